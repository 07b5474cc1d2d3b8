//! From a text to the territory that it names.
//!
//! `16015` is a commune, `200071827` an EPCI, `dep:16` a département, `reg:75` a région, `laureate:grand-calais` a named
//! perimeter, `france` the country, `A+B` a union; anything else is searched as a name. See decision 4.

use std::collections::BTreeSet;

use atlas::map::FormerKind;
use atlas::{CommuneIndex, FrenchMap};
use facts::{CodeError, CommuneCode, DepartementCode, RegionCode, Siren};
use serde::Serialize;
use solve::search::Match;

use crate::kind::{Kind, Territory};
use crate::knowledge::Knowledge;
use crate::names;

/// A territory that a text may mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// How to ask for it without doubt.
    pub token: String,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Where it is: its département, or its région.
    pub within: String,
}

/// Why a text names no territory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// Nothing was asked.
    #[error("nothing found, expected a code, a name or several joined by +")]
    Empty,
    /// Longer than any name or union that a person would ask for.
    #[error("{found} characters found, expected {most} at most: use a file of codes")]
    TooLong {
        /// Its length.
        found: usize,
        /// The limit.
        most: usize,
    },
    /// Written like a code, and is none.
    #[error(transparent)]
    Malformed(CodeError),
    /// Names nothing; what looks like it.
    #[error("\"{asked}\" names no territory{}", among(.suggestions))]
    Unknown {
        /// What was asked.
        asked: String,
        /// What looks like it, best first.
        suggestions: Vec<Candidate>,
    },
    /// May mean several territories.
    #[error("\"{asked}\" may mean several territories{}", among(.candidates))]
    Ambiguous {
        /// What was asked.
        asked: String,
        /// What it may mean.
        candidates: Vec<Candidate>,
    },
    /// Several codes where one is expected.
    #[error("\"{found}\" holds several codes, expected one a line, or codes joined by +")]
    SeveralCodes {
        /// What was found.
        found: String,
    },
    /// The code of what is no longer a commune, or never was one by itself.
    #[error("{code}{} is {}{}", name_of(.name), state_of(*.kind), among(std::slice::from_ref(.current)))]
    Former {
        /// What it was.
        kind: FormerKind,
        /// The code.
        code: CommuneCode,
        /// Its name, if known.
        name: String,
        /// The commune that holds it today.
        current: Box<Candidate>,
    },
    /// A part of a union.
    #[error("in the union, {error}")]
    InUnion {
        /// What is wrong with the part.
        error: Box<ResolveError>,
    },
    /// Lines of a file of codes, all those that are wrong.
    #[error("{} of the file of codes cannot be read, first line {}: {}", lines(.0.len()), .0[0].line, .0[0].error)]
    File(Vec<LineFault>),
    /// A file of codes without a code.
    #[error("the file of codes holds no code, expected one commune or EPCI a line")]
    EmptyFile,
}

/// A line of a file of codes that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFault {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub error: ResolveError,
}

fn among(candidates: &[Candidate]) -> String {
    let list = |c: &Candidate| format!("{} {}, {} ({})", c.token, c.name, c.within, c.kind.word());
    match candidates {
        [] => String::new(),
        [one] => format!("; did you mean {}?", list(one)),
        several => format!("; did you mean one of: {}?", several.iter().map(list).collect::<Vec<_>>().join("; ")),
    }
}

fn name_of(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(" ({name})") }
}

fn state_of(kind: FormerKind) -> &'static str {
    match kind {
        FormerKind::District => "a municipal district, not a commune",
        FormerKind::Delegated | FormerKind::Merged => "no longer a commune on this map",
    }
}

fn lines(count: usize) -> String {
    if count == 1 { "1 line".into() } else { format!("{count} lines") }
}

/// A perimeter known by a name of its own: a laureate's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPerimeter {
    /// Its whole token, `laureate:grand-calais`.
    pub token: String,
    /// Its name.
    pub name: String,
    /// Its communes.
    pub communes: Vec<CommuneIndex>,
}

