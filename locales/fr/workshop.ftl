# Ateliers : calendrier, déroulement, contributions, compte rendu, fil vers les actions. Language: fr.

path-workshops = ateliers
path-workshop-new = nouveau
path-workshop-sheet = fiche
path-workshop-event = agenda.ics
path-room = salle
path-said = paroles
path-paper = papier
path-minutes = compte-rendu
path-poster = affiche
path-poster-file = affiche.pdf
path-phone = parole
path-thread = fil
path-thread-new = nouveau
path-thread-items = fils

right-see-workshops = ateliers d'un territoire
right-run-workshop = conduite des ateliers
right-contribute = participation aux ateliers

## Calendrier
workshops-title = Ateliers
workshops-lead = Ce qui se prépare, ce qui s'est dit, et ce que c'est devenu.
workshops-coming = À venir et en cours
workshops-past = Passés
workshops-none = Aucun atelier n'est prévu.
workshops-agenda = Tous les ateliers dans un agenda (.ics)
workshops-back = Retour aux ateliers
workshops-back-workspace = Retour à l'espace du territoire
workshops-calendar = Ateliers de { $place }
workshop-plan = Préparer un atelier
workshop-back = Retour à l'atelier
workshop-when = { $begins } – { $ends }
workshop-when-day = { $begins } – { $until }
workshop-seats = { $n ->
    [0] Personne n'est inscrit, { $capacity } places
    [one] Une personne inscrite, { $capacity } places
   *[other] { $count } personnes inscrites, { $capacity } places
  }
workshop-state-planned = Prévu
workshop-state-open = En cours
workshop-state-closed = Terminé, compte rendu à faire
workshop-state-minuted = Compte rendu signé
workshop-state-cancelled = Annulé
workshop-cancelled-why = Annulé le { $when } : { $reason }

## Un atelier
workshop-stage = Étape de la session
workshop-title = Titre
workshop-aim = But
workshop-place = Lieu
workshop-begins = Début
workshop-ends = Fin
workshop-zone = Horloge du lieu
workshop-capacity = Places
workshop-facilitators = Animation
workshop-agenda = Déroulé
workshop-agenda-about = Une ligne par temps : les minutes, puis ce qu'on fait. « 20 Accueil ».
workshop-agenda-from = À partir de
workshop-agenda-what = Quoi
workshop-agenda-long = Durée
workshop-minutes = { $n ->
    [one] une minute
   *[other] { $count } minutes
  }
workshop-themes = Thèmes
workshop-themes-taxonomy = Thèmes de la session
workshop-themes-own = Thèmes propres à l'atelier
workshop-theme-n = Thème { $n }
workshop-questions = Questions posées à la salle
workshop-question-n = Question { $n }
workshop-save = Enregistrer
workshop-edit = Modifier la fiche
workshop-event = Dans mon agenda (.ics)
workshop-room = Contributions et modération
workshop-read = Ce qui s'est dit
workshop-minutes-link = Compte rendu
workshop-poster-link = Affiche, cartes et déroulé à imprimer
workshop-open = Commencer l'atelier
workshop-close = Terminer l'atelier
workshop-reopen = Reprendre l'atelier
workshop-call-off = Annuler l'atelier
workshop-reason = Pourquoi ?
workshop-make-phone = Créer l'adresse pour les téléphones
workshop-renew-phone = Changer l'adresse : l'ancienne ne mènera plus à rien
workshop-own = Votre place
workshop-own-none = Vous n'êtes pas inscrit.
workshop-own-seated = Vous êtes inscrit.
workshop-own-waiting = Vous êtes en liste d'attente, au rang { $rank }. Si une place se libère, elle vous revient dans cet ordre.
workshop-sign-up = M'inscrire
workshop-cancel-own = Annuler mon inscription
workshop-attendance = Feuille de présence
workshop-nobody = Personne ne s'est inscrit.
workshop-who = Nom
workshop-signed-up = Inscription
workshop-came = Présence
workshop-came-yes = présent
workshop-came-no = absent
workshop-seated = le { $when }
workshop-on-the-list = le { $when }, en liste d'attente
workshop-others = Venus sans s'inscrire
workshop-others-about = Comptés, sans noms.
workshop-attendance-save = Enregistrer les présences
workshop-add = Inscrire quelqu'un
workshop-add-name = Son nom
workshop-add-do = Inscrire
workshop-name-erased = Nom effacé
workshop-phone = Pour les téléphones
workshop-phone-about = Cette adresse s'ouvre sans compte. Elle est sur l'affiche ; qui l'a peut contribuer.
workshop-qr = Adresse de l'atelier { $title } pour les téléphones

