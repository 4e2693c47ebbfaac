//! The initiator: GSS_Init_sec_context for SPNEGO.
//!
//! Read RFC 4178 sections 3.2 and 5 first, or RFC 2478 section 3.2.2 for its mode.
//!
//! Where the RFCs leave a choice, or say two things:
//! - The first mechanism's token is always sent with the offer. A mechanism whose first step
//!   fails is left out of the offer (RFC 4178 section 3.1).
//! - No MIC is sent where it is optional; one that comes is verified and answered.
//! - Another mechanism than the first must be selected by request-mic, else the context fails
//!   before that mechanism has sent anything (RFC 4178 section 3.2 c II obliges the acceptor).
//! - An RFC 4178 first reply without supportedMech selects the first mechanism; some acceptors
//!   leave it out. RFC 2478 section 3.2.1 demands it, and the RFC 2478 mode fails without it.
//! - A responseToken beside a selection other than the first is passed over: RFC 2478 section
//!   2.2 lets the initiator ignore it, and RFC 4178 section 3.2 has none there.
//! - Later RFC 2478 tokens are sent as NegTokenTarg without negResult and supportedMech
//!   (section 4.2); section 3.2.2 would have them as NegTokenInit.
//! - An RFC 2478 first token never carries a MIC: the context would be complete before the
//!   target has selected anything.
//! - An RFC 2478 target that accepts the first mechanism but left its token aside (section 2.1)
//!   gets that token again.

use core::time::Duration;

use crate::{
    error::{Error, Misconfigured, Reason},
    mechanism::Mechanism,
    mechanisms::Mechanisms,
    negotiation::{Failure, MicExchange, Phase, Protection, Step, reject},
    oid::Oid,
    policy::{Mode, Policy},
    token::{self, MechTypes, NegState, NegTokenInit, NegTokenResp, encode_mech_types},
};

/// One context, from the initiator's side.
pub struct Initiator<M> {
    policy: Policy,
    mechanisms: Mechanisms<M>,
    phase: Phase,
    /// The offer: the spelling listed and the mechanism behind it.
    offer: Vec<(Oid, usize)>,
    /// The first mechanism's token, for an RFC 2478 target that left it aside.
    optimistic_token: Option<Vec<u8>>,
    selected: Option<usize>,
    mechanism_complete: bool,
    mic: MicExchange,
}

/// What a reply has to say, and what the mechanism wants sent in answer.
struct Exchange<'a> {
    neg_state: Option<NegState>,
    mic: Option<&'a [u8]>,
    mech_token: Option<Vec<u8>>,
}

impl<M: Mechanism> Initiator<M> {
    /// Starts a context with the mechanisms that are set up, most preferred first.
    #[must_use]
    pub fn new(policy: Policy, mechanisms: Vec<M>) -> Self {
        Self {
            mechanisms: Mechanisms::new(mechanisms, policy.neg_mechs.clone()),
            mic: MicExchange::new(policy.mode),
            policy,
            phase: Phase::Start,
            offer: Vec::new(),
            optimistic_token: None,
            selected: None,
            mechanism_complete: false,
        }
    }

    /// The first step takes `None`, every later one a token of the acceptor. `now` is the time
    /// since the Unix epoch.
    ///
    /// # Errors
    /// [`Failure`] ends the context, a complete one too: a token that comes after the end means
    /// that the two sides disagree (RFC 2478 section 3.2.2). Its token, if any, goes to the peer.
    pub fn step(&mut self, token: Option<&[u8]>, now: Duration) -> Result<Step, Failure> {
        match self.advance(token, now) {
            Ok(step) => {
                self.phase = match (step.complete, self.phase) {
                    (true, _) => Phase::Complete,
                    (false, Phase::Start) => Phase::FirstReply,
                    (false, _) => Phase::Later,
                };
                Ok(step)
            }
            Err(error) => {
                // The initiator has no negResult in RFC 2478, not even in its first answer.
                let phase = match (self.policy.mode, self.phase) {
                    (Mode::Rfc2478, Phase::FirstReply) => Phase::Later,
                    (_, phase) => phase,
                };
                let token = reject(&self.policy, phase, &error);
                self.phase = Phase::Failed;
                Err(Failure { error, token })
            }
        }
    }

    /// The mechanism in use, also before the context is established.
    pub fn mechanism(&self) -> Option<&M> {
        self.selected.and_then(|index| self.mechanisms.get(index))
    }

    /// The mech_type result: the selected mechanism once the context is established, SPNEGO
    /// after a failure, and `None` until then (RFC 2478 section 2.2, RFC 2743 section 2.2.1).
    #[must_use]
    pub fn mech_type(&self) -> Option<&Oid> {
        self.phase.mech_type(self.mechanism())
    }

    /// How far the mechanism list is protected; [`Protection::None`] until the context is
    /// established and after a failure.
    #[must_use]
    pub fn protection(&self) -> Protection {
        self.mic.protection(self.phase)
    }

