//! The jury, from the panel to the appeal, asked as a browser asks.

use axum::http::StatusCode;
use programme::role::Role;
use store::LetterKind;

use crate::web::desk::dossiers::deposited;
use crate::web::desk::tests::{Desk, on_a_server};
use crate::web::tests::Answer;

const JURY: &str = "/fr/sessions/demonstration/jury";
const READINGS: &str = "/fr/sessions/demonstration/lectures";
const MEETING: &str = "/fr/sessions/demonstration/jury/seance";
const DECISION: &str = "/fr/sessions/demonstration/jury/decision";

/// The criteria of the grid.
const CRITERIA: [&str; 6] = ["diagnosis", "resources", "partners", "residents", "feasible", "replicable"];

/// A desk where a dossier goes to the jury, with those who act there.
struct Play {
    desk: Desk,
    lead: String,
    dossier: String,
    pilot: String,
    /// Two jurors sit.
    jade: String,
    karim: String,
}

impl Play {
    async fn begin() -> Self {
        let (desk, _, dossier) = deposited().await;
        for (address, role) in [
            ("alix@exemple.fr", Role::Pilot),
            ("ines@exemple.fr", Role::Instructor),
            ("jade@exemple.fr", Role::Juror),
            ("karim@exemple.fr", Role::Juror),
        ] {
            desk.give_in("demonstration", address, role, &[]).await;
        }
        desk.go_to("2027-01-20T10:00:00Z");
        let ines = desk.enter("ines@exemple.fr").await;
        let form = "act=decide-eligibility&verdict=admissible&reason=x";
        let admitted = desk.post(&format!("{dossier}/actes"), &ines, form).await;
        assert_eq!(admitted.status, StatusCode::SEE_OTHER, "{}", admitted.text);
        let empty = String::new;
        let mut play = Self { desk, lead: empty(), dossier, pilot: empty(), jade: empty(), karim: empty() };
        play.enter().await;
        play.done(JURY, &play.pilot, "act=open").await;
        for address in ["jade@exemple.fr", "karim@exemple.fr"] {
            let person = play.person(address).await;
            play.done(JURY, &play.pilot, &format!("act=invite&kind=juror&person={person}")).await;
        }
        let stranger = play.desk.post(JURY, &play.pilot, "act=invite&kind=juror&person=nobody").await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND, "only who has the role is invited");
        for juror in [&play.jade, &play.karim] {
            play.done(READINGS, juror, "act=accept").await;
        }
        play
    }

    /// Ways in close after a while: everybody enters again.
    async fn enter(&mut self) {
        self.lead = self.desk.enter("tariq@exemple.fr").await;
        self.pilot = self.desk.enter("alix@exemple.fr").await;
        self.jade = self.desk.enter("jade@exemple.fr").await;
        self.karim = self.desk.enter("karim@exemple.fr").await;
    }

    async fn go_to(&mut self, time: &str) {
        self.desk.go_to(time);
        self.enter().await;
    }

    fn id(&self) -> &str {
        self.dossier.rsplit('/').next().unwrap()
    }

    async fn done(&self, path: &str, cookie: &str, form: &str) {
        let done = self.desk.post(path, cookie, form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{path} {form}: {}", errors(&done));
    }

    async fn refused(&self, path: &str, cookie: &str, form: &str, why: &str) -> Answer {
        let refused = self.desk.post(path, cookie, form).await;
        assert!(refused.status.is_client_error(), "{path} {form}: {}", refused.status);
        assert!(errors(&refused).contains(why), "{path} {form}: {}", errors(&refused));
        refused
    }

    /// The value of a hidden field of a page, in its form of an act.
    async fn hidden(&self, path: &str, cookie: &str, name: &str) -> String {
        let page = self.desk.get(path, cookie).await.text;
        let found = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
        found.unwrap_or_else(|| panic!("{path} has no {name}: {page}")).split('"').next().unwrap().to_owned()
    }

    /// The identifier of somebody who sits, by their address.
    async fn person(&self, address: &str) -> String {
        let people = self.desk.store.people();
        people.of_address(&address.parse().unwrap()).await.unwrap().unwrap().id.to_string()
    }

    async fn reading(&mut self) {
        for juror in [&self.jade, &self.karim] {
            self.done(READINGS, juror, &format!("act=declare&t.{}=clear", self.id())).await;
        }
        let people = [self.person("jade@exemple.fr").await, self.person("karim@exemple.fr").await];
        let form = format!("act=assign&d={0}&r.{0}={1}&r.{0}={2}", self.id(), people[0], people[1]);
        self.done(JURY, &self.pilot, &form).await;
        self.go_to("2027-02-10T10:00:00Z").await;
    }

    fn sheet(&self, act: &str, base: u64, level: u8, why: &str) -> String {
        let lines = CRITERIA.iter().map(|id| format!("&l.{id}={level}&r.{id}={why}")).collect::<String>();
        format!("act={act}&base={base}&confidence=high{lines}")
    }

    /// Both score and lock, the jury meets, retains or not, and the decision is signed.
    async fn decided(&mut self, outcome: &str) {
        self.reading().await;
        let sheet = format!("{}/lecture", self.dossier);
        self.done(&sheet, &self.jade, &self.sheet("lock", 0, 3, "motif-de-jade")).await;
        self.done(&sheet, &self.karim, &self.sheet("lock", 0, 1, "motif-de-karim")).await;
        self.go_to("2027-03-09T10:00:00Z").await;
        self.done(MEETING, &self.pilot, "act=call&when=2027-03-09T12:00&place=Salle+A").await;
        let jade = self.person("jade@exemple.fr").await;
        self.done(JURY, &self.pilot, &format!("act=preside&person={jade}")).await;
        self.done(MEETING, &self.pilot, &format!("act=arrive&person={jade}")).await;
        self.done(MEETING, &self.pilot, "act=open").await;
        self.done(MEETING, &self.pilot, &format!("act=take&dossier={}", self.id())).await;
        self.done(MEETING, &self.pilot, &format!("act=vote&dossier={}&yes=1", self.id())).await;
        let ruling = format!("outcome={outcome}&reason=Le+jury+a+lu.&f.diagnosis=Bien+vu.");
        self.done(&format!("{}/notes", self.dossier), &self.pilot, &ruling).await;
        self.done(MEETING, &self.pilot, "act=close").await;
        let digest = self.hidden(MEETING, &self.jade, "digest").await;
        self.done(MEETING, &self.jade, &format!("act=sign&digest={digest}")).await;
        let digest = self.hidden(DECISION, &self.pilot, "digest").await;
        let signing = format!("act=sign&digest={digest}&name=Alix+Martin&function=Directrice");
        self.done(DECISION, &self.pilot, &signing).await;
    }

    async fn mails_of_decision(&self) -> usize {
        let mut count = 0;
        let until = "2099-01-01T00:00:00Z";
        while let Some(due) = self.desk.store.outbox().take(&self.desk.now(), until).await.unwrap() {
            count += usize::from(due.kind == LetterKind::Dossier && due.subject.contains("décision du jury"));
        }
        count
    }
}

