//! What happens when a VM crashes. Nothing known makes the module crash, so a copy of it is given
//! a callback that traps: a request with a body ends its VM.

use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use host_tests::mint::Mint;
use host_tests::{Connection, Envoy, EnvoyPorts, SpnegoConfig, Upstream, module, scratch};
use wasmparser::{ExternalKind, Operator, Parser, Payload, Validator};

const CALLBACK: &str = "proxy_on_request_body";
const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;

/// How long Envoy may take to build the VM again; it waits a second before it tries.
const RELOAD_LIMIT: Duration = Duration::from_secs(30);

#[test]
fn a_crashed_vm_is_built_again_is_closed_until_then_and_the_replay_cache_survives() {
    let upstream = Upstream::start().unwrap();
    let ports = EnvoyPorts::free(upstream.port()).unwrap();
    let mut mint = Mint::new();
    let directory = scratch("module").unwrap();
    let trapping = directory.path().join("trapping.wasm");
    write_trapping_module(&trapping);
    let config = SpnegoConfig::new(ports, &mint.keytab()).module(&trapping).text();
    let envoy = Envoy::start(&config, ports, 1, &[]).unwrap();
    let get = |header: &str| {
        Connection::open(ports.listener).unwrap().authorized("/", header).unwrap().status()
    };
    let seen = mint.fresh_header();
    assert_eq!(get(&seen), 200);

    let header = mint.fresh_header();
    let authorized = [("authorization", header.as_bytes())];
    let mut connection = Connection::open(ports.listener).unwrap();
    let crashing = connection.request("POST", "/", &authorized, b"body").unwrap();
    assert_eq!(crashing.status(), 503);
    assert_eq!(get(&mint.fresh_header()), 503);
    // Besides the first, at most the head of the one that crashed.
    assert!(upstream.requests() <= 2);

    let deadline = Instant::now() + RELOAD_LIMIT;
    let status = loop {
        match get(&seen) {
            503 if Instant::now() < deadline => sleep(Duration::from_millis(100)),
            status => break status,
        }
    };
    assert_eq!(status, 401, "{}", envoy.log());
    envoy.wait_for_stat("wasmcustom.spnego.rejected.replay", 1).unwrap();
    assert_eq!(get(&mint.fresh_header()), 200);
    assert_eq!(envoy.stat("wasm.spnego.vm_reload_success").unwrap(), 1);
}

fn write_trapping_module(file: &Path) {
    let mut wasm = std::fs::read(module("spnego_filter")).unwrap();
    let (start, end) = first_plain_instruction(&wasm);
    // What follows an `unreachable` may have any type, so the rest of the function stays valid.
    wasm[start] = UNREACHABLE;
    wasm[start + 1..end].fill(NOP);
    Validator::new().validate_all(&wasm).unwrap();
    std::fs::write(file, wasm).unwrap();
}

/// Where the first instruction of the callback is that opens no block.
fn first_plain_instruction(wasm: &[u8]) -> (usize, usize) {
    let (mut imported, mut wanted, mut body) = (0, None, 0);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.unwrap() {
            Payload::ImportSection(section) => {
                imported = u32::try_from(section.into_imports().count()).unwrap();
            }
            Payload::ExportSection(section) => {
                let exports = section.into_iter().map(Result::unwrap);
                let is_callback = |export: &wasmparser::Export<'_>| {
                    export.name == CALLBACK && export.kind == ExternalKind::Func
                };
                wanted = exports.into_iter().find(is_callback).map(|export| export.index);
            }
            Payload::CodeSectionEntry(entry) => {
                if Some(imported + body) == wanted {
                    return plain_instruction(&entry);
                }
                body += 1;
            }
            _ => {}
        }
    }
    panic!("the module does not export {CALLBACK}");
}

fn plain_instruction(body: &wasmparser::FunctionBody<'_>) -> (usize, usize) {
    let mut operators = body.get_operators_reader().unwrap();
    loop {
        let start = operators.original_position();
        let operator = operators.read().unwrap();
        if !matches!(operator, Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. })
        {
            let end = operators.original_position();
            return (usize::try_from(start).unwrap(), usize::try_from(end).unwrap());
        }
    }
}
