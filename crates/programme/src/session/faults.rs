//! A small local session, good as it stands, and the reports that its faults give.

use super::*;

const SMALL: [(&str, &str); 9] = [
    (
        "session.toml",
        r#"id = "2026-coevrons"
title = { fr = "Atelier local", en = "Local atelier" }
theme = { fr = "Zones d'activité", en = "Activity zones" }
years = "2026"
kind = "local"
status = "laureates-named"
calendar_note = { fr = "Sans date", en = "No date" }
language_note = { fr = "Le français fait foi", en = "The French prevails" }
[provenance]
note = { fr = "Exemple", en = "Example" }
[[provenance.source]]
id = "call"
kind = "call"
name = { fr = "L'appel", en = "The call" }
note = { fr = "Tout", en = "All" }
"#,
    ),
    (
        "presentation.toml",
        r#"summary = { fr = "Un appel", en = "A call" }
paragraph = [{ fr = "Un appel.", en = "A call." }]
[ambitions]
title = { fr = "Ambitions", en = "Ambitions" }
paragraph = [{ fr = "Des ambitions.", en = "Ambitions." }]
ambition = [{ id = "spare", name = { fr = "Ménager", en = "Spare" }, text = { fr = "Ménager.", en = "Spare." } }]
[objectives]
title = { fr = "Objectifs", en = "Objectives" }
laureates = { min = 1, max = 2 }
paragraph = [{ fr = "Des objectifs.", en = "Objectives." }]
objective = [{ id = "try", name = { fr = "Essayer", en = "Try" }, text = { fr = "Essayer.", en = "Try." } }]
"#,
    ),
    (
        "rubric.toml",
        r#"note = { fr = "Grille", en = "Grid" }
weights_source = "call"
level = [
  { value = 0, name = { fr = "Non", en = "No" } },
  { value = 1, name = { fr = "Oui", en = "Yes" } },
]
[[dimension]]
id = "exemplary"
name = { fr = "Exemplaire", en = "Exemplary" }
description = { fr = "Exemplaire", en = "Exemplary" }
source = "call"
weight = 1
[[dimension.criterion]]
id = "clear"
name = { fr = "Clair", en = "Clear" }
description = { fr = "Est-ce clair ?", en = "Is it clear?" }
source = "call"
weight = 0.5
anchors_source = "call"
anchor = [{ fr = "Obscur", en = "Obscure" }, { fr = "Clair", en = "Clear" }]
"#,
    ),
    (
        "taxonomy.toml",
        r#"note = { fr = "Mots", en = "Words" }
[[axis]]
id = "value"
family = "value"
name = { fr = "Valeurs", en = "Value" }
description = { fr = "Valeurs", en = "Value" }
item = [{ id = "goods", name = { fr = "Biens", en = "Goods" } }, { id = "health", name = { fr = "Santé", en = "Health" } }]
"#,
    ),
    (
        "governance.toml",
        r#"paragraph = [{ fr = "Un pilote.", en = "A pilot." }]
body = [{ id = "jury", name = { fr = "Jury", en = "Jury" } }]
[pilot]
id = "ddt"
kind = "devolved-service"
name = { fr = "La DDT", en = "The DDT" }
role = { fr = "Pilote", en = "Pilot" }
[[partner]]
id = "cerema"
kind = "public-agency"
acronym = "Cerema"
name = { fr = "Le Cerema", en = "The Cerema" }
role = { fr = "Partenaire", en = "Partner" }
sits_in = ["jury"]
[[expert]]
id = "utt"
kind = "university"
name = { fr = "L'UTT", en = "The UTT" }
role = { fr = "Expert", en = "Expert" }
"#,
    ),
    (
        "stages.toml",
        r#"note = { fr = "Étapes", en = "Stages" }
[follow_up]
description = { fr = "Suivi", en = "Follow-up" }
pilot = "ddt"
means = [{ fr = "Séminaires", en = "Seminars" }]
[[stage]]
id = "issues"
order = 1
name = { fr = "Enjeux", en = "Issues" }
description = { fr = "Enjeux", en = "Issues" }
source = "call"
[[stage.publication]]
id = "issues-document"
kind = "document"
name = { fr = "Enjeux", en = "Issues" }
status = "published"
on = "2026-03-01"
address = "https://example.org/enjeux"
"#,
    ),
    (
        "application.toml",
        r#"note = { fr = "Candidature", en = "Application" }
paragraph = [{ fr = "Un dossier.", en = "A dossier." }]
[[document]]
id = "form"
kind = "form"
name = { fr = "Dossier", en = "Dossier" }
description = { fr = "À remplir", en = "To be filled in" }
[form]
source = "call"
note = { fr = "Formulaire", en = "Form" }
personal_data = { fr = "Rien n'est publié", en = "Nothing is published" }
[[form.section]]
id = "project"
name = { fr = "Le projet", en = "The project" }
question = [
  { id = "name", kind = "line", label = { fr = "Nom", en = "Name" } },
  { id = "story", kind = "text", length = 500, label = { fr = "Récit", en = "Story" } },
  { id = "values", kind = "words", axis = "value", label = { fr = "Valeurs", en = "Value" } },
]
"#,
    ),
    (
        "laureates.toml",
        r#"[[laureate]]
id = "coevrons"
name = { fr = "Coëvrons", en = "Coëvrons" }
bearer = [{ kind = "communaute-communes", siren = "200033298", name = { fr = "Coëvrons", en = "Coëvrons" } }]
region = { code = "52", name = "Pays de la Loire" }
departement = [{ code = "53", name = "Mayenne" }]
state_service = [{ departement = "53", name = { fr = "DDT de la Mayenne", en = "DDT of Mayenne" } }]
epci = [{ siren = "200033298", name = "CC des Coëvrons", communes = 29 }]
check = { map = "2026", communes = 29, population = 26585, source = "call" }
[[laureate]]
id = "angouleme"
name = { fr = "Angoulême", en = "Angoulême" }
bearer = [{ kind = "commune", commune = "16015", name = { fr = "Angoulême", en = "Angoulême" } }]
region = { code = "75", name = "Nouvelle-Aquitaine" }
departement = [{ code = "16", name = "Charente" }]
state_service = [{ departement = "16", name = { fr = "DDT de la Charente", en = "DDT of Charente" } }]
communes = ["16015"]
themes = ["health"]
check = { map = "2026", communes = 1, population = 41908, source = "call" }
"#,
    ),
    (
        "news.toml",
        r#"[[item]]
id = "first-meeting"
on = "2026-09-01"
kind = "event"
title = { fr = "Première rencontre", en = "First meeting" }
text = { fr = "On se voit.", en = "We meet." }
source = "call"
themes = ["goods"]
event = { start = "2026-10-05T09:30", end = "2026-10-05T17:00", zone = "Europe/Paris", place = { fr = "Évron", en = "Évron" } }
[[item]]
id = "opening"
on = "2026-02-01"
updated = "2026-02-03"
kind = "news"
title = { fr = "Ouverture", en = "Opening" }
text = { fr = "C'est ouvert.", en = "It is open." }
address = "https://example.org/"
source = "call"
"#,
    ),
];

