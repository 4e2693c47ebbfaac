# Messages of the rules in rules.toml and of structural validation.
# `.fix` says what to do.

refused-by = Refusé par : { $refused_by }

# Structure

xsd-root = L’élément racine est { $name }, et non { $expected }
sealed = Un élément dans { $element } est scellé : il pourra être jugé lorsque son destinataire l’ouvrira
    .fix = L’ouvrir avec la clé d’un destinataire
xsd-unexpected-element = { $name } ne peut pas se trouver ici dans { $element }
    .fix = Le supprimer ou le déplacer ; ce qui peut se trouver ici : { $expected }
xsd-missing-element = Il manque dans { $element } l’un de : { $expected }
    .fix = Ajouter ce qui manque
xsd-unexpected-text = { $element } ne peut pas contenir le texte « { $text } »
    .fix = Supprimer le texte
xsd-unknown-attribute = { $element } n’a pas d’attribut { $name }
    .fix = Supprimer l’attribut ; ce que le format ne connaît pas a sa place dans AdditionalData
xsd-missing-attribute = Il manque à { $element } l’attribut { $name }
    .fix = Définir { $name }
xsd-enumeration = « { $value } » n’est pas une valeur de { $name } dans { $element } ({ $type })
    .fix = Choisir une valeur de la liste, ou ext-value avec une valeur propre
xsd-datatype = « { $value } » n’est pas une valeur de { $name } (attendu : { $type })
    .fix = Corriger la valeur
xsd-fixed = { $name } dans { $element } vaut « { $value } » et doit valoir « { $fixed } »
    .fix = Mettre { $name } à { $fixed }
xsd-one-of = { $element } a besoin soit de { $first }, soit de { $second }, et non des deux
    .fix = Garder l’un des deux
xsd-type = { $element } ne peut pas avoir le type { $type }
    .fix = Supprimer xsi:type
xsd-nil = { $element } ne peut pas être nil
    .fix = Supprimer xsi:nil
xsd-id-duplicate = L’identifiant « { $value } » figure deux fois
    .fix = Donner à l’un des deux un autre identifiant
xsd-idref = Rien ne porte l’identifiant « { $value } »
    .fix = Renvoyer à un identifiant du document

# The document

version-missing = Le document n’indique pas sa version
    .fix = Mettre version à 2.00
language-missing = Le document n’indique pas sa langue
    .fix = Définir xml:lang sur le document ou sur chaque incident
private-enum-id-alone = private-enum-id ne dit rien sans private-enum-name
    .fix = Mettre dans private-enum-name le domaine de l’équipe, ou supprimer private-enum-id
schema-location-missing = Le document ne nomme pas le schéma du format
    .fix = Définir xsi:schemaLocation
schema-location-pairs = xsi:schemaLocation n’est pas une liste de paires où figure { $namespace }
    .fix = Écrire chaque espace de noms suivi de l’emplacement de son schéma
declaration-missing = Le document ne commence pas par une déclaration XML
    .fix = Écrire la déclaration avec la version et l’encodage
encoding-missing = La déclaration XML ne nomme pas l’encodage
    .fix = Indiquer UTF-8
encoding-other = Le document est arrivé dans un encodage autre que UTF-8 et UTF-16, que d’autres destinataires ne lisent peut-être pas
    .fix = L’enregistrer en UTF-8
version-1 = C’est un document de version 1 (RFC 5070), que les destinataires de la version 2 ne lisent pas
    .fix = Le convertir en version 2
unknown-element = { $name } est dans l’espace de noms du format, qui ne le connaît pas
    .fix = Donner à l’extension son propre espace de noms

# Names and numbers

private-enum-name-fqdn = « { $name } » n’est pas le nom de domaine d’une équipe
    .fix = Écrire le nom de domaine complet (FQDN) de l’équipe
incidentid-name-fqdn = « { $name } » n’est pas le nom de domaine d’une équipe
    .fix = Écrire le nom de domaine complet (FQDN) de l’équipe
