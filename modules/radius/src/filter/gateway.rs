//! One transaction in the gateway: what the module says to its host about one packet.
//!
//! Packets are in RADIUS/1.1 form with handles in the place of hidden values. The host owns sockets,
//! secrets and transactions, and its monitor has the last word; the module only decides.

use std::time::Duration;

use super::verdict::{Decision, Forward, Verdict};
use super::{Event, Filter};
use crate::error::Error;
use crate::packet::Code;
use crate::policy::{Client, DirectAnswer, Host, Reply, ReplyDecision, Request};
use crate::radius11::Packet;

/// One transaction, from the request to the reply.
#[derive(Debug)]
pub struct Transaction {
    client: String,
    request: Option<Packet>,
}

/// What is done about one packet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// Foreign functions to call, in this order.
    pub calls: Vec<Call>,
    /// The octets that take the place of the packet; none if it stays as it is.
    pub replacement: Option<Vec<u8>>,
    /// Whether the packet goes on.
    pub passes: bool,
    /// What is counted.
    pub events: Vec<Event>,
}

/// A call of a foreign function of the gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its name.
    pub function: &'static str,
    /// Its arguments, joined by 0x00.
    pub arguments: Vec<u8>,
}

impl Transaction {
    /// A transaction of a client: its name, then each of its tags with one 0x00 before it.
    #[must_use]
    pub fn new(client: &[u8]) -> Self {
        Self { client: String::from_utf8_lossy(client).into_owned(), request: None }
    }

    /// Decides about the request. `now` is the time since the Unix epoch.
    pub fn request(
        &mut self,
        filter: &mut Filter,
        octets: &[u8],
        now: Duration,
        host: &mut Host<'_>,
    ) -> Output {
        let packet = match Packet::parse(octets) {
            Ok(packet) => packet,
            Err(error) => return Output::unreadable(&error),
        };
        let packet = self.request.insert(packet);
        let client = Peer::new(&self.client);
        let (code, attributes) = (packet.code, &packet.attributes);
        let request = Request { code, attributes, client: client.get(), now };
        let mut verdict = filter.request(&request, host);
        let mut output = Output::default();
        output.notices(&verdict);
        match core::mem::replace(&mut verdict.decision, Decision::Drop) {
            Decision::Forward(forward) => output.forward(packet, &verdict, forward),
            Decision::Reject(answer) => output.answer(packet, &verdict, &answer, "rejected"),
            Decision::Challenge { answer, state, expires, resumes } => {
                output.resume(resumes);
                let seconds = expires.saturating_sub(now).as_secs().to_string();
                output.call("edgewarden_hold", &[seconds.as_bytes(), &state]);
                output.answer(packet, &verdict, &answer, "challenged");
            }
            Decision::Drop => {
                output.reason(&verdict);
                output.count("dropped", verdict.reason.code());
            }
        }
        output
    }

    /// Decides about the reply to that request.
    #[must_use]
    pub fn reply(&self, filter: &Filter, octets: &[u8], now: Duration) -> Output {
        let Some(request) = &self.request else { return Output::default() };
        let mut packet = match Packet::parse(octets) {
            Ok(packet) => packet,
            Err(error) => return Output::unreadable(&error),
        };
        let client = Peer::new(&self.client);
        let (code, attributes) = (packet.code, &packet.attributes);
        let request = &request.attributes;
        let verdict = filter.reply(&Reply { code, attributes, request, client: client.get(), now });
        let mut output = Output { passes: true, ..Output::default() };
        output.notices(&verdict);
        match &verdict.decision {
            ReplyDecision::Pass(None) => output.count("reply_passed", ""),
            ReplyDecision::Pass(Some(edited)) => {
                packet.attributes = edited.clone();
                output.replace(&packet);
                output.reason(&verdict);
                output.count("reply_passed", "");
            }
            ReplyDecision::Reject(answer) => {
                (packet.code, packet.attributes) = plain(answer);
                output.replace(&packet);
                output.reason(&verdict);
                output.count("reply_rejected", verdict.reason.code());
            }
            ReplyDecision::Drop => {
                output.passes = false;
                output.reason(&verdict);
                output.count("reply_dropped", verdict.reason.code());
            }
        }
        output
    }
}

