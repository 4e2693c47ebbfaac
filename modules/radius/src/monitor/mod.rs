//! The guard of RFC 2607 around any policy.
//!
//! A [`Monitor`] watches one transaction with its retransmissions and failovers: the request, what
//! policy wants to forward, the replies, and what policy wants to answer. It permits or refuses with
//! a [`Refusal`], whatever the policy is. Packets are seen between the hops: behind the removal of
//! this proxy's own Proxy-State and Message-Authenticator, and before they are added.
//!
//! The rules:
//! - A direct answer is an Access-Reject or an Access-Challenge, never an Access-Accept (RFC 2607
//!   section 5.1), and there is none once the request is forwarded.
//! - After an Access-Reject there is no Access-Accept (RFC 2607 section 5.1).
//! - Class is forwarded as it is (RFC 2607 section 5.2), and so are State and Proxy-State (RFC 2865
//!   section 2.3) and EAP-Message (RFC 3579).
//! - An Accounting-Request is acknowledged when home has done so, or when the record is stored (RFC
//!   2607 section 5.2).
//! - Each request has at most one answer, with a code that answers it.

mod guarded;
mod own_states;
mod proxy_stop;
mod refusal;

use core::time::Duration;

use crate::attribute::Attributes;
use crate::eap::{self, Eap};
use crate::packet::Code;

pub use own_states::{MAX_OWN_STATE_OCTETS, MAX_OWN_STATES, OwnStates};
pub use proxy_stop::{DEFAULT_PROXY_STOP, ProxyStop};
pub use refusal::Refusal;

use guarded::{CLASS, EAP_MESSAGE, Guarded, PROXY_STATE, STATE, values};

/// When an Accounting-Request may be acknowledged (RFC 2607 section 5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountingMode {
    /// When the home server has acknowledged it.
    Atomic,
    /// When the record is on disk.
    Journal,
}

/// What the monitor has seen of one transaction. It holds no more than the guarded attributes of
/// one request and one reply.
#[derive(Debug)]
pub struct Monitor {
    code: Code,
    client: u32,
    accounting: AccountingMode,
    request: Guarded,
    forwarded: Option<Forwarded>,
    reply: Option<Reply>,
    has_home_rejected: bool,
    /// What a Proxy-Stop would say of the Access-Accept of home.
    home_accept: Option<Attributes>,
    is_recorded: bool,
    is_answered: bool,
}

/// What a Proxy-Stop would say of the request, and where it would go.
#[derive(Debug)]
struct Forwarded {
    identity: Attributes,
    realm_path: String,
}

/// The reply that policy decides about.
#[derive(Debug)]
struct Reply {
    code: Code,
    guarded: Guarded,
}

/// The answer may be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Permit {
    /// Home accepted and this proxy rejects: home is to be told (RFC 2607 section 5.1). It is there
    /// at most once in a transaction.
    pub proxy_stop: Option<ProxyStop>,
}

impl Monitor {
    /// Watches the transaction of a request. `client` is the number of its sender in the
    /// configuration.
    ///
    /// # Errors
    /// [`Refusal::Code`] for a code that no policy decides about: Status-Server is never forwarded
    /// (RFC 5997 section 4.4), and responses are no requests.
    pub fn new(
        code: Code,
        request: &Attributes,
        client: u32,
        accounting: AccountingMode,
    ) -> Result<Self, Refusal> {
        if !code.is_request() || code == Code::STATUS_SERVER {
            return Err(Refusal::Code { request: code, code });
        }
        Ok(Self {
            code,
            client,
            accounting,
            request: Guarded::new(request),
            forwarded: None,
            reply: None,
            has_home_rejected: false,
            home_accept: None,
            is_recorded: false,
            is_answered: false,
        })
    }

