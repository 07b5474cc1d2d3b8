use std::sync::LazyLock;

use programme::Session;
use programme::calendar::Instant;
use programme::call::Steering;
use programme::dossier::{Actor, Capacity, Command, Place, Refusal, Rules, Verdict, create};
use programme::form::Value;
use programme::id::PersonId;
use programme::role::{Role, Standing};

use super::*;
use crate::testing::{on_each, on_each_kept};

const NOW: &str = "2026-12-01T10:00:00Z";
const LATER: &str = "2026-12-01T10:05:00Z";

/// The session of demonstration, whose call is open in December 2026.
static SESSION: LazyLock<Session> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sessions/demonstration");
    let mut files: Vec<(String, String)> = Vec::new();
    for name in Session::FILES {
        #[expect(clippy::disallowed_methods, reason = "a test reads the session of the product")]
        files.extend(std::fs::read_to_string(format!("{folder}/{name}")).ok().map(|text| (name.to_owned(), text)));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Session::read(&files).unwrap()
});

fn rules(now: Instant) -> Rules<'static> {
    Rules::at(&SESSION, &Steering::default(), &[], now).unwrap()
}

fn tariq() -> Standing {
    let person: PersonId = "a1".repeat(16).parse().unwrap();
    Standing { person: Some(person), roles: [Role::TerritoryLead].into(), ..Standing::default() }
}

fn decided((dossier, events): (Dossier, Vec<Event>)) -> Decided {
    let events = events.into_iter().map(|event| (event, Salt([3; 16]))).collect();
    Decided { dossier, events, mails: Vec::new(), invitation: None, beside: Vec::new() }
}

async fn begin(store: &Store) -> DossierId {
    let now: Instant = NOW.parse().unwrap();
    let place = Place { name: "Angoulême".into(), departements: ["16".parse().unwrap()].into(), regions: [].into() };
    let id: DossierId = "d1".parse().unwrap();
    let begun = create(id.clone(), place, &rules(now), &Actor::plain(&tariq()), now).unwrap();
    store.dossiers().begin(&decided(begun), NOW).await.unwrap();
    id
}

fn answer(text: &str, base: u64) -> Command {
    let question = "territory-name".parse().unwrap();
    Command::Answer { question, value: Some(Value::text(text)), base }
}

async fn act(store: &Store, id: &DossierId, command: Command, at: &str) -> Result<Option<Dossier>, ActError<Refusal>> {
    let now: Instant = at.parse().unwrap();
    let decide = |dossier: &Dossier| dossier.act(command, &rules(now), &Actor::plain(&tariq()), now).map(decided);
    store.dossiers().act(id, at, decide).await
}

#[tokio::test]
async fn a_dossier_is_what_its_story_says_and_both_are_written_together() {
    on_each_kept(async |base| {
        let store = base.open(NOW).await;
        let id = begin(&store).await;
        act(&store, &id, answer("Angoulême", 0), LATER).await.unwrap().unwrap();
        let dossier = store.dossiers().find(&id).await.unwrap().unwrap();
        assert_eq!(dossier.answers.len(), 1);
        let story = store.dossiers().story(&id).await.unwrap();
        assert_eq!(
            story.iter().map(|(entry, _)| entry.act.as_str()).collect::<Vec<_>>(),
            ["dossier-created", "question-answered"]
        );
        assert_eq!(Dossier::fold(story.iter().map(|(_, event)| event)).unwrap(), dossier);
        assert!(store.check().await.is_empty());
        assert_eq!(store.dossiers().of_session("demonstration").await.unwrap(), [dossier]);
        // What is remembered of a list is never older than what is written.
        act(&store, &id, answer("Cognac", 1), LATER).await.unwrap().unwrap();
        let again = store.dossiers().find(&id).await.unwrap().unwrap();
        for _ in 0..2 {
            assert_eq!(store.dossiers().of_session("demonstration").await.unwrap(), std::slice::from_ref(&again));
        }

        let mut conn = base.connect().await;
        let spoil = "update dossier set state = replace(state, 'Cogn', 'Bordeaux')";
        sqlx::query(spoil).execute(&mut conn).await.unwrap();
        let faults: Vec<String> = store.check().await.iter().map(ToString::to_string).collect();
        assert_eq!(faults, ["the dossier d1 is not what its story in the journal says"]);
    })
    .await;
}

