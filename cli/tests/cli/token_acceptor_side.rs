//! `edgewarden token explain` on tokens that a service sends.

use kerberos::asn1::{self, KrbError, PrincipalName};
use kerberos::gss::{TokenId, frame};
use serde_json::json;
use spnego::Oid;
use spnego::token::{NegState, NegTokenResp};

use super::realm::{NOW, Realm, principal};
use super::run::{KeytabFile, run};
use super::tokens::{AT, base64};

fn krb_error(error_code: i32, e_text: &[u8]) -> Vec<u8> {
    let service = principal("HTTP/www.example.com@EXAMPLE.COM");
    let error = KrbError {
        pvno: 5,
        msg_type: 30,
        ctime: None,
        cusec: None,
        stime: asn1::kerberos_time(NOW),
        susec: 250_000,
        error_code,
        crealm: Some(b"EXAMPLE.COM"[..].into()),
        cname: Some(PrincipalName::from_principal(&principal("alice"))),
        realm: service.realm.as_slice().into(),
        sname: PrincipalName::from_principal(&service),
        e_text: Some(e_text.into()),
        e_data: Some(b"data".to_vec().into()),
    };
    frame(TokenId::KrbError, &asn1::encode("KRB-ERROR", &error).unwrap())
}

#[test]
fn a_krb_error_is_shown_with_the_name_of_its_code() {
    let token = krb_error(37, b"clock \x1b[31mred");
    let text = run(&["token", "explain", "--at", AT, &base64(&token)]);
    assert_eq!(text.status, 0, "{text:?}");
    let expected = format!(
        "token:\n  message: Kerberos KRB-ERROR\n  octets: {}\n  pvno: 5\n  msg-type: 30\n  \
         stime: 2025-06-15T15:06:40.250Z (now)\n  error-code: KRB_AP_ERR_SKEW (37)\n  \
         crealm: EXAMPLE.COM\n  cname: alice, name-type NT-PRINCIPAL (1)\n  \
         realm: EXAMPLE.COM\n  sname: HTTP/www.example.com, name-type NT-PRINCIPAL (1)\n  \
         e-text: clock \\u{{1b}}[31mred\n  e-data: 4 octets\n\n\
         not judged: a service sends such a token, or a client in a later leg; the filter judges \
         it within its negotiation\n",
        token.len()
    );
    assert_eq!(text.output, expected);
    let unknown = run(&["token", "explain", "--json", &base64(&krb_error(4711, b""))]).json();
    assert_eq!(unknown["token"]["error_code"], json!({ "number": 4711, "name": "unknown" }));
}

#[test]
fn a_reply_is_shown_with_what_is_inside() {
    let inside = krb_error(41, b"");
    let resp = NegTokenResp {
        neg_state: Some(NegState::Reject),
        supported_mech: Some(Oid::MS_KRB5),
        response_token: Some(&inside),
        mech_list_mic: Some(&[4; 28]),
    };
    let json = run(&["token", "explain", "--json", &base64(&resp.encode())]);
    assert_eq!(json.status, 0, "{json:?}");
    let json = json.json();
    assert_eq!(json["token"]["message"], "SPNEGO NegTokenResp");
    assert_eq!(json["token"]["neg_state"], "reject");
    assert_eq!(json["token"]["supported_mech"], "1.2.840.48018.1.2.2");
    assert_eq!(json["token"]["response_token"]["error_code"]["name"], "KRB_AP_ERR_MODIFIED");
    assert_eq!(json["token"]["mech_list_mic"], json!({ "octets": 28 }));
    assert_eq!(json["answer"]["outcome"], "not_judged");
}

#[test]
fn with_a_keytab_a_reply_is_judged_as_the_first_token_that_it_is_not() {
    let file = KeytabFile::of(&Realm::new().keytab());
    let resp = NegTokenResp { neg_state: Some(NegState::Reject), ..NegTokenResp::default() };
    let token = base64(&resp.encode());
    let json = run(&["token", "explain", "--json", "--keytab", file.path(), &token]);
    assert_eq!((json.status, &json.json()["answer"]["code"]), (1, &json!("not_a_first_token")));
}

#[test]
fn a_part_that_does_not_decode_is_marked_and_has_status_2() {
    let mut inside = krb_error(41, b"");
    let last = inside.len() - 1;
    inside[last - 6] ^= 0xff;
    let resp = NegTokenResp { response_token: Some(&inside), ..NegTokenResp::default() };
    let json = run(&["token", "explain", "--json", &base64(&resp.encode())]);
    assert_eq!(json.status, 2, "{json:?}");
    let problem = json.json()["token"]["response_token"]["malformed"].clone();
    assert!(problem.as_str().unwrap().contains("KRB-ERROR"), "{problem}");
}

#[test]
fn an_ap_rep_is_shown_without_framing_too() {
    let rep = asn1::ApRep {
        pvno: 5,
        msg_type: 15,
        enc_part: asn1::EncryptedData { etype: 23, kvno: None, cipher: vec![0; 40].into() },
    };
    let rep = asn1::encode("AP-REP", &rep).unwrap();
    for (token, message) in [
        (rep.clone(), "Kerberos AP-REP without GSS-API framing"),
        (frame(TokenId::ApRep, &rep), "Kerberos AP-REP"),
    ] {
        let json = run(&["token", "explain", "--json", &base64(&token)]);
        assert_eq!(json.status, 0, "{json:?}");
        let json = json.json();
        assert_eq!(json["token"]["message"], message);
        assert_eq!(json["token"]["enc_part"]["etype"], json!({ "number": 23, "name": "rc4-hmac" }));
    }
}
