//! The kinds of answer, with their bounds.

use facts::Localised;
use facts::document::Table;
use serde::{Deserialize, Serialize};

use crate::Slug;
use crate::form::Decimal;
use crate::reading::{Ids, choice};

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Answer {
    /// In one line, of [`LONGEST_LINE`] characters at most.
    Line,
    /// In a text.
    Text {
        /// At most, in characters as people count them.
        length: u64,
    },
    /// By ticking words of the taxonomy.
    Words {
        /// The axis, an id of [`crate::session::Taxonomy::axes`].
        axis: Slug,
    },
    /// In one text for each criterion of the rubric.
    Criteria {
        /// Each at most, in characters as people count them.
        length: u64,
    },
    /// By choosing one of a few answers.
    Choice {
        /// The answers.
        options: Vec<Choice>,
    },
    /// By yes or no.
    YesNo,
    /// By a number.
    Number {
        /// What is counted, as it is shown; none for a bare number.
        unit: Option<Localised>,
        /// The least, included.
        least: Option<Decimal>,
        /// The most, included.
        most: Option<Decimal>,
        /// Whether it has no decimals.
        whole: bool,
    },
    /// By a day.
    Date,
    /// By an address of mail.
    Email,
    /// By a telephone number.
    Phone,
    /// By the SIREN of a legal unit.
    Siren,
    /// By the SIRET of an establishment.
    Siret,
    /// By a territory, as its token.
    Territory,
    /// By a set of communes: EPCI taken whole, or a list.
    Perimeter,
    /// By enclosing documents.
    Enclosure {
        /// The types accepted.
        types: Vec<FileType>,
        /// Each at most, in megabytes (10⁶ bytes).
        megabytes: u64,
        /// How many at most.
        files: u64,
    },
    /// By a letter asked of somebody.
    Letter {
        /// What it says.
        letter: LetterKind,
        /// Who writes it.
        from: LetterFrom,
        /// Its size at most, in megabytes (10⁶ bytes).
        megabytes: u64,
    },
    /// By signing, for the side that owns the section.
    Signature,
}

/// One of the answers to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Short name, unique in the question.
    pub id: Slug,
    /// Name shown.
    pub name: Localised,
}

choice! {
    /// A type of file that a form may accept.
    pub enum FileType {
        /// PDF.
        Pdf = "pdf",
        /// PNG.
        Png = "png",
        /// JPEG.
        Jpeg = "jpeg",
        /// OpenDocument text.
        Odt = "odt",
        /// OpenDocument spreadsheet.
        Ods = "ods",
        /// Office Open XML text.
        Docx = "docx",
        /// Office Open XML spreadsheet.
        Xlsx = "xlsx",
        /// A table in plain text.
        Csv = "csv",
        /// GeoJSON.
        Geojson = "geojson",
    }
}

choice! {
    /// What a letter says.
    pub enum LetterKind {
        /// Its author supports the application.
        Support = "support",
        /// Its author takes on commitments.
        Commitment = "commitment",
    }
}

choice! {
    /// Who writes a letter.
    pub enum LetterFrom {
        /// The collectivité, or one of them.
        Collectivite = "collectivite",
        /// The préfet or the sous-préfet.
        Prefect = "prefect",
        /// The DDT(M) or the DREAL.
        StateService = "state-service",
        /// A partner.
        Partner = "partner",
    }
}

/// The longest line, in characters.
pub const LONGEST_LINE: u64 = 300;
/// The longest answer that a form may ask for, in characters: some eight pages.
const LONGEST: u64 = 20_000;
/// The heaviest document that a form may ask for, in megabytes.
const HEAVIEST: u64 = 50;
/// The size at most when the form does not say, in megabytes.
const USUAL_WEIGHT: u64 = 10;
/// The most documents to one question.
const MOST_FILES: u64 = 20;

impl FileType {
    /// The media type by which the web names it.
    pub fn media(self) -> &'static str {
        match self {
            FileType::Pdf => "application/pdf",
            FileType::Png => "image/png",
            FileType::Jpeg => "image/jpeg",
            FileType::Odt => "application/vnd.oasis.opendocument.text",
            FileType::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            FileType::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            FileType::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            FileType::Csv => "text/csv",
            FileType::Geojson => "application/geo+json",
        }
    }
}

