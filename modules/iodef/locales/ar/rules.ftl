# In this file U+2068 and U+2069 stand around arguments and Latin words on purpose: between Arabic words
# and punctuation they would otherwise be shown in another order than they are read. `reason-` and `part-`
# have none: they become arguments, which are isolated themselves.

# Messages of the rules in rules.toml and of structural validation.
# `.fix` says what to do.

refused-by = ترفضه: ⁨{ $refused_by }⁩

# Structure

xsd-root = عنصر المستند هو ⁨{ $name }⁩، وليس ⁨{ $expected }⁩
sealed = في ⁨{ $element }⁩ عنصر مختوم: لا يمكن الحكم عليه إلا عندما تفتحه الجهة المستلمة
    .fix = افتحه بمفتاح إحدى الجهات المستلمة
xsd-unexpected-element = لا يجوز أن يقع ⁨{ $name }⁩ هنا في ⁨{ $element }⁩
    .fix = أزله أو انقله؛ ما يجوز أن يقع هنا: ⁨{ $expected }⁩
xsd-missing-element = ينقص ⁨{ $element }⁩ أحد العناصر الآتية: ⁨{ $expected }⁩
    .fix = أضف ما ينقص
xsd-unexpected-text = لا يجوز أن يحتوي ⁨{ $element }⁩ على النص «⁨{ $text }⁩»
    .fix = أزل النص
xsd-unknown-attribute = ليس للعنصر ⁨{ $element }⁩ سمة باسم ⁨{ $name }⁩
    .fix = أزل السمة؛ فما لا تعرفه الصيغة مكانه ⁨AdditionalData⁩
xsd-missing-attribute = تنقص العنصر ⁨{ $element }⁩ السمة ⁨{ $name }⁩
    .fix = اضبط ⁨{ $name }⁩
xsd-enumeration = «⁨{ $value }⁩» ليست من قيم ⁨{ $name }⁩ في ⁨{ $element }⁩ (⁨{ $type }⁩)
    .fix = اختر قيمة من القائمة، أو ⁨ext-value⁩ مع قيمة خاصة بك
xsd-datatype = «⁨{ $value }⁩» ليست قيمة صالحة للحقل ⁨{ $name }⁩ (النوع المتوقع: ⁨{ $type }⁩)
    .fix = صحّح القيمة
xsd-fixed = قيمة ⁨{ $name }⁩ في ⁨{ $element }⁩ هي «⁨{ $value }⁩»، ويجب أن تكون «⁨{ $fixed }⁩»
    .fix = اضبط ⁨{ $name }⁩ على ⁨{ $fixed }⁩
xsd-one-of = يحتاج ⁨{ $element }⁩ إما إلى ⁨{ $first }⁩ وإما إلى ⁨{ $second }⁩، لا إلى كليهما
    .fix = أبقِ واحدًا منهما
xsd-type = لا يمكن أن يكون للعنصر ⁨{ $element }⁩ النوع ⁨{ $type }⁩
    .fix = أزل ⁨xsi:type⁩
xsd-nil = لا يمكن أن يكون ⁨{ $element }⁩ معدوم القيمة (nil)
    .fix = أزل ⁨xsi:nil⁩
xsd-id-duplicate = المعرّف «⁨{ $value }⁩» موجود مرتين
    .fix = أعطِ أحدهما معرّفًا آخر
xsd-idref = لا شيء يحمل المعرّف «⁨{ $value }⁩»
    .fix = أحِل إلى معرّف موجود في المستند

# The document

version-missing = لا يذكر المستند إصداره
    .fix = اضبط ⁨version⁩ على ⁨2.00⁩
language-missing = لا يذكر المستند لغته
    .fix = اضبط ⁨xml:lang⁩ عند المستند أو عند كل حادث
private-enum-id-alone = لا معنى للسمة ⁨private-enum-id⁩ من دون ⁨private-enum-name⁩
    .fix = اضبط ⁨private-enum-name⁩ على نطاق الفريق، أو أزل ⁨private-enum-id⁩
schema-location-missing = لا يذكر المستند مخطط الصيغة
    .fix = اضبط ⁨xsi:schemaLocation⁩
schema-location-pairs = ليست السمة ⁨xsi:schemaLocation⁩ قائمة أزواج تتضمن ⁨{ $namespace }⁩
    .fix = اكتب كل نطاق أسماء متبوعًا بموضع مخططه
declaration-missing = لا يبدأ المستند بإعلان ⁨XML⁩
    .fix = اكتب الإعلان مع الإصدار والترميز
encoding-missing = لا يذكر إعلان ⁨XML⁩ الترميز
    .fix = اذكر ⁨UTF-8⁩
encoding-other = جاء المستند بترميز غير ⁨UTF-8⁩ و⁨UTF-16⁩، وقد لا تقرؤه جهات مستلمة أخرى
    .fix = احفظه بترميز ⁨UTF-8⁩