indicatorid-name-fqdn = « { $name } » n’est pas le nom de domaine d’une équipe
    .fix = Écrire le nom de domaine complet (FQDN) de l’équipe
incidentid-empty = L’incident n’a pas de numéro
    .fix = Écrire le numéro sous lequel l’équipe connaît l’incident
incidentid-space = Il y a des espaces autour du numéro « { $id } », si bien que c’est un autre numéro pour certains destinataires
    .fix = Supprimer les espaces
incidentid-reused = Un autre incident du document porte aussi le numéro « { $id } »
    .fix = Donner à l’un d’eux un autre numéro, ou une instance
alternativeid-own = Un numéro de { $name } lui-même ne peut pas être un numéro alternatif
    .fix = Ne garder que les numéros attribués par d’autres équipes, ou l’indiquer comme activité liée
relatedactivity-self = L’incident { $id } est lié à lui-même
    .fix = Supprimer le numéro, ou écrire celui de l’autre incident
id-empty = { $class } est vide
    .fix = Écrire l’identifiant, ou supprimer l’élément
text-empty = { $class } est vide
    .fix = Écrire le texte, ou supprimer l’élément
translation-repeated = { $class } figure deux fois dans la langue « { $language } » avec le translation-id { $id }
    .fix = Donner à chaque texte sa propre langue, ou un autre translation-id

# Private values of enumerations

ext-without-ext-value = { $extension } ne compte que si { $attribute } vaut ext-value
    .fix = Mettre { $attribute } à ext-value, ou supprimer { $extension }
ext-value-without-ext = { $attribute } vaut ext-value, mais { $extension } ne dit pas de quelle valeur il s’agit
    .fix = Écrire la valeur dans { $extension }, ou choisir une valeur de la liste
private-enum-name-missing = Le document a des valeurs privées, mais ne dit pas de qui (la première dans { $class })
    .fix = Mettre dans private-enum-name le domaine de l’équipe

# At least one child

contact-empty = { $class } est vide ; il faut au moins l’un de { $children }
    .fix = Ajouter un nom, une adresse ou un autre moyen de joindre le contact, ou supprimer le contact
relatedactivity-empty = { $class } ne lie rien ; il faut au moins l’un de { $children }
    .fix = Nommer l’incident, l’acteur ou la campagne, ou décrire le lien
threatactor-empty = { $class } est vide ; il faut au moins l’un de { $children }
    .fix = Nommer l’acteur ou donner une URL à son sujet

## Content: services and flows

service-protocol-missing = Service a { $child } mais pas d’ip-protocol, si bien que personne ne sait de quel protocole il s’agit
    .fix = Définir ip-protocol, par exemple 6 pour TCP ou 17 pour UDP
service-protocol-range = « { $found } » n’est pas un numéro de protocole IP : { $reason }
    .fix = Donner le numéro du registre de l’IANA, par exemple 6 pour TCP
service-portless = Service a { $child }, mais le protocole { $protocol } n’a pas de ports
    .fix = Utiliser ProtoType et ProtoCode pour ICMP, ou un autre ip-protocol
port-range = « { $found } » n’est pas un port : { $reason }
    .fix = Donner un nombre de 0 à 65535
portlist-range = « { $found } » n’est pas une liste de ports : { $reason }
    .fix = Donner des ports de 0 à 65535 et des plages croissantes, par exemple 80,443,8000-8080
icmp-range = { $class } « { $found } » ne convient pas à ICMP : { $reason }
    .fix = Donner un nombre de 0 à 255
service-name = « { $found } » n’est pas un nom de service : { $reason }
    .fix = Donner le nom du registre de l’IANA, par exemple https, ou utiliser Description
flow-portlists = La source liste { $sources } ports et la cible { $targets } ; le n-ième de l’une correspond au n-ième de l’autre
    .fix = Lister autant de ports à la source qu’à la cible
flow-pairs = Le flux associe plusieurs ports, mais a { $sources } sources et { $targets } cibles ; l’association n’est possible qu’avec une seule de chaque
    .fix = Décrire chaque paire de systèmes dans un Flow à part
