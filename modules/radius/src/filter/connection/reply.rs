//! Packets of the server.

use super::f_ticks::FTicks;
use super::pending::{Transaction, Wait};
use super::reject_cache::Key;
use super::request::closes;
use super::{Connection, Listener, Moment, Output, hiding};
use crate::attribute::Attributes;
use crate::crypto::{Hop, rehide};
use crate::error::Error;
use crate::monitor::is_reply_to;
use crate::packet::{Authenticator, Code, Packet};
use crate::policy::{Client, Reply, ReplyDecision, access_reject};

/// A reply in clear, and what policy makes of it.
struct Passed {
    code: Code,
    attributes: Attributes,
    /// Whether it is what the server sent.
    is_unchanged: bool,
}

/// What a reply to the client is signed for.
struct ToClient {
    /// The code of its request.
    code: Code,
    identifier: u8,
    /// The authenticator of its request.
    from_client: Authenticator,
    had_message_authenticator: bool,
}

impl Connection {
    pub(super) fn reply(
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
        let Some(transaction) = self.pending.get(packet.identifier) else {
            let detail = format_args!("{} with identifier {}", packet.code, packet.identifier);
            return output.warn("reply_dropped", "reply_unmatched", &detail);
        };
        let (_, authenticator) = &transaction.to_server;
        let policy = listener.policy(packet.code);
        if let Err(error) = packet.verify_response(authenticator, &listener.secret, policy) {
            if closes(&error) {
                return self.close(output, &error);
            }
            return output.warn("reply_dropped", error.code(), &error);
        }
        let answer = match &mut transaction.wait {
            Wait::Answered { code, attributes } => {
                let attributes = core::mem::take(attributes);
                let passed = Passed { code: *code, attributes, is_unchanged: false };
                let reply = ToClient {
                    code: transaction.code,
                    identifier: packet.identifier,
                    from_client: transaction.from_client,
                    had_message_authenticator: true,
                };
                let octets = reply.signed(listener, &passed, moment);
                octets.map(|octets| (octets, passed.code)).ok()
            }
            Wait::Forwarded { .. } => {
                forwarded(listener, transaction, &packet, octets, moment, output)
            }
        };
        let Some((octets, code)) = answer else { return };
        output.octets.extend(octets);
        if let Some(begun) = &transaction.f_ticks
            && matches!(code, Code::ACCESS_ACCEPT | Code::ACCESS_REJECT)
        {
            output.statistics(FTicks::end(begun, code == Code::ACCESS_ACCEPT));
        }
        self.pending.remove(packet.identifier);
    }
}

impl ToClient {
    fn signed(
        &self,
        listener: &Listener,
        passed: &Passed,
        moment: &mut Moment<'_>,
    ) -> Result<Vec<u8>, Error> {
        let mut packet = Packet::new(passed.code, self.identifier);
        packet.attributes = passed.attributes.clone();
        let secret = &listener.secret;
        let authenticator = &hiding(self.code, &self.from_client);
        let hop = Hop::Radius10 { secret, authenticator };
        rehide(&mut packet.attributes, Hop::Radius11, hop, moment.rng)?;
        if self.had_message_authenticator || is_reply_to(Code::ACCESS_REQUEST, passed.code) {
            packet.attributes.prepend_message_authenticator()?;
        }
        packet.sign_response(&self.from_client, secret)?;
        packet.encode()
    }
}

