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
fn a_team_of_another_domain_is_not_trusted() {
    let files = Files::new();
    let signed = sign(&files.write("report.xml", DOCUMENT), &[]).output;
    let path = files.write("signed.xml", &signed);
    let found = run(&["iodef", "verify", &path, "--json"]).json();
    let sha256 = found["signatures"][0]["sha256"].as_str().unwrap().to_owned();
    for (domain, status) in [("example.com", 0), ("cert.example.net", 1)] {
        let book = format!(
            r#"{{"contacts":[{{"name":"CSIRT","domain":"{domain}","sha256":"{sha256}"}}]}}"#
        );
        let book = files.write(domain, &book);
        let judged = run(&["iodef", "verify", &path, "--contacts", &book]);
        assert_eq!(judged.status, status, "{judged:?}");
        let sentence = "the team is known for cert.example.net";
        assert_eq!(judged.output.contains(sentence), status == 1, "{judged:?}");
    }
}

#[cfg(feature = "peers")]
#[test]
fn an_expired_certificate_is_not_trusted() {
    let files = Files::new();
    let report = files.write("report.xml", DOCUMENT);
    let (private, certificate) = (files.write("key.pem", ""), files.write("cert.pem", ""));
    for (dates, sentence) in
        [("-days -1", "not valid at that time"), ("-days 2", "trusted: signed as a whole")]
    {
        let script = format!(
            "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=a -keyout {private} | \
             openssl x509 -req -signkey {private} -out {certificate} {dates}"
        );
        let made = std::process::Command::new("sh").args(["-ec", &script]).output();
        assert!(made.unwrap().status.success());
        let signed =
            run(&["iodef", "sign", &report, "--key", &private, "--certificate", &certificate]);
        assert_eq!(signed.status, 0, "{signed:?}");
        let path = files.write("signed.xml", &signed.output);
        let judged = run(&["iodef", "verify", &path, "--trust", &certificate]);
        assert_eq!(judged.status, i32::from(sentence.starts_with("not")), "{judged:?}");
        assert!(judged.output.contains(sentence), "{judged:?}");
    }
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

    /// RFC 9580 section 5.2.3.13 and 5.2.1.11: what has expired or was revoked gets nothing any more.
    #[test]
    fn keys_of_gpg_that_expired_or_were_revoked_are_refused() {
        let files = Files::new();
        let report = files.write("report.xml", DOCUMENT);
        let home = std::path::Path::new(&report).parent().unwrap().to_str().unwrap().to_owned();
        let gpg = format!(
            "gpg --homedir {home} --batch --yes --quiet --pinentry-mode loopback --passphrase ''"
        );
        let old = "--faked-system-time 20200101T000000";
        let fingerprint = |user: &str| {
            format!(
                "$({gpg} --with-colons --list-keys {user} | sed -n 's/^fpr:*\\([0-9A-F]*\\):/\\1/p' | head -1)"
            )
        };
        let sign_only =
            |user: &str| format!("{gpg} {old} --quick-gen-key {user} ed25519 cert never");
        let add = |user: &str, time: &str, expires: &str| {
            format!("{gpg} {time} --quick-add-key {} cv25519 encr {expires}", fingerprint(user))
        };
        let revoke_subkey = |user: &str| {
            format!(
                "printf 'key 1\\nrevkey\\ny\\n0\\n\\ny\\nsave\\n' | gpg --homedir {home} --quiet \\
                 --pinentry-mode loopback --passphrase '' --no-tty --command-fd 0 --edit-key {user}"
            )
        };
        let no_key = "no key for encryption that is valid now";
        for (user, made, refused) in [
            ("good", format!("{gpg} {old} --quick-gen-key good rsa2048 encr never"), None),
            (
                "expired",
                format!("{gpg} {old} --quick-gen-key expired rsa2048 encr 1y"),
                Some("has expired"),
            ),
            (
                "prolonged",
                format!(
                    "{gpg} {old} --quick-gen-key prolonged rsa2048 encr 1y; \\
                     {gpg} {old} --quick-set-expire {} 20y",
                    fingerprint("prolonged")
                ),
                None,
            ),
            (
                "revoked",
                format!(
                    "{gpg} --quick-gen-key revoked rsa2048 encr never; \\
                     sed 's/^:---/---/' {home}/openpgp-revocs.d/{}.rev | {gpg} --import",
                    fingerprint("revoked")
                ),
                Some("was revoked"),
            ),
            ("noneforthis", sign_only("noneforthis"), Some(no_key)),
            (
                "subexpired",
                format!("{}; {}", sign_only("subexpired"), add("subexpired", old, "1y")),
                Some(no_key),
            ),
            (
                "subrevoked",
                format!(
                    "{}; {}; {}",
                    sign_only("subrevoked"),
                    add("subrevoked", "", "never"),
                    revoke_subkey("subrevoked")
                ),
                Some(no_key),
            ),
            (
                "subrenewed",
                format!(
                    "{}; {}; {}",
                    sign_only("subrenewed"),
                    add("subrenewed", old, "20y"),
                    add("subrenewed", "--faked-system-time 20210101T000000", "1y")
                ),
                None,
            ),
        ] {
            shell(&made);
            let public =
                files.write("public.asc", &shell(&format!("{gpg} --armor --export {user}")));
            let encrypted = run(&["iodef", "encrypt", &report, "--to", &public]);
            match refused {
                None => {
                    assert_eq!(encrypted.status, 0, "{user}: {encrypted:?}");
                    let message = files.write("message.asc", &encrypted.output);
                    assert_eq!(shell(&format!("{gpg} --decrypt {message}")), DOCUMENT, "{user}");
                }
                Some(sentence) => {
                    assert_eq!((encrypted.status, encrypted.output.as_str()), (2, ""), "{user}");
                    assert!(encrypted.errors.contains(sentence), "{user}: {encrypted:?}");
                }
            }
        }
        shell(&format!("gpgconf --homedir {home} --kill gpg-agent"));
    }
}
