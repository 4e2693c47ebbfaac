//! One worker's thread: its sockets, its timers, and the worker between them.

mod clients;
mod servers;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use chacha20::ChaCha20Rng;
use radius::transaction::{ProxyTag, TransactionId};
use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinHandle, LocalSet};
use tokio::time::{Instant, sleep, timeout};

use crate::clock;
use crate::delivery::Outcome;
use crate::process::Process;
use crate::random;
use crate::transport::downstream::{Connections, FIRST_CONNECTION};
use crate::transport::udp::{Scratch, Socket};
use crate::transport::upstream::Upstream;
use crate::worker::{Arrived, Output, Setup, Worker};

/// How long requests that are under way are waited for when the process ends.
const DRAIN_LIMIT: Duration = Duration::from_secs(10);

/// How often it is looked whether they have ended.
const DRAIN_POLL: Duration = Duration::from_millis(20);

/// The shortest time between two looks at the timers of retransmissions.
const TIMER_STEP: Duration = Duration::from_millis(5);

/// The longest time: a request that comes meanwhile may be due before those that wait.
const LONGEST_SLEEP: Duration = Duration::from_millis(20);

/// What other threads say to a worker.
pub enum Message {
    /// A request that this worker can answer, on a listener that all workers have.
    HandOver {
        /// Where it came from.
        arrived: Arrived,
        /// The octets.
        datagram: Vec<u8>,
    },
    /// What came of the record of an Accounting-Request.
    Delivered(TransactionId, Outcome),
    /// A new configuration.
    Reconfigure(Arc<Setup>, oneshot::Sender<Result<(), String>>),
    /// Take no new requests, end those that are under way, and stop.
    Drain,
}

/// What a thread is started with.
pub struct Start {
    /// Which worker it is.
    pub number: usize,
    /// What all threads share.
    pub process: Arc<Process>,
    /// The first configuration.
    pub setup: Arc<Setup>,
    /// What this proxy knows its own Proxy-State by.
    pub tag: ProxyTag,
    /// What other threads say.
    pub messages: mpsc::UnboundedReceiver<Message>,
}

/// Everything of one worker's thread.
struct Thread {
    number: usize,
    process: Arc<Process>,
    worker: RefCell<Worker>,
    /// UDP listeners by their place in the configuration.
    listeners: Vec<Option<Rc<Socket>>>,
    connections: RefCell<Option<Rc<Connections>>>,
    upstreams: RefCell<HashMap<u64, Rc<Upstream>>>,
    setups: RefCell<Vec<Arc<Setup>>>,
    clients: RefCell<clients::Known>,
    scratch: Scratch,
}

/// Runs a worker until it is drained. `started` hears whether it could be started.
pub fn run(start: Start, started: std::sync::mpsc::Sender<Result<(), String>>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            // Whoever started this thread has gone, if nobody listens.
            let _ = started.send(Err(error.to_string()));
            return;
        }
    };
    LocalSet::new().block_on(&runtime, serve(start, started));
}

async fn serve(start: Start, started: std::sync::mpsc::Sender<Result<(), String>>) {
    let Start { number, process, setup, tag, mut messages } = start;
    let (thread, streams) = match Thread::new(number, process, setup, tag) {
        Ok(made) => made,
        Err(error) => {
            let _ = started.send(Err(error));
            return;
        }
    };
    let listening = thread.listen(streams);
    let _ = started.send(Ok(()));
    tokio::task::spawn_local(Rc::clone(&thread).keep_time());
    if number == 0 {
        tokio::task::spawn_local(Rc::clone(&thread).probe());
    }
    while let Some(message) = messages.recv().await {
        match message {
            Message::Drain => break,
            message => thread.take(message),
        }
    }
    listening.iter().for_each(JoinHandle::abort);
    thread.drain(messages).await;
}

type Streams = Vec<(usize, tokio::net::TcpListener)>;

