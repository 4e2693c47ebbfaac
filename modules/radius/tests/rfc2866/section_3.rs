//! Packet Format: the Request Authenticator of an Accounting-Request.

use radius::crypto::MessageAuthenticatorPolicy::{First, Optional};
use radius::packet::Code;

use crate::packets::{packet, secret};

#[test]
fn the_authenticator_proves_who_sent_it() {
    let mut request =
        packet(Code::ACCOUNTING_REQUEST, &[("Acct-Status-Type", "Stop"), ("Class", "0x0102")]);
    request.sign_request(&secret(b"here")).unwrap();
    request.verify_request(&secret(b"here"), Optional).unwrap();

    let refused = request.verify_request(&secret(b"there"), Optional).unwrap_err();
    assert_eq!(refused.code(), "request_authenticator_mismatch");
    request.identifier ^= 1;
    let refused = request.verify_request(&secret(b"here"), Optional).unwrap_err();
    assert_eq!(refused.code(), "request_authenticator_mismatch");
}

#[test]
fn a_message_authenticator_is_verified_as_well() {
    let secret = secret(b"here");
    let mut request = packet(Code::ACCOUNTING_REQUEST, &[("Acct-Status-Type", "Start")]);
    request.attributes.prepend_message_authenticator().unwrap();
    request.sign_request(&secret).unwrap();
    request.verify_request(&secret, First).unwrap();

    let mut response = packet(Code::ACCOUNTING_RESPONSE, &[]);
    response.attributes.prepend_message_authenticator().unwrap();
    response.sign_response(&request.authenticator, &secret).unwrap();
    response.verify_response(&request.authenticator, &secret, First).unwrap();
}

#[test]
fn status_type_6_has_no_name_and_others_have() {
    let stop = packet(Code::ACCOUNTING_REQUEST, &[("Acct-Status-Type", "6")]);
    assert_eq!(stop.attributes.to_string(), "Acct-Status-Type = 6\n");
    let on = packet(Code::ACCOUNTING_REQUEST, &[("Acct-Status-Type", "accounting-on")]);
    assert_eq!(on.attributes.to_string(), "Acct-Status-Type = Accounting-On\n");
    let alive = packet(Code::ACCOUNTING_REQUEST, &[("Acct-Status-Type", "Alive")]);
    assert_eq!(alive.attributes.to_string(), "Acct-Status-Type = Interim-Update\n");
}
