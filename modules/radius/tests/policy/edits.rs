//! Edits, one golden result for each operation: RFC 2607 section 4.1, capabilities adjustment.

use radius::packet::Code;
use radius::policy::ReplyDecision;
use serde_json::json;

use crate::packets::attributes;
use crate::support::{edited, edited_reply, engine, on_reply, reply};

#[test]
fn r16_add_appends_a_value() {
    let add = json!([
        {"add": {"attribute": "Operator-Name", "value": "1example.org"}},
        {"add": {"attribute": "Cisco-AVPair", "value": "url-redirect=a"}},
        {"add": {"attribute": "NAS-Port-Type", "value": "Wireless-802.11"}},
    ]);
    let request = &[("User-Name", "fred"), ("Cisco-AVPair", "b")];
    assert_eq!(
        edited(add.clone(), request),
        "User-Name = fred\nCisco-AVPair = b\nOperator-Name = 1example.org\n\
         Cisco-AVPair = url-redirect=a\nNAS-Port-Type = Wireless-802.11\n"
    );
    assert_eq!(
        edited_reply(add, &[]),
        "Operator-Name = 1example.org\nCisco-AVPair = url-redirect=a\nNAS-Port-Type = Wireless-802.11\n"
    );
}

#[test]
fn r16_set_replaces_all_values_or_appends_one() {
    let set = json!([
        {"set": {"attribute": "Session-Timeout", "value": "600"}},
        {"set": {"attribute": "Idle-Timeout", "value": "60"}},
    ]);
    let packet = &[
        ("Session-Timeout", "1"),
        ("Filter-Id", "a"),
        ("Session-Timeout", "2"),
        ("Class", "0x01"),
    ];
    let expected = "Session-Timeout = 600\nFilter-Id = a\nClass = 0x01\nIdle-Timeout = 60\n";
    assert_eq!(edited(set.clone(), packet), expected);
    assert_eq!(edited_reply(set, packet), expected);
}

#[test]
fn r16_remove_takes_all_values_of_a_name() {
    let remove = json!([{"remove": ["Filter-Id", "Cisco-AVPair", "26.4.2", "Attr-200"]}]);
    let packet = &[
        ("Filter-Id", "a"),
        ("Cisco-AVPair", "b"),
        ("Cisco-NAS-Port", "c"),
        ("Attr-200", "0x01"),
        ("Filter-Id", "d"),
        ("Class", "0x01"),
    ];
    let expected = "Cisco-NAS-Port = c\nClass = 0x01\n";
    assert_eq!(edited(remove.clone(), packet), expected);
    assert_eq!(edited_reply(remove, packet), expected);
}

#[test]
fn r16_filter_takes_the_values_that_meet_a_test() {
    let filter = json!([
        {"filter": {"name": "Cisco-AVPair", "regex": "shell:priv-lvl=([2-9]|1[0-5])"}},
        {"filter": {"name": "Session-Timeout", "range": {"min": 86_400}}},
        {"filter": {"name": "Framed-IP-Address", "network": "10.0.0.0/8"}},
    ]);
    let packet = &[
        ("Cisco-AVPair", "shell:priv-lvl=1"),
        ("Cisco-AVPair", "shell:priv-lvl=15"),
        ("Session-Timeout", "86400"),
        ("Framed-IP-Address", "10.1.2.3"),
        ("Framed-IP-Address", "192.0.2.1"),
    ];
    let expected = "Cisco-AVPair = shell:priv-lvl=1\nFramed-IP-Address = 192.0.2.1\n";
    assert_eq!(edited(filter.clone(), packet), expected);
    assert_eq!(edited_reply(filter, packet), expected);
}

#[test]
fn r16_allow_takes_everything_else() {
    let allow = json!([{"allow": {
        "attributes": ["User-Name", "Session-Timeout", "Cisco-NAS-Port", "IP-Port-Limit-Info"],
    }}]);
    let packet = &[
        ("User-Name", "fred"),
        ("Filter-Id", "a"),
        ("Cisco-AVPair", "b"),
        ("Cisco-NAS-Port", "c"),
        ("Session-Timeout", "600"),
        ("IP-Port-Limit", "5"),
        ("Operator-NAS-Identifier", "0x01"),
        ("26.99999.1", "0x01"),
        ("State", "0x02"),
        ("Class", "0x03"),
        ("Proxy-State", "0x04"),
        ("EAP-Message", "0x03010004"),
    ];
    let expected = "User-Name = fred\nCisco-NAS-Port = c\nSession-Timeout = 600\n\
                    IP-Port-Limit = 5\nState = 0x02\nClass = 0x03\nProxy-State = 0x04\n\
                    EAP-Message = 0x03010004\n";
    assert_eq!(edited_reply(allow.clone(), packet), expected);
    assert_eq!(edited(allow, packet), expected);
}

