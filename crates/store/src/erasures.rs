//! Erasing: a dossier whose time is over, an account that gives no more sign, somebody who asks for it. Each is one
//! transaction, recorded in the journal: the entries stay with their digests, what they said goes, and the chain is whole.
//!
//! Files that nothing names any more are listed in the same transaction, and leave their shelf afterwards ([`Erasures::sweep`]):
//! a program that stops in between goes on at the next round.

use std::collections::{BTreeMap, BTreeSet};

use programme::dossier::{Dossier, Event, Warned};
use programme::erasure::{Fate, Traces, fate, tells, without};
use programme::id::{DossierId, PersonId};
use programme::retention::{Presence, RetentionRule, Skeleton, skeleton};
use programme::{Session, Slug};
use serde_json::{Value, json};
use sqlx::{AnyConnection, AssertSqlSafe, Row};

use crate::act::{ActError, Record};
use crate::attachments::{Shelf, ShelfError};
use crate::dialect::Lock;
use crate::dossiers::{self, Beside, Decided, DossierError};
use crate::entry::{Body, Salt};
use crate::outbox::{self, Outgoing};
use crate::people::{self, Moment, PersonError};
use crate::{DatabaseError, Store, journal, records};

/// Tables whose rows go with somebody, by the column that has their identifier.
const OF_PERSON: [(&str, &str); 8] = [
    ("login", "person"),
    ("part", "person"),
    ("comment_seen", "person"),
    ("provider_attempt", "person"),
    ("provider_account", "person"),
    ("passkey", "person"),
    ("passkey_ceremony", "person"),
    ("record_text", "author"),
];
/// The same, by the column that has their address.
const OF_ADDRESS: [(&str, &str); 4] =
    [("sign_in", "address"), ("invitation", "address"), ("letter_ask", "address"), ("provider_claim", "address")];
/// Columns in which people write, or that are the names of what they gave.
const TEXTS: [(&str, &str); 7] = [
    ("attachment", "name"),
    ("comment_text", "body"),
    ("letter_ask", "position"),
    ("letter_ask", "reply"),
    ("call_revision", "reason"),
    ("record_text", "body"),
    ("record", "state"),
];
/// Rule under which the draft of somebody who is erased went with them.
const WITH_PERSON: &str = "person-erased";
/// Seconds for which a file that was just given may be named by nothing: longer than any request lasts.
const JUST_GIVEN: i64 = 3_600;

/// What went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gone {
    /// How many entries of the journal say nothing any more.
    pub entries: usize,
    /// How many dossiers went.
    pub dossiers: usize,
    /// How many mails that waited no longer leave.
    pub mails: u64,
}

/// Somebody cannot be erased yet: they alone answer for these dossiers, which are not over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("they alone answer for {} dossiers that are not over: {}", .0.len(), .0.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(", "))]
pub struct Held(pub Vec<(DossierId, String)>);

/// Why somebody is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why<'w> {
    /// They ask for it, or who runs the instance does for them.
    Asked {
        /// Whether it is themselves.
        by_them: bool,
    },
    /// They gave no sign since this time. If they did meanwhile, nothing is done.
    Inactive {
        /// The last sign that was known when it was decided.
        since: &'w str,
    },
}

/// What finds the session of a dossier: its form says which answers are personal data.
pub type Sessions<'f> = dyn for<'d> Fn(&'d Dossier) -> Option<&'f Session> + Sync + 'f;

/// The erasures of an instance.
#[derive(Debug, Clone, Copy)]
pub struct Erasures<'s> {
    store: &'s Store,
}

impl Store {
    /// What erases.
    pub fn erasures(&self) -> Erasures<'_> {
        Erasures { store: self }
    }
}

