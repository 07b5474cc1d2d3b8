//! The address under which the public reaches a site, for what is read elsewhere: mails, feeds, calendars.

use std::fmt;
use std::str::FromStr;

/// `https://mosaique.example`: a scheme, a host, a port when it is not the usual one, and nothing after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

/// Why a text is not the public address of a site.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAPublicUrl {
    /// It begins with something else.
    #[error("\"{0}\" is not the address of a site: expected it to begin with https:// or http://")]
    Scheme(String),
    /// The host is no host.
    #[error("\"{0}\" is not the address of a site: expected a host after the scheme, as in https://mosaique.example")]
    Host(String),
    /// The port is no port.
    #[error("\"{0}\" is not the address of a site: expected a port from 1 to 65535 after the last colon")]
    Port(String),
    /// Something follows the host.
    #[error(
        "\"{0}\" is not the address of a site: expected nothing after the host, for the site stands at its root and has no path, query or name of a user"
    )]
    Path(String),
}

impl PublicUrl {
    /// The absolute address of a path of the site, which begins with a slash.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// The address of the site, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, without its port: what names the site in identifiers.
    pub fn host(&self) -> &str {
        let host = self.0.split_once("://").map_or("", |(_, host)| host);
        match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        }
    }
}

impl FromStr for PublicUrl {
    type Err = NotAPublicUrl;

    fn from_str(text: &str) -> Result<Self, NotAPublicUrl> {
        let found = || text.chars().take(120).collect::<String>();
        let lower = text.to_ascii_lowercase();
        let rest = lower
            .strip_prefix("https://")
            .or_else(|| lower.strip_prefix("http://"))
            .ok_or_else(|| NotAPublicUrl::Scheme(found()))?;
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains(['/', '?', '#', '@']) {
            return Err(NotAPublicUrl::Path(found()));
        }
        // An IPv6 address is between brackets and has colons of its own.
        let port_at = authority.rfind(']').map_or(0, |bracket| bracket + 1);
        let (host, port) = match authority[port_at..].split_once(':') {
            Some((before, port)) => (&authority[..port_at + before.len()], Some(port)),
            None => (authority, None),
        };
        if port.is_some_and(|port| !port.bytes().all(|b| b.is_ascii_digit()) || !port.parse().is_ok_and(|n: u16| n > 0))
        {
            return Err(NotAPublicUrl::Port(found()));
        }
        if !is_host(host) {
            return Err(NotAPublicUrl::Host(found()));
        }
        let length = lower.len() - rest.len() + authority.len();
        Ok(Self(lower[..length].to_owned()))
    }
}

fn is_host(host: &str) -> bool {
    if let Some(inside) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return inside.parse::<std::net::Ipv6Addr>().is_ok();
    }
    let label = |label: &str| {
        let plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (1..=63).contains(&label.len()) && plain && !label.starts_with('-') && !label.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(label)
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_site_is_named_by_its_scheme_and_host() {
        for (text, kept, host) in [
            ("https://mosaique.example/", "https://mosaique.example", "mosaique.example"),
            ("HTTPS://Mosaique.Example", "https://mosaique.example", "mosaique.example"),
            ("http://localhost:8080", "http://localhost:8080", "localhost"),
            ("http://[::1]:8080", "http://[::1]:8080", "[::1]"),
        ] {
            let url: PublicUrl = text.parse().unwrap();
            assert_eq!((url.as_str(), url.host()), (kept, host));
        }
        let url: PublicUrl = "https://mosaique.example".parse().unwrap();
        assert_eq!(url.absolute("/fr/"), "https://mosaique.example/fr/");
    }

    #[test]
    fn what_is_no_site_is_refused_with_its_reason() {
        for (text, part) in [
            ("mosaique.example", "begin with https://"),
            ("ftp://mosaique.example", "begin with https://"),
            ("https://", "expected a host"),
            ("https://mosaïque.example", "expected a host"),
            ("https://-a.example", "expected a host"),
            ("https://a b", "expected a host"),
            ("https://a.example:0", "expected a port"),
            ("https://a.example:http", "expected a port"),
            ("https://a.example/mosaique", "nothing after the host"),
            ("https://me@a.example", "nothing after the host"),
            ("https://a.example\r\nX: y", "expected a"),
        ] {
            let error = text.parse::<PublicUrl>().unwrap_err().to_string();
            assert!(error.contains(part), "{text:?}: {error}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader_and_what_is_read_is_read_again(text in "(https?://)?[\\[\\]a-zA-Z0-9.:/@é -]{0,40}") {
            if let Ok(url) = text.parse::<PublicUrl>() {
                prop_assert_eq!(url.as_str().parse::<PublicUrl>(), Ok(url.clone()));
                prop_assert!(url.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
            }
        }
    }
}
