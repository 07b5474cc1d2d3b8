## Sauvegardes, vérifications, reçus

store-backed-up = Sauvegarde écrite dans { $file } : { $files } fichiers, { $rows } lignes.
store-restored = Sauvegarde du { $at } restaurée : { $files } fichiers, { $rows } lignes.
store-sound = { $n ->
    [0] Rien d'anormal. Le journal est vide.
    [one] Rien d'anormal. Le journal compte une écriture.
   *[other] Rien d'anormal. Le journal compte { $count } écritures.
  }
store-not-sound = { $n ->
    [one] Un défaut a été trouvé :
   *[other] { $count } défauts ont été trouvés :
  }
store-receipt-intact = Le reçu est intact : acte « { $act } » sur { $subject }, écriture { $seq } du journal, le { $at }.
store-day-closed = { $n ->
    [one] La journée du { $day } est close, avec une écriture ; sa racine est { $root }.
   *[other] La journée du { $day } est close, avec { $count } écritures ; sa racine est { $root }.
  }
store-day-so-far = { $n ->
    [one] La journée du { $day } n'était pas close : elle comptait une écriture, et sa racine était { $root }.
   *[other] La journée du { $day } n'était pas close : elle comptait { $count } écritures, et sa racine était { $root }.
  }
store-key-compared = Il est signé par la clé donnée, { $key }.
store-key-not-compared = Il est signé par la clé { $key }, qui n'a été comparée à aucune : donnez celle de l'instance avec --key.
store-not-a-key = { $file } n'est pas une clé publique : une ligne « mosaique-ed25519 » et 64 chiffres hexadécimaux sont attendus.
store-no-receipt = Pas de reçu pour l'écriture { $seq } : elle n'existe pas, ou ce qu'elle disait a été effacé.
store-receipt-altered = { $n ->
    [one] Le reçu n'est pas celui qui a été donné :
   *[other] Le reçu n'est pas celui qui a été donné, sur { $count } points :
  }
store-receipt-unreadable = Le fichier ne se lit pas comme un reçu : { $fault }.
store-unknown-form = La forme « { $found } » n'est pas connue, « { $expected } » est attendue.
store-other-document = Le document n'est pas celui qui a été déposé : empreinte { $found } trouvée, { $expected } attendue.
store-other-entry = L'écriture n'est pas celle du journal : ses champs donnent l'empreinte { $found }, { $expected } est attendue.
store-other-day = L'écriture est du { $found }, le reçu du { $expected }.
store-other-proof = La preuve ne mène pas de l'écriture à la racine de la journée du { $day }.
store-other-closing = La clôture de la journée du { $day } a été modifiée : un champ ne s'accorde pas ({ $field }).
store-other-signature = La signature n'est pas celle de la clé sur cette racine, cette journée, ce nombre et cette heure.
store-other-key = Le reçu est signé par la clé { $found }, { $expected } est attendue.
store-other-writing = Tout ce que dit le fichier est exact, mais il n'est pas écrit comme il l'était : le caractère { $at } diffère.
store-backup-intact = La sauvegarde est intacte : faite le { $at } par Mosaïque { $program }, { $files } fichiers, { $rows } lignes.
store-backup-altered = { $n ->
    [one] La sauvegarde n'est pas celle qui a été écrite :
   *[other] La sauvegarde n'est pas celle qui a été écrite, sur { $count } points :
  }
store-backup-unreadable = Le fichier ne se lit ni comme un reçu ni comme une sauvegarde : { $fault }.
store-file-altered = { $path } a été modifié : empreinte { $found } trouvée, { $expected } attendue.
store-file-missing = { $path } manque.
store-file-unexpected = { $path } est là et n'a pas été écrit.
store-between-altered = Entre les fichiers, ou dans le sceau, la sauvegarde a été modifiée : empreinte { $found } trouvée, { $expected } attendue.
