# Interface text of the editor. Ids are area-thing; one area is one block.

app-title = IODEF-Editor

# Before there is a document
start-title = Vorfallsmeldungen schreiben und prüfen
start-text = Ein Editor für IODEF, das Incident Object Description Exchange Format (RFC 7970). Er prüft schon beim Tippen und sagt, was ein empfangendes Team ablehnen würde.
start-new = Neue Meldung
start-new-help = Mit den Pflichtangaben beginnen
start-open = Datei öffnen
start-open-help = IODEF 2, IODEF 1 oder JSON; auch hierher ziehen oder hier einfügen
start-private = Alles bleibt in diesem Browser: Kein Dokument wird irgendwohin gesendet.
editor-empty = Kein Dokument ist geöffnet.
editor-drop = Datei zum Öffnen hier ablegen

# Toolbar and menu
toolbar-label = Dokument
toolbar-menu = Menü
toolbar-untitled = Meldung ohne Titel
toolbar-undo = Rückgängig
toolbar-redo = Wiederholen
toolbar-search = Suchen
toolbar-level = Umfang der Anzeige
toolbar-profile = Prüfen für
group-file = Datei
group-edit = Bearbeiten
group-insert = Einfügen
group-view = Ansicht
group-share = Weitergeben
group-tools = Werkzeuge
action-new = Neue Meldung
action-open = Öffnen…
action-save = Speichern
action-language = Sprache…
action-keys = Tastenkürzel
action-failed = Das hat nicht geklappt: { $reason }
file-saved = Gespeichert als { $name }

level-mandatory = Pflicht
level-recommended = Empfohlen
level-all = Alles

profile-common = Jeder Empfänger
profile-rfc7970 = Text des RFC 7970
profile-schema_a = Schema, veröffentlicht
profile-schema_b = Schema, berichtigt
profile-strict3067 = RFC 3067, streng

# Panes
pane-outline = Gliederung
pane-form = Formular
pane-issues = Probleme
pane-source = Quelltext
side-label = Probleme und Quelltext
side-close = Diesen Bereich schließen
outline-label = Gliederung des Dokuments
outline-more = { $count } weitere

# Form
form-where = Aktuelle Stelle
form-section = RFC 7970, Abschnitt { $section }
form-effective = Wirksame Weitergabebeschränkung: { $level }
form-stale = Der Quelltext ist in Zeile { $line } nicht wohlgeformt: { $reason }. Das Formular zeigt den letzten wohlgeformten Stand und wartet.
element-foreign = Dieses Element enthält Inhalt, der kein IODEF ist. Er bleibt, wie er ist, und lässt sich im Quelltext bearbeiten.
element-more-attributes = { $count ->
    [one] Ein weiteres Attribut
   *[other] { $count } weitere Attribute
}
element-fewer-attributes = Weniger Attribute
element-up = { $name } nach oben
element-down = { $name } nach unten
element-remove = { $name } entfernen
element-open = Nur { $name } anzeigen
element-removed = { $name } wurde entfernt
element-moved = { $name } wurde verschoben
leaf-attributes = Mehr zu { $name }
member-required = ist Pflicht
member-add = { $name } hinzufügen
member-another = Weitere Angabe: { $name }
member-added = { $name } wurde hinzugefügt
member-pages = Seiten von { $name }
member-previous = Zurück
member-next = Weiter
member-range = { $first } bis { $last } von { $count }
adder-label = Hinzufügen
adder-more = { $count } weitere…
adder-fewer = Weniger
edit-refused = Diese Änderung ist nicht möglich: { $reason }
count-errors = { $count ->
    [one] ein Fehler
   *[other] { $count } Fehler
}
count-warnings = { $count ->
    [one] eine Warnung
   *[other] { $count } Warnungen
}

# Fields
field-required = Pflicht
field-section-name = Abschnitt { $section } des RFC 7970
field-choose = Auswählen…
field-default = { $value } (Vorgabe)
field-other-value = Anderer Wert…
field-other-name = Anderer Wert für { $field }
field-other-placeholder = Eigener Wert
field-similar = „{ $value }“ ist ein registrierter Wert.
field-use = „{ $value }“ verwenden
field-now = Jetzt
field-now-name = { $field } auf jetzt setzen
field-no-zone = Ohne Abweichung von UTC weiß niemand, welcher Zeitpunkt gemeint ist.
field-add-zone = { $zone } hinzufügen

severity-error = Fehler
severity-warning = Warnung
severity-info = Hinweis

# Issues
issues-label = Probleme in der Reihenfolge des Dokuments
issues-place = Zeile { $line }, Spalte { $column }
issues-none = Keine Probleme
issues-none-common = Der Text des RFC 7970 und beide veröffentlichten Schemata lassen dieses Dokument zu.
issues-none-rfc7970 = Der Text des RFC 7970 lässt dieses Dokument zu.
issues-none-schema_a = Das Schema in der veröffentlichten Fassung lässt dieses Dokument zu.
issues-none-schema_b = Das Schema in der berichtigten Fassung lässt dieses Dokument zu.
issues-none-strict3067 = RFC 7970 und die Anforderungen des RFC 3067 sind erfüllt.
issues-at = Problem { $position } von { $count }: { $message }
state-valid = Gültig
state-errors = { $errors ->
    [one] Ein Fehler
   *[other] { $errors } Fehler
}
state-warnings = { $warnings ->
    [one] Eine Warnung
   *[other] { $warnings } Warnungen
}
state-broken = Nicht wohlgeformt
validity-broken = Der Quelltext ist kein wohlgeformtes XML.
validity-missing = Eine Meldung ist erforderlich.
validity-errors = Die Meldung hat { $count ->
    [one] einen Fehler
   *[other] { $count } Fehler
}.
note-saved-as-utf8 = Diese Datei war UTF-16; sie wird als UTF-8 gespeichert.

