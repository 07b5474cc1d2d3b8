//! Writing back: how far each dossier is, in private annotations, only when it is not what they say already.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use press::{Links, PublicUrl, Words, telling};
use programme::Session;
use programme::bridge::{AnnotationKind, Mapping, Note, Told, said};
use programme::calendar::Instant;
use programme::dossier::{InternalLabel, PublicLabel};
use serde::Serialize;
use serde_json::json;
use store::Store;
use store::bridge::{Origin, digest};
use store::people::Moment;

use super::client::{self, Client};
use super::wire;
use super::{Fault, What};
use crate::chance;

const QUERY: &str = include_str!("annotations.graphql");
const WRITE: &str = include_str!("write.graphql");
/// Dossiers of a page.
const PAGE: u32 = 100;
/// Most pages.
const MOST_PAGES: usize = 2_000;

/// What writes back, and where.
pub struct Push<'p> {
    /// Whom to ask.
    pub client: &'p Client,
    /// Where the dossiers are.
    pub store: &'p Store,
    /// The session.
    pub session: &'p Session,
    /// The correspondence.
    pub mapping: &'p Mapping,
    /// The number of the démarche.
    pub demarche: u64,
    /// The site, for the address of a dossier here.
    pub url: &'p PublicUrl,
    /// Now.
    pub now: &'p str,
    /// Only say what would be written.
    pub dry_run: bool,
}

/// What was written in an annotation, or would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The number of the dossier there.
    pub dossier: u64,
    /// The annotation.
    pub annotation: String,
    /// What it said.
    pub before: String,
    /// What it says.
    pub after: String,
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What was written.
    pub written: Vec<Change>,
    /// How many annotations said it already.
    pub same: usize,
    /// What is wrong, dossier by dossier.
    pub faults: Vec<Fault>,
}

