-- Counts of the census, as they are.
SELECT commune, main_homes_in_flats, main_homes
FROM rp2021
