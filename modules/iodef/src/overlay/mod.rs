//! A typed view of documents: a type for each class, made from the schemas at build time.
//!
//! It only looks at the tree, so that nothing is lost by it, and gives what is there, valid or not.
//!
//! ```
//! use iodef::document::{Document, Limits};
//! use iodef::overlay::v2::{IncidentPurposeType, IodefDocument};
//!
//! let text = r#"<IODEF-Document xmlns="urn:ietf:params:xml:ns:iodef-2.0" version="2.00">
//!   <Incident purpose="ext-value" ext-purpose="exercise">
//!     <IncidentID name="csirt.example">7</IncidentID>
//!   </Incident>
//! </IODEF-Document>"#;
//! let document = Document::parse(text.as_bytes(), &Limits::default())?;
//! let root = IodefDocument::of(&document, document.root()).unwrap();
//! let incident = root.incident().next().unwrap();
//! assert_eq!(incident.purpose(), Some(IncidentPurposeType::ExtValue("exercise".into())));
//! assert_eq!(incident.incident_id().unwrap().text(), "7");
//! # Ok::<(), iodef::Error>(())
//! ```

mod view;

pub use view::View;

/// The type of the elements of one name.
macro_rules! class_type {
    ($class:ident, $namespace:literal, $local:literal) => {
        #[doc = concat!("The class `", $local, "`.")]
        #[derive(Debug, Clone, Copy)]
        pub struct $class<'d>(View<'d>);

        impl<'d> $class<'d> {
            /// The element as this class, if it has its name.
            #[must_use]
            pub fn of(
                document: &'d crate::document::Document,
                node: crate::document::NodeId,
            ) -> Option<Self> {
                View::of(document, node, $namespace, $local).map(Self)
            }

            /// The element.
            #[must_use]
            pub fn element(self) -> crate::document::NodeId {
                self.0.node()
            }
        }
    };
}

/// The values of an enumerated attribute.
macro_rules! value_type {
    ($name:ident, $type:literal, $($variant:ident = $value:literal),*) => {
        #[doc = concat!("The values of `", $type, "`.")]
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name<'d> {
            $(#[doc = concat!("`", $value, "`")] $variant,)*
            /// A value of the sender's own, which the `ext-` attribute has (RFC 7970 section 5.1.1).
            ExtValue(Cow<'d, str>),
            /// A value that no schema lists.
            Unregistered(Cow<'d, str>),
        }

        impl<'d> $name<'d> {
            /// What the attribute says, with its extension.
            pub(super) fn read(view: View<'d>, attribute: &str) -> Option<Self> {
                let value = view.attribute("", attribute)?;
                Some(match value.trim_matches([' ', '\t', '\n', '\r']) {
                    $($value => Self::$variant,)*
                    "ext-value" => Self::ExtValue(view.extension(attribute)),
                    _ => Self::Unregistered(value),
                })
            }

            /// The value as it is written in the attribute.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::ExtValue(_) => "ext-value",
                    Self::Unregistered(value) => value,
                }
            }
        }
    };
}

use {class_type, value_type};

include!(concat!(env!("OUT_DIR"), "/overlay.rs"));
