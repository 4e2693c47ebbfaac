# الغرض من التقرير، ولمن يُرسل، وما يطرأ عليه في الطريق: يُحمَّل عند الحاجة.

purpose-label = الغرض
purpose-write = اكتبه في التقرير
purpose-why-none = لا يذكر التقرير غرضًا يعرفه النموذج.
purpose-why-stated = هذا ما يقوله التقرير: «⁨{ $stated }⁩».
purpose-why-chosen = اخترته أنت؛ والتقرير يقول «⁨{ $stated }⁩».
audience-title = معاينة لجمهور معيّن
audience-label = الجمهور
audience-clear = ⁨TLP:CLEAR⁩، للجميع
audience-green = ⁨TLP:GREEN⁩، للمجتمع المعني
audience-amber = ⁨TLP:AMBER⁩، لمن يحتاج إلى المعرفة
audience-amber-strict = ⁨TLP:AMBER+STRICT⁩، لمؤسستك فقط
audience-red = ⁨TLP:RED⁩، للمستلمين فقط
audience-why = الغرض «{ $purpose }» أوسع جمهور له هو { $label }.
audience-why-unknown = الغرض غير معروف، فاختير الجمهور الذي يرى أقل شيء.
audience-without = حذف ⁨{ $names }⁩ لأن الغرض لا يحتاج إليها
audience-internal = الإبقاء على الامتدادات الموسومة بأنها داخلية
audience-summary = المحذوف: { $removed }. المُعمَّم: { $generalised }. الأجزاء المخفية المُزالة: { $hidden }.
audience-nothing-left = لا شيء في هذا التقرير لهذا الجمهور.
audience-list = ما لا يحصل عليه الجمهور
audience-reason = السبب
audience-removed = محذوف
audience-left-out = مستبعد
audience-generalised = يقول «⁨withheld⁩»
audience-why-above-level = هو فوق المستوى.
audience-why-internal = هو داخلي.
audience-why-signature = لم يعد التوقيع مطابقًا.
audience-why-dangling = يشير إلى ما حُذف.
audience-why-incomplete = ما يحتاج إليه محذوف.
audience-why-left-out = الغرض لا يحتاج إليه.
audience-why-generalised = يجب أن يوجد ⁨{ $name }⁩.
audience-see = عرض النتيجة
audience-result = ما يحصل عليه الجمهور
audience-copy = نسخ ⁨XML⁩ المنقّح
audience-save = حفظ الملف المنقّح
audience-end = إنهاء المعاينة
restrict-title = من يحق له رؤية هذا؟
restrict-own = الآن ⁨{ $label }⁩ (⁨{ $level }⁩)، محدد هنا.
restrict-inherited = الآن ⁨{ $label }⁩ (⁨{ $level }⁩)، مما يحيط به.
restrict-choose = قيد الإفصاح
restrict-to-white = ⁨TLP:CLEAR⁩، للجميع
restrict-to-green = ⁨TLP:GREEN⁩، للمجتمع المعني
restrict-to-amber = ⁨TLP:AMBER⁩، لمن يحتاج إلى المعرفة
restrict-to-amber-strict = ⁨TLP:AMBER+STRICT⁩، لمؤسستك فقط
restrict-to-red = ⁨TLP:RED⁩، للمستلمين فقط
restrict-to-none = مثل ما يحيط به
restrict-how-own = يحمله العنصر نفسه.
restrict-how-around = لا يستطيع العنصر أن يحمله؛ فيحمله ⁨{ $carrier }⁩.
restrict-how-divided = يُقسم ⁨{ $carrier }⁩ إلى اثنين، ويحمله أحدهما.
restrict-how-wrapped = توضع حول العنصر بيانات حدث وتحمله.
restrict-also = { $count ->
    [zero] لا يشمل عناصر أخرى:
    [one] يشمل عنصرًا آخر أيضًا:
    [two] يشمل عنصرين آخرين أيضًا:
    [few] يشمل { $count } عناصر أخرى أيضًا:
    [many] يشمل { $count } عنصرًا آخر أيضًا:
   *[other] يشمل { $count } عنصر آخر أيضًا:
}
restrict-except = { $count ->
    [zero] لا يحتفظ أي عنصر بداخله بتقييده:
    [one] يحتفظ عنصر بداخله بتقييده:
    [two] يحتفظ عنصران بداخله بتقييدهما:
    [few] تحتفظ { $count } عناصر بداخله بتقييدها:
    [many] يحتفظ { $count } عنصرًا بداخله بتقييده:
   *[other] يحتفظ { $count } عنصر بداخله بتقييده:
}
restrict-fault-no_carrier = لا شيء هنا يستطيع حمل تقييد؛ حدِّده للحوادث.
restrict-set = تحديد
restrict-done = حُدِّد تقييد النشر.
import-version1 = هذا التقرير بالإصدار ⁨1⁩ من الصيغة (⁨RFC 5070⁩). يمكن قراءته وفحصه؛ ولتحريره حوِّله.
import-convert = تحويل إلى الإصدار ⁨2⁩
import-keep = حفظ الأصل
import-json-fault = لا يمكن قراءة ⁨JSON⁩ هذا كتقرير. السطر { $line }، العمود { $column }: ⁨{ $reason }⁩
import-json-ready = يمكن الآن قراءة ⁨JSON⁩ كتقرير.
import-json-again = قراءة بصيغة ⁨JSON⁩
import-converted-title = حُوِّل إلى الإصدار ⁨2⁩
import-converted-help = التراجع يعيد الإصدار ⁨1⁩.
import-read-title = قُرئ من ⁨JSON⁩
import-read-help = هذا يُكتب بطريقة أخرى في ⁨XML⁩.
json-title = حفظ بصيغة ⁨JSON⁩
json-help = ⁨JSON⁩ وفق ⁨RFC 8727⁩. لا يتسع لكل ما تتسع له ⁨XML⁩.
json-save = حفظ
loss-count = { $count ->
    [zero] لا شيء اختلف عما كان:
    [one] شيء واحد اختلف عما كان:
    [two] شيئان اختلفا عما كانا:
    [few] { $count } أشياء اختلفت عما كانت:
    [many] { $count } شيئًا اختلف عما كان:
   *[other] { $count } شيء اختلف عما كان:
}
loss-show = عرض
loss-none = لا يضيع شيء.
loss-list = ما اختلف عما كان
loss-what = ما حدث
loss-original = كان
loss-kept = صار
loss-not-kept = لم يُحتفظ به
loss-no-place = لم يعد ذلك الموضع موجودًا.
loss-comment = لا مكان للتعليقات
loss-processing-instruction = لا مكان لتعليمات المعالجة
loss-attribute = لا توجد سمة كهذه
loss-element = لا يوجد عنصر كهذا
loss-text = لا نص هنا
loss-spelling = كتابة مختلفة
loss-enumeration = لا توجد قيمة كهذه
loss-number = ليس رقمًا هناك
loss-added = أُضيف لأنه إلزامي
loss-grouping = الترتيب أو التجميع
loss-language = لغة النص
loss-restriction = انتقل التقييد إلى الداخل
loss-restructured = عناصر أخرى له
loss-renamed = اسم آخر
loss-character = حرف لا تتسع له ⁨XML⁩
loss-reference = يشير إلى ما ليس موجودًا
loss-identifier = المعرّف نفسه مرتين
loss-required = كان لا بد من بقائه
loss-emptied = لا يقوم من دون ما حُذف
loss-signature = لم يعد التوقيع مطابقًا
many-choose = اختيار ملفات…
many-refused = { $count ->
    [zero] لم يُرفض أي ملف:
    [one] لم يُؤخذ ملف واحد:
    [two] لم يُؤخذ ملفان:
    [few] لم تُؤخذ { $count } ملفات:
    [many] لم يُؤخذ { $count } ملفًا:
   *[other] لم يُؤخذ { $count } ملف:
}
merge-title = دمج التقارير
merge-help = الحوادث التي لها الرقم نفسه تصير حادثًا واحدًا بسجلات الجميع. وحيث تتناقض التقارير يُحتفظ بما في التقرير المفتوح. لا يتغير شيء قبل موافقتك، والتراجع يلغيه.
merge-conflicts = { $conflicts ->
    [0] لا تناقضات.
    [zero] لا تناقضات.
    [one] تناقض واحد.
    [two] تناقضان.
    [few] { $conflicts } تناقضات.
    [many] { $conflicts } تناقضًا.
   *[other] { $conflicts } تناقض.
} التقارير المدموجة: { $documents }.
merge-conflicts-list = التناقضات
merge-kept = المُحتفظ به
merge-other = الآخر
merge-file = في
merge-changed-parts = ما كان لا بد من تغييره
merge-converted = ما تغيّر عند تحويل ⁨{ $name }⁩
merge-changed = حُرِّر التقرير في هذه الأثناء؛ لم يُدمج شيء.
merge-do = دمج
merge-done = عدد المدموج: { $count }. التراجع يلغي الدمج.
split-title = تقسيم التقرير
split-help = الحوادث: { $count }. كل منها تقرير مستقل مع كل ما ليس حادثًا.
split-save = حفظ ⁨{ $name }⁩
statistics-title = إحصاءات
statistics-help = أعداد على أي عدد من الملفات. لا تُعدّ إلا قيم الصيغة والأشهر وأسماء الفئات؛ ولا تُعدّ جهات اتصال ولا عناوين.
statistics-figure = المقدار
statistics-value = القيمة
statistics-count = العدد
statistics-csv = حفظ بصيغة ⁨CSV⁩
statistics-json = حفظ بصيغة ⁨JSON⁩
figure-documents = التقارير
figure-skipped = غير المعدود
figure-incidents = الحوادث
figure-indicators = المؤشرات
figure-purposes = الغرض
figure-statuses = الحالة
figure-restrictions = تقييد النشر
figure-months = الشهر
figure-start-months = شهر البداية
figure-categories = الفئة
figure-system-impacts = الأثر في الأنظمة
figure-business-impacts = الأثر في العمل
figure-intended-impacts = الأثر المقصود
figure-time-impacts = الأثر في الوقت
figure-monetary-impacts = التكلفة
figure-completions = الإنجاز
figure-severities = الشدة
figure-confidences = الثقة
figure-systems = دور الأنظمة
figure-node-roles = استخدام المضيفين
figure-addresses = نوع العنوان
figure-actions = الإجراء المتخذ
figure-expectations = الإجراء المطلوب
figure-discoveries = اكتُشف بواسطة
