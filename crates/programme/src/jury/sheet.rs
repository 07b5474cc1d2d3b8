//! A sheet: what one reader says of one dossier. A juror gives levels with their reasons, an expert an opinion without any.
//!
//! It is written, then locked: its digest seals it, and nobody else sees it before. Once the jury has met, a level is changed
//! with a reason, and what it was stays told.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::act::{LONGEST_TEXT, scores, written};
use super::{Case, Cause, Jury, Refusal, SeatKind, Words, actor, is_judged};
use crate::Slug;
use crate::calendar::Instant;
use crate::digest::{Digest, canonical};
use crate::dossier::Dossier;
use crate::id::{DossierId, PersonId};
use crate::reading::choice;
use crate::role::{Decision, Right};
use crate::rubric::{Rubric, Score};
use crate::story::{Corrupt, Story};

/// What one reader says of one dossier, at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name, which [`name_of`] gives.
    pub id: String,
    /// The session.
    pub session: Slug,
    /// The dossier.
    pub dossier: DossierId,
    /// Who reads.
    pub reader: PersonId,
    /// As what.
    pub kind: SeatKind,
    /// The digest of the deposit that was read when it was last written.
    pub read: Option<Digest>,
    /// For each criterion looked at, its level, or none: the reader cannot judge. That is no number.
    pub levels: BTreeMap<Slug, Option<u8>>,
    /// The digests of the reasons, which are kept beside: `reason:CRITERION`.
    pub reasons: BTreeMap<Slug, Digest>,
    /// The digest of the opinion, kept beside: `opinion`.
    pub opinion: Option<Digest>,
    /// How sure the reader is.
    pub confidence: Option<Confidence>,
    /// 1 when it was first written, then one more each time.
    pub version: u64,
    /// When it was last written.
    pub touched: Instant,
    /// That it is locked.
    pub sealed: Option<Sealed>,
    /// What was changed since.
    pub changes: Vec<Change>,
}

choice! {
    /// How sure a reader is of what they say.
    pub enum Confidence {
        /// Far from what they know.
        Low = "low",
        /// Near it.
        Medium = "medium",
        /// What they know.
        High = "high",
    }
}

/// That a sheet is locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Since when.
    pub at: Instant,
    /// The digest of [`Sheet::to_seal`] then.
    pub digest: Digest,
}

/// A level that was changed after the sheet was locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// Of which criterion.
    pub criterion: Slug,
    /// What it was.
    pub from: Option<u8>,
    /// What it is.
    pub to: Option<u8>,
    /// Why, kept beside: `change:N`, from 1.
    pub reason: Digest,
}

/// Something that happened to a sheet.
pub type Event = crate::story::Event<Happened>;

/// What happened to a sheet. Of words, there is only the digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Happened {
    /// It was begun.
    SheetBegun {
        /// Its name.
        sheet: String,
        /// The session.
        session: Slug,
        /// The dossier.
        dossier: DossierId,
        /// Who reads.
        reader: PersonId,
        /// As what.
        kind: SeatKind,
    },
    /// It was written.
    SheetWritten {
        /// Its version.
        version: u64,
        /// The deposit that is read.
        read: Option<Digest>,
        /// The levels.
        levels: BTreeMap<Slug, Option<u8>>,
        /// The digests of the reasons.
        reasons: BTreeMap<Slug, Digest>,
        /// The digest of the opinion.
        opinion: Option<Digest>,
        /// How sure the reader is.
        confidence: Option<Confidence>,
    },
    /// It was locked.
    SheetLocked {
        /// What seals it.
        digest: Digest,
    },
    /// A level was changed after that.
    LevelChanged {
        /// Of which criterion.
        criterion: Slug,
        /// What it was.
        from: Option<u8>,
        /// What it is.
        to: Option<u8>,
        /// Why.
        reason: Digest,
    },
}

