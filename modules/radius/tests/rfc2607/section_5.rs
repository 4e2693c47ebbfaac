//! RFC 2607 section 5, Proxy chaining: through a NAS, this proxy and home servers.

use core::time::Duration;

use radius::packet::{Code, Packet};
use radius::transaction::Dropped;

use crate::network::{Home, Network, Setup, is_answer, reply_to, request, server_secret};
use crate::packets::{attributes, values};

const FRED: &[(&str, &str)] = &[("User-Name", "fred@example.org")];
const SECOND: Duration = Duration::from_secs(1);

/// A network in which one request waits for its reply.
fn waiting() -> (Network, Packet) {
    let mut network = Setup::default().build();
    network.homes[0] = Home::silent();
    network.send(1, &request(Code::ACCESS_REQUEST, 7, 1, FRED));
    network.run(SECOND);
    let sent = network.homes[0].received[0].clone();
    (network, sent)
}

fn accept(sent: &Packet) -> Packet {
    reply_to(sent, Code::ACCESS_ACCEPT, attributes(&[]), &server_secret(0))
}

fn dropped(network: &mut Network, reply: &Packet) -> Dropped {
    network.send_as_server(0, 0, &reply.encode().unwrap()).unwrap_err()
}

#[test]
fn r1_a_silent_home_leaves_the_nas_without_an_answer() {
    let mut network = Setup::with_servers(2).build();
    network.homes[0].is_up = false;
    network.homes[1] = Home::silent();
    let packet = request(Code::ACCESS_REQUEST, 7, 1, FRED);
    for _ in 0..5 {
        network.send(1, &packet);
        network.run(Duration::from_secs(40));
    }
    assert!(network.answers.is_empty());
    assert!(network.homes[1].received.len() >= 5);
}

#[test]
fn r5_r6_a_reject_of_an_accept_of_home_is_one_reject_and_one_proxy_stop() {
    let mut network = Setup::default().build();
    network.reject_accepts = true;
    let class = [("Class", "0x0102")];
    network.homes[0] = Home::new(move |_| Some((Code::ACCESS_ACCEPT, attributes(&class))));
    let packet = request(Code::ACCESS_REQUEST, 7, 1, FRED);
    for _ in 0..3 {
        network.send(1, &packet);
        network.run(SECOND);
    }
    let codes: Vec<Code> = network.answers_to(1).iter().map(|answer| answer.code).collect();
    assert_eq!(codes, [Code::ACCESS_REJECT; 3]);
    assert_eq!(network.proxy_stops.len(), 1);
    assert_eq!(values(network.proxy_stops[0].attributes(), "Class"), [[1, 2]]);
}

#[test]
fn r7_a_late_accept_of_another_server_does_not_follow_a_reject() {
    let mut network = Setup::with_servers(2).build();
    network.homes[0] = Home::silent();
    network.homes[1] = Home::new(|_| Some((Code::ACCESS_REJECT, attributes(&[]))));
    network.send(1, &request(Code::ACCESS_REQUEST, 7, 1, FRED));
    network.run(Duration::from_secs(20));
    let late = accept(&network.homes[0].received[0].clone());
    assert_eq!(dropped(&mut network, &late), Dropped::LateReply);
    network.run(Duration::from_secs(20));
    let codes: Vec<Code> = network.answers_to(1).iter().map(|answer| answer.code).collect();
    assert_eq!(codes, [Code::ACCESS_REJECT]);
}

#[test]
fn r8_accounting_stays_in_the_pool_of_its_realm_after_a_failover() {
    let mut network = Setup::with_servers(2).build();
    network.homes[0].is_up = false;
    network.send(1, &request(Code::ACCESS_REQUEST, 7, 1, FRED));
    let record = [("User-Name", "fred@example.org"), ("Acct-Status-Type", "Start")];
    network.send(1, &request(Code::ACCOUNTING_REQUEST, 8, 2, &record));
    network.run(Duration::from_secs(20));
    let codes: Vec<Code> = network.homes[1].received.iter().map(|packet| packet.code).collect();
    assert_eq!(codes.len(), 2);
    assert!(codes.contains(&Code::ACCESS_REQUEST) && codes.contains(&Code::ACCOUNTING_REQUEST));
    assert_eq!(network.answers_to(1).len(), 2);
}

#[test]
fn r9b_a_lost_reply_of_home_leaves_the_record_unacknowledged() {
    let mut network = Setup::default().build();
    network.homes[0] = Home::silent();
    let record = [("Acct-Status-Type", "Stop"), ("Acct-Session-Id", "1")];
    let packet = request(Code::ACCOUNTING_REQUEST, 7, 1, &record);
    for _ in 0..10 {
        network.send(1, &packet);
        network.run(Duration::from_secs(60));
    }
    assert!(network.answers.is_empty());
    assert!(network.homes[0].received.len() > 20);
    network.homes[0] = Home::accepting();
    network.send(1, &packet);
    network.run(Duration::from_secs(120));
    let answers = network.answers_to(1);
    assert_eq!(answers.len(), 1);
    assert!(is_answer(&answers[0], &packet));
}

