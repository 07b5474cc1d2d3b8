## Recherche
