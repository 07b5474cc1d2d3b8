//! How somebody may enter: accounts of a provider, passkeys.

/// An account of the provider, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundView {
    /// By which it is unbound.
    pub key: String,
    /// Of which provider.
    pub provider: String,
    /// The establishment of its holder, as the provider tells it.
    pub siret: Option<String>,
    /// Since when it is bound.
    pub since: String,
}

/// A passkey, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyView {
    /// By which it is renamed and removed.
    pub key: String,
    /// How its holder calls it.
    pub name: String,
    /// Since when.
    pub since: String,
    /// When it was last entered with.
    pub used: Option<String>,
}

/// How somebody may enter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WaysView {
    /// The provider by which one may enter: its name, and where one binds an account of it.
    pub provider: Option<(String, String)>,
    /// Accounts that are bound.
    pub bound: Vec<BoundView>,
    /// Whether passkeys may be added here.
    pub may_add: bool,
    /// Passkeys.
    pub passkeys: Vec<PasskeyView>,
}
