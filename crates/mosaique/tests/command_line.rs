//! The program as people run it: answers, refusals, exit codes, files.

#![expect(clippy::disallowed_methods, reason = "a test runs the program and reads what it wrote")]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn mosaique(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mosaique"))
        .args(arguments)
        .env_clear()
        .env("LANG", "C.UTF-8")
        .output()
        .expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8")
}

fn answer(arguments: &[&str]) -> String {
    let output = mosaique(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&answer(arguments)).expect("JSON")
}

/// Exit code 2, nothing on the standard output, and every part in the message.
fn refusal(arguments: &[&str], parts: &[&str]) {
    let output = mosaique(arguments);
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {message}");
    assert_eq!(text(&output.stdout), "", "{arguments:?}");
    for part in parts {
        assert!(message.contains(part), "{arguments:?}: {message}");
    }
    assert!(!message.contains('\u{1b}'), "colours are for terminals only: {message:?}");
}

#[test]
fn a_portrait_in_json_follows_its_published_schema() {
    let schema: Value = serde_json::from_str(include_str!("../../press/schemas/portrait.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for territory in [
        "200090751",
        "16015",
        "dep:976",
        "reg:84",
        "france",
        "16015+16374",
        "laureate:rives-du-rhone",
        "15141",
        "98735",
    ] {
        let portrait = json(&["portrait", territory, "--format", "json"]);
        let faults: Vec<_> =
            validator.iter_errors(&portrait).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(faults, Vec::<String>::new(), "{territory}");
    }
    assert!(!validator.is_valid(&serde_json::json!({ "territory": {} })), "the schema refuses something");
}

#[test]
fn the_portrait_of_grand_calais_says_what_the_source_says() {
    let portrait = json(&["portrait", "200090751", "--format", "json"]);
    let territory = &portrait["territory"];
    assert_eq!(territory["name"], "CA Grand Calais Terres et Mers");
    assert_eq!((territory["commune_count"].as_u64(), territory["population"].as_u64()), (Some(14), Some(98_895)));
    assert_eq!(territory["kind"], "epci");
    let of = |id: &str| portrait["indicators"].as_array().unwrap().iter().find(|i| i["id"] == id).unwrap().clone();
    for id in [
        "population",
        "density",
        "population-weighted-density",
        "ageing-index",
        "housing-vacancy",
        "secondary-homes",
        "flats-share",
        "household-size",
        "population-inequality",
        "small-communes-share",
        "dwellings",
        "main-homes",
    ] {
        assert!(of(id)["value"].is_number(), "{id}");
        assert!(of(id)["percentile_national"].is_number() && of(id)["percentile_peers"].is_number(), "{id}");
    }
    assert_eq!(portrait["peers"].as_array().unwrap().len(), 20);
    let empty: Vec<_> = portrait["missing"].as_array().unwrap().iter().map(|m| m["family"].as_str().unwrap()).collect();
    for family in ["productive", "material-value", "immaterial-value"] {
        assert!(empty.contains(&family), "{family} says what would fill it");
    }
}

#[test]
fn the_same_portrait_is_the_same_bytes() {
    for format in ["text", "json", "html", "csv"] {
        let arguments = ["portrait", "48095", "--format", format];
        assert_eq!(answer(&arguments), answer(&arguments), "{format}");
    }
}

#[test]
fn a_portrait_in_html_stands_alone_with_a_map_for_each_indicator() {
    let html = answer(&["portrait", "200033298", "--format", "html", "--lang", "fr"]);
    assert!(html.starts_with("<!doctype html>") && html.contains("<html lang=\"fr\""));
    assert!(!html.contains("src=\"/") && !html.contains("href=\"/"), "nothing is fetched from a site");
    let maps = html.matches("<svg class=\"mq-map\"").count();
    assert!(maps >= 14, "{maps} maps");
    assert!(html.contains("mq-legend"));
}

#[test]
fn csv_and_json_give_the_same_figures() {
    let portrait = json(&["portrait", "dep:48", "--format", "json"]);
    let csv = answer(&["portrait", "dep:48", "--format", "csv"]);
    let mut lines = csv.lines();
    assert!(lines.next().unwrap().starts_with("territory,territory_name,indicator,family,value,unit,period,grade"));
    for (line, indicator) in lines.zip(portrait["indicators"].as_array().unwrap()) {
        let fields: Vec<&str> = line.split(',').collect();
        assert_eq!(fields[2], indicator["id"], "{line}");
        assert_eq!(fields[4].parse::<f64>().ok(), indicator["value"].as_f64(), "{line}");
    }
}

#[test]
fn what_is_not_understood_is_refused_with_the_candidates() {
    refusal(&["portrait", "75", "--lang", "fr"], &["75", "peut désigner plusieurs", "dep:75", "reg:75"]);
    refusal(&["portrait", "75", "--lang", "en"], &["may mean several", "dep:75", "Nouvelle-Aquitaine"]);
    refusal(&["portrait", "Saint-Denis"], &["93066", "97411"]);
    refusal(&["portrait", "14011"], &["14581"]);
    refusal(&["portrait", "laureate:nowhere"], &["laureate:coevrons"]);
    refusal(&["portrait", "200090752"], &["clé de contrôle"]);
    refusal(&["indicators", "show", "vacancy"], &["housing-vacancy"]);
    refusal(&["territory", "find", "xqzw"], &["xqzw"]);
    refusal(&["portrait", "16015", "--format", "odt"], &["possible values"]);
    refusal(&["session", "document", "poster"], &["expected framing, form or brochure"]);
    refusal(&["session", "document", "form", "--session", "/no/such/folder"], &["cannot list"]);
    refusal(&["portrait", "16015", "--lang", "de"], &["expected fr or en"]);
    refusal(&["data", "naf", "zzzz"], &["zzzz"]);
}

#[test]
fn a_file_of_codes_is_read_whole_or_refused_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("good.txt"), "code\n16015\n16374;La Couronne\n").unwrap();
    let portrait = json(&["portrait", &format!("@{}", path("good.txt")), "--format", "json"]);
    assert_eq!(
        (portrait["territory"]["name"].as_str(), portrait["territory"]["commune_count"].as_u64()),
        (Some("good"), Some(2))
    );
    std::fs::write(path("bad.txt"), "16015\n99999\n75101\n16O15\n").unwrap();
    let argument = format!("@{}", path("bad.txt"));
    refusal(
        &["portrait", &argument],
        &["Ligne 2, colonne 1", "Ligne 3, colonne 1", "75056 Paris", "Ligne 4, colonne 1"],
    );
    std::fs::write(path("latin.txt"), b"16015\nAngoul\xeame\n").unwrap();
    refusal(&["portrait", &format!("@{}", path("latin.txt"))], &["not UTF-8"]);
    refusal(&["portrait", &format!("@{}", path("absent.txt"))], &["cannot read"]);
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("angouleme.json");
    let output = mosaique(&["portrait", "angouleme", "--format", "json", "-o", &file.display().to_string()]);
    assert!(output.status.success() && output.stdout.is_empty());
    assert!(serde_json::from_slice::<Value>(&std::fs::read(&file).unwrap()).is_ok());
    refusal(&["portrait", "nowhere-at-all", "-o", &file.with_file_name("none").display().to_string()], &[]);
    let inside = folder.path().join("no/such/folder.json");
    refusal(&["portrait", "16015", "-o", &inside.display().to_string()], &["cannot write", "folder.json"]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
}

