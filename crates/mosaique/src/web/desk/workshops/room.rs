//! A workshop that is run: what was said in it, as it comes; what is published, set aside, joined; what is taken down.

use std::collections::BTreeMap;

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::page::{SaidView, WorkshopRoomPage};
use press::{Links, telling};
use programme::id::PersonId;
use programme::role::Right;
use programme::thread::Thread;
use programme::workshop::Label;
use programme::workshop::contribution::{
    self as pure, About, Act, Channel, Contribution, Key, SetAside, SoFar, Stand, counted, join, receive,
};
use store::people::Entered;

use super::{
    Fields, Said, Sent, Shop, Undone, about_in_words, about_of, became, choices, items, new_key, text, when,
    words_beside,
};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let typed = (String::new(), About::default());
    shown(&state, lang, &entered, &id, typed, Vec::new()).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    (typed, about): (String, About),
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let shop = Shop::with(state, lang, entered, id).await?;
    let words = shop.words();
    let may = shop.may(Right::RunWorkshop) && !shop.workshop.state.is_over();
    let sees_all = shop.may(Right::RunWorkshop);
    let me = Some(&entered.person.id);
    let said = shop.said().await?;
    let (_, everywhere) = Said::of_workspace(state, &shop.workspace).await?;
    let items = items(state, shop.workspace.id.as_str()).await?;
    let thread = Thread::of(&items, &everywhere.all);
    let (mut waiting, mut published, mut aside) = (Vec::new(), Vec::new(), Vec::new());
    let mut counts = [0; 3];
    for one in counted(&said.all) {
        let (count, list) = match one.stand {
            Stand::Received => (&mut counts[0], &mut waiting),
            Stand::Published { .. } => (&mut counts[1], &mut published),
            _ => (&mut counts[2], &mut aside),
        };
        *count += 1;
        // What is not published is read by those who run the workshop, and by whose words it is.
        if sees_all || matches!(one.stand, Stand::Published { .. }) || one.author.as_ref() == me {
            list.push(shop.view(&said, one, became(words, &thread, one), may));
        }
    }
    let keys = ["room-count-waiting", "room-count-published", "room-count-aside"];
    let counts = keys.iter().zip(counts).map(|(key, count)| words.count(key, count)).collect();
    published.reverse();
    let may_write = match sees_all {
        true => may && matches!(shop.workshop.state.label(), Label::Open | Label::Closed),
        false => shop.may(Right::Contribute) && shop.workshop.receives_from_phones(shop.room.now),
    };
    let lists = (shop.room.session, &shop.workspace, &shop.workshop.sheet);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = WorkshopRoomPage {
        f: shop.frame(&Links::WorkshopRoom(shop.id()), words.t("room-title")),
        made_up: shop.room.made_up(),
        workshop: shop.workshop.sheet.title.clone(),
        counts,
        waiting,
        published,
        aside,
        whys: whys(words),
        may,
        write: may_write.then(|| choices(state, words, lists, &about)),
        write_title: words.t(if sees_all { "room-write" } else { "phone-say" }),
        key: new_key()?,
        typed,
        back: Links::Workshop(shop.id()).path(lang),
        paper: Links::WorkshopPaper(shop.id()).path(lang),
        errors,
    };
    Ok(private(status, page_of(&page)))
}

