# What is kept of people: register, retention, one's own data. Language: fr.

path-processings = registre-des-traitements
path-retention = conservation
path-own-data = mes-donnees
path-own-data-file = copie.zip

processings-title = Registre des traitements
processings-lead = Chaque traitement de données personnelles de ce site : pourquoi, de qui, qui le lit, combien de temps (règlement UE 2016/679, article 30).
processings-contents = Sommaire
personal-purpose = Finalité
personal-basis = Base légale
personal-basis-public-task = Mission d'intérêt public (article 6, 1, e du règlement)
personal-basis-legal-obligation = Obligation légale (article 6, 1, c du règlement)
personal-basis-consent = Consentement de la personne (article 6, 1, a du règlement)
personal-people = Personnes concernées
personal-data = Données
personal-recipients = Destinataires
personal-kept = Durée de conservation
personal-security = Mesures de sécurité
personal-tables = Tables de la base
personal-weeks = { $n ->
    [one] une semaine
   *[other] { $count } semaines
  }
personal-kept-untouched-draft = Brouillon où personne n'a rien écrit : { $n ->
    [one] une semaine
   *[other] { $count } semaines
  } après sa création.
personal-kept-idle-draft = Brouillon laissé de côté : { $count } mois après la dernière modification, avec un avertissement { $warning } avant.
personal-kept-ended = Dossier retiré ou non reçu : { $count } mois, avec un avertissement { $warning } avant.
personal-kept-session-over = Dossier examiné : { $count } mois après la publication de la décision, avec un avertissement { $warning } avant. Un dossier en cours d'instruction n'est jamais effacé.
personal-kept-account = Compte : { $n ->
    [one] un an
   *[other] { $count } ans
  } après la dernière connexion, avec un avertissement { $warning } avant ; tant qu'un dossier de la personne est gardé, son compte l'est aussi.
personal-kept-login = Connexion ouverte sur un appareil : { $n ->
    [one] un jour
   *[other] { $count } jours
  }.
personal-kept-link = Lien de connexion : { $n ->
    [one] une minute
   *[other] { $count } minutes
  }, et une seule fois.
personal-kept-invitation = Adresse d'une invitation : jusqu'à ce qu'elle soit prise ou reprise, { $n ->
    [one] un jour
   *[other] { $count } jours
  } au plus.
personal-kept-journal-bodies = Ce que dit un acte : aussi longtemps que le dossier ou la personne qu'il concerne.
personal-kept-journal-entries = Qu'un acte a eu lieu, sans ce qu'il disait : tant que l'instance existe, par un identifiant que rien ne relie plus à une personne effacée.
personal-kept-mail = Contenu et adresse : jusqu'à l'envoi. Trace qu'un courriel est parti, sans adresse : { $n ->
    [one] un jour
   *[other] { $count } jours
  }.
personal-kept-subscription-request = Demande que personne n'a confirmée : { $n ->
    [one] une heure
   *[other] { $count } heures
  }.
personal-kept-subscription = Abonnement : jusqu'à ce que la personne l'arrête.
personal-kept-client = { $n ->
    [one] Une heure, puis plus rien.
   *[other] { $count } heures, puis plus rien.
  }

retention-title = Ce qui sera effacé
retention-lead = Rien n'est effacé sans avertissement, sauf un brouillon où personne n'a rien écrit. Un dossier en cours d'instruction ne l'est jamais.
retention-erased-count = { $n ->
    [0] Aucun dossier de cette session n'a encore été effacé.
    [one] Un dossier de cette session a été effacé ; il n'en reste que de quoi compter.
   *[other] { $count } dossiers de cette session ont été effacés ; il n'en reste que de quoi compter.
  }
retention-what = Dossier
retention-who = Personne
retention-why = Pourquoi
retention-warned = Avertissement
retention-erased = Effacement
retention-accounts = Comptes
retention-no-dossier = Aucun dossier n'a de fin prévue.
retention-no-account = Aucun compte de cette session n'a de fin prévue.
retention-warned-done = envoyé
retention-warned-never = sans avertissement
retention-after = après le { $when }
retention-draft = brouillon
retention-rule-untouched-draft = brouillon vide
retention-rule-idle-draft = brouillon laissé de côté
retention-rule-ended = retiré ou non reçu
retention-rule-session-over = session terminée
retention-rule-account = aucun signe depuis le { $when }
retention-act-warn = à avertir
retention-act-erase = à effacer
retention-nothing = Rien à faire.
retention-ran = Avertissements envoyés : { $warned }. Dossiers effacés : { $dossiers }. Comptes effacés : { $accounts }. Pièces retirées : { $files }. Adresses d'invitations effacées : { $invitations }.

