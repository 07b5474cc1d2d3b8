//! What somebody said in a workshop, and what became of it.
//!
//! Its name follows from its workshop and from a key that whoever sends it made: what is sent twice, because the network
//! dropped the answer, is one contribution.

mod moderate;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use facts::CommuneCode;
use serde::{Deserialize, Serialize};

use super::sheet::written;
use super::{Actor, Cause, Label, Refusal, Rules, Workshop};
use crate::Slug;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::form::characters;
use crate::id::{ContributionId, PersonId, WorkshopId, WorkspaceId};
use crate::reading::choice;
use crate::role::Right;
use crate::story::{Corrupt, Event, Story};

pub use moderate::{Act, Done, Made, join, split};

/// The longest contribution, in characters.
pub const LONGEST: u64 = 2_000;
/// The most contributions of a workshop, and of one telephone in it.
pub const MOST: u64 = 3_000;
/// See [`MOST`].
pub const MOST_OF_A_DEVICE: u64 = 100;

/// What a device makes to name what it sends: 16 to 64 letters, digits, hyphens and underscores, by chance.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

/// The text is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a key of 16 to 64 letters, digits, hyphens and underscores")]
pub struct NotAKey;

impl FromStr for Key {
    type Err = NotAKey;
    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let valid = (16..=64).contains(&text.len()) && text.bytes().all(plain);
        if valid { Ok(Self(text.to_owned())) } else { Err(NotAKey) }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// As it is kept, beside the contribution.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key of the `rank`-th line of what is sent with this one.
    pub fn of_line(&self, rank: usize) -> Self {
        Self(Digest::of(&format!("{}\nline {rank}", self.0)).as_str()[..32].to_owned())
    }

    /// The name of what is sent with it to a workshop.
    pub fn names(&self, workshop: &WorkshopId) -> ContributionId {
        let digest = Digest::of(&format!("{workshop}\n{}", self.0));
        digest.as_str()[..32].parse().expect("hexadecimal digits are plain")
    }

    /// The digest of words, salted by the key: once the key is erased with the words, nobody tells from the digest what they
    /// were, however short.
    pub fn digest(&self, words: &str) -> Digest {
        Digest::of(&format!("{}\n{words}", self.0))
    }
}

/// What somebody said, at one moment. Its words are kept beside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    /// Its name.
    pub id: ContributionId,
    /// The session of its workshop.
    pub session: Slug,
    /// The workspace of its workshop.
    pub workspace: WorkspaceId,
    /// Its workshop.
    pub workshop: WorkshopId,
    /// When it was received.
    pub at: Instant,
    /// Whose words these are, when they have an account.
    pub author: Option<PersonId>,
    /// The digest of the secret of the telephone that sent it.
    pub device: Option<Digest>,
    /// How it came.
    pub channel: Channel,
    /// What it is about.
    pub about: About,
    /// Its wordings, the one given first.
    pub wordings: Vec<Wording>,
    /// What became of it.
    pub stand: Stand,
    /// What it was made from, when it is a piece or a joining.
    pub origin: Option<Origin>,
    /// What was done to it, in order.
    pub log: Vec<Entry>,
}

choice! {
    /// How a contribution came.
    pub enum Channel {
        /// From a telephone.
        Phone = "phone",
        /// Written on paper.
        Paper = "paper",
        /// Taken down by a facilitator.
        Facilitator = "facilitator",
    }
}

/// What a contribution is about; all of it may be absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// A theme of the workshop.
    pub theme: Option<Slug>,
    /// A question that the workshop asks.
    pub question: Option<Slug>,
    /// Where.
    pub spot: Option<Spot>,
}

/// Where on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "spot", rename_all = "kebab-case")]
pub enum Spot {
    /// A point, in hundred-thousandths of a degree (WGS 84): about one metre.
    Point {
        /// Towards the east.
        lon: i32,
        /// Towards the north.
        lat: i32,
    },
    /// A commune.
    Commune {
        /// Its code.
        code: CommuneCode,
    },
}

