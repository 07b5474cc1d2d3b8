-- Counts of the census, as they are.
SELECT commune, main_homes, dwellings
FROM rp2021
