//! Packets in a stream, in both directions.

use radius::attribute::Attributes;
use radius::filter::connection::Moment;
use radius::packet::Code;
use serde_json::json;

use crate::packets::rng;
use crate::support::{Edge, NOW, access, answer};

const FRED: &[(&str, &str)] = &[("User-Name", "fred@example.org"), ("User-Password", "secret")];

#[test]
fn packets_go_on_whole_however_the_streams_are_cut() {
    let requests: Vec<_> = (0..3).map(|identifier| access(identifier, FRED)).collect();
    let stream: Vec<u8> = requests.iter().flat_map(|packet| packet.encode().unwrap()).collect();
    let replies: Vec<u8> = requests
        .iter()
        .flat_map(|sent| answer(sent, Code::ACCESS_ACCEPT, &Attributes::new()).encode().unwrap())
        .collect();
    for size in [1, 2, 3, 19, 20, 21, 100, stream.len()] {
        let mut edge = Edge::new(&json!({}), &json!({}));
        let mut sent = Vec::new();
        for chunk in stream.chunks(size) {
            let before = sent.len();
            sent.extend(edge.up(chunk));
            let packet = requests[0].len();
            assert_eq!((sent.len() - before) % packet, 0, "only whole packets go on");
        }
        // Nothing is edited, so the octets are those of the client.
        assert_eq!(sent, stream);
        let mut got = Vec::new();
        replies.chunks(size).for_each(|chunk| got.extend(edge.down(chunk)));
        assert_eq!(got, replies);
    }
}

#[test]
fn nothing_passes_before_the_first_packet_is_whole() {
    let mut edge = Edge::new(&json!({}), &json!({}));
    let octets = access(1, FRED).encode().unwrap();
    assert_eq!(edge.up(&octets[..30]), b"");
    assert_eq!(edge.cluster, None);
    assert_eq!(edge.up(&octets[30..]), octets);
    assert_eq!(edge.cluster.as_deref(), Some("to_home"));
}

#[test]
fn a_length_that_cannot_be_closes_the_connection() {
    let mut edge = Edge::new(&json!({}), &json!({}));
    let good = access(1, FRED).encode().unwrap();
    let stream = [&good[..], &[1, 2, 0, 19], &[0; 16], &good].concat();
    assert_eq!(edge.up(&stream), good, "what came before goes on");
    assert!(edge.is_closed);
    assert_eq!(edge.events, ["forwarded", "closed.malformed"]);
    assert_eq!(edge.up(&good), b"");
    assert_eq!(edge.down(&good), b"");
}

#[test]
fn attributes_that_do_not_fill_the_packet_close_the_connection() {
    for tail in [&[1, 0][..], &[1, 1], &[1, 9, 0]] {
        let mut edge = Edge::new(&json!({}), &json!({}));
        let length = u8::try_from(20 + tail.len()).unwrap();
        let packet = [&[1, 7, 0, length][..], &[0; 16], tail].concat();
        assert_eq!(edge.up(&packet), b"");
        assert!(edge.is_closed);
    }
}

#[test]
fn a_broken_stream_of_the_server_closes_the_connection() {
    let mut edge = Edge::new(&json!({}), &json!({}));
    edge.sent(&access(1, FRED));
    assert_eq!(edge.down(&[0xff; 20]), b"");
    assert!(edge.is_closed);
}

#[test]
fn a_stream_that_ends_within_its_first_packet_has_no_cluster_and_is_closed() {
    let mut edge = Edge::new(&json!({}), &json!({}));
    let octets = access(1, FRED).encode().unwrap();
    let moment = Moment { now: NOW, rng: &mut rng() };
    let output = edge.connection.from_client(&mut edge.listener, &octets[..40], true, moment);
    assert!(output.closes && !output.passes);
    assert_eq!(output.events[0].reason, "truncated");
}
