//! The jury at the desk: its panel and who reads what, the sheets, the meeting, the decision and how it is told.
//!
//! What may be seen or done is asked of `programme::role` and `programme::jury` each time; what binds somebody to a dossier is
//! what [`Desk`] says, as for every page of a dossier.

mod assignment;
mod decision;
mod meeting;
mod notices;
mod outcome;
mod panel;
mod reading;
mod readings;
mod scores;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::rejection::BytesRejection;
use axum::routing::get;
use bytes::Bytes;
use facts::Lang;
use press::page::Around;
use press::telling::JuryNames;
use press::{Links, telling};
use programme::calendar::{ClockTime, Instant};
use programme::dossier::Dossier;
use programme::id::{DossierId, PersonId};
use programme::jury::{Case, Command, Done, Jury, Refusal, Sheet, Words as Beside};
use programme::role::Right;
use store::people::{Entered, Part};
use store::records::{Kept, Text};
use store::{Outgoing, Person};

use super::dossiers::{Desk, Undone};
use crate::chance;
use crate::web::State;
use crate::web::error::Failure;

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let at = |links: Links| links.path(lang).replace("%7B", "{").replace("%7D", "}");
        let id = || "{id}".to_owned();
        router = router
            .route(&at(Links::Jury(id())), get(panel::page).post(panel::act))
            .route(&at(Links::JuryAssignment(id())), get(assignment::page).post(assignment::apply))
            .route(&at(Links::JuryMeeting(id())), get(meeting::page).post(meeting::act))
            .route(&at(Links::JuryDecision(id())), get(decision::page).post(decision::act))
            .route(&at(Links::Readings(id())), get(readings::page).post(readings::act))
            .route(&at(Links::DossierReading(id())), get(reading::page).post(reading::act))
            .route(&at(Links::DossierScores(id())), get(scores::page).post(scores::act))
            .route(&at(Links::DossierOutcome(id())), get(outcome::page).post(outcome::appeal))
            .route(&at(Links::DossierOutcomeLetter(id())), get(outcome::letter));
    }
    router
}

/// The desk of a session with all that its jury looks at.
struct Room<'s> {
    desk: Desk<'s>,
    dossiers: Vec<Dossier>,
    /// Those who have a role in the session.
    members: Vec<(Person, Part)>,
    people: BTreeMap<PersonId, String>,
    places: BTreeMap<DossierId, String>,
}

impl<'s> Room<'s> {
    /// The room of a session, for who has one of `rights` there; for others there is nothing here.
    async fn of(
        state: &'s State,
        lang: Lang,
        entered: &'s Entered,
        session: &str,
        rights: &[Right],
    ) -> Result<Self, Failure> {
        let desk = Desk::of(state, lang, entered, session).await?;
        if !rights.iter().any(|right| desk.may_here(*right)) {
            return Err(Failure::NotFound);
        }
        Self::around(desk).await
    }

    /// The same around a desk.
    async fn around(desk: Desk<'s>) -> Result<Self, Failure> {
        let (state, session) = (desk.state, desk.session.identity.id.as_str());
        let dossiers = state.0.store.dossiers().of_session(session).await.map_err(Failure::internal)?;
        let members = state.0.store.people().of_session(session).await.map_err(Failure::internal)?;
        let name = |person: &Person| match person.name.as_str() {
            "" => person.address.to_string(),
            name => name.to_owned(),
        };
        let mut people: BTreeMap<PersonId, String> =
            members.iter().map(|(person, _)| (person.id.clone(), name(person))).collect();
        for id in desk.jury.iter().flat_map(|jury| jury.seats.keys()) {
            if !people.contains_key(id) {
                let found = state.0.store.people().find(id).await.map_err(Failure::internal)?;
                let erased = || desk.words.t("dossier-erased-person");
                people.insert(id.clone(), found.as_ref().map_or_else(erased, name));
            }
        }
        // What one may not see has no name here either.
        let seen = dossiers.iter().filter(|dossier| desk.may(Right::SeeList, dossier));
        let places = seen.map(|dossier| (dossier.id.clone(), dossier.place.name.clone())).collect();
        let desk = desk.reading_forms_of(&dossiers).await?;
        Ok(Self { desk, dossiers, members, people, places })
    }

