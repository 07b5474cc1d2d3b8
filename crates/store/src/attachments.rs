//! Files that come with a dossier. Each is kept under the SHA-256 of its bytes: the same file is kept once, and one that was
//! altered since is found when it is read. What is known of them is in the database, their bytes are on a [`Shelf`]: a
//! folder, or a bucket that speaks S3.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};
use sha2::{Digest, Sha256};
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::dialect::Lock;
use crate::entry::hash_of;
use crate::token::hex;
use crate::{DatabaseError, Store};

/// Where the bytes of attachments are. Cloning it is cheap.
#[derive(Clone)]
pub struct Shelf {
    objects: Arc<dyn ObjectStore>,
    prefix: Path,
    place: String,
    /// Of this machine, when it is one.
    folder: Option<PathBuf>,
}

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Shelf({})", self.place)
    }
}

/// The shelf cannot be used, or did not answer.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// The address is not that of a bucket.
    #[error("{0:?} found as the address of attachments, expected s3://BUCKET or s3://BUCKET/PREFIX")]
    Address(String),
    /// The folder cannot be created or written.
    #[error("the folder {path} cannot be written: {cause}")]
    Folder {
        /// The folder.
        path: String,
        /// What the system answered.
        cause: std::io::Error,
    },
    /// The folder or the bucket did not answer.
    #[error("the attachments in {place} do not answer: {cause}")]
    Unanswered {
        /// The folder or the bucket.
        place: String,
        /// What was answered.
        cause: object_store::Error,
    },
}

impl Shelf {
    /// A folder of this machine, which is created when it is missing.
    ///
    /// # Errors
    /// `Folder` when it can be neither found nor created.
    pub fn folder(path: &std::path::Path) -> Result<Self, ShelfError> {
        let place = path.display().to_string();
        std::fs::create_dir_all(path).map_err(|cause| ShelfError::Folder { path: place.clone(), cause })?;
        let objects = LocalFileSystem::new_with_prefix(path)
            .map_err(|cause| ShelfError::Unanswered { place: place.clone(), cause })?;
        Ok(Self { objects: Arc::new(objects), prefix: Path::default(), place, folder: Some(path.to_owned()) })
    }