impl Erasures<'_> {
    /// Erases a dossier but for its skeleton, if `decide` still says so of it as it is now; nothing when it does not, or
    /// when the dossier is gone.
    ///
    /// # Errors
    /// When the database does not answer, or the row was spoilt: then nothing was erased.
    pub async fn dossier(
        &self,
        id: &DossierId,
        moment: Moment<'_>,
        decide: impl FnOnce(&Dossier) -> Option<(RetentionRule, Skeleton)>,
    ) -> Result<Option<Gone>, DossierError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let select = "select id, state from dossier where id = $1";
        let Some(row) = sqlx::query(select).bind(id.as_str()).fetch_optional(&mut *act).await? else { return Ok(None) };
        let dossier = dossiers::read(&row)?;
        let Some((rule, skeleton)) = decide(&dossier) else { return Ok(None) };
        let gone = remove(&mut act, &dossier, (rule.as_str(), Some(&skeleton)), "system", moment).await?;
        act.commit().await?;
        Ok(Some(gone))
    }

    /// The accounts, as the rule on them sees them, in the order of their identifiers.
    ///
    /// # Errors
    /// When the database does not answer, or a row was spoilt.
    pub async fn accounts(&self) -> Result<Vec<Presence>, PersonError> {
        let mut makers = BTreeSet::new();
        for row in sqlx::query("select id, state from dossier").fetch_all(&self.store.pool).await? {
            // One that cannot be read keeps nobody; `check` tells of it.
            makers.extend(dossiers::read(&row).into_iter().flat_map(|dossier| dossier.people.into_keys()));
        }
        let select = format!("{PRESENCE} order by p.id");
        let rows = sqlx::query(AssertSqlSafe(select)).fetch_all(&self.store.pool).await?;
        rows.iter().map(|row| presence(row, &makers)).collect()
    }

    /// Warns somebody that their account will be erased: notes it, with the mail that says so, in one transaction.
    ///
    /// # Errors
    /// When the database does not answer: then nothing was written.
    pub async fn warn(&self, id: &PersonId, erase_from: &str, mail: &Outgoing, now: &str) -> Result<(), DatabaseError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let update = "update person set warned_at = $2, erase_from = $3 where id = $1";
        sqlx::query(update).bind(id.as_str()).bind(now).bind(erase_from).execute(&mut *act).await?;
        outbox::put(&mut act, mail, now).await?;
        act.commit().await?;
        Ok(())
    }

    /// The dossiers that hold somebody back, and those that would go with them: name of each, and of its place.
    ///
    /// # Errors
    /// When the database does not answer, or a row was spoilt.
    pub async fn fates(&self, id: &PersonId) -> Result<Vec<(Dossier, Fate)>, DossierError> {
        let mut fates = Vec::new();
        for dossier in self.store.dossiers().all().await? {
            if dossier.people.contains_key(id) {
                let fate = fate(&dossier, id);
                fates.push((dossier, fate));
            }
        }
        Ok(fates)
    }

    /// Erases somebody: their account, their roles, their ways in, what was to be sent to them, the drafts that they alone
    /// wrote; in the dossiers that stay, their comments, the answers that are personal data and theirs, and their name and
    /// address wherever a text has them; in the journal, what was said of any of it. Nothing when they are gone already.
    ///
    /// # Errors
    /// `Refused` when dossiers hold them back; `Database` when the database does not answer or a row was spoilt. In each
    /// case nothing was erased.
    pub async fn person(
        &self,
        id: &PersonId,
        why: Why<'_>,
        sessions: &Sessions<'_>,
        moment: Moment<'_>,
    ) -> Result<Option<Gone>, ActError<Held>> {
        let spoilt = |error: &dyn std::fmt::Display| sqlx::Error::Decode(error.to_string().into());
        let now = moment.now.parse().map_err(|_| ActError::Time(moment.now.chars().take(40).collect()))?;
        let mut act = self.store.begin(Lock::Journal).await?;
        let select = format!("{PRESENCE} where p.id = $1");
        let row = sqlx::query(AssertSqlSafe(select)).bind(id.as_str()).fetch_optional(&mut *act).await?;
        let Some(row) = row else { return Ok(None) };
        let seen = presence(&row, &BTreeSet::new()).map_err(|error| spoilt(&error))?.seen;
        if let Why::Inactive { since } = why
            && since != seen.to_string()
        {
            return Ok(None);
        }
        let select = "select id, address, name, lang, verified_at from person where id = $1";
        let row = sqlx::query(select).bind(id.as_str()).fetch_one(&mut *act).await?;
        let person = people::read(&row).map_err(|error| spoilt(&error))?;
        let traces = Traces::of(person.address.as_str(), &person.name);
        let actor = if why == (Why::Asked { by_them: true }) { id.as_str() } else { "system" };

        let rows = sqlx::query("select id, state from dossier order by id").fetch_all(&mut *act).await?;
        let dossiers =
            rows.iter().map(dossiers::read).collect::<Result<Vec<_>, _>>().map_err(|error| spoilt(&error))?;
        let held = dossiers.iter().filter(|dossier| fate(dossier, id) == Fate::HoldsBack);
        let held: Vec<_> = held.map(|dossier| (dossier.id.clone(), dossier.place.name.clone())).collect();
        if !held.is_empty() {
            return Err(ActError::Refused(Held(held)));
        }

        let mut gone = Gone::default();
        let mut cleared: BTreeMap<String, BTreeSet<Slug>> = BTreeMap::new();
        for dossier in &dossiers {
            let session = sessions(dossier);
            if fate(dossier, id) == Fate::Goes {
                let stays = session.and_then(|session| session.call.as_ref()).map(|call| skeleton(call, dossier));
                let went = remove(&mut act, dossier, (WITH_PERSON, stays.as_ref()), actor, moment).await?;
                gone.entries += went.entries;
                gone.mails += went.mails;
                gone.dossiers += 1;
                continue;
            }
            let form = session.map(|session| &session.application.form);
            let Some(left) = without(dossier, form, id, &traces, now) else { continue };
            list_files(&mut act, dossier, moment.now).await?;
            let subject = dossiers::subject(&dossier.id);
            let mut salt = salts(moment.salt, &subject);
            let events = left.events.into_iter().map(|event| (event, salt())).collect();
            let said = dossier.comments.iter().filter(|comment| comment.by == *id);
            let beside = said.map(|comment| Beside::CommentErased { comment: comment.id.clone() }).collect();
            let decided = Decided { dossier: left.dossier, events, mails: Vec::new(), invitation: None, beside };
            dossiers::write(&mut act, &decided, moment.now).await?;
            cleared.insert(subject, left.cleared);
        }

        let subject = format!("person:{id}");
        let none = BTreeSet::new();
        let entries = journal::chosen(&mut act, |_, about, by, body| {
            if about == subject || names(&traces, body) {
                return true;
            }
            let of_dossier = about.starts_with("dossier:");
            let questions = cleared.get(about).unwrap_or(&none);
            let is_theirs = of_dossier && (by == id.as_str() || !questions.is_empty());
            is_theirs && serde_json::from_str::<Event>(body).is_ok_and(|event| tells(&event, id, questions))
        });
        let entries = entries.await?;
        journal::erase_all(&mut act, &entries).await?;
        gone.entries += entries.len();
        gone.mails += forget_mails(&mut act, person.address.as_str(), &traces).await?;
        for (table, column) in TEXTS {
            take_out(&mut act, table, column, &traces).await?;
        }
        let links = "delete from letter_link where letter in (select id from letter_ask where address = $1)";
        sqlx::query(links).bind(person.address.as_str()).execute(&mut *act).await?;
        for (table, column) in OF_PERSON {
            let delete = format!("delete from {table} where {column} = $1");
            sqlx::query(AssertSqlSafe(delete)).bind(id.as_str()).execute(&mut *act).await?;
        }
        for (table, column) in OF_ADDRESS {
            let delete = format!("delete from {table} where {column} = $1");
            sqlx::query(AssertSqlSafe(delete)).bind(person.address.as_str()).execute(&mut *act).await?;
        }
        for delete in [
            "delete from subscription_token where subscription in (select id from subscription where address = $1)",
            "delete from subscription where address = $1",
        ] {
            sqlx::query(delete).bind(person.address.as_str()).execute(&mut *act).await?;
        }
        sqlx::query("delete from person where id = $1").bind(id.as_str()).execute(&mut *act).await?;
        let why = match why {
            Why::Asked { .. } => "asked",
            Why::Inactive { .. } => "inactive",
        };
        let body = json!({ "entries": entries, "why": why });
        record(&mut act, actor, journal::ERASE_PERSON, &subject, &body, moment).await?;
        act.commit().await?;
        Ok(Some(gone))
    }

    /// Lists files that were put on the shelf for a dossier that then was not written.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn unnamed(&self, digests: &[String], now: &str) -> Result<(), DatabaseError> {
        for sha256 in digests {
            let insert = "insert into attachment_ending (sha256, since) values ($1, $2)
                 on conflict (sha256) do nothing";
            sqlx::query(insert).bind(sha256).bind(now).execute(&self.store.pool).await?;
        }
        Ok(())
    }

    /// Removes the invitations that nobody took up in time, with the addresses they were sent to; how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn invitations(&self, now: &str) -> Result<u64, DatabaseError> {
        let delete = "delete from invitation where expires_at <= $1";
        Ok(sqlx::query(delete).bind(now).execute(&self.store.pool).await?.rows_affected())
    }

    /// Takes off the shelf the files listed that nothing names any more; how many went. One that was given less than an
    /// hour before `now` stays listed: a dossier may be about to name it.
    ///
    /// # Errors
    /// When the shelf or the database does not answer: what is left is done the next time.
    pub async fn sweep(&self, shelf: &Shelf, now: &str) -> Result<usize, SweepError> {
        let mut went = 0;
        let list = "select sha256 from attachment_ending order by sha256";
        let listed: Vec<String> = sqlx::query_scalar(list).fetch_all(&self.store.pool).await?;
        for sha256 in listed {
            if !self.unlist(&sha256, now).await? {
                continue;
            }
            // Its row is gone: no one reads it any more. Whoever gives it again from here on finds that it must be put again.
            let mut act = self.store.begin(Lock::Attachments).await?;
            let back = "select count(*) from attachment where sha256 = $1";
            let back: i64 = sqlx::query_scalar(back).bind(&sha256).fetch_one(&mut *act).await?;
            if back == 0 {
                shelf.remove(&sha256).await?;
                went += 1;
            }
            sqlx::query("delete from attachment_ending where sha256 = $1").bind(&sha256).execute(&mut *act).await?;
            act.commit().await?;
        }
        Ok(went)
    }

    /// Removes what is known of a file, if nothing names it; whether its bytes are to go now.
    async fn unlist(&self, sha256: &str, now: &str) -> Result<bool, sqlx::Error> {
        let mut act = self.store.begin(Lock::Journal).await?;
        self.store.dialect.hold(&mut act, Lock::Attachments).await?;
        let mut named = 0;
        for count in [
            "select count(*) from dossier where state like '%' || $1 || '%'",
            "select count(*) from record where state like '%' || $1 || '%'",
            "select count(*) from journal_body where body like '%' || $1 || '%'",
        ] {
            named += sqlx::query_scalar::<_, i64>(count).bind(sha256).fetch_one(&mut *act).await?;
        }
        let given = "select given_at from attachment where sha256 = $1";
        let given: Option<Option<String>> = sqlx::query_scalar(given).bind(sha256).fetch_optional(&mut *act).await?;
        let seconds = |time: &str| time.parse::<programme::calendar::Instant>().map_or(i64::MAX, |at| at.seconds());
        let is_new = given.flatten().is_some_and(|at| at.as_str() > now || seconds(now) < seconds(&at) + JUST_GIVEN);
        if named == 0 && is_new {
            return Ok(false);
        }
        let delete = match named {
            0 => "delete from attachment where sha256 = $1",
            _ => "delete from attachment_ending where sha256 = $1",
        };
        sqlx::query(delete).bind(sha256).execute(&mut *act).await?;
        act.commit().await?;
        Ok(named == 0)
    }

    /// What is left of the dossiers of a session that were erased, the first erased first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn skeletons(&self, session: &str) -> Result<Vec<Skeleton>, DatabaseError> {
        let select = "select body from skeleton where session = $1 order by erased_at, dossier";
        let bodies: Vec<String> = sqlx::query_scalar(select).bind(session).fetch_all(&self.store.pool).await?;
        Ok(bodies.iter().filter_map(|body| serde_json::from_str(body).ok()).collect())
    }
}

