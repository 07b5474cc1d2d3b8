## The archive of a session

archive-title = Archive of the session “{ $session }”
archive-made = Made on { $when } by Mosaïque { $program }. It opens without a server or a network; nothing in it changes any more.
archive-verify = To verify it: mosaique session verify or, without Mosaïque, sha256sum -c SHA256SUMS, then the signature of manifest.json.
archive-law = It holds names, scores and documents of dossiers. Whoever keeps it must erase it when the session says so, as the instance does.
archive-contents = Contents
archive-other-language = Français
archive-dossiers = Dossiers
archive-deposited = Deposited
archive-none-of-these = None.
archive-state-file = Whole state
archive-story-file = Whole story
archive-outcome = Decision
archive-decision = Jury and decision
archive-panel = Members of the jury
archive-person = Person
archive-seat = Seat
archive-nobody = without a name
archive-meetings = Meetings
archive-meeting = Meeting
archive-meeting-dossiers = Dossiers examined
archive-meeting-recused = Out for a dossier
archive-minutes = Minutes signed on
archive-decisions = Decisions signed
archive-signed-at = Signed on
archive-signed-by = Signatory
archive-outcomes = What is decided of each dossier
archive-reason = Reason
archive-feedback = Feedback to the applicants
archive-sheets = Score sheets
archive-sheets-of = Sheet of { $who }
archive-criterion = Criterion
archive-level = Level
archive-cannot-judge = Cannot judge
archive-sealed = Locked on { $when }
archive-unsealed = Never locked
archive-opinion = Opinion
archive-laureates = Laureate territories
archive-workspace = Workspace
archive-roadmap = Roadmap
archive-roadmap-actions = Actions
archive-editions = Editions published
archive-edition = Edition
archive-stage = Stage
archive-published = Published
archive-call = The call as it was
archive-call-files = Files of the session
archive-file = File
archive-revisions = Revisions
archive-programs = For programs
archive-about-manifest = Each file, its size and its digest
archive-about-signature = The signature of the manifest (Ed25519)
archive-about-key = The public key of the instance
archive-about-sums = The digests, for sha256sum
archive-about-days = The days of the journal and their roots
archive-about-people = The people who are named, and their roles
archive-about-documents = The documents attached
archive-dossier-title = Dossier of { $place }
archive-dossier-facts = The dossier
archive-question = Question
archive-answer = Answer
archive-documents = Documents
archive-document = Document
archive-document-bytes = Bytes
archive-document-gone = erased before the archive
archive-deposits = Deposits
archive-digest = Digest
archive-receipt = Receipt
archive-receipt-erased = what the entry said was erased
archive-comments = Comments
archive-comment-gone = words taken back
archive-people = Who makes it
archive-begun = Begun
archive-sections = Answers
archive-letters = Letters
archive-letter-from = Author
archive-letter-received = Received
archive-back = Contents of the archive
archive-exported = Archive written in { $file } and verified: { $dossiers } dossiers, { $files } files, { $bytes } bytes.
archive-intact = { $n ->
    [one] The archive of the session { $session } is intact: made on { $at } by Mosaïque { $program }, one file.
   *[other] The archive of the session { $session } is intact: made on { $at } by Mosaïque { $program }, { $count } files.
  }
archive-proved = { $lines } entries proved up to the root of their day, { $told } stories told again, { $receipts } receipts checked.
archive-not-told = { $n ->
    [one] One story is not told again: what one of its entries said was erased.
   *[other] { $count } stories are not told again: what some of their entries said was erased.
  }
archive-key-compared = It is signed with the key given, { $key }.
archive-key-not-compared = It is signed with the key { $key }, which was compared with none: give that of the instance with --key.
archive-altered = { $n ->
    [one] The archive is not the one that was written:
   *[other] The archive is not the one that was written, in { $count } places:
  }
archive-not-written = { $n ->
    [one] The archive is not written: what the instance keeps does not verify.
   *[other] The archive is not written: what the instance keeps does not verify, in { $count } places.
  }
archive-not-one = { $file } is not the archive of a session: { $fault }.
archive-fault-broken = The file stops or cannot be read any more after { $after }: { $fault }.
archive-fault-beginning = its beginning
archive-fault-too-many = More than { $most } files: this is no archive that Mosaïque wrote.
archive-fault-name = The name “{ $path }” would lead out of the archive, or is none that Mosaïque writes.
archive-fault-twice = { $path } is there twice.
archive-fault-compressed = { $path } is compressed or encrypted: Mosaïque writes nothing so.
archive-fault-large = { $path } has { $bytes } bytes, at most { $most } are expected.
archive-fault-directory = The table of files, at the end, does not say what the archive holds: { $fault }.
archive-fault-seal = A byte outside the files (headers, table, seal) was altered: digest { $found } found, { $expected } expected.
archive-fault-no-seal = The seal, at the end of the file, is missing or cannot be read.
archive-fault-altered = { $path } was altered: digest { $found } found, { $expected } expected.
archive-fault-document = { $path } (“{ $name }”) was altered: digest { $found } found, { $expected } expected.
archive-fault-missing = { $path } is missing.
archive-fault-unexpected = { $path } is there and not in the manifest.
archive-fault-unreadable = { $path } cannot be read: { $fault }.
archive-fault-signature = manifest.sig is not the signature of manifest.json by the key of signing.pub.
archive-fault-key = The archive is signed with the key { $found }, { $expected } expected.
archive-fault-day = journal/days.json: the day { $day } does not agree ({ $field }).
archive-fault-line = { $path }, line { $line } (entry { $seq }): { $fault }.
archive-line-unreadable = a digest cannot be read
archive-line-entry = a field of the entry was altered
archive-line-said = what it says was altered
archive-line-proof = the proof does not lead to the root of its day
archive-line-subject = it is about something else
archive-line-order = it is not in its place
archive-fault-event = { $path }, line { $line }: what the entry says cannot be read ({ $fault }).
archive-fault-story = { $path }: the events do not follow one another ({ $fault }).
archive-fault-state = { $path }: at { $at }, { $found } found, { $expected } expected from the story.
archive-fault-receipt = { $path }: { $fault }
archive-fault-no-receipt = { $path } is missing: a deposit is without its receipt.
archive-fault-other-receipt = { $path } is not the receipt of entry { $seq }.
archive-fault-lost = { $path } names the document { $digest } (“{ $name }”), which is not in the archive.
archive-more = { $n ->
    [one] And one more difference.
   *[other] And { $count } more differences.
  }
