//! The decision on requests: a sequence of them on a few connections, while the clock moves.
//!
//! Nobody is admitted but by a ticket and an authenticator that the realm sealed and that was not
//! admitted before, or by a pass on its own connection that was not used before.

use std::time::Duration;

use kerberos::replay::{MemoryStore, SharedReplayCache};
use spnego::access::{Connection, Decision, Gate, Mode, Pass, Policy, ReplayAfterLoss, Request};
use spnego::http;

use crate::input::Input;
use crate::realm::{NOW, Realm, SKEW, rng};

mod clients;
mod settings;

use clients::Clients;

/// Requests of one input.
const MAX_REQUESTS: usize = 16;

/// Connections of one input.
const CONNECTIONS: usize = 3;

/// Seconds around the start within which the clock stays, so that every ticket is good.
const CLOCK_RANGE: i64 = 3000;

/// The settings of plugin and route and the kinds of the connections, then the requests.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let mut scene = Scene::new(&mut input);
    for _ in 0..MAX_REQUESTS {
        if input.is_empty() {
            break;
        }
        scene.request(&mut input);
    }
}

struct Scene {
    gate: Gate,
    /// Without settings of its own, and with some.
    routes: [Policy; 2],
    /// Whether the replay cache refuses nothing but what it has seen.
    is_trusting: bool,
    connections: [Line; CONNECTIONS],
    clients: Clients,
    /// Seconds that the clock has moved.
    offset: i64,
    /// The latest time at which the gate decided.
    latest: Duration,
    passes: Vec<Issued>,
}

/// A connection, and the authenticator that its unfinished negotiation showed last.
struct Line {
    id: Option<u64>,
    is_in_sequence: bool,
    begun: Option<usize>,
}

/// The pass of an admitted request.
struct Issued {
    pass: Pass,
    header: Option<String>,
    connection: Option<u64>,
    /// When its request ended without a response.
    ended: Option<Duration>,
    used: bool,
}

/// A request before it is decided on.
struct Asked {
    /// Index of its connection.
    at: usize,
    /// Index of its route.
    route: usize,
    authorization: Vec<Vec<u8>>,
    /// Whether it has one line with a new one-leg token that nobody changed.
    is_good: bool,
    pass: Option<Vec<u8>>,
    preflight: bool,
}

impl Connection for Line {
    fn id(&self) -> Option<u64> {
        self.id
    }

    fn is_in_sequence(&self) -> bool {
        self.is_in_sequence
    }
}

impl Scene {
    fn new(input: &mut Input<'_>) -> Self {
        let realm = Realm::new();
        let keytab = realm.keytab().encode().expect("a keytab");
        let config = settings::config(input);
        let plugin = Policy::of_plugin(&config);
        let route = plugin.on_route(&settings::route(input));
        let is_trusting = config.replay_after_loss == ReplayAfterLoss::Accept;
        let mut rng = rng(7);
        let after_loss = config.replay_after_loss.into();
        let store = MemoryStore::default();
        let replay = SharedReplayCache::new(store, "replay", after_loss, &mut rng);
        let gate = Gate::new(config, &keytab, Box::new(replay), Box::new(rng)).expect("a gate");
        let connections = [0, 1, 2].map(|id| {
            let kind = input.u8() % 4;
            Line { id: (kind != 3).then_some(id), is_in_sequence: kind != 2, begun: None }
        });
        Self {
            gate,
            routes: [plugin, route],
            is_trusting,
            connections,
            clients: Clients::new(realm),
            offset: 0,
            latest: Duration::ZERO,
            passes: Vec::new(),
        }
    }

    fn request(&mut self, input: &mut Input<'_>) {
        let now = self.tick(input);
        self.end_request(input, now);
        let asked = self.asked(input, now);
        let lines: Vec<&[u8]> = asked.authorization.iter().map(Vec::as_slice).collect();
        let request = Request {
            authorization: &lines,
            preflight: asked.preflight,
            pass: asked.pass.as_deref(),
            connection: &self.connections[asked.at],
            client_address: None,
        };
        let decision = self.gate.decide(&request, &self.routes[asked.route], now);
        self.latest = self.latest.max(now);
        check_texts(&decision);
        self.check_outcome(&asked, &decision);
        self.check_grounds(&asked, &decision, now);
        self.note_pass(&asked, &decision);
        self.clients.hear(asked.at, &decision, now);
    }

