//! Carries the acts of a story out, as browsers do.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, header};
use facts::Lang;
use press::Words;
use press::document::{Issue, enclosure};
use programme::role::Role;
use store::Store;
use store::people::{How, Moment, Opening, Part};
use tower::ServiceExt as _;

use super::FILES;
use super::script::{Act, Enclosed, Script, Somebody};
use crate::mail::{self, Post};
use crate::web::desk::actors;
use crate::{chance, clock, files, jobs};

/// What separates the parts of a form with documents.
const BOUNDARY: &str = "----mosaique-story";
/// The largest page that is read.
const LARGEST: usize = 16 << 20;
/// How long somebody stays in without entering again, in seconds.
const STAY: i64 = 3_600;

/// A site, the people who play in it, and what is remembered of what they did.
pub struct Player {
    app: Router,
    store: Store,
    clock: Arc<clock::Clock>,
    /// What writes mails, and their folder; none when another does.
    post: Option<(Post, PathBuf)>,
    /// The address and the name of each.
    people: BTreeMap<String, (String, String)>,
    /// The cookie of each, and when it was given.
    cookies: BTreeMap<String, (String, String)>,
    known: BTreeMap<String, String>,
}

impl Player {
    /// Nobody has entered.
    pub fn new(app: Router, store: Store, clock: Arc<clock::Clock>, post: Option<(Post, PathBuf)>) -> Self {
        let people = actors::people().map(|(id, address, name)| (id.to_owned(), (address.to_owned(), name)));
        let known = FILES.map(|(name, text)| (name.to_owned(), text.to_owned()));
        Self { app, store, clock, post, people: people.collect(), cookies: BTreeMap::new(), known: known.into() }
    }

    /// Plays a part of the story.
    ///
    /// # Errors
    /// The first act that is refused, with what the site said.
    pub async fn play(&mut self, script: &Script) -> Result<()> {
        let since = script.acts.first().map_or("", |act| &act.at);
        for one in &script.people {
            self.people.insert(one.id.clone(), (one.address.clone(), one.name.clone()));
        }
        for given in &script.roles {
            let (address, _) = self.people.get(&given.who).with_context(|| given.who.clone())?;
            let named = Role::CHOICES.iter().find(|(name, _)| *name == given.role);
            let (_, role) = *named.with_context(|| given.role.clone())?;
            let part = Part { session: given.session.clone(), role, areas: given.areas.iter().cloned().collect() };
            let to = (&address.parse()?, Lang::Fr, &chance::person()?);
            let moment = Moment { now: since, salt: chance::salt()? };
            self.store.people().give(None, to, &part, None, moment).await?;
        }
        for act in &script.acts {
            self.clock.stop_at(clock::seconds(&act.at));
            self.act(act).await?;
        }
        Ok(())
    }

    /// Plays acts that are done at once, among those of visitors: one that is refused is left out.
    pub async fn interlude(&mut self, script: &Script) {
        for act in &script.acts {
            if let Err(error) = self.act(act).await {
                tracing::warn!("{error:#}");
            }
        }
    }

    /// What is remembered, to go on another time.
    pub fn known(&self) -> &BTreeMap<String, String> {
        &self.known
    }

    /// Goes on with what was remembered.
    pub fn knowing(mut self, known: BTreeMap<String, String>, people: &[Somebody]) -> Self {
        self.known.extend(known);
        self.people.extend(people.iter().map(|one| (one.id.clone(), (one.address.clone(), one.name.clone()))));
        self
    }

    async fn act(&mut self, act: &Act) -> Result<()> {
        let path = act.get.as_ref().or(act.post.as_ref()).map_or("", |path| path);
        let now = self.clock.now();
        self.done(act, &now).await.with_context(|| format!("{now}, {}: {path}", act.who))
    }

    async fn done(&mut self, act: &Act, now: &str) -> Result<()> {
        let cookie = self.enter(act, now).await?;
        let request = match (&act.get, &act.post) {
            (Some(page), _) => Request::get(self.filled(page)?).body(Body::empty()),
            (None, post) => {
                let path = self.filled(post.as_deref().unwrap_or_default())?;
                let (kind, body) = self.form(act, now)?;
                Request::post(path).header(header::CONTENT_TYPE, kind).body(Body::from(body))
            }
        };
        let mut request = request?;
        request.headers_mut().insert(header::COOKIE, cookie.parse()?);
        let answer = self.app.clone().oneshot(request).await?;
        let (parts, body) = answer.into_parts();
        let text = String::from_utf8_lossy(&to_bytes(body, LARGEST).await?).into_owned();
        let is_done = if act.get.is_some() { parts.status.is_success() } else { parts.status.is_redirection() };
        if !is_done {
            bail!("{}: {}", parts.status, told(&text));
        }
        if let Some(given) = cookie_of(&parts.headers) {
            self.cookies.insert(act.who.clone(), (given, now.to_owned()));
        }
        if let Some(name) = &act.keep {
            let to = parts.headers.get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
            let last = to.rsplit('/').next().unwrap_or_default();
            self.known.insert(name.clone(), last.split(['?', '#']).next().unwrap_or_default().to_owned());
        }
        self.remember(&act.take, &text)?;
        if !act.mail.is_empty() {
            self.deliver().await?;
            let (_, folder) = self.post.as_ref().context("mails are written by another")?;
            let (mails, _) = files::last_of_folder(folder, ".eml", 1)?;
            let last = mails.first().context("no mail was sent")?;
            self.remember(&act.mail, &mail::read(last).text)?;
        }
        Ok(())
    }

