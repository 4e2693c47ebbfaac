# Warum etwas abgewiesen wurde.

# Text that is not well-formed

fault-encoding = Ein Teil ist kein Text in seiner Kodierung
fault-encoding_mismatch = Die angegebene Kodierung ist nicht die, in der es geschrieben ist
fault-character = Ein Zeichen steht darin, das XML nicht erlaubt
fault-declaration = Die XML-Deklaration ist falsch
fault-declaration_place = Eine XML-Deklaration darf nur ganz am Anfang stehen
fault-doctype = Dokumente mit DOCTYPE werden abgewiesen: entfernen Sie es
fault-markup = Eine Auszeichnung steht darin, die XML nicht kennt
fault-unclosed = Der Text endet, bevor etwas abgeschlossen ist
fault-unclosed_element = Ein Element wird nie beendet
fault-end_tag = Das End-Tag gehört nicht zum offenen Element
fault-stray_end_tag = Ein End-Tag steht, wo kein Element offen ist
fault-no_element = Es gibt kein Element
fault-second_element = Es gibt ein zweites Dokumentelement; erlaubt ist nur eines
fault-text_outside = Text steht außerhalb des Dokumentelements
fault-name = Ein Name ist in XML nicht erlaubt
fault-prefix = Ein Präfix ist nicht deklariert
fault-namespace_declaration = Ein Namensraum ist auf unerlaubte Weise deklariert
fault-duplicate_attribute = Ein Attribut steht zweimal in einem Tag
fault-tag = Ein Tag ist falsch geschrieben
fault-less_than_in_attribute = Das Zeichen < darf nicht in einem Attribut stehen: schreiben Sie &lt;
fault-reference = Ein Verweis ist falsch: schreiben Sie &amp; für das Zeichen &
fault-character_reference = Ein Verweis meint ein Zeichen, das XML nicht erlaubt
fault-cdata_end = Die Zeichen ]]> dürfen nicht im Text stehen: schreiben Sie ]]&gt;
fault-double_hyphen = Zwei Bindestriche dürfen nicht in einem Kommentar stehen
fault-too_large = Es ist größer, als eine Grenze erlaubt
fault-unsupported_encoding = Diese Kodierung wird nicht gelesen: speichern Sie es als UTF-8

# JSON and version 1

fault-json_syntax = Das ist kein JSON
fault-json_doubled_member = Ein Element steht zweimal in einem Objekt
fault-json_too_large = Es ist größer, als eine Grenze erlaubt
fault-json_unknown_member = Ein Element ist nicht bekannt
fault-json_missing_member = Ein Element fehlt
fault-json_type = Ein Wert ist von der falschen Art
fault-json_version = Diese Version wird nicht gelesen
fault-json_base64 = Ein Wert ist kein Base64
fault-convert_version = Das ist nicht die Version, die umgewandelt werden kann
fault-convert_interval = Nötig ist ein Datum oder eine Zeit mit Abstand zu UTC
fault-convert_too_large = Es ist mehr, als eine Grenze erlaubt
fault-convert_nothing = Es gibt nichts zu übernehmen

# Edits

fault-edit_range = Diese Stelle gibt es im Text nicht mehr
fault-edit_no_element = Dieses Element gibt es nicht mehr
fault-edit_character = Ein Zeichen steht darin, das XML nicht erlaubt
fault-edit_holds_elements = Es enthält Elemente; Text wird in diesen gesetzt
fault-edit_attribute_name = Das ist kein Name eines Attributs
fault-edit_not_allowed = Mehr davon kann es nicht enthalten
fault-edit_root = Das Dokument selbst kann weder entfernt noch verschoben werden
fault-edit_move = So weit kann es nicht verschoben werden
fault-edit_nesting = Es ist zu tief verschachtelt
fault-no_carrier = Hier kann nichts eine Beschränkung tragen: kennzeichnen Sie den Vorfall
fault-not_version_2 = Das Dokument ist von Version 1: wandeln Sie es zuerst um
fault-nothing_left = Für diese Empfänger bliebe nichts übrig
fault-signature = Es kann nicht signiert werden

# The session

fault-no_such_element = Dieses Element gibt es nicht mehr
fault-no_document = Es gibt kein lesbares Dokument
fault-readonly = Das Dokument ist schreibgeschützt
fault-closed = Das Dokument wurde geschlossen
fault-stopped = Das wurde abgebrochen
fault-worker = Ein Teil des Editors arbeitet nicht: laden Sie die Seite neu