## Ce que l'on dit
workshop-words = Ce que vous voulez dire
workshop-words-erased = Ces mots ont été effacés.
workshop-about-theme = Thème
workshop-about-question = Question
workshop-about-commune = Commune
workshop-about-none = Sans préciser
about-theme = Thème : { $theme }
about-question = Question : { $question }
about-commune = { $commune }
about-point = Point { $lat }, { $lon }
channel-phone = envoyée en ligne
channel-paper = écrite sur papier
channel-facilitator = notée par l'animation
said-came = { $when }, { $channel }
stand-received = En attente de lecture
stand-published = Publiée
stand-set-aside = Écartée : { $why }
stand-split = Scindée : d'autres contributions la reprennent
stand-join = Réunie avec d'autres qui disent la même chose
stand-taken-back = Reprise par son auteur
set-aside-off-topic = sans rapport avec l'atelier
set-aside-personal = parle d'une personne que l'on pourrait reconnaître
set-aside-unlawful = injurieuse ou contraire à la loi
set-aside-duplicate = déjà envoyée par la même personne
set-aside-unreadable = illisible
set-aside-trial = essai
set-aside-other = autre raison, dans la note
became-actions = { $n ->
    [one] Elle a mené à une action : { $actions }
   *[other] Elle a mené à { $count } actions : { $actions }
  }
became-on-the-way = Reprise dans : { $items }

## La salle
room-title = Contributions
room-again = Voir les nouvelles contributions
room-waiting = À lire
room-waiting-none = Rien n'attend d'être lu.
room-published = Publiées
room-published-none = Rien n'est encore publié.
room-aside = Écartées, scindées, réunies, reprises
room-publish = Publier
room-set-aside = Écarter
room-put-back = Remettre à lire
room-more = Ouvrir
room-why = Raison, pour écarter
room-note = Note (obligatoire pour « autre raison » et pour remettre à lire)
room-note-needed = Pourquoi ? (obligatoire)
room-join = Réunir
room-join-this = à réunir
room-join-about = Cochez plus haut celles qui disent la même chose, puis écrivez les mots qui les remplacent. Chacune garde son histoire.
room-join-words = Les mots qui les remplacent
room-join-do = Réunir
room-write = Noter une contribution
room-write-do = Noter
room-back = Retour aux contributions
room-count-waiting = { $n ->
    [0] Aucune à lire
    [one] Une à lire
   *[other] { $count } à lire
  }
room-count-published = { $n ->
    [0] Aucune publiée
    [one] Une publiée
   *[other] { $count } publiées
  }
room-count-aside = { $n ->
    [0] Aucune écartée
    [one] Une écartée
   *[other] { $count } écartées
  }
said-title = Une contribution
said-kin = Vient de, ou devenue
said-became = Ce qu'elle est devenue
said-became-nothing = Rien ne la reprend encore.
said-log = Modération
said-log-line = { $when } : { $done }, par { $who }
said-wordings = Écritures précédentes
said-moderate = Modérer
said-reword = Réécrire
said-reword-do = Réécrire
said-split = Scinder
said-split-about = Une idée par champ. Les champs vides sont laissés de côté.
said-piece = Partie { $n }
said-split-do = Scinder
moderated-published = publiée
moderated-set-aside = écartée
moderated-put-back = remise à lire
moderated-reworded = réécrite
moderated-split = scindée
moderated-joined = réunie avec d'autres

## Le papier
paper-title = Reprendre ce qui est écrit sur papier
paper-lead = Collez une contribution par ligne, ou un tableau. Rien n'est pris avant que vous ayez vu ce qui a été lu.
paper-text = Lignes ou tableau
paper-text-about = Un tableau commence par une ligne de noms de colonnes : texte, thème, question, commune (code INSEE), longitude, latitude. Les colonnes sont séparées par des points-virgules, des virgules ou des tabulations.
paper-read = Ce qui a été lu
paper-read-do = Lire
paper-take = Prendre ces contributions
paper-line = Ligne
paper-about = Sur quoi
paper-faults = Ce qui ne va pas
paper-counted = { $n ->
    [0] Aucune contribution lue.
    [one] Une contribution lue.
   *[other] { $count } contributions lues.
  }
