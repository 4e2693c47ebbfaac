//! The built modules under wasmtime.

mod support;

use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::time::Duration;

use host_tests::{module, project_root};
use support::{Compiled, Headers, Request, Shared, Vm, value};
use wasmparser::{Parser, Payload};

/// An instant in 2026.
const NOW: Duration = Duration::from_secs(1_790_000_000);

/// A configuration with a keytab in it that has no entry.
const CONFIG: &str = r#"{"keytab": "BQI="}"#;

static SPNEGO: LazyLock<Compiled> =
    LazyLock::new(|| Compiled::new(&std::fs::read(module("spnego_filter")).unwrap()));

fn spnego(config: &str) -> Vm {
    Vm::start(&SPNEGO, &Shared::at(NOW), config).unwrap()
}

fn ok() -> Headers {
    vec![(b":status".to_vec(), b"200".to_vec())]
}

#[test]
fn every_module_imports_proxy_functions_and_three_of_wasi_alone() {
    let wasi = ["environ_get", "environ_sizes_get", "random_get"];
    let mut modules = 0;
    for file in std::fs::read_dir(project_root().join("dist")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "wasm") {
            continue;
        }
        modules += 1;
        let wasm = std::fs::read(&path).unwrap();
        let foreign: BTreeSet<String> = imports(&wasm)
            .into_iter()
            .filter(|(from, name)| match from.as_str() {
                "env" => !name.starts_with("proxy_"),
                "wasi_snapshot_preview1" => !wasi.contains(&name.as_str()),
                _ => true,
            })
            .map(|(from, name)| format!("{from}.{name}"))
            .collect();
        assert_eq!(foreign, BTreeSet::new(), "{}", path.display());
    }
    assert!(modules >= 1, "`make wasm` leaves the modules in dist/");
}

fn imports(wasm: &[u8]) -> Vec<(String, String)> {
    let mut imports = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(section) = payload.unwrap() {
            for import in section.into_imports() {
                let import = import.unwrap();
                imports.push((import.module.to_owned(), import.name.to_owned()));
            }
        }
    }
    imports
}

#[test]
fn a_request_without_a_token_is_challenged() {
    let exchange = spnego(CONFIG).exchange(Request::get("/"), ok());
    assert!(!exchange.passed);
    assert_eq!(exchange.status(), b"401");
    assert_eq!(value(&exchange.response, "www-authenticate"), Some(&b"Negotiate"[..]));
    let local = exchange.local.unwrap();
    assert_eq!(local.status_code_details.as_ref(), b"spnego_no_token");
    assert!(local.body.is_empty());
}

#[test]
fn in_optional_mode_a_request_without_a_token_passes_without_identity() {
    let request = Request::get("/").header("x-auth-principal", "root@EVIL.TEST");
    let mut vm = spnego(r#"{"keytab": "BQI=", "mode": "optional"}"#);
    let exchange = vm.exchange(request, ok());
    assert!(exchange.passed);
    assert_eq!(value(&exchange.request, "x-auth-principal"), None);
}

#[test]
fn identity_headers_of_the_client_go_in_every_spelling_and_other_headers_stay() {
    let request = Request::get("/")
        .header("x-auth-principal", "a")
        .header("x_auth_principal", "b")
        .header("X-AUTH_realm", "c")
        .header("x.auth.groups", "d")
        .header("x-auth-principal", "e")
        .header("x-auth", "kept")
        .header("x-not-utf-8", b"\xff\xfe");
    let mut vm = spnego(r#"{"keytab": "BQI=", "mode": "off"}"#);
    let exchange = vm.exchange(request, ok());
    assert!(exchange.passed);
    let names = exchange.request.iter().map(|(name, _)| String::from_utf8_lossy(name).into_owned());
    assert_eq!(
        names.collect::<Vec<_>>(),
        [":method", ":path", ":authority", ":scheme", "x-auth", "x-not-utf-8"]
    );
}

#[test]
fn a_preflight_request_passes_stripped() {
    let request = Request::default()
        .header(":method", "OPTIONS")
        .header("origin", "https://app.test")
        .header("access-control-request-method", "PUT")
        .header("x_auth_principal", "root@EVIL.TEST");
    let exchange = spnego(CONFIG).exchange(request, ok());
    assert!(exchange.passed);
    assert_eq!(value(&exchange.request, "x_auth_principal"), None);
}

#[test]
fn a_route_whose_settings_cannot_be_read_is_closed() {
    let path = "xds.route_metadata.filter_metadata.spnego";
    let request = Request::get("/").property(path, b"\x01\x00\x00\x00");
    let mut vm = spnego(r#"{"keytab": "BQI=", "mode": "off"}"#);
    let exchange = vm.exchange(request, ok());
    assert_eq!(exchange.status(), b"503");
    assert!(vm.log().contains("route metadata"), "{}", vm.log());
}

#[test]
fn header_values_that_are_not_utf_8_do_not_stop_the_module() {
    let mut vm = spnego(CONFIG);
    for octets in [&b"\xff"[..], b"Negotiate \xff\xff", b"\x00", b"Negotiate", b"Negotiate =", b""]
    {
        let request = Request::get("/").header("authorization", octets);
        assert_eq!(vm.exchange(request, ok()).status(), b"401", "{octets:?}");
    }
}

#[test]
fn the_keytab_is_found_in_the_environment_of_the_vm() {
    let config = r#"{"keytab_env": "SPNEGO_KEYTAB"}"#;
    let shared = Shared::at(NOW).with_environment("SPNEGO_KEYTAB", "BQI=");
    assert!(Vm::start(&SPNEGO, &shared, config).is_ok());
    let refused = Vm::start(&SPNEGO, &Shared::at(NOW), config).err().unwrap();
    assert!(refused.contains("$.keytab_env"), "{refused}");
}

#[test]
fn a_refused_configuration_is_logged_with_its_json_path() {
    let config = r#"{"keytab": "BQI=", "anonymous": {"realms": [1]}}"#;
    let refused = Vm::start(&SPNEGO, &Shared::at(NOW), config).err().unwrap();
    assert!(refused.contains("configuration at $.anonymous.realms[0]: "), "{refused}");
}
