# In this file U+2068 and U+2069 stand around arguments and Latin words on purpose: between Arabic words
# and punctuation they would otherwise be shown in another order than they are read.

# Interface text of the editor. Ids are area-thing; one area is one block.

app-title = محرّر ⁨IODEF⁩

# Before there is a document
start-title = كتابة تقارير الحوادث وفحصها
start-text = محرّر لصيغة ⁨IODEF⁩ (⁨Incident Object Description Exchange Format⁩، ⁨RFC 7970⁩). يفحص التقرير أثناء الكتابة وينبّه إلى ما سيرفضه الفريق المستلم.
start-new = تقرير جديد
start-new-help = البدء بالعناصر الإلزامية
start-open = فتح ملف
start-open-help = ⁨IODEF 2⁩ أو ⁨IODEF 1⁩ أو ⁨JSON⁩؛ أو بالإفلات أو اللصق هنا
start-private = يبقى كل شيء في هذا المتصفح: لا يُرسَل أي مستند إلى أي مكان.
editor-empty = لا يوجد مستند مفتوح.
editor-drop = أفلت الملف لفتحه

# Toolbar and menu
toolbar-label = المستند
toolbar-menu = القائمة
toolbar-untitled = تقرير بلا عنوان
toolbar-undo = تراجع
toolbar-redo = إعادة
toolbar-search = بحث
toolbar-level = مقدار ما يُعرض
toolbar-profile = الفحص وفق
group-file = ملف
group-edit = تحرير
group-insert = إدراج
group-view = عرض
group-share = مشاركة
group-tools = أدوات
action-new = تقرير جديد
action-open = فتح…
action-save = حفظ
action-language = اللغة…
action-keys = اختصارات لوحة المفاتيح
action-failed = لم تنجح العملية: ⁨{ $reason }⁩
file-saved = تم الحفظ باسم ⁨{ $name }⁩

level-mandatory = إلزامي
level-recommended = موصى به
level-all = الكل

profile-common = جميع الجهات المستلمة
profile-rfc7970 = نص ⁨RFC 7970⁩
profile-schema_a = المخطط كما نُشر
profile-schema_b = المخطط كما صُحّح
profile-strict3067 = ⁨RFC 3067⁩، صارم

# Panes
pane-outline = هيكل المستند
pane-form = النموذج
pane-issues = المشكلات
pane-source = المصدر
side-label = المشكلات والمصدر
side-close = إغلاق هذا الجزء
outline-label = هيكل المستند
outline-more = المزيد ({ $count })

# Form
form-where = الموضع الحالي
form-section = ⁨RFC 7970⁩، القسم ⁨{ $section }⁩
form-effective = قيد الإفصاح الساري: ⁨{ $level }⁩
form-stale = المصدر غير سليم الصياغة في السطر { $line }: ⁨{ $reason }⁩. يعرض النموذج آخر نسخة سليمة، وينتظر.
element-foreign = يحتوي هذا العنصر على محتوى ليس من ⁨IODEF⁩. يُحفظ كما هو ويمكن تحريره في المصدر.
element-more-attributes = { $count ->
    [zero] لا سمات أخرى
    [one] سمة أخرى واحدة
    [two] سمتان أخريان
    [few] { $count } سمات أخرى
    [many] { $count } سمةً أخرى
   *[other] { $count } سمة أخرى
}
element-fewer-attributes = سمات أقل
element-up = نقل ⁨{ $name }⁩ إلى أعلى
element-down = نقل ⁨{ $name }⁩ إلى أسفل
element-remove = إزالة ⁨{ $name }⁩
element-open = عرض ⁨{ $name }⁩ على انفراد
element-removed = تمت إزالة ⁨{ $name }⁩
element-moved = تم نقل ⁨{ $name }⁩
leaf-attributes = المزيد عن ⁨{ $name }⁩
member-required = إلزامي
member-add = إضافة ⁨{ $name }⁩
member-another = إضافة ⁨{ $name }⁩ مرة أخرى
member-added = تمت إضافة ⁨{ $name }⁩
member-pages = صفحات ⁨{ $name }⁩
member-previous = السابق
member-next = التالي
member-range = من { $first } إلى { $last } من أصل { $count }
adder-label = إضافة
adder-more = المزيد ({ $count })…
adder-fewer = عرض أقل
edit-refused = هذا التعديل غير ممكن: ⁨{ $reason }⁩
count-errors = { $count ->
    [zero] لا أخطاء
    [one] خطأ واحد
    [two] خطآن
    [few] { $count } أخطاء
    [many] { $count } خطأً
   *[other] { $count } خطأ
}
count-warnings = { $count ->
    [zero] لا تحذيرات
    [one] تحذير واحد
    [two] تحذيران
    [few] { $count } تحذيرات
    [many] { $count } تحذيرًا
   *[other] { $count } تحذير
}

# Fields
field-required = إلزامي
field-section-name = القسم ⁨{ $section }⁩ من ⁨RFC 7970⁩
field-choose = اختيار…
field-default = ⁨{ $value }⁩ (القيمة الافتراضية)
field-other-value = قيمة أخرى…
field-other-name = قيمة أخرى للحقل ⁨{ $field }⁩
field-other-placeholder = قيمتك الخاصة
field-similar = «⁨{ $value }⁩» قيمة مسجّلة.
field-use = استخدام «⁨{ $value }⁩»
field-now = الآن
field-now-name = ضبط ⁨{ $field }⁩ على الوقت الحالي
field-no-zone = من دون فارق التوقيت عن ⁨UTC⁩ لا يعرف أحد أي لحظة هي المقصودة.
field-add-zone = إضافة ⁨{ $zone }⁩

severity-error = خطأ
severity-warning = تحذير
severity-info = ملاحظة

