//! Running an indicator's SQL over the sources and checking what it gives.

use std::collections::{BTreeMap, HashMap};

use anyhow::Result;
use atlas::Measures;
use atlas::map::MapRows;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::compute::concat_batches;
use datafusion::error::DataFusionError;
use datafusion::execution::context::SQLOptions;
use datafusion::prelude::{SessionConfig, SessionContext};
use facts::Problem;

use crate::indicator::Query;
use crate::table;

/// The engine, with the sources as tables.
pub struct Engine {
    context: SessionContext,
    ranks: HashMap<Box<str>, usize>,
}

impl Engine {
    /// Makes the tables known under their names.
    ///
    /// # Errors
    /// When a table cannot be registered.
    pub fn new(map: &MapRows, tables: &BTreeMap<String, RecordBatch>) -> Result<Engine> {
        let config = SessionConfig::new().set_bool("datafusion.sql_parser.collect_spans", true);
        let context = SessionContext::new_with_config(config);
        for (name, table) in tables {
            context.register_batch(name, table.clone())?;
        }
        let ranks = map.communes.iter().enumerate().map(|(rank, row)| (row.code.as_str().into(), rank)).collect();
        Ok(Engine { context, ranks })
    }

    /// Reads the measures of one indicator: the query must give `commune` and each measure of the rule, once a commune.
    ///
    /// # Errors
    /// Every problem of the query or of what it gives, in the SQL file.
    pub async fn measures(&self, query: &Query) -> Result<Measures, Vec<Problem>> {
        let table = self.run(query).await.map_err(|error| vec![locate(query, &error)])?;
        let here = |message: String| Problem::of_file(&query.path, message);
        let mut problems = Vec::new();
        let mut expected = vec!["commune"];
        expected.extend(query.indicator.rule.measures());
        let schema = table.schema();
        for field in schema.fields() {
            if !expected.contains(&field.name().as_str()) {
                problems.push(here(format!(
                    "column \"{}\" found, expected only {}",
                    field.name(),
                    expected.join(", ")
                )));
            }
        }
        let mut ranks = Vec::new();
        match table::texts_of(&table, "commune") {
            Ok(codes) => {
                let mut seen = vec![false; self.ranks.len()];
                for (row, code) in codes.iter().enumerate() {
                    let rank = code.and_then(|code| self.ranks.get(code)).copied();
                    let code = code.unwrap_or("nothing");
                    match rank {
                        None if problems.len() < MOST_PROBLEMS => {
                            problems
                                .push(here(format!("row {}: {code} found, expected a commune of the map", row + 1)));
                        }
                        Some(rank) if std::mem::replace(&mut seen[rank], true) && problems.len() < MOST_PROBLEMS => {
                            problems.push(here(format!("row {}: commune {code} stands twice", row + 1)));
                        }
                        _ => {}
                    }
                    ranks.push(rank);
                }
            }
            Err(error) => problems.push(here(error.to_string())),
        }
        let mut measures = Measures::new();
        for name in query.indicator.rule.measures() {
            match table::number_column(&table, name) {
                Ok(values) => {
                    let mut column = vec![None; self.ranks.len()];
                    for (row, (value, rank)) in values.into_iter().zip(&ranks).enumerate() {
                        match value {
                            Some(value) if !value.is_finite() => {
                                if problems.len() < MOST_PROBLEMS {
                                    let message =
                                        format!("row {}: {name} is {value}, expected a finite number", row + 1);
                                    problems.push(here(message));
                                }
                            }
                            value => {
                                if let Some(rank) = rank {
                                    column[*rank] = value;
                                }
                            }
                        }
                    }
                    measures.insert(name.to_owned(), column);
                }
                Err(error) => problems.push(here(error.to_string())),
            }
        }
        if problems.is_empty() { Ok(measures) } else { Err(problems) }
    }

    async fn run(&self, query: &Query) -> Result<RecordBatch, DataFusionError> {
        // A query reads: it makes no table, writes no file and changes no setting.
        let only_reads = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
        let frame = self.context.sql_with_options(&query.sql, only_reads).await?;
        let declared = std::sync::Arc::new(frame.schema().as_arrow().clone());
        let batches = frame.collect().await?;
        // Once run, the engine may have widened a number: the batches know best what they hold.
        let schema = batches.first().map_or(declared, RecordBatch::schema);
        Ok(concat_batches(&schema, &batches)?)
    }
}

/// Enough to see what is wrong with a column, not one line a commune.
const MOST_PROBLEMS: usize = 10;

/// Where in the SQL an error of the engine lies: its own span, else the position that its parser tells, else the first line.
fn locate(query: &Query, error: &DataFusionError) -> Problem {
    let root = error.find_root();
    let message = root.strip_backtrace();
    let message =
        message.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let span = error.diagnostic().and_then(|diagnostic| diagnostic.span.as_ref());
    let at = match span {
        Some(span) => (span.start.line as usize, span.start.column as usize),
        None => told_position(&message).unwrap_or((1, 1)),
    };
    Problem { file: query.path.clone(), at: Some(at), field: String::new(), message }
}

