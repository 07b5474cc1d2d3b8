## Comparer des territoires
path-compare = comparer
path-figures = figures
compare-title = Comparer des territoires
compare-action = Comparer
compare-lead = De deux à six territoires côte à côte, indicateur par indicateur. Le premier est celui auquel les autres sont comparés.
compare-chosen = Territoires choisis
compare-remove = Retirer
compare-add = Ajouter un territoire
compare-add-hint = Un nom ou un code : commune, intercommunalité, département, région, ou plusieurs codes joints par un +.
compare-add-button = Ajouter
compare-proposed = Comparables au premier par leur structure :
compare-full = La comparaison est complète : retirez un territoire pour en ajouter un autre.
compare-refused = Tout n'a pas pu être comparé
compare-too-many = { $found } territoires demandés, 6 au plus sont comparés : les suivants ont été laissés.
compare-too-few = { $found } territoire demandé, il en faut au moins 2 : répétez le paramètre t (t=16015&t=dep:16).
compare-twice = { $name } est demandé deux fois : il n'est montré qu'une.
compare-mixed = Ces territoires ne sont pas tous du même genre : chacun prend rang parmi les siens. { $list }.
compare-among = parmi les { $kind }
compare-among-none = sans rang
compare-caption = Les indicateurs, famille par famille
compare-map = Carte des communes au { $day }.
compare-indicator = Indicateur
compare-chart = Sur un même axe
compare-no-chart = Rien à placer sur un axe.
compare-csv = Comparaison (CSV)
compare-json = Comparaison (JSON)
compare-people-unknown = population inconnue
compare-points = { $difference } points
compare-difference = { $difference }
compare-times = { $times } fois
compare-same = aucun écart
compare-note = L'écart est au premier territoire. Il n'est pas donné pour les totaux, qui diffèrent d'abord par la taille ; pour les densités, c'est un rapport.

## Bande de répartition
strip-less = < { $value }
strip-more = > { $value }
strip-logarithmic = échelle logarithmique
strip-unit-logarithmic = { $unit }, échelle log.
strip-alternative = Répartition des { $count } { $kind } : la moitié du milieu va de { $lower } à { $upper }, la médiane est { $median }. Ici : { $value }, rang { $rank } sur 100.
strip-alternative-logarithmic = Répartition des { $count } { $kind }, sur une échelle logarithmique : la moitié du milieu va de { $lower } à { $upper }, la médiane est { $median }. Ici : { $value }, rang { $rank } sur 100.
strip-key-heap = Répartition des { $count } { $kind }
strip-key-band = La moitié du milieu
strip-key-median = Médiane : { $median }
strip-key-peers = { $n ->
    [one] Le territoire comparable le plus proche
   *[other] Les { $count } territoires comparables les plus proches
  }

## Plusieurs territoires sur un axe
dots-lane = { $letter } : { $name }, { $value }.
dots-lane-median = { $letter } : { $name }, { $value }, médiane de son genre { $median }.
dots-key = Barre : la moitié du milieu des territoires du même genre ; trait : leur médiane.

## Images
picture-source = Source : { $dataset }, { $producer }, millésime { $vintage }, { $licence }.
picture-made = Période : { $period }. Qualité { $grade } ({ $quality }). Carte des communes au { $day }. Mosaïque.
picture-map-svg = Carte (SVG)
picture-map-png = Carte (PNG)

## Figure seule
figure-share = Image et intégration
figure-alone = Figure seule
figure-code = Code à copier dans une page
figure-copy = Copier le code
figure-back = Voir dans Mosaïque
new-window = (nouvel onglet)
oembed-format = Le format « { $found } » n'est pas servi : seul json l'est.
oembed-url = L'adresse « { $found } » n'est pas celle d'une figure de ce site : /fr/figures/16015/density est attendu.

## Partage d'une page
share-title = Partager cette page
share-address = Adresse de la page
share-copy = Copier l'adresse
share-copied = Copié
share-mail = Envoyer par courriel
share-qr = Code QR de l'adresse de cette page
share-subject = Mosaïque : { $name }
