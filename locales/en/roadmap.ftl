# The operational roadmap: its actions, who pays, who works, its dates. Language: en.

path-roadmap = roadmaps
path-road-actions = actions
path-road-new-action = new-action
path-road-frame = frame
path-road-schedule = timetable
path-road-import = import
path-road-file = roadmap

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
road-wrong-date = “{ $found }” is not a date: expected one such as 2027-12-31.
road-wrong-value = “{ $found }” is not a number.
road-wrong-reason = A blocked action has its reason.
road-wrong-long = { $found } characters: { $most } at most.
road-wrong-incomplete = Incomplete line.

# Pages of the desk.
road-begin-lead = This workspace has no roadmap yet.
road-begin = Begin the roadmap
road-begin-axis = Axis to be named
road-around-new = New action
road-around-frame = Axes, teams, funders
road-around-schedule = Timetable and what-ifs
road-around-import = Import a file
road-file-csv = Actions (CSV)
road-file-xlsx = Actions (workbook)
road-file-json = Roadmap (JSON)
road-file-toml = Roadmap (TOML)
road-file-ics = Dates (iCalendar)
road-file-pdf = Booklet (PDF)
road-files-title = Files
road-span-told = From { $from } to { $to }, { $actions }.
road-money-told = Cost: { $cost }, of which { $secured } secured, { $asked } asked, { $refused } refused, { $own } of the territory.
road-actions-title = Actions
road-filter = Filter
road-filter-all = All
road-filter-words = Words of the title or of the owner
road-none-here = No action answers this filter.
road-column-dates = Dates
road-column-cost = Cost
road-row-mandatory = { $priority }, mandatory
road-row-dates = { $from } – { $to }
road-row-undated = No date, { $quarters }
road-row-cost = { $cost }, of which { $open } not secured
road-gantt-heading = Dates in a drawing
road-gantt-lead = Each bar goes from the first to the last quarter of an action; the tables above say the same dates.
road-gantt-title = Dates of the roadmap “{ $title }”
road-gantt-desc =
    { $n ->
        [one] One dated action, from { $from } to { $to }.
       *[other] { $n } dated actions, from { $from } to { $to }.
    }
