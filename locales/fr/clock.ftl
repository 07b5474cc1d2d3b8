# L'horloge d'une démonstration, arrêtée à un instant. Langue : fr.

demonstration-stop-title = Arrêter l'horloge à un instant précis
demonstration-stop-at = Date et heure de Paris, à la seconde
demonstration-stop-hint = Pour voir ce qui se passe à la dernière seconde de l'appel, puis une seconde après.
demonstration-stop = Arrêter l'horloge
demonstration-still = L'horloge est arrêtée : la seconde affichée ne passe pas.
demonstration-run = Relancer l'horloge

# Ce qui arrive trop tard pour être enregistré.
dossier-not-saved = Ce que vous avez envoyé n'est pas enregistré. Copiez-le si vous voulez le garder :
