//! From sources and indicators to the atlas.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use atlas::map::{CommuneRow, FormerKind, MapRows};
use atlas::{AtlasDraft, JointFigure, PopulationOfMap, Topology};
use datafusion::arrow::array::RecordBatch;
use facts::document::Document;
use facts::{CommuneCode, Period, Problem};
use rust_embed::RustEmbed;
use tokio::task::JoinSet;

use crate::catalogue::{self, Entry};
use crate::engine::Engine;
use crate::indicator::{self, Query, Shelf};
use crate::{embed, files, table};

/// The small files of `data/`, but for the atlas that is made from them.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../data"]
#[include = "*.parquet"]
#[include = "*.topology"]
#[include = "*.toml"]
struct EmbeddedData;

/// The indicators of the product.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../indicators"]
#[include = "*.toml"]
#[include = "*.sql"]
struct EmbeddedIndicators;

/// What `build` and `check` fail with.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Texts to mend.
    #[error("{} problem{}", .0.len(), if .0.len() == 1 { "" } else { "s" })]
    Problems(Vec<Problem>),
    /// A file that cannot be read, or data that are not as expected.
    #[error("{0:#}")]
    Other(#[from] anyhow::Error),
}

/// Everything that an atlas is made from.
pub struct Inputs {
    entries: Vec<Entry>,
    files: BTreeMap<String, Vec<u8>>,
    shelf: Shelf,
    /// What is wrong with the texts of indicators; the queries of those that could be read are tried all the same.
    problems: Vec<Problem>,
}

impl Inputs {
    /// Reads what is embedded; `data` and `indicators`, when given, are read instead, and `more` adds a folder of
    /// indicators to those of the product.
    ///
    /// # Errors
    /// Every problem of the catalogue. Those of the indicators come with those of their queries, from [`build`].
    pub fn read(data: Option<&Path>, indicators: Option<&Path>, more: &[&Path]) -> Result<Inputs, Failure> {
        let files = match data {
            Some(folder) => folder_bytes(folder)?,
            None => EmbeddedData::iter()
                .filter_map(|name| Some((name.to_string(), EmbeddedData::get(&name)?.data.into_owned())))
                .collect(),
        };
        let catalogue = text_of(&files, "catalogue.toml")?;
        let entries = catalogue::read("data/catalogue.toml", &catalogue).map_err(Failure::Problems)?;
        for entry in &entries {
            let bytes = files
                .get(&entry.file)
                .with_context(|| format!("data/{} is in the catalogue and absent", entry.file))?;
            let found = files::sha256(bytes);
            if found != entry.source.sha256 {
                let message =
                    format!("its hash is {found}, the catalogue says {}: run make data again", entry.source.sha256);
                return Err(Failure::Problems(vec![Problem::of_file(&format!("data/{}", entry.file), message)]));
            }
        }
        let mut texts: BTreeMap<String, String> = match indicators {
            Some(folder) => folder_texts(folder)?,
            None => EmbeddedIndicators::iter()
                .filter_map(|name| {
                    let text = String::from_utf8(EmbeddedIndicators::get(&name)?.data.into_owned()).ok()?;
                    Some((name.to_string(), text))
                })
                .collect(),
        };
        let mut problems = Vec::new();
        for folder in more {
            for (name, text) in folder_texts(folder)? {
                if texts.insert(name.clone(), text).is_some() {
                    let file = folder.join(&name).display().to_string();
                    problems.push(Problem::of_file(
                        &file,
                        "already a file of the product: give the indicator another name",
                    ));
                }
            }
        }
        if !problems.is_empty() {
            return Err(Failure::Problems(problems));
        }
        let sources: BTreeSet<String> = entries.iter().map(|entry| entry.source.id.clone()).collect();
        let (shelf, problems) = indicator::read(&texts, &sources);
        Ok(Inputs { entries, files, shelf, problems })
    }

    /// The catalogue.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The indicators and their queries.
    pub fn queries(&self) -> &[Query] {
        &self.shelf.queries
    }

