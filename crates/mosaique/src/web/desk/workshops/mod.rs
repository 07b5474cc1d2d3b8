//! Workshops: those of a workspace, one of them, its room, its paper, its minutes, what is printed for it; the page of
//! telephones, without account; the thread from what was said to the actions.
//!
//! What may be seen or done is asked of `programme::role`, `programme::workshop` and `programme::thread` each time; what one
//! may not see is not there.

mod item;
mod list;
mod minutes;
mod one;
mod paper;
mod phone;
mod poster;
mod room;
mod said;
mod sheet;
#[cfg(test)]
mod tests;
mod thread;

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::routing::{get, post};
use facts::{CommuneCode, Lang};
use press::page::{AboutChoices, Frame};
use press::{Links, Words, telling};
use programme::calendar::{ClockTime, Instant, LocalTime};
use programme::role::{ObjectRelation, Right};
use programme::story::Story;
use programme::thread::Item;
use programme::workshop::contribution::{About, Key, Spot};
use programme::workshop::{Actor, Contribution, Rules, Sheet, Theme, Workshop, texts};
use programme::workspace::Workspace;
use programme::{Session, Slug, thread as pure_thread, workshop as pure};
use store::ActError;
use store::people::Entered;
use store::records::Text;

use super::workspaces::Workroom;
use crate::chance;
use crate::web::State;
use crate::web::error::Failure;

/// Requests of telephones that one client may make in an hour: a whole room is behind one address, and what was lost is sent
/// again.
pub const MOST_SENT: u32 = 6_000;

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let at = |links: Links| links.path(lang).replace("%7B", "{").replace("%7D", "}");
        let id = || "{id}".to_owned();
        router = router
            .route(&at(Links::Workshops(id())), get(list::page))
            .route(&at(Links::WorkshopsAgenda(id())), get(list::agenda))
            .route(&at(Links::WorkshopNew(id())), get(sheet::new).post(sheet::plan))
            .route(&at(Links::Workshop(id())), get(one::page).post(one::act))
            .route(&at(Links::WorkshopEvent(id())), get(one::event))
            .route(&at(Links::WorkshopSheet(id())), get(sheet::page).post(sheet::change))
            .route(&at(Links::WorkshopRoom(id())), get(room::page).post(room::act))
            .route(&at(Links::WorkshopSaid(id(), "{said}".into())), get(said::page).post(said::act))
            .route(&at(Links::WorkshopPaper(id())), get(paper::page).post(paper::act))
            .route(&at(Links::WorkshopMinutes(id())), get(minutes::page).post(minutes::act))
            .route(&at(Links::WorkshopPoster(id())), get(poster::page))
            .route(&at(Links::WorkshopPosterFile(id())), get(poster::file))
            .route(&at(Links::WorkshopPhone("{token}".into())), get(phone::page).post(phone::act))
            .route(&at(Links::Thread(id())), get(thread::page))
            .route(&at(Links::ThreadNew(id(), "{rung}".into())), get(item::new).post(item::write))
            .route(&at(Links::ThreadItem(id())), get(item::page))
            .route(&at(Links::ThreadItem(id())), post(item::act));
    }
    router
}

/// A workshop, and who asks.
struct Shop<'s> {
    room: Workroom<'s>,
    workspace: Workspace,
    workshop: Workshop,
}

impl<'s> Shop<'s> {
    /// A workshop, for who may see it; for others it is not there, and they are told so after the same time as of one that
    /// does not exist.
    async fn with(state: &'s State, lang: Lang, entered: &'s Entered, id: &str) -> Result<Self, Failure> {
        let absence = tokio::time::sleep(state.0.share.absence);
        let found = Self::found(state, lang, entered, id).await;
        if matches!(found, Err(Failure::NotFound)) {
            absence.await;
        }
        found
    }

    async fn found(state: &'s State, lang: Lang, entered: &'s Entered, id: &str) -> Result<Self, Failure> {
        let store = &state.0.store;
        let workshop = store.records::<Workshop>().find(id).await.map_err(Failure::internal)?;
        let workshop = workshop.ok_or(Failure::NotFound)?;
        let workspace = store.records::<Workspace>().find(workshop.workspace.as_str()).await;
        let workspace = workspace.map_err(Failure::internal)?.ok_or(Failure::NotFound)?;
        let room = Workroom::of(state, lang, entered, workshop.session.as_str())?;
        let shop = Self { room, workspace, workshop };
        if shop.may(Right::SeeWorkshops) { Ok(shop) } else { Err(Failure::NotFound) }
    }

