//! The dossiers of a session as a file: those that one may take out, with the answers that one may read, as they were
//! deposited.

use axum::Router;
use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use facts::Lang;
use press::table::{Table, TableCell, TableColumn, TableFormat};
use press::{Links, telling};
use programme::dossier::Dossier;
use programme::form::{Answer, Question, Value};
use programme::role::Right;
use store::people::Entered;

use super::Desk;
use super::applicant::communes;
use crate::web::desk::Member;
use crate::web::error::Failure;
use crate::web::headers::private;
use crate::web::{State, work};

/// A route for each form of file.
pub fn routes(lang: Lang) -> Router<State> {
    TableFormat::ALL.into_iter().fold(Router::new(), |router, format| {
        let at = Links::DossiersExport("{id}".into(), format.suffix().into()).path(lang);
        let file = move |Extract(state): Extract<State>, Member(entered): Member, Path(id): Path<String>| async move {
            let written = written(&state, lang, &entered, &id, format).await;
            written.unwrap_or_else(|failure| failure.page(&state, lang))
        };
        router.route(&at.replace("%7B", "{").replace("%7D", "}"), get(file))
    })
}

async fn written(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    format: TableFormat,
) -> Result<Response, Failure> {
    let desk = Desk::of(state, lang, entered, id).await?;
    if !desk.instructs() {
        return Err(Failure::NotFound);
    }
    let dossiers = state.0.store.dossiers().of_session(id).await.map_err(Failure::internal)?;
    let desk = desk.reading_forms_of(&dossiers).await?;
    let taken: Vec<&Dossier> = dossiers.iter().filter(|dossier| desk.may(Right::Export, dossier)).collect();
    let mut leads = Vec::new();
    for dossier in &taken {
        let names = desk.names(dossier).await?;
        leads.push(dossier.people.keys().map(|person| names.of(person)).collect::<Vec<_>>());
    }
    let (words, table) = (desk.words, table(&desk, &taken, leads));
    let bytes = work(move || table.write(words, format)).await?;
    let day: String = desk.now.to_string().chars().take(10).collect();
    let named = format!("attachment; filename=\"{}-{id}-{day}.{}\"", words.t("path-dossiers"), format.suffix());
    let headers = [(header::CONTENT_TYPE, format.media_type().to_owned()), (header::CONTENT_DISPOSITION, named)];
    Ok(private(StatusCode::OK, (headers, bytes).into_response()))
}

/// A row a dossier: where it is, then a column for each question of the form of today, then of those before that some answer.
fn table(desk: &Desk<'_>, dossiers: &[&Dossier], people: Vec<Vec<String>>) -> Table {
    let words = desk.words;
    let column = |name: &str, key: &str| TableColumn { name: name.to_owned(), words: words.t(key) };
    let mut columns = vec![
        column("dossier", "export-dossier"),
        column("territory", "dossiers-territory"),
        column("departements", "call-field-departements"),
        column("regions", "call-field-regions"),
        column("state", "dossiers-state"),
        column("inner_state", "dossiers-inner"),
        column("begun_at", "export-begun"),
        column("deposited_at", "export-deposited"),
        column("late", "export-late"),
        column("digest", "export-digest"),
        column("people", "dossier-people-title"),
        column("communes", "export-communes"),
        column("commune_codes", "export-commune-codes"),
        column("rules_not_met", "export-rules"),
    ];
    let mut questions: Vec<&Question> = Vec::new();
    for question in std::iter::once(desk.rules.form()).chain(desk.rules.earlier).flat_map(|form| form.questions()) {
        if question.answer != Answer::Signature && !questions.iter().any(|known| known.id == question.id) {
            questions.push(question);
        }
    }
    columns
        .extend(questions.iter().map(|q| TableColumn { name: format!("answer_{}", q.id), words: words.say(&q.label) }));
    let all: Vec<Dossier> = dossiers.iter().map(|dossier| (*dossier).clone()).collect();
    let rows = dossiers.iter().zip(people).map(|(dossier, people)| row(desk, dossier, people, &questions, &all));
    let made_up = desk.made_up();
    Table {
        title: words.t1("export-title", "session", words.say(&desk.session.identity.title)),
        made_at: desk.now.to_string(),
        notes: made_up.into_iter().chain([words.t("export-note")]).collect(),
        rows: rows.collect(),
        columns,
    }
}

