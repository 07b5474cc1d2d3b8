# What is said of a dossier: where it is, what happened to it, what is wrong with it. Language: fr.

## Où en est le dossier, pour ceux qui l'instruisent
internal-label-draft = Brouillon
internal-label-late-requested = Dépôt tardif demandé
internal-label-late-refused = Dépôt tardif refusé
internal-label-submitted = Déposé
internal-label-correction-requested = Corrections demandées
internal-label-resubmitted = Corrigé, à relire
internal-label-admissible = Recevable
internal-label-inadmissible = Irrecevable
internal-label-withdrawn = Retiré
internal-label-reopened = Rouvert

## Ce qu'il est devenu, pour tous
public-label-in-preparation = En préparation
public-label-received = Reçu
public-label-correction-requested = Corrections demandées
public-label-not-received = Arrivé trop tard, non reçu
public-label-withdrawn = Retiré
public-label-examined = Examiné par le jury
public-label-not-admissible = Non recevable
public-label-retained = Retenu
public-label-reserve = Sur la liste de réserve
public-label-not-retained = Non retenu

## Côtés, phases, motifs
side-collectivite = collectivité
side-state-service = service de l'État
phase-preparation = Annonce de l'appel
phase-open = Dépôt des dossiers
phase-instruction = Instruction
phase-scoring = Lecture et notation
phase-deliberation = Délibération du jury
phase-decision = Décision
phase-published = Décision publiée
correction-reason-incorrect = Réponses inexactes
correction-reason-incomplete = Réponses incomplètes
correction-reason-outdated = Réponses qui ne sont plus à jour
verdict-admissible = Recevable
verdict-inadmissible = Irrecevable
late-verdict-accept = Recevoir malgré le retard
late-verdict-refuse = Ne pas recevoir

## Ce que l'on peut faire : les mots d'un bouton
act-invite = Inviter quelqu'un
act-revoke-invitation = Reprendre l'invitation
act-join = Prendre part au dossier
act-leave = Quitter le dossier
act-answer-collectivite = Répondre pour la collectivité
act-answer-state-service = Répondre pour l'État
act-comment = Commenter
act-request-letter = Demander une lettre
act-remind-letter = Relancer
act-receive-letter = Joindre la lettre reçue
act-sign-collectivite = Signer pour la collectivité
act-sign-state-service = Signer pour l'État
act-submit = Déposer le dossier
act-withdraw = Retirer le dossier
act-request-correction = Demander des corrections
act-answer-correction = Déposer les corrections
act-decide-eligibility = Décider de la recevabilité
act-reopen = Rouvrir le dossier
act-decide-late = Décider du dépôt tardif
act-rebase = Passer au formulaire en vigueur

## Ce qu'un rôle voit et fait
right-see-list = liste des dossiers
right-see-content = lecture des réponses
right-see-names = noms des personnes
right-see-personal = données personnelles
right-see-attachments = documents joints
right-see-comments = commentaires de ceux qui écrivent
right-see-internal-label = étape de l'instruction
right-see-public-label = état public du dossier
right-see-journal = journal du dossier
right-see-counts = nombre de dossiers
right-export = export en fichiers
right-create-dossier = création d'un dossier
right-write-collectivite = écriture de la partie de la collectivité
right-write-state-service = écriture de la partie de l'État
right-comment = commentaire d'une question
right-invite = invitation à prendre part
right-manage-letters = demande et suivi des lettres
right-sign-collectivite = signature pour la collectivité
right-sign-state-service = signature pour l'État
right-submit = dépôt du dossier
right-withdraw = retrait du dossier
right-appeal = recours contre la décision
right-rebase = passage au formulaire en vigueur
right-request-correction = demande de corrections
right-decide-eligibility = décision de recevabilité
right-decide-late = décision sur un dépôt tardif
right-reopen = réouverture d'un dossier
right-declare-conflict = déclaration d'un lien avec un dossier
right-assign = répartition des dossiers à lire
right-score = notation
right-advise = avis sur un dossier
right-see-scores = notes des autres
right-deliberate = délibération et vote
right-decide = signature de la décision
right-edit-call = textes et règles de l'appel
right-override-phase = changement de phase à la main
right-manage-people = attribution des rôles
right-publish = publication

