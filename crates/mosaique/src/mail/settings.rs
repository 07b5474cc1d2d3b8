//! What says where mails go and in whose name: `--smtp`, `--mail-from`.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use press::PublicUrl;

/// Longest wait for one answer of a server.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail server, with its credentials.
#[derive(Clone)]
pub struct Server {
    host: String,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

/// Why a text names no mail server. What is told holds no password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAServer {
    /// It begins with something else.
    #[error(
        "the mail server is expected as smtp://HOST:PORT or smtps://HOST:PORT, with USER:PASSWORD@ before the host"
    )]
    Scheme,
    /// The secrecy asked for is unknown.
    #[error("tls={0} found for the mail server, expected tls=required, tls=opportunistic or tls=none")]
    Tls(String),
    /// It asks for a name and a password to be sent in clear.
    #[error("tls=none found for a mail server with a password, expected tls=required: the password would be readable")]
    Bare,
    /// The rest cannot be read.
    #[error("the address of the mail server cannot be read: {0}")]
    Form(String),
}

/// Why a text is nobody in whose name mails leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotASender {
    /// A mail server is given and no sender.
    #[error(
        "a mail server is given without a sender: expected --mail-from, such as \"Mosaïque <actualites@exemple.fr>\""
    )]
    Absent,
    /// It is no address.
    #[error(
        "\"{0}\" is not a sender: expected an address, or a name and an address: \"Mosaïque <actualites@exemple.fr>\""
    )]
    Form(String),
}

impl Server {
    /// Reads `smtp://USER:PASSWORD@HOST:PORT?tls=required`. TLS is required unless something else is asked for; `smtps`
    /// begins with it.
    ///
    /// # Errors
    /// One variant a cause.
    pub fn read(text: &str) -> Result<Self, NotAServer> {
        let (scheme, rest) = text.split_once("://").ok_or(NotAServer::Scheme)?;
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let tls = query.split('&').find_map(|pair| pair.strip_prefix("tls="));
        let has_password = place.rsplit_once('@').is_some_and(|(user, _)| user.contains(':'));
        let written = match (scheme, tls) {
            ("smtps", None | Some("required")) => format!("smtps://{place}"),
            ("smtp", None) => format!("smtp://{place}?tls=required"),
            ("smtp", Some(tls @ ("required" | "opportunistic"))) => format!("smtp://{place}?tls={tls}"),
            ("smtp", Some("none")) if has_password => return Err(NotAServer::Bare),
            ("smtp", Some("none")) => format!("smtp://{place}"),
            ("smtp" | "smtps", Some(tls)) => return Err(NotAServer::Tls(tls.chars().take(20).collect())),
            _ => return Err(NotAServer::Scheme),
        };
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&written)
            .map_err(|error| NotAServer::Form(error.to_string()))?
            .timeout(Some(PATIENCE))
            .build();
        let host = place.rsplit('@').next().unwrap_or_default().split('/').next().unwrap_or_default().to_owned();
        Ok(Self { host, transport })
    }

    /// Its host and port.
    pub fn host(&self) -> &str {
        &self.host
    }

    pub(super) fn transport(&self) -> &AsyncSmtpTransport<Tokio1Executor> {
        &self.transport
    }
}

/// The sender given, or one at the host of the site for mails that stay in a folder.
///
/// # Errors
/// When the text is no sender, or when there is none and mails really leave.
pub fn sender(given: Option<&str>, url: &PublicUrl, leaves: bool) -> Result<Mailbox, NotASender> {
    match given {
        Some(text) => {
            let form = || NotASender::Form(text.chars().take(120).collect());
            // A name with a line of its own is none, whatever the reader of addresses makes of it.
            if text.contains(char::is_control) { Err(form()) } else { text.parse().map_err(|_| form()) }
        }
        None if leaves => Err(NotASender::Absent),
        None => {
            let address = format!("mosaique@{}", url.host());
            Ok(address
                .parse()
                .unwrap_or_else(|_| "mosaique@localhost".parse().expect("an address of this machine is an address")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[tokio::test]
    async fn tls_is_required_unless_something_else_is_asked_for() {
        for text in [
            "smtp://user:p%40ss@mail.example:587",
            "smtp://mail.example:587?tls=required",
            "smtp://user:pass@mail.example?tls=opportunistic",
            "smtp://localhost:2525?tls=none",
            "smtps://user:pass@mail.example",
        ] {
            let server = Server::read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert!(!server.host().contains("pass") && !server.host().contains("p%40ss"), "{}", server.host());
        }
    }

    #[tokio::test]
    async fn what_names_no_server_is_refused_without_its_password() {
        for (text, part) in [
            ("mail.example:25", "smtp://HOST:PORT"),
            ("http://user:secret@mail.example", "smtp://HOST:PORT"),
            ("smtp://user:secret@mail.example?tls=maybe", "tls=maybe"),
            ("smtp://user:secret@mail.example:25?tls=none", "readable"),
            ("smtp://user:secret@", "cannot be read"),
            ("smtp://user:secret@mail.example:port", "cannot be read"),
        ] {
            let error = Server::read(text).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(error.contains(part) && !error.contains("secret"), "{text}: {error}");
        }
    }

    #[test]
    fn mails_that_leave_have_a_sender_and_one_that_is_an_address() {
        let url: PublicUrl = "https://mosaique.example".parse().unwrap();
        assert_eq!(sender(None, &url, true), Err(NotASender::Absent));
        assert_eq!(sender(None, &url, false).unwrap().email.to_string(), "mosaique@mosaique.example");
        assert_eq!(sender(Some("Mosaïque <a@b.fr>"), &url, true).unwrap().name.as_deref(), Some("Mosaïque"));
        for text in ["", "Mosaïque", "a@b.fr\r\nBcc: c@d.fr", "Eve\r\nBcc: c@d.fr <a@b.fr>", "Mosaïque <a@b.fr"] {
            assert!(sender(Some(text), &url, true).is_err(), "{text:?}");
        }
        let local: PublicUrl = "http://localhost:8080".parse().unwrap();
        assert!(sender(None, &local, false).is_ok());
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_readers(text in "(smtps?://)?[ -~é]{0,40}(\\?tls=[a-z]{0,8})?") {
            let _ = Server::read(&text);
            let _ = sender(Some(&text), &"http://localhost".parse().unwrap(), true);
        }
    }
}
