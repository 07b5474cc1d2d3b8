//! A small world with a secret in every place: one person a role, one dossier a stage, and in each text, name, address,
//! file and reason a mark that stands nowhere else. What somebody may find of it is asked of `programme::role` alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use axum::http::StatusCode;
use programme::Slug;
use programme::calendar::Instant;
use programme::call::{Phase, Steering};
use programme::digest::Digest;
use programme::dossier::{Actor, Capacity, Command, Dossier, Place, Rules, create, to_sign};
use programme::form::{File, FileType, Side, Value};
use programme::id::{DossierId, InvitationId, LetterId, PersonId};
use programme::jury::{self, Jury, SeatKind};
use programme::role::{Right, Role, Standing};
use store::dossiers::{Beside, Decided, Sent};
use store::people::{How, Moment, Opening};
use store::records::{Kept, Text};

use super::Desk;
use crate::instance::Instance;
use crate::{chance, clock};

/// The session of demonstration, whose call is open.
pub(super) static OPEN: LazyLock<&'static Instance> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/demonstration");
    Instance::open(None, &[folder]).unwrap()
});

/// The session of the world.
pub(super) const SESSION: &str = "demonstration";

/// When everything is written, in the phase of reception.
pub(super) const WRITTEN: &str = "2026-12-01T10:00:00Z";

/// A moment in each phase of the call of demonstration; a test checks that none is left out.
pub(super) const PHASES: [(Phase, &str); 7] = [
    (Phase::Preparation, "2026-10-15T10:00:00Z"),
    (Phase::Open, "2026-12-02T10:00:00Z"),
    (Phase::Instruction, "2027-01-20T10:00:00Z"),
    (Phase::Scoring, "2027-02-10T10:00:00Z"),
    (Phase::Deliberation, "2027-03-09T10:00:00Z"),
    (Phase::Decision, "2027-03-15T10:00:00Z"),
    (Phase::Published, "2027-04-10T10:00:00Z"),
];

/// Somebody of the world, before they are known to the store.
pub(super) struct Part {
    pub(super) id: &'static str,
    /// The role that they are given, and where.
    role: Option<Role>,
    areas: &'static [&'static str],
}

/// One person a role and a relation; a test checks that no role is left out.
pub(super) const CAST: [Part; 15] = [
    Part { id: "pilot", role: Some(Role::Pilot), areas: &[] },
    Part { id: "instructor", role: Some(Role::Instructor), areas: &[] },
    Part { id: "lead", role: None, areas: &[] },
    Part { id: "coauthor", role: None, areas: &[] },
    Part { id: "signing", role: Some(Role::StateService), areas: &["16"] },
    Part { id: "beside", role: Some(Role::StateService), areas: &["16"] },
    Part { id: "faraway", role: Some(Role::StateService), areas: &["29"] },
    Part { id: "juror", role: Some(Role::Juror), areas: &[] },
    Part { id: "second", role: Some(Role::Juror), areas: &[] },
    Part { id: "tied", role: Some(Role::Juror), areas: &[] },
    Part { id: "expert", role: Some(Role::Expert), areas: &[] },
    Part { id: "follower", role: Some(Role::FollowUpCommittee), areas: &[] },
    Part { id: "network", role: Some(Role::NetworkMember), areas: &[] },
    Part { id: "workshop", role: Some(Role::WorkshopParticipant), areas: &[] },
    Part { id: "stranger", role: None, areas: &[] },
];

/// The dossiers: how far each one is.
pub(super) const STAGES: [&str; 7] =
    ["draft", "received", "correcting", "admitted", "rejected", "latecomer", "withdrawn"];
/// Drafts with nothing in them, so that their number is one that stands nowhere else.
pub(super) const EMPTY: usize = 16;

