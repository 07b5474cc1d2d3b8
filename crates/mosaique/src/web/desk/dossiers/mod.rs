//! Dossiers: those of a session, one of them, its sections, the acts on it, its receipt, the invitations to write it.
//!
//! What may be seen or done is asked of `programme::role` and `programme::dossier` each time; what one may not see is not
//! there.

pub mod acts;
mod answers;
mod applicant;
mod comments;
pub mod document;
mod export;
mod frozen;
mod instruction;
mod invitation;
mod letters;
mod list;
mod new_form;
mod one;
mod perimeter;
mod reading;
mod receipt;
mod reply;
mod section;
mod sheet;
mod story;
#[cfg(test)]
pub mod tests;
mod versions;

pub use answers::{Given, Sent, keep, plain_name, type_of};
#[cfg(test)]
pub(super) use tests::deposited;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use axum::Router;
use axum::routing::{get, post};
use facts::Lang;
use press::{Links, Words, telling};
use programme::Session;
use programme::calendar::Instant;
use programme::dossier::{Actor, Dossier, Event, PublicLabel, Refusal, Rules};
use programme::id::{DossierId, PersonId};
use programme::jury::sheet::name_of;
use programme::jury::{self, Jury, Sheet};
use programme::role::{ObjectRelation, Right, Standing};
use programme::session::Form;
use store::ActError;
use store::dossiers::Decided;
use store::people::Entered;

pub use letters::OPENS as LETTER_OPENS;
pub use reading::Reading as AnswerReading;

use super::standing;
use crate::chance;
use crate::web::State;
use crate::web::error::Failure;

/// Largest body of a section: its texts and its documents.
const LARGEST: usize = 64 << 20;

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let at = |links: Links| links.path(lang).replace("%7B", "{").replace("%7D", "}");
        let id = || "{id}".to_owned();
        let large = || axum::extract::DefaultBodyLimit::max(LARGEST);
        let section = get(section::page).post(section::save).layer(large());
        router = router
            .route(&at(Links::Dossiers(id())), get(list::page).post(list::begin))
            .route(&at(Links::Instruction(id())), get(instruction::page))
            .route(&at(Links::Dossier(id())), get(one::page))
            .route(&at(Links::DossierActs(id())), post(acts::act))
            .route(&at(Links::DossierSection(id(), "{section}".into())), section)
            .route(&at(Links::DossierReceipt(id())), get(receipt::receipt))
            .route(&at(Links::DossierFile(id(), "{digest}".into())), get(document::document))
            .route(&at(Links::DossierComments(id())), get(comments::page).post(comments::say))
            .route(&at(Links::DossierStory(id())), get(story::page))
            .route(&at(Links::DossierDifferences(id())), get(story::differences))
            .route(&at(Links::DossierAnswer(id(), "{question}".into())), get(versions::page).post(versions::restore))
            .route(&at(Links::DossierForm(id())), get(new_form::page))
            .route(&at(Links::DossierPortrait(id())), get(frozen::page))
            .route(&at(Links::DossierPortraitFile(id())), get(frozen::file))
            .route(&at(Links::DossierSheet(id())), get(sheet::sheet))
            .route(&at(Links::DossierLetters(id())), get(letters::page).post(letters::act).layer(large()))
            .route(&at(Links::LetterReply("{token}".into())), get(reply::page).post(reply::reply).layer(large()))
            .merge(export::routes(lang))
            .route(&at(Links::Invitation("{token}".into())), get(invitation::page).post(invitation::take));
    }
    router
}

/// Somebody at the desk of a session that has a call, at one moment.
pub(super) struct Desk<'s> {
    pub(super) state: &'s State,
    pub(super) words: &'static Words,
    pub(super) session: &'s Session,
    pub(super) rules: Rules<'s>,
    pub(super) standing: Standing,
    pub(super) entered: &'s Entered,
    pub(super) now: Instant,
    /// The jury of the session, when it is set up.
    pub(super) jury: Option<Jury>,
    /// The dossiers of which who asks has locked their sheet.
    locked: BTreeSet<DossierId>,
}

impl<'s> Desk<'s> {
    /// At the desk of a session; not found when it has no call.
    pub(super) async fn of(state: &'s State, lang: Lang, entered: &'s Entered, session: &str) -> Result<Self, Failure> {
        let call = state.instance().in_force(session).ok_or(Failure::NotFound)?;
        let session = call.session;
        let now: Instant = state.now().parse().map_err(Failure::internal)?;
        let rules = Rules::at(session, call.steering, &[], now).ok_or(Failure::NotFound)?;
        let words = Words::of(lang);
        let jury = state.0.store.records::<Jury>().find(session.identity.id.as_str()).await;
        let jury = jury.map_err(Failure::internal)?;
        let locked = locked(state, jury.as_ref(), &entered.person.id).await?;
        Ok(Self { state, words, session, rules, standing: standing(entered, session), entered, now, jury, locked })
    }

