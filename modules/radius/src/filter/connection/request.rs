//! Packets of the client.

use super::pending::{Transaction, Wait};
use super::reject_cache::{Key, RejectCache};
use super::{Connection, Listener, Moment, Output, hiding};
use crate::attribute::Attributes;
use crate::crypto::{Hop, rehide};
use crate::error::{Error, Reason};
use crate::filter::{Decision, Filter};
use crate::monitor::{AccountingMode, Monitor, Refusal};
use crate::packet::{Code, Packet};
use crate::policy::{self, ClearAnswers, Client, DirectAnswer, Host, Request};
use crate::routing;

/// Type of Proxy-State.
const PROXY_STATE: u8 = 33;

/// Every connection is one client, as far as the States of challenges are concerned: their keeper
/// compares names.
const CLIENT: u32 = 0;

/// A request on its way.
struct Arrival {
    packet: Packet,
    /// As it came.
    octets: Vec<u8>,
    /// Its attributes in clear.
    clear: Attributes,
    reject_key: Option<Key>,
}

/// What is decided, without what it was decided by.
enum Plan {
    Forward(Way),
    /// This answers it.
    Answer(DirectAnswer),
    Drop,
}

/// How a request goes on.
struct Way {
    /// None goes where the connection goes.
    pool: Option<String>,
    /// What it becomes; none if it goes on as it came.
    edited: Option<Attributes>,
    /// The rule or the route that decided.
    origin: String,
}

impl Connection {
    pub(super) fn request(
        &mut self,
        listener: &mut Listener,
        octets: Vec<u8>,
        moment: &mut Moment<'_>,
        output: &mut Output,
    ) {
        let packet = match Packet::parse(&octets) {
            Ok(packet) => packet,
            Err(error) => return self.close(output, &error),
        };
        if let Err(error) = check(listener, &packet) {
            return self.refuse(output, &packet, &error);
        }
        let is_again = self.pending.get(packet.identifier).is_some_and(|waiting| {
            (waiting.code, waiting.from_client) == (packet.code, packet.authenticator)
        });
        if is_again {
            return output.warn("dropped", "duplicate_request", &"its reply is waited for");
        }
        if packet.code == Code::STATUS_SERVER {
            output.count("status_server", "");
            return self.answer_status(listener, &packet, moment, output);
        }
        match arrival(listener, packet, octets, moment) {
            Ok(arrival) => self.arrived(listener, arrival, moment, output),
            Err(error) => output.warn("dropped", error.code(), &error),
        }
    }

    /// A packet that proves nothing, or that no proxy forwards.
    fn refuse(&mut self, output: &mut Output, packet: &Packet, error: &Refused) {
        match error {
            Refused::Packet(error) if closes(error) => self.close(output, error),
            Refused::Packet(Error::Unsupported(_)) => {
                let reason = policy::PolicyReason::CodeNotForwarded(packet.code);
                output.warn("dropped", reason.code(), &reason);
            }
            Refused::Packet(error) => output.warn("dropped", error.code(), error),
            Refused::Loop(found) => output.warn("dropped", found.code(), found),
            Refused::ProxyState => output.warn(
                "dropped",
                "proxy_state_without_message_authenticator",
                &"what looks like a proxy does not prove its request",
            ),
        }
    }

    fn arrived(
        &mut self,
        listener: &mut Listener,
        arrival: Arrival,
        moment: &mut Moment<'_>,
        output: &mut Output,
    ) {
        if let (Some(rejects), Some(key)) = (&mut listener.rejects, &arrival.reject_key)
            && rejects.is_rejected(key, &arrival.clear, moment.now)
            && let Some(answer) = policy::access_reject(&arrival.clear, "")
        {
            output.warn("rejected", "reject_cached", &"home has rejected the same recently");
            return self.answer(listener, &arrival, &answer, moment, output);
        }
        match decide(listener, &arrival, moment, output) {
            Plan::Forward(way) => self.forward(listener, arrival, way, moment, output),
            Plan::Answer(answer) => self.answer(listener, &arrival, &answer, moment, output),
            Plan::Drop => {}
        }
    }

