//! What a token is, without any key.

use core::time::Duration;

use kerberos::asn1::ApReq;
use spnego::token::{self, FirstToken, NegState, NegTokenInit, NegTokenResp};
use spnego::{ContextFlags, Oid};

use super::kerberos_message;
use crate::error::Error;
use crate::tree::{Node, Tree};

/// A decoded token.
pub struct Message {
    /// Its fields.
    pub tree: Tree,
    /// Who sends such a token.
    pub sender: Sender,
    /// The AP-REQ in it, if there is one.
    pub ap_req: Option<ApReq>,
}

/// Who sends a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// The client.
    Initiator,
    /// The service; a client sends later legs in the same form.
    Acceptor,
}

/// What every NTLMSSP message begins with.
const NTLMSSP: &[u8] = b"NTLMSSP\0";
/// What every NegoEx message begins with.
const NEGOEX: &[u8] = b"NEGOEXTS";

impl Message {
    /// Decodes a token of either side. `now` is what times are compared with.
    ///
    /// # Errors
    /// [`Error::Token`] and [`Error::Message`] for octets that are no token known here.
    pub fn decode(octets: &[u8], now: Duration) -> Result<Self, Error> {
        if let Some(message) = Self::of_mechanism(octets, now) {
            return Ok(message?);
        }
        match FirstToken::parse(octets) {
            Ok(FirstToken::NegTokenInit(init)) => Ok(Self::of_init(&init, octets.len(), now)),
            Ok(FirstToken::Mechanism(oid)) => {
                let title = format!("GSS-API token of mechanism {oid:?}");
                Ok(Self::unread(&title, octets.len()))
            }
            Err(spnego::Error::Rejected(spnego::Reason::NotAFirstToken)) => {
                Ok(Self::of_resp(&token::parse_reply(octets)?, octets.len(), now))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Decodes the token of a mechanism, if it is one that can be recognised.
    fn of_mechanism(octets: &[u8], now: Duration) -> Option<Result<Self, kerberos::Error>> {
        if let Some(rest) = octets.strip_prefix(NTLMSSP) {
            return Some(Ok(Self::of_ntlm(rest, octets.len())));
        }
        if octets.starts_with(NEGOEX) {
            return Some(Ok(Self::unread("NegoEx", octets.len())));
        }
        kerberos_message::decode(octets, now)
    }

    fn of_init(init: &NegTokenInit<'_>, len: usize, now: Duration) -> Self {
        let inner = init.mech_token.map(|token| Self::inside(token, now));
        let title = if init.has_neg_hints { "SPNEGO NegTokenInit2" } else { "SPNEGO NegTokenInit" };
        let mech_types = init.mech_types.map(|list| Node::List(list.iter().map(oid).collect()));
        let req_flags = init.req_flags.map(|_| match init.context_flags() {
            Some(flags) => context_flags(flags),
            None => Node::Malformed("not a BIT STRING of context flags".to_owned()),
        });
        let (mech_token, ap_req) = split(inner);
        let tree = titled(title, len)
            .with_optional("mechTypes", mech_types)
            .with_optional("reqFlags", req_flags)
            .with_optional("mechToken", mech_token)
            .with_optional("mechListMIC", init.mech_list_mic.map(|mic| Node::octets(mic.len())));
        Self { tree, sender: Sender::Initiator, ap_req }
    }

    fn of_resp(resp: &NegTokenResp<'_>, len: usize, now: Duration) -> Self {
        let inner = resp.response_token.map(|token| Self::inside(token, now));
        let (response_token, ap_req) = split(inner);
        let tree = titled("SPNEGO NegTokenResp", len)
            .with_optional("negState", resp.neg_state.map(|state| Node::text(state_name(state))))
            .with_optional("supportedMech", resp.supported_mech.map(|mech| oid(Some(mech))))
            .with_optional("responseToken", response_token)
            .with_optional("mechListMIC", resp.mech_list_mic.map(|mic| Node::octets(mic.len())));
        Self { tree, sender: Sender::Acceptor, ap_req }
    }

    /// A mechanism token inside SPNEGO; one that does not decode does not spoil what is around it.
    fn inside(octets: &[u8], now: Duration) -> Result<Self, kerberos::Error> {
        Self::of_mechanism(octets, now).unwrap_or_else(|| {
            Ok(match FirstToken::parse(octets) {
                Ok(FirstToken::Mechanism(oid)) => {
                    Self::unread(&format!("GSS-API token of mechanism {oid:?}"), octets.len())
                }
                _ => Self::unread("unknown", octets.len()),
            })
        })
    }

    fn of_ntlm(rest: &[u8], len: usize) -> Self {
        let message_type = rest.first_chunk::<4>().map(|octets| u32::from_le_bytes(*octets));
        let name = match message_type {
            Some(1) => "NEGOTIATE_MESSAGE",
            Some(2) => "CHALLENGE_MESSAGE",
            Some(3) => "AUTHENTICATE_MESSAGE",
            _ => "unknown",
        };
        let message_type = match message_type {
            Some(number) => Node::named(number, name),
            None => Node::Malformed("cut short".to_owned()),
        };
        let tree = titled("NTLMSSP", len).with("MessageType", message_type).with(
            "advice",
            Node::text(
                "the client has no Kerberos ticket for this host: check that the URL has its DNS \
                 name and no address, that the SPN HTTP/<that name> exists once, that the name \
                 resolves on the client, and that the browser's allow-list has it",
            ),
        );
        Self { tree, sender: Sender::Initiator, ap_req: None }
    }

    fn unread(title: &str, len: usize) -> Self {
        Self { tree: titled(title, len), sender: Sender::Initiator, ap_req: None }
    }
}

/// The first fields of every message.
pub fn titled(title: &str, len: usize) -> Tree {
    let octets = Node::Value { text: len.to_string(), json: len.into() };
    Tree::default().with("message", Node::text(title)).with("octets", octets)
}

fn split(inner: Option<Result<Message, kerberos::Error>>) -> (Option<Node>, Option<ApReq>) {
    match inner {
        None => (None, None),
        Some(Ok(message)) => (Some(message.tree.into()), message.ap_req),
        Some(Err(error)) => (Some(Node::Malformed(error.to_string())), None),
    }
}

/// The dotted form for programs, with the usual name for people.
fn oid(oid: Option<Oid>) -> Node {
    match oid {
        Some(oid) => Node::Value { text: format!("{oid:?}"), json: oid.to_string().into() },
        None => Node::Malformed("not an object identifier".to_owned()),
    }
}

/// Context flags by name.
pub fn context_flags(flags: ContextFlags) -> Node {
    let names = flags.to_string();
    Node::words(names.split(',').filter(|name| *name != "none"))
}

fn state_name(state: NegState) -> &'static str {
    match state {
        NegState::AcceptCompleted => "accept-completed",
        NegState::AcceptIncomplete => "accept-incomplete",
        NegState::Reject => "reject",
        NegState::RequestMic => "request-mic",
    }
}