# Source
source-label = Quelltext des Dokuments
source-loading = Quelltextansicht wird geladen…

# Search
search-title = Dokument durchsuchen
search-placeholder = Ein Name, Wert oder Wort
search-hint = Durchsucht Namen, Texte und Attribute.
search-count = { $count ->
    [0] Nichts gefunden
    [one] Eine Stelle
   *[other] { $count } Stellen
}

# Dialogs
dialog-cancel = Abbrechen
dialog-close = Schließen
confirm-replace-title = Es gibt nicht gespeicherte Änderungen
confirm-replace-text = Die geöffnete Meldung enthält Änderungen, die noch in keiner Datei stehen.
confirm-replace-yes = Verwerfen
confirm-nameless-title = Die Meldung hat noch keine Nummer
confirm-nameless-text = Ohne Nummer und ohne den Domainnamen des Teams, das sie vergeben hat, kann sich niemand auf den Vorfall beziehen. Als Entwurf lässt sie sich so speichern.
confirm-nameless-yes = Entwurf speichern
language-title = Sprache
keys-title = Tastenkürzel
keys-next-issue = Nächstes Problem
keys-previous-issue = Voriges Problem

# For which receiver
receiver-title = Wer empfängt diese Meldung?
receiver-why = Der Text des RFC 7970 und seine veröffentlichten Schemata widersprechen einander bei { $name }: Keine Form davon wird von allen angenommen. Maßgeblich ist, was der Empfänger prüft.
receiver-rfc7970 = Folgt dem Text. Ein Empfänger, der gegen ein Schema prüft, lehnt manche Werte davon ab.
receiver-schema_a = Prüft gegen das Schema, wie es im RFC 7970 veröffentlicht ist. Empfänger mit dem berichtigten lehnen das vielleicht ab.
receiver-schema_b = Prüft gegen das Schema, wie seine Autoren es berichtigt haben. Empfänger mit dem veröffentlichten lehnen das vielleicht ab.
receiver-strict3067 = Folgt dem Text und verlangt, was RFC 3067 fordert.
receiver-common = Nimmt an, was der Text und beide Schemata zulassen.

# Features: what begins a document
action-template = Aus Vorlage…
action-template-help = Phishing, Ransomware, DDoS und sechs weitere
action-reporter = Fragen beantworten…
action-reporter-help = Zehn einfache Fragen, ohne Kenntnis des Formats
action-drafts = Entwürfe…
action-drafts-help = Verschlüsselt in diesem Browser aufbewahrt
action-purpose = Zweck…
action-paste = Beliebigen Inhalt einfügen…
action-evidence = Beweismittel hinzufügen…
action-history = Verlauf ergänzen…
action-timeline = Zeitleiste…
action-changes = Was sich geändert hat…
action-team = Teamprofil…
action-share-report = Meldung als HTML
action-share-print = Drucken…
action-share-csv = Indikatoren als CSV
action-share-copy = Zusammenfassung kopieren
action-share-source = XML kopieren
action-share-mail = Zusammenfassung mailen…
action-submit = Einreichen…

level-mark-white = TLP:CLEAR, alle
level-mark-green = TLP:GREEN, die Community
level-mark-amber = TLP:AMBER, wer es wissen muss
level-mark-red = TLP:RED, nur die Empfänger