# Issues
issues-label = المشكلات بترتيب المستند
issues-place = السطر { $line }، العمود { $column }
issues-none = لا توجد مشكلات
issues-none-common = يقبل نص ⁨RFC 7970⁩ وكلا المخططين المنشورين هذا المستند.
issues-none-rfc7970 = يقبل نص ⁨RFC 7970⁩ هذا المستند.
issues-none-schema_a = يقبل المخطط كما نُشر هذا المستند.
issues-none-schema_b = يقبل المخطط كما صُحّح هذا المستند.
issues-none-strict3067 = يستوفي المستند ⁨RFC 7970⁩ ومتطلبات ⁨RFC 3067⁩.
issues-at = المشكلة { $position } من { $count }: ⁨{ $message }⁩
state-valid = صالح
state-errors = { $errors ->
    [zero] لا أخطاء
    [one] خطأ واحد
    [two] خطآن
    [few] { $errors } أخطاء
    [many] { $errors } خطأً
   *[other] { $errors } خطأ
}
state-warnings = { $warnings ->
    [zero] لا تحذيرات
    [one] تحذير واحد
    [two] تحذيران
    [few] { $warnings } تحذيرات
    [many] { $warnings } تحذيرًا
   *[other] { $warnings } تحذير
}
state-broken = غير سليم الصياغة
validity-broken = المصدر ليس ⁨XML⁩ سليم الصياغة.
validity-missing = التقرير مطلوب.
validity-errors = في التقرير { $count ->
    [zero] لا أخطاء
    [one] خطأ واحد
    [two] خطآن
    [few] { $count } أخطاء
    [many] { $count } خطأً
   *[other] { $count } خطأ
}.
note-saved-as-utf8 = كان هذا الملف بترميز ⁨UTF-16⁩؛ وسيُحفظ بترميز ⁨UTF-8⁩.

# Source
source-label = مصدر المستند
source-loading = جارٍ تحميل عرض المصدر…

# Search
search-title = البحث في المستند
search-placeholder = اسم أو قيمة أو كلمة
search-hint = يشمل البحث الأسماء والنصوص والسمات.
search-count = { $count ->
    [0] لم يُعثر على شيء
    [zero] لم يُعثر على شيء
    [one] موضع واحد
    [two] موضعان
    [few] { $count } مواضع
    [many] { $count } موضعًا
   *[other] { $count } موضع
}

# Dialogs
dialog-cancel = إلغاء
dialog-close = إغلاق
confirm-replace-title = توجد تغييرات لم تُحفظ
confirm-replace-text = في التقرير المفتوح تغييرات لم تُحفظ بعد في ملف.
confirm-replace-yes = تجاهل التغييرات
confirm-nameless-title = ليس للتقرير رقم بعد
confirm-nameless-text = من دون رقم ومن دون اسم نطاق الفريق الذي أعطاه لا يستطيع أحد الإشارة إلى الحادث. يمكن حفظه كما هو بوصفه مسودّة.
confirm-nameless-yes = حفظ المسودّة
language-title = اللغة
keys-title = اختصارات لوحة المفاتيح
keys-next-issue = المشكلة التالية
keys-previous-issue = المشكلة السابقة

# For which receiver
receiver-title = من سيستلم هذا التقرير؟
receiver-why = يتعارض نص ⁨RFC 7970⁩ ومخططاته المنشورة في شأن ⁨{ $name }⁩: لا توجد له صيغة يقبلها الجميع. اختر بحسب ما تفحص به الجهة المستلمة.
receiver-rfc7970 = تتبع النص. الجهة المستلمة التي تتحقق بمخطط ترفض بعض قيمه.
receiver-schema_a = تتحقق بالمخطط كما نُشر في ⁨RFC 7970⁩. قد ترفضه الجهات المستلمة التي تستخدم المخطط المصحَّح.
receiver-schema_b = تتحقق بالمخطط كما صحّحه مؤلفوه. قد ترفضه الجهات المستلمة التي تستخدم المخطط المنشور.
receiver-strict3067 = تتبع النص، وتطلب ما يشترطه ⁨RFC 3067⁩.
receiver-common = تقبل ما يقبله النص وكلا المخططين.

# Features: what begins a document
action-template = من قالب…
action-template-help = التصيّد الاحتيالي وبرمجيات الفدية وحجب الخدمة (DDoS) وستة قوالب أخرى
action-reporter = الإجابة عن أسئلة…
action-reporter-help = عشرة أسئلة بسيطة، ولا حاجة إلى معرفة الصيغة
action-drafts = المسودّات…
action-drafts-help = محفوظة مشفّرةً في هذا المتصفح
action-purpose = الغرض…
action-paste = لصق أي شيء…
action-evidence = إضافة دليل…
action-history = إضافة إلى سجل المعالجة…
action-timeline = التسلسل الزمني…
action-changes = ما الذي تغيّر…
action-team = ملف تعريف الفريق…
action-share-report = التقرير بصيغة ⁨HTML⁩
action-share-print = طباعة…
action-share-csv = المؤشرات بصيغة ⁨CSV⁩
action-share-copy = نسخ ملخّص
action-share-source = نسخ ⁨XML⁩
action-share-mail = إرسال ملخّص بالبريد…
action-submit = تسليم…

level-mark-white = ⁨TLP:CLEAR⁩، للجميع
level-mark-green = ⁨TLP:GREEN⁩، للمجتمع المعني
level-mark-amber = ⁨TLP:AMBER⁩، لمن يحتاج إلى المعرفة
level-mark-red = ⁨TLP:RED⁩، للمستلمين فقط

