# The operational roadmap: its actions, who pays, who works, its dates. Language: fr.

path-roadmap = feuilles-de-route
path-road-actions = actions
path-road-new-action = nouvelle-action
path-road-frame = cadre
path-road-schedule = calendrier
path-road-import = import
path-road-booklet = feuille-de-route.pdf

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
road-slack-title = Marges
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
road-column-cause = Pourquoi pas plus tôt

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
road-wrong-degrees = « { $found } » n'est pas un nombre de degrés.
road-wrong-date = « { $found } » n'est pas une date : attendu par exemple 2027-12-31.
road-wrong-value = « { $found } » n'est pas un nombre.
road-wrong-reason = Une action bloquée a sa raison.
road-wrong-long = { $found } caractères : { $most } au plus.
road-wrong-incomplete = Ligne incomplète.
