//! Random policies and packets: what no policy can do. The oracle is that of fuzzing.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use radius::attribute::Attributes;
use radius::packet::Code;
use radius::policy::PolicyConfig;
use serde_json::{Value, json};

use crate::radius_policy::run;

/// Names of attributes, most of which must not be edited.
fn name() -> impl Strategy<Value = &'static str> {
    select(vec![
        "User-Name",
        "Filter-Id",
        "Cisco-AVPair",
        "Reply-Message",
        "Session-Timeout",
        "Proxy-State",
        "State",
        "Class",
        "33.1",
        "EAP-Message",
        "79.1",
        "Message-Authenticator",
        "User-Password",
        "CHAP-Password",
        "MS-MPPE-Send-Key",
        "Vendor-Specific",
        "Extended-Attribute-1",
        "241.4",
        "Tunnel-Type",
        "Tunnel-Type:1",
        "Tunnel-Medium-Type:1",
        "Tunnel-Private-Group-Id:1",
        "Tunnel-Server-Endpoint:1",
        "Tunnel-Password:1",
    ])
}

fn test() -> impl Strategy<Value = Value> {
    let glob = "[a*?]{1,3}";
    prop_oneof![
        (name(), any::<bool>())
            .prop_map(|(name, present)| json!({"name": name, "present": present})),
        (name(), glob).prop_map(|(name, glob)| json!({"name": name, "glob": glob})),
        name().prop_map(|name| json!({"name": name, "regex": ".*"})),
        Just(json!({"name": "Session-Timeout", "range": {"min": 1}})),
    ]
}

fn condition(is_reply: bool) -> impl Strategy<Value = Value> {
    let kinds = match is_reply {
        true => vec!["access", "accounting", "coa", "accept", "reject", "challenge"],
        false => vec!["access", "accounting", "coa", "disconnect"],
    };
    let leaf = prop_oneof![
        2 => Just(json!("always")),
        4 => select(kinds).prop_map(|kind| json!({"packet": kind})),
        2 => any::<bool>().prop_map(|eap| json!({"eap": eap})),
        1 => Just(json!({"realm": "*"})),
        1 => test().prop_map(|test| json!({"attribute": test})),
        2 => Just(json!({"all": [{"packet": "access"}, {"eap": false}]})),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..3).prop_map(|list| json!({"all": list})),
            vec(inner.clone(), 1..3).prop_map(|list| json!({"any": list})),
            inner.prop_map(|inner| json!({"not": inner})),
        ]
    })
}

fn template() -> impl Strategy<Value = String> {
    vec(select(vec!["a", "%{User-Name}", "%{Class}", "%{realm}", "%{Cisco-AVPair}", "%{0}"]), 1..4)
        .prop_map(|parts| parts.concat())
}

fn action() -> impl Strategy<Value = Value> {
    let reason = json!({"reason": "a"});
    let downgrade = select(vec![Value::Null, reason]);
    prop_oneof![
        Just(json!({"pool": "home"})),
        Just(json!({"reject": {"reply_message": "no"}})),
        Just(json!({"drop": {"reason": "a"}})),
        Just(json!({"accept": {}})),
        Just(json!({"challenge": {"reply_message": "?", "answer": {"equals": "a"}}})),
        Just(json!({"set_vlan": {"id": "20", "tag": 1}})),
        (name(), template())
            .prop_map(|(name, text)| json!({"add": {"attribute": name, "template": text}})),
        (name(), "[a1]{1,200}")
            .prop_map(|(name, text)| json!({"add": {"attribute": name, "value": text}})),
        (name(), template())
            .prop_map(|(name, text)| json!({"set": {"attribute": name, "template": text}})),
        (name(), template()).prop_map(|(name, text)| json!({"rewrite": {
            "attribute": name, "regex": ".*", "template": text,
        }})),
        vec(name(), 1..4).prop_map(|names| json!({"remove": names})),
        Just(json!({"remove": ["Tunnel-Type", "Tunnel-Medium-Type", "Tunnel-Private-Group-Id"]})),
        downgrade.clone().prop_map(|reason| json!({"remove_tunnels": {"allow_downgrade": reason}})),
        test().prop_map(|test| json!({"filter": test})),
        (vec(name(), 0..4), downgrade).prop_map(|(names, reason)| {
            json!({"allow": {"attributes": names, "allow_downgrade": reason}})
        }),
    ]
}

fn rules(is_reply: bool) -> impl Strategy<Value = Vec<Value>> {
    let rule = (condition(is_reply), vec(action(), 0..4), any::<bool>());
    vec(rule, 0..6).prop_map(move |rules| {
        let named = rules.into_iter().enumerate().map(|(at, (condition, actions, goes_on))| {
            let direction = if is_reply { "reply" } else { "request" };
            let name = format!("{direction}-{at}");
            json!({"name": name, "match": condition, "actions": actions, "continue": goes_on})
        });
        named.collect()
    })
}

