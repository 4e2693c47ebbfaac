# Interface text of the editor. Ids are area-thing; one area is one block.

app-title = IODEFエディター

# Before there is a document
start-title = インシデント報告の作成とチェック
start-text = IODEF（Incident Object Description Exchange Format、RFC 7970）のエディターです。入力中に内容をチェックし、受け取るチームが拒否する点を知らせます。
start-new = 新しい報告
start-new-help = 必須項目から始めます
start-open = ファイルを開く
start-open-help = IODEF 2、IODEF 1またはJSON。ここにドロップまたは貼り付けることもできます
start-private = すべてこのブラウザー内で処理され、文書がどこかに送信されることはありません。
editor-empty = 開いている文書はありません。
editor-drop = ファイルをドロップすると開きます

# Toolbar and menu
toolbar-label = 文書
toolbar-menu = メニュー
toolbar-untitled = 無題の報告
toolbar-undo = 元に戻す
toolbar-redo = やり直し
toolbar-search = 検索
toolbar-level = 表示する範囲
toolbar-profile = チェックの基準
group-file = ファイル
group-edit = 編集
group-insert = 挿入
group-view = 表示
group-share = 共有
group-tools = ツール
action-new = 新しい報告
action-open = 開く…
action-save = 保存
action-language = 言語…
action-keys = キーボードショートカット
action-failed = 実行できませんでした：{ $reason }
file-saved = { $name }として保存しました

level-mandatory = 必須
level-recommended = 推奨
level-all = すべて

profile-common = すべての受信者
profile-rfc7970 = RFC 7970の本文
profile-schema_a = 公開時のスキーマ
profile-schema_b = 訂正後のスキーマ
profile-strict3067 = RFC 3067（厳格）

# Panes
pane-outline = アウトライン
pane-form = フォーム
pane-issues = 問題
pane-source = ソース
side-label = 問題とソース
side-close = このペインを閉じる
outline-label = 文書のアウトライン
outline-more = ほか{ $count }件

# Form
form-where = 現在の位置
form-section = RFC 7970 { $section }節
form-effective = 有効な開示制限：{ $level }
form-stale = ソースが{ $line }行目で整形式になっていません：{ $reason }。フォームには整形式だった最後の版を表示し、修正を待っています。
element-foreign = この要素にはIODEF以外の内容が入っています。そのまま保持され、ソースで編集できます。
element-more-attributes = ほか{ $count }個の属性
element-fewer-attributes = 属性を減らす
element-up = { $name }を上へ移動
element-down = { $name }を下へ移動
element-remove = { $name }を削除
element-open = { $name }だけを表示
element-removed = { $name }を削除しました
element-moved = { $name }を移動しました
leaf-attributes = { $name }の詳細
member-required = は必須です
member-add = { $name }を追加
member-another = { $name }をもう1つ追加
member-added = { $name }を追加しました
member-pages = { $name }のページ
member-previous = 前へ
member-next = 次へ
member-range = { $count }件中{ $first }～{ $last }件
adder-label = 追加
adder-more = ほか{ $count }件…
adder-fewer = 表示を減らす
edit-refused = この編集はできません：{ $reason }
count-errors = エラー{ $count }件
count-warnings = 警告{ $count }件

# Fields
field-required = 必須
field-section-name = RFC 7970の{ $section }節
field-choose = 選択…
field-default = { $value }（既定値）
field-other-value = ほかの値…
field-other-name = { $field }のほかの値
field-other-placeholder = 独自の値
field-similar = 「{ $value }」は登録済みの値です。
field-use = 「{ $value }」を使う
field-now = 現在時刻
field-now-name = { $field }を現在時刻に設定
field-no-zone = UTCからの時差がないと、いつのことか誰にも分かりません。
field-add-zone = { $zone }を付ける

severity-error = エラー
severity-warning = 警告
severity-info = 情報

