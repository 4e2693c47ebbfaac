//! Where accounting records go, by the configuration.

use std::rc::Rc;
use std::sync::Arc;

use radius::packet::Code;
use radius::transaction::{ProxyTag, ServerId, Transmit};
use tokio::sync::mpsc::UnboundedSender;

use crate::clock;
use crate::config::Transport;
use crate::delivery::{Connect, Destinations, Endpoint, Link, LinkEvent};
use crate::metrics::Metrics;
use crate::transport::udp::Scratch;
use crate::transport::upstream::{Sink, Upstream};
use crate::worker::Setup;

/// The servers and pools of a setup, as the delivery knows them.
#[must_use]
pub fn destinations(setup: &Arc<Setup>, tag: ProxyTag, metrics: &Arc<Metrics>) -> Destinations {
    let resolved = &setup.resolved;
    let endpoints = resolved.targets.iter().map(|target| Endpoint {
        name: target.name.to_string(),
        address: target.address,
        is_connection: target.transport != Transport::Udp,
    });
    let names = resolved.pools_by_name.names().into_iter().filter_map(|name| {
        let pool = resolved.pool(name, Code::ACCOUNTING_REQUEST)?;
        Some((name.to_owned(), pool))
    });
    let has_connections = resolved.targets.iter().any(|it| it.transport != Transport::Udp);
    Destinations {
        endpoints: endpoints.collect(),
        servers: Arc::clone(&setup.servers),
        pools: resolved.pools.clone(),
        names: names.collect(),
        forwarding: resolved.forwarding.clone(),
        tag,
        connect: has_connections.then(|| connect(setup, metrics)),
    }
}

/// Makes the connections of the delivery, in its thread.
fn connect(setup: &Arc<Setup>, metrics: &Arc<Metrics>) -> Connect {
    let (setup, metrics) = (Arc::clone(setup), Arc::clone(metrics));
    Box::new(move |events| {
        let reach = setup.reach();
        let sink = Rc::new(ToDelivery { setup, events });
        Box::new(Upstream::new(reach, sink, Scratch::new(), metrics))
    })
}

impl Link for Upstream {
    fn send(&self, transmit: Transmit) {
        Upstream::send(self, &transmit);
    }
}

/// Hands over what happens on connections.
struct ToDelivery {
    setup: Arc<Setup>,
    events: UnboundedSender<LinkEvent>,
}

impl ToDelivery {
    fn hand_over(&self, event: LinkEvent) {
        if self.events.send(event).is_err() {
            tracing::debug!("the delivery has ended");
        }
    }
}

impl Sink for ToDelivery {
    fn received(&self, server: ServerId, socket: u16, octets: &[u8]) {
        self.hand_over(LinkEvent::Received { server, socket, octets: octets.to_vec() });
    }

    fn closed(&self, server: ServerId, socket: u16) {
        self.hand_over(LinkEvent::Closed { server, socket });
    }

    fn connected(&self, server: ServerId, is_connected: bool) {
        self.setup.servers().connected(server, is_connected, clock::steady());
    }
}
