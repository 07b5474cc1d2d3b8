//! The key by which an instance signs its receipts: made once, kept in its folder, or given by the environment.

use std::path::Path;

use anyhow::{Context, Result, bail};
use store::Key;

use crate::{chance, files};

/// The key, in the folder of an instance, which nobody else may read.
const SECRET: &str = "signing.key";
/// What checks its signatures, beside it, to be published.
const PUBLIC: &str = "signing.pub";

/// The key of the instance in a folder: that of the environment (`MOSAIQUE_SIGNING_KEY`), else that of the folder, which is
/// made the first time.
///
/// # Errors
/// When the key that is given or kept does not read, or none can be kept.
pub fn key(folder: &Path) -> Result<Key> {
    #[expect(clippy::disallowed_methods, reason = "settings are read once, here")]
    let given = std::env::var("MOSAIQUE_SIGNING_KEY").ok().filter(|text| !text.is_empty());
    if let Some(text) = given {
        return Key::read(&text).context("MOSAIQUE_SIGNING_KEY is not a key: 64 hexadecimal digits are expected");
    }
    let path = folder.join(SECRET);
    if !path.is_file() {
        files::folder(folder)?;
        let key = Key::from_bytes(chance::bytes()?);
        // Of two programs that make one at once, the first keeps its own, and the second reads it.
        files::write_secret(&path, key.as_secret_text().as_bytes())?;
    }
    let text = files::read_text(&path)?;
    let Some(key) = Key::read(&text) else {
        bail!("{} is not a key: 64 hexadecimal digits are expected", path.display())
    };
    let public = folder.join(PUBLIC);
    if !public.is_file() {
        files::write(&public, format!("{}\n", key.public().as_text()).as_bytes())?;
    }
    Ok(key)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test reads what was written")]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_is_for_the_instance_only_and_its_public_half_is_beside() {
        let folder = tempfile::tempdir().unwrap();
        let made = key(folder.path()).unwrap().public();
        assert_eq!(key(folder.path()).unwrap().public(), made);
        let text = std::fs::read_to_string(folder.path().join(PUBLIC)).unwrap();
        assert_eq!(store::PublicKey::read(&text), Some(made));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(folder.path().join(SECRET)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::write(folder.path().join(SECRET), "x").unwrap();
        assert!(key(folder.path()).is_err());
    }
}
