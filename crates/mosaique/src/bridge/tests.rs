//! The bridge against a server that speaks the schema.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use apollo_compiler::ExecutableDocument;
use programme::Session;
use programme::bridge::{Fault as ChampFault, Mapping};
use programme::dossier::Stage;
use programme::form::Value as Answer;
use serde_json::{Value, json};
use store::{Place, Shelf, Store};

use super::client::{Client, ClientError};
use super::pull::{self, Pull};
use super::push::{self, Push};
use super::server::{SCHEMA, Server, TOKEN};
use super::{DocumentFault, Fault, What};
use crate::instance::Instance;

const NOW: &str = "2026-12-10T10:00:00Z";

static OPEN: LazyLock<&'static Instance> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/demonstration");
    Instance::open(None, &[folder]).unwrap()
});

const MAPPING: &str = r#"
place = "Q2hhbXAtMQ"
instructeur = "Ines@exemple.fr"
champ = [
  { id = "Q2hhbXAtMQ", question = "territory-name" },
  { id = "Q2hhbXAtMg", question = "perimeter" },
  { id = "Q2hhbXAtMw", question = "area", values = [{ from = "Rural", to = "rural" }] },
  { id = "Q2hhbXAtNA", question = "overseas" },
  { id = "Q2hhbXAtNQ", question = "bearer-siren" },
  { id = "Q2hhbXAtNg", question = "map" },
  { id = "Q2hhbXAtNw", question = "start" },
  { id = "Q2hhbXAtOA", question = "brownfield-area" },
]
annotation = [
  { id = "Q2hhbXAtOTA", kind = "text", told = "label" },
  { id = "Q2hhbXAtOTE", kind = "textarea", told = "address" },
]
"#;

fn session() -> &'static Session {
    OPEN.session_of("demonstration").unwrap()
}

fn mapping() -> Mapping {
    Mapping::read("correspondance.toml", MAPPING, session()).unwrap()
}

fn client(server: &Server) -> Client {
    Client::new(&server.endpoint(), TOKEN, &BTreeSet::new(), Duration::from_millis(1)).unwrap()
}

fn champ(sort: &str, id: &str, fields: Value) -> Value {
    let mut champ = json!({ "__typename": sort, "id": id, "champDescriptorId": id, "label": id, "stringValue": null });
    champ.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    champ
}

/// A made-up dossier, complete, with a document.
fn dossier(server: &Server, number: u64) -> Value {
    let name = format!("carte-{number}.pdf");
    let bytes = format!("%PDF-1.7 carte {number}");
    let file = json!({ "__typename": "File", "filename": name, "url": format!("{}/fichiers/{name}", server.address),
        "byteSizeBigInt": bytes.len().to_string(), "contentType": "application/pdf", "virusScanResult": "safe" });
    server.with(|inner| inner.files.insert(name, bytes.into_bytes()));
    let commune = champ(
        "CommuneChamp",
        "Q2hhbXAtMjE",
        json!({ "commune":
        { "__typename": "Commune", "code": "16015", "name": "Angoulême" } }),
    );
    json!({
        "__typename": "Dossier", "id": format!("RG9zc2llci0{number}"), "number": number, "state": "en_construction",
        "dateDepot": "2026-12-01T11:00:00+01:00", "dateDerniereModificationChamps": "2026-12-01T11:00:00+01:00",
        "usager": { "__typename": "Profile", "id": "u", "email": format!("usager{number}@exemple.fr") },
        "demandeur": { "__typename": "PersonnePhysique", "id": "d", "prenom": "Camille", "nom": format!("Numéro {number}") },
        "groupeInstructeur": { "__typename": "GroupeInstructeur", "id": "g", "instructeurs": [
            { "__typename": "Profile", "id": "SW5zdHJ1Y3RldXItMQ", "email": "ines@exemple.fr" }] },
        "champs": [
            champ("HeaderSectionChamp", "titre", json!({})),
            champ("TextChamp", "Q2hhbXAtMQ", json!({ "value": format!("Territoire {number}") })),
            champ("RepetitionChamp", "Q2hhbXAtMg", json!({ "rows": [
                { "__typename": "Row", "id": "r1", "champs": [commune] }] })),
            champ("MultipleDropDownListChamp", "Q2hhbXAtMw", json!({ "values": ["Rural"] })),
            champ("YesNoChamp", "Q2hhbXAtNA", json!({ "value": false })),
            champ("SiretChamp", "Q2hhbXAtNQ", json!({ "etablissement": { "__typename": "PersonneMorale",
                "id": "e", "siret": "20007182700010" } })),
            champ("PieceJustificativeChamp", "Q2hhbXAtNg", json!({ "files": [file] })),
            champ("DateChamp", "Q2hhbXAtNw", json!({ "date": "2027-03-01" })),
            champ("DecimalNumberChamp", "Q2hhbXAtOA", json!({ "value": 12.5 })),
        ],
        "annotations": [
            champ("TextChamp", "Q2hhbXAtOTA", json!({ "value": null })),
            champ("TextChamp", "Q2hhbXAtOTE", json!({ "value": null })),
        ],
    })
}

