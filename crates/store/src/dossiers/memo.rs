//! Dossiers of sessions as they were last read: a list that is read again reads what is written, and makes again only what
//! changed.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use programme::dossier::Dossier;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{DossierError, read};

/// The most bytes of a session that are kept, as texts.
const LARGEST: usize = 64 << 20;

/// By session and name, the text of a dossier and what it says. What is no longer in a session is not kept.
#[derive(Default)]
pub struct Memo(Mutex<HashMap<String, Known>>);

type Known = HashMap<String, (String, Dossier)>;

impl fmt::Debug for Memo {
    // People's words are nothing to print.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memo")
    }
}

impl Memo {
    /// Every dossier of a session, from the rows of all of them.
    pub(super) fn read(&self, session: &str, rows: &[AnyRow]) -> Result<Vec<Dossier>, DossierError> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut before = kept().remove(session).unwrap_or_default();
        let (mut now, mut bytes, mut found) = (Known::new(), 0, Vec::new());
        for row in rows {
            let (id, text): (String, String) = (row.try_get("id")?, row.try_get("state")?);
            let dossier = match before.remove(&id) {
                Some((known, dossier)) if known == text => dossier,
                _ => read(row)?,
            };
            found.push(dossier.clone());
            bytes += text.len();
            now.insert(id, (text, dossier));
        }
        if bytes <= LARGEST {
            kept().insert(session.to_owned(), now);
        }
        Ok(found)
    }
}
