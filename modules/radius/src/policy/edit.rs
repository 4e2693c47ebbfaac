//! Edits of attributes.

use zeroize::Zeroizing;

use super::allow::AllowList;
use super::config::{ActionConfig, EditConfig, RewriteConfig, TestConfig};
use super::error::{PolicyError, PolicyProblem};
use super::kinds::Direction;
use super::outcome::Skipped;
use super::pattern::{Pattern, at_most};
use super::template::{self, Template};
use super::tunnel::{TunnelRemoval, VlanAssignment};
use super::value_test::AttributeTest;
use super::view::{self, Context, View};
use super::{MAX_LIST, guard};
use crate::attribute::{self, Attributes, Reference};
use crate::dictionary;
use crate::error::Error;

/// Type of EAP-Message.
const EAP_MESSAGE: Reference = Reference::standard(79);

/// Type of Reply-Message.
const REPLY_MESSAGE: Reference = Reference::standard(18);

/// One edit of the attributes of a packet.
#[derive(Debug)]
pub(super) enum Edit {
    Add(Reference, Source),
    Set(Reference, Source),
    Remove(Vec<Reference>, Vec<TunnelRemoval>),
    RemoveTunnels(TunnelRemoval),
    SetVlan(VlanAssignment),
    Filter(AttributeTest),
    Allow(AllowList),
    Rewrite { reference: Reference, pattern: Option<Pattern>, template: Template },
}

/// Where a value comes from.
#[derive(Debug)]
pub(super) enum Source {
    Value(Vec<u8>),
    Template(Template),
}

/// What an edit came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Applied<'e> {
    /// It was done.
    Done,
    /// It was done, and took a tunnel other than a VLAN away, for this reason.
    Downgraded(&'e str),
    /// It was left out.
    Skipped(Skipped),
}

impl Edit {
    /// Reads an action that is written at `path`; none if it is not an edit.
    pub fn new(
        action: &ActionConfig,
        direction: Direction,
        path: &str,
    ) -> Result<Option<Self>, PolicyError> {
        Ok(Some(match action {
            ActionConfig::Add(edit) => {
                let path = format!("{path}.add");
                let reference = editable(&edit.attribute, &path)?;
                Self::Add(reference, Source::new(edit, &reference, direction, &path)?)
            }
            ActionConfig::Set(edit) => {
                let path = format!("{path}.set");
                let reference = editable(&edit.attribute, &path)?;
                Self::Set(reference, Source::new(edit, &reference, direction, &path)?)
            }
            ActionConfig::Remove(names) => remove(names, &format!("{path}.remove"))?,
            ActionConfig::RemoveTunnels(config) => {
                Self::RemoveTunnels(TunnelRemoval::new(config, &format!("{path}.remove_tunnels"))?)
            }
            ActionConfig::SetVlan(config) => {
                Self::SetVlan(VlanAssignment::new(config, &format!("{path}.set_vlan"))?)
            }
            ActionConfig::Filter(config) => filter(config, &format!("{path}.filter"))?,
            ActionConfig::Allow(config) => {
                Self::Allow(AllowList::new(config, &format!("{path}.allow"))?)
            }
            ActionConfig::Rewrite(config) => {
                rewrite(config, direction, &format!("{path}.rewrite"))?
            }
            ActionConfig::Pool(_)
            | ActionConfig::Reject(_)
            | ActionConfig::Drop(_)
            | ActionConfig::Challenge(_)
            | ActionConfig::Accept(_) => return Ok(None),
        }))
    }