/// What one may do with a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Writes it, in part or whole; what is not given is taken away.
    Write {
        /// The version that was before the eyes of who writes; 0 when there was none.
        base: u64,
        /// The levels; none: cannot judge.
        levels: BTreeMap<Slug, Option<u8>>,
        /// The reasons.
        reasons: BTreeMap<Slug, String>,
        /// The opinion.
        opinion: String,
        /// How sure the reader is.
        confidence: Option<Confidence>,
    },
    /// Locks it. It must be whole.
    Lock {
        /// The version that was before the eyes of who locks.
        base: u64,
    },
    /// Changes a level of a locked sheet, once the jury has met.
    Change {
        /// The version that was before the eyes of who changes.
        base: u64,
        /// Of which criterion.
        criterion: Slug,
        /// The level; none: cannot judge.
        level: Option<u8>,
        /// Why.
        reason: String,
    },
}

/// What was decided of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The sheet then.
    pub sheet: Sheet,
    /// What happened; nothing when it changes nothing.
    pub events: Vec<Event>,
    /// The words that go beside.
    pub words: Vec<Words>,
}

/// The name of the sheet of a reader and a dossier: forty hexadecimal digits that follow from them.
pub fn name_of(dossier: &DossierId, reader: &PersonId) -> String {
    Digest::of(&canonical(&json!(["sheet", dossier, reader]))).as_str()[..40].to_owned()
}

/// Begins the sheet of who asks of a dossier, and writes it.
///
/// # Errors
/// [`Refusal`], with every cause.
pub fn begin(command: Command, jury: &Jury, dossier: &Dossier, case: &Case<'_>) -> Result<Written, Refusal> {
    let seat = case.who.person.as_ref().and_then(|person| Some((person, jury.sitting(person)?)));
    let Some((reader, seat)) = seat else { return Err(Refusal { causes: vec![Cause::NoSeat] }) };
    let (sheet, session) = (name_of(&dossier.id, reader), jury.session.clone());
    let happened =
        Happened::SheetBegun { sheet, session, dossier: dossier.id.clone(), reader: reader.clone(), kind: seat.kind };
    let event = Event { at: case.now, by: Some(reader.clone()), happened };
    let begun = Sheet::begin(&event).expect("it is a beginning");
    let mut written = begun.act(command, jury, dossier, case)?;
    written.events.insert(0, event);
    Ok(written)
}

