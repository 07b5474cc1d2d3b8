//! Answers of strangers to a form that has every kind of question: whatever was typed, it is said what each question lacks,
//! and an answer in its one writing stays as it is.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use programme::form::{Given, Value, Words, asked, check};
use programme::{Session, Slug};

static SESSION: LazyLock<Session> = LazyLock::new(|| {
    let files = [
        ("session.toml", include_str!("../../sessions/demonstration/session.toml")),
        ("presentation.toml", include_str!("../../sessions/demonstration/presentation.toml")),
        ("rubric.toml", include_str!("../../sessions/demonstration/rubric.toml")),
        ("taxonomy.toml", include_str!("../../sessions/demonstration/taxonomy.toml")),
        ("application.toml", include_str!("../../sessions/demonstration/application.toml")),
        ("stages.toml", include_str!("../../sessions/demonstration/stages.toml")),
        ("governance.toml", include_str!("../../sessions/demonstration/governance.toml")),
        ("call.toml", include_str!("../../sessions/demonstration/call.toml")),
    ];
    Session::read(&files).unwrap()
});

libfuzzer_sys::fuzz_target!(|text: &str| {
    let session = &*SESSION;
    let form = &session.application.form;
    // A line, or a text, of whatever was typed, in every question.
    let typed = |text: &str| form.questions().map(|q| (q.id.clone(), Value::text(text.to_owned()))).collect();
    let answers: BTreeMap<Slug, Value> = serde_json::from_str(text).unwrap_or_else(|_| typed(text));
    let words = Words { taxonomy: &session.taxonomy, rubric: &session.rubric };
    let questions = asked(form, &answers);
    assert!(questions.iter().all(|id| form.question(id).is_some()));
    let given = Given { answers, ..Given::default() };
    let told = check(form, &given, words);
    assert_eq!(told.sections.len(), form.sections.len());
    assert_eq!(told, check(form, &given, words));
});