impl Push<'_> {
    /// Writes what is not said yet.
    ///
    /// # Errors
    /// When the interface or the store does not answer: what was written stays written, and is known at the next run.
    pub async fn run(&self) -> Result<Report> {
        let known = self.store.bridge().of_demarche(self.session.identity.id.as_str(), self.demarche).await?;
        let mut report = Report::default();
        let (mut after, mut seen) = (None::<String>, BTreeSet::new());
        for page in 1.. {
            if page > MOST_PAGES {
                bail!("more than {MOST_PAGES} pages of dossiers");
            }
            let variables = json!({ "demarche": self.demarche, "first": PAGE, "after": after });
            let (answer, errors) = self.client.ask::<wire::Answer>(QUERY, "annotations", variables).await?;
            let dossiers = answer.demarche.dossiers;
            report.faults.extend(client::unplaced(&errors));
            for (rank, node) in dossiers.nodes.into_iter().flatten().enumerate() {
                let number = node["number"].as_u64();
                let unread = |said| Fault { dossier: number, champ: None, what: What::Unread { said } };
                if let Some(said) = client::said_of(&errors, rank) {
                    report.faults.push(unread(said));
                    continue;
                }
                match serde_json::from_value::<wire::Noted>(node) {
                    Ok(noted) => {
                        if let Some(origin) = known.get(&noted.number) {
                            self.one(origin, &noted, &mut report).await?;
                        }
                    }
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
        Ok(report)
    }

    async fn one(&self, origin: &Origin, noted: &wire::Noted, report: &mut Report) -> Result<()> {
        let Some(dossier) = self.store.dossiers().find(&origin.dossier).await? else { return Ok(()) };
        let now = self.now;
        let Some(call) = &self.session.call else { return Ok(()) };
        let phase = call.phase_at(now.parse::<Instant>()?);
        let words = Words::of(facts::Lang::Fr);
        let label = |told: Told, word: &str| in_words(words, told, word);
        let address = self.url.absolute(&Links::Dossier(origin.dossier.to_string()).path(facts::Lang::Fr));
        let written = self.store.bridge().notes(&origin.dossier).await?;
        let mut to_write: Vec<(&Note, &wire::Annotation, String)> = Vec::new();
        let mut to_record: Vec<(String, String)> = Vec::new();
        for note in &self.mapping.notes {
            let id = note.annotation.as_str();
            let Some(there) = noted.annotations.iter().find(|one| one.champ_descriptor_id == id) else {
                let champ = Some(id.to_owned());
                report.faults.push(Fault { dossier: Some(noted.number), champ, what: What::Annotation });
                continue;
            };
            let text = said(note, &dossier, phase, &label, &address);
            let before = there.text.clone().unwrap_or_default();
            if text.is_empty() || text == before {
                report.same += 1;
                // Written by a run that was stopped before it could say so.
                if !text.is_empty() && written.get(id) != Some(&digest(&text)) {
                    to_record.push((id.to_owned(), text));
                }
            } else {
                to_write.push((note, there, text));
            }
        }
        if !to_write.is_empty() && self.write(origin, noted, &to_write, report).await? {
            to_record.extend(to_write.iter().map(|(note, _, text)| (note.annotation.to_string(), text.clone())));
        }
        if !to_record.is_empty() && !self.dry_run {
            self.store.bridge().wrote(&origin.dossier, &to_record, Moment { now, salt: chance::salt()? }).await?;
        }
        Ok(())
    }

    /// Writes there; whether it was.
    async fn write(
        &self,
        origin: &Origin,
        noted: &wire::Noted,
        notes: &[(&Note, &wire::Annotation, String)],
        report: &mut Report,
    ) -> Result<bool> {
        let number = Some(noted.number);
        let wanted = self.mapping.instructeur.as_deref().unwrap_or_default();
        let is_them = |one: &&wire::Profile| one.email.eq_ignore_ascii_case(wanted);
        let Some(instructor) = noted.groupe_instructeur.instructeurs.iter().find(is_them) else {
            let what = What::Instructor { address: wanted.to_owned() };
            report.faults.push(Fault { dossier: number, champ: None, what });
            return Ok(false);
        };
        let changes = notes.iter().map(|(note, there, text)| Change {
            dossier: noted.number,
            annotation: note.annotation.to_string(),
            before: there.text.clone().unwrap_or_default(),
            after: text.clone(),
        });
        if self.dry_run {
            report.written.extend(changes);
            return Ok(false);
        }
        let value = |note: &Note, text: &str| match note.kind {
            AnnotationKind::Text => json!({ "text": text }),
            AnnotationKind::Textarea => json!({ "textarea": text }),
            AnnotationKind::DropDownList => json!({ "dropDownList": text }),
        };
        let annotations: Vec<_> =
            notes.iter().map(|(note, there, text)| json!({ "id": there.id, "value": value(note, text) })).collect();
        let input = json!({ "dossierId": origin.node, "instructeurId": instructor.id, "annotations": annotations });
        let asked = self.client.ask::<wire::Written>(WRITE, "write", json!({ "input": input })).await;
        let (payload, errors) = match asked {
            Ok((answer, errors)) => (answer.dossier_modifier_annotations, errors),
            Err(super::client::ClientError::Refused(said)) => {
                let what = What::Refused { said: said.join("; ") };
                report.faults.push(Fault { dossier: number, champ: None, what });
                return Ok(false);
            }
            Err(error) => return Err(error.into()),
        };
        let refused: Vec<String> = (payload.into_iter().flat_map(|payload| payload.errors.unwrap_or_default()))
            .map(|error| error.message)
            .chain(errors.into_iter().map(|error| error.message))
            .collect();
        if !refused.is_empty() {
            let what = What::Refused { said: refused.join("; ") };
            report.faults.push(Fault { dossier: number, champ: None, what });
            return Ok(false);
        }
        report.written.extend(changes);
        Ok(true)
    }
}

fn in_words(words: &Words, told: Told, word: &str) -> String {
    let named = |known: &BTreeMap<&str, String>| known.get(word).cloned().unwrap_or_else(|| word.to_owned());
    match told {
        Told::PublicLabel => named(
            &PublicLabel::CHOICES.iter().map(|(word, label)| (*word, telling::public_label(words, *label))).collect(),
        ),
        _ => named(
            &InternalLabel::CHOICES
                .iter()
                .map(|(word, label)| (*word, telling::internal_label(words, *label)))
                .collect(),
        ),
    }
}
