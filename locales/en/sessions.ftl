## Sessions
path-sessions = sessions
path-session-call = call
path-session-reading = reading-grid
path-session-apply = apply
path-session-stages = stages
path-session-governance = governance
path-session-easy = easy-to-read
nav-sessions = Sessions
sessions-title = Sessions
sessions-lead = Each session puts a question to the territories. Sessions live side by side: national, local or flash.
session-parts = The session
session-overview = In brief
session-call = The call
session-reading = Reading grid
session-apply = Apply
session-stages = Stages and publications
session-governance = Governance
session-easy = Easy to read
session-easy-not-approved = This text follows the rules of easy-to-read writing. The people for whom it is meant have not read it yet: it does not bear the logo.
session-read-call = Read the call
session-kind-national = National session
session-kind-local = Local atelier
session-kind-flash = Flash atelier
session-status-announced = Session announced
session-status-open = Applications open
session-status-under-review = Dossiers under review
session-status-laureates-named = Laureates named
session-status-completed = Session completed
session-dimensions = Three dimensions
session-taxonomy = Sectors and values
session-pilot = Pilot
session-partners = Partners of the jury and follow-up committee
session-experts = Associated experts and researchers
session-publications = Publications
session-at-stage = Here now
session-follow-up = Follow-up
session-sources = Provenance
session-publication-awaited = to come
session-documents = Application documents
session-calendar = Calendar

## Laureates
laureates-title = The laureate territories
laureates-map = Map of France: the laureates
laureates-lead = { $n ->
    [one] One territory, { $communes } communes.
   *[other] { $count } territories, { $communes } communes.
  }
laureate-bearers = Borne by
laureate-services = With the services of the State
laureate-stage = How far along?
laureate-stage-unknown = The call does not say which stage this territory has reached: none is marked.
laureate-perimeter = Perimeter
laureate-portrait = See the portrait of the territory
laureate-communes-label = communes
laureate-people-label = inhabitants
