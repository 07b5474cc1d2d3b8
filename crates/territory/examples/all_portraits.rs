//! Every indicator of every commune and of every EPCI of France, with its place in the country and among its peers: what
//! `bench/` measures. One line of JSON tells the time of each step; `--out FILE` writes the answers.
//!
//! ```text
//! all_portraits data/france.atlas [--out FILE]     the figures and both percentiles
//! all_portraits data/france.atlas --measures       sum and count of each column of the atlas
//! ```

#![expect(clippy::disallowed_methods, reason = "a bench reads the atlas, measures time and writes what it found")]

use std::error::Error;
use std::fmt::Write as _;
use std::time::Instant;

use atlas::Atlas;
use territory::knowledge::{Percentile, Reference};
use territory::{Kind, Knowledge};

const KINDS: [Kind; 2] = [Kind::Commune, Kind::Epci];

/// For each indicator, the place of each territory.
type Places = Vec<Vec<Option<Percentile>>>;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [path, "--measures"] => measures(&Atlas::open(std::fs::read(path)?)?),
        [path] => portraits(path, None)?,
        [path, "--out", out] => portraits(path, Some(out))?,
        _ => return Err("expected the path of an atlas, then nothing, --measures, or --out and a file".into()),
    }
    Ok(())
}

/// Works everything out, step by step, and tells how long each took.
fn portraits(path: &str, out: Option<&str>) -> Result<(), Box<dyn Error>> {
    let mut clock = Clock { last: Instant::now(), seconds: Vec::new() };
    let atlas = Atlas::open(std::fs::read(path)?)?;
    let knowledge = Knowledge::new(&atlas);
    clock.lap("open");
    let references = KINDS.map(|kind| knowledge.reference(kind).expect("both are kinds of the map"));
    clock.lap("values");
    let national = references.map(|reference| {
        places(reference, |rank, indicator, value| reference.percentile(indicator, value, Some(rank)))
    });
    clock.lap("national");
    let groups = KINDS.map(|kind| knowledge.groups(kind));
    clock.lap("groups");
    let peers = [0, 1].map(|kind| {
        let (reference, groups): (&Reference, &Vec<Vec<u32>>) = (references[kind], &groups[kind]);
        places(reference, |rank, indicator, value| reference.percentile_among(&groups[rank], indicator, value))
    });
    clock.lap("peers");

    let (processor, peak) = (processor_seconds().unwrap_or(0.0), peak_mebibytes().unwrap_or(0.0));
    println!("{{\"engine\":\"mosaique\",{},\"cpu\":{processor:.2},\"peak_mib\":{peak:.1}}}", clock.told());
    if let Some(out) = out {
        let mut text = String::from("kind,code,indicator,value,national,peers\n");
        for (kind, reference) in references.iter().enumerate() {
            for (indicator, loaded) in knowledge.indicators().iter().enumerate() {
                for (rank, territory) in reference.territories.iter().enumerate() {
                    let share = |places: &Places| number(places[indicator][rank].map(|place| place.share));
                    writeln!(
                        text,
                        "{},{},{},{},{},{}",
                        KINDS[kind].word(),
                        territory.token,
                        loaded.indicator.id,
                        number(reference.values[indicator][rank]),
                        share(&national[kind]),
                        share(&peers[kind]),
                    )?;
                }
            }
        }
        std::fs::write(out, text)?;
    }
    Ok(())
}

/// The place of every figure of a reference, from the rank of its territory, that of its indicator, and its value.
fn places(reference: &Reference, place: impl Fn(usize, usize, f64) -> Option<Percentile>) -> Places {
    let of_indicator = |(indicator, values): (usize, &Vec<Option<f64>>)| {
        values.iter().enumerate().map(|(rank, value)| place(rank, indicator, (*value)?)).collect()
    };
    reference.values.iter().enumerate().map(of_indicator).collect()
}

/// Sum and count of each column of the atlas, one line of JSON each.
fn measures(atlas: &Atlas) {
    for indicator in atlas.indicators() {
        for measure in indicator.rule.measures() {
            let column = atlas.measure(&indicator.id, measure).expect("opening the atlas checked it");
            let values = || (0..column.len()).filter_map(|row| column.get(row));
            let (sum, count) = (values().sum::<f64>(), values().count());
            println!("{{\"column\":\"{}/{measure}\",\"sum\":{sum:?},\"count\":{count}}}", indicator.id);
        }
    }
}

/// Steps and how long each took.
struct Clock {
    last: Instant,
    seconds: Vec<(&'static str, f64)>,
}

impl Clock {
    fn lap(&mut self, step: &'static str) {
        let now = Instant::now();
        self.seconds.push((step, (now - self.last).as_secs_f64()));
        self.last = now;
    }

    fn told(&self) -> String {
        let total = ("total", self.seconds.iter().map(|(_, seconds)| seconds).sum());
        let steps = self.seconds.iter().copied().chain([total]);
        steps.map(|(step, seconds)| format!("\"{step}\":{seconds:.6}")).collect::<Vec<_>>().join(",")
    }
}

/// Twelve significant digits, which tell apart any two figures that are not equal by rounding; nothing when missing.
fn number(value: Option<f64>) -> String {
    value.map_or(String::new(), |value| format!("{value:.11e}"))
}

/// The time that both processors have given to the program, in hundredths, where the system tells it.
fn processor_seconds() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/stat").ok()?;
    // After the name, in brackets: the 12th and the 13th field, of the program and of the system for it.
    let mut fields = status.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut hundredths = || fields.next()?.parse::<f64>().ok();
    Some((hundredths()? + hundredths()?) / 100.0)
}

/// The most memory that the program has held, where the system tells it.
fn peak_mebibytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kibibytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(kibibytes.trim().trim_end_matches(" kB").parse::<f64>().ok()? / 1024.0)
}