fn errors(answer: &Answer) -> String {
    let found = answer.text.split("id=\"errors\"").nth(1).and_then(|rest| rest.split("</div>").next());
    found.unwrap_or(&answer.text).replace("&#39;", "'").chars().take(2_000).collect()
}

#[tokio::test]
async fn nothing_of_a_dossier_is_shown_before_ties_are_said_and_who_has_one_finds_nothing_anywhere() {
    a_tie_hides_a_dossier().await;
}

#[tokio::test]
async fn nothing_of_a_dossier_is_shown_before_ties_are_said_and_who_has_one_finds_nothing_anywhere_on_a_server() {
    on_a_server(1, a_tie_hides_a_dossier()).await;
}

async fn a_tie_hides_a_dossier() {
    let mut play = Play::begin().await;
    play.go_to("2027-02-10T10:00:00Z").await;
    let people = [play.person("jade@exemple.fr").await, play.person("karim@exemple.fr").await];
    let form = format!("act=assign&d={0}&r.{0}={1}&r.{0}={2}", play.id(), people[0], people[1]);
    play.done(JURY, &play.pilot, &form).await;
    let sheet = format!("{}/lecture", play.dossier);
    for path in [&play.dossier, &sheet, &format!("{}/rubriques/summary", play.dossier)] {
        assert_eq!(play.desk.get(path, &play.jade).await.status, StatusCode::NOT_FOUND, "{path} before it is said");
    }
    let list = play.desk.get(READINGS, &play.jade).await.text;
    assert!(list.contains("Angoulême") && list.contains("Dites d’abord si vous avez un lien"), "{list}");
    play.done(READINGS, &play.jade, &format!("act=declare&t.{}=clear", play.id())).await;
    play.done(READINGS, &play.karim, &format!("act=declare&t.{}=professional", play.id())).await;
    assert_eq!(play.desk.get(&sheet, &play.jade).await.status, StatusCode::OK);
    for (time, _) in
        [("2027-02-10T10:00:00Z", "scoring"), ("2027-03-09T10:00:00Z", "deliberation"), ("2027-03-15T10:00:00Z", "")]
    {
        play.go_to(time).await;
        let nowhere = play.desk.get("/fr/dossiers/0123456789abcdef", &play.karim).await;
        for rest in
            ["", "/lecture", "/notes", "/rubriques/territory", "/histoire", "/dossier.pdf", "/portrait", "/decision"]
        {
            let hidden = play.desk.get(&format!("{}{rest}", play.dossier), &play.karim).await;
            assert_eq!((hidden.status, hidden.text.len()), (StatusCode::NOT_FOUND, nowhere.text.len()), "{time}{rest}");
        }
        let list = play.desk.get("/fr/sessions/demonstration/dossiers", &play.karim).await.text;
        assert!(!list.contains(&play.dossier) && !list.contains("Angoulême"), "{time}: {list}");
    }
    // The pilot holds the tie: it is not taken back.
    let pin = format!("act=pin&person={}&dossier={}&kind=professional&reason=Ancien+poste.", people[1], play.id());
    play.done(JURY, &play.pilot, &pin).await;
    let back = format!("act=declare&t.{}=clear", play.id());
    play.refused(READINGS, &play.karim, &back, "Le pilote maintient votre lien").await;
}

