//! The keys under which what is personal is kept beside a story.

use crate::id::ParticipantId;

/// The name that a participant without account gave, beside a workshop.
pub fn name(participant: &ParticipantId) -> String {
    format!("name-{participant}")
}

/// The secret of the address for telephones, beside a workshop: posters print it again.
pub const PHONE: &str = "phone";

/// The words of a contribution, in their `rank`-th wording from 1, beside it.
pub fn wording(rank: usize) -> String {
    format!("wording-{rank}")
}

/// What a device made to name a contribution: it salts the digests of the words, and goes with them.
pub const KEY: &str = "key";

/// The note of the `rank`-th act of moderation from 1, beside a contribution.
pub fn note(rank: usize) -> String {
    format!("note-{rank}")
}