# Issues
issues-label = 問題（文書内の順）
issues-place = { $line }行 { $column }列
issues-none = 問題はありません
issues-none-common = この文書はRFC 7970の本文にも、公開された両方のスキーマにも適合しています。
issues-none-rfc7970 = この文書はRFC 7970の本文に適合しています。
issues-none-schema_a = この文書は公開時のスキーマに適合しています。
issues-none-schema_b = この文書は訂正後のスキーマに適合しています。
issues-none-strict3067 = RFC 7970とRFC 3067の要求事項を満たしています。
issues-at = 問題{ $count }件中{ $position }件目：{ $message }
state-valid = 有効
state-errors = エラー{ $errors }件
state-warnings = 警告{ $warnings }件
state-broken = 整形式ではありません
validity-broken = ソースが整形式のXMLではありません。
validity-missing = 報告は必須です。
validity-errors = 報告にエラーが{ $count }件あります。
note-saved-as-utf8 = このファイルはUTF-16でした。UTF-8で保存されます。

# Source
source-label = 文書のソース
source-loading = ソース表示を読み込んでいます…

# Search
search-title = 文書内を検索
search-placeholder = 名前、値または語句
search-hint = 名前、テキスト、属性を検索します。
search-count = { $count ->
    [0] 見つかりませんでした
   *[other] { $count }か所
}

# Dialogs
dialog-cancel = キャンセル
dialog-close = 閉じる
confirm-replace-title = 保存していない変更があります
confirm-replace-text = 開いている報告に、まだファイルに保存していない変更があります。
confirm-replace-yes = 変更を破棄
language-title = 言語
keys-title = キーボードショートカット
keys-next-issue = 次の問題
keys-previous-issue = 前の問題

# For which receiver
receiver-title = この報告を受け取るのは誰ですか？
receiver-why = { $name }については、RFC 7970の本文と公開されたスキーマが互いに矛盾しており、すべての受信者が受け付ける形はありません。受信者が何を基準にチェックするかで選んでください。
receiver-rfc7970 = 本文に従います。スキーマで検証する受信者は、一部の値を拒否します。
receiver-schema_a = RFC 7970で公開されたスキーマで検証します。訂正後のスキーマを使う受信者は拒否することがあります。
receiver-schema_b = 著者が訂正したスキーマで検証します。公開時のスキーマを使う受信者は拒否することがあります。
receiver-strict3067 = 本文に従い、RFC 3067が要求する内容も求めます。
receiver-common = 本文と両方のスキーマが認めるものを受け付けます。

# Features: what begins a document
action-template = テンプレートから作成…
action-template-help = フィッシング、ランサムウェア、DDoSのほか6種類
action-reporter = 質問に答えて作成…
action-reporter-help = 平易な10の質問に答えます。形式の知識は要りません
action-drafts = 下書き…
action-drafts-help = 暗号化してこのブラウザーに保存されています
action-purpose = 目的…
action-paste = 自由に貼り付け…
action-evidence = 証拠を追加…
action-history = 履歴に追加…
action-timeline = タイムライン…
action-changes = 変更点…
action-team = チームプロファイル…
action-share-report = HTMLの報告
action-share-print = 印刷…
action-share-csv = 侵害指標のCSV
action-share-copy = 概要をコピー
action-share-source = XMLをコピー
action-share-mail = 概要をメール…
action-submit = 提出…

level-mark-white = TLP:CLEAR、誰にでも
level-mark-green = TLP:GREEN、コミュニティー内
level-mark-amber = TLP:AMBER、知る必要のある人
level-mark-red = TLP:RED、受信者のみ