    /// GSS_Get_neg_mechs: the mechanisms with credentials, most preferred first (RFC 4178
    /// appendix B.2).
    #[must_use]
    pub fn get_neg_mechs(&self) -> Vec<Oid> {
        self.mechanisms.get_neg_mechs()
    }

    /// GSS_Set_neg_mechs: the mechanisms to offer, most preferred first (RFC 4178 appendix B.1).
    ///
    /// # Errors
    /// [`Misconfigured`] if the context has begun, if the list is empty, or if it names a
    /// mechanism twice or one that is not set up.
    pub fn set_neg_mechs(&mut self, oids: &[Oid]) -> Result<(), Error> {
        match self.phase {
            Phase::Start => self.mechanisms.set_neg_mechs(oids),
            _ => Err(Misconfigured::NegMechs.into()),
        }
    }

    fn advance(&mut self, token: Option<&[u8]>, now: Duration) -> Result<Step, Error> {
        match (self.phase, token) {
            (Phase::Start, None) => self.offer(now),
            (Phase::Start, Some(_)) | (Phase::FirstReply | Phase::Later, None) => {
                Err(Misconfigured::StepInput.into())
            }
            (Phase::FirstReply | Phase::Later, Some(token)) => self.answer(token, now),
            (Phase::Complete | Phase::Failed | Phase::Raw, _) => Err(Reason::TokenAfterEnd.into()),
        }
    }

    fn offer(&mut self, now: Duration) -> Result<Step, Error> {
        self.offer = self.mechanisms.preference();
        let mut first_refusal = None;
        while let Some(&(_, index)) = self.offer.first() {
            match self.mechanisms.step(index, None, now) {
                Ok(step) => {
                    self.selected = Some(index);
                    self.mechanism_complete = step.complete;
                    return self.neg_token_init(step.token);
                }
                Err(refusal) => {
                    // The caller learns of the mechanism that it prefers.
                    first_refusal.get_or_insert(refusal);
                    self.offer.retain(|(_, other)| *other != index);
                }
            }
        }
        Err(first_refusal.unwrap_or(Misconfigured::NoMechanism.into()))
    }

    fn neg_token_init(&mut self, mech_token: Option<Vec<u8>>) -> Result<Step, Error> {
        let oids: Vec<_> = self.offer.iter().map(|(oid, _)| *oid).collect();
        let mech_types = encode_mech_types(&oids);
        let rfc2478 = self.policy.mode == Mode::Rfc2478;
        let req_flags = self.policy.req_flags.to_bit_string();
        let init = NegTokenInit {
            mech_types: Some(MechTypes::parse(&mech_types)?),
            req_flags: rfc2478.then_some(req_flags.as_slice()),
            mech_token: mech_token.as_deref(),
            ..NegTokenInit::default()
        };
        let token = token::frame(&init.encode());
        self.mic.cover(mech_types);
        self.optimistic_token = mech_token.filter(|_| rfc2478);
        Ok(Step { token: Some(token), complete: false })
    }

    fn answer(&mut self, token: &[u8], now: Duration) -> Result<Step, Error> {
        self.policy.check_length(token)?;
        let resp = token::parse_reply(token)?;
        if resp.neg_state == Some(NegState::Reject) {
            return Err(Reason::PeerRejected.into());
        }
        let mech_token = if self.phase == Phase::FirstReply {
            self.first_reply(&resp, now)?
        } else {
            self.later_reply(&resp, now)?
        };
        let exchange = Exchange { neg_state: resp.neg_state, mic: resp.mech_list_mic, mech_token };
        if self.mechanism_complete { self.established(exchange) } else { self.incomplete(exchange) }
    }

    /// Checks the selection and gives the mechanism token to send.
    fn first_reply(
        &mut self,
        resp: &NegTokenResp<'_>,
        now: Duration,
    ) -> Result<Option<Vec<u8>>, Error> {
        let mode = self.policy.mode;
        let neg_state = resp.neg_state.ok_or(Reason::NegStateMissing)?;
        let request_mic = neg_state == NegState::RequestMic;
        if mode == Mode::Rfc2478 && request_mic {
            return Err(Reason::RequestMicMisplaced.into());
        }
        let (preferred, _) = *self.offer.first().ok_or(Misconfigured::NoMechanism)?;
        let oid = match (resp.supported_mech, mode) {
            (Some(oid), _) => oid,
            (None, Mode::Rfc4178) => preferred,
            (None, Mode::Rfc2478) => return Err(Reason::SupportedMechMissing.into()),
        };
        let offered = self.offer.iter().find(|(offered, _)| *offered == oid);
        let (_, index) = *offered.ok_or(Reason::MechNotOffered { oid })?;
        self.mic.required = request_mic;
        let optimistic_token = self.optimistic_token.take();
        if self.selected != Some(index) {
            if mode == Mode::Rfc4178 && !request_mic {
                return Err(Reason::RequestMicMissing { oid }.into());
            }
            self.selected = Some(index);
            let step = self.mechanisms.step(index, None, now)?;
            self.mechanism_complete = step.complete;
            return Ok(step.token);
        }
        let left_aside = neg_state == NegState::AcceptIncomplete
            && resp.response_token.is_none()
            && resp.mech_list_mic.is_none();
        if left_aside && optimistic_token.is_some() {
            return Ok(optimistic_token);
        }
        self.mechanism_step(resp, now)
    }

