//! What stands in the place of what is withheld.

use std::fmt::Write as _;

use crate::structure::{AttributeDecl, Base, Class};

/// The text that says so.
pub(super) const WITHHELD: &str = "withheld";
/// A time that is plainly none: it is before there were networks, and before 1970 some clocks end.
const WITHHELD_TIME: &str = "1970-01-01T00:00:00Z";
/// A name that never exists (RFC 6761 section 6.4).
const WITHHELD_NAME: &str = "withheld.invalid";

/// Whether something true can stand for a member that its class requires.
pub(super) fn can_stand_for(member: &str) -> bool {
    matches!(
        member,
        "IncidentID" | "GenerationTime" | "Contact" | "DateTime" | "IndicatorID" | "Application"
    )
}

/// The element that stands for a member.
pub(super) struct Member<'d> {
    pub(super) name: &'static str,
    /// The prefix of the class that it is a member of.
    pub(super) prefix: &'d str,
    /// What tells ids apart.
    pub(super) number: usize,
}

impl Member<'_> {
    /// Whether a [description](Self::describe) belongs between start and end.
    pub(super) fn has_description(&self) -> bool {
        matches!(self.name, "Contact" | "Application")
    }

    /// Writes the start tag, and the text.
    pub(super) fn start(&self, out: &mut String) {
        let (prefix, name, number) = (self.qualifier(), self.name, self.number);
        // Writing to a string cannot fail.
        let _ = match name {
            "IncidentID" => {
                write!(out, "<{prefix}{name} name=\"{WITHHELD_NAME}\">{WITHHELD}-{number}")
            }
            "IndicatorID" => write!(
                out,
                "<{prefix}{name} name=\"{WITHHELD_NAME}\" version=\"0\">{WITHHELD}-{number}"
            ),
            "GenerationTime" | "DateTime" => write!(out, "<{prefix}{name}>{WITHHELD_TIME}"),
            "Contact" => write!(
                out,
                "<{prefix}{name} role=\"ext-value\" ext-role=\"{WITHHELD}\" type=\"ext-value\" \
                 ext-type=\"{WITHHELD}\">"
            ),
            _ => write!(out, "<{prefix}{name}>"),
        };
    }

    /// Writes the one member that those have which need one.
    pub(super) fn describe(&self, out: &mut String) {
        let prefix = self.qualifier();
        let _ =
            write!(out, "<{prefix}Description xml:lang=\"en\">{WITHHELD}</{prefix}Description>");
    }

    /// Writes the end tag.
    pub(super) fn end(&self, out: &mut String) {
        let _ = write!(out, "</{}{}>", self.qualifier(), self.name);
    }

    fn qualifier(&self) -> String {
        if self.prefix.is_empty() { String::new() } else { format!("{}:", self.prefix) }
    }
}

/// The value that an attribute has when it is withheld, and the attribute beside it that says what
/// the value means; none if there is no such value.
pub(super) fn attribute(
    declaration: AttributeDecl,
) -> Option<(&'static str, Option<&'static str>)> {
    if let Some(fixed) = declaration.fixed() {
        return Some((fixed, None));
    }
    if let Some(values) = declaration.enumeration() {
        return match declaration.extension() {
            Some(extension) if values.contains("ext-value") => Some(("ext-value", Some(extension))),
            _ => ["unknown", "other"]
                .into_iter()
                .find(|value| values.contains(value))
                .map(|value| (value, None)),
        };
    }
    match declaration.data_type().base() {
        Base::String | Base::NmToken => Some((WITHHELD, None)),
        _ => None,
    }
}

/// Whether an element of the class can stay without what it says itself.
pub(super) fn can_be_shell(class: Class) -> bool {
    // A part of an expression matches something else than the whole.
    class.name() != "IndicatorExpression"
        && class.text().is_none()
        && !class.mixed()
        && !class.any()
        && class
            .attributes()
            .all(|declaration| !declaration.required() || attribute(declaration).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::{IODEF_2, Schema};

    #[test]
    fn containers_can_be_shells_and_leaves_cannot() {
        let can = |name: &str| can_be_shell(Class::global(Schema::Common, IODEF_2, name).unwrap());
        for name in
            ["Incident", "EventData", "Flow", "System", "Contact", "HistoryItem", "Indicator"]
        {
            assert!(can(name), "{name}");
        }
        for name in ["Description", "AdditionalData", "IndicatorExpression", "Address"] {
            assert!(!can(name), "{name}");
        }
    }
}
