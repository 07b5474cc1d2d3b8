# Les textes de Mosaïque. Une clé par texte, un fichier par sujet ; l'anglais est dans le dossier voisin, avec les mêmes clés.

## Cadre des pages
product = Mosaïque
tagline = Territoires productifs, sobres et créateurs de valeurs
skip-title = Accès rapide
skip-content = Aller au contenu
skip-menu = Aller au menu
skip-footer = Aller au pied de page
home = Accueil
language = Langue
menu = Menu
menu-title = Menu principal
nav-laureates = Lauréats
nav-territories = Territoires
nav-indicators = Indicateurs
nav-data = Données et méthode
breadcrumb = Vous êtes ici :
footer-about = Mosaïque accompagne l'Atelier des territoires. Chaque nombre porte son unité, son lieu, sa période, sa source et sa qualité.
footer-licence = Textes et données sous Licence Ouverte 2.0, code sous EUPL 1.2, sauf mention contraire.
theme = Affichage
theme-system = comme le système
theme-light = clair
theme-dark = sombre
print = Imprimer
republic = République<br>Française

## Adresses
path-session = session
path-laureates = laureats
path-territories = territoires
path-search = recherche
path-indicators = indicateurs
path-data = donnees
path-maps = cartes
path-compose = composer

## Accueil
home-title = Produire, habiter, réparer, côte à côte
home-lead = Un territoire n'est pas un zonage : c'est une mosaïque d'usages. Voici la vôtre, à partir des données ouvertes, commune par commune.
home-families-title = Neuf façons de lire un territoire
home-families-lead = Aucune note globale : des familles d'indicateurs, que chacun pèse selon son projet.
home-session-title = { $n ->
    [one] Un territoire lauréat
   *[other] { $count } territoires lauréats
  }
home-session-lead = { $communes } communes qui cherchent, avec l'État, des alternatives au zonage.
home-see-laureates = Voir les lauréats
home-see-session = Lire la présentation de la session
home-news-all = Toutes les actualités
home-number-title = Un nombre n'est jamais seul
home-number-text = Unité, lieu, période, source et qualité l'accompagnent. Une donnée absente le dit, avec sa raison.
home-number-link = Nos données et nos méthodes

## Qualité d'un chiffre
grade-A = observé
grade-B = déclaré
grade-C = modélisé
grade-D = par défaut

## Territoires
territories-title = Les territoires
territories-lead = Chaque commune, intercommunalité, département et région de France a son portrait ; tout ensemble de communes aussi.
territories-regions = Par région
territories-departements = Par département
territories-compose-title = Composer un territoire
territories-compose-text = Un territoire est un ensemble de communes. Donnez leurs codes, ou ceux de leurs intercommunalités, un par ligne : vous obtiendrez un portrait et une adresse durable.
territories-compose-name = Nom du territoire
territories-compose-name-hint = Facultatif. Il sera visible de qui a l'adresse : n'y mettez aucune information personnelle.
territories-compose-codes = Codes
territories-compose-codes-hint = Obligatoire. Codes de communes (16015), SIREN d'intercommunalités (200071827), départements (dep:16), un par ligne.
territories-compose-button = Voir le portrait

## Genres de territoires
kind-commune = Commune
kind-epci = Intercommunalité
kind-departement = Département
kind-region = Région
kind-named = Périmètre de projet
kind-free = Ensemble de communes
kind-country = Pays
kind-plural-commune = communes
kind-plural-epci = intercommunalités
kind-plural-departement = départements
kind-plural-region = régions

## Portrait
portrait-title = Portrait : { $name }
portrait-people = habitants
portrait-people-note = population municipale { $period }
portrait-communes = { $n ->
    [one] commune
   *[other] communes
  }
