//! What somebody answered.

use std::collections::{BTreeMap, BTreeSet};

use facts::{CodeError, CommuneCode, Period, Siren};
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::{Answer, Decimal, Fault, FileType, NotASiret, Question, Siret};
use crate::calendar::Date;
use crate::digest::Digest;
use crate::session::{LONGEST_LINE, Taxonomy};
use crate::{Rubric, Slug};

/// What somebody answered, as they gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Value {
    /// What was typed: a line, a text, and also a number, a day, an address, a code, which may be wrong until deposited.
    Text {
        /// The text.
        text: String,
    },
    /// Words ticked.
    Words {
        /// The words of the axis.
        items: BTreeSet<Slug>,
        /// Words of one's own, when the axis is open.
        other: Option<String>,
    },
    /// A text for each criterion.
    Criteria {
        /// The texts.
        texts: BTreeMap<Slug, String>,
    },
    /// An answer chosen.
    Choice {
        /// Which.
        option: Slug,
    },
    /// Yes or no.
    YesNo {
        /// Yes.
        yes: bool,
    },
    /// Communes.
    Perimeter {
        /// The map on which they are.
        map: Period,
        /// The EPCI by which they were chosen, when they were.
        epcis: BTreeSet<Siren>,
        /// All of them, those of the EPCI included.
        communes: BTreeSet<CommuneCode>,
    },
    /// Documents.
    Files {
        /// In the order in which they were given.
        files: Vec<File>,
    },
}

/// A document that was given: what is known of it, the bytes being kept elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// The digest of its bytes, by which it is found.
    pub digest: Digest,
    /// The name under which it was given.
    pub name: String,
    /// Its type, as its bytes show it.
    pub file_type: FileType,
    /// Its size.
    pub bytes: u64,
}

/// The words of a session that answers refer to.
#[derive(Debug, Clone, Copy)]
pub struct Words<'s> {
    /// The words to tick.
    pub taxonomy: &'s Taxonomy,
    /// The criteria to answer.
    pub rubric: &'s Rubric,
}

/// Bytes in a megabyte of a form.
const MEGABYTE: u64 = 1_000_000;

/// The number of characters of a text as people count them: a letter and its accent are one, a line break is one, an
/// emoji is one. Spaces around the text are not counted.
///
/// # References
/// Unicode Standard Annex 29, extended grapheme clusters.
pub fn characters(text: &str) -> u64 {
    text.trim().graphemes(true).count() as u64
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    /// Whether nothing is answered by it.
    pub fn is_empty(&self) -> bool {
        let blank = |text: &String| text.trim().is_empty();
        match self {
            Value::Text { text } => blank(text),
            Value::Words { items, other } => items.is_empty() && other.as_ref().is_none_or(blank),
            Value::Criteria { texts } => texts.values().all(blank),
            Value::Choice { .. } | Value::YesNo { .. } => false,
            Value::Perimeter { epcis, communes, .. } => epcis.is_empty() && communes.is_empty(),
            Value::Files { files } => files.is_empty(),
        }
    }

    /// The bytes of its texts, for a bound that a draft may never pass.
    pub fn weight(&self) -> usize {
        match self {
            Value::Text { text } => text.len(),
            Value::Words { items, other } => items.len() * 60 + other.as_ref().map_or(0, String::len),
            Value::Criteria { texts } => texts.values().map(|text| text.len() + 60).sum(),
            Value::Choice { .. } | Value::YesNo { .. } => 0,
            // A code is five bytes: the 35 000 communes of France weigh less than a long text in four-byte letters.
            Value::Perimeter { epcis, communes, .. } => (epcis.len() * 9 + communes.len() * 5) / 4,
            Value::Files { files } => files.iter().map(|file| file.name.len() + 100).sum(),
        }
    }
}

