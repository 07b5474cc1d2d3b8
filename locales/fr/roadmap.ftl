# The operational roadmap: its actions, who pays, who works, its dates. Language: fr.

path-roadmap = feuilles-de-route
path-road-actions = actions
path-road-new-action = nouvelle-action
path-road-frame = cadre
path-road-schedule = calendrier
path-road-import = import
path-road-file = feuille-de-route

road-title = Feuille de route
road-of = Feuille de route : { $title }
road-quarter = T{ $number } { $year }
road-euros = { $euros } €
road-fte = { $fte } ETP
road-quarters =
    { $n ->
        [one] { $n } trimestre
       *[other] { $n } trimestres
    }
road-actions-count =
    { $n ->
        [0] Aucune action
        [one] { $n } action
       *[other] { $n } actions
    }
road-points = { $points } points
road-payer-own = le territoire lui-même
road-payer-grant = { $grant } ({ $funder })
road-status-to-start = À engager
road-status-under-way = En cours
road-status-blocked = Bloquée
road-status-done = Terminée
road-status-abandoned = Abandonnée
road-status-postponed = Reportée
road-status-to-discuss = À discuter
road-blocked = Bloquée : { $reason }
road-priority-high = Haute
road-priority-medium = Moyenne
road-priority-low = Basse
road-state-asked = Demandé
road-state-secured = Obtenu
road-state-refused = Refusé
road-nature-output = Réalisation
road-nature-result = Résultat
road-nature-impact = Impact
road-origin-contribution = Contribution
road-origin-challenge = Défi
road-origin-controversy = Controverse
road-origin-option = Option
road-origin-promise = Engagement

# What dates do not keep.
road-broken-envelope = Enveloppe { $year } de { $payer } : { $asked } demandés, { $holds } disponibles ({ $actions }).
road-broken-team = { $team }, { $quarter } : { $asked } nécessaires, { $holds } disponibles ({ $actions }).
road-broken-dependency = « { $after } » commence au { $begins }, alors qu'elle attend « { $before } » jusqu'au { $ready }.
road-broken-window = « { $action } » commence au { $begins } : elle peut commencer du { $from } au { $to }.
road-broken-no-window = « { $action } » commence au { $begins } : aucun trimestre ne lui laisse la place.
road-broken-grant = « { $action } » commence au { $begins }, quand « { $grant } » n'est pas ouvert.

# Limits that contradict each other.
road-limit-envelope = l'enveloppe { $year } de { $payer } : { $holds }
road-limit-team = la capacité de { $team } au { $quarters }
road-limit-window = « { $action } » commence du { $from } au { $to }
road-limit-no-window = « { $action } » n'a aucun trimestre où commencer
road-limit-window-grants = { $limit }, d'après ses dates et l'ouverture de { $grants }
road-limit-dependency = « { $after } » attend « { $before } »
road-limit-obligation = « { $action } » est indispensable
road-contradiction = Ces limites ne peuvent être tenues ensemble ; sans l'une quelconque d'entre elles, les autres le peuvent :
road-contradiction-open = Ces limites ne peuvent être tenues ensemble (le temps donné n'a pas permis d'en établir la plus petite liste) :
road-contradiction-span = Le premier et le dernier trimestre de la feuille de route s'y ajoutent toujours.