    /// Decides about a request that policy wants to forward, without this proxy's Proxy-State.
    ///
    /// `realm_path` names the route, for a Proxy-Stop. A State that this proxy gave to the client in
    /// a challenge is to be replaced by what was there when the challenge was made.
    ///
    /// # Errors
    /// [`Refusal::Code`], [`Refusal::Answered`] or a `…Changed` refusal.
    pub fn forward(
        &mut self,
        code: Code,
        attributes: &Attributes,
        realm_path: &str,
        own_states: &OwnStates,
        now: Duration,
    ) -> Result<(), Refusal> {
        if self.is_answered {
            return Err(Refusal::Answered);
        }
        if code != self.code {
            return Err(self.wrong_code(code));
        }
        self.request.check(PROXY_STATE, attributes, Refusal::ProxyStateChanged)?;
        self.request.check(CLASS, attributes, Refusal::ClassChanged)?;
        self.request.check_eap(attributes)?;
        if !own_states.is_restored(self.client, &self.request, attributes, now) {
            return Err(Refusal::StateChanged);
        }
        let identity = proxy_stop::of_request(attributes);
        self.forwarded = Some(Forwarded { identity, realm_path: realm_path.to_owned() });
        Ok(())
    }

    /// Notes a reply that was matched, verified, and freed from this proxy's Proxy-State.
    ///
    /// # Errors
    /// [`Refusal::NotForwarded`], [`Refusal::Answered`], [`Refusal::Code`] or
    /// [`Refusal::ProxyStateChanged`]: the reply is to be dropped.
    pub fn received(&mut self, code: Code, attributes: &Attributes) -> Result<(), Refusal> {
        if self.is_answered {
            return Err(Refusal::Answered);
        }
        if self.forwarded.is_none() {
            return Err(Refusal::NotForwarded);
        }
        if !is_reply_to(self.code, code) {
            return Err(self.wrong_code(code));
        }
        self.request.check(PROXY_STATE, attributes, Refusal::ProxyStateChanged)?;
        match code {
            Code::ACCESS_REJECT => self.has_home_rejected = true,
            Code::ACCESS_ACCEPT => self.home_accept = Some(proxy_stop::of_accept(attributes)),
            _ => {}
        }
        self.reply = Some(Reply { code, guarded: Guarded::new(attributes) });
        Ok(())
    }

    /// Notes that the record of an Accounting-Request is on disk.
    pub fn recorded(&mut self) {
        self.is_recorded = true;
    }

    /// Decides about an answer, without Message-Authenticator. A permitted answer is the last: what
    /// is sent again to a client is the same answer.
    ///
    /// # Errors
    /// Any [`Refusal`]: nothing is to be sent.
    pub fn answer(
        &mut self,
        code: Code,
        attributes: &Attributes,
        own_states: &mut OwnStates,
        now: Duration,
    ) -> Result<Permit, Refusal> {
        if self.is_answered {
            return Err(Refusal::Answered);
        }
        if !is_reply_to(self.code, code) {
            return Err(self.wrong_code(code));
        }
        self.request.check(PROXY_STATE, attributes, Refusal::ProxyStateChanged)?;
        match self.code {
            Code::ACCESS_REQUEST => self.access(code, attributes, own_states, now)?,
            Code::ACCOUNTING_REQUEST => self.accounting(attributes)?,
            _ => self.change_of_authorization(code, attributes)?,
        }
        self.is_answered = true;
        Ok(Permit { proxy_stop: self.proxy_stop(code) })
    }