noderole-repeated = Le système a deux fois le rôle « { $found } »
    .fix = Supprimer l’un des deux
header-name-missing = { $class } ne dit pas de quel champ il s’agit
    .fix = Mettre dans name le nom du champ d’en-tête
header-value-missing = { $class } n’a pas de valeur
    .fix = Écrire la valeur du champ d’en-tête dans l’élément
email-header-dtype = Le dtype d’un champ d’en-tête de courriel vaut « { $found } » et doit valoir string
    .fix = Mettre dtype à string

## Content: addresses and domains

address-syntax = « { $found } » n’est pas une adresse de la catégorie { $category } : { $reason }
    .fix = Corriger l’adresse ou choisir sa catégorie
address-default-ipv4 = « { $found } » est une adresse IPv4, mais une Address sans catégorie est une adresse IPv6
    .fix = Mettre category à ipv4-addr
address-category-missing = L’élément Address n’indique pas sa catégorie ; il compte comme ipv6-addr, en version 1 comme ipv4-addr
    .fix = Définir category
address-form = « { $found } » s’écrit plutôt autrement : { $reason }
    .fix = Écrire l’adresse sous sa forme usuelle
vlan-range = « { $found } » n’est pas un numéro de VLAN : { $reason }
    .fix = Donner un nombre de 0 à 4095
domain-name = « { $found } » n’est pas un nom de domaine : { $reason }
    .fix = Corriger le nom ; une adresse IP a sa place dans Address
nameserver-address = L’adresse d’un serveur de noms a la catégorie « { $found } » et ne peut être que ipv4-addr ou ipv6-addr
    .fix = Mettre category à ipv4-addr ou ipv6-addr
domain-system-status-missing = DomainData ne dit pas comment le domaine est impliqué, alors que la RFC 7970 exige { $attribute }
    .fix = Définir system-status, à unknown s’il est inconnu
domain-status-missing = DomainData ne dit pas comment le domaine est enregistré, alors que la RFC 7970 exige { $attribute }
    .fix = Définir domain-status, à unknown s’il est inconnu
registry-missing = RegistryHandle ne dit pas de quel registre il relève, alors que la RFC 7970 exige { $attribute }
    .fix = Définir registry

## Content: extensions and software

extension-dtype = « { $found } » n’est pas du type { $dtype } que { $class } annonce : { $reason }
    .fix = Corriger le contenu ou choisir un autre dtype
extension-xml = { $class } annonce du XML, mais n’a aucun élément
    .fix = Y mettre un élément d’un autre espace de noms, ou mettre dtype à string
extension-elements = { $class } annonce { $dtype }, mais contient des éléments
    .fix = Mettre dtype à xml
software-dtype-missing = Le logiciel est décrit sous une forme propre, sans indication de son type
    .fix = Définir dtype, à string pour un texte
software-cpe = « { $found } » n’est pas un nom CPE : { $reason }
    .fix = Donner un nom tel que cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*, ou utiliser Description
software-swid = « { $found } » n’est pas l’identifiant d’une étiquette SWID : { $reason }
    .fix = Donner le tagId de l’étiquette, ou utiliser Description

## Content: lists of observables, hashes, files and patterns

bulk-line = La ligne { $line } de la liste, « { $found } », n’est pas du type { $type } : { $reason }
    .fix = Corriger la ligne ou choisir le type de la liste
bulk-empty = La liste d’observables est vide
    .fix = Écrire un observable par ligne, ou supprimer la liste
bulk-hash-format-missing = La liste contient des empreintes, mais rien ne dit selon quel algorithme
    .fix = Ajouter un BulkObservableFormat avec un Hash qui nomme l’algorithme
hash-target-missing = La portée { $scope } couvre une partie du fichier, et rien ne dit laquelle
    .fix = Ajouter HashTargetID : le numéro de la section ou de la ressource à partir de 1, ou le décalage de l’objet