/// Why files could not be taken off the shelf.
#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    /// The shelf did not answer.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// The database did not answer.
    #[error("files that nothing names cannot be looked for: {0}")]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for SweepError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DatabaseError(error))
    }
}

const PRESENCE: &str = "select p.id, p.created_at, p.verified_at, p.seen_at, p.warned_at, p.erase_from,
    (select max(given_at) from part where part.person = p.id) as given_at from person p";

fn presence(row: &sqlx::any::AnyRow, makers: &BTreeSet<PersonId>) -> Result<Presence, PersonError> {
    let id: String = row.try_get("id")?;
    let corrupt = |fault: String| PersonError::Corrupt { id: id.clone(), fault };
    let time = |column: &str| row.try_get::<Option<String>, _>(column);
    let signs = [time("created_at")?, time("verified_at")?, time("seen_at")?, time("given_at")?];
    let seen = signs.into_iter().flatten().max().unwrap_or_default();
    let instant = |text: &str| text.parse().map_err(|_| corrupt(format!("{text:?} found as a time")));
    let warned = match (time("warned_at")?, time("erase_from")?) {
        (Some(at), Some(erase_from)) if at > seen => {
            Some(Warned { at: instant(&at)?, erase_from: instant(&erase_from)? })
        }
        _ => None,
    };
    let person: PersonId = id.parse().map_err(|error| corrupt(format!("{error}")))?;
    Ok(Presence { seen: instant(&seen)?, warned, makes_a_dossier: makers.contains(&person), person })
}

