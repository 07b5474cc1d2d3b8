# The dossiers of a session, for who instructs them. Language: en.

path-instruction = instruction
instruction-title = Instruct the dossiers
instruction-lead = Where each dossier is, what comes to its term, where territories have begun. What is written in a draft is read by those who write it only.
instruction-received-title = Dossiers received
instruction-received-none = No dossier has been received yet.
instruction-term = Term
instruction-awaited = What lacks or raises a question
instruction-unsigned = Signature awaited: { $side }.
instruction-letters = { $n ->
    [one] One letter awaited.
   *[other] { $n } letters awaited.
}
instruction-rules = Rules of the call to be checked:
instruction-exports = Take out the dossiers received, as they were deposited:
instruction-begun-title = Dossiers begun
instruction-begun-lead = Only that they exist is known to you before the deposit.
instruction-begun-since = begun on { $when }
instruction-terms-title = Terms
instruction-term-closing = the call closes
instruction-term-late = late deposits can no longer be asked for
instruction-term-phase = the phase “{ $phase }” begins
instruction-term-correction = corrections are due: { $place }
instruction-term-reopened = dossier opened again: { $place }
instruction-map-title = Where territories have begun
instruction-place = { $place }: { $begun } begun, of which { $deposited } deposited
instruction-key-deposited = at least one dossier deposited
instruction-key-begun = dossier begun
instruction-key-none = no dossier
instruction-places = Dossiers by département
instruction-begun-count = Begun
instruction-deposited-count = Of which deposited
export-dossier = Identifier of the dossier
export-begun = Begun
export-deposited = Deposited
export-late = Late
export-digest = Digest of the deposit
export-communes = Communes
export-commune-codes = Codes of the communes
export-rules = Rules of the call to be checked
export-title = Dossiers of the session “{ $session }”
export-note = Dossiers received, as they were deposited, by the rights of who took them out. They hold personal data: to be destroyed once they are of no more use.
table-sheet = Table
table-sheet-about = Read me
dossier-rules-title = Rules of the call to be checked
dossier-rules-lead = The application compares the dossier with the rules of the call. It decides nothing.
dossier-rules-none = The dossier meets every rule of the call that the application can check.