struct Here {
    server: Server,
    store: Store,
    shelf: Shelf,
    _folder: tempfile::TempDir,
}

impl Here {
    async fn with(dossiers: u64) -> Self {
        let server = Server::start().await;
        for number in 1..=dossiers {
            let dossier = dossier(&server, number);
            server.with(|inner| inner.dossiers.push(dossier));
        }
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::folder(folder.path()).unwrap();
        let store = Store::open(&Place::Memory, NOW).await.unwrap();
        Self { server, store, shelf, _folder: folder }
    }

    async fn pull_with(&self, dry_run: bool) -> anyhow::Result<pull::Report> {
        let (client, mapping) = (client(&self.server), mapping());
        let (store, shelf, instance) = (&self.store, &self.shelf, *OPEN);
        let (session, mapping) = (session(), &mapping);
        Pull { client: &client, store, shelf, instance, session, mapping, demarche: 12, now: NOW, dry_run }.run().await
    }

    async fn pull(&self) -> pull::Report {
        self.pull_with(false).await.unwrap()
    }

    async fn push(&self, dry_run: bool) -> push::Report {
        let (client, mapping, url) = (client(&self.server), mapping(), "https://ici.exemple".parse().unwrap());
        let (store, session, mapping, url) = (&self.store, session(), &mapping, &url);
        Push { client: &client, store, session, mapping, demarche: 12, url, now: NOW, dry_run }.run().await.unwrap()
    }

    async fn here(&self, number: u64) -> Option<programme::Dossier> {
        self.store.dossiers().find(&format!("dn-{number}").parse().unwrap()).await.unwrap()
    }

    async fn sound(&self) {
        let faults: Vec<String> = self.store.check().await.iter().map(ToString::to_string).collect();
        assert_eq!(faults, [""; 0]);
        assert!(self.store.attachments(&self.shelf).check().await.is_empty());
    }

    fn change(&self, number: u64, change: impl FnOnce(&mut Value)) {
        self.server.with(|inner| change(inner.dossiers.iter_mut().find(|one| one["number"] == number).unwrap()));
    }
}

fn champ_of<'v>(dossier: &'v mut Value, id: &str) -> &'v mut Value {
    dossier["champs"].as_array_mut().unwrap().iter_mut().find(|champ| champ["id"] == id).unwrap()
}

#[test]
fn every_question_is_one_that_the_schema_answers() {
    for query in [include_str!("dossiers.graphql"), include_str!("annotations.graphql"), include_str!("write.graphql")]
    {
        ExecutableDocument::parse_and_validate(&SCHEMA, query, "query").unwrap_or_else(|error| panic!("{error}"));
    }
    assert!(ExecutableDocument::parse_and_validate(&SCHEMA, "{ demarche(number: 1) { nom } }", "query").is_err());
}

