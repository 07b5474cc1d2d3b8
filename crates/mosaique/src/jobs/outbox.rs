//! Sending what is in the outbox.
//!
//! A mail is taken and held, sent, then settled. A program killed between sending and settling sends it once more, when
//! the hold is over: the same bytes under the same Message-ID, so that the mail has its effect once. There is no way to
//! do better with SMTP, and any other order would lose mails.

use store::{Store, outbox::TakeError};

use crate::clock;
use crate::mail::{NotSent, Post};

/// Seconds for which a mail is held by who sends it: longer than any conversation with a server may last.
const HOLD: i64 = 300;
/// Seconds before the second attempt; each wait is twice the one before.
const FIRST_WAIT: i64 = 60;
/// Longest wait between two attempts, in seconds: six hours.
const LONGEST_WAIT: i64 = 6 * 3_600;
/// Attempts before a mail is given up: with the waits above, about 26 hours after the first.
pub const MOST_ATTEMPTS: u32 = 13;

/// What became of the mails of one delivery.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sent.
    pub sent: usize,
    /// To be tried again.
    pub later: usize,
    /// Given up.
    pub refused: usize,
}

/// Sends every mail that is due, one after the other, until none is or `stopped` says so.
///
/// # Errors
/// When the database does not answer: the mail under way is sent again later.
pub async fn deliver(
    store: &Store,
    post: &Post,
    clock: impl Fn() -> String,
    stopped: impl Fn() -> bool,
) -> Result<Tally, TakeError> {
    let mut tally = Tally::default();
    while !stopped() {
        let now = clock();
        let due = match store.outbox().take(&now, &clock::after(&now, HOLD)).await {
            Ok(Some(due)) => due,
            Ok(None) => break,
            Err(error @ TakeError::Corrupt { .. }) => {
                tracing::error!(%error, "a mail is left aside");
                continue;
            }
            Err(error) => return Err(error),
        };
        match post.send(&due).await {
            Ok(()) => {
                store.outbox().sent(&due.id, &clock()).await?;
                tally.sent += 1;
            }
            Err(NotSent::Later(why)) if due.attempts < MOST_ATTEMPTS => {
                let next = clock::after(&clock(), wait(due.attempts));
                tracing::warn!(id = due.id, attempts = due.attempts, next, why, "a mail did not leave");
                store.outbox().later(&due.id, &why, &next).await?;
                tally.later += 1;
            }
            Err(NotSent::Later(why) | NotSent::Refused(why)) => {
                tracing::warn!(id = due.id, attempts = due.attempts, why, "a mail is given up");
                store.outbox().refused(&due.id, &why, &clock()).await?;
                tally.refused += 1;
            }
        }
    }
    Ok(tally)
}

/// Seconds to wait after so many attempts.
pub fn wait(attempts: u32) -> i64 {
    (FIRST_WAIT << attempts.saturating_sub(1).min(20)).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_twice_the_one_before_up_to_six_hours_and_a_mail_is_tried_for_a_day() {
        let waits: Vec<i64> = (1..MOST_ATTEMPTS).map(wait).collect();
        assert_eq!(waits[..5], [60, 120, 240, 480, 960]);
        assert_eq!(waits.last(), Some(&LONGEST_WAIT));
        assert_eq!(wait(u32::MAX), LONGEST_WAIT);
        let hours = waits.iter().sum::<i64>() / 3_600;
        assert!((24..48).contains(&hours), "{hours} hours: before the links of the mail expire");
    }
}
