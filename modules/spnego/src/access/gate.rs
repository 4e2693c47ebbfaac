//! The decision on one request.

use core::cell::RefCell;
use core::net::IpAddr;
use core::time::Duration;
use std::rc::Rc;

use kerberos::acceptor::{self, ChannelBindingPolicy};
use kerberos::keytab::Keytab;
use kerberos::replay::{self, Admission, ReplayCache};
use kerberos::{Misconfigured, acceptor::Acceptor as KerberosCore};
use rand_core::CryptoRng;

use super::config::{ChannelBindingMode, Config, Mode, Negotiation, ReplayAfterLoss};
use super::identity::{Admitted, Identity};
use super::legs::{self, Legs};
use super::passes::{Pass, Passes};
use super::policy::{Policy, PolicyRefusal};
use crate::http::{self, HeaderError};
use crate::kerberos::KerberosAcceptor;
use crate::{Acceptor, Error, Oid, token};

/// Decides on the requests of one plugin.
pub struct Gate {
    config: Config,
    acceptor: Rc<RefCell<KerberosCore>>,
    legs: Legs,
    passes: Passes,
}

/// Carries the pass of a request that may come through the filter again.
pub const PASS_HEADER: &str = "x-edgewarden-pass";

/// What a decision needs of a request.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The `Authorization` field lines, one element each.
    pub authorization: &'a [&'a [u8]],
    /// Whether it is a CORS preflight, to which browsers never attach credentials.
    pub preflight: bool,
    /// The [`PASS_HEADER`], if there is one.
    pub pass: Option<&'a [u8]>,
    /// The connection it came on.
    pub connection: &'a dyn Connection,
    /// The client's address, if it is known to be its own.
    pub client_address: Option<IpAddr>,
}

/// The connection of a request. Asking a host costs time, so that a gate asks only what it needs.
pub trait Connection {
    /// What identifies it, if the host tells.
    fn id(&self) -> Option<u64>;

    /// Whether its requests come one after the other (HTTP/1), so that a leg can continue another.
    fn is_in_sequence(&self) -> bool;
}

/// What becomes of a request. Each `header` is the value of `WWW-Authenticate` on the response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It passes without identity.
    Pass,
    /// It passes with identity.
    Admit {
        /// Who it is and what the upstream learns.
        admitted: Admitted,
        /// The last token for the client, on the response whatever its status.
        header: Option<String>,
        /// What the request shows in [`PASS_HEADER`] if it comes again.
        pass: Pass,
        /// Noteworthy circumstances, for metrics.
        events: Events,
    },
    /// 401: it needs a token, another one, or the next leg.
    Challenge {
        /// Stable, searchable name of the reason.
        code: &'static str,
        /// What the operator should know; empty where nothing is wrong.
        detail: String,
        /// The challenge.
        header: String,
    },
    /// 403: the client authenticated, and policy refuses it.
    Forbid {
        /// Why.
        refusal: PolicyRefusal,
        /// Who it is.
        principal: String,
        /// The last token for the client.
        header: Option<String>,
    },
    /// 503: it cannot be judged now.
    Unavailable {
        /// Stable, searchable name of the reason.
        code: &'static str,
        /// What the operator should know.
        detail: String,
    },
}

/// Noteworthy circumstances of an accepted token.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Events {
    /// The ticket was known from an earlier request.
    pub ticket_remembered: bool,
    /// The client delegated a credential, which was not used.
    pub delegated: bool,
    /// The replay cache was lost recently and could not fully vouch for the request.
    pub admitted_after_loss: bool,
    /// The client's channel bindings were verified.
    pub channel_bound: bool,
}

impl Events {
    /// The names of those that happened, as metrics have them.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        [
            (self.ticket_remembered, "ticket_remembered"),
            (self.delegated, "delegated"),
            (self.admitted_after_loss, "admitted_after_loss"),
            (self.channel_bound, "channel_bound"),
        ]
        .into_iter()
        .filter_map(|(happened, name)| happened.then_some(name))
    }
}

/// Why a gate cannot be set up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GateError {
    /// The keytab cannot be read or has no usable key.
    #[error(transparent)]
    Keytab(#[from] kerberos::Error),
}

/// Principals that an error lists.
const MAX_LISTED: usize = 8;

