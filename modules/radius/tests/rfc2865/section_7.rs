//! Examples.

use radius::crypto::{Hop, MessageAuthenticatorPolicy, rehide};
use radius::packet::Packet;

use crate::packets::{hop, rng, secret, values};
use crate::vectors::parse;

const FILE: &str = include_str!("../vectors/rfc2865-section-7.txt");

/// The last request, with the Length of State that the packet has room for.
fn corrected(request: &[u8]) -> Vec<u8> {
    let mut request = request.to_vec();
    if let Some(at) = request.windows(2).position(|octets| octets == [0x18, 0x10]) {
        assert!(Packet::parse(&request).is_err());
        request[at + 1] = 0x0a;
    }
    request
}

#[test]
fn the_responses_answer_the_requests() {
    let policy = MessageAuthenticatorPolicy::Optional;
    for vector in parse(FILE) {
        let request = Packet::parse(&corrected(vector.octets("request"))).unwrap();
        let response = Packet::parse(vector.octets("response")).unwrap();
        let secret = secret(vector.octets("secret"));
        request.verify_request(&secret, policy).unwrap();
        response.verify_response(&request.authenticator, &secret, policy).unwrap();

        let mut signed = response.clone();
        signed.authenticator = [0; 16];
        signed.sign_response(&request.authenticator, &secret).unwrap();
        assert_eq!(signed.encode().unwrap(), vector.octets("response"));

        let mut other = request.authenticator;
        other[15] ^= 1;
        let refused = response.verify_response(&other, &secret, policy).unwrap_err();
        assert_eq!(refused.code(), "response_authenticator_mismatch");
    }
}

#[test]
fn the_passwords_are_what_the_text_says() {
    let mut revealed = 0;
    for vector in parse(FILE) {
        let request = Packet::parse(&corrected(vector.octets("request"))).unwrap();
        let secret = secret(vector.octets("secret"));
        let mut attributes = request.attributes.clone();
        let from = hop(&secret, &request.authenticator);
        rehide(&mut attributes, from, Hop::Radius11, &mut rng()).unwrap();
        for password in values(&attributes, "User-Password") {
            assert_eq!(password, vector.octets("password"));
            rehide(&mut attributes, Hop::Radius11, from, &mut rng()).unwrap();
            assert_eq!(attributes, request.attributes);
            revealed += 1;
        }
    }
    assert_eq!(revealed, 3);
}

#[test]
fn the_attributes_print_as_the_text_says() {
    let vectors = parse(FILE);
    let request = Packet::parse(vectors[0].octets("request")).unwrap();
    assert_eq!(
        request.attributes.to_string(),
        "User-Name = nemo\nUser-Password = <hidden, 16 octets>\nNAS-IP-Address = 192.168.1.16\n\
         NAS-Port = 3\n"
    );
    let response = Packet::parse(vectors[1].octets("response")).unwrap();
    assert_eq!(
        response.attributes.to_string(),
        "Service-Type = Framed-User\nFramed-Protocol = PPP\nFramed-IP-Address = 255.255.255.254\n\
         Framed-Routing = Listen\nFramed-Compression = Van-Jacobson-TCP-IP\nFramed-MTU = 1500\n"
    );
}