# Paste anything
paste-title = Beliebigen Inhalt einfügen
paste-help = Text, Protokoll, E-Mail mit Kopfzeilen oder Tabelle einfügen. Was nach einem Indikator oder einem Verweis aussieht, wird unten mit seiner Fundstelle aufgeführt; Sie entscheiden, was übernommen wird.
paste-text = Text
paste-found = Was gefunden wurde
paste-nothing = Kein Indikator und kein Verweis gefunden.
paste-count = { $count ->
    [0] Nichts gefunden.
    [one] Ein Fund.
   *[other] { $count } Funde.
}
paste-format-text = Als Text gelesen.
paste-format-mail = Als E-Mail gelesen.
paste-format-csv = Als Tabelle gelesen.
paste-truncated = Nur die ersten { $count } Zeichen wurden gelesen.
paste-too-many = Nur die ersten { $count } verschiedenen Funde werden aufgeführt.
paste-take = Übernehmen als
paste-take-name = { $value } übernehmen als
paste-kind = Art
paste-value = Wert
paste-from = Fundstelle
paste-show = Zeigen, wo { $value } im Text steht
paste-times = { $count }-mal
paste-role-none = Nichts
paste-role-indicator = Indikator
paste-role-source = Quelle
paste-role-target = Ziel
paste-role-reference = Verweis
paste-confirm = { $count ->
    [one] Einen übernehmen
   *[other] { $count } übernehmen
}
paste-done = { $count ->
    [one] Ein Fund wurde übernommen.
   *[other] { $count } Funde wurden übernommen.
}
paste-kind-ipv4-addr = IPv4-Adresse
paste-kind-ipv4-net = IPv4-Netz
paste-kind-ipv4-net-mask = IPv4-Netz mit Maske
paste-kind-ipv6-addr = IPv6-Adresse
paste-kind-ipv6-net = IPv6-Netz
paste-kind-domain-name = Domainname
paste-kind-site-uri = URL
paste-kind-e-mail = E-Mail-Adresse
paste-kind-mac = MAC-Adresse
paste-kind-asn = Autonomes System
paste-kind-md5 = MD5
paste-kind-sha1 = SHA-1
paste-kind-sha256 = SHA-256
paste-kind-sha384 = SHA-384
paste-kind-sha512 = SHA-512
paste-kind-file-name = Dateiname
paste-kind-file-path = Dateipfad
paste-kind-windows-reg-key = Registrierungsschlüssel
paste-kind-mutex = Mutex
paste-kind-http-user-agent = User-Agent
paste-kind-http-request-uri = Request-URI
paste-kind-email-subject = Betreff einer E-Mail
paste-kind-email-x-mailer = E-Mail-Programm
paste-kind-user-name = Benutzername
paste-reserved-private = privat
paste-reserved-loopback = Loopback
paste-reserved-link-local = Link-Local
paste-reserved-shared = gemeinsam genutzter Adressraum
paste-reserved-documentation = für Dokumentation
paste-reserved-benchmark = für Leistungstests
paste-reserved-multicast = Multicast
paste-reserved-reserved = reserviert
paste-reserved-unspecified = unbestimmt
paste-reserved-special-name = Name für besondere Zwecke
paste-note-host-bits = Bits hinter dem Präfix
paste-note-file-like = vielleicht eine Datei
paste-note-sentence-like = vielleicht zwei Sätze
paste-note-scheme-added = http:// wurde ergänzt
paste-note-encoded = Zeichen wurden prozentkodiert
paste-note-empty-file = Hashwert einer leeren Datei
paste-note-low-entropy = wohl kein Hashwert
paste-note-port = der Port wird weggelassen
paste-note-mask-not-contiguous = Maske mit Lücken
paste-note-invalid-uri = keine gültige URL
paste-note-version-like = vielleicht eine Versionsnummer
paste-note-cut = nach 2.048 Zeichen abgeschnitten

# Templates and purposes
template-title = Mit einer Vorlage beginnen
template-help = Jede Vorlage fragt nach ein paar Fakten und schreibt eine Meldung, die jeder Empfänger annimmt.
template-answers = Was Sie jetzt nicht wissen, lässt sich später im Formular ergänzen.
template-optional = { $label } (freiwillig)
template-purpose = Wofür die Meldung ist
template-back = Andere Vorlage
template-own = Wer die Meldung erstellt
template-own-email = E-Mail-Adresse
template-later = Später ausfüllen
template-make = Meldung erstellen
template-malware-delivery = Auslieferung von Schadsoftware
template-malware-delivery-help = Eine Datei wurde von einer Adresse abgerufen
template-ddos = Überlastungsangriff (DDoS)
template-ddos-help = Eine Flut macht einen Dienst unerreichbar
template-phishing = Phishing
template-phishing-help = Eine Website ahmt einen Dienst nach
template-spear-phishing = Gezieltes Phishing
template-spear-phishing-help = E-Mails, die für ihre Empfänger geschrieben sind
template-iot-malware = Infizierte Geräte
template-iot-malware-help = Kameras, Router und Ähnliches in einem Botnetz
template-ransomware = Ransomware
template-ransomware-help = Dateien wurden verschlüsselt, um Geld zu erpressen
template-data-breach = Datenabfluss
template-data-breach-help = Daten wurden gelesen oder kopiert
template-account-takeover = Kontoübernahme
template-account-takeover-help = Jemand anderes benutzt ein Konto
template-scan = Scan
template-scan-help = Ein Host tastet ein Netz ab
template-field-detect-time = Wann es bemerkt wurde
template-field-start-time = Wann es begann
template-field-delivery-name = Hostname, von dem die Datei kam
template-field-delivery-address = IP-Adresse, von der sie kam
template-field-delivery-url = URL der Datei
template-field-target-address = IP-Adresse des Ziels
template-field-file-name = Name der Datei
template-field-file-sha256 = SHA-256 der Datei
template-field-source-address = IP-Adresse der Quelle
template-field-ip-protocol = IP-Protokollnummer (6 TCP, 17 UDP)
template-field-target-port = Port des Ziels
template-field-phishing-name = Hostname der Nachahmung
template-field-imitated-name = Nachgeahmter Hostname
template-field-phishing-url = URL der Nachahmung
template-field-mail-server-address = IP-Adresse, die die E-Mail eingeliefert hat
template-field-mail-sender = Absender der E-Mail
template-field-mail-subject = Betreff der E-Mail
template-field-mail-recipient = Empfänger der E-Mail
template-field-control-address = IP-Adresse des Kontrollservers
template-field-device-address = IP-Adresse des Geräts
template-field-service-port = Port des Dienstes
template-field-device-model = Hersteller und Modell
template-field-way-in = Wie der Eindringling hereinkam
template-field-measures = Was unternommen wurde
template-field-target-name = Hostname des Systems
template-field-data-affected = Welche Daten betroffen sind
template-field-service-name = Hostname des Dienstes
template-field-user-name = Name des Kontos
template-field-target-network = Abgetastetes Netz
template-field-target-ports = Abgetastete Ports
template-fault-required = Diese Angabe ist nötig.
template-fault-address = Eine IPv4- oder IPv6-Adresse ist nötig.
template-fault-name = Ein vollständiger Hostname ist nötig, etwa www.example.com.
template-fault-url = Eine URL ohne Leerzeichen ist nötig.
template-fault-e-mail = Eine E-Mail-Adresse ist nötig.
template-fault-text = Das ist zu lang.
template-fault-port = Eine Zahl von 0 bis 65535 ist nötig.
template-fault-portlist = Ports wie 22,80-90 sind nötig.
template-fault-protocol = Eine Zahl von 0 bis 255 ist nötig.
template-fault-sha256 = 64 hexadezimale Ziffern sind nötig.
template-fault-network = Ein Netz wie 192.0.2.0/24 ist nötig.
template-fault-time = Datum und Uhrzeit sind nötig.
purpose-title = Wofür ist die Meldung?
preset-alert = Warnung
preset-alert-help = Warnt andere: worauf zu achten ist. Für die Community.
preset-handling = Bearbeitung
preset-handling-help = Bittet andere zu handeln: Zeiten, Beteiligte, Erwartungen, Verlauf.
preset-archiving = Archiv
preset-archiving-help = Bewahrt alles auf, für das eigene Team.
preset-reporting = Meldung
preset-reporting-help = Sagt einem Team oder einer Behörde, was geschehen ist.
preset-statistics = Statistik
preset-statistics-help = Anzahlen und Kategorien, ohne Beteiligte und Indikatoren.

