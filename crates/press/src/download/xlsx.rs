//! A table as a workbook: the figures, what they are, and where they come from.

use facts::{Lang, Period, Unit};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use territory::Indicator;

use super::Content;
use super::columns::{Cell, columns};
use crate::words::Words;

pub(super) fn write(content: Content<'_>) -> Vec<u8> {
    try_write(content).expect("no kind of territory has more rows or columns than a sheet, and its texts are short")
}

fn try_write(content: Content<'_>) -> Result<Vec<u8>, XlsxError> {
    let words = Words::of(Lang::Fr);
    let mut workbook = Workbook::new();
    // The day of the map, and not today: the same figures are the same file.
    let (year, month, day) = match content.map.as_of {
        Period::Day { year, month, day } => (year, month, day),
        Period::Year(year) | Period::Span { to: year, .. } => (year, 1, 1),
    };
    let properties = DocProperties::new()
        .set_title(words.t("open-workbook-title"))
        .set_author(words.t("product"))
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?);
    workbook.set_properties(&properties);
    figures(workbook.add_worksheet().set_name(words.t("open-sheet-figures"))?, content)?;
    definitions(workbook.add_worksheet().set_name(words.t("open-sheet-definitions"))?, content)?;
    sources(workbook.add_worksheet().set_name(words.t("open-sheet-sources"))?, content)?;
    workbook.save_to_buffer()
}

fn figures(sheet: &mut Worksheet, content: Content<'_>) -> Result<(), XlsxError> {
    let columns = columns(content.survey);
    headings(sheet, columns.iter().map(|column| column.name.as_str()))?;
    let formats: Vec<Format> = columns.iter().map(|column| number_format(column.unit())).collect();
    for (row, entry) in (1..).zip(&content.survey.entries) {
        for ((rank, column), format) in (0..).zip(&columns).zip(&formats) {
            match column.cell(content.map, entry) {
                Cell::Text(text) => sheet.write_string(row, rank, text)?,
                Cell::Whole(number) => sheet.write_number_with_format(row, rank, number as f64, format)?,
                Cell::Real(number) => sheet.write_number_with_format(row, rank, number, format)?,
                Cell::Empty => continue,
            };
        }
    }
    sheet.set_freeze_panes(1, 3)?;
    sheet.set_column_width(2, 32)?;
    sheet.autofilter(0, 0, content.survey.entries.len() as u32, columns.len() as u16 - 1)?;
    Ok(())
}

/// As many decimals as the unit says; all of them stay in the cell.
fn number_format(unit: Option<Unit>) -> Format {
    let decimals = unit.map_or(2, Unit::decimals);
    let pattern = if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals)) };
    Format::new().set_num_format(pattern)
}

fn definitions(sheet: &mut Worksheet, content: Content<'_>) -> Result<(), XlsxError> {
    let names = [
        "column",
        "indicator",
        "family",
        "name_fr",
        "name_en",
        "about_fr",
        "about_en",
        "unit",
        "period",
        "grade",
        "formula_fr",
        "formula_en",
        "sources",
    ];
    headings(sheet, names.into_iter())?;
    for (row, indicator) in (1..).zip(&content.survey.indicators) {
        for (rank, text) in (0..).zip(definition(indicator)) {
            sheet.write_string(row, rank, text)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn definition(indicator: &Indicator) -> [String; 13] {
    [
        indicator.id.replace('-', "_"),
        indicator.id.clone(),
        indicator.family.clone(),
        indicator.name.fr.clone(),
        indicator.name.en.clone(),
        indicator.about.fr.clone(),
        indicator.about.en.clone(),
        indicator.unit.id().to_owned(),
        indicator.period.to_string(),
        indicator.grade.letter().to_owned(),
        indicator.formula.fr.clone(),
        indicator.formula.en.clone(),
        indicator.sources.join(" "),
    ]
}

fn sources(sheet: &mut Worksheet, content: Content<'_>) -> Result<(), XlsxError> {
    headings(sheet, ["id", "dataset", "producer", "vintage", "licence", "url", "sha256"].into_iter())?;
    for (row, source) in (1..).zip(content.sources) {
        let texts = [
            &source.id,
            &source.dataset,
            &source.producer,
            &source.vintage,
            &source.licence,
            &source.url,
            &source.sha256,
        ];
        for (rank, text) in (0..).zip(texts) {
            // A text and not a link: a workbook with links in it asks before it opens.
            sheet.write_string(row, rank, text.as_str())?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn headings<'n>(sheet: &mut Worksheet, names: impl Iterator<Item = &'n str>) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (rank, name) in (0..).zip(names) {
        sheet.write_string_with_format(0, rank, name, &bold)?;
        sheet.set_column_width(rank, (name.len() as f64 + 2.0).clamp(10.0, 40.0))?;
    }
    Ok(())
}
