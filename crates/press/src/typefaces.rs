//! The typefaces that documents and pictures are drawn with. The door hands over their bytes: this room opens no file.

use std::borrow::Cow;

/// Files of typefaces, as TrueType.
#[derive(Debug, Clone, Default)]
pub struct Typefaces(Vec<Cow<'static, [u8]>>);

impl Typefaces {
    /// The files, in `dist/fonts/` of the front end: texts, bold texts and titles, each in two files, the second for the
    /// letters that French does not use.
    pub const FILES: [&'static str; 6] = [
        "atkinson-400.ttf",
        "atkinson-400-ext.ttf",
        "atkinson-700.ttf",
        "atkinson-700-ext.ttf",
        "bricolage-800.ttf",
        "bricolage-800-ext.ttf",
    ];
    /// Family of texts, regular (400) and bold (700).
    pub const TEXT: &'static str = "Atkinson Hyperlegible Next";
    /// Family of titles, as its files call themselves; it has one weight (800).
    pub const TITLE: &'static str = "Bricolage Grotesque 96pt ExtraBold ExtraBold";

    /// From the bytes of the files; of two that have a letter in the same style, the first draws it.
    pub fn new(files: impl IntoIterator<Item = Cow<'static, [u8]>>) -> Self {
        Self(files.into_iter().collect())
    }

    /// The bytes of each file.
    pub fn files(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(AsRef::as_ref)
    }
}

/// The typefaces of the front end, for tests.
#[cfg(test)]
pub(crate) fn built() -> &'static Typefaces {
    static BUILT: std::sync::LazyLock<Typefaces> = std::sync::LazyLock::new(|| {
        let file = |name: &&str| {
            let path = format!("{}/../../frontend/dist/fonts/{name}", env!("CARGO_MANIFEST_DIR"));
            #[expect(clippy::disallowed_methods, reason = "a test reads what the front end built")]
            let bytes =
                std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}; run `make frontend` first"));
            Cow::Owned(bytes)
        };
        Typefaces::new(Typefaces::FILES.iter().map(file))
    });
    &BUILT
}
