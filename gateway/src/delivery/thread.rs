//! The thread between the engine and everything else.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::LocalSet;
use tokio::time::sleep;

use super::carrier::{Carrier, Event};
use super::engine::{Engine, Now};
use super::submit::{Outcome, Refused, Submit};
use super::{DeliveryConfig, DeliveryError, Destinations};
use crate::clock;
use crate::journal::{Journal, Loaded};
use crate::metrics::Metrics;

/// Changes that may wait for the disk before no more records are taken.
const MAX_UNCOMMITTED: usize = 8_192;

/// What is taken from one channel before the others have their turn.
const MAX_AT_ONCE: usize = 512;

/// How long what is under way is waited for at the end.
const DRAIN_GRACE: Duration = Duration::from_secs(1);

/// How long the disk is waited for at the end.
const DRAIN_LIMIT: Duration = Duration::from_secs(10);

/// How often gauges are set.
const SHOW_EVERY: Duration = Duration::from_millis(200);

/// What the process says.
pub(super) enum Command {
    Reconfigure(Box<Destinations>),
    Drain(oneshot::Sender<()>),
}

/// What the thread is started with.
pub(super) struct Start {
    pub(super) journal: Journal,
    pub(super) loaded: Loaded,
    pub(super) destinations: Destinations,
    pub(super) config: DeliveryConfig,
    pub(super) metrics: Arc<Metrics>,
    pub(super) submits: mpsc::Receiver<Submit>,
    pub(super) commands: mpsc::UnboundedReceiver<Command>,
}

/// Runs until it is drained. `started` hears whether it could be started.
pub(super) fn run(start: Start, started: &Sender<Result<(), DeliveryError>>) {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            // Whoever started this thread has gone, if nobody listens.
            let _ = started.send(Err(DeliveryError::new(error)));
            return;
        }
    };
    LocalSet::new().block_on(&runtime, async {
        match Loop::new(start) {
            Ok(running) => {
                let _ = started.send(Ok(()));
                running.serve().await;
            }
            Err(error) => drop(started.send(Err(error))),
        }
    });
}

struct Loop {
    engine: Engine,
    submits: mpsc::Receiver<Submit>,
    commands: mpsc::UnboundedReceiver<Command>,
    events: mpsc::UnboundedReceiver<Event>,
    metrics: Arc<Metrics>,
    shown: Duration,
    /// Whether nothing can be written any more.
    is_broken: bool,
    drain: Option<Drain>,
}

/// The end of the thread.
struct Drain {
    drained: Option<oneshot::Sender<()>>,
    grace: Duration,
    limit: Duration,
}

impl Loop {
    fn new(start: Start) -> Result<Self, DeliveryError> {
        let Start { journal, loaded, mut destinations, config, metrics, submits, commands } = start;
        let (sender, events) = mpsc::unbounded_channel();
        let connect = destinations.connect.take();
        let carrier = Carrier::new(destinations.endpoints.clone(), connect, sender);
        let in_flight = config.in_flight;
        let engine =
            Engine::new(journal, loaded, destinations, carrier, in_flight, Arc::clone(&metrics))?;
        let shown = clock::steady();
        Ok(Self {
            engine,
            submits,
            commands,
            events,
            metrics,
            shown,
            is_broken: false,
            drain: None,
        })
    }

    async fn serve(mut self) {
        while !self.is_over() {
            self.wait().await;
            let now = Now::get();
            self.take_events(now);
            self.take_submits(now);
            if self.engine.poll_timeout().is_some_and(|due| due <= now.steady) {
                self.engine.handle_timeout(now);
            }
            if now.steady.saturating_sub(self.shown) >= SHOW_EVERY {
                self.shown = now.steady;
                self.engine.show();
            }
        }
        self.engine.show();
        let Self { engine, drain, .. } = self;
        // Its journal is written to the end.
        drop(engine);
        if let Some(drained) = drain.and_then(|drain| drain.drained) {
            // Nobody listens if the process has given up waiting.
            let _ = drained.send(());
        }
    }

    /// Waits until there is something to do, and takes the first of it.
    async fn wait(&mut self) {
        let now = Now::get();
        let shown = self.shown.saturating_add(SHOW_EVERY);
        let due = self.engine.poll_timeout().map_or(shown, |due| due.min(shown));
        let wait = due.saturating_sub(now.steady);
        let (takes_submits, is_whole) = (self.takes_submits(), !self.is_broken);
        let is_running = self.drain.is_none();
        tokio::select! {
            committed = self.engine.journal().committed(), if is_whole => match committed {
                Some(committed) => self.engine.committed(&committed, Now::get()),
                None => self.is_broken = true,
            },
            Some(event) = self.events.recv() => self.engine.event(event, Now::get()),
            command = self.commands.recv(), if is_running => self.command(command),
            Some(submit) = self.submits.recv(), if takes_submits => self.submit(submit, Now::get()),
            () = sleep(wait) => {}
        }
    }

    fn take_events(&mut self, now: Now) {
        while let Some(committed) = self.engine.journal().try_committed() {
            self.engine.committed(&committed, now);
        }
        for _ in 0..MAX_AT_ONCE {
            let Ok(event) = self.events.try_recv() else { return };
            self.engine.event(event, now);
        }
    }

    fn take_submits(&mut self, now: Now) {
        for _ in 0..MAX_AT_ONCE {
            if !self.takes_submits() {
                return;
            }
            let Ok(submit) = self.submits.try_recv() else { return };
            self.submit(submit, now);
        }
    }

    /// Whether the disk keeps up.
    fn takes_submits(&mut self) -> bool {
        self.drain.is_some() || self.engine.journal().uncommitted() < MAX_UNCOMMITTED
    }

    fn submit(&mut self, submit: Submit, now: Now) {
        let refused = match (&self.drain, self.is_broken) {
            (None, false) => return self.engine.submit(submit, now),
            (Some(_), _) => Refused::Draining,
            (None, true) => Refused::Disk,
        };
        self.metrics.count("journal_refused", refused.code());
        (submit.notify)(Outcome::Refused(refused));
    }

    /// Does what the process says; if it says nothing any more, it has ended.
    fn command(&mut self, command: Option<Command>) {
        let now = Now::get();
        let drained = match command {
            Some(Command::Reconfigure(destinations)) => {
                return self.engine.reconfigure(*destinations, now);
            }
            Some(Command::Drain(drained)) => Some(drained),
            None => None,
        };
        self.submits.close();
        let grace = now.steady.saturating_add(DRAIN_GRACE);
        let limit = now.steady.saturating_add(DRAIN_LIMIT);
        self.drain = Some(Drain { drained, grace, limit });
    }

    /// Whether everything is on disk, and what was under way is acknowledged or late.
    fn is_over(&mut self) -> bool {
        let Some(drain) = &self.drain else { return false };
        let now = clock::steady();
        let is_written =
            self.is_broken || self.engine.journal().uncommitted() == 0 || now >= drain.limit;
        is_written && (self.engine.under_way() == 0 || now >= drain.grace)
    }
}
