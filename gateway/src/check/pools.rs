//! The servers of a pool in the report.

use std::fmt;

use radius::packet::Code;
use radius::transaction::PoolConfig;

use crate::config::Resolved;

/// Writes what a pool is for, and its servers in the order in which they are tried.
pub(super) fn write_pool(
    f: &mut fmt::Formatter<'_>,
    purpose: &str,
    name: &str,
    code: Code,
    resolved: &Resolved,
) -> fmt::Result {
    writeln!(f, "    {purpose}: pool {name}")?;
    let pool = resolved.pool(name, code).and_then(|it| resolved.pools.get(usize::from(it.0)));
    match pool {
        Some(pool) => write_servers(f, pool, resolved),
        None => writeln!(f, "      no server takes them"),
    }
}

fn write_servers(
    f: &mut fmt::Formatter<'_>,
    pool: &PoolConfig,
    resolved: &Resolved,
) -> fmt::Result {
    let mut members: Vec<_> = pool.servers.iter().collect();
    members.sort_by_key(|member| member.priority);
    for member in members {
        let place = usize::from(member.server);
        let (Some(target), Some(server)) =
            (resolved.targets.get(place), resolved.servers.get(place))
        else {
            continue;
        };
        let probed = if server.is_probed { ", Status-Server" } else { "" };
        writeln!(
            f,
            "      {} {} {} (priority {}, weight {}{probed})",
            target.name,
            target.transport.name(),
            target.address,
            member.priority,
            member.weight
        )?;
    }
    Ok(())
}
