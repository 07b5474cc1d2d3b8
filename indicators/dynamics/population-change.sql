-- Only communes counted at both dates: those recounted elsewhere (Mayotte, overseas collectivities) are left out.
SELECT rp2021.commune,
       population_2023 - population AS gained,
       population AS population_2021
FROM rp2021
JOIN communes ON communes.commune = rp2021.commune
WHERE population_2023 IS NOT NULL
