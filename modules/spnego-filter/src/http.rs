//! One HTTP request and its response.

use std::net::SocketAddr;
use std::rc::Rc;

use filter_kit::headers::HeaderMap;
use filter_kit::log::{Level, log};
use filter_kit::{HostError, Pair, local_response, property, time};
use proxy_wasm::traits::{Context, HttpContext};
use proxy_wasm::types::Action;
use spnego::access::{self, Decision, PASS_HEADER, Policy};

use crate::root::Plugin;

/// Most octets of one log line: what a client chose must not fill the log.
const MAX_LOGGED: usize = 512;

/// The filter on one request.
pub(crate) struct Request {
    /// `None` when the host creates a request without a configuration, which is then refused.
    plugin: Option<Rc<Plugin>>,
    /// `WWW-Authenticate` for the upstream's response.
    header: Option<String>,
    pass: Option<String>,
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
        let outcome = decide(&plugin).and_then(|decision| self.carry_out(&plugin, decision));
        outcome.unwrap_or_else(|error| {
            log(Level::Error, &format!("spnego: {error}"));
            plugin.count("unavailable", "host_failure");
            respond(503, None, "host_failure")
        })
    }

    fn on_http_response_headers(&mut self, _: usize, _: bool) -> Action {
        // Taken, because our own 401 comes through here as well, with its header already on it.
        if let Some(header) = self.header.take()
            && let Err(error) = HeaderMap::Response.add("www-authenticate", header.as_bytes())
        {
            log(Level::Error, &format!("spnego: mutual authentication token is lost: {error}"));
        }
        Action::Continue
    }

    fn on_log(&mut self) {
        if let (Some(plugin), Some(pass), Ok(now)) = (&self.plugin, &self.pass, time::now()) {
            plugin.gate().request_ended(pass, now);
        }
    }
}

impl Request {
    /// The one place where a decision becomes a response or a changed request.
    fn carry_out(&mut self, plugin: &Plugin, decision: Decision) -> Result<Action, HostError> {
        Ok(match decision {
            Decision::Pass => Action::Continue,
            Decision::Admit { admitted, header, pass, events } => {
                HeaderMap::Request.remove(b"authorization")?;
                for (name, value) in &admitted.headers {
                    HeaderMap::Request.set(name, value.as_bytes())?;
                }
                if let Some(pass) = &pass {
                    HeaderMap::Request.set(PASS_HEADER, pass.as_bytes())?;
                }
                (self.header, self.pass) = (header, pass);
                plugin.count("accepted", "");
                for (happened, event) in [
                    (events.ticket_remembered, "ticket_remembered"),
                    (events.delegated, "delegated"),
                    (events.admitted_after_loss, "admitted_after_loss"),
                    (events.channel_bound, "channel_bound"),
                ] {
                    if happened {
                        plugin.count(event, "");
                    }
                }
                Action::Continue
            }
            Decision::Challenge { code, detail, header } => {
                if detail.is_empty() {
                    plugin.count("challenged", code);
                } else {
                    plugin.count("rejected", code);
                    log_bounded(&format!("spnego: 401 {code}: {detail}"));
                }
                respond(401, Some(&header), code)
            }
            Decision::Forbid { refusal, principal, header } => {
                plugin.count("forbidden", refusal.code());
                log_bounded(&format!("spnego: 403 {}: {principal}: {refusal}", refusal.code()));
                respond(403, header.as_deref(), refusal.code())
            }
            Decision::Unavailable { code, detail } => {
                plugin.count("unavailable", code);
                log_bounded(&format!("spnego: 503 {code}: {detail}"));
                respond(503, None, code)
            }
        })
    }
}

fn decide(plugin: &Plugin) -> Result<Decision, HostError> {
    let headers = HeaderMap::Request.pairs()?;
    remove_identity(plugin, &headers)?;
    let Some(policy) = plugin.policy_of_route()? else {
        let detail = "settings in the route's metadata cannot be read; see the error before";
        return Ok(Decision::Unavailable {
            code: "route_misconfigured",
            detail: detail.to_owned(),
        });
    };
    let mut gate = plugin.gate();
    let authorization: Vec<&[u8]> = values(&headers, b"authorization").collect();
    let client_address = if gate.config().check_client_address { source_address()? } else { None };
    let request = access::Request {
        authorization: &authorization,
        preflight: is_preflight(&headers),
        pass: values(&headers, PASS_HEADER.as_bytes()).next(),
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

/// Removes what a client sent in place of the identity that this filter vouches for.
fn remove_identity(plugin: &Plugin, headers: &[Pair]) -> Result<(), HostError> {
    let gate = plugin.gate();
    let identity = &gate.config().identity_headers;
    let forged =
        headers.iter().filter(|(name, _)| identity.covers(name) || name == PASS_HEADER.as_bytes());
    for (name, _) in forged {
        HeaderMap::Request.remove(name)?;
    }
    Ok(())
}

fn values<'a>(headers: &'a [Pair], wanted: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    headers.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value.as_slice())
}

/// A CORS preflight request, to which browsers never attach credentials.
fn is_preflight(headers: &[Pair]) -> bool {
    let value = |name| values(headers, name).next();
    value(b":method") == Some(b"OPTIONS")
        && value(b"origin").is_some()
        && value(b"access-control-request-method").is_some()
}

/// The connection of the current request. What the host does not tell is not known.
struct HostConnection;

impl access::Connection for HostConnection {
    fn id(&self) -> Option<u64> {
        let octets = told(property::get(&["connection", "id"]))?;
        octets.try_into().ok().map(u64::from_le_bytes)
    }

    fn is_in_sequence(&self) -> bool {
        let protocol = told(property::get(&["request", "protocol"]));
        protocol.is_some_and(|protocol| protocol.starts_with(b"HTTP/1"))
    }
}

fn told(property: Result<Option<Vec<u8>>, HostError>) -> Option<Vec<u8>> {
    property.unwrap_or_else(|error| {
        log(Level::Error, &format!("spnego: {error}"));
        None
    })
}

fn source_address() -> Result<Option<std::net::IpAddr>, HostError> {
    let address = property::get(&["source", "address"])?.unwrap_or_default();
    let address = core::str::from_utf8(&address).unwrap_or_default();
    Ok(address.parse::<SocketAddr>().map(|address| address.ip()).ok())
}

fn log_bounded(line: &str) {
    log(Level::Warn, line.get(..line.floor_char_boundary(MAX_LOGGED)).unwrap_or_default());
}
