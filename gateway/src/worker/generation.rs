//! What a reload replaces, as one worker has it.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use radius::radius11::Handles;
use radius::transaction::{Forwarder, ProxyTag, Servers};

use crate::config::Resolved;
use crate::guest::{
    Asked, Context, Decider, Facts, Fault, Image, Quarantine, ReplyVerdict, Verdict,
};
use crate::metrics::Metrics;
use crate::transport::upstream::Reach;

/// A configuration with its module, and what is known about its servers: shared by all threads.
pub struct Setup {
    /// Which one it is: later ones have higher numbers.
    pub number: u64,
    /// The configuration.
    pub resolved: Resolved,
    /// The health of its servers.
    pub servers: Arc<Mutex<Servers>>,
    /// Its module.
    pub image: Image,
}

impl Setup {
    /// How the servers are reached.
    #[must_use]
    pub fn reach(&self) -> Vec<Reach> {
        let servers = self.resolved.targets.iter().zip(&self.resolved.servers);
        let reach = servers.map(|(target, server)| Reach {
            target: target.clone(),
            watched: server.is_probed.then(|| Arc::clone(&server.secret)),
        });
        reach.collect()
    }

    /// What is known about the servers. A thread that panicked has left it whole: it is changed by
    /// calls that do not panic.
    pub fn servers(&self) -> MutexGuard<'_, Servers> {
        self.servers.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// A [`Setup`] in one worker.
pub(super) struct Generation {
    pub setup: Arc<Setup>,
    pub forwarder: Forwarder,
    decider: Option<Decider>,
    quarantine: Quarantine,
    metrics: Arc<Metrics>,
    /// Transactions that it decides about, and challenges of its that wait.
    pub in_use: usize,
}

/// Why a module was not asked, or has not answered.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unasked {
    /// It has failed.
    #[error("the module failed: {0}")]
    Fault(#[from] Fault),
    /// It has failed too often.
    #[error(
        "the module has failed too often and is asked nothing for a while; see its faults in the log"
    )]
    Quarantined,
}

impl Unasked {
    /// The stable, searchable name of the reason.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Fault(_) => "module_fault",
            Self::Quarantined => "module_quarantined",
        }
    }
}

impl Generation {
    /// Starts the module in this worker.
    ///
    /// # Errors
    /// A text for the operator: a value of the configuration is out of bounds.
    pub fn new(setup: Arc<Setup>, tag: ProxyTag, metrics: Arc<Metrics>) -> Result<Self, String> {
        let resolved = &setup.resolved;
        let forwarding = resolved.forwarding.clone();
        let forwarder = Forwarder::new(forwarding, &resolved.pools, &setup.servers(), tag)
            .map_err(|error| format!("forwarding: {error}"))?;
        let decider = Decider::start(&setup.image).map_err(|fault| fault.to_string())?;
        let settings = &resolved.module.quarantine;
        let quarantine = Quarantine::new(settings.failures, settings.window);
        let decider = Some(decider);
        Ok(Self { setup, forwarder, decider, quarantine, metrics, in_use: 0 })
    }

    /// Asks the module about a request.
    pub fn ask(
        &mut self,
        facts: Facts,
        packet: Vec<u8>,
        handles: Handles,
        now: Duration,
    ) -> Result<(Verdict, Option<Context>), Unasked> {
        let decider = self.decider(now)?;
        let Asked { verdict, context } = decider.request(facts, packet, handles);
        Ok((self.noted(verdict, now)?, context))
    }

    /// Asks the module about a reply.
    pub fn ask_reply(
        &mut self,
        context: Context,
        facts: Facts,
        request: impl FnOnce() -> Vec<u8>,
        reply: Vec<u8>,
        now: Duration,
    ) -> Result<ReplyVerdict, Unasked> {
        let verdict = self.decider(now)?.reply(context, facts, request, reply);
        self.noted(verdict, now)
    }

    /// Lets the module forget a transaction.
    pub fn close(&mut self, context: Context, now: Duration) {
        let Some(decider) = &mut self.decider else { return };
        let closed = decider.close(context);
        if self.noted(closed, now).is_err() {
            self.metrics.count("module", "fault_at_close");
        }
    }

    /// A guest that works.
    fn decider(&mut self, now: Duration) -> Result<&mut Decider, Unasked> {
        if self.quarantine.is_closed(now) {
            return Err(Unasked::Quarantined);
        }
        if self.decider.as_ref().is_none_or(Decider::is_worn_out) {
            let started = Decider::start(&self.setup.image);
            self.decider = Some(self.noted(started, now)?);
        }
        self.decider.as_mut().ok_or(Unasked::Quarantined)
    }

    /// Notes a fault, and puts another guest in the place of the one that had it.
    fn noted<T>(&mut self, outcome: Result<T, Fault>, now: Duration) -> Result<T, Unasked> {
        let fault = match outcome {
            Ok(value) => return Ok(value),
            Err(fault) => fault,
        };
        tracing::error!(%fault, "the module failed; another instance takes its place");
        self.metrics.count("module", "fault");
        self.quarantine.note(now);
        if self.quarantine.is_closed(now) {
            tracing::error!(
                "the module is quarantined; replace it, or wait for the window to pass"
            );
            self.metrics.count("module", "quarantined");
        }
        let image = &self.setup.image;
        if let Some(decider) = &mut self.decider
            && let Err(fault) = decider.rebuild(image)
        {
            tracing::error!(%fault, "no other instance of the module starts");
            self.decider = None;
        }
        Err(fault.into())
    }
}