impl Gate {
    /// A gate for the permitted keys of a keytab file.
    ///
    /// # Errors
    /// [`GateError`] for a keytab that cannot be read, or without a usable and permitted key.
    pub fn new(
        config: Config,
        keytab: &[u8],
        replay: Box<dyn ReplayCache>,
        rng: Box<dyn CryptoRng>,
    ) -> Result<Self, GateError> {
        let keytab = permitted(&Keytab::parse(keytab)?, &config)?;
        let acceptor = KerberosCore::new(&keytab, kerberos_config(&config), replay, rng)
            .map_err(kerberos::Error::from)?;
        Ok(Self {
            config,
            acceptor: Rc::new(RefCell::new(acceptor)),
            legs: Legs::default(),
            passes: Passes::default(),
        })
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Decides on a request that took a route with this policy. `now` is the time since the Unix
    /// epoch.
    pub fn decide(&mut self, request: &Request<'_>, policy: &Policy, now: Duration) -> Decision {
        if policy.mode == Mode::Off {
            return Decision::Pass;
        }
        if let Some((identity, header)) = self.redeem(request, now) {
            return self.admit(identity, header, Events::default(), policy);
        }
        let token = match self.token(request.authorization) {
            Ok(token) => token,
            // Another scheme is the upstream's affair where nothing is required.
            Err(NoToken::Absent | NoToken::OtherScheme) if policy.mode == Mode::Optional => {
                return Decision::Pass;
            }
            Err(NoToken::Absent) if request.preflight => return Decision::Pass,
            Err(NoToken::Absent) => return challenge("no_token", String::new(), None),
            Err(NoToken::OtherScheme) => {
                return challenge("not_negotiate", HeaderError::NotNegotiate.to_string(), None);
            }
            Err(NoToken::Bad { code, detail }) => return challenge(code, detail, None),
        };
        self.negotiate(&token, request, policy, now)
    }

    /// Notes that a request that was admitted with this pass and `header` has ended before there
    /// was a response for the client: it may come again on its connection.
    pub fn request_ended(
        &mut self,
        pass: Pass,
        header: Option<String>,
        connection: u64,
        now: Duration,
    ) {
        self.passes.admit(pass, header, connection, now);
    }

    /// The identity of a request that was admitted before and comes again. Its route may be
    /// another one, so that the policy is asked again.
    fn redeem(
        &mut self,
        request: &Request<'_>,
        now: Duration,
    ) -> Option<(Identity, Option<String>)> {
        if !request.authorization.is_empty() || self.passes.is_empty() {
            return None;
        }
        self.passes.redeem(request.pass?, request.connection.id()?, now)
    }

    fn token(&self, authorization: &[&[u8]]) -> Result<Vec<u8>, NoToken> {
        let line = match authorization {
            [] => return Err(NoToken::Absent),
            [line] => line,
            lines => {
                let detail = format!("{} Authorization lines, one is allowed", lines.len());
                return Err(NoToken::Bad { code: "several_authorizations", detail });
            }
        };
        http::parse(line, self.config.max_token_bytes).map_err(|error| match error {
            HeaderError::NotNegotiate => NoToken::OtherScheme,
            _ => NoToken::Bad { code: error.code(), detail: error.to_string() },
        })
    }

    fn negotiate(
        &mut self,
        token: &[u8],
        request: &Request<'_>,
        policy: &Policy,
        now: Duration,
    ) -> Decision {
        let mut negotiation = self.negotiation(token, request, now);
        let step = match negotiation.step(token, now) {
            Ok(step) => step,
            Err(failure) => return refused(&failure.error, failure.token.as_deref()),
        };
        let header = step.token.as_deref().map(|token| http::challenge(Some(token)));
        if !step.complete {
            return self.next_leg(negotiation, header, request, now);
        }
        let Some(accepted) = negotiation.mechanism().and_then(KerberosAcceptor::accepted) else {
            let detail = "the negotiation completed without a Kerberos context".to_owned();
            return challenge("no_context", detail, None);
        };
        let events = Events {
            ticket_remembered: accepted.ticket_remembered,
            delegated: accepted.delegated,
            admitted_after_loss: accepted.admission == Admission::AfterLoss,
            channel_bound: accepted.channel_bound,
        };
        let identity = Identity::new(accepted.ticket.clone(), negotiation.protection());
        self.admit(identity, header, events, policy)
    }

    fn admit(
        &mut self,
        identity: Identity,
        header: Option<String>,
        events: Events,
        policy: &Policy,
    ) -> Decision {
        match identity.admit(policy, &self.config.identity_headers) {
            Ok(admitted) => {
                let pass = Pass::new(identity, self.acceptor.borrow_mut().rng());
                Decision::Admit { admitted, header, pass, events }
            }
            Err(refusal) => Decision::Forbid { refusal, principal: identity.principal(), header },
        }
    }

    /// The negotiation that `token` continues, or a new one. A first token replaces the one that
    /// waits on its connection.
    fn negotiation(
        &mut self,
        token: &[u8],
        request: &Request<'_>,
        now: Duration,
    ) -> legs::Negotiation {
        let policy = self.negotiation_policy();
        let waiting = if self.legs.is_empty() {
            None
        } else {
            request.leg_connection().and_then(|connection| self.legs.take(connection, now))
        };
        match waiting {
            Some(waiting) if !token::is_first(token, policy.mode) => waiting,
            _ => {
                let kerberos =
                    KerberosAcceptor::new(Rc::clone(&self.acceptor), request.client_address);
                Acceptor::new(policy, vec![kerberos])
            }
        }
    }

    fn next_leg(
        &mut self,
        negotiation: legs::Negotiation,
        header: Option<String>,
        request: &Request<'_>,
        now: Duration,
    ) -> Decision {
        let Some(connection) = request.leg_connection() else {
            let detail = "the negotiation needs another leg, which HTTP/2 and HTTP/3 cannot carry \
                          (RFC 4559 section 6); the client must use HTTP/1.1, or offer Kerberos \
                          first";
            return challenge("multi_leg_over_http2", detail.to_owned(), None);
        };
        self.legs.wait(connection, negotiation, now);
        let header = header.unwrap_or_else(|| http::challenge(None));
        Decision::Challenge { code: "next_leg", detail: String::new(), header }
    }

    fn negotiation_policy(&self) -> crate::Policy {
        crate::Policy {
            mode: match self.config.negotiation {
                Negotiation::Rfc2478 => crate::Mode::Rfc2478,
                Negotiation::Rfc4178 => crate::Mode::Rfc4178,
            },
            neg_mechs: Some(vec![Oid::KRB5]),
            error_token: self.config.error_token,
            max_token_bytes: self.config.max_token_bytes,
            ..crate::Policy::default()
        }
    }
}

impl Request<'_> {
    /// The connection on which a further leg can follow.
    fn leg_connection(&self) -> Option<u64> {
        if self.connection.is_in_sequence() { self.connection.id() } else { None }
    }
}

