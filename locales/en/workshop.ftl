# Workshops: calendar, running, contributions, minutes, thread to the actions. Language: en.

path-workshops = workshops
path-workshop-new = new
path-workshop-sheet = sheet
path-workshop-event = calendar.ics
path-room = room
path-said = words
path-paper = paper
path-minutes = minutes
path-poster = poster
path-poster-file = poster.pdf
path-phone = say
path-thread = thread
path-thread-new = new
path-thread-items = threads

right-see-workshops = workshops of a territory
right-run-workshop = running of workshops
right-contribute = taking part in workshops

## Calendar
workshops-title = Workshops
workshops-lead = What is being prepared, what was said, and what became of it.
workshops-coming = To come and under way
workshops-past = Past
workshops-none = No workshop is planned.
workshops-agenda = All workshops in a calendar (.ics)
workshops-back = Back to the workshops
workshops-back-workspace = Back to the workspace
workshops-calendar = Workshops of { $place }
workshop-plan = Prepare a workshop
workshop-back = Back to the workshop
workshop-when = { $begins } – { $ends }
workshop-when-day = { $begins } – { $until }
workshop-seats = { $n ->
    [0] Nobody has signed up, { $capacity } seats
    [one] One person has signed up, { $capacity } seats
   *[other] { $count } people have signed up, { $capacity } seats
  }
workshop-state-planned = Planned
workshop-state-open = Under way
workshop-state-closed = Over, minutes to be written
workshop-state-minuted = Minutes signed
workshop-state-cancelled = Called off
workshop-cancelled-why = Called off on { $when }: { $reason }

## A workshop
workshop-stage = Stage of the session
workshop-title = Title
workshop-aim = Aim
workshop-place = Place
workshop-begins = Beginning
workshop-ends = End
workshop-zone = Clock of the place
workshop-capacity = Seats
workshop-facilitators = Run by
workshop-agenda = Agenda
workshop-agenda-about = One line each: the minutes, then what is done. “20 Welcome”.
workshop-agenda-from = From
workshop-agenda-what = What
workshop-agenda-long = Duration
workshop-minutes = { $n ->
    [one] one minute
   *[other] { $count } minutes
  }
workshop-themes = Themes
workshop-themes-taxonomy = Themes of the session
workshop-themes-own = Themes of this workshop
workshop-theme-n = Theme { $n }
workshop-questions = Questions put to the room
workshop-question-n = Question { $n }
workshop-save = Save
workshop-edit = Change the sheet
workshop-event = In my calendar (.ics)
workshop-room = Contributions and moderation
workshop-read = What was said
workshop-minutes-link = Minutes
workshop-poster-link = Poster, cards and agenda to print
workshop-open = Begin the workshop
workshop-close = End the workshop
workshop-reopen = Resume the workshop
workshop-call-off = Call the workshop off
workshop-reason = Why?
workshop-make-phone = Make the address for telephones
workshop-renew-phone = Change the address: the former one will lead nowhere
workshop-own = Your seat
workshop-own-none = You have not signed up.
workshop-own-seated = You have signed up.
workshop-own-waiting = You are on the waiting list, in place { $rank }. Seats given back go in that order.
workshop-sign-up = Sign up
workshop-cancel-own = Cancel my sign-up
workshop-attendance = Attendance sheet
workshop-nobody = Nobody has signed up.
workshop-who = Name
workshop-signed-up = Signed up
workshop-came = Attendance
workshop-came-yes = present
workshop-came-no = absent
workshop-seated = on { $when }
workshop-on-the-list = on { $when }, waiting list
workshop-others = Came without signing up
workshop-others-about = Counted, without names.
workshop-attendance-save = Save attendance
workshop-add = Sign somebody up
workshop-add-name = Their name
workshop-add-do = Sign up
workshop-name-erased = Name erased
workshop-phone = For telephones
workshop-phone-about = This address opens without an account. It is on the poster; whoever has it may contribute.
workshop-qr = Address of the workshop { $title } for telephones

