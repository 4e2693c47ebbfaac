//! Asking the module about a request, and carrying out what it says as far as the monitor permits.

use std::time::Duration;

use radius::attribute::Attributes;
use radius::packet::Code;
use radius::radius11::{Handles, Packet};
use radius::transaction::{Forward, PoolId, TransactionId};

use super::transaction::value;
use super::{Output, Worker};
use crate::guest::{Decision, Hold, Reason, Route, Verdict};

/// Type of User-Name.
const USER_NAME: u8 = 1;

/// Longest name that silence is counted by.
const MAX_REALM_OCTETS: usize = 253;

/// A request that is to be forwarded.
pub(super) struct Wanted {
    pub attributes: Attributes,
    pub handles: Handles,
    pub route: Route,
}

impl Worker {
    /// Asks the module what happens to a request.
    pub(super) fn decide(&mut self, id: TransactionId, now: Duration) {
        let Some(transaction) = self.transactions.get(&id) else { return };
        let (facts, packet) = (transaction.facts.clone(), transaction.guest_packet());
        let (handles, setup) = (transaction.handles.clone(), transaction.generation);
        let Some(generation) = self.generation(setup) else { return };
        let asked = generation.ask(facts, packet, handles, now);
        let Some(transaction) = self.transactions.get_mut(&id) else { return };
        match asked {
            Ok((verdict, context)) => {
                transaction.context = context;
                transaction.reason = verdict.reason.clone();
                self.carry_out(id, verdict, now);
            }
            Err(unasked) => {
                transaction.reason = Reason { detail: unasked.to_string(), ..Reason::default() };
                // Another instance may have more luck with a retransmission.
                self.receiver.forget(id);
                self.refuse(id, unasked.code(), now);
            }
        }
    }

    fn carry_out(&mut self, id: TransactionId, verdict: Verdict, now: Duration) {
        let Verdict { decision, resume, hold, .. } = verdict;
        let handles = match &resume {
            Some(state) => self.held.handles(state),
            None => self.transactions.get(&id).map(|it| it.handles.clone()),
        };
        let Some(handles) = handles else {
            return self.refuse(id, "challenge_not_held", now);
        };
        match decision {
            Decision::Forward { packet, route } => self.forward(id, &packet, route, handles, now),
            Decision::Reply(packet) => self.reply_directly(id, &packet, hold, handles, now),
            Decision::Drop => self.dropped_by_module(id, now),
        }
    }

    fn forward(
        &mut self,
        id: TransactionId,
        packet: &[u8],
        route: Option<Route>,
        handles: Handles,
        now: Duration,
    ) {
        let Ok(packet) = Packet::parse(packet) else {
            return self.refuse(id, "module_packet_malformed", now);
        };
        if matches!(packet.code, Code::COA_REQUEST | Code::DISCONNECT_REQUEST) {
            return self.change(id, packet, handles, now);
        }
        let Some(route) = route else { return self.refuse(id, "no_route", now) };
        let wanted = Wanted { attributes: packet.attributes, handles, route };
        if !self.is_permitted(id, packet.code, &wanted, now) {
            return;
        }
        match packet.code {
            Code::ACCOUNTING_REQUEST => self.account(id, wanted, now),
            _ => self.send(id, wanted, now),
        }
    }

    /// Asks the monitor about a request that is to be forwarded; what it refuses is dropped.
    pub(super) fn is_permitted(
        &mut self,
        id: TransactionId,
        code: Code,
        wanted: &Wanted,
        now: Duration,
    ) -> bool {
        let Some(transaction) = self.transactions.get_mut(&id) else { return false };
        let Wanted { attributes, route, .. } = wanted;
        let path = route.accounting_pool.as_str();
        let permitted = transaction.monitor.forward(code, attributes, path, &self.own_states, now);
        transaction.route = Some(route.clone());
        transaction.forwarded_name = value(attributes, USER_NAME)
            .filter(|name| value(&transaction.request, USER_NAME) != Some(name))
            .map(<[u8]>::to_vec);
        match permitted {
            Ok(()) => true,
            Err(refusal) => {
                self.refuse_by_monitor(id, refusal, now);
                false
            }
        }
    }

