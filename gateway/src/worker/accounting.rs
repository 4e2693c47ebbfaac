//! Accounting: forwarded while the client waits, or stored first (RFC 2607 section 5.2).

use std::sync::Arc;
use std::time::Duration;

use radius::monitor::AccountingMode;
use radius::transaction::TransactionId;

use super::Worker;
use super::decide::{Wanted, realm};
use crate::clock;
use crate::delivery::{Confirm, Outcome, Submit};
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
        match transaction.accounting {
            AccountingMode::Atomic => self.send(id, wanted, now),
            AccountingMode::Journal => self.store(id, wanted, now),
        }
    }

    /// Stores a record, and acknowledges it when it is on disk.
    fn store(&mut self, id: TransactionId, wanted: Wanted, now: Duration) {
        let Some(transaction) = self.transactions.get_mut(&id) else { return };
        let (client, setup) = (Arc::clone(&transaction.arrived.client), transaction.generation);
        let context = transaction.context.take();
        let authenticator = self.receiver.hop(id).map(|(_, authenticator)| authenticator);
        if let (Some(context), Some(generation)) = (context, self.generation(setup)) {
            generation.close(context, now);
        }
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
            Ok(record) => self.submit(id, record, Confirm::OnDisk),
            Err(error) => self.refuse(id, error.code(), now),
        }
    }

    fn submit(&self, id: TransactionId, record: Record, confirm: Confirm) {
        let (process, worker) = (Arc::clone(&self.process), self.number);
        let notify = Box::new(move |outcome| process.tell(worker, Message::Delivered(id, outcome)));
        self.process.delivery.submit(Submit { record, confirm, notify });
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
}
