# The operational roadmap: its actions, who pays, who works, its dates. Language: en.

path-roadmap = roadmaps
path-road-actions = actions
path-road-new-action = new-action
path-road-frame = frame
path-road-schedule = timetable
path-road-import = import
path-road-booklet = roadmap.pdf

road-title = Roadmap
road-of = Roadmap: { $title }
road-quarter = Q{ $number } { $year }
road-euros = €{ $euros }
road-fte = { $fte } FTE
road-quarters =
    { $n ->
        [one] { $n } quarter
       *[other] { $n } quarters
    }
road-actions-count =
    { $n ->
        [0] No action
        [one] { $n } action
       *[other] { $n } actions
    }
road-points = { $points } points
road-payer-own = the territory itself
road-payer-grant = { $grant } ({ $funder })
road-status-to-start = To start
road-status-under-way = Under way
road-status-blocked = Blocked
road-status-done = Done
road-status-abandoned = Abandoned
road-status-postponed = Postponed
road-status-to-discuss = To discuss
road-blocked = Blocked: { $reason }
road-priority-high = High
road-priority-medium = Medium
road-priority-low = Low
road-state-asked = Asked
road-state-secured = Secured
road-state-refused = Refused
road-nature-output = Output
road-nature-result = Result
road-nature-impact = Impact
road-origin-contribution = Contribution
road-origin-challenge = Challenge
road-origin-controversy = Controversy
road-origin-option = Option
road-origin-promise = Promise

# What dates do not keep.
road-broken-envelope = { $year } envelope of { $payer }: { $asked } asked, { $holds } available ({ $actions }).
road-broken-team = { $team }, { $quarter }: { $asked } needed, { $holds } available ({ $actions }).
road-broken-dependency = “{ $after }” begins in { $begins }, while it waits for “{ $before }” until { $ready }.
road-broken-window = “{ $action }” begins in { $begins }: it may begin from { $from } to { $to }.
road-broken-no-window = “{ $action }” begins in { $begins }: no quarter leaves it room.
road-broken-grant = “{ $action }” begins in { $begins }, while “{ $grant }” is not open.

# Limits that contradict each other.
road-limit-envelope = the { $year } envelope of { $payer }: { $holds }
road-limit-team = the capacity of { $team } in { $quarters }
road-limit-window = “{ $action }” begins from { $from } to { $to }
road-limit-no-window = “{ $action }” has no quarter in which to begin
road-limit-window-grants = { $limit }, by its dates and the opening of { $grants }
road-limit-dependency = “{ $after }” waits for “{ $before }”
road-limit-obligation = “{ $action }” must be done
road-contradiction = These limits cannot be kept together; without any one of them, the others can:
road-contradiction-open = These limits cannot be kept together (the time given did not suffice for the smallest list):
road-contradiction-span = The first and the last quarter of the roadmap always come beside them.

# What is proved of dates.
road-proof-optimal = Timetable proved to be the best
road-proof-feasible = Timetable that keeps everything, not proved to be the best
road-proof-infeasible = No timetable keeps all limits: this is proved
road-proof-unknown = Nothing found nor proved in the time given
road-value = Value: { $value }; bound: { $bound }; gap: { $gap }.
road-value-no-gap = Value: { $value }; bound: { $bound }.
road-seconds = Worked out in { $seconds } s.
road-kept = { $kept } of { $all } actions have a place.
road-left-title = Actions without a place
road-critical-title = Critical path
road-critical-lead = From the last action to end, going back: what keeps each from beginning earlier.
road-slack-title = Slack
road-cause-beginning = begins with the roadmap
road-cause-begun = already begun
road-cause-after = waits for “{ $action }”
road-cause-earliest = may not begin earlier, by its dates
road-cause-opening = waits for the opening of { $grant }
road-cause-team = waits for “{ $action }” to free { $team }
road-cause-envelope = the { $year } envelope of { $payer } is used up
road-cause-nothing = could begin earlier
road-minimal-title = Minimal roadmap
road-minimal-lead = The actions that must be done and what they need, alone.
road-minimal-none = No action is said to be mandatory.
road-minimal-cost = Cost: { $cost }.
road-change-title = Without { $payer }
road-change-title-year = Without { $payer } in { $year }
road-change-nothing = Nothing changes.
road-change-lost = Loss: { $lost }.
road-change-unsure = At least one of the two timetables is not proved to be the best: the loss is between what was found.
road-change-impossible = No timetable holds any more: an action that must be done depends on it.
road-change-unknown = Nothing was found without this money in the time given.
road-leaves = Leaves: { $action }
road-enters = Enters: { $action }, in { $quarter }
road-moves = Moves: { $action }, from { $from } to { $to }
road-unknown-envelope = The { $year } envelope of { $payer } is not known: it limits nothing.
road-undated = Without a date: { $action }
road-overrun = Paid over several years, an action is committed whole in the year in which it begins; once these dates are followed: { $broken }

