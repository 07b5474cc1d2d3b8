//! A provider of OpenID Connect, with the conventions of ProConnect: who says who enters.
//!
//! Nothing is fetched but from the site of the provider that who runs the instance has named. What it says is believed once
//! it was verified, and no further.

mod account;
mod fetch;

use openidconnect::core::{CoreAuthenticationFlow, CoreClient};
use openidconnect::{
    AuthenticationContextClass, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl, ProviderMetadataWithLogout,
    RedirectUrl, Scope,
};
use press::PublicUrl;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use store::Token;
use tokio::sync::Mutex;

use fetch::Fetch;

pub use account::Told;

/// Where the provider sends browsers back; registered there as it is.
pub const BACK: &str = "/oidc/back";
/// Where the provider sends browsers once its session is left; registered there as it is.
pub const LEFT: &str = "/oidc/left";

/// The scopes of ProConnect, beside `openid`.
pub const SCOPES: [&str; 5] = ["email", "given_name", "usual_name", "siret", "uid"];

/// Seconds for which what the provider publishes of itself is believed without looking again.
const KNOWN_FOR: i64 = 3_600;
/// Seconds between two looks when a key is not known: a stranger's token must not make us knock at each request.
const LOOK_AGAIN: i64 = 30;

/// What who runs the instance says of the provider.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its address: `https://…`, or an address of this machine.
    pub issuer: IssuerUrl,
    /// By which it knows this instance.
    pub client: ClientId,
    /// What proves to it that this instance asks.
    pub secret: ClientSecret,
    /// How people call it.
    pub name: String,
    /// What is asked of it, beside `openid`.
    pub scopes: Vec<String>,
    /// The levels of assurance that are accepted (`acr`); any, when there is none.
    pub assurance: Vec<String>,
    /// The means that must have been used (`amr`).
    pub means: Vec<String>,
}

/// Why an address is not that of a provider.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} found, expected the address of a provider that begins with https://, as it writes it itself")]
pub struct NotAnIssuer(String);

/// Reads the address of a provider: on https, unless it is on this machine.
///
/// # Errors
/// When it is anything else, or holds a query or a name of a user.
pub fn issuer(text: &str) -> Result<IssuerUrl, NotAnIssuer> {
    let refused = || NotAnIssuer(text.chars().take(200).collect());
    let issuer = IssuerUrl::new(text.to_owned()).map_err(|_| refused())?;
    let url = issuer.url();
    let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    let safe = url.scheme() == "https" || (url.scheme() == "http" && is_here);
    if plain && safe && url.fragment().is_none() { Ok(issuer) } else { Err(refused()) }
}

/// Why nobody entered by the provider.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It does not answer, or not in a way that can be read.
    #[error("the provider does not answer: {0}")]
    Unreachable(String),
    /// It does not take the code back: used already, over, or not given to us.
    #[error("the provider refuses the code: {0}")]
    Refused(String),
    /// What it says cannot be verified.
    #[error("what the provider says is not verified: {0}")]
    Untrusted(String),
    /// It is less sure of who enters than this instance demands.
    #[error("the provider says acr {found:?} and amr {means:?}, which this instance does not accept")]
    Weak {
        /// What it says of how sure it is.
        found: Option<String>,
        /// What it says of the means that were used.
        means: Vec<String>,
    },
}

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// What the provider published of itself.
struct Known {
    metadata: ProviderMetadataWithLogout,
    client: Client,
    since: i64,
}

/// A provider.
pub struct Provider {
    settings: Settings,
    back: RedirectUrl,
    left: PostLogoutRedirectUrl,
    fetch: Fetch,
    known: Mutex<Option<Arc<Known>>>,
}

impl Provider {
    /// The provider of an instance that the public reaches at an address.
    ///
    /// # Errors
    /// When the program cannot make a client of HTTP, such as without certificates of the system.
    pub fn new(settings: Settings, public: &PublicUrl) -> anyhow::Result<Self> {
        Ok(Self {
            back: RedirectUrl::new(public.absolute(BACK))?,
            left: PostLogoutRedirectUrl::new(public.absolute(LEFT))?,
            fetch: Fetch::new(settings.issuer.url().clone())?,
            known: Mutex::new(None),
            settings,
        })
    }

