# Wofür die Meldung ist, für wen sie hinausgeht und was unterwegs aus ihr wird: wird bei Bedarf geladen.

purpose-label = Zweck
purpose-write = In die Meldung schreiben
purpose-why-none = Die Meldung nennt keinen Zweck, den das Formular kennt.
purpose-why-stated = So steht es in der Meldung: „{ $stated }“.
purpose-why-chosen = Von Ihnen gewählt; in der Meldung steht „{ $stated }“.
audience-title = Vorschau für einen Empfängerkreis
audience-label = Empfängerkreis
audience-clear = TLP:CLEAR, alle
audience-green = TLP:GREEN, die Community
audience-amber = TLP:AMBER, wer es wissen muss
audience-amber-strict = TLP:AMBER+STRICT, die eigene Organisation
audience-red = TLP:RED, nur die Empfänger
audience-why = Der Zweck „{ $purpose }“ geht höchstens an { $label }.
audience-why-unknown = Der Zweck ist nicht bekannt; gewählt ist der Kreis, der am wenigsten sieht.
audience-without = { $names } weglassen, was der Zweck nicht braucht
audience-internal = Als intern markierte Erweiterungen behalten
audience-summary = Entfernt: { $removed }. Verallgemeinert: { $generalised }. Verborgene Teile herausgenommen: { $hidden }.
audience-nothing-left = Nichts in dieser Meldung ist für diesen Empfängerkreis.
audience-list = Was der Empfängerkreis nicht bekommt
audience-reason = Warum
audience-removed = entfernt
audience-left-out = weggelassen
audience-generalised = sagt „withheld“
audience-why-above-level = Es liegt über der Stufe.
audience-why-internal = Es ist intern.
audience-why-signature = Die Signatur passt nicht mehr.
audience-why-dangling = Es verweist auf Entferntes.
audience-why-incomplete = Was es braucht, ist entfernt.
audience-why-left-out = Der Zweck braucht es nicht.
audience-why-generalised = { $name } muss da sein.
audience-see = Ergebnis ansehen
audience-result = Was der Empfängerkreis bekommt
audience-copy = Geschwärztes XML kopieren
audience-save = Geschwärzte Datei speichern
audience-end = Vorschau beenden
restrict-title = Wer darf das sehen?
restrict-own = Jetzt { $label } ({ $level }), hier gesetzt.
restrict-inherited = Jetzt { $label } ({ $level }), von dem, was darum herum steht.
restrict-choose = Weitergabebeschränkung
restrict-to-white = TLP:CLEAR, alle
restrict-to-green = TLP:GREEN, die Community
restrict-to-amber = TLP:AMBER, wer es wissen muss
restrict-to-amber-strict = TLP:AMBER+STRICT, die eigene Organisation
restrict-to-red = TLP:RED, nur die Empfänger
restrict-to-none = Wie das, was darum herum steht
restrict-how-own = Das Element trägt sie selbst.
restrict-how-around = Das Element kann sie nicht tragen; { $carrier } bekommt sie.
restrict-how-divided = { $carrier } wird geteilt, und ein Teil bekommt sie.
restrict-how-wrapped = Um das Element kommen Ereignisdaten, die sie bekommen.
restrict-also = { $count ->
    [one] Ein weiteres Element bekommt sie auch:
   *[other] { $count } weitere Elemente bekommen sie auch:
}
restrict-except = { $count ->
    [one] Ein Element darin behält seine eigene:
   *[other] { $count } Elemente darin behalten ihre eigene:
}
restrict-fault-no_carrier = Hier kann nichts eine Weitergabebeschränkung tragen; setzen Sie sie bei den Vorfällen.
restrict-set = Setzen
restrict-done = Die Weitergabebeschränkung wurde gesetzt.
import-version1 = Diese Meldung hat Version 1 des Formats (RFC 5070). Sie kann gelesen und geprüft werden; zum Bearbeiten muss sie umgewandelt werden.
import-convert = In Version 2 umwandeln
import-keep = Original speichern
import-json-fault = Dieses JSON lässt sich nicht als Meldung lesen. Zeile { $line }, Spalte { $column }: { $reason }
import-json-ready = Das JSON lässt sich jetzt als Meldung lesen.
import-json-again = Als JSON lesen
import-converted-title = In Version 2 umgewandelt
import-converted-help = Rückgängig bringt Version 1 zurück.
import-read-title = Aus JSON gelesen
import-read-help = Das wird in XML anders geschrieben.
json-title = Als JSON speichern
json-help = JSON nach RFC 8727. Es kann nicht alles aufnehmen, was XML kann.
json-save = Speichern
loss-count = { $count ->
    [one] Etwas ist nicht wie vorher:
   *[other] { $count } Dinge sind nicht wie vorher:
}
loss-show = Zeigen
loss-none = Nichts geht verloren.
loss-list = Was nicht wie vorher ist
loss-what = Was geschah
loss-original = War
loss-kept = Ist jetzt
loss-not-kept = nicht behalten
loss-no-place = Diese Stelle gibt es nicht mehr.
loss-comment = kein Platz für Kommentare
loss-processing-instruction = kein Platz für Verarbeitungsanweisungen
loss-attribute = kein solches Attribut
loss-element = kein solches Element
loss-text = hier kein Text
loss-spelling = anders geschrieben
loss-enumeration = kein solcher Wert
loss-number = dort keine Zahl
loss-added = hinzugefügt, weil es Pflicht ist
loss-grouping = Reihenfolge oder Gruppierung
loss-language = Sprache des Textes
loss-restriction = die Weitergabebeschränkung wanderte nach innen
loss-restructured = andere Elemente dafür
loss-renamed = anderer Name
loss-character = ein Zeichen, das XML nicht aufnehmen kann
loss-reference = verweist auf etwas, das nicht da ist
loss-identifier = zweimal dieselbe Kennung
loss-required = musste bleiben
loss-emptied = kann ohne das Entfernte nicht sein
loss-signature = die Signatur passt nicht mehr
many-choose = Dateien wählen …
many-refused = { $count ->
    [one] Eine Datei wurde nicht genommen:
   *[other] { $count } Dateien wurden nicht genommen:
}
merge-title = Meldungen zusammenführen
merge-help = Vorfälle mit derselben Nummer werden einer, mit den Verläufen aller. Wo sich Meldungen widersprechen, gilt die geöffnete. Nichts ändert sich, bevor Sie es sagen, und Rückgängig nimmt es zurück.
merge-conflicts = { $conflicts ->
    [0] Keine Widersprüche.
    [one] Ein Widerspruch.
   *[other] { $conflicts } Widersprüche.
} Meldungen, die dazukommen: { $documents }.
merge-conflicts-list = Widersprüche
merge-kept = Behalten
merge-other = Andere
merge-file = In
merge-changed-parts = Was sich ändern musste
merge-converted = Was sich beim Umwandeln von { $name } änderte
merge-changed = Die Meldung wurde inzwischen bearbeitet; nichts wurde zusammengeführt.
merge-do = Zusammenführen
merge-done = Zusammengeführt: { $count }. Rückgängig nimmt es zurück.
split-title = Meldung aufteilen
split-help = Vorfälle: { $count }. Jeder ist eine eigene Meldung mit allem, was kein Vorfall ist.
split-save = { $name } speichern
statistics-title = Statistik
statistics-help = Zählt über beliebig viele Dateien. Gezählt werden nur Werte des Formats, Monate und Namen von Kategorien, keine Kontakte und keine Adressen.
statistics-figure = Größe
statistics-value = Wert
statistics-count = Anzahl
statistics-csv = Als CSV speichern
statistics-json = Als JSON speichern
figure-documents = Meldungen
figure-skipped = Nicht gezählt
figure-incidents = Vorfälle
figure-indicators = Indikatoren
figure-purposes = Zweck
figure-statuses = Stand
figure-restrictions = Weitergabebeschränkung
figure-months = Monat
figure-start-months = Monat des Beginns
figure-categories = Kategorie
figure-system-impacts = Auswirkung auf Systeme
figure-business-impacts = Auswirkung auf den Betrieb
figure-intended-impacts = Beabsichtigte Auswirkung
figure-time-impacts = Auswirkung auf die Zeit
figure-monetary-impacts = Kosten
figure-completions = Vollzug
figure-severities = Schwere
figure-confidences = Vertrauen
figure-systems = Rolle der Systeme
figure-node-roles = Nutzung der Rechner
figure-addresses = Art der Adresse
figure-actions = Ergriffene Maßnahme
figure-expectations = Erbetene Maßnahme
figure-discoveries = Entdeckt durch
