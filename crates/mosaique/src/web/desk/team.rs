//! The people of a session, for who may look after them: giving a role, taking it away.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use facts::Lang;
use press::links::SessionPart;
use press::page::{MemberView, TeamPage, role_words};
use press::{Links, Words};
use programme::Session;
use programme::role::{Right, Role};
use serde::Deserialize;
use store::people::{Entered, Moment, Part};
use store::{EmailAddress, Person};

use super::{Member, areas_in_words, may};
use crate::chance;
use crate::mail::letters;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::share::subscription::explain;
use crate::web::{State, lang_of};

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        router =
            router.route(&Links::Team("{id}".into()).path(lang).replace("%7Bid%7D", "{id}"), get(list).post(change));
    }
    router
}

/// What the forms hold: a role to give to an address, or to take from a person.
#[derive(Deserialize, Default)]
struct Changing {
    #[serde(default)]
    address: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    areas: String,
    take: Option<String>,
}

/// The session, for who may look after its people. For others there is nothing here.
pub fn looked_after<'s>(state: &'s State, entered: &Entered, id: &str) -> Result<&'s Session, Failure> {
    let session = state.instance().session_of(id).filter(|session| may(entered, session, Right::ManagePeople));
    session.ok_or(Failure::NotFound)
}

async fn list(Extract(state): Extract<State>, uri: Uri, Member(entered): Member, Path(id): Path<String>) -> Response {
    page(&state, lang_of(uri.path()), &entered, &id, Changing::default(), Vec::new()).await
}

async fn page(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    given: Changing,
    errors: Vec<String>,
) -> Response {
    let words = Words::of(lang);
    let session = match looked_after(state, entered, id) {
        Ok(session) => session,
        Err(failure) => return failure.page(state, lang),
    };
    let members = match state.0.store.people().of_session(id).await {
        Ok(members) => members,
        Err(error) => return Failure::internal(error).page(state, lang),
    };
    let links = Links::Team(id.to_owned());
    let has_call = session.call.is_some();
    let session = words.say(&session.identity.title);
    let overview = Links::Session(id.to_owned(), SessionPart::Overview);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = TeamPage {
        f: state.desk_frame(lang, &links, words.t("team-title")).under(&overview, session.clone()),
        session,
        views: has_call.then(|| Links::Views(id.to_owned()).path(lang)),
        retention: has_call.then(|| Links::Retention(id.to_owned()).path(lang)),
        members: members.into_iter().map(|(person, part)| member(state, words, person, &part)).collect(),
        roles: Role::GIVEN.map(|role| (role.as_str(), role_words(words, role), given.role == role.as_str())).into(),
        address: given.address.chars().take(254).collect(),
        areas: given.areas.chars().take(400).collect(),
        errors,
    };
    private(status, page_of(&page))
}

fn member(state: &State, words: &Words, person: Person, part: &Part) -> MemberView {
    let address = person.address.to_string();
    MemberView {
        id: person.id.to_string(),
        name: if person.name.is_empty() { address.clone() } else { person.name },
        address,
        role: part.role.as_str(),
        role_words: role_words(words, part.role),
        areas: areas_in_words(state, words, &part.areas),
        came: person.verified_at.map_or_else(|| words.t("team-never"), |at| words.moment(&at)),
    }
}

async fn change(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Result<Form<Changing>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let changing = match form {
        Ok(Form(changing)) => changing,
        Err(rejection) => return Failure::Form(rejection.status()).page(&state, lang),
    };
    let session = match looked_after(&state, &entered, &id) {
        Ok(session) => session,
        Err(failure) => return failure.page(&state, lang),
    };
    let role = Role::GIVEN.into_iter().find(|role| role.as_str() == changing.role);
    let done = match (&changing.take, role) {
        (Some(person), Some(role)) => take(&state, lang, &entered, &id, (person, role)).await,
        (_, role) => give(&state, lang, &entered, session, &changing, role).await,
    };
    match done {
        Ok(()) => Redirect::to(&Links::Team(id).path(lang)).into_response(),
        Err(Undone::Wrong(errors)) => page(&state, lang, &entered, &id, changing, errors).await,
        Err(Undone::Failed(failure)) => failure.page(&state, lang),
    }
}

/// Why nothing was changed.
enum Undone {
    Wrong(Vec<String>),
    Failed(Failure),
}

impl<E: std::fmt::Display> From<E> for Undone {
    fn from(error: E) -> Self {
        Undone::Failed(Failure::internal(error))
    }
}

async fn take(
    state: &State,
    lang: Lang,
    entered: &Entered,
    session: &str,
    (person, role): (&str, Role),
) -> Result<(), Undone> {
    let Ok(person) = person.parse() else { return Err(Undone::Failed(Failure::NotFound)) };
    // A session keeps somebody who can give roles.
    if person == entered.person.id && role == Role::Pilot {
        return Err(Undone::Wrong(vec![Words::of(lang).t("error-mine")]));
    }
    let now = state.now();
    let moment = Moment { now: &now, salt: chance::salt()? };
    state.0.store.people().take(Some(&entered.person.id), &person, session, role, moment).await?;
    Ok(())
}

async fn give(
    state: &State,
    lang: Lang,
    entered: &Entered,
    session: &Session,
    changing: &Changing,
    role: Option<Role>,
) -> Result<(), Undone> {
    let words = Words::of(lang);
    let mut errors = Vec::new();
    let address = changing.address.parse::<EmailAddress>().map_err(|error| errors.push(explain(words, &error))).ok();
    if role.is_none() {
        errors.push(words.t("error-role"));
    }
    let areas = areas(state, words, &changing.areas, &mut errors);
    let (Some(address), Some(role), true) = (address, role, errors.is_empty()) else {
        return Err(Undone::Wrong(errors));
    };
    let (now, salt, id) = (state.now(), chance::salt()?, chance::person()?);
    let part = Part { session: session.identity.id.to_string(), role, areas };
    let told = (words.say(&session.identity.title), role_words(words, role));
    let act = format!("{}:{}:{address}:{now}", part.session, role.as_str());
    let mail = letters::role(state.public_url(), &address, lang, (&told.0, &told.1), &act);
    let moment = Moment { now: &now, salt };
    state.0.store.people().give(Some(&entered.person.id), (&address, lang, &id), &part, Some(&mail), moment).await?;
    state.0.share.wake.notify_one();
    Ok(())
}

/// Codes of départements and régions, parted by commas or spaces; what is none of them is told.
fn areas(state: &State, words: &Words, text: &str, errors: &mut Vec<String>) -> BTreeSet<String> {
    let mut areas = BTreeSet::new();
    for word in text.split([',', ';', ' ']).map(str::trim).filter(|word| !word.is_empty()) {
        let written = word.to_ascii_uppercase().replace("REG:", "reg:");
        let token = if written.starts_with("reg:") { written.clone() } else { format!("dep:{written}") };
        match state.instance().resolve(&token) {
            Ok(territory) if territory.token == token => _ = areas.insert(written),
            _ => errors.push(words.t1("error-areas", "found", word.chars().take(40).collect::<String>())),
        }
    }
    areas
}
