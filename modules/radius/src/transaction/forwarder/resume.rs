//! Requests whose packets were sent before: by an earlier process, or to an earlier list of servers.
//!
//! A caller that stores what it sends, [`Forwarder::sent`] by transaction, can go on where it was.
//! Identifier, authenticator and Proxy-State are in the stored octets.

use core::time::Duration;

use rand_core::CryptoRng;

use super::super::proxy_state::OwnProxyState;
use super::super::{ForwardError, Servers, TransactionId, Transmit};
use super::{Attempt, Forward, Forwarder, Output};
use crate::crypto::MessageAuthenticatorPolicy;
use crate::packet::{Code, Packet};

impl Forwarder {
    /// Goes on with an Accounting-Request whose packet was sent before. What is returned is to be
    /// sent: `sent` itself, or a new packet if Acct-Delay-Time is another by now (RFC 2866 section
    /// 5.2). A reply to either ends the transaction. Timers begin anew.
    ///
    /// To be called before anything is forwarded that could take the identifier. On connections
    /// nothing can be resumed.
    ///
    /// # Errors
    /// [`ForwardError::NotResumable`], or why nothing can be forwarded; nothing has changed then.
    pub fn resume(
        &mut self,
        forward: Forward,
        sent: &Transmit,
        now: Duration,
        servers: &Servers,
        rng: &mut dyn CryptoRng,
    ) -> Result<Transmit, ForwardError> {
        self.check(&forward)?;
        let (attempt, delay) =
            self.earlier(&forward, sent, servers).ok_or(ForwardError::NotResumable)?;
        let (transaction, server) = (forward.transaction, sent.server);
        self.begin(forward, (attempt, sent, delay), now, rng);
        let is_outdated = self.pending.get(&transaction).is_some_and(|it| it.is_outdated(now));
        if is_outdated
            && self.send_new(transaction, server, now, servers, rng)
            && let Some(Output::Transmit(transmit)) = self.output.pop_back()
        {
            return Ok(transmit);
        }
        Ok(sent.clone())
    }

    /// The packet of the moment of a transaction.
    #[must_use]
    pub fn sent(&self, transaction: TransactionId) -> Option<Transmit> {
        let pending = self.pending.get(&transaction)?;
        let attempt = pending.attempts.back()?;
        let (server, (socket, _)) = (attempt.server, attempt.slot);
        Some(Transmit { server, socket, datagram: pending.datagram.clone() })
    }

    /// The packet of the moment was held back until now, as by a caller that stores it before it is
    /// sent: the timer runs from its transmission (RFC 5080 section 2.2.1).
    pub fn held_back(&mut self, transaction: TransactionId, now: Duration) {
        let config = self.retransmission(transaction);
        let Some(pending) = self.pending.get_mut(&transaction) else { return };
        self.timers.remove(&(pending.timer.expires(), transaction));
        pending.timer.held_back(&config, now);
        self.timers.insert((pending.timer.expires(), transaction));
    }

    /// The transaction that a packet belongs to which was put out.
    #[must_use]
    pub fn transaction(&self, transmit: &Transmit) -> Option<TransactionId> {
        let slot = (transmit.socket, *transmit.datagram.get(1)?);
        self.outstanding.get(&(transmit.server, slot)).copied()
    }

    /// How often a request was sent, to all servers together. On a connection each time counts at
    /// which it would have been sent again.
    #[must_use]
    pub fn transmissions(&self, transaction: TransactionId) -> u32 {
        self.pending.get(&transaction).map_or(0, |pending| pending.timer.transmissions())
    }

    /// What was sent, as an attempt whose identifier is taken, and what its Acct-Delay-Time was
    /// moved on by.
    fn earlier(
        &mut self,
        forward: &Forward,
        sent: &Transmit,
        servers: &Servers,
    ) -> Option<(Attempt, u64)> {
        let packet = Packet::parse(&sent.datagram).ok()?;
        let pool = self.pools.get(usize::from(forward.pool.0))?;
        let server = servers.server(sent.server).filter(|_| pool.has(sent.server))?;
        let is_request = |code| code == Code::ACCOUNTING_REQUEST;
        if !is_request(packet.code) || !is_request(forward.code) || server.is_reliable {
            return None;
        }
        packet.verify_request(&server.secret, MessageAuthenticatorPolicy::Optional).ok()?;
        let own = OwnProxyState::of(&packet.attributes)?;
        let slot = (sent.socket, packet.identifier);
        let identifiers = self.identifiers.get_mut(usize::from(sent.server.0))?;
        if !identifiers.take_slot(slot) {
            return None;
        }
        let attempt =
            Attempt { server: sent.server, slot, authenticator: packet.authenticator, own };
        Some((attempt, forward.delay_of(&packet.attributes)))
    }
}
