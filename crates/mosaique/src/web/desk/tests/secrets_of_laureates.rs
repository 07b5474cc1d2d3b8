//! A mark in all that a laureate keeps to its workspace, its workshops and its roadmap; then everything that each person, and a
//! visitor who has not entered, can be answered is searched for the marks that they must not find.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use facts::Lang;
use press::Links;
use programme::Workspace;
use programme::call::Phase;
use programme::role::{ObjectRelation, Right, Role, Standing};
use programme::workshop::Workshop;
use programme::workshop::contribution::Contribution;

use super::rights::{ROUTES, addresses, filled, pattern};
use super::walk::{MOST_OF_A_KIND, Search};
use super::{Desk, SESSION};
use crate::web::desk::dossiers::tests::save;
use crate::web::tests::{INSTANCE, send};

const SAMPLE: &str = include_str!("../../../../../../docs/samples/roadmap.toml");
/// An action of the sample.
const ACTION: &str = "voie-verte";

/// Somebody: their role in the session, where, and their capacity in the workspace.
struct Part {
    id: &'static str,
    role: Option<Role>,
    areas: &'static [&'static str],
    capacity: Option<&'static str>,
}

const fn part(id: &'static str, role: Option<Role>, areas: &'static [&'static str]) -> Part {
    Part { id, role, areas, capacity: None }
}

const fn inside(id: &'static str, role: Option<Role>, capacity: &'static str) -> Part {
    Part { id, role, areas: &["53"], capacity: Some(capacity) }
}

/// One person a capacity and a role; `elsewhere` leads the workspace of another laureate.
const CAST: [Part; 13] = [
    inside("lead", None, "lead"),
    inside("member", None, "member"),
    inside("team", None, "team"),
    inside("service", Some(Role::StateService), "state-service"),
    part("pilot", Some(Role::Pilot), &[]),
    part("follower", Some(Role::FollowUpCommittee), &[]),
    part("instructor", Some(Role::Instructor), &[]),
    part("near", Some(Role::StateService), &["53"]),
    part("faraway", Some(Role::StateService), &["16"]),
    part("juror", Some(Role::Juror), &[]),
    part("network", Some(Role::NetworkMember), &[]),
    part("elsewhere", None, &[]),
    part("stranger", None, &[]),
];

/// What was written, and the right over the workspace or its workshop without which nobody finds it.
struct Mark {
    text: String,
    asks: Right,
}

struct World {
    desk: Desk,
    marks: Vec<Mark>,
    workspace: Workspace,
    workshop: Workshop,
    /// What stands in the place of `{id}`, `{said}` and `{digest}`.
    ids: Vec<String>,
    said: Vec<String>,
    digest: String,
    /// Where telephones go.
    phone: String,
}

fn address(who: &str) -> String {
    format!("zq{who}addressqz@exemple.fr")
}

fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// The marks as they are planted.
#[derive(Default)]
struct Marks(Vec<Mark>);

impl Marks {
    fn plant(&mut self, name: &str, asks: Right) -> String {
        let text = format!("zq{name}qz");
        self.0.push(Mark { text: text.clone(), asks });
        text
    }
}

impl World {
    /// Writes everything through the site, as those who work there do.
    async fn new() -> Self {
        // A real site, where nobody reads the mails of others.
        let desk = Desk::at("http://localhost:8080", false).await;
        let mut marks = Marks::default();
        for part in &CAST {
            if let Some(role) = part.role {
                desk.give_in(SESSION, &address(part.id), role, part.areas).await;
            }
        }
        let pilot = desk.enter(&address("pilot")).await;
        let opens = async |laureate: &str, lead: &str| {
            let list = Links::Workspaces(SESSION.to_owned()).path(Lang::Fr);
            let origin = format!("laureate:{laureate}");
            let opened = desk.post(&list, &pilot, &form(&[("origin", &origin), ("address", &address(lead))])).await;
            assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
            opened.header("location").to_owned()
        };
        let space = opens("coevrons", "lead").await;
        let others: Vec<_> = INSTANCE.session().laureates.iter().collect();
        let other = others.iter().find(|laureate| laureate.id.as_str() != "coevrons").unwrap();
        opens(other.id.as_str(), "elsewhere").await;
        let lead = desk.enter(&address("lead")).await;
        let posts = async |path: &str, who: &str, fields: &[(&str, &str)]| {
            let answer = desk.post(path, who, &form(fields)).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path} {fields:?}: {}", answer.text);
            answer.header("location").to_owned()
        };
        let acts = async |fields: &[(&str, &str)], files: &[(&str, &str, &str)]| {
            let answer = save(&desk, &format!("{space}/actes"), &lead, fields, files).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}: {}", answer.text);
        };
        // The workspace.
        let inner = Right::SeeWorkspace;
        for part in CAST.iter().filter(|part| part.id != "lead") {
            if let Some(capacity) = part.capacity {
                acts(&[("act", "add"), ("address", &address(part.id)), ("capacity", capacity)], &[]).await;
            }
        }
        let text = marks.plant("promise", inner);
        acts(&[("act", "promise"), ("text", &text), ("source", "workspace"), ("due", "")], &[]).await;
        let text = marks.plant("task", inner);
        acts(&[("act", "task"), ("title", &text), ("owner", ""), ("due", "")], &[]).await;
        let text = marks.plant("request", inner);
        acts(&[("act", "ask"), ("kind", "calendar"), ("reason", &text)], &[]).await;
        let text = marks.plant("deliverable", inner);
        acts(&[("act", "expect"), ("name", &text), ("stage", "issues"), ("due", "")], &[]).await;
        let workspace = async || -> Workspace {
            desk.store.records().find(space.rsplit('/').next().unwrap()).await.unwrap().unwrap()
        };
        let item = workspace().await.deliverables.keys().next().unwrap().to_string();
        let (name, bytes) = (marks.plant("filename", inner), marks.plant("filebytes", inner));
        let file = (&*format!("{name}.pdf"), &*format!("%PDF-1.7\n{bytes}"));
        acts(&[("act", "deliver"), ("item", &item)], &[("file", file.0, file.1)]).await;
        let digest = desk.get(&space, &lead).await.text;
        let digest = digest.split(&format!("{space}/pieces/")).nth(1).unwrap().split('"').next().unwrap().to_owned();
        // A workshop: what is read by those who run it alone, and what by all who see it.
        let (seen, run) = (Right::SeeWorkshops, Right::RunWorkshop);
        let sheet = [
            ("stage", "issues"),
            ("title", &*marks.plant("workshop", seen)),
            ("aim", &*marks.plant("aim", seen)),
            ("place", "Halle"),
            ("begins", "2026-03-10T18:00"),
            ("ends", "2026-03-10T20:30"),
            ("zone", "Europe/Paris"),
            ("capacity", "9"),
            ("agenda", "20 Accueil"),
            ("theme.t1", "La halle"),
            ("question.q1", "Que garder ?"),
        ];
        let shop = posts(&format!("{space}/ateliers/nouveau"), &lead, &sheet).await;
        posts(&shop, &lead, &[("act", "phone")]).await;
        posts(&shop, &lead, &[("act", "open")]).await;
        posts(&shop, &lead, &[("act", "add"), ("name", &marks.plant("attendee", run))]).await;
        let page = desk.get(&shop, &lead).await.text;
        let from = page.find("http://localhost:8080/fr/parole/").unwrap() + "http://localhost:8080".len();
        let phone = page[from..].split('"').next().unwrap();
        let cookie = desk.get(phone, "").await.header("set-cookie").split(';').next().unwrap().to_owned();
        let mut said = Vec::new();
        let id = shop.rsplit('/').next().unwrap().to_owned();
        for (rank, (name, asks)) in
            [("published", seen), ("unread", run), ("aside", run), ("reworded", run)].into_iter().enumerate()
        {
            let words = marks.plant(name, asks);
            let key = format!("{rank:032x}");
            let fields = [("act", "say"), ("key", &*key), ("words", &*words), ("theme", "t1")];
            let request = (Request::post(phone).header(header::COOKIE, &cookie))
                .header(header::ACCEPT, "application/json")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let answer = send(&desk.site, request.body(Body::from(form(&fields))).unwrap()).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
            let all = desk.store.records::<Contribution>().texts_of_parent(&id).await.unwrap();
            said.push(all.iter().find(|(_, text)| **text == words).unwrap().0.0.clone());
        }
        let room = format!("{shop}/salle");
        posts(&room, &lead, &[("act", "publish"), ("contribution", &said[0])]).await;
        let note = marks.plant("why", run);
        let aside = [("act", "set-aside"), ("contribution", &*said[2]), ("why", "other"), ("note", &*note)];
        posts(&room, &lead, &aside).await;
        let reworded = marks.plant("instead", run);
        let fields = [("act", "reword"), ("words", &*reworded), ("note", "plus court")];
        posts(&format!("{shop}/paroles/{}", said[3]), &lead, &fields).await;
        let challenge = [("act", "write"), ("title", &*marks.plant("challenge", seen)), ("said", &*said[0])];
        let thread = posts(&format!("{space}/fil/nouveau/challenge"), &lead, &challenge).await;
        // The roadmap, a report that is not deposited, a sheet that is not published.
        let roadmap = space.replace("/espaces/", "/feuilles-de-route/");
        posts(&roadmap, &lead, &[("act", "begin")]).await;
        let sample = SAMPLE.replace("Aménager la voie verte", &marks.plant("action", Right::SeeRoadmap));
        let fields = [("act", "take"), ("format", "toml"), ("text", &*sample), ("revision", "1")];
        let taken = save(&desk, &format!("{roadmap}/import"), &lead, &fields, &[]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
        let report =
            [("act", "texts"), ("version", "0"), ("as-of", "2026-01-01"), ("results", &*marks.plant("report", inner))];
        posts(&format!("{space}/bilans/6"), &lead, &report).await;
        let sheet = marks.plant("sheet", Right::WriteWorkspace);
        posts(&format!("{space}/fiches/r"), &lead, &[("act", "write"), ("version", "0"), ("title", &sheet)]).await;

        let workshop = desk.store.records().find(&id).await.unwrap().unwrap();
        let phone = phone.to_owned();
        let ids = [&space, &shop, &thread].map(|path| path.rsplit('/').next().unwrap().to_owned()).into();
        Self { workspace: workspace().await, workshop, marks: marks.0, ids, said, digest, phone, desk }
    }

    async fn standing(&self, part: &Part) -> Standing {
        let person = self.desk.store.people().of_address(&address(part.id).parse().unwrap()).await.unwrap();
        Standing {
            person: person.map(|person| person.id),
            roles: part.role.into_iter().chain([Role::TerritoryLead]).collect(),
            departements: part.areas.iter().filter(|_| part.role.is_some()).map(|area| area.parse().unwrap()).collect(),
            regions: BTreeSet::new(),
        }
    }

    /// The rights that somebody has over the workspace, its roadmap and its workshop, by the table alone.
    fn may(&self, standing: &Standing, right: Right) -> bool {
        let session = INSTANCE.session();
        let own = self.workspace.relation(standing);
        let object: ObjectRelation = match right {
            Right::SeeWorkshops | Right::RunWorkshop => self.workshop.relation(standing, own),
            _ => own,
        };
        session.rights.may(standing, right, &object, Phase::Published).is_allowed()
    }

    /// Every address that somebody who knows the names of everything would try.
    fn tried(&self) -> Vec<String> {
        let mut tried = Vec::new();
        for (route, _) in ROUTES {
            let path = pattern(*route, Lang::Fr);
            if path.contains("{token}") {
                continue;
            }
            let path = (path.replace("{action}", ACTION).replace("{rung}", "challenge").replace("{about}", "r"))
                .replace("{months}", "6")
                .replace("{digest}", &self.digest);
            let path = filled(&path);
            if path.contains("/sessions/") {
                tried.push(path.replace("{id}", SESSION));
                continue;
            }
            for id in &self.ids {
                let of_one = path.replace("{id}", id);
                tried.extend(self.said.iter().map(|said| of_one.replace("{said}", said)));
            }
        }
        tried
    }
}

