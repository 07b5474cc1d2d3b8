//! Secrets are planted wherever something of somebody is kept; afterwards nothing of them is found, and what stays is sound.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use facts::Lang;
use programme::calendar::Instant;
use programme::call::Steering;
use programme::digest::Digest;
use programme::dossier::{Actor, Capacity, Command, Deposit, Happened, Place, Rules, create};
use programme::form::{File, FileType, Value as Answer};
use programme::retention::{DueAct, accounts_due, due};
use programme::role::{Role, Standing};
use programme::session::NewsKind;

use super::*;
use crate::people::{How, Opening, Part};
use crate::subscriptions::{Reply, Request, Times, Topics};
use crate::testing::{Base, on_each, on_each_kept};
use crate::{EmailAddress, Entry, LetterKind, Token, backup};

const NOW: &str = "2026-12-01T10:00:00Z";
const LATER: &str = "2026-12-02T10:00:00Z";
const ADDRESS: &str = "camelia.zephyrine@secret.example";
const NAME: &str = "Camélia O'Zéphyrine, cheffe de projet";
/// None of these may be found once Camélia is erased.
const SECRETS: [&str; 15] = [
    ADDRESS,
    "Camélia O'Zéphyrine",
    "Camélia O&#39;Zéphyrine",
    "SECRET-COMMENTAIRE",
    "SECRET-BROUILLON",
    "SECRET-PIECE",
    "SECRET-CONTENU",
    "SECRET-APPAREIL",
    "SECRET-SUJET",
    "SECRET-ATTENTE",
    "SECRET-CLE",
    "SECRET-FONCTION",
    "06 99 88 77 66",
    "camelia",
    "Zéphyrine",
];

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

fn session_of(dossier: &Dossier) -> Option<&'static Session> {
    (dossier.session == SESSION.identity.id).then_some(&*SESSION)
}

fn rules(now: Instant) -> Rules<'static> {
    Rules::at(&SESSION, &Steering::default(), &[], now).unwrap()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn moment(now: &str) -> Moment<'_> {
    Moment { now, salt: Salt([9; 16]) }
}

fn who(person: &PersonId) -> Standing {
    Standing { person: Some(person.clone()), roles: [Role::TerritoryLead].into(), ..Standing::default() }
}

fn decided((dossier, events): (Dossier, Vec<Event>)) -> Decided {
    let mut salt = salts(Salt([3; 16]), dossier.id.as_str());
    let events = events.into_iter().map(|event| (event, salt())).collect();
    Decided { dossier, events, mails: Vec::new(), invitation: None, beside: Vec::new() }
}

async fn enters(store: &Store, rank: u8, address: &str, name: &str) -> PersonId {
    let (login, id) = (Token::from_bytes([rank; 16]), format!("{rank:02x}").repeat(16).parse().unwrap());
    let opening = Opening {
        login: &login,
        id: &id,
        how: How::Link,
        device: if rank == 1 { "SECRET-APPAREIL" } else { "Firefox" },
        expires_at: "2026-12-15T10:00:00Z",
    };
    let address: EmailAddress = address.parse().unwrap();
    let person = store.people().welcome(&address, Lang::Fr, opening, moment(NOW)).await.unwrap();
    store.people().call(&person.id, name, Lang::Fr).await.unwrap();
    person.id
}

async fn begins(store: &Store, id: &str, by: &PersonId) -> DossierId {
    let place = Place { name: "Coteaux".into(), departements: ["16".parse().unwrap()].into(), regions: [].into() };
    let id: DossierId = id.parse().unwrap();
    let begun = create(id.clone(), place, &rules(at(NOW)), &Actor::plain(&who(by)), at(NOW)).unwrap();
    store.dossiers().begin(&decided(begun), NOW).await.unwrap();
    id
}

async fn does(store: &Store, id: &DossierId, by: &PersonId, command: Command) {
    let beside = match &command {
        Command::Comment { comment, text, .. } => {
            vec![crate::dossiers::Beside::Comment { comment: comment.clone(), text: text.clone() }]
        }
        _ => Vec::new(),
    };
    let decide = |dossier: &Dossier| {
        let done = dossier.act(command, &rules(at(NOW)), &Actor::plain(&who(by)), at(NOW)).map(decided);
        done.map(|decided| Decided { beside, ..decided })
    };
    store.dossiers().act(id, NOW, decide).await.unwrap().unwrap();
}

