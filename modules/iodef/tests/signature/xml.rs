//! XML-DSig, enveloped and detached.

use iodef::diagnostic::Severity;
use iodef::document::{Document, Limits};
use iodef::profile::Profile;
use iodef::signature::{
    ContactBook, SignatureFault, Standing, sign_detached, sign_enveloped, verify, verify_detached,
};
use iodef::validation::{Options, validate};

use super::keys::{SIGNED_AT, certificate, pair, report};

fn parse(text: &str) -> Document {
    Document::from_text(text.to_owned(), &Limits::default()).unwrap()
}

#[test]
fn what_each_kind_of_key_signs_is_trusted_by_those_who_pinned_it() {
    for name in ["p256", "p384", "ed25519"] {
        let pair = pair(name);
        let signed = parse(&sign_enveloped(&report(), &pair.signer()).unwrap());
        let book = ContactBook::of_certificates(std::slice::from_ref(&pair.certificate));
        let verification = verify(&signed, &book, None);
        assert_eq!(verification.standing, Standing::Trusted, "{name}: {verification:?}");
        let [signature] = verification.signatures.as_slice() else { panic!("one signature") };
        assert_eq!(signature.signed_at.as_deref(), Some(SIGNED_AT));
        assert_eq!(signature.covered.first().map(String::as_str), Some("/"));
        assert_eq!(signature.certificate_in_time, Some(true));
    }
}

#[test]
fn a_signature_of_nobody_known_is_never_trusted() {
    let signed = parse(&sign_enveloped(&report(), &pair("p256").signer()).unwrap());
    let book = ContactBook::of_certificates(&[certificate("p384")]);
    assert_eq!(verify(&signed, &book, None).standing, Standing::Unknown);
}

#[test]
fn a_document_without_a_signature_is_unsigned() {
    let book = ContactBook::of_certificates(&[certificate("p256")]);
    assert_eq!(verify(&report(), &book, None).standing, Standing::Unsigned);
}

#[test]
fn signing_changes_nothing_but_the_end() {
    let before = report();
    let signed = sign_enveloped(&before, &pair("p256").signer()).unwrap();
    let end = before.text().find("</IODEF-Document>").unwrap();
    assert!(signed.starts_with(&before.text()[..end]));
    assert!(signed.ends_with(&before.text()[end..]));
}

#[test]
fn a_signed_document_is_as_valid_as_before() {
    let signed = parse(&sign_enveloped(&report(), &pair("p256").signer()).unwrap());
    for profile in [Profile::Common, Profile::SchemaA, Profile::SchemaB, Profile::Rfc7970] {
        let options = Options { profile, ..Options::default() };
        let rules = |document: &Document| -> Vec<&'static str> {
            let report = validate(document, &options);
            let found = report.diagnostics.iter().filter(|found| found.severity != Severity::Info);
            found.map(|found| found.rule).collect()
        };
        assert_eq!(rules(&signed), rules(&report()), "{profile:?}");
    }
}

#[test]
fn a_second_enveloped_signature_is_refused() {
    let signed = parse(&sign_enveloped(&report(), &pair("p256").signer()).unwrap());
    let error = sign_enveloped(&signed, &pair("p384").signer()).unwrap_err();
    assert_eq!(error, SignatureFault::Signed.into());
}

#[test]
fn a_detached_signature_covers_every_octet() {
    let pair = pair("p384");
    let octets = report().to_bytes();
    let signature = parse(&sign_detached(&octets, "report.xml", &pair.signer()).unwrap());
    let book = ContactBook::of_certificates(std::slice::from_ref(&pair.certificate));
    let verification = verify_detached(&signature, &octets, &book, None).unwrap();
    assert_eq!(verification.standing, Standing::Trusted, "{verification:?}");
    for at in 0..octets.len() {
        let mut changed = octets.clone();
        changed[at] ^= 1;
        let verification = verify_detached(&signature, &changed, &book, None).unwrap();
        assert_eq!(verification.standing, Standing::Invalid, "octet {at}");
    }
}
