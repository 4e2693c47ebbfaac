# Messages of the rules in rules.toml and of structural validation.
# `.fix` says what to do.

refused-by = Abgelehnt von: { $refused_by }

# Structure

xsd-root = Das Dokumentelement ist { $name } und nicht { $expected }
sealed = Ein Element in { $element } ist versiegelt: Es lässt sich erst beurteilen, wenn sein Empfänger es öffnet
    .fix = Mit dem Schlüssel eines Empfängers öffnen
xsd-unexpected-element = { $name } darf hier in { $element } nicht stehen
    .fix = Entfernen oder verschieben; was hier stehen darf: { $expected }
xsd-missing-element = In { $element } fehlt eines von: { $expected }
    .fix = Ergänzen, was fehlt
xsd-unexpected-text = { $element } darf den Text „{ $text }“ nicht enthalten
    .fix = Text entfernen
xsd-unknown-attribute = { $element } hat kein Attribut { $name }
    .fix = Attribut entfernen; was das Format nicht kennt, gehört in AdditionalData
xsd-missing-attribute = In { $element } fehlt das Attribut { $name }
    .fix = { $name } setzen
xsd-enumeration = „{ $value }“ ist kein Wert von { $name } in { $element } ({ $type })
    .fix = Einen Wert der Liste wählen, oder ext-value mit einem eigenen Wert
xsd-datatype = „{ $value }“ ist kein Wert von { $name } (erwartet: { $type })
    .fix = Wert berichtigen
xsd-fixed = { $name } in { $element } ist „{ $value }“ und muss „{ $fixed }“ sein
    .fix = { $name } auf { $fixed } setzen
xsd-one-of = { $element } braucht entweder { $first } oder { $second }, nicht beides
    .fix = Eines davon behalten
xsd-type = { $element } kann nicht den Typ { $type } haben
    .fix = xsi:type entfernen
xsd-nil = { $element } kann nicht nil sein
    .fix = xsi:nil entfernen
xsd-id-duplicate = Die Kennung „{ $value }“ kommt zweimal vor
    .fix = Einem der beiden eine andere Kennung geben
xsd-idref = Nichts hat die Kennung „{ $value }“
    .fix = Auf eine Kennung des Dokuments verweisen

# The document

version-missing = Das Dokument nennt seine Version nicht
    .fix = version auf 2.00 setzen
language-missing = Das Dokument nennt seine Sprache nicht
    .fix = xml:lang am Dokument oder an jedem Vorfall setzen
private-enum-id-alone = private-enum-id sagt ohne private-enum-name nichts aus
    .fix = private-enum-name auf die Domain des Teams setzen, oder private-enum-id entfernen
schema-location-missing = Das Dokument nennt das Schema des Formats nicht
    .fix = xsi:schemaLocation setzen
schema-location-pairs = xsi:schemaLocation ist keine Liste von Paaren, in der { $namespace } vorkommt
    .fix = Hinter jeden Namensraum den Ort seines Schemas schreiben
declaration-missing = Das Dokument beginnt nicht mit einer XML-Deklaration
    .fix = Die Deklaration mit Version und Zeichenkodierung schreiben
encoding-missing = Die XML-Deklaration nennt die Zeichenkodierung nicht
    .fix = UTF-8 nennen
encoding-other = Das Dokument kam in einer anderen Zeichenkodierung als UTF-8 und UTF-16, die andere Empfänger vielleicht nicht lesen
    .fix = Als UTF-8 speichern
version-1 = Dies ist ein Dokument der Version 1 (RFC 5070), das Empfänger der Version 2 nicht lesen
    .fix = In Version 2 umwandeln
unknown-element = { $name } steht im Namensraum des Formats, das es nicht kennt
    .fix = Der Erweiterung einen eigenen Namensraum geben

# Names and numbers

private-enum-name-fqdn = „{ $name }“ ist nicht der Domainname eines Teams
    .fix = Den vollständigen Domainnamen des Teams (FQDN) schreiben
incidentid-name-fqdn = „{ $name }“ ist nicht der Domainname eines Teams
    .fix = Den vollständigen Domainnamen des Teams (FQDN) schreiben
indicatorid-name-fqdn = „{ $name }“ ist nicht der Domainname eines Teams
    .fix = Den vollständigen Domainnamen des Teams (FQDN) schreiben