/// What is told when `changes` (file, what is written, what is put instead) are made to the small session.
fn told_after(changes: &[(&str, &str, &str)]) -> String {
    let mut texts = SMALL.map(|(name, text)| (name, text.to_owned()));
    for (name, from, to) in changes {
        let (_, text) = texts.iter_mut().find(|(known, _)| known == name).unwrap();
        assert!(text.contains(from), "{name} has no {from}");
        *text = text.replacen(from, to, 1);
    }
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let problems = Session::read(&files).err().unwrap_or_default();
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_local_session_is_files_like_a_national_one() {
    assert_eq!(told_after(&[]), "");
    let session = Session::read(&SMALL).unwrap();
    assert_eq!(session.identity.kind, ProgrammeKind::Local);
    assert_eq!(session.laureate("angouleme").unwrap().themes[0].as_str(), "health");
    assert!(session.stages.publications().all(|(_, publication)| publication.release != Release::Awaited));
}

#[test]
fn faults_of_every_file_are_told_in_one_report() {
    insta::assert_snapshot!(told_after(&[
        ("session.toml", "kind = \"local\"", "kind = \"regional\""),
        ("session.toml", "status =", "statut ="),
        ("session.toml", "years = \"2026\"", "years = \"2026-01-01\""),
        ("presentation.toml", "min = 1", "min = 3"),
        ("rubric.toml", "weights_source = \"call\"", "weights_source = \"jury\""),
        ("rubric.toml", "value = 1", "value = 2"),
        ("rubric.toml", "weight = 0.5", "weight = 0"),
        ("rubric.toml", ", { fr = \"Clair\", en = \"Clear\" }]", "]"),
        ("taxonomy.toml", "id = \"health\"", "id = \"goods\""),
        ("governance.toml", "acronym =", "acronim ="),
        ("governance.toml", "sits_in = [\"jury\"]", "sits_in = [\"juri\", \"Le jury\"]"),
        ("stages.toml", "pilot = \"ddt\"", "pilot = \"dtt\""),
        ("stages.toml", "order = 1", "order = 2"),
        ("stages.toml", "https://", "ftp://"),
        ("application.toml", "kind = \"form\"", "kind = 3"),
        ("laureates.toml", "siren = \"200033298\", name = \"CC", "siren = \"200033299\", name = \"CC"),
    ]), @r#"
    application.toml:5:8: document[1].kind: 3 found, expected a text
    governance.toml:11:1: partner[1].acronim: unknown field, did you mean "acronym"?
    governance.toml:14:11: partner[1].sits_in: "Le jury" is not a short name: expected at most 60 small letters, digits and single hyphens (rives-du-rhone)
    governance.toml:14:11: partner[1].sits_in: "juri" names no body, expected one of jury
    laureates.toml:8:19: laureate[1].epci[1].siren: "200033299" is not a SIREN: its control key is wrong, a digit was probably mistyped
    laureates.toml:18:10: laureate[2].themes: "health" names no item of taxonomy.toml, expected one of goods
    presentation.toml:9:30: objectives.laureates.max: 2 found, expected 3 or more: the least is 3
    rubric.toml:2:18: weights_source: "jury" names no source of session.toml, expected one of call
    rubric.toml:5:13: level[2].value: levels are written in order, expected 1 here
    rubric.toml:18:10: dimension[1].criterion[1].weight: 0 found, expected a weight from 0.001 to 1000
    rubric.toml:20:10: dimension[1].criterion[1].anchor: 1 anchor(s) found, expected one per level: 2
    session.toml:1:1: status: missing field
    session.toml:4:9: years: 2026-01-01 found, expected a year or a span of years
    session.toml:5:8: kind: "regional" found, expected one of national, local, flash
    session.toml:6:1: statut: unknown field, did you mean "status"?
    stages.toml:4:9: follow_up.pilot: "dtt" names no organisation of governance.toml, expected one of ddt, cerema, utt
    stages.toml:8:9: stage[1].order: 2 found, expected 1: stages are written in order, from 1
    stages.toml:18:11: stage[1].publication[1].address: expected an address that begins with https://
    taxonomy.toml:7:73: axis[1].item[2].id: "goods" is already the id of another item of taxonomy.toml, expected one of its own
    "#);
}

#[test]
fn a_laureate_without_communes_or_without_a_service_of_the_state_is_told() {
    insta::assert_snapshot!(told_after(&[
        ("laureates.toml", "communes = [\"16015\"]\n", ""),
        ("laureates.toml", "state_service = [{ departement = \"16\", name = { fr = \"DDT de la Charente\", en = \"DDT of Charente\" } }]\n", ""),
        ("laureates.toml", "themes = [\"health\"]", "themes = [\"symbiosis\", \"goods\", \"goods\"]"),
        ("laureates.toml", "id = \"angouleme\"", "id = \"coevrons\""),
        ("laureates.toml", "state_service = [{ departement = \"53\"", "state_service = [{ departement = \"16\""),
    ]), @r#"
    laureates.toml:7:34: laureate[1].state_service[1].departement: "16" is not a département of the laureate
    laureates.toml:10:1: laureate[2].epci: no EPCI and no commune found, expected at least one of either
    laureates.toml:10:1: laureate[2].state_service: missing field
    laureates.toml:11:6: laureate[2].id: "coevrons" is already the id of another laureate, expected one of its own
    laureates.toml:16:10: laureate[2].themes: "goods" is written twice, expected once
    laureates.toml:16:10: laureate[2].themes: "symbiosis" names no item of taxonomy.toml, expected one of goods, health
    "#);
}

#[test]
fn texts_and_publications_name_words_of_the_taxonomy_only() {
    let naming = |items: &str| {
        told_after(&[
            ("presentation.toml", "\n[ambitions]", &format!("\nitems = [{items}]\n[ambitions]")),
            ("presentation.toml", "laureates = {", &format!("items = [{items}]\nlaureates = {{")),
            ("presentation.toml", "objective = [{ ", &format!("objective = [{{ items = [{items}], ")),
            ("stages.toml", "status = ", &format!("items = [{items}]\nstatus = ")),
        ])
    };
    assert_eq!(naming("\"goods\", \"health\""), "");
    insta::assert_snapshot!(naming("\"good\""), @r#"
    presentation.toml:3:9: items: "good" names no item of taxonomy.toml, expected one of goods, health
    presentation.toml:10:9: objectives.items: "good" names no item of taxonomy.toml, expected one of goods, health
    presentation.toml:13:24: objectives.objective[1].items: "good" names no item of taxonomy.toml, expected one of goods, health
    stages.toml:16:9: stage[1].publication[1].items: "good" names no item of taxonomy.toml, expected one of goods, health
    "#);
}

#[test]
fn a_perimeter_is_counted_and_held_by_one_laureate_only() {
    insta::assert_snapshot!(told_after(&[
        ("laureates.toml", "check = { map = \"2026\", communes = 29", "check = { map = \"2026\", communes = 30"),
        ("laureates.toml", "communes = [\"16015\"]", "communes = [\"16015\", \"53130\"]\nepci = [{ siren = \"200033298\", name = \"CC\", communes = 29 }]"),
    ]), @r#"
    laureates.toml:9:36: laureate[1].check.communes: 30 found, expected 29: the sum over the perimeter
    laureates.toml:17:12: laureate[2].communes: "53130" is not in a département of the laureate
    laureates.toml:18:19: laureate[2].epci[1].siren: 200033298 is already in the perimeter of a laureate, expected once
    laureates.toml:20:36: laureate[2].check.communes: 1 found, expected 31: the sum over the perimeter
    "#);
}

#[test]
fn a_commune_that_cannot_be_read_does_not_hide_the_epci() {
    insta::assert_snapshot!(told_after(&[
        ("laureates.toml", "communes = [\"16015\"]", "communes = [\"1601\", \"16015\", \"16015\"]\nepci = [{ siren = \"200071827\", name = \"CA\" }]"),
    ]), @r#"
    laureates.toml:17:12: laureate[2].communes: "1601" is not a commune code: expected two digits, 2A or 2B, then three digits (16015, 2A004, 97411)
    laureates.toml:17:12: laureate[2].communes: "16015" is written twice, expected once
    laureates.toml:18:9: laureate[2].epci[1].communes: missing field
    "#);
}

#[test]
fn what_is_awaited_has_neither_date_nor_address() {
    insta::assert_snapshot!(told_after(&[("stages.toml", "status = \"published\"", "status = \"awaited\"")]), @r#"
    stages.toml:17:6: stage[1].publication[1].on: found for something awaited, expected only once it is published
    stages.toml:18:11: stage[1].publication[1].address: found for something awaited, expected only once it is published
    "#);
}

#[test]
fn what_is_published_says_when_and_where() {
    insta::assert_snapshot!(told_after(&[
        ("stages.toml", "on = \"2026-03-01\"\naddress = \"https://example.org/enjeux\"\n", ""),
    ]), @r#"
    stages.toml:12:1: stage[1].publication[1].address: missing field
    stages.toml:12:1: stage[1].publication[1].on: missing field
    "#);
}

#[test]
fn what_is_made_known_is_told_newest_first_with_the_publications_of_the_stages() {
    let told: Vec<(String, String, &str, bool)> = (Session::read(&SMALL).unwrap().announcements().iter())
        .map(|item| (item.on.to_string(), item.id.to_string(), item.kind.as_str(), item.meeting.is_some()))
        .collect();
    let expected = [
        ("2026-09-01", "first-meeting", "event", true),
        ("2026-03-01", "issues-document", "publication", false),
        ("2026-02-01", "opening", "news", false),
    ];
    assert_eq!(told, expected.map(|(on, id, kind, meeting)| (on.to_owned(), id.to_owned(), kind, meeting)));
    let by_year = SMALL.map(|(name, text)| (name, text.replace("on = \"2026-03-01\"", "on = \"2026\"")));
    let by_year: Vec<(&str, &str)> = by_year.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_eq!(Session::read(&by_year).unwrap().announcements().len(), 2, "a publication without a day is no news");
}

#[test]
fn news_without_a_file_is_no_news() {
    assert_eq!(Session::read(&SMALL[..8]).unwrap().news, News::default());
}

#[test]
fn faults_of_the_news_are_told_with_their_place() {
    insta::assert_snapshot!(told_after(&[
        ("news.toml", "id = \"first-meeting\"", "id = \"issues-document\""),
        ("news.toml", "2026-10-05T09:30", "2026-10-05T18:30"),
        ("news.toml", "Europe/Paris", "Europe/London"),
        ("news.toml", "[\"goods\"]", "[\"wealth\"]"),
        ("news.toml", "on = \"2026-02-01\"", "on = \"2026-02-30\""),
        ("news.toml", "kind = \"news\"", "kind = \"news\"\nevent = { place = 1 }"),
        ("news.toml", "https://", "http://"),
    ]), @r#"
    news.toml:2:6: item[1].id: "issues-document" is already the id of another publication or news, expected one of its own
    news.toml:8:10: item[1].themes: "wealth" names no item of taxonomy.toml, expected one of goods, health
    news.toml:9:45: item[1].event.end: 2026-10-05T17:00 found, expected later than 2026-10-05T18:30
    news.toml:9:72: item[1].event.zone: "Europe/London" found, expected one of Europe/Paris, America/Guadeloupe, America/Martinique, America/St_Barthelemy, America/Marigot, America/Cayenne, America/Miquelon, Indian/Reunion, Indian/Mayotte, Pacific/Noumea, Pacific/Tahiti, Pacific/Wallis
    news.toml:12:6: item[2].on: "2026-02-30" is not a day: expected a day that exists, as 2026-10-05
    news.toml:15:9: item[2].event: found for something that is no event, expected only with kind = "event"
    news.toml:18:11: item[2].address: expected an address that begins with https://
    "#);
}

#[test]
fn the_number_of_laureates_is_within_the_bounds_of_the_call() {
    insta::assert_snapshot!(told_after(&[("presentation.toml", "min = 1, max = 2", "min = 5, max = 6")]), @r#"
    laureates.toml:1:1: laureate: 2 laureate(s) found, expected 5 to 6, as the call says
    "#);
}

#[test]
fn a_fault_of_syntax_is_told_with_the_faults_of_the_other_files() {
    insta::assert_snapshot!(told_after(&[
        ("application.toml", "id = \"form\"", "id = "),
        ("stages.toml", "order = 1", "order = 0"),
    ]), @r#"
    application.toml:4:6: not TOML: string values must be quoted, expected literal string
    application.toml:4:6: document[1].id: empty text, expected words
    stages.toml:8:9: stage[1].order: 0 found, expected 1: stages are written in order, from 1
    "#);
}

#[test]
fn a_question_says_how_it_is_answered() {
    insta::assert_snapshot!(told_after(&[
        ("application.toml", "kind = \"line\"", "kind = \"lign\""),
        ("application.toml", "length = 500", "length = 50000"),
        ("application.toml", "axis = \"value\"", "axis = \"values\""),
        ("application.toml", "source = \"call\"", "source = \"jury\""),
    ]), @r#"
    application.toml:9:10: form.source: "jury" names no source of session.toml, expected one of call
    application.toml:16:25: form.section[1].question[1].kind: "lign" found, expected one of line, text, words, criteria, choice, yes-no, number, date, email, phone, siren, siret, territory, perimeter, enclosure, letter, signature
    application.toml:17:43: form.section[1].question[2].length: 50000 found, expected from 1 to 20000 characters
    application.toml:18:43: form.section[1].question[3].axis: "values" names no axis, expected one of value
    "#);
    insta::assert_snapshot!(told_after(&[
        ("application.toml", "id = \"story\", kind = \"text\"", "id = \"name\", kind = \"line\""),
        ("application.toml", ", axis = \"value\"", ""),
    ]), @r#"
    application.toml:17:10: form.section[1].question[2].id: "name" is already the id of another question of the form, expected one of its own
    application.toml:17:33: form.section[1].question[2].length: unknown field
    application.toml:18:3: form.section[1].question[3].axis: missing field
    "#);
}

#[test]
fn every_fault_of_a_condition_and_of_a_kind_is_told() {
    let form = |questions: &str| {
        let questions = format!("question = [\n{questions}  {{ id = \"name\", kind");
        told_after(&[("application.toml", "question = [\n  { id = \"name\", kind", &questions)])
    };
    let label = "label = { fr = \"Q\", en = \"Q\" }";
    let question = |id: &str, rest: &str| format!("  {{ id = \"{id}\", {rest}, {label} }},\n");
    let good = [
        question("here", "kind = \"yes-no\", required = true"),
        question("where", "kind = \"line\", when = { question = \"here\", is = \"no\" }"),
        question(
            "both",
            "kind = \"date\", when = { all = [{ question = \"values\", has = \"goods\" }, { not = { question = \"where\", answered = true } }] }",
        ),
        question("many", "kind = \"number\", least = -1, most = 2.5, unit = { fr = \"ha\", en = \"ha\" }"),
        question("map", "kind = \"enclosure\", types = [\"pdf\", \"png\"], megabytes = 5, files = 2"),
        question("asked", "kind = \"letter\", letter = \"support\", from = \"prefect\""),
    ];
    assert_eq!(form(&good.concat()), "");
    insta::assert_snapshot!(form(&[
        question("a", "kind = \"choice\", option = [{ id = \"x\", name = { fr = \"x\", en = \"x\" } }]"),
        question("b", "kind = \"number\", least = 3, most = 2, personal = true, public = true"),
        question("c", "kind = \"enclosure\", types = [\"exe\", \"pdf\", \"pdf\"], megabytes = 51, files = 0"),
        question("d", "kind = \"letter\", letter = \"praise\", from = \"mayor\""),
        question("e", "kind = \"line\", when = { question = \"name\" }"),
        question("f", "kind = \"line\", when = { question = \"name\", is = \"x\", all = [] }"),
        question("g", "kind = \"line\", when = { question = \"values\", has = \"wealth\" }"),
        question("h", "kind = \"email\", require = true"),
    ].concat()), @r#"
    application.toml:16:41: form.section[1].question[1].option: 1 option found, expected 2 or more
    application.toml:17:50: form.section[1].question[2].most: 2 found, expected 3 or more: the least is 3
    application.toml:17:79: form.section[1].question[2].public: found with personal = true, expected one of them: personal data are not published
    application.toml:18:43: form.section[1].question[3].types: "exe" found, expected one of pdf, png, jpeg, odt, ods, docx, xlsx, csv, geojson
    application.toml:18:43: form.section[1].question[3].types: "pdf" is written twice, expected once
    application.toml:18:78: form.section[1].question[3].megabytes: 51 found, expected from 1 to 50 megabytes
    application.toml:18:90: form.section[1].question[3].files: 0 found, expected from 1 to 20 documents
    application.toml:19:41: form.section[1].question[4].letter: "praise" found, expected one of support, commitment
    application.toml:19:58: form.section[1].question[4].from: "mayor" found, expected one of collectivite, prefect, state-service, partner
    application.toml:20:50: form.section[1].question[5].when.question: found without a test or with several, expected one of is, has, answered
    application.toml:21:50: form.section[1].question[6].when.question: found no condition or several, expected one of question, all, any, not
    application.toml:22:66: form.section[1].question[7].when.has: "wealth" names no item of taxonomy.toml, expected one of goods, health
    application.toml:23:31: form.section[1].question[8].require: unknown field, did you mean "required"?
    "#);
    insta::assert_snapshot!(form(&[
        question("a", "kind = \"yes-no\", when = { question = \"c\", is = \"yes\" }"),
        question("b", "kind = \"yes-no\", when = { question = \"a\", is = \"yes\" }"),
        question("c", "kind = \"yes-no\", when = { any = [{ question = \"b\", is = \"no\" }, { question = \"c\", answered = true }] }"),
        question("d", "kind = \"line\", when = { question = \"nobody\", is = \"yes\" }"),
        question("e", "kind = \"line\", when = { question = \"name\", is = \"yes\" }"),
        question("f", "kind = \"line\", when = { question = \"a\", is = \"perhaps\" }"),
        question("g", "kind = \"line\", when = { question = \"a\", has = \"goods\" }"),
    ].concat()), @r#"
    application.toml:16:39: form.section[1].question[1].when: the condition depends on itself: a → c → b → a
    application.toml:17:39: form.section[1].question[2].when: the condition depends on itself: b → a → c → b
    application.toml:18:39: form.section[1].question[3].when: the condition depends on itself: c → c
    application.toml:19:37: form.section[1].question[4].when: "nobody" names no question of the form
    application.toml:20:37: form.section[1].question[5].when: "name" is of kind line, expected choice or yes-no for a condition with "is"
    application.toml:21:37: form.section[1].question[6].when: "perhaps" is no answer to "a", expected one of its answers
    application.toml:22:37: form.section[1].question[7].when: "a" is of kind yes-no, expected words for a condition with "has"
    "#);
}

#[test]
fn a_session_changes_lines_of_the_table_of_rights_within_bounds() {
    let rights = |text: &str| {
        let mut files = SMALL.to_vec();
        files.push(("rights.toml", text));
        Session::read(&files)
            .map(|session| session.rights)
            .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    };
    let less = "[[line]]\nroles = [\"expert\"]\nrelation = \"everybody\"\nrights = [\"see-list\"]\ndeny = true\n";
    let view = |rights: &Rights| rights.view_in(crate::role::Role::Expert, crate::call::Phase::Scoring);
    let (changed, usual) = (rights(less).unwrap(), Rights::default());
    let see_list = |rights: &Rights| view(rights).has(crate::role::Right::SeeList, crate::role::Relation::Everybody);
    assert!(see_list(&usual) && !see_list(&changed));
    let every_right: Vec<&str> = crate::role::Right::CHOICES.iter().map(|(name, _)| *name).collect();
    let every_right = every_right.join(", ");
    insta::assert_snapshot!(rights(
        r#"[[line]]
roles = ["public", "expert"]
relation = "everybody"
drafts = true
phases = ["scoring", "score"]
rights = ["see-comments", "see-content", "see-contents"]
[[line]]
roles = ["juror"]
relation = "own"
rights = ["submit"]
[[line]]
roles = ["pilot"]
relation = "any"
rights = []
"#,
    ).map_err(|told| told.replace(&every_right, "(every right)")).unwrap_err(), @r#"
    rights.toml:1:1: line: "juror" makes no dossier, expected no line of relation "own" for it
    rights.toml:1:1: line: "see-comments" is given to "expert", expected only those whose act it is
    rights.toml:1:1: line: "see-comments" is given to "public", expected only those whose act it is
    rights.toml:1:1: line: "see-comments" of drafts is given to the public, expected nothing of drafts
    rights.toml:1:1: line: "see-content" is given to "expert" and not to the pilot, expected no more than the pilot has
    rights.toml:1:1: line: "see-content" of drafts is given to the public, expected nothing of drafts
    rights.toml:5:10: line[1].phases: "score" found, expected one of preparation, open, instruction, scoring, deliberation, decision, published
    rights.toml:6:10: line[1].rights: "see-contents" found, expected one of (every right)
    rights.toml:13:12: line[3].relation: "any" found, expected one of everybody, territory, assigned, own
    rights.toml:14:10: line[3].rights: empty list, expected at least one name
    "#);
}