/// What a mark is the secret of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The name of a territory: that a dossier exists.
    Place,
    /// An answer that was deposited.
    Answer,
    /// An answer that was never deposited.
    Unsent,
    /// An answer that is personal data.
    Personal,
    /// A personal answer that was never deposited.
    PersonalUnsent,
    /// The name under which a document was given.
    FileName,
    /// What a document holds.
    FileBytes,
    /// Of whom a letter is asked.
    LetterFrom,
    /// Something said between those who make a dossier.
    Comment,
    /// Why it was decided so, inside.
    Inner,
    /// What was asked, or answered, between those who make it and those who examine it.
    Exchange,
    /// The name or the address of somebody who makes dossiers.
    Maker,
    /// The name or the address of somebody who has a role and makes none.
    Holder,
    /// The mailbox of somebody who was invited.
    Invited,
    /// How many dossiers there are.
    Counts,
    /// What a juror wrote on a sheet that they locked.
    Sealed,
    /// What a juror wrote on a sheet that they have not locked.
    Unsealed,
    /// Why the pilot holds a tie.
    Pin,
}

/// A text that stands nowhere else.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) text: String,
    pub(super) kind: Kind,
    /// The dossier, or the person, it is of.
    pub(super) of: &'static str,
}

/// The world.
pub(super) struct World {
    pub(super) desk: Desk,
    pub(super) people: BTreeMap<&'static str, PersonId>,
    pub(super) dossiers: BTreeMap<&'static str, DossierId>,
    pub(super) marks: Vec<Mark>,
    /// The documents, by the dossier they are in.
    pub(super) files: Vec<(&'static str, String)>,
    pub(super) invitation: String,
    /// The jury, once it is set up.
    pub(super) jury: Option<Jury>,
}

/// A mark: letters and digits only, so that nothing that writes it changes it.
fn mark(of: &str, kind: &str) -> String {
    format!("zq{of}{kind}qz").to_lowercase()
}

impl World {
    /// Writes everything, by the rules of the programme.
    pub(super) async fn new() -> Self {
        Self::kept_in(&store::Place::Memory).await
    }

    /// The same, in a database.
    pub(super) async fn kept_in(place: &store::Place) -> Self {
        // No demonstration: a real site, where nobody reads the mails of others.
        let store = store::Store::open(place, super::NOW).await.unwrap();
        let desk = Desk::over(store, *OPEN, "http://localhost:8080", false, None);
        desk.go_to(WRITTEN);
        let mut world = Self {
            desk,
            people: BTreeMap::new(),
            dossiers: BTreeMap::new(),
            marks: Vec::new(),
            files: Vec::new(),
            invitation: String::new(),
            jury: None,
        };
        for part in &CAST {
            let address = format!("{}@exemple.fr", mark(part.id, "address"));
            if let Some(role) = part.role {
                world.desk.give_in(SESSION, &address, role, part.areas).await;
            }
            world.enter(part.id).await;
            let name = mark(part.id, "name");
            world.desk.store.people().call(&world.people[part.id], &name, facts::Lang::Fr).await.unwrap();
            let kind = if makes(part.id) { Kind::Maker } else { Kind::Holder };
            world.plant(mark(part.id, "address"), kind, part.id);
            world.plant(name, kind, part.id);
        }
        for stage in STAGES {
            world.write(stage).await;
        }
        for _ in 0..EMPTY {
            world.begin("territoire vide".to_owned()).await;
        }
        world.advance().await;
        world.set_jury_up().await;
        let counts = [("all", (STAGES.len() + EMPTY).to_string()), ("deposited", (STAGES.len() - 1).to_string())];
        for lang in facts::Lang::ALL {
            world.plant(press::Words::of(lang).with("dossiers-counts", &counts), Kind::Counts, "session");
        }
        world
    }

    fn plant(&mut self, text: String, kind: Kind, of: &'static str) -> String {
        self.marks.push(Mark { text: text.clone(), kind, of });
        text
    }

    /// Gives somebody of the cast a way in, without a mail; their cookie.
    pub(super) async fn enter(&mut self, who: &'static str) -> String {
        let address = format!("{}@exemple.fr", mark(who, "address")).parse().unwrap();
        let (now, login, id) = (self.desk.clock.now(), chance::token().unwrap(), chance::person().unwrap());
        let expires_at = clock::after(&now, 86_400);
        let opening = Opening { login: &login, id: &id, how: How::Provider, device: "", expires_at: &expires_at };
        let moment = Moment { now: &now, salt: chance::salt().unwrap() };
        let person = self.desk.store.people().welcome(&address, facts::Lang::Fr, opening, moment).await.unwrap();
        self.people.insert(who, person.id);
        format!("mosaique={}", login.as_str())
    }

