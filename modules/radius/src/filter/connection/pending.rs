//! Requests that wait for their reply on one connection.

use super::reject_cache::Key;
use crate::attribute::Attributes;
use crate::monitor::Monitor;
use crate::packet::{Authenticator, Code};

/// At most one request for each identifier (RFC 6613 section 2.6.5).
#[derive(Default)]
pub(super) struct Pending(Vec<(u8, Transaction)>);

/// One request that was sent to the server.
pub(super) struct Transaction {
    /// Its code, as the client sent it.
    pub code: Code,
    /// Its authenticator, as the client sent it.
    pub from_client: Authenticator,
    /// The code and the authenticator of what the server got.
    pub to_server: (Code, Authenticator),
    pub wait: Wait,
    /// The line of F-Ticks up to its result.
    pub f_ticks: Option<String>,
}

/// What the reply of the server means.
pub(super) enum Wait {
    /// It is the reply to a request that was forwarded.
    Forwarded {
        /// The request in clear.
        request: Attributes,
        monitor: Box<Monitor>,
        /// What a reject is remembered by.
        reject_key: Option<Key>,
    },
    /// It lets this answer out, which has no Message-Authenticator yet.
    Answered { code: Code, attributes: Attributes },
}

impl Pending {
    pub fn get(&mut self, identifier: u8) -> Option<&mut Transaction> {
        let mut all = self.0.iter_mut();
        all.find(|(known, _)| *known == identifier).map(|(_, transaction)| transaction)
    }

    /// A client that uses an identifier again has given up the request before.
    pub fn insert(&mut self, identifier: u8, transaction: Transaction) {
        self.remove(identifier);
        self.0.push((identifier, transaction));
    }

    pub fn remove(&mut self, identifier: u8) {
        self.0.retain(|(known, _)| *known != identifier);
    }
}
