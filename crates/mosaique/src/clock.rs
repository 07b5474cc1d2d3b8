//! The only place where the time is read.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// Now, in UTC, as ISO 8601 to the second.
pub fn now() -> String {
    #[expect(clippy::disallowed_methods, reason = "this is the clock; every other room is given the time")]
    let now = Timestamp::now();
    written(now)
}

/// How long a piece of work lasts, whatever the clock of the site says.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// From now on.
    pub fn start() -> Self {
        #[expect(clippy::disallowed_methods, reason = "this is the clock; every other room is given the time")]
        let now = std::time::Instant::now();
        Self(now)
    }

    /// Since it was started.
    pub fn spent(self) -> std::time::Duration {
        self.0.elapsed()
    }
}

/// The clock of a site: that of the machine, set forward in a demonstration, or stopped there at a moment.
#[derive(Debug, Default)]
pub struct Clock {
    hand: Mutex<Hand>,
}

/// Where a clock is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hand {
    /// So many seconds ahead of the machine, and running.
    Ahead(i64),
    /// At so many seconds since the first of January 1970, and not running.
    Still(i64),
}

impl Default for Hand {
    fn default() -> Self {
        Hand::Ahead(0)
    }
}

impl Clock {
    /// Now, as [`now`] writes it.
    pub fn now(&self) -> String {
        match self.hand() {
            Hand::Ahead(0) => now(),
            Hand::Ahead(ahead) => after(&now(), ahead),
            Hand::Still(at) => after("1970-01-01T00:00:00Z", at),
        }
    }

    /// Whether it does not run.
    pub fn is_still(&self) -> bool {
        matches!(self.hand(), Hand::Still(_))
    }

    /// Sets it forward, or back when they are negative. One that is stopped stays so.
    pub fn advance(&self, seconds: i64) {
        let mut hand = self.hand.lock().unwrap_or_else(PoisonError::into_inner);
        *hand = match *hand {
            Hand::Ahead(ahead) => Hand::Ahead(ahead.saturating_add(seconds)),
            Hand::Still(at) => Hand::Still(at.saturating_add(seconds)),
        };
    }

    /// Stops it at a moment, in seconds since the first of January 1970.
    pub fn stop_at(&self, at: i64) {
        *self.hand.lock().unwrap_or_else(PoisonError::into_inner) = Hand::Still(at);
    }

    /// Lets it run from where it is.
    pub fn run(&self) {
        if let Hand::Still(at) = self.hand() {
            let ahead = at.saturating_sub(seconds(&now()));
            *self.hand.lock().unwrap_or_else(PoisonError::into_inner) = Hand::Ahead(ahead);
        }
    }

    /// How it is kept in a file: `3600` for an hour ahead, `still 1800010859` when it does not run.
    pub fn as_text(&self) -> String {
        match self.hand() {
            Hand::Ahead(ahead) => ahead.to_string(),
            Hand::Still(at) => format!("still {at}"),
        }
    }

    /// The clock of a file; that of the machine when it holds nothing that is known.
    pub fn from_text(text: &str) -> Self {
        let hand = match text.trim().strip_prefix("still ") {
            Some(at) => at.parse().map(Hand::Still),
            None => text.trim().parse().map(Hand::Ahead),
        };
        Self { hand: Mutex::new(hand.unwrap_or_default()) }
    }

    fn hand(&self) -> Hand {
        *self.hand.lock().unwrap_or_else(PoisonError::into_inner)
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

    #[test]
    fn a_clock_that_is_stopped_says_the_same_second_until_it_is_moved_or_runs_again_and_is_read_as_it_is_kept() {
        let clock = Clock::default();
        assert_eq!((clock.as_text().as_str(), clock.is_still()), ("0", false));
        clock.stop_at(seconds("2027-01-15T11:00:59Z"));
        assert_eq!(clock.now(), "2027-01-15T11:00:59Z");
        clock.advance(1);
        assert_eq!((clock.now().as_str(), clock.is_still()), ("2027-01-15T11:01:00Z", true));
        let kept = Clock::from_text(&format!("{}\n", clock.as_text()));
        assert_eq!(kept.now(), clock.now());
        clock.run();
        assert!(!clock.is_still() && clock.now().as_str() >= "2027-01-15T11:01:00Z");
        assert_eq!(Clock::from_text("3600").as_text(), "3600");
        assert_eq!(Clock::from_text("hier").as_text(), "0");
    }
}
