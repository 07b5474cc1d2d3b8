//! Everything that can be said of a dossier is said, in both languages.

use std::collections::BTreeSet;

use facts::Lang;
use programme::calendar::Instant;
use programme::call::{Ineligible, Phase};
use programme::digest::Digest;
use programme::dossier::{
    ActKind, Capacity, Cause, CorrectionReason, Deposit, Event, Happened, InternalLabel, LateVerdict, Place,
    PublicLabel, QuestionFaults, Refusal, Verdict,
};
use programme::form::{Decimal, Fault, File, FileType, RebaseLine, RebaseOutcome, Side, Value};
use programme::id::PersonId;
use programme::role::{Denial, Right};
use programme::session::BearerKind;

use super::*;

/// What must never be repeated: answers, reasons, comments, names.
const SECRET: &str = "Secret";

fn demonstration() -> Session {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sessions/demonstration");
    let mut files: Vec<(String, String)> = Vec::new();
    for name in Session::FILES {
        #[expect(clippy::disallowed_methods, reason = "a test reads the session of demonstration")]
        files.extend(std::fs::read_to_string(format!("{folder}/{name}")).ok().map(|text| (name.to_owned(), text)));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Session::read(&files).unwrap()
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn secret() -> Option<Value> {
    Some(Value::text(SECRET))
}

fn person() -> PersonId {
    SECRET.parse().unwrap()
}

fn faults() -> Vec<Fault> {
    let name = "carte.png".to_owned();
    let too_long = |criterion| Fault::TooLong { criterion, length: 1_240, limit: 1_000, by: 240 };
    let mut faults = vec![
        Fault::Missing,
        Fault::CriterionMissing { criterion: slug("diagnosis") },
        too_long(None),
        too_long(Some(slug("diagnosis"))),
        Fault::OtherKind,
        Fault::NotOneLine,
        Fault::NotANumber,
        Fault::NotWhole,
        Fault::TooSmall { least: "0.5".parse().unwrap() },
        Fault::TooLarge { most: "10000".parse().unwrap() },
        Fault::NotADate,
        Fault::NotAnEmail,
        Fault::NotAPhone,
        Fault::SirenShape,
        Fault::SirenKey,
        Fault::SiretShape,
        Fault::SiretKey,
        Fault::NotATerritory,
        Fault::NoCommune,
        Fault::UnknownWord { word: slug("moon") },
        Fault::ListIsClosed,
        Fault::UnknownChoice { option: slug("moon") },
        Fault::UnknownCriterion { criterion: slug("moon") },
        Fault::FileType { name: name.clone(), found: FileType::Png },
        Fault::FileTooHeavy { name, bytes: 10_000_001, limit: 10_000_000 },
        Fault::TooManyFiles { files: 1, most: 0 },
        Fault::TooManyFiles { files: 3, most: 2 },
        Fault::LetterAwaited,
        Fault::LetterNotRequested,
    ];
    faults.extend(Side::CHOICES.iter().map(|(_, side)| Fault::SignatureMissing { side: *side }));
    faults
}

fn causes_there_are() -> Vec<Cause> {
    let (moment, later) = (at("2027-01-15T11:00:59Z"), at("2027-01-16T11:00:59Z"));
    let question = || slug("territory-name");
    let conflict = |base, version| Cause::Conflict {
        question: question(),
        base,
        version,
        theirs: secret(),
        by: person(),
        yours: secret(),
    };
    let mut causes = vec![
        Cause::Nobody,
        Cause::NotADecider,
        Cause::NotOfTheState,
        Cause::OutOfTerritory,
        Cause::NotOpen { opens: moment },
        Cause::Closed { closed: moment },
        Cause::DeadlinePassed { deadline: moment },
        Cause::DeadlineRunning { deadline: moment },
        Cause::UntilPast { until: moment },
        Cause::LateNeedsReason { until: moment },
        Cause::NoReason,
        Cause::TextTooLong { length: 5_001, limit: 5_000 },
        Cause::UnknownQuestion { question: slug("moon") },
        Cause::NoQuestion,
        Cause::NotToCorrect { question: question() },
        Cause::NotToCorrect { question: slug("moon") },
        Cause::OtherKind { question: question(), kind: "line".into() },
        Cause::OtherKind { question: question(), kind: "moon".into() },
        Cause::TooHeavy { bytes: 200_001, limit: 200_000 },
        conflict(0, 1),
        conflict(3, 4),
        Cause::Incomplete {
            questions: vec![
                QuestionFaults { question: question(), faults: vec![Fault::Missing] },
                QuestionFaults { question: slug("overseas"), faults: vec![Fault::Missing] },
            ],
        },
        Cause::SignedSomethingElse { yours: Digest::of("a"), current: Digest::of("b") },
        Cause::OutdatedForm { revision: 1, current: 2 },
        Cause::FormUnchanged,
        Cause::UnknownRevision { revision: 7 },
        Cause::NameTaken,
        Cause::Unknown,
        Cause::AlreadyIn,
        Cause::NotIn { person: person() },
        Cause::LastLead,
        Cause::TooManyPeople { most: 50 },
        Cause::TooMany { most: 5_000 },
        Cause::LetterReceived,
        Cause::RemindedRecently { last: moment, again: later },
        Cause::BadFile { faults: vec![Fault::FileType { name: "lettre.png".into(), found: FileType::Png }] },
        Cause::Days { days: 1, most: 0 },
        Cause::Days { days: 400, most: 365 },
        Cause::NobodyCouldWrite,
        Cause::NeverDeposited,
        Cause::NotForTheLead,
        Cause::NotTheAuthor,
        Cause::CommentWithdrawn,
        Cause::LetterRefused,
    ];
    causes.extend(InternalLabel::CHOICES.iter().map(|(_, stage)| Cause::WrongStage { stage: *stage }));
    causes.extend(Side::CHOICES.iter().map(|(_, side)| Cause::SignatureNotAsked { side: *side }));
    for (_, denial) in Denial::CHOICES {
        causes.push(Cause::NotAllowed { right: Right::Submit, denial: *denial });
    }
    causes
}

fn events() -> Vec<Event> {
    let question = || slug("territory-name");
    let until = at("2027-01-31T22:59:59Z");
    let deposit = || Deposit {
        at: until,
        by: person(),
        late: false,
        revision: 1,
        answers: [(question(), Value::text(SECRET))].into(),
        digest: Digest::of("a"),
        portrait: None,
    };
    let comment = || SECRET.parse().unwrap();
    let reason = || SECRET.to_owned();
    let place = Place { name: reason(), departements: BTreeSet::new(), regions: BTreeSet::new() };
    let (invitation, letter) = (|| SECRET.parse().unwrap(), || SECRET.parse().unwrap());
    let file = File { digest: Digest::of("a"), name: "Secret.pdf".into(), file_type: FileType::Pdf, bytes: 1 };
    let answered = |value, version| Happened::QuestionAnswered { question: question(), value, version };
    let correction = |questions| Happened::CorrectionRequested {
        questions,
        reason: CorrectionReason::Incomplete,
        message: reason(),
        deadline: until,
    };
    let rebased = |outcomes: &[RebaseOutcome]| Happened::DossierRebased {
        from: 1,
        to: 2,
        lines: (outcomes.iter().cloned()).map(|outcome| RebaseLine { question: question(), outcome }).collect(),
    };
    let mut happened = vec![
        Happened::DossierCreated { dossier: SECRET.parse().unwrap(), session: slug("s"), revision: 1, place },
        Happened::InvitationRevoked { invitation: invitation() },
        Happened::PersonJoined { invitation: invitation(), person: person() },
        Happened::PersonLeft { person: person() },
        Happened::PersonLeft { person: "another".parse().unwrap() },
        answered(secret(), 1),
        answered(secret(), 2),
        answered(None, 3),
        Happened::LeadHandedOver { person: person() },
        Happened::QuestionCommented { comment: comment(), question: Some(question()), thread: None },
        Happened::QuestionCommented { comment: comment(), question: None, thread: Some(comment()) },
        Happened::CommentEdited { comment: comment() },
        Happened::CommentWithdrawn { comment: comment() },
        Happened::ThreadResolved { comment: comment() },
        Happened::ThreadReopened { comment: comment() },
        Happened::LetterRequested { letter: letter(), question: question(), from: reason() },
        Happened::LetterReminded { letter: letter() },
        Happened::LetterRefused { letter: letter() },
        Happened::LetterCancelled { letter: letter() },
        Happened::LetterReceived { letter: letter(), file },
        Happened::DossierSubmitted { deposit: deposit() },
        Happened::LateDepositRequested { reason: reason(), deposit: deposit() },
        Happened::LateDepositAccepted { reason: reason() },
        Happened::LateDepositRefused { reason: reason() },
        Happened::DossierWithdrawn { reason: Some(reason()) },
        correction([question()].into()),
        correction([question(), slug("overseas")].into()),
        Happened::CorrectionAnswered { deposit: deposit() },
        Happened::DossierAdmitted { reason: reason() },
        Happened::DossierRejected { reason: reason() },
        Happened::DossierReopened { reason: reason(), until },
        Happened::InstructionReopened { reason: reason() },
        rebased(&[RebaseOutcome::Kept]),
        rebased(&[RebaseOutcome::Kept, RebaseOutcome::QuestionGone]),
        rebased(&[RebaseOutcome::QuestionGone, RebaseOutcome::QuestionGone]),
        Happened::ErasureWarned { erase_from: until },
    ];
    happened.extend(
        Capacity::CHOICES
            .iter()
            .map(|(_, capacity)| Happened::PersonInvited { invitation: invitation(), capacity: *capacity }),
    );
    for (_, side) in Side::CHOICES {
        happened.push(Happened::SectionsSigned { side: *side, digest: Digest::of("a") });
        happened.push(Happened::SignatureVoided { side: *side, question: Some(question()) });
        happened.push(Happened::SignatureVoided { side: *side, question: None });
    }
    happened.into_iter().map(|happened| Event { at: until, by: Some(person()), happened }).collect()
}

fn outcomes() -> Vec<RebaseOutcome> {
    vec![
        RebaseOutcome::Kept,
        RebaseOutcome::KeptTooLong { by: 1 },
        RebaseOutcome::KeptTooLong { by: 240 },
        RebaseOutcome::KeptWithFaults { faults: vec![Fault::NotWhole] },
        RebaseOutcome::KindChanged { from: "text".into(), to: "number".into() },
        RebaseOutcome::QuestionGone,
        RebaseOutcome::NewQuestion,
    ]
}

fn rules() -> Vec<Ineligible> {
    let communes = |count: usize| {
        let codes = ["16015", "16016", "16018", "16019", "16020", "16021"];
        codes[..count].iter().map(|code| code.parse().unwrap()).collect()
    };
    let taken = |count| Ineligible::TakenByAnother { dossier: SECRET.parse().unwrap(), communes: communes(count) };
    vec![
        Ineligible::NoBearer,
        Ineligible::Bearer { found: BearerKind::Commune },
        Ineligible::TooFewCommunes { found: 1, least: 2 },
        Ineligible::TooFewCommunes { found: 2, least: 5 },
        Ineligible::InPieces { pieces: 3 },
        Ineligible::PiecesUnknown,
        Ineligible::Departement { found: "16".parse().unwrap() },
        Ineligible::Region { found: "75".parse().unwrap() },
        Ineligible::OverseasExcluded { found: "974".parse().unwrap() },
        Ineligible::OverseasOnly { found: "16".parse().unwrap() },
        taken(1),
        taken(6),
    ]
}

/// The words of every choice, a list for each.
fn choices(words: &Words) -> Vec<Vec<String>> {
    macro_rules! all {
        ($choice:ident, $tell:path) => {
            $choice::CHOICES.iter().map(|(_, one)| $tell(words, *one)).collect()
        };
    }
    let kinds: BTreeSet<&str> =
        demonstration().application.form.questions().map(|question| question.answer.kind()).collect();
    vec![
        all!(InternalLabel, internal_label),
        all!(PublicLabel, public_label),
        all!(Capacity, capacity),
        all!(Side, side),
        all!(Phase, phase),
        all!(ActKind, act),
        all!(CorrectionReason, correction_reason),
        all!(Verdict, verdict),
        all!(LateVerdict, late_verdict),
        all!(FileType, file_type),
        all!(Right, right),
        all!(BearerKind, bearer),
        kinds.into_iter().chain(["moon"]).map(|kind| answer_kind(words, kind)).collect(),
    ]
}

/// Whole sentences, then lines of a story.
fn sentences(words: &Words) -> (Vec<String>, Vec<String>) {
    let session = demonstration();
    let mut sentences: Vec<String> = faults().iter().map(|one| fault(words, one)).collect();
    sentences.extend(faults().iter().map(|one| fault_of(words, one, &session.rubric)));
    sentences.extend(causes_there_are().iter().flat_map(|one| cause(words, one, &session)));
    sentences.extend(outcomes().iter().map(|one| rebase(words, one)));
    sentences.extend(rules().iter().map(|one| ineligible(words, one)));
    (sentences, events().iter().map(|one| happened(words, one, &session)).collect())
}

/// The longest stretch of plain words of each text of a file of the locales, by its key.
fn stretches(lang: Lang) -> Vec<(String, String)> {
    let file = match lang {
        Lang::Fr => include_str!("../../../../locales/fr/dossier.ftl"),
        Lang::En => include_str!("../../../../locales/en/dossier.ftl"),
    };
    let mut key = String::new();
    let mut found = Vec::new();
    for line in file.lines() {
        let text = match line.split_once(" = ") {
            Some((before, text)) if !line.starts_with([' ', '#']) => {
                key = before.to_owned();
                text
            }
            _ => line.split_once("] ").map_or("", |(_, text)| text),
        };
        let plain = text.split(['{', '}']).step_by(2).map(str::trim);
        let longest = plain.max_by_key(|stretch| stretch.len()).unwrap_or_default();
        if !longest.is_empty() {
            found.push((key.clone(), Words::of(lang).set(longest)));
        }
    }
    found
}

#[test]
fn every_text_is_said_of_something_in_both_languages() {
    for lang in Lang::ALL {
        let words = Words::of(lang);
        let (sentences, lines) = sentences(words);
        let said: Vec<String> = choices(words).into_iter().flatten().chain(sentences).chain(lines).collect();
        for (key, stretch) in stretches(lang) {
            assert!(said.iter().any(|text| text.contains(&stretch)), "{key} is never said: {stretch}");
        }
    }
}

#[test]
fn nothing_is_said_by_its_key_nor_left_empty_and_choices_of_one_sort_differ() {
    for lang in Lang::ALL {
        let words = Words::of(lang);
        let (sentences, lines) = sentences(words);
        for sentence in &sentences {
            assert!(sentence.ends_with('.') && !sentence.ends_with(".."), "{sentence}");
        }
        for list in choices(words) {
            assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), list.len(), "{list:?}");
        }
        for text in choices(words).iter().flatten().chain(&sentences).chain(&lines) {
            assert!(!text.trim().is_empty());
            // An unknown key is shown between guillemets without spaces.
            let raw = text.split('«').skip(1).any(|rest| !rest.starts_with('\u{a0}'));
            assert!(!raw && !text.contains(['{', '}', '$']), "{text}");
            assert!(!text.contains("  "), "{text}");
        }
    }
}