/// The position in a message such as `… at Line: 3, Column: 7`.
fn told_position(message: &str) -> Option<(usize, usize)> {
    let number_after = |text: &str, mark: &str| {
        let rest = &text[text.find(mark)? + mark.len()..];
        rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())].parse().ok()
    };
    Some((number_after(message, "Line: ")?, number_after(message, "Column: ")?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use atlas::map::CommuneRow;
    use atlas::{Direction, Indicator, Rule, Scale};
    use facts::{Grade, Localised, Period, Unit};

    fn query(sql: &str) -> Query {
        let indicator = Indicator {
            id: "density".into(),
            family: "setting".into(),
            order: 1,
            name: Localised::same("x"),
            about: Localised::same("x"),
            unit: Unit::Persons,
            direction: Direction::Descriptive,
            rule: Rule::Density { count: "people".into(), area: "area".into() },
            formula: Localised::same("x"),
            method: "density".into(),
            period: Period::Year(2021),
            within_commune: false,
            grade: Grade::A,
            sources: vec![],
            scales: vec![Scale::Commune],
        };
        Query { indicator, path: "setting/density.sql".into(), sql: sql.into() }
    }

    async fn run(sql: &str) -> Result<Measures, Vec<String>> {
        let commune = |code: &str| CommuneRow {
            code: code.parse().unwrap(),
            name: String::new(),
            departement: "16".parse().unwrap(),
            epci: None,
            population: None,
        };
        let map = MapRows {
            as_of: Period::Year(2026),
            communes: vec![commune("16001"), commune("16002")],
            epcis: vec![],
            departements: vec![],
            regions: vec![],
            formers: vec![],
        };
        let table = table::table(vec![
            ("commune", table::texts([Some("16002"), Some("16001")])),
            ("people", table::wholes([Some(2), None])),
            ("area", table::reals([Some(0.0), Some(1.5)])),
        ])
        .unwrap();
        let engine = Engine::new(&map, &BTreeMap::from([("census".to_owned(), table)])).unwrap();
        let found = engine.measures(&query(sql)).await;
        found.map_err(|problems| problems.iter().map(ToString::to_string).collect())
    }

    #[tokio::test]
    async fn measures_come_in_the_order_of_the_map_and_absence_stays_absence() {
        let measures = run("SELECT commune, people, area FROM census").await.unwrap();
        assert_eq!(measures["people"], [None, Some(2.0)]);
        assert_eq!(measures["area"], [Some(1.5), Some(0.0)]);
    }

    #[tokio::test]
    async fn a_fault_of_syntax_is_told_with_its_line() {
        let problems = run("SELECT commune, people\nFROM census\nWHERE AND").await.unwrap_err();
        assert!(problems[0].starts_with("setting/density.sql:3:"), "{problems:?}");
    }

    #[tokio::test]
    async fn an_unknown_column_is_told_with_its_line_and_the_known_ones() {
        let problems = run("SELECT commune,\n  inhabitants AS people, area\nFROM census").await.unwrap_err();
        assert!(problems[0].starts_with("setting/density.sql:2:3: "), "{problems:?}");
        assert!(problems[0].contains("census.people"), "{problems:?}");
    }

    #[tokio::test]
    async fn a_measure_that_is_absent_twice_infinite_or_too_many_is_told_and_all_at_once() {
        let problems = run("SELECT commune, people AS who, people / area AS area FROM census").await.unwrap_err();
        assert!(
            problems.iter().any(|p| p.contains("\"who\" found, expected only commune, people, area")),
            "{problems:?}"
        );
        assert!(problems.iter().any(|p| p.contains("no column \"people\"")), "{problems:?}");
        assert!(problems.iter().any(|p| p.contains("area is inf")), "{problems:?}");
        let twice = run("SELECT '16001' AS commune, people, area FROM census").await.unwrap_err();
        assert!(twice.iter().any(|p| p.contains("commune 16001 stands twice")), "{twice:?}");
        let nowhere = run("SELECT '99999' AS commune, people, area FROM census").await.unwrap_err();
        assert!(nowhere[0].contains("row 1: 99999 found"), "{nowhere:?}");
    }

    #[tokio::test]
    async fn a_query_that_would_write_is_refused() {
        for sql in ["CREATE TABLE x AS SELECT 1", "COPY census TO 'x.csv'", "SET datafusion.execution.batch_size = 1"] {
            let problems = run(sql).await.unwrap_err();
            assert!(problems[0].contains("not supported") || problems[0].contains("DDL"), "{problems:?}");
        }
    }
}
