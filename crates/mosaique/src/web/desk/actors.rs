//! Playing a role in a demonstration: one account a role, entered by a button. Only where the mails of a demonstration are
//! shown, which is never on a real site.

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State as Extract};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use facts::Lang;
use press::page::{ActorView, DemonstrationPage};
use press::{Links, Words, telling};
use programme::calendar::{ClockTime, Instant, Zone};
use programme::call::{Call, Phase};
use programme::role::Role;
use serde::Deserialize;
use store::Store;
use store::people::{How, Moment, Opening, Part};

use super::door::{self, cookie};
use super::sign_in::device;
use crate::instance::DEMONSTRATION;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of, router, work};
use crate::{chance, clock, demo, files};

/// Somebody made up.
struct Actor {
    id: &'static str,
    address: &'static str,
    /// The role that they are given; those who make dossiers need none.
    role: Option<Role>,
    areas: &'static [&'static str],
}

const ACTORS: [Actor; 7] = [
    Actor { id: "pilot", address: "alix.pilote@exemple.fr", role: Some(Role::Pilot), areas: &[] },
    Actor { id: "instructor", address: "ines.instruction@exemple.fr", role: Some(Role::Instructor), areas: &[] },
    Actor { id: "territory", address: "tariq.territoire@exemple.fr", role: None, areas: &[] },
    Actor { id: "co-author", address: "corinne.coautrice@exemple.fr", role: None, areas: &[] },
    Actor { id: "state", address: "dominique.direction@exemple.fr", role: Some(Role::StateService), areas: &["16"] },
    Actor { id: "juror", address: "jade.juree@exemple.fr", role: Some(Role::Juror), areas: &[] },
    Actor { id: "expert", address: "elie.experte@exemple.fr", role: Some(Role::Expert), areas: &[] },
];

/// Those who play: who they are, their address, their name.
pub fn people() -> impl Iterator<Item = (&'static str, &'static str, String)> {
    let name = |actor: &Actor| Words::of(Lang::default()).t(&format!("demonstration-person-{}", actor.id));
    ACTORS.iter().map(move |actor| (actor.id, actor.address, name(actor)))
}

pub fn routes() -> Router<State> {
    let route =
        |router: Router<State>, lang: Lang| router.route(&Links::Demonstration.path(lang), get(list).post(play));
    Lang::ALL.into_iter().fold(Router::new(), route)
}

async fn list(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    if state.0.share.mailbox.is_none() {
        return Failure::NotFound.page(&state, lang);
    }
    let words = Words::of(lang);
    let view = |actor: Actor| ActorView {
        id: actor.id,
        name: words.t(&format!("demonstration-person-{}", actor.id)),
        about: words.t(&format!("demonstration-about-{}", actor.id)),
    };
    let f = state.desk_frame(lang, &Links::Demonstration, words.t("demonstration-title"));
    let page = DemonstrationPage {
        f,
        actors: ACTORS.map(view).into(),
        now: words.t1("demonstration-now", "now", words.moment(&state.now())),
        at: state.now().parse::<Instant>().map(|now| at_second(ZONE, now)).unwrap_or_default(),
        still: state.0.share.clock.is_still().then(|| words.t("demonstration-still")),
        phases: phases(&state, words),
        steps: STEPS.map(|(word, seconds)| (seconds, words.t(&format!("demonstration-step-{word}")))).into(),
    };
    private(StatusCode::OK, page_of(&page))
}

/// Who is chosen, or by how many seconds the clock is set forward.
#[derive(Deserialize)]
struct Choosing {
    #[serde(default)]
    actor: String,
    ahead: Option<i64>,
    /// The phase of the made-up call at whose beginning the clock is set.
    #[serde(default)]
    phase: String,
    /// The moment at which the clock stops, on the clocks of [`ZONE`]: `2027-01-15T12:00:59`. Empty, it runs again.
    at: Option<String>,
}

