//! Checks of strings never panic, whatever the string is, and take linear time.
#![expect(clippy::arithmetic_side_effects, reason = "a test that overflows fails")]

use iodef::value::port::Portlist;
use iodef::value::timestamp::{self, Timestamp};
use iodef::value::{
    address, contact, digest, domain, dtype, email, encoding, enumeration, ere, language,
    media_type, number, software, uri, xml_name, xpath,
};
use proptest::prelude::*;

const CATEGORIES: [&str; 20] = [
    "asn",
    "atm",
    "e-mail",
    "ipv4-addr",
    "ipv4-net",
    "ipv4-net-masked",
    "ipv4-net-mask",
    "ipv6-addr",
    "ipv6-net",
    "ipv6-net-masked",
    "ipv6-net-mask",
    "mac",
    "site-uri",
    "domain-name",
    "domain-to-ipv4",
    "domain-to-ipv6-timestamp",
    "ipv4-port",
    "ipv6-port",
    "windows-reg-key",
    "ext-value",
];

const DTYPES: [&str; 21] = [
    "boolean",
    "byte",
    "bytes",
    "character",
    "date-time",
    "ntpstamp",
    "integer",
    "portlist",
    "real",
    "string",
    "file",
    "path",
    "frame",
    "packet",
    "ipv4-packet",
    "ipv6-packet",
    "url",
    "csv",
    "winreg",
    "xml",
    "json",
];

const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";

/// Runs every check; how many accept does not matter.
fn all_checks(text: &str) -> usize {
    let mut accepted = 0_usize;
    let mut count = |is_accepted: bool| accepted += usize::from(is_accepted);
    for category in CATEGORIES {
        count(address::observable(category, text).is_ok());
        count(address::advice(category, text).is_some());
    }
    for dtype in DTYPES {
        count(dtype::content(dtype, text).is_ok());
    }
    count(contact::phone(text).is_ok());
    count(contact::postal_address(text).is_ok());
    count(digest::value(SHA256, text).is_ok());
    count(digest::line(SHA256, text).is_ok());
    count(domain::fully_qualified(text).is_ok());
    count(email::address(text).is_ok());
    count(encoding::base64_length(text).is_ok());
    count(enumeration::cve(text).is_ok());
    count(enumeration::cwe(text).is_ok());
    count(ere::ere(text).is_ok());
    count(language::tag(text).is_ok());
    count(media_type::media_type(text).is_ok());
    count(number::integer_between(text, 0, 255).is_ok());
    count(software::cpe(text).is_ok());
    count(software::swid(text).is_ok());
    count(timestamp::offset(text).is_ok());
    count(uri::absolute(text).is_ok());
    count(xml_name::is_ncname(text));
    count(xpath::xpath(text).is_ok());
    count(Portlist::parse(text).is_ok_and(|list| list.count() > 0));
    accepted
}

proptest! {
    #[test]
    fn no_string_makes_a_check_panic(text in any::<String>()) {
        all_checks(&text);
    }

    #[test]
    fn no_string_of_their_own_characters_makes_a_check_panic(
        text in "[0-9a-fxnXT:./,@\\[\\]%+\\-(){}*|^$\\\\\"' ZéD]{0,60}"
    ) {
        all_checks(&text);
    }

    #[test]
    fn every_problem_has_a_name_and_figures(text in "[ -~é\\n]{0,20}", dtype in 0..DTYPES.len()) {
        if let Err(problem) = dtype::content(DTYPES[dtype], &text) {
            prop_assert!(!problem.code().is_empty());
            prop_assert!(problem.figures().iter().all(|(name, value)| !name.is_empty() && !value.is_empty()));
        }
    }

    #[test]
    fn instants_are_ordered_as_their_seconds(
        a in -4_000_000_000_i64..4_000_000_000, b in -4_000_000_000_i64..4_000_000_000,
        offset in -840_i64..=840,
    ) {
        let (first, second) = (written(a, 0), written(b, offset));
        let (first, second) = (Timestamp::parse(&first).unwrap(), Timestamp::parse(&second).unwrap());
        prop_assert_eq!((first.unix_seconds(), second.unix_seconds()), (a, b));
        prop_assert_eq!(first.compare(&second), Some(a.cmp(&b)));
    }
}

/// A time by counting days from 1970, another way than the core does.
fn written(seconds: i64, offset: i64) -> String {
    let local = seconds + offset * 60;
    let (mut days, rest) = (local.div_euclid(86_400), local.rem_euclid(86_400));
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let mut year = 1970;
    while days < 0 {
        year -= 1;
        days += if leap(year) { 366 } else { 365 };
    }
    while days >= if leap(year) { 366 } else { 365 } {
        days -= if leap(year) { 366 } else { 365 };
        year += 1;
    }
    let february = if leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    let (sign, minutes) = if offset < 0 { ('-', -offset) } else { ('+', offset) };
    let zone = format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60);
    format!("{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{second:02}{zone}", days + 1)
}

/// Strings on which a check that backtracks or recurses would not end, or would overflow the stack: a
/// quadratic check of a megabyte takes hours.
#[test]
fn long_strings_end() {
    const LENGTH: usize = 1 << 20;
    for unit in [
        "a",
        "1",
        "(",
        "[",
        "((((",
        "a.",
        "-",
        "xn--",
        "::",
        "x/",
        "1,",
        "1-2,",
        "\"",
        "\\",
        "a@",
        "%41",
        "a/",
        "//",
        "a[",
        "-",
        "f(",
        "..",
        "é",
        " ",
        "=",
        "a|",
        "[[:alpha:]]",
        "{\"a\":",
        "a:",
        "*:",
        "and ",
        "AA==",
        "$",
        "a-b-c-d-",
        "1.",
        "\n",
        ",",
    ] {
        all_checks(&unit.repeat(LENGTH / unit.len()));
    }
}
