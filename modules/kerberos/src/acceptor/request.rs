//! The authenticator: decryption and the checks on its own fields.

use core::time::Duration;

use super::authorization_data::{self, Restrictions};
use super::ticket::OpenTicket;
use crate::asn1::{self, Authenticator, EncryptedData};
use crate::crypto::{EncryptionType, Key};
use crate::gss::AuthenticatorChecksum;
use crate::{Error, Problem, Reason, Unsupported};

/// A decrypted authenticator.
pub(super) struct DecryptedAuthenticator {
    pub(super) authenticator: Authenticator,
    /// `ctime` and `cusec`, since the Unix epoch.
    pub(super) ctime: Duration,
    /// The initiator's subkey.
    pub(super) subkey: Option<Key>,
    /// Where the initiator's per-message tokens start; 0 if it does not say.
    pub(super) sequence: u32,
}

const WHAT: &str = "Authenticator";
const MICROSECONDS: core::ops::Range<i64> = 0..1_000_000;

impl DecryptedAuthenticator {
    pub(super) fn open(data: &EncryptedData, ticket: &OpenTicket) -> Result<Self, Error> {
        if EncryptionType::from_number(data.etype)? != ticket.session_key.encryption_type() {
            return Err(Reason::AuthenticatorIntegrity.into());
        }
        data.key_version()?;
        let plaintext = ticket
            .authenticator_key
            .open(&data.cipher)
            .map_err(|_| Reason::AuthenticatorIntegrity)?;
        let authenticator: Authenticator = asn1::decode(WHAT, &plaintext)?;
        if authenticator.authenticator_vno != asn1::PVNO {
            return Err(Unsupported::ProtocolVersion(authenticator.authenticator_vno).into());
        }
        if !MICROSECONDS.contains(&authenticator.cusec) {
            return Err(Error::malformed(WHAT, Problem::Value("cusec is not 0 to 999999")));
        }
        let micros = Duration::from_micros(authenticator.cusec.unsigned_abs());
        let ctime = asn1::time(WHAT, &authenticator.ctime)?.saturating_add(micros);
        let subkey = authenticator.subkey.as_ref().map(Key::try_from).transpose()?;
        let sequence = authenticator
            .seq_number
            .map_or(Ok(0), |number| asn1::low_32_bits("seq-number", number))?;
        Ok(Self { authenticator, ctime, subkey, sequence })
    }

    /// Name and realm are those of the ticket; the name type is a hint (RFC 4120 section 6.2).
    pub(super) fn check_client(&self, ticket: &OpenTicket) -> Result<(), Reason> {
        let same_name = self.authenticator.cname.name_string == ticket.cname.name_string;
        if same_name && self.authenticator.crealm == ticket.crealm {
            Ok(())
        } else {
            Err(Reason::ClientMismatch)
        }
    }

    pub(super) fn check_clock(&self, skew: Duration, now: Duration) -> Result<(), Reason> {
        let difference = self.ctime.abs_diff(now);
        if difference <= skew {
            return Ok(());
        }
        Err(Reason::ClockSkew { difference, client_ahead: self.ctime > now, skew })
    }

    pub(super) fn check_authorization_data(&self) -> Result<Restrictions, Error> {
        authorization_data::of_authenticator(
            self.authenticator.authorization_data.as_deref().unwrap_or_default(),
        )
    }

    /// The 0x8003 checksum, or none. A client without GSS-API flags sends none; Samba sends a keyed
    /// checksum over nothing, which proves no more than the authenticator itself does.
    pub(super) fn check_checksum(
        &self,
        ticket: &OpenTicket,
    ) -> Result<Option<AuthenticatorChecksum>, Error> {
        /// Key usage of the authenticator's checksum (RFC 4120 section 7.5.1).
        const USAGE: u32 = 10;
        let Some(checksum) = &self.authenticator.cksum else { return Ok(None) };
        if checksum.cksumtype == AuthenticatorChecksum::TYPE {
            return AuthenticatorChecksum::parse(&checksum.checksum).map(Some);
        }
        let key = &ticket.session_key;
        if checksum.cksumtype != key.encryption_type().checksum_type() {
            return Err(Unsupported::ChecksumType(checksum.cksumtype).into());
        }
        if key.checksum(USAGE).verify(&[], &checksum.checksum) {
            Ok(None)
        } else {
            Err(Reason::ChecksumMismatch.into())
        }
    }
}
