//! The story of a demonstration: people made up who have already played, through the site, so that a visitor finds dossiers at
//! every stage, and for one laureate the whole chain.
//!
//! What they do is written in `data/story/*.toml`, one act after the other: who, when, which form. The site carries each act out
//! as it does those of visitors, with its rules, its journal and its mails; an act that it refuses stops everything.

mod player;
mod script;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use axum::Router;
use programme::call::Phase;
use store::{Place, Shelf, Store};

use crate::clock::Clock;
use crate::instance::Instance;
use crate::mail::{Post, Way, sender};
use crate::web::{Settings, Site, State, router};
use crate::{clock, files, signing};

use player::Player;
use script::Script;

/// The parts of the story, the oldest first.
const PARTS: [(&str, &str); 2] = [
    ("laureate.toml", include_str!("../../../../data/story/laureate.toml")),
    ("dossiers.toml", include_str!("../../../../data/story/dossiers.toml")),
];

/// Files that acts hand in, by the names that the story gives them.
const FILES: [(&str, &str); 1] = [("roadmap.toml", include_str!("../../../../data/story/roadmap.toml"))];

/// What happens when a visitor sets the clock to a phase of the call.
const INTERLUDES: [(Phase, &str); 1] = [(Phase::Scoring, include_str!("../../../../data/story/scoring.toml"))];

/// What the story remembers, in the folder of the demonstration.
const KNOWN: &str = "story.json";

/// Makes the state of a demonstration in a folder that is not there yet, or is empty. It is made beside, and takes its place when
/// it is whole.
///
/// # Errors
/// When the disk does not take it, or when an act of the story is refused: then the folder is as it was.
pub fn prepare(folder: &Path, instance: &'static Instance, site: Site) -> Result<()> {
    let name = folder.file_name().and_then(|name| name.to_str()).context("the folder has no name")?;
    let beside = folder.with_file_name(format!(".{name}.new"));
    files::remove_folder(&beside)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(play(&beside, instance, site));
    runtime.shutdown_timeout(std::time::Duration::from_secs(2));
    match done.and_then(|()| files::folder_takes_the_place(&beside, folder)) {
        Ok(()) => Ok(()),
        Err(error) => {
            files::remove_folder(&beside)?;
            Err(error)
        }
    }
}

/// Plays what people made up do at the beginning of a phase, in a demonstration whose story was played. `mails` is its folder of
/// mails. An act that what visitors did forbids is left out.
///
/// # Errors
/// When what the story remembers cannot be read.
pub async fn interlude(phase: Phase, app: Router, store: Store, clock: Arc<Clock>, mails: &Path) -> Result<()> {
    let kept = mails.parent().map(|folder| folder.join(KNOWN)).filter(|kept| kept.is_file());
    let text = INTERLUDES.iter().find(|(of, _)| *of == phase).map(|(_, text)| *text);
    let (Some(kept), Some(text)) = (kept, text) else { return Ok(()) };
    let known = serde_json::from_str(&files::read_text(&kept)?)?;
    let script = Script::read(phase.as_str(), text)?;
    let people = PARTS.iter().map(|(name, text)| Ok(Script::read(name, text)?.people)).collect::<Result<Vec<_>>>()?;
    Player::new(app, store, clock, None).knowing(known, &people.concat()).interlude(&script).await;
    Ok(())
}

/// Plays the story into a folder.
async fn play(folder: &Path, instance: &'static Instance, site: Site) -> Result<()> {
    let scripts = PARTS.map(|(name, text)| Script::read(name, text));
    let scripts = scripts.into_iter().collect::<Result<Vec<Script>>>()?;
    let Some(first) = scripts.iter().flat_map(|script| &script.acts).next() else { bail!("the story is empty") };
    let store = Store::open(&Place::Folder(folder.to_owned()), &first.at).await?;
    let clock = Arc::new(clock::Clock::default());
    let mails = folder.join("mail");
    let post = Post::new(Way::Folder(mails.clone()), sender(None, &site.public_url, false)?, site.public_url.clone());
    let settings = Settings {
        mailbox: Some(mails.clone()),
        clock: clock.clone(),
        signing: Some(signing::key(folder)?),
        shelf: Some(Shelf::folder(&folder.join("attachments"))?),
        ..Settings::default()
    };
    let app = router(State::new(instance, store.clone(), site).with(settings));
    let mut player = Player::new(app, store.clone(), clock, Some((post, mails)));
    for script in &scripts {
        player.play(script).await?;
    }
    player.deliver().await?;
    files::write(&folder.join(KNOWN), &serde_json::to_vec(player.known())?)?;
    let faults = store.check().await;
    store.close().await;
    if let Some(fault) = faults.first() {
        bail!("the state that the story leaves is not sound: {fault}");
    }
    Ok(())
}
