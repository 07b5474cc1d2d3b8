//! The portrait of a perimeter, frozen with a deposit.

use programme::digest::Digest;
use programme::dossier::Dossier;

use super::{Desk, Undone};

impl Desk<'_> {
    /// Freezes the portrait of the perimeter of a dossier.
    pub(super) async fn frozen(&self, _dossier: &Dossier) -> Result<Option<Digest>, Undone> {
        Ok(None)
    }
}