/// What the rules would only do at the end of a long way.
async fn happens(store: &Store, id: &DossierId, by: &PersonId, happened: Happened) {
    let event = Event { at: at(NOW), by: Some(by.clone()), happened };
    let decide =
        |dossier: &Dossier| Ok::<_, String>(decided((dossier.clone().apply(&event).unwrap(), vec![event.clone()])));
    store.dossiers().act(id, NOW, decide).await.unwrap().unwrap();
}

fn answer(question: &str, value: Answer) -> Command {
    Command::Answer { question: question.parse().unwrap(), value: Some(value), base: 0 }
}

async fn file(store: &Store, shelf: &Shelf, name: &str, bytes: &'static [u8]) -> Answer {
    let kept = store.attachments(shelf).add(bytes.into(), "application/pdf", name, NOW).await.unwrap();
    let digest = Digest::try_from(kept.sha256).unwrap();
    let one = File { digest, name: name.into(), file_type: FileType::Pdf, bytes: kept.size };
    Answer::Files { files: vec![one] }
}

fn mail(key: &str, to: &str, text: &str) -> Outgoing {
    Outgoing {
        key: key.into(),
        kind: LetterKind::Dossier,
        to: to.parse().unwrap(),
        lang: Lang::Fr,
        subject: text.into(),
        text: text.into(),
        html: text.replace('\'', "&#39;"),
        unsubscribe: None,
    }
}

async fn joins(store: &Store, id: &DossierId, lead: &PersonId, friend: &PersonId, capacity: Capacity) {
    let invitation: programme::id::InvitationId = format!("i-{id}").parse().unwrap();
    does(store, id, lead, Command::Invite { invitation: invitation.clone(), capacity }).await;
    does(store, id, friend, Command::Join { invitation }).await;
}

/// A store where Camélia left something in every table. With her, a friend; her draft, a shared one, a deposited one.
struct Planted {
    store: Store,
    shelf: Shelf,
    _folder: tempfile::TempDir,
    camelia: PersonId,
    friend: PersonId,
    shared: DossierId,
    deposited: DossierId,
}

