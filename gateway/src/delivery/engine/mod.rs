//! What becomes of records: stored, sent, acknowledged, in that order.
//!
//! A packet is sent when it is on disk with its record: after a crash it is sent again as it was.

mod flight;
mod restore;
mod timers;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use chacha20::ChaCha20Rng;
use radius::transaction::{ForwardError, Forwarder, ServerId, TransactionId, Transmit};

use super::DeliveryError;
use super::carrier::{Carrier, Event};
use super::destinations::{Destinations, LinkEvent};
use super::queue::{Lane, Queue};
use super::requests::{Known, Requests};
use super::submit::{Confirm, Notify, Outcome, Refused, Submit};
use crate::clock;
use crate::journal::{Committed, Full, Header, Journal, Kind, Loaded, Record, RecordId, What};
use crate::metrics::Metrics;

use flight::Flight;

/// The time, by both clocks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now {
    /// Never set: for timers.
    pub(super) steady: Duration,
    /// What others read.
    pub(super) civil: Duration,
}

impl Now {
    pub(super) fn get() -> Self {
        Self { steady: clock::steady(), civil: clock::civil() }
    }
}

/// Everything that is on its way.
pub(super) struct Engine {
    journal: Journal,
    destinations: Destinations,
    forwarder: Forwarder,
    carrier: Carrier,
    queues: BTreeMap<String, Queue>,
    entries: BTreeMap<RecordId, Entry>,
    /// Records that are sent a limited number of times, and are under way.
    limited: BTreeSet<RecordId>,
    /// Pools that nothing can be sent to before that time.
    paused: BTreeMap<String, Duration>,
    requests: Requests,
    /// Names of clients and pools, each once.
    names: BTreeSet<Arc<str>>,
    /// Most records of one pool that are under way.
    in_flight: usize,
    metrics: Arc<Metrics>,
    rng: ChaCha20Rng,
}

/// One record of the journal.
struct Entry {
    header: Header,
    is_stored: bool,
    /// How many packets of it are not on disk yet, besides the one that it was stored with.
    writes: usize,
    flight: Option<Box<Flight>>,
    waiting: Vec<(Confirm, Notify)>,
    /// What has come of it: it is about to be removed.
    outcome: Option<Outcome>,
}

impl Engine {
    /// Takes up what is in the journal.
    pub(super) fn new(
        journal: Journal,
        loaded: Loaded,
        destinations: Destinations,
        carrier: Carrier,
        in_flight: usize,
        metrics: Arc<Metrics>,
    ) -> Result<Self, DeliveryError> {
        let forwarder = forwarder(&destinations)?;
        let mut rng = crate::random::generator().map_err(DeliveryError::new)?;
        let mut engine = Self {
            journal,
            destinations,
            forwarder,
            carrier,
            queues: BTreeMap::new(),
            entries: BTreeMap::new(),
            limited: BTreeSet::new(),
            paused: BTreeMap::new(),
            requests: Requests::new(&mut rng),
            names: BTreeSet::new(),
            in_flight,
            metrics,
            rng,
        };
        engine.restore(loaded, Now::get());
        Ok(engine)
    }

    /// The journal, to wait for what it has committed.
    pub(super) fn journal(&mut self) -> &mut Journal {
        &mut self.journal
    }

    /// How many records are under way.
    pub(super) fn under_way(&self) -> usize {
        self.queues.values().map(Queue::under_way).fold(0, usize::saturating_add)
    }

    /// Takes a record.
    pub(super) fn submit(&mut self, submit: Submit, now: Now) {
        let Submit { record, confirm, notify } = submit;
        match self.requests.get(&record, now.civil) {
            None => self.store(record, confirm, notify, now),
            Some(Known::Acknowledged) => {
                self.metrics.count("journal", "known");
                notify(match confirm {
                    Confirm::OnDisk => Outcome::OnDisk,
                    Confirm::Acknowledged => Outcome::Acknowledged,
                });
            }
            Some(Known::Waiting(id)) => {
                self.metrics.count("journal", "known");
                let Some(entry) = self.entries.get_mut(&id) else { return };
                match entry.is_stored && confirm == Confirm::OnDisk {
                    true => notify(Outcome::OnDisk),
                    false => entry.waiting.push((confirm, notify)),
                }
            }
        }
    }

    /// Takes what the journal has written.
    pub(super) fn committed(&mut self, committed: &[Committed], now: Now) {
        for Committed { id, what, is_durable } in committed {
            match (what, is_durable) {
                (What::Appended, true) => self.stored(*id, now),
                (What::Appended, false) => self.not_stored(*id, now),
                (What::Updated, _) => self.updated(*id, *is_durable, now),
                (What::Completed, true) => self.completed(*id, now),
                // The journal owes it to us.
                (What::Completed, false) => {}
            }
        }
    }

