//! A client: the initiator of the negotiation over the client of the `kerberos` core.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kerberos::client::{Credential, PendingContext, RequestOptions};
use kerberos::gss::SecurityContext;
use spnego::access::Decision;
use spnego::{
    Initiator, MajorStatus, Mechanism, MechanismError, MechanismStep, Oid, Policy, Protection, Step,
};

use crate::realm::{self, MUTUAL, NOW};

pub struct Client {
    negotiation: Initiator<Box<dyn Mechanism>>,
}

impl Client {
    pub fn kerberos_only(credential: Credential) -> Self {
        Self::offering(vec![Box::new(Kerberos::new(credential))])
    }

    /// As Windows and MIT do where NTLM is preferred.
    pub fn ntlm_first(credential: Credential) -> Self {
        Self::offering(vec![Box::new(Ntlm), Box::new(Kerberos::new(credential))])
    }

    fn offering(mechanisms: Vec<Box<dyn Mechanism>>) -> Self {
        Self { negotiation: Initiator::new(Policy::default(), mechanisms) }
    }

    pub fn first(&mut self) -> Vec<u8> {
        self.negotiation.step(None, NOW).unwrap().token.unwrap()
    }

    /// What the client answers to the `WWW-Authenticate` of a decision.
    pub fn answer(&mut self, decision: &Decision) -> Step {
        let header = match decision {
            Decision::Challenge { header, .. } => header.clone(),
            Decision::Admit { header, .. } | Decision::Forbid { header, .. } => {
                header.clone().unwrap()
            }
            other => panic!("nothing to answer in {other:?}"),
        };
        let token = STANDARD.decode(header.strip_prefix("Negotiate ").unwrap()).unwrap();
        self.negotiation.step(Some(&token), NOW).unwrap()
    }

    pub fn protection(&self) -> Protection {
        self.negotiation.protection()
    }
}

struct Kerberos {
    credential: Credential,
    pending: Option<PendingContext>,
    context: Option<SecurityContext>,
}

impl Kerberos {
    fn new(credential: Credential) -> Self {
        Self { credential, pending: None, context: None }
    }
}

impl Mechanism for Kerberos {
    fn oid(&self) -> &Oid {
        &Oid::KRB5
    }

    fn is_available(&self) -> bool {
        true
    }

    fn step(
        &mut self,
        token: Option<&[u8]>,
        now: Duration,
    ) -> Result<MechanismStep, MechanismError> {
        match token {
            None => {
                let options = RequestOptions { flags: MUTUAL, ..RequestOptions::default() };
                // Every authenticator is another one.
                static SEED: AtomicU64 = AtomicU64::new(1000);
                let mut rng = realm::rng(SEED.fetch_add(1, Ordering::Relaxed));
                let (token, pending) = self.credential.ap_req(options, now, &mut rng).unwrap();
                self.pending = Some(pending);
                Ok(MechanismStep { token: Some(token), complete: false })
            }
            Some(token) => {
                let pending = self.pending.take().unwrap();
                self.context = Some(pending.ap_rep(token).map_err(|error| MechanismError {
                    code: error.code(),
                    detail: error.to_string(),
                    token: None,
                    major: MajorStatus::Failure,
                })?);
                Ok(MechanismStep { token: None, complete: true })
            }
        }
    }

    fn integrity(&self) -> bool {
        true
    }

    fn mic(&mut self, message: &[u8]) -> Result<Vec<u8>, MechanismError> {
        Ok(self.context.as_mut().unwrap().mic(message))
    }

    fn verify_mic(&mut self, message: &[u8], mic: &[u8]) -> Result<(), MechanismError> {
        self.context.as_mut().unwrap().verify_mic(message, mic).unwrap();
        Ok(())
    }
}

/// NTLM, as far as it comes when the other side prefers Kerberos.
struct Ntlm;

impl Mechanism for Ntlm {
    fn oid(&self) -> &Oid {
        &Oid::NTLM
    }

    fn is_available(&self) -> bool {
        true
    }

    fn step(&mut self, _: Option<&[u8]>, _: Duration) -> Result<MechanismStep, MechanismError> {
        Ok(MechanismStep { token: Some(b"NTLMSSP\0\x01\0\0\0".to_vec()), complete: false })
    }

    fn integrity(&self) -> bool {
        false
    }

    fn mic(&mut self, _: &[u8]) -> Result<Vec<u8>, MechanismError> {
        unreachable!("NTLM is never selected")
    }

    fn verify_mic(&mut self, _: &[u8], _: &[u8]) -> Result<(), MechanismError> {
        unreachable!("NTLM is never selected")
    }
}