fn row(
    desk: &Desk<'_>,
    dossier: &Dossier,
    people: Vec<String>,
    questions: &[&Question],
    all: &[Dossier],
) -> Vec<TableCell> {
    let words = desk.words;
    let text = |text: String| if text.is_empty() { TableCell::Empty } else { TableCell::Text(text) };
    let deposit = dossier.last_deposit();
    let codes = deposit.map(|deposit| communes(&deposit.answers)).unwrap_or_default();
    let sees_inside = desk.may(Right::SeeInternalLabel, dossier);
    let rules = desk.ineligible(dossier, all);
    let mut cells = vec![
        text(dossier.id.to_string()),
        text(dossier.place.name.clone()),
        TableCell::List(dossier.place.departements.iter().map(ToString::to_string).collect()),
        TableCell::List(dossier.place.regions.iter().map(ToString::to_string).collect()),
        text(telling::public_label(words, desk.label(dossier))),
        if sees_inside { text(telling::internal_label(words, dossier.internal_label())) } else { TableCell::Empty },
        text(dossier.created.to_string()),
        deposit.map_or(TableCell::Empty, |deposit| text(deposit.at.to_string())),
        deposit.map_or(TableCell::Empty, |deposit| TableCell::Flag(deposit.late)),
        deposit.map_or(TableCell::Empty, |deposit| text(deposit.digest.as_str().to_owned())),
        if desk.may(Right::SeeNames, dossier) { TableCell::List(people) } else { TableCell::Empty },
        TableCell::Whole(codes.len() as i64),
        TableCell::List(codes.iter().map(ToString::to_string).collect()),
        TableCell::List(rules.iter().map(|rule| telling::ineligible(words, rule)).collect()),
    ];
    let may_read = |question: &Question| {
        desk.may(Right::SeeContent, dossier) && (!question.personal || desk.may(Right::SeePersonal, dossier))
    };
    // As the form asked it that the dossier answers.
    let form = desk.form(dossier);
    cells.extend(questions.iter().map(|question| {
        let question = form.question(&question.id).map_or(*question, |(_, asked)| asked);
        let value = deposit.and_then(|deposit| deposit.answers.get(&question.id));
        match value.filter(|_| may_read(question)) {
            None => TableCell::Empty,
            Some(Value::YesNo { yes }) => TableCell::Flag(*yes),
            Some(Value::Text { text: typed }) if matches!(question.answer, Answer::Number { .. }) => {
                typed.trim().parse().map_or_else(|_| text(typed.clone()), TableCell::Whole)
            }
            Some(value) => text(desk.in_words(question, Some(value))),
        }
    }));
    cells
}

#[cfg(test)]
mod tests {
    use programme::role::Role;

    use crate::web::desk::dossiers::tests::{deposited, deposited_in};

    const AT: &str = "/fr/sessions/demonstration/instruction";

    #[tokio::test]
    async fn who_instructs_sees_where_dossiers_are_and_takes_them_out_and_others_find_nothing() {
        let (desk, lead, dossier) = deposited().await;
        desk.give_in("demonstration", "ines@exemple.fr", Role::Instructor, &[]).await;
        desk.give_in("demonstration", "jade@exemple.fr", Role::Juror, &[]).await;
        let (instructor, juror) = (desk.enter("ines@exemple.fr").await, desk.enter("jade@exemple.fr").await);
        let page = desk.get(AT, &instructor).await;
        assert_eq!(page.status, axum::http::StatusCode::OK);
        assert!(page.text.contains(&format!("href=\"{dossier}\"")), "{}", page.text);
        assert!(page.text.contains("Charente"), "the département is on the map and in the table");
        let json = desk.get(&format!("{AT}/dossiers.json"), &instructor).await;
        let table: serde_json::Value = serde_json::from_str(&json.text).unwrap();
        let row = &table["rows"][0];
        assert_eq!(row["territory"], "Angoulême");
        assert_eq!((row["late"].as_bool(), row["inner_state"].as_str()), (Some(false), Some("Déposé")));
        assert!(row["communes"].as_i64().unwrap() > 1, "{row}");
        assert!(row["digest"].as_str().unwrap().len() == 64);
        let csv = desk.get(&format!("{AT}/dossiers.csv"), &instructor).await;
        assert!(csv.text.lines().next().unwrap().starts_with("dossier,territory,"), "{}", csv.text);
        assert!(csv.header("content-disposition").contains("dossiers-demonstration-2026-12-01.csv"));
        let nowhere = desk.get("/fr/sessions/none/instruction", &lead).await;
        for cookie in [&lead, &juror] {
            for path in [AT.to_owned(), format!("{AT}/dossiers.csv"), format!("{AT}/dossiers.xlsx")] {
                let hidden = desk.get(&path, cookie).await;
                assert_eq!((hidden.status.as_u16(), hidden.text.len()), (404, nowhere.text.len()), "{path}");
            }
        }
        assert_eq!(desk.get(&format!("{AT}/dossiers.ods"), &instructor).await.status.as_u16(), 404);
    }

    #[tokio::test]
    async fn an_answer_to_a_question_that_a_later_form_has_no_more_is_still_taken_out() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/demonstration");
        let instance = crate::instance::Instance::open(None, &[folder]).unwrap();
        let (desk, _, _) = deposited_in(instance).await;
        desk.give_in("demonstration", "alix@exemple.fr", Role::Pilot, &[]).await;
        let pilot = desk.enter("alix@exemple.fr").await;
        let removed = desk
            .post("/fr/sessions/demonstration/pilotage/questions", &pilot, "act=remove&question=summary&seen=")
            .await;
        assert_eq!(removed.status.as_u16(), 303, "{}", removed.text);
        let draft = "/fr/sessions/demonstration/pilotage/projet";
        let page = desk.get(draft, &pilot).await.text;
        let seen = page.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().replace(':', "%3A");
        let published = desk.post(draft, &pilot, &format!("act=publish&seen={seen}&reason=x")).await;
        assert_eq!(published.status.as_u16(), 303, "{}", published.text);
        let json = desk.get(&format!("{AT}/dossiers.json"), &pilot).await;
        let table: serde_json::Value = serde_json::from_str(&json.text).unwrap();
        assert_eq!(table["rows"][0]["answer_summary"], "Un quartier où l'on travaille et où l'on habite.");
    }
}
