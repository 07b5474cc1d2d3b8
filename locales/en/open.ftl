## Open data
path-api = api

## Downloads
open-downloads-title = Download
open-downloads-lead = One table a kind of territory, with all the indicators. A value that is absent leaves its cell empty, and the next column says why.
open-downloads-kind = Territories
open-downloads-files = Files
open-downloads-schema = Columns
open-downloads-licence = Licence Ouverte 2.0: free to reuse, quoting Mosaïque, the sources named below and their vintage.
open-format-csv = CSV
open-format-csv-french = CSV for a French spreadsheet
open-format-xlsx = XLSX workbook
open-format-parquet = Parquet
open-format-geojson = GeoJSON
open-about-csv = Comma between fields, decimal point, UTF-8: the form that programs read.
open-about-csv-french = Semicolon, decimal comma and UTF-8 mark: opens with a double click in a spreadsheet set to French.
open-about-xlsx = Three sheets: the values, the definition of each column, the sources.
open-about-parquet = In typed columns, compressed with Snappy, with definitions and sources in the metadata.
open-about-geojson = The same values with the simplified contour of each territory, in longitude and latitude.
open-kilobytes = { $size }{"\u00A0"}kB
open-megabytes = { $size }{"\u00A0"}MB
open-programs-title = For programs
open-programs-api = {": portraits, indicators, sessions, as JSON and CSV."}
open-programs-ogc = {": to be opened in mapping software."}
open-programs-catalogue = {": RDF as Turtle, after DCAT-AP, for data portals."}
open-programs-package = {": the list of files and of their columns (Frictionless Data)."}
open-file-title = Indicators by territory, { $kind }: { $format }

## Workbook
open-workbook-title = Indicators of territories
open-sheet-figures = Data
open-sheet-definitions = Definitions
open-sheet-sources = Sources

## Columns
open-column-code-title = Code
open-column-code-about = Code of the territory on the map: commune code, SIREN of an EPCI, code of a département or of a région.
open-column-token-title = Token
open-column-token-about = How the territory is asked for elsewhere on the site: 16015, 200071827, dep:16, reg:75.
open-column-name-title = Name
open-column-name-about = Name of the territory in the official geographic code or the base of intercommunal bodies.
open-column-epci-title = EPCI
open-column-epci-about = SIREN of the EPCI with its own taxation; empty for a commune that is in none.
open-column-departement-title = Département
open-column-departement-about = Code of the département; several codes separated by a space when the territory touches several.
open-column-region-title = Région
open-column-region-about = Code of the région; several codes separated by a space when the territory touches several.
open-column-communes-title = Communes
open-column-communes-about = Number of communes of the territory.
open-column-population-title = Municipal population
open-column-population-about = Sum of the municipal populations in force, in inhabitants; empty when none is known.
open-column-coverage-title = { $indicator }: coverage
open-column-coverage-about = Share of the communes of the territory that have the data, from 0 to 1; empty when there is no value.
open-column-missing-title = { $indicator }: reason of absence
open-column-missing-about = Why there is no value; empty when there is one.
open-column-geometry-title = Simplified contour

## Catalogue
open-catalogue-title = Data catalogue of Mosaïque
open-package-title = Indicators of French territories
open-package-about = All the indicators of Mosaïque for each commune, EPCI, département and région of France, worked out on summed numerators and denominators.
open-dataset-title = Indicators of territories: { $kind }
open-dataset-about = { $count } indicators for all { $kind } of France: value, coverage, and reason of absence when there is no value.
open-service-api = Open interface of Mosaïque
open-service-ogc = Map service OGC API – Features

## Maps
open-ogc-about = Communes, EPCI, départements, régions and laureates of France, with their indicators, as GeoJSON.
open-ogc-collection = All { $kind } of France on the map of the day said, with their indicators. Simplified contours by IGN; the overseas collectivities have none.
open-ogc-laureates = Laureates
open-ogc-laureates-about = The perimeters of the laureates of the session, with their indicators.
open-link-self = This document
open-link-next = Next page
open-link-description = OpenAPI description of the service
open-link-conformance = Conformance classes
open-link-collections = Collections
open-link-collection = Collection of the feature
open-link-items = Features
open-link-queryables = Properties that can be filtered
open-link-schema = Properties and units

## Page of the interface
open-api-title = Open interface
open-api-document = The same document for programs (OpenAPI 3.1, JSON)
open-api-rules-title = Common rules
open-api-rule-version = The version is in the address. Under /api/v1 nothing is removed or changes its meaning; fields may be added. A version 2 would live beside this one for at least twelve months.
open-api-rule-errors = An error is a problem (RFC 9457) in French or in English: what was found, what is expected. An unknown parameter is refused.
open-api-rule-pages = Lists are read page by page. The address of the next one is in next and in the header Link; a cursor is given back as it was received.
open-api-rule-tags = Each answer has a tag (ETag). Given back in If-None-Match, it saves the body when nothing has changed.
open-api-in-path = in the address
open-api-answers = Answers as
open-api-example = Example:

## Requests that are not understood
open-error-unknown-parameter = The parameter “{ $found }” is not expected here. Expected: { $expected }.
open-error-repeated = The parameter “{ $found }” is given twice; it is expected once.
open-error-encoding = The address holds “{ $found }”, which is not UTF-8 text in percents (%C3%A9 for é).
open-error-value = The parameter “{ $name }” is “{ $found }”; expected: { $expected }.
open-error-whole = The parameter “{ $name }” is “{ $found }”; a whole number from { $least } to { $most } is expected.
open-error-at-least-one = The parameter “{ $name }” is “{ $found }”; a whole number from 1 on is expected.
open-error-long = The parameter “{ $name }” is { $found } characters long; { $most } at most are accepted.
open-error-cursor = The cursor “{ $found }” was not given by this list. Start again from the first page, or follow next without changing it.
open-error-bbox = The parameter bbox is “{ $found }”; four numbers in degrees are expected (west, south, east, north), or six with heights, south below north.
open-error-datetime = The parameter datetime is “{ $found }”; an instant is expected (2026-01-01T00:00:00Z), or two ends separated by /, one of which may be “..”.
open-error-nothing = “{ $found }” is not here. Known: { $known }.
open-error-needed = The parameter “{ $name }” is missing; expected: { $expected }.
open-error-not-acceptable = The answer is { $offered }; { $found } was asked for in Accept.
open-error-request = The request cannot be read as it is written.