/// Whether a body of the journal names somebody. What JSON escapes is looked at as it was written.
fn names(traces: &Traces, body: &str) -> bool {
    fn in_value(traces: &Traces, value: &Value) -> bool {
        match value {
            Value::String(text) => traces.are_in(text),
            Value::Array(items) => items.iter().any(|item| in_value(traces, item)),
            Value::Object(fields) => fields.values().any(|value| in_value(traces, value)),
            _ => false,
        }
    }
    match body.contains('\\') {
        true => serde_json::from_str(body).is_ok_and(|value: Value| in_value(traces, &value)),
        false => traces.are_in(body),
    }
}

/// Salts that follow from one that was never used before: as many as an act needs.
fn salts(salt: Salt, about: &str) -> impl FnMut() -> Salt + use<> {
    use sha2::{Digest as _, Sha256};
    let about = about.to_owned();
    let mut rank = 0_u64;
    move || {
        rank += 1;
        let digest = Sha256::new_with_prefix(salt.0).chain_update(&about).chain_update(rank.to_be_bytes()).finalize();
        let mut next = [0; 16];
        next.copy_from_slice(&digest[..16]);
        Salt(next)
    }
}

/// Removes a dossier and all that was said of it, but for its skeleton, and records it.
async fn remove(
    conn: &mut AnyConnection,
    dossier: &Dossier,
    (rule, stays): (&str, Option<&Skeleton>),
    actor: &str,
    moment: Moment<'_>,
) -> Result<Gone, sqlx::Error> {
    let id = dossier.id.as_str();
    let stays = serde_json::to_string(&stays).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query("insert into skeleton (dossier, session, rule, erased_at, body) values ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(dossier.session.as_str())
        .bind(rule)
        .bind(moment.now)
        .bind(stays)
        .execute(&mut *conn)
        .await?;
    list_files(conn, dossier, moment.now).await?;
    let mut mails = 0;
    let waiting = "delete from outbox where state = 'waiting' and
        (body_text like '%/' || $1 || '%' or body_html like '%/' || $1 || '%')";
    mails += sqlx::query(waiting).bind(id).execute(&mut *conn).await?.rows_affected();
    for delete in [
        "delete from invitation where dossier = $1",
        "delete from comment_text where dossier = $1",
        "delete from comment_seen where dossier = $1",
        "delete from letter_link where letter in (select id from letter_ask where dossier = $1)",
        "delete from letter_ask where dossier = $1",
        "delete from bridge_note where dossier = $1",
        "delete from dossier where id = $1",
    ] {
        sqlx::query(delete).bind(id).execute(&mut *conn).await?;
    }
    let parts = records::remove_of(conn, id).await?;
    let subject = dossiers::subject(&dossier.id);
    let bridged = format!("bridge:{id}");
    let entries =
        journal::chosen(conn, |_, about, _, _| about == subject || about == bridged || parts.contains(about)).await?;
    journal::erase_all(conn, &entries).await?;
    let body = json!({ "entries": entries, "rule": rule });
    record(conn, actor, journal::ERASE_DOSSIER, &subject, &body, moment).await?;
    Ok(Gone { entries: entries.len(), dossiers: 1, mails })
}

/// Lists the files that a dossier names now or named once: those that nothing else names will leave.
async fn list_files(conn: &mut AnyConnection, dossier: &Dossier, now: &str) -> Result<(), sqlx::Error> {
    let mut named = BTreeSet::new();
    let select = "select b.body from journal_entry e join journal_body b on b.seq = e.seq where e.subject = $1";
    let bodies: Vec<String> =
        sqlx::query_scalar(select).bind(dossiers::subject(&dossier.id)).fetch_all(&mut *conn).await?;
    let state = serde_json::to_string(dossier).map_err(|error| sqlx::Error::Encode(error.into()))?;
    for text in bodies.iter().chain([&state]) {
        digests(text, &mut named);
    }
    for sha256 in named {
        let insert = "insert into attachment_ending (sha256, since) select sha256, $2 from attachment where sha256 = $1
             on conflict (sha256) do nothing";
        sqlx::query(insert).bind(sha256).bind(now).execute(&mut *conn).await?;
    }
    Ok(())
}

/// What has the form of a digest in a text of JSON.
fn digests<'t>(text: &'t str, named: &mut BTreeSet<&'t str>) {
    let is_digest = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    named.extend(text.split('"').filter(is_digest));
}