# What is proved of dates.
road-proof-optimal = Calendrier prouvé le meilleur
road-proof-feasible = Calendrier réalisable, sans preuve qu'il soit le meilleur
road-proof-infeasible = Aucun calendrier ne tient toutes les limites : c'est prouvé
road-proof-unknown = Rien de trouvé ni de prouvé dans le temps donné
road-value = Valeur : { $value } ; borne : { $bound } ; écart : { $gap }.
road-value-no-gap = Valeur : { $value } ; borne : { $bound }.
road-seconds = Calculé en { $seconds } s.
road-kept = { $kept } sur { $all } actions ont leur place.
road-left-title = Actions sans place
road-critical-title = Chemin critique
road-critical-lead = De la dernière action à finir, en remontant : ce qui empêche chacune de commencer plus tôt.
road-cause-beginning = commence avec la feuille de route
road-cause-begun = déjà commencée
road-cause-after = attend « { $action } »
road-cause-earliest = ne peut commencer plus tôt, d'après ses dates
road-cause-opening = attend l'ouverture de { $grant }
road-cause-team = attend que « { $action } » libère { $team }
road-cause-envelope = l'enveloppe { $year } de { $payer } est épuisée
road-cause-nothing = pourrait commencer plus tôt
road-minimal-title = Feuille de route minimale
road-minimal-lead = Les actions indispensables et ce qu'elles exigent, seules.
road-minimal-none = Aucune action n'est dite indispensable.
road-minimal-cost = Coût : { $cost }.
road-change-title = Sans { $payer }
road-change-title-year = Sans { $payer } en { $year }
road-change-nothing = Rien ne change.
road-change-lost = Perte : { $lost }.
road-change-unsure = Au moins un des deux calendriers n'est pas prouvé le meilleur : la perte est celle entre ce qui a été trouvé.
road-change-impossible = Aucun calendrier ne tient plus : une action indispensable en dépend.
road-change-unknown = Rien n'a été trouvé sans cet argent dans le temps donné.
road-leaves = Sort : { $action }
road-enters = Entre : { $action }, au { $quarter }
road-moves = Se déplace : { $action }, du { $from } au { $to }
road-unknown-envelope = L'enveloppe { $year } de { $payer } n'est pas connue : elle ne limite rien.
road-undated = Sans date : { $action }
road-overrun = Payée sur plusieurs années, une action est engagée entière l'année où elle commence ; une fois ces dates suivies : { $broken }

# The command line.
road-check-good = Rien ne se contredit, et les dates écrites tiennent toutes les limites.
road-check-undated = Rien ne se contredit.
road-check-broken = Les dates écrites ne tiennent pas ces limites :
road-check-possible = D'autres dates les tiennent toutes : « mosaique roadmap schedule » les propose.
road-check-unknown = Le temps donné n'a pas permis de dire si d'autres dates les tiennent toutes.
road-check-failed = la feuille de route ne tient pas, telle qu'elle est écrite
road-progress = { $seconds } s de calcul…
road-not-saved = rien à enregistrer : aucun calendrier
road-project = Durée : { $makespan } ; borne : { $bound } ; écart : { $gap }.
road-project-faults = Le projet ne peut être ordonnancé :
road-project-job = activité { $job }
road-project-after = après { $job }
road-project-units = attend les unités { $resource } de { $job }
road-column-action = Action
road-column-axis = Axe
road-column-begins = Début
road-column-ends = Fin
road-column-alone = Marge seule
road-column-chain = Marge en chaîne

