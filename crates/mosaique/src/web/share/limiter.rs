//! How often somebody may ask. Kept in memory only, by a part of the address from which they ask: lost at each start,
//! written nowhere.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

/// Most requests of one client in a window, unless it is said otherwise.
const MOST: u32 = 10;
/// The window, in seconds: an hour.
pub const WINDOW: i64 = 3_600;
/// Most clients remembered: beyond, those who asked longest ago are forgotten.
const MOST_CLIENTS: usize = 20_000;

/// Counts requests by client, in windows of an hour.
pub struct Limiter {
    seen: Mutex<BTreeMap<IpAddr, (i64, u32)>>,
    most: u32,
}

impl Default for Limiter {
    fn default() -> Self {
        Self::of(MOST)
    }
}

impl Limiter {
    /// Lets a client make `most` requests in a window.
    pub fn of(most: u32) -> Self {
        Self { seen: Mutex::default(), most }
    }

    /// Whether a client may ask once more at a time, in seconds.
    pub fn allows(&self, client: IpAddr, now: i64) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MOST_CLIENTS {
            seen.retain(|_, (since, _)| now - *since < WINDOW);
            while seen.len() >= MOST_CLIENTS {
                let oldest = seen.iter().min_by_key(|(_, (since, _))| *since).map(|(client, _)| *client);
                oldest.map(|client| seen.remove(&client));
            }
        }
        let (since, count) = seen.entry(network(client)).or_insert((now, 0));
        if now - *since >= WINDOW {
            (*since, *count) = (now, 0);
        }
        *count = count.saturating_add(1);
        *count <= self.most
    }
}

/// Whom an address stands for: an IPv6 subscriber has a whole network of them.
fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn ten_requests_an_hour_are_allowed_and_the_eleventh_is_not_until_the_hour_is_over() {
        let limiter = Limiter::default();
        let mut allowed = (0..11).map(|second| limiter.allows(client("192.0.2.1"), second));
        assert_eq!(allowed.by_ref().take(10).filter(|allowed| *allowed).count(), 10);
        assert_eq!(allowed.next(), Some(false));
        assert!(limiter.allows(client("192.0.2.2"), 11), "another client is not concerned");
        assert!(!limiter.allows(client("192.0.2.1"), 3_599));
        assert!(limiter.allows(client("192.0.2.1"), 3_600));
    }

    #[test]
    fn the_addresses_of_one_network_are_one_client() {
        let limiter = Limiter::default();
        for rank in 0..10 {
            assert!(limiter.allows(client(&format!("2001:db8::{rank}")), 0));
        }
        assert!(!limiter.allows(client("2001:db8::ffff"), 0));
        assert!(limiter.allows(client("2001:db8:0:1::1"), 0));
        assert!(limiter.allows(client("::ffff:192.0.2.1"), 0));
    }

    #[test]
    fn the_memory_is_bounded() {
        let limiter = Limiter::default();
        for rank in 0..MOST_CLIENTS as u32 + 5 {
            assert!(limiter.allows(IpAddr::V4(rank.into()), i64::from(rank % 1_000)));
        }
        assert_eq!(limiter.seen.lock().unwrap().len(), MOST_CLIENTS);
    }
}
