//! Identifiers of one server: 256 on each socket (RFC 2865 section 2.5).

use core::time::Duration;
use std::collections::VecDeque;

/// Largest number of sockets to one server.
pub const MAX_SOCKETS: u16 = 64;

/// A socket to the server, and an identifier on it.
pub(super) type Slot = (u16, u8);

/// The identifiers of one server. The one that has not been used for the longest time is next (RFC
/// 5080 section 2.2.2).
#[derive(Debug)]
pub(super) struct Identifiers {
    max_sockets: u16,
    /// The lowest identifier that is given out.
    first: u8,
    reuse_delay: Duration,
    /// In the order in which they became free.
    free: VecDeque<Slot>,
    /// Those that were given up, and when they become free.
    resting: VecDeque<(Duration, Slot)>,
    /// The last use of each slot of the sockets that were opened.
    history: Vec<[Match; 256]>,
}

/// What became of the last request with an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// There was none.
    Unused,
    /// It was answered.
    Answered,
    /// It was given up.
    GivenUp,
}

impl Identifiers {
    /// None is in use. On connections identifier 0 stays free for Status-Server, the watchdog that
    /// the caller has on each of them (RFC 6613 section 2.6).
    pub(super) fn new(max_sockets: u16, reuse_delay: Duration, is_reliable: bool) -> Self {
        Self {
            max_sockets,
            first: u8::from(is_reliable),
            reuse_delay,
            free: VecDeque::new(),
            resting: VecDeque::new(),
            history: Vec::new(),
        }
    }

    /// Takes a slot, on another socket if there is none on those that are open.
    pub(super) fn take(&mut self, now: Duration) -> Option<Slot> {
        while self.resting.front().is_some_and(|(rested, _)| *rested <= now) {
            self.free.extend(self.resting.pop_front().map(|(_, slot)| slot));
        }
        if self.free.is_empty() {
            self.open()?;
        }
        self.free.pop_front()
    }

    /// Takes a certain slot, and says whether it was free.
    pub(super) fn take_slot(&mut self, slot: Slot) -> bool {
        while self.history.len() <= usize::from(slot.0) {
            if self.open().is_none() {
                return false;
            }
        }
        let at = self.free.iter().position(|free| *free == slot);
        at.and_then(|at| self.free.remove(at)).is_some()
    }

    /// Gives a slot back. One that was given up rests, because its reply may still come.
    pub(super) fn release(&mut self, slot: Slot, history: Match, now: Duration) {
        let (socket, identifier) = slot;
        let last = self.history.get_mut(usize::from(socket));
        if let Some(last) = last.and_then(|socket| socket.get_mut(usize::from(identifier))) {
            *last = history;
        }
        match history {
            Match::GivenUp => {
                self.resting.push_back((now.saturating_add(self.reuse_delay), slot));
            }
            Match::Answered | Match::Unused => self.free.push_back(slot),
        }
    }

    /// What became of the last request in a slot that is not in use.
    pub(super) fn history(&self, (socket, identifier): Slot) -> Match {
        let history = self.history.get(usize::from(socket));
        history
            .and_then(|socket| socket.get(usize::from(identifier)))
            .copied()
            .unwrap_or(Match::Unused)
    }

    /// How many are in use.
    pub(super) fn in_use(&self) -> usize {
        let on_each = (self.first..=u8::MAX).count();
        let all = self.history.len().saturating_mul(on_each);
        all.saturating_sub(self.free.len()).saturating_sub(self.resting.len())
    }

    /// Adds the slots of one socket more, if there may be one.
    fn open(&mut self) -> Option<()> {
        let socket = u16::try_from(self.history.len()).ok()?;
        if socket >= self.max_sockets {
            return None;
        }
        self.history.push([Match::Unused; 256]);
        self.free.extend((self.first..=u8::MAX).map(|identifier| (socket, identifier)));
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const NOW: Duration = Duration::from_secs(100);

    fn identifiers(max_sockets: u16) -> Identifiers {
        Identifiers::new(max_sockets, Duration::from_secs(5), false)
    }

    #[test]
    fn every_identifier_of_every_socket_is_given_once() {
        let mut identifiers = identifiers(3);
        let slots: BTreeSet<Slot> = (0..768).map(|_| identifiers.take(NOW).unwrap()).collect();
        assert_eq!(slots.len(), 768);
        assert_eq!(identifiers.take(NOW), None);
        assert_eq!(identifiers.in_use(), 768);
        for slot in slots {
            identifiers.release(slot, Match::Answered, NOW);
        }
        assert_eq!(identifiers.in_use(), 0);
    }

    #[test]
    fn the_least_recently_used_is_next() {
        let mut identifiers = identifiers(1);
        let first = identifiers.take(NOW).unwrap();
        identifiers.release(first, Match::Answered, NOW);
        let others: Vec<Slot> = (0..255).map(|_| identifiers.take(NOW).unwrap()).collect();
        assert!(!others.contains(&first));
        assert_eq!(identifiers.take(NOW), Some(first));
    }

    #[test]
    fn what_was_given_up_rests_and_what_was_answered_does_not() {
        let mut identifiers = identifiers(1);
        let slots: Vec<Slot> = (0..256).map(|_| identifiers.take(NOW).unwrap()).collect();
        identifiers.release(slots[7], Match::GivenUp, NOW);
        assert_eq!(identifiers.take(NOW), None);
        identifiers.release(slots[9], Match::Answered, NOW);
        assert_eq!(identifiers.take(NOW), Some(slots[9]));
        assert_eq!(identifiers.take(NOW + Duration::from_secs(4)), None);
        assert_eq!(identifiers.take(NOW + Duration::from_secs(5)), Some(slots[7]));
        assert_eq!(identifiers.history(slots[7]), Match::GivenUp);
        assert_eq!(identifiers.history((1, 0)), Match::Unused);
    }

    #[test]
    fn a_new_socket_comes_before_slots_that_rest() {
        let mut identifiers = identifiers(2);
        let slots: Vec<Slot> = (0..256).map(|_| identifiers.take(NOW).unwrap()).collect();
        identifiers.release(slots[0], Match::GivenUp, NOW);
        assert_eq!(identifiers.take(NOW), Some((1, 0)));
    }

    #[test]
    fn a_certain_slot_is_taken_once_and_opens_its_socket() {
        let mut identifiers = identifiers(2);
        assert!(identifiers.take_slot((1, 7)));
        assert!(!identifiers.take_slot((1, 7)));
        assert!(!identifiers.take_slot((2, 0)));
        assert_eq!(identifiers.in_use(), 1);
        let others: Vec<Slot> = (0..511).map(|_| identifiers.take(NOW).unwrap()).collect();
        assert!(!others.contains(&(1, 7)));
        assert_eq!(identifiers.take(NOW), None);
    }

    #[test]
    fn identifier_0_stays_free_on_connections() {
        let mut identifiers = Identifiers::new(1, Duration::ZERO, true);
        let slots: Vec<Slot> = (0..255).map(|_| identifiers.take(NOW).unwrap()).collect();
        assert!(!slots.contains(&(0, 0)));
        assert_eq!(identifiers.take(NOW), None);
        assert!(!identifiers.take_slot((0, 0)));
        assert_eq!(identifiers.in_use(), 255);
    }
}
