//! A session in the shape of Aides-territoires, so that the call can be listed where local authorities look for support.
//!
//! The fields are those that its public interface answers with under `/api/aids/`, in its order (MTES-MCT,
//! aides-territoires-symfony, `src/Controller/Api/Aid/AidController.php`, `getResultsSpe`). What the files of a session do
//! not say is null, or an empty list; nothing is guessed.

use facts::Lang;
use programme::Session;
use programme::session::ProgrammeKind;
use serde_json::{Value, json};

use crate::links::{Links, SessionPart};
use crate::words::Words;

/// The call of a session. `base` is scheme and host of the site, for its addresses.
pub fn aid(session: &Session, lang: Lang, base: &str) -> Value {
    let words = Words::of(lang);
    let paragraphs = |texts: &[facts::Localised]| -> String {
        texts.iter().map(|text| format!("<p>{}</p>", crate::chart::escape(&words.say(text)))).collect()
    };
    let pilot = &session.governance.pilot;
    let address = |kind| {
        let documents = session.application.documents.iter();
        documents.filter(|document| document.kind == kind).find_map(|document| document.address.clone())
    };
    let national = session.identity.kind == ProgrammeKind::National;
    let fields = [
        // Given by Aides-territoires to what it lists.
        ("id", Value::Null),
        ("slug", json!(session.identity.id)),
        (
            "url",
            json!(format!(
                "{base}{}",
                Links::Session(session.identity.id.to_string(), SessionPart::Overview).path(lang)
            )),
        ),
        ("name", json!(words.say(&session.identity.theme))),
        ("name_initial", json!(session.identity.theme.fr)),
        ("short_title", json!(words.say(&session.identity.title))),
        ("financers", json!([])),
        ("financers_full", json!([])),
        ("instructors", json!([words.say(&pilot.name)])),
        ("instructors_full", json!([{ "id": null, "name": words.say(&pilot.name), "logo": null }])),
        ("programs", json!([words.say(&session.identity.title)])),
        ("description", json!(paragraphs(&session.presentation.paragraphs))),
        ("eligibility", json!(paragraphs(&session.application.paragraphs))),
        ("perimeter", if national { json!("France") } else { Value::Null }),
        ("perimeter_scale", if national { json!("Pays") } else { Value::Null }),
        ("mobilization_steps", json!([])),
        ("origin_url", json!(address(programme::session::DocumentKind::Framing))),
        ("categories", json!([])),
        ("is_call_for_project", json!(true)),
        ("application_url", json!(address(programme::session::DocumentKind::Form))),
        ("targeted_audiences", json!([])),
        ("aid_types", json!([])),
        ("aid_types_full", json!([])),
        ("is_charged", Value::Null),
        ("destinations", json!([])),
        ("start_date", Value::Null),
        ("predeposit_date", Value::Null),
        ("submission_deadline", Value::Null),
        ("subvention_rate_lower_bound", Value::Null),
        ("subvention_rate_upper_bound", Value::Null),
        ("subvention_comment", Value::Null),
        ("loan_amount", Value::Null),
        ("recoverable_advance_amount", Value::Null),
        ("contact", Value::Null),
        ("recurrence", Value::Null),
        ("project_examples", Value::Null),
        ("import_data_url", Value::Null),
        ("import_data_mention", Value::Null),
        ("import_share_licence", Value::Null),
        ("date_created", Value::Null),
        ("date_updated", Value::Null),
        ("project_references", json!([])),
        ("european_aid", Value::Null),
        ("is_live", json!(session.identity.status == programme::session::Status::Open)),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<serde_json::Map<_, _>>().into()
}
