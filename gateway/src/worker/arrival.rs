//! Packets of clients.

use std::sync::Arc;
use std::time::Duration;

use radius::attribute::Attributes;
use radius::crypto::Hop;
use radius::eap;
use radius::monitor::{AccountingMode, Monitor};
use radius::packet::{Authenticator, Code, Packet};
use radius::radius11::seal;
use radius::transaction::{Arrival, Dropped, Loop, TransactionId};

use super::transaction::{Transaction, value};
use super::{Arrived, Output, Worker};
use crate::guest::{Facts, Reason};

/// Type of State.
const STATE: u8 = 24;

/// What is hidden in a request whose authenticator is a checksum is hidden with zeros.
const ZEROS: Authenticator = [0; 16];

impl Worker {
    /// Takes a datagram, or a packet of a connection, of a client.
    pub fn receive(&mut self, arrived: Arrived, octets: &[u8], now: Duration) {
        // A connection belongs to its worker, and so do the answers on it.
        if arrived.local.is_some()
            && let Some(worker) = self.of_another_worker(octets)
        {
            let datagram = octets.to_vec();
            return self.output.push_back(Output::HandOver { worker, arrived, datagram });
        }
        self.receive_here(arrived, octets, now);
    }

    /// Takes what another worker has handed over.
    pub fn receive_here(&mut self, arrived: Arrived, octets: &[u8], now: Duration) {
        match self.receiver.receive(arrived.source, octets, &arrived.client.policy, now) {
            Ok(Arrival::New { transaction, request, looped, replaced }) => {
                if let Some(replaced) = replaced {
                    self.process.metrics.count("request_given_up", "identifier_used_again");
                    self.give_up(replaced, now);
                }
                self.begin(transaction, request, looped, arrived, now);
            }
            Ok(Arrival::Answered(datagram)) => {
                self.process.metrics.count("request", "answered_again");
                self.output.push_back(Output::Answer { to: arrived, datagram });
            }
            Ok(Arrival::StatusServer(request)) => self.answer_status(&arrived, &request),
            Err(dropped) => {
                self.process.metrics.count("request_dropped", dropped.code());
                self.log_dropped(&arrived, dropped.code(), &dropped.to_string(), now);
            }
        }
        self.forget_abandoned(now);
    }

    /// A line for the operator about a packet that is not taken, seldom enough.
    fn log_dropped(
        &mut self,
        arrived: &Arrived,
        reason: &'static str,
        detail: &str,
        now: Duration,
    ) {
        // Retransmissions are no fault.
        if reason == Dropped::InProgress.code() {
            return;
        }
        let client = &arrived.client.name;
        if let Some(more) = self.seldom.turn(reason, client, now) {
            tracing::warn!(
                %client, address = %arrived.source.client, reason, detail, more, "request dropped"
            );
        }
    }

    /// The worker that can answer a request because it has made the challenge that it answers.
    fn of_another_worker(&self, octets: &[u8]) -> Option<usize> {
        if self.process.challenges.is_empty() || octets.first() != Some(&Code::ACCESS_REQUEST.0) {
            return None;
        }
        let request = Packet::parse(octets).ok()?;
        let worker = self.process.challenges.worker(value(&request.attributes, STATE)?)?;
        (worker != self.number).then_some(worker)
    }

    /// Answers a Status-Server by itself: it is never forwarded (RFC 5997 section 4.2).
    fn answer_status(&mut self, arrived: &Arrived, request: &Packet) {
        let takes_access = self.resolved().and_then(|it| it.listeners.get(arrived.listener));
        let code = match takes_access.is_none_or(|it| it.accepts.takes(Code::ACCESS_REQUEST)) {
            true => Code::ACCESS_ACCEPT,
            false => Code::ACCOUNTING_RESPONSE,
        };
        let mut answer = Packet::new(code, request.identifier);
        let signed = answer
            .attributes
            .prepend_message_authenticator()
            .and_then(|()| {
                answer.sign_response(&request.authenticator, &arrived.client.policy.secret)
            })
            .and_then(|()| answer.encode());
        if let Ok(datagram) = signed {
            self.process.metrics.count("request", "status_server");
            self.output.push_back(Output::Answer { to: arrived.clone(), datagram });
        }
    }

