//! Servers and pools, as the core counts them.

use gateway::config::{RequestKind, Resolved};
use radius::packet::Code;
use radius::transaction::{PoolId, ServerId};

use crate::fixture::{Place, minimal};

const SERVERS: &str = r#"
[[servers]]
name = "auth-only"
transport = "udp"
address = "192.0.2.1"
authentication_port = 1812
secret = "a secret of 16 octets"

[[servers]]
name = "whole"
transport = "udp"
address = "2001:db8::1"
authentication_port = 18120
accounting_port = 18130
coa_port = 3799
secret = "a secret of 16 octets"
status_server = true
message_authenticator = "first"

[[servers]]
name = "stream"
transport = "tcp"
address = "192.0.2.3"
secret = "a secret of 16 octets"

[[pools]]
name = "home"
servers = [{ server = "auth-only", priority = 1 }, { server = "whole", weight = 3 }, { server = "stream" }]

[[pools]]
name = "guests"
servers = [{ server = "auth-only" }]
proxy_stop = false
"#;

fn resolved() -> Resolved {
    Place::new().resolve(&format!("{}{SERVERS}", minimal())).unwrap()
}

#[test]
fn a_udp_server_is_one_for_each_of_its_ports() {
    let resolved = resolved();
    let shown: Vec<String> =
        resolved.targets.iter().map(|it| format!("{} {}", it.name, it.address)).collect();
    assert_eq!(
        shown,
        [
            "auth-only/access 192.0.2.1:1812",
            "whole/access [2001:db8::1]:18120",
            "whole/accounting [2001:db8::1]:18130",
            "whole/coa [2001:db8::1]:3799",
            "stream 192.0.2.3:1812",
        ]
    );
    assert_eq!(resolved.targets[3].role, Some(RequestKind::Coa));
    assert_eq!(resolved.targets[4].role, None);
    assert_eq!(resolved.server_name(ServerId(4)), "stream");
    assert_eq!(resolved.server_name(ServerId(5)), "");
    let probed: Vec<bool> = resolved.servers.iter().map(|server| server.is_probed).collect();
    assert_eq!(probed, [false, true, true, false, false], "RFC 5997: no probes to ports of CoA");
    let reliable: Vec<bool> = resolved.servers.iter().map(|server| server.is_reliable).collect();
    assert_eq!(reliable, [false, false, false, false, true]);
}

#[test]
fn a_pool_is_one_for_each_kind_of_request() {
    let resolved = resolved();
    let members = |name: &str, code: Code| -> Vec<(u16, u8, u8)> {
        let PoolId(place) = resolved.pool(name, code).unwrap();
        let servers = &resolved.pools[usize::from(place)].servers;
        servers.iter().map(|it| (it.server, it.priority, it.weight)).collect()
    };
    assert_eq!(members("home", Code::ACCESS_REQUEST), [(0, 1, 1), (1, 0, 3), (4, 0, 1)]);
    assert_eq!(members("home", Code::ACCOUNTING_REQUEST), [(2, 0, 3), (4, 0, 1)]);
    assert_eq!(members("home", Code::COA_REQUEST), [(3, 0, 3), (4, 0, 1)]);
    assert_eq!(
        resolved.pool("home", Code::COA_REQUEST),
        resolved.pool("home", Code::DISCONNECT_REQUEST)
    );
    assert_eq!(members("guests", Code::ACCESS_REQUEST), [(0, 0, 1)]);
    for (name, code) in [
        ("guests", Code::ACCOUNTING_REQUEST),
        ("guests", Code::COA_REQUEST),
        ("nobody", Code::ACCESS_REQUEST),
        ("home", Code::STATUS_SERVER),
    ] {
        assert_eq!(resolved.pool(name, code), None, "{name} {code}");
    }
    for (place, _) in resolved.pools.iter().enumerate() {
        let name = resolved.pool_name(PoolId(u16::try_from(place).unwrap()));
        assert!(["home", "guests"].contains(&name), "{name}");
    }
    let pools = &resolved.pools_by_name;
    assert!(pools.has_proxy_stop("home") && !pools.has_proxy_stop("guests"));
    assert_eq!(pools.names(), ["guests", "home"]);
}

#[test]
fn a_pool_without_accounting_is_worth_a_warning() {
    let paths: Vec<String> = resolved().warnings.into_iter().map(|it| it.path).collect();
    assert!(paths.contains(&"pools[1]".to_owned()) && !paths.contains(&"pools[0]".to_owned()));
}
