//! Every role × every phase × every right × every way of the desk, asked as a browser asks: what the table of rights allows
//! is there, and what it denies is answered as what does not exist.
//!
//! A route that is added to the desk has no line in [`ROUTES`], and a right that is added no line in [`way`]: the first fails
//! a test, the second does not compile.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::{HeaderMap, StatusCode};
use facts::Lang;
use press::{Links, Words, telling};
use programme::calendar::Instant;
use programme::call::{Phase, Steering};
use programme::dossier::{ActKind, Actor, Dossier, Rules};
use programme::role::Right;

use super::world::{CAST, Kind, OPEN, PHASES, SESSION, STAGES, World};
use crate::web::tests::Answer;

/// What a route asks before it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// Nothing: everybody is answered the same.
    Nothing,
    /// That one has entered; it speaks of nobody else.
    Oneself,
    /// That one holds a link that nobody guesses.
    Proof,
    /// A right that is about no dossier.
    Session(Right),
    /// That one examines the dossiers of the session.
    Instruction,
    /// That one has entered; each row is asked for.
    Rows,
    /// A right over the dossier.
    Dossier(Right),
    /// What the act itself asks, of who reads the dossier.
    Acts,
    /// That one makes the dossier, and that it was deposited.
    Deposit,
    /// That one sees the workspace of the laureate: what it asks is looked at in `desk::workspaces`.
    Workspace,
    /// That one may list oneself in the directory: looked at in `desk::network`.
    Directory,
    /// A right over the jury of the session.
    Jury(Right),
    /// That one writes the meeting of the jury down, or deliberates.
    Meeting,
    /// That the dossier is given to one to read.
    Reading,
    /// That one sees the scores of a dossier that goes to the jury.
    Scores,
    /// That one makes the dossier, and was told what became of it.
    Outcome,
}

/// A route, and what it asks.
type Line = (fn() -> Links, Asks);