/// The reply of home after policy and the monitor, signed for the client; none if nothing goes on.
fn forwarded(
    listener: &mut Listener,
    transaction: &mut Transaction,
    packet: &Packet,
    octets: Vec<u8>,
    moment: &mut Moment<'_>,
    output: &mut Output,
) -> Option<(Vec<u8>, Code)> {
    let (from_client, (code, to_server)) = (transaction.from_client, transaction.to_server);
    let Wait::Forwarded { request, monitor, reject_key } = &mut transaction.wait else {
        return None;
    };
    let mut clear = packet.attributes.clone();
    let authenticator = &hiding(code, &to_server);
    let hop = Hop::Radius10 { secret: &listener.secret, authenticator };
    if let Err(error) = rehide(&mut clear, hop, Hop::Radius11, moment.rng) {
        output.warn("reply_dropped", error.code(), &error);
        return None;
    }
    if let Err(refusal) = monitor.received(packet.code, &clear) {
        output.warn("reply_dropped", refusal.code(), &refusal);
        return None;
    }
    remember(listener, packet.code, *reject_key, moment);
    let passed = decide(listener, request, packet.code, &clear, moment, output)?;
    let reply = ToClient {
        code,
        identifier: packet.identifier,
        from_client,
        had_message_authenticator: matches!(packet.attributes.message_authenticator(), Ok(Some(_))),
    };
    let sent = match passed.is_unchanged && from_client == to_server {
        true => Ok(octets),
        false => reply.signed(listener, &passed, moment),
    };
    let (octets, passed) = match sent {
        Ok(octets) => (octets, passed),
        Err(error) => {
            let instead = instead(request, packet.code, clear);
            let name = match instead.code == packet.code {
                true => "noticed",
                false => "reply_rejected",
            };
            output.warn(name, error.code(), &error);
            (reply.signed(listener, &instead, moment).ok()?, instead)
        }
    };
    let (code, attributes) = (passed.code, &passed.attributes);
    match monitor.answer(code, attributes, &mut listener.own_states, moment.now) {
        Ok(permit) => {
            if permit.proxy_stop.is_some() {
                let detail = "home accepted and is not told; only the gateway sends Proxy-Stops";
                output.warn("noticed", "proxy_stop_unsent", &detail);
            }
            Some((octets, code))
        }
        Err(refusal) => {
            output.warn("reply_dropped", refusal.code(), &refusal);
            None
        }
    }
}

fn remember(listener: &mut Listener, code: Code, key: Option<Key>, moment: &Moment<'_>) {
    if let (Code::ACCESS_REJECT, Some(key), Some(rejects)) = (code, key, &mut listener.rejects) {
        rejects.insert(key, moment.now);
    }
}

/// What takes the place of a reply that cannot be sent as policy left it: a reject of what would
/// grant or ask for something, else the reply without the edits.
fn instead(request: &Attributes, code: Code, clear: Attributes) -> Passed {
    let grants = matches!(code, Code::ACCESS_ACCEPT | Code::ACCESS_CHALLENGE);
    match access_reject(request, "").filter(|_| grants) {
        Some(answer) => {
            let mut attributes = answer.attributes().clone();
            attributes.remove_message_authenticator();
            Passed { code: answer.code(), attributes, is_unchanged: false }
        }
        None => Passed { code, attributes: clear, is_unchanged: false },
    }
}

fn decide(
    listener: &Listener,
    request: &Attributes,
    code: Code,
    clear: &Attributes,
    moment: &Moment<'_>,
    output: &mut Output,
) -> Option<Passed> {
    let tags: Vec<&str> = listener.client_tags.iter().map(String::as_str).collect();
    let client = Client { name: &listener.client, tags: &tags };
    let reply = Reply { code, attributes: clear, request, client, now: moment.now };
    let verdict = listener.filter.reply(&reply);
    for event in &verdict.events {
        output.warn("noticed", event.code(), event);
    }
    let reason = verdict.reason.code();
    let detail = format!("{} {}", verdict.detail(), verdict.origin.unwrap_or_default());
    match verdict.decision {
        ReplyDecision::Pass(edited) => {
            output.count("reply_passed", "");
            let is_unchanged = edited.is_none();
            Some(Passed { code, attributes: edited.unwrap_or_else(|| clear.clone()), is_unchanged })
        }
        ReplyDecision::Reject(answer) => {
            output.warn("reply_rejected", reason, &detail);
            let mut attributes = answer.attributes().clone();
            attributes.remove_message_authenticator();
            Some(Passed { code: answer.code(), attributes, is_unchanged: false })
        }
        ReplyDecision::Drop => {
            output.warn("reply_dropped", reason, &detail);
            None
        }
    }
}