fn policy() -> impl Strategy<Value = PolicyConfig> {
    (rules(false), rules(true)).prop_map(|(requests, replies)| {
        serde_json::from_value(json!({"requests": requests, "replies": replies})).unwrap()
    })
}

/// Attributes with any values, in any order, some of them many times.
fn packet() -> impl Strategy<Value = Attributes> {
    let number = select(vec![1, 2, 3, 11, 18, 24, 25, 26, 27, 33, 64, 65, 67, 69, 79, 81, 241]);
    let value = prop_oneof![
        6 => vec(any::<u8>(), 0..24),
        2 => "[a-z]{1,6}@[a-z]{1,6}[.]org".prop_map(String::into_bytes),
        2 => Just(vec![1, 0, 0, 13]),
        1 => Just(vec![2, 0, 0, 3]),
        1 => Just(vec![0, 0, 0, 9, 1, 3, b'a']),
        1 => Just(vec![0, 0, 1, 55, 16, 4, 9, 9, 7, 3, 1]),
        1 => Just(vec![b'a'; 253]),
    ];
    let some = vec((number, value), 0..16);
    (some, select(vec![0, 0, 0, 12])).prop_map(|(list, more)| {
        let mut attributes = Attributes::new();
        for (number, value) in list {
            attributes.push(number, &value).ok();
        }
        for _ in 0..more {
            attributes.push(11, &[b'f'; 253]).ok();
        }
        attributes
    })
}

fn request_code() -> impl Strategy<Value = Code> {
    prop_oneof![
        6 => Just(Code::ACCESS_REQUEST),
        2 => Just(Code::ACCOUNTING_REQUEST),
        1 => Just(Code::COA_REQUEST),
        1 => any::<u8>().prop_map(Code),
    ]
}

fn reply_code() -> impl Strategy<Value = Code> {
    prop_oneof![
        6 => Just(Code::ACCESS_ACCEPT),
        1 => Just(Code::ACCESS_REJECT),
        1 => Just(Code::ACCESS_CHALLENGE),
        1 => Just(Code::ACCOUNTING_RESPONSE),
        1 => any::<u8>().prop_map(Code),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn r3_a_direct_answer_is_an_access_reject_or_an_access_challenge(
        policy in policy(), request in (request_code(), packet()),
    ) {
        let none = Attributes::new();
        let verdicts = run(policy, (request.0, &request.1), (Code::ACCOUNTING_RESPONSE, &none));
        let codes: Vec<u8> = verdicts.iter().filter_map(|(_, code)| Some(code.as_ref()?.0)).collect();
        prop_assert!(codes.iter().all(|code| [3, 11].contains(code)), "{:?}", codes);
    }

    #[test]
    fn r4_no_policy_answers_with_an_access_accept(
        policy in policy(), request in packet(), reply in (reply_code(), packet()),
    ) {
        let verdicts = run(policy, (Code::ACCESS_REQUEST, &request), (reply.0, &reply.1));
        prop_assert!(verdicts.iter().all(|(_, code)| *code != Some(Code::ACCESS_ACCEPT)));
    }

    #[test]
    fn r9_no_policy_refuses_accounting(policy in policy(), request in packet()) {
        let none = Attributes::new();
        let answer = (Code::ACCOUNTING_RESPONSE, &none);
        for verdict in run(policy, (Code::ACCOUNTING_REQUEST, &request), answer) {
            prop_assert!(["forward", "pass"].contains(&verdict.0), "{:?}", verdict);
        }
    }

    #[test]
    fn r13_proxy_state_state_and_class_go_through_every_policy(
        policy in policy(), request in (request_code(), packet()), reply in (reply_code(), packet()),
    ) {
        // The oracle compares them, and everything else that is protected.
        run(policy, (request.0, &request.1), (reply.0, &reply.1));
    }
}

#[test]
fn random_policies_reach_every_decision() {
    // The properties would hold for anything if all rules were refused.
    let mut list = Attributes::new();
    list.push(1, b"fred@example.org").unwrap();
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..2_000 {
        let config = policy().new_tree(&mut runner).unwrap().current();
        let verdicts = run(config, (Code::ACCESS_REQUEST, &list), (Code::ACCESS_ACCEPT, &list));
        seen.extend(verdicts.into_iter().map(|(verdict, _)| verdict));
    }
    let all = ["challenge", "drop", "forward", "pass", "reject", "replace"];
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), all);
}
