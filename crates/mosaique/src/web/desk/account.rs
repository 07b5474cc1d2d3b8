//! One's own space: how one is called, one's roles, the devices where it is open.

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State as Extract};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use facts::Lang;
use press::links::SessionPart;
use press::page::{AccountPage, LoginView, PartView, role_words};
use press::{Links, Words};
use programme::Workspace;
use programme::role::{Right, Role};
use serde::Deserialize;
use store::people::{Entered, Login};

use super::door::cookie;
use super::{Member, areas_in_words, may, network, provider, ways};
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

const CLEAR: HeaderName = HeaderName::from_static("clear-site-data");

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        router = router
            .route(&Links::Account.path(lang), get(space).post(save))
            .route(&Links::Leave.path(lang), post(leave));
    }
    router
}

/// What one says of oneself.
#[derive(Deserialize)]
struct Saying {
    #[serde(default)]
    name: String,
    #[serde(default)]
    lang: String,
}

async fn space(Extract(state): Extract<State>, uri: Uri, Member(entered): Member) -> Response {
    page(&state, lang_of(uri.path()), entered, false).await
}

async fn save(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(mut entered): Member,
    form: Result<Form<Saying>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let saying = match form {
        Ok(Form(saying)) => saying,
        Err(rejection) => return Failure::Form(rejection.status()).page(&state, lang),
    };
    let person = &mut entered.person;
    person.name = saying.name.split_whitespace().collect::<Vec<_>>().join(" ");
    person.lang = Lang::from_code(&saying.lang).unwrap_or(person.lang);
    match state.0.store.people().call(&person.id, &person.name, person.lang).await {
        Ok(()) => page(&state, lang, entered, true).await,
        Err(error) => Failure::internal(error).page(&state, lang),
    }
}

async fn page(state: &State, lang: Lang, entered: Entered, saved: bool) -> Response {
    let words = Words::of(lang);
    let logins = match state.0.store.people().logins(&entered.person.id, &state.now()).await {
        Ok(logins) => logins,
        Err(error) => return Failure::internal(error).page(state, lang),
    };
    let parts = entered.parts.iter().filter_map(|part| {
        let session = state.instance().session_of(&part.session)?;
        let overview = Links::Session(part.session.clone(), SessionPart::Overview).path(lang);
        Some(PartView {
            role: part.role.as_str(),
            role_words: role_words(words, part.role),
            session: (words.say(&session.identity.title), overview),
            areas: areas_in_words(state, words, &part.areas),
            call: (session.call.is_some() && may(&entered, session, Right::EditCall))
                .then(|| Links::Call(part.session.clone()).path(lang)),
            listing: (matches!(part.role, Role::Expert | Role::NetworkMember) && network::may_join(&entered, session))
                .then(|| Links::ExpertListing(part.session.clone()).path(lang)),
            team: may(&entered, session, Right::ManagePeople).then(|| Links::Team(part.session.clone()).path(lang)),
        })
    });
    let ways = match ways::view(state, lang, &entered).await {
        Ok(ways) => ways,
        Err(failure) => return failure.page(state, lang),
    };
    let workspaces = match own_workspaces(state, lang, &entered).await {
        Ok(workspaces) => workspaces,
        Err(failure) => return failure.page(state, lang),
    };
    let page = AccountPage {
        ways,
        workspaces,
        f: state.desk_frame(lang, &Links::Account, words.t("account-title")),
        calls: (state.instance().sessions.iter())
            .filter(|session| session.call.is_some())
            .map(|s| (Links::Dossiers(s.identity.id.to_string()).path(lang), words.say(&s.identity.title)))
            .collect(),
        parts: parts.collect(),
        address: entered.person.address.to_string(),
        name: entered.person.name.clone(),
        french: entered.person.lang == Lang::Fr,
        saved,
        logins: logins.into_iter().map(|login| login_view(words, login, &entered.login)).collect(),
    };
    private(StatusCode::OK, page_of(&page))
}

/// The workspaces in which somebody works: where each is, and its name.
async fn own_workspaces(state: &State, lang: Lang, entered: &Entered) -> Result<Vec<(String, String)>, Failure> {
    let mut own = Vec::new();
    for session in &state.instance().sessions {
        let records = state.0.store.records::<Workspace>();
        let all = records.of_session(session.identity.id.as_str()).await.map_err(Failure::internal)?;
        let theirs = all.into_iter().filter(|workspace| workspace.people.contains_key(&entered.person.id));
        own.extend(theirs.map(|w| (Links::Workspace(w.id.to_string()).path(lang), w.place.name)));
    }
    Ok(own)
}

fn login_view(words: &Words, login: Login, current: &str) -> LoginView {
    LoginView {
        how: words.t(&format!("account-how-{}", login.how.as_str())),
        device: if login.device.is_empty() { words.t("account-device-unknown") } else { browser(&login.device) },
        since: words.moment(&login.created_at),
        seen: words.moment(&login.seen_at),
        current: login.id == current,
        id: login.id,
    }
}

/// What one knows a browser by: its name and its system, of all that it says.
fn browser(said: &str) -> String {
    let has = |word: &str| said.contains(word);
    let browser = ["Edg/", "OPR/", "Firefox/", "Chrome/", "Safari/"].into_iter().find(|word| has(word));
    let system = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"].into_iter().find(|word| has(word));
    match (browser, system) {
        (Some(browser), system) => {
            let browser = match browser {
                "Edg/" => "Edge",
                "OPR/" => "Opera",
                other => other.trim_end_matches('/'),
            };
            system.map_or_else(|| browser.to_owned(), |system| format!("{browser}, {system}"))
        }
        (None, _) => said.chars().take(40).collect(),
    }
}

/// Which way in is ended: `this`, `all`, or that of an identifier.
#[derive(Deserialize)]
struct Leaving {
    login: String,
}

async fn leave(
    Extract(state): Extract<State>,
    uri: Uri,
    headers: HeaderMap,
    Member(entered): Member,
    form: Result<Form<Leaving>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let login = match form {
        Ok(Form(leaving)) => leaving.login,
        Err(rejection) => return Failure::Form(rejection.status()).page(&state, lang),
    };
    let ended = match login.as_str() {
        "this" => Some(entered.login.as_str()),
        "all" => None,
        id => Some(id),
    };
    let farewell = provider::farewell(&state, &headers).await;
    if let Err(error) = state.0.store.people().leave(&entered.person.id, ended).await {
        return Failure::internal(error).page(&state, lang);
    }
    if ended.is_some_and(|ended| ended != entered.login) {
        return Redirect::to(&format!("{}#logins", Links::Account.path(lang))).into_response();
    }
    let gone = match farewell {
        Some(address) => provider::left(&state, lang, &address),
        None => Redirect::to(&Links::Home.path(lang)).into_response(),
    };
    // What the browser kept of private pages goes too.
    let told = [(header::SET_COOKIE, cookie(&state, None)), (CLEAR, HeaderValue::from_static("\"cache\""))];
    (AppendHeaders(told), gone).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_told_by_its_browser_and_its_system() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        assert_eq!(browser(firefox), "Firefox, Linux");
        let edge =
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(browser(edge), "Edge, Windows");
        assert_eq!(browser("curl/8.0"), "curl/8.0");
    }
}
