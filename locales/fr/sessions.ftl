## Sessions
path-sessions = sessions
path-session-call = appel
path-session-reading = grille-de-lecture
path-session-apply = candidater
path-session-stages = etapes
path-session-governance = gouvernance
path-session-easy = facile-a-lire
nav-sessions = Sessions
sessions-title = Les sessions
sessions-lead = Chaque session pose une question aux territoires. Les sessions vivent côte à côte : nationales, locales ou flash.
session-parts = La session
session-overview = En bref
session-call = L'appel
session-reading = Grille de lecture
session-apply = Candidater
session-stages = Étapes et publications
session-governance = Gouvernance
session-easy = Facile à lire
session-easy-not-approved = Ce texte suit les règles du « facile à lire et à comprendre ». Des personnes concernées ne l'ont pas encore relu : il ne porte donc pas le logo.
session-read-call = Lire l'appel
session-kind-national = Session nationale
session-kind-local = Atelier local
session-kind-flash = Atelier flash
session-status-announced = Session annoncée
session-status-open = Candidatures ouvertes
session-status-under-review = Dossiers à l'étude
session-status-laureates-named = Lauréats désignés
session-status-completed = Session achevée
session-dimensions = Trois dimensions
session-taxonomy = Secteurs et valeurs
session-pilot = Pilote
session-partners = Partenaires du jury et du comité de suivi
session-experts = Experts et chercheurs associés
session-publications = Publications
session-at-stage = En sont là
session-follow-up = Suivi
session-sources = Provenance
session-publication-awaited = à venir
session-documents = Documents de candidature
session-calendar = Calendrier

## Lauréats
laureates-title = Les territoires lauréats
laureates-map = Carte de France : les lauréats
laureates-lead = { $n ->
    [one] Un territoire, { $communes } communes.
   *[other] { $count } territoires, { $communes } communes.
  }
laureate-bearers = Porté par
laureate-services = Avec les services de l'État
laureate-stage = Où en est-on ?
laureate-stage-unknown = L'appel ne dit pas à quelle étape en est ce territoire : aucune n'est marquée.
laureate-perimeter = Périmètre
laureate-portrait = Voir le portrait du territoire
laureate-communes-label = communes
laureate-people-label = habitants
