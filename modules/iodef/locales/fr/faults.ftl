# Pourquoi quelque chose a été refusé.

# Text that is not well-formed

fault-encoding = Une partie n’est pas du texte dans son encodage
fault-encoding_mismatch = L’encodage déclaré n’est pas celui dans lequel il est écrit
fault-character = Il contient un caractère que XML n’autorise pas
fault-declaration = La déclaration XML est incorrecte
fault-declaration_place = Une déclaration XML ne peut se trouver qu’au tout début
fault-doctype = Les documents avec un DOCTYPE sont refusés : supprimez-le
fault-markup = Il contient un balisage que XML ne connaît pas
fault-unclosed = Le texte s’arrête avant la fin d’un élément commencé
fault-unclosed_element = Un élément n’est jamais fermé
fault-end_tag = La balise de fin ne correspond pas à l’élément ouvert
fault-stray_end_tag = Une balise de fin se trouve là où aucun élément n’est ouvert
fault-no_element = Il n’y a aucun élément
fault-second_element = Il y a un second élément racine ; un seul est autorisé
fault-text_outside = Du texte se trouve hors de l’élément racine
fault-name = Un nom n’est pas autorisé en XML
fault-prefix = Un préfixe n’est pas déclaré
fault-namespace_declaration = Un espace de noms est déclaré d’une manière non autorisée
fault-duplicate_attribute = Un attribut figure deux fois dans une balise
fault-tag = Une balise est mal écrite
fault-less_than_in_attribute = Le signe < ne peut pas figurer dans un attribut : écrivez &lt;
fault-reference = Une référence est incorrecte : écrivez &amp; pour le signe &
fault-character_reference = Une référence désigne un caractère que XML n’autorise pas
fault-cdata_end = Les signes ]]> ne peuvent pas figurer dans le texte : écrivez ]]&gt;
fault-double_hyphen = Deux tirets de suite ne peuvent pas figurer dans un commentaire
fault-too_large = Il dépasse une limite
fault-unsupported_encoding = Cet encodage n’est pas lu : enregistrez-le en UTF-8

# JSON and version 1

fault-json_syntax = Ce n’est pas du JSON
fault-json_doubled_member = Un membre figure deux fois dans un objet
fault-json_too_large = Il dépasse une limite
fault-json_unknown_member = Un membre est inconnu
fault-json_missing_member = Un membre manque
fault-json_type = Une valeur n’est pas du bon type
fault-json_version = Cette version n’est pas lue
fault-json_base64 = Une valeur n’est pas du Base64
fault-convert_version = Ce n’est pas la version qui peut être convertie
fault-convert_interval = Il faut une date, ou une heure avec son décalage par rapport à UTC
fault-convert_too_large = C’est plus qu’une limite ne le permet
fault-convert_nothing = Il n’y a rien à prendre

# Edits

fault-edit_range = Cet endroit n’existe plus dans le texte
fault-edit_no_element = Cet élément n’existe plus
fault-edit_character = Il contient un caractère que XML n’autorise pas
fault-edit_holds_elements = Il contient des éléments ; le texte se met dans ceux-ci
fault-edit_attribute_name = Ce n’est pas le nom d’un attribut
fault-edit_not_allowed = Il ne peut pas en contenir davantage
fault-edit_root = Le document lui-même ne peut être ni supprimé ni déplacé
fault-edit_move = Il ne peut pas être déplacé aussi loin
fault-edit_nesting = L’imbrication est trop profonde
fault-no_carrier = Rien ici ne peut porter une restriction : marquez l’incident
fault-not_version_2 = Le document est de la version 1 : convertissez-le d’abord
fault-nothing_left = Il ne resterait rien pour ces lecteurs
fault-signature = Il ne peut pas être signé

# The session

fault-no_such_element = Cet élément n’existe plus
fault-no_document = Il n’y a pas de document lisible
fault-readonly = Le document est en lecture seule
fault-closed = Le document a été fermé
fault-stopped = Cela a été arrêté
fault-worker = Une partie de l’éditeur ne fonctionne pas : rechargez la page