portrait-figures = indicateurs renseignés
portrait-hundred-people = Si le territoire comptait 100 habitants
portrait-hundred-dwellings = Si le territoire comptait 100 logements
portrait-figures-of = sur { $of }
portrait-contents = Dans ce portrait
portrait-json = Données (JSON)
portrait-csv = Données (CSV)
portrait-above = Au-dessus de { $share } % des { $kind }
portrait-above-peers = et de { $share } % des territoires comparables
portrait-alone = Rang non calculé : trop peu de territoires
portrait-source = { $source }, { $period }
portrait-coverage = { $covered } communes renseignées sur { $of }
portrait-absent = Donnée absente
portrait-awaits = Ce qui manque encore
portrait-awaits-empty = Aucun indicateur de cette famille ne peut être calculé avec les données embarquées. Voici celles qui la rempliront.
portrait-awaits-brings = { $dataset } ({ $producer }) : { $brings }
portrait-map-title = { $indicator } par commune
portrait-map-alt = Carte : { $name }, { $indicator } par commune, en { $classes } classes d'effectifs voisins
portrait-map-missing = sans donnée
portrait-map-open = Ouvrir la carte
portrait-map-source = Contours : IGN, ADMIN EXPRESS, simplifiés. Classes : quantiles des communes du territoire.
portrait-table = Les valeurs, commune par commune
portrait-table-commune = Commune
portrait-table-people = Habitants
portrait-peers-title = Territoires comparables
portrait-peers-lead = Les { $count } { $kind } les plus proches par leur structure, et non par leurs résultats : { $axes }. La distance va de 0 (semblable en tout) à 1.
portrait-peers-none = Aucun groupe de comparaison : la structure de ce territoire n'est pas assez connue.
portrait-peers-scale = Le trait va de ce territoire (carré) à l'autre (losange) ; le plus long est celui du plus éloigné de la liste.
portrait-peers-distance = distance { $distance }
portrait-peers-reason = Ce qui les écarte le plus : { $axis } ({ $own } ici, { $theirs } là-bas, { $share } % de l'écart)
portrait-peers-same = Semblables sur tous les axes.
portrait-joint-title = Chiffres partagés
portrait-joint = { $why } Le recensement de 2021 donne un seul chiffre pour ces communes ; il n'est montré que pour les territoires qui les contiennent toutes.
portrait-kind-free-note = Un ensemble de communes est comparé aux intercommunalités.
axis-overseas = outre-mer

## Indicateurs
indicators-title = Les indicateurs
indicators-lead = { $count } indicateurs, chacun avec sa formule, sa source et sa méthode. Les taux sont calculés sur des numérateurs et des dénominateurs sommés, jamais sur des moyennes de taux.
indicator-formula = Formule
indicator-unit = Unité
indicator-unit-none = sans unité
indicator-period = Période
indicator-source = Sources
indicator-grade = Qualité
indicator-direction = Sens
indicator-rule = Règle de combinaison
indicator-scales = Échelles
indicator-scale-commune = commune
indicator-scale-several = ensembles de communes
indicator-id = Identifiant
direction-descriptive = décrit, sans bon ni mauvais sens
direction-higher = plus haut est préféré
direction-lower = plus bas est préféré
direction-band = préféré entre { $from } et { $to }
rule-total = somme
rule-ratio = rapport des sommes
rule-change = évolution entre deux dates
rule-density = densité
rule-weighted-mean = moyenne pondérée
rule-theil = indice de Theil
rule-hill = nombre de Hill

## Données et méthode
data-title = Données et méthode
data-lead = Ce que Mosaïque embarque, avec sa source, son millésime, sa licence et son empreinte.
data-file = Jeu de données
data-producer = Producteur
data-vintage = Millésime
data-licence = Licence
data-rows = Lignes
data-rules-title = Nos règles
data-rule-1 = Numérateurs et dénominateurs sont sommés, jamais des taux.
data-rule-2 = Sous 80 % de communes renseignées, un chiffre n'est pas montré : la raison l'est.
data-rule-3 = Aucune note globale : les poids appartiennent à qui décide.
data-rule-4 = Chaque chiffre porte une lettre de qualité.
data-absent-title = Ce que la carte ne sait pas dire
data-absent-text = Mayotte et les collectivités d'outre-mer ne sont pas dans le recensement de 2021 par IRIS ; les collectivités d'outre-mer n'ont pas de contour. Les communes rétablies depuis 2021 partagent le chiffre de la commune dont elles sont issues.

## Unités
unit-persons = habitants
unit-dwellings = logements
unit-square-kilometres = km²
unit-persons-per-square-kilometre = habitants au km²
unit-dwellings-per-hectare = logements à l'hectare
unit-persons-per-household = habitants par résidence principale
unit-percent = %
unit-per-hundred = pour 100
unit-effective-number = classes équivalentes
unit-index = {""}

## Raisons d'absence
missing-no-data = la source ne dit rien d'aucune commune du territoire
missing-too-few-communes = { $covered } communes sur { $of } ont des données, il en faut au moins 80 %
missing-joint-figure = la source donne un seul chiffre pour plusieurs communes ({ $codes }), que ce territoire ne contient pas toutes
missing-zero-denominator = il n'y a rien à quoi rapporter le chiffre
missing-not-at-this-scale = l'indicateur n'a pas de sens pour une commune seule
missing-dataset-absent = le jeu { $dataset } n'est pas dans cet atlas

## Périodes
period-span = { $from } à { $to }
period-day = { $day } { $month } { $year }
first-of-month = 1er
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

## Erreurs
error-title = Cette page n'existe pas
error-not-found = L'adresse demandée ne mène à rien. La recherche vous aidera peut-être.
error-server-title = Une erreur est survenue
error-server = La page n'a pas pu être préparée. Rien n'a été perdu ; vous pouvez réessayer.
error-request-title = Cette demande n'est pas comprise
error-candidates = Vouliez-vous dire :
error-empty = Rien n'a été demandé. Donnez un code, un nom, ou plusieurs joints par un +.
error-too-long = La demande fait { $found } caractères, { $most } au plus sont acceptés. Utilisez la composition d'un territoire.
error-unknown = « { $asked } » ne désigne aucun territoire.
error-ambiguous = « { $asked } » peut désigner plusieurs territoires.
error-former = { $code } { $name } n'est plus une commune. Ses chiffres sont dans ceux de la commune qui la contient.
error-several-codes = « { $found } » contient plusieurs codes : un par ligne est attendu, ou des codes joints par un +.
error-district = { $code } { $name } est un arrondissement de { $holder } : ses chiffres sont dans ceux de la commune.
error-prefix = erreur
error-name-empty = Le nom est vide.
error-name-long = Le nom fait { $found } caractères, 120 au plus sont acceptés.
error-name-control = Le nom contient un caractère invisible, en position { $at }.
error-method = Cette adresse ne se demande pas ainsi.
error-form = Le formulaire n'a pas pu être lu : il est trop grand (1 Mio au plus) ou d'une autre forme.
error-elsewhere = Ce formulaire ne s'envoie que depuis nos propres pages.
data-files = Jeux de données
portrait-within = Dans
colon = { $name } : { $value }
error-in-union = Dans l'ensemble demandé : { $error }
error-line = Ligne { $line }, colonne { $column } : { $error }
error-lines-more = Ce sont les { $shown } premières lignes fautives ; il peut y en avoir d'autres.
error-file = Des lignes ne peuvent pas être lues.
error-empty-file = La liste ne contient aucun code. Donnez-en un par ligne.
error-code-commune = « { $found } » n'est pas un code de commune : deux chiffres, 2A ou 2B, puis trois chiffres (16015, 2A004, 97411).
error-code-departement = « { $found } » n'est pas un code de département : 01 à 95, 2A, 2B, ou 971 à 989.
error-code-region = « { $found } » n'est pas un code de région : deux chiffres, ou 975 à 989.
error-code-siren = « { $found } » n'est pas un SIREN : neuf chiffres sont attendus.
error-code-siren-key = « { $found } » n'est pas un SIREN : sa clé de contrôle est fausse, un chiffre a sans doute été mal saisi.

## Terminal
sheet-portrait = Portrait : { $name }
sheet-facts = { $kind }, { $communes } { $word }, { $people } habitants ({ $period })
sheet-people-unknown = population inconnue
sheet-indicator = indicateur
sheet-value = valeur
sheet-national = rang
sheet-peers = pairs
sheet-grade = qualité
sheet-peers-title = Territoires comparables
sheet-note = Rang et pairs : part des autres territoires du même genre, ou comparables, qui ont moins, sur 100.