impl Spot {
    /// A point, from degrees.
    ///
    /// # Errors
    /// [`Cause::Nowhere`], when it is not on Earth.
    pub fn from_degrees(lon: f64, lat: f64) -> Result<Self, Cause> {
        let on_earth = (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
        let whole = |degrees: f64| (degrees * 100_000.0).round() as i32;
        if on_earth { Ok(Self::Point { lon: whole(lon), lat: whole(lat) }) } else { Err(Cause::Nowhere) }
    }
}

/// Words as they were given or written again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// When.
    pub at: Instant,
    /// Who wrote them again; none for those given from a telephone.
    pub by: Option<PersonId>,
    /// Their digest, by [`Key::digest`].
    pub digest: Digest,
    /// How many characters they have.
    pub characters: u64,
}

/// What became of a contribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stand", rename_all = "kebab-case")]
pub enum Stand {
    /// It waits to be read.
    Received,
    /// Everybody who sees the workshop reads it.
    Published {
        /// Since when.
        at: Instant,
        /// By whom.
        by: PersonId,
    },
    /// It is not shown.
    SetAside {
        /// Since when.
        at: Instant,
        /// By whom.
        by: PersonId,
        /// Why.
        why: SetAside,
    },
    /// Others stand in its place.
    Replaced {
        /// Since when.
        at: Instant,
        /// By whom.
        by: PersonId,
        /// How.
        how: Replacing,
        /// Which.
        into: BTreeSet<ContributionId>,
    },
    /// Whoever sent it took it back: its words are erased.
    TakenBack {
        /// When.
        at: Instant,
    },
}

choice! {
    /// Why a contribution is not shown.
    pub enum SetAside {
        /// It is not about what the workshop is about.
        OffTopic = "off-topic",
        /// It speaks of somebody who could be known by it.
        Personal = "personal",
        /// It insults, or the law forbids it.
        Unlawful = "unlawful",
        /// The same was said by the same.
        Duplicate = "duplicate",
        /// It cannot be read.
        Unreadable = "unreadable",
        /// It was sent to try.
        Trial = "trial",
        /// Something else, which the note says.
        Other = "other",
    }
}

choice! {
    /// How contributions come from others.
    pub enum Replacing {
        /// One said several things: each stands by itself.
        Split = "split",
        /// Several said the same thing: it stands once.
        Join = "join",
    }
}

/// What a contribution was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// How.
    pub how: Replacing,
    /// From which.
    pub of: BTreeSet<ContributionId>,
}

/// An act of moderation. Its note is kept beside, under the key of its rank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// What was done.
    pub done: Done,
    /// Why it was set aside, when it was.
    pub why: Option<SetAside>,
    /// Whether there is a note.
    pub note: bool,
}

/// What happened to a contribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Happened {
    /// It was received, or made from others.
    ContributionReceived {
        /// As it is first.
        contribution: Box<Beginning>,
    },
    /// It was moderated.
    ContributionModerated {
        /// What was done.
        done: Done,
        /// Why it was set aside, when it was.
        why: Option<SetAside>,
        /// Whether there is a note.
        note: bool,
        /// Its new words, when it was written again.
        wording: Option<(Digest, u64)>,
        /// What stands in its place, when others do.
        into: BTreeSet<ContributionId>,
    },
    /// Whoever sent it took it back.
    ContributionTakenBack,
}

/// A contribution as it is first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning {
    /// Its name.
    pub id: ContributionId,
    /// The session of its workshop.
    pub session: Slug,
    /// The workspace of its workshop.
    pub workspace: WorkspaceId,
    /// Its workshop.
    pub workshop: WorkshopId,
    /// Whose words these are, when they have an account.
    pub author: Option<PersonId>,
    /// The digest of the secret of the telephone that sent it.
    pub device: Option<Digest>,
    /// How it came.
    pub channel: Channel,
    /// What it is about.
    pub about: About,
    /// The digest of its words.
    pub digest: Digest,
    /// How many characters they have.
    pub characters: u64,
    /// What it was made from.
    pub origin: Option<Origin>,
}

impl Story for Contribution {
    const KIND: &'static str = "contribution";
    type Happened = Happened;

