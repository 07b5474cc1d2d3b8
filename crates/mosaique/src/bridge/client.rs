//! Asking Démarche numérique: one question at a time, patiently, over TLS, with a token that is never shown.

use std::collections::BTreeSet;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{StatusCode, Url};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Fault, What};

/// Most bytes of an answer in JSON: a page of dossiers weighs some hundreds of kilobytes.
const LARGEST_ANSWER: u64 = 32 << 20;
/// How many times something is asked before it is given up.
const ATTEMPTS: u32 = 5;
/// Longest wait that a server may ask for between two attempts, in seconds.
const LONGEST_WAIT: u64 = 120;
/// Longest time for a connection, and for a whole answer.
const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(60);

/// Where to ask, and with which right. It shows nothing of its token.
pub struct Client {
    http: reqwest::Client,
    endpoint: Url,
    token: HeaderValue,
    hosts: BTreeSet<String>,
    /// The first wait between two attempts; each is twice the one before.
    wait: Duration,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Client({})", self.endpoint)
    }
}

/// Why something was not answered.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The address is not one that is asked.
    #[error("\"{0}\" found as the address of the interface, expected one that begins with https://")]
    Address(String),
    /// The token cannot be sent.
    #[error("the file of the token holds no token: expected one line of letters and digits")]
    Token,
    /// The token is not, or no longer, good.
    #[error("the token is refused by {0}: it may have expired, or not be for this démarche")]
    Unauthorised(String),
    /// It was asked too often, or is out of order, even after some waiting.
    #[error("{host} answers {status} after {ATTEMPTS} attempts")]
    Busy {
        /// Whom.
        host: String,
        /// The last answer.
        status: u16,
    },
    /// Another answer than one that is understood.
    #[error("{host} answers {status}")]
    Status {
        /// Whom.
        host: String,
        /// The answer.
        status: u16,
    },
    /// The host of a document is not allowed.
    #[error("{0} is not among the hosts from which documents may come")]
    Host(String),
    /// An answer that is too large.
    #[error("an answer of more than {0} bytes")]
    TooLarge(u64),
    /// Nothing was answered.
    #[error("{host} does not answer: {cause}")]
    Unanswered {
        /// Whom.
        host: String,
        /// Why.
        cause: String,
    },
    /// The answer is not what the schema says.
    #[error("the answer is not understood: {0}")]
    Form(String),
    /// The question was refused.
    #[error("the interface refuses: {}", .0.join("; "))]
    Refused(Vec<String>),
}

/// An error of GraphQL.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Error {
    /// What is wrong.
    pub message: String,
    /// Where in the answer.
    #[serde(default)]
    pub path: Vec<Value>,
}

impl Error {
    /// The rank, in its page, of the dossier that it is about.
    fn rank(&self) -> Option<u64> {
        let nodes = self.path.iter().position(|step| step == "nodes")?;
        self.path.get(nodes + 1)?.as_u64()
    }
}

