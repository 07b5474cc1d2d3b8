//! The names by which people, dossiers and what belongs to them are kept.
//!
//! They are given by whoever keeps the state (they need chance, which these rules do not have) and say nothing of whom
//! they name, so that they may stay in a journal when the person is forgotten.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The text is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not an identifier: expected 1 to 64 ASCII letters, digits, hyphens and underscores")]
pub struct NotAnId(String);

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident,)+) => { $(
        $(#[$doc])*
        ///
        /// 1 to 64 ASCII letters, digits, hyphens and underscores.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The identifier as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
                let valid = (1..=64).contains(&text.len()) && text.bytes().all(plain);
                if valid { Ok(Self(text.to_owned())) } else { Err(NotAnId(text.chars().take(70).collect())) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    )+ };
}

id! {
    /// A person who has an account.
    PersonId,
    /// A dossier.
    DossierId,
    /// An invitation to take part in a dossier.
    InvitationId,
    /// A comment on a question of a dossier.
    CommentId,
    /// A letter that somebody is asked for.
    LetterId,
    /// The workspace of a laureate.
    WorkspaceId,
    /// Something followed in a workspace: a promise, a task, a deliverable, a request.
    ItemId,
    /// An edition of what a laureate publishes.
    EditionId,
    /// A progress report of a laureate.
    ReportId,
    /// A replication sheet.
    SheetId,
    /// An entry of the directory of the network.
    ListingId,
    /// A seminar of a session.
    SeminarId,
    /// A workshop.
    WorkshopId,
    /// Somebody who signed up for a workshop.
    ParticipantId,
    /// What somebody said in a workshop.
    ContributionId,
    /// An item of the thread of a workspace.
    ThreadItemId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_plain_and_short() {
        assert_eq!("01J_a-9".parse::<PersonId>().unwrap().as_str(), "01J_a-9");
        for text in ["", "a b", "é", "a/b", &"a".repeat(65)] {
            assert!(text.parse::<DossierId>().is_err(), "{text}");
        }
        assert!(serde_json::from_str::<LetterId>("\"../x\"").is_err());
    }
}
