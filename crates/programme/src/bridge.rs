//! What a dossier of Démarche numérique is here: which of its champs answers which question, and what is written back to it.
//!
//! The correspondence is a file of the instance (`docs/operations/demarche-numerique.md`), read against the form of the
//! session with all its faults at once. A champ is converted or it is told why not; nothing is guessed.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use facts::document::{Document, Table};
use facts::{CommuneCode, Problem, Siren};
use serde::{Deserialize, Serialize};

use crate::call::Phase;
use crate::dossier::{Dossier, InternalLabel, PublicLabel, Stage};
use crate::form::{Answer, Fault as AnswerFault, Form, Question, Value, Words, normal};
use crate::reading::choice;
use crate::{Session, Slug};

/// Most rows of a repeated champ, and most words ticked: more is not a territory's answer.
const MOST: usize = 2_000;

/// The identifier of a champ or of an annotation, as Démarche numérique gives it: `Q2hhbXAtMTIz`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChampId(String);

/// The text is no identifier of a champ.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is not the identifier of a champ: expected one such as Q2hhbXAtMTIz, of at most 100 letters and digits"
)]
pub struct NotAChampId(String);

impl ChampId {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ChampId {
    type Err = NotAChampId;
    fn from_str(text: &str) -> Result<Self, NotAChampId> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"=_-".contains(&byte);
        let valid = (1..=100).contains(&text.len()) && text.bytes().all(plain);
        if valid { Ok(Self(text.to_owned())) } else { Err(NotAChampId(text.chars().take(40).collect())) }
    }
}

impl std::fmt::Display for ChampId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

choice! {
    /// The state of a dossier there.
    pub enum State {
        /// Deposited.
        EnConstruction = "en_construction",
        /// Being examined.
        EnInstruction = "en_instruction",
        /// Accepted.
        Accepte = "accepte",
        /// Refused.
        Refuse = "refuse",
        /// Closed without a decision.
        SansSuite = "sans_suite",
    }
}

choice! {
    /// What is written back.
    pub enum Told {
        /// Where the dossier is, for those who instruct it.
        Label = "label",
        /// What it has become, in the words that everybody may read.
        PublicLabel = "public-label",
        /// Why it was found admissible or not, once it was.
        Reason = "reason",
        /// Its address here.
        Address = "address",
    }
}

choice! {
    /// The sort of an annotation there.
    pub enum AnnotationKind {
        /// A line.
        Text = "text",
        /// A text.
        Textarea = "textarea",
        /// One of a list.
        DropDownList = "drop_down_list",
    }
}

/// A champ and what it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The champ.
    pub champ: ChampId,
    /// The question.
    pub question: Slug,
    /// The criterion of it, when it has one text a criterion.
    pub criterion: Option<Slug>,
    /// What each of its choices is here.
    pub values: BTreeMap<String, Slug>,
}

/// An annotation and what is written in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The annotation.
    pub annotation: ChampId,
    /// Its sort.
    pub kind: AnnotationKind,
    /// What is written.
    pub told: Told,
    /// Its words there, by label; those of this product when there are none.
    pub values: BTreeMap<String, String>,
}

/// The correspondence between a démarche and the form of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The champ that has the usual name of the territory.
    pub place: ChampId,
    /// The states in which a dossier is taken.
    pub states: BTreeSet<State>,
    /// Whose name annotations are written in: the address of an instructor of the démarche.
    pub instructeur: Option<String>,
    /// Hosts from which documents may come, beside that of the interface.
    pub hosts: BTreeSet<String>,
    /// The champs.
    pub champs: Vec<Link>,
    /// The annotations.
    pub notes: Vec<Note>,
}

impl Mapping {
    /// Reads a correspondence against the form of a session; `file` names it in problems.
    ///
    /// # Errors
    /// Every fault of the text, with its place: a question that the form does not have, a champ twice, a choice that is none.
    pub fn read(file: &str, text: &str, session: &Session) -> Result<Self, Vec<Problem>> {
        let document = Document::parse(file, text);
        let root = document.root();
        let mapping = Self::of(&root, session);
        root.close();
        let problems = document.into_problems();
        match mapping {
            Some(mapping) if problems.is_empty() => Ok(mapping),
            _ => Err(problems),
        }
    }