    fn forward(
        &mut self,
        listener: &mut Listener,
        arrival: Arrival,
        way: Way,
        moment: &mut Moment<'_>,
        output: &mut Output,
    ) {
        let cluster = match &way.pool {
            Some(pool) => listener.clusters.get(pool),
            None => self.cluster.as_ref().or(listener.fallback.as_ref()),
        };
        let Some(cluster) = cluster.cloned() else {
            return output.warn("dropped", "no_cluster", &"see fallback_pool");
        };
        if self.cluster.as_ref().is_some_and(|bound| *bound != cluster) {
            return self.other_cluster(listener, &arrival, &cluster, moment, output);
        }
        let monitor = match watched(listener, &arrival, &way, moment) {
            Ok(monitor) => Box::new(monitor),
            Err(refusal) => return output.warn("dropped", refusal.code(), &refusal),
        };
        let Arrival { packet, octets, clear, reject_key } = arrival;
        let edited = way.edited;
        let (octets, authenticator) = match edited.map(|it| signed(listener, &packet, it, moment)) {
            None => (octets, packet.authenticator),
            Some(Ok(sent)) => sent,
            Some(Err(error)) if packet.code == Code::ACCESS_REQUEST => {
                output.warn("rejected", error.code(), &error);
                let Some(answer) = policy::access_reject(&clear, "") else { return };
                let arrival = Arrival { packet, octets, clear, reject_key };
                return self.answer(listener, &arrival, &answer, moment, output);
            }
            // It must go on (RFC 2607 section 5.2).
            Some(Err(error)) => {
                output.warn("noticed", error.code(), &error);
                (octets, packet.authenticator)
            }
        };
        output.octets.extend(octets);
        output.count("forwarded", "");
        self.cluster = Some(cluster);
        let f_ticks = begun(listener, packet.code, &clear);
        let wait = Wait::Forwarded { request: clear, monitor, reject_key };
        self.pending.insert(
            packet.identifier,
            Transaction {
                code: packet.code,
                from_client: packet.authenticator,
                to_server: (packet.code, authenticator),
                wait,
                f_ticks,
            },
        );
    }

    /// The connection goes elsewhere already. What cannot be answered waits for the client's next
    /// connection.
    fn other_cluster(
        &mut self,
        listener: &mut Listener,
        arrival: &Arrival,
        cluster: &str,
        moment: &mut Moment<'_>,
        output: &mut Output,
    ) {
        let detail = format!("the connection does not go to cluster {cluster:?}");
        let answer = match arrival.packet.code {
            Code::ACCESS_REQUEST => policy::access_reject(&arrival.clear, ""),
            _ => None,
        };
        match answer {
            Some(answer) => {
                output.warn("rejected", "other_cluster", &detail);
                self.answer(listener, arrival, &answer, moment, output);
            }
            None => output.warn("dropped", "other_cluster", &detail),
        }
    }

    /// Answers a request directly, if the monitor permits it.
    fn answer(
        &mut self,
        listener: &mut Listener,
        arrival: &Arrival,
        answer: &DirectAnswer,
        moment: &mut Moment<'_>,
        output: &mut Output,
    ) {
        let Arrival { packet, clear, .. } = arrival;
        let mut attributes = answer.attributes().clone();
        attributes.remove_message_authenticator();
        let monitor = Monitor::new(packet.code, clear, CLIENT, AccountingMode::Atomic);
        let permit = monitor.and_then(|mut monitor| {
            monitor.answer(answer.code(), &attributes, &mut listener.own_states, moment.now)
        });
        if let Err(refusal) = permit {
            return output.warn("dropped", refusal.code(), &refusal);
        }
        if self.cluster.is_none() {
            self.cluster = home(listener, arrival);
        }
        let f_ticks =
            begun(listener, packet.code, clear).filter(|_| answer.code() == Code::ACCESS_REJECT);
        let wait = Wait::Answered { code: answer.code(), attributes };
        self.swap(listener, packet, wait, f_ticks, moment, output);
    }