    /// Moves the clock, forward or back.
    fn tick(&mut self, input: &mut Input<'_>) -> Duration {
        let step: i64 = input.pick(&[0, 0, 1, -1, 61, -61, 299, 301, -301, 700]);
        self.offset = (self.offset + step).clamp(-CLOCK_RANGE, CLOCK_RANGE);
        NOW.saturating_sub(Duration::from_secs(CLOCK_RANGE.unsigned_abs()))
            + Duration::from_secs((self.offset + CLOCK_RANGE).unsigned_abs())
    }

    /// The request that was admitted last may end without a response before the next one comes.
    fn end_request(&mut self, input: &mut Input<'_>, now: Duration) {
        if input.u8() % 4 == 1
            && let Some(issued) = self.passes.last_mut()
            && let Some(connection) = issued.connection
            && issued.ended.is_none()
        {
            issued.ended = Some(now);
            self.gate.request_ended(issued.pass.clone(), issued.header.clone(), connection, now);
        }
    }

    fn asked(&mut self, input: &mut Input<'_>, now: Duration) -> Asked {
        let at = usize::from(input.u8()) % CONNECTIONS;
        let route = usize::from(input.bit());
        let count = input.pick(&[1, 1, 1, 0, 2]);
        let mut is_good = false;
        let mut authorization = Vec::new();
        for _ in 0..count {
            if input.u8() % 8 == 7 {
                authorization.push(input.short().to_vec());
                continue;
            }
            let mut token = self.clients.token(at, now, input);
            let is_edited = edit(&mut token.octets, input);
            is_good = count == 1 && token.is_good && !is_edited;
            authorization.push(http::challenge(Some(&token.octets)).into_bytes());
        }
        let pass = self.pass(input);
        Asked { at, route, authorization, is_good, pass, preflight: input.u8() % 4 == 1 }
    }

    /// No pass, the last one, one before it, or the last one with changed octets.
    fn pass(&self, input: &mut Input<'_>) -> Option<Vec<u8>> {
        let choice = input.u8() % 4;
        let back = if choice == 2 { usize::from(input.u8()) } else { 0 };
        let mut value = self.passes.iter().rev().nth(back)?.pass.value().into_bytes();
        match choice {
            0 => return None,
            3 => drop(edit(&mut value, input)),
            _ => {}
        }
        Some(value)
    }

    /// What a request gets, whatever it has to show.
    fn check_outcome(&self, asked: &Asked, decision: &Decision) {
        let policy = &self.routes[asked.route];
        if policy.mode == Mode::Off {
            assert_eq!(*decision, Decision::Pass);
            return;
        }
        match decision {
            Decision::Pass => {
                let is_bare_preflight = asked.preflight && asked.authorization.is_empty();
                assert!(policy.mode == Mode::Optional || is_bare_preflight);
                assert!(!asked.is_good);
            }
            Decision::Admit { admitted, .. } => {
                assert!(settings::is_permitted(&admitted.principal, policy));
            }
            Decision::Challenge { .. } => {
                assert!(!(asked.is_good && self.is_trusting), "{decision:?}");
            }
            Decision::Forbid { principal, .. } => {
                assert!(!settings::is_permitted(principal, policy));
            }
            Decision::Unavailable { .. } => panic!("the store is there: {decision:?}"),
        }
    }

    /// What authenticates a client.
    fn check_grounds(&mut self, asked: &Asked, decision: &Decision, now: Duration) {
        let principal = authenticated(decision);
        match (asked.authorization.as_slice(), principal) {
            ([line], _) => {
                let limit = self.gate.config().max_token_bytes;
                match (http::parse(line, limit), principal) {
                    (Ok(token), _) => self.check_token(asked.at, &token, decision),
                    (Err(_), principal) => assert_eq!(principal, None),
                }
            }
            ([], Some(_)) => {
                let index = self.good_pass(asked, now).expect("a pass of this connection");
                self.passes[index].used = true;
            }
            (_, principal) => assert_eq!(principal, None),
        }
    }