enum NoToken {
    Absent,
    OtherScheme,
    Bad { code: &'static str, detail: String },
}

fn challenge(code: &'static str, detail: String, token: Option<&[u8]>) -> Decision {
    Decision::Challenge { code, detail, header: http::challenge(token) }
}

/// A token that was not accepted: 503 where the store is to blame, else 401.
fn refused(error: &Error, token: Option<&[u8]>) -> Decision {
    let (code, detail) = (error.code(), error.to_string());
    match code {
        "replay_cache_full" | "replay_cache_unavailable" => Decision::Unavailable { code, detail },
        _ => challenge(code, detail, token),
    }
}

/// The keytab without the keys of services that the configuration does not permit.
fn permitted(keytab: &Keytab, config: &Config) -> Result<Keytab, kerberos::Error> {
    keytab.require_usable()?;
    let is_permitted = |name: &str| config.service_principals.iter().any(|g| g.matches(name));
    let (kept, others): (Vec<_>, Vec<_>) = keytab
        .entries()
        .iter()
        .cloned()
        .partition(|entry| is_permitted(&entry.principal.to_string()));
    if kept.is_empty() {
        let mut names: Vec<_> = others.iter().map(|entry| entry.principal.to_string()).collect();
        names.dedup();
        names.truncate(MAX_LISTED);
        return Err(Misconfigured::NoPermittedKey { found: names.join(", ") }.into());
    }
    Ok(Keytab::new(kept))
}

fn kerberos_config(config: &Config) -> acceptor::Config {
    let bindings = || config.channel_binding.server_certificates.clone();
    acceptor::Config {
        clock_skew: Duration::from_secs(config.clock_skew_seconds.into()),
        channel_bindings: match config.channel_binding.mode {
            ChannelBindingMode::Off => ChannelBindingPolicy::Off,
            ChannelBindingMode::Required => ChannelBindingPolicy::Required(bindings()),
            ChannelBindingMode::WhenSupported => ChannelBindingPolicy::WhenSupported(bindings()),
        },
        transited_realms: config.transited_realms.clone(),
        draft08_anonymous_flag: config.draft08_anonymous_flag,
        ticket_cache_entries: config.ticket_cache_entries,
    }
}

impl From<ReplayAfterLoss> for replay::ReplayAfterLoss {
    fn from(policy: ReplayAfterLoss) -> Self {
        match policy {
            ReplayAfterLoss::Accept => Self::Accept,
            ReplayAfterLoss::AcceptNewer => Self::AcceptNewer,
            ReplayAfterLoss::Refuse => Self::Refuse,
        }
    }
}