# Paste anything
paste-title = لصق أي شيء
paste-help = الصق نصًا أو سجلًا أو رسالة بريد مع ترويساتها أو جدولًا. يُدرج أدناه ما يبدو مؤشرًا أو مرجعًا مع الموضع الذي جاء منه؛ وأنت تقرر ما يؤخذ.
paste-text = النص
paste-found = ما عُثر عليه
paste-nothing = لم يُعثر على أي مؤشر أو مرجع.
paste-count = { $count ->
    [0] لم يُعثر على شيء.
    [zero] لم يُعثر على شيء.
    [one] نتيجة واحدة.
    [two] نتيجتان.
    [few] { $count } نتائج.
    [many] { $count } نتيجةً.
   *[other] { $count } نتيجة.
}
paste-format-text = قُرئ بوصفه نصًا.
paste-format-mail = قُرئ بوصفه رسالة بريد.
paste-format-csv = قُرئ بوصفه جدولًا.
paste-truncated = عدد الأحرف الأولى المقروءة: { $count } فقط.
paste-too-many = عدد النتائج الأولى المختلفة المدرجة: { $count } فقط.
paste-take = أخذه بوصفه
paste-take-name = أخذ ⁨{ $value }⁩ بوصفه
paste-kind = النوع
paste-value = القيمة
paste-from = الموضع الأصلي
paste-show = عرض موضع ⁨{ $value }⁩ في النص
paste-times = { $count ->
    [zero] ولا مرة
    [one] مرة واحدة
    [two] مرتان
    [few] { $count } مرات
    [many] { $count } مرةً
   *[other] { $count } مرة
}
paste-role-none = لا شيء
paste-role-indicator = مؤشر
paste-role-source = مصدر الهجوم
paste-role-target = هدف الهجوم
paste-role-reference = مرجع
paste-confirm = { $count ->
    [zero] عدم أخذ شيء
    [one] أخذ نتيجة واحدة
    [two] أخذ نتيجتين
    [few] أخذ { $count } نتائج
    [many] أخذ { $count } نتيجةً
   *[other] أخذ { $count } نتيجة
}
paste-done = { $count ->
    [zero] لم تؤخذ أي نتيجة.
    [one] أُخذت نتيجة واحدة.
    [two] أُخذت نتيجتان.
    [few] أُخذت { $count } نتائج.
    [many] أُخذت { $count } نتيجةً.
   *[other] أُخذت { $count } نتيجة.
}
paste-kind-ipv4-addr = عنوان ⁨IPv4⁩
paste-kind-ipv4-net = شبكة ⁨IPv4⁩
paste-kind-ipv4-net-mask = شبكة ⁨IPv4⁩ مع القناع
paste-kind-ipv6-addr = عنوان ⁨IPv6⁩
paste-kind-ipv6-net = شبكة ⁨IPv6⁩
paste-kind-domain-name = اسم نطاق
paste-kind-site-uri = رابط (URL)
paste-kind-e-mail = عنوان بريد إلكتروني
paste-kind-mac = عنوان ⁨MAC⁩
paste-kind-asn = نظام مستقل (AS)
paste-kind-md5 = MD5
paste-kind-sha1 = SHA-1
paste-kind-sha256 = SHA-256
paste-kind-sha384 = SHA-384
paste-kind-sha512 = SHA-512
paste-kind-file-name = اسم ملف
paste-kind-file-path = مسار ملف
paste-kind-windows-reg-key = مفتاح سجل ⁨Windows⁩
paste-kind-mutex = كائن استبعاد متبادل (Mutex)
paste-kind-http-user-agent = وكيل المستخدم (User-Agent)
paste-kind-http-request-uri = معرّف ⁨URI⁩ للطلب
paste-kind-email-subject = موضوع رسالة بريد
paste-kind-email-x-mailer = برنامج البريد
paste-kind-user-name = اسم مستخدم
paste-reserved-private = خاص
paste-reserved-loopback = استرجاع محلي
paste-reserved-link-local = محلي للوصلة
paste-reserved-shared = حيّز عناوين مشترك
paste-reserved-documentation = مخصّص للتوثيق
paste-reserved-benchmark = مخصّص لقياس الأداء
paste-reserved-multicast = بث متعدد
paste-reserved-reserved = محجوز
paste-reserved-unspecified = غير محدّد
paste-reserved-special-name = اسم لاستخدام خاص
paste-note-host-bits = توجد بتّات بعد البادئة
paste-note-file-like = قد يكون ملفًا
paste-note-sentence-like = قد يكون جملتين
paste-note-scheme-added = أُضيف ⁨http://⁩
paste-note-encoded = رُمّزت بعض الأحرف بالنسبة المئوية
paste-note-empty-file = بصمة ملف فارغ
paste-note-low-entropy = من غير المرجّح أن تكون بصمة
paste-note-port = لا يُؤخذ المنفذ
paste-note-mask-not-contiguous = قناع غير متصل
paste-note-invalid-uri = ليس رابطًا صالحًا
paste-note-version-like = قد يكون رقم إصدار
paste-note-cut = اقتُطع عند 2048 حرفًا