#[tokio::test]
async fn dossiers_are_taken_whole_over_many_pages_and_taking_twice_changes_nothing() {
    let here = Here::with(8).await;
    let blank = here.pull_with(true).await.unwrap();
    assert_eq!((blank.taken.len(), blank.faults.as_slice()), (8, &[][..]));
    assert!(here.here(1).await.is_none() && here.store.attachments(&here.shelf).all().await.unwrap().is_empty());
    let report = here.pull().await;
    assert_eq!(report.faults, []);
    assert_eq!(report.taken, (1..=8).collect::<Vec<u64>>());
    assert_eq!(here.server.with(|inner| inner.asked["dossiers"]), 6, "three pages, twice");
    let one = here.here(1).await.unwrap();
    assert_eq!((one.place.name.as_str(), one.place.departements.len()), ("Territoire 1", 1));
    let at = "2026-12-01T10:00:00Z".parse().unwrap();
    assert_eq!(one.stage, Stage::Submitted { at, late: false });
    assert_eq!(one.answers["bearer-siren"].value, Some(Answer::text("200071827")));
    assert_eq!(one.answers["overseas"].value, Some(Answer::YesNo { yes: false }));
    let Some(Answer::Files { files }) = &one.answers["map"].value else { panic!("{:?}", one.answers["map"]) };
    let bytes = here.store.attachments(&here.shelf).read(files[0].digest.as_str()).await.unwrap().unwrap();
    assert_eq!(&bytes[..], b"%PDF-1.7 carte 1");
    let lead = one.people.keys().next().unwrap();
    let lead = here.store.people().find(lead).await.unwrap().unwrap();
    assert_eq!((lead.address.as_str(), lead.name.as_str()), ("usager1@exemple.fr", "Camille Numéro 1"));
    assert_eq!(lead.verified_at, None, "nobody is in before they follow a link");
    let origin = here.store.bridge().origin(&one.id).await.unwrap().unwrap();
    assert_eq!(origin.page, format!("{}/procedures/12/dossiers/1", here.server.address));
    let asked = here.server.with(|inner| inner.document_headers.take()).unwrap();
    assert!(!asked.contains_key("authorization"), "the token goes with no document");
    here.sound().await;

    let entries = here.store.journal().len().await.unwrap();
    let again = here.pull().await;
    assert_eq!((again.taken.len(), again.updated.len(), again.faults.len()), (0, 0, 0));
    assert_eq!(here.store.journal().len().await.unwrap(), entries);
}

#[tokio::test]
async fn what_changed_there_is_brought_up_to_date_and_what_was_erased_here_is_not_taken_again() {
    let here = Here::with(2).await;
    here.pull().await;
    let since = here.store.bridge().since("demonstration", 12).await.unwrap();
    assert!(since.is_some(), "the next run asks for what changed since");
    let later = "2099-01-05T11:00:00+01:00";
    here.change(1, |dossier| {
        champ_of(dossier, "Q2hhbXAtMw")["values"] = json!([]);
        champ_of(dossier, "Q2hhbXAtNw")["date"] = json!("2027-04-01");
        dossier["dateDerniereModificationChamps"] = json!(later);
    });
    let report = here.pull().await;
    assert_eq!((report.updated.as_slice(), report.taken.len(), report.same.len()), (&[1][..], 0, 0));
    let one = here.here(1).await.unwrap();
    assert_eq!(one.answers["start"].value, Some(Answer::text("2027-04-01")));
    assert_eq!(one.deposits.len(), 2);
    here.sound().await;

    let call = session().call.as_ref().unwrap();
    let moment = store::people::Moment { now: NOW, salt: store::Salt([4; 16]) };
    let erase = |dossier: &programme::Dossier| {
        Some((programme::retention::RetentionRule::SessionOver, programme::retention::skeleton(call, dossier)))
    };
    here.store.erasures().dossier(&one.id, moment, erase).await.unwrap().unwrap();
    here.change(1, |dossier| dossier["dateDerniereModificationChamps"] = json!("2099-02-05T11:00:00+01:00"));
    let report = here.pull().await;
    assert_eq!(report.passed, [1]);
    assert!(here.here(1).await.is_none());
    here.sound().await;
}

