//! Going on after a restart, and after a reload.

use radius::transaction::{ServerId, TransactionId, Transmit};

use super::flight::Flight;
use super::{Engine, Entry, Now, forwarder, lane};
use crate::delivery::destinations::Destinations;
use crate::journal::{Loaded, Record, RecordId};

impl Engine {
    /// Takes up what an earlier process has left.
    pub(super) fn restore(&mut self, loaded: Loaded, now: Now) {
        let Loaded { records, recent } = loaded;
        recent.iter().for_each(|it| self.requests.remember(it, now.civil));
        let count = records.len();
        let mut sent = Vec::new();
        for mut header in records {
            self.intern(&mut header);
            let id = header.id;
            let queue = self.queues.entry(header.pool.to_string()).or_default();
            queue.insert(id, lane(&mut header), header.cost, true);
            self.requests.wait(&header);
            sent.extend(header.is_sent.then_some(id));
            let entry = Entry {
                header,
                is_stored: true,
                writes: 0,
                flight: None,
                waiting: Vec::new(),
                outcome: None,
            };
            self.entries.insert(id, entry);
        }
        // Their identifiers first, before others take them.
        for id in &sent {
            let is_resumed = self.resume(*id, now).is_some();
            self.metrics.count("journal_restart", if is_resumed { "resumed" } else { "anew" });
        }
        if count > 0 {
            tracing::info!(records = count, under_way = sent.len(), "going on with the journal");
        }
        self.start_all(now);
    }

    /// Takes another list of servers and pools. What is under way to a server that is still there
    /// goes on as it is; the rest is sent anew.
    pub(in crate::delivery) fn reconfigure(&mut self, mut destinations: Destinations, now: Now) {
        let new = match forwarder(&destinations) {
            Ok(new) => new,
            Err(error) => return tracing::error!(%error, "accounting goes to the servers before"),
        };
        let transmissions = |id: &RecordId| self.forwarder.transmissions(TransactionId(id.0));
        let under_way: Vec<(RecordId, u32)> = self
            .entries
            .iter()
            .filter(|(_, entry)| entry.flight.is_some())
            .map(|(id, _)| (*id, transmissions(id)))
            .collect();
        self.carrier.replace(destinations.endpoints.clone(), destinations.connect.take());
        let old = std::mem::replace(&mut self.destinations, destinations);
        self.forwarder = new;
        self.paused.clear();
        for (id, transmissions) in under_way {
            self.go_on(id, transmissions, &old, now);
        }
        self.paused.clear();
        self.start_all(now);
    }

    /// Goes on with a record that was under way in an earlier process, if its identifier can be had.
    fn resume(&mut self, id: RecordId, now: Now) -> Option<()> {
        let pool = &self.entries.get(&id)?.header.pool;
        let is_first = self.queues.get(&**pool)?.is_ready(id);
        let (record, sent) = self.journal.read(id).ok().flatten().filter(|_| is_first)?;
        let sent = sent?;
        let server = self.destinations.find(&sent.server, sent.address)?;
        let is_connection = self.destinations.endpoint(server)?.is_connection;
        if is_connection || sent.port == 0 {
            return None;
        }
        let socket = self.carrier.socket_of_port(server, sent.port)?;
        let before = Transmit { server, socket, datagram: sent.datagram };
        let again = self.resume_packet(id, &record, &before, now)?;
        let pool = record.pool.clone();
        let sent_before = sent.attempts;
        self.fly(id, Flight { record, sent_before, sent: Some(before), unsent: None });
        self.queues.get_mut(&pool)?.start(id);
        self.send(id, again, now);
        Some(())
    }

    /// Goes on with a record that was under way to an earlier list of servers.
    fn go_on(&mut self, id: RecordId, transmissions: u32, old: &Destinations, now: Now) {
        let Some(mut flight) = self.entries.get_mut(&id).and_then(|entry| entry.flight.take())
        else {
            return;
        };
        flight.sent_before = flight.sent_before.saturating_add(transmissions);
        let to = flight.last().and_then(|last| self.place(last.server, old));
        let Some(server) = to else { return self.put_back(id, "server_gone", now) };
        [&mut flight.sent, &mut flight.unsent].into_iter().flatten().for_each(|transmit| {
            transmit.server = server;
        });
        let last = flight.last().cloned();
        let again =
            last.as_ref().and_then(|last| self.resume_packet(id, &flight.record, last, now));
        let Some(again) = again else { return self.put_back(id, "server_changed", now) };
        self.fly(id, *flight);
        // What is the same has been sent: its timer runs.
        if last.as_ref() != Some(&again) {
            self.send_when_stored(id, again, now);
        }
    }

    /// Where a server of an earlier list is now.
    fn place(&self, server: ServerId, old: &Destinations) -> Option<ServerId> {
        let endpoint = old.endpoint(server)?;
        self.destinations.find(&endpoint.name, endpoint.address)
    }

    fn resume_packet(
        &mut self,
        id: RecordId,
        record: &Record,
        before: &Transmit,
        now: Now,
    ) -> Option<Transmit> {
        let forward = self.forwardable(id, record, now).ok()?;
        let servers = self.destinations.servers();
        self.forwarder.resume(forward, before, now.steady, &servers, &mut self.rng).ok()
    }

    /// Sends what can be sent, and says what cannot.
    fn start_all(&mut self, now: Now) {
        let pools: Vec<String> = self.queues.keys().cloned().collect();
        for pool in pools {
            let records = self.queues.get(&pool).map_or(0, |queue| queue.len());
            if records > 0 && !self.destinations.names.contains_key(&pool) {
                self.metrics.count("journal", "pool_unknown");
                tracing::error!(
                    pool,
                    records,
                    "the journal holds records for a pool that is not configured, or that has no \
                     accounting server; they wait until there is a pool of that name"
                );
            }
            self.start_ready(&pool, now);
        }
    }
}