    /// A bucket: `s3://BUCKET/PREFIX`. `settings` are those of the environment whose name begins with `AWS_`
    /// (`AWS_ENDPOINT`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`…); others are passed over.
    ///
    /// # Errors
    /// `Address` when the address is not that of a bucket, `Unanswered` when the settings do not go together.
    pub fn bucket(address: &str, settings: impl IntoIterator<Item = (String, String)>) -> Result<Self, ShelfError> {
        let wrong = || ShelfError::Address(address.chars().take(200).collect());
        let (bucket, prefix) = match address.strip_prefix("s3://").ok_or_else(wrong)?.split_once('/') {
            Some((bucket, prefix)) => (bucket, prefix),
            None => (address.strip_prefix("s3://").unwrap_or_default(), ""),
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
        if bucket.is_empty() || !bucket.chars().all(plain) {
            return Err(wrong());
        }
        let mut builder = AmazonS3Builder::new().with_bucket_name(bucket);
        for (name, value) in settings {
            if let Ok(key) = name.to_ascii_lowercase().parse::<AmazonS3ConfigKey>() {
                builder = builder.with_config(key, value);
            }
        }
        let place = address.to_owned();
        let objects = builder.build().map_err(|cause| ShelfError::Unanswered { place: place.clone(), cause })?;
        Ok(Self { objects: Arc::new(objects), prefix: Path::parse(prefix).map_err(|_| wrong())?, place, folder: None })
    }

    /// Where it is, as it may be shown.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Two levels: a folder of a hundred thousand files is slow to list.
    fn path(&self, sha256: &str) -> Path {
        self.prefix.clone().join(&sha256[..2]).join(sha256)
    }

    fn unanswered(&self, cause: object_store::Error) -> ShelfError {
        ShelfError::Unanswered { place: self.place.clone(), cause }
    }

    /// Puts bytes under their digest, whole or not at all. Putting twice is the same act, and mends what was altered.
    pub(crate) async fn put(&self, sha256: &str, bytes: Bytes) -> Result<(), ShelfError> {
        let path = self.path(sha256);
        self.objects.put(&path, bytes.into()).await.map_err(|cause| self.unanswered(cause))?;
        // A bucket answers when it has the bytes; a folder when the system has them, which is not yet the disk.
        if let Some(folder) = &self.folder {
            let (file, place) = (folder.join(path.as_ref()), self.place.clone());
            let on_disk = tokio::task::spawn_blocking(move || {
                #[expect(clippy::disallowed_methods, reason = "the cellar waits for the disk")]
                std::fs::File::open(file)?.sync_all()
            });
            let done = on_disk.await.map_err(std::io::Error::other).and_then(|done| done);
            done.map_err(|cause| ShelfError::Folder { path: place, cause })?;
        }
        Ok(())
    }

    /// The bytes under a digest, whatever they are now; nothing when there are none.
    pub(crate) async fn get(&self, sha256: &str) -> Result<Option<Bytes>, ShelfError> {
        let found = match self.objects.get(&self.path(sha256)).await {
            Ok(found) => found.bytes().await,
            Err(error) => Err(error),
        };
        match found {
            Ok(bytes) => Ok(Some(bytes)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(cause) => Err(self.unanswered(cause)),
        }
    }

    /// Whether there are bytes under a digest.
    pub(crate) async fn has(&self, sha256: &str) -> Result<bool, ShelfError> {
        match self.objects.head(&self.path(sha256)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(cause) => Err(self.unanswered(cause)),
        }
    }

    /// Removes what was put by an act that then failed, or what nothing names any more. Removing twice is the same act.
    pub(crate) async fn remove(&self, sha256: &str) -> Result<(), ShelfError> {
        match self.objects.delete(&self.path(sha256)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(cause) => Err(self.unanswered(cause)),
        }
    }
}

/// What is known of an attachment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The digest of its bytes, which is its address.
    pub sha256: String,
    /// How many bytes it has.
    pub size: u64,
    /// What it is: `application/pdf`.
    pub media_type: String,
    /// The name that whoever gave it first had for it.
    pub name: String,
    /// When it was given first.
    pub added_at: String,
}

/// Why an attachment is not kept.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// Too large.
    #[error("a file of {found} bytes found, expected at most {}", Attachments::MAX_BYTES)]
    TooLarge {
        /// How many bytes.
        found: usize,
    },
    /// The media type is not one.
    #[error("{0:?} found as a media type, expected one such as application/pdf")]
    MediaType(String),
    /// The name is not that of a file.
    #[error("{0:?} found as the name of a file, expected 1 to 255 characters, none of them hidden, nor a slash")]
    Name(String),
    /// The shelf did not answer.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// The database did not answer.
    #[error("the attachment cannot be kept: {0}")]
    Database(#[from] DatabaseError),
}

/// Why an attachment is not given. Not found is none of these.
#[derive(Debug, thiserror::Error)]
pub enum AttachmentError {
    /// Its bytes are gone.
    #[error("the attachment {sha256} is missing from {place}")]
    Missing {
        /// Its address.
        sha256: String,
        /// The shelf.
        place: String,
    },
    /// Its bytes are not those that were given.
    #[error("the attachment {sha256} in {place} was altered: digest {found} found")]
    Altered {
        /// Its address.
        sha256: String,
        /// The shelf.
        place: String,
        /// The digest of what is there.
        found: String,
    },
    /// Its row is not as it is written.
    #[error("the row of the attachment {sha256} cannot be read: {fault}")]
    Corrupt {
        /// Its address, as it is in the row.
        sha256: String,
        /// What is wrong.
        fault: String,
    },
    /// The shelf did not answer.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// The database did not answer.
    #[error("attachments cannot be read: {0}")]
    Database(#[from] DatabaseError),
}

/// The attachments of an instance.
#[derive(Debug, Clone, Copy)]
pub struct Attachments<'s> {
    store: &'s Store,
    shelf: &'s Shelf,
}

impl Store {
    /// The attachments, whose bytes are on a shelf.
    pub fn attachments<'s>(&'s self, shelf: &'s Shelf) -> Attachments<'s> {
        Attachments { store: self, shelf }
    }
}

impl Attachments<'_> {
    /// Most bytes of a file: a scan of a long deliberation has some ten mebibytes.
    pub const MAX_BYTES: usize = 64 << 20;

