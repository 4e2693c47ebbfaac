//! `edgewarden token explain` on tokens that the filter refuses.

use kerberos::Principal;
use kerberos::asn1::{self, AuthorizationDataElement};
use kerberos::crypto::{EncryptionType, Key};
use kerberos::keytab::{Entry, Keytab};
use serde_json::json;
use spnego::Oid;

use super::realm::{HOUR, NOW, Realm, principal};
use super::run::{KeytabFile, run};
use super::tokens::{AT, base64, init};

/// The code of the refusal, which must have a text as well.
fn refused(keytab: &Keytab, options: &[&str], token: &[u8]) -> String {
    let file = KeytabFile::of(keytab);
    let token = base64(token);
    let arguments = ["token", "explain", "--keytab", file.path(), "--at", AT];
    let json = run(&[&arguments[..], options, &["--json", &token]].concat());
    assert_eq!(json.status, 1, "{json:?}");
    let answer = &json.json()["answer"];
    assert_eq!(answer["outcome"], "refused");
    let (code, detail) = (answer["code"].as_str().unwrap(), answer["detail"].as_str().unwrap());
    let text = run(&[&arguments[..], options, &[&token]].concat());
    assert_eq!(text.status, 1);
    assert_eq!(text.last_line(), format!("refused: {code}: {detail}"));
    code.to_owned()
}

#[test]
fn a_clock_that_differs_is_refused_and_the_skew_can_be_set() {
    let mut realm = Realm::new();
    let token = base64(&realm.first_token());
    let file = KeytabFile::of(&realm.keytab());
    let answer = |at: u64, skew: &str| {
        let at = at.to_string();
        let arguments = ["--keytab", file.path(), "--at", &at, "--clock-skew", skew, "--json"];
        let json = run(&[&["token", "explain"], &arguments[..], &[&token]].concat());
        (json.status, json.json())
    };
    let now = NOW.as_secs();
    let (status, json) = answer(now + 301, "300");
    assert_eq!((status, &json["answer"]["code"]), (1, &json!("clock_skew")));
    let detail = json["answer"]["detail"].as_str().unwrap();
    assert!(detail.contains("301s behind"), "{detail}");
    let error_code = &json["reply"]["response_token"]["error_code"];
    assert_eq!(*error_code, json!({ "number": 37, "name": "KRB_AP_ERR_SKEW" }));
    assert_eq!(answer(now + 301, "301").0, 0);
    assert_eq!(answer(now - 301, "300").1["answer"]["code"], "clock_skew");
}

#[test]
fn tickets_outside_their_time_are_refused() {
    let mut realm = Realm::new();
    let mut part = realm.part();
    part.endtime = asn1::kerberos_time(NOW - HOUR);
    let token = realm.first_token_of(&part);
    assert_eq!(refused(&realm.keytab(), &[], &token), "ticket_expired");
    let mut part = realm.part();
    part.starttime = Some(asn1::kerberos_time(NOW + HOUR));
    let token = realm.first_token_of(&part);
    assert_eq!(refused(&realm.keytab(), &[], &token), "ticket_not_yet_valid");
}

#[test]
fn a_keytab_without_the_right_key_is_told_from_a_wrong_service() {
    let mut realm = Realm::new();
    let token = realm.first_token();
    let (service, other) = (realm.service.clone(), principal("HTTP/other@EXAMPLE.COM"));
    let key = Key::random(EncryptionType::Aes256CtsHmacSha1, &mut realm.rng);
    let short = Key::random(EncryptionType::Aes128CtsHmacSha1, &mut realm.rng);
    let keytab = |principal: &Principal, kvno, key: &Key| {
        Keytab::new(vec![Entry { principal: principal.clone(), ..realm.entry(kvno, key) }])
    };
    assert_eq!(refused(&keytab(&service, 3, &key), &[], &token), "ticket_integrity");
    assert_eq!(refused(&keytab(&service, 2, &key), &[], &token), "keytab_stale");
    assert_eq!(refused(&keytab(&service, 4, &key), &[], &token), "key_retired");
    assert_eq!(refused(&keytab(&other, 3, &key), &[], &token), "wrong_server");
    assert_eq!(refused(&keytab(&service, 3, &short), &[], &token), "no_key_for_encryption_type");

    let file = KeytabFile::of(&keytab(&service, 3, &key));
    let json = run(&["token", "explain", "--json", "--keytab", file.path(), &base64(&token)]);
    assert_eq!(json.json()["ticket"]["enc_part"], "no key of the keytab decrypts it");
    assert_eq!(json.json().get("authenticator"), None);
}

