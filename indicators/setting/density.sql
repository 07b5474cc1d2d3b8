-- Inhabitants, and the area of the simplified contour: grade C, because that area is computed, not surveyed.
SELECT rp2021.commune, population, area_m2
FROM rp2021
JOIN areas ON areas.commune = rp2021.commune
