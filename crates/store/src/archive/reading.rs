//! Reading a session, all in one transaction: one state of it, whoever writes meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use programme::call::Steering;
use serde::Serialize;
use serde_json::{Value as Json, json};
use sqlx::any::{Any, AnyRow};
use sqlx::{AssertSqlSafe, Row, Transaction};

use super::line::{ClosedDay, Days, Line, OpenDay};
use super::{ArchiveError, DOSSIER, Of, SESSION, Subject, is_known};
use crate::calls::{self, Revision};
use crate::entry::{Day, Entry, day_of};
use crate::merkle::{self, Tree};
use crate::token::hex;
use crate::{JournalError, Proof, Receipt, Store, journal};

/// A session being read.
#[derive(Debug)]
pub struct Reading {
    conn: Transaction<'static, Any>,
    session: String,
    days: Vec<Day>,
    /// Days that are not closed: each with its first entry and its tree.
    open: BTreeMap<String, (u64, Tree)>,
    /// Trees of the closed days, by their first entry, once one of their entries was proved.
    closed: BTreeMap<u64, Tree>,
}

/// What was changed of the files of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallFiles {
    /// Its revisions, the first one first.
    pub revisions: Vec<Revision>,
    /// What was done by hand to its phases.
    pub steering: Steering,
    /// The forms that dossiers answered: revision and JSON.
    pub forms: Vec<(u64, String)>,
    /// What stays of dossiers that were erased, as JSON.
    pub skeletons: Vec<String>,
}

/// Somebody, as the archive of a session names them. No address, no account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Their name, if they gave one.
    pub name: String,
    /// Their roles in the session, each with its areas as they are kept.
    pub roles: Vec<(String, String)>,
}

impl Store {
    /// Begins to read a session.
    ///
    /// # Errors
    /// When the database does not answer, or a day of the journal was spoilt.
    pub async fn read_session(&self, session: &str) -> Result<Reading, ArchiveError> {
        let mut conn = self.pool.begin_with(self.dialect.begin_reading()).await?;
        let days = journal::days(&mut conn).await?;
        let first = days.last().map_or(1, |day| day.last_seq + 1);
        let mut leaves: BTreeMap<String, (u64, Vec<merkle::Hash>)> = BTreeMap::new();
        for entry in journal::between(&mut conn, first, i64::MAX.unsigned_abs()).await? {
            let of_day = leaves.entry(entry.day().to_owned()).or_insert_with(|| (entry.seq, Vec::new()));
            of_day.1.push(merkle::leaf(&entry.hash));
        }
        let open = leaves.into_iter().map(|(day, (first, leaves))| (day, (first, Tree::new(leaves)))).collect();
        Ok(Reading { conn, session: session.to_owned(), days, open, closed: BTreeMap::new() })
    }
}

impl Reading {
    /// The days of the journal.
    pub fn days(&self) -> Days {
        let open = |(day, (first, tree)): (&String, &(u64, Tree))| OpenDay {
            day: day.clone(),
            first_seq: *first,
            count: tree.len() as u64,
            root: hex(&tree.root()),
        };
        Days { closed: self.days.iter().map(ClosedDay::of).collect(), open: self.open.iter().map(open).collect() }
    }

    /// Everything of the session: itself, its dossiers and those that were erased, its records; in the order of their kinds
    /// and names.
    ///
    /// # Errors
    /// [`ArchiveError::Kind`] when there is a record of a kind that cannot be told again; when the database does not answer.
    pub async fn subjects(&mut self) -> Result<Vec<Of>, ArchiveError> {
        let mut found = BTreeSet::from([Of { kind: SESSION.to_owned(), id: self.session.clone() }]);
        let select = "select id from dossier where session = $1 union select dossier from skeleton where session = $1";
        for id in sqlx::query_scalar(select).bind(&self.session).fetch_all(&mut *self.conn).await? {
            found.insert(Of { kind: DOSSIER.to_owned(), id });
        }
        let select = "select kind, id from record where session = $1";
        for row in sqlx::query(select).bind(&self.session).fetch_all(&mut *self.conn).await? {
            let of = Of { kind: row.try_get("kind")?, id: row.try_get("id")? };
            if !is_known(&of.kind) {
                return Err(ArchiveError::Kind(of.kind));
            }
            found.insert(of);
        }
        Ok(found.into_iter().collect())
    }

