# Écrire un dossier à plusieurs : commentaires, histoire, équipe, lettres, nouvelle version du formulaire. Language: fr.

path-comments = commentaires
path-story = histoire
path-answers = reponses
path-differences = differences
path-new-form = formulaire
path-letters = lettres

## Commentaires
comments-title = Commentaires
comments-lead = Entre ceux qui écrivent le dossier. Ni l'instruction ni le jury ne les lisent ; ils n'entrent pas dans ce qui est déposé.
comments-none = Rien n'a encore été dit.
comments-of-all = L'ensemble du dossier
comments-new = Ouvrir une discussion
comments-about = Sur quoi ?
comments-text = Votre commentaire
comments-send = Envoyer
comments-answer = Répondre
comments-edit = Modifier
comments-withdraw = Effacer
comments-withdraw-sure = Ses mots seront effacés. Qu'il y ait eu un commentaire restera visible.
comments-withdrawn = Commentaire effacé par son auteur, { $when }.
comments-edited = modifié { $when }
comments-resolve = Marquer comme réglé
comments-reopen = Rouvrir
comments-resolved = Réglé par { $who }, { $when }
comments-is-new = nouveau
comments-see-question = Voir la question
comments-unread = { $n ->
    [0] Commentaires
    [one] Commentaires, un non lu
   *[other] Commentaires, { $count } non lus
  }
comments-of-question = { $n ->
    [0] Commenter
    [one] Un commentaire
   *[other] { $count } commentaires
  }
letter-comments-subject = { $n ->
    [one] Un commentaire sur le dossier { $place }
   *[other] { $count } commentaires sur le dossier { $place }
  }
letter-comments-text = { $n ->
    [one] Un commentaire vous attend dans le dossier « { $place } ». Il n'y aura pas d'autre courriel avant que vous l'ayez lu.
   *[other] { $count } commentaires vous attendent dans le dossier « { $place } ». Il n'y aura pas d'autre courriel avant que vous les ayez lus.
  }
letter-comments-action = Lire les commentaires
letter-why-dossier = Vous recevez ce courriel parce que vous prenez part à ce dossier sur { $site }.

## Histoire et différences
story-title = Histoire du dossier
story-lead = Tout ce qui s'est passé, le plus récent d'abord. Choisissez deux moments pour voir ce qui a changé entre eux.
story-lead-plain = Tout ce qui s'est passé, le plus récent d'abord.
story-when = Quand
story-what = Ce qui s'est passé
story-who = Par qui
story-from = Depuis
story-to = Jusqu'à
story-from-row = Comparer depuis ce moment : { $what }, { $when }
story-to-row = Comparer jusqu'à ce moment : { $what }, { $when }
story-compare = Comparer ces deux moments
story-see-answer = versions de cette réponse
story-see-all = Voir toute l'histoire
story-shortcuts = Comparaisons utiles
story-shortcut-drafts = Le dernier dépôt et ce qui est écrit maintenant
story-shortcut-deposits = Le dépôt n° { $from } et le dépôt n° { $to }
story-moment = { $what }, { $when }
differences-title = Ce qui a changé
differences-between = Entre « { $from } » et « { $to } »
differences-none = Aucune réponse n'a changé entre ces deux moments.
differences-swap = Inverser l'ordre
differences-added = Réponse ajoutée
differences-removed = Réponse retirée
differences-replaced = Réponse remplacée
differences-legend = Les mots retirés sont barrés, les mots ajoutés sont soulignés.
differences-word-removed = retiré :
differences-word-added = ajouté :
differences-word-end = fin
answers-title = Versions de la réponse
answers-version = Version { $version }
answers-by = { $who }, { $when }
answers-taken-away = La réponse a été retirée.
answers-current = en vigueur
answers-restore = Rétablir cette version
answers-restored-note = Rétablir écrit une nouvelle version : rien n'est perdu.
answers-link = Versions de cette réponse

## Équipe
team-manage = Changer l'équipe
team-hand-over = Lui confier la tête du dossier
team-hand-over-about = Vous deviendrez co-auteur. Cette personne signera pour la collectivité et déposera.
team-put-out = Retirer du dossier
team-put-out-about = Cette personne ne verra plus le dossier. Ce qu'elle a écrit reste.
team-leave-about = Vous ne verrez plus le dossier. Ce que vous avez écrit reste.
team-invited = Invitation envoyée à { $address }, valable jusqu'au { $when }
team-revoke = Reprendre l'invitation
team-you = vous
act-hand-over = Confier la tête du dossier
act-cancel-letter = Ne plus demander la lettre
reopen-title = Rouvrir le dossier
reopen-to = À qui revient-il ?
reopen-to-draft = À ceux qui l'écrivent, jusqu'au terme ci-dessous
reopen-to-instruction = À ceux qui l'instruisent
reopen-until = Dernier jour pour déposer de nouveau
cause-not-for-the-lead = La tête d'un dossier se confie à un co-auteur de la collectivité.
cause-not-the-author = Ce commentaire n'est pas de vous : seul son auteur le change.
cause-comment-withdrawn = Ce commentaire a été effacé.
cause-letter-refused = L'auteur de cette lettre a répondu qu'il ne l'écrira pas.
error-day = « { $found } » n'est pas un jour : un jour comme 2026-11-23 est attendu.