    /// Keeps what stands in a text after each of some words.
    fn remember(&mut self, words: &BTreeMap<String, String>, text: &str) -> Result<()> {
        for (name, before) in words {
            let before = self.filled(before)?;
            let after = text.split_once(before.as_str()).with_context(|| format!("nowhere: {before}"))?.1;
            let end = |c: char| matches!(c, '"' | '<' | '?' | '#') || c.is_whitespace();
            self.known.insert(name.clone(), after.split(end).next().unwrap_or_default().to_owned());
        }
        Ok(())
    }

    /// Writes the mails that are due in their folder.
    ///
    /// # Errors
    /// When the database or the disk does not answer.
    pub async fn deliver(&self) -> Result<()> {
        if let Some((post, _)) = &self.post {
            jobs::outbox::deliver(&self.store, post, || self.clock.now(), || false).await?;
        }
        Ok(())
    }

    /// The cookie of who acts: a new one when they have been away, that of their browser otherwise.
    async fn enter(&mut self, act: &Act, now: &str) -> Result<String> {
        let Some((address, name)) = self.people.get(&act.who) else {
            // Somebody with a telephone, whom nobody knows.
            return Ok(self.cookies.get(&act.who).map(|(cookie, _)| cookie.clone()).unwrap_or_default());
        };
        if let Some((cookie, since)) = self.cookies.get(&act.who)
            && clock::after(since, STAY).as_str() > now
        {
            return Ok(cookie.clone());
        }
        let (login, id) = (chance::token()?, chance::person()?);
        let expires_at = clock::after(now, STAY);
        let opening = Opening { login: &login, id: &id, how: How::Demonstration, device: "", expires_at: &expires_at };
        let moment = Moment { now, salt: chance::salt()? };
        let person = self.store.people().welcome(&address.parse()?, Lang::Fr, opening, moment).await?;
        if person.name.is_empty() {
            self.store.people().call(&person.id, name, Lang::Fr).await?;
        }
        self.known.insert(format!("person:{}", act.who), person.id.to_string());
        let cookie = format!("mosaique={}", login.as_str());
        self.cookies.insert(act.who.clone(), (cookie.clone(), now.to_owned()));
        Ok(cookie)
    }

    /// A text with what is remembered in the place of `{name}`.
    fn filled(&self, text: &str) -> Result<String> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').with_context(|| format!("{{ is not closed in {text}"))?;
            let value = self.known.get(name).with_context(|| format!("nobody kept {name}"))?;
            filled += before;
            filled += value;
            rest = after;
        }
        Ok(filled + rest)
    }

    /// The fields of a form, as browsers send them: the kind of body and the body.
    fn form(&self, act: &Act, now: &str) -> Result<(String, Vec<u8>)> {
        let mut fields = Vec::new();
        for (name, said) in &act.form {
            for value in said.values() {
                fields.push((self.filled(name)?, self.filled(value)?));
            }
        }
        if !act.upload && act.files.is_empty() {
            let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
            return Ok(("application/x-www-form-urlencoded".to_owned(), body.into_bytes()));
        }
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        for file in &act.files {
            let (field, name) = (self.filled(&file.field)?, &file.name);
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/pdf\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend(document(file, now)?);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        Ok((format!("multipart/form-data; boundary={BOUNDARY}"), body))
    }
}

/// A document of one page that says that it is made up.
fn document(file: &Enclosed, at: &str) -> Result<Vec<u8>> {
    let issue = Issue { today: at.get(..10).unwrap_or_default().parse()?, site: None };
    crate::documents::print(&enclosure(Words::of(Lang::Fr), &issue, &file.title, &file.text))
}

/// The cookie that an answer gives.
fn cookie_of(headers: &HeaderMap) -> Option<String> {
    let given = headers.get(header::SET_COOKIE)?.to_str().ok()?;
    given.split(';').next().map(str::to_owned)
}

/// What a page says is wrong, else its beginning.
fn told(page: &str) -> String {
    let between = |from: &str, to: &str| page.split_once(from).and_then(|(_, rest)| rest.split(to).next());
    let wrong = between("role=\"alert\"", "</div>").or_else(|| between("<title>", "</title>"));
    wrong.unwrap_or(page).chars().take(1_500).collect()
}