    fn rules(&self) -> Rules<'s> {
        Rules { session: self.room.session, phase: self.room.phase }
    }

    fn actor(&self) -> Actor<'_> {
        let standing = &self.room.standing;
        Actor { standing, relation: self.workshop.relation(standing, self.workspace.relation(standing)) }
    }

    fn may(&self, right: Right) -> bool {
        self.rules().may(&self.actor(), right).is_allowed()
    }

    fn words(&self) -> &'static Words {
        self.room.words
    }

    fn now(&self) -> String {
        self.room.now.to_string()
    }

    fn id(&self) -> String {
        self.workshop.id.to_string()
    }

    /// The frame of one of its pages, under the workshop.
    fn frame(&self, links: &Links, title: String) -> Frame {
        let f = self.room.state.desk_frame(self.words().lang(), links, title);
        f.under(&Links::Workshop(self.id()), self.workshop.sheet.title.clone())
    }

    /// Does an act on the workshop, with what is written beside it.
    async fn does(&self, command: pure::Command, beside: Vec<Text>) -> Result<(), Undone> {
        let decide = |workshop: &Workshop| {
            let relation = workshop.relation(&self.room.standing, self.workspace.relation(&self.room.standing));
            let actor = Actor { standing: &self.room.standing, relation };
            let acted = workshop.act(command, &self.rules(), &actor, self.room.now);
            self.written(acted.map_err(|refusal| self.refused(&refusal))?, beside)
        };
        let records = self.room.state.0.store.records::<Workshop>();
        records.act(self.workshop.id.as_str(), &self.now(), decide).await?.ok_or(Failure::NotFound)?;
        Ok(())
    }

    fn refused(&self, refusal: &pure::Refusal) -> Undone {
        Undone::Refused(telling::workshop_causes(self.words(), refusal))
    }

    fn written<T: Story>(
        &self,
        acted: (T, Vec<programme::story::Event<T::Happened>>),
        beside: Vec<Text>,
    ) -> Result<store::records::Kept<T>, Undone> {
        let mut kept = super::workspaces::kept(acted)?;
        // What changes nothing writes nothing, beside either.
        if !kept.events.is_empty() {
            kept.texts.extend(beside);
        }
        Ok(kept)
    }

    /// Everything that was said in it, with the words.
    async fn said(&self) -> Result<Said, Failure> {
        Said::of(self.room.state, [&self.workshop]).await
    }
}

/// What was said in workshops, and the words kept beside.
struct Said {
    all: Vec<Contribution>,
    texts: BTreeMap<(String, String), String>,
}

impl Said {
    async fn of(state: &State, workshops: impl IntoIterator<Item = &Workshop>) -> Result<Self, Failure> {
        let records = state.0.store.records::<Contribution>();
        let (mut all, mut texts) = (Vec::new(), BTreeMap::new());
        for workshop in workshops {
            all.extend(records.of_parent(workshop.id.as_str()).await.map_err(Failure::internal)?);
            texts.extend(records.texts_of_parent(workshop.id.as_str()).await.map_err(Failure::internal)?);
        }
        Ok(Self { all, texts })
    }

    /// Of every workshop of a workspace.
    async fn of_workspace(state: &State, workspace: &Workspace) -> Result<(Vec<Workshop>, Self), Failure> {
        let workshops = state.0.store.records::<Workshop>().of_parent(workspace.id.as_str()).await;
        let workshops = workshops.map_err(Failure::internal)?;
        let said = Self::of(state, &workshops).await?;
        Ok((workshops, said))
    }

    fn text(&self, one: &Contribution, name: &str) -> Option<&String> {
        self.texts.get(&(one.id.to_string(), name.to_owned()))
    }

    /// The words that hold; none when they were erased.
    fn words(&self, one: &Contribution) -> Option<&String> {
        self.text(one, &texts::wording(one.wordings.len()))
    }
}

/// The items of the thread of a workspace.
async fn items(state: &State, workspace: &str) -> Result<Vec<Item>, Failure> {
    state.0.store.records::<Item>().of_parent(workspace).await.map_err(Failure::internal)
}

/// What became of something said, in words: the actions, or else what takes it up.
fn became(words: &Words, thread: &pure_thread::Thread<'_>, one: &Contribution) -> Vec<String> {
    let reached = thread.became(&one.id);
    let title = |item: &&Item| item.content.title.clone();
    let actions: Vec<String> = reached.items.get(&pure_thread::Rung::Action).into_iter().flatten().map(title).collect();
    if !actions.is_empty() {
        return vec![words.count_with("became-actions", actions.len(), "actions", &actions.join(" ; "))];
    }
    let items: Vec<String> = reached.items.values().flatten().map(title).collect();
    if items.is_empty() { Vec::new() } else { vec![words.t1("became-on-the-way", "items", items.join(" ; "))] }
}

