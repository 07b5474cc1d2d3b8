//! The pages of an archive: a table of contents in both languages, and a page in each for every dossier, the decision, every
//! roadmap and every edition. Beside them, roadmaps and editions as data.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use askama::Template as _;
use facts::Lang;
use press::page::{ArchiveBlock, ArchiveBody, ArchiveCell, ArchivePage, ArchivePart, EditionView, archive_parts};
use press::table::TableFormat;
use press::telling::roadmap as road;
use press::{Words, telling};
use programme::dossier::Dossier;
use programme::form::{Form, Value};
use programme::id::{DossierId, PersonId};
use programme::jury::{Jury, Sheet};
use programme::roadmap::story::WrittenRoadmap;
use programme::workspace::Workspace;
use programme::{Edition, Session};
use serde_json::Value as Json;

use super::{DAYS, DOCUMENTS, Document, INDEX, MANIFEST, PEOPLE, PUBLIC, SIGNATURE, SUMS, attached, folder, json};
use crate::instance::Instance;
use crate::web::desk::{AnswerReading, roadmap_table};
use crate::web::edition_json;

/// A dossier, with what is beside it.
pub struct DossierTold {
    /// The dossier.
    pub dossier: Dossier,
    /// Comments and letters.
    pub beside: Json,
    /// Its deposits, the first one first.
    pub deposits: Vec<Deposit>,
}

/// A deposit and its receipt.
pub struct Deposit {
    /// When.
    pub at: String,
    /// Where its receipt is; none when what was deposited was erased.
    pub receipt: Option<String>,
}

/// What is read of a session.
#[derive(Default)]
pub struct Told {
    /// The files of the call: name and path.
    pub call: Vec<(String, String)>,
    /// Its revisions: number, time, reason, path.
    pub revisions: Vec<(u64, String, String, String)>,
    /// The forms that dossiers answered.
    pub forms: BTreeMap<u64, Form>,
    /// The dossiers.
    pub dossiers: Vec<DossierTold>,
    /// The jury, with its words.
    pub jury: Option<(Jury, Json)>,
    /// The sheets of readers, with their words.
    pub sheets: Vec<(Sheet, Json)>,
    /// The workspaces.
    pub workspaces: Vec<Workspace>,
    /// The editions, published or not.
    pub editions: Vec<Edition>,
    /// The roadmaps.
    pub roadmaps: Vec<WrittenRoadmap>,
    /// Who is named.
    pub people: BTreeMap<String, String>,
    /// The documents.
    pub documents: Vec<Document>,
}

/// Every page and every table: path and bytes.
///
/// # Errors
/// When a page cannot be printed.
pub fn all(
    instance: &'static Instance,
    session: &'static Session,
    told: &Told,
    at: &str,
) -> Result<Vec<(String, Vec<u8>)>> {
    let rooms = Lang::ALL.map(|lang| Room { words: Words::of(lang), instance, session, told, at });
    let mut files = Vec::new();
    let mut page = |path: String, bodies: Vec<ArchiveBody>| -> Result<()> {
        let text = ArchivePage { bodies }.render().with_context(|| path.clone())?;
        files.push((path, text.into_bytes()));
        Ok(())
    };
    page(INDEX.to_owned(), rooms.iter().map(Room::index).collect())?;
    for room in &rooms {
        for dossier in &told.dossiers {
            page(room.path("dossier", dossier.dossier.id.as_str()), vec![room.dossier(dossier)])?;
        }
        if let Some((jury, texts)) = &told.jury {
            page(room.path("decision", "jury"), vec![room.decision(jury, texts)])?;
        }
        for roadmap in &told.roadmaps {
            page(room.path("roadmap", roadmap.workspace.as_str()), vec![room.roadmap(roadmap)])?;
        }
        for edition in told.editions.iter().filter(|edition| edition.published.is_some()) {
            page(room.path("edition", edition.id.as_str()), room.edition(edition).into_iter().collect())?;
        }
    }
    for roadmap in &told.roadmaps {
        let id = &roadmap.workspace;
        files.push((format!("roadmaps/{id}.json"), roadmap.roadmap.to_json().into_bytes()));
        let table = roadmap_table(rooms[0].words, &roadmap.roadmap, at.to_owned(), Vec::new());
        files.push((format!("roadmaps/{id}.csv"), table.write(rooms[0].words, TableFormat::Csv)));
    }
    for edition in &told.editions {
        if let Some(published) = &edition.published {
            files.push((format!("editions/{}.json", edition.id), json(&edition_json(edition, published))?));
        }
    }
    Ok(files)
}

