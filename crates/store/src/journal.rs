//! The journal of acts: it only grows, each entry is chained to the one before, each day is closed by one digest.

use std::collections::BTreeSet;

use serde_json::json;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

use crate::act::{Act, ActError, Record};
use crate::dialect::Lock;
use crate::entry::{Actor, Body, Day, Entry, Salt, body_sha256, bytes_of, day_of, hash_of, is_time};
use crate::merkle::{self, Hash};
use crate::token::hex;
use crate::{DatabaseError, Store};

/// The act by which what another one said is erased.
pub const ERASE: &str = "erase-body";
/// The act by which a dossier is erased, with what was said of it. Its body has the `entries`.
pub const ERASE_DOSSIER: &str = "erase-dossier";
/// The act by which somebody is erased, with what was said of them. Its body has the `entries`.
pub const ERASE_PERSON: &str = "erase-person";
/// Records of erasures, which stay.
pub(crate) const ERASURES: [&str; 3] = [ERASE, ERASE_DOSSIER, ERASE_PERSON];

/// How many rows are read at once.
const AT_ONCE: i64 = 1000;

/// The journal of an instance, to be read. Writing in it is part of an act ([`Store::act`]).
#[derive(Debug, Clone, Copy)]
pub struct Journal<'s> {
    store: &'s Store,
}

/// Why something of the journal is not given. Not found is none of these.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// A row is there but not as it is written.
    #[error("{row} of the journal cannot be read: {fault}")]
    Corrupt {
        /// Which one: `entry 3`, `day 2026-07-01`.
        row: String,
        /// What is wrong with it.
        fault: String,
    },
    /// The time given is not one.
    #[error("{0:?} found as a time, expected UTC to the second, such as 2026-07-01T10:00:00Z")]
    Time(String),
    /// The database did not answer.
    #[error("the journal cannot be read: {0}")]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for JournalError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DatabaseError(error))
    }
}

/// Why what an act said is not erased.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotErased {
    /// There is no such entry.
    #[error("no entry {0} found in the journal")]
    NoEntry(u64),
    /// It was erased before.
    #[error("what entry {0} said is erased already")]
    Already(u64),
    /// It is the record of an erasure, which says what was erased and why.
    #[error("entry {0} records an erasure, and stays")]
    Record(u64),
}

/// Where an entry is in the tree of its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Its rank among the entries of the day, from 0.
    pub rank: u64,
    /// How many entries the day has, or has so far.
    pub count: u64,
    /// The digests beside its way up to the root.
    pub path: Vec<Hash>,
    /// The root of the day, or of the day so far.
    pub root: Hash,
    /// The day, once it is closed.
    pub closed: Option<Day>,
}

impl Store {
    /// The journal of acts.
    pub fn journal(&self) -> Journal<'_> {
        Journal { store: self }
    }
}

