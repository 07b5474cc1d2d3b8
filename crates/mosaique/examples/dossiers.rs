//! Many people drafting at once, on the program as it is served; and the time that it takes to say that a dossier is not there.
//!
//! `dossiers load PROGRAM PEOPLE SECONDS FOLDER [DATABASE]` prepares an instance in an empty folder (or database), with four
//! people a dossier, serves it with `PROGRAM`, and lets each person save an answer or read a page after a while of thought.
//! Answers are saved as the script of the page saves them; some meet those of a co-author, are shown both, and are saved again.
//! The instance is then stopped, opened again, and every answer that was acknowledged is looked for in its story.
//!
//! `dossiers timing PROGRAM REQUESTS FOLDER [DATABASE]` asks, as somebody who has no right over them, for dossiers that exist
//! and for dossiers that do not, in turn, and compares the times of the answers (Mann–Whitney), their bytes and the number of
//! statements of SQL. See `bench/README.md`. `server` as a database is that of the setting `MOSAIQUE_TEST_POSTGRES`.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a trial of the program, not a part of it")]

mod served;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant as Watch};

use programme::Session;
use programme::calendar::Instant;
use programme::call::Steering;
use programme::dossier::{Actor, Capacity, Command, Dossier, Happened, Place as Where, Rules, create};
use programme::form::Value;
use programme::id::{DossierId, InvitationId, PersonId};
use programme::role::{Role, Standing};
use store::dossiers::{Decided, Sent};
use store::people::{How, Moment, Opening};
use store::{Place, Salt, Store, Token};

use served::{Answer, Chance, Client, Served, bytes, hex, line, now, read_session};

/// People who write one dossier.
const TOGETHER: usize = 4;
/// Thought between two acts of one person, in milliseconds: from the least to the most.
const THOUGHT: (u64, u64) = (1_500, 6_500);
/// The questions that are answered, with the section where they are.
const QUESTIONS: [(&str, &str); 6] = [
    ("project", "summary"),
    ("territory", "territory-name"),
    ("bearer", "contact-name"),
    ("bearer", "contact-phone"),
    ("territory", "crossings"),
    ("project", "start"),
];
const SESSION: &str = "demonstration";
const BOUNDARY: &str = "limite-d-un-formulaire";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let server = std::env::var("MOSAIQUE_TEST_POSTGRES").unwrap_or_default();
    let named = |argument: &'_ String| if argument == "server" { server.clone() } else { argument.clone() };
    let arguments: Vec<String> = arguments.iter().map(named).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    match arguments[..] {
        ["load", program, people, seconds, folder, ref database @ ..] => runtime.block_on(load(
            program,
            people.parse().unwrap(),
            seconds.parse().unwrap(),
            Path::new(folder),
            database.first().copied(),
        )),
        ["timing", program, requests, folder, ref database @ ..] => {
            runtime.block_on(timing(program, requests.parse().unwrap(), Path::new(folder), database.first().copied()))
        }
        _ => {
            eprintln!("usage: dossiers load PROGRAM PEOPLE SECONDS FOLDER [DATABASE]");
            eprintln!("       dossiers timing PROGRAM REQUESTS FOLDER [DATABASE]");
            ExitCode::from(2)
        }
    }
}

/// The session of demonstration with a call that is open whatever the day, in a folder.
fn session(folder: &Path) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/demonstration");
    let to = folder.join("session").join(SESSION);
    std::fs::create_dir_all(&to).unwrap();
    for file in std::fs::read_dir(&from).unwrap() {
        let file = file.unwrap();
        let mut text = std::fs::read_to_string(file.path()).unwrap();
        if file.file_name() == "call.toml" {
            text = text.replace("2026-", "2020-").replace("2027-", "2099-");
        }
        std::fs::write(to.join(file.file_name()), text).unwrap();
    }
    to
}

/// Somebody who drafts: what their browser holds.
struct Person {
    id: PersonId,
    cookie: String,
}

/// An instance with people and dossiers.
struct Prepared {
    people: Vec<Person>,
    dossiers: Vec<DossierId>,
    /// Somebody who has no right over any of them.
    stranger: String,
}

fn place(folder: &Path, database: Option<&str>) -> Place {
    database.map_or_else(|| Place::Folder(folder.to_owned()), |address| Place::Url(address.to_owned()))
}

