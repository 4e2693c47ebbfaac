//! Records that are under way to a server.

use radius::crypto::Hop;
use radius::packet::Code;
use radius::radius11::seal;
use radius::transaction::{Forward, ForwardError, TransactionId, Transmit};

use super::{Engine, Entry, Now};
use crate::delivery::submit::Outcome;
use crate::journal::{Record, RecordId, Sent};

/// A record that is under way.
pub(super) struct Flight {
    pub(super) record: Record,
    /// How often it was sent by earlier processes, and to earlier lists of servers.
    pub(super) sent_before: u32,
    /// The packet of the moment, as it is on disk; none before the first one is.
    pub(super) sent: Option<Transmit>,
    /// A packet that is sent when it is on disk.
    pub(super) unsent: Option<Transmit>,
}

impl Flight {
    /// That of a record which is stored together with its first packet.
    pub(super) fn before(record: Record, transmit: Transmit) -> Self {
        Self { record, sent_before: 0, sent: None, unsent: Some(transmit) }
    }

    /// The packet that is on disk now, to be sent.
    pub(super) fn take_unsent(&mut self) -> Option<Transmit> {
        let transmit = self.unsent.take()?;
        self.sent = Some(transmit.clone());
        Some(transmit)
    }

    /// The last packet, on disk or not yet.
    pub(super) fn last(&self) -> Option<&Transmit> {
        self.unsent.as_ref().or(self.sent.as_ref())
    }
}

impl Engine {
    /// Makes the packet of a record, which is to be sent when it is on disk.
    pub(super) fn forward(
        &mut self,
        id: RecordId,
        record: &Record,
        now: Now,
    ) -> Result<Transmit, ForwardError> {
        let forward = self.forwardable(id, record, now)?;
        let servers = self.destinations.servers();
        self.forwarder.forward(forward, now.steady, &servers, &mut self.rng)
    }

    /// A record as the core forwards it.
    pub(super) fn forwardable(
        &mut self,
        id: RecordId,
        record: &Record,
        now: Now,
    ) -> Result<Forward, ForwardError> {
        let pool = self.destinations.names.get(&record.pool).ok_or(ForwardError::NoServer)?;
        let mut attributes = record.attributes.clone();
        let handles = seal(&mut attributes, Hop::Radius11, &mut self.rng)?;
        let age = now.civil.saturating_sub(record.received);
        Ok(Forward {
            transaction: TransactionId(id.0),
            code: Code::ACCOUNTING_REQUEST,
            attributes,
            handles,
            received: now.steady.saturating_sub(age),
            pool: *pool,
            realm: record.realm.clone(),
        })
    }

    /// Sends what can be sent to a pool.
    pub(super) fn start_ready(&mut self, pool: &str, now: Now) {
        let limit = self.limit();
        while self.is_open(pool, now) {
            let next = self.queues.get_mut(pool).and_then(|queue| queue.start_next(limit));
            let Some(id) = next else { return };
            self.start(id, now);
        }
    }

    /// Sends a record of the journal.
    fn start(&mut self, id: RecordId, now: Now) {
        let (record, sent) = match self.journal.read(id) {
            Ok(Some(found)) => found,
            Ok(None) => return self.set_aside(id, "it is not in the journal"),
            Err(error) => {
                tracing::error!(record = id.0, %error, "cannot read a record");
                return self.put_back(id, "journal_disk", now);
            }
        };
        match self.forward(id, &record, now) {
            Ok(transmit) => {
                let sent_before = sent.map_or(0, |sent| sent.attempts);
                self.fly(id, Flight { record, sent_before, sent: None, unsent: None });
                self.send_when_stored(id, transmit, now);
            }
            // It fitted when it was stored: servers have other secrets now, or the version is another.
            Err(ForwardError::Packet(error)) => self.set_aside(id, error.code()),
            Err(error) => self.put_back(id, error.code(), now),
        }
    }

    /// Notes that a record is under way.
    pub(super) fn fly(&mut self, id: RecordId, flight: Flight) {
        self.limited.extend(flight.record.attempts.map(|_| id));
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.flight = Some(Box::new(flight));
        }
    }

    /// Sends a packet of a record that is under way, if need be when it is on disk. Each one of a
    /// record that is sent a limited number of times is counted there.
    pub(super) fn send(&mut self, id: RecordId, transmit: Transmit, now: Now) {
        let Some(flight) = self.entries.get(&id).and_then(|entry| entry.flight.as_ref()) else {
            return;
        };
        let is_counted = flight.record.attempts.is_some();
        match flight.last() == Some(&transmit) && !is_counted {
            true if flight.unsent.is_some() => {}
            true => self.carrier.send(transmit),
            false => self.send_when_stored(id, transmit, now),
        }
    }

    /// Stores another packet of a record, to be sent then, unless it would be one too many.
    pub(super) fn send_when_stored(&mut self, id: RecordId, transmit: Transmit, now: Now) {
        if self.has_had_its_attempts(id) {
            return self.give_up(id, now);
        }
        let flight = self.entries.get(&id).and_then(|entry| entry.flight.as_ref());
        let Some(sent_before) = flight.map(|flight| flight.sent_before) else { return };
        let sent = self.sent(id, sent_before, &transmit);
        self.journal.update(id, &sent);
        let Some(entry) = self.entries.get_mut(&id) else { return };
        entry.writes = entry.writes.saturating_add(1);
        if let Some(flight) = &mut entry.flight {
            flight.unsent = Some(transmit);
        }
    }

    /// What is stored of a packet.
    pub(super) fn sent(&mut self, id: RecordId, sent_before: u32, transmit: &Transmit) -> Sent {
        let Transmit { server, socket, datagram } = transmit;
        // Without a port it is not resumed.
        let port = self.carrier.port(*server, *socket).unwrap_or(0);
        let transmissions = self.forwarder.transmissions(TransactionId(id.0));
        Sent {
            server: self.destinations.name(*server).to_owned(),
            address: self.destinations.address(*server),
            port,
            attempts: sent_before.saturating_add(transmissions),
            datagram: datagram.clone(),
        }
    }

    /// Leaves a record for later, and its pool alone for a moment.
    pub(super) fn put_back(&mut self, id: RecordId, reason: &'static str, now: Now) {
        self.limited.remove(&id);
        let Some(entry) = self.entries.get_mut(&id) else { return };
        entry.flight = None;
        let pool = entry.header.pool.clone();
        if let Some(queue) = self.queues.get_mut(&*pool) {
            queue.put_back(id);
        }
        self.pause(&pool, reason, now);
    }

    /// Leaves a record in the journal that cannot be sent at all, so that it keeps no other waiting.
    fn set_aside(&mut self, id: RecordId, reason: &str) {
        self.metrics.count("journal", "set_aside");
        tracing::error!(
            record = id.0,
            reason,
            "a record cannot be sent; it stays in the journal and is tried again at the next start"
        );
        let Some(entry) = self.entries.get_mut(&id) else { return };
        let Entry { header, waiting, .. } = entry;
        waiting.drain(..).for_each(|(_, notify)| notify(Outcome::GivenUp));
        if let Some(queue) = self.queues.get_mut(&*header.pool) {
            queue.remove(id);
        }
    }
}