/// Whether a value has the shape in which a question of this kind is answered, right or wrong.
pub fn fits(answer: &Answer, value: &Value) -> bool {
    match answer {
        Answer::Line
        | Answer::Text { .. }
        | Answer::Number { .. }
        | Answer::Date
        | Answer::Email
        | Answer::Phone
        | Answer::Siren
        | Answer::Siret
        | Answer::Territory => matches!(value, Value::Text { .. }),
        Answer::Words { .. } => matches!(value, Value::Words { .. }),
        Answer::Criteria { .. } => matches!(value, Value::Criteria { .. }),
        Answer::Choice { .. } => matches!(value, Value::Choice { .. }),
        Answer::YesNo => matches!(value, Value::YesNo { .. }),
        Answer::Perimeter => matches!(value, Value::Perimeter { .. }),
        Answer::Enclosure { .. } => matches!(value, Value::Files { .. }),
        Answer::Letter { .. } | Answer::Signature => false,
    }
}

/// The one writing of a right answer: spaces around it left out, codes without spaces, numbers with a point.
///
/// # Errors
/// Every [`Fault`] of the answer. An empty one is never at fault here: [`super::check()`] knows whether it is required.
pub fn normal(question: &Question, value: &Value, words: Words<'_>) -> Result<Value, Vec<Fault>> {
    if !fits(&question.answer, value) {
        return Err(vec![Fault::OtherKind]);
    }
    if value.is_empty() {
        return Ok(value.clone());
    }
    let mut faults = Vec::new();
    let normal = match (&question.answer, value) {
        (answer, Value::Text { text }) => match text_of(answer, text, &mut faults) {
            Ok(text) => Value::Text { text },
            Err(fault) => {
                faults.push(fault);
                value.clone()
            }
        },
        (Answer::Words { axis }, Value::Words { items, other }) => {
            let axis = words.taxonomy.axis(axis);
            let known = |word: &&Slug| axis.is_some_and(|axis| axis.items.iter().any(|item| item.id == **word));
            faults
                .extend(items.iter().filter(|word| !known(word)).map(|word| Fault::UnknownWord { word: word.clone() }));
            let other = other.as_ref().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
            if other.is_some() && !axis.is_some_and(|axis| axis.open) {
                faults.push(Fault::ListIsClosed);
            }
            faults.extend(other.as_deref().and_then(|other| too_long(other, LONGEST_LINE, None)));
            Value::Words { items: items.clone(), other }
        }
        (Answer::Criteria { length }, Value::Criteria { texts }) => {
            for (criterion, text) in texts {
                if words.rubric.criterion(criterion.as_str()).is_none() {
                    faults.push(Fault::UnknownCriterion { criterion: criterion.clone() });
                }
                faults.extend(too_long(text, *length, Some(criterion)));
            }
            let lacking = words.rubric.criteria().filter(|criterion| {
                question.required && texts.get(&criterion.id).is_none_or(|text| text.trim().is_empty())
            });
            faults.extend(lacking.map(|criterion| Fault::CriterionMissing { criterion: criterion.id.clone() }));
            let plain = texts.iter().map(|(criterion, text)| (criterion.clone(), lines(text)));
            Value::Criteria { texts: plain.filter(|(_, text)| !text.is_empty()).collect() }
        }
        (Answer::Choice { options }, Value::Choice { option }) => {
            if !options.iter().any(|offered| offered.id == *option) {
                faults.push(Fault::UnknownChoice { option: option.clone() });
            }
            value.clone()
        }
        (Answer::Perimeter, Value::Perimeter { communes, .. }) => {
            faults.extend(communes.is_empty().then_some(Fault::NoCommune));
            value.clone()
        }
        (Answer::Enclosure { types, megabytes, files: most }, Value::Files { files }) => {
            if files.len() as u64 > *most {
                faults.push(Fault::TooManyFiles { files: files.len() as u64, most: *most });
            }
            for file in files {
                faults.extend(file_faults(file, types, *megabytes));
            }
            value.clone()
        }
        _ => value.clone(),
    };
    if faults.is_empty() { Ok(normal) } else { Err(faults) }
}

