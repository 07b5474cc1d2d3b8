//! The register of processings: for everybody.

use axum::Router;
use axum::extract::State as Extract;
use axum::http::Uri;
use axum::response::Response;
use axum::routing::get;
use facts::Lang;
use press::page::{ProcessingView, ProcessingsPage, Section};
use press::register::{self, Delays};
use press::{Links, Words};
use programme::retention::of_accounts;

use super::error::page_of;
use super::share::{limiter, subscription};
use super::{State, desk, lang_of};
use crate::instance::Instance;
use crate::jobs::TRACE_DAYS;

/// The addresses of these pages.
pub fn routes() -> Router<State> {
    let route = |router: Router<State>, lang: Lang| router.route(&Links::Processings.path(lang), get(processings));
    Lang::ALL.into_iter().fold(Router::new(), route)
}

async fn processings(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let f = state.frame(lang, &Links::Processings, Section::Elsewhere, words.t("processings-title"));
    let delays = delays(state.instance(), words);
    let view = |processing| ProcessingView::new(words, processing, &delays);
    page_of(&ProcessingsPage {
        f: f.under(&Links::PersonalData, words.t("personal-data-title")),
        publisher: state.publisher(),
        processings: register::of_this_product().iter().map(view).collect(),
    })
}

/// The delays that are applied, each from where it is applied.
pub fn delays(instance: &Instance, words: &Words) -> Delays {
    let whole = |seconds: i64, unit: i64| (seconds / unit).unsigned_abs();
    let calls = || instance.sessions.iter().filter_map(|session| Some((session, session.call.as_ref()?)));
    Delays {
        sessions: calls().map(|(session, call)| (words.say(&session.identity.title), call.retention)).collect(),
        accounts: of_accounts(calls().map(|(_, call)| call)),
        login_days: whole(desk::OPEN, 86_400),
        link_minutes: whole(desk::LINK_GOOD, 60),
        invitation_days: whole(desk::INVITED, 86_400),
        request_hours: whole(subscription::TO_CONFIRM, 3_600),
        trace_days: TRACE_DAYS.unsigned_abs(),
        client_hours: whole(limiter::WINDOW, 3_600),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use axum::http::StatusCode;
    use store::backup;

    #[test]
    fn every_table_that_keeps_something_of_somebody_is_named_by_a_processing() {
        let register = register::of_this_product();
        let named: BTreeSet<&str> = register.iter().flat_map(|one| &one.tables).map(String::as_str).collect();
        let tables: BTreeSet<&str> = backup::tables().collect();
        for table in &tables {
            let is_named = named.contains(table);
            assert_ne!(is_named, backup::IMPERSONAL.contains(table), "{table}: in the register, or of nobody");
        }
        assert!(named.is_subset(&tables), "{named:?}");
    }

    #[tokio::test]
    async fn the_register_is_public_and_says_the_delays_of_the_session() {
        let site = crate::web::tests::site().await;
        for (lang, title, week) in [
            ("fr/donnees-personnelles/registre-des-traitements", "Registre des traitements", "14 jours"),
            ("en/personal-data/register-of-processings", "Register of processings", "14 days"),
        ] {
            let page = crate::web::tests::get(&site, &format!("/{lang}")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.text.contains(title) && page.text.contains(week), "{lang}");
            assert!(page.text.contains("<code>journal_body</code>"));
        }
    }
}
