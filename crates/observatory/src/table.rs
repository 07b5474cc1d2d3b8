//! Small tables in memory, to and from Parquet, and as DataFusion sees them.

use std::sync::Arc;

use anyhow::{Context, Result};
use datafusion::arrow::array::{Array, ArrayRef, Float64Array, Int32Array, RecordBatch, StringArray};
use datafusion::arrow::compute::{cast, concat_batches};
use datafusion::arrow::datatypes::DataType;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::properties::WriterProperties;

/// A text column.
pub fn texts<'a>(values: impl IntoIterator<Item = Option<&'a str>>) -> ArrayRef {
    Arc::new(values.into_iter().collect::<StringArray>())
}

/// A column of whole numbers.
pub fn wholes(values: impl IntoIterator<Item = Option<i32>>) -> ArrayRef {
    Arc::new(values.into_iter().collect::<Int32Array>())
}

/// A column of real numbers.
pub fn reals(values: impl IntoIterator<Item = Option<f64>>) -> ArrayRef {
    Arc::new(values.into_iter().collect::<Float64Array>())
}

/// A table of named columns of the same length.
///
/// # Errors
/// When the columns differ in length.
pub fn table(columns: Vec<(&str, ArrayRef)>) -> Result<RecordBatch> {
    Ok(RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true)))?)
}

/// Parquet bytes of a table, compressed with Zstandard. Same table, same bytes.
///
/// # Errors
/// When a column has a type that Parquet does not hold.
pub fn to_parquet(table: &RecordBatch) -> Result<Vec<u8>> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(19)?))
        .set_created_by("mosaique-observatory".to_owned())
        .build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, table.schema(), Some(properties))?;
    writer.write(table)?;
    writer.close()?;
    Ok(bytes)
}

/// Reads a whole Parquet file from memory.
///
/// # Errors
/// When the bytes are not Parquet.
pub fn from_parquet(bytes: Vec<u8>) -> Result<RecordBatch> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes))?;
    let schema = builder.schema().clone();
    let batches = builder.build()?.collect::<Result<Vec<_>, _>>()?;
    Ok(concat_batches(&schema, &batches)?)
}

/// The texts of a column, as they lie in it.
///
/// # Errors
/// When the column is absent or does not read as text.
pub fn texts_of(table: &RecordBatch, name: &str) -> Result<StringArray> {
    let column = cast(column(table, name)?, &DataType::Utf8)?;
    Ok(column.as_any().downcast_ref::<StringArray>().context("a cast to text gives text")?.clone())
}

/// The texts of a column, one a row.
///
/// # Errors
/// When the column is absent or does not read as text.
pub fn text_column(table: &RecordBatch, name: &str) -> Result<Vec<Option<String>>> {
    Ok(texts_of(table, name)?.iter().map(|text| text.map(str::to_owned)).collect())
}

/// The numbers of a column, one a row.
///
/// # Errors
/// When the column is absent or does not read as numbers.
pub fn number_column(table: &RecordBatch, name: &str) -> Result<Vec<Option<f64>>> {
    let found = column(table, name)?;
    if !found.data_type().is_numeric() && *found.data_type() != DataType::Null {
        anyhow::bail!("column \"{name}\" holds {}, expected numbers", found.data_type());
    }
    let column = cast(found, &DataType::Float64)?;
    let numbers =
        column.as_any().downcast_ref::<Float64Array>().context("a cast to real numbers gives real numbers")?;
    Ok(numbers.iter().collect())
}

fn column<'a>(table: &'a RecordBatch, name: &str) -> Result<&'a ArrayRef> {
    table.column_by_name(name).with_context(|| {
        let schema = table.schema();
        let known: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        format!("no column \"{name}\", found {}", known.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_comes_back_from_parquet_and_the_same_table_gives_the_same_bytes() {
        let table = table(vec![
            ("code", texts([Some("16015"), Some("2A004"), None])),
            ("people", wholes([Some(3), None, Some(-1)])),
            ("area", reals([Some(0.5), None, Some(2.0)])),
        ])
        .unwrap();
        let bytes = to_parquet(&table).unwrap();
        assert_eq!(bytes, to_parquet(&table).unwrap());
        let back = from_parquet(bytes).unwrap();
        assert_eq!(number_column(&back, "people").unwrap(), [Some(3.0), None, Some(-1.0)]);
        assert_eq!(text_column(&back, "code").unwrap()[1].as_deref(), Some("2A004"));
    }

    #[test]
    fn an_absent_column_is_told_with_those_that_are_there() {
        let table = table(vec![("code", texts([Some("a")]))]).unwrap();
        assert_eq!(number_column(&table, "pop").unwrap_err().to_string(), "no column \"pop\", found code");
        assert!(number_column(&table, "code").unwrap_err().to_string().contains("expected numbers"));
    }
}
