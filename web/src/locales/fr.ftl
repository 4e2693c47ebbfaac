# Interface text of the editor. Ids are area-thing; one area is one block.

app-title = Éditeur IODEF

# Before there is a document
start-title = Rédiger et vérifier des rapports d’incident
start-text = Un éditeur pour IODEF, l’Incident Object Description Exchange Format (RFC 7970). Il vérifie pendant la saisie et dit ce qu’une équipe destinataire refuserait.
start-new = Nouveau rapport
start-new-help = Commencer par ce qui est obligatoire
start-open = Ouvrir un fichier
start-open-help = IODEF 2, IODEF 1 ou JSON ; ou le déposer ou le coller ici
start-private = Tout reste dans ce navigateur : aucun document n’est envoyé où que ce soit.
editor-empty = Aucun document n’est ouvert.
editor-drop = Déposer le fichier pour l’ouvrir

# Toolbar and menu
toolbar-label = Document
toolbar-menu = Menu
toolbar-untitled = Rapport sans titre
toolbar-undo = Annuler
toolbar-redo = Rétablir
toolbar-search = Rechercher
toolbar-level = Étendue de l’affichage
toolbar-profile = Vérifier pour
group-file = Fichier
group-edit = Édition
group-insert = Insertion
group-view = Affichage
group-share = Partage
group-tools = Outils
action-new = Nouveau rapport
action-open = Ouvrir…
action-save = Enregistrer
action-language = Langue…
action-keys = Raccourcis clavier
action-failed = Cela n’a pas fonctionné : { $reason }
file-saved = Enregistré sous { $name }

level-mandatory = Obligatoire
level-recommended = Recommandé
level-all = Tout

profile-common = Tous les destinataires
profile-rfc7970 = Texte de la RFC 7970
profile-schema_a = Schéma publié
profile-schema_b = Schéma corrigé
profile-strict3067 = RFC 3067, strict

# Panes
pane-outline = Plan
pane-form = Formulaire
pane-issues = Problèmes
pane-source = Code source
side-label = Problèmes et code source
side-close = Fermer ce volet
outline-label = Plan du document
outline-more = { $count } de plus

# Form
form-where = Emplacement actuel
form-section = RFC 7970, section { $section }
form-effective = Restriction en vigueur : { $level }
form-stale = Le code source n’est pas bien formé à la ligne { $line } : { $reason }. Le formulaire montre la dernière version qui l’était, et attend.
element-foreign = Cet élément contient autre chose que de l’IODEF. Son contenu est conservé tel quel et peut être modifié dans le code source.
element-more-attributes = { $count ->
    [one] { $count } attribut de plus
   *[other] { $count } attributs de plus
}
element-fewer-attributes = Moins d’attributs
element-up = Monter : { $name }
element-down = Descendre : { $name }
element-remove = Supprimer : { $name }
element-open = Afficher seul : { $name }
element-removed = Supprimé : { $name }
element-moved = Déplacé : { $name }
leaf-attributes = Détails : { $name }
member-required = est obligatoire
member-add = Ajouter : { $name }
member-another = Ajouter encore : { $name }
member-added = Ajouté : { $name }
member-pages = Pages : { $name }
member-previous = Précédent
member-next = Suivant
member-range = { $first } à { $last } sur { $count }
adder-label = Ajouter
adder-more = { $count } de plus…
adder-fewer = Moins
edit-refused = Cette modification est impossible : { $reason }
count-errors = { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}
count-warnings = { $count ->
    [one] { $count } avertissement
   *[other] { $count } avertissements
}

# Fields
field-required = Obligatoire
field-section-name = Section { $section } de la RFC 7970
field-choose = Choisir…
field-default = { $value } (par défaut)
field-other-value = Autre valeur…
field-other-name = Autre valeur pour { $field }
field-other-placeholder = Votre propre valeur
field-similar = « { $value } » est une valeur enregistrée.
field-use = Utiliser « { $value } »
field-now = Maintenant
field-now-name = Mettre { $field } à maintenant
field-no-zone = Sans décalage par rapport à UTC, personne ne sait de quel instant il s’agit.
field-add-zone = Ajouter { $zone }

severity-error = Erreur
severity-warning = Avertissement
severity-info = Remarque

# Issues
issues-label = Problèmes dans l’ordre du document
issues-place = Ligne { $line }, colonne { $column }
issues-none = Aucun problème
issues-none-common = Le texte de la RFC 7970 et les deux schémas publiés acceptent ce document.
issues-none-rfc7970 = Le texte de la RFC 7970 accepte ce document.
issues-none-schema_a = Le schéma tel que publié accepte ce document.
issues-none-schema_b = Le schéma tel que corrigé accepte ce document.
issues-none-strict3067 = La RFC 7970 et les exigences de la RFC 3067 sont respectées.
issues-at = Problème { $position } sur { $count } : { $message }
state-valid = Valide
state-errors = { $errors ->
    [one] { $errors } erreur
   *[other] { $errors } erreurs
}
state-warnings = { $warnings ->
    [one] { $warnings } avertissement
   *[other] { $warnings } avertissements
}
state-broken = Mal formé
validity-broken = Le code source n’est pas du XML bien formé.
validity-missing = Un rapport est requis.
validity-errors = Le rapport comporte { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}.
note-saved-as-utf8 = Ce fichier était en UTF-16 ; il sera enregistré en UTF-8.