# The command line.
road-check-good = Nothing contradicts itself, and the dates as written keep all limits.
road-check-undated = Nothing contradicts itself.
road-check-broken = The dates as written do not keep these limits:
road-check-possible = Other dates keep all of them: “mosaique roadmap schedule” proposes some.
road-check-unknown = The time given did not suffice to tell whether other dates keep all of them.
road-check-failed = the roadmap does not hold as it is written
road-progress = { $seconds } s of work…
road-not-saved = nothing to save: no timetable
road-project = Makespan: { $makespan }; bound: { $bound }; gap: { $gap }.
road-project-faults = The project cannot be scheduled:
road-project-job = job { $job }
road-project-after = after { $job }
road-project-units = waits for the units { $resource } of { $job }
road-column-action = Action
road-column-axis = Axis
road-column-begins = Begins
road-column-ends = Ends
road-column-alone = Slack alone
road-column-chain = Slack in its chain
road-column-cause = Why not earlier

# Disagreements, told by a form.
road-wrong-taken = “{ $name }” is taken.
road-wrong-axis = “{ $name }” is no axis of the roadmap.
road-wrong-team = “{ $name }” is no team of the roadmap.
road-wrong-funder = “{ $name }” is no funder of the roadmap.
road-wrong-grant = “{ $name }” is no grant of the roadmap.
road-wrong-action = “{ $name }” is no action of the roadmap.
road-wrong-grant-of = The grant “{ $name }” is of “{ $funder }”.
road-wrong-twice = “{ $name }” is written twice.
road-wrong-itself = The action waits for itself.
road-wrong-ring = These actions wait for each other in a ring: { $names }.
road-wrong-not-planned = “{ $name }” is abandoned or postponed.
road-wrong-no-start = An action that began has its first quarter.
road-wrong-outside = { $quarter } is outside of the roadmap, from { $first } to { $last }.
road-wrong-short = { $room } from { $from } to { $to }: the action lasts { $quarters }.
road-wrong-closes = The grant closes before it opens.
road-wrong-order = Quarters follow one another: { $quarter } comes too early.
road-wrong-measured = An indicator that cannot be measured has no measure.
road-wrong-changed = The quotation was changed after it was frozen.
road-wrong-half = Both coordinates, or none.
road-wrong-place = These coordinates are outside of the world.
road-wrong-bounds = { $found }: expected { $least } to { $most }.
road-wrong-too-much = The amounts pass a thousand billion euros.
road-wrong-empty = To be filled in.
road-wrong-quarter = “{ $found }” is not a quarter: expected one such as 2027-Q1.
road-wrong-number = “{ $found }” is not a whole number.
road-wrong-people = “{ $found }” is not a number of FTE (two decimals at most).
road-wrong-name = “{ $found }” is not a short name: small letters, digits and hyphens.
road-wrong-choice = “{ $found }” is none of the choices.
road-wrong-commune = “{ $found }” is not a commune code.
road-wrong-degrees = “{ $found }” is not a number of degrees.
road-wrong-date = “{ $found }” is not a date: expected one such as 2027-12-31.
road-wrong-value = “{ $found }” is not a number.
road-wrong-reason = A blocked action has its reason.
road-wrong-long = { $found } characters: { $most } at most.
road-wrong-incomplete = Incomplete line.
