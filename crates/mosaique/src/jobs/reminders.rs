//! Reminders of dossiers: drafts before the closing, corrections awaited, late deposits to be decided on. Each has a key
//! that is the same each time it is worked out: the outbox writes it once.

use anyhow::Result;
use press::letter::LetterAsked;
use press::{Links, PublicUrl, Words};
use programme::Session;
use programme::calendar::Instant;
use programme::dossier::Dossier;
use programme::id::LetterId;
use programme::instruction::{Audience, Reminded, Reminder, reminders};
use store::letters::LetterLink;
use store::{Person, Store};

use crate::instance::Instance;
use crate::mail::letters;
use crate::web::LETTER_OPENS;
use crate::{chance, clock};

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
            if let Audience::LetterAuthor { letter } = &reminder.to {
                let dossier = dossiers.iter().find(|dossier| dossier.id == reminder.dossier);
                if let Some(dossier) = dossier {
                    written += usize::from(author(store, session, (dossier, letter), url, &reminder.key, now).await?);
                }
                continue;
            }
            for person in audience(store, session, &reminder.to).await? {
                let mail = mail(url, &reminder, place, &person);
                written += usize::from(store.outbox().put_once(&mail, now).await?);
            }
        }
    }
    Ok(written)
}

/// Reminds the author of a letter, when it was asked for by mail, with a link of its own; whether the mail was written now.
async fn author(
    store: &Store,
    session: &Session,
    (dossier, letter): (&Dossier, &LetterId),
    url: &PublicUrl,
    key: &str,
    now: &str,
) -> Result<bool> {
    let asks = store.dossiers().asks(&dossier.id).await?;
    let (Some(asked), Some(known)) = (asks.get(letter), dossier.letters.get(letter)) else { return Ok(false) };
    let token = chance::token()?;
    let link = LetterLink { letter: letter.clone(), token, expires_at: clock::after(now, LETTER_OPENS) };
    let words = Words::of(asked.lang);
    let question = session.application.form.question(&known.question).map(|(_, question)| question);
    let told = LetterAsked {
        who: words.t("letter-reply-by"),
        place: dossier.place.name.clone(),
        question: question.map_or_else(|| words.t("question-gone"), |question| words.say(&question.label)),
        word: None,
        until: words.moment(&link.expires_at),
        again: true,
    };
    let mail = letters::letter(url, (&asked.address, asked.lang), told, &link.token);
    // The link is new each time it is worked out; the mail is the same.
    let mail = store::Outgoing { key: format!("reminder:{key}"), ..mail };
    Ok(store.dossiers().remind(&link, &mail, now).await?)
}

/// Who is reminded.
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
