//! Compatibility with RFC 1510: extensions that this version does not know.

use kerberos::asn1::{self, ApReq, Extensions};
use kerberos::gss::{TokenId, frame, unframe};
use rasn::types::Any;

use crate::realm::*;
use crate::rfc4121::authenticator;

/// `[30] OCTET STRING "new"`, a field that no message has.
const UNKNOWN: [u8; 7] = [0xbe, 0x05, 0x04, 0x03, b'n', b'e', b'w'];

fn extensions() -> Extensions {
    Extensions(vec![Any::new(UNKNOWN.to_vec()), Any::new(UNKNOWN.to_vec())])
}

#[test]
fn a_request_is_accepted_although_each_of_its_messages_has_an_extension() {
    let mut realm = Realm::new();
    let mut part = realm.part();
    part.extensions = extensions();
    let mut credential = realm.seal(&part);
    credential.ticket.extensions = extensions();
    let mut authenticator = authenticator(&realm, MUTUAL);
    authenticator.extensions = extensions();
    let token = credential.ap_req_with(&authenticator, MUTUAL, &mut realm.rng).unwrap();
    let mut ap_req: ApReq = asn1::decode("AP-REQ", unframe(&token).unwrap().message).unwrap();
    ap_req.extensions = extensions();
    let message = asn1::encode("AP-REQ", &ap_req).unwrap();
    assert!(accept(&mut realm.acceptor(), &frame(TokenId::ApReq, &message)).is_ok());
    // And what is not known is preserved.
    assert_eq!(asn1::decode::<ApReq>("AP-REQ", &message).unwrap(), ap_req);
}

#[test]
fn octets_that_are_no_field_are_no_extension() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let (token, _) = realm.token(&credential);
    let ap_req: ApReq = asn1::decode("AP-REQ", unframe(&token).unwrap().message).unwrap();
    for cut in 1..UNKNOWN.len() {
        let mut ap_req = ap_req.clone();
        ap_req.extensions = Extensions(vec![Any::new(UNKNOWN[..cut].to_vec())]);
        let message = asn1::encode("AP-REQ", &ap_req).unwrap();
        let refused = accept(&mut realm.acceptor(), &frame(TokenId::ApReq, &message));
        assert!(refused.is_err(), "{cut} octets");
    }
}
