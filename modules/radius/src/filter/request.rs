//! The decision about a request.

use std::borrow::Cow;

use super::names::Texts;
use super::verdict::{Decision, Forward, Reason, Verdict};
use super::{Filter, RoutedNames};
use crate::attribute::{Attributes, Reference};
use crate::packet::Code;
use crate::policy::{self, Host, PolicyReason, Request, RequestDecision, access_reject};
use crate::routing::{self, Kind, Refusal, Route, RoutingTable};

/// Type of User-Name.
const USER_NAME: Reference = Reference::standard(1);

impl Filter {
    /// Decides about a request.
    pub fn request(
        &mut self,
        request: &Request<'_>,
        host: &mut Host<'_>,
    ) -> Verdict<'_, Decision<'_>> {
        let violation = self.routed(request, |request| self.routing.violation(request));
        if let Some(violation) = violation.flatten() {
            return refuse(request, Refusal::Nai(violation));
        }
        let Self { routing, names, engine } = self;
        let (decision, verdict) = Verdict::from(engine.request(request, host)).split();
        let decision = match decision {
            RequestDecision::Forward(forward) => {
                return forwarded(verdict, forward, request, routing, names);
            }
            RequestDecision::Reject(answer) => Decision::Reject(answer),
            RequestDecision::Challenge { answer, state, expires, resumes } => {
                Decision::Challenge { answer, state, expires, resumes }
            }
            RequestDecision::Drop => Decision::Drop,
        };
        verdict.with(decision)
    }

    /// Asks the routing table about a request that has a route by realm.
    pub(super) fn routed<T>(
        &self,
        request: &Request<'_>,
        ask: impl FnOnce(&routing::Request<'_>) -> T,
    ) -> Option<T> {
        routed(&self.names, request, request.attributes, ask)
    }
}

fn routed<T>(
    names: &RoutedNames,
    request: &Request<'_>,
    attributes: &Attributes,
    ask: impl FnOnce(&routing::Request<'_>) -> T,
) -> Option<T> {
    let kind = match request.code {
        Code::ACCESS_REQUEST => Kind::Access,
        Code::ACCOUNTING_REQUEST => Kind::Accounting,
        _ => return None,
    };
    let user_name = attributes.first(&USER_NAME);
    let texts = Texts { names, attributes, client: request.client };
    Some(ask(&routing::Request { kind, user_name: user_name.as_deref(), attributes: &texts }))
}

/// Finds the way of what policy forwards.
fn forwarded<'f>(
    mut verdict: Verdict<'f, ()>,
    forward: policy::Forward<'f>,
    request: &Request<'_>,
    routing: &'f RoutingTable,
    names: &RoutedNames,
) -> Verdict<'f, Decision<'f>> {
    let policy::Forward { pool, edited, resumes } = forward;
    let attributes = edited.as_ref().unwrap_or(request.attributes);
    let way = routed(names, request, attributes, |request| routing.route(request));
    let (pools, route) = match (way, pool) {
        (None, pool) => (pool.map(|pool| (pool, pool)), None),
        (Some(routing::Decision::Forward(route)), None) => {
            (Some((route.pool, route.accounting_pool)), Some(route))
        }
        (Some(routing::Decision::Forward(route)), Some(pool)) => (Some((pool, pool)), Some(route)),
        (Some(routing::Decision::Refuse(refusal)), Some(pool))
            if request.code == Code::ACCOUNTING_REQUEST || refusal == Refusal::NoRoute =>
        {
            (Some((pool, pool)), None)
        }
        (Some(routing::Decision::Refuse(refusal)), _) => {
            let mut refused = refuse(request, refusal);
            (refused.steps, refused.events) = (verdict.steps, verdict.events);
            return refused;
        }
    };
    if let (Some(route), None) = (&route, pool) {
        (verdict.reason, verdict.origin) = (Reason::Routed, Some(route.path));
    }
    let edited = with_user_name(edited, request.attributes, route);
    let (pool, accounting_pool) = pools.unzip();
    verdict.with(Decision::Forward(Forward { pool, accounting_pool, edited, resumes }))
}

/// The attributes with the User-Name that the route forwards; none if nothing is edited.
fn with_user_name(
    edited: Option<Attributes>,
    received: &Attributes,
    route: Option<Route<'_>>,
) -> Option<Attributes> {
    let Some(name) = route.and_then(|route| route.user_name) else { return edited };
    let attributes = edited.as_ref().map_or(Cow::Borrowed(received), Cow::Borrowed);
    let mut renamed = attributes.into_owned();
    // The name has become shorter, so that it fits wherever it was.
    match renamed.replace(&USER_NAME, &name) {
        Ok(()) => Some(renamed),
        Err(_) => edited,
    }
}

/// Routing refuses: an Access-Request is rejected, an Accounting-Request is not acknowledged.
fn refuse<'f>(request: &Request<'_>, refusal: Refusal<'f>) -> Verdict<'f, Decision<'f>> {
    let (origin, message) = match &refusal {
        Refusal::Rejected { path, reply_message } => (Some(*path), reply_message.unwrap_or("")),
        Refusal::Nai(_) | Refusal::NoRoute => (None, ""),
    };
    let (decision, reason) = match request.code {
        Code::ACCESS_REQUEST => match access_reject(request.attributes, message) {
            Some(answer) => (Decision::Reject(answer), Reason::Routing(refusal)),
            None => (Decision::Drop, Reason::Policy(PolicyReason::NoRoomForAnswer)),
        },
        _ => (Decision::Drop, Reason::Routing(refusal)),
    };
    Verdict { decision, reason, origin, note: None, steps: Vec::new(), events: Vec::new() }
}
