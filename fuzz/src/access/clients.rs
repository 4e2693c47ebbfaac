//! The clients of a realm and what they send.

use std::time::Duration;

use kerberos::Principal;
use kerberos::asn1::{self, ApReq, ticket_flag};
use kerberos::client::{Credential, RequestOptions};
use kerberos::gss::unframe;
use spnego::access::Decision;
use spnego::token::{self, FirstToken};
use spnego::{Initiator, Mechanism, Mode, Policy, http};

use super::CONNECTIONS;
use crate::input::Input;
use crate::mechanisms::{KerberosInitiator, Ntlm};
use crate::realm::{MUTUAL, Realm, principal, rng};

/// A client whom no KDC has authenticated.
pub(super) const UNAUTHENTICATED: &str = "WELLKNOWN/ANONYMOUS@WELLKNOWN:ANONYMOUS";
/// A member of the realm whose name is hidden.
pub(super) const REALM_MEMBER: &str = "WELLKNOWN/ANONYMOUS@EXAMPLE.COM";

/// All clients of one input.
pub(super) struct Clients {
    credentials: Vec<Credential>,
    /// The negotiation on each connection, with its client.
    negotiations: [Option<Negotiation>; CONNECTIONS],
    sent: Vec<Vec<u8>>,
    /// What was sealed, in the order in which it was made.
    pub(super) sealed: Vec<Sealed>,
    seed: u64,
}

struct Negotiation {
    initiator: Initiator<Box<dyn Mechanism>>,
    client: usize,
    answer: Option<Vec<u8>>,
}

/// The ciphertexts of one AP-REQ.
pub(super) struct Sealed {
    ticket: Vec<u8>,
    authenticator: Vec<u8>,
    pub(super) principal: String,
    pub(super) ctime: Duration,
    /// Whether it authenticated a request.
    pub(super) used: bool,
}

pub(super) struct Token {
    pub(super) octets: Vec<u8>,
    /// Whether it is a new token of one leg, stamped now.
    pub(super) is_good: bool,
}

impl Clients {
    pub(super) fn new(mut realm: Realm) -> Self {
        let hostile = Principal {
            components: vec![b"eve\r\n\0@\xff\x7f".to_vec(), "\u{202e}".into()],
            ..realm.client.clone()
        };
        let other_realm = principal("bob@OTHER.ORG");
        let clients = [realm.client.clone(), other_realm, hostile];
        let mut credentials: Vec<_> =
            clients.into_iter().map(|client| credential(&mut realm, client, &[])).collect();
        for name in [UNAUTHENTICATED, REALM_MEMBER] {
            credentials.push(credential(&mut realm, principal(name), &[ticket_flag::ANONYMOUS]));
        }
        Self {
            credentials,
            negotiations: [const { None }; CONNECTIONS],
            sent: Vec::new(),
            sealed: Vec::new(),
            seed: 100,
        }
    }

    /// A new token, the answer to what came last on the connection, or one that was sent before.
    pub(super) fn token(&mut self, at: usize, now: Duration, input: &mut Input<'_>) -> Token {
        let choice = input.u8() % 6;
        let mut is_good = false;
        let octets = match choice {
            0..3 => {
                let client = usize::from(input.u8()) % self.credentials.len();
                let offset: i64 = input.pick(&[0, 0, 0, 299, -299, 301, -301]);
                let distance = Duration::from_secs(offset.unsigned_abs());
                let stamp = if offset < 0 { now - distance } else { now + distance };
                is_good = choice != 2 && offset == 0;
                match choice {
                    0 => self.bare(client, stamp),
                    _ => self.negotiate(at, client, choice == 2, stamp, input.bit()),
                }
            }
            3 | 4 => {
                let answer = self.negotiations[at].as_mut().and_then(|n| n.answer.take());
                answer.unwrap_or_default()
            }
            _ => {
                let index = usize::from(input.u8());
                self.sent.get(index % self.sent.len().max(1)).cloned().unwrap_or_default()
            }
        };
        self.sent.push(octets.clone());
        Token { octets, is_good }
    }

