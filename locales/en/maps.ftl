## Maps
nav-maps = Maps
maps-heading = Maps of France
maps-lead = One indicator, all territories, classes that are stated: choose what the map shows, and read the table below it.
maps-choose = What the map shows
maps-indicator = Indicator
maps-level = Territories
maps-method = Classes
maps-classes = Number of classes
maps-show = Show the map
maps-title = { $indicator }, { $level }, { $period }
maps-by-commune = by commune
maps-by-epci = by intercommunality
maps-by-departement = by département
maps-by-region = by région
maps-definition = Definition, formula and source
maps-method-quantiles = equal counts (quantiles)
maps-method-jenks = natural breaks (Jenks)
maps-method-equal = equal intervals
maps-method-quantiles-about = Equal counts: territories are sorted by value, then shared out in classes as near in number as possible. Two equal values are always in the same class.
maps-method-jenks-about = Natural breaks: of all possible cuts, the one that brings the values of a class nearest to their mean (Fisher's optimum, computed exactly over all values).
maps-method-equal-about = Equal intervals: the range, from the smallest value to the largest, is cut in parts of the same width. A class may be empty.
maps-class-above = above { $from } to { $to }
maps-territories = { $n ->
    [0] no territory
    [one] { $count } territory
   *[other] { $count } territories
}
maps-legend = Classes
maps-empty = No territory has a value at this scale: the table says why. Choose other territories or another indicator.
maps-aggregate = This drawing shows the intercommunalities: their communes would be too many for a light page. The interactive map and the SVG file show each commune; so do the table and the legend of classes.
maps-aggregate-open = The map and the table of intercommunalities
maps-file = Map as SVG
maps-file-method = Classes: { $method }. Quality { $grade }.
maps-file-source = Source: { $source }
maps-attribution = Contours: IGN, ADMIN EXPRESS, simplified. Map: Mosaïque.
maps-background-attribution = Background: IGN, Géoplateforme
maps-table = Table
maps-table-title = { $title }: { $count } territories
maps-table-territory = Territory
maps-table-value = Value
maps-table-class = Class, or why there is none
maps-to-table = Read the same values in the table
maps-sort = Order:
maps-sort-falling = from the largest value
maps-sort-rising = from the smallest value
maps-sort-name = names
maps-pages = Pages of the table
maps-page = Page
maps-parts = Go to
maps-mainland = Mainland
maps-find = Find on the map
maps-live-label = Interactive map
maps-live-load = Load the interactive map (500 kB)
maps-live-help = With the keyboard: arrows move the map, + and - change its scale; the territory under the mark is told, Enter opens its portrait.
maps-live-start = Point at, touch or move the map: the territory and its value are told here.
maps-live-nowhere = No territory under the mark
maps-live-open = Open its portrait
maps-live-wheel = Ctrl + wheel to change the scale
maps-live-wheel-mac = ⌘ + wheel to change the scale
maps-live-fingers = Two fingers to move the map
maps-zoom-in = Zoom in
maps-zoom-out = Zoom out
maps-field-token = Token of the territory, the same as in the address of its portrait, from zoom { $zoom } on
maps-field-name = Name of the territory, from zoom { $zoom } on
error-parameter = “{ $found }” is not accepted for “{ $name }”. Expected: { $expected }.
## A map of a territory, commune by commune
territory-map-table = { $name }: { $indicator }, { $count } communes
territory-map-communes = { $n ->
    [one] { $count } commune
   *[other] { $count } communes
}
territory-map-back = Portrait: { $name }
territory-map-csv = All the communes of France (CSV)
territory-map-open = The map and the table of its communes
territory-map-empty = No commune of this territory has a value: there is no map, and the table says why.
