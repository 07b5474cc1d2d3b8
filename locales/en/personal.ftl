# What is kept of people: register, retention, one's own data. Language: en.

path-processings = register-of-processings
path-retention = retention
path-own-data = my-data
path-own-data-file = copy.zip

processings-title = Register of processings
processings-lead = Each processing of personal data of this site: what for, of whom, who reads it, how long (Regulation EU 2016/679, article 30).
processings-contents = Contents
personal-purpose = Purpose
personal-basis = Legal basis
personal-basis-public-task = Task carried out in the public interest (article 6, 1, e of the Regulation)
personal-basis-legal-obligation = Legal obligation (article 6, 1, c of the Regulation)
personal-basis-consent = Consent of the person (article 6, 1, a of the Regulation)
personal-people = People concerned
personal-data = Data
personal-recipients = Recipients
personal-kept = How long it is kept
personal-security = Security measures
personal-tables = Tables of the database
personal-weeks = { $n ->
    [one] a week
   *[other] { $count } weeks
  }
personal-kept-untouched-draft = Draft in which nobody wrote anything: { $n ->
    [one] a week
   *[other] { $count } weeks
  } after it was begun.
personal-kept-idle-draft = Draft left alone: { $n ->
    [one] a month
   *[other] { $count } months
  } after the last change, with a warning { $warning } before.
personal-kept-ended = Dossier taken back or not received: { $n ->
    [one] a month
   *[other] { $count } months
  }, with a warning { $warning } before.
personal-kept-session-over = Dossier examined: { $n ->
    [one] a month
   *[other] { $count } months
  } after the decision is published, with a warning { $warning } before. A dossier under examination is never erased.
personal-kept-account = Account: { $n ->
    [one] a year
   *[other] { $count } years
  } after the last signing in, with a warning { $warning } before; as long as a dossier of the person is kept, so is their account.
personal-kept-login = Way in, on a device: { $n ->
    [one] a day
   *[other] { $count } days
  }.
personal-kept-link = Link to enter: { $n ->
    [one] a minute
   *[other] { $count } minutes
  }, and once.
personal-kept-invitation = Address of an invitation: until it is taken up or taken back, { $n ->
    [one] a day
   *[other] { $count } days
  } at most.
personal-kept-journal-bodies = What an act says: as long as the dossier or the person it is about.
personal-kept-journal-entries = That there was an act, without what it said: as long as the instance exists, by an identifier that nothing links any more to somebody who was erased.
personal-kept-mail = Content and address: until it is sent. That a mail has left, without its address: { $n ->
    [one] a day
   *[other] { $count } days
  }.
personal-kept-subscription-request = Request that nobody confirmed: { $n ->
    [one] an hour
   *[other] { $count } hours
  }.
personal-kept-subscription = Subscription: until the person stops it.
personal-kept-client = { $n ->
    [one] An hour, then nothing.
   *[other] { $count } hours, then nothing.
  }

retention-title = What will be erased
retention-lead = Nothing is erased without a warning, but a draft in which nobody wrote anything. A dossier under examination never is.
retention-erased-count = { $n ->
    [0] No dossier of this session was erased yet.
    [one] One dossier of this session was erased; only enough to count is left.
   *[other] { $count } dossiers of this session were erased; only enough to count is left.
  }
retention-what = Dossier
retention-who = Person
retention-why = Why
retention-warned = Warning
retention-erased = Erasure
retention-accounts = Accounts
retention-no-dossier = No dossier is due to end.
retention-no-account = No account of this session is due to end.
retention-warned-done = sent
retention-warned-never = without a warning
retention-after = after { $when }
retention-draft = draft
retention-rule-untouched-draft = empty draft
retention-rule-idle-draft = draft left alone
retention-rule-ended = taken back or not received
retention-rule-session-over = session over
retention-rule-account = no sign since { $when }
retention-act-warn = to be warned
retention-act-erase = to be erased
retention-nothing = Nothing to do.
retention-ran = Warnings sent: { $warned }. Dossiers erased: { $dossiers }. Accounts erased: { $accounts }. Files removed: { $files }. Addresses of invitations erased: { $invitations }.

own-data-title = My data
own-data-link = Get a copy of my data or have it erased
own-data-lead = What this site keeps of { $address }, and how to take it back or have it erased.
own-data-export-title = Getting a copy
own-data-export-text = A ZIP archive: your account, your ways in, your dossiers and what you wrote in them, your documents, the lines of the journal that concern you, the mails that wait for you. A README file explains it.
own-data-export = Download my data
own-data-erase-title = Having it erased
own-data-goes = What is erased
own-data-goes-account = your account, your name, your address, your roles, your ways in, your subscription to the news
own-data-goes-comments = your comments, the contact details that you gave in a dossier, and your name or address wherever a text has them
own-data-goes-mails = the mails that wait for you
own-data-goes-draft = the draft "{ $name }", which you alone write, with its documents
own-data-stays = What stays, and why
own-data-stays-dossier = the dossier "{ $name }": it is the territory's; in place of your name, one will read "erased person"
own-data-stays-journal = in the journal, that there was an act, without what it said: it is what proves to others that nothing was changed
own-data-stays-backups = the backups already made, until the operator replaces them; nothing is restored from them without doing the erasures again
own-data-sure = I have understood that this erasure is final.
own-data-erase = Erase my data
own-data-not-sure = Tick the box to confirm: the erasure is final.
own-data-held = You alone answer for these dossiers, which are not over. Invite somebody else to lead them, or take them back, then come here again.
own-data-erased-title = Your data is erased
own-data-erased = Nothing is left here with your name or your address. You may close this page.
dossier-erased-person = erased person

letter-erasure-dossier-subject = "{ $place }" will be erased
letter-erasure-dossier-text = The dossier "{ $place }" will be erased after { $when }: { $why }. To keep a draft, changing it is enough. To keep a copy of a dossier that is over, open it before that date.
letter-erasure-dossier-action = Open the dossier
letter-erasure-account-subject = Your account will be erased
letter-erasure-account-text = You have not come for a long time. Your account will be erased after { $when }, with your name and your address. To keep it, signing in is enough.
letter-erasure-account-action = Sign in

person-file-readme-name = README.txt
person-file-readme =
    Copy of the personal data kept on { $site }, on { $when }.

    account.json: who you are here, since when, with which roles.
    ways-in.json: the devices where your space is open, the links and invitations that are still good.
    subscription.json: the news you asked for.
    dossiers.json: the dossiers that you make or made, and what you wrote that is still there.
    journal.json: each line of the journal of which you are the author or that concerns you. "erased" says that what it said was erased.
    mails.json: the mails that wait to be sent to you. Of a mail that has left, neither text nor address is kept.
    documents/: the documents that you gave.

    Times are in UTC. What others wrote is not in this copy.
    To have something corrected or erased: your space, "My data".
person-file-account = account
person-file-ways-in = ways-in
person-file-subscription = subscription
person-file-dossiers = dossiers
person-file-journal = journal
person-file-words = words
person-file-mails = mails
person-file-documents = documents

people-unknown = Nobody has the address { $address }.
people-exported = Data of { $address } written in { $file }.
people-erased = { $address } is erased. Drafts erased: { $dossiers }. Entries of the journal emptied: { $entries }. Mails cancelled: { $mails }.
people-would-erase = { $address } would be erased. Drafts that would go: { $go }. Dossiers that would stay: { $stay }.
people-held = { $address } alone answers for dossiers that are not over: { $dossiers }. Nothing was erased.
