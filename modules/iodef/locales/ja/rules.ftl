# Messages of the rules in rules.toml and of structural validation.
# `.fix` says what to do.

refused-by = 拒否する基準：{ $refused_by }

# Structure

xsd-root = 文書要素が{ $expected }ではなく{ $name }になっています
sealed = { $element }内の要素は封印（暗号化）されています。受信者が開くまで判定できません
    .fix = 受信者の鍵で開いてください
xsd-unexpected-element = { $name }は{ $element }内のこの位置には置けません
    .fix = 削除するか移動してください。ここに置けるもの：{ $expected }
xsd-missing-element = { $element }には次のいずれかが必要です：{ $expected }
    .fix = 足りないものを追加してください
xsd-unexpected-text = { $element }にテキスト「{ $text }」を入れることはできません
    .fix = テキストを削除してください
xsd-unknown-attribute = { $element }に属性{ $name }はありません
    .fix = 属性を削除してください。この形式にないものはAdditionalDataに入れます
xsd-missing-attribute = { $element }に属性{ $name }がありません
    .fix = { $name }を設定してください
xsd-enumeration = 「{ $value }」は{ $element }の{ $name }の値ではありません（{ $type }）
    .fix = 一覧の値を選ぶか、ext-valueを選んで独自の値を指定してください
xsd-datatype = 「{ $value }」は{ $name }の値ではありません（期待される型：{ $type }）
    .fix = 値を修正してください
xsd-fixed = { $element }の{ $name }が「{ $value }」ですが、「{ $fixed }」でなければなりません
    .fix = { $name }を{ $fixed }に設定してください
xsd-one-of = { $element }には{ $first }と{ $second }のどちらか一方だけが必要です
    .fix = どちらか一方を残してください
xsd-type = { $element }の型を{ $type }にすることはできません
    .fix = xsi:typeを削除してください
xsd-nil = { $element }をnilにすることはできません
    .fix = xsi:nilを削除してください
xsd-id-duplicate = 識別子「{ $value }」が2回使われています
    .fix = どちらか一方に別の識別子を付けてください
xsd-idref = 識別子「{ $value }」を持つものがありません
    .fix = 文書内の識別子を参照してください

# The document

version-missing = 文書にバージョンが記されていません
    .fix = versionを2.00に設定してください
language-missing = 文書に言語が記されていません
    .fix = 文書、またはすべてのインシデントにxml:langを設定してください
private-enum-id-alone = private-enum-nameのないprivate-enum-idには意味がありません
    .fix = private-enum-nameにチームのドメイン名を設定するか、private-enum-idを削除してください
schema-location-missing = 文書に形式のスキーマが示されていません
    .fix = xsi:schemaLocationを設定してください
schema-location-pairs = xsi:schemaLocationが、{ $namespace }を含む組のリストになっていません
    .fix = 各名前空間の後に、そのスキーマの場所を書いてください
declaration-missing = 文書がXML宣言で始まっていません
    .fix = バージョンと文字エンコーディングを記したXML宣言を書いてください
encoding-missing = XML宣言に文字エンコーディングが示されていません
    .fix = UTF-8を指定してください
encoding-other = 文書の文字エンコーディングがUTF-8でもUTF-16でもないため、読み取れない受信者がいる可能性があります
    .fix = UTF-8で保存してください
version-1 = これはバージョン1（RFC 5070）の文書であり、バージョン2の受信者は読み取りません
    .fix = バージョン2に変換してください
unknown-element = { $name }はこの形式の名前空間にありますが、形式では定義されていません
    .fix = 拡張には独自の名前空間を使ってください

# Names and numbers

private-enum-name-fqdn = 「{ $name }」はチームのドメイン名ではありません
    .fix = チームの完全修飾ドメイン名を書いてください
incidentid-name-fqdn = 「{ $name }」はチームのドメイン名ではありません
    .fix = チームの完全修飾ドメイン名を書いてください
indicatorid-name-fqdn = 「{ $name }」はチームのドメイン名ではありません
    .fix = チームの完全修飾ドメイン名を書いてください
