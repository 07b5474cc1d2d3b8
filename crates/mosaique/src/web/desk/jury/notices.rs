//! What those who made a dossier are told of the decision: the words of the mail, of the page and of the letter.

use std::collections::{BTreeMap, BTreeSet};

use press::letter::DecisionTold;
use press::{Links, Words, telling};
use programme::dossier::Dossier;
use programme::id::DossierId;
use programme::jury::{AppealStage, Jury, Outcome, Sheet, compare};
use store::Outgoing;

use super::Room;
use super::reading::level_words;
use crate::mail::letters;
use crate::web::error::Failure;

/// By what something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// By a notice: all that is decided.
    Notice,
    /// Since the last notice: nothing that was decided after it.
    Page,
}

/// What is said of one dossier, finished in one language.
pub struct Told {
    /// What became of it.
    pub outcome: String,
    /// Why, and what follows.
    pub paragraphs: Vec<String>,
    /// By criterion: its name, the level, what is said.
    pub feedback: Vec<(String, String, String)>,
    /// Who signs.
    pub signatory: String,
}

/// What is said of a dossier of which `outcome` is told. Of the sheets it says the middle of the levels, and nobody's name.
pub fn told(
    room: &Room<'_>,
    words: &Words,
    dossier: &DossierId,
    outcome: Outcome,
    (texts, sheets): (&BTreeMap<String, String>, &[Sheet]),
    moment: Telling,
) -> Result<Told, Failure> {
    let (jury, rubric) = (room.jury()?, &room.desk.session.rubric);
    let text = |name: String| texts.get(&name).cloned().unwrap_or_default();
    // What was decided since they were last told is not told by a page.
    let promoted = texts.get(&format!("promotion:{dossier}")).filter(|_| outcome == Outcome::Retained);
    let mut paragraphs = vec![promoted.cloned().unwrap_or_else(|| text(format!("reason:{dossier}")))];
    let answered = matches!(jury.appeals.get(dossier).map(|a| &a.stage), Some(AppealStage::Decided { .. }));
    let due = jury.notices.get(dossier).is_some_and(|notice| notice.answer_due);
    if answered && (moment == Telling::Notice || !due) {
        paragraphs.push(words.t1("outcome-appeal-answer", "reason", text(format!("appeal-answer:{dossier}"))));
    }
    paragraphs.push(words.t(match outcome {
        Outcome::Retained => "outcome-next-retained",
        Outcome::Reserve { .. } => "outcome-next-reserve",
        Outcome::NotRetained | Outcome::Deferred => "outcome-next-not-retained",
    }));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    let lines = compare(jury, rubric, std::slice::from_ref(dossier), sheets);
    let feedback = rubric.criteria().map(|criterion| {
        let line = lines[0].criteria.iter().find(|line| line.criterion == criterion.id);
        // Between two levels, the lower: what is told is attained.
        let level = line.and_then(|line| line.median).map(|median| median.floor() as u8);
        let told = level.map_or_else(String::new, |level| {
            let anchor = criterion.anchors.get(usize::from(level)).map_or_else(String::new, |anchor| words.say(anchor));
            let values = [("level", level_words(words, rubric, Some(level))), ("anchor", anchor)];
            words.with("outcome-level", &values).trim().to_owned()
        });
        (words.say(&criterion.name), told, text(format!("feedback:{dossier}:{}", criterion.id)))
    });
    let decision = jury.decisions.iter().rev().find(|decision| decision.outcomes.contains_key(dossier));
    let signatory = decision.map_or_else(String::new, |decision| {
        let signatory = &decision.signatory;
        let values = [("name", signatory.name.clone()), ("function", signatory.function.clone())];
        words.with("outcome-signed", &values)
    });
    Ok(Told {
        outcome: telling::outcome(words, outcome),
        paragraphs,
        feedback: feedback.filter(|(_, level, said)| !level.is_empty() || !said.is_empty()).collect(),
        signatory,
    })
}

/// The mails that would tell those who made `dossiers` what became of them: one to each, under a key that follows from what
/// they are told, so that none is written twice.
pub async fn mails(
    room: &Room<'_>,
    jury: &Jury,
    dossiers: &BTreeSet<DossierId>,
) -> Result<Vec<(Outgoing, String)>, Failure> {
    let (texts, sheets) = (room.texts().await?, room.sheets().await?);
    let mut mails = Vec::new();
    for (id, outcome) in jury.to_be_told().into_iter().filter(|(id, _)| dossiers.contains(id)) {
        let Some(dossier) = room.dossiers.iter().find(|dossier| dossier.id == id) else { continue };
        let times = jury.notices.get(&id).map_or(0, |notice| notice.times);
        for person in people(room, dossier).await? {
            let words = Words::of(person.lang);
            let Told { outcome, paragraphs, feedback, signatory } =
                told(room, words, &id, outcome, (&texts, &sheets), Telling::Notice)?;
            let line = |(name, level, said): (String, String, String)| {
                let value = [level, said].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
                words.with("colon", &[("name", name), ("value", value)])
            };
            let told = DecisionTold {
                place: dossier.place.name.clone(),
                session: words.say(&room.desk.session.identity.title),
                outcome,
                paragraphs,
                feedback: feedback.into_iter().map(line).collect(),
                signatory,
            };
            let url = room.desk.state.public_url();
            let href = url.absolute(&Links::DossierOutcome(id.to_string()).path(person.lang));
            let key = format!("decision:{}:{id}:{}:{}", jury.session, times + 1, person.id);
            let to = match person.name.as_str() {
                "" => person.address.to_string(),
                name => format!("{name}, {}", person.address),
            };
            mails.push((letters::decision(url, &person, &key, told, &href), to));
        }
    }
    Ok(mails)
}

async fn people(room: &Room<'_>, dossier: &Dossier) -> Result<Vec<store::Person>, Failure> {
    let mut people = Vec::new();
    for id in dossier.people.keys() {
        people.extend(room.desk.state.0.store.people().find(id).await.map_err(Failure::internal)?);
    }
    Ok(people)
}