# Team profile
team-title = Teamprofil
team-help = Womit jedes Dokument Ihres Teams beginnt. Private Schlüssel gehören nie dazu.
team-fqdn = Domainname des Teams
team-fqdn-hint = Darunter sind die Vorfallsnummern eindeutig; etwa csirt.example.com.
team-idPattern = Muster der Vorfallsnummern
team-idPattern-hint = {"{yyyy}"} {"{mm}"} {"{dd}"} {"{seq}"} {"{random}"} und Text
team-language = Sprache der Dokumente
team-language-hint = Ein Sprachkürzel wie en oder pt-BR.
team-restriction = Weitergabebeschränkung neuer Dokumente
team-constituency = Zielgruppe (Constituency)
team-constituency-hint = Für wen das Team arbeitet.
team-signingKey = Fingerabdruck des Signaturschlüssels
team-endpoint = Wo Meldungen eingereicht werden
team-endpoint-hint = Eine https-Adresse; dorthin wird nichts ohne Ihre Freigabe gesendet.
team-contact = Kontakt { $number }
team-contact-name = Name
team-contact-role = Rolle
team-contact-type = Art
team-contact-emails = E-Mail-Adressen, eine je Zeile
team-contact-telephones = Telefonnummern, eine je Zeile
team-contact-address = Postanschrift
team-add-contact = Weiterer Kontakt
team-remove-contact = Kontakt { $number } entfernen
team-import = Importieren…
team-export = Exportieren
team-save = Dieses Profil verwenden
team-used = Das Profil gilt, bis diese Seite geschlossen wird.
team-kept = Das Profil wird verschlüsselt in diesem Browser aufbewahrt.
team-fault-fqdn = Ein vollständiger Domainname ist nötig, etwa csirt.example.com.
team-fault-pattern-too-long = Das Muster ist zu lang.
team-fault-pattern-unknown-token = Das Muster enthält einen unbekannten Teil in geschweiften Klammern.
team-fault-pattern-not-unique = Das Muster braucht {"{seq}"} oder {"{random}"}, sonst wiederholen sich Nummern.
team-fault-pattern-random-length = Möglich sind 8 bis 32 zufällige Zeichen.
team-fault-pattern-characters = Möglich sind Buchstaben, Ziffern und . : / # + - _
team-fault-language = Ein Sprachkürzel ist nötig, etwa en.
team-fault-signing-key = Hexadezimale Ziffern sind nötig, niemals ein Schlüssel selbst.
team-fault-endpoint = Eine https-Adresse ohne Passwort ist nötig.
team-fault-no-creator = Ein Kontakt muss Ersteller der Dokumente sein.
team-fault-contact-name = Ein Name ist nötig.
team-fault-unreachable = Eine E-Mail-Adresse oder Telefonnummer ist nötig.
team-fault-email = Eine Angabe davon ist keine E-Mail-Adresse.
team-fault-telephone = Eine Angabe davon ist keine Telefonnummer.
team-file-too-long = Die Datei ist zu groß für ein Teamprofil.
team-file-json = Die Datei ist kein JSON.
team-file-object = Die Datei ist kein Teamprofil: { $path } ist kein Objekt.
team-file-unknown = Die Datei ist kein Teamprofil: { $path } ist unbekannt.
team-file-value = Die Datei ist kein Teamprofil: { $path } hat einen anderen Wert.
team-file-list = Die Datei ist kein Teamprofil: { $path } ist keine oder eine zu lange Liste.
team-file-text = Die Datei ist kein Teamprofil: { $path } ist kein oder ein zu langer Text.
contact-type-organization = Organisation
contact-type-person = Person
contact-role-creator = Ersteller des Dokuments
contact-role-reporter = Meldende Stelle
contact-role-admin = Administration
contact-role-tech = Technik
contact-role-provider = Provider
contact-role-user = Benutzer
contact-role-billing = Abrechnung
contact-role-legal = Rechtsabteilung
contact-role-abuse = Abuse-Stelle
contact-role-irt = Incident-Response-Team
contact-role-cc = Kopie
contact-role-cc-irt = Kopie an ein Response-Team
contact-role-leo = Strafverfolgung
contact-role-victim = Betroffene
contact-role-victim-notified = Betroffene, benachrichtigt