    fn may(&self, right: Right) -> bool {
        self.desk.may_here(right)
    }

    fn jury(&self) -> Result<&Jury, Failure> {
        self.desk.jury.as_ref().ok_or(Failure::NotFound)
    }

    /// The dossiers of a kind that who asks may see.
    fn seen(&self, is_kind: fn(&Dossier) -> bool) -> impl Iterator<Item = &Dossier> {
        self.dossiers.iter().filter(move |dossier| is_kind(dossier) && self.places.contains_key(&dossier.id))
    }

    fn name(&self, person: &PersonId) -> String {
        self.people.get(person).cloned().unwrap_or_else(|| self.desk.words.t("dossier-someone"))
    }

    fn place(&self, dossier: &DossierId) -> String {
        self.places.get(dossier).cloned().unwrap_or_else(|| self.desk.words.t("cause-jury-a-dossier"))
    }

    fn names<'p>(&self, people: impl IntoIterator<Item = &'p PersonId>) -> String {
        people.into_iter().map(|person| self.name(person)).collect::<Vec<_>>().join(", ")
    }

    fn case(&self) -> Case<'_> {
        Case { rules: &self.desk.rules, who: &self.desk.standing, dossiers: &self.dossiers, now: self.desk.now }
    }

    async fn sheets(&self) -> Result<Vec<Sheet>, Failure> {
        let session = self.desk.session.identity.id.as_str();
        self.desk.state.0.store.records::<Sheet>().of_session(session).await.map_err(Failure::internal)
    }

    /// The words beside the jury, by their names.
    async fn texts(&self) -> Result<BTreeMap<String, String>, Failure> {
        let session = self.desk.session.identity.id.as_str();
        self.desk.state.0.store.records::<Jury>().texts(session).await.map_err(Failure::internal)
    }

    fn around_of(&self, links: &[Links], done: Option<String>, errors: Vec<String>) -> Around {
        let words = self.desk.words;
        // Before there is a jury, there is only where it is set up.
        let is_there = self.desk.jury.is_some();
        let titled = |links: &Links| {
            let (may, key) = match links {
                Links::Jury(_) => (self.may(Right::Assign), "jury-title"),
                Links::JuryAssignment(_) => (is_there && self.may(Right::Assign), "jury-assignment-title"),
                Links::JuryMeeting(_) => {
                    (is_there && (self.may(Right::Decide) || self.may(Right::Deliberate)), "meeting-title")
                }
                Links::JuryDecision(_) => (is_there && self.may(Right::Decide), "decision-title"),
                Links::Readings(_) => (is_there && self.may(Right::DeclareConflict), "readings-title"),
                _ => (true, "dossiers-title"),
            };
            may.then(|| (links.path(words.lang()), words.t(key)))
        };
        Around {
            of: words.say(&self.desk.session.identity.title),
            made_up: self.desk.made_up(),
            links: links.iter().filter_map(titled).collect(),
            done,
            errors,
        }
    }

    fn session_id(&self) -> String {
        self.desk.session.identity.id.to_string()
    }

    /// Does an act of the jury, with the mails that tell of it.
    async fn act(&self, command: Command, mails: Vec<Outgoing>) -> Result<(), Undone> {
        let decide = |jury: &Jury| -> Result<Kept<Jury>, Undone> {
            let done = jury.act(command, &self.case()).map_err(|refusal| self.refused(&refusal))?;
            self.kept(done, mails)
        };
        let (id, now) = (self.session_id(), self.desk.now.to_string());
        self.desk.state.0.store.records::<Jury>().act(&id, &now, decide).await?.ok_or(Failure::NotFound)?;
        self.desk.state.0.share.wake.notify_one();
        Ok(())
    }

    fn refused(&self, refusal: &Refusal) -> Undone {
        let rubric = &self.desk.session.rubric;
        let names = JuryNames { people: &self.people, dossiers: &self.places, rubric };
        Undone::Wrong(telling::jury_causes(self.desk.words, refusal, names))
    }

    fn kept(&self, done: Done, mails: Vec<Outgoing>) -> Result<Kept<Jury>, Undone> {
        let Done { jury, events, words } = done;
        let with_salt = |event| Ok::<_, anyhow::Error>((event, chance::salt()?));
        let told = !events.is_empty();
        let events = events.into_iter().map(with_salt).collect::<Result<_, _>>().map_err(Failure::internal)?;
        // What is decided is the State's: only what an applicant writes is somebody's.
        let author = |name: &str| name.starts_with("appeal:").then(|| self.desk.entered.person.id.clone());
        let texts = words.into_iter().map(|text| beside(text, author)).collect();
        Ok(Kept { state: jury, events, mails: if told { mails } else { Vec::new() }, texts })
    }
}

