//! What machines that look after a site ask for.

use facts::Lang;
use press::Links;

/// Whether the program answers.
pub async fn health() -> &'static str {
    "ok\n"
}

/// What robots may read: everything but searches and comparisons, which have no end.
pub async fn robots() -> String {
    let endless = Lang::ALL.map(|lang| {
        format!("Disallow: {}\nDisallow: {}\n", Links::Search.path(lang), Links::Compare(Vec::new()).path(lang))
    });
    format!("User-agent: *\n{}", endless.concat())
}
