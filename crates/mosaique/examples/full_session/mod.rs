//! A full session: an instance with dossiers and their documents, jurors and their sheets, laureates with a roadmap and editions.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use facts::Localised;
use programme::calendar::Instant;
use programme::digest::Digest;
use programme::dossier::{self, Deposit, Dossier, Happened, Place as Where};
use programme::edition::{self, Block, Chapter, Content, SCHEMA};
use programme::form::{File, FileType, Value};
use programme::id::PersonId;
use programme::jury::sheet::{self, Confidence, name_of};
use programme::jury::{self, Jury, Outcome, SeatKind, SeatStage, Sheet, Signatory};
use programme::roadmap::story::{self as road, WrittenRoadmap};
use programme::role::Role;
use programme::story::{Event, Story};
use programme::workspace::{self, Origin, Workspace};
use programme::{Edition, Roadmap, Session, Slug};
use sha2::{Digest as _, Sha256};
use store::dossiers::Decided;
use store::people::{How, Moment, Opening, Part};
use store::{Kept, Place, Salt, Shelf, Store, Text};

use super::served::{bytes, hex, now};

pub const SESSION: &str = "demonstration";
/// Documents of each dossier.
const DOCUMENTS: usize = 3;
/// Who reads each dossier.
const READERS: usize = 4;
const LAUREATES: usize = 6;
/// The questions that are written again and again.
const WRITTEN: [&str; 5] = ["summary", "crossings", "state-view", "territory-name", "contact-name"];

fn at(day: usize, minute: usize) -> Instant {
    format!("2026-12-{:02}T{:02}:{:02}:00Z", day % 28 + 1, minute / 60 % 24, minute % 60).parse().unwrap()
}

fn prose(of: &str, length: usize) -> String {
    let words =
        ["territoire", "vallée", "filière", "gare", "atelier", "friche", "eau", "habitants", "sobriété", "sols"];
    let mut text = of.to_owned();
    for rank in 0.. {
        if text.len() >= length {
            break;
        }
        text.push(' ');
        text.push_str(words[usize::from(bytes(&format!("{of}{rank}"))[0]) % words.len()]);
    }
    text
}

/// Bytes that nothing compresses.
fn noise(of: &str, length: usize) -> Vec<u8> {
    let mut made = b"%PDF-1.7\n".to_vec();
    let mut last = bytes(of);
    while made.len() < length {
        last = Sha256::digest(last).into();
        made.extend(last);
    }
    made
}

fn salts<H>(of: &str, events: Vec<Event<H>>) -> Vec<(Event<H>, Salt)> {
    let salt = |rank: usize| Salt(bytes(&format!("{of} {rank}"))[..16].try_into().unwrap());
    events.into_iter().enumerate().map(|(rank, event)| (event, salt(rank))).collect()
}

/// Writes a record as what happened to it.
async fn record<T: Story>(store: &Store, events: Vec<Event<T::Happened>>, texts: Vec<Text>) -> T {
    let state = T::fold(&events).unwrap();
    let now = events.last().unwrap().at.to_string();
    let events = salts(&format!("{} {}", T::KIND, state.id()), events);
    let kept = Kept { state, events, mails: Vec::new(), texts };
    assert!(store.records().begin(&kept, &now).await.unwrap());
    kept.state
}

/// What the browser of somebody holds.
pub fn cookie(name: &str) -> String {
    format!("mosaique={}", hex(&format!("login {name}"), 32))
}

async fn person(store: &Store, name: &str, role: Option<Role>) -> PersonId {
    let id: PersonId = hex(name, 32).parse().unwrap();
    let login = hex(&format!("login {name}"), 32).parse().unwrap();
    let opening =
        Opening { login: &login, id: &id, how: How::Provider, device: "", expires_at: "2099-01-01T00:00:00Z" };
    // Somebody who came lately: a way in that nobody uses ends.
    let now = now();
    let moment = Moment { now: &now, salt: Salt(bytes(name)[..16].try_into().unwrap()) };
    let address: store::EmailAddress = format!("{}@exemple.fr", hex(name, 12)).parse().unwrap();
    let person = store.people().welcome(&address, facts::Lang::Fr, opening, moment).await.unwrap();
    store.people().call(&person.id, name, facts::Lang::Fr).await.unwrap();
    if let Some(role) = role {
        let part = Part { session: SESSION.to_owned(), role, areas: BTreeSet::new() };
        store.people().give(None, (&address, facts::Lang::Fr, &id), &part, None, moment).await.unwrap();
    }
    person.id
}

