//! A request that waits for its reply.

use core::time::Duration;
use std::collections::VecDeque;

use rand_core::CryptoRng;

use super::identifiers::Slot;
use super::proxy_state::OwnProxyState;
use super::retransmission::Timer;
use super::servers::Server;
use super::{Forward, ServerId};
use crate::attribute::{Attributes, Edit, Reference};
use crate::crypto::Hop;
use crate::error::Error;
use crate::packet::{Authenticator, Code, Packet};
use crate::radius11::unseal;

/// Largest number of packets of one transaction whose replies are waited for; the oldest goes for a
/// new one. Retransmissions of the same octets are one packet.
pub const MAX_ATTEMPTS: usize = 8;

/// Acct-Delay-Time (RFC 2866 section 5.2).
const ACCT_DELAY_TIME: Reference = Reference::standard(41);

/// One packet with an identifier and an authenticator of its own.
#[derive(Debug)]
pub(super) struct Attempt {
    pub(super) server: ServerId,
    pub(super) slot: Slot,
    pub(super) authenticator: Authenticator,
    pub(super) own: OwnProxyState,
}

/// A request that waits for its reply.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) forward: Forward,
    pub(super) timer: Timer,
    /// The last one is the packet of the moment, and there is always one.
    pub(super) attempts: VecDeque<Attempt>,
    /// The octets of the packet of the moment.
    pub(super) datagram: Vec<u8>,
    /// Whole seconds that its Acct-Delay-Time has been moved on by.
    pub(super) delay: u64,
    /// The servers that have had their transmissions in this round.
    pub(super) tried: Vec<ServerId>,
    /// Whether the silence of the server of the moment has been noted.
    pub(super) is_noted: bool,
}

impl Pending {
    /// The server of the moment.
    pub(super) fn server(&self) -> Option<ServerId> {
        self.attempts.back().map(|attempt| attempt.server)
    }

    /// The packet that a reply on this slot answers.
    pub(super) fn attempt(&self, server: ServerId, slot: Slot) -> Option<&Attempt> {
        self.attempts.iter().find(|attempt| attempt.server == server && attempt.slot == slot)
    }

    /// Whether the packet of the moment says another Acct-Delay-Time than it should: then the next
    /// transmission is a new packet (RFC 2866 section 5.2).
    pub(super) fn is_outdated(&self, now: Duration) -> bool {
        self.forward.code == Code::ACCOUNTING_REQUEST
            && self.delay != self.forward.delay(now)
            && self.forward.attributes.contains(&ACCT_DELAY_TIME)
    }
}

impl Forward {
    /// Whole seconds that its Acct-Delay-Time is to be moved on by.
    pub(super) fn delay(&self, now: Duration) -> u64 {
        now.saturating_sub(self.received).as_secs()
    }

    /// Whole seconds that the Acct-Delay-Time of a packet that was made of it was moved on by.
    pub(super) fn delay_of(&self, sent: &Attributes) -> u64 {
        let seconds = |attributes: &Attributes| {
            let octets = attributes.first(&ACCT_DELAY_TIME)?.as_ref().try_into().ok()?;
            Some(u32::from_be_bytes(octets))
        };
        let (Some(received), Some(sent)) = (seconds(&self.attributes), seconds(sent)) else {
            return 0;
        };
        sent.saturating_sub(received).into()
    }
}

/// The packet that forwards a request to a server: hidden for it, with our Proxy-State, signed.
pub(super) fn packet(
    forward: &Forward,
    server: &Server,
    identifier: u8,
    own: &OwnProxyState,
    delay_seconds: u64,
    rng: &mut dyn CryptoRng,
) -> Result<Packet, Error> {
    let mut packet = Packet::new(forward.code, identifier);
    packet.attributes = forward.attributes.clone();
    if forward.code == Code::ACCESS_REQUEST {
        rng.fill_bytes(&mut packet.authenticator);
    }
    let authenticator = packet.authenticator;
    let to = Hop::Radius10 { secret: &server.secret, authenticator: &authenticator };
    unseal(&mut packet.attributes, &forward.handles, to, rng)?;
    if forward.code == Code::ACCOUNTING_REQUEST && delay_seconds > 0 {
        packet.attributes.rewrite(&ACCT_DELAY_TIME, |value| delayed(value, delay_seconds))?;
    }
    packet.attributes.remove_message_authenticator();
    own.push(&mut packet.attributes)?;
    // RFC 2866 has no Message-Authenticator: its authenticator protects the packet.
    if forward.code != Code::ACCOUNTING_REQUEST {
        packet.attributes.prepend_message_authenticator()?;
    }
    packet.sign_request(&server.secret)?;
    Ok(packet)
}

fn delayed(value: &[u8], seconds: u64) -> Edit {
    let Ok(octets) = value.try_into() else { return Edit::Keep };
    let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
    Edit::Replace(u32::from_be_bytes(octets).saturating_add(seconds).to_be_bytes().to_vec())
}
