//! All that is kept of somebody, to be given to them (règlement UE 2016/679, articles 15 and 20).

use std::collections::BTreeMap;

use programme::dossier::{Dossier, Event, Happened};
use programme::form::Value;
use programme::id::PersonId;
use serde::Serialize;
use serde_json::{Value as Json, json};
use sqlx::{AssertSqlSafe, Row};

use crate::dossiers::{self, DossierError};
use crate::people::{People, PersonError};
use crate::{DatabaseError, Person, Store};

/// All that is kept of somebody. Each part is a list of JSON objects.
#[derive(Debug, Clone, Serialize)]
pub struct PersonFile {
    /// Who they are, since when, with which roles.
    pub account: Json,
    /// Where their space is open, and the links that were sent to them and are still good.
    pub ways_in: Json,
    /// The news they asked for.
    pub subscription: Json,
    /// The dossiers they make or made, with what they wrote that is there now.
    pub dossiers: Vec<Json>,
    /// The lines of the journal that are about them or of which they are the author, with what they said.
    pub journal: Vec<Json>,
    /// What they wrote beside the records of the jury and of laureates.
    pub words: Vec<Json>,
    /// The mails that wait to be sent to them.
    pub mails: Vec<Json>,
    /// The files they gave: digest and name of each.
    #[serde(skip)]
    pub files: BTreeMap<String, String>,
}

/// Why it cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum PersonFileError {
    /// They cannot be read.
    #[error(transparent)]
    Person(#[from] PersonError),
    /// One of their dossiers cannot.
    #[error(transparent)]
    Dossier(#[from] DossierError),
    /// The database did not answer.
    #[error("what is kept of somebody cannot be read: {0}")]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for PersonFileError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DatabaseError(error))
    }
}