#[tokio::test]
async fn nobody_is_answered_what_a_laureate_keeps_from_them() {
    let world = World::new().await;
    let plain = addresses(&crate::web::whole()).into_iter().filter(|path| !path.contains('{'));
    let plain: Vec<String> = plain.chain([Links::Home.path(Lang::Fr)]).collect();
    let (mut asked, mut faults, mut found) = (0, BTreeSet::new(), 0);
    // A visitor, and a telephone that was given the address of the workshop and has said nothing yet.
    let others = ["nobody", "phone"].map(|id| part(id, None, &[]));
    for part in CAST.iter().chain(&others) {
        let (cookie, standing) = match part.id {
            "nobody" => (String::new(), Standing::default()),
            "phone" => {
                let page = world.desk.get(&world.phone, "").await;
                (page.header("set-cookie").split(';').next().unwrap().to_owned(), Standing::default())
            }
            id => (world.desk.enter(&address(id)).await, world.standing(part).await),
        };
        let by_phone = |mark: &Mark| part.id == "phone" && mark.asks == Right::SeeWorkshops;
        let hidden = world.marks.iter().filter(|mark| !world.may(&standing, mark.asks) && !by_phone(mark));
        let hidden: Vec<_> = hidden.map(|mark| (mark.text.as_str(), format!("{}: {}", part.id, mark.text))).collect();
        found += world.marks.len() - hidden.len();
        let mut search = Search::new(&world.desk, cookie, hidden);
        let is_whole = matches!(part.id, "nobody" | "network");
        let mut from = world.tried();
        if part.id == "phone" {
            from.push(world.phone.clone());
        }
        if is_whole {
            from.extend(plain.iter().cloned());
        }
        search.walk(from, if is_whole { MOST_OF_A_KIND } else { 0 }).await;
        asked += search.asked;
        faults.append(&mut search.faults);
    }
    assert!(found > world.marks.len(), "some see what others do not");
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{} faults in {asked} answers:\n{}", faults.len(), faults.join("\n"));
}
