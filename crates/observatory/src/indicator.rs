//! Reading the folder of indicators: `families.toml`, `peers.toml`, and for each indicator `family/id.toml` and
//! `family/id.sql`.

use std::collections::{BTreeMap, BTreeSet};

use atlas::{Awaited, Axis, Compared, Comparison, Direction, Family, GroupSizes, Indicator, Rule, Scale};
use facts::document::{Document, Table};
use facts::{Grade, Problem, Unit};

/// An indicator and the query that reads its measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Its definition.
    pub indicator: Indicator,
    /// Path of the SQL file, for problems.
    pub path: String,
    /// The SQL.
    pub sql: String,
}

/// A whole folder of indicators.
#[derive(Debug, Clone, PartialEq)]
pub struct Shelf {
    /// Families, in the order of `families.toml`.
    pub families: Vec<Family>,
    /// How comparable territories are found.
    pub comparison: Comparison,
    /// Indicators, sorted by path.
    pub queries: Vec<Query>,
}

/// Reads the folder, given as paths relative to it and texts.
///
/// `sources` are the identifiers of the catalogue, which indicators cite.
///
/// What can be read is read, so that its queries may be tried too; with it come the problems of every file, none when all
/// is well.
pub fn read(files: &BTreeMap<String, String>, sources: &BTreeSet<String>) -> (Shelf, Vec<Problem>) {
    let mut problems = Vec::new();
    let sizes = GroupSizes { commune: 0, epci: 0, departement: 0, region: 0 };
    let mut shelf =
        Shelf { families: Vec::new(), comparison: Comparison { axes: Vec::new(), sizes }, queries: Vec::new() };
    for (path, read) in [("families.toml", families as fn(&Table<'_>, &mut Shelf)), ("peers.toml", comparison)] {
        match files.get(path) {
            Some(text) => {
                let document = Document::parse(path, text);
                read(&document.root(), &mut shelf);
                problems.extend(document.into_problems());
            }
            None => problems.push(Problem::of_file(path, "missing file")),
        }
    }
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| path.contains('/')) {
        let Some((family, file)) = path.split_once('/') else { continue };
        let Some((stem, extension)) = file.rsplit_once('.').filter(|(stem, _)| !stem.contains('/')) else {
            problems.push(Problem::of_file(path, "unexpected file: an indicator is family/id.toml and family/id.sql"));
            continue;
        };
        match extension {
            "toml" => {
                let sql_path = format!("{family}/{stem}.sql");
                let Some(sql) = files.get(&sql_path) else {
                    problems.push(Problem::of_file(&sql_path, format!("missing file: {path} has no query")));
                    continue;
                };
                if let Some(other) = known.insert(stem.to_owned(), path.clone()) {
                    problems
                        .push(Problem::of_file(path, format!("the identifier \"{stem}\" is already that of {other}")));
                }
                let document = Document::parse(path, text);
                let indicator = indicator(&document.root(), stem, family, &shelf.families, sources);
                let found = document.into_problems();
                if let Some(indicator) = indicator.filter(|_| found.is_empty()) {
                    shelf.queries.push(Query { indicator, path: sql_path, sql: sql.clone() });
                }
                problems.extend(found);
            }
            "sql" => {
                if !files.contains_key(&format!("{family}/{stem}.toml")) {
                    let message = format!("missing file: {path} has no definition");
                    problems.push(Problem::of_file(&format!("{family}/{stem}.toml"), message));
                }
            }
            _ => problems
                .push(Problem::of_file(path, "unexpected file: an indicator is family/id.toml and family/id.sql")),
        }
    }
    for axis in &shelf.comparison.axes {
        if let Compared::Indicator { id, .. } = &axis.compares
            && !known.contains_key(id)
        {
            let message = format!("an axis compares \"{id}\", which is no indicator");
            problems.push(Problem::of_file("peers.toml", message));
        }
    }
    problems.sort();
    (shelf, problems)
}

fn families(root: &Table<'_>, shelf: &mut Shelf) {
    for table in root.tables("family") {
        let (id, name, about) = (identifier(&table, "id"), table.localised("name"), table.localised("about"));
        let mut awaited = Vec::new();
        for dataset in table.optional_tables("awaited") {
            let read = (dataset.text("dataset"), dataset.text("producer"), dataset.localised("brings"));
            dataset.close();
            if let (Some(dataset), Some(producer), Some(brings)) = read {
                awaited.push(Awaited { dataset, producer, brings });
            }
        }
        if let (Some(id), Some(name), Some(about)) = (id, name, about) {
            if shelf.families.iter().any(|known| known.id == id) {
                table.problem("id", format!("\"{id}\" stands twice"));
            }
            shelf.families.push(Family { id, name, about, awaited });
        }
        table.close();
    }
}

fn comparison(root: &Table<'_>, shelf: &mut Shelf) {
    if let Some(table) = root.table("size") {
        let size = |key| match table.whole(key) {
            Some(size @ 5..=100) => size as usize,
            Some(other) => {
                table.problem(key, format!("{other} found, expected 5 to 100 territories"));
                0
            }
            None => 0,
        };
        shelf.comparison.sizes = GroupSizes {
            commune: size("commune"),
            epci: size("epci"),
            departement: size("departement"),
            region: size("region"),
        };
        table.close();
    }
    for table in root.tables("axis") {
        let weight = table.number("weight");
        if weight.is_some_and(|weight| weight <= 0.0) {
            table.problem("weight", "zero or less found, expected a positive weight");
        }
        let compares = if table.flag("overseas") {
            Some(Compared::Overseas)
        } else {
            table.text("indicator").map(|id| Compared::Indicator { id, logarithm: table.flag("logarithm") })
        };
        table.close();
        if let (Some(compares), Some(weight)) = (compares, weight) {
            shelf.comparison.axes.push(Axis { compares, weight });
        }
    }
}

fn indicator(
    root: &Table<'_>,
    id: &str,
    family: &str,
    families: &[Family],
    sources: &BTreeSet<String>,
) -> Option<Indicator> {
    if !is_identifier(id) {
        root.problem("id", format!("the file is named \"{id}\", expected lower-case words joined by hyphens"));
    }
    if !families.iter().any(|known| known.id == family) {
        let known: Vec<_> = families.iter().map(|family| family.id.as_str()).collect();
        root.problem("family", format!("the folder \"{family}\" is no family: expected one of {}", known.join(", ")));
    }
    let order = root.whole("order");
    let (name, about, unit) = (root.localised("name"), root.localised("about"), root.parsed("unit"));
    let (formula, method) = (root.localised("formula"), identifier(root, "method"));
    let (period, cited) = (root.parsed("period"), root.texts("sources"));
    let within_commune = root.flag("within_commune");
    let grade = root.one_of("grade", &[("A", Grade::A), ("B", Grade::B), ("C", Grade::C), ("D", Grade::D)]);
    for source in &cited {
        if !sources.contains(source) {
            let known = sources.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            root.problem("sources", format!("\"{source}\" is not in the catalogue: expected one of {known}"));
        }
    }
    if cited.is_empty() && root.has("sources") {
        root.problem("sources", "empty list, expected at least one source");
    }
    let mut scales = Vec::new();
    for scale in root.texts("scales") {
        match scale.as_str() {
            "commune" => scales.push(Scale::Commune),
            "several" => scales.push(Scale::Several),
            other => root.problem("scales", format!("\"{other}\" found, expected commune or several")),
        }
    }
    let direction = root.table("direction").and_then(|table| {
        let direction = match table.one_of("kind", &[("descriptive", 0), ("higher", 1), ("lower", 2), ("band", 3)])? {
            0 => Direction::Descriptive,
            1 => Direction::Higher,
            2 => Direction::Lower,
            _ => {
                let (from, to) = (table.number("from")?, table.number("to")?);
                if from >= to {
                    table.problem("to", format!("{to} found, expected more than {from}"));
                }
                Direction::Band { from, to }
            }
        };
        table.close();
        Some(direction)
    });
    let rule = root.table("rule").and_then(|table| {
        let rule = rule(&table);
        table.close();
        rule
    });
    if let (Some(Rule::Density { .. }), Some(unit)) = (&rule, unit)
        && !matches!(unit, Unit::PersonsPerSquareKilometre | Unit::DwellingsPerHectare)
    {
        root.problem("unit", format!("\"{unit}\" found, expected a unit of density for the rule density"));
    }
    Some(Indicator {
        id: id.to_owned(),
        family: family.to_owned(),
        order: order?,
        name: name?,
        about: about?,
        unit: unit?,
        direction: direction?,
        rule: rule?,
        formula: formula?,
        method: method?,
        period: period?,
        within_commune,
        grade: grade?,
        sources: cited,
        scales,
    })
}

fn rule(table: &Table<'_>) -> Option<Rule> {
    let kinds = ["total", "ratio", "change", "density", "weighted-mean", "theil", "hill"];
    let kind = table.one_of("kind", &kinds.map(|kind| (kind, kind)))?;
    Some(match kind {
        "total" => Rule::Total { value: table.text("value")? },
        "ratio" => {
            let (numerator, denominator) = (table.text("numerator"), table.text("denominator"));
            let factor = table.optional_number("factor").unwrap_or(1.0);
            Rule::Ratio { numerator: numerator?, denominator: denominator?, factor }
        }
        "change" => {
            let (before, after) = (table.text("before"), table.text("after"));
            Rule::Change { before: before?, after: after? }
        }
        "density" => {
            let (count, area) = (table.text("count"), table.text("area"));
            Rule::Density { count: count?, area: area? }
        }
        "weighted-mean" => {
            let (value, weight) = (table.text("value"), table.text("weight"));
            Rule::WeightedMean { value: value?, weight: weight? }
        }
        "theil" => Rule::Theil { value: table.text("value")? },
        _ => {
            let classes = table.texts("classes");
            if classes.len() < 2 {
                table.problem("classes", format!("{} classes found, expected two or more", classes.len()));
            }
            Rule::Hill { classes }
        }
    })
}

fn is_identifier(id: &str) -> bool {
    let words = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.split('-').all(words)
}

fn identifier(table: &Table<'_>, key: &'static str) -> Option<String> {
    let id = table.text(key)?;
    if !is_identifier(&id) {
        table.problem(key, format!("\"{id}\" found, expected lower-case words joined by hyphens"));
        return None;
    }
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FAMILIES: &str = r#"
        [[family]]
        id = "setting"
        name = { fr = "Cadre", en = "Setting" }
        about = { fr = "Le cadre.", en = "The setting." }
    "#;
    const PEERS: &str = "[size]\ncommune = 20\nepci = 20\ndepartement = 10\nregion = 6\n[[axis]]\nindicator = \"density\"\nlogarithm = true\nweight = 1\n";
    const DENSITY: &str = r#"order = 2
name = { fr = "Densité", en = "Density" }
about = { fr = "Habitants au km².", en = "Inhabitants per km²." }
unit = "persons-per-square-kilometre"
formula = { fr = "Σ habitants / Σ km²", en = "Σ inhabitants / Σ km²" }
method = "density"
period = "2021"
grade = "C"
sources = ["rp2021"]
scales = ["commune", "several"]

[direction]
kind = "descriptive"

[rule]
kind = "density"
count = "population"
area = "area_m2"
"#;

    fn folder(changes: &[(&str, &str)]) -> BTreeMap<String, String> {
        let mut files = BTreeMap::from(
            [
                ("families.toml", FAMILIES),
                ("peers.toml", PEERS),
                ("setting/density.toml", DENSITY),
                ("setting/density.sql", "SELECT 1"),
            ]
            .map(|(path, text)| (path.to_owned(), text.to_owned())),
        );
        files.extend(changes.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
        files
    }

    fn read_all(files: &BTreeMap<String, String>) -> Result<Shelf, Vec<String>> {
        let sources = BTreeSet::from(["rp2021".to_owned()]);
        let (shelf, problems) = read(files, &sources);
        if problems.is_empty() { Ok(shelf) } else { Err(problems.iter().map(ToString::to_string).collect()) }
    }

    #[test]
    fn a_good_folder_reads_whole() {
        let shelf = read_all(&folder(&[])).unwrap();
        assert_eq!((shelf.families.len(), shelf.comparison.axes.len(), shelf.queries.len()), (1, 1, 1));
        assert_eq!(shelf.queries[0].indicator.id, "density");
    }

    #[test]
    fn every_fault_of_every_file_is_told_at_once_with_its_line() {
        let broken = DENSITY
            .replace("persons-per-square-kilometre", "hab/km2")
            .replace("[\"rp2021\"]", "[\"rp1999\"]")
            .replace("kind = \"density\"", "kind = \"mean\"");
        let files = folder(&[
            ("setting/density.toml", &broken),
            ("setting/orphan.sql", "SELECT 1"),
            ("sober/flats.toml", "x = "),
            ("setting/note.md", ""),
        ]);
        let problems = read_all(&files).unwrap_err();
        let has = |start: &str, part: &str| {
            assert!(problems.iter().any(|p| p.starts_with(start) && p.contains(part)), "{start} {part}: {problems:#?}");
        };
        has("setting/density.toml:4:8: unit", "hab/km2");
        has("setting/density.toml:9:11: sources", "rp1999");
        has("setting/density.toml:16:8: rule.kind", "expected one of total");
        has("setting/orphan.toml", "no definition");
        has("sober/flats.sql", "no query");
        has("setting/note.md", "unexpected file");
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "(?s).{0,120}") {
            let _ = read_all(&folder(&[("setting/density.toml", &text)]));
            let _ = read_all(&folder(&[("families.toml", &text)]));
        }
    }
}
