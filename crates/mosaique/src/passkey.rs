//! Passkeys: what is asked of a device, and whether its answer is right. The rules of WebAuthn are those of a library; who
//! may enter is not decided here.

use press::PublicUrl;
use programme::id::PersonId;
use serde_json::Value;
use store::passkeys::Passkey;
use store::people::Person;
use webauthn_rp::bin::{Decode as _, Encode as _};
use webauthn_rp::request::auth::AuthenticationVerificationOptions;
use webauthn_rp::request::register::{
    CredProtect, PublicKeyCredentialUserEntity, RegistrationVerificationOptions, UserHandle16, Username,
};
use webauthn_rp::request::{AsciiDomain, ExtensionInfo, PublicKeyCredentialDescriptor, RpId};
use webauthn_rp::response::register::{CompressedPubKey, DynamicState, StaticState};
use webauthn_rp::response::{AuthTransports, CredentialId, SentChallenge};
use webauthn_rp::{
    AuthenticatedCredential, DiscoverableAuthentication16, DiscoverableAuthenticationServerState,
    DiscoverableCredentialRequestOptions, PublicKeyCredentialCreationOptions, Registration, RegistrationServerState,
};

/// Seconds for which a challenge is good: one looks for one's telephone.
pub const GOOD: i64 = 300;

/// A key as it is kept: of Ed25519, of P-256, of P-384, or of RSA.
type PublicKey = CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>;

/// The site as devices know it: its domain, and the one origin from which answers are taken.
pub struct Site {
    domain: RpId,
    origin: String,
}

/// A challenge: what the browser is told, and what its answer is checked with.
pub struct Challenge {
    /// The random bytes of it.
    pub bytes: [u8; 16],
    /// To be kept until the answer.
    pub state: Vec<u8>,
    /// For the browser, as JSON.
    pub options: String,
}

/// Why an answer opens nothing. It is logged; whoever gave it is told the same for all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is no answer of a device.
    #[error("the answer cannot be read")]
    Unreadable,
    /// The challenge was not given, or was answered already, or is over.
    #[error("the challenge is not one that waits for an answer")]
    Stale,
    /// Nobody has this passkey.
    #[error("the passkey is not known")]
    Unknown,
    /// The answer is not the right one.
    #[error("the answer is wrong: {0}")]
    Wrong(String),
    /// What is kept of it was spoilt.
    #[error("what is kept of the passkey cannot be read")]
    Spoilt,
}

/// What a device gave to be kept.
pub struct New {
    /// What it calls the passkey.
    pub id: String,
    /// Its public key.
    pub fixed: Vec<u8>,
    /// Its counter.
    pub moving: Vec<u8>,
    /// How it is reached.
    pub transports: u8,
}

/// An answer that enters, before it is checked.
pub struct Answer(DiscoverableAuthentication16);

impl Site {
    /// The site at an address; nothing where browsers have no passkeys: by the number of a machine, or without https, but
    /// for one's own machine.
    pub fn new(public: &PublicUrl) -> Option<Self> {
        let host = public.host();
        let safe = public.as_str().starts_with("https://") || host == "localhost";
        if !safe || host.parse::<std::net::IpAddr>().is_ok() || host.starts_with('[') {
            return None;
        }
        let domain = RpId::Domain(AsciiDomain::try_from(host.to_owned()).ok()?);
        Some(Self { domain, origin: public.as_str().to_owned() })
    }

    /// Asks for a new passkey of somebody: one that is found without a name, and that asks for a finger, a face or a code.
    ///
    /// # Errors
    /// `Spoilt` when one that they have cannot be read.
    pub fn ask_new(&self, person: &Person, existing: &[Passkey]) -> Result<Challenge, Refusal> {
        let user = handle(&person.id)?;
        let address = person.address.as_str();
        let entity = PublicKeyCredentialUserEntity {
            name: Username::try_from(address).map_err(|_| Refusal::Spoilt)?,
            id: &user,
            display_name: Some(address.try_into().map_err(|_| Refusal::Spoilt)?),
        };
        let known = existing.iter().map(|passkey| {
            let transports = AuthTransports::decode(passkey.transports).map_err(|_| Refusal::Spoilt)?;
            Ok(PublicKeyCredentialDescriptor { id: credential(&passkey.id)?, transports })
        });
        let known = known.collect::<Result<Vec<_>, Refusal>>()?;
        let mut options = PublicKeyCredentialCreationOptions::passkey(&self.domain, entity, known);
        // Wished for, not demanded: devices that do not know this protection would refuse. We verify the holder each time.
        options.extensions.cred_protect = CredProtect::UserVerificationRequired(ExtensionInfo::AllowDontEnforceValue);
        let (state, client) = options.start_ceremony().map_err(wrong)?;
        let options = serde_json::to_value(&client).map_err(|_| Refusal::Unreadable)?;
        challenge(options, state.encode().map_err(|_| Refusal::Unreadable)?)
    }