impl Journal<'_> {
    /// How many entries there are, which is the rank of the last one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn len(&self) -> Result<u64, JournalError> {
        let seq: i64 =
            sqlx::query_scalar("select seq from journal_head where id = 1").fetch_one(&self.store.pool).await?;
        Ok(seq.unsigned_abs())
    }

    /// Whether nothing was ever recorded.
    ///
    /// # Errors
    /// As [`Journal::len`].
    pub async fn is_empty(&self) -> Result<bool, JournalError> {
        Ok(self.len().await? == 0)
    }

    /// An entry; nothing when there is none of this rank.
    ///
    /// # Errors
    /// `Corrupt` when its row was spoilt, `Database` when the database does not answer.
    pub async fn entry(&self, seq: u64) -> Result<Option<Entry>, JournalError> {
        let mut conn = self.store.pool.acquire().await?;
        entry(&mut conn, seq).await
    }

    /// The entries about a subject, the first one first.
    ///
    /// # Errors
    /// As [`Journal::entry`].
    pub async fn about(&self, subject: &str) -> Result<Vec<Entry>, JournalError> {
        let select = format!("{ENTRIES} where subject = $1 order by seq");
        let rows = sqlx::query(AssertSqlSafe(select)).bind(subject).fetch_all(&self.store.pool).await?;
        rows.iter().map(read_entry).collect()
    }

    /// What an act said, with its salt; nothing when it was erased, or when there is no such entry.
    ///
    /// # Errors
    /// As [`Journal::entry`].
    pub async fn body(&self, seq: u64) -> Result<Option<(Body, Salt)>, JournalError> {
        let select = "select seq, salt, body from journal_body where seq = $1";
        let row = sqlx::query(select).bind(seq.cast_signed()).fetch_optional(&self.store.pool).await?;
        row.as_ref().map(read_body).transpose().map(|found| found.map(|(_, body, salt)| (body, salt)))
    }

    /// The closed days, the first one first.
    ///
    /// # Errors
    /// As [`Journal::entry`].
    pub async fn days(&self) -> Result<Vec<Day>, JournalError> {
        let mut conn = self.store.pool.acquire().await?;
        days(&mut conn).await
    }

    /// Closes every day that is over at `now` and has entries; how many. Closing twice is the same act.
    ///
    /// # Errors
    /// `Corrupt` when a row was spoilt: nothing is closed over it. `Time` when `now` is not a time. `Database` when the
    /// database does not answer.
    pub async fn close_days(&self, now: &str) -> Result<usize, JournalError> {
        if !is_time(now) {
            return Err(JournalError::Time(now.chars().take(40).collect()));
        }
        let mut act = self.store.begin(Lock::Journal).await?;
        let closed = close_days(&mut act, now).await?;
        act.commit().await?;
        Ok(closed)
    }

    /// Where an entry is in the tree of its day, closed or so far; nothing when there is no such entry.
    ///
    /// # Errors
    /// As [`Journal::entry`].
    pub async fn proof(&self, seq: u64) -> Result<Option<(Entry, Proof)>, JournalError> {
        let mut reading = self.store.pool.begin_with(self.store.dialect.begin_reading()).await?;
        let Some(found) = entry(&mut reading, seq).await? else { return Ok(None) };
        let days = days(&mut reading).await?;
        let closed = days.iter().find(|day| (day.first_seq..=day.last_seq).contains(&seq)).cloned();
        let entries = match &closed {
            Some(day) => between(&mut reading, day.first_seq, day.last_seq).await?,
            None => {
                let first = days.last().map_or(1, |day| day.last_seq + 1);
                let mut entries = between(&mut reading, first, i64::MAX.unsigned_abs()).await?;
                entries.retain(|entry| entry.day() == found.day());
                entries
            }
        };
        reading.commit().await?;
        let leaves: Vec<Hash> = entries.iter().map(|entry| merkle::leaf(&entry.hash)).collect();
        let rank = entries.iter().position(|entry| entry.seq == seq);
        let Some((rank, path)) = rank.and_then(|rank| Some((rank, merkle::proof(rank, &leaves)?))) else {
            let fault = "it is not among the entries of its day".to_owned();
            return Err(JournalError::Corrupt { row: format!("entry {seq}"), fault });
        };
        let proof = Proof { rank: rank as u64, count: leaves.len() as u64, path, root: merkle::root(&leaves), closed };
        Ok(Some((found, proof)))
    }

    /// Erases what an act said, and records that it was, by whom and why. The entry stays, with the digest of what it
    /// said, and the chain with it. `why` is written for ever: it must name nobody.
    ///
    /// # Errors
    /// `Refused` when there is nothing to erase; otherwise as [`Store::act`].
    pub async fn erase_body(
        &self,
        seq: u64,
        why: &str,
        actor: &Actor,
        salt: Salt,
        now: &str,
    ) -> Result<Entry, ActError<NotErased>> {
        let record = Record {
            actor: actor.clone(),
            act: ERASE.parse().expect("the name of an act"),
            subject: format!("entry:{seq}").parse().expect("a number is an identifier"),
            body: Body::of(&json!({ "entry": seq, "why": why })),
            salt,
        };
        self.store
            .act(now, |act| {
                let record = record.clone();
                Box::pin(async move {
                    erase(act, seq).await?;
                    Ok(act.record(&record).await?)
                })
            })
            .await
    }
}

