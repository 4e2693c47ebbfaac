//! A wasmtime host for HTTP filters: one VM, its requests, and a clock that stands still.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use proxy_wasm_host::abi::v0_2_1::types::{Action, BufferType, LogLevel, MapType, Status};
use proxy_wasm_host::abi::v0_2_1::{
    Access, Callback, Clock, Guest, GuestError, Host, Invocation, LocalResponse, LogContext,
    LogSink, PluginConfig, Started, StreamKind, StreamState, VmServices,
};
use proxy_wasm_host::{Buffer, Engine, HeaderMap, HeaderMapExt as _, Limits, Module, VecHeaderMap};

mod store;

pub use store::Store;

/// Enough for the replay cache, which has 2048 buckets and a record of its own.
const SHARED_NAMES: usize = 8192;

/// Header lines as octets.
pub type Headers = Vec<(Vec<u8>, Vec<u8>)>;

/// Compiled code, from which VMs are built.
pub struct Compiled {
    host: Host,
    module: Module,
}

/// What the VMs of one host share, as those of Envoy's workers do.
#[derive(Clone)]
pub struct Shared {
    store: Arc<Store>,
    clock: Arc<StillClock>,
    environment: Vec<(Vec<u8>, Vec<u8>)>,
}

/// One VM with one plugin.
pub struct Vm {
    guest: Guest,
    root: proxy_wasm_host::abi::v0_2_1::ContextId,
    log: Arc<Log>,
}

/// A request, and what is to happen to it.
#[derive(Default)]
pub struct Request {
    headers: Headers,
    properties: Vec<(Vec<u8>, Vec<u8>)>,
    /// The body in the pieces in which it comes.
    body: Option<Vec<Vec<u8>>>,
    trailers: Headers,
}

/// What became of a request.
pub struct Exchange {
    /// Whether the filter let the request go on.
    pub passed: bool,
    /// The request as the upstream gets it.
    pub request: Headers,
    /// Its trailers.
    #[allow(dead_code, reason = "of the filters that judge bodies")]
    pub trailers: Headers,
    /// The response that the filter sent itself.
    pub local: Option<LocalResponse<'static>>,
    /// The response as the client gets it, after the response phase.
    pub response: Headers,
}

impl Compiled {
    /// Compiles a module.
    pub fn new(wasm: &[u8]) -> Self {
        let engine = Engine::new().unwrap();
        let module = Module::new(&engine, wasm).unwrap();
        Self { host: Host::new(&engine).unwrap(), module }
    }
}

impl Shared {
    /// An empty store and a clock at `now` since the epoch.
    pub fn at(now: Duration) -> Self {
        let clock = Arc::new(StillClock(AtomicU64::new(0)));
        let shared = Self { store: Arc::default(), clock, environment: Vec::new() };
        shared.set_time(now);
        shared
    }

    /// Adds an environment variable of the VMs.
    pub fn with_environment(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// The store of all VMs.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Sets the clock of all VMs.
    pub fn set_time(&self, now: Duration) {
        self.clock.0.store(u64::try_from(now.as_nanos()).unwrap(), Ordering::Relaxed);
    }
}

impl Vm {
    /// Starts a VM; the error is what the module logged when it refused.
    pub fn start(compiled: &Compiled, shared: &Shared, config: &str) -> Result<Self, String> {
        let log = Arc::new(Log::default());
        let services = VmServices::new(log.clone())
            .with_clock(shared.clock.clone())
            .with_shared(shared.store.clone())
            .with_environment(shared.environment.clone())
            .with_vm_id("edgewarden");
        // A busy machine must not look like a looping module.
        let limits = Limits::default()
            .with_cpu_time(Duration::from_secs(20))
            .with_max_shared_names(SHARED_NAMES);
        let mut guest = Guest::new(&compiled.host, &compiled.module, services, &limits).unwrap();
        let plugin = PluginConfig::new().with_name("plugin").with_configuration(config);
        match guest.start(plugin).unwrap() {
            Started::Serving(root) => Ok(Self { guest, root, log }),
            Started::Refused { .. } => Err(log.text()),
        }
    }

    /// Takes one request through the filter, and the upstream's `response` or the filter's own
    /// through its response phase, as Envoy does.
    pub fn exchange(&mut self, request: Request, response: Headers) -> Exchange {
        self.run(request, Some(response))
    }