# Disagreements, told by a form.
road-wrong-taken = « { $name } » est déjà pris.
road-wrong-axis = « { $name } » n'est pas un axe de la feuille de route.
road-wrong-team = « { $name } » n'est pas une équipe de la feuille de route.
road-wrong-funder = « { $name } » n'est pas un financeur de la feuille de route.
road-wrong-grant = « { $name } » n'est pas un appel de la feuille de route.
road-wrong-action = « { $name } » n'est pas une action de la feuille de route.
road-wrong-grant-of = L'appel « { $name } » est de « { $funder } ».
road-wrong-twice = « { $name } » est écrit deux fois.
road-wrong-itself = L'action s'attend elle-même.
road-wrong-ring = Ces actions s'attendent en rond : { $names }.
road-wrong-not-planned = « { $name } » est abandonnée ou reportée.
road-wrong-no-start = Une action commencée a un trimestre de début.
road-wrong-outside = { $quarter } est hors de la feuille de route, du { $first } au { $last }.
road-wrong-short = { $room } du { $from } au { $to } : l'action dure { $quarters }.
road-wrong-closes = L'appel se ferme avant de s'ouvrir.
road-wrong-order = Les trimestres se suivent : { $quarter } vient trop tôt.
road-wrong-measured = Un indicateur non mesurable n'a pas de mesure.
road-wrong-changed = La citation a été changée depuis qu'elle est figée.
road-wrong-half = Il faut les deux coordonnées, ou aucune.
road-wrong-place = Ces coordonnées sont hors du monde.
road-wrong-bounds = { $found } : attendu de { $least } à { $most }.
road-wrong-too-much = Les montants dépassent mille milliards d'euros.
road-wrong-empty = À remplir.
road-wrong-quarter = « { $found } » n'est pas un trimestre : attendu par exemple 2027-T1.
road-wrong-number = « { $found } » n'est pas un nombre entier.
road-wrong-people = « { $found } » n'est pas un nombre d'ETP (deux décimales au plus).
road-wrong-name = « { $found } » n'est pas un nom court : petites lettres, chiffres et tirets.
road-wrong-choice = « { $found } » n'est pas l'un des choix.
road-wrong-commune = « { $found } » n'est pas un code de commune.
road-wrong-date = « { $found } » n'est pas une date : attendu par exemple 2027-12-31.
road-wrong-value = « { $found } » n'est pas un nombre.
road-wrong-reason = Une action bloquée a sa raison.
road-wrong-long = { $found } caractères : { $most } au plus.
road-wrong-incomplete = Ligne incomplète.

# Pages of the desk.
road-begin-lead = Cet espace n'a pas encore de feuille de route.
road-begin = Commencer la feuille de route
road-begin-axis = Axe à nommer
road-around-new = Nouvelle action
road-around-frame = Axes, équipes, financeurs
road-around-schedule = Calendrier et hypothèses
road-around-import = Importer un fichier
road-file-csv = Actions (CSV)
road-file-xlsx = Actions (classeur)
road-file-json = Feuille de route (JSON)
road-file-toml = Feuille de route (TOML)
road-file-ics = Dates (iCalendar)
road-file-pdf = Livret (PDF)
road-files-title = Fichiers
road-span-told = Du { $from } au { $to }, { $actions }.
road-money-told = Coût : { $cost }, dont { $secured } obtenus, { $asked } demandés, { $refused } refusés, { $own } du territoire.
road-actions-title = Actions
road-filter = Filtrer
road-filter-all = Tous
road-filter-words = Mots du titre ou du pilote
road-none-here = Aucune action ne répond à ce filtre.
road-column-dates = Dates
road-column-cost = Coût
road-row-mandatory = { $priority }, indispensable
road-row-dates = { $from } – { $to }
road-row-undated = Sans date, { $quarters }
road-row-cost = { $cost }, dont { $open } non obtenus
road-gantt-heading = Dates en un dessin
road-gantt-lead = Chaque barre va du premier au dernier trimestre d'une action ; les tableaux ci-dessus disent les mêmes dates.
road-gantt-title = Dates de la feuille de route « { $title } »
road-gantt-desc =
    { $n ->
        [one] Une action datée, du { $from } au { $to }.
       *[other] { $n } actions datées, du { $from } au { $to }.
    }
