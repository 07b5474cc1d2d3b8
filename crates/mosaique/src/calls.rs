//! The calls as they are in force: the files of a session, what pilots changed of them since, the phases put by hand. The
//! store has all of it; here it is read once for each change, and kept as long as the program, as the sessions are.

use std::collections::BTreeMap;
use std::sync::RwLock;

use anyhow::Result;
use programme::Session;
use programme::call::Steering;
use store::Store;
use store::calls::{Files, Mark, Revision};

use crate::instance::read_session;

/// The files of a session's folder: names and texts.
pub type Texts = Vec<(String, String)>;

/// The call of a session as it is in force.
#[derive(Clone, Copy)]
pub struct InForce {
    /// The session, as its last revision that can be read makes it.
    pub session: &'static Session,
    /// What was done by hand to its phases.
    pub steering: &'static Steering,
    /// Its revisions, the first one first.
    pub revisions: &'static [Revision],
}

/// The calls of an instance.
#[derive(Default)]
pub struct Calls {
    /// The files that each session was read from.
    files: BTreeMap<String, Texts>,
    /// What was changed, by session.
    changed: RwLock<BTreeMap<String, (Mark, InForce)>>,
}

impl Calls {
    /// Calls that nobody changed.
    pub fn of(files: BTreeMap<String, Texts>) -> Self {
        Self { files, changed: RwLock::default() }
    }

    /// The files of a session as its folder gives them, with those that `changed` gives in their place.
    pub fn files(&self, session: &str, changed: &Files) -> Texts {
        let folder = self.files.get(session).into_iter().flatten();
        let mut texts: Texts = folder.filter(|(name, _)| !changed.contains_key(name)).cloned().collect();
        texts.extend(changed.iter().map(|(name, text)| (name.clone(), text.clone())));
        texts
    }

    /// What is in force of a session that was changed.
    pub fn in_force(&self, session: &str) -> Option<InForce> {
        let changed = self.changed.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        changed.get(session).map(|(_, in_force)| *in_force)
    }

    /// Reads again the calls that were changed since they were last read, here or by another program on the same database.
    ///
    /// # Errors
    /// When the database does not answer, or a row was spoilt.
    pub async fn refresh(&self, store: &Store, first: impl Fn(&str) -> Option<&'static Session>) -> Result<()> {
        let marks = store.calls().marks().await?;
        let is_gone = |changed: &BTreeMap<String, _>| changed.keys().any(|id| !marks.contains_key(id));
        // A database that was restored may know of fewer changes.
        if is_gone(&self.changed.read().unwrap_or_else(std::sync::PoisonError::into_inner)) {
            let mut changed = self.changed.write().unwrap_or_else(std::sync::PoisonError::into_inner);
            changed.retain(|id, _| marks.contains_key(id));
        }
        for (id, mark) in marks {
            let known = {
                let changed = self.changed.read().unwrap_or_else(std::sync::PoisonError::into_inner);
                changed.get(&id).map(|(mark, _)| *mark)
            };
            // A session that this program does not show.
            let Some(session) = first(&id).filter(|_| known != Some(mark)) else { continue };
            let (revisions, steering) = store.calls().of_session(&id).await?;
            let in_force = self.read(session, revisions, steering);
            let mut changed = self.changed.write().unwrap_or_else(std::sync::PoisonError::into_inner);
            changed.insert(id, (mark, in_force));
        }
        Ok(())
    }

    fn read(&self, first: &'static Session, revisions: Vec<Revision>, steering: Steering) -> InForce {
        let id = first.identity.id.as_str();
        let mut last = first;
        // The files of a revision are all those that differ from the folder's: the last one that can be read is in force.
        for revision in revisions.iter().rev() {
            match read_session(&self.files(id, &revision.files)) {
                Ok(session) => {
                    last = Box::leak(Box::new(session));
                    break;
                }
                // It was read when it was published: the program, or the folder of the session, is another one since.
                Err(bad) => {
                    let problems = bad.0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
                    tracing::error!(
                        session = id,
                        revision = revision.number,
                        problems,
                        "a revision of a call is left out"
                    );
                }
            }
        }
        InForce { session: last, steering: Box::leak(Box::new(steering)), revisions: revisions.leak() }
    }
}
