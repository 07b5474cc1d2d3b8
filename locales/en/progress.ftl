## Progress reports
path-progress = reports
path-follow-up = follow-up
progress-title = Progress reports
progress-lead = Six, twelve and twenty-four months after its workspace was opened, the laureate tells how far its promises, its actions and its indicators are.
progress-title-months = { $n }-month report
progress-terms = When reports are due
progress-report = Report
progress-due = Last day
progress-stand = State
progress-stand-late = Late
progress-stand-due = Awaited
progress-stand-later = To come
progress-stand-received = Received
progress-none = No report was deposited yet.
progress-blocked-title = What is blocked, and why
progress-over-time = Promises and actions, report after report
progress-what = Promise or action
progress-not-then = Not in this report
progress-indicators = Indicators measured again
progress-indicators-lead = The line goes from the baseline to the target; each circle is a report, the last one is filled. An arrow says that the measure is short of the baseline or beyond the target.
progress-indicator = Indicator
progress-baseline = Baseline
progress-target = Target
progress-way = Way made
progress-no-way = Cannot be worked out
progress-way-label = { $name }: { $share }% of the way from the baseline to the target
progress-no-target = none
progress-on-day = { $value } (on { $day })
progress-measured = { $value }, measured on { $day } ({ $source })
progress-not-measurable = Not measurable now: { $reason }
progress-blocked-by = Blocked: { $reason }

reach-reached = Reached
reach-partly = In part
reach-not-reached = Not reached
reach-abandoned = Abandoned

progress-state = How far it is
progress-said = What was done; why, when it is abandoned
progress-blocked = What is in its way, if anything
progress-value = New measure
progress-on = Day of the measure
progress-source = Source
progress-reason = Or why it cannot be measured now
progress-indicator-unit = { $name } (in { $unit })
progress-beside = Baseline: { $baseline }. Target: { $target }.
progress-untold = Not told yet.
progress-tell = Tell
progress-texts = In a few words
progress-take-over = Take over what the workspace and the roadmap say
progress-take-over-lead = What was not told yet is filled in from the workspace and the roadmap: states, what is blocked, last measures. What has no measure there is left to tell.
progress-told = { $told } told of { $all }
progress-in-workspace = In the workspace: { $status }
progress-in-roadmap = In the roadmap: { $status }
progress-deposit = Deposit the report
progress-deposit-lead = Once deposited, a report no longer changes: what was promised and aimed at is kept in it as it is now.
progress-deposited = Deposited on { $when }: it no longer changes.
progress-awaited = To be deposited by { $day }.

progress-error-both = “{ $what }”: give a measure, or say why there is none, not both.
progress-error-number = “{ $what }”: the measure is not a number.
progress-error-day = “{ $what }”: give the day of the measure.
progress-cause-not-due = No report is due after that number of months.
progress-cause-deposited = This report was deposited: it no longer changes.
progress-cause-no-texts = Write the day of the report and the results.
progress-cause-future = The day of the report is still to come.
progress-cause-untold = “{ $what }” is not told.
progress-cause-no-reason = “{ $what }” is abandoned: say why.
progress-cause-not-blocked = “{ $what }” cannot be blocked and also reached or abandoned.
progress-cause-unmeasured = “{ $what }” has neither a measure nor a reason why it has none.
progress-cause-no-source = “{ $what }”: give the source of the measure.
progress-cause-bad-measure = “{ $what }”: the measure comes after the report, or is not a number.

follow-up-title = Progress of the laureates
follow-up-lead = What is late, what is blocked, and why. Laureates that are late come first.
follow-up-late = Late
follow-up-counts = Promises and actions, by the last report
follow-up-term = { $stand } ({ $day })
follow-up-no-term = No longer awaited
follow-up-no-report = No report
follow-up-late-reports = { $n ->
    [one] { $count } report
   *[other] { $count } reports
  }
follow-up-late-promises = { $n ->
    [one] { $count } promise
   *[other] { $count } promises
  }
follow-up-late-count = { $n ->
    [0] No laureate is late.
    [one] { $count } laureate is late.
   *[other] { $count } laureates are late.
  }
follow-up-blocked-count = { $n ->
    [0] Nothing is said to be blocked.
    [one] { $count } promise or action is blocked.
   *[other] { $count } promises or actions are blocked.
  }

letter-progress-subject = { $n }-month report: { $place }
letter-progress-asked = The { $n }-month report of “{ $place }” is awaited by { $due }.
letter-progress-late = The { $n }-month report of “{ $place }” was awaited by { $due }, and is not deposited.
letter-progress-holds = It tells how far your promises, your actions and their indicators are, and what is blocked. What your workspace and your roadmap say already is taken over at once.
letter-progress-action = Write the report
letter-why-progress = You receive this e-mail because you answer for the workspace of a laureate on { $site }.
