//! The token in what an operator pastes: a header line, its value, or base64.

use std::path::Path;

use spnego::http::{self, HeaderError};

use crate::error::Error;
use crate::input;

/// Longest text of a token, in octets: many times what a proxy lets through in a header.
const MAX_TEXT_LEN: usize = 1 << 20;

/// Longest name of an authentication scheme.
const MAX_SCHEME_LEN: usize = 16;

/// The octets of the token in `argument`, or in standard input for `-`.
///
/// Taken are `Negotiate YII...`, the same as a whole header line, with the mark that curl puts
/// before it, and bare base64; lines may be wrapped.
///
/// # Errors
/// [`Error::Header`] and [`Error::Base64`]; for standard input those of reading.
pub fn token(argument: &str) -> Result<Vec<u8>, Error> {
    let text = if argument == input::STANDARD_INPUT {
        let octets = input::read(Path::new(input::STANDARD_INPUT), MAX_TEXT_LEN)?;
        String::from_utf8_lossy(&octets).into_owned()
    } else {
        argument.to_owned()
    };
    let line: String = text.chars().filter(|c| !matches!(c, '\r' | '\n')).collect();
    let line = line.trim_start_matches(['>', '<', ' ']);
    // Neither a scheme nor base64 has a colon.
    let value = line.split_once(':').map_or(line, |(_, value)| value).trim();
    if names_scheme(value) {
        return Ok(http::parse(value.as_bytes(), MAX_TEXT_LEN)?);
    }
    let base64: String = value.split_ascii_whitespace().collect();
    match http::parse(format!("Negotiate {base64}").as_bytes(), MAX_TEXT_LEN) {
        Err(HeaderError::Base64) => Err(Error::Base64),
        token => Ok(token?),
    }
}

fn names_scheme(value: &str) -> bool {
    let (word, has_more) = value.split_once(' ').map_or((value, false), |(word, _)| (word, true));
    let is_word = word.len() <= MAX_SCHEME_LEN && word.bytes().all(|o| o.is_ascii_alphabetic());
    word.eq_ignore_ascii_case("negotiate") || (has_more && is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_paste_a_token_gives_its_octets() {
        for text in [
            "Negotiate AQID",
            "negotiate   AQID",
            "Authorization: Negotiate AQID",
            "> Authorization: Negotiate AQID\r\n",
            "< www-authenticate: Negotiate AQID",
            "AQID",
            " AQ\nID\n",
        ] {
            assert_eq!(token(text).unwrap(), [1, 2, 3], "{text:?}");
        }
    }

    #[test]
    fn what_holds_no_token_is_told_apart() {
        let code = |text: &str| match token(text) {
            Err(Error::Header(error)) => error.code(),
            Err(Error::Base64) => "base64",
            other => panic!("{text:?}: {other:?}"),
        };
        assert_eq!(code("Negotiate"), "negotiate_empty");
        assert_eq!(code("Negotiate A?"), "negotiate_base64");
        assert_eq!(code("Basic AQID"), "not_negotiate");
        assert_eq!(code("NTLM TlRM"), "not_negotiate");
        assert_eq!(code(""), "negotiate_empty");
        assert_eq!(code("no token!"), "not_negotiate");
        assert_eq!(code("AQ-_"), "base64");
    }
}