/// Longest text that is read as a token: a hundred and some codes.
const LONGEST: usize = 1_000;
/// Most wrong lines told of a file of codes: each costs a search among the names of the map.
pub const MOST_FAULTS: usize = 100;
/// First words of a line of headings, in plain letters.
const HEADINGS: [&str; 16] = [
    "code",
    "codes",
    "insee",
    "code insee",
    "code commune",
    "code insee commune",
    "codgeo",
    "com",
    "commune",
    "communes",
    "depcom",
    "siren",
    "epci",
    "code epci",
    "territoire",
    "territory",
];
/// Most names looked at to know whether one is alone.
const MOST_COMPARED: usize = 50;
/// Most candidates in a message.
const MOST_CANDIDATES: usize = 8;

/// Finds territories on a map.
pub struct Resolver<'m> {
    knowledge: &'m Knowledge<'m>,
    map: &'m FrenchMap,
    named: &'m [NamedPerimeter],
}

impl<'m> Resolver<'m> {
    /// On the map of an atlas, with perimeters that have a name of their own.
    pub fn new(knowledge: &'m Knowledge<'m>, named: &'m [NamedPerimeter]) -> Self {
        Self { knowledge, map: knowledge.atlas().map(), named }
    }

    /// The territory that a text names.
    ///
    /// # Errors
    /// Why it names none, with what it may have meant.
    pub fn resolve(&self, text: &str) -> Result<Territory, ResolveError> {
        let text = text.trim();
        let length = text.chars().count();
        if length > LONGEST {
            return Err(ResolveError::TooLong { found: length, most: LONGEST });
        }
        if text.is_empty() {
            return Err(ResolveError::Empty);
        }
        if text.contains('+') {
            return self.union(text);
        }
        self.one(text)
    }

    /// The territory of a file of codes: one commune code, EPCI or any other token a line. Blank lines and lines that begin
    /// with # are passed over. A first line of headings (code, insee, siren…) says that what follows the first comma,
    /// semicolon or tab of a line is data; without headings it may be a name, but not a second code.
    ///
    /// # Errors
    /// Every line that cannot be read, up to a hundred: the rest is then not read.
    pub fn from_codes(&self, name: &str, text: &str) -> Result<Territory, ResolveError> {
        let mut communes = Vec::new();
        let mut faults = Vec::new();
        // A code written a hundred thousand times must cost neither the time nor the memory of as many territories.
        let (mut seen, mut tokens) = (BTreeSet::new(), BTreeSet::new());
        let mut headed = false;
        for (rank, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let mut fields = line.split([',', ';', '\t']).map(|field| field.trim().trim_matches('"').trim());
            let code = fields.next().unwrap_or_default();
            if rank == 0 && HEADINGS.contains(&names::plain(code).as_str()) {
                headed = true;
                continue;
            }
            if code.is_empty() || code.starts_with('#') {
                continue;
            }
            let several = !headed && fields.any(|field| self.is_code(field));
            if seen.contains(code) && !several {
                continue;
            }
            let length = code.chars().count();
            let found = if length > LONGEST {
                Err(ResolveError::TooLong { found: length, most: LONGEST })
            } else if several {
                Err(ResolveError::SeveralCodes { found: shown(line.trim()) })
            } else if code.split_whitespace().all(looks_like_a_code) || code.contains(':') || code == "france" {
                self.one(code)
            } else {
                // A name is not a code: it may mean several places, and looking for thousands of them takes minutes.
                Err(self.unknown(code))
            };
            match found {
                Ok(territory) => {
                    seen.insert(code);
                    if !tokens.contains(&territory.token) {
                        communes.extend_from_slice(territory.communes());
                        tokens.insert(territory.token);
                    }
                }
                Err(error) => {
                    let before = line.find(code).map_or(0, |byte| line[..byte].chars().count());
                    faults.push(LineFault { line: rank + 1, column: before + 1, error });
                    if faults.len() == MOST_FAULTS {
                        break;
                    }
                }
            }
        }
        if !faults.is_empty() {
            return Err(ResolveError::File(faults));
        }
        if tokens.is_empty() {
            return Err(ResolveError::EmptyFile);
        }
        Ok(self.free(communes, Some(name)))
    }

