//! Filters and packets in few words.

use std::time::Duration;

use radius::attribute::Attributes;
use radius::filter::{Config, Decision, Filter, FilterError, Forward, Verdict};
use radius::packet::Code;
use radius::policy::{ClearAnswers, Client, DirectAnswer, Host, Request};
use serde_json::{Value, json};

use crate::packets::rng;

/// Sunday, 22 November 2026, 17:00:00 UTC.
pub const NOW: Duration = Duration::from_secs(1_795_366_800);

pub const CLIENT: Client<'static> = Client { name: "ap-hall", tags: &["guest", "indoor"] };

/// A filter in which the pools `home`, `home-accounting` and `backup` exist.
pub fn load(routing: &Value, policy: &Value) -> Result<Filter, FilterError> {
    let pools = json!({"home": {}, "home-accounting": {}, "backup": {}});
    let config = json!({"pools": pools, "routing": routing, "policy": policy});
    let config: Config = serde_json::from_value(config).unwrap();
    Filter::new(&config, *b"our mark")
}

/// A filter that routes `example.org` to `home`, with these rules for requests.
pub fn filter(requests: &Value) -> Filter {
    let routes = json!({"routes": [{"match": {"realm": "example.org"}, "pool": "home"}]});
    load(&routes, &json!({"requests": requests})).unwrap()
}

pub fn request(code: Code, attributes: &Attributes) -> Request<'_> {
    Request { code, attributes, client: CLIENT, now: NOW }
}

pub fn decide<'f>(
    filter: &'f mut Filter,
    code: Code,
    attributes: &Attributes,
) -> Verdict<'f, Decision<'f>> {
    let mut host = Host { rng: &mut rng(), answers: &mut ClearAnswers };
    filter.request(&request(code, attributes), &mut host)
}

pub fn access<'f>(filter: &'f mut Filter, attributes: &Attributes) -> Verdict<'f, Decision<'f>> {
    decide(filter, Code::ACCESS_REQUEST, attributes)
}

pub fn accounting<'f>(
    filter: &'f mut Filter,
    attributes: &Attributes,
) -> Verdict<'f, Decision<'f>> {
    decide(filter, Code::ACCOUNTING_REQUEST, attributes)
}

pub fn forwarded<'f>(verdict: Verdict<'f, Decision<'f>>) -> Forward<'f> {
    match verdict.decision {
        Decision::Forward(forward) => forward,
        other => panic!("{other:?}"),
    }
}

pub fn rejected(verdict: Verdict<'_, Decision<'_>>) -> DirectAnswer {
    match verdict.decision {
        Decision::Reject(answer) => answer,
        other => panic!("{other:?}"),
    }
}

/// Decision, reason and what decided.
pub fn outcome<'f>(verdict: &Verdict<'f, Decision<'f>>) -> (&'static str, &'static str, &'f str) {
    (verdict.decision.name(), verdict.reason.code(), verdict.origin.unwrap_or(""))
}
