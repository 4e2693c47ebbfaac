//! Octets that are no RADIUS, and packets that are changed: no VM crashes.

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};
use host_tests::radius::Answer;
use radius::packet::Code;
use serde_json::json;

use crate::stage::{FRED, LIMIT, Stage, access};

#[test]
fn octets_that_are_no_packets_close_the_connection_and_nothing_else() {
    let stage = Stage::new(json!({}), json!({}));
    let mut long = vec![1, 7, 0x10, 0x00];
    long.resize(4096, 0);
    for octets in [&[0; 64][..], &[0xff; 64], b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", &long] {
        let mut client = stage.client();
        let request = client.prepare(Code::ACCESS_REQUEST, FRED).unwrap();
        client.send_octets(octets).unwrap();
        assert!(client.receive(&request, LIMIT).is_err(), "{octets:02x?}");
    }
    assert_eq!(access(&mut stage.client(), FRED).code(), Code::ACCESS_ACCEPT);
    stage.lives();
}

#[test]
fn changed_requests_and_replies_crash_no_vm() {
    let edit = json!([{"set": {"attribute": "Operator-Name", "value": "1us.example"}}]);
    let stage = Stage::on_requests(json!("always"), edit);
    let mut rng = ChaCha20Rng::seed_from_u64(7);
    let mut accept = host_tests::radius::attributes(&[("Class", "c"), ("Reply-Message", "hello")]);
    accept.push(26, &[0, 0, 1, 55, 17, 4, 0, 0]).unwrap();
    stage.answers(Answer::Packet(Code::ACCESS_ACCEPT, accept));
    for _ in 0..150 {
        let mut client = stage.client();
        let request = client.prepare(Code::ACCESS_REQUEST, FRED).unwrap();
        let mut octets = request.octets.clone();
        for _ in 0..1 + rng.next_u32() % 3 {
            let at = usize::try_from(rng.next_u32()).unwrap() % octets.len();
            octets[at] ^= 1 << (rng.next_u32() % 8);
        }
        client.send_octets(&octets).unwrap();
        // With a good packet behind it, a connection that was not closed still works.
        let good = client.prepare(Code::ACCESS_REQUEST, FRED).unwrap();
        let _ = client.send(&good);
    }
    assert_eq!(access(&mut stage.client(), FRED).code(), Code::ACCESS_ACCEPT);
    stage.lives();
}

#[test]
fn a_server_that_sends_rubbish_loses_its_connection_only() {
    let stage = Stage::new(json!({}), json!({}));
    for rubbish in [vec![0; 40], vec![0xff; 40], b"HTTP/1.1 200 OK\r\n\r\n------".to_vec()] {
        stage.answers(Answer::Octets(rubbish));
        let mut client = stage.client();
        let request = client.prepare(Code::ACCESS_REQUEST, FRED).unwrap();
        client.send(&request).unwrap();
        assert!(client.receive(&request, LIMIT).is_err());
    }
    stage.answers(Answer::accept(&[]));
    assert_eq!(access(&mut stage.client(), FRED).code(), Code::ACCESS_ACCEPT);
    stage.lives();
}