incidentid-empty = Der Vorfall hat keine Nummer
    .fix = Die Nummer schreiben, unter der das Team den Vorfall führt
incidentid-space = Um die Nummer „{ $id }“ steht Leerraum, sodass sie für manche Empfänger eine andere Nummer ist
    .fix = Leerraum entfernen
incidentid-reused = Ein anderer Vorfall des Dokuments hat ebenfalls die Nummer „{ $id }“
    .fix = Einem davon eine andere Nummer oder eine Instanz (instance) geben
alternativeid-own = Eine Nummer von { $name } selbst kann keine alternative Nummer sein
    .fix = Nur die Nummern behalten, die andere Teams vergeben haben, oder sie als verwandte Aktivität nennen
relatedactivity-self = Der Vorfall { $id } ist mit sich selbst verknüpft
    .fix = Die Nummer entfernen, oder die des anderen Vorfalls schreiben
id-empty = { $class } ist leer
    .fix = Die Kennung schreiben, oder das Element entfernen
text-empty = { $class } ist leer
    .fix = Den Text schreiben, oder das Element entfernen
translation-repeated = { $class } kommt in der Sprache „{ $language }“ mit der translation-id { $id } zweimal vor
    .fix = Jedem Text seine eigene Sprache oder eine andere translation-id geben

# Private values of enumerations

ext-without-ext-value = { $extension } zählt nur, wenn { $attribute } ext-value ist
    .fix = { $attribute } auf ext-value setzen, oder { $extension } entfernen
ext-value-without-ext = { $attribute } ist ext-value, aber { $extension } sagt nicht, welcher Wert gemeint ist
    .fix = Den Wert in { $extension } schreiben, oder einen Wert der Liste wählen
private-enum-name-missing = Das Dokument enthält private Werte, sagt aber nicht, von wem sie sind (der erste in { $class })
    .fix = private-enum-name auf die Domain des Teams setzen

# At least one child

contact-empty = { $class } ist leer; nötig ist mindestens eines von { $children }
    .fix = Einen Namen, eine Adresse oder einen anderen Weg zum Kontakt ergänzen, oder den Kontakt entfernen
relatedactivity-empty = { $class } verknüpft nichts; nötig ist mindestens eines von { $children }
    .fix = Den Vorfall, den Akteur oder die Kampagne nennen, oder die Beziehung beschreiben
threatactor-empty = { $class } ist leer; nötig ist mindestens eines von { $children }
    .fix = Den Akteur nennen oder eine URL über ihn angeben

## Content: services and flows

service-protocol-missing = Service hat { $child }, aber kein ip-protocol; so ist nicht zu erkennen, welches Protokoll gemeint ist
    .fix = ip-protocol setzen, etwa 6 für TCP oder 17 für UDP
service-protocol-range = „{ $found }“ ist keine IP-Protokollnummer: { $reason }
    .fix = Die Nummer aus dem IANA-Register angeben, etwa 6 für TCP
service-portless = Service hat { $child }, aber das Protokoll { $protocol } hat keine Ports
    .fix = ProtoType und ProtoCode für ICMP verwenden, oder ein anderes ip-protocol
port-range = „{ $found }“ ist kein Port: { $reason }
    .fix = Eine Zahl von 0 bis 65535 angeben
portlist-range = „{ $found }“ ist keine Portliste: { $reason }
    .fix = Ports von 0 bis 65535 und aufsteigende Bereiche angeben, etwa 80,443,8000-8080
icmp-range = { $class } „{ $found }“ passt nicht zu ICMP: { $reason }
    .fix = Eine Zahl von 0 bis 255 angeben
service-name = „{ $found }“ ist kein Dienstname: { $reason }
    .fix = Den Namen aus dem IANA-Register angeben, etwa https, oder Description verwenden
flow-portlists = Die Quelle führt { $sources } Ports auf und das Ziel { $targets }; der n-te der einen gehört zum n-ten des anderen
    .fix = An der Quelle so viele Ports aufführen wie am Ziel
flow-pairs = Der Flow ordnet mehrere Ports einander zu, hat aber { $sources } Quellen und { $targets } Ziele; das geht nur mit je einem
    .fix = Jedes Paar von Systemen in einem eigenen Flow beschreiben
noderole-repeated = Das System hat die Rolle „{ $found }“ zweimal
    .fix = Eine davon entfernen
