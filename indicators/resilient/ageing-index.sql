-- Counts of the census, as they are.
SELECT commune, population_65_over, population_0_19
FROM rp2021