# Templates and purposes
template-title = البدء من قالب
template-help = يسأل كل قالب عن بضع معلومات ويكتب تقريرًا تقبله جميع الجهات المستلمة.
template-answers = ما لا تعرفه الآن يمكن ملؤه لاحقًا في النموذج.
template-optional = ⁨{ $label }⁩ (اختياري)
template-purpose = الغرض من التقرير
template-back = قالب آخر
template-own = مُعِدّ التقرير
template-own-email = عنوان البريد الإلكتروني
template-later = الملء لاحقًا
template-make = إنشاء التقرير
template-malware-delivery = توصيل برمجية خبيثة
template-malware-delivery-help = جُلب ملف من أحد العناوين
template-ddos = حجب الخدمة
template-ddos-help = سيل من الحركة يجعل خدمة غير قابلة للوصول
template-phishing = التصيّد الاحتيالي
template-phishing-help = موقع ينتحل صفة خدمة
template-spear-phishing = التصيّد الموجّه
template-spear-phishing-help = رسائل بريد كُتبت خصيصًا لمستلميها
template-iot-malware = أجهزة مصابة
template-iot-malware-help = كاميرات وموجّهات وما شابهها ضمن شبكة روبوتات (Botnet)
template-ransomware = برمجية فدية
template-ransomware-help = شُفّرت ملفات طلبًا للمال
template-data-breach = خرق بيانات
template-data-breach-help = اطُّلع على بيانات أو نُسخت
template-account-takeover = الاستيلاء على حساب
template-account-takeover-help = شخص آخر يستخدم حسابًا
template-scan = مسح
template-scan-help = مضيف يستكشف شبكة
template-field-detect-time = وقت الملاحظة
template-field-start-time = وقت البدء
template-field-delivery-name = اسم المضيف الذي جاء منه الملف
template-field-delivery-address = عنوان ⁨IP⁩ الذي جاء منه الملف
template-field-delivery-url = رابط الملف
template-field-target-address = عنوان ⁨IP⁩ للهدف
template-field-file-name = اسم الملف
template-field-file-sha256 = بصمة ⁨SHA-256⁩ للملف
template-field-source-address = عنوان ⁨IP⁩ لمصدر الهجوم
template-field-ip-protocol = رقم بروتوكول ⁨IP⁩ (الرقم 6 يعني ⁨TCP⁩، والرقم 17 يعني ⁨UDP⁩)
template-field-target-port = منفذ الهدف
template-field-phishing-name = اسم مضيف الموقع المنتحِل
template-field-imitated-name = اسم المضيف المنتحَل
template-field-phishing-url = رابط الموقع المنتحِل
template-field-mail-server-address = عنوان ⁨IP⁩ الذي سلّم الرسالة
template-field-mail-sender = مرسل الرسالة
template-field-mail-subject = موضوع الرسالة
template-field-mail-recipient = مستلم الرسالة
template-field-control-address = عنوان ⁨IP⁩ لخادم التحكم
template-field-device-address = عنوان ⁨IP⁩ للجهاز
template-field-service-port = منفذ الخدمة
template-field-device-model = الصانع والطراز
template-field-way-in = كيف دخل المتسلل
template-field-measures = ما الذي اتُّخذ من إجراءات
template-field-target-name = اسم مضيف النظام
template-field-data-affected = ما البيانات المعنية
template-field-service-name = اسم مضيف الخدمة
template-field-user-name = اسم الحساب
template-field-target-network = الشبكة التي جرى استكشافها
template-field-target-ports = المنافذ التي جرى استكشافها
template-fault-required = هذه المعلومة مطلوبة.
template-fault-address = المطلوب عنوان ⁨IPv4⁩ أو ⁨IPv6⁩.
template-fault-name = المطلوب اسم مضيف كامل، مثل ⁨www.example.com⁩.
template-fault-url = المطلوب رابط من دون مسافات.
template-fault-e-mail = المطلوب عنوان بريد إلكتروني.
template-fault-text = النص طويل جدًا.
template-fault-port = المطلوب رقم من 0 إلى 65535.
template-fault-portlist = المطلوب منافذ مثل ⁨22,80-90⁩.
template-fault-protocol = المطلوب رقم من 0 إلى 255.
template-fault-sha256 = المطلوب 64 رقمًا ستعشريًا.
template-fault-network = المطلوب شبكة مثل ⁨192.0.2.0/24⁩.
template-fault-time = المطلوب تاريخ ووقت.
purpose-title = ما الغرض من التقرير؟
preset-alert = تنبيه
preset-alert-help = يحذّر الآخرين: ما الذي ينبغي الانتباه إليه. موجّه إلى المجتمع المعني.
preset-handling = معالجة
preset-handling-help = يطلب من الآخرين التصرف: الأوقات والأطراف والإجراءات المتوقعة وسجل المعالجة.
preset-archiving = أرشيف
preset-archiving-help = يحتفظ بكل شيء، لفريقك.
preset-reporting = إبلاغ
preset-reporting-help = يُبلغ فريقًا أو سلطة مختصة بما حدث.
preset-statistics = إحصاءات
preset-statistics-help = أعداد وفئات، من دون أطراف أو مؤشرات.

# Team profile
team-title = ملف تعريف الفريق
team-help = ما يبدأ به كل مستند من مستندات فريقك. ولا يتضمن المفاتيح الخاصة أبدًا.
team-fqdn = اسم نطاق الفريق
team-fqdn-hint = تكون أرقام الحوادث فريدة ضمنه، مثل ⁨csirt.example.com⁩.
team-idPattern = نمط أرقام الحوادث
team-idPattern-hint = ⁨{"{yyyy}"} {"{mm}"} {"{dd}"} {"{seq}"} {"{random}"}⁩ ونص
team-language = لغة المستندات
team-language-hint = وسم لغة مثل ⁨en⁩ أو ⁨pt-BR⁩.
team-restriction = قيد الإفصاح للمستندات الجديدة
team-constituency = الجهات المستفيدة
team-constituency-hint = لمن يعمل الفريق.
team-signingKey = بصمة مفتاح التوقيع
team-endpoint = حيث تُسلَّم التقارير
team-endpoint-hint = عنوان ⁨https⁩؛ ولا يُرسَل إليه شيء من دون موافقتك.
team-contact = جهة الاتصال { $number }
team-contact-name = الاسم
team-contact-role = الدور
team-contact-type = النوع
team-contact-emails = عناوين البريد الإلكتروني، واحد في كل سطر
team-contact-telephones = أرقام الهاتف، واحد في كل سطر
team-contact-address = العنوان البريدي
team-add-contact = إضافة جهة اتصال أخرى
team-remove-contact = إزالة جهة الاتصال { $number }
team-import = استيراد…
team-export = تصدير
team-save = استخدام ملف التعريف هذا
team-used = يُستخدم ملف التعريف إلى أن تُغلق هذه الصفحة.
team-kept = ملف التعريف محفوظ مشفّرًا في هذا المتصفح.
team-fault-fqdn = المطلوب اسم نطاق كامل، مثل ⁨csirt.example.com⁩.
team-fault-pattern-too-long = النمط طويل جدًا.
team-fault-pattern-unknown-token = في النمط جزء غير معروف بين الأقواس المعقوفة.
team-fault-pattern-not-unique = يحتاج النمط إلى ⁨{"{seq}"}⁩ أو ⁨{"{random}"}⁩، وإلا تكررت الأرقام.
team-fault-pattern-random-length = يمكن استخدام ما بين 8 أحرف عشوائية و32 حرفًا.
team-fault-pattern-characters = يمكن استخدام الحروف والأرقام والرموز ⁨. : / # + - _⁩.
team-fault-language = المطلوب وسم لغة، مثل ⁨en⁩.
team-fault-signing-key = المطلوب أرقام ستعشرية، ولا يُدخل المفتاح نفسه أبدًا.
team-fault-endpoint = المطلوب عنوان ⁨https⁩ من دون كلمة مرور.
team-fault-no-creator = يجب أن تكون إحدى جهات الاتصال منشئ المستندات.
team-fault-contact-name = الاسم مطلوب.
team-fault-unreachable = المطلوب عنوان بريد إلكتروني أو رقم هاتف.
team-fault-email = أحد هذه ليس عنوان بريد إلكتروني.
team-fault-telephone = أحد هذه ليس رقم هاتف.
team-file-too-long = الملف أكبر من أن يكون ملف تعريف فريق.
team-file-json = الملف ليس ⁨JSON⁩.
team-file-object = الملف ليس ملف تعريف فريق: ⁨{ $path }⁩ ليس كائنًا.
team-file-unknown = الملف ليس ملف تعريف فريق: ⁨{ $path }⁩ غير معروف.
team-file-value = الملف ليس ملف تعريف فريق: قيمة ⁨{ $path }⁩ مختلفة.
team-file-list = الملف ليس ملف تعريف فريق: ⁨{ $path }⁩ ليس قائمة، أو هو قائمة أطول من المسموح.
team-file-text = الملف ليس ملف تعريف فريق: ⁨{ $path }⁩ ليس نصًا، أو هو نص أطول من المسموح.
contact-type-organization = منظمة
contact-type-person = شخص
contact-role-creator = منشئ المستند
contact-role-reporter = المبلِّغ
contact-role-admin = الإدارة
contact-role-tech = الشؤون التقنية
contact-role-provider = مزوّد الخدمة
contact-role-user = مستخدم
contact-role-billing = الفوترة
contact-role-legal = الشؤون القانونية
contact-role-abuse = مكتب بلاغات إساءة الاستخدام
contact-role-irt = فريق الاستجابة للحوادث
contact-role-cc = نسخة
contact-role-cc-irt = نسخة إلى فريق استجابة
contact-role-leo = جهة إنفاذ القانون
contact-role-victim = الضحية
contact-role-victim-notified = الضحية، تم إخطارها

