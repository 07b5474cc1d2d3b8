# The jury: panel, ties, readings, meeting, decision, notices. Language: fr.

path-jury = jury
path-jury-assignment = repartition
path-jury-meeting = seance
path-jury-decision = decision
path-readings = lectures
path-reading = lecture
path-scores = notes
path-outcome = decision
path-outcome-letter = decision.pdf

jury-title = Jury
jury-lead = Qui siège, quels liens chacun a dits, qui lit quoi et où en sont les lectures.
jury-open = Constituer le jury
jury-panel = Membres du jury et experts
jury-panel-none = Personne n'est encore invité à siéger.
jury-seat = Siège
jury-progress = Où ils en sont
jury-unsaid = { $n ->
    [one] Un lien encore à dire.
   *[other] { $n } liens encore à dire.
}
jury-said = Liens tous dits.
jury-read = { $done } fiches closes sur { $of }.
jury-president = Préside.
jury-preside = Faire présider
jury-release = Retirer du jury
jury-candidates = À inviter
jury-invite = Inviter à siéger
jury-matrix = Dossiers et lecteurs
jury-matrix-lead = Cocher donne le dossier à lire. Qui a un lien avec un dossier ne le lit pas ; qui n'a pas encore dit s'il en a un ne le voit pas encore.
jury-matrix-none = Aucun dossier recevable, ou personne ne siège encore.
jury-assign = Enregistrer la répartition
jury-cell = { $who }, { $place }
jury-cell-tied = Lié
jury-cell-unsaid = Lien à dire
jury-cell-draft = En cours
jury-cell-locked = Close
jury-ties = Liens déclarés
jury-ties-none = Aucun lien n'est déclaré.
jury-tie-told = { $who } – { $place } : { $kind }
jury-tie-pinned = maintenu par le pilote
jury-tie-kind = Nature du lien
jury-pin = Maintenir un lien
jury-lift = Ne plus maintenir ce lien
jury-rules = Règles
jury-deadline = Fin des lectures
jury-deadline-hint = À l'heure de l'appel. Après cette minute, une fiche ne se clôt plus. Vide : sans terme.
jury-quorum = Quorum
jury-quorum-hint = Nombre de membres du jury qui doivent être présents. Vide : la moitié de ceux qui peuvent siéger, arrondie au-dessus.
jury-ready = Chacun de ceux qui siègent a dit ses liens avec tous les dossiers.
jury-not-ready = Des liens restent à dire : qui ne les a pas dits ne lit rien des dossiers concernés.
jury-fact-quorum = Quorum : { $needed } membres du jury sur { $of }.
jury-fact-deadline = Lectures attendues jusqu'au { $at }.

jury-assignment-title = Répartir les dossiers
jury-assignment-lead = Chaque dossier est lu par le nombre voulu, les charges sont aussi égales que possible, personne ne lit ce à quoi il est lié. Rien ne change avant d'appliquer.
jury-readers = Lecteurs par dossier
jury-most = Dossiers par lecteur, au plus
jury-seed = Graine
jury-seed-hint = Un nombre. La même graine redonne la même répartition.
jury-adjust = Garder autant que possible ce qui est déjà réparti
jury-try = Essayer
jury-moves = Ce qui changerait
jury-would-read = Liraient
jury-comes = Arrivent
jury-goes = Partent
jury-loads = Charges
jury-load = { $n ->
    [one] un dossier
   *[other] { $n } dossiers
}
jury-lacks = { $n ->
    [one] il manque un lecteur
   *[other] il manque { $n } lecteurs
}
jury-all-read = Chaque dossier a tous ses lecteurs.
jury-some-lack = { $n ->
    [one] Un dossier n'a pas tous ses lecteurs : les liens et les charges ne le permettent pas.
   *[other] { $n } dossiers n'ont pas tous leurs lecteurs : les liens et les charges ne le permettent pas.
}
jury-moving = { $n ->
    [0] Aucune lecture ne change de mains.
    [one] Une lecture change de mains.
   *[other] { $n } lectures changent de mains.
}
jury-apply = Appliquer cette répartition
jury-nothing-moves = Rien ne changerait.
jury-moved = La répartition a changé depuis cet essai, ou les liens : relisez-la avant de l'appliquer.
error-number = « { $found } » n'est pas un nombre entier.
error-moment = « { $found } » n'est pas une date et une heure, comme 2027-03-09T14:00.