    fn of(root: &Table<'_>, session: &Session) -> Option<Self> {
        let place = root.parsed("place");
        let mut states = BTreeSet::new();
        for word in root.optional_texts("states") {
            match State::CHOICES.iter().find(|(name, _)| *name == word) {
                Some((_, state)) => _ = states.insert(*state),
                None => root.problem("states", format!("\"{word}\" found, expected a state of Démarche numérique")),
            }
        }
        if states.is_empty() {
            states =
                State::CHOICES.iter().map(|(_, state)| *state).filter(|state| *state != State::SansSuite).collect();
        }
        let (mut seen, mut champs) = (BTreeSet::new(), Vec::new());
        for table in root.tables("champ") {
            let link = link(&table, session);
            if let Some(link) = link {
                if !seen.insert(link.champ.clone()) {
                    table.problem("id", format!("\"{}\" found twice, expected once", link.champ));
                }
                champs.push(link);
            }
            table.close();
        }
        let mut notes: Vec<Note> = Vec::new();
        for table in root.optional_tables("annotation") {
            let note = note(&table);
            if let Some(note) = note {
                if notes.iter().any(|one| one.annotation == note.annotation) {
                    table.problem("id", format!("\"{}\" found twice, expected once", note.annotation));
                }
                notes.push(note);
            }
            table.close();
        }
        let instructeur = root.optional_text("instructeur");
        if !notes.is_empty() && instructeur.is_none() {
            root.problem("instructeur", "nothing found, expected the address of who writes the annotations");
        }
        let hosts = root.optional_texts("hosts").into_iter().collect();
        Some(Self { place: place?, states, instructeur, hosts, champs, notes })
    }

    /// The questions that something answers.
    pub fn questions(&self) -> BTreeSet<&Slug> {
        self.champs.iter().map(|link| &link.question).collect()
    }
}

fn link(table: &Table<'_>, session: &Session) -> Option<Link> {
    let (champ, question) = (table.parsed::<ChampId>("id"), table.parsed::<Slug>("question"));
    let criterion = table.optional_parsed::<Slug>("criterion");
    let values = pairs(table);
    let form = &session.application.form;
    let question = question?;
    let Some((_, asked)) = form.question(&question) else {
        table.problem("question", format!("\"{question}\" found, expected a question of the form"));
        return None;
    };
    match (&asked.answer, &criterion) {
        (Answer::Signature | Answer::Letter { .. }, _) => {
            table.problem("question", format!("\"{question}\" is signed or asked of somebody: no champ answers it"));
        }
        (Answer::Criteria { .. }, None) => {
            table.problem("criterion", "nothing found, expected a criterion of the rubric")
        }
        (Answer::Criteria { .. }, Some(criterion)) if session.rubric.criterion(criterion.as_str()).is_none() => {
            table.problem("criterion", format!("\"{criterion}\" found, expected a criterion of the rubric"));
        }
        (Answer::Criteria { .. }, Some(_)) | (_, None) => {}
        (_, Some(criterion)) => table.problem("criterion", format!("\"{criterion}\" found, expected nothing")),
    }
    let known = |word: &Slug| match &asked.answer {
        Answer::Words { axis } => {
            session.taxonomy.axis(axis).is_some_and(|axis| axis.items.iter().any(|item| item.id == *word))
        }
        Answer::Choice { options } => options.iter().any(|option| option.id == *word),
        _ => false,
    };
    let mut slugs = BTreeMap::new();
    for (there, here) in values {
        match here.parse::<Slug>() {
            Ok(word) if known(&word) => _ = slugs.insert(there, word),
            _ => table.problem("values", format!("\"{here}\" found, expected a choice of \"{question}\"")),
        }
    }
    Some(Link { champ: champ?, question, criterion, values: slugs })
}

fn note(table: &Table<'_>) -> Option<Note> {
    let annotation = table.parsed::<ChampId>("id");
    let told = table.one_of("told", Told::CHOICES);
    let kind = table.one_of("kind", AnnotationKind::CHOICES);
    let values: BTreeMap<String, String> = pairs(table).into_iter().collect();
    let known: Vec<&str> = match told {
        Some(Told::Label) => InternalLabel::CHOICES.iter().map(|(word, _)| *word).collect(),
        Some(Told::PublicLabel) => PublicLabel::CHOICES.iter().map(|(word, _)| *word).collect(),
        _ => Vec::new(),
    };
    for word in values.keys().filter(|word| !known.contains(&word.as_str())) {
        table.problem("values", format!("\"{word}\" found, expected a label"));
    }
    if kind == Some(AnnotationKind::DropDownList) {
        for word in known.iter().filter(|word| !values.contains_key(**word)) {
            table.problem("values", format!("nothing found for \"{word}\", expected one of the choices of the list"));
        }
    }
    Some(Note { annotation: annotation?, kind: kind?, told: told?, values })
}