/// Erases what some entries said, in the transaction of an act that records it with their ranks.
pub(crate) async fn erase_all(conn: &mut AnyConnection, seqs: &[u64]) -> Result<(), sqlx::Error> {
    for seq in seqs {
        let delete = "delete from journal_body where seq = $1";
        sqlx::query(delete).bind(seq.cast_signed()).execute(&mut *conn).await?;
    }
    Ok(())
}

/// The entries whose bodies are there and satisfy `chosen`, given act, subject, actor and body; records of erasures left
/// out. Reads all of them, a thousand rows at a time.
pub(crate) async fn chosen(
    conn: &mut AnyConnection,
    mut chosen: impl FnMut(&str, &str, &str, &str) -> bool,
) -> Result<Vec<u64>, sqlx::Error> {
    let (mut from, mut found) = (i64::MIN, Vec::new());
    loop {
        let select = format!(
            "select e.seq, e.act, e.subject, e.actor, b.body from journal_entry e join journal_body b on b.seq = e.seq
             where e.seq > $1 order by e.seq limit {AT_ONCE}"
        );
        let rows = sqlx::query(AssertSqlSafe(select)).bind(from).fetch_all(&mut *conn).await?;
        let Some(last) = rows.last() else { return Ok(found) };
        from = last.try_get("seq")?;
        for row in &rows {
            let text = |column| row.try_get::<String, _>(column);
            let (act, subject, actor, body) = (text("act")?, text("subject")?, text("actor")?, text("body")?);
            if !ERASURES.contains(&act.as_str()) && chosen(&act, &subject, &actor, &body) {
                found.push(row.try_get::<i64, _>("seq")?.unsigned_abs());
            }
        }
    }
}

async fn erase(act: &mut Act, seq: u64) -> Result<(), ActError<NotErased>> {
    let select = "select act from journal_entry where seq = $1";
    let found: Option<String> =
        sqlx::query_scalar(select).bind(seq.cast_signed()).fetch_optional(act.connection()).await?;
    match found.as_deref() {
        None => return Err(ActError::Refused(NotErased::NoEntry(seq))),
        Some(act) if ERASURES.contains(&act) => return Err(ActError::Refused(NotErased::Record(seq))),
        Some(_) => {}
    }
    let delete = "delete from journal_body where seq = $1";
    let erased = sqlx::query(delete).bind(seq.cast_signed()).execute(act.connection()).await?;
    if erased.rows_affected() == 0 { Err(ActError::Refused(NotErased::Already(seq))) } else { Ok(()) }
}