incidentid-empty = インシデントに番号がありません
    .fix = チームがこのインシデントに付けている番号を書いてください
incidentid-space = 番号「{ $id }」の前後に空白があるため、受信者によっては別の番号とみなされます
    .fix = 空白を削除してください
incidentid-reused = 文書内の別のインシデントにも番号「{ $id }」が付いています
    .fix = どちらか一方に、別の番号またはinstanceを付けてください
alternativeid-own = { $name }自身の番号は別番号にはなりません
    .fix = ほかのチームが付けた番号だけを残すか、関連する活動として記載してください
relatedactivity-self = インシデント{ $id }が自分自身に関連付けられています
    .fix = 番号を削除するか、もう一方のインシデントの番号を書いてください
id-empty = { $class }が空です
    .fix = 識別子を書くか、要素を削除してください
text-empty = { $class }が空です
    .fix = テキストを書くか、要素を削除してください
translation-repeated = 言語「{ $language }」でtranslation-idが{ $id }の{ $class }が2つあります
    .fix = それぞれのテキストに別の言語または別のtranslation-idを付けてください

# Private values of enumerations

ext-without-ext-value = { $extension }が有効なのは、{ $attribute }がext-valueの場合だけです
    .fix = { $attribute }をext-valueに設定するか、{ $extension }を削除してください
ext-value-without-ext = { $attribute }がext-valueですが、どの値であるかが{ $extension }に示されていません
    .fix = { $extension }に値を書くか、一覧の値を選んでください
private-enum-name-missing = 文書に独自の値がありますが、どのチームのものか示されていません（最初の箇所：{ $class }）
    .fix = private-enum-nameにチームのドメイン名を設定してください

# At least one child

contact-empty = { $class }が空です。次の少なくとも1つが必要です：{ $children }
    .fix = 名前、住所、またはそのほかの連絡手段を追加するか、連絡先を削除してください
relatedactivity-empty = { $class }が何も関連付けていません。次の少なくとも1つが必要です：{ $children }
    .fix = インシデント、攻撃者または攻撃活動を示すか、関連を説明してください
threatactor-empty = { $class }が空です。次の少なくとも1つが必要です：{ $children }
    .fix = 攻撃者の名前、または攻撃者に関するURLを記載してください

## Content: services and flows

service-protocol-missing = Serviceに{ $child }がありますがip-protocolがないため、どのプロトコルのことか分かりません
    .fix = ip-protocolを設定してください。例：TCPは6、UDPは17
service-protocol-range = 「{ $found }」はIPプロトコルの番号ではありません：{ $reason }
    .fix = IANAレジストリの番号を記載してください。例：TCPは6
service-portless = Serviceに{ $child }がありますが、プロトコル{ $protocol }にポートはありません
    .fix = ICMPにはProtoTypeとProtoCodeを使うか、別のip-protocolを設定してください
port-range = 「{ $found }」はポートではありません：{ $reason }
    .fix = 0から65535までの数を記載してください
portlist-range = 「{ $found }」はポートのリストではありません：{ $reason }
    .fix = 0から65535までのポートと、昇順の範囲を記載してください。例：80,443,8000-8080
icmp-range = { $class }「{ $found }」はICMPに合いません：{ $reason }
    .fix = 0から255までの数を記載してください
service-name = 「{ $found }」はサービス名ではありません：{ $reason }
    .fix = httpsのようなIANAレジストリの名前を記載するか、Descriptionを使ってください
flow-portlists = 攻撃元には{ $sources }個、攻撃対象には{ $targets }個のポートがあります。一方のn番目は他方のn番目に対応します
    .fix = 攻撃元と攻撃対象に同じ数のポートを記載してください
flow-pairs = Flowで複数のポートを対応させていますが、攻撃元が{ $sources }個、攻撃対象が{ $targets }個あります。対応させられるのは1個ずつの場合だけです
    .fix = システムの組ごとに、それぞれ1つのFlowで記述してください
