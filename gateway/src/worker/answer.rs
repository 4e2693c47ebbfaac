//! Answers to clients: what the monitor permits, hidden and signed for their hop.

use std::time::Duration;

use radius::attribute::Attributes;
use radius::crypto::Hop;
use radius::monitor::Refusal;
use radius::packet::{Code, Packet};
use radius::radius11::{Handles, unseal};
use radius::transaction::TransactionId;

use super::transaction::value;
use super::{Output, Worker};

/// Types of attributes.
const USER_NAME: u8 = 1;
const PROXY_STATE: u8 = 33;

/// Longest User-Name in a log line.
const MAX_LOGGED_OCTETS: usize = 64;

impl Worker {
    /// Answers a request without a reply from a server.
    pub(super) fn answer_directly(
        &mut self,
        id: TransactionId,
        code: Code,
        mut attributes: Attributes,
        now: Duration,
    ) {
        attributes.remove_message_authenticator();
        let Some(handles) = self.transactions.get(&id).map(|it| it.handles.clone()) else {
            return;
        };
        self.answer(id, code, attributes, &handles, now);
    }

    /// Answers an Accounting-Request whose record is safe.
    pub fn acknowledge(&mut self, id: TransactionId, now: Duration) {
        let Some(transaction) = self.transactions.get(&id) else { return };
        let mut attributes = transaction.request.clone();
        attributes.retain(|attribute| attribute.number == PROXY_STATE);
        self.answer_directly(id, Code::ACCOUNTING_RESPONSE, attributes, now);
    }

    /// Answers a request, if the monitor permits it.
    pub(super) fn answer(
        &mut self,
        id: TransactionId,
        code: Code,
        attributes: Attributes,
        handles: &Handles,
        now: Duration,
    ) {
        let Some(transaction) = self.transactions.get_mut(&id) else { return };
        let permit = transaction.monitor.answer(code, &attributes, &mut self.own_states, now);
        match permit {
            Ok(permit) => {
                if code == Code::ACCESS_ACCEPT {
                    self.note_accept(id, &attributes, now);
                }
                if let Some(proxy_stop) = permit.proxy_stop {
                    self.proxy_stop(id, &proxy_stop);
                }
                self.write(id, code, attributes, handles, now);
            }
            Err(refusal) => self.refuse_by_monitor(id, refusal, now),
        }
    }

    /// The module wants what RFC 2607 forbids: nothing is sent.
    pub(super) fn refuse_by_monitor(&mut self, id: TransactionId, refusal: Refusal, now: Duration) {
        self.process.metrics.count("monitor_refused", refusal.code());
        if let Some(transaction) = self.transactions.get_mut(&id) {
            transaction.reason.detail = format!("monitor: {refusal}");
        }
        self.refuse(id, refusal.code(), now);
    }

    /// Remembers what accounting and CoA-Requests of the session will be compared with.
    fn note_accept(&self, id: TransactionId, accept: &Attributes, now: Duration) {
        let Some(transaction) = self.transactions.get(&id) else { return };
        self.process.classes.accepted(&transaction.request, accept, now);
        let mut forwarded = Attributes::new();
        if let Some(name) = &transaction.forwarded_name
            && forwarded.push(USER_NAME, name).is_err()
        {
            return;
        }
        if let Some(route) = &transaction.route {
            let names = [&transaction.request, &forwarded, accept];
            self.process.realm_paths.accepted(&names, &route.pool, now);
        }
    }

    fn write(
        &mut self,
        id: TransactionId,
        code: Code,
        mut attributes: Attributes,
        handles: &Handles,
        now: Duration,
    ) {
        let Some((secret, authenticator)) = self.receiver.hop(id) else {
            return self.refuse(id, "client_does_not_wait", now);
        };
        let to = Hop::Radius10 { secret: &secret, authenticator: &authenticator };
        let mut packet = Packet::new(code, 0);
        let made = unseal(&mut attributes, handles, to, &mut self.rng).and_then(|()| {
            packet.attributes = attributes;
            if code != Code::ACCOUNTING_RESPONSE {
                packet.attributes.prepend_message_authenticator()?;
            }
            self.receiver.answer(id, packet, now)
        });
        match made {
            Ok(Some((_, datagram))) => {
                self.log_end(id, answer_name(code), now);
                let Some(to) = self.transactions.get(&id).map(|it| it.arrived.clone()) else {
                    return;
                };
                self.process.metrics.count("answer", answer_name(code));
                self.output.push_back(Output::Answer { to, datagram });
                self.give_up(id, now);
            }
            Ok(None) => self.refuse(id, "client_does_not_wait", now),
            Err(error) => self.refuse(id, error.code(), now),
        }
    }

    /// One line for each decision, with its reason.
    pub(super) fn log_end(&self, id: TransactionId, outcome: &'static str, now: Duration) {
        if !tracing::enabled!(target: "decision", tracing::Level::INFO) {
            return;
        }
        let Some(transaction) = self.transactions.get(&id) else { return };
        let user = printable(value(&transaction.request, USER_NAME).unwrap_or_default());
        let pool = transaction.route.as_ref().map_or("", |route| &route.pool);
        let micros = u64::try_from(now.saturating_sub(transaction.began).as_micros());
        let reason = &transaction.reason;
        tracing::info!(
            target: "decision",
            outcome, request = %transaction.code, client = %transaction.arrived.client.name, user,
            pool, reason = reason.code, rule = reason.rule, detail = reason.detail,
            micros = micros.unwrap_or(u64::MAX),
        );
    }
}

/// The name of an answer in metrics and logs.
fn answer_name(code: Code) -> &'static str {
    match code {
        Code::ACCESS_ACCEPT => "accept",
        Code::ACCESS_REJECT => "reject",
        Code::ACCESS_CHALLENGE => "challenge",
        Code::ACCOUNTING_RESPONSE => "acknowledge",
        Code::COA_ACK | Code::DISCONNECT_ACK => "ack",
        Code::COA_NAK | Code::DISCONNECT_NAK => "nak",
        _ => "other",
    }
}

/// What a client has sent, on one short line.
fn printable(octets: &[u8]) -> String {
    let short = octets.get(..MAX_LOGGED_OCTETS).unwrap_or(octets);
    short.escape_ascii().to_string()
}
