//! The story as it is written.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// A part of the story.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// Who has which role, beside those that everybody of a demonstration has.
    #[serde(default, rename = "role")]
    pub roles: Vec<RoleGiven>,
    /// Who enters with their own address, beside the people of a demonstration.
    #[serde(default, rename = "person")]
    pub people: Vec<Somebody>,
    /// What they do, one after the other.
    #[serde(rename = "act")]
    pub acts: Vec<Act>,
}

/// That somebody has a role in a session.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleGiven {
    pub who: String,
    pub session: String,
    pub role: String,
    #[serde(default)]
    pub areas: Vec<String>,
}

/// Somebody made up.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Somebody {
    pub id: String,
    pub address: String,
    pub name: String,
}

/// Something that somebody does: a page that they read, or a form that they send.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// When: a moment in UTC; at once, when nothing is said.
    #[serde(default)]
    pub at: String,
    /// Who: somebody of the demonstration, of the story, or a telephone (`telephone-1`).
    pub who: String,
    /// The page that is read.
    pub get: Option<String>,
    /// Where the form is sent.
    pub post: Option<String>,
    /// Its fields; those that have several values give a list.
    #[serde(default)]
    pub form: BTreeMap<String, Said>,
    /// Whether the form holds documents, or could.
    #[serde(default)]
    pub upload: bool,
    /// Its documents: the field and the text.
    #[serde(default)]
    pub files: Vec<Enclosed>,
    /// Under which name the last part of the address that the form leads to is remembered.
    pub keep: Option<String>,
    /// What is remembered of the last mail sent, as of a page.
    #[serde(default)]
    pub mail: BTreeMap<String, String>,
    /// What is remembered of the page: a name, and the text that stands before.
    #[serde(default)]
    pub take: BTreeMap<String, String>,
}

/// What a field holds.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Said {
    One(String),
    Several(Vec<String>),
}

impl Said {
    /// Its values.
    pub fn values(&self) -> &[String] {
        match self {
            Said::One(value) => std::slice::from_ref(value),
            Said::Several(values) => values,
        }
    }
}

/// A document of a form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enclosed {
    pub field: String,
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it says, on one page.
    pub text: String,
}

impl Script {
    /// Reads a part; `name` is that of its file.
    ///
    /// # Errors
    /// What is wrong and where; an act out of its time, or that neither reads nor sends.
    pub fn read(name: &str, text: &str) -> Result<Self> {
        let script: Script = toml::from_str(text).with_context(|| name.to_owned())?;
        let mut before = "";
        for (rank, act) in script.acts.iter().enumerate() {
            if act.get.is_some() == act.post.is_some() {
                bail!("{name}: act {} reads a page or sends a form, one of the two", rank + 1);
            }
            if act.at.as_str() < before {
                bail!("{name}: act {} is at {}, before the one above it ({before})", rank + 1, act.at);
            }
            before = &act.at;
        }
        Ok(script)
    }
}
