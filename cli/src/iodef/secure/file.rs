//! `edgewarden iodef encrypt` and `decrypt`: whole files by OpenPGP (RFC 9580).

use std::io::{Read as _, Write};
use std::path::Path;
use std::time::SystemTime;

use iodef::document::Limits;
use pgp::composed::{ArmorOptions, Deserializable as _, Message, MessageBuilder, SignedSecretKey};
use pgp::crypto::sym::SymmetricKeyAlgorithm;
use pgp::types::Password;
use rand::rngs::OsRng;

use super::args::{DecryptArguments, EncryptArguments};
use super::keys::passphrase;
use super::receiver::{EncryptionKey, MAX_CERTIFICATE_OCTETS, Receiver};
use crate::Outcome;
use crate::error::Error;
use crate::input;

/// Longest message, in octets: the longest document in base64, with its armor.
const MAX_MESSAGE_OCTETS: usize = Limits::MAX_BYTES.saturating_mul(2);

/// Encrypts a file for receivers.
///
/// # Errors
/// What cannot be read or used; [`Error::Write`].
pub fn encrypt(arguments: &EncryptArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let octets = input::read_public(&arguments.file, Limits::MAX_BYTES)?;
    let now = SystemTime::now();
    let mut builder =
        MessageBuilder::from_bytes("", octets).seipd_v1(OsRng, SymmetricKeyAlgorithm::AES256);
    for path in &arguments.to {
        let receiver = Receiver::read(path, now)?;
        let added = match receiver.encryption_key() {
            Some(EncryptionKey::Subkey(subkey)) => builder.encrypt_to_key(OsRng, subkey).map(drop),
            Some(EncryptionKey::Primary(key)) => builder.encrypt_to_key(OsRng, key).map(drop),
            None => {
                let none = "the certificate has no key for encryption that is valid now";
                return Err(problem(path, &none));
            }
        };
        added.map_err(|error| problem(path, &error))?;
    }
    let armored = builder
        .to_armored_string(OsRng, ArmorOptions::default())
        .map_err(|error| problem(&arguments.file, &error))?;
    output.write_all(armored.as_bytes())?;
    Ok(Outcome::Good)
}

/// Decrypts a file.
///
/// # Errors
/// What cannot be read or decrypted; [`Error::Write`].
pub fn decrypt(arguments: &DecryptArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let key = input::read(&arguments.key, MAX_CERTIFICATE_OCTETS)?;
    let (key, _) = SignedSecretKey::from_reader_single(key.as_slice())
        .map_err(|error| problem(&arguments.key, &error))?;
    let passphrase = passphrase(arguments.passphrase_file.as_deref())?;
    let password = passphrase.map_or_else(Password::empty, |text| Password::from(text.as_str()));
    let octets = input::read_public(&arguments.file, MAX_MESSAGE_OCTETS)?;
    let in_message = |error: pgp::errors::Error| problem(&arguments.file, &error);
    let (message, _) = Message::from_reader(octets.as_slice()).map_err(in_message)?;
    let mut message = message.decrypt(&password, &key).map_err(in_message)?;
    if message.is_compressed() {
        message = message.decompress().map_err(in_message)?;
    }
    let mut plain = Vec::new();
    let most = u64::try_from(Limits::MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    message
        .take(most)
        .read_to_end(&mut plain)
        .map_err(|source| Error::Read { name: input::name(&arguments.file), source })?;
    if plain.len() > Limits::MAX_BYTES {
        return Err(Error::TooLong {
            name: input::name(&arguments.file),
            limit: Limits::MAX_BYTES,
        });
    }
    output.write_all(&plain)?;
    Ok(Outcome::Good)
}

pub(super) fn problem(path: &Path, problem: &dyn std::fmt::Display) -> Error {
    Error::Key { name: input::name(path), problem: problem.to_string() }
}