fn place(rank: usize) -> Where {
    Where {
        name: format!("Territoire {rank}"),
        departements: ["16".parse().unwrap()].into(),
        regions: ["75".parse().unwrap()].into(),
    }
}

/// What was written: who is there, by the names that [`cookie`] takes.
pub struct Filled {
    pub pilot: String,
    /// Each with the dossiers whose sheet they have not locked.
    pub jurors: Vec<(String, Vec<String>)>,
    /// The lead of each laureate, with its workspace.
    pub leads: Vec<(String, String)>,
    pub dossiers: Vec<String>,
}

/// Fills an empty folder: dossiers with their documents, jurors of whom four read each, and laureates with a roadmap and
/// editions; with the decision of the jury, or before it and a sheet of each dossier to write.
pub async fn fill(folder: &Path, session: &Session, dossiers: usize, jurors: usize, is_decided: bool) -> Filled {
    std::fs::create_dir_all(folder).unwrap();
    let store = Store::open(&Place::Folder(folder.to_owned()), "2026-11-01T00:00:00Z").await.unwrap();
    let shelf = Shelf::folder(&folder.join("attachments")).unwrap();
    let pilot = "Pilote".to_owned();
    person(&store, &pilot, Some(Role::Pilot)).await;
    let (mut readers, mut seats) = (Vec::new(), Vec::new());
    for rank in 0..jurors {
        let name = format!("Juré {rank}");
        readers.push(person(&store, &name, Some(Role::Juror)).await);
        seats.push((name, Vec::new()));
    }
    let mut made = Vec::new();
    for rank in 0..dossiers {
        made.push(dossier(&store, &shelf, session, rank).await);
    }
    let criteria: Vec<Slug> = session.rubric.criteria().map(|criterion| criterion.id.clone()).collect();
    for (rank, (dossier, digest)) in made.iter().enumerate() {
        for reader in 0..READERS.min(jurors) {
            let seat = (rank * READERS + reader) % jurors;
            if !is_decided && reader == rank / (jurors / READERS) % READERS {
                seats[seat].1.push(dossier.id.to_string());
            } else {
                score(&store, dossier, digest, &readers[seat], &criteria, rank).await;
            }
        }
    }
    panel(&store, &readers, &made, is_decided).await;
    let mut leads = Vec::new();
    for (rank, (dossier, _)) in made.iter().take(LAUREATES).enumerate() {
        let workspace = laureate(&store, session, dossier, rank).await;
        leads.push((lead_of(rank), workspace));
    }
    store.journal().close_days("2027-05-01T00:00:00Z").await.unwrap();
    let faults = store.check().await;
    assert!(faults.is_empty(), "{faults:?}");
    store.close().await;
    let dossiers = made.iter().map(|(dossier, _)| dossier.id.to_string()).collect();
    Filled { pilot, jurors: seats, leads, dossiers }
}

fn lead_of(rank: usize) -> String {
    format!("Mandataire {rank}")
}

