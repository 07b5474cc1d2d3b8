//! The projects of PSPLIB and of Patterson, when they are asked for: `SOLVE_LIBRARY` names a folder that holds `j30.sm`, `j60.sm` and
//! `patterson.rcp`. They are not part of this repository.

#![expect(clippy::disallowed_methods, reason = "a test that is asked for reads its setting and its files")]

use std::path::Path;

use solve::schedule::shortest;

#[path = "../examples/read/mod.rs"]
mod read;

/// How many are proved; panics on a schedule that is none, on one shorter than can be, and on a proof that others contradict.
fn walk(folder: &Path, calls: u32) -> (usize, usize) {
    let references = read::references(folder);
    let (mut files, mut proved) = (0, 0);
    for entry in std::fs::read_dir(folder).expect("the folder").flatten() {
        let path = entry.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let project = match path.extension().and_then(|e| e.to_str()) {
            Some("sm") => read::sm(&std::fs::read_to_string(&path).expect("a text")),
            Some("rcp") => read::rcp(&std::fs::read_to_string(&path).expect("a text")),
            _ => continue,
        };
        let mut called = 0;
        let answer = shortest(&project, &mut || {
            called += 1;
            called > calls
        })
        .expect("a project without fault");
        assert!(project.is_kept_by(&answer.starts), "{name}");
        let (low, high) = references[&name];
        assert!(answer.makespan >= low && answer.bound <= high, "{name}: {answer:?} and {low}..{high}");
        files += 1;
        proved += usize::from(answer.is_optimal());
    }
    (files, proved)
}

#[test]
fn the_library_is_never_contradicted() {
    let Ok(folder) = std::env::var("SOLVE_LIBRARY") else { return };
    let folder = Path::new(&folder);
    assert_eq!(walk(&folder.join("j30.sm"), u32::MAX), (480, 480));
    assert_eq!(walk(&folder.join("patterson.rcp"), u32::MAX), (110, 110));
    let (files, _) = walk(&folder.join("j60.sm"), 80);
    assert_eq!(files, 480);
}
