//! Challenges: RFC 2607 section 5.1, RFC 2865 section 4.4.

use std::time::Duration;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use radius::attribute::{Attributes, Reference};
use radius::packet::Code;
use radius::policy::{
    Answers, Client, Forward, Host, Outcome, PolicyEngine, Request, RequestDecision,
};
use serde_json::{Value, json};

use crate::packets::{attributes, reference, rng};
use crate::support::{
    CLIENT, MARK, NOW, access, decide, decide_with, engine, first, forwarded, of_types, rejected,
    verdict,
};

fn ask(more: Value) -> Value {
    let mut actions = vec![
        json!({"set": {"attribute": "Filter-Id", "value": "guests"}}),
        json!({"challenge": {"reply_message": "Code of the day?", "answer": {"equals": "tulip"}}}),
    ];
    actions.extend(more.as_array().unwrap().clone());
    json!({
        "requests": [
            {"name": "ask", "actions": actions, "continue": true,
             "match": {"all": [{"packet": "access"}, {"eap": false}, {"realm": "example.org"}]}},
            {"name": "last", "match": "always", "actions": [
                {"set": {"attribute": "Operator-Name", "value": "1example.net"}},
            ]},
        ],
        "challenges": {"lifetime_seconds": 30, "max_pending": 2},
    })
}

fn first_request() -> Attributes {
    attributes(&[
        ("User-Name", "fred@example.org"),
        ("User-Password", "first handle"),
        ("Proxy-State", "0x01"),
        ("State", "0x686f6d65"),
    ])
}

/// The State of the challenge that answers the first request.
fn challenged(engine: &mut PolicyEngine) -> Vec<u8> {
    let list = first_request();
    state(decide(engine, &access(&list)))
}

fn state(outcome: Outcome<'_, RequestDecision<'_>>) -> Vec<u8> {
    match outcome.decision {
        RequestDecision::Challenge { state, .. } => state,
        other => panic!("{other:?}"),
    }
}

/// The request that answers a challenge.
fn answer(state: &[u8], password: &str) -> Attributes {
    let mut list = attributes(&[
        ("User-Name", "fred@example.org"),
        ("User-Password", password),
        ("Proxy-State", "0x02"),
        ("Proxy-State", "0x0203"),
    ]);
    list.push(24, state).unwrap();
    list
}

fn code(engine: &mut PolicyEngine, request: &Request<'_>) -> (&'static str, &'static str) {
    let outcome = decide(engine, request);
    (verdict(&outcome.decision), outcome.reason.code())
}

#[test]
fn r2_a_challenge_carries_a_reply_message_and_a_state_of_our_own() {
    let mut engine = engine(&ask(json!([])));
    let request = first_request();
    let outcome = decide(&mut engine, &access(&request));
    assert_eq!((outcome.rule, outcome.reason.code()), (Some("ask"), "policy_rule"));
    let RequestDecision::Challenge { answer, state, expires, resumes } = outcome.decision else {
        panic!("no challenge")
    };
    assert_eq!(answer.code(), Code::ACCESS_CHALLENGE);
    let types: Vec<u8> = answer.attributes().iter().map(|attribute| attribute.number).collect();
    assert_eq!(types, [80, 18, 24, 33]);
    assert_eq!(first(answer.attributes(), "State").unwrap(), state);
    assert_eq!(first(answer.attributes(), "Reply-Message").unwrap(), b"Code of the day?");
    assert_eq!(first(answer.attributes(), "Proxy-State").unwrap(), [1]);
    assert!(state.starts_with(&MARK));
    assert_eq!(state.len() - MARK.len(), 16);
    assert_eq!((expires, resumes), (NOW + Duration::from_secs(30), None));
    assert_eq!(engine.poll_timeout(), Some(expires));
}

#[test]
fn the_right_answer_lets_the_first_request_go_on_without_our_state() {
    let mut engine = engine(&ask(json!([{"pool": "home"}])));
    let state = challenged(&mut engine);
    let right = answer(&state, "tulip");
    let outcome = decide(&mut engine, &access(&right));
    assert_eq!((outcome.rule, outcome.reason.code()), (Some("ask"), "challenge_answered"));
    let Forward { pool, edited, resumes } = forwarded(outcome);
    assert_eq!((pool, resumes), (Some("home"), Some(state)));
    // The Proxy-States are those of the request that the reply will answer.
    assert_eq!(
        edited.unwrap(),
        attributes(&[
            ("User-Name", "fred@example.org"),
            ("User-Password", "first handle"),
            ("State", "0x686f6d65"),
            ("Filter-Id", "guests"),
            ("Proxy-State", "0x02"),
            ("Proxy-State", "0x0203"),
            ("Operator-Name", "1example.net"),
        ])
    );
    assert_eq!(engine.poll_timeout(), None);
}

