# Séminaires d'une session.
path-seminars = seminaires
path-seminar-desk = preparation

seminars-title = Séminaires
seminars-lead = Ce que les lauréats, l'État et leurs partenaires mettent en commun : annoncé ici, puis raconté.
seminars-none = Aucun séminaire n'est encore annoncé.
seminars-desk-lead = Un séminaire est un brouillon tant qu'il n'est pas annoncé. Annoncé, il est public : page, agenda, fil et lettres.
seminars-desk-none = Aucun séminaire n'est encore écrit.
seminars-desk-planned = Ce que les étapes prévoient
seminars-desk-new = Un nouveau séminaire
seminar-desk-link = Préparer les séminaires
seminar-see = Voir la page publique
seminar-stage = Étape de la session
seminar-title-field = Titre
seminar-begins = Début
seminar-ends = Fin
seminar-zone = Heure de
seminar-place = Lieu
seminar-online = Adresse en ligne
seminar-online-hint = Commence par https://
seminar-about = De quoi il s'agit
seminar-programme = Programme
seminar-programme-hint = Une ligne par moment : l'heure, puis ce qui s'y passe et qui parle. Exemple : 09:30 Table ronde – Léa Martin
seminar-laureates = Lauréats qui interviennent
seminar-documents = Documents
seminar-documents-hint = Une ligne par document : titre | https://…
seminar-registration = Inscription
seminar-registration-hint = Comment s'inscrire, jusqu'à quand. Rien si tout le monde peut venir.
seminar-save = Enregistrer
seminar-add = Ajouter ce brouillon
seminar-announce = Annoncer
seminar-announce-about = L'annonce est publique et part dans les prochaines lettres.
seminar-call-off = Annuler le séminaire
seminar-call-off-reason = Pourquoi
seminar-tell-title = Ce qui s'est dit
seminar-tell-about = Ce qui a été débattu, ce que chaque lauréat a apporté, ce qui suit.
seminar-summary = Compte rendu
seminar-present = Nombre de présents
seminar-tell = Publier le compte rendu
seminar-state-draft = Brouillon
seminar-state-announced = Annoncé
seminar-state-held = Tenu
seminar-state-called-off = Annulé
seminar-called-off = Ce séminaire est annulé. { $reason }
seminar-when = Quand
seminar-where = Où
seminar-hour = Heure
seminar-what = Ce qui s'y passe
seminar-editions = Ce que les lauréats ont publié à cette étape
seminar-present-count =
    { $n ->
        [one] { $count } personne présente.
       *[other] { $count } personnes présentes.
    }
seminar-changed = Page modifiée le { $when }.
seminar-data = Données (JSON)

seminar-field-title = Titre
seminar-field-place = Lieu
seminar-field-online = Adresse en ligne
seminar-field-about = De quoi il s'agit
seminar-field-programme = Programme
seminar-field-documents = Documents
seminar-field-registration = Inscription
seminar-field-summary = Compte rendu
seminar-field-reason = Pourquoi

seminar-fault-not-allowed = Vous ne pouvez pas écrire les séminaires de cette session.
seminar-fault-missing = { $field } : il faut dire quelque chose.
seminar-fault-too-long = { $field } : { $found } caractères, { $most } au plus.
seminar-fault-no-stage = Choisissez une étape de la session.
seminar-fault-ends-first = Le séminaire finit avant de commencer.
seminar-fault-nowhere = Dites le lieu, ou l'adresse en ligne.
seminar-fault-address = « { $found } » n'est pas une adresse : elle commence par https://
seminar-fault-no-laureate = La session n'a pas de lauréat « { $found } ».
seminar-fault-order = Programme : « { $found } » commence avant ce qui le précède.
seminar-fault-wrong-state = Ce n'est pas, ou plus, possible : voyez où en est le séminaire.
seminar-fault-not-yet = Le séminaire n'a pas commencé : il n'y a rien à raconter.
seminar-fault-meanwhile = Quelqu'un a écrit entre-temps : comparez avec la page, puis enregistrez de nouveau.
seminar-fault-time = « { $found } » n'est pas une date avec son heure.
seminar-fault-programme = Programme : « { $found } » ne commence pas par une heure, comme 09:30.
seminar-fault-document = Documents : « { $found } » n'a pas la forme « titre | https://… ».
seminar-fault-present = « { $found } » n'est pas un nombre de personnes.
