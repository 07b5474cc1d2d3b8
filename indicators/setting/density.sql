-- Inhabitants, and the area of the simplified contour: grade C, because that area is computed, not surveyed. Each is kept
-- where the other is absent, so that communes that share one figure are summed together.
SELECT areas.commune, population, area_m2
FROM areas
LEFT JOIN rp2021 ON rp2021.commune = areas.commune