#[test]
fn a_wrong_answer_is_rejected_and_not_asked_again() {
    let mut engine = engine(&ask(json!([])));
    for wrong in ["Tulip", "tuli", "tulips", ""] {
        let state = challenged(&mut engine);
        let wrong = answer(&state, wrong);
        let outcome = decide(&mut engine, &access(&wrong));
        assert_eq!((outcome.rule, outcome.reason.code()), (Some("ask"), "challenge_wrong"));
        let reject = rejected(outcome);
        assert_eq!(reject.code(), Code::ACCESS_REJECT);
        assert_eq!(of_types(reject.attributes(), &[33]), of_types(&wrong, &[33]));
        let right = answer(&state, "tulip");
        assert_eq!(code(&mut engine, &access(&right)), ("reject", "challenge_unknown"));
    }
}

#[test]
fn an_answer_counts_once() {
    let mut engine = engine(&ask(json!([])));
    let right = answer(&challenged(&mut engine), "tulip");
    assert_eq!(code(&mut engine, &access(&right)), ("forward", "challenge_answered"));
    assert_eq!(code(&mut engine, &access(&right)), ("reject", "challenge_unknown"));
}

#[test]
fn a_challenge_expires() {
    let mut engine = engine(&ask(json!([])));
    for (seconds, expected) in [(29, "challenge_answered"), (30, "challenge_unknown")] {
        let state = challenged(&mut engine);
        let right = answer(&state, "tulip");
        let late = Request { now: NOW + Duration::from_secs(seconds), ..access(&right) };
        assert_eq!(code(&mut engine, &late).1, expected);
    }
    challenged(&mut engine);
    engine.handle_timeout(NOW + Duration::from_secs(29));
    assert!(engine.poll_timeout().is_some());
    engine.handle_timeout(NOW + Duration::from_secs(30));
    assert_eq!(engine.poll_timeout(), None);
}

#[test]
fn an_answer_counts_only_from_the_client_that_was_challenged() {
    let mut engine = engine(&ask(json!([])));
    let state = challenged(&mut engine);
    let right = answer(&state, "tulip");
    let client = Client { name: "ap-yard", ..CLIENT };
    let foreign = Request { client, ..access(&right) };
    assert_eq!(code(&mut engine, &foreign), ("reject", "challenge_unknown"));
    assert_eq!(code(&mut engine, &access(&right)).1, "challenge_answered");
}

#[test]
fn an_answer_needs_exactly_one_value_and_no_eap() {
    let mut engine = engine(&ask(json!([])));
    let state = challenged(&mut engine);
    let mut eap = answer(&state, "tulip");
    eap.push(79, &[2, 1, 0, 5, 1]).unwrap();
    let outcome = decide(&mut engine, &access(&eap));
    assert_eq!(outcome.reason.code(), "challenge_in_eap");
    assert_eq!(of_types(rejected(outcome).attributes(), &[79])[0].1, [4, 1, 0, 4]);
    let mut two = answer(&state, "tulip");
    two.push(2, b"tulip").unwrap();
    assert_eq!(code(&mut engine, &access(&two)), ("reject", "challenge_unanswered"));
    let mut none = answer(&challenged(&mut engine), "tulip");
    none.remove(&reference("User-Password"));
    assert_eq!(code(&mut engine, &access(&none)), ("reject", "challenge_unanswered"));
}

#[test]
fn a_state_of_a_home_server_goes_through() {
    let mut engine = engine(&ask(json!([])));
    let list = attributes(&[("User-Name", "fred"), ("State", "0x01020304")]);
    let forward = forwarded(decide(&mut engine, &access(&list)));
    assert_eq!(first(&forward.edited.unwrap(), "State").unwrap(), [1, 2, 3, 4]);
}

#[test]
fn a_state_with_our_mark_that_no_challenge_has_is_rejected() {
    let mut engine = engine(&ask(json!([])));
    for more in [&[][..], &[0; 15], &[0; 16], &[0; 17]] {
        let list = answer(&[&MARK, more].concat(), "tulip");
        assert_eq!(code(&mut engine, &access(&list)), ("reject", "challenge_unknown"));
    }
}

#[test]
fn a_request_with_two_states_is_not_challenged() {
    let mut engine = engine(&ask(json!([])));
    let mut list = first_request();
    [1, 2].iter().for_each(|octet| list.push(24, &[*octet]).unwrap());
    assert_eq!(code(&mut engine, &access(&list)), ("reject", "several_states"));
}

#[test]
fn accounting_with_our_mark_is_forwarded() {
    let mut engine = engine(&ask(json!([])));
    let list = answer(&MARK, "x");
    let request = Request { code: Code::ACCOUNTING_REQUEST, ..access(&list) };
    assert_eq!(code(&mut engine, &request).0, "forward");
}

#[test]
fn the_number_of_challenges_is_bounded() {
    let mut engine = engine(&ask(json!([])));
    let mut rng = rng();
    let mut decide = |now| {
        let list = first_request();
        let request = Request { now, ..access(&list) };
        let answers = &mut radius::policy::ClearAnswers;
        let outcome = engine.request(&request, &mut Host { rng: &mut rng, answers });
        (verdict(&outcome.decision), outcome.reason.code())
    };
    assert_eq!(decide(NOW).0, "challenge");
    assert_eq!(decide(NOW).0, "challenge");
    assert_eq!(decide(NOW), ("reject", "challenges_full"));
    assert_eq!(decide(NOW + Duration::from_secs(30)).0, "challenge");
}

