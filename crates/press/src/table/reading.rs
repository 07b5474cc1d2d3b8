//! Tables that others give: a text of commas or semicolons, the first sheet of a workbook.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};

use super::LONGEST_CELL;
use crate::data::safe;

/// The names of the columns, then each row with its line.
pub type ReadTable = (Vec<String>, Vec<(u64, Vec<String>)>);

/// The most bytes that a workbook may hold once it is opened.
const LARGEST: u64 = 64 << 20;

/// Rows of a text of commas or semicolons: the names of the columns, then each row with its line. What this program put before a cell
/// that a workbook would run is taken away.
///
/// # Errors
/// The first line that is not as the others, with what is wrong.
pub fn read_csv(text: &str) -> Result<ReadTable, (u64, String)> {
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.matches(';').count() > head.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let wrong = |error: csv::Error| (error.position().map_or(1, csv::Position::line), error.to_string());
    let columns = reader.headers().map_err(wrong)?.iter().map(|name| name.trim().to_owned()).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        let cell = |cell: &str| match cell.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_owned(),
            _ => cell.to_owned(),
        };
        let line = record.position().map_or(1, csv::Position::line);
        rows.push((line, record.iter().map(cell).collect()));
    }
    Ok((columns, rows))
}

/// What was read, as a text of commas that is read back the same.
pub fn write_csv<'r>(columns: &[String], rows: impl Iterator<Item = &'r [String]>) -> String {
    let kept = "writing to memory does not fail";
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_record(columns).expect(kept);
    for row in rows {
        writer.write_record(row.iter().map(|cell| safe(cell))).expect(kept);
    }
    String::from_utf8(writer.into_inner().expect(kept)).expect("texts are UTF-8")
}

/// Rows of the first sheet of a workbook (XLSX), as texts: yes or no is TRUE or FALSE, a day 2027-01-31. The first row names the
/// columns; rows without anything are left out.
///
/// # Errors
/// What is wrong and in which row, 0 when it is the whole file: no workbook, more than 64 MiB once opened, a cell that was cut
/// when it was written.
pub fn read_workbook(bytes: &[u8]) -> Result<ReadTable, (u64, String)> {
    let whole = |error: &dyn std::fmt::Display| (0, format!("no workbook: {error}"));
    weigh(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| whole(&error))?;
    let range = workbook.worksheet_range_at(0).ok_or((0, "no workbook: it has no sheet".to_owned()))?;
    let range = range.map_err(|error| whole(&error))?;
    let first = range.start().map_or(0, |(row, _)| u64::from(row)) + 1;
    let mut rows = (first..).zip(range.rows().map(|row| row.iter().map(text).collect::<Vec<_>>()));
    let columns = rows.next().map(|(_, cells)| cells).unwrap_or_default();
    let columns = columns.iter().map(|name| name.trim().to_owned()).collect();
    let rows: Vec<_> = rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect();
    let is_cut = |cell: &String| cell.ends_with('…') && cell.chars().count() == LONGEST_CELL;
    match rows.iter().find(|(_, cells)| cells.iter().any(is_cut)) {
        Some((row, _)) => {
            Err((*row, "a text was cut when the workbook was written; take the JSON or TOML file".into()))
        }
        None => Ok((columns, rows)),
    }
}

/// Opens everything once and keeps nothing: a small file may hold more than a machine.
fn weigh(bytes: &[u8]) -> Result<(), (u64, String)> {
    let whole = |error: &dyn std::fmt::Display| (0, format!("no workbook: {error}"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| whole(&error))?;
    let mut left = LARGEST;
    for rank in 0..archive.len() {
        let entry = archive.by_index(rank).map_err(|error| whole(&error))?;
        let read = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink()).map_err(|error| whole(&error))?;
        left = left.checked_sub(read).ok_or((0, format!("more than {} MiB once it is opened", LARGEST >> 20)))?;
    }
    Ok(())
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Bool(flag) => if *flag { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    }
}