    /// Edits the attributes of a packet, which stay as they are if there is an error.
    ///
    /// # Errors
    /// [`Reason::PacketTooLong`](crate::Reason::PacketTooLong),
    /// [`Reason::TooManyAttributes`](crate::Reason::TooManyAttributes),
    /// [`Reason::ValueTooLong`](crate::Reason::ValueTooLong),
    /// [`Reason::ValueEmpty`](crate::Reason::ValueEmpty) and
    /// [`Misconfigured::Value`](crate::Misconfigured::Value) if a result cannot be.
    pub fn apply(
        &self,
        attributes: &mut Attributes,
        context: &Context<'_>,
    ) -> Result<Applied<'_>, Error> {
        match self {
            Self::Add(reference, source) | Self::Set(reference, source) => {
                let view = context.view(attributes);
                if is_reply_message_in_eap(reference, &view) {
                    return Ok(Applied::Skipped(Skipped::ReplyMessageInEap));
                }
                let Some(value) = source.value(reference, &view)? else {
                    return Ok(Applied::Skipped(Skipped::ValueAbsent));
                };
                match self {
                    Self::Add(..) => attributes.add(reference, &value)?,
                    _ => attributes.replace(reference, &value)?,
                }
                Ok(Applied::Done)
            }
            Self::Remove(references, tunnels) => {
                for reference in references {
                    attributes.remove(reference);
                }
                for tunnel in tunnels {
                    tunnel.apply(attributes);
                }
                Ok(Applied::Done)
            }
            Self::RemoveTunnels(removal) => Ok(Applied::removed(removal.apply(attributes))),
            Self::SetVlan(assignment) => {
                let mut assigned = attributes.clone();
                if !assignment.apply(&mut assigned)? {
                    return Ok(Applied::Skipped(Skipped::OtherTunnel));
                }
                *attributes = assigned;
                Ok(Applied::Done)
            }
            Self::Filter(test) => {
                attributes.rewrite(&test.reference, |octets| {
                    match test.is_met_by_value(octets) {
                        true => attribute::Edit::Remove,
                        false => attribute::Edit::Keep,
                    }
                })?;
                Ok(Applied::Done)
            }
            Self::Allow(list) => Ok(Applied::removed(list.apply(attributes))),
            Self::Rewrite { reference, pattern, template } => {
                let view = context.view(attributes);
                let (rewritten, applied) =
                    rewritten_values(&view, reference, pattern.as_ref(), template)?;
                if let Some(rewritten) = rewritten {
                    *attributes = rewritten;
                }
                Ok(applied)
            }
        }
    }

    /// What it does, in the words of the configuration.
    pub fn describe(&self) -> String {
        match self {
            Self::Add(reference, _) => format!("add {reference}"),
            Self::Set(reference, _) => format!("set {reference}"),
            Self::Remove(..) => String::from("remove"),
            Self::RemoveTunnels(_) => String::from("remove_tunnels"),
            Self::SetVlan(_) => String::from("set_vlan"),
            Self::Filter(test) => format!("filter {}", test.reference),
            Self::Allow(_) => String::from("allow"),
            Self::Rewrite { reference, .. } => format!("rewrite {reference}"),
        }
    }
}

impl<'e> Applied<'e> {
    fn removed(downgrade: Option<&'e str>) -> Self {
        downgrade.map_or(Self::Done, Self::Downgraded)
    }
}

impl Source {
    fn new(
        edit: &EditConfig,
        reference: &Reference,
        direction: Direction,
        path: &str,
    ) -> Result<Self, PolicyError> {
        let at = |key: &str, problem| PolicyError::new(format!("{path}.{key}"), problem);
        match (&edit.value, &edit.template) {
            (Some(value), None) if value.is_empty() => Err(at("value", PolicyProblem::Empty)),
            (Some(value), None) => {
                let octets = reference.encode_text(value);
                let octets =
                    octets.map_err(|error| at("value", PolicyProblem::Attribute(error)))?;
                // A value that fits no packet is refused here rather than for every packet.
                let fits = Attributes::new().add(reference, &octets);
                fits.map_err(|error| at("value", PolicyProblem::Attribute(error)))?;
                Ok(Self::Value(octets))
            }
            (None, Some(template)) => Template::new(template, direction, 0)
                .map(Self::Template)
                .map_err(|problem| at("template", problem)),
            _ => Err(PolicyError::new(path, PolicyProblem::ExactlyOne("value and template"))),
        }
    }

    /// The octets of the wire; none if something that the template names is absent.
    fn value(
        &self,
        reference: &Reference,
        view: &View<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let text = match self {
            Self::Value(octets) => return Ok(Some(Zeroizing::new(octets.clone()))),
            Self::Template(template) => template.expand(view, None)?,
        };
        let encode = |text: Zeroizing<Vec<u8>>| template::encode(reference, &text);
        text.map(encode).transpose().map(|value| value.map(Zeroizing::new))
    }
}

fn editable(name: &str, path: &str) -> Result<Reference, PolicyError> {
    let reference = guard::reference(name);
    let checked = reference.and_then(|reference| {
        guard::check_editable(&reference)?;
        Ok(reference)
    });
    checked.map_err(|problem| PolicyError::new(format!("{path}.attribute"), problem))
}