## What is said
workshop-words = What you want to say
workshop-words-erased = These words were erased.
workshop-about-theme = Theme
workshop-about-question = Question
workshop-about-commune = Commune
workshop-about-none = Not specified
about-theme = Theme: { $theme }
about-question = Question: { $question }
about-commune = { $commune }
about-point = Point { $lat }, { $lon }
channel-phone = sent online
channel-paper = written on paper
channel-facilitator = taken down by a facilitator
said-came = { $when }, { $channel }
stand-received = Waiting to be read
stand-published = Published
stand-set-aside = Set aside: { $why }
stand-split = Split: others stand in its place
stand-join = Joined with others that say the same
stand-taken-back = Taken back by its author
set-aside-off-topic = not about what the workshop is about
set-aside-personal = speaks of somebody who could be recognised
set-aside-unlawful = insulting or unlawful
set-aside-duplicate = already sent by the same person
set-aside-unreadable = cannot be read
set-aside-trial = sent to try
set-aside-other = another reason, in the note
became-actions = { $n ->
    [one] It led to an action: { $actions }
   *[other] It led to { $count } actions: { $actions }
  }
became-on-the-way = Taken up in: { $items }

## The room
room-title = Contributions
room-again = See new contributions
room-waiting = To be read
room-waiting-none = Nothing waits to be read.
room-published = Published
room-published-none = Nothing is published yet.
room-aside = Set aside, split, joined, taken back
room-publish = Publish
room-set-aside = Set aside
room-put-back = Have it read again
room-more = Open
room-why = Reason, to set aside
room-note = Note (needed for “another reason” and to have it read again)
room-note-needed = Why? (needed)
room-join = Join
room-join-this = to be joined
room-join-about = Tick above those that say the same, then write the words that replace them. Each keeps its story.
room-join-words = The words that replace them
room-join-do = Join
room-write = Take a contribution down
room-write-do = Take down
room-back = Back to the contributions
room-count-waiting = { $n ->
    [0] None to read
    [one] One to read
   *[other] { $count } to read
  }
room-count-published = { $n ->
    [0] None published
    [one] One published
   *[other] { $count } published
  }
room-count-aside = { $n ->
    [0] None set aside
    [one] One set aside
   *[other] { $count } set aside
  }
said-title = A contribution
said-kin = Comes from, or became
said-became = What became of it
said-became-nothing = Nothing takes it up yet.
said-log = Moderation
said-log-line = { $when }: { $done }, by { $who }
said-wordings = Former wordings
said-moderate = Moderate
said-reword = Reword
said-reword-do = Reword
said-split = Split
said-split-about = One idea a field. Empty fields are left out.
said-piece = Piece { $n }
said-split-do = Split
moderated-published = published
moderated-set-aside = set aside
moderated-put-back = to be read again
moderated-reworded = reworded
moderated-split = split
moderated-joined = joined with others

## Paper
paper-title = Type in what is written on paper
paper-lead = Paste one contribution a line, or a table. Nothing is taken before you have seen what was read.
paper-text = Lines or table
paper-text-about = A table begins with a line of column names: text, theme, question, commune (INSEE code), longitude, latitude. Columns are parted by semicolons, commas or tabs.
paper-read = What was read
paper-read-do = Read
paper-take = Take these contributions
paper-line = Line
paper-about = About
paper-faults = What is wrong
paper-counted = { $n ->
    [0] No contribution read.
    [one] One contribution read.
   *[other] { $count } contributions read.
  }
paper-counted-wrong = { $n ->
    [one] One line is wrong: nothing is taken until it is corrected.
   *[other] { $count } lines are wrong: nothing is taken until they are corrected.
  }
paper-nothing = Nothing was pasted.
paper-too-many = { $found } lines pasted; at most { $limit } are taken at once.
paper-column = The column “{ $name }” is not known.
paper-column-twice = The column “{ $name }” is there twice.
paper-unreadable = The table cannot be read: { $why }
paper-theme = “{ $name }” is no theme of the workshop.
paper-question = “{ $name }” is no question of the workshop.
paper-commune = “{ $name }” is no code of a commune.
paper-point = “{ $name }” is no place.
paper-cells = { $found } cells for { $columns } columns.

## Minutes
minutes-title = Minutes
minutes-signed = Signed on { $when } by { $who }. Digest: { $digest }
minutes-draft = They are not signed: they may still change.
minutes-attendance = Attendance
minutes-present = { $n ->
    [0] Nobody came
    [one] One person came
   *[other] { $count } people came
  }
minutes-expected = { $n ->
    [0] nobody signed up
    [one] one signed up
   *[other] { $count } signed up
  }
minutes-received = Contributions
minutes-received-of = { $count } { $channel }
minutes-channel-phone = online
minutes-channel-paper = on paper
minutes-channel-facilitator = taken down by facilitators
minutes-said = What was said
minutes-said-none = Nothing was published on this theme.
minutes-no-theme = Without a theme
minutes-map = Where
minutes-map-label = Contributions on the map of { $place }
minutes-aside = What was set aside
minutes-aside-line = { $n ->
    [one] One contribution: { $why }
   *[other] { $count } contributions: { $why }
  }
