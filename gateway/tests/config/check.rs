//! What `check` says of a configuration.

use gateway::check::Report;
use gateway::config::ConfigError;

use crate::fixture::{Place, dns, minimal};

const EXAMPLE: &str = include_str!("../../examples/gateway.toml");
const MODULE: &str = include_str!("../../examples/radius.json");
const REPORT: &str = include_str!("../../examples/check.txt");

const POOLS: &str = r#"
servers = [{ name = "a", transport = "tcp", address = "192.0.2.1", secret = "a secret of 16 octets" },
           { name = "b", transport = "udp", address = "192.0.2.2", authentication_port = 1812, secret = "a secret of 16 octets" }]
pools = [{ name = "home", servers = [{ server = "a" }] }, { name = "half", servers = [{ server = "b" }] }]
"#;

fn report(toml: &str, module: &str) -> Result<Report, ConfigError> {
    let place = Place::new();
    place.write("radius.json", module.as_bytes());
    Report::new(place.resolve(toml)?)
}

fn of_module(module: &str) -> Result<Report, ConfigError> {
    report(&format!("{}{POOLS}", minimal()), module)
}

/// The directory that the example is written for.
fn example() -> Place {
    let place = Place::new();
    std::fs::create_dir_all(place.path("tls")).unwrap();
    std::fs::create_dir_all(place.path("secrets")).unwrap();
    let federation = place.authority("tls/federation");
    place.certificate("tls/gateway", &federation, "x", &[dns("gateway.visited.example")]);
    place.write("radius_filter.wasm", b"\0asm\x01\0\0\0");
    place.write("radius.json", MODULE.as_bytes());
    place.write("secrets/access-points", b"a secret of 16 octets\n");
    place.write("secrets/home", b"another secret of 16 octets\n");
    place
}

#[test]
fn the_example_is_what_the_report_beside_it_says() {
    let place = example();
    // The variable that there is in these tests.
    let toml = EXAMPLE.replace("OLD_SWITCH_SECRET", "RADIUS_SECRET");
    let report = Report::new(place.resolve(&toml).unwrap()).unwrap().to_string();
    let directory = place.path("").display().to_string();
    let report = report.replace(&directory, "/etc/edgewarden/");
    let actual = std::env::temp_dir().join("edgewarden-check.txt");
    if report != REPORT {
        std::fs::write(&actual, &report).unwrap();
    }
    assert_eq!(report, REPORT, "the report that was made is in {}", actual.display());
}

#[test]
fn the_configuration_of_the_module_is_checked_with_its_path() {
    for (module, reason) in [
        ("", "EOF"),
        ("{}", "missing field `pools`"),
        ("{\"pools\": {}} {}", "trailing"),
        (r#"{"pools": {"nowhere": {}}}"#, "at pools.nowhere: the gateway has no pool"),
        (r#"{"pools": {"home": {"clusters": "x"}}}"#, "at pools.home"),
        (
            r#"{"pools": {"home": {}}, "routing": {"routes": [{"match": "default", "pool": "h"}]}}"#,
            "at routing.routes[0].pool",
        ),
        (
            r#"{"pools": {}, "policy": {"requests": [{"name": "a", "match": "always", "actions": [{"accept": {}}]}]}}"#,
            "at policy.requests[0].actions[0]",
        ),
    ] {
        let error = of_module(module).unwrap_err();
        assert_eq!(error.path, "module.configuration", "{error}");
        assert!(error.to_string().contains("radius.json"), "{error}");
        assert!(error.to_string().contains(reason), "{error} without {reason}");
    }
}

#[test]
fn what_may_not_be_meant_is_worth_a_warning() {
    let module = r#"{"pools": {"half": {}}, "routing": {"routes": [
        {"match": {"realm": "a.example"}, "pool": "half"},
        {"match": "no_realm", "reject": {}}]}}"#;
    let report = of_module(module).unwrap();
    let warnings: Vec<String> = report.warnings().iter().map(ToString::to_string).collect();
    for expected in [
        "pools[1]: it takes authentication but no accounting",
        "routing.routes[0]: no server of pool \"half\" takes Accounting-Requests",
        "routing.routes[1]: it has no accounting_pool",
        "the module does not know the pool \"home\"",
        "there is no default route",
        "proxy_stop.status_type: some home servers",
    ] {
        let found = warnings.iter().filter(|warning| warning.contains(expected));
        assert_eq!(found.count(), 1, "{expected} in {warnings:#?}");
    }
    let whole = r#"{"pools": {"home": {}, "half": {}}, "routing": {"routes": [
        {"match": "default", "access_pool": "half", "accounting_pool": "home"}]}}"#;
    let report = of_module(whole).unwrap();
    let left: Vec<_> = report.warnings().iter().map(|it| it.path.as_str()).collect();
    assert_eq!(left, ["pools[1]", "proxy_stop.status_type"]);
}

#[test]
fn listeners_and_clients_that_miss_each_other_are_worth_a_warning() {
    let place = Place::new();
    let ours = place.authority("ours");
    place.certificate("gw", &ours, "gateway", &[]);
    place.write("radius.json", br#"{"pools": {}}"#);
    let warnings = |toml: &str| {
        let report = Report::new(place.resolve(toml).unwrap()).unwrap();
        report.warnings().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let tls = r#"listeners = [{ name = "a", transport = "tls", address = "[::]:2083", tls = { certificate = "gw.pem", key = "gw.key", client_ca = "ours.pem" } }]"#;
    let found = warnings(&minimal().replace(crate::fixture::LISTENERS, tls));
    assert!(found.contains("listeners[0]: no client has `certificate`"), "{found}");
    assert!(found.contains("clients[0]: there is no UDP or TCP listener"), "{found}");
    let certified = r#"clients = [{ name = "a", certificate = {}, coa = true }]"#;
    let found = warnings(&minimal().replace(crate::fixture::CLIENTS, certified));
    assert!(found.contains("listeners[0]: every client has `certificate`"), "{found}");
    assert!(found.contains("clients[0]: there is no TLS listener"), "{found}");
    assert!(found.contains("clients[0].coa: there is no way back"), "{found}");
    let changes = r#"listeners = [{ name = "a", transport = "udp", address = "[::]:3799" }]"#;
    let found = warnings(&minimal().replace(crate::fixture::LISTENERS, changes));
    assert!(found.contains("listeners[0]: no client has `coa = true`"), "{found}");
}

#[test]
fn an_own_certificate_that_ends_is_worth_a_warning() {
    let place = example();
    let toml = EXAMPLE.replace("OLD_SWITCH_SECRET", "RADIUS_SECRET");
    let end = std::time::Duration::from_secs(70_000_000_000);
    let late = place.resolve_at(&toml, end).unwrap();
    let paths: Vec<&str> = late.warnings.iter().map(|it| it.path.as_str()).collect();
    assert!(paths.contains(&"listeners[4].tls.certificate"), "{paths:?}");
    assert!(paths.contains(&"servers[2].tls.certificate"), "{paths:?}");
}

#[test]
fn the_report_holds_no_secret() {
    let place = example();
    let toml = EXAMPLE.replace("OLD_SWITCH_SECRET", "RADIUS_SECRET");
    let report = Report::new(place.resolve(&toml).unwrap()).unwrap();
    let texts = format!("{report} {report:?}");
    assert!(!texts.contains("of 16 octets") && !texts.contains("canary"), "{texts}");
}