    /// A subject, with its story.
    ///
    /// # Errors
    /// When a row was spoilt, or the database does not answer.
    pub async fn subject(&mut self, of: &Of) -> Result<Subject, ArchiveError> {
        let name = format!("{}:{}", of.kind, of.id);
        let corrupt = |fault: String| ArchiveError::Corrupt { subject: name.clone(), fault };
        let state: Option<String> = match of.kind.as_str() {
            SESSION => None,
            DOSSIER => {
                let select = "select state from dossier where id = $1 and session = $2";
                let select = sqlx::query_scalar(select).bind(&of.id).bind(&self.session);
                select.fetch_optional(&mut *self.conn).await?
            }
            kind => {
                let select = "select state from record where kind = $1 and id = $2 and session = $3";
                let select = sqlx::query_scalar(select).bind(kind).bind(&of.id).bind(&self.session);
                select.fetch_optional(&mut *self.conn).await?
            }
        };
        let state: Option<Json> =
            state.map(|text| serde_json::from_str(&text)).transpose().map_err(|error| corrupt(error.to_string()))?;
        let beside = match of.kind.as_str() {
            SESSION => json!({}),
            DOSSIER => self.beside_dossier(&of.id).await?,
            kind => self.beside_record(kind, &of.id).await?,
        };
        let select = "select e.seq, e.at, e.actor, e.act, e.subject, e.body_sha256, e.previous, e.hash, b.salt, b.body
             from journal_entry e left join journal_body b on b.seq = e.seq where e.subject = $1 order by e.seq";
        let rows = sqlx::query(select).bind(&name).fetch_all(&mut *self.conn).await?;
        let mut story = Vec::new();
        for row in &rows {
            let entry = journal::read_entry(row)?;
            let said = match row.try_get::<Option<String>, _>("body")? {
                Some(_) => Some(journal::read_body(row)?),
                None => None,
            };
            let (rank, path) = self.proof(&entry).await?;
            story.push(Line::new(&entry, said.as_ref().map(|(_, body, salt)| (body.as_str(), *salt)), rank, &path));
        }
        Ok(Subject { kind: of.kind.clone(), id: of.id.clone(), state, beside, story })
    }

