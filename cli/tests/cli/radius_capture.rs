//! `edgewarden radius explain`: captures.

use etherparse::{EtherType, PacketBuilder};
use radius::crypto::MessageAuthenticatorPolicy;
use radius::packet::{Code, Packet};

use super::radius::{Files, packet, secret, signed};
use super::run::{Run, run};

const ETHERNET: u32 = 1;
const RAW: u32 = 101;
const COOKED: u32 = 113;
const COOKED_2: u32 = 276;

/// What one frame carries.
#[derive(Clone, Copy)]
enum Carrier {
    Udp,
    Tcp,
}

/// A frame of a kind of link with octets from one port to another.
fn frame(link: u32, is_6: bool, carrier: Carrier, ports: (u16, u16), octets: &[u8]) -> Vec<u8> {
    let (four, other_four) = ([192, 0, 2, 1], [192, 0, 2, 2]);
    let six = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    let mut out = Vec::new();
    let protocol = if is_6 { EtherType::IPV6 } else { EtherType::IPV4 }.0.to_be_bytes();
    match link {
        ETHERNET => out.extend([&[2; 12][..], &protocol].concat()),
        COOKED => out.extend([&[0, 0, 0, 1, 0, 6][..], &[2; 8], &protocol].concat()),
        COOKED_2 => out.extend([&protocol[..], &[0; 18]].concat()),
        _ => {}
    }
    let builder = match is_6 {
        false => PacketBuilder::ipv4(four, other_four, 64),
        true => PacketBuilder::ipv6(six, six, 64),
    };
    match carrier {
        Carrier::Udp => builder.udp(ports.0, ports.1).write(&mut out, octets).unwrap(),
        Carrier::Tcp => builder.tcp(ports.0, ports.1, 1, 1024).write(&mut out, octets).unwrap(),
    }
    out
}

/// A pcap file in either order of octets.
fn pcap(link: u32, is_big: bool, frames: &[Vec<u8>]) -> Vec<u8> {
    let number = |value: u32| if is_big { value.to_be_bytes() } else { value.to_le_bytes() };
    let version = if is_big { [0, 2, 0, 4] } else { [2, 0, 4, 0] };
    let mut out = [number(0xa1b2_c3d4), version, [0; 4], [0; 4], number(65_535)].concat();
    out.extend(number(link));
    for (frame, seconds) in frames.iter().zip(1_795_000_000..) {
        let length = number(u32::try_from(frame.len()).unwrap());
        out.extend([number(seconds), number(250_000), length, length].concat());
        out.extend_from_slice(frame);
    }
    out
}

/// A pcapng file with one interface, whose times are in nanoseconds.
fn pcapng(link: u16, frames: &[Vec<u8>]) -> Vec<u8> {
    let block = |kind: u32, body: &[u8]| {
        let length = u32::try_from(body.len() + 12).unwrap().to_le_bytes();
        [&kind.to_le_bytes()[..], &length, body, &length].concat()
    };
    let head = [&0x1a2b_3c4d_u32.to_le_bytes()[..], &[1, 0, 0, 0], &[0xff; 8]].concat();
    let mut out = block(0x0a0d_0d0a, &head);
    let options = [&[9, 0, 1, 0, 9, 0, 0, 0][..], &[0; 4]].concat();
    out.extend(block(1, &[&link.to_le_bytes()[..], &[0, 0, 0, 0, 4, 0], &options].concat()));
    for frame in frames {
        let time: u64 = 1_795_000_000_250_000_000;
        let (high, low) = (u32::try_from(time >> 32).unwrap(), time as u32);
        let length = u32::try_from(frame.len()).unwrap().to_le_bytes();
        let head = [[0; 4], high.to_le_bytes(), low.to_le_bytes(), length, length].concat();
        let padding = vec![0; frame.len().next_multiple_of(4) - frame.len()];
        out.extend(block(6, &[&head, &frame[..], &padding].concat()));
    }
    out
}

fn request() -> Packet {
    signed(Code::ACCESS_REQUEST, &[("User-Name", "alice@example.org")])
}

fn answer(code: Code) -> Packet {
    let mut answer = packet(code, &[("Service-Type", "Framed-User")]);
    answer.attributes.prepend_message_authenticator().unwrap();
    answer.sign_response(&request().authenticator, &secret()).unwrap();
    let policy = MessageAuthenticatorPolicy::First;
    answer.verify_response(&request().authenticator, &secret(), policy).unwrap();
    answer
}

fn explain(files: &Files, capture: &[u8], arguments: &[&str]) -> Run {
    let capture = files.write("capture", capture);
    run(&[&["radius", "explain", &capture], arguments].concat())
}

