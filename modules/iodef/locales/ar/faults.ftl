# سبب رفض شيء ما.

# Text that is not well-formed

fault-encoding = جزء منه ليس نصًا في ترميزه
fault-encoding_mismatch = الترميز المعلن ليس هو الترميز المكتوب به
fault-character = فيه محرف لا تسمح به ⁨XML⁩
fault-declaration = تصريح ⁨XML⁩ غير صحيح
fault-declaration_place = لا يجوز أن يقع تصريح ⁨XML⁩ إلا في البداية تمامًا
fault-doctype = تُرفض المستندات التي فيها ⁨DOCTYPE⁩: احذفه
fault-markup = فيه ترميز لا تعرفه ⁨XML⁩
fault-unclosed = ينتهي النص قبل أن يكتمل ما بدأ
fault-unclosed_element = عنصر لم يُغلق
fault-end_tag = وسم النهاية لا يخص العنصر المفتوح
fault-stray_end_tag = وسم نهاية حيث لا عنصر مفتوح
fault-no_element = لا يوجد أي عنصر
fault-second_element = يوجد عنصر جذر ثانٍ، والمسموح واحد فقط
fault-text_outside = يوجد نص خارج العنصر الجذر
fault-name = اسم غير مسموح به في ⁨XML⁩
fault-prefix = بادئة غير معلنة
fault-namespace_declaration = أُعلن نطاق أسماء بطريقة غير مسموحة
fault-duplicate_attribute = سمة مكررة في وسم واحد
fault-tag = وسم مكتوب خطأً
fault-less_than_in_attribute = لا يجوز أن تقع العلامة ⁨<⁩ في سمة: اكتب ⁨&lt;⁩
fault-reference = مرجع غير صحيح: اكتب ⁨&amp;⁩ بدل العلامة ⁨&⁩
fault-character_reference = مرجع إلى محرف لا تسمح به ⁨XML⁩
fault-cdata_end = لا يجوز أن تقع العلامات ⁨]]>⁩ في النص: اكتب ⁨]]&gt;⁩
fault-double_hyphen = لا يجوز أن تقع شرطتان متتاليتان في تعليق
fault-too_large = يتجاوز أحد الحدود
fault-unsupported_encoding = هذا الترميز لا يُقرأ: احفظه بترميز ⁨UTF-8⁩

# JSON and version 1

fault-json_syntax = هذا ليس ⁨JSON⁩
fault-json_doubled_member = عضو مكرر في كائن واحد
fault-json_too_large = يتجاوز أحد الحدود
fault-json_unknown_member = عضو غير معروف
fault-json_missing_member = عضو ناقص
fault-json_type = قيمة من نوع خطأ
fault-json_version = هذا الإصدار لا يُقرأ
fault-json_base64 = قيمة ليست ⁨Base64⁩
fault-convert_version = ليس هذا هو الإصدار الذي يمكن تحويله
fault-convert_interval = يلزم تاريخ، أو وقت مع فرقه عن ⁨UTC⁩
fault-convert_too_large = أكثر مما يسمح به أحد الحدود
fault-convert_nothing = لا شيء يؤخذ

# Edits

fault-edit_range = هذا الموضع لم يعد في النص
fault-edit_no_element = هذا العنصر لم يعد موجودًا
fault-edit_character = فيه محرف لا تسمح به ⁨XML⁩
fault-edit_holds_elements = يحتوي عناصر، والنص يوضع فيها
fault-edit_attribute_name = ليس هذا اسم سمة
fault-edit_not_allowed = لا يمكنه أن يحتوي المزيد منها
fault-edit_root = لا يمكن حذف المستند نفسه ولا نقله
fault-edit_move = لا يمكن نقله إلى هذا الحد
fault-edit_nesting = التداخل عميق جدًا
fault-no_carrier = لا شيء هنا يمكنه حمل تقييد: علّم الحادث
fault-not_version_2 = المستند من الإصدار 1: حوّله أولًا
fault-nothing_left = لن يبقى شيء لهؤلاء القرّاء
fault-signature = لا يمكن توقيعه

# The session

fault-no_such_element = هذا العنصر لم يعد موجودًا
fault-no_document = لا يوجد مستند يمكن قراءته
fault-readonly = المستند للقراءة فقط
fault-closed = أُغلق المستند
fault-stopped = أُوقفت العملية
fault-worker = جزء من المحرر لا يعمل: أعد تحميل الصفحة