## Ce qui s'est passé
happened-handed-over = Tête du dossier confiée à quelqu'un d'autre
happened-commented-all = Commentaire sur l'ensemble du dossier
happened-comment-edited = Commentaire modifié
happened-comment-withdrawn = Commentaire effacé
happened-thread-resolved = Discussion réglée
happened-thread-reopened = Discussion rouverte
happened-letter-refused = Lettre refusée par son auteur
happened-letter-cancelled = Lettre qui n'est plus demandée

## Une nouvelle version du formulaire
new-form-notice = Le formulaire a changé depuis que ce dossier a été commencé : il répond à la version { $from }, la version { $to } est en vigueur. Avant de déposer, il faut y passer.
new-form-see = Voir ce que deviennent les réponses
new-form-title = Passer au formulaire en vigueur
new-form-lead = De la version { $from } à la version { $to }. Voici ce que devient chaque réponse ; rien n'est perdu.
new-form-kept = { $n ->
    [0] Aucune réponse gardée telle quelle
    [one] Une réponse gardée telle quelle
   *[other] { $count } réponses gardées telles quelles
  }
new-form-look = À revoir
new-form-new = Questions nouvelles
new-form-aside = Mises de côté
new-form-text = Ce qui était répondu
new-form-voids = Les signatures données tombent si ce qui a été signé change : elles seront redemandées.
new-form-do = Passer à la version { $to }
new-form-current = Ce dossier répond au formulaire en vigueur.
aside-title = Réponses mises de côté
aside-lead = Le formulaire ne les demande plus, ou les demande autrement. Elles ne sont pas déposées ; reprenez-en ce qui sert encore.
aside-of = { $question } (version { $revision } du formulaire)

## Lettres
letters-title = Lettres
letters-lead = Une lettre se demande par courriel : son auteur lit ce qui est attendu et un résumé du dossier, puis la dépose signée, ou refuse, sans créer de compte.
letters-none = Le formulaire ne demande pas de lettre.
letters-ask-title = Demander cette lettre
letters-name = Nom de la personne
letters-position = Sa fonction
letters-address = Son adresse électronique
letters-address-about = Elle sert à cette demande seulement, et s'efface quand le lien n'ouvre plus rien.
letters-word = Un mot de votre part (facultatif)
letters-ask = Envoyer la demande
letters-remind = Relancer
letters-cancel = Ne plus demander
letters-receive = Joindre la lettre reçue (PDF)
letters-receive-do = Joindre
letters-from = { $from }, { $position }
letters-state-asked = Demandée le { $when }
letters-state-reminded = Relancée le { $when }
letters-state-seen = Lien ouvert le { $when }
letters-state-not-seen = Lien pas encore ouvert
letters-state-received = Reçue le { $when }
letters-state-refused = Refusée le { $when }
letters-state-refused-why = Son mot : « { $reply } »
letters-state-until = Le lien ouvre jusqu'au { $when }
letters-state-no-mail = Sans adresse : à recueillir vous-même
letters-manage = Demander par courriel et suivre les lettres
error-position = Dites la fonction de la personne à qui la lettre est demandée.
error-file-none = Choisissez le document signé, en PDF.
letter-reply-title = Une lettre pour le dossier « { $place } »
letter-reply-asked = { $who } vous demande, pour la session « { $session } » : { $question }
letter-reply-by = Ceux qui écrivent le dossier
letter-reply-until = Ce lien ouvre jusqu'au { $when }. Il est pour vous seul.
letter-reply-summary = Le dossier en bref
letter-reply-summary-none = Rien n'est encore écrit de ce qui peut être montré.
letter-reply-send-title = Déposer la lettre signée
letter-reply-replace-title = Remplacer la lettre
letter-reply-there = Votre lettre « { $name } » est arrivée le { $when }.
letter-reply-file = La lettre, en PDF ({ $size } Mo au plus)
letter-reply-send = Déposer la lettre
letter-reply-refuse-title = Refuser
letter-reply-refuse-why = Un mot pour ceux qui écrivent le dossier (facultatif)
letter-reply-refuse = Je ne l'écrirai pas
letter-reply-refused = Vous avez répondu le { $when } que vous ne l'écrirez pas. Vous pouvez encore changer d'avis.
letter-reply-closed = Le dossier ne reçoit plus de lettre pour l'instant.
letter-reply-data = Votre nom et votre adresse ne servent qu'à cette demande. L'adresse s'efface quand le lien n'ouvre plus rien.
letter-reply-thanks = Merci : c'est enregistré.
letter-reply-stale-title = Ce lien n'ouvre rien
letter-reply-stale = La lettre n'est plus demandée, ou le lien est trop ancien. Demandez-en un autre à qui vous l'a envoyé.
letter-letter-subject = Une lettre vous est demandée : { $place }
letter-letter-again = Rappel : une lettre vous est demandée, { $place }
letter-letter-text = { $who } vous demande une lettre pour le dossier « { $place } » : { $question }
letter-letter-word = Un mot de sa part : « { $word } »
letter-letter-how = Sans créer de compte, vous pouvez lire le résumé du dossier, puis déposer la lettre signée ou refuser.
letter-letter-action = Lire et répondre
letter-letter-until = Le lien ouvre jusqu'au { $when }.
letter-why-letter = Vous recevez ce courriel parce que quelqu'un vous a désigné sur { $site }. Votre adresse ne sert qu'à cette demande.

