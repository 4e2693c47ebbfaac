//! What a worker knows of one request until it is answered.

use std::sync::Arc;
use std::time::Duration;

use radius::attribute::Attributes;
use radius::monitor::{AccountingMode, Monitor};
use radius::packet::Code;
use radius::radius11::{self, Handles};
use radius::transaction::Source;

use crate::config::Client;
use crate::guest::{Context, Facts, Reason, Route};

/// Where a request came from, and where its answer goes.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// The client's address, and the listener or connection.
    pub source: Source,
    /// The address of ours that was asked, if it came as a datagram.
    pub local: Option<std::net::IpAddr>,
    /// The place of the listener in the configuration.
    pub listener: usize,
    /// Who sent it.
    pub client: Arc<Client>,
}

/// One request.
pub(super) struct Transaction {
    /// The number of the generation that decides about it.
    pub generation: u64,
    pub arrived: Arrived,
    pub facts: Facts,
    pub code: Code,
    /// As the client sent it, in RADIUS/1.1 form.
    pub request: Attributes,
    /// The hidden values of `request`.
    pub handles: Handles,
    /// When it may be acknowledged, if it is an Accounting-Request.
    pub accounting: AccountingMode,
    pub monitor: Monitor,
    /// Where its guest waits for the reply.
    pub context: Option<Context>,
    pub route: Option<Route>,
    /// The User-Name that is forwarded, if that is another one.
    pub forwarded_name: Option<Vec<u8>>,
    pub reason: Reason,
    pub began: Duration,
}

impl Transaction {
    /// The request as a guest reads it. What was parsed can be encoded.
    pub fn guest_packet(&self) -> Vec<u8> {
        encode(self.code, &self.request)
    }
}

/// A packet as a guest reads it: empty if it does not fit, which no packet that was received does.
pub(super) fn encode(code: Code, attributes: &Attributes) -> Vec<u8> {
    let packet = radius11::Packet { code, token: [0; 4], attributes: attributes.clone() };
    packet.encode().unwrap_or_default()
}

/// The value of the first attribute of a Type.
pub(super) fn value(attributes: &Attributes, number: u8) -> Option<&[u8]> {
    attributes.iter().find(|attribute| attribute.number == number).map(|attribute| attribute.value)
}