# Source
source-label = Code source du document
source-loading = Chargement du code source…

# Search
search-title = Rechercher dans le document
search-placeholder = Un nom, une valeur ou un mot
search-hint = Recherche dans les noms, les textes et les attributs.
search-count = { $count ->
    [0] Rien n’a été trouvé
    [one] { $count } endroit
   *[other] { $count } endroits
}

# Dialogs
dialog-cancel = Annuler
dialog-close = Fermer
confirm-replace-title = Des modifications n’ont pas été enregistrées
confirm-replace-text = Le rapport ouvert contient des modifications qui ne sont encore dans aucun fichier.
confirm-replace-yes = Les abandonner
confirm-nameless-title = Le rapport n’a pas encore de numéro
confirm-nameless-text = Sans numéro, ni nom de domaine de l’équipe qui l’a attribué, personne ne peut se référer à l’incident. Comme brouillon, il peut être enregistré tel quel.
confirm-nameless-yes = Enregistrer le brouillon
language-title = Langue
keys-title = Raccourcis clavier
keys-next-issue = Problème suivant
keys-previous-issue = Problème précédent

# For which receiver
receiver-title = Qui reçoit ce rapport ?
receiver-why = Le texte de la RFC 7970 et ses schémas publiés se contredisent au sujet de { $name } : aucune de ses formes n’est acceptée par tous. Choisissez selon ce que le destinataire vérifie.
receiver-rfc7970 = Suit le texte. Un destinataire qui valide avec un schéma refuse certaines de ses valeurs.
receiver-schema_a = Valide avec le schéma tel que publié dans la RFC 7970. Les destinataires qui ont le schéma corrigé peuvent refuser.
receiver-schema_b = Valide avec le schéma tel que ses auteurs l’ont corrigé. Les destinataires qui ont le schéma publié peuvent refuser.
receiver-strict3067 = Suit le texte et demande ce que la RFC 3067 exige.
receiver-common = Accepte ce que le texte et les deux schémas acceptent.

# Features: what begins a document
action-template = À partir d’un modèle…
action-template-help = Hameçonnage, rançongiciel, DDoS et six autres
action-reporter = Répondre à des questions…
action-reporter-help = Dix questions simples, sans connaître le format
action-drafts = Brouillons…
action-drafts-help = Conservés chiffrés dans ce navigateur
action-purpose = Finalité…
action-paste = Coller un contenu…
action-evidence = Ajouter une preuve…
action-history = Compléter l’historique…
action-timeline = Chronologie…
action-changes = Ce qui a changé…
action-team = Profil de l’équipe…
action-share-report = Rapport en HTML
action-share-print = Imprimer…
action-share-csv = Indicateurs en CSV
action-share-copy = Copier un résumé
action-share-source = Copier le XML
action-share-mail = Envoyer un résumé…
action-submit = Transmettre…

level-mark-white = TLP:CLEAR, tout le monde
level-mark-green = TLP:GREEN, la communauté
level-mark-amber = TLP:AMBER, ceux qui ont besoin d’en connaître
level-mark-red = TLP:RED, uniquement les destinataires