#[test]
fn a_document_goes_to_a_file_or_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("form.pdf");
    let output = mosaique(&["session", "document", "form", "--lang", "en", "-o", &file.display().to_string()]);
    assert!(output.status.success() && output.stdout.is_empty(), "{}", text(&output.stderr));
    let written = std::fs::read(&file).unwrap();
    let piped = mosaique(&["session", "document", "form", "--lang", "en"]).stdout;
    assert!(piped.starts_with(b"%PDF-1.7"));
    assert!(written.starts_with(b"%PDF-1.7") && written.ends_with(b"%%EOF"));
    let portrait = mosaique(&["portrait", "97608", "--format", "pdf"]);
    assert!(portrait.stdout.starts_with(b"%PDF-1.7") && portrait.status.success());
}

#[test]
fn a_mistyped_name_is_found_and_the_fault_is_told() {
    let found = json(&["territory", "find", "angolême", "--lang", "fr", "--format", "json"]);
    assert_eq!((&found[0]["token"], &found[0]["faults"]), (&"16015".into(), &1.into()));
    assert_eq!(found[0]["reason"], "faute corrigée\u{a0}: angolême → Angoulême");
    let found = json(&["territory", "find", "saint", "denis", "reunion", "--format", "json"]);
    assert_eq!(found.as_array().unwrap().len(), 1);
}