noderole-repeated = システムに役割「{ $found }」が2回付いています
    .fix = どちらか一方を削除してください
header-name-missing = { $class }に、どのヘッダーフィールドであるかが示されていません
    .fix = nameにヘッダーフィールドの名前を設定してください
header-value-missing = { $class }に値がありません
    .fix = ヘッダーフィールドの値を要素に書いてください
email-header-dtype = メールのヘッダーフィールドのdtypeが「{ $found }」ですが、stringでなければなりません
    .fix = dtypeをstringに設定してください

## Content: addresses and domains

address-syntax = 「{ $found }」はカテゴリ{ $category }のアドレスではありません：{ $reason }
    .fix = アドレスを修正するか、正しいカテゴリを選んでください
address-default-ipv4 = 「{ $found }」はIPv4アドレスですが、カテゴリのないAddressはIPv6アドレスとみなされます
    .fix = categoryをipv4-addrに設定してください
address-category-missing = Addressにカテゴリが示されていません。ipv6-addr（バージョン1ではipv4-addr）とみなされます
    .fix = categoryを設定してください
address-form = 「{ $found }」は別の書き方が適切です：{ $reason }
    .fix = アドレスを通常の形で書いてください
vlan-range = 「{ $found }」はVLANの番号ではありません：{ $reason }
    .fix = 0から4095までの数を記載してください
domain-name = 「{ $found }」はドメイン名ではありません：{ $reason }
    .fix = 名前を修正してください。IPアドレスはAddressに記載します
nameserver-address = ネームサーバーのアドレスのカテゴリが「{ $found }」ですが、ipv4-addrまたはipv6-addrでなければなりません
    .fix = categoryをipv4-addrまたはipv6-addrに設定してください
domain-system-status-missing = RFC 7970は{ $attribute }を必須としていますが、DomainDataに、ドメインがどう関与しているかが示されていません
    .fix = system-statusを設定してください。不明ならunknownとします
domain-status-missing = RFC 7970は{ $attribute }を必須としていますが、DomainDataに、ドメインの登録状況が示されていません
    .fix = domain-statusを設定してください。不明ならunknownとします
registry-missing = RFC 7970は{ $attribute }を必須としていますが、RegistryHandleに、どのレジストリのものかが示されていません
    .fix = registryを設定してください

## Content: extensions and software

extension-dtype = 「{ $found }」は、{ $class }が示す型{ $dtype }ではありません：{ $reason }
    .fix = 内容を修正するか、別のdtypeを選んでください
extension-xml = { $class }はXMLを含むとしていますが、要素がありません
    .fix = 別の名前空間の要素を入れるか、dtypeをstringに設定してください
extension-elements = { $class }は{ $dtype }を含むとしていますが、要素が入っています
    .fix = dtypeをxmlに設定してください
software-dtype-missing = ソフトウェアが独自の形で記述されていますが、その型が示されていません
    .fix = dtypeを設定してください。テキストならstringとします
software-cpe = 「{ $found }」はCPE名ではありません：{ $reason }
    .fix = cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*のような名前を記載するか、Descriptionを使ってください
software-swid = 「{ $found }」はSWIDタグの識別子ではありません：{ $reason }
    .fix = タグのtagIdを記載するか、Descriptionを使ってください

## Content: lists of observables, hashes, files and patterns

bulk-line = リストの{ $line }行目「{ $found }」は{ $type }ではありません：{ $reason }
    .fix = その行を修正するか、リストの正しい種類を選んでください
bulk-empty = 観測事象のリストが空です
    .fix = 観測事象を1行に1つ書くか、リストを削除してください
bulk-hash-format-missing = リストにハッシュ値がありますが、どのアルゴリズムによるものか示されていません
    .fix = アルゴリズムを示すHashを入れたBulkObservableFormatを追加してください
hash-target-missing = スコープ{ $scope }はファイルの一部を対象としますが、どの部分か示されていません
    .fix = HashTargetIDを追加してください：1から数えたセクションまたはリソースの番号、もしくはオブジェクトのオフセット