    /// At the desk of the session of a dossier, with the form that it answers.
    async fn at(state: &'s State, lang: Lang, entered: &'s Entered, dossier: &Dossier) -> Result<Self, Failure> {
        Self::of(state, lang, entered, dossier.session.as_str()).await?.reading_forms_of([dossier]).await
    }

    /// The same, with the forms that dossiers answer.
    pub(super) async fn reading_forms_of(
        mut self,
        dossiers: impl IntoIterator<Item = &Dossier>,
    ) -> Result<Self, Failure> {
        self.rules.earlier = earlier(self.state, self.session, dossiers).await?;
        Ok(self)
    }

    /// A dossier with its desk; not found when it is not there, or when who asks may not know that it is. Both take the same
    /// time: that of finding and reading one would tell that it exists.
    pub(super) async fn with(
        state: &'s State,
        lang: Lang,
        entered: &'s Entered,
        id: &str,
    ) -> Result<(Self, Dossier), Failure> {
        // Its end is counted from here, whatever is done before it is waited for.
        let absence = tokio::time::sleep(state.0.share.absence);
        let found = Self::found(state, lang, entered, id).await;
        if matches!(found, Err(Failure::NotFound)) {
            absence.await;
        }
        found
    }

    async fn found(state: &'s State, lang: Lang, entered: &'s Entered, id: &str) -> Result<(Self, Dossier), Failure> {
        let id: DossierId = id.parse().map_err(|_| Failure::NotFound)?;
        let found = state.0.store.dossiers().find(&id).await.map_err(Failure::internal)?;
        let dossier = found.ok_or(Failure::NotFound)?;
        let desk = Self::at(state, lang, entered, &dossier).await?;
        if desk.may(Right::SeeContent, &dossier) { Ok((desk, dossier)) } else { Err(Failure::NotFound) }
    }

    /// Who asks, with what binds them to a dossier, as the jury knows it.
    pub(super) fn actor(&self, dossier: &Dossier) -> Actor<'_> {
        jury::actor(self.jury.as_ref(), &self.standing, &dossier.id, self.locked.contains(&dossier.id))
    }

    /// What a dossier has become, as who asks may be told.
    pub(super) fn label(&self, dossier: &Dossier) -> PublicLabel {
        let is_own = self.is_own(dossier);
        let told = self.jury.as_ref().and_then(|jury| jury.told(&dossier.id, is_own, self.rules.phase, self.now));
        dossier.label_told(self.rules.phase, told)
    }

    pub(super) fn may(&self, right: Right, dossier: &Dossier) -> bool {
        let object = dossier.relation(&self.actor(dossier));
        self.rules.rights().may(&self.standing, right, &object, self.rules.phase).is_allowed()
    }

    /// Whether who asks may do in the session what is about no dossier in particular.
    pub(super) fn may_here(&self, right: Right) -> bool {
        self.rules.rights().may(&self.standing, right, &ObjectRelation::NONE, self.rules.phase).is_allowed()
    }

    /// Whether who asks is of those who make a dossier.
    pub(super) fn is_own(&self, dossier: &Dossier) -> bool {
        dossier.people.contains_key(&self.entered.person.id)
    }

    /// The form that a dossier answers.
    pub(super) fn form(&self, dossier: &Dossier) -> &'s Form {
        self.rules.form_of(dossier.revision).unwrap_or_else(|| self.rules.form())
    }

    /// A dossier as who asks may read it: those who make it read what is written, the others what was deposited.
    pub(super) fn read(&self, mut dossier: Dossier) -> Dossier {
        if self.is_own(&dossier) {
            return dossier;
        }
        let deposited = dossier.last_deposit().map(|deposit| deposit.answers.clone()).unwrap_or_default();
        dossier.answers.retain(|question, _| deposited.contains_key(question));
        for (question, answered) in &mut dossier.answers {
            answered.value = deposited.get(question).cloned();
        }
        dossier
    }

    /// That a session is made up, said on each of its pages.
    pub(super) fn made_up(&self) -> Option<String> {
        self.state.made_up(self.words, &self.session.identity.id)
    }

    /// How people of a dossier are called, for who may know it.
    pub(super) async fn names(&self, dossier: &Dossier) -> Result<Names, Failure> {
        self.names_with(dossier, BTreeSet::new()).await
    }

    /// The same, with more people.
    async fn names_with(&self, dossier: &Dossier, more: BTreeSet<PersonId>) -> Result<Names, Failure> {
        let mut names = BTreeMap::new();
        if self.may(Right::SeeNames, dossier) {
            let answered = dossier.answers.values().map(|answered| &answered.by);
            let signed = dossier.signatures.values().map(|signature| &signature.by);
            let voided = dossier.voided.values().map(|voided| &voided.signatory);
            let said = dossier.comments.iter().map(|comment| &comment.by);
            let settled = dossier.comments.iter().filter_map(|comment| Some(&comment.resolved.as_ref()?.by));
            let others = said.chain(settled).chain(&more);
            for id in dossier.people.keys().chain(answered).chain(signed).chain(voided).chain(others) {
                if !names.contains_key(id) {
                    let found = self.state.0.store.people().find(id).await.map_err(Failure::internal)?;
                    let name = |p: store::Person| if p.name.is_empty() { p.address.to_string() } else { p.name };
                    let erased = || self.words.t("dossier-erased-person");
                    names.insert(id.clone(), found.map_or_else(erased, name));
                }
            }
        }
        Ok(Names { names, someone: self.words.t("dossier-someone") })
    }

    /// Writes what was decided, with the random bytes that it needs.
    fn decided(done: (Dossier, Vec<Event>)) -> Result<Decided, Failure> {
        decided(done)
    }
}