    fn table(&self, name: &str) -> Result<RecordBatch> {
        let bytes = self.files.get(name).with_context(|| format!("data/{name} is absent"))?;
        table::from_parquet(bytes.clone()).with_context(|| format!("data/{name}"))
    }

    /// Every Parquet file as a table of the name of the file.
    fn tables(&self) -> Result<BTreeMap<String, RecordBatch>> {
        self.files
            .keys()
            .filter_map(|name| Some((name.strip_suffix(".parquet")?.to_owned(), name)))
            .map(|(table, name)| Ok((table, self.table(name)?)))
            .collect()
    }
}

/// Runs every query and gives the bytes of the atlas. `tell` is called with the number of indicators done and the last.
///
/// # Errors
/// Every problem of every indicator and of every query at once.
pub async fn build(inputs: &Inputs, tell: &dyn Fn(usize, &str)) -> Result<Vec<u8>, Failure> {
    let map = map_rows(inputs)?;
    let engine = Arc::new(Engine::new(&map, &inputs.tables()?)?);
    // Queries run side by side; what they give is put in order afterwards, so that the bytes do not depend on who was first.
    let mut running = JoinSet::new();
    for query in &inputs.shelf.queries {
        let (engine, query) = (Arc::clone(&engine), query.clone());
        running.spawn(async move { (engine.measures(&query).await, query.indicator) });
    }
    let mut problems = inputs.problems.clone();
    let mut indicators = Vec::new();
    while let Some(ended) = running.join_next().await {
        let (measures, indicator) = ended.context("a query was broken off")?;
        tell(indicators.len() + 1, &indicator.id);
        match measures {
            Ok(measures) => indicators.push((indicator, measures)),
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        problems.sort();
        return Err(Failure::Problems(problems));
    }
    let contours = inputs.files.get("contours.topology").context("data/contours.topology is absent")?;
    let contours = Topology::decode(contours).context("data/contours.topology cannot be read")?;
    let naf = inputs.table("naf.parquet")?;
    let naf = required(&naf, "code")?.into_iter().zip(required(&naf, "label")?).collect();
    let joint_figures = joint_figures(inputs, &map)?;
    let draft = AtlasDraft {
        population: PopulationOfMap { source: "communes-2026".into(), period: Period::Year(2023) },
        contours,
        families: inputs.shelf.families.clone(),
        indicators,
        sources: inputs.entries.iter().map(|entry| entry.source.clone()).collect(),
        joint_figures,
        comparison: inputs.shelf.comparison.clone(),
        naf,
        map,
    };
    Ok(draft.into_bytes())
}

fn required(table: &RecordBatch, name: &str) -> Result<Vec<String>> {
    let column = table::text_column(table, name)?;
    column.into_iter().collect::<Option<_>>().with_context(|| format!("column \"{name}\" has a row without text"))
}

fn map_rows(inputs: &Inputs) -> Result<MapRows> {
    let mut rows = MapRows {
        as_of: embed::MAP_DAY,
        communes: Vec::new(),
        epcis: Vec::new(),
        departements: Vec::new(),
        regions: Vec::new(),
        formers: Vec::new(),
    };
    let communes = inputs.table("communes.parquet")?;
    let (codes, names) = (required(&communes, "commune")?, required(&communes, "name")?);
    let (departements, epcis) = (required(&communes, "departement")?, table::text_column(&communes, "epci")?);
    let populations = table::number_column(&communes, "population_2023")?;
    for (rank, (code, name)) in codes.into_iter().zip(names).enumerate() {
        rows.communes.push(CommuneRow {
            code: code.parse()?,
            name,
            departement: departements[rank].parse()?,
            epci: epcis[rank].as_deref().map(str::parse).transpose()?,
            population: populations[rank].map(|population| population as u32),
        });
    }
    let epcis = inputs.table("epcis.parquet")?;
    for ((siren, name), kind) in
        required(&epcis, "siren")?.into_iter().zip(required(&epcis, "name")?).zip(required(&epcis, "kind")?)
    {
        rows.epcis.push((siren.parse()?, name, kind));
    }
    let departements = inputs.table("departements.parquet")?;
    for ((code, name), region) in required(&departements, "code")?
        .into_iter()
        .zip(required(&departements, "name")?)
        .zip(required(&departements, "region")?)
    {
        rows.departements.push((code.parse()?, name, region.parse()?));
    }
    let regions = inputs.table("regions.parquet")?;
    for (code, name) in required(&regions, "code")?.into_iter().zip(required(&regions, "name")?) {
        rows.regions.push((code.parse()?, name));
    }
    let formers = inputs.table("formers.parquet")?;
    let (codes, holders) = (required(&formers, "code")?, required(&formers, "commune")?);
    let (names, kinds) = (table::text_column(&formers, "name")?, required(&formers, "kind")?);
    for (rank, code) in codes.into_iter().enumerate() {
        let kind = FormerKind::from_word(&kinds[rank]).with_context(|| format!("unknown kind {}", kinds[rank]))?;
        rows.formers.push((code.parse()?, names[rank].clone().unwrap_or_default(), kind, holders[rank].parse()?));
    }
    Ok(rows)
}

/// `data/joint-figures.toml`: the figures that a source gives for several communes of today.
fn joint_figures(inputs: &Inputs, map: &MapRows) -> Result<Vec<JointFigure>, Failure> {
    let text = text_of(&inputs.files, "joint-figures.toml")?;
    let document = Document::parse("data/joint-figures.toml", &text);
    let root = document.root();
    let known = |code: &CommuneCode| map.communes.binary_search_by_key(code, |row| row.code).is_ok();
    let mut joints = Vec::new();
    for table in root.tables("joint") {
        let (sources, holder, why) =
            (table.texts("sources"), table.parsed::<CommuneCode>("holder"), table.localised("why"));
        for source in &sources {
            if !inputs.entries.iter().any(|entry| entry.source.id == *source) {
                table.problem("sources", format!("\"{source}\" is not in the catalogue"));
            }
        }
        let mut others = Vec::new();
        for code in table.texts("others") {
            match code.parse::<CommuneCode>() {
                Ok(code) if known(&code) => others.push(code),
                Ok(code) => table.problem("others", format!("{code} is not a commune of the map")),
                Err(error) => table.problem("others", error.to_string()),
            }
        }
        if holder.is_some_and(|holder| !known(&holder)) {
            table.problem("holder", "not a commune of the map");
        }
        if let (Some(holder), Some(why)) = (holder, why) {
            for source in sources {
                joints.push(JointFigure { source, holder, others: others.clone(), why: why.clone() });
            }
        }
        table.close();
    }
    root.close();
    let problems = document.into_problems();
    if problems.is_empty() { Ok(joints) } else { Err(Failure::Problems(problems)) }
}

fn text_of(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Result<String> {
    let bytes = files.get(name).with_context(|| format!("data/{name} is absent"))?;
    String::from_utf8(bytes.clone()).with_context(|| format!("data/{name} is not UTF-8"))
}

fn folder_bytes(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let kept = |name: &str| [".parquet", ".topology", ".toml"].iter().any(|extension| name.ends_with(extension));
    relative(folder)?
        .into_iter()
        .filter(|(name, _)| kept(name))
        .map(|(name, path)| Ok((name, files::read(&path)?)))
        .collect()
}

fn folder_texts(folder: &Path) -> Result<BTreeMap<String, String>> {
    relative(folder)?.into_iter().map(|(name, path)| Ok((name, files::read_text(&path)?))).collect()
}

fn relative(folder: &Path) -> Result<Vec<(String, std::path::PathBuf)>> {
    let listed = files::list(folder)?;
    Ok(listed
        .into_iter()
        .filter_map(|path| Some((path.strip_prefix(folder).ok()?.to_string_lossy().replace('\\', "/"), path)))
        .filter(|(name, _)| !name.split('/').any(|part| part.starts_with('.')))
        .collect())
}