# Paste anything
paste-title = Coller un contenu
paste-help = Collez un texte, un journal, un courriel avec ses en-têtes ou un tableau. Ce qui ressemble à un indicateur ou à une référence est listé ci-dessous avec l’endroit d’où il vient ; vous décidez de ce qui est repris.
paste-text = Texte
paste-found = Ce qui a été trouvé
paste-nothing = Aucun indicateur ni aucune référence n’a été trouvé.
paste-count = { $count ->
    [0] Rien n’a été trouvé.
    [one] { $count } élément trouvé.
   *[other] { $count } éléments trouvés.
}
paste-format-text = Lu comme du texte.
paste-format-mail = Lu comme un courriel.
paste-format-csv = Lu comme un tableau.
paste-truncated = Seuls les { $count } premiers caractères ont été lus.
paste-too-many = Seuls les { $count } premiers éléments distincts sont listés.
paste-take = Reprendre comme
paste-take-name = Reprendre { $value } comme
paste-kind = Type
paste-value = Valeur
paste-from = Provenance
paste-show = Montrer où { $value } se trouve dans le texte
paste-times = { $count } fois
paste-role-none = Rien
paste-role-indicator = Indicateur
paste-role-source = Source
paste-role-target = Cible
paste-role-reference = Référence
paste-confirm = { $count ->
    [one] En reprendre { $count }
   *[other] En reprendre { $count }
}
paste-done = { $count ->
    [one] { $count } élément a été repris.
   *[other] { $count } éléments ont été repris.
}
paste-kind-ipv4-addr = Adresse IPv4
paste-kind-ipv4-net = Réseau IPv4
paste-kind-ipv4-net-mask = Réseau IPv4 avec masque
paste-kind-ipv6-addr = Adresse IPv6
paste-kind-ipv6-net = Réseau IPv6
paste-kind-domain-name = Nom de domaine
paste-kind-site-uri = URL
paste-kind-e-mail = Adresse électronique
paste-kind-mac = Adresse MAC
paste-kind-asn = Système autonome
paste-kind-md5 = MD5
paste-kind-sha1 = SHA-1
paste-kind-sha256 = SHA-256
paste-kind-sha384 = SHA-384
paste-kind-sha512 = SHA-512
paste-kind-file-name = Nom de fichier
paste-kind-file-path = Chemin de fichier
paste-kind-windows-reg-key = Clé de registre
paste-kind-mutex = Mutex
paste-kind-http-user-agent = User-Agent
paste-kind-http-request-uri = URI de requête
paste-kind-email-subject = Objet d’un courriel
paste-kind-email-x-mailer = Logiciel de messagerie
paste-kind-user-name = Nom d’utilisateur
paste-reserved-private = privé
paste-reserved-loopback = boucle locale
paste-reserved-link-local = lien local
paste-reserved-shared = espace d’adressage partagé
paste-reserved-documentation = pour la documentation
paste-reserved-benchmark = pour les tests de performance
paste-reserved-multicast = multidiffusion
paste-reserved-reserved = réservé
paste-reserved-unspecified = non spécifié
paste-reserved-special-name = nom à usage spécial
paste-note-host-bits = bits derrière le préfixe
paste-note-file-like = peut être un fichier
paste-note-sentence-like = peut être deux phrases
paste-note-scheme-added = http:// a été ajouté
paste-note-encoded = des caractères ont été encodés en pourcent
paste-note-empty-file = empreinte d’un fichier vide
paste-note-low-entropy = probablement pas une empreinte
paste-note-port = le port est laissé de côté
paste-note-mask-not-contiguous = masque à trous
paste-note-invalid-uri = pas une URL valide
paste-note-version-like = peut être un numéro de version
paste-note-cut = coupé à 2 048 caractères

# Templates and purposes
template-title = Commencer à partir d’un modèle
template-help = Chaque modèle demande quelques faits et rédige un rapport que tout destinataire accepte.
template-answers = Ce que vous ne savez pas maintenant peut être complété plus tard dans le formulaire.
template-optional = { $label } (facultatif)
template-purpose = Finalité du rapport
template-back = Autre modèle
template-own = Qui établit le rapport
template-own-email = Adresse électronique
template-later = Remplir plus tard
template-make = Créer le rapport
template-malware-delivery = Diffusion de code malveillant
template-malware-delivery-help = Un fichier a été récupéré à une adresse
template-ddos = Déni de service
template-ddos-help = Un flot rend un service injoignable
template-phishing = Hameçonnage
template-phishing-help = Un site imite un service
template-spear-phishing = Hameçonnage ciblé
template-spear-phishing-help = Courriels rédigés pour leurs destinataires
template-iot-malware = Équipements infectés
template-iot-malware-help = Caméras, routeurs et autres dans un botnet
template-ransomware = Rançongiciel
template-ransomware-help = Des fichiers ont été chiffrés contre rançon
template-data-breach = Fuite de données
template-data-breach-help = Des données ont été lues ou copiées
template-account-takeover = Prise de contrôle d’un compte
template-account-takeover-help = Quelqu’un d’autre utilise un compte
template-scan = Balayage
template-scan-help = Un hôte sonde un réseau
template-field-detect-time = Quand cela a été remarqué
template-field-start-time = Quand cela a commencé
template-field-delivery-name = Nom d’hôte d’où vient le fichier
template-field-delivery-address = Adresse IP d’où il vient
template-field-delivery-url = URL du fichier
template-field-target-address = Adresse IP de la cible
template-field-file-name = Nom du fichier
template-field-file-sha256 = SHA-256 du fichier
template-field-source-address = Adresse IP de la source
template-field-ip-protocol = Numéro de protocole IP (6 TCP, 17 UDP)
template-field-target-port = Port de la cible
template-field-phishing-name = Nom d’hôte de l’imitation
template-field-imitated-name = Nom d’hôte imité
template-field-phishing-url = URL de l’imitation
template-field-mail-server-address = Adresse IP qui a remis le courriel
template-field-mail-sender = Expéditeur du courriel
template-field-mail-subject = Objet du courriel
template-field-mail-recipient = Destinataire du courriel
template-field-control-address = Adresse IP du serveur de contrôle
template-field-device-address = Adresse IP de l’équipement
template-field-service-port = Port du service
template-field-device-model = Marque et modèle
template-field-way-in = Comment l’intrus est entré
template-field-measures = Ce qui a été fait
template-field-target-name = Nom d’hôte du système
template-field-data-affected = Quelles données sont concernées
template-field-service-name = Nom d’hôte du service
template-field-user-name = Nom du compte
template-field-target-network = Réseau sondé
template-field-target-ports = Ports sondés
template-fault-required = Cette information est nécessaire.
template-fault-address = Il faut une adresse IPv4 ou IPv6.
template-fault-name = Il faut un nom d’hôte complet, par exemple www.example.com.
template-fault-url = Il faut une URL sans espaces.
template-fault-e-mail = Il faut une adresse électronique.
template-fault-text = C’est trop long.
template-fault-port = Il faut un nombre de 0 à 65535.
template-fault-portlist = Il faut des ports, par exemple 22,80-90.
template-fault-protocol = Il faut un nombre de 0 à 255.
template-fault-sha256 = Il faut 64 chiffres hexadécimaux.
template-fault-network = Il faut un réseau, par exemple 192.0.2.0/24.
template-fault-time = Il faut une date et une heure.
purpose-title = Quelle est la finalité du rapport ?
preset-alert = Alerte
preset-alert-help = Avertit les autres : ce qu’il faut rechercher. Pour la communauté.
preset-handling = Traitement
preset-handling-help = Demande aux autres d’agir : heures, parties, attentes, historique.
preset-archiving = Archive
preset-archiving-help = Conserve tout, pour sa propre équipe.
preset-reporting = Signalement
preset-reporting-help = Dit à une équipe ou à une autorité ce qui s’est passé.
preset-statistics = Statistiques
preset-statistics-help = Décomptes et catégories, sans parties ni indicateurs.

