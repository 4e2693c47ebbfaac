//! The ASN.1 types of RFC 4120 that an application server and its client exchange.
//!
//! They are defined on `rasn` itself: strings are octets, because names in the field are UTF-8 or
//! Latin-1 where the RFC says `GeneralString`; key version and sequence numbers are wide enough for
//! peers that encode them as negative numbers.

mod ap;
mod authorization_data;
mod extensions;
mod key_octets;
mod krb_error;
mod ticket;

use core::time::Duration;

use chrono::DateTime;
use rasn::prelude::*;
use rasn::types::{BitString, GeneralizedTime, OctetString};

pub use ap::{ApRep, ApReq, Authenticator, EncApRepPart};
pub use authorization_data::{
    AdIfRelevant, AuthorizationData, AuthorizationDataElement, EtypeList, ad_type,
};
pub use extensions::Extensions;
pub use key_octets::KeyOctets;
pub use krb_error::{KrbError, error_code};
pub use ticket::{EncTicketPart, HostAddress, Ticket, TransitedEncoding, ticket_flag};

use crate::crypto::{EncryptionType, Key};
use crate::{Error, Principal, Problem};

/// The protocol version of every message (RFC 4120 section 5.4.1).
pub const PVNO: i64 = 5;

/// `KerberosString` (RFC 4120 section 5.2.1) as its octets.
#[derive(AsnType, Decode, Encode, Debug, Clone, PartialEq, Eq, Hash)]
#[rasn(delegate, tag(universal, 27))]
pub struct KerberosString(pub OctetString);

impl From<&[u8]> for KerberosString {
    fn from(octets: &[u8]) -> Self {
        Self(OctetString::from_slice(octets))
    }
}

/// `PrincipalName` (RFC 4120 section 5.2.2).
#[derive(AsnType, Decode, Encode, Debug, Clone, PartialEq, Eq, Hash)]
pub struct PrincipalName {
    /// `name-type`; a hint only (RFC 4120 section 6.2).
    #[rasn(tag(explicit(0)))]
    pub name_type: i32,
    /// `name-string`.
    #[rasn(tag(explicit(1)))]
    pub name_string: Vec<KerberosString>,
}

impl PrincipalName {
    /// The name part of a principal.
    #[must_use]
    pub fn from_principal(principal: &Principal) -> Self {
        Self {
            name_type: principal.name_type,
            name_string: principal.components.iter().map(|c| c.as_slice().into()).collect(),
        }
    }

    /// The principal of this name in `realm`.
    ///
    /// # Errors
    /// [`Error::Malformed`] for a name outside the bounds of [`Principal::check_bounds`].
    pub fn to_principal(&self, realm: &KerberosString) -> Result<Principal, Error> {
        let principal = Principal {
            realm: realm.0.to_vec(),
            components: self.name_string.iter().map(|c| c.0.to_vec()).collect(),
            name_type: self.name_type,
        };
        principal.check_bounds()?;
        Ok(principal)
    }
}

/// `EncryptedData` (RFC 4120 section 5.2.9).
#[derive(AsnType, Decode, Encode, Debug, Clone, PartialEq, Eq)]
pub struct EncryptedData {
    /// `etype`.
    #[rasn(tag(explicit(0)))]
    pub etype: i32,
    /// `kvno`; negative from read-only domain controllers, whose number fills the high 16 bits.
    #[rasn(tag(explicit(1)))]
    pub kvno: Option<i64>,
    /// `cipher`.
    #[rasn(tag(explicit(2)))]
    pub cipher: OctetString,
}

impl EncryptedData {
    /// The key version number as the unsigned 32-bit number that was meant.
    ///
    /// # Errors
    /// [`Error::Malformed`] outside `i32::MIN..=u32::MAX`.
    pub fn key_version(&self) -> Result<Option<u32>, Error> {
        self.kvno.map(|kvno| low_32_bits("kvno", kvno)).transpose()
    }
}