fn beside(text: Beside, author: impl Fn(&str) -> Option<PersonId>) -> Text {
    Text { author: author(&text.name), name: text.name, body: text.body }
}

/// The fields of a form; one may stand several times.
struct Fields(BTreeMap<String, Vec<String>>);

impl Fields {
    fn read(body: Result<Bytes, BytesRejection>) -> Result<Self, Failure> {
        let body = body.map_err(|rejection| Failure::Form(rejection.status()))?;
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(&body) {
            fields.entry(name.into_owned()).or_default().push(value.into_owned());
        }
        Ok(Self(fields))
    }

    fn one(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", |value| value.trim())
    }

    fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// The fields whose name begins with a prefix, by what follows it.
    fn of<'f>(&'f self, prefix: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
        self.0.iter().filter_map(move |(name, values)| {
            Some((name.strip_prefix(prefix)?, values.first().map_or("", |value| value.as_str())))
        })
    }

    fn choice<T: Copy>(&self, name: &'static str, choices: &[(&str, T)]) -> Result<T, Undone> {
        let word = self.one(name);
        let found = choices.iter().find(|(known, _)| *known == word).map(|(_, choice)| *choice);
        found.ok_or_else(|| unread(name, word, &choices.iter().map(|(known, _)| *known).collect::<Vec<_>>()))
    }

    /// What has no name that could be one is nowhere.
    fn id<T: std::str::FromStr>(&self, name: &str) -> Result<T, Undone> {
        self.one(name).parse().map_err(|_| Undone::Failed(Failure::NotFound))
    }

    fn number(&self, name: &str, desk: &Desk<'_>) -> Result<u32, Undone> {
        number(self.one(name), desk)
    }

    /// A moment on the clocks of the call; none when it is left empty. `last` takes the last second of its minute.
    fn moment(&self, name: &str, last: bool, desk: &Desk<'_>) -> Result<Option<Instant>, Undone> {
        let text = self.one(name);
        if text.is_empty() {
            return Ok(None);
        }
        let shown = || Undone::Wrong(vec![desk.words.t1("error-moment", "found", short(text))]);
        let time: ClockTime = text.parse().map_err(|_| shown())?;
        let zone = desk.rules.call.zone;
        Ok(Some(if last { time.last_second(zone) } else { time.first_second(zone) }))
    }
}

fn number(text: &str, desk: &Desk<'_>) -> Result<u32, Undone> {
    let wrong = |_| Undone::Wrong(vec![desk.words.t1("error-number", "found", short(text))]);
    text.trim().parse().map_err(wrong)
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// A field that holds nothing that is expected: not what our pages send.
fn unread(name: &'static str, found: &str, expected: &[&str]) -> Undone {
    Undone::Failed(Failure::Parameter { name, found: short(found), expected: expected.join(", ") })
}

/// A moment as a field of dates and hours holds it.
fn field(desk: &Desk<'_>, moment: Option<Instant>) -> String {
    moment.map_or_else(String::new, |moment| desk.rules.call.zone.clock(moment).to_string())
}