# Team profile
team-title = Profil de l’équipe
team-help = Ce par quoi commence chaque document de votre équipe. Les clés privées n’en font jamais partie.
team-fqdn = Nom de domaine de l’équipe
team-fqdn-hint = Les numéros d’incident y sont uniques ; par exemple csirt.example.com.
team-idPattern = Modèle des numéros d’incident
team-idPattern-hint = {"{yyyy}"} {"{mm}"} {"{dd}"} {"{seq}"} {"{random}"} et du texte
team-language = Langue des documents
team-language-hint = Une étiquette de langue telle que en ou pt-BR.
team-restriction = Restriction de diffusion des nouveaux documents
team-constituency = Bénéficiaires
team-constituency-hint = Pour qui l’équipe travaille.
team-signingKey = Empreinte de la clé de signature
team-endpoint = Où les rapports sont transmis
team-endpoint-hint = Une adresse https ; rien n’y est envoyé sans votre accord.
team-contact = Contact { $number }
team-contact-name = Nom
team-contact-role = Rôle
team-contact-type = Type
team-contact-emails = Adresses électroniques, une par ligne
team-contact-telephones = Numéros de téléphone, un par ligne
team-contact-address = Adresse postale
team-add-contact = Autre contact
team-remove-contact = Supprimer le contact { $number }
team-import = Importer…
team-export = Exporter
team-save = Utiliser ce profil
team-used = Le profil est utilisé jusqu’à la fermeture de cette page.
team-kept = Le profil est conservé, chiffré, dans ce navigateur.
team-fault-fqdn = Il faut un nom de domaine complet, par exemple csirt.example.com.
team-fault-pattern-too-long = Le modèle est trop long.
team-fault-pattern-unknown-token = Le modèle contient une partie inconnue entre accolades.
team-fault-pattern-not-unique = Le modèle a besoin de {"{seq}"} ou de {"{random}"}, sinon des numéros se répéteraient.
team-fault-pattern-random-length = De 8 à 32 caractères aléatoires sont possibles.
team-fault-pattern-characters = Sont possibles les lettres, les chiffres et . : / # + - _
team-fault-language = Il faut une étiquette de langue, par exemple en.
team-fault-signing-key = Il faut des chiffres hexadécimaux, jamais une clé elle-même.
team-fault-endpoint = Il faut une adresse https sans mot de passe.
team-fault-no-creator = Un contact doit être le créateur des documents.
team-fault-contact-name = Il faut un nom.
team-fault-unreachable = Il faut une adresse électronique ou un numéro de téléphone.
team-fault-email = L’une de ces lignes n’est pas une adresse électronique.
team-fault-telephone = L’une de ces lignes n’est pas un numéro de téléphone.
team-file-too-long = Le fichier est trop grand pour un profil d’équipe.
team-file-json = Le fichier n’est pas du JSON.
team-file-object = Le fichier n’est pas un profil d’équipe : { $path } n’est pas un objet.
team-file-unknown = Le fichier n’est pas un profil d’équipe : { $path } est inconnu.
team-file-value = Le fichier n’est pas un profil d’équipe : { $path } a une autre valeur.
team-file-list = Le fichier n’est pas un profil d’équipe : { $path } n’est pas une liste, ou elle est trop longue.
team-file-text = Le fichier n’est pas un profil d’équipe : { $path } n’est pas un texte, ou il est trop long.
contact-type-organization = Organisation
contact-type-person = Personne
contact-role-creator = Créateur du document
contact-role-reporter = Déclarant
contact-role-admin = Administration
contact-role-tech = Technique
contact-role-provider = Prestataire
contact-role-user = Utilisateur
contact-role-billing = Facturation
contact-role-legal = Service juridique
contact-role-abuse = Service abuse
contact-role-irt = Équipe de réponse aux incidents
contact-role-cc = Copie
contact-role-cc-irt = Copie à une équipe de réponse
contact-role-leo = Forces de l’ordre
contact-role-victim = Victime
contact-role-victim-notified = Victime, informée

