//! What the press wrote, addressed: rows for the outbox.

use facts::Lang;
use press::letter::{self, DecisionTold, Letter, LetterAsked, ReportAsked};
use press::news::NewsView;
use press::{Links, PublicUrl, Words};
use programme::id::InvitationId;
use store::{EmailAddress, LetterKind, Outgoing, Person, Subscription, Token, Topics};

/// Asks to confirm.
pub fn confirm(url: &PublicUrl, to: &EmailAddress, lang: Lang, topics: &Topics, token: &Token) -> Outgoing {
    let words = Words::of(lang);
    let letter = letter::confirm(words, url, &letter::topics(words, topics.iter()), token.as_str());
    let key = format!("confirm:{}", token.as_str());
    outgoing(key, LetterKind::Confirm, to, lang, letter, None)
}

/// Says that there is a subscription already, in its own language.
pub fn known(url: &PublicUrl, to: &Subscription, token: &Token) -> Outgoing {
    let words = Words::of(to.lang);
    let letter = letter::known(words, url, &letter::topics(words, to.topics.iter()), token.as_str());
    let key = format!("known:{}", token.as_str());
    outgoing(key, LetterKind::Known, &to.address, to.lang, letter, Some(end(url, to.lang, token)))
}

/// Says that a subscription is confirmed.
pub fn welcome(url: &PublicUrl, to: &Subscription, token: &Token) -> Outgoing {
    let words = Words::of(to.lang);
    let letter = letter::welcome(words, url, &letter::topics(words, to.topics.iter()), token.as_str());
    let key = format!("welcome:{}", to.id);
    outgoing(key, LetterKind::Welcome, &to.address, to.lang, letter, Some(end(url, to.lang, token)))
}

/// Tells what is new. One mail a subscriber and a state of what they were told.
pub fn digest(url: &PublicUrl, to: &Subscription, items: &[NewsView], token: &Token) -> Outgoing {
    let letter = letter::digest(Words::of(to.lang), url, items, token.as_str());
    let key = format!("digest:{}:{}", to.id, to.digest_at.as_deref().unwrap_or_default());
    outgoing(key, LetterKind::Digest, &to.address, to.lang, letter, Some(end(url, to.lang, token)))
}

/// A link to enter, at its whole address.
pub fn enter(url: &PublicUrl, to: &EmailAddress, lang: Lang, token: &Token, href: &str) -> Outgoing {
    let letter = letter::enter(Words::of(lang), url, href);
    outgoing(format!("enter:{}", token.as_str()), LetterKind::Enter, to, lang, letter, None)
}

/// Tells somebody that they have a role in a session. One mail an act.
pub fn role(url: &PublicUrl, to: &EmailAddress, lang: Lang, (session, role): (&str, &str), act: &str) -> Outgoing {
    let letter = letter::role(Words::of(lang), url, session, role);
    outgoing(format!("role:{act}"), LetterKind::Role, to, lang, letter, None)
}

/// Tells somebody that they work in the workspace of a laureate. One mail a key.
pub fn workspace(url: &PublicUrl, to: &Person, key: &str, place: &str, href: &str) -> Outgoing {
    let letter = letter::workspace(Words::of(to.lang), url, place, href);
    outgoing(key.to_owned(), LetterKind::Dossier, &to.address, to.lang, letter, None)
}

/// Asks who leads a workspace for a progress report. One mail a key.
pub fn report(url: &PublicUrl, to: &Person, key: &str, told: &ReportAsked, href: &str) -> Outgoing {
    let letter = letter::report(Words::of(to.lang), url, told, href);
    outgoing(key.to_owned(), LetterKind::Dossier, &to.address, to.lang, letter, None)
}

/// An invitation to write a dossier: who invites, to which dossier, in which capacity; and its link.
pub fn invite(
    url: &PublicUrl,
    to: &EmailAddress,
    lang: Lang,
    (id, told): (&InvitationId, [String; 3]),
    href: &str,
) -> Outgoing {
    let letter = letter::invite(Words::of(lang), url, told, href);
    outgoing(format!("invite:{id}"), LetterKind::Invite, to, lang, letter, None)
}

/// Tells somebody what became of their dossier: what was done, which dossier, and more.
pub fn dossier(url: &PublicUrl, to: &Person, key: &str, told: [String; 3], href: &str) -> Outgoing {
    let letter = letter::dossier(Words::of(to.lang), url, told, href);
    outgoing(key.to_owned(), LetterKind::Dossier, &to.address, to.lang, letter, None)
}

/// Invites somebody to sit in a jury: of which session, as what.
pub fn seat(url: &PublicUrl, to: &Person, key: &str, told: [String; 2], href: &str) -> Outgoing {
    let letter = letter::seat(Words::of(to.lang), url, told, href);
    outgoing(key.to_owned(), LetterKind::Role, &to.address, to.lang, letter, None)
}

/// Tells somebody what a jury decided of their dossier. One mail a decision.
pub fn decision(url: &PublicUrl, to: &Person, key: &str, told: DecisionTold, href: &str) -> Outgoing {
    let letter = letter::decision(Words::of(to.lang), url, told, href);
    outgoing(key.to_owned(), LetterKind::Dossier, &to.address, to.lang, letter, None)
}

/// Tells somebody that comments await them. One mail until they read.
pub fn comments(url: &PublicUrl, to: &Person, key: &str, told: (&str, usize), href: &str) -> Outgoing {
    let letter = letter::comments(Words::of(to.lang), url, told, href);
    outgoing(key.to_owned(), LetterKind::Dossier, &to.address, to.lang, letter, None)
}

/// Asks somebody for a letter. One mail a link.
pub fn letter(url: &PublicUrl, (to, lang): (&EmailAddress, Lang), told: LetterAsked, token: &Token) -> Outgoing {
    let href = url.absolute(&Links::LetterReply(token.as_str().to_owned()).path(lang));
    let letter = letter::letter_asked(Words::of(lang), url, told, &href);
    outgoing(format!("letter:{}", token.as_str()), LetterKind::Letter, to, lang, letter, None)
}

/// Warns somebody that a dossier will be erased: which, after when, why.
pub fn erasure_of_dossier(url: &PublicUrl, to: &Person, key: String, told: [String; 3], href: &str) -> Outgoing {
    let letter = letter::erasure_of_dossier(Words::of(to.lang), url, told, href);
    outgoing(key, LetterKind::Erasure, &to.address, to.lang, letter, None)
}

/// Warns somebody that their account will be erased.
pub fn erasure_of_account(url: &PublicUrl, to: &Person, key: String, when: String) -> Outgoing {
    let letter = letter::erasure_of_account(Words::of(to.lang), url, when);
    outgoing(key, LetterKind::Erasure, &to.address, to.lang, letter, None)
}

/// Tries whether mails leave.
pub fn test(url: &PublicUrl, to: &EmailAddress, lang: Lang, now: &str) -> Outgoing {
    let letter = letter::test(Words::of(lang), url);
    outgoing(format!("test:{to}:{now}"), LetterKind::Test, to, lang, letter, None)
}

fn end(url: &PublicUrl, lang: Lang, token: &Token) -> String {
    url.absolute(&Links::SubscriptionEnd(token.as_str().to_owned()).path(lang))
}

fn outgoing(
    key: String,
    kind: LetterKind,
    to: &EmailAddress,
    lang: Lang,
    letter: Letter,
    unsubscribe: Option<String>,
) -> Outgoing {
    let Letter { subject, text, html } = letter;
    Outgoing { key, kind, to: to.clone(), lang, subject, text, html, unsubscribe }
}
