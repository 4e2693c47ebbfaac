//! Values that were registered after the schemas were written: RFC 7970 section 10.2.
//!
//! The schemas hold the first values of the 34 IANA registries; [`Registry`] holds what came later.
//! It is data: a new value needs a text, not a new build.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::value::xml_name;

/// Octets of a text of additions that are read at most.
pub const MAX_ADDITIONS_BYTES: usize = 1 << 20;

/// Values that one registry takes at most.
pub const MAX_ADDITIONS_PER_REGISTRY: usize = 10_000;

/// The currencies of ISO 4217.
pub const CURRENCY: &str = "Currency";
/// Two-letter primary subtags of the IANA Language Subtag Registry.
pub const LANGUAGE: &str = "Language";
/// Two-letter regions of the IANA Language Subtag Registry.
pub const REGION: &str = "Region";
/// Top-level types of the IANA registry of media types.
pub const MEDIA_TYPE: &str = "Media-Type";
/// SpecIndex values of the Security External Enumeration Registry (RFC 7495 section 4).
pub const SPEC_INDEX: &str = "Enumeration-SpecIndex";

/// The registries of RFC 7970 section 10.2 Table 1 and the simple types that hold their first values.
const ENUMERATIONS: [(&str, &str); 34] = [
    ("Restriction", "restriction-type"),
    ("Incident-purpose", "incident-purpose-type"),
    ("Incident-status", "incident-status-type"),
    ("Contact-role", "contact-role-type"),
    ("Contact-type", "contact-type-type"),
    ("RegistryHandle-registry", "registryhandle-registry-type"),
    ("PostalAddress-type", "postaladdress-type-type"),
    ("Telephone-type", "telephone-type-type"),
    ("Email-type", "email-type-type"),
    ("Expectation-action", "action-type"),
    ("Discovery-source", "discovery-source-type"),
    ("SystemImpact-type", "systemimpact-type-type"),
    ("BusinessImpact-severity", "businessimpact-severity-type"),
    ("BusinessImpact-type", "businessimpact-type-type"),
    ("TimeImpact-metric", "timeimpact-metric-type"),
    ("TimeImpact-duration", "duration-type"),
    ("Confidence-rating", "confidence-rating-type"),
    ("NodeRole-category", "noderole-category-type"),
    ("System-category", "system-category-type"),
    ("System-ownership", "system-ownership-type"),
    ("Address-category", "address-category-type"),
    ("Counter-type", "counter-type-type"),
    ("Counter-unit", "counter-unit-type"),
    ("DomainData-system-status", "domaindata-system-status-type"),
    ("DomainData-domain-status", "domaindata-domain-status-type"),
    ("RecordPattern-type", "recordpattern-type-type"),
    ("RecordPattern-offsetunit", "recordpattern-offsetunit-type"),
    ("Key-registryaction", "key-registryaction-type"),
    ("HashData-scope", "hashdata-scope-type"),
    ("BulkObservable-type", "bulkobservable-type-type"),
    ("IndicatorExpression-operator", "indicatorexpression-operator-type"),
    ("ExtensionType-dtype", "dtype-type"),
    ("SoftwareReference-spec-id", "softwarereference-spec-name-type"),
    ("SoftwareReference-dtype", "softwarereference-dtype-type"),
];

/// Lists that are not of RFC 7970, and the values that are built in, one a line.
const LISTS: [(&str, &str); 5] = [
    (CURRENCY, include_str!("../registries/currency.txt")),
    (LANGUAGE, include_str!("../registries/language.txt")),
    (REGION, include_str!("../registries/region.txt")),
    (MEDIA_TYPE, include_str!("../registries/media-type.txt")),
    (SPEC_INDEX, include_str!("../registries/enumeration-specindex.txt")),
];

