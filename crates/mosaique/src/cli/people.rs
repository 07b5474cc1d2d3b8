//! `mosaique people`: who has which role. The first pilot of a session is named here; then pilots name others on the site.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::{Args, Subcommand};
use facts::Lang;
use press::Words;
use press::page::role_words;
use programme::role::Role;
use store::EmailAddress;
use store::people::{Moment, Part};

use super::state::StateArgs;
use super::{Refused, deliver};
use crate::{chance, clock};

/// Who has which role.
#[derive(Subcommand)]
pub(super) enum PeopleCommand {
    /// Gives somebody a role in a session; they need not have entered yet, and are not written to.
    Give(Give),
    /// Lists the people of a session.
    List(List),
    /// Ends every way in of somebody, on all devices: they enter again.
    End(End),
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

impl End {
    async fn run(&self, lang: Lang) -> Result<()> {
        let store = self.state.open(&clock::now()).await?;
        let person = store.people().find_by_address(&self.address).await?;
        let ended = match &person {
            Some(person) => store.people().leave(&person.id, None).await?,
            None => 0,
        };
        store.close().await;
        if person.is_none() {
            return Err(Refused(format!("{} found, expected the address of somebody known here", self.address)).into());
        }
        deliver(&format!("{}\n", Words::of(lang).with("people-ended", &[("n", ended.to_string())])), None)
    }
}
