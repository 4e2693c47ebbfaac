//! Message-Authenticator of CoA- and Disconnect-Requests and their answers.

use radius::crypto::MessageAuthenticatorPolicy::{First, Optional};
use radius::packet::{Code, Packet};

use crate::packets::{packet, secret};

#[test]
fn requests_and_answers_are_signed_and_verified() {
    let secret = secret(b"here");
    for (request, answers) in [
        (Code::COA_REQUEST, [Code::COA_ACK, Code::COA_NAK]),
        (Code::DISCONNECT_REQUEST, [Code::DISCONNECT_ACK, Code::DISCONNECT_NAK]),
    ] {
        let mut request = packet(request, &[("User-Name", "nemo")]);
        request.attributes.prepend_message_authenticator().unwrap();
        request.sign_request(&secret).unwrap();
        request.verify_request(&secret, First).unwrap();
        for answer in answers {
            let mut answer = packet(answer, &[("Error-Cause", "Session-Context-Not-Found")]);
            answer.attributes.prepend_message_authenticator().unwrap();
            answer.sign_response(&request.authenticator, &secret).unwrap();
            answer.verify_response(&request.authenticator, &secret, First).unwrap();
        }
    }
}

#[test]
fn a_code_is_signed_only_as_what_it_is() {
    let secret = secret(b"here");
    let mut answer = Packet::new(Code::COA_ACK, 1);
    assert_eq!(answer.sign_request(&secret).unwrap_err().code(), "unsupported_code");
    assert_eq!(answer.verify_request(&secret, Optional).unwrap_err().code(), "unsupported_code");
    let mut request = Packet::new(Code::COA_REQUEST, 1);
    let signed = request.sign_response(&[0; 16], &secret);
    assert_eq!(signed.unwrap_err().code(), "unsupported_code");
    let mut unknown = Packet::new(Code(99), 1);
    assert_eq!(unknown.sign_request(&secret).unwrap_err().code(), "unsupported_code");
    let verified = unknown.verify_response(&[0; 16], &secret, Optional);
    assert_eq!(verified.unwrap_err().code(), "unsupported_code");
}
