//! The mails of the site: a subject, a plain text and the same in HTML. The words are those of the locales, the form is
//! one pair of templates; what makes a mail of them is the door.

mod jury;
mod progress;

use askama::Template;
use programme::session::NewsKind;

use crate::news::NewsView;
pub use jury::{DecisionTold, decision, seat};
pub use progress::{ReportAsked, report};

use crate::{Links, PublicUrl, Words};

/// A mail as it is read, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The subject, on one line.
    pub subject: String,
    /// The text, for who reads no HTML or does not want to.
    pub text: String,
    /// The same in HTML: no image, no style, nothing fetched.
    pub html: String,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    l: &'a Content,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct Text<'a> {
    l: &'a Content,
}

/// What a letter says, before it is laid out.
struct Content {
    lang: &'static str,
    subject: String,
    paragraphs: Vec<String>,
    items: Vec<Item>,
    action: Option<Action>,
    notes: Vec<String>,
    links: Vec<Action>,
}

struct Item {
    kind: String,
    on: String,
    title: String,
    when: Option<String>,
    place: Option<String>,
    lead: String,
    read: Action,
}

struct Action {
    words: String,
    href: String,
}

impl Content {
    fn new(words: &Words, subject: String, paragraphs: Vec<String>) -> Self {
        let lang = words.lang().code();
        Self { lang, subject, paragraphs, items: Vec::new(), action: None, notes: Vec::new(), links: Vec::new() }
    }

    fn action(mut self, words: String, href: String) -> Self {
        self.action = Some(Action { words, href });
        self
    }

    fn note(mut self, note: String) -> Self {
        self.notes.push(note);
        self
    }

    /// How a subscriber changes what they receive, or stops.
    fn manage(mut self, words: &Words, url: &PublicUrl, token: &str) -> Self {
        let lang = words.lang();
        for (key, links) in [
            (words.t("letter-manage"), Links::SubscriptionPreferences(token.to_owned())),
            (words.t("letter-end"), Links::SubscriptionEnd(token.to_owned())),
        ] {
            self.links.push(Action { words: key, href: url.absolute(&links.path(lang)) });
        }
        self
    }

    fn print(self) -> Letter {
        let html = Html { l: &self }.render().expect("a template of plain texts prints");
        let text = Text { l: &self }.render().expect("a template of plain texts prints");
        Letter { subject: self.subject, text, html }
    }
}