/// What it takes to write pages in a language.
struct Room<'r> {
    words: &'static Words,
    instance: &'static Instance,
    session: &'static Session,
    told: &'r Told,
    at: &'r str,
}

/// A file of the archive, from a page that is in a folder.
fn up(path: &str) -> String {
    format!("../{path}")
}

fn part(heading: String, blocks: Vec<ArchiveBlock>) -> ArchivePart {
    ArchivePart { heading, blocks }
}

impl Room<'_> {
    fn t(&self, key: &str) -> String {
        self.words.t(&format!("archive-{key}"))
    }

    fn path(&self, kind: &str, id: &str) -> String {
        self.path_in(kind, id, self.words.lang())
    }

    fn path_in(&self, kind: &str, id: &str, lang: Lang) -> String {
        format!("pages/{kind}-{id}.{}.html", lang.code())
    }

    fn person(&self, id: &PersonId) -> String {
        match self.told.people.get(id.as_str()) {
            None => self.words.t("dossier-erased-person"),
            Some(name) if name.is_empty() => format!("{} ({id})", self.t("nobody")),
            Some(name) => name.clone(),
        }
    }

    fn people<'i>(&self, ids: impl IntoIterator<Item = &'i PersonId>) -> String {
        ids.into_iter().map(|id| self.person(id)).collect::<Vec<_>>().join("\n")
    }

    fn place(&self, id: &DossierId) -> String {
        let found = self.told.dossiers.iter().find(|told| told.dossier.id == *id);
        found.map_or_else(|| id.to_string(), |told| told.dossier.place.name.clone())
    }

    fn moment(&self, at: impl ToString) -> String {
        self.words.moment(&at.to_string())
    }

    fn outcome(&self, id: &DossierId) -> String {
        let ruling = self.told.jury.as_ref().and_then(|(jury, _)| jury.rulings.get(id));
        ruling.map_or_else(|| self.words.t("dossier-none"), |ruling| telling::outcome(self.words, ruling.outcome))
    }

    /// A table, or that there is nothing in it.
    fn table(&self, caption: String, header: &[&str], rows: Vec<Vec<ArchiveCell>>) -> ArchiveBlock {
        if rows.is_empty() {
            return ArchiveBlock::Text(vec![self.t("none-of-these")]);
        }
        ArchiveBlock::Table(caption, header.iter().map(|key| self.words.t(key)).collect(), rows)
    }

    /// A page in a folder, with the way back and the way to the other language.
    fn page(&self, title: String, (kind, id): (&str, &str), parts: Vec<ArchivePart>) -> ArchiveBody {
        let lang = self.words.lang();
        let other = Lang::ALL.into_iter().find(|other| *other != lang).unwrap_or(lang);
        let around = vec![
            (up(INDEX), self.t("back"), lang.code()),
            (up(&self.path_in(kind, id, other)), self.t("other-language"), other.code()),
        ];
        let made_up = (self.session.identity.id.as_str() == crate::instance::DEMONSTRATION)
            .then(|| self.words.t("dossier-made-up"));
        ArchiveBody { lang: lang.code(), title, around, lead: made_up.into_iter().collect(), parts }
    }

    fn index(&self) -> ArchiveBody {
        let words = self.words;
        let identity = &self.session.identity;
        let title = words.t1("archive-title", "session", words.say(&identity.title));
        let made = [("when", self.moment(self.at)), ("program", env!("CARGO_PKG_VERSION").to_owned())];
        let lead = vec![words.with("archive-made", &made), self.t("verify"), self.t("law")];
        let mut parts = vec![part(self.t("dossiers"), vec![self.dossiers()])];
        if self.told.jury.is_some() {
            let link = ArchiveCell::to(self.t("decision"), self.path("decision", "jury"));
            let row = vec![link, ArchiveCell::of(words.whole(&(self.told.sheets.len() as u64)))];
            let header = ["archive-decision", "archive-sheets"];
            parts.push(part(self.t("decision"), vec![self.table(self.t("decision"), &header, vec![row])]));
        }
        parts.push(part(self.t("laureates"), vec![self.laureates()]));
        parts.push(part(self.t("editions"), vec![self.editions()]));
        let files = self.told.call.iter().map(|(name, path)| vec![ArchiveCell::to(name, path)]).collect();
        let mut call = vec![self.table(self.t("call-files"), &["archive-file"], files)];
        if !self.told.revisions.is_empty() {
            let row = |(number, at, reason, path): &(u64, String, String, String)| {
                vec![
                    ArchiveCell::to(number.to_string(), path),
                    ArchiveCell::of(self.moment(at)),
                    ArchiveCell::of(reason),
                ]
            };
            let header = ["archive-revisions", "archive-published", "archive-reason"];
            call.push(self.table(self.t("revisions"), &header, self.told.revisions.iter().map(row).collect()));
        }
        parts.push(part(self.t("call"), call));
        let programs = [
            (MANIFEST, "about-manifest"),
            (SIGNATURE, "about-signature"),
            (PUBLIC, "about-key"),
            (SUMS, "about-sums"),
            (DAYS, "about-days"),
            (PEOPLE, "about-people"),
            (DOCUMENTS, "about-documents"),
        ];
        let row = |(path, key): (&str, &str)| vec![ArchiveCell::to(path, path), ArchiveCell::of(self.t(key))];
        let header = ["archive-file", "archive-contents"];
        let table = self.table(self.t("programs"), &header, programs.into_iter().map(row).collect());
        parts.push(part(self.t("programs"), vec![table]));
        ArchiveBody { lang: words.lang().code(), title, around: Vec::new(), lead, parts }
    }

    fn dossiers(&self) -> ArchiveBlock {
        let row = |told: &DossierTold| {
            let (dossier, id) = (&told.dossier, told.dossier.id.as_str());
            let folder = folder(store::archive::DOSSIER, id);
            let deposit = dossier.last_deposit().map_or_else(String::new, |deposit| self.moment(deposit.at));
            vec![
                ArchiveCell::to(&dossier.place.name, self.path("dossier", id)),
                ArchiveCell::of(telling::internal_label(self.words, dossier.internal_label())),
                ArchiveCell::of(deposit),
                ArchiveCell::of(self.outcome(&dossier.id)),
                ArchiveCell::to("JSON", format!("{folder}/state.json")),
                ArchiveCell::to("JSON", format!("{folder}/story.jsonl")),
            ]
        };
        let header = [
            "dossiers-territory",
            "dossiers-state",
            "archive-deposited",
            "archive-outcome",
            "archive-state-file",
            "archive-story-file",
        ];
        self.table(self.t("dossiers"), &header, self.told.dossiers.iter().map(row).collect())
    }

    fn laureates(&self) -> ArchiveBlock {
        let row = |workspace: &Workspace| {
            let id = &workspace.id;
            let has = self.told.roadmaps.iter().any(|roadmap| roadmap.workspace == *id);
            let cell =
                |text: String, path: String| if has { ArchiveCell::to(text, path) } else { ArchiveCell::default() };
            vec![
                ArchiveCell::of(&workspace.place.name),
                ArchiveCell::to("JSON", format!("{}/state.json", folder("workspace", id.as_str()))),
                cell(self.t("roadmap"), self.path("roadmap", id.as_str())),
                cell("CSV".into(), format!("roadmaps/{id}.csv")),
                cell("JSON".into(), format!("roadmaps/{id}.json")),
            ]
        };
        let header =
            ["dossiers-territory", "archive-workspace", "archive-roadmap", "archive-roadmap-actions", "archive-file"];
        self.table(self.t("laureates"), &header, self.told.workspaces.iter().map(row).collect())
    }

    fn editions(&self) -> ArchiveBlock {
        let row = |edition: &Edition| {
            let published = edition.published.as_ref()?;
            let content = &published.content;
            Some(vec![
                ArchiveCell::to(&content.title, self.path("edition", edition.id.as_str())),
                ArchiveCell::of(&content.territory),
                ArchiveCell::of(self.words.say(&content.stage)),
                ArchiveCell::of(self.moment(published.at)),
                ArchiveCell::to("JSON", format!("editions/{}.json", edition.id)),
            ])
        };
        let header = ["archive-edition", "dossiers-territory", "archive-stage", "archive-published", "archive-file"];
        self.table(self.t("editions"), &header, self.told.editions.iter().filter_map(row).collect())
    }

    fn dossier(&self, told: &DossierTold) -> ArchiveBody {
        let (words, dossier) = (self.words, &told.dossier);
        let text = |key: &str, text: String| vec![ArchiveCell::of(words.t(key)), ArchiveCell::of(text)];
        let mut facts = vec![
            text("dossiers-state", telling::internal_label(words, dossier.internal_label())),
            text("archive-begun", self.moment(dossier.created)),
            text("archive-outcome", self.outcome(&dossier.id)),
        ];
        let people = dossier.people.iter();
        let people =
            people.map(|(id, capacity)| format!("{} – {}", self.person(id), telling::capacity(words, *capacity)));
        facts.push(text("archive-people", people.collect::<Vec<_>>().join("\n")));
        let header = ["archive-question", "archive-answer"];
        let mut parts = vec![part(self.t("dossier-facts"), vec![self.table(self.t("dossier-facts"), &header, facts)])];
        parts.push(part(self.t("sections"), self.answers(dossier)));
        parts.push(part(self.t("documents"), vec![self.documents(dossier)]));
        parts.push(part(self.t("letters"), vec![self.letters(dossier)]));
        parts.push(part(self.t("deposits"), vec![self.deposits(told)]));
        parts.push(part(self.t("comments"), vec![self.comments(told)]));
        if let Some((jury, texts)) = &self.told.jury {
            parts.push(part(self.t("outcome"), self.ruling(jury, texts, &dossier.id)));
        }
        let sheets = self.told.sheets.iter().filter(|(sheet, _)| sheet.dossier == dossier.id);
        let sheets: Vec<ArchiveBlock> = sheets.flat_map(|(sheet, texts)| self.sheet(sheet, texts)).collect();
        if !sheets.is_empty() {
            parts.push(part(self.t("sheets"), sheets));
        }
        let title = words.t1("archive-dossier-title", "place", dossier.place.name.as_str());
        self.page(title, ("dossier", dossier.id.as_str()), parts)
    }

    fn answers(&self, dossier: &Dossier) -> Vec<ArchiveBlock> {
        let words = self.words;
        let reading = AnswerReading { words, session: self.session, instance: self.instance };
        let form = self.told.forms.get(&dossier.revision).unwrap_or(&self.session.application.form);
        let answered = |id: &programme::Slug| dossier.answers.get(id).and_then(|answered| answered.value.as_ref());
        let section = |section: &programme::session::FormSection| {
            let row = |question: &programme::session::Question| {
                let answer = reading.in_words(question, Some(answered(&question.id)?));
                Some(vec![ArchiveCell::of(words.say(&question.label)), ArchiveCell::of(answer)])
            };
            let rows: Vec<_> = section.questions.iter().filter_map(row).collect();
            let header = ["archive-question", "archive-answer"];
            (!rows.is_empty()).then(|| self.table(words.say(&section.name), &header, rows))
        };
        let mut blocks: Vec<ArchiveBlock> = form.sections.iter().filter_map(section).collect();
        // Answers that this revision of the form asks no more.
        let is_asked = |id: &programme::Slug| form.question(id).is_some();
        let others = dossier.answers.iter().filter(|(id, _)| !is_asked(id));
        let others = others.filter_map(|(id, answered)| Some((id, answered.value.as_ref()?)));
        let aside = dossier.aside.iter().map(|aside| (&aside.question, &aside.value));
        let row = |(id, value): (&programme::Slug, &Value)| {
            vec![ArchiveCell::of(id.as_str()), ArchiveCell::of(reading.plain(value))]
        };
        let rows: Vec<_> = others.chain(aside).map(row).collect();
        if !rows.is_empty() {
            blocks.push(self.table(self.t("sections"), &["archive-question", "archive-answer"], rows));
        }
        if blocks.is_empty() { vec![ArchiveBlock::Text(vec![self.t("none-of-these")])] } else { blocks }
    }

    fn documents(&self, dossier: &Dossier) -> ArchiveBlock {
        let files: BTreeMap<_, _> = attached(dossier).into_iter().map(|file| (file.digest.as_str(), file)).collect();
        let row = |file: &&programme::form::File| {
            let known = self.told.documents.iter().find(|known| known.sha256 == file.digest.as_str());
            let name = match known.and_then(|known| known.path.as_deref()) {
                Some(path) => ArchiveCell::to(&file.name, up(path)),
                None => ArchiveCell::of(format!("{} ({})", file.name, self.t("document-gone"))),
            };
            vec![name, ArchiveCell::of(self.words.whole(&file.bytes)), ArchiveCell::of(file.digest.as_str())]
        };
        let header = ["archive-document", "archive-document-bytes", "archive-digest"];
        self.table(self.t("documents"), &header, files.values().map(row).collect())
    }

    fn letters(&self, dossier: &Dossier) -> ArchiveBlock {
        let row = |letter: &programme::dossier::Letter| {
            let received = letter.received.as_ref();
            vec![
                ArchiveCell::of(&letter.from),
                ArchiveCell::of(received.map_or_else(String::new, |received| self.moment(received.at))),
                ArchiveCell::of(received.map_or_else(String::new, |received| received.file.name.clone())),
            ]
        };
        let header = ["archive-letter-from", "archive-letter-received", "archive-document"];
        self.table(self.t("letters"), &header, dossier.letters.values().map(row).collect())
    }

    fn deposits(&self, told: &DossierTold) -> ArchiveBlock {
        let row = |deposit: &Deposit| {
            let receipt = match &deposit.receipt {
                Some(path) => ArchiveCell::to(self.t("receipt"), up(path)),
                None => ArchiveCell::of(self.t("receipt-erased")),
            };
            let digest = told.dossier.deposits.iter().find(|known| known.at.to_string() == deposit.at);
            let digest = digest.map_or("", |known| known.digest.as_str());
            vec![ArchiveCell::of(self.moment(&deposit.at)), ArchiveCell::of(digest), receipt]
        };
        let header = ["archive-deposited", "archive-digest", "archive-receipt"];
        self.table(self.t("deposits"), &header, told.deposits.iter().map(row).collect())
    }

    fn comments(&self, told: &DossierTold) -> ArchiveBlock {
        let row = |comment: &programme::dossier::Comment| {
            let words = told.beside["comments"][comment.id.as_str()].as_str().map(str::to_owned);
            vec![
                ArchiveCell::of(self.moment(comment.at)),
                ArchiveCell::of(self.person(&comment.by)),
                ArchiveCell::of(words.unwrap_or_else(|| self.t("comment-gone"))),
            ]
        };
        let header = ["archive-published", "archive-person", "archive-comments"];
        self.table(self.t("comments"), &header, told.dossier.comments.iter().map(row).collect())
    }

    fn criterion(&self, id: &programme::Slug) -> String {
        let found = self.session.rubric.criterion(id.as_str());
        found.map_or_else(|| id.to_string(), |found| self.words.say(&found.name))
    }

    fn ruling(&self, jury: &Jury, texts: &Json, id: &DossierId) -> Vec<ArchiveBlock> {
        let Some(ruling) = jury.rulings.get(id) else {
            return vec![ArchiveBlock::Text(vec![self.t("none-of-these")])];
        };
        let said = |name: String| texts[name]["text"].as_str().unwrap_or_default().to_owned();
        let outcome = telling::outcome(self.words, ruling.outcome);
        let lines = vec![outcome, said(format!("reason:{id}"))].into_iter().filter(|line| !line.is_empty()).collect();
        let mut blocks = vec![ArchiveBlock::Text(lines)];
        let row = |criterion: &programme::Slug| {
            let text = said(format!("feedback:{id}:{criterion}"));
            vec![ArchiveCell::of(self.criterion(criterion)), ArchiveCell::of(text)]
        };
        if !ruling.feedback.is_empty() {
            let header = ["archive-criterion", "archive-feedback"];
            blocks.push(self.table(self.t("feedback"), &header, ruling.feedback.keys().map(row).collect()));
        }
        blocks
    }

    fn sheet(&self, sheet: &Sheet, texts: &Json) -> Vec<ArchiveBlock> {
        let said = |name: String| texts[name]["text"].as_str().unwrap_or_default().to_owned();
        let row = |(id, level): (&programme::Slug, &Option<u8>)| {
            let level = level.map_or_else(|| self.t("cannot-judge"), |level| level.to_string());
            let reason = said(format!("reason:{id}"));
            vec![ArchiveCell::of(self.criterion(id)), ArchiveCell::of(level), ArchiveCell::of(reason)]
        };
        let who = self.words.t1("archive-sheets-of", "who", self.person(&sheet.reader));
        let sealed = match &sheet.sealed {
            Some(sealed) => self.words.t1("archive-sealed", "when", self.moment(sealed.at)),
            None => self.t("unsealed"),
        };
        let mut lines = vec![format!("{who} – {sealed}")];
        let opinion = said("opinion".to_owned());
        if !opinion.is_empty() {
            lines.push(opinion);
        }
        let mut blocks = vec![ArchiveBlock::Text(lines)];
        if !sheet.levels.is_empty() {
            let header = ["archive-criterion", "archive-level", "archive-reason"];
            blocks.push(self.table(who, &header, sheet.levels.iter().map(row).collect()));
        }
        blocks
    }

    fn decision(&self, jury: &Jury, texts: &Json) -> ArchiveBody {
        let words = self.words;
        let seat = |(id, seat): (&PersonId, &programme::jury::Seat)| {
            let stage = telling::seat_stage(words, seat.stage);
            let kind = telling::seat_kind(words, seat.kind);
            vec![ArchiveCell::of(self.person(id)), ArchiveCell::of(kind), ArchiveCell::of(stage)]
        };
        let header = ["archive-person", "archive-seat", "dossiers-state"];
        let panel = self.table(self.t("panel"), &header, jury.seats.iter().map(seat).collect());
        let meeting = |meeting: &programme::jury::Meeting| {
            let taken = meeting.taken.iter().map(|taken| self.place(&taken.dossier)).collect::<Vec<_>>().join("\n");
            let recused = meeting.taken.iter().filter(|taken| !taken.recused.is_empty());
            let recused =
                recused.map(|taken| format!("{} : {}", self.place(&taken.dossier), self.people(&taken.recused)));
            let minutes = meeting.minutes.as_ref().map_or_else(String::new, |minutes| self.moment(minutes.at));
            vec![
                ArchiveCell::of(format!("{} – {}", self.moment(meeting.when), meeting.place)),
                ArchiveCell::of(self.people(meeting.attendance.keys())),
                ArchiveCell::of(taken),
                ArchiveCell::of(recused.collect::<Vec<_>>().join("\n")),
                ArchiveCell::of(minutes),
            ]
        };
        let header = [
            "archive-meeting",
            "archive-person",
            "archive-meeting-dossiers",
            "archive-meeting-recused",
            "archive-minutes",
        ];
        let meetings = self.table(self.t("meetings"), &header, jury.meetings.iter().map(meeting).collect());
        let signed = |decision: &programme::jury::Decision| {
            let signatory = format!("{}, {}", decision.signatory.name, decision.signatory.function);
            vec![
                ArchiveCell::of(self.moment(decision.at)),
                ArchiveCell::of(signatory),
                ArchiveCell::of(decision.digest.as_str()),
            ]
        };
        let header = ["archive-signed-at", "archive-signed-by", "archive-digest"];
        let decisions = self.table(self.t("decisions"), &header, jury.decisions.iter().map(signed).collect());
        let outcome = |(id, ruling): (&DossierId, &programme::jury::Ruling)| {
            let reason = texts[format!("reason:{id}")]["text"].as_str().unwrap_or_default();
            vec![
                ArchiveCell::to(self.place(id), up(&self.path("dossier", id.as_str()))),
                ArchiveCell::of(telling::outcome(words, ruling.outcome)),
                ArchiveCell::of(reason),
            ]
        };
        let header = ["dossiers-territory", "archive-outcome", "archive-reason"];
        let outcomes = self.table(self.t("outcomes"), &header, jury.rulings.iter().map(outcome).collect());
        let parts = vec![
            part(self.t("outcomes"), vec![outcomes]),
            part(self.t("decisions"), vec![decisions]),
            part(self.t("meetings"), vec![meetings]),
            part(self.t("panel"), vec![panel]),
        ];
        self.page(self.t("decision"), ("decision", "jury"), parts)
    }

    fn roadmap(&self, written: &WrittenRoadmap) -> ArchiveBody {
        let (words, roadmap) = (self.words, &written.roadmap);
        let id = written.workspace.as_str();
        let table = roadmap_table(words, roadmap, self.at.to_owned(), Vec::new());
        let cell = |cell: press::table::TableCell| match cell {
            press::table::TableCell::Empty => ArchiveCell::default(),
            press::table::TableCell::Text(text) => ArchiveCell::of(text),
            press::table::TableCell::Whole(number) => ArchiveCell::of(number.to_string()),
            press::table::TableCell::Flag(yes) => {
                ArchiveCell::of(words.t(if yes { "dossier-yes" } else { "dossier-no" }))
            }
            press::table::TableCell::List(texts) => ArchiveCell::of(texts.join("\n")),
        };
        let header = table.columns.into_iter().map(|column| column.words).collect();
        let rows: Vec<Vec<ArchiveCell>> =
            table.rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect();
        let actions = match rows.is_empty() {
            true => ArchiveBlock::Text(vec![self.t("none-of-these")]),
            false => ArchiveBlock::Table(self.t("roadmap-actions"), header, rows),
        };
        let files = vec![
            vec![ArchiveCell::to("CSV", up(&format!("roadmaps/{id}.csv")))],
            vec![ArchiveCell::to("JSON", up(&format!("roadmaps/{id}.json")))],
        ];
        let parts = vec![
            part(self.t("roadmap-actions"), vec![actions]),
            part(self.t("programs"), vec![self.table(self.t("programs"), &["archive-file"], files)]),
        ];
        let mut body = self.page(road::said(words, &roadmap.title), ("roadmap", id), parts);
        body.lead.extend(roadmap.notice.as_ref().map(|notice| road::said(words, notice)));
        body
    }

    fn edition(&self, edition: &Edition) -> Option<ArchiveBody> {
        let published = edition.published.as_ref()?;
        let view = EditionView::new(self.words, &published.content);
        let values = [("number", edition.number.to_string()), ("when", self.moment(published.at))];
        let mut lead =
            vec![format!("{} – {}", view.territory, view.about), self.words.with("edition-published", &values)];
        let reason = edition.corrects.as_ref();
        lead.extend(reason.map(|reason| self.words.t1("edition-corrects", "reason", reason.as_str())));
        lead.push(format!("{} {}", self.words.t("edition-digest"), published.digest));
        let mut body = self.page(view.title.clone(), ("edition", edition.id.as_str()), archive_parts(view));
        body.lead.extend(lead);
        Some(body)
    }
}