# Drafts
drafts-title = Entwürfe
drafts-help = Entwürfe sind mit einem Schlüssel verschlüsselt, der diesen Browser nicht verlassen kann, und werden gelöscht, wenn sie ablaufen.
drafts-recover-title = Nicht gespeicherte Arbeit gefunden
drafts-recover-help = Diese Meldungen waren geöffnet, als die Seite geschlossen wurde oder abstürzte.
drafts-none = Es gibt keine Entwürfe.
drafts-name = Meldung
drafts-updated = Geändert
drafts-expires = Läuft ab
drafts-do = Aktionen
drafts-unsaved = in keiner Datei
drafts-open = Öffnen
drafts-open-name = { $name } öffnen
drafts-delete = Löschen
drafts-delete-name = { $name } löschen
drafts-deleted = { $name } wurde gelöscht.
drafts-forget = Alles vergessen…
drafts-forget-sure = Entwürfe, Teamprofil, Schlüssel und die Offline-Kopie werden endgültig gelöscht.
drafts-forget-yes = Alles vergessen
drafts-forget-no = Behalten
drafts-forgotten = Alles wurde vergessen.
drafts-elsewhere = Dieser Entwurf ist in einem anderen Fenster geöffnet.
drafts-failed = Der Entwurf wurde nicht gespeichert: { $reason }
drafts-passphrase = Passphrase
drafts-unlock = Entsperren
drafts-protect = Mit Passphrase schützen…
drafts-new-passphrase = Neue Passphrase
drafts-new-passphrase-hint = Mindestens 12 Zeichen. Ohne sie kann niemand die Entwürfe wieder öffnen.
drafts-protect-now = Schützen
drafts-protected = Die Entwürfe sind jetzt mit der Passphrase geschützt.
drafts-fault-locked = Die Entwürfe sind gesperrt.
drafts-fault-wrong-passphrase = Das ist nicht die Passphrase.
drafts-fault-passphrase-too-short = Mindestens 12 Zeichen sind nötig.
drafts-fault-damaged = Ein Entwurf ist beschädigt oder wurde von jemand anderem verändert.
drafts-fault-not-found = Diesen Entwurf gibt es nicht mehr.
drafts-fault-full = Es gibt zu viele Entwürfe; bitte einige löschen.
drafts-fault-too-large = Die Meldung ist zu groß für einen Entwurf.

# Report, CSV, summary, mail
report-text = Text
report-cut = … (gekürzt)
report-made = Erstellt am { $time }
share-more = … und { $count } weitere
csv-omitted = Gespeichert als { $name }, ohne { $count } weitere Zeilen, die nicht hineinpassten. Teilen Sie die Meldung, um sie in eigenen Tabellen zu erhalten.
share-copied = Kopiert.
mail-title = Zusammenfassung mailen
mail-help = Ihr E-Mail-Programm öffnet sich mit diesem Text; die Meldung selbst muss von Hand angehängt werden. Indikatoren sind so geschrieben, dass niemand darauf klicken kann.
mail-to = An
mail-subject = Betreff
mail-body = Text
mail-cut = Der Text ist länger, als E-Mail-Programme annehmen, und wird gekürzt.
mail-open = E-Mail-Programm öffnen

# Files that cannot be taken
import-charset = Aus { $charset } umgewandelt; wird als UTF-8 gespeichert.
import-fault-empty = Die Datei ist leer.
import-fault-too-large = Die Datei hat { $size } MB; höchstens { $limit } MB sind möglich.
import-fault-unknown-charset = Die Datei gibt an, in „{ $charset }“ geschrieben zu sein; das kennt dieser Browser nicht.
import-fault-undecodable = Die Datei gibt an, in „{ $charset }“ geschrieben zu sein, und ist es nicht.

# Evidence
evidence-title = Beweismittel hinzufügen
evidence-help = Name, Größe und SHA-256 einer Datei werden in die Meldung geschrieben. Die Datei selbst bleibt, wo sie ist.
evidence-drop = Datei hier ablegen
evidence-choose = Datei auswählen…
evidence-name = Name
evidence-size = Größe
evidence-hashing = Hashwert wird berechnet
evidence-description = Was es ist
evidence-content = Inhalt der Datei in die Meldung aufnehmen
evidence-content-hint = Wer die Meldung liest, hat dann die Datei, was auch immer sie tut.
evidence-content-too-large = Die Datei ist zu groß, um sie in eine Meldung aufzunehmen.
evidence-unreadable = Die Datei lässt sich nicht lesen: { $reason }
evidence-add = Hinzufügen
evidence-added = { $name } wurde hinzugefügt.
evidence-custody = { $name } (SHA-256 { $sha256 }) wurde als Beweismittel erfasst.
evidence-custody-by = { $name } (SHA-256 { $sha256 }) wurde als Beweismittel erfasst und wird von { $team } verwahrt.

