//! `edgewarden iodef` with keys: sign, verify, seal, open, encrypt, decrypt.

use std::path::Path;

use super::iodef::{DOCUMENT, Files};
use super::run::{Run, run};

pub fn key(name: &str) -> String {
    let keys = Path::new(env!("CARGO_MANIFEST_DIR")).join("../modules/iodef/tests/signature/keys");
    keys.join(name).to_str().unwrap().to_owned()
}

fn sign(path: &str, more: &[&str]) -> Run {
    let (private, certificate) = (key("p256.key.pem"), key("p256.cert.pem"));
    let arguments = ["iodef", "sign", path, "--key", &private, "--certificate", &certificate];
    run(&[&arguments, more].concat())
}

#[test]
fn what_is_signed_is_trusted_with_the_certificate_and_not_without() {
    let files = Files::new();
    let report = files.write("report.xml", DOCUMENT);
    let signed = sign(&report, &[]);
    assert_eq!((signed.status, signed.errors.as_str()), (0, ""));
    let path = files.write("signed.xml", &signed.output);
    let trusted = run(&["iodef", "verify", &path, "--trust", &key("p256.cert.pem")]);
    assert_eq!(trusted.status, 0, "{trusted:?}");
    assert!(trusted.last_line().contains("trusted: signed as a whole"), "{trusted:?}");
    let unknown = run(&["iodef", "verify", &path, "--json"]);
    assert_eq!((unknown.status, &unknown.json()["standing"]), (1, &"unknown".into()));
    let changed = files.write("changed.xml", &signed.output.replace("192.0.2.200", "192.0.2.9"));
    let invalid = run(&["iodef", "verify", &changed, "--trust", &key("p256.cert.pem")]);
    assert_eq!(invalid.status, 1);
    assert!(invalid.output.contains("was changed after it was signed"), "{invalid:?}");
    let unsigned = run(&["iodef", "verify", &report, "--trust", &key("p256.cert.pem")]);
    assert_eq!(unsigned.status, 1);
    assert!(unsigned.last_line().ends_with("there is no signature"), "{unsigned:?}");
}

