//! OpenPGP certificates of receivers, of which only keys that hold now are used (RFC 9580 section 5.2.3).

use std::path::Path;
use std::time::{Duration, SystemTime};

use pgp::composed::{Deserializable as _, SignedPublicKey, SignedPublicSubKey};
use pgp::packet::{Signature, SignatureType};
use pgp::types::KeyDetails;

use super::file::problem;
use crate::error::Error;
use crate::input;

/// Longest OpenPGP certificate, in octets.
pub const MAX_CERTIFICATE_OCTETS: usize = 16 * 1024 * 1024;

/// A certificate that was not revoked and has not expired.
pub struct Receiver {
    certificate: SignedPublicKey,
    now: SystemTime,
}

/// The key of a certificate that is for encryption.
pub enum EncryptionKey<'r> {
    Primary(&'r SignedPublicKey),
    Subkey(&'r SignedPublicSubKey),
}

impl Receiver {
    /// Reads a certificate.
    ///
    /// # Errors
    /// What is none, or must not be used now.
    pub fn read(path: &Path, now: SystemTime) -> Result<Self, Error> {
        let octets = input::read_public(path, MAX_CERTIFICATE_OCTETS)?;
        let (certificate, _) = SignedPublicKey::from_reader_single(octets.as_slice())
            .map_err(|error| problem(path, &error))?;
        certificate.verify_bindings().map_err(|error| problem(path, &error))?;
        let receiver = Self { certificate, now };
        if !receiver.certificate.details.revocation_signatures.is_empty() {
            return Err(problem(path, &"the certificate was revoked"));
        }
        if receiver.is_expired(&receiver.certificate, receiver.newest_of_primary()) {
            return Err(problem(path, &"the certificate has expired"));
        }
        Ok(receiver)
    }

    /// Its newest subkey for encryption, or the primary key if that is for encryption.
    pub fn encryption_key(&self) -> Option<EncryptionKey<'_>> {
        let subkeys = self.certificate.public_subkeys.iter();
        let newest = subkeys
            .filter(|subkey| self.may_be_used(subkey))
            .max_by_key(|subkey| subkey.key.created_at());
        newest.map(EncryptionKey::Subkey).or_else(|| {
            let may_encrypt = self.certificate.algorithm().can_encrypt()
                && self.newest_of_primary().is_some_and(is_for_encryption);
            may_encrypt.then_some(EncryptionKey::Primary(&self.certificate))
        })
    }

    fn may_be_used(&self, subkey: &SignedPublicSubKey) -> bool {
        let is = |kind: SignatureType| move |it: &&Signature| it.typ() == Some(kind);
        let is_revoked =
            subkey.signatures.iter().any(|it| is(SignatureType::SubkeyRevocation)(&it));
        let binding = newest(subkey.signatures.iter().filter(is(SignatureType::SubkeyBinding)));
        subkey.key.algorithm().can_encrypt()
            && !is_revoked
            && binding.is_some_and(is_for_encryption)
            && !self.is_expired(&subkey.key, binding)
    }

    /// What the primary key says last about itself.
    fn newest_of_primary(&self) -> Option<&Signature> {
        let details = &self.certificate.details;
        let of_users = details.users.iter().flat_map(|user| &user.signatures);
        let certifications = of_users.filter(|it| it.typ() != Some(SignatureType::CertRevocation));
        newest(details.direct_signatures.iter().chain(certifications))
    }

    fn is_expired(&self, key: &impl KeyDetails, newest: Option<&Signature>) -> bool {
        let lifetime = newest.and_then(Signature::key_expiration_time);
        let lifetime = lifetime.map(|time| Duration::from_secs(time.as_secs().into()));
        // No time and a time of nothing mean the same.
        lifetime.filter(|time| !time.is_zero()).is_some_and(|lifetime| {
            let end = SystemTime::from(key.created_at()).checked_add(lifetime);
            end.is_some_and(|end| end <= self.now)
        })
    }
}

fn newest<'s>(signatures: impl Iterator<Item = &'s Signature>) -> Option<&'s Signature> {
    signatures.max_by_key(|signature| signature.created().map(SystemTime::from))
}

fn is_for_encryption(signature: &Signature) -> bool {
    let flags = signature.key_flags();
    flags.encrypt_comms() || flags.encrypt_storage()
}
