# The texts of Mosaïque in English. The keys are those of the French folder, in the same order.

## Frame of pages
product = Mosaïque
tagline = Territories that produce, spare and create value
skip-title = Quick access
skip-content = Skip to content
skip-menu = Skip to menu
skip-footer = Skip to footer
home = Home
language = Language
menu = Menu
menu-title = Main menu
nav-laureates = Laureates
nav-territories = Territories
nav-indicators = Indicators
nav-data = Data and method
breadcrumb = You are here:
footer-about = Mosaïque accompanies the Atelier des territoires. Every number carries its unit, place, period, source and quality.
footer-licence = Texts and data under Licence Ouverte 2.0, code under EUPL 1.2, unless stated otherwise.
theme = Display
theme-system = as the system
theme-light = light
theme-dark = dark
print = Print
republic = République<br>Française

## Addresses
path-session = session
path-laureates = laureates
path-territories = territories
path-search = search
path-indicators = indicators
path-data = data
path-maps = maps
path-compose = compose

## Home
home-title = Making, living, mending, side by side
home-lead = A territory is not a zoning plan: it is a mosaic of uses. Here is yours, from open data, commune by commune.
home-families-title = Nine ways of reading a territory
home-families-lead = No global score: families of indicators, that each weighs by its own project.
home-session-title = { $n ->
    [one] One laureate territory
   *[other] { $count } laureate territories
  }
home-session-lead = { $communes } communes that look, with the State, for alternatives to zoning.
home-see-laureates = See the laureates
home-see-session = Read about the session
home-news-all = All the news
home-number-title = A number is never alone
home-number-text = Unit, place, period, source and quality go with it. Absent data says so, and why.
home-number-link = Our data and methods

## Quality of a figure
grade-A = observed
grade-B = declared
grade-C = modelled
grade-D = default

## Territories
territories-title = Territories
territories-lead = Every commune, intercommunalité, département and région of France has its portrait; so has any set of communes.
territories-regions = By région
territories-departements = By département
territories-compose-title = Compose a territory
territories-compose-text = A territory is a set of communes. Give their codes, or those of their intercommunalités, one a line: you will get a portrait and a lasting address.
territories-compose-name = Name of the territory
territories-compose-name-hint = Optional. Whoever has the address will see it: put no personal information in it.
territories-compose-codes = Codes
territories-compose-codes-hint = Required. Commune codes (16015), SIREN of intercommunalités (200071827), départements (dep:16), one a line.
territories-compose-button = See the portrait

## Kinds of territories
kind-commune = Commune
kind-epci = Intercommunalité
kind-departement = Département
kind-region = Région
kind-named = Project perimeter
kind-free = Set of communes
kind-country = Country
kind-plural-commune = communes
kind-plural-epci = intercommunalités
kind-plural-departement = départements
kind-plural-region = régions

## Portrait
portrait-title = Portrait: { $name }
portrait-people = inhabitants
portrait-people-note = municipal population { $period }
portrait-communes = { $n ->
    [one] commune
   *[other] communes
  }
portrait-figures = indicators with a figure
portrait-hundred-people = If the territory had 100 inhabitants
portrait-hundred-dwellings = If the territory had 100 dwellings
portrait-figures-of = of { $of }
portrait-contents = In this portrait
portrait-json = Data (JSON)
portrait-csv = Data (CSV)
portrait-above = Above { $share }% of { $kind }
portrait-above-peers = and { $share }% of comparable territories
portrait-alone = No rank: too few territories
portrait-source = { $source }, { $period }
portrait-coverage = { $covered } communes of { $of } have data
portrait-absent = No data
portrait-awaits = What is still missing
portrait-awaits-empty = No indicator of this family can be computed from the embedded data. These will fill it.
portrait-awaits-brings = { $dataset } ({ $producer }): { $brings }
portrait-map-title = { $indicator } by commune
portrait-map-alt = Map: { $name }, { $indicator } by commune, in { $classes } classes of similar size
portrait-map-missing = no data
portrait-map-open = Open the map
portrait-map-source = Contours: IGN, ADMIN EXPRESS, simplified. Classes: quantiles of the communes of the territory.
portrait-table = The values, commune by commune
portrait-table-commune = Commune
portrait-table-people = Inhabitants
portrait-peers-title = Comparable territories
portrait-peers-lead = The { $count } { $kind } closest by their structure, not by their results: { $axes }. Distance goes from 0 (alike in everything) to 1.
portrait-peers-none = No group of comparison: too little is known of the structure of this territory.
portrait-peers-scale = The line goes from this territory (square) to the other (diamond); the longest is that of the farthest in the list.
portrait-peers-distance = distance { $distance }
portrait-peers-reason = What sets them apart most: { $axis } ({ $own } here, { $theirs } there, { $share }% of the gap)
portrait-peers-same = Alike on every axis.
portrait-joint-title = Shared figures
portrait-joint = { $why } The census of 2021 gives one figure for these communes; it is shown only for territories that hold them all.
portrait-kind-free-note = A set of communes is compared with intercommunalités.
axis-overseas = overseas

