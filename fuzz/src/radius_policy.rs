//! Policies and packets: whatever a policy says, a proxy keeps to RFC 2607.

use std::time::Duration;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use radius::attribute::{Attributes, Reference};
use radius::dictionary::{self, Role};
use radius::packet::{Code, MAX_PACKET_OCTETS, Packet};
use radius::policy::{
    Answers, Client, DirectAnswer, Event, Host, Names, Outcome, Policy, PolicyConfig, PolicyEngine,
    Reply, ReplyDecision, Request, RequestDecision,
};

use crate::input::Input;

/// Sunday, 22 November 2026, 17:00:00 UTC.
const NOW: Duration = Duration::from_secs(1_795_366_800);
const CLIENT: Client<'static> = Client { name: "ap-hall", tags: &["guest"] };
const MARK: [u8; 8] = *b"our mark";

/// Types of attributes.
const USER_PASSWORD: u8 = 2;
const STATE: u8 = 24;
const CLASS: u8 = 25;
const PROXY_STATE: u8 = 33;
const TUNNEL_TYPE: u8 = 64;
const EAP_MESSAGE: u8 = 79;

/// The input is a policy, a code and attributes of a request, and a code and attributes of a reply.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let Ok(config) = serde_json::from_slice(input.sized()) else { return };
    let request = (Code(input.u8()), Attributes::parse(input.sized()));
    let reply = (Code(input.u8()), Attributes::parse(input.rest()));
    if let ((request_code, Ok(request)), (reply_code, Ok(reply))) = (request, reply) {
        let verdicts = run(config, (request_code, &request), (reply_code, &reply));
        assert!(verdicts.iter().all(|(_, code)| *code != Some(Code::ACCESS_ACCEPT)));
    }
}