/// `values = [["there", "here"], …]` as a list of tables `{ there, here }`.
fn pairs(table: &Table<'_>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for pair in table.optional_tables("values") {
        let (from, to) = (pair.text("from"), pair.text("to"));
        if let (Some(from), Some(to)) = (from, to) {
            pairs.push((from, to));
        }
        pair.close();
    }
    pairs
}

/// What a champ holds, whatever its sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// A text, a number, a date, a code: as it is written.
    Text(String),
    /// Yes or no.
    Yes(bool),
    /// Choices.
    Choices(Vec<String>),
    /// An EPCI.
    Epci(String),
    /// A commune.
    Commune(String),
    /// Documents, in order: they are fetched and checked by who converts.
    Files(usize),
    /// Rows of champs.
    Rows(Vec<Held>),
    /// Nothing.
    Nothing,
    /// A sort of champ that answers nothing here.
    Other(String),
}

impl Held {
    /// Its sort, for people.
    pub fn sort(&self) -> &str {
        match self {
            Held::Text(_) => "text",
            Held::Yes(_) => "yes-no",
            Held::Choices(_) => "choices",
            Held::Epci(_) => "epci",
            Held::Commune(_) => "commune",
            Held::Files(_) => "files",
            Held::Rows(_) => "rows",
            Held::Nothing => "nothing",
            Held::Other(name) => name,
        }
    }
}

/// Why a champ answers nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum Fault {
    /// A champ of this sort cannot answer this question.
    Sort {
        /// What it holds.
        found: String,
        /// How the question is answered.
        expected: String,
    },
    /// A choice that the correspondence does not have.
    Choice {
        /// The choice.
        found: String,
    },
    /// A text that names no territory.
    Territory {
        /// The text.
        found: String,
    },
    /// The answer is against the rules of the question.
    Answer {
        /// Which.
        faults: Vec<AnswerFault>,
    },
}

/// What a territory is: an EPCI has its number.
pub type Territory = (Option<Siren>, BTreeSet<CommuneCode>);

/// What the other rooms know that this one does not.
pub struct Around<'a> {
    /// The communes of a text: an EPCI, a commune, a name.
    pub territory: &'a dyn Fn(&str) -> Option<Territory>,
    /// The map on which they are.
    pub map: facts::Period,
}

impl std::fmt::Debug for Around<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Around({:?})", self.map)
    }
}

