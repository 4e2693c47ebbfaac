//! The ticket and its encrypted part (RFC 4120 section 5.3).

use rand_core::CryptoRng;
use rasn::prelude::*;
use rasn::types::{GeneralizedTime, OctetString};
use zeroize::Zeroizing;

use super::{
    AuthorizationData, EncryptedData, EncryptionKey, Extensions, KerberosFlags, KerberosString,
    PVNO, PrincipalName, encode,
};
use crate::crypto::Key;
use crate::{Error, Principal};

/// `Ticket` (RFC 4120 section 5.3). All but `enc_part` is not authenticated.
#[derive(AsnType, Decode, Encode, Debug, Clone, PartialEq, Eq)]
#[rasn(tag(explicit(application, 1)))]
pub struct Ticket {
    /// `tkt-vno`.
    #[rasn(tag(explicit(0)))]
    pub tkt_vno: i64,
    /// `realm`.
    #[rasn(tag(explicit(1)))]
    pub realm: KerberosString,
    /// `sname`.
    #[rasn(tag(explicit(2)))]
    pub sname: PrincipalName,
    /// `enc-part`: an encrypted [`EncTicketPart`].
    #[rasn(tag(explicit(3)))]
    pub enc_part: EncryptedData,
    /// What a later version adds.
    pub extensions: Extensions,
}

impl Ticket {
    /// Key usage of `enc-part` (RFC 4120 section 7.5.1).
    pub const USAGE: u32 = 2;

    /// A ticket for `server`, encrypted in its key, as a KDC makes it.
    ///
    /// # Errors
    /// [`Error::Malformed`] if `part` has no DER encoding.
    pub fn seal(
        part: &EncTicketPart,
        server: &Principal,
        kvno: u32,
        key: &Key,
        rng: &mut dyn CryptoRng,
    ) -> Result<Self, Error> {
        let plaintext = Zeroizing::new(encode("EncTicketPart", part)?);
        Ok(Self {
            tkt_vno: PVNO,
            realm: server.realm.as_slice().into(),
            sname: PrincipalName::from_principal(server),
            enc_part: EncryptedData {
                etype: key.encryption_type().number(),
                kvno: Some(i64::from(kvno)),
                cipher: key.sealing(Self::USAGE).seal(&plaintext, rng).into(),
            },
            extensions: Extensions::default(),
        })
    }
}

/// Bits of `TicketFlags` (RFC 4120 section 5.3, RFC 8062 section 3).
pub mod ticket_flag {
    /// The ticket must be validated by the KDC before use.
    pub const INVALID: usize = 7;
    /// The KDC checked the transited realms.
    pub const TRANSITED_POLICY_CHECKED: usize = 12;
    /// The client is anonymous, in draft-ietf-krb-wg-anon-08.
    pub const ANONYMOUS_DRAFT_08: usize = 14;
    /// The client is anonymous (RFC 8062).
    pub const ANONYMOUS: usize = 16;
}

/// `EncTicketPart` (RFC 4120 section 5.3).
#[derive(AsnType, Decode, Encode, Debug, Clone, PartialEq, Eq)]
#[rasn(tag(explicit(application, 3)))]
pub struct EncTicketPart {
    /// `flags`: bits of [`ticket_flag`].
    #[rasn(tag(explicit(0)))]
    pub flags: KerberosFlags,
    /// `key`: the session key.
    #[rasn(tag(explicit(1)))]
    pub key: EncryptionKey,
    /// `crealm`.
    #[rasn(tag(explicit(2)))]
    pub crealm: KerberosString,
    /// `cname`.
    #[rasn(tag(explicit(3)))]
    pub cname: PrincipalName,
    /// `transited`.
    #[rasn(tag(explicit(4)))]
    pub transited: TransitedEncoding,
    /// `authtime`.
    #[rasn(tag(explicit(5)))]
    pub authtime: GeneralizedTime,
    /// `starttime`; where absent, `authtime`.
    #[rasn(tag(explicit(6)))]
    pub starttime: Option<GeneralizedTime>,
    /// `endtime`.
    #[rasn(tag(explicit(7)))]
    pub endtime: GeneralizedTime,
    /// `renew-till`.
    #[rasn(tag(explicit(8)))]
    pub renew_till: Option<GeneralizedTime>,
    /// `caddr`.
    #[rasn(tag(explicit(9)))]
    pub caddr: Option<Vec<HostAddress>>,
    /// `authorization-data`.
    #[rasn(tag(explicit(10)))]
    pub authorization_data: Option<AuthorizationData>,
    /// What a later version adds.
    pub extensions: Extensions,
}

/// `TransitedEncoding` (RFC 4120 section 5.3).
#[derive(AsnType, Decode, Encode, Debug, Clone, PartialEq, Eq)]
pub struct TransitedEncoding {
    /// `tr-type`.
    #[rasn(tag(explicit(0)))]
    pub tr_type: i32,
    /// `contents`.
    #[rasn(tag(explicit(1)))]
    pub contents: OctetString,
}

/// `HostAddress` (RFC 4120 section 5.2.5).
#[derive(AsnType, Decode, Encode, Debug, Clone, PartialEq, Eq)]
pub struct HostAddress {
    /// `addr-type` (RFC 4120 section 7.5.3).
    #[rasn(tag(explicit(0)))]
    pub addr_type: i32,
    /// `address`.
    #[rasn(tag(explicit(1)))]
    pub address: OctetString,
}

impl HostAddress {
    /// `addr-type` of an IPv4 address.
    pub const IPV4: i32 = 2;
    /// `addr-type` of an IPv6 address.
    pub const IPV6: i32 = 24;
}