    /// Takes the response: its token may have an answer.
    pub(super) fn hear(&mut self, at: usize, decision: &Decision, now: Duration) {
        let header = match decision {
            Decision::Challenge { header, .. } => Some(header),
            Decision::Admit { header, .. } | Decision::Forbid { header, .. } => header.as_ref(),
            Decision::Pass | Decision::Unavailable { .. } => None,
        };
        let token = header.and_then(|value| http::parse(value.as_bytes(), usize::MAX).ok());
        let (Some(token), Some(mut negotiation)) = (token, self.negotiations[at].take()) else {
            return;
        };
        negotiation.answer = match negotiation.initiator.step(Some(&token), now) {
            Ok(step) => step.token,
            Err(failure) => failure.token,
        };
        if let Some(answer) = &negotiation.answer {
            self.note(answer, negotiation.client, now);
        }
        self.negotiations[at] = Some(negotiation);
    }

    /// The index of an authenticator that is in this token, with its ticket.
    pub(super) fn sealed_in(&self, token: &[u8]) -> Option<usize> {
        let contains = |part: &[u8]| token.windows(part.len()).any(|window| window == part);
        self.sealed.iter().position(|s| contains(&s.authenticator) && contains(&s.ticket))
    }

    /// An AP-REQ without SPNEGO around it.
    fn bare(&mut self, client: usize, stamp: Duration) -> Vec<u8> {
        let options = RequestOptions { flags: MUTUAL, ..RequestOptions::default() };
        let mut rng = rng(self.next_seed());
        let made = self.credentials[client].ap_req(options, stamp, &mut rng);
        let token = made.expect("has an encoding").0;
        self.note(&token, client, stamp);
        token
    }

    /// A first token of SPNEGO, with Kerberos alone or NTLM before it.
    fn negotiate(
        &mut self,
        at: usize,
        client: usize,
        ntlm_first: bool,
        stamp: Duration,
        rfc2478: bool,
    ) -> Vec<u8> {
        let rng = rng(self.next_seed());
        let credential = self.credentials[client].clone();
        let mut mechanisms: Vec<Box<dyn Mechanism>> =
            vec![Box::new(KerberosInitiator::new(credential, MUTUAL, rng))];
        if ntlm_first {
            mechanisms.insert(0, Box::new(Ntlm));
        }
        let mode = if rfc2478 { Mode::Rfc2478 } else { Mode::Rfc4178 };
        let mut initiator = Initiator::new(Policy { mode, ..Policy::default() }, mechanisms);
        let token = initiator.step(None, stamp).expect("an offer").token.expect("a first token");
        self.negotiations[at] = Some(Negotiation { initiator, client, answer: None });
        self.note(&token, client, stamp);
        token
    }

    fn next_seed(&mut self) -> u64 {
        self.seed += 1;
        self.seed
    }

    /// Remembers the AP-REQ of a token, if there is one.
    fn note(&mut self, token: &[u8], client: usize, ctime: Duration) {
        let Some(framed) = mech_token(token).and_then(|token| unframe(token).ok()) else { return };
        let Ok(ap_req) = asn1::decode::<ApReq>("AP-REQ", framed.message) else { return };
        let ticket = &self.credentials[client].ticket.enc_part.cipher;
        self.sealed.push(Sealed {
            ticket: ticket.to_vec(),
            authenticator: ap_req.authenticator.cipher.to_vec(),
            principal: self.credentials[client].client.to_string(),
            ctime,
            used: false,
        });
    }
}

/// A ticket of a client with these flags.
fn credential(realm: &mut Realm, client: Principal, flags: &[usize]) -> Credential {
    realm.client = client;
    let mut part = realm.part();
    part.flags = asn1::flags(flags);
    realm.seal(&part)
}

fn mech_token(token: &[u8]) -> Option<&[u8]> {
    match FirstToken::parse(token) {
        Ok(FirstToken::NegTokenInit(init)) => init.mech_token,
        Ok(FirstToken::Mechanism(_)) => Some(token),
        Err(_) => token::parse_later(token, Mode::Rfc4178).ok()?.response_token,
    }
}