# Drafts
drafts-title = المسودّات
drafts-help = تُشفَّر المسودّات بمفتاح لا يمكن أن يغادر هذا المتصفح، وتُحذف عند انتهاء صلاحيتها.
drafts-recover-title = عُثر على عمل غير محفوظ
drafts-recover-help = كانت هذه التقارير مفتوحة عند إغلاق الصفحة أو تعطّلها.
drafts-none = لا توجد مسودّات.
drafts-name = التقرير
drafts-updated = تاريخ التغيير
drafts-expires = تاريخ الانتهاء
drafts-do = الإجراءات
drafts-unsaved = ليس في ملف
drafts-open = فتح
drafts-open-name = فتح ⁨{ $name }⁩
drafts-delete = حذف
drafts-delete-name = حذف ⁨{ $name }⁩
drafts-deleted = تم حذف ⁨{ $name }⁩.
drafts-forget = نسيان كل شيء…
drafts-forget-sure = تُحذف نهائيًا المسودّات وملف تعريف الفريق والمفاتيح والنسخة المخصّصة للعمل دون اتصال.
drafts-forget-yes = نسيان كل شيء
drafts-forget-no = إبقاء
drafts-forgotten = تم نسيان كل شيء.
drafts-elsewhere = هذه المسودّة مفتوحة في نافذة أخرى.
drafts-failed = لم تُحفظ المسودّة: ⁨{ $reason }⁩
drafts-passphrase = عبارة المرور
drafts-unlock = فتح القفل
drafts-protect = حماية بعبارة مرور…
drafts-new-passphrase = عبارة مرور جديدة
drafts-new-passphrase-hint = 12 حرفًا على الأقل. من دونها لا يستطيع أحد فتح المسودّات مجددًا.
drafts-protect-now = حماية
drafts-protected = أصبحت المسودّات محمية بعبارة المرور.
drafts-fault-locked = المسودّات مقفلة.
drafts-fault-wrong-passphrase = ليست هذه عبارة المرور.
drafts-fault-passphrase-too-short = المطلوب 12 حرفًا على الأقل.
drafts-fault-damaged = إحدى المسودّات تالفة أو غيّرها شخص آخر.
drafts-fault-not-found = لم تعد هذه المسودّة موجودة.
drafts-fault-full = عدد المسودّات كبير جدًا؛ احذف بعضها.
drafts-fault-too-large = التقرير أكبر من أن يُحفظ مسودّةً.

# Report, CSV, summary, mail
report-text = النص
report-cut = … (مختصر)
report-made = أُنشئ في ⁨{ $time }⁩
share-more = … و{ $count } غيرها
csv-omitted = تم الحفظ باسم ⁨{ $name }⁩ من دون صفوف أخرى لم يتسع لها الجدول، وعددها { $count }. قسّم التقرير لتحصل عليها في جداول أخرى.
share-copied = تم النسخ.
mail-title = إرسال ملخّص بالبريد
mail-help = يُفتح برنامج البريد لديك بهذا النص؛ أما التقرير نفسه فيجب إرفاقه يدويًا. تُكتب المؤشرات بحيث لا يمكن لأحد النقر عليها.
mail-to = إلى
mail-subject = الموضوع
mail-body = النص
mail-cut = النص أطول مما تقبله برامج البريد وسيُختصر.
mail-open = فتح برنامج البريد

