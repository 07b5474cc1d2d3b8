## Documents

## Adresses et liens
path-portrait-sheet = portrait.pdf
path-framing = cadrage.pdf
path-form = dossier.pdf
path-brochure = brochure.pdf
document-portrait-link = Fiche du territoire (PDF)
document-session-link = Télécharger en PDF
document-brochure-link = Brochure de la session (PDF)

## Communs à tous les documents
document-page = Page
document-of = sur
document-online = Ce portrait sur le site
document-contents = Sommaire
document-printed = Édité le { $day }

## Fiche d'un territoire
sheet-document = Portrait de territoire
sheet-title = { $name } : portrait de territoire
sheet-description = Indicateurs, territoires comparables et sources. { $name }, { $kind }.
sheet-people = habitants (population municipale { $period })
sheet-figures = { $known } sur { $of }
sheet-no-map = Pas de carte : aucun contour n'est connu pour ce territoire.
sheet-map-within = { $title }, { $within }
sheet-map-alt = Carte de { $place }, commune par commune. Indicateur : { $indicator }, { $period }. Les { $communes } communes dessinées sont réparties en { $classes } classes, du plus clair pour les valeurs les plus faibles, à partir de { $lowest }, au plus foncé pour les plus fortes, jusqu'à { $highest }.
sheet-reason = { $axis } : { $own } ici, { $theirs } là-bas ({ $share } % de l'écart)
sheet-above = { $share } % ont moins
sheet-source = { $producer }, { $vintage }, { $licence }
sheet-source-people = population municipale
sheet-source-used = { $n ->
    [one] 1 indicateur
   *[other] { $count } indicateurs
  }
document-indicator = Indicateur
document-value = Valeur
document-median = Médiane
document-period = Période
document-grade = Qualité
document-rank = Rang
document-peers = Comparables
document-rank-help = Rang : part des territoires du même genre, ou des territoires comparables, qui ont moins. La médiane est celle des territoires du même genre. Rien de cela ne dit ce qui est bien.
document-strip-help = Sur chaque trait, le losange est ce territoire, la partie foncée la moitié centrale, le repère la médiane.
document-absent = Donnée absente
document-not-ranked = non classé
document-peer = Territoire
document-distance = Distance
document-reason = Ce qui l'écarte le plus
document-awaits-lead = Les jeux de données qui diront davantage de ce territoire, famille par famille. Aucun n'est encore dans l'atlas.
document-sources = Sources
document-sources-lead = Chaque chiffre vient de l'un de ces jeux de données. La lettre de qualité dit comment il a été obtenu.

## Cadrage de l'appel
framing-document = Document de cadrage
framing-title = { $session } : cadrage de l'appel
framing-about = Ce document rassemble ce qu'il faut avoir lu avant de candidater.
framing-status = État de l'appel
framing-announced = L'appel est annoncé ; les candidatures ne sont pas encore ouvertes.
framing-open = Les candidatures sont ouvertes.
framing-under-review = Les candidatures sont closes et à l'étude.
framing-laureates-named = Les lauréats sont désignés : l'appel est clos. Ce document reste comme témoin et comme modèle.
framing-completed = La session est terminée : l'appel est clos. Ce document reste comme témoin et comme modèle.
framing-context = Contexte
framing-bounds-label = Territoires accompagnés
framing-bounds = de { $min } à { $max }
framing-weight = poids
framing-calendar = Calendrier
framing-language = Langue

## Dossier de candidature
form-document = Dossier de candidature
form-title = { $session } : dossier de candidature
form-how = Mode d'emploi
form-how-text = Ce dossier se remplit à la main ou se lit avant d'être rempli ailleurs. Les longueurs sont des maximums, en signes, espaces compris ; une feuille peut être jointe si la place manque, avec le numéro de la question.
form-personal-data = Données personnelles
form-other = Autre :
form-length = { $length } signes au plus
form-enclosures = Pièces jointes
form-anchors = Le plus haut niveau de la grille :

## Brochure
brochure-document = Brochure de la session
brochure-title = { $session } : la brochure
brochure-call = L'appel
brochure-laureates = Les lauréats
brochure-laureates-count = { $n ->
    [one] Un territoire lauréat
   *[other] { $count } territoires lauréats
  }
brochure-map-alt = Carte de France. Les lauréats : { $places }.
brochure-people = { $count } habitants
brochure-more = Lire, comparer, suivre
