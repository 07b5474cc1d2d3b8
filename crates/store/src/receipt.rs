//! A receipt: what a territory keeps to prove that its document was deposited, when, and that it is the one. It is checked
//! without any database, by whoever has this program, or the description below and tools of their own.
//!
//! It is a JSON document. Its entry gives its own digest ([`Entry::computed`]); that digest is a leaf of the tree of its day
//! ([`crate::merkle`]), to whose root the proof leads; the root, with the day and the number of its entries, is signed by the
//! instance (Ed25519). Once the day is closed, the receipt also holds the closing, which is chained to the day before.
//!
//! What is signed is the SHA-256 of `mosaique receipt 1`, an end of line, then, each after its length as in an entry: the
//! day, the number of entries (eight bytes, the greatest first), the root, the digest of the closing (nothing while the day
//! is open), the time of the receipt.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use crate::entry::{Day, Entry, Fields, Salt, body_sha256, bytes_of, day_of, hash_of};
use crate::journal::{Journal, JournalError, Proof};
use crate::merkle::{self, Hash};
use crate::token::hex;

/// The form of receipts that this version writes and reads.
pub const FORMAT: &str = "mosaique-receipt-1";

/// What a file of a public key begins with; sixty-four hexadecimal digits follow.
const PUBLIC: &str = "mosaique-ed25519 ";

/// The key by which an instance signs. Whoever has it can sign in its name.
pub struct Key(SigningKey);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({})", self.public().as_text())
    }
}

impl Key {
    /// From thirty-two random bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&bytes))
    }

    /// From the text of a file of a key: sixty-four hexadecimal digits.
    pub fn read(text: &str) -> Option<Self> {
        bytes_of(text.trim()).map(Self::from_bytes)
    }

    /// The text of a file of this key, which nobody but the instance may read.
    pub fn as_secret_text(&self) -> String {
        format!("{}\n", hex(self.0.as_bytes()))
    }

    /// What checks what this key signs.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// The signature of a text, which is no receipt: of those, a digest of thirty-two bytes is signed. The same text always
    /// has the same one (RFC 8032).
    ///
    /// # Panics
    /// When the text has thirty-two bytes, which could be the digest of a receipt.
    pub fn sign(&self, text: &[u8]) -> [u8; 64] {
        assert_ne!(text.len(), 32, "what is signed must not be taken for the digest of a receipt");
        self.0.sign(text).to_bytes()
    }
}

/// What checks the signatures of an instance. It is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// From the text of a file of a public key.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        bytes_of(text.strip_prefix(PUBLIC).unwrap_or(text)).map(Self)
    }

    /// As one writes it.
    pub fn as_text(&self) -> String {
        format!("{PUBLIC}{}", hex(&self.0))
    }

    /// As other programs read it: `SubjectPublicKeyInfo` in DER (RFC 8410, section 4).
    pub fn as_der(&self) -> Vec<u8> {
        [&[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00], self.0.as_slice()].concat()
    }

    /// Whether the key of the instance signed a text so.
    pub fn has_signed(&self, text: &[u8], signature: &[u8; 64]) -> bool {
        // Strict: one message has one signature, and weak keys sign nothing.
        VerifyingKey::from_bytes(&self.0)
            .is_ok_and(|key| key.verify_strict(text, &Signature::from_bytes(signature)).is_ok())
    }
}

/// A receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// [`FORMAT`].
    pub format: String,
    /// The entry of the journal.
    pub entry: EntryText,
    /// What was deposited, letter by letter.
    pub document: DocumentText,
    /// The day of the entry.
    pub day: DayText,
    /// When the receipt was made.
    pub issued_at: String,
    /// The signature of the instance.
    pub signature: SignatureText,
}

/// An entry, with its digests in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of Entry")]
pub struct EntryText {
    pub seq: u64,
    pub at: String,
    pub actor: String,
    pub act: String,
    pub subject: String,
    pub body_sha256: String,
    pub previous: String,
    pub hash: String,
}

impl EntryText {
    /// An entry, with its digests written.
    pub(crate) fn of(entry: &Entry) -> Self {
        Self {
            seq: entry.seq,
            at: entry.at.clone(),
            actor: entry.actor.clone(),
            act: entry.act.clone(),
            subject: entry.subject.clone(),
            body_sha256: hex(&entry.body_sha256),
            previous: hex(&entry.previous),
            hash: hex(&entry.hash),
        }
    }
}

