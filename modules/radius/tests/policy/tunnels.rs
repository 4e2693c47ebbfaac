//! Tunnels stay or go as a whole: RFC 2607 section 7.2.

use radius::packet::Code;
use radius::policy::{Event, ReplyDecision};
use serde_json::json;

use crate::packets::attributes;
use crate::support::{edited_reply, engine, on_reply, reply};

const VLAN: [(&str, &str); 3] = [
    ("Tunnel-Type:1", "VLAN"),
    ("Tunnel-Medium-Type:1", "IEEE-802"),
    ("Tunnel-Private-Group-Id:1", "20"),
];
const L2TP: [(&str, &str); 3] = [
    ("Tunnel-Type:2", "L2TP"),
    ("Tunnel-Medium-Type:2", "IPv4"),
    ("Tunnel-Server-Endpoint:2", "192.0.2.1"),
];
const L2TP_TEXT: &str = "Tunnel-Type:2 = L2TP\nTunnel-Medium-Type:2 = IPv4\n\
                         Tunnel-Server-Endpoint:2 = 192.0.2.1\n";

fn both() -> Vec<(&'static str, &'static str)> {
    [VLAN, L2TP].concat()
}

#[test]
fn r18_a_vlan_is_removed_as_a_whole_and_another_tunnel_stays() {
    for remove in [
        json!([{"remove": ["Tunnel-Type", "Tunnel-Medium-Type", "Tunnel-Private-Group-Id"]}]),
        json!([{"remove": ["Tunnel-Type:1", "Tunnel-Private-Group-Id:1", "Tunnel-Medium-Type:1"]}]),
        json!([{"remove_tunnels": {}}]),
        json!([{"remove_tunnels": {"tag": 1}}]),
        json!([{"allow": {"attributes": []}}]),
    ] {
        assert_eq!(edited_reply(remove.clone(), &both()), L2TP_TEXT, "{remove}");
        assert_eq!(edited_reply(remove, &VLAN), "");
    }
}

#[test]
fn r18_another_tag_stays() {
    for keep in [
        json!([{"remove": ["Tunnel-Type:2", "Tunnel-Private-Group-Id:2", "Tunnel-Medium-Type:2"]}]),
        json!([{"remove_tunnels": {"tag": 0}}]),
        json!([{"allow": {"attributes": [], "keep_tunnels": true}}]),
    ] {
        assert_eq!(edited_reply(keep, &both()).lines().count(), 6);
    }
}

#[test]
fn r18_another_tunnel_is_removed_for_a_reason_that_is_logged() {
    let reason = json!({"reason": "the access points have no tunnels"});
    for remove in [
        json!([{"remove_tunnels": {"allow_downgrade": reason}}]),
        json!([{"remove_tunnels": {"allow_downgrade": reason, "tag": 2}}]),
        json!([{"allow": {"attributes": [], "allow_downgrade": reason}}]),
    ] {
        let engine = engine(&on_reply(json!({"packet": "accept"}), remove));
        let (request, accept) = (attributes(&[]), attributes(&L2TP));
        let outcome = engine.reply(&reply(Code::ACCESS_ACCEPT, &accept, &request));
        let reason = "the access points have no tunnels";
        assert_eq!(outcome.events, [Event::TunnelDowngraded { rule: "rule", reason }]);
        assert_eq!(outcome.events[0].code(), "tunnel_downgraded");
        assert!(outcome.explain().contains(reason));
        assert_eq!(outcome.decision, ReplyDecision::Pass(Some(attributes(&[]))));

        let outcome = engine.reply(&reply(Code::ACCESS_ACCEPT, &request, &request));
        assert_eq!(outcome.events, []);
    }
}

#[test]
fn r18_a_vlan_is_set_in_the_place_of_others_and_not_beside_a_tunnel() {
    let set = json!([{"set_vlan": {"id": "99"}}]);
    let expected = "Filter-Id = a\nTunnel-Type = VLAN\nTunnel-Medium-Type = IEEE-802\n\
                    Tunnel-Private-Group-Id = 99\n";
    let packet = [&[("Filter-Id", "a")], &VLAN[..]].concat();
    assert_eq!(edited_reply(set.clone(), &packet), expected);
    assert_eq!(edited_reply(set.clone(), &packet[..1]), expected);
    assert_eq!(
        edited_reply(json!([{"set_vlan": {"id": "guests", "tag": 3}}]), &VLAN),
        "Tunnel-Type:3 = VLAN\nTunnel-Medium-Type:3 = IEEE-802\n\
         Tunnel-Private-Group-Id:3 = guests\n"
    );

    let engine = engine(&on_reply(json!("always"), set));
    let (request, accept) = (attributes(&[]), attributes(&both()));
    let outcome = engine.reply(&reply(Code::ACCESS_ACCEPT, &accept, &request));
    assert_eq!(outcome.decision, ReplyDecision::Pass(None));
    assert_eq!(outcome.events[0].code(), "edit_other_tunnel");
}
