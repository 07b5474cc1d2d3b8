//! What says which provider of identities people may enter by.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use clap::Args;
use openidconnect::{ClientId, ClientSecret};
use press::PublicUrl;

use super::Refused;
use crate::files;
use crate::provider::{Provider, SCOPES, Settings, issuer};

/// A provider of OpenID Connect, such as ProConnect. Without an address, nobody enters that way.
#[derive(Args, Default)]
pub(super) struct ProviderArgs {
    /// Address of the provider by which people may enter, as it writes it itself: https://…
    #[arg(long = "provider", value_name = "ADDRESS", env = "MOSAIQUE_PROVIDER")]
    provider: Option<String>,
    /// By which the provider knows this instance.
    #[arg(long = "provider-client", value_name = "ID", env = "MOSAIQUE_PROVIDER_CLIENT")]
    client: Option<String>,
    /// The secret that the provider gave: better in a file, for other programs of the machine see options.
    #[arg(long = "provider-secret", value_name = "SECRET", env = "MOSAIQUE_PROVIDER_SECRET", hide_env_values = true)]
    secret: Option<String>,
    /// The file that holds the secret that the provider gave.
    #[arg(long = "provider-secret-file", value_name = "FILE", env = "MOSAIQUE_PROVIDER_SECRET_FILE")]
    secret_file: Option<PathBuf>,
    /// How people call the provider: on the button, and where it is told what it said.
    #[arg(long = "provider-name", value_name = "NAME", env = "MOSAIQUE_PROVIDER_NAME", default_value = "ProConnect")]
    name: Option<String>,
    /// What is asked of the provider, beside openid, separated by blanks. By default: email given_name usual_name siret uid.
    #[arg(long = "provider-scopes", value_name = "SCOPES", env = "MOSAIQUE_PROVIDER_SCOPES")]
    scopes: Option<String>,
    /// Levels of assurance that are accepted (acr), separated by blanks: others do not enter. By default any.
    #[arg(long = "provider-acr", value_name = "LEVELS", env = "MOSAIQUE_PROVIDER_ACR")]
    assurance: Option<String>,
    /// Means that must have been used (amr), separated by blanks: mfa for two factors. By default none.
    #[arg(long = "provider-amr", value_name = "MEANS", env = "MOSAIQUE_PROVIDER_AMR")]
    means: Option<String>,
}

impl ProviderArgs {
    /// The provider of the instance that the public reaches at `url`, when there is one. Every fault of what was given is
    /// told at once.
    pub(super) fn read(&self, url: &PublicUrl) -> Result<Option<Arc<Provider>>> {
        let Some(address) = self.provider.as_deref().map(str::trim).filter(|address| !address.is_empty()) else {
            return Ok(None);
        };
        let mut faults = Vec::new();
        let issuer = issuer(address).map_err(|error| faults.push(format!("--provider: {error}"))).ok();
        let client = self.client.as_deref().map(str::trim).filter(|client| !client.is_empty());
        if client.is_none() {
            faults.push("--provider-client: nothing found, expected what the provider calls this instance".into());
        }
        let secret = match (&self.secret, &self.secret_file) {
            (Some(_), Some(_)) => Err("--provider-secret and --provider-secret-file: both found, expected one".into()),
            (Some(secret), None) => Ok(secret.trim().to_owned()),
            (None, Some(file)) => files::read_text(file)
                .map(|text| text.trim().to_owned())
                .map_err(|error| format!("--provider-secret-file: {error:#}")),
            (None, None) => Err("--provider-secret-file: nothing found, expected the secret of the provider".into()),
        };
        let secret = secret.and_then(|secret| match secret.is_empty() {
            true => Err("the secret of the provider is empty".to_owned()),
            false => Ok(secret),
        });
        let secret = secret.map_err(|fault: String| faults.push(fault)).ok();
        let (Some(issuer), Some(client), Some(secret)) = (issuer, client, secret) else {
            return Err(Refused(faults.join("\n")).into());
        };
        let list = |text: &Option<String>| {
            text.as_deref().unwrap_or_default().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        let scopes = match &self.scopes {
            Some(_) => list(&self.scopes).into_iter().filter(|scope| scope != "openid").collect(),
            None => SCOPES.map(str::to_owned).into(),
        };
        let settings = Settings {
            issuer,
            client: ClientId::new(client.to_owned()),
            secret: ClientSecret::new(secret),
            name: self.name.clone().filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "ProConnect".into()),
            scopes,
            assurance: list(&self.assurance),
            means: list(&self.means),
        };
        Ok(Some(Arc::new(Provider::new(settings, url)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url() -> PublicUrl {
        "https://mosaique.example".parse().unwrap()
    }

    #[test]
    fn without_an_address_there_is_no_provider_and_with_one_all_that_is_missing_is_told() {
        assert!(ProviderArgs::default().read(&url()).unwrap().is_none());
        let given = ProviderArgs { provider: Some("http://provider.example".into()), ..ProviderArgs::default() };
        let refused = given.read(&url()).err().unwrap();
        let lines: Vec<String> = refused.to_string().lines().map(str::to_owned).collect();
        assert_eq!(lines.len(), 3, "{refused}");
        assert!(refused.is::<Refused>());
        for (line, option) in lines.iter().zip(["--provider:", "--provider-client:", "--provider-secret-file:"]) {
            assert!(line.starts_with(option), "{line}");
        }
    }

    #[test]
    fn a_secret_comes_from_a_file_or_a_setting_and_is_told_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret");
        files::write(&file, b"hidden\n").unwrap();
        let given = |secret: Option<&str>, secret_file| ProviderArgs {
            provider: Some("https://provider.example".into()),
            client: Some("mosaique".into()),
            secret: secret.map(str::to_owned),
            secret_file,
            ..ProviderArgs::default()
        };
        assert_eq!(given(None, Some(file.clone())).read(&url()).unwrap().unwrap().name(), "ProConnect");
        assert!(given(Some("hidden"), None).read(&url()).is_ok());
        let both = given(Some("hidden"), Some(file)).read(&url()).err().unwrap();
        assert!(!both.to_string().contains("hidden"), "{both}");
        assert!(given(Some(" "), None).read(&url()).is_err());
        assert!(given(None, Some(folder.path().join("none"))).read(&url()).is_err());
    }
}
