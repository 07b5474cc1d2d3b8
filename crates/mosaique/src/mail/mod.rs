//! Mails, from the row of the outbox to a server or a folder.

pub mod letters;
mod message;
mod reading;
mod settings;
#[cfg(test)]
pub mod tests;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use lettre::AsyncTransport as _;
use lettre::message::Mailbox;
use lettre::transport::smtp;
use press::PublicUrl;
use store::Due;

use crate::files;

pub use reading::read;
pub use settings::{Server, sender};

/// Where mails go.
#[derive(Clone)]
pub enum Way {
    /// To a mail server.
    Server(Server),
    /// In a folder, one file a mail: nothing leaves the machine.
    Folder(PathBuf),
}

/// What sends mails.
#[derive(Clone)]
pub struct Post(Arc<Inner>);

struct Inner {
    way: Way,
    from: Mailbox,
    url: PublicUrl,
}

/// Why a mail did not leave. What is told names nobody: a server's answer often repeats the address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// The server refuses this mail for ever, or it cannot be written as a mail.
    #[error("refused: {0}")]
    Refused(String),
    /// It may leave later.
    #[error("not sent: {0}")]
    Later(String),
}

impl Post {
    /// Sends by `way`, in the name of `from`, for the site at `url`.
    pub fn new(way: Way, from: Mailbox, url: PublicUrl) -> Self {
        Self(Arc::new(Inner { way, from, url }))
    }

    /// The address of the site that mails come from.
    pub fn url(&self) -> &PublicUrl {
        &self.0.url
    }

    /// Where mails go, in a word for a person: the host of the server, or the folder.
    pub fn place(&self) -> String {
        match &self.0.way {
            Way::Server(server) => server.host().to_owned(),
            Way::Folder(folder) => folder.display().to_string(),
        }
    }

    /// Sends one mail. Sent again, the same mail is the same bytes, with the same Message-ID.
    ///
    /// # Errors
    /// `Refused` when sending it again would be refused again, `Later` otherwise.
    pub async fn send(&self, due: &Due) -> Result<(), NotSent> {
        let message = message::compose(due, &self.0.from, self.0.url.host())
            .map_err(|error| NotSent::Refused(format!("not a mail: {error}")))?;
        match &self.0.way {
            Way::Server(server) => match server.transport().send(message).await {
                Ok(_) => Ok(()),
                Err(error) => Err(of_server(&error)),
            },
            Way::Folder(folder) => {
                let path = folder.join(format!("{}-{}.eml", due.created_at.replace([':', '-'], ""), due.id));
                let folder = folder.clone();
                let write = move || {
                    files::folder(&folder)?;
                    files::write(&path, &message.formatted())
                };
                let written = tokio::task::spawn_blocking(write).await;
                written.map_err(anyhow::Error::from).flatten().map_err(|error| NotSent::Later(format!("{error:#}")))
            }
        }
    }
}

/// What a server's refusal means. 550 to 553 speak of the mailbox or of its address, 555 of the form of the address: they
/// would be said again. Any other answer may change when somebody mends a setting or a quota.
fn of_server(error: &smtp::Error) -> NotSent {
    if let Some(code) = error.status() {
        let code = code.to_string();
        let told = format!("the server answered {code}");
        let lasting = matches!(code.as_str(), "550" | "551" | "552" | "553" | "555");
        return if lasting { NotSent::Refused(told) } else { NotSent::Later(told) };
    }
    let what = match () {
        () if error.is_timeout() => "the server did not answer in time",
        () if error.is_tls() => "no secure connection could be made",
        () if error.is_client() => "the server does not speak as expected",
        () => "the server cannot be reached",
    };
    NotSent::Later(what.to_owned())
}
