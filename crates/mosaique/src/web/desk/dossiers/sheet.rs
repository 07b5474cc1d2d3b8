//! A whole dossier as a document, at any moment, for who may read it and take it away. It says what its reader may read, no more.

use axum::extract::{Path, State as Extract};
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use facts::Lang;
use press::document::{DossierSheet, Issue, PaperSection};
use press::{Links, Words, telling};
use programme::dossier::Dossier;
use programme::form::{Side, asked};
use programme::role::Right;
use programme::session::Answer;
use store::people::Entered;

use super::frozen::perimeter;
use super::{Desk, Names};
use crate::documents;
use crate::web::desk::Member;
use crate::web::error::Failure;
use crate::web::{State, lang_of, work};

pub async fn sheet(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    match printed(&state, lang, &entered, &id).await {
        Ok((name, pdf)) => {
            let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
                (header::CONTENT_DISPOSITION, disposition.unwrap_or_else(|_| HeaderValue::from_static("attachment"))),
                (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
            ];
            (headers, pdf).into_response()
        }
        Err(failure) => failure.page(&state, lang),
    }
}

async fn printed(state: &State, lang: Lang, entered: &Entered, id: &str) -> Result<(String, Vec<u8>), Failure> {
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    if !desk.may(Right::Export, &dossier) {
        return Err(Failure::NotFound);
    }
    let names = desk.names(&dossier).await?;
    let mut sheet = desk.sheet(&dossier, &names);
    // The portrait of what is read: frozen once deposited, of today before.
    let kept = desk.kept_portrait(&dossier).await?;
    let portrait = match &kept {
        Some((digest, _, frozen)) => {
            sheet.figures_lead = vec![desk.words.t1("dossier-paper-frozen", "digest", digest.as_str())];
            Some(frozen.clone())
        }
        None => desk.fresh_portrait(&desk.read(dossier.clone())).await?,
    };
    if let Some(portrait) = portrait {
        sheet.facts = portrait.facts(desk.words);
        sheet.figures = portrait.figures(desk.words);
    }
    let instance = state.instance();
    let communes = perimeter(instance, desk.read(dossier.clone()).values().values());
    sheet.communes = names_of(state, &communes);
    let now = state.now();
    let today = now.get(..10).and_then(|day| day.parse().ok()).ok_or(Failure::Internal)?;
    let issue = Issue { today, site: Some(state.public_url().as_str().trim_end_matches('/').to_owned()) };
    let file = documents::file_name(&["dossier", &dossier.place.name], lang);
    let pdf = work(move || documents::dossier_sheet(instance, Words::of(lang), &sheet, &communes, &issue)).await?;
    Ok((file, pdf.map_err(Failure::internal)?))
}

/// The names of communes, by commas.
fn names_of(state: &State, communes: &[u32]) -> String {
    let map = state.instance().atlas().map();
    communes.iter().map(|rank| map.at(*rank).name.as_ref()).collect::<Vec<_>>().join(", ")
}