    /// What somebody is in the session, by the cast and not by what the site makes of it.
    pub(super) fn standing(&self, who: &str) -> Standing {
        let Some(part) = CAST.iter().find(|part| part.id == who) else { return Standing::default() };
        Standing {
            person: self.people.get(who).cloned(),
            // Whoever has entered may begin a dossier.
            roles: part.role.into_iter().chain([Role::TerritoryLead]).collect(),
            departements: part.areas.iter().map(|area| area.parse().unwrap()).collect(),
            regions: BTreeSet::new(),
        }
    }

    /// The phase of the call, now.
    pub(super) fn phase(&self) -> Phase {
        let now: Instant = self.desk.clock.now().parse().unwrap();
        OPEN.session().call.as_ref().unwrap().phase_at(now)
    }

    /// Whether the table of rights lets somebody have a right over a dossier, now.
    pub(super) fn may(&self, who: &str, right: Right, dossier: &Dossier) -> bool {
        let standing = self.standing(who);
        // One sheet alone is locked.
        let locked = who == "juror" && dossier.id == self.dossiers["admitted"];
        let relation = dossier.relation(&programme::jury::actor(self.jury.as_ref(), &standing, &dossier.id, locked));
        OPEN.session().rights.may(&standing, right, &relation, self.phase()).is_allowed()
    }

    /// Whether it lets them have a right that is about no dossier.
    pub(super) fn may_of_none(&self, who: &str, right: Right) -> bool {
        let none = programme::role::ObjectRelation { deposited: false, ..programme::role::ObjectRelation::NONE };
        OPEN.session().rights.may(&self.standing(who), right, &none, self.phase()).is_allowed()
    }

    /// Whether it lets them have a right over what was deposited in the session.
    pub(super) fn may_here(&self, who: &str, right: Right) -> bool {
        let none = programme::role::ObjectRelation::NONE;
        OPEN.session().rights.may(&self.standing(who), right, &none, self.phase()).is_allowed()
    }

    /// Whether a dossier is given to somebody to read.
    pub(super) fn is_assigned(&self, who: &str, dossier: &Dossier) -> bool {
        let jury = self.jury.as_ref();
        jury.is_some_and(|jury| self.people.get(who).is_some_and(|person| jury.is_assigned(person, &dossier.id)))
    }

    fn sits(&self, who: &str) -> bool {
        let jury = self.jury.as_ref();
        jury.is_some_and(|jury| self.people.get(who).is_some_and(|person| jury.sitting(person).is_some()))
    }

    /// Whether somebody examines the dossiers of the session.
    pub(super) fn instructs(&self, who: &str) -> bool {
        let (none, standing) = (programme::role::ObjectRelation::NONE, self.standing(who));
        let may = |right| OPEN.session().rights.may(&standing, right, &none, self.phase()).is_allowed();
        may(Right::SeeInternalLabel) && may(Right::SeeCounts)
    }

    /// Whether somebody is of those who make a dossier.
    pub(super) fn is_own(&self, who: &str, dossier: &Dossier) -> bool {
        self.people.get(who).is_some_and(|person| dossier.people.contains_key(person))
    }

    /// A dossier of a stage as it is.
    pub(super) async fn find(&self, stage: &str) -> Dossier {
        self.desk.store.dossiers().find(&self.dossiers[stage]).await.unwrap().unwrap()
    }