/// What was deposited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentText {
    /// Canonical JSON, as a text.
    pub text: String,
    /// The random bytes of its digest, as hexadecimal digits.
    pub salt: String,
}

/// The day of an entry, closed or so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayText {
    /// The day, in UTC.
    pub day: String,
    /// Whether it was closed; otherwise what follows is the day so far.
    pub closed: bool,
    /// How many entries it has, or has so far.
    pub count: u64,
    /// The rank of the entry among them, from 0.
    pub rank: u64,
    /// The digests beside the way up from the entry to the root.
    pub proof: Vec<String>,
    /// The root of its tree.
    pub root: String,
    /// What closed it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub closing: Option<ClosingText>,
}

/// The closing of a day, chained to the day before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of Day")]
pub struct ClosingText {
    pub first_seq: u64,
    pub last_seq: u64,
    pub previous: String,
    pub closed_at: String,
    pub hash: String,
}

/// A signature and what checks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignatureText {
    /// The public key of the instance, as hexadecimal digits. Whether it is the one of the instance, a receipt cannot say.
    pub key: String,
    /// The signature, as hexadecimal digits.
    pub value: String,
}

/// What differs in a receipt from what was given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Difference {
    /// The file does not read as a receipt.
    #[error("not a receipt: {0}")]
    Unreadable(String),
    /// The form is not known to this version.
    #[error("a receipt of the form {found:?}, expected {FORMAT:?}")]
    Format {
        /// The form.
        found: String,
    },
    /// The document is not the one that was deposited.
    #[error("the document is not the one deposited: digest {found} found, {expected} expected")]
    Document {
        /// The digest of what is there.
        found: String,
        /// The one that was recorded.
        expected: String,
    },
    /// A field of the entry does not go with the digest.
    #[error("the entry is not the one recorded: its fields give the digest {found}, {expected} expected")]
    Entry {
        /// The digest of what is there.
        found: String,
        /// The one that is written.
        expected: String,
    },
    /// The time of the entry is not of the day.
    #[error("the entry is of {entry}, and the receipt of {day}")]
    OtherDay {
        /// The day of the entry.
        entry: String,
        /// The day of the receipt.
        day: String,
    },
    /// The proof does not lead from the entry to the root.
    #[error("the proof does not lead from the entry to the root of the day {day}")]
    Proof {
        /// The day.
        day: String,
    },
    /// The closing does not go with the day.
    #[error("the closing of the day {day} was altered: its {field} does not agree")]
    Closing {
        /// The day.
        day: String,
        /// Which of its fields.
        field: &'static str,
    },
    /// The signature is not that of the key over this day.
    #[error("the signature is not that of the key over this root, day, count and time")]
    Signature,
    /// The key is not the one that was given to compare.
    #[error("the receipt is signed with the key {found}, expected {expected}")]
    Key {
        /// The key of the receipt.
        found: String,
        /// The key given.
        expected: String,
    },
    /// All that the file says is right, and it is not written as it was given.
    #[error("the file says what was given, and is not written as it was: character {at} differs")]
    Writing {
        /// The first character that differs, from 1.
        at: usize,
    },
}

impl Receipt {
    /// Makes a receipt.
    pub fn new(entry: &Entry, text: &str, salt: Salt, proof: &Proof, key: &Key, now: &str) -> Self {
        let closing = proof.closed.as_ref().map(|day| ClosingText {
            first_seq: day.first_seq,
            last_seq: day.last_seq,
            previous: hex(&day.previous),
            closed_at: day.closed_at.clone(),
            hash: hex(&day.hash),
        });
        let day = DayText {
            day: entry.day().to_owned(),
            closed: closing.is_some(),
            count: proof.count,
            rank: proof.rank,
            proof: proof.path.iter().map(|hash| hex(hash)).collect(),
            root: hex(&proof.root),
            closing,
        };
        let signed = signed(&day.day, day.count, &proof.root, proof.closed.as_ref().map(|day| day.hash), now);
        Self {
            format: FORMAT.to_owned(),
            entry: EntryText::of(entry),
            document: DocumentText { text: text.to_owned(), salt: salt.hex() },
            day,
            issued_at: now.to_owned(),
            signature: SignatureText {
                key: hex(key.0.verifying_key().as_bytes()),
                value: hex(&key.0.sign(&signed).to_bytes()),
            },
        }
    }

