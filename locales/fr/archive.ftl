## L'archive d'une session

archive-title = Archive de la session « { $session } »
archive-made = Faite le { $when } par Mosaïque { $program }. Elle s'ouvre sans serveur ni réseau ; rien n'y change plus.
archive-verify = Pour la vérifier : mosaique session verify, ou, sans Mosaïque, sha256sum -c SHA256SUMS, puis la signature de manifest.json.
archive-law = Elle contient des noms, des notes et des documents de dossiers. Qui la garde la doit effacer quand la session le prévoit, comme l'instance.
archive-contents = Sommaire
archive-other-language = English
archive-dossiers = Dossiers
archive-deposited = Déposé le
archive-none-of-these = Aucun.
archive-state-file = État complet
archive-story-file = Histoire complète
archive-outcome = Décision
archive-decision = Jury et décision
archive-panel = Composition du jury
archive-person = Personne
archive-seat = Siège
archive-nobody = sans nom
archive-meetings = Réunions
archive-meeting = Réunion
archive-meeting-dossiers = Dossiers examinés
archive-meeting-recused = Sortis pour un dossier
archive-minutes = Procès-verbal signé le
archive-decisions = Décisions signées
archive-signed-at = Signée le
archive-signed-by = Signataire
archive-outcomes = Ce qui est décidé de chaque dossier
archive-reason = Motif
archive-feedback = Retour aux porteurs
archive-sheets = Fiches de lecture
archive-sheets-of = Fiche de { $who }
archive-criterion = Critère
archive-level = Niveau
archive-cannot-judge = Ne peut juger
archive-sealed = Verrouillée le { $when }
archive-unsealed = Jamais verrouillée
archive-opinion = Avis
archive-laureates = Territoires lauréats
archive-workspace = Espace de travail
archive-roadmap = Feuille de route
archive-roadmap-actions = Actions
archive-editions = Éditions publiées
archive-edition = Édition
archive-stage = Étape
archive-published = Publiée le
archive-call = L'appel tel qu'il était
archive-call-files = Fichiers de la session
archive-file = Fichier
archive-revisions = Révisions
archive-programs = Pour les programmes
archive-about-manifest = Chaque fichier, sa taille et son empreinte
archive-about-signature = La signature du manifeste (Ed25519)
archive-about-key = La clé publique de l'instance
archive-about-sums = Les empreintes, pour sha256sum
archive-about-days = Les journées du journal et leurs racines
archive-about-people = Les personnes nommées et leurs rôles
archive-about-documents = Les documents joints
archive-dossier-title = Dossier de { $place }
archive-dossier-facts = Le dossier
archive-question = Question
archive-answer = Réponse
archive-documents = Documents
archive-document = Document
archive-document-bytes = Octets
archive-document-gone = effacé avant l'archive
archive-deposits = Dépôts
archive-digest = Empreinte
archive-receipt = Reçu
archive-receipt-erased = ce que disait l'écriture a été effacé
archive-comments = Échanges
archive-comment-gone = propos retirés
archive-people = Qui y travaille
archive-begun = Commencé le
archive-sections = Réponses
archive-letters = Lettres
archive-letter-from = Auteur
archive-letter-received = Reçue
archive-back = Sommaire de l'archive
archive-exported = Archive écrite dans { $file } et vérifiée : { $dossiers } dossiers, { $files } fichiers, { $bytes } octets.
archive-intact = { $n ->
    [one] L'archive de la session { $session } est intacte : faite le { $at } par Mosaïque { $program }, un fichier.
   *[other] L'archive de la session { $session } est intacte : faite le { $at } par Mosaïque { $program }, { $count } fichiers.
  }
archive-proved = { $lines } écritures prouvées jusqu'à la racine de leur journée, { $told } histoires racontées à nouveau, { $receipts } reçus vérifiés.
archive-not-told = { $n ->
    [one] Une histoire n'est pas racontée à nouveau : ce que disait une de ses écritures a été effacé.
   *[other] { $count } histoires ne sont pas racontées à nouveau : ce que disaient certaines écritures a été effacé.
  }
archive-key-compared = Elle est signée par la clé donnée, { $key }.
archive-key-not-compared = Elle est signée par la clé { $key }, qui n'a été comparée à aucune : donnez celle de l'instance avec --key.
archive-altered = { $n ->
    [one] L'archive n'est pas celle qui a été écrite :
   *[other] L'archive n'est pas celle qui a été écrite, sur { $count } points :
  }
archive-not-written = { $n ->
    [one] L'archive n'est pas écrite : ce que garde l'instance ne se vérifie pas.
   *[other] L'archive n'est pas écrite : ce que garde l'instance ne se vérifie pas, sur { $count } points.
  }
archive-not-one = { $file } n'est pas l'archive d'une session : { $fault }.
archive-fault-broken = Le fichier s'interrompt ou ne se lit plus après { $after } : { $fault }.
archive-fault-beginning = son début
archive-fault-too-many = Plus de { $most } fichiers : ce n'est pas une archive que Mosaïque a écrite.
archive-fault-name = Le nom « { $path } » mènerait hors de l'archive, ou n'est pas un nom qu'écrit Mosaïque.
archive-fault-twice = { $path } y est deux fois.
archive-fault-compressed = { $path } est comprimé ou chiffré : Mosaïque n'écrit rien ainsi.
archive-fault-large = { $path } a { $bytes } octets, { $most } au plus sont attendus.
archive-fault-directory = La table des fichiers, à la fin, ne dit pas ce que l'archive contient : { $fault }.
archive-fault-seal = Un octet hors des fichiers (en-têtes, table, sceau) a été modifié : empreinte { $found } trouvée, { $expected } attendue.
archive-fault-no-seal = Le sceau, à la fin du fichier, manque ou ne se lit pas.
archive-fault-altered = { $path } a été modifié : empreinte { $found } trouvée, { $expected } attendue.
archive-fault-document = { $path } (« { $name } ») a été modifié : empreinte { $found } trouvée, { $expected } attendue.
archive-fault-missing = { $path } manque.
archive-fault-unexpected = { $path } est là et n'est pas au manifeste.
archive-fault-unreadable = { $path } ne se lit pas : { $fault }.
archive-fault-signature = manifest.sig n'est pas la signature de manifest.json par la clé de signing.pub.
archive-fault-key = L'archive est signée par la clé { $found }, { $expected } est attendue.
archive-fault-day = journal/days.json : la journée du { $day } ne s'accorde pas ({ $field }).
archive-fault-line = { $path }, ligne { $line } (écriture { $seq }) : { $fault }.
archive-line-unreadable = une empreinte ne se lit pas
archive-line-entry = un champ de l'écriture a été modifié
archive-line-said = ce qu'elle dit a été modifié
archive-line-proof = la preuve ne mène pas à la racine de sa journée
archive-line-subject = elle porte sur autre chose
archive-line-order = elle n'est pas à sa place
archive-fault-event = { $path }, ligne { $line } : ce que dit l'écriture ne se lit pas ({ $fault }).
archive-fault-story = { $path } : les événements ne se suivent pas ({ $fault }).
archive-fault-state = { $path } : à { $at }, { $found } trouvé, { $expected } attendu d'après l'histoire.
archive-fault-receipt = { $path } : { $fault }
archive-fault-no-receipt = { $path } manque : un dépôt est sans son reçu.
archive-fault-other-receipt = { $path } n'est pas le reçu de l'écriture { $seq }.
archive-fault-lost = { $path } nomme le document { $digest } (« { $name } »), qui n'est pas dans l'archive.
archive-more = { $n ->
    [one] Et une autre différence.
   *[other] Et { $count } autres différences.
  }
