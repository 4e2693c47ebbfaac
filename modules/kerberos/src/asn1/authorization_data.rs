//! Authorization data (RFC 4120 section 5.2.6, RFC 4537).

use rasn::prelude::*;
use rasn::types::OctetString;

/// `AuthorizationData` (RFC 4120 section 5.2.6).
pub type AuthorizationData = Vec<AuthorizationDataElement>;

/// `AD-IF-RELEVANT` (RFC 4120 section 5.2.6.1).
pub type AdIfRelevant = AuthorizationData;

/// `EtypeList` (RFC 4537 section 3), in the client's order of preference.
pub type EtypeList = Vec<i32>;

/// One element of `AuthorizationData`.
#[derive(AsnType, Decode, Encode, Debug, Clone, PartialEq, Eq)]
pub struct AuthorizationDataElement {
    /// `ad-type`.
    #[rasn(tag(explicit(0)))]
    pub ad_type: i32,
    /// `ad-data`.
    #[rasn(tag(explicit(1)))]
    pub ad_data: OctetString,
}

/// Numbers of `ad-type`.
pub mod ad_type {
    /// AD-IF-RELEVANT: what is inside may be ignored.
    pub const IF_RELEVANT: i32 = 1;
    /// AD-MANDATORY-FOR-KDC: what is inside concerns the KDC only.
    pub const MANDATORY_FOR_KDC: i32 = 8;
    /// AD-WIN2K-PAC.
    pub const WIN2K_PAC: i32 = 128;
    /// Encryption types that the client can use for a subkey (RFC 4537).
    pub const ETYPE_NEGOTIATION: i32 = 129;
    /// KERB-AUTH-DATA-TOKEN-RESTRICTIONS of Windows; local to the client's machine.
    pub const TOKEN_RESTRICTIONS: i32 = 141;
    /// AD-AP-OPTIONS of Windows: bit 0x4000 says that the client sends channel bindings.
    pub const AP_OPTIONS: i32 = 143;
    /// AD-TARGET-PRINCIPAL of Windows: the name that the client asked for.
    pub const TARGET_PRINCIPAL: i32 = 144;
}
