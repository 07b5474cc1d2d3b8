//! The files of a session, whatever is in them: a session, or problems that say which file to mend.
#![no_main]

use programme::Session;

libfuzzer_sys::fuzz_target!(|text: &str| {
    // The files follow one another, separated by a character that no file needs.
    let files: Vec<_> = Session::FILES.into_iter().zip(text.split('\u{c}')).collect();
    match Session::read(&files) {
        Ok(session) => assert!(session.laureates.iter().all(|l| session.laureate(l.id.as_str()) == Some(l))),
        Err(problems) => {
            assert!(problems.iter().all(|problem| Session::FILES.contains(&problem.file.as_str())));
            assert!(!problems.is_empty());
        }
    }
});