#[test]
fn r13_class_passes_in_both_directions_with_its_octets_order_and_count() {
    let list = [("Class", "0x02"), ("Class", "0x"), ("Class", "0x01"), ("Class", "0x02")];
    let mut network = Setup::default().build();
    let from_home = list;
    network.homes[0] = Home::new(move |request| {
        let code = match request.code {
            Code::ACCOUNTING_REQUEST => Code::ACCOUNTING_RESPONSE,
            _ => Code::ACCESS_ACCEPT,
        };
        Some((code, attributes(&from_home)))
    });
    network.send(1, &request(Code::ACCESS_REQUEST, 7, 1, FRED));
    network.send(1, &request(Code::ACCOUNTING_REQUEST, 8, 2, &list));
    network.run(SECOND);
    let expected = values(&attributes(&list), "Class");
    assert_eq!(expected.len(), 4);
    for answer in network.answers_to(1) {
        assert_eq!(values(&answer.attributes, "Class"), expected);
    }
    assert_eq!(network.answers_to(1).len(), 2);
    let received = network.homes[0].received.iter();
    let records: Vec<_> =
        received.filter(|packet| packet.code == Code::ACCOUNTING_REQUEST).collect();
    assert_eq!(values(&records[0].attributes, "Class"), expected);
}

#[test]
fn r15_a_spoofed_reply_changes_nothing() {
    let (mut network, sent) = waiting();
    let right = accept(&sent);

    let forged = reply_to(&sent, Code::ACCESS_ACCEPT, attributes(&[]), &server_secret(9));
    assert_eq!(dropped(&mut network, &forged).code(), "response_authenticator_mismatch");
    let mut bare = Packet::new(Code::ACCESS_ACCEPT, sent.identifier);
    bare.sign_response(&sent.authenticator, &server_secret(0)).unwrap();
    assert_eq!(dropped(&mut network, &bare).code(), "message_authenticator_missing");
    let mut unasked = right.clone();
    unasked.identifier ^= 0x55;
    assert_eq!(dropped(&mut network, &unasked), Dropped::UnsolicitedReply);
    let octets = right.encode().unwrap();
    for socket in [1, 63, 64, u16::MAX] {
        let refused = network.send_as_server(0, socket, &octets).unwrap_err();
        assert_eq!(refused, Dropped::UnsolicitedReply);
    }
    for server in [1, u16::MAX] {
        let refused = network.send_as_server(server, 0, &octets).unwrap_err();
        assert_eq!(refused, Dropped::UnsolicitedReply);
    }
    assert_eq!(network.forwarder.len(), 1);

    network.send_as_server(0, 0, &octets).unwrap();
    network.run(SECOND);
    assert_eq!(network.answers_to(1).len(), 1);
    assert_eq!(dropped(&mut network, &right), Dropped::DuplicateReply);
}

#[test]
fn r15_a_late_reply_is_dropped() {
    let (mut network, sent) = waiting();
    network.run(Duration::from_secs(60));
    assert_eq!(network.failed.len(), 1);
    assert_eq!(dropped(&mut network, &accept(&sent)), Dropped::LateReply);
    network.run(SECOND);
    assert!(network.answers.is_empty());
}

#[test]
fn r15_a_reply_of_another_code_or_another_proxy_state_is_dropped() {
    let (mut network, sent) = waiting();
    let secret = server_secret(0);
    let response = reply_to(&sent, Code::ACCOUNTING_RESPONSE, attributes(&[]), &secret);
    assert_eq!(dropped(&mut network, &response), Dropped::ReplyCode);

    for wrong in [
        &[][..],
        &[b"proxy-01........".as_slice()],
        &[&values(&sent.attributes, "Proxy-State")[0], b"foreign"],
        &[b"foreign", &values(&sent.attributes, "Proxy-State")[0]],
    ] {
        let mut reply = Packet::new(Code::ACCESS_ACCEPT, sent.identifier);
        reply.attributes.prepend_message_authenticator().unwrap();
        wrong.iter().for_each(|value| reply.attributes.push(33, value).unwrap());
        reply.sign_response(&sent.authenticator, &secret).unwrap();
        assert_eq!(dropped(&mut network, &reply), Dropped::ReplyProxyState);
    }
    network.send_as_server(0, 0, &accept(&sent).encode().unwrap()).unwrap();
    network.run(SECOND);
    assert_eq!(network.answers_to(1).len(), 1);
}
