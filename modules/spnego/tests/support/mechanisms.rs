//! The mechanisms of a client: Kerberos over the client of the `kerberos` core, and a bit of NTLM.

use std::time::Duration;

use chacha20::ChaCha20Rng;
use kerberos::client::{Credential, PendingContext, RequestOptions};
use kerberos::gss::{GssFlags, SecurityContext};
use spnego::{MajorStatus, Mechanism, MechanismError, MechanismStep, Oid};

/// Kerberos on the side that starts.
pub struct KerberosInitiator {
    credential: Credential,
    flags: GssFlags,
    rng: ChaCha20Rng,
    pending: Option<PendingContext>,
    context: Option<SecurityContext>,
}

impl KerberosInitiator {
    /// A context to start with this ticket. The random numbers tell its authenticator from others.
    pub fn new(credential: Credential, flags: GssFlags, rng: ChaCha20Rng) -> Self {
        Self { credential, flags, rng, pending: None, context: None }
    }

    fn established(&mut self) -> Result<&mut SecurityContext, MechanismError> {
        self.context.as_mut().ok_or_else(|| refusal("no_context", String::new()))
    }
}

impl Mechanism for KerberosInitiator {
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
        if let (Some(token), Some(pending)) = (token, self.pending.take()) {
            self.context = Some(pending.ap_rep(token).map_err(|error| kerberos(&error))?);
            return Ok(MechanismStep { token: None, complete: true });
        }
        let options = RequestOptions { flags: self.flags, ..RequestOptions::default() };
        let made = self.credential.ap_req(options, now, &mut self.rng);
        let (token, pending) = made.map_err(|error| kerberos(&error))?;
        self.pending = Some(pending);
        Ok(MechanismStep { token: Some(token), complete: false })
    }

    fn integrity(&self) -> bool {
        true
    }

    fn mic(&mut self, message: &[u8]) -> Result<Vec<u8>, MechanismError> {
        Ok(self.established()?.mic(message))
    }

    fn verify_mic(&mut self, message: &[u8], mic: &[u8]) -> Result<(), MechanismError> {
        self.established()?.verify_mic(message, mic).map_err(|error| kerberos(&error))
    }
}

/// NTLM as far as a server without it ever sees it: the first message.
pub struct Ntlm;

impl Mechanism for Ntlm {
    fn oid(&self) -> &Oid {
        &Oid::NTLM
    }

    fn is_available(&self) -> bool {
        true
    }

    fn step(&mut self, _: Option<&[u8]>, _: Duration) -> Result<MechanismStep, MechanismError> {
        let negotiate = b"NTLMSSP\0\x01\0\0\0\x97\x82\x08\xe2".to_vec();
        Ok(MechanismStep { token: Some(negotiate), complete: false })
    }

    fn integrity(&self) -> bool {
        false
    }

    fn mic(&mut self, _: &[u8]) -> Result<Vec<u8>, MechanismError> {
        Err(refusal("ntlm", String::new()))
    }

    fn verify_mic(&mut self, _: &[u8], _: &[u8]) -> Result<(), MechanismError> {
        Err(refusal("ntlm", String::new()))
    }
}

fn kerberos(error: &kerberos::Error) -> MechanismError {
    refusal(error.code(), error.to_string())
}

fn refusal(code: &'static str, detail: String) -> MechanismError {
    MechanismError { code, detail, token: None, major: MajorStatus::Failure }
}
