//! The desk: who has entered, their own space, the people of a session.

mod account;
pub mod actors;
mod call;
mod door;
mod dossiers;
mod jury;
mod network;
mod own_data;
#[cfg(test)]
mod own_data_tests;
mod passkeys;
mod progress;
mod provider;
mod retention;
mod roadmaps;
mod seminars;
mod sign_in;
mod team;
#[cfg(test)]
mod tests;
mod views;
mod ways;
mod workshops;
mod workspaces;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use axum::{Router, middleware};
use facts::Lang;
use press::page::{Frame, Section};
use press::{Links, Words};
use programme::Session;
use programme::call::Phase;
use programme::role::{ObjectRelation, Right, Role, Standing};
use programme::session::Form;
use store::people::{Entered, Part};

use super::State;
use super::headers::note_refusal;

pub use door::{Member, OPEN};
pub use dossiers::LETTER_OPENS;
pub use dossiers::acts::INVITED;
pub use dossiers::{AnswerReading, Sent, plain_name, type_of};
pub use roadmaps::{Works, table as roadmap_table};
pub use sign_in::GOOD as LINK_GOOD;
pub use workshops::MOST_SENT;

/// Earlier revisions of forms, by session and numbers.
pub type Forms = Mutex<BTreeMap<String, &'static [Form]>>;

/// Links to enter that one client may ask for in an hour: a whole office may share an address.
pub const MOST_LINKS: u32 = 60;

/// Tries at the doors of the provider and of passkeys that one client may make in an hour: each takes two.
pub const MOST_TRIES: u32 = 240;

/// The routes of these pages.
pub fn routes() -> Router<State> {
    Router::new()
        .merge(sign_in::routes())
        .merge(provider::routes())
        .merge(passkeys::routes())
        .merge(ways::routes())
        .merge(account::routes())
        .merge(team::routes())
        .merge(actors::routes())
        .merge(call::routes())
        .merge(dossiers::routes())
        .merge(workspaces::routes())
        .merge(jury::routes())
        .merge(roadmaps::routes())
        .merge(views::routes())
        .merge(own_data::routes())
        .merge(retention::routes())
        .merge(workshops::routes())
        .merge(progress::routes())
        .merge(network::routes())
        .merge(seminars::routes())
        .route_layer(middleware::from_fn(note_refusal))
}

impl State {
    fn desk_frame(&self, lang: Lang, links: &Links, title: String) -> Frame {
        self.frame(lang, links, Section::Account, title)
    }
}

/// What somebody is in a session: the roles given there, the areas that they hold for.
fn standing(entered: &Entered, session: &Session) -> Standing {
    let id = session.identity.id.as_str();
    let parts: Vec<&Part> = entered.parts.iter().filter(|part| part.session == id).collect();
    let areas = || parts.iter().flat_map(|part| &part.areas);
    Standing {
        person: Some(entered.person.id.clone()),
        // A dossier begins with whoever comes: nobody is asked who they are before they say it.
        roles: parts.iter().map(|part| part.role).chain([Role::TerritoryLead]).collect(),
        departements: areas().filter_map(|area| area.parse().ok()).collect(),
        regions: areas().filter_map(|area| area.strip_prefix("reg:")?.parse().ok()).collect(),
    }
}

/// Whether somebody may do in a session what is about no dossier.
fn may(entered: &Entered, session: &Session, right: Right) -> bool {
    let who = standing(entered, session);
    session.rights.may(&who, right, &ObjectRelation::NONE, Phase::Preparation).is_allowed()
}

/// Areas in words: names of départements and régions.
fn areas_in_words(state: &State, words: &Words, areas: &BTreeSet<String>) -> String {
    if areas.is_empty() {
        return words.t("account-role-everywhere");
    }
    let name = |area: &String| {
        let token = if area.starts_with("reg:") { area.clone() } else { format!("dep:{area}") };
        state.instance().resolve(&token).map_or_else(|_| area.clone(), |territory| territory.name)
    };
    areas.iter().map(name).collect::<Vec<_>>().join(", ")
}