## Sortes de réponse, de document, de porteur
answer-kind-line = une ligne
answer-kind-text = un texte
answer-kind-words = des mots à cocher
answer-kind-criteria = un texte par critère
answer-kind-choice = un choix
answer-kind-yes-no = oui ou non
answer-kind-number = un nombre
answer-kind-date = une date
answer-kind-email = une adresse électronique
answer-kind-phone = un numéro de téléphone
answer-kind-siren = un SIREN
answer-kind-siret = un SIRET
answer-kind-territory = un territoire
answer-kind-perimeter = des communes
answer-kind-enclosure = des documents joints
answer-kind-letter = une lettre demandée à quelqu'un
answer-kind-signature = une signature
answer-kind-unknown = autre chose
file-type-pdf = PDF
file-type-png = image PNG
file-type-jpeg = image JPEG
file-type-odt = texte OpenDocument (ODT)
file-type-ods = tableur OpenDocument (ODS)
file-type-docx = texte Word (DOCX)
file-type-xlsx = tableur Excel (XLSX)
file-type-csv = tableau CSV
file-type-geojson = carte GeoJSON
bearer-commune = commune
bearer-communaute-communes = communauté de communes
bearer-communaute-agglomeration = communauté d'agglomération
bearer-communaute-urbaine = communauté urbaine
bearer-metropole = métropole
bearer-intercommunalites = plusieurs intercommunalités ensemble
bearer-petr = pôle d'équilibre territorial et rural
bearer-syndicat-mixte = syndicat mixte

## Ce qui ne va pas dans une réponse
fault-missing = Une réponse est attendue.
fault-criterion-missing = Le critère « { $criterion } » attend un texte.
fault-some-criterion-missing = Le texte d'un critère manque.
fault-too-long = Le texte fait { $length } caractères : { $limit } au plus, soit { $by } de trop.
fault-criterion-too-long = Le texte du critère « { $criterion } » fait { $length } caractères : { $limit } au plus, soit { $by } de trop.
fault-some-criterion-too-long = Le texte d'un critère fait { $length } caractères : { $limit } au plus, soit { $by } de trop.
fault-other-kind = La question a changé et attend une réponse d'une autre sorte : répondez de nouveau.
fault-not-one-line = La réponse tient sur une seule ligne : retirez les retours à la ligne.
fault-not-a-number = Un nombre est attendu, comme 1234,5.
fault-not-whole = Un nombre entier est attendu, sans décimales.
fault-too-small = Le nombre est trop petit : { $least } au moins.
fault-too-large = Le nombre est trop grand : { $most } au plus.
fault-not-a-date = Un jour qui existe est attendu, comme 2026-11-23.
fault-not-an-email = Une adresse électronique est attendue, comme prenom.nom@exemple.fr.
fault-not-a-phone = Un numéro de téléphone est attendu : dix chiffres, ou + et l'indicatif d'un pays.
fault-siren-shape = Un SIREN est attendu : neuf chiffres.
fault-siren-key = Ces neuf chiffres ne sont pas un SIREN : la clé est fausse, un chiffre est sans doute mal recopié.
fault-siret-shape = Un SIRET est attendu : quatorze chiffres.
fault-siret-key = Ces quatorze chiffres ne sont pas un SIRET : la clé est fausse, un chiffre est sans doute mal recopié.
fault-not-a-territory = Un territoire est attendu : son code, comme 16015 ou dep:16.
fault-no-commune = Le périmètre est vide : une commune au moins est attendue.
fault-unknown-word = Le mot « { $found } » n'est pas dans la liste : choisissez parmi ceux qui y sont.
fault-list-is-closed = La liste est fermée : choisissez parmi ses mots, sans en ajouter.
fault-unknown-choice = La réponse « { $found } » n'est plus proposée : choisissez parmi celles qui le sont.
fault-unknown-criterion = Le critère « { $found } » n'est pas dans la grille : retirez son texte.
fault-file-type = Le document « { $name } » est d'un type qui n'est pas accepté ici : { $type }.
fault-file-too-heavy = Le document « { $name } » pèse { $found } : { $limit } au plus.
fault-too-many-files = { $n ->
    [one] { $count } document est joint : { $most } au plus.
   *[other] { $count } documents sont joints : { $most } au plus.
  }
fault-letter-awaited = La lettre a été demandée et n'est pas encore arrivée.
fault-letter-not-requested = La lettre n'a pas encore été demandée.
fault-signature-missing = { $side ->
    [state-service] Il manque la signature du service de l'État sur ce qui est écrit maintenant.
   *[collectivite] Il manque la signature de la collectivité sur ce qui est écrit maintenant.
  }