header-name-missing = { $class } sagt nicht, welches Feld es ist
    .fix = name auf den Namen des Kopffelds setzen
header-value-missing = { $class } hat keinen Wert
    .fix = Den Wert des Kopffelds in das Element schreiben
email-header-dtype = Der dtype eines Kopffelds einer E-Mail ist „{ $found }“ und muss string sein
    .fix = dtype auf string setzen

## Content: addresses and domains

address-syntax = „{ $found }“ ist keine Adresse der Kategorie { $category }: { $reason }
    .fix = Die Adresse berichtigen oder ihre Kategorie wählen
address-default-ipv4 = „{ $found }“ ist eine IPv4-Adresse, aber eine Address ohne Kategorie gilt als IPv6
    .fix = category auf ipv4-addr setzen
address-category-missing = Die Address nennt ihre Kategorie nicht; sie gilt als ipv6-addr, in Version 1 als ipv4-addr
    .fix = category setzen
address-form = „{ $found }“ schreibt man besser anders: { $reason }
    .fix = Die Adresse in ihrer üblichen Form schreiben
vlan-range = „{ $found }“ ist keine VLAN-Nummer: { $reason }
    .fix = Eine Zahl von 0 bis 4095 angeben
domain-name = „{ $found }“ ist kein Domainname: { $reason }
    .fix = Den Namen berichtigen; eine IP-Adresse gehört in Address
nameserver-address = Die Adresse eines Nameservers hat die Kategorie „{ $found }“ und kann nur ipv4-addr oder ipv6-addr sein
    .fix = category auf ipv4-addr oder ipv6-addr setzen
domain-system-status-missing = DomainData sagt nicht, welche Rolle die Domain spielt, obwohl RFC 7970 { $attribute } verlangt
    .fix = system-status setzen; auf unknown, wenn es unbekannt ist
domain-status-missing = DomainData sagt nicht, wie die Domain registriert ist, obwohl RFC 7970 { $attribute } verlangt
    .fix = domain-status setzen; auf unknown, wenn es unbekannt ist
registry-missing = RegistryHandle sagt nicht, zu welcher Registry es gehört, obwohl RFC 7970 { $attribute } verlangt
    .fix = registry setzen

## Content: extensions and software

extension-dtype = „{ $found }“ ist nicht vom Typ { $dtype }, den { $class } angibt: { $reason }
    .fix = Den Inhalt berichtigen oder einen anderen dtype wählen
extension-xml = { $class } soll XML enthalten, hat aber kein Element
    .fix = Ein Element aus einem anderen Namensraum einsetzen, oder dtype auf string setzen
extension-elements = { $class } soll { $dtype } enthalten, hat aber Elemente
    .fix = dtype auf xml setzen
software-dtype-missing = Die Software ist in einer eigenen Form beschrieben, deren Typ nicht angegeben ist
    .fix = dtype setzen, bei einem Text auf string
software-cpe = „{ $found }“ ist kein CPE-Name: { $reason }
    .fix = Einen Namen wie cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:* angeben, oder Description verwenden
software-swid = „{ $found }“ ist keine Kennung eines SWID-Tags: { $reason }
    .fix = Die tagId des Tags angeben, oder Description verwenden

## Content: lists of observables, hashes, files and patterns

bulk-line = Zeile { $line } der Liste, „{ $found }“, ist nicht vom Typ { $type }: { $reason }
    .fix = Die Zeile berichtigen oder den Typ der Liste wählen
bulk-empty = Die Liste der Observables ist leer
    .fix = Ein Observable je Zeile schreiben, oder die Liste entfernen
bulk-hash-format-missing = Die Liste enthält Hashwerte, aber nichts sagt, mit welchem Algorithmus sie gebildet sind
    .fix = Ein BulkObservableFormat mit einem Hash ergänzen, der den Algorithmus nennt
hash-target-missing = Der Geltungsbereich { $scope } umfasst einen Teil der Datei, und nichts sagt, welchen
    .fix = HashTargetID ergänzen: die Nummer der Section oder Ressource ab 1, oder den Offset des Objekts
hash-target-number = „{ $found }“ bezeichnet einen Teil nicht durch seine Nummer, wie es der Geltungsbereich { $scope } tut: { $reason }
    .fix = Die Nummer der Section oder Ressource ab 1 angeben, oder den Offset des Objekts