#[test]
fn a_contact_book_names_the_signer() {
    let files = Files::new();
    let signed = sign(&files.write("report.xml", DOCUMENT), &[]).output;
    let path = files.write("signed.xml", &signed);
    let found = run(&["iodef", "verify", &path, "--json"]).json();
    let sha256 = found["signatures"][0]["sha256"].as_str().unwrap().to_uppercase();
    let book = format!(r#"{{"contacts":[{{"name":"Example CSIRT","sha256":"{sha256}"}}]}}"#);
    let book = files.write("book.json", &book);
    let trusted = run(&["iodef", "verify", &path, "--contacts", &book]);
    assert_eq!(trusted.status, 0);
    assert!(trusted.output.contains("signed by Example CSIRT"), "{trusted:?}");
}

#[test]
fn a_detached_signature_and_a_web_signature_are_verified() {
    let files = Files::new();
    let report = files.write("report.xml", DOCUMENT);
    let signature = files.write("report.sig", &sign(&report, &["--detached"]).output);
    let trust = key("p256.cert.pem");
    let verify = |file: &str| {
        run(&["iodef", "verify", file, "--signature", &signature, "--trust", &trust]).status
    };
    assert_eq!(verify(&report), 0);
    assert_eq!(verify(&files.write("other.xml", &format!("{DOCUMENT} "))), 1);
    let json = files.write("report.json", r#"{"version":"2.0","Incident":[]}"#);
    let jws = files.write("report.jws", &sign(&json, &[]).output);
    assert_eq!(run(&["iodef", "verify", &jws, "--trust", &trust]).status, 0);
}

#[test]
fn a_certificate_of_another_key_and_a_missing_passphrase_are_named() {
    let files = Files::new();
    let report = files.write("report.xml", DOCUMENT);
    let other = run(&[
        "iodef",
        "sign",
        &report,
        "--key",
        &key("p256.key.pem"),
        "--certificate",
        &key("p384.cert.pem"),
    ]);
    assert_eq!(other.status, 2);
    assert!(other.errors.contains("another public key"), "{other:?}");
    let locked = run(&["iodef", "sign", &report, "--key", &key("p256.encrypted.pem")]);
    assert_eq!(locked.status, 2);
    assert!(locked.errors.contains("the passphrase is missing or wrong"), "{locked:?}");
    let passphrase = files.write("passphrase", "correct-horse\n");
    let unlocked = run(&[
        "iodef",
        "sign",
        &report,
        "--key",
        &key("p256.encrypted.pem"),
        "--passphrase-file",
        &passphrase,
    ]);
    assert_eq!(unlocked.status, 0, "{unlocked:?}");
}

#[test]
fn what_is_sealed_is_opened_again() {
    let files = Files::new();
    let report = files.write("report.xml", DOCUMENT);
    let xpath = "/IODEF-Document/Incident/Contact";
    let sealed = run(&["iodef", "seal", &report, "--to", &key("rsa.cert.pem"), "--xpath", xpath]);
    assert_eq!(sealed.status, 0, "{sealed:?}");
    assert!(!sealed.output.contains("contact@csirt.example.com"));
    let path = files.write("sealed.xml", &sealed.output);
    let opened = run(&["iodef", "open", &path, "--key", &key("rsa.key.pem")]);
    assert_eq!(opened.output, DOCUMENT);
    let none = run(&["iodef", "seal", &report, "--to", &key("rsa.cert.pem"), "--xpath", "/x"]);
    assert_eq!(none.status, 2);
    assert!(none.errors.contains("there is no element /x"), "{none:?}");
}

#[cfg(feature = "peers")]
mod peers {
    use std::process::Command;

    use super::super::iodef::{DOCUMENT, Files};
    use super::super::run::run;
    use super::key;

    fn shell(script: &str) -> String {
        let output = Command::new("timeout").args(["60", "sh", "-ec", script]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    #[test]
    fn a_key_in_pkcs12_of_openssl_signs_with_its_certificate() {
        let files = Files::new();
        let report = files.write("report.xml", DOCUMENT);
        let bundle = files.write("key.p12", "");
        let passphrase = files.write("passphrase", "secret\n");
        let (private, certificate) = (key("p384.key.pem"), key("p384.cert.pem"));
        shell(&format!(
            "openssl pkcs12 -export -inkey {private} -in {certificate} -out {bundle} -passout pass:secret"
        ));
        let arguments =
            ["iodef", "sign", &report, "--key", &bundle, "--passphrase-file", &passphrase];
        let signed = run(&arguments);
        assert_eq!(signed.status, 0, "{signed:?}");
        let path = files.write("signed.xml", &signed.output);
        assert_eq!(run(&["iodef", "verify", &path, "--trust", &certificate]).status, 0);
    }

    #[test]
    fn gpg_opens_what_we_encrypt_and_we_what_gpg_encrypts() {
        let files = Files::new();
        let report = files.write("report.xml", DOCUMENT);
        let home = std::path::Path::new(&report).parent().unwrap().to_str().unwrap().to_owned();
        let gpg = format!(
            "gpg --homedir {home} --batch --quiet --pinentry-mode loopback --passphrase ''"
        );
        for kind in ["rsa2048", "future-default"] {
            let user = format!("{kind}@csirt.example.com");
            let usage = if kind == "rsa2048" { "rsa2048 encr" } else { "future-default default" };
            shell(&format!("{gpg} --quick-gen-key {user} {usage} never"));
            let public =
                files.write("public.asc", &shell(&format!("{gpg} --armor --export {user}")));
            let secret = files
                .write("secret.asc", &shell(&format!("{gpg} --armor --export-secret-keys {user}")));
            let encrypted = run(&["iodef", "encrypt", &report, "--to", &public]);
            assert_eq!(encrypted.status, 0, "{kind}: {encrypted:?}");
            let message = files.write("message.asc", &encrypted.output);
            assert_eq!(shell(&format!("{gpg} --decrypt {message}")), DOCUMENT, "{kind}");
            let theirs = shell(&format!(
                "{gpg} --armor --trust-model always -r {user} --output - --encrypt {report}"
            ));
            let theirs = files.write("theirs.asc", &theirs);
            let opened = run(&["iodef", "decrypt", &theirs, "--key", &secret]);
            assert_eq!(
                (opened.status, opened.output.as_str()),
                (0, DOCUMENT),
                "{kind}: {}",
                opened.errors
            );
        }
        shell(&format!("gpgconf --homedir {home} --kill gpg-agent"));
    }
}
