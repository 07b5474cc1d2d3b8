-- Dwellings, and the area of the simplified contour; each is kept where the other is absent (see density).
SELECT areas.commune, dwellings, area_m2
FROM areas
LEFT JOIN rp2021 ON rp2021.commune = areas.commune
