-- Counts of the census, as they are.
SELECT commune, population_20_64, population
FROM rp2021