    /// The server of this connection is asked whether it lives, and its answer becomes ours.
    fn answer_status(
        &mut self,
        listener: &Listener,
        packet: &Packet,
        moment: &mut Moment<'_>,
        output: &mut Output,
    ) {
        if self.cluster.is_none() {
            self.cluster.clone_from(&listener.fallback);
        }
        let mut attributes = packet.attributes.clone();
        attributes.retain(|attribute| attribute.number == PROXY_STATE);
        let wait = Wait::Answered { code: Code::ACCESS_ACCEPT, attributes };
        self.swap(listener, packet, wait, None, moment, output);
    }

    /// Sends a Status-Server in the place of the request.
    fn swap(
        &mut self,
        listener: &Listener,
        packet: &Packet,
        wait: Wait,
        f_ticks: Option<String>,
        moment: &mut Moment<'_>,
        output: &mut Output,
    ) {
        if self.cluster.is_none() {
            return output.warn("dropped", "no_cluster", &"see fallback_pool");
        }
        let mut probe = Packet::new(Code::STATUS_SERVER, packet.identifier);
        moment.rng.fill_bytes(&mut probe.authenticator);
        let made = probe.attributes.prepend_message_authenticator();
        let octets = made.and_then(|()| {
            probe.sign_request(&listener.secret)?;
            probe.encode()
        });
        match octets {
            Ok(octets) => output.octets.extend(octets),
            Err(error) => return output.warn("dropped", error.code(), &error),
        }
        self.pending.insert(
            packet.identifier,
            Transaction {
                code: packet.code,
                from_client: packet.authenticator,
                to_server: (probe.code, probe.authenticator),
                wait,
                f_ticks,
            },
        );
    }
}

/// Why a packet is not looked at.
enum Refused {
    Packet(Error),
    Loop(crate::transaction::Loop),
    ProxyState,
}

fn check(listener: &Listener, packet: &Packet) -> Result<(), Refused> {
    let is_access = packet.code == Code::ACCESS_REQUEST;
    let has = |number| packet.attributes.iter().any(|attribute| attribute.number == number);
    let is_proved = matches!(packet.attributes.message_authenticator(), Ok(Some(_)));
    if listener.limit_proxy_state && is_access && has(PROXY_STATE) && !is_proved {
        return Err(Refused::ProxyState);
    }
    packet
        .verify_request(&listener.secret, listener.policy(packet.code))
        .map_err(Refused::Packet)?;
    listener.tag.check(&packet.attributes, listener.max_hops).map_err(Refused::Loop)
}

/// Whether RFC 6613 section 2.6.4 closes the connection.
pub(super) fn closes(error: &Error) -> bool {
    let stays = matches!(
        error,
        Error::Unsupported(_)
            | Error::Rejected(
                Reason::MessageAuthenticatorMissing | Reason::MessageAuthenticatorNotFirst
            )
    );
    !stays
}

fn arrival(
    listener: &Listener,
    packet: Packet,
    octets: Vec<u8>,
    moment: &mut Moment<'_>,
) -> Result<Arrival, Error> {
    let mut clear = packet.attributes.clone();
    let authenticator = &hiding(packet.code, &packet.authenticator);
    let secret = &listener.secret;
    rehide(&mut clear, Hop::Radius10 { secret, authenticator }, Hop::Radius11, moment.rng)?;
    let is_access = packet.code == Code::ACCESS_REQUEST;
    let rejects = listener.rejects.as_ref().filter(|_| is_access);
    let reject_key = rejects.and_then(|rejects: &RejectCache| rejects.key(&clear));
    Ok(Arrival { packet, octets, clear, reject_key })
}

