//! Opens sealed elements.

use std::fmt;
use std::ops::Range;

use aes_gcm::aead::Aead as _;
use aes_gcm::{Aes256Gcm, KeyInit as _, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pkcs8::DecodePrivateKey as _;
use rsa::Oaep;
use sha1::Sha1;
use zeroize::Zeroizing;

use super::{AES_256_GCM, MAX_RECEIVERS, NONCE_OCTETS, RSA_OAEP};
use crate::Error;
use crate::document::{Document, Limits, NodeId};
use crate::signature::{KeyFault, PublicKey, SignatureFault, pkcs8_document};
use crate::structure::{XMLENC, is_sealed};

/// Most sealed elements that one document may hold.
const MAX_SEALED: usize = 10_000;
/// Most keys of one document that are unwrapped, each by an operation of RSA.
const MAX_UNWRAPPED: usize = 1_000;

/// An RSA key that opens what was sealed for it. It lives in memory only, and is wiped when dropped.
pub struct OpeningKey(Box<rsa::PrivateKey>);

impl fmt::Debug for OpeningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OpeningKey")
    }
}

impl OpeningKey {
    /// Reads a PKCS#8 key, DER or PEM, encrypted or not.
    ///
    /// # Errors
    /// When it is no RSA key, or the passphrase is not right.
    pub fn from_pkcs8(octets: &[u8], passphrase: Option<&str>) -> Result<Self, KeyFault> {
        let document = pkcs8_document(octets, passphrase)?;
        let key = rsa::PrivateKey::from_pkcs8_der(document.as_bytes()).map_err(|error| {
            KeyFault::Undecodable { expected: "an RSA private key", detail: error.to_string() }
        })?;
        Ok(Self(Box::new(key)))
    }

    /// The public half.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        PublicKey::Rsa(Box::new(self.0.to_public_key()))
    }
}

/// Puts every element that was sealed for this key back in its place; the others stay sealed.
///
/// # Errors
/// When nothing is for this key, or something that is was damaged.
pub fn open(document: &Document, key: &OpeningKey) -> Result<String, Error> {
    let mut opened = String::with_capacity(document.text().len());
    let mut places: Vec<Range<usize>> = Vec::new();
    let (mut done, mut tries) = (0, 0_usize);
    let sealed = document.descendants(document.root()).filter(|node| is_sealed(document, *node));
    for node in sealed.take(MAX_SEALED) {
        let span = document.span(node);
        if span.start < done {
            continue;
        }
        let Some(plain) = (Sealed { document, node }).open(key, &mut tries)? else { continue };
        opened.push_str(document.slice(done..span.start));
        let start = opened.len();
        opened.push_str(&plain);
        places.push(start..opened.len());
        done = span.end;
    }
    if places.is_empty() {
        return Err(SignatureFault::NotForThisKey.into());
    }
    opened.push_str(document.slice(done..document.text().len()));
    let result = Document::from_text(opened.clone(), &Limits::default())?;
    check_elements(&result, &places)?;
    Ok(opened)
}

/// What was sealed is one element; anything else could close the elements around it and open others.
fn check_elements(opened: &Document, places: &[Range<usize>]) -> Result<(), SignatureFault> {
    let mut wanted = places.iter().peekable();
    for node in opened.descendants(opened.root()) {
        let Some(place) = wanted.peek() else { break };
        if opened.is_element(node) && opened.span(node) == **place {
            wanted.next();
        }
    }
    match wanted.next() {
        None => Ok(()),
        Some(place) => Err(SignatureFault::Sealed {
            xpath: opened.xpath(opened.node_at_offset(place.start)),
            reason: "it holds something else than one element",
        }),
    }
}

struct Sealed<'s> {
    document: &'s Document,
    node: NodeId,
}

impl Sealed<'_> {
    /// The element, or nothing if it was sealed for others.
    fn open(&self, key: &OpeningKey, tries: &mut usize) -> Result<Option<String>, SignatureFault> {
        let keys: Vec<NodeId> = self
            .document
            .elements(self.node)
            .filter(|child| self.document.local_name(*child) == "KeyInfo")
            .flat_map(|info| self.children(info, "EncryptedKey"))
            .take(MAX_RECEIVERS)
            .collect();
        *tries = tries.saturating_add(keys.len());
        if *tries > MAX_UNWRAPPED {
            return Err(self.fault("more than 1,000 keys are wrapped in this document"));
        }
        let content = keys.into_iter().find_map(|encrypted| self.unwrap(encrypted, key));
        let Some(content) = content else { return Ok(None) };
        if self.algorithm(self.node).as_deref() != Some(AES_256_GCM) {
            return Err(self.fault("only AES-256-GCM is opened"));
        }
        let octets =
            self.value(self.node).ok_or_else(|| self.fault("its CipherValue is not base64"))?;
        let (nonce, cipher_text) = octets
            .split_first_chunk::<NONCE_OCTETS>()
            .ok_or_else(|| self.fault("it is too short"))?;
        let cipher = Aes256Gcm::new_from_slice(&content)
            .map_err(|_| self.fault("its key has another length"))?;
        let plain = cipher
            .decrypt(&Nonce::from(*nonce), cipher_text)
            .map_err(|_| self.fault("it was changed after it was sealed"))?;
        String::from_utf8(plain).map(Some).map_err(|_| self.fault("it holds no UTF-8"))
    }

    /// The content key, if it was wrapped for this key.
    fn unwrap(&self, encrypted: NodeId, key: &OpeningKey) -> Option<Zeroizing<Vec<u8>>> {
        (self.algorithm(encrypted)? == RSA_OAEP).then_some(())?;
        let wrapped = self.value(encrypted)?;
        key.0.decrypt(Oaep::<Sha1>::new(), &wrapped).ok().map(Zeroizing::new)
    }

    fn children(&self, node: NodeId, local: &str) -> impl Iterator<Item = NodeId> {
        self.document.elements(node).filter(move |child| {
            self.document.namespace(*child) == XMLENC && self.document.local_name(*child) == local
        })
    }

    fn algorithm(&self, node: NodeId) -> Option<String> {
        let method = self.children(node, "EncryptionMethod").next()?;
        Some(self.document.attribute(method, "Algorithm")?.into_owned())
    }

    fn value(&self, node: NodeId) -> Option<Vec<u8>> {
        let data = self.children(node, "CipherData").next()?;
        let value = self.children(data, "CipherValue").next()?;
        let text: String = self.document.text_of(value).split_ascii_whitespace().collect();
        STANDARD.decode(text).ok()
    }

    fn fault(&self, reason: &'static str) -> SignatureFault {
        SignatureFault::Sealed { xpath: self.document.xpath(self.node), reason }
    }
}