/// What is wrong with one document.
pub(crate) fn file_faults(file: &File, types: &[FileType], megabytes: u64) -> Vec<Fault> {
    let mut faults = Vec::new();
    if !types.contains(&file.file_type) {
        faults.push(Fault::FileType { name: file.name.clone(), found: file.file_type });
    }
    let limit = megabytes * MEGABYTE;
    if file.bytes > limit {
        faults.push(Fault::FileTooHeavy { name: file.name.clone(), bytes: file.bytes, limit });
    }
    faults
}

/// A text without spaces around it, with one sort of line break.
fn lines(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n")
}

fn too_long(text: &str, limit: u64, criterion: Option<&Slug>) -> Option<Fault> {
    let length = characters(text);
    let over = length.checked_sub(limit).filter(|by| *by > 0);
    over.map(|by| Fault::TooLong { criterion: criterion.cloned(), length, limit, by })
}

fn text_of(answer: &Answer, text: &str, faults: &mut Vec<Fault>) -> Result<String, Fault> {
    let trimmed = text.trim();
    Ok(match answer {
        Answer::Text { length } => {
            faults.extend(too_long(text, *length, None));
            lines(text)
        }
        Answer::Number { least, most, whole, .. } => {
            let number = trimmed.parse::<Decimal>().map_err(|_| Fault::NotANumber)?;
            faults.extend((*whole && !number.is_whole()).then_some(Fault::NotWhole));
            faults.extend(least.filter(|least| number < *least).map(|least| Fault::TooSmall { least }));
            faults.extend(most.filter(|most| number > *most).map(|most| Fault::TooLarge { most }));
            number.to_string()
        }
        Answer::Date => trimmed.parse::<Date>().map_err(|_| Fault::NotADate)?.to_string(),
        Answer::Email => email(trimmed).ok_or(Fault::NotAnEmail)?,
        Answer::Phone => phone(trimmed).ok_or(Fault::NotAPhone)?,
        Answer::Siren => match trimmed.parse::<Siren>() {
            Ok(siren) => siren.to_string(),
            Err(CodeError::SirenKey(_)) => return Err(Fault::SirenKey),
            Err(_) => return Err(Fault::SirenShape),
        },
        Answer::Siret => match trimmed.parse::<Siret>() {
            Ok(siret) => siret.to_string(),
            Err(NotASiret::Key(_)) => return Err(Fault::SiretKey),
            Err(NotASiret::Shape(_)) => return Err(Fault::SiretShape),
        },
        Answer::Territory => {
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '+' | '-');
            let valid = trimmed.len() <= 1000 && trimmed.chars().all(plain);
            valid.then(|| trimmed.to_owned()).ok_or(Fault::NotATerritory)?
        }
        _ => {
            faults.extend(too_long(text, LONGEST_LINE, None));
            faults.extend(trimmed.contains(['\n', '\r']).then_some(Fault::NotOneLine));
            trimmed.to_owned()
        }
    })
}

/// An address that a server of mail would take: a name, an at sign, a domain with a dot. Whether somebody reads it is
/// only known by writing to it.
fn email(text: &str) -> Option<String> {
    let (name, domain) = text.rsplit_once('@')?;
    let printable = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';' | '"' | '@');
    let label = |label: &str| {
        let plain = label.chars().all(|c| c.is_alphanumeric() || c == '-');
        (1..=63).contains(&label.len()) && plain && !label.starts_with('-') && !label.ends_with('-')
    };
    let valid = (1..=64).contains(&name.len())
        && name.chars().all(printable)
        && text.len() <= 254
        && domain.contains('.')
        && domain.split('.').all(label);
    valid.then(|| text.to_owned())
}

/// Ten digits of France, or a number with its country: 8 to 15 digits after a plus (E.164).
fn phone(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '(' | ')')).collect();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let valid = match plain.strip_prefix('+') {
        Some(number) => (8..=15).contains(&number.len()) && digits(number) && !number.starts_with('0'),
        None => plain.len() == 10 && digits(&plain) && plain.starts_with('0'),
    };
    valid.then_some(plain)
}