    /// Takes what comes from servers.
    pub(super) fn event(&mut self, event: Event, now: Now) {
        match event {
            Event::Datagram { number, octets } => {
                if let Some((server, socket)) = self.carrier.socket(number) {
                    self.receive(server, socket, &octets, now);
                }
            }
            Event::Link { generation, event } if self.carrier.is_current(generation) => match event
            {
                LinkEvent::Received { server, socket, octets } => {
                    self.receive(server, socket, &octets, now);
                }
                LinkEvent::Closed { server, socket } => self.closed(server, socket, now),
            },
            Event::Link { .. } => {}
        }
    }

    /// Shows how much waits.
    pub(super) fn show(&self) {
        let gauge = |count| i64::try_from(count).unwrap_or(i64::MAX);
        for (pool, queue) in &self.queues {
            self.metrics.set("journal_records", pool, gauge(queue.len()));
            self.metrics.set("journal_under_way", pool, gauge(queue.under_way()));
            let octets = i64::try_from(queue.octets()).unwrap_or(i64::MAX);
            self.metrics.set("journal_octets", pool, octets);
        }
    }

    /// Puts a record into the journal, with its packet if nothing is before it.
    fn store(&mut self, record: Record, confirm: Confirm, notify: Notify, now: Now) {
        let id = match self.journal.reserve(record.cost()) {
            Ok(id) => id,
            Err(Full { limit }) => return self.refuse(Refused::Full { limit }, notify),
        };
        let mut header = Header::new(id, &record, false);
        self.intern(&mut header);
        let lane = lane(&mut header);
        let unsent = match self.first_packet(id, &lane, &record, now) {
            Ok(unsent) => unsent,
            Err(error) => {
                self.journal.release(header.cost);
                return self.refuse(Refused::Packet(error), notify);
            }
        };
        let sent = unsent.as_ref().map(|transmit| self.sent(id, 0, transmit));
        self.journal.append(id, &record, sent.as_ref());
        self.requests.wait(&header);
        let queue = self.queues.entry(record.pool.clone()).or_default();
        queue.insert(id, lane, header.cost, false);
        if unsent.is_some() {
            queue.start(id);
            self.limited.extend(record.attempts.map(|_| id));
        }
        let flight = unsent.map(|transmit| Box::new(Flight::before(record, transmit)));
        let waiting = vec![(confirm, notify)];
        let entry = Entry { header, is_stored: false, writes: 0, flight, waiting, outcome: None };
        self.entries.insert(id, entry);
    }

    /// The packet of a new record, if it can be sent as soon as it is stored.
    fn first_packet(
        &mut self,
        id: RecordId,
        lane: &Lane,
        record: &Record,
        now: Now,
    ) -> Result<Option<Transmit>, radius::Error> {
        let limit = self.limit();
        let has_place = self
            .queues
            .get(&record.pool)
            .is_none_or(|queue| queue.is_free(lane) && queue.under_way() < limit);
        if !has_place || !self.is_open(&record.pool, now) {
            return Ok(None);
        }
        match self.forward(id, record, now) {
            Ok(transmit) => Ok(Some(transmit)),
            Err(ForwardError::Packet(error)) => Err(error),
            Err(error) => {
                self.pause(&record.pool, error.code(), now);
                Ok(None)
            }
        }
    }

    /// Lets records that wait share their names.
    fn intern(&mut self, header: &mut Header) {
        for name in [&mut header.client, &mut header.pool] {
            match self.names.get(name) {
                Some(known) => *name = Arc::clone(known),
                None => drop(self.names.insert(Arc::clone(name))),
            }
        }
    }

    fn refuse(&self, refused: Refused, notify: Notify) {
        self.metrics.count("journal_refused", refused.code());
        notify(Outcome::Refused(refused));
    }

    fn stored(&mut self, id: RecordId, now: Now) {
        let Some(entry) = self.entries.get_mut(&id) else { return };
        entry.is_stored = true;
        let pool = entry.header.pool.clone();
        self.metrics.count("journal", "stored");
        if entry.header.kind == Kind::ProxyStop {
            self.metrics.count("proxy_stop", "sent");
        }
        entry.notify(Confirm::OnDisk, &Outcome::OnDisk);
        if entry.writes == 0
            && let Some(transmit) = entry.flight.as_mut().and_then(|it| it.take_unsent())
        {
            self.send_now(id, transmit, now);
        }
        if let Some(queue) = self.queues.get_mut(&*pool) {
            queue.store(id);
        }
        self.start_ready(&pool, now);
    }

