//! Telling those who make a dossier that comments await them: one mail for all of them, and no other before they have read.

use anyhow::Result;
use press::{Links, PublicUrl};
use programme::Session;
use programme::calendar::Instant;
use programme::dossier::{Dossier, Stage};
use programme::role::Right;
use store::Store;

use crate::mail::letters;

/// Seconds for which a comment waits before it is told of by mail: others may follow, and who is there reads it meanwhile.
pub const WAITS: i64 = 900;

/// Writes the mails that are due at `now`; how many.
///
/// # Errors
/// When the database does not answer, or a dossier cannot be read.
pub async fn run(store: &Store, sessions: &[&Session], url: &PublicUrl, now: &str) -> Result<usize> {
    let at: Instant = now.parse()?;
    let mut written = 0;
    for session in sessions.iter().filter(|session| session.call.is_some()) {
        for dossier in store.dossiers().of_session(session.identity.id.as_str()).await? {
            let over = matches!(dossier.stage, Stage::Withdrawn { .. } | Stage::LateRefused { .. });
            if !over && !dossier.comments.is_empty() {
                written += of_dossier(store, session, &dossier, url, at).await?;
            }
        }
    }
    Ok(written)
}

async fn of_dossier(
    store: &Store,
    session: &Session,
    dossier: &Dossier,
    url: &PublicUrl,
    now: Instant,
) -> Result<usize> {
    let mut written = 0;
    for (id, capacity) in &dossier.people {
        let seen = store.dossiers().seen(&dossier.id, id).await?;
        let unread = dossier.unread(id, seen);
        let others =
            dossier.comments.iter().skip(seen).filter(|comment| comment.by != *id && comment.withdrawn.is_none());
        let waited = others.map(|comment| now.since(comment.at)).max().unwrap_or_default();
        if unread == 0 || waited < WAITS || !reads(session, *capacity) {
            continue;
        }
        let Some(person) = store.people().find(id).await? else { continue };
        let href = url.absolute(&Links::DossierComments(dossier.id.to_string()).path(person.lang));
        // What was read makes the mail: the same is written once, until more is read.
        let key = format!("comments:{}:{id}:{seen}", dossier.id);
        let mail = letters::comments(url, &person, &key, (&dossier.place.name, unread), &href);
        written += usize::from(store.outbox().put_once(&mail, &now.to_string()).await?);
    }
    Ok(written)
}

/// Whether those who make a dossier in a capacity read comments, whatever the phase: what is said to them by mail they must be
/// able to read.
fn reads(session: &Session, capacity: programme::dossier::Capacity) -> bool {
    use programme::call::Phase;
    use programme::role::{ObjectRelation, Standing};
    let role = capacity.role();
    let who = Standing { roles: [role].into(), ..Standing::default() };
    let own = ObjectRelation { own: Some(role), ..ObjectRelation::NONE };
    Phase::CHOICES.iter().all(|(_, phase)| session.rights.may(&who, Right::SeeComments, &own, *phase).is_allowed())
}
