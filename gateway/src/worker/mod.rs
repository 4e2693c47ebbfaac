//! One worker: requests of its clients, decisions of its guest, replies of the servers.
//!
//! It does no I/O. Datagrams and the time go in; [`Output`]s come out.

mod accounting;
mod answer;
mod arrival;
mod change;
mod decide;
mod generation;
mod held;
mod reply;
mod seldom;
mod transaction;

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use chacha20::ChaCha20Rng;
use radius::monitor::OwnStates;
use radius::transaction::{
    Output as Forwarded, ProxyTag, Receiver, ServerId, ServersOutput, TransactionId, Transmit,
};

use crate::config::Resolved;
use crate::process::Process;

pub use generation::Setup;
pub use transaction::Arrived;

use generation::Generation;
use held::Held;
use seldom::Seldom;
use transaction::Transaction;

/// How long the State of a challenge by policy is remembered: as long as any may wait.
const OWN_STATE_LIFETIME: Duration =
    Duration::from_secs(radius::policy::MAX_LIFETIME_SECONDS as u64);

/// What a worker puts out.
#[derive(Debug)]
pub enum Output {
    /// An answer to a client.
    Answer {
        /// Where it goes.
        to: Arrived,
        /// The octets.
        datagram: Vec<u8>,
    },
    /// A request to a server.
    Forward {
        /// The number of the setup whose servers are meant.
        setup: u64,
        /// The packet.
        transmit: Transmit,
    },
    /// A request that another worker can answer.
    HandOver {
        /// Which worker.
        worker: usize,
        /// Where it came from.
        arrived: Arrived,
        /// The octets.
        datagram: Vec<u8>,
    },
    /// A setup that nothing uses any more.
    Retired {
        /// Its number.
        setup: u64,
    },
}

/// One worker.
pub struct Worker {
    number: usize,
    process: Arc<Process>,
    tag: ProxyTag,
    receiver: Receiver,
    /// The last one is that of new requests.
    generations: Vec<Generation>,
    transactions: HashMap<TransactionId, Transaction>,
    own_states: OwnStates,
    held: Held,
    seldom: Seldom,
    rng: ChaCha20Rng,
    output: VecDeque<Output>,
}

impl Worker {
    /// With its first setup.
    ///
    /// # Errors
    /// A text for the operator.
    pub fn new(
        number: usize,
        process: Arc<Process>,
        setup: Arc<Setup>,
        tag: ProxyTag,
        rng: ChaCha20Rng,
    ) -> Result<Self, String> {
        let receiver = Receiver::new(setup.resolved.duplicates.clone(), tag)
            .map_err(|error| format!("duplicates: {error}"))?;
        let metrics = Arc::clone(&process.metrics);
        let generations = vec![Generation::new(setup, tag, metrics)?];
        Ok(Self {
            number,
            process,
            tag,
            receiver,
            generations,
            transactions: HashMap::new(),
            own_states: OwnStates::new(OWN_STATE_LIFETIME),
            held: Held::default(),
            seldom: Seldom::default(),
            rng,
            output: VecDeque::new(),
        })
    }

    /// Takes a new setup for new requests. Those that are under way end with theirs.
    ///
    /// # Errors
    /// A text for the operator; then nothing has changed.
    pub fn reconfigure(&mut self, setup: Arc<Setup>) -> Result<(), String> {
        let metrics = Arc::clone(&self.process.metrics);
        self.generations.push(Generation::new(setup, self.tag, metrics)?);
        self.retire();
        Ok(())
    }

    /// The configuration of new requests.
    #[must_use]
    pub fn resolved(&self) -> Option<&Resolved> {
        self.generations.last().map(|generation| &generation.setup.resolved)
    }

    /// How many requests wait for replies.
    #[must_use]
    pub fn len(&self) -> usize {
        self.transactions.len()
    }

