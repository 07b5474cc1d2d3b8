## Network: directory, replication sheets, possible actions
path-network = network
path-network-actions = actions
path-network-territory = territory
path-sheets = sheets
path-listing = directory

sheets-title = Replication sheets
sheets-lead = What another territory can take up of your roadmap, or of one of its actions.
sheet-about = Subject
sheet-about-roadmap = The whole roadmap
sheet-about-action = An action of the roadmap
sheet-of = Sheet: { $what }
sheet-lead = Tell the need, what worked, what was difficult and what it takes. The figures of the territory, the costs and the measures of the last report are added when it is published.
sheet-state-none = Not begun
sheet-state-draft = Version { $number }, being written
sheet-state-published = Version { $number }, published
sheet-published = Version { $number }, published on { $when }
sheet-need = Need
sheet-results = Results
sheet-difficulties = Difficulties
sheet-reproducible = What can be taken up
sheet-context = Context
sheet-costs = Costs, in a few words
sheet-costs-total = Cost by the roadmap: { $cost }, of which { $secured } secured, { $asked } asked for, { $refused } refused and { $own } paid by the territory.
sheet-prerequisites = What it takes
sheet-prerequisite-said = In detail
sheet-measures = Measures of the last report
sheet-measures-about = { $months }-month report, deposited on { $when }.
sheet-measured = Measure
sheet-profile = Profile of the territory
sheet-profile-about = Figures of the atlas on the day of publication: they no longer change. The first are the axes along which territories are compared.
sheet-publish = Publish the sheet
sheet-publish-about = A published sheet no longer changes; a correction is a new version, which says why.
sheet-preview = The sheet as it would be published:
sheet-correct = Correct by a new version
sheet-correct-about = The published version can still be read; it will say that another corrects it.
sheet-corrected = A later version corrects this one.
sheet-see-correction = Read the version that corrects it
sheet-corrects = This version corrects the one before: { $reason }
sheet-see-corrected = Read the version corrected

prerequisite-skills = Skills
prerequisite-engineering = Engineering
prerequisite-land = Land and buildings
prerequisite-regulation = Planning rules
prerequisite-finance = Funding
prerequisite-partners = Partners
prerequisite-governance = Legal competence and political backing
prerequisite-knowledge = Data and knowledge of the place
prerequisite-demand = Demand of inhabitants or firms
answer-met = Met
answer-not-met = Not met
answer-unknown = I do not know

network-title = Network of territories and experts
network-lead = The territories that took part in a session, what they published, and the experts who agree to be named.
network-agreed = Taking part, départements and publications are public. The current stage and the contact of a territory are here only when it agreed; an expert is here only by themselves. Anyone withdraws when they wish.
network-territories = Territories
network-territories-count = { $n ->
    [0] No territory.
    [one] { $count } territory.
   *[other] { $count } territories.
  }
network-experts = Experts
network-experts-count = { $n ->
    [0] No expert is named here.
    [one] { $count } expert.
   *[other] { $count } experts.
  }
network-session = Session
network-departement = Département
network-theme = Theme
network-words = Name or field
network-name = Name
network-fields = Fields
network-published = Publications
network-contact = Contact
network-no-stage = Not said
network-sheet = Sheet: { $title }
network-csv = Download the directory (CSV)
network-error-filter = No entry has this choice: { $list }.

network-actions-title = Which actions could work here?
network-actions-lead = Published sheets, from the nearest to your situation to the farthest, and why.
network-actions-territory = Territory
network-actions-hint = A name, the code of a commune, of an EPCI or of a département. Optional: without a territory, only your answers count.
network-actions-answers = What your territory has already
network-actions-answers-lead = These answers stay in the address of the page; nothing is recorded.
network-actions-search = Search
network-actions-rule = How the order is made
network-actions-for = For { $name }
network-sheets = Published sheets
network-sheets-count = { $n ->
    [0] No sheet is published yet.
    [one] { $count } sheet.
   *[other] { $count } sheets.
  }
network-rule-1 = First the sheets for which the least lacks of what it takes, by your answers.
network-rule-2 = Then, when equal, those whose territory is nearest to yours: Gower's distance along the axes of comparison, from 0 (alike) to 1 (opposite ends). Without a known distance, at the end.
network-rule-3 = Then those of which the least is to be verified, then the order of names. There is no overall score.
network-rule-4 = Along an axis, two territories are near up to { $near }% of the extent of the EPCI, far beyond { $far }%.
network-rule-5 = The figures of the territory of the sheet are those of the day it was published; yours are those of the atlas of today.
network-why-nothing-asked = The sheet asks for nothing in particular.
network-why-nothing-lacks = Nothing that it takes lacks, by your answers.
network-why-lacking = Lacks: { $list }.
network-why-met = Met: { $list }.
network-why-unknown = To be verified: { $list }.
network-why-distance = Distance between the two territories: { $distance }.
network-why-no-distance = Distance unknown: less than half of the axes are known on both sides.
network-axes = The two territories, axis by axis
network-axis = Axis
network-own = Your territory
network-theirs = Territory of the sheet
network-apart = Difference
network-near = Near ({ $share }% of the extent)
network-between = Neither near nor far ({ $share }% of the extent)
network-far = Far ({ $share }% of the extent)
network-unknown = Unknown
network-overseas = Overseas communes

listing-title = Being in the directory of the network
listing-lead-territory = That your territory takes part is public. When you agree, the directory also shows the stage where you are and, if you give it, a contact.
listing-lead-expert = When you agree, your name and your fields are public in the directory of the network, with a contact if you give one.
listing-lead-withdraw = You withdraw when you wish: these words are then erased, and the journal keeps only that an entry was opened, then withdrawn.
listing-since = In the directory since { $when }.
listing-none = Not in the directory.
listing-fields = Fields, one a line
listing-contact = Contact (optional)
listing-contact-hint = Rather the address of an office than a personal one. It will be public.
listing-agree = Agree and save
listing-withdraw = Leave the directory
right-join-directory = being listed in the directory of the network
