//! The parts of the report that the module has nothing to do with.

use std::fmt;

use radius::crypto::MessageAuthenticatorPolicy;
use radius::monitor::AccountingMode;
use radius::packet::Code;

use super::pools::write_pool;
use crate::config::{Accepts, Client, RequestKind, Resolved, Transport};

/// The process.
pub(super) fn process(f: &mut fmt::Formatter<'_>, resolved: &Resolved) -> fmt::Result {
    let process = &resolved.process;
    writeln!(f, "process")?;
    writeln!(f, "  workers: {}", process.workers)?;
    writeln!(f, "  metrics and health: http://{}", process.operation)?;
    match process.proxy_tag {
        Some(_) => writeln!(f, "  proxy tag: configured"),
        None => writeln!(f, "  proxy tag: random at each start"),
    }
}

/// The listeners, each with the clients that it may hear.
pub(super) fn listeners(f: &mut fmt::Formatter<'_>, resolved: &Resolved) -> fmt::Result {
    writeln!(f, "\nlisteners")?;
    for listener in &resolved.listeners {
        let (name, transport) = (&listener.name, listener.transport.name());
        let taken = taken(listener.accepts);
        writeln!(f, "  {name} {transport} {} for {taken}", listener.address)?;
        let is_tls = listener.transport == Transport::Tls;
        let clients = resolved.clients.all().iter();
        for client in clients.filter(|client| client.is_certified == is_tls) {
            write_client(f, client)?;
        }
    }
    Ok(())
}

fn write_client(f: &mut fmt::Formatter<'_>, client: &Client) -> fmt::Result {
    let networks: Vec<String> = client.networks.iter().map(ToString::to_string).collect();
    let networks = if networks.is_empty() { "everywhere".to_owned() } else { networks.join(", ") };
    write!(f, "    {} from {networks}, Message-Authenticator ", client.name)?;
    f.write_str(match client.policy.message_authenticator {
        MessageAuthenticatorPolicy::First => "first",
        MessageAuthenticatorPolicy::Required => "required",
        MessageAuthenticatorPolicy::Optional if client.policy.limit_proxy_state => {
            "optional without Proxy-State"
        }
        MessageAuthenticatorPolicy::Optional => "optional",
    })?;
    if !client.tags.is_empty() {
        write!(f, ", tags {}", client.tags.join(" "))?;
    }
    if client.flood.is_some() {
        f.write_str(", may flood")?;
    }
    if client.coa {
        f.write_str(", may send CoA")?;
    }
    writeln!(f)
}

fn taken(accepts: Accepts) -> String {
    let kinds = RequestKind::ALL.into_iter().filter(|kind| accepts.has(*kind));
    kinds.map(RequestKind::name).collect::<Vec<_>>().join(", ")
}

/// What happens to accounting, and what this gateway sends by itself.
pub(super) fn accounting(f: &mut fmt::Formatter<'_>, resolved: &Resolved) -> fmt::Result {
    let accounting = &resolved.accounting;
    writeln!(f, "\naccounting")?;
    writeln!(
        f,
        "  acknowledged when {}",
        match accounting.mode {
            AccountingMode::Atomic => "the home server has acknowledged it (atomic)",
            AccountingMode::Journal => "it is on disk, and then forwarded (journal)",
        }
    )?;
    let journal = &accounting.journal;
    writeln!(
        f,
        "  journal {} of at most {} octets; when it is full, nothing is acknowledged",
        journal.directory.display(),
        journal.max_octets
    )?;
    let proxy_stop = &resolved.proxy_stop;
    match proxy_stop.enabled {
        true => writeln!(
            f,
            "  Proxy-Stop with Acct-Status-Type {}, at most {} attempts",
            proxy_stop.status_type, proxy_stop.attempts
        )?,
        false => writeln!(f, "  no Proxy-Stop: home is not told of rejections by this proxy")?,
    }
    let pools = &resolved.pools_by_name;
    let untold = pools.names().into_iter().filter(|name| !pools.has_proxy_stop(name));
    let untold: Vec<&str> = untold.filter(|_| proxy_stop.enabled).collect();
    if !untold.is_empty() {
        writeln!(f, "  no Proxy-Stop to {}", untold.join(", "))?;
    }
    let floods: Vec<&str> = resolved
        .clients
        .all()
        .iter()
        .filter(|client| client.flood.is_some())
        .map(|client| &*client.name)
        .collect();
    match floods.is_empty() {
        true => writeln!(f, "  Accounting-On and -Off go where other accounting goes"),
        false => writeln!(
            f,
            "  Accounting-On and -Off of {} go to every pool, at most {} a minute each",
            floods.join(", "),
            resolved.flood.rate_per_minute
        ),
    }
}

/// The ways back of CoA- and Disconnect-Requests.
pub(super) fn changes(f: &mut fmt::Formatter<'_>, resolved: &Resolved) -> fmt::Result {
    writeln!(f, "\nCoA- and Disconnect-Requests")?;
    for coa in resolved.coa.configs() {
        writeln!(f, "  Operator-Name {}", coa.operator_names.join(", "))?;
        write_pool(f, "to", &coa.pool, Code::COA_REQUEST, resolved)?;
    }
    match resolved.coa.configs().is_empty() {
        true => writeln!(f, "  have no way back: each gets a NAK with Error-Cause 502"),
        false => writeln!(f, "  others get a NAK with Error-Cause 502"),
    }
}
