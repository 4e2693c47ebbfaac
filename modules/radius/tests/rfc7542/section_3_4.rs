//! RFC 7542 section 3.4, Examples.

use radius::nai::{Checks, ChecksConfig, Nai, Preset};

use crate::support::{unhex, vectors};

fn first_violation(name: &[u8]) -> Option<&'static str> {
    let checks = Checks::new(&ChecksConfig { preset: Preset::Rfc7542, ..ChecksConfig::default() });
    let violation = checks.first_violation(&Nai::parse(name, b"").unwrap())?;
    violation.code().strip_prefix("nai_")
}

#[test]
fn valid_identifiers_break_no_rule() {
    for name in vectors("rfc7542-section-3.4-valid.txt") {
        assert_eq!(first_violation(name.as_bytes()), None, "{name}");
    }
}

#[test]
fn the_valid_identifier_in_greek_breaks_no_rule() {
    let name = unhex(&vectors("rfc7542-section-3.4-valid-hex.txt").concat());
    assert_eq!(Nai::parse(&name, b"").unwrap().realm(), Some("δοκιμή.com".as_bytes()));
    assert_eq!(first_violation(&name), None);
}

#[test]
fn invalid_identifiers_break_the_rule_that_they_are_examples_of() {
    for line in vectors("rfc7542-section-3.4-invalid.txt") {
        let (name, rule) = line.split_once(' ').unwrap();
        assert_eq!(first_violation(name.as_bytes()), Some(rule), "{name}");
    }
}