#[test]
fn a_key_that_the_filter_may_not_use_explains_the_ticket_and_refuses_it() {
    let mut realm = Realm::new();
    realm.service = principal("host/www.example.com@EXAMPLE.COM");
    let token = realm.first_token();
    assert_eq!(refused(&realm.keytab(), &[], &token), "no_permitted_key");

    let file = KeytabFile::of(&realm.keytab());
    let arguments = ["token", "explain", "--json", "--keytab", file.path(), "--at", AT];
    let permitted = ["--service-principal", "HTTP/*", "--service-principal", "host/*@EXAMPLE.COM"];
    let token = base64(&token);
    let json = run(&[&arguments[..], &[&token]].concat()).json();
    assert_eq!(json["ticket"]["client"]["name"], "alice@EXAMPLE.COM");
    assert_eq!(run(&[&arguments[..], &permitted, &[&token]].concat()).status, 0);
}

#[test]
fn critical_authorization_data_is_refused_and_named() {
    let mut realm = Realm::new();
    let mut part = realm.part();
    let element = AuthorizationDataElement { ad_type: 96, ad_data: b"x".to_vec().into() };
    part.authorization_data = Some(vec![element]);
    let token = realm.first_token_of(&part);
    assert_eq!(refused(&realm.keytab(), &[], &token), "critical_authorization_data");
    let file = KeytabFile::of(&realm.keytab());
    let text = run(&["token", "explain", "--keytab", file.path(), "--at", AT, &base64(&token)]);
    assert!(text.output.contains("AD-CAMMAC (96)"), "{}", text.output);
}

#[test]
fn an_authenticator_of_another_client_or_key_is_refused() {
    let mut realm = Realm::new();
    let mut part = realm.part();
    part.cname.name_string = vec![b"bob"[..].into()];
    let token = realm.first_token_of(&part);
    assert_eq!(refused(&realm.keytab(), &[], &token), "client_mismatch");

    let part = realm.part();
    realm.session_key = Key::random(EncryptionType::Aes256CtsHmacSha1, &mut realm.rng);
    let token = realm.first_token_of(&part);
    assert_eq!(refused(&realm.keytab(), &[], &token), "authenticator_integrity");
    let file = KeytabFile::of(&realm.keytab());
    let json = run(&["token", "explain", "--json", "--keytab", file.path(), &base64(&token)]);
    let cipher = &json.json()["authenticator"]["cipher"];
    assert_eq!(cipher, "the session key of the ticket does not decrypt it");
}

#[test]
fn ntlm_is_named_with_the_usual_advice_also_without_a_keytab() {
    let raw = b"NTLMSSP\0\x01\0\0\0\x07\x82\x08\xa2".to_vec();
    for (token, code, message) in [
        (raw.clone(), "raw_ntlm", "message: NTLMSSP"),
        (init(&[Oid::NTLM], &raw), "only_ntlm", "    message: NTLMSSP"),
        (init(&[Oid::NEGOEX, Oid::NTLM], b"NEGOEXTS...."), "only_ntlm", "    message: NegoEx"),
    ] {
        let text = run(&["token", "explain", &base64(&token)]);
        assert_eq!(text.status, 1, "{text:?}");
        assert!(text.last_line().starts_with(&format!("refused: {code}: ")), "{}", text.output);
        assert!(text.last_line().contains("SPN"), "{}", text.output);
        assert!(text.output.contains(message), "{}", text.output);
    }
    let text = run(&["token", "explain", &base64(&raw)]);
    assert!(text.output.contains("MessageType: NEGOTIATE_MESSAGE (1)"), "{}", text.output);
    assert!(text.output.contains("advice: "), "{}", text.output);
}

#[test]
fn what_no_key_could_change_is_refused_without_a_keytab() {
    let mut realm = Realm::new();
    let part = realm.part();
    let framed = realm.ap_req(&part, kerberos::client::RequestOptions::default());
    let start = framed.windows(2).position(|octets| octets == [0x01, 0x00]).unwrap();
    let bare = &framed[start + 2..];
    let other = init(&[Oid::IAKERB], b"");
    for (token, code) in [
        (bare, "bare_ap_req"),
        (&other, "no_common_mechanism"),
        (&init(&[], b""), "empty_mech_types"),
        (&init(&[Oid::KRB5], b"\x60\x03\x02\x01\x00"), "malformed"),
        (&init(&[Oid::KRB5], &vec![0; 50_000]), "negotiate_too_large"),
    ] {
        let json = run(&["token", "explain", "--json", &base64(token)]);
        assert_eq!((json.status, &json.json()["answer"]["code"]), (1, &json!(code)), "{json:?}");
    }
    let json = run(&["token", "explain", "--json", &base64(bare)]).json();
    assert_eq!(json["token"]["message"], "Kerberos AP-REQ without GSS-API framing");
    assert_eq!(json["token"]["ticket"]["realm"], "EXAMPLE.COM");
}