impl Sheet {
    /// Carries out `command`, and gives the next state with what happened; nothing happens when it changes nothing.
    ///
    /// # Errors
    /// [`Refusal`], with every cause.
    pub fn act(&self, command: Command, jury: &Jury, dossier: &Dossier, case: &Case<'_>) -> Result<Written, Refusal> {
        let mut causes = Vec::new();
        let by = case.who.person.as_ref();
        causes.extend(by.is_none().then_some(Cause::Nobody));
        causes.extend((by.is_some() && by != Some(&self.reader)).then_some(Cause::NotTheReader));
        let right = match command {
            Command::Change { .. } => Right::Deliberate,
            _ if scores(self.kind) => Right::Score,
            _ => Right::Advise,
        };
        let object = dossier.relation(&actor(Some(jury), case.who, &dossier.id, self.sealed.is_some()));
        if let Decision::Denied { denial } = case.rules.rights().may(case.who, right, &object, case.rules.phase) {
            causes.push(Cause::NotAllowed { right, denial });
        }
        causes.extend((!is_judged(dossier)).then(|| Cause::UnknownDossier { dossier: dossier.id.clone() }));
        let (Command::Write { base, .. } | Command::Lock { base } | Command::Change { base, .. }) = &command;
        if *base != self.version {
            causes.push(Cause::Conflict { base: *base, version: self.version });
        }
        let rubric = &case.rules.session.rubric;
        let mut words = Vec::new();
        let happened = match command {
            Command::Write { levels, reasons, opinion, confidence, .. } => {
                causes.extend(self.sealed.is_some().then_some(Cause::Locked));
                let read = dossier.last_deposit().map(|deposit| deposit.digest.clone());
                let given = Given { levels, reasons, opinion, confidence };
                self.write(given, read, rubric, &mut causes, &mut words)
            }
            Command::Lock { .. } => {
                causes.extend(self.sealed.is_some().then_some(Cause::Locked));
                causes.extend(self.lacks(rubric));
                let late = jury.deadline.filter(|deadline| case.now > *deadline);
                causes.extend(late.map(|deadline| Cause::DeadlinePassed { deadline }));
                vec![Happened::SheetLocked { digest: Digest::of(&self.to_seal()) }]
            }
            Command::Change { criterion, level, reason, .. } => {
                causes.extend(self.sealed.is_none().then_some(Cause::NotLocked));
                causes.extend((!jury.has_met()).then_some(Cause::NotMet));
                causes.extend((!scores(self.kind)).then_some(Cause::NotSitting { person: self.reader.clone() }));
                causes.extend(unfit(rubric, &criterion, level));
                causes.extend(written(&reason, LONGEST_TEXT));
                let from = self.levels.get(&criterion).copied().flatten();
                causes.extend((from == level).then_some(Cause::Unchanged));
                let name = format!("change:{}", self.changes.len() + 1);
                let reason = reason.trim().to_owned();
                let digest = Digest::of(&reason);
                words.push(Words { name, body: Some(reason) });
                vec![Happened::LevelChanged { criterion, from, to: level, reason: digest }]
            }
        };
        Refusal::unless_empty(causes)?;
        let (sheet, events) = self.clone().after(happened, by, case.now);
        if events.is_empty() {
            words.clear();
        }
        Ok(Written { sheet, events, words })
    }

    fn write(
        &self,
        given: Given,
        read: Option<Digest>,
        rubric: &Rubric,
        causes: &mut Vec<Cause>,
        words: &mut Vec<Words>,
    ) -> Vec<Happened> {
        let Given { levels, reasons, opinion, confidence } = given;
        let levels = if scores(self.kind) { levels } else { BTreeMap::new() };
        for (criterion, level) in &levels {
            causes.extend(unfit(rubric, criterion, *level));
        }
        let named: BTreeSet<&Slug> = reasons.keys().collect();
        let unknown = named.into_iter().filter(|id| rubric.criterion(id.as_str()).is_none());
        causes.extend(unknown.map(|id| Cause::UnknownCriterion { criterion: id.clone() }));
        let mut digests = BTreeMap::new();
        for criterion in rubric.criteria() {
            let name = format!("reason:{}", criterion.id);
            let text = reasons.get(&criterion.id).map(|text| text.trim()).filter(|text| !text.is_empty());
            if let Some(text) = text {
                causes.extend(written(text, LONGEST_TEXT));
                digests.insert(criterion.id.clone(), Digest::of(text));
            }
            words.push(Words { name, body: text.map(str::to_owned) });
        }
        let opinion = Some(opinion.trim()).filter(|text| !text.is_empty());
        causes.extend(opinion.and_then(|text| written(text, LONGEST_TEXT)));
        words.push(Words { name: "opinion".to_owned(), body: opinion.map(str::to_owned) });
        let opinion = opinion.map(Digest::of);
        let same = self.levels == levels
            && self.reasons == digests
            && self.opinion == opinion
            && self.confidence == confidence
            && self.read == read;
        if same {
            return Vec::new();
        }
        let version = self.version + 1;
        vec![Happened::SheetWritten { version, read, levels, reasons: digests, opinion, confidence }]
    }

    /// What it lacks to be locked.
    pub fn lacks(&self, rubric: &Rubric) -> Vec<Cause> {
        let mut lacks = Vec::new();
        if scores(self.kind) {
            for criterion in rubric.criteria().map(|criterion| &criterion.id) {
                if !self.levels.contains_key(criterion) {
                    lacks.push(Cause::NoLevel { criterion: criterion.clone() });
                }
                if !self.reasons.contains_key(criterion) {
                    lacks.push(Cause::NoReasonFor { criterion: criterion.clone() });
                }
            }
        } else if self.opinion.is_none() {
            lacks.push(Cause::NoOpinion);
        }
        lacks.extend(self.confidence.is_none().then_some(Cause::NoConfidence));
        lacks
    }

