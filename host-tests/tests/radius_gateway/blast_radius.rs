//! Forged requests and replies: BlastRADIUS, and replies that match no request (RFC 2865 section 2,
//! RFC 3579 section 3.2).

use std::time::Duration;

use host_tests::radius::{Answer, Nas, Received, Request, SECRET, attributes};
use radius::attribute::Attributes;
use radius::crypto::Secret;
use radius::packet::{Code, Packet};

use crate::stage::{ALICE, ATOMIC, LIMIT, QUIET, Stage};

const ACCESS: Code = Code::ACCESS_REQUEST;

/// An Access-Request whose attributes are as they are, signed.
fn as_is(nas: &Nas, identifier: u8, attributes: Attributes) -> Request {
    let mut packet = Packet::new(ACCESS, identifier);
    packet.authenticator = [identifier; 16];
    packet.attributes = attributes;
    nas.sign(packet).unwrap()
}

fn assert_dropped(stage: &Stage, nas: &mut Nas, request: &Request, reason: &str) {
    let before = stage.count("request_dropped", reason);
    nas.send(request).unwrap();
    stage.wait_count("request_dropped", reason, before + 1);
    assert!(nas.receive(request, Duration::from_millis(50)).unwrap().is_none(), "{reason}");
    assert_eq!(stage.home.count(), 0, "{reason}");
}

fn client(lines: &str) -> Stage {
    let lines = format!("{lines}\n");
    Stage::new(|config| config.client("strange", "127.0.0.9/32", SECRET, &lines))
}

/// Message-Authenticator in front of or behind the rest, or none.
fn with(place: Option<usize>, list: &[(&str, &str)]) -> Attributes {
    let mut all = list.to_vec();
    if let Some(place) = place {
        all.insert(place, ("Message-Authenticator", "0x00000000000000000000000000000000"));
    }
    attributes(&all)
}

const NAME: [(&str, &str); 1] = [("User-Name", "alice@example.org")];

#[test]
fn a_request_without_message_authenticator_or_with_a_wrong_one_is_dropped() {
    let stage = Stage::good();
    let mut nas = stage.auth();
    let missing = as_is(&nas, 1, with(None, &NAME));
    assert_dropped(&stage, &mut nas, &missing, "message_authenticator_missing");
    let mut wrong = as_is(&nas, 2, with(Some(0), &NAME));
    // The first octet of its value.
    wrong.octets[22] ^= 1;
    assert_dropped(&stage, &mut nas, &wrong, "message_authenticator_mismatch");
    let other = Nas::udp(stage.gateway.address("auth"), "another secret").unwrap();
    let foreign = as_is(&other, 3, with(Some(0), &NAME));
    assert_dropped(&stage, &mut nas, &foreign, "message_authenticator_mismatch");
    let mut twice = with(Some(0), &NAME);
    twice.push(80, &[0; 16]).unwrap();
    let mut packet = Packet::new(ACCESS, 4);
    packet.attributes = twice;
    let octets = packet.encode().unwrap();
    let twice = Request { packet, octets };
    assert_dropped(&stage, &mut nas, &twice, "message_authenticator_duplicate");
    let right = as_is(&nas, 5, with(Some(1), &NAME));
    nas.send(&right).unwrap();
    assert!(nas.receive(&right, LIMIT).unwrap().is_some());
}

#[test]
fn a_client_that_must_put_it_first_must_do_so() {
    let stage = client("message_authenticator = \"first\"");
    let mut nas = stage.nas_at(9, "auth");
    let second = as_is(&nas, 1, with(Some(1), &NAME));
    assert_dropped(&stage, &mut nas, &second, "message_authenticator_not_first");
    let first = as_is(&nas, 2, with(Some(0), &NAME));
    nas.send(&first).unwrap();
    assert_eq!(nas.receive(&first, LIMIT).unwrap().unwrap().code(), Code::ACCESS_ACCEPT);
}

