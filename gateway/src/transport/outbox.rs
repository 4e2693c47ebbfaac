//! What waits to be written to a connection.

use std::cell::{Cell, RefCell};

use tokio::sync::Notify;

/// Octets that may wait for a slow peer. Then its connection is closed: what it does not take is
/// sent again or asked again on another one.
const MAX_OCTETS: usize = 1 << 20;

/// The queue of one connection, for tasks of one thread.
#[derive(Debug, Default)]
pub struct Outbox {
    octets: RefCell<Vec<u8>>,
    is_full: Cell<bool>,
    is_closed: Cell<bool>,
    notify: Notify,
}

impl Outbox {
    /// Queues a packet. One that does not fit closes the connection.
    pub fn push(&self, packet: &[u8]) {
        let mut octets = self.octets.borrow_mut();
        if octets.len().saturating_add(packet.len()) > MAX_OCTETS {
            self.is_full.set(true);
        } else {
            octets.extend_from_slice(packet);
        }
        self.notify.notify_one();
    }

    /// Asks for the end of the connection.
    pub fn close(&self) {
        self.is_closed.set(true);
        self.notify.notify_one();
    }

    /// Whether more was to be sent than may wait.
    pub(super) fn is_full(&self) -> bool {
        self.is_full.get()
    }

    /// Whether the end was asked for.
    pub(super) fn is_closed(&self) -> bool {
        self.is_closed.get()
    }

    /// Everything that waits.
    pub(super) fn take(&self) -> Vec<u8> {
        self.octets.take()
    }

    /// Drops everything that waits, as for another connection in the place of one that has ended.
    pub(super) fn clear(&self) {
        drop(self.octets.take());
        self.is_full.set(false);
    }

    /// Waits until there may be something to do.
    pub(super) async fn changed(&self) {
        self.notify.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outbox_that_was_full_takes_packets_again_when_it_is_cleared() {
        let outbox = Outbox::default();
        (0..=MAX_OCTETS / 4096).for_each(|_| outbox.push(&[0; 4096]));
        assert!(outbox.is_full());
        outbox.clear();
        outbox.push(b"packet");
        assert!(!outbox.is_full());
        assert_eq!(outbox.take(), b"packet");
    }
}
