//! Private keys behind handles of JavaScript; wiped when the handle is freed.

use iodef::document::{Document, Limits};
use iodef::encryption;
use iodef::signature::{
    Certificate, PrivateKey, PublicKey, Signer, jws, sign_detached, sign_enveloped,
};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::certificate::{About, algorithm, read};
use crate::fault::{Fault, answer};
use crate::keyfile::KeyFile;

/// What is said about a key that was read; nothing of it is secret.
#[derive(Serialize)]
struct Held {
    algorithm: &'static str,
    /// SHA-256 of the SubjectPublicKeyInfo.
    key_sha256: String,
    certificate: Option<About>,
}

impl Held {
    fn new(key: &PublicKey, certificate: Option<&Certificate>) -> Result<Self, Fault> {
        Ok(Self {
            algorithm: algorithm(key),
            key_sha256: key.fingerprint()?,
            certificate: certificate.map(About::new).transpose()?,
        })
    }
}

/// A key that signs, and its certificate if it has one.
#[wasm_bindgen]
pub struct SigningKey {
    key: PrivateKey,
    certificate: Option<Certificate>,
}

#[wasm_bindgen]
impl SigningKey {
    /// Reads a key file, PKCS#8 or PKCS#12, with a certificate from a file of its own if there is one.
    ///
    /// # Errors
    /// What is no such key, or whose passphrase is wrong, or a certificate of another key.
    pub fn read(
        octets: Vec<u8>,
        passphrase: Option<Vec<u8>>,
        certificate: Option<Vec<u8>>,
    ) -> Result<Self, JsValue> {
        Self::of(KeyFile::read(octets, passphrase)?, certificate).map_err(JsValue::from)
    }

    fn of(file: KeyFile, certificate: Option<Vec<u8>>) -> Result<Self, Fault> {
        let key = PrivateKey::from_pkcs8(&file.octets, file.passphrase()?)?;
        let certificate = match certificate {
            Some(octets) => Some(read(&octets)?),
            None => file.certificate(&key.public_key()),
        };
        if certificate.as_ref().is_some_and(|found| *found.public_key() != key.public_key()) {
            return Err(iodef::signature::KeyFault::OtherKey.into());
        }
        Ok(Self { key, certificate })
    }

    /// What may be shown of it.
    ///
    /// # Errors
    /// When the public half cannot be written.
    pub fn about(&self) -> Result<JsValue, JsValue> {
        answer(&Held::new(&self.key.public_key(), self.certificate.as_ref())?)
    }

    /// The document with a signature inside it, over the whole of it.
    ///
    /// # Errors
    /// What is no IODEF of version 2, or is signed already.
    pub fn sign(&self, text: String, signed_at: &str) -> Result<String, JsValue> {
        let document = Document::from_text(text, &Limits::default()).map_err(Fault::from)?;
        Ok(sign_enveloped(&document, &self.signer(signed_at)).map_err(Fault::from)?)
    }

    /// A signature over the octets of a file, for a file of its own; `name` is that of the signed one.
    ///
    /// # Errors
    /// When the key cannot be used.
    #[wasm_bindgen(js_name = signDetached)]
    pub fn sign_detached(
        &self,
        octets: &[u8],
        name: &str,
        signed_at: &str,
    ) -> Result<String, JsValue> {
        Ok(sign_detached(octets, name, &self.signer(signed_at)).map_err(Fault::from)?)
    }

    /// A JSON Web Signature with the JSON in it.
    ///
    /// # Errors
    /// When the key cannot be used.
    #[wasm_bindgen(js_name = signJson)]
    pub fn sign_json(&self, text: &str, signed_at: &str) -> Result<String, JsValue> {
        Ok(jws::sign(text, &self.signer(signed_at)).map_err(Fault::from)?)
    }

    fn signer<'s>(&'s self, signed_at: &'s str) -> Signer<'s> {
        Signer { key: &self.key, certificate: self.certificate.as_ref(), signed_at }
    }
}

/// An RSA key that opens what was sealed for it.
#[wasm_bindgen]
pub struct OpeningKey {
    key: encryption::OpeningKey,
    certificate: Option<Certificate>,
}

#[wasm_bindgen]
impl OpeningKey {
    /// Reads a key file, PKCS#8 or PKCS#12.
    ///
    /// # Errors
    /// What is no RSA key, or whose passphrase is wrong.
    pub fn read(octets: Vec<u8>, passphrase: Option<Vec<u8>>) -> Result<Self, JsValue> {
        Self::of(KeyFile::read(octets, passphrase)?).map_err(JsValue::from)
    }

    fn of(file: KeyFile) -> Result<Self, Fault> {
        let key = encryption::OpeningKey::from_pkcs8(&file.octets, file.passphrase()?)?;
        let certificate = file.certificate(&key.public_key());
        Ok(Self { key, certificate })
    }

    /// What may be shown of it.
    ///
    /// # Errors
    /// When the public half cannot be written.
    pub fn about(&self) -> Result<JsValue, JsValue> {
        answer(&Held::new(&self.key.public_key(), self.certificate.as_ref())?)
    }

    /// The document with every element that was sealed for this key in its place again.
    ///
    /// # Errors
    /// When nothing is for this key, or something that is was damaged.
    pub fn open(&self, text: String) -> Result<String, JsValue> {
        let document = Document::from_text(text, &Limits::default()).map_err(Fault::from)?;
        Ok(encryption::open(&document, &self.key).map_err(Fault::from)?)
    }
}
