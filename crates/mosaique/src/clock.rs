//! The only place where the time is read.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// Now, in UTC, as ISO 8601 to the second.
pub fn now() -> String {
    #[expect(clippy::disallowed_methods, reason = "this is the clock; every other room is given the time")]
    let now = Timestamp::now();
    written(now)
}

/// The clock of a site: that of the machine, set forward in a demonstration.
#[derive(Debug, Default)]
pub struct Clock {
    ahead: AtomicI64,
}

impl Clock {
    /// Now, as [`now`] writes it.
    pub fn now(&self) -> String {
        match self.ahead() {
            0 => now(),
            ahead => after(&now(), ahead),
        }
    }

    /// By how many seconds it is ahead.
    pub fn ahead(&self) -> i64 {
        self.ahead.load(Ordering::Relaxed)
    }

    /// Sets it forward, or back when they are negative.
    pub fn advance(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::Relaxed);
    }
}

/// A time some seconds after another, or before when they are negative. Nothing is read: what is not a time stays as it
/// is.
pub fn after(time: &str, seconds: i64) -> String {
    let shifted = time.parse::<Timestamp>().ok().and_then(|t| t.checked_add(SignedDuration::from_secs(seconds)).ok());
    shifted.map_or_else(|| time.to_owned(), written)
}

/// Seconds since the first of January 1970, of a time; zero for what is none.
pub fn seconds(time: &str) -> i64 {
    time.parse::<Timestamp>().map_or(0, Timestamp::as_second)
}

fn written(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The same time of day in so many days.
pub fn in_days(days: i64) -> String {
    #[expect(clippy::disallowed_methods, reason = "this is the clock; every other room is given the time")]
    let then = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * days);
    then.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_shifted_over_months_and_written_as_it_was() {
        assert_eq!(after("2026-02-28T23:59:30Z", 60), "2026-03-01T00:00:30Z");
        assert_eq!(after("2026-03-01T00:00:30Z", -60), "2026-02-28T23:59:30Z");
        assert_eq!(after("hier", 60), "hier");
        assert_eq!(seconds("1970-01-02T00:00:00Z"), 86_400);
    }
}
