//! A device that holds a passkey, as a browser speaks for it. It signs for real: what it is told to get wrong is wrong.

use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A device with one passkey.
pub struct Device {
    key: SigningKey,
    id: [u8; 16],
    user: Vec<u8>,
    /// What its counter says next.
    pub counter: u32,
    /// The site as its browser knows it.
    pub origin: String,
    domain: String,
    /// Whether it asks its holder for a finger or a code.
    pub verifies: bool,
}

impl Device {
    pub fn new(rank: u8, origin: &str) -> Self {
        let domain = origin.split("://").nth(1).unwrap().split(':').next().unwrap().to_owned();
        let key = SigningKey::from_bytes(&[rank; 32]);
        Self { key, id: [rank; 16], user: Vec::new(), counter: 1, origin: origin.into(), domain, verifies: true }
    }

    pub fn id(&self) -> String {
        encode(&self.id)
    }

    /// Makes the passkey that a page asks for.
    pub fn create(&mut self, options: &str) -> Value {
        let options: Value = serde_json::from_str(options).unwrap();
        self.user = decode(options["user"]["id"].as_str().unwrap());
        let client = self.client("webauthn.create", &options);
        let mut data = self.data(0x41);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id);
        // A key of Ed25519 in COSE: {1: 1, 3: -8, -1: 6, -2: key}.
        data.extend([0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20]);
        data.extend(self.key.verifying_key().to_bytes());
        // {"fmt": "none", "attStmt": {}, "authData": data}
        let mut attestation = vec![0xa3];
        attestation.extend(b"\x63fmt\x64none\x67attStmt\xa0\x68authData\x58");
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(data);
        let response = json!({
            "clientDataJSON": encode(client.as_bytes()),
            "attestationObject": encode(&attestation),
            "transports": ["internal"],
        });
        self.credential(response)
    }

    /// Answers a challenge.
    pub fn get(&mut self, options: &str) -> Value {
        let options: Value = serde_json::from_str(options).unwrap();
        let client = self.client("webauthn.get", &options);
        let data = self.data(0x01);
        let mut signed = data.clone();
        signed.extend(Sha256::digest(client.as_bytes()));
        let response = json!({
            "clientDataJSON": encode(client.as_bytes()),
            "authenticatorData": encode(&data),
            "signature": encode(&self.key.sign(&signed).to_bytes()),
            "userHandle": encode(&self.user),
        });
        self.credential(response)
    }

    fn credential(&self, response: Value) -> Value {
        json!({
            "id": self.id(),
            "rawId": self.id(),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        })
    }

    fn client(&self, kind: &str, options: &Value) -> String {
        let challenge = &options["challenge"];
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false }).to_string()
    }

    /// What it says of itself, with its counter, which moves.
    fn data(&mut self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(self.domain.as_bytes()).to_vec();
        data.push(flags | if self.verifies { 0x04 } else { 0 });
        data.extend(self.counter.to_be_bytes());
        self.counter += 1;
        data
    }
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let wide = group.iter().fold(0_u32, |wide, byte| wide << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for rank in 0..=group.len() {
            text.push(char::from(DIGITS[(wide >> (18 - 6 * rank)) as usize & 63]));
        }
    }
    text
}

fn decode(text: &str) -> Vec<u8> {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for digit in text.bytes() {
        held = held << 6 | DIGITS.iter().position(|known| *known == digit).unwrap() as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    bytes
}