    /// Whether somebody may find a mark, now.
    pub(super) fn may_find(&self, who: &str, mark: &Mark, dossiers: &BTreeMap<&'static str, Dossier>) -> bool {
        let over = |right: Right| dossiers.get(mark.of).is_some_and(|dossier| self.may(who, right, dossier));
        let own = dossiers.get(mark.of).is_some_and(|dossier| self.is_own(who, dossier));
        let exchange = own || over(Right::SeeJournal);
        match mark.kind {
            Kind::Place => {
                // Who sits says their ties with names of territories before their eyes, that to which they are tied too.
                let listed = dossiers.get(mark.of).is_some_and(programme::jury::is_listed);
                let asked = listed && self.sits(who) && self.may_here(who, Right::DeclareConflict);
                over(Right::SeeList) || over(Right::SeeContent) || asked
            }
            // One has a copy of what one wrote.
            Kind::Sealed => who == "juror" || (over(Right::SeeContent) && over(Right::SeeScores)),
            Kind::Unsealed => who == "second",
            Kind::Pin => false,
            Kind::Answer | Kind::FileName => over(Right::SeeContent),
            Kind::Unsent | Kind::LetterFrom | Kind::PersonalUnsent => own && over(Right::SeeContent),
            Kind::Personal => over(Right::SeeContent) && over(Right::SeePersonal),
            Kind::FileBytes => over(Right::SeeContent) && over(Right::SeeAttachments),
            Kind::Comment => over(Right::SeeComments),
            Kind::Inner => over(Right::SeeInternalLabel) && over(Right::SeeJournal),
            Kind::Exchange => over(Right::SeeContent) && exchange,
            // Whoever invites may take the invitation back.
            Kind::Invited => over(Right::Invite),
            Kind::Counts => self.may_of_none(who, Right::SeeCounts),
            Kind::Maker | Kind::Holder if who == mark.of => true,
            // Whoever gives the roles sees who has them; those who sit together know one another.
            Kind::Holder => {
                let together = self.sits(who) && self.sits(mark.of);
                let met = self.may_here(who, Right::Deliberate) || self.may_here(who, Right::SeeScores);
                self.may_of_none(who, Right::ManagePeople) || (together && met && mark.text.ends_with("nameqz"))
            }
            Kind::Maker => {
                let named = |dossier: &Dossier| {
                    self.is_own(mark.of, dossier)
                        && self.may(who, Right::SeeContent, dossier)
                        && self.may(who, Right::SeeNames, dossier)
                };
                let has_role = CAST.iter().any(|part| part.id == mark.of && part.role.is_some());
                dossiers.values().any(named) || (has_role && self.may_of_none(who, Right::ManagePeople))
            }
        }
    }

    async fn begin(&self, name: String) -> DossierId {
        let now: Instant = self.desk.clock.now().parse().unwrap();
        let rules = Rules::at(OPEN.session(), &Steering::default(), &[], now).unwrap();
        let standing = self.standing("lead");
        let id: DossierId = chance::token().unwrap().as_str()[..16].parse().unwrap();
        let place =
            Place { name, departements: ["16".parse().unwrap()].into(), regions: ["75".parse().unwrap()].into() };
        let (dossier, events) = create(id.clone(), place, &rules, &Actor::plain(&standing), now).unwrap();
        let events = events.into_iter().map(|event| (event, chance::salt().unwrap())).collect();
        let begun = Decided { dossier, events, mails: Vec::new(), invitation: None, beside: Vec::new() };
        self.desk.store.dossiers().begin(&begun, &now.to_string()).await.unwrap();
        id
    }

    /// Carries out a command as somebody, by the rules alone.
    pub(super) async fn does(&self, who: &str, stage: &str, command: Command) {
        let now: Instant = self.desk.clock.now().parse().unwrap();
        let rules = Rules::at(OPEN.session(), &Steering::default(), &[], now).unwrap();
        let standing = self.standing(who);
        let told = format!("{who} on {stage}: {command:?}");
        let decide = |dossier: &Dossier| -> Result<Decided, programme::dossier::Refusal> {
            let invited = match &command {
                Command::Invite { invitation, .. } => Some(Sent {
                    id: invitation.clone(),
                    token: chance::token().unwrap(),
                    address: "invited@exemple.fr".parse().unwrap(),
                    expires_at: clock::after(&now.to_string(), 86_400),
                }),
                _ => None,
            };
            let (dossier, events) = dossier.act(command.clone(), &rules, &Actor::plain(&standing), now)?;
            let events = events.into_iter().map(|event| (event, chance::salt().unwrap())).collect();
            let beside = match &command {
                Command::Comment { comment, text, .. } => {
                    vec![Beside::Comment { comment: comment.clone(), text: text.clone() }]
                }
                _ => Vec::new(),
            };
            Ok(Decided { dossier, events, mails: Vec::new(), invitation: invited, beside })
        };
        let id = &self.dossiers[stage];
        let done = self.desk.store.dossiers().act(id, &now.to_string(), decide).await;
        assert!(done.unwrap_or_else(|refusal| panic!("{told}: {refusal:?}")).is_some(), "{told}");
    }