    /// Whether a field is the code of a commune or of an EPCI of the map.
    fn is_code(&self, field: &str) -> bool {
        let commune = || field.parse::<CommuneCode>().ok().and_then(|code| self.map.commune(code)).is_some();
        let epci = || field.len() == 9 && field.parse::<Siren>().ok().and_then(|siren| self.map.epci(siren)).is_some();
        commune() || epci()
    }

    /// A free set of communes, under a name or one made from its parts.
    pub fn free(&self, communes: Vec<CommuneIndex>, name: Option<&str>) -> Territory {
        let mut communes = communes;
        communes.sort_unstable();
        communes.dedup();
        let token = communes.iter().map(|commune| self.map.at(*commune).code.to_string()).collect::<Vec<_>>().join("+");
        let name = match name {
            Some(name) => name.to_owned(),
            None => {
                let mut names = communes.iter().map(|commune| self.map.at(*commune).name.as_ref());
                let first: Vec<&str> = names.by_ref().take(3).collect();
                let more = names.count();
                if more == 0 { first.join(" + ") } else { format!("{} + {more}", first.join(" + ")) }
            }
        };
        Territory::new(token, None, Kind::Free, name, self.map.as_of, communes)
    }

    fn union(&self, text: &str) -> Result<Territory, ResolveError> {
        let mut parts = Vec::new();
        let mut seen = BTreeSet::new();
        for part in text.split('+').filter(|part| seen.insert(part.trim())) {
            let found = self.one(part.trim()).map_err(|error| ResolveError::InUnion { error: Box::new(error) })?;
            if !parts.iter().any(|known: &Territory| known.token == found.token) {
                parts.push(found);
            }
        }
        if let [alone] = parts.as_slice() {
            return Ok(alone.clone());
        }
        // One address a set, in whatever order it is asked for.
        parts.sort_by(|a, b| a.token.cmp(&b.token));
        let communes = parts.iter().flat_map(|part| part.communes().iter().copied()).collect();
        let token = parts.iter().map(|part| part.token.as_str()).collect::<Vec<_>>().join("+");
        let name = parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(" + ");
        Ok(Territory::new(token, None, Kind::Free, name, self.map.as_of, communes))
    }

    fn one(&self, text: &str) -> Result<Territory, ResolveError> {
        if text.is_empty() {
            return Err(ResolveError::Empty);
        }
        if let Some((prefix, code)) = text.split_once(':') {
            return self.prefixed(text, &prefix.to_lowercase(), code.trim());
        }
        if text.eq_ignore_ascii_case("france") {
            let all = (0..self.map.communes.len() as CommuneIndex).collect();
            return Ok(Territory::new("france".into(), None, Kind::Country, "France".into(), self.map.as_of, all));
        }
        let compact: String = text.split_whitespace().collect();
        // Spaces are those of a SIREN in groups of three, or separate several codes.
        if looks_like_a_code(&compact) && (compact.len() == text.len() || compact.len() == 9) {
            return self.bare(text, &compact);
        }
        if text.split_whitespace().all(looks_like_a_code) {
            return Err(ResolveError::SeveralCodes { found: shown(text) });
        }
        self.by_name(text)
    }