# Files that cannot be taken
import-charset = فُكّ الترميز من ⁨{ $charset }⁩؛ وسيُحفظ بترميز ⁨UTF-8⁩.
import-fault-empty = الملف فارغ.
import-fault-too-large = حجم الملف ⁨{ $size } MB⁩؛ والحد الأقصى ⁨{ $limit } MB⁩.
import-fault-unknown-charset = يذكر الملف أنه مكتوب بترميز «⁨{ $charset }⁩»، وهو ترميز لا يعرفه هذا المتصفح.
import-fault-undecodable = يذكر الملف أنه مكتوب بترميز «⁨{ $charset }⁩»، وليس كذلك.

# Evidence
evidence-title = إضافة دليل
evidence-help = يُكتب في التقرير اسم الملف وحجمه وبصمة ⁨SHA-256⁩. أما الملف نفسه فيبقى حيث هو.
evidence-drop = أفلت ملفًا هنا
evidence-choose = اختيار ملف…
evidence-name = الاسم
evidence-size = الحجم
evidence-hashing = جارٍ حساب البصمة
evidence-description = ما هو
evidence-content = وضع محتوى الملف في التقرير
evidence-content-hint = عندئذٍ يحصل قرّاء التقرير على الملف، أيًا كان ما يفعله.
evidence-content-too-large = الملف أكبر من أن يوضع في تقرير.
evidence-unreadable = تتعذر قراءة الملف: ⁨{ $reason }⁩
evidence-add = إضافة
evidence-added = تمت إضافة ⁨{ $name }⁩.
evidence-custody = سُجّل الملف { $name } (SHA-256 { $sha256 }) دليلًا.
evidence-custody-by = سُجّل الملف { $name } (SHA-256 { $sha256 }) دليلًا، ويحتفظ به الفريق { $team }.

# Timeline, history, changes
timeline-title = التسلسل الزمني
timeline-help = كل أوقات التقرير بالترتيب الذي جرت به الأحداث، وبالمنطقة الزمنية التي كُتبت بها.
timeline-none = لا أوقات في التقرير.
timeline-here = ⁨{ $time }⁩ بالتوقيت المحلي هنا
timeline-gap = بعد ⁨{ $span }⁩
handover-title = إضافة إلى سجل المعالجة
handover-help = ما الذي فُعل، ومن فعله، ومتى. وتبقى قيود الآخرين كما هي.
handover-action = ما الذي فُعل
handover-time = الوقت
handover-id = رقم الحادث لديك
handover-description = الوصف
handover-course = مسار العمل
handover-add = إضافة
handover-added = أُضيف قيد إلى سجل المعالجة.
handover-fault-description = اذكر ما الذي فُعل.
handover-fault-course = اذكر اسم مسار العمل.
action-taken-nothing = لا شيء
action-taken-contact-source-site = الاتصال بمصدر الهجوم
action-taken-contact-target-site = الاتصال بالجهة المستهدفة
action-taken-contact-sender = الاتصال بالمرسل
action-taken-investigate = التحقيق
action-taken-block-host = حجب مضيف
action-taken-block-network = حجب شبكة
action-taken-block-port = حجب منفذ
action-taken-rate-limit-host = تحديد معدل حركة مضيف
action-taken-rate-limit-network = تحديد معدل حركة شبكة
action-taken-rate-limit-port = تحديد معدل حركة منفذ
action-taken-redirect-traffic = إعادة توجيه الحركة
action-taken-honeypot = التوجيه إلى مصيدة (Honeypot)
action-taken-upgrade-software = تحديث برمجيات
action-taken-rebuild-asset = إعادة بناء نظام
action-taken-harden-asset = تحصين نظام
action-taken-remediate-other = معالجة بطريقة أخرى
action-taken-status-triage = الفرز بحسب الاستعجال
action-taken-status-new-info = معلومات جديدة
action-taken-watch-and-report = المراقبة
action-taken-defined-coa = مسار عمل محدّد
action-taken-other = شيء آخر
changes-title = ما الذي تغيّر
changes-help = مقارنةً بالتقرير عند فتحه أو حفظه أو تسليمه.
changes-none = لم يتغيّر شيء.
changes-count = { $count ->
    [zero] لا تغييرات.
    [one] تغيير واحد.
    [two] تغييران.
    [few] { $count } تغييرات.
    [many] { $count } تغييرًا.
   *[other] { $count } تغيير.
}
changes-kind = التغيير
changes-place = الموضع
changes-what = المحتوى
changes-added = مضاف
changes-removed = محذوف
changes-changed = معدَّل
changes-moved = منقول
changes-omitted = عدد التغييرات الأخرى غير المدرجة: { $count }.

# Reporter mode
reporter-title = الإبلاغ عن حادث
reporter-progress = السؤال { $number } من { $count }
reporter-next = التالي
reporter-back = رجوع
reporter-to-review = إلى المراجعة
reporter-review = هل كل شيء صحيح؟
reporter-review-help = لم يُرسَل شيء. يُفتح التقرير في المحرّر، ولا يغادره إلا عندما تسلّمه أنت.
reporter-change = تغيير
reporter-change-name = تغيير الإجابة عن «⁨{ $question }⁩»
reporter-no-answer = بلا إجابة
reporter-make = إنشاء التقرير
reporter-understood = فُهم على النحو الآتي:
reporter-unknown-parties = لا يعرف المبلِّغ عناوين الطرفين.
reporter-measures-done = ما اتُّخذ من إجراءات حتى الآن:
reporter-happening = ما الذي حدث؟
reporter-happening-phishing = حاول شخص ما الحصول على كلمات مرور أو أسرار أخرى
reporter-happening-malware = عُثر على برنامج ضار
reporter-happening-ransomware = أُقفلت ملفات وطُلب مال
reporter-happening-account = شخص آخر يستخدم حسابًا
reporter-happening-data = اطُّلع على بيانات أو نُسخت
reporter-happening-outage = خدمة لا تعمل
reporter-happening-scan = شخص ما يبحث عن منفذ للدخول
reporter-happening-other = شيء آخر
reporter-story = احكِ بكلماتك ما حدث
reporter-story-hint = من لاحظ ماذا، وما الذي حدث بعد ذلك.
reporter-noticed = متى لاحظت ذلك؟
reporter-affected = أيٌّ من أجهزتك أو عناوينك أو حساباتك معنيّ بذلك؟
reporter-affected-hint = أسماء أو عناوين ⁨IP⁩ أو عناوين بريد إلكتروني، كما تعرفها.
reporter-origin = من أين جاء؟
reporter-origin-hint = الصق المرسلين أو الروابط أو أسطرًا من سجل؛ ولا يُفتح شيء مما فيها.
reporter-harm = ما مدى خطورة الضرر؟
reporter-harm-none = لم يحدث شيء بعد
reporter-harm-some = بعض الأشياء لا تعمل أو فُقدت
reporter-harm-severe = لا نستطيع العمل، أو فُقد الكثير
reporter-measures = ما الذي فعلته حتى الآن؟
reporter-readers = من يجوز له قراءة التقرير؟
reporter-readers-team = الفريق الذي يستلمه فقط
reporter-readers-partners = ذلك الفريق ومن يلزمه الاطلاع ليساعد
reporter-readers-community = فرق أخرى أيضًا
reporter-name = ما اسمك؟
reporter-reach = كيف يمكن الوصول إليك؟
reporter-reach-hint = عنوان بريد إلكتروني أو رقم هاتف.
reporter-fault-required = يُرجى الإجابة عن هذا السؤال.
reporter-fault-too-long = النص طويل جدًا؛ صِفه في ملف.
reporter-fault-reach = المطلوب عنوان بريد إلكتروني أو رقم هاتف.
reporter-fault-time = المطلوب تاريخ ووقت.