async fn enter(store: &Store, name: &str) -> Person {
    let (now, login): (String, Token) = (now(), hex(&format!("login {name}"), 32).parse().unwrap());
    let id: PersonId = hex(&format!("person {name}"), 32).parse().unwrap();
    let opening =
        Opening { login: &login, id: &id, how: How::Provider, device: "", expires_at: "2099-01-01T00:00:00Z" };
    let salt = Salt(bytes(name)[..16].try_into().unwrap());
    let moment = Moment { now: &now, salt };
    let address = format!("{name}@exemple.fr").parse().unwrap();
    let person = store.people().welcome(&address, facts::Lang::Fr, opening, moment).await.unwrap();
    Person { id: person.id, cookie: format!("mosaique={}", login.as_str()) }
}

fn salted(events: Vec<programme::dossier::Event>, of: &str) -> Vec<(programme::dossier::Event, Salt)> {
    let salt = |rank: usize| Salt(bytes(&format!("{of} {rank}"))[..16].try_into().unwrap());
    events.into_iter().enumerate().map(|(rank, event)| (event, salt(rank))).collect()
}

async fn prepare(store: &Store, session: &Session, people: usize) -> Prepared {
    let mut prepared = Prepared { people: Vec::new(), dossiers: Vec::new(), stranger: String::new() };
    for rank in 0..people {
        prepared.people.push(enter(store, &format!("personne-{rank}")).await);
    }
    prepared.stranger = enter(store, "etranger").await.cookie;
    for (rank, group) in prepared.people.chunks(TOGETHER).enumerate() {
        let at: Instant = now().parse().unwrap();
        let rules = Rules::at(session, &Steering::default(), &[], at).unwrap();
        let standing = |person: &Person| Standing {
            person: Some(person.id.clone()),
            roles: [Role::TerritoryLead].into(),
            ..Standing::default()
        };
        let id: DossierId = hex(&format!("dossier {rank}"), 16).parse().unwrap();
        let whence = Where {
            name: format!("Territoire {rank}"),
            departements: ["16".parse().unwrap()].into(),
            regions: ["75".parse().unwrap()].into(),
        };
        let lead = standing(&group[0]);
        let (dossier, events) = create(id.clone(), whence, &rules, &Actor::plain(&lead), at).unwrap();
        let events = salted(events, id.as_str());
        let begun = Decided { dossier, events, mails: Vec::new(), invitation: None, beside: Vec::new() };
        store.dossiers().begin(&begun, &at.to_string()).await.unwrap();
        let act = async |who: &Standing, command: Command, sent: Option<Sent>| {
            let label = format!("{id} {command:?} {who:?}");
            let decide = |dossier: &Dossier| -> Result<Decided, programme::dossier::Refusal> {
                let (dossier, events) = dossier.act(command, &rules, &Actor::plain(who), at)?;
                Ok(Decided {
                    dossier,
                    events: salted(events, &label),
                    mails: Vec::new(),
                    invitation: sent,
                    beside: Vec::new(),
                })
            };
            store.dossiers().act(&id, &at.to_string(), decide).await.unwrap();
        };
        for guest in &group[1..] {
            let invitation: InvitationId = hex(&format!("invitation {}", guest.id), 16).parse().unwrap();
            let sent = Sent {
                id: invitation.clone(),
                token: hex(&format!("token {}", guest.id), 32).parse().unwrap(),
                address: "invite@exemple.fr".parse().unwrap(),
                expires_at: "2099-01-01T00:00:00Z".to_owned(),
            };
            let invite = Command::Invite { invitation: invitation.clone(), capacity: Capacity::CoAuthor };
            act(&lead, invite, Some(sent)).await;
            act(&standing(guest), Command::Join { invitation }, None).await;
        }
        // A dossier that is already well filled, as most are in the last days of a call.
        let criteria =
            session.rubric.criteria().map(|criterion| (criterion.id.clone(), prose(&criterion.id.to_string(), 900)));
        let answers = [
            ("overseas", Value::YesNo { yes: true }),
            ("summary", Value::Text { text: prose("summary", 500) }),
            ("criteria", Value::Criteria { texts: criteria.collect() }),
        ];
        for (question, value) in answers {
            let answer = Command::Answer { question: question.parse().unwrap(), value: Some(value), base: 0 };
            act(&lead, answer, None).await;
        }
        prepared.dossiers.push(id);
    }
    prepared
}

/// So many characters of words.
fn prose(seed: &str, length: usize) -> String {
    let mut chance = Chance(u64::from_be_bytes(bytes(seed)[..8].try_into().unwrap()));
    let words =
        ["friche", "atelier", "sol", "quartier", "marché", "rivière", "logement", "emploi", "commune", "projet"];
    let mut text = String::new();
    while text.chars().count() < length {
        text += words[chance.below(words.len() as u64) as usize];
        text.push(' ');
    }
    text.trim_end().chars().take(length).collect::<String>().trim_end().to_owned()
}