# Drafts
drafts-title = Brouillons
drafts-help = Les brouillons sont chiffrés avec une clé qui ne peut pas quitter ce navigateur, et sont effacés à leur expiration.
drafts-recover-title = Un travail non enregistré a été trouvé
drafts-recover-help = Ces rapports étaient ouverts lorsque la page a été fermée ou s’est interrompue.
drafts-none = Il n’y a pas de brouillons.
drafts-name = Rapport
drafts-updated = Modifié
drafts-expires = Expire
drafts-do = Actions
drafts-unsaved = dans aucun fichier
drafts-open = Ouvrir
drafts-open-name = Ouvrir { $name }
drafts-delete = Effacer
drafts-delete-name = Effacer { $name }
drafts-deleted = { $name } a été effacé.
drafts-forget = Tout oublier…
drafts-forget-sure = Les brouillons, le profil de l’équipe, les clés et la copie hors ligne sont effacés définitivement.
drafts-forget-yes = Tout oublier
drafts-forget-no = Conserver
drafts-forgotten = Tout a été oublié.
drafts-elsewhere = Ce brouillon est ouvert dans une autre fenêtre.
drafts-failed = Le brouillon n’a pas été enregistré : { $reason }
drafts-passphrase = Phrase de passe
drafts-unlock = Déverrouiller
drafts-protect = Protéger par une phrase de passe…
drafts-new-passphrase = Nouvelle phrase de passe
drafts-new-passphrase-hint = Au moins 12 caractères. Sans elle, personne ne peut rouvrir les brouillons.
drafts-protect-now = Protéger
drafts-protected = Les brouillons sont désormais protégés par la phrase de passe.
drafts-fault-locked = Les brouillons sont verrouillés.
drafts-fault-wrong-passphrase = Ce n’est pas la phrase de passe.
drafts-fault-passphrase-too-short = Il faut au moins 12 caractères.
drafts-fault-damaged = Un brouillon est endommagé ou a été modifié par quelqu’un d’autre.
drafts-fault-not-found = Ce brouillon n’existe plus.
drafts-fault-full = Il y a trop de brouillons ; effacez-en quelques-uns.
drafts-fault-too-large = Le rapport est trop grand pour un brouillon.

# Report, CSV, summary, mail
report-text = Texte
report-cut = … (abrégé)
report-made = Créé le { $time }
share-more = … et { $count } de plus
csv-omitted = Enregistré sous { $name }, sans { $count } autres lignes qui n’y tenaient pas. Divisez le rapport pour les avoir dans d’autres tableaux.
share-copied = Copié.
mail-title = Envoyer un résumé par courriel
mail-help = Votre logiciel de messagerie s’ouvre avec ce texte ; le rapport lui-même doit être joint à la main. Les indicateurs sont écrits de telle sorte que personne ne puisse cliquer dessus.
mail-to = À
mail-subject = Objet
mail-body = Texte
mail-cut = Le texte est plus long que ce qu’acceptent les logiciels de messagerie et sera abrégé.
mail-open = Ouvrir la messagerie

# Files that cannot be taken
import-charset = Décodé depuis { $charset } ; sera enregistré en UTF-8.
import-fault-empty = Le fichier est vide.
import-fault-too-large = Le fichier fait { $size } Mo ; la limite est de { $limit } Mo.
import-fault-unknown-charset = Le fichier dit être écrit en « { $charset } », que ce navigateur ne connaît pas.
import-fault-undecodable = Le fichier dit être écrit en « { $charset } », et ne l’est pas.

# Evidence
evidence-title = Ajouter une preuve
evidence-help = Le nom, la taille et le SHA-256 d’un fichier sont inscrits dans le rapport. Le fichier lui-même reste où il est.
evidence-drop = Déposer un fichier ici
evidence-choose = Choisir un fichier…
evidence-name = Nom
evidence-size = Taille
evidence-hashing = Calcul de l’empreinte
evidence-description = Ce que c’est
evidence-content = Inclure le contenu du fichier dans le rapport
evidence-content-hint = Les lecteurs du rapport auront alors le fichier, quoi qu’il fasse.
evidence-content-too-large = Le fichier est trop grand pour être inclus dans un rapport.
evidence-unreadable = Le fichier ne peut pas être lu : { $reason }
evidence-add = Ajouter
evidence-added = { $name } a été ajouté.
evidence-custody = { $name } (SHA-256 { $sha256 }) a été enregistré comme preuve.
evidence-custody-by = { $name } (SHA-256 { $sha256 }) a été enregistré comme preuve et est conservé par { $team }.