# Handing in
submit-title = تسليم التقرير
submit-help = لم يُرسَل شيء حتى الآن. يُرسَل بالضبط ما هو معروض هنا، إلى العنوان المعروض هنا، عندما تطلب ذلك.
submit-errors = { $count ->
    [zero] لا أخطاء في التقرير.
    [one] في التقرير خطأ واحد؛ وقد ترفضه الجهة المستلمة.
    [two] في التقرير خطآن؛ وقد ترفضه الجهة المستلمة.
    [few] في التقرير { $count } أخطاء؛ وقد ترفضه الجهة المستلمة.
    [many] في التقرير { $count } خطأً؛ وقد ترفضه الجهة المستلمة.
   *[other] في التقرير { $count } خطأ؛ وقد ترفضه الجهة المستلمة.
}
submit-to = إلى
submit-type = الصيغة
submit-size = الحجم
submit-content = ما سيُرسَل
submit-shortened = عدد أحرف التقرير { $count }؛ تُعرض بدايته، ويُرسَل كله.
submit-agree = قرأته وأريد إرساله إلى ⁨{ $host }⁩.
submit-send = إرسال
submit-sending = جارٍ الإرسال…
submit-stop = إيقاف
submit-done = تم تسليم التقرير
submit-status = ردّت الجهة المستلمة بالرمز ⁨{ $status }⁩.
submit-answer = ردّ الجهة المستلمة
submit-fault-not-configured = لم يُضبط عنوان للتقارير؛ راجع ملف تعريف الفريق.
submit-fault-not-https = لا تُرسَل التقارير إلا إلى عنوان ⁨https⁩ من دون كلمة مرور.
submit-fault-cancelled = أُوقف الإرسال؛ ومع ذلك قد تكون الجهة المستلمة قد تلقّته.
submit-fault-network = يتعذر الوصول إلى الجهة المستلمة، أو لا يُسمح لهذه الصفحة بذلك.
submit-fault-redirected = تريده الجهة المستلمة في مكان آخر؛ ولم تتم الموافقة على ذلك، فلم يُرسَل إليه شيء.
submit-fault-too-slow = لم تردّ الجهة المستلمة في الوقت المحدّد.
submit-fault-refused = ترفض الجهة المستلمة التقرير:
submit-fault-unsupported = لا تقبل الجهة المستلمة هذه الصيغة.
submit-fault-too-large = التقرير أكبر مما تقبله الجهة المستلمة.
submit-fault-failed = ردّت الجهة المستلمة بالرمز ⁨{ $status }⁩.

# Offline
offline-ready = تعمل هذه الصفحة الآن من دون شبكة.
offline-update = يتوفر إصدار جديد.
offline-activate = استخدامه

# Long work
progress-parse = جارٍ قراءة المستند…
progress-check = جارٍ فحص المستند…

# اللغات والمصطلحات

language-missing = تعذّر تحميل اللغة: { $reason }
words-missing = تعذّر تحميل مصطلحات الأسماء والقواعد، لذلك تُعرض كما هي في الصيغة: { $reason }
purpose-missing = تعذّر ترتيب النموذج بحسب غرض المستند: { $reason }
keys-definition = رابط تعريف الحقل
report-attribute = ⁨{ $name }⁩: ⁨{ $value }⁩

# Added later

