SELECT commune, population_0_19 + population_65_over AS dependents, population_20_64
FROM rp2021
