//! Taking dossiers: a page after the other, each dossier whole or not at all, with every fault told.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use programme::Session;
use programme::bridge::{Around, ChampId, Held, Mapping, Territory, answers};
use programme::calendar::Instant;
use programme::call::Steering;
use programme::digest::Digest;
use programme::dossier::{Import, NoLongerOpen, Place, Rules};
use programme::form::{File, FileType, Value};
use programme::session::Answer;
use serde::Serialize;
use serde_json::json;
use store::bridge::{Depositor, Origin, Taken};
use store::dossiers::Decided;
use store::people::Moment;
use store::{ActError, Shelf, Store};

use super::client::{self, Client, ClientError};
use super::wire;
use super::{DocumentFault, Fault, What};
use crate::instance::Instance;
use crate::web::desk::{Sent, plain_name, type_of};
use crate::{chance, clock};

const QUERY: &str = include_str!("dossiers.graphql");
/// Dossiers of a page: the interface gives a hundred at most.
const PAGE: u32 = 50;
/// Most pages: a démarche that has more is not a call of this programme.
const MOST_PAGES: usize = 2_000;

/// What takes dossiers, and where.
pub struct Pull<'p> {
    /// Whom to ask.
    pub client: &'p Client,
    /// Where they go.
    pub store: &'p Store,
    /// Where their documents go.
    pub shelf: &'p Shelf,
    /// What knows the territories.
    pub instance: &'static Instance,
    /// The session.
    pub session: &'p Session,
    /// The correspondence.
    pub mapping: &'p Mapping,
    /// The number of the démarche.
    pub demarche: u64,
    /// Now.
    pub now: &'p str,
    /// Only say what would be done.
    pub dry_run: bool,
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Numbers of the dossiers taken.
    pub taken: Vec<u64>,
    /// Of those brought up to date.
    pub updated: Vec<u64>,
    /// Of those that had not changed.
    pub same: Vec<u64>,
    /// Of those that are not taken: their state, or erased here.
    pub passed: Vec<u64>,
    /// What is wrong, dossier by dossier.
    pub faults: Vec<Fault>,
}

/// A dossier that is understood, before its documents are fetched.
struct Read {
    depositor: Depositor,
    at: Instant,
    name: String,
    held: BTreeMap<ChampId, Held>,
    files: Vec<(ChampId, programme::Slug, u64, Vec<wire::File>)>,
}

