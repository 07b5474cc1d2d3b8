-- Counts of the census, as they are.
SELECT commune, flats, dwellings
FROM rp2021
