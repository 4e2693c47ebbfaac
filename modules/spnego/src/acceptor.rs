//! The acceptor (target): GSS_Accept_sec_context for SPNEGO.
//!
//! Read RFC 4178 sections 3.2 and 5 first, or RFC 2478 section 3.2.2 for its mode.
//!
//! Where the RFCs leave a choice, or say two things:
//! - A mechanism that is not the initiator's first never gets the optimistic token, and so the
//!   first reply has no responseToken then (MIT Kerberos does the same).
//! - No MIC is sent where it is optional and none came: Windows fails on one. If one came, it is
//!   verified and answered.
//! - Without [`crate::Policy::neg_mechs`] this side prefers nothing of its own: the initiator's
//!   first mechanism is then the first choice of both. With it, the MIC is optional only where
//!   the mechanism is also first in the list.
//! - RFC 2478 has later initiator tokens as NegTokenInit in section 3.2.2 and as NegTokenTarg in
//!   section 4: both are taken. A NegTokenInit with a good MIC that completes a one-token
//!   mechanism gets no reply, as case 1 has it.
//! - In RFC 2478 mode a good MIC from the initiator does not spare the target's own where the
//!   target sends the last mechanism token.

use core::time::Duration;

use crate::{
    error::{Error, Misconfigured, Reason},
    flags::ContextFlags,
    mechanism::Mechanism,
    mechanisms::Mechanisms,
    negotiation::{Failure, MicExchange, Phase, Protection, Step, reject},
    oid::Oid,
    policy::{Mode, Policy},
    token::{self, FirstToken, NegState, NegTokenInit, NegTokenResp},
};

/// One context, from the acceptor's side.
pub struct Acceptor<M> {
    policy: Policy,
    mechanisms: Mechanisms<M>,
    phase: Phase,
    selected: Option<usize>,
    /// supportedMech of the first reply.
    supported_mech: Option<Oid>,
    mechanism_complete: bool,
    mic: MicExchange,
    req_flags: Option<ContextFlags>,
}

/// The flags of RFC 2478 reqFlags beside those that the mechanism carries under protection.
///
/// reqFlags can be changed on the way, so that nothing here may decide anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReqFlags {
    /// reqFlags as received.
    pub requested: ContextFlags,
    /// What the mechanism carried, if it carries flags.
    pub asserted: Option<ContextFlags>,
}

impl ReqFlags {
    /// The flags in which the two disagree; none if the mechanism carries no flags.
    #[must_use]
    pub fn difference(&self) -> ContextFlags {
        self.asserted
            .map_or(ContextFlags::default(), |asserted| self.requested.difference(asserted))
    }
}

/// What a token of the peer has for the mechanism.
struct Input<'a> {
    mech_token: Option<&'a [u8]>,
    mic: Option<&'a [u8]>,
}

/// What a reply has from the mechanism.
struct Output {
    mech_token: Option<Vec<u8>>,
    mic: Option<Vec<u8>>,
    complete: bool,
}

impl<M: Mechanism> Acceptor<M> {
    /// Starts a context with the mechanisms that are set up.
    ///
    /// [`Policy::neg_mechs`] may name mechanisms that are not set up; they are never selected.
    #[must_use]
    pub fn new(policy: Policy, mechanisms: Vec<M>) -> Self {
        Self {
            mechanisms: Mechanisms::new(mechanisms, policy.neg_mechs.clone()),
            mic: MicExchange::new(policy.mode),
            policy,
            phase: Phase::Start,
            selected: None,
            supported_mech: None,
            mechanism_complete: false,
            req_flags: None,
        }
    }

    /// Takes one token of the initiator. `now` is the time since the Unix epoch.
    ///
    /// # Errors
    /// [`Failure`] ends the context; its token, if any, goes to the peer.
    pub fn step(&mut self, token: &[u8], now: Duration) -> Result<Step, Failure> {
        match self.advance(token, now) {
            Ok(step) => {
                if step.complete {
                    self.phase = Phase::Complete;
                } else if self.phase == Phase::FirstReply {
                    self.phase = Phase::Later;
                }
                Ok(step)
            }
            Err(error) => {
                let token = reject(&self.policy, self.phase, &error);
                self.phase = Phase::Failed;
                Err(Failure { error, token })
            }
        }
    }