# Timeline, history, changes
timeline-title = Zeitleiste
timeline-help = Jede Zeitangabe der Meldung in der Reihenfolge der Ereignisse, in der Zeitzone, in der sie geschrieben ist.
timeline-none = Die Meldung enthält keine Zeitangaben.
timeline-here = { $time } in Ihrer Zeitzone
timeline-gap = { $span } später
handover-title = Verlauf ergänzen
handover-help = Was unternommen wurde, von wem und wann. Einträge anderer bleiben, wie sie sind.
handover-action = Was unternommen wurde
handover-time = Wann
handover-id = Ihre Nummer des Vorfalls
handover-description = Beschreibung
handover-course = Vorgehen (Course of Action)
handover-add = Hinzufügen
handover-added = Dem Verlauf wurde ein Eintrag hinzugefügt.
handover-fault-description = Bitte angeben, was unternommen wurde.
handover-fault-course = Bitte das Vorgehen nennen.
action-taken-nothing = Nichts
action-taken-contact-source-site = Quelle kontaktiert
action-taken-contact-target-site = Ziel kontaktiert
action-taken-contact-sender = Absender kontaktiert
action-taken-investigate = Untersucht
action-taken-block-host = Host gesperrt
action-taken-block-network = Netz gesperrt
action-taken-block-port = Port gesperrt
action-taken-rate-limit-host = Verkehr eines Hosts begrenzt
action-taken-rate-limit-network = Verkehr eines Netzes begrenzt
action-taken-rate-limit-port = Verkehr eines Ports begrenzt
action-taken-redirect-traffic = Verkehr umgeleitet
action-taken-honeypot = Zu einem Honeypot geleitet
action-taken-upgrade-software = Software aktualisiert
action-taken-rebuild-asset = System neu aufgesetzt
action-taken-harden-asset = System gehärtet
action-taken-remediate-other = Anders behoben
action-taken-status-triage = Nach Dringlichkeit eingestuft
action-taken-status-new-info = Neue Informationen
action-taken-watch-and-report = Beobachtet
action-taken-defined-coa = Ein festgelegtes Vorgehen
action-taken-other = Etwas anderes
changes-title = Was sich geändert hat
changes-help = Verglichen mit der Meldung, wie sie geöffnet, gespeichert oder eingereicht wurde.
changes-none = Nichts hat sich geändert.
changes-count = { $count ->
    [one] Eine Änderung.
   *[other] { $count } Änderungen.
}
changes-kind = Änderung
changes-place = Wo
changes-what = Was
changes-added = hinzugefügt
changes-removed = entfernt
changes-changed = geändert
changes-moved = verschoben
changes-omitted = { $count } weitere sind nicht aufgeführt.

# Reporter mode
reporter-title = Vorfall melden
reporter-progress = Frage { $number } von { $count }
reporter-next = Weiter
reporter-back = Zurück
reporter-to-review = Zur Durchsicht
reporter-review = Ist alles richtig?
reporter-review-help = Nichts wurde gesendet. Die Meldung öffnet sich im Editor und verlässt ihn erst, wenn Sie sie einreichen.
reporter-change = Ändern
reporter-change-name = Antwort auf „{ $question }“ ändern
reporter-no-answer = Keine Antwort
reporter-make = Meldung erstellen
reporter-understood = Verstanden als:
reporter-unknown-parties = Die meldende Person kennt die Adressen beider Seiten nicht.
reporter-measures-done = Bisher unternommen:
reporter-happening = Was ist passiert?
reporter-happening-phishing = Jemand wollte an Passwörter oder andere Geheimnisse gelangen
reporter-happening-malware = Ein schädliches Programm wurde gefunden
reporter-happening-ransomware = Dateien wurden gesperrt, und Geld wird verlangt
reporter-happening-account = Jemand anderes benutzt ein Konto
reporter-happening-data = Daten wurden eingesehen oder kopiert
reporter-happening-outage = Ein Dienst funktioniert nicht
reporter-happening-scan = Jemand probiert Türen aus
reporter-happening-other = Etwas anderes
reporter-story = Erzählen Sie mit eigenen Worten, was passiert ist
reporter-story-hint = Wer hat was bemerkt, und was geschah dann?
reporter-noticed = Wann haben Sie es bemerkt?
reporter-affected = Welche Ihrer Computer, Adressen oder Konten sind betroffen?
reporter-affected-hint = Namen, IP-Adressen oder E-Mail-Adressen, so wie Sie sie kennen.
reporter-origin = Woher kam es?
reporter-origin-hint = Absender, Links oder Protokollzeilen einfügen; nichts davon wird geöffnet.
reporter-harm = Wie schlimm ist es?
reporter-harm-none = Noch ist nichts passiert
reporter-harm-some = Manches funktioniert nicht oder ging verloren
reporter-harm-severe = Wir können nicht arbeiten, oder vieles ging verloren
reporter-measures = Was haben Sie bisher unternommen?
reporter-readers = Wer darf die Meldung lesen?
reporter-readers-team = Nur das Team, das sie empfängt
reporter-readers-partners = Dieses Team und alle, die es wissen müssen, um zu helfen
reporter-readers-community = Auch andere Teams
reporter-name = Wie heißen Sie?
reporter-reach = Wie sind Sie zu erreichen?
reporter-reach-hint = Eine E-Mail-Adresse oder Telefonnummer.
reporter-fault-required = Bitte beantworten Sie diese Frage.
reporter-fault-too-long = Das ist zu lang; bitte in einer Datei beschreiben.
reporter-fault-reach = Eine E-Mail-Adresse oder Telefonnummer ist nötig.
reporter-fault-time = Datum und Uhrzeit sind nötig.