hash-target-number = スコープ{ $scope }では部分を番号で示しますが、「{ $found }」はそうなっていません：{ $reason }
    .fix = 1から数えたセクションまたはリソースの番号、もしくはオブジェクトのオフセットを記載してください
hash-application-missing = スコープ{ $scope }のハッシュ値は作成したツールに依存しますが、それを示すApplicationがありません
    .fix = ツールの名前とバージョンを記したApplicationを追加してください
hash-scope-place = スコープ{ $scope }は、置かれている場所に合いません
    .fix = Fileではファイルのスコープを、EmailDataではメールのスコープを選んでください
digest-length = ダイジェスト「{ $found }」は{ $algorithm }が生成する形ではありません：{ $reason }
    .fix = ダイジェストをBase64で書いてください。長さはアルゴリズムで決まります
digest-algorithm = 「{ $found }」はここでは未知のアルゴリズムであるため、誰もダイジェストを照合できません
    .fix = http://www.w3.org/2001/04/xmlenc#sha256のようなXML署名のURIを使ってください
pattern-regex = 「{ $found }」はPOSIXの拡張正規表現ではありません：{ $reason }
    .fix = 正規表現を修正してください。\dなどのエスケープや最短一致の演算子はPOSIXにはありません
pattern-xpath = 「{ $found }」はXPath 1.0の式ではありません：{ $reason }
    .fix = 式を修正してください
pattern-binary = 「{ $found }」は16進数のパターンではありません：{ $reason }
    .fix = 1オクテットにつき16進数2桁を書いてください
pattern-count = 「{ $found }」は数ではありません：{ $reason }
    .fix = オフセットは0から、インスタンスは1から数えて記載してください
filetype = 「{ $found }」はメディアタイプではありません：{ $reason }
    .fix = application/pdfのようなタイプを記載してください
filetype-unregistered = 「{ $found }」はIANAレジストリのトップレベルメディアタイプではありません
    .fix = application/pdfのようなタイプを記載してください
filesize = 「{ $found }」はファイルサイズではありません：{ $reason }
    .fix = サイズをオクテット単位で記載してください
keyname = 「{ $found }」はWindowsレジストリのキーではありません：{ $reason }
    .fix = HKEY_LOCAL_MACHINE\SOFTWAREのように、ハイブから書き始めてください

## Content: people, money, counters, languages, references

email-address = 「{ $found }」はメールアドレスではありません：{ $reason }
    .fix = contact@csirt.example.comのようなアドレスを1つ、名前を付けずに記載してください
phone = 「{ $found }」は電話番号ではありません：{ $reason }
    .fix = プラス記号と国番号に続けて、数字を記載してください
phone-national = 「{ $found }」に国番号がないため、ほかの国から電話をかけられません
    .fix = プラス記号と国番号から書き始めてください
postal-lines = 住所の行がRFC 7970のとおりに区切られていません：{ $reason }
    .fix = 行の間にドル記号を入れてください。ドル記号そのものは\24、バックスラッシュは\5Cと書きます
url = 「{ $found }」はURLではありません：{ $reason }
    .fix = スキームを付け、RFC 3986の文字だけを使い、それ以外はパーセントエンコードしてください
currency = 「{ $found }」はISO 4217の通貨ではありません
    .fix = EURのような3文字のコードを記載してください
currency-missing = 金額に通貨がありません
    .fix = EURのようにcurrencyを設定してください
counter-value = 「{ $found }」は数を表していません
    .fix = 負でない数を記載してください
counter-duration = 期間{ $duration }の付いた{ $type }は率であり、{ $type }ではありません
    .fix = durationを削除するか、typeをaverageまたはpeakに設定してください
counter-rate = 率に、何当たりであるかを示す期間がありません
    .fix = secondのようにdurationを設定してください
language-tag = 「{ $found }」は言語タグではありません：{ $reason }
    .fix = enやpt-BRのようなタグを記載してください