#[test]
fn no_answer_no_reason_no_comment_and_no_name_is_repeated() {
    for lang in Lang::ALL {
        let (sentences, lines) = sentences(Words::of(lang));
        for text in sentences.iter().chain(&lines) {
            assert!(!text.contains(SECRET), "{text}");
        }
    }
}

#[test]
fn a_refusal_says_the_same_whatever_was_decided_since_the_deposit() {
    let session = demonstration();
    let said = |stage| cause(Words::of(Lang::Fr), &Cause::WrongStage { stage }, &session);
    for stage in [InternalLabel::LateRequested, InternalLabel::Admissible, InternalLabel::Inadmissible] {
        assert_eq!(said(stage), said(InternalLabel::Submitted));
    }
}

#[test]
fn causes_are_told_in_french() {
    let (words, session) = (Words::of(Lang::Fr), demonstration());
    let of = |question: &str, faults: Vec<Fault>| QuestionFaults { question: slug(question), faults };
    let refusal = Refusal {
        causes: vec![
            Cause::Closed { closed: at("2027-01-15T11:00:59Z") },
            Cause::Incomplete {
                questions: vec![
                    of("territory-name", vec![Fault::Missing]),
                    of("overseas", vec![Fault::Missing]),
                    of("bearer-siren", vec![Fault::SirenKey]),
                    of("criteria", vec![Fault::CriterionMissing { criterion: slug("diagnosis") }; 2]),
                    of(
                        "summary",
                        vec![Fault::TooLong { criterion: None, length: 1_240, limit: 600, by: 640 }, Fault::NotOneLine],
                    ),
                ],
            },
            Cause::NotAllowed { right: Right::Submit, denial: Denial::NoRight },
            Cause::Days { days: 400, most: 365 },
        ],
    };
    let expected = [
        "L’appel est clos\u{a0}: les dossiers étaient reçus jusqu’au 15 janvier 2027, 12 h.",
        "Nom du territoire\u{a0}: une réponse est attendue.",
        "Le territoire est-il outre-mer\u{202f}? Une réponse est attendue.",
        "SIREN du porteur\u{a0}: ces neuf chiffres ne sont pas un SIREN\u{a0}: la clé est fausse, un chiffre est sans \
         doute mal recopié.",
        "Le projet, critère par critère\u{a0}: le texte d’un critère manque.",
        "Le projet en quelques phrases\u{a0}: le texte fait 1\u{202f}240 caractères\u{a0}: 600 au plus, soit 640 de \
         trop. La réponse tient sur une seule ligne\u{a0}: retirez les retours à la ligne.",
        "Vos rôles ne comprennent pas ce droit\u{a0}: dépôt du dossier.",
        "400 jours sont donnés\u{a0}: de 1 à 365 sont attendus.",
    ];
    assert_eq!(causes(words, &refusal, &session.application.form), expected);
}