    /// The file that is given.
    pub fn to_text(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("texts and numbers are written as JSON");
        format!("{text}\n")
    }

    /// Checks a file, with the public key of the instance when one has it. A receipt without differences was signed by its
    /// key over a day that holds its entry, and its document is the one of its entry. Without `key`, whose key it is stays
    /// open.
    ///
    /// # Errors
    /// All that differs, in the order document, entry, proof, closing, signature, key, writing.
    pub fn check(text: &str, key: Option<&PublicKey>) -> Result<Self, Vec<Difference>> {
        let receipt: Self =
            serde_json::from_str(text).map_err(|error| vec![Difference::Unreadable(error.to_string())])?;
        let mut differences = receipt.differences(key).map_err(|fault| vec![fault])?;
        if differences.is_empty() {
            let written = receipt.to_text();
            if written != text {
                let same = written.chars().zip(text.chars()).take_while(|(one, other)| one == other).count();
                differences.push(Difference::Writing { at: same + 1 });
            }
        }
        if differences.is_empty() { Ok(receipt) } else { Err(differences) }
    }

    fn differences(&self, key: Option<&PublicKey>) -> Result<Vec<Difference>, Difference> {
        if self.format != FORMAT {
            return Err(Difference::Format { found: self.format.chars().take(80).collect() });
        }
        let read = |name: &str, text: &str| {
            let shown: String = text.chars().take(80).collect();
            hash_of(text)
                .ok_or_else(|| Difference::Unreadable(format!("{name} is {shown:?}, expected 64 hexadecimal digits")))
        };
        let mut differences = Vec::new();
        let entry = Entry {
            seq: self.entry.seq,
            at: self.entry.at.clone(),
            actor: self.entry.actor.clone(),
            act: self.entry.act.clone(),
            subject: self.entry.subject.clone(),
            body_sha256: read("entry.body_sha256", &self.entry.body_sha256)?,
            previous: read("entry.previous", &self.entry.previous)?,
            hash: read("entry.hash", &self.entry.hash)?,
        };
        let salt = bytes_of(&self.document.salt)
            .map(Salt)
            .ok_or_else(|| Difference::Unreadable("document.salt is not 32 hexadecimal digits".to_owned()))?;
        let found = body_sha256(&self.document.text, salt);
        if found != entry.body_sha256 {
            let (found, expected) = (hex(&found), self.entry.body_sha256.clone());
            differences.push(Difference::Document { found, expected });
        }
        if entry.computed() != entry.hash {
            let (found, expected) = (hex(&entry.computed()), self.entry.hash.clone());
            differences.push(Difference::Entry { found, expected });
        }
        let day = &self.day.day;
        if day_of(&entry.at) != day {
            differences.push(Difference::OtherDay { entry: day_of(&entry.at).to_owned(), day: day.clone() });
        }
        let root = read("day.root", &self.day.root)?;
        let path: Vec<Hash> =
            self.day.proof.iter().map(|hash| read("day.proof", hash)).collect::<Result<_, Difference>>()?;
        let leaf = merkle::leaf(&entry.hash);
        if merkle::follow(&leaf, self.day.rank, self.day.count, &path) != Some(root) {
            differences.push(Difference::Proof { day: day.clone() });
        }
        let closing = self.closing(root, &mut differences)?;
        if self.day.closed != closing.is_some() {
            let field = "state";
            differences.push(Difference::Closing { day: day.clone(), field });
        }
        let signed = signed(day, self.day.count, &root, closing, &self.issued_at);
        let public = PublicKey(read("signature.key", &self.signature.key)?);
        let value: Option<[u8; 64]> = bytes_of(&self.signature.value);
        let good = VerifyingKey::from_bytes(&public.0).ok().zip(value).is_some_and(|(key, value)| {
            // Strict: one message has one signature, and weak keys sign nothing.
            key.verify_strict(&signed, &Signature::from_bytes(&value)).is_ok()
        });
        if !good {
            differences.push(Difference::Signature);
        }
        if let Some(expected) = key.filter(|key| **key != public) {
            differences.push(Difference::Key { found: public.as_text(), expected: expected.as_text() });
        }
        Ok(differences)
    }

