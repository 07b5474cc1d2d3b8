## Cartes
nav-maps = Cartes
maps-heading = Cartes de France
maps-lead = Un indicateur, tous les territoires, des classes dites : choisissez ce que montre la carte, et lisez le tableau plus bas.
maps-choose = Ce que montre la carte
maps-indicator = Indicateur
maps-level = Territoires
maps-method = Classes
maps-classes = Nombre de classes
maps-show = Afficher la carte
maps-title = { $indicator }, { $level }, { $period }
maps-by-commune = par commune
maps-by-epci = par intercommunalité
maps-by-departement = par département
maps-by-region = par région
maps-definition = Définition, formule et source
maps-method-quantiles = effectifs égaux (quantiles)
maps-method-jenks = seuils naturels (Jenks)
maps-method-equal = intervalles égaux
maps-method-quantiles-about = Effectifs égaux : les territoires sont rangés par valeur, puis partagés en classes d'effectifs aussi voisins que possible. Deux valeurs égales sont toujours dans la même classe.
maps-method-jenks-about = Seuils naturels : de tous les découpages possibles, celui qui rend les valeurs d'une même classe les plus proches de leur moyenne (optimum de Fisher, calculé exactement sur toutes les valeurs).
maps-method-equal-about = Intervalles égaux : l'étendue, de la plus petite valeur à la plus grande, est coupée en parts de même largeur. Une classe peut être vide.
maps-class-above = plus de { $from } à { $to }
maps-territories = { $n ->
    [0] aucun territoire
    [one] { $count } territoire
   *[other] { $count } territoires
}
maps-legend = Classes
maps-empty = Aucun territoire n'a de valeur à cette échelle : le tableau dit pourquoi. Choisissez d'autres territoires ou un autre indicateur.
maps-aggregate = Ce dessin montre les intercommunalités, dont les communes seraient trop nombreuses pour une page légère. La carte interactive et le fichier SVG montrent chaque commune ; le tableau et la légende des classes aussi.
maps-aggregate-open = La carte et le tableau des intercommunalités
maps-file = Carte en SVG
maps-file-method = Classes : { $method }. Qualité { $grade }.
maps-file-source = Source : { $source }
maps-attribution = Contours : IGN, ADMIN EXPRESS, simplifiés. Carte : Mosaïque.
maps-background-attribution = Fond : IGN, Géoplateforme
maps-table = Tableau
maps-table-title = { $title } : { $count } territoires
maps-table-territory = Territoire
maps-table-value = Valeur
maps-table-class = Classe, ou raison de l'absence
maps-to-table = Lire les mêmes valeurs dans le tableau
maps-sort = Ordre :
maps-sort-falling = valeurs décroissantes
maps-sort-rising = valeurs croissantes
maps-sort-name = noms
maps-pages = Pages du tableau
maps-page = Page
maps-parts = Aller à
maps-mainland = Métropole
maps-find = Trouver sur la carte
maps-live-label = Carte interactive
maps-live-load = Charger la carte interactive (500 ko)
maps-live-help = Au clavier : les flèches déplacent la carte, + et - changent l'échelle ; le territoire sous le repère est dit, Entrée ouvre son portrait.
maps-live-start = Survolez, touchez ou déplacez la carte : le territoire et sa valeur sont dits ici.
maps-live-nowhere = Aucun territoire sous le repère
maps-live-open = Ouvrir son portrait
maps-live-wheel = Ctrl + molette pour changer l'échelle
maps-live-wheel-mac = ⌘ + molette pour changer l'échelle
maps-live-fingers = Deux doigts pour déplacer la carte
maps-zoom-in = Agrandir
maps-zoom-out = Réduire
maps-field-token = Jeton du territoire, le même que dans l'adresse de son portrait, à partir du zoom { $zoom }
maps-field-name = Nom du territoire, à partir du zoom { $zoom }
error-parameter = « { $found } » n'est pas accepté pour « { $name } ». Attendu : { $expected }.
## Une carte d'un territoire, commune par commune
territory-map-table = { $name } : { $indicator }, { $count } communes
territory-map-communes = { $n ->
    [one] { $count } commune
   *[other] { $count } communes
}
territory-map-back = Portrait : { $name }
territory-map-csv = Toutes les communes de France (CSV)
territory-map-open = La carte et le tableau de ses communes
territory-map-empty = Aucune commune de ce territoire n'a de valeur : il n'y a pas de carte, et le tableau dit pourquoi.
