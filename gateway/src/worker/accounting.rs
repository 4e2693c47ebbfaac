//! Accounting-Requests.

use std::time::Duration;

use radius::monitor::ProxyStop;
use radius::transaction::TransactionId;

use super::Worker;
use super::decide::Permitted;

impl Worker {
    pub(super) fn account(&mut self, id: TransactionId, permitted: Permitted, now: Duration) {
        self.send(id, permitted, now);
    }

    pub(super) fn proxy_stop(&mut self, _: TransactionId, _: &ProxyStop, _: Duration) {}

    /// The record of an Accounting-Request is not stored: it is not acknowledged.
    pub fn not_stored(&mut self, id: TransactionId, reason: &'static str, now: Duration) {
        self.receiver.forget(id);
        self.refuse(id, reason, now);
    }
}
