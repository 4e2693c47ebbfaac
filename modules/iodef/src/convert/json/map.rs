//! Where the JSON of RFC 8727 differs from the XML of RFC 7970. Everything else follows from the
//! structure tables: an attribute is a member of its name, an element is a member of its name, and
//! what may be repeated is an array.

use crate::convert::tree::{DS, ENUM, IODEF_1, SCI};
use crate::structure::{Base, Class, Member, Schema};

/// Classes that RFC 8727 section 3.2 deletes, with the member whose elements take their place.
const WRAPPERS: [(&str, &str); 5] = [
    ("ApplicationHeader", "ApplicationHeaderField"),
    ("Flow", "System"),
    ("IndicatorData", "Indicator"),
    ("Record", "RecordData"),
    ("SignatureData", "Signature"),
];

/// The impacts, which share the array `Impact` (RFC 8727 section 6).
pub(super) const IMPACTS: [&str; 5] =
    ["SystemImpact", "BusinessImpact", "TimeImpact", "MonetaryImpact", "IntendedImpact"];

/// The array of impacts.
pub(super) const IMPACT: &str = "Impact";

/// The attribute of the deleted class ObservableReference, which is a member of its parent.
pub(super) const UID_REF: &str = "uid-ref";

/// Values that both enumerations have under different names: class, attribute, XML, JSON. The CDDL
/// of RFC 8727 writes the first as RFC 7970 does; the JSON Schema of the same RFC does not.
const RENAMED_VALUES: [(&str, &str, &str, &str); 2] = [
    ("BulkObservable", "type", "http-request-uri", "http-request-url"),
    ("NodeRole", "category", "anonymization", "anomyzation"),
];

/// Values that only the XML enumerations have: class, attribute, value.
const XML_VALUES: [(&str, &str, &str); 3] = [
    ("Contact", "role", "vendor-services"),
    ("Counter", "type", "counter"),
    ("Counter", "type", "rate"),
];

/// Members that the JSON Schema requires and the XML schemas do not: class, member, and what says
/// the least.
pub(super) const REQUIRED: [(&str, &str, &str); 7] = [
    ("Address", "category", "ipv6-addr"),
    ("BusinessImpact", "type", "unknown"),
    ("DomainData", "domain-status", "unknown"),
    ("DomainData", "system-status", "unknown"),
    ("IntendedImpact", "type", "unknown"),
    ("RegistryHandle", "registry", "local"),
    ("SystemImpact", "type", "unknown"),
];

/// Attributes that the JSON class does not have: class and attribute.
const NO_ATTRIBUTE: [(&str, &str); 1] = [("HashData", "ext-scope")];

/// Members that the JSON class does not have: class and element.
const NO_MEMBER: [(&str, &str); 1] = [("AlternativeIndicatorID", "IndicatorReference")];

/// The identifiers of specifications that the JSON Schema lists (RFC 8727 section 2.2.5).
const SPEC_IDS: [&str; 2] = ["urn:ietf:params:xml:ns:mile:mmdef:1.2", "private"];

/// How all identifiers of specifications begin that IANA registers (RFC 7203 section 7).
pub(super) const SPEC_ID_PREFIX: &str = "urn:ietf:params:xml:ns:mile:";

/// What an attribute or a text is in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scalar {
    /// A string with its white space.
    Text,
    /// A string without white space around it.
    Token,
    /// A whole number.
    Integer,
    /// Any number.
    Real,
}

impl Scalar {
    pub(super) const fn of(base: Base) -> Self {
        match base {
            Base::String => Self::Text,
            Base::Integer => Self::Integer,
            Base::Float | Base::Double | Base::PositiveFloat | Base::RealOrEmpty => Self::Real,
            _ => Self::Token,
        }
    }
}

/// How a class is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A value by itself.
    Scalar(Scalar),
    /// A string, or an object with `value`, `lang` and `translation-id` (RFC 8727 section 2.2.2).
    MultiLingual,
    /// An object with the text under this name.
    TextObject(&'static str, Scalar),
    /// An object with `value` that holds text or markup (RFC 8727 sections 2.2.4 and 2.2.6).
    Extension,
    /// An element in base64 (RFC 8727 section 3.2).
    Bytes,
    /// The content of an element in base64 (RFC 8727 section 2.2.5).
    RawData,
    /// An object of members only.
    Object,
}

impl Shape {
    pub(super) fn of(class: Class) -> Self {
        let base = class.text().map(|text| Scalar::of(text.base()));
        match (class.namespace(), class.name(), base) {
            (DS, _, Some(scalar)) => Self::Scalar(scalar),
            (DS, _, None) => Self::Bytes,
            (SCI, "RawData", _) => Self::RawData,
            // BulkObservableList has no type in the schemas; in the text of the RFC it is a string.
            _ if class.any() && class.attribute("dtype").is_none() => Self::Scalar(Scalar::Text),
            _ if class.any() => Self::Extension,
            (_, "IncidentID" | "IndicatorID", Some(scalar)) => Self::TextObject("id", scalar),
            (_, "RegistryHandle", Some(scalar)) => Self::TextObject("handle", scalar),
            (_, _, Some(_)) if class.attribute("translation-id").is_some() => Self::MultiLingual,
            (IODEF_1, _, Some(_)) if class.attribute("lang").is_some() => Self::MultiLingual,
            (_, _, Some(scalar))
                if class.attributes().all(|each| !has_attribute(class, each.name())) =>
            {
                Self::Scalar(scalar)
            }
            (_, _, Some(scalar)) => Self::TextObject("value", scalar),
            (_, _, None) => Self::Object,
        }
    }