seat-juror = membre du jury
seat-expert = expert
seat-stage-invited = invité, sans réponse
seat-stage-accepted = siège
seat-stage-declined = a décliné
seat-stage-left = ne siège plus
tie-personal = lien personnel ou familial
tie-professional = travaille ou a travaillé pour ceux qui le portent
tie-institutional = y exerce un mandat, ou son administration y est compétente
tie-financial = intérêt financier
tie-contribution = a contribué au dossier, ou donné un avis sur lui
tie-other = autre lien
confidence-low = Loin de ce que je connais
confidence-medium = Proche de ce que je connais
confidence-high = C'est ce que je connais
outcome-retained = Retenu
outcome-reserve = Liste de réserve
outcome-reserve-rank = Liste de réserve, rang { $rank }
outcome-not-retained = Non retenu
outcome-deferred = Reporté à une autre séance
meeting-stage-called = Séance convoquée
meeting-stage-open = Séance ouverte
meeting-stage-closed = Séance levée

readings-title = Mes lectures
readings-invited = Vous êtes invité à siéger.
readings-accept = J'accepte de siéger
readings-decline = Je décline
readings-no-seat = Vous n'êtes pas encore invité à siéger.
readings-seat = Vous siégez comme { $kind }.
readings-stage = Votre siège : { $stage }.
readings-todo = À lire
readings-none = Aucun dossier ne vous est encore confié.
readings-ties = Mes liens avec les dossiers
readings-ties-lead = Rien d'un dossier ne vous est montré avant que vous n'ayez dit si vous êtes lié à ceux qui le portent. Qui a un lien ne voit plus rien du dossier et quitte la séance quand il est examiné.
readings-ties-none = Aucun dossier reçu.
readings-unsaid = À dire
readings-clear = Aucun lien
readings-pinned = { $kind } – maintenu par le pilote : vous ne pouvez pas le retirer.
readings-declare = Enregistrer mes liens
readings-areas = Ce que je connais
readings-areas-legend = Sujets
readings-most = Dossiers que je peux lire, au plus
readings-say-first = Dites d'abord si vous avez un lien.
readings-not-yet = La lecture n'est pas ouverte.
readings-not-begun = À commencer.
readings-begun = Fiche commencée.
readings-locked = Fiche close le { $at }.

reading-title = Lire { $place }
reading-dossier = Le dossier
reading-documents = Documents
reading-sheet = Ma fiche
reading-reason = Pourquoi
reading-opinion = Avis d'ensemble
reading-confidence = Suis-je sûr de ma lecture ?
reading-none = Je ne peux pas juger
reading-save = Enregistrer
reading-lock = Clore ma fiche
reading-lock-hint = Une fiche close est scellée : elle ne change plus avant la séance, puis seulement avec un motif.
reading-saved = Fiche enregistrée.
reading-locked = Fiche close. Son empreinte : { $digest }
reading-share = Part de ce qui pouvait être atteint : { $share }.
reading-no-share = Aucun niveau donné : pas de note.
reading-newer = Le dossier a été déposé à nouveau depuis que cette fiche a été écrite.
reading-change = Changer un niveau, avec un motif
reading-criterion = Critère
reading-level = Niveau
reading-changed = { $at }, { $who }, { $criterion } : { $from } devient { $to }. { $why }

scores-title = Notes de { $place }
scores-rank = Rang { $rank } sur { $of } par la médiane.
scores-none = Aucune fiche close.
scores-median = Médiane { $median }, de { $low } à { $high }.
scores-no-median = Aucun niveau donné.
scores-cell = { $median } ({ $low } à { $high })
scores-opinions = Avis
scores-changes = Changements depuis la clôture des fiches
scores-previous = Dossier précédent
scores-next = Dossier suivant
outcome-title = Décision du jury
outcome-rank = Rang sur la liste de réserve
outcome-reason = Motif, tel que les porteurs le liront
outcome-feedback = Retour aux porteurs : { $criterion }
outcome-save = Enregistrer la décision
outcome-feedback-title = Retour par critère
outcome-letter = La lettre, en PDF
outcome-paper-title = Décision – { $name }
outcome-page-title = Décision
outcome-level = Niveau médian : { $level }. { $anchor }