hash-application-missing = Ein Hashwert des Geltungsbereichs { $scope } hängt vom Werkzeug ab, das ihn gebildet hat, und keine Application nennt es
    .fix = Application mit Name und Version des Werkzeugs ergänzen
hash-scope-place = Der Geltungsbereich { $scope } gehört nicht dorthin, wo er steht
    .fix = In File einen Geltungsbereich für Dateien wählen, in EmailData einen für E-Mails
digest-length = Der Hashwert „{ $found }“ ist nicht so, wie { $algorithm } ihn bildet: { $reason }
    .fix = Den Hashwert in base64 schreiben; sein Algorithmus bestimmt die Länge
digest-algorithm = „{ $found }“ ist kein hier bekannter Algorithmus; so kann niemand den Hashwert vergleichen
    .fix = Die URI der XML-Signatur verwenden, etwa http://www.w3.org/2001/04/xmlenc#sha256
pattern-regex = „{ $found }“ ist kein erweiterter regulärer Ausdruck nach POSIX: { $reason }
    .fix = Den Ausdruck berichtigen; Escapes wie \d und nicht gierige Operatoren gibt es in POSIX nicht
pattern-xpath = „{ $found }“ ist kein Ausdruck nach XPath 1.0: { $reason }
    .fix = Den Ausdruck berichtigen
pattern-binary = „{ $found }“ ist kein Muster aus hexadezimalen Ziffern: { $reason }
    .fix = Für jedes Oktett zwei hexadezimale Ziffern schreiben
pattern-count = „{ $found }“ ist keine Anzahl: { $reason }
    .fix = Einen Offset ab 0 angeben, eine Instanz ab 1
filetype = „{ $found }“ ist kein Medientyp: { $reason }
    .fix = Einen Typ wie application/pdf angeben
filetype-unregistered = „{ $found }“ ist kein oberster Medientyp des IANA-Registers
    .fix = Einen Typ wie application/pdf angeben
filesize = „{ $found }“ ist keine Dateigröße: { $reason }
    .fix = Die Größe in Oktetten angeben
keyname = „{ $found }“ ist kein Schlüssel der Windows-Registrierung: { $reason }
    .fix = Mit dem Hive beginnen, etwa HKEY_LOCAL_MACHINE\SOFTWARE

## Content: people, money, counters, languages, references

email-address = „{ $found }“ ist keine E-Mail-Adresse: { $reason }
    .fix = Eine Adresse wie contact@csirt.example.com angeben, ohne Namen
phone = „{ $found }“ ist keine Telefonnummer: { $reason }
    .fix = Ziffern nach einem Pluszeichen und der Landesvorwahl angeben
phone-national = „{ $found }“ hat keine Landesvorwahl und ist daher aus einem anderen Land nicht anrufbar
    .fix = Mit einem Pluszeichen und der Landesvorwahl beginnen
postal-lines = Die Zeilen einer Postanschrift sind nicht getrennt, wie RFC 7970 es vorschreibt: { $reason }
    .fix = Ein Dollarzeichen zwischen die Zeilen setzen; \24 für ein Dollarzeichen und \5C für einen Backslash schreiben
url = „{ $found }“ ist keine URL: { $reason }
    .fix = Ein Schema und nur Zeichen nach RFC 3986 angeben; andere prozentkodieren
currency = „{ $found }“ ist keine Währung nach ISO 4217
    .fix = Einen Code aus drei Buchstaben angeben, etwa EUR
currency-missing = Der Betrag hat keine Währung
    .fix = currency setzen, etwa auf EUR
counter-value = „{ $found }“ zählt nichts
    .fix = Eine Zahl angeben, die nicht negativ ist
counter-duration = { $type } mit der Dauer { $duration } ist eine Rate; { $type } ist das nicht
    .fix = duration entfernen, oder type auf average oder peak setzen
counter-rate = Die Rate hat keine Dauer, auf die sie sich bezieht
    .fix = duration setzen, etwa auf second
language-tag = „{ $found }“ ist kein Sprachkürzel: { $reason }
    .fix = Ein Kürzel wie en oder pt-BR angeben
language-unregistered = „{ $subtag }“ im Sprachkürzel „{ $found }“ ist nicht registriert
    .fix = Eine registrierte Sprache und Region angeben, etwa en-GB