## Indicators
indicators-title = Indicators
indicators-lead = { $count } indicators, each with its formula, source and method. Rates are computed on summed numerators and denominators, never on means of rates.
indicator-formula = Formula
indicator-unit = Unit
indicator-unit-none = none
indicator-period = Period
indicator-source = Sources
indicator-grade = Quality
indicator-direction = Direction
indicator-rule = Rule of combination
indicator-scales = Scales
indicator-scale-commune = commune
indicator-scale-several = sets of communes
indicator-id = Identifier
direction-descriptive = descriptive, no better way
direction-higher = higher is preferred
direction-lower = lower is preferred
direction-band = preferred between { $from } and { $to }
rule-total = sum
rule-ratio = ratio of sums
rule-change = change between two dates
rule-density = density
rule-weighted-mean = weighted mean
rule-theil = Theil index
rule-hill = Hill number

## Data and method
data-title = Data and method
data-lead = What Mosaïque embeds, with its source, vintage, licence and fingerprint.
data-file = Dataset
data-producer = Producer
data-vintage = Vintage
data-licence = Licence
data-rows = Rows
data-rules-title = Our rules
data-rule-1 = Numerators and denominators are summed, never rates.
data-rule-2 = Under 80% of communes with data a figure is not shown: the reason is.
data-rule-3 = No global score: weights belong to those who decide.
data-rule-4 = Every figure carries a letter of quality.
data-absent-title = What the map cannot say
data-absent-text = Mayotte and the overseas collectivities are not in the census of 2021 by IRIS; the overseas collectivities have no contour. Communes re-established since 2021 share the figure of the commune they came from.

## Units
unit-persons = inhabitants
unit-dwellings = dwellings
unit-square-kilometres = km²
unit-persons-per-square-kilometre = inhabitants per km²
unit-dwellings-per-hectare = dwellings per hectare
unit-persons-per-household = inhabitants per main home
unit-percent = %
unit-per-hundred = per 100
unit-effective-number = equivalent classes
unit-index = {""}

## Reasons of absence
missing-no-data = the source says nothing of any commune of the territory
missing-too-few-communes = { $covered } communes of { $of } have data, at least 80% are needed
missing-joint-figure = the source gives one figure for several communes ({ $codes }), that this territory does not hold together
missing-zero-denominator = there is nothing to relate the figure to
missing-not-at-this-scale = the indicator has no meaning for one commune alone
missing-dataset-absent = the dataset { $dataset } is not in this atlas

## Periods
period-span = { $from } to { $to }
period-day = { $day } { $month } { $year }
first-of-month = 1
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Errors
error-title = This page does not exist
error-not-found = The address leads nowhere. The search may help.
error-server-title = Something went wrong
error-server = The page could not be prepared. Nothing was lost; you may try again.
error-request-title = This request is not understood
error-candidates = Did you mean:
error-empty = Nothing was asked. Give a code, a name, or several joined by a +.
error-too-long = The request is { $found } characters long, { $most } at most are accepted. Compose a territory instead.
error-unknown = “{ $asked }” names no territory.
error-ambiguous = “{ $asked }” may mean several territories.
error-former = { $code } { $name } is no longer a commune. Its figures are in those of the commune that holds it.
error-several-codes = “{ $found }” holds several codes: one a line is expected, or codes joined by a +.
error-district = { $code } { $name } is a municipal district of { $holder }: its figures are in those of the commune.
error-prefix = error
error-name-empty = The name is empty.
error-name-long = The name is { $found } characters long, 120 at most are accepted.
error-name-control = The name holds an invisible character, at position { $at }.
error-method = This address is not asked for in this way.
error-form = The form could not be read: it is too large (1 MiB at most) or of another shape.
error-elsewhere = This form is sent from our own pages only.
data-files = Datasets
portrait-within = In
colon = { $name }: { $value }
error-in-union = In the set asked for: { $error }
error-line = Line { $line }, column { $column }: { $error }
error-lines-more = These are the first { $shown } wrong lines; there may be more.
error-file = Some lines cannot be read.
error-empty-file = The list holds no code. Give one a line.
error-code-commune = “{ $found }” is not a commune code: two digits, 2A or 2B, then three digits (16015, 2A004, 97411).
error-code-departement = “{ $found }” is not a département code: 01 to 95, 2A, 2B, or 971 to 989.
error-code-region = “{ $found }” is not a région code: two digits, or 975 to 989.
error-code-siren = “{ $found }” is not a SIREN: nine digits are expected.
error-code-siren-key = “{ $found }” is not a SIREN: its control key is wrong, a digit was probably mistyped.

## Terminal
sheet-portrait = Portrait: { $name }
sheet-facts = { $kind }, { $communes } { $word }, { $people } inhabitants ({ $period })
sheet-people-unknown = population unknown
sheet-indicator = indicator
sheet-value = value
sheet-national = rank
sheet-peers = peers
sheet-grade = grade
sheet-peers-title = Comparable territories
sheet-note = Rank and peers: share of the other territories of the same kind, or comparable, that have less, of 100.
