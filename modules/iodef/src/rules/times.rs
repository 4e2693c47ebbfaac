//! Times and intervals.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::time::Duration;

use super::element::{children, children_named};
use super::{Element, Findings, RuleId, id};
use crate::document::{Document, NodeId};
use crate::value::timestamp::Timestamp;
use crate::value::trim;

/// How far clocks may be apart before a time is in the future.
const CLOCK_SKEW: Duration = Duration::from_secs(300);

/// The later time comes after the earlier one: class, earlier, later, rule.
const ORDERS: [(&str, &str, &str, RuleId); 13] = [
    ("Incident", "StartTime", "EndTime", id::END_BEFORE_START),
    ("EventData", "StartTime", "EndTime", id::END_BEFORE_START),
    ("Incident", "StartTime", "DetectTime", id::DETECT_BEFORE_START),
    ("EventData", "StartTime", "DetectTime", id::DETECT_BEFORE_START),
    ("Incident", "StartTime", "RecoveryTime", id::RECOVERY_BEFORE_START),
    ("EventData", "StartTime", "RecoveryTime", id::RECOVERY_BEFORE_START),
    ("Incident", "DetectTime", "ReportTime", id::REPORT_BEFORE_DETECT),
    ("EventData", "DetectTime", "ReportTime", id::REPORT_BEFORE_DETECT),
    ("Incident", "DetectTime", "GenerationTime", id::GENERATION_BEFORE_DETECT),
    ("Incident", "ReportTime", "GenerationTime", id::GENERATION_BEFORE_REPORT),
    ("Indicator", "StartTime", "EndTime", id::INDICATOR_INTERVAL),
    ("Expectation", "StartTime", "EndTime", id::EXPECTATION_INTERVAL),
    ("DomainData", "RegistrationDate", "ExpirationDate", id::DOMAIN_INTERVAL),
];

/// A time of its own: RFC 3067 section 6.13 wants its offset, and what has happened is not in the
/// future.
pub(super) fn single(element: &Element<'_>, findings: &mut Findings) {
    let text = element.text();
    let Ok(time) = Timestamp::parse(trim(&text)) else { return };
    if time.offset.is_none() {
        let args = [("class", element.name), ("time", trim(&text))];
        findings.at_text(id::RFC3067_6_13, element, &args);
    }
    let has_happened = match element.name {
        "DateDomainWasChecked" | "DateTime" | "GenerationTime" => true,
        // Indicator and Expectation look ahead, and so does an incident that is expected.
        "DetectTime" | "ReportTime" => {
            let parent = element.document.parent(element.node);
            let status = parent.and_then(|parent| element.document.attribute(parent, "status"));
            status.as_deref() != Some("future")
        }
        _ => false,
    };
    if let Some(now) = element.surroundings.now
        && has_happened
        && time.compare_to(now.saturating_add(CLOCK_SKEW)) == Ordering::Greater
    {
        let args = [("class", element.name), ("time", trim(&text))];
        findings.at_text(id::TIME_FUTURE, element, &args);
    }
}

/// Times of a class among each other.
pub(super) fn order(element: &Element<'_>, findings: &mut Findings) {
    let times: Vec<(&str, NodeId)> = element
        .children()
        .filter(|child| child.1.ends_with("Time") || child.1.ends_with("Date"))
        .map(|child| (child.1, child.0))
        .collect();
    let named = |name| times.iter().find(|time| time.0 == name).map(|time| time.1);
    for (class, earlier, later, rule) in ORDERS {
        if class != element.name {
            continue;
        }
        let (Some(first), Some(second)) = (named(earlier), named(later)) else { continue };
        let (before, after) = (text(element.document, first), text(element.document, second));
        if is_before(&after, &before) {
            let args = [
                ("earlier", earlier),
                ("later", later),
                ("earlier_time", trim(&before)),
                ("later_time", trim(&after)),
            ];
            findings.report(rule, second, place(element.document, second), &args);
        }
    }
}

/// Incident: times of its events that are outside of its own; then those of the event count (RFC
/// 7970 section 3.14.1).
pub(super) fn events(element: &Element<'_>, findings: &mut Findings) {
    let document = element.document;
    let own = |name| element.child(name).map(|node| text(document, node));
    let (start, end) = (own("StartTime"), own("EndTime"));
    if start.is_none() && end.is_none() {
        return;
    }
    let mut open: Vec<NodeId> = element.children_named("EventData").collect();
    while let Some(event) = open.pop() {
        for (node, class) in children(document, event) {
            let outside = match class {
                "StartTime" | "EndTime" => {
                    let time = text(document, node);
                    let is_early = start.as_deref().is_some_and(|start| is_before(&time, start));
                    let is_late = end.as_deref().is_some_and(|end| is_before(end, &time));
                    (is_early || is_late).then_some(time)
                }
                "EventData" => {
                    open.push(node);
                    None
                }
                _ => None,
            };
            if let Some(time) = outside {
                let args = [("class", class), ("time", trim(&time))];
                findings.report(id::EVENT_OUTSIDE_INCIDENT, node, place(document, node), &args);
            }
        }
    }
}

/// What was to be done or was valid until a time that has passed.
pub(super) fn past(element: &Element<'_>, findings: &mut Findings) {
    let rule = match element.name {
        "Expectation" => id::EXPECTATION_PAST,
        _ => id::INDICATOR_EXPIRED,
    };
    let Some((now, end)) = element.surroundings.now.zip(element.child("EndTime")) else { return };
    let text = text(element.document, end);
    if Timestamp::parse(trim(&text)).is_ok_and(|time| time.compare_to(now) == Ordering::Less) {
        findings.report(rule, end, place(element.document, end), &[("time", trim(&text))]);
    }
}

/// Entries of a history in their order.
pub(super) fn history(element: &Element<'_>, findings: &mut Findings) {
    let document = element.document;
    let mut latest: Option<Cow<'_, str>> = None;
    for item in element.children_named("HistoryItem") {
        let Some(time) = children_named(document, item, "DateTime").next() else { continue };
        let text = text(document, time);
        if let Some(before) = &latest
            && is_before(&text, before)
        {
            let args = [("time", trim(&text)), ("before", trim(before))];
            findings.report(id::HISTORY_ORDER, time, place(document, time), &args);
        } else {
            latest = Some(text);
        }
    }
}

fn text(document: &Document, node: NodeId) -> Cow<'_, str> {
    document.text_of(node)
}

fn place(document: &Document, node: NodeId) -> std::ops::Range<usize> {
    document.content_span(node).unwrap_or_else(|| document.start_tag_span(node))
}

/// Whether the first of two times is certainly before the second.
fn is_before(first: &str, second: &str) -> bool {
    match (Timestamp::parse(trim(first)), Timestamp::parse(trim(second))) {
        (Ok(first), Ok(second)) => first.compare(&second) == Some(Ordering::Less),
        _ => false,
    }
}
