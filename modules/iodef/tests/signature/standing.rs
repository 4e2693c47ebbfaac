//! A pinned key is not enough: the time and the domain must not speak against it.

use std::time::Duration;

use iodef::document::{Document, Limits};
use iodef::signature::{
    Contact, ContactBook, Signer, Standing, TimeFault, Verified, jws, sign_detached,
    sign_enveloped, verify, verify_detached,
};

use super::keys::{Pair, pair, report};

/// 2027-03-02T09:30:00Z, when these are signed.
const SIGNED: Duration = Duration::from_secs(1_803_979_800);
const SIGNED_AT: &str = "2027-03-02T10:30:00+01:00";
const JSON: &str = r#"{"version":"2.0","lang":"en","Incident":[{"purpose":"reporting",
    "IncidentID":{"id":"1","name":"csirt.example.com"},
    "GenerationTime":"2027-03-02T09:30:00Z",
    "Contact":[{"role":"creator","type":"organization"}]}]}"#;

fn parse(text: &str) -> Document {
    Document::from_text(text.to_owned(), &Limits::default()).unwrap()
}

fn book(pair: &Pair, domain: Option<&str>) -> ContactBook {
    let mut book = ContactBook::of_certificates(std::slice::from_ref(&pair.certificate));
    book.contacts[0].domain = domain.map(str::to_owned);
    book
}

/// Enveloped, detached and in JSON.
fn in_all_forms(
    with_certificate: bool,
    signed_at: &str,
    domain: Option<&str>,
    now: Option<Duration>,
) -> [Verified; 3] {
    let pair = pair("p256");
    let certificate = with_certificate.then_some(&pair.certificate);
    let signer = Signer { key: &pair.key, certificate, signed_at };
    let mut book = book(&pair, domain);
    if !with_certificate {
        book.contacts[0].sha256 = pair.certificate.public_key().fingerprint().unwrap();
    }
    let enveloped = parse(&sign_enveloped(&report(), &signer).unwrap());
    let octets = report().to_bytes();
    let detached = parse(&sign_detached(&octets, "report.xml", &signer).unwrap());
    let of_json = jws::sign(JSON, &signer).unwrap();
    let only = |mut all: Vec<Verified>| all.pop().unwrap();
    [
        only(verify(&enveloped, &book, now).signatures),
        only(verify_detached(&detached, &octets, &book, now).unwrap().signatures),
        jws::verify(&of_json, &book, now).unwrap().verified,
    ]
}

#[test]
fn a_certificate_must_be_valid_when_it_signs_and_now() {
    let year = Duration::from_secs(365 * 86_400);
    let cases = [
        (SIGNED_AT, None, None),
        (SIGNED_AT, Some(SIGNED), None),
        (SIGNED_AT, Some(SIGNED + year), None),
        // The certificate is of 2026 to 2126.
        (SIGNED_AT, Some(SIGNED + 200 * year), Some(TimeFault::Now)),
        ("2001-03-02T10:30:00Z", Some(SIGNED), Some(TimeFault::AtSigning)),
        ("2001-03-02T10:30:00Z", None, Some(TimeFault::AtSigning)),
        ("2200-03-02T10:30:00Z", Some(SIGNED + 200 * year), Some(TimeFault::AtSigning)),
        // Clocks differ by minutes.
        ("2027-03-02T09:34:00Z", Some(SIGNED), None),
        ("2027-03-02T09:36:00Z", Some(SIGNED), Some(TimeFault::Future)),
    ];
    for (signed_at, now, fault) in cases {
        for verified in in_all_forms(true, signed_at, None, now) {
            let standing = fault.map_or(Standing::Trusted, |_| Standing::OutOfTime);
            assert_eq!(verified.standing, standing, "{signed_at} {now:?} {verified:?}");
            assert_eq!(verified.time_fault, fault, "{signed_at} {now:?}");
            let in_time = matches!(fault, None | Some(TimeFault::Future));
            assert_eq!(verified.certificate_in_time, Some(in_time));
        }
    }
}

#[test]
fn a_key_without_certificate_does_not_sign_in_the_future() {
    for (signed_at, standing) in
        [(SIGNED_AT, Standing::Trusted), ("2028-03-02T10:30:00Z", Standing::OutOfTime)]
    {
        for verified in in_all_forms(false, signed_at, None, Some(SIGNED)) {
            assert_eq!(verified.standing, standing, "{verified:?}");
            assert_eq!(verified.certificate_in_time, None);
        }
    }
}

#[test]
fn a_team_signs_for_its_own_domain_only() {
    for (domain, standing) in [
        (None, Standing::Trusted),
        (Some("csirt.example.com"), Standing::Trusted),
        (Some("Example.COM."), Standing::Trusted),
        (Some("cert.example.net"), Standing::OtherDomain),
        (Some("irt.example.com"), Standing::OtherDomain),
        (Some(""), Standing::OtherDomain),
    ] {
        for verified in in_all_forms(true, SIGNED_AT, domain, Some(SIGNED)) {
            assert_eq!(verified.standing, standing, "{domain:?} {verified:?}");
            let matches = domain.map(|_| standing == Standing::Trusted);
            assert_eq!(verified.domain_matches, matches, "{domain:?}");
        }
    }
}

#[test]
fn one_incident_of_another_team_is_enough() {
    let text = report().text().to_owned();
    let start = text.find("<Incident ").unwrap();
    let end = text.find("</Incident>").unwrap() + "</Incident>".len();
    let other = text[start..end]
        .replace("IncidentID name=\"csirt.example.com\"", "IncidentID name=\"cert.example.net\"")
        .replace("i-1", "i-2");
    let both = parse(&format!("{}{other}{}", &text[..end], &text[end..]));
    let pair = pair("p256");
    let signed = parse(&sign_enveloped(&both, &pair.signer()).unwrap());
    let standing = |domain| verify(&signed, &book(&pair, domain), Some(SIGNED)).standing;
    assert_eq!(standing(Some("csirt.example.com")), Standing::OtherDomain);
    assert_eq!(standing(Some("cert.example.net")), Standing::OtherDomain);
    assert_eq!(standing(None), Standing::Trusted);
}

#[test]
fn a_file_that_is_no_report_is_nobodys() {
    let pair = pair("p256");
    let detached = parse(&sign_detached(b"%PDF", "report.pdf", &pair.signer()).unwrap());
    let standing = |domain| {
        verify_detached(&detached, b"%PDF", &book(&pair, domain), Some(SIGNED)).unwrap().standing
    };
    assert_eq!(standing(Some("csirt.example.com")), Standing::OtherDomain);
    assert_eq!(standing(None), Standing::Trusted);
    let contact = Contact { name: String::new(), domain: None, sha256: String::new() };
    let nobody = ContactBook { contacts: vec![contact] };
    let verification = verify_detached(&detached, b"%PDF", &nobody, Some(SIGNED)).unwrap();
    assert_eq!(verification.standing, Standing::Unknown);
}
