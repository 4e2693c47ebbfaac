//! The built RADIUS module in a real Envoy, on RADIUS/TLS.

mod blast;
mod configs;
mod edits;
mod hostile;
mod peers;
mod policy;
mod routing;
mod stage;
