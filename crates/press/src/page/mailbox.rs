//! The mails that a demonstration would have sent.

use askama::Template;

use super::{Frame, Section};
use crate::links::{Brand, Links};

/// A mail as it lies in the folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailView {
    /// To whom.
    pub to: String,
    /// From whom.
    pub from: String,
    /// When, as the mail says it.
    pub date: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The addresses of this site in it, as paths.
    pub links: Vec<String>,
}

/// The mails that a demonstration would have sent.
#[derive(Template)]
#[template(path = "mailbox.html")]
pub struct MailboxPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The mails, newest first.
    pub mails: Vec<MailView>,
    /// How many older ones are not shown.
    pub more: usize,
}