    /// The selected mechanism, also before the context is established.
    pub fn mechanism(&self) -> Option<&M> {
        self.selected.and_then(|index| self.mechanisms.get(index))
    }

    /// The mech_type result: the selected mechanism once the context is established, SPNEGO
    /// after a failure, and `None` until then (RFC 2478 section 2.2, RFC 2743 section 2.2.2).
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

    /// In RFC 2478 mode, reqFlags of the first token beside what the mechanism carried.
    #[must_use]
    pub fn req_flags(&self) -> Option<ReqFlags> {
        let requested = self.req_flags?;
        Some(ReqFlags { requested, asserted: self.mechanism()?.context_flags() })
    }

    /// GSS_Get_neg_mechs: the mechanisms with credentials, most preferred first (RFC 4178
    /// appendix B.2).
    #[must_use]
    pub fn get_neg_mechs(&self) -> Vec<Oid> {
        self.mechanisms.get_neg_mechs()
    }

    /// GSS_Set_neg_mechs: the mechanisms to negotiate, most preferred first (RFC 4178
    /// appendix B.1).
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

    /// The NegTokenInit2 with negHints for protocols in which the acceptor speaks first. It
    /// changes nothing: the initiator's own NegTokenInit follows.
    #[must_use]
    pub fn neg_hints(&self) -> Vec<u8> {
        token::neg_hints(&self.get_neg_mechs())
    }

    fn advance(&mut self, token: &[u8], now: Duration) -> Result<Step, Error> {
        self.policy.check_length(token)?;
        match self.phase {
            Phase::Start => match FirstToken::parse(token)? {
                FirstToken::NegTokenInit(init) => self.first(&init, now),
                FirstToken::Mechanism(oid) => {
                    self.selected = Some(self.mechanisms.select_raw(oid)?);
                    self.phase = Phase::Raw;
                    self.raw(token, now)
                }
            },
            Phase::Raw => self.raw(token, now),
            Phase::FirstReply | Phase::Later => self.later(token, now),
            Phase::Complete | Phase::Failed => Err(Reason::TokenAfterEnd.into()),
        }
    }

    fn first(&mut self, init: &NegTokenInit<'_>, now: Duration) -> Result<Step, Error> {
        self.phase = Phase::FirstReply;
        let mech_types = init.mech_types.ok_or(Reason::NoMechTypes)?;
        let selection = self.mechanisms.select(mech_types)?;
        self.mic.cover(mech_types.encoding().to_vec());
        self.mic.required = self.policy.mode == Mode::Rfc4178
            && !(selection.initiator_prefers && selection.acceptor_prefers);
        self.selected = Some(selection.index);
        self.supported_mech = Some(selection.offered);
        if self.policy.mode == Mode::Rfc2478 {
            self.req_flags = init.context_flags();
        }
        // The optimistic token and a MIC beside it belong to the initiator's first mechanism.
        let input = if selection.initiator_prefers {
            Input { mech_token: init.mech_token, mic: init.mech_list_mic }
        } else {
            Input { mech_token: None, mic: None }
        };
        self.exchange(&input, now)
    }

    fn later(&mut self, token: &[u8], now: Duration) -> Result<Step, Error> {
        let resp = token::parse_later(token, self.policy.mode)?;
        match resp.neg_state {
            Some(NegState::Reject) => return Err(Reason::PeerRejected.into()),
            Some(NegState::RequestMic) => return Err(Reason::RequestMicMisplaced.into()),
            _ => {}
        }
        if resp.supported_mech.is_some() {
            return Err(Reason::SupportedMechLate.into());
        }
        if resp.response_token.is_none() && !self.mechanism_complete {
            return Err(Reason::MechTokenMissing.into());
        }
        self.exchange(&Input { mech_token: resp.response_token, mic: resp.mech_list_mic }, now)
    }

