## Partage, abonnements, courriels

## Adresses
path-news = actualites
path-agenda = agenda.ics
path-subscription = abonnement
path-asked = demande
path-confirm = confirmer
path-unsubscribe = fin
path-preferences = preferences
path-mailbox = courriels

## Actualités
news-title = Actualités
news-lead = Ce que la session fait savoir : nouvelles, publications, rencontres.
news-none = Rien n'a encore été annoncé.
news-kind-news = Nouvelle
news-kind-publication = Publication
news-kind-event = Rencontre
news-source = Source : { $source }
news-updated = Mis à jour le { $date }
news-read-more = Lire la suite sur { $host }
news-when = Quand
news-where = Où
news-add-to-calendar = Ajouter à mon agenda (.ics)
news-day = { $date }, de { $from } à { $to } ({ $zone })
news-days = du { $first }, { $from }, au { $last }, { $to } ({ $zone })
news-hour = { $hour } h { $minute }
news-hour-sharp = { $hour } h
zone-paris = heure de Paris
zone-guadeloupe = heure de la Guadeloupe
zone-martinique = heure de la Martinique
zone-saint-barthelemy = heure de Saint-Barthélemy
zone-saint-martin = heure de Saint-Martin
zone-cayenne = heure de Cayenne
zone-miquelon = heure de Saint-Pierre-et-Miquelon
zone-reunion = heure de La Réunion
zone-mayotte = heure de Mayotte
zone-noumea = heure de Nouméa
zone-tahiti = heure de Tahiti
zone-wallis = heure de Wallis-et-Futuna
feed-title = Mosaïque : actualités
feed-subtitle = Nouvelles, publications et rencontres de l'Atelier des territoires
feed-session-link = Fil Atom : { $session }
agenda-title = Mosaïque : agenda
agenda-link = Agenda des rencontres (.ics)

## Garder et recevoir
follow-title = Suivre
share-short = Adresse courte de cette page
share-feed = S'abonner au fil Atom
share-subscribe = Recevoir les actualités par courriel

## Abonnement
subscription-title = Recevoir les actualités par courriel
subscription-lead = Un résumé quand il y a du nouveau, rien quand il n'y en a pas. On s'arrête d'un clic.
subscription-required = Tout est obligatoire : une adresse, une chose à recevoir au moins, et votre accord.
subscription-address = Adresse électronique
subscription-address-hint = Par exemple : prenom.nom@exemple.fr
subscription-topics = Ce que je veux recevoir
subscription-language = Langue des courriels
subscription-fr = Français
subscription-en = English
subscription-topic-news = Les nouvelles de la session
subscription-topic-publication = Les publications
subscription-topic-event = Les rencontres (date et lieu)
subscription-consent = J'accepte que mon adresse serve à m'envoyer ces actualités, et à rien d'autre. Je peux arrêter à tout moment : elle est alors effacée.
subscription-trap = Laissez ce champ vide
subscription-send = M'abonner
subscription-kept = Ce qui est gardé : votre adresse, votre choix, la langue, la phrase acceptée et sa date. Une demande qui n'est pas confirmée dans les 48 heures est effacée. Aucune image ni aucun lien ne mesure ce que vous lisez.
subscription-asked-title = Regardez votre boîte aux lettres
subscription-asked = Un courriel vient de partir pour l'adresse que vous avez donnée. Il contient un lien, valable 48 heures, qui confirme l'abonnement.
subscription-asked-nothing = Rien n'arrive ? Regardez dans les indésirables, vérifiez l'adresse, puis recommencez demain : nous n'écrivons que quelques fois par jour à une même adresse.
subscription-confirm-title = Confirmer l'abonnement
subscription-confirm = Vous recevrez à { $address } : { $topics }.
subscription-confirm-button = Confirmer
subscription-confirmed-title = L'abonnement est confirmé
subscription-confirmed = Le prochain résumé partira quand il y aura du nouveau. Chaque courriel porte le lien qui arrête l'abonnement.
subscription-end-title = Arrêter l'abonnement
subscription-end = Plus rien ne sera envoyé à { $address }, et l'adresse sera effacée.
subscription-end-button = Arrêter et effacer mon adresse
subscription-ended-title = L'abonnement est arrêté
subscription-ended = Votre adresse est effacée. Nous n'en gardons rien.
subscription-preferences-title = Choisir ce que je reçois
subscription-preferences-save = Enregistrer
subscription-preferences-saved = C'est enregistré.
subscription-stale-title = Ce lien ne vaut plus
subscription-stale = Il a plus de 48 heures, ou l'abonnement est arrêté et l'adresse effacée. Vous pouvez en demander un autre.
subscription-again = Demander un abonnement
subscription-home = Retour à l'accueil
error-address-empty = Écrivez votre adresse électronique.
error-address-at = L'adresse « { $found } » n'a pas la forme attendue : un nom, une arobase, un domaine, comme prenom.nom@exemple.fr.
error-address-long = L'adresse a { $found } caractères : au plus 254 sont attendus.
error-address-ascii = L'adresse contient « { $found } », que les courriels n'admettent pas : seuls les lettres sans accent, les chiffres et quelques signes sont attendus.
error-topics-none = Choisissez au moins une chose à recevoir.
error-consent = Cochez la phrase d'accord : sans elle, nous ne pouvons pas garder votre adresse.
error-too-often-title = Trop de demandes
error-too-often = Trop de demandes d'abonnement sont venues d'ici. Recommencez dans une heure.