    fn prefixed(&self, text: &str, prefix: &str, code: &str) -> Result<Territory, ResolveError> {
        if code.is_empty() && !prefix.is_empty() {
            return Err(ResolveError::Empty);
        }
        match prefix {
            "com" | "commune" => self.commune(code.parse().map_err(ResolveError::Malformed)?),
            "epci" => self.epci(code.parse().map_err(ResolveError::Malformed)?, text),
            "dep" | "departement" => {
                let code: DepartementCode = code.parse().map_err(ResolveError::Malformed)?;
                self.map.departement(code).and_then(|rank| self.departement(rank)).ok_or_else(|| self.unknown(text))
            }
            "reg" | "region" => {
                let code: RegionCode = code.parse().map_err(ResolveError::Malformed)?;
                self.map.region(code).and_then(|rank| self.region(rank)).ok_or_else(|| self.unknown(text))
            }
            _ => {
                let lower = text.to_lowercase();
                let named =
                    self.named.iter().find(|perimeter| perimeter.token == lower && !perimeter.communes.is_empty());
                let Some(NamedPerimeter { token, name, communes }) = named else { return Err(self.unknown(text)) };
                Ok(Territory::new(token.clone(), None, Kind::Named, name.clone(), self.map.as_of, communes.clone()))
            }
        }
    }

    /// A bare code: its length says what it is.
    fn bare(&self, text: &str, code: &str) -> Result<Territory, ResolveError> {
        match code.len() {
            2 | 3 => {
                let departement = code.parse::<DepartementCode>().ok().and_then(|code| self.map.departement(code));
                let region = code.parse::<RegionCode>().ok().and_then(|code| self.map.region(code));
                match (departement, region) {
                    (Some(departement), Some(region)) => {
                        // An overseas collectivity is both, and the same communes: no doubt then.
                        if self.map.departements[departement].communes == self.map.regions[region].communes {
                            return self.departement(departement).ok_or_else(|| self.unknown(text));
                        }
                        let candidates =
                            vec![names::of_departement(self.map, departement), names::of_region(self.map, region)];
                        Err(ResolveError::Ambiguous { asked: shown(text), candidates })
                    }
                    (Some(rank), None) => self.departement(rank).ok_or_else(|| self.unknown(text)),
                    (None, Some(rank)) => self.region(rank).ok_or_else(|| self.unknown(text)),
                    (None, None) => Err(self.unknown(text)),
                }
            }
            5 => self.commune(code.parse().map_err(ResolveError::Malformed)?),
            // A spreadsheet takes the first zero of a code off.
            4 => match format!("0{code}").parse::<CommuneCode>().ok().and_then(|code| self.map.commune(code)) {
                Some(rank) => {
                    let suggestions = vec![names::of_commune(self.map, rank)];
                    Err(ResolveError::Unknown { asked: shown(text), suggestions })
                }
                None => self.commune(code.parse().map_err(ResolveError::Malformed)?),
            },
            7.. => self.epci(code.parse().map_err(ResolveError::Malformed)?, text),
            _ => self.commune(code.parse().map_err(ResolveError::Malformed)?),
        }
    }

    fn commune(&self, code: CommuneCode) -> Result<Territory, ResolveError> {
        if let Some(rank) = self.map.commune(code) {
            let name = self.map.at(rank).name.to_string();
            let code = code.to_string();
            return Ok(Territory::new(code.clone(), Some(code), Kind::Commune, name, self.map.as_of, vec![rank]));
        }
        match self.map.former(code) {
            Some(former) => Err(ResolveError::Former {
                kind: former.kind,
                code,
                name: former.name.to_string(),
                current: Box::new(names::of_commune(self.map, former.current)),
            }),
            None => Err(self.unknown(code.as_str())),
        }
    }

    fn epci(&self, siren: Siren, text: &str) -> Result<Territory, ResolveError> {
        let Some(rank) = self.map.epci(siren) else { return Err(self.unknown(text)) };
        let epci = &self.map.epcis[rank];
        if epci.communes.is_empty() {
            return Err(self.unknown(text));
        }
        let code = siren.to_string();
        Ok(Territory::new(
            code.clone(),
            Some(code),
            Kind::Epci,
            epci.name.to_string(),
            self.map.as_of,
            epci.communes.clone(),
        ))
    }

    fn departement(&self, rank: usize) -> Option<Territory> {
        let departement = &self.map.departements[rank];
        let (code, name) = (departement.code.to_string(), departement.name.to_string());
        let communes = departement.communes.clone();
        let token = format!("dep:{code}");
        (!communes.is_empty())
            .then(|| Territory::new(token, Some(code), Kind::Departement, name, self.map.as_of, communes))
    }