/// Cancels the mails that wait for somebody, and takes them out of those that wait for others; how many were cancelled.
async fn forget_mails(conn: &mut AnyConnection, address: &str, traces: &Traces) -> Result<u64, sqlx::Error> {
    let delete = "delete from outbox where state = 'waiting' and recipient = $1";
    let cancelled = sqlx::query(delete).bind(address).execute(&mut *conn).await?.rows_affected();
    let select = "select id, subject, body_text, body_html, last_error from outbox";
    for row in sqlx::query(select).fetch_all(&mut *conn).await? {
        let id: String = row.try_get("id")?;
        for column in ["subject", "body_text", "body_html", "last_error"] {
            let Some(text) = row.try_get::<Option<String>, _>(column)? else { continue };
            if let Some(left) = traces.removed_from(&text) {
                let update = format!("update outbox set {column} = $2 where id = $1");
                sqlx::query(AssertSqlSafe(update)).bind(&id).bind(left).execute(&mut *conn).await?;
            }
        }
    }
    Ok(cancelled)
}

/// Takes somebody out of a column of texts.
async fn take_out(conn: &mut AnyConnection, table: &str, column: &str, traces: &Traces) -> Result<(), sqlx::Error> {
    let select = format!("select distinct {column} as said from {table} where {column} is not null");
    for row in sqlx::query(AssertSqlSafe(select)).fetch_all(&mut *conn).await? {
        let said: String = row.try_get("said")?;
        if let Some(left) = traces.removed_from(&said) {
            let update = format!("update {table} set {column} = $2 where {column} = $1");
            sqlx::query(AssertSqlSafe(update)).bind(said).bind(left).execute(&mut *conn).await?;
        }
    }
    Ok(())
}

async fn record(
    conn: &mut AnyConnection,
    actor: &str,
    act: &str,
    subject: &str,
    body: &Value,
    moment: Moment<'_>,
) -> Result<(), sqlx::Error> {
    let name = |text: &str| sqlx::Error::Encode(format!("{text:?} is no name of the journal").into());
    let record = Record {
        actor: actor.parse().map_err(|_| name(actor))?,
        act: act.parse().map_err(|_| name(act))?,
        subject: subject.parse().map_err(|_| name(subject))?,
        body: Body::of(body),
        salt: salts(moment.salt, subject)(),
    };
    journal::append(conn, &record, moment.now).await?;
    Ok(())
}

#[cfg(test)]
mod tests;
