//! What the host lends to a guest for one packet: two buffers, properties and foreign functions.

use std::sync::Arc;

use proxy_wasm_host::Buffer;
use proxy_wasm_host::abi::v0_2_1::types::{BufferType, Status, StreamType};
use proxy_wasm_host::abi::v0_2_1::{Access, ForeignCall, Invocation, StreamState};
use radius::radius11::Handles;

use super::verdict::{Hold, Reason, Route};

/// The version of the contract between module and gateway.
const ABI: &[u8] = b"1";

/// Longest text of a reason that a guest can give.
pub const MAX_REASON_OCTETS: usize = 512;

/// Most notices of one packet.
const MAX_NOTICES: usize = 8;

/// Longest name of a pool.
const MAX_POOL_OCTETS: usize = 64;

/// Longest State of a challenge by policy.
const MAX_STATE_OCTETS: usize = radius::monitor::MAX_OWN_STATE_OCTETS;

/// Longest time that a challenge waits, in seconds.
const MAX_HOLD_SECONDS: u32 = radius::policy::MAX_LIFETIME_SECONDS;

/// Most answers that are compared for one packet.
const MAX_COMPARISONS: usize = 8;

/// Where a request came from, as properties of the guest's context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// `udp`, `tcp` or `tls`.
    pub transport: &'static str,
    /// Name of the listener.
    pub listener: Arc<str>,
    /// Name of the client, and each of its tags behind 0x00.
    pub client: Arc<[u8]>,
}

/// One packet, what the guest may ask about it, and what it has said.
pub struct Stream {
    facts: Option<Facts>,
    tag: Vec<u8>,
    pub(super) downstream: Vec<u8>,
    pub(super) upstream: Vec<u8>,
    pub(super) handles: Option<Handles>,
    pub(super) route: Option<Route>,
    pub(super) reply: Option<Vec<u8>>,
    pub(super) reason: Reason,
    pub(super) resume: Option<Vec<u8>>,
    pub(super) hold: Option<Hold>,
    compared: Vec<Vec<u8>>,
}

impl Stream {
    /// A request, or the reply to one, with the hidden values of the request.
    pub(super) fn new(facts: Facts, handles: Option<Handles>) -> Self {
        Self { facts: Some(facts), handles, ..Self::of_root(&[]) }
    }

    /// What a root context sees: also the tag by which proxies that stand for each other know
    /// their own challenges.
    pub(super) fn of_root(tag: &[u8]) -> Self {
        Self {
            facts: None,
            tag: tag.to_vec(),
            downstream: Vec::new(),
            upstream: Vec::new(),
            handles: None,
            route: None,
            reply: None,
            reason: Reason::default(),
            resume: None,
            hold: None,
            compared: Vec::new(),
        }
    }

    /// Calls a function of the gateway.
    pub(super) fn say(
        &mut self,
        function: &[u8],
        arguments: &[u8],
        results: &mut Vec<u8>,
    ) -> Result<(), Status> {
        match function {
            b"edgewarden_route" => self.say_route(arguments)?,
            b"edgewarden_reply" if arguments.len() <= radius::packet::MAX_PACKET_OCTETS => {
                self.reply = Some(arguments.to_vec());
            }
            b"edgewarden_reply" => return Err(Status::BadArgument),
            b"edgewarden_reason" => self.say_reason(arguments),
            b"edgewarden_hold" => self.say_hold(arguments)?,
            b"edgewarden_resume" => self.resume = Some(state_value(arguments)?),
            b"edgewarden_compare" => results.push(self.compare(arguments)?),
            _ => return Err(Status::NotFound),
        }
        Ok(())
    }

    /// The client and its tags.
    pub(super) fn client(&self) -> &[u8] {
        self.facts.as_ref().map_or(&[], |facts| &facts.client)
    }

    fn say_route(&mut self, arguments: &[u8]) -> Result<(), Status> {
        let mut fields = arguments.split(|octet| *octet == 0);
        let mut pool = || fields.next().filter(|name| !name.is_empty()).map(pool_name).transpose();
        let (pool, accounting_pool) = (pool()?.ok_or(Status::BadArgument)?, pool()?);
        let accounting_pool = accounting_pool.unwrap_or_else(|| pool.clone());
        self.route = Some(Route { pool, accounting_pool });
        if let Some(code) = fields.next() {
            let rule = fields.next().unwrap_or_default();
            let (code, rule) = (text(code), text(rule));
            self.set_reason(Reason { code, rule, ..Reason::default() });
        }
        Ok(())
    }

    fn say_reason(&mut self, arguments: &[u8]) {
        let mut fields = arguments.splitn(3, |octet| *octet == 0).map(text);
        let mut next = || fields.next().unwrap_or_default();
        let (code, rule, detail) = (next(), next(), next());
        self.set_reason(Reason { code, rule, detail, notices: Vec::new() });
    }

    /// The last reason is that of the decision; those before it are notices.
    fn set_reason(&mut self, reason: Reason) {
        let before = std::mem::replace(&mut self.reason, reason);
        self.reason.notices = before.notices;
        if !before.code.is_empty() && self.reason.notices.len() < MAX_NOTICES {
            self.reason.notices.push(format!("{}: {}", before.code, before.detail));
        }
    }