hash-target-number = « { $found } » n’identifie pas une partie par son numéro, comme le fait la portée { $scope } : { $reason }
    .fix = Donner le numéro de la section ou de la ressource à partir de 1, ou le décalage de l’objet
hash-application-missing = Une empreinte de la portée { $scope } dépend de l’outil qui l’a calculée, et aucune Application ne le nomme
    .fix = Ajouter Application avec le nom et la version de l’outil
hash-scope-place = La portée { $scope } n’a pas sa place là où elle se trouve
    .fix = Choisir une portée de fichiers dans File, et une portée de courriels dans EmailData
digest-length = L’empreinte « { $found } » n’est pas telle que { $algorithm } la produit : { $reason }
    .fix = Écrire l’empreinte en base64 ; son algorithme en détermine la longueur
digest-algorithm = « { $found } » n’est pas un algorithme connu ici, si bien que personne ne peut comparer l’empreinte
    .fix = Utiliser l’URI de XML Signature, par exemple http://www.w3.org/2001/04/xmlenc#sha256
pattern-regex = « { $found } » n’est pas une expression régulière étendue POSIX : { $reason }
    .fix = Corriger l’expression ; les échappements tels que \d et les opérateurs paresseux n’existent pas en POSIX
pattern-xpath = « { $found } » n’est pas une expression XPath 1.0 : { $reason }
    .fix = Corriger l’expression
pattern-binary = « { $found } » n’est pas un motif de chiffres hexadécimaux : { $reason }
    .fix = Écrire deux chiffres hexadécimaux par octet
pattern-count = « { $found } » n’est pas un décompte : { $reason }
    .fix = Donner un décalage à partir de 0, une instance à partir de 1
filetype = « { $found } » n’est pas un type de média : { $reason }
    .fix = Donner un type tel que application/pdf
filetype-unregistered = « { $found } » n’est pas un type de média de premier niveau du registre de l’IANA
    .fix = Donner un type tel que application/pdf
filesize = « { $found } » n’est pas une taille de fichier : { $reason }
    .fix = Donner la taille en octets
keyname = « { $found } » n’est pas une clé du registre Windows : { $reason }
    .fix = Commencer par la ruche, par exemple HKEY_LOCAL_MACHINE\SOFTWARE

## Content: people, money, counters, languages, references

email-address = « { $found } » n’est pas une adresse électronique : { $reason }
    .fix = Donner une adresse telle que contact@csirt.example.com, sans nom
phone = « { $found } » n’est pas un numéro de téléphone : { $reason }
    .fix = Donner des chiffres après un signe plus et l’indicatif du pays
phone-national = « { $found } » n’a pas d’indicatif de pays et ne peut donc pas être appelé d’un autre pays
    .fix = Commencer par un signe plus et l’indicatif du pays
postal-lines = Les lignes d’une adresse postale ne sont pas séparées comme le dit la RFC 7970 : { $reason }
    .fix = Mettre un signe dollar entre les lignes ; écrire \24 pour un signe dollar et \5C pour une barre oblique inverse
url = « { $found } » n’est pas une URL : { $reason }
    .fix = Donner un schéma et seulement des caractères de la RFC 3986 ; encoder les autres en pourcent
currency = « { $found } » n’est pas une devise de l’ISO 4217
    .fix = Donner un code de trois lettres, par exemple EUR
currency-missing = Le montant n’a pas de devise
    .fix = Définir currency, par exemple EUR
counter-value = « { $found } » ne compte rien
    .fix = Donner un nombre qui n’est pas négatif
counter-duration = Le type { $type } avec la durée { $duration } est un débit, ce que { $type } n’est pas
    .fix = Supprimer duration, ou mettre type à average ou peak
counter-rate = Le débit n’a pas de durée à laquelle il se rapporte
    .fix = Définir duration, par exemple second
language-tag = « { $found } » n’est pas une étiquette de langue : { $reason }
    .fix = Donner une étiquette telle que en ou pt-BR
