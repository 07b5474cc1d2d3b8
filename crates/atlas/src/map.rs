//! The map of France on one day: communes, the EPCI, départements and régions they belong to, and former codes.
//!
//! In the atlas it is five tables of tab-separated text, each sorted by code.

use std::str::FromStr;

use facts::{CommuneCode, DepartementCode, Period, RegionCode, Siren};

/// Rank of a commune in the map.
pub type CommuneIndex = u32;

/// A commune of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commune {
    /// Its code.
    pub code: CommuneCode,
    /// Its name, as in the Code officiel géographique.
    pub name: Box<str>,
    /// Rank of its département.
    pub departement: u16,
    /// Rank of its EPCI, when it belongs to one.
    pub epci: Option<u16>,
    /// Municipal population in force, when known. Inhabitants.
    pub population: Option<u32>,
}

/// An EPCI with its own taxation: communauté de communes, d'agglomération, urbaine, métropole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Epci {
    /// Its identifier.
    pub siren: Siren,
    /// Its name, with its legal kind: "CA du Grand Angoulême".
    pub name: Box<str>,
    /// Its legal kind: CC, CA, CU, METRO, MET69.
    pub kind: Box<str>,
    /// Its communes, in the order of the map.
    pub communes: Vec<CommuneIndex>,
}

/// A département, or the overseas collectivity that stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departement {
    /// Its code.
    pub code: DepartementCode,
    /// Its name.
    pub name: Box<str>,
    /// Rank of its région.
    pub region: u16,
    /// Its communes, in the order of the map.
    pub communes: Vec<CommuneIndex>,
}

/// A région, or the overseas collectivity that stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// Its name.
    pub name: Box<str>,
    /// Its communes, in the order of the map.
    pub communes: Vec<CommuneIndex>,
}

/// What a code that is no longer a commune was, or is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormerKind {
    /// A municipal district of Paris, Lyon or Marseille.
    District,
    /// A delegated or associated commune, part of a larger one.
    Delegated,
    /// A commune merged into another, without remaining status.
    Merged,
}

impl FormerKind {
    const WORDS: [(&'static str, FormerKind); 3] =
        [("district", FormerKind::District), ("delegated", FormerKind::Delegated), ("merged", FormerKind::Merged)];

    /// The kind of a stable word.
    pub fn from_word(word: &str) -> Option<FormerKind> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
    }

    /// Stable word: `district`, `delegated`, `merged`.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}

/// A code that is no longer that of a commune, and the commune that holds it today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The former code.
    pub code: CommuneCode,
    /// Its name, when the source still gives one.
    pub name: Box<str>,
    /// What it was.
    pub kind: FormerKind,
    /// The commune of today.
    pub current: CommuneIndex,
}

/// The map of France on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrenchMap {
    /// The day of the map.
    pub as_of: Period,
    /// Communes, sorted by code.
    pub communes: Vec<Commune>,
    /// EPCI, sorted by SIREN.
    pub epcis: Vec<Epci>,
    /// Départements, sorted by code.
    pub departements: Vec<Departement>,
    /// Régions, sorted by code.
    pub regions: Vec<Region>,
    /// Former codes, sorted by code.
    pub formers: Vec<Former>,
}

impl FrenchMap {
    /// Rank of the commune of a code.
    pub fn commune(&self, code: CommuneCode) -> Option<CommuneIndex> {
        self.communes.binary_search_by_key(&code, |commune| commune.code).ok().map(|rank| rank as CommuneIndex)
    }

    /// Rank of the EPCI of a SIREN.
    pub fn epci(&self, siren: Siren) -> Option<usize> {
        self.epcis.binary_search_by_key(&siren, |epci| epci.siren).ok()
    }

    /// Rank of the département of a code.
    pub fn departement(&self, code: DepartementCode) -> Option<usize> {
        self.departements.binary_search_by_key(&code, |departement| departement.code).ok()
    }

    /// Rank of the région of a code.
    pub fn region(&self, code: RegionCode) -> Option<usize> {
        self.regions.binary_search_by_key(&code, |region| region.code).ok()
    }

    /// Former uses of a code that is no longer a commune.
    pub fn former(&self, code: CommuneCode) -> Option<&Former> {
        self.formers.binary_search_by_key(&code, |former| former.code).ok().map(|rank| &self.formers[rank])
    }

    /// The commune of a rank.
    pub fn at(&self, index: CommuneIndex) -> &Commune {
        &self.communes[index as usize]
    }
}

/// One row of the communes' table, before ranks are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommuneRow {
    /// Its code.
    pub code: CommuneCode,
    /// Its name.
    pub name: String,
    /// Code of its département.
    pub departement: DepartementCode,
    /// SIREN of its EPCI.
    pub epci: Option<Siren>,
    /// Municipal population.
    pub population: Option<u32>,
}

/// The map as rows, from which the tables of an atlas are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapRows {
    /// The day of the map.
    pub as_of: Period,
    /// Communes.
    pub communes: Vec<CommuneRow>,
    /// SIREN, name and legal kind of each EPCI.
    pub epcis: Vec<(Siren, String, String)>,
    /// Code, name and région of each département.
    pub departements: Vec<(DepartementCode, String, RegionCode)>,
    /// Code and name of each région.
    pub regions: Vec<(RegionCode, String)>,
    /// Former code, name, kind and commune of today.
    pub formers: Vec<(CommuneCode, String, FormerKind, CommuneCode)>,
}

/// Names of the sections that hold the map.
pub(crate) const SECTIONS: [&str; 5] = ["map/communes", "map/epcis", "map/departements", "map/regions", "map/formers"];

