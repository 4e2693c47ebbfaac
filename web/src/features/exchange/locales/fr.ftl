# À quoi sert le rapport, pour qui il sort et ce qu’il devient en chemin : chargé à la demande.

purpose-label = Finalité
purpose-write = L’écrire dans le rapport
purpose-why-none = Le rapport n’indique aucun but que le formulaire connaisse.
purpose-why-stated = Le rapport le dit : « { $stated } ».
purpose-why-chosen = Vous l’avez choisi ; le rapport dit « { $stated } ».
audience-title = Aperçu pour un public
audience-label = Public
audience-clear = TLP:CLEAR, tout le monde
audience-green = TLP:GREEN, la communauté
audience-amber = TLP:AMBER, ceux qui ont besoin d’en connaître
audience-amber-strict = TLP:AMBER+STRICT, sa propre organisation
audience-red = TLP:RED, uniquement les destinataires
audience-why = Le but « { $purpose } » va au plus à { $label }.
audience-why-unknown = Aucun but n’est connu : le public choisi est celui qui voit le moins.
audience-without = Omettre { $names }, dont le but se passe
audience-internal = Garder les extensions marquées comme internes
audience-summary = Retirés : { $removed }. Généralisés : { $generalised }. Parties cachées ôtées : { $hidden }.
audience-nothing-left = Rien dans ce rapport n’est pour ce public.
audience-list = Ce que le public ne reçoit pas
audience-reason = Pourquoi
audience-removed = retiré
audience-left-out = omis
audience-generalised = dit « withheld »
audience-why-above-level = C’est au-dessus du niveau.
audience-why-internal = C’est interne.
audience-why-signature = La signature ne correspond plus.
audience-why-dangling = Cela renvoie à ce qui est retiré.
audience-why-incomplete = Ce dont cela a besoin est retiré.
audience-why-left-out = Le but s’en passe.
audience-why-generalised = { $name } doit être présent.
audience-see = Voir le résultat
audience-result = Ce que le public reçoit
audience-copy = Copier le XML expurgé
audience-save = Enregistrer le fichier expurgé
audience-end = Fermer l’aperçu
restrict-title = Qui peut voir ceci ?
restrict-own = Actuellement { $label } ({ $level }), fixé ici.
restrict-inherited = Actuellement { $label } ({ $level }), hérité de ce qui l’entoure.
restrict-choose = Restriction
restrict-to-white = TLP:CLEAR, tout le monde
restrict-to-green = TLP:GREEN, la communauté
restrict-to-amber = TLP:AMBER, ceux qui ont besoin d’en connaître
restrict-to-amber-strict = TLP:AMBER+STRICT, sa propre organisation
restrict-to-red = TLP:RED, uniquement les destinataires
restrict-to-none = Comme ce qui l’entoure
restrict-how-own = L’élément la porte lui-même.
restrict-how-around = L’élément ne peut pas la porter ; { $carrier } la reçoit.
restrict-how-divided = { $carrier } est divisé en deux, et l’une des parties la reçoit.
restrict-how-wrapped = L’élément est placé dans des données d’événement qui la reçoivent.
restrict-also = { $count ->
    [one] { $count } autre élément la reçoit aussi :
   *[other] { $count } autres éléments la reçoivent aussi :
}
restrict-except = { $count ->
    [one] { $count } élément à l’intérieur garde la sienne :
   *[other] { $count } éléments à l’intérieur gardent la leur :
}
restrict-fault-no_carrier = Rien ici ne peut porter de restriction ; fixez-la pour les incidents.
restrict-set = Fixer
restrict-done = La restriction a été fixée.
import-version1 = Ce rapport est en version 1 du format (RFC 5070). Il peut être lu et vérifié ; pour le modifier, convertissez-le.
import-convert = Convertir en version 2
import-keep = Enregistrer l’original
import-json-fault = Ce JSON ne peut pas être lu comme un rapport. Ligne { $line }, colonne { $column } : { $reason }
import-json-ready = Le JSON peut maintenant être lu comme un rapport.
import-json-again = Lire comme JSON
import-converted-title = Converti en version 2
import-converted-help = Annuler ramène la version 1.
import-read-title = Lu depuis JSON
import-read-help = Ceci s’écrit autrement en XML.
json-title = Enregistrer en JSON
json-help = JSON de la RFC 8727. Il ne peut pas contenir tout ce que contient XML.
json-save = Enregistrer
loss-count = { $count ->
    [one] { $count } chose n’est plus comme avant :
   *[other] { $count } choses ne sont plus comme avant :
}
loss-show = Montrer
loss-none = Rien n’est perdu.
loss-list = Ce qui n’est plus comme avant
loss-what = Ce qui s’est passé
loss-original = Avant
loss-kept = Maintenant
loss-not-kept = non gardé
loss-no-place = Cet endroit n’existe plus.
loss-comment = pas de place pour les commentaires
loss-processing-instruction = pas de place pour les instructions de traitement
loss-attribute = pas d’attribut de ce nom
loss-element = pas d’élément de ce nom
loss-text = pas de texte ici
loss-spelling = écrit autrement
loss-enumeration = pas de valeur de ce nom
loss-number = pas un nombre à cet endroit
loss-added = ajouté, car obligatoire
loss-grouping = ordre ou groupement
loss-language = langue du texte
loss-restriction = la restriction est passée aux éléments intérieurs
loss-restructured = d’autres éléments pour cela
loss-renamed = un autre nom
loss-character = un caractère que XML ne peut pas contenir
loss-reference = renvoie à ce qui n’est pas là
loss-identifier = deux fois le même identifiant
loss-required = devait rester
loss-emptied = ne peut exister sans ce qui est retiré
loss-signature = la signature ne correspond plus
many-choose = Choisir des fichiers…
many-refused = { $count ->
    [one] { $count } fichier n’a pas été pris :
   *[other] { $count } fichiers n’ont pas été pris :
}
merge-title = Fusionner des rapports
merge-help = Les incidents de même numéro n’en font plus qu’un, avec l’historique de tous. Là où les rapports se contredisent, celui qui est ouvert est gardé. Rien ne change avant votre accord, et Annuler revient en arrière.
merge-conflicts = { $conflicts ->
    [0] Aucune contradiction.
    [one] { $conflicts } contradiction.
   *[other] { $conflicts } contradictions.
} Rapports ajoutés : { $documents }.
merge-conflicts-list = Contradictions
merge-kept = Gardé
merge-other = Autre
merge-file = Dans
merge-changed-parts = Ce qui a dû changer
merge-converted = Ce qui a changé lors de la conversion de { $name }
merge-changed = Le rapport a été modifié entre-temps ; rien n’a été fusionné.
merge-do = Fusionner
merge-done = Fusionnés : { $count }. Annuler revient en arrière.
split-title = Diviser le rapport
split-help = Incidents : { $count }. Chacun est un rapport à part, avec tout ce qui n’est pas un incident.
split-save = Enregistrer { $name }
statistics-title = Statistiques
statistics-help = Compte sur un nombre quelconque de fichiers. Seuls les valeurs du format, les mois et les noms de catégories sont comptés, jamais un contact ni une adresse.
statistics-figure = Grandeur
statistics-value = Valeur
statistics-count = Nombre
statistics-csv = Enregistrer en CSV
statistics-json = Enregistrer en JSON
figure-documents = Rapports
figure-skipped = Non comptés
figure-incidents = Incidents
figure-indicators = Indicateurs
figure-purposes = Finalité
figure-statuses = État
figure-restrictions = Restriction
figure-months = Mois
figure-start-months = Mois du début
figure-categories = Catégorie
figure-system-impacts = Effet sur les systèmes
figure-business-impacts = Effet sur l’activité
figure-intended-impacts = Effet voulu
figure-time-impacts = Effet sur le temps
figure-monetary-impacts = Coût
figure-completions = Aboutissement
figure-severities = Gravité
figure-confidences = Confiance
figure-systems = Rôle des systèmes
figure-node-roles = Usage des hôtes
figure-addresses = Genre d’adresse
figure-actions = Mesure prise
figure-expectations = Mesure demandée
figure-discoveries = Découvert par
