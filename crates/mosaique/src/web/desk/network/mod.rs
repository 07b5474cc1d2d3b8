//! What a laureate and an expert say of themselves to the network: replication sheets, and the directory.

mod listing;
mod sheet;
mod sheets;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::get;
use facts::Lang;
use press::Links;

use crate::web::State;

pub use listing::may_join;

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let at = |links: Links| links.path(lang).replace("%7B", "{").replace("%7D", "}");
        let id = || "{id}".to_owned();
        router = router
            .route(&at(Links::SheetsDesk(id())), get(sheets::page))
            .route(&at(Links::SheetDesk(id(), "{about}".into())), get(sheet::page).post(sheet::act))
            .route(&at(Links::WorkspaceListing(id())), get(listing::territory).post(listing::territory_act))
            .route(&at(Links::ExpertListing(id())), get(listing::expert).post(listing::expert_act));
    }
    router
}
