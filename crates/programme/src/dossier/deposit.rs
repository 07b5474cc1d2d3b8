//! What is signed and what is deposited, each written in one way only.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::Dossier;
use crate::Slug;
use crate::digest::{Digest, canonical};
use crate::form::{Form, Side, Value, Words, asked, normal};

/// The answers to the questions that are asked, in their one writing; those of one side, when one is named. An answer
/// that is wrong is kept as it was given.
pub(super) fn normal_answers(
    dossier: &Dossier,
    form: &Form,
    words: Words<'_>,
    side: Option<Side>,
) -> BTreeMap<Slug, Value> {
    let answers = dossier.values();
    let asked = asked(form, &answers);
    let sections = form.sections.iter().filter(|section| side.is_none_or(|side| section.owner == side));
    let questions = sections.flat_map(|section| &section.questions).filter(|question| asked.contains(&question.id));
    let answered = questions.filter_map(|question| {
        let value = answers.get(&question.id).filter(|value| !value.is_empty())?;
        Some((question.id.clone(), normal(question, value, words).unwrap_or_else(|_| value.clone())))
    });
    answered.collect()
}

fn as_json(answers: &BTreeMap<Slug, Value>) -> Json {
    serde_json::to_value(answers).expect("answers are texts, numbers, lists and tables with texts for keys")
}

/// What a side signs: its answers to the questions that are asked, by the revision of the form, as canonical JSON (RFC
/// 8785). The signature is of the SHA-256 of this text.
pub fn to_sign(dossier: &Dossier, form: &Form, words: Words<'_>, side: Side) -> String {
    canonical(&json!({
        "schema": "mosaique-signature-1",
        "session": dossier.session,
        "dossier": dossier.id,
        "form": form.revision,
        "side": side,
        "answers": as_json(&normal_answers(dossier, form, words, Some(side))),
    }))
}

/// What is deposited: all the answers to the questions that are asked, the letters received, the signatures, as canonical
/// JSON (RFC 8785). The receipt bears the SHA-256 of this text; the time of the deposit is in the receipt, not here. With a
/// frozen portrait, its digest is one more field, and the form of the text is `mosaique-deposit-2`; without, it is the
/// first one, to the byte: receipts given before still hold.
pub fn deposit(dossier: &Dossier, form: &Form, words: Words<'_>, portrait: Option<&Digest>) -> String {
    let letters: Vec<Json> = (dossier.letters.iter())
        .filter_map(|(id, letter)| {
            let file = &letter.received.as_ref()?.file;
            Some(json!({ "letter": id, "question": letter.question, "from": letter.from, "file": file }))
        })
        .collect();
    let signatures: Vec<Json> = (dossier.signatures.iter())
        .map(|(side, signature)| json!({ "side": side, "by": signature.by, "at": signature.at, "digest": signature.digest }))
        .collect();
    let mut text = json!({
        "schema": "mosaique-deposit-1",
        "session": dossier.session,
        "dossier": dossier.id,
        "place": dossier.place,
        "form": form.revision,
        "answers": as_json(&normal_answers(dossier, form, words, None)),
        "letters": letters,
        "signatures": signatures,
    });
    if let Some(portrait) = portrait {
        text["schema"] = "mosaique-deposit-2".into();
        text["portrait"] = json!({ "sha256": portrait });
    }
    canonical(&text)
}
