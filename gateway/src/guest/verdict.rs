//! What a guest has said about one packet.

/// What happens to a request.
#[derive(Debug)]
pub struct Verdict {
    /// What is done.
    pub decision: Decision,
    /// Why.
    pub reason: Reason,
    /// The State of the challenge whose handles the packet carries.
    pub resume: Option<Vec<u8>>,
    /// The challenge under whose State the handles of the packet are kept.
    pub hold: Option<Hold>,
}

/// What is done with a request.
#[derive(Debug)]
pub enum Decision {
    /// It is forwarded as the buffer has it.
    Forward {
        /// The octets of the RADIUS/1.1 packet.
        packet: Vec<u8>,
        /// Where it goes; none if the guest named no pool.
        route: Option<Route>,
    },
    /// This answers it, in RADIUS/1.1 form.
    Reply(Vec<u8>),
    /// Nothing answers it.
    Drop,
}

/// What happens to a reply.
#[derive(Debug)]
pub struct ReplyVerdict {
    /// The octets of the RADIUS/1.1 packet that is passed on; none if nothing is.
    pub packet: Option<Vec<u8>>,
    /// Why.
    pub reason: Reason,
}

/// The pools that a guest has named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Route {
    /// The pool of the packet.
    pub pool: String,
    /// The pool of the accounting that belongs to it.
    pub accounting_pool: String,
}

/// Why a guest has decided as it did, for the log: each text is at most
/// [`MAX_REASON_OCTETS`](super::stream::MAX_REASON_OCTETS) long.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reason {
    /// The code, searchable in the documentation.
    pub code: String,
    /// The rule of the policy, or the route.
    pub rule: String,
    /// What explains it.
    pub detail: String,
    /// What else was said, before.
    pub notices: Vec<String>,
}

/// A challenge of policy that waits for its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// How long it waits, in seconds.
    pub seconds: u32,
    /// Its State.
    pub state: Vec<u8>,
}
