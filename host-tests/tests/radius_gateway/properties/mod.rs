//! Random policies and packets through the gateway: what no policy brings about. Hostile modules are
//! tried in `hostile`.

mod generate;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use host_tests::radius::{Answer, GatewayConfig, Nas, Received, Request, SECRET};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use radius::attribute::Attributes;
use radius::packet::Code;

use crate::stage::{ATOMIC, Stage};

/// Random policies of one run.
const POLICIES: usize = 60;

/// Random packets of one run.
const PACKETS: u32 = 600;

/// Types of attributes.
const CLASS: u8 = 25;
const PROXY_STATE: u8 = 33;

/// One gateway with many policies, each for a client of its own.
struct Arena {
    stage: Stage,
    next_reply: Arc<Mutex<Answer>>,
    clients: RefCell<Vec<Nas>>,
    sentinels: RefCell<[Nas; 2]>,
    number: Cell<u32>,
}

/// What became of a request.
struct Outcome {
    request: Request,
    /// What home got, and what it replied.
    forwarded: Option<Received>,
    reply: (Code, Attributes),
    answer: Option<Received>,
}

impl Arena {
    /// With clients whose Message-Authenticator is optional, and this module.
    fn new(module: impl FnOnce(GatewayConfig) -> GatewayConfig) -> Self {
        let next_reply = Arc::new(Mutex::new(Answer::Silence));
        let shared = Arc::clone(&next_reply);
        let stage = Stage::of(
            move |request| match is_sentinel(request) {
                true => Answer::good(request.code()),
                false => shared.lock().unwrap().clone(),
            },
            |config| {
                let config = module(config.section(ATOMIC));
                (0..POLICIES).fold(config, |config, client| {
                    let network = format!("{}/32", address(client));
                    let lines = "message_authenticator = \"optional\"\nlimit_proxy_state = false\n";
                    config.client(&format!("policy-{client}"), &network, SECRET, lines)
                })
            },
        );
        let listeners = ["auth", "acct"];
        let nas = |client: usize, listener: &str| {
            let local = SocketAddr::new(address(client).into(), 0);
            Nas::udp_from(local, stage.gateway.address(listener), SECRET).unwrap()
        };
        let clients = (0..POLICIES).flat_map(|client| listeners.map(|it| nas(client, it)));
        let clients = RefCell::new(clients.collect());
        let sentinels = RefCell::new(listeners.map(|listener| stage.nas(listener)));
        Self { stage, next_reply, clients, sentinels, number: Cell::new(0) }
    }

    /// Sends a request to a policy, and a sentinel behind it: when that is answered, the request is
    /// answered or never will be.
    fn run(
        &self,
        policy: usize,
        request: &(Code, Attributes),
        reply: &(Code, Attributes),
    ) -> Outcome {
        let (code, attributes) = request;
        let kind = usize::from(*code == Code::ACCOUNTING_REQUEST);
        let reply = match kind {
            0 => reply.clone(),
            _ => (Code::ACCOUNTING_RESPONSE, reply.1.clone()),
        };
        *self.next_reply.lock().unwrap() = Answer::Packet(reply.0, reply.1.clone());
        self.stage.home.forget();
        let mut clients = self.clients.borrow_mut();
        let nas = &mut clients[2 * policy + kind];
        // A mark that no policy can remove: what came before may be sent again meanwhile.
        let mark = self.number.replace(self.number.get() + 1).to_be_bytes();
        let mut attributes = attributes.clone();
        attributes.push(PROXY_STATE, &mark).unwrap();
        let request = nas.prepare_attributes(*code, attributes).unwrap();
        nas.send(&request).unwrap();
        let sentinel = &mut self.sentinels.borrow_mut()[kind];
        sentinel.ask(*code, &[("User-Name", "sentinel")]).unwrap();
        let moment = std::time::Duration::from_millis(1);
        let answer = nas.receive(&request, moment).unwrap();
        let seen = self.stage.home.seen();
        let is_marked =
            |seen: &Received| values(&seen.packet.attributes, PROXY_STATE).contains(&mark.to_vec());
        let forwarded = seen.into_iter().find(is_marked);
        Outcome { request, forwarded, reply, answer }
    }
}