/// What cannot work in a text of additions: the operator's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misconfigured {
    /// The text is not an object of objects of strings.
    #[error("additions to the registries cannot be read: {0}")]
    Unreadable(String),
    /// The text is too long.
    #[error("additions have {found} octets, at most {limit} are read")]
    TooLong {
        /// Octets that are there.
        found: usize,
        /// [`MAX_ADDITIONS_BYTES`].
        limit: usize,
    },
    /// No registry has this name.
    #[error("no registry is named {0:?} (RFC 7970 section 10.2)")]
    UnknownRegistry(String),
    /// A value is not an NMTOKEN (RFC 7970 section 10.2).
    #[error("{value:?} of {registry} is not an NMTOKEN (RFC 7970 section 10.2)")]
    NotNmtoken {
        /// Name of the registry.
        registry: &'static str,
        /// The value.
        value: String,
    },
    /// A registry gets too many values.
    #[error("{registry} gets more than {limit} values")]
    TooMany {
        /// Name of the registry.
        registry: &'static str,
        /// [`MAX_ADDITIONS_PER_REGISTRY`].
        limit: usize,
    },
}

/// Additions as they stand in a file: registry, then value, then description.
///
/// ```
/// # use iodef::registry::{Additions, Registry};
/// let additions: Additions = toml::from_str(r#"
///     [Contact-role]
///     press = "Answers questions of journalists."
/// "#)?;
/// let registry = Registry::default().with(additions)?;
/// assert!(registry.has_addition("contact-role-type", "press"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Additions(BTreeMap<String, BTreeMap<String, String>>);

impl From<BTreeMap<String, BTreeMap<String, String>>> for Additions {
    fn from(additions: BTreeMap<String, BTreeMap<String, String>>) -> Self {
        Self(additions)
    }
}

/// The registered values beyond those of the schemas, with their descriptions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registry {
    additions: BTreeMap<&'static str, BTreeMap<String, String>>,
}

impl Registry {
    /// This registry and the values of a JSON text such as
    /// `{"Contact-role": {"press": "Answers questions of journalists."}}`.
    ///
    /// # Errors
    /// [`Misconfigured`], which names what cannot be read.
    pub fn with_additions(self, text: &str) -> Result<Self, Misconfigured> {
        if text.len() > MAX_ADDITIONS_BYTES {
            let (found, limit) = (text.len(), MAX_ADDITIONS_BYTES);
            return Err(Misconfigured::TooLong { found, limit });
        }
        let additions = serde_json::from_str(text)
            .map_err(|error| Misconfigured::Unreadable(error.to_string()))?;
        self.with(additions)
    }

    /// This registry and `additions`.
    ///
    /// # Errors
    /// [`Misconfigured`] if a name, a value or a count cannot work.
    pub fn with(mut self, additions: Additions) -> Result<Self, Misconfigured> {
        for (name, values) in additions.0 {
            let registry =
                name_of(&name).ok_or_else(|| Misconfigured::UnknownRegistry(name.clone()))?;
            let known = self.additions.entry(registry).or_default();
            for (value, description) in values {
                if !xml_name::is_nmtoken(&value) {
                    return Err(Misconfigured::NotNmtoken { registry, value });
                }
                known.insert(value, description);
                if known.len() > MAX_ADDITIONS_PER_REGISTRY {
                    let limit = MAX_ADDITIONS_PER_REGISTRY;
                    return Err(Misconfigured::TooMany { registry, limit });
                }
            }
        }
        Ok(self)
    }

    /// Whether `value` was added to the enumeration that a schema declares as `simple_type`.
    #[must_use]
    pub fn has_addition(&self, simple_type: &str, value: &str) -> bool {
        self.values_of(simple_type).is_some_and(|values| values.contains_key(value))
    }

    /// The values added to the enumeration that a schema declares as `simple_type`, with their
    /// descriptions.
    pub fn additions(&self, simple_type: &str) -> impl Iterator<Item = (&str, &str)> {
        let values = self.values_of(simple_type).into_iter().flatten();
        values.map(|(value, description)| (value.as_str(), description.as_str()))
    }

