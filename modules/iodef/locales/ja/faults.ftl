# 受け付けられなかった理由。

# Text that is not well-formed

fault-encoding = 一部が、その文字コードのテキストではありません
fault-encoding_mismatch = 宣言された文字コードが実際のものと異なります
fault-character = XMLで使えない文字があります
fault-declaration = XML宣言が正しくありません
fault-declaration_place = XML宣言は先頭にしか置けません
fault-doctype = DOCTYPEのある文書は受け付けません。削除してください
fault-markup = XMLにないマークアップがあります
fault-unclosed = 途中でテキストが終わっています
fault-unclosed_element = 終了タグのない要素があります
fault-end_tag = 終了タグが、開いている要素のものと異なります
fault-stray_end_tag = 開いている要素がないのに終了タグがあります
fault-no_element = 要素がありません
fault-second_element = 文書要素が2つあります。使えるのは1つだけです
fault-text_outside = 文書要素の外にテキストがあります
fault-name = XMLで使えない名前があります
fault-prefix = 宣言されていない接頭辞があります
fault-namespace_declaration = 名前空間の宣言が許されない形です
fault-duplicate_attribute = 1つのタグに同じ属性が2回あります
fault-tag = タグの書き方が正しくありません
fault-less_than_in_attribute = 属性の中に < は書けません。&lt; と書いてください
fault-reference = 参照が正しくありません。& は &amp; と書いてください
fault-character_reference = XMLで使えない文字への参照があります
fault-cdata_end = テキストに ]]> は書けません。]]&gt; と書いてください
fault-double_hyphen = コメントの中に -- は書けません
fault-too_large = 上限を超えています
fault-unsupported_encoding = この文字コードは読めません。UTF-8で保存してください

# JSON and version 1

fault-json_syntax = JSONではありません
fault-json_doubled_member = 1つのオブジェクトに同じ項目が2回あります
fault-json_too_large = 上限を超えています
fault-json_unknown_member = 不明な項目があります
fault-json_missing_member = 項目が足りません
fault-json_type = 値の種類が正しくありません
fault-json_version = この版は読めません
fault-json_base64 = 値がBase64ではありません
fault-convert_version = 変換できる版ではありません
fault-convert_interval = 日付、またはUTCとの時差付きの時刻が必要です
fault-convert_too_large = 上限を超えています
fault-convert_nothing = 対象がありません

# Edits

fault-edit_range = その位置はもうテキストにありません
fault-edit_no_element = その要素はもうありません
fault-edit_character = XMLで使えない文字があります
fault-edit_holds_elements = 要素を含むため、テキストはその中に入れます
fault-edit_attribute_name = 属性の名前ではありません
fault-edit_not_allowed = これ以上は追加できません
fault-edit_root = 文書そのものは削除も移動もできません
fault-edit_move = そこまでは移動できません
fault-edit_nesting = 入れ子が深すぎます
fault-no_carrier = ここには制限を付けられません。インシデントに付けてください
fault-not_version_2 = 文書は第1版です。先に変換してください
fault-nothing_left = この相手に見せられる内容がありません
fault-signature = 署名できません

# The session

fault-no_such_element = その要素はもうありません
fault-no_document = 読み取れる文書がありません
fault-readonly = 文書は読み取り専用です
fault-closed = 文書は閉じられました
fault-stopped = 中止されました
fault-worker = エディターの一部が動作していません。ページを再読み込みしてください
