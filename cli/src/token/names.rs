//! Registered names of numbers and bits.

/// Bits of `ap-options` (RFC 4120 section 5.5.1).
pub const AP_OPTIONS: [(usize, &str); 3] =
    [(0, "reserved"), (1, "use-session-key"), (2, "mutual-required")];

/// Bits of `TicketFlags` (RFC 4120 section 5.3, RFC 6806 section 11, RFC 8062 section 3). Bit 14 was the
/// anonymous one in draft-ietf-krb-wg-anon-08.
pub const TICKET_FLAGS: [(usize, &str); 17] = [
    (0, "reserved"),
    (1, "forwardable"),
    (2, "forwarded"),
    (3, "proxiable"),
    (4, "proxy"),
    (5, "may-postdate"),
    (6, "postdated"),
    (7, "invalid"),
    (8, "renewable"),
    (9, "initial"),
    (10, "pre-authent"),
    (11, "hw-authent"),
    (12, "transited-policy-checked"),
    (13, "ok-as-delegate"),
    (14, "anonymous-draft-08"),
    (15, "enc-pa-rep"),
    (16, "anonymous"),
];

/// The name of a name type (RFC 4120 section 6.2, RFC 6111 section 3).
pub fn name_type(number: i32) -> &'static str {
    match number {
        0 => "NT-UNKNOWN",
        1 => "NT-PRINCIPAL",
        2 => "NT-SRV-INST",
        3 => "NT-SRV-HST",
        4 => "NT-SRV-XHST",
        5 => "NT-UID",
        6 => "NT-X500-PRINCIPAL",
        7 => "NT-SMTP-NAME",
        10 => "NT-ENTERPRISE",
        11 => "NT-WELLKNOWN",
        _ => "unknown",
    }
}

/// The name of an authorization data type (RFC 4120 section 7.5.4; 71 and above from the registry
/// and from MS-KILE).
pub fn ad_type(number: i32) -> &'static str {
    match number {
        1 => "AD-IF-RELEVANT",
        4 => "AD-KDC-ISSUED",
        5 => "AD-AND-OR",
        8 => "AD-MANDATORY-FOR-KDC",
        64 => "OSF-DCE",
        65 => "SESAME",
        66 => "AD-OSF-DCE-PKI-CERTID",
        71 => "AD-FX-FAST-ARMOR",
        72 => "AD-FX-FAST-USED",
        96 => "AD-CAMMAC",
        97 => "AD-AUTHENTICATION-INDICATOR",
        128 => "AD-WIN2K-PAC",
        129 => "AD-ETYPE-NEGOTIATION",
        141 => "KERB-AUTH-DATA-TOKEN-RESTRICTIONS",
        142 => "KERB-LOCAL",
        143 => "AD-AP-OPTIONS",
        144 => "AD-TARGET-PRINCIPAL",
        _ => "unknown",
    }
}

/// The name of a transited encoding (RFC 4120 section 7.5.5).
pub fn transited_encoding(number: i32) -> &'static str {
    if number == 1 { "DOMAIN-X500-COMPRESS" } else { "unknown" }
}

/// The name of a checksum type (RFC 3961 section 8, RFC 3962 section 7, RFC 8009 section 7, RFC 4121
/// section 4.1.1).
pub fn checksum_type(number: i32) -> &'static str {
    match number {
        -138 => "hmac-md5",
        7 => "rsa-md5",
        12 => "hmac-sha1-des3-kd",
        15 => "hmac-sha1-96-aes128",
        16 => "hmac-sha1-96-aes256",
        19 => "hmac-sha256-128-aes128",
        20 => "hmac-sha384-192-aes256",
        0x8003 => "GSS-API 0x8003",
        _ => "unknown",
    }
}