minutes-decisions = Decisions
minutes-steps = Next steps
minutes-step-n = Step { $n }
minutes-step-what = What
minutes-step-who = Who (organisation or function)
minutes-step-by = By
minutes-write = Write the minutes
minutes-summary = What is to be kept
minutes-one-a-line = One a line.
minutes-save = Save
minutes-sign = Sign
minutes-sign-about = The signature is over all of the above. Once signed, nothing changes any more, neither the workshop nor its contributions.
minutes-sign-do = Sign the minutes
minutes-reopen = Take the minutes up again

## To print
poster-about = Three sheets: the poster, the agenda, the cards to fill in. Print this page, or take the document.
poster-file = The document (PDF)
poster-phone = Say it from your telephone: photograph this square or type this address.
poster-no-account = No account, no name. If the network fails, what you write waits and leaves later.
poster-cards = Cards to fill in
poster-card-theme = Theme, place:
poster-card-words = What I want to say:
poster-card-data = Write no name. What is written will be typed in, read, then published or set aside with a reason.
poster-document = Poster of a workshop
poster-free-card = What matters to me

## The telephone
phone-say = Your contribution
phone-send = Send
phone-own = What you sent from this telephone
phone-own-none = Nothing yet.
phone-take-back = Take back
phone-sign-up = Sign up
phone-name = Your name
phone-not-yet = The workshop has not begun. This page will take your contributions as soon as it opens.
phone-over = The workshop is over; contributions are no longer received.
phone-closing = The workshop is over; what had not left is still received until { $until }.
phone-cancelled = The workshop is called off.
phone-done-say = Received. Thank you.
phone-done-sign-up = You have signed up.
phone-done-cancel = Your sign-up is cancelled.
phone-done-take-back = Your words are erased.
phone-awaiting-one = One contribution awaits the network.
phone-awaiting-many = { "{n}" } contributions await the network.
phone-sent = Received. Thank you.
phone-refused = Not received:
phone-data = Your words are kept without your name. A mark on this telephone lets you find what you sent and take it back; it serves nothing else.
phone-nowhere-title = This address leads to no workshop
phone-nowhere = It may have been changed, or copied wrongly. The poster in the room has the right one.
phone-too-often = Too much was sent from here in an hour. What has not left will leave later.
phone-too-often-title = A little patience

## The thread
thread-page-title = The thread
thread-link = The thread: from words to actions
thread-lead = From what was said to the challenges, the controversies, the options and the actions of the roadmap, and back.
thread-picture = The thread in columns
thread-none = Nothing yet.
thread-withdrawn = Withdrawn
thread-back = Back to the thread
rung-challenge = Challenge
rung-controversy = Controversy
rung-option = Option
rung-action = Action
rung-many-challenge = Challenges
rung-many-controversy = Controversies
rung-many-option = Options
rung-many-action = Actions
thread-add-challenge = Write a challenge
thread-add-controversy = Write a controversy
thread-add-option = Write an option
thread-add-action = Link an action
thread-said-count = { $n ->
    [one] comes from one contribution
   *[other] comes from { $count } contributions
  }
thread-leads-to = leads to: { $items }
thread-comes-from = comes from: { $items }
thread-contributions = Contributions
thread-elsewhere = Elsewhere
thread-where-from = Where this comes from
thread-into = What became of it
thread-into-none = Nothing comes from it yet.
thread-withdrawn-line = Withdrawn on { $when }: { $reason }
thread-write = Write
thread-title = In a few words
thread-text = In a few sentences
thread-action = Short name of the action in the roadmap
thread-action-about = Small letters, digits and hyphens: “reopen-the-hall”.
thread-position-n = Position { $n }
thread-position-more = Who holds it, arguments, what is known
thread-claim = What it claims
thread-held-by = Held by
thread-held = Held by: { $who }
thread-for = For
thread-against = Against
thread-evidence = What is known
thread-evidence-about = One line a fact: the fact, a bar “|”, its source.
thread-from-items = Comes from
thread-from-said = Comes from what was said
thread-from-elsewhere = Comes from elsewhere (dossier, study, plan)
thread-save = Save
thread-withdraw = Withdraw
thread-restore = Restore
held-by-residents = residents
held-by-elected = elected representatives
held-by-services = services of local authorities
held-by-state = services of the State
held-by-companies = companies
held-by-farmers = farmers and foresters
held-by-workers = workers
held-by-associations = associations
held-by-research = education and research
held-by-builders = owners and builders
held-by-youth = young people
held-by-others = others

