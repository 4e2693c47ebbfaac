//! The built modules under wasmtime.

#[path = "../support/mod.rs"]
mod support;

mod hostile;
mod identity;
mod legs;
mod realm;
mod redirect;
mod refusals;
mod replay;
mod statuses;

use std::collections::BTreeSet;

use host_tests::mint::Mint;
use host_tests::project_root;
use realm::{NOW, Realm, SPNEGO, response};
use serde_json::json;
use support::{Request, Shared, Vm, value};
use wasmparser::{Parser, Payload};

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
    assert!(modules >= 2, "`make wasm` leaves the modules in dist/");
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
fn the_keytab_is_found_in_the_environment_of_the_vm() {
    let config = r#"{"keytab_env": "SPNEGO_KEYTAB"}"#;
    let shared = Shared::at(NOW).with_environment("SPNEGO_KEYTAB", &Mint::new().keytab());
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

#[test]
fn a_keytab_without_a_permitted_key_is_refused_with_what_it_has() {
    let config = json!({ "keytab": Mint::new().keytab(), "service_principals": ["imap/*"] });
    let refused = Vm::start(&SPNEGO, &Shared::at(NOW), &config.to_string()).err().unwrap();
    assert!(refused.contains("HTTP/localhost@MINT.TEST"), "{refused}");
}

#[test]
fn a_request_without_a_token_is_challenged_with_one_line() {
    let mut realm = Realm::new(json!({}));
    let exchange = realm.vm.exchange(Request::get("/"), response(200));
    assert!(!exchange.passed);
    assert_eq!(exchange.status(), b"401");
    assert_eq!(exchange.challenges(), ["Negotiate"]);
    assert_eq!(exchange.details(), "spnego_no_token");
    assert!(exchange.local.unwrap().body.is_empty());
    assert_eq!(realm.metric("spnego.challenged.no_token"), 1);
}

#[test]
fn a_preflight_request_passes_stripped() {
    let request = Request::default()
        .header(":method", "OPTIONS")
        .header("origin", "https://app.test")
        .header("access-control-request-method", "PUT")
        .header("x_auth_principal", "root@EVIL.TEST");
    let exchange = Realm::new(json!({})).vm.exchange(request, response(200));
    assert!(exchange.passed);
    assert_eq!(value(&exchange.request, "x_auth_principal"), None);
}

#[test]
fn a_route_whose_settings_cannot_be_read_is_closed() {
    let path = "xds.route_metadata.filter_metadata.spnego";
    let mut realm = Realm::new(json!({ "mode": "off" }));
    // One pair is announced, and none follows.
    let request = Request::get("/").property(path, b"\x01\x00\x00\x00");
    let exchange = realm.vm.exchange(request, response(200));
    assert_eq!(exchange.status(), b"503");
    assert_eq!(exchange.details(), "spnego_route_misconfigured");
    assert_eq!(realm.metric("spnego.unavailable.route_misconfigured"), 1);
    assert!(realm.vm.log().contains("route metadata"), "{}", realm.vm.log());
}