/// Writes an entry after the last one, in the transaction of the act, which holds the lock of the journal. An entry is
/// never before the one that precedes, nor in a day that is closed: where a clock was put back, it bears the time of the
/// last one.
pub(crate) async fn append(conn: &mut AnyConnection, record: &Record, now: &str) -> Result<Entry, sqlx::Error> {
    let head = sqlx::query("select seq, at, hash from journal_head where id = 1").fetch_one(&mut *conn).await?;
    let (seq, at, previous): (i64, String, String) = (head.try_get("seq")?, head.try_get("at")?, head.try_get("hash")?);
    let previous =
        hash_of(&previous).ok_or_else(|| sqlx::Error::Decode("the head of the journal is no digest".into()))?;
    let mut entry = Entry {
        seq: seq.unsigned_abs() + 1,
        at: if at.as_str() > now { at } else { now.to_owned() },
        actor: record.actor.to_string(),
        act: record.act.to_string(),
        subject: record.subject.to_string(),
        body_sha256: record.body.sha256(record.salt),
        previous,
        hash: [0; 32],
    };
    entry.hash = entry.computed();
    sqlx::query(
        "insert into journal_entry (seq, at, actor, act, subject, body_sha256, previous, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(entry.seq.cast_signed())
    .bind(&entry.at)
    .bind(&entry.actor)
    .bind(&entry.act)
    .bind(&entry.subject)
    .bind(hex(&entry.body_sha256))
    .bind(hex(&entry.previous))
    .bind(hex(&entry.hash))
    .execute(&mut *conn)
    .await?;
    sqlx::query("insert into journal_body (seq, salt, body) values ($1, $2, $3)")
        .bind(entry.seq.cast_signed())
        .bind(record.salt.hex())
        .bind(record.body.as_str())
        .execute(&mut *conn)
        .await?;
    sqlx::query("update journal_head set seq = $1, at = $2, hash = $3 where id = 1")
        .bind(entry.seq.cast_signed())
        .bind(&entry.at)
        .bind(hex(&entry.hash))
        .execute(conn)
        .await?;
    Ok(entry)
}

async fn close_days(conn: &mut AnyConnection, now: &str) -> Result<usize, JournalError> {
    let last = days(&mut *conn).await?.pop();
    let (first, mut previous) = last.map_or((1, [0; 32]), |day| (day.last_seq + 1, day.hash));
    let entries = between(&mut *conn, first, i64::MAX.unsigned_abs()).await?;
    let mut closed = 0;
    for of_day in entries.chunk_by(|one, next| one.day() == next.day()) {
        let [first, ..] = of_day else { continue };
        if first.day() >= day_of(now) {
            break;
        }
        let leaves: Vec<Hash> = of_day.iter().map(|entry| merkle::leaf(&entry.hash)).collect();
        let mut day = Day {
            day: first.day().to_owned(),
            first_seq: first.seq,
            last_seq: of_day.last().map_or(first.seq, |entry| entry.seq),
            root: merkle::root(&leaves),
            previous,
            closed_at: now.to_owned(),
            hash: [0; 32],
        };
        day.hash = day.computed();
        previous = day.hash;
        sqlx::query(
            "insert into journal_day (day, first_seq, last_seq, root, previous, closed_at, hash)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&day.day)
        .bind(day.first_seq.cast_signed())
        .bind(day.last_seq.cast_signed())
        .bind(hex(&day.root))
        .bind(hex(&day.previous))
        .bind(&day.closed_at)
        .bind(hex(&day.hash))
        .execute(&mut *conn)
        .await?;
        closed += 1;
    }
    if closed > 0 {
        // No entry may fall any more in a day that is closed, even if the clock goes back.
        let head: String = sqlx::query_scalar("select at from journal_head where id = 1").fetch_one(&mut *conn).await?;
        let at = if head.as_str() > now { &head } else { now };
        sqlx::query("update journal_head set at = $1 where id = 1").bind(at).execute(conn).await?;
    }
    Ok(closed)
}

const ENTRIES: &str = "select seq, at, actor, act, subject, body_sha256, previous, hash from journal_entry";

async fn entry(conn: &mut AnyConnection, seq: u64) -> Result<Option<Entry>, JournalError> {
    let select = format!("{ENTRIES} where seq = $1");
    let row = sqlx::query(AssertSqlSafe(select)).bind(seq.cast_signed()).fetch_optional(conn).await?;
    row.as_ref().map(read_entry).transpose()
}

/// The entries of a range of ranks, both included.
pub(crate) async fn between(conn: &mut AnyConnection, first: u64, last: u64) -> Result<Vec<Entry>, JournalError> {
    let select = format!("{ENTRIES} where seq >= $1 and seq <= $2 order by seq");
    let rows =
        sqlx::query(AssertSqlSafe(select)).bind(first.cast_signed()).bind(last.cast_signed()).fetch_all(conn).await?;
    rows.iter().map(read_entry).collect()
}

pub(crate) async fn days(conn: &mut AnyConnection) -> Result<Vec<Day>, JournalError> {
    let select = "select day, first_seq, last_seq, root, previous, closed_at, hash from journal_day order by first_seq";
    sqlx::query(select).fetch_all(conn).await?.iter().map(read_day).collect()
}

/// What reads the columns of a row, and says of which row what cannot be read.
struct Columns<'r> {
    row: &'r AnyRow,
    name: String,
}

impl<'r> Columns<'r> {
    fn of(row: &'r AnyRow, kind: &str, key: &str) -> Self {
        let key =
            row.try_get::<i64, _>(key).map(|number| number.to_string()).or_else(|_| row.try_get::<String, _>(key));
        Self { row, name: format!("{kind} {}", key.as_deref().unwrap_or("(unreadable)")) }
    }

    fn corrupt(&self, fault: String) -> JournalError {
        JournalError::Corrupt { row: self.name.clone(), fault }
    }

    fn text(&self, column: &str) -> Result<String, JournalError> {
        self.row.try_get(column).map_err(|error| self.corrupt(error.to_string()))
    }

    fn number(&self, column: &str) -> Result<u64, JournalError> {
        let number: i64 = self.row.try_get(column).map_err(|error| self.corrupt(error.to_string()))?;
        u64::try_from(number).map_err(|_| self.corrupt(format!("{number} found as {column}, expected 1 or more")))
    }

    fn bytes<const N: usize>(&self, column: &str) -> Result<[u8; N], JournalError> {
        let text = self.text(column)?;
        bytes_of(&text).ok_or_else(|| {
            let shown: String = text.chars().take(80).collect();
            self.corrupt(format!("{shown:?} found as {column}, expected {} hexadecimal digits", 2 * N))
        })
    }
}

pub(crate) fn read_entry(row: &AnyRow) -> Result<Entry, JournalError> {
    let columns = Columns::of(row, "entry", "seq");
    Ok(Entry {
        seq: columns.number("seq")?,
        at: columns.text("at")?,
        actor: columns.text("actor")?,
        act: columns.text("act")?,
        subject: columns.text("subject")?,
        body_sha256: columns.bytes("body_sha256")?,
        previous: columns.bytes("previous")?,
        hash: columns.bytes("hash")?,
    })
}

fn read_day(row: &AnyRow) -> Result<Day, JournalError> {
    let columns = Columns::of(row, "day", "day");
    Ok(Day {
        day: columns.text("day")?,
        first_seq: columns.number("first_seq")?,
        last_seq: columns.number("last_seq")?,
        root: columns.bytes("root")?,
        previous: columns.bytes("previous")?,
        closed_at: columns.text("closed_at")?,
        hash: columns.bytes("hash")?,
    })
}

pub(crate) fn read_body(row: &AnyRow) -> Result<(u64, Body, Salt), JournalError> {
    let columns = Columns::of(row, "body", "seq");
    Ok((columns.number("seq")?, Body::kept(columns.text("body")?), Salt(columns.bytes("salt")?)))
}

/// One thing that is wrong in the journal.
#[derive(Debug, thiserror::Error)]
pub enum JournalFault {
    /// A row cannot be read.
    #[error(transparent)]
    Unreadable(JournalError),
    /// Entries are missing.
    #[error("entry {expected} of the journal is missing: entry {found} follows")]
    Gap {
        /// The rank that should come.
        expected: u64,
        /// The one that comes.
        found: u64,
    },
    /// A field of an entry was changed.
    #[error("entry {seq} of the journal was altered: its digest does not follow from its fields")]
    Entry {
        /// Its rank.
        seq: u64,
    },
    /// An entry does not follow the one before.
    #[error("entry {seq} of the journal does not follow the entry before it")]
    Chain {
        /// Its rank.
        seq: u64,
    },
    /// An entry is before the one that precedes.
    #[error("entry {seq} of the journal is of {at}, before the entry that precedes it")]
    Time {
        /// Its rank.
        seq: u64,
        /// Its time.
        at: String,
    },
    /// The end of the journal is not what its head says.
    #[error("the journal ends with entry {found}, expected entry {expected}")]
    Head {
        /// The last entry.
        found: u64,
        /// The one its head names.
        expected: u64,
    },
    /// The time before which no entry may be written is not that of the last entry or of the last closing.
    #[error("the head of the journal is of {found:?}, expected {expected:?}")]
    HeadTime {
        /// The time that the head has.
        found: String,
        /// That of the last entry, or of the last closing when it is later.
        expected: String,
    },
    /// What an act said was changed.
    #[error("what entry {seq} of the journal says was altered: its digest is not the one recorded")]
    Body {
        /// The rank of the entry.
        seq: u64,
    },
    /// What an act said is gone, and no erasure was recorded.
    #[error("what entry {seq} of the journal says is missing, and no erasure of it is recorded")]
    NoBody {
        /// The rank of the entry.
        seq: u64,
    },
    /// What an act said is there although its erasure was recorded.
    #[error("what entry {seq} of the journal says is there, though its erasure is recorded")]
    NotErased {
        /// The rank of the entry.
        seq: u64,
    },
    /// A closed day is not that of its entries.
    #[error("day {day} of the journal was altered: its {field} is not that of its entries")]
    Day {
        /// The day.
        day: String,
        /// What is wrong: `root`, `first entry`…
        field: &'static str,
    },
}

/// Everything that is wrong in the journal. Reads all of it, a thousand rows at a time.
pub(crate) async fn faults(store: &Store) -> Result<Vec<JournalFault>, sqlx::Error> {
    let mut reading = store.pool.begin_with(store.dialect.begin_reading()).await?;
    let conn = &mut *reading;
    let mut faults = Vec::new();
    let days = match days(&mut *conn).await {
        Ok(days) => days,
        Err(JournalError::Database(DatabaseError(error))) => return Err(error),
        Err(other) => {
            faults.push(JournalFault::Unreadable(other));
            Vec::new()
        }
    };
    let select = format!("select subject from journal_entry where act = '{ERASE}'");
    let erased: Vec<String> = sqlx::query_scalar(AssertSqlSafe(select)).fetch_all(&mut *conn).await?;
    let mut erased: BTreeSet<u64> =
        erased.iter().filter_map(|subject| subject.strip_prefix("entry:")?.parse().ok()).collect();
    let select = format!(
        "select b.body from journal_entry e join journal_body b on b.seq = e.seq
         where e.act in ('{ERASE_DOSSIER}', '{ERASE_PERSON}')"
    );
    let records: Vec<String> = sqlx::query_scalar(AssertSqlSafe(select)).fetch_all(&mut *conn).await?;
    for record in records {
        let record: serde_json::Value = serde_json::from_str(&record).unwrap_or_default();
        erased.extend(record["entries"].as_array().into_iter().flatten().filter_map(serde_json::Value::as_u64));
    }

    let mut walk = Walk::new(&days);
    let mut from = i64::MIN;
    loop {
        let select = format!(
            "select e.seq, e.at, e.actor, e.act, e.subject, e.body_sha256, e.previous, e.hash, b.salt, b.body
             from journal_entry e left join journal_body b on b.seq = e.seq
             where e.seq > $1 order by e.seq limit {AT_ONCE}"
        );
        let rows = sqlx::query(AssertSqlSafe(select)).bind(from).fetch_all(&mut *conn).await?;
        let Some(last) = rows.last() else { break };
        from = last.try_get("seq")?;
        for row in &rows {
            let entry = match read_entry(row) {
                Ok(entry) => entry,
                Err(error) => {
                    walk.expected += 1;
                    walk.hash = None;
                    faults.push(JournalFault::Unreadable(error));
                    continue;
                }
            };
            let seq = entry.seq;
            walk.entry(&entry, &mut faults);
            let there = row.try_get::<Option<String>, _>("body").ok().flatten();
            match (there, erased.contains(&seq)) {
                (Some(_), true) => faults.push(JournalFault::NotErased { seq }),
                (None, true) => {}
                (None, false) => faults.push(JournalFault::NoBody { seq }),
                (Some(body), false) => {
                    let salt = row.try_get::<String, _>("salt").ok().and_then(|salt| bytes_of(&salt)).map(Salt);
                    if salt.is_none_or(|salt| body_sha256(&body, salt) != entry.body_sha256) {
                        faults.push(JournalFault::Body { seq });
                    }
                }
            }
        }
    }
    let head = sqlx::query("select seq, at, hash from journal_head where id = 1").fetch_optional(&mut *conn).await?;
    let read = |row: AnyRow| Ok::<_, sqlx::Error>((row.try_get("seq")?, row.try_get("at")?, row.try_get("hash")?));
    let (expected, at, hash): (i64, String, String) = head.map(read).transpose()?.unwrap_or_default();
    let closed_at = days.last().map(|day| day.closed_at.as_str());
    walk.end((expected.unsigned_abs(), &at, &hash), closed_at, &mut faults);
    reading.commit().await?;
    Ok(faults)
}

/// What is remembered from one entry to the next.
struct Walk<'d> {
    days: std::iter::Peekable<std::slice::Iter<'d, Day>>,
    previous_day: Hash,
    leaves: Vec<Hash>,
    expected: u64,
    hash: Option<Hash>,
    at: String,
}

