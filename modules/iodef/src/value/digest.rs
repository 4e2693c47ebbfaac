//! Lengths of hashes by the URIs of XML Signature (RFC 9231 section 2.1 and XML Encryption).

use super::{Problem, encoding};

/// Algorithms and the octets of their digests.
const LENGTHS: [(&str, usize); 12] = [
    ("http://www.w3.org/2001/04/xmldsig-more#md5", 16),
    ("http://www.w3.org/2000/09/xmldsig#sha1", 20),
    ("http://www.w3.org/2001/04/xmlenc#ripemd160", 20),
    ("http://www.w3.org/2001/04/xmldsig-more#sha224", 28),
    ("http://www.w3.org/2001/04/xmlenc#sha256", 32),
    ("http://www.w3.org/2001/04/xmldsig-more#sha384", 48),
    ("http://www.w3.org/2001/04/xmlenc#sha512", 64),
    ("http://www.w3.org/2007/05/xmldsig-more#sha3-224", 28),
    ("http://www.w3.org/2007/05/xmldsig-more#sha3-256", 32),
    ("http://www.w3.org/2007/05/xmldsig-more#sha3-384", 48),
    ("http://www.w3.org/2007/05/xmldsig-more#sha3-512", 64),
    ("http://www.w3.org/2007/05/xmldsig-more#whirlpool", 64),
];

/// The octets of a digest by the URI of its algorithm, if the algorithm is known here.
#[must_use]
pub fn length(algorithm: &str) -> Option<usize> {
    LENGTHS.iter().find(|(known, _)| *known == algorithm).map(|(_, length)| *length)
}

/// Checks that a base64 text has the length of a digest of `algorithm`.
///
/// # Errors
/// [`Problem::Length`], and those of [`encoding::base64_length`].
pub fn value(algorithm: &str, text: &str) -> Result<(), Problem> {
    let found = encoding::base64_length(text)?;
    match length(algorithm) {
        Some(expected) if expected != found => Err(Problem::Length { expected, found }),
        _ if found == 0 => Err(Problem::Empty),
        _ => Ok(()),
    }
}

/// Checks that a line of hexadecimal or base64 has the length of a digest of `algorithm`.
///
/// # Errors
/// [`Problem`].
pub fn line(algorithm: &str, text: &str) -> Result<(), Problem> {
    match (encoding::hex_length(text), length(algorithm)) {
        (Ok(found), Some(expected)) if found == expected => Ok(()),
        (Ok(found), None) if found > 0 => Ok(()),
        (hex, _) => value(algorithm, text).map_err(|problem| match hex {
            Ok(found) => Problem::Length { expected: length(algorithm).unwrap_or(0), found },
            Err(_) => problem,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_has_the_length_of_its_algorithm() {
        let sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
        let base64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(value(sha256, base64), Ok(()));
        assert_eq!(value(sha256, hex), Err(Problem::Length { expected: 32, found: 48 }));
        assert_eq!(value("urn:unknown", hex), Ok(()));
        assert_eq!(value("urn:unknown", ""), Err(Problem::Empty));
        assert!(line(sha256, base64).is_ok() && line(sha256, hex).is_ok());
        assert_eq!(line(sha256, "00ff"), Err(Problem::Length { expected: 32, found: 2 }));
        assert_eq!(line(sha256, "no hash"), Err(Problem::Missing(crate::value::Part::Close)));
    }
}
