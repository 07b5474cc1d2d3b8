//! A table of texts, numbers and yes or no, as files: CSV, a workbook, JSON. Each column has a stable name, for programs, and
//! words, for readers.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as CellFormat, Workbook, XlsxError};
use serde_json::{Map, Value, json};

use crate::data::safe;
use crate::words::Words;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// Its stable name.
    pub name: String,
    /// Its words.
    pub words: String,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableCell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    List(Vec<String>),
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is.
    pub title: String,
    /// When it was made, UTC to the second.
    pub made_at: String,
    /// What readers must know of it, in sentences.
    pub notes: Vec<String>,
    /// The columns.
    pub columns: Vec<TableColumn>,
    /// The rows, each with a cell a column.
    pub rows: Vec<Vec<TableCell>>,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// Comma between fields, UTF-8.
    Csv,
    /// A workbook.
    Xlsx,
    /// A list of objects.
    Json,
}

impl TableFormat {
    /// Every form.
    pub const ALL: [TableFormat; 3] = [TableFormat::Csv, TableFormat::Xlsx, TableFormat::Json];

    /// How its files end.
    pub fn suffix(self) -> &'static str {
        match self {
            TableFormat::Csv => "csv",
            TableFormat::Xlsx => "xlsx",
            TableFormat::Json => "json",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            TableFormat::Csv => "text/csv; charset=utf-8",
            TableFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            TableFormat::Json => "application/json",
        }
    }
}

/// The most characters that a cell of a workbook holds.
const LONGEST_CELL: usize = 32_767;

/// The names of the columns, then each row with its line.
pub type ReadTable = (Vec<String>, Vec<(u64, Vec<String>)>);

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

impl Table {
    /// The table as a file.
    pub fn write(&self, words: &Words, format: TableFormat) -> Vec<u8> {
        match format {
            TableFormat::Csv => self.csv(),
            TableFormat::Xlsx => self.workbook(words).expect("texts are cut to what a cell holds, and rows are few"),
            TableFormat::Json => self.json(),
        }
    }

    fn csv(&self) -> Vec<u8> {
        let kept = "writing to memory does not fail";
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        writer.write_record(self.columns.iter().map(|column| &column.name)).expect(kept);
        for row in &self.rows {
            let fields = row.iter().map(|cell| match cell {
                TableCell::Empty => String::new(),
                TableCell::Text(text) => safe(text),
                TableCell::Whole(number) => number.to_string(),
                TableCell::Flag(flag) => flag.to_string(),
                TableCell::List(texts) => safe(&texts.join(";")),
            });
            writer.write_record(fields).expect(kept);
        }
        writer.into_inner().expect(kept)
    }

    fn workbook(&self, words: &Words) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        // The moment of the table, and not that of the writing: the same table is the same file.
        let made_at = ExcelDateTime::parse_from_str(self.made_at.trim_end_matches('Z'))?;
        let properties =
            DocProperties::new().set_title(&self.title).set_author(words.t("product")).set_creation_datetime(&made_at);
        workbook.set_properties(&properties);
        let bold = CellFormat::new().set_bold();
        let sheet = workbook.add_worksheet().set_name(words.t("table-sheet"))?;
        for (rank, column) in (0..).zip(&self.columns) {
            sheet.write_string_with_format(0, rank, cut(&column.words), &bold)?;
        }
        for (row, cells) in (1..).zip(&self.rows) {
            for (rank, cell) in (0..).zip(cells) {
                match cell {
                    TableCell::Empty => continue,
                    TableCell::Text(text) => sheet.write_string(row, rank, cut(text))?,
                    TableCell::Whole(number) => sheet.write_number(row, rank, *number as f64)?,
                    TableCell::Flag(flag) => sheet.write_boolean(row, rank, *flag)?,
                    TableCell::List(texts) => sheet.write_string(row, rank, cut(&texts.join(", ")))?,
                };
            }
        }
        sheet.set_freeze_panes(1, 1)?;
        let about = workbook.add_worksheet().set_name(words.t("table-sheet-about"))?;
        about.write_string_with_format(0, 0, &self.title, &bold)?;
        for (row, note) in (1..).zip(&self.notes) {
            about.write_string(row, 0, cut(note))?;
        }
        about.set_column_width(0, 100)?;
        workbook.save_to_buffer()
    }

    fn json(&self) -> Vec<u8> {
        let row = |cells: &Vec<TableCell>| {
            let fields = self.columns.iter().zip(cells).map(|(column, cell)| {
                let value = match cell {
                    TableCell::Empty => Value::Null,
                    TableCell::Text(text) => json!(text),
                    TableCell::Whole(number) => json!(number),
                    TableCell::Flag(flag) => json!(flag),
                    TableCell::List(texts) => json!(texts),
                };
                (column.name.clone(), value)
            });
            Value::Object(fields.collect::<Map<_, _>>())
        };
        let columns: Vec<Value> =
            self.columns.iter().map(|column| json!({ "name": column.name, "words": column.words })).collect();
        let whole = json!({
            "title": self.title,
            "made_at": self.made_at,
            "notes": self.notes,
            "columns": columns,
            "rows": self.rows.iter().map(row).collect::<Vec<_>>(),
        });
        let mut text = serde_json::to_vec_pretty(&whole).expect("texts and numbers are JSON");
        text.push(b'\n');
        text
    }
}

/// What a cell holds of a text, and that it was cut when it was.
fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST_CELL {
        return text.to_owned();
    }
    text.chars().take(LONGEST_CELL - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use facts::Lang;

    use super::*;

    fn table() -> Table {
        let column = |name: &str| TableColumn { name: name.into(), words: format!("{name} in words") };
        Table {
            title: "Dossiers".into(),
            made_at: "2026-12-01T10:00:00Z".into(),
            notes: vec!["Made up.".into()],
            columns: vec![column("id"), column("late"), column("communes"), column("codes"), column("none")],
            rows: vec![vec![
                TableCell::Text("=cmd, \"x\"".into()),
                TableCell::Flag(false),
                TableCell::Whole(38),
                TableCell::List(vec!["16".into(), "17".into()]),
                TableCell::Empty,
            ]],
        }
    }

    #[test]
    fn the_same_table_is_read_from_each_file() {
        let words = Words::of(Lang::En);
        let csv = String::from_utf8(table().write(words, TableFormat::Csv)).unwrap();
        assert_eq!(csv, "id,late,communes,codes,none\n\"'=cmd, \"\"x\"\"\",false,38,16;17,\n");
        let json: Value = serde_json::from_slice(&table().write(words, TableFormat::Json)).unwrap();
        assert_eq!(json["rows"][0]["communes"], json!(38));
        assert_eq!(json["rows"][0]["codes"], json!(["16", "17"]));
        assert_eq!(json["rows"][0]["none"], Value::Null);
        let workbook = table().write(words, TableFormat::Xlsx);
        assert_eq!(workbook, table().write(words, TableFormat::Xlsx), "the same bytes");
        assert!(workbook.starts_with(b"PK"));
    }

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_and_says_so() {
        let long = "é".repeat(40_000);
        assert_eq!(cut(&long).chars().count(), LONGEST_CELL);
        assert!(cut(&long).ends_with('…'));
    }
}
