//! The only place where the time is read.

/// Now, in UTC, as ISO 8601 to the second.
pub fn now() -> String {
    #[expect(clippy::disallowed_methods, reason = "this is the clock; every other room is given the time")]
    let now = jiff::Timestamp::now();
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The same time of day in so many days.
pub fn in_days(days: i64) -> String {
    #[expect(clippy::disallowed_methods, reason = "this is the clock; every other room is given the time")]
    let then = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * days);
    then.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
