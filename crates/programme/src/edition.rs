//! What a laureate publishes at a stage of the session: an edition, assembled from what is recorded, and never changed. A
//! correction is another edition, that says which one it corrects and why.
//!
//! The name of an edition follows from its workspace, its stage and its number, so that the same one never begins twice.

use facts::{Grade, Localised};
use serde::{Deserialize, Serialize};

use crate::Slug;
use crate::calendar::Instant;
use crate::digest::{Digest, canonical};
use crate::id::{EditionId, PersonId, WorkspaceId};
use crate::role::{Right, Standing};
use crate::story::{Corrupt, Story};
use crate::workspace::{Cause, Refusal, Rules, Workspace};

/// The longest title and the longest text, in characters.
const LONGEST_TITLE: usize = 200;
const LONGEST_TEXT: usize = 20_000;

/// An edition, at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    /// Its name.
    pub id: EditionId,
    /// The workspace of the laureate.
    pub workspace: WorkspaceId,
    /// The session.
    pub session: Slug,
    /// The stage that it is of.
    pub stage: Slug,
    /// 1 for the first of the stage, then one more at each correction.
    pub number: u32,
    /// Why it corrects the one before, when it does.
    pub corrects: Option<String>,
    /// What is written by hand, until it is published.
    pub draft: Draft,
    /// What was published.
    pub published: Option<Published>,
}

/// What is written by hand in an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its title.
    pub title: String,
    /// What it says, in a few paragraphs.
    pub summary: String,
    /// What comes after it.
    pub next: String,
    /// How many times it was written.
    pub version: u64,
}

/// What was published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// The digest of the content, in its one writing.
    pub digest: Digest,
    /// The content.
    pub content: Content,
}

/// What an edition holds, for good.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// The form of this content.
    pub schema: String,
    /// Its title.
    pub title: String,
    /// The territory.
    pub territory: String,
    /// The session.
    pub session: Localised,
    /// The stage.
    pub stage: Localised,
    /// Its chapters.
    pub chapters: Vec<Chapter>,
}

/// The form of the content that this version writes.
pub const SCHEMA: &str = "mosaique-edition-1";

/// A chapter of an edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chapter {
    /// Short name.
    pub id: Slug,
    /// Its heading.
    pub title: Localised,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A part of a chapter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// A text written by people, as they wrote it.
    Text {
        /// The text; a line is a paragraph.
        text: String,
    },
    /// A sentence of ours.
    Note {
        /// The sentence.
        text: Localised,
    },
    /// Things said or decided, one after the other.
    List {
        /// Each with a title and a text.
        items: Vec<Item>,
    },
    /// Figures, each with its source.
    Facts {
        /// The figures.
        facts: Vec<QuotedFact>,
    },
    /// A table.
    Table {
        /// What it shows.
        caption: Localised,
        /// The headings of its columns.
        header: Vec<Localised>,
        /// Its rows, each as long as the header; the first cell names the row.
        rows: Vec<Vec<Localised>>,
    },
    /// A drawing.
    Picture {
        /// The drawing, as SVG.
        svg: String,
        /// What it shows, in words.
        alt: Localised,
    },
}

/// Something said or decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it is called.
    pub title: String,
    /// What is said of it.
    pub text: String,
    /// Where it comes from.
    pub origin: Option<Localised>,
}

/// A figure as it was on the day: nothing of it changes any more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuotedFact {
    /// What it is.
    pub name: Localised,
    /// The number with its unit, in words.
    pub value: Localised,
    /// The number, written with a point; none when it is missing.
    pub number: Option<String>,
    /// The unit.
    pub unit: String,
    /// The place.
    pub place: String,
    /// The period.
    pub period: String,
    /// The source.
    pub source: String,
    /// Where the source is.
    pub address: String,
    /// How it is known; none when it is missing.
    pub grade: Option<Grade>,
}

/// Something that happened to an edition.
pub type Event = crate::story::Event<Happened>;

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Happened {
    /// It was begun.
    EditionBegun {
        /// Its name.
        edition: EditionId,
        /// The workspace.
        workspace: WorkspaceId,
        /// The session.
        session: Slug,
        /// The stage.
        stage: Slug,
        /// Its number.
        number: u32,
        /// Why it corrects the one before.
        corrects: Option<String>,
    },
    /// What is written by hand was written.
    EditionWritten {
        /// Its title.
        title: String,
        /// What it says.
        summary: String,
        /// What comes after it.
        next: String,
    },
    /// It was published.
    EditionPublished {
        /// The digest of the content.
        digest: Digest,
        /// The content.
        content: Content,
    },
}

impl Content {
    /// The digest of the content, in its one writing.
    pub fn digest(&self) -> Digest {
        let value = serde_json::to_value(self).expect("texts and lists have a form in JSON");
        Digest::of(&canonical(&value))
    }
}

/// The name of an edition.
pub fn name(workspace: &WorkspaceId, stage: &Slug, number: u32) -> Option<EditionId> {
    format!("{workspace}-{stage}-{number}").parse().ok()
}