    /// Whether an answer was permitted.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.is_answered
    }

    fn proxy_stop(&mut self, answer: Code) -> Option<ProxyStop> {
        let accept = self.home_accept.take().filter(|_| answer == Code::ACCESS_REJECT)?;
        let Forwarded { identity, realm_path } = self.forwarded.take()?;
        Some(ProxyStop::new(realm_path, identity, accept))
    }

    fn access(
        &self,
        code: Code,
        attributes: &Attributes,
        own_states: &mut OwnStates,
        now: Duration,
    ) -> Result<(), Refusal> {
        if code == Code::ACCESS_ACCEPT && self.has_home_rejected {
            return Err(Refusal::AcceptAfterReject);
        }
        match (&self.reply, code) {
            (None, Code::ACCESS_ACCEPT) => Err(Refusal::DirectAccept),
            (None, _) if self.forwarded.is_some() => Err(Refusal::AwaitsHome),
            (None, Code::ACCESS_CHALLENGE) => self.own_challenge(attributes, own_states, now),
            // Policy may put a reject of its own in the place of a reject.
            (Some(reply), code) if reply.code == code => {
                reply.check_passed(attributes).or_else(|refusal| {
                    match (code, self.own_reject(attributes)) {
                        (Code::ACCESS_REJECT, Ok(())) => Ok(()),
                        _ => Err(refusal),
                    }
                })
            }
            (_, Code::ACCESS_REJECT) => self.own_reject(attributes),
            _ => Err(self.wrong_code(code)),
        }
    }

    /// A challenge by policy carries one State, by which its follow-up is known.
    fn own_challenge(
        &self,
        attributes: &Attributes,
        own_states: &mut OwnStates,
        now: Duration,
    ) -> Result<(), Refusal> {
        check_none(CLASS, attributes, Refusal::ClassChanged)?;
        if values(attributes, EAP_MESSAGE).next().is_some() || self.request.has(EAP_MESSAGE) {
            return Err(Refusal::ChallengeInEap);
        }
        let mut states = values(attributes, STATE);
        match (states.next(), states.next()) {
            (Some(state), None) if !state.is_empty() => {
                own_states.insert(self.client, state, &self.request, now)
            }
            _ => Err(Refusal::ChallengeState),
        }
    }

    /// A reject by policy says nothing in the name of home, and never EAP Success.
    fn own_reject(&self, attributes: &Attributes) -> Result<(), Refusal> {
        check_none(CLASS, attributes, Refusal::ClassChanged)?;
        check_none(STATE, attributes, Refusal::StateChanged)?;
        // RFC 3579 section 2.6.2: an EAP Request is refused by a Nak, which is a Response.
        let is_failure = match eap::read(attributes) {
            Ok(None) => !self.request.has(EAP_MESSAGE),
            Ok(Some(Eap::Packet(header))) => matches!(header.code, eap::FAILURE | eap::RESPONSE),
            Ok(Some(Eap::Start)) | Err(_) => false,
        };
        if is_failure { Ok(()) } else { Err(Refusal::RejectWithoutEapFailure) }
    }

    fn accounting(&self, attributes: &Attributes) -> Result<(), Refusal> {
        match (&self.reply, self.accounting) {
            (Some(reply), _) => reply.check_passed(attributes),
            (None, AccountingMode::Journal) if self.is_recorded => Ok(()),
            (None, _) => Err(Refusal::AccountingNotSafe),
        }
    }

    /// A CoA- or Disconnect-Request: an ACK says that the NAS has done it.
    fn change_of_authorization(&self, code: Code, attributes: &Attributes) -> Result<(), Refusal> {
        match &self.reply {
            Some(reply) if reply.code == code => reply.check_passed(attributes),
            None if self.forwarded.is_some() => Err(Refusal::AwaitsHome),
            None if matches!(code, Code::COA_NAK | Code::DISCONNECT_NAK) => Ok(()),
            _ => Err(self.wrong_code(code)),
        }
    }

    fn wrong_code(&self, code: Code) -> Refusal {
        Refusal::Code { request: self.code, code }
    }
}

impl Reply {
    /// Whether the reply of home is passed on with what must not be changed.
    fn check_passed(&self, attributes: &Attributes) -> Result<(), Refusal> {
        self.guarded.check(CLASS, attributes, Refusal::ClassChanged)?;
        self.guarded.check(STATE, attributes, Refusal::StateChanged)?;
        self.guarded.check_eap(attributes)
    }
}

/// Whether a packet with this code can answer a request.
#[must_use]
pub fn is_reply_to(request: Code, reply: Code) -> bool {
    match request {
        Code::ACCESS_REQUEST => {
            matches!(reply, Code::ACCESS_ACCEPT | Code::ACCESS_REJECT | Code::ACCESS_CHALLENGE)
        }
        Code::ACCOUNTING_REQUEST => reply == Code::ACCOUNTING_RESPONSE,
        Code::DISCONNECT_REQUEST => matches!(reply, Code::DISCONNECT_ACK | Code::DISCONNECT_NAK),
        Code::COA_REQUEST => matches!(reply, Code::COA_ACK | Code::COA_NAK),
        _ => false,
    }
}

fn check_none(number: u8, attributes: &Attributes, refusal: Refusal) -> Result<(), Refusal> {
    match values(attributes, number).next() {
        None => Ok(()),
        Some(_) => Err(refusal),
    }
}