    /// Sends a request to the pool of its route.
    pub(super) fn send(&mut self, id: TransactionId, wanted: Wanted, now: Duration) {
        let Some(transaction) = self.transactions.get(&id) else { return };
        let (code, setup) = (transaction.code, transaction.generation);
        let Some(generation) = self.generation(setup) else { return };
        let pool = generation.setup.resolved.pool(&wanted.route.pool, code);
        match pool {
            Some(pool) => self.send_to(id, pool, wanted, now),
            None => self.refuse(id, "unknown_pool", now),
        }
    }

    pub(super) fn send_to(
        &mut self,
        id: TransactionId,
        pool: PoolId,
        wanted: Wanted,
        now: Duration,
    ) {
        let Some(transaction) = self.transactions.get(&id) else { return };
        let (code, number) = (transaction.code, transaction.generation);
        let Wanted { attributes, handles, route } = wanted;
        let realm = realm(&attributes, &route.pool);
        let forward =
            Forward { transaction: id, code, attributes, handles, pool, realm, received: now };
        let Some(at) = self.position(number) else { return };
        let Some(generation) = self.generations.get_mut(at) else { return };
        let setup = std::sync::Arc::clone(&generation.setup);
        let servers = setup.servers();
        let sent = generation.forwarder.forward(forward, now, &servers, &mut self.rng);
        drop(servers);
        match sent {
            Ok(transmit) => self.output.push_back(Output::Forward { setup: number, transmit }),
            Err(error) => {
                self.receiver.forget(id);
                self.refuse(id, error.code(), now);
            }
        }
    }

    fn reply_directly(
        &mut self,
        id: TransactionId,
        packet: &[u8],
        hold: Option<Hold>,
        handles: Handles,
        now: Duration,
    ) {
        let Ok(packet) = Packet::parse(packet) else {
            return self.refuse(id, "module_packet_malformed", now);
        };
        if let Some(Hold { seconds, state }) = hold
            && packet.code == Code::ACCESS_CHALLENGE
        {
            let Some(setup) = self.transactions.get(&id).map(|it| it.generation) else { return };
            let expires = now.saturating_add(Duration::from_secs(seconds.into()));
            if !self.hold(state, handles, expires, setup) {
                return self.refuse(id, "challenges_full", now);
            }
        }
        self.answer_directly(id, packet.code, packet.attributes, now);
    }

    /// Drops a request because of this host, not of the module.
    pub(super) fn refuse(&mut self, id: TransactionId, code: &'static str, now: Duration) {
        if let Some(transaction) = self.transactions.get_mut(&id) {
            transaction.reason.code = code.to_owned();
        }
        self.process.metrics.count("request_dropped", code);
        self.drop_request(id, now);
    }

    /// Drops a request, or the reply to one, as the module wants it: its own reason is logged.
    pub(super) fn dropped_by_module(&mut self, id: TransactionId, now: Duration) {
        self.process.metrics.count("request_dropped", "module_dropped");
        self.drop_request(id, now);
    }

    /// Drops a request that gets no answer. Retransmissions of an Access-Request are dropped as well
    /// while it is remembered, so that nobody is asked about the same packet twice. Accounting is
    /// looked at again each time: it must not be lost (RFC 2607 section 5.2).
    pub(super) fn drop_request(&mut self, id: TransactionId, now: Duration) {
        self.log_end(id, "drop", now);
        if self.transactions.get(&id).is_some_and(|it| it.code == Code::ACCOUNTING_REQUEST) {
            self.receiver.forget(id);
        }
        self.give_up(id, now);
    }
}

/// What silence is counted by: the realm of the User-Name, or the pool.
pub(super) fn realm(attributes: &Attributes, pool: &str) -> Vec<u8> {
    let user_name = value(attributes, USER_NAME).unwrap_or_default();
    let realm = user_name.iter().rposition(|octet| *octet == b'@').and_then(|at| {
        let realm = user_name.get(at.saturating_add(1)..)?;
        (!realm.is_empty()).then_some(realm)
    });
    let name = realm.unwrap_or(pool.as_bytes());
    name.get(..MAX_REALM_OCTETS).unwrap_or(name).to_ascii_lowercase()
}