fn remove(names: &[String], path: &str) -> Result<Edit, PolicyError> {
    if names.is_empty() {
        return Err(PolicyError::new(path, PolicyProblem::Empty));
    }
    at_most(names.len(), MAX_LIST).map_err(|problem| PolicyError::new(path, problem))?;
    let (mut references, mut members) = (Vec::new(), Vec::new());
    for (position, name) in names.iter().enumerate() {
        let at = |problem| PolicyError::new(format!("{path}[{position}]"), problem);
        let reference = guard::reference(name).map_err(at)?;
        if guard::is_tunnel_member(&reference) {
            members.push((position, reference));
        } else {
            guard::check_editable(&reference).map_err(at)?;
            references.push(reference);
        }
    }
    Ok(Edit::Remove(references, TunnelRemoval::of_members(&members, path)?))
}

fn filter(config: &TestConfig, path: &str) -> Result<Edit, PolicyError> {
    let test = AttributeTest::new(config, path)?;
    let at = |key: &str, problem| PolicyError::new(format!("{path}.{key}"), problem);
    guard::check_editable(&test.reference).map_err(|problem| at("name", problem))?;
    if config.present == Some(false) {
        return Err(at("present", PolicyProblem::Unreachable("no value is absent")));
    }
    Ok(Edit::Filter(test))
}

fn rewrite(config: &RewriteConfig, direction: Direction, path: &str) -> Result<Edit, PolicyError> {
    let reference = editable(&config.attribute, path)?;
    let at = |key: &str, problem| PolicyError::new(format!("{path}.{key}"), problem);
    let pattern = config.regex.as_deref().map(Pattern::new).transpose();
    let pattern = pattern.map_err(|problem| at("regex", problem))?;
    let groups = pattern.as_ref().map_or(0, Pattern::groups);
    let template = Template::new(&config.template, direction, groups)
        .map_err(|problem| at("template", problem))?;
    Ok(Edit::Rewrite { reference, pattern, template })
}

/// The attributes with the values that meet the pattern made anew, each from what it was.
fn rewritten_values(
    view: &View<'_>,
    reference: &Reference,
    pattern: Option<&Pattern>,
    template: &Template,
) -> Result<(Option<Attributes>, Applied<'static>), Error> {
    if is_reply_message_in_eap(reference, view) {
        return Ok((None, Applied::Skipped(Skipped::ReplyMessageInEap)));
    }
    let mut applied = Applied::Done;
    let mut failed = None;
    let attributes = view.attributes.rewritten(reference, |octets| {
        match rewritten(reference, pattern, template, view, octets) {
            Ok(Rewritten::To(value)) => attribute::Edit::Replace(value),
            Ok(Rewritten::Unmet) => attribute::Edit::Keep,
            Ok(Rewritten::Absent) => {
                applied = Applied::Skipped(Skipped::ValueAbsent);
                attribute::Edit::Keep
            }
            Err(error) => {
                failed = Some(error);
                attribute::Edit::Keep
            }
        }
    })?;
    failed.map_or(Ok((attributes, applied)), Err)
}

enum Rewritten {
    To(Vec<u8>),
    Unmet,
    Absent,
}

fn rewritten(
    reference: &Reference,
    pattern: Option<&Pattern>,
    template: &Template,
    view: &View<'_>,
    octets: &[u8],
) -> Result<Rewritten, Error> {
    let Some(text) = view::text(reference, octets) else { return Ok(Rewritten::Unmet) };
    let captures = pattern.map(|pattern| pattern.captures(&text));
    let expanded = match &captures {
        Some(None) => return Ok(Rewritten::Unmet),
        Some(Some(captures)) => template.expand(view, Some(captures))?,
        None => template.expand(view, None)?,
    };
    let Some(text) = expanded else { return Ok(Rewritten::Absent) };
    // A value keeps its tag.
    let tag = dictionary::definition(reference).and_then(|known| known.tag(octets));
    template::encode(&reference.with_tag(tag), &text).map(Rewritten::To)
}

/// Reply-Message must not be in a packet with EAP-Message (RFC 3579 section 2.6.5).
fn is_reply_message_in_eap(reference: &Reference, view: &View<'_>) -> bool {
    reference.root() == REPLY_MESSAGE.root() && view.attributes.contains(&EAP_MESSAGE)
}
