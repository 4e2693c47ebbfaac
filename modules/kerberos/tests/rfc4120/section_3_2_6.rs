//! Using the KRB_ERROR message for a refused AP-REQ.

use std::time::Duration;

use kerberos::acceptor::Config;
use kerberos::asn1::{self, KrbError, error_code};
use kerberos::crypto::{EncryptionType, Key};
use kerberos::gss::{TokenId, unframe};
use kerberos::keytab::Keytab;

use crate::realm::*;

fn krb_error(token: &[u8]) -> KrbError {
    let token = unframe(token).unwrap();
    assert_eq!(token.id, TokenId::KrbError);
    asn1::decode("KRB-ERROR", token.message).unwrap()
}

#[test]
fn a_wrong_clock_is_answered_with_the_time_of_the_server() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let (token, _) = realm.token_at(&credential, NOW - HOUR / 2);
    let now = NOW + Duration::from_micros(5);
    let failure = realm.acceptor().step(&token, None, now).unwrap_err();
    let error = krb_error(&failure.token.unwrap());
    assert_eq!(error.error_code, error_code::SKEW);
    assert_eq!(asn1::time("stime", &error.stime).unwrap(), NOW);
    assert_eq!(error.susec, 5);
    assert_eq!(error.sname.to_principal(&error.realm).unwrap(), realm.service);
}

#[test]
fn a_replay_is_answered_with_its_code() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let (token, _) = realm.token(&credential);
    let mut acceptor = realm.acceptor();
    accept(&mut acceptor, &token).unwrap();
    let failure = acceptor.step(&token, None, NOW).unwrap_err();
    assert_eq!(krb_error(&failure.token.unwrap()).error_code, error_code::REPEAT);
}

#[test]
fn nothing_is_said_of_what_could_not_be_decrypted() {
    let mut realm = Realm::new();
    let mut credential = realm.credential();
    let (token, _) = realm.token(&credential);
    let other = Key::random(EncryptionType::Aes256CtsHmacSha1, &mut realm.rng);
    let keytab = Keytab::new(vec![realm.entry(3, &other)]);
    let failure = acceptor(&keytab, Config::default()).step(&token, None, NOW).unwrap_err();
    let error = krb_error(&failure.token.unwrap());
    assert_eq!(error.error_code, error_code::MODIFIED);
    assert_eq!((error.cname, error.crealm, error.e_text, error.e_data), (None, None, None, None));

    credential.session_key = other;
    let (token, _) = realm.token(&credential);
    assert_eq!(realm.acceptor().step(&token, None, NOW).unwrap_err().token, None);
}

#[test]
fn octets_that_are_no_ap_req_get_no_error_message() {
    let realm = Realm::new();
    for token in [&b""[..], b"\x60\x00", b"NTLMSSP\0"] {
        assert_eq!(realm.acceptor().step(token, None, NOW).unwrap_err().token, None);
    }
}
