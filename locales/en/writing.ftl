# Writing a dossier together: comments, story, team, letters, a new revision of the form. Language: en.

path-comments = comments
path-story = story
path-answers = answers
path-differences = differences
path-new-form = form
path-letters = letters

## Comments
comments-title = Comments
comments-lead = Between those who write the dossier. Neither those who instruct it nor the jury read them; they are no part of what is deposited.
comments-none = Nothing has been said yet.
comments-of-all = The whole dossier
comments-new = Open a discussion
comments-about = About what?
comments-text = Your comment
comments-send = Send
comments-answer = Answer
comments-edit = Change
comments-withdraw = Erase
comments-withdraw-sure = Its words will be erased. That there was a comment will still be seen.
comments-withdrawn = Comment erased by its author, { $when }.
comments-edited = changed { $when }
comments-resolve = Mark as settled
comments-reopen = Open again
comments-resolved = Settled by { $who }, { $when }
comments-is-new = new
comments-see-question = See the question
comments-unread = { $n ->
    [0] Comments
    [one] Comments, one unread
   *[other] Comments, { $count } unread
  }
comments-of-question = { $n ->
    [0] Comment
    [one] One comment
   *[other] { $count } comments
  }
letter-comments-subject = { $n ->
    [one] A comment on the dossier { $place }
   *[other] { $count } comments on the dossier { $place }
  }
letter-comments-text = { $n ->
    [one] A comment awaits you in the dossier “{ $place }”. There will be no other mail before you have read it.
   *[other] { $count } comments await you in the dossier “{ $place }”. There will be no other mail before you have read them.
  }
letter-comments-action = Read the comments
letter-why-dossier = You receive this mail because you take part in this dossier on { $site }.

## Story and differences
story-title = Story of the dossier
story-lead = Everything that happened, the latest first. Choose two moments to see what changed between them.
story-lead-plain = Everything that happened, the latest first.
story-when = When
story-what = What happened
story-who = Through whom
story-from = From
story-to = To
story-from-row = Compare from this moment: { $what }, { $when }
story-to-row = Compare to this moment: { $what }, { $when }
story-compare = Compare these two moments
story-see-answer = versions of this answer
story-see-all = See the whole story
story-shortcuts = Useful comparisons
story-shortcut-drafts = The last deposit and what is written now
story-shortcut-deposits = Deposit no. { $from } and deposit no. { $to }
story-moment = { $what }, { $when }
differences-title = What changed
differences-between = Between “{ $from }” and “{ $to }”
differences-none = No answer changed between these two moments.
differences-swap = Swap the order
differences-added = Answer added
differences-removed = Answer taken away
differences-replaced = Answer replaced
differences-legend = Words taken away are struck through, words added are underlined.
differences-word-removed = removed:
differences-word-added = added:
differences-word-end = end
answers-title = Versions of the answer
answers-version = Version { $version }
answers-by = { $who }, { $when }
answers-taken-away = The answer was taken away.
answers-current = in force
answers-restore = Restore this version
answers-restored-note = Restoring writes a new version: nothing is lost.
answers-link = Versions of this answer

## Team
team-manage = Change the team
team-hand-over = Give them the lead of the dossier
team-hand-over-about = You will be a co-author. This person will sign for the collectivité and deposit.
team-put-out = Remove from the dossier
team-put-out-about = This person will no longer see the dossier. What they wrote stays.
team-leave-about = You will no longer see the dossier. What you wrote stays.
team-invited = Invitation sent to { $address }, good until { $when }
team-revoke = Take the invitation back
team-you = you
act-hand-over = Give the lead of the dossier
act-cancel-letter = Ask for the letter no more
reopen-title = Open the dossier again
reopen-to = To whom does it go back?
reopen-to-draft = To those who write it, until the term below
reopen-to-instruction = To those who instruct it
reopen-until = Last day to deposit again
cause-not-for-the-lead = The lead of a dossier is given to a co-author of the collectivité.
cause-not-the-author = This comment is not yours: only its author changes it.
cause-comment-withdrawn = This comment was erased.
cause-letter-refused = The author of this letter answered that they will not write it.
error-day = “{ $found }” is not a day: a day such as 2026-11-23 is expected.