language-unregistered = 言語タグ「{ $found }」の「{ $subtag }」は登録されていません
    .fix = en-GBのように、登録された言語と地域を記載してください
specindex-unregistered = 「{ $found }」はRFC 7495のレジストリの列挙ではありません
    .fix = CVEには1を使うか、参照をURLとDescriptionで記載してください
reference-cve = 「{ $found }」はCVEの識別子ではありません：{ $reason }
    .fix = CVE-2024-3094のような識別子を記載してください

sci-private-name-missing = { $class }は独自の仕様によるものですが、どの仕様かがext-SpecIDに示されていません
    .fix = ext-SpecIDに仕様の識別子を設定してください
sci-private-name-alone = { $class }のext-SpecIDに仕様「{ $found }」が示されていますが、SpecIDがprivateではありません
    .fix = ext-SpecIDを削除するか、SpecIDをprivateに設定してください
sci-contentid = 「{ $found }」は項目の識別子ではありません：{ $reason }
    .fix = CVE-2024-3094、CWE-787、CAPEC-66のような識別子を記載してください

## Reasons of content: `reason-CODE` and `part-CODE` fill { $reason } and { $part }

reason-character = { $character }はその位置に置けません
reason-empty = 何も書かれていません
reason-escape = \{ $character }は定義されていません
reason-leading-zero = 0で始まる数があります
reason-leap-second = xs:dateTimeに60秒はありません
reason-length = 必要な長さは{ $expected }ですが、実際は{ $length }です
reason-malformed = 読み取れません
reason-missing = { $part }がありません
reason-no-offset = UTCからの時差がありません
reason-no-such-date = その日付は存在しません
reason-not-canonical = RFC 5952では、小文字を使い、先頭のゼロを省き、最も長いゼロの並びを短縮します
reason-not-network = ネットワークやマスクにはないはずのビットが立っています
reason-not-punycode = xn--に続く部分が名前ではありません
reason-nothing-to-repeat = 演算子が繰り返す対象がありません
reason-numeric-top-level = 最後のラベルが数です
reason-other-version = IPのもう一方のバージョンです
reason-range = { $least }から{ $greatest }までの範囲にありません
reason-repeated = { $part }が多すぎます
reason-reversed = 降順の範囲があります
reason-too-long = { $limit }より長くなっています
reason-unbalanced = { $character }に対になるものがありません
reason-uneven = { $length }個のフィールドを持つ行がありますが、最初の行は{ $expected }個です
reason-unknown-name = 未知の名前で始まっています

part-at = @
part-close = 始まったものの終わり
part-component = 区切り文字の間の部分
part-date = 日付
part-digit = 数字
part-domain = ドメイン
part-double-colon = ::
part-field = コンマの間のフィールド
part-group = 16進数のグループ
part-hive = HKEY_LOCAL_MACHINEのようなハイブ
part-label = ドットの間のラベル
part-line = 行
part-local-part = @の前の部分
part-mask = 数字の代わりのx
part-number = 数
part-octet = オクテット
part-operand = 演算子の対象
part-prefix = スラッシュとそれに続く部分
part-scheme = https:のようなスキーム
part-second-label = 2つ目のラベル
part-subtag = サブタグ
part-subtype = スラッシュの後のサブタイプ
part-time = 時刻
campaign-empty = { $class }が空です。次の少なくとも1つが必要です：{ $children }
    .fix = 攻撃活動の名前、または攻撃活動に関するURLを記載してください
detectionpattern-empty = { $class }にパターンがありません。次の少なくとも1つが必要です：{ $children }
    .fix = パターンを説明するか、設定を記載してください
method-empty = { $class }が空です。次の少なくとも1つが必要です：{ $children }
    .fix = 手口を説明または参照するか、削除してください
reference-empty = { $class }が何も参照していません。{ $children }の少なくとも1つ、またはReferenceNameが必要です
    .fix = 参照先の名前またはURLを記載してください
eventdata-empty = { $class }が空です。次の少なくとも1つが必要です：{ $children }
    .fix = 事象を説明するか、削除してください