## Pourquoi un acte est refusé
cause-nobody = Connectez-vous d'abord : rien ne dit qui vous êtes.
cause-no-right = Vos rôles ne comprennent pas ce droit : { $right }.
cause-conflicted = Vous avez un lien avec ce dossier : vous n'y prenez aucune part.
cause-switched-off = La phase où est l'appel ne le permet pas : { $right }.
cause-not-a-decider = Dans cet appel, le dépôt tardif est décidé par d'autres rôles que les vôtres.
cause-not-of-the-state = Seul un agent d'un service de l'État prend part pour l'État : demandez ce rôle au pilote.
cause-out-of-territory = Votre service n'agit dans aucun département ni aucune région de ce dossier.
cause-stage-preparation = Ce n'est pas possible : le dossier est en préparation, et n'est pas déposé.
cause-stage-reopened = Ce n'est pas possible : le dossier est rouvert, et n'est pas encore déposé de nouveau.
cause-stage-correction = Ce n'est pas possible : des corrections sont attendues.
cause-stage-received = Ce n'est pas possible là où en est le dossier : il est déposé.
cause-stage-not-received = Ce n'est pas possible : le dossier, arrivé trop tard, n'a pas été reçu.
cause-stage-withdrawn = Ce n'est pas possible : le dossier a été retiré.
cause-not-open = L'appel n'est pas encore ouvert : il ouvre le { $at }.
cause-closed = L'appel est clos : les dossiers étaient reçus jusqu'au { $at }.
cause-deadline-passed = Le délai est passé : il allait jusqu'au { $at }.
cause-deadline-running = Le délai va jusqu'au { $at } : la décision attend sa fin, ou les corrections.
cause-until-past = Ce moment est passé : { $at }. Un moment à venir est attendu.
cause-late-needs-reason = L'appel est clos. Jusqu'au { $at }, vous pouvez demander que le dossier soit reçu malgré le retard : dites pourquoi.
cause-no-reason = Quelques mots sont attendus : rien n'est écrit.
cause-text-too-long = Le texte fait { $length } caractères : { $limit } au plus, soit { $by } de trop.
cause-unknown-question = Le formulaire n'a pas de question « { $found } » : rechargez la page.
cause-no-question = Aucune question n'est choisie : une au moins est attendue.
cause-not-to-correct = « { $question } » n'est pas à corriger : les corrections portent sur d'autres questions.
cause-other-kind = « { $question } » attend une réponse d'une autre sorte : { $kind }.
cause-too-heavy = La réponse pèse { $found } : { $limit } au plus.
cause-conflict = { $n ->
    [0] « { $question } » : une autre personne vient d'y répondre. Rien n'est perdu : comparez les deux réponses et choisissez.
   *[other] « { $question } » : une autre personne vient d'en changer la réponse (version { $version } ; vous partiez de la version { $count }). Rien n'est perdu : comparez les deux réponses et choisissez.
  }
cause-incomplete = { $question } : { $faults }
cause-incomplete-of-a-question = { $question } { $faults }
cause-signature-not-asked = { $side ->
    [state-service] Le formulaire ne demande pas la signature du service de l'État.
   *[collectivite] Le formulaire ne demande pas la signature de la collectivité.
  }
cause-signed-something-else = Le dossier a changé depuis que vous l'avez lu : relisez-le, puis signez.
cause-outdated-form = Le dossier répond à la version { $revision } du formulaire, et la version { $current } est en vigueur : passez-y d'abord.
cause-form-unchanged = Le dossier répond déjà au formulaire en vigueur.
cause-unknown-revision = La version { $revision } du formulaire, à laquelle répond ce dossier, ne se retrouve pas : prévenez le pilote.
cause-name-taken = C'est déjà enregistré : rechargez la page.
cause-unknown = Ce n'est pas dans le dossier, ou n'y est plus : rechargez la page.
cause-already-in = Vous prenez déjà part à ce dossier.
cause-not-in = Cette personne ne prend pas part au dossier.
cause-last-lead = Le dossier n'aurait plus de porteur : invitez d'abord quelqu'un à le porter.
cause-too-many-people = Le dossier a déjà { $most } personnes, invitations comprises : c'est le plus possible.
cause-too-many = Le dossier en a déjà { $most } : c'est le plus possible.
cause-letter-received = Cette lettre est déjà arrivée.
cause-reminded-recently = La dernière demande est partie le { $last } : une relance est possible à partir du { $again }.
cause-bad-file = Le document n'est pas accepté. { $faults }
cause-days = { $n ->
    [one] { $count } jour est donné : de 1 à { $most } sont attendus.
   *[other] { $count } jours sont donnés : de 1 à { $most } sont attendus.
  }