    /// Keeps a file: its bytes first, then what is known of it, so that no row is without its bytes. Keeping twice is the
    /// same act: the first name and time stay.
    ///
    /// # Errors
    /// `TooLarge`, `MediaType` and `Name` for what is given, `Shelf` and `Database` when one of them does not answer.
    pub async fn add(&self, bytes: Bytes, media_type: &str, name: &str, now: &str) -> Result<Attachment, AddError> {
        if bytes.len() > Self::MAX_BYTES {
            return Err(AddError::TooLarge { found: bytes.len() });
        }
        if !is_media_type(media_type) {
            return Err(AddError::MediaType(media_type.chars().take(80).collect()));
        }
        let hidden = |c: char| c.is_control() || c == '/' || c == '\\';
        if name.trim().is_empty() || name.chars().count() > 255 || name.chars().any(hidden) {
            return Err(AddError::Name(name.chars().take(80).collect()));
        }
        let sha256 = hex(&Sha256::digest(&bytes));
        let size = bytes.len() as u64;
        self.shelf.put(&sha256, bytes.clone()).await?;
        self.write(&sha256, size, (media_type, name), now).await.map_err(DatabaseError)?;
        // One that nothing named any more may have left the shelf meanwhile; from here on it stays.
        if !self.shelf.has(&sha256).await? {
            self.shelf.put(&sha256, bytes).await?;
        }
        let new = || Attachment {
            sha256: sha256.clone(),
            size,
            media_type: media_type.into(),
            name: name.into(),
            added_at: now.into(),
        };
        match self.find(&sha256).await {
            Ok(kept) => Ok(kept.unwrap_or_else(new)),
            Err(AttachmentError::Database(error)) => Err(error.into()),
            Err(_) => Ok(new()),
        }
    }

    async fn write(
        &self,
        sha256: &str,
        size: u64,
        (media_type, name): (&str, &str),
        now: &str,
    ) -> Result<(), sqlx::Error> {
        let mut act = self.store.begin(Lock::Attachments).await?;
        sqlx::query(
            "insert into attachment (sha256, size, media_type, name, added_at, given_at)
             values ($1, $2, $3, $4, $5, $5)
             on conflict (sha256) do update set given_at = excluded.given_at",
        )
        .bind(sha256)
        .bind(size.cast_signed())
        .bind(media_type)
        .bind(name)
        .bind(now)
        .execute(&mut *act)
        .await?;
        act.commit().await
    }

    /// What is known of the file at an address; nothing when none was ever kept there.
    ///
    /// # Errors
    /// `Corrupt` when its row was spoilt, `Database` when the database does not answer.
    pub async fn find(&self, sha256: &str) -> Result<Option<Attachment>, AttachmentError> {
        let select = "select sha256, size, media_type, name, added_at from attachment where sha256 = $1";
        let row = sqlx::query(select).bind(sha256).fetch_optional(&self.store.pool).await.map_err(DatabaseError)?;
        row.as_ref().map(read).transpose()
    }

    /// The bytes of a file, which are those that were given; nothing when none was ever kept at this address.
    ///
    /// # Errors
    /// `Missing` and `Altered` when they are not, otherwise as [`Attachments::find`], or `Shelf`.
    pub async fn read(&self, sha256: &str) -> Result<Option<Bytes>, AttachmentError> {
        match self.find(sha256).await? {
            None => Ok(None),
            Some(known) => intact(self.shelf, &known).await.map(Some),
        }
    }

    /// Every file, in the order of the addresses.
    ///
    /// # Errors
    /// As [`Attachments::find`].
    pub async fn all(&self) -> Result<Vec<Attachment>, AttachmentError> {
        let select = "select sha256, size, media_type, name, added_at from attachment order by sha256";
        sqlx::query(select).fetch_all(&self.store.pool).await.map_err(DatabaseError)?.iter().map(read).collect()
    }

    /// Everything that is wrong: rows that cannot be read, files that are missing or were altered. Reads all of them.
    pub async fn check(&self) -> Vec<AttachmentError> {
        let select = "select sha256, size, media_type, name, added_at from attachment order by sha256";
        let rows = match sqlx::query(select).fetch_all(&self.store.pool).await {
            Ok(rows) => rows,
            Err(error) => return vec![DatabaseError(error).into()],
        };
        let mut faults = Vec::new();
        for row in &rows {
            match read(row) {
                Ok(known) => faults.extend(intact(self.shelf, &known).await.err()),
                Err(error) => faults.push(error),
            }
        }
        faults
    }
}

/// The bytes of a file, when they are those that were given.
pub(crate) async fn intact(shelf: &Shelf, known: &Attachment) -> Result<Bytes, AttachmentError> {
    let (sha256, place) = (known.sha256.clone(), shelf.place.clone());
    let Some(bytes) = shelf.get(&sha256).await? else { return Err(AttachmentError::Missing { sha256, place }) };
    let found = hex(&Sha256::digest(&bytes));
    if found != sha256 {
        return Err(AttachmentError::Altered { sha256, place, found });
    }
    if bytes.len() as u64 != known.size {
        let fault = format!("it says {} bytes, the file has {}", known.size, bytes.len());
        return Err(AttachmentError::Corrupt { sha256, fault });
    }
    Ok(bytes)
}

