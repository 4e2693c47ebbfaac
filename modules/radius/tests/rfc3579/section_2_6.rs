//! Usage Guidelines: what a reject carries.

use radius::crypto::MessageAuthenticatorPolicy::First;
use radius::crypto::Position;
use radius::eap::access_reject;
use radius::packet::{Code, Packet};

use crate::packets::{packet, secret, values};

fn reject(request: &Packet) -> Packet {
    let mut reject = access_reject(request, "closed at this hour").unwrap();
    assert_eq!(reject.attributes.message_authenticator(), Ok(Some(Position::First)));
    reject.sign_response(&request.authenticator, &secret(b"here")).unwrap();
    reject.verify_response(&request.authenticator, &secret(b"here"), First).unwrap();
    reject
}

#[test]
fn an_eap_response_is_refused_with_a_failure_of_its_identifier() {
    let request = packet(Code::ACCESS_REQUEST, &[("EAP-Message", "0x02c8000801616263")]);
    let reject = reject(&request);
    assert_eq!(values(&reject.attributes, "EAP-Message"), [[4, 0xc8, 0, 4]]);
    assert!(values(&reject.attributes, "Reply-Message").is_empty());
}

#[test]
fn an_eap_request_is_refused_with_a_nak() {
    let request = packet(Code::ACCESS_REQUEST, &[("EAP-Message", "0x0109000501")]);
    let reject = reject(&request);
    assert_eq!(values(&reject.attributes, "EAP-Message"), [[2, 9, 0, 6, 3, 0]]);
}

#[test]
fn an_eap_start_is_refused_within_eap_as_well() {
    let mut request = packet(Code::ACCESS_REQUEST, &[]);
    request.attributes.push(79, &[]).unwrap();
    let reject = reject(&request);
    assert_eq!(values(&reject.attributes, "EAP-Message"), [[4, 0, 0, 4]]);
    assert!(values(&reject.attributes, "Reply-Message").is_empty());
}

#[test]
fn a_password_is_refused_with_a_reply_message() {
    let request = packet(Code::ACCESS_REQUEST, &[("User-Name", "nemo")]);
    let reject = reject(&request);
    assert!(values(&reject.attributes, "EAP-Message").is_empty());
    assert_eq!(values(&reject.attributes, "Reply-Message"), [b"closed at this hour"]);
}