road-gantt-label = { $title } – { $status }
road-critical = chemin critique
road-sites-title = Lieux
road-sites-map = Communes où des actions ont lieu, numérotées comme dans le tableau.
road-site-number = Numéro
road-site = Lieu
road-site-commune = Commune
road-action-new = Nouvelle action
road-action-lead = Ce que vous enregistrez est aussitôt lu de ceux qui travaillent à cette feuille de route.
road-action-read-lead = Version { $version }.
road-group-what = Quoi
road-group-stand = Où en est-elle
road-group-when = Quand
road-group-money = Avec quel argent
road-group-who = Avec qui et après quoi
road-group-where = Où, et comment le saura-t-on
road-group-quotes = Chiffres cités et origine
road-field-id = Nom court
road-field-id-hint = Petites lettres, chiffres et tirets ; il ne change plus ensuite.
road-field-axis = Axe
road-field-title = Titre
road-field-title_en = Titre en anglais (facultatif)
road-field-description = Description
road-field-description_en = Description en anglais (facultatif)
road-field-owner = Pilote
road-field-owner-hint = Une organisation.
road-field-partners = Partenaires
road-field-partners-hint = Un par ligne.
road-field-status = État
road-field-blocked_because = Ce qui la bloque
road-field-priority = Priorité
road-field-mandatory = Indispensable : pas de feuille de route sans elle
road-field-worth = Valeur
road-field-worth-hint = Ce qu'elle apporte, comparée aux autres ; 0 si personne ne l'a dit.
road-field-quarters = Durée en trimestres
road-field-start = Trimestre de début
road-field-start-hint = Par exemple 2027-T3 ; vide s'il n'est pas fixé.
road-field-earliest = Pas avant
road-field-latest = Finie au plus tard au
road-field-funding = Financements
road-field-funding-hint = Un par ligne : financeur ; appel (ou rien) ; année ; euros ; asked, secured ou refused.
road-field-own = Part du territoire
road-field-own-hint = Une ligne par année : année ; euros.
road-field-needs = Équipes
road-field-needs-hint = Une par ligne : équipe ; ETP.
road-field-depends = Actions à finir avant
road-field-depends-hint = Une par ligne : action ; trimestres d'attente (facultatif).
road-field-sites = Lieux
road-field-sites-hint = Un par ligne : nom ; code de la commune ; longitude ; latitude (facultatives).
road-field-indicators = Indicateurs
road-field-indicators-hint = Un par ligne : nom court ; nom ; unité ; output, result ou impact ; source ; pourquoi il n'est pas mesurable ; départ (2027-06-30=0) ; cibles (2028-12-31=5 / 2029-12-31=8) ; mesures (2028-06-30=2).
road-field-quotes = Chiffres cités
road-field-quotes-hint = Un par ligne : sujet ; valeur ; unité ; lieu ; période ; source ; A, B, C ou D. Une fois figé, il ne change plus.
road-field-origins = D'où elle vient
road-field-origins-hint = Un par ligne : contribution, challenge, controversy, option ou promise ; identifiant.
road-field-territory = Territoire
road-field-notice = Avertissement
road-field-notice_en = Avertissement en anglais (facultatif)
road-field-first = Premier trimestre
road-field-axes = Axes
road-field-axes-hint = Un par ligne : nom court ; nom ; description (facultative). L'anglais suit une barre : Sols | Soils.
road-field-teams = Équipes
road-field-teams-hint = Une par ligne : nom court ; nom ; ETP (1,5) ou par trimestre (2027-T3=1,5 / 2028-T1=2,5).
road-field-own_budget = Enveloppe du territoire
road-field-own_budget-hint = 2027=120000 / 2028=600000 ; une année absente n'est pas connue et ne limite rien.
road-field-funders = Financeurs
road-field-funders-hint = Un par ligne : nom court ; nom ; enveloppes (2027=120000 / 2028=600000).
road-field-grants = Appels et programmes
road-field-grants-hint = Un par ligne : nom court ; financeur ; nom ; premier trimestre ; dernier trimestre ; enveloppes.
road-frame-title = Axes, équipes, financeurs
road-frame-lead = Ce qui tient les actions ensemble.
road-part-span = La feuille de route
road-part-axes = Axes
road-part-teams = Équipes
road-part-money = Qui paie
road-save = Enregistrer
road-save-anyway = Enregistrer la mienne
road-field-line = Ligne { $line } : { $fault }
road-overtaken = Quelqu'un a écrit ici depuis que vous avez ouvert cette page : { $who }, le { $at }. Rien n'a été enregistré ; comparez, puis enregistrez de nouveau.
road-overtaken-gone = Cette action a été retirée depuis que vous avez ouvert cette page.
road-conflict-lead = Ce qui diffère entre ce qui est enregistré et ce que vous avez écrit :
road-conflict-field = Champ
road-conflict-theirs = Enregistré
road-conflict-yours = Le vôtre
road-taken = Ce nom court est déjà pris.
road-dates-stale = Ces dates ne tiennent plus les limites de la feuille de route.
road-not-allowed = Vous ne pouvez pas écrire cette feuille de route.
road-elsewhere = { $where } : { $fault }
road-remove = Retirer cette action
road-remove-lead = Elle reste dans l'histoire de la feuille de route. Une action dont d'autres dépendent ne se retire pas.
road-schedule-title = Calendrier et hypothèses
road-schedule-lead = Des dates qui tiennent enveloppes, équipes, fenêtres et dépendances, avec ce qui en est prouvé.
road-schedule-running = Calcul en cours depuis { $seconds } s, { $limit } s au plus. Vous pouvez quitter cette page.
road-schedule-again = Voir où il en est
road-schedule-busy = Trop de calculs sont en cours : réessayez dans un instant.
road-schedule-stale = La feuille de route a été modifiée depuis ce calcul.
road-dates-title = Dates trouvées
road-take = Prendre ces dates
road-contradiction-title = Ce qui se contredit
road-notes-title = À savoir
road-work-title = Chercher des dates
road-work-seconds = Temps de calcul au plus
road-work-start = Chercher
road-refusal-title = Et si un financement est refusé ?
road-refusal-lead = Le calendrier est cherché de nouveau sans cet argent, et comparé.
road-refusal-payer = Financement
road-refusal-year = Année
road-refusal-all-years = Toutes
road-refusal-start = Comparer
road-import-title = Importer un fichier
road-import-lead = Feuille entière, actions seules ou dates seules : le fichier est lu, ses fautes sont toutes dites, et ce qu'il changerait est montré avant d'être pris.
road-import-problems = Le fichier a des fautes :
road-import-preview = Ce qui changerait
road-import-format = Forme
road-import-format-toml = Feuille de route entière (TOML)
road-import-format-json = Feuille de route entière (JSON)
road-import-format-csv = Actions seules (CSV ; classeur XLSX en fichier)
road-import-format-ics = Dates seules (iCalendar)
road-import-file = Fichier
road-import-text = Ou le texte
road-import-text-hint = Un fichier choisi l'emporte sur ce texte.
road-import-look = Lire et comparer
road-import-take = Prendre
road-import-same = Rien ne changerait.
road-import-lines =
    { $n ->
        [one] Un changement :
       *[other] { $n } changements :
    }
