-- Counts of the census, as they are.
SELECT commune, vacant_dwellings, dwellings
FROM rp2021
