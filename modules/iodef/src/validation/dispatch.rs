//! Which checks each element of a document gets.

use crate::document::{Document, NameId};
use crate::profile::Profile;
use crate::rules::{CHECKS, Check, Facts, Findings, Run};
use crate::structure::{Class, IODEF_1, IODEF_2, IODEF_ENUM, IODEF_SCI, Schema, XMLDSIG};

/// The namespaces of elements that rules speak of, and how `rules.toml` writes them.
const NAMESPACES: [(&str, &str); 5] =
    [(IODEF_2, ""), (IODEF_1, "v1:"), (IODEF_ENUM, "enum:"), (IODEF_SCI, "sci:"), (XMLDSIG, "ds:")];

/// The checks of each name of a document: names are resolved once, elements by number.
#[derive(Debug, Default)]
pub(super) struct Dispatch {
    by_name: Vec<Box<[u16]>>,
}

impl Dispatch {
    /// Learns the names that the document has and that are not known yet.
    pub fn learn(&mut self, document: &Document, profile: Profile) {
        for name in document.names().iter().skip(self.by_name.len()) {
            self.by_name.push(checks_of(&name.namespace, &name.local, profile));
        }
    }

    /// The checks of elements of that name.
    pub fn checks(&self, name: NameId) -> impl Iterator<Item = &'static Check> + '_ {
        let checks = self.by_name.get(name.index()).map_or(&[][..], |checks| &**checks);
        checks.iter().filter_map(|index| CHECKS.get(usize::from(*index)))
    }
}

/// The checks of the whole document that can report something under the profile.
pub(super) fn document_checks(
    profile: Profile,
) -> impl Iterator<Item = fn(&Facts<'_>, &mut Findings)> {
    CHECKS.iter().filter(move |check| is_on(check, profile)).filter_map(|check| match check.run {
        Run::Document(run) => Some(run),
        Run::Element(_) => None,
    })
}

fn checks_of(namespace: &str, local: &str, profile: Profile) -> Box<[u16]> {
    let Some((_, prefix)) = NAMESPACES.iter().find(|known| known.0 == namespace) else {
        return Box::default();
    };
    let is_unknown = Class::global(Schema::Text, namespace, local).is_none();
    let is_meant = |on: &str| match on {
        "*" => prefix.is_empty(),
        "?" => prefix.is_empty() && is_unknown,
        _ => on.strip_prefix(prefix).is_some_and(|name| name == local),
    };
    (0..)
        .zip(&CHECKS)
        .filter(|(_, check)| matches!(check.run, Run::Element(_)))
        .filter(|(_, check)| check.on.split(' ').any(is_meant) && is_on(check, profile))
        .map(|(index, _)| index)
        .collect()
}

fn is_on(check: &Check, profile: Profile) -> bool {
    check.rules.iter().any(|id| id.rule().is_some_and(|rule| rule.severity(profile).is_some()))
}
