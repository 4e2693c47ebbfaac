//! Random policies that load, random requests, and random replies of home.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use radius::attribute::Attributes;
use radius::filter::{Config, Filter};
use radius::packet::Code;
use serde_json::{Value, json};

/// Attributes that a policy may edit, and some that it may not.
fn name() -> impl Strategy<Value = &'static str> {
    select(vec![
        "User-Name",
        "Filter-Id",
        "Cisco-AVPair",
        "Reply-Message",
        "Calling-Station-Id",
        "Class",
        "State",
        "Proxy-State",
        "EAP-Message",
    ])
}

fn test() -> impl Strategy<Value = Value> {
    prop_oneof![
        (name(), any::<bool>())
            .prop_map(|(name, present)| json!({ "name": name, "present": present })),
        (name(), "[a*?]{1,3}").prop_map(|(name, glob)| json!({ "name": name, "glob": glob })),
        name().prop_map(|name| json!({ "name": name, "regex": ".*" })),
    ]
}

fn condition(is_reply: bool) -> impl Strategy<Value = Value> {
    let kinds = match is_reply {
        true => vec!["access", "accounting", "accept", "reject", "challenge"],
        false => vec!["access", "accounting"],
    };
    let leaf = prop_oneof![
        1 => Just(json!("always")),
        4 => select(kinds).prop_map(|kind| json!({ "packet": kind })),
        1 => any::<bool>().prop_map(|eap| json!({ "eap": eap })),
        1 => Just(json!({ "realm": "*" })),
        2 => test().prop_map(|test| json!({ "attribute": test })),
        3 => Just(json!({ "all": [{ "packet": "access" }, { "eap": false }] })),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..3).prop_map(|list| json!({ "all": list })),
            vec(inner.clone(), 1..3).prop_map(|list| json!({ "any": list })),
            inner.prop_map(|inner| json!({ "not": inner })),
        ]
    })
}

fn template() -> impl Strategy<Value = String> {
    vec(select(vec!["a", "%{User-Name}", "%{Class}", "%{realm}", "%{client}"]), 1..4)
        .prop_map(|parts| parts.concat())
}

fn action() -> impl Strategy<Value = Value> {
    let edit = |kind: &'static str| {
        (name(), template())
            .prop_map(move |(name, text)| json!({ kind: { "attribute": name, "template": text } }))
    };
    prop_oneof![
        1 => Just(json!({ "pool": "home" })),
        2 => Just(json!({ "reject": { "reply_message": "no" } })),
        1 => Just(json!({ "drop": { "reason": "a" } })),
        1 => Just(json!({ "accept": {} })),
        2 => Just(json!({ "challenge": { "reply_message": "?", "answer": { "equals": "a" } } })),
        1 => Just(json!({ "set_vlan": { "id": "20" } })),
        2 => edit("add"),
        2 => edit("set"),
        1 => edit("rewrite"),
        1 => vec(name(), 1..3).prop_map(|names| json!({ "remove": names })),
        1 => Just(json!({ "remove_tunnels": { "allow_downgrade": { "reason": "a" } } })),
        1 => test().prop_map(|test| json!({ "filter": test })),
        1 => vec(name(), 0..3).prop_map(|names| json!({ "allow": { "attributes": names } })),
    ]
}

/// Type of State.
const STATE: u8 = 24;

/// Condition, actions, and whether the rules behind it are asked as well.
type Rule = (Value, Vec<Value>, bool);

fn rules(is_reply: bool) -> impl Strategy<Value = Vec<Rule>> {
    vec((condition(is_reply), vec(action(), 0..4), any::<bool>()), 1..6)
}

