//! What is refused when a policy is loaded: the JSON path and a code of its own for each.

use radius::policy::{
    MAX_ACTIONS, MAX_CONDITIONS, MAX_LIST, MAX_PENDING, MAX_REGEXES, MAX_RULES, PolicyConfig,
};
use serde_json::{Value, json};

use crate::support::{load, on_reply, on_request, refusal};

/// The refusal of an action in a rule for Access-Requests outside of EAP.
fn action(action: Value) -> (String, &'static str) {
    let condition = json!({"all": [{"packet": "access"}, {"eap": false}]});
    let (path, code) = refusal(&on_request(condition, json!([action])));
    (path.strip_prefix("requests[0].actions[0].").unwrap_or(&path).to_owned(), code)
}

/// The refusal of an action in a rule for Access-Accepts.
fn reply_action(action: Value) -> (String, &'static str) {
    let (path, code) = refusal(&on_reply(json!({"packet": "accept"}), json!([action])));
    (path.strip_prefix("replies[0].actions[0].").unwrap_or(&path).to_owned(), code)
}

fn condition(condition: Value) -> (String, &'static str) {
    let (path, code) = refusal(&on_request(condition, json!([])));
    (path.strip_prefix("requests[0].match").unwrap_or(&path).to_owned(), code)
}

fn of<'c>(path: &str, code: &'c str) -> (String, &'c str) {
    (path.to_owned(), code)
}

/// Every edit of one attribute, with the path of its name.
fn edits_of(name: &str) -> Vec<(Value, &'static str)> {
    vec![
        (json!({"add": {"attribute": name, "value": "1"}}), "add.attribute"),
        (json!({"set": {"attribute": name, "value": "1"}}), "set.attribute"),
        (json!({"set": {"attribute": name, "template": "1"}}), "set.attribute"),
        (json!({"remove": [name]}), "remove[0]"),
        (json!({"filter": {"name": name, "present": true}}), "filter.name"),
        (json!({"rewrite": {"attribute": name, "template": "1"}}), "rewrite.attribute"),
    ]
}

fn refuses_every_edit(name: &str, code: &str) {
    for (edit, path) in edits_of(name) {
        assert_eq!(action(edit.clone()), of(path, code), "{edit}");
        assert_eq!(reply_action(edit.clone()), of(path, code), "{edit}");
    }
}

#[test]
fn edits_of_proxy_state_state_and_class() {
    for name in ["Proxy-State", "State", "Class", "class", "Attr-33", "24.1"] {
        refuses_every_edit(name, "policy_edits_opaque");
    }
}

#[test]
fn r18_edits_of_eap_message_and_message_authenticator() {
    for name in ["EAP-Message", "Message-Authenticator", "80", "Original-Packet-Code"] {
        refuses_every_edit(name, "policy_edits_eap");
    }
}

#[test]
fn r18_edits_of_single_members_of_a_tunnel() {
    for name in ["Tunnel-Type", "Tunnel-Private-Group-Id:1", "Tunnel-Server-Endpoint", "83"] {
        refuses_every_edit(name, "policy_edits_tunnel_member");
    }
    for names in [
        json!(["Filter-Id", "Tunnel-Type", "Tunnel-Medium-Type"]),
        json!(["Filter-Id", "Tunnel-Type:1", "Tunnel-Medium-Type:1", "Tunnel-Private-Group-Id:2"]),
        json!(["Filter-Id", "Tunnel-Type", "Tunnel-Medium-Type:1", "Tunnel-Private-Group-Id:1"]),
    ] {
        let refused = reply_action(json!({"remove": names}));
        assert_eq!(refused, of("remove[1]", "policy_edits_tunnel_member"), "{names}");
    }
    let allow = json!({"allow": {"attributes": ["Class", "Tunnel-Type"]}});
    assert_eq!(reply_action(allow), of("allow.attributes[1]", "policy_edits_tunnel_member"));
}