    /// The member that holds the text.
    pub(super) const fn value_name(self) -> Option<&'static str> {
        match self {
            Self::TextObject(name, _) => Some(name),
            Self::MultiLingual | Self::Extension => Some("value"),
            Self::Scalar(_) | Self::Bytes | Self::RawData | Self::Object => None,
        }
    }
}

/// A member of a class as JSON has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    /// Its name in JSON.
    pub(super) name: &'static str,
    /// Its place among the members of the class in XML.
    pub(super) rank: usize,
    /// What stands in XML: the element itself, or the deleted class around it.
    pub(super) outer: Member,
    /// What stands in JSON.
    pub(super) inner: Member,
    /// Whether it is an array.
    pub(super) list: bool,
}

impl Slot {
    /// Whether a deleted class stands around the element in XML.
    pub(super) fn wrapped(&self) -> bool {
        self.outer != self.inner
    }
}

/// The members of a class that are elements in XML, but for the impacts and ObservableReference.
pub(super) fn slots(class: Class) -> impl Iterator<Item = Slot> {
    class.members().enumerate().filter_map(move |(rank, outer)| {
        if outer.name() == "ObservableReference" || is_impact(class, outer.name()) {
            return None;
        }
        if NO_MEMBER.contains(&(class.name(), outer.name())) {
            return None;
        }
        let wrapper = WRAPPERS.iter().find(|(wrapper, _)| *wrapper == outer.name());
        let inner = wrapper
            .and_then(|(_, inner)| outer.class()?.members().find(|member| member.name() == *inner));
        let list = inner.unwrap_or(outer).max().is_none()
            && (class.name(), outer.name()) != ("IndicatorExpression", "Confidence");
        let inner = inner.unwrap_or(outer);
        if is_reference_name_1(outer) {
            let rank = class.members().position(|member| member.name() == "Description")?;
            return Some(Slot { name: "Description", rank, outer, inner, list: true });
        }
        Some(Slot { name: member_name(inner.name()), rank, outer, inner, list })
    })
}

/// A reference inside structured information is of version 1 (RFC 7203 section 4.4), where its name
/// is a text. In JSON it is the first description.
pub(super) fn is_reference_name_1(member: Member) -> bool {
    member.name() == "ReferenceName" && member.namespace() == IODEF_1
}

/// Whether a class has the deleted class ObservableReference, and whether it may repeat it.
pub(super) fn uid_ref(class: Class) -> Option<(usize, bool)> {
    let (rank, member) =
        class.members().enumerate().find(|(_, member)| member.name() == "ObservableReference")?;
    Some((rank, member.max().is_none()))
}

/// Whether a member is one of the impacts of Assessment.
pub(super) fn is_impact(class: Class, member: &str) -> bool {
    class.name() == "Assessment" && IMPACTS.contains(&member)
}

/// Whether a text is a plain string where other classes have one with its language.
pub(super) fn is_plain(class: Class, member: &str) -> bool {
    (class.name(), member) == ("RelatedActivity", "Description")
}

/// Whether JSON has the attribute. It has no `xml:space`.
pub(super) fn has_attribute(class: Class, attribute: &str) -> bool {
    let raw_data = class.namespace() == SCI && class.name() == "RawData";
    !raw_data && attribute != "space" && !NO_ATTRIBUTE.contains(&(class.name(), attribute))
}

fn member_name(element: &'static str) -> &'static str {
    if element == "Nameservers" { "NameServers" } else { element }
}

/// A class of version 2 with the members that only a schema of RFC 7970 section 8 has.
pub(super) fn member_as_published(class: Class, namespace: &str, local: &str) -> Option<Member> {
    let published = Class::global(Schema::A, class.namespace(), class.name())?;
    published.member(namespace, local)
}

/// The value of an enumeration in JSON. `Err` holds what belongs into the attribute's extension,
/// because the enumeration of JSON does not have the value.
pub(super) fn value_to_json<'v>(
    class: &str,
    name: &str,
    value: &'v str,
) -> Result<&'v str, &'v str> {
    if XML_VALUES.contains(&(class, name, value)) {
        return Err(value);
    }
    if name == "SpecID" && !SPEC_IDS.contains(&value) {
        return Err(value);
    }
    let renamed = RENAMED_VALUES
        .iter()
        .find(|(of, attribute, xml, _)| (*of, *attribute, *xml) == (class, name, value));
    Ok(renamed.map_or(value, |(_, _, _, json)| *json))
}

/// The value of an enumeration in XML.
pub(super) fn value_to_xml<'v>(class: &str, name: &str, value: &'v str) -> &'v str {
    let renamed = RENAMED_VALUES
        .iter()
        .find(|(of, attribute, _, json)| (*of, *attribute, *json) == (class, name, value));
    renamed.map_or(value, |(_, _, xml, _)| *xml)
}

/// Whether an extended value is one of the XML enumeration, which only JSON lacks.
pub(super) fn is_xml_value(class: &str, name: &str, extended: &str) -> bool {
    XML_VALUES.contains(&(class, name, extended))
        || (name == "SpecID" && extended.starts_with(SPEC_ID_PREFIX))
}

/// The value that says that the extension of an attribute holds the value.
pub(super) fn extended(name: &str) -> &'static str {
    if name == "SpecID" { "private" } else { "ext-value" }
}

/// The prefix that this conversion declares for a namespace.
pub(super) fn prefix(namespace: &str) -> &'static str {
    match namespace {
        DS => "ds:",
        ENUM => "enum:",
        SCI => "sci:",
        _ => "",
    }
}