    fn region(&self, rank: usize) -> Option<Territory> {
        let region = &self.map.regions[rank];
        let (code, name, communes) = (region.code.to_string(), region.name.to_string(), region.communes.clone());
        let token = format!("reg:{code}");
        (!communes.is_empty()).then(|| Territory::new(token, Some(code), Kind::Region, name, self.map.as_of, communes))
    }

    /// The one place of that name; several, or none, is an error that names those it may be.
    fn by_name(&self, text: &str) -> Result<Territory, ResolveError> {
        let mut hits = self.knowledge.gazetteer().search(self.map, text, MOST_COMPARED);
        let alone = hits.len() == 1;
        let exact = hits.first().map(|hit| hit.matched).filter(|best| matches!(best, Match::Exact | Match::SameWords));
        let Some(best) = exact else { return self.by_name_of_their_own(text) };
        hits.retain(|hit| hit.matched == best);
        match hits.as_slice() {
            // "Saint" is not "Le Saint", when hundreds of names begin so.
            [one] if alone || best == Match::Exact || one.candidate.kind == Kind::Epci => {
                self.one(&one.candidate.token)
            }
            [_] => Err(self.unknown(text)),
            _ => {
                let candidates = hits.into_iter().take(MOST_CANDIDATES).map(|hit| hit.candidate).collect();
                Err(ResolveError::Ambiguous { asked: shown(text), candidates })
            }
        }
    }

    /// The perimeter that has this name of its own.
    fn by_name_of_their_own(&self, text: &str) -> Result<Territory, ResolveError> {
        let plain = names::plain(text);
        let named = self.named.iter().find(|perimeter| !plain.is_empty() && names::plain(&perimeter.name) == plain);
        named.map_or_else(|| Err(self.unknown(text)), |perimeter| self.prefixed(&perimeter.token, "", ""))
    }

    fn unknown(&self, text: &str) -> ResolveError {
        let suggestions = match text.split_once(':') {
            None => self.knowledge.gazetteer().suggestions(self.map, text, 5),
            Some((prefix, name)) => self.suggestions_of(&prefix.to_lowercase(), name.trim()),
        };
        ResolveError::Unknown { asked: shown(text), suggestions }
    }

    /// What may be meant by a prefix and a wrong name: all of few, those that begin alike of many.
    fn suggestions_of(&self, prefix: &str, name: &str) -> Vec<Candidate> {
        let begins = |code: &str| code.chars().next() == name.chars().next();
        match prefix {
            "dep" | "departement" => {
                let ranks =
                    (0..self.map.departements.len()).filter(|rank| begins(self.map.departements[*rank].code.as_str()));
                let mut found: Vec<_> = ranks.map(|rank| names::of_departement(self.map, rank)).collect();
                // Corsica was 20 before it was 2A and 2B.
                if name == "20" {
                    found.retain(|candidate| {
                        candidate.token.starts_with("dep:2A") || candidate.token.starts_with("dep:2B")
                    });
                }
                found
            }
            "reg" | "region" => {
                let ranks = (0..self.map.regions.len()).filter(|rank| begins(self.map.regions[*rank].code.as_str()));
                ranks.map(|rank| names::of_region(self.map, rank)).collect()
            }
            _ => {
                let of_prefix =
                    self.named.iter().filter(|perimeter| perimeter.token.starts_with(&format!("{prefix}:")));
                let named = of_prefix.take(MOST_CANDIDATES).map(|perimeter| Candidate {
                    token: perimeter.token.clone(),
                    kind: Kind::Named,
                    name: perimeter.name.clone(),
                    within: "France".into(),
                });
                named.collect()
            }
        }
    }
}

/// Digits, with one letter at most, as in Corsica.
fn looks_like_a_code(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits > 0 && digits + 1 >= text.len() && text.is_ascii()
}

/// What was asked, as it is shown: not too long, and nothing that is not written.
fn shown(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(80).collect()
}