# Timeline, history, changes
timeline-title = Chronologie
timeline-help = Toutes les heures du rapport dans l’ordre des faits, dans le fuseau où elles ont été écrites.
timeline-none = Le rapport ne contient aucune heure.
timeline-here = { $time } dans votre fuseau
timeline-gap = { $span } plus tard
handover-title = Compléter l’historique
handover-help = Ce qui a été fait, par qui et quand. Les entrées des autres restent telles quelles.
handover-action = Ce qui a été fait
handover-time = Quand
handover-id = Votre numéro de l’incident
handover-description = Description
handover-course = Plan d’action
handover-add = Ajouter
handover-added = Une entrée a été ajoutée à l’historique.
handover-fault-description = Indiquez ce qui a été fait.
handover-fault-course = Indiquez le plan d’action.
action-taken-nothing = Rien
action-taken-contact-source-site = Source contactée
action-taken-contact-target-site = Cible contactée
action-taken-contact-sender = Expéditeur contacté
action-taken-investigate = Investigation menée
action-taken-block-host = Hôte bloqué
action-taken-block-network = Réseau bloqué
action-taken-block-port = Port bloqué
action-taken-rate-limit-host = Trafic d’un hôte limité
action-taken-rate-limit-network = Trafic d’un réseau limité
action-taken-rate-limit-port = Trafic d’un port limité
action-taken-redirect-traffic = Trafic redirigé
action-taken-honeypot = Dirigé vers un pot de miel
action-taken-upgrade-software = Logiciel mis à jour
action-taken-rebuild-asset = Système reconstruit
action-taken-harden-asset = Système durci
action-taken-remediate-other = Remédié autrement
action-taken-status-triage = Trié selon l’urgence
action-taken-status-new-info = Nouvelles informations
action-taken-watch-and-report = Surveillé
action-taken-defined-coa = Un plan d’action défini
action-taken-other = Autre chose
changes-title = Ce qui a changé
changes-help = Par rapport au rapport tel qu’il a été ouvert, enregistré ou transmis.
changes-none = Rien n’a changé.
changes-count = { $count ->
    [one] { $count } modification.
   *[other] { $count } modifications.
}
changes-kind = Modification
changes-place = Où
changes-what = Quoi
changes-added = ajouté
changes-removed = supprimé
changes-changed = modifié
changes-moved = déplacé
changes-omitted = { $count } de plus ne sont pas listées.

# Reporter mode
reporter-title = Signaler un incident
reporter-progress = Question { $number } sur { $count }
reporter-next = Suivant
reporter-back = Retour
reporter-to-review = Vers la relecture
reporter-review = Tout est-il exact ?
reporter-review-help = Rien n’a été envoyé. Le rapport s’ouvre dans l’éditeur et n’en sort que lorsque vous le transmettez.
reporter-change = Modifier
reporter-change-name = Modifier la réponse à « { $question } »
reporter-no-answer = Pas de réponse
reporter-make = Créer le rapport
reporter-understood = Compris comme :
reporter-unknown-parties = Le déclarant ne connaît pas les adresses des deux côtés.
reporter-measures-done = Fait jusqu’à présent :
reporter-happening = Que s’est-il passé ?
reporter-happening-phishing = Quelqu’un a essayé d’obtenir des mots de passe ou d’autres secrets
reporter-happening-malware = Un programme nuisible a été trouvé
reporter-happening-ransomware = Des fichiers ont été bloqués et de l’argent est exigé
reporter-happening-account = Quelqu’un d’autre utilise un compte
reporter-happening-data = Des données ont été vues ou copiées
reporter-happening-outage = Un service ne fonctionne pas
reporter-happening-scan = Quelqu’un essaie d’ouvrir des portes
reporter-happening-other = Autre chose
reporter-story = Racontez avec vos propres mots ce qui s’est passé
reporter-story-hint = Qui a remarqué quoi, et ce qui s’est passé ensuite.
reporter-noticed = Quand l’avez-vous remarqué ?
reporter-affected = Lesquels de vos ordinateurs, adresses ou comptes sont concernés ?
reporter-affected-hint = Noms, adresses IP ou adresses électroniques, tels que vous les connaissez.
reporter-origin = D’où cela venait-il ?
reporter-origin-hint = Collez des expéditeurs, des liens ou des lignes de journal ; rien n’en est ouvert.
reporter-harm = Est-ce grave ?
reporter-harm-none = Il ne s’est encore rien passé
reporter-harm-some = Certaines choses ne fonctionnent pas ou ont été perdues
reporter-harm-severe = Nous ne pouvons pas travailler, ou beaucoup a été perdu
reporter-measures = Qu’avez-vous fait jusqu’à présent ?
reporter-readers = Qui peut lire le rapport ?
reporter-readers-team = Uniquement l’équipe qui le reçoit
reporter-readers-partners = Cette équipe, et ceux qui doivent savoir pour aider
reporter-readers-community = D’autres équipes aussi
reporter-name = Quel est votre nom ?
reporter-reach = Comment peut-on vous joindre ?
reporter-reach-hint = Une adresse électronique ou un numéro de téléphone.
reporter-fault-required = Veuillez répondre à cette question.
reporter-fault-too-long = C’est trop long ; décrivez-le dans un fichier.
reporter-fault-reach = Il faut une adresse électronique ou un numéro de téléphone.
reporter-fault-time = Il faut une date et une heure.

