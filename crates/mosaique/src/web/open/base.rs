//! Scheme and host of the site, for the documents that need whole addresses.

use axum::http::{HeaderMap, header};

use super::super::error::{Failure, Refusal};
use super::asked::shown;

/// Longest name of a host, with its port.
const LONGEST: usize = 261;

/// `https://mosaique.example`, from the header `Host`; `https` when the front server says in `X-Forwarded-Proto` that the
/// visitor came so.
///
/// # Errors
/// When `Host` holds anything else than a name and a port: it goes into what others will keep.
pub fn base_of(headers: &HeaderMap) -> Result<String, Failure> {
    let host = match headers.get(header::HOST) {
        None => "localhost",
        Some(value) => {
            let host = value.to_str().unwrap_or_default();
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']');
            if host.is_empty() || host.len() > LONGEST || !host.bytes().all(allowed) || !names_a_host(host) {
                let found = shown(&String::from_utf8_lossy(value.as_bytes()));
                return Err(Refusal::new("open-error-host", [("found", found)]));
            }
            host
        }
    };
    let secure = headers.get("x-forwarded-proto").is_some_and(|proto| proto == "https");
    Ok(format!("{}://{host}", if secure { "https" } else { "http" }))
}

/// A name or an address, and a port when there is one.
fn names_a_host(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, rest)) => {
            let is_address =
                !address.is_empty() && address.bytes().all(|b| b.is_ascii_hexdigit() || b == b':' || b == b'.');
            (is_address, rest.strip_prefix(':').or((rest.is_empty()).then_some("80")))
        }
        None => {
            let (name, port) = host.split_once(':').unwrap_or((host, "80"));
            (!name.is_empty() && !name.contains(['[', ']']), Some(port))
        }
    };
    name && port.is_some_and(|port| port.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(host: &str) -> Result<String, ()> {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        base_of(&headers).map_err(|_| ())
    }

    #[test]
    fn a_host_is_a_name_and_a_port() {
        for good in ["localhost", "mosaique.example", "127.0.0.1:8080", "[::1]:8080", "[::1]"] {
            assert_eq!(of(good), Ok(format!("http://{good}")));
        }
        for wrong in ["", "a/b", "a b", "a\"b", "a@b", "a:b", "a:99999", ":80", "[::1", "[]", "é"] {
            assert_eq!(of(wrong), Err(()), "{wrong}");
        }
    }

    #[test]
    fn the_front_server_says_how_the_visitor_came() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-proto", "https".parse().unwrap());
        assert_eq!(base_of(&headers).unwrap(), "https://localhost");
        headers.insert("x-forwarded-proto", "javascript".parse().unwrap());
        assert_eq!(base_of(&headers).unwrap(), "http://localhost");
    }
}