/// The dossiers of which somebody has locked their sheet, of those that they are given to read.
async fn locked(state: &State, jury: Option<&Jury>, person: &PersonId) -> Result<BTreeSet<DossierId>, Failure> {
    let mut locked = BTreeSet::new();
    let Some(jury) = jury.filter(|jury| jury.sitting(person).is_some()) else { return Ok(locked) };
    for dossier in jury.assignments.keys().filter(|dossier| jury.is_assigned(person, dossier)) {
        let sheet = state.0.store.records::<Sheet>().find(&name_of(dossier, person)).await;
        if sheet.map_err(Failure::internal)?.is_some_and(|sheet| sheet.is_locked()) {
            locked.insert(dossier.clone());
        }
    }
    Ok(locked)
}

/// What was decided, with the random bytes that writing it needs.
fn decided((dossier, events): (Dossier, Vec<Event>)) -> Result<Decided, Failure> {
    let with_salt = |event| Ok::<_, anyhow::Error>((event, chance::salt()?));
    let events = events.into_iter().map(with_salt).collect::<Result<_, _>>().map_err(Failure::internal)?;
    Ok(Decided { dossier, events, mails: Vec::new(), invitation: None, beside: Vec::new() })
}

/// The revisions of the form of a session that dossiers answer and that are no longer in force. They are read once, and kept
/// for as long as the program runs: there are few.
async fn earlier(
    state: &State,
    session: &Session,
    dossiers: impl IntoIterator<Item = &Dossier>,
) -> Result<&'static [Form], Failure> {
    let (id, current) = (session.identity.id.as_str(), session.application.form.revision);
    let wanted: BTreeSet<u64> = dossiers.into_iter().map(|dossier| dossier.revision).collect();
    let wanted: Vec<u64> = wanted.into_iter().filter(|revision| *revision != current).collect();
    if wanted.is_empty() {
        return Ok(&[]);
    }
    let key = format!("{id}:{wanted:?}");
    if let Some(known) = state.0.forms.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(known);
    }
    let mut forms = Vec::new();
    for revision in wanted {
        forms.extend(state.0.store.dossiers().form(id, revision).await.map_err(Failure::internal)?);
    }
    let forms: &'static [Form] = Box::leak(forms.into_boxed_slice());
    state.0.forms.lock().unwrap_or_else(PoisonError::into_inner).insert(key, forms);
    Ok(forms)
}

/// How people are called, where one may know it.
pub(super) struct Names {
    names: BTreeMap<PersonId, String>,
    someone: String,
}

impl Names {
    pub(super) fn of(&self, id: &PersonId) -> String {
        self.names.get(id).unwrap_or(&self.someone).clone()
    }
}

/// Why an act was not done.
pub enum Undone {
    /// The rules refuse it, all the reasons in words.
    Refused(Refusal),
    /// Something of what was sent is wrong, in words.
    Wrong(Vec<String>),
    Failed(Failure),
}

impl From<Failure> for Undone {
    fn from(failure: Failure) -> Self {
        Undone::Failed(failure)
    }
}

impl From<Refusal> for Undone {
    fn from(refusal: Refusal) -> Self {
        Undone::Refused(refusal)
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

impl Undone {
    /// What failed; a refusal that its caller has not told is our fault.
    pub(super) fn failure(self) -> Failure {
        match self {
            Undone::Failed(failure) => failure,
            Undone::Refused(_) | Undone::Wrong(_) => Failure::internal(self),
        }
    }
}

impl std::fmt::Display for Undone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an act was not done")
    }
}

impl Undone {
    /// What is wrong, in sentences.
    fn sentences(&self, words: &Words, form: &Form) -> Vec<String> {
        match self {
            Undone::Refused(refusal) => telling::causes(words, refusal, form),
            Undone::Wrong(sentences) => sentences.clone(),
            Undone::Failed(failure) => vec![failure.sentence(words)],
        }
    }
}