node-empty = { $class }にアドレスがありません。次の少なくとも1つが必要です：{ $children }
    .fix = アドレスまたはドメイン名を追加してください
service-empty = { $class }が空です。次の少なくとも1つが必要です：{ $children }
    .fix = サービスまたはそのポートを示すか、削除してください
servicename-empty = { $class }が空です。次の少なくとも1つが必要です：{ $children }
    .fix = サービスの名前または説明を記載してください
software-empty = { $class }がソフトウェアを示していません。次の少なくとも1つが必要です：{ $children }
    .fix = ソフトウェアの説明、参照またはURLを記載してください
recorddata-empty = { $class }にデータがありません。次の少なくとも1つが必要です：{ $children }
    .fix = データ、またはデータの場所を追加してください
hashdata-empty = { $class }にハッシュ値がありません。次の少なくとも1つが必要です：{ $children }
    .fix = ハッシュ値を追加してください
observable-empty = { $class }が空です。次の1つが必要です：{ $children }
    .fix = 観測できるものを追加してください
bulkobservableformat-empty = { $class }が空です。次の少なくとも1つが必要です：{ $children }
    .fix = ハッシュ値の形式を追加するか、削除してください
attackphase-empty = { $class }が空です。次の少なくとも1つが必要です：{ $children }
    .fix = 段階の名前または説明を記載してください

# Times

time-future = { $class }が{ $time }で、未来の時刻になっています
    .fix = 時刻を修正してください
end-before-start = { $later }（{ $later_time }）が{ $earlier }（{ $earlier_time }）より前になっています
    .fix = 2つの時刻のどちらかを修正してください
detect-before-start = { $later }（{ $later_time }）が{ $earlier }（{ $earlier_time }）より前になっています
    .fix = 2つの時刻のどちらかを修正してください
recovery-before-start = { $later }（{ $later_time }）が{ $earlier }（{ $earlier_time }）より前になっています
    .fix = 2つの時刻のどちらかを修正してください
report-before-detect = { $later }（{ $later_time }）が{ $earlier }（{ $earlier_time }）より前になっています
    .fix = 2つの時刻のどちらかを修正してください
generation-before-detect = { $later }（{ $later_time }）が{ $earlier }（{ $earlier_time }）より前になっています
    .fix = 2つの時刻のどちらかを修正してください
generation-before-report = { $later }（{ $later_time }）が{ $earlier }（{ $earlier_time }）より前になっています
    .fix = 報告が後から送られたのでなければ、2つの時刻のどちらかを修正してください
indicator-interval = 侵害指標が有効な期間がありません：{ $later }（{ $later_time }）が{ $earlier }（{ $earlier_time }）より前になっています
    .fix = 2つの時刻のどちらかを修正してください
expectation-interval = 対応を実施できる期間がありません：{ $later }（{ $later_time }）が{ $earlier }（{ $earlier_time }）より前になっています
    .fix = 2つの時刻のどちらかを修正してください
domain-interval = { $later }（{ $later_time }）が{ $earlier }（{ $earlier_time }）より前になっています
    .fix = 2つの時刻のどちらかを修正してください
expectation-past = 対応の期限は{ $time }でした。受信者はもう実施してはなりません
    .fix = 期限を延ばすか、要望を削除してください
indicator-expired = 侵害指標の有効期限は{ $time }でした
    .fix = まだ有効であれば、期限を延ばしてください
history-order = 履歴の中で{ $time }が{ $before }より後に置かれています
    .fix = 記録を時刻の順に並べてください
event-outside-incident = 事象の{ $class }が{ $time }で、インシデントの時間の範囲外です。事象の時刻が優先されます
    .fix = いずれかの時刻を修正してください

# Purposes and actions

defined-coa-missing = { $class }の対応がdefined-coaですが、どの対処措置であるかが示されていません
    .fix = DefinedCOAに対処措置の名前を書いてください
