-- A commune is small under 2 000 inhabitants, the threshold of the French definition of an urban unit.
SELECT commune,
       CASE WHEN population < 2000 THEN population ELSE 0 END AS in_small_communes,
       population
FROM rp2021