    /// Takes a request through the filter that the proxy then redirects by itself: no response
    /// comes to the filter.
    pub fn redirected(&mut self, request: Request) -> Exchange {
        self.run(request, None)
    }

    fn run(&mut self, request: Request, response: Option<Headers>) -> Exchange {
        let is_redirected = response.is_none();
        let stream = Stream {
            request: request.headers.into(),
            trailers: request.trailers.clone().into(),
            response: response.unwrap_or_default().into(),
            properties: request.properties,
            body: Vec::new(),
            local: None,
        };
        let (body, trailers) = (request.body, request.trailers.len());
        let root = self.root;
        let (action, stream) = self.guest.with(stream, |scope| {
            let context = scope.on_context_create(Some(root))?;
            scope.expect_stream_kind(context, StreamKind::Http)?;
            let lines = u32::try_from(scope.stream().request.len()).unwrap();
            let mut action = scope.on_request_headers(context, lines, body.is_none())?;
            let last = body.as_ref().map_or(0, Vec::len).saturating_sub(1);
            for (number, piece) in body.into_iter().flatten().enumerate() {
                if scope.stream().local.is_some() {
                    break;
                }
                scope.stream_mut().body.extend(piece);
                let size = u32::try_from(scope.stream().body.len()).unwrap();
                let is_end = number == last && trailers == 0;
                action = scope.on_request_body(context, size, is_end)?;
            }
            if trailers > 0 && scope.stream().local.is_none() {
                let lines = u32::try_from(trailers).unwrap();
                action = scope.on_request_trailers(context, lines)?;
            }
            if let Some(local) = scope.stream().local.clone() {
                scope.stream_mut().response = headers_of(&local).into();
            }
            if !is_redirected {
                let lines = u32::try_from(scope.stream().response.len()).unwrap();
                scope.on_response_headers(context, lines, true)?;
            }
            scope.on_done(context)?;
            scope.on_log(context)?;
            scope.on_delete(context)?;
            Ok::<_, GuestError>(action)
        });
        Exchange {
            passed: action.unwrap() == Action::Continue && stream.local.is_none(),
            request: stream.request.pairs(),
            trailers: stream.trailers.pairs(),
            local: stream.local,
            response: stream.response.pairs(),
        }
    }

    /// Everything the module has logged.
    pub fn log(&self) -> String {
        self.log.text()
    }
}

impl Request {
    /// `GET path` without further headers.
    pub fn get(path: &str) -> Self {
        Self::default()
            .header(":method", "GET")
            .header(":path", path)
            .header(":authority", "localhost")
            .header(":scheme", "http")
    }

    /// One more header line.
    pub fn header(mut self, name: impl AsRef<[u8]>, value: impl AsRef<[u8]>) -> Self {
        self.headers.push((name.as_ref().to_vec(), value.as_ref().to_vec()));
        self
    }

    /// `POST path` with a body, which comes in one piece unless it is cut.
    #[allow(dead_code, reason = "of the filters that judge bodies")]
    pub fn post(path: &str, body: impl AsRef<[u8]>) -> Self {
        let body = Some(vec![body.as_ref().to_vec()]);
        let request = Self { body, ..Self::default() };
        request.header(":method", "POST").header(":path", path).header(":authority", "localhost")
    }

    /// The same body in pieces of this length.
    #[allow(dead_code, reason = "of the filters that judge bodies")]
    pub fn cut(mut self, length: usize) -> Self {
        let whole = self.body.take().unwrap_or_default().concat();
        self.body = Some(whole.chunks(length).map(<[u8]>::to_vec).collect());
        self
    }

    /// With a trailer behind the body.
    #[allow(dead_code, reason = "of the filters that judge bodies")]
    pub fn with_trailers(mut self, trailers: &[(&str, &str)]) -> Self {
        let octets = |text: &str| text.as_bytes().to_vec();
        self.trailers =
            trailers.iter().map(|(name, value)| (octets(name), octets(value))).collect();
        self
    }

    /// The request as another one left the filter, as a proxy sees it that follows a redirect.
    pub fn again(exchange: &Exchange) -> Self {
        Self { headers: exchange.request.clone(), ..Self::default() }
    }

