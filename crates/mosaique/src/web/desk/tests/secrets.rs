//! A mark in every name, address, answer, document, comment, reason and count; then everything that each person, and a
//! visitor who has not entered, can be answered in each phase is searched for the marks that they must not find.
//!
//! What is asked: every route of the desk with the identifiers of every dossier, as who knows them would; every route of the
//! site that has none; every link of what is answered, on the desk all of them and elsewhere a few of each kind; a search for
//! each mark; and the mails that were written.

use std::collections::{BTreeMap, BTreeSet};

use facts::Lang;
use press::Links;

use super::rights::{ROUTES, addresses, filled, pattern};
use super::walk::{MOST_OF_A_KIND, Search};
use super::world::{CAST, Kind, Mark, OPEN, PHASES, SESSION, STAGES, World};

/// Every address that somebody who knows the names of everything would try, and every one that needs no name.
fn tried(world: &World, is_deep: bool) -> Vec<String> {
    let mut tried = Vec::new();
    let sections = &OPEN.session().application.form.sections;
    let langs: &[Lang] = if is_deep { &Lang::ALL } else { &[Lang::Fr] };
    for (route, _) in ROUTES {
        for lang in langs {
            let path = pattern(*route, *lang);
            if path.contains("{token}") {
                continue;
            }
            if !path.contains('{') || path.contains("/sessions/") {
                tried.push(filled(&path.replace("{id}", SESSION)));
                continue;
            }
            for stage in STAGES {
                let of_one = path.replace("{id}", world.dossiers[stage].as_str());
                if path.contains("{section}") {
                    tried.extend(sections.iter().map(|s| of_one.replace("{section}", s.id.as_str())));
                } else if path.contains("{digest}") {
                    let own = world.files.iter().filter(|(of, _)| *of == stage);
                    tried.extend(own.map(|(_, digest)| of_one.replace("{digest}", digest)));
                } else {
                    tried.push(filled(&of_one));
                }
            }
        }
    }
    tried
}

#[tokio::test]
async fn nobody_is_answered_what_they_may_not_find() {
    let mut world = World::new().await;
    let (mut asked, mut faults) = (0, BTreeSet::new());
    // Without a name of anything: the site, its feeds, its map, the open interface.
    let plain: Vec<String> = addresses(&crate::web::whole()).into_iter().filter(|path| !path.contains('{')).collect();
    assert!(plain.len() > 50, "what the router tells of itself is no longer read: {plain:?}");
    let searches: Vec<String> = (world.marks.iter())
        .filter(|mark| matches!(mark.kind, Kind::Place | Kind::Answer | Kind::Maker))
        .filter(|mark| matches!(mark.of, "draft" | "received" | "lead"))
        .flat_map(|mark| [format!("/fr/recherche?q={}", mark.text), format!("/api/v1/search?q={}", mark.text)])
        .collect();
    for (rank, (_, moment)) in PHASES.into_iter().enumerate() {
        world.desk.go_to(moment);
        let mut dossiers = BTreeMap::new();
        for stage in STAGES {
            dossiers.insert(stage, world.find(stage).await);
        }
        for who in CAST.iter().map(|part| part.id).chain(["nobody"]) {
            let cookie = if who == "nobody" { String::new() } else { world.enter(who).await };
            let told = |mark: &Mark| format!("{who} at {}: {:?} of {}", world.phase().as_str(), mark.kind, mark.of);
            let hidden = world.marks.iter().filter(|mark| !world.may_find(who, mark, &dossiers));
            let hidden = hidden.map(|mark| (mark.text.as_str(), told(mark))).collect();
            let mut search = Search::new(&world.desk, cookie, hidden);
            search.is_deep = rank == 2;
            // The site beside the desk is the same for all: the pilot walks through it while dossiers are written, and who has
            // not entered once the decision is public, when everybody has most rights.
            let is_whole = (who, rank) == ("pilot", 1) || (who, rank) == ("nobody", PHASES.len() - 1);
            let mut from = tried(&world, rank == 2);
            if is_whole {
                from.extend(plain.iter().chain(&searches).cloned());
                from.push(Links::Home.path(Lang::Fr));
            }
            search.walk(from, if is_whole { MOST_OF_A_KIND } else { 0 }).await;
            asked += search.asked;
            faults.append(&mut search.faults);
        }
    }
    println!("{asked} answers searched for {} marks", world.marks.len());
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{} faults in {asked} answers:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test]
async fn a_mail_says_nothing_that_its_reader_may_not_find() {
    let world = World::new().await;
    let mut dossiers = BTreeMap::new();
    for stage in STAGES {
        dossiers.insert(stage, world.find(stage).await);
    }
    let (post, clock) = (&world.desk.post, &world.desk.clock);
    crate::jobs::outbox::deliver(&world.desk.store, post, || clock.now(), || false).await.unwrap();
    let (mails, _) = crate::files::last_of_folder(&world.desk.folder.path().join("mail"), ".eml", 1_000).unwrap();
    let mails: Vec<_> = mails.iter().map(|mail| crate::mail::read(mail)).collect();
    assert!(mails.iter().any(|mail| mail.text.contains("/fr/dossiers/")), "mails tell of dossiers");
    for mail in mails {
        let to = CAST.iter().find(|part| mail.to.contains(&format!("zq{}addressqz", part.id)));
        for mark in &world.marks {
            let told = [&mail.subject, &mail.text].into_iter().any(|text| text.contains(&mark.text));
            let may = match to {
                Some(part) => world.may_find(part.id, mark, &dossiers),
                // Who is invited is told of what, and by whom.
                None => matches!((mark.kind, mark.of), (Kind::Place, "draft") | (Kind::Maker, "lead")),
            };
            assert!(!told || may, "{:?} of {} is told to {}: {}", mark.kind, mark.of, mail.to, mail.text);
        }
    }
}
