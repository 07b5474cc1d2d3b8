//! What the provider says of who comes back, verified.

use openidconnect::core::{
    CoreClientAuthMethod, CoreGenderClaim, CoreIdToken, CoreIdTokenClaims, CoreJwsSigningAlgorithm, CoreTokenResponse,
};
use openidconnect::{
    AccessTokenHash, AdditionalClaims, AuthType, AuthorizationCode, ClaimsVerificationError, Nonce,
    OAuth2TokenResponse as _, ProviderMetadataWithLogout, RequestTokenError, SignatureVerificationError,
    TokenResponse as _, UserInfoClaims, UserInfoError,
};
use programme::form::Siret;
use serde::{Deserialize, Serialize};
use store::providers::Account;
use store::{EmailAddress, Token};

use super::{Client, Fault, KNOWN_FOR, Known, LOOK_AGAIN, Provider, Secrets};

/// What ProConnect says beside what every provider says.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Agent {
    /// The establishment they work for.
    #[serde(default)]
    siret: Option<String>,
    /// The name they are known by.
    #[serde(default)]
    usual_name: Option<String>,
}

impl AdditionalClaims for Agent {}

type Said = UserInfoClaims<Agent, CoreGenderClaim>;

/// Who came back.
#[derive(Debug, Clone)]
pub struct Told {
    /// Their account.
    pub account: Account,
    /// The address that the provider gives, and whether it says that it verified it.
    pub address: Option<(EmailAddress, bool)>,
    /// How they are called there; empty when it is not said.
    pub name: String,
    /// What the provider asks for when its session is left.
    pub id_token: String,
}