    fn not_stored(&mut self, id: RecordId, now: Now) {
        self.forwarder.cancel(TransactionId(id.0), now.steady);
        let Some(entry) = self.remove(id) else { return };
        let Entry { header, waiting, .. } = entry;
        self.requests.forget(&header);
        for (_, notify) in waiting {
            self.refuse(Refused::Disk, notify);
        }
        self.start_ready(&header.pool, now);
    }

    fn updated(&mut self, id: RecordId, is_durable: bool, now: Now) {
        let Some(entry) = self.entries.get_mut(&id) else { return };
        entry.writes = entry.writes.saturating_sub(1);
        if entry.writes > 0 {
            return;
        }
        let Some(flight) = &mut entry.flight else { return };
        if !is_durable {
            // The timers try again.
            flight.unsent = None;
        } else if let Some(transmit) = flight.take_unsent() {
            self.send_now(id, transmit, now);
        }
    }

    /// Sends a packet that has waited for the disk.
    fn send_now(&mut self, id: RecordId, transmit: Transmit, now: Now) {
        self.forwarder.held_back(TransactionId(id.0), now.steady);
        self.carrier.send(transmit);
    }

    /// Home has acknowledged a record, or it is given up: it leaves the journal, and then its place
    /// is free.
    fn finish(&mut self, id: RecordId, outcome: Outcome, now: Now) {
        let Some(entry) = self.entries.get_mut(&id) else { return };
        entry.flight = None;
        let header = &entry.header;
        let recent = Requests::recent(header, now.civil);
        let event = match outcome {
            Outcome::GivenUp => "given_up",
            _ => "acknowledged",
        };
        self.metrics.count("journal", event);
        if header.kind == Kind::ProxyStop {
            self.metrics.count("proxy_stop", event);
        }
        entry.outcome = Some(outcome);
        self.limited.remove(&id);
        self.journal.complete(id, recent);
    }

    fn completed(&mut self, id: RecordId, now: Now) {
        let Some(mut entry) = self.remove(id) else { return };
        self.requests.forget(&entry.header);
        if let Some(recent) = Requests::recent(&entry.header, now.civil) {
            self.requests.remember(&recent, now.civil);
        }
        if let Some(outcome) = entry.outcome.take() {
            entry.waiting.drain(..).for_each(|(_, notify)| notify(outcome.clone()));
        }
        let pool = entry.header.pool;
        self.start_ready(&pool, now);
    }

    fn remove(&mut self, id: RecordId) -> Option<Entry> {
        let entry = self.entries.remove(&id)?;
        self.limited.remove(&id);
        self.journal.release(entry.header.cost);
        if let Some(queue) = self.queues.get_mut(&*entry.header.pool) {
            queue.remove(id);
        }
        Some(entry)
    }

    fn receive(&mut self, server: ServerId, socket: u16, octets: &[u8], now: Now) {
        let mut servers = self.destinations.servers();
        let (steady, rng) = (now.steady, &mut self.rng);
        let received = self.forwarder.receive(server, socket, octets, steady, &mut servers, rng);
        drop(servers);
        match received {
            Ok(reply) => self.finish(RecordId(reply.transaction.0), Outcome::Acknowledged, now),
            Err(dropped) => {
                self.metrics.count("reply_dropped", dropped.code());
                let server = self.destinations.name(server);
                tracing::debug!(server, reason = dropped.code(), "reply to accounting dropped");
            }
        }
    }
}

impl Entry {
    /// Calls those who wait for no more than that.
    fn notify(&mut self, reached: Confirm, outcome: &Outcome) {
        let (told, waiting) =
            std::mem::take(&mut self.waiting).into_iter().partition(|(it, _)| *it == reached);
        self.waiting = waiting;
        let told: Vec<(Confirm, Notify)> = told;
        told.into_iter().for_each(|(_, notify)| notify(outcome.clone()));
    }
}

/// What keeps its order. The session is not needed otherwise.
fn lane(header: &mut Header) -> Lane {
    (Arc::clone(&header.client), std::mem::take(&mut header.session))
}

fn forwarder(destinations: &Destinations) -> Result<Forwarder, DeliveryError> {
    let Destinations { forwarding, pools, tag, .. } = destinations;
    let servers = destinations.servers();
    Forwarder::new(forwarding.clone(), pools, &servers, *tag).map_err(DeliveryError::new)
}