/// The answers of a dossier, from what its champs hold; the documents, which are fetched first, are given by question.
///
/// # Errors
/// Every fault, with the champ.
pub fn answers(
    mapping: &Mapping,
    form: &Form,
    words: Words<'_>,
    held: &BTreeMap<ChampId, Held>,
    files: &BTreeMap<Slug, Value>,
    around: &Around<'_>,
) -> Result<BTreeMap<Slug, Value>, Vec<(ChampId, Fault)>> {
    let (mut answers, mut faults) = (files.clone(), Vec::new());
    for link in &mapping.champs {
        let Some((_, question)) = form.question(&link.question) else { continue };
        let found = held.get(&link.champ).unwrap_or(&Held::Nothing);
        match convert(link, question, found, answers.get(&link.question), around) {
            Ok(Some(value)) => _ = answers.insert(link.question.clone(), value),
            Ok(None) => {}
            Err(fault) => faults.push((link.champ.clone(), fault)),
        }
    }
    for link in &mapping.champs {
        let Some((_, question)) = form.question(&link.question) else { continue };
        let Some(value) = answers.get(&link.question) else { continue };
        match normal(question, value, words) {
            Ok(value) => _ = answers.insert(link.question.clone(), value),
            // A criterion that lacks is the dossier's business, as any question without an answer.
            Err(found) => {
                let found: Vec<AnswerFault> =
                    found.into_iter().filter(|one| !matches!(one, AnswerFault::CriterionMissing { .. })).collect();
                let told = faults.iter().any(|(champ, _)| *champ == link.champ);
                if !found.is_empty() && !told {
                    faults.push((link.champ.clone(), Fault::Answer { faults: found }));
                }
            }
        }
    }
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

fn convert(
    link: &Link,
    question: &Question,
    held: &Held,
    before: Option<&Value>,
    around: &Around<'_>,
) -> Result<Option<Value>, Fault> {
    let sort = || Fault::Sort { found: held.sort().to_owned(), expected: question.answer.kind().to_owned() };
    let blank = |text: &str| text.trim().is_empty();
    match (&question.answer, held) {
        (_, Held::Nothing) | (Answer::Enclosure { .. }, Held::Files(_)) => Ok(None),
        (_, Held::Text(text)) if blank(text) => Ok(None),
        (Answer::YesNo, Held::Yes(yes)) => Ok(Some(Value::YesNo { yes: *yes })),
        (Answer::Choice { .. }, Held::Text(text)) => match link.values.get(text.trim()) {
            Some(option) => Ok(Some(Value::Choice { option: option.clone() })),
            None => Err(Fault::Choice { found: text.clone() }),
        },
        (Answer::Words { .. }, Held::Text(_) | Held::Choices(_)) => {
            let one;
            let chosen = match held {
                Held::Choices(chosen) => chosen,
                Held::Text(text) => {
                    one = vec![text.clone()];
                    &one
                }
                _ => return Err(sort()),
            };
            let (mut items, mut other) = match before {
                Some(Value::Words { items, other }) => (items.clone(), other.clone()),
                _ => (BTreeSet::new(), None),
            };
            for choice in chosen.iter().take(MOST).filter(|choice| !blank(choice)) {
                match link.values.get(choice.trim()) {
                    Some(word) => _ = items.insert(word.clone()),
                    None if link.values.is_empty() => other = Some(choice.clone()),
                    None => return Err(Fault::Choice { found: choice.clone() }),
                }
            }
            Ok(Some(Value::Words { items, other }))
        }
        (Answer::Criteria { .. }, Held::Text(text)) => {
            let mut texts = match before {
                Some(Value::Criteria { texts }) => texts.clone(),
                _ => BTreeMap::new(),
            };
            if let Some(criterion) = &link.criterion {
                texts.insert(criterion.clone(), text.clone());
            }
            Ok(Some(Value::Criteria { texts }))
        }
        (Answer::Perimeter, Held::Epci(_) | Held::Commune(_) | Held::Rows(_) | Held::Text(_)) => {
            let (mut epcis, mut communes) = match before {
                Some(Value::Perimeter { epcis, communes, .. }) => (epcis.clone(), communes.clone()),
                _ => (BTreeSet::new(), BTreeSet::new()),
            };
            for text in territories(held).ok_or_else(sort)? {
                let Some((epci, found)) = (around.territory)(&text) else {
                    return Err(Fault::Territory { found: text });
                };
                epcis.extend(epci);
                communes.extend(found);
            }
            Ok(Some(Value::Perimeter { map: around.map, epcis, communes }))
        }
        (Answer::Enclosure { .. } | Answer::Letter { .. } | Answer::Signature, _) => Err(sort()),
        (Answer::Territory, Held::Epci(code) | Held::Commune(code)) => Ok(Some(Value::text(code.clone()))),
        (Answer::YesNo | Answer::Perimeter, _) => Err(sort()),
        // A SIRET begins with the SIREN of its unit.
        (Answer::Siren, Held::Text(text)) if text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            Ok(Some(Value::text(&text[..9])))
        }
        (_, Held::Text(text)) => Ok(Some(Value::text(text.clone()))),
        _ => Err(sort()),
    }
}

/// The territories that a champ names: one, those of its rows, or those of a text, one a line or parted by commas.
fn territories(held: &Held) -> Option<Vec<String>> {
    match held {
        Held::Epci(code) | Held::Commune(code) => Some(vec![code.clone()]),
        Held::Text(text) => {
            let lines = text.split(['\n', ',', ';']).map(str::trim).filter(|line| !line.is_empty());
            Some(lines.take(MOST).map(str::to_owned).collect())
        }
        Held::Rows(rows) => {
            let mut all = Vec::new();
            for row in rows.iter().take(MOST).filter(|row| **row != Held::Nothing) {
                all.extend(territories(row)?);
            }
            Some(all)
        }
        _ => None,
    }
}

