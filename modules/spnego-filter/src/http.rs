//! One HTTP request and its response.

use std::rc::Rc;

use filter_kit::headers::HeaderMap;
use filter_kit::log::{Level, log};
use filter_kit::{HostError, Pair, local_response};
use proxy_wasm::traits::{Context, HttpContext};
use proxy_wasm::types::Action;

use crate::config::Mode;
use crate::root::Plugin;

/// The scheme of RFC 4559 section 4.1, as a challenge without a token.
const CHALLENGE: &[u8] = b"Negotiate";

/// The filter on one request.
pub(crate) struct Request {
    /// `None` when the host creates a request without a configuration, which is then refused.
    pub(crate) plugin: Option<Rc<Plugin>>,
}

/// What becomes of a request.
enum Outcome {
    /// It goes on to the upstream.
    Pass,
    /// 401 with a challenge.
    Challenge {
        /// Stable, searchable name of the reason.
        code: &'static str,
    },
    /// 503: this request cannot be judged now.
    Unavailable {
        /// Stable, searchable name of the reason.
        code: &'static str,
    },
}

impl Context for Request {}

impl HttpContext for Request {
    fn on_http_request_headers(&mut self, _: usize, _: bool) -> Action {
        let outcome = match &self.plugin {
            None => Outcome::Unavailable { code: "not_configured" },
            Some(plugin) => decide(plugin).unwrap_or_else(|error| {
                log(Level::Error, &error.to_string());
                Outcome::Unavailable { code: "host_failure" }
            }),
        };
        self.answer(&outcome)
    }
}

impl Request {
    fn answer(&self, outcome: &Outcome) -> Action {
        let (event, code, status) = match outcome {
            Outcome::Pass => return Action::Continue,
            Outcome::Challenge { code } => ("challenged", *code, 401),
            Outcome::Unavailable { code } => ("unavailable", *code, 503),
        };
        if let Some(plugin) = &self.plugin {
            plugin.count(event, code);
        }
        let challenge = [(&b"www-authenticate"[..], CHALLENGE)];
        let headers = if status == 401 { &challenge[..] } else { &[] };
        if let Err(error) = local_response::send(status, headers, b"", &format!("spnego_{code}")) {
            log(Level::Error, &error.to_string());
        }
        Action::Pause
    }
}

fn decide(plugin: &Plugin) -> Result<Outcome, HostError> {
    let headers = HeaderMap::Request.pairs()?;
    remove_identity(plugin, &headers)?;
    let Some(policy) = plugin.policy_of_route()? else {
        return Ok(Outcome::Unavailable { code: "route_misconfigured" });
    };
    let authorization = headers.iter().find(|(name, _)| name == b"authorization");
    Ok(match (policy.mode, authorization) {
        (Mode::Off, _) | (Mode::Optional, None) => Outcome::Pass,
        (Mode::Require, None) if is_preflight(&headers) => Outcome::Pass,
        (Mode::Require, None) => Outcome::Challenge { code: "no_token" },
        (Mode::Require | Mode::Optional, Some(_)) => Outcome::Challenge { code: "not_accepted" },
    })
}

/// Removes what a client sent in place of the identity that this filter vouches for.
fn remove_identity(plugin: &Plugin, headers: &[Pair]) -> Result<(), HostError> {
    let forged = headers.iter().filter(|(name, _)| plugin.config.identity_headers.covers(name));
    for (name, _) in forged {
        HeaderMap::Request.remove(name)?;
    }
    Ok(())
}

/// A CORS preflight request, to which browsers never attach credentials.
fn is_preflight(headers: &[Pair]) -> bool {
    let value = |wanted: &[u8]| {
        headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_slice())
    };
    value(b":method") == Some(b"OPTIONS")
        && value(b"origin").is_some()
        && value(b"access-control-request-method").is_some()
}
