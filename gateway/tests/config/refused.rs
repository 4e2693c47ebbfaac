//! What cannot work is refused with the path of the element.

use crate::fixture::{CLIENTS, LISTENERS, Place, minimal};

/// What is put in the place of a line or behind the minimal configuration, the path that is named,
/// and a part of the reason.
const CASES: &[(&str, &str, &str)] = &[
    // Elements that nobody knows.
    ("gateway = { worker = 1 }", "gateway.worker", "unknown field"),
    ("[[servers]]\nname = \"a\"\nsecrt = \"x\"", "servers[0].secrt", "unknown field"),
    ("[accounting.journal]\nfull = 1", "accounting.journal.full", "unknown field"),
    ("[heart]\nbeat = 1", "heart", "unknown field"),
    // The process.
    ("gateway = { workers = 0 }", "gateway.workers", "from 1 to 256"),
    ("gateway = { workers = 257 }", "gateway.workers", "from 1 to 256"),
    ("gateway = { operation = \"0.0.0.0:9812\" }", "gateway.operation", "loopback"),
    ("gateway = { operation = \"[2001:db8::1]:9812\" }", "gateway.operation", "loopback"),
    ("gateway = { proxy_tag = \"00112233\" }", "gateway.proxy_tag", "8 octets"),
    ("gateway = { proxy_tag = \"001122334455667g\" }", "gateway.proxy_tag", "hexadecimal"),
    ("gateway = { log = \"info,=\" }", "gateway.log", "invalid"),
    ("gateway = { log_format = \"xml\" }", "gateway.log_format", "unknown variant"),
    // The core.
    ("[duplicates]\nanswer_lifetime_ms = 1", "duplicates.answer_lifetime_ms", "from 5000"),
    ("[forwarding]\nmax_sockets = 65", "forwarding.max_sockets", "from 1 to 64"),
    (
        "[forwarding.accounting]\ninitial_ms = 1\nlongest_ms = 0\ntransmissions = 0\n\
         duration_ms = 0\ntransmissions_per_server = 2",
        "forwarding.accounting.initial_ms",
        "from 50",
    ),
    ("[health]\nprobe = { interval_ms = 5999 }", "health.probe.interval_ms", "from 6000"),
    // Accounting.
    ("[accounting]\nmode = \"lose\"", "accounting.mode", "unknown variant"),
    ("[accounting.journal]\nmax_octets = 1", "accounting.journal.max_octets", "from 1048576"),
    ("[accounting.journal]\nwhen_full = \"drop\"", "accounting.journal.when_full", "unknown"),
    ("[accounting.journal]\ndirectory = \"radius.json\"", "accounting.journal.directory", "else"),
    ("[proxy_stop]\nstatus_type = 2", "proxy_stop.status_type", "another meaning"),
    ("[proxy_stop]\nattempts = 0", "proxy_stop.attempts", "from 1 to 1000"),
    ("[flood]\nrate_per_minute = 0", "flood.rate_per_minute", "from 1"),
    // Servers and pools.
    (
        "servers = [{ name = \"a b\", transport = \"udp\", address = \"192.0.2.1\" }]",
        "servers[0].name",
        "no name",
    ),
    (
        "servers = [{ name = \"a\", transport = \"udp\", address = \"192.0.2.1\" }]",
        "servers[0]",
        "secret_env is needed",
    ),
    (
        "servers = [{ name = \"a\", transport = \"udp\", address = \"192.0.2.1\", secret = \"x\" }]",
        "servers[0]",
        "coa_port",
    ),
    (
        "servers = [{ name = \"a\", transport = \"udp\", address = \"home.example.org\", secret = \"x\" }]",
        "servers[0].address",
        "IP address",
    ),
    (
        "servers = [{ name = \"a\", transport = \"udp\", address = \"192.0.2.1\", secret = \"x\", port = 1812 }]",
        "servers[0].port",
        "port of its own",
    ),
    (
        "servers = [{ name = \"a\", transport = \"tcp\", address = \"192.0.2.1\", secret = \"x\", coa_port = 3799 }]",
        "servers[0].coa_port",
        "one port",
    ),
    (
        "servers = [{ name = \"a\", transport = \"udp\", address = \"192.0.2.1\", secret = \"x\", coa_port = 0 }]",
        "servers[0].coa_port",
        "no port",
    ),
    (
        "servers = [{ name = \"a\", transport = \"tls\", address = \"192.0.2.1\" }]",
        "servers[0]",
        "table tls",
    ),
    (
        "servers = [{ name = \"a\", transport = \"tcp\", address = \"192.0.2.1\", secret = \"x\" }, { name = \"a\", transport = \"tcp\", address = \"192.0.2.1\", secret = \"x\" }]",
        "servers[1].name",
        "twice",
    ),
    ("pools = [{ name = \"home\", servers = [] }]", "pools[0].servers", "from 1 to 64"),
    (
        "pools = [{ name = \"home\", servers = [{ server = \"a\" }] }]",
        "pools[0].servers[0].server",
        "no server named \"a\"",
    ),
    (
        "pools = [{ name = \"home\", servers = [{ server = \"a\", weight = 17 }] }]\nservers = [{ name = \"a\", transport = \"tcp\", address = \"192.0.2.1\", secret = \"x\" }]",
        "pools[0].servers[0].weight",
        "from 1 to 16",
    ),
    (
        "pools = [{ name = \"home\", servers = [{ server = \"a\" }, { server = \"a\" }] }]\nservers = [{ name = \"a\", transport = \"tcp\", address = \"192.0.2.1\", secret = \"x\" }]",
        "pools[0].servers[1].server",
        "twice",
    ),
    // The ways back.
    (
        "coa = [{ operator_names = [\"1a.example\"], pool = \"nas\" }]",
        "coa[0].pool",
        "no pool named",
    ),
    (
        "coa = [{ operator_names = [\"1a.example\"], pool = \"p\" }]\npools = [{ name = \"p\", servers = [{ server = \"a\" }] }]\nservers = [{ name = \"a\", transport = \"udp\", address = \"192.0.2.1\", secret = \"x\", authentication_port = 1812 }]",
        "coa[0].pool",
        "coa_port",
    ),
];