specindex-unregistered = „{ $found }“ ist keine Aufzählung im Register des RFC 7495
    .fix = 1 für CVE verwenden, oder den Verweis als URL und Description angeben
reference-cve = „{ $found }“ ist keine CVE-Kennung: { $reason }
    .fix = Eine Kennung wie CVE-2024-3094 angeben

sci-private-name-missing = { $class } folgt einer privaten Spezifikation, und ext-SpecID sagt nicht, welcher
    .fix = ext-SpecID auf die Kennung der Spezifikation setzen
sci-private-name-alone = { $class } nennt die Spezifikation „{ $found }“ in ext-SpecID, obwohl SpecID nicht private ist
    .fix = ext-SpecID entfernen, oder SpecID auf private setzen
sci-contentid = „{ $found }“ ist keine Kennung eines Eintrags: { $reason }
    .fix = Eine Kennung wie CVE-2024-3094, CWE-787 oder CAPEC-66 angeben

## Reasons of content: `reason-CODE` and `part-CODE` fill { $reason } and { $part }

reason-character = { $character } kann dort nicht stehen
reason-empty = da steht nichts
reason-escape = \{ $character } ist nicht definiert
reason-leading-zero = eine Zahl beginnt mit 0
reason-leap-second = für die Sekunde 60 ist in xs:dateTime kein Platz
reason-length = nötig: { $expected }, vorhanden: { $length }
reason-malformed = es lässt sich nicht lesen
reason-missing = es fehlt { $part }
reason-no-offset = die Abweichung von UTC fehlt
reason-no-such-date = dieses Datum gibt es nicht
reason-not-canonical = RFC 5952 schreibt sie in Kleinbuchstaben, ohne führende Nullen und mit gekürzter längster Folge von Nullen
reason-not-network = es sind Bits gesetzt, die ein Netz oder eine Maske nicht hat
reason-not-punycode = was auf xn-- folgt, ist kein Name
reason-nothing-to-repeat = ein Operator hat nichts zu wiederholen
reason-numeric-top-level = das letzte Label ist eine Zahl
reason-other-version = sie gehört zur anderen IP-Version
reason-range = es liegt nicht zwischen { $least } und { $greatest }
reason-repeated = zu oft vorhanden: { $part }
reason-reversed = ein Bereich läuft abwärts
reason-too-long = es ist länger als { $limit }
reason-unbalanced = { $character } hat kein Gegenstück
reason-uneven = eine Zeile hat { $length } Felder, die erste { $expected }
reason-unknown-name = es beginnt mit einem unbekannten Namen

part-at = das @
part-close = das Ende von etwas Begonnenem
part-component = ein Teil zwischen Trennzeichen
part-date = das Datum
part-digit = eine Ziffer
part-domain = die Domain
part-double-colon = ::
part-field = ein Feld zwischen Kommas
part-group = eine Gruppe hexadezimaler Ziffern
part-hive = der Hive, etwa HKEY_LOCAL_MACHINE
part-label = ein Label zwischen Punkten
part-line = eine Zeile
part-local-part = was vor dem @ steht
part-mask = ein x anstelle einer Ziffer
part-number = eine Zahl
part-octet = ein Oktett
part-operand = worauf ein Operator wirkt
part-prefix = der Schrägstrich und was darauf folgt
part-scheme = das Schema, etwa https:
part-second-label = ein zweites Label
part-subtag = ein Teilkürzel
part-subtype = der Untertyp nach dem Schrägstrich
part-time = die Uhrzeit
campaign-empty = { $class } ist leer; nötig ist mindestens eines von { $children }
    .fix = Die Kampagne nennen oder eine URL über sie angeben
detectionpattern-empty = { $class } hat kein Muster; nötig ist mindestens eines von { $children }
    .fix = Das Muster beschreiben, oder die Konfiguration angeben
method-empty = { $class } ist leer; nötig ist mindestens eines von { $children }
    .fix = Die Methode beschreiben oder auf sie verweisen, oder sie entfernen
reference-empty = { $class } verweist auf nichts; nötig ist mindestens eines von { $children }, oder ein ReferenceName
    .fix = Nennen, worauf verwiesen wird, oder dessen URL angeben
eventdata-empty = { $class } ist leer; nötig ist mindestens eines von { $children }
    .fix = Das Ereignis beschreiben, oder es entfernen