dossier-late-deposited = Le dossier a été déposé hors délai.
dossier-letter-refused = { $from } a répondu le { $when } ne pas l'écrire
perimeter-named = { $name } ({ $code })

## Portrait figé, dossier sur papier
path-frozen = portrait
path-frozen-file = portrait.json
path-dossier-sheet = dossier.pdf
frozen-title = Portrait du périmètre
frozen-is = Ce portrait est figé depuis le dépôt du { $when }. Il ne change plus, même si les données changent.
frozen-same-atlas = Les données du site n'ont pas changé depuis.
frozen-other-atlas = { $n ->
    [0] Les données du site ont changé depuis, sans qu'aucun chiffre de ce périmètre change.
    [one] Les données du site ont changé depuis : un chiffre de ce périmètre n'est plus le même.
   *[other] Les données du site ont changé depuis : { $count } chiffres de ce périmètre ne sont plus les mêmes.
  }
frozen-preview = Aperçu : voici le portrait qui sera figé et joint au dossier au moment du dépôt.
frozen-none = Choisissez d'abord les communes du périmètre : leur portrait s'affichera ici.
frozen-map = Carte des communes
frozen-atlas = Empreinte des données (SHA-256)
frozen-digest = Empreinte de ce portrait (SHA-256), reprise dans le récépissé
frozen-file = Télécharger le portrait figé (JSON)
frozen-indicator = Indicateur
frozen-value = Valeur
frozen-now = Aujourd'hui
frozen-now-is = { $value } ({ $period })
frozen-same = inchangé
frozen-gone = n'est plus publié
frozen-period = Période
frozen-source = Source
dossier-paper-link = Le dossier en PDF
dossier-paper-title = Dossier « { $name } »
dossier-paper-kind = Dossier de candidature
dossier-paper-draft = BROUILLON
dossier-paper-is-draft = Brouillon : ce dossier n'est pas déposé.
dossier-paper-since = Des réponses ont changé depuis ce dépôt : ce document montre ce qui est écrit maintenant.
dossier-paper-perimeter = Le périmètre
dossier-paper-map = Carte du périmètre de { $name } : { $communes } communes.
dossier-paper-none = Sans réponse
dossier-paper-frozen = Portrait figé au dépôt. Empreinte : { $digest }

## Communes sur une carte
perimeter-open = Choisir les communes sur une carte
perimeter-map = Carte des communes, pour les choisir
perimeter-find = Ajouter une commune ou une intercommunalité
perimeter-help = Un clic prend ou laisse une commune. Au clavier : les flèches déplacent la carte, + et - changent l'échelle, Entrée prend ou laisse la commune sous le repère. La liste ci-dessous sert aussi.
perimeter-start = Touchez une commune pour la prendre ou la laisser.
perimeter-chosen = Communes choisies
perimeter-count = Communes choisies : { $count }
perimeter-added = { $name } : ajouté
perimeter-removed = { $name } : retiré
perimeter-in = { $name }, dans le périmètre
perimeter-out = { $name }, hors du périmètre
perimeter-communes = { $n ->
    [one] { $count } commune
   *[other] { $count } communes
  }
perimeter-people = { $n ->
    [one] { $count } commune, { $people } habitants
   *[other] { $count } communes, { $people } habitants
  }
perimeter-one-piece = Le périmètre est d'un seul tenant.
perimeter-pieces = { $n ->
   *[other] Le périmètre est en { $count } morceaux qui ne se touchent pas : ce n'est pas interdit, et l'instruction le verra.
  }
perimeter-names-more = { $n ->
    [one] { $names } et une autre
   *[other] { $names } et { $count } autres
  }

personal-writing-text = Ce que vous dites en commentaire, vous seul le changez ou l'effacez. L'adresse de qui l'on demande une lettre ne sert qu'à cette demande, et s'efface soixante jours après le dernier courriel.

dossier-draft-behind = Quelqu'un d'autre a changé une réponse de cette rubrique depuis que vous l'avez ouverte : rechargez la page pour la lire.
