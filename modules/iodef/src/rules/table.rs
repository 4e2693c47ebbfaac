//! The table of rules that the build makes of `rules.toml`.

use serde::Serialize;

use super::{Element, Facts, Findings};
use crate::diagnostic::Severity;
use crate::profile::Profile;

/// The index of a rule in [`rules`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(u16);

/// What a rule is, apart from its message.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, which is also that of its message.
    pub id: &'static str,
    /// How much it matters under each of [`Profile::ALL`]; absent where it is off.
    severity: [Option<Severity>; 5],
    /// What it looks at.
    pub scope: Scope,
    /// Where it is written, such as `RFC 7970 3.9`.
    pub section: &'static str,
    /// The elements or attributes that it speaks of: for documentation, which a browser does without.
    #[cfg(feature = "messages")]
    pub xpath: &'static str,
    /// What kind of edit repairs it.
    pub fix: Fix,
}

/// What a rule looks at, and so after which edits it is checked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// An element, its attributes, its text and the names of its children.
    Element,
    /// An element and everything below it.
    Subtree,
    /// The whole document.
    Document,
}

/// What kind of edit repairs what a rule found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fix {
    /// A child is missing.
    AddChild,
    /// Another value of an enumeration.
    ChooseValue,
    /// The XML declaration.
    Declare,
    /// The text of the element or the value of the attribute.
    EditValue,
    /// Nothing has to be done.
    None,
    /// The element goes.
    Remove,
    /// The attribute goes.
    RemoveAttribute,
    /// An attribute is missing or has the wrong value.
    SetAttribute,
}

/// One function, the elements that it is called for, and the rules that it reports.
pub(crate) struct Check {
    pub run: Run,
    /// Local names in the IODEF namespace, between spaces; other namespaces have the prefixes `ds:`, `enum:`, `sci:`
    /// and `v1:`; `*` is every element of the IODEF namespace, `?` those that no class has.
    pub on: &'static str,
    pub rules: &'static [RuleId],
}

/// A function that checks.
pub(crate) enum Run {
    Element(fn(&Element<'_>, &mut Findings)),
    Document(fn(&Facts<'_>, &mut Findings)),
}

/// All rules, in the order of `rules.toml`.
pub fn rules() -> &'static [Rule] {
    &RULES
}

impl Rule {
    /// The rule of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.id == name)
    }

    /// How much the rule matters under a profile; nothing where it is off.
    pub fn severity(&self, profile: Profile) -> Option<Severity> {
        let [rfc7970, schema_a, schema_b, strict3067, common] = self.severity;
        match profile {
            Profile::Rfc7970 => rfc7970,
            Profile::SchemaA => schema_a,
            Profile::SchemaB => schema_b,
            Profile::Strict3067 => strict3067,
            Profile::Common => common,
        }
    }
}

impl RuleId {
    /// The rule itself.
    pub(crate) fn rule(self) -> Option<&'static Rule> {
        RULES.get(usize::from(self.0))
    }
}

include!(concat!(env!("OUT_DIR"), "/rules.rs"));
