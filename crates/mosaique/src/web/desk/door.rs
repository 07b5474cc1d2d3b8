//! The way in that a browser holds, and who comes by it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use press::Links;
use store::Token;
use store::people::Entered;

use crate::clock;
use crate::web::error::Failure;
use crate::web::{State, lang_of};

/// Seconds for which a way in stays open: a fortnight.
pub const OPEN: i64 = 14 * 86_400;
/// Seconds without use after which a way in is closed: three days. Not in a demonstration, whose clock jumps.
pub const IDLE: i64 = 3 * 86_400;
/// Seconds after entering during which one may change one's ways of entering: half an hour.
const FRESH: i64 = 1_800;
/// How long between two notes that a way in was used, in seconds.
const NOTED: i64 = 300;
/// Longest address to come back to.
const LONGEST_NEXT: usize = 300;

/// Somebody who has entered. A page that asks for one sends others to sign in first.
#[derive(Debug, Clone)]
pub struct Member(pub Entered);

impl FromRequestParts<State> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Response> {
        let lang = lang_of(parts.uri.path());
        match entered(state, &parts.headers).await {
            // What one may do follows from the phase of the call, which a pilot may have just changed.
            Ok(Some(entered)) => match state.instance().refresh_calls(&state.0.store).await {
                Ok(()) => Ok(Self(entered)),
                Err(error) => Err(Failure::internal(error).page(state, lang)),
            },
            Ok(None) => {
                // A form cannot be sent again by following a link: one comes back to its page.
                let next = local(parts.uri.path_and_query().map_or("", |asked| asked.as_str())).unwrap_or_default();
                let sign_in = Links::SignIn.path(lang);
                Err(Redirect::to(&format!("{sign_in}?next={}", query(&next))).into_response())
            }
            Err(failure) => Err(failure.page(state, lang)),
        }
    }
}

/// Who holds the way in of a request.
pub async fn entered(state: &State, headers: &HeaderMap) -> Result<Option<Entered>, Failure> {
    let Some(token) = held(state, headers) else { return Ok(None) };
    let now = state.now();
    let noted = clock::after(&now, -NOTED);
    let people = state.0.store.people();
    let entered = people.entered(&token, &now, &noted).await.map_err(Failure::internal)?;
    let is_idle = |entered: &Entered| entered.seen_at < clock::after(&now, -IDLE);
    if state.0.share.mailbox.is_none() && entered.as_ref().is_some_and(is_idle) {
        people.forget(&token).await.map_err(Failure::internal)?;
        return Ok(None);
    }
    Ok(entered)
}

/// Whether somebody entered so lately that they may change how they enter.
pub fn is_fresh(entered: &Entered, now: &str) -> bool {
    entered.since >= clock::after(now, -FRESH)
}

/// The way in that a browser held before the one it is given: it ends.
///
/// # Errors
/// When the database does not answer.
pub async fn renew(state: &State, headers: &HeaderMap) -> Result<(), store::DatabaseError> {
    match held(state, headers) {
        Some(before) => state.0.store.people().forget(&before).await.map(|_| ()),
        None => Ok(()),
    }
}

/// The way in of a request.
pub fn held(state: &State, headers: &HeaderMap) -> Option<Token> {
    held_as(state, headers, "")
}

/// What a browser holds for a while under a name of ours.
pub fn held_as(state: &State, headers: &HeaderMap, what: &str) -> Option<Token> {
    let name = format!("{}{what}", name(state));
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = pairs.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(held, _)| *held == name).find_map(|(_, value)| value.parse().ok())
}

/// A site on https gives a cookie that no other site, not even one beside it, can set (`__Host-`).
fn name(state: &State) -> &'static str {
    if is_secure(state) { "__Host-mosaique" } else { "mosaique" }
}

fn is_secure(state: &State) -> bool {
    state.public_url().as_str().starts_with("https://")
}

/// The header that gives a browser a way in, or takes it back.
pub fn cookie(state: &State, login: Option<&Token>) -> HeaderValue {
    let secure = if is_secure(state) { "; Secure" } else { "" };
    let (value, age) = login.map_or(("", 0), |login| (login.as_str(), OPEN));
    let cookie = format!("{}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}", name(state));
    HeaderValue::from_str(&cookie).expect("a cookie of hexadecimal digits")
}

/// The header that gives a browser something to hold for some seconds, or takes it back.
pub fn short_cookie(state: &State, what: &str, held: Option<(&Token, i64)>) -> HeaderValue {
    let secure = if is_secure(state) { "; Secure" } else { "" };
    let (value, age) = held.map_or(("", 0), |(token, age)| (token.as_str(), age));
    let cookie = format!("{}{what}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}", name(state));
    HeaderValue::from_str(&cookie).expect("a cookie of hexadecimal digits")
}

/// An address of this site, to come back to: nothing that a browser could take for one of another site.
pub fn local(next: &str) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
    let inside = next.starts_with("/fr/") || next.starts_with("/en/");
    (inside && next.len() <= LONGEST_NEXT && next.bytes().all(plain)).then(|| next.to_owned())
}

/// A text as it is written in a query.
pub fn query(text: &str) -> String {
    press::links::escape(text).replace('+', "%2B")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_only_comes_back_to_this_site() {
        assert_eq!(local("/fr/mon-espace?a=1").as_deref(), Some("/fr/mon-espace?a=1"));
        for elsewhere in
            ["", "//evil.example/fr/", "/\\evil.example", "https://evil.example/fr/", "/fr/\n", "/api/v1", "fr/"]
        {
            assert_eq!(local(elsewhere), None, "{elsewhere:?}");
        }
        assert_eq!(local(&format!("/fr/{}", "a".repeat(400))), None);
        assert_eq!(query("/fr/a b?c=d&e=+"), "%2Ffr%2Fa%20b%3Fc%3Dd%26e%3D%2B");
    }
}
