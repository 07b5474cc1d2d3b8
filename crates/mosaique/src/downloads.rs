//! The tables that visitors download: made when one is first asked for, and kept as long as the program runs. There are as
//! many as there are kinds and forms, so what is kept is bounded: some hundred megabytes with the atlas of the product.

use std::sync::OnceLock;

use anyhow::Result;
use axum::body::Bytes;
use press::download::{Content, Format, Set};
use sha2::{Digest as _, Sha256};
use territory::Survey;

use crate::instance::Instance;

/// A file, whole.
#[derive(Debug, Clone)]
pub struct File {
    /// Its bytes, shared by those who are reading it.
    pub bytes: Bytes,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// The files made so far.
#[derive(Debug, Default)]
pub struct Downloads([[OnceLock<File>; Format::ALL.len()]; Set::ALL.len()]);

impl Downloads {
    fn slot(&self, set: Set, format: Format) -> &OnceLock<File> {
        let rank_of = |found: Option<usize>| found.expect("every set and every form is in its list");
        let set = rank_of(Set::ALL.iter().position(|one| *one == set));
        let format = rank_of(Format::ALL.iter().position(|one| *one == format));
        &self.0[set][format]
    }

    /// The bytes of a file that has been made; nothing before.
    pub fn size(&self, set: Set, format: Format) -> Option<usize> {
        self.slot(set, format).get().map(|file| file.bytes.len())
    }
}

impl Instance {
    /// A file, made if nobody has asked for it yet.
    ///
    /// # Errors
    /// When the contours of the atlas cannot be read.
    pub fn download(&self, set: Set, format: Format) -> Result<&File> {
        let slot = self.downloads.slot(set, format);
        if let Some(file) = slot.get() {
            return Ok(file);
        }
        let shapes =
            if format == Format::GeoJson { self.shapes.of(&self.knowledge, self.topology()?, set.kind()) } else { &[] };
        // Whoever asks for it meanwhile waits for this one.
        Ok(slot.get_or_init(|| {
            let survey = Survey::new(&self.knowledge, set.kind());
            let sources = self.sources_of_tables();
            let content = Content { survey: &survey, map: self.atlas().map(), sources: &sources, shapes };
            let bytes = format.write(content);
            File { sha256: hexadecimal(&Sha256::digest(&bytes)), bytes: Bytes::from(bytes) }
        }))
    }

    /// What the columns of a set are, without its territories.
    pub fn headings(&self, set: Set) -> Survey<'static> {
        Survey::of(&self.knowledge, set.kind(), Vec::new())
    }
}

/// Bytes as hexadecimal digits.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