    async fn answers(&self, who: &str, stage: &str, answers: Vec<(&str, Value)>) {
        for (question, value) in answers {
            let question: Slug = question.parse().unwrap();
            let base = self.find(stage).await.answers.get(&question).map_or(0, |answered| answered.version);
            self.does(who, stage, Command::Answer { question, value: Some(value), base }).await;
        }
    }

    async fn file(&mut self, stage: &'static str, kind: &str) -> File {
        let (name, bytes) = (mark(stage, &format!("{kind}name")), mark(stage, &format!("{kind}bytes")));
        self.plant(name.clone(), Kind::FileName, stage);
        self.plant(bytes.clone(), Kind::FileBytes, stage);
        let (name, bytes) = (format!("{name}.pdf"), format!("%PDF-1.7 {bytes}").into_bytes());
        let shelf = store::Shelf::folder(&self.desk.folder.path().join("attachments")).unwrap();
        let length = bytes.len() as u64;
        let attachments = self.desk.store.attachments(&shelf);
        let kept = attachments.add(bytes.into(), "application/pdf", &name, WRITTEN).await.unwrap();
        self.files.push((stage, kept.sha256.clone()));
        File { digest: kept.sha256.try_into().unwrap(), name, file_type: FileType::Pdf, bytes: length }
    }

    /// Writes a whole dossier, every answer a mark.
    async fn write(&mut self, stage: &'static str) {
        let name = self.plant(mark(stage, "place"), Kind::Place, stage);
        let id = self.begin(name).await;
        self.dossiers.insert(stage, id);
        for (who, capacity) in [("coauthor", Capacity::CoAuthor), ("signing", Capacity::StateService)] {
            let invitation: InvitationId = chance::token().unwrap().as_str()[..16].parse().unwrap();
            self.does("lead", stage, Command::Invite { invitation: invitation.clone(), capacity }).await;
            self.does(who, stage, Command::Join { invitation }).await;
        }
        // What is in a draft was never deposited.
        let (sent, personal) = match stage {
            "draft" => (Kind::Unsent, Kind::PersonalUnsent),
            _ => (Kind::Answer, Kind::Personal),
        };
        let text = |text: String| Value::Text { text };
        let map = OPEN.atlas().map().as_of;
        let communes = ["16015", "16113"].map(|code| code.parse().unwrap()).into();
        let criteria = OPEN.session().rubric.criteria().map(|criterion| criterion.id.clone());
        let of_criterion = |id: Slug| (id, mark(stage, "criterion"));
        let criteria = criteria.map(of_criterion).collect();
        let drawn = self.file(stage, "map").await;
        let answers = vec![
            ("territory-name", text(mark(stage, "territoryname"))),
            ("perimeter", Value::Perimeter { map, epcis: BTreeSet::new(), communes }),
            ("area", Value::Words { items: ["rural".parse().unwrap()].into(), other: None }),
            ("overseas", Value::YesNo { yes: false }),
            ("bearer-form", Value::Choice { option: "epci".parse().unwrap() }),
            ("bearer-siren", text("200071827".into())),
            ("contact-name", text(mark(stage, "contactname"))),
            ("contact-email", text(format!("{}@exemple.fr", mark(stage, "contactemail")))),
            ("summary", text(mark(stage, "summary"))),
            ("criteria", Value::Criteria { texts: criteria }),
            ("map", Value::Files { files: vec![drawn] }),
        ];
        self.answers("lead", stage, answers).await;
        for kind in ["territoryname", "criterion", "summary"] {
            self.plant(mark(stage, kind), sent, stage);
        }
        for kind in ["contactname", "contactemail"] {
            self.plant(mark(stage, kind), personal, stage);
        }
        let letter: LetterId = chance::token().unwrap().as_str()[..16].parse().unwrap();
        let from = self.plant(mark(stage, "letterfrom"), Kind::LetterFrom, stage);
        let question: Slug = "support".parse().unwrap();
        self.does("lead", stage, Command::RequestLetter { letter: letter.clone(), question, from }).await;
        let file = self.file(stage, "letter").await;
        self.does("lead", stage, Command::ReceiveLetter { letter, file }).await;
        let answers = vec![
            ("state-service", text(mark(stage, "stateservice"))),
            ("state-view", text(mark(stage, "stateview"))),
            ("state-months", text("12".into())),
        ];
        self.answers("signing", stage, answers).await;
        for kind in ["stateservice", "stateview"] {
            self.plant(mark(stage, kind), sent, stage);
        }
        let comment = self.plant(mark(stage, "comment"), Kind::Comment, stage);
        let id = chance::token().unwrap().as_str()[..16].parse().unwrap();
        self.does(
            "coauthor",
            stage,
            Command::Comment { comment: id, question: Some("summary".parse().unwrap()), thread: None, text: comment },
        )
        .await;
        if stage == "draft" {
            return;
        }
        for (who, side) in [("lead", Side::Collectivite), ("signing", Side::StateService)] {
            let dossier = self.find(stage).await;
            let words = programme::form::Words { taxonomy: &OPEN.session().taxonomy, rubric: &OPEN.session().rubric };
            let digest = Digest::of(&to_sign(&dossier, &OPEN.session().application.form, words, side));
            self.does(who, stage, Command::Sign { side, digest }).await;
        }
    }

