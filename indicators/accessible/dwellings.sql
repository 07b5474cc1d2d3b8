-- Counts of the census, as they are.
SELECT commune, dwellings
FROM rp2021