# Paste anything
paste-title = 自由に貼り付け
paste-help = 文章、ログ、ヘッダー付きのメール、表などを貼り付けてください。侵害指標や参照と思われるものが、見つかった位置とともに下に表示されます。何を取り込むかはご自身で決めてください。
paste-text = テキスト
paste-found = 見つかったもの
paste-nothing = 侵害指標も参照も見つかりませんでした。
paste-count = { $count ->
    [0] 何も見つかりませんでした。
   *[other] { $count }件見つかりました。
}
paste-format-text = テキストとして読み取りました。
paste-format-mail = メールとして読み取りました。
paste-format-csv = 表として読み取りました。
paste-truncated = 先頭の{ $count }文字だけを読み取りました。
paste-too-many = 重複を除いた最初の{ $count }件だけを表示しています。
paste-take = 取り込み方
paste-take-name = { $value }の取り込み方
paste-kind = 種類
paste-value = 値
paste-from = 見つかった位置
paste-show = テキスト内の{ $value }の位置を表示
paste-times = { $count }回
paste-role-none = 取り込まない
paste-role-indicator = 侵害指標
paste-role-source = 攻撃元
paste-role-target = 攻撃対象
paste-role-reference = 参照
paste-confirm = { $count }件を取り込む
paste-done = { $count }件を取り込みました。
paste-kind-ipv4-addr = IPv4アドレス
paste-kind-ipv4-net = IPv4ネットワーク
paste-kind-ipv4-net-mask = マスク付きIPv4ネットワーク
paste-kind-ipv6-addr = IPv6アドレス
paste-kind-ipv6-net = IPv6ネットワーク
paste-kind-domain-name = ドメイン名
paste-kind-site-uri = URL
paste-kind-e-mail = メールアドレス
paste-kind-mac = MACアドレス
paste-kind-asn = 自律システム（AS）
paste-kind-md5 = MD5
paste-kind-sha1 = SHA-1
paste-kind-sha256 = SHA-256
paste-kind-sha384 = SHA-384
paste-kind-sha512 = SHA-512
paste-kind-file-name = ファイル名
paste-kind-file-path = ファイルパス
paste-kind-windows-reg-key = レジストリキー
paste-kind-mutex = ミューテックス
paste-kind-http-user-agent = ユーザーエージェント
paste-kind-http-request-uri = リクエストURI
paste-kind-email-subject = メールの件名
paste-kind-email-x-mailer = メールソフト
paste-kind-user-name = ユーザー名
paste-reserved-private = プライベート
paste-reserved-loopback = ループバック
paste-reserved-link-local = リンクローカル
paste-reserved-shared = 共有アドレス空間
paste-reserved-documentation = 文書用
paste-reserved-benchmark = ベンチマーク用
paste-reserved-multicast = マルチキャスト
paste-reserved-reserved = 予約済み
paste-reserved-unspecified = 未指定
paste-reserved-special-name = 特殊用途の名前
paste-note-host-bits = プレフィックスより後ろのビットあり
paste-note-file-like = ファイルの可能性あり
paste-note-sentence-like = 2つの文の可能性あり
paste-note-scheme-added = http://を補いました
paste-note-encoded = 文字をパーセントエンコードしました
paste-note-empty-file = 空ファイルのハッシュ値
paste-note-low-entropy = ハッシュ値ではなさそうです
paste-note-port = ポートは省かれます
paste-note-mask-not-contiguous = 不連続なマスク
paste-note-invalid-uri = 有効なURLではありません
paste-note-version-like = バージョン番号の可能性あり
paste-note-cut = 2,048文字で切り詰めました