/// What was measured and acknowledged.
#[derive(Default)]
struct Tally {
    writes: Vec<Duration>,
    reads: Vec<Duration>,
    conflicts: usize,
    errors: Vec<String>,
    /// By dossier, question and version: the text.
    kept: BTreeMap<(usize, &'static str, u64), String>,
}

/// The version of an answer that a page has.
fn base(page: &str, question: &str) -> u64 {
    let mark = format!("name=\"base.{question}\" value=\"");
    let found = page.split(&mark).nth(1).and_then(|rest| rest.split('"').next());
    found.unwrap_or_else(|| panic!("no question {question}")).parse().unwrap()
}

fn form(question: &str, version: u64, text: &str) -> String {
    let field = |name: &str, value: &str| {
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}.{question}\"\r\n\r\n{value}\r\n")
    };
    format!("{}{}--{BOUNDARY}--\r\n", field("base", &version.to_string()), field("v", text))
}

/// One person, until the end.
async fn drafts(served: u16, rank: usize, person: String, dossier: (usize, String), until: Watch) -> Tally {
    let mut chance = Chance(rank as u64 + 1);
    let mut client = Client::new(served, &person).await;
    let (number, id) = dossier;
    let mut tally = Tally::default();
    let mut known: BTreeMap<&str, u64> = BTreeMap::new();
    tokio::time::sleep(Duration::from_millis(chance.below(THOUGHT.1))).await;
    let mut count = 0;
    while Watch::now() < until {
        let (section, question) = QUESTIONS[chance.below(QUESTIONS.len() as u64) as usize];
        let path = format!("/fr/dossiers/{id}/rubriques/{section}");
        let act = chance.below(100);
        if act >= 60 || !known.contains_key(question) {
            let path = match act {
                92.. => format!("/fr/sessions/{SESSION}/dossiers"),
                80..92 => format!("/fr/dossiers/{id}"),
                _ => path,
            };
            let page = client.get(&path).await;
            tally.reads.push(page.took);
            if page.status != 200 {
                tally.errors.push(format!("{path}: {}", page.status));
            } else if path.contains("/rubriques/") {
                for (_, of) in QUESTIONS.iter().filter(|(of, _)| *of == section) {
                    known.insert(of, base(&page.body, of));
                }
            }
        } else {
            count += 1;
            let text = format!("{} {rank}-{count}", prose(&format!("{rank} {count}"), 250));
            // Until it is acknowledged: who is told of a conflict looks at both, and saves again.
            loop {
                let version = known[question];
                let kind = format!("multipart/form-data; boundary={BOUNDARY}");
                let saved = client.post(&path, &kind, "application/json", &form(question, version, &text)).await;
                tally.writes.push(saved.took);
                if saved.status != 200 {
                    tally.errors.push(format!("{path}: {} {}", saved.status, saved.body));
                    break;
                }
                let told: serde_json::Value = serde_json::from_str(&saved.body).unwrap();
                if told["conflict"] == true {
                    tally.conflicts += 1;
                    let page = client.get(&path).await;
                    tally.reads.push(page.took);
                    known.insert(question, base(&page.body, question));
                    continue;
                }
                match told["versions"][question].as_u64() {
                    // Others may have answered after: what was acknowledged is the version that follows ours.
                    Some(now) if now > version => {
                        tally.kept.insert((number, question, version + 1), text);
                        known.insert(question, now);
                    }
                    _ => tally.errors.push(format!("{path}: {told}")),
                }
                break;
            }
        }
        let (least, most) = THOUGHT;
        tokio::time::sleep(Duration::from_millis(least + chance.below(most - least))).await;
    }
    tally
}