/// Every route of the desk, with what it asks.
pub(super) const ROUTES: &[Line] = &[
    (|| Links::SignIn, Asks::Nothing),
    (|| Links::SignInSent, Asks::Nothing),
    (|| Links::Enter("{token}".into()), Asks::Proof),
    (|| Links::Demonstration, Asks::Nothing),
    (|| Links::Account, Asks::Oneself),
    (|| Links::Leave, Asks::Oneself),
    (|| Links::Team("{id}".into()), Asks::Session(Right::ManagePeople)),
    (|| Links::Views("{id}".into()), Asks::Session(Right::ManagePeople)),
    (|| Links::Provider, Asks::Nothing),
    (|| Links::Passkey, Asks::Nothing),
    (|| Links::PasskeyChallenge, Asks::Nothing),
    (|| Links::Ways, Asks::Oneself),
    (|| Links::WaysChallenge, Asks::Oneself),
    (|| Links::WaysPasskey, Asks::Oneself),
    (|| Links::OwnData, Asks::Oneself),
    (|| Links::OwnDataFile, Asks::Oneself),
    (|| Links::Retention("{id}".into()), Asks::Session(Right::ManagePeople)),
    (|| Links::Call("{id}".into()), Asks::Session(Right::EditCall)),
    (|| Links::CallCalendar("{id}".into()), Asks::Session(Right::EditCall)),
    (|| Links::CallFile("{id}".into(), "{file}".into()), Asks::Session(Right::EditCall)),
    (|| Links::CallQuestions("{id}".into()), Asks::Session(Right::EditCall)),
    (|| Links::CallQuestion("{id}".into(), "{question}".into()), Asks::Session(Right::EditCall)),
    (|| Links::CallNewQuestion("{id}".into(), "{section}".into()), Asks::Session(Right::EditCall)),
    (|| Links::CallDraft("{id}".into()), Asks::Session(Right::EditCall)),
    (|| Links::CallDraftForm("{id}".into()), Asks::Session(Right::EditCall)),
    (|| Links::Instruction("{id}".into()), Asks::Instruction),
    (|| Links::DossiersExport("{id}".into(), "csv".into()), Asks::Instruction),
    (|| Links::DossiersExport("{id}".into(), "xlsx".into()), Asks::Instruction),
    (|| Links::DossiersExport("{id}".into(), "json".into()), Asks::Instruction),
    (|| Links::Dossiers("{id}".into()), Asks::Rows),
    (|| Links::Workspaces("{id}".into()), Asks::Session(Right::FollowUp)),
    (|| Links::Workspace("{id}".into()), Asks::Workspace),
    (|| Links::WorkspaceEdition("{id}".into(), "{stage}".into()), Asks::Workspace),
    (|| Links::WorkspaceActs("{id}".into()), Asks::Acts),
    (|| Links::WorkspaceFile("{id}".into(), "{digest}".into()), Asks::Workspace),
    (|| Links::Workshops("{id}".into()), Asks::Workspace),
    (|| Links::WorkshopsAgenda("{id}".into()), Asks::Workspace),
    (|| Links::WorkshopNew("{id}".into()), Asks::Workspace),
    (|| Links::Workshop("{id}".into()), Asks::Workspace),
    (|| Links::WorkshopEvent("{id}".into()), Asks::Workspace),
    (|| Links::WorkshopSheet("{id}".into()), Asks::Workspace),
    (|| Links::WorkshopRoom("{id}".into()), Asks::Workspace),
    (|| Links::WorkshopSaid("{id}".into(), "{said}".into()), Asks::Workspace),
    (|| Links::WorkshopPaper("{id}".into()), Asks::Workspace),
    (|| Links::WorkshopMinutes("{id}".into()), Asks::Workspace),
    (|| Links::WorkshopPoster("{id}".into()), Asks::Workspace),
    (|| Links::WorkshopPosterFile("{id}".into()), Asks::Workspace),
    (|| Links::WorkshopPhone("{token}".into()), Asks::Proof),
    (|| Links::Thread("{id}".into()), Asks::Workspace),
    (|| Links::ThreadNew("{id}".into(), "{rung}".into()), Asks::Workspace),
    (|| Links::ThreadItem("{id}".into()), Asks::Workspace),
    // What a roadmap asks, over its workspace, is looked at in `desk::roadmaps`.
    (|| Links::Roadmap("{id}".into()), Asks::Workspace),
    (|| Links::RoadmapAction("{id}".into(), "{action}".into()), Asks::Workspace),
    (|| Links::RoadmapNewAction("{id}".into()), Asks::Workspace),
    (|| Links::RoadmapFrame("{id}".into()), Asks::Workspace),
    (|| Links::RoadmapSchedule("{id}".into()), Asks::Workspace),
    (|| Links::RoadmapImport("{id}".into()), Asks::Workspace),
    (|| Links::RoadmapFile("{id}".into(), "csv".into()), Asks::Workspace),
    (|| Links::RoadmapFile("{id}".into(), "xlsx".into()), Asks::Workspace),
    (|| Links::RoadmapFile("{id}".into(), "json".into()), Asks::Workspace),
    (|| Links::RoadmapFile("{id}".into(), "toml".into()), Asks::Workspace),
    (|| Links::RoadmapFile("{id}".into(), "ics".into()), Asks::Workspace),
    (|| Links::RoadmapFile("{id}".into(), "pdf".into()), Asks::Workspace),
    // Progress reports, replication sheets, the directory: looked at in `desk::progress` and `desk::network`.
    (|| Links::Progress("{id}".into()), Asks::Workspace),
    (|| Links::ProgressReport("{id}".into(), "{months}".into()), Asks::Workspace),
    (|| Links::FollowUp("{id}".into()), Asks::Session(Right::FollowUp)),
    (|| Links::SheetsDesk("{id}".into()), Asks::Workspace),
    (|| Links::SheetDesk("{id}".into(), "{about}".into()), Asks::Workspace),
    (|| Links::WorkspaceListing("{id}".into()), Asks::Workspace),
    (|| Links::ExpertListing("{id}".into()), Asks::Directory),
    (|| Links::SeminarsDesk("{id}".into()), Asks::Session(Right::Publish)),
    // A seminar has a name of its own: looked at in `desk::seminars`.
    (|| Links::SeminarDesk("{id}".into()), Asks::Workspace),
    (|| Links::Dossier("{id}".into()), Asks::Dossier(Right::SeeContent)),
    (|| Links::DossierSection("{id}".into(), "{section}".into()), Asks::Dossier(Right::SeeContent)),
    (|| Links::DossierFile("{id}".into(), "{digest}".into()), Asks::Dossier(Right::SeeAttachments)),
    (|| Links::DossierActs("{id}".into()), Asks::Acts),
    (|| Links::DossierReceipt("{id}".into()), Asks::Deposit),
    (|| Links::DossierComments("{id}".into()), Asks::Dossier(Right::SeeComments)),
    (|| Links::DossierStory("{id}".into()), Asks::Dossier(Right::SeeJournal)),
    (|| Links::DossierAnswer("{id}".into(), "{question}".into()), Asks::Dossier(Right::SeeJournal)),
    (|| Links::DossierDifferences("{id}".into()), Asks::Dossier(Right::SeeJournal)),
    (|| Links::DossierForm("{id}".into()), Asks::Dossier(Right::SeeContent)),
    (|| Links::DossierLetters("{id}".into()), Asks::Dossier(Right::SeeContent)),
    (|| Links::DossierPortrait("{id}".into()), Asks::Dossier(Right::SeeContent)),
    (|| Links::DossierPortraitFile("{id}".into()), Asks::Dossier(Right::SeeContent)),
    (|| Links::DossierSheet("{id}".into()), Asks::Dossier(Right::Export)),
    (|| Links::Jury("{id}".into()), Asks::Jury(Right::Assign)),
    (|| Links::JuryAssignment("{id}".into()), Asks::Jury(Right::Assign)),
    (|| Links::JuryMeeting("{id}".into()), Asks::Meeting),
    (|| Links::JuryDecision("{id}".into()), Asks::Jury(Right::Decide)),
    (|| Links::Readings("{id}".into()), Asks::Jury(Right::DeclareConflict)),
    (|| Links::DossierReading("{id}".into()), Asks::Reading),
    (|| Links::DossierScores("{id}".into()), Asks::Scores),
    (|| Links::DossierOutcome("{id}".into()), Asks::Outcome),
    (|| Links::DossierOutcomeLetter("{id}".into()), Asks::Outcome),
    (|| Links::LetterReply("{token}".into()), Asks::Proof),
    (|| Links::Invitation("{token}".into()), Asks::Proof),
];