version-1 = هذا مستند من الإصدار 1 (⁨RFC 5070⁩)، ولا تقرؤه الجهات المستلمة التي تستخدم الإصدار 2
    .fix = حوّله إلى الإصدار 2
unknown-element = يقع ⁨{ $name }⁩ في نطاق أسماء الصيغة، والصيغة لا تعرفه
    .fix = أعطِ الامتداد نطاق أسماء خاصًا به

# Names and numbers

private-enum-name-fqdn = «⁨{ $name }⁩» ليس اسم نطاق فريق
    .fix = اكتب اسم النطاق الكامل للفريق
incidentid-name-fqdn = «⁨{ $name }⁩» ليس اسم نطاق فريق
    .fix = اكتب اسم النطاق الكامل للفريق
indicatorid-name-fqdn = «⁨{ $name }⁩» ليس اسم نطاق فريق
    .fix = اكتب اسم النطاق الكامل للفريق
incidentid-empty = ليس للحادث رقم
    .fix = اكتب الرقم الذي يعرف به الفريقُ الحادثَ
incidentid-space = توجد مسافات حول الرقم «⁨{ $id }⁩»، فيصبح رقمًا آخر لدى بعض الجهات المستلمة
    .fix = أزل المسافات
incidentid-reused = يحمل حادث آخر في المستند الرقم «⁨{ $id }⁩» أيضًا
    .fix = أعطِ أحدهما رقمًا آخر، أو أضف ⁨instance⁩
alternativeid-own = لا يمكن أن يكون رقم من أرقام ⁨{ $name }⁩ نفسه رقمًا بديلًا
    .fix = أبقِ فقط الأرقام التي أعطتها فرق أخرى، أو اذكره بوصفه نشاطًا ذا صلة
relatedactivity-self = الحادث ⁨{ $id }⁩ مرتبط بنفسه
    .fix = أزل الرقم، أو اكتب رقم الحادث الآخر
id-empty = العنصر ⁨{ $class }⁩ فارغ
    .fix = اكتب المعرّف، أو أزل العنصر
text-empty = العنصر ⁨{ $class }⁩ فارغ
    .fix = اكتب النص، أو أزل العنصر
translation-repeated = العنصر ⁨{ $class }⁩ موجود مرتين باللغة «⁨{ $language }⁩» وبقيمة ⁨translation-id⁩ نفسها ⁨{ $id }⁩
    .fix = أعطِ كل نص لغته، أو ⁨translation-id⁩ آخر

# Private values of enumerations

ext-without-ext-value = لا يُعتدّ بالسمة ⁨{ $extension }⁩ إلا إذا كانت ⁨{ $attribute }⁩ بالقيمة ⁨ext-value⁩
    .fix = اضبط ⁨{ $attribute }⁩ على ⁨ext-value⁩، أو أزل ⁨{ $extension }⁩
ext-value-without-ext = قيمة ⁨{ $attribute }⁩ هي ⁨ext-value⁩، لكن ⁨{ $extension }⁩ لا تذكر أي قيمة هي المقصودة
    .fix = اكتب القيمة في ⁨{ $extension }⁩، أو اختر قيمة من القائمة
private-enum-name-missing = في المستند قيم خاصة، لكنه لا يذكر لمن هي (أولها في ⁨{ $class }⁩)
    .fix = اضبط ⁨private-enum-name⁩ على نطاق الفريق

# At least one child

contact-empty = العنصر ⁨{ $class }⁩ فارغ؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = أضف اسمًا أو عنوانًا أو وسيلة أخرى للوصول إلى جهة الاتصال، أو أزل جهة الاتصال
relatedactivity-empty = لا يربط العنصر ⁨{ $class }⁩ شيئًا؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = اذكر الحادث أو جهة التهديد أو الحملة، أو صِف العلاقة
threatactor-empty = العنصر ⁨{ $class }⁩ فارغ؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = اذكر جهة التهديد أو أعطِ رابطًا عنها

## Content: services and flows

service-protocol-missing = في العنصر ⁨Service⁩ يوجد ⁨{ $child }⁩ من دون ⁨ip-protocol⁩، فلا يمكن معرفة البروتوكول المقصود
    .fix = اضبط ⁨ip-protocol⁩، مثل 6 لبروتوكول ⁨TCP⁩ أو 17 لبروتوكول ⁨UDP⁩
service-protocol-range = «⁨{ $found }⁩» ليس رقم بروتوكول ⁨IP⁩: ⁨{ $reason }⁩
    .fix = اكتب الرقم الوارد في سجل ⁨IANA⁩، مثل 6 لبروتوكول ⁨TCP⁩
