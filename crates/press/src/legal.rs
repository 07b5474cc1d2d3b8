//! Who publishes an instance: what the law wants a visitor to know (loi n° 2004-575 du 21 juin 2004, article 1-1).

use facts::Problem;
use facts::document::{Document, Table};

/// Who publishes, who hosts, whom to write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// Name of the organisation.
    pub name: String,
    /// Its postal address.
    pub address: String,
    /// Who answers for what is published.
    pub director: String,
    /// Where one writes to: an address of mail or of a page.
    pub contact: Contact,
    /// Who keeps the machines.
    pub host: Host,
    /// The data protection officer, when there is one.
    pub data_protection: Option<Contact>,
    /// Where faults of security are told, when it is elsewhere.
    pub security: Option<Contact>,
}

/// Who keeps the machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    /// Its name.
    pub name: String,
    /// Its postal address.
    pub address: String,
}

/// An address of mail, or of a page that begins with `https://`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact(String);

/// The text is no contact.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no contact: expected an address of mail (equipe@exemple.fr) or a page (https://…)")]
pub struct NotAContact(String);

impl std::str::FromStr for Contact {
    type Err = NotAContact;

    fn from_str(text: &str) -> Result<Self, NotAContact> {
        let plain = !text.is_empty() && text.len() <= 254 && text.chars().all(|c| c.is_ascii_graphic());
        let mail = || {
            let (name, host) = text.split_once('@')?;
            let known = |c: char| c.is_ascii_alphanumeric() || "-._+".contains(c);
            (!name.is_empty() && name.chars().all(known) && host.contains('.') && host.chars().all(known)).then_some(())
        };
        let page =
            text.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && !rest.contains(['"', '<', '>']));
        if plain && (page || mail().is_some()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAContact(text.chars().take(80).collect()))
        }
    }
}

impl Contact {
    /// As people read it.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Where a link leads.
    pub fn href(&self) -> String {
        if self.0.starts_with("https://") { self.0.clone() } else { format!("mailto:{}", self.0) }
    }
}

impl Publisher {
    /// Reads the file of an instance that says who publishes it.
    ///
    /// # Errors
    /// Every problem of the file, with its place.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let document = Document::parse(file, text);
        let publisher = Self::of(document.root());
        let problems = document.into_problems();
        match publisher {
            Some(publisher) if problems.is_empty() => Ok(publisher),
            _ => Err(problems),
        }
    }

    fn of(root: Table<'_>) -> Option<Self> {
        let (name, address, director) = (root.text("name"), root.text("address"), root.text("director"));
        let contact = root.parsed("contact");
        let host = root.table("host").and_then(|host| {
            let (name, address) = (host.text("name"), host.text("address"));
            host.close();
            Some(Host { name: name?, address: address? })
        });
        let (data_protection, security) = (root.optional_parsed("data_protection"), root.optional_parsed("security"));
        root.close();
        Some(Self {
            name: name?,
            address: address?,
            director: director?,
            contact: contact?,
            host: host?,
            data_protection,
            security,
        })
    }

    /// Where faults of security are told.
    pub fn security(&self) -> &Contact {
        self.security.as_ref().unwrap_or(&self.contact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
name = "Agence d'exemple"
address = "1 place de l'Exemple, 75000 Paris"
director = "A. Exemple"
contact = "contact@exemple.fr"
security = "https://exemple.fr/securite"
host = { name = "Hébergeur d'exemple", address = "2 rue de l'Exemple, 59000 Lille" }
"#;

    #[test]
    fn a_whole_file_says_who_publishes() {
        let publisher = Publisher::read("publisher.toml", WHOLE).unwrap();
        assert_eq!(publisher.contact.href(), "mailto:contact@exemple.fr");
        assert_eq!(publisher.security().href(), "https://exemple.fr/securite");
        assert_eq!(publisher.host.name, "Hébergeur d'exemple");
    }

    #[test]
    fn every_fault_of_the_file_is_told_at_once() {
        let text = "name = \"Agence\"\ncontact = \"javascript:alert(1)\"\nphone = \"0\"\n";
        let problems = Publisher::read("publisher.toml", text).unwrap_err();
        let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 5, "{told:?}");
        assert!(told.iter().any(|line| line.contains("is no contact")), "{told:?}");
    }

    #[test]
    fn only_a_mail_or_a_page_is_a_contact() {
        for wrong in
            ["", "a@b", "@b.fr", "http://exemple.fr", "https://", "a b@c.fr", "a@c.fr\nBcc: x@y.fr", "https://x/\"><"]
        {
            assert!(wrong.parse::<Contact>().is_err(), "{wrong:?}");
        }
    }
}
