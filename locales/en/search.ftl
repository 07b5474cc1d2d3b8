## Search
search-label = Search the site
search-hint = Territory, code, indicator, word of the session…
search-button = Search
search-in-results = Refine the search
search-examples = For example:
search-list = Suggested answers
search-none = Nothing found
search-one = 1 suggestion
search-many = {"{n}"} suggestions
search-title = Search: { $query }
search-empty = Write the name of a territory, a commune code, the SIREN of an intercommunalité, several joined by a +, or a word: brownfields, co-construction, vacant dwellings.
search-found = { $n ->
    [one] One answer to “{ $query }”.
   *[other] { $count } answers to “{ $query }”.
  }
search-found-filtered = { $n ->
    [one] One answer to “{ $query }”, of { $total } without the filters.
   *[other] { $count } answers to “{ $query }”, of { $total } without the filters.
  }
search-no-result = Nothing answers “{ $query }”.
search-no-result-filtered = { $n ->
    [one] Nothing answers “{ $query }” with these filters; one answer without them.
   *[other] Nothing answers “{ $query }” with these filters; { $count } answers without them.
  }
search-no-territory = No territory answers “{ $query }”.
search-corrected = Few answers are spelt so: those one or two typing faults away are shown too, after the others.
search-cut = The question is long: only its first { $words } words, within { $letters } characters, were searched.
search-help = Accents, hyphens, capitals and the order of words do not matter; one fault is forgiven from four letters, two from eight. For a name borne several times, add the département or the région: Saint-Denis (93), Vitré Ille-et-Vilaine.
search-chosen = Filters chosen
search-remove = remove this filter
search-facets = Filter the answers
search-filter = Filter
search-facet-kind = Kind of answer
search-facet-item = Words of the session: { $axis }
search-facet-region = Région
search-pages = Pages of answers
search-page = Page { $page } of { $pages }
search-previous = Previous page
search-next = Next page
search-more = See the { $count } answers
search-instead = Try instead
search-without-word = Without “{ $word }”: { $query }
search-without-filters = Without any filter
search-without-filter = Without the filter “{ $filter }”
search-code = This is a code, or a set of codes
search-thing-laureate = Laureate
search-thing-territory = Territory
search-thing-indicator = Indicator
search-thing-theme = Word of the session
search-thing-call = Text of the call
search-thing-page = Page
search-thing-publication = Publication
search-thing-organisation = Organisation
search-things-laureate = Laureates
search-things-territory = Territories
search-things-indicator = Indicators
search-things-theme = Words of the session
search-things-call = Texts of the call
search-things-page = Pages of the site
search-things-publication = Publications and seminars
search-things-organisation = Organisations

## Why an answer is one
search-why-exact = exact name
search-why-spelling = you wrote “{ $asked }”; found “{ $found }”
search-why-beginning = the name begins with “{ $asked }”
search-why-every-word = every word is in the name
search-why-beginnings = each word begins one of the name
search-why-within = the name, and the département or région
search-why-heading = found in a heading or a short text
search-why-text = found in the text
search-why-typing = fault corrected: { $asked } → { $found }
search-why-typing-more = { $asked } → { $found }
search-expected-kind = one of: { $list }
search-expected-item = the identifier of a word of the session, such as { $example }
search-expected-region = the code of a région, such as { $example }
search-expected-whole = a whole number from 1 to { $most }
search-expected-page = a page from 1 to { $most }
search-expected-cursor = the cursor “next” of an answer to the same question
