//! The contract between the negotiation and the mechanisms that it negotiates.

use core::time::Duration;

use crate::{error::MajorStatus, flags::ContextFlags, oid::Oid};

/// A GSS-API mechanism with its credentials, in one role, for one context.
///
/// The negotiation never looks inside a mechanism token.
pub trait Mechanism {
    /// The mechanism's own identifier.
    fn oid(&self) -> &Oid;

    /// Whether there are valid credentials for it.
    fn is_available(&self) -> bool;

    /// Takes one mechanism token and gives the next.
    ///
    /// `token` is `None` only in an initiator's first call. `now` is the time since the Unix
    /// epoch. A step that does not complete the context must give a token.
    ///
    /// # Errors
    /// [`MechanismError`] ends the context.
    fn step(
        &mut self,
        token: Option<&[u8]>,
        now: Duration,
    ) -> Result<MechanismStep, MechanismError>;

    /// Whether the context that is now established offers per-message integrity.
    ///
    /// The negotiation asks only after a step that was `complete`: RFC 4178 section 3.1 forbids
    /// per-message calls on a context that is not fully established.
    fn integrity(&self) -> bool;

    /// GSS_GetMIC over `message` (RFC 2743 section 2.3.1).
    ///
    /// # Errors
    /// [`MechanismError`] if the context cannot protect messages.
    fn mic(&mut self, message: &[u8]) -> Result<Vec<u8>, MechanismError>;

    /// GSS_VerifyMIC of `mic` over `message` (RFC 2743 section 2.3.2), in constant time.
    ///
    /// # Errors
    /// [`MechanismError`] if the peer did not compute `mic` over exactly `message`.
    fn verify_mic(&mut self, message: &[u8], mic: &[u8]) -> Result<(), MechanismError>;

    /// The context flags that the peer asserted under the mechanism's own protection, such as
    /// those of the RFC 4121 section 4.1.1 checksum; `None` if it asserted none.
    ///
    /// They are compared with the unprotected `reqFlags` of RFC 2478 and only reported.
    fn context_flags(&self) -> Option<ContextFlags> {
        None
    }
}

/// What a mechanism gives for one token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MechanismStep {
    /// The mechanism token for the peer.
    pub token: Option<Vec<u8>>,
    /// Whether the mechanism's context is established on this side.
    pub complete: bool,
}

/// Why a mechanism refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MechanismError {
    /// A stable name in snake_case.
    pub code: &'static str,
    /// What was seen, what was expected and what to do, for the operator; never a secret.
    pub detail: String,
    /// An error token for the peer, such as a KRB-ERROR.
    pub token: Option<Vec<u8>>,
    /// The GSS-API status.
    pub major: MajorStatus,
}

impl<M: Mechanism + ?Sized> Mechanism for Box<M> {
    fn oid(&self) -> &Oid {
        (**self).oid()
    }

    fn is_available(&self) -> bool {
        (**self).is_available()
    }

    fn step(
        &mut self,
        token: Option<&[u8]>,
        now: Duration,
    ) -> Result<MechanismStep, MechanismError> {
        (**self).step(token, now)
    }

    fn integrity(&self) -> bool {
        (**self).integrity()
    }

    fn mic(&mut self, message: &[u8]) -> Result<Vec<u8>, MechanismError> {
        (**self).mic(message)
    }

    fn verify_mic(&mut self, message: &[u8], mic: &[u8]) -> Result<(), MechanismError> {
        (**self).verify_mic(message, mic)
    }

    fn context_flags(&self) -> Option<ContextFlags> {
        (**self).context_flags()
    }
}
