//! NAF rév. 2: the French nomenclature of activities, from divisions to sub-classes.
//!
//! Origin: the package `@socialgouv/codes-naf` (INSEE). Its list gives divisions, groups, classes and sub-classes.

use anyhow::{Result, bail};
use serde::Deserialize;

#[derive(Deserialize)]
struct Entry {
    id: String,
    label: String,
}

/// Code and label of every level, sorted by code.
///
/// # Errors
/// When the text is not the expected JSON, when a code has an unknown shape or stands twice, or when a level does not
/// have the size that INSEE publishes (732 sub-classes).
pub fn read(text: &str) -> Result<Vec<(String, String)>> {
    let entries: Vec<Entry> = serde_json::from_str(text)?;
    let mut naf: Vec<(String, String)> = Vec::new();
    for Entry { id, label } in entries {
        if level(&id).is_none() {
            bail!("\"{id}\" is not a code of NAF rév. 2: expected 01, 01.1, 01.11 or 01.11Z");
        }
        naf.push((id, label.trim().to_owned()));
    }
    naf.sort();
    if let Some(pair) = naf.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        bail!("\"{}\" stands twice", pair[0].0);
    }
    let sub_classes = naf.iter().filter(|(code, _)| level(code) == Some(5)).count();
    if sub_classes != 732 {
        bail!("{sub_classes} sub-classes found, expected the 732 of NAF rév. 2");
    }
    Ok(naf)
}

/// 2 for a division, 3 a group, 4 a class, 5 a sub-class.
fn level(code: &str) -> Option<usize> {
    let bytes = code.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let shape = match bytes.len() {
        2 => digit(0) && digit(1),
        4 | 5 => digit(0) && digit(1) && bytes[2] == b'.' && digit(3) && (bytes.len() == 4 || digit(4)),
        6 => digit(0) && digit(1) && bytes[2] == b'.' && digit(3) && digit(4) && bytes[5].is_ascii_uppercase(),
        _ => false,
    };
    shape.then(|| bytes.iter().filter(|byte| **byte != b'.').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_told_by_their_shape() {
        assert_eq!(["01", "01.1", "01.11", "01.11Z"].map(level), [Some(2), Some(3), Some(4), Some(5)]);
        assert_eq!(["A", "1", "01.1Z", "0111Z", "01.111"].map(level), [None; 5]);
    }

    #[test]
    fn a_list_that_is_not_whole_is_refused() {
        let error = read(r#"[{"id":"01.11Z","label":"Culture de céréales"}]"#).unwrap_err().to_string();
        assert_eq!(error, "1 sub-classes found, expected the 732 of NAF rév. 2");
    }
}