# Templates and purposes
template-title = テンプレートから始める
template-help = どのテンプレートも、いくつかの事実を尋ね、すべての受信者が受け付ける報告を作成します。
template-answers = 今分からないことは、後からフォームで記入できます。
template-optional = { $label }（任意）
template-purpose = 報告の目的
template-back = 別のテンプレート
template-own = 報告の作成者
template-own-email = メールアドレス
template-later = 後で記入
template-make = 報告を作成
template-malware-delivery = マルウェアの配布
template-malware-delivery-help = あるアドレスからファイルがダウンロードされた
template-ddos = サービス運用妨害（DoS）
template-ddos-help = 大量の通信でサービスに接続できない
template-phishing = フィッシング
template-phishing-help = サービスを装うサイトがある
template-spear-phishing = 標的型メール攻撃
template-spear-phishing-help = 受信者に合わせて書かれたメールが届いた
template-iot-malware = 感染した機器
template-iot-malware-help = カメラやルーターなどがボットネットに組み込まれている
template-ransomware = ランサムウェア
template-ransomware-help = 金銭目的でファイルが暗号化された
template-data-breach = 情報漏えい
template-data-breach-help = データが閲覧またはコピーされた
template-account-takeover = アカウントの乗っ取り
template-account-takeover-help = 他人がアカウントを使っている
template-scan = スキャン
template-scan-help = あるホストがネットワークを探索している
template-field-detect-time = 気付いた日時
template-field-start-time = 始まった日時
template-field-delivery-name = ファイルの配布元のホスト名
template-field-delivery-address = ファイルの配布元のIPアドレス
template-field-delivery-url = ファイルのURL
template-field-target-address = 攻撃対象のIPアドレス
template-field-file-name = ファイルの名前
template-field-file-sha256 = ファイルのSHA-256
template-field-source-address = 攻撃元のIPアドレス
template-field-ip-protocol = IPプロトコル番号（6はTCP、17はUDP）
template-field-target-port = 攻撃対象のポート
template-field-phishing-name = 偽サイトのホスト名
template-field-imitated-name = 装われたサービスのホスト名
template-field-phishing-url = 偽サイトのURL
template-field-mail-server-address = メールを配送したIPアドレス
template-field-mail-sender = メールの送信者
template-field-mail-subject = メールの件名
template-field-mail-recipient = メールの受信者
template-field-control-address = C2サーバーのIPアドレス
template-field-device-address = 機器のIPアドレス
template-field-service-port = サービスのポート
template-field-device-model = メーカーと型番
template-field-way-in = 侵入経路
template-field-measures = 実施した対応
template-field-target-name = システムのホスト名
template-field-data-affected = 対象となったデータ
template-field-service-name = サービスのホスト名
template-field-user-name = アカウント名
template-field-target-network = 探索されたネットワーク
template-field-target-ports = 探索されたポート
template-fault-required = この項目は必須です。
template-fault-address = IPv4またはIPv6アドレスを入力してください。
template-fault-name = www.example.comのような完全なホスト名を入力してください。
template-fault-url = 空白を含まないURLを入力してください。
template-fault-e-mail = メールアドレスを入力してください。
template-fault-text = 長すぎます。
template-fault-port = 0から65535までの数を入力してください。
template-fault-portlist = 22,80-90のようにポートを入力してください。
template-fault-protocol = 0から255までの数を入力してください。
template-fault-sha256 = 16進数64桁を入力してください。
template-fault-network = 192.0.2.0/24のようにネットワークを入力してください。
template-fault-time = 日付と時刻を入力してください。
purpose-title = 何のための報告ですか？
preset-alert = 注意喚起
preset-alert-help = 何に注意すべきかをほかの人に警告します。コミュニティー向け。
preset-handling = 対応依頼
preset-handling-help = ほかの人に対応を求めます。日時、関係者、要望、履歴を含みます。
preset-archiving = 保管
preset-archiving-help = 自チームのためにすべてを残します。
preset-reporting = 報告
preset-reporting-help = 何が起きたかをチームや当局に伝えます。
preset-statistics = 統計
preset-statistics-help = 件数と分類のみで、関係者や侵害指標は含みません。

# Team profile
team-title = チームプロファイル
team-help = チームのすべての文書の初期値です。秘密鍵が含まれることはありません。
team-fqdn = チームのドメイン名
team-fqdn-hint = インシデント番号はこのドメイン名の下で一意になります。例：csirt.example.com
team-idPattern = インシデント番号のパターン
team-idPattern-hint = {"{yyyy}"} {"{mm}"} {"{dd}"} {"{seq}"} {"{random}"}と文字列
team-language = 文書の言語
team-language-hint = enやpt-BRのような言語タグ。
team-restriction = 新しい文書の開示制限
team-constituency = サービス対象（コンスティチュエンシー）
team-constituency-hint = チームが誰のために活動しているか。
team-signingKey = 署名鍵のフィンガープリント
team-endpoint = 報告の提出先
team-endpoint-hint = httpsのアドレス。ご本人の承認なしに送信されることはありません。
team-contact = 連絡先{ $number }
team-contact-name = 名前
team-contact-role = 役割
team-contact-type = 種類
team-contact-emails = メールアドレス（1行に1つ）
team-contact-telephones = 電話番号（1行に1つ）
team-contact-address = 住所
team-add-contact = 連絡先をもう1つ追加
team-remove-contact = 連絡先{ $number }を削除
team-import = インポート…
team-export = エクスポート
team-save = このプロファイルを使う
team-used = このプロファイルは、ページを閉じるまで使われます。
team-kept = このプロファイルは、暗号化してこのブラウザーに保存されます。
team-fault-fqdn = csirt.example.comのような完全なドメイン名を入力してください。
team-fault-pattern-too-long = パターンが長すぎます。
team-fault-pattern-unknown-token = パターンの波かっこ内に不明な部分があります。
team-fault-pattern-not-unique = パターンには{"{seq}"}または{"{random}"}が必要です。ないと番号が重複します。
team-fault-pattern-random-length = ランダムな文字は8文字から32文字まで指定できます。
team-fault-pattern-characters = 使えるのは英字、数字、および . : / # + - _ です。
team-fault-language = enのような言語タグを入力してください。
team-fault-signing-key = 16進数を入力してください。鍵そのものは決して入力しないでください。
team-fault-endpoint = パスワードを含まないhttpsのアドレスを入力してください。
team-fault-no-creator = 連絡先のうち1つは、文書の作成者にする必要があります。
team-fault-contact-name = 名前を入力してください。
team-fault-unreachable = メールアドレスまたは電話番号を入力してください。
team-fault-email = メールアドレスではないものがあります。
team-fault-telephone = 電話番号ではないものがあります。
team-file-too-long = ファイルがチームプロファイルとしては大きすぎます。
team-file-json = このファイルはJSONではありません。
team-file-object = このファイルはチームプロファイルではありません：{ $path }がオブジェクトではありません。
team-file-unknown = このファイルはチームプロファイルではありません：{ $path }は未知の項目です。
team-file-value = このファイルはチームプロファイルではありません：{ $path }の値が違います。
team-file-list = このファイルはチームプロファイルではありません：{ $path }がリストでないか、長すぎます。
team-file-text = このファイルはチームプロファイルではありません：{ $path }がテキストでないか、長すぎます。
contact-type-organization = 組織
contact-type-person = 個人
contact-role-creator = 文書の作成者
contact-role-reporter = 報告者
contact-role-admin = 管理担当
contact-role-tech = 技術担当
contact-role-provider = プロバイダー
contact-role-user = 利用者
contact-role-billing = 請求担当
contact-role-legal = 法務担当
contact-role-abuse = Abuse窓口
contact-role-irt = インシデント対応チーム
contact-role-cc = 写し
contact-role-cc-irt = 対応チームへの写し
contact-role-leo = 法執行機関
contact-role-victim = 被害者
contact-role-victim-notified = 被害者（通知済み）