progress-convert = جارٍ التحويل…
progress-documents = جارٍ قراءة التقارير…
progress-stop = إيقاف
field-locked = مقفل من هذه الصفحة
outline-withheld = محجوب عن الجمهور
purpose-rest = غير لازم لهذا الغرض
preset-refused = رُفض الإعداد المسبق لهذه الصفحة، لذلك لا يمكن تحرير شيء: ⁨{ $reason }⁩
preset-locked = ⁨{ $name }⁩ مقفل من هذه الصفحة
preset-required = تطلب هذه الصفحة ⁨{ $name }⁩
state-json = لم يُقرأ بعد
action-audience = معاينة لجمهور معيّن…
action-restriction = قيد الإفصاح…
action-json = حفظ بصيغة ⁨JSON⁩…
action-merge = دمج التقارير…
action-split = تقسيم…
action-statistics = الإحصاءات…
action-sign = توقيع…
action-verify = التحقق من التوقيعات…
action-seal = ختم العنصر لمستلمين…
action-unseal = فتح العناصر المختومة…
action-encrypt = تشفير الملف (⁨OpenPGP⁩)…
action-decrypt = فك تشفير ملف…
action-contacts = الفرق المعروفة…
audience-share = بصيغة أخرى، لهذا الجمهور
import-charset-assumed = الملف ليس بترميز ⁨UTF-8⁩ ولا يذكر ترميزه. قُرئ على أنه ⁨{ $charset }⁩: تحقق من الحروف ذات العلامات. وسيُحفظ بترميز ⁨UTF-8⁩.
reporter-reach-hint-email = عنوان بريد إلكتروني. يصبح نطاقه جزءًا من رقم التقرير.
reporter-fault-reach-email = المطلوب عنوان بريد إلكتروني، لأنه لا يوجد فريق مُعدّ هنا.
paste-reading = جارٍ قراءة النص…
source-changed = تغيّر المستند في موضع آخر في هذه الأثناء. لم يُعتمد آخر ما كُتب في المصدر.
drafts-locked = المسودّات مقفلة: ما تكتبه الآن لا يُحفظ، والفريق المُعدّ لا يُستخدم.
drafts-damaged = مسودّة لا يمكن قراءتها
drafts-setting-damaged = تعذّرت قراءة أحد الإعدادات: ⁨{ $reason }⁩
drafts-stopped = نُسي كل شيء. من الآن لا يُحفظ شيء هنا حتى تُحمَّل هذه الصفحة من جديد أو تُفتح «المسودّات».
changes-no-base = لا شيء للمقارنة به: لم يُفتح التقرير هنا من ملف، ولم يُحفظ، ولم يُسلَّم.
handover-fault-team = أعِدّ الفريق أولًا: فاسمه جزء من الرقم.
fault-encoding = جزء منه ليس نصًا في ترميزه.
fault-encoding_mismatch = الترميز المعلن ليس هو الترميز المكتوب به.
fault-unsupported_encoding = هذا الترميز لا يُقرأ: احفظه بترميز ⁨UTF-8⁩.
fault-character = فيه محرف لا تسمح به ⁨XML⁩.
fault-declaration = تصريح ⁨XML⁩ غير صحيح.
fault-declaration_place = لا يجوز أن يقع تصريح ⁨XML⁩ إلا في البداية تمامًا.
fault-doctype = تُرفض المستندات التي فيها ⁨DOCTYPE⁩: احذفه.
fault-markup = فيه ترميز لا تعرفه ⁨XML⁩.
fault-unclosed = ينتهي النص قبل أن يكتمل ما بدأ.
fault-unclosed_element = عنصر لم يُغلق.
fault-end_tag = وسم النهاية لا يخص العنصر المفتوح.
fault-stray_end_tag = وسم نهاية حيث لا عنصر مفتوح.
fault-no_element = لا يوجد أي عنصر.
fault-second_element = يوجد عنصر جذر ثانٍ، والمسموح واحد فقط.
fault-text_outside = يوجد نص خارج العنصر الجذر.
fault-name = اسم غير مسموح به في ⁨XML⁩.
fault-prefix = بادئة غير معلنة.
fault-namespace_declaration = أُعلن نطاق أسماء بطريقة غير مسموحة.
fault-duplicate_attribute = سمة مكررة في وسم واحد.
fault-tag = وسم مكتوب خطأً.
fault-less_than_in_attribute = لا يجوز أن تقع العلامة ⁨<⁩ في سمة: اكتب ⁨&lt;⁩.
fault-reference = مرجع غير صحيح: اكتب ⁨&amp;⁩ بدل العلامة ⁨&⁩.
fault-character_reference = مرجع إلى محرف لا تسمح به ⁨XML⁩.
fault-cdata_end = لا يجوز أن تقع العلامات ⁨]]>⁩ في النص: اكتب ⁨]]&gt;⁩.
fault-double_hyphen = لا يجوز أن تقع شرطتان متتاليتان في تعليق.
fault-too_large = يتجاوز أحد الحدود.
fault-edit_range = هذا الموضع لم يعد في النص.
fault-edit_no_element = هذا العنصر لم يعد موجودًا.
fault-edit_character = فيه محرف لا تسمح به ⁨XML⁩.
fault-edit_holds_elements = يحتوي عناصر، والنص يوضع فيها.
fault-edit_attribute_name = ليس هذا اسم سمة.
fault-edit_not_allowed = لا يمكنه أن يحتوي المزيد منها.
fault-edit_root = لا يمكن حذف المستند نفسه ولا نقله.
fault-edit_move = لا يمكن نقله إلى هذا الحد.
fault-edit_nesting = التداخل عميق جدًا.
fault-json_syntax = هذا ليس ⁨JSON⁩.
fault-json_doubled_member = عضو مكرر في كائن واحد.
fault-json_too_large = يتجاوز أحد الحدود.
fault-json_unknown_member = عضو غير معروف.
fault-json_missing_member = عضو ناقص.
fault-json_type = قيمة من نوع خطأ.
fault-json_version = هذا الإصدار لا يُقرأ.
fault-json_base64 = قيمة ليست ⁨Base64⁩.
fault-convert_version = ليس هذا هو الإصدار الذي يمكن تحويله.
fault-convert_interval = يلزم تاريخ، أو وقت مع فرقه عن ⁨UTC⁩.
fault-convert_too_large = أكثر مما يسمح به أحد الحدود.
fault-convert_nothing = لا شيء يؤخذ.
fault-no_carrier = لا شيء هنا يمكنه حمل قيد إفصاح.
fault-not_version_2 = المستند من الإصدار 1: حوّله أولًا.
fault-nothing_left = لن يبقى شيء لهؤلاء القرّاء.
fault-no_such_element = هذا العنصر لم يعد موجودًا.
fault-no_document = لا يوجد مستند يمكن قراءته.
fault-changed = تغيّر المستند في هذه الأثناء.
fault-readonly = المستند للقراءة فقط.
fault-closed = أُغلق المستند.
fault-stopped = أُوقفت العملية.
fault-worker = جزء من المحرر لا يعمل: أعد تحميل الصفحة.

# Registered values
registry-refused = القيم المسجَّلة في هذه الصفحة مرفوضة: ⁨{ $reason }⁩
