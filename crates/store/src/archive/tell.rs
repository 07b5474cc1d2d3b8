//! Telling a state again from its story, outside of any instance.

use programme::Edition;
use programme::dossier::{Dossier, Event as DossierEvent};
use programme::jury::{Jury, Sheet as Scores};
use programme::network::Listing;
use programme::progress::Report;
use programme::replication::Sheet;
use programme::roadmap::story::WrittenRoadmap;
use programme::seminar::Seminar;
use programme::story::{Event, Story};
use programme::thread::Item;
use programme::workshop::{Contribution, Workshop};
use programme::workspace::Workspace;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::DOSSIER;

/// Where two JSON differ first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlike {
    /// Where: `/stage/at`, a JSON Pointer (RFC 6901).
    pub at: String,
    /// What is written there.
    pub found: String,
    /// What the story says.
    pub expected: String,
}

/// Why a state is not what its story says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoryFault {
    /// What an entry said is no event of this kind.
    Event {
        /// Which entry, from 0.
        rank: usize,
        /// What is wrong.
        fault: String,
    },
    /// The events do not follow one another.
    Broken(String),
    /// The state does not read as one.
    State(String),
    /// The state is another one.
    Unlike(Unlike),
}

type Teller = fn(&[&str], &Json) -> Result<(), StoryFault>;

/// Every kind of record; those of `crate::records::faults`.
const KINDS: [(&str, Teller); 12] = [
    (Workspace::KIND, tell_record::<Workspace>),
    (Edition::KIND, tell_record::<Edition>),
    (Jury::KIND, tell_record::<Jury>),
    (Scores::KIND, tell_record::<Scores>),
    (Workshop::KIND, tell_record::<Workshop>),
    (Contribution::KIND, tell_record::<Contribution>),
    (Item::KIND, tell_record::<Item>),
    (WrittenRoadmap::KIND, tell_record::<WrittenRoadmap>),
    (Report::KIND, tell_record::<Report>),
    (Sheet::KIND, tell_record::<Sheet>),
    (Listing::KIND, tell_record::<Listing>),
    (Seminar::KIND, tell_record::<Seminar>),
];

/// Whether subjects of a kind can be told again.
pub fn is_known(kind: &str) -> bool {
    kind == DOSSIER || KINDS.iter().any(|(known, _)| *known == kind)
}

/// Tells a subject again from what its entries said, the first one first, and compares it with its state; nothing is wrong
/// with a kind that is not known.
///
/// # Errors
/// The first thing that is wrong.
pub fn tell(kind: &str, said: &[&str], state: &Json) -> Result<(), StoryFault> {
    if kind == DOSSIER {
        let events: Vec<DossierEvent> = events(said)?;
        return compare(Dossier::fold(&events).map_err(|error| error.to_string()), state);
    }
    KINDS.iter().find(|(known, _)| *known == kind).map_or(Ok(()), |(_, tell)| tell(said, state))
}

fn tell_record<T: Story>(said: &[&str], state: &Json) -> Result<(), StoryFault> {
    let events: Vec<Event<T::Happened>> = events(said)?;
    compare(T::fold(&events).map_err(|error| error.to_string()), state)
}

fn events<E: DeserializeOwned>(said: &[&str]) -> Result<Vec<E>, StoryFault> {
    let read = |(rank, text): (usize, &&str)| {
        serde_json::from_str(text).map_err(|error| StoryFault::Event { rank, fault: error.to_string() })
    };
    said.iter().enumerate().map(read).collect()
}

fn compare<T: Serialize + DeserializeOwned>(told: Result<T, String>, state: &Json) -> Result<(), StoryFault> {
    let told = told.map_err(StoryFault::Broken)?;
    // As this version writes both: a state that an earlier one wrote may lack a field that has a default.
    let wrong = |error: serde_json::Error| StoryFault::State(error.to_string());
    let read: T = serde_json::from_value(state.clone()).map_err(wrong)?;
    let (told, read) = (serde_json::to_value(told).map_err(wrong)?, serde_json::to_value(read).map_err(wrong)?);
    unlike(&read, &told, "").map_or(Ok(()), |unlike| Err(StoryFault::Unlike(unlike)))
}

fn unlike(found: &Json, expected: &Json, at: &str) -> Option<Unlike> {
    let missing = Json::Null;
    let differ = || {
        let short = |json: &Json| json.to_string().chars().take(120).collect();
        Some(Unlike { at: at.to_owned(), found: short(found), expected: short(expected) })
    };
    match (found, expected) {
        (Json::Object(one), Json::Object(other)) => {
            let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
            names.into_iter().find_map(|name| {
                let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                unlike(one.get(name).unwrap_or(&missing), other.get(name).unwrap_or(&missing), &at)
            })
        }
        (Json::Array(one), Json::Array(other)) if one.len() == other.len() => (one.iter().zip(other).enumerate())
            .find_map(|(rank, (one, other))| unlike(one, other, &format!("{at}/{rank}"))),
        _ if found == expected => None,
        _ => differ(),
    }
}