# Handing in
submit-title = Transmettre le rapport
submit-help = Rien n’a été envoyé jusqu’à présent. Exactement ce qui est affiché ici est envoyé, à l’adresse affichée ici, lorsque vous le décidez.
submit-errors = { $count ->
    [one] Le rapport comporte { $count } erreur ; le destinataire peut le refuser.
   *[other] Le rapport comporte { $count } erreurs ; le destinataire peut le refuser.
}
submit-to = À
submit-type = Format
submit-size = Taille
submit-content = Ce qui est envoyé
submit-shortened = Le rapport compte { $count } caractères ; le début est affiché, tout est envoyé.
submit-agree = Je l’ai lu et je veux qu’il soit envoyé à { $host }.
submit-send = Envoyer
submit-sending = Envoi…
submit-stop = Arrêter
submit-done = Le rapport a été transmis
submit-status = Le destinataire a répondu par { $status }.
submit-answer = Réponse du destinataire
submit-fault-not-configured = Aucune adresse pour les rapports n’est configurée ; voir le profil de l’équipe.
submit-fault-not-https = Les rapports ne sont envoyés qu’à une adresse https sans mot de passe.
submit-fault-cancelled = Arrêté ; le destinataire l’a peut-être reçu malgré tout.
submit-fault-network = Le destinataire est injoignable, ou cette page n’a pas le droit de le joindre.
submit-fault-redirected = Le destinataire le veut ailleurs ; vous ne l’aviez pas approuvé, rien n’y a donc été envoyé.
submit-fault-too-slow = Le destinataire n’a pas répondu à temps.
submit-fault-refused = Le destinataire refuse le rapport :
submit-fault-unsupported = Le destinataire n’accepte pas ce format.
submit-fault-too-large = Le rapport est trop grand pour le destinataire.
submit-fault-failed = Le destinataire a répondu par { $status }.

# Offline
offline-ready = Cette page fonctionne désormais sans réseau.
offline-update = Une nouvelle version est disponible.
offline-activate = L’utiliser

# Long work
progress-parse = Lecture du document…
progress-check = Vérification du document…

# Langues et mots

language-missing = La langue n’a pas pu être chargée : { $reason }
words-missing = Les mots pour les noms et les règles n’ont pas pu être chargés ; ils s’affichent tels que le format les écrit : { $reason }
purpose-missing = Le formulaire n’a pas pu être mis dans l’ordre que demande la finalité du document : { $reason }
keys-definition = Lien vers la définition du champ
report-attribute = { $name } : { $value }

# Added later

