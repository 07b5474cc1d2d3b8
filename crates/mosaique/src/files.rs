//! The only place where this program touches files: whole reads, and writes that are never left half done.

#![expect(clippy::disallowed_methods, reason = "this module is where the door touches files")]

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use memmap2::Mmap;

/// The text of a file.
///
/// # Errors
/// When it cannot be read, is not UTF-8, or is larger than 64 MiB; the message names it.
pub fn read_text(path: &Path) -> Result<String> {
    let length = fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?.len();
    if length > 64 << 20 {
        anyhow::bail!("{} is {length} bytes long, at most 64 MiB are read", path.display());
    }
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        anyhow::anyhow!("{} is not UTF-8 text: first wrong byte at {at}", path.display())
    })
}

/// A file mapped in memory.
///
/// # Errors
/// When it cannot be opened; the message names it.
pub fn map(path: &Path) -> Result<Mmap> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    #[expect(unsafe_code, reason = "an atlas is replaced by renaming a new file, never written in place")]
    // SAFETY: the mapping is read-only, and the file is not changed while it is mapped, as said above.
    unsafe { Mmap::map(&file) }.with_context(|| format!("cannot map {}", path.display()))
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

/// Writes a file that only its owner may read, unless there is one already, which stays.
///
/// # Errors
/// When it cannot be written.
pub fn write_secret(path: &Path, bytes: &[u8]) -> Result<()> {
    let said = || format!("cannot write {}", path.display());
    let beside = path.with_extension(format!("new.{}", std::process::id()));
    let written = secret(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        // A link is refused where there is something: of two that write at once, one does.
        fs::hard_link(&beside, path).or_else(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Ok(()),
            _ => Err(error),
        })
    });
    let _ = fs::remove_file(&beside);
    written.with_context(said)
}

/// A new file that only its owner may read.
fn secret(path: &Path) -> std::io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A file to be read.
///
/// # Errors
/// When it cannot be opened; the message names it.
pub fn open(path: &Path) -> Result<File> {
    File::open(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Whether a file begins so. It is then read again from its beginning.
///
/// # Errors
/// When it cannot be read.
pub fn begins_with(file: &mut File, bytes: &[u8]) -> Result<bool> {
    let mut head = Vec::new();
    std::io::Read::by_ref(file).take(bytes.len() as u64).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(head == bytes)
}

/// A new file beside a place, that only its owner may read, to be filled and then to take the place; and its path.
///
/// # Errors
/// When it cannot be created.
pub fn beside(path: &Path) -> Result<(PathBuf, File)> {
    let name = path.file_name().with_context(|| format!("{} is not a file", path.display()))?;
    let beside = path.with_file_name(format!(".{}.{}", name.to_string_lossy(), std::process::id()));
    let file = secret(&beside).with_context(|| format!("cannot write {}", path.display()))?;
    Ok((beside, file))
}

/// Puts a file that was filled beside a place in that place, once it is on the disk.
///
/// # Errors
/// When it cannot; then it is removed.
pub fn take_the_place(file: File, beside: &Path, path: &Path) -> Result<()> {
    let done = file.sync_all().and_then(|()| fs::rename(beside, path));
    if done.is_err() {
        remove(beside);
    }
    done.with_context(|| format!("cannot write {}", path.display()))
}

/// Removes what was written beside a place for nothing.
pub fn remove(beside: &Path) {
    let _ = fs::remove_file(beside);
}

/// Removes a folder and all that it holds; nothing is done when there is none.
///
/// # Errors
/// When it cannot be removed.
pub fn remove_folder(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// Whether there is nothing at a path, or an empty folder.
pub fn is_free(path: &Path) -> bool {
    fs::read_dir(path).map_or(!path.exists(), |mut listed| listed.next().is_none())
}

/// Puts a folder that was filled beside a place in that place, where there is nothing, or an empty folder.
///
/// # Errors
/// When it cannot.
pub fn folder_takes_the_place(beside: &Path, path: &Path) -> Result<()> {
    fs::rename(beside, path).with_context(|| format!("cannot write {}", path.display()))
}

/// Name and text of each file of a folder, but for hidden ones, sorted by name. Folders inside are not entered.
///
/// # Errors
/// When the folder cannot be listed or a file cannot be read.
pub fn folder_texts(folder: &Path) -> Result<Vec<(String, String)>> {
    let listed = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut texts = Vec::new();
    for entry in listed {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_file() && !name.starts_with('.') {
            texts.push((name, read_text(&path)?));
        }
    }
    texts.sort();
    Ok(texts)
}

/// Creates a folder and those above it, when they are not there.
///
/// # Errors
/// When it can be neither found nor created.
pub fn folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).with_context(|| format!("cannot create {}", path.display()))
}

/// The bytes of the last files of a folder whose name ends so, the last name first, and how many more there are. A
/// folder that is not there has none.
///
/// # Errors
/// When the folder cannot be listed or a file cannot be read.
pub fn last_of_folder(folder: &Path, ending: &str, most: usize) -> Result<(Vec<Vec<u8>>, usize)> {
    let Ok(listed) = fs::read_dir(folder) else { return Ok((Vec::new(), 0)) };
    let mut paths: Vec<_> = listed.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.is_file() && path.to_string_lossy().ends_with(ending));
    paths.sort();
    paths.reverse();
    let more = paths.len().saturating_sub(most);
    let read = |path: &PathBuf| fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    Ok((paths.iter().take(most).map(read).collect::<Result<_>>()?, more))
}