paper-counted-wrong = { $n ->
    [one] Une ligne ne va pas : rien n'est pris tant qu'elle n'est pas corrigée.
   *[other] { $count } lignes ne vont pas : rien n'est pris tant qu'elles ne sont pas corrigées.
  }
paper-nothing = Rien n'a été collé.
paper-too-many = { $found } lignes collées ; { $limit } au plus sont prises à la fois.
paper-column = La colonne « { $name } » n'est pas connue.
paper-column-twice = La colonne « { $name } » est là deux fois.
paper-unreadable = Le tableau ne se lit pas : { $why }
paper-theme = « { $name } » n'est pas un thème de l'atelier.
paper-question = « { $name } » n'est pas une question de l'atelier.
paper-commune = « { $name } » n'est pas un code de commune.
paper-point = « { $name } » n'est pas un lieu.
paper-cells = { $found } cellules pour { $columns } colonnes.

## Le compte rendu
minutes-title = Compte rendu
minutes-signed = Signé le { $when } par { $who }. Empreinte : { $digest }
minutes-draft = Il n'est pas signé : il peut encore changer.
minutes-attendance = Présences
minutes-present = { $n ->
    [0] Personne n'est venu
    [one] Une personne est venue
   *[other] { $count } personnes sont venues
  }
minutes-expected = { $n ->
    [0] aucune inscription
    [one] une inscription
   *[other] { $count } inscriptions
  }
minutes-received = Contributions
minutes-received-of = { $count } { $channel }
minutes-channel-phone = en ligne
minutes-channel-paper = sur papier
minutes-channel-facilitator = notées par l'animation
minutes-said = Ce qui s'est dit
minutes-said-none = Rien n'a été publié sur ce thème.
minutes-no-theme = Sans thème
minutes-map = Où
minutes-map-label = Contributions sur la carte de { $place }
minutes-aside = Ce qui a été écarté
minutes-aside-line = { $n ->
    [one] Une contribution : { $why }
   *[other] { $count } contributions : { $why }
  }
minutes-decisions = Décisions
minutes-steps = Suites
minutes-step-n = Suite { $n }
minutes-step-what = Quoi
minutes-step-who = Qui (organisme ou fonction)
minutes-step-by = Pour le
minutes-write = Écrire le compte rendu
minutes-summary = Ce qu'il faut retenir
minutes-one-a-line = Une par ligne.
minutes-save = Enregistrer
minutes-sign = Signer
minutes-sign-about = La signature porte sur tout ce qui précède. Une fois signé, plus rien ne change, ni l'atelier ni ses contributions.
minutes-sign-do = Signer le compte rendu
minutes-reopen = Reprendre le compte rendu

## À imprimer
poster-about = Trois feuilles : l'affiche, le déroulé, les cartes à remplir. Imprimez cette page, ou prenez le document.
poster-file = Le document (PDF)
poster-phone = Dites-le de votre téléphone : photographiez ce carré ou tapez cette adresse.
poster-no-account = Sans compte et sans nom. Si le réseau manque, ce que vous écrivez attend et part ensuite.
poster-cards = Cartes à remplir
poster-card-theme = Thème, lieu :
poster-card-words = Ce que je veux dire :
poster-card-data = Ne mettez pas de nom. Ce qui est écrit sera saisi, lu, puis publié ou écarté avec une raison.
poster-document = Affiche d'un atelier
poster-free-card = Ce qui compte pour moi

