//! A client: the initiator of the negotiation over the client of the `kerberos` core.

use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kerberos::client::Credential;
use spnego::access::Decision;
use spnego::{Initiator, Mechanism, Policy, Protection, Step};

use crate::mechanisms::{KerberosInitiator, Ntlm};
use crate::realm::{self, MUTUAL, NOW};

pub struct Client {
    negotiation: Initiator<Box<dyn Mechanism>>,
}

impl Client {
    pub fn kerberos_only(credential: Credential) -> Self {
        Self::offering(vec![Box::new(kerberos(credential))])
    }

    /// As Windows and MIT do where NTLM is preferred.
    pub fn ntlm_first(credential: Credential) -> Self {
        Self::offering(vec![Box::new(Ntlm), Box::new(kerberos(credential))])
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

fn kerberos(credential: Credential) -> KerberosInitiator {
    // Every authenticator is another one.
    static SEED: AtomicU64 = AtomicU64::new(1000);
    let rng = realm::rng(SEED.fetch_add(1, Ordering::Relaxed));
    KerberosInitiator::new(credential, MUTUAL, rng)
}