#[test]
fn r18_the_removal_of_a_tunnel_that_is_no_vlan_without_a_reason() {
    for names in [
        json!(["Tunnel-Type", "Tunnel-Medium-Type", "Tunnel-Private-Group-Id", "Tunnel-Password"]),
        json!(["Tunnel-Type:1", "Tunnel-Medium-Type:1", "Tunnel-Server-Endpoint:1"]),
    ] {
        let refused = reply_action(json!({"remove": names}));
        assert_eq!(refused, of("remove[0]", "policy_tunnel_downgrade"), "{names}");
    }
    let empty = json!({"remove_tunnels": {"allow_downgrade": {"reason": ""}}});
    assert_eq!(reply_action(empty), of("remove_tunnels.allow_downgrade.reason", "policy_empty"));
    let empty = json!({"allow": {"attributes": [], "allow_downgrade": {"reason": ""}}});
    assert_eq!(reply_action(empty), of("allow.allow_downgrade.reason", "policy_empty"));
    let both = json!({"allow": {
        "attributes": [], "keep_tunnels": true, "allow_downgrade": {"reason": "a"},
    }});
    assert_eq!(reply_action(both), of("allow", "policy_tunnel_conflict"));
    for (tunnel, path) in [
        (json!({"remove_tunnels": {"tag": 32}}), "remove_tunnels.tag"),
        (json!({"set_vlan": {"tag": 32, "id": "1"}}), "set_vlan.tag"),
    ] {
        assert_eq!(reply_action(tunnel), of(path, "policy_out_of_range"));
    }
    let long = json!({"set_vlan": {"id": ""}});
    assert_eq!(reply_action(long), of("set_vlan.id", "policy_empty"));
}

#[test]
fn r18_edits_of_hidden_attributes_and_credentials() {
    for name in ["User-Password", "CHAP-Password", "MS-MPPE-Recv-Key", "MS-CHAP2-Response"] {
        refuses_every_edit(name, "policy_edits_hidden");
    }
    assert_eq!(
        reply_action(json!({"set": {"attribute": "Tunnel-Password:1", "value": "a"}})),
        of("set.attribute", "policy_edits_hidden")
    );
}

#[test]
fn edits_of_what_only_holds_other_attributes() {
    for name in ["Vendor-Specific", "Extended-Attribute-1", "245.26"] {
        refuses_every_edit(name, "policy_edits_container");
    }
}

#[test]
fn values_of_hidden_attributes_that_are_read() {
    for name in ["User-Password", "CHAP-Password", "Tunnel-Password:1", "Vendor-Specific"] {
        let test = json!({"attribute": {"name": name, "glob": "*"}});
        assert_eq!(condition(test), of(".attribute.name", "policy_reads_hidden"));
        let copy = json!({"set": {"attribute": "Filter-Id", "template": format!("%{{{name}}}")}});
        assert_eq!(action(copy), of("set.template", "policy_reads_hidden"));
    }
}

#[test]
fn r9_an_accounting_request_that_would_not_be_forwarded() {
    let reject = json!({"reject": {}});
    let drop = json!({"drop": {"reason": "a"}});
    let challenge = json!({"challenge": {"reply_message": "a", "answer": {"equals": "b"}}});
    let refused = "policy_refuses_accounting";
    for (action, key) in [(reject, "reject"), (drop, "drop"), (challenge, "challenge")] {
        for condition in [
            json!("always"),
            json!({"realm": "example.org"}),
            json!({"packet": "accounting"}),
            json!({"any": [{"packet": "access"}, {"client": "a"}]}),
            json!({"not": {"all": [{"packet": "accounting"}, {"client": "a"}]}}),
            json!({"eap": false}),
        ] {
            let config = on_request(condition.clone(), json!([action]));
            let path = format!("requests[0].actions[0].{key}");
            assert_eq!(refusal(&config), of(&path, refused), "{condition}");
        }
    }
    let config = on_reply(json!({"packet": "accounting"}), json!([{"reject": {}}]));
    assert_eq!(refusal(&config), of("replies[0].actions[0].reject", refused));
    for condition in [
        json!({"packet": "access"}),
        json!({"all": [{"packet": "access"}, {"realm": "*"}]}),
        json!({"any": [{"packet": "access"}, {"eap": true}]}),
        json!({"not": {"any": [
            {"packet": "accounting"}, {"packet": "coa"}, {"packet": "disconnect"}, {"realm": "*"},
        ]}}),
    ] {
        assert!(
            load(&on_request(condition.clone(), json!([{"reject": {}}]))).is_ok(),
            "{condition}"
        );
    }
}