# Handing in
submit-title = Meldung einreichen
submit-help = Bisher wurde nichts gesendet. Genau das, was hier steht, wird an die Adresse gesendet, die hier steht, sobald Sie zustimmen.
submit-errors = { $count ->
    [one] Die Meldung hat einen Fehler; der Empfänger lehnt sie vielleicht ab.
   *[other] Die Meldung hat { $count } Fehler; der Empfänger lehnt sie vielleicht ab.
}
submit-to = An
submit-type = Als
submit-size = Größe
submit-content = Was gesendet wird
submit-shortened = Die Meldung hat { $count } Zeichen; der Anfang ist zu sehen, alles wird gesendet.
submit-agree = Ich habe es gelesen und will, dass es an { $host } gesendet wird.
submit-send = Senden
submit-sending = Wird gesendet…
submit-stop = Anhalten
submit-done = Die Meldung wurde eingereicht
submit-status = Der Empfänger hat mit { $status } geantwortet.
submit-answer = Antwort des Empfängers
submit-fault-not-configured = Keine Adresse für Meldungen ist eingerichtet; siehe Teamprofil.
submit-fault-not-https = Meldungen werden nur an eine https-Adresse ohne Passwort gesendet.
submit-fault-cancelled = Angehalten; der Empfänger kann sie trotzdem erhalten haben.
submit-fault-network = Der Empfänger ist nicht erreichbar, oder diese Seite darf ihn nicht erreichen.
submit-fault-redirected = Der Empfänger will sie woanders haben; das war nicht freigegeben, also wurde dorthin nichts gesendet.
submit-fault-too-slow = Der Empfänger hat nicht rechtzeitig geantwortet.
submit-fault-refused = Der Empfänger lehnt die Meldung ab:
submit-fault-unsupported = Der Empfänger nimmt dieses Format nicht an.
submit-fault-too-large = Die Meldung ist dem Empfänger zu groß.
submit-fault-failed = Der Empfänger hat mit { $status } geantwortet.

# Offline
offline-ready = Diese Seite funktioniert jetzt ohne Netz.
offline-update = Eine neue Version ist da.
offline-activate = Verwenden

# Long work
progress-parse = Dokument wird gelesen…
progress-check = Dokument wird geprüft…

# Sprachen und Wörter

language-missing = Die Sprache konnte nicht geladen werden: { $reason }
words-missing = Die Wörter für Namen und Regeln konnten nicht geladen werden und erscheinen so, wie das Format sie hat: { $reason }
purpose-missing = Das Formular konnte nicht in die Reihenfolge gebracht werden, die der Zweck des Dokuments verlangt: { $reason }
keys-definition = Link zur Definition des Feldes
report-attribute = { $name }: { $value }

# Added later

