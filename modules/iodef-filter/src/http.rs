//! One HTTP request, held until its report is judged.

use std::rc::Rc;

use filter_kit::headers::HeaderMap;
use filter_kit::log::{Level, log};
use filter_kit::{HostError, Pair, buffer, local_response, time};
use iodef::filter::{Content, Decision, Head, Policy, Refusal, Verdict};
use proxy_wasm::traits::{Context, HttpContext};
use proxy_wasm::types::Action;

use crate::root::Plugin;

/// The filter on one request.
pub(crate) struct Request {
    /// `None` when the host creates a request without a configuration, which is then refused.
    plugin: Option<Rc<Plugin>>,
    state: State,
}

/// How far a request is.
#[derive(Clone, Copy)]
enum State {
    /// It goes on as it comes.
    Passed,
    /// Its headers are held, and its body so far.
    Held { content: Content, policy: Policy, octets: usize },
    /// It has been answered, and what still comes of it goes nowhere.
    Answered,
}

impl Request {
    pub(crate) fn new(plugin: Option<Rc<Plugin>>) -> Self {
        Self { plugin, state: State::Answered }
    }
}

impl Context for Request {}

impl HttpContext for Request {
    fn on_http_request_headers(&mut self, _: usize, end_of_stream: bool) -> Action {
        let Some(plugin) = self.plugin.clone() else {
            return self.unavailable("not_configured");
        };
        match self.begin(&plugin, end_of_stream) {
            Ok(action) => action,
            Err(error) => self.failed(&plugin, error),
        }
    }

    fn on_http_request_body(&mut self, body_size: usize, end_of_stream: bool) -> Action {
        let Some(plugin) = self.plugin.clone() else { return Action::Pause };
        match &mut self.state {
            State::Passed => Action::Continue,
            State::Answered => Action::Pause,
            State::Held { octets, .. } => {
                *octets = body_size;
                if plugin.filter().is_too_large(body_size) {
                    return self.refuse(&plugin, &Refusal::TooLarge);
                }
                if end_of_stream { self.end(&plugin) } else { Action::Pause }
            }
        }
    }

    fn on_http_request_trailers(&mut self, _: usize) -> Action {
        let Some(plugin) = self.plugin.clone() else { return Action::Pause };
        if matches!(self.state, State::Answered) {
            return Action::Pause;
        }
        if let Err(error) = remove_summary(HeaderMap::RequestTrailers, &plugin) {
            return self.failed(&plugin, error);
        }
        match self.state {
            State::Held { .. } => self.end(&plugin),
            State::Passed | State::Answered => Action::Continue,
        }
    }
}

impl Request {
    fn begin(&mut self, plugin: &Plugin, is_whole: bool) -> Result<Action, HostError> {
        let lines = HeaderMap::Request.lines()?;
        let headers = lines.pairs()?;
        remove_summary(HeaderMap::Request, plugin)?;
        let Some(policy) = plugin.policy_of_route()? else {
            plugin.count("unavailable", "route_misconfigured");
            return Ok(self.unavailable("route_misconfigured"));
        };
        let values = |wanted: &'static [u8]| {
            headers.iter().filter(move |(name, _)| *name == wanted).map(|(_, value)| *value)
        };
        let content_types: Vec<&[u8]> = values(b"content-type").collect();
        let head = Head {
            method: values(b":method").next().unwrap_or_default(),
            content_types: &content_types,
            has_content_encoding: values(b"content-encoding").next().is_some(),
            content_length: values(b"content-length").next(),
            is_whole,
        };
        Ok(match plugin.filter().decide(&head, &policy) {
            Decision::Pass => {
                plugin.count("unchecked", "");
                self.state = State::Passed;
                Action::Continue
            }
            Decision::Hold(content) => {
                self.state = State::Held { content, policy, octets: 0 };
                Action::Pause
            }
            Decision::Refuse(refusal) => self.refuse(plugin, &refusal),
        })
    }

    /// Judges the body, which is all there.
    fn end(&mut self, plugin: &Plugin) -> Action {
        let State::Held { content, policy, octets } = self.state else { return Action::Pause };
        let verdict = buffer::request_body(octets)
            .and_then(|body| Ok(plugin.filter().judge(content, &body, &policy, time::now()?)));
        match verdict.and_then(|verdict| self.carry_out(plugin, verdict)) {
            Ok(action) => action,
            Err(error) => self.failed(plugin, error),
        }
    }

    /// The one place where a verdict becomes a response or a request that goes on.
    fn carry_out(&mut self, plugin: &Plugin, verdict: Verdict) -> Result<Action, HostError> {
        match verdict {
            Verdict::Pass { summary, despite } => {
                let name = &plugin.filter().config().summary_header;
                HeaderMap::Request.add(name, summary.as_bytes())?;
                match despite {
                    None => plugin.count("accepted", ""),
                    Some(refusal) => {
                        plugin.count("passed", refusal.code());
                        log(Level::Info, &format!("iodef: passed {}: {refusal}", refusal.code()));
                    }
                }
                self.state = State::Passed;
                Ok(Action::Continue)
            }
            Verdict::Refuse { refusal, answer } => Ok(self.answer(plugin, &refusal, &answer)),
        }
    }

    fn refuse(&mut self, plugin: &Plugin, refusal: &Refusal) -> Action {
        self.answer(plugin, refusal, &refusal.answer())
    }

    fn answer(&mut self, plugin: &Plugin, refusal: &Refusal, answer: &str) -> Action {
        let (status, code) = (refusal.status(), refusal.code());
        plugin.count("refused", code);
        log(Level::Warn, &format!("iodef: {status} {code}: {refusal}"));
        self.respond(status, code, answer.as_bytes())
    }

    fn failed(&mut self, plugin: &Plugin, error: HostError) -> Action {
        log(Level::Error, &format!("iodef: {error}"));
        plugin.count("unavailable", "host_failure");
        self.unavailable("host_failure")
    }

    fn unavailable(&mut self, code: &str) -> Action {
        self.respond(503, code, format!("{{\"code\":\"{code}\"}}").as_bytes())
    }

    fn respond(&mut self, status: u16, code: &str, body: &[u8]) -> Action {
        self.state = State::Answered;
        let headers: [Pair<'_>; 2] =
            [(b"content-type", b"application/json"), (b"cache-control", b"no-store")];
        if let Err(error) = local_response::send(status, &headers, body, &format!("iodef_{code}")) {
            log(Level::Error, &format!("iodef: {error}"));
        }
        Action::Pause
    }
}

/// What a client writes under the name of the summary does not go on.
fn remove_summary(map: HeaderMap, plugin: &Plugin) -> Result<(), HostError> {
    let summary_header = plugin.filter().config().summary_header.as_bytes();
    let lines = map.lines()?;
    for (name, _) in lines.pairs()?.iter().filter(|(name, _)| is_spelling_of(name, summary_header))
    {
        map.remove(name)?;
    }
    Ok(())
}

/// Whether a backend that is like CGI takes both names for the same.
fn is_spelling_of(name: &[u8], header: &[u8]) -> bool {
    let folded = |octet: &u8| match octet.to_ascii_lowercase() {
        b'_' | b'.' => b'-',
        other => other,
    };
    name.iter().map(folded).eq(header.iter().map(folded))
}