action-other-undescribed = { $class }の対応がotherですが、何をするかが示されていません
    .fix = 対応を説明するか、一覧から選んでください
purpose-other-unexpected = 目的がotherですが、どのような目的かを示すExpectationがありません
    .fix = Expectationを追加するか、一覧から目的を選んでください
restriction-defaults = { $class }に開示制限がありません。RFC 7970には、外側の要素の開示制限に従うという記述とdefaultになるという記述の両方があり、より厳しい方が適用されます
    .fix = 開示制限を設定してください

# Identifiers and references

id-duplicate = 識別子「{ $id }」が2回使われています
    .fix = どちらか一方に別の識別子を付けてください
uid-ref-dangling = 識別子「{ $id }」を持つものがありません
    .fix = 文書内の識別子を参照してください
observablereference-to-indicator = 「{ $id }」は侵害指標であり、観測事象ではありません
    .fix = IndicatorReferenceを使うか、観測事象を参照してください
indicatorreference-to-observable = 「{ $id }」は観測事象であり、侵害指標ではありません
    .fix = ObservableReferenceを使うか、侵害指標を参照してください
euid-ref-local = 「{ $id }」はこの文書の侵害指標であり、euid-refで参照するものではありません
    .fix = uid-refを使ってください
reference-circle = 「{ $id }」が、参照元を参照し返しています
    .fix = 循環を断ち切ってください
indicatorreference-none = 参照先がありません
    .fix = この文書の侵害指標にはuid-ref、別の文書のものにはeuid-refを設定してください
indicatorreference-both = uid-refとeuid-refの両方があります
    .fix = この文書の侵害指標にはuid-ref、別の文書のものにはeuid-refだけを残してください

# Expressions

expression-not-unary = notのオペランドは1つですが、{ $count }個あります
    .fix = オペランドをandまたはorの式に入れてください
expression-xor-single = xorにはオペランドが2つ必要ですが、{ $count }個しかありません
    .fix = もう一方のオペランドを追加するか、演算子を削除してください
expression-xor-ambiguous = オペランドが{ $count }個のxorは、ちょうど1つ、または奇数個という2通りに解釈されます
    .fix = 2つのオペランドの式を入れ子にしてください

# Confidence

confidence-number-missing = 評価がnumericですが、数値がありません
    .fix = 数値を書くか、別の評価を選んでください
confidence-number-unexpected = 評価が{ $rating }であるため、「{ $value }」を書くことはできません
    .fix = 数値を削除するか、評価をnumericにしてください

# Notices

executable-content = { $class }には実行できるものが含まれている可能性があります。テキストとして表示し、自動で実行したり開いたりしないでください

# RFC 3067

rfc3067-6-1 = インシデントを誰に開示してよいかが示されておらず、privateは暗黙の値にすぎません
    .fix = 開示制限を設定してください
rfc3067-6-6 = インシデントに次のアドレスがありません：{ $missing }
    .fix = categoryとアドレスを持つSystemを追加するか、アドレスがない理由を記した3067-6.6-waiverという名前のAdditionalDataを追加してください
rfc3067-6-8 = インシデントに作成者の連絡手段が示されていません
    .fix = 役割がcreatorで、メールアドレス、電話番号または住所を持つContactを追加してください
rfc3067-6-9 = インシデントに影響が示されていません
    .fix = Assessmentを追加してください。影響が不明であることも記載できます
rfc3067-6-11 = インシデントがHistoryなしでチームからチームへ渡されています
    .fix = 実施したことを記したHistoryItemを追加してください
rfc3067-6-12 = インシデントに時刻がありません：検知、開始、報告のいずれの時刻も記されていません
    .fix = いずれかの時刻を追加してください
rfc3067-6-13 = { $class }が{ $time }で、UTCからの時差がないため、いつのことか誰にも分かりません
    .fix = +02:00のように、発生場所の時差を付けてください
rfc3067-6-19 = { $class }に、何を意味するかが示されていません
    .fix = meaningまたはformatidを設定するか、誰の拡張であるかをprivate-enum-nameに示してください
