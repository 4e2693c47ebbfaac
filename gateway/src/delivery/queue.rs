//! The records of one pool: in order within a session, sessions beside each other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use crate::journal::RecordId;

/// What keeps its order: a client's name and an Acct-Session-Id.
pub(super) type Lane = (Arc<str>, Vec<u8>);

/// The records of one pool.
#[derive(Debug, Default)]
pub(super) struct Queue {
    lanes: BTreeMap<Arc<Lane>, VecDeque<RecordId>>,
    places: BTreeMap<RecordId, Place>,
    /// Stored, first in their lane, and not under way.
    ready: BTreeSet<RecordId>,
    under_way: BTreeSet<RecordId>,
    octets: u64,
}

#[derive(Debug)]
struct Place {
    lane: Arc<Lane>,
    octets: u64,
    is_stored: bool,
}

impl Queue {
    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// How many are under way.
    pub(super) fn under_way(&self) -> usize {
        self.under_way.len()
    }

    /// Octets of all of them in the journal.
    pub(super) fn octets(&self) -> u64 {
        self.octets
    }

    /// Adds a record behind all others of its lane.
    pub(super) fn insert(&mut self, id: RecordId, lane: Lane, octets: u64, is_stored: bool) {
        let lane = Arc::new(lane);
        self.octets = self.octets.saturating_add(octets);
        self.lanes.entry(Arc::clone(&lane)).or_default().push_back(id);
        self.places.insert(id, Place { lane, octets, is_stored: false });
        if is_stored {
            self.store(id);
        }
    }

    /// Whether nothing of a lane is there.
    pub(super) fn is_free(&self, lane: &Lane) -> bool {
        !self.lanes.contains_key(lane)
    }

    /// A record is on disk now.
    pub(super) fn store(&mut self, id: RecordId) {
        let Some(place) = self.places.get_mut(&id) else { return };
        place.is_stored = true;
        let lane = Arc::clone(&place.lane);
        self.make_ready(&lane);
    }

    /// Whether a record can be sent.
    pub(super) fn is_ready(&self, id: RecordId) -> bool {
        self.ready.contains(&id)
    }

    /// Takes a record under way, stored or not.
    pub(super) fn start(&mut self, id: RecordId) {
        self.ready.remove(&id);
        self.under_way.insert(id);
    }

    /// Takes the oldest record that is ready under way, if fewer than `limit` are.
    pub(super) fn start_next(&mut self, limit: usize) -> Option<RecordId> {
        if self.under_way.len() >= limit {
            return None;
        }
        let id = self.ready.pop_first()?;
        self.under_way.insert(id);
        Some(id)
    }

    /// Takes a record back that cannot be sent now.
    pub(super) fn put_back(&mut self, id: RecordId) {
        if self.under_way.remove(&id)
            && let Some(place) = self.places.get(&id)
        {
            let lane = Arc::clone(&place.lane);
            self.make_ready(&lane);
        }
    }

    /// Removes a record: the next of its lane is ready.
    pub(super) fn remove(&mut self, id: RecordId) {
        let Some(Place { lane, octets, .. }) = self.places.remove(&id) else { return };
        self.octets = self.octets.saturating_sub(octets);
        self.ready.remove(&id);
        self.under_way.remove(&id);
        let Some(of_lane) = self.lanes.get_mut(&lane) else { return };
        match of_lane.front() == Some(&id) {
            true => drop(of_lane.pop_front()),
            false => of_lane.retain(|it| *it != id),
        }
        match of_lane.is_empty() {
            true => drop(self.lanes.remove(&lane)),
            false => self.make_ready(&lane),
        }
    }

    fn make_ready(&mut self, lane: &Arc<Lane>) {
        let Some(first) = self.lanes.get(lane).and_then(VecDeque::front).copied() else { return };
        let is_stored = self.places.get(&first).is_some_and(|place| place.is_stored);
        if is_stored && !self.under_way.contains(&first) {
            self.ready.insert(first);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lane(session: &str) -> Lane {
        ("nas".into(), session.as_bytes().to_vec())
    }

    fn queue(list: &[(u64, &str)]) -> Queue {
        let mut queue = Queue::default();
        list.iter().for_each(|(id, session)| queue.insert(RecordId(*id), lane(session), 10, true));
        queue
    }

    #[test]
    fn a_session_has_one_record_under_way_and_others_do_not_wait_for_it() {
        let mut queue = queue(&[(0, "a"), (1, "a"), (2, "b")]);
        assert_eq!(queue.start_next(9), Some(RecordId(0)));
        assert_eq!(queue.start_next(9), Some(RecordId(2)));
        assert_eq!(queue.start_next(9), None);
        queue.remove(RecordId(0));
        assert_eq!(queue.start_next(9), Some(RecordId(1)));
        assert_eq!(queue.len(), 2);
    }

    #[test]
    fn no_more_are_under_way_than_may_be() {
        let mut queue = queue(&[(0, "a"), (1, "b"), (2, "c")]);
        assert!(queue.start_next(2).is_some() && queue.start_next(2).is_some());
        assert_eq!(queue.start_next(2), None);
        assert_eq!(queue.under_way(), 2);
        queue.remove(RecordId(0));
        assert_eq!(queue.start_next(2), Some(RecordId(2)));
    }

    #[test]
    fn what_is_not_stored_waits_and_keeps_those_behind_it_waiting() {
        let mut queue = Queue::default();
        queue.insert(RecordId(0), lane("a"), 10, false);
        queue.insert(RecordId(1), lane("a"), 10, true);
        assert_eq!(queue.start_next(9), None);
        queue.store(RecordId(0));
        assert_eq!(queue.start_next(9), Some(RecordId(0)));
        queue.put_back(RecordId(0));
        assert_eq!(queue.start_next(9), Some(RecordId(0)));
    }

    #[test]
    fn what_was_refused_leaves_nothing_behind() {
        let mut queue = Queue::default();
        queue.insert(RecordId(0), lane("a"), 10, false);
        queue.start(RecordId(0));
        queue.insert(RecordId(1), lane("a"), 10, false);
        queue.remove(RecordId(0));
        queue.remove(RecordId(1));
        assert!(queue.is_free(&lane("a")));
        assert_eq!((queue.len(), queue.under_way(), queue.octets()), (0, 0, 0));
    }
}