/// What was decided: in one word, and the code of the proxy's own answer.
pub type Verdict = (&'static str, Option<Code>);

/// Lets those rules of a policy that are not refused decide about a request, about the answer if it
/// is challenged, and about a reply.
pub fn run(
    config: PolicyConfig,
    request: (Code, &Attributes),
    reply: (Code, &Attributes),
) -> Vec<Verdict> {
    let Some(policy) = accepted(config) else { return Vec::new() };
    let mut engine = PolicyEngine::new(policy, MARK);

    let (code, attributes) = request;
    let request = Request { code, attributes, client: CLIENT, now: NOW };
    let (verdict, waiting) = judge_request(&mut engine, &request, None);
    let mut verdicts = vec![verdict];
    if let Some(waiting) = waiting {
        let answer = answer(reply.1, &waiting.state);
        let answer = Request { attributes: &answer, ..request };
        verdicts.push(judge_request(&mut engine, &answer, Some(&waiting)).0);
    }

    let (code, attributes) = reply;
    let reply = Reply { code, attributes, request: request.attributes, client: CLIENT, now: NOW };
    verdicts.push(judge_reply(&engine.reply(&reply), &reply));
    verdicts
}

/// The policy of all rules that can be in one.
fn accepted(mut config: PolicyConfig) -> Option<Policy> {
    loop {
        let error = match Policy::new(&config, &Names { pool: &|name| name == "home" }) {
            Ok(policy) => return Some(policy),
            Err(error) => error,
        };
        assert!(!error.to_string().is_empty() && !error.code().is_empty());
        let (list, rest) = error.path.split_once('[')?;
        let position: usize = rest.split_once(']')?.0.parse().expect("a position");
        match list {
            "requests" => config.requests.remove(position),
            "replies" => config.replies.remove(position),
            _ => return None,
        };
    }
}

/// A request that was challenged.
struct Waiting {
    state: Vec<u8>,
    attributes: Attributes,
    was_downgraded: bool,
}

/// Decides about a request, which may answer the challenge of the one that waits. The result says
/// whether it waits now itself.
fn judge_request(
    engine: &mut PolicyEngine,
    request: &Request<'_>,
    waiting: Option<&Waiting>,
) -> (Verdict, Option<Waiting>) {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let mut host = Host { rng: &mut rng, answers: &mut Gullible };
    let outcome = engine.request(request, &mut host);
    explained(&outcome.explain(), &outcome);
    let is_access = request.code == Code::ACCESS_REQUEST;
    let mut was_downgraded = is_downgraded(&outcome.events);
    match &outcome.decision {
        RequestDecision::Forward(forward) => {
            assert!(request.code.is_request() && request.code != Code::STATUS_SERVER);
            let edited = forward.edited.as_ref().unwrap_or(request.attributes);
            let mut origin = request.attributes;
            if let Some(waiting) = waiting.filter(|_| forward.resumes.is_some()) {
                origin = &waiting.attributes;
                was_downgraded |= waiting.was_downgraded;
            }
            assert_eq!(of_type(edited, PROXY_STATE), of_type(request.attributes, PROXY_STATE));
            assert_protected(edited, origin, was_downgraded);
            (("forward", None), None)
        }
        RequestDecision::Reject(answer) => {
            assert!(is_access);
            assert_answer(answer, request.attributes);
            (("reject", Some(answer.code())), None)
        }
        RequestDecision::Challenge { answer, state, expires, .. } => {
            assert!(is_access && of_type(request.attributes, EAP_MESSAGE).is_empty());
            assert_eq!(of_type(answer.attributes(), STATE), [state.as_slice()]);
            assert!(state.len() >= 16 && *expires > NOW);
            assert_answer(answer, request.attributes);
            let (state, attributes) = (state.clone(), request.attributes.clone());
            (
                ("challenge", Some(answer.code())),
                Some(Waiting { state, attributes, was_downgraded }),
            )
        }
        RequestDecision::Drop => {
            assert_ne!(request.code, Code::ACCOUNTING_REQUEST);
            (("drop", None), None)
        }
    }
}

fn judge_reply(outcome: &Outcome<'_, ReplyDecision>, reply: &Reply<'_>) -> Verdict {
    explained(&outcome.explain(), outcome);
    match &outcome.decision {
        ReplyDecision::Pass(edited) => {
            let edited = edited.as_ref().unwrap_or(reply.attributes);
            assert_eq!(of_type(edited, PROXY_STATE), of_type(reply.attributes, PROXY_STATE));
            assert_protected(edited, reply.attributes, is_downgraded(&outcome.events));
            ("pass", None)
        }
        ReplyDecision::Reject(answer) => {
            assert!(is_access_reply(reply.code));
            assert_answer(answer, reply.request);
            ("replace", Some(answer.code()))
        }
        ReplyDecision::Drop => {
            assert!(is_access_reply(reply.code));
            ("withhold", None)
        }
    }
}

fn is_access_reply(code: Code) -> bool {
    [Code::ACCESS_ACCEPT, Code::ACCESS_REJECT, Code::ACCESS_CHALLENGE].contains(&code)
}

/// What no policy may touch is as it was, and the packet can be sent.
fn assert_protected(edited: &Attributes, before: &Attributes, was_downgraded: bool) {
    for number in [STATE, CLASS, EAP_MESSAGE, 80] {
        assert_eq!(of_type(edited, number), of_type(before, number), "type {number}");
    }
    assert_eq!(hidden(edited), hidden(before));
    if !was_downgraded {
        assert_eq!(other_tunnels(edited), other_tunnels(before));
    }
    let packet = Packet { attributes: edited.clone(), ..Packet::new(Code::ACCESS_REQUEST, 0) };
    let octets = packet.encode().expect("a packet that can be sent");
    assert!(octets.len() <= MAX_PACKET_OCTETS);
}

fn is_downgraded(events: &[Event<'_>]) -> bool {
    events.iter().any(|event| matches!(event, Event::TunnelDowngraded { .. }))
}

/// An answer of the proxy itself: signed, with the Proxy-States of the request, and nothing that
/// grants anything.
fn assert_answer(answer: &DirectAnswer, request: &Attributes) {
    let list = answer.attributes();
    assert_eq!(list.iter().next().map(|attribute| attribute.number), Some(80));
    assert_eq!(of_type(list, PROXY_STATE), of_type(request, PROXY_STATE));
    assert!(
        list.iter()
            .all(|attribute| [18, STATE, PROXY_STATE, EAP_MESSAGE, 80].contains(&attribute.number))
    );
    let has_eap = !of_type(request, EAP_MESSAGE).is_empty();
    assert_eq!(of_type(list, EAP_MESSAGE).len(), usize::from(has_eap));
    assert!(!has_eap || of_type(list, 18).is_empty());
}

fn explained<D>(text: &str, outcome: &Outcome<'_, D>) {
    assert!(text.contains(outcome.reason.code()));
    assert!(!text.chars().any(|char| char.is_control() && char != '\n'));
}

fn of_type(list: &Attributes, number: u8) -> Vec<&[u8]> {
    let chosen = list.iter().filter(|attribute| attribute.number == number);
    chosen.map(|attribute| attribute.value).collect()
}

/// Hidden values and credentials, without those of tunnels.
fn hidden(list: &Attributes) -> Vec<(Reference, Vec<Vec<u8>>)> {
    dictionary::definitions()
        .filter(|definition| {
            let is_hidden = definition.hiding.is_some() || definition.role == Role::Credential;
            is_hidden && definition.role != Role::Tunnel
        })
        .map(|definition| {
            let values = list.all(&definition.reference);
            (definition.reference, values.into_iter().map(|value| value.into_owned()).collect())
        })
        .collect()
}

/// The members of tunnels that are certainly no VLANs: those with the tag of a Tunnel-Type other
/// than VLAN.
fn other_tunnels(list: &Attributes) -> Vec<(u8, Vec<u8>)> {
    let tag = |number: u8, value: &[u8]| {
        let definition = dictionary::standard(number)?;
        (definition.role == Role::Tunnel).then(|| definition.tag(value).unwrap_or(0))
    };
    let others: Vec<u8> = of_type(list, TUNNEL_TYPE)
        .into_iter()
        .filter(|value| !matches!(value, [_, 0, 0, 13]))
        .filter_map(|value| tag(TUNNEL_TYPE, value))
        .collect();
    list.iter()
        .filter(|attribute| {
            tag(attribute.number, attribute.value).is_some_and(|tag| others.contains(&tag))
        })
        .map(|attribute| (attribute.number, attribute.value.to_vec()))
        .collect()
}

/// A request that answers a challenge, with Proxy-States of its own.
fn answer(reply: &Attributes, state: &[u8]) -> Attributes {
    let mut answer = Attributes::new();
    for value in of_type(reply, PROXY_STATE) {
        answer.push(PROXY_STATE, value).expect("no more than there were");
    }
    // If these do not fit, it answers nothing.
    answer.push(STATE, state).ok();
    answer.push(USER_PASSWORD, b"handle").ok();
    answer
}

/// Takes every answer as the right one.
struct Gullible;

impl Answers for Gullible {
    fn is_equal(&mut self, _: &Reference, _: &[u8], _: &[u8]) -> Option<bool> {
        Some(true)
    }
}
