//! Private values of enumerations: an attribute and its `ext-` attribute (RFC 7970 section 5.1.1).

use super::{Element, Findings, id};

/// The value that says that the `ext-` attribute holds the real one.
const EXTENDED: &str = "ext-value";

/// The attributes that any class has an `ext-` attribute for; which class has which is structure.
const EXTENSIBLE: [&str; 23] = [
    "action",
    "category",
    "domain-status",
    "dtype",
    "duration",
    "metric",
    "offsetunit",
    "operator",
    "ownership",
    "purpose",
    "rating",
    "registry",
    "registryaction",
    "restriction",
    "role",
    "scope",
    "severity",
    "source",
    "spec-name",
    "status",
    "system-status",
    "type",
    "unit",
];

/// Reports halves of pairs.
pub(super) fn check(element: &Element<'_>, findings: &mut Findings) {
    for attribute in element.attributes().iter().filter(|read| read.namespace.is_empty()) {
        if let Some(extended) = attribute.local.strip_prefix("ext-") {
            // Others are unknown attributes, and as many as somebody likes.
            let is_known = EXTENSIBLE.binary_search(&extended).is_ok();
            if is_known && element.attribute(extended) != Some(EXTENDED) {
                let args = [("attribute", extended), ("extension", attribute.local)];
                findings.report(
                    id::EXT_WITHOUT_EXT_VALUE,
                    element.node,
                    attribute.span.clone(),
                    &args,
                );
            }
        } else if attribute.value == EXTENDED && EXTENSIBLE.binary_search(&attribute.local).is_ok()
        {
            let extension = format!("ext-{}", attribute.local);
            if element.attribute(&extension).is_none_or(|value| value.trim().is_empty()) {
                findings.report(
                    id::EXT_VALUE_WITHOUT_EXT,
                    element.node,
                    attribute.value_span.clone(),
                    &[("attribute", attribute.local), ("extension", &extension)],
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::EXTENSIBLE;

    #[test]
    fn attributes_are_in_order() {
        assert!(EXTENSIBLE.is_sorted());
    }
}