    /// The receipt of a line, as of `now`; nothing when what it said was erased.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub async fn receipt(&mut self, line: &Line, key: &crate::Key, now: &str) -> Result<Option<Receipt>, ArchiveError> {
        let (Some(entry), Some(said)) = (line.read(), &line.said) else { return Ok(None) };
        let Some(salt) = crate::entry::bytes_of(&said.salt).map(crate::Salt) else { return Ok(None) };
        let (rank, path) = self.proof(&entry).await?;
        let closed = self.days.iter().find(|day| (day.first_seq..=day.last_seq).contains(&entry.seq)).cloned();
        let tree = match &closed {
            Some(day) => self.closed.get(&day.first_seq),
            None => self.open.get(entry.day()).map(|(_, tree)| tree),
        };
        let Some(tree) = tree else { return Ok(None) };
        let proof = Proof { rank, count: tree.len() as u64, path, root: tree.root(), closed };
        Ok(Some(Receipt::new(&entry, &said.text, salt, &proof, key, now)))
    }

    /// Where an entry is in the tree of its day.
    async fn proof(&mut self, entry: &Entry) -> Result<(u64, Vec<merkle::Hash>), ArchiveError> {
        let day = self.days.iter().find(|day| (day.first_seq..=day.last_seq).contains(&entry.seq));
        let (first, tree) = match day {
            Some(day) => {
                let (first, last) = (day.first_seq, day.last_seq);
                if !self.closed.contains_key(&first) {
                    let entries = journal::between(&mut self.conn, first, last).await?;
                    let leaves = entries.iter().map(|entry| merkle::leaf(&entry.hash)).collect();
                    self.closed.insert(first, Tree::new(leaves));
                }
                (Some(first), self.closed.get(&first))
            }
            None => {
                let open = self.open.get(day_of(&entry.at));
                (open.map(|(first, _)| *first), open.map(|(_, tree)| tree))
            }
        };
        let rank = first.and_then(|first| entry.seq.checked_sub(first));
        let path = rank.zip(tree).and_then(|(rank, tree)| Some((rank, tree.proof(usize::try_from(rank).ok()?)?)));
        path.ok_or_else(|| {
            let fault = "it is not among the entries of its day".to_owned();
            JournalError::Corrupt { row: format!("entry {}", entry.seq), fault }.into()
        })
    }

    /// The words of comments and, of the demands of letters, who was asked as what and why they refuse. No address.
    async fn beside_dossier(&mut self, id: &str) -> Result<Json, ArchiveError> {
        let select = "select id, body from comment_text where dossier = $1 order by id";
        let comments = sqlx::query(select).bind(id).fetch_all(&mut *self.conn).await?;
        let select = "select id, position, reply from letter_ask where dossier = $1 order by id";
        let letters = sqlx::query(select).bind(id).fetch_all(&mut *self.conn).await?;
        let comment = |row: &AnyRow| Ok((row.try_get("id")?, Json::String(row.try_get("body")?)));
        let letter = |row: &AnyRow| {
            let (position, reply): (String, Option<String>) = (row.try_get("position")?, row.try_get("reply")?);
            Ok((row.try_get("id")?, json!({ "position": position, "reply": reply })))
        };
        let comments = comments.iter().map(comment).collect::<Result<serde_json::Map<_, _>, sqlx::Error>>()?;
        let letters = letters.iter().map(letter).collect::<Result<serde_json::Map<_, _>, sqlx::Error>>()?;
        if comments.is_empty() && letters.is_empty() {
            return Ok(json!({}));
        }
        Ok(json!({ "comments": comments, "letters": letters }))
    }

    async fn beside_record(&mut self, kind: &str, id: &str) -> Result<Json, ArchiveError> {
        let select = "select name, author, body from record_text where kind = $1 and id = $2 order by name";
        let rows = sqlx::query(select).bind(kind).bind(id).fetch_all(&mut *self.conn).await?;
        let text = |row: &AnyRow| {
            let (author, body): (Option<String>, String) = (row.try_get("author")?, row.try_get("body")?);
            Ok((row.try_get("name")?, json!({ "author": author, "text": body })))
        };
        let texts = rows.iter().map(text).collect::<Result<serde_json::Map<_, _>, sqlx::Error>>()?;
        Ok(Json::Object(texts))
    }

    /// What was changed of the call, the forms that were answered, what stays of erased dossiers.
    ///
    /// # Errors
    /// When a row was spoilt, or the database does not answer.
    pub async fn call(&mut self) -> Result<CallFiles, ArchiveError> {
        let revisions = calls::revisions(&mut self.conn, &self.session).await?;
        let (steering, _) = calls::steering(&mut self.conn, &self.session).await?;
        let select = "select revision, form from form_revision where session = $1 order by revision";
        let rows = sqlx::query(select).bind(&self.session).fetch_all(&mut *self.conn).await?;
        let form = |row: &AnyRow| {
            let revision: i64 = row.try_get("revision")?;
            Ok((revision.unsigned_abs(), row.try_get("form")?))
        };
        let forms = rows.iter().map(form).collect::<Result<_, sqlx::Error>>()?;
        let select = "select body from skeleton where session = $1 order by erased_at, dossier";
        let skeletons = sqlx::query_scalar(select).bind(&self.session).fetch_all(&mut *self.conn).await?;
        Ok(CallFiles { revisions, steering, forms, skeletons })
    }

    /// Those of `ids` who are somebody, and all who have a role in the session, by identifier.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn people(&mut self, ids: &BTreeSet<String>) -> Result<BTreeMap<String, Named>, ArchiveError> {
        let select = "select person, role, areas from part where session = $1 order by person, role";
        let mut roles: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for row in sqlx::query(select).bind(&self.session).fetch_all(&mut *self.conn).await? {
            let role = (row.try_get("role")?, row.try_get("areas")?);
            roles.entry(row.try_get("person")?).or_default().push(role);
        }
        let mut people = BTreeMap::new();
        let select = "select id, name from person order by id";
        for row in sqlx::query(AssertSqlSafe(select)).fetch_all(&mut *self.conn).await? {
            let id: String = row.try_get("id")?;
            if ids.contains(&id) || roles.contains_key(&id) {
                let name: Option<String> = row.try_get("name")?;
                let roles = roles.remove(&id).unwrap_or_default();
                people.insert(id, Named { name: name.unwrap_or_default(), roles });
            }
        }
        Ok(people)
    }
}
