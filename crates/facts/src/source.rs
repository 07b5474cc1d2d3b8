//! Where a figure comes from.

use serde::{Deserialize, Serialize};

/// A dataset as it was read: who made it, in which vintage, under which licence, and how to know it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Stable identifier in `data/catalogue.toml`: `rp2021`.
    pub id: String,
    /// Name of the dataset, as its producer writes it.
    pub dataset: String,
    /// Who made it.
    pub producer: String,
    /// Which edition: a year or a date of validity.
    pub vintage: String,
    /// Licence under which it may be used again.
    pub licence: String,
    /// Where a reader finds it.
    pub url: String,
    /// SHA-256 of the file that was read, in hexadecimal.
    pub sha256: String,
    /// Rows of the file that was read.
    pub rows: u64,
}
