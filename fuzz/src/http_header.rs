//! The Negotiate header: a token that is read is within its bound and reads back from a challenge.

use spnego::http;

use crate::input::Input;

/// The limit in 16 bits, then the value of the header field.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let limit = usize::from(input.u16());
    let value = input.rest();
    match http::parse(value, limit) {
        Ok(token) => {
            assert!(!token.is_empty() && token.len() <= limit);
            let challenge = http::challenge(Some(&token));
            assert_eq!(http::parse(challenge.as_bytes(), limit), Ok(token));
        }
        Err(error) => assert!(!error.code().is_empty() && !error.to_string().is_empty()),
    }
    let challenge = http::challenge(Some(value));
    assert!(challenge.bytes().all(|octet| octet.is_ascii_graphic() || octet == b' '));
    if !value.is_empty() {
        assert_eq!(http::parse(challenge.as_bytes(), value.len()).as_deref(), Ok(value));
        assert!(http::parse(challenge.as_bytes(), value.len() - 1).is_err());
    }
}