/// What is put in the place of the listener.
const LISTENER_CASES: &[(&str, &str, &str)] = &[
    ("", "listeners", "from 1 to 256"),
    (
        r#"{ name = "a", transport = "udp", address = "127.0.0.1:2000" }"#,
        "listeners[0].accepts",
        "1812, 1813 or 3799",
    ),
    (
        r#"{ name = "a", transport = "udp", address = "127.0.0.1:2000", accepts = [] }"#,
        "listeners[0].accepts",
        "one kind",
    ),
    (
        r#"{ name = "a", transport = "udp", address = "127.0.0.1" }"#,
        "listeners[0].address",
        "socket address",
    ),
    (
        r#"{ name = "a", transport = "sctp", address = "127.0.0.1:1812" }"#,
        "listeners[0].transport",
        "unknown variant",
    ),
    (
        r#"{ name = "a", transport = "tls", address = "127.0.0.1:2083" }"#,
        "listeners[0]",
        "table tls",
    ),
    (
        r#"{ name = "a", transport = "tcp", address = "127.0.0.1:1812", tls = { certificate = "a", key = "b", client_ca = "c" } }"#,
        "listeners[0].tls",
        "only transport tls",
    ),
    (
        r#"{ name = "a", transport = "tls", address = "127.0.0.1:2083", tls = { certificate = "none.pem", key = "b", client_ca = "c" } }"#,
        "listeners[0].tls.certificate",
        "none.pem cannot be read",
    ),
    (
        r#"{ name = "a", transport = "tls", address = "127.0.0.1:2083", tls = { certificate = "radius.json", key = "b", client_ca = "c" } }"#,
        "listeners[0].tls.certificate",
        "no certificate in it",
    ),
    (
        r#"{ name = "a", transport = "tcp", address = "127.0.0.1:1812" }, { name = "a", transport = "tcp", address = "127.0.0.1:1813" }"#,
        "listeners[1].name",
        "twice",
    ),
    (
        r#"{ name = "a", transport = "tcp", address = "127.0.0.1:1812" }, { name = "b", transport = "tcp", address = "127.0.0.1:1812" }"#,
        "listeners[1].address",
        "twice",
    ),
];