    /// Leads each dossier to its stage, through the site, so that mails are written.
    async fn advance(&mut self) {
        let address = self.plant(mark("draft", "invited"), Kind::Invited, "draft");
        let cookies = [("lead", self.enter("lead").await), ("instructor", self.enter("instructor").await)];
        let cookie = |who: &str| cookies.iter().find(|(id, _)| *id == who).unwrap().1.clone();
        let invite = format!("act=invite&address={address}@exemple.fr&capacity=co-author");
        self.acts("draft", &cookie("lead"), &invite).await;
        self.invitation = self.desk.read("/fr/invitations/").await;
        for stage in ["received", "correcting", "admitted", "rejected", "withdrawn"] {
            self.acts(stage, &cookie("lead"), "act=submit").await;
        }
        self.desk.go_to("2026-12-01T11:00:00Z");
        let asked = self.plant(mark("correcting", "message"), Kind::Exchange, "correcting");
        let asking = format!("act=request-correction&q=summary&reason-word=incorrect&reason={asked}&days=60");
        self.acts("correcting", &cookie("instructor"), &asking).await;
        let unsent = self.plant(mark("correcting", "newsummary"), Kind::Unsent, "correcting");
        self.answers("lead", "correcting", vec![("summary", Value::Text { text: unsent })]).await;
        for (stage, verdict) in [("admitted", "admissible"), ("rejected", "inadmissible")] {
            let why = self.plant(mark(stage, "why"), Kind::Inner, stage);
            self.acts(stage, &cookie("instructor"), &format!("act=decide-eligibility&verdict={verdict}&reason={why}"))
                .await;
        }
        let why = self.plant(mark("withdrawn", "why"), Kind::Exchange, "withdrawn");
        self.acts("withdrawn", &cookie("lead"), &format!("act=withdraw&reason={why}")).await;
        // An hour after the closing.
        self.desk.go_to("2027-01-15T12:01:00Z");
        let why = self.plant(mark("latecomer", "why"), Kind::Exchange, "latecomer");
        let late = self.enter("lead").await;
        self.acts("latecomer", &late, &format!("act=submit&reason={why}")).await;
    }

    /// Does an act of the jury as somebody, by the rules alone.
    async fn in_jury(&mut self, who: &str, command: jury::Command) {
        let now: Instant = self.desk.clock.now().parse().unwrap();
        let rules = Rules::at(OPEN.session(), &Steering::default(), &[], now).unwrap();
        let (standing, dossiers) = (self.standing(who), self.desk.store.dossiers().of_session(SESSION).await.unwrap());
        let case = jury::Case { rules: &rules, who: &standing, dossiers: &dossiers, now };
        let records = self.desk.store.records::<Jury>();
        let kept = |done: jury::Done| {
            let events = done.events.into_iter().map(|event| (event, chance::salt().unwrap())).collect();
            let text = |words: jury::Words| Text { name: words.name, author: None, body: words.body };
            Kept { state: done.jury, events, mails: Vec::new(), texts: done.words.into_iter().map(text).collect() }
        };
        if self.jury.is_none() {
            let begun = kept(jury::open(&case).unwrap());
            assert!(records.begin(&begun, &now.to_string()).await.unwrap());
        }
        let told = format!("{who}: {command:?}");
        let decide = |jury: &Jury| jury.act(command, &case).map(kept);
        let done = records.act(SESSION, &now.to_string(), decide).await;
        self.jury = done.unwrap_or_else(|refusal| panic!("{told}: {refusal:?}"));
    }

