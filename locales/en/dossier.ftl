# What is said of a dossier: where it is, what happened to it, what is wrong with it. Language: en.

## Where the dossier is, for those who instruct it
internal-label-draft = Draft
internal-label-late-requested = Late deposit asked for
internal-label-late-refused = Late deposit refused
internal-label-submitted = Deposited
internal-label-correction-requested = Corrections asked for
internal-label-resubmitted = Corrected, to be read again
internal-label-admissible = Admissible
internal-label-inadmissible = Inadmissible
internal-label-withdrawn = Withdrawn
internal-label-reopened = Opened again

## What it has become, for everybody
public-label-in-preparation = In preparation
public-label-received = Received
public-label-correction-requested = Corrections asked for
public-label-not-received = Too late, not received
public-label-withdrawn = Withdrawn
public-label-examined = Examined by the jury
public-label-not-admissible = Not admissible
public-label-retained = Retained
public-label-reserve = On the reserve list
public-label-not-retained = Not retained

## Sides, phases, reasons
side-collectivite = collectivité
side-state-service = service of the State
phase-preparation = Call announced
phase-open = Deposit of dossiers
phase-instruction = Instruction
phase-scoring = Reading and scoring
phase-deliberation = Deliberation of the jury
phase-decision = Decision
phase-published = Decision published
correction-reason-incorrect = Answers that are not right
correction-reason-incomplete = Answers that are not complete
correction-reason-outdated = Answers that are out of date
verdict-admissible = Admissible
verdict-inadmissible = Inadmissible
late-verdict-accept = Receive it though late
late-verdict-refuse = Do not receive it

## What one can do: the words of a button
act-invite = Invite somebody
act-revoke-invitation = Take the invitation back
act-join = Take part in the dossier
act-leave = Leave the dossier
act-answer-collectivite = Answer for the collectivité
act-answer-state-service = Answer for the State
act-comment = Comment
act-request-letter = Ask for a letter
act-remind-letter = Send a reminder
act-receive-letter = Enclose the letter received
act-sign-collectivite = Sign for the collectivité
act-sign-state-service = Sign for the State
act-submit = Deposit the dossier
act-withdraw = Withdraw the dossier
act-request-correction = Ask for corrections
act-answer-correction = Deposit the corrections
act-decide-eligibility = Decide on admissibility
act-reopen = Open the dossier again
act-decide-late = Decide on the late deposit
act-rebase = Go over to the form in force

## What a role sees and does
right-see-list = list of dossiers
right-see-content = reading of the answers
right-see-names = names of the people
right-see-personal = personal data
right-see-attachments = documents enclosed
right-see-comments = comments of those who write
right-see-internal-label = step of the instruction
right-see-public-label = public state of the dossier
right-see-journal = journal of the dossier
right-see-counts = number of dossiers
right-export = export as files
right-create-dossier = creation of a dossier
right-write-collectivite = writing of the part of the collectivité
right-write-state-service = writing of the part of the State
right-comment = comment on a question
right-invite = invitation to take part
right-manage-letters = request and follow-up of letters
right-sign-collectivite = signature for the collectivité
right-sign-state-service = signature for the State
right-submit = deposit of the dossier
right-withdraw = withdrawal of the dossier
right-appeal = appeal against the decision
right-rebase = passage to the form in force
right-request-correction = request for corrections
right-decide-eligibility = decision on admissibility
right-decide-late = decision on a late deposit
right-reopen = opening of a dossier again
right-declare-conflict = declaration of a tie with a dossier
right-assign = sharing out of the dossiers to read
right-score = scoring
right-advise = opinion on a dossier
right-see-scores = scores of the others
right-deliberate = deliberation and vote
right-decide = signature of the decision
right-edit-call = texts and rules of the call
right-override-phase = change of phase by hand
right-manage-people = giving of roles
right-publish = publication

## Sorts of answer, of document, of bearer
answer-kind-line = a line
answer-kind-text = a text
answer-kind-words = words to tick
answer-kind-criteria = a text for each criterion
answer-kind-choice = a choice
answer-kind-yes-no = yes or no
answer-kind-number = a number
answer-kind-date = a date
answer-kind-email = an e-mail address
answer-kind-phone = a telephone number
answer-kind-siren = a SIREN
answer-kind-siret = a SIRET
answer-kind-territory = a territory
answer-kind-perimeter = communes
answer-kind-enclosure = documents enclosed
answer-kind-letter = a letter asked of somebody
answer-kind-signature = a signature
answer-kind-unknown = something else
file-type-pdf = PDF
file-type-png = PNG picture
file-type-jpeg = JPEG picture
file-type-odt = OpenDocument text (ODT)
file-type-ods = OpenDocument spreadsheet (ODS)
file-type-docx = Word text (DOCX)
file-type-xlsx = Excel spreadsheet (XLSX)
file-type-csv = CSV table
file-type-geojson = GeoJSON map
bearer-commune = commune
bearer-communaute-communes = communauté de communes
bearer-communaute-agglomeration = communauté d'agglomération
bearer-communaute-urbaine = communauté urbaine
bearer-metropole = métropole
bearer-intercommunalites = several intercommunalités together
bearer-petr = pôle d'équilibre territorial et rural
bearer-syndicat-mixte = syndicat mixte