impl People<'_> {
    /// All that is kept of somebody; nothing when there is nobody of that identifier.
    ///
    /// # Errors
    /// When a row was spoilt, or the database does not answer.
    pub async fn file(&self, id: &PersonId) -> Result<Option<PersonFile>, PersonFileError> {
        let Some(person) = self.find(id).await? else { return Ok(None) };
        let store = self.store();
        let (journal, files) = journal(store, id).await?;
        let address = person.address.as_str();
        let file = PersonFile {
            account: account(store, &person).await?,
            ways_in: json!({
                "open": list(store, "select id, how, device, created_at, seen_at, expires_at from login
                    where person = $1 order by created_at", id.as_str()).await?,
                "links": list(store, "select created_at, expires_at, lang from sign_in
                    where address = $1 order by created_at", address).await?,
                "provider_accounts": list(store, "select issuer, subject, siret, assurance, created_at, seen_at
                    from provider_account where person = $1 order by created_at", id.as_str()).await?,
                "passkeys": list(store, "select name, transports, created_at, used_at from passkey
                    where person = $1 order by created_at", id.as_str()).await?,
                "letters_asked_of_you": list(store, "select dossier, position, expires_at, seen_at, reply from letter_ask
                    where address = $1 order by expires_at", address).await?,
                "invitations": list(store, "select dossier, expires_at from invitation
                    where address = $1 order by expires_at", address).await?,
            }),
            subscription: list(
                store,
                "select address, lang, topics, consent, asked_at, confirmed_at, digest_at
                from subscription where address = $1",
                address,
            )
            .await?
            .into(),
            dossiers: own(store, id, &journal).await?,
            journal,
            words: list(
                store,
                "select kind, id, name, body from record_text where author = $1 order by kind, id, name",
                id.as_str(),
            )
            .await?,
            mails: list(
                store,
                "select kind, recipient, lang, subject, body_text, created_at from outbox
                where state = 'waiting' and recipient = $1 order by created_at, id",
                address,
            )
            .await?,
            files,
        };
        Ok(Some(file))
    }
}

/// The rows of a query about one text, each as an object of texts.
async fn list(store: &Store, select: &'static str, about: &str) -> Result<Vec<Json>, sqlx::Error> {
    use sqlx::Column as _;
    let rows = sqlx::query(AssertSqlSafe(select)).bind(about).fetch_all(&store.pool).await?;
    let object = |row: &sqlx::any::AnyRow| {
        let mut fields = serde_json::Map::new();
        for column in row.columns() {
            fields.insert(column.name().to_owned(), json!(row.try_get::<Option<String>, _>(column.ordinal())?));
        }
        Ok(Json::Object(fields))
    };
    rows.iter().map(object).collect()
}

async fn account(store: &Store, person: &Person) -> Result<Json, sqlx::Error> {
    let id = person.id.as_str();
    let known = "select id, address, name, lang, created_at, verified_at, seen_at, warned_at, erase_from from person
        where id = $1";
    let mut account = list(store, known, id).await?.pop().unwrap_or_default();
    account["roles"] =
        list(store, "select session, role, areas, given_at from part where person = $1 order by given_at", id)
            .await?
            .into();
    Ok(account)
}

/// Lines about somebody or by them, and the files that they gave. Of a line about them, what it says is there; of a line by
/// somebody else that only names them, that it is.
async fn journal(store: &Store, id: &PersonId) -> Result<(Vec<Json>, BTreeMap<String, String>), sqlx::Error> {
    let select = "select e.seq, e.at, e.actor, e.act, e.subject, b.body from journal_entry e
         left join journal_body b on b.seq = e.seq
         where e.actor = $1 or e.subject = $2 or b.body like '%' || $1 || '%' order by e.seq";
    let subject = format!("person:{id}");
    let rows = sqlx::query(select).bind(id.as_str()).bind(&subject).fetch_all(&store.pool).await?;
    let (mut lines, mut files) = (Vec::new(), BTreeMap::new());
    for row in &rows {
        let text = |column| row.try_get::<String, _>(column);
        let (actor, about) = (text("actor")?, text("subject")?);
        let body: Option<String> = row.try_get("body")?;
        let is_theirs = actor == id.as_str() || about == subject;
        let said = body.as_deref().filter(|_| is_theirs);
        if let Some(Ok(event)) = said.filter(|_| actor == id.as_str()).map(serde_json::from_str::<Event>) {
            files.extend(given(&event));
        }
        lines.push(json!({
            "line": row.try_get::<i64, _>("seq")?,
            "at": text("at")?,
            "by": if actor == id.as_str() { "you" } else if actor == "system" { "system" } else { "somebody else" },
            "act": text("act")?,
            "about": if about == subject { "you".to_owned() } else { about },
            "says": said.and_then(|body| serde_json::from_str::<Json>(body).ok()),
            "erased": body.is_none(),
        }));
    }
    Ok((lines, files))
}

fn given(event: &Event) -> Vec<(String, String)> {
    let one = |file: &programme::form::File| (file.digest.as_str().to_owned(), file.name.clone());
    match &event.happened {
        Happened::QuestionAnswered { value: Some(Value::Files { files }), .. } => files.iter().map(one).collect(),
        Happened::LetterReceived { file, .. } => vec![one(file)],
        _ => Vec::new(),
    }
}

/// The dossiers that somebody makes, or that they acted on.
async fn own(store: &Store, id: &PersonId, journal: &[Json]) -> Result<Vec<Json>, PersonFileError> {
    let acted = |dossier: &Dossier| {
        let subject = dossiers::subject(&dossier.id);
        journal.iter().any(|line| line["about"] == subject.as_str() && line["by"] == "you")
    };
    let mut own = Vec::new();
    for dossier in store.dossiers().all().await? {
        if !dossier.people.contains_key(id) && !acted(&dossier) {
            continue;
        }
        let answers = dossier.answers.iter().filter(|(_, answered)| answered.by == *id);
        let answers: BTreeMap<_, _> = answers.map(|(question, answered)| (question, &answered.value)).collect();
        let words = store.dossiers().comments(&dossier.id).await?;
        let said = dossier.comments.iter().filter(|comment| comment.by == *id);
        let comments: Vec<_> =
            said.map(|comment| json!({ "comment": comment, "words": words.get(&comment.id) })).collect();
        let signed: Vec<_> = dossier.signatures.iter().filter(|(_, one)| one.by == *id).collect();
        let deposited = dossier.deposits.iter().filter(|deposit| deposit.by == *id);
        own.push(json!({
            "dossier": dossier.id,
            "session": dossier.session,
            "place": dossier.place,
            "capacity": dossier.people.get(id),
            "begun": dossier.created,
            "answers": answers,
            "comments": comments,
            "signatures": signed,
            "deposited": deposited.map(|deposit| deposit.at).collect::<Vec<_>>(),
        }));
    }
    Ok(own)
}
