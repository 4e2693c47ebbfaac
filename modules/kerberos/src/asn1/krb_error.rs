//! KRB-ERROR (RFC 4120 section 5.9.1).

use rasn::prelude::*;
use rasn::types::{GeneralizedTime, OctetString};

use super::{KerberosString, PrincipalName};

/// `KRB-ERROR` (RFC 4120 section 5.9.1).
#[derive(AsnType, Decode, Encode, Debug, Clone, PartialEq, Eq)]
#[rasn(tag(explicit(application, 30)))]
pub struct KrbError {
    /// `pvno`.
    #[rasn(tag(explicit(0)))]
    pub pvno: i64,
    /// `msg-type`.
    #[rasn(tag(explicit(1)))]
    pub msg_type: i64,
    /// `ctime`.
    #[rasn(tag(explicit(2)))]
    pub ctime: Option<GeneralizedTime>,
    /// `cusec`.
    #[rasn(tag(explicit(3)))]
    pub cusec: Option<i64>,
    /// `stime`: the server's time.
    #[rasn(tag(explicit(4)))]
    pub stime: GeneralizedTime,
    /// `susec`.
    #[rasn(tag(explicit(5)))]
    pub susec: i64,
    /// `error-code`: a number of [`error_code`].
    #[rasn(tag(explicit(6)))]
    pub error_code: i32,
    /// `crealm`.
    #[rasn(tag(explicit(7)))]
    pub crealm: Option<KerberosString>,
    /// `cname`.
    #[rasn(tag(explicit(8)))]
    pub cname: Option<PrincipalName>,
    /// `realm` of the server.
    #[rasn(tag(explicit(9)))]
    pub realm: KerberosString,
    /// `sname`.
    #[rasn(tag(explicit(10)))]
    pub sname: PrincipalName,
    /// `e-text`.
    #[rasn(tag(explicit(11)))]
    pub e_text: Option<KerberosString>,
    /// `e-data`.
    #[rasn(tag(explicit(12)))]
    pub e_data: Option<OctetString>,
}

impl KrbError {
    /// `msg-type` of a KRB-ERROR.
    pub const MSG_TYPE: i64 = 30;
}

/// Error codes (RFC 4120 section 7.5.9) that an application server sends.
pub mod error_code {
    /// KRB_AP_ERR_TKT_EXPIRED.
    pub const TICKET_EXPIRED: i32 = 32;
    /// KRB_AP_ERR_TKT_NYV.
    pub const TICKET_NOT_YET_VALID: i32 = 33;
    /// KRB_AP_ERR_REPEAT.
    pub const REPEAT: i32 = 34;
    /// KRB_AP_ERR_SKEW.
    pub const SKEW: i32 = 37;
    /// KRB_AP_ERR_MODIFIED: Windows clients ask for a new ticket.
    pub const MODIFIED: i32 = 41;
}
