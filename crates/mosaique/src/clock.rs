//! The only place where the time is read.

/// Now, in UTC, as ISO 8601 to the second.
pub fn now() -> String {
    #[expect(clippy::disallowed_methods, reason = "this is the clock; every other room is given the time")]
    let now = jiff::Timestamp::now();
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