    /// Whether no request waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.transactions.is_empty()
    }

    /// What is to be done, in order. To be called until it is empty after each other call.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.output.pop_front()
    }

    /// When [`Self::handle_timeout`] is due for what waits for servers. Answers that are kept expire
    /// when the next packet comes.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Duration> {
        self.generations.iter().filter_map(|it| it.forwarder.poll_timeout()).min()
    }

    /// Retransmits, fails over and gives up what is due.
    pub fn handle_timeout(&mut self, now: Duration) {
        for at in 0..self.generations.len() {
            let Some(generation) = self.generations.get_mut(at) else { break };
            let setup = Arc::clone(&generation.setup);
            generation.forwarder.handle_timeout(now, &mut setup.servers(), &mut self.rng);
            self.poll_forwarder(at, now);
        }
        self.receiver.handle_timeout(now);
        self.forget_abandoned(now);
        self.expire_held(now);
        self.retire();
    }

    /// A connection to a server has closed.
    pub fn server_closed(&mut self, setup: u64, server: ServerId, socket: u16, now: Duration) {
        let Some(at) = self.position(setup) else { return };
        let Some(generation) = self.generations.get_mut(at) else { return };
        let setup = Arc::clone(&generation.setup);
        let servers = setup.servers();
        generation.forwarder.closed(server, socket, now, &servers, &mut self.rng);
        drop(servers);
        self.poll_forwarder(at, now);
    }

    /// A connection of a client has closed: its requests are not waited for any more (RFC 6613
    /// section 2.6.5).
    pub fn client_closed(&mut self, connection: u64, now: Duration) {
        let ended: Vec<TransactionId> = self
            .transactions
            .iter()
            .filter(|(_, it)| it.arrived.source.socket == connection)
            .map(|(id, _)| *id)
            .collect();
        for transaction in ended {
            self.process.metrics.count("request_given_up", "connection_closed");
            self.receiver.forget(transaction);
            self.give_up(transaction, now);
        }
    }

    /// Carries out what a forwarder wants.
    fn poll_forwarder(&mut self, at: usize, now: Duration) {
        while let Some(generation) = self.generations.get_mut(at)
            && let Some(output) = generation.forwarder.poll_output()
        {
            let setup = generation.setup.number;
            match output {
                Forwarded::Transmit(transmit) => {
                    self.process.metrics.count("server_request", "sent_again");
                    self.output.push_back(Output::Forward { setup, transmit });
                }
                Forwarded::FailedOver { from, to, .. } => {
                    let name = |server| generation.setup.resolved.server_name(server);
                    tracing::warn!(from = name(from), to = name(to), "fails over");
                    self.process.metrics.count("server_request", "failed_over");
                }
                Forwarded::Failed { transaction } => self.failed(transaction, now),
            }
        }
    }

    /// No server has replied in time. The client has long sent its request again, or given up.
    fn failed(&mut self, transaction: TransactionId, now: Duration) {
        self.receiver.forget(transaction);
        self.process.metrics.count("request_given_up", "no_reply");
        self.log_end(transaction, "no_reply", now);
        self.give_up(transaction, now);
    }

    /// Ends a transaction that gets no answer.
    fn give_up(&mut self, transaction: TransactionId, now: Duration) {
        let Some(ended) = self.transactions.remove(&transaction) else { return };
        let Some(generation) = self.generation(ended.generation) else { return };
        generation.forwarder.cancel(transaction, now);
        if let Some(context) = ended.context {
            generation.close(context, now);
        }
        generation.in_use = generation.in_use.saturating_sub(1);
    }

    fn forget_abandoned(&mut self, now: Duration) {
        while let Some(transaction) = self.receiver.poll_abandoned() {
            self.process.metrics.count("request_given_up", "expired");
            self.give_up(transaction, now);
        }
    }

    /// Setups that nothing uses any more, but the last.
    fn retire(&mut self) {
        let Some(last) = self.generations.last().map(|it| it.setup.number) else { return };
        let is_retired = |it: &mut Generation| {
            it.setup.number != last && it.in_use == 0 && it.forwarder.is_empty()
        };
        for generation in self.generations.extract_if(.., is_retired) {
            self.output.push_back(Output::Retired { setup: generation.setup.number });
        }
    }

    fn position(&self, setup: u64) -> Option<usize> {
        self.generations.iter().position(|it| it.setup.number == setup)
    }

    fn generation(&mut self, setup: u64) -> Option<&mut Generation> {
        self.generations.iter_mut().find(|it| it.setup.number == setup)
    }
}

/// Sends the probes of servers that are due, and tells of servers that are seen in another way.
///
/// The caller is one thread of the process.
pub fn poll_servers(setup: &Setup, process: &Process) -> Vec<Transmit> {
    let mut probes = Vec::new();
    while let Some(output) = setup.servers().poll_output() {
        match output {
            ServersOutput::Probe(transmit) => probes.push(transmit),
            ServersOutput::Changed { server, state } => {
                let name = setup.resolved.server_name(server);
                tracing::warn!(server = name, ?state, "server is seen in another way");
                process.note_server(name, state);
            }
        }
    }
    probes
}