    fn closing(&self, root: Hash, differences: &mut Vec<Difference>) -> Result<Option<Hash>, Difference> {
        let Some(closing) = &self.day.closing else { return Ok(None) };
        let read = |name: &str, text: &str| {
            hash_of(text)
                .ok_or_else(|| Difference::Unreadable(format!("day.closing.{name} is not 64 hexadecimal digits")))
        };
        let day = Day {
            day: self.day.day.clone(),
            first_seq: closing.first_seq,
            last_seq: closing.last_seq,
            root,
            previous: read("previous", &closing.previous)?,
            closed_at: closing.closed_at.clone(),
            hash: read("hash", &closing.hash)?,
        };
        let mut differ = |field| differences.push(Difference::Closing { day: self.day.day.clone(), field });
        if day.computed() != day.hash {
            differ("digest");
        }
        if day.last_seq.checked_sub(day.first_seq).and_then(|more| more.checked_add(1)) != Some(self.day.count) {
            differ("number of entries");
        }
        if day.first_seq.checked_add(self.day.rank) != Some(self.entry.seq) {
            differ("first entry");
        }
        Ok(Some(day.hash))
    }
}

/// See the head of this module.
fn signed(day: &str, count: u64, root: &Hash, closing: Option<Hash>, issued_at: &str) -> Hash {
    let mut digest = Fields::new("mosaique receipt 1\n");
    digest.add(day.as_bytes());
    digest.add(&count.to_be_bytes());
    digest.add(root);
    digest.add(closing.as_ref().map_or(&[], |hash| hash.as_slice()));
    digest.add(issued_at.as_bytes());
    digest.end()
}