    /// A pass of this connection that was not used, and whose request has just ended: the clock
    /// moves by whole seconds, and a pass is good for less than one.
    fn good_pass(&self, asked: &Asked, now: Duration) -> Option<usize> {
        let value = asked.pass.as_ref()?;
        let connection = self.connections[asked.at].id;
        self.passes.iter().position(|issued| {
            let is_good = !issued.used && issued.ended == Some(now);
            is_good && issued.connection == connection && issued.pass.value().as_bytes() == value
        })
    }

    fn check_token(&mut self, at: usize, token: &[u8], decision: &Decision) {
        let begun = &mut self.connections[at].begun;
        let goes_on = matches!(decision, Decision::Challenge { code: "next_leg", .. });
        let principal = authenticated(decision);
        if *decision == Decision::Pass {
            return;
        }
        let waiting = begun.take();
        if principal.is_none() && !goes_on {
            return;
        }
        let shown = self.clients.sealed_in(token).or(waiting);
        if goes_on {
            // Whether it was taken shows in the end: an edit may have hidden it from the gate.
            *begun = shown;
            return;
        }
        let shown = shown.expect("an authenticator that the realm sealed");
        let sealed = &mut self.clients.sealed[shown];
        assert_eq!(principal, Some(sealed.principal.as_str()));
        // The tag of an authenticator that is too old may be gone when the clock is set back.
        let kept = sealed.ctime + SKEW + Duration::from_secs(1);
        assert!(!sealed.used || self.latest > kept, "a replay: {decision:?}");
        sealed.used = true;
    }

    fn note_pass(&mut self, asked: &Asked, decision: &Decision) {
        let Decision::Admit { pass, header, .. } = decision else { return };
        assert!(self.passes.iter().all(|issued| issued.pass.value() != pass.value()));
        self.passes.push(Issued {
            pass: pass.clone(),
            header: header.clone(),
            connection: self.connections[asked.at].id,
            ended: None,
            used: false,
        });
    }
}

/// Changes some octets, or none; says whether anything is another.
fn edit(octets: &mut Vec<u8>, input: &mut Input<'_>) -> bool {
    let before = octets.clone();
    for _ in 0..input.pick(&[0, 0, 0, 1, 2]) {
        let (at, value) = (usize::from(input.u16()) % (octets.len() + 1), input.u8());
        match input.u8() % 4 {
            0 => octets.truncate(at),
            1 => octets.insert(at, value),
            _ => octets.iter_mut().skip(at).take(1).for_each(|octet| *octet ^= value),
        }
    }
    *octets != before
}

fn authenticated(decision: &Decision) -> Option<&str> {
    match decision {
        Decision::Admit { admitted, .. } => Some(&admitted.principal),
        Decision::Forbid { principal, .. } => Some(principal),
        _ => None,
    }
}

/// What goes into logs and header fields.
fn check_texts(decision: &Decision) {
    let is_plain = |text: &str| !text.chars().any(char::is_control);
    match decision {
        Decision::Pass => {}
        Decision::Admit { admitted, header, .. } => {
            assert!(is_plain(&admitted.principal));
            let headers = &admitted.headers;
            assert!(headers.iter().all(|(name, value)| !name.is_empty() && is_plain(value)));
            header.iter().for_each(|header| check_header(header));
        }
        Decision::Challenge { code, detail, header } => {
            assert!(!code.is_empty() && is_plain(detail), "{detail:?}");
            check_header(header);
        }
        Decision::Forbid { principal, header, .. } => {
            assert!(is_plain(principal), "{principal:?}");
            header.iter().for_each(|header| check_header(header));
        }
        Decision::Unavailable { detail, .. } => assert!(is_plain(detail), "{detail:?}"),
    }
}

/// `Negotiate`, alone or with a token in base64 (RFC 4559 section 4.1).
fn check_header(value: &str) {
    if value != "Negotiate" {
        let token = http::parse(value.as_bytes(), usize::MAX).expect("a token");
        assert_eq!(http::challenge(Some(&token)), value);
    }
}
