## Documents

## Addresses and links
path-portrait-sheet = portrait.pdf
path-framing = framework.pdf
path-form = dossier.pdf
path-brochure = brochure.pdf
document-portrait-link = Sheet of the territory (PDF)
document-session-link = Download as PDF
document-brochure-link = Brochure of the session (PDF)

## Common to all documents
document-page = Page
document-of = of
document-online = This portrait on the site
document-contents = Contents
document-printed = Printed on { $day }

## Sheet of a territory
sheet-document = Portrait of a territory
sheet-title = { $name }: portrait of a territory
sheet-description = Indicators, comparable territories and sources. { $name }, { $kind }.
sheet-people = inhabitants (municipal population { $period })
sheet-figures = { $known } of { $of }
sheet-no-map = No map: no contour is known for this territory.
sheet-map-within = { $title }, { $within }
sheet-map-alt = Map of { $place }, commune by commune. Indicator: { $indicator }, { $period }. The { $communes } communes drawn fall into { $classes } classes, from the lightest for the lowest values, from { $lowest }, to the darkest for the highest, up to { $highest }.
sheet-reason = { $axis }: { $own } here, { $theirs } there ({ $share }% of the distance)
sheet-above = { $share }% have less
sheet-source = { $producer }, { $vintage }, { $licence }
sheet-source-people = municipal population
sheet-source-used = { $n ->
    [one] 1 indicator
   *[other] { $count } indicators
  }
document-indicator = Indicator
document-value = Value
document-median = Median
document-period = Period
document-grade = Grade
document-rank = Rank
document-peers = Comparable
document-rank-help = Rank: share of the territories of the same kind, or of the comparable territories, that have less. The median is that of the territories of the same kind. None of this says what is good.
document-strip-help = On each line, the diamond is this territory, the dark part the middle half, the tick the median.
document-absent = No data
document-not-ranked = not ranked
document-peer = Territory
document-distance = Distance
document-reason = What sets it apart most
document-awaits-lead = The datasets that will say more of this territory, family by family. None is in the atlas yet.
document-sources = Sources
document-sources-lead = Every figure comes from one of these datasets. The letter of quality says how it was obtained.

## Framework of the call
framing-document = Framing document
framing-title = { $session }: framework of the call
framing-about = This document gathers what should be read before applying.
framing-status = State of the call
framing-announced = The call is announced; applications are not open yet.
framing-open = Applications are open.
framing-under-review = Applications are closed and being examined.
framing-laureates-named = The laureates are named: the call is closed. This document remains as a record and as a model.
framing-completed = The session is over: the call is closed. This document remains as a record and as a model.
framing-context = Context
framing-bounds-label = Territories accompanied
framing-bounds = from { $min } to { $max }
framing-weight = weight
framing-calendar = Calendar
framing-language = Language

## Application dossier
form-document = Application dossier
form-title = { $session }: application dossier
form-how = How to use this form
form-how-text = This dossier is filled in by hand, or read before it is filled in elsewhere. Lengths are maximums, in characters, spaces included; a sheet may be added where room is short, with the number of the question.
form-personal-data = Personal data
form-other = Other:
form-length = { $length } characters at most
form-enclosures = Enclosures
form-anchors = The highest level of the grid:

## Brochure
brochure-document = Brochure of the session
brochure-title = { $session }: the brochure
brochure-call = The call
brochure-laureates = The laureates
brochure-laureates-count = { $n ->
    [one] One laureate territory
   *[other] { $count } laureate territories
  }
brochure-map-alt = Map of France. The laureates: { $places }.
brochure-people = { $count } inhabitants
brochure-more = Read, compare, follow
