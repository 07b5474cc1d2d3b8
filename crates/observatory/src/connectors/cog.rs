//! The Code officiel géographique, EPCI and their members, and municipal populations.
//!
//! Origin: the package `@etalab/decoupage-administratif` (INSEE COG, DGCL membership of EPCI, INSEE populations). The
//! package of 2026 carries the populations in force on 1 January 2026, which by law speak of 1 January 2023.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use atlas::map::{CommuneRow, FormerKind, MapRows};
use facts::{CommuneCode, DepartementCode, Period, RegionCode, Siren};
use serde::Deserialize;

/// The JSON files of the package that are read.
pub struct Texts<'a> {
    /// `communes.json`.
    pub communes: &'a str,
    /// `epci.json`.
    pub epcis: &'a str,
    /// `departements.json`.
    pub departements: &'a str,
    /// `regions.json`.
    pub regions: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Commune {
    code: String,
    nom: String,
    #[serde(rename = "type")]
    kind: String,
    departement: Option<String>,
    population: Option<u32>,
    chef_lieu: Option<String>,
    commune: Option<String>,
    #[serde(default)]
    anciens_codes: Vec<String>,
}

#[derive(Deserialize)]
struct Epci {
    code: String,
    nom: String,
    #[serde(rename = "type")]
    kind: String,
    membres: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    code: String,
}

#[derive(Deserialize)]
struct Departement {
    code: String,
    nom: String,
    region: String,
}

#[derive(Deserialize)]
struct Region {
    code: String,
    nom: String,
}

/// Reads the map of France.
///
/// # Errors
/// When a file is not the expected JSON, when a code is malformed, when an EPCI has a member that is not a commune, or
/// when a commune belongs to two EPCI.
pub fn read(texts: &Texts<'_>, as_of: Period) -> Result<MapRows> {
    let communes: Vec<Commune> = serde_json::from_str(texts.communes).context("communes.json")?;
    let epcis: Vec<Epci> = serde_json::from_str(texts.epcis).context("epci.json")?;
    let departements: Vec<Departement> = serde_json::from_str(texts.departements).context("departements.json")?;
    let regions: Vec<Region> = serde_json::from_str(texts.regions).context("regions.json")?;

    let current: BTreeSet<&str> =
        communes.iter().filter(|c| c.kind == "commune-actuelle").map(|c| c.code.as_str()).collect();
    let mut epci_of: BTreeMap<&str, Siren> = BTreeMap::new();
    for epci in &epcis {
        let siren: Siren = epci.code.parse().with_context(|| format!("epci.json: {}", epci.nom))?;
        for member in &epci.membres {
            if !current.contains(member.code.as_str()) {
                bail!("epci.json: {} has the member {}, which is not a commune of the map", epci.nom, member.code);
            }
            if let Some(other) = epci_of.insert(&member.code, siren) {
                bail!("epci.json: commune {} is a member of both {other} and {siren}", member.code);
            }
        }
    }
    let mut rows = MapRows {
        as_of,
        communes: Vec::new(),
        epcis: Vec::new(),
        departements: Vec::new(),
        regions: Vec::new(),
        formers: formers(&communes, &current)?,
    };
    for commune in communes.iter().filter(|c| c.kind == "commune-actuelle") {
        let departement = commune.departement.as_deref().context("communes.json: a commune without département")?;
        rows.communes.push(CommuneRow {
            code: commune.code.parse()?,
            name: commune.nom.clone(),
            departement: departement.parse()?,
            epci: epci_of.get(commune.code.as_str()).copied(),
            population: commune.population,
        });
    }
    for epci in &epcis {
        rows.epcis.push((epci.code.parse()?, epci.nom.clone(), epci.kind.clone()));
    }
    for Departement { code, nom, region } in departements {
        rows.departements.push((code.parse::<DepartementCode>()?, nom, region.parse()?));
    }
    for Region { code, nom } in regions {
        rows.regions.push((code.parse::<RegionCode>()?, nom));
    }
    rows.communes.sort_by_key(|row| row.code);
    rows.epcis.sort_by_key(|row| row.0);
    rows.departements.sort_by_key(|row| row.0);
    rows.regions.sort_by_key(|row| row.0);
    Ok(rows)
}

