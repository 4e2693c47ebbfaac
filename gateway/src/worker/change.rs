//! CoA
use super::Worker;
use super::decide::Permitted;
use radius::transaction::TransactionId;
use std::time::Duration;
impl Worker {
    pub(super) fn change(&mut self, id: TransactionId, permitted: Permitted, now: Duration) {
        self.send(id, permitted, now);
    }
}
