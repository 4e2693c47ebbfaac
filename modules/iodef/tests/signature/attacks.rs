//! Documents that try to be trusted without having been signed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use iodef::canonical::Canonical;
use iodef::document::{Document, Limits};
use iodef::signature::{
    ContactBook, Standing, Verification, sign_detached, sign_enveloped, verify, verify_detached,
};
use sha2::{Digest as _, Sha256};

use crate::cost::linear;

use super::keys::{Pair, pair, report};

fn signed(pair: &Pair) -> String {
    sign_enveloped(&report(), &pair.signer()).unwrap()
}

fn judge(text: &str, pair: &Pair) -> Option<Verification> {
    let document = Document::from_text(text.to_owned(), &Limits::default()).ok()?;
    let book = ContactBook::of_certificates(std::slice::from_ref(&pair.certificate));
    Some(verify(&document, &book, None))
}

#[test]
fn one_flipped_bit_of_the_content_is_seen() {
    let pair = pair("p256");
    let text = signed(&pair);
    let start = text.find("<Incident ").unwrap();
    let end = text.find("meaning=\"XML signature").unwrap();
    for at in start..end {
        let mut octets = text.clone().into_bytes();
        octets[at] ^= 1;
        let Ok(changed) = String::from_utf8(octets) else { continue };
        let Some(verification) = judge(&changed, &pair) else { continue };
        let same = same_canonical_form(&changed, &text);
        assert_eq!(
            verification.standing == Standing::Trusted,
            same,
            "octet {at}: {verification:?}"
        );
    }
}

/// White space in a tag and the kind of quotes are not part of what is signed.
fn same_canonical_form(one: &str, other: &str) -> bool {
    let form = |text: &str| {
        let document = Document::from_text(text.to_owned(), &Limits::default()).unwrap();
        Canonical::exclusive().write(&document, document.document_node())
    };
    form(one) == form(other)
}

