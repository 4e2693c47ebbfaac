//! The configuration of the gateway as an operator writes it, and what is decided by it alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs,
    reason = "tests"
)]

mod check;
mod clients;
mod coa;
mod fixture;
mod readme;
mod reasons;
mod refused;
mod secrets;
mod servers;
mod systemd;
mod tls;

use fixture::{Place, minimal};
use gateway::config::{Config, LogFormat};
use radius::monitor::AccountingMode;
use radius::packet::Code;

#[test]
fn what_is_not_written_has_the_documented_default() {
    let place = Place::new();
    let resolved = place.resolve(&minimal()).unwrap();
    assert!(resolved.process.workers >= 1);
    assert_eq!(resolved.process.operation.to_string(), "127.0.0.1:9812");
    assert_eq!(resolved.process.proxy_tag, None);
    assert_eq!(resolved.process.log, "info");
    assert_eq!(resolved.process.log_format, LogFormat::Text);
    assert_eq!(resolved.module.call_limit.as_millis(), 50);
    assert_eq!(resolved.module.memory_limit, 32 << 20);
    assert_eq!(resolved.module.quarantine.failures, 10);
    assert_eq!(resolved.module.quarantine.window.as_secs(), 60);
    assert_eq!(resolved.accounting.mode, AccountingMode::Journal);
    assert_eq!(resolved.accounting.journal.directory, place.path("journal"));
    assert_eq!(resolved.accounting.journal.max_octets, 1 << 30);
    assert!(resolved.proxy_stop.enabled);
    assert_eq!((resolved.proxy_stop.status_type, resolved.proxy_stop.attempts), (6, 10));
    assert_eq!(resolved.flood.rate_per_minute, 60);
    assert!(resolved.coa.configs().is_empty());
}

#[test]
fn a_listener_takes_what_its_port_is_for() {
    let place = Place::new();
    for (listener, taken) in [
        (r#"transport = "udp", address = "127.0.0.1:1812""#, [true, false, false]),
        (r#"transport = "udp", address = "[::1]:1813""#, [false, true, false]),
        (r#"transport = "udp", address = "0.0.0.0:3799""#, [false, false, true]),
        (r#"transport = "tcp", address = "127.0.0.1:2000""#, [true, true, true]),
        (
            r#"transport = "udp", address = "127.0.0.1:0", accepts = ["coa", "access"]"#,
            [true, false, true],
        ),
    ] {
        let line = format!("listeners = [{{ name = \"it\", {listener} }}]");
        let resolved = place.resolve(&minimal().replace(fixture::LISTENERS, &line)).unwrap();
        let accepts = resolved.listeners[0].accepts;
        let codes = [Code::ACCESS_REQUEST, Code::ACCOUNTING_REQUEST, Code::COA_REQUEST];
        assert_eq!(codes.map(|code| accepts.takes(code)), taken, "{listener}");
        assert_eq!(accepts.takes(Code::DISCONNECT_REQUEST), taken[2]);
        assert!(accepts.takes(Code::STATUS_SERVER) && !accepts.takes(Code::ACCESS_ACCEPT));
    }
}

#[test]
fn a_file_that_is_loaded_has_its_paths_relative_to_it() {
    let place = Place::new();
    std::fs::write(place.path("gateway.toml"), minimal()).unwrap();
    let resolved =
        gateway::config::Resolved::load(&place.path("gateway.toml"), fixture::NOW).unwrap();
    assert_eq!(resolved.module.path, place.path("module.wasm"));
    let missing = place.path("other.toml");
    let error = gateway::config::Resolved::load(&missing, fixture::NOW).unwrap_err();
    assert!(error.to_string().contains("other.toml cannot be read"), "{error}");
}

#[test]
fn a_document_that_is_no_toml_is_refused_with_its_line() {
    let error = Config::parse("[gateway]\nworkers = = 2\n").unwrap_err();
    assert!(error.to_string().starts_with("line 2: "), "{error}");
}
