//! The built module in wasmtime, through the callbacks that a proxy makes for a request, beside the
//! native acceptor of MIT Kerberos.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use host_tests::bench::{Aim, Report, Samples, processor_time};
use host_tests::{Result, module};
use kerberos::crypto::EncryptionType;
use proxy_wasm_host::abi::v0_2_1::types::{Action, LogLevel, MapType, Status};
use proxy_wasm_host::abi::v0_2_1::{
    Access, Callback, ContextId, Guest, GuestError, Host, InMemoryStore, InMemoryStoreLimits,
    Invocation, LocalResponse, LogContext, LogSink, PluginConfig, Started, StreamKind, StreamState,
    VmServices,
};
use proxy_wasm_host::{Engine, HeaderMap, Limits, Module, VecHeaderMap};

use crate::mint::{Mint, Tickets, authorization};
use crate::mit::{Mit, ReplayCache};

/// Timed tokens of one round.
const TOKENS: usize = 1000;
const UNTIMED: usize = 100;
const ROUNDS: usize = 15;

/// The buckets of the replay cache and its record, which is one more than the default.
const SHARED_KEYS: usize = kerberos::replay::BUCKETS as usize + 1;

/// Adds the module with known and with new tickets, and the part of it that is not the accept.
pub fn run(report: &mut Report) -> Result<()> {
    let mut mint = Mint::new();
    let mit = Mit::new(mint.keytab())?;
    let wasm = std::fs::read(module("spnego_filter"))?;
    let keytab = STANDARD.encode(&*mint.keytab().encode().unwrap());
    let mut plugin = Plugin::start(&wasm, &format!(r#"{{"keytab": "{keytab}"}}"#));
    let mut off = Plugin::start(&wasm, &format!(r#"{{"keytab": "{keytab}", "mode": "off"}}"#));
    let encryption_type = EncryptionType::Aes256CtsHmacSha1;
    for tickets in [Tickets::Warm, Tickets::Cold] {
        let [mut ours, mut switched_off, mut peer] = [(); 3].map(|()| Samples::default());
        for _ in 0..ROUNDS {
            let tokens = mint.tokens(encryption_type, tickets, UNTIMED + TOKENS);
            let (untimed, timed) = tokens.split_at(UNTIMED);
            peer.push(mit.time(&tokens, UNTIMED, ReplayCache::File)?);
            plugin.time(untimed);
            ours.push(plugin.time(timed));
            switched_off.push(off.time(timed));
        }
        let bench = format!("wasmtime.{}.etype18", tickets.name());
        let aim = (tickets == Tickets::Warm).then_some(Aim::Ratio(1.0));
        let peer = ("MIT gss_accept_sec_context, native, its replay cache", &peer);
        report.compare(&bench, "CPU per request", "us", &ours, peer, aim);
        if tickets == Tickets::Warm {
            let bench = "wasmtime.mode_off";
            report.state(bench, "CPU per request", "us", switched_off.median(), None);
        }
    }
    Ok(())
}

/// One VM with one plugin.
struct Plugin {
    guest: Guest,
    root: ContextId,
}

impl Plugin {
    fn start(wasm: &[u8], config: &str) -> Self {
        let engine = Engine::new().unwrap();
        let module = Module::new(&engine, wasm).unwrap();
        let host = Host::new(&engine).unwrap();
        let limits = InMemoryStoreLimits::new().with_keys(SHARED_KEYS);
        let store = InMemoryStore::new().with_limits(limits);
        let services = VmServices::new(Arc::new(Silent)).with_shared(Arc::new(store));
        let limits = Limits::default().with_cpu_time(Duration::from_secs(60));
        let mut guest = Guest::new(&host, &module, services, &limits).unwrap();
        let plugin = PluginConfig::new().with_name("bench").with_configuration(config);
        match guest.start(plugin).unwrap() {
            Started::Serving(root) => Self { guest, root },
            Started::Refused { .. } => panic!("the module refuses its configuration"),
        }
    }

    /// One request with each token; microseconds of processor time for each.
    fn time(&mut self, tokens: &[Vec<u8>]) -> f64 {
        // The headers are the host's affair, so that their making is not timed.
        let requests: Vec<Stream> = tokens.iter().map(|token| Stream::with(token)).collect();
        let start = processor_time();
        for request in requests {
            self.request(request);
        }
        (processor_time() - start).as_secs_f64() * 1e6 / tokens.len() as f64
    }

    fn request(&mut self, stream: Stream) {
        let root = self.root;
        let (action, stream) = self.guest.with(stream, |scope| {
            let context = scope.on_context_create(Some(root))?;
            scope.expect_stream_kind(context, StreamKind::Http)?;
            let lines = u32::try_from(scope.stream().request.len()).unwrap();
            let action = scope.on_request_headers(context, lines, true)?;
            scope.on_response_headers(context, 1, true)?;
            scope.on_done(context)?;
            scope.on_log(context)?;
            scope.on_delete(context)?;
            Ok::<_, GuestError>(action)
        });
        assert!(action.unwrap() == Action::Continue && !stream.answered, "a token was refused");
    }
}

/// The state of one stream that the guest reads and writes.
struct Stream {
    request: VecHeaderMap,
    response: VecHeaderMap,
    answered: bool,
}

impl Stream {
    fn with(token: &[u8]) -> Self {
        let authorization = authorization(token);
        let request = [
            (":method", "GET"),
            (":path", "/"),
            (":authority", "localhost"),
            (":scheme", "http"),
            ("user-agent", "bench"),
            ("accept", "*/*"),
            ("authorization", &authorization),
        ];
        let owned =
            |(name, value): &(&str, &str)| (name.as_bytes().into(), value.as_bytes().into());
        let request: Vec<(Vec<u8>, Vec<u8>)> = request.iter().map(owned).collect();
        let response = vec![(b":status".to_vec(), b"200".to_vec())];
        Self { request: request.into(), response: response.into(), answered: false }
    }
}

impl StreamState for Stream {
    fn header_map(
        &mut self,
        call: Invocation,
        _: Access,
        map: MapType,
    ) -> std::result::Result<&mut dyn HeaderMap, Status> {
        match (map, call.callback) {
            (MapType::HttpRequestHeaders, _) => Ok(&mut self.request),
            (MapType::HttpResponseHeaders, Some(Callback::ResponseHeaders | Callback::Log)) => {
                Ok(&mut self.response)
            }
            _ => Err(Status::BadArgument),
        }
    }

    fn property(
        &mut self,
        _: Invocation,
        path: &[&[u8]],
        out: &mut Vec<u8>,
    ) -> std::result::Result<(), Status> {
        let value: &[u8] = match path {
            [b"connection", b"id"] => &[7, 0, 0, 0, 0, 0, 0, 0],
            [b"request", b"protocol"] => b"HTTP/1.1",
            _ => return Err(Status::NotFound),
        };
        out.extend_from_slice(value);
        Ok(())
    }

    fn send_local_response(
        &mut self,
        _: Invocation,
        _: LocalResponse<'_>,
    ) -> std::result::Result<(), Status> {
        self.answered = true;
        Ok(())
    }
}

struct Silent;

impl LogSink for Silent {
    fn log(&self, _: LogContext<'_>, _: LogLevel, _: &[u8]) {}
}
