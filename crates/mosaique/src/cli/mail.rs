//! `mosaique mail digest|test`, and what says where mails go.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};
use facts::Lang;
use press::{PublicUrl, Words};
use store::{Due, EmailAddress};

use super::state::StateArgs;
use super::{AtlasFile, Refused, deliver, open_instance};
use crate::jobs::{Pace, digest, outbox};
use crate::mail::{Post, Server, Way, letters, sender};
use crate::{clock, editions};

/// Where mails go, and in whose name.
#[derive(Args, Default)]
pub(super) struct MailArgs {
    /// Mail server: smtp://USER:PASSWORD@HOST:PORT?tls=required or smtps://… Without one, mails are written in the folder
    /// `mail` of the instance and leave nowhere.
    #[arg(long, value_name = "ADDRESS", env = "MOSAIQUE_SMTP", hide_env_values = true)]
    smtp: Option<String>,
    /// In whose name mails leave: "Mosaïque <actualites@exemple.fr>".
    #[arg(long, value_name = "SENDER", env = "MOSAIQUE_MAIL_FROM")]
    mail_from: Option<String>,
}

impl MailArgs {
    /// What sends, for the instance in `folder` that the public reaches at `url`.
    pub(super) fn post(&self, folder: &Path, url: &PublicUrl) -> Result<Post> {
        let refused = |message: String| anyhow::Error::from(Refused(message));
        let way = match &self.smtp {
            Some(address) => Way::Server(Server::read(address).map_err(|error| refused(error.to_string()))?),
            None => Way::Folder(mail_folder(folder)),
        };
        let from = sender(self.mail_from.as_deref(), url, self.smtp.is_some());
        Ok(Post::new(way, from.map_err(|error| refused(error.to_string()))?, url.clone()))
    }
}

/// The folder in which mails are written when they leave nowhere.
pub(super) fn mail_folder(folder: &Path) -> PathBuf {
    folder.join("mail")
}

/// How often subscribers are told what is new.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(super) enum PaceArg {
    /// At most once a day.
    Daily,
    /// At most once a week.
    #[default]
    Weekly,
    /// Only by `mosaique mail digest --send`.
    Never,
}

impl From<PaceArg> for Pace {
    fn from(pace: PaceArg) -> Self {
        match pace {
            PaceArg::Daily => Pace::Daily,
            PaceArg::Weekly => Pace::Weekly,
            PaceArg::Never => Pace::Never,
        }
    }
}

/// The instance whose mails are meant.
#[derive(Args)]
pub(super) struct Sending {
    #[command(flatten)]
    state: StateArgs,
    /// Address under which the public reaches the site: https://mosaique.example
    #[arg(long, value_name = "ADDRESS", env = "MOSAIQUE_PUBLIC_URL", default_value = "http://localhost:8080")]
    public_url: PublicUrl,
    #[command(flatten)]
    mail: MailArgs,
}

/// Mails: what would leave, and whether they do.
#[derive(Subcommand)]
pub(super) enum MailCommand {
    /// What subscribers would be told, or telling them now.
    Digest {
        #[command(flatten)]
        sending: Sending,
        #[command(flatten)]
        atlas: AtlasFile,
        /// The session of this folder instead of those embedded; given several times, they live side by side.
        #[arg(long = "session", value_name = "FOLDER", env = "MOSAIQUE_SESSIONS", value_delimiter = ':')]
        sessions: Vec<PathBuf>,
        #[command(flatten)]
        act: Act,
    },
    /// Sends one mail to an address and says whether it left.
    Test {
        /// The address.
        address: String,
        #[command(flatten)]
        sending: Sending,
    },
}

/// Whether something is done.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub(super) struct Act {
    /// Print the mails; write and send nothing.
    #[arg(long)]
    dry_run: bool,
    /// Write the mails, then send all that is due.
    #[arg(long)]
    send: bool,
}

impl MailCommand {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            match self {
                MailCommand::Digest { sending, atlas, sessions, act } => {
                    let instance = open_instance(atlas.atlas.as_deref(), sessions)?;
                    sending.digest(lang, &instance.sessions, act.send).await
                }
                MailCommand::Test { address, sending } => sending.test(lang, address).await,
            }
        })
    }
}

impl Sending {
    async fn digest(&self, lang: Lang, sessions: &[programme::Session], send: bool) -> Result<()> {
        let words = Words::of(lang);
        let post = self.mail.post(&self.state.folder, &self.public_url)?;
        let now = clock::now();
        let store = self.state.open(&now).await?;
        let sessions = &editions::announced(&store, sessions).await?;
        if send {
            digest::see(&store, sessions, &now).await?;
        }
        let planned = digest::plan(&store, sessions, &self.public_url, &now).await?;
        let mut told = match planned.len() {
            0 => format!("{}\n", words.t("mail-digest-none")),
            n if send => format!("{}\n", words.count("mail-digest-done", n)),
            n => format!("{}\n", words.count("mail-digest-would", n)),
        };
        if send {
            digest::write(&store, planned, &now).await?;
            let tally = outbox::deliver(&store, &post, clock::now, || false).await?;
            let values = [
                ("where", post.place()),
                ("sent", tally.sent.to_string()),
                ("later", tally.later.to_string()),
                ("refused", tally.refused.to_string()),
            ];
            told.push_str(&words.with("mail-delivered", &values));
            told.push('\n');
        } else {
            for mail in planned.iter().map(|planned| &planned.mail) {
                // The link that would end the subscription is not made yet: it is not printed as if it were.
                let token = planned.iter().find(|one| one.mail.key == mail.key).map(|one| one.token.as_str());
                let text = mail.text.replace(token.unwrap_or_default(), "…");
                let _ = write!(told, "\n{}\n{}\n\n{text}", mail.to, mail.subject);
            }
        }
        store.close().await;
        deliver(&told, None)
    }

    async fn test(&self, lang: Lang, address: &str) -> Result<()> {
        let words = Words::of(lang);
        let to: EmailAddress = address.parse().map_err(|error| Refused(format!("{error}")))?;
        let post = self.mail.post(&self.state.folder, &self.public_url)?;
        let now = clock::now();
        let mail = letters::test(&self.public_url, &to, lang, &now);
        let due = Due {
            id: now.bytes().filter(u8::is_ascii_digit).map(char::from).chain("test".chars()).collect(),
            kind: mail.kind,
            to,
            lang,
            subject: mail.subject,
            text: mail.text,
            html: mail.html,
            unsubscribe: None,
            created_at: now,
            attempts: 1,
        };
        post.send(&due).await?;
        let told = words.with("mail-test-done", &[("address", due.to.to_string()), ("where", post.place())]);
        deliver(&format!("{told}\n"), None)
    }
}