/// The name of an error code (RFC 4120 section 7.5.9; those that it reserves for PKINIT
/// under the names of RFC 4556 section 3.1.3, 82 to 84 from RFC 6111, 90 and above from RFC 6113).
pub fn error_code(number: i32) -> &'static str {
    match number {
        0 => "KDC_ERR_NONE",
        1 => "KDC_ERR_NAME_EXP",
        2 => "KDC_ERR_SERVICE_EXP",
        3 => "KDC_ERR_BAD_PVNO",
        4 => "KDC_ERR_C_OLD_MAST_KVNO",
        5 => "KDC_ERR_S_OLD_MAST_KVNO",
        6 => "KDC_ERR_C_PRINCIPAL_UNKNOWN",
        7 => "KDC_ERR_S_PRINCIPAL_UNKNOWN",
        8 => "KDC_ERR_PRINCIPAL_NOT_UNIQUE",
        9 => "KDC_ERR_NULL_KEY",
        10 => "KDC_ERR_CANNOT_POSTDATE",
        11 => "KDC_ERR_NEVER_VALID",
        12 => "KDC_ERR_POLICY",
        13 => "KDC_ERR_BADOPTION",
        14 => "KDC_ERR_ETYPE_NOSUPP",
        15 => "KDC_ERR_SUMTYPE_NOSUPP",
        16 => "KDC_ERR_PADATA_TYPE_NOSUPP",
        17 => "KDC_ERR_TRTYPE_NOSUPP",
        18 => "KDC_ERR_CLIENT_REVOKED",
        19 => "KDC_ERR_SERVICE_REVOKED",
        20 => "KDC_ERR_TGT_REVOKED",
        21 => "KDC_ERR_CLIENT_NOTYET",
        22 => "KDC_ERR_SERVICE_NOTYET",
        23 => "KDC_ERR_KEY_EXPIRED",
        24 => "KDC_ERR_PREAUTH_FAILED",
        25 => "KDC_ERR_PREAUTH_REQUIRED",
        26 => "KDC_ERR_SERVER_NOMATCH",
        27 => "KDC_ERR_MUST_USE_USER2USER",
        28 => "KDC_ERR_PATH_NOT_ACCEPTED",
        29 => "KDC_ERR_SVC_UNAVAILABLE",
        31 => "KRB_AP_ERR_BAD_INTEGRITY",
        32 => "KRB_AP_ERR_TKT_EXPIRED",
        33 => "KRB_AP_ERR_TKT_NYV",
        34 => "KRB_AP_ERR_REPEAT",
        35 => "KRB_AP_ERR_NOT_US",
        36 => "KRB_AP_ERR_BADMATCH",
        37 => "KRB_AP_ERR_SKEW",
        38 => "KRB_AP_ERR_BADADDR",
        39 => "KRB_AP_ERR_BADVERSION",
        40 => "KRB_AP_ERR_MSG_TYPE",
        41 => "KRB_AP_ERR_MODIFIED",
        42 => "KRB_AP_ERR_BADORDER",
        44 => "KRB_AP_ERR_BADKEYVER",
        45 => "KRB_AP_ERR_NOKEY",
        46 => "KRB_AP_ERR_MUT_FAIL",
        47 => "KRB_AP_ERR_BADDIRECTION",
        48 => "KRB_AP_ERR_METHOD",
        49 => "KRB_AP_ERR_BADSEQ",
        50 => "KRB_AP_ERR_INAPP_CKSUM",
        51 => "KRB_AP_PATH_NOT_ACCEPTED",
        52 => "KRB_ERR_RESPONSE_TOO_BIG",
        60 => "KRB_ERR_GENERIC",
        61 => "KRB_ERR_FIELD_TOOLONG",
        62 => "KDC_ERR_CLIENT_NOT_TRUSTED",
        63 => "KDC_ERROR_KDC_NOT_TRUSTED",
        64 => "KDC_ERR_INVALID_SIG",
        65 => "KDC_ERR_DH_KEY_PARAMETERS_NOT_ACCEPTED",
        66 => "KDC_ERR_CERTIFICATE_MISMATCH",
        67 => "KRB_AP_ERR_NO_TGT",
        68 => "KDC_ERR_WRONG_REALM",
        69 => "KRB_AP_ERR_USER_TO_USER_REQUIRED",
        70 => "KDC_ERR_CANT_VERIFY_CERTIFICATE",
        71 => "KDC_ERR_INVALID_CERTIFICATE",
        72 => "KDC_ERR_REVOKED_CERTIFICATE",
        73 => "KDC_ERR_REVOCATION_STATUS_UNKNOWN",
        74 => "KDC_ERR_REVOCATION_STATUS_UNAVAILABLE",
        75 => "KDC_ERR_CLIENT_NAME_MISMATCH",
        76 => "KDC_ERR_KDC_NAME_MISMATCH",
        77 => "KDC_ERR_INCONSISTENT_KEY_PURPOSE",
        78 => "KDC_ERR_DIGEST_IN_CERT_NOT_ACCEPTED",
        79 => "KDC_ERR_PA_CHECKSUM_MUST_BE_INCLUDED",
        80 => "KDC_ERR_DIGEST_IN_SIGNED_DATA_NOT_ACCEPTED",
        81 => "KDC_ERR_PUBLIC_KEY_ENCRYPTION_NOT_SUPPORTED",
        82 => "KRB_AP_ERR_PRINCIPAL_UNKNOWN",
        83 => "KRB_AP_ERR_REALM_UNKNOWN",
        84 => "KRB_AP_ERR_PRINCIPAL_RESERVED",
        90 => "KDC_ERR_PREAUTH_EXPIRED",
        91 => "KDC_ERR_MORE_PREAUTH_DATA_REQUIRED",
        92 => "KDC_ERR_PREAUTH_BAD_AUTHENTICATION_SET",
        93 => "KDC_ERR_UNKNOWN_CRITICAL_FAST_OPTIONS",
        _ => "unknown",
    }
}
