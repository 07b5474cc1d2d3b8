//! Mails that ask those who lead a workspace for a progress report: thirty days before it is due, when it is late, and thirty
//! days after. Each has a key that is the same each time it is worked out: the outbox writes it once.

use anyhow::Result;
use press::letter::ReportAsked;
use press::{Links, PublicUrl, Words, news};
use programme::calendar::{Instant, Zone};
use programme::progress::{Report, Stand, ask, terms};
use programme::workspace::{Capacity, Workspace};
use store::Store;

use crate::instance::Instance;
use crate::mail::letters;

/// Writes the mails that are due at `now`; how many were written now.
///
/// # Errors
/// When the database does not answer, or a record cannot be read.
pub async fn run(store: &Store, instance: &'static Instance, url: &PublicUrl, now: &str) -> Result<usize> {
    let at: Instant = now.parse()?;
    let today = Zone::Paris.day(at);
    let mut written = 0;
    for session in &instance.sessions {
        let id = session.identity.id.as_str();
        let workspaces = store.records::<Workspace>().of_session(id).await?;
        if workspaces.is_empty() {
            continue;
        }
        let reports = store.records::<Report>().of_session(id).await?;
        for workspace in workspaces {
            let own: Vec<Report> = reports.iter().filter(|r| r.workspace == workspace.id).cloned().collect();
            for term in terms(&workspace, &own, today) {
                let Some(number) = ask(&term, today) else { continue };
                let leads = workspace.people.iter().filter(|(_, capacity)| **capacity == Capacity::Lead);
                for (person, _) in leads {
                    let Some(person) = store.people().find(person).await? else { continue };
                    let links = Links::ProgressReport(workspace.id.to_string(), term.months.to_string());
                    let told = ReportAsked {
                        place: workspace.place.name.clone(),
                        months: term.months,
                        due: news::day(Words::of(person.lang), term.due),
                        late: term.stand == Stand::Late,
                    };
                    let key = format!("progress:{}:{}:{number}:{}", workspace.id, term.months, person.id);
                    let href = url.absolute(&links.path(person.lang));
                    let mail = letters::report(url, &person, &key, &told, &href);
                    written += usize::from(store.outbox().put_once(&mail, now).await?);
                }
            }
        }
    }
    Ok(written)
}