service-portless = في العنصر ⁨Service⁩ يوجد ⁨{ $child }⁩، لكن البروتوكول ⁨{ $protocol }⁩ ليست له منافذ
    .fix = استخدم ⁨ProtoType⁩ و⁨ProtoCode⁩ لبروتوكول ⁨ICMP⁩، أو ⁨ip-protocol⁩ آخر
port-range = «⁨{ $found }⁩» ليس منفذًا: ⁨{ $reason }⁩
    .fix = اكتب رقمًا من 0 إلى 65535
portlist-range = «⁨{ $found }⁩» ليست قائمة منافذ: ⁨{ $reason }⁩
    .fix = اكتب منافذ من 0 إلى 65535 ومدياتٍ تصاعدية، مثل ⁨80,443,8000-8080⁩
icmp-range = القيمة «⁨{ $found }⁩» في ⁨{ $class }⁩ لا تلائم ⁨ICMP⁩: ⁨{ $reason }⁩
    .fix = اكتب رقمًا من 0 إلى 255
service-name = «⁨{ $found }⁩» ليس اسم خدمة: ⁨{ $reason }⁩
    .fix = اكتب الاسم الوارد في سجل ⁨IANA⁩، مثل ⁨https⁩، أو استخدم ⁨Description⁩
flow-portlists = يذكر المصدر عددًا من المنافذ قدره { $sources }، والهدف عددًا قدره { $targets }؛ والمنفذ ذو الترتيب n من أحدهما يقابل ذا الترتيب n من الآخر
    .fix = اذكر عند المصدر من المنافذ بقدر ما عند الهدف
flow-pairs = يقرن ⁨Flow⁩ عدة منافذ، لكن عدد المصادر فيه { $sources } وعدد الأهداف { $targets }؛ ولا يمكن القرن إلا بين مصدر واحد وهدف واحد
    .fix = صِف كل زوج من الأنظمة في ⁨Flow⁩ خاص به
noderole-repeated = للنظام الدور «⁨{ $found }⁩» مرتين
    .fix = أزل أحدهما
header-name-missing = لا يذكر ⁨{ $class }⁩ أي حقل هو
    .fix = اضبط ⁨name⁩ على اسم حقل الترويسة
header-value-missing = ليست للعنصر ⁨{ $class }⁩ قيمة
    .fix = اكتب قيمة حقل الترويسة في العنصر
email-header-dtype = قيمة ⁨dtype⁩ لحقل ترويسة البريد هي «⁨{ $found }⁩»، ويجب أن تكون ⁨string⁩
    .fix = اضبط ⁨dtype⁩ على ⁨string⁩

## Content: addresses and domains

address-syntax = «⁨{ $found }⁩» ليس عنوانًا من الفئة ⁨{ $category }⁩: ⁨{ $reason }⁩
    .fix = صحّح العنوان أو اختر فئته
address-default-ipv4 = «⁨{ $found }⁩» عنوان ⁨IPv4⁩، لكن ⁨Address⁩ من دون فئة هو عنوان ⁨IPv6⁩
    .fix = اضبط ⁨category⁩ على ⁨ipv4-addr⁩
address-category-missing = لا يذكر ⁨Address⁩ فئته؛ ويُعدّ ⁨ipv6-addr⁩، وفي الإصدار 1 يُعدّ ⁨ipv4-addr⁩
    .fix = اضبط ⁨category⁩
address-form = يُفضّل أن تُكتب «⁨{ $found }⁩» على نحو آخر: ⁨{ $reason }⁩
    .fix = اكتب العنوان بصيغته المعتادة
vlan-range = «⁨{ $found }⁩» ليس رقم ⁨VLAN⁩: ⁨{ $reason }⁩
    .fix = اكتب رقمًا من 0 إلى 4095
domain-name = «⁨{ $found }⁩» ليس اسم نطاق: ⁨{ $reason }⁩
    .fix = صحّح الاسم؛ أما عنوان ⁨IP⁩ فمكانه ⁨Address⁩
nameserver-address = فئة عنوان خادم الأسماء هي «⁨{ $found }⁩»، ولا يمكن أن تكون إلا ⁨ipv4-addr⁩ أو ⁨ipv6-addr⁩
    .fix = اضبط ⁨category⁩ على ⁨ipv4-addr⁩ أو ⁨ipv6-addr⁩
domain-system-status-missing = لا يذكر ⁨DomainData⁩ كيف يشارك النطاق، مع أن ⁨RFC 7970⁩ يشترط ⁨{ $attribute }⁩
    .fix = اضبط ⁨system-status⁩، وعلى ⁨unknown⁩ إن كان ذلك مجهولًا
domain-status-missing = لا يذكر ⁨DomainData⁩ حالة تسجيل النطاق، مع أن ⁨RFC 7970⁩ يشترط ⁨{ $attribute }⁩
    .fix = اضبط ⁨domain-status⁩، وعلى ⁨unknown⁩ إن كان ذلك مجهولًا