road-gantt-label = { $title } – { $status }
road-critical = critical path
road-sites-title = Places
road-sites-map = Communes where actions take place, numbered as in the table.
road-site-number = Number
road-site = Place
road-site-commune = Commune
road-action-new = New action
road-action-lead = What you save is read at once by those who work on this roadmap.
road-action-read-lead = Version { $version }.
road-group-what = What
road-group-stand = How it stands
road-group-when = When
road-group-money = With which money
road-group-who = With whom and after what
road-group-where = Where, and how one will know
road-group-quotes = Figures quoted and origin
road-field-id = Short name
road-field-id-hint = Small letters, digits and hyphens; it does not change afterwards.
road-field-axis = Axis
road-field-title = Title
road-field-title_en = Title in English (optional)
road-field-description = Description
road-field-description_en = Description in English (optional)
road-field-owner = Owner
road-field-owner-hint = An organisation.
road-field-partners = Partners
road-field-partners-hint = One a line.
road-field-status = Status
road-field-blocked_because = What blocks it
road-field-priority = Priority
road-field-mandatory = Mandatory: no roadmap without it
road-field-worth = Worth
road-field-worth-hint = What it brings, beside the others; 0 if nobody said.
road-field-quarters = Duration in quarters
road-field-start = First quarter
road-field-start-hint = For instance 2027-Q3; empty if it is not set.
road-field-earliest = Not before
road-field-latest = Over by
road-field-funding = Funding
road-field-funding-hint = One a line: funder ; grant (or nothing) ; year ; euros ; asked, secured or refused.
road-field-own = Share of the territory
road-field-own-hint = One line a year: year ; euros.
road-field-needs = Teams
road-field-needs-hint = One a line: team ; FTE.
road-field-depends = Actions to be over before
road-field-depends-hint = One a line: action ; quarters of waiting (optional).
road-field-sites = Places
road-field-sites-hint = One a line: name ; code of the commune ; longitude ; latitude (optional).
road-field-indicators = Indicators
road-field-indicators-hint = One a line: short name ; name ; unit ; output, result or impact ; source ; why it cannot be measured ; baseline (2027-06-30=0) ; targets (2028-12-31=5 / 2029-12-31=8) ; measures (2028-06-30=2).
road-field-quotes = Figures quoted
road-field-quotes-hint = One a line: subject ; value ; unit ; place ; period ; source ; A, B, C or D. Once frozen, it does not change.
road-field-origins = Where it comes from
road-field-origins-hint = One a line: contribution, challenge, controversy, option or promise ; identifier.
road-field-territory = Territory
road-field-notice = Notice
road-field-notice_en = Notice in English (optional)
road-field-first = First quarter
road-field-axes = Axes
road-field-axes-hint = One a line: short name ; name ; description (optional). English follows a bar: Sols | Soils.
road-field-teams = Teams
road-field-teams-hint = One a line: short name ; name ; FTE (1.5) or by quarter (2027-Q3=1.5 / 2028-Q1=2.5).
road-field-own_budget = Envelope of the territory
road-field-own_budget-hint = 2027=120000 / 2028=600000; a year that is absent is not known and limits nothing.
road-field-funders = Funders
road-field-funders-hint = One a line: short name ; name ; envelopes (2027=120000 / 2028=600000).
road-field-grants = Grants and programmes
road-field-grants-hint = One a line: short name ; funder ; name ; first quarter ; last quarter ; envelopes.
road-frame-title = Axes, teams, funders
road-frame-lead = What holds the actions together.
road-part-span = The roadmap
road-part-axes = Axes
road-part-teams = Teams
road-part-money = Who pays
road-save = Save
road-save-anyway = Save mine
road-field-line = Line { $line }: { $fault }
road-overtaken = Somebody wrote here since you opened this page: { $who }, on { $at }. Nothing was saved; compare, then save again.
road-overtaken-gone = This action was taken out since you opened this page.
road-conflict-lead = What differs between what is saved and what you wrote:
road-conflict-field = Field
road-conflict-theirs = Saved
road-conflict-yours = Yours
road-taken = This short name is taken.
road-dates-stale = These dates no longer keep the limits of the roadmap.
road-not-allowed = You may not write this roadmap.
road-elsewhere = { $where }: { $fault }
road-remove = Take this action out
road-remove-lead = It stays in the story of the roadmap. An action on which others depend is not taken out.
road-schedule-title = Timetable and what-ifs
road-schedule-lead = Dates that keep envelopes, teams, windows and dependencies, with what is proved of them.
road-schedule-running = Work under way for { $seconds } s, { $limit } s at most. You may leave this page.
road-schedule-again = See where it is
road-schedule-busy = Too much is being worked out: try again in a moment.
road-schedule-stale = The roadmap was changed since this was worked out.
road-dates-title = Dates found
road-take = Take these dates
road-contradiction-title = What contradicts itself
road-notes-title = To be known
road-work-title = Look for dates
road-work-seconds = Time of work at most
road-work-start = Look
road-refusal-title = What if some money is refused?
road-refusal-lead = The timetable is worked out again without this money, and compared.
road-refusal-payer = Money
road-refusal-year = Year
road-refusal-all-years = All
road-refusal-start = Compare
road-import-title = Import a file
road-import-lead = A whole roadmap, actions alone or dates alone: the file is read, all its faults are told, and what it would change is shown before it is taken.
road-import-problems = The file has faults:
road-import-preview = What would change
road-import-format = Form
road-import-format-toml = Whole roadmap (TOML)
road-import-format-json = Whole roadmap (JSON)
road-import-format-csv = Actions alone (CSV; an XLSX workbook as a file)
road-import-format-ics = Dates alone (iCalendar)
road-import-file = File
road-import-text = Or the text
road-import-text-hint = A file that is chosen comes before this text.
road-import-look = Read and compare
road-import-take = Take
road-import-same = Nothing would change.
road-import-lines =
    { $n ->
        [one] One change:
       *[other] { $n } changes:
    }
road-import-new = New action: { $action }
road-import-changed = Changed action: { $action } ({ $fields })
road-import-gone = Action taken out: { $action }
road-import-frame = Changed: { $part }
road-import-row = Row { $row }, { $field }
road-import-not-text = The file is not a text in UTF-8.
road-import-no-calendar = The text is no calendar: { $what }
road-import-foreign = “{ $event }” is no action of this roadmap.
road-import-no-dates = “{ $action }” has no first day, or is over before it begins.
road-import-twice = “{ $action }” is in the calendar twice.
road-import-column = Unknown column: { $name }
road-import-no-column = The column “{ $name }” is missing.
road-booklet-kind = Operational roadmap
road-booklet-calendar = Timetable
road-booklet-funding = Funding
road-booklet-indicators = Indicators
road-booklet-quotes = Figures quoted
road-booklet-line = { $payer }, { $year }: { $euros } ({ $state })
road-booklet-own = Territory, { $year }: { $euros }
road-booklet-indicator = { $name } ({ $nature }, { $unit })
road-booklet-not-measurable = cannot be measured now: { $reason }
road-booklet-baseline = baseline { $value } ({ $on })
road-booklet-target = target { $value } ({ $on })
road-booklet-measure = measured { $value } ({ $on })
road-booklet-quote = { $label }: { $value } { $unit }, { $place }, { $period } ({ $source }, grade { $grade })
road-agenda-title = Roadmap: { $title }
right-see-roadmap = roadmaps of laureates
right-write-roadmap = writing roadmaps
