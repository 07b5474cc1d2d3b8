-- Counts of the census, as they are.
SELECT commune, secondary_homes, dwellings
FROM rp2021