#[tokio::test]
async fn a_sheet_keeps_what_is_typed_tells_a_conflict_and_is_sealed_from_others() {
    let mut play = Play::begin().await;
    play.reading().await;
    let sheet = format!("{}/lecture", play.dossier);
    let half = "act=lock&base=0&l.diagnosis=2&r.diagnosis=motif-de-jade";
    let refused = play.refused(&sheet, &play.jade, half, "dites pourquoi").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("motif-de-jade"), "what was typed is still there");
    // It was saved: another window that did not see it is told so, and keeps its words.
    let other = play.sheet("save", 0, 1, "autre-motif");
    let conflict = play.refused(&sheet, &play.jade, &other, "enregistrée ailleurs").await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.text.contains("autre-motif") && conflict.text.contains("name=\"base\" value=\"1\""));
    play.done(&sheet, &play.jade, &play.sheet("lock", 1, 3, "motif-de-jade")).await;
    let locked = play.desk.get(&sheet, &play.jade).await.text;
    assert!(
        locked.contains("100") && locked.contains("Son empreinte") && !locked.contains("value=\"lock\""),
        "{locked}"
    );
    play.refused(&sheet, &play.jade, &play.sheet("save", 2, 1, "x"), "Cette fiche est close").await;
    // Nothing of it is anywhere for the other juror, nor for the pilot, before the jury meets.
    for cookie in [&play.karim, &play.pilot] {
        for path in [&play.dossier, &sheet, &format!("{}/notes", play.dossier), MEETING, DECISION, JURY, READINGS] {
            let page = play.desk.get(path, cookie).await;
            assert!(!page.text.contains("motif-de-jade"), "{path}");
        }
    }
    play.go_to("2027-03-09T10:00:00Z").await;
    let scores = play.desk.get(&format!("{}/notes", play.dossier), &play.pilot).await.text;
    assert!(scores.contains("motif-de-jade"), "{scores}");
}

#[tokio::test]
async fn an_assignment_is_tried_before_it_is_applied_and_applied_as_it_was_shown() {
    let play = Play::begin().await;
    for juror in [&play.jade, &play.karim] {
        play.done(READINGS, juror, &format!("act=declare&t.{}=clear", play.id())).await;
    }
    let path = "/fr/sessions/demonstration/jury/repartition";
    let asked = format!("{path}?readers=3&most=5&seed=4&adjust=yes&try=yes");
    let tried = play.desk.get(&asked, &play.pilot).await;
    assert!(tried.text.contains("il manque un lecteur"), "two jurors for three readings: {}", tried.text);
    let digest = play.hidden(&asked, &play.pilot, "digest").await;
    let apply = |digest: &str| format!("readers=3&most=5&seed=4&adjust=yes&digest={digest}");
    play.refused(path, &play.pilot, &apply("0"), "a changé depuis cet essai").await;
    play.done(path, &play.pilot, &apply(&digest)).await;
    let again = play.desk.get(&asked, &play.pilot).await.text;
    assert!(again.contains("Rien ne changerait"), "{again}");
    let bad = play.desk.get(&format!("{path}?readers=x&most=0&seed=-1&try=yes"), &play.pilot).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bad.text.matches("n’est pas un nombre entier").count(), 3, "all at once: {}", errors(&bad));
}