/// The configuration of a module with so many random policies, each for a client of its own that is
/// called `policy-N`. Rules that do not load are left out.
pub fn configuration(count: usize, runner: &mut TestRunner) -> Value {
    // The first two are known, so that every decision is made.
    let challenge = json!({ "challenge": { "reply_message": "?", "answer": { "equals": "a" } } });
    let plain = json!({ "all": [{ "packet": "access" }, { "eap": false }] });
    let reject = (json!({ "packet": "access" }), vec![json!({ "reject": {} })], false);
    let known = [reject, (plain, vec![challenge], false)];
    let known = known
        .into_iter()
        .zip(0..)
        .map(|(rule, client)| written(&format!("known-{client}"), client, rule));
    let mut of_all = [known.collect(), Vec::new()];
    for client in 2..count {
        let mut policy = [Vec::new(), Vec::new()];
        let drawn = [rules(false).boxed(), rules(true).boxed()];
        for (direction, strategy) in drawn.into_iter().enumerate() {
            for (place, rule) in
                strategy.new_tree(runner).unwrap().current().into_iter().enumerate()
            {
                let name = format!("policy-{client}-{direction}-{place}");
                policy[direction].push(written(&name, client, rule));
                if !loads(&policy) {
                    policy[direction].pop();
                }
            }
        }
        for (all, rules) in of_all.iter_mut().zip(policy) {
            all.extend(rules);
        }
    }
    whole(&of_all)
}

fn written(name: &str, client: usize, (condition, actions, goes_on): Rule) -> Value {
    let of_client = json!({ "client": format!("policy-{client}") });
    json!({
        "name": name,
        "match": { "all": [of_client, condition] },
        "actions": actions,
        "continue": goes_on,
    })
}

fn whole([requests, replies]: &[Vec<Value>; 2]) -> Value {
    json!({
        "pools": { "home": {} },
        "routing": { "routes": [{ "match": "default", "pool": "home" }] },
        "policy": { "requests": requests, "replies": replies },
    })
}

fn loads(policy: &[Vec<Value>; 2]) -> bool {
    let config: Config = serde_json::from_value(whole(policy)).unwrap();
    Filter::new(&config, [0; 8]).is_ok()
}

/// A request: its code and its attributes.
pub fn request() -> impl Strategy<Value = (Code, Attributes)> {
    let code = prop_oneof![
        4 => Just(Code::ACCESS_REQUEST),
        1 => Just(Code::ACCOUNTING_REQUEST),
    ];
    (code, attributes(&[1, 1, 4, 11, 24, 25, 25, 26, 31, 33, 33, 44, 79, 64, 81]))
}

/// A reply: its code, if the request was an Access-Request, and its attributes.
pub fn reply() -> impl Strategy<Value = (Code, Attributes)> {
    let code = prop_oneof![
        3 => Just(Code::ACCESS_ACCEPT),
        2 => Just(Code::ACCESS_REJECT),
        1 => Just(Code::ACCESS_CHALLENGE),
    ];
    (code, attributes(&[1, 11, 18, 24, 25, 25, 26, 27, 64, 65, 81, 79]))
}

fn attributes(numbers: &'static [u8]) -> impl Strategy<Value = Attributes> {
    let value = prop_oneof![
        6 => vec(any::<u8>(), 1..24),
        3 => "[a-z]{1,6}@[a-z]{1,6}[.]org".prop_map(String::into_bytes),
        2 => Just(vec![1, 0, 0, 13]),
        2 => Just(vec![2, 1, 0, 5, 1]),
        1 => Just(vec![0, 0, 0, 9, 1, 3, b'a']),
        1 => Just(vec![b'a'; 253]),
    ];
    let some = vec((select(numbers), value), 0..12);
    // Now and then more than fits with what policy adds.
    (some, select(vec![0, 0, 0, 0, 11])).prop_map(|(list, more)| {
        let mut attributes = Attributes::new();
        for (number, value) in list {
            // RFC 2865 section 5.44: there is at most one State.
            let is_second = number == STATE && attributes.iter().any(|it| it.number == STATE);
            if !is_second {
                attributes.push(number, &value).unwrap();
            }
        }
        for _ in 0..more {
            if attributes.as_bytes().len() < 3_600 {
                attributes.push(11, &[b'f'; 253]).unwrap();
            }
        }
        attributes
    })
}
