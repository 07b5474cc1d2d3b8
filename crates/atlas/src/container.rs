//! A file of named sections: the outer form of the atlas.
//!
//! All numbers are little-endian.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `MOSAIQUE` |
//! | 4 | version of the form, now 1 |
//! | 4 | number of sections |
//! | 8 | length of the whole file |
//! | 64 per section | name (40 bytes, UTF-8, zero-padded), offset (8), length (8), CRC-32 (4), zero (4) |
//! | … | the sections, each starting on a multiple of 8 bytes |
//!
//! Opening checks every offset, length and checksum, so that what is read afterwards cannot be out of bounds.

use std::collections::BTreeMap;
use std::ops::Range;

const MAGIC: &[u8; 8] = b"MOSAIQUE";
const VERSION: u32 = 1;
const HEADER: usize = 24;
const ENTRY: usize = 64;
const NAME: usize = 40;
/// A real atlas has some tens of sections; a stranger's file must not make us allocate more.
const MOST_SECTIONS: u32 = 100_000;

/// Why bytes are not a container of sections.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContainerError {
    /// Too short, or another kind of file.
    #[error("not an atlas: the file does not begin with MOSAIQUE")]
    NotAnAtlas,
    /// Written by another version of the program.
    #[error(
        "the atlas has form {found}, this program reads form {VERSION}: build it again with mosaique-observatory build"
    )]
    OtherVersion {
        /// The version in the file.
        found: u32,
    },
    /// The file was cut or lengthened.
    #[error("the atlas says that it is {announced} bytes long and is {found}: it was not copied whole")]
    OtherLength {
        /// Length in the header.
        announced: u64,
        /// Length of the file.
        found: u64,
    },
    /// A section points outside the file, overlaps the header or has no name.
    #[error("section {rank} of the atlas is malformed: {what}")]
    MalformedSection {
        /// Rank of the section, from 1.
        rank: u32,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The bytes of a section are not those that were written.
    #[error("section \"{name}\" of the atlas is damaged: its checksum differs")]
    Damaged {
        /// Name of the section.
        name: String,
    },
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes were sliced"))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes were sliced"))
}

/// Where each section lies in `bytes`, once everything was checked.
///
/// # Errors
/// Any [`ContainerError`]: the bytes are then not used at all.
pub fn sections(bytes: &[u8]) -> Result<BTreeMap<String, Range<usize>>, ContainerError> {
    if bytes.len() < HEADER || !bytes.starts_with(MAGIC) {
        return Err(ContainerError::NotAnAtlas);
    }
    let found = u32_at(bytes, 8);
    if found != VERSION {
        return Err(ContainerError::OtherVersion { found });
    }
    let (count, announced) = (u32_at(bytes, 12), u64_at(bytes, 16));
    if announced != bytes.len() as u64 {
        return Err(ContainerError::OtherLength { announced, found: bytes.len() as u64 });
    }
    let table_end = HEADER + count.min(MOST_SECTIONS) as usize * ENTRY;
    if count > MOST_SECTIONS || table_end > bytes.len() {
        return Err(ContainerError::MalformedSection {
            rank: count,
            what: "the table of sections is longer than the file",
        });
    }
    let mut sections = BTreeMap::new();
    let mut unread = bytes.len() - table_end;
    for rank in 1..=count {
        let malformed = |what| ContainerError::MalformedSection { rank, what };
        let entry = &bytes[HEADER + (rank as usize - 1) * ENTRY..][..ENTRY];
        let name_end = entry[..NAME].iter().position(|byte| *byte == 0).unwrap_or(NAME);
        let name = std::str::from_utf8(&entry[..name_end]).map_err(|_| malformed("its name is not UTF-8"))?;
        if name.is_empty() {
            return Err(malformed("it has no name"));
        }
        let offset = usize::try_from(u64_at(entry, NAME)).map_err(|_| malformed("its offset is too large"))?;
        let length = usize::try_from(u64_at(entry, NAME + 8)).map_err(|_| malformed("its length is too large"))?;
        let end = offset.checked_add(length).ok_or_else(|| malformed("its end is too large"))?;
        if offset < table_end || end > bytes.len() {
            return Err(malformed("it lies outside the file"));
        }
        if offset % 8 != 0 {
            return Err(malformed("it does not start on a multiple of 8 bytes"));
        }
        // Sections that overlap would have the same bytes hashed a hundred thousand times.
        unread = unread.checked_sub(length).ok_or_else(|| malformed("it lies over other sections"))?;
        if crc32fast::hash(&bytes[offset..end]) != u32_at(entry, NAME + 16) {
            return Err(ContainerError::Damaged { name: name.to_owned() });
        }
        if sections.insert(name.to_owned(), offset..end).is_some() {
            return Err(malformed("its name was already given"));
        }
    }
    Ok(sections)
}