#[test]
fn a_reject_or_a_challenge_of_something_other_than_access() {
    let config = on_request(json!({"not": {"packet": "accounting"}}), json!([{"reject": {}}]));
    assert_eq!(refusal(&config), of("requests[0].actions[0].reject", "policy_refuses_other"));
    let config = on_reply(json!({"packet": "coa"}), json!([{"reject": {}}]));
    assert_eq!(refusal(&config), of("replies[0].actions[0].reject", "policy_refuses_other"));
}

#[test]
fn a_challenge_inside_of_eap() {
    let challenge = json!([{"challenge": {"reply_message": "a", "answer": {"equals": "b"}}}]);
    for condition in [json!({"packet": "access"}), json!({"eap": true})] {
        let config = on_request(condition, challenge.clone());
        let refused = of("requests[0].actions[0].challenge", "policy_challenges_eap");
        assert_eq!(refusal(&config), refused);
    }
}

#[test]
fn challenges_that_cannot_be_answered() {
    let challenge = |attribute: &str, equals: &str| {
        let answer = json!({"attribute": attribute, "equals": equals});
        action(json!({"challenge": {"reply_message": "a", "answer": answer}}))
    };
    for name in ["State", "CHAP-Password", "Tunnel-Password", "EAP-Message", "Vendor-Specific"] {
        let refused = of("challenge.answer.attribute", "policy_bad_answer");
        assert_eq!(challenge(name, "b"), refused, "{name}");
    }
    let path = "challenge.answer.equals";
    assert_eq!(challenge("User-Password", ""), of(path, "policy_empty"));
    assert_eq!(challenge("User-Password", &"a".repeat(129)), of(path, "policy_too_large"));
    assert_eq!(challenge("Login-LAT-Port", "\\"), of(path, "attribute_value"));
    let silent = json!({"challenge": {"reply_message": "", "answer": {"equals": "b"}}});
    assert_eq!(action(silent), of("challenge.reply_message", "policy_empty"));
    for (bounds, key) in [
        (json!({"lifetime_seconds": 0}), "lifetime_seconds"),
        (json!({"lifetime_seconds": 601}), "lifetime_seconds"),
        (json!({"max_pending": 0}), "max_pending"),
        (json!({"max_pending": MAX_PENDING + 1}), "max_pending"),
    ] {
        let path = format!("challenges.{key}");
        assert_eq!(refusal(&json!({"challenges": bounds})), of(&path, "policy_out_of_range"));
    }
}

#[test]
fn r4_an_access_accept_of_the_proxy() {
    for accept in [json!({"accept": {}}), json!({"accept": {"reply_message": "welcome"}})] {
        assert_eq!(action(accept.clone()), of("accept", "policy_direct_accept"));
        assert_eq!(reply_action(accept), of("accept", "policy_direct_accept"));
    }
}

#[test]
fn pools_that_do_not_exist() {
    assert_eq!(action(json!({"pool": "away"})), of("pool", "policy_unknown_pool"));
}

#[test]
fn attributes_that_do_not_exist() {
    for (edit, path) in edits_of("Colour") {
        assert_eq!(action(edit), of(path, "unknown_attribute"));
    }
    for (edit, path) in edits_of("User-Name:1") {
        assert_eq!(action(edit), of(path, "attribute_tag"));
    }
    let test = json!({"any": ["always", {"attribute": {"name": "Colour", "present": true}}]});
    assert_eq!(condition(test), of(".any[1].attribute.name", "unknown_attribute"));
    let allow = json!({"allow": {"attributes": ["Class", "Colour"]}});
    assert_eq!(action(allow), of("allow.attributes[1]", "unknown_attribute"));
    let copy = json!({"set": {"attribute": "Filter-Id", "template": "%{Colour}"}});
    assert_eq!(action(copy), of("set.template", "unknown_attribute"));
}

