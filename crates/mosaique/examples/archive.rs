//! The archive of a full session, with the program as it is given: `archive PROGRAM FOLDER [DOSSIERS [JURORS]]` fills an empty
//! folder with an instance (100 dossiers of the session of demonstration with their answers and 300 documents of 200 to 800 kB
//! unless said otherwise, 20 jurors of whom four read each dossier, a jury, 6 laureates with a roadmap and three editions),
//! then exports, verifies, exports again, flips a byte and verifies, each in its own process, and says how long each took and
//! how much memory. See `bench/README.md`.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    dead_code,
    reason = "a trial of the program, not a part of it"
)]

mod full_session;
mod served;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant as Watch;

use full_session::{SESSION, fill};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(program), Some(folder)) = (arguments.first(), arguments.get(1)) else {
        eprintln!("usage: archive PROGRAM FOLDER [DOSSIERS [JURORS]]");
        return ExitCode::from(2);
    };
    let number = |rank: usize, default| arguments.get(rank).map_or(default, |text| text.parse().unwrap());
    let (dossiers, jurors) = (number(2, 100), number(3, 20));
    let folder = Path::new(folder);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let watch = Watch::now();
    let session = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/demonstration");
    runtime.block_on(fill(folder, served::read_session(&session), dossiers, jurors, true));
    println!("filled in {:.1} s", watch.elapsed().as_secs_f64());
    let (first, second) = (folder.join("one.zip"), folder.join("two.zip"));
    let export = |to: &Path| {
        let at = "2027-05-01T08:00:00Z";
        let folder = folder.display().to_string();
        let arguments = ["session", "export", SESSION, "--demonstration", "--folder", &folder, "--at", at, "-o"];
        run("export", program, &[arguments.as_slice(), &[&to.display().to_string()]].concat())
    };
    let verify = |what: &str, file: &Path| run(what, program, &["session", "verify", &file.display().to_string()]);
    let mut sound = export(&first) == Some(0) && verify("verify", &first) == Some(0);
    sound &= export(&second) == Some(0);
    let mut bytes = std::fs::read(&first).unwrap();
    sound &= bytes == std::fs::read(&second).unwrap();
    println!("{} bytes, the same twice: {sound}", bytes.len());
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&second, bytes).unwrap();
    sound &= verify("flipped", &second) == Some(2);
    if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs the program and says how long it took, what it said, and the most memory that it held.
fn run(what: &str, program: &str, arguments: &[&str]) -> Option<i32> {
    let watch = Watch::now();
    let mut child = Command::new(program).args(arguments).args(["--lang", "en"]).spawn().unwrap();
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak = 0;
    let code = loop {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        peak = peak.max(line.and_then(|kilobytes| kilobytes.trim().parse::<u64>().ok()).unwrap_or(0));
        match child.try_wait().unwrap() {
            Some(status) => break status.code(),
            None => std::thread::sleep(std::time::Duration::from_millis(5)),
        }
    };
    println!("{what}: {:.2} s, peak {} MiB, exit code {code:?}", watch.elapsed().as_secs_f64(), peak >> 10);
    code
}