/// What is put in the place of the client.
const CLIENT_CASES: &[(&str, &str, &str)] = &[
    ("", "clients", "from 1 to"),
    (r#"{ name = "a", networks = ["192.0.2.1"] }"#, "clients[0]", "secret_env is needed"),
    (r#"{ name = "a", secret = "x" }"#, "clients[0].networks", "give one or more"),
    (
        r#"{ name = "a", networks = ["192.0.2.1/24"], secret = "x" }"#,
        "clients[0].networks[0]",
        "192.0.2.0/24",
    ),
    (r#"{ name = "a", networks = ["192.0.2.1"], secret = "" }"#, "clients[0].secret", "empty"),
    (
        r#"{ name = "a", networks = ["192.0.2.1"], secret = "x", secret_env = "Y" }"#,
        "clients[0]",
        "only one of",
    ),
    (
        r#"{ name = "a", networks = ["192.0.2.1"], secret_env = "NOT_THERE" }"#,
        "clients[0].secret_env",
        "\"NOT_THERE\" is not set",
    ),
    (
        r#"{ name = "a", networks = ["192.0.2.1"], secret_file = "not.there" }"#,
        "clients[0].secret_file",
        "not.there cannot be read",
    ),
    (
        r#"{ name = "a", networks = ["192.0.2.1"], secret = "x", tags = ["a b"] }"#,
        "clients[0].tags[0]",
        "a tag is",
    ),
    (
        r#"{ name = "a", networks = ["192.0.2.1"], secret = "x", message_authenticator = "last" }"#,
        "clients[0].message_authenticator",
        "unknown variant",
    ),
    (
        r#"{ name = "a", networks = ["192.0.2.1"], secret = "x", flood = { nas = [] } }"#,
        "clients[0].flood.nas",
        "from 1 to",
    ),
    (
        r#"{ name = "a", networks = ["192.0.2.1"], secret = "x" }, { name = "b", networks = ["::ffff:192.0.2.1"], secret = "x" }"#,
        "clients[1].networks[0]",
        "\"192.0.2.1/32\" is there twice",
    ),
    (
        r#"{ name = "a", certificate = { san_dns = ["*"] } }"#,
        "clients[0].certificate.san_dns[0]",
        "leftmost label",
    ),
    (
        r#"{ name = "a", certificate = { ca = "none.pem" } }"#,
        "clients[0].certificate.ca",
        "none.pem cannot be read",
    ),
    (
        r#"{ name = "a", certificate = { subject = "x" } }"#,
        "clients[0].certificate.subject",
        "unknown field",
    ),
];

#[test]
fn each_error_names_its_element() {
    let place = Place::new();
    for (behind, path, reason) in CASES {
        assert_refused(&place, &format!("{behind}\n"), "", path, reason);
    }
    for (listeners, path, reason) in LISTENER_CASES {
        assert_refused(&place, &format!("listeners = [{listeners}]"), LISTENERS, path, reason);
    }
    for (clients, path, reason) in CLIENT_CASES {
        assert_refused(&place, &format!("clients = [{clients}]"), CLIENTS, path, reason);
    }
}

/// Refuses a text in the place of `old`, or behind everything.
fn assert_refused(place: &Place, new: &str, old: &str, path: &str, reason: &str) {
    let document = match old {
        "" => format!("{}{new}", minimal()),
        old => minimal().replace(old, new),
    };
    let error = place.resolve(&document).expect_err(new);
    assert_eq!(error.path, path, "{error} in {new}");
    assert!(error.to_string().contains(reason), "{error} in {new}");
}

#[test]
fn a_module_must_be_there_with_its_configuration() {
    let place = Place::new();
    for (old, new, path) in [
        ("module.wasm", "other.wasm", "module.path"),
        ("module.wasm", "radius.json", "module.path"),
        ("radius.json", "other.json", "module.configuration"),
        ("configuration =", "call_limit_ms = 0, configuration =", "module.call_limit_ms"),
        ("configuration =", "memory_limit_mib = 5000, configuration =", "module.memory_limit_mib"),
        (
            "configuration =",
            "quarantine = { failures = 0 }, configuration =",
            "module.quarantine.failures",
        ),
    ] {
        let error = place.resolve(&minimal().replace(old, new)).unwrap_err();
        assert_eq!(error.path, path, "{error}");
    }
}
