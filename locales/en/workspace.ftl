## Workspaces of laureates
path-workspaces = workspaces
workspaces-title = Workspaces of laureates
workspaces-lead = Each laureate has a workspace: its team, its stages, what was promised, what remains to be done.
workspaces-none = No workspace is open.
workspaces-kept = { $kept } kept of { $all }
workspaces-late = { $n ->
    [one] { $count } late
   *[other] { $count } late
  }
workspaces-open-title = Open a workspace
workspaces-open-none = Each laureate of the session has its workspace.
workspaces-open-laureate = Laureate
workspaces-open-lead = E-mail of the person who answers for it
workspaces-open-lead-hint = They receive a mail with the address of the workspace, and may bring their team. To be left empty when whoever led the dossier goes on.
workspaces-open = Open the workspace
error-laureate = Choose a laureate that has no workspace yet.

workspace-kind = Workspace of a laureate
workspace-laureate = Public page of the laureate
workspace-stage = Stage
workspace-no-stage = Not begun yet
workspace-touched = Last change
workspace-ended = This territory withdrew on { $when }: { $reason }
workspace-reach = Come to a stage
workspace-by = by { $date }
workspace-due = Last day (optional)
workspace-save = Save

workspace-promises = Promises
workspace-promises-lead = What the dossier promised, what the jury asked for, what was promised since. Each report compares how far they are.
workspace-late = Late
workspace-promise-actions = Actions of the roadmap: { $actions }
workspace-tell = Tell how far it is
workspace-status = How far it is
workspace-said = What was done, or why
workspace-actions = Actions of the roadmap that answer it, by their short names
workspace-promise-add = Add a promise
workspace-promise-text = What is promised
workspace-promise-source = Where it was said
promise-source-jury = Reservation of the jury
promise-source-workspace = Since the designation
promise-source-dossier = Dossier: { $question }
promise-status-open = To begin
promise-status-under-way = Under way
promise-status-kept = Kept
promise-status-changed = Kept otherwise
promise-status-dropped = Dropped

workspace-tasks = Tasks
workspace-tasks-none = No task.
workspace-task-add = Add a task
workspace-task-title = What is to be done
workspace-task-owner = Who does it (optional)
workspace-task-done = It is done
workspace-task-again = To be done again

workspace-deliverables = Deliverables
workspace-deliverables-none = No deliverable is expected.
workspace-expect = Expect a deliverable
workspace-expect-name = Name of the deliverable
workspace-deliver = Hand over
workspace-file = Document
workspace-judge = Look at it
workspace-judge-reason = What is to be done again, if it is returned
deliverable-expected = expected
deliverable-delivered = handed over on { $when }
deliverable-accepted = accepted on { $when }
deliverable-returned = returned on { $when }, to be done again
deliverable-verdict-accept = Accept
deliverable-verdict-return = Return, to be done again

workspace-requests = Requests for change
workspace-requests-none = Nothing was asked for.
workspace-ask = Ask for a change
workspace-ask-kind = What changes
workspace-answer = Answer
workspace-take-back = Take the request back
workspace-abandon = Confirm the withdrawal
workspace-abandon-lead = The withdrawal is granted. It happens only if you confirm it; nothing is done in this workspace afterwards.
request-kind-perimeter = Perimeter
request-kind-team = Team
request-kind-calendar = Calendar
request-kind-budget = Budget
request-kind-promise = Promise
request-kind-abandon = Withdrawing
request-asked = Waiting for an answer.
request-granted = Granted on { $when }: { $reason }
request-refused = Refused on { $when }: { $reason }
request-withdrawn = Taken back on { $when }.
request-verdict-grant = Grant
request-verdict-refuse = Refuse

workspace-reports = Progress reports
workspace-report-title = { $n ->
    [one] Report after { $count } month, as of { $day }
   *[other] Report after { $count } months, as of { $day }
  }
workspace-report-as-of = Day of the report
workspace-report-results = Results
workspace-report-difficulties = Difficulties
workspace-report-reproducible = What another territory could take up, and under which conditions
workspace-handed-in = handed in on { $when }

workspace-add = Bring somebody in
workspace-capacity-lead = lead
workspace-capacity-member = member
workspace-capacity-team = supporting team (contractor, expert)
workspace-capacity-state-service = service of the State

workspace-error-day = "{ $found }" is no date.
workspace-error-as-of = Give the day of the report.
workspace-error-action = "{ $found }" is not the short name of an action: small letters without accents, digits and hyphens.
workspace-error-file = Choose a document.
workspace-cause-not-allowed = You do not have this right in this workspace.
workspace-cause-ended = This territory withdrew: nothing changes here any more.
workspace-cause-no-text = The text is missing.
workspace-cause-no-reason = Give a reason.
workspace-cause-too-long = The text has { $found } characters, at most { $most } are kept.
workspace-cause-too-many = There are too many: { $most } at most.
workspace-cause-unknown = What is named is not, or no longer, in this workspace.
workspace-cause-name-taken = This name is already taken.
workspace-cause-conflict = Somebody wrote while you were writing: your text is kept below, read theirs before you save.
workspace-cause-last-lead = Somebody must answer for the workspace: name another lead first.
workspace-cause-no-such-stage = The session has no such stage.
workspace-cause-stage-reached = The workspace has come to this stage already.
workspace-cause-wrong-state = This is not done at this point: load the page again to see how far it is.
workspace-cause-months = Give a number of months from 1 to { $most }.

workspace-story-opened = Workspace opened
workspace-story-added = Somebody joins the workspace, or changes capacity
workspace-story-removed = Somebody leaves the workspace
workspace-story-stage = Stage come to: { $what }
workspace-story-promise = Promise written down
workspace-story-told = Promise: { $what }
workspace-story-task = Task: { $what }
workspace-story-done = Task done: { $what }
workspace-story-undone = Task to be done again: { $what }
workspace-story-expected = Deliverable expected: { $what }
workspace-story-delivered = Deliverable handed over: { $what }
workspace-story-accepted = Deliverable accepted: { $what }
workspace-story-returned = Deliverable returned: { $what }
workspace-story-asked = Change asked for: { $what }
workspace-story-taken-back = Request taken back
workspace-story-granted = Request granted
workspace-story-refused = Request refused
workspace-story-abandoned = The territory withdraws
workspace-story-report = Report written
workspace-story-handed-in = Report handed in

letter-workspace-subject = Your workspace of a laureate: { $place }
letter-workspace-text = You now work in the workspace of the laureate "{ $place }": its team, its stages, its promises.
letter-workspace-action = Open the workspace
letter-why-workspace = You receive this mail because somebody brought you into this workspace on { $site }.
account-workspaces = Your workspaces of laureates

right-see-workspace = workspaces of laureates
right-write-workspace = writing in the workspace of a laureate
right-lead-workspace = answering for the workspace of a laureate
right-follow-up = follow-up of laureates
laureates-editions = What laureates have published
