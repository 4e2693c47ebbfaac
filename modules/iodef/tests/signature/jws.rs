//! JSON Web Signatures.

use iodef::signature::{ContactBook, Standing, jws};

use super::keys::pair;

const PAYLOAD: &str = r#"{"version":"2.0","Incident":[]}"#;

#[test]
fn what_each_kind_of_key_signs_comes_back_trusted() {
    for name in ["p256", "p384", "ed25519"] {
        let pair = pair(name);
        let text = jws::sign(PAYLOAD, &pair.signer()).unwrap();
        let book = ContactBook::of_certificates(std::slice::from_ref(&pair.certificate));
        let opened = jws::verify(&text, &book, None).unwrap();
        assert_eq!(opened.payload, PAYLOAD);
        assert_eq!(opened.verified.standing, Standing::Trusted, "{name}");
        let unknown = jws::verify(&text, &ContactBook::default(), None).unwrap();
        assert_eq!(unknown.verified.standing, Standing::Unknown, "{name}");
    }
}

#[test]
fn the_compact_form_is_read_and_a_changed_part_is_seen() {
    let pair = pair("p256");
    let flattened: serde_json::Value =
        serde_json::from_str(&jws::sign(PAYLOAD, &pair.signer()).unwrap()).unwrap();
    let part = |name: &str| flattened[name].as_str().unwrap().to_owned();
    let compact = format!("{}.{}.{}", part("protected"), part("payload"), part("signature"));
    let book = ContactBook::of_certificates(std::slice::from_ref(&pair.certificate));
    let standing = |text: &str| jws::verify(text, &book, None).unwrap().verified.standing;
    assert_eq!(standing(&compact), Standing::Trusted);
    let other = compact.replacen(&part("payload"), "e30", 1);
    assert_eq!(standing(&other), Standing::Invalid);
}

#[test]
fn the_algorithm_none_is_refused() {
    let text = "eyJhbGciOiJub25lIn0.e30.";
    let opened = jws::verify(text, &ContactBook::default(), None).unwrap();
    assert_eq!(opened.verified.standing, Standing::Invalid);
}