## Courriels
letter-confirm-subject = Confirmez votre abonnement à Mosaïque
letter-confirm-asked = Quelqu'un, sans doute vous, a demandé à recevoir à cette adresse : { $topics }.
letter-confirm-until = Rien ne sera envoyé sans votre confirmation. Le lien vaut 48 heures.
letter-confirm-action = Confirmer l'abonnement
letter-confirm-not-me = Vous n'avez rien demandé ? Ne faites rien : l'adresse sera effacée d'elle-même.
letter-known-subject = Vous êtes déjà abonné à Mosaïque
letter-known-asked = Quelqu'un, sans doute vous, a demandé un abonnement à cette adresse. Elle en a déjà un : { $topics }. Rien n'a été changé.
letter-known-action = Changer ce que je reçois
letter-welcome-subject = Votre abonnement à Mosaïque est confirmé
letter-welcome-text = Vous recevrez à cette adresse : { $topics }. Un courriel part quand il y a du nouveau ; rien ne part quand il n'y en a pas.
letter-welcome-action = Lire les actualités
letter-digest-subject = { $n ->
    [one] Mosaïque : une nouveauté
   *[other] Mosaïque : { $count } nouveautés
  }
letter-digest-lead = { $n ->
    [one] Depuis le dernier courriel, une nouveauté.
   *[other] Depuis le dernier courriel, { $count } nouveautés, la plus récente d'abord.
  }
letter-digest-action = Toutes les actualités
letter-when = Quand : { $when }
letter-where = Où : { $where }
letter-read = Lire
letter-manage = Changer ce que je reçois
letter-end = Arrêter l'abonnement
letter-why = Vous recevez ce courriel parce que cette adresse a été abonnée, puis confirmée, sur { $site }.
letter-why-asked = Ce courriel répond à une demande faite sur { $site }.
letter-test-subject = Mosaïque : essai d'envoi
letter-test-text = Si vous lisez ceci, les courriels de { $site } partent et arrivent.
letter-test-action = Ouvrir le site

## Boîte aux lettres de la démonstration
mailbox-title = Courriels de la démonstration
mailbox-lead = La démonstration n'envoie rien : les courriels qu'elle aurait envoyés sont ici, les plus récents d'abord.
mailbox-none = Aucun courriel pour l'instant.
mailbox-more = { $n ->
    [one] Un courriel plus ancien est dans le dossier de l'instance.
   *[other] { $count } courriels plus anciens sont dans le dossier de l'instance.
  }
mailbox-to = À
mailbox-from = De
mailbox-date = Date
mailbox-links = Liens de ce courriel

## Ligne de commande
mail-digest-none = Rien à envoyer : aucun abonné confirmé n'a de nouveauté à recevoir.
mail-digest-would = { $n ->
    [one] Un courriel serait envoyé :
   *[other] { $count } courriels seraient envoyés :
  }
mail-digest-done = { $n ->
    [one] Un courriel est dans la file d'envoi.
   *[other] { $count } courriels sont dans la file d'envoi.
  }
mail-delivered = Vers { $where } – envoyés : { $sent }, à réessayer plus tard : { $later }, abandonnés : { $refused }.
mail-test-done = Le courriel d'essai pour { $address } est parti : { $where }.

## Données personnelles
personal-subscribing = Quand vous vous abonnez
personal-subscribing-text = Avec votre accord, nous gardons votre adresse, ce que vous voulez recevoir, la langue, la phrase acceptée et sa date, et jusqu'où vous avez été informé. Elles servent à vous envoyer les actualités, et à rien d'autre ; seul le serveur qui achemine le courriel voit l'adresse. Une demande qui n'est pas confirmée est effacée après 48 heures.
personal-subscribing-end = Chaque courriel porte le lien qui arrête l'abonnement. L'adresse est alors effacée, sans rien en garder. La trace d'un envoi, sans adresse ni contenu, est effacée après 30 jours.