#[test]
fn every_list_has_a_form_for_programs() {
    assert!(json(&["indicators", "list", "--format", "json"]).as_array().unwrap().len() >= 14);
    assert_eq!(json(&["indicators", "show", "density", "--format", "json"])["rule"]["kind"], "density");
    assert!(json(&["territory", "find", "calais", "--format", "json"]).as_array().unwrap().len() > 2);
    assert_eq!(json(&["territory", "show", "dep:2A", "--format", "json"])["kind"], "departement");
    assert!(json(&["data", "list", "--format", "json"]).as_array().unwrap().iter().any(|s| s["id"] == "rp2021"));
    assert_eq!(json(&["data", "naf", "10.71C", "--format", "json"])[0]["code"], "10.71C");
    assert_eq!(json(&["session", "show", "--format", "json"])["laureates"].as_array().unwrap().len(), 6);
    assert_eq!(json(&["version", "--format", "json"])["communes"], 34_969);
}

#[test]
fn help_gives_examples_and_shells_get_their_completion() {
    assert!(answer(&["--help"]).contains("mosaique portrait angouleme"));
    for shell in ["bash", "zsh", "fish"] {
        assert!(answer(&["completions", shell]).contains("portrait"), "{shell}");
    }
}

#[test]
fn a_session_is_checked_whole() {
    let session = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/2023-productifs-sobres");
    assert!(answer(&["session", "check", &session.display().to_string()]).contains("no problem"));
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(&session).unwrap().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let broken = text
            .replace("siren = \"200033298\"", "siren = \"200033299\"")
            .replace("communes = 38, population", "communes = 39, population");
        std::fs::write(folder.path().join(entry.file_name()), broken).unwrap();
    }
    refusal(&["session", "check", &folder.path().display().to_string()], &["laureates.toml:", "200033299", "39"]);
    refusal(&["session", "check", "/no/such/folder"], &["cannot list"]);
}

#[test]
fn a_damaged_atlas_is_refused_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let atlas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/france.atlas");
    let mut bytes = std::fs::read(atlas).unwrap();
    let run = |name: &str, bytes: &[u8]| {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let output = mosaique(&["portrait", "16015", "--atlas", &file.display().to_string()]);
        (output.status.code(), text(&output.stderr))
    };
    assert_eq!(run("whole.atlas", &bytes).0, Some(0));
    let (code, message) = run("cut.atlas", &bytes[..bytes.len() / 2]);
    assert!(code == Some(2) && message.contains("not copied whole"), "{message}");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    let (code, message) = run("damaged.atlas", &bytes);
    assert!(code == Some(2) && message.contains("damaged"), "{message}");
    assert!(run("other.atlas", b"PAR1").1.contains("not an atlas"));
}

#[test]
fn the_settings_of_mail_are_checked_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let instance = folder.path().join("instance");
    let instance = instance.to_str().unwrap();
    let test = |more: &[&'static str]| [&["mail", "test", "camille@exemple.fr", "--folder", instance], more].concat();
    refusal(&test(&["--public-url", "mosaique.example"]), &["https://"]);
    refusal(&test(&["--public-url", "https://mosaique.example/site"]), &["nothing after the host"]);
    refusal(&test(&["--smtp", "mail.example:25", "--mail-from", "a@b.fr"]), &["smtp://HOST:PORT"]);
    refusal(&test(&["--smtp", "smtp://mail.example"]), &["--mail-from"]);
    refusal(&test(&["--mail-from", "nobody"]), &["\"nobody\" is not a sender"]);
    refusal(&["mail", "test", "camille", "--folder", instance], &["an at sign"]);
    refusal(&["mail", "digest", "--folder", instance], &["--dry-run", "--send"]);
    refusal(&["mail", "digest", "--send", "--folder", instance], &["no instance in"]);
    refusal(&["serve", "--folder", instance, "--port", "0", "--smtp", "smtp://u:secret@h?tls=none"], &["readable"]);
    refusal(&["serve", "--folder", instance, "--port", "0", "--public-url", "ftp://a"], &["https://"]);
    assert!(!Path::new(instance).exists());
}