language-unregistered = « { $subtag } » dans l’étiquette de langue « { $found } » n’est pas enregistré
    .fix = Donner une langue et une région enregistrées, par exemple en-GB
specindex-unregistered = « { $found } » n’est pas une énumération du registre de la RFC 7495
    .fix = Utiliser 1 pour CVE, ou donner la référence par URL et Description
reference-cve = « { $found } » n’est pas un identifiant CVE : { $reason }
    .fix = Donner un identifiant tel que CVE-2024-3094

sci-private-name-missing = { $class } relève d’une spécification privée, et ext-SpecID ne dit pas laquelle
    .fix = Mettre dans ext-SpecID l’identifiant de la spécification
sci-private-name-alone = { $class } nomme la spécification « { $found } » dans ext-SpecID, alors que SpecID n’est pas private
    .fix = Supprimer ext-SpecID, ou mettre SpecID à private
sci-contentid = « { $found } » n’est pas l’identifiant d’une entrée : { $reason }
    .fix = Donner un identifiant tel que CVE-2024-3094, CWE-787 ou CAPEC-66

## Reasons of content: `reason-CODE` and `part-CODE` fill { $reason } and { $part }

reason-character = { $character } ne peut pas se trouver là
reason-empty = il n’y a rien
reason-escape = \{ $character } n’est pas défini
reason-leading-zero = un nombre commence par 0
reason-leap-second = la seconde 60 n’a pas de place dans xs:dateTime
reason-length = nécessaires : { $expected }, présents : { $length }
reason-malformed = la lecture est impossible
reason-missing = il manque { $part }
reason-no-offset = le décalage par rapport à UTC manque
reason-no-such-date = cette date n’existe pas
reason-not-canonical = la RFC 5952 l’écrit en minuscules, sans zéros initiaux, et abrège la plus longue suite de zéros
reason-not-network = des bits sont à 1 qu’un réseau ou un masque n’a pas
reason-not-punycode = ce qui suit xn-- n’est pas un nom
reason-nothing-to-repeat = un opérateur n’a rien à répéter
reason-numeric-top-level = la dernière étiquette est un nombre
reason-other-version = elle relève de l’autre version d’IP
reason-range = ce n’est pas compris entre { $least } et { $greatest }
reason-repeated = trop souvent présent : { $part }
reason-reversed = une plage est décroissante
reason-too-long = c’est plus long que { $limit }
reason-unbalanced = { $character } n’a pas de pendant
reason-uneven = une ligne a { $length } champs, la première { $expected }
reason-unknown-name = cela commence par un nom inconnu

part-at = le @
part-close = la fin de quelque chose qui a été commencé
part-component = une partie entre séparateurs
part-date = la date
part-digit = un chiffre
part-domain = le domaine
part-double-colon = ::
part-field = un champ entre virgules
part-group = un groupe de chiffres hexadécimaux
part-hive = la ruche, par exemple HKEY_LOCAL_MACHINE
part-label = une étiquette entre points
part-line = une ligne
part-local-part = ce qui précède le @
part-mask = un x à la place d’un chiffre
part-number = un nombre
part-octet = un octet
part-operand = ce sur quoi porte un opérateur
part-prefix = la barre oblique et ce qui la suit
part-scheme = le schéma, par exemple https:
part-second-label = une deuxième étiquette
part-subtag = une sous-étiquette
part-subtype = le sous-type après la barre oblique
part-time = l’heure
campaign-empty = { $class } est vide ; il faut au moins l’un de { $children }
    .fix = Nommer la campagne ou donner une URL à son sujet
detectionpattern-empty = { $class } n’a pas de motif ; il faut au moins l’un de { $children }
    .fix = Décrire le motif, ou donner la configuration
method-empty = { $class } est vide ; il faut au moins l’un de { $children }
    .fix = Décrire la méthode ou y renvoyer, ou la supprimer
reference-empty = { $class } ne renvoie à rien ; il faut au moins l’un de { $children }, ou un ReferenceName
    .fix = Nommer ce à quoi il est renvoyé, ou en donner l’URL
