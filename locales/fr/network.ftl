## Réseau : annuaire, fiches de réplication, actions possibles
path-network = reseau
path-network-actions = actions
path-network-territory = territoire
path-sheets = fiches
path-listing = annuaire

sheets-title = Fiches de réplication
sheets-lead = Ce qu'un autre territoire peut reprendre de votre feuille de route, ou d'une de ses actions.
sheet-about = Sujet
sheet-about-roadmap = Toute la feuille de route
sheet-about-action = Une action de la feuille de route
sheet-of = Fiche : { $what }
sheet-lead = Dites le besoin, ce qui a marché, ce qui a été difficile et ce qu'il faut réunir. Les chiffres du territoire, les coûts et les mesures du dernier bilan s'y ajoutent à la publication.
sheet-state-none = Pas commencée
sheet-state-draft = Version { $number } en cours d'écriture
sheet-state-published = Version { $number } publiée
sheet-published = Version { $number }, publiée le { $when }
sheet-need = Besoin
sheet-results = Résultats
sheet-difficulties = Difficultés
sheet-reproducible = Ce qui peut être repris
sheet-context = Contexte
sheet-costs = Coûts, en quelques mots
sheet-costs-total = Coût d'après la feuille de route : { $cost }, dont { $secured } acquis, { $asked } demandés, { $refused } refusés et { $own } payés par le territoire.
sheet-prerequisites = Ce qu'il faut réunir
sheet-prerequisite-said = Précision
sheet-measures = Mesures du dernier bilan
sheet-measures-about = Bilan à { $months } mois, remis le { $when }.
sheet-measured = Mesure
sheet-profile = Profil du territoire
sheet-profile-about = Chiffres de l'atlas au jour de la publication : ils ne changent plus. Les premiers sont les axes par lesquels les territoires sont comparés.
sheet-publish = Publier la fiche
sheet-publish-about = Une fiche publiée ne change plus ; une correction est une nouvelle version, qui dit pourquoi.
sheet-preview = La fiche telle qu'elle serait publiée :
sheet-correct = Corriger par une nouvelle version
sheet-correct-about = La version publiée reste lisible ; elle dira qu'une autre la corrige.
sheet-corrected = Une version plus récente corrige celle-ci.
sheet-see-correction = Lire la version qui la corrige
sheet-corrects = Cette version corrige la précédente : { $reason }
sheet-see-corrected = Lire la version corrigée

prerequisite-skills = Compétences
prerequisite-engineering = Ingénierie
prerequisite-land = Foncier et bâti
prerequisite-regulation = Règles d'urbanisme
prerequisite-finance = Financement
prerequisite-partners = Partenaires
prerequisite-governance = Compétence juridique et portage politique
prerequisite-knowledge = Données et connaissance du lieu
prerequisite-demand = Demande des habitants ou des entreprises
answer-met = Réuni
answer-not-met = Pas réuni
answer-unknown = Je ne sais pas

network-title = Réseau des territoires et des experts
network-lead = Les territoires qui ont participé à une session, ce qu'ils ont publié, et les experts qui acceptent d'y figurer.
network-agreed = La participation, les départements et les publications sont publics. L'étape à jour et le contact d'un territoire n'y figurent que s'il l'a accepté ; un expert n'y figure que de lui-même. Chacun se retire quand il veut.
network-territories = Territoires
network-territories-count = { $n ->
    [0] Aucun territoire.
    [one] { $count } territoire.
   *[other] { $count } territoires.
  }
network-experts = Experts
network-experts-count = { $n ->
    [0] Aucun expert ne figure ici.
    [one] { $count } expert.
   *[other] { $count } experts.
  }
network-session = Session
network-departement = Département
network-theme = Thème
network-words = Nom ou domaine
network-name = Nom
network-fields = Domaines
network-published = Publications
network-contact = Contact
network-no-stage = Non précisée
network-sheet = Fiche : { $title }
network-csv = Télécharger l'annuaire (CSV)
network-error-filter = Ce choix n'est celui d'aucune entrée : { $list }.

network-actions-title = Quelles actions pourraient marcher ici ?
network-actions-lead = Les fiches publiées, des plus proches de votre situation aux plus éloignées, et pourquoi.
network-actions-territory = Territoire
network-actions-hint = Un nom, un code de commune, d'intercommunalité ou de département. Facultatif : sans territoire, seules vos réponses comptent.
network-actions-answers = Ce que votre territoire réunit déjà
network-actions-answers-lead = Ces réponses restent dans l'adresse de la page ; rien n'est enregistré.
network-actions-search = Chercher
network-actions-rule = Comment l'ordre est fait
network-actions-for = Pour { $name }
network-sheets = Fiches publiées
network-sheets-count = { $n ->
    [0] Aucune fiche n'est encore publiée.
    [one] { $count } fiche.
   *[other] { $count } fiches.
  }
network-rule-1 = D'abord les fiches auxquelles il manque le moins de ce qu'il faut réunir, d'après vos réponses.
network-rule-2 = Ensuite, à égalité, celles dont le territoire est le plus proche du vôtre : distance de Gower sur les axes de comparaison, de 0 (semblables) à 1 (aux deux bouts). Sans distance connue, à la fin.
network-rule-3 = Ensuite celles dont il reste le moins à vérifier, puis l'ordre des noms. Il n'y a aucune note globale.
network-rule-4 = Sur un axe, deux territoires sont proches jusqu'à { $near } % de l'étendue des intercommunalités, éloignés au-delà de { $far } %.
network-rule-5 = Les chiffres du territoire de la fiche sont ceux du jour de sa publication ; les vôtres sont ceux de l'atlas d'aujourd'hui.
network-why-nothing-asked = La fiche ne demande rien de particulier.
network-why-nothing-lacks = Rien de ce qu'elle demande ne manque, d'après vos réponses.
network-why-lacking = Manque : { $list }.
network-why-met = Réuni : { $list }.
network-why-unknown = À vérifier : { $list }.
network-why-distance = Distance entre les deux territoires : { $distance }.
network-why-no-distance = Distance inconnue : moins de la moitié des axes sont connus des deux côtés.
network-axes = Les deux territoires, axe par axe
network-axis = Axe
network-own = Votre territoire
network-theirs = Territoire de la fiche
network-apart = Écart
network-near = Proches ({ $share } % de l'étendue)
network-between = Ni proches ni éloignés ({ $share } % de l'étendue)
network-far = Éloignés ({ $share } % de l'étendue)
network-unknown = Inconnu
network-overseas = Communes d'outre-mer

listing-title = Figurer dans l'annuaire du réseau
listing-lead-territory = La participation de votre territoire est publique. En acceptant, l'annuaire montre aussi l'étape où vous en êtes et, si vous le donnez, un contact.
listing-lead-expert = En acceptant, votre nom et vos domaines sont publics dans l'annuaire du réseau, avec un contact si vous le donnez.
listing-lead-withdraw = Vous vous retirez quand vous voulez : ces mots sont alors effacés, le journal garde seulement qu'une entrée a été ouverte puis retirée.
listing-since = Dans l'annuaire depuis le { $when }.
listing-none = Pas dans l'annuaire.
listing-fields = Domaines, un par ligne
listing-contact = Contact (facultatif)
listing-contact-hint = Une adresse de service plutôt que personnelle. Elle sera publique.
listing-agree = Accepter et enregistrer
listing-withdraw = Se retirer de l'annuaire
right-join-directory = inscription à l'annuaire du réseau