#[tokio::test]
async fn a_refused_act_writes_nothing_and_a_dossier_that_is_not_there_is_told_so() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        let id = begin(&store).await;
        let entries = store.journal().len().await.unwrap();
        assert!(matches!(
            act(&store, &id, Command::DecideEligibility { verdict: Verdict::Admissible, reason: "x".into() }, LATER)
                .await,
            Err(ActError::Refused(_))
        ));
        assert_eq!(store.journal().len().await.unwrap(), entries);
        assert_eq!(act(&store, &"none".parse().unwrap(), answer("x", 0), LATER).await.unwrap(), None);
        assert_eq!(store.dossiers().find(&"none".parse().unwrap()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_answer_the_same_question_at_once_one_is_told_of_the_other() {
    on_each_kept(async |base| {
        let store = base.open(NOW).await;
        let id = begin(&store).await;
        let answers = (0..6).map(|rank| {
            let (store, id) = (store.clone(), id.clone());
            tokio::spawn(async move { act(&store, &id, answer(&format!("nom {rank}"), 0), LATER).await.is_ok() })
        });
        let mut done = 0;
        for answer in answers.collect::<Vec<_>>() {
            done += usize::from(answer.await.unwrap());
        }
        assert_eq!(done, 1);
        assert!(store.check().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_invitation_is_found_by_its_link_until_it_ends_or_is_taken_back() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        let id = begin(&store).await;
        let (token, invitation): (Token, InvitationId) = (Token::from_bytes([8; 16]), "i1".parse().unwrap());
        let now: Instant = NOW.parse().unwrap();
        let command = Command::Invite { invitation: invitation.clone(), capacity: Capacity::CoAuthor };
        let sent = Sent {
            id: invitation.clone(),
            token: token.clone(),
            address: "corinne@exemple.fr".parse().unwrap(),
            expires_at: LATER.into(),
        };
        let invite = |dossier: &Dossier| {
            let done = dossier.act(command, &rules(now), &Actor::plain(&tariq()), now)?;
            Ok::<_, Refusal>(Decided { invitation: Some(sent), ..decided(done) })
        };
        store.dossiers().act(&id, NOW, invite).await.unwrap();
        let found = store.dossiers().invited(&token, NOW).await.unwrap();
        assert_eq!(found, Some((id.clone(), invitation.clone(), "corinne@exemple.fr".into())));
        assert_eq!(store.dossiers().invited(&token, LATER).await.unwrap(), None);
        act(&store, &id, Command::RevokeInvitation { invitation }, NOW).await.unwrap();
        assert_eq!(store.dossiers().invited(&token, NOW).await.unwrap(), None);
    })
    .await;
}

async fn with(store: &Store, id: &DossierId, command: Command, beside: Vec<Beside>) -> Result<(), ActError<Refusal>> {
    let now: Instant = NOW.parse().unwrap();
    let decide = |dossier: &Dossier| {
        let done = dossier.act(command, &rules(now), &Actor::plain(&tariq()), now)?;
        Ok::<_, Refusal>(Decided { beside, ..decided(done) })
    };
    store.dossiers().act(id, NOW, decide).await.map(|_| ())
}

#[tokio::test]
async fn the_words_of_a_comment_are_changed_and_erased_and_the_journal_never_had_them() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        let id = begin(&store).await;
        let comment: CommentId = "c1".parse().unwrap();
        let said = |text: &str| Beside::Comment { comment: comment.clone(), text: text.into() };
        let text = || "Un mot secret".to_owned();
        let command = Command::Comment { comment: comment.clone(), question: None, thread: None, text: text() };
        with(&store, &id, command, vec![said("Un mot secret")]).await.unwrap();
        let command = Command::EditComment { comment: comment.clone(), text: "Un autre".into() };
        with(&store, &id, command, vec![said("Un autre")]).await.unwrap();
        assert_eq!(store.dossiers().comments(&id).await.unwrap()[&comment], "Un autre");
        let command = Command::WithdrawComment { comment: comment.clone() };
        with(&store, &id, command, vec![Beside::CommentErased { comment: comment.clone() }]).await.unwrap();
        assert!(store.dossiers().comments(&id).await.unwrap().is_empty());
        let bodies = sqlx::query_scalar("select body from journal_body").fetch_all(&store.pool);
        let bodies: Vec<String> = bodies.await.unwrap();
        assert!(bodies.len() == 4 && !bodies.iter().any(|body| body.contains("secret") || body.contains("autre")));
        assert!(store.check().await.is_empty());

        let person = tariq().person.unwrap();
        let dossiers = store.dossiers();
        assert_eq!(dossiers.seen(&id, &person).await.unwrap(), 0);
        for (count, seen) in [(2, 2), (1, 2), (3, 3)] {
            dossiers.see(&id, &person, count).await.unwrap();
            assert_eq!(dossiers.seen(&id, &person).await.unwrap(), seen);
        }
    })
    .await;
}

