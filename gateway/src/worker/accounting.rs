//! Accounting: forwarded while the client waits, or stored first (RFC 2607 section 5.2).

use std::sync::Arc;
use std::time::Duration;

use radius::monitor::{AccountingMode, ProxyStop};
use radius::packet::Code;
use radius::transaction::TransactionId;

use super::Worker;
use super::decide::{Wanted, realm};
use crate::clock;
use crate::delivery::flood::{FloodRequest, Plan};
use crate::delivery::{Confirm, Notify, Outcome, ProxyStopOrder, Submit, proxy_stop};
use crate::journal::{Kind, Origin, Record};
use crate::thread::Message;

impl Worker {
    /// Takes care of an Accounting-Request that may go on.
    pub(super) fn account(&mut self, id: TransactionId, wanted: Wanted, now: Duration) {
        let Some(transaction) = self.transactions.get(&id) else { return };
        if let Some(flag) = self.process.classes.check(&transaction.request, now) {
            self.process.metrics.count("accounting_flagged", flag.code());
            tracing::info!(
                client = %transaction.arrived.client.name, reason = flag.code(), detail = %flag,
                "accounting does not fit to an Access-Accept, and is forwarded"
            );
        }
        let mode = transaction.accounting;
        match self.plan(id, &wanted) {
            Ok(Plan::Ordinary(_)) if mode == AccountingMode::Atomic => self.send(id, wanted, now),
            Ok(Plan::Ordinary(_)) => self.store(id, wanted, now),
            Ok(Plan::Copies(copies)) => {
                self.process.metrics.count("flood", "begun");
                self.end_context(id, now);
                copies.into_iter().for_each(|copy| self.process.delivery.submit(copy));
            }
            Ok(Plan::Done) => self.delivered(id, &Outcome::OnDisk, now),
            Ok(Plan::InProgress) => self.not_stored(id, "flood_in_progress", now),
            Ok(Plan::RateLimited) => self.not_stored(id, "flood_rate_limited", now),
            Err(error) => self.refuse(id, error.code(), now),
        }
    }

    /// Whether an Accounting-On or -Off goes to all realms (RFC 2607 section 5.2).
    fn plan(&mut self, id: TransactionId, wanted: &Wanted) -> Result<Plan, radius::Error> {
        const ORDINARY: Plan = Plan::Ordinary("flood_not_allowed");
        let Some(transaction) = self.transactions.get(&id) else { return Ok(ORDINARY) };
        let client = Arc::clone(&transaction.arrived.client);
        let Some(right) = &client.flood else { return Ok(ORDINARY) };
        let Some(at) = self.position(transaction.generation) else { return Ok(ORDINARY) };
        let Some(generation) = self.generations.get(at) else { return Ok(ORDINARY) };
        let resolved = &generation.setup.resolved;
        let Some((_, request)) = self.receiver.hop(id) else { return Ok(ORDINARY) };
        let sender = resolved.servers_at(transaction.arrived.source.client.ip());
        let flood_request = FloodRequest {
            client: &client.name,
            is_own: right.covers(&transaction.request),
            rate_per_minute: resolved.flood.rate_per_minute,
            sender: &sender,
            request,
            attributes: &wanted.attributes,
            handles: &wanted.handles,
            received: clock::civil(),
            confirm: match transaction.accounting {
                AccountingMode::Atomic => Confirm::Acknowledged,
                AccountingMode::Journal => Confirm::OnDisk,
            },
        };
        let pools = resolved.accounting_pools();
        let notify = self.notify(id);
        self.process.flood.plan(&flood_request, &pools, notify, &mut self.rng)
    }

    /// Stores a record, and acknowledges it when it is on disk.
    fn store(&mut self, id: TransactionId, wanted: Wanted, now: Duration) {
        self.end_context(id, now);
        let Some(transaction) = self.transactions.get(&id) else { return };
        let client = Arc::clone(&transaction.arrived.client);
        let authenticator = self.receiver.hop(id).map(|(_, authenticator)| authenticator);
        let Wanted { attributes, handles, route } = wanted;
        let realm = realm(&attributes, &route.pool);
        let origin = Origin {
            client: &client.name,
            request: authenticator,
            pool: &route.pool,
            realm: &realm,
        };
        let received = clock::civil();
        let kind = Kind::Accounting;
        match Record::new(kind, origin, attributes, &handles, received, &mut self.rng) {
            Ok(record) => {
                let (confirm, notify) = (Confirm::OnDisk, self.notify(id));
                self.process.delivery.submit(Submit { record, confirm, notify });
            }
            Err(error) => self.refuse(id, error.code(), now),
        }
    }

    /// Hears in another thread what came of a record.
    fn notify(&self, id: TransactionId) -> Notify {
        let (process, worker) = (Arc::clone(&self.process), self.number);
        Box::new(move |outcome| process.tell(worker, Message::Delivered(id, outcome)))
    }

    /// Nobody asks the module about a reply.
    fn end_context(&mut self, id: TransactionId, now: Duration) {
        let Some(transaction) = self.transactions.get_mut(&id) else { return };
        let (context, setup) = (transaction.context.take(), transaction.generation);
        if let (Some(context), Some(generation)) = (context, self.generation(setup)) {
            generation.close(context, now);
        }
    }

    /// Hears what came of a record.
    pub fn delivered(&mut self, id: TransactionId, outcome: &Outcome, now: Duration) {
        let Some(transaction) = self.transactions.get_mut(&id) else { return };
        match outcome {
            Outcome::OnDisk | Outcome::Acknowledged => {
                transaction.monitor.recorded();
                self.acknowledge(id, now);
            }
            Outcome::GivenUp => self.not_stored(id, "given_up", now),
            Outcome::Refused(refused) => self.not_stored(id, refused.code(), now),
        }
    }

    /// A record that is not safe is not acknowledged: its client sends it again.
    fn not_stored(&mut self, id: TransactionId, reason: &'static str, now: Duration) {
        self.receiver.forget(id);
        self.refuse(id, reason, now);
    }

    /// Tells home that what it accepted was rejected here.
    pub(super) fn proxy_stop(&mut self, id: TransactionId, stop: &ProxyStop) {
        let Some(transaction) = self.transactions.get(&id) else { return };
        let Some(at) = self.position(transaction.generation) else { return };
        let Some(resolved) = self.generations.get(at).map(|it| &it.setup.resolved) else { return };
        let settings = &resolved.proxy_stop;
        let pool = stop.realm_path();
        if !settings.enabled || !resolved.pools_by_name.has_proxy_stop(pool) {
            return self.process.metrics.count("proxy_stop", "disabled");
        }
        if resolved.pool(pool, Code::ACCOUNTING_REQUEST).is_none() {
            tracing::warn!(pool, "no Proxy-Stop: the pool takes no accounting");
            return self.process.metrics.count("proxy_stop", "no_pool");
        }
        let order = ProxyStopOrder {
            client: &transaction.arrived.client.name,
            pool,
            reason: &transaction.reason.code,
            status_type: settings.status_type,
            attempts: settings.attempts,
        };
        match proxy_stop(stop, order, clock::civil(), &mut self.rng) {
            Ok(submit) => self.process.delivery.submit(submit),
            Err(error) => {
                tracing::error!(pool, %error, "no Proxy-Stop");
                self.process.metrics.count("proxy_stop", error.code());
            }
        }
    }
}
