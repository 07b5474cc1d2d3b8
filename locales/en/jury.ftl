# The jury: panel, ties, readings, meeting, decision, notices. Language: en.

path-jury = jury
path-jury-assignment = assignment
path-jury-meeting = meeting
path-jury-decision = decision
path-readings = readings
path-reading = reading
path-scores = scores
path-outcome = decision
path-outcome-letter = decision.pdf

jury-title = Jury
jury-lead = Who sits, which ties each has declared, who reads what and how far they are.
jury-open = Set up the jury
jury-panel = Jurors and experts
jury-panel-none = Nobody is invited to sit yet.
jury-seat = Seat
jury-progress = How far they are
jury-unsaid = { $n ->
    [one] One tie still to be declared.
   *[other] { $n } ties still to be declared.
}
jury-said = All ties declared.
jury-read = { $done } sheets locked of { $of }.
jury-president = Presides.
jury-preside = Make president
jury-release = Remove from the jury
jury-candidates = To be invited
jury-invite = Invite to sit
jury-matrix = Dossiers and readers
jury-matrix-lead = A tick gives the dossier to read. Who has a tie with a dossier does not read it; who has not said yet does not see it yet.
jury-matrix-none = No admissible dossier, or nobody sits yet.
jury-assign = Save who reads what
jury-cell = { $who }, { $place }
jury-cell-tied = Tied
jury-cell-unsaid = Tie to be declared
jury-cell-draft = Begun
jury-cell-locked = Locked
jury-ties = Declared ties
jury-ties-none = No tie is declared.
jury-tie-told = { $who } – { $place }: { $kind }
jury-tie-pinned = held by the pilot
jury-tie-kind = Sort of tie
jury-pin = Hold a tie
jury-lift = Hold this tie no more
jury-rules = Rules
jury-deadline = End of readings
jury-deadline-hint = On the clock of the call. After that minute, no sheet is locked. Empty: no end.
jury-quorum = Quorum
jury-quorum-hint = How many jurors must be present. Empty: half of those who may sit, rounded up.
jury-ready = Everybody who sits has declared their ties with every dossier.
jury-not-ready = Ties are still to be declared: who has not does not read anything of those dossiers.
jury-fact-quorum = Quorum: { $needed } jurors of { $of }.
jury-fact-deadline = Readings expected until { $at }.

jury-assignment-title = Assign dossiers
jury-assignment-lead = Each dossier is read by as many as wanted, loads are as even as can be, nobody reads what they are tied to. Nothing changes before it is applied.
jury-readers = Readers of each dossier
jury-most = Dossiers of each reader, at most
jury-seed = Seed
jury-seed-hint = A number. The same seed gives the same assignment again.
jury-adjust = Keep what is assigned already as far as possible
jury-try = Try
jury-moves = What would change
jury-would-read = Would read
jury-comes = Come
jury-goes = Go
jury-loads = Loads
jury-load = { $n ->
    [one] one dossier
   *[other] { $n } dossiers
}
jury-lacks = { $n ->
    [one] one reader lacks
   *[other] { $n } readers lack
}
jury-all-read = Every dossier has all its readers.
jury-some-lack = { $n ->
    [one] One dossier lacks readers: ties and loads do not allow it.
   *[other] { $n } dossiers lack readers: ties and loads do not allow it.
}
jury-moving = { $n ->
    [0] No reading changes hands.
    [one] One reading changes hands.
   *[other] { $n } readings change hands.
}
jury-apply = Apply this assignment
jury-nothing-moves = Nothing would change.
jury-moved = Assignments or ties have changed since this was tried: read it again before applying it.
error-number = "{ $found }" is not a whole number.
error-moment = "{ $found }" is not a date and an hour, such as 2027-03-09T14:00.

seat-juror = juror
seat-expert = expert
seat-stage-invited = invited, no answer yet
seat-stage-accepted = sits
seat-stage-declined = declined
seat-stage-left = sits no more
tie-personal = personal or family tie
tie-professional = works or has worked for those who bear it
tie-institutional = holds an office there, or their administration serves there
tie-financial = financial interest
tie-contribution = contributed to the dossier, or gave an opinion on it
tie-other = another tie
confidence-low = Far from what I know
confidence-medium = Near what I know
confidence-high = It is what I know
outcome-retained = Retained
outcome-reserve = Reserve list
outcome-reserve-rank = Reserve list, rank { $rank }
outcome-not-retained = Not retained
outcome-deferred = Put off to another meeting
meeting-stage-called = Meeting called
meeting-stage-open = Meeting open
meeting-stage-closed = Meeting closed

