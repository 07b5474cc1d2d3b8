//! A table as CSV.

use super::Content;
use super::columns::{Cell, columns};
use crate::data::safe;

/// How fields are separated and numbers written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Comma between fields, point before decimals.
    International,
    /// Semicolon between fields, comma before decimals, and the mark of UTF-8 that spreadsheets look for.
    French,
}

pub(super) fn write(content: Content<'_>, dialect: Dialect) -> Vec<u8> {
    let columns = columns(content.survey);
    let french = dialect == Dialect::French;
    let start = if french { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().delimiter(if french { b';' } else { b',' }).from_writer(start);
    let kept = "writing to memory does not fail";
    writer.write_record(columns.iter().map(|column| &column.name)).expect(kept);
    for entry in &content.survey.entries {
        let fields = columns.iter().map(|column| match column.cell(content.map, entry) {
            Cell::Text(text) => safe(&text),
            Cell::Whole(number) => number.to_string(),
            Cell::Real(number) if french => number.to_string().replace('.', ","),
            Cell::Real(number) => number.to_string(),
            Cell::Empty => String::new(),
        });
        writer.write_record(fields).expect(kept);
    }
    writer.into_inner().expect(kept)
}
