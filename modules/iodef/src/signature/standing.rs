//! What a signature that is right is worth.

use std::time::Duration;

use serde::Serialize;

use super::certificate::{Certificate, Contact};
use crate::convert;
use crate::document::{Document, Limits, NodeId};
use crate::structure::{IODEF_1, IODEF_2};
use crate::value::timestamp::Timestamp;

/// How far the clock of a signer may be ahead.
const MAX_AHEAD: Duration = Duration::from_secs(300);

/// What the signatures of a document are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The whole document is signed by a pinned key.
    Trusted,
    /// The same, but the key is pinned to a domain, and an incident has its identifier from another.
    OtherDomain,
    /// The same, but the time speaks against it.
    OutOfTime,
    /// The whole document is signed, by a key that nobody has pinned.
    Unknown,
    /// A signature is right, but does not cover the whole document.
    Partial,
    /// A signature is not right.
    Invalid,
    /// There is none.
    Unsigned,
}

/// What speaks against the time of a signature. The time of signing is the signer's own claim: who
/// has an expired key of somebody else would claim a time before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeFault {
    /// It claims to have been made later than now.
    Future,
    /// The certificate was not valid at the time of signing.
    AtSigning,
    /// The certificate is not valid now.
    Now,
}

/// A signature that is right.
pub(super) struct Right<'r> {
    pub(super) covers_whole: bool,
    pub(super) contact: Option<&'r Contact>,
    pub(super) certificate: Option<&'r Certificate>,
    pub(super) signed_at: Option<&'r str>,
}

/// What it is worth, and why.
pub(super) struct Worth {
    pub(super) standing: Standing,
    pub(super) certificate_in_time: Option<bool>,
    pub(super) time_fault: Option<TimeFault>,
    pub(super) domain_matches: Option<bool>,
}

impl Right<'_> {
    /// Weighs it; `names` are those of the IncidentIDs of what is signed.
    pub(super) fn weigh(
        &self,
        now: Option<Duration>,
        names: impl FnOnce() -> Vec<String>,
    ) -> Worth {
        let signed = self.signed_at.and_then(unix_time);
        let time_fault = self.time_fault(signed, now);
        let is_judged = self.certificate.is_some() && (signed.is_some() || now.is_some());
        let certificate_fault = matches!(time_fault, Some(TimeFault::AtSigning | TimeFault::Now));
        let domain = self.contact.and_then(|contact| contact.domain.as_deref());
        let domain_matches = domain.map(|domain| {
            let names = names();
            !names.is_empty() && names.iter().all(|name| is_of(name, domain))
        });
        let standing = match (self.covers_whole, self.contact) {
            (false, _) => Standing::Partial,
            (true, None) => Standing::Unknown,
            (true, Some(_)) if time_fault.is_some() => Standing::OutOfTime,
            (true, Some(_)) if domain_matches == Some(false) => Standing::OtherDomain,
            (true, Some(_)) => Standing::Trusted,
        };
        let certificate_in_time = is_judged.then_some(!certificate_fault);
        Worth { standing, certificate_in_time, time_fault, domain_matches }
    }

    fn time_fault(&self, signed: Option<Duration>, now: Option<Duration>) -> Option<TimeFault> {
        let is_valid = |at| self.certificate.is_none_or(|it| it.is_valid_at(at));
        if signed.zip(now).is_some_and(|(signed, now)| signed > now.saturating_add(MAX_AHEAD)) {
            return Some(TimeFault::Future);
        }
        if !signed.is_none_or(is_valid) {
            return Some(TimeFault::AtSigning);
        }
        (!now.is_none_or(is_valid)).then_some(TimeFault::Now)
    }
}

/// The worst of all signatures counts, but that another known team signs as well does no harm.
pub(super) fn overall(standings: impl Iterator<Item = Standing> + Clone) -> Standing {
    [
        Standing::Invalid,
        Standing::Partial,
        Standing::Unknown,
        Standing::OutOfTime,
        Standing::Trusted,
        Standing::OtherDomain,
    ]
    .into_iter()
    .find(|standing| standings.clone().any(|other| other == *standing))
    .unwrap_or(Standing::Unsigned)
}

/// Whether a name is a domain or below it.
fn is_of(name: &str, domain: &str) -> bool {
    let lower = |text: &str| text.trim().trim_end_matches('.').to_ascii_lowercase();
    let (name, domain) = (lower(name), lower(domain));
    !domain.is_empty()
        && name.strip_suffix(&domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Who numbered the incidents of a document (RFC 7970 section 3.4). One without an IncidentID is
/// nobody's.
pub(super) fn names(document: &Document) -> Vec<String> {
    let is = |node: NodeId, name: &str| {
        document.local_name(node) == name && matches!(document.namespace(node), IODEF_2 | IODEF_1)
    };
    let incidents = document.elements(document.root()).filter(|node| is(*node, "Incident"));
    let name = |incident: NodeId| {
        let id = document.elements(incident).find(|node| is(*node, "IncidentID"))?;
        document.attribute(id, "name").map(|name| name.into_owned())
    };
    incidents.map(|incident| name(incident).unwrap_or_default()).collect()
}

/// The same of a document in JSON; none if it is not one.
pub(super) fn names_in_json(text: &str) -> Vec<String> {
    let converted = convert::json::import(text).ok();
    let document = converted.and_then(|it| Document::from_text(it.text, &Limits::default()).ok());
    document.as_ref().map(names).unwrap_or_default()
}

/// The same of a file.
pub(super) fn names_in_file(octets: &[u8]) -> Vec<String> {
    match Document::parse(octets, &Limits::default()) {
        Ok(document) => names(&document),
        Err(_) => std::str::from_utf8(octets).map(names_in_json).unwrap_or_default(),
    }
}

fn unix_time(text: &str) -> Option<Duration> {
    let seconds = Timestamp::parse(text).ok()?.unix_seconds();
    Some(Duration::from_secs(u64::try_from(seconds).ok()?))
}
