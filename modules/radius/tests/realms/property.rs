//! Random tables: the index finds what asking every route alone finds.

use proptest::prelude::*;
use radius::routing::{Decision, Kind, Refusal, Request};
use serde_json::{Value, json};

use crate::support::{Attributes, table};

/// Realms of few labels, so that they often share some.
fn realm() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!["a", "b", "example", "org"]), 2..5)
        .prop_map(|labels| labels.join("."))
}

fn condition() -> impl Strategy<Value = Value> {
    let digits = "[0-1]{1,3}";
    prop_oneof![
        6 => realm().prop_map(|realm| json!({"realm": realm})),
        4 => realm().prop_map(|realm| json!({"realm": format!("*.{realm}")})),
        4 => realm().prop_map(|realm| json!({"realm": format!(".{realm}")})),
        1 => Just(json!({"realm": "*"})),
        1 => Just(json!("default")),
        1 => Just(json!("no_realm")),
        1 => Just(json!({"prefix_realm": "*"})),
        1 => "[ab]".prop_map(|realm| json!({"prefix_realm": realm})),
        1 => "[ab.]{1,2}\\+[.*]{0,2}".prop_map(|regex| json!({"realm_regex": regex})),
        1 => digits.prop_map(|prefix| json!({"numbered": {"prefix": prefix}})),
        1 => digits.prop_map(|prefix| json!({"numbered": {"prefix": prefix, "attribute": "NAS-Identifier"}})),
        1 => (prop::sample::select(vec!["equals", "starts_with", "ends_with"]), "[01]{2,4}")
            .prop_map(|(test, value)| json!({"attribute": {"name": "Called-Station-Id", test: value}})),
        1 => "[01]{2,4}".prop_map(|value| json!({"attribute": {"name": "NAS-Identifier", "equals": value}})),
    ]
}

fn user_name() -> impl Strategy<Value = Option<String>> {
    let mark = prop::sample::select(vec!["", "a\\", "b\\", "org.a!", "a.b!c.org!"]);
    let named =
        (mark, prop::option::of(realm()), "[a-bA-B.]{0,2}").prop_map(|(mark, realm, more)| {
            let realm = realm.map(|realm| format!("@{more}{realm}")).unwrap_or_default();
            format!("{mark}fred{realm}")
        });
    prop::option::weighted(0.9, named)
}

/// Takes routes out until the table is accepted: random routes repeat and shadow each other.
fn accepted(mut routes: Vec<Value>) -> Vec<Value> {
    loop {
        let config = json!({"routes": routes, "decorated_realms": [".a.org", "*.b.org"]});
        let Err(error) = crate::support::load(&config) else { return routes };
        let at =
            error.path.strip_prefix("routes[").and_then(|rest| rest.split_once(']')).unwrap().0;
        routes.remove(at.parse().unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_index_agrees_with_asking_every_route(
        conditions in prop::collection::vec(condition(), 0..24),
        user_name in user_name(),
        called in prop::option::of("[01]{1,4}"),
        identifiers in prop::collection::vec("[01]{1,4}", 0..3),
        accounting in any::<bool>(),
    ) {
        let routes = conditions.into_iter().map(|condition| json!({"match": condition, "pool": "a"}));
        let routes = accepted(routes.collect());
        let table = table(&json!({"routes": routes, "decorated_realms": [".a.org", "*.b.org"]}));
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        attributes.extend(called.as_deref().map(|called| ("Called-Station-Id", called)));
        attributes.extend(identifiers.iter().map(|text| ("NAS-Identifier", text.as_str())));
        let explanation = table.explain(&Request {
            kind: if accounting { Kind::Accounting } else { Kind::Access },
            user_name: user_name.as_deref().map(str::as_bytes),
            attributes: &Attributes(&attributes),
        });
        let decided = match &explanation.decision {
            Decision::Forward(route) => Some(route.path),
            Decision::Refuse(Refusal::NoRoute) => None,
            Decision::Refuse(refusal) => panic!("{refusal}"),
        };
        prop_assert_eq!(decided, explanation.candidates.first().map(|candidate| candidate.path));
    }
}