async fn load(program: &str, people: usize, seconds: u64, folder: &Path, database: Option<&str>) -> ExitCode {
    let files = session(folder);
    let read = read_session(&files);
    let store = Store::open(&place(folder, database), &now()).await.unwrap();
    let prepared = prepare(&store, read, people).await;
    let name = store.dialect().name();
    store.close().await;
    let served = Served::start(program, folder, &files, database, "warn,mosaique=info");
    let port = served.port;
    // What the program prepares when it starts is not what is measured.
    tokio::time::sleep(Duration::from_secs(15)).await;
    let until = Watch::now() + Duration::from_secs(seconds);
    let tasks: Vec<_> = (prepared.people.iter().enumerate())
        .map(|(rank, person)| {
            let number = rank / TOGETHER;
            let dossier = (number, prepared.dossiers[number].to_string());
            tokio::spawn(drafts(port, rank, person.cookie.clone(), dossier, until))
        })
        .collect();
    let mut all = Tally::default();
    for task in tasks {
        let mut tally = task.await.unwrap();
        all.writes.append(&mut tally.writes);
        all.reads.append(&mut tally.reads);
        all.errors.append(&mut tally.errors);
        all.conflicts += tally.conflicts;
        for (key, text) in tally.kept {
            if let Some(other) = all.kept.insert(key, text) {
                all.errors.push(format!("{key:?} was acknowledged twice, the other was {other:?}"));
            }
        }
    }
    served.stop();
    let lost = lost(&place(folder, database), &prepared, &all).await;
    println!("\n{name}, {people} people, {} dossiers, {seconds} s\n", prepared.dossiers.len());
    println!("| ms | count | p50 | p90 | p99 | worst |\n|---|---:|---:|---:|---:|---:|");
    let write = line("writes", &mut all.writes);
    let reading = line("reads", &mut all.reads);
    let acknowledged = all.kept.len();
    println!(
        "\n{acknowledged} answers acknowledged, {} conflicts shown, {lost} lost, {} errors",
        all.conflicts,
        all.errors.len()
    );
    all.errors.iter().take(5).for_each(|error| println!("  {error}"));
    let held = write < 100.0 && reading < 20.0 && lost == 0 && all.errors.is_empty();
    println!(
        "bars (p99 of writes under 100 ms, of reads under 20 ms, no error, nothing lost): {}",
        if held { "held" } else { "missed" }
    );
    if held { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How many acknowledged answers are not in the story of their dossier, as they were sent; the instance is checked too.
async fn lost(place: &Place, prepared: &Prepared, all: &Tally) -> usize {
    let store = Store::open(place, &now()).await.unwrap();
    let faults = store.check().await;
    assert!(faults.is_empty(), "{faults:?}");
    let mut lost = 0;
    for (number, id) in prepared.dossiers.iter().enumerate() {
        let mut versions: BTreeMap<String, Vec<Option<Value>>> = BTreeMap::new();
        for (_, event) in store.dossiers().story(id).await.unwrap() {
            if let Happened::QuestionAnswered { question, value, .. } = event.happened {
                versions.entry(question.to_string()).or_default().push(value);
            }
        }
        for ((_, question, version), text) in all.kept.iter().filter(|((of, ..), _)| *of == number) {
            let kept = versions.get(*question).and_then(|versions| versions.get(*version as usize - 1));
            let same = matches!(kept, Some(Some(Value::Text { text: kept })) if kept == text);
            lost += usize::from(!same);
        }
    }
    store.close().await;
    lost
}

/// The requests that are compared: what is asked of a dossier by its identifier.
const ASKED: [(&str, &str, &str); 5] = [
    ("page", "", ""),
    ("section", "/rubriques/bearer", ""),
    ("receipt", "/recu.json", ""),
    ("document", "/pieces/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ""),
    ("act", "/actes", "act=withdraw&reason=x"),
];
/// How far from one half the probability that one of a sort takes longer than one of the other may be.
const EFFECT: f64 = 0.05;

async fn asked(client: &mut Client, id: &str, rest: &str, form: &str) -> Answer {
    let path = format!("/fr/dossiers/{id}{rest}");
    match form {
        "" => client.get(&path).await,
        form => client.post(&path, "application/x-www-form-urlencoded", "text/html", form).await,
    }
}

async fn timing(program: &str, requests: usize, folder: &Path, database: Option<&str>) -> ExitCode {
    let files = session(folder);
    let read = read_session(&files);
    let store = Store::open(&place(folder, database), &now()).await.unwrap();
    let prepared = prepare(&store, read, 200).await;
    println!("\n{}, {requests} requests of each sort\n", store.dialect().name());
    store.close().await;
    let nowhere: Vec<String> = (0..prepared.dossiers.len()).map(|rank| hex(&format!("nowhere {rank}"), 16)).collect();
    let hidden: Vec<String> = prepared.dossiers.iter().map(ToString::to_string).collect();

    // Statements of SQL, told by the program itself.
    let served = Served::start(program, folder, &files, database, "warn,mosaique=info,sqlx::query=debug");
    tokio::time::sleep(Duration::from_secs(5)).await;
    let mut client = Client::new(served.port, &prepared.stranger).await;
    let mut statements = BTreeMap::new();
    for (name, rest, form) in ASKED {
        for (sort, ids) in [("hidden", &hidden), ("nowhere", &nowhere)] {
            let mut counts = BTreeSet::new();
            for id in ids.iter().take(5) {
                let count = || served.log.lock().unwrap().iter().filter(|line| line.contains("sqlx::query")).count();
                let before = count();
                asked(&mut client, id, rest, form).await;
                tokio::time::sleep(Duration::from_millis(60)).await;
                counts.insert(count() - before);
            }
            // What the program does by itself meanwhile is not of the answer.
            statements.insert((name, sort), *counts.first().unwrap());
        }
    }
    served.stop();

    let served = Served::start(program, folder, &files, database, "warn,mosaique=info");
    tokio::time::sleep(Duration::from_secs(15)).await;
    let mut client = Client::new(served.port, &prepared.stranger).await;
    let mut chance = Chance(7);
    let mut held = true;
    println!(
        "| asked | hidden p50, ms | nowhere p50, ms | hidden takes longer | p | bytes | SQL, hidden and nowhere |"
    );
    println!("|---|---:|---:|---:|---:|---|---|");
    for (name, rest, form) in ASKED {
        let mut times: [Vec<f64>; 2] = Default::default();
        let mut answers = BTreeSet::new();
        for _ in 0..requests {
            // In an order that nothing else follows.
            let first = chance.below(2) as usize;
            for sort in [first, 1 - first] {
                let id = &[&hidden, &nowhere][sort][chance.below(hidden.len() as u64) as usize];
                let answer = asked(&mut client, id, rest, form).await;
                times[sort].push(answer.took.as_secs_f64() * 1_000.0);
                assert_eq!(answer.status, 404, "{name}");
                let head: Vec<&str> = answer.head.split("\r\n").filter(|line| !line.starts_with("date:")).collect();
                answers.insert((head.join("\n"), answer.body));
            }
        }
        let same = answers.len() == 1;
        let (effect, p) = mann_whitney(&times[0], &times[1]);
        let median = |times: &mut Vec<f64>| {
            times.sort_by(f64::total_cmp);
            times[times.len() / 2]
        };
        let medians = times.each_mut().map(median);
        let sql = [statements[&(name, "hidden")], statements[&(name, "nowhere")]];
        let says = if same { "the same" } else { "different" };
        println!(
            "| {name} | {:.3} | {:.3} | {:.1} % | {p:.3} | {says} | {} and {} |",
            medians[0],
            medians[1],
            effect * 100.0,
            sql[0],
            sql[1]
        );
        held &= same && (effect - 0.5).abs() < EFFECT && sql[0] == sql[1];
    }
    served.stop();
    println!(
        "\nbar (one takes longer than the other in 45 to 55 % of pairs, same bytes, as many statements): {}",
        if held { "held" } else { "missed" }
    );
    if held { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The probability that a value of the first sort is greater than one of the second, ties counted for half, and the two-sided
/// probability that chance alone makes as large a difference (Mann and Whitney, 1947; normal approximation, ties corrected).
fn mann_whitney(first: &[f64], second: &[f64]) -> (f64, f64) {
    let mut all: Vec<(f64, bool)> =
        first.iter().map(|value| (*value, true)).chain(second.iter().map(|value| (*value, false))).collect();
    all.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (mut ranks, mut ties, mut at) = (0.0, 0.0, 0);
    while at < all.len() {
        let of = all[at..].iter().take_while(|(value, _)| value.total_cmp(&all[at].0).is_eq()).count();
        let middle = at as f64 + (of as f64 + 1.0) / 2.0;
        ranks += middle * all[at..at + of].iter().filter(|(_, is_first)| *is_first).count() as f64;
        ties += (of as f64).powi(3) - of as f64;
        at += of;
    }
    let (n, m) = (first.len() as f64, second.len() as f64);
    let u = ranks - n * (n + 1.0) / 2.0;
    let all = n + m;
    let spread = (n * m / 12.0 * (all + 1.0 - ties / (all * (all - 1.0)))).sqrt();
    let z = (u - n * m / 2.0).abs() / spread;
    // The tail of the normal law, by Abramowitz and Stegun 26.2.17.
    let t = 1.0 / (1.0 + 0.231_641_9 * z);
    let poly =
        t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
    let tail = (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt() * poly;
    (u / (n * m), (2.0 * tail).min(1.0))
}
