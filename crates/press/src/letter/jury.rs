//! What a jury writes: to those who are invited to sit, to those whose dossier was decided upon.

use super::{Content, Letter};
use crate::{PublicUrl, Words};

/// To somebody who is invited to sit: in the jury of which session, as what.
pub fn seat(words: &Words, url: &PublicUrl, [session, kind]: [String; 2], href: &str) -> Letter {
    let text = words.with("letter-seat-text", &[("session", session.clone()), ("kind", kind)]);
    Content::new(words, words.t1("letter-seat-subject", "session", session), vec![text])
        .action(words.t("letter-seat-action"), href.to_owned())
        .note(words.t1("letter-why-role", "site", url.as_str()))
        .print()
}

/// What a decision says to those who made a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionTold {
    /// The territory.
    pub place: String,
    /// The session.
    pub session: String,
    /// What became of the dossier, in a sentence.
    pub outcome: String,
    /// Why, and what follows, a paragraph each.
    pub paragraphs: Vec<String>,
    /// What is said of each criterion.
    pub feedback: Vec<String>,
    /// Who signs, in what capacity.
    pub signatory: String,
}

/// To somebody who made a dossier: what became of it.
pub fn decision(words: &Words, url: &PublicUrl, told: DecisionTold, href: &str) -> Letter {
    let DecisionTold { place, session, outcome, paragraphs, feedback, signatory } = told;
    let subject = words.with("letter-decision-subject", &[("place", place), ("session", session)]);
    let all = std::iter::once(outcome).chain(paragraphs).chain(feedback).chain([signatory]);
    Content::new(words, subject, all.collect())
        .action(words.t("letter-decision-action"), href.to_owned())
        .note(words.t1("letter-why-dossier", "site", url.as_str()))
        .print()
}