# Drafts
drafts-title = 下書き
drafts-help = 下書きは、このブラウザーの外に出せない鍵で暗号化され、期限が切れると削除されます。
drafts-recover-title = 保存していない作業が見つかりました
drafts-recover-help = ページが閉じられたとき、または異常終了したときに、次の報告が開いていました。
drafts-none = 下書きはありません。
drafts-name = 報告
drafts-updated = 変更日時
drafts-expires = 期限
drafts-do = 操作
drafts-unsaved = ファイル未保存
drafts-open = 開く
drafts-open-name = { $name }を開く
drafts-delete = 削除
drafts-delete-name = { $name }を削除
drafts-deleted = { $name }を削除しました。
drafts-forget = すべて消去…
drafts-forget-sure = 下書き、チームプロファイル、鍵、オフライン用のコピーが完全に削除されます。
drafts-forget-yes = すべて消去
drafts-forget-no = 残す
drafts-forgotten = すべて消去しました。
drafts-elsewhere = この下書きは別のウィンドウで開かれています。
drafts-failed = 下書きを保存できませんでした：{ $reason }
drafts-passphrase = パスフレーズ
drafts-unlock = ロックを解除
drafts-protect = パスフレーズで保護…
drafts-new-passphrase = 新しいパスフレーズ
drafts-new-passphrase-hint = 12文字以上。忘れると、誰も下書きを開けなくなります。
drafts-protect-now = 保護する
drafts-protected = 下書きをパスフレーズで保護しました。
drafts-fault-locked = 下書きはロックされています。
drafts-fault-wrong-passphrase = パスフレーズが違います。
drafts-fault-passphrase-too-short = 12文字以上必要です。
drafts-fault-damaged = 下書きが壊れているか、他人に変更されています。
drafts-fault-not-found = この下書きはもうありません。
drafts-fault-full = 下書きが多すぎます。いくつか削除してください。
drafts-fault-too-large = 報告が下書きとしては大きすぎます。

# Report, CSV, summary, mail
report-text = テキスト
report-cut = …（省略）
report-made = 作成日時：{ $time }
share-more = …ほか{ $count }件
share-copied = コピーしました。
mail-title = 概要をメール
mail-help = この文面でメールソフトが開きます。報告そのものは手動で添付してください。侵害指標は、誰もクリックできない形で書かれます。
mail-to = 宛先
mail-subject = 件名
mail-body = 本文
mail-cut = 本文がメールソフトで扱える長さを超えているため、短縮されます。
mail-open = メールソフトを開く