#[test]
fn one_flipped_bit_of_digest_signature_or_key_is_seen() {
    let pair = pair("p256");
    let text = signed(&pair);
    for name in ["DigestValue", "SignatureValue", "X509Certificate"] {
        let start = text.find(&format!("<ds:{name}>")).unwrap() + name.len() + 5;
        let end = start + text[start..].find('<').unwrap();
        for at in start..end {
            let mut octets = text.clone().into_bytes();
            octets[at] = if octets[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(octets).unwrap();
            let verification = judge(&changed, &pair).unwrap();
            let trusted = verification.standing == Standing::Trusted;
            assert!(!trusted, "{name}, octet {at}: {verification:?}");
        }
    }
}

#[test]
fn a_signed_document_that_was_moved_into_another_is_not_trusted() {
    let pair = pair("p256");
    let text = signed(&pair);
    let inner =
        &text[text.find("<IODEF-Document").unwrap()..text.find("<!-- a comment after").unwrap()];
    let wrapped = format!(
        "<IODEF-Document version=\"2.00\" xmlns=\"urn:ietf:params:xml:ns:iodef-2.0\">\
         <AdditionalData dtype=\"xml\">{inner}</AdditionalData></IODEF-Document>"
    );
    let verification = judge(&wrapped, &pair).unwrap();
    assert_eq!(verification.standing, Standing::Unsigned, "{verification:?}");
    let start = text.find("<ds:Signature ").unwrap();
    let end = text.find("</ds:Signature>").unwrap() + "</ds:Signature>".len();
    let with_signature = wrapped.replace(
        "<AdditionalData dtype=\"xml\"><IODEF",
        &format!("<AdditionalData dtype=\"xml\">{}<IODEF", &text[start..end]),
    );
    let verification = judge(&with_signature, &pair).unwrap();
    assert_eq!(verification.standing, Standing::Invalid, "{verification:?}");
}

#[test]
fn a_signature_over_one_element_does_not_make_the_document_trusted() {
    let pair = pair("p256");
    let text = signed(&pair);
    let partial = text.replacen("<ds:Reference URI=\"\">", "<ds:Reference URI=\"#i-1\">", 1);
    assert_eq!(judge(&partial, &pair).unwrap().standing, Standing::Invalid);
}

#[test]
fn two_elements_with_the_signed_id_are_refused() {
    let pair = pair("p256");
    let octets = report().to_bytes();
    let text = sign_detached(&octets, "report.xml", &pair.signer()).unwrap();
    let second = "<ds:Object Id=\"signature-created\">another time</ds:Object></ds:Signature>";
    let doubled = text.replace("</ds:Signature>", second);
    let doubled = Document::from_text(doubled, &Limits::default()).unwrap();
    let verification = verify_detached(&doubled, &octets, &ContactBook::default(), None).unwrap();
    assert_eq!(verification.standing, Standing::Invalid);
    assert!(verification.signatures[0].problem.as_ref().unwrap().contains("more than one element"));
}

#[test]
fn transforms_that_can_hide_content_are_refused() {
    let pair = pair("p256");
    let text = signed(&pair);
    for transform in [
        "http://www.w3.org/TR/1999/REC-xpath-19991116",
        "http://www.w3.org/TR/1999/REC-xslt-19991116",
    ] {
        let changed = text.replacen("http://www.w3.org/2001/10/xml-exc-c14n#", transform, 2);
        let verification = judge(&changed, &pair).unwrap();
        assert_eq!(verification.standing, Standing::Invalid);
    }
}

#[test]
fn sha1_is_refused() {
    let pair = pair("p256");
    let text = signed(&pair).replace(
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1",
    );
    let verification = judge(&text, &pair).unwrap();
    assert_eq!(verification.standing, Standing::Invalid);
    assert!(verification.signatures[0].problem.as_ref().unwrap().contains("ecdsa-sha1"));
}

/// The signature over a document leaves itself out.
#[test]
fn what_stands_unsigned_in_the_signature_is_not_trusted() {
    let pair = pair("p256");
    let text = signed(&pair);
    assert_eq!(judge(&text, &pair).unwrap().standing, Standing::Trusted);
    for (before, added) in [
        ("</ds:Signature>", "<ds:Object><Incident xmlns=\"urn:x\">evil</Incident></ds:Object>"),
        ("</ds:Signature>", "<ds:Object>evil</ds:Object>"),
        ("</ds:Signature>", "<ds:Object><ds:Manifest/></ds:Object>"),
        ("</ds:Signature>", "<x xmlns=\"urn:x\">evil</x>"),
        ("</ds:KeyInfo>", "<x xmlns=\"urn:x\">evil</x>"),
        ("</ds:SignatureProperties>", "<ds:SignatureProperty>evil</ds:SignatureProperty>"),
    ] {
        let spoiled = text.replacen(before, &format!("{added}{before}"), 1);
        assert_ne!(spoiled, text);
        let standing = judge(&spoiled, &pair).unwrap().standing;
        assert_eq!(standing, Standing::Partial, "{added}");
    }
    let hint = text.replacen("</ds:KeyInfo>", "<ds:KeyName>ours</ds:KeyName></ds:KeyInfo>", 1);
    assert_eq!(judge(&hint, &pair).unwrap().standing, Standing::Trusted);
}

/// A signature over the report with something else in its SignedInfo.
fn with_method(pair: &Pair, prefixes: &str, rest: &str) -> String {
    const METHOD: &str =
        "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>";
    let list = format!(
        "<ec:InclusiveNamespaces xmlns:ec=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"{prefixes}\"/>"
    );
    let method = METHOD.replace("/>", &format!(">{list}</ds:CanonicalizationMethod>{rest}"));
    let text = signed(pair);
    assert!(text.contains(METHOD));
    text.replacen(METHOD, &method, 1)
}

/// Why the only signature of a document is not right, said in time.
fn problem(text: &str, pair: &Pair) -> String {
    let verification = linear(|| judge(text, pair).unwrap());
    assert_eq!(verification.standing, Standing::Invalid);
    verification.signatures[0].problem.clone().unwrap()
}

#[test]
fn what_is_made_before_a_signature_is_checked_is_bounded() {
    let pair = pair("p256");
    let many = "<ds:x/>".repeat(20_000);
    let prefixes = problem(&with_method(&pair, &"ds ".repeat(20_000), &many), &pair);
    assert_eq!(prefixes, "more than 256 prefixes in a PrefixList");
    let few = problem(&with_method(&pair, &"ds ".repeat(256), &many), &pair);
    assert!(few.starts_with("the signature does not belong to"), "{few}");
    let foreign = problem(&with_method(&pair, "ds", "<x xmlns=\"urn:x\"/>"), &pair);
    assert_eq!(foreign, "ds:SignedInfo holds x, which is not accepted there");
}

/// A report that says the same signature over its long event several times, each with as many
/// references to the event as are read.
fn signed_again_and_again(pair: &Pair, times: usize) -> String {
    let event = format!(
        "<EventData observable-id=\"i-1\"><Description>{}</Description>",
        "x".repeat(200_000)
    );
    let text = report().text().replacen("<EventData observable-id=\"i-1\">", &event, 1);
    let read = |text: &str| Document::from_text(text.to_owned(), &Limits::default()).unwrap();
    let canonical = |document: &Document, name: &str| {
        let mut nodes = document.descendants(document.root());
        let node = nodes.find(|node| document.local_name(*node) == name).unwrap();
        Canonical::exclusive().write(document, node)
    };
    let digest = STANDARD.encode(Sha256::digest(canonical(&read(&text), "EventData")));
    let reference = format!(
        "<ds:Reference URI=\"#i-1\"><ds:Transforms><ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>\
         </ds:Transforms><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\
         <ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>"
    );
    let replaced = |text: &str, start: &str, end: &str, with: &str| {
        let from = text.find(start).unwrap();
        let to = from + text[from..].find(end).unwrap();
        format!("{}{with}{}", &text[..from], &text[to..])
    };
    let text = sign_enveloped(&read(&text), &pair.signer()).unwrap();
    let text = replaced(&text, "<ds:Reference", "</ds:SignedInfo>", &reference.repeat(16));
    let value = pair.key.sign(canonical(&read(&text), "SignedInfo").as_bytes()).unwrap();
    let value = format!("<ds:SignatureValue>{}", STANDARD.encode(value));
    let text = replaced(&text, "<ds:SignatureValue>", "</ds:SignatureValue>", &value);
    let start = text.find("<ds:Signature ").unwrap();
    let end = text.find("</ds:Signature>").unwrap() + "</ds:Signature>".len();
    format!("{}{}{}", &text[..start], text[start..end].repeat(times), &text[end..])
}

#[test]
fn references_that_digest_the_same_parts_again_and_again_are_refused() {
    let pair = pair("p256");
    let once = judge(&signed_again_and_again(&pair, 1), &pair).unwrap();
    assert_eq!(once.standing, Standing::Partial, "{once:?}");
    assert_eq!(once.signatures[0].covered.len(), 16);
    let often = judge(&signed_again_and_again(&pair, 16), &pair).unwrap();
    assert_eq!(often.standing, Standing::Invalid);
    let problems = often.signatures.iter().filter_map(|signature| signature.problem.as_deref());
    let refused = problems.filter(|problem| problem.contains("too often")).count();
    assert!(refused > 10, "{often:?}");
}
