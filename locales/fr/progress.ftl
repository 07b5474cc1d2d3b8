## Bilans d'avancement
path-progress = bilans
path-follow-up = suivi
progress-title = Bilans d'avancement
progress-lead = Six, douze et vingt-quatre mois après l'ouverture de l'espace, le lauréat dit où en sont ses engagements, ses actions et ses indicateurs.
progress-title-months = Bilan à { $n } mois
progress-terms = Échéances des bilans
progress-report = Bilan
progress-due = À remettre au plus tard le
progress-stand = État
progress-stand-late = En retard
progress-stand-due = Attendu
progress-stand-later = À venir
progress-stand-received = Remis
progress-none = Aucun bilan n'a encore été remis.
progress-blocked-title = Ce qui est bloqué, et pourquoi
progress-over-time = Engagements et actions au fil des bilans
progress-what = Engagement ou action
progress-not-then = Pas dans ce bilan
progress-indicators = Indicateurs mesurés de nouveau
progress-indicators-lead = Le trait va de la situation de départ à la cible ; chaque cercle est un bilan, le dernier est plein. Une flèche dit que la mesure est en deçà ou au-delà.
progress-indicator = Indicateur
progress-baseline = Départ
progress-target = Cible
progress-way = Chemin parcouru
progress-no-way = Ne se calcule pas
progress-way-label = { $name } : { $share } % du chemin du départ à la cible
progress-no-target = aucune
progress-on-day = { $value } (au { $day })
progress-measured = { $value }, mesuré le { $day } ({ $source })
progress-not-measurable = Pas mesurable maintenant : { $reason }
progress-blocked-by = Bloqué : { $reason }

reach-reached = Atteint
reach-partly = En partie
reach-not-reached = Pas atteint
reach-abandoned = Abandonné

progress-state = Où l'on en est
progress-said = Ce qui a été fait ; pourquoi, si c'est abandonné
progress-blocked = Ce qui bloque, si quelque chose bloque
progress-value = Nouvelle mesure
progress-on = Jour de la mesure
progress-source = Source
progress-reason = Ou pourquoi ce n'est pas mesurable maintenant
progress-indicator-unit = { $name } (en { $unit })
progress-beside = Départ : { $baseline }. Cible : { $target }.
progress-untold = Pas encore renseigné.
progress-tell = Renseigner
progress-texts = En quelques mots
progress-take-over = Reprendre ce que disent l'espace et la feuille de route
progress-take-over-lead = Ce qui n'est pas encore renseigné est rempli d'après l'espace et la feuille de route : états, blocages, dernières mesures. Ce qui n'y a pas de mesure reste à renseigner.
progress-told = { $told } renseignés sur { $all }
progress-in-workspace = Dans l'espace : { $status }
progress-in-roadmap = Dans la feuille de route : { $status }
progress-deposit = Remettre le bilan
progress-deposit-lead = Le bilan remis ne change plus : ce qui était promis et visé y est gardé tel qu'il est maintenant.
progress-deposited = Remis le { $when } : il ne change plus.
progress-awaited = À remettre au plus tard le { $day }.

progress-error-both = « { $what } » : donnez une mesure, ou dites pourquoi il n'y en a pas, pas les deux.
progress-error-number = « { $what } » : la mesure n'est pas un nombre.
progress-error-day = « { $what } » : donnez le jour de la mesure.
progress-cause-not-due = Aucun bilan n'est prévu après ce nombre de mois.
progress-cause-deposited = Ce bilan est remis : il ne change plus.
progress-cause-no-texts = Écrivez la date du bilan et les résultats.
progress-cause-future = La date du bilan est à venir.
progress-cause-untold = « { $what } » n'est pas renseigné.
progress-cause-no-reason = « { $what } » est abandonné : dites pourquoi.
progress-cause-not-blocked = « { $what } » ne peut être à la fois bloqué et atteint ou abandonné.
progress-cause-unmeasured = « { $what } » n'a ni mesure ni raison de n'en pas avoir.
progress-cause-no-source = « { $what } » : donnez la source de la mesure.
progress-cause-bad-measure = « { $what } » : la mesure est postérieure au bilan, ou n'est pas un nombre.

follow-up-title = Avancement des lauréats
follow-up-lead = Ce qui est en retard, ce qui est bloqué, et pourquoi. Les lauréats en retard viennent en premier.
follow-up-late = En retard
follow-up-counts = Engagements et actions, au dernier bilan
follow-up-term = { $stand } ({ $day })
follow-up-no-term = Plus attendu
follow-up-no-report = Aucun bilan
follow-up-late-reports = { $n ->
    [one] { $count } bilan
   *[other] { $count } bilans
  }
follow-up-late-promises = { $n ->
    [one] { $count } engagement
   *[other] { $count } engagements
  }
follow-up-late-count = { $n ->
    [0] Aucun lauréat n'est en retard.
    [one] { $count } lauréat est en retard.
   *[other] { $count } lauréats sont en retard.
  }
follow-up-blocked-count = { $n ->
    [0] Rien n'est dit bloqué.
    [one] { $count } engagement ou action est bloqué.
   *[other] { $count } engagements ou actions sont bloqués.
  }

letter-progress-subject = Bilan à { $n } mois : { $place }
letter-progress-asked = Le bilan à { $n } mois de « { $place } » est attendu au plus tard le { $due }.
letter-progress-late = Le bilan à { $n } mois de « { $place } » était attendu au plus tard le { $due }, et n'est pas remis.
letter-progress-holds = Il dit où en sont vos engagements, vos actions et leurs indicateurs, et ce qui bloque. Ce que votre espace et votre feuille de route disent déjà se reprend en un geste.
letter-progress-action = Écrire le bilan
letter-why-progress = Vous recevez ce courriel parce que vous répondez d'un espace de lauréat sur { $site }.