    fn say_hold(&mut self, arguments: &[u8]) -> Result<(), Status> {
        let at = arguments.iter().position(|octet| *octet == 0).ok_or(Status::BadArgument)?;
        let (seconds, state) = arguments.split_at(at);
        let seconds = std::str::from_utf8(seconds).ok().and_then(|text| text.parse().ok());
        let seconds = seconds.filter(|seconds| (1..=MAX_HOLD_SECONDS).contains(seconds));
        let state = state_value(state.get(1..).unwrap_or_default())?;
        self.hold = Some(Hold { seconds: seconds.ok_or(Status::BadArgument)?, state });
        Ok(())
    }

    /// One question for each handle: a guest that guesses does not get far.
    fn compare(&mut self, arguments: &[u8]) -> Result<u8, Status> {
        let (length, rest) = arguments.split_first().ok_or(Status::BadArgument)?;
        let (handle, expected) =
            rest.split_at_checked(usize::from(*length)).ok_or(Status::BadArgument)?;
        if self.compared.len() >= MAX_COMPARISONS || self.compared.iter().any(|it| it == handle) {
            return Err(Status::NotFound);
        }
        self.compared.push(handle.to_vec());
        let handles = self.handles.as_ref().ok_or(Status::NotFound)?;
        let is_equal = handles.is_equal(handle, expected);
        is_equal.map(u8::from).ok_or(Status::NotFound)
    }
}

impl StreamState for Stream {
    fn buffer(
        &mut self,
        _: Invocation,
        _: Access,
        buffer: BufferType,
    ) -> Result<&mut dyn Buffer, Status> {
        match buffer {
            BufferType::DownstreamData => Ok(&mut self.downstream),
            BufferType::UpstreamData => Ok(&mut self.upstream),
            _ => Err(Status::NotFound),
        }
    }

    fn close_stream(&mut self, _: Invocation, _: StreamType) -> Result<(), Status> {
        Ok(())
    }

    fn continue_stream(&mut self, _: Invocation, _: StreamType) -> Result<(), Status> {
        Err(Status::Unimplemented)
    }

    fn property(&mut self, _: Invocation, path: &[&[u8]], out: &mut Vec<u8>) -> Result<(), Status> {
        let [b"edgewarden", name] = path else { return Err(Status::NotFound) };
        match *name {
            b"abi" => {
                out.extend_from_slice(ABI);
                return Ok(());
            }
            b"proxy_tag" => {
                out.extend_from_slice(&self.tag);
                return Ok(());
            }
            _ => {}
        }
        let facts = self.facts.as_ref().ok_or(Status::NotFound)?;
        match *name {
            b"transport" => out.extend_from_slice(facts.transport.as_bytes()),
            b"listener" => out.extend_from_slice(facts.listener.as_bytes()),
            b"client" => out.extend_from_slice(&facts.client),
            _ => return Err(Status::NotFound),
        }
        Ok(())
    }

    fn call_foreign_function(
        &mut self,
        _: Invocation,
        call: ForeignCall<'_>,
        results: &mut Vec<u8>,
    ) -> Result<(), Status> {
        self.say(&call.name, &call.arguments, results)
    }
}

fn pool_name(name: &[u8]) -> Result<String, Status> {
    match std::str::from_utf8(name) {
        Ok(name) if name.len() <= MAX_POOL_OCTETS => Ok(name.to_owned()),
        _ => Err(Status::BadArgument),
    }
}

fn state_value(state: &[u8]) -> Result<Vec<u8>, Status> {
    match (1..=MAX_STATE_OCTETS).contains(&state.len()) {
        true => Ok(state.to_vec()),
        false => Err(Status::BadArgument),
    }
}

/// What a guest has written, as one short line for the log.
fn text(octets: &[u8]) -> String {
    let octets = octets.get(..MAX_REASON_OCTETS).unwrap_or(octets);
    let text = String::from_utf8_lossy(octets);
    text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream() -> Stream {
        Stream::of_root(&[])
    }

    #[test]
    fn a_route_names_one_pool_or_two_and_may_say_why() {
        let mut stream = stream();
        stream.say_route(b"home").unwrap();
        let route = stream.route.clone().unwrap();
        assert_eq!((route.pool.as_str(), route.accounting_pool.as_str()), ("home", "home"));
        stream.say_route(b"home\0books\0policy_rule\0night").unwrap();
        assert_eq!(stream.route.unwrap().accounting_pool, "books");
        assert_eq!((&*stream.reason.code, &*stream.reason.rule), ("policy_rule", "night"));
    }

    #[test]
    fn what_names_no_pool_or_no_state_is_refused() {
        let mut stream = stream();
        for arguments in [&b""[..], b"\0books", &[0xff], &[b'a'; 65]] {
            assert_eq!(stream.say_route(arguments), Err(Status::BadArgument));
        }
        for arguments in [&b""[..], b"60", b"60\0", b"0\0state", b"601\0state", b"x\0state"] {
            assert_eq!(stream.say_hold(arguments), Err(Status::BadArgument));
        }
        stream.say_hold(b"60\0a\0b").unwrap();
        assert_eq!(stream.hold.unwrap(), Hold { seconds: 60, state: b"a\0b".to_vec() });
    }

    #[test]
    fn texts_of_a_guest_are_one_short_line() {
        let mut stream = stream();
        stream.say_reason(b"code\0rule\0a\nb\0c");
        assert_eq!(stream.reason.detail, "a b c");
        stream.say_reason(b"other");
        assert_eq!(stream.reason.notices, ["code: a b c"]);
        stream.say_reason(&[b'x'; 10_000]);
        assert_eq!(stream.reason.code.len(), MAX_REASON_OCTETS);
    }
}