/// Begins the edition of a stage: the first, or the correction of `last`, the last one published, with its reason.
///
/// # Errors
/// [`Refusal`]: who asks may not, no such stage, a correction without a reason, a first one when there is one already.
pub fn begin(
    workspace: &Workspace,
    stage: &Slug,
    last: Option<(&Edition, &str)>,
    rules: Rules<'_>,
    who: &Standing,
    now: Instant,
) -> Result<(Edition, Vec<Event>), Refusal> {
    let right = if last.is_some() { Right::LeadWorkspace } else { Right::WriteWorkspace };
    let mut causes = workspace.closed_to(right, rules, who);
    causes.extend(rules.session.stage(stage).is_none().then_some(Cause::NoSuchStage));
    let mut draft = Draft::default();
    let (number, corrects) = match last {
        None => (1, None),
        Some((last, reason)) => {
            causes.extend(reason.trim().is_empty().then_some(Cause::NoReason));
            causes.extend(too_long(reason, LONGEST_TEXT));
            causes.extend((last.published.is_none() || last.stage != *stage).then_some(Cause::WrongState));
            draft = last.draft.clone();
            (last.number + 1, Some(reason.to_owned()))
        }
    };
    let edition = name(&workspace.id, stage, number);
    causes.extend(edition.is_none().then_some(Cause::Unknown));
    let (Some(edition), true) = (edition, causes.is_empty()) else { return Err(Refusal { causes }) };
    let (session, stage) = (workspace.session.clone(), stage.clone());
    let begun = Happened::EditionBegun { edition, workspace: workspace.id.clone(), session, stage, number, corrects };
    let event = Event { at: now, by: who.person.clone(), happened: begun };
    let state = Edition::begin(&event).expect("it is a beginning");
    if draft == Draft::default() {
        return Ok((state, vec![event]));
    }
    // A correction begins with what it corrects.
    let Draft { title, summary, next, .. } = draft;
    let (state, events) = state.after([Happened::EditionWritten { title, summary, next }], who.person.as_ref(), now);
    Ok((state, [vec![event], events].concat()))
}

impl Edition {
    /// Writes what is written by hand, over the version that was before the eyes of who writes.
    ///
    /// # Errors
    /// [`Refusal`]: who asks may not, it is published, somebody wrote meanwhile, a text is too long.
    pub fn write(
        &self,
        workspace: &Workspace,
        draft: Draft,
        rules: Rules<'_>,
        who: &Standing,
        now: Instant,
    ) -> Result<(Self, Vec<Event>), Refusal> {
        let mut causes = workspace.closed_to(Right::WriteWorkspace, rules, who);
        causes.extend(self.published.as_ref().map(|_| Cause::WrongState));
        causes.extend((self.published.is_none() && draft.version != self.draft.version).then_some(Cause::Conflict));
        causes.extend(too_long(&draft.title, LONGEST_TITLE));
        causes.extend(too_long(&draft.summary, LONGEST_TEXT));
        causes.extend(too_long(&draft.next, LONGEST_TEXT));
        if !causes.is_empty() {
            return Err(Refusal { causes });
        }
        let Draft { title, summary, next, .. } = draft;
        Ok(self.clone().after([Happened::EditionWritten { title, summary, next }], who.person.as_ref(), now))
    }

    /// Publishes it, with the content assembled from it.
    ///
    /// # Errors
    /// [`Refusal`]: who asks may not, it is published already, it has no title or says nothing, or the content was
    /// assembled from another version.
    pub fn publish(
        &self,
        workspace: &Workspace,
        content: Content,
        version: u64,
        rules: Rules<'_>,
        who: &Standing,
        now: Instant,
    ) -> Result<(Self, Vec<Event>), Refusal> {
        let mut causes = workspace.closed_to(Right::LeadWorkspace, rules, who);
        causes.extend(self.published.as_ref().map(|_| Cause::WrongState));
        causes.extend((self.published.is_none() && version != self.draft.version).then_some(Cause::Conflict));
        let empty = self.draft.title.trim().is_empty() || self.draft.summary.trim().is_empty();
        causes.extend(empty.then_some(Cause::NoText));
        if !causes.is_empty() {
            return Err(Refusal { causes });
        }
        let happened = Happened::EditionPublished { digest: content.digest(), content };
        Ok(self.clone().after([happened], who.person.as_ref(), now))
    }
}

fn too_long(text: &str, most: usize) -> Option<Cause> {
    let found = text.chars().count();
    (found > most).then_some(Cause::TooLong { found: found as u64, most: most as u64 })
}

impl Story for Edition {
    const KIND: &'static str = "edition";
    type Happened = Happened;

    fn begin(event: &Event) -> Result<Self, Corrupt> {
        let Happened::EditionBegun { edition, workspace, session, stage, number, corrects } = event.happened.clone()
        else {
            return Err(Corrupt::NoBeginning);
        };
        Ok(Self { id: edition, workspace, session, stage, number, corrects, draft: Draft::default(), published: None })
    }

    fn apply(mut self, event: &Event) -> Result<Self, Corrupt> {
        if self.published.is_some() {
            return Err(Corrupt::Unknown(format!("{} after its publication", self.id)));
        }
        match event.happened.clone() {
            Happened::EditionBegun { .. } => return Err(Corrupt::TwoBeginnings),
            Happened::EditionWritten { title, summary, next } => {
                self.draft = Draft { title, summary, next, version: self.draft.version + 1 };
            }
            Happened::EditionPublished { digest, content } => {
                if content.digest() != digest {
                    return Err(Corrupt::Unknown(digest.to_string()));
                }
                self.published = Some(Published { at: event.at, by: event.author()?, digest, content });
            }
        }
        Ok(self)
    }

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn session(&self) -> &Slug {
        &self.session
    }

    fn parent(&self) -> Option<&str> {
        Some(self.workspace.as_str())
    }
}

#[cfg(test)]
mod tests;
