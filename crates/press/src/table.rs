//! A table of texts, numbers and yes or no, as files: CSV, a workbook, JSON. Each column has a stable name, for programs, and
//! words, for readers.

mod reading;

pub use reading::{ReadTable, read_csv, read_workbook, write_csv};

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
    fn what_a_workbook_holds_is_read_back_with_its_rows() {
        let words = Words::of(Lang::En);
        let (columns, rows) = read_workbook(&table().write(words, TableFormat::Xlsx)).unwrap();
        assert_eq!(columns[..2], ["id in words", "late in words"]);
        assert_eq!(rows, [(2, ["=cmd, \"x\"", "FALSE", "38", "16, 17", ""].map(str::to_owned).to_vec())]);
        let mut long = table();
        long.rows.push(vec![TableCell::Text("é".repeat(40_000)); 5]);
        let refused = read_workbook(&long.write(words, TableFormat::Xlsx)).unwrap_err();
        assert!(refused.0 == 3 && refused.1.contains("cut"), "{refused:?}");
    }

    #[test]
    fn what_is_no_workbook_or_opens_without_end_is_refused() {
        use std::io::Write as _;
        for bytes in [b"PK".as_slice(), b"", b"a;b\n1;2"] {
            assert_eq!(read_workbook(bytes).unwrap_err().0, 0);
        }
        let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        bomb.start_file("xl/worksheets/sheet1.xml", zip::write::SimpleFileOptions::default()).unwrap();
        for _ in 0..100 {
            bomb.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
        let bytes = bomb.finish().unwrap().into_inner();
        assert!(bytes.len() < 1 << 20);
        assert!(read_workbook(&bytes).unwrap_err().1.contains("64 MiB"));
    }

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_and_says_so() {
        let long = "é".repeat(40_000);
        assert_eq!(cut(&long).chars().count(), LONGEST_CELL);
        assert!(cut(&long).ends_with('…'));
    }
}