    /// On this HTTP/1.1 connection.
    pub fn on_connection(self, id: u64) -> Self {
        self.property("connection.id", id.to_le_bytes()).property("request.protocol", "HTTP/1.1")
    }

    /// On this HTTP/2 connection.
    pub fn on_http_2_connection(self, id: u64) -> Self {
        self.property("connection.id", id.to_le_bytes()).property("request.protocol", "HTTP/2")
    }

    /// A property of the request, by its path joined with `.`.
    pub fn property(mut self, path: &str, value: impl AsRef<[u8]>) -> Self {
        self.properties.push((path.into(), value.as_ref().to_vec()));
        self
    }
}

impl Exchange {
    /// The code in the details of the response that the filter sent itself, such as
    /// `spnego_replay`.
    pub fn details(&self) -> String {
        let details = self.local.as_ref().map(|local| local.status_code_details.as_ref());
        String::from_utf8_lossy(details.unwrap_or_default()).into_owned()
    }

    /// The values of a header of the request as the upstream gets it.
    pub fn upstream(&self, name: &str) -> Vec<String> {
        values(&self.request, name)
    }

    /// The `WWW-Authenticate` values of the response.
    pub fn challenges(&self) -> Vec<String> {
        values(&self.response, "www-authenticate")
    }

    /// The status of the response.
    pub fn status(&self) -> &[u8] {
        value(&self.response, ":status").unwrap_or_default()
    }
}

/// The value of the first line of that name.
pub fn value<'a>(headers: &'a Headers, name: &str) -> Option<&'a [u8]> {
    let line = headers.iter().find(|(found, _)| found == name.as_bytes());
    line.map(|(_, value)| value.as_slice())
}

fn values(headers: &Headers, name: &str) -> Vec<String> {
    let named = headers.iter().filter(|(found, _)| found.eq_ignore_ascii_case(name.as_bytes()));
    named.map(|(_, value)| String::from_utf8_lossy(value).into_owned()).collect()
}

/// The state of one stream that the guest reads and writes.
struct Stream {
    request: VecHeaderMap,
    trailers: VecHeaderMap,
    response: VecHeaderMap,
    properties: Vec<(Vec<u8>, Vec<u8>)>,
    body: Vec<u8>,
    local: Option<LocalResponse<'static>>,
}

impl StreamState for Stream {
    fn buffer(
        &mut self,
        call: Invocation,
        _: Access,
        buffer: BufferType,
    ) -> Result<&mut dyn Buffer, Status> {
        match (buffer, call.callback) {
            (
                BufferType::HttpRequestBody,
                Some(Callback::RequestBody | Callback::RequestTrailers),
            ) => Ok(&mut self.body),
            _ => Err(Status::NotFound),
        }
    }

    fn header_map(
        &mut self,
        call: Invocation,
        _: Access,
        map: MapType,
    ) -> Result<&mut dyn HeaderMap, Status> {
        match (map, call.callback) {
            (MapType::HttpRequestHeaders, _) => Ok(&mut self.request),
            (MapType::HttpRequestTrailers, Some(Callback::RequestTrailers)) => {
                Ok(&mut self.trailers)
            }
            (MapType::HttpResponseHeaders, Some(Callback::ResponseHeaders | Callback::Log)) => {
                Ok(&mut self.response)
            }
            _ => Err(Status::BadArgument),
        }
    }

    fn property(&mut self, _: Invocation, path: &[&[u8]], out: &mut Vec<u8>) -> Result<(), Status> {
        let path = path.join(&b'.');
        let property = self.properties.iter().find(|(found, _)| *found == path);
        out.extend_from_slice(&property.ok_or(Status::NotFound)?.1);
        Ok(())
    }

    fn send_local_response(
        &mut self,
        _: Invocation,
        response: LocalResponse<'_>,
    ) -> Result<(), Status> {
        self.local = Some(response.into_owned());
        Ok(())
    }
}

fn headers_of(local: &LocalResponse<'_>) -> Headers {
    let status = (b":status".to_vec(), local.status_code.to_string().into_bytes());
    let owned = |text: &Cow<'_, [u8]>| text.to_vec();
    let rest = local.headers.iter().map(|(name, value)| (owned(name), owned(value)));
    std::iter::once(status).chain(rest).collect()
}

struct StillClock(AtomicU64);

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