/// What is wrong with the dossier of a rank in its page.
pub fn said_of(errors: &[Error], rank: usize) -> Option<String> {
    let of_it = errors.iter().filter(|error| error.rank() == Some(rank as u64));
    let said: Vec<&str> = of_it.map(|error| error.message.as_str()).collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// What is wrong with a page, or with something of it that is no dossier: a page that is not there is never taken for one
/// that is empty.
pub fn unplaced(errors: &[Error]) -> impl Iterator<Item = Fault> {
    errors.iter().filter(|error| error.rank().is_none()).map(|error| {
        let said = error.message.clone();
        Fault { dossier: None, champ: None, what: What::Unread { said } }
    })
}

#[derive(Deserialize)]
struct Envelope {
    data: Option<Value>,
    #[serde(default)]
    errors: Vec<Error>,
}

impl Client {
    /// Asks at an address, with a token. Documents come from its host, and from `hosts`. `wait` is the first wait between two
    /// attempts.
    ///
    /// # Errors
    /// `Address` when it is not `https://`, but for this machine; `Token` when it cannot be sent.
    pub fn new(address: &str, token: &str, hosts: &BTreeSet<String>, wait: Duration) -> Result<Self, ClientError> {
        let wrong = || ClientError::Address(address.chars().take(200).collect());
        let endpoint: Url = address.parse().map_err(|_| wrong())?;
        if !is_safe(&endpoint) {
            return Err(wrong());
        }
        let token = token.trim();
        let plain = token.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"');
        if token.is_empty() || token.len() > 500 || !plain {
            return Err(ClientError::Token);
        }
        let mut token = HeaderValue::from_str(&format!("Bearer token={token}")).map_err(|_| ClientError::Token)?;
        token.set_sensitive(true);
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            .redirect(same_host())
            .user_agent(concat!("mosaique/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| ClientError::Unanswered { host: host(&endpoint), cause: error.to_string() })?;
        let mut hosts = hosts.clone();
        hosts.insert(host(&endpoint));
        Ok(Self { http, endpoint, token, hosts, wait })
    }

    /// Where pages of dossiers are: the address without its path.
    pub fn origin(&self) -> String {
        self.endpoint.origin().ascii_serialization()
    }

    /// Asks a question; what is answered, and the errors of what could not be.
    ///
    /// # Errors
    /// One variant a cause. `Refused` when nothing at all was answered.
    pub async fn ask<T: DeserializeOwned>(
        &self,
        query: &str,
        operation: &str,
        variables: Value,
    ) -> Result<(T, Vec<Error>), ClientError> {
        let question = json!({ "query": query, "operationName": operation, "variables": variables }).to_string();
        let request = || {
            let request = self.http.post(self.endpoint.clone()).header(AUTHORIZATION, self.token.clone());
            request.header(CONTENT_TYPE, "application/json").body(question.clone())
        };
        let answer = self.patiently(&self.endpoint, request, LARGEST_ANSWER).await?;
        let envelope: Envelope =
            serde_json::from_slice(&answer).map_err(|error| ClientError::Form(error.to_string()))?;
        let refused = || ClientError::Refused(envelope.errors.iter().map(|error| error.message.clone()).collect());
        let data = envelope.data.clone().filter(|data| !data.is_null()).ok_or_else(refused)?;
        let read = serde_json::from_value(data).map_err(|error| match envelope.errors.is_empty() {
            true => ClientError::Form(error.to_string()),
            false => refused(),
        })?;
        Ok((read, envelope.errors))
    }

    /// The bytes of a document, `most` at most. The token is not sent with it: its address holds its right.
    ///
    /// # Errors
    /// `Host` when it is elsewhere than allowed, otherwise as [`Client::ask`].
    pub async fn fetch(&self, url: &str, most: u64) -> Result<Bytes, ClientError> {
        let url: Url = url.parse().map_err(|_| ClientError::Host(url.chars().take(80).collect()))?;
        if !is_safe(&url) || !self.hosts.contains(&host(&url)) {
            return Err(ClientError::Host(host(&url)));
        }
        self.patiently(&url, || self.http.get(url.clone()), most).await
    }

    async fn patiently(
        &self,
        url: &Url,
        request: impl Fn() -> reqwest::RequestBuilder,
        most: u64,
    ) -> Result<Bytes, ClientError> {
        let host = host(url);
        let mut attempt = 1;
        loop {
            let backed_off = self.wait * 2_u32.pow(attempt - 1);
            let wait = match request().send().await {
                Ok(answer) if answer.status().is_success() => return body(answer, &host, most).await,
                Ok(answer) => {
                    let status = answer.status();
                    let passing = status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error();
                    if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
                        return Err(ClientError::Unauthorised(host));
                    }
                    if !passing {
                        return Err(ClientError::Status { host, status: status.as_u16() });
                    }
                    if attempt == ATTEMPTS {
                        return Err(ClientError::Busy { host, status: status.as_u16() });
                    }
                    let asked = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
                    asked.map_or(backed_off, |seconds: u64| Duration::from_secs(seconds.min(LONGEST_WAIT)))
                }
                Err(error) if attempt == ATTEMPTS || error.is_builder() => {
                    // Without the address, which may hold the right to a document.
                    return Err(ClientError::Unanswered { host, cause: error.without_url().to_string() });
                }
                Err(_) => backed_off,
            };
            tokio::time::sleep(wait).await;
            attempt += 1;
        }
    }
}

async fn body(mut answer: reqwest::Response, host: &str, most: u64) -> Result<Bytes, ClientError> {
    let mut bytes = BytesMut::new();
    let failed = |error: reqwest::Error| ClientError::Unanswered {
        host: host.to_owned(),
        cause: error.without_url().to_string(),
    };
    while let Some(piece) = answer.chunk().await.map_err(failed)? {
        if bytes.len() as u64 + piece.len() as u64 > most {
            return Err(ClientError::TooLarge(most));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes.freeze())
}

/// Follows a redirection to the same host, by the same scheme, a few times.
fn same_host() -> Policy {
    Policy::custom(|attempt| {
        let same = attempt.previous().last().is_some_and(|from| from.origin() == attempt.url().origin());
        if same && attempt.previous().len() <= 5 { attempt.follow() } else { attempt.stop() }
    })
}

/// TLS, or this machine.
fn is_safe(url: &Url) -> bool {
    let loopback = match url.host_str() {
        Some("localhost") => true,
        Some(host) => host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback()),
        None => false,
    };
    let plain = url.username().is_empty() && url.password().is_none();
    plain && url.host_str().is_some() && (url.scheme() == "https" || (url.scheme() == "http" && loopback))
}

/// The host of an address, with its port when it is not the usual one.
fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
