use super::*;
use crate::Session;
use crate::calendar::Instant;
use crate::call::Phase;
use crate::dossier::Place;
use crate::form::tests::slug;
use crate::role::Role;
use crate::session::tests::demonstration;
use crate::workspace::{Capacity, Opening, Origin, open};

fn now() -> Instant {
    "2027-06-01T08:00:00Z".parse().unwrap()
}

fn standing(id: &str, roles: &[Role]) -> Standing {
    Standing { person: Some(id.parse().unwrap()), roles: roles.iter().copied().collect(), ..Standing::default() }
}

struct Scene {
    session: Session,
    workspace: Workspace,
    stage: Slug,
    lead: Standing,
    member: Standing,
}

impl Scene {
    fn new() -> Self {
        let session = demonstration();
        let people = [("lea", Capacity::Lead), ("max", Capacity::Member)];
        let opening = Opening {
            workspace: "w1".parse().unwrap(),
            origin: Origin::Laureate { laureate: slug("essai") },
            place: Place { name: "Essai".into(), departements: [].into(), regions: [].into() },
            communes: [].into(),
            people: people.map(|(id, capacity)| (id.parse().unwrap(), capacity)).into(),
        };
        let rules = Rules { session: &session, phase: Phase::Published };
        let (workspace, _) = open(opening, rules, &standing("pia", &[Role::Pilot]), now()).unwrap();
        let stage = session.stages.list[0].id.clone();
        Self { session, workspace, stage, lead: standing("lea", &[]), member: standing("max", &[]) }
    }

    fn rules(&self) -> Rules<'_> {
        Rules { session: &self.session, phase: Phase::Published }
    }

    fn first(&self) -> (Edition, Vec<Event>) {
        begin(&self.workspace, &self.stage, None, self.rules(), &self.member, now()).unwrap()
    }

    fn write(&self, edition: &Edition, title: &str, version: u64) -> Result<(Edition, Vec<Event>), Vec<Cause>> {
        let draft = Draft { title: title.into(), summary: "Trois défis.".into(), next: String::new(), version };
        let done = edition.write(&self.workspace, draft, self.rules(), &self.member, now());
        done.map_err(|refusal| refusal.causes)
    }

    fn publish(&self, edition: &Edition, who: &Standing, version: u64) -> Result<(Edition, Vec<Event>), Vec<Cause>> {
        let done = edition.publish(&self.workspace, content(&edition.draft), version, self.rules(), who, now());
        done.map_err(|refusal| refusal.causes)
    }
}

fn content(draft: &Draft) -> Content {
    let text = Block::Text { text: draft.summary.clone() };
    Content {
        schema: SCHEMA.into(),
        title: draft.title.clone(),
        territory: "Essai".into(),
        session: Localised::same("Démonstration"),
        stage: Localised::same("Défis"),
        chapters: vec![Chapter { id: slug("summary"), title: Localised::same("Résumé"), blocks: vec![text] }],
    }
}

#[test]
fn an_edition_is_written_by_several_published_by_who_answers_for_it_and_changes_no_more() {
    let scene = Scene::new();
    let (edition, mut events) = scene.first();
    assert_eq!(edition.id.as_str(), format!("w1-{}-1", scene.stage));
    assert_eq!(scene.publish(&edition, &scene.lead, 0).unwrap_err(), [Cause::NoText]);
    let (edition, written) = scene.write(&edition, "Nos défis", 0).unwrap();
    events.extend(written);
    assert_eq!(scene.write(&edition, "Autre", 0).unwrap_err(), [Cause::Conflict]);
    assert!(matches!(scene.publish(&edition, &scene.member, 1).unwrap_err()[..], [Cause::NotAllowed { .. }]));
    assert_eq!(scene.publish(&edition, &scene.lead, 0).unwrap_err(), [Cause::Conflict]);
    let (edition, published) = scene.publish(&edition, &scene.lead, 1).unwrap();
    events.extend(published);
    assert_eq!(scene.write(&edition, "Autre", 1).unwrap_err(), [Cause::WrongState]);
    assert_eq!(scene.publish(&edition, &scene.lead, 1).unwrap_err(), [Cause::WrongState]);
    assert_eq!(Edition::fold(&events).unwrap(), edition);
    let text = serde_json::to_string(&edition).unwrap();
    let read: Edition = serde_json::from_str(&text).unwrap();
    assert_eq!(read.published.unwrap().content.digest(), edition.published.unwrap().digest);
}

#[test]
fn a_correction_is_another_edition_with_its_reason_that_begins_with_what_it_corrects() {
    let scene = Scene::new();
    let (first, _) = scene.first();
    let correct = |last: &Edition, reason: &str, who: &Standing| {
        let last = Some((last, reason));
        begin(&scene.workspace, &scene.stage, last, scene.rules(), who, now()).map_err(|refusal| refusal.causes)
    };
    assert_eq!(correct(&first, " ", &scene.lead).unwrap_err(), [Cause::NoReason, Cause::WrongState]);
    let (first, _) = scene.write(&first, "Nos défis", 0).unwrap();
    let (first, _) = scene.publish(&first, &scene.lead, 1).unwrap();
    assert!(matches!(correct(&first, "Faute", &scene.member).unwrap_err()[..], [Cause::NotAllowed { .. }]));
    let (second, events) = correct(&first, "Un chiffre était faux", &scene.lead).unwrap();
    assert_eq!((second.number, second.draft.title.as_str()), (2, "Nos défis"));
    assert_eq!(Edition::fold(&events).unwrap(), second);
    assert_eq!(first.published.unwrap().content.title, "Nos défis", "the first stays what it was");
}

#[test]
fn a_content_that_is_not_that_of_its_digest_is_no_edition() {
    let scene = Scene::new();
    let (edition, mut events) = scene.first();
    let (edition, written) = scene.write(&edition, "Nos défis", 0).unwrap();
    let (_, published) = scene.publish(&edition, &scene.lead, 1).unwrap();
    events.extend([written, published].concat());
    let Happened::EditionPublished { content, .. } = &mut events.last_mut().unwrap().happened else { unreachable!() };
    content.title.push('!');
    assert!(Edition::fold(&events).is_err());
}