/// Why an act was not done.
enum Undone {
    /// What is wrong, in sentences.
    Refused(Vec<String>),
    Failed(Failure),
}

impl From<Failure> for Undone {
    fn from(failure: Failure) -> Self {
        Undone::Failed(failure)
    }
}

impl From<ActError<Undone>> for Undone {
    fn from(error: ActError<Undone>) -> Self {
        match error {
            ActError::Refused(undone) => undone,
            other => Undone::Failed(Failure::internal(other)),
        }
    }
}

impl std::fmt::Display for Undone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an act was not done")
    }
}

/// The fields of a form, several of one name kept.
struct Fields(Vec<(String, String)>);

/// A form as it comes.
type Sent = Result<Form<Vec<(String, String)>>, FormRejection>;

impl Fields {
    fn of(form: Sent) -> Result<Self, Failure> {
        match form {
            Ok(Form(fields)) => Ok(Self(fields)),
            Err(rejection) => Err(Failure::Form(rejection.status())),
        }
    }

    fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn one<'f>(&'f self, name: &'f str) -> &'f str {
        self.all(name).next().unwrap_or_default()
    }

    /// A text over several lines, as it is kept.
    fn text(&self, name: &str) -> String {
        self.one(name).replace("\r\n", "\n").trim().to_owned()
    }

    /// The lines of a text that say something.
    fn lines(&self, name: &str) -> Vec<String> {
        self.text(name).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// The fields whose name begins so, with the rest of it.
    fn under<'f>(&'f self, start: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
        self.0.iter().filter_map(move |(name, value)| Some((name.strip_prefix(start)?, value.as_str())))
    }
}

/// A key that a form holds: what it sends twice is one thing.
fn new_key() -> Result<String, Failure> {
    Ok(chance::token().map_err(Failure::internal)?.as_str().to_owned())
}

/// Letters and digits that are not taken for one another when they are copied by hand.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A name or a secret that somebody may type: ten of the letters above, fifty bits of chance.
fn typed_by_hand() -> Result<String, Failure> {
    let bytes: [u8; 10] = chance::bytes().map_err(Failure::internal)?;
    Ok(bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect())
}

fn text(name: String, author: Option<programme::id::PersonId>, body: Option<String>) -> Text {
    Text { name, author, body }
}

/// An hour on the clock of the place.
fn clock(words: &Words, at: LocalTime) -> String {
    at.to_string().parse::<ClockTime>().map_or_else(|_| at.to_string(), |time| words.clock(time))
}

fn when(words: &Words, at: Instant) -> String {
    words.moment(&at.to_string())
}

/// The beginning and the end of a workshop, in words.
fn span(words: &Words, sheet: &Sheet) -> String {
    let begins = ("begins", clock(words, sheet.begins));
    if sheet.begins.date() == sheet.ends.date() {
        return words.with("workshop-when-day", &[begins, ("until", press::news::hour(words, sheet.ends))]);
    }
    words.with("workshop-when", &[begins, ("ends", clock(words, sheet.ends))])
}

/// The agenda: from which hour, what, for how long.
fn agenda(words: &Words, sheet: &Sheet) -> Vec<(String, String, String)> {
    let mut from = i64::from(sheet.begins.hour()) * 60 + i64::from(sheet.begins.minute());
    let mut lines = Vec::new();
    for item in &sheet.agenda {
        let hour = format!("{:02}:{:02}", from / 60 % 24, from % 60);
        lines.push((hour, item.title.clone(), words.count("workshop-minutes", item.minutes as usize)));
        from += i64::from(item.minutes);
    }
    lines
}

/// How a theme is called.
fn theme_name(words: &Words, session: &Session, theme: &Theme) -> String {
    match &theme.name {
        Some(name) => name.clone(),
        None => session
            .taxonomy
            .item(theme.id.as_str())
            .map_or_else(|| theme.id.to_string(), |(_, item)| words.say(&item.name)),
    }
}

/// How a commune is called.
fn commune_name(state: &State, code: CommuneCode) -> String {
    let map = state.instance().atlas().map();
    map.commune(code).map_or_else(|| code.to_string(), |rank| map.at(rank).name.as_ref().to_owned())
}

/// What somebody spoke of, in words.
fn about_in_words(state: &State, words: &Words, (session, sheet): (&Session, &Sheet), about: &About) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(theme) = about.theme.as_ref().and_then(|id| sheet.theme(id)) {
        told.push(words.t1("about-theme", "theme", theme_name(words, session, theme)));
    }
    if let Some(question) = about.question.as_ref().and_then(|id| sheet.question(id)) {
        told.push(words.t1("about-question", "question", question.text.as_str()));
    }
    told.extend(about.spot.as_ref().map(|spot| spot_in_words(state, words, spot)));
    told
}

