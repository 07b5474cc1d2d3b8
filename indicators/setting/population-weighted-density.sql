-- The density of each commune in inhabitants per square kilometre, and the inhabitants who meet it.
SELECT rp2021.commune, population / (area_m2 / 1e6) AS density, population
FROM rp2021
JOIN areas ON areas.commune = rp2021.commune
WHERE area_m2 > 0