#[test]
fn values_that_are_not_of_their_type() {
    for (name, value) in [
        ("NAS-IP-Address", "192.0.2.256"),
        ("Session-Timeout", "4294967296"),
        ("Service-Type", "Nobody"),
        ("Framed-IPv6-Prefix", "2001:db8::1/32"),
        ("Filter-Id", "\\xg"),
    ] {
        let edit = json!({"set": {"attribute": name, "value": value}});
        assert_eq!(action(edit), of("set.value", "attribute_value"), "{name}");
        let edit = json!({"add": {"attribute": name, "value": value}});
        assert_eq!(reply_action(edit), of("add.value", "attribute_value"), "{name}");
        let test = json!({"attribute": {"name": name, "equals": value}});
        assert_eq!(condition(test), of(".attribute.equals", "attribute_value"), "{name}");
    }
    let test = json!({"attribute": {"name": "Service-Type", "one_of": ["Login-User", "Nobody"]}});
    assert_eq!(condition(test), of(".attribute.one_of[1]", "attribute_value"));
    let long = json!({"set": {"attribute": "Filter-Id", "value": "a".repeat(254)}});
    assert_eq!(action(long), of("set.value", "value_too_long"));
    let empty = json!({"set": {"attribute": "Filter-Id", "value": ""}});
    assert_eq!(action(empty), of("set.value", "policy_empty"));
}

#[test]
fn rules_and_actions_that_nothing_gets_to() {
    let rules = |first: Value, second: Value| {
        refusal(&json!({"requests": [
            {"name": "a", "match": first, "actions": []},
            {"name": "b", "match": second, "actions": []},
        ]}))
    };
    let unreachable = of("requests[1].match", "policy_unreachable");
    assert_eq!(rules(json!("always"), json!("always")), unreachable);
    assert_eq!(rules(json!("always"), json!({"realm": "a.b"})), unreachable);
    let access = json!({"all": [{"packet": "access"}, {"realm": "a.b"}]});
    assert_eq!(rules(json!({"packet": "access"}), access), unreachable);
    let accounting = json!({"not": {"packet": "accounting"}});
    let any = json!({"any": [{"packet": "access"}, {"packet": "coa"}]});
    assert_eq!(rules(accounting, any), unreachable);
    let never = json!({"all": [{"packet": "access"}, {"packet": "accounting"}]});
    assert_eq!(condition(never), of("", "policy_unreachable"));
    assert_eq!(condition(json!({"not": "always"})), of("", "policy_unreachable"));

    let after = on_request(
        json!({"packet": "access"}),
        json!([{"reject": {}}, {"set": {"attribute": "Filter-Id", "value": "a"}}]),
    );
    assert_eq!(refusal(&after), of("requests[0].actions[1]", "policy_unreachable"));

    let reachable = json!({"requests": [
        {"name": "a", "match": "always", "actions": [{"pool": "home"}], "continue": true},
        {"name": "b", "match": {"packet": "access"}, "actions": []},
        {"name": "c", "match": {"realm": "a.b"}, "actions": []},
        {"name": "d", "match": "always", "actions": []},
    ]});
    assert!(load(&reachable).is_ok());
}

#[test]
fn a_filter_of_what_is_absent() {
    let filter = json!({"filter": {"name": "Filter-Id", "present": false}});
    assert_eq!(action(filter), of("filter.present", "policy_unreachable"));
}

#[test]
fn a_rule_that_ends_and_continues() {
    for actions in [json!([{"reject": {}}]), json!([{"drop": {"reason": "a"}}])] {
        let config = json!({"requests": [
            {"name": "a", "match": {"packet": "access"}, "actions": actions, "continue": true},
        ]});
        let refused = of("requests[0].continue", "policy_continues_after_end");
        assert_eq!(refusal(&config), refused);
    }
    let config = json!({"requests": [
        {"name": "a", "match": "always", "actions": [], "continue": true},
    ]});
    assert_eq!(refusal(&config), of("requests[0].actions", "policy_empty"));
}

#[test]
fn what_only_requests_can_do() {
    let challenge = json!({"challenge": {"reply_message": "a", "answer": {"equals": "b"}}});
    for (action, key) in [
        (json!({"pool": "home"}), "pool"),
        (json!({"drop": {"reason": "a"}}), "drop"),
        (challenge, "challenge"),
    ] {
        assert_eq!(reply_action(action), of(key, "policy_only_in_requests"));
    }
}

#[test]
fn what_only_replies_have() {
    for kind in ["accept", "reject", "challenge"] {
        assert_eq!(condition(json!({"packet": kind})), of(".packet", "policy_only_in_replies"));
    }
    let test = json!({"request_attribute": {"name": "User-Name", "present": true}});
    assert_eq!(condition(test), of(".request_attribute", "policy_only_in_replies"));
    let copy = json!({"set": {"attribute": "Filter-Id", "template": "%{request:User-Name}"}});
    assert_eq!(action(copy), of("set.template", "policy_only_in_replies"));
}

