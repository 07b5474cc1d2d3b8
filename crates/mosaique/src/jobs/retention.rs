//! What is over is erased: first a warning to those concerned, then, when its delay is over, the erasure. Each act is one
//! transaction in which the rule is asked again; what a stop of the program left undone is due again at the next round.

use anyhow::Result;
use press::{Links, PublicUrl, Words};
use programme::Session;
use programme::calendar::Instant;
use programme::dossier::Dossier;
use programme::retention::{Due, DueAct, PersonDue, RetentionRule, accounts_due, due, of_accounts, skeleton};
use serde::Serialize;
use store::dossiers::Decided;
use store::erasures::Why;
use store::people::Moment;
use store::{ActError, Outgoing, Shelf, Store};

use crate::chance;
use crate::mail::letters;

/// What was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Done {
    /// Dossiers and accounts of which those concerned were warned.
    pub warned: usize,
    /// Dossiers erased.
    pub dossiers: usize,
    /// Accounts erased.
    pub accounts: usize,
    /// Files taken off the shelf.
    pub files: usize,
    /// Addresses of invitations that nobody took up in time.
    pub invitations: u64,
}

/// What is due now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// About dossiers: the session, the name of the place, what is due.
    pub dossiers: Vec<PlannedDossier>,
    /// About accounts.
    pub accounts: Vec<PersonDue>,
}

/// What is due about a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedDossier {
    /// The session.
    pub session: String,
    /// The name of its place.
    pub place: String,
    /// What.
    #[serde(flatten)]
    pub due: Due,
}

/// What is due at `now`, without doing it.
///
/// # Errors
/// When the database does not answer, or a row cannot be read.
pub async fn plan(store: &Store, sessions: &[&'static Session], now: &str) -> Result<Plan> {
    let at: Instant = now.parse()?;
    let mut dossiers = Vec::new();
    for session in sessions {
        let Some(call) = &session.call else { continue };
        let id = session.identity.id.as_str();
        let of_session = store.dossiers().of_session(id).await?;
        for due in due(call, &of_session, at) {
            let place = of_session.iter().find(|dossier| dossier.id == due.dossier);
            let place = place.map_or_else(String::new, |dossier| dossier.place.name.clone());
            dossiers.push(PlannedDossier { session: id.to_owned(), place, due });
        }
    }
    let rules = of_accounts(sessions.iter().filter_map(|session| session.call.as_ref()));
    let accounts = accounts_due(rules, &store.erasures().accounts().await?, at);
    Ok(Plan { dossiers, accounts })
}

/// Does what is due at `now`.
///
/// # Errors
/// When the database or the shelf does not answer, or a row cannot be read: what was done stays done.
pub async fn run(
    store: &Store,
    shelf: &Shelf,
    sessions: &[&'static Session],
    url: &PublicUrl,
    now: &str,
) -> Result<Done> {
    let mut done = Done { invitations: store.erasures().invitations(now).await?, ..Done::default() };
    let plan = plan(store, sessions, now).await?;
    for planned in &plan.dossiers {
        let session = sessions.iter().find(|session| session.identity.id.as_str() == planned.session);
        let Some(session) = session.copied() else { continue };
        match planned.due.what {
            DueAct::Warn { erase_from } => {
                done.warned += usize::from(warn_dossier(store, session, planned, erase_from, url, now).await?);
            }
            DueAct::Erase => done.dossiers += usize::from(erase_dossier(store, session, planned, now).await?),
        }
    }
    for due in &plan.accounts {
        match due.what {
            DueAct::Warn { erase_from } => {
                done.warned += usize::from(warn_account(store, due, erase_from, url, now).await?)
            }
            DueAct::Erase => done.accounts += usize::from(erase_account(store, sessions, due, now).await?),
        }
    }
    done.files = store.erasures().sweep(shelf, now).await?;
    Ok(done)
}

/// What is due about one dossier, as it is now.
fn still(session: &Session, dossier: &Dossier, now: Instant) -> Option<Due> {
    due(session.call.as_ref()?, std::slice::from_ref(dossier), now).pop()
}

async fn warn_dossier(
    store: &Store,
    session: &Session,
    planned: &PlannedDossier,
    erase_from: Instant,
    url: &PublicUrl,
    now: &str,
) -> Result<bool> {
    let (at, id) = (now.parse::<Instant>()?, &planned.due.dossier);
    let Some(dossier) = store.dossiers().find(id).await? else { return Ok(false) };
    let mut mails: Vec<Outgoing> = Vec::new();
    for person in dossier.people.keys() {
        let Some(person) = store.people().find(person).await? else { continue };
        let words = Words::of(person.lang);
        let told =
            [dossier.place.name.clone(), words.moment(&erase_from.to_string()), rule_words(words, planned.due.rule)];
        let href = url.absolute(&Links::Dossier(id.to_string()).path(person.lang));
        let key = format!("erasure:{id}:{erase_from}:{}", person.id);
        mails.push(letters::erasure_of_dossier(url, &person, key, told, &href));
    }
    let salt = chance::salt()?;
    let decide = |dossier: &Dossier| {
        let due = still(session, dossier, at).filter(|due| due.what == DueAct::Warn { erase_from });
        due.ok_or("something changed meanwhile")?;
        let (dossier, event) = dossier.warn_of_erasure(erase_from, at);
        Ok::<_, &str>(Decided { dossier, events: vec![(event, salt)], mails, invitation: None, beside: Vec::new() })
    };
    match store.dossiers().act(id, now, decide).await {
        Ok(written) => Ok(written.is_some()),
        Err(ActError::Refused(_)) => Ok(false),
        Err(error) => Err(anyhow::anyhow!("{error}")),
    }
}

async fn erase_dossier(store: &Store, session: &Session, planned: &PlannedDossier, now: &str) -> Result<bool> {
    let at: Instant = now.parse()?;
    let decide = |dossier: &Dossier| {
        let due = still(session, dossier, at).filter(|due| due.what == DueAct::Erase)?;
        Some((due.rule, skeleton(session.call.as_ref()?, dossier)))
    };
    let moment = Moment { now, salt: chance::salt()? };
    Ok(store.erasures().dossier(&planned.due.dossier, moment, decide).await?.is_some())
}

async fn warn_account(store: &Store, due: &PersonDue, erase_from: Instant, url: &PublicUrl, now: &str) -> Result<bool> {
    let Some(person) = store.people().find(&due.person).await? else { return Ok(false) };
    let key = format!("erasure:person:{}:{erase_from}", person.id);
    let when = Words::of(person.lang).moment(&erase_from.to_string());
    let mail = letters::erasure_of_account(url, &person, key, when);
    store.erasures().warn(&person.id, &erase_from.to_string(), &mail, now).await?;
    Ok(true)
}

async fn erase_account(store: &Store, sessions: &[&'static Session], due: &PersonDue, now: &str) -> Result<bool> {
    let accounts = store.erasures().accounts().await?;
    let Some(account) = accounts.iter().find(|account| account.person == due.person) else { return Ok(false) };
    let since = account.seen.to_string();
    let of = |dossier: &Dossier| sessions.iter().find(|session| session.identity.id == dossier.session).copied();
    let moment = Moment { now, salt: chance::salt()? };
    match store.erasures().person(&due.person, Why::Inactive { since: &since }, &of, moment).await {
        Ok(gone) => Ok(gone.is_some()),
        Err(ActError::Refused(held)) => {
            tracing::warn!(person = %due.person, %held, "an account is not erased");
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

/// A rule, in words.
pub fn rule_words(words: &Words, rule: RetentionRule) -> String {
    words.t(&format!("retention-rule-{}", rule.as_str()))
}