    /// Writes the sheet of a juror of the dossier that was admitted, through the site.
    async fn sheet(&mut self, who: &'static str, act: &str, kind: Kind) {
        let cookie = self.enter(who).await;
        let why = self.plant(mark(who, "reason"), kind, "admitted");
        let criteria = OPEN.session().rubric.criteria().map(|criterion| format!("l.{0}=2&r.{0}={why}", criterion.id));
        let form = criteria.collect::<Vec<_>>().join("&");
        let path = format!("/fr/dossiers/{}/lecture", self.dossiers["admitted"]);
        let done = self.desk.post(&path, &cookie, &format!("act={act}&base=0&confidence=high&{form}")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{who}: {}", done.text);
    }

    /// Three jurors and an expert: one has locked their sheet of the dossier that was admitted, one has begun theirs, one is
    /// tied to it.
    async fn set_jury_up(&mut self) {
        self.desk.go_to("2027-01-20T10:00:00Z");
        let person = |world: &Self, who: &str| world.people[who].clone();
        for who in ["juror", "second", "tied", "expert"] {
            let kind = if who == "expert" { SeatKind::Expert } else { SeatKind::Juror };
            let invited = person(self, who);
            self.in_jury("pilot", jury::Command::Invite { person: invited, kind }).await;
            self.in_jury(who, jury::Command::Answer { accept: true }).await;
            let admitted = self.dossiers["admitted"].clone();
            let tie = |id: &DossierId| (who == "tied" && *id == admitted).then_some(jury::TieKind::Professional);
            let said = ["received", "correcting", "admitted"].map(|stage| self.dossiers[stage].clone());
            let said = said.into_iter().map(|id| (id.clone(), tie(&id))).collect();
            self.in_jury(who, jury::Command::Declare { said }).await;
        }
        let reason = self.plant(mark("tied", "pin"), Kind::Pin, "admitted");
        let (tied, dossier) = (person(self, "tied"), self.dossiers["admitted"].clone());
        let kind = jury::TieKind::Professional;
        self.in_jury("pilot", jury::Command::Pin { person: tied, dossier: dossier.clone(), kind, reason }).await;
        let readers = ["juror", "second", "expert"].map(|who| person(self, who)).into();
        self.in_jury("pilot", jury::Command::Assign { readers: [(dossier, readers)].into(), seed: None }).await;
        self.desk.go_to("2027-02-10T10:00:00Z");
        self.sheet("juror", "lock", Kind::Sealed).await;
        self.sheet("second", "save", Kind::Unsealed).await;
        let when = "2027-03-09T10:00:00Z".parse().unwrap();
        let call = jury::Command::CallMeeting { when, place: "Salle A".into(), agenda: Vec::new() };
        self.in_jury("pilot", call).await;
    }

    async fn acts(&self, stage: &str, cookie: &str, form: &str) {
        let path = format!("/fr/dossiers/{}/actes", self.dossiers[stage]);
        let done = self.desk.post(&path, cookie, form).await;
        let why = done.text.split("role=\"alert\"").nth(1).and_then(|rest| rest.split("</div>").next());
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{stage}, {form}: {}", why.unwrap_or_default());
    }
}

/// Whether somebody of the cast makes the dossiers of the world.
pub(super) fn makes(who: &str) -> bool {
    matches!(who, "lead" | "coauthor" | "signing")
}

#[test]
fn the_world_has_every_phase_and_every_role() {
    let call = OPEN.session().call.as_ref().unwrap();
    for (_, phase) in Phase::CHOICES {
        let (_, moment) = PHASES.iter().find(|(known, _)| known == phase).unwrap();
        assert_eq!(call.phase_at(moment.parse().unwrap()), *phase);
    }
    for (name, role) in Role::CHOICES {
        let had = match role {
            // In the dossiers of the world, or without entering.
            Role::TerritoryLead | Role::CoAuthor | Role::Public => true,
            role => CAST.iter().any(|part| part.role == Some(*role)),
        };
        assert!(had, "nobody of the cast is {name}: add somebody to CAST");
    }
}
