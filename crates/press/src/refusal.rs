//! Why a text names no territory, in the reader's language.

use facts::CodeError;
use territory::resolve::{LineFault, MOST_FAULTS};
use territory::{Candidate, FormerKind, ResolveError};

use crate::words::Words;

/// The sentence, and the territories that may have been meant.
pub fn explain(words: &Words, error: &ResolveError) -> (String, Vec<Candidate>) {
    match error {
        ResolveError::Empty => (words.t("error-empty"), Vec::new()),
        ResolveError::TooLong { found, most } => {
            (words.with("error-too-long", &[("found", found.to_string()), ("most", most.to_string())]), Vec::new())
        }
        ResolveError::Malformed(error) => (code(words, error), Vec::new()),
        ResolveError::Unknown { asked, suggestions } => {
            (words.t1("error-unknown", "asked", asked.clone()), suggestions.clone())
        }
        ResolveError::Ambiguous { asked, candidates } => {
            (words.t1("error-ambiguous", "asked", asked.clone()), candidates.clone())
        }
        ResolveError::SeveralCodes { found } => (words.t1("error-several-codes", "found", found.clone()), Vec::new()),
        ResolveError::Former { kind, code, name, current } => {
            let name = if name.is_empty() { String::new() } else { format!("({name})") };
            let key = match kind {
                FormerKind::District => "error-district",
                FormerKind::Delegated | FormerKind::Merged => "error-former",
            };
            let sentence =
                words.with(key, &[("code", code.to_string()), ("name", name), ("holder", current.name.clone())]);
            (sentence.replace("  ", " "), vec![(**current).clone()])
        }
        ResolveError::InUnion { error } => {
            let (sentence, candidates) = explain(words, error);
            (words.t1("error-in-union", "error", sentence), candidates)
        }
        ResolveError::File(_) => (words.t("error-file"), Vec::new()),
        ResolveError::EmptyFile => (words.t("error-empty-file"), Vec::new()),
    }
}

/// One sentence a wrong line of a file of codes, `most` of them, and one that says so when there are or may be more.
pub fn lines(words: &Words, error: &ResolveError, most: usize) -> Vec<String> {
    let ResolveError::File(faults) = error else { return Vec::new() };
    let sentence = |fault: &LineFault| {
        let (mut sentence, candidates) = explain(words, &fault.error);
        if !candidates.is_empty() {
            let names: Vec<_> = candidates.iter().take(3).map(|c| format!("{} {}", c.token, c.name)).collect();
            sentence = format!("{sentence} {} {}.", words.t("error-candidates"), names.join(", "));
        }
        let place = [("line", fault.line.to_string()), ("column", fault.column.to_string()), ("error", sentence)];
        words.with("error-line", &place)
    };
    let mut sentences: Vec<String> = faults.iter().take(most).map(sentence).collect();
    // A list of nonsense is not read to its end: what was found is then not all.
    if faults.len() > most || faults.len() >= MOST_FAULTS {
        sentences.push(words.t1("error-lines-more", "shown", sentences.len().to_string()));
    }
    sentences
}

fn code(words: &Words, error: &CodeError) -> String {
    let (key, found) = match error {
        CodeError::Commune(found) => ("error-code-commune", found),
        CodeError::Departement(found) => ("error-code-departement", found),
        CodeError::Region(found) => ("error-code-region", found),
        CodeError::SirenShape(found) => ("error-code-siren", found),
        CodeError::SirenKey(found) => ("error-code-siren-key", found),
    };
    words.t1(key, "found", found.clone())
}