/// What an annotation is to say of a dossier, in a phase of the call; `words` gives the words of a label, `address` that of the
/// dossier here. Empty when there is nothing to say.
pub fn said(
    note: &Note,
    dossier: &Dossier,
    phase: Phase,
    words: &dyn Fn(Told, &str) -> String,
    address: &str,
) -> String {
    let label = |word: &str| note.values.get(word).cloned().unwrap_or_else(|| words(note.told, word));
    match note.told {
        Told::Label => label(dossier.internal_label().as_str()),
        Told::PublicLabel => label(dossier.public_label(phase).as_str()),
        Told::Reason => match &dossier.stage {
            Stage::Admissible { reason, .. } | Stage::Inadmissible { reason, .. } => reason.clone(),
            _ => String::new(),
        },
        Told::Address => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Instant;
    use crate::call::Steering;
    use crate::dossier::tests::{Scene, at};
    use crate::dossier::{Import, Place, Rules};
    use crate::session::tests::demonstration;

    const GOOD: &str = r#"
place = "name"
instructeur = "ines@exemple.fr"
hosts = ["fichiers.exemple.fr"]
champ = [
  { id = "name", question = "territory-name" },
  { id = "where", question = "perimeter" },
  { id = "area", question = "area", values = [{ from = "Rural", to = "rural" }] },
  { id = "overseas", question = "overseas" },
  { id = "form", question = "bearer-form", values = [{ from = "EPCI", to = "epci" }] },
  { id = "area-ha", question = "brownfield-area" },
  { id = "map", question = "map" },
]
annotation = [
  { id = "note", kind = "text", told = "label", values = [{ from = "submitted", to = "Reçu" }] },
  { id = "link", kind = "text", told = "address" },
]
"#;

    fn id(text: &str) -> ChampId {
        text.parse().unwrap()
    }

    fn around(text: &str) -> Option<Territory> {
        match text {
            "200071827" => Some((text.parse().ok(), ["16015", "16374"].map(|code| code.parse().unwrap()).into())),
            "16015" => Some((None, ["16015".parse().unwrap()].into())),
            _ => None,
        }
    }

    fn held() -> BTreeMap<ChampId, Held> {
        BTreeMap::from([
            (id("name"), Held::Text(" Coteaux ".into())),
            (id("where"), Held::Epci("200071827".into())),
            (id("area"), Held::Choices(vec!["Rural".into()])),
            (id("overseas"), Held::Yes(false)),
            (id("form"), Held::Text("EPCI".into())),
            (id("area-ha"), Held::Text("12,5".into())),
        ])
    }

    fn converted(held: &BTreeMap<ChampId, Held>) -> Result<BTreeMap<Slug, Value>, Vec<(ChampId, Fault)>> {
        let session = demonstration();
        let mapping = Mapping::read("m.toml", GOOD, &session).unwrap();
        let words = Words { taxonomy: &session.taxonomy, rubric: &session.rubric };
        let around = Around { territory: &around, map: facts::Period::Year(2026) };
        answers(&mapping, &session.application.form, words, held, &BTreeMap::new(), &around)
    }

    #[test]
    fn each_champ_answers_its_question_in_its_one_writing() {
        let answers = converted(&held()).unwrap();
        assert_eq!(answers["territory-name"], Value::text("Coteaux"));
        assert_eq!(answers["brownfield-area"], Value::text("12.5"));
        assert_eq!(answers["bearer-form"], Value::Choice { option: "epci".parse().unwrap() });
        let Value::Perimeter { epcis, communes, .. } = &answers["perimeter"] else { panic!() };
        assert_eq!((epcis.len(), communes.len()), (1, 2));
        let mut rows = held();
        rows.insert(id("where"), Held::Rows(vec![Held::Commune("16015".into()), Held::Nothing]));
        let Value::Perimeter { communes, .. } = &converted(&rows).unwrap()["perimeter"] else { panic!() };
        assert_eq!(communes.len(), 1);
    }

    #[test]
    fn what_does_not_match_is_told_champ_by_champ_and_nothing_is_given() {
        let mut wrong = held();
        wrong.insert(id("overseas"), Held::Text("non".into()));
        wrong.insert(id("form"), Held::Text("Syndicat".into()));
        wrong.insert(id("where"), Held::Text("Atlantide".into()));
        wrong.insert(id("area-ha"), Held::Text("beaucoup".into()));
        wrong.insert(id("map"), Held::Other("CarteChamp".into()));
        let faults: BTreeMap<String, Fault> =
            converted(&wrong).unwrap_err().into_iter().map(|(champ, fault)| (champ.to_string(), fault)).collect();
        assert_eq!(faults["overseas"], Fault::Sort { found: "text".into(), expected: "yes-no".into() });
        assert_eq!(faults["form"], Fault::Choice { found: "Syndicat".into() });
        assert_eq!(faults["where"], Fault::Territory { found: "Atlantide".into() });
        assert_eq!(faults["area-ha"], Fault::Answer { faults: vec![AnswerFault::NotANumber] });
        assert_eq!(faults["map"], Fault::Sort { found: "CarteChamp".into(), expected: "enclosure".into() });
        assert_eq!(faults.len(), 5);
    }

    #[test]
    fn every_fault_of_a_correspondence_is_told_at_once() {
        let text = r#"
states = ["perdu"]
champ = [
  { id = "a b", question = "summary" },
  { id = "x", question = "nowhere" },
  { id = "y", question = "signature" },
  { id = "z", question = "area", values = [{ from = "A", to = "unknown" }] },
  { id = "z", question = "criteria" },
]
annotation = [{ id = "n", kind = "drop_down_list", told = "public-label" }]
"#;
        let told: Vec<String> =
            Mapping::read("m.toml", text, &demonstration()).unwrap_err().iter().map(ToString::to_string).collect();
        for words in [
            "place",
            "perdu",
            "a b",
            "nowhere",
            "signature",
            "unknown",
            "criterion",
            "twice",
            "instructeur",
            "received",
        ] {
            assert!(told.iter().any(|line| line.contains(words)), "{words}: {told:#?}");
        }
    }

    #[test]
    fn what_was_deposited_there_is_deposited_here_at_that_time_and_brought_up_to_date() {
        let session = demonstration();
        let now: Instant = at("2027-02-01T10:00:00Z");
        let rules = Rules::at(&session, &Steering::default(), &[], now).unwrap();
        let import = |at: &str, text: &str| Import {
            id: "dn-12".parse().unwrap(),
            place: Place { name: "Coteaux".into(), departements: [].into(), regions: [].into() },
            lead: "lead".parse().unwrap(),
            at: super::tests::at(at),
            answers: [("summary".parse().unwrap(), Value::text(text))].into(),
        };
        let (dossier, events) = import("2026-12-01T10:00:00Z", "Un projet.").begin(&rules);
        assert_eq!(Dossier::fold(&events).unwrap(), dossier);
        assert_eq!(dossier.stage, Stage::Submitted { at: at("2026-12-01T10:00:00Z"), late: false });
        assert_eq!(import("2026-12-05T10:00:00Z", "Un projet.").update(&dossier, &rules).unwrap().1, []);
        let (corrected, more) = import("2026-12-05T10:00:00Z", "Deux projets.").update(&dossier, &rules).unwrap();
        assert_eq!((more.len(), corrected.deposits.len()), (2, 2));
        assert_eq!(Dossier::fold(events.iter().chain(&more)).unwrap(), corrected);
        let (late, _) = import("2027-01-16T10:00:00Z", "Un projet.").begin(&rules);
        assert_eq!(late.stage, Stage::Submitted { at: at("2027-01-16T10:00:00Z"), late: true });
    }

    #[test]
    fn a_note_says_the_label_in_the_words_of_the_correspondence_and_else_in_ours() {
        let scene = Scene::submitted();
        let mapping = Mapping::read("m.toml", GOOD, &scene.session).unwrap();
        let words = |_: Told, word: &str| format!("ours: {word}");
        let told = |note: &Note, dossier| said(note, dossier, Phase::Instruction, &words, "https://ici/d1");
        assert_eq!(told(&mapping.notes[0], &scene.dossier), "Reçu");
        let draft = Scene::begin().dossier;
        assert_eq!(told(&mapping.notes[0], &draft), "ours: draft");
        assert_eq!(told(&mapping.notes[1], &scene.dossier), "https://ici/d1");
    }
}
