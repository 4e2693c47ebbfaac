//! Content of extensions by its data type: RFC 7970 sections 2.15.1 and 2.16.

use super::port::Portlist;
use super::timestamp::Timestamp;
use super::{Part, Problem, csv, encoding, number, trim, uri, windows};

/// Checks `text` as content of the data type `dtype` of ExtensionType or SoftwareReference. A type
/// that is not known here holds anything, as do `string`, `path` and `xml`, which is more than text.
///
/// # Errors
/// [`Problem`].
pub fn content(dtype: &str, text: &str) -> Result<(), Problem> {
    let word = trim(text);
    match dtype {
        "boolean" => number::boolean(word),
        "byte" => match encoding::base64_length(word)? {
            1 => Ok(()),
            found => Err(Problem::Length { expected: 1, found }),
        },
        "bytes" | "frame" | "packet" => encoding::hex_length(word).map(|_| ()),
        "ipv4-packet" => packet(word, '4'),
        "ipv6-packet" => packet(word, '6'),
        "character" => match text.chars().count() {
            1 => Ok(()),
            found => Err(Problem::Length { expected: 1, found }),
        },
        "date-time" | "ntpstamp" => Timestamp::parse(word).map(|_| ()),
        "integer" => number::integer(word),
        "portlist" => Portlist::parse(word).map(|_| ()),
        "real" => number::float(word),
        "file" => encoding::base64_length(word).map(|_| ()),
        "url" => uri::absolute(word),
        "csv" => csv::csv(text),
        "winreg" => windows::registry_key(word),
        "json" => json(text),
        _ => Ok(()),
    }
}

/// Whether `text` is JSON.
fn json(text: &str) -> Result<(), Problem> {
    match trim(text) {
        "" => Err(Problem::Empty),
        _ if crate::convert::json::is_json(text) => Ok(()),
        _ => Err(Problem::Malformed),
    }
}

/// A packet of IP begins with its version (RFC 791 section 3.1, RFC 8200 section 3).
fn packet(text: &str, version: char) -> Result<(), Problem> {
    /// Octets of the shortest header of IPv4, and of the header of IPv6.
    const HEADERS: [(char, usize); 2] = [('4', 20), ('6', 40)];
    let found = encoding::hex_length(text)?;
    let header =
        HEADERS.iter().find(|(known, _)| *known == version).map_or(0, |(_, length)| *length);
    match text.chars().next() {
        None => Err(Problem::Missing(Part::Octet)),
        Some(first) if first != version => Err(Problem::OtherVersion),
        Some(_) if found < header => Err(Problem::Length { expected: header, found }),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_of_the_type_that_it_claims() {
        let ipv4 = "45000014".to_owned() + &"00".repeat(16);
        for (dtype, good) in [
            ("boolean", "true"),
            ("byte", "Zg=="),
            ("bytes", "00ff"),
            ("character", "\u{e9}"),
            ("date-time", "2015-07-18T09:00:00Z"),
            ("integer", " 42 "),
            ("portlist", "1-5"),
            ("real", "1.5"),
            ("file", "Zm9v\nYmFy"),
            ("url", "http://example.com/"),
            ("csv", "a,b"),
            ("winreg", "HKLM\\x"),
            ("json", "{\"a\":[1]}"),
            ("json", "{\"a\":1,\"a\":2}"),
            ("ipv4-packet", &ipv4),
            ("string", ""),
            ("ext-value", "anything"),
            ("path", "/tmp"),
        ] {
            assert_eq!(content(dtype, good), Ok(()), "{dtype}");
        }
        for (dtype, bad) in [
            ("boolean", "yes"),
            ("byte", "Zm8="),
            ("bytes", "0"),
            ("character", "ab"),
            ("character", ""),
            ("date-time", "yesterday"),
            ("integer", "abc"),
            ("portlist", "5-1"),
            ("real", "1,5"),
            ("file", "***"),
            ("url", "no url"),
            ("csv", "\"a"),
            ("winreg", "x"),
            ("json", "{"),
            ("json", ""),
            ("ipv4-packet", "4500"),
            ("ipv6-packet", &ipv4),
            ("packet", "xyz"),
            ("ntpstamp", ""),
        ] {
            assert!(content(dtype, bad).is_err(), "{dtype} {bad}");
        }
    }
}
