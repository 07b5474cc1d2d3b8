## Backups, checks, receipts

store-backed-up = Backup written in { $file }: { $files } files, { $rows } rows.
store-restored = Backup of { $at } restored: { $files } files, { $rows } rows.
store-sound = { $n ->
    [0] Nothing is wrong. The journal is empty.
    [one] Nothing is wrong. The journal has one entry.
   *[other] Nothing is wrong. The journal has { $count } entries.
  }
store-not-sound = { $n ->
    [one] One fault was found:
   *[other] { $count } faults were found:
  }
store-receipt-intact = The receipt is intact: act “{ $act }” on { $subject }, entry { $seq } of the journal, at { $at }.
store-day-closed = { $n ->
    [one] The day { $day } is closed, with one entry; its root is { $root }.
   *[other] The day { $day } is closed, with { $count } entries; its root is { $root }.
  }
store-day-so-far = { $n ->
    [one] The day { $day } was not closed: it had one entry, and its root was { $root }.
   *[other] The day { $day } was not closed: it had { $count } entries, and its root was { $root }.
  }
store-key-compared = It is signed with the key given, { $key }.
store-key-not-compared = It is signed with the key { $key }, which was compared with none: give that of the instance with --key.
store-not-a-key = { $file } is not a public key: one line, “mosaique-ed25519” and 64 hexadecimal digits, is expected.
store-no-receipt = No receipt for entry { $seq }: it does not exist, or what it said was erased.
store-receipt-altered = { $n ->
    [one] The receipt is not the one that was given:
   *[other] The receipt is not the one that was given, in { $count } ways:
  }
store-receipt-unreadable = The file does not read as a receipt: { $fault }.
store-unknown-form = The form “{ $found }” is not known, “{ $expected }” is expected.
store-other-document = The document is not the one deposited: digest { $found } found, { $expected } expected.
store-other-entry = The entry is not that of the journal: its fields give the digest { $found }, { $expected } is expected.
store-other-day = The entry is of { $found }, the receipt of { $expected }.
store-other-proof = The proof does not lead from the entry to the root of the day { $day }.
store-other-closing = The closing of the day { $day } was altered: a field does not agree ({ $field }).
store-other-signature = The signature is not that of the key over this root, day, number and time.
store-other-key = The receipt is signed with the key { $found }, { $expected } is expected.
store-other-writing = All that the file says is right, but it is not written as it was: character { $at } differs.
store-backup-intact = The backup is intact: made at { $at } by Mosaïque { $program }, { $files } files, { $rows } rows.
store-backup-altered = { $n ->
    [one] The backup is not the one that was written:
   *[other] The backup is not the one that was written, in { $count } ways:
  }
store-backup-unreadable = The file reads neither as a receipt nor as a backup: { $fault }.
store-file-altered = { $path } was altered: digest { $found } found, { $expected } expected.
store-file-missing = { $path } is missing.
store-file-unexpected = { $path } is there and was not written.
store-between-altered = Between its files, or in its seal, the backup was altered: digest { $found } found, { $expected } expected.
