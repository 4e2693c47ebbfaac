//! What both roles share: the outcome of a step and the state of the MIC exchange.

use crate::{
    error::{Error, Reason},
    mechanism::Mechanism,
    oid::Oid,
    policy::{Mode, Policy},
    token::{NegState, NegTokenResp},
};

/// The outcome of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// The token for the peer. A complete step may have one too, and it must be delivered.
    pub token: Option<Vec<u8>>,
    /// Whether the context is established on this side (GSS_S_COMPLETE); else another token is
    /// awaited (GSS_S_CONTINUE_NEEDED).
    pub complete: bool,
}

/// A step that failed, and with it the context.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct Failure {
    /// Why it failed.
    pub error: Error,
    /// A token that tells the peer, if there is one to send.
    pub token: Option<Vec<u8>>,
}

/// How far the mechanism list is protected against a change on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// The peer's MIC over the list was checked: both sides saw the same list.
    Verified,
    /// This side sent a MIC, which the peer can check, but checked none itself.
    MicSent,
    /// No MIC was exchanged: an edit that leaves the selected mechanism first goes unseen.
    None,
}

impl Protection {
    /// A stable snake_case name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::MicSent => "mic_sent",
            Self::None => "none",
        }
    }
}

/// Where a context is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// No token has been seen or sent.
    Start,
    /// The first token is known, and no reply to it is yet made (acceptor) or seen (initiator).
    FirstReply,
    /// Later legs.
    Later,
    /// A mechanism without SPNEGO around it has the word (acceptor only).
    Raw,
    Complete,
    Failed,
}

impl Phase {
    /// The mech_type result with this mechanism selected (RFC 2743 sections 2.2.1 and 2.2.2).
    pub(crate) fn mech_type<M: Mechanism>(self, selected: Option<&M>) -> Option<&Oid> {
        match self {
            Self::Complete => selected.map(Mechanism::oid),
            Self::Failed => Some(&Oid::SPNEGO),
            _ => None,
        }
    }
}

/// The MIC exchange of RFC 4178 section 5 and RFC 2478 section 3.2.2.
pub(crate) struct MicExchange {
    mode: Mode,
    /// The encoding of mechTypes as it was sent or received.
    mech_types: Vec<u8>,
    pub(crate) required: bool,
    pub(crate) sent: bool,
    pub(crate) verified: bool,
}

impl MicExchange {
    pub(crate) fn new(mode: Mode) -> Self {
        Self { mode, mech_types: Vec::new(), required: false, sent: false, verified: false }
    }

    pub(crate) fn cover(&mut self, mech_types: Vec<u8>) {
        self.mech_types = mech_types;
    }

    pub(crate) fn verify<M: Mechanism>(
        &mut self,
        mechanism: &mut M,
        mic: &[u8],
    ) -> Result<(), Error> {
        if self.verified {
            return Err(Reason::MicRepeated.into());
        }
        mechanism
            .verify_mic(&self.mech_types, mic)
            .map_err(|error| Reason::MicInvalid { mode: self.mode, mechanism_code: error.code })?;
        self.verified = true;
        Ok(())
    }

    pub(crate) fn send<M: Mechanism>(&mut self, mechanism: &mut M) -> Result<Vec<u8>, Error> {
        let mic = mechanism.mic(&self.mech_types)?;
        self.sent = true;
        Ok(mic)
    }

    pub(crate) fn missing(&self) -> Error {
        Reason::MicMissing { mode: self.mode }.into()
    }

    /// Nothing is protected until the context is established.
    pub(crate) fn protection(&self, phase: Phase) -> Protection {
        match (phase, self.verified, self.sent) {
            (Phase::Complete, true, _) => Protection::Verified,
            (Phase::Complete, false, true) => Protection::MicSent,
            _ => Protection::None,
        }
    }
}

/// The token that tells the peer of `error`, with the mechanism's error token inside if the
/// policy lets it.
///
/// RFC 2478 has negResult in the target's first reply alone, so that a later failure can only
/// bring an error token.
pub(crate) fn reject(policy: &Policy, phase: Phase, error: &Error) -> Option<Vec<u8>> {
    let mechanism_token = match error {
        Error::Mechanism(error) if policy.error_token => error.token.as_deref(),
        _ => None,
    };
    let neg_state = match (phase, policy.mode) {
        (Phase::Start | Phase::Complete | Phase::Failed, _) => return None,
        (Phase::Raw, _) => return mechanism_token.map(<[u8]>::to_vec),
        (Phase::Later, Mode::Rfc2478) => {
            mechanism_token?;
            None
        }
        _ => Some(NegState::Reject),
    };
    if *error == Error::Rejected(Reason::PeerRejected) {
        return None;
    }
    let token =
        NegTokenResp { neg_state, response_token: mechanism_token, ..NegTokenResp::default() };
    Some(token.encode())
}
