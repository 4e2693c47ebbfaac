//! The messages of the client/server exchange (RFC 4120 section 5.5).

use rasn::prelude::*;
use rasn::types::{Any, GeneralizedTime};

use super::{
    AuthorizationData, Checksum, EncryptedData, EncryptionKey, Extensions, KerberosFlags,
    KerberosString, PrincipalName,
};

/// `AP-REQ` (RFC 4120 section 5.5.1). The ticket stays as its octets, so that a ticket seen before
/// can be recognised without decoding it.
#[derive(AsnType, Decode, Encode, Debug, Clone, PartialEq, Eq)]
#[rasn(tag(explicit(application, 14)))]
pub struct ApReq {
    /// `pvno`.
    #[rasn(tag(explicit(0)))]
    pub pvno: i64,
    /// `msg-type`.
    #[rasn(tag(explicit(1)))]
    pub msg_type: i64,
    /// `ap-options`.
    #[rasn(tag(explicit(2)))]
    pub ap_options: KerberosFlags,
    /// `ticket`: a DER encoded [`Ticket`](super::Ticket).
    #[rasn(tag(explicit(3)))]
    pub ticket: Any,
    /// `authenticator`: an encrypted [`Authenticator`].
    #[rasn(tag(explicit(4)))]
    pub authenticator: EncryptedData,
    /// What a later version adds.
    pub extensions: Extensions,
}

impl ApReq {
    /// `msg-type` of an AP-REQ.
    pub const MSG_TYPE: i64 = 14;
    /// Bit of `ap-options`: the ticket is encrypted in the session key of another ticket.
    pub const USE_SESSION_KEY: usize = 1;
    /// Bit of `ap-options`: the client asks for an AP-REP.
    pub const MUTUAL_REQUIRED: usize = 2;
}

/// `Authenticator` (RFC 4120 section 5.5.1).
#[derive(AsnType, Decode, Encode, Debug, Clone, PartialEq, Eq)]
#[rasn(tag(explicit(application, 2)))]
pub struct Authenticator {
    /// `authenticator-vno`.
    #[rasn(tag(explicit(0)))]
    pub authenticator_vno: i64,
    /// `crealm`.
    #[rasn(tag(explicit(1)))]
    pub crealm: KerberosString,
    /// `cname`.
    #[rasn(tag(explicit(2)))]
    pub cname: PrincipalName,
    /// `cksum`.
    #[rasn(tag(explicit(3)))]
    pub cksum: Option<Checksum>,
    /// `cusec`: microseconds of the client's time.
    #[rasn(tag(explicit(4)))]
    pub cusec: i64,
    /// `ctime`: seconds of the client's time.
    #[rasn(tag(explicit(5)))]
    pub ctime: GeneralizedTime,
    /// `subkey`.
    #[rasn(tag(explicit(6)))]
    pub subkey: Option<EncryptionKey>,
    /// `seq-number`; negative from old peers.
    #[rasn(tag(explicit(7)))]
    pub seq_number: Option<i64>,
    /// `authorization-data`.
    #[rasn(tag(explicit(8)))]
    pub authorization_data: Option<AuthorizationData>,
    /// What a later version adds.
    pub extensions: Extensions,
}

/// `AP-REP` (RFC 4120 section 5.5.2).
#[derive(AsnType, Decode, Encode, Debug, Clone, PartialEq, Eq)]
#[rasn(tag(explicit(application, 15)))]
pub struct ApRep {
    /// `pvno`.
    #[rasn(tag(explicit(0)))]
    pub pvno: i64,
    /// `msg-type`.
    #[rasn(tag(explicit(1)))]
    pub msg_type: i64,
    /// `enc-part`: an encrypted [`EncApRepPart`].
    #[rasn(tag(explicit(2)))]
    pub enc_part: EncryptedData,
}

impl ApRep {
    /// `msg-type` of an AP-REP.
    pub const MSG_TYPE: i64 = 15;
}

/// `EncAPRepPart` (RFC 4120 section 5.5.2).
#[derive(AsnType, Decode, Encode, Debug, Clone, PartialEq, Eq)]
#[rasn(tag(explicit(application, 27)))]
pub struct EncApRepPart {
    /// `ctime` of the authenticator.
    #[rasn(tag(explicit(0)))]
    pub ctime: GeneralizedTime,
    /// `cusec` of the authenticator.
    #[rasn(tag(explicit(1)))]
    pub cusec: i64,
    /// `subkey`: the acceptor's subkey, if it asserts one.
    #[rasn(tag(explicit(2)))]
    pub subkey: Option<EncryptionKey>,
    /// `seq-number`: where the acceptor's per-message tokens start.
    #[rasn(tag(explicit(3)))]
    pub seq_number: Option<i64>,
}
