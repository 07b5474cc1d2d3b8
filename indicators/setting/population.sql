-- Counts of the census, as they are.
SELECT commune, population
FROM rp2021
