//! What the schemas say: classes with their attributes and members, made at build time from the
//! files in `schemas/`.

mod check;
mod class;
mod insertion;
mod lexical;
mod tables;

pub use check::{Checker, Sink, check, check_element, class_of};
pub use class::{AttributeDecl, Choice, Class, Content, DataType, Enumeration, Member};
pub use insertion::{Allowed, allowed_children, shortest_content};
pub use tables::Base;

use crate::document::{Document, NodeId};

/// Namespace of IODEF version 2 (RFC 7970).
pub const IODEF_2: &str = "urn:ietf:params:xml:ns:iodef-2.0";
/// Namespace of IODEF version 1 (RFC 5070).
pub const IODEF_1: &str = "urn:ietf:params:xml:ns:iodef-1.0";
/// Namespace of enumerated references (RFC 7495).
pub const IODEF_ENUM: &str = "urn:ietf:params:xml:ns:iodef-enum-1.0";
/// Namespace of structured cybersecurity information (RFC 7203).
pub const IODEF_SCI: &str = "urn:ietf:params:xml:ns:iodef-sci-1.0";
/// Namespace of XML signatures.
pub const XMLDSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
/// Namespace of XML Encryption.
pub const XMLENC: &str = "http://www.w3.org/2001/04/xmlenc#";
/// Namespace of `xml:lang`.
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// Namespace of `xsi:type` and `xsi:schemaLocation`.
pub const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// The reference to the schema of version 2 (RFC 7970 section 4.2).
pub(crate) const SCHEMA_LOCATION: &str =
    "urn:ietf:params:xml:ns:iodef-2.0 urn:ietf:params:xml:schema:iodef-2.0";

/// A description of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Schema {
    /// The text of RFC 7970, where it allows what a schema refuses.
    Text,
    /// The schema that RFC 7970 section 8 publishes.
    A,
    /// The schema as its authors corrected it.
    B,
    /// What the three above have in common.
    Common,
    /// RFC 5070, version 1.
    V1,
}

impl Schema {
    /// Every schema.
    pub const ALL: [Self; 5] = [Self::Text, Self::A, Self::B, Self::Common, Self::V1];

    /// The name in diagnostics.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "rfc7970",
            Self::A => "schema-a",
            Self::B => "schema-b",
            Self::Common => "common",
            Self::V1 => "rfc5070",
        }
    }

    /// Namespace of the document element.
    #[must_use]
    pub fn namespace(self) -> &'static str {
        match self {
            Self::V1 => IODEF_1,
            _ => IODEF_2,
        }
    }

    /// The class of the document element.
    #[must_use]
    pub fn root(self) -> Option<Class> {
        Class::global(self, self.namespace(), "IODEF-Document")
    }

    /// The schemas whose common part this is; itself for the others.
    #[must_use]
    pub fn parts(self) -> &'static [Self] {
        match self {
            Self::Common => &[Self::Text, Self::A, Self::B],
            Self::Text => &[Self::Text],
            Self::A => &[Self::A],
            Self::B => &[Self::B],
            Self::V1 => &[Self::V1],
        }
    }

    fn index(self) -> usize {
        match self {
            Self::Text => 0,
            Self::A => 1,
            Self::B => 2,
            Self::Common => 3,
            Self::V1 => 4,
        }
    }
}

/// Whether an element is sealed data (XML Encryption 1.1 section 3.4): nobody can say what it is
/// before it is opened.
#[must_use]
pub fn is_sealed(document: &Document, node: NodeId) -> bool {
    document.local_name(node) == "EncryptedData" && document.namespace(node) == XMLENC
}
