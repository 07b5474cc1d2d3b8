//! Asking for the news by e-mail, confirming, choosing, stopping.

use askama::Template;
use programme::session::NewsKind;

use super::{Frame, Section};
use crate::letter::topic_key;
use crate::links::{Brand, Links};

/// A thing that one may receive, in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The name of the field.
    pub name: &'static str,
    /// Its words.
    pub words: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The things that one may receive; those of `chosen` are ticked.
pub fn topics(f: &Frame, chosen: &[NewsKind]) -> Vec<Topic> {
    let topic = |(name, kind): &(&'static str, NewsKind)| Topic {
        name,
        words: f.w.t(topic_key(*kind)),
        chosen: chosen.contains(kind),
    };
    NewsKind::CHOICES.iter().map(topic).collect()
}

/// The form by which one asks.
#[derive(Template)]
#[template(path = "subscription.html")]
pub struct SubscriptionPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The address given.
    pub address: String,
    /// What one may receive.
    pub topics: Vec<Topic>,
    /// What is wrong with the form: identifier of the field, and the sentence.
    pub errors: Vec<(&'static str, String)>,
}

impl SubscriptionPage {
    fn is_wrong(&self, field: &str) -> bool {
        self.errors.iter().any(|(wrong, _)| *wrong == field)
    }
}

/// What a token allows, behind a button: reading the page changes nothing, so that a program that follows the links of
/// a mail neither confirms nor stops anything.
#[derive(Template)]
#[template(path = "button.html")]
pub struct ButtonPage {
    /// What surrounds the page.
    pub f: Frame,
    /// What the button does.
    pub text: String,
    /// Where it leads.
    pub action: String,
    /// Its words.
    pub button: String,
}

/// What one receives, to be changed.
#[derive(Template)]
#[template(path = "subscription_preferences.html")]
pub struct SubscriptionPreferencesPage {
    /// What surrounds the page.
    pub f: Frame,
    /// Where the form is sent.
    pub action: String,
    /// Where one stops.
    pub end: String,
    /// What one may receive.
    pub topics: Vec<Topic>,
    /// The language of the mails.
    pub french: bool,
    /// Whether it was just saved.
    pub saved: bool,
    /// What is wrong with the form.
    pub errors: Vec<String>,
}

/// What has happened.
#[derive(Template)]
#[template(path = "told.html")]
pub struct ToldPage {
    /// What surrounds the page.
    pub f: Frame,
    /// What has happened, in paragraphs.
    pub paragraphs: Vec<String>,
    /// Where one may ask again, with its words.
    pub again: Option<(String, String)>,
    /// Where the mails of a demonstration are read.
    pub mailbox: Option<String>,
}
