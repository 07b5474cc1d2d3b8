//! Asking the provider, and nobody else.

use std::pin::Pin;
use std::time::Duration;

use openidconnect::url::Url;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse, http};

/// Longest wait for the provider, in seconds: somebody looks at a page meanwhile.
const LONGEST: u64 = 8;
/// Largest answer of the provider, in bytes.
const LARGEST: usize = 512 << 10;

/// Why nothing came back.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// What it publishes of itself leads to another site.
    #[error("{0} is not on the site of the provider")]
    Elsewhere(String),
    /// It answers more than a provider has to say.
    #[error("more than {LARGEST} bytes were answered")]
    TooLarge,
    /// The connection failed. Told without the address, which may hold a code.
    #[error("{0}")]
    Http(String),
    /// The answer is none.
    #[error("the answer cannot be read: {0}")]
    Unreadable(#[from] http::Error),
}

impl From<reqwest::Error> for FetchError {
    fn from(error: reqwest::Error) -> Self {
        let error = error.without_url();
        let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
        Self::Http(format!("{error}{cause}"))
    }
}

/// A client of HTTP that knows one site.
pub struct Fetch {
    site: Url,
    client: reqwest::Client,
}

impl Fetch {
    /// For the site of an address.
    pub fn new(site: Url) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(LONGEST))
            .connect_timeout(Duration::from_secs(LONGEST / 2))
            .user_agent(concat!("mosaique/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { site, client })
    }

    /// Asks, follows no redirection, and reads no more than a provider has to say.
    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, FetchError> {
        let asked: reqwest::Request = request.try_into()?;
        if asked.url().origin() != self.site.origin() {
            return Err(FetchError::Elsewhere(asked.url().origin().ascii_serialization()));
        }
        let mut answer = self.client.execute(asked).await?;
        let mut response = http::Response::builder().status(answer.status());
        for (name, value) in answer.headers() {
            response = response.header(name, value);
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            if body.len() + chunk.len() > LARGEST {
                return Err(FetchError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(response.body(body)?)
    }
}

impl<'c> AsyncHttpClient<'c> for Fetch {
    type Error = FetchError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, FetchError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}
