//! The replication sheets of a workspace: of its roadmap, and of each action.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use facts::Lang;
use press::page::SheetsDeskPage;
use press::{Links, telling};
use programme::Roadmap;
use programme::replication::{About, Sheet};
use programme::roadmap::story::WrittenRoadmap;
use store::people::Entered;

use crate::web::desk::Member;
use crate::web::desk::workspaces::Workroom;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    shown(&state, lang, &entered, &id).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

/// How an address says what a sheet is about.
pub fn word(about: &About) -> String {
    match about {
        About::Roadmap => "r".to_owned(),
        About::Action { action } => format!("a-{action}"),
    }
}

/// The roadmap and its actions, then what sheets are about that is no longer in the roadmap.
pub fn subjects(roadmap: Option<&Roadmap>, sheets: &[Sheet]) -> Vec<About> {
    let mut subjects = vec![About::Roadmap];
    let actions = roadmap.map(|roadmap| roadmap.actions.as_slice()).unwrap_or_default();
    subjects.extend(actions.iter().map(|action| About::Action { action: action.id.clone() }));
    for sheet in sheets {
        if !subjects.contains(&sheet.about) {
            subjects.push(sheet.about.clone());
        }
    }
    subjects
}

async fn shown(state: &State, lang: Lang, entered: &Entered, id: &str) -> Result<Response, Failure> {
    let (room, workspace) = Workroom::assembled(state, lang, entered, id).await?;
    let store = &state.0.store;
    let sheets = store.records::<Sheet>().of_parent(id).await.map_err(Failure::internal)?;
    let roadmap = store.records::<WrittenRoadmap>().find(id).await.map_err(Failure::internal)?;
    let roadmap = roadmap.map(|written| written.roadmap);
    let words = room.words;
    let row = |about: About| {
        let of = sheets.iter().filter(|sheet| sheet.about == about);
        let stand = match of.max_by_key(|sheet| sheet.number) {
            None => words.t("sheet-state-none"),
            Some(sheet) if sheet.published.is_some() => {
                words.t1("sheet-state-published", "number", sheet.number.to_string())
            }
            Some(sheet) => words.t1("sheet-state-draft", "number", sheet.number.to_string()),
        };
        let href = Links::SheetDesk(id.to_owned(), word(&about)).path(lang);
        (href, telling::sheet_about(words, roadmap.as_ref(), &about), stand)
    };
    let f = state.desk_frame(lang, &Links::SheetsDesk(id.to_owned()), words.t("sheets-title"));
    let page = SheetsDeskPage {
        f: f.under(&Links::Workspace(id.to_owned()), workspace.place.name.clone()),
        made_up: room.made_up(),
        place: workspace.place.name.clone(),
        rows: subjects(roadmap.as_ref(), &sheets).into_iter().map(row).collect(),
    };
    Ok(private(StatusCode::OK, page_of(&page)))
}
