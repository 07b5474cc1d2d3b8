//! What is wrong with an answer: what was found, and what is expected.

use programme::form::{Decimal, Fault};
use programme::{Rubric, Slug};

use super::label::file_type;
use crate::words::Words;

/// What is wrong with an answer, in a sentence; a criterion is told without its name.
pub fn fault(words: &Words, fault: &Fault) -> String {
    tell(words, fault, None)
}

/// What is wrong with an answer, in a sentence that names the criterion where there is one.
pub fn fault_of(words: &Words, fault: &Fault, rubric: &Rubric) -> String {
    tell(words, fault, Some(rubric))
}

pub(super) fn tell(words: &Words, fault: &Fault, rubric: Option<&Rubric>) -> String {
    let named = |criterion: &Slug| Some(words.say(&rubric?.criterion(criterion.as_str())?.name));
    match fault {
        Fault::Missing => words.t("fault-missing"),
        Fault::CriterionMissing { criterion } => match named(criterion) {
            Some(name) => words.t1("fault-criterion-missing", "criterion", name),
            None => words.t("fault-some-criterion-missing"),
        },
        Fault::TooLong { criterion, length, limit, by } => {
            let (key, name) = match criterion.as_ref().map(named) {
                None => ("fault-too-long", String::new()),
                Some(Some(name)) => ("fault-criterion-too-long", name),
                Some(None) => ("fault-some-criterion-too-long", String::new()),
            };
            let [length, limit, by] = [length, limit, by].map(|characters| words.whole(characters));
            words.with(key, &[("criterion", name), ("length", length), ("limit", limit), ("by", by)])
        }
        Fault::OtherKind => words.t("fault-other-kind"),
        Fault::NotOneLine => words.t("fault-not-one-line"),
        Fault::NotANumber => words.t("fault-not-a-number"),
        Fault::NotWhole => words.t("fault-not-whole"),
        Fault::TooSmall { least } => words.t1("fault-too-small", "least", decimal(words, *least)),
        Fault::TooLarge { most } => words.t1("fault-too-large", "most", decimal(words, *most)),
        Fault::NotADate => words.t("fault-not-a-date"),
        Fault::NotAnEmail => words.t("fault-not-an-email"),
        Fault::NotAPhone => words.t("fault-not-a-phone"),
        Fault::SirenShape => words.t("fault-siren-shape"),
        Fault::SirenKey => words.t("fault-siren-key"),
        Fault::SiretShape => words.t("fault-siret-shape"),
        Fault::SiretKey => words.t("fault-siret-key"),
        Fault::NotATerritory => words.t("fault-not-a-territory"),
        Fault::NoCommune => words.t("fault-no-commune"),
        Fault::UnknownWord { word } => words.t1("fault-unknown-word", "found", word.as_str()),
        Fault::ListIsClosed => words.t("fault-list-is-closed"),
        Fault::UnknownChoice { option } => words.t1("fault-unknown-choice", "found", option.as_str()),
        Fault::UnknownCriterion { criterion } => words.t1("fault-unknown-criterion", "found", criterion.as_str()),
        Fault::FileType { name, found } => {
            words.with("fault-file-type", &[("name", name.clone()), ("type", file_type(words, *found))])
        }
        Fault::FileTooHeavy { name, bytes, limit } => {
            let values = [("name", name.clone()), ("found", weight(words, *bytes)), ("limit", weight(words, *limit))];
            words.with("fault-file-too-heavy", &values)
        }
        Fault::TooManyFiles { files, most } => {
            words.count_with_all("fault-too-many-files", *files as usize, &[("most", words.whole(most))])
        }
        Fault::LetterAwaited => words.t("fault-letter-awaited"),
        Fault::LetterNotRequested => words.t("fault-letter-not-requested"),
        Fault::SignatureMissing { side } => words.t1("fault-signature-missing", "side", side.as_str()),
    }
}

/// A size: kilobytes of a thousand bytes under a million, megabytes above. It is rounded up, so that what is one byte
/// over a limit is not told as the limit; a whole number has no decimals.
pub(super) fn weight(words: &Words, bytes: u64) -> String {
    let (key, tenths) = match bytes {
        0..1_000_000 => ("open-kilobytes", bytes.div_ceil(100)),
        _ => ("open-megabytes", bytes.div_ceil(100_000)),
    };
    let decimals = usize::from(!tenths.is_multiple_of(10));
    words.t1(key, "size", words.number(tenths as f64 / 10.0, decimals))
}

/// A number with the decimals that it has.
fn decimal(words: &Words, number: Decimal) -> String {
    let written = number.to_string();
    let decimals = written.split_once('.').map_or(0, |(_, part)| part.len());
    words.number(written.parse().expect("a decimal number is written as Rust reads it"), decimals)
}