#[tokio::test]
async fn every_fault_is_told_at_once_with_dossier_and_champ_and_nothing_of_it_is_taken() {
    let here = Here::with(5).await;
    here.change(1, |dossier| {
        *champ_of(dossier, "Q2hhbXAtNA") = champ("TextChamp", "Q2hhbXAtNA", json!({ "value": "non" }));
        champ_of(dossier, "Q2hhbXAtMw")["values"] = json!(["Lunaire"]);
        dossier["usager"]["email"] = json!("personne");
    });
    here.change(2, |dossier| champ_of(dossier, "Q2hhbXAtNg")["files"][0]["url"] = json!("https://evil.example/x.pdf"));
    here.change(3, |dossier| dossier["state"] = json!("sans_suite"));
    here.server.with(|inner| {
        inner.files.insert("carte-4.pdf".into(), b"MZ\x90\0 not a paper".to_vec());
        inner.dossiers[3]["champs"][6]["files"][0]["byteSizeBigInt"] = json!("16");
    });
    let report = here.pull().await;
    assert_eq!((report.taken.as_slice(), report.passed.as_slice()), (&[5][..], &[3][..]));
    let told = |dossier: u64, champ: Option<&str>, what: What| {
        let fault = Fault { dossier: Some(dossier), champ: champ.map(str::to_owned), what };
        assert!(report.faults.contains(&fault), "{fault:?} in {:#?}", report.faults);
    };
    let sort = ChampFault::Sort { found: "text".into(), expected: "yes-no".into() };
    told(1, Some("Q2hhbXAtNA"), What::Champ { fault: sort });
    told(1, Some("Q2hhbXAtMw"), What::Champ { fault: ChampFault::Choice { found: "Lunaire".into() } });
    told(1, None, What::Address { found: "personne".into() });
    let document = |name: &str, why| What::Document { name: name.into(), why };
    told(2, Some("Q2hhbXAtNg"), document("carte-2.pdf", DocumentFault::Host { host: "evil.example".into() }));
    told(4, Some("Q2hhbXAtNg"), document("carte-4.pdf", DocumentFault::Sort));
    assert_eq!(report.faults.len(), 5);
    for number in [1, 2, 4] {
        assert!(here.here(number).await.is_none(), "{number}");
    }
    assert_eq!(here.store.attachments(&here.shelf).all().await.unwrap().len(), 1, "of the one that was taken");
    assert_eq!(here.store.bridge().since("demonstration", 12).await.unwrap(), None, "asked again the next time");
    here.sound().await;

    let good = dossier(&here.server, 1);
    here.change(1, |there| *there = good);
    assert_eq!(here.pull().await.taken, [1]);
}

#[tokio::test]
async fn a_dossier_that_cannot_be_read_there_does_not_hide_the_others() {
    let here = Here::with(4).await;
    here.server.with(|inner| inner.broken = Some(1));
    let report = here.pull().await;
    assert_eq!(report.taken, [1, 3, 4]);
    let unread = |said: &str| Fault { dossier: None, champ: None, what: What::Unread { said: said.into() } };
    assert_eq!(report.faults, [unread("resolver error: Something went wrong")]);
    here.server.with(|inner| (inner.broken, inner.page_gone) = (None, true));
    let report = here.pull().await;
    assert_eq!(
        (report.faults.as_slice(), report.same.as_slice()),
        (&[unread("resolver error: Page went wrong")][..], &[4][..])
    );
    assert_eq!(here.store.bridge().since("demonstration", 12).await.unwrap(), None, "not taken for an empty page");
    here.server.with(|inner| inner.page_gone = false);
    assert_eq!(here.pull().await.taken, [2]);
    let elsewhere = client(&here.server);
    let (store, shelf, instance, mapping) = (&here.store, &here.shelf, *OPEN, mapping());
    let pull = Pull {
        client: &elsewhere,
        store,
        shelf,
        instance,
        session: session(),
        mapping: &mapping,
        demarche: 13,
        now: NOW,
        dry_run: false,
    };
    assert!(pull.run().await.unwrap_err().to_string().contains("Demarche not found"));
}

#[tokio::test]
async fn a_server_that_is_busy_is_asked_again_and_a_token_that_expired_is_told() {
    let here = Here::with(1).await;
    here.server.with(|inner| inner.troubles = vec![(429, Some("0")), (503, None), (502, None)]);
    assert_eq!(here.pull().await.taken, [1]);
    here.server.with(|inner| inner.troubles = vec![(429, None); 5]);
    let error = here.pull_with(false).await.unwrap_err();
    assert!(matches!(error.downcast_ref(), Some(ClientError::Busy { status: 429, .. })), "{error}");
    here.server.with(|inner| inner.troubles = vec![(404, None)]);
    assert!(matches!(here.pull_with(false).await.unwrap_err().downcast_ref(), Some(ClientError::Status { .. })));
    here.server.with(|inner| inner.expired = true);
    let error = here.pull_with(false).await.unwrap_err();
    assert!(matches!(error.downcast_ref(), Some(ClientError::Unauthorised(_))), "{error}");
    assert!(!format!("{error:?} {:?}", client(&here.server)).contains(TOKEN));
}