# Files that cannot be taken
import-charset = { $charset }から変換しました。UTF-8で保存されます。
import-fault-empty = ファイルが空です。
import-fault-too-large = ファイルは{ $size } MBです。上限は{ $limit } MBです。
import-fault-unknown-charset = ファイルには「{ $charset }」で書かれているとありますが、このブラウザーはこの文字コードに対応していません。
import-fault-undecodable = ファイルには「{ $charset }」で書かれているとありますが、実際は違います。

# Evidence
evidence-title = 証拠を追加
evidence-help = ファイルの名前、サイズ、SHA-256を報告に書き込みます。ファイルそのものは元の場所に残ります。
evidence-drop = ここにファイルをドロップ
evidence-choose = ファイルを選択…
evidence-name = 名前
evidence-size = サイズ
evidence-hashing = ハッシュ値を計算しています
evidence-description = 内容の説明
evidence-content = ファイルの内容を報告に入れる
evidence-content-hint = 報告を読む人は、それが何をするものであれ、このファイルを手にすることになります。
evidence-content-too-large = ファイルが大きすぎて報告に入れられません。
evidence-unreadable = ファイルを読み取れません：{ $reason }
evidence-add = 追加
evidence-added = { $name }を追加しました。
evidence-custody = { $name }（SHA-256 { $sha256 }）を証拠として記録しました。
evidence-custody-by = { $name }（SHA-256 { $sha256 }）を証拠として記録し、{ $team }が保管しています。

# Timeline, history, changes
timeline-title = タイムライン
timeline-help = 報告に含まれるすべての時刻を、出来事が起きた順に、記入されたタイムゾーンで表示します。
timeline-none = 報告に時刻がありません。
timeline-here = こちらでは{ $time }
timeline-gap = { $span }後
handover-title = 履歴に追加
handover-help = 誰が、いつ、何をしたか。ほかの人の記録は変更されません。
handover-action = 実施したこと
handover-time = 日時
handover-id = 自チームのインシデント番号
handover-description = 説明
handover-course = 対処措置
handover-add = 追加
handover-added = 履歴に記録を追加しました。
handover-fault-description = 実施したことを記入してください。
handover-fault-course = 対処措置の名前を記入してください。
action-taken-nothing = 何もしていない
action-taken-contact-source-site = 攻撃元に連絡した
action-taken-contact-target-site = 攻撃対象に連絡した
action-taken-contact-sender = 送信者に連絡した
action-taken-investigate = 調査した
action-taken-block-host = ホストを遮断した
action-taken-block-network = ネットワークを遮断した
action-taken-block-port = ポートを遮断した
action-taken-rate-limit-host = ホストの通信量を制限した
action-taken-rate-limit-network = ネットワークの通信量を制限した
action-taken-rate-limit-port = ポートの通信量を制限した
action-taken-redirect-traffic = 通信を迂回させた
action-taken-honeypot = ハニーポットに誘導した
action-taken-upgrade-software = ソフトウェアを更新した
action-taken-rebuild-asset = システムを再構築した
action-taken-harden-asset = システムを堅牢化した
action-taken-remediate-other = そのほかの方法で修復した
action-taken-status-triage = 緊急度で仕分けた（トリアージ）
action-taken-status-new-info = 新しい情報
action-taken-watch-and-report = 監視した
action-taken-defined-coa = 定義済みの対処措置
action-taken-other = その他
changes-title = 変更点
changes-help = 報告を開いた時点、保存した時点または提出した時点との比較です。
changes-none = 変更はありません。
changes-count = 変更は{ $count }件です。
changes-kind = 変更
changes-place = 場所
changes-what = 内容
changes-added = 追加
changes-removed = 削除
changes-changed = 変更
changes-moved = 移動
changes-omitted = ほか{ $count }件は表示していません。

