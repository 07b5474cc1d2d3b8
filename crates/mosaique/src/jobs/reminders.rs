//! Reminders of dossiers: drafts before the closing, corrections awaited, late deposits to be decided on. Each has a key
//! that is the same each time it is worked out: the outbox writes it once.

use anyhow::Result;
use press::{Links, PublicUrl, Words};
use programme::Session;
use programme::calendar::Instant;
use programme::instruction::{Audience, Reminded, Reminder, reminders};
use store::{Person, Store};

use crate::instance::Instance;
use crate::mail::letters;

/// Writes the reminders that are due at `now`; how many mails are due, those that were written before included.
///
/// # Errors
/// When the database does not answer, or a dossier cannot be read.
pub async fn run(store: &Store, instance: &'static Instance, url: &PublicUrl, now: &str) -> Result<usize> {
    let at: Instant = now.parse()?;
    let mut written = 0;
    for session in instance.sessions_in_force() {
        let Some(call) = &session.call else { continue };
        let dossiers = store.dossiers().of_session(session.identity.id.as_str()).await?;
        for reminder in reminders(call, &dossiers, at) {
            let place =
                dossiers.iter().find(|dossier| dossier.id == reminder.dossier).map(|dossier| &dossier.place.name);
            let Some(place) = place else { continue };
            for person in audience(store, session, &reminder.to).await? {
                let mail = mail(url, &reminder, place, &person);
                written += usize::from(store.outbox().put_once(&mail, now).await?);
            }
        }
    }
    Ok(written)
}

/// Who is reminded. The author of a letter is known by name only: those who asked for it are told.
async fn audience(store: &Store, session: &Session, to: &Audience) -> Result<Vec<Person>> {
    match to {
        Audience::People { people } => {
            let mut found = Vec::new();
            for id in people {
                found.extend(store.people().find(id).await?);
            }
            Ok(found)
        }
        Audience::Roles { roles } => {
            let members = store.people().of_session(session.identity.id.as_str()).await?;
            Ok(members.into_iter().filter(|(_, part)| roles.contains(&part.role)).map(|(person, _)| person).collect())
        }
        Audience::LetterAuthor { .. } => Ok(Vec::new()),
    }
}

fn mail(url: &PublicUrl, reminder: &Reminder, place: &str, person: &Person) -> store::Outgoing {
    let words = Words::of(person.lang);
    let when = |key: &str, at: &Instant| words.t1(key, "when", words.moment(&at.to_string()));
    let more = match &reminder.of {
        Reminded::DraftBeforeClosing { closes, .. } => when("letter-reminder-draft", closes),
        Reminded::CorrectionAwaited { deadline, .. } => when("letter-reminder-correction", deadline),
        Reminded::CorrectionOver { deadline } => when("letter-reminder-over", deadline),
        Reminded::LateDeposit => words.t("letter-reminder-late"),
        Reminded::LetterAwaited { .. } => words.t("letter-reminder-letter"),
    };
    let href = url.absolute(&Links::Dossier(reminder.dossier.to_string()).path(person.lang));
    let key = format!("reminder:{}:{}", reminder.key, person.id);
    letters::dossier(url, person, &key, [words.t("letter-reminder-subject"), place.to_owned(), more], &href)
}
