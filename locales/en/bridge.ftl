# The bridge with Démarche numérique. Language: en.

bridge-pulled = Dossiers taken: { $taken }. Brought up to date: { $updated }. Unchanged: { $same }. Left: { $passed }.
bridge-would-pull = Dry run. Dossiers that would be taken: { $taken }. Brought up to date: { $updated }. Unchanged: { $same }. Left: { $passed }.
bridge-pushed = Annotations written: { $written }. Right already: { $same }.
bridge-would-push = Dry run. Annotations that would be written: { $written }. Right already: { $same }.
bridge-faults = { $n ->
    [one] One fault was found; the dossier was not touched:
   *[other] { $count } faults were found; none of these dossiers was touched:
  }
bridge-fault-sort = the champ holds "{ $found }", the question expects "{ $expected }".
bridge-fault-choice = the choice "{ $found }" is not in the correspondence.
bridge-fault-territory = "{ $found }" names no territory.
bridge-fault-unread = the dossier could not be read: { $said }
bridge-fault-address = "{ $found }" is no address to write to.
bridge-fault-place = the name of the territory is empty.
bridge-fault-decided = the dossier changed there, but is no longer under examination here ({ $label }).
bridge-fault-instructor = { $address } does not instruct this dossier there.
bridge-fault-annotation = there is no such annotation.
bridge-fault-refused = refused: { $said }
bridge-document-host = { $host } is not a host from which documents may come.
bridge-document-heavy = more than { $limit } bytes.
bridge-document-unanswered = the document could not be taken: { $said }
bridge-document-sort = its content is of no accepted type.
bridge-document-infected = the antivirus of Démarche numérique set it aside.
dossier-origin = This dossier was deposited on Démarche numérique, under the number { $number }: { $page }