impl<'d> Walk<'d> {
    fn new(days: &'d [Day]) -> Self {
        Self {
            days: days.iter().peekable(),
            previous_day: [0; 32],
            leaves: Vec::new(),
            expected: 1,
            hash: Some([0; 32]),
            at: String::new(),
        }
    }

    fn entry(&mut self, entry: &Entry, faults: &mut Vec<JournalFault>) {
        let seq = entry.seq;
        if seq != self.expected {
            faults.push(JournalFault::Gap { expected: self.expected, found: seq });
        } else if self.hash.is_some_and(|hash| hash != entry.previous) {
            faults.push(JournalFault::Chain { seq });
        }
        if entry.computed() != entry.hash {
            faults.push(JournalFault::Entry { seq });
        }
        if entry.at < self.at || !is_time(&entry.at) {
            faults.push(JournalFault::Time { seq, at: entry.at.clone() });
        }
        self.expected = seq + 1;
        self.hash = Some(entry.hash);
        self.at.clone_from(&entry.at);
        self.leaf(entry, faults);
    }

    /// The place of an entry in the closed days.
    fn leaf(&mut self, entry: &Entry, faults: &mut Vec<JournalFault>) {
        while self.days.peek().is_some_and(|day| day.last_seq < entry.seq) {
            self.close(faults);
        }
        let Some(day) = self.days.peek() else { return };
        let (day_is, in_day) = (day.day.clone(), entry.seq >= day.first_seq);
        if !in_day {
            faults.push(JournalFault::Day { day: day_is, field: "first entry" });
            return;
        }
        if entry.day() != day_is {
            faults.push(JournalFault::Day { day: day_is, field: "date" });
        }
        self.leaves.push(merkle::leaf(&entry.hash));
    }

