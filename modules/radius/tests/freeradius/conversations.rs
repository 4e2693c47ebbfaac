//! What radclient and FreeRADIUS sent each other.

use md5::{Digest, Md5};
use radius::crypto::MessageAuthenticatorPolicy::{Optional, Required};
use radius::crypto::{Hop, rehide};
use radius::packet::{Code, Packet};

use crate::packets::{hop, rng, secret, values};
use crate::vectors::parse;

const PASSWORD: &[u8] = b"correct horse battery staple";

fn conversations() -> Vec<(Packet, Packet)> {
    parse(include_str!("../vectors/freeradius-3.2.1.txt"))
        .iter()
        .map(|vector| {
            let read = |name| {
                let packet = Packet::parse(vector.octets(name)).unwrap();
                assert_eq!(packet.encode().unwrap(), vector.octets(name));
                packet
            };
            (read("request"), read("response"))
        })
        .collect()
}

#[test]
fn every_packet_verifies_and_is_signed_alike() {
    let secret = secret(b"testing123");
    for (request, response) in conversations() {
        request.verify_request(&secret, Optional).unwrap();
        response.verify_response(&request.authenticator, &secret, Optional).unwrap();
        let (mut again, mut answer) = (request.clone(), response.clone());
        again.sign_request(&secret).unwrap();
        assert_eq!(again, request);
        answer.sign_response(&request.authenticator, &secret).unwrap();
        assert_eq!(answer, response);
        if response.code == Code::ACCESS_ACCEPT {
            response.verify_response(&request.authenticator, &secret, Required).unwrap();
        }
    }
}

#[test]
fn what_it_hid_is_revealed() {
    let secret = secret(b"testing123");
    let (request, _) = conversations().remove(0);
    let mut attributes = request.attributes.clone();
    rehide(&mut attributes, hop(&secret, &request.authenticator), Hop::Radius11, &mut rng())
        .unwrap();
    assert_eq!(values(&attributes, "User-Password"), [PASSWORD]);

    for (request, response) in conversations().into_iter().take(2) {
        let mut attributes = response.attributes.clone();
        let from = hop(&secret, &request.authenticator);
        rehide(&mut attributes, from, Hop::Radius11, &mut rng()).unwrap();
        let passwords = [&b"\x01tunnel one"[..], b"\x02a second tunnel password, which is longer"];
        assert_eq!(values(&attributes, "Tunnel-Password"), passwords);
        let sequence = |from: u8, to: u8| (from..=to).collect::<Vec<u8>>();
        assert_eq!(values(&attributes, "MS-MPPE-Send-Key"), [sequence(0, 0x1f)]);
        assert_eq!(values(&attributes, "MS-MPPE-Recv-Key"), [sequence(0x20, 0x3f)]);
        let keys = [sequence(0xa0, 0xa7), sequence(0xb0, 0xbf)].concat();
        assert_eq!(values(&attributes, "MS-CHAP-MPPE-Keys"), [keys]);
    }
}

#[test]
fn its_coa_request_hides_with_an_authenticator_of_zeros() {
    let secret = secret(b"testing123");
    let (request, _) = conversations().remove(3);
    assert_eq!(request.code, Code::COA_REQUEST);
    let mut attributes = request.attributes.clone();
    rehide(&mut attributes, hop(&secret, &[0; 16]), Hop::Radius11, &mut rng()).unwrap();
    assert_eq!(values(&attributes, "Tunnel-Password"), [b"\x01in a CoA"]);
}

#[test]
fn its_chap_password_answers_the_challenge_that_is_kept() {
    let (here, there) = (secret(b"testing123"), secret(b"there"));
    let (request, _) = conversations().remove(1);
    let mut attributes = request.attributes.clone();
    let from = hop(&here, &request.authenticator);
    rehide(&mut attributes, from, hop(&there, &[9; 16]), &mut rng()).unwrap();
    let chap = values(&attributes, "CHAP-Password").remove(0);
    let challenge = values(&attributes, "CHAP-Challenge").remove(0);
    let expected = Md5::new()
        .chain_update(&chap[..1])
        .chain_update(PASSWORD)
        .chain_update(challenge)
        .finalize();
    assert_eq!(chap[1..], expected[..]);
}

#[test]
fn its_attributes_print_as_it_prints_them() {
    let (_, accept) = conversations().remove(0);
    let text = accept.attributes.to_string();
    for line in [
        "Tunnel-Type:1 = VLAN",
        "Tunnel-Medium-Type:1 = IEEE-802",
        "Tunnel-Private-Group-Id:1 = 20",
        "Cisco-AVPair = shell:priv-lvl=15",
        "Class = 0x636c617373",
        "Framed-IPv6-Prefix = 2001:db8:1::/48",
        "Proxy-State = 0x31",
        "Proxy-State = 0x32",
    ] {
        assert!(text.lines().any(|printed| printed == line), "{line} in\n{text}");
    }
}
