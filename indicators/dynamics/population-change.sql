-- The same communes at both dates: one counted at one date only is left out (Mayotte, overseas collectivities). Columns
-- stay apart, so that communes that share one figure in 2021 are compared with the sum of what they have in 2023.
SELECT communes.commune, population AS population_2021, population_2023
FROM communes
LEFT JOIN rp2021 ON rp2021.commune = communes.commune