registry-missing = لا يذكر ⁨RegistryHandle⁩ السجل الذي ينتمي إليه، مع أن ⁨RFC 7970⁩ يشترط ⁨{ $attribute }⁩
    .fix = اضبط ⁨registry⁩

## Content: extensions and software

extension-dtype = «⁨{ $found }⁩» ليست من النوع ⁨{ $dtype }⁩ الذي يعلنه ⁨{ $class }⁩: ⁨{ $reason }⁩
    .fix = صحّح المحتوى أو اختر ⁨dtype⁩ آخر
extension-xml = يعلن ⁨{ $class }⁩ أنه يحتوي على ⁨XML⁩، لكن ليس فيه عنصر
    .fix = ضع فيه عنصرًا من نطاق أسماء آخر، أو اضبط ⁨dtype⁩ على ⁨string⁩
extension-elements = يعلن ⁨{ $class }⁩ أنه يحتوي على ⁨{ $dtype }⁩، لكن فيه عناصر
    .fix = اضبط ⁨dtype⁩ على ⁨xml⁩
software-dtype-missing = البرنامج موصوف بصيغة خاصة من دون ذكر نوعها
    .fix = اضبط ⁨dtype⁩، وعلى ⁨string⁩ إن كان نصًا
software-cpe = «⁨{ $found }⁩» ليس اسم ⁨CPE⁩: ⁨{ $reason }⁩
    .fix = اكتب اسمًا مثل ⁨cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*⁩، أو استخدم ⁨Description⁩
software-swid = «⁨{ $found }⁩» ليس معرّف وسم ⁨SWID⁩: ⁨{ $reason }⁩
    .fix = اكتب ⁨tagId⁩ الخاص بالوسم، أو استخدم ⁨Description⁩

## Content: lists of observables, hashes, files and patterns

bulk-line = السطر { $line } من القائمة، «⁨{ $found }⁩»، ليس ⁨{ $type }⁩: ⁨{ $reason }⁩
    .fix = صحّح السطر أو اختر نوع القائمة
bulk-empty = قائمة العناصر المرصودة فارغة
    .fix = اكتب عنصرًا مرصودًا واحدًا في كل سطر، أو أزل القائمة
bulk-hash-format-missing = تحتوي القائمة على بصمات، ولا شيء يذكر خوارزميتها
    .fix = أضف ⁨BulkObservableFormat⁩ فيه ⁨Hash⁩ يذكر الخوارزمية
hash-target-missing = يشمل النطاق ⁨{ $scope }⁩ جزءًا من الملف، ولا شيء يذكر أي جزء
    .fix = أضف ⁨HashTargetID⁩: رقم القسم أو المورد ابتداءً من 1، أو إزاحة الكائن
hash-target-number = «⁨{ $found }⁩» لا يحدّد جزءًا برقمه كما يقتضي النطاق ⁨{ $scope }⁩: ⁨{ $reason }⁩
    .fix = اكتب رقم القسم أو المورد ابتداءً من 1، أو إزاحة الكائن
hash-application-missing = تعتمد البصمة ذات النطاق ⁨{ $scope }⁩ على الأداة التي أنتجتها، ولا يسمّيها أي ⁨Application⁩
    .fix = أضف ⁨Application⁩ مع اسم الأداة وإصدارها
hash-scope-place = لا ينتمي النطاق ⁨{ $scope }⁩ إلى الموضع الذي يقع فيه
    .fix = اختر نطاقًا خاصًا بالملفات في ⁨File⁩، ونطاقًا خاصًا بالبريد في ⁨EmailData⁩
digest-length = البصمة «⁨{ $found }⁩» ليست كما تنتجها ⁨{ $algorithm }⁩: ⁨{ $reason }⁩
    .fix = اكتب البصمة بترميز ⁨base64⁩؛ فخوارزميتها تحدّد طولها
digest-algorithm = «⁨{ $found }⁩» ليست خوارزمية معروفة هنا، فلا يستطيع أحد مقارنة البصمة
    .fix = استخدم معرّف ⁨URI⁩ من ⁨XML Signature⁩، مثل ⁨http://www.w3.org/2001/04/xmlenc#sha256⁩
pattern-regex = «⁨{ $found }⁩» ليس تعبيرًا نمطيًا موسّعًا وفق ⁨POSIX⁩: ⁨{ $reason }⁩
    .fix = صحّح التعبير؛ فرموز الإفلات مثل ⁨\d⁩ والعوامل الكسولة ليست في ⁨POSIX⁩
pattern-xpath = «⁨{ $found }⁩» ليس تعبير ⁨XPath 1.0⁩: ⁨{ $reason }⁩
    .fix = صحّح التعبير
