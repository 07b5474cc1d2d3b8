//! `mosaique territory find|show`.

use std::fmt::Write as _;

use anyhow::Result;
use clap::Subcommand;
use facts::Lang;
use press::{Words, data};
use serde_json::json;
use territory::search::Question;
use territory::{Hit, names};

use super::{AtlasFile, ListFormat, Refused, deliver, print_json, territory_of};

/// Finds and describes territories.
#[derive(Subcommand)]
pub(super) enum TerritoryCommand {
    /// The territories whose name answers, best first.
    Find {
        /// A name, or its beginning; accents, hyphens, capitals and the order of words do not matter, faults of typing
        /// are corrected, and a département or a région may follow.
        #[arg(required = true)]
        words: Vec<String>,
        #[command(flatten)]
        atlas: AtlasFile,
        /// How many at most.
        #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=500))]
        limit: u16,
        /// Form of the list.
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
    /// A territory and its communes.
    Show {
        /// A code, a name, several joined by +, or @FILE for a file of codes.
        territory: String,
        #[command(flatten)]
        atlas: AtlasFile,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
}

impl TerritoryCommand {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        let words = Words::of(lang);
        match self {
            TerritoryCommand::Find { words: asked, atlas, limit, format } => {
                let instance = atlas.open()?;
                let asked = asked.join(" ");
                let hits = instance.knowledge.gazetteer().search(instance.atlas().map(), &asked, usize::from(*limit));
                let question = Question::new(&names::HABITS, &asked);
                let why = |hit: &Hit| {
                    let traces = question.traces(&names::HABITS, &hit.name, hit.matched.is_corrected());
                    press::search::reason(words, &asked, &hit.name, hit.matched, &traces.iter().collect::<Vec<_>>())
                };
                if *format == ListFormat::Json {
                    let list: Vec<_> = hits
                        .iter()
                        .map(|hit| {
                            let c = &hit.candidate;
                            json!({
                                "token": c.token, "kind": c.kind, "name": c.name, "within": c.within,
                                "population": hit.population, "matched": hit.matched.word(), "faults": hit.faults,
                                "reason": why(hit),
                            })
                        })
                        .collect();
                    return print_json(&list);
                }
                if hits.is_empty() {
                    return Err(Refused(words.t1("search-no-territory", "query", asked)).into());
                }
                let mut text = String::new();
                for hit in &hits {
                    let (c, people) = (&hit.candidate, words.number(hit.population as f64, 0));
                    let kind = words.t(&format!("kind-{}", c.kind.word()));
                    let _ = writeln!(
                        text,
                        "{:<10} {} – {kind}, {}, {people} {} ({})",
                        c.token,
                        c.name,
                        c.within,
                        words.t("portrait-people"),
                        why(hit),
                    );
                }
                deliver(&text, None)
            }
            TerritoryCommand::Show { territory, atlas, format } => {
                let instance = atlas.open()?;
                let territory = territory_of(instance, lang, territory)?;
                let map = instance.atlas().map();
                let (population, known) = territory.population(map);
                let communes = territory.communes().iter().map(|rank| map.at(*rank));
                if *format == ListFormat::Json {
                    return print_json(&data::territory(&territory, map));
                }
                let kind = words.t(&format!("kind-{}", territory.kind.word()));
                let mut text = String::new();
                let _ = writeln!(text, "{} – {kind}, {}", territory.name, words.period(&territory.as_of));
                let _ = writeln!(
                    text,
                    "{} {}, {} {}",
                    words.number(territory.communes().len() as f64, 0),
                    words.count("portrait-communes", territory.communes().len()),
                    if known > 0 { words.number(population as f64, 0) } else { "?".into() },
                    words.t("portrait-people"),
                );
                for commune in communes {
                    let people = commune.population.map_or("·".into(), |people| words.number(f64::from(people), 0));
                    let _ = writeln!(text, "  {} {} ({people})", commune.code, commune.name);
                }
                deliver(&text, None)
            }
        }
    }
}
