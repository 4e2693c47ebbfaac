//! Acceptance of an AP-REQ (RFC 4120 section 3.2.3, RFC 4121 section 4.1).
//!
//! The checks run in a fixed order; the first that fails names the reason. Identity, service and
//! replay tag come from what was decrypted, never from the fields around it.

mod anonymity;
mod ap_rep;
mod authorization_data;
mod error_token;
mod key_selection;
mod request;
mod ticket;
mod ticket_cache;
mod transited;

use core::net::IpAddr;
use core::time::Duration;
use std::sync::Arc;

use rand_core::CryptoRng;

pub use anonymity::Anonymity;
pub use ticket::ServiceTicket;

use crate::asn1::{self, ApReq, flag};
use crate::gss::{
    AuthenticatorChecksum, ChannelBindings, GssFlags, SecurityContext, TokenId, unframe,
};
use crate::keytab::Keytab;
use crate::replay::{Admission, ReplayCache, SeenAuthenticator};
use crate::{Error, Misconfigured, Problem, Reason, Unsupported};
use key_selection::ServiceKeys;
use request::DecryptedAuthenticator;
use ticket::{Claims, OpenTicket};
use ticket_cache::{KnownTicket, TicketCache};

/// What an acceptor admits.
#[derive(Debug, Clone)]
pub struct Config {
    /// Allowed difference between the client's, the KDC's and this host's clock.
    pub clock_skew: Duration,
    /// What is asked of channel bindings.
    pub channel_bindings: ChannelBindingPolicy,
    /// Realms that a ticket may pass through where the KDC did not check the path itself.
    pub transited_realms: Vec<String>,
    /// Take ticket flag 14, the one of draft-ietf-krb-wg-anon-08, for the anonymous flag as well.
    pub draft08_anonymous_flag: bool,
    /// Decrypted tickets to remember; 0 remembers none.
    pub ticket_cache_entries: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            clock_skew: Duration::from_secs(300),
            channel_bindings: ChannelBindingPolicy::Off,
            transited_realms: Vec::new(),
            draft08_anonymous_flag: false,
            ticket_cache_entries: 1024,
        }
    }
}

/// What is asked of the client's channel bindings (RFC 4121 section 4.1.1.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChannelBindingPolicy {
    /// Not looked at.
    Off,
    /// A client that sends bindings, or says that it can (AD-AP-OPTIONS), must send one of these.
    WhenSupported(Vec<ChannelBindings>),
    /// Every client must send one of these.
    Required(Vec<ChannelBindings>),
}

/// Accepts AP-REQs for the services of a keytab.
pub struct Acceptor {
    keys: ServiceKeys,
    config: Config,
    tickets: TicketCache,
    replay: Box<dyn ReplayCache>,
    rng: Box<dyn CryptoRng>,
}

/// An accepted AP-REQ.
#[derive(Debug)]
#[non_exhaustive]
pub struct Accepted {
    /// The established context.
    pub context: SecurityContext,
    /// The framed AP-REP, if the client asked for mutual authentication.
    pub token: Option<Vec<u8>>,
    /// Who the client is, and for which service.
    pub ticket: Arc<ServiceTicket>,
    /// Whether the client delegated a credential. It is not used.
    pub delegated: bool,
    /// Whether the client's channel bindings were sent and verified.
    pub channel_bound: bool,
    /// Whether the ticket was remembered from an earlier request.
    pub ticket_remembered: bool,
    /// What the replay cache knows.
    pub admission: Admission,
}

/// A refused AP-REQ.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct Failure {
    /// Why.
    #[source]
    pub error: Error,
    /// A framed KRB-ERROR, where it helps the client.
    pub token: Option<Vec<u8>>,
}

impl Acceptor {
    /// An acceptor for every key in `keytab`.
    ///
    /// # Errors
    /// [`Misconfigured::NoUsableKey`] for a keytab without one.
    pub fn new(
        keytab: &Keytab,
        config: Config,
        replay: Box<dyn ReplayCache>,
        mut rng: Box<dyn CryptoRng>,
    ) -> Result<Self, Misconfigured> {
        let tickets = TicketCache::new(config.ticket_cache_entries, &mut *rng);
        Ok(Self { keys: ServiceKeys::new(keytab)?, config, tickets, replay, rng })
    }

    /// Accepts or refuses a framed AP-REQ (RFC 4121 section 4.1).
    ///
    /// `client_address` is compared with the addresses of a ticket that has any; give it only
    /// where it is known to be the client's own. `now` is the time since the Unix epoch.
    ///
    /// # Errors
    /// [`Failure`] with the reason and, where it helps the client, a KRB-ERROR.
    pub fn step(
        &mut self,
        token: &[u8],
        client_address: Option<IpAddr>,
        now: Duration,
    ) -> Result<Accepted, Failure> {
        let ap_req = parse(token).map_err(|error| Failure { error, token: None })?;
        self.accept(&ap_req, client_address, now).map_err(|error| {
            let token = error_token::make(&error, ap_req.ticket.as_bytes(), now);
            Failure { error, token }
        })
    }

