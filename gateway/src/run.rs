//! The life of the gateway: start, reload, end.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use radius::transaction::{ProxyTag, Server, Servers};
use rand_core::Rng as _;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{mpsc, oneshot};

use crate::clock;
use crate::config::Resolved;
use crate::delivery::{Delivery, DeliveryConfig};
use crate::destinations::destinations;
use crate::guest::{GuestLimits, Image};
use crate::journal::JournalConfig;
use crate::metrics::Metrics;
use crate::operation;
use crate::process::{Process, Stage};
use crate::random;
use crate::thread::{self as worker, Message, Start};
use crate::worker::Setup;

/// How long a worker may take to start, or to take a new configuration.
const ANSWER_LIMIT: Duration = Duration::from_secs(30);

/// Why the gateway does not run, or does not take a new configuration: a text for the operator.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct RunError(String);

impl RunError {
    fn new(error: impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

/// A gateway that runs.
struct Gateway {
    path: PathBuf,
    process: Arc<Process>,
    setup: Arc<Setup>,
    tag: [u8; 8],
    delivery: Delivery,
    threads: Vec<thread::JoinHandle<()>>,
}

/// Runs the gateway of a configuration file until SIGTERM or SIGINT.
///
/// # Errors
/// A text for the operator, when it cannot start.
pub fn run(path: &Path, resolved: Resolved) -> Result<(), RunError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(RunError::new)?;
    let mut gateway = Gateway::start(path, resolved)?;
    let result = runtime.block_on(gateway.serve());
    gateway.end();
    result
}

impl Gateway {
    fn start(path: &Path, resolved: Resolved) -> Result<Self, RunError> {
        let tag = proxy_tag(resolved.process.proxy_tag)?;
        let metrics = Arc::new(Metrics::new());
        let setup = Arc::new(setup(0, resolved, tag, &metrics)?);
        let delivery = start_delivery(&setup, ProxyTag::new(tag), &metrics)?;
        let handle = delivery.handle();
        let process = Arc::new(Process::new(metrics, handle, random_octets()?));
        let threads = start_workers(&process, &setup, ProxyTag::new(tag))?;
        Ok(Self { path: path.to_owned(), process, setup, tag, delivery, threads })
    }

    async fn serve(&mut self) -> Result<(), RunError> {
        let catch = |kind| signal(kind).map_err(RunError::new);
        let (mut hangup, mut terminate): (Signal, Signal) =
            (catch(SignalKind::hangup())?, catch(SignalKind::terminate())?);
        let mut interrupt = catch(SignalKind::interrupt())?;
        let address = self.setup.resolved.process.operation;
        let operation = tokio::spawn(operation::serve(address, Arc::clone(&self.process)));
        self.process.enter(Stage::Serving);
        tracing::info!(workers = self.process.workers(), operation = %address, "serving");
        tokio::pin!(operation);
        loop {
            tokio::select! {
                _ = hangup.recv() => self.reload().await,
                _ = terminate.recv() => return Ok(()),
                _ = interrupt.recv() => return Ok(()),
                ended = &mut operation => {
                    let error = match ended {
                        Ok(Err(error)) => error.to_string(),
                        Ok(Ok(())) => String::from("it has ended"),
                        Err(error) => error.to_string(),
                    };
                    return Err(RunError(format!("operation endpoint {address}: {error}")));
                }
            }
        }
    }

    /// Takes the configuration as it is now, or keeps the one before and says why.
    async fn reload(&mut self) {
        match self.try_reload().await {
            Ok(()) => {
                self.process.metrics.count("reload", "done");
                tracing::info!(setup = self.setup.number, "reloaded");
            }
            Err(error) => {
                self.process.metrics.count("reload", "refused");
                tracing::error!(%error, "not reloaded; the configuration before stays");
            }
        }
    }

    async fn try_reload(&mut self) -> Result<(), RunError> {
        let resolved = Resolved::load(&self.path, clock::civil()).map_err(RunError::new)?;
        check_reload(&self.setup.resolved, &resolved)?;
        let number = self.setup.number.saturating_add(1);
        let new = Arc::new(setup(number, resolved, self.tag, &self.process.metrics)?);
        for worker in 0..self.process.workers() {
            let (answer, taken) = oneshot::channel();
            self.process.tell(worker, Message::Reconfigure(Arc::clone(&new), answer));
            let taken = tokio::time::timeout(ANSWER_LIMIT, taken).await;
            match taken {
                Ok(Ok(Ok(()))) => {}
                Ok(Ok(Err(error))) => return Err(RunError(error)),
                Ok(Err(_)) | Err(_) => return Err(RunError(format!("worker {worker} is stuck"))),
            }
        }
        let metrics = &self.process.metrics;
        self.delivery.reconfigure(destinations(&new, ProxyTag::new(self.tag), metrics));
        self.setup = new;
        Ok(())
    }

