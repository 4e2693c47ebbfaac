//! One HTTP request and its response.

use std::rc::Rc;

use filter_kit::headers::HeaderMap;
use filter_kit::log::{Level, log, warn_quoting};
use filter_kit::{HostError, Pair, connection, local_response, time};
use proxy_wasm::traits::{Context, HttpContext};
use proxy_wasm::types::Action;
use spnego::access::{self, Admitted, Decision, PASS_HEADER, Pass, Policy};

use crate::root::Plugin;

/// The filter on one request.
pub(crate) struct Request {
    /// `None` when the host creates a request without a configuration, which is then refused.
    plugin: Option<Rc<Plugin>>,
    /// `WWW-Authenticate` for the upstream's response.
    header: Option<String>,
    /// Until there is a response: a request without one may come again.
    pass: Option<Pass>,
}

impl Request {
    pub(crate) fn new(plugin: Option<Rc<Plugin>>) -> Self {
        Self { plugin, header: None, pass: None }
    }
}

impl Context for Request {}

impl HttpContext for Request {
    fn on_http_request_headers(&mut self, _: usize, _: bool) -> Action {
        let Some(plugin) = self.plugin.clone() else {
            return respond(503, None, "not_configured");
        };
        let outcome = HeaderMap::Request.lines().and_then(|lines| {
            let headers = without_identity(lines.pairs()?, &plugin)?;
            let decision = decide(&plugin, &headers)?;
            self.carry_out(&plugin, &headers, decision)
        });
        outcome.unwrap_or_else(|error| {
            log(Level::Error, &format!("spnego: {error}"));
            plugin.count("unavailable", "host_failure");
            respond(503, None, "host_failure")
        })
    }

    fn on_http_response_headers(&mut self, _: usize, _: bool) -> Action {
        self.pass = None;
        // Taken, because our own 401 comes through here as well, with its header already on it.
        if let Some(header) = self.header.take()
            && let Err(error) = HeaderMap::Response.add("www-authenticate", header.as_bytes())
        {
            log(Level::Error, &format!("spnego: mutual authentication token is lost: {error}"));
        }
        Action::Continue
    }

    fn on_log(&mut self) {
        let (Some(plugin), Some(pass)) = (&self.plugin, self.pass.take()) else { return };
        if let (Some(connection), Ok(now)) = (connection::id(), time::now()) {
            plugin.gate().request_ended(pass, self.header.take(), connection, now);
        }
    }
}

impl Request {
    /// The one place where a decision becomes a response or a changed request.
    fn carry_out(
        &mut self,
        plugin: &Plugin,
        headers: &[Pair<'_>],
        decision: Decision,
    ) -> Result<Action, HostError> {
        Ok(match decision {
            Decision::Pass => Action::Continue,
            Decision::Admit { admitted, header, pass, events } => {
                forward(headers, &admitted, &pass)?;
                (self.header, self.pass) = (header, Some(pass));
                plugin.count("accepted", "");
                events.names().for_each(|event| plugin.count(event, ""));
                Action::Continue
            }
            Decision::Challenge { code, detail, header } => {
                if detail.is_empty() {
                    plugin.count("challenged", code);
                } else {
                    plugin.count("rejected", code);
                    warn_quoting(&format!("spnego: 401 {code}: {detail}"));
                }
                respond(401, Some(&header), code)
            }
            Decision::Forbid { refusal, principal, header } => {
                plugin.count("forbidden", refusal.code());
                warn_quoting(&format!("spnego: 403 {}: {principal}: {refusal}", refusal.code()));
                respond(403, header.as_deref(), refusal.code())
            }
            Decision::Unavailable { code, detail } => {
                plugin.count("unavailable", code);
                warn_quoting(&format!("spnego: 503 {code}: {detail}"));
                respond(503, None, code)
            }
        })
    }
}

/// The headers without what a client sent in place of the identity that this filter vouches for. The
/// host's own map is without it from here on, and without a pass.
fn without_identity<'a>(
    mut headers: Vec<Pair<'a>>,
    plugin: &Plugin,
) -> Result<Vec<Pair<'a>>, HostError> {
    let gate = plugin.gate();
    let identity = &gate.config().identity_headers;
    for (name, _) in headers.extract_if(.., |(name, _)| identity.covers(name)) {
        HeaderMap::Request.remove(name)?;
    }
    if headers.iter().any(|(name, _)| *name == PASS_HEADER.as_bytes()) {
        HeaderMap::Request.remove(PASS_HEADER.as_bytes())?;
    }
    Ok(headers)
}

fn decide(plugin: &Plugin, headers: &[Pair<'_>]) -> Result<Decision, HostError> {
    let Some(policy) = plugin.policy_of_route()? else {
        let detail = "settings in the route's metadata cannot be read; see the error before";
        return Ok(Decision::Unavailable {
            code: "route_misconfigured",
            detail: detail.to_owned(),
        });
    };
    let mut gate = plugin.gate();
    let authorization: Vec<&[u8]> = values(headers, b"authorization").collect();
    let client_address =
        gate.config().check_client_address.then(connection::source_address).flatten();
    let request = access::Request {
        authorization: &authorization,
        preflight: is_preflight(headers),
        pass: values(headers, PASS_HEADER.as_bytes()).next(),
        connection: &HostConnection,
        client_address,
    };
    let policy: &Policy = &policy;
    Ok(gate.decide(&request, policy, time::now()?))
}

fn respond(status: u16, header: Option<&str>, code: &str) -> Action {
    let challenge = header.map(|header| (&b"www-authenticate"[..], header.as_bytes()));
    let details = format!("spnego_{code}");
    if let Err(error) = local_response::send(status, challenge.as_slice(), b"", &details) {
        log(Level::Error, &format!("spnego: {error}"));
    }
    Action::Pause
}

/// Hands the request on with its identity in place of the token.
fn forward(headers: &[Pair<'_>], admitted: &Admitted, pass: &Pass) -> Result<(), HostError> {
    let spent = |name: &[u8]| name == b"authorization" || name == PASS_HEADER.as_bytes();
    let mut lines: Vec<Pair<'_>> =
        headers.iter().copied().filter(|(name, _)| !spent(name)).collect();
    lines.extend(admitted.headers.iter().map(|(n, v)| (n.as_bytes(), v.as_bytes())));
    let pass = pass.value();
    lines.push((PASS_HEADER.as_bytes(), pass.as_bytes()));
    HeaderMap::Request.replace(&lines)
}

fn values<'a>(headers: &[Pair<'a>], wanted: &[u8]) -> impl Iterator<Item = &'a [u8]> {
    headers.iter().filter(move |(name, _)| *name == wanted).map(|(_, value)| *value)
}

/// A CORS preflight request, to which browsers never attach credentials.
fn is_preflight(headers: &[Pair<'_>]) -> bool {
    let value = |name| values(headers, name).next();
    value(b":method") == Some(b"OPTIONS")
        && value(b"origin").is_some()
        && value(b"access-control-request-method").is_some()
}

/// The connection of the current request.
struct HostConnection;

impl access::Connection for HostConnection {
    fn id(&self) -> Option<u64> {
        connection::id()
    }

    fn is_in_sequence(&self) -> bool {
        connection::is_http_1()
    }
}
