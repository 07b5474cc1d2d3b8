## Espaces des lauréats
path-workspaces = espaces
workspaces-title = Espaces des lauréats
workspaces-lead = Chaque lauréat a un espace : son équipe, ses étapes, ce qui a été promis, ce qui reste à faire.
workspaces-none = Aucun espace n'est ouvert.
workspaces-kept = { $kept } tenues sur { $all }
workspaces-late = { $n ->
    [one] { $count } en retard
   *[other] { $count } en retard
  }
workspaces-open-title = Ouvrir un espace
workspaces-open-none = Chaque lauréat de la session a son espace.
workspaces-open-laureate = Lauréat
workspaces-open-lead = Courriel de la personne qui en répond
workspaces-open-lead-hint = Elle reçoit un courriel avec l'adresse de l'espace, et peut y faire venir son équipe. À laisser vide si celle qui portait le dossier continue.
workspaces-open = Ouvrir l'espace
error-laureate = Choisissez un lauréat qui n'a pas encore d'espace.

workspace-kind = Espace d'un lauréat
workspace-laureate = Page publique du lauréat
workspace-stage = Étape
workspace-no-stage = Pas encore commencé
workspace-touched = Dernier changement
workspace-ended = Ce territoire s'est retiré le { $when } : { $reason }
workspace-reach = Passer à une étape
workspace-by = avant le { $date }
workspace-due = Dernier jour (facultatif)
workspace-save = Enregistrer

workspace-promises = Engagements
workspace-promises-lead = Ce que le dossier promettait, ce que le jury a demandé, ce qui a été promis depuis. Chaque bilan compare où l'on en est.
workspace-late = En retard
workspace-promise-actions = Actions de la feuille de route : { $actions }
workspace-tell = Dire où l'on en est
workspace-status = Où l'on en est
workspace-said = Ce qui a été fait, ou pourquoi
workspace-actions = Actions de la feuille de route qui y répondent, par leur nom court
workspace-promise-add = Ajouter un engagement
workspace-promise-text = Ce qui est promis
workspace-promise-source = Où cela a été dit
promise-source-jury = Réserve du jury
promise-source-workspace = Depuis la désignation
promise-source-dossier = Dossier : { $question }
promise-status-open = À commencer
promise-status-under-way = En cours
promise-status-kept = Tenu
promise-status-changed = Tenu autrement
promise-status-dropped = Abandonné

workspace-tasks = Tâches
workspace-tasks-none = Aucune tâche.
workspace-task-add = Ajouter une tâche
workspace-task-title = Ce qui est à faire
workspace-task-owner = Qui s'en charge (facultatif)
workspace-task-done = C'est fait
workspace-task-again = À refaire

workspace-deliverables = Livrables
workspace-deliverables-none = Aucun livrable n'est attendu.
workspace-expect = Attendre un livrable
workspace-expect-name = Nom du livrable
workspace-deliver = Remettre
workspace-file = Document
workspace-judge = Examiner
workspace-judge-reason = Ce qui est à reprendre, s'il est rendu
deliverable-expected = attendu
deliverable-delivered = remis le { $when }
deliverable-accepted = accepté le { $when }
deliverable-returned = rendu le { $when }, à reprendre
deliverable-verdict-accept = Accepter
deliverable-verdict-return = Rendre, à reprendre

workspace-requests = Demandes de changement
workspace-requests-none = Rien n'a été demandé.
workspace-ask = Demander un changement
workspace-ask-kind = Ce qui change
workspace-answer = Répondre
workspace-take-back = Retirer la demande
workspace-abandon = Confirmer le retrait
workspace-abandon-lead = Le retrait est accordé. Il n'a lieu que si vous le confirmez ; rien ne se fait plus ensuite dans cet espace.
request-kind-perimeter = Périmètre
request-kind-team = Équipe
request-kind-calendar = Calendrier
request-kind-budget = Budget
request-kind-promise = Engagement
request-kind-abandon = Se retirer
request-asked = En attente de réponse.
request-granted = Accordé le { $when } : { $reason }
request-refused = Refusé le { $when } : { $reason }
request-withdrawn = Retirée le { $when }.
request-verdict-grant = Accorder
request-verdict-refuse = Refuser

