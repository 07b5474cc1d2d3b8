# Ways of entering beside the link: the provider of identities, passkeys. Language: fr.

path-provider = fournisseur
path-passkey = cle
path-challenge = defi
path-ways = acces

sign-in-otherwise = Autres façons d'entrer
sign-in-provider = S'identifier avec { $name }
sign-in-provider-hint = Agents publics : entrez avec votre compte professionnel, par { $name }.
sign-in-passkey = Entrer avec une clé d'accès
sign-in-passkey-hint = Vous avez enregistré une clé d'accès depuis votre espace ? L'empreinte, le visage ou le code de votre appareil suffit.
passkey-script = Les clés d'accès ont besoin de JavaScript et d'un navigateur récent, qui manquent ici. Le lien envoyé par courriel marche toujours.
passkey-cancelled = Aucune clé n'a été présentée. Réessayez, ou demandez un lien par courriel.
passkey-failed = Cette clé n'a pas été acceptée. Réessayez, ou demandez un lien par courriel.
passkey-too-many = Vous avez déjà dix clés d'accès : supprimez-en une d'abord.
passkey-known = Cet appareil a déjà une clé pour ce site.

ways-title = Vos façons d'entrer
ways-link = Un lien envoyé à { $address } ouvre toujours votre espace. Vous pouvez y ajouter des façons d'entrer, et les retirer.
ways-provider-title = Compte professionnel
ways-siret = SIRET { $siret }, tel que ce fournisseur le dit.
ways-siret-none = Aucun SIRET donné.
ways-since = Depuis le { $since }.
ways-detach = Détacher
ways-attach = Rattacher mon compte { $name }
ways-passkeys-title = Clés d'accès
ways-passkeys-text = Une clé d'accès reste dans votre appareil : elle ouvre votre espace avec votre empreinte, votre visage ou votre code, que nous ne recevons jamais.
ways-passkeys-none = Aucune clé n'est enregistrée.
ways-passkey-name = Nom de la clé
ways-passkey-name-hint = Pour la reconnaître : téléphone, ordinateur du bureau.
ways-passkey-add = Enregistrer une clé d'accès
ways-passkey-used = Dernier usage le { $used }.
ways-passkey-unused = Jamais utilisée.
ways-passkey-rename = Renommer
ways-passkey-remove = Supprimer
ways-stale-title = Entrez de nouveau d'abord
ways-stale = Pour changer vos façons d'entrer, il faut être entré depuis moins d'une demi-heure : c'est une protection si votre appareil reste ouvert.
ways-again = Entrer de nouveau

provider-down-title = { $name } ne répond pas
provider-down = Rien n'est perdu : réessayez dans quelques minutes, ou entrez avec un lien envoyé à votre adresse.
provider-denied-title = Vous n'êtes pas entré
provider-denied = Vous avez renoncé, ou { $name } n'a pas pu vous identifier. Rien n'a été gardé.
provider-stale-title = Cette demande n'est plus bonne
provider-stale = Elle a déjà servi, elle a plus de dix minutes, ou elle a été faite dans un autre navigateur. Recommencez depuis la page de connexion.
provider-untrusted-title = La réponse de { $name } n'a pas pu être vérifiée
provider-untrusted = Par prudence, personne n'est entré. Réessayez, ou entrez avec un lien envoyé à votre adresse ; si cela se répète, prévenez l'équipe du site.
provider-weak-title = Une identification plus forte est demandée
provider-weak = Ce site demande une identification que votre compte { $name } n'a pas faite, comme la double authentification. Activez-la, puis recommencez, ou entrez avec un lien envoyé à votre adresse.
provider-unproved-title = Une dernière vérification
provider-unproved = { $name } ne dit pas avoir vérifié l'adresse { $address }. Un lien y part : suivez-le dans ce navigateur, une seule fois, et votre compte ouvrira ensuite votre espace.
provider-addressless-title = { $name } ne nous donne pas d'adresse
provider-addressless = Entrez avec un lien envoyé à votre adresse, puis rattachez votre compte { $name } depuis votre espace.
provider-taken-title = Ce compte est rattaché à un autre espace
provider-taken = Un compte { $name } ouvre un seul espace. Entrez avec lui, détachez-le, puis recommencez ici.
provider-again = Page de connexion
provider-left-title = Vous êtes sorti
provider-left = Votre espace est fermé sur cet appareil. { $name } vous garde peut-être identifié : sortez-en aussi si l'appareil n'est pas à vous.
provider-leave = Sortir de { $name }

people-ended = Connexions terminées : { $n }

personal-ways-text = S'y ajoutent, si vous les choisissez : les clés d'accès que vous enregistrez (leur partie publique, leur nom, leur dernier usage), et le compte professionnel par lequel vous entrez (son identifiant chez son fournisseur, le SIRET et le niveau d'assurance que celui-ci dit), jusqu'à ce que vous les retiriez depuis votre espace.
