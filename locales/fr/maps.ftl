## Cartes
