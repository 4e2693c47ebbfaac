//! Signatures between us and xmlsec1, and openssl where xmlsec1 knows no Ed25519.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use iodef::canonical::Canonical;
use iodef::document::{Document, Limits};
use iodef::signature::{
    Certificate, ContactBook, PrivateKey, Signer, Standing, sign_detached, sign_enveloped, verify,
    verify_detached,
};

const REPORT: &str = include_str!("signature/report.xml");

fn keys() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/signature/keys")
}

fn certificate(name: &str) -> Certificate {
    Certificate::read(&std::fs::read(keys().join(format!("{name}.cert.pem"))).unwrap()).unwrap()
}

fn private_key(name: &str) -> PrivateKey {
    let octets = std::fs::read(keys().join(format!("{name}.key.pem"))).unwrap();
    PrivateKey::from_pkcs8(&octets, None).unwrap()
}

fn sign<T>(name: &str, with: impl FnOnce(&Signer<'_>) -> T) -> T {
    let (key, certificate) = (private_key(name), certificate(name));
    with(&Signer { key: &key, certificate: Some(&certificate), signed_at: "2027-03-02T10:30:00Z" })
}

fn parse(text: &str) -> Document {
    Document::from_text(text.to_owned(), &Limits::default()).unwrap()
}

fn xmlsec1(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new("timeout");
    command.args(["30", "xmlsec1"]).args(arguments).current_dir(directory);
    command.output().expect("xmlsec1 runs: `make setup` installs it")
}

fn trusted(name: &str) -> String {
    keys().join(format!("{name}.cert.pem")).display().to_string()
}

#[test]
fn xmlsec1_verifies_our_enveloped_signatures_and_refuses_them_when_changed() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("signed.xml");
    for name in ["p256", "p384"] {
        let signed = sign(name, |signer| sign_enveloped(&parse(REPORT), signer)).unwrap();
        let verify = |text: &str| {
            std::fs::write(&file, text).unwrap();
            let trusted = trusted(name);
            let id = "--id-attr:Id";
            xmlsec1(
                directory.path(),
                &[
                    "--verify",
                    "--trusted-pem",
                    &trusted,
                    id,
                    "http://www.w3.org/2000/09/xmldsig#:SignatureProperty",
                    "signed.xml",
                ],
            )
        };
        let output = verify(&signed);
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let changed = signed.replacen("192.0.2.1", "192.0.2.2", 1);
        assert!(!verify(&changed).status.success(), "{name}");
    }
}

