//! Class, and what it tells about accounting (RFC 2607 section 5.2 and 7.5 to 7.7).

use host_tests::radius::{Answer, Gateway, GatewayConfig, Home, attributes};
use radius::packet::Code;
use serde_json::json;

use crate::stage::{ALICE, ATOMIC, LIMIT, Stage, timed};

const ACCOUNTING: Code = Code::ACCOUNTING_REQUEST;

#[test]
fn r12_the_class_of_home_is_passed_on_and_none_is_made_up() {
    let stage = Stage::of(
        |request| match request.text("User-Name").as_deref() {
            Some("challenge") => Answer::challenge(&[("State", "0x01"), ("Class", "0x0102")]),
            Some("accept") => Answer::accept(&[("Class", "0x0304")]),
            _ => Answer::accept(&[]),
        },
        |config| config,
    );
    let mut nas = stage.auth();
    for (name, class) in
        [("challenge", &[vec![1, 2]][..]), ("accept", &[vec![3, 4]]), ("without", &[])]
    {
        let user = [("User-Name", name), ("User-Password", "pw")];
        assert_eq!(nas.access(&user).unwrap().values("Class"), class, "{name}");
    }
}

#[test]
fn r13_every_class_goes_both_ways_as_it_is() {
    // In this order, the same twice, one of any octets, the longest, and one without a value.
    let mut classes = vec![vec![1], vec![0, 255, 0], vec![1], (3..=255).collect(), Vec::new()];
    let all = |classes: &[Vec<u8>]| {
        let mut all = attributes(&[("Filter-Id", "between")]);
        for class in classes {
            all.push(25, class).unwrap();
        }
        all
    };
    let given = all(&classes);
    let stage = Stage::of(
        move |request| match request.code() {
            Code::ACCESS_REQUEST => Answer::Packet(Code::ACCESS_ACCEPT, given.clone()),
            code => Answer::good(code),
        },
        |config| config.section(ATOMIC),
    );
    let accept = stage.auth().access(&ALICE).unwrap();
    assert_eq!(accept.values("Class"), classes);
    classes.reverse();
    let mut acct = stage.acct();
    let request = acct.prepare_attributes(ACCOUNTING, all(&classes)).unwrap();
    assert!(acct.exchange(&request).unwrap().is_some());
    let seen = stage.home.requests(ACCOUNTING);
    assert_eq!(seen[0].values("Class"), classes);
    assert_eq!(seen[0].texts("Filter-Id"), ["between"]);
}

#[test]
fn r13_a_policy_that_edits_class_does_not_load() {
    let edit = json!({ "attribute": "Class", "value": "x" });
    for (direction, action) in [
        ("requests", json!({ "add": edit })),
        ("replies", json!({ "remove": ["Filter-Id", "Class"] })),
        ("requests", json!({ "filter": { "name": "Class", "present": true } })),
    ] {
        let rules = json!([{ "name": "x", "match": "always", "actions": [action] }]);
        let home = Home::good().unwrap();
        let config = timed(GatewayConfig::between_nas_and(&home));
        let config = config.policy(json!({ direction: rules }));
        let failure = Gateway::start(&config).unwrap_err().to_string();
        assert!(failure.contains(&format!("policy.{direction}[0].actions[0]")), "{failure}");
        assert!(failure.contains("Class must go through a proxy unchanged"), "{failure}");
    }
}

/// Home has accepted Alice with a Class.
fn accepted() -> Stage {
    let stage = Stage::of(
        |request| match request.code() {
            Code::ACCESS_REQUEST => Answer::accept(&[("Class", "0x0102")]),
            code => Answer::good(code),
        },
        |config| config,
    );
    let known = [NAS, ("Acct-Session-Id", "one")];
    stage.auth().access(&[&ALICE[..], &known].concat()).unwrap();
    stage
}

const NAS: (&str, &str) = ("NAS-Identifier", "nas-1");

const START: [(&str, &str); 4] =
    [ALICE[0], NAS, ("Acct-Session-Id", "one"), ("Acct-Status-Type", "Start")];

/// A record is forwarded and acknowledged, as RFC 2607 section 5.2 has it, and flagged for this
/// reason, if for any.
fn assert_flagged(stage: &Stage, record: &[(&str, &str)], reason: Option<&str>) {
    let counts = || {
        let reasons = ["class_missing", "class_unknown", "no_accept"];
        reasons.map(|reason| (reason, stage.count("accounting_flagged", reason)))
    };
    let (before, forwarded) = (counts(), stage.home.requests(ACCOUNTING).len());
    let answer = stage.acct().accounting(record).unwrap();
    assert_eq!(answer.code(), Code::ACCOUNTING_RESPONSE);
    stage.home.wait_for(ACCOUNTING, forwarded + 1, LIMIT).unwrap();
    let expected = before.map(|(it, count)| (it, count + u64::from(reason == Some(it))));
    assert_eq!(counts(), expected, "{record:?}");
}

#[test]
fn r14_a_record_without_the_class_of_its_session_is_flagged_and_forwarded() {
    let stage = accepted();
    assert_flagged(&stage, &START, Some("class_missing"));
    assert_flagged(&stage, &[&START[..], &[("Class", "0x0102")]].concat(), None);
}

#[test]
fn r19_a_record_of_no_accept_is_flagged_and_forwarded() {
    let stage = accepted();
    let unknown = [&START[..], &[("Class", "0x0103")]].concat();
    assert_flagged(&stage, &unknown, Some("class_unknown"));
    let stranger = [
        ("User-Name", "mallory@example.org"),
        ("Acct-Session-Id", "two"),
        ("Acct-Status-Type", "Start"),
    ];
    assert_flagged(&stage, &stranger, Some("no_accept"));
}