readings-title = My readings
readings-invited = You are invited to sit.
readings-accept = I accept to sit
readings-decline = I decline
readings-no-seat = You are not invited to sit yet.
readings-seat = You sit as { $kind }.
readings-stage = Your seat: { $stage }.
readings-todo = To read
readings-none = No dossier is given to you yet.
readings-ties = My ties with the dossiers
readings-ties-lead = Nothing of a dossier is shown to you before you have said whether you are tied to those who bear it. Who has a tie sees nothing more of the dossier and leaves the meeting while it is examined.
readings-ties-none = No dossier received.
readings-unsaid = To be declared
readings-clear = No tie
readings-pinned = { $kind } – held by the pilot: you cannot take it back.
readings-declare = Save my ties
readings-areas = What I know
readings-areas-legend = Subjects
readings-most = Dossiers that I can read, at most
readings-say-first = First say whether you have a tie.
readings-not-yet = Reading is not open.
readings-not-begun = To be begun.
readings-begun = Sheet begun.
readings-locked = Sheet locked on { $at }.

reading-title = Reading { $place }
reading-dossier = The dossier
reading-documents = Documents
reading-sheet = My sheet
reading-reason = Why
reading-opinion = Opinion on the whole
reading-confidence = Am I sure of my reading?
reading-none = I cannot judge
reading-save = Save
reading-lock = Lock my sheet
reading-lock-hint = A locked sheet is sealed: it does not change before the meeting, then only with a reason.
reading-saved = Sheet saved.
reading-locked = Sheet locked. Its digest: { $digest }
reading-share = Share of what could be attained: { $share }.
reading-no-share = No level given: no score.
reading-newer = The dossier was deposited again since this sheet was written.
reading-change = Change a level, with a reason
reading-criterion = Criterion
reading-level = Level
reading-changed = { $at }, { $who }, { $criterion }: { $from } becomes { $to }. { $why }

scores-title = Scores of { $place }
scores-rank = Rank { $rank } of { $of } by the median.
scores-none = No locked sheet.
scores-median = Median { $median }, from { $low } to { $high }.
scores-no-median = No level given.
scores-cell = { $median } ({ $low } to { $high })
scores-opinions = Opinions
scores-changes = Changes since the sheets were locked
scores-previous = Previous dossier
scores-next = Next dossier
outcome-title = Decision of the jury
outcome-rank = Rank in the reserve list
outcome-reason = Reason, as the bearers will read it
outcome-feedback = Feedback to the bearers: { $criterion }
outcome-save = Save the decision
outcome-feedback-title = Feedback by criterion
outcome-letter = The letter, as PDF
outcome-paper-title = Decision – { $name }
outcome-page-title = Decision
outcome-level = Median level: { $level }. { $anchor }

meeting-title = Meeting of the jury
meeting-none = No meeting is called.
meeting-call = Call a meeting
meeting-call-hint = The agenda takes the dossiers that are not decided yet.
meeting-when = Date and hour, on the clock of the call
meeting-place = Place
meeting-fact = { $stage } – { $at }, { $place }.
meeting-fact-quorum = Present: { $present } jurors; quorum: { $needed }.
meeting-fact-president = { $who } presides.
meeting-attendance = Attendance
meeting-stays = Present
meeting-stay = from { $from } to { $to }
meeting-since = since { $from }
meeting-arrive = Arrives
meeting-depart = Leaves
meeting-open = Open the meeting
meeting-agenda = Agenda
meeting-order = Change the order
meeting-take = Examine
meeting-taken = Examined at { $at }, { $present } jurors present.
meeting-recused = Left for it: { $who }.
meeting-voted = Vote: { $yes } for, { $no } against, { $abstained } abstained.
meeting-ruled = { $outcome }.
meeting-yes = For
meeting-no = Against
meeting-abstained = Abstained
meeting-vote = Write the vote down
meeting-close = Close the meeting
meeting-minutes = Minutes
meeting-minutes-head = Meeting of { $at }, { $place }. Presided over by { $who }. Opened { $from }, closed { $to }. Quorum: { $needed }.
meeting-minutes-present = Present: { $who }.
meeting-sign-lead = By signing, you certify that these minutes tell what was done.
meeting-sign = Sign the minutes
meeting-signed = Minutes signed by { $who }, { $at }. Digest: { $digest }