#[test]
fn a_proxy_state_without_message_authenticator_is_dropped_even_where_that_is_optional() {
    let stage = client("message_authenticator = \"optional\"");
    let mut nas = stage.nas_at(9, "auth");
    let states = [NAME[0], ("Proxy-State", "0x01")];
    let bare = as_is(&nas, 1, with(None, &states));
    assert_dropped(&stage, &mut nas, &bare, "unprotected_proxy_state");
    // RFC 3579 section 3.2: EAP needs it in any case.
    let eap = [NAME[0], ("EAP-Message", "0x0201000501")];
    let eap = as_is(&nas, 2, with(None, &eap));
    assert_dropped(&stage, &mut nas, &eap, "message_authenticator_missing");
    let without = as_is(&nas, 3, with(None, &NAME));
    nas.send(&without).unwrap();
    assert_eq!(nas.receive(&without, LIMIT).unwrap().unwrap().code(), Code::ACCESS_ACCEPT);
    // Home is not asked in the same weak way.
    let seen = stage.home.seen();
    assert_eq!(seen[0].packet.attributes.iter().next().unwrap().number, 80);
}

#[test]
fn answers_carry_message_authenticator_before_everything_else() {
    let stage = Stage::of(|_| Answer::accept(&[("Class", "0x01")]), |config| config);
    let request = [ALICE[0], ("Proxy-State", "0x01")];
    let accept = stage.auth().access(&request).unwrap();
    assert_eq!(accept.packet.attributes.iter().next().unwrap().number, 80);
}

/// A reply to a request that was signed with this secret.
fn signed(request: &Received, code: Code, attributes: Attributes, secret: &str) -> Answer {
    let mut packet = Packet::new(code, request.packet.identifier);
    packet.attributes = attributes;
    let secret = Secret::new(secret.as_bytes()).unwrap();
    packet.sign_response(&request.packet.authenticator, &secret).unwrap();
    Answer::Octets(packet.encode().unwrap())
}

/// Message-Authenticator, this list, and the Proxy-States of a request.
fn reply_to(request: &Received, list: &[(&str, &str)]) -> Attributes {
    let mut all = with(Some(0), list);
    for attribute in request.packet.attributes.iter().filter(|it| it.number == 33) {
        all.push(33, attribute.value).unwrap();
    }
    all
}

/// A reply that is made of a request is dropped for this reason, and the gateway goes on waiting for
/// the reply of home, which comes behind it.
fn assert_reply_dropped(stage: &Stage, forge: fn(&Received) -> Answer, reason: &str) {
    stage.home.decide(move |request| {
        let good = Answer::reject(&[("Reply-Message", "home")]);
        Answer::All(vec![forge(request), good])
    });
    let before = stage.count("reply_dropped", reason);
    let mut nas = stage.auth();
    let request = [ALICE[0], ALICE[1], ("Proxy-State", "0x0102")];
    let answer = nas.access(&request).unwrap();
    assert_eq!(answer.code(), Code::ACCESS_REJECT, "{reason}");
    assert_eq!(answer.texts("Reply-Message"), ["home"]);
    assert_eq!(stage.count("reply_dropped", reason), before + 1, "{reason}");
}

const ACCEPT: Code = Code::ACCESS_ACCEPT;

#[test]
fn r15_a_reply_that_nobody_signed_is_dropped() {
    let stage = Stage::good();
    let wrong_secret =
        |request: &Received| signed(request, ACCEPT, reply_to(request, &[]), "wrong");
    assert_reply_dropped(&stage, wrong_secret, "response_authenticator_mismatch");
    // The Response Authenticator alone is wrong.
    let forged = |request: &Received| {
        let Answer::Octets(mut octets) = signed(request, ACCEPT, reply_to(request, &[]), SECRET)
        else {
            panic!()
        };
        octets[4] ^= 1;
        Answer::Octets(octets)
    };
    assert_reply_dropped(&stage, forged, "response_authenticator_mismatch");
}

#[test]
fn r15_a_reply_with_the_proxy_state_of_another_request_is_dropped() {
    let stage = Stage::good();
    for forge in [
        // Another one, none, and those of the request without ours.
        (|request| {
            let mut attributes = reply_to(request, &[]);
            attributes.push(33, &[7; 16]).unwrap();
            signed(request, ACCEPT, attributes, SECRET)
        }) as fn(&Received) -> Answer,
        |request| signed(request, ACCEPT, with(Some(0), &[]), SECRET),
        |request| signed(request, ACCEPT, with(Some(0), &[("Proxy-State", "0x0102")]), SECRET),
        |request| {
            let mut attributes = reply_to(request, &[]);
            let own = attributes.iter().last().unwrap().value.to_vec();
            attributes.retain(|attribute| attribute.number != 33);
            attributes.push(33, &own).unwrap();
            attributes.push(33, &[1, 2]).unwrap();
            signed(request, ACCEPT, attributes, SECRET)
        },
    ] {
        assert_reply_dropped(&stage, forge, "reply_proxy_state");
    }
}