impl Pull<'_> {
    /// Takes what changed since the last time that all went well.
    ///
    /// # Errors
    /// When the interface, the store or the shelf does not answer: what was taken stays taken.
    pub async fn run(&self) -> Result<Report> {
        let session = self.session.identity.id.as_str();
        let known = self.store.bridge().of_demarche(session, self.demarche).await?;
        let since = self.store.bridge().since(session, self.demarche).await?;
        let mut report = Report::default();
        let (mut after, mut seen) = (None::<String>, BTreeSet::new());
        for page in 1.. {
            if page > MOST_PAGES {
                bail!("more than {MOST_PAGES} pages of dossiers");
            }
            let variables = json!({ "demarche": self.demarche, "first": PAGE, "after": after, "since": since });
            let (answer, errors) = self.client.ask::<wire::Answer>(QUERY, "dossiers", variables).await?;
            let dossiers = answer.demarche.dossiers;
            report.faults.extend(client::unplaced(&errors));
            for (rank, node) in dossiers.nodes.into_iter().flatten().enumerate() {
                let number = node["number"].as_u64();
                let unread = |said| Fault { dossier: number, champ: None, what: What::Unread { said } };
                // What is only in part there is not taken.
                if let Some(said) = client::said_of(&errors, rank) {
                    report.faults.push(unread(said));
                    continue;
                }
                match serde_json::from_value::<wire::Dossier>(node) {
                    Ok(dossier) => self.one(&dossier, &known, &mut report).await?,
                    Err(error) => report.faults.push(unread(error.to_string())),
                }
            }
            if !dossiers.page_info.has_next_page {
                break;
            }
            after = dossiers.page_info.end_cursor;
            if after.is_none() || !seen.insert(after.clone()) {
                bail!("the pages of dossiers do not end: the cursor does not move");
            }
        }
        // What has a fault is asked for again the next time.
        if report.faults.is_empty() && !self.dry_run {
            self.store.bridge().ran(session, self.demarche, self.now).await?;
        }
        Ok(report)
    }

    async fn one(&self, there: &wire::Dossier, known: &BTreeMap<u64, Origin>, report: &mut Report) -> Result<()> {
        let number = there.number;
        if !self.mapping.states.contains(&there.state) {
            report.passed.push(number);
            return Ok(());
        }
        if known.get(&number).is_some_and(|origin| origin.changed_at == there.date_derniere_modification_champs) {
            report.same.push(number);
            return Ok(());
        }
        let mut faults = Vec::new();
        let read = self.read(there, &mut faults)?;
        let mut documents = BTreeMap::new();
        let mut fetched: Vec<(Sent, FileType)> = Vec::new();
        if let Some(read) = &read {
            self.documents((number, read), &mut documents, &mut fetched, &mut faults).await?;
        }
        let now = self.now;
        let rules = self.rules(now)?;
        let map = self.instance.atlas().map();
        let territory = |text: &str| territory(self.instance, text);
        let around = Around { territory: &territory, map: map.as_of };
        let held = read.as_ref().map(|read| &read.held).cloned().unwrap_or_default();
        let converted = answers(self.mapping, rules.form(), rules.words(), &held, &documents, &around);
        let fault = |champ: Option<String>, what| Fault { dossier: Some(number), champ, what };
        let given = match converted {
            Ok(given) => given,
            Err(wrong) => {
                let wrong = wrong.into_iter();
                faults.extend(wrong.map(|(champ, one)| fault(Some(champ.to_string()), What::Champ { fault: one })));
                BTreeMap::new()
            }
        };
        let (Some(read), true) = (read, faults.is_empty()) else {
            report.faults.extend(faults);
            return Ok(());
        };
        if self.dry_run {
            let list = if known.contains_key(&number) { &mut report.updated } else { &mut report.taken };
            list.push(number);
            return Ok(());
        }
        // Bytes first, so that no dossier names a document that is not there.
        let mut kept = Vec::new();
        for (sent, file_type) in fetched {
            let attachments = self.store.attachments(self.shelf);
            kept.push(attachments.add(sent.bytes, file_type.media(), &sent.name, now).await?.sha256);
        }
        let id: programme::id::DossierId = format!("dn-{number}").parse()?;
        let origin = Origin {
            dossier: id.clone(),
            session: self.session.identity.id.to_string(),
            demarche: self.demarche,
            number,
            node: there.id.clone(),
            page: format!("{}/procedures/{}/dossiers/{number}", self.client.origin(), self.demarche),
            changed_at: there.date_derniere_modification_champs.clone(),
        };
        let place = place(self.instance, read.name.clone(), &given);
        let mut salts = Vec::new();
        for _ in 0..given.len() * 2 + 300 {
            salts.push(chance::salt()?);
        }
        let decide = |lead: &programme::id::PersonId, dossier: Option<&programme::Dossier>| {
            let import = Import { id, place, lead: lead.clone(), at: read.at, answers: given };
            let (dossier, events) = match dossier {
                None => import.begin(&rules),
                Some(dossier) => import.update(dossier, &rules)?,
            };
            let events = events.into_iter().zip(salts).collect();
            Ok::<_, NoLongerOpen>(Decided { dossier, events, mails: Vec::new(), invitation: None, beside: Vec::new() })
        };
        let moment = Moment { now, salt: chance::salt()? };
        let refused = |error: NoLongerOpen| fault(None, What::Decided { label: error.0.as_str().to_owned() });
        let done = self.store.bridge().take(&origin, &read.depositor, moment, decide).await;
        match done {
            Ok(Taken::New) => report.taken.push(number),
            Ok(Taken::Updated) => report.updated.push(number),
            Ok(Taken::Same) => report.same.push(number),
            Ok(Taken::Erased) => report.passed.push(number),
            Err(ActError::Refused(error)) => report.faults.push(refused(error)),
            Err(ActError::Time(time)) => bail!("{time:?} found as a time"),
            Err(ActError::Database(error)) => return Err(error.into()),
        }
        if !matches!(done, Ok(Taken::New | Taken::Updated)) {
            self.store.erasures().unnamed(&kept, now).await?;
        }
        Ok(())
    }

    /// What was done by hand to the phases of the call.
    fn steering(&self) -> &'static Steering {
        static BY_THE_CALENDAR: Steering = Steering { overrides: Vec::new() };
        self.instance.in_force(self.session.identity.id.as_str()).map_or(&BY_THE_CALENDAR, |call| call.steering)
    }

    fn rules(&self, now: &str) -> Result<Rules<'_>> {
        let rules = Rules::at(self.session, self.steering(), &[], now.parse()?);
        rules.ok_or_else(|| anyhow::anyhow!("the session {} has no call", self.session.identity.id))
    }

    /// What is understood of a dossier, and what is wrong with who deposited it and where.
    fn read(&self, there: &wire::Dossier, faults: &mut Vec<Fault>) -> Result<Option<Read>> {
        let fault = |champ: Option<&ChampId>, what| Fault {
            dossier: Some(there.number),
            champ: champ.map(ToString::to_string),
            what,
        };
        let mut held = BTreeMap::new();
        let mut files = Vec::new();
        for champ in &there.champs {
            let Ok(id) = champ.champ_descriptor_id.parse::<ChampId>() else { continue };
            let link = self.mapping.champs.iter().find(|link| link.champ == id);
            if let (Some(link), Some(sent)) = (link, &champ.files)
                && let Some((_, question)) = self.session.application.form.question(&link.question)
                && let Answer::Enclosure { megabytes, .. } = &question.answer
            {
                files.push((id.clone(), link.question.clone(), megabytes * 1_000_000, sent.clone()));
            }
            held.insert(id, champ.held());
        }
        let address = there.usager.email.parse();
        if address.is_err() {
            let found = there.usager.email.chars().take(80).collect();
            faults.push(fault(None, What::Address { found }));
        }
        let name = match held.get(&self.mapping.place) {
            Some(Held::Text(name)) if !name.trim().is_empty() => {
                Some(name.trim().chars().take(200).collect::<String>())
            }
            _ => None,
        };
        if name.is_none() {
            faults.push(fault(Some(&self.mapping.place), What::Place));
        }
        let at = Instant::from_seconds(clock::seconds(&there.date_derniere_modification_champs));
        let deposited = Instant::from_seconds(clock::seconds(&there.date_depot));
        let known =
            clock::seconds(&there.date_depot) > 0 && clock::seconds(&there.date_derniere_modification_champs) > 0;
        let (Some(at), Some(deposited), true) = (at, deposited, known) else {
            let said = format!("{:?} found as the time of the deposit", there.date_depot);
            faults.push(fault(None, What::Unread { said }));
            return Ok(None);
        };
        let person = |name: &Option<String>| name.clone().unwrap_or_default();
        let depositor = address.ok().map(|address| {
            let name =
                format!("{} {}", person(&there.demandeur.prenom), person(&there.demandeur.nom)).trim().to_owned();
            Ok::<_, anyhow::Error>(Depositor { address, name, new_id: chance::person()? })
        });
        let (Some(depositor), Some(name)) = (depositor.transpose()?, name) else {
            // Its champs are still looked at, so that all that is wrong is told at once.
            let nobody = Depositor { address: "a@b.fr".parse()?, name: String::new(), new_id: chance::person()? };
            return Ok(Some(Read { depositor: nobody, at, name: String::new(), held, files }));
        };
        // A correction has the time of its change; a first deposit, its own.
        let at = at.max(deposited);
        Ok(Some(Read { depositor, at, name, held, files }))
    }

    /// Fetches the documents of a dossier and looks at them as at ours.
    async fn documents(
        &self,
        (number, read): (u64, &Read),
        documents: &mut BTreeMap<programme::Slug, Value>,
        fetched: &mut Vec<(Sent, FileType)>,
        faults: &mut Vec<Fault>,
    ) -> Result<()> {
        for (champ, question, limit, sent) in &read.files {
            let mut files = Vec::new();
            for one in sent {
                match self.document(one, *limit).await {
                    Ok((sent, file_type)) => {
                        let sha256 = sha2_of(&sent.bytes);
                        let (name, bytes) = (sent.name.clone(), sent.bytes.len() as u64);
                        files.push(File { digest: Digest::try_from(sha256)?, name, file_type, bytes });
                        fetched.push((sent, file_type));
                    }
                    Err(why) => faults.push(Fault {
                        dossier: Some(number),
                        champ: Some(champ.to_string()),
                        what: What::Document { name: plain_name(&one.filename), why },
                    }),
                }
            }
            if let Some(Value::Files { files: before }) = documents.get_mut(question) {
                before.append(&mut files);
            } else if !files.is_empty() {
                documents.insert(question.clone(), Value::Files { files });
            }
        }
        Ok(())
    }

    async fn document(&self, file: &wire::File, limit: u64) -> Result<(Sent, FileType), DocumentFault> {
        if ["infected", "integrity_error"].contains(&file.virus_scan_result.to_ascii_lowercase().as_str()) {
            return Err(DocumentFault::Infected);
        }
        let size: Option<u64> = wire::number(&file.byte_size_big_int).and_then(|size| size.parse().ok());
        if size.is_some_and(|size| size > limit) {
            return Err(DocumentFault::Heavy { limit });
        }
        let bytes = self.client.fetch(&file.url, limit).await.map_err(|error| match error {
            ClientError::Host(host) => DocumentFault::Host { host },
            ClientError::TooLarge(limit) => DocumentFault::Heavy { limit },
            other => DocumentFault::Unanswered { said: other.to_string() },
        })?;
        if size.is_some_and(|size| size != bytes.len() as u64) {
            return Err(DocumentFault::Unanswered { said: format!("{} bytes found", bytes.len()) });
        }
        let sent = Sent { name: plain_name(&file.filename), bytes };
        let file_type = type_of(&sent).ok_or(DocumentFault::Sort)?;
        Ok((sent, file_type))
    }
}

fn sha2_of(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The communes of a text, and the SIREN of what is an EPCI.
fn territory(instance: &Instance, text: &str) -> Option<Territory> {
    let found = instance.resolve(text).ok()?;
    let map = instance.atlas().map();
    let communes = found.communes().iter().map(|commune| map.at(*commune).code).collect();
    Some((found.code.as_deref().and_then(|code| code.parse().ok()), communes))
}

/// Where a dossier is, by its perimeter.
fn place(instance: &Instance, name: String, answers: &BTreeMap<programme::Slug, Value>) -> Place {
    let map = instance.atlas().map();
    let communes = answers.values().filter_map(|value| match value {
        Value::Perimeter { communes, .. } => Some(communes),
        _ => None,
    });
    let known = communes.flatten().filter_map(|code| map.commune(*code));
    let departements: Vec<_> = known.map(|commune| &map.departements[map.at(commune).departement as usize]).collect();
    Place {
        name,
        departements: departements.iter().map(|departement| departement.code).collect(),
        regions: departements.iter().map(|departement| map.regions[departement.region as usize].code).collect(),
    }
}