/// A place, in words.
fn spot_in_words(state: &State, words: &Words, spot: &Spot) -> String {
    match spot {
        Spot::Commune { code } => words.t1("about-commune", "commune", commune_name(state, *code)),
        Spot::Point { lon, lat } => {
            let degrees = |whole: i32| words.number(f64::from(whole) / 100_000.0, 5);
            words.with("about-point", &[("lon", degrees(*lon)), ("lat", degrees(*lat))])
        }
    }
}

/// The most communes that a list offers.
const MOST_COMMUNES: usize = 400;

/// The lists of a form in which one says what one speaks of; `chosen` is what is chosen in them.
fn choices(
    state: &State,
    words: &Words,
    (session, workspace, sheet): (&Session, &Workspace, &Sheet),
    chosen: &About,
) -> AboutChoices {
    let themes = sheet.themes.iter();
    let themes = themes.map(|theme| {
        (theme.id.to_string(), theme_name(words, session, theme), chosen.theme.as_ref() == Some(&theme.id))
    });
    let questions = sheet.questions.iter();
    let questions =
        questions.map(|one| (one.id.to_string(), one.text.clone(), chosen.question.as_ref() == Some(&one.id)));
    let mut communes = Vec::new();
    if workspace.communes.len() <= MOST_COMMUNES {
        for code in &workspace.communes {
            let is_chosen = chosen.spot == Some(Spot::Commune { code: *code });
            communes.push((code.to_string(), commune_name(state, *code), is_chosen));
        }
        communes.sort_by_cached_key(|(_, name, _)| territory::names::plain(name));
    }
    AboutChoices { themes: themes.collect(), questions: questions.collect(), communes }
}

/// What a form says that something is about; what is no name there is refused with what the workshop has not.
fn about_of(fields: &Fields) -> Result<About, Failure> {
    let slug = |name: &str| -> Result<Option<Slug>, Failure> {
        let text = fields.one(name);
        (!text.is_empty()).then(|| text.parse().map_err(|_| Failure::NotFound)).transpose()
    };
    let commune = fields.one("commune");
    let code = (!commune.is_empty()).then(|| commune.parse().map_err(|_| Failure::NotFound)).transpose()?;
    let spot = code.map(|code| Spot::Commune { code });
    Ok(About { theme: slug("theme")?, question: slug("question")?, spot })
}

/// The words of a contribution as they are kept beside it, with the key that salts their digest.
fn words_beside(key: &Key, words: &str, author: Option<programme::id::PersonId>) -> Vec<Text> {
    let key = text(texts::KEY.to_owned(), author.clone(), Some(key.as_str().to_owned()));
    vec![text(texts::wording(1), author, Some(words.to_owned())), key]
}

/// The workspace of an address with what binds who asks to its workshops: their part in it, or having signed up for one.
async fn among<'s>(
    state: &'s State,
    lang: Lang,
    entered: &'s Entered,
    id: &str,
) -> Result<(Workroom<'s>, Workspace, Vec<Workshop>, ObjectRelation), Failure> {
    let absence = tokio::time::sleep(state.0.share.absence);
    let found = found_among(state, lang, entered, id).await;
    if matches!(found, Err(Failure::NotFound)) {
        absence.await;
    }
    found
}

async fn found_among<'s>(
    state: &'s State,
    lang: Lang,
    entered: &'s Entered,
    id: &str,
) -> Result<(Workroom<'s>, Workspace, Vec<Workshop>, ObjectRelation), Failure> {
    let store = &state.0.store;
    let workspace = store.records::<Workspace>().find(id).await.map_err(Failure::internal)?.ok_or(Failure::NotFound)?;
    let room = Workroom::of(state, lang, entered, workspace.session.as_str())?;
    let workshops = store.records::<Workshop>().of_parent(id).await.map_err(Failure::internal)?;
    let own = workspace.relation(&room.standing);
    let signed = workshops.iter().map(|workshop| workshop.relation(&room.standing, own)).find(|one| one.own.is_some());
    let relation = signed.unwrap_or(own);
    let rules = Rules { session: room.session, phase: room.phase };
    let actor = Actor { standing: &room.standing, relation };
    if rules.may(&actor, Right::SeeWorkshops).is_allowed() {
        Ok((room, workspace, workshops, relation))
    } else {
        Err(Failure::NotFound)
    }
}
