//! Replies of servers.

use std::sync::Arc;
use std::time::Duration;

use radius::monitor::Refusal;
use radius::packet::Code;
use radius::radius11::Packet;
use radius::transaction::{Reply, ServerId};

use super::Worker;
use super::transaction::encode;

impl Worker {
    /// Takes a packet that came from a server of a setup.
    pub fn receive_reply(
        &mut self,
        setup: u64,
        server: ServerId,
        socket: u16,
        octets: &[u8],
        now: Duration,
    ) {
        let Some(generation) = self.generation(setup) else { return };
        let setup = Arc::clone(&generation.setup);
        let Some(at) = self.position(setup.number) else { return };
        let Some(generation) = self.generations.get_mut(at) else { return };
        let mut servers = setup.servers();
        let received =
            generation.forwarder.receive(server, socket, octets, now, &mut servers, &mut self.rng);
        drop(servers);
        match received {
            Ok(reply) => self.decide_reply(reply, now),
            Err(dropped) => {
                let reason = dropped.code();
                self.process.metrics.count("reply_dropped", reason);
                let Some(target) = setup.resolved.targets.get(usize::from(server.0)) else {
                    return;
                };
                if let Some(more) = self.seldom.turn(reason, &target.name, now) {
                    let server = &target.name;
                    tracing::warn!(%server, reason, detail = %dropped, more, "reply dropped");
                }
            }
        }
    }

    /// Asks the module about a reply.
    fn decide_reply(&mut self, reply: Reply, now: Duration) {
        let Reply { transaction: id, code, attributes, handles, .. } = reply;
        let Some(transaction) = self.transactions.get_mut(&id) else { return };
        if let Err(refusal) = transaction.monitor.received(code, &attributes) {
            return self.refuse_reply(refusal);
        }
        let Some(context) = transaction.context.take() else {
            // Accounting that waits for nobody, and requests of this gateway itself.
            return self.answer(id, code, attributes, &handles, now);
        };
        let (facts, setup) = (transaction.facts.clone(), transaction.generation);
        let request = transaction.guest_packet();
        let packet = encode(code, &attributes);
        let Some(generation) = self.generation(setup) else { return };
        let verdict = generation.ask_reply(context, facts, || request, packet, now);
        let Some(transaction) = self.transactions.get_mut(&id) else { return };
        let packet = match verdict {
            Ok(verdict) => {
                if !verdict.reason.code.is_empty() {
                    let notices = std::mem::take(&mut transaction.reason.notices);
                    transaction.reason = verdict.reason;
                    transaction.reason.notices.extend(notices);
                }
                verdict.packet
            }
            Err(unasked) => {
                transaction.reason.detail = unasked.to_string();
                // What home has rejected is not asked again: it might accept then, and no Accept
                // follows a Reject (RFC 2607 section 5.1).
                if code != Code::ACCESS_REJECT {
                    self.receiver.forget(id);
                }
                return self.refuse(id, unasked.code(), now);
            }
        };
        match packet.map(|octets| Packet::parse(&octets)) {
            Some(Ok(packet)) => self.answer(id, packet.code, packet.attributes, &handles, now),
            Some(Err(_)) => self.refuse(id, "module_packet_malformed", now),
            None => self.dropped_by_module(id, now),
        }
    }

    fn refuse_reply(&self, refusal: Refusal) {
        self.process.metrics.count("reply_dropped", refusal.code());
        tracing::debug!(reason = refusal.code(), detail = %refusal, "reply dropped");
    }
}