/// A dossier written in sixty acts, deposited, and found admissible.
async fn dossier(store: &Store, shelf: &Shelf, session: &Session, rank: usize) -> (Dossier, Digest) {
    let lead = person(store, &lead_of(rank), None).await;
    let mut files = Vec::new();
    for number in 0..DOCUMENTS {
        let name = format!("annexe {rank}-{number}.pdf");
        let content = noise(&name, 200_000 + (rank * 7919 + number * 104_729) % 600_000);
        let bytes = content.len() as u64;
        let kept = store.attachments(shelf).add(content.into(), "application/pdf", &name, "2026-12-01T00:00:00Z").await;
        files.push(File { digest: kept.unwrap().sha256.parse().unwrap(), name, file_type: FileType::Pdf, bytes });
    }
    let event = |minute: usize, happened| dossier::Event { at: at(rank, minute), by: Some(lead.clone()), happened };
    let mut events = vec![event(
        0,
        Happened::DossierCreated {
            dossier: hex(&format!("dossier {rank}"), 16).parse().unwrap(),
            session: SESSION.parse().unwrap(),
            revision: 1,
            place: place(rank),
        },
    )];
    let mut answers = BTreeMap::new();
    let mut answer = |minute: usize, question: &str, value: Value, version: u64| {
        let question: Slug = question.parse().unwrap();
        answers.insert(question.clone(), value.clone());
        events.push(event(minute, Happened::QuestionAnswered { question, value: Some(value), version }));
    };
    for minute in 1..=60 {
        let (question, version) = (WRITTEN[(minute - 1) % WRITTEN.len()], (minute - 1) / WRITTEN.len() + 1);
        let text = prose(&format!("{rank} {minute}"), 1500);
        answer(minute, question, Value::Text { text }, version as u64);
    }
    let texts = session.rubric.criteria().map(|one| (one.id.clone(), prose(&format!("{rank} {}", one.id), 900)));
    answer(61, "criteria", Value::Criteria { texts: texts.collect() }, 1);
    answer(61, "support", Value::Files { files }, 1);
    let digest = Digest::of(&format!("deposit {rank}"));
    let deposit = Deposit {
        at: at(rank, 62),
        by: lead.clone(),
        late: false,
        revision: 1,
        answers,
        digest: digest.clone(),
        portrait: None,
    };
    events.push(event(62, Happened::DossierSubmitted { deposit }));
    events.push(event(63, Happened::DossierAdmitted { reason: "Complet.".into() }));
    let state = Dossier::fold(&events).unwrap();
    let now = at(rank, 63).to_string();
    let events = salts(state.id.as_str(), events);
    let begun = Decided { dossier: state.clone(), events, mails: Vec::new(), invitation: None, beside: Vec::new() };
    store.dossiers().begin(&begun, &now).await.unwrap();
    (state, digest)
}

async fn score(store: &Store, dossier: &Dossier, read: &Digest, reader: &PersonId, criteria: &[Slug], rank: usize) {
    let id = name_of(&dossier.id, reader);
    let event = |minute: usize, happened| Event { at: at(rank, 600 + minute), by: Some(reader.clone()), happened };
    let reason = |criterion: &Slug| prose(&format!("{id} {criterion}"), 400);
    let written = sheet::Happened::SheetWritten {
        version: 1,
        read: Some(read.clone()),
        levels: criteria.iter().map(|criterion| (criterion.clone(), Some(2))).collect(),
        reasons: criteria.iter().map(|criterion| (criterion.clone(), Digest::of(&reason(criterion)))).collect(),
        opinion: None,
        confidence: Some(Confidence::High),
    };
    let events = vec![
        event(
            0,
            sheet::Happened::SheetBegun {
                sheet: id.clone(),
                session: SESSION.parse().unwrap(),
                dossier: dossier.id.clone(),
                reader: reader.clone(),
                kind: SeatKind::Juror,
            },
        ),
        event(1, written),
        event(2, sheet::Happened::SheetLocked { digest: Digest::of(&id) }),
    ];
    let text = |criterion: &Slug| Text {
        name: format!("reason:{criterion}"),
        author: Some(reader.clone()),
        body: Some(reason(criterion)),
    };
    record::<Sheet>(store, events, criteria.iter().map(text).collect()).await;
}

