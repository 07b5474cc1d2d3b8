//! What leads others to a page: its address, a mail, a square to photograph.

use crate::links::escape;
use crate::words::Words;

/// The ways to share a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareView {
    /// The whole address of the page.
    pub url: String,
    /// A mail to be written, with its subject and the address.
    pub mail: String,
    /// The drawing of its address, to photograph.
    pub qr: String,
}

impl ShareView {
    /// Of the page at `path`, named `name`, of the site at `origin` (`https://mosaique.example`, without a slash at its end).
    pub fn new(words: &Words, origin: &str, path: &str, name: &str) -> Self {
        let url = format!("{origin}{path}");
        let subject = words.t1("share-subject", "name", name.to_owned());
        let body = words.with("colon", &[("name", subject.clone()), ("value", url.clone())]);
        // In an address of mail, a plus sign is a plus sign, but some programs read it as a space.
        let written = |text: &str| escape(text).replace('+', "%2B");
        Self {
            mail: format!("mailto:?subject={}&body={}", written(&subject), written(&body)),
            qr: format!("{path}/qr.svg"),
            url,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use facts::Lang;

    #[test]
    fn words_of_a_name_cannot_add_to_the_mail() {
        let share = ShareView::new(Words::of(Lang::En), "https://m.example", "/en/territories/16015", "A&cc=x@y.fr?+");
        assert_eq!(share.url, "https://m.example/en/territories/16015");
        assert_eq!(share.mail.matches('&').count(), 1, "{}", share.mail);
        assert!(share.mail.contains("%26cc%3Dx%40y.fr%3F%2B"), "{}", share.mail);
    }
}
