# The bridge with Démarche numérique. Language: fr.

bridge-pulled = Dossiers repris : { $taken }. Mis à jour : { $updated }. Inchangés : { $same }. Laissés : { $passed }.
bridge-would-pull = À blanc. Dossiers qui seraient repris : { $taken }. Mis à jour : { $updated }. Inchangés : { $same }. Laissés : { $passed }.
bridge-pushed = Annotations écrites : { $written }. Déjà à jour : { $same }.
bridge-would-push = À blanc. Annotations qui seraient écrites : { $written }. Déjà à jour : { $same }.
bridge-faults = { $n ->
    [one] Un défaut a été trouvé ; le dossier n'a pas été touché :
   *[other] { $count } défauts ont été trouvés ; aucun de ces dossiers n'a été touché :
  }
bridge-fault-sort = le champ contient « { $found } », la question attend « { $expected } ».
bridge-fault-choice = le choix « { $found } » n'est pas dans la correspondance.
bridge-fault-territory = « { $found } » ne désigne aucun territoire.
bridge-fault-unread = le dossier n'a pas pu être lu : { $said }
bridge-fault-address = « { $found } » n'est pas une adresse à laquelle écrire.
bridge-fault-place = le nom du territoire est vide.
bridge-fault-decided = le dossier a changé là-bas, mais il n'est plus en instruction ici ({ $label }).
bridge-fault-instructor = { $address } n'instruit pas ce dossier là-bas.
bridge-fault-annotation = cette annotation n'existe pas.
bridge-fault-refused = refusé : { $said }
bridge-document-host = { $host } n'est pas un hôte permis pour les pièces.
bridge-document-heavy = plus de { $limit } octets.
bridge-document-unanswered = la pièce n'a pas pu être prise : { $said }
bridge-document-sort = le contenu n'est d'aucun type accepté.
bridge-document-infected = l'antivirus de Démarche numérique l'a écartée.
dossier-origin = Ce dossier a été déposé sur Démarche numérique, sous le numéro { $number } : { $page }
