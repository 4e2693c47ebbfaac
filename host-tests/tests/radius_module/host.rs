//! A small host: it implements the foreign functions of the gateway, and writes down what it is
//! told.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use host_tests::module;
use proxy_wasm_host::abi::v0_2_1::types::{Action, BufferType, LogLevel, Status};
use proxy_wasm_host::abi::v0_2_1::{
    Access, Clock, ContextId, ForeignCall, Guest, GuestError, Host, Invocation, LogContext,
    LogSink, PluginConfig, StreamKind, StreamState, VmServices,
};
use proxy_wasm_host::{Buffer, Engine, Limits, Module};
use radius::radius11::Packet;
use serde_json::Value;

use crate::store::Store;

/// An instant in 2026: the time of every test, unless it sets another.
pub const NOW: Duration = Duration::from_secs(1_795_366_800);

static COMPILED: LazyLock<(Host, Module)> = LazyLock::new(|| {
    let engine = Engine::new().unwrap();
    let wasm = std::fs::read(module("radius_filter")).unwrap();
    (Host::new(&engine).unwrap(), Module::new(&engine, &wasm).unwrap())
});

/// One VM with one plugin.
pub struct Vm {
    guest: Guest,
    root: ContextId,
    log: Arc<Log>,
    store: Arc<Store>,
    clock: Arc<StillClock>,
}

/// What a module has said about one packet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Whether the packet goes on.
    pub passed: bool,
    /// The packet as the module left it.
    pub octets: Vec<u8>,
    /// The names of the foreign functions and their fields.
    pub calls: Vec<(String, Vec<Vec<u8>>)>,
}

/// One transaction, from the request to the reply.
pub struct Exchange {
    pub request: Said,
    pub reply: Option<Said>,
}

impl Vm {
    /// Starts a VM as the gateway does; the error is what the module logged when it refused.
    pub fn start(config: &Value) -> Result<Self, String> {
        Self::start_with(&config.to_string(), &[("abi", b"1"), ("proxy_tag", b"our mark")])
    }