#[test]
fn faults_are_told_in_french_with_what_was_found_and_what_is_expected() {
    let (words, session) = (Words::of(Lang::Fr), demonstration());
    let heavy = Fault::FileTooHeavy { name: "carte.pdf".into(), bytes: 10_000_001, limit: 10_000_000 };
    assert_eq!(
        fault(words, &heavy),
        "Le document «\u{a0}carte.pdf\u{a0}» pèse 10,1\u{a0}Mo\u{a0}: 10\u{a0}Mo au plus."
    );
    assert_eq!(
        fault(words, &Fault::TooSmall { least: "-0.25".parse().unwrap() }),
        "Le nombre est trop petit\u{a0}: \u{2212}0,25 au moins."
    );
    assert_eq!(
        fault(words, &Fault::SignatureMissing { side: Side::StateService }),
        "Il manque la signature du service de l’État sur ce qui est écrit maintenant."
    );
    let lacking = Fault::CriterionMissing { criterion: slug("diagnosis") };
    let name = &session.rubric.criterion("diagnosis").unwrap().name.fr;
    assert_eq!(
        fault_of(words, &lacking, &session.rubric),
        format!("Le critère «\u{a0}{}\u{a0}» attend un texte.", words.set(name))
    );
}

#[test]
fn the_number_shown_as_an_example_is_one_that_is_read() {
    for lang in Lang::ALL {
        let told = fault(Words::of(lang), &Fault::NotANumber);
        let example = told.trim_end_matches('.').rsplit(' ').next().unwrap();
        assert_eq!(example.parse::<Decimal>().unwrap().to_string(), "1234.5");
    }
}

#[test]
fn a_story_is_told_in_french() {
    let (words, session) = (Words::of(Lang::Fr), demonstration());
    let lines: Vec<String> = events().iter().map(|event| happened(words, event, &session)).collect();
    for line in [
        "Dossier commencé",
        "Invitation\u{a0}: service de l’État",
        "Réponse à «\u{a0}Nom du territoire\u{a0}»",
        "Nouvelle réponse à «\u{a0}Nom du territoire\u{a0}» (version 2)",
        "Signature pour l’État à refaire\u{a0}: la réponse à «\u{a0}Nom du territoire\u{a0}» a changé",
        "Dossier déposé",
        "Corrections demandées sur 2 questions, jusqu’au 31 janvier 2027, 23 h 59",
        "Dossier passé de la version 1 à la version 2 du formulaire, une réponse mise de côté",
    ] {
        assert!(lines.iter().any(|told| told == line), "{line}\n{lines:#?}");
    }
}
