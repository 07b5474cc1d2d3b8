//! Where a list goes on: after an item, and not at a rank, so that nothing is seen twice nor missed when the list grows.
//!
//! A cursor is the mark of the list and the token of the last item given, in hexadecimal. The mark depends on what was
//! asked, so that a cursor made up, changed, or of another list is refused. It protects nobody from anything: it tells a
//! mistake from a page.

use super::super::error::{Failure, Refusal};
use super::asked::shown;
use crate::downloads::hexadecimal;

/// The cursor that goes on after an item, in the list of that scope.
pub fn after(scope: &str, token: &str) -> String {
    format!("{}{}", hexadecimal(&mark(scope, token).to_be_bytes()), hexadecimal(token.as_bytes()))
}

/// The token that a cursor goes on after.
///
/// # Errors
/// When it was not given by the list of that scope.
pub fn read(scope: &str, cursor: &str) -> Result<String, Failure> {
    let token = || {
        let (given, token) = cursor.split_at_checked(16)?;
        let token = String::from_utf8(bytes(token)?).ok()?;
        (hexadecimal(&mark(scope, &token).to_be_bytes()) == given).then_some(token)
    };
    token().ok_or_else(|| Refusal::new("open-error-cursor", [("found", shown(cursor))]))
}

/// FNV-1a on 64 bits: the same on every machine and in every version.
fn mark(scope: &str, token: &str) -> u64 {
    let bytes = scope.bytes().chain([0]).chain(token.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let digits = digits.as_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let lower = digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    (lower && digits.len().is_multiple_of(2)).then(|| digits.chunks(2).map(pair).collect())?
}

/// The items of a page, and the cursor of the next one: `token` is that of an item.
///
/// # Errors
/// When the cursor was not given by the list of that scope.
pub fn page<'i, T>(
    items: &'i [T],
    scope: &str,
    cursor: Option<&str>,
    limit: usize,
    token: impl Fn(&T) -> &str,
) -> Result<(&'i [T], Option<String>), Failure> {
    let start = match cursor {
        None => 0,
        Some(cursor) => {
            let last = read(scope, cursor)?;
            let rank = items.iter().position(|item| token(item) == last);
            rank.ok_or_else(|| Refusal::new("open-error-cursor", [("found", shown(cursor))]))? + 1
        }
    };
    let end = items.len().min(start.saturating_add(limit));
    let page = &items[start..end];
    let next = page.last().filter(|_| end < items.len()).map(|last| after(scope, token(last)));
    Ok((page, next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pages_follow_one_another_to_the_end() {
        let items = ["a", "b", "c", "d", "e"];
        let mut seen = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let (page, next) = page(&items, "list", cursor.as_deref(), 2, |item| item).unwrap();
            seen.extend_from_slice(page);
            match next {
                Some(next) => cursor = Some(next),
                None => break,
            }
        }
        assert_eq!(seen, items);
    }

    #[test]
    fn a_cursor_of_another_list_or_changed_is_refused() {
        let cursor = after("epci", "200071827");
        assert_eq!(read("epci", &cursor).unwrap(), "200071827");
        assert!(read("commune", &cursor).is_err());
        assert!(read("epci", &cursor.replace("38", "39")).is_err());
        assert!(read("epci", &cursor.to_uppercase()).is_err() || cursor == cursor.to_uppercase());
    }

    proptest! {
        #[test]
        fn what_nobody_gave_is_refused(cursor in ".{0,40}") {
            prop_assert!(read("list", &cursor).is_err());
        }

        #[test]
        fn what_was_given_reads_back(scope in ".{0,10}", token in ".{0,20}") {
            prop_assert_eq!(read(&scope, &after(&scope, &token)).unwrap(), token);
        }
    }
}