own-data-title = Mes données
own-data-link = Obtenir une copie de mes données ou les faire effacer
own-data-lead = Ce que ce site garde de { $address }, et comment le reprendre ou le faire effacer.
own-data-export-title = Obtenir une copie
own-data-export-text = Une archive ZIP : votre compte, vos connexions, vos dossiers et ce que vous y avez écrit, vos pièces, les lignes du journal qui vous concernent, les courriels qui vous attendent. Un fichier LISEZMOI l'explique.
own-data-export = Télécharger mes données
own-data-erase-title = Faire effacer
own-data-goes = Ce qui est effacé
own-data-goes-account = votre compte, votre nom, votre adresse, vos rôles, vos connexions, votre abonnement aux nouvelles
own-data-goes-comments = vos commentaires, les coordonnées que vous avez données dans un dossier, et votre nom ou votre adresse partout où un texte les porte
own-data-goes-mails = les courriels qui vous attendent
own-data-goes-draft = le brouillon « { $name } », que vous êtes seul à écrire, avec ses pièces
own-data-stays = Ce qui reste, et pourquoi
own-data-stays-dossier = le dossier « { $name } » : il est celui du territoire ; à la place de votre nom, on lira « personne effacée »
own-data-stays-journal = au journal, qu'un acte a eu lieu, sans ce qu'il disait : c'est ce qui prouve aux autres que rien n'a été changé
own-data-stays-backups = les sauvegardes déjà faites, jusqu'à ce que l'exploitant les remplace ; il n'en est rien restauré sans refaire les effacements
own-data-sure = J'ai compris que cet effacement est définitif.
own-data-erase = Effacer mes données
own-data-not-sure = Cochez la case pour confirmer : l'effacement est définitif.
own-data-held = Vous répondez seul de ces dossiers, qui ne sont pas terminés. Invitez-y une autre personne comme porteur du dossier, ou retirez-les, puis revenez ici.
own-data-erased-title = Vos données sont effacées
own-data-erased = Il ne reste rien ici qui porte votre nom ou votre adresse. Vous pouvez fermer cette page.
dossier-erased-person = personne effacée

letter-erasure-dossier-subject = « { $place } » sera effacé
letter-erasure-dossier-text = Le dossier « { $place } » sera effacé après le { $when } : { $why }. Pour garder un brouillon, il suffit de le modifier. Pour garder une copie d'un dossier terminé, ouvrez-le avant cette date.
letter-erasure-dossier-action = Ouvrir le dossier
letter-erasure-account-subject = Votre compte sera effacé
letter-erasure-account-text = Vous n'êtes pas venu depuis longtemps. Votre compte sera effacé après le { $when }, avec votre nom et votre adresse. Pour le garder, il suffit de vous connecter.
letter-erasure-account-action = Me connecter

person-file-readme-name = LISEZMOI.txt
person-file-readme =
    Copie des données personnelles gardées sur { $site }, au { $when }.

    compte.json : qui vous êtes ici, depuis quand, avec quels rôles.
    connexions.json : les appareils où votre espace est ouvert, les liens et les invitations encore bons.
    abonnement.json : les nouvelles que vous avez demandées.
    dossiers.json : les dossiers que vous faites ou avez faits, et ce que vous y avez écrit qui s'y trouve encore.
    journal.json : chaque ligne du journal dont vous êtes l'auteur ou qui vous concerne. « erased » dit que ce qu'elle disait a été effacé.
    courriels.json : les courriels qui attendent de vous être envoyés. D'un courriel parti, ni le texte ni l'adresse ne sont gardés.
    pieces/ : les pièces que vous avez données.

    Les heures sont en temps universel. Ce que d'autres ont écrit n'est pas dans cette copie.
    Pour faire rectifier ou effacer : votre espace, « Mes données ».
person-file-account = compte
person-file-ways-in = connexions
person-file-subscription = abonnement
person-file-dossiers = dossiers
person-file-journal = journal
person-file-words = paroles
person-file-mails = courriels
person-file-documents = pieces

people-unknown = Personne n'a l'adresse { $address }.
people-exported = Données de { $address } écrites dans { $file }.
people-erased = { $address } est effacé. Brouillons effacés : { $dossiers }. Écritures du journal vidées : { $entries }. Courriels annulés : { $mails }.
people-would-erase = { $address } serait effacé. Brouillons qui partiraient : { $go }. Dossiers qui resteraient : { $stay }.
people-held = { $address } répond seul de dossiers qui ne sont pas terminés : { $dossiers }. Rien n'a été effacé.