impl Outcome {
    fn answer(&self) -> Option<Code> {
        self.answer.as_ref().map(Received::code)
    }
}

/// 127.0.1.0 and so on.
fn address(client: usize) -> Ipv4Addr {
    Ipv4Addr::new(127, 0, 1, u8::try_from(client).unwrap())
}

fn is_sentinel(request: &Received) -> bool {
    request.texts("User-Name") == ["sentinel"]
}

fn values(attributes: &Attributes, number: u8) -> Vec<Vec<u8>> {
    let of_number = attributes.iter().filter(|attribute| attribute.number == number);
    of_number.map(|attribute| attribute.value.to_vec()).collect()
}

/// What holds for every outcome.
type Property = fn(&Outcome) -> Result<(), TestCaseError>;

/// Codes of answers, and whether home was asked before.
type Seen = BTreeSet<(bool, Option<u8>)>;

fn runner() -> TestRunner {
    TestRunner::new(ProptestConfig {
        cases: PACKETS,
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })
}

/// Checks random packets, and says what the answers were.
fn check(arena: &Arena, runner: &mut TestRunner, properties: &[Property]) -> Seen {
    let seen = RefCell::new(Seen::new());
    let case = (0..POLICIES, generate::request(), generate::reply());
    let outcome = runner.run(&case, |(policy, request, reply)| {
        let outcome = arena.run(policy, &request, &reply);
        let answer = outcome.answer().map(|code| code.0);
        seen.borrow_mut().insert((outcome.forwarded.is_some(), answer));
        properties.iter().try_for_each(|property| property(&outcome))
    });
    if let Err(failure) = outcome {
        panic!("{failure}\n{}", arena.stage.gateway.log());
    }
    let refused = arena.stage.home.refused();
    assert_eq!(refused, Vec::<String>::new());
    seen.into_inner()
}

/// Checks random policies.
fn check_policies(property: Property) {
    let mut runner = runner();
    let configuration = generate::configuration(POLICIES, &mut runner);
    let arena = Arena::new(|config| config.configuration(configuration));
    let seen = check(&arena, &mut runner, &[property]);
    // The property would hold for anything if nothing came through.
    for wanted in [(true, 2), (true, 3), (true, 5), (false, 3), (false, 11)] {
        assert!(seen.contains(&(wanted.0, Some(wanted.1))), "no {wanted:?} in {seen:?}");
    }
    assert_eq!(arena.stage.count("module", "fault"), 0);
    // The built module never tries what is forbidden: the monitor has nothing to do.
    let refused = [("event", "monitor_refused")];
    let refused = arena.stage.gateway.metric("edgewarden_events_total", &refused).unwrap();
    assert_eq!(refused, 0.0, "{}", arena.stage.gateway.metrics().unwrap());
}

/// A direct answer is a Reject or a Challenge (RFC 2607 section 5.1).
fn answers_directly_as_it_may(outcome: &Outcome) -> Result<(), TestCaseError> {
    if outcome.forwarded.is_none() {
        let answer = outcome.answer();
        let allowed = [None, Some(Code::ACCESS_REJECT), Some(Code::ACCESS_CHALLENGE)];
        prop_assert!(allowed.contains(&answer), "{answer:?} by itself");
    }
    Ok(())
}

/// Nothing is accepted or acknowledged but by home (RFC 2607 sections 5.1 and 5.2).
fn accepts_what_home_did(outcome: &Outcome) -> Result<(), TestCaseError> {
    let good = [Code::ACCESS_ACCEPT, Code::ACCOUNTING_RESPONSE];
    if let Some(answer) = outcome.answer().filter(|answer| good.contains(answer)) {
        prop_assert!(outcome.forwarded.is_some(), "{answer} by itself");
        prop_assert_eq!(answer, outcome.reply.0);
    }
    Ok(())
}