    fn begin(
        &mut self,
        id: TransactionId,
        request: Packet,
        looped: Option<Loop>,
        arrived: Arrived,
        now: Duration,
    ) {
        let code = request.code;
        if let Err(reason) = self.check_listener(&arrived, code) {
            return self.refuse_packet(id, &arrived, reason, now);
        }
        let authenticator =
            if code == Code::ACCESS_REQUEST { request.authenticator } else { ZEROS };
        let secret = Arc::clone(&arrived.client.policy.secret);
        let from = Hop::Radius10 { secret: &secret, authenticator: &authenticator };
        let mut attributes = request.attributes;
        let handles = match seal(&mut attributes, from, &mut self.rng) {
            Ok(handles) => handles,
            Err(error) => return self.refuse_packet(id, &arrived, error.code(), now),
        };
        let Some(setup) = self.setup_of(&attributes) else { return };
        let Some(generation) = self.generation(setup) else { return };
        let mode = generation.setup.resolved.accounting.mode;
        // What goes to all realms is stored in any case.
        let safe = if arrived.client.flood.is_some() { AccountingMode::Journal } else { mode };
        let monitor = match Monitor::new(code, &attributes, arrived.client.number, safe) {
            Ok(monitor) => monitor,
            Err(refusal) => return self.refuse_packet(id, &arrived, refusal.code(), now),
        };
        let Some(listener) = generation.setup.resolved.listeners.get(arrived.listener) else {
            return;
        };
        let facts = Facts {
            transport: listener.transport.name(),
            listener: Arc::clone(&listener.name),
            client: Arc::clone(&arrived.client.property),
        };
        generation.in_use = generation.in_use.saturating_add(1);
        let transaction = Transaction {
            generation: setup,
            arrived,
            facts,
            code,
            request: attributes,
            handles,
            accounting: mode,
            monitor,
            context: None,
            route: None,
            forwarded_name: None,
            reason: Reason::default(),
            began: now,
        };
        self.transactions.insert(id, transaction);
        self.process.metrics.count("request", request_name(code));
        match looped {
            Some(looped) => self.refuse_loop(id, looped, now),
            None => self.decide(id, now),
        }
    }

    /// The setup that decides: the module that has made a challenge decides about its answer.
    fn setup_of(&self, request: &Attributes) -> Option<u64> {
        let challenged = value(request, STATE).and_then(|state| self.held.setup(state));
        let last = self.generations.last().map(|it| it.setup.number);
        challenged.filter(|setup| self.position(*setup).is_some()).or(last)
    }

    fn check_listener(&self, arrived: &Arrived, code: Code) -> Result<(), &'static str> {
        let listener = self.resolved().and_then(|it| it.listeners.get(arrived.listener));
        match listener {
            Some(listener) if listener.accepts.takes(code) => Ok(()),
            _ => Err("listener_does_not_take_code"),
        }
    }

    /// Drops a packet before anybody was asked. A retransmission of it is looked at again.
    fn refuse_packet(
        &mut self,
        id: TransactionId,
        arrived: &Arrived,
        reason: &'static str,
        now: Duration,
    ) {
        self.receiver.forget(id);
        self.process.metrics.count("request_dropped", reason);
        self.log_dropped(arrived, reason, "", now);
    }

    /// A request that comes back is not forwarded once more: it would never end.
    fn refuse_loop(&mut self, id: TransactionId, looped: Loop, now: Duration) {
        let Some(transaction) = self.transactions.get_mut(&id) else { return };
        transaction.reason.code = looped.code().to_owned();
        transaction.reason.detail = looped.to_string();
        let mut request = Packet::new(transaction.code, 0);
        request.attributes = transaction.request.clone();
        match eap::access_reject(&request, "") {
            Ok(reject) if request.code == Code::ACCESS_REQUEST => {
                self.answer_directly(id, reject.code, reject.attributes, now);
            }
            _ => self.drop_request(id, now),
        }
    }
}

/// The name of a request in metrics.
fn request_name(code: Code) -> &'static str {
    match code {
        Code::ACCESS_REQUEST => "access",
        Code::ACCOUNTING_REQUEST => "accounting",
        Code::COA_REQUEST => "coa",
        Code::DISCONNECT_REQUEST => "disconnect",
        _ => "other",
    }
}
