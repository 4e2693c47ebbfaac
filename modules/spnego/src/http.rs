//! The HTTP Negotiate header fields (RFC 4559 section 4).
//!
//! A field value is bytes, not text. Padding of the base64 may be missing: RFC 4559 says nothing
//! about it, RFC 9110 section 11.2 leaves it open, and deployed acceptors do not ask for it.
//! Whitespace inside, the URL alphabet and bits set beyond the last byte are refused.

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

/// Why a field value gives no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HeaderError {
    /// The value is of another authentication scheme.
    #[error("another authentication scheme than Negotiate")]
    NotNegotiate,
    /// The scheme stands alone.
    #[error("Negotiate without a token")]
    Empty,
    /// The token is longer than the limit.
    #[error("the token is longer than {limit} bytes; raise max_token_bytes for large tickets")]
    TooLarge {
        /// The limit, in decoded bytes.
        limit: usize,
    },
    /// The token is not base64 (RFC 4648 section 4).
    #[error("the token after Negotiate is not base64 of the standard alphabet")]
    Base64,
}

impl HeaderError {
    /// A stable snake_case name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotNegotiate => "not_negotiate",
            Self::Empty => "negotiate_empty",
            Self::TooLarge { .. } => "negotiate_too_large",
            Self::Base64 => "negotiate_base64",
        }
    }
}

/// Gives the token of an `Authorization` (or `WWW-Authenticate`) value.
///
/// The scheme is case-insensitive, and one or more spaces part it from the token. Nothing is
/// allocated for a token that decodes to more than `max_token_bytes`.
///
/// # Errors
/// [`HeaderError::NotNegotiate`] lets other schemes pass; the others are about this one.
pub fn parse(value: &[u8], max_token_bytes: usize) -> Result<Vec<u8>, HeaderError> {
    let value = value.trim_ascii();
    let scheme_end = value.iter().position(|octet| !is_token_char(*octet)).unwrap_or(value.len());
    let (scheme, rest) = value.split_at_checked(scheme_end).unwrap_or((value, &[]));
    if !scheme.eq_ignore_ascii_case(SCHEME.as_bytes()) {
        return Err(HeaderError::NotNegotiate);
    }
    let spaces = rest.iter().take_while(|octet| **octet == b' ').count();
    let token68 = rest.get(spaces..).unwrap_or_default();
    if token68.is_empty() {
        return Err(HeaderError::Empty);
    }
    if spaces == 0 {
        return Err(HeaderError::Base64);
    }
    let padding = token68.iter().rev().take(2).take_while(|octet| **octet == b'=').count();
    let symbols = token68.len().saturating_sub(padding);
    if symbols.saturating_mul(3) / 4 > max_token_bytes {
        return Err(HeaderError::TooLarge { limit: max_token_bytes });
    }
    BASE64.decode(token68).map_err(|_| HeaderError::Base64)
}

/// Gives the `WWW-Authenticate` value: the scheme, and the token if there is one.
#[must_use]
pub fn challenge(token: Option<&[u8]>) -> String {
    match token {
        Some(token) => format!("{SCHEME} {}", BASE64.encode(token)),
        None => SCHEME.to_owned(),
    }
}

/// A `tchar` of RFC 9110 section 5.6.2.
fn is_token_char(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&octet)
}

const SCHEME: &str = "Negotiate";

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

#[cfg(test)]
mod tests {
    use super::*;

    const MAX: usize = 16;

    #[test]
    fn the_scheme_is_read_in_any_case_and_with_any_number_of_spaces() {
        for value in ["Negotiate AQID", "negotiate AQID", "NEGOTIATE    AQID", " Negotiate AQID\t "]
        {
            assert_eq!(parse(value.as_bytes(), MAX), Ok(vec![1, 2, 3]), "{value:?}");
        }
    }

    #[test]
    fn other_schemes_pass_by() {
        for value in ["", "Basic AQID", "Negotiated AQID", "Nego", "\u{e9} AQID", "Negotiate2"] {
            assert_eq!(parse(value.as_bytes(), MAX), Err(HeaderError::NotNegotiate), "{value:?}");
        }
        assert_eq!(parse(&[0xff, 0xfe, b' '], MAX), Err(HeaderError::NotNegotiate));
    }

    #[test]
    fn a_scheme_that_stands_alone_is_empty() {
        for value in ["Negotiate", "negotiate ", "Negotiate    "] {
            assert_eq!(parse(value.as_bytes(), MAX), Err(HeaderError::Empty), "{value:?}");
        }
    }

    #[test]
    fn what_is_not_plain_base64_is_refused() {
        for value in [
            &b"Negotiate AQ ID"[..],
            b"Negotiate AQID,AQID",
            b"Negotiate AQ-_",
            b"Negotiate\tAQID",
            b"Negotiate=AQID",
            b"Negotiate A",
            b"Negotiate AR==",
            b"Negotiate AQ=ID",
            b"Negotiate =",
            b"Negotiate ===",
            b"Negotiate AQI\xff",
            b"Negotiate AQI\0",
        ] {
            assert_eq!(parse(value, MAX), Err(HeaderError::Base64), "{value:?}");
        }
    }

    #[test]
    fn padding_may_be_missing() {
        assert_eq!(parse(b"Negotiate AQ==", MAX), Ok(vec![1]));
        assert_eq!(parse(b"Negotiate AQ", MAX), Ok(vec![1]));
    }

    #[test]
    fn the_limit_is_on_the_decoded_size_and_exact() {
        for size in 0..40 {
            let header = challenge(Some(&vec![7; size]));
            let expected = match size {
                0 => Err(HeaderError::Empty),
                1..=MAX => Ok(vec![7; size]),
                _ => Err(HeaderError::TooLarge { limit: MAX }),
            };
            assert_eq!(parse(header.as_bytes(), MAX), expected, "{size} bytes");
        }
    }

    #[test]
    fn a_challenge_has_the_token_or_the_scheme_alone() {
        assert_eq!(challenge(None), "Negotiate");
        assert_eq!(challenge(Some(&[1])), "Negotiate AQ==");
    }
}
