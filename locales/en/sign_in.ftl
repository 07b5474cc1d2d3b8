# Ways of entering beside the link: the provider of identities, passkeys. Language: en.

path-provider = provider
path-passkey = passkey
path-challenge = challenge
path-ways = ways

sign-in-otherwise = Other ways of entering
sign-in-provider = Sign in with { $name }
sign-in-provider-hint = Public servants: enter with your professional account, through { $name }.
sign-in-passkey = Enter with a passkey
sign-in-passkey-hint = Did you add a passkey in your space? The fingerprint, face or code of your device is enough.
passkey-script = Passkeys need JavaScript and a recent browser, which are missing here. The link sent by e-mail always works.
passkey-cancelled = No passkey was shown. Try again, or ask for a link by e-mail.
passkey-failed = This passkey was not accepted. Try again, or ask for a link by e-mail.
passkey-too-many = You already have ten passkeys: remove one first.
passkey-known = This device already has a passkey for this site.

ways-title = How you enter
ways-link = A link sent to { $address } always opens your space. You can add other ways of entering, and remove them.
ways-provider-title = Professional account
ways-siret = SIRET { $siret }, as this provider tells it.
ways-siret-none = No SIRET given.
ways-since = Since { $since }.
ways-detach = Detach
ways-attach = Attach my { $name } account
ways-passkeys-title = Passkeys
ways-passkeys-text = A passkey stays in your device: it opens your space with your fingerprint, your face or your code, which we never receive.
ways-passkeys-none = No passkey is registered.
ways-passkey-name = Name of the passkey
ways-passkey-name-hint = To know it again: telephone, office computer.
ways-passkey-add = Register a passkey
ways-passkey-used = Last used { $used }.
ways-passkey-unused = Never used.
ways-passkey-rename = Rename
ways-passkey-remove = Remove
ways-stale-title = Enter again first
ways-stale = To change how you enter, you must have entered less than half an hour ago: it protects you if your device stays open.
ways-again = Enter again

provider-down-title = { $name } does not answer
provider-down = Nothing is lost: try again in a few minutes, or enter with a link sent to your address.
provider-denied-title = You have not entered
provider-denied = You gave up, or { $name } could not identify you. Nothing was kept.
provider-stale-title = This request is no longer good
provider-stale = It was used already, is more than ten minutes old, or was made in another browser. Start again from the sign-in page.
provider-untrusted-title = The answer of { $name } could not be verified
provider-untrusted = To be safe, nobody has entered. Try again, or enter with a link sent to your address; if it happens again, tell the team of the site.
provider-weak-title = A stronger identification is required
provider-weak = This site asks for an identification that your { $name } account did not make, such as two factors. Turn it on and start again, or enter with a link sent to your address.
provider-unproved-title = One last check
provider-unproved = { $name } does not say that it verified the address { $address }. A link is on its way there: follow it in this browser, once, and your account will open your space from then on.
provider-addressless-title = { $name } gives us no address
provider-addressless = Enter with a link sent to your address, then attach your { $name } account in your space.
provider-taken-title = This account is attached to another space
provider-taken = A { $name } account opens one space only. Enter with it, detach it, then start again here.
provider-again = Sign-in page
provider-left-title = You have left
provider-left = Your space is closed on this device. { $name } may still know you: leave it too if the device is not yours.
provider-leave = Leave { $name }

people-ended = Ways in ended: { $n }

personal-ways-text = Added to these, if you choose them: the passkeys that you register (their public part, their name, their last use), and the professional account by which you enter (its identifier at its provider, the SIRET and the level of assurance that the provider tells), until you remove them in your space.