decision-title = Decision and notices
decision-table = Dossiers side by side
decision-table-about = Median of the locked sheets, with the lowest and the highest between brackets. The total is a share of what could be attained.
decision-no-scores = Scores are not seen in this phase.
decision-total = Total
decision-outcome = Decision
decision-told = Told
decision-not-told = No
decision-promote = Retain
decision-sign = Sign the decision
decision-nothing-to-sign = Nothing to sign: no dossier decided upon that is not signed already.
decision-name = Name, as it will stand on the letters
decision-function = Function
decision-line = { $place }: { $outcome }
decision-signed = Signed by { $name }, { $function }, { $at }. Digest: { $digest }
decision-tell = Tell the bearers
decision-embargo = Embargo
decision-embargo-hint = On the clock of the call. Before that minute, only the bearers who were told know. Empty: until the phase of publication.
decision-nobody-to-tell = Nobody to tell: all that is signed was told.
decision-mails = { $n ->
    [one] One mail would leave. Here it is.
   *[other] { $n } mails would leave. Here they are.
}
decision-send = Send these mails
appeals-title = Appeals
appeal-title = Appeal
appeal-lodged = Asked for { $at }: { $reason }
appeal-examined = Examined since { $at }.
appeal-granted = Granted { $at }: { $reason }
appeal-rejected = Rejected { $at }: { $reason }
appeal-examine = Begin to examine it
appeal-verdict = Answer
appeal-reject = Reject the appeal
appeal-grant-retained = Grant: retained
appeal-grant-reserve = Grant: reserve list
appeal-decide = Decide upon the appeal
appeal-until = An appeal may be lodged until { $at }.
appeal-reason = Why this decision should be examined again
appeal-send = Lodge the appeal
outcome-told = Told on { $at }.
outcome-signed = { $name }, { $function }
outcome-next-retained = The team of the Atelier des territoires will contact you.
outcome-next-reserve = If a retained territory withdraws, those of the reserve list are called in order.
outcome-next-not-retained = You may ask that this decision be examined again, within two months.
outcome-appeal-answer = Answer to your appeal: { $reason }

letter-seat-subject = You are invited to sit: { $session }
letter-seat-text = You are invited to sit as { $kind } for the session "{ $session }". Say whether you accept, then your ties with the dossiers received.
letter-seat-action = Answer
letter-decision-subject = { $place }: decision of the jury, { $session }
letter-decision-action = Read the decision and the letter

cause-jury-a-dossier = this dossier
cause-jury-not-allowed = You do not have the right that is asked for: { $right }.
cause-jury-conflicted = You have a tie with this dossier.
cause-jury-switched-off = This is not open in this phase: { $right }.
cause-jury-no-seat = You do not sit in this jury.
cause-jury-not-sitting = { $who } does not sit in that capacity.
cause-jury-seat-is = That seat is at another stage: { $stage }.
cause-jury-unknown-area = "{ $found }" is no subject of this session.
cause-jury-unknown-dossier = { $place } is no dossier before the jury.
cause-jury-nothing-said = Nothing is said: choose for one dossier at least.
cause-jury-pinned = The pilot holds your tie with { $place }.
cause-jury-not-pinned = That tie is not held by the pilot.
cause-jury-tied = { $who } has a tie with { $place }.
cause-jury-number = { $found } does not fit: expected { $least } to { $most }.
cause-jury-meeting-runs = The meeting before is not closed.
cause-jury-no-meeting = No meeting is at that point.
cause-jury-not-on-agenda = { $place } must be on the agenda.
cause-jury-twice = { $place } stands twice.
cause-jury-quorum = The quorum is not reached: { $present } present, { $needed } needed.
cause-jury-there = { $who } is already written down as present.
cause-jury-not-there = { $who } is not written down as present.
cause-jury-not-taken = { $place } was not examined in this meeting.
cause-jury-voices = { $found } voices for { $most } jurors present.
cause-jury-signed = The decision on { $place } is signed.
cause-jury-no-president = First name who presides.
cause-jury-not-the-president = Only who presides signs the minutes.
cause-jury-no-minutes = There are no minutes to sign.
cause-jury-minutes-unsigned = The minutes of the meeting are not signed.
cause-jury-signed-something-else = What you were signing has changed meanwhile: read it again before signing.
cause-jury-nothing-due = There is nothing to do here.
cause-jury-ranks = The ranks of the reserve list must be 1, 2, 3… without a gap or a rank twice; found: { $found }.
cause-jury-outcome = The decision is: { $outcome }. That is not asked for then.
cause-jury-no-outcome = No decision was told.
cause-jury-no-appeal = No appeal is at that point.
cause-jury-appeal-made = An appeal was lodged already.
cause-jury-unknown-criterion = { $criterion } is no criterion of the grid.
cause-jury-level = { $criterion }: level { $level } is outside of the scale, from 0 to { $top }.
cause-jury-no-level = { $criterion }: choose a level, or say that you cannot judge.
cause-jury-no-reason-for = { $criterion }: say why.
cause-jury-no-confidence = Say whether you are sure of your reading.
cause-jury-no-opinion = Write your opinion.
cause-jury-conflict = This sheet was saved elsewhere meanwhile. What you wrote is still here: save again to keep it instead.
cause-jury-locked = This sheet is locked.
cause-jury-not-locked = This sheet is not locked.
cause-jury-not-met = The jury has not met yet: a locked sheet changes only in a meeting.
cause-jury-unchanged = That level is the one of the sheet already.
cause-jury-not-the-reader = This sheet is somebody else's.