    /// How people call it.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Its address, as accounts are bound to it.
    pub fn issuer(&self) -> &str {
        self.settings.issuer.as_str()
    }

    /// Where a browser that holds a token goes to say who it is.
    ///
    /// # Errors
    /// `Unreachable` when the provider publishes nothing that can be read.
    pub async fn address(&self, token: &Token, now: i64) -> Result<String, Fault> {
        let known = self.known(now, KNOWN_FOR).await?;
        let secrets = Secrets::of(token);
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&secrets.verifier());
        let (state, nonce) = (secrets.state(), secrets.nonce());
        let mut asked = known
            .client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .set_pkce_challenge(challenge)
            .add_scopes(self.settings.scopes.iter().cloned().map(Scope::new));
        for assurance in &self.settings.assurance {
            asked = asked.add_auth_context_value(AuthenticationContextClass::new(assurance.clone()));
        }
        if !self.settings.means.is_empty() {
            // ProConnect tells the means only to who asks for them.
            asked = asked.add_extra_param("claims", r#"{"id_token":{"amr":{"essential":true}}}"#);
        }
        Ok(asked.url().0.into())
    }

    /// Whether a browser that holds a token comes back with the state that it went with.
    pub fn is_state_of(token: &Token, state: &str) -> bool {
        Secrets::of(token).state() == state
    }

    /// Where a browser goes to leave the session of the provider; nothing when it has no such place.
    pub async fn farewell(&self, id_token: &str, now: i64) -> Option<String> {
        let known = self.known(now, KNOWN_FOR).await.ok()?;
        let end = known.metadata.additional_metadata().end_session_endpoint.as_ref()?;
        let mut url = end.url().clone();
        if url.origin() != self.settings.issuer.url().origin() {
            return None;
        }
        url.query_pairs_mut()
            .append_pair("id_token_hint", id_token)
            .append_pair("post_logout_redirect_uri", self.left.as_str())
            // ProConnect demands a state; it comes back to a page that shows nothing of anybody.
            .append_pair("state", "left");
        Some(url.into())
    }

    /// What the provider publishes of itself, as it was at most some seconds ago.
    async fn known(&self, now: i64, at_most: i64) -> Result<Arc<Known>, Fault> {
        let held = self.known.lock().await.clone();
        if let Some(known) = held.filter(|known| (0..at_most).contains(&(now - known.since))) {
            return Ok(known);
        }
        // Nobody waits for somebody else's answer: a provider that is slow would keep everybody in a queue.
        let known = Arc::new(self.look(now).await?);
        *self.known.lock().await = Some(known.clone());
        Ok(known)
    }
}

/// What a browser proves with the one token that it holds: three texts that nobody works out from each other.
struct Secrets(String);

impl Secrets {
    fn of(token: &Token) -> Self {
        Self(token.as_str().to_owned())
    }

    fn derive(&self, use_of: &str) -> String {
        let digest = Sha256::digest(format!("mosaique oidc {use_of} {}", self.0));
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn state(&self) -> String {
        self.derive("state")
    }

    fn nonce(&self) -> String {
        self.derive("nonce")
    }

    fn verifier(&self) -> PkceCodeVerifier {
        PkceCodeVerifier::new(self.derive("verifier"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_on_https_or_on_this_machine() {
        for good in ["https://auth.provider.example/api/v2", "http://localhost:3000", "http://127.0.0.1:3000/op"] {
            assert!(issuer(good).is_ok(), "{good}");
        }
        for bad in
            ["http://provider.example", "https://a:b@provider.example", "https://p.example/?x=1", "ftp://x", "", "p.fr"]
        {
            assert!(issuer(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_derived_from_a_token_differs_and_is_found_again() {
        let (one, two) = (Token::from_bytes([1; 16]), Token::from_bytes([2; 16]));
        let secrets = Secrets::of(&one);
        let all = [secrets.state(), secrets.nonce(), secrets.verifier().secret().clone()];
        assert!(all.iter().all(|text| text.len() == 64 && !text.contains(one.as_str())));
        assert!(all[0] != all[1] && all[1] != all[2] && all[0] != all[2]);
        assert!(Provider::is_state_of(&one, &all[0]));
        assert!(!Provider::is_state_of(&two, &all[0]) && !Provider::is_state_of(&one, ""));
    }
}