pattern-binary = «⁨{ $found }⁩» ليس نمطًا من أرقام ستعشرية: ⁨{ $reason }⁩
    .fix = اكتب رقمين ستعشريين لكل ثمانية بتّات
pattern-count = «⁨{ $found }⁩» ليس عددًا: ⁨{ $reason }⁩
    .fix = اكتب إزاحة ابتداءً من 0، أو رقم تكرار ابتداءً من 1
filetype = «⁨{ $found }⁩» ليس نوع وسائط: ⁨{ $reason }⁩
    .fix = اكتب نوعًا مثل ⁨application/pdf⁩
filetype-unregistered = «⁨{ $found }⁩» ليس نوع وسائط من المستوى الأعلى في سجل ⁨IANA⁩
    .fix = اكتب نوعًا مثل ⁨application/pdf⁩
filesize = «⁨{ $found }⁩» ليس حجم ملف: ⁨{ $reason }⁩
    .fix = اكتب الحجم بالبايت
keyname = «⁨{ $found }⁩» ليس مفتاحًا في سجل ⁨Windows⁩: ⁨{ $reason }⁩
    .fix = ابدأ بالخلية (hive)، مثل ⁨HKEY_LOCAL_MACHINE\SOFTWARE⁩

## Content: people, money, counters, languages, references

email-address = «⁨{ $found }⁩» ليس عنوان بريد إلكتروني: ⁨{ $reason }⁩
    .fix = اكتب عنوانًا واحدًا مثل ⁨contact@csirt.example.com⁩، من دون اسم
phone = «⁨{ $found }⁩» ليس رقم هاتف: ⁨{ $reason }⁩
    .fix = اكتب أرقامًا بعد علامة زائد ورمز البلد
phone-national = ليس في «⁨{ $found }⁩» رمز بلد، فلا يمكن الاتصال به من بلد آخر
    .fix = ابدأ بعلامة زائد ورمز البلد
postal-lines = أسطر العنوان البريدي غير مفصولة كما ينص ⁨RFC 7970⁩: ⁨{ $reason }⁩
    .fix = ضع علامة الدولار بين الأسطر؛ واكتب ⁨\24⁩ بدل علامة الدولار و⁨\5C⁩ بدل الشرطة المائلة العكسية
url = «⁨{ $found }⁩» ليس رابطًا: ⁨{ $reason }⁩
    .fix = اكتب مخطط الرابط (scheme) والأحرف الواردة في ⁨RFC 3986⁩ فقط؛ ورمّز ما عداها بالنسبة المئوية
currency = «⁨{ $found }⁩» ليست عملة من ⁨ISO 4217⁩
    .fix = اكتب رمزًا من ثلاثة أحرف، مثل ⁨EUR⁩
currency-missing = ليست للمبلغ عملة
    .fix = اضبط ⁨currency⁩، مثل ⁨EUR⁩
counter-value = «⁨{ $found }⁩» لا تعدّ شيئًا
    .fix = اكتب عددًا غير سالب
counter-duration = ⁨{ $type }⁩ مع المدة ⁨{ $duration }⁩ معدَّل، والمعدَّل ليس ⁨{ $type }⁩
    .fix = أزل ⁨duration⁩، أو اضبط ⁨type⁩ على ⁨average⁩ أو ⁨peak⁩
counter-rate = ليست للمعدَّل مدة يُنسب إليها
    .fix = اضبط ⁨duration⁩، مثل ⁨second⁩
language-tag = «⁨{ $found }⁩» ليس وسم لغة: ⁨{ $reason }⁩
    .fix = اكتب وسمًا مثل ⁨en⁩ أو ⁨pt-BR⁩
language-unregistered = الجزء «⁨{ $subtag }⁩» في وسم اللغة «⁨{ $found }⁩» غير مسجّل
    .fix = اكتب لغة ومنطقة مسجّلتين، مثل ⁨en-GB⁩
specindex-unregistered = «⁨{ $found }⁩» ليس تعدادًا في سجل ⁨RFC 7495⁩
    .fix = استخدم 1 للدلالة على ⁨CVE⁩، أو اكتب المرجع في ⁨URL⁩ و⁨Description⁩
reference-cve = «⁨{ $found }⁩» ليس معرّف ⁨CVE⁩: ⁨{ $reason }⁩
    .fix = اكتب معرّفًا مثل ⁨CVE-2024-3094⁩

sci-private-name-missing = العنصر ⁨{ $class }⁩ من مواصفة خاصة، ولا يذكر ⁨ext-SpecID⁩ أي مواصفة هي
    .fix = اضبط ⁨ext-SpecID⁩ على معرّف المواصفة