## What is wrong
workshop-field-title = the title
workshop-field-aim = the aim
workshop-field-place = the place
workshop-field-agenda = the agenda
workshop-field-themes = the themes
workshop-field-questions = the questions
workshop-field-words = the contribution
workshop-field-reason = the reason
workshop-field-note = the note
workshop-field-summary = what is to be kept
workshop-field-decisions = the decisions
workshop-field-next-steps = the next steps
workshop-field-facilitators = who runs it
workshop-field-participants = sign-ups
workshop-field-others = people who came without signing up
workshop-field-contributions = contributions of the workshop
workshop-field-device = contributions of one telephone
workshop-field-pieces = the pieces
workshop-field-name = the name
workshop-field-text = the text
workshop-field-sources = what it comes from
workshop-field-source = what it comes from
workshop-field-positions = the positions
workshop-field-claim = what a position claims
workshop-field-arguments = the arguments
workshop-field-argument = an argument
workshop-field-evidence = what is known
workshop-field-evidence-source = the source of a fact
workshop-cause-nobody = One must have entered to do this.
workshop-cause-not-allowed = You may not do this.
workshop-cause-wrong-state = This is not done at this point of the workshop ({ $state }).
workshop-cause-unknown-stage = The session has no stage “{ $name }”.
workshop-cause-unknown-theme = The workshop has no theme “{ $name }”.
workshop-cause-unknown-question = The workshop asks no question “{ $name }”.
workshop-cause-unknown = What you name is not there.
workshop-cause-twice = “{ $name }” is there twice.
workshop-cause-empty = To be filled in: { $field }.
workshop-cause-text-too-long = Too long: { $field }, { $length } characters for at most { $limit }.
workshop-cause-ends-before = The end ({ $ends }) is not after the beginning ({ $begins }).
workshop-cause-agenda-too-long = The agenda takes { $minutes } minutes; the workshop lasts { $available }.
workshop-cause-no-duration = “{ $item }” takes no minute.
workshop-cause-too-many = Too many: { $field }, at most { $limit }.
workshop-cause-capacity = { $found } seats asked for; expected 1 to { $most }.
workshop-cause-below-seated = { $found } seats, though { $seated } people have one already.
workshop-cause-already-signed-up = Already signed up.
workshop-cause-still-asked = The theme or question “{ $name }” can no longer be taken away: the workshop is open.
workshop-cause-conflict = Somebody wrote meanwhile (version { $version }, you had { $base }). Read again before you save.
workshop-cause-no-minutes = The minutes are not written.
workshop-cause-no-attendance = Attendance is not saved.
workshop-cause-unmoderated = { $n ->
    [one] One contribution was not read.
   *[other] { $count } contributions were not read.
  }
workshop-cause-signed-something-else = Something changed since you read. Read again, then sign.
workshop-cause-nowhere = This place is not on the map.
workshop-cause-other-words = Other words came by this sending already. Load the page again to send new ones.
workshop-cause-not-there = This contribution was taken back, split or joined: it is moderated no more.
workshop-cause-no-reason = Say why.
workshop-cause-alone = At least two are needed.
workshop-cause-other-workshop = These contributions are not of the same workshop.
workshop-cause-number = “{ $found }” is no number: { $field }.
workshop-cause-moment = “{ $found }” is no moment: { $field }.
workshop-cause-agenda-line = Line “{ $found }”: write the minutes, then what is done.
thread-cause-no-source = Say where it comes from: a contribution, an item of the thread, or elsewhere.
thread-cause-unknown-source = A source is no longer there or was set aside.
thread-cause-source-after = What comes after cannot be where it comes from: { $rung }.
thread-cause-one-position = A controversy has at least two positions.
thread-cause-held-by-nobody = Say who holds the position “{ $claim }”.
thread-cause-other-rung = An item of the thread does not become another sort of item.
thread-cause-action-taken = The action “{ $action }” is in the thread already.
thread-cause-still-used = { $n ->
    [one] One item of the thread still comes from it.
   *[other] { $count } items of the thread still come from it.
  }
thread-cause-withdrawn = This item is withdrawn: restore it first.
thread-cause-action-name = “{ $found }” is no short name: small letters, digits and hyphens.