    fn begin(event: &Event<Happened>) -> Result<Self, Corrupt> {
        let Happened::ContributionReceived { contribution } = &event.happened else {
            return Err(Corrupt::NoBeginning);
        };
        let Beginning { id, session, workspace, workshop, author, device, channel, about, digest, characters, origin } =
            contribution.as_ref().clone();
        let wordings = vec![Wording { at: event.at, by: event.by.clone(), digest, characters }];
        // What a moderator makes of others was read.
        let stand = match (&origin, &event.by) {
            (Some(_), by) => Stand::Published { at: event.at, by: by.clone().ok_or(Corrupt::NoAuthor)? },
            (None, _) => Stand::Received,
        };
        let log = Vec::new();
        let at = event.at;
        Ok(Self { id, session, workspace, workshop, at, author, device, channel, about, wordings, stand, origin, log })
    }

    fn apply(mut self, event: &Event<Happened>) -> Result<Self, Corrupt> {
        let at = event.at;
        match &event.happened {
            Happened::ContributionReceived { .. } => return Err(Corrupt::NoBeginning),
            Happened::ContributionTakenBack => self.stand = Stand::TakenBack { at },
            Happened::ContributionModerated { done, why, note, wording, into } => {
                let by = event.by.clone().ok_or(Corrupt::NoAuthor)?;
                self.log.push(Entry { at, by: by.clone(), done: *done, why: *why, note: *note });
                let unknown = |what: &str| Corrupt::Unknown(what.to_owned());
                self.stand = match done {
                    Done::Published => Stand::Published { at, by },
                    Done::SetAside => Stand::SetAside { at, by, why: why.ok_or_else(|| unknown("reason"))? },
                    Done::PutBack => Stand::Received,
                    Done::Reworded => {
                        let (digest, characters) = wording.clone().ok_or_else(|| unknown("wording"))?;
                        self.wordings.push(Wording { at, by: Some(by), digest, characters });
                        self.stand
                    }
                    Done::Split => Stand::Replaced { at, by, how: Replacing::Split, into: into.clone() },
                    Done::Joined => Stand::Replaced { at, by, how: Replacing::Join, into: into.clone() },
                };
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
        Some(self.workshop.as_str())
    }
}

/// What is sent.
#[derive(Debug, Clone)]
pub struct Sent<'t> {
    /// The key of whoever sends it.
    pub key: &'t Key,
    /// Its words.
    pub words: &'t str,
    /// Whose words these are, when they have an account.
    pub author: Option<PersonId>,
    /// The digest of the secret of the telephone.
    pub device: Option<Digest>,
    /// How it comes.
    pub channel: Channel,
    /// What it is about.
    pub about: About,
}

/// How many contributions there are already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SoFar {
    /// In the workshop.
    pub workshop: u64,
    /// Of the telephone.
    pub device: u64,
}

/// Receives a contribution to a workshop.
///
/// # Errors
/// [`Refusal`]: `not-allowed`, `wrong-state`, `empty`, `text-too-long`, `unknown-theme`, `unknown-question`, `nowhere`,
/// `too-many`.
pub fn receive(
    sent: &Sent<'_>,
    workshop: &Workshop,
    so_far: SoFar,
    rules: &Rules<'_>,
    actor: &Actor<'_>,
    now: Instant,
) -> Result<(Contribution, Vec<Event<Happened>>), Refusal> {
    let right = if sent.channel == Channel::Phone { Right::Contribute } else { Right::RunWorkshop };
    let mut causes: Vec<Cause> = rules.gate(actor, right).into_iter().collect();
    let state = workshop.state.label();
    let is_received = match sent.channel {
        Channel::Phone => workshop.receives_from_phones(now),
        Channel::Paper | Channel::Facilitator => matches!(state, Label::Open | Label::Closed),
    };
    causes.extend((!is_received).then_some(Cause::WrongState { state }));
    causes.extend(written("words", sent.words, LONGEST));
    causes.extend(about_faults(&sent.about, workshop));
    if so_far.workshop >= MOST {
        causes.push(Cause::TooMany { what: "contributions".to_owned(), limit: MOST });
    }
    if sent.device.is_some() && so_far.device >= MOST_OF_A_DEVICE {
        causes.push(Cause::TooMany { what: "device".to_owned(), limit: MOST_OF_A_DEVICE });
    }
    Refusal::unless_empty(causes)?;
    let beginning = Beginning {
        id: sent.key.names(&workshop.id),
        session: workshop.session.clone(),
        workspace: workshop.workspace.clone(),
        workshop: workshop.id.clone(),
        author: sent.author.clone(),
        device: sent.device.clone(),
        channel: sent.channel,
        about: sent.about.clone(),
        digest: sent.key.digest(sent.words),
        characters: characters(sent.words),
        origin: None,
    };
    Ok(begun(beginning, actor.standing.person.clone(), now))
}