#[test]
fn names_that_are_none_and_names_that_repeat() {
    let named = |name: &str| json!({"name": name, "match": {"packet": "access"}, "actions": []});
    for name in ["", "a b", "ü", "a\n", &"a".repeat(65)] {
        let config = json!({"requests": [named(name)]});
        assert_eq!(refusal(&config), of("requests[0].name", "policy_bad_name"), "{name:?}");
    }
    let twice = json!({"requests": [named("a")], "replies": [named("a")]});
    assert_eq!(refusal(&twice), of("replies[0].name", "policy_duplicate_name"));
}

#[test]
fn tests_that_do_not_fit() {
    let test = |test: Value| condition(json!({"attribute": test}));
    let name = "User-Name";
    assert_eq!(test(json!({"name": name})), of(".attribute", "policy_exactly_one"));
    assert_eq!(
        test(json!({"name": name, "present": true, "equals": "a"})),
        of(".attribute", "policy_exactly_one")
    );
    for (key, value, code) in [
        ("range", json!({"min": 1}), "policy_test_not_for_type"),
        ("network", json!("192.0.2.0/24"), "policy_test_not_for_type"),
        ("network", json!("2001:db8::/32"), "policy_test_not_for_type"),
        ("network", json!("192.0.2.1/24"), "policy_bad_network"),
        ("network", json!("192.0.2.0/33"), "policy_bad_network"),
        ("network", json!("192.0.2.0"), "policy_bad_network"),
        ("regex", json!("("), "policy_bad_regex"),
        ("regex", json!("a)|(b"), "policy_bad_regex"),
        ("glob", json!(""), "policy_empty"),
        ("one_of", json!([]), "policy_empty"),
        ("one_of", json!(vec!["a"; MAX_LIST + 1]), "policy_too_large"),
    ] {
        let mut config = json!({"name": name});
        config[key] = value;
        assert_eq!(test(config), of(&format!(".attribute.{key}"), code));
    }
    for (range, code) in
        [(json!({}), "policy_empty"), (json!({"min": 2, "max": 1}), "policy_out_of_range")]
    {
        let config = json!({"name": "Session-Timeout", "range": range});
        assert_eq!(test(config), of(".attribute.range", code));
    }
    let v6 = json!({"name": "NAS-IP-Address", "network": "2001:db8::/32"});
    assert_eq!(test(v6), of(".attribute.network", "policy_test_not_for_type"));
}

#[test]
fn conditions_that_cannot_be_met() {
    assert_eq!(condition(json!({"all": []})), of(".all", "policy_empty"));
    assert_eq!(condition(json!({"not": {"any": []}})), of(".not.any", "policy_empty"));
    for realm in ["", "*.org", "a b", "**"] {
        assert_eq!(condition(json!({"realm": realm})), of(".realm", "policy_bad_realm"));
    }
    assert_eq!(condition(json!({"client": ""})), of(".client", "policy_empty"));
    assert_eq!(condition(json!({"client_tag": ""})), of(".client_tag", "policy_empty"));
    let schedule = json!({"zone": "UTC", "windows": [{"from": "25:00", "to": "08:00"}]});
    assert_eq!(
        condition(json!({"all": [{"schedule": schedule}]})),
        of(".all[0].schedule.windows[0].from", "schedule_bad_time")
    );
}

#[test]
fn templates_that_cannot_be_read() {
    let set =
        |template: &str| action(json!({"set": {"attribute": "Filter-Id", "template": template}}));
    for template in ["%", "%x", "%{realm", "a%{0}", "%{1}"] {
        assert_eq!(set(template), of("set.template", "policy_bad_template"), "{template}");
    }
    assert_eq!(set(""), of("set.template", "policy_empty"));
    assert_eq!(set(&"a".repeat(1_025)), of("set.template", "policy_too_large"));
    assert_eq!(set(&"%{realm}".repeat(33)), of("set.template", "policy_too_large"));
    let rewrite = |regex: &str, template: &str| {
        action(json!({"rewrite": {"attribute": "Filter-Id", "regex": regex, "template": template}}))
    };
    assert_eq!(rewrite("(a)", "%{2}"), of("rewrite.template", "policy_bad_template"));
    assert_eq!(rewrite("(", "%{1}"), of("rewrite.regex", "policy_bad_regex"));
    for both in [json!({}), json!({"value": "a", "template": "a"})] {
        let mut edit = both.clone();
        edit["attribute"] = json!("Filter-Id");
        assert_eq!(action(json!({"add": edit})), of("add", "policy_exactly_one"));
    }
}