## Le téléphone
phone-say = Votre contribution
phone-send = Envoyer
phone-own = Ce que vous avez envoyé de ce téléphone
phone-own-none = Rien encore.
phone-take-back = Reprendre
phone-sign-up = S'inscrire
phone-name = Votre nom
phone-not-yet = L'atelier n'a pas commencé. Cette page recevra vos contributions dès qu'il s'ouvrira.
phone-over = L'atelier est terminé ; les contributions ne sont plus reçues.
phone-closing = L'atelier est terminé ; ce qui n'était pas parti est encore reçu jusqu'au { $until }.
phone-cancelled = L'atelier est annulé.
phone-done-say = C'est reçu. Merci.
phone-done-sign-up = Vous êtes inscrit.
phone-done-cancel = Votre inscription est annulée.
phone-done-take-back = Vos mots sont effacés.
phone-awaiting-one = Une contribution attend le réseau.
phone-awaiting-many = { "{n}" } contributions attendent le réseau.
phone-sent = C'est reçu. Merci.
phone-refused = Pas reçu :
phone-data = Vos mots sont gardés sans votre nom. Un témoin sur ce téléphone permet de retrouver ce que vous avez envoyé et de le reprendre ; il ne sert à rien d'autre.
phone-nowhere-title = Cette adresse ne mène à aucun atelier
phone-nowhere = Elle a pu être changée, ou mal recopiée. L'affiche dans la salle a la bonne.
phone-too-often = Trop d'envois de cet endroit en une heure. Ce qui n'est pas parti partira plus tard.
phone-too-often-title = Un peu de patience

## Le fil
thread-page-title = Le fil
thread-link = Le fil : des paroles aux actions
thread-lead = De ce qui s'est dit aux défis, aux controverses, aux options et aux actions de la feuille de route, et retour.
thread-picture = Le fil en colonnes
thread-none = Rien encore.
thread-withdrawn = Abandonnés
thread-back = Retour au fil
rung-challenge = Défi
rung-controversy = Controverse
rung-option = Option
rung-action = Action
rung-many-challenge = Défis
rung-many-controversy = Controverses
rung-many-option = Options
rung-many-action = Actions
thread-add-challenge = Écrire un défi
thread-add-controversy = Écrire une controverse
thread-add-option = Écrire une option
thread-add-action = Relier une action
thread-said-count = { $n ->
    [one] vient d'une contribution
   *[other] vient de { $count } contributions
  }
thread-leads-to = mène à : { $items }
thread-comes-from = vient de : { $items }
thread-contributions = Contributions
thread-elsewhere = Ailleurs
thread-where-from = D'où cela vient
thread-into = Ce que c'est devenu
thread-into-none = Rien n'en vient encore.
thread-withdrawn-line = Abandonné le { $when } : { $reason }
thread-write = Écrire
thread-title = En quelques mots
thread-text = En quelques phrases
thread-action = Nom court de l'action dans la feuille de route
thread-action-about = Petites lettres, chiffres et tirets : « rouvrir-la-halle ».
thread-position-n = Position { $n }
thread-position-more = Qui la tient, arguments, ce que l'on sait
thread-claim = Ce qu'elle affirme
thread-held-by = Tenue par
thread-held = Tenue par : { $who }
thread-for = Pour
thread-against = Contre
thread-evidence = Ce que l'on sait
thread-evidence-about = Une ligne par fait : le fait, une barre « | », sa source.
thread-from-items = Vient de
thread-from-said = Vient de ce qui s'est dit
thread-from-elsewhere = Vient d'ailleurs (dossier, étude, plan)
thread-save = Enregistrer
thread-withdraw = Abandonner
thread-restore = Reprendre
held-by-residents = habitants
held-by-elected = élus
held-by-services = services des collectivités
held-by-state = services de l'État
held-by-companies = entreprises
held-by-farmers = agriculteurs et forestiers
held-by-workers = salariés
held-by-associations = associations
held-by-research = enseignement et recherche
held-by-builders = propriétaires et constructeurs
held-by-youth = jeunes
held-by-others = autres

