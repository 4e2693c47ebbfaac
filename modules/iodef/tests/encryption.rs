//! Sealed elements: what comes back, for whom, and what a change does.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

use aes_gcm::aead::Aead as _;
use aes_gcm::{Aes256Gcm, KeyInit as _, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20::ChaCha20Rng;
use iodef::diagnostic::Severity;
use iodef::document::{Document, Limits};
use iodef::encryption::{OpeningKey, open, seal};
use iodef::signature::Certificate;
use iodef::validation::{Options, validate};
use pkcs8::DecodePrivateKey as _;
use rand_core::SeedableRng as _;
use rsa::Oaep;
use sha1::Sha1;

const REPORT: &str = include_str!("signature/report.xml");

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/signature/keys/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn certificate(name: &str) -> Certificate {
    Certificate::read(&file(&format!("{name}.cert.pem"))).unwrap()
}

fn key() -> OpeningKey {
    OpeningKey::from_pkcs8(&file("rsa.key.pem"), None).unwrap()
}

fn parse(text: &str) -> Document {
    Document::from_text(text.to_owned(), &Limits::default()).unwrap()
}

fn sealed(names: &[&str]) -> String {
    let document = parse(REPORT);
    let nodes: Vec<_> = document
        .descendants(document.root())
        .filter(|node| names.contains(&document.local_name(*node)))
        .collect();
    seal(&document, &nodes, &[certificate("rsa")], &mut ChaCha20Rng::seed_from_u64(1)).unwrap()
}

#[test]
fn what_was_sealed_comes_back_octet_by_octet() {
    for names in [&["Contact"][..], &["EventData", "Address"], &["Contact", "AdditionalData"]] {
        let text = sealed(names);
        assert!(!names.iter().any(|name| text.contains(&format!("<{name}"))), "{text}");
        assert_eq!(open(&parse(&text), &key()).unwrap(), REPORT);
    }
}

#[test]
fn a_sealed_element_is_reported_as_sealed_and_not_as_invalid() {
    let options = Options::default();
    let found = |text: &str| validate(&parse(text), &options).diagnostics;
    assert!(!found(REPORT).iter().any(|found| found.rule == "sealed"));
    for name in ["Contact", "EventData", "IncidentID", "Assessment"] {
        let found = found(&sealed(&[name]));
        assert!(found.iter().any(|found| found.rule == "sealed"), "{name}");
        let structural = found
            .iter()
            .find(|found| found.severity == Severity::Error && found.rule.starts_with("xsd-"));
        assert!(structural.is_none(), "{name}: {structural:?}");
    }
}

#[test]
fn another_key_opens_nothing() {
    let other = OpeningKey::from_pkcs8(&file("rsa2.key.pem"), None).unwrap();
    let error = open(&parse(&sealed(&["Contact"])), &other).unwrap_err();
    assert_eq!(error.to_string(), "no sealed element of this document is for this key");
}

#[test]
fn a_changed_octet_is_seen() {
    let text = sealed(&["Contact"]);
    let at = text.rfind("<xenc:CipherValue>").unwrap() + "<xenc:CipherValue>".len() + 40;
    let mut octets = text.into_bytes();
    octets[at] = if octets[at] == b'A' { b'B' } else { b'A' };
    let error = open(&parse(&String::from_utf8(octets).unwrap()), &key()).unwrap_err();
    assert!(error.to_string().contains("changed after it was sealed"), "{error}");
}

#[test]
fn only_rsa_certificates_receive_and_the_document_element_stays() {
    let document = parse(REPORT);
    let mut random = ChaCha20Rng::seed_from_u64(1);
    let contact = document.resolve("/IODEF-Document/Incident/Contact").unwrap();
    let error = seal(&document, &[contact], &[certificate("p256")], &mut random).unwrap_err();
    assert!(error.to_string().contains("RSA"), "{error}");
    let error =
        seal(&document, &[document.root()], &[certificate("rsa")], &mut random).unwrap_err();
    assert!(error.to_string().contains("encrypt the file instead"), "{error}");
}

#[cfg(feature = "peers")]
mod peers {
    use std::process::Command;

    use super::{REPORT, file, key, open, parse, sealed};

    fn xmlsec1(directory: &std::path::Path, arguments: &[&str]) {
        let output = Command::new("timeout")
            .args(["30", "xmlsec1"])
            .args(arguments)
            .current_dir(directory)
            .output()
            .expect("xmlsec1 runs: `make setup` installs it");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    #[test]
    fn xmlsec1_opens_what_we_seal() {
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(directory.path().join("key.pem"), file("rsa.key.pem")).unwrap();
        std::fs::write(directory.path().join("sealed.xml"), sealed(&["Contact"])).unwrap();
        let arguments =
            ["--decrypt", "--privkey-pem", "key.pem", "--output", "opened.xml", "sealed.xml"];
        xmlsec1(directory.path(), &arguments);
        let opened = std::fs::read_to_string(directory.path().join("opened.xml")).unwrap();
        let canonical = |text: &str| {
            let document = parse(text);
            iodef::canonical::Canonical::inclusive().write(&document, document.document_node())
        };
        assert_eq!(canonical(&opened), canonical(REPORT));
    }

    #[test]
    fn we_open_what_xmlsec1_seals() {
        const TEMPLATE: &str = "<EncryptedData xmlns=\"http://www.w3.org/2001/04/xmlenc#\" Type=\"http://www.w3.org/2001/04/xmlenc#Element\"><EncryptionMethod Algorithm=\"http://www.w3.org/2009/xmlenc11#aes256-gcm\"/><KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><EncryptedKey xmlns=\"http://www.w3.org/2001/04/xmlenc#\"><EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p\"/><CipherData><CipherValue/></CipherData></EncryptedKey></KeyInfo><CipherData><CipherValue/></CipherData></EncryptedData>";
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name);
        std::fs::write(path("cert.pem"), file("rsa.cert.pem")).unwrap();
        std::fs::write(path("template.xml"), TEMPLATE).unwrap();
        std::fs::write(path("report.xml"), REPORT).unwrap();
        let node = "urn:ietf:params:xml:ns:iodef-2.0:Contact";
        xmlsec1(
            directory.path(),
            &[
                "--encrypt",
                "--pubkey-cert-pem",
                "cert.pem",
                "--session-key",
                "aes-256",
                "--xml-data",
                "report.xml",
                "--node-name",
                node,
                "--output",
                "sealed.xml",
                "template.xml",
            ],
        );
        let sealed = std::fs::read_to_string(path("sealed.xml")).unwrap();
        assert!(!sealed.contains("contact@csirt.example.com"));
        let opened = open(&parse(&sealed), &key()).unwrap();
        assert!(opened.contains("<EmailTo>contact@csirt.example.com</EmailTo>"), "{opened}");
    }
}

/// `plain` in the place of what was sealed, for the same receiver and under the same key.
fn resealed(text: &str, plain: &str) -> String {
    let values: Vec<&str> = text.split("<xenc:CipherValue>").skip(1).collect();
    let [wrapped, old] = [0, 1].map(|at| values[at].split_once('<').unwrap().0);
    let private = rsa::PrivateKey::from_pkcs8_pem(str::from_utf8(&file("rsa.key.pem")).unwrap());
    let wrapped = STANDARD.decode(wrapped).unwrap();
    let key = private.unwrap().decrypt(Oaep::<Sha1>::new(), &wrapped).unwrap();
    let nonce = [7; 12];
    let cipher = Aes256Gcm::new_from_slice(&key).unwrap();
    let cipher_text = cipher.encrypt(&Nonce::from(nonce), plain.as_bytes()).unwrap();
    text.replace(old, &STANDARD.encode([&nonce[..], &cipher_text].concat()))
}

#[test]
fn what_is_opened_is_one_element() {
    let text = sealed(&["Contact"]);
    let contact =
        "<Contact role=\"creator\" type=\"person\"><ContactName>n</ContactName></Contact>";
    assert!(open(&parse(&resealed(&text, contact)), &key()).unwrap().contains(contact));
    for plain in [
        "".to_owned(),
        "text".to_owned(),
        "<!-- c -->".to_owned(),
        format!("{contact}{contact}"),
        format!("{contact} "),
        format!("{contact}</Incident><Incident purpose=\"reporting\">"),
    ] {
        let error = open(&parse(&resealed(&text, &plain)), &key()).unwrap_err().to_string();
        assert!(error.contains("one element"), "{plain}: {error}");
    }
}

#[test]
fn keys_are_unwrapped_within_bounds_only() {
    let text = sealed(&["Contact"]);
    let start = text.find("<xenc:EncryptedData").unwrap();
    let end = text.find("</xenc:EncryptedData>").unwrap() + "</xenc:EncryptedData>".len();
    let others = text[start..end].replace("rsa-oaep-mgf1p", "other");
    let many = text.replacen(&text[start..end], &others.repeat(1001), 1);
    let error = open(&parse(&many), &key()).unwrap_err().to_string();
    assert!(error.contains("1,000 keys"), "{error}");
}