node-empty = { $class } hat keine Adresse; nötig ist mindestens eines von { $children }
    .fix = Eine Adresse oder einen Domainnamen ergänzen
service-empty = { $class } ist leer; nötig ist mindestens eines von { $children }
    .fix = Den Dienst oder seinen Port nennen, oder ihn entfernen
servicename-empty = { $class } ist leer; nötig ist mindestens eines von { $children }
    .fix = Den Dienst nennen oder beschreiben
software-empty = { $class } nennt keine Software; nötig ist mindestens eines von { $children }
    .fix = Die Software beschreiben, auf sie verweisen oder eine URL angeben
recorddata-empty = { $class } hat keine Daten; nötig ist mindestens eines von { $children }
    .fix = Die Daten ergänzen, oder wo sie sind
hashdata-empty = { $class } hat keinen Hashwert; nötig ist mindestens eines von { $children }
    .fix = Einen Hashwert ergänzen
observable-empty = { $class } ist leer; nötig ist eines von { $children }
    .fix = Ergänzen, was beobachtet werden kann
bulkobservableformat-empty = { $class } ist leer; nötig ist mindestens eines von { $children }
    .fix = Das Format der Hashwerte ergänzen, oder es entfernen
attackphase-empty = { $class } ist leer; nötig ist mindestens eines von { $children }
    .fix = Die Phase nennen oder beschreiben

# Times

time-future = { $class } ist { $time } und liegt in der Zukunft
    .fix = Die Zeit berichtigen
end-before-start = { $later } ({ $later_time }) liegt vor { $earlier } ({ $earlier_time })
    .fix = Eine der beiden Zeiten berichtigen
detect-before-start = { $later } ({ $later_time }) liegt vor { $earlier } ({ $earlier_time })
    .fix = Eine der beiden Zeiten berichtigen
recovery-before-start = { $later } ({ $later_time }) liegt vor { $earlier } ({ $earlier_time })
    .fix = Eine der beiden Zeiten berichtigen
report-before-detect = { $later } ({ $later_time }) liegt vor { $earlier } ({ $earlier_time })
    .fix = Eine der beiden Zeiten berichtigen
generation-before-detect = { $later } ({ $later_time }) liegt vor { $earlier } ({ $earlier_time })
    .fix = Eine der beiden Zeiten berichtigen
generation-before-report = { $later } ({ $later_time }) liegt vor { $earlier } ({ $earlier_time })
    .fix = Eine der beiden Zeiten berichtigen, es sei denn, die Meldung wurde später gesendet
indicator-interval = Der Indikator ist nie gültig: { $later } ({ $later_time }) liegt vor { $earlier } ({ $earlier_time })
    .fix = Eine der beiden Zeiten berichtigen
expectation-interval = Die Maßnahme kann nie ergriffen werden: { $later } ({ $later_time }) liegt vor { $earlier } ({ $earlier_time })
    .fix = Eine der beiden Zeiten berichtigen
domain-interval = { $later } ({ $later_time }) liegt vor { $earlier } ({ $earlier_time })
    .fix = Eine der beiden Zeiten berichtigen
expectation-past = Die Maßnahme war bis { $time } zu ergreifen; ein Empfänger darf sie nicht mehr ergreifen
    .fix = Mehr Zeit geben, oder die Erwartung entfernen
indicator-expired = Der Indikator war bis { $time } gültig
    .fix = Seine Gültigkeit verlängern, wenn er noch zutrifft
history-order = { $time } steht im Verlauf nach { $before }
    .fix = Die Einträge nach der Zeit ordnen
event-outside-incident = { $class } eines Ereignisses ist { $time } und liegt außerhalb der Zeiten des Vorfalls; die des Ereignisses zählt
    .fix = Eine der Zeiten berichtigen

# Purposes and actions

defined-coa-missing = { $class } hat die Maßnahme defined-coa, sagt aber nicht, welche
    .fix = Das Vorgehen in DefinedCOA nennen
action-other-undescribed = { $class } hat die Maßnahme other, sagt aber nicht, welche
    .fix = Die Maßnahme beschreiben, oder eine aus der Liste wählen
purpose-other-unexpected = Der Zweck ist other, aber keine Expectation sagt, welcher
    .fix = Eine Expectation ergänzen, oder einen Zweck aus der Liste wählen
