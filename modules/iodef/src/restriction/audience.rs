//! For whom a document is made fit.

use serde::{Deserialize, Serialize};

use super::rank::{Mapping, Rank};
use super::tlp::Tlp;

/// Who receives a document, and what they may see of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// The highest level that they may see.
    pub highest: Rank,
    /// What is taken for a level that the RFC does not put into the order.
    #[serde(default)]
    pub mapping: Mapping,
    /// Extensions that are internal besides those that say so themselves: an AdditionalData with this
    /// `name`, or with content of this namespace.
    #[serde(default)]
    pub internal: Vec<String>,
    /// Whether internal extensions go out, as any other.
    #[serde(default)]
    pub keep_internal: bool,
    /// Whether attributes that IODEF does not define are left out; those of the document element are
    /// wherever something in it is above the level.
    #[serde(default)]
    pub strip_foreign_attributes: bool,
}

impl Audience {
    /// Those who may see what is not above a level.
    #[must_use]
    pub fn new(highest: Rank) -> Self {
        Self {
            highest,
            mapping: Mapping::default(),
            internal: Vec::new(),
            keep_internal: false,
            strip_foreign_attributes: false,
        }
    }

    /// Those who may see what has a label of TLP 2.0. What is labelled `TLP:AMBER+STRICT` counts as
    /// `need-to-know` for those who may see that, and as `private` for all others.
    #[must_use]
    pub fn of_tlp(label: Tlp) -> Self {
        let highest = match label {
            Tlp::Clear => Rank::Public,
            Tlp::Green => Rank::Partner,
            Tlp::Amber | Tlp::AmberStrict => Rank::NeedToKnow,
            Tlp::Red => Rank::Private,
        };
        let mut audience = Self::new(highest);
        if let (Tlp::AmberStrict, (_, Some(extension))) = (label, label.tokens()) {
            audience.mapping.insert(extension, Rank::NeedToKnow);
        }
        audience
    }
}