fn decide(
    listener: &mut Listener,
    arrival: &Arrival,
    moment: &mut Moment<'_>,
    output: &mut Output,
) -> Plan {
    let Listener { filter, client, client_tags, .. } = listener;
    let tags: Vec<&str> = client_tags.iter().map(String::as_str).collect();
    let client = Client { name: client, tags: &tags };
    let (packet_code, attributes) = (arrival.packet.code, &arrival.clear);
    let request = Request { code: packet_code, attributes, client, now: moment.now };
    let mut host = Host { rng: moment.rng, answers: &mut ClearAnswers };
    let verdict = filter.request(&request, &mut host);
    for event in &verdict.events {
        output.warn("noticed", event.code(), event);
    }
    let (code, origin) = (verdict.reason.code(), verdict.origin.unwrap_or_default().to_owned());
    let refused = match &verdict.decision {
        Decision::Forward(_) => None,
        Decision::Reject(_) => Some("rejected"),
        Decision::Challenge { .. } => Some("challenged"),
        Decision::Drop => Some("dropped"),
    };
    if let Some(name) = refused {
        output.warn(name, code, &format_args!("{} {origin}", verdict.detail()));
    }
    match verdict.decision {
        Decision::Forward(forward) => {
            let pool = forward.pool.map(str::to_owned);
            Plan::Forward(Way { pool, edited: forward.edited, origin })
        }
        Decision::Reject(answer) | Decision::Challenge { answer, .. } => Plan::Answer(answer),
        Decision::Drop => Plan::Drop,
    }
}

/// The monitor of a request that goes on.
fn watched(
    listener: &Listener,
    arrival: &Arrival,
    way: &Way,
    moment: &Moment<'_>,
) -> Result<Monitor, Refusal> {
    let (code, clear) = (arrival.packet.code, &arrival.clear);
    let mut monitor = Monitor::new(code, clear, CLIENT, AccountingMode::Atomic)?;
    let attributes = way.edited.as_ref().unwrap_or(clear);
    monitor.forward(code, attributes, &way.origin, &listener.own_states, moment.now)?;
    Ok(monitor)
}

/// Where a refused request would have gone.
fn home(listener: &Listener, arrival: &Arrival) -> Option<String> {
    let tags: Vec<&str> = listener.client_tags.iter().map(String::as_str).collect();
    let client = Client { name: &listener.client, tags: &tags };
    let (code, attributes) = (arrival.packet.code, &arrival.clear);
    let request = Request { code, attributes, client, now: core::time::Duration::ZERO };
    let filter: &Filter = &listener.filter;
    let routed = filter.routed(&request, |request| match filter.routing.route(request) {
        routing::Decision::Forward(route) => Some(route.pool),
        routing::Decision::Refuse(_) => None,
    });
    let cluster = routed.flatten().and_then(|pool| listener.clusters.get(pool));
    cluster.or(listener.fallback.as_ref()).cloned()
}

/// An edited request and its authenticator, for the server.
fn signed(
    listener: &Listener,
    packet: &Packet,
    edited: Attributes,
    moment: &mut Moment<'_>,
) -> Result<(Vec<u8>, [u8; 16]), Error> {
    let Packet { code, identifier, authenticator, .. } = *packet;
    let mut new = Packet { code, identifier, authenticator, attributes: edited };
    let hop =
        Hop::Radius10 { secret: &listener.secret, authenticator: &hiding(code, &authenticator) };
    rehide(&mut new.attributes, Hop::Radius11, hop, moment.rng)?;
    let had_one = packet.attributes.message_authenticator()?.is_some();
    if had_one || code == Code::ACCESS_REQUEST {
        new.attributes.prepend_message_authenticator()?;
    }
    new.sign_request(&listener.secret)?;
    Ok((new.encode()?, new.authenticator))
}

fn begun(listener: &Listener, code: Code, clear: &Attributes) -> Option<String> {
    let f_ticks = listener.f_ticks.as_ref()?;
    (code == Code::ACCESS_REQUEST).then(|| f_ticks.begin(clear))
}
