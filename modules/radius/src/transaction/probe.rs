//! Status-Server probes of one server: RFC 5997 section 4.

use core::time::Duration;

use rand_core::CryptoRng;

use super::config::milliseconds;
use super::error::Dropped;
use super::retransmission::jitter;
use super::{HopState, ProbeConfig};
use crate::crypto::{MessageAuthenticatorPolicy, Secret};
use crate::error::Error;
use crate::packet::{Authenticator, Code, Packet};

/// The number of the socket that probes are sent on: it has no other requests, so that probes need
/// no identifiers of theirs (RFC 5997 section 4.1).
pub const PROBE_SOCKET: u16 = u16::MAX;

/// Type of NAS-Identifier.
const NAS_IDENTIFIER: u8 = 32;

/// The probes of one server.
#[derive(Debug, Default)]
pub(super) struct Prober {
    identifier: u8,
    outstanding: Option<Authenticator>,
    /// When the outstanding probe has failed, or the next one is due.
    timer: Option<Duration>,
    unanswered: u32,
    answered: u32,
}

impl Prober {
    /// When [`Self::handle_timeout`] is due.
    pub(super) fn timer(&self) -> Option<Duration> {
        self.timer
    }

    /// Begins to probe now, unless it does so.
    pub(super) fn start(&mut self, now: Duration) {
        if self.timer.is_none() {
            self.timer = Some(now);
        }
    }

    /// Ends probing, because the server has answered something else.
    pub(super) fn stop(&mut self) {
        *self = Self { identifier: self.identifier, ..Self::default() };
    }

    /// What becomes of the server if the timer has expired, and the next probe if one is due.
    pub(super) fn handle_timeout(
        &mut self,
        config: &ProbeConfig,
        state: &mut HopState,
        server: (&Secret, &[u8]),
        now: Duration,
        rng: &mut dyn CryptoRng,
    ) -> Option<Vec<u8>> {
        if self.timer.is_none_or(|timer| timer > now) {
            return None;
        }
        if self.outstanding.take().is_some() {
            self.answered = 0;
            self.unanswered = self.unanswered.saturating_add(1);
            let is_dead = self.unanswered >= config.failures;
            if is_dead {
                *state = HopState::Dead;
                self.timer = Some(now.saturating_add(interval(config, rng)));
                return None;
            }
            if *state == HopState::Alive {
                *state = HopState::Suspect;
            }
        }
        self.timer = Some(now.saturating_add(jitter(milliseconds(config.timeout_ms), rng)));
        // The packet is small, and its attributes fit.
        self.probe(server, rng).ok()
    }

    /// Takes a reply. Its code may be that of either port (RFC 5997 section 4.1).
    ///
    /// # Errors
    /// Why it is dropped.
    pub(super) fn receive(
        &mut self,
        config: &ProbeConfig,
        state: &mut HopState,
        secret: &Secret,
        datagram: &[u8],
        now: Duration,
        rng: &mut dyn CryptoRng,
    ) -> Result<(), Dropped> {
        let reply = Packet::parse(datagram)?;
        let Some(authenticator) = self.outstanding else { return Err(Dropped::UnsolicitedReply) };
        if reply.identifier != self.identifier {
            return Err(Dropped::LateReply);
        }
        if !matches!(reply.code, Code::ACCESS_ACCEPT | Code::ACCOUNTING_RESPONSE) {
            return Err(Dropped::ReplyCode);
        }
        reply.verify_response(&authenticator, secret, MessageAuthenticatorPolicy::Optional)?;
        self.outstanding = None;
        self.unanswered = 0;
        self.answered = self.answered.saturating_add(1);
        let is_back = *state != HopState::Dead || self.answered >= config.answers;
        if is_back {
            *state = HopState::Alive;
        }
        let wait = match is_back {
            true => interval(config, rng),
            // A server that comes back is not to wait for its last proofs.
            false => jitter(milliseconds(config.timeout_ms), rng),
        };
        self.timer = (!is_back || config.always).then(|| now.saturating_add(wait));
        if is_back {
            self.answered = 0;
        }
        Ok(())
    }

    /// A new packet with another identifier and authenticator (RFC 5997 section 4.1).
    fn probe(
        &mut self,
        (secret, nas_identifier): (&Secret, &[u8]),
        rng: &mut dyn CryptoRng,
    ) -> Result<Vec<u8>, Error> {
        self.identifier = self.identifier.wrapping_add(1);
        let mut probe = Packet::new(Code::STATUS_SERVER, self.identifier);
        rng.fill_bytes(&mut probe.authenticator);
        probe.attributes.prepend_message_authenticator()?;
        if !nas_identifier.is_empty() {
            probe.attributes.push(NAS_IDENTIFIER, nas_identifier)?;
        }
        probe.sign_request(secret)?;
        let datagram = probe.encode()?;
        self.outstanding = Some(probe.authenticator);
        Ok(datagram)
    }
}

fn interval(config: &ProbeConfig, rng: &mut dyn CryptoRng) -> Duration {
    jitter(milliseconds(config.interval_ms), rng)
}