/// Where a provider of identities leads back: of no language. What they ask is looked at in `desk::provider`.
const OF_NO_LANGUAGE: [&str; 2] = ["/oidc/back", "/oidc/left"];

/// An address with something that is there in the place of what has a name of its own in a session or in a form.
pub(super) fn filled(path: &str) -> String {
    path.replace("{file}", "call.toml")
        .replace("{section}", "territory")
        .replace("{question}", "summary")
        .replace("{stage}", "issues")
}

/// The address of a line of [`ROUTES`], as the router writes it.
pub(super) fn pattern(links: fn() -> Links, lang: Lang) -> String {
    links().path(lang).replace("%7B", "{").replace("%7D", "}")
}

/// The addresses that a router knows. They are read in what it tells of itself: axum has no other way.
pub(super) fn addresses<S>(router: &axum::Router<S>) -> BTreeSet<String> {
    let told = format!("{router:?}");
    let paths = told.split("paths: {").skip(1).filter_map(|rest| rest.split('}').next().map(|_| rest));
    let mut found = BTreeSet::new();
    for rest in paths {
        // `RouteId(0): "/fr/connexion", RouteId(1): …`: braces stand in the addresses too.
        for part in rest.split("RouteId(").skip(1) {
            let Some(path) = part.split('"').nth(1) else { continue };
            if path.starts_with('/') && !path.contains("__private") {
                found.insert(path.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_route_of_the_desk_says_here_what_it_asks() {
    let known: BTreeSet<String> =
        ROUTES.iter().flat_map(|(links, _)| Lang::ALL.map(|lang| pattern(*links, lang))).collect();
    let mut found = addresses(&crate::web::desk::routes());
    // Where what is nowhere is answered.
    found.remove("/");
    found.retain(|path| !OF_NO_LANGUAGE.contains(&path.as_str()));
    assert!(found.len() >= 2 * ROUTES.len(), "what the router tells of itself is no longer read: {found:?}");
    let without: Vec<_> = found.difference(&known).collect();
    assert!(without.is_empty(), "add these routes to ROUTES, with what they ask: {without:?}");
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(gone.is_empty(), "these are no longer routes of the desk: {gone:?}");
}

/// By which way of the desk a right is had, and looked at here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// A row of the list.
    List,
    /// The page of a dossier and its sections.
    Page,
    /// Something that the list or the page holds, a mark or a sentence.
    Part,
    /// A document.
    Document,
    /// A form, and the acts that are sent there.
    Form(&'static [ActKind]),
    /// A page of the session.
    Session,
    /// The pages of the jury.
    Jury,
    /// Acts that the tests of writing and of piloting look at.
    Elsewhere,
    /// Over the workspace of a laureate, and what is in it: looked at in `desk::workspaces`.
    Workspace,
}

/// The way of a right. A right that is added does not compile before it has its line.
fn way(right: Right) -> Way {
    use Right::*;
    match right {
        SeeList => Way::List,
        SeeContent | SeeComments | Export => Way::Page,
        SeeNames | SeePersonal | SeeInternalLabel | SeePublicLabel | SeeJournal | SeeCounts => Way::Part,
        SeeAttachments => Way::Document,
        WriteCollectivite => Way::Form(&[ActKind::AnswerCollectivite]),
        WriteStateService => Way::Form(&[ActKind::AnswerStateService]),
        Invite => Way::Form(&[ActKind::Invite]),
        SignCollectivite => Way::Form(&[ActKind::SignCollectivite]),
        SignStateService => Way::Form(&[ActKind::SignStateService]),
        Submit => Way::Form(&[ActKind::Submit, ActKind::AnswerCorrection]),
        Withdraw => Way::Form(&[ActKind::Withdraw]),
        RequestCorrection => Way::Form(&[ActKind::RequestCorrection]),
        DecideEligibility => Way::Form(&[ActKind::DecideEligibility]),
        DecideLate => Way::Form(&[ActKind::DecideLate]),
        CreateDossier | ManagePeople | EditCall => Way::Session,
        Comment | ManageLetters | Rebase | Reopen | OverridePhase => Way::Elsewhere,
        SeeWorkspace | WriteWorkspace | LeadWorkspace | FollowUp | SeeRoadmap | WriteRoadmap => Way::Workspace,
        SeeWorkshops | RunWorkshop | Contribute => Way::Workspace,
        DeclareConflict | Assign | Score | Advise | SeeScores | Deliberate | Decide => Way::Jury,
        // One's own entry of the directory: `desk::network::tests`.
        JoinDirectory => Way::Elsewhere,
        // Once they are told: `desk::jury::tests`.
        Appeal => Way::Elsewhere,
        Publish => Way::Session,
    }
}

/// What is sent to do an act that needs nothing else to be refused, and what a page that offers it holds.
fn form_of(act: ActKind) -> Option<(&'static str, &'static str)> {
    let digest = "side=collectivite&digest=0000000000000000000000000000000000000000000000000000000000000000";
    Some(match act {
        ActKind::Invite => ("act=invite&address=x@exemple.fr&capacity=co-author", "value=\"invite\""),
        ActKind::SignCollectivite => {
            (Box::leak(format!("act=sign&{digest}").into_boxed_str()), "name=\"side\" value=\"collectivite\"")
        }
        ActKind::SignStateService => (
            Box::leak(format!("act=sign&{}", digest.replace("collectivite", "state-service")).into_boxed_str()),
            "name=\"side\" value=\"state-service\"",
        ),
        ActKind::Submit => ("act=submit&reason=x", "value=\"submit\""),
        ActKind::AnswerCorrection => ("act=answer-correction", "value=\"answer-correction\""),
        ActKind::Withdraw => ("act=withdraw&reason=x", "value=\"withdraw\""),
        ActKind::RequestCorrection => {
            ("act=request-correction&q=summary&reason-word=incorrect&reason=x&days=9", "value=\"request-correction\"")
        }
        ActKind::DecideEligibility => {
            ("act=decide-eligibility&verdict=admissible&reason=x", "value=\"decide-eligibility\"")
        }
        ActKind::DecideLate => ("act=decide-late&verdict=accept&reason=x", "value=\"decide-late\""),
        _ => return None,
    })
}

/// What is compared of two answers: all but the hour.
fn told(answer: &Answer) -> (StatusCode, HeaderMap, &str) {
    let mut headers = answer.headers.clone();
    headers.remove("date");
    (answer.status, headers, &answer.text)
}

/// A dossier, a document and a session that are nowhere.
const NOWHERE: &str = "0123456789abcdef";
const NO_DIGEST: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

/// What one person is asked to be shown in a phase.
struct Asking<'w> {
    world: &'w World,
    who: &'static str,
    phase: Phase,
    cookie: String,
    /// What was answered of what does not exist, by what was asked.
    nowhere: BTreeMap<String, Answer>,
    faults: Vec<String>,
    asked: usize,
}

impl Asking<'_> {
    async fn get(&mut self, path: &str) -> Answer {
        self.asked += 1;
        self.world.desk.get(path, &self.cookie).await
    }

    fn expect(&mut self, holds: bool, what: impl Fn() -> String) {
        if !holds {
            self.faults.push(format!("{} in {}: {}", self.who, self.phase.as_str(), what()));
        }
    }

    /// A page that is there, or that is answered as one that is not.
    async fn there(&mut self, path: &str, nowhere: &str, is_there: bool) -> Option<Answer> {
        let answer = self.get(path).await;
        if is_there {
            // A page that has nothing to show leads to the one before it.
            let is_answered = answer.status == StatusCode::OK || answer.status == StatusCode::SEE_OTHER;
            self.expect(is_answered, || format!("{path} is denied: {}", answer.status));
            return (answer.status == StatusCode::OK).then_some(answer);
        }
        if !self.nowhere.contains_key(nowhere) {
            let other = self.get(nowhere).await;
            self.expect(other.status == StatusCode::NOT_FOUND, || format!("{nowhere} is there"));
            self.nowhere.insert(nowhere.to_owned(), other);
        }
        let same = told(&answer) == told(&self.nowhere[nowhere]);
        self.expect(same, || format!("{path} is not answered as what does not exist"));
        None
    }

    /// Whether a page holds something, and should.
    fn holds(&mut self, page: &Answer, text: &str, should: bool, what: &str) {
        let held = page.text.contains(text);
        self.expect(held == should, || format!("{what}: {text:?} is {}", if held { "there" } else { "not there" }));
    }

    async fn session(&mut self) {
        for (links, asks) in ROUTES {
            let allowed = match asks {
                Asks::Session(right) => self.world.may_of_none(self.who, *right),
                Asks::Instruction => self.world.instructs(self.who),
                Asks::Jury(right) => self.world.may_here(self.who, *right),
                Asks::Meeting => {
                    [Right::Decide, Right::Deliberate].iter().any(|right| self.world.may_here(self.who, *right))
                }
                _ => continue,
            };
            let at = |id: &str| filled(&pattern(*links, Lang::Fr).replace("{id}", id));
            // Printing takes long, and prints the same for everybody who may.
            if allowed && at(SESSION).ends_with(".pdf") && self.phase != Phase::Open {
                continue;
            }
            self.there(&at(SESSION), &at("nulle-part"), allowed).await;
        }
    }

    async fn list(&mut self, dossiers: &BTreeMap<&'static str, Dossier>) {
        let path = Links::Dossiers(SESSION.into()).path(Lang::Fr);
        let Some(list) = self.there(&path, "", true).await else { return };
        for stage in STAGES {
            let place = self.mark(stage, Kind::Place);
            let dossier = &dossiers[stage];
            let seen = self.world.may(self.who, Right::SeeList, dossier);
            self.holds(&list, &place, seen, "list");
            let Some(at) = list.text.find(&place) else { continue };
            let row = &list.text[at..at + list.text[at..].find("</tr>").unwrap()];
            let link = list.text.contains(&Links::Dossier(dossier.id.to_string()).path(Lang::Fr));
            let content = self.world.may(self.who, Right::SeeContent, dossier);
            self.expect(link == content, || format!("the list links to {stage}: {link}"));
            let words = Words::of(Lang::Fr);
            let public = telling::public_label(words, dossier.public_label(self.phase));
            let inner = telling::internal_label(words, dossier.internal_label());
            for (right, label) in [(Right::SeePublicLabel, public), (Right::SeeInternalLabel, inner)] {
                let cell = format!("<td>{}</td>", label.replace('\'', "&#39;"));
                let allowed = self.world.may(self.who, right, dossier);
                // The same words may stand for both.
                let same = telling::public_label(words, dossier.public_label(self.phase))
                    == telling::internal_label(words, dossier.internal_label());
                let held = row.contains(&cell);
                self.expect(held == allowed || same, || format!("list, {stage}, {}: {held}", right.as_str()));
            }
        }
        let counts = self.mark("session", Kind::Counts);
        let may_count = self.world.may_of_none(self.who, Right::SeeCounts);
        self.holds(&list, &counts, may_count, "counts");
        let may_begin = self.world.may_of_none(self.who, Right::CreateDossier);
        self.holds(&list, "name=\"territory\"", may_begin, "list");
    }

    fn mark(&self, of: &str, kind: Kind) -> String {
        self.world.marks.iter().find(|mark| mark.of == of && mark.kind == kind).unwrap().text.clone()
    }

    async fn dossier(&mut self, stage: &'static str, dossier: &Dossier) {
        let (world, who) = (self.world, self.who);
        let may = |right: Right| world.may(who, right, dossier);
        let (content, own) = (may(Right::SeeContent), world.is_own(who, dossier));
        let id = dossier.id.to_string();
        let at = |id: &str, rest: &str| format!("/fr/dossiers/{id}{rest}");
        let page = self.there(&at(&id, ""), &at(NOWHERE, ""), content).await;
        if let Some(page) = &page {
            let lead = self.world.marks.iter().find(|mark| mark.of == "lead" && mark.text.ends_with("nameqz")).unwrap();
            self.holds(page, &lead.text, may(Right::SeeNames), "names");
            self.holds(page, "<ol><li>", may(Right::SeeJournal), "story");
        }
        for (section, mark, side) in [
            ("bearer", "contactname", ActKind::AnswerCollectivite),
            ("state", "stateview", ActKind::AnswerStateService),
        ] {
            let rest = format!("/rubriques/{section}");
            let found = self.there(&at(&id, &rest), &at(NOWHERE, &rest), content).await;
            let Some(found) = found else { continue };
            let allowed = section != "bearer" || may(Right::SeePersonal);
            self.holds(&found, &format!("zq{stage}{mark}qz"), allowed, section);
            let may_write = self.open(dossier).contains(&side);
            self.holds(&found, &format!("action=\"{}\"", at(&id, &rest)), true, section);
            self.holds(&found, "name=\"base.", may_write, section);
        }
        for (rest, right) in
            [("/commentaires", Right::SeeComments), ("/histoire", Right::SeeJournal), ("/dossier.pdf", Right::Export)]
        {
            let allowed = content && may(right);
            if !(allowed && rest.ends_with(".pdf")) {
                self.there(&at(&id, rest), &at(NOWHERE, rest), allowed).await;
            }
        }
        let files: Vec<String> =
            self.world.files.iter().filter(|(of, _)| *of == stage).map(|(_, digest)| digest.clone()).collect();
        for digest in files {
            let rest = |digest: &str| format!("/pieces/{digest}");
            let opens = content && may(Right::SeeAttachments);
            self.there(&at(&id, &rest(&digest)), &at(NOWHERE, &rest(NO_DIGEST)), opens).await;
        }
        let deposited = dossier.last_deposit().is_some() || stage == "latecomer";
        self.there(&at(&id, "/recu.json"), &at(NOWHERE, "/recu.json"), content && own && deposited).await;
        let judged = programme::jury::is_judged(dossier);
        for (rest, allowed) in [
            ("/lecture", content && world.is_assigned(who, dossier)),
            ("/notes", content && judged && may(Right::SeeScores)),
            // Nobody was told of anything.
            ("/decision", false),
            ("/decision.pdf", false),
        ] {
            self.there(&at(&id, rest), &at(NOWHERE, rest), allowed).await;
        }
        if page.is_some() || matches!(stage, "draft" | "received") {
            self.acts(dossier, page.as_ref()).await;
        }
    }

    fn open(&self, dossier: &Dossier) -> Vec<ActKind> {
        let now: Instant = self.world.desk.clock.now().parse().unwrap();
        let rules = Rules::at(OPEN.session(), &Steering::default(), &[], now).unwrap();
        let standing = self.world.standing(self.who);
        dossier.open_acts(&rules, &Actor::plain(&standing), now)
    }

    /// Acts that are open are offered; the others are refused, and change nothing.
    async fn acts(&mut self, dossier: &Dossier, page: Option<&Answer>) {
        let open = self.open(dossier);
        let path = |id: &str| Links::DossierActs(id.to_owned()).path(Lang::Fr);
        for (_, right) in Right::CHOICES {
            let Way::Form(acts) = way(*right) else { continue };
            for act in acts {
                let Some((form, offered)) = form_of(*act) else { continue };
                if let (Some(page), true) = (page, open.contains(act)) {
                    let signed = match act {
                        ActKind::SignCollectivite => {
                            dossier.signatures.contains_key(&programme::form::Side::Collectivite)
                        }
                        ActKind::SignStateService => {
                            dossier.signatures.contains_key(&programme::form::Side::StateService)
                        }
                        _ => false,
                    };
                    self.holds(page, offered, !signed, act.as_str());
                    continue;
                }
                if open.contains(act) {
                    self.expect(false, || format!("{} is open on a dossier that is not seen", act.as_str()));
                    continue;
                }
                self.asked += 1;
                let answer = self.world.desk.post(&path(dossier.id.as_str()), &self.cookie, form).await;
                match page {
                    Some(page) => {
                        self.holds(page, offered, false, act.as_str());
                        let refused = answer.status == StatusCode::UNPROCESSABLE_ENTITY;
                        self.expect(refused, || format!("{} is answered {}", act.as_str(), answer.status));
                    }
                    None => {
                        if !self.nowhere.contains_key(form) {
                            let other = self.world.desk.post(&path(NOWHERE), &self.cookie, form).await;
                            self.nowhere.insert(form.to_owned(), other);
                        }
                        let other = &self.nowhere[form];
                        let same = told(&answer) == told(other) && other.status == StatusCode::NOT_FOUND;
                        self.expect(same, || format!("{} tells that the dossier exists", act.as_str()));
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn what_the_table_allows_is_there_and_what_it_denies_is_answered_as_what_does_not_exist() {
    let mut world = World::new().await;
    let (mut faults, mut asked) = (Vec::new(), 0);
    for (phase, moment) in PHASES {
        world.desk.go_to(moment);
        let mut dossiers = BTreeMap::new();
        for stage in STAGES {
            dossiers.insert(stage, world.find(stage).await);
        }
        for part in &CAST {
            let cookie = world.enter(part.id).await;
            let mut asking = Asking {
                world: &world,
                who: part.id,
                phase,
                cookie,
                nowhere: BTreeMap::new(),
                faults: Vec::new(),
                asked: 0,
            };
            asking.session().await;
            asking.list(&dossiers).await;
            for (stage, dossier) in &dossiers {
                asking.dossier(stage, dossier).await;
            }
            asked += asking.asked;
            faults.append(&mut asking.faults);
        }
        for (stage, dossier) in &dossiers {
            assert_eq!(world.find(stage).await, *dossier, "what was refused changed something");
        }
    }
    println!("{asked} requests");
    assert!(faults.is_empty(), "{} of {asked} requests:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test]
async fn who_has_not_entered_is_sent_to_the_door_whatever_exists() {
    let world = World::new().await;
    for (_, moment) in PHASES {
        world.desk.go_to(moment);
        for (links, asks) in ROUTES {
            for lang in Lang::ALL {
                // A link to enter is good without having entered; what is only sent to has no page.
                let is_open = matches!(asks, Asks::Nothing | Asks::Acts) || matches!(links(), Links::Enter(_));
                if is_open {
                    continue;
                }
                let path = |id: &str| {
                    filled(&pattern(*links, lang))
                        .replace("{id}", id)
                        .replace("{digest}", NO_DIGEST)
                        .replace("{token}", NO_DIGEST)
                };
                let ids = match asks {
                    Asks::Session(_) | Asks::Instruction | Asks::Rows | Asks::Jury(_) | Asks::Meeting => {
                        [SESSION, "nulle-part"]
                    }
                    _ => [world.dossiers["received"].as_str(), NOWHERE],
                };
                let [known, nowhere] = ids.map(|id| (id, path(id)));
                let (mut answers, mut headers) = (Vec::new(), Vec::new());
                for (id, path) in [known, nowhere] {
                    let answer = world.desk.get(&path, "").await;
                    let text = answer.text.replace(id, "ID");
                    headers.push(answer.header("location").replace(id, "ID"));
                    answers.push((answer.status, text));
                }
                assert_eq!((&answers[0], &headers[0]), (&answers[1], &headers[1]));
            }
        }
    }
}
