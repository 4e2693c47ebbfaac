//! Tokens in which one thing is varied.

mod authenticator;
mod authorization_data;
mod negotiation;
mod outer;
mod ticket;

use kerberos::crypto::EncryptionType;

use crate::realm::{Realm, Request};

pub use negotiation::conversations;

/// One token for a new context.
pub struct Case {
    pub name: String,
    pub token: Vec<u8>,
    /// Hash of the certificate whose channel bindings the acceptors expect.
    pub bindings: Option<[u8; 32]>,
}

/// Collects cases of one encryption type.
pub struct Cases<'a> {
    pub realm: &'a mut Realm,
    pub encryption_type: EncryptionType,
    cases: Vec<Case>,
}

impl Cases<'_> {
    /// A good request with one change.
    pub fn add(&mut self, name: &str, change: impl FnOnce(&mut Request)) {
        let request = self.request(change);
        let token = request.token(&mut self.realm.rng);
        self.add_token(name, token);
    }

    /// As [`Cases::add`], with channel bindings that the acceptors expect.
    pub fn add_bound(&mut self, name: &str, hash: [u8; 32], change: impl FnOnce(&mut Request)) {
        self.add(name, change);
        self.cases.last_mut().unwrap().bindings = Some(hash);
    }

    pub fn add_token(&mut self, name: &str, token: Vec<u8>) {
        let name = format!("{name} ({})", self.encryption_type.number());
        self.cases.push(Case { name, token, bindings: None });
    }

    pub fn request(&mut self, change: impl FnOnce(&mut Request)) -> Request {
        let mut request = self.realm.request(self.encryption_type);
        change(&mut request);
        request
    }
}

/// One element in DER.
fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap();
    let head = match u8::try_from(length) {
        Ok(short) if short < 0x80 => vec![tag, short],
        Ok(short) => vec![tag, 0x81, short],
        Err(_) => [&[tag, 0x82], &length.to_be_bytes()[..]].concat(),
    };
    [head, content.to_vec()].concat()
}

/// A message `[APPLICATION n] SEQUENCE { ... }` with one more field at the end.
fn with_unknown_field(message: &[u8]) -> Vec<u8> {
    const CONTEXT_30: u8 = 0xbe;
    let fields = content(content(message));
    let unknown = tlv(CONTEXT_30, &tlv(0x04, b"unknown"));
    tlv(message[0], &tlv(0x30, &[fields, &unknown].concat()))
}

/// The content of the element that fills `octets`.
fn content(octets: &[u8]) -> &[u8] {
    match octets[1] {
        0x82 => &octets[4..],
        0x81 => &octets[3..],
        _ => &octets[2..],
    }
}

/// Every case, for each encryption type.
pub fn all(realm: &mut Realm) -> Vec<Case> {
    let mut all = Vec::new();
    for encryption_type in EncryptionType::ALL {
        let mut cases = Cases { realm, encryption_type, cases: Vec::new() };
        ticket::add(&mut cases);
        authenticator::add(&mut cases);
        authorization_data::add(&mut cases);
        outer::add(&mut cases);
        negotiation::add(&mut cases);
        all.append(&mut cases.cases);
    }
    all
}
