-- Counts of the census, as they are.
SELECT commune, population_0_19, population
FROM rp2021