#[test]
fn a_mail_to_try_is_written_in_the_folder_of_the_instance() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let told = answer(&["mail", "test", "camille@exemple.fr", "--folder", path, "--lang", "en"]);
    assert!(told.contains("camille@exemple.fr") && told.contains("mail"), "{told}");
    let mails: Vec<_> =
        std::fs::read_dir(folder.path().join("mail")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(mails.len(), 1);
    assert!(std::fs::read_to_string(&mails[0]).unwrap().contains("To: camille@exemple.fr\r\n"));
}

/// An instance with one act in its journal, done the day before yesterday.
#[expect(clippy::unwrap_used, reason = "a test")]
fn with_an_act(folder: &Path) {
    use store::{ActError, Body, Place, Record, Salt, Store};
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let now = "2026-07-01T10:00:00Z";
        let store = Store::open(&Place::Folder(folder.to_owned()), now).await.unwrap();
        let shelf = store::Shelf::folder(&folder.join("attachments")).unwrap();
        store.attachments(&shelf).add("%PDF".into(), "application/pdf", "plan.pdf", now).await.unwrap();
        let record = Record {
            actor: "system".parse().unwrap(),
            act: "deposit".parse().unwrap(),
            subject: "dossier:abc".parse().unwrap(),
            body: Body::of(&serde_json::json!({ "title": "Friche" })),
            salt: Salt([7; 16]),
        };
        let done = store.act(now, |act| {
            let record = record.clone();
            Box::pin(async move { Ok::<_, ActError<String>>(act.record(&record).await?) })
        });
        done.await.unwrap();
        store.journal().close_days("2026-07-03T00:00:00Z").await.unwrap();
        store.close().await;
    });
}

/// Exit code 1 and every part in the message.
fn failure(arguments: &[&str], parts: &[&str]) {
    let output = mosaique(arguments);
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {message}");
    for part in parts {
        assert!(message.contains(part), "{arguments:?}: {message}");
    }
}

#[test]
fn a_receipt_is_checked_without_its_instance_and_what_differs_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let instance = folder.path().join("instance");
    with_an_act(&instance);
    let (at, receipt) = (instance.to_str().unwrap(), folder.path().join("recu.json"));
    let receipt_path = receipt.to_str().unwrap();
    answer(&["receipt", "1", "--folder", at, "--output", receipt_path]);
    let key = folder.path().join("public.txt");
    std::fs::rename(instance.join("signing.pub"), &key).unwrap();
    let key = key.to_str().unwrap();
    refusal(&["receipt", "2", "--folder", at], &["écriture 2"]);
    std::fs::remove_dir_all(&instance).unwrap();

    let said = answer(&["verify", receipt_path, "--key", key]);
    assert!(said.contains(" sur dossier:abc, écriture 1 du journal") && said.contains("est close"), "{said}");
    let said = answer(&["verify", receipt_path, "--lang", "en"]);
    assert!(said.contains("The receipt is intact") && said.contains("compared with none"), "{said}");

    let kept = std::fs::read_to_string(&receipt).unwrap();
    for (from, to, named) in [
        ("Friche", "Frache", "pas celui qui a été déposé"),
        ("dossier:abc", "dossier:abd", "pas celle du journal"),
        ("\"count\": 1", "\"count\": 2", "La preuve ne mène pas"),
        ("\"issued_at\": \"2", "\"issued_at\": \"3", "pas celle de la clé sur"),
        ("  \"entry\"", " \"entry\"", "pas écrit comme il"),
        ("\"format\"", "\"farmat\"", "ne se lit pas comme un reçu"),
    ] {
        assert!(kept.contains(from), "{from}");
        std::fs::write(&receipt, kept.replacen(from, to, 1)).unwrap();
        failure(&["verify", receipt_path, "--key", key], &["pas celui qui a été donné", named]);
    }
    std::fs::write(&receipt, &kept).unwrap();
    let other = folder.path().join("other.txt");
    std::fs::write(&other, format!("mosaique-ed25519 {}\n", "0".repeat(64))).unwrap();
    failure(&["verify", receipt_path, "--key", other.to_str().unwrap()], &["signé par la clé mosaique-ed25519 "]);
    std::fs::write(&other, "une clé").unwrap();
    refusal(&["verify", receipt_path, "--key", other.to_str().unwrap()], &["pas une clé publique"]);
    refusal(&["verify", other.to_str().unwrap()], &["ni comme un reçu ni comme une sauvegarde"]);
    refusal(&["verify", "nowhere.json"], &["nowhere.json"]);
}