    fn exchange(&mut self, input: &Input<'_>, now: Duration) -> Result<Step, Error> {
        let index = self.selected.ok_or(Misconfigured::NoMechanism)?;
        let mut mech_token = None;
        if let Some(token) = input.mech_token {
            if self.mechanism_complete {
                return Err(Reason::MechTokenLate.into());
            }
            let step = self.mechanisms.step(index, Some(token), now)?;
            self.mechanism_complete = step.complete;
            mech_token = step.token;
        }
        if !self.mechanism_complete {
            if input.mic.is_some() {
                return Err(Reason::MicEarly.into());
            }
            return Ok(self.reply(&Output { mech_token, mic: None, complete: false }));
        }
        let (mic, complete) = if self.mechanisms.get_mut(index)?.integrity() {
            match self.policy.mode {
                Mode::Rfc4178 => self.mic_rfc4178(index, input.mic, mech_token.is_some())?,
                Mode::Rfc2478 => (self.mic_rfc2478(index, input.mic, mech_token.is_some())?, true),
            }
        } else if input.mic.is_some() {
            return Err(Reason::MicWithoutIntegrity.into());
        } else {
            (None, true)
        };
        Ok(self.reply(&Output { mech_token, mic, complete }))
    }

    /// RFC 4178 section 5, with the mechanism's context established and integrity available.
    /// Gives the MIC to send and whether the negotiation is complete.
    fn mic_rfc4178(
        &mut self,
        index: usize,
        mic: Option<&[u8]>,
        sends_mech_token: bool,
    ) -> Result<(Option<Vec<u8>>, bool), Error> {
        let mechanism = self.mechanisms.get_mut(index)?;
        match mic {
            Some(mic) => self.mic.verify(mechanism, mic)?,
            // Section 5 c V: the initiator sent the last mechanism token after request-mic. In
            // the first reply, c IV, it could not know that a MIC is required.
            None if self.mic.required && self.phase == Phase::Later && !sends_mech_token => {
                return Err(self.mic.missing());
            }
            None => {}
        }
        let exchanged = self.mic.required || self.mic.verified;
        let own = match exchanged && !self.mic.sent {
            true => Some(self.mic.send(mechanism)?),
            false => None,
        };
        Ok((own, !exchanged || self.mic.verified))
    }

    /// RFC 2478 section 3.2.2, with the mechanism's context established and integrity available.
    fn mic_rfc2478(
        &mut self,
        index: usize,
        mic: Option<&[u8]>,
        sends_mech_token: bool,
    ) -> Result<Option<Vec<u8>>, Error> {
        let mechanism = self.mechanisms.get_mut(index)?;
        match mic {
            Some(mic) => {
                self.mic.verify(mechanism, mic)?;
                sends_mech_token.then(|| self.mic.send(mechanism)).transpose()
            }
            None => Ok(Some(self.mic.send(mechanism)?)),
        }
    }

    fn reply(&self, output: &Output) -> Step {
        let first = self.phase == Phase::FirstReply;
        let carries = output.mech_token.is_some() || output.mic.is_some();
        let silent = match self.policy.mode {
            // The initiator's MIC answered ours: there is nothing left to say.
            Mode::Rfc4178 => !first && !carries && output.complete && self.mic.verified,
            // Section 3.2.2 case 1, and a last token of a mechanism without integrity.
            Mode::Rfc2478 => !carries && output.complete && (!first || self.mic.verified),
        };
        if silent {
            return Step { token: None, complete: output.complete };
        }
        let neg_state = match (self.policy.mode, first, output.complete) {
            (Mode::Rfc2478, false, _) => None,
            (_, _, true) => Some(NegState::AcceptCompleted),
            (Mode::Rfc4178, true, false) if self.mic.required => Some(NegState::RequestMic),
            (_, _, false) => Some(NegState::AcceptIncomplete),
        };
        let token = NegTokenResp {
            neg_state,
            supported_mech: self.supported_mech.filter(|_| first),
            response_token: output.mech_token.as_deref(),
            mech_list_mic: output.mic.as_deref(),
        };
        Step { token: Some(token.encode()), complete: output.complete }
    }

    fn raw(&mut self, token: &[u8], now: Duration) -> Result<Step, Error> {
        let index = self.selected.ok_or(Misconfigured::NoMechanism)?;
        let step = self.mechanisms.step(index, Some(token), now)?;
        Ok(Step { token: step.token, complete: step.complete })
    }
}