/// After a Reject of home there is a Reject or nothing (RFC 2607 section 5.1).
fn rejects_what_home_rejected(outcome: &Outcome) -> Result<(), TestCaseError> {
    if outcome.forwarded.is_some() && outcome.reply.0 == Code::ACCESS_REJECT {
        let answer = outcome.answer();
        let allowed = [None, Some(Code::ACCESS_REJECT)];
        prop_assert!(allowed.contains(&answer), "{answer:?} after a reject");
    }
    Ok(())
}

/// Class and Proxy-State go through (RFC 2607 section 5.2, RFC 2865 section 5.33).
fn keeps_class_and_proxy_state(outcome: &Outcome) -> Result<(), TestCaseError> {
    let sent = &outcome.request.packet.attributes;
    if let Some(forwarded) = &outcome.forwarded {
        let forwarded = &forwarded.packet.attributes;
        prop_assert_eq!(values(forwarded, CLASS), values(sent, CLASS));
        let mut states = values(forwarded, PROXY_STATE);
        prop_assert!(states.pop().is_some(), "no Proxy-State of the gateway");
        prop_assert_eq!(states, values(sent, PROXY_STATE));
    }
    if let Some(answer) = &outcome.answer {
        let attributes = &answer.packet.attributes;
        prop_assert_eq!(values(attributes, PROXY_STATE), values(sent, PROXY_STATE));
        let is_homes = outcome.forwarded.is_some() && answer.code() == outcome.reply.0;
        let class = values(attributes, CLASS);
        let expected = if is_homes { values(&outcome.reply.1, CLASS) } else { Vec::new() };
        // A reject of policy takes the place of any reply, and says nothing for home.
        let is_own_reject = answer.code() == Code::ACCESS_REJECT && class.is_empty();
        prop_assert!(is_own_reject || class == expected, "{class:?} of {}", answer.code());
    }
    Ok(())
}

#[test]
fn r3_direct_answers_of_every_policy_are_rejects_or_challenges() {
    check_policies(answers_directly_as_it_may);
}

#[test]
fn r4_no_policy_accepts_or_acknowledges_what_home_did_not() {
    check_policies(accepts_what_home_did);
}

#[test]
fn r7_after_a_reject_of_home_every_policy_rejects() {
    check_policies(rejects_what_home_rejected);
}

#[test]
fn r13_class_and_proxy_state_go_through_every_policy_as_they_are() {
    check_policies(keeps_class_and_proxy_state);
}

#[test]
fn r3_r4_r7_r13_hold_for_a_module_that_does_anything_at_random() {
    let (path, _module) = crate::hostile::module_at_random();
    let arena = Arena::new(|config| {
        config.wasm(&path).module("quarantine = { failures = 10000, window_seconds = 1 }")
    });
    let all = [
        answers_directly_as_it_may,
        accepts_what_home_did,
        rejects_what_home_rejected,
        keeps_class_and_proxy_state,
    ];
    let seen = check(&arena, &mut runner(), &all);
    for wanted in [(true, 2), (true, 3), (true, 5), (false, 3)] {
        assert!(seen.contains(&(wanted.0, Some(wanted.1))), "no {wanted:?} in {seen:?}");
    }
    // It has tried what is forbidden: what it does is random, so most of it and not always all.
    let forbidden = [
        "monitor_direct_accept",
        "monitor_accept_after_reject",
        "monitor_class_changed",
        "monitor_proxy_state_changed",
        "monitor_accounting_not_safe",
        "monitor_code",
    ];
    let tried = forbidden.map(|reason| arena.stage.count("monitor_refused", reason) > 0);
    assert!(tried.iter().filter(|is_tried| **is_tried).count() >= 3, "{tried:?}");
}