impl Thread {
    fn new(
        number: usize,
        process: Arc<Process>,
        setup: Arc<Setup>,
        tag: ProxyTag,
    ) -> Result<(Rc<Self>, Streams), String> {
        let rng: ChaCha20Rng = random::generator().map_err(|error| error.to_string())?;
        let scratch = Scratch::new();
        let (listeners, streams) = clients::open(&setup.resolved.listeners, &scratch)?;
        let worker = Worker::new(number, Arc::clone(&process), Arc::clone(&setup), tag, rng)?;
        let thread = Rc::new(Self {
            number,
            process,
            worker: RefCell::new(worker),
            listeners,
            connections: RefCell::default(),
            upstreams: RefCell::default(),
            setups: RefCell::default(),
            clients: RefCell::default(),
            scratch,
        });
        thread.add_setup(setup);
        Ok((thread, streams))
    }

    fn take(self: &Rc<Self>, message: Message) {
        let now = clock::steady();
        match message {
            Message::HandOver { arrived, datagram } => {
                self.worker.borrow_mut().receive_here(arrived, &datagram, now);
            }
            Message::Delivered(transaction, outcome) => {
                self.worker.borrow_mut().delivered(transaction, &outcome, now);
            }
            Message::Reconfigure(setup, answer) => {
                let taken = self.worker.borrow_mut().reconfigure(Arc::clone(&setup));
                if taken.is_ok() {
                    self.add_setup(setup);
                }
                // Nobody waits if the process ends.
                let _ = answer.send(taken);
            }
            Message::Drain => {}
        }
        self.flush();
    }

    /// Carries out what the worker wants.
    fn flush(&self) {
        loop {
            let output = self.worker.borrow_mut().poll_output();
            match output {
                Some(Output::Answer { to, datagram }) => self.answer(&to, &datagram),
                Some(Output::Forward { setup, transmit }) => {
                    let upstream = self.upstreams.borrow().get(&setup).cloned();
                    if let Some(upstream) = upstream {
                        upstream.send(&transmit);
                    }
                }
                Some(Output::HandOver { worker, arrived, datagram }) => {
                    self.process.tell(worker, Message::HandOver { arrived, datagram });
                }
                Some(Output::Retired { setup }) => self.remove_setup(setup),
                None => break,
            }
        }
    }

    fn answer(&self, to: &Arrived, datagram: &[u8]) {
        if to.source.socket >= FIRST_CONNECTION {
            if let Some(connections) = self.connections.borrow().as_ref() {
                connections.send(to.source.socket, datagram);
            }
            return;
        }
        let socket = self.listeners.get(to.listener).and_then(Option::as_ref);
        let sent = socket.map(|socket| socket.send(to.source.client, to.local, datagram));
        if !matches!(sent, Some(Ok(()))) {
            self.process.metrics.count("answer_lost", "send_failed");
        }
    }

    /// Calls the worker when something is due.
    async fn keep_time(self: Rc<Self>) {
        loop {
            let due = self.worker.borrow().poll_timeout();
            let wait = due.map_or(LONGEST_SLEEP, |due| due.saturating_sub(clock::steady()));
            sleep(wait.clamp(TIMER_STEP, LONGEST_SLEEP)).await;
            self.worker.borrow_mut().handle_timeout(clock::steady());
            self.flush();
        }
    }

    /// Ends what is under way, for a bounded time.
    async fn drain(self: Rc<Self>, mut messages: mpsc::UnboundedReceiver<Message>) {
        let deadline = clock::after(DRAIN_LIMIT);
        while !self.worker.borrow().is_empty() && Instant::now() < deadline {
            if let Ok(Some(message)) = timeout(DRAIN_POLL, messages.recv()).await {
                self.take(message);
            }
        }
        let left = self.worker.borrow().len();
        if left > 0 {
            tracing::warn!(worker = self.number, left, "requests without an answer at the end");
        }
        if let Some(connections) = self.connections.borrow().as_ref() {
            connections.close();
        }
        // Answers that were written last leave their queues.
        sleep(DRAIN_POLL).await;
    }
}