    /// Whether nobody but the pilot's rules may change it any more.
    pub fn is_locked(&self) -> bool {
        self.sealed.is_some()
    }

    /// What is sealed, in its one writing. The reasons are there by their digests: who has the seal alone cannot find the
    /// levels by trying them all.
    pub fn to_seal(&self) -> String {
        canonical(&json!({ "sheet": {
            "session": self.session,
            "dossier": self.dossier,
            "reader": self.reader,
            "kind": self.kind,
            "read": self.read,
            "levels": self.levels,
            "reasons": self.reasons,
            "opinion": self.opinion,
            "confidence": self.confidence,
        }}))
    }

    /// The score of its levels, by the rubric; none when it has none, or the rubric has changed under it.
    pub fn score(&self, rubric: &Rubric) -> Option<Score> {
        scores(self.kind).then(|| rubric.score(&self.levels).ok()).flatten()
    }
}

/// What is written on a sheet.
struct Given {
    levels: BTreeMap<Slug, Option<u8>>,
    reasons: BTreeMap<Slug, String>,
    opinion: String,
    confidence: Option<Confidence>,
}

/// Why a level does not fit the rubric.
fn unfit(rubric: &Rubric, criterion: &Slug, level: Option<u8>) -> Option<Cause> {
    if rubric.criterion(criterion.as_str()).is_none() {
        return Some(Cause::UnknownCriterion { criterion: criterion.clone() });
    }
    let top = rubric.top_level();
    let level = level.filter(|level| *level > top)?;
    Some(Cause::Level { criterion: criterion.clone(), level, top })
}

impl Story for Sheet {
    const KIND: &'static str = "sheet";
    type Happened = Happened;

    fn begin(event: &Event) -> Result<Self, Corrupt> {
        let Happened::SheetBegun { sheet, session, dossier, reader, kind } = &event.happened else {
            return Err(Corrupt::NoBeginning);
        };
        Ok(Self {
            id: sheet.clone(),
            session: session.clone(),
            dossier: dossier.clone(),
            reader: reader.clone(),
            kind: *kind,
            read: None,
            levels: BTreeMap::new(),
            reasons: BTreeMap::new(),
            opinion: None,
            confidence: None,
            version: 0,
            touched: event.at,
            sealed: None,
            changes: Vec::new(),
        })
    }

    fn apply(mut self, event: &Event) -> Result<Self, Corrupt> {
        let (at, by) = (event.at, event.author()?);
        match &event.happened {
            Happened::SheetBegun { .. } => return Err(Corrupt::TwoBeginnings),
            Happened::SheetWritten { version, read, levels, reasons, opinion, confidence } => {
                if *version != self.version + 1 {
                    let expected = self.version + 1;
                    return Err(Corrupt::Version { of: self.id, found: *version, expected });
                }
                self.version = *version;
                (self.read, self.levels, self.reasons) = (read.clone(), levels.clone(), reasons.clone());
                (self.opinion, self.confidence) = (opinion.clone(), *confidence);
            }
            Happened::SheetLocked { digest } => self.sealed = Some(Sealed { at, digest: digest.clone() }),
            Happened::LevelChanged { criterion, from, to, reason } => {
                self.version += 1;
                self.levels.insert(criterion.clone(), *to);
                let (criterion, reason) = (criterion.clone(), reason.clone());
                self.changes.push(Change { at, by, criterion, from: *from, to: *to, reason });
            }
        }
        self.touched = at;
        Ok(self)
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn session(&self) -> &Slug {
        &self.session
    }

    fn parent(&self) -> Option<&str> {
        Some(self.dossier.as_str())
    }
}