/// The clocks by which a moment is chosen: those of the made-up call.
const ZONE: Zone = Zone::Paris;

/// A moment on the clocks of a place, to the second, as a field of a form holds it.
fn at_second(zone: Zone, moment: Instant) -> String {
    format!("{}:{:02}", zone.clock(moment), moment.seconds().rem_euclid(60))
}

/// The moment of a field of a form. A minute without its seconds is its first one.
fn moment(text: &str) -> Option<Instant> {
    let time: ClockTime = text.parse().ok()?;
    Some(time.first_second(ZONE))
}

/// By how much the clock of a demonstration may be set forward at once: an hour, a day, a week, a month. In seconds.
const STEPS: [(&str, i64); 4] = [("hour", 3_600), ("day", 86_400), ("week", 7 * 86_400), ("month", 30 * 86_400)];

/// The phases of the call of a demonstration that are still to come: their words and when they begin.
fn coming(state: &State) -> Vec<(Phase, Instant)> {
    let Ok(now) = state.now().parse::<Instant>() else { return Vec::new() };
    let session = state.instance().session_of(DEMONSTRATION);
    let call = session.and_then(|session| session.call.as_ref());
    let begins = |call: &Call| {
        let all = Phase::CHOICES.iter().filter_map(|(_, phase)| Some((*phase, call.span(*phase)?.0?)));
        all.filter(|(_, begins)| *begins > now).collect()
    };
    call.map(begins).unwrap_or_default()
}

/// The same, for the page.
fn phases(state: &State, words: &Words) -> Vec<(&'static str, String)> {
    let view = |(phase, begins): (Phase, Instant)| {
        let values = [("phase", telling::phase(words, phase)), ("day", words.moment(&begins.to_string()))];
        (phase.as_str(), words.with("demonstration-phase", &values))
    };
    coming(state).into_iter().map(view).collect()
}

/// What is done to the clock of a demonstration.
enum Setting {
    Ahead(i64),
    Still(Instant),
    Running,
}

/// Sets the clock, for as long as the instance lasts.
async fn set(state: &State, lang: Lang, setting: Option<Setting>) -> Result<Response, Failure> {
    let file = state.0.share.clock_file.clone().filter(|_| state.0.share.mailbox.is_some());
    let (file, setting) = file.zip(setting).ok_or(Failure::NotFound)?;
    let clock = &state.0.share.clock;
    match setting {
        Setting::Ahead(seconds) => clock.advance(seconds),
        Setting::Still(moment) => clock.stop_at(moment.seconds()),
        Setting::Running => clock.run(),
    }
    let kept = clock.as_text();
    work(move || files::write(&file, kept.as_bytes())).await?.map_err(Failure::internal)?;
    state.0.share.wake.notify_one();
    Ok(Redirect::to(&Links::Demonstration.path(lang)).into_response())
}