#[test]
fn a_backup_is_checked_restored_once_and_what_differs_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (instance, second) = (folder.path().join("instance"), folder.path().join("second"));
    with_an_act(&instance);
    let (at, to) = (instance.to_str().unwrap(), second.to_str().unwrap());
    let file = folder.path().join("copy.tar");
    let path = file.to_str().unwrap();
    answer(&["backup", path, "--folder", at]);
    assert!(answer(&["verify", path]).contains("La sauvegarde est intacte"));
    assert!(answer(&["restore", path, "--folder", to]).contains("restaurée"));
    assert!(answer(&["check", "--folder", to]).contains("Le journal compte une écriture"));
    refusal(&["restore", path, "--folder", to], &["journal_entry has 1 rows"]);
    refusal(&["check", "--folder", folder.path().to_str().unwrap()], &["no instance in"]);
    refusal(&["check", "--database", "mysql://u:secret@h/d"], &["not the address of a database"]);

    let attachments = std::fs::read_dir(second.join("attachments")).unwrap().next().unwrap().unwrap().path();
    let attachment = std::fs::read_dir(attachments).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&attachment, "%PDf").unwrap();
    let name = attachment.file_name().unwrap().to_str().unwrap();
    failure(&["check", "--folder", to], &["Un défaut a été trouvé", name, "was altered"]);
    failure(&["backup", path, "--folder", to], &[name]);
    assert!(answer(&["verify", path]).contains("intacte"), "a backup that fails leaves the one before");

    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    std::fs::write(empty.join("mosaique.sqlite"), b"").unwrap();
    assert!(answer(&["check", "--folder", empty.to_str().unwrap()]).contains("Le journal est vide"));

    let mut bytes = std::fs::read(&file).unwrap();
    let place = bytes.windows(11).position(|window| window == b"dossier:abc").unwrap();
    bytes[place] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    failure(&["verify", path], &["tables/journal_entry/000001.jsonl a été modifié"]);
    let third = folder.path().join("third");
    failure(&["restore", path, "--folder", third.to_str().unwrap()], &["tables/journal_entry/000001.jsonl"]);
    assert!(!third.exists(), "nothing is made from a backup that is not whole");
}

const ROADMAP: &str = "../../docs/samples/roadmap.toml";

#[test]
fn a_roadmap_is_checked_and_its_dates_are_proved_then_saved() {
    let checked = json(&["roadmap", "check", ROADMAP, "--format", "json"]);
    assert_eq!((checked["status"].as_str(), checked["actions"].as_u64()), (Some("kept"), Some(12)));
    let folder = tempfile::tempdir().unwrap();
    let saved = folder.path().join("dated.json");
    let saved = saved.to_str().unwrap();
    let arguments = ["roadmap", "schedule", ROADMAP, "--format", "json", "--without", "fonds-friches", "--save", saved];
    let found = json(&arguments);
    assert_eq!(
        (found["status"].as_str(), &found["value"], &found["gap"]),
        (Some("optimal"), &found["bound"], &0.0.into())
    );
    assert_eq!(found["starts"].as_object().unwrap().len(), 12);
    assert_eq!(found["refused"][0]["without"]["status"], "infeasible");
    assert_eq!(json(&["roadmap", "check", saved, "--format", "json"])["status"], "kept");
}