    /// What to keep of a new passkey, once the answer was checked.
    ///
    /// # Errors
    /// Any, when the answer is not that of a device, to this challenge, on this site.
    pub fn check_new(&self, state: &[u8], answer: &[u8]) -> Result<New, Refusal> {
        let answer = Registration::from_json_relaxed(answer).map_err(|_| Refusal::Unreadable)?;
        let state = RegistrationServerState::<16>::decode(state).map_err(|_| Refusal::Stale)?;
        let origins = [self.origin.as_str()];
        let options = RegistrationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            error_on_unsolicited_extensions: false,
            ..RegistrationVerificationOptions::default()
        };
        let new = state.verify(&self.domain, &answer, &options).map_err(wrong)?;
        Ok(New {
            id: text_of(&new.id())?,
            fixed: new.static_state().encode().map_err(|_| Refusal::Unreadable)?,
            moving: new.dynamic_state().encode().map_err(|_| Refusal::Unreadable)?.to_vec(),
            transports: new.transports().encode().map_err(|_| Refusal::Unreadable)?,
        })
    }

    /// Asks whoever holds a passkey of this site to show it.
    ///
    /// # Errors
    /// When the library cannot make a challenge.
    pub fn ask(&self) -> Result<Challenge, Refusal> {
        let (state, client) =
            DiscoverableCredentialRequestOptions::passkey(&self.domain).start_ceremony().map_err(wrong)?;
        let options = serde_json::to_value(&client).map_err(|_| Refusal::Unreadable)?;
        challenge(options, state.encode().map_err(|_| Refusal::Unreadable)?)
    }

    /// What a passkey has become by an answer, once this one was checked: the person verified by the device, the counter
    /// beyond the last one.
    ///
    /// # Errors
    /// Any, when the answer is not that of this passkey, to this challenge, on this site.
    pub fn check(&self, state: &[u8], answer: &Answer, whose: &PersonId, kept: &Passkey) -> Result<Vec<u8>, Refusal> {
        let state = DiscoverableAuthenticationServerState::decode(state).map_err(|_| Refusal::Stale)?;
        let user = handle(whose)?;
        let moving: [u8; 7] = kept.moving.as_slice().try_into().map_err(|_| Refusal::Spoilt)?;
        let fixed = StaticState::<PublicKey>::decode(kept.fixed.as_slice()).map_err(|_| Refusal::Spoilt)?;
        let moving = DynamicState::decode(moving).map_err(|_| Refusal::Spoilt)?;
        let id = credential(&kept.id)?;
        let mut known =
            AuthenticatedCredential::new((&id).into(), &user, fixed, moving).map_err(|_| Refusal::Spoilt)?;
        let origins = [self.origin.as_str()];
        let options = AuthenticationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            error_on_unsolicited_extensions: false,
            ..AuthenticationVerificationOptions::default()
        };
        state.verify(&self.domain, &answer.0, &mut known, &options).map_err(wrong)?;
        Ok(known.dynamic_state().encode().map_err(|_| Refusal::Unreadable)?.to_vec())
    }
}

impl Answer {
    /// Reads an answer.
    ///
    /// # Errors
    /// `Unreadable` when it is none.
    pub fn read(json: &[u8]) -> Result<Self, Refusal> {
        DiscoverableAuthentication16::from_json_relaxed(json).map(Self).map_err(|_| Refusal::Unreadable)
    }

    /// The challenge that it answers.
    ///
    /// # Errors
    /// `Unreadable` when it has none.
    pub fn challenge(&self) -> Result<[u8; 16], Refusal> {
        Ok(self.0.challenge_relaxed().map_err(|_| Refusal::Unreadable)?.0.to_le_bytes())
    }

    /// Whose the passkey is, as it says.
    ///
    /// # Errors
    /// `Unreadable` when it says nothing of the kind.
    pub fn person(&self) -> Result<PersonId, Refusal> {
        let bytes = self.0.response().user_handle().encode().map_err(|_| Refusal::Unreadable)?;
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        digits.parse().map_err(|_| Refusal::Unreadable)
    }

    /// Which passkey it is.
    ///
    /// # Errors
    /// `Unreadable` when it says nothing of the kind.
    pub fn passkey(&self) -> Result<String, Refusal> {
        text_of(&self.0.raw_id())
    }
}

/// The challenge that the answer of a new passkey is given to.
///
/// # Errors
/// `Unreadable` when it is no such answer.
pub fn challenge_of_new(answer: &[u8]) -> Result<[u8; 16], Refusal> {
    let answer = Registration::from_json_relaxed(answer).map_err(|_| Refusal::Unreadable)?;
    Ok(answer.challenge_relaxed().map_err(|_| Refusal::Unreadable)?.0.to_le_bytes())
}

fn wrong(error: impl std::fmt::Display) -> Refusal {
    Refusal::Wrong(error.to_string())
}

/// What devices call somebody: the sixteen bytes of their identifier, which say nothing of them.
fn handle(person: &PersonId) -> Result<UserHandle16, Refusal> {
    let digits = person.as_str();
    let mut bytes = [0; 16];
    for (rank, byte) in bytes.iter_mut().enumerate() {
        let pair = digits.get(2 * rank..2 * rank + 2).ok_or(Refusal::Spoilt)?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| Refusal::Spoilt)?;
    }
    UserHandle16::decode(bytes).map_err(|_| Refusal::Spoilt)
}

fn credential(id: &str) -> Result<CredentialId<Vec<u8>>, Refusal> {
    serde_json::from_value(Value::String(id.to_owned())).map_err(|_| Refusal::Spoilt)
}

fn text_of(id: &CredentialId<&[u8]>) -> Result<String, Refusal> {
    match serde_json::to_value(id) {
        Ok(Value::String(text)) => Ok(text),
        _ => Err(Refusal::Unreadable),
    }
}

/// The options as the browser takes them, with the bytes of their challenge.
fn challenge(options: Value, state: Vec<u8>) -> Result<Challenge, Refusal> {
    let sent = options.get("challenge").cloned().map(serde_json::from_value::<SentChallenge>);
    let sent = sent.and_then(Result::ok).ok_or(Refusal::Unreadable)?;
    Ok(Challenge { bytes: sent.0.to_le_bytes(), state, options: options.to_string() })
}

#[cfg(test)]
pub mod device;
#[cfg(test)]
mod tests;
