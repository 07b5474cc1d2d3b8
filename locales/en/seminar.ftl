# Seminars of a session.
path-seminars = seminars
path-seminar-desk = preparation

seminars-title = Seminars
seminars-lead = What the laureates, the State and their partners share: announced here, then told.
seminars-none = No seminar is announced yet.
seminars-desk-lead = A seminar is a draft until it is announced. Announced, it is public: page, calendar, feed and letters.
seminars-desk-none = No seminar is written yet.
seminars-desk-planned = What the stages provide for
seminars-desk-new = A new seminar
seminar-desk-link = Prepare the seminars
seminar-see = See the public page
seminar-stage = Stage of the session
seminar-title-field = Title
seminar-begins = Beginning
seminar-ends = End
seminar-zone = Time in
seminar-place = Place
seminar-online = Address online
seminar-online-hint = Begins with https://
seminar-about = What it is about
seminar-programme = Programme
seminar-programme-hint = A line for each part: the hour, then what happens and who speaks. Example: 09:30 Round table – Léa Martin
seminar-laureates = Laureates that speak
seminar-documents = Documents
seminar-documents-hint = A line for each document: title | https://…
seminar-registration = Registration
seminar-registration-hint = How to register, until when. Nothing when everybody may come.
seminar-save = Save
seminar-add = Add this draft
seminar-announce = Announce
seminar-announce-about = The announcement is public and goes into the next letters.
seminar-call-off = Call the seminar off
seminar-call-off-reason = Why
seminar-tell-title = What was said
seminar-tell-about = What was debated, what each laureate brought, what follows.
seminar-summary = Summary
seminar-present = How many were there
seminar-tell = Publish the summary
seminar-state-draft = Draft
seminar-state-announced = Announced
seminar-state-held = Held
seminar-state-called-off = Called off
seminar-called-off = This seminar is called off. { $reason }
seminar-when = When
seminar-where = Where
seminar-hour = Hour
seminar-what = What happens
seminar-editions = What the laureates published at this stage
seminar-present-count =
    { $n ->
        [one] { $count } person was there.
       *[other] { $count } people were there.
    }
seminar-changed = Page changed on { $when }.
seminar-data = Data (JSON)

seminar-field-title = Title
seminar-field-place = Place
seminar-field-online = Address online
seminar-field-about = What it is about
seminar-field-programme = Programme
seminar-field-documents = Documents
seminar-field-registration = Registration
seminar-field-summary = Summary
seminar-field-reason = Why

seminar-fault-not-allowed = You may not write the seminars of this session.
seminar-fault-missing = { $field }: something must be said.
seminar-fault-too-long = { $field }: { $found } characters, { $most } at most.
seminar-fault-no-stage = Choose a stage of the session.
seminar-fault-ends-first = The seminar ends before it begins.
seminar-fault-nowhere = Give the place, or the address online.
seminar-fault-address = “{ $found }” is no address: it begins with https://
seminar-fault-no-laureate = The session has no laureate “{ $found }”.
seminar-fault-order = Programme: “{ $found }” begins before what comes above it.
seminar-fault-wrong-state = This cannot be done, or no longer: see how far the seminar is.
seminar-fault-not-yet = The seminar has not begun: there is nothing to tell.
seminar-fault-meanwhile = Somebody wrote meanwhile: compare with the page, then save again.
seminar-fault-time = “{ $found }” is not a day with its hour.
seminar-fault-programme = Programme: “{ $found }” does not begin with an hour, such as 09:30.
seminar-fault-document = Documents: “{ $found }” is not of the form “title | https://…”.
seminar-fault-present = “{ $found }” is not a number of people.
