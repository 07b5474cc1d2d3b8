//! What is wrong with a text that somebody wrote, and where.

use std::fmt;

use serde::Serialize;

/// One thing to mend in a file: where it is, what was found, what was expected.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The file, as its reader was told to name it.
    pub file: String,
    /// Line and column, from 1; absent when the whole file is concerned (it is missing, it is empty).
    pub at: Option<(usize, usize)>,
    /// The field, as a dotted path (`laureate[2].epci`); empty when no field is concerned.
    pub field: String,
    /// What was found and what was expected, in one lower-case clause.
    pub message: String,
}

impl Problem {
    /// A problem of a whole file.
    pub fn of_file(file: &str, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), at: None, field: String::new(), message: message.into() }
    }
}

impl fmt::Display for Problem {
    /// `laureates.toml:12:8: laureate[2].siren: "12" is not a SIREN: expected nine digits`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some((line, column)) = self.at {
            write!(f, ":{line}:{column}")?;
        }
        if !self.field.is_empty() {
            write!(f, ": {}", self.field)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for Problem {}

/// Line and column, from 1 and in characters, of a byte of `text`. A byte past the end is the end.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_are_counted_in_characters() {
        let text = "a = 1\né = \"x\"\n";
        assert_eq!(line_column(text, text.find('=').unwrap()), (1, 3));
        assert_eq!(line_column(text, text.rfind('=').unwrap()), (2, 3));
    }

    proptest! {
        #[test]
        fn no_byte_of_any_text_breaks_the_count(text in "(?s).{0,60}", byte in 0usize..400) {
            let (line, column) = line_column(&text, byte);
            prop_assert!(line >= 1 && column >= 1);
        }
    }
}