#[test]
fn a_roadmap_that_cannot_hold_has_its_contradiction_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("poor.toml");
    let text = std::fs::read_to_string(ROADMAP).unwrap();
    std::fs::write(
        &path,
        text.replace("budget = [{ year = 2028, euros = 900_000 }]", "budget = [{ year = 2028, euros = 9 }]"),
    )
    .unwrap();
    let path = path.to_str().unwrap();
    let output = mosaique(&["roadmap", "check", path, "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let checked: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&checked["status"], &checked["contradiction"]["is_minimal"]), (&"infeasible".into(), &true.into()));
    let limits: Vec<&str> = checked["contradiction"]["limits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|limit| limit["limit"].as_str().unwrap())
        .collect();
    assert_eq!(limits, ["envelope", "window", "obligation"]);
    assert_eq!(json(&["roadmap", "schedule", path, "--format", "json"])["status"], "infeasible");
    let unsaved = folder.path().join("none.toml");
    let output = mosaique(&["roadmap", "schedule", path, "--save", unsaved.to_str().unwrap()]);
    assert_eq!((output.status.code(), unsaved.exists()), (Some(1), false));
}

#[test]
fn faults_of_a_roadmap_or_of_a_project_are_all_told() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let wrong = write("wrong.toml", "title = 3\nfirst = \"soon\"\n");
    refusal(&["roadmap", "check", &wrong], &[":1:9: title", ":2:9: first", "quarters: missing field"]);
    refusal(&["roadmap", "schedule", ROADMAP, "--without", "nobody:2030"], &["names no funder"]);
    refusal(&["roadmap", "schedule", ROADMAP, "--save", "x.txt"], &[".toml or .json"]);
    let small = include_str!("../../solve/tests/small.sm");
    let project = json(&["roadmap", "schedule", &write("small.sm", small), "--format", "json"]);
    assert_eq!(
        (&project["status"], &project["makespan"], &project["bound"]),
        (&"optimal".into(), &11.into(), &11.into())
    );
    let ring = small.replace("  5        1          1           6", "  5        1          1           2");
    refusal(&["roadmap", "check", &write("ring.sm", &ring)], &["ring"]);
}

#[test]
fn a_session_is_exported_in_one_file_that_is_verified_and_a_flipped_byte_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (instance, file) = (path("instance"), path("a.zip"));
    let at = "2027-05-01T08:00:00Z";
    let export = |id: &'static str| {
        let arguments = ["session", "export", id, "--demonstration", "--folder"];
        [arguments.as_slice(), &[&instance, "-o", &file, "--at", at, "--lang", "fr"]].concat().join("\n")
    };
    let arguments = export("demonstration");
    let arguments: Vec<&str> = arguments.lines().collect();
    refusal(&arguments, &["no instance in"]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let place = store::Place::Folder(instance.clone().into());
        store::Store::open(&place, at).await.unwrap().close().await;
    });
    let unknown = export("nowhere");
    refusal(&unknown.lines().collect::<Vec<_>>(), &["\"nowhere\" is no session"]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left");
    assert!(answer(&arguments).contains("et vérifiée"));
    let first = std::fs::read(&file).unwrap();
    assert!(answer(&arguments).contains("a.zip"));
    assert_eq!(std::fs::read(&file).unwrap(), first, "the same state as of the same time is the same file");

    let key = path("instance/signing.pub");
    assert!(answer(&["session", "verify", &file, "--key", &key, "--lang", "fr"]).contains("signée par la clé donnée"));
    assert!(answer(&["verify", &file, "--lang", "en"]).contains("The archive of the session demonstration is intact"));
    let mut altered = first.clone();
    let at = first.windows(5).position(|window| window == b"title").unwrap();
    altered[at] = b'T';
    std::fs::write(&file, altered).unwrap();
    refusal(&["session", "verify", &file, "--lang", "fr"], &["call/files/", "a été modifié"]);
    refusal(&["session", "verify", &path("absent.zip")], &["cannot read"]);
    std::fs::write(&file, "no archive").unwrap();
    refusal(&["session", "verify", &file, "--lang", "en"], &["is not the archive of a session"]);
}
