//! What each role sees and does on a day: the table that every page asks, shown to who runs the session.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, Query, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use axum::routing::get;
use facts::Lang;
use press::links::SessionPart;
use press::page::{RoleView, ViewsPage, role_words};
use press::{Links, Words, telling};
use programme::calendar::{Date, Instant};
use programme::role::{Relation, Right, Role, View};
use serde::Deserialize;

use super::call::Piloting;
use super::{Member, may};
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

pub fn routes() -> Router<State> {
    let at = |lang: Lang| Links::Views("{id}".into()).path(lang).replace("%7Bid%7D", "{id}");
    Lang::ALL.into_iter().fold(Router::new(), |router, lang| router.route(&at(lang), get(page)))
}

/// The day asked, and whether it is asked of what is prepared.
#[derive(Deserialize, Default)]
struct Asked {
    on: Option<String>,
    draft: Option<String>,
}

async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let shown = async {
        let in_force = state.instance().in_force(&id).filter(|call| may(&entered, call.session, Right::ManagePeople));
        let in_force = in_force.ok_or(Failure::NotFound)?;
        let prepared = match asked.draft {
            Some(_) => Piloting::of(&state, lang, &entered, &id).await?.prepared_session(),
            None => None,
        };
        let session = prepared.as_ref().unwrap_or(in_force.session);
        let call = session.call.as_ref().ok_or(Failure::NotFound)?;
        let now: Instant = state.now().parse().map_err(Failure::internal)?;
        let date = match asked.on.as_deref().filter(|on| !on.is_empty()) {
            None => call.zone.day(now),
            Some(on) => on.parse::<Date>().map_err(|_| Failure::Parameter {
                name: "on",
                found: on.to_owned(),
                expected: "2027-02-01".to_owned(),
            })?,
        };
        // By the end of that day, whatever begins in it has begun; a phase put by hand that still holds, holds then.
        let at = call.zone.end_of_day(date);
        let phase = in_force.steering.phase_at(call, at);
        let overview = Links::Session(id.clone(), SessionPart::Overview);
        let f = state.desk_frame(lang, &Links::Views(id.clone()), words.t("views-title"));
        Ok(private(
            StatusCode::OK,
            page_of(&ViewsPage {
                f: f.under(&overview, words.say(&session.identity.title)),
                date: date.to_string(),
                phase: words.with(
                    "views-phase",
                    &[("date", press::news::day(words, date)), ("phase", telling::phase(words, phase))],
                ),
                draft: prepared.is_some().then(|| words.t("views-draft")),
                roles: Role::CHOICES
                    .iter()
                    .map(|(_, role)| RoleView {
                        role: role_words(words, *role),
                        rights: in_words(words, &session.rights.view_in(*role, phase)),
                    })
                    .collect(),
            }),
        ))
    };
    shown.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

/// Rights over each sort of dossiers. What one has over every dossier is not said again of fewer.
fn in_words(words: &Words, view: &View) -> Vec<(String, String)> {
    let mut rights: BTreeMap<(Relation, bool), Vec<String>> = BTreeMap::new();
    for (_, right) in Right::CHOICES {
        let has = |relation: Relation, deposited: bool| {
            view.cells.iter().any(|c| c.right == *right && c.relation == relation && c.deposited == deposited)
        };
        for (_, relation) in Relation::CHOICES {
            let already = *relation != Relation::Everybody && has(Relation::Everybody, true);
            let drafts = has(*relation, false);
            if (has(*relation, true) || drafts) && !already {
                rights.entry((*relation, drafts)).or_default().push(telling::right(words, *right));
            }
        }
    }
    let told = |((relation, drafts), rights): ((Relation, bool), Vec<String>)| {
        let over = words.t(match relation {
            Relation::Everybody => "views-everybody",
            Relation::Territory => "views-territory",
            Relation::Assigned => "views-assigned",
            Relation::Own => "views-own",
        });
        let over = if drafts { format!("{over}, {}", words.t("views-drafts")) } else { over };
        (over, rights.join(" ; "))
    };
    rights.into_iter().map(told).collect()
}
