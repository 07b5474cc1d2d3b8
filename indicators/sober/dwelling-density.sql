SELECT rp2021.commune, dwellings, area_m2
FROM rp2021
JOIN areas ON areas.commune = rp2021.commune