## What is wrong with an answer
fault-missing = An answer is expected.
fault-criterion-missing = The criterion “{ $criterion }” awaits a text.
fault-some-criterion-missing = The text of a criterion is missing.
fault-too-long = The text has { $length } characters: { $limit } at most, { $by } too many.
fault-criterion-too-long = The text of the criterion “{ $criterion }” has { $length } characters: { $limit } at most, { $by } too many.
fault-some-criterion-too-long = The text of a criterion has { $length } characters: { $limit } at most, { $by } too many.
fault-other-kind = The question has changed and expects an answer of another sort: please answer again.
fault-not-one-line = The answer holds on one line: take the line breaks out.
fault-not-a-number = A number is expected, such as 1234.5.
fault-not-whole = A whole number is expected, without decimals.
fault-too-small = The number is too small: { $least } at least.
fault-too-large = The number is too large: { $most } at most.
fault-not-a-date = A day that exists is expected, such as 2026-11-23.
fault-not-an-email = An e-mail address is expected, such as first.last@example.org.
fault-not-a-phone = A telephone number is expected: ten digits, or + and the code of a country.
fault-siren-shape = A SIREN is expected: nine digits.
fault-siren-key = These nine digits are no SIREN: the key is wrong, a digit was probably mistyped.
fault-siret-shape = A SIRET is expected: fourteen digits.
fault-siret-key = These fourteen digits are no SIRET: the key is wrong, a digit was probably mistyped.
fault-not-a-territory = A territory is expected: its code, such as 16015 or dep:16.
fault-no-commune = The perimeter is empty: at least one commune is expected.
fault-unknown-word = The word “{ $found }” is not on the list: choose among those that are.
fault-list-is-closed = The list is closed: choose among its words, without adding any.
fault-unknown-choice = The answer “{ $found }” is no longer offered: choose among those that are.
fault-unknown-criterion = The criterion “{ $found }” is not in the rubric: take its text out.
fault-file-type = The document “{ $name }” is of a type that is not accepted here: { $type }.
fault-file-too-heavy = The document “{ $name }” weighs { $found }: { $limit } at most.
fault-too-many-files = { $n ->
    [one] { $count } document is enclosed: { $most } at most.
   *[other] { $count } documents are enclosed: { $most } at most.
  }
fault-letter-awaited = The letter was asked for and has not come yet.
fault-letter-not-requested = The letter has not been asked for yet.
fault-signature-missing = { $side ->
    [state-service] What is written now lacks the signature of the service of the State.
   *[collectivite] What is written now lacks the signature of the collectivité.
  }

## Why an act is refused
cause-nobody = Sign in first: nothing says who you are.
cause-no-right = Your roles do not hold this right: { $right }.
cause-conflicted = You have a tie with this dossier: you take no part in it.
cause-switched-off = The phase in which the call is does not allow it: { $right }.
cause-not-a-decider = In this call, late deposits are decided by other roles than yours.
cause-not-of-the-state = Only an agent of a service of the State takes part for the State: ask the pilot for that role.
cause-out-of-territory = Your service serves no département and no région of this dossier.
cause-stage-preparation = This is not possible: the dossier is in preparation, and is not deposited.
cause-stage-reopened = This is not possible: the dossier is open again, and has not been deposited again yet.
cause-stage-correction = This is not possible: corrections are awaited.
cause-stage-received = This is not possible where the dossier is: it is deposited.
cause-stage-not-received = This is not possible: the dossier came too late and was not received.
cause-stage-withdrawn = This is not possible: the dossier was withdrawn.
cause-not-open = The call is not open yet: it opens on { $at }.
cause-closed = The call is closed: dossiers were received until { $at }.
cause-deadline-passed = The time is over: it went until { $at }.
cause-deadline-running = The time goes until { $at }: the decision waits for its end, or for the corrections.
cause-until-past = This moment is past: { $at }. A moment to come is expected.
cause-late-needs-reason = The call is closed. Until { $at }, you can ask that the dossier be received though late: say why.
cause-no-reason = A few words are expected: nothing is written.
cause-text-too-long = The text has { $length } characters: { $limit } at most, { $by } too many.
cause-unknown-question = The form has no question “{ $found }”: load the page again.
cause-no-question = No question is chosen: at least one is expected.
cause-not-to-correct = “{ $question }” is not to be corrected: corrections were asked for on other questions.
cause-other-kind = “{ $question }” expects an answer of another sort: { $kind }.
cause-too-heavy = The answer weighs { $found }: { $limit } at most.
cause-conflict = { $n ->
    [0] “{ $question }”: somebody else has just answered. Nothing is lost: compare the two answers and choose.
   *[other] “{ $question }”: somebody else has just changed the answer (version { $version }; you started from version { $count }). Nothing is lost: compare the two answers and choose.
  }
cause-incomplete = { $question }: { $faults }
cause-incomplete-of-a-question = { $question } { $faults }
cause-signature-not-asked = { $side ->
    [state-service] The form does not ask for the signature of the service of the State.
   *[collectivite] The form does not ask for the signature of the collectivité.
  }