fn read(row: &AnyRow) -> Result<Attachment, AttachmentError> {
    let sha256: String = row.try_get("sha256").unwrap_or_else(|_| "(unreadable)".to_owned());
    let corrupt = |fault: String| AttachmentError::Corrupt { sha256: sha256.clone(), fault };
    if hash_of(&sha256).is_none() {
        return Err(corrupt("its address is not 64 hexadecimal digits".to_owned()));
    }
    let text = |column| row.try_get::<String, _>(column).map_err(|error| corrupt(error.to_string()));
    let size: i64 = row.try_get("size").map_err(|error| corrupt(error.to_string()))?;
    Ok(Attachment {
        size: size.try_into().map_err(|_| corrupt(format!("{size} found as its size")))?,
        media_type: text("media_type")?,
        name: text("name")?,
        added_at: text("added_at")?,
        sha256: sha256.clone(),
    })
}

/// `type/subtype`, without parameters (RFC 6838, 4.2).
fn is_media_type(text: &str) -> bool {
    let name = |part: &str| {
        (1..=127).contains(&part.len())
            && part.starts_with(|first: char| first.is_ascii_alphanumeric())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    text.split_once('/').is_some_and(|(kind, subtype)| name(kind) && name(subtype))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test damages files")]
mod tests {
    use super::*;
    use crate::testing::{Base, on_each};
    use proptest::prelude::*;

    const NOW: &str = "2026-07-01T10:00:00Z";
    const LATER: &str = "2026-07-02T10:00:00Z";

    /// A folder, and a bucket when a server is named, under a prefix of its own.
    fn shelves() -> Vec<(Shelf, Option<tempfile::TempDir>)> {
        static RANK: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let folder = tempfile::tempdir().unwrap();
        let mut shelves = vec![(Shelf::folder(&folder.path().join("attachments")).unwrap(), Some(folder))];
        match std::env::var("MOSAIQUE_TEST_S3") {
            Ok(endpoint) => {
                let rank = RANK.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                let settings = [
                    ("AWS_ENDPOINT", endpoint.as_str()),
                    ("AWS_ALLOW_HTTP", "true"),
                    ("AWS_REGION", "us-east-1"),
                    ("AWS_ACCESS_KEY_ID", "test"),
                    ("AWS_SECRET_ACCESS_KEY", "test"),
                    ("PATH", "is passed over"),
                ];
                let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
                let address = format!("s3://mosaique/{}-{rank}", std::process::id());
                shelves.push((Shelf::bucket(&address, settings).unwrap(), None));
            }
            Err(_) => {
                use std::io::Write as _;
                static TOLD: std::sync::Once = std::sync::Once::new();
                TOLD.call_once(|| {
                    let said = "a bucket was not tried: MOSAIQUE_TEST_S3 is not set (make test sets it)";
                    let _ = writeln!(std::io::stderr(), "{said}");
                });
            }
        }
        shelves
    }

    #[tokio::test]
    async fn a_file_is_kept_once_under_the_digest_of_its_bytes_and_read_as_it_was() {
        for (shelf, _folder) in shelves() {
            on_each(async |base| {
                let store = base.open(NOW).await;
                let files = store.attachments(&shelf);
                let bytes = Bytes::from_static("%PDF-1.7 é".as_bytes());
                let kept = files.add(bytes.clone(), "application/pdf", "délibération.pdf", NOW).await.unwrap();
                let again = files.add(bytes.clone(), "text/plain", "autre nom", LATER).await.unwrap();
                assert_eq!(again, kept);
                assert_eq!((kept.size, kept.name.as_str(), kept.added_at.as_str()), (11, "délibération.pdf", NOW));
                assert_eq!(files.read(&kept.sha256).await.unwrap(), Some(bytes));
                assert_eq!(files.read(&"0".repeat(64)).await.unwrap(), None);
                files.add(Bytes::new(), "text/plain", "vide", NOW).await.unwrap();
                assert!(files.check().await.is_empty());
            })
            .await;
        }
    }

    #[tokio::test]
    async fn a_file_that_was_altered_or_is_gone_is_named() {
        let base = Base::memory();
        for (shelf, _folder) in shelves() {
            let store = base.open(NOW).await;
            let files = store.attachments(&shelf);
            let kept = files.add(Bytes::from_static(b"abc"), "text/plain", "a.txt", NOW).await.unwrap();
            // Other bytes under the same address, as only somebody at the shelf itself can put them.
            shelf.put(&kept.sha256, Bytes::from_static(b"abd")).await.unwrap();
            let found = hex(&Sha256::digest(b"abd"));
            let told = format!("the attachment {} in {} was altered: digest {found} found", kept.sha256, shelf.place());
            assert_eq!(files.read(&kept.sha256).await.unwrap_err().to_string(), told);
            assert_eq!(files.check().await.iter().map(ToString::to_string).collect::<Vec<_>>(), [told]);
            shelf.remove(&kept.sha256).await.unwrap();
            let told = format!("the attachment {} is missing from {}", kept.sha256, shelf.place());
            assert_eq!(files.check().await.iter().map(ToString::to_string).collect::<Vec<_>>(), [told]);
            files.add(Bytes::from_static(b"abc"), "text/plain", "a.txt", NOW).await.unwrap();
            assert!(files.check().await.is_empty(), "given again, it is whole again");
        }
    }

    #[tokio::test]
    async fn what_is_no_file_is_refused_with_what_was_found() {
        let base = Base::memory();
        let (store, shelves) = (base.open(NOW).await, shelves());
        let files = store.attachments(&shelves[0].0);
        let add = async |kind: &str, name: &str| files.add(Bytes::new(), kind, name, NOW).await.map(|_| ());
        for kind in ["", "pdf", "a/b/c", "text/plain; charset=utf-8", "text/é", "/x"] {
            assert!(matches!(add(kind, "a").await, Err(AddError::MediaType(_))), "{kind}");
        }
        for name in ["", "  ", "a/b", "..\\a", "a\nb", "a\0", &"é".repeat(256)] {
            assert!(matches!(add("text/plain", name).await, Err(AddError::Name(_))), "{name:?}");
        }
        let large = Bytes::from(vec![0; Attachments::MAX_BYTES + 1]);
        assert!(matches!(
            files.add(large, "text/plain", "a", NOW).await,
            Err(AddError::TooLarge { found: 67_108_865 })
        ));
        assert_eq!(files.all().await.unwrap(), []);
        for address in ["", "s3://", "s3:///a", "http://a", "s3://a b", "s3://a/b//c"] {
            assert!(matches!(Shelf::bucket(address, []), Err(ShelfError::Address(_))), "{address}");
        }
    }

    #[tokio::test]
    async fn each_bit_of_each_byte_of_a_file_is_watched_and_the_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::folder(folder.path()).unwrap();
        let base = Base::memory();
        let store = base.open(NOW).await;
        let files = store.attachments(&shelf);
        let bytes = b"%PDF-1.7\nAngoul\xc3\xaame, 2 rue du Palet\n%%EOF\n".to_vec();
        let kept = files.add(bytes.clone().into(), "application/pdf", "a.pdf", NOW).await.unwrap();
        let path = folder.path().join(&kept.sha256[..2]).join(&kept.sha256);
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut changed = bytes.clone();
                changed[at] ^= 1u8 << bit;
                std::fs::write(&path, changed).unwrap();
                let found = files.read(&kept.sha256).await;
                let named = matches!(&found, Err(AttachmentError::Altered { sha256, .. }) if *sha256 == kept.sha256);
                assert!(named, "byte {at}, bit {bit}: {found:?}");
            }
        }
        let faults = files.check().await;
        assert!(
            matches!(&faults[..], [AttachmentError::Altered { sha256, .. }] if *sha256 == kept.sha256),
            "{faults:?}"
        );
    }

    #[test]
    fn one_flipped_bit_anywhere_in_a_file_is_found() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::folder(folder.path()).unwrap();
        let base = Base::memory();
        let store = runtime.block_on(base.open(NOW));
        proptest!(ProptestConfig::with_cases(64), |(bytes in proptest::collection::vec(any::<u8>(), 1..300), at: prop::sample::Index, bit in 0u32..8)| {
            runtime.block_on(async {
                let files = store.attachments(&shelf);
                let kept = files.add(bytes.clone().into(), "text/plain", "a", NOW).await.unwrap();
                let path = folder.path().join(&kept.sha256[..2]).join(&kept.sha256);
                let mut changed = std::fs::read(&path).unwrap();
                changed[at.index(bytes.len())] ^= 1u8 << bit;
                std::fs::write(&path, changed).unwrap();
                let found = files.read(&kept.sha256).await;
                let named = matches!(&found, Err(AttachmentError::Altered { sha256, .. }) if *sha256 == kept.sha256);
                prop_assert!(named, "{found:?}");
                Ok(())
            })?;
        });
    }
}
