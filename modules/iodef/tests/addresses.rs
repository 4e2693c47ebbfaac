//! RFC 3067 section 6.7: several types of addresses, each checked by its own syntax.
#![expect(clippy::panic, reason = "a test that fails may panic")]

use iodef::value::address::{address, advice, observable};

/// A line of the table.
struct Case {
    category: String,
    verdict: String,
    value: String,
}

fn cases() -> Vec<Case> {
    let text = include_str!("vectors/addresses.txt");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| read(line).unwrap_or_else(|| panic!("cannot read {line:?}"))).collect()
}

fn read(line: &str) -> Option<Case> {
    let (category, rest) = line.split_once(' ')?;
    let (verdict, rest) = rest.split_once(" [")?;
    let (value, _) = rest.rsplit_once(']')?;
    let value = value.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
    Some(Case { category: category.to_owned(), verdict: verdict.to_owned(), value })
}

#[test]
fn rfc3067_6_7_each_address_is_judged_by_the_syntax_of_its_category() {
    let cases = cases();
    assert!(cases.len() >= 200, "{} addresses", cases.len());
    for Case { category, verdict, value } in &cases {
        let result = observable(category, value);
        let advice = advice(category, value);
        let found = match (result, advice) {
            (Ok(()), None) => "good",
            (Ok(()), Some(_)) => "advice",
            (Err(_), _) => "bad",
        };
        assert_eq!(found, verdict, "{category} [{value}]: {result:?} {advice:?}");
    }
}

#[test]
fn rfc3067_6_7_every_category_of_rfc_7970_has_good_and_bad_addresses() {
    let cases = cases();
    for category in [
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
        "mac",
        "site-uri",
    ] {
        for verdict in ["good", "bad"] {
            let found =
                cases.iter().any(|case| case.category == category && case.verdict == verdict);
            assert!(found, "no {verdict} {category}");
        }
        assert!(address(category, "\u{0}").is_err(), "{category} holds anything");
    }
    assert_eq!(address("ext-value", "anything"), Ok(()));
}
