//! `edgewarden iodef encrypt` and `decrypt`: whole files by OpenPGP (RFC 9580).

use std::io::{Read as _, Write};
use std::path::Path;

use iodef::document::Limits;
use pgp::composed::{
    ArmorOptions, Deserializable as _, Message, MessageBuilder, SignedPublicKey, SignedSecretKey,
};
use pgp::crypto::sym::SymmetricKeyAlgorithm;
use pgp::types::{KeyDetails as _, Password};
use rand::rngs::OsRng;

use super::args::{DecryptArguments, EncryptArguments};
use super::keys::passphrase;
use crate::Outcome;
use crate::error::Error;
use crate::input;

/// Longest message, in octets: the longest document in base64, with its armor.
const MAX_MESSAGE_OCTETS: usize = Limits::MAX_BYTES.saturating_mul(2);
/// Longest OpenPGP certificate, in octets.
const MAX_CERTIFICATE_OCTETS: usize = 16 * 1024 * 1024;

/// Encrypts a file for receivers.
///
/// # Errors
/// What cannot be read or used; [`Error::Write`].
pub fn encrypt(arguments: &EncryptArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let octets = input::read_public(&arguments.file, Limits::MAX_BYTES)?;
    let mut builder =
        MessageBuilder::from_bytes("", octets).seipd_v1(OsRng, SymmetricKeyAlgorithm::AES256);
    for path in &arguments.to {
        let certificate = receiver(path)?;
        let added = match encryption_subkey(&certificate) {
            Some(subkey) => builder.encrypt_to_key(OsRng, subkey).map(drop),
            None if certificate.algorithm().can_encrypt() => {
                builder.encrypt_to_key(OsRng, &certificate).map(drop)
            }
            None => return Err(problem(path, &"the certificate has no key for encryption")),
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

fn receiver(path: &Path) -> Result<SignedPublicKey, Error> {
    let octets = input::read_public(path, MAX_CERTIFICATE_OCTETS)?;
    let (certificate, _) = SignedPublicKey::from_reader_single(octets.as_slice())
        .map_err(|error| problem(path, &error))?;
    certificate.verify_bindings().map_err(|error| problem(path, &error))?;
    Ok(certificate)
}

/// The newest subkey whose binding allows encryption.
fn encryption_subkey(certificate: &SignedPublicKey) -> Option<&pgp::composed::SignedPublicSubKey> {
    certificate
        .public_subkeys
        .iter()
        .filter(|subkey| subkey.key.algorithm().can_encrypt())
        .filter(|subkey| {
            subkey.signatures.iter().any(|binding| {
                let flags = binding.key_flags();
                flags.encrypt_comms() || flags.encrypt_storage()
            })
        })
        .max_by_key(|subkey| subkey.key.created_at())
}

fn problem(path: &Path, problem: &dyn std::fmt::Display) -> Error {
    Error::Key { name: input::name(path), problem: problem.to_string() }
}
