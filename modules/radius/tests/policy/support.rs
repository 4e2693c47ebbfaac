//! Policies and packets in few words.

use std::time::Duration;

use radius::attribute::{Attributes, Reference};
use radius::packet::Code;
use radius::policy::{
    Answers, ClearAnswers, Client, DirectAnswer, Forward, Host, Names, Outcome, Policy,
    PolicyConfig, PolicyEngine, PolicyError, Reply, ReplyDecision, Request, RequestDecision,
};
use serde_json::{Value, json};

use crate::packets::{attributes, rng};

/// Sunday, 22 November 2026, 17:00:00 UTC.
pub const NOW: Duration = Duration::from_secs(1_795_366_800);

pub const MARK: [u8; 8] = *b"our mark";

pub const CLIENT: Client<'static> = Client { name: "ap-hall", tags: &["guest", "indoor"] };

/// A policy in which the pools `home` and `backup` exist.
pub fn load(config: &Value) -> Result<Policy, PolicyError> {
    let config: PolicyConfig = serde_json::from_value(config.clone()).unwrap();
    Policy::new(&config, &Names { pool: &|name| ["home", "backup"].contains(&name) })
}

pub fn engine(config: &Value) -> PolicyEngine {
    PolicyEngine::new(load(config).unwrap(), MARK)
}

/// One rule for requests.
pub fn on_request(condition: Value, actions: Value) -> Value {
    json!({"requests": [{"name": "rule", "match": condition, "actions": actions}]})
}

/// One rule for replies.
pub fn on_reply(condition: Value, actions: Value) -> Value {
    json!({"replies": [{"name": "rule", "match": condition, "actions": actions}]})
}

pub fn request(code: Code, attributes: &Attributes) -> Request<'_> {
    Request { code, attributes, client: CLIENT, now: NOW }
}

pub fn access(attributes: &Attributes) -> Request<'_> {
    request(Code::ACCESS_REQUEST, attributes)
}

pub fn decide<'e>(
    engine: &'e mut PolicyEngine,
    request: &Request<'_>,
) -> Outcome<'e, RequestDecision<'e>> {
    decide_with(engine, request, &mut ClearAnswers)
}

pub fn decide_with<'e>(
    engine: &'e mut PolicyEngine,
    request: &Request<'_>,
    answers: &mut dyn Answers,
) -> Outcome<'e, RequestDecision<'e>> {
    engine.request(request, &mut Host { rng: &mut rng(), answers })
}

pub fn reply<'a>(code: Code, attributes: &'a Attributes, request: &'a Attributes) -> Reply<'a> {
    Reply { code, attributes, request, client: CLIENT, now: NOW }
}

/// The decision in one word.
pub fn verdict(decision: &RequestDecision<'_>) -> &'static str {
    match decision {
        RequestDecision::Forward(_) => "forward",
        RequestDecision::Reject(_) => "reject",
        RequestDecision::Challenge { .. } => "challenge",
        RequestDecision::Drop => "drop",
    }
}

pub fn forwarded<'p>(outcome: Outcome<'p, RequestDecision<'p>>) -> Forward<'p> {
    match outcome.decision {
        RequestDecision::Forward(forward) => forward,
        other => panic!("{other:?}"),
    }
}

pub fn rejected(outcome: Outcome<'_, RequestDecision<'_>>) -> DirectAnswer {
    match outcome.decision {
        RequestDecision::Reject(answer) => answer,
        other => panic!("{other:?}"),
    }
}

/// Whether a rule with this condition is met by an Access-Request.
pub fn meets(condition: Value, request: &[(&str, &str)]) -> bool {
    let mut engine = engine(&on_request(condition, json!([{"pool": "home"}])));
    let list = attributes(request);
    forwarded(decide(&mut engine, &access(&list))).pool == Some("home")
}

/// An Access-Request after these actions, as text.
pub fn edited(actions: Value, request: &[(&str, &str)]) -> String {
    let mut engine = engine(&on_request(json!("always"), actions));
    let list = attributes(request);
    let outcome = decide(&mut engine, &access(&list));
    forwarded(outcome).edited.unwrap_or(list).to_string()
}

/// An Access-Accept after these actions, as text.
pub fn edited_reply(actions: Value, accept: &[(&str, &str)]) -> String {
    edited_accept(actions, &attributes(accept)).to_string()
}

pub fn edited_accept(actions: Value, list: &Attributes) -> Attributes {
    let engine = engine(&on_reply(json!("always"), actions));
    let request = attributes(&[("User-Name", "fred@example.org")]);
    let outcome = engine.reply(&reply(Code::ACCESS_ACCEPT, list, &request));
    match outcome.decision {
        ReplyDecision::Pass(edited) => edited.unwrap_or_else(|| list.clone()),
        other => panic!("{other:?}"),
    }
}

/// The path and the code of a refusal to load.
pub fn refusal(config: &Value) -> (String, &'static str) {
    let error = load(config).unwrap_err();
    assert!(error.to_string().starts_with(&error.path), "{error}");
    (error.path.clone(), error.code())
}

/// Name and octets of the attributes with one of these Types, in order.
pub fn of_types(list: &Attributes, types: &[u8]) -> Vec<(u8, Vec<u8>)> {
    let chosen = list.iter().filter(|attribute| types.contains(&attribute.number));
    chosen.map(|attribute| (attribute.number, attribute.value.to_vec())).collect()
}

pub fn first(list: &Attributes, name: &str) -> Option<Vec<u8>> {
    list.first(&Reference::parse(name).unwrap()).map(|value| value.into_owned())
}