#[test]
fn r15_a_reply_that_does_not_answer_the_request_is_dropped() {
    let stage = Stage::good();
    let bare = |request: &Received| {
        let mut attributes = reply_to(request, &[]);
        attributes.remove_message_authenticator();
        signed(request, ACCEPT, attributes, SECRET)
    };
    assert_reply_dropped(&stage, bare, "message_authenticator_missing");
    let acknowledged = |request: &Received| {
        signed(request, Code::ACCOUNTING_RESPONSE, reply_to(request, &[]), SECRET)
    };
    assert_reply_dropped(&stage, acknowledged, "reply_code");
    // To the identifier before.
    let other = |request: &Received| {
        let mut packet = Packet::new(ACCEPT, request.packet.identifier.wrapping_sub(9));
        packet.attributes = reply_to(request, &[]);
        packet
            .sign_response(&request.packet.authenticator, &Secret::new(SECRET.as_bytes()).unwrap())
            .unwrap();
        Answer::Octets(packet.encode().unwrap())
    };
    assert_reply_dropped(&stage, other, "unsolicited_reply");
}

#[test]
fn r15_a_server_that_must_put_message_authenticator_first_must_do_so() {
    let home = host_tests::radius::Home::start(|request| {
        let mut second = Attributes::new();
        second.push(18, b"no").unwrap();
        for attribute in reply_to(request, &[]).iter() {
            second.push(attribute.number, attribute.value).unwrap();
        }
        let second = signed(request, ACCEPT, second, SECRET);
        Answer::All(vec![second, Answer::reject(&[])])
    })
    .unwrap();
    let ports =
        [host_tests::radius::Service::Authentication, host_tests::radius::Service::Accounting];
    let [authentication, accounting] = ports.map(|service| home.port(service));
    let config = crate::stage::timed(host_tests::radius::GatewayConfig::new())
        .udp_listeners()
        .client("nas", "127.0.0.0/8", SECRET, "")
        .udp_server(
            "home",
            (authentication, accounting),
            SECRET,
            "message_authenticator = \"first\"",
        )
        .pool("home", &["home"]);
    let stage = Stage { gateway: host_tests::radius::Gateway::start(&config).unwrap(), home };
    assert_eq!(stage.auth().access(&ALICE).unwrap().code(), Code::ACCESS_REJECT);
    assert_eq!(stage.count("reply_dropped", "message_authenticator_not_first"), 1);
}

#[test]
fn r15_duplicate_and_late_replies_are_dropped() {
    let stage = Stage::of(
        |request| match request.text("User-Name").as_deref() {
            Some("twice@example.org") => {
                Answer::All(vec![Answer::accept(&[]), Answer::accept(&[])])
            }
            _ => Answer::accept(&[]).after(Duration::from_millis(2_500)),
        },
        |config| config.section(ATOMIC),
    );
    let mut nas = stage.auth();
    let twice = nas.prepare(ACCESS, &[("User-Name", "twice@example.org")]).unwrap();
    nas.send(&twice).unwrap();
    assert!(nas.receive(&twice, LIMIT).unwrap().is_some());
    stage.wait_count("reply_dropped", "duplicate_reply", 1);
    assert!(nas.receive(&twice, Duration::from_millis(50)).unwrap().is_none());
    // It is given up after two seconds.
    let late = nas.prepare(ACCESS, &[("User-Name", "late@example.org")]).unwrap();
    nas.send(&late).unwrap();
    stage.wait_count("reply_dropped", "late_reply", 1);
    assert!(nas.receive(&late, QUIET).unwrap().is_none());
    assert_eq!(stage.count("answer", "accept"), 1);
}

#[test]
fn r15_a_reply_from_another_address_is_not_heard() {
    // Somebody who has seen the request and knows the secret answers from another port.
    let stage = Stage::of(|_| Answer::Silence, |config| config);
    let mut nas = stage.auth();
    let request = nas.prepare(ACCESS, &ALICE).unwrap();
    nas.send(&request).unwrap();
    let seen = stage.home.wait_for(ACCESS, 1, LIMIT).unwrap();
    let Answer::Octets(reply) = signed(&seen[0], ACCEPT, reply_to(&seen[0], &[]), SECRET) else {
        panic!()
    };
    let socket = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.send_to(&reply, seen[0].from).unwrap();
    assert!(nas.receive(&request, QUIET).unwrap().is_none());
}