meeting-title = Séance du jury
meeting-none = Aucune séance n'est convoquée.
meeting-call = Convoquer une séance
meeting-call-hint = L'ordre du jour reprend les dossiers qui ne sont pas encore décidés.
meeting-when = Date et heure, à l'heure de l'appel
meeting-place = Lieu
meeting-fact = { $stage } – { $at }, { $place }.
meeting-fact-quorum = Présents : { $present } membres du jury ; quorum : { $needed }.
meeting-fact-president = Préside : { $who }.
meeting-attendance = Présences
meeting-stays = Présent
meeting-stay = de { $from } à { $to }
meeting-since = depuis { $from }
meeting-arrive = Arrive
meeting-depart = Part
meeting-open = Ouvrir la séance
meeting-agenda = Ordre du jour
meeting-order = Changer l'ordre
meeting-take = Examiner
meeting-taken = Examiné à { $at }, { $present } membres présents.
meeting-recused = Se sont retirés : { $who }.
meeting-voted = Vote : { $yes } pour, { $no } contre, { $abstained } abstentions.
meeting-ruled = { $outcome }.
meeting-yes = Pour
meeting-no = Contre
meeting-abstained = Abstentions
meeting-vote = Noter le vote
meeting-close = Lever la séance
meeting-minutes = Procès-verbal
meeting-minutes-head = Séance du { $at }, { $place }. Présidée par { $who }. Ouverte { $from }, levée { $to }. Quorum : { $needed }.
meeting-minutes-present = Présents : { $who }.
meeting-sign-lead = En signant, vous attestez que ce procès-verbal dit ce qui a été fait.
meeting-sign = Signer le procès-verbal
meeting-signed = Procès-verbal signé par { $who }, { $at }. Empreinte : { $digest }

decision-title = Décision et notification
decision-table = Les dossiers côte à côte
decision-table-about = Médiane des fiches closes, et entre parenthèses la plus basse et la plus haute. Le total est une part de ce qui pouvait être atteint.
decision-no-scores = Les notes ne se voient pas dans cette phase.
decision-total = Total
decision-outcome = Décision
decision-told = Notifié
decision-not-told = Non
decision-promote = Retenir
decision-sign = Signer la décision
decision-nothing-to-sign = Rien à signer : aucun dossier décidé qui ne le soit déjà.
decision-name = Nom, tel qu'il figurera sur les lettres
decision-function = Fonction
decision-line = { $place } : { $outcome }
decision-signed = Signée par { $name }, { $function }, { $at }. Empreinte : { $digest }
decision-tell = Notifier
decision-embargo = Embargo
decision-embargo-hint = À l'heure de l'appel. Avant cette minute, seuls les porteurs notifiés savent. Vide : jusqu'à la phase de publication.
decision-nobody-to-tell = Personne à notifier : tout ce qui est signé a été dit.
decision-mails = { $n ->
    [one] Un courriel partirait. Le voici.
   *[other] { $n } courriels partiraient. Les voici.
}
decision-send = Envoyer ces courriels
appeals-title = Recours
appeal-title = Recours
appeal-lodged = Demandé { $at } : { $reason }
appeal-examined = À l'examen depuis { $at }.
appeal-granted = Accordé { $at } : { $reason }
appeal-rejected = Rejeté { $at } : { $reason }
appeal-examine = Commencer l'examen
appeal-verdict = Suite donnée
appeal-reject = Rejeter le recours
appeal-grant-retained = Accorder : retenu
appeal-grant-reserve = Accorder : liste de réserve
appeal-decide = Décider du recours
appeal-until = Un recours peut être déposé jusqu'au { $at }.
appeal-reason = Pourquoi cette décision devrait être revue
appeal-send = Déposer le recours
outcome-told = Notifié le { $at }.
outcome-signed = { $name }, { $function }
outcome-next-retained = L'équipe de l'Atelier des territoires prendra contact avec vous.
outcome-next-reserve = Si un territoire retenu se désiste, ceux de la liste de réserve sont appelés dans l'ordre.
outcome-next-not-retained = Vous pouvez demander que cette décision soit examinée à nouveau, dans les deux mois.
outcome-appeal-answer = Suite donnée à votre recours : { $reason }

