//! The typefaces that pictures are written in. Their files are arguments: the door has them.

use std::borrow::Cow;

/// Files of typefaces, as TrueType or OpenType.
#[derive(Debug, Clone, Default)]
pub struct Typefaces(Vec<Cow<'static, [u8]>>);

impl Typefaces {
    /// From the bytes of the files, in any order.
    pub fn new(files: impl IntoIterator<Item = Cow<'static, [u8]>>) -> Self {
        Self(files.into_iter().collect())
    }

    /// The bytes of each file.
    pub fn files(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(AsRef::as_ref)
    }
}
