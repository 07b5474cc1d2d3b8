## Comparing territories
path-compare = compare
path-figures = figures
compare-title = Compare territories
compare-action = Compare
compare-lead = Two to six territories side by side, indicator by indicator. The first is the one the others are compared with.
compare-chosen = Chosen territories
compare-remove = Remove
compare-add = Add a territory
compare-add-hint = A name or a code: commune, EPCI, département, région, or several codes joined by a +.
compare-add-button = Add
compare-proposed = Comparable with the first by their structure:
compare-full = The comparison is full: remove a territory to add another.
compare-refused = Not everything could be compared
compare-too-many = { $found } territories asked for, 6 at most are compared: the others have been left out.
compare-too-few = { $found } territory asked for, at least 2 are needed: repeat the parameter t (t=16015&t=dep:16).
compare-twice = { $name } is asked for twice: it is shown once.
compare-mixed = These territories are not all of one kind: each takes its rank among its own. { $list }.
compare-among = among { $kind }
compare-among-none = no rank
compare-caption = The indicators, family by family
compare-map = Map of communes on { $day }.
compare-indicator = Indicator
compare-chart = On one axis
compare-no-chart = Nothing to place on an axis.
compare-csv = Comparison (CSV)
compare-json = Comparison (JSON)
compare-people-unknown = population unknown
compare-points = { $difference } points
compare-difference = { $difference }
compare-times = { $times } times
compare-same = no difference
compare-note = Differences are with the first territory. None is given for totals, which differ by size before anything else; for densities it is a ratio.

## Strip of a distribution
strip-less = < { $value }
strip-more = > { $value }
strip-logarithmic = logarithmic scale
strip-unit-logarithmic = { $unit }, log scale
strip-alternative = Distribution of { $count } { $kind }: the middle half goes from { $lower } to { $upper }, the median is { $median }. Here: { $value }, rank { $rank } of 100.
strip-alternative-logarithmic = Distribution of { $count } { $kind }, on a logarithmic scale: the middle half goes from { $lower } to { $upper }, the median is { $median }. Here: { $value }, rank { $rank } of 100.
strip-key-heap = Distribution of { $count } { $kind }
strip-key-band = The middle half
strip-key-median = Median: { $median }
strip-key-peers = { $n ->
    [one] The nearest comparable territory
   *[other] The { $count } nearest comparable territories
  }

## Several territories on one axis
dots-lane = { $letter }: { $name }, { $value }.
dots-lane-median = { $letter }: { $name }, { $value }, median of its kind { $median }.
dots-key = Bar: the middle half of the territories of the same kind; line: their median.

## Pictures
picture-source = Source: { $dataset }, { $producer }, vintage { $vintage }, { $licence }.
picture-made = Period: { $period }. Quality { $grade } ({ $quality }). Map of communes on { $day }. Mosaïque.
picture-map-svg = Map (SVG)
picture-map-png = Map (PNG)

## A figure alone
figure-share = Picture and embedding
figure-alone = Figure alone
figure-code = Code to copy into a page
figure-copy = Copy the code
figure-back = See it in Mosaïque
new-window = (new tab)
oembed-format = The format “{ $found }” is not served: only json is.
oembed-url = The address “{ $found }” is not that of a figure of this site: /en/figures/16015/density is expected.

## Sharing a page
share-title = Share this page
share-address = Address of the page
share-copy = Copy the address
share-copied = Copied
share-mail = Send by e-mail
share-qr = QR code of the address of this page
share-subject = Mosaïque: { $name }
