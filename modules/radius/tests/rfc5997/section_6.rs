//! Examples.

use radius::attribute::Reference;
use radius::crypto::MessageAuthenticatorPolicy::Optional;
use radius::packet::{Code, Packet};

use crate::packets::{packet, secret};
use crate::vectors::parse;

#[test]
fn queries_and_answers_verify() {
    for vector in parse(include_str!("../vectors/rfc5997-section-6.txt")) {
        let secret = secret(vector.octets("secret"));
        let request = Packet::parse(vector.octets("request")).unwrap();
        assert_eq!(request.code, Code::STATUS_SERVER);
        request.verify_request(&secret, Optional).unwrap();
        let mut signed = request.clone();
        // Signing has to make it anew.
        signed.attributes.replace(&Reference::standard(80), &[0xee; 16]).unwrap();
        signed.sign_request(&secret).unwrap();
        assert_eq!(signed, request);

        let mut response = Packet::parse(vector.octets("response")).unwrap();
        if vector.octets("name").starts_with(b"6.2") {
            response.code = Code::ACCOUNTING_RESPONSE;
        }
        response.verify_response(&request.authenticator, &secret, Optional).unwrap();
    }
}

#[test]
fn a_query_without_message_authenticator_is_refused() {
    let query = packet(Code::STATUS_SERVER, &[("NAS-Identifier", "nas")]);
    let refused = query.verify_request(&secret(b"here"), Optional).unwrap_err();
    assert_eq!(refused.code(), "message_authenticator_missing");
}
