-- Counts of the census, as they are.
SELECT commune, population, main_homes
FROM rp2021