eventdata-empty = { $class } est vide ; il faut au moins l’un de { $children }
    .fix = Décrire l’événement, ou le supprimer
node-empty = { $class } n’a pas d’adresse ; il faut au moins l’un de { $children }
    .fix = Ajouter une adresse ou un nom de domaine
service-empty = { $class } est vide ; il faut au moins l’un de { $children }
    .fix = Nommer le service ou son port, ou le supprimer
servicename-empty = { $class } est vide ; il faut au moins l’un de { $children }
    .fix = Nommer ou décrire le service
software-empty = { $class } ne nomme aucun logiciel ; il faut au moins l’un de { $children }
    .fix = Décrire le logiciel, y renvoyer ou donner une URL
recorddata-empty = { $class } n’a pas de données ; il faut au moins l’un de { $children }
    .fix = Ajouter les données, ou l’endroit où elles sont
hashdata-empty = { $class } n’a pas d’empreinte ; il faut au moins l’un de { $children }
    .fix = Ajouter une empreinte
observable-empty = { $class } est vide ; il faut l’un de { $children }
    .fix = Ajouter ce qui peut être observé
bulkobservableformat-empty = { $class } est vide ; il faut au moins l’un de { $children }
    .fix = Ajouter le format des empreintes, ou le supprimer
attackphase-empty = { $class } est vide ; il faut au moins l’un de { $children }
    .fix = Nommer ou décrire la phase

# Times

time-future = { $class } est { $time }, donc dans l’avenir
    .fix = Corriger l’heure
end-before-start = { $later } ({ $later_time }) précède { $earlier } ({ $earlier_time })
    .fix = Corriger l’une des deux heures
detect-before-start = { $later } ({ $later_time }) précède { $earlier } ({ $earlier_time })
    .fix = Corriger l’une des deux heures
recovery-before-start = { $later } ({ $later_time }) précède { $earlier } ({ $earlier_time })
    .fix = Corriger l’une des deux heures
report-before-detect = { $later } ({ $later_time }) précède { $earlier } ({ $earlier_time })
    .fix = Corriger l’une des deux heures
generation-before-detect = { $later } ({ $later_time }) précède { $earlier } ({ $earlier_time })
    .fix = Corriger l’une des deux heures
generation-before-report = { $later } ({ $later_time }) précède { $earlier } ({ $earlier_time })
    .fix = Corriger l’une des deux heures, sauf si le rapport a été envoyé plus tard
indicator-interval = L’indicateur n’est jamais valide : { $later } ({ $later_time }) précède { $earlier } ({ $earlier_time })
    .fix = Corriger l’une des deux heures
expectation-interval = L’action ne peut jamais être menée : { $later } ({ $later_time }) précède { $earlier } ({ $earlier_time })
    .fix = Corriger l’une des deux heures
domain-interval = { $later } ({ $later_time }) précède { $earlier } ({ $earlier_time })
    .fix = Corriger l’une des deux heures
expectation-past = L’action était à mener jusqu’à { $time } ; un destinataire ne doit plus la mener
    .fix = Donner plus de temps, ou supprimer l’attente
indicator-expired = L’indicateur était valide jusqu’à { $time }
    .fix = Prolonger sa validité s’il est encore bon
history-order = { $time } vient après { $before } dans l’historique
    .fix = Classer les entrées par heure
event-outside-incident = { $class } d’un événement est { $time }, hors des heures de l’incident ; celle de l’événement compte
    .fix = Corriger l’une des heures

# Purposes and actions

defined-coa-missing = { $class } a l’action defined-coa, mais ne dit pas laquelle
    .fix = Nommer le plan d’action dans DefinedCOA
action-other-undescribed = { $class } a l’action other, mais ne dit pas laquelle
    .fix = Décrire l’action, ou en choisir une de la liste
purpose-other-unexpected = La finalité est other, mais aucune Expectation ne dit laquelle
    .fix = Ajouter une Expectation, ou choisir une finalité de la liste
