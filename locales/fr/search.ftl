## Recherche
search-label = Chercher dans le site
search-hint = Territoire, code, indicateur, mot de la session…
search-button = Chercher
search-in-results = Affiner la recherche
search-examples = Par exemple :
search-list = Réponses proposées
search-none = Rien trouvé
search-one = 1 proposition
search-many = {"{n}"} propositions
search-title = Recherche : { $query }
search-empty = Écrivez un nom de territoire, un code de commune, un SIREN d'intercommunalité, plusieurs joints par un +, ou un mot : friches, coconstruction, logements vacants.
search-found = { $n ->
    [one] Une réponse à « { $query } ».
   *[other] { $count } réponses à « { $query } ».
  }
search-found-filtered = { $n ->
    [one] Une réponse à « { $query } », parmi { $total } sans les filtres.
   *[other] { $count } réponses à « { $query } », parmi { $total } sans les filtres.
  }
search-no-result = Rien ne répond à « { $query } ».
search-no-result-filtered = { $n ->
    [one] Rien ne répond à « { $query } » avec ces filtres ; une réponse sans eux.
   *[other] Rien ne répond à « { $query } » avec ces filtres ; { $count } réponses sans eux.
  }
search-no-territory = Aucun territoire ne répond à « { $query } ».
search-corrected = Peu de réponses s'écrivent ainsi : celles qui en sont à une ou deux fautes de frappe sont montrées aussi, après les autres.
search-cut = La demande est longue : seuls ses { $words } premiers mots, dans la limite de { $letters } caractères, ont été cherchés.
search-help = Les accents, les tirets, les majuscules et l'ordre des mots ne comptent pas ; une faute est pardonnée dès quatre lettres, deux dès huit. Pour un nom porté plusieurs fois, ajoutez le département ou la région : Saint-Denis (93), Vitré Ille-et-Vilaine.
search-chosen = Filtres choisis
search-remove = retirer ce filtre
search-facets = Filtrer les réponses
search-filter = Filtrer
search-facet-kind = Genre de réponse
search-facet-item = Mots de la session : { $axis }
search-facet-region = Région
search-pages = Pages de réponses
search-page = Page { $page } sur { $pages }
search-previous = Page précédente
search-next = Page suivante
search-more = Voir les { $count } réponses
search-instead = Essayez plutôt
search-without-word = Sans « { $word } » : { $query }
search-without-filters = Sans aucun filtre
search-without-filter = Sans le filtre « { $filter } »
search-code = C'est un code, ou un ensemble de codes
search-thing-laureate = Lauréat
search-thing-territory = Territoire
search-thing-indicator = Indicateur
search-thing-theme = Mot de la session
search-thing-call = Texte de l'appel
search-thing-page = Page
search-thing-publication = Publication
search-thing-organisation = Organisme
search-things-laureate = Lauréats
search-things-territory = Territoires
search-things-indicator = Indicateurs
search-things-theme = Mots de la session
search-things-call = Textes de l'appel
search-things-page = Pages du site
search-things-publication = Publications et séminaires
search-things-organisation = Organismes

## Pourquoi une réponse en est une
search-why-exact = nom exact
search-why-spelling = vous avez écrit « { $asked } » ; trouvé « { $found } »
search-why-beginning = le nom commence par « { $asked } »
search-why-every-word = tous les mots sont dans le nom
search-why-beginnings = chaque mot en commence un du nom
search-why-within = le nom, et le département ou la région
search-why-heading = trouvé dans un titre ou un texte court
search-why-text = trouvé dans le texte
search-why-typing = faute corrigée : { $asked } → { $found }
search-why-typing-more = { $asked } → { $found }
search-expected-kind = l'un de : { $list }
search-expected-item = l'identifiant d'un mot de la session, comme { $example }
search-expected-region = le code d'une région, comme { $example }
search-expected-whole = un nombre entier de 1 à { $most }
search-expected-page = une page de 1 à { $most }
search-expected-cursor = le curseur « next » d'une réponse à la même demande
