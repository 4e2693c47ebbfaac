//! Which server of a pool a request goes to.
//!
//! Rendezvous hashing: each server has a score for each user, and the highest wins. If a server
//! comes or goes, only its own users move. The State of a challenge leads to the server that has
//! sent it, whatever the scores.

use core::cmp::Reverse;
use core::time::Duration;

use super::health::Usability;
use super::{ConfigError, PoolConfig, PoolId, ServerId, Servers};
use crate::attribute::Attributes;

const USER_NAME: u8 = 1;
const NAS_IP_ADDRESS: u8 = 4;
const STATE: u8 = 24;
const CALLING_STATION_ID: u8 = 31;
const NAS_IDENTIFIER: u8 = 32;
const ACCT_SESSION_ID: u8 = 44;
const NAS_IPV6_ADDRESS: u8 = 95;

/// The servers of one pool.
#[derive(Debug)]
pub(super) struct Pool {
    id: PoolId,
    members: Vec<Member>,
}

#[derive(Debug)]
struct Member {
    server: ServerId,
    priority: u8,
    weight: u8,
}

/// What the choice depends on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) attributes: &'a Attributes,
    pub(super) realm: &'a [u8],
    pub(super) now: Duration,
}

impl Pool {
    /// From its configuration.
    pub(super) fn new(
        id: PoolId,
        config: &PoolConfig,
        servers: &Servers,
    ) -> Result<Self, ConfigError> {
        config.check(servers.len())?;
        let members = config.servers.iter().map(|member| Member {
            server: ServerId(member.server),
            priority: member.priority,
            weight: member.weight,
        });
        Ok(Self { id, members: members.collect() })
    }

    /// Whether a server is in it.
    pub(super) fn has(&self, server: ServerId) -> bool {
        self.members.iter().any(|member| member.server == server)
    }

    /// The servers that the request may go to, the best first.
    pub(super) fn candidates(&self, subject: Subject<'_>, servers: &Servers) -> Vec<ServerId> {
        let Subject { attributes, realm, now } = subject;
        let begun_by =
            value(attributes, STATE).and_then(|state| servers.of_conversation(self.id, state, now));
        let user = user(attributes);
        let takes = |server: &ServerId| Some(*server) == begun_by || !servers.is_draining(*server);
        let mut ranked: Vec<_> = self
            .members
            .iter()
            .filter(|member| takes(&member.server))
            .map(|member| {
                let usability = servers.usability(member.server, realm, now);
                let has_begun = Some(member.server) == begun_by && usability != Usability::Dead;
                let rank = (!has_begun, usability, member.priority, Reverse(member.score(user)));
                (rank, member.server)
            })
            .collect();
        ranked.sort();
        ranked.into_iter().map(|(_, server)| server).collect()
    }
}

impl Member {
    /// The highest of as many draws as it has weight: that gives it the share of its weight.
    fn score(&self, user: u64) -> u64 {
        let draw = |number: u8| {
            let [high, low] = self.server.0.to_be_bytes();
            mix(user ^ mix(u64::from(u32::from_be_bytes([0, high, low, number]))))
        };
        (0..self.weight).map(draw).max().unwrap_or_default()
    }
}

/// What stays the same in all requests of a user: the station and the name, or else the session, or
/// else the NAS.
fn user(attributes: &Attributes) -> u64 {
    for numbers in [
        &[CALLING_STATION_ID, USER_NAME][..],
        &[ACCT_SESSION_ID],
        &[NAS_IDENTIFIER, NAS_IP_ADDRESS, NAS_IPV6_ADDRESS],
    ] {
        let mut found = numbers.iter().filter_map(|number| value(attributes, *number)).peekable();
        if found.peek().is_some() {
            return found.fold(0, |hash, value| mix(hash ^ fnv_1a(value)));
        }
    }
    0
}

fn value(attributes: &Attributes, number: u8) -> Option<&[u8]> {
    attributes.iter().find(|attribute| attribute.number == number).map(|attribute| attribute.value)
}

fn fnv_1a(octets: &[u8]) -> u64 {
    octets.iter().fold(0xcbf2_9ce4_8422_2325, |hash, octet| {
        (hash ^ u64::from(*octet)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The finalizer of SplitMix64: every bit of the input changes half of the output.
fn mix(mut value: u64) -> u64 {
    value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