#[tokio::test]
async fn the_pilot_notifies_twice_and_each_is_told_once_then_the_lead_appeals() {
    notified_twice().await;
}

#[tokio::test]
async fn the_pilot_notifies_twice_and_each_is_told_once_then_the_lead_appeals_on_a_server() {
    on_a_server(2, notified_twice()).await;
}

async fn notified_twice() {
    let mut play = Play::begin().await;
    play.decided("not-retained").await;
    let outcome = format!("{}/decision", play.dossier);
    play.go_to("2027-03-15T10:00:00Z").await;
    assert_eq!(play.desk.get(&outcome, &play.lead).await.status, StatusCode::NOT_FOUND, "before they are told");
    assert!(!play.desk.get(&play.dossier, &play.lead).await.text.contains("Non retenu"));
    play.mails_of_decision().await;
    let dry = play.desk.get(DECISION, &play.pilot).await.text;
    let people =
        dry.split("<summary>").filter(|part| part.split("</summary>").next().unwrap().contains("décision du jury"));
    let people = people.count();
    assert!(people >= 1 && dry.contains("Le jury a lu.") && dry.contains("Bien vu."), "{dry}");
    assert_eq!(play.mails_of_decision().await, 0, "a dry run sends nothing");
    let notify = format!("act=notify&d={}", play.id());
    play.done(DECISION, &play.pilot, "act=embargo&embargo=2027-03-20T12:00").await;
    play.done(DECISION, &play.pilot, &notify).await;
    play.done(DECISION, &play.pilot, &notify).await;
    assert_eq!(play.mails_of_decision().await, people, "one to each of those who make it, and no more");
    let told = play.desk.get(&outcome, &play.lead).await;
    assert!(told.text.contains("Non retenu") && told.text.contains("Alix Martin, Directrice"), "{}", told.text);
    assert!(told.text.contains("Bien vu.") && !told.text.contains("motif-de-jade"), "{}", told.text);
    assert!(play.desk.get(&play.dossier, &play.lead).await.text.contains("Non retenu"));
    // Before the embargo ends, others read what they read before.
    let list = |text: &str| text.contains("Non retenu");
    let dossiers = "/fr/sessions/demonstration/dossiers";
    assert!(!list(&play.desk.get(dossiers, &play.jade).await.text));
    let letter = play.desk.get(&format!("{outcome}.pdf"), &play.lead).await;
    assert_eq!((letter.status, letter.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert!(letter.bytes.starts_with(b"%PDF-"));
    assert_eq!(play.desk.get(&outcome, &play.jade).await.status, StatusCode::NOT_FOUND);
    play.refused(&outcome, &play.lead, "reason=+", "rien n’est écrit").await;
    play.done(&outcome, &play.lead, "reason=Nous+contestons.").await;
    assert!(play.desk.get(DECISION, &play.pilot).await.text.contains("Nous contestons."));
    play.done(DECISION, &play.pilot, &format!("act=examine&dossier={}", play.id())).await;
    let grant = format!("act=decide-appeal&dossier={}&verdict=grant-retained&reason=Fonde.", play.id());
    play.done(DECISION, &play.pilot, &grant).await;
    assert!(!play.desk.get(&outcome, &play.lead).await.text.contains("Fonde."), "told with a notice, not before");
    play.done(DECISION, &play.pilot, &notify).await;
    let told = play.desk.get(&outcome, &play.lead).await.text;
    assert!(told.contains("Retenu") && told.contains("Fonde."), "{told}");
    play.go_to("2027-03-20T11:00:00Z").await;
    assert!(play.desk.get(dossiers, &play.jade).await.text.contains("Retenu"), "the embargo is over");
    // What is retained has a workspace, of those who made the dossier and on its communes.
    let spaces = "/fr/sessions/demonstration/espaces";
    let offered = play.desk.get(spaces, &play.pilot).await.text;
    let origin = format!("dossier:{}", play.id());
    assert!(offered.contains(&format!("value=\"{origin}\"")), "{offered}");
    let opened = play.desk.post(spaces, &play.pilot, &format!("origin={origin}&address=")).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    let space = opened.header("location").to_owned();
    let found = play.desk.store.records::<programme::Workspace>().of_session("demonstration").await.unwrap();
    assert!(!found[0].communes.is_empty() && !found[0].people.is_empty(), "{found:?}");
    assert_eq!(play.desk.get(&space, &play.lead).await.status, StatusCode::OK);
    let again = play.desk.post(spaces, &play.pilot, &format!("origin={origin}&address=")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "it has one already");
    assert_eq!(play.desk.store.check().await.iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
}
