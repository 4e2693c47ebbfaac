//! Which servers answer, and for which realms.
//!
//! A request that stays without an answer can mean that the server is dead, or that a proxy or home
//! server behind it is. So silence counts against the realm at that server, and against the server
//! itself only if it has answered nothing at all for a while. Then probes decide; without probes it
//! is dead when two realms are silent.

use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};

use super::config::milliseconds;
use super::{HealthConfig, ServerId};

/// Largest number of silent realms that are remembered, at all servers together. What comes from
/// User-Names is chosen by users, so the one that is oldest goes for a new one.
pub const MAX_SILENT_REALMS: usize = 16_384;

/// What is known about a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HopState {
    /// It answers, or nothing speaks against it.
    Alive,
    /// Probes or several realms are without an answer: others are better.
    Suspect,
    /// It is avoided.
    Dead,
}

/// How much a server is worth to a request: less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Usability {
    Good,
    Suspect,
    RealmSilent,
    Dead,
}

/// One server.
#[derive(Debug)]
pub(super) struct Hop {
    pub(super) state: HopState,
    is_probed: bool,
    last_answer: Option<Duration>,
    /// Requests without an answer since the last answer of any kind.
    unanswered: u32,
    /// Whether they were of two realms, if the first one is no longer the only.
    silent_realm: Option<Vec<u8>>,
    are_realms_silent: bool,
    died: Duration,
}

/// The silent realms at all servers.
#[derive(Debug, Default)]
pub(super) struct Realms {
    silent: BTreeMap<(ServerId, Vec<u8>), Silence>,
    by_age: BTreeSet<(Duration, ServerId, Vec<u8>)>,
}

#[derive(Debug)]
struct Silence {
    unanswered: u32,
    since: Duration,
}

impl Hop {
    /// Nothing speaks against it.
    pub(super) fn new(is_probed: bool) -> Self {
        Self {
            state: HopState::Alive,
            is_probed,
            last_answer: None,
            unanswered: 0,
            silent_realm: None,
            are_realms_silent: false,
            died: Duration::ZERO,
        }
    }

    /// It has answered: RFC 5997 section 4.5 has it marked as responsive.
    pub(super) fn answered(&mut self, now: Duration) {
        self.note_answer(now);
        self.state = HopState::Alive;
    }

    /// It has answered a probe, which says nothing of any realm, and is not yet trusted.
    pub(super) fn note_answer(&mut self, now: Duration) {
        self.last_answer = Some(now);
        self.unanswered = 0;
        self.silent_realm = None;
        self.are_realms_silent = false;
    }

    /// It has left a request of this realm without an answer. Says whether that is reason to probe
    /// it: one realm alone takes nothing from the others.
    pub(super) fn unanswered(
        &mut self,
        config: &HealthConfig,
        realm: &[u8],
        now: Duration,
    ) -> bool {
        let window = milliseconds(config.answer_window_ms);
        if self.last_answer.is_some_and(|last| now.saturating_sub(last) < window) {
            return false;
        }
        self.unanswered = self.unanswered.saturating_add(1);
        match &self.silent_realm {
            None => self.silent_realm = Some(realm.to_vec()),
            Some(first) if first != realm => self.are_realms_silent = true,
            Some(_) => {}
        }
        let is_silent = self.unanswered >= config.server_failures;
        match (is_silent && self.are_realms_silent, self.is_probed) {
            (true, false) => self.die(now),
            (true, true) if self.state == HopState::Alive => self.state = HopState::Suspect,
            _ => {}
        }
        is_silent
    }

    /// It counts as dead.
    pub(super) fn die(&mut self, now: Duration) {
        self.state = HopState::Dead;
        self.died = now;
    }

    fn usability(&self, config: &HealthConfig, now: Duration) -> Usability {
        let dead_time = milliseconds(config.dead_time_ms);
        match self.state {
            HopState::Alive => Usability::Good,
            HopState::Suspect => Usability::Suspect,
            HopState::Dead if !self.is_probed && now.saturating_sub(self.died) >= dead_time => {
                Usability::Suspect
            }
            HopState::Dead => Usability::Dead,
        }
    }
}

impl Realms {
    /// The server has answered a request of this realm.
    pub(super) fn answered(&mut self, server: ServerId, realm: &[u8]) {
        // Most realms are not silent.
        if self.silent.is_empty() {
            return;
        }
        let key = (server, realm.to_vec());
        if let Some(silence) = self.silent.remove(&key) {
            self.by_age.remove(&(silence.since, key.0, key.1));
        }
    }

    /// The server has left a request of this realm without an answer.
    pub(super) fn unanswered(
        &mut self,
        config: &HealthConfig,
        server: ServerId,
        realm: &[u8],
        now: Duration,
    ) {
        let key = (server, realm.to_vec());
        let silence =
            self.silent.entry(key.clone()).or_insert(Silence { unanswered: 0, since: now });
        silence.unanswered = silence.unanswered.saturating_add(1).min(config.realm_failures);
        let before = core::mem::replace(&mut silence.since, now);
        self.by_age.remove(&(before, key.0, key.1.clone()));
        self.by_age.insert((now, key.0, key.1));
        while self.silent.len() > MAX_SILENT_REALMS {
            let Some((_, server, realm)) = self.by_age.pop_first() else { return };
            self.silent.remove(&(server, realm));
        }
    }

    /// What a server is worth to a request of this realm.
    pub(super) fn usability(
        &self,
        config: &HealthConfig,
        (server, hop): (ServerId, &Hop),
        realm: &[u8],
        now: Duration,
    ) -> Usability {
        let usability = hop.usability(config, now);
        if self.silent.is_empty() {
            return usability;
        }
        let Some(silence) = self.silent.get(&(server, realm.to_vec())) else { return usability };
        let is_recent = now.saturating_sub(silence.since) < milliseconds(config.realm_silence_ms);
        match silence.unanswered >= config.realm_failures && is_recent {
            true => usability.max(Usability::RealmSilent),
            false => usability,
        }
    }

    /// How many realms are remembered.
    pub(super) fn len(&self) -> usize {
        self.silent.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_secs(100);

    #[test]
    fn silent_realms_are_bounded_and_the_oldest_goes() {
        let config = HealthConfig { realm_failures: 1, ..HealthConfig::default() };
        let (server, hop) = (ServerId(0), Hop::new(false));
        let mut realms = Realms::default();
        for number in 0..=MAX_SILENT_REALMS {
            let later = Duration::from_nanos(number as u64);
            realms.unanswered(&config, server, &number.to_be_bytes(), NOW + later);
        }
        assert_eq!((realms.len(), realms.by_age.len()), (MAX_SILENT_REALMS, MAX_SILENT_REALMS));
        let usability =
            |number: usize| realms.usability(&config, (server, &hop), &number.to_be_bytes(), NOW);
        assert_eq!(usability(0), Usability::Good);
        assert_eq!(usability(1), Usability::RealmSilent);
        for number in 0..=MAX_SILENT_REALMS {
            realms.answered(server, &number.to_be_bytes());
        }
        assert_eq!((realms.len(), realms.by_age.len()), (0, 0));
    }
}