impl Provider {
    /// What the provider says of who comes back with a code, for the browser that holds a token.
    ///
    /// # Errors
    /// One variant a cause: nobody may be let in then.
    pub async fn told(&self, token: &Token, code: &str, now: i64) -> Result<Told, Fault> {
        let known = self.known(now, KNOWN_FOR).await?;
        let secrets = Secrets::of(token);
        let exchange = known
            .client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| Fault::Unreachable(error.to_string()))?
            .set_pkce_verifier(secrets.verifier());
        let tokens = exchange.request_async(&self.fetch).await.map_err(|error| match error {
            // The code of the fault only: what the provider adds may hold anything.
            RequestTokenError::ServerResponse(said) => Fault::Refused(said.error().to_string()),
            RequestTokenError::Request(error) => Fault::Unreachable(error.to_string()),
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
                Fault::Unreachable("its answer to the code cannot be read".into())
            }
        })?;
        let id_token = tokens.id_token().ok_or_else(|| Fault::Untrusted("no ID token was given".into()))?;
        let nonce = Nonce::new(secrets.nonce());
        let (known, claims) = match verified(&known.client, id_token, &tokens, &nonce) {
            Err(error) if is_unknown_key(&error) => {
                // Its keys changed since we looked.
                let known = self.known(now, LOOK_AGAIN).await?;
                let claims = verified(&known.client, id_token, &tokens, &nonce);
                (known, claims)
            }
            claims => (known, claims),
        };
        let claims = claims.map_err(|error| Fault::Untrusted(error.to_string()))?.clone();
        self.check_assurance(&claims)?;
        let said = self.said(&known, &tokens, &claims).await?;
        Ok(self.agent(&claims, &said, id_token.to_string()))
    }

    /// Whether the provider is as sure as this instance demands.
    fn check_assurance(&self, claims: &CoreIdTokenClaims) -> Result<(), Fault> {
        let found = claims.auth_context_ref().map(|acr| acr.to_string());
        let means: Vec<String> =
            claims.auth_method_refs().into_iter().flatten().map(|method| method.to_string()).collect();
        let wanted = &self.settings.assurance;
        let sure = wanted.is_empty() || found.as_ref().is_some_and(|found| wanted.contains(found));
        if sure && self.settings.means.iter().all(|wanted| means.contains(wanted)) {
            return Ok(());
        }
        Err(Fault::Weak { found, means })
    }

    async fn said(&self, known: &Known, tokens: &CoreTokenResponse, claims: &CoreIdTokenClaims) -> Result<Said, Fault> {
        let asked = known
            .client
            .user_info(tokens.access_token().clone(), Some(claims.subject().clone()))
            .map_err(|error| Fault::Unreachable(error.to_string()))?;
        asked.request_async(&self.fetch).await.map_err(|error| match error {
            UserInfoError::ClaimsVerification(error) => Fault::Untrusted(error.to_string()),
            UserInfoError::Request(error) => Fault::Unreachable(error.to_string()),
            UserInfoError::Response(status, ..) => {
                Fault::Unreachable(format!("{status} was answered when asked who it is"))
            }
            _ => Fault::Unreachable("what it says of the person cannot be read".into()),
        })
    }

    fn agent(&self, claims: &CoreIdTokenClaims, said: &Said, id_token: String) -> Told {
        let agent = said.additional_claims();
        let address = said.email().and_then(|address| address.as_str().parse().ok());
        let given = said.given_name().and_then(|name| name.get(None)).map(|name| name.as_str());
        let family = said.family_name().and_then(|name| name.get(None)).map(|name| name.as_str());
        let name: Vec<&str> = [given, agent.usual_name.as_deref().or(family)].into_iter().flatten().collect();
        Told {
            account: Account {
                issuer: self.issuer().to_owned(),
                subject: claims.subject().to_string(),
                siret: agent.siret.as_deref().and_then(|siret| Some(siret.parse::<Siret>().ok()?.to_string())),
                assurance: claims.auth_context_ref().map(|acr| acr.to_string()),
            },
            address: address.map(|address| (address, said.email_verified() == Some(true))),
            name: name.join(" ").split_whitespace().collect::<Vec<_>>().join(" "),
            id_token,
        }
    }

    /// Reads what the provider publishes of itself.
    pub(super) async fn look(&self, now: i64) -> Result<Known, Fault> {
        let metadata = ProviderMetadataWithLogout::discover_async(self.settings.issuer.clone(), &self.fetch)
            .await
            .map_err(|error| Fault::Unreachable(causes(&error)))?;
        let (id, secret) = (self.settings.client.clone(), self.settings.secret.clone());
        let methods = metadata.token_endpoint_auth_methods_supported();
        let posts = methods.is_some_and(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretPost));
        let auth = if posts { AuthType::RequestBody } else { AuthType::BasicAuth };
        let client = Client::from_provider_metadata(metadata.clone(), id, Some(secret));
        let client = client.set_redirect_uri(self.back.clone()).set_auth_type(auth);
        Ok(Known { metadata, client, since: now })
    }
}

/// The claims of an ID token signed by the provider, for us, now, for this browser, and with this access token.
fn verified<'t>(
    client: &Client,
    id_token: &'t CoreIdToken,
    tokens: &CoreTokenResponse,
    nonce: &Nonce,
) -> Result<&'t CoreIdTokenClaims, ClaimsVerificationError> {
    // Never `none`, nor a secret that we share: only what the provider alone can sign.
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs([CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256, CoreJwsSigningAlgorithm::EcdsaP256Sha256]);
    let claims = id_token.claims(&verifier, nonce)?;
    if let Some(expected) = claims.access_token_hash() {
        let failed = |error: String| ClaimsVerificationError::Other(error);
        let key = id_token.signing_key(&verifier).map_err(|error| failed(error.to_string()))?;
        let alg = id_token.signing_alg().map_err(|error| failed(error.to_string()))?;
        let actual =
            AccessTokenHash::from_token(tokens.access_token(), alg, key).map_err(|error| failed(error.to_string()))?;
        if actual != *expected {
            return Err(failed("the access token is not the one that the ID token was made for".into()));
        }
    }
    Ok(claims)
}

fn is_unknown_key(error: &ClaimsVerificationError) -> bool {
    use SignatureVerificationError::{CryptoError, NoMatchingKey};
    matches!(error, ClaimsVerificationError::SignatureVerification(NoMatchingKey | CryptoError(_)))
}

/// An error with its causes, on one line.
fn causes(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        told = format!("{told}: {error}");
        cause = error.source();
    }
    told
}
