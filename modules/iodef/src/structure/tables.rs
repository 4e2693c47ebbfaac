//! The tables that the build makes from the schemas, and the shape of their rows.

/// What values of a type are, before its enumeration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Base {
    /// `xs:string`, as it stands.
    String,
    /// `xs:NMTOKEN`.
    NmToken,
    /// `xs:NCName`.
    NcName,
    /// `xs:ID`.
    Id,
    /// `xs:IDREF`.
    IdRef,
    /// `xs:language`.
    Language,
    /// `xs:boolean`.
    Boolean,
    /// `xs:integer`.
    Integer,
    /// `xs:float`.
    Float,
    /// `xs:double`.
    Double,
    /// `xs:dateTime`.
    DateTime,
    /// `xs:anyURI`.
    AnyUri,
    /// `xs:base64Binary`.
    Base64Binary,
    /// A float greater than zero (`PositiveFloatType`).
    PositiveFloat,
    /// Ports and ranges of ports, separated by commas (`PortlistType`).
    Portlist,
    /// An offset from UTC (`TimezoneType`).
    Timezone,
    /// A float or nothing (RFC 7970 section 3.12.5).
    RealOrEmpty,
    /// No value at all: what schemas that contradict each other have in common.
    Nothing,
}

/// A value constraint of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Constraint {
    None,
    Default,
    Fixed,
}

pub(super) struct NameRow {
    pub namespace: u8,
    pub local: u16,
}

pub(super) struct DataTypeRow {
    pub base: Base,
    pub enumeration: u8,
}

pub(super) struct EnumerationRow {
    pub name: u16,
    pub values: u16,
    pub count: u8,
}

pub(super) struct AttributeRow {
    pub name: u16,
    pub data_type: u8,
    pub required: bool,
    pub constraint: Constraint,
    pub value: u16,
    pub extension: u16,
}

pub(super) struct MemberRow {
    pub name: u16,
    pub local: u16,
    pub group: u8,
    pub required: bool,
    pub repeated: bool,
}

pub(super) struct TypeRow {
    pub text: u8,
    pub mixed: bool,
    pub any_attribute: bool,
    pub attributes: u16,
    pub attribute_count: u8,
    pub members: u16,
    pub member_count: u8,
    pub next: u16,
    pub states: u8,
    pub accepting: u64,
    pub wildcard: bool,
    pub other: bool,
    pub strict: bool,
    pub one_of: Option<[u16; 2]>,
}

pub(super) struct NamedRow {
    pub name: u16,
    pub type_row: u16,
    pub base: u16,
}

/// No row.
pub(super) const NONE: u16 = u16::MAX;
/// No row, in a column of one octet.
pub(super) const NONE_U8: u8 = u8::MAX;
/// No state after a step.
pub(super) const REFUSED: u8 = u8::MAX;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// A text of the tables.
pub(super) fn text(number: u16) -> &'static str {
    let (start, length) = TEXTS.get(usize::from(number)).copied().unwrap_or_default();
    let start = usize::from(start);
    TEXT.get(start..start.saturating_add(usize::from(length))).unwrap_or_default()
}

/// Whether this is a text of the tables. Most differ in their length already.
pub(super) fn is_text(number: u16, wanted: &str) -> bool {
    let Some((start, length)) = TEXTS.get(usize::from(number)) else { return false };
    let start = usize::from(*start);
    usize::from(*length) == wanted.len()
        && TEXT.as_bytes().get(start..start.saturating_add(wanted.len())) == Some(wanted.as_bytes())
}

/// Whether this is a name of the tables.
pub(super) fn is_name(name: u16, namespace_text: &str, local_text: &str) -> bool {
    let Some(row) = NAMES.get(usize::from(name)) else { return false };
    let is_namespace = |number: &u16| is_text(*number, namespace_text);
    is_text(row.local, local_text)
        && NAMESPACES.get(usize::from(row.namespace)).is_some_and(is_namespace)
}

/// The local part of a name.
pub(super) fn local(name: u16) -> &'static str {
    NAMES.get(usize::from(name)).map_or("", |row| text(row.local))
}

/// The namespace of a name.
pub(super) fn namespace(name: u16) -> &'static str {
    let row =
        NAMES.get(usize::from(name)).and_then(|row| NAMESPACES.get(usize::from(row.namespace)));
    row.map_or("", |namespace| text(*namespace))
}

/// The number of a name that the schemas know.
pub(super) fn name(namespace_text: &str, local_text: &str) -> Option<u16> {
    let found = NAMES.binary_search_by(|row| {
        let own = NAMESPACES.get(usize::from(row.namespace)).map_or("", |own| text(*own));
        (own, text(row.local)).cmp(&(namespace_text, local_text))
    });
    found.ok().and_then(|number| u16::try_from(number).ok())
}

/// The rows `start..start + count` of a table.
pub(super) fn rows<T>(table: &'static [T], start: u16, count: u8) -> &'static [T] {
    let start = usize::from(start);
    table.get(start..start.saturating_add(usize::from(count))).unwrap_or_default()
}