#[test]
fn xmlsec1_verifies_our_detached_signature() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("report.xml"), REPORT).unwrap();
    let signature =
        sign("p384", |signer| sign_detached(REPORT.as_bytes(), "report.xml", signer)).unwrap();
    std::fs::write(directory.path().join("report.xml.sig"), signature).unwrap();
    let trusted = trusted("p384");
    let arguments = [
        "--verify",
        "--trusted-pem",
        &trusted,
        "--enabled-reference-uris",
        "empty,same-doc,local,remote",
        "--id-attr:Id",
        "http://www.w3.org/2000/09/xmldsig#:SignatureProperty",
        "report.xml.sig",
    ];
    let output = xmlsec1(directory.path(), &arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What xmlsec1 fills in, as a signer with another habit writes it.
fn template(algorithm: &str, canonicalisation: &str, digest: &str) -> String {
    let signature = format!(
        "<AdditionalData dtype=\"xml\" meaning=\"signature\"><Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">\n\
         <SignedInfo>\n <CanonicalizationMethod Algorithm=\"{canonicalisation}\"/>\n\
         <SignatureMethod Algorithm=\"{algorithm}\"/>\n <Reference URI=\"\">\n<Transforms>\
         <Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>\
         <Transform Algorithm=\"{canonicalisation}\"/></Transforms>\
         <DigestMethod Algorithm=\"{digest}\"/><DigestValue/></Reference></SignedInfo>\
         <SignatureValue/><KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo></Signature></AdditionalData>"
    );
    REPORT.replace("</IODEF-Document>", &format!("{signature}</IODEF-Document>"))
}

#[test]
fn we_verify_what_xmlsec1_signs_and_refuse_it_when_changed() {
    const MORE: &str = "http://www.w3.org/2001/04/xmldsig-more#";
    const ENC: &str = "http://www.w3.org/2001/04/xmlenc#";
    let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
    let inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    let directory = tempfile::tempdir().unwrap();
    for (key, algorithm, form, digest) in [
        ("rsa", format!("{MORE}rsa-sha256"), exclusive.to_owned(), format!("{ENC}sha256")),
        ("rsa", format!("{MORE}rsa-sha384"), inclusive.to_owned(), format!("{MORE}sha384")),
        (
            "rsa",
            format!("{MORE}rsa-sha512"),
            format!("{inclusive}#WithComments"),
            format!("{ENC}sha512"),
        ),
        (
            "p256",
            format!("{MORE}ecdsa-sha256"),
            format!("{exclusive}WithComments"),
            format!("{ENC}sha256"),
        ),
        ("p384", format!("{MORE}ecdsa-sha384"), inclusive.to_owned(), format!("{ENC}sha512")),
        ("p384", format!("{MORE}ecdsa-sha256"), exclusive.to_owned(), format!("{ENC}sha256")),
    ] {
        std::fs::write(directory.path().join("template.xml"), template(&algorithm, &form, &digest))
            .unwrap();
        let pair = format!(
            "{},{}",
            keys().join(format!("{key}.key.pem")).display(),
            keys().join(format!("{key}.cert.pem")).display()
        );
        let output = xmlsec1(
            directory.path(),
            &["--sign", "--privkey-pem", &pair, "--output", "signed.xml", "template.xml"],
        );
        assert!(output.status.success(), "{key}: {}", String::from_utf8_lossy(&output.stderr));
        let signed = std::fs::read_to_string(directory.path().join("signed.xml")).unwrap();
        let book = ContactBook::of_certificates(&[certificate(key)]);
        let verification = verify(&parse(&signed), &book, None);
        assert_eq!(
            verification.standing,
            Standing::Trusted,
            "{algorithm} {form}: {verification:?}"
        );
        let changed = signed.replacen("192.0.2.1", "192.0.2.2", 1);
        assert_eq!(verify(&parse(&changed), &book, None).standing, Standing::Invalid);
    }
}

#[test]
fn openssl_verifies_our_ed25519_over_the_canonical_signed_info() {
    let directory = tempfile::tempdir().unwrap();
    let signature =
        sign("ed25519", |signer| sign_detached(REPORT.as_bytes(), "report.xml", signer)).unwrap();
    let document = parse(&signature);
    let part = |local: &str| {
        document
            .descendants(document.root())
            .find(|node| document.local_name(*node) == local)
            .unwrap()
    };
    let message = Canonical::exclusive().write(&document, part("SignedInfo"));
    std::fs::write(directory.path().join("message"), message).unwrap();
    std::fs::write(
        directory.path().join("signature.b64"),
        format!("{}\n", document.text_of(part("SignatureValue"))),
    )
    .unwrap();
    let script = format!(
        "openssl base64 -d -A -in signature.b64 -out signature && \
         openssl x509 -in {} -pubkey -noout > public.pem && \
         openssl pkeyutl -verify -pubin -inkey public.pem -rawin -in message -sigfile signature",
        trusted("ed25519")
    );
    let output = Command::new("timeout")
        .args(["30", "sh", "-c", &script])
        .current_dir(directory.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let book = ContactBook::of_certificates(&[certificate("ed25519")]);
    let verification = verify_detached(&document, REPORT.as_bytes(), &book, None).unwrap();
    assert_eq!(verification.standing, Standing::Trusted);
}
