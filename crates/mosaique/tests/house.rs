//! The map of the house is tested: who may know whom, what the pure rooms may not touch, what must be documented.

#![expect(clippy::disallowed_methods, reason = "a test reads the files of the project")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::{DependencyKind, MetadataCommand};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the project is where its crate is")
}

/// Each room and those that it may know.
const MAY_KNOW: [(&str, &[&str]); 9] = [
    ("facts", &[]),
    ("solve", &[]),
    ("atlas", &["facts"]),
    ("programme", &["facts", "solve"]),
    ("territory", &["facts", "solve", "atlas"]),
    ("observatory", &["facts", "atlas"]),
    ("press", &["facts", "programme", "territory"]),
    ("store", &["facts", "programme", "territory"]),
    ("mosaique", &["facts", "solve", "atlas", "programme", "territory", "press", "store"]),
];

/// What the rooms that think must not be able to reach, even through others.
const NEVER_IN_PURE_ROOMS: [&str; 7] = ["tokio", "sqlx", "axum", "reqwest", "hyper", "datafusion", "jiff"];
/// What they must not ask for themselves: others need its types, and are given the time and the chance by us.
const NEVER_ASKED_IN_PURE_ROOMS: [&str; 3] = ["rand", "getrandom", "time"];
const PURE_ROOMS: [&str; 6] = ["facts", "solve", "atlas", "programme", "territory", "press"];

#[test]
fn rooms_know_only_those_they_may() {
    let metadata = MetadataCommand::new().manifest_path(root().join("Cargo.toml")).exec().unwrap();
    let rooms: BTreeSet<&str> = MAY_KNOW.iter().map(|(room, _)| *room).collect();
    let members: BTreeSet<&str> = metadata.workspace_packages().iter().map(|package| package.name.as_str()).collect();
    assert_eq!(members, rooms, "a room is missing from the table, or from the house");
    for package in metadata.workspace_packages() {
        let (_, allowed) = MAY_KNOW.iter().find(|(room, _)| *room == package.name.as_str()).unwrap();
        for dependency in package.dependencies.iter().filter(|d| d.kind != DependencyKind::Development) {
            let name = dependency.name.as_str();
            assert!(!rooms.contains(name) || allowed.contains(&name), "{} must not know {name}", package.name);
        }
    }
}

#[test]
fn rooms_that_think_cannot_reach_the_world() {
    let metadata = MetadataCommand::new().manifest_path(root().join("Cargo.toml")).exec().unwrap();
    for package in metadata.workspace_packages().iter().filter(|p| PURE_ROOMS.contains(&p.name.as_str())) {
        for asked in package.dependencies.iter().filter(|d| d.kind == DependencyKind::Normal) {
            assert!(!NEVER_ASKED_IN_PURE_ROOMS.contains(&asked.name.as_str()), "{} asks {}", package.name, asked.name);
        }
        // The tree of the room alone: the metadata would add what other rooms ask of the same libraries.
        let tree = Command::new(env!("CARGO"))
            .args(["tree", "--locked", "--edges", "normal", "--prefix", "none", "--package", package.name.as_str()])
            .current_dir(root())
            .output()
            .unwrap();
        assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
        let reached = String::from_utf8(tree.stdout).unwrap();
        for name in reached.lines().filter_map(|line| line.split(' ').next()) {
            assert!(!NEVER_IN_PURE_ROOMS.contains(&name), "{} reaches {name}", package.name);
        }
    }
}

#[test]
fn every_dependency_has_its_reason_in_contributing() {
    let contributing = std::fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let metadata = MetadataCommand::new().manifest_path(root().join("Cargo.toml")).no_deps().exec().unwrap();
    let rooms: BTreeSet<&str> = MAY_KNOW.iter().map(|(room, _)| *room).collect();
    for package in metadata.workspace_packages() {
        for dependency in package.dependencies.iter().filter(|d| !rooms.contains(d.name.as_str())) {
            let named = format!("`{}`", dependency.name);
            assert!(contributing.contains(&named), "{named} of {} has no reason in CONTRIBUTING.md", package.name);
        }
    }
}

#[test]
fn every_indicator_has_a_method_page() {
    let atlas = atlas::Atlas::open(std::fs::read(root().join("data/france.atlas")).unwrap()).unwrap();
    for indicator in atlas.indicators() {
        let page = root().join(format!("docs/method/{}.md", indicator.method));
        assert!(page.exists(), "{} has no page {}", indicator.id, page.display());
    }
    assert!(atlas.indicators().len() >= 14);
}

#[test]
fn embedded_data_are_small_and_the_atlas_is_made_from_them() {
    let data = root().join("data");
    let total: u64 = std::fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum();
    assert!(total <= 12 << 20, "{total} bytes in data/");
    let catalogue = std::fs::read_to_string(data.join("catalogue.toml")).unwrap();
    let atlas = atlas::Atlas::open(std::fs::read(data.join("france.atlas")).unwrap()).unwrap();
    for source in atlas.sources() {
        assert!(catalogue.contains(&source.sha256), "the atlas was made from another {}", source.id);
    }
}

#[test]
fn nothing_of_the_session_is_in_code() {
    // Names that only the session may say.
    let words =
        ["Coëvrons", "Gévaudan", "lédonien", "GrandAngoulême", "Rives du Rhône", "DGALN", "Fabrique de l'industrie"];
    let mut folders = vec![root().join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            let is_test = path.components().any(|part| part.as_os_str() == "tests")
                || path.ends_with("tests.rs")
                || path.ends_with("faults.rs");
            if path.is_dir() {
                folders.push(path);
            } else if !is_test && path.extension().is_some_and(|e| e == "rs" || e == "html") {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap();
                // The help of the command line gives examples; the awaited datasets name their producers elsewhere.
                if !path.ends_with("cli/mod.rs") {
                    for word in words {
                        assert!(!code.contains(word), "{} says {word}", path.display());
                    }
                }
            }
        }
    }
}