    /// The generator, for what the caller itself needs at random.
    pub fn rng(&mut self) -> &mut dyn CryptoRng {
        &mut *self.rng
    }

    fn accept(
        &mut self,
        ap_req: &ApReq,
        client_address: Option<IpAddr>,
        now: Duration,
    ) -> Result<Accepted, Error> {
        let skew = self.config.clock_skew;
        let octets = ap_req.ticket.as_bytes();
        let hash = self.tickets.hash(octets);
        let (ticket, vetted) = match self.tickets.get(&hash) {
            Some(known) => (known.open, Vetted::Before(known.vetted)),
            None => {
                let (ticket, claims) = OpenTicket::open(octets, &self.keys)?;
                (Arc::new(ticket), Vetted::NotYet(claims))
            }
        };
        ticket.check_validity(skew, now)?;

        let authenticator = DecryptedAuthenticator::open(&ap_req.authenticator, &ticket)?;
        authenticator.check_client(&ticket)?;
        authenticator.check_clock(skew, now)?;
        ticket.check_address(client_address)?;
        let (facts, remembered) = match vetted {
            Vetted::Before(facts) => (facts, true),
            Vetted::NotYet(claims) => (Arc::new(claims.vet(&ticket, &self.config)?), false),
        };
        let restrictions = authenticator.check_authorization_data()?;
        let checksum = authenticator.check_checksum(&ticket)?;
        let channel_bound = self.check_channel_bindings(
            checksum.as_ref(),
            restrictions.client_sends_channel_bindings,
        )?;

        let seen = SeenAuthenticator {
            ciphertext: &ap_req.authenticator.cipher,
            ctime: authenticator.ctime,
            clock_skew: skew,
        };
        let admission = self.replay.admit(&seen, now)?;
        if !remembered {
            let known = KnownTicket { open: Arc::clone(&ticket), vetted: Arc::clone(&facts) };
            self.tickets.insert(hash, known, now);
        }

        // Nothing protects `ap-options`: they say what the client asks for only where it carries no
        // flags under protection.
        let flags = match &checksum {
            Some(checksum) => checksum.flags,
            None if flag(&ap_req.ap_options, ApReq::MUTUAL_REQUIRED) => GssFlags::MUTUAL,
            None => GssFlags::default(),
        };
        let established = ap_rep::establish(
            &authenticator,
            &ticket,
            flags,
            &restrictions.encryption_types,
            &mut *self.rng,
        )?;
        Ok(Accepted {
            context: established.context,
            token: established.token,
            ticket: facts,
            delegated: checksum.is_some_and(|c| c.delegated),
            channel_bound,
            ticket_remembered: remembered,
            admission,
        })
    }

    /// Compares channel bindings as the policy says; whether they were verified.
    fn check_channel_bindings(
        &self,
        checksum: Option<&AuthenticatorChecksum>,
        client_sends_them: bool,
    ) -> Result<bool, Reason> {
        let sent = checksum.map(|c| c.bindings).filter(|bindings| *bindings != [0; 16]);
        let (expected, required) = match &self.config.channel_bindings {
            ChannelBindingPolicy::Off => return Ok(false),
            ChannelBindingPolicy::WhenSupported(expected) => (expected, client_sends_them),
            ChannelBindingPolicy::Required(expected) => (expected, true),
        };
        match sent {
            None if required => Err(Reason::ChannelBindingMissing),
            None => Ok(false),
            Some(sent) if expected.iter().any(|e| e.hash() == sent) => Ok(true),
            Some(_) => Err(Reason::ChannelBindingMismatch),
        }
    }
}

/// Whether the fixed properties of a ticket were checked when it came first.
enum Vetted<'a> {
    Before(Arc<ServiceTicket>),
    NotYet(Claims<'a>),
}

fn parse(token: &[u8]) -> Result<ApReq, Error> {
    let token = unframe(token)?;
    if token.id != TokenId::ApReq {
        return Err(Error::malformed("AP-REQ", Problem::Value("TOK_ID is not KRB_AP_REQ")));
    }
    let ap_req: ApReq = asn1::decode("AP-REQ", token.message)?;
    if ap_req.pvno != asn1::PVNO {
        return Err(Unsupported::ProtocolVersion(ap_req.pvno).into());
    }
    if ap_req.msg_type != ApReq::MSG_TYPE {
        return Err(Error::malformed("AP-REQ", Problem::Value("msg-type is not 14")));
    }
    if flag(&ap_req.ap_options, ApReq::USE_SESSION_KEY) {
        return Err(Unsupported::UserToUser.into());
    }
    Ok(ap_req)
}
