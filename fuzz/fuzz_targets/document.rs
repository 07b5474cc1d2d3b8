//! Any text can be asked for any field: what is wrong becomes problems, each with a place that is in the text.
#![no_main]

use facts::document::{Document, Table};
use facts::{Period, Siren};

fn ask(table: Table<'_>, depth: u8) {
    let _ = (table.text("a"), table.number("b"), table.whole("c"), table.flag("d"), table.texts("e"));
    let _ = (table.parsed::<Siren>("a"), table.optional_parsed::<Period>("b"), table.one_of("f", &[("x", 1)]));
    let _ = (table.localised("g"), table.localised_list("h"), table.optional_texts("a"));
    if depth > 0 {
        table.optional_tables("a").into_iter().chain(table.tables("b")).for_each(|inner| ask(inner, depth - 1));
        table.table("g").into_iter().for_each(|inner| ask(inner, depth - 1));
    }
    table.close();
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let document = Document::parse("x.toml", text);
    ask(document.root(), 3);
    let lines = text.matches('\n').count() + 1;
    for (line, _) in document.into_problems().iter().filter_map(|problem| problem.at) {
        assert!((1..=lines).contains(&line));
    }
});