workspace-reports = Bilans
workspace-report-title = { $n ->
    [one] Bilan à { $count } mois, au { $day }
   *[other] Bilan à { $count } mois, au { $day }
  }
workspace-report-as-of = Date du bilan
workspace-report-results = Résultats
workspace-report-difficulties = Difficultés
workspace-report-reproducible = Ce qu'un autre territoire pourrait reprendre, et à quelles conditions
workspace-handed-in = remis le { $when }

workspace-add = Faire venir quelqu'un
workspace-capacity-lead = responsable
workspace-capacity-member = membre
workspace-capacity-team = équipe d'appui (mandataire, expert)
workspace-capacity-state-service = service de l'État

workspace-error-day = « { $found } » n'est pas une date.
workspace-error-as-of = Donnez la date du bilan.
workspace-error-action = « { $found } » n'est pas le nom court d'une action : lettres minuscules sans accent, chiffres et traits d'union.
workspace-error-file = Choisissez un document.
workspace-cause-not-allowed = Vous n'avez pas ce droit dans cet espace.
workspace-cause-ended = Ce territoire s'est retiré : rien ne change plus ici.
workspace-cause-no-text = Le texte manque.
workspace-cause-no-reason = Donnez une raison.
workspace-cause-too-long = Le texte a { $found } caractères, { $most } au plus sont gardés.
workspace-cause-too-many = Il y en a trop : { $most } au plus.
workspace-cause-unknown = Ce qui est nommé n'est pas, ou n'est plus, dans cet espace.
workspace-cause-name-taken = Ce nom est déjà pris.
workspace-cause-conflict = Quelqu'un a écrit pendant que vous écriviez : votre texte est gardé ci-dessous, relisez le sien avant d'enregistrer.
workspace-cause-last-lead = Quelqu'un doit répondre de l'espace : nommez d'abord un autre responsable.
workspace-cause-no-such-stage = La session n'a pas cette étape.
workspace-cause-stage-reached = L'espace a déjà atteint cette étape.
workspace-cause-wrong-state = Cela ne se fait pas à ce point : rechargez la page pour voir où l'on en est.
workspace-cause-months = Donnez un nombre de mois de 1 à { $most }.

workspace-story-opened = Espace ouvert
workspace-story-added = Quelqu'un rejoint l'espace, ou change de fonction
workspace-story-removed = Quelqu'un quitte l'espace
workspace-story-stage = Étape atteinte : { $what }
workspace-story-promise = Engagement noté
workspace-story-told = Engagement : { $what }
workspace-story-task = Tâche : { $what }
workspace-story-done = Tâche faite : { $what }
workspace-story-undone = Tâche à refaire : { $what }
workspace-story-expected = Livrable attendu : { $what }
workspace-story-delivered = Livrable remis : { $what }
workspace-story-accepted = Livrable accepté : { $what }
workspace-story-returned = Livrable rendu : { $what }
workspace-story-asked = Changement demandé : { $what }
workspace-story-taken-back = Demande retirée
workspace-story-granted = Demande accordée
workspace-story-refused = Demande refusée
workspace-story-abandoned = Le territoire se retire
workspace-story-report = Bilan écrit
workspace-story-handed-in = Bilan remis

letter-workspace-subject = Votre espace de lauréat : { $place }
letter-workspace-text = Vous travaillez désormais dans l'espace du lauréat « { $place } » : son équipe, ses étapes, ses engagements.
letter-workspace-action = Ouvrir l'espace
letter-why-workspace = Vous recevez ce courriel parce que quelqu'un vous a fait venir dans cet espace sur { $site }.
account-workspaces = Vos espaces de lauréats

right-see-workspace = espaces des lauréats
right-write-workspace = écriture dans l'espace d'un lauréat
right-lead-workspace = responsabilité de l'espace d'un lauréat
right-follow-up = suivi des lauréats
laureates-editions = Ce que les lauréats ont publié