sci-private-name-alone = يسمّي ⁨{ $class }⁩ المواصفة «⁨{ $found }⁩» في ⁨ext-SpecID⁩، مع أن قيمة ⁨SpecID⁩ ليست ⁨private⁩
    .fix = أزل ⁨ext-SpecID⁩، أو اضبط ⁨SpecID⁩ على ⁨private⁩
sci-contentid = «⁨{ $found }⁩» ليس معرّف مدخل: ⁨{ $reason }⁩
    .fix = اكتب معرّفًا مثل ⁨CVE-2024-3094⁩ أو ⁨CWE-787⁩ أو ⁨CAPEC-66⁩

## Reasons of content: `reason-CODE` and `part-CODE` fill { $reason } and { $part }

reason-character = لا يجوز أن يقع { $character } في ذلك الموضع
reason-empty = لا يوجد شيء
reason-escape = الرمز escape \{ $character } غير معرّف
reason-leading-zero = عدد يبدأ بالرقم 0
reason-leap-second = لا مكان للثانية 60 في النوع xs:dateTime
reason-length = الطول المطلوب { $expected } والموجود { $length }
reason-malformed = تتعذر قراءته
reason-missing = ينقصه { $part }
reason-no-offset = فارق التوقيت عن UTC ناقص
reason-no-such-date = لا وجود لهذا التاريخ
reason-not-canonical = يكتبه RFC 5952 بأحرف صغيرة ومن دون أصفار في البداية ويختصر أطول سلسلة من الأصفار
reason-not-network = ضُبطت بتّات ليست لشبكة أو قناع
reason-not-punycode = ما يلي البادئة في مثل xn--name ليس اسمًا
reason-nothing-to-repeat = ليس أمام عامل التكرار ما يكرّره
reason-numeric-top-level = الجزء الأخير من الاسم عدد
reason-other-version = هو من الإصدار الآخر لبروتوكول IP
reason-range = ليس بين { $least } و{ $greatest }
reason-repeated = تكرر أكثر من المسموح: { $part }
reason-reversed = مدى يتناقص
reason-too-long = أطول من { $limit }
reason-unbalanced = ليس للرمز { $character } ما يقابله
reason-uneven = في أحد الأسطر حقول عددها { $length } وفي السطر الأول { $expected }
reason-unknown-name = يبدأ باسم غير معروف

part-at = رمز @
part-close = نهاية شيء بدأ
part-component = جزء بين الفواصل
part-date = التاريخ
part-digit = رقم
part-domain = النطاق
part-double-colon = نقطتا :: المزدوجتان
part-field = حقل بين فاصلتين
part-group = مجموعة أرقام ستعشرية
part-hive = اسم خلية السجل مثل HKEY_LOCAL_MACHINE
part-label = جزء بين نقطتين
part-line = سطر
part-local-part = ما يسبق الرمز @
part-mask = حرف x مكان رقم
part-number = عدد
part-octet = مجموعة من ثمانية بتّات
part-operand = ما يعمل عليه عامل
part-prefix = الشرطة المائلة وما يليها
part-scheme = مخطط الرابط مثل https متبوعًا بنقطتين
part-second-label = جزء ثانٍ من الاسم
part-subtag = وسم فرعي
part-subtype = النوع الفرعي بعد الشرطة المائلة
part-time = الوقت
campaign-empty = العنصر ⁨{ $class }⁩ فارغ؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = اذكر الحملة أو أعطِ رابطًا عنها
detectionpattern-empty = ليس في العنصر ⁨{ $class }⁩ نمط؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = صِف النمط، أو أعطِ الإعدادات
method-empty = العنصر ⁨{ $class }⁩ فارغ؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = صِف الأسلوب أو أحِل إليه، أو أزله
reference-empty = لا يحيل العنصر ⁨{ $class }⁩ إلى شيء؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩، أو إلى ⁨ReferenceName⁩
    .fix = اذكر اسم ما يُحال إليه، أو أعطِ رابطه
eventdata-empty = العنصر ⁨{ $class }⁩ فارغ؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = صِف الحدث، أو أزله
node-empty = ليس في العنصر ⁨{ $class }⁩ عنوان؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = أضف عنوانًا أو اسم نطاق
service-empty = العنصر ⁨{ $class }⁩ فارغ؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = اذكر الخدمة أو منفذها، أو أزله
servicename-empty = العنصر ⁨{ $class }⁩ فارغ؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = سمِّ الخدمة أو صِفها
software-empty = لا يسمّي العنصر ⁨{ $class }⁩ أي برنامج؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = صِف البرنامج أو أحِل إليه أو أعطِ رابطًا
recorddata-empty = ليست في العنصر ⁨{ $class }⁩ بيانات؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = أضف البيانات أو مكانها
hashdata-empty = ليست في العنصر ⁨{ $class }⁩ بصمة؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = أضف بصمة
observable-empty = العنصر ⁨{ $class }⁩ فارغ؛ ويحتاج إلى واحد من: ⁨{ $children }⁩
    .fix = أضف ما يمكن رصده
