-- Counts of the census, as they are.
SELECT commune, population_65_over, population
FROM rp2021
