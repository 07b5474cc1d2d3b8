-- Counts of the census, as they are.
SELECT commune, main_homes, secondary_homes, vacant_dwellings
FROM rp2021