bulkobservableformat-empty = العنصر ⁨{ $class }⁩ فارغ؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = أضف صيغة البصمات، أو أزله
attackphase-empty = العنصر ⁨{ $class }⁩ فارغ؛ ويحتاج إلى واحد على الأقل من: ⁨{ $children }⁩
    .fix = سمِّ المرحلة أو صِفها

# Times

time-future = قيمة ⁨{ $class }⁩ هي ⁨{ $time }⁩، وهي في المستقبل
    .fix = صحّح الوقت
end-before-start = ⁨{ $later }⁩ (⁨{ $later_time }⁩) يسبق ⁨{ $earlier }⁩ (⁨{ $earlier_time }⁩)
    .fix = صحّح أحد الوقتين
detect-before-start = ⁨{ $later }⁩ (⁨{ $later_time }⁩) يسبق ⁨{ $earlier }⁩ (⁨{ $earlier_time }⁩)
    .fix = صحّح أحد الوقتين
recovery-before-start = ⁨{ $later }⁩ (⁨{ $later_time }⁩) يسبق ⁨{ $earlier }⁩ (⁨{ $earlier_time }⁩)
    .fix = صحّح أحد الوقتين
report-before-detect = ⁨{ $later }⁩ (⁨{ $later_time }⁩) يسبق ⁨{ $earlier }⁩ (⁨{ $earlier_time }⁩)
    .fix = صحّح أحد الوقتين
generation-before-detect = ⁨{ $later }⁩ (⁨{ $later_time }⁩) يسبق ⁨{ $earlier }⁩ (⁨{ $earlier_time }⁩)
    .fix = صحّح أحد الوقتين
generation-before-report = ⁨{ $later }⁩ (⁨{ $later_time }⁩) يسبق ⁨{ $earlier }⁩ (⁨{ $earlier_time }⁩)
    .fix = صحّح أحد الوقتين، إلا إذا أُرسل التقرير لاحقًا
indicator-interval = لا يكون المؤشر صالحًا أبدًا: ⁨{ $later }⁩ (⁨{ $later_time }⁩) يسبق ⁨{ $earlier }⁩ (⁨{ $earlier_time }⁩)
    .fix = صحّح أحد الوقتين
expectation-interval = لا يمكن اتخاذ الإجراء أبدًا: ⁨{ $later }⁩ (⁨{ $later_time }⁩) يسبق ⁨{ $earlier }⁩ (⁨{ $earlier_time }⁩)
    .fix = صحّح أحد الوقتين
domain-interval = ⁨{ $later }⁩ (⁨{ $later_time }⁩) يسبق ⁨{ $earlier }⁩ (⁨{ $earlier_time }⁩)
    .fix = صحّح أحد الوقتين
expectation-past = كان ينبغي اتخاذ الإجراء حتى ⁨{ $time }⁩؛ ولا يجوز للجهة المستلمة اتخاذه بعد الآن
    .fix = أعطِ مزيدًا من الوقت، أو أزل الإجراء المتوقع
indicator-expired = كان المؤشر صالحًا حتى ⁨{ $time }⁩
    .fix = مدّد صلاحيته إن كان لا يزال صالحًا
history-order = يأتي ⁨{ $time }⁩ بعد ⁨{ $before }⁩ في سجل المعالجة
    .fix = رتّب القيود بحسب الوقت
event-outside-incident = قيمة ⁨{ $class }⁩ لأحد الأحداث هي ⁨{ $time }⁩، خارج أوقات الحادث؛ ويُعتدّ بوقت الحدث
    .fix = صحّح أحد الأوقات

# Purposes and actions

defined-coa-missing = للعنصر ⁨{ $class }⁩ الإجراء ⁨defined-coa⁩، لكنه لا يذكر أي مسار عمل هو
    .fix = سمِّ مسار العمل في ⁨DefinedCOA⁩
action-other-undescribed = للعنصر ⁨{ $class }⁩ الإجراء ⁨other⁩، لكنه لا يذكر أي إجراء هو
    .fix = صِف الإجراء، أو اختر إجراءً من القائمة
purpose-other-unexpected = الغرض هو ⁨other⁩، لكن لا يوجد ⁨Expectation⁩ يذكر أي غرض هو
    .fix = أضف ⁨Expectation⁩، أو اختر غرضًا من القائمة
restriction-defaults = ليس للعنصر ⁨{ $class }⁩ قيد إفصاح: ينص ⁨RFC 7970⁩ على أنه قيد ما يحيط به وعلى أنه ⁨default⁩ معًا؛ ويُعتدّ بالأشد منهما
    .fix = اضبط قيد الإفصاح

# Identifiers and references