impl Journal<'_> {
    /// The receipt of an entry; nothing when there is none of this rank, or when what it said was erased.
    ///
    /// # Errors
    /// As [`Journal::entry`].
    pub async fn receipt(&self, seq: u64, key: &Key, now: &str) -> Result<Option<Receipt>, JournalError> {
        let Some((entry, proof)) = self.proof(seq).await? else { return Ok(None) };
        let Some((body, salt)) = self.body(seq).await? else { return Ok(None) };
        Ok(Some(Receipt::new(&entry, body.as_str(), salt, &proof, key, now)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::on_each;
    use crate::{ActError, Body, Record, Store};
    use proptest::prelude::*;
    use serde_json::json;

    const NOW: &str = "2026-07-01T10:00:00Z";
    const NEXT_DAY: &str = "2026-07-02T00:00:00Z";

    fn key() -> Key {
        Key::from_bytes([42; 32])
    }

    async fn deposit(store: &Store, rank: u8) {
        let record = Record {
            actor: "u-1".parse().unwrap(),
            act: "deposit".parse().unwrap(),
            subject: format!("dossier:{rank}").parse().unwrap(),
            body: Body::of(&json!({ "title": "Friche de l'Île \"A\"", "rank": rank })),
            salt: Salt([rank; 16]),
        };
        store
            .act(NOW, |act| {
                let record = record.clone();
                Box::pin(async move { Ok::<_, ActError<String>>(act.record(&record).await?) })
            })
            .await
            .unwrap();
    }

    async fn receipts(store: &Store) -> [Receipt; 2] {
        for rank in 0..5 {
            deposit(store, rank).await;
        }
        let open = store.journal().receipt(2, &key(), NOW).await.unwrap().unwrap();
        store.journal().close_days(NEXT_DAY).await.unwrap();
        [open, store.journal().receipt(2, &key(), NEXT_DAY).await.unwrap().unwrap()]
    }

    #[tokio::test]
    async fn a_receipt_of_a_day_so_far_and_of_a_closed_day_are_checked_without_the_database() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            let [open, closed] = receipts(&store).await;
            assert_eq!((open.day.closed, open.day.count, closed.day.closed, closed.day.count), (false, 5, true, 5));
            for receipt in [open, closed] {
                let text = receipt.to_text();
                assert_eq!(Receipt::check(&text, None), Ok(receipt.clone()));
                assert_eq!(Receipt::check(&text, Some(&key().public())), Ok(receipt));
            }
            assert!(store.journal().receipt(9, &key(), NOW).await.unwrap().is_none());
        })
        .await;
    }

    fn one() -> Receipt {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = Store::open(&crate::Place::Memory, NOW).await.unwrap();
            let [_, closed] = receipts(&store).await;
            closed
        })
    }

    #[test]
    fn each_part_that_was_altered_is_named() {
        let kept = one();
        let told = |change: &dyn Fn(&mut Receipt)| -> Vec<String> {
            let mut receipt = kept.clone();
            change(&mut receipt);
            Receipt::check(&receipt.to_text(), Some(&key().public()))
                .unwrap_err()
                .iter()
                .map(ToString::to_string)
                .collect()
        };
        let document = told(&|r| r.document.text.push(' '));
        assert!(document[0].starts_with("the document is not the one deposited: digest ") && document.len() == 1);
        let entry = told(&|r| r.entry.actor = "u-2".into());
        assert!(entry[0].starts_with("the entry is not the one recorded") && entry.len() == 1, "{entry:?}");
        assert_eq!(
            told(&|r| r.day.rank = 0),
            [
                "the proof does not lead from the entry to the root of the day 2026-07-01",
                "the closing of the day 2026-07-01 was altered: its first entry does not agree",
            ]
        );
        let proof = told(&|r| r.day.proof[0] = "0".repeat(64));
        assert_eq!(proof, ["the proof does not lead from the entry to the root of the day 2026-07-01"]);
        assert!(told(&|r| r.day.root = "0".repeat(64)).len() == 3, "proof, closing, signature");
        let signature = "the signature is not that of the key over this root, day, count and time";
        assert_eq!(told(&|r| r.issued_at = NOW.into()), [signature]);
        assert_eq!(told(&|r| r.signature.value = "0".repeat(128)), [signature]);
        let closing = told(&|r| r.day.closing.as_mut().unwrap().closed_at = NOW.into());
        assert_eq!(closing, ["the closing of the day 2026-07-01 was altered: its digest does not agree"]);
        assert_eq!(
            told(&|r| r.day.closing = None)[0],
            "the closing of the day 2026-07-01 was altered: its state does not agree"
        );
        assert_eq!(
            told(&|r| r.format = "mosaique-receipt-2".into()),
            ["a receipt of the form \"mosaique-receipt-2\", expected \"mosaique-receipt-1\""]
        );
    }

    #[test]
    fn a_receipt_signed_again_with_another_key_is_found_by_who_has_the_key_of_the_instance() {
        let mut forged = one();
        let other = Key::from_bytes([1; 32]);
        let root = hash_of(&forged.day.root).unwrap();
        let closing = forged.day.closing.as_ref().map(|closing| hash_of(&closing.hash).unwrap());
        let signed = signed(&forged.day.day, forged.day.count, &root, closing, &forged.issued_at);
        forged.signature = SignatureText {
            key: hex(other.0.verifying_key().as_bytes()),
            value: hex(&other.0.sign(&signed).to_bytes()),
        };
        assert!(Receipt::check(&forged.to_text(), None).is_ok());
        let found = Receipt::check(&forged.to_text(), Some(&key().public())).unwrap_err();
        assert!(matches!(found[..], [Difference::Key { .. }]), "{found:?}");
    }

    #[test]
    fn a_receipt_written_in_another_way_is_told_from_one_that_was_altered() {
        let receipt = one();
        let compact = serde_json::to_string(&receipt).unwrap();
        assert_eq!(Receipt::check(&compact, None), Err(vec![Difference::Writing { at: 2 }]));
    }

    #[test]
    fn a_key_is_read_as_it_is_written_and_its_secret_is_not_shown() {
        let secret = key().as_secret_text();
        assert_eq!(Key::read(&secret).unwrap().public(), key().public());
        assert_eq!(PublicKey::read(&format!("{}\n", key().public().as_text())), Some(key().public()));
        assert!(!format!("{:?}", key()).contains(secret.trim()));
        assert!(Key::read("x").is_none() && PublicKey::read("mosaique-ed25519 AB").is_none());
    }

    #[test]
    fn one_flipped_bit_anywhere_in_a_receipt_is_found() {
        let text = one().to_text();
        let public = key().public();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << (at % 8);
            // What is no longer UTF-8 is not read at all.
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            assert!(Receipt::check(&changed, Some(&public)).is_err(), "byte {at}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "(?s).{0,200}", key in "(?s).{0,90}") {
            prop_assert!(Receipt::check(&text, None).is_err());
            let _ = (Key::read(&key), PublicKey::read(&key));
        }
    }
}