cause-nobody-could-write = Dans la phase où est l'appel, ou dans celle où tombe ce terme, personne ne pourrait écrire le dossier : changez le terme ou la phase.
cause-never-deposited = Ce dossier n'a jamais été déposé : il n'y a rien à instruire.
question-gone = question retirée du formulaire

## L'histoire d'un dossier
happened-created = Dossier commencé
happened-invited = Invitation : { $capacity }
happened-invitation-revoked = Invitation reprise
happened-joined = Invitation acceptée
happened-left = Dossier quitté
happened-put-out = Participation d'une personne terminée
happened-answered = Réponse à « { $question } »
happened-answer-changed = Nouvelle réponse à « { $question } » (version { $version })
happened-answer-taken-away = Réponse à « { $question } » retirée
happened-commented = Commentaire sur « { $question } »
happened-letter-requested = Lettre demandée pour « { $question } »
happened-letter-reminded = Relance pour une lettre
happened-letter-received = Lettre reçue
happened-signed = { $side ->
    [state-service] Signature pour l'État
   *[collectivite] Signature pour la collectivité
  }
happened-signature-voided = { $side ->
    [state-service] Signature pour l'État à refaire : la réponse à « { $question } » a changé
   *[collectivite] Signature pour la collectivité à refaire : la réponse à « { $question } » a changé
  }
happened-signature-voided-by-form = { $side ->
    [state-service] Signature pour l'État à refaire : le formulaire a changé
   *[collectivite] Signature pour la collectivité à refaire : le formulaire a changé
  }
happened-submitted = Dossier déposé
happened-late-requested = Dépôt tardif demandé
happened-late-accepted = Dépôt tardif accepté
happened-late-refused = Dépôt tardif refusé
happened-withdrawn = Dossier retiré
happened-correction-requested = { $n ->
    [one] Corrections demandées sur une question, jusqu'au { $at }
   *[other] Corrections demandées sur { $count } questions, jusqu'au { $at }
  }
happened-correction-answered = Corrections déposées
happened-admitted = Dossier déclaré recevable
happened-rejected = Dossier déclaré irrecevable
happened-reopened = Dossier rouvert, à déposer de nouveau jusqu'au { $at }
happened-instruction-reopened = Instruction reprise
happened-rebased = { $n ->
    [0] Dossier passé de la version { $from } à la version { $to } du formulaire
    [one] Dossier passé de la version { $from } à la version { $to } du formulaire, une réponse mise de côté
   *[other] Dossier passé de la version { $from } à la version { $to } du formulaire, { $count } réponses mises de côté
  }
happened-erasure-warned = Effacement annoncé à partir du { $at }

## Ce que deviennent les réponses quand le formulaire change
rebase-kept = Réponse gardée.
rebase-too-long = { $n ->
    [one] Réponse gardée, à raccourcir d'un caractère.
   *[other] Réponse gardée, à raccourcir de { $count } caractères.
  }
rebase-with-faults = Réponse gardée, à corriger : { $faults }
rebase-kind-changed = Réponse mise de côté : la question attendait { $from }, elle attend { $to }.
rebase-question-gone = Réponse mise de côté : la question n'est plus posée.
rebase-new-question = Question nouvelle : elle attend une réponse.

## Les règles de l'appel
ineligible-no-bearer = Aucun porteur n'est connu.
ineligible-bearer = Un porteur n'est pas d'une forme admise par l'appel : { $found }.
ineligible-too-few-communes = { $n ->
    [one] Le périmètre compte { $count } commune : il en faut au moins { $least }.
   *[other] Le périmètre compte { $count } communes : il en faut au moins { $least }.
  }
ineligible-in-pieces = Le périmètre est en { $pieces } morceaux : un seul est attendu.
ineligible-pieces-unknown = Il reste à vérifier que le périmètre est d'un seul tenant.
ineligible-departement = Des communes sont dans le département { $found }, qui n'est pas de ceux de l'appel.
ineligible-region = Des communes sont dans la région { $found }, qui n'est pas de celles de l'appel.
ineligible-overseas-excluded = Des communes sont dans le département { $found }, outre-mer : l'appel ne s'y étend pas.
ineligible-overseas-only = Des communes sont dans le département { $found } : l'appel ne vaut qu'outre-mer.
ineligible-taken-by-another = { $n ->
    [one] Une commune est déjà dans un autre dossier : { $communes }.
   *[other] { $count } communes sont déjà dans un autre dossier : { $communes }.
  }
ineligible-and-others = { $communes } et d'autres