    /// Whether `value` is in `list`, one of [`CURRENCY`], [`LANGUAGE`], [`REGION`], [`MEDIA_TYPE`]
    /// and [`SPEC_INDEX`], built in or added.
    #[must_use]
    pub fn lists(&self, list: &str, value: &str) -> bool {
        let built_in = LISTS.iter().find(|(name, _)| *name == list).map_or("", |(_, text)| text);
        built_in_values(built_in).any(|known| known == value)
            || self.additions.get(list).is_some_and(|values| values.contains_key(value))
    }

    fn values_of(&self, simple_type: &str) -> Option<&BTreeMap<String, String>> {
        if self.additions.is_empty() {
            return None;
        }
        self.additions.get(registry_of(simple_type)?)
    }
}

/// The name in RFC 7970 section 10.2 of the registry whose first values `simple_type` declares, or
/// `None` if only a new schema can extend it.
#[must_use]
pub fn registry_of(simple_type: &str) -> Option<&'static str> {
    ENUMERATIONS.iter().find(|(_, declared)| *declared == simple_type).map(|(name, _)| *name)
}

fn name_of(name: &str) -> Option<&'static str> {
    let enumerations = ENUMERATIONS.iter().map(|(known, _)| *known);
    enumerations.chain(LISTS.iter().map(|(known, _)| *known)).find(|known| *known == name)
}

/// The first word of each line that is not a comment.
fn built_in_values(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_whitespace().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Misconfigured {
        Registry::default().with_additions(text).unwrap_err()
    }

    #[test]
    fn a_value_registered_later_needs_only_a_text() {
        let registry = Registry::default();
        assert!(!registry.has_addition("contact-role-type", "press"));
        let text = r#"{"Contact-role": {"press": "Journalists."}, "Currency": {"XYZ": "New"}}"#;
        let registry = registry.with_additions(text).unwrap();
        assert!(registry.has_addition("contact-role-type", "press"));
        assert!(!registry.has_addition("contact-type-type", "press"));
        assert!(registry.lists(CURRENCY, "XYZ") && registry.lists(CURRENCY, "EUR"));
        let more = registry.with_additions(r#"{"Contact-role": {"union": ""}}"#).unwrap();
        let roles: Vec<_> = more.additions("contact-role-type").collect();
        assert_eq!(roles, [("press", "Journalists."), ("union", "")]);
    }

    #[test]
    fn what_cannot_work_is_named() {
        assert!(matches!(refused("[]"), Misconfigured::Unreadable(_)));
        assert_eq!(refused(r#"{"Contact-rule": {}}"#), {
            Misconfigured::UnknownRegistry("Contact-rule".into())
        });
        assert_eq!(refused(r#"{"Contact-role": {"a b": ""}}"#), {
            Misconfigured::NotNmtoken { registry: "Contact-role", value: "a b".into() }
        });
        let long = " ".repeat(MAX_ADDITIONS_BYTES + 1);
        assert!(matches!(refused(&long), Misconfigured::TooLong { .. }));
        let many: Vec<_> =
            (0..=MAX_ADDITIONS_PER_REGISTRY).map(|i| format!("\"v{i}\":\"\"")).collect();
        let many = format!("{{\"Contact-role\":{{{}}}}}", many.join(","));
        assert!(matches!(refused(&many), Misconfigured::TooMany { .. }));
    }

    #[test]
    fn built_in_lists_hold_their_values_and_not_their_comments() {
        let registry = Registry::default();
        for (list, value) in
            [(LANGUAGE, "de"), (REGION, "JP"), (MEDIA_TYPE, "image"), (SPEC_INDEX, "1")]
        {
            assert!(registry.lists(list, value), "{list} {value}");
            assert!(!registry.lists(list, "#") && !registry.lists(list, ""), "{list}");
        }
        assert!(!registry.lists(CURRENCY, "eur") && !registry.lists("Contact-role", "creator"));
    }
}