# Reporter mode
reporter-title = インシデントを報告
reporter-progress = 質問{ $number }/{ $count }
reporter-next = 次へ
reporter-back = 戻る
reporter-to-review = 確認へ
reporter-review = 内容に間違いはありませんか？
reporter-review-help = まだ何も送信されていません。報告はエディターで開かれ、ご自身で提出するまで外に出ることはありません。
reporter-change = 変更
reporter-change-name = 「{ $question }」の回答を変更
reporter-no-answer = 回答なし
reporter-make = 報告を作成
reporter-understood = 次のように解釈しました：
reporter-unknown-parties = 報告者は双方のアドレスを把握していません。
reporter-measures-done = これまでに実施したこと：
reporter-happening = 何が起きましたか？
reporter-happening-phishing = パスワードなどの秘密の情報を聞き出そうとされた
reporter-happening-malware = 有害なプログラムが見つかった
reporter-happening-ransomware = ファイルが開けなくなり、金銭を要求されている
reporter-happening-account = 他人がアカウントを使っている
reporter-happening-data = データが見られた、またはコピーされた
reporter-happening-outage = サービスが動かない
reporter-happening-scan = 侵入口を探られている
reporter-happening-other = その他
reporter-story = 何が起きたかをご自身の言葉で説明してください
reporter-story-hint = 誰が何に気付き、その後どうなったか。
reporter-noticed = いつ気付きましたか？
reporter-affected = どのコンピューター、アドレス、アカウントが関係していますか？
reporter-affected-hint = 名前、IPアドレスまたはメールアドレスを、分かる範囲で。
reporter-origin = どこから来ましたか？
reporter-origin-hint = 送信者、リンク、ログの行などを貼り付けてください。中のものが開かれることはありません。
reporter-harm = 被害はどの程度ですか？
reporter-harm-none = まだ被害はない
reporter-harm-some = 一部が使えない、または失われた
reporter-harm-severe = 業務ができない、または多くが失われた
reporter-measures = これまでに何をしましたか？
reporter-readers = 誰がこの報告を読んでもよいですか？
reporter-readers-team = 受け取るチームのみ
reporter-readers-partners = そのチームと、支援のために知る必要のある人
reporter-readers-community = ほかのチームも
reporter-name = お名前は？
reporter-reach = 連絡先は？
reporter-reach-hint = メールアドレスまたは電話番号。
reporter-fault-required = この質問に答えてください。
reporter-fault-too-long = 長すぎます。ファイルに記載してください。
reporter-fault-reach = メールアドレスまたは電話番号を入力してください。
reporter-fault-time = 日付と時刻を入力してください。

# Handing in
submit-title = 報告を提出
submit-help = まだ何も送信されていません。ここに表示されている内容だけが、ここに表示されているアドレスに、あなたの指示で送信されます。
submit-errors = 報告にエラーが{ $count }件あります。受信者が拒否する可能性があります。
submit-to = 宛先
submit-type = 形式
submit-size = サイズ
submit-content = 送信する内容
submit-shortened = 報告は{ $count }文字です。冒頭だけを表示していますが、全体が送信されます。
submit-agree = 内容を読みました。{ $host }に送信してください。
submit-send = 送信
submit-sending = 送信しています…
submit-stop = 中止
submit-done = 報告を提出しました
submit-status = 受信者が{ $status }と応答しました。
submit-answer = 受信者の応答
submit-fault-not-configured = 報告の提出先が設定されていません。チームプロファイルを確認してください。
submit-fault-not-https = 報告は、パスワードを含まないhttpsのアドレスにのみ送信されます。
submit-fault-cancelled = 中止しました。ただし、受信者に届いている可能性があります。
submit-fault-network = 受信者に接続できないか、このページからの接続が許可されていません。
submit-fault-redirected = 受信者が別の宛先を指定しました。その宛先は承認されていないため、送信していません。
submit-fault-too-slow = 受信者が時間内に応答しませんでした。
submit-fault-refused = 受信者が報告を拒否しました：
submit-fault-unsupported = 受信者はこの形式を受け付けません。
submit-fault-too-large = 報告が大きすぎて受信者が受け取れません。
submit-fault-failed = 受信者が{ $status }と応答しました。

# Offline
offline-ready = このページはネットワークなしで使えるようになりました。
offline-update = 新しい版があります。
offline-activate = 新しい版を使う

# Long work
progress-parse = 文書を読み込んでいます…
progress-check = 文書をチェックしています…

# 言語と用語

language-missing = 言語を読み込めませんでした：{ $reason }
words-missing = 名称と規則の用語を読み込めなかったため、形式の表記のまま表示します：{ $reason }
keys-definition = 項目の定義へのリンク
report-attribute = { $name }：{ $value }

# Registered values
registry-refused = このページの登録値は受け入れられません: { $reason }