id-duplicate = المعرّف «⁨{ $id }⁩» موجود مرتين
    .fix = أعطِ أحدهما معرّفًا آخر
uid-ref-dangling = لا شيء يحمل المعرّف «⁨{ $id }⁩»
    .fix = أحِل إلى معرّف موجود في المستند
observablereference-to-indicator = «⁨{ $id }⁩» مؤشر، وليس عنصرًا مرصودًا
    .fix = استخدم ⁨IndicatorReference⁩، أو أحِل إلى عنصر مرصود
indicatorreference-to-observable = «⁨{ $id }⁩» عنصر مرصود، وليس مؤشرًا
    .fix = استخدم ⁨ObservableReference⁩، أو أحِل إلى مؤشر
euid-ref-local = «⁨{ $id }⁩» مؤشر في هذا المستند، وليست السمة ⁨euid-ref⁩ لهذا الغرض
    .fix = استخدم ⁨uid-ref⁩
reference-circle = يحيل «⁨{ $id }⁩» رجوعًا إلى الموضع الذي يُحال منه إليه
    .fix = اكسر الحلقة
indicatorreference-none = لا يحيل المرجع إلى شيء
    .fix = اضبط ⁨uid-ref⁩ لمؤشر في هذا المستند، أو ⁨euid-ref⁩ لمؤشر في مستند آخر
indicatorreference-both = السمتان ⁨uid-ref⁩ و⁨euid-ref⁩ موجودتان معًا
    .fix = أبقِ ⁨uid-ref⁩ لمؤشر في هذا المستند، أو ⁨euid-ref⁩ لمؤشر في مستند آخر

# Expressions

expression-not-unary = للعامل ⁨not⁩ معامَل واحد، وعدد المعامَلات هنا { $count }
    .fix = ضع المعامَلات في تعبير بالعامل ⁨and⁩ أو ⁨or⁩
expression-xor-single = يحتاج العامل ⁨xor⁩ إلى معامَلين، وعدد المعامَلات هنا { $count }
    .fix = أضف المعامَل الآخر، أو أزل العامل
expression-xor-ambiguous = العامل ⁨xor⁩ مع { $count } من المعامَلات يُقرأ على وجهين: واحد منها بالضبط، أو عدد فردي منها
    .fix = داخِل بين تعبيرات ذات معامَلين

# Confidence

confidence-number-missing = التقييم ⁨numeric⁩، لكن لا يوجد رقم
    .fix = اكتب الرقم، أو اختر تقييمًا آخر
confidence-number-unexpected = التقييم ⁨{ $rating }⁩، فلا يجوز أن توجد «⁨{ $value }⁩»
    .fix = أزل الرقم، أو اختر التقييم ⁨numeric⁩

# Notices

executable-content = قد يحتوي ⁨{ $class }⁩ على ما يمكن تشغيله: اعرضه نصًا، ولا تشغّله أو تفتحه تلقائيًا أبدًا

# RFC 3067

rfc3067-6-1 = لا يذكر الحادث لمن يجوز عرضه، و⁨private⁩ مفهوم ضمنًا فقط
    .fix = اضبط قيد الإفصاح
rfc3067-6-6 = ينقص الحادثَ عنوانُ: ⁨{ $missing }⁩
    .fix = أضف ⁨System⁩ مع الفئة وعنوان، أو ⁨AdditionalData⁩ باسم ⁨3067-6.6-waiver⁩ يذكر سبب عدم وجوده
rfc3067-6-8 = لا يذكر الحادث كيف يمكن الوصول إلى منشئه
    .fix = أضف ⁨Contact⁩ بالدور ⁨creator⁩ مع عنوان بريد إلكتروني أو رقم هاتف أو عنوان بريدي
rfc3067-6-9 = لا يذكر الحادث أثره
    .fix = أضف ⁨Assessment⁩؛ والأثر المجهول أثر أيضًا
rfc3067-6-11 = ينتقل الحادث من فريق إلى فريق من دون ⁨History⁩
    .fix = أضف ⁨HistoryItem⁩ يذكر ما فُعل
rfc3067-6-12 = ليس للحادث وقت: لا وقت الاكتشاف، ولا وقت البدء، ولا وقت التقرير
    .fix = أضف أحد الأوقات
rfc3067-6-13 = قيمة ⁨{ $class }⁩ هي ⁨{ $time }⁩، من دون فارق التوقيت عن ⁨UTC⁩، فلا يعرف أحد اللحظة المقصودة
    .fix = أضف فارق التوقيت لمكان الحدث، مثل ⁨+02:00⁩
rfc3067-6-19 = لا يذكر ⁨{ $class }⁩ ما يعنيه
    .fix = اضبط ⁨meaning⁩ أو ⁨formatid⁩، أو اذكر في ⁨private-enum-name⁩ لمن هذا الامتداد