/// Codes that are no longer those of a commune: districts, delegated and associated communes, merged communes.
fn formers(
    communes: &[Commune],
    current: &BTreeSet<&str>,
) -> Result<Vec<(CommuneCode, String, FormerKind, CommuneCode)>> {
    let mut formers: BTreeMap<&str, (&str, FormerKind, &str)> = BTreeMap::new();
    for commune in communes {
        let (kind, holder) = match commune.kind.as_str() {
            "arrondissement-municipal" => (FormerKind::District, commune.commune.as_deref()),
            "commune-deleguee" | "commune-associee" => (FormerKind::Delegated, commune.chef_lieu.as_deref()),
            _ => continue,
        };
        let holder = holder.with_context(|| format!("communes.json: {} is held by no commune", commune.code))?;
        if !current.contains(commune.code.as_str()) {
            formers.insert(&commune.code, (&commune.nom, kind, holder));
        }
    }
    for commune in communes.iter().filter(|c| c.kind == "commune-actuelle") {
        for former in &commune.anciens_codes {
            if !current.contains(former.as_str()) {
                formers.entry(former).or_insert(("", FormerKind::Merged, &commune.code));
            }
        }
    }
    formers
        .into_iter()
        .map(|(code, (name, kind, holder))| {
            if !current.contains(holder) {
                bail!("communes.json: {code} is held by {holder}, which is not a commune of the map");
            }
            Ok((code.parse()?, name.to_owned(), kind, holder.parse()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGIONS: &str = r#"[{"code":"84","nom":"Auvergne-Rhône-Alpes","chefLieu":"69123"}]"#;
    const DEPARTEMENTS: &str = r#"[{"code":"69","nom":"Rhône","region":"84"}]"#;
    const COMMUNES: &str = r#"[
        {"code":"69123","nom":"Lyon","type":"commune-actuelle","departement":"69","region":"84","population":519127},
        {"code":"69149","nom":"Oullins-Pierre-Bénite","type":"commune-actuelle","departement":"69","anciensCodes":["69152","69999"]},
        {"code":"69152","nom":"Pierre-Bénite","type":"commune-deleguee","chefLieu":"69149"},
        {"code":"69149","nom":"Oullins","type":"commune-deleguee","chefLieu":"69149"},
        {"code":"69384","nom":"Lyon 4e Arrondissement","type":"arrondissement-municipal","commune":"69123","population":1}]"#;

    fn epcis(member: &str) -> String {
        format!(
            r#"[{{"code":"200046977","nom":"Métropole de Lyon","type":"MET69","membres":[{{"code":"{member}"}}]}}]"#
        )
    }

    fn read_with(epcis: &str) -> Result<MapRows> {
        let texts = Texts { communes: COMMUNES, epcis, departements: DEPARTEMENTS, regions: REGIONS };
        read(&texts, Period::Day { year: 2026, month: 1, day: 1 })
    }

    #[test]
    fn districts_delegated_and_merged_communes_point_to_the_commune_of_today() {
        let rows = read_with(&epcis("69123")).unwrap();
        let formers: Vec<_> = rows.formers.iter().map(|f| format!("{} {} {}", f.0, f.2.word(), f.3)).collect();
        assert_eq!(formers, ["69152 delegated 69149", "69384 district 69123", "69999 merged 69149"]);
        assert_eq!(rows.communes.len(), 2);
        assert_eq!(rows.communes[1].population, None);
    }

    #[test]
    fn a_member_that_is_no_commune_is_refused() {
        let error = read_with(&epcis("69152")).unwrap_err().to_string();
        assert!(error.contains("69152, which is not a commune of the map"), "{error}");
    }
}
