## Données ouvertes
