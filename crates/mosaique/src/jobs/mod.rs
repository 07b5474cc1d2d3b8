//! What the program does by itself while it serves: mails leave, requests that nobody confirmed are erased, days of the
//! journal are closed, reminders and digests are written when they are due. One task, which is woken when an act wrote a
//! mail, and stops between two mails.

pub mod comments;
pub mod digest;
pub mod outbox;
pub mod progress;
pub mod reminders;
pub mod retention;

use std::sync::Arc;
use std::time::Duration;

use store::{Shelf, Store};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::clock::{self, Clock};
use crate::editions;
use crate::instance::Instance;
use crate::mail::Post;

pub use digest::Pace;

/// Longest sleep: mails to be tried again wait at most this much longer than they must.
const NAP: Duration = Duration::from_secs(20);
/// Seconds between two rounds of what is not urgent: erasing, digests.
const ROUND: i64 = 600;
/// Days for which the trace of a mail that has left is kept, without its content.
pub const TRACE_DAYS: i64 = 30;

/// What the job works on.
pub struct Work {
    /// The state of the instance.
    pub store: Store,
    /// What sends.
    pub post: Post,
    /// The sessions whose news are told, whose dossiers are reminded of.
    pub instance: &'static Instance,
    /// How often.
    pub pace: Pace,
    /// The clock of the site.
    pub clock: Arc<Clock>,
    /// Where the documents of dossiers are kept.
    pub shelf: Shelf,
}

/// The job, while it runs.
pub struct Job {
    stop: watch::Sender<bool>,
    handle: JoinHandle<()>,
}

impl Job {
    /// Starts it; `wake` is told when a mail was written.
    pub fn start(work: Work, wake: Arc<Notify>) -> Self {
        let (stop, stopped) = watch::channel(false);
        Self { stop, handle: tokio::spawn(run(work, wake, stopped)) }
    }

    /// Lets the mail under way finish, then stops. What was not sent is sent at the next start.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        if let Err(error) = self.handle.await {
            tracing::error!(%error, "the job of mails did not stop in order");
        }
    }
}

async fn run(work: Work, wake: Arc<Notify>, mut stopped: watch::Receiver<bool>) {
    let mut next_round = 0;
    while !*stopped.borrow() {
        let now = work.clock.now();
        if clock::seconds(&now) >= next_round {
            next_round = clock::seconds(&now) + ROUND;
            round(&work, &now).await;
        }
        let is_stopped = || *stopped.borrow();
        match outbox::deliver(&work.store, &work.post, || work.clock.now(), is_stopped).await {
            Ok(tally) if tally == outbox::Tally::default() => {}
            Ok(tally) => {
                tracing::info!(sent = tally.sent, later = tally.later, refused = tally.refused, "mails");
            }
            Err(error) => tracing::error!(%error, "mails could not be read"),
        }
        tokio::select! {
            () = wake.notified() => {}
            () = tokio::time::sleep(NAP) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// What is not urgent. A fault in one does not keep the others from being done.
async fn round(work: &Work, now: &str) {
    if let Err(error) = work.instance.refresh_calls(&work.store).await {
        tracing::error!(error = format!("{error:#}"), "calls could not be read again");
    }
    if let Err(error) = work.store.subscriptions().purge(now).await {
        tracing::error!(%error, "requests that nobody confirmed could not be erased");
    }
    if let Err(error) = work.store.outbox().forget(&clock::after(now, -TRACE_DAYS * 86_400)).await {
        tracing::error!(%error, "traces of mails could not be erased");
    }
    match work.store.journal().close_days(now).await {
        Ok(0) => {}
        Ok(days) => tracing::info!(days, "days of the journal closed"),
        Err(error) => tracing::error!(%error, "days of the journal could not be closed"),
    }
    if let Err(error) = work.store.people().purge(now).await {
        tracing::error!(%error, "ways in whose time is over could not be removed");
    }
    match comments::run(&work.store, &work.instance.sessions_in_force(), work.post.url(), now).await {
        Ok(0) => {}
        Ok(written) => tracing::info!(written, "mails that tell of comments"),
        Err(error) => tracing::error!(error = format!("{error:#}"), "mails that tell of comments could not be written"),
    }
    match work.store.dossiers().forget_letters(now).await {
        Ok(0) => {}
        Ok(erased) => tracing::info!(erased, "demands of letters whose links opened nothing more, erased"),
        Err(error) => tracing::error!(%error, "demands of letters could not be erased"),
    }
    match reminders::run(&work.store, work.instance, work.post.url(), now).await {
        Ok(0) => {}
        Ok(written) => tracing::info!(written, "reminders"),
        Err(error) => tracing::error!(error = format!("{error:#}"), "reminders could not be written"),
    }
    match progress::run(&work.store, work.instance, work.post.url(), now).await {
        Ok(0) => {}
        Ok(written) => tracing::info!(written, "demands of progress reports"),
        Err(error) => tracing::error!(error = format!("{error:#}"), "progress reports could not be asked for"),
    }
    match retention::run(&work.store, &work.shelf, &work.instance.sessions_in_force(), work.post.url(), now).await {
        Ok(done) if done == retention::Done::default() => {}
        Ok(done) => tracing::info!(
            warned = done.warned,
            dossiers = done.dossiers,
            accounts = done.accounts,
            files = done.files,
            invitations = done.invitations,
            "retention"
        ),
        Err(error) => tracing::error!(error = format!("{error:#}"), "what is over could not be erased"),
    }
    let told = match editions::announced(&work.store, &work.instance.sessions).await {
        Ok(sessions) => digest::run_if_due(&work.store, &sessions, work.post.url(), work.pace, now).await,
        Err(error) => Err(error.into()),
    };
    match told {
        Ok(0) => {}
        Ok(written) => tracing::info!(written, "digests"),
        Err(error) => tracing::error!(error = format!("{error:#}"), "digests could not be written"),
    }
}