restriction-defaults = { $class } n’a pas de restriction de diffusion : la RFC 7970 dit à la fois que c’est celle de ce qui l’entoure et que c’est default ; la plus stricte compte
    .fix = Définir la restriction de diffusion

# Identifiers and references

id-duplicate = L’identifiant « { $id } » figure deux fois
    .fix = Donner à l’un des deux un autre identifiant
uid-ref-dangling = Rien ne porte l’identifiant « { $id } »
    .fix = Renvoyer à un identifiant du document
observablereference-to-indicator = « { $id } » est un indicateur, et non un observable
    .fix = Utiliser IndicatorReference, ou renvoyer à un observable
indicatorreference-to-observable = « { $id } » est un observable, et non un indicateur
    .fix = Utiliser ObservableReference, ou renvoyer à un indicateur
euid-ref-local = « { $id } » est un indicateur de ce document, ce pour quoi euid-ref n’est pas prévu
    .fix = Utiliser uid-ref
reference-circle = « { $id } » renvoie à l’endroit d’où l’on y renvoie
    .fix = Rompre le cercle
indicatorreference-none = La référence ne renvoie à rien
    .fix = Définir uid-ref pour un indicateur de ce document, euid-ref pour celui d’un autre
indicatorreference-both = uid-ref et euid-ref sont tous deux présents
    .fix = Garder uid-ref pour un indicateur de ce document, euid-ref pour celui d’un autre

# Expressions

expression-not-unary = not a un opérande, et en voici { $count }
    .fix = Mettre les opérandes dans une expression avec and ou or
expression-xor-single = xor a besoin de deux opérandes, et en voici { $count }
    .fix = Ajouter l’autre opérande, ou supprimer l’opérateur
expression-xor-ambiguous = xor de { $count } opérandes se lit de deux façons : exactement un, ou un nombre impair d’entre eux
    .fix = Imbriquer des expressions à deux opérandes

# Confidence

confidence-number-missing = L’évaluation est numeric, mais il n’y a pas de nombre
    .fix = Écrire le nombre, ou choisir une autre évaluation
confidence-number-unexpected = L’évaluation est { $rating }, si bien que « { $value } » ne peut pas se trouver là
    .fix = Supprimer le nombre, ou choisir l’évaluation numeric

# Notices

executable-content = { $class } peut contenir de quoi être exécuté : l’afficher comme du texte, et ne jamais l’exécuter ni l’ouvrir de soi-même

# RFC 3067

rfc3067-6-1 = L’incident ne dit pas à qui il peut être communiqué, et private n’est que sous-entendu
    .fix = Définir la restriction de diffusion
rfc3067-6-6 = Il manque à l’incident l’adresse de : { $missing }
    .fix = Ajouter un System avec la catégorie et une adresse, ou un AdditionalData nommé 3067-6.6-waiver qui dit pourquoi elle manque
rfc3067-6-8 = L’incident ne dit pas comment joindre son créateur
    .fix = Ajouter un Contact avec le rôle creator et une adresse électronique, un numéro de téléphone ou une adresse postale
rfc3067-6-9 = L’incident n’indique pas son impact
    .fix = Ajouter un Assessment ; un impact inconnu en est un aussi
rfc3067-6-11 = L’incident passe d’équipe en équipe sans History
    .fix = Ajouter un HistoryItem qui dit ce qui a été fait
rfc3067-6-12 = L’incident n’a pas d’heure : ni celle de la détection, ni celle de son début, ni celle du rapport
    .fix = Ajouter l’une de ces heures
rfc3067-6-13 = { $class } est { $time }, sans décalage par rapport à UTC, si bien que personne ne connaît l’instant
    .fix = Ajouter le décalage du lieu de l’événement, par exemple +02:00
rfc3067-6-19 = { $class } ne dit pas ce qu’il signifie
    .fix = Définir meaning ou formatid, ou indiquer dans private-enum-name de qui est l’extension
