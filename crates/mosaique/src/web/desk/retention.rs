//! What will be erased of a session, when and why: for who looks after its people. A dossier is named to who may know that it
//! exists; what it holds is not shown here.

use axum::Router;
use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use axum::routing::get;
use facts::Lang;
use press::links::SessionPart;
use press::page::{EndView, RetentionPage};
use press::register::{Processing, of_this_product};
use press::{Links, Words};
use programme::calendar::Instant;
use programme::dossier::Dossier;
use programme::jury::Jury;
use programme::retention::{Outlook, account_end, of_accounts, outlook};
use programme::role::Right;

use super::team::looked_after;
use super::{Member, standing};
use crate::jobs::retention::rule_words;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

pub fn routes() -> Router<State> {
    let at = |lang: Lang| Links::Retention("{id}".into()).path(lang).replace("%7Bid%7D", "{id}");
    Lang::ALL.into_iter().fold(Router::new(), |router, lang| router.route(&at(lang), get(page)))
}

async fn page(Extract(state): Extract<State>, uri: Uri, Member(entered): Member, Path(id): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    shown(&state, lang, &entered, &id).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(state: &State, lang: Lang, entered: &store::people::Entered, id: &str) -> Result<Response, Failure> {
    let words = Words::of(lang);
    let session = looked_after(state, entered, id)?;
    let call = session.call.as_ref().ok_or(Failure::NotFound)?;
    let store = &state.0.store;
    let now: Instant = state.now().parse().map_err(Failure::internal)?;
    let dossiers = store.dossiers().of_session(id).await.map_err(Failure::internal)?;
    let (who, phase) = (standing(entered, session), call.phase_at(now));
    let jury = store.records::<Jury>().find(id).await.map_err(Failure::internal)?;
    let may = |right: Right, dossier: &Dossier| {
        let object = dossier.relation(&programme::jury::actor(jury.as_ref(), &who, &dossier.id, false));
        session.rights.may(&who, right, &object, phase).is_allowed()
    };
    let end = |one: &Outlook| {
        let dossier = dossiers.iter().find(|dossier| dossier.id == one.dossier)?;
        let name = match may(Right::SeeList, dossier) {
            true => dossier.place.name.clone(),
            false => words.t("retention-draft"),
        };
        let href = may(Right::SeeContent, dossier).then(|| Links::Dossier(dossier.id.to_string()).path(lang));
        Some(EndView {
            what: (name, href),
            why: rule_words(words, one.rule),
            warned: warned(words, one.warned, one.warn_from),
            erased: after(words, one.erase_from),
        })
    };
    let members = store.people().of_session(id).await.map_err(Failure::internal)?;
    let accounts = store.erasures().accounts().await.map_err(Failure::internal)?;
    let rules =
        of_accounts(state.instance().sessions_in_force().into_iter().filter_map(|session| session.call.as_ref()));
    let mut ends = Vec::new();
    for account in accounts.iter().filter(|account| !account.makes_a_dossier) {
        let member = members.iter().map(|(person, _)| person).find(|person| person.id == account.person);
        let (Some(member), Some(end)) = (member, account_end(rules, account.seen)) else { continue };
        let end = account.warned.map_or(end, |warned| warned.erase_from);
        let name = if member.name.is_empty() { member.address.to_string() } else { member.name.clone() };
        let view = EndView {
            what: (name, None),
            why: words.t1("retention-rule-account", "when", words.moment(&account.seen.to_string())),
            warned: warned(words, account.warned.is_some(), Some(end.plus_days(-7 * i64::from(rules.warning_weeks)))),
            erased: after(words, end),
        };
        ends.push((end, view));
    }
    ends.sort_by_key(|(end, _)| *end);
    let gone = store.erasures().skeletons(id).await.map_err(Failure::internal)?.len();
    let delays = crate::web::personal::delays(state.instance(), words);
    let of_dossiers = |one: &&Processing| one.id == "dossiers" || one.id == "accounts";
    let overview = Links::Session(id.to_owned(), SessionPart::Overview);
    let f = state.desk_frame(lang, &Links::Retention(id.to_owned()), words.t("retention-title"));
    let page = RetentionPage {
        f: f.under(&overview, words.say(&session.identity.title)),
        rules: (of_this_product().iter().filter(of_dossiers))
            .flat_map(|one| one.kept_in_words(words, &delays))
            .collect(),
        dossiers: outlook(call, &dossiers).iter().filter_map(end).collect(),
        accounts: ends.into_iter().map(|(_, view)| view).collect(),
        erased: words.count("retention-erased-count", gone),
    };
    Ok(private(StatusCode::OK, page_of(&page)))
}

fn after(words: &Words, at: Instant) -> String {
    words.t1("retention-after", "when", words.moment(&at.to_string()))
}

fn warned(words: &Words, done: bool, from: Option<Instant>) -> String {
    match (done, from) {
        (true, _) => words.t("retention-warned-done"),
        (false, Some(from)) => after(words, from),
        (false, None) => words.t("retention-warned-never"),
    }
}