impl Output {
    /// The host handed over something that is no packet.
    fn unreadable(error: &Error) -> Self {
        let mut output = Self::default();
        output.call(
            "edgewarden_reason",
            &[error.code().as_bytes(), b"", error.to_string().as_bytes()],
        );
        output.count("dropped", error.code());
        output
    }

    fn forward(
        &mut self,
        packet: &Packet,
        verdict: &Verdict<'_, Decision<'_>>,
        forward: Forward<'_>,
    ) {
        let Forward { pool, accounting_pool, edited, resumes } = forward;
        self.resume(resumes);
        let (code, origin) = (verdict.reason.code(), verdict.origin.unwrap_or_default());
        match (pool, accounting_pool) {
            (Some(pool), accounting) => {
                let accounting = accounting.unwrap_or(pool);
                let fields = [pool, accounting, code, origin].map(str::as_bytes);
                self.call("edgewarden_route", &fields);
            }
            // The host knows the way.
            (None, _) => self.reason(verdict),
        }
        self.passes = true;
        if let Some(attributes) = edited {
            self.replace(&Packet { code: packet.code, token: packet.token, attributes });
        }
        self.count("forwarded", "");
    }

    fn answer(
        &mut self,
        packet: &Packet,
        verdict: &Verdict<'_, Decision<'_>>,
        answer: &DirectAnswer,
        event: &'static str,
    ) {
        let (code, attributes) = plain(answer);
        // An answer is shorter than the request whose Proxy-States it repeats, or policy drops.
        if let Ok(octets) = (Packet { code, token: packet.token, attributes }).encode() {
            self.call("edgewarden_reply", &[&octets]);
        }
        self.reason(verdict);
        self.count(event, verdict.reason.code());
    }

    fn resume(&mut self, state: Option<Vec<u8>>) {
        if let Some(state) = state {
            self.call("edgewarden_resume", &[&state]);
        }
    }

    /// Attributes never exceed what fits in a packet, so that there are octets.
    fn replace(&mut self, packet: &Packet) {
        self.replacement = packet.encode().ok();
    }

    fn reason<D>(&mut self, verdict: &Verdict<'_, D>) {
        let (code, origin) = (verdict.reason.code(), verdict.origin.unwrap_or_default());
        let detail = verdict.detail();
        self.call("edgewarden_reason", &[code, origin, &detail].map(str::as_bytes));
    }

    /// What is to be logged and counted besides the decision.
    fn notices<D>(&mut self, verdict: &Verdict<'_, D>) {
        for event in &verdict.events {
            let (code, detail) = (event.code(), event.to_string());
            self.call("edgewarden_reason", &[code, "", &detail].map(str::as_bytes));
            self.count("noticed", code);
        }
    }

    fn call(&mut self, function: &'static str, fields: &[&[u8]]) {
        self.calls.push(Call { function, arguments: fields.join(&0) });
    }

    fn count(&mut self, name: &'static str, reason: &'static str) {
        self.events.push(Event { name, reason });
    }
}

/// An answer in RADIUS/1.1 form.
fn plain(answer: &DirectAnswer) -> (Code, crate::attribute::Attributes) {
    let mut attributes = answer.attributes().clone();
    attributes.remove_message_authenticator();
    (answer.code(), attributes)
}

/// Name and tags of a client.
struct Peer<'a> {
    name: &'a str,
    tags: Vec<&'a str>,
}

impl<'a> Peer<'a> {
    fn new(text: &'a str) -> Self {
        let mut parts = text.split('\0');
        Self { name: parts.next().unwrap_or_default(), tags: parts.collect() }
    }

    fn get(&self) -> Client<'_> {
        Client { name: self.name, tags: &self.tags }
    }
}