progress-convert = Conversion…
progress-documents = Lecture des rapports…
progress-stop = Arrêter
field-locked = Verrouillé par cette page
outline-withheld = non transmis à ce public
purpose-rest = Inutile pour cette finalité
preset-refused = Le préréglage de cette page est refusé ; rien ne peut donc être modifié : { $reason }
preset-locked = { $name } est verrouillé par cette page
preset-required = Cette page demande { $name }
state-json = Pas encore lu
action-audience = Aperçu pour un public…
action-restriction = Restriction de diffusion…
action-json = Enregistrer en JSON…
action-merge = Fusionner des rapports…
action-split = Scinder…
action-statistics = Statistiques…
action-sign = Signer…
action-verify = Vérifier les signatures…
action-seal = Sceller l’élément pour des destinataires…
action-unseal = Ouvrir les éléments scellés…
action-encrypt = Chiffrer le fichier (OpenPGP)…
action-decrypt = Déchiffrer un fichier…
action-contacts = Équipes connues…
audience-share = Sous une autre forme, pour ce public
import-charset-assumed = Le fichier n’est pas en UTF-8 et n’indique pas son encodage. Il a été lu en { $charset } : vérifiez les lettres accentuées. Il sera enregistré en UTF-8.
reporter-reach-hint-email = Une adresse électronique. Son domaine devient une partie du numéro du rapport.
reporter-fault-reach-email = Il faut une adresse électronique, car aucune équipe n’est configurée ici.
paste-reading = Lecture du texte…
source-changed = Le document a été modifié ailleurs entre-temps. La dernière saisie dans la source n’a pas été prise en compte.
drafts-locked = Les brouillons sont verrouillés : ce que vous écrivez maintenant n’est pas conservé, et l’équipe configurée n’est pas utilisée.
drafts-damaged = Un brouillon illisible
drafts-setting-damaged = Un réglage n’a pas pu être lu : { $reason }
drafts-stopped = Tout a été oublié. Désormais rien n’est conservé ici, jusqu’à ce que cette page soit rechargée ou que « Brouillons » soit ouvert.
changes-no-base = Il n’y a rien à comparer : le rapport n’a été ici ni ouvert depuis un fichier, ni enregistré, ni transmis.
handover-fault-team = Configurez d’abord l’équipe : son nom fait partie du numéro.
fault-encoding = Une partie n’est pas du texte dans son encodage.
fault-encoding_mismatch = L’encodage déclaré n’est pas celui dans lequel il est écrit.
fault-unsupported_encoding = Cet encodage n’est pas lu : enregistrez-le en UTF-8.
fault-character = Il contient un caractère que XML n’autorise pas.
fault-declaration = La déclaration XML est incorrecte.
fault-declaration_place = Une déclaration XML ne peut se trouver qu’au tout début.
fault-doctype = Les documents avec un DOCTYPE sont refusés : supprimez-le.
fault-markup = Il contient un balisage que XML ne connaît pas.
fault-unclosed = Le texte s’arrête avant la fin d’un élément commencé.
fault-unclosed_element = Un élément n’est jamais fermé.
fault-end_tag = La balise de fin ne correspond pas à l’élément ouvert.
fault-stray_end_tag = Une balise de fin se trouve là où aucun élément n’est ouvert.
fault-no_element = Il n’y a aucun élément.
fault-second_element = Il y a un second élément racine ; un seul est autorisé.
fault-text_outside = Du texte se trouve hors de l’élément racine.
fault-name = Un nom n’est pas autorisé en XML.
fault-prefix = Un préfixe n’est pas déclaré.
fault-namespace_declaration = Un espace de noms est déclaré d’une manière non autorisée.
fault-duplicate_attribute = Un attribut figure deux fois dans une balise.
fault-tag = Une balise est mal écrite.
fault-less_than_in_attribute = Le signe < ne peut pas figurer dans un attribut : écrivez &lt;
fault-reference = Une référence est incorrecte : écrivez &amp; pour le signe &
fault-character_reference = Une référence désigne un caractère que XML n’autorise pas.
fault-cdata_end = Les signes ]]> ne peuvent pas figurer dans le texte : écrivez ]]&gt;
fault-double_hyphen = Deux tirets de suite ne peuvent pas figurer dans un commentaire.
fault-too_large = Il dépasse une limite.
fault-edit_range = Cet endroit n’existe plus dans le texte.
fault-edit_no_element = Cet élément n’existe plus.
fault-edit_character = Il contient un caractère que XML n’autorise pas.
fault-edit_holds_elements = Il contient des éléments ; le texte se met dans ceux-ci.
fault-edit_attribute_name = Ce n’est pas le nom d’un attribut.
fault-edit_not_allowed = Il ne peut pas en contenir davantage.
fault-edit_root = Le document lui-même ne peut être ni supprimé ni déplacé.
fault-edit_move = Il ne peut pas être déplacé aussi loin.
fault-edit_nesting = L’imbrication est trop profonde.
fault-json_syntax = Ce n’est pas du JSON.
fault-json_doubled_member = Un membre figure deux fois dans un objet.
fault-json_too_large = Il dépasse une limite.
fault-json_unknown_member = Un membre est inconnu.
fault-json_missing_member = Un membre manque.
fault-json_type = Une valeur n’est pas du bon type.
fault-json_version = Cette version n’est pas lue.
fault-json_base64 = Une valeur n’est pas du Base64.
fault-convert_version = Ce n’est pas la version qui peut être convertie.
fault-convert_interval = Il faut une date, ou une heure avec son décalage par rapport à UTC.
fault-convert_too_large = C’est plus qu’une limite ne le permet.
fault-convert_nothing = Il n’y a rien à prendre.
fault-no_carrier = Rien ici ne peut porter de restriction de diffusion.
fault-not_version_2 = Le document est de la version 1 : convertissez-le d’abord.
fault-nothing_left = Il ne resterait rien pour ces lecteurs.
fault-no_such_element = Cet élément n’existe plus.
fault-no_document = Il n’y a pas de document lisible.
fault-changed = Le document a été modifié entre-temps.
fault-readonly = Le document est en lecture seule.
fault-closed = Le document a été fermé.
fault-stopped = Cela a été arrêté.
fault-worker = Une partie de l’éditeur ne fonctionne pas : rechargez la page.

# Registered values
registry-refused = Les valeurs enregistrées de cette page sont refusées : { $reason }