restriction-defaults = { $class } hat keine Weitergabebeschränkung: RFC 7970 sagt sowohl, dass die der Umgebung gilt, als auch, dass sie default ist; die strengere zählt
    .fix = Die Weitergabebeschränkung setzen

# Identifiers and references

id-duplicate = Die Kennung „{ $id }“ kommt zweimal vor
    .fix = Einem der beiden eine andere Kennung geben
uid-ref-dangling = Nichts hat die Kennung „{ $id }“
    .fix = Auf eine Kennung des Dokuments verweisen
observablereference-to-indicator = „{ $id }“ ist ein Indikator und kein Observable
    .fix = IndicatorReference verwenden, oder auf ein Observable verweisen
indicatorreference-to-observable = „{ $id }“ ist ein Observable und kein Indikator
    .fix = ObservableReference verwenden, oder auf einen Indikator verweisen
euid-ref-local = „{ $id }“ ist ein Indikator dieses Dokuments, wofür euid-ref nicht gedacht ist
    .fix = uid-ref verwenden
reference-circle = „{ $id }“ verweist zurück auf die Stelle, die darauf verweist
    .fix = Den Kreis auflösen
indicatorreference-none = Der Verweis verweist auf nichts
    .fix = uid-ref für einen Indikator dieses Dokuments setzen, euid-ref für einen eines anderen
indicatorreference-both = uid-ref und euid-ref sind beide vorhanden
    .fix = uid-ref für einen Indikator dieses Dokuments behalten, euid-ref für einen eines anderen

# Expressions

expression-not-unary = not hat einen Operanden, und hier sind es { $count }
    .fix = Die Operanden in einen Ausdruck mit and oder or setzen
expression-xor-single = xor braucht zwei Operanden, und hier ist es { $count }
    .fix = Den anderen Operanden ergänzen, oder den Operator entfernen
expression-xor-ambiguous = xor mit { $count } Operanden wird auf zwei Arten gelesen: genau einer, oder eine ungerade Anzahl davon
    .fix = Ausdrücke mit zwei Operanden verschachteln

# Confidence

confidence-number-missing = Die Bewertung ist numeric, aber es gibt keine Zahl
    .fix = Die Zahl schreiben, oder eine andere Bewertung wählen
confidence-number-unexpected = Die Bewertung ist { $rating }, daher darf „{ $value }“ dort nicht stehen
    .fix = Die Zahl entfernen, oder die Bewertung numeric wählen

# Notices

executable-content = { $class } kann Ausführbares enthalten: als Text anzeigen und niemals von selbst ausführen oder öffnen

# RFC 3067

rfc3067-6-1 = Der Vorfall sagt nicht, an wen er weitergegeben werden darf; private ist nur stillschweigend angenommen
    .fix = Die Weitergabebeschränkung setzen
rfc3067-6-6 = Dem Vorfall fehlt die Adresse von: { $missing }
    .fix = Ein System mit der Kategorie und einer Adresse ergänzen, oder ein AdditionalData mit dem Namen 3067-6.6-waiver, das den Grund nennt
rfc3067-6-8 = Der Vorfall sagt nicht, wie sein Ersteller zu erreichen ist
    .fix = Einen Contact mit der Rolle creator und einer E-Mail-Adresse, einer Telefonnummer oder einer Postanschrift ergänzen
rfc3067-6-9 = Der Vorfall nennt seine Auswirkung nicht
    .fix = Ein Assessment ergänzen; auch eine unbekannte Auswirkung ist eine
rfc3067-6-11 = Der Vorfall geht von Team zu Team ohne History
    .fix = Ein HistoryItem ergänzen, das sagt, was unternommen wurde
rfc3067-6-12 = Der Vorfall hat keine Zeit: weder die der Erkennung noch die seines Beginns noch die der Meldung
    .fix = Eine der Zeiten ergänzen
rfc3067-6-13 = { $class } ist { $time }, ohne Abweichung von UTC, sodass niemand den Zeitpunkt kennt
    .fix = Die Abweichung am Ort des Ereignisses ergänzen, etwa +02:00
rfc3067-6-19 = { $class } sagt nicht, was es bedeutet
    .fix = meaning oder formatid setzen, oder in private-enum-name nennen, wessen Erweiterung es ist
