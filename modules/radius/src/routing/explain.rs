//! Why a request goes where it goes, for people.
//!
//! Every condition is asked alone here, without the index, so that the answer does not share the
//! index's mistakes.

use std::fmt;

use super::condition::Subject;
use super::{Decision, Precedence, Request, RoutingTable};
use crate::nai::Nai;

/// The reasons of one decision. Its `Display` is several lines of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation<'t> {
    /// The User-Name as received, then after each step of undecoration.
    pub user_names: Vec<Vec<u8>>,
    /// The realm by which the request was routed.
    pub realm: Option<Vec<u8>>,
    /// The prefix realm by which the request was routed.
    pub prefix_realm: Option<Vec<u8>>,
    /// The routes whose condition is met, the strongest first.
    pub candidates: Vec<Candidate<'t>>,
    /// How many other routes the table has.
    pub not_met: usize,
    /// What [`RoutingTable::route`] decides.
    pub decision: Decision<'t>,
}

/// A route whose condition the request meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate<'t> {
    /// The JSON path of the route.
    pub path: &'t str,
    /// Its condition as text.
    pub condition: String,
    /// How strongly it claims the request.
    pub precedence: Precedence,
}

impl RoutingTable {
    /// Decides as [`RoutingTable::route`] does, and says why.
    #[must_use]
    pub fn explain(&self, request: &Request<'_>) -> Explanation<'_> {
        let mut user_names: Vec<Vec<u8>> =
            request.user_name.map(<[u8]>::to_vec).into_iter().collect();
        while let Some(next) = user_names.last().and_then(|name| self.undecorate_once(name)) {
            user_names.push(next);
        }
        let nai = self.nai(user_names.last().map(Vec::as_slice));
        let subject = Subject::new(nai.as_ref(), request.attributes);
        let mut candidates: Vec<Candidate<'_>> = self
            .rules
            .iter()
            .filter(|rule| rule.condition.is_met_by(&subject))
            .map(|rule| Candidate {
                path: &rule.path,
                condition: rule.condition.to_string(),
                precedence: rule.condition.precedence(),
            })
            .collect();
        // The sort is stable: among equals the first that is written stays first.
        candidates.sort_by_key(|candidate| candidate.precedence);
        let realm = nai.as_ref().and_then(Nai::realm).map(<[u8]>::to_vec);
        let prefix_realm = nai.as_ref().and_then(Nai::prefix_realm).map(<[u8]>::to_vec);
        let not_met = self.rules.len().saturating_sub(candidates.len());
        let decision = self.route(request);
        Explanation { user_names, realm, prefix_realm, candidates, not_met, decision }
    }
}

impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.user_names.split_first() {
            None => writeln!(f, "no User-Name")?,
            Some((received, steps)) => {
                writeln!(f, "User-Name {}", quoted(received))?;
                for step in steps {
                    writeln!(f, "  undecorated to {}", quoted(step))?;
                }
            }
        }
        for (what, realm) in [("realm", &self.realm), ("prefix realm", &self.prefix_realm)] {
            if let Some(realm) = realm {
                writeln!(f, "  {what} {}", quoted(realm))?;
            }
        }
        for (position, candidate) in self.candidates.iter().enumerate() {
            let Candidate { path, condition, precedence } = candidate;
            let verdict = if position == 0 { "strongest" } else { "weaker" };
            writeln!(f, "{path}: {condition}: {verdict} ({precedence})")?;
        }
        writeln!(f, "routes that are not met: {}", self.not_met)?;
        match &self.decision {
            Decision::Forward(route) => {
                write!(f, "{} forwards to pool {}", route.path, route.pool)?;
                if route.accounting_pool != route.pool {
                    write!(f, ", accounting to pool {}", route.accounting_pool)?;
                }
                match &route.user_name {
                    Some(name) => write!(f, ", as User-Name {}", quoted(name)),
                    None => Ok(()),
                }
            }
            Decision::Refuse(refusal) => write!(f, "refused: {}: {refusal}", refusal.code()),
        }
    }
}

/// Text of the sender, safe in a log or on a terminal.
fn quoted(octets: &[u8]) -> String {
    match core::str::from_utf8(octets) {
        Ok(text) => format!("{text:?}"),
        Err(_) => format!("\"{}\"", octets.escape_ascii()),
    }
}
