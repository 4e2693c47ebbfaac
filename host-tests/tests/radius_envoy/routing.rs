//! One cluster for each connection, and packets in pieces.

use radius::packet::Code;
use serde_json::json;

use crate::stage::{ANNA, FRED, LIMIT, SILENCE, Stage, access, ask};

#[test]
fn the_first_message_chooses_the_cluster_of_its_connection() {
    let stage = Stage::new(json!({}), json!({}));
    assert_eq!(access(&mut stage.client(), FRED).code(), Code::ACCESS_ACCEPT);
    assert_eq!(access(&mut stage.client(), ANNA).code(), Code::ACCESS_ACCEPT);
    assert_eq!((stage.org.count(), stage.net.count()), (1, 1));
    stage.envoy.wait_for_count("forwarded", 2).unwrap();
    stage.lives();
}

#[test]
fn r8_accounting_takes_the_way_of_authentication() {
    let stage = Stage::new(json!({}), json!({}));
    let mut client = stage.client();
    access(&mut client, FRED);
    let start = [
        ("User-Name", "fred@example.org"),
        ("Acct-Status-Type", "Start"),
        ("Acct-Session-Id", "1"),
    ];
    assert_eq!(
        ask(&mut client, Code::ACCOUNTING_REQUEST, &start).code(),
        Code::ACCOUNTING_RESPONSE
    );
    assert_eq!(stage.org.requests(Code::ACCOUNTING_REQUEST).len(), 1);
}

#[test]
fn a_later_message_of_another_realm_is_rejected_and_the_connection_stays() {
    let stage = Stage::new(json!({}), json!({}));
    let mut client = stage.client();
    access(&mut client, FRED);
    assert_eq!(access(&mut client, ANNA).code(), Code::ACCESS_REJECT);
    stage.envoy.wait_for_count("rejected.other_cluster", 1).unwrap();
    assert_eq!(stage.net.count(), 0);
    assert_eq!(access(&mut client, FRED).code(), Code::ACCESS_ACCEPT);
}

#[test]
fn a_packet_in_pieces_goes_on_whole() {
    let stage = Stage::new(json!({}), json!({}));
    let mut client = stage.client();
    for _ in 0..2 {
        let request = client.prepare(Code::ACCESS_REQUEST, FRED).unwrap();
        let (front, back) = request.octets.split_at(30);
        client.send_octets(front).unwrap();
        assert!(client.receive(&request, SILENCE).unwrap().is_none());
        client.send_octets(back).unwrap();
        let reply = client.receive(&request, LIMIT).unwrap().expect("no answer");
        assert_eq!(reply.code(), Code::ACCESS_ACCEPT);
    }
    assert_eq!(stage.org.count(), 2);
}

#[test]
fn many_packets_in_one_piece_are_answered_one_by_one() {
    let stage = Stage::new(json!({}), json!({}));
    let mut client = stage.client();
    let requests: Vec<_> =
        (0..50).map(|_| client.prepare(Code::ACCESS_REQUEST, FRED).unwrap()).collect();
    let octets: Vec<u8> = requests.iter().flat_map(|request| request.octets.clone()).collect();
    client.send_octets(&octets).unwrap();
    for request in &requests {
        let reply = client.receive(request, LIMIT).unwrap().expect("no answer");
        assert_eq!(reply.code(), Code::ACCESS_ACCEPT);
    }
    assert_eq!(stage.org.count(), 50);
}

#[test]
fn accounting_without_a_route_gets_no_answer() {
    let stage = Stage::new(json!({}), json!({"fallback_pool": "org"}));
    let mut client = stage.client();
    let nowhere = [
        ("User-Name", "fred@nowhere.example"),
        ("Acct-Status-Type", "Stop"),
        ("Acct-Session-Id", "1"),
    ];
    assert!(client.ask_once(Code::ACCOUNTING_REQUEST, &nowhere, SILENCE).unwrap().is_none());
    stage.envoy.wait_for_count("dropped.no_route", 1).unwrap();
    assert_eq!((stage.org.count(), stage.net.count()), (0, 0));
}

#[test]
fn a_status_server_is_answered_by_one_of_our_own() {
    let stage = Stage::new(json!({}), json!({"fallback_pool": "net"}));
    let reply = ask(&mut stage.client(), Code::STATUS_SERVER, &[]);
    assert_eq!(reply.code(), Code::ACCESS_ACCEPT);
    assert_eq!((stage.net.probes(), stage.net.count()), (1, 0));
}
