//! Templates.

use radius::packet::Code;
use radius::policy::{Event, ReplyDecision, Skipped};
use serde_json::{Value, json};

use crate::packets::attributes;
use crate::support::{
    access, decide, edited, engine, first, forwarded, on_reply, on_request, reply, verdict,
};

fn set(attribute: &str, template: &str) -> Value {
    json!([{"set": {"attribute": attribute, "template": template}}])
}

#[test]
fn names_stand_for_what_the_packet_holds() {
    let packet = &[
        ("User-Name", "fred@example.org"),
        ("NAS-IP-Address", "192.0.2.1"),
        ("Service-Type", "Login-User"),
        ("Cisco-AVPair", "a"),
        ("Cisco-AVPair", "b"),
    ];
    for (template, expected) in [
        ("%{local_part}@%{realm}", "fred@example.org"),
        ("%{realm}/%{local_part}", "example.org/fred"),
        ("%{client}: %{NAS-IP-Address} %{Service-Type}", "ap-hall: 192.0.2.1 Login-User"),
        ("%{Cisco-AVPair}%{26.9.1}", "aa"),
        ("100%% %{user-name}%%", "100% fred@example.org%"),
        ("plain", "plain"),
    ] {
        let text = edited(set("Filter-Id", template), packet);
        assert!(text.ends_with(&format!("Filter-Id = {expected}\n")), "{text}");
    }
}

#[test]
fn a_name_that_the_packet_lacks_leaves_the_edit_out() {
    let mut engine =
        engine(&on_request(json!("always"), set("User-Name", "%{local_part}@%{realm}")));
    let fred = attributes(&[("User-Name", "fred")]);
    let outcome = decide(&mut engine, &access(&fred));
    assert_eq!(outcome.events, [Event::EditSkipped { rule: "rule", why: Skipped::ValueAbsent }]);
    assert_eq!(outcome.events[0].code(), "edit_value_absent");
    assert_eq!(forwarded(outcome).edited, None);
}

#[test]
fn a_group_that_takes_no_part_in_a_match_leaves_the_edit_out() {
    let rewrite = json!([{"rewrite": {
        "attribute": "User-Name", "regex": "(a)|(b)", "template": "%{2}c",
    }}]);
    assert_eq!(edited(rewrite.clone(), &[("User-Name", "a")]), "User-Name = a\n");
    assert_eq!(edited(rewrite, &[("User-Name", "b")]), "User-Name = bc\n");
}

#[test]
fn a_reply_can_name_what_its_request_holds() {
    let engine = engine(&on_reply(json!("always"), set("User-Name", "%{request:User-Name}")));
    let request = attributes(&[("User-Name", "fred")]);
    let accept = attributes(&[("User-Name", "anonymous")]);
    let outcome = engine.reply(&reply(Code::ACCESS_ACCEPT, &accept, &request));
    let ReplyDecision::Pass(Some(edited)) = outcome.decision else { panic!("not edited") };
    assert_eq!(first(&edited, "User-Name").unwrap(), b"fred");
}

#[test]
fn octets_that_are_not_text_are_copied() {
    let mut engine = engine(&on_request(json!("always"), set("Filter-Id", "%{User-Name}")));
    let mut list = attributes(&[]);
    list.push(1, &[0xff, 0, b'\\', 7]).unwrap();
    let edited = forwarded(decide(&mut engine, &access(&list))).edited.unwrap();
    assert_eq!(first(&edited, "Filter-Id").unwrap(), [0xff, 0, b'\\', 7]);
}

#[test]
fn a_text_that_is_not_of_the_type_rejects_the_request() {
    for (template, code) in [("%{User-Name}", "attribute_value"), ("%{Filter-Id}", "value_empty")] {
        let mut engine = engine(&on_request(json!("always"), set("Framed-IP-Address", template)));
        let mut list = attributes(&[("User-Name", "192.0.2.256")]);
        list.push(11, &[]).unwrap();
        let outcome = decide(&mut engine, &access(&list));
        assert_eq!((verdict(&outcome.decision), outcome.reason.code()), ("reject", code));
    }
    let good = edited(set("Framed-IP-Address", "%{User-Name}"), &[("User-Name", "192.0.2.25")]);
    assert_eq!(good, "User-Name = 192.0.2.25\nFramed-IP-Address = 192.0.2.25\n");
}