impl MapRows {
    /// The five tables, in the order of [`SECTIONS`], each sorted by code.
    pub(crate) fn tables(&self) -> [String; 5] {
        let table = |mut lines: Vec<String>| {
            lines.sort();
            lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect::<String>()
        };
        let clean = |name: &str| name.replace(['\t', '\n'], " ");
        [
            table(
                self.communes
                    .iter()
                    .map(|row| {
                        let epci = row.epci.map_or(String::new(), |siren| siren.to_string());
                        let population = row.population.map_or(String::new(), |population| population.to_string());
                        format!("{}\t{}\t{}\t{epci}\t{population}", row.code, clean(&row.name), row.departement)
                    })
                    .collect(),
            ),
            table(self.epcis.iter().map(|(siren, name, kind)| format!("{siren}\t{}\t{kind}", clean(name))).collect()),
            table(
                self.departements
                    .iter()
                    .map(|(code, name, region)| format!("{code}\t{}\t{region}", clean(name)))
                    .collect(),
            ),
            table(self.regions.iter().map(|(code, name)| format!("{code}\t{}", clean(name))).collect()),
            table(
                self.formers
                    .iter()
                    .map(|(code, name, kind, current)| format!("{code}\t{}\t{}\t{current}", clean(name), kind.word()))
                    .collect(),
            ),
        ]
    }
}

/// A row of the map that cannot be read: the table, the line, and what is wrong.
pub(crate) struct BadRow(pub(crate) &'static str, pub(crate) usize, pub(crate) String);

/// Reads the five tables back.
pub(crate) fn decode(as_of: Period, tables: [&str; 5]) -> Result<FrenchMap, BadRow> {
    let regions = rows(SECTIONS[3], tables[3], |[code, name]| {
        Ok(Region { code: parse(code)?, name: name.into(), communes: Vec::new() })
    })?;
    let region_of = |code| rank(&regions, code, |region| region.code);
    let departements = rows(SECTIONS[2], tables[2], |[code, name, region]| {
        let region = region_of(parse(region)?)?;
        Ok(Departement { code: parse(code)?, name: name.into(), region, communes: Vec::new() })
    })?;
    let epcis = rows(SECTIONS[1], tables[1], |[siren, name, kind]| {
        Ok(Epci { siren: parse(siren)?, name: name.into(), kind: kind.into(), communes: Vec::new() })
    })?;
    let communes = rows(SECTIONS[0], tables[0], |[code, name, departement, epci, population]| {
        Ok(Commune {
            code: parse(code)?,
            name: name.into(),
            departement: rank(&departements, parse(departement)?, |d| d.code)?,
            epci: if epci.is_empty() { None } else { Some(rank(&epcis, parse(epci)?, |e| e.siren)?) },
            population: if population.is_empty() { None } else { Some(parse(population)?) },
        })
    })?;
    let formers = rows(SECTIONS[4], tables[4], |[code, name, kind, current]| {
        let kind = FormerKind::from_word(kind).ok_or_else(|| format!("unknown kind {kind}"))?;
        let current = rank::<_, _, u32>(&communes, parse(current)?, |commune| commune.code)?;
        Ok(Former { code: parse(code)?, name: name.into(), kind, current })
    })?;
    let sorted =
        |ok: bool, table| if ok { Ok(()) } else { Err(BadRow(table, 0, "rows are not sorted by code".into())) };
    sorted(communes.is_sorted_by(|a, b| a.code < b.code), SECTIONS[0])?;
    sorted(epcis.is_sorted_by(|a, b| a.siren < b.siren), SECTIONS[1])?;
    sorted(departements.is_sorted_by(|a, b| a.code < b.code), SECTIONS[2])?;
    sorted(regions.is_sorted_by(|a, b| a.code < b.code), SECTIONS[3])?;
    sorted(formers.is_sorted_by(|a, b| a.code < b.code), SECTIONS[4])?;
    let mut map = FrenchMap { as_of, communes, epcis, departements, regions, formers };
    for (index, commune) in map.communes.iter().enumerate() {
        let departement = &mut map.departements[usize::from(commune.departement)];
        departement.communes.push(index as CommuneIndex);
        map.regions[usize::from(departement.region)].communes.push(index as CommuneIndex);
        if let Some(epci) = commune.epci {
            map.epcis[usize::from(epci)].communes.push(index as CommuneIndex);
        }
    }
    Ok(map)
}

fn rows<'t, T, const N: usize>(
    table: &'static str,
    text: &'t str,
    read: impl Fn([&'t str; N]) -> Result<T, String>,
) -> Result<Vec<T>, BadRow> {
    text.lines()
        .enumerate()
        .map(|(rank, line)| {
            let mut fields = [""; N];
            let mut found = 0;
            for field in line.split('\t') {
                if let Some(slot) = fields.get_mut(found) {
                    *slot = field;
                }
                found += 1;
            }
            let row = if found == N { read(fields) } else { Err(format!("{found} fields found, expected {N}")) };
            row.map_err(|what| BadRow(table, rank + 1, what))
        })
        .collect()
}

fn parse<T: FromStr<Err: ToString>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: T::Err| error.to_string())
}

fn rank<T, K: Ord + std::fmt::Debug, R: TryFrom<usize>>(rows: &[T], key: K, of: impl Fn(&T) -> K) -> Result<R, String> {
    let found = rows.binary_search_by(|row| of(row).cmp(&key)).map_err(|_| format!("{key:?} is in no row"))?;
    R::try_from(found).map_err(|_| format!("too many rows before {key:?}"))
}