fn begun(beginning: Beginning, by: Option<PersonId>, now: Instant) -> (Contribution, Vec<Event<Happened>>) {
    let event = Event { at: now, by, happened: Happened::ContributionReceived { contribution: Box::new(beginning) } };
    let contribution = Contribution::begin(&event).expect("it is a beginning");
    (contribution, vec![event])
}

fn about_faults(about: &About, workshop: &Workshop) -> Vec<Cause> {
    let mut causes = Vec::new();
    if let Some(theme) = about.theme.as_ref().filter(|theme| workshop.sheet.theme(theme).is_none()) {
        causes.push(Cause::UnknownTheme { theme: theme.clone() });
    }
    if let Some(question) = about.question.as_ref().filter(|question| workshop.sheet.question(question).is_none()) {
        causes.push(Cause::UnknownQuestion { question: question.clone() });
    }
    if let Some(Spot::Point { lon, lat }) = about.spot {
        let on_earth = lon.unsigned_abs() <= 18_000_000 && lat.unsigned_abs() <= 9_000_000;
        causes.extend((!on_earth).then_some(Cause::Nowhere));
    }
    causes
}

/// Those that count: a piece or a joining counts once what it was made from says so. What was begun and not finished, when the
/// program was stopped between the two, does not.
pub fn counted(contributions: &[Contribution]) -> Vec<&Contribution> {
    let known: BTreeMap<&ContributionId, &Contribution> = contributions.iter().map(|one| (&one.id, one)).collect();
    let counts = |one: &&Contribution| {
        let Some(origin) = &one.origin else { return true };
        origin.of.iter().all(|source| {
            let stand = known.get(source).map(|source| &source.stand);
            matches!(stand, Some(Stand::Replaced { into, .. }) if into.contains(&one.id))
        })
    };
    contributions.iter().filter(counts).collect()
}

impl Contribution {
    /// The words that hold.
    pub fn wording(&self) -> &Wording {
        self.wordings.last().expect("a contribution begins with its words")
    }

    /// Whether what is sent again is what was received.
    ///
    /// # Errors
    /// [`Cause::OtherWords`], when other words come under the same key.
    pub fn is_resent(&self, sent: &Sent<'_>) -> Result<(), Refusal> {
        let same = self.wordings[0].digest == sent.key.digest(sent.words);
        if same { Ok(()) } else { Err(Refusal { causes: vec![Cause::OtherWords] }) }
    }

    /// Whoever sent it takes it back, from the telephone that holds the secret.
    ///
    /// # Errors
    /// [`Refusal`]: `unknown` when another telephone sent it, `wrong-state` once the minutes are signed, `not-there`.
    pub fn take_back(
        &self,
        device: &Digest,
        workshop: &Workshop,
        now: Instant,
    ) -> Result<(Self, Vec<Event<Happened>>), Refusal> {
        let mut causes = Vec::new();
        causes.extend((self.device.as_ref() != Some(device)).then_some(Cause::Unknown));
        causes.extend(workshop.state.is_over().then_some(Cause::WrongState { state: workshop.state.label() }));
        // What was made of it together with others is no longer theirs alone.
        causes.extend(matches!(self.stand, Stand::Replaced { .. }).then_some(Cause::NotThere));
        Refusal::unless_empty(causes)?;
        if matches!(self.stand, Stand::TakenBack { .. }) {
            return Ok((self.clone(), Vec::new()));
        }
        let event = Event { at: now, by: None, happened: Happened::ContributionTakenBack };
        let next = self.clone().apply(&event).expect("what was just decided follows from the state");
        Ok((next, vec![event]))
    }
}