## What happened
happened-handed-over = Lead of the dossier given to somebody else
happened-commented-all = Comment on the whole dossier
happened-comment-edited = Comment changed
happened-comment-withdrawn = Comment erased
happened-thread-resolved = Discussion settled
happened-thread-reopened = Discussion opened again
happened-letter-refused = Letter refused by its author
happened-letter-cancelled = Letter asked for no more

## A new revision of the form
new-form-notice = The form has changed since this dossier was begun: it answers revision { $from }, and revision { $to } is in force. It must be brought to it before it is deposited.
new-form-see = See what becomes of the answers
new-form-title = Bring to the form in force
new-form-lead = From revision { $from } to revision { $to }. Here is what becomes of each answer; nothing is lost.
new-form-kept = { $n ->
    [0] No answer kept as it is
    [one] One answer kept as it is
   *[other] { $count } answers kept as they are
  }
new-form-look = To look at again
new-form-new = New questions
new-form-aside = Set aside
new-form-text = What was answered
new-form-voids = Signatures fall if what was signed changes: they will be asked for again.
new-form-do = Bring to revision { $to }
new-form-current = This dossier answers the form in force.
aside-title = Answers set aside
aside-lead = The form no longer asks for them, or asks otherwise. They are not deposited; take from them what is still of use.
aside-of = { $question } (revision { $revision } of the form)

## Letters
letters-title = Letters
letters-lead = A letter is asked for by mail: its author reads what is expected and a summary of the dossier, then uploads it signed, or refuses, without an account.
letters-none = The form asks for no letter.
letters-ask-title = Ask for this letter
letters-name = Name of the person
letters-position = Their function
letters-address = Their e-mail address
letters-address-about = It serves for this demand only, and is erased when the link no longer opens anything.
letters-word = A word from you (optional)
letters-ask = Send the demand
letters-remind = Remind
letters-cancel = Ask no more
letters-receive = Enclose the letter received (PDF)
letters-receive-do = Enclose
letters-from = { $from }, { $position }
letters-state-asked = Asked on { $when }
letters-state-reminded = Reminded on { $when }
letters-state-seen = Link opened on { $when }
letters-state-not-seen = Link not opened yet
letters-state-received = Received on { $when }
letters-state-refused = Refused on { $when }
letters-state-refused-why = Their word: “{ $reply }”
letters-state-until = The link opens until { $when }
letters-state-no-mail = Without an address: to be collected by yourself
letters-manage = Ask by mail and follow the letters
error-position = Say the function of the person who is asked for the letter.
error-file-none = Choose the signed document, in PDF.
letter-reply-title = A letter for the dossier “{ $place }”
letter-reply-asked = { $who } ask you, for the session “{ $session }”: { $question }
letter-reply-by = Those who write the dossier
letter-reply-until = This link opens until { $when }. It is for you alone.
letter-reply-summary = The dossier in short
letter-reply-summary-none = Nothing that may be shown is written yet.
letter-reply-send-title = Upload the signed letter
letter-reply-replace-title = Replace the letter
letter-reply-there = Your letter “{ $name }” arrived on { $when }.
letter-reply-file = The letter, in PDF ({ $size } MB at most)
letter-reply-send = Upload the letter
letter-reply-refuse-title = Refuse
letter-reply-refuse-why = A word for those who write the dossier (optional)
letter-reply-refuse = I will not write it
letter-reply-refused = You answered on { $when } that you will not write it. You may still change your mind.
letter-reply-closed = The dossier receives no letter for now.
letter-reply-data = Your name and your address serve for this demand only. The address is erased when the link no longer opens anything.
letter-reply-thanks = Thank you: it is recorded.
letter-reply-stale-title = This link opens nothing
letter-reply-stale = The letter is no longer asked for, or the link is too old. Ask whoever sent it to you for another one.
letter-letter-subject = You are asked for a letter: { $place }
letter-letter-again = Reminder: you are asked for a letter, { $place }
letter-letter-text = { $who } asks you for a letter for the dossier “{ $place }”: { $question }
letter-letter-word = A word from them: “{ $word }”
letter-letter-how = Without an account, you can read the summary of the dossier, then upload the signed letter or refuse.
letter-letter-action = Read and answer
letter-letter-until = The link opens until { $when }.
letter-why-letter = You receive this mail because somebody named you on { $site }. Your address serves for this demand only.

