## Données ouvertes
path-api = api

## Téléchargements
open-downloads-title = Télécharger
open-downloads-lead = Un tableau par genre de territoire, avec tous les indicateurs. Une valeur absente laisse sa case vide, et la colonne voisine en dit la raison.
open-downloads-kind = Territoires
open-downloads-files = Fichiers
open-downloads-schema = Colonnes
open-downloads-licence = Licence Ouverte 2.0 : réutilisation libre, en citant Mosaïque, les sources nommées plus bas et leur millésime.
open-format-csv = CSV
open-format-csv-french = CSV pour tableur français
open-format-xlsx = Classeur XLSX
open-format-parquet = Parquet
open-format-geojson = GeoJSON
open-about-csv = Virgule entre les champs, point décimal, UTF-8 : la forme que lisent les programmes.
open-about-csv-french = Point-virgule, virgule décimale et marque UTF-8 : s'ouvre d'un double clic dans un tableur en français.
open-about-xlsx = Trois feuilles : les valeurs, la définition de chaque colonne, les sources.
open-about-parquet = En colonnes typées, compressées par Snappy, avec les définitions et les sources dans les métadonnées.
open-about-geojson = Les mêmes valeurs avec le contour simplifié de chaque territoire, en longitude et latitude.
open-kilobytes = { $size }{"\u00A0"}ko
open-megabytes = { $size }{"\u00A0"}Mo
open-programs-title = Pour les programmes
open-programs-api = {" : portraits, indicateurs, sessions, en JSON et en CSV."}
open-programs-ogc = {" : à ouvrir dans un logiciel de cartographie."}
open-programs-catalogue = {" : RDF en Turtle, selon DCAT-AP, pour les portails de données."}
open-programs-package = {" : la liste des fichiers et de leurs colonnes (Frictionless Data)."}
open-file-title = Indicateurs par territoire, { $kind } : { $format }

## Classeur
open-workbook-title = Indicateurs des territoires
open-sheet-figures = Données
open-sheet-definitions = Définitions
open-sheet-sources = Sources

## Colonnes
open-column-code-title = Code
open-column-code-about = Code du territoire sur la carte : code de commune, SIREN d'intercommunalité, code de département ou de région.
open-column-token-title = Jeton
open-column-token-about = Comment le territoire se demande ailleurs sur le site : 16015, 200071827, dep:16, reg:75.
open-column-name-title = Nom
open-column-name-about = Nom du territoire dans le Code officiel géographique ou la base des intercommunalités.
open-column-epci-title = Intercommunalité
open-column-epci-about = SIREN de l'intercommunalité à fiscalité propre ; vide pour une commune qui n'est dans aucune.
open-column-departement-title = Département
open-column-departement-about = Code du département ; plusieurs codes séparés par une espace quand le territoire en touche plusieurs.
open-column-region-title = Région
open-column-region-about = Code de la région ; plusieurs codes séparés par une espace quand le territoire en touche plusieurs.
open-column-communes-title = Communes
open-column-communes-about = Nombre de communes du territoire.
open-column-population-title = Population municipale
open-column-population-about = Somme des populations municipales en vigueur, en habitants ; vide quand aucune n'est connue.
open-column-coverage-title = { $indicator } : couverture
open-column-coverage-about = Part des communes du territoire qui ont la donnée, de 0 à 1 ; vide quand il n'y a pas de valeur.
open-column-missing-title = { $indicator } : raison de l'absence
open-column-missing-about = Pourquoi il n'y a pas de valeur ; vide quand il y en a une.
open-column-geometry-title = Contour simplifié

## Catalogue
open-catalogue-title = Catalogue des données de Mosaïque
open-package-title = Indicateurs des territoires français
open-package-about = Tous les indicateurs de Mosaïque pour chaque commune, intercommunalité, département et région de France, calculés sur des numérateurs et des dénominateurs sommés.
open-dataset-title = Indicateurs des territoires : { $kind }
open-dataset-about = { $count } indicateurs pour toutes les { $kind } de France : valeur, couverture, et raison de l'absence quand il n'y a pas de valeur.
open-service-api = Interface ouverte de Mosaïque
open-service-ogc = Service cartographique OGC API – Features