#[tokio::test]
async fn how_far_a_dossier_is_is_written_back_once_and_recorded() {
    let here = Here::with(2).await;
    here.pull().await;
    let blank = here.push(true).await;
    assert_eq!((blank.written.len(), blank.faults.len()), (4, 0));
    assert!(!here.server.with(|inner| inner.asked.contains_key("write")));
    let first = here.push(false).await;
    assert_eq!(first.written, blank.written);
    assert_eq!(first.written[0].after, "Déposé");
    let note = |number: usize, rank: usize| {
        here.server.with(|inner| inner.dossiers[number]["annotations"][rank]["value"].as_str().unwrap().to_owned())
    };
    assert_eq!(note(0, 1), "https://ici.exemple/fr/dossiers/dn-1");
    assert_eq!(here.server.with(|inner| inner.asked["write"]), 2, "one a dossier");
    let recorded = here.store.journal().about("bridge:dn-1").await.unwrap();
    let acts: Vec<&str> = recorded.iter().map(|entry| entry.act.as_str()).collect();
    assert_eq!(acts, ["bridge-taken", "bridge-written"]);
    let entries = here.store.journal().len().await.unwrap();
    let second = here.push(false).await;
    assert_eq!((second.written.len(), second.same), (0, 4));
    assert_eq!(here.store.journal().len().await.unwrap(), entries);
    assert_eq!(here.server.with(|inner| inner.asked["write"]), 2);

    // Somebody changed it there: it is written again, and nothing else.
    here.change(1, |dossier| dossier["annotations"][0]["value"] = json!("autre chose"));
    let third = here.push(false).await;
    assert_eq!((third.written.len(), third.written[0].before.as_str()), (1, "autre chose"));
    // What is said in a dossier stays its own: the bridge adds nothing to its story.
    here.sound().await;
    here.change(1, |dossier| {
        dossier["annotations"][0]["value"] = json!("encore");
        dossier["groupeInstructeur"]["instructeurs"] = json!([]);
    });
    let refused = here.push(false).await;
    let address = "Ines@exemple.fr".to_owned();
    assert_eq!(refused.faults, [Fault { dossier: Some(1), champ: None, what: What::Instructor { address } }]);
}

#[tokio::test]
async fn only_tls_is_asked_but_on_this_machine_and_no_other_host_is_followed_to() {
    let nowhere = BTreeSet::new();
    for address in [
        "http://demarche.numerique.gouv.fr/api/v2/graphql",
        "ftp://localhost/",
        "https://user:secret@demarche.numerique.gouv.fr/",
        "demarche.numerique.gouv.fr",
        "file:///etc/passwd",
        "http://localhost.evil.example/",
    ] {
        let made = Client::new(address, TOKEN, &nowhere, Duration::ZERO);
        assert!(matches!(made, Err(ClientError::Address(_))), "{address}");
    }
    for token in ["", "a b", "a\nb", "é"] {
        let made = Client::new("https://demarche.numerique.gouv.fr/", token, &nowhere, Duration::ZERO);
        assert!(matches!(made, Err(ClientError::Token)), "{token:?}");
    }
    let server = Server::start().await;
    let client = client(&server);
    let followed = client.fetch(&format!("{}/ailleurs", server.address), 100).await;
    assert!(matches!(followed, Err(ClientError::Status { status: 302, .. })), "{followed:?}");
    server.with(|inner| inner.files.insert("lourd".into(), vec![0; 2_000]));
    let heavy = client.fetch(&format!("{}/fichiers/lourd", server.address), 1_000).await;
    assert!(matches!(heavy, Err(ClientError::TooLarge(1_000))), "{heavy:?}");
    assert!(matches!(client.fetch("https://evil.example/x", 1).await, Err(ClientError::Host(_))));
}