/// `EncryptionKey` (RFC 4120 section 5.2.9). `Debug` does not show the key.
#[derive(AsnType, Decode, Encode, Clone, PartialEq, Eq)]
pub struct EncryptionKey {
    /// `keytype`.
    #[rasn(tag(explicit(0)))]
    pub keytype: i32,
    /// `keyvalue`.
    #[rasn(tag(explicit(1)))]
    pub keyvalue: KeyOctets,
}

impl core::fmt::Debug for EncryptionKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("EncryptionKey").field("keytype", &self.keytype).finish_non_exhaustive()
    }
}

impl TryFrom<&EncryptionKey> for Key {
    type Error = Error;

    fn try_from(key: &EncryptionKey) -> Result<Self, Error> {
        let encryption_type = EncryptionType::from_number(key.keytype)?;
        Self::new(encryption_type, key.keyvalue.as_bytes())
            .map_err(|_| Error::malformed("EncryptionKey", Problem::Value("length of keyvalue")))
    }
}

impl From<&Key> for EncryptionKey {
    fn from(key: &Key) -> Self {
        Self { keytype: key.encryption_type().number(), keyvalue: key.as_bytes().into() }
    }
}

/// `Checksum` (RFC 4120 section 5.2.9).
#[derive(AsnType, Decode, Encode, Debug, Clone, PartialEq, Eq)]
pub struct Checksum {
    /// `cksumtype`.
    #[rasn(tag(explicit(0)))]
    pub cksumtype: i32,
    /// `checksum`.
    #[rasn(tag(explicit(1)))]
    pub checksum: OctetString,
}

/// `KerberosFlags` (RFC 4120 section 5.2.8): bit 0 is the most significant bit of the first octet.
pub type KerberosFlags = BitString;

/// Whether bit `bit` is set; an absent bit is zero.
#[must_use]
pub fn flag(flags: &KerberosFlags, bit: usize) -> bool {
    flags.get(bit).is_some_and(|b| *b)
}

/// `KerberosFlags` of 32 bits with the given ones set.
#[must_use]
pub fn flags(bits: &[usize]) -> KerberosFlags {
    let mut flags = BitString::repeat(false, 32);
    for &bit in bits {
        if let Some(mut slot) = flags.get_mut(bit) {
            *slot = true;
        }
    }
    flags
}

/// `KerberosTime` (RFC 4120 section 5.2.3) as time since the Unix epoch.
///
/// # Errors
/// [`Error::Malformed`] for a time before 1970.
pub fn time(what: &'static str, time: &GeneralizedTime) -> Result<Duration, Error> {
    u64::try_from(time.timestamp())
        .map(Duration::from_secs)
        .map_err(|_| Error::malformed(what, Problem::Value("time before 1970")))
}

/// The `KerberosTime` of a time since the Unix epoch; whole seconds, at most the year 9999.
#[must_use]
pub fn kerberos_time(time: Duration) -> GeneralizedTime {
    const YEAR_9999: u64 = 253_402_300_799;
    let seconds = i64::try_from(time.as_secs().min(YEAR_9999)).unwrap_or(0);
    DateTime::from_timestamp(seconds, 0).unwrap_or_default().fixed_offset()
}

/// A number that old peers encode as signed and others as unsigned 32 bits.
///
/// # Errors
/// [`Error::Malformed`] outside `i32::MIN..=u32::MAX`.
pub fn low_32_bits(what: &'static str, number: i64) -> Result<u32, Error> {
    u32::try_from(number)
        .or_else(|_| i32::try_from(number).map(i32::cast_unsigned))
        .map_err(|_| Error::malformed(what, Problem::Value("outside 32 bits")))
}

/// Decodes the DER of `what`; nothing may follow it.
///
/// # Errors
/// [`Error::Malformed`].
pub fn decode<T: Decode>(what: &'static str, octets: &[u8]) -> Result<T, Error> {
    rasn::der::decode(octets).map_err(|_| Error::der(what))
}

/// Encodes as DER.
///
/// # Errors
/// [`Error::Malformed`] if a value has no DER encoding; none that this core makes is so.
pub fn encode<T: Encode>(what: &'static str, value: &T) -> Result<Vec<u8>, Error> {
    rasn::der::encode(value).map_err(|_| Error::der(what))
}