/// The bytes of a container holding `sections`, in the order of their names: same sections, same bytes.
///
/// # Panics
/// If a name is empty or longer than 40 bytes: names are ours, not a stranger's.
pub fn write(sections: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut offset = HEADER + sections.len() * ENTRY;
    let mut table = Vec::with_capacity(sections.len() * ENTRY);
    let mut body = Vec::new();
    for (name, content) in sections {
        assert!(!name.is_empty() && name.len() <= NAME, "a section's name has 1 to {NAME} bytes: {name}");
        let mut entry = [0; ENTRY];
        entry[..name.len()].copy_from_slice(name.as_bytes());
        entry[NAME..NAME + 8].copy_from_slice(&(offset as u64).to_le_bytes());
        entry[NAME + 8..NAME + 16].copy_from_slice(&(content.len() as u64).to_le_bytes());
        entry[NAME + 16..NAME + 20].copy_from_slice(&crc32fast::hash(content).to_le_bytes());
        table.extend_from_slice(&entry);
        let padded = content.len().next_multiple_of(8);
        body.extend_from_slice(content);
        body.resize(body.len() + padded - content.len(), 0);
        offset += padded;
    }
    let mut bytes = Vec::with_capacity(offset);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    bytes.extend_from_slice(&(sections.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&(offset as u64).to_le_bytes());
    bytes.extend_from_slice(&table);
    bytes.extend_from_slice(&body);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample() -> Vec<u8> {
        write(&BTreeMap::from([("a".to_owned(), b"abc".to_vec()), ("b/c".to_owned(), vec![7; 20])]))
    }

    #[test]
    fn what_was_written_is_read_back() {
        let bytes = sample();
        let sections = sections(&bytes).unwrap();
        assert_eq!(&bytes[sections["a"].clone()], b"abc");
        assert_eq!(&bytes[sections["b/c"].clone()], &[7; 20]);
    }

    #[test]
    fn another_kind_of_file_a_cut_one_and_a_damaged_one_are_told_apart() {
        assert_eq!(sections(b"PAR1"), Err(ContainerError::NotAnAtlas));
        let bytes = sample();
        let cut = &bytes[..bytes.len() - 8];
        assert!(matches!(sections(cut), Err(ContainerError::OtherLength { .. })));
        let mut damaged = bytes.clone();
        *damaged.last_mut().unwrap() ^= 1;
        assert!(sections(&damaged).is_ok(), "padding is not content");
        let content = HEADER + 2 * ENTRY;
        damaged[content] ^= 1;
        assert_eq!(sections(&damaged), Err(ContainerError::Damaged { name: "a".into() }));
    }

    #[test]
    fn sections_that_overlap_are_refused() {
        let mut bytes = write(&BTreeMap::from([("a".to_owned(), vec![7; 16]), ("b".to_owned(), vec![7; 16])]));
        assert!(sections(&bytes).is_ok());
        let (first, second) = (HEADER + NAME, HEADER + ENTRY + NAME);
        let place = bytes[first..first + 8].to_vec();
        bytes[second..second + 8].copy_from_slice(&place);
        assert!(sections(&bytes).is_ok(), "the same bytes under two names are read twice, no more");
        for entry in [first, second] {
            bytes[entry + 8..entry + 16].copy_from_slice(&32u64.to_le_bytes());
            bytes[entry..entry + 8].copy_from_slice(&place);
        }
        let checksum = crc32fast::hash(&[7; 32]).to_le_bytes();
        for entry in [first, second] {
            bytes[entry + 16..entry + 20].copy_from_slice(&checksum);
        }
        let refused = ContainerError::MalformedSection { rank: 2, what: "it lies over other sections" };
        assert_eq!(sections(&bytes), Err(refused));
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = sections(&bytes);
        }

        #[test]
        fn no_change_of_one_byte_breaks_the_reader(at in 0usize..200, value in any::<u8>()) {
            let mut bytes = sample();
            let at = at % bytes.len();
            bytes[at] = value;
            let _ = sections(&bytes);
        }
    }
}