letter-seat-subject = Vous êtes invité à siéger : { $session }
letter-seat-text = Vous êtes invité à siéger comme { $kind } pour la session « { $session } ». Dites si vous acceptez, puis vos liens avec les dossiers reçus.
letter-seat-action = Répondre
letter-decision-subject = { $place } : décision du jury, { $session }
letter-decision-action = Lire la décision et la lettre

cause-jury-a-dossier = ce dossier
cause-jury-not-allowed = Vous n'avez pas le droit requis : { $right }.
cause-jury-conflicted = Vous avez un lien avec ce dossier.
cause-jury-switched-off = Cela n'est pas ouvert dans cette phase : { $right }.
cause-jury-no-seat = Vous ne siégez pas dans ce jury.
cause-jury-not-sitting = { $who } ne siège pas à ce titre.
cause-jury-seat-is = Ce siège est à un autre état : { $stage }.
cause-jury-unknown-area = « { $found } » n'est pas un sujet de cette session.
cause-jury-unknown-dossier = { $place } n'est pas un dossier soumis au jury.
cause-jury-nothing-said = Rien n'est dit : choisissez pour au moins un dossier.
cause-jury-pinned = Le pilote maintient votre lien avec { $place }.
cause-jury-not-pinned = Ce lien n'est pas maintenu par le pilote.
cause-jury-tied = { $who } a un lien avec { $place }.
cause-jury-number = { $found } ne convient pas : attendu de { $least } à { $most }.
cause-jury-meeting-runs = La séance précédente n'est pas levée.
cause-jury-no-meeting = Aucune séance n'en est à ce point.
cause-jury-not-on-agenda = { $place } doit être à l'ordre du jour.
cause-jury-twice = { $place } figure deux fois.
cause-jury-quorum = Le quorum n'est pas atteint : { $present } présents, { $needed } nécessaires.
cause-jury-there = { $who } est déjà noté présent.
cause-jury-not-there = { $who } n'est pas noté présent.
cause-jury-not-taken = { $place } n'a pas été examiné dans cette séance.
cause-jury-voices = { $found } voix notées pour { $most } membres présents.
cause-jury-signed = La décision sur { $place } est signée.
cause-jury-no-president = Nommez d'abord qui préside.
cause-jury-not-the-president = Seule la personne qui préside signe le procès-verbal.
cause-jury-no-minutes = Il n'y a pas de procès-verbal à signer.
cause-jury-minutes-unsigned = Le procès-verbal de la séance n'est pas signé.
cause-jury-signed-something-else = Ce que vous signiez a changé entre-temps : relisez avant de signer.
cause-jury-nothing-due = Il n'y a rien à faire ici.
cause-jury-ranks = Les rangs de la liste de réserve doivent être 1, 2, 3… sans trou ni doublon ; trouvés : { $found }.
cause-jury-outcome = La décision est : { $outcome }. Cela ne se demande pas.
cause-jury-no-outcome = Aucune décision n'a été notifiée.
cause-jury-no-appeal = Aucun recours n'en est à ce point.
cause-jury-appeal-made = Un recours a déjà été déposé.
cause-jury-unknown-criterion = { $criterion } n'est pas un critère de la grille.
cause-jury-level = { $criterion } : niveau { $level } hors de l'échelle, de 0 à { $top }.
cause-jury-no-level = { $criterion } : choisissez un niveau, ou dites que vous ne pouvez pas juger.
cause-jury-no-reason-for = { $criterion } : dites pourquoi.
cause-jury-no-confidence = Dites si vous êtes sûr de votre lecture.
cause-jury-no-opinion = Écrivez votre avis.
cause-jury-conflict = Cette fiche a été enregistrée ailleurs entre-temps. Ce que vous avez écrit est toujours là : enregistrez à nouveau pour le garder à la place.
cause-jury-locked = Cette fiche est close.
cause-jury-not-locked = Cette fiche n'est pas close.
cause-jury-not-met = Le jury ne s'est pas encore réuni : une fiche close ne change qu'en séance.
cause-jury-unchanged = Ce niveau est déjà celui de la fiche.
cause-jury-not-the-reader = Cette fiche est celle de quelqu'un d'autre.