    /// Starts a VM whose root context has these properties.
    pub fn start_with(config: &str, properties: &[(&'static str, &[u8])]) -> Result<Self, String> {
        let log = Arc::new(Log::default());
        let store = Arc::new(Store::default());
        let clock = Arc::new(StillClock(AtomicU64::new(0)));
        let services = VmServices::new(log.clone())
            .with_clock(clock.clone())
            .with_shared(store.clone())
            .with_vm_id("edgewarden");
        // A busy machine must not look like a looping module.
        let limits = Limits::default().with_cpu_time(Duration::from_secs(20));
        let mut guest = Guest::new(&COMPILED.0, &COMPILED.1, services, &limits).unwrap();
        let plugin = PluginConfig::new().with_name("radius").with_configuration(config);
        let properties = properties.iter().map(|(name, value)| (*name, value.to_vec())).collect();
        let stream = Stream { properties, ..Stream::default() };
        let (started, _) = guest.with(stream, |scope| {
            let root = scope.on_context_create(None)?;
            let serves = scope.on_vm_start(root)? && scope.on_configure(root, plugin)?;
            Ok::<_, GuestError>(serves.then_some(root))
        });
        let root = started.unwrap().ok_or_else(|| log.text())?;
        clock.set(NOW);
        Ok(Self { guest, root, log, store, clock })
    }

    /// Takes a request of `client` through the module, and the reply if it goes on.
    pub fn exchange(
        &mut self,
        client: &[u8],
        request: &Packet,
        reply: Option<&Packet>,
    ) -> Exchange {
        let octets = |packet: &Packet| packet.encode().unwrap();
        self.run(client, &octets(request), reply.map(octets))
    }

    /// As [`exchange`](Self::exchange), with octets that need not be packets.
    pub fn run(&mut self, client: &[u8], request: &[u8], reply: Option<Vec<u8>>) -> Exchange {
        let root = self.root;
        let properties = [("client", client.to_vec())].into();
        let stream = Stream { downstream: request.to_vec(), properties, ..Stream::default() };
        let (result, _) = self.guest.with(stream, |scope| {
            let context = scope.on_context_create(Some(root))?;
            scope.expect_stream_kind(context, StreamKind::Tcp)?;
            assert_eq!(scope.on_new_connection(context)?, Action::Continue);
            let length = u32::try_from(scope.stream().downstream.len()).unwrap();
            let action = scope.on_downstream_data(context, length, false)?;
            let stream = scope.stream_mut();
            let calls = core::mem::take(&mut stream.calls);
            let passed = action == Action::Continue;
            let request = Said { passed, octets: stream.downstream.clone(), calls };
            let mut said = None;
            if let Some(reply) = reply.filter(|_| passed) {
                let length = u32::try_from(reply.len()).unwrap();
                scope.stream_mut().upstream = reply;
                let action = scope.on_upstream_data(context, length, false)?;
                let stream = scope.stream_mut();
                let calls = core::mem::take(&mut stream.calls);
                let octets = stream.upstream.clone();
                said = Some(Said { passed: action == Action::Continue, octets, calls });
            }
            scope.on_done(context)?;
            scope.on_log(context)?;
            scope.on_delete(context)?;
            Ok::<_, GuestError>(Exchange { request, reply: said })
        });
        result.unwrap()
    }

    pub fn set_time(&self, now: Duration) {
        self.clock.set(now);
    }

    pub fn metric(&self, name: &str) -> u64 {
        self.store.metric(name)
    }

    /// Everything the module has logged.
    pub fn log(&self) -> String {
        self.log.text()
    }
}

impl Said {
    /// The packet as the module left it.
    pub fn packet(&self) -> Packet {
        Packet::parse(&self.octets).unwrap()
    }

    /// The fields of the one call of this function.
    pub fn call(&self, function: &str) -> Vec<&[u8]> {
        let mut found = self.calls.iter().filter(|(name, _)| name == function);
        let (_, fields) = found.next().unwrap_or_else(|| panic!("no {function} in {self:?}"));
        assert!(found.next().is_none(), "{function} twice in {self:?}");
        fields.iter().map(Vec::as_slice).collect()
    }

    /// The functions that were called, in order.
    pub fn functions(&self) -> Vec<&str> {
        self.calls.iter().map(|(name, _)| name.as_str()).collect()
    }
}

/// The state of one stream that the guest reads and writes.
#[derive(Default)]
struct Stream {
    downstream: Vec<u8>,
    upstream: Vec<u8>,
    properties: Vec<(&'static str, Vec<u8>)>,
    calls: Vec<(String, Vec<Vec<u8>>)>,
}

impl StreamState for Stream {
    fn buffer(
        &mut self,
        _: Invocation,
        _: Access,
        buffer: BufferType,
    ) -> Result<&mut dyn Buffer, Status> {
        match buffer {
            BufferType::DownstreamData => Ok(&mut self.downstream),
            BufferType::UpstreamData => Ok(&mut self.upstream),
            _ => Err(Status::NotFound),
        }
    }

    fn property(&mut self, _: Invocation, path: &[&[u8]], out: &mut Vec<u8>) -> Result<(), Status> {
        let [b"edgewarden", name] = path else { return Err(Status::NotFound) };
        let found = self.properties.iter().find(|(known, _)| known.as_bytes() == *name);
        out.extend_from_slice(&found.ok_or(Status::NotFound)?.1);
        Ok(())
    }

    fn call_foreign_function(
        &mut self,
        _: Invocation,
        call: ForeignCall<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), Status> {
        let name = String::from_utf8(call.name.to_vec()).unwrap();
        let arguments = call.arguments.as_ref();
        let fields: Vec<Vec<u8>> = match name.as_str() {
            "edgewarden_reply" | "edgewarden_resume" => [arguments.to_vec()].into(),
            "edgewarden_compare" => {
                let (length, rest) = arguments.split_first().unwrap();
                let (handle, expected) = rest.split_at(usize::from(*length));
                // The hidden value of every handle of these tests.
                out.push(u8::from(expected == b"4711"));
                [handle.to_vec(), expected.to_vec()].into()
            }
            "edgewarden_hold" => {
                arguments.splitn(2, |octet| *octet == 0).map(<[u8]>::to_vec).collect()
            }
            "edgewarden_reason" => {
                arguments.splitn(3, |octet| *octet == 0).map(<[u8]>::to_vec).collect()
            }
            "edgewarden_route" => {
                arguments.split(|octet| *octet == 0).map(<[u8]>::to_vec).collect()
            }
            _ => return Err(Status::NotFound),
        };
        self.calls.push((name, fields));
        Ok(())
    }
}

struct StillClock(AtomicU64);

impl StillClock {
    fn set(&self, now: Duration) {
        self.0.store(u64::try_from(now.as_nanos()).unwrap(), Ordering::Relaxed);
    }
}

impl Clock for StillClock {
    fn realtime_nanos(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn monotonic_nanos(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

#[derive(Default)]
struct Log(Mutex<Vec<u8>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl LogSink for Log {
    fn log(&self, _: LogContext<'_>, _: LogLevel, message: &[u8]) {
        let mut lines = self.0.lock().unwrap();
        lines.extend_from_slice(message);
        lines.push(b'\n');
    }
}
