//! What machines that look after a site ask for.

use facts::Lang;
use press::Links;

/// Whether the program answers.
pub async fn health() -> &'static str {
    "ok\n"
}

/// What robots may read: everything but searches.
pub async fn robots() -> String {
    let searches = Lang::ALL.map(|lang| format!("Disallow: {}\n", Links::Search.path(lang)));
    format!("User-agent: *\n{}", searches.concat())
}