    fn later_reply(
        &mut self,
        resp: &NegTokenResp<'_>,
        now: Duration,
    ) -> Result<Option<Vec<u8>>, Error> {
        if resp.neg_state == Some(NegState::RequestMic) {
            return Err(Reason::RequestMicMisplaced.into());
        }
        if resp.supported_mech.is_some() {
            return Err(Reason::SupportedMechLate.into());
        }
        self.mechanism_step(resp, now)
    }

    fn mechanism_step(
        &mut self,
        resp: &NegTokenResp<'_>,
        now: Duration,
    ) -> Result<Option<Vec<u8>>, Error> {
        let index = self.selected.ok_or(Misconfigured::NoMechanism)?;
        match (resp.response_token, self.mechanism_complete) {
            (None, true) => Ok(None),
            (None, false) => Err(Reason::MechTokenMissing.into()),
            (Some(_), true) => Err(Reason::MechTokenLate.into()),
            (Some(token), false) => {
                let step = self.mechanisms.step(index, Some(token), now)?;
                self.mechanism_complete = step.complete;
                Ok(step.token)
            }
        }
    }

    fn incomplete(&self, exchange: Exchange<'_>) -> Result<Step, Error> {
        if exchange.mic.is_some() {
            return Err(Reason::MicEarly.into());
        }
        if exchange.neg_state == Some(NegState::AcceptCompleted) {
            return Err(Reason::AcceptCompletedEarly.into());
        }
        Ok(self.send(exchange.mech_token, None, false))
    }

    /// The mechanism's context is established on this side.
    fn established(&mut self, exchange: Exchange<'_>) -> Result<Step, Error> {
        if exchange.mech_token.is_some() {
            return self.last_mech_token(exchange);
        }
        let index = self.selected.ok_or(Misconfigured::NoMechanism)?;
        let mechanism = self.mechanisms.get_mut(index)?;
        let integrity = mechanism.integrity();
        match exchange.mic {
            Some(_) if !integrity => Err(Reason::MicWithoutIntegrity.into()),
            Some(mic) => {
                self.mic.verify(mechanism, mic)?;
                let answers = self.policy.mode == Mode::Rfc4178 && !self.mic.sent;
                let own = if answers { Some(self.mic.send(mechanism)?) } else { None };
                Ok(self.send(None, own, true))
            }
            None if integrity && self.mic_is_due() => Err(self.mic.missing()),
            None if exchange.neg_state == Some(NegState::AcceptIncomplete) => {
                Err(Reason::AcceptIncompleteLate.into())
            }
            None => Ok(Step { token: None, complete: true }),
        }
    }

    /// This side sends the last mechanism token (RFC 4178 section 5 c, RFC 2478 section 3.2.2).
    fn last_mech_token(&mut self, exchange: Exchange<'_>) -> Result<Step, Error> {
        if exchange.mic.is_some() {
            return Err(Reason::MicEarly.into());
        }
        if exchange.neg_state == Some(NegState::AcceptCompleted) {
            return Err(Reason::AcceptCompletedEarly.into());
        }
        let index = self.selected.ok_or(Misconfigured::NoMechanism)?;
        let mechanism = self.mechanisms.get_mut(index)?;
        let integrity = mechanism.integrity();
        let (adds_mic, complete) = match self.policy.mode {
            Mode::Rfc4178 => (integrity && self.mic.required, false),
            // Without integrity the target has nothing to answer, and is silent.
            Mode::Rfc2478 if !integrity => (false, true),
            Mode::Rfc2478 => (self.policy.initiator_final_mic, self.policy.initiator_final_mic),
        };
        let own = if adds_mic { Some(self.mic.send(mechanism)?) } else { None };
        Ok(self.send(exchange.mech_token, own, complete))
    }

    /// Whether a reply that ends the exchange must carry the acceptor's MIC.
    fn mic_is_due(&self) -> bool {
        match self.policy.mode {
            Mode::Rfc4178 => self.mic.required || self.mic.sent,
            Mode::Rfc2478 => true,
        }
    }

    fn send(&self, mech_token: Option<Vec<u8>>, mic: Option<Vec<u8>>, complete: bool) -> Step {
        if mech_token.is_none() && mic.is_none() {
            return Step { token: None, complete };
        }
        let neg_state = match (self.policy.mode, complete) {
            (Mode::Rfc2478, _) => None,
            (Mode::Rfc4178, true) => Some(NegState::AcceptCompleted),
            (Mode::Rfc4178, false) => Some(NegState::AcceptIncomplete),
        };
        let token = NegTokenResp {
            neg_state,
            response_token: mech_token.as_deref(),
            mech_list_mic: mic.as_deref(),
            ..NegTokenResp::default()
        };
        Step { token: Some(token.encode()), complete }
    }
}