    fn close(&mut self, faults: &mut Vec<JournalFault>) {
        let Some(day) = self.days.next() else { return };
        let mut fault = |field| faults.push(JournalFault::Day { day: day.day.clone(), field });
        if day.computed() != day.hash {
            fault("digest");
        }
        if day.previous != self.previous_day {
            fault("day before");
        }
        if self.leaves.len() as u64 != day.last_seq + 1 - day.first_seq.min(day.last_seq) {
            fault("number of entries");
        } else if merkle::root(&self.leaves) != day.root {
            fault("root");
        }
        self.previous_day = day.hash;
        self.leaves.clear();
    }

    fn end(
        &mut self,
        (expected, at, hash): (u64, &str, &str),
        closed_at: Option<&str>,
        faults: &mut Vec<JournalFault>,
    ) {
        while self.days.peek().is_some() {
            self.close(faults);
        }
        let found = self.expected - 1;
        let same = self.hash.is_none_or(|last| hex(&last) == hash);
        if found != expected || !same {
            faults.push(JournalFault::Head { found, expected });
        }
        let last = self.at.as_str().max(closed_at.unwrap_or_default());
        if at != last && faults.is_empty() {
            faults.push(JournalFault::HeadTime { found: at.to_owned(), expected: last.to_owned() });
        }
    }
}

#[cfg(test)]
mod tests;
