//! Saving and finding perimeters.

use std::collections::BTreeSet;

use facts::{CommuneCode, Period};
use sqlx::any::AnyRow;
use sqlx::{AnyPool, Row};

use crate::perimeter::{CorruptPerimeter, Perimeter, PerimeterId, PerimeterName, PerimeterRow, RowFault, join};
use crate::{DatabaseError, Store};

/// The perimeters that visitors saved. No list of them exists: who knows an address reads what is there.
#[derive(Debug, Clone, Copy)]
pub struct Perimeters<'s> {
    pub(crate) store: &'s Store,
}

/// A perimeter is kept. Saved again, the answer is the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its address.
    pub id: PerimeterId,
    /// When it was saved first, by whomever.
    pub saved_at: String,
}

/// Why a perimeter is not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// A perimeter of nothing.
    #[error("no commune found, expected 1 to {}", Perimeters::MAX_COMMUNES)]
    NoCommune,
    /// More communes than France has.
    #[error("{found} communes found, expected at most {}", Perimeters::MAX_COMMUNES)]
    TooMany {
        /// How many there are.
        found: usize,
    },
    /// Another perimeter, sound, has the same address; it stays. Another name gives another address.
    #[error("another perimeter found at the address {id}, expected none")]
    Taken {
        /// The address of both.
        id: PerimeterId,
    },
    /// The perimeter was saved before, and its row is corrupt; it stays, for whoever repairs it.
    #[error(transparent)]
    Corrupt(#[from] CorruptPerimeter),
    /// The database did not answer.
    #[error("the perimeter cannot be saved: {0}")]
    Database(#[from] DatabaseError),
}

/// Why a perimeter is not given. Not found is none of these.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// It is there, and its row is corrupt.
    #[error(transparent)]
    Corrupt(#[from] CorruptPerimeter),
    /// The database did not answer.
    #[error("the perimeter cannot be read: {0}")]
    Database(#[from] DatabaseError),
}

impl From<FindError> for SaveError {
    fn from(error: FindError) -> Self {
        match error {
            FindError::Corrupt(corrupt) => Self::Corrupt(corrupt),
            FindError::Database(database) => Self::Database(database),
        }
    }
}

impl Perimeters<'_> {
    /// France had 34 935 communes in 2024 and about 38 000 at the most, in the twentieth century: a greater set is not one
    /// of communes of one date.
    pub const MAX_COMMUNES: usize = 40_000;

    /// Saves a perimeter under the address that follows from its content. Saving twice is the same act, also at once and
    /// from several programs: the first `now` stays.
    ///
    /// # Errors
    /// `NoCommune` and `TooMany` for what is asked; `Taken` when another content has the same address (60 bits of
    /// SHA-256); `Corrupt` when it was saved before and its row was spoilt since; `Database` when nothing could be written.
    pub async fn save(
        &self,
        name: Option<PerimeterName>,
        communes: &BTreeSet<CommuneCode>,
        as_of: Period,
        now: &str,
    ) -> Result<Saved, SaveError> {
        match communes.len() {
            0 => return Err(SaveError::NoCommune),
            1..=Self::MAX_COMMUNES => {}
            found => return Err(SaveError::TooMany { found }),
        }
        let perimeter = Perimeter::new(name, communes.clone(), as_of, now.to_owned());
        // One statement, which writes or does not; then what is there is read, whoever wrote it. No row is ever updated
        // or removed: no transaction is needed for the two to agree.
        sqlx::query(
            "insert into perimeter (id, name, as_of, communes, saved_at) values ($1, $2, $3, $4, $5)
             on conflict (id) do nothing",
        )
        .bind(perimeter.id.as_str())
        .bind(perimeter.name.as_ref().map(PerimeterName::as_str))
        .bind(perimeter.as_of.to_string())
        .bind(join(&perimeter.communes))
        .bind(now)
        .execute(&self.store.pool)
        .await
        .map_err(DatabaseError)?;
        let kept = self.find(&perimeter.id).await?.ok_or(DatabaseError(sqlx::Error::RowNotFound))?;
        settle(&perimeter, kept)
    }

    /// The perimeter at an address; `None` when nothing was ever saved there.
    ///
    /// # Errors
    /// `Corrupt` when the row is there but is not what was saved, `Database` when the database does not answer.
    pub async fn find(&self, id: &PerimeterId) -> Result<Option<Perimeter>, FindError> {
        find(&self.store.pool, id.as_str()).await
    }
}

/// Whether what is kept at an address is what was to be saved there.
fn settle(wanted: &Perimeter, kept: Perimeter) -> Result<Saved, SaveError> {
    if kept.same_content(wanted) {
        Ok(Saved { id: kept.id, saved_at: kept.saved_at })
    } else {
        Err(SaveError::Taken { id: wanted.id })
    }
}

/// Reads the row of an id, which may not be one that the store would give.
pub(crate) async fn find(pool: &AnyPool, id: &str) -> Result<Option<Perimeter>, FindError> {
    let row = sqlx::query("select name, as_of, communes, saved_at from perimeter where id = $1")
        .bind(id)
        .fetch_optional(pool)
        .await;
    let corrupt =
        |error: sqlx::Error| CorruptPerimeter { id: id.to_owned(), fault: RowFault::Column(error.to_string()) };
    let row = match row {
        Ok(Some(row)) => row,
        Ok(None) => return Ok(None),
        // A text that is not UTF-8, which SQLite keeps as it is.
        Err(error @ (sqlx::Error::Decode(_) | sqlx::Error::ColumnDecode { .. })) => return Err(corrupt(error).into()),
        Err(error) => return Err(DatabaseError(error).into()),
    };
    let columns = columns(&row).map_err(corrupt)?;
    Ok(Some(Perimeter::from_row(id, columns)?))
}

fn columns(row: &AnyRow) -> Result<PerimeterRow, sqlx::Error> {
    Ok(PerimeterRow {
        name: row.try_get("name")?,
        as_of: row.try_get("as_of")?,
        communes: row.try_get("communes")?,
        saved_at: row.try_get("saved_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{on_each, on_each_kept};
    use crate::{Dialect, Place};
    use proptest::prelude::*;

    const NOW: &str = "2026-07-01T10:00:00Z";
    const LATER: &str = "2026-07-02T10:00:00Z";

    fn communes(codes: &[&str]) -> BTreeSet<CommuneCode> {
        codes.iter().map(|code| code.parse().unwrap()).collect()
    }

    /// So many made-up codes, from 00000.
    fn so_many(number: usize) -> BTreeSet<CommuneCode> {
        (0..number).map(|code| format!("{code:05}").parse().unwrap()).collect()
    }

    fn named(name: &str) -> Option<PerimeterName> {
        Some(name.parse().unwrap())
    }

    async fn memory() -> Store {
        Store::open(&Place::Memory, NOW).await.unwrap()
    }

    async fn rows(store: &Store) -> i64 {
        sqlx::query_scalar("select count(*) from perimeter").fetch_one(&store.pool).await.unwrap()
    }

    const AS_OF: Period = Period::Day { year: 2026, month: 1, day: 1 };

    #[tokio::test]
    async fn what_is_saved_is_found_as_it_was() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            let set = communes(&["97411", "2A004", "16015"]);
            let saved = store.perimeters().save(named("Trois îles ; -- 'x'"), &set, AS_OF, NOW).await.unwrap();
            assert_eq!(
                store.perimeters().find(&saved.id).await.unwrap(),
                Some(Perimeter {
                    id: saved.id,
                    name: named("Trois îles ; -- 'x'"),
                    communes: set,
                    as_of: AS_OF,
                    saved_at: NOW.into()
                })
            );
        })
        .await;
    }

    #[tokio::test]
    async fn nothing_is_found_where_nothing_was_saved() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            assert_eq!(store.perimeters().find(&"000000000000".parse().unwrap()).await.unwrap(), None);
        })
        .await;
    }

    #[tokio::test]
    async fn saving_twice_is_the_same_act() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            let set = communes(&["16015"]);
            let first = store.perimeters().save(None, &set, AS_OF, NOW).await.unwrap();
            let second = store.perimeters().save(None, &set, AS_OF, LATER).await.unwrap();
            assert_eq!((&first, rows(&store).await), (&second, 1));
            assert_eq!(first.saved_at, NOW);
        })
        .await;
    }

    #[tokio::test]
    async fn a_perimeter_has_one_to_forty_thousand_communes() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            let save = async |number| {
                let set = so_many(number);
                store.perimeters().save(None, &set, AS_OF, NOW).await
            };
            assert_eq!(save(0).await.unwrap_err().to_string(), "no commune found, expected 1 to 40000");
            assert_eq!(save(40_001).await.unwrap_err().to_string(), "40001 communes found, expected at most 40000");
            assert_eq!(rows(&store).await, 0);
            assert!(save(1).await.is_ok());
            let most = save(40_000).await.unwrap();
            assert_eq!(store.perimeters().find(&most.id).await.unwrap().unwrap().communes, so_many(40_000));
        })
        .await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn the_same_perimeter_saved_at_once_by_many_and_by_two_programs_is_saved_once() {
        on_each_kept(async |base| {
            let programs = [base.open(NOW).await, base.open(NOW).await];
            let saves: Vec<_> = (0..40)
                .map(|rank| {
                    let store = programs[rank % 2].clone();
                    let now = format!("2026-07-01T10:00:{rank:02}Z");
                    tokio::spawn(
                        async move { store.perimeters().save(named("Tour"), &so_many(500), AS_OF, &now).await },
                    )
                })
                .collect();
            let mut answers = Vec::new();
            for save in saves {
                answers.push(save.await.unwrap().unwrap());
            }
            assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
            assert_eq!(rows(&programs[0]).await, 1);
        })
        .await;
    }

    #[tokio::test]
    async fn a_thousand_perimeters_are_there_when_the_store_is_opened_again() {
        on_each_kept(async |base| {
            let store = base.open(NOW).await;
            let mut saved = Vec::new();
            for number in 1..=1000 {
                let set = so_many(number);
                saved.push((store.perimeters().save(None, &set, AS_OF, NOW).await.unwrap().id, set));
            }
            store.close().await;

            let store = base.open(LATER).await;
            assert_eq!(rows(&store).await, 1000);
            for (id, set) in saved {
                assert_eq!(store.perimeters().find(&id).await.unwrap().unwrap().communes, set);
            }
        })
        .await;
    }

    #[tokio::test]
    async fn a_corrupt_row_is_neither_not_found_nor_overwritten() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            let set = communes(&["16015", "2A004"]);
            let id = store.perimeters().save(None, &set, AS_OF, NOW).await.unwrap().id;
            for spoil in [
                "update perimeter set communes = '160152A005'",
                "update perimeter set communes = '160152C004'",
                "update perimeter set as_of = 'hier'",
                "update perimeter set name = x'ff00'",
                "update perimeter set name = cast(x'ff41' as text)",
            ] {
                if spoil.contains("x'ff") && base.dialect == Dialect::Postgres {
                    continue; // The server keeps no such thing under a column of texts.
                }
                sqlx::query(spoil).execute(&store.pool).await.unwrap();
                assert!(matches!(store.perimeters().find(&id).await, Err(FindError::Corrupt(_))), "{spoil}");
                let again = store.perimeters().save(None, &set, AS_OF, NOW).await;
                assert!(matches!(again, Err(SaveError::Corrupt(_))), "{spoil}");
            }
            assert_eq!(rows(&store).await, 1);
        })
        .await;
    }

    #[tokio::test]
    async fn a_database_that_does_not_answer_is_neither_not_found_nor_corrupt() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            store.close().await;
            let id = "000000000000".parse().unwrap();
            assert!(matches!(store.perimeters().find(&id).await, Err(FindError::Database(_))));
            let save = store.perimeters().save(None, &communes(&["16015"]), AS_OF, NOW).await;
            assert!(matches!(save, Err(SaveError::Database(_))));
        })
        .await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_save_that_its_caller_gives_up_leaves_the_store_standing() {
        // In memory, where a connection that is closed takes the database with it.
        let store = memory().await;
        let kept = store.perimeters().save(None, &communes(&["16015"]), AS_OF, NOW).await.unwrap();
        for number in 1..100 {
            let store = store.clone();
            let save = tokio::spawn(async move { store.perimeters().save(None, &so_many(500), AS_OF, NOW).await });
            tokio::time::sleep(std::time::Duration::from_micros(20 * number)).await;
            save.abort();
        }
        assert!(store.perimeters().find(&kept.id).await.unwrap().is_some());
        assert!(store.check().await.is_empty());
    }

    #[test]
    fn another_content_at_the_same_address_is_refused() {
        // No two contents with the same 60 bits are at hand: one is given the address of the other.
        let wanted = Perimeter::new(named("a"), communes(&["16015"]), AS_OF, NOW.into());
        for other in [
            Perimeter { name: named("b"), ..wanted.clone() },
            Perimeter { name: None, ..wanted.clone() },
            Perimeter { communes: communes(&["16016"]), ..wanted.clone() },
            Perimeter { as_of: Period::Year(2026), ..wanted.clone() },
        ] {
            let error = settle(&wanted, other).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("another perimeter found at the address {}, expected none", wanted.id)
            );
        }
        let earlier = Perimeter { saved_at: "2026-01-01".into(), ..wanted.clone() };
        assert_eq!(settle(&wanted, earlier).unwrap().saved_at, "2026-01-01");
    }

    #[test]
    fn any_set_of_codes_comes_back_as_it_went() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let store = runtime.block_on(memory());
        let code = "([0-9]{2}|2A|2B)[0-9]{3}".prop_map(|code| code.parse::<CommuneCode>().unwrap());
        let name = proptest::option::of("[a-zA-Zàéîœ' -]{0,20}[a-z]".prop_map(|name| name.parse().unwrap()));
        let sets = proptest::collection::btree_set(code, 1..200);
        proptest!(|(set in sets, name in name, year in 1943u16..=2100)| {
            let found = runtime.block_on(async {
                let saved = store.perimeters().save(name.clone(), &set, Period::Year(year), NOW).await.unwrap();
                store.perimeters().find(&saved.id).await.unwrap().unwrap()
            });
            prop_assert_eq!((found.name, found.communes, found.as_of), (name, set, Period::Year(year)));
        });
        assert!(runtime.block_on(store.check()).is_empty());
    }
}
