//! Who may pass: the decision on an HTTP request that brings a Negotiate token, without the proxy
//! around it.

mod config;
mod gate;
mod glob;
mod hex;
mod identity;
mod identity_headers;
mod legs;
mod passes;
mod policy;
mod route;

pub use config::{
    Anonymous, ChannelBinding, ChannelBindingMode, Config, ConfigConflict, Keytab,
    MAX_CLOCK_SKEW_SECONDS, MAX_KEYTAB_OCTETS, Mechanism as MechanismName, Mode, Negotiation,
    ReplayAfterLoss,
};
pub use gate::{Connection, Decision, Events, Gate, GateError, PASS_HEADER, Request};
pub use glob::{Glob, GlobError};
pub use identity::{Admitted, Identity};
pub use identity_headers::IdentityHeaders;
pub use passes::Pass;
pub use policy::{Policy, PolicyRefusal};
pub use route::RouteSettings;