impl Answer {
    /// The written name of its kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Answer::Line => "line",
            Answer::Text { .. } => "text",
            Answer::Words { .. } => "words",
            Answer::Criteria { .. } => "criteria",
            Answer::Choice { .. } => "choice",
            Answer::YesNo => "yes-no",
            Answer::Number { .. } => "number",
            Answer::Date => "date",
            Answer::Email => "email",
            Answer::Phone => "phone",
            Answer::Siren => "siren",
            Answer::Siret => "siret",
            Answer::Territory => "territory",
            Answer::Perimeter => "perimeter",
            Answer::Enclosure { .. } => "enclosure",
            Answer::Letter { .. } => "letter",
            Answer::Signature => "signature",
        }
    }

    pub(super) fn read(table: &Table<'_>, axes: &Ids) -> Option<Self> {
        let bounded = |key: &'static str, most: u64, what: &str| {
            let found = table.whole(key)?;
            let allowed = (1..=most).contains(&found);
            if !allowed {
                table.problem(key, format!("{found} found, expected from 1 to {most} {what}"));
            }
            allowed.then_some(found)
        };
        let length = || bounded("length", LONGEST, "characters");
        let usual = |key: &'static str, usual: u64, most: u64, what: &str| {
            if table.has(key) { bounded(key, most, what) } else { Some(usual) }
        };
        let megabytes = || usual("megabytes", USUAL_WEIGHT, HEAVIEST, "megabytes");
        match table.one_of("kind", &KINDS)? {
            Kind::Line => Some(Self::Line),
            Kind::Text => Some(Self::Text { length: length()? }),
            Kind::Words => Some(Self::Words { axis: axes.refer(table, "axis")? }),
            Kind::Criteria => Some(Self::Criteria { length: length()? }),
            Kind::Choice => Choice::read_all(table).map(|options| Self::Choice { options }),
            Kind::YesNo => Some(Self::YesNo),
            Kind::Number => {
                let unit = table.optional_localised("unit");
                let (least, most) = (read_decimal(table, "least"), read_decimal(table, "most"));
                if let (Some(Some(least)), Some(Some(most))) = (least, most)
                    && least > most
                {
                    table.problem("most", format!("{most} found, expected {least} or more: the least is {least}"));
                }
                let whole = table.flag("whole");
                Some(Self::Number { unit, least: least?, most: most?, whole })
            }
            Kind::Date => Some(Self::Date),
            Kind::Email => Some(Self::Email),
            Kind::Phone => Some(Self::Phone),
            Kind::Siren => Some(Self::Siren),
            Kind::Siret => Some(Self::Siret),
            Kind::Territory => Some(Self::Territory),
            Kind::Perimeter => Some(Self::Perimeter),
            Kind::Enclosure => {
                let types = read_types(table);
                let (megabytes, files) = (megabytes(), usual("files", 1, MOST_FILES, "documents"));
                Some(Self::Enclosure { types: types?, megabytes: megabytes?, files: files? })
            }
            Kind::Letter => {
                let (letter, from) =
                    (table.one_of("letter", LetterKind::CHOICES), table.one_of("from", LetterFrom::CHOICES));
                let megabytes = megabytes();
                Some(Self::Letter { letter: letter?, from: from?, megabytes: megabytes? })
            }
            Kind::Signature => Some(Self::Signature),
        }
    }
}

impl Choice {
    /// Reads the list `option` of a question, of two or more.
    fn read_all(question: &Table<'_>) -> Option<Vec<Self>> {
        let mut ids = Ids::of("option of the question");
        let tables = question.tables("option");
        let written = tables.len();
        if written == 1 {
            question.problem("option", "1 option found, expected 2 or more");
        }
        let read = |table: Table<'_>| {
            let (id, name) = (ids.declare(&table), table.localised("name"));
            table.close();
            Some(Self { id: id?, name: name? })
        };
        let options: Vec<Self> = tables.into_iter().filter_map(read).collect();
        (options.len() == written && written > 1).then_some(options)
    }
}

/// A bound that may be absent; nothing at all when it is there and cannot be read.
fn read_decimal(table: &Table<'_>, key: &'static str) -> Option<Option<Decimal>> {
    if !table.has(key) {
        return Some(None);
    }
    let number = table.number(key)?;
    let decimal = number.to_string().parse::<Decimal>();
    if decimal.is_err() {
        table.problem(key, format!("{number} found, expected at most twelve digits and six decimals"));
    }
    decimal.ok().map(Some)
}

/// The types of file of an enclosure: PDF when the form does not say.
fn read_types(table: &Table<'_>) -> Option<Vec<FileType>> {
    if !table.has("types") {
        return Some(vec![FileType::Pdf]);
    }
    let texts = table.texts("types");
    let mut types: Vec<FileType> = Vec::new();
    for text in &texts {
        match FileType::CHOICES.iter().find(|(name, _)| name == text) {
            Some((_, found)) if types.contains(found) => {
                table.problem("types", format!("\"{text}\" is written twice, expected once"));
            }
            Some((_, found)) => types.push(*found),
            None => {
                let names = FileType::CHOICES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
                table.problem("types", format!("\"{text}\" found, expected one of {names}"));
            }
        }
    }
    if texts.is_empty() {
        table.problem("types", "no type found, expected at least one");
    }
    (!types.is_empty()).then_some(types)
}

/// The kinds of answer, as they are written.
#[derive(Clone, Copy)]
enum Kind {
    Line,
    Text,
    Words,
    Criteria,
    Choice,
    YesNo,
    Number,
    Date,
    Email,
    Phone,
    Siren,
    Siret,
    Territory,
    Perimeter,
    Enclosure,
    Letter,
    Signature,
}

const KINDS: [(&str, Kind); 17] = [
    ("line", Kind::Line),
    ("text", Kind::Text),
    ("words", Kind::Words),
    ("criteria", Kind::Criteria),
    ("choice", Kind::Choice),
    ("yes-no", Kind::YesNo),
    ("number", Kind::Number),
    ("date", Kind::Date),
    ("email", Kind::Email),
    ("phone", Kind::Phone),
    ("siren", Kind::Siren),
    ("siret", Kind::Siret),
    ("territory", Kind::Territory),
    ("perimeter", Kind::Perimeter),
    ("enclosure", Kind::Enclosure),
    ("letter", Kind::Letter),
    ("signature", Kind::Signature),
];