#[test]
fn r16_allow_of_vendor_specific_keeps_every_vendor() {
    let allow = json!([{"allow": {"attributes": ["Vendor-Specific"]}}]);
    let packet = &[("Filter-Id", "a"), ("Cisco-AVPair", "b"), ("26.99999.1", "0x01")];
    assert_eq!(edited_reply(allow, packet), "Cisco-AVPair = b\nAttr-26.99999.1 = 0x01\n");
}

#[test]
fn r16_allow_keeps_hidden_values_and_credentials() {
    let allow = json!([{"allow": {"attributes": []}}]);
    let reply = attributes(&[("MS-MPPE-Send-Key", "0x01"), ("MS-CHAP2-Success", "0x02")]);
    let left = crate::support::edited_accept(allow.clone(), &reply);
    assert!(left.contains(&crate::packets::reference("MS-MPPE-Send-Key")));
    assert_eq!(left.count(), 1);
    let request = attributes(&[("User-Password", "0x01"), ("CHAP-Password", "0x02")]);
    assert_eq!(crate::support::edited_accept(allow, &request), request);
}

#[test]
fn r16_rewrite_makes_names_anew_by_a_regular_expression() {
    let rewrite = json!([{"rewrite": {
        "attribute": "User-Name",
        "regex": "(?:OLD\\\\)?([a-z]+)@old[.]example",
        "template": "%{1}@new.example",
    }}]);
    let name = |name: &str| edited(rewrite.clone(), &[("User-Name", name)]);
    assert_eq!(name("fred@old.example"), "User-Name = fred@new.example\n");
    assert_eq!(name("OLD\\\\fred@old.example"), "User-Name = fred@new.example\n");
    assert_eq!(name("Fred@old.example"), "User-Name = Fred@old.example\n");
    assert_eq!(name("fred@old.example.org"), "User-Name = fred@old.example.org\n");
}

#[test]
fn r16_rewrite_makes_each_value_anew_from_itself() {
    let rewrite = json!([{"rewrite": {
        "attribute": "Cisco-AVPair", "regex": "(.*)=(.*)", "template": "%{2}=%{1}",
    }}]);
    let packet = &[
        ("Cisco-AVPair", "a=b"),
        ("Filter-Id", "f"),
        ("Cisco-AVPair", "c"),
        ("Cisco-AVPair", "d=e"),
    ];
    let expected = "Cisco-AVPair = b=a\nFilter-Id = f\nCisco-AVPair = c\nCisco-AVPair = e=d\n";
    assert_eq!(edited(rewrite.clone(), packet), expected);
    assert_eq!(edited_reply(rewrite, packet), expected);
}

#[test]
fn r16_rewrite_reads_and_writes_numbers_and_addresses_as_text() {
    let rewrite = json!([
        {"rewrite": {"attribute": "Service-Type", "regex": "Login-User", "template": "Framed-User"}},
        {"rewrite": {"attribute": "NAS-IP-Address", "regex": "10[.](.*)", "template": "172.%{1}"}},
        {"rewrite": {"attribute": "Session-Timeout", "template": "60"}},
    ]);
    let packet = &[("Service-Type", "Login-User"), ("NAS-IP-Address", "10.1.2.3")];
    assert_eq!(edited(rewrite, packet), "Service-Type = Framed-User\nNAS-IP-Address = 172.1.2.3\n");
}

#[test]
fn a_reply_message_is_not_put_beside_an_eap_message() {
    for action in [
        json!({"set": {"attribute": "Reply-Message", "value": "hello"}}),
        json!({"add": {"attribute": "Reply-Message", "value": "hello"}}),
        json!({"rewrite": {"attribute": "Reply-Message", "template": "hello"}}),
    ] {
        let engine = engine(&on_reply(json!("always"), json!([action])));
        let request = attributes(&[]);
        let eap = attributes(&[("EAP-Message", "0x03010004")]);
        let outcome = engine.reply(&reply(Code::ACCESS_ACCEPT, &eap, &request));
        assert_eq!(outcome.decision, ReplyDecision::Pass(None));
        assert_eq!(outcome.events[0].code(), "edit_reply_message_in_eap");
    }
}

#[test]
fn r13_class_goes_through_in_order_and_count_whatever_is_allowed_or_removed() {
    let actions = json!([
        {"remove": ["Filter-Id", "User-Name"]},
        {"allow": {"attributes": ["Session-Timeout"]}},
        {"add": {"attribute": "Session-Timeout", "value": "1"}},
    ]);
    let mut list = attributes(&[("Class", "0x0102"), ("Filter-Id", "a"), ("Class", "0x01")]);
    // A Class without octets must not exist, and goes through all the same.
    list.push(25, &[]).unwrap();
    list.push(25, &[1, 2]).unwrap();
    let left = crate::support::edited_accept(actions, &list);
    let classes = |list| crate::support::of_types(list, &[25]);
    assert_eq!(classes(&left), classes(&list));
    assert_eq!(left.count(), 5);
}
