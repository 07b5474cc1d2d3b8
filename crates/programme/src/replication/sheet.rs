//! What is decided of a sheet, and what follows.

use serde::{Deserialize, Serialize};

use super::{About, Content, Draft, Published, Sheet};
use crate::Slug;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::{SheetId, WorkspaceId};
use crate::role::{Right, Standing};
use crate::story::{Corrupt, Story};
use crate::workspace::{Cause, Refusal, Rules, Workspace};

/// The longest title and the longest text, in characters.
const LONGEST_TITLE: usize = 200;
const LONGEST_TEXT: usize = 10_000;

/// Something that happened to a sheet.
pub type Event = crate::story::Event<Happened>;

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Happened {
    /// It was begun.
    SheetBegun {
        /// Its name.
        sheet: SheetId,
        /// The workspace.
        workspace: WorkspaceId,
        /// The session.
        session: Slug,
        /// What it is about.
        about: About,
        /// Its number.
        number: u32,
        /// Why it corrects the one before.
        corrects: Option<String>,
    },
    /// What is written by hand was written; the version follows from the story.
    SheetWritten {
        /// What is written.
        draft: Draft,
    },
    /// It was published.
    SheetPublished {
        /// The digest of the content.
        digest: Digest,
        /// The content.
        content: Box<Content>,
    },
}

/// The name of a sheet: the same one never begins twice.
pub fn name(workspace: &WorkspaceId, about: &About, number: u32) -> Option<SheetId> {
    match about {
        About::Roadmap => format!("{workspace}-r-{number}").parse().ok(),
        About::Action { action } => {
            let short = format!("{workspace}-a-{action}-{number}").parse().ok();
            // A long short name is told by its digest.
            short.or_else(|| {
                format!("{workspace}-d-{}-{number}", &Digest::of(action.as_str()).as_str()[..16]).parse().ok()
            })
        }
    }
}

/// The sheet in force after this one, when a later one of the same is published.
pub fn corrected_by<'s>(sheet: &Sheet, sheets: &'s [Sheet]) -> Option<&'s Sheet> {
    let later = |other: &&Sheet| {
        other.workspace == sheet.workspace
            && other.about == sheet.about
            && other.number > sheet.number
            && other.published.is_some()
    };
    sheets.iter().filter(later).max_by_key(|other| other.number)
}

/// Begins a sheet: the first of what it is about, or the correction of `last`, the last one published, with its reason.
///
/// # Errors
/// [`Refusal`]: who asks may not, a correction without a reason, or of a sheet that is not published or of something else.
pub fn begin(
    workspace: &Workspace,
    about: &About,
    last: Option<(&Sheet, &str)>,
    rules: Rules<'_>,
    who: &Standing,
    now: Instant,
) -> Result<(Sheet, Vec<Event>), Refusal> {
    let right = if last.is_some() { Right::LeadWorkspace } else { Right::WriteWorkspace };
    let mut causes = workspace.closed_to(right, rules, who);
    let (number, corrects) = match last {
        None => (1, None),
        Some((last, reason)) => {
            causes.extend(reason.trim().is_empty().then_some(Cause::NoReason));
            causes.extend(too_long(reason, LONGEST_TEXT));
            causes.extend((last.published.is_none() || last.about != *about).then_some(Cause::WrongState));
            (last.number + 1, Some(reason.trim().to_owned()))
        }
    };
    let sheet = name(&workspace.id, about, number);
    causes.extend(sheet.is_none().then_some(Cause::Unknown));
    let (Some(sheet), true) = (sheet, causes.is_empty()) else { return Err(Refusal { causes }) };
    let (session, about) = (workspace.session.clone(), about.clone());
    let begun = Happened::SheetBegun { sheet, workspace: workspace.id.clone(), session, about, number, corrects };
    let event = Event { at: now, by: who.person.clone(), happened: begun };
    let state = Sheet::begin(&event).expect("it is a beginning");
    // A correction begins with what it corrects.
    let written = last.map(|(last, _)| Happened::SheetWritten { draft: last.draft.clone() });
    let (state, events) = state.after(written, who.person.as_ref(), now);
    Ok((state, [vec![event], events].concat()))
}

impl Sheet {
    /// Writes what is written by hand, over the version that was before the eyes of who writes.
    ///
    /// # Errors
    /// [`Refusal`]: who asks may not, it is published, somebody wrote meanwhile, a text is too long, a theme is none of the
    /// session.
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
        let Draft { need, results, difficulties, reproducible, context, costs, .. } = &draft;
        let texts = [need, results, difficulties, reproducible, context, costs];
        let texts = texts.into_iter().chain(draft.prerequisites.values());
        causes.extend(texts.filter_map(|text| too_long(text, LONGEST_TEXT)));
        let items = || rules.session.taxonomy.axes.iter().flat_map(|axis| &axis.items);
        let strange = draft.themes.iter().any(|theme| !items().any(|item| item.id == *theme));
        causes.extend(strange.then_some(Cause::Unknown));
        if !causes.is_empty() {
            return Err(Refusal { causes });
        }
        Ok(self.clone().after([Happened::SheetWritten { draft }], who.person.as_ref(), now))
    }

    /// Publishes it, with the content assembled from it.
    ///
    /// # Errors
    /// [`Refusal`]: who asks may not, it is published already, its title, its need, its results or what can be taken up is not
    /// written, or the content was assembled from another version.
    pub fn publish(
        &self,
        workspace: &Workspace,
        content: Content,
        rules: Rules<'_>,
        who: &Standing,
        now: Instant,
    ) -> Result<(Self, Vec<Event>), Refusal> {
        let mut causes = workspace.closed_to(Right::LeadWorkspace, rules, who);
        causes.extend(self.published.as_ref().map(|_| Cause::WrongState));
        causes.extend((self.published.is_none() && content.written != self.draft).then_some(Cause::Conflict));
        let Draft { title, need, results, reproducible, .. } = &self.draft;
        let empty = [title, need, results, reproducible].into_iter().any(|text| text.trim().is_empty());
        causes.extend(empty.then_some(Cause::NoText));
        if !causes.is_empty() {
            return Err(Refusal { causes });
        }
        let happened = Happened::SheetPublished { digest: content.digest(), content: Box::new(content) };
        Ok(self.clone().after([happened], who.person.as_ref(), now))
    }
}

fn too_long(text: &str, most: usize) -> Option<Cause> {
    let found = text.chars().count();
    (found > most).then_some(Cause::TooLong { found: found as u64, most: most as u64 })
}

impl Story for Sheet {
    const KIND: &'static str = "replication";
    type Happened = Happened;

    fn begin(event: &Event) -> Result<Self, Corrupt> {
        let Happened::SheetBegun { sheet, workspace, session, about, number, corrects } = event.happened.clone() else {
            return Err(Corrupt::NoBeginning);
        };
        let draft = Draft::default();
        Ok(Self { id: sheet, workspace, session, about, number, corrects, draft, published: None })
    }

    fn apply(mut self, event: &Event) -> Result<Self, Corrupt> {
        if self.published.is_some() {
            return Err(Corrupt::Unknown(format!("{} after its publication", self.id)));
        }
        match event.happened.clone() {
            Happened::SheetBegun { .. } => return Err(Corrupt::TwoBeginnings),
            Happened::SheetWritten { draft } => self.draft = Draft { version: self.draft.version + 1, ..draft },
            Happened::SheetPublished { digest, content } => {
                if content.digest() != digest {
                    return Err(Corrupt::Unknown(digest.to_string()));
                }
                self.published = Some(Published { at: event.at, by: event.author()?, digest, content: *content });
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