async fn play(
    Extract(state): Extract<State>,
    uri: Uri,
    headers: HeaderMap,
    form: Result<Form<Choosing>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let setting = match &form {
        Ok(Form(Choosing { ahead: Some(seconds), .. })) => {
            Some(STEPS.iter().find(|(_, step)| step == seconds).map(|(_, step)| Setting::Ahead(*step)))
        }
        Ok(Form(Choosing { phase, .. })) if !phase.is_empty() => {
            let chosen = coming(&state).into_iter().find(|(coming, _)| coming.as_str() == phase);
            // A minute later, it has begun for everybody.
            Some(chosen.map(|(_, begins)| Setting::Ahead(begins.seconds() + 60 - clock::seconds(&state.now()))))
        }
        Ok(Form(Choosing { at: Some(at), .. })) if at.trim().is_empty() => Some(Some(Setting::Running)),
        Ok(Form(Choosing { at: Some(at), .. })) => Some(moment(at.trim()).map(Setting::Still)),
        _ => None,
    };
    if let Some(setting) = setting {
        let set = set(&state, lang, setting).await;
        if let (Ok(_), Ok(Form(Choosing { phase, .. })), Some(mails)) = (&set, &form, &state.0.share.mailbox)
            && let Some((_, phase)) = Phase::CHOICES.iter().find(|(word, _)| word == phase)
        {
            let (store, clock) = (state.0.store.clone(), state.0.share.clock.clone());
            let played = demo::interlude(*phase, router(state.clone()), store, clock, mails).await;
            if let Err(error) = played {
                return Failure::internal(error).page(&state, lang);
            }
        }
        return set.unwrap_or_else(|failure| failure.page(&state, lang));
    }
    let chosen = form.map_err(|rejection| Failure::Form(rejection.status()));
    let actor = chosen.and_then(|Form(choosing)| {
        let known = ACTORS.into_iter().find(|actor| actor.id == choosing.actor);
        known.filter(|_| state.0.share.mailbox.is_some()).ok_or(Failure::NotFound)
    });
    let actor = match actor {
        Ok(actor) => actor,
        Err(failure) => return failure.page(&state, lang),
    };
    // Where there is something to do: in the session that has a call, when there is one.
    let sessions = &state.instance().sessions;
    let session = sessions.iter().find(|session| session.call.is_some()).unwrap_or(state.session());
    let session = session.identity.id.to_string();
    match enter(&state.0.store, &actor, &session, lang, (device(&headers), &state.now())).await {
        Ok(login) => {
            let space = Redirect::to(&Links::Account.path(lang));
            ([(header::SET_COOKIE, cookie(&state, Some(&login)))], space).into_response()
        }
        Err(error) => Failure::internal(error).page(&state, lang),
    }
}

/// Enters as somebody made up, who is known and has their role from then on.
async fn enter(
    store: &Store,
    actor: &Actor,
    session: &str,
    lang: Lang,
    (device, now): (&str, &str),
) -> anyhow::Result<store::Token> {
    let address = actor.address.parse()?;
    let people = store.people();
    // Everybody has their role from the first entrance on: who pilots finds whom to invite to the jury.
    let known = people.of_session(session).await?;
    for actor in &ACTORS {
        let (Some(role), address) = (actor.role, actor.address.parse()?) else { continue };
        let part =
            Part { session: session.to_owned(), role, areas: actor.areas.iter().map(|a| (*a).to_owned()).collect() };
        if !known.iter().any(|(person, had)| person.address == address && *had == part) {
            let moment = Moment { now, salt: chance::salt()? };
            people.give(None, (&address, lang, &chance::person()?), &part, None, moment).await?;
        }
        if let Some(person) = people.of_address(&address).await?.filter(|person| person.name.is_empty()) {
            let name = Words::of(lang).t(&format!("demonstration-person-{}", actor.id));
            people.call(&person.id, &name, lang).await?;
        }
    }
    let (login, id) = (chance::token()?, chance::person()?);
    let expires_at = clock::after(now, door::OPEN);
    let opening = Opening { login: &login, id: &id, how: How::Demonstration, device, expires_at: &expires_at };
    let moment = Moment { now, salt: chance::salt()? };
    let person = people.welcome(&address, lang, opening, moment).await?;
    if person.name.is_empty() {
        let name = Words::of(lang).t(&format!("demonstration-person-{}", actor.id));
        people.call(&person.id, &name, lang).await?;
    }
    Ok(login)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_chosen_to_the_second_on_the_clocks_of_the_call_and_shown_again_as_it_was() {
        let last = moment("2027-01-15T12:00:59").unwrap();
        assert_eq!(last.to_string(), "2027-01-15T11:00:59Z");
        assert_eq!(at_second(ZONE, last), "2027-01-15T12:00:59");
        assert_eq!(moment("2027-07-01T12:00").unwrap().to_string(), "2027-07-01T10:00:00Z");
        assert!(moment("demain").is_none() && moment("").is_none());
    }
}