#[test]
fn packets_are_found_on_each_kind_of_link() {
    let files = Files::new();
    let octets = request().encode().unwrap();
    for link in [ETHERNET, RAW, COOKED, COOKED_2] {
        for is_6 in [false, true] {
            let frames = [frame(link, is_6, Carrier::Udp, (40_000, 1812), &octets)];
            for capture in [
                pcap(link, false, &frames),
                pcap(link, true, &frames),
                pcapng(u16::try_from(link).unwrap(), &frames),
            ] {
                let run = explain(&files, &capture, &["--json"]);
                assert_eq!(run.status, 0, "{link} {run:?}");
                let packets = &run.json()["packets"];
                assert_eq!(packets.as_array().unwrap().len(), 1, "{link}");
                assert_eq!(packets[0]["attributes"][1]["value"], "alice@example.org");
                assert_eq!(packets[0]["time"], "2026-11-18T11:06:40.250Z");
                let to = if is_6 { "[2001:db8::1]:1812" } else { "192.0.2.2:1812" };
                assert_eq!(packets[0]["to"], to);
            }
        }
    }
}

#[test]
fn an_answer_is_verified_and_judged_with_its_request() {
    let files = Files::new();
    let config = files.write(
        "replies.json",
        br#"{"pools": {}, "policy": {"replies": [
            {"name": "no-accept", "match": {"packet": "accept"}, "actions": [{"reject": {}}]}]}}"#,
    );
    let frames = [
        frame(RAW, false, Carrier::Udp, (40_000, 1812), &request().encode().unwrap()),
        // As if from the one that was asked.
        {
            let octets = answer(Code::ACCESS_ACCEPT).encode().unwrap();
            let mut frame = frame(RAW, false, Carrier::Udp, (1812, 40_000), &octets);
            frame[12..20].rotate_left(4);
            frame
        },
    ];
    let arguments = ["--json", "--secret-file", &files.path("secret"), "--config", &config];
    let run = explain(&files, &pcap(RAW, false, &frames), &arguments);
    assert_eq!(run.status, 1, "policy rejects: {run:?}");
    let packets = &run.json()["packets"];
    assert_eq!(packets[1]["authenticators"], "verifies");
    assert_eq!(packets[1]["filter"]["decision"], "reject");
    assert_eq!(packets[1]["filter"]["by"], "no-accept");
}

#[test]
fn of_tcp_what_is_whole_in_a_segment_is_read() {
    let files = Files::new();
    let octets = request().encode().unwrap();
    let (whole, part) = (octets.repeat(2), &octets[..30]);
    let frames = [
        frame(ETHERNET, false, Carrier::Tcp, (40_000, 1812), &whole),
        frame(ETHERNET, false, Carrier::Tcp, (40_000, 1812), &[&octets, part].concat()),
        frame(ETHERNET, false, Carrier::Tcp, (40_000, 2083), &[0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0]),
        frame(ETHERNET, false, Carrier::Tcp, (40_000, 1812), &[]),
    ];
    let json = explain(&files, &pcap(ETHERNET, false, &frames), &["--json"]).json();
    assert_eq!(json["packets"].as_array().unwrap().len(), 3);
    let left_out = json["left_out"].as_array().unwrap();
    assert_eq!(left_out.len(), 2, "{left_out:?}");
    assert!(left_out[0].as_str().unwrap().starts_with("frame 2: a packet goes beyond"));
    assert!(left_out[1].as_str().unwrap().starts_with("frame 3: "));
}

#[test]
fn other_ports_are_read_if_they_are_given() {
    let files = Files::new();
    let octets = request().encode().unwrap();
    let frames = [frame(RAW, false, Carrier::Udp, (40_000, 11_812), &octets)];
    let capture = pcap(RAW, false, &frames);
    let without = explain(&files, &capture, &[]);
    assert_eq!(without.status, 2);
    assert!(without.errors.contains("--port"), "{without:?}");
    assert_eq!(explain(&files, &capture, &["--port", "11812"]).status, 0);
}

#[test]
fn what_is_no_packet_on_a_port_of_radius_is_told() {
    let files = Files::new();
    let frames = [
        frame(RAW, false, Carrier::Udp, (40_000, 1812), b"GET / HTTP/1.1\r\n\r\n          "),
        frame(RAW, false, Carrier::Udp, (40_000, 1812), &request().encode().unwrap()),
    ];
    let run = explain(&files, &pcap(RAW, false, &frames), &[]);
    assert_eq!(run.status, 2);
    assert!(run.output.contains("packet: malformed: "), "{}", run.output);
    assert!(run.output.contains("User-Name = alice@example.org"), "{}", run.output);
}

#[test]
fn a_capture_that_is_cut_or_changed_ends_in_an_error_or_in_packets() {
    let files = Files::new();
    let octets = request().encode().unwrap();
    let frames = [frame(ETHERNET, false, Carrier::Udp, (40_000, 1812), &octets)];
    let captures = [pcap(ETHERNET, false, &frames), pcapng(1, &frames)];
    for whole in &captures {
        for length in [5, 23, 25, 40, whole.len() - 1] {
            let run = explain(&files, &whole[..length], &[]);
            assert_eq!(run.status, 2, "{length} {run:?}");
        }
        for place in (0..whole.len()).step_by(5) {
            for mask in [0x01, 0xff] {
                let mut changed = whole.clone();
                changed[place] ^= mask;
                let run = explain(&files, &changed, &[]);
                assert!((0..=2).contains(&run.status), "{place} {mask} {run:?}");
            }
        }
    }
}