/// The reasons for which something is set aside.
pub fn whys(words: &press::Words) -> Vec<(String, String)> {
    let why = |(name, _): &(&'static str, SetAside)| ((*name).to_owned(), words.t(&format!("set-aside-{name}")));
    SetAside::CHOICES.iter().map(why).collect()
}

impl Shop<'_> {
    /// Something said, in words.
    pub(super) fn view(&self, said: &Said, one: &Contribution, became: Vec<String>, may: bool) -> SaidView {
        let words = self.words();
        let sheet = (self.room.session, &self.workshop.sheet);
        let mut about = about_in_words(self.room.state, words, sheet, &one.about);
        let channel = words.t(&format!("channel-{}", one.channel.as_str()));
        about.push(words.with("said-came", &[("when", when(words, one.at)), ("channel", channel)]));
        let gone = matches!(one.stand, Stand::TakenBack { .. } | Stand::Replaced { .. });
        SaidView {
            id: one.id.to_string(),
            href: Links::WorkshopSaid(self.id(), one.id.to_string()).path(words.lang()),
            words: said.words(one).cloned(),
            about,
            stand: telling::stand(words, &one.stand),
            became,
            may: may && !gone,
        }
    }

    /// Carries out an act of moderation on something said in this workshop.
    pub(super) async fn moderates(&self, id: &str, act: &Act, note: &str) -> Result<(), Undone> {
        let records = self.room.state.0.store.records::<Contribution>();
        let beside = records.texts(id).await.map_err(Failure::internal)?;
        // Words whose key was erased with them are written again under another.
        let key = beside.get(programme::workshop::texts::KEY).cloned();
        let key: Key = key.map_or_else(new_key, Ok)?.parse().map_err(Failure::internal)?;
        let decide = |one: &Contribution| {
            let moderated =
                one.moderate(act, (&key, note), &self.workshop, &self.rules(), &self.actor(), self.room.now);
            let (next, events) = moderated.map_err(|refusal| self.refused(&refusal))?;
            let mut beside = self.note(&next, note);
            if let Act::Reword { words } = act {
                let name = programme::workshop::texts::wording(next.wordings.len());
                beside.push(text(name, one.author.clone(), Some(words.clone())));
                let name = programme::workshop::texts::KEY.to_owned();
                beside.push(text(name, one.author.clone(), Some(key.as_str().to_owned())));
            }
            self.written((next, events), beside)
        };
        records.act(id, &self.now(), decide).await?.ok_or(Failure::NotFound)?;
        Ok(())
    }

    /// The note of the last act on something said.
    pub(super) fn note(&self, next: &Contribution, note: &str) -> Vec<store::records::Text> {
        let author = Some(self.room.entered.person.id.clone());
        let is_there = next.log.last().is_some_and(|entry| entry.note);
        let name = programme::workshop::texts::note(next.log.len());
        is_there.then(|| text(name, author, Some(note.trim().to_owned()))).into_iter().collect()
    }

    /// Writes what was made of others. What is made twice is made once.
    pub(super) async fn makes(&self, made: pure::Made) -> Result<(), Undone> {
        let author = made.contribution.author.clone();
        let beside = words_beside(&made.key, &made.words, author);
        let kept = self.written((made.contribution, made.events), beside)?;
        let records = self.room.state.0.store.records::<Contribution>();
        records.begin(&kept, &self.now()).await.map_err(Failure::internal)?;
        Ok(())
    }
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Sent,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let fields = Fields::of(form)?;
        let shop = Shop::with(&state, lang, &entered, &id).await?;
        let right = if fields.one("act") == "write" { Right::Contribute } else { Right::RunWorkshop };
        if !shop.may(right) {
            return Err(Failure::NotFound);
        }
        match shop.acts_in_the_room(&fields).await {
            Ok(()) => {
                let there = Links::WorkshopRoom(id.clone()).path(lang);
                Ok(Redirect::to(&format!("{there}#waiting")).into_response())
            }
            Err(Undone::Failed(failure)) => Err(failure),
            Err(Undone::Refused(errors)) => {
                let typed = if fields.one("act") == "write" { fields.text("words") } else { String::new() };
                shown(&state, lang, &entered, &id, (typed, about_of(&fields).unwrap_or_default()), errors).await
            }
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

impl Shop<'_> {
    async fn acts_in_the_room(&self, fields: &Fields) -> Result<(), Undone> {
        let note = fields.text("note");
        match fields.one("act") {
            "publish" => self.moderates(fields.one("contribution"), &Act::Publish, &note).await,
            "set-aside" => {
                let why = why_of(fields).ok_or(Failure::NotFound)?;
                self.moderates(fields.one("contribution"), &Act::SetAside { why }, &note).await
            }
            "write" => self.takes_down(fields).await,
            "join" => self.joins(fields, &note).await,
            _ => Err(Failure::NotFound.into()),
        }
    }

    async fn takes_down(&self, fields: &Fields) -> Result<(), Undone> {
        let key: Key = fields.one("key").parse().map_err(|_| Failure::NotFound)?;
        let (about, words) = (about_of(fields)?, fields.text("words"));
        // Those who run the workshop take down what others say; the others say it themselves.
        let (channel, author) = match self.may(Right::RunWorkshop) {
            true => (Channel::Facilitator, None),
            false => (Channel::Phone, Some(self.room.entered.person.id.clone())),
        };
        self.receives(&[(key, words, about)], channel, author).await
    }

    /// Takes contributions that come from the desk: what those who run the workshop write for others, or one's own. What is
    /// sent twice is taken once.
    pub(super) async fn receives(
        &self,
        lines: &[(Key, String, About)],
        channel: Channel,
        author: Option<PersonId>,
    ) -> Result<(), Undone> {
        let records = self.room.state.0.store.records::<Contribution>();
        let there = records.of_parent(self.workshop.id.as_str()).await.map_err(Failure::internal)?;
        let known: BTreeMap<_, _> = there.iter().map(|one| (one.id.clone(), one)).collect();
        let mut kept = Vec::new();
        for (rank, (key, words, about)) in lines.iter().enumerate() {
            let sent = pure::Sent { key, words, author: author.clone(), device: None, channel, about: about.clone() };
            if let Some(one) = known.get(&key.names(&self.workshop.id)) {
                one.is_resent(&sent).map_err(|refusal| self.refused(&refusal))?;
                continue;
            }
            let so_far = SoFar { workshop: (there.len() + rank) as u64, device: 0 };
            let received = receive(&sent, &self.workshop, so_far, &self.rules(), &self.actor(), self.room.now);
            let received = received.map_err(|refusal| self.refused(&refusal))?;
            kept.push(self.written(received, words_beside(key, words, author.clone()))?);
        }
        for one in kept {
            records.begin(&one, &self.now()).await.map_err(Failure::internal)?;
        }
        Ok(())
    }

    async fn joins(&self, fields: &Fields, note: &str) -> Result<(), Undone> {
        let key: Key = fields.one("key").parse().map_err(|_| Failure::NotFound)?;
        let records = self.room.state.0.store.records::<Contribution>();
        let mut those = Vec::new();
        for id in fields.all("join") {
            those.push(records.find(id).await.map_err(Failure::internal)?.ok_or(Failure::NotFound)?);
        }
        // Sent again, it was done.
        let made = records.find(key.of_line(0).names(&self.workshop.id).as_str()).await.map_err(Failure::internal)?;
        let is_replaced = |one: &Contribution| matches!(one.stand, Stand::Replaced { .. });
        if made.is_some() && those.iter().all(is_replaced) {
            return Ok(());
        }
        let list: Vec<&Contribution> = those.iter().collect();
        // What all of them are about, the one that stands for them is about.
        let shared = |of: fn(&About) -> Option<programme::Slug>| {
            let first = of(&list.first()?.about)?;
            list.iter().all(|one| of(&one.about).as_ref() == Some(&first)).then_some(first)
        };
        let about = About {
            theme: shared(|about| about.theme.clone()),
            question: shared(|about| about.question.clone()),
            spot: None,
        };
        let words = fields.text("words");
        let joined =
            join(&list, (&words, &about), (&key, note), &self.workshop, &self.rules(), &self.actor(), self.room.now);
        let (made, _) = joined.map_err(|refusal| self.refused(&refusal))?;
        // First what stands in their place: it counts once each of them says so.

        self.makes(made).await?;
        for one in &those {
            let decide = |now: &Contribution| {
                // Somebody may have moderated it meanwhile: it is asked again, with those that are with it.
                let with: Vec<&Contribution> =
                    list.iter().map(|other| if other.id == now.id { now } else { *other }).collect();
                let joined = join(
                    &with,
                    (&words, &about),
                    (&key, note),
                    &self.workshop,
                    &self.rules(),
                    &self.actor(),
                    self.room.now,
                );
                let (_, after) = joined.map_err(|refusal| self.refused(&refusal))?;
                let acted = after.into_iter().find(|(next, _)| next.id == now.id).ok_or(Failure::NotFound)?;
                let beside = self.note(&acted.0, note);
                self.written(acted, beside)
            };
            records.act(one.id.as_str(), &self.now(), decide).await?.ok_or(Failure::NotFound)?;
        }
        Ok(())
    }
}

/// The reason that a form gives.
pub fn why_of(fields: &Fields) -> Option<SetAside> {
    SetAside::CHOICES.iter().find(|(name, _)| *name == fields.one("why")).map(|(_, why)| *why)
}