    /// Ends what is under way, then the threads.
    fn end(self) {
        self.process.enter(Stage::Draining);
        tracing::info!("draining");
        for worker in 0..self.process.workers() {
            self.process.tell(worker, Message::Drain);
        }
        for thread in self.threads {
            if thread.join().is_err() {
                tracing::error!("a worker has panicked");
            }
        }
        self.delivery.drain();
        tracing::info!("ended");
    }
}

fn setup(
    number: u64,
    resolved: Resolved,
    tag: [u8; 8],
    metrics: &Arc<Metrics>,
) -> Result<Setup, RunError> {
    let module = &resolved.module;
    let configuration = module.configuration.to_vec();
    let limits = GuestLimits { call: module.call_limit, memory_octets: module.memory_limit };
    let image = match module.native {
        true => Image::native(configuration, tag.to_vec()),
        false => Image::new(&module.wasm, configuration, tag.to_vec(), limits, Arc::clone(metrics)),
    };
    let image =
        image.map_err(|error| RunError(format!("module {}: {error}", module.path.display())))?;
    // Connections are watched where they are made.
    let servers = resolved.servers.iter().cloned();
    let servers = servers.map(|it| Server { is_probed: it.is_probed && !it.is_reliable, ..it });
    let servers = servers.collect();
    let servers = Servers::new(servers, resolved.health.clone(), clock::steady())
        .map_err(|error| RunError(format!("health: {error}")))?;
    Ok(Setup { number, resolved, servers: Arc::new(Mutex::new(servers)), image })
}

/// Opens the journal, and goes on with what is in it.
fn start_delivery(
    setup: &Arc<Setup>,
    tag: ProxyTag,
    metrics: &Arc<Metrics>,
) -> Result<Delivery, RunError> {
    let settings = &setup.resolved.accounting.journal;
    let journal =
        JournalConfig { directory: settings.directory.clone(), max_octets: settings.max_octets };
    let destinations = destinations(setup, tag, metrics);
    Delivery::spawn(&journal, destinations, DeliveryConfig::default(), Arc::clone(metrics))
        .map_err(RunError::new)
}

fn start_workers(
    process: &Arc<Process>,
    setup: &Arc<Setup>,
    tag: ProxyTag,
) -> Result<Vec<thread::JoinHandle<()>>, RunError> {
    let (senders, receivers): (Vec<_>, Vec<_>) =
        (0..setup.resolved.process.workers).map(|_| mpsc::unbounded_channel()).unzip();
    process.set_workers(senders);
    let (started, starts) = std::sync::mpsc::channel();
    let mut threads = Vec::new();
    for (number, messages) in receivers.into_iter().enumerate() {
        let (process, setup) = (Arc::clone(process), Arc::clone(setup));
        let start = Start { number, process, setup, tag, messages };
        let started = started.clone();
        let thread = thread::Builder::new()
            .name(format!("worker-{number}"))
            .spawn(move || worker::run(start, started))
            .map_err(RunError::new)?;
        threads.push(thread);
    }
    for _ in &threads {
        starts
            .recv_timeout(ANSWER_LIMIT)
            .map_err(|_| RunError(String::from("a worker does not start")))?
            .map_err(RunError)?;
    }
    Ok(threads)
}

/// Whether a running gateway can take a configuration.
fn check_reload(old: &Resolved, new: &Resolved) -> Result<(), RunError> {
    let listeners = |it: &Resolved| -> Vec<_> {
        it.listeners.iter().map(|it| (it.name.clone(), it.transport, it.address)).collect()
    };
    let journal = |it: &Resolved| it.accounting.journal.directory.clone();
    let process = |it: &Resolved| (it.process.workers, it.process.operation, it.process.proxy_tag);
    let changed = [
        (listeners(old) != listeners(new), "listeners"),
        (journal(old) != journal(new), "accounting.journal.directory"),
        (process(old) != process(new), "gateway"),
    ];
    match changed.iter().find(|(is_changed, _)| *is_changed) {
        Some((_, section)) => {
            Err(RunError(format!("{section} has changed, which takes effect at a restart only")))
        }
        None => Ok(()),
    }
}

/// The configured tag, or a random one.
fn proxy_tag(configured: Option<[u8; 8]>) -> Result<[u8; 8], RunError> {
    if let Some(octets) = configured {
        return Ok(octets);
    }
    random_octets()
}

fn random_octets<const COUNT: usize>() -> Result<[u8; COUNT], RunError> {
    let mut octets = [0; COUNT];
    random::generator().map_err(RunError::new)?.fill_bytes(&mut octets);
    Ok(octets)
}
