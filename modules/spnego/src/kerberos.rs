//! Kerberos as a mechanism of the negotiation: an adapter for the acceptor of the `kerberos` core.

use core::cell::RefCell;
use core::net::IpAddr;
use core::time::Duration;
use std::rc::Rc;

use kerberos::acceptor::{Accepted, Acceptor, Failure};
use kerberos::{Error, Reason};

use crate::{ContextFlags, MajorStatus, Mechanism, MechanismError, MechanismStep, Oid};

/// One Kerberos context to accept. Contexts of one thread share an acceptor, with its keys, its
/// ticket cache and its replay cache.
pub struct KerberosAcceptor {
    acceptor: Rc<RefCell<Acceptor>>,
    client_address: Option<IpAddr>,
    accepted: Option<Accepted>,
}

impl KerberosAcceptor {
    /// A context for a client, whose address is compared with those of its ticket if it is given.
    #[must_use]
    pub fn new(acceptor: Rc<RefCell<Acceptor>>, client_address: Option<IpAddr>) -> Self {
        Self { acceptor, client_address, accepted: None }
    }

    /// What was accepted, once the context is established.
    #[must_use]
    pub fn accepted(&self) -> Option<&Accepted> {
        self.accepted.as_ref()
    }

    fn established(&mut self) -> Result<&mut Accepted, MechanismError> {
        self.accepted.as_mut().ok_or_else(|| refusal(Error::from(Reason::NoContext), None))
    }
}

impl Mechanism for KerberosAcceptor {
    fn oid(&self) -> &Oid {
        &Oid::KRB5
    }

    /// A Kerberos acceptor cannot be made without a key.
    fn is_available(&self) -> bool {
        true
    }

    fn step(
        &mut self,
        token: Option<&[u8]>,
        now: Duration,
    ) -> Result<MechanismStep, MechanismError> {
        let token = token.unwrap_or_default();
        let mut accepted = self
            .acceptor
            .borrow_mut()
            .step(token, self.client_address, now)
            .map_err(|Failure { error, token }| refusal(error, token))?;
        let token = accepted.token.take();
        self.accepted = Some(accepted);
        Ok(MechanismStep { token, complete: true })
    }

    fn integrity(&self) -> bool {
        self.context_flags().is_some_and(|flags| flags.contains(ContextFlags::INTEG))
    }

    fn mic(&mut self, message: &[u8]) -> Result<Vec<u8>, MechanismError> {
        Ok(self.established()?.context.mic(message))
    }

    fn verify_mic(&mut self, message: &[u8], mic: &[u8]) -> Result<(), MechanismError> {
        self.established()?.context.verify_mic(message, mic).map_err(|error| refusal(error, None))
    }

    fn context_flags(&self) -> Option<ContextFlags> {
        self.accepted.as_ref().map(|accepted| ContextFlags(accepted.context.flags().0))
    }
}

fn refusal(error: Error, token: Option<Vec<u8>>) -> MechanismError {
    MechanismError { code: error.code(), detail: error.to_string(), token, major: major(&error) }
}

/// The GSS-API status of an error (RFC 2743 section 1.2.1.1).
fn major(error: &Error) -> MajorStatus {
    match error {
        Error::Malformed { .. } | Error::Unsupported(_) => MajorStatus::DefectiveToken,
        Error::Misconfigured(_) => MajorStatus::NoCred,
        Error::Rejected(reason) => match reason {
            Reason::Replay | Reason::ReplayAfterLoss { .. } => MajorStatus::DuplicateToken,
            Reason::TicketExpired { .. } => MajorStatus::CredentialsExpired,
            Reason::ChannelBindingMismatch | Reason::ChannelBindingMissing => {
                MajorStatus::BadBindings
            }
            Reason::MessageIntegrity { .. } | Reason::MessageDirection { .. } => {
                MajorStatus::BadMic
            }
            Reason::MessageSequence { .. } => MajorStatus::OldToken,
            _ => MajorStatus::Failure,
        },
        _ => MajorStatus::Failure,
    }
}
