//! RADIUS: servers, clients and proxies on loopback ports, and the gateway between them.
//!
//! [`Home`] and [`Nas`] are written here, on the packets of the `radius` core: they record what they
//! see and do what a test says. [`FreeRadius`], [`RadSecProxy`], [`radclient`], [`eapol_test`] and
//! [`pyrad`] are the programs of others.

mod certificates;
mod clients;
mod eapol;
mod envoy;
mod freeradius;
mod gateway;
mod home;
mod link;
mod nas;
mod packets;
mod radsecproxy;
mod relay;

pub use certificates::{Authority, Identity};
pub use clients::{Printed, pyrad, radclient};
pub use eapol::{Conversation, Eap, eapol_test};
pub use envoy::{RadiusEnvoy, SERVER_NAME, shipped_radius_config};
pub use freeradius::{DetailRecord, FreeRadius, FreeRadiusConfig, NextHop};
pub use gateway::{Gateway, GatewayConfig, gateway_binary};
pub use home::{Answer, Home, Service};
pub use link::{Link, TlsClient};
pub use nas::{Nas, Request, Schedule};
pub use packets::{Received, attributes};
pub use radsecproxy::{RadSecProxy, RadSecProxyConfig};
pub use relay::{Loss, LossyRelay};

/// The shared secret of every hop that a test gives no other one.
pub const SECRET: &str = "testing123";
