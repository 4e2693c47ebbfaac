//! The side of the servers.

use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::time::Duration;

use chacha20::ChaCha20Rng;
use radius::transaction::{PROBE_SOCKET, ServerId};
use tokio::time::sleep;

use super::Thread;
use crate::clock;
use crate::random;
use crate::transport::upstream::{Sink, Upstream};
use crate::worker::{Setup, poll_servers};

/// How often it is looked whether a probe is due.
const PROBE_STEP: Duration = Duration::from_millis(100);

/// Takes what comes from the servers of one setup.
struct OfSetup {
    setup: Arc<Setup>,
    thread: Weak<Thread>,
}

impl Sink for OfSetup {
    fn received(&self, server: ServerId, socket: u16, octets: &[u8]) {
        let Some(thread) = self.thread.upgrade() else { return };
        if socket == PROBE_SOCKET {
            return thread.probe_answered(&self.setup, server, octets);
        }
        let now = clock::steady();
        thread.worker.borrow_mut().receive_reply(self.setup.number, server, socket, octets, now);
        thread.flush();
    }

    fn closed(&self, server: ServerId, socket: u16) {
        let Some(thread) = self.thread.upgrade() else { return };
        let now = clock::steady();
        thread.worker.borrow_mut().server_closed(self.setup.number, server, socket, now);
        thread.flush();
    }

    fn connected(&self, server: ServerId, is_connected: bool) {
        self.setup.servers().connected(server, is_connected, clock::steady());
    }
}

impl Thread {
    /// Opens what leads to the servers of a setup.
    pub(super) fn add_setup(self: &Rc<Self>, setup: Arc<Setup>) {
        let number = setup.number;
        let thread = Rc::downgrade(self);
        let sink = Rc::new(OfSetup { setup: Arc::clone(&setup), thread });
        let metrics = Arc::clone(&self.process.metrics);
        let upstream = Upstream::new(setup.reach(), sink, self.scratch.clone(), metrics);
        upstream.connect();
        self.upstreams.borrow_mut().insert(number, Rc::new(upstream));
        self.setups.borrow_mut().push(setup);
    }

    pub(super) fn remove_setup(&self, setup: u64) {
        self.upstreams.borrow_mut().remove(&setup);
        self.setups.borrow_mut().retain(|it| it.number != setup);
    }

    /// Asks the servers whether they are there, for all workers.
    pub(super) async fn probe(self: Rc<Self>) {
        let mut rng: ChaCha20Rng = match random::generator() {
            Ok(rng) => rng,
            Err(error) => return tracing::error!(%error, "no probes without randomness"),
        };
        loop {
            sleep(PROBE_STEP).await;
            let setups = self.setups.borrow().clone();
            for setup in setups {
                setup.servers().handle_timeout(clock::steady(), &mut rng);
                let upstream = self.upstreams.borrow().get(&setup.number).cloned();
                let probes = poll_servers(&setup, &self.process);
                if let Some(upstream) = upstream {
                    probes.iter().for_each(|probe| upstream.send(probe));
                }
            }
        }
    }

    fn probe_answered(&self, setup: &Setup, server: ServerId, octets: &[u8]) {
        let mut rng: ChaCha20Rng = match random::generator() {
            Ok(rng) => rng,
            Err(_) => return,
        };
        let now = clock::steady();
        let taken = setup.servers().receive_probe_reply(server, octets, now, &mut rng);
        if let Err(dropped) = taken {
            self.process.metrics.count("reply_dropped", dropped.code());
        }
    }
}
