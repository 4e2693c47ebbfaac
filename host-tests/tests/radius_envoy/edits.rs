//! Edits in both directions.

use host_tests::radius::{Answer, attributes};
use radius::packet::Code;
use serde_json::json;

use crate::stage::{FRED, Stage, access, ask, values};

#[test]
fn r16_requests_are_edited_and_passwords_stay_readable() {
    let stage = Stage::on_requests(
        json!("always"),
        json!([
            {"set": {"attribute": "Operator-Name", "value": "1us.example"}},
            {"remove": ["NAS-Port-Id"]},
            {"rewrite": {"attribute": "Called-Station-Id", "regex": "([^:]*):.*", "template": "%{1}"}},
        ]),
    );
    let list = [FRED, &[("NAS-Port-Id", "7"), ("Called-Station-Id", "00-11:ssid")]].concat();
    assert_eq!(access(&mut stage.client(), &list).code(), Code::ACCESS_ACCEPT);
    let seen = stage.org.seen().remove(0);
    assert_eq!(values(&seen, "Operator-Name"), [b"1us.example"]);
    assert_eq!(values(&seen, "Called-Station-Id"), [b"00-11"]);
    assert_eq!(values(&seen, "NAS-Port-Id"), [[0; 0]; 0]);
    assert_eq!(values(&seen, "User-Password"), [b"secret"]);
}

#[test]
fn r16_accounting_is_edited_and_its_answer_fits_what_the_client_sent() {
    let stage = Stage::on_requests(
        json!("always"),
        json!([
            {"set": {"attribute": "Operator-Name", "value": "1us.example"}},
        ]),
    );
    let stop =
        [("User-Name", "fred@example.org"), ("Acct-Status-Type", "Stop"), ("Acct-Session-Id", "1")];
    let reply = ask(&mut stage.client(), Code::ACCOUNTING_REQUEST, &stop);
    assert_eq!(reply.code(), Code::ACCOUNTING_RESPONSE);
    assert_eq!(values(&stage.org.seen()[0], "Operator-Name"), [b"1us.example"]);
}

#[test]
fn r16_replies_are_edited_and_keys_stay_readable() {
    let stage = Stage::on_replies(
        json!({"packet": "accept"}),
        json!([
            {"set": {"attribute": "Session-Timeout", "value": "60"}},
            {"remove_tunnels": {}},
        ]),
    );
    stage.answers(Answer::accept(&[
        ("Session-Timeout", "3600"),
        ("MS-MPPE-Recv-Key", "0123456789abcdef"),
        ("Tunnel-Type", "VLAN"),
        ("Tunnel-Medium-Type", "IEEE-802"),
        ("Tunnel-Private-Group-Id", "7"),
    ]));
    let reply = access(&mut stage.client(), FRED);
    assert_eq!(values(&reply, "Session-Timeout"), [60_u32.to_be_bytes()]);
    assert_eq!(values(&reply, "MS-MPPE-Recv-Key"), [b"0123456789abcdef"]);
    assert_eq!(values(&reply, "Tunnel-Private-Group-Id"), [[0; 0]; 0]);
}

#[test]
fn r13_class_goes_through_unmodified() {
    let stage = Stage::on_replies(
        json!({"packet": "accept"}),
        json!([
            {"set": {"attribute": "Session-Timeout", "value": "60"}},
        ]),
    );
    let mut accept = attributes(&[]);
    let classes = [&b"one"[..], b"\x00\xff", b"", b"one"];
    classes.iter().for_each(|class| accept.push(25, class).unwrap());
    stage.answers(Answer::Packet(Code::ACCESS_ACCEPT, accept));
    let reply = access(&mut stage.client(), FRED);
    assert_eq!(values(&reply, "Class"), classes);
}

#[test]
fn a_result_beyond_4096_octets_is_refused() {
    let long = "x".repeat(250);
    let add = json!({"add": {"attribute": "Filter-Id", "value": long}});
    let stage = Stage::on_requests(json!("always"), json!(vec![add; 16]));
    let list = [FRED, &[("Reply-Message", long.as_str())]].concat();
    assert_eq!(access(&mut stage.client(), &list).code(), Code::ACCESS_REJECT);
    assert_eq!(stage.org.count(), 0);
    stage.envoy.wait_for_count("rejected.packet_too_long", 1).unwrap();
}
