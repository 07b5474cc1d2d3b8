//! A portrait as plain text, for a terminal.

use facts::Lang;
use territory::Portrait;
use territory::portrait::Percentile;

use crate::words::Words;

/// The portrait as aligned columns, under a hundred characters but for the reason of an absence.
pub fn portrait(lang: Lang, portrait: &Portrait<'_>) -> String {
    let words = Words::of(lang);
    let mut sheet = String::new();
    let line = |sheet: &mut String, text: &str| {
        sheet.push_str(text.trim_end());
        sheet.push('\n');
    };
    let territory = &portrait.territory;
    line(&mut sheet, &words.t1("sheet-portrait", "name", format!("{} [{}]", territory.name, short(&territory.token))));
    let (people, period) = match &portrait.population {
        Ok(fact) => (words.number(fact.value, 0), words.period(&fact.period)),
        Err(_) => (words.t("sheet-people-unknown"), String::new()),
    };
    let facts = [
        ("kind", words.t(&format!("kind-{}", territory.kind.word()))),
        ("communes", words.number(territory.communes().len() as f64, 0)),
        ("word", words.count("portrait-communes", territory.communes().len())),
        ("people", people),
        ("period", period),
    ];
    line(&mut sheet, &words.with("sheet-facts", &facts));
    let columns = |name: &str, value: &str, national: &str, peers: &str, grade: &str| {
        format!("  {} {} {} {}  {}", left(name, 38), right(value, 30), right(national, 10), right(peers, 10), grade)
    };
    for readings in &portrait.families {
        sheet.push('\n');
        line(&mut sheet, &words.say(&readings.family.name).to_uppercase());
        if !readings.readings.is_empty() {
            let heads = ["sheet-indicator", "sheet-value", "sheet-national", "sheet-peers", "sheet-grade"]
                .map(|key| words.t(key));
            line(&mut sheet, &columns(&heads[0], &heads[1], &heads[2], &heads[3], &heads[4]));
        }
        for reading in &readings.readings {
            let name = words.say(&reading.indicator.name);
            let rank = |percentile: Option<Percentile>| percentile.map_or("·".to_owned(), |p| words.rank(p.share));
            match &reading.finding {
                Ok(fact) => {
                    let value = words.quantity(fact.value, fact.unit);
                    let grade = reading.indicator.grade.letter();
                    line(&mut sheet, &columns(&name, &value, &rank(reading.national), &rank(reading.peers), grade));
                }
                Err(missing) => {
                    line(&mut sheet, &format!("  {} — {}", left(&name, 38), words.missing(missing)));
                }
            }
        }
        for awaited in &readings.family.awaited {
            line(&mut sheet, &format!("  … {} ({})", words.set(&awaited.dataset), awaited.producer));
        }
    }
    if !portrait.peers.is_empty() {
        sheet.push('\n');
        line(&mut sheet, &words.t("sheet-peers-title").to_uppercase());
        for peer in &portrait.peers {
            line(&mut sheet, &format!("  {} {} {}", words.number(peer.distance, 3), left(&peer.token, 10), peer.name));
        }
    }
    sheet.push('\n');
    line(&mut sheet, &words.t("sheet-note"));
    sheet
}

fn short(token: &str) -> String {
    if token.chars().count() > 40 {
        format!("{}…", token.chars().take(39).collect::<String>())
    } else {
        token.to_owned()
    }
}

fn left(text: &str, width: usize) -> String {
    let length = text.chars().count();
    if length > width {
        return format!("{}…", text.chars().take(width - 1).collect::<String>());
    }
    format!("{text}{}", " ".repeat(width - length))
}

fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.chars().count())))
}