impl Desk<'_> {
    fn sheet(&self, dossier: &Dossier, names: &Names) -> DossierSheet {
        let (words, form) = (self.words, self.form(dossier));
        let read = self.read(dossier.clone());
        let is_draft = dossier.last_deposit().is_none();
        let mut state = vec![telling::public_label(words, self.label(dossier))];
        if self.may(Right::SeeInternalLabel, dossier) {
            state.push(telling::internal_label(words, dossier.internal_label()));
        }
        let mut state = vec![state.join(", ")];
        if let Some(deposit) = dossier.last_deposit() {
            let values =
                [("when", words.moment(&deposit.at.to_string())), ("digest", deposit.digest.as_str().to_owned())];
            state.push(words.with("dossier-receipt-about", &values));
            // What is written since is not what was deposited.
            if self.is_own(dossier) && dossier.values() != deposit.answers {
                state.push(words.t("dossier-paper-since"));
            }
        }
        DossierSheet {
            id: dossier.id.to_string(),
            session: words.say(&self.session.identity.title),
            name: dossier.place.name.clone(),
            made_up: self.made_up(),
            is_draft,
            state,
            sections: self.paper_sections(&read),
            letters: self.paper_letters(dossier),
            signatures: form.signatories().into_iter().map(|side| self.paper_signature(dossier, side, names)).collect(),
            people: match self.may(Right::SeeNames, dossier) {
                true => {
                    let person = |(id, capacity): (&_, &programme::dossier::Capacity)| {
                        let values = [("name", names.of(id)), ("value", telling::capacity(words, *capacity))];
                        words.with("colon", &values)
                    };
                    dossier.people.iter().map(person).collect()
                }
                false => Vec::new(),
            },
            ..DossierSheet::default()
        }
    }

    /// The sections of a dossier as who asks may read them: headings, each with questions and answers.
    pub(in crate::web::desk) fn read_out(&self, read: &Dossier) -> Vec<(String, Vec<(String, String)>)> {
        let none = || self.words.t("dossier-none");
        let section = |(name, _, answers): PaperSection| {
            (name, answers.into_iter().map(|(label, text)| (label, text.unwrap_or_else(none))).collect())
        };
        self.paper_sections(read).into_iter().map(section).collect()
    }

    /// The documents that who asks may open: name and address.
    pub(in crate::web::desk) fn documents_of(&self, read: &Dossier) -> Vec<(String, String)> {
        if !self.opens_documents(read) {
            return Vec::new();
        }
        let asked = asked(self.form(read), &read.values());
        let of_asked = super::document::files(read).filter(|(question, _)| asked.contains(*question));
        let link = |file: &programme::form::File| {
            let links = Links::DossierFile(read.id.to_string(), file.digest.as_str().to_owned());
            (file.name.clone(), links.path(self.words.lang()))
        };
        of_asked.map(|(_, file)| link(file)).collect()
    }

    fn paper_sections(&self, read: &Dossier) -> Vec<PaperSection> {
        let (words, form) = (self.words, self.form(read));
        let answers = read.values();
        let asked = asked(form, &answers);
        let sees_personal = self.is_own(read) || self.may(Right::SeePersonal, read);
        let sections = form.sections.iter().map(|section| {
            let questions = section.questions.iter().filter(|question| {
                let elsewhere = matches!(question.answer, Answer::Signature | Answer::Letter { .. });
                asked.contains(&question.id) && !elsewhere && (sees_personal || !question.personal)
            });
            let answers = questions.map(|question| {
                let value = answers.get(&question.id).filter(|value| !value.is_empty());
                let text = value.map(|value| match value {
                    // Its communes are named beside the map.
                    programme::form::Value::Perimeter { communes, .. } => {
                        words.t1("dossier-perimeter-is", "communes", words.number(communes.len() as f64, 0))
                    }
                    value => self.in_words(question, Some(value)),
                });
                (words.say(&question.label), text)
            });
            let owner = words.t1("dossier-section-owner", "side", telling::side(words, section.owner));
            (words.say(&section.name), owner, answers.collect::<Vec<_>>())
        });
        sections.filter(|(_, _, answers)| !answers.is_empty()).collect()
    }

    /// Where each letter is; of whom, for who may know.
    fn paper_letters(&self, dossier: &Dossier) -> Vec<String> {
        let words = self.words;
        let named = self.may(Right::SeeNames, dossier);
        let line = |letter: &programme::dossier::Letter| {
            let from = if named { letter.from.clone() } else { words.t("dossier-someone") };
            let (key, at) = match (&letter.received, letter.refused) {
                (Some(received), _) => ("dossier-letter-received", received.at),
                (None, Some(refused)) => ("dossier-letter-refused", refused),
                (None, None) => ("dossier-letter-asked", letter.requested),
            };
            let label = self.form(dossier).question(&letter.question);
            let label = label.map_or_else(|| words.t("question-gone"), |(_, question)| words.say(&question.label));
            let told = words.with(key, &[("from", from), ("when", words.moment(&at.to_string()))]);
            words.with("colon", &[("name", label), ("value", told)])
        };
        // Who examines a dossier reads of the letters that came with it.
        let own = self.is_own(dossier);
        dossier.letters.values().filter(|letter| own || letter.received.is_some()).map(line).collect()
    }

    fn paper_signature(&self, dossier: &Dossier, side: Side, names: &Names) -> String {
        let words = self.words;
        let told = match dossier.signatures.get(&side) {
            Some(signature) => {
                let values = [("who", names.of(&signature.by)), ("when", words.moment(&signature.at.to_string()))];
                words.with("dossier-signature-by", &values)
            }
            None => words.t("dossier-signature-none"),
        };
        words.with("colon", &[("name", telling::side(words, side)), ("value", told)])
    }
}
