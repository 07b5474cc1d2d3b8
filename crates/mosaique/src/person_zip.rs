//! A copy of what is kept of somebody, as one archive: what it holds is explained in it. It is made piece by piece, so that
//! no more than one document is in memory.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use bytes::Bytes;
use press::Words;
use serde::Serialize;
use store::person_file::PersonFile;
use store::{Shelf, Store};
use tokio::sync::mpsc::Sender;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Where the archive is written before it is sent on.
#[derive(Clone, Default)]
struct Pieces(Arc<Mutex<Vec<u8>>>);

impl Pieces {
    fn take(&self) -> Bytes {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where a copy comes from.
pub struct Copy<'c> {
    /// The store.
    pub store: &'c Store,
    /// The documents.
    pub shelf: Option<&'c Shelf>,
    /// In which language it is explained.
    pub words: &'static Words,
    /// The site.
    pub site: String,
    /// The time at which it is made.
    pub now: String,
}

impl Copy<'_> {
    /// Sends the archive of `file`, a piece after the other. Stops when nobody receives any more.
    ///
    /// # Errors
    /// When a document cannot be read.
    pub async fn send(&self, file: &PersonFile, to: &Sender<io::Result<Bytes>>) -> Result<()> {
        let words = self.words;
        let pieces = Pieces::default();
        let mut zip = ZipWriter::new_stream(pieces.clone());
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let values = [("site", self.site.clone()), ("when", words.moment(&self.now))];
        zip.start_file(words.t("person-file-readme-name"), options)?;
        zip.write_all(words.with("person-file-readme", &values).as_bytes())?;
        zip.write_all(b"\n")?;
        let parts = [
            (words.t("person-file-account"), json(&file.account)?),
            (words.t("person-file-ways-in"), json(&file.ways_in)?),
            (words.t("person-file-subscription"), json(&file.subscription)?),
            (words.t("person-file-dossiers"), json(&file.dossiers)?),
            (words.t("person-file-journal"), json(&file.journal)?),
            (words.t("person-file-words"), json(&file.words)?),
            (words.t("person-file-mails"), json(&file.mails)?),
        ];
        for (name, text) in parts {
            zip.start_file(format!("{name}.json"), options)?;
            zip.write_all(&text)?;
            if to.send(Ok(pieces.take())).await.is_err() {
                return Ok(());
            }
        }
        for (rank, (digest, name)) in file.files.iter().enumerate() {
            let Some(shelf) = self.shelf else { break };
            let Some(bytes) = self.store.attachments(shelf).read(digest).await? else { continue };
            let folder = words.t("person-file-documents");
            zip.start_file(format!("{folder}/{:03}-{}", rank + 1, plain(name)), options)?;
            zip.write_all(&bytes)?;
            if to.send(Ok(pieces.take())).await.is_err() {
                return Ok(());
            }
        }
        zip.finish().context("the archive cannot be ended")?;
        let _ = to.send(Ok(pieces.take())).await;
        Ok(())
    }
}

fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    Ok(serde_json::to_vec_pretty(value)?)
}

/// A name that leads nowhere else when the archive is opened.
fn plain(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control() && !"/\\:*?\"<>|".contains(*c)).collect();
    name.trim_matches('.').trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_the_archive_leads_nowhere_else() {
        assert_eq!(plain("../../etc/passwd"), "etcpasswd");
        assert_eq!(plain("C:\\plan été.pdf"), "Cplan été.pdf");
    }
}