async fn planted(base: &Base) -> Planted {
    let store = base.open(NOW).await;
    let folder = tempfile::tempdir().unwrap();
    let shelf = Shelf::folder(folder.path()).unwrap();
    let camelia = enters(&store, 1, ADDRESS, NAME).await;
    let friend = enters(&store, 2, "ami@exemple.fr", "Ami Fidèle").await;
    let (lang, address) = (Lang::Fr, ADDRESS.parse::<EmailAddress>().unwrap());
    let part = Part { session: "demonstration".into(), role: Role::NetworkMember, areas: BTreeSet::new() };
    store.people().give(None, (&address, lang, &camelia), &part, None, moment(NOW)).await.unwrap();

    let own = begins(&store, "own", &camelia).await;
    does(&store, &own, &camelia, answer("summary", Answer::text("SECRET-BROUILLON"))).await;
    let piece = file(&store, &shelf, "SECRET-PIECE.pdf", b"%PDF-1.7 SECRET-CONTENU").await;
    does(&store, &own, &camelia, answer("map", piece)).await;

    let shared = begins(&store, "shared", &camelia).await;
    joins(&store, &shared, &camelia, &friend, Capacity::Lead).await;
    does(&store, &shared, &camelia, answer("summary", Answer::text("Le projet du territoire."))).await;
    does(&store, &shared, &camelia, answer("contact-name", Answer::text("Camélia O’Zéphyrine"))).await;
    does(&store, &shared, &camelia, answer("contact-phone", Answer::text("06 99 88 77 66"))).await;
    for (by, text) in [(&camelia, "SECRET-COMMENTAIRE"), (&friend, "Vu avec CAMÉLIA O'ZÉPHYRINE hier.")] {
        let (comment, question) = (format!("c-{by}").parse().unwrap(), Some("summary".parse().unwrap()));
        does(&store, &shared, by, Command::Comment { comment, question, thread: None, text: text.into() }).await;
    }
    let plan = file(&store, &shelf, "plan de Camélia O'Zéphyrine.pdf", b"%PDF-1.7 plan").await;
    does(&store, &shared, &friend, answer("map", plan)).await;

    let deposited = begins(&store, "deposited", &friend).await;
    joins(&store, &deposited, &friend, &camelia, Capacity::CoAuthor).await;
    does(&store, &deposited, &camelia, answer("contact-email", Answer::text(ADDRESS))).await;
    does(&store, &deposited, &friend, answer("summary", Answer::text("Déposé."))).await;
    let answers = BTreeMap::from([
        ("contact-email".parse().unwrap(), Answer::text(ADDRESS)),
        ("summary".parse().unwrap(), Answer::text("Déposé.")),
    ]);
    let digest = Digest::of("what was deposited");
    let deposit =
        Deposit { at: at(NOW), by: friend.clone(), late: false, revision: 1, answers, portrait: None, digest };
    happens(&store, &deposited, &friend, Happened::DossierSubmitted { deposit }).await;

    let link = Token::from_bytes([40; 16]);
    let asked = mail("link", ADDRESS, "lien");
    store.people().ask(&address, lang, &link, (NOW, "2027-12-01T10:00:00Z"), &asked).await.unwrap();
    let invited = crate::dossiers::Sent {
        id: "i9".parse().unwrap(),
        token: Token::from_bytes([41; 16]),
        address: address.clone(),
        expires_at: "2027-12-01T10:00:00Z".into(),
    };
    let invitation = Command::Invite { invitation: "i9".parse().unwrap(), capacity: Capacity::CoAuthor };
    let invite = |dossier: &Dossier| {
        let done = dossier.act(invitation, &rules(at(NOW)), &Actor::plain(&who(&friend)), at(NOW))?;
        Ok::<_, programme::dossier::Refusal>(Decided { invitation: Some(invited), ..decided(done) })
    };
    store.dossiers().act(&shared, NOW, invite).await.unwrap().unwrap();
    let topics = Topics::new([NewsKind::News]).unwrap();
    let request = Request { address: address.clone(), lang, topics, consent: "oui".into() };
    let times = Times { now: NOW, day_before: "2026-11-30T10:00:00Z", expires_at: "2026-12-03T10:00:00Z" };
    let token = Token::from_bytes([42; 16]);
    store.subscriptions().ask(&request, &token, times, |_: Reply<'_>| mail("sub", ADDRESS, "confirmer")).await.unwrap();
    store.outbox().put(&mail("friend", "ami@exemple.fr", "Camélia O'Zéphyrine a répondu."), NOW).await.unwrap();
    store.outbox().put(&mail("refused", "autre@exemple.fr", "x"), NOW).await.unwrap();
    let refused = outbox::id_of("refused");
    store.outbox().refused(&refused, &format!("550 <{ADDRESS}> unknown"), NOW).await.unwrap();
    for sql in [
        format!(
            "insert into provider_account values ('https://id.example', 'SECRET-SUJET', '{camelia}', null, null, '{NOW}', '{NOW}')"
        ),
        format!(
            "insert into provider_claim values ('{:064}', 'https://id.example', 'SECRET-ATTENTE', '{ADDRESS}', null, null, '{NOW}', '{LATER}')",
            1
        ),
        format!("insert into passkey values ('k1', '{camelia}', 'SECRET-CLE', '00', '00', '', '{NOW}', null)"),
        format!(
            "insert into letter_ask values ('l1', '{shared}', '{ADDRESS}', 'SECRET-FONCTION', 'fr', '{LATER}', null, null, null)"
        ),
        format!("insert into letter_link values ('{:064}', 'l1')", 2),
        format!("insert into comment_seen values ('{shared}', '{camelia}', 1)"),
    ] {
        sqlx::query(AssertSqlSafe(sql)).execute(&store.pool).await.unwrap();
    }
    store.journal().close_days(LATER).await.unwrap();
    Planted { store, shelf, _folder: folder, camelia, friend, shared, deposited }
}

/// Everything that is kept, as a backup made now has it.
async fn dump(planted: &Planted) -> Vec<u8> {
    let mut bytes = Vec::new();
    planted.store.back_up(&planted.shelf, &mut bytes, LATER).await.unwrap();
    backup::verify(&mut std::io::Cursor::new(&bytes)).unwrap();
    bytes
}

fn has(bytes: &[u8], text: &str) -> bool {
    // A backup holds JSON, where a letter is as it is and a quote is escaped.
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

async fn sound(planted: &Planted) {
    let faults: Vec<String> = planted.store.check().await.iter().map(ToString::to_string).collect();
    assert_eq!(faults, [""; 0]);
    assert!(planted.store.attachments(&planted.shelf).check().await.is_empty());
}

#[tokio::test]
async fn of_somebody_who_is_erased_nothing_is_found_anywhere_and_what_stays_is_sound() {
    on_each_kept(async |base| {
        let planted = planted(base).await;
        let store = &planted.store;
        sound(&planted).await;
        let before = dump(&planted).await;
        for secret in SECRETS {
            assert!(has(&before, secret), "{secret} was planted");
        }
        let gone = store
            .erasures()
            .person(&planted.camelia, Why::Asked { by_them: true }, &session_of, moment(LATER))
            .await
            .unwrap()
            .unwrap();
        assert_eq!((gone.dossiers, gone.mails), (1, 2), "her draft; the link and the subscription");
        assert_eq!(store.erasures().sweep(&planted.shelf, LATER).await.unwrap(), 1);
        let after = dump(&planted).await;
        for secret in SECRETS {
            assert!(!has(&after, secret), "{secret} is still there");
        }
        sound(&planted).await;

        let shared = store.dossiers().find(&planted.shared).await.unwrap().unwrap();
        assert_eq!(shared.people.keys().collect::<Vec<_>>(), [&planted.friend]);
        assert_eq!(shared.answers["summary"].value, Some(Answer::text("Le projet du territoire.")));
        assert_eq!((shared.answers["contact-phone"].value.as_ref(), shared.comments.len()), (None, 2));
        let said = store.dossiers().comments(&planted.shared).await.unwrap();
        assert_eq!(said.values().map(String::as_str).collect::<Vec<_>>(), ["Vu avec […] hier."]);
        let deposited = store.dossiers().find(&planted.deposited).await.unwrap().unwrap();
        let deposit = &deposited.deposits[0];
        assert_eq!(deposit.answers.keys().map(|key| key.as_str()).collect::<Vec<_>>(), ["summary"]);
        assert_eq!(deposit.digest, Digest::of("what was deposited"));
        assert_eq!(store.erasures().skeletons("demonstration").await.unwrap()[0].answers, 2);
        let waiting = store.outbox().take(LATER, LATER).await.unwrap().unwrap();
        assert_eq!((waiting.text.as_str(), waiting.html.as_str()), ("[…] a répondu.", "[…] a répondu."));

        let asked = Why::Asked { by_them: true };
        let again = store.erasures().person(&planted.camelia, asked, &session_of, moment(LATER)).await;
        assert_eq!(again.unwrap(), None, "twice is once");
        // Nor in the file of SQLite, where what is erased could linger.
        store.close().await;
        if base.dialect == crate::Dialect::Sqlite {
            #[expect(clippy::disallowed_methods, reason = "a test reads the file behind the back of the store")]
            let bytes = std::fs::read(base.folder().join(crate::open::FILE_NAME)).unwrap();
            for secret in SECRETS {
                assert!(!has(&bytes, secret), "{secret} lingers in the file");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_only_lead_of_an_open_dossier_is_held_back_and_nothing_is_touched() {
    on_each(async |base| {
        let planted = planted(base).await;
        let before = dump(&planted).await;
        let asked = Why::Asked { by_them: true };
        let erased = planted.store.erasures().person(&planted.friend, asked, &session_of, moment(LATER)).await;
        let Err(ActError::Refused(held)) = erased else { panic!("erased") };
        assert_eq!(held.0, [(planted.deposited.clone(), "Coteaux".to_owned())]);
        assert_eq!(dump(&planted).await, before);
        let fates = planted.store.erasures().fates(&planted.camelia).await.unwrap();
        let fates: BTreeMap<&str, Fate> = fates.iter().map(|(dossier, fate)| (dossier.id.as_str(), *fate)).collect();
        assert_eq!(fates, [("deposited", Fate::Stays), ("own", Fate::Goes), ("shared", Fate::Stays)].into());
    })
    .await;
}

#[tokio::test]
async fn a_dossier_whose_time_is_over_leaves_a_skeleton_and_is_erased_once() {
    on_each(async |base| {
        let planted = planted(base).await;
        let store = &planted.store;
        let (id, far) = ("own".parse::<DossierId>().unwrap(), "2030-01-01T00:00:00Z");
        let call = SESSION.call.as_ref().unwrap();
        let decide = |now: &'static str| {
            move |dossier: &Dossier| {
                let due = due(call, std::slice::from_ref(dossier), at(now)).pop()?;
                (due.what == DueAct::Erase).then(|| (due.rule, skeleton(call, dossier)))
            }
        };
        assert_eq!(store.erasures().dossier(&id, moment(far), decide(far)).await.unwrap(), None, "nobody was warned");
        let warn = |dossier: &Dossier| {
            let (dossier, event) = dossier.warn_of_erasure(at("2027-03-01T22:59:59Z"), at("2027-02-15T00:00:00Z"));
            Ok::<_, String>(decided((dossier, vec![event])))
        };
        store.dossiers().act(&id, "2027-02-15T00:00:00Z", warn).await.unwrap();
        let early = "2027-03-01T22:59:59Z";
        assert_eq!(store.erasures().dossier(&id, moment(early), decide(early)).await.unwrap(), None);
        let over = "2027-03-01T23:00:00Z";
        let gone = store.erasures().dossier(&id, moment(over), decide(over)).await.unwrap().unwrap();
        assert_eq!(gone.entries, 4, "begun, two answers, the warning");
        assert_eq!(store.erasures().dossier(&id, moment(over), decide(over)).await.unwrap(), None, "twice is once");
        // The program may stop here; the files leave at the next round.
        assert_eq!(store.erasures().sweep(&planted.shelf, over).await.unwrap(), 1);
        assert_eq!(store.erasures().sweep(&planted.shelf, over).await.unwrap(), 0);
        let after = dump(&planted).await;
        for secret in ["SECRET-BROUILLON", "SECRET-PIECE", "SECRET-CONTENU"] {
            assert!(!has(&after, secret), "{secret}");
        }
        assert!(has(&after, "SECRET-COMMENTAIRE"), "the others are as they were");
        sound(&planted).await;
        let story: Vec<Entry> = store.journal().about("dossier:own").await.unwrap();
        assert_eq!(story.last().map(|entry| entry.act.as_str()), Some(journal::ERASE_DOSSIER));
        let seq = story.last().unwrap().seq;
        let refused = store.journal().erase_body(seq, "x", &"system".parse().unwrap(), Salt([1; 16]), over).await;
        assert!(matches!(refused, Err(ActError::Refused(_))), "the record of an erasure stays");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_another_dossier_names_or_that_was_just_given_stays() {
    on_each(async |base| {
        let planted = planted(base).await;
        let (store, shelf) = (&planted.store, &planted.shelf);
        let same = file(store, shelf, "autre.pdf", b"%PDF-1.7 SECRET-CONTENU").await;
        happens(
            store,
            &planted.deposited,
            &planted.friend,
            Happened::QuestionAnswered { question: "map".parse().unwrap(), value: Some(same), version: 1 },
        )
        .await;
        let own: DossierId = "own".parse().unwrap();
        let over = "2027-03-01T23:00:00Z";
        let rule =
            |dossier: &Dossier| Some((RetentionRule::IdleDraft, skeleton(SESSION.call.as_ref().unwrap(), dossier)));
        store.erasures().dossier(&own, moment(over), rule).await.unwrap().unwrap();
        assert_eq!(store.erasures().sweep(shelf, over).await.unwrap(), 0, "the other one names it");
        sound(&planted).await;

        let given = "2027-03-01T23:00:00Z";
        let bytes = || bytes::Bytes::from_static(b"%PDF-1.7 neuf");
        let kept = store.attachments(shelf);
        let new = kept.add(bytes(), "application/pdf", "n.pdf", given).await.unwrap();
        sqlx::query("insert into attachment_ending (sha256, since) values ($1, $2)")
            .bind(&new.sha256)
            .bind(given)
            .execute(&store.pool)
            .await
            .unwrap();
        assert_eq!(store.erasures().sweep(shelf, "2027-03-01T23:59:59Z").await.unwrap(), 0, "given within the hour");
        assert_eq!(store.erasures().sweep(shelf, "2027-03-02T00:00:00Z").await.unwrap(), 1);
        assert_eq!(store.attachments(shelf).find(&new.sha256).await.unwrap(), None);
        let again = kept.add(bytes(), "application/pdf", "n.pdf", given).await.unwrap();
        assert_eq!(again.sha256, new.sha256);
        sound(&planted).await;
    })
    .await;
}

#[tokio::test]
async fn an_account_without_a_sign_is_warned_of_and_coming_back_keeps_it() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        let id = enters(&store, 1, ADDRESS, NAME).await;
        let rules = programme::call::Retention::default();
        let accounts = async || store.erasures().accounts().await.unwrap();
        assert_eq!(accounts_due(rules, &accounts().await, at("2028-11-16T22:59:59Z")), []);
        let warned = "2028-11-18T10:00:00Z";
        let [due] = accounts_due(rules, &accounts().await, at(warned)).try_into().unwrap();
        let DueAct::Warn { erase_from } = due.what else { panic!("{due:?}") };
        let warning = mail("warning", ADDRESS, "bientôt");
        store.erasures().warn(&id, &erase_from.to_string(), &warning, warned).await.unwrap();
        assert_eq!(accounts_due(rules, &accounts().await, at("2028-12-01T00:00:00Z")), []);
        let over = "2028-12-03T00:00:00Z";
        let [due] = accounts_due(rules, &accounts().await, at(over)).try_into().unwrap();
        assert_eq!(due.what, DueAct::Erase);
        let since = accounts().await[0].seen.to_string();

        // They come back meanwhile: the decision was taken on what is no longer so.
        let link = Token::from_bytes([7; 16]);
        let opening = Opening { login: &link, id: &id, how: How::Link, device: "", expires_at: "2029-01-01T00:00:00Z" };
        store.people().welcome(&ADDRESS.parse().unwrap(), Lang::Fr, opening, moment(over)).await.unwrap();
        let inactive = Why::Inactive { since: &since };
        assert_eq!(store.erasures().person(&id, inactive, &session_of, moment(over)).await.unwrap(), None);
        assert_eq!(accounts_due(rules, &accounts().await, at(over)), []);
        let since = accounts().await[0].seen.to_string();
        let inactive = Why::Inactive { since: &since };
        assert!(store.erasures().person(&id, inactive, &session_of, moment(over)).await.unwrap().is_some());
        assert_eq!(accounts().await, []);
        assert!(store.check().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_invitation_that_nobody_took_up_in_time_leaves_no_address() {
    on_each(async |base| {
        let planted = planted(base).await;
        assert_eq!(planted.store.erasures().invitations("2027-11-30T00:00:00Z").await.unwrap(), 0);
        assert_eq!(planted.store.erasures().invitations("2027-12-01T10:00:00Z").await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn somebody_is_given_all_that_is_kept_of_them_and_nothing_that_others_wrote() {
    on_each(async |base| {
        let planted = planted(base).await;
        let file = planted.store.people().file(&planted.camelia).await.unwrap().unwrap();
        let text = serde_json::to_string(&file).unwrap();
        for mine in [ADDRESS, NAME, "SECRET-COMMENTAIRE", "SECRET-BROUILLON", "SECRET-APPAREIL", "06 99 88 77 66"] {
            assert!(text.contains(mine), "{mine}");
        }
        for other in ["ami@exemple.fr", "Ami Fidèle", "Vu avec", planted.friend.as_str()] {
            assert!(!text.contains(other), "{other}");
        }
        assert_eq!(file.files.values().collect::<Vec<_>>(), ["SECRET-PIECE.pdf"]);
        assert_eq!((file.dossiers.len(), file.mails.len()), (3, 2));
        assert!(planted.store.people().file(&"f".repeat(32).parse().unwrap()).await.unwrap().is_none());
    })
    .await;
}

/// A table that comes later with a column for somebody must be erased too.
#[tokio::test]
async fn every_column_that_holds_somebody_is_known_to_what_erases() {
    let base = Base::memory();
    let store = base.open(NOW).await;
    let known: BTreeSet<(&str, &str)> = (OF_PERSON.into_iter())
        .chain(OF_ADDRESS)
        .chain([("subscription", "address"), ("outbox", "recipient"), ("person", "address")])
        .collect();
    for table in backup::tables() {
        let columns =
            sqlx::query_scalar::<_, String>(AssertSqlSafe(format!("select name from pragma_table_info('{table}')")));
        for column in columns.fetch_all(&store.pool).await.unwrap() {
            if ["person", "address", "recipient", "email", "owner", "subject_id"].contains(&column.as_str()) {
                assert!(known.contains(&(table, column.as_str())), "{table}.{column} is not erased with somebody");
            }
        }
    }
}
