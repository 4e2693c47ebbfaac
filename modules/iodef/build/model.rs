//! What a set of schema files declares, with references resolved.

use std::collections::BTreeMap;

use crate::automaton::Automaton;

/// The namespace of the built-in types.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// An expanded name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// Its namespace, empty for none.
    pub namespace: String,
    /// Its local part.
    pub local: String,
}

impl Name {
    /// The name of these parts.
    pub fn new(namespace: &str, local: &str) -> Self {
        Self { namespace: namespace.to_owned(), local: local.to_owned() }
    }
}

/// A simple type, as far as these schemas restrict the built-in ones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SimpleType {
    /// The built-in type, or one of the names of `reader::derived`.
    pub base: String,
    /// The enumeration facet.
    pub enumeration: Option<Enumeration>,
}

/// The values of an enumeration, under the name of its type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Enumeration {
    /// The name of the type, or "Class-attribute" for one without a name.
    pub name: String,
    /// The values, in the order of the schema.
    pub values: Vec<String>,
}

/// An attribute of a type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Attribute {
    /// Its name.
    pub name: Name,
    /// What its value is.
    pub data_type: SimpleType,
    /// Whether it must be there.
    pub required: bool,
    /// Its default or fixed value.
    pub value: Option<Value>,
}

/// A value constraint.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Used when the attribute is absent.
    Default(String),
    /// The only value.
    Fixed(String),
}

/// Which namespaces a wildcard takes, and what it asks of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wildcard {
    /// Whether the target namespace is excluded.
    pub other: bool,
    /// Whether each element must be declared.
    pub strict: bool,
}

/// An element that a type may contain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member {
    /// Its name.
    pub name: Name,
    /// The type of a local declaration; `None` refers to the global one.
    pub local: Option<Box<Type>>,
    /// The choice that it stands in.
    pub group: Option<u8>,
    /// Whether every valid content has it.
    pub required: bool,
    /// Whether a valid content may have it twice.
    pub repeated: bool,
}

/// A type of elements.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Type {
    /// The type of its text, for simple content.
    pub text: Option<SimpleType>,
    /// Whether text may stand between its members.
    pub mixed: bool,
    /// Whether it takes any attribute (the type of all types).
    pub any_attribute: bool,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// Its members; the symbols of `content`.
    pub members: Vec<Member>,
    /// The wildcard, which is the symbol after the members.
    pub wildcard: Option<Wildcard>,
    /// The language of its content.
    pub content: Automaton,
    /// Exactly one of these two attributes must be there (an identity constraint on the element).
    pub one_of: Option<(String, String)>,
}

/// A type with a name, which `xsi:type` can give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A type of elements, and what it is derived from.
    Complex(Type, Option<Name>),
    /// A type of values.
    Simple(SimpleType),
}

/// What a set of schema files declares.
#[derive(Clone, Debug, Default)]
pub struct SchemaSet {
    /// Global elements.
    pub elements: BTreeMap<Name, Type>,
    /// Named types.
    pub types: BTreeMap<Name, Named>,
    /// Global attributes.
    pub attributes: BTreeMap<Name, Attribute>,
}
