//! The filter: realm routing and policy together, for one packet at a time.
//!
//! Both hosts of the module decide with it, and so does whoever explains or measures a decision.
//!
//! # Order
//! 1. An Access-Request whose User-Name breaks a rule of sanity is rejected.
//! 2. Policy is asked about the request as the client sent it. It may reject, challenge or drop.
//! 3. What policy forwards is routed, by the attributes that policy has left. A pool that policy
//!    chose takes the place of the route's, for the request and for its accounting, and makes a
//!    route unnecessary; a route that rejects still rejects.
//! 4. The User-Name is forwarded without its decoration and without the realm that the route strips.
//!
//! An Access-Request that nothing takes is rejected. An Accounting-Request that nothing takes is
//! dropped, so that it is not acknowledged (RFC 2607 section 5.2). CoA- and Disconnect-Requests have
//! no route by realm: their way back is known to the host (RFC 8559 section 4.3).
//!
//! # Form of packets
//! As in [`policy`].

mod config;
pub mod connection;
mod error;
pub mod gateway;
mod names;
mod request;
mod verdict;

use core::fmt;

use rand_core::CryptoRng;

use crate::policy::{self, MARK_OCTETS, Policy, PolicyEngine, Reply, ReplyDecision};
use crate::routing::{self, Explanation, RoutingTable};

pub use config::{Config, MAX_POOL_NAME_OCTETS, MAX_POOLS, PoolConfig};
pub use error::{FilterError, FilterProblem};
pub use verdict::{Decision, Forward, Reason, Verdict};

use names::RoutedNames;

/// A configuration that is ready for packets, and the challenges that wait. It does no I/O.
pub struct Filter {
    routing: RoutingTable,
    names: RoutedNames,
    engine: PolicyEngine,
}

/// Something to be counted, as a metric of its name and its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub name: &'static str,
    /// The code of why; empty if there is nothing to say.
    pub reason: &'static str,
}

impl Filter {
    /// Compiles a configuration. The mark is that of [`PolicyEngine::new`].
    ///
    /// # Errors
    /// The first value that cannot work: see [`FilterProblem`].
    pub fn new(config: &Config, mark: [u8; MARK_OCTETS]) -> Result<Self, FilterError> {
        config.check()?;
        let pool = |name: &str| config.pools.contains_key(name);
        let policy = Policy::new(&config.policy, &policy::Names { pool: &pool })?;
        let names = RoutedNames::default();
        let attribute = |name: &str| names.know(name);
        let known = routing::Names { pool: &pool, attribute: &attribute };
        let routing = RoutingTable::new(&config.routing, &known)?;
        Ok(Self { routing, names, engine: PolicyEngine::new(policy, mark) })
    }

    /// Decides about a reply. There is no routing in it.
    #[must_use]
    pub fn reply(&self, reply: &Reply<'_>) -> Verdict<'_, ReplyDecision> {
        self.engine.reply(reply).into()
    }

    /// Why a request that policy leaves as it is goes where it goes; none if it has no route by
    /// realm.
    #[must_use]
    pub fn explain_route(&self, request: &policy::Request<'_>) -> Option<Explanation<'_>> {
        self.routed(request, |request| self.routing.explain(request))
    }
}

/// The mark for [`Filter::new`]: `shared`, which proxies that stand for each other have in common, or
/// a random one if that is not a mark.
pub fn mark(shared: &[u8], rng: &mut dyn CryptoRng) -> [u8; MARK_OCTETS] {
    shared.try_into().unwrap_or_else(|_| {
        let mut random = [0; MARK_OCTETS];
        rng.fill_bytes(&mut random);
        random
    })
}

impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Filter({:?})", self.engine)
    }
}