#[test]
fn lists_of_what_may_stay_with_parts_of_attributes() {
    for name in ["241.5.1", "241.26.9.1", "26.9.1.2"] {
        let allow = json!({"allow": {"attributes": [name]}});
        assert_eq!(action(allow), of("allow.attributes[0]", "policy_not_whole"));
    }
}

#[test]
fn more_than_the_limits() {
    let rule =
        |at: usize| json!({"name": format!("r{at}"), "match": {"realm": "a.b"}, "actions": []});
    let rules = |count| json!({"requests": (0..count).map(rule).collect::<Vec<_>>()});
    assert!(load(&rules(MAX_RULES)).is_ok());
    assert_eq!(refusal(&rules(MAX_RULES + 1)), of("requests", "policy_too_large"));

    let actions = |count| on_request(json!("always"), json!(vec![json!({"pool": "home"}); count]));
    assert!(load(&actions(MAX_ACTIONS)).is_ok());
    assert_eq!(refusal(&actions(MAX_ACTIONS + 1)), of("requests[0].actions", "policy_too_large"));

    let wide = |count| json!({"any": vec![json!({"realm": "a.b"}); count]});
    assert!(load(&on_request(wide(MAX_CONDITIONS - 1), json!([]))).is_ok());
    let path = format!(".any[{}]", MAX_CONDITIONS - 1);
    assert_eq!(condition(wide(MAX_CONDITIONS)), of(&path, "policy_too_large"));

    let deep = |depth| (0..depth).fold(json!({"realm": "a.b"}), |inner, _| json!({"not": inner}));
    assert!(load(&on_request(deep(8), json!([]))).is_ok());
    assert_eq!(condition(deep(9)), of(&".not".repeat(9), "policy_too_large"));

    let regex = json!({"attribute": {"name": "User-Name", "regex": "a"}});
    let wide = |count| json!({"any": vec![regex.clone(); count]});
    let two = |first, second| {
        json!({"requests": [
            {"name": "a", "match": wide(first), "actions": []},
            {"name": "b", "match": wide(second), "actions": []},
        ]})
    };
    assert!(load(&two(MAX_REGEXES / 2, MAX_REGEXES / 2)).is_ok());
    let refused = refusal(&two(MAX_REGEXES / 2, MAX_REGEXES / 2 + 1));
    assert_eq!(refused, of("requests[1]", "policy_too_large"));

    let names = vec!["Filter-Id"; MAX_LIST + 1];
    assert_eq!(action(json!({"remove": names})), of("remove", "policy_too_large"));
    assert_eq!(action(json!({"remove": []})), of("remove", "policy_empty"));
    let allow = json!({"allow": {"attributes": names}});
    assert_eq!(action(allow), of("allow.attributes", "policy_too_large"));
    let long = "a".repeat(254);
    let reject = json!({"reject": {"reply_message": long}});
    assert_eq!(action(reject), of("reject.reply_message", "policy_too_large"));
    let drop = json!({"drop": {"reason": long}});
    assert_eq!(action(drop), of("drop.reason", "policy_too_large"));
}

#[test]
fn fields_that_do_not_exist() {
    for (config, path) in [
        (json!({"request": []}), "request"),
        (on_request(json!("always"), json!([{"pools": "a"}])), "requests[0].actions[0]"),
        (
            on_request(json!("always"), json!([{"set": {"attribute": "a", "colour": "b"}}])),
            "requests[0].actions[0].set.colour",
        ),
        (on_request(json!({"realms": "a"}), json!([])), "requests[0].match"),
        (
            on_request(json!({"attribute": {"name": "a", "is": "b"}}), json!([])),
            "requests[0].match.attribute.is",
        ),
        (on_request(json!({"packet": "acces"}), json!([])), "requests[0].match.packet"),
        (json!({"challenges": {"max": 1}}), "challenges.max"),
    ] {
        let result: Result<PolicyConfig, _> = serde_path_to_error::deserialize(&config);
        assert_eq!(result.unwrap_err().path().to_string(), path, "{config}");
    }
}