progress-convert = Wird umgewandelt…
progress-documents = Meldungen werden gelesen…
progress-stop = Abbrechen
field-locked = Von dieser Seite gesperrt
outline-withheld = dem Empfängerkreis vorenthalten
purpose-rest = Für diesen Zweck nicht nötig
preset-refused = Die Voreinstellung dieser Seite wird abgewiesen; deshalb lässt sich nichts bearbeiten: { $reason }
preset-locked = { $name } ist von dieser Seite gesperrt
preset-required = Diese Seite verlangt { $name }
state-json = Noch nicht gelesen
action-audience = Vorschau für einen Empfängerkreis…
action-restriction = Weitergabebeschränkung…
action-json = Als JSON speichern…
action-merge = Meldungen zusammenführen…
action-split = Aufteilen…
action-statistics = Statistik…
action-sign = Signieren…
action-verify = Signaturen prüfen…
action-seal = Element für Empfänger versiegeln…
action-unseal = Versiegelte Elemente öffnen…
action-encrypt = Datei verschlüsseln (OpenPGP)…
action-decrypt = Datei entschlüsseln…
action-contacts = Bekannte Teams…
audience-share = In anderer Form, für diesen Empfängerkreis
import-charset-assumed = Die Datei ist nicht in UTF-8 und sagt nicht, worin sie ist. Sie wurde als { $charset } gelesen: prüfen Sie Buchstaben mit Akzenten und Umlauten. Gespeichert wird sie als UTF-8.
reporter-reach-hint-email = Eine E-Mail-Adresse. Ihre Domain wird Teil der Nummer der Meldung.
reporter-fault-reach-email = Eine E-Mail-Adresse ist nötig, weil hier kein Team eingerichtet ist.
paste-reading = Der Text wird gelesen…
source-changed = Das Dokument wurde inzwischen an anderer Stelle geändert. Was zuletzt im Quelltext getippt wurde, ist nicht übernommen.
drafts-locked = Die Entwürfe sind gesperrt: was Sie jetzt schreiben, wird nicht aufbewahrt, und das eingerichtete Team wird nicht verwendet.
drafts-damaged = Ein Entwurf, der nicht gelesen werden kann
drafts-setting-damaged = Etwas Eingerichtetes konnte nicht gelesen werden: { $reason }
drafts-stopped = Alles wurde vergessen. Ab jetzt wird hier nichts mehr aufbewahrt, bis diese Seite neu geladen oder „Entwürfe“ geöffnet wird.
changes-no-base = Es gibt nichts zum Vergleichen: die Meldung wurde hier weder aus einer Datei geöffnet noch gespeichert oder abgegeben.
handover-fault-team = Richten Sie zuerst das Team ein: sein Name gehört zur Nummer.
fault-encoding = Ein Teil ist kein Text in seiner Kodierung.
fault-encoding_mismatch = Die angegebene Kodierung ist nicht die, in der es geschrieben ist.
fault-unsupported_encoding = Diese Kodierung wird nicht gelesen: speichern Sie es als UTF-8.
fault-character = Ein Zeichen steht darin, das XML nicht erlaubt.
fault-declaration = Die XML-Deklaration ist falsch.
fault-declaration_place = Eine XML-Deklaration darf nur ganz am Anfang stehen.
fault-doctype = Dokumente mit DOCTYPE werden abgewiesen: entfernen Sie es.
fault-markup = Eine Auszeichnung steht darin, die XML nicht kennt.
fault-unclosed = Der Text endet, bevor etwas abgeschlossen ist.
fault-unclosed_element = Ein Element wird nie beendet.
fault-end_tag = Das End-Tag gehört nicht zum offenen Element.
fault-stray_end_tag = Ein End-Tag steht, wo kein Element offen ist.
fault-no_element = Es gibt kein Element.
fault-second_element = Es gibt ein zweites Dokumentelement; erlaubt ist nur eines.
fault-text_outside = Text steht außerhalb des Dokumentelements.
fault-name = Ein Name ist in XML nicht erlaubt.
fault-prefix = Ein Präfix ist nicht deklariert.
fault-namespace_declaration = Ein Namensraum ist auf unerlaubte Weise deklariert.
fault-duplicate_attribute = Ein Attribut steht zweimal in einem Tag.
fault-tag = Ein Tag ist falsch geschrieben.
fault-less_than_in_attribute = Das Zeichen < darf nicht in einem Attribut stehen: schreiben Sie &lt;
fault-reference = Ein Verweis ist falsch: schreiben Sie &amp; für das Zeichen &
fault-character_reference = Ein Verweis meint ein Zeichen, das XML nicht erlaubt.
fault-cdata_end = Die Zeichen ]]> dürfen nicht im Text stehen: schreiben Sie ]]&gt;
fault-double_hyphen = Zwei Bindestriche dürfen nicht in einem Kommentar stehen.
fault-too_large = Es ist größer, als eine Grenze erlaubt.
fault-edit_range = Diese Stelle gibt es im Text nicht mehr.
fault-edit_no_element = Dieses Element gibt es nicht mehr.
fault-edit_character = Ein Zeichen steht darin, das XML nicht erlaubt.
fault-edit_holds_elements = Es enthält Elemente; Text wird in diesen gesetzt.
fault-edit_attribute_name = Das ist kein Name eines Attributs.
fault-edit_not_allowed = Mehr davon kann es nicht enthalten.
fault-edit_root = Das Dokument selbst kann weder entfernt noch verschoben werden.
fault-edit_move = So weit kann es nicht verschoben werden.
fault-edit_nesting = Es ist zu tief verschachtelt.
fault-json_syntax = Das ist kein JSON.
fault-json_doubled_member = Ein Element steht zweimal in einem Objekt.
fault-json_too_large = Es ist größer, als eine Grenze erlaubt.
fault-json_unknown_member = Ein Element ist nicht bekannt.
fault-json_missing_member = Ein Element fehlt.
fault-json_type = Ein Wert ist von der falschen Art.
fault-json_version = Diese Version wird nicht gelesen.
fault-json_base64 = Ein Wert ist kein Base64.
fault-convert_version = Das ist nicht die Version, die umgewandelt werden kann.
fault-convert_interval = Nötig ist ein Datum oder eine Zeit mit Abstand zu UTC.
fault-convert_too_large = Es ist mehr, als eine Grenze erlaubt.
fault-convert_nothing = Es gibt nichts zu übernehmen.
fault-no_carrier = Hier kann nichts eine Weitergabebeschränkung tragen.
fault-not_version_2 = Das Dokument ist von Version 1: wandeln Sie es zuerst um.
fault-nothing_left = Für diese Empfänger bliebe nichts übrig.
fault-no_such_element = Dieses Element gibt es nicht mehr.
fault-no_document = Es gibt kein lesbares Dokument.
fault-changed = Das Dokument wurde inzwischen geändert.
fault-readonly = Das Dokument ist schreibgeschützt.
fault-closed = Das Dokument wurde geschlossen.
fault-stopped = Das wurde abgebrochen.
fault-worker = Ein Teil des Editors arbeitet nicht: laden Sie die Seite neu.

# Registered values
registry-refused = Die registrierten Werte dieser Seite werden abgelehnt: { $reason }