async fn panel(store: &Store, readers: &[PersonId], made: &[(Dossier, Digest)], is_decided: bool) {
    let event = |minute: usize, happened| Event { at: at(20, minute), by: Some(readers[0].clone()), happened };
    let mut events = vec![event(0, jury::Happened::JuryOpened { session: SESSION.parse().unwrap() })];
    for person in readers {
        let kind = SeatKind::Juror;
        events.push(event(1, jury::Happened::SeatOffered { person: person.clone(), kind }));
        events.push(event(2, jury::Happened::SeatChanged { person: person.clone(), stage: SeatStage::Accepted }));
        let said = made.iter().map(|(dossier, _)| (dossier.id.clone(), None)).collect();
        events.push(event(3, jury::Happened::TiesDeclared { person: person.clone(), said }));
    }
    let of = |rank: usize| (0..READERS.min(readers.len())).map(move |n| (rank * READERS + n) % readers.len());
    let assigned = made.iter().enumerate();
    let assigned =
        assigned.map(|(rank, (dossier, _))| (dossier.id.clone(), of(rank).map(|n| readers[n].clone()).collect()));
    events.push(event(4, jury::Happened::DossiersAssigned { readers: assigned.collect(), seed: Some(1) }));
    if !is_decided {
        record::<Jury>(store, events, Vec::new()).await;
        return;
    }
    let outcome = |rank: usize| if rank < LAUREATES { Outcome::Retained } else { Outcome::NotRetained };
    let reason = |dossier: &Dossier| prose(&format!("motif {}", dossier.id), 600);
    for (rank, (dossier, _)) in made.iter().enumerate() {
        events.push(event(
            5,
            jury::Happened::DossierRuled {
                dossier: dossier.id.clone(),
                outcome: outcome(rank),
                reason: Digest::of(&reason(dossier)),
                feedback: BTreeMap::new(),
            },
        ));
    }
    let signed = jury::Happened::DecisionSigned {
        signatory: Signatory { name: "Alix Martin".into(), function: "Directrice".into() },
        outcomes: made.iter().enumerate().map(|(rank, (dossier, _))| (dossier.id.clone(), outcome(rank))).collect(),
        digest: Digest::of("decision"),
    };
    events.push(event(6, signed));
    let text = |(dossier, _): &(Dossier, Digest)| Text {
        name: format!("reason:{}", dossier.id),
        author: Some(readers[0].clone()),
        body: Some(reason(dossier)),
    };
    record::<Jury>(store, events, made.iter().map(text).collect()).await;
}

async fn laureate(store: &Store, session: &Session, dossier: &Dossier, rank: usize) -> String {
    let lead = dossier.people.keys().next().unwrap().clone();
    let by = Some(lead.clone());
    let id = hex(&format!("workspace {rank}"), 16);
    let opened = workspace::Happened::WorkspaceOpened {
        workspace: id.parse().unwrap(),
        session: SESSION.parse().unwrap(),
        origin: Origin::Dossier { dossier: dossier.id.clone() },
        place: place(rank),
        communes: BTreeSet::new(),
        people: [(lead, workspace::Capacity::Lead)].into(),
    };
    let space: Workspace =
        record(store, vec![Event { at: at(24, rank), by: by.clone(), happened: opened }], Vec::new()).await;
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/samples/roadmap.toml");
    let roadmap = Roadmap::read("roadmap.toml", &std::fs::read_to_string(sample).unwrap()).unwrap();
    let begun = road::Happened::RoadmapBegun {
        workspace: space.id.clone(),
        session: space.session.clone(),
        roadmap: Box::new(roadmap),
    };
    record::<WrittenRoadmap>(store, vec![Event { at: at(25, rank), by: by.clone(), happened: begun }], Vec::new())
        .await;
    let others = ["diagnostic", "controverses"].map(|stage| stage.parse().unwrap());
    for stage in session.stages.list.iter().map(|stage| stage.id.clone()).chain(others) {
        let content = Content {
            schema: SCHEMA.to_owned(),
            title: format!("Territoire {rank}, {stage}"),
            territory: dossier.place.name.clone(),
            session: Localised::same("Démonstration".to_owned()),
            stage: Localised::same(stage.to_string()),
            chapters: (0..5)
                .map(|n| Chapter {
                    id: format!("chapitre-{n}").parse().unwrap(),
                    title: Localised::same(format!("Chapitre {n}")),
                    blocks: vec![Block::Text { text: prose(&format!("{rank} {stage} {n}"), 3000) }],
                })
                .collect(),
        };
        let name = edition::name(&space.id, &stage, 1).unwrap();
        let event = |minute: usize, happened| Event { at: at(26, minute), by: by.clone(), happened };
        let events = vec![
            event(
                rank,
                edition::Happened::EditionBegun {
                    edition: name,
                    workspace: space.id.clone(),
                    session: space.session.clone(),
                    stage: stage.clone(),
                    number: 1,
                    corrects: None,
                },
            ),
            event(rank + 1, edition::Happened::EditionPublished { digest: content.digest(), content }),
        ];
        record::<Edition>(store, events, Vec::new()).await;
    }
    id
}
