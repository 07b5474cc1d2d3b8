//! `mosaique people`: who has which role. The first pilot of a session is named here; then pilots name others on the site.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand};
use facts::Lang;
use press::Words;
use press::page::role_words;
use programme::dossier::Dossier;
use programme::erasure::Fate;
use programme::role::Role;
use store::erasures::Why;
use store::people::{Moment, Part};
use store::{ActError, EmailAddress, Person, Store};
use tokio::sync::mpsc;

use super::state::StateArgs;
use super::{Refused, deliver, open_instance};
use crate::person_zip::Copy;
use crate::{chance, clock, files};

/// Who has which role.
#[derive(Subcommand)]
pub(super) enum PeopleCommand {
    /// Gives somebody a role in a session; they need not have entered yet, and are not written to.
    Give(Give),
    /// Lists the people of a session.
    List(List),
    /// Ends every way in of somebody, on all devices: they enter again.
    End(End),
    /// Writes all that is kept of somebody in a ZIP archive (règlement UE 2016/679, articles 15 and 20).
    Export(Export),
    /// Erases somebody (article 17): their account, what was to be sent to them, their drafts, their name wherever it is.
    Erase(Erase),
}

/// Writes all that is kept of somebody.
#[derive(Args)]
pub(super) struct Export {
    /// The electronic address of the person.
    address: EmailAddress,
    /// The archive to write: replaced when it is there.
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    state: StateArgs,
}

/// Erases somebody.
#[derive(Args)]
pub(super) struct Erase {
    /// The electronic address of the person.
    address: EmailAddress,
    /// Say what would go and what would stay, and do nothing.
    #[arg(long)]
    dry_run: bool,
    /// The session of this folder instead of those embedded; given several times, they live side by side.
    #[arg(long = "session", value_name = "FOLDER", env = "MOSAIQUE_SESSIONS", value_delimiter = ':')]
    sessions: Vec<PathBuf>,
    #[command(flatten)]
    state: StateArgs,
}

/// Gives a role.
#[derive(Args)]
pub(super) struct Give {
    /// The electronic address of the person.
    address: EmailAddress,
    /// The role: pilot, instructor, state-service, juror, expert, follow-up-committee, network-member.
    #[arg(long, value_parser = role)]
    role: Role,
    /// The session, by its short name.
    #[arg(long)]
    session: String,
    /// A département (16) or a région (reg:75) that the role holds for; everywhere when none is given.
    #[arg(long = "area", value_name = "CODE")]
    areas: Vec<String>,
    #[command(flatten)]
    state: StateArgs,
}

/// Lists people.
#[derive(Args)]
pub(super) struct List {
    /// The session, by its short name.
    #[arg(long)]
    session: String,
    #[command(flatten)]
    state: StateArgs,
}

/// Ends ways in.
#[derive(Args)]
pub(super) struct End {
    /// The electronic address of the person.
    address: EmailAddress,
    #[command(flatten)]
    state: StateArgs,
}

fn role(word: &str) -> Result<Role, String> {
    let names = || Role::GIVEN.map(Role::as_str).join(", ");
    Role::GIVEN.into_iter().find(|role| role.as_str() == word).ok_or_else(|| format!("expected one of {}", names()))
}

fn area(code: &str) -> Result<String> {
    let known = match code.strip_prefix("reg:") {
        Some(region) => region.parse::<facts::RegionCode>().is_ok(),
        None => code.parse::<facts::DepartementCode>().is_ok(),
    };
    let message = || format!("{code:?} found as an area, expected a département (16, 2A, 974) or a région (reg:75)");
    if known { Ok(code.to_owned()) } else { Err(Refused(message()).into()) }
}

impl PeopleCommand {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
            match self {
                PeopleCommand::Give(give) => give.run(lang).await,
                PeopleCommand::List(list) => list.run(lang).await,
                PeopleCommand::Export(export) => export.run(lang).await,
                PeopleCommand::Erase(erase) => erase.run(lang).await,
                PeopleCommand::End(end) => end.run(lang).await,
            }
        })
    }
}

impl Give {
    async fn run(&self, lang: Lang) -> Result<()> {
        let areas: BTreeSet<String> = self.areas.iter().map(|code| area(code)).collect::<Result<_>>()?;
        let now = clock::now();
        let store = self.state.open(&now).await?;
        let part = Part { session: self.session.clone(), role: self.role, areas };
        let moment = Moment { now: &now, salt: chance::salt()? };
        store.people().give(None, (&self.address, lang, &chance::person()?), &part, None, moment).await?;
        store.close().await;
        let words = Words::of(lang);
        deliver(&format!("{} – {} – {}\n", self.address, role_words(words, self.role), self.session), None)
    }
}