## Cartographie
open-ogc-about = Communes, intercommunalités, départements, régions et lauréats de France, avec leurs indicateurs, en GeoJSON.
open-ogc-collection = Toutes les { $kind } de France sur la carte du jour dit, avec leurs indicateurs. Contours simplifiés de l'IGN ; les collectivités d'outre-mer n'en ont pas.
open-ogc-laureates = Lauréats
open-ogc-laureates-about = Les périmètres des lauréats de la session, avec leurs indicateurs.
open-link-self = Ce document
open-link-next = Page suivante
open-link-description = Description OpenAPI du service
open-link-conformance = Classes de conformité
open-link-collections = Collections
open-link-collection = Collection de l'entité
open-link-items = Entités
open-link-queryables = Propriétés qui se filtrent
open-link-schema = Propriétés et unités

## Page de l'interface
open-api-title = Interface ouverte
open-api-document = Le même document pour les programmes (OpenAPI 3.1, JSON)
open-api-rules-title = Règles communes
open-api-rule-version = La version est dans l'adresse. Sous /api/v1, rien n'est retiré ni changé de sens ; des champs peuvent s'ajouter. Une version 2 vivrait à côté de celle-ci pendant douze mois au moins.
open-api-rule-errors = Une erreur est un problème (RFC 9457) en français ou en anglais : ce qui a été trouvé, ce qui est attendu. Un paramètre inconnu est refusé.
open-api-rule-pages = Les listes se lisent par pages. L'adresse de la suivante est dans next et dans l'en-tête Link ; un curseur se rend tel qu'il a été donné.
open-api-rule-tags = Chaque réponse a une étiquette (ETag). Rendue dans If-None-Match, elle épargne le corps quand rien n'a changé.
open-api-in-path = dans l'adresse
open-api-answers = Répond en
open-api-example = Exemple :

## Demandes qui ne sont pas comprises
open-error-unknown-parameter = Le paramètre « { $found } » n'est pas attendu ici. Attendus : { $expected }.
open-error-repeated = Le paramètre « { $found } » est donné deux fois ; une seule est attendue.
open-error-encoding = L'adresse contient « { $found } », qui n'est pas un texte UTF-8 en pourcents (%C3%A9 pour é).
open-error-value = Le paramètre « { $name } » vaut « { $found } » ; est attendu : { $expected }.
open-error-whole = Le paramètre « { $name } » vaut « { $found } » ; un nombre entier de { $least } à { $most } est attendu.
open-error-at-least-one = Le paramètre « { $name } » vaut « { $found } » ; un nombre entier à partir de 1 est attendu.
open-error-long = Le paramètre « { $name } » fait { $found } caractères ; { $most } au plus sont acceptés.
open-error-cursor = Le curseur « { $found } » n'a pas été donné par cette liste. Reprenez à la première page, ou suivez next sans rien y changer.
open-error-bbox = Le paramètre bbox vaut « { $found } » ; sont attendus quatre nombres en degrés (ouest, sud, est, nord), ou six avec les hauteurs, le sud sous le nord.
open-error-datetime = Le paramètre datetime vaut « { $found } » ; sont attendus un instant (2026-01-01T00:00:00Z) ou deux bornes séparées par /, l'une pouvant être « .. ».
open-error-nothing = « { $found } » n'est pas ici. Sont connus : { $known }.
open-error-needed = Le paramètre « { $name } » manque ; est attendu : { $expected }.
open-error-not-acceptable = La réponse est en { $offered } ; { $found } a été demandé dans Accept.
open-error-request = La demande ne peut pas être lue telle qu'elle est écrite.
