//! Templates: texts in which names stand for what a packet holds.

use regex_lite::Captures;
use zeroize::Zeroizing;

use super::error::PolicyProblem;
use super::guard;
use super::kinds::Direction;
use super::pattern::at_most;
use super::view::{self, View};
use crate::attribute::{MAX_ATTRIBUTES_OCTETS, Reference};
use crate::dictionary::{self, Value};
use crate::error::{Error, Misconfigured, Reason};

/// The longest template in octets.
pub const MAX_TEMPLATE_OCTETS: usize = 1_024;

/// The most names in a template.
pub const MAX_TEMPLATE_NAMES: usize = 32;

/// A template that was read.
#[derive(Debug)]
pub(super) struct Template(Vec<Part>);

#[derive(Debug)]
enum Part {
    Text(String),
    Group(usize),
    Attribute(Reference),
    RequestAttribute(Reference),
    Realm,
    Local,
    Client,
}

impl Template {
    /// Reads a template. `groups` is how many groups its regular expression has.
    pub fn new(text: &str, direction: Direction, groups: usize) -> Result<Self, PolicyProblem> {
        at_most(text.len(), MAX_TEMPLATE_OCTETS)?;
        let mut parts = Vec::new();
        let mut names: usize = 0;
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('%') {
            push_text(&mut parts, before);
            if let Some(behind) = behind.strip_prefix('%') {
                push_text(&mut parts, "%");
                rest = behind;
                continue;
            }
            let name = behind.strip_prefix('{').and_then(|behind| behind.split_once('}'));
            let Some((name, behind)) = name else {
                return Err(PolicyProblem::BadTemplate("% is followed by neither {name} nor %"));
            };
            parts.push(part(name, direction, groups)?);
            names = names.saturating_add(1);
            rest = behind;
        }
        push_text(&mut parts, rest);
        at_most(names, MAX_TEMPLATE_NAMES)?;
        if parts.is_empty() {
            return Err(PolicyProblem::Empty);
        }
        Ok(Self(parts))
    }

    /// The text; none if something that it names is absent.
    pub fn expand(
        &self,
        view: &View<'_>,
        captures: Option<&Captures<'_>>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let mut out = Zeroizing::new(Vec::new());
        for part in &self.0 {
            let found = match part {
                Part::Text(text) => Some(text.as_bytes().to_vec()),
                Part::Group(group) => {
                    let group = captures.and_then(|captures| captures.get(*group));
                    group.map(|group| group.as_str().as_bytes().to_vec())
                }
                Part::Attribute(reference) => first(view.attributes, reference),
                Part::RequestAttribute(reference) => first(view.request, reference),
                Part::Realm => view.realm(),
                Part::Local => view.local_part(),
                Part::Client => Some(view.client.name.as_bytes().to_vec()),
            };
            let Some(found) = found else { return Ok(None) };
            let length = out.len().saturating_add(found.len());
            if length > MAX_ATTRIBUTES_OCTETS {
                let limit = MAX_ATTRIBUTES_OCTETS;
                return Err(Reason::ValueTooLong { found: length, limit }.into());
            }
            out.extend(found);
        }
        Ok(Some(out))
    }
}

/// The octets of the wire for a text: octets as they are, everything else as the dictionary reads it.
///
/// # Errors
/// [`Misconfigured::Value`] if it is not of the data type, [`Reason::ValueEmpty`] if it is empty (RFC
/// 2865 section 5).
pub(super) fn encode(reference: &Reference, text: &[u8]) -> Result<Vec<u8>, Error> {
    if text.is_empty() {
        return Err(Reason::ValueEmpty.into());
    }
    let Some(definition) = dictionary::definition(reference) else { return Ok(text.to_vec()) };
    let octets = Value::Octets(text.to_vec());
    if let Ok(encoded) = definition.encode(reference.tag(), &octets) {
        return Ok(encoded);
    }
    let text = core::str::from_utf8(text).map_err(|_| Misconfigured::Value {
        attribute: reference.to_string(),
        expected: "UTF-8",
    })?;
    definition.encode(reference.tag(), &definition.parse(text)?)
}

fn push_text(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        _ if text.is_empty() => {}
        Some(Part::Text(before)) => before.push_str(text),
        _ => parts.push(Part::Text(text.to_owned())),
    }
}

fn part(name: &str, direction: Direction, groups: usize) -> Result<Part, PolicyProblem> {
    let attribute = |name: &str| {
        let reference = guard::reference(name)?;
        guard::check_readable(&reference)?;
        Ok(reference)
    };
    match name {
        "realm" => return Ok(Part::Realm),
        "local_part" => return Ok(Part::Local),
        "client" => return Ok(Part::Client),
        _ => {}
    }
    if let Some(name) = name.strip_prefix("request:") {
        if direction == Direction::Requests {
            return Err(PolicyProblem::OnlyInReplies("request:"));
        }
        return Ok(Part::RequestAttribute(attribute(name)?));
    }
    if !name.is_empty() && name.bytes().all(|octet| octet.is_ascii_digit()) {
        let group = name.parse().ok().filter(|group| *group < groups);
        let unknown = "there is no group with this number in the regular expression";
        return group.map(Part::Group).ok_or(PolicyProblem::BadTemplate(unknown));
    }
    Ok(Part::Attribute(attribute(name)?))
}

fn first(attributes: &crate::attribute::Attributes, reference: &Reference) -> Option<Vec<u8>> {
    let octets = attributes.first(reference)?;
    view::text(reference, &octets).map(|text| text.into_owned())
}