impl List {
    async fn run(&self, lang: Lang) -> Result<()> {
        let store = self.state.open(&clock::now()).await?;
        let members = store.people().of_session(&self.session).await?;
        store.close().await;
        let words = Words::of(lang);
        let line = |(person, part): &(store::Person, Part)| {
            let areas = part.areas.iter().map(String::as_str).collect::<Vec<_>>().join(",");
            format!("{}\t{}\t{areas}\t{}\n", person.address, role_words(words, part.role), person.name)
        };
        deliver(&members.iter().map(line).collect::<String>(), None)
    }
}

/// The person of an address; a refusal when there is none.
async fn known(store: &Store, words: &Words, address: &EmailAddress) -> Result<Person> {
    let found = store.people().of_address(address).await?;
    found.ok_or_else(|| Refused(words.t1("people-unknown", "address", address.as_str())).into())
}

impl Export {
    async fn run(&self, lang: Lang) -> Result<()> {
        let (words, now) = (Words::of(lang), clock::now());
        let store = self.state.open(&now).await?;
        let shelf = self.state.shelf()?;
        let person = known(&store, words, &self.address).await?;
        let Some(kept) = store.people().file(&person.id).await? else { return Ok(()) };
        let (beside, mut file) = files::beside(&self.output)?;
        let (give, mut take) = mpsc::channel::<std::io::Result<bytes::Bytes>>(2);
        let copy = Copy { store: &store, shelf: Some(&shelf), words, site: "Mosaïque".into(), now };
        let write = async {
            while let Some(piece) = take.recv().await {
                let piece: bytes::Bytes = piece?;
                file.write_all(&piece)?;
            }
            Ok::<_, anyhow::Error>(file)
        };
        let sent = async {
            let sent = copy.send(&kept, &give).await;
            drop(give);
            sent
        };
        let done = tokio::try_join!(write, sent);
        store.close().await;
        match done {
            Ok((file, ())) => files::take_the_place(file, &beside, &self.output)?,
            Err(error) => {
                files::remove(&beside);
                return Err(error);
            }
        }
        let values = [("address", self.address.to_string()), ("file", self.output.display().to_string())];
        deliver(&format!("{}\n", words.with("people-exported", &values)), None)
    }
}

impl Erase {
    async fn run(&self, lang: Lang) -> Result<()> {
        let (words, now) = (Words::of(lang), clock::now());
        let instance = open_instance(None, &self.sessions)?;
        let store = self.state.open(&now).await?;
        instance.refresh_calls(&store).await?;
        let person = known(&store, words, &self.address).await?;
        let address = || ("address", self.address.to_string());
        let fates = store.erasures().fates(&person.id).await?;
        let named = |fate: Fate| {
            let of = fates.iter().filter(|(_, one)| *one == fate);
            of.map(|(dossier, _)| format!("{} ({})", dossier.place.name, dossier.id)).collect::<Vec<_>>().join(", ")
        };
        if fates.iter().any(|(_, fate)| *fate == Fate::HoldsBack) {
            let values = [address(), ("dossiers", named(Fate::HoldsBack))];
            return Err(Refused(words.with("people-held", &values)).into());
        }
        if self.dry_run {
            let or_none = |text: String| if text.is_empty() { "–".to_owned() } else { text };
            let values = [address(), ("go", or_none(named(Fate::Goes))), ("stay", or_none(named(Fate::Stays)))];
            return deliver(&format!("{}\n", words.with("people-would-erase", &values)), None);
        }
        let session = |dossier: &Dossier| instance.session_of(dossier.session.as_str());
        let moment = Moment { now: &now, salt: chance::salt()? };
        let why = Why::Asked { by_them: false };
        let gone = store.erasures().person(&person.id, why, &session, moment).await.map_err(|error| match error {
            ActError::Refused(held) => anyhow::Error::from(Refused(held.to_string())),
            other => other.into(),
        })?;
        store.erasures().sweep(&self.state.shelf()?, &now).await?;
        store.close().await;
        let gone = gone.unwrap_or_default();
        let values = [
            address(),
            ("dossiers", gone.dossiers.to_string()),
            ("entries", gone.entries.to_string()),
            ("mails", gone.mails.to_string()),
        ];
        deliver(&format!("{}\n", words.with("people-erased", &values)), None)
    }
}

impl End {
    async fn run(&self, lang: Lang) -> Result<()> {
        let words = Words::of(lang);
        let store = self.state.open(&clock::now()).await?;
        let person = known(&store, words, &self.address).await?;
        let ended = store.people().leave(&person.id, None).await?;
        store.close().await;
        deliver(&format!("{}\n", words.with("people-ended", &[("n", ended.to_string())])), None)
    }
}
