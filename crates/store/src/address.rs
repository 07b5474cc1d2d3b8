//! The address of somebody's mailbox, as a form gives it.

use std::fmt;
use std::str::FromStr;

/// An electronic address: `prenom.nom@exemple.fr`.
///
/// The part of RFC 5321 that mailboxes really have: no quoted name, no comment, no address of a machine in place of a
/// domain, no letter with an accent, a domain of two labels or more. Small letters: two addresses that differ by their
/// capitals are one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

/// Why a text is no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAddress {
    /// Nothing is written.
    #[error("no address found, expected one such as prenom.nom@exemple.fr")]
    Empty,
    /// Too long for any mailbox (RFC 5321, 4.5.3.1).
    #[error("{found} characters found, expected at most 254")]
    TooLong {
        /// How many characters.
        found: usize,
    },
    /// A character that addresses do not have.
    #[error("{found:?} found, expected ASCII letters, digits and some signs")]
    Character {
        /// The character.
        found: char,
    },
    /// Not a name, an at sign and a domain.
    #[error("{found:?} found, expected a name, an at sign and a domain, as in prenom.nom@exemple.fr")]
    Form {
        /// What was written.
        found: String,
    },
}

impl EmailAddress {
    /// The address as it is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as it may be shown to who holds a link of a mail: enough to know it again, too little to write to it.
    pub fn masked(&self) -> String {
        let (name, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        format!("{}…@{domain}", &name[..1])
    }
}

impl FromStr for EmailAddress {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let text = text.trim();
        let length = text.chars().count();
        match length {
            0 => return Err(NotAnAddress::Empty),
            255.. => return Err(NotAnAddress::TooLong { found: length }),
            _ => {}
        }
        let in_name = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
        if let Some(found) = text.chars().find(|c| !in_name(*c) && *c != '@') {
            return Err(NotAnAddress::Character { found });
        }
        let form = || NotAnAddress::Form { found: text.to_owned() };
        let (name, domain) = text.split_once('@').ok_or_else(form)?;
        let dotted = |part: &str| part.split('.').all(|piece| !piece.is_empty());
        let label = |label: &str| {
            let plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            (1..=63).contains(&label.len()) && plain && !label.starts_with('-') && !label.ends_with('-')
        };
        let last = domain.rsplit('.').next().unwrap_or_default();
        let named = (1..=64).contains(&name.len()) && dotted(name);
        let placed =
            domain.contains('.') && domain.split('.').all(label) && last.bytes().any(|b| b.is_ascii_alphabetic());
        if named && placed { Ok(Self(text.to_ascii_lowercase())) } else { Err(form()) }
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_a_name_an_at_sign_and_a_domain_in_small_letters() {
        for (text, kept) in [
            ("prenom.nom@exemple.fr", "prenom.nom@exemple.fr"),
            ("  Camille+Atelier@Mairie.Exemple.FR ", "camille+atelier@mairie.exemple.fr"),
            ("o'brien@xn--exmple-cua.fr", "o'brien@xn--exmple-cua.fr"),
        ] {
            assert_eq!(text.parse::<EmailAddress>().unwrap().as_str(), kept);
        }
        assert_eq!("camille@exemple.fr".parse::<EmailAddress>().unwrap().masked(), "c…@exemple.fr");
    }

    #[test]
    fn what_could_forge_a_header_or_reach_nobody_is_refused() {
        for text in [
            "a@b.fr\r\nBcc: c@d.fr",
            "a@b.fr\nX: y",
            "a@b.fr, c@d.fr",
            "a b@c.fr",
            "\"a\"@b.fr",
            "<a@b.fr>",
            "a@b.fr\0",
            "é@b.fr",
            "a@é.fr",
            "a@b@c.fr",
            "a@b",
            "@b.fr",
            "a@",
            "a..b@c.fr",
            ".a@c.fr",
            "a@-b.fr",
            "a@b..fr",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "",
            "   ",
        ] {
            assert!(text.parse::<EmailAddress>().is_err(), "{text:?}");
        }
        let long = format!("{}@exemple.fr", "a".repeat(250));
        assert_eq!(long.parse::<EmailAddress>(), Err(NotAnAddress::TooLong { found: 261 }));
        assert!(format!("{}@exemple.fr", "a".repeat(65)).parse::<EmailAddress>().is_err());
        assert_eq!("é@b.fr".parse::<EmailAddress>(), Err(NotAnAddress::Character { found: 'é' }));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader_and_an_address_is_read_again(text in "[ -~\\r\\né]{0,30}@?[a-z.@-]{0,20}") {
            if let Ok(address) = text.parse::<EmailAddress>() {
                prop_assert_eq!(address.as_str().parse::<EmailAddress>(), Ok(address.clone()));
                prop_assert!(address.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
                prop_assert_eq!(address.as_str().matches('@').count(), 1);
            }
        }
    }
}