road-import-new = Nouvelle action : { $action }
road-import-changed = Action changée : { $action } ({ $fields })
road-import-gone = Action retirée : { $action }
road-import-frame = Changé : { $part }
road-import-row = Ligne { $row }, { $field }
road-import-not-text = Le fichier n'est pas un texte en UTF-8.
road-import-no-calendar = Le texte n'est pas un calendrier : { $what }
road-import-foreign = « { $event } » n'est pas une action de cette feuille de route.
road-import-no-dates = « { $action } » n'a pas de date de début, ou finit avant de commencer.
road-import-twice = « { $action } » est deux fois dans le calendrier.
road-import-column = Colonne inconnue : { $name }
road-import-no-column = La colonne « { $name } » manque.
road-booklet-kind = Feuille de route opérationnelle
road-booklet-calendar = Calendrier
road-booklet-funding = Financements
road-booklet-indicators = Indicateurs
road-booklet-quotes = Chiffres cités
road-booklet-line = { $payer }, { $year } : { $euros } ({ $state })
road-booklet-own = Territoire, { $year } : { $euros }
road-booklet-indicator = { $name } ({ $nature }, { $unit })
road-booklet-not-measurable = non mesurable actuellement : { $reason }
road-booklet-baseline = départ { $value } ({ $on })
road-booklet-target = cible { $value } ({ $on })
road-booklet-measure = mesure { $value } ({ $on })
road-booklet-quote = { $label } : { $value } { $unit }, { $place }, { $period } ({ $source }, qualité { $grade })
road-agenda-title = Feuille de route : { $title }
right-see-roadmap = feuilles de route des lauréats
right-write-roadmap = écriture des feuilles de route
