//! A table as Parquet, column after column.

use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type as Schema;
use serde_json::json;

use super::Content;
use super::columns::{Cell, Column, Type, columns};

/// Rows written together: a reader that wants some of them reads no more than so many.
const GROUP: usize = 16_384;

pub(super) fn write(content: Content<'_>) -> Vec<u8> {
    try_write(content).expect("writing to memory does not fail, and every column is written as its schema says")
}

fn try_write(content: Content<'_>) -> Result<Vec<u8>, ParquetError> {
    let columns = columns(content.survey);
    let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    let schema = Schema::group_type_builder("table").with_fields(fields).build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by("mosaique".to_owned())
        .set_key_value_metadata(Some(metadata(content, &columns)))
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
    for entries in content.survey.entries.chunks(GROUP) {
        let mut group = writer.next_row_group()?;
        for column in &columns {
            let cells: Vec<Cell> = entries.iter().map(|entry| column.cell(content.map, entry)).collect();
            // 1 where there is something, 0 where there is nothing.
            let levels: Vec<i16> = cells.iter().map(|cell| i16::from(*cell != Cell::Empty)).collect();
            let levels = (!column.is_always_there()).then_some(levels.as_slice());
            let mut writer = group.next_column()?.expect("the schema has as many columns as the table");
            match column.cells() {
                Type::Text => {
                    let texts: Vec<ByteArray> = cells.into_iter().filter_map(text).collect();
                    writer.typed::<ByteArrayType>().write_batch(&texts, levels, None)?;
                }
                Type::Whole => {
                    let numbers: Vec<i64> = cells.into_iter().filter_map(whole).collect();
                    writer.typed::<Int64Type>().write_batch(&numbers, levels, None)?;
                }
                Type::Real => {
                    let numbers: Vec<f64> = cells.into_iter().filter_map(real).collect();
                    writer.typed::<DoubleType>().write_batch(&numbers, levels, None)?;
                }
            }
            writer.close()?;
        }
        group.close()?;
    }
    writer.into_inner()
}

fn field(column: &Column<'_>) -> Result<Arc<Schema>, ParquetError> {
    let (physical, logical, converted) = match column.cells() {
        Type::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String), ConvertedType::UTF8),
        Type::Whole => (Physical::INT64, None, ConvertedType::NONE),
        Type::Real => (Physical::DOUBLE, None, ConvertedType::NONE),
    };
    let repetition = if column.is_always_there() { Repetition::REQUIRED } else { Repetition::OPTIONAL };
    let field = Schema::primitive_type_builder(&column.name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical)
        .with_converted_type(converted)
        .build()?;
    Ok(Arc::new(field))
}

/// What a reader must know of the figures, which no column says.
fn metadata(content: Content<'_>, columns: &[Column<'_>]) -> Vec<KeyValue> {
    let units: serde_json::Map<_, _> =
        columns.iter().filter_map(|column| Some((column.name.clone(), json!(column.unit()?.id())))).collect();
    let text = |value: serde_json::Value| value.to_string();
    vec![
        KeyValue::new("mosaique:as_of".to_owned(), content.map.as_of.to_string()),
        KeyValue::new("mosaique:units".to_owned(), text(json!(units))),
        KeyValue::new("mosaique:indicators".to_owned(), text(json!(content.survey.indicators))),
        KeyValue::new("mosaique:sources".to_owned(), text(json!(content.sources))),
    ]
}

fn text(cell: Cell) -> Option<ByteArray> {
    if let Cell::Text(text) = cell { Some(ByteArray::from(text.into_bytes())) } else { None }
}

fn whole(cell: Cell) -> Option<i64> {
    if let Cell::Whole(number) = cell { i64::try_from(number).ok() } else { None }
}

fn real(cell: Cell) -> Option<f64> {
    if let Cell::Real(number) = cell { Some(number) } else { None }
}