cause-signed-something-else = The dossier has changed since you read it: read it again, then sign.
cause-outdated-form = The dossier answers version { $revision } of the form, and version { $current } is in force: go over to it first.
cause-form-unchanged = The dossier answers the form in force already.
cause-unknown-revision = Version { $revision } of the form, which this dossier answers, is not found: tell the pilot.
cause-name-taken = It is recorded already: load the page again.
cause-unknown = It is not in the dossier, or no longer: load the page again.
cause-already-in = You take part in this dossier already.
cause-not-in = This person takes no part in the dossier.
cause-last-lead = The dossier would have no lead any more: first invite somebody to lead it.
cause-too-many-people = The dossier has { $most } people already, invitations included: no more are possible.
cause-too-many = The dossier has { $most } of them already: no more are possible.
cause-letter-received = This letter has come already.
cause-reminded-recently = The last request was sent on { $last }: a reminder is possible from { $again }.
cause-bad-file = The document is not accepted. { $faults }
cause-days = { $n ->
    [one] { $count } day is given: from 1 to { $most } are expected.
   *[other] { $count } days are given: from 1 to { $most } are expected.
  }
cause-nobody-could-write = In the phase in which the call is, or in that where this term falls, nobody could write the dossier: change the term or the phase.
cause-never-deposited = This dossier was never deposited: there is nothing to instruct.
question-gone = question taken out of the form

## The story of a dossier
happened-created = Dossier begun
happened-invited = Invitation: { $capacity }
happened-invitation-revoked = Invitation taken back
happened-joined = Invitation accepted
happened-left = Dossier left
happened-put-out = Part of a person ended
happened-answered = Answer to “{ $question }”
happened-answer-changed = New answer to “{ $question }” (version { $version })
happened-answer-taken-away = Answer to “{ $question }” taken away
happened-commented = Comment on “{ $question }”
happened-letter-requested = Letter asked for, for “{ $question }”
happened-letter-reminded = Reminder for a letter
happened-letter-received = Letter received
happened-signed = { $side ->
    [state-service] Signature for the State
   *[collectivite] Signature for the collectivité
  }
happened-signature-voided = { $side ->
    [state-service] Signature for the State to be given again: the answer to “{ $question }” has changed
   *[collectivite] Signature for the collectivité to be given again: the answer to “{ $question }” has changed
  }
happened-signature-voided-by-form = { $side ->
    [state-service] Signature for the State to be given again: the form has changed
   *[collectivite] Signature for the collectivité to be given again: the form has changed
  }
happened-submitted = Dossier deposited
happened-late-requested = Late deposit asked for
happened-late-accepted = Late deposit accepted
happened-late-refused = Late deposit refused
happened-withdrawn = Dossier withdrawn
happened-correction-requested = { $n ->
    [one] Corrections asked for on one question, until { $at }
   *[other] Corrections asked for on { $count } questions, until { $at }
  }
happened-correction-answered = Corrections deposited
happened-admitted = Dossier found admissible
happened-rejected = Dossier found inadmissible
happened-reopened = Dossier opened again, to be deposited again by { $at }
happened-instruction-reopened = Instruction taken up again
happened-rebased = { $n ->
    [0] Dossier brought from version { $from } to version { $to } of the form
    [one] Dossier brought from version { $from } to version { $to } of the form, one answer set aside
   *[other] Dossier brought from version { $from } to version { $to } of the form, { $count } answers set aside
  }
happened-erasure-warned = Erasure announced from { $at }

## What becomes of the answers when the form changes
rebase-kept = Answer kept.
rebase-too-long = { $n ->
    [one] Answer kept, to be shortened by one character.
   *[other] Answer kept, to be shortened by { $count } characters.
  }
rebase-with-faults = Answer kept, to be corrected: { $faults }
rebase-kind-changed = Answer set aside: the question expected { $from }, it expects { $to }.
rebase-question-gone = Answer set aside: the question is no longer asked.
rebase-new-question = New question: it awaits an answer.

## The rules of the call
ineligible-no-bearer = No bearer is known.
ineligible-bearer = A bearer is not of a form that the call admits: { $found }.
ineligible-too-few-communes = { $n ->
    [one] The perimeter has { $count } commune: it needs at least { $least }.
   *[other] The perimeter has { $count } communes: it needs at least { $least }.
  }
ineligible-in-pieces = The perimeter is in { $pieces } pieces: one is expected.
ineligible-pieces-unknown = It remains to be checked that the perimeter is in one piece.
ineligible-departement = Communes are in the département { $found }, which is not one of those of the call.
ineligible-region = Communes are in the région { $found }, which is not one of those of the call.
ineligible-overseas-excluded = Communes are in the département { $found }, overseas: the call does not extend there.
ineligible-overseas-only = Communes are in the département { $found }: the call is only for overseas.
ineligible-taken-by-another = { $n ->
    [one] One commune is already in another dossier: { $communes }.
   *[other] { $count } communes are already in another dossier: { $communes }.
  }
ineligible-and-others = { $communes } and others