/// What a subscription is to, in words: "les nouvelles de la session, les publications".
pub fn topics(words: &Words, topics: impl IntoIterator<Item = NewsKind>) -> String {
    let name = |kind| {
        let name = words.t(topic_key(kind));
        // In the middle of a sentence.
        let mut letters = name.chars();
        letters.next().map(|first| first.to_lowercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    topics.into_iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The words of a thing that one may receive.
pub fn topic_key(kind: NewsKind) -> &'static str {
    match kind {
        NewsKind::News => "subscription-topic-news",
        NewsKind::Publication => "subscription-topic-publication",
        NewsKind::Event => "subscription-topic-event",
    }
}

/// To somebody who asked for a subscription: it must be confirmed.
pub fn confirm(words: &Words, url: &PublicUrl, topics: &str, token: &str) -> Letter {
    let href = url.absolute(&Links::SubscriptionConfirm(token.to_owned()).path(words.lang()));
    let paragraphs = vec![words.t1("letter-confirm-asked", "topics", topics), words.t("letter-confirm-until")];
    Content::new(words, words.t("letter-confirm-subject"), paragraphs)
        .action(words.t("letter-confirm-action"), href)
        .note(words.t("letter-confirm-not-me"))
        .note(words.t1("letter-why-asked", "site", url.as_str()))
        .print()
}

/// To somebody who asked for a subscription and has one.
pub fn known(words: &Words, url: &PublicUrl, topics: &str, token: &str) -> Letter {
    let href = url.absolute(&Links::SubscriptionPreferences(token.to_owned()).path(words.lang()));
    Content::new(words, words.t("letter-known-subject"), vec![words.t1("letter-known-asked", "topics", topics)])
        .action(words.t("letter-known-action"), href)
        .note(words.t1("letter-why-asked", "site", url.as_str()))
        .manage(words, url, token)
        .print()
}

/// To somebody who has just confirmed.
pub fn welcome(words: &Words, url: &PublicUrl, topics: &str, token: &str) -> Letter {
    let href = url.absolute(&Links::News.path(words.lang()));
    Content::new(words, words.t("letter-welcome-subject"), vec![words.t1("letter-welcome-text", "topics", topics)])
        .action(words.t("letter-welcome-action"), href)
        .note(words.t1("letter-why", "site", url.as_str()))
        .manage(words, url, token)
        .print()
}

/// To somebody who asked for a link to enter.
pub fn enter(words: &Words, url: &PublicUrl, href: &str) -> Letter {
    Content::new(words, words.t("letter-enter-subject"), vec![words.t("letter-enter-text")])
        .action(words.t("letter-enter-action"), href.to_owned())
        .note(words.t("letter-enter-not-me"))
        .note(words.t1("letter-why-asked", "site", url.as_str()))
        .print()
}

/// To somebody who is given a role in a session.
pub fn role(words: &Words, url: &PublicUrl, session: &str, role: &str) -> Letter {
    let text = words.with("letter-role-text", &[("session", session.to_owned()), ("role", role.to_owned())]);
    Content::new(words, words.t1("letter-role-subject", "role", role), vec![text])
        .action(words.t("letter-role-action"), url.absolute(&Links::SignIn.path(words.lang())))
        .note(words.t1("letter-why-role", "site", url.as_str()))
        .print()
}

/// To somebody who is invited to write a dossier: by whom, which, in which capacity.
pub fn invite(words: &Words, url: &PublicUrl, [who, place, capacity]: [String; 3], href: &str) -> Letter {
    let text = words.with("letter-invite-text", &[("who", who), ("place", place.clone()), ("capacity", capacity)]);
    Content::new(words, words.t1("letter-invite-subject", "place", place), vec![text])
        .action(words.t("letter-invite-action"), href.to_owned())
        .note(words.t1("letter-why-asked", "site", url.as_str()))
        .print()
}

/// To those who make a dossier: what was done, which dossier, and more.
pub fn dossier(words: &Words, url: &PublicUrl, [what, place, more]: [String; 3], href: &str) -> Letter {
    let values = [("what", what.clone()), ("place", place.clone()), ("more", more)];
    let subject = words.with("letter-dossier-subject", &[("what", what), ("place", place)]);
    Content::new(words, subject, vec![words.with("letter-dossier-text", &values).trim().to_owned()])
        .action(words.t("letter-dossier-action"), href.to_owned())
        .note(words.t1("letter-why-dossier", "site", url.as_str()))
        .print()
}

/// To somebody who works in the workspace of a laureate: where it is.
pub fn workspace(words: &Words, url: &PublicUrl, place: &str, href: &str) -> Letter {
    let told = |key| words.t1(key, "place", place);
    Content::new(words, told("letter-workspace-subject"), vec![told("letter-workspace-text")])
        .action(words.t("letter-workspace-action"), href.to_owned())
        .note(words.t1("letter-why-workspace", "site", url.as_str()))
        .print()
}

/// To somebody who makes a dossier: how many comments they have not read, and where.
pub fn comments(words: &Words, url: &PublicUrl, (place, unread): (&str, usize), href: &str) -> Letter {
    let told = |key| words.count_with(key, unread, "place", place);
    Content::new(words, told("letter-comments-subject"), vec![told("letter-comments-text")])
        .action(words.t("letter-comments-action"), href.to_owned())
        .note(words.t1("letter-why-dossier", "site", url.as_str()))
        .print()
}

/// What a demand of a letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterAsked {
    /// Who asks.
    pub who: String,
    /// For which dossier.
    pub place: String,
    /// What is asked.
    pub question: String,
    /// A word of who asks.
    pub word: Option<String>,
    /// Until when the link opens, in words.
    pub until: String,
    /// Whether it was asked before.
    pub again: bool,
}

/// To somebody who is asked for a letter.
pub fn letter_asked(words: &Words, url: &PublicUrl, asked: LetterAsked, href: &str) -> Letter {
    let LetterAsked { who, place, question, word, until, again } = asked;
    let subject = words.t1(if again { "letter-letter-again" } else { "letter-letter-subject" }, "place", &place);
    let values = [("who", who), ("place", place), ("question", question)];
    let mut paragraphs = vec![words.with("letter-letter-text", &values)];
    paragraphs.extend(word.map(|word| words.t1("letter-letter-word", "word", word)));
    paragraphs.extend([words.t("letter-letter-how"), words.t1("letter-letter-until", "when", until)]);
    Content::new(words, subject, paragraphs)
        .action(words.t("letter-letter-action"), href.to_owned())
        .note(words.t1("letter-why-letter", "site", url.as_str()))
        .print()
}

/// To somebody whose dossier will be erased: which, after when, why.
pub fn erasure_of_dossier(words: &Words, url: &PublicUrl, [place, when, why]: [String; 3], href: &str) -> Letter {
    let text = words.with("letter-erasure-dossier-text", &[("place", place.clone()), ("when", when), ("why", why)]);
    Content::new(words, words.t1("letter-erasure-dossier-subject", "place", place), vec![text])
        .action(words.t("letter-erasure-dossier-action"), href.to_owned())
        .note(words.t1("letter-why-dossier", "site", url.as_str()))
        .print()
}

/// To somebody whose account will be erased: after when.
pub fn erasure_of_account(words: &Words, url: &PublicUrl, when: String) -> Letter {
    let text = words.t1("letter-erasure-account-text", "when", when);
    Content::new(words, words.t("letter-erasure-account-subject"), vec![text])
        .action(words.t("letter-erasure-account-action"), url.absolute(&Links::SignIn.path(words.lang())))
        .note(words.t1("letter-why-account", "site", url.as_str()))
        .print()
}

/// What is new since the last time, in the order given.
pub fn digest(words: &Words, url: &PublicUrl, items: &[NewsView], token: &str) -> Letter {
    let lead = words.count("letter-digest-lead", items.len());
    let mut content = Content::new(words, words.count("letter-digest-subject", items.len()), vec![lead])
        .action(words.t("letter-digest-action"), url.absolute(&Links::News.path(words.lang())))
        .note(words.t1("letter-why", "site", url.as_str()))
        .manage(words, url, token);
    content.items = (items.iter())
        .map(|view| Item {
            kind: view.kind_words.clone(),
            on: view.on.clone(),
            title: view.title.clone(),
            when: view.when.as_ref().map(|when| words.t1("letter-when", "when", when.clone())),
            place: view.place.as_ref().map(|place| words.t1("letter-where", "where", place.clone())),
            lead: view.lead().to_owned(),
            read: Action { words: words.t("letter-read"), href: url.absolute(&view.href) },
        })
        .collect();
    content.print()
}

/// To whoever runs the site: mails leave and arrive.
pub fn test(words: &Words, url: &PublicUrl) -> Letter {
    let text = words.t1("letter-test-text", "site", url.as_str());
    Content::new(words, words.t("letter-test-subject"), vec![text])
        .action(words.t("letter-test-action"), url.absolute(&Links::Home.path(words.lang())))
        .print()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{latest, tests::session};
    use facts::Lang;

    const TOKEN: &str = "0123456789abcdef0123456789abcdef";

    fn url() -> PublicUrl {
        "https://mosaique.example".parse().unwrap()
    }

    #[test]
    fn a_digest_says_the_newest_first_with_date_and_place() {
        let words = Words::of(Lang::Fr);
        let items = latest(words, [&session()], 3);
        let letter = digest(words, &url(), &items, TOKEN);
        assert_eq!(letter.subject, "Mosaïque\u{a0}: 2 nouveautés");
        for part in [
            "Rencontre, 1er septembre 2026",
            "Quand\u{a0}: du 6 octobre 2026, 8 h 30, au 7 octobre 2026, 17 h (heure de Nouméa)",
            "Où\u{a0}: Nouméa, salle 2",
            "https://mosaique.example/fr/actualites/rencontre",
            "https://mosaique.example/fr/abonnement/fin/0123456789abcdef0123456789abcdef",
        ] {
            assert!(letter.text.contains(part), "{part}\n{}", letter.text);
            assert!(letter.html.contains(part), "{part}\n{}", letter.html);
        }
        let (first, second) = (letter.text.find("Rencontre").unwrap(), letter.text.find("Un cahier").unwrap());
        assert!(first < second, "{}", letter.text);
    }

    #[test]
    fn markup_in_a_title_stays_words() {
        let words = Words::of(Lang::Fr);
        let letter = digest(words, &url(), &latest(words, [&session()], 1), TOKEN);
        assert!(letter.text.contains("<b>sols</b> & eaux"), "{}", letter.text);
        assert!(!letter.html.contains("<b>sols") && letter.html.contains("&#60;b&#62;sols"), "{}", letter.html);
    }

    #[test]
    fn every_letter_says_why_it_came_and_leads_to_the_site_only() {
        for lang in Lang::ALL {
            let words = Words::of(lang);
            let topics = topics(words, [NewsKind::News, NewsKind::Event]);
            let letters = [
                confirm(words, &url(), &topics, TOKEN),
                known(words, &url(), &topics, TOKEN),
                welcome(words, &url(), &topics, TOKEN),
                test(words, &url()),
            ];
            for letter in letters {
                assert!(letter.text.contains("https://mosaique.example"), "{}", letter.text);
                assert!(!letter.text.contains("«letter") && !letter.subject.contains('\n'), "{}", letter.text);
                assert!(letter.html.starts_with("<!doctype html>") && !letter.html.contains("<img"), "{}", letter.html);
                for link in letter.html.split("href=\"").skip(1) {
                    assert!(link.starts_with("https://mosaique.example/"), "{}", letter.html);
                }
                assert!(!letter.text.contains("\n\n\n"), "{}", letter.text);
            }
        }
    }
}
