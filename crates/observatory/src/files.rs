//! The only place of this program that touches files: whole reads, and writes that are never left half done.

#![expect(clippy::disallowed_methods, reason = "this module is where the readers touch files")]

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The bytes of a file.
///
/// # Errors
/// When it cannot be read; the message names it.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The text of a file.
///
/// # Errors
/// When it cannot be read or is not UTF-8; the message names it.
pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file beside its place, then renames it: a reader sees the old one or the new one, whole. A link is followed;
/// what is no plain file (a terminal, a pipe) is written to as it is; a file that may not be written is not replaced. (The
/// two programs each have this: all that they share are rooms that touch no file.)
///
/// # Errors
/// When the place cannot be written; nothing is left behind.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let said = || format!("cannot write {}", path.display());
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(path) {
        Ok(found) if found.is_file() && found.permissions().readonly() => anyhow::bail!("{}: it is read-only", said()),
        Ok(found) if found.is_dir() => anyhow::bail!("{}: it is a folder", said()),
        Ok(found) if !found.is_file() => return fs::write(path, bytes).with_context(said),
        _ => {}
    }
    let name = path.file_name().with_context(|| format!("{} is not a file", path.display()))?;
    let beside = path.with_file_name(format!(".{}.{}", name.to_string_lossy(), std::process::id()));
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.with_context(said)
}

/// The files of a folder and its folders, sorted by path.
///
/// # Errors
/// When a folder cannot be listed.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_into_a_place_that_cannot_be_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plain");
        write(&file, b"x").unwrap();
        assert!(write(&file.join("inside"), b"y").is_err());
        assert_eq!(list(folder.path()).unwrap(), [file]);
    }

    #[test]
    fn the_hash_of_nothing_is_the_published_one() {
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
