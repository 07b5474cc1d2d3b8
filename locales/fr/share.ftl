## Partage, abonnements, courriels