dossier-late-deposited = The dossier was deposited late.
dossier-letter-refused = { $from } answered on { $when } that they will not write it
perimeter-named = { $name } ({ $code })

## Frozen portrait, dossier on paper
path-frozen = portrait
path-frozen-file = portrait.json
path-dossier-sheet = dossier.pdf
frozen-title = Portrait of the perimeter
frozen-is = This portrait has been frozen since the deposit of { $when }. It does not change any more, even if data do.
frozen-same-atlas = The data of the site have not changed since.
frozen-other-atlas = { $n ->
    [0] The data of the site have changed since, and no figure of this perimeter has.
    [one] The data of the site have changed since: one figure of this perimeter is no longer the same.
   *[other] The data of the site have changed since: { $count } figures of this perimeter are no longer the same.
  }
frozen-preview = Preview: this is the portrait that will be frozen and attached to the dossier when it is deposited.
frozen-none = Choose the communes of the perimeter first: their portrait will show here.
frozen-map = Map of communes
frozen-atlas = Digest of the data (SHA-256)
frozen-digest = Digest of this portrait (SHA-256), which is in the receipt
frozen-file = Download the frozen portrait (JSON)
frozen-indicator = Indicator
frozen-value = Value
frozen-now = Today
frozen-now-is = { $value } ({ $period })
frozen-same = unchanged
frozen-gone = no longer published
frozen-period = Period
frozen-source = Source
dossier-paper-link = The dossier as a PDF
dossier-paper-title = Dossier “{ $name }”
dossier-paper-kind = Application dossier
dossier-paper-draft = DRAFT
dossier-paper-is-draft = Draft: this dossier is not deposited.
dossier-paper-since = Answers have changed since this deposit: this document shows what is written now.
dossier-paper-perimeter = The perimeter
dossier-paper-map = Map of the perimeter of { $name }: { $communes } communes.
dossier-paper-none = No answer
dossier-paper-frozen = Portrait frozen at the deposit. Digest: { $digest }

## Communes on a map
perimeter-open = Choose the communes on a map
perimeter-map = Map of communes, to choose them
perimeter-find = Add a commune or an intercommunalité
perimeter-help = A click takes or leaves a commune. With the keyboard: arrows move the map, + and - change its scale, Enter takes or leaves the commune under the mark. The list below serves too.
perimeter-start = Touch a commune to take it or leave it.
perimeter-chosen = Communes chosen
perimeter-count = Communes chosen: { $count }
perimeter-added = { $name }: added
perimeter-removed = { $name }: removed
perimeter-in = { $name }, in the perimeter
perimeter-out = { $name }, out of the perimeter
perimeter-communes = { $n ->
    [one] { $count } commune
   *[other] { $count } communes
  }
perimeter-people = { $n ->
    [one] { $count } commune, { $people } inhabitants
   *[other] { $count } communes, { $people } inhabitants
  }
perimeter-one-piece = The perimeter is of one piece.
perimeter-pieces = { $n ->
   *[other] The perimeter is in { $count } pieces that do not touch: that is not forbidden, and those who instruct will see it.
  }
perimeter-names-more = { $n ->
    [one] { $names } and one more
   *[other] { $names } and { $count } more
  }

personal-writing-text = What you say in a comment, you alone change or erase. The address of whoever is asked for a letter serves for that demand only, and is erased sixty days after the last mail.

dossier-draft-behind = Somebody else has changed an answer of this section since you opened it: reload the page to read it.