#[tokio::test]
async fn a_letter_is_asked_by_links_that_end_and_its_address_goes_with_them() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        let id = begin(&store).await;
        let letter: LetterId = "l1".parse().unwrap();
        let asked = Asked {
            letter: letter.clone(),
            dossier: id.clone(),
            address: "prefete@exemple.fr".parse().unwrap(),
            position: "préfète".into(),
            lang: facts::Lang::Fr,
            expires_at: LATER.into(),
            reminded_at: None,
            seen_at: None,
            reply: None,
        };
        let token = |rank: u8| Token::from_bytes([rank; 16]);
        let link =
            |rank: u8, end: &str| LetterLink { letter: letter.clone(), token: token(rank), expires_at: end.into() };
        let request = || Command::RequestLetter {
            letter: letter.clone(),
            question: "support".parse().unwrap(),
            from: "Mme Durand".into(),
        };
        let beside = vec![Beside::Asked(asked.clone()), Beside::Link(link(1, LATER))];
        with(&store, &id, request(), beside).await.unwrap();
        let dossiers = store.dossiers();
        assert_eq!(dossiers.asked(&token(1), NOW).await.unwrap(), Some(asked.clone()));
        assert_eq!(dossiers.asked(&token(1), LATER).await.unwrap(), None, "its time is over");
        assert_eq!(dossiers.asked(&token(2), NOW).await.unwrap(), None);
        let mail = Outgoing {
            key: "reminder:l1".into(),
            kind: crate::LetterKind::Letter,
            to: asked.address.clone(),
            lang: facts::Lang::Fr,
            subject: "s".into(),
            text: "t".into(),
            html: "h".into(),
            unsubscribe: None,
        };
        let end = "2026-12-09T10:00:00Z";
        assert!(dossiers.remind(&link(2, end), &mail, NOW).await.unwrap());
        assert!(!dossiers.remind(&link(3, end), &mail, NOW).await.unwrap(), "once");
        dossiers.opened(&letter, LATER).await.unwrap();
        dossiers.opened(&letter, end).await.unwrap();
        let now = dossiers.asked(&token(1), LATER).await.unwrap().unwrap();
        assert_eq!((now.reminded_at.as_deref(), now.seen_at.as_deref()), (Some(NOW), Some(LATER)));
        assert!(
            dossiers.asked(&token(2), LATER).await.unwrap().is_some() && dossiers.asks(&id).await.unwrap().len() == 1
        );
        assert_eq!(dossiers.forget_letters(LATER).await.unwrap(), 0);
        assert_eq!(dossiers.forget_letters(end).await.unwrap(), 1);
        assert!(dossiers.asks(&id).await.unwrap().is_empty());

        // What is not asked for any more opens nothing.
        let letter: LetterId = "l2".parse().unwrap();
        let question = "support".parse().unwrap();
        let command = Command::RequestLetter { letter: letter.clone(), question, from: "M. Petit".into() };
        let beside = vec![
            Beside::Asked(Asked { letter: letter.clone(), ..asked }),
            Beside::Link(LetterLink { letter: letter.clone(), token: token(4), expires_at: end.into() }),
            Beside::Reply { letter: letter.clone(), text: "Non.".into() },
        ];
        with(&store, &id, command, beside).await.unwrap();
        assert_eq!(dossiers.asked(&token(4), NOW).await.unwrap().unwrap().reply.as_deref(), Some("Non."));
        with(&store, &id, Command::CancelLetter { letter }, Vec::new()).await.unwrap();
        assert_eq!(dossiers.asked(&token(4), NOW).await.unwrap(), None);
        assert!(store.check().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_revision_of_a_form_is_kept_as_it_was_when_a_dossier_first_answered_it() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        let form = SESSION.application.form.clone();
        store.dossiers().keep_form("demonstration", &form, NOW).await.unwrap();
        let mut other = form.clone();
        other.sections.clear();
        store.dossiers().keep_form("demonstration", &other, LATER).await.unwrap();
        assert_eq!(store.dossiers().form("demonstration", 1).await.unwrap(), Some(form));
        assert_eq!(store.dossiers().form("demonstration", 2).await.unwrap(), None);
    })
    .await;
}