## Ce qui ne va pas
workshop-field-title = le titre
workshop-field-aim = le but
workshop-field-place = le lieu
workshop-field-agenda = le déroulé
workshop-field-themes = les thèmes
workshop-field-questions = les questions
workshop-field-words = la contribution
workshop-field-reason = la raison
workshop-field-note = la note
workshop-field-summary = ce qu'il faut retenir
workshop-field-decisions = les décisions
workshop-field-next-steps = les suites
workshop-field-facilitators = l'animation
workshop-field-participants = les inscriptions
workshop-field-others = les personnes venues sans s'inscrire
workshop-field-contributions = les contributions de l'atelier
workshop-field-device = les contributions d'un téléphone
workshop-field-pieces = les parties
workshop-field-name = le nom
workshop-field-text = le texte
workshop-field-sources = ce dont cela vient
workshop-field-source = ce dont cela vient
workshop-field-positions = les positions
workshop-field-claim = ce qu'affirme une position
workshop-field-arguments = les arguments
workshop-field-argument = un argument
workshop-field-evidence = ce que l'on sait
workshop-field-evidence-source = la source d'un fait
workshop-cause-nobody = Il faut être entré pour faire cela.
workshop-cause-not-allowed = Vous n'en avez pas le droit.
workshop-cause-wrong-state = Cela ne se fait pas à ce moment de l'atelier ({ $state }).
workshop-cause-unknown-stage = La session n'a pas d'étape « { $name } ».
workshop-cause-unknown-theme = L'atelier n'a pas de thème « { $name } ».
workshop-cause-unknown-question = L'atelier ne pose pas de question « { $name } ».
workshop-cause-unknown = Ce que vous nommez n'est pas là.
workshop-cause-twice = « { $name } » est là deux fois.
workshop-cause-empty = À remplir : { $field }.
workshop-cause-text-too-long = Trop long : { $field }, { $length } caractères pour { $limit } au plus.
workshop-cause-ends-before = La fin ({ $ends }) n'est pas après le début ({ $begins }).
workshop-cause-agenda-too-long = Le déroulé prend { $minutes } minutes ; l'atelier en dure { $available }.
workshop-cause-no-duration = « { $item } » ne dure aucune minute.
workshop-cause-too-many = Trop nombreux : { $field }, { $limit } au plus.
workshop-cause-capacity = { $found } places demandées ; il en faut de 1 à { $most }.
workshop-cause-below-seated = { $found } places, alors que { $seated } personnes en ont déjà une.
workshop-cause-already-signed-up = L'inscription est déjà faite.
workshop-cause-still-asked = Le thème ou la question « { $name } » ne peut plus être retiré : l'atelier est ouvert.
workshop-cause-conflict = Quelqu'un a écrit entre-temps (version { $version }, vous aviez la { $base }). Relisez avant d'enregistrer.
workshop-cause-no-minutes = Le compte rendu n'est pas écrit.
workshop-cause-no-attendance = Les présences ne sont pas enregistrées.
workshop-cause-unmoderated = { $n ->
    [one] Une contribution n'a pas été lue.
   *[other] { $count } contributions n'ont pas été lues.
  }
workshop-cause-signed-something-else = Quelque chose a changé depuis que vous avez lu. Relisez, puis signez.
workshop-cause-nowhere = Ce lieu n'est pas sur la carte.
workshop-cause-other-words = D'autres mots sont déjà arrivés par cet envoi. Rechargez la page pour en envoyer de nouveaux.
workshop-cause-not-there = Cette contribution a été reprise, scindée ou réunie : elle ne se modère plus.
workshop-cause-no-reason = Dites pourquoi.
workshop-cause-alone = Il en faut au moins deux.
workshop-cause-other-workshop = Ces contributions ne sont pas du même atelier.
workshop-cause-number = « { $found } » n'est pas un nombre : { $field }.
workshop-cause-moment = « { $found } » n'est pas un moment : { $field }.
workshop-cause-agenda-line = Ligne « { $found } » : écrivez les minutes, puis ce qu'on fait.
thread-cause-no-source = Dites d'où cela vient : une contribution, un élément du fil, ou ailleurs.
thread-cause-unknown-source = Une source n'est plus là ou a été écartée.
thread-cause-source-after = Ce qui vient après ne peut pas être à l'origine : { $rung }.
thread-cause-one-position = Une controverse a au moins deux positions.
thread-cause-held-by-nobody = Dites qui tient la position « { $claim } ».
thread-cause-other-rung = Un élément du fil ne change pas de nature.
thread-cause-action-taken = L'action « { $action } » est déjà dans le fil.
thread-cause-still-used = { $n ->
    [one] Un élément du fil en vient encore.
   *[other] { $count } éléments du fil en viennent encore.
  }
thread-cause-withdrawn = Cet élément est abandonné : reprenez-le d'abord.
thread-cause-action-name = « { $found } » n'est pas un nom court : petites lettres, chiffres et tirets.
