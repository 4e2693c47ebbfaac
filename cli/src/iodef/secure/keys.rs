//! Private keys and certificates from files.

use std::path::Path;

use iodef::encryption::OpeningKey;
use iodef::signature::{Certificate, PrivateKey, SignatureFault, is_pkcs12};
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use zeroize::Zeroizing;

use super::args::KeyArguments;
use crate::error::Error;
use crate::input;

/// Longest file of a key or certificate, in octets.
const MAX_KEY_OCTETS: usize = 1024 * 1024;
/// Longest passphrase file, in octets.
const MAX_PASSPHRASE_OCTETS: usize = 4096;

/// A key file as it is, decoded from PKCS#12 if it was one.
pub struct KeyFile {
    name: String,
    octets: Zeroizing<Vec<u8>>,
    passphrase: Option<Zeroizing<String>>,
    /// The certificate of a PKCS#12 file.
    pub certificate: Option<Certificate>,
}

impl KeyFile {
    /// Reads the key of a command.
    ///
    /// # Errors
    /// What cannot be read, or whose passphrase is wrong.
    pub fn read(arguments: &KeyArguments) -> Result<Self, Error> {
        let octets = input::read(&arguments.key, MAX_KEY_OCTETS)?;
        let passphrase = passphrase(arguments.passphrase_file.as_deref())?;
        let name = input::name(&arguments.key);
        let plain = Self { name, octets, passphrase, certificate: None };
        if is_pkcs12(&plain.octets) { plain.unpacked() } else { Ok(plain) }
    }

    fn unpacked(self) -> Result<Self, Error> {
        let passphrase = self.passphrase.as_deref().map_or("", String::as_str);
        let store = KeyStore::from_pkcs12(&self.octets, passphrase, Pkcs12ImportPolicy::Relaxed)
            .map_err(|error| self.problem(&error))?;
        let (_, chain) =
            store.private_key_chain().ok_or_else(|| self.problem(&"it holds no private key"))?;
        let certificate = match chain.certs().first() {
            Some(certificate) => Some(
                Certificate::read(certificate.as_der()).map_err(|error| self.problem(&error))?,
            ),
            None => None,
        };
        let octets = Zeroizing::new(chain.key().as_der().to_vec());
        Ok(Self { name: self.name, octets, passphrase: None, certificate })
    }

    /// The key for signing.
    ///
    /// # Errors
    /// When it is none.
    pub fn signing(&self) -> Result<PrivateKey, Error> {
        PrivateKey::from_pkcs8(&self.octets, self.passphrase.as_deref().map(String::as_str))
            .map_err(|error| self.problem(&error))
    }

    /// The key for opening what is sealed.
    ///
    /// # Errors
    /// When it is none.
    pub fn opening(&self) -> Result<OpeningKey, Error> {
        OpeningKey::from_pkcs8(&self.octets, self.passphrase.as_deref().map(String::as_str))
            .map_err(|error| self.problem(&error))
    }

    fn problem(&self, problem: &dyn std::fmt::Display) -> Error {
        Error::Key { name: self.name.clone(), problem: problem.to_string() }
    }
}

/// Reads a certificate.
///
/// # Errors
/// What cannot be read or decoded.
pub fn certificate(path: &Path) -> Result<Certificate, Error> {
    let octets = input::read_public(path, MAX_KEY_OCTETS)?;
    Certificate::read(&octets)
        .map_err(|error| Error::Key { name: input::name(path), problem: error.to_string() })
}

/// The first line of a file.
///
/// # Errors
/// What cannot be read, or is no text.
pub fn passphrase(path: Option<&Path>) -> Result<Option<Zeroizing<String>>, Error> {
    let Some(path) = path else { return Ok(None) };
    let octets = input::read(path, MAX_PASSPHRASE_OCTETS)?;
    let text = std::str::from_utf8(&octets).map_err(|_| Error::Key {
        name: input::name(path),
        problem: "the passphrase is not UTF-8".to_owned(),
    })?;
    Ok(Some(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned())))
}

/// What a core said about the document `name`.
pub fn failed(name: &str) -> impl Fn(SignatureFault) -> Error + '_ {
    move |fault| Error::Iodef { name: name.to_owned(), source: Box::new(fault.into()) }
}