#[test]
fn states_differ() {
    let mut engine = engine(&ask(json!([])));
    let mut rng = rng();
    let list = first_request();
    let mut next = || {
        let answers = &mut radius::policy::ClearAnswers;
        state(engine.request(&access(&list), &mut Host { rng: &mut rng, answers }))
    };
    assert_ne!(next(), next());
}

#[test]
fn an_answer_in_an_attribute_that_is_not_hidden_is_compared_here() {
    let mut engine = engine(&json!({"requests": [{
        "name": "ask",
        "match": {"all": [{"packet": "access"}, {"eap": false}]},
        "actions": [{"challenge": {
            "reply_message": "?", "answer": {"attribute": "Callback-Number", "equals": "42"},
        }}],
    }]}));
    for (number, expected) in [("42", "challenge_answered"), ("43", "challenge_wrong")] {
        let mut list = attributes(&[("Callback-Number", number)]);
        list.push(24, &challenged(&mut engine)).unwrap();
        let outcome = decide_with(&mut engine, &access(&list), &mut Nobody);
        assert_eq!(outcome.reason.code(), expected);
    }
}

/// Must not be asked, or cannot tell.
struct Nobody;

impl Answers for Nobody {
    fn is_equal(&mut self, _: &Reference, _: &[u8], _: &[u8]) -> Option<bool> {
        None
    }
}

/// Knows what is behind handles.
struct Gateway(Vec<(Reference, Vec<u8>, Vec<u8>)>);

impl Answers for Gateway {
    fn is_equal(&mut self, attribute: &Reference, handle: &[u8], expected: &[u8]) -> Option<bool> {
        self.0.push((*attribute, handle.to_vec(), expected.to_vec()));
        Some(handle == b"handle of tulip")
    }
}

#[test]
fn a_hidden_answer_is_compared_by_the_host() {
    let mut engine = engine(&ask(json!([])));
    for (handle, expected) in
        [("handle of tulip", "challenge_answered"), ("tulip", "challenge_wrong")]
    {
        let list = answer(&challenged(&mut engine), handle);
        let mut gateway = Gateway(Vec::new());
        let outcome = decide_with(&mut engine, &access(&list), &mut gateway);
        assert_eq!(outcome.reason.code(), expected);
        let asked = (reference("User-Password"), handle.as_bytes().to_vec(), b"tulip".to_vec());
        assert_eq!(gateway.0, [asked]);
    }
    let list = answer(&challenged(&mut engine), "tulip");
    let outcome = decide_with(&mut engine, &access(&list), &mut Nobody);
    assert_eq!(outcome.reason.code(), "challenge_incomparable");
    rejected(outcome);
}

#[test]
fn a_request_can_be_challenged_twice() {
    let second = json!([
        {"challenge": {"reply_message": "And the colour?", "answer": {"equals": "red"}}},
    ]);
    let mut engine = engine(&ask(second));
    let one = challenged(&mut engine);
    let list = answer(&one, "tulip");
    // The second State must not be the first.
    let mut other = ChaCha20Rng::seed_from_u64(2);
    let answers = &mut radius::policy::ClearAnswers;
    let outcome = engine.request(&access(&list), &mut Host { rng: &mut other, answers });
    let RequestDecision::Challenge { answer: asked, state: two, resumes, .. } = outcome.decision
    else {
        panic!("no challenge")
    };
    assert_eq!(resumes, Some(one));
    assert_eq!(of_types(asked.attributes(), &[33]), of_types(&list, &[33]));
    let outcome = decide(&mut engine, &access(&answer(&two, "red"))).reason;
    assert_eq!(outcome.code(), "challenge_answered");
}

#[test]
fn proxy_states_that_leave_no_room_for_a_challenge_keep_no_request() {
    let mut engine = engine(&json!({"requests": [{
        "name": "ask",
        "match": {"all": [{"packet": "access"}, {"eap": false}]},
        "actions": [{"challenge": {"reply_message": "?", "answer": {"equals": "42"}}}],
    }]}));
    let mut list = Attributes::new();
    for _ in 0..15 {
        list.push(33, &[7; 253]).unwrap();
    }
    list.push(33, &[7; 220]).unwrap();
    assert_eq!(code(&mut engine, &access(&list)), ("drop", "no_room_for_answer"));
    assert_eq!(engine.poll_timeout(), None);
}

#[test]
fn debug_shows_no_secret() {
    let config: radius::policy::PolicyConfig = serde_json::from_value(ask(json!([]))).unwrap();
    assert!(!format!("{config:?}").contains("tulip"));
    let mut engine = engine(&ask(json!([])));
    let state = challenged(&mut engine);
    assert_eq!(
        format!("{engine:?}"),
        "PolicyEngine { policy: Policy(2 for requests, 0 for replies), challenges: Challenges(1) }"
    );
    let list = answer(&state, "tulip");
    assert!(!format!("{:?}", decide(&mut engine, &access(&list))).contains("tulip"));
}
