# The dossiers of a session, for who instructs them. Language: fr.

path-instruction = instruction
instruction-title = Instruire les dossiers
instruction-lead = Où en est chaque dossier, ce qui arrive à échéance, où des territoires ont commencé. Ce qui s'écrit dans un brouillon n'est lu que de ceux qui l'écrivent.
instruction-received-title = Dossiers reçus
instruction-received-none = Aucun dossier n'est encore reçu.
instruction-term = Échéance
instruction-awaited = Ce qui manque ou fait question
instruction-unsigned = Signature attendue : { $side }.
instruction-letters = { $n ->
    [one] Une lettre attendue.
   *[other] { $n } lettres attendues.
}
instruction-rules = Règles de l'appel à vérifier :
instruction-exports = Emporter les dossiers reçus, tels qu'ils ont été déposés :
instruction-begun-title = Dossiers commencés
instruction-begun-lead = Leur existence seule vous est connue avant le dépôt.
instruction-begun-since = commencé le { $when }
instruction-terms-title = Échéances
instruction-term-closing = clôture de l'appel
instruction-term-late = fin des demandes de dépôt hors délai
instruction-term-phase = début de la phase « { $phase } »
instruction-term-correction = corrections attendues : { $place }
instruction-term-reopened = dossier rouvert : { $place }
instruction-map-title = Où des territoires ont commencé
instruction-place = { $place } : { $begun } commencés, dont { $deposited } déposés
instruction-key-deposited = au moins un dossier déposé
instruction-key-begun = dossier commencé
instruction-key-none = aucun dossier
instruction-places = Dossiers par département
instruction-begun-count = Commencés
instruction-deposited-count = Dont déposés
export-dossier = Identifiant du dossier
export-begun = Commencé
export-deposited = Déposé
export-late = Hors délai
export-digest = Empreinte du dépôt
export-communes = Communes
export-commune-codes = Codes des communes
export-rules = Règles de l'appel à vérifier
export-title = Dossiers de la session « { $session } »
export-note = Dossiers reçus, tels qu'ils ont été déposés, selon les droits de la personne qui les a emportés. Ils contiennent des données personnelles : à détruire quand ils ne servent plus.
table-sheet = Tableau
table-sheet-about = À lire
dossier-rules-title = Règles de l'appel à vérifier
dossier-rules-lead = L'application compare le dossier aux règles de l'appel. Elle ne décide de rien.
dossier-rules-none = Le dossier satisfait toutes les règles de l'appel que l'application sait vérifier.
