//! Means of contact (RFC 7970 section 3.9).

use super::Upgrade;
use crate::convert::report::Loss;
use crate::convert::tree::{Element, trimmed};
use crate::document::NodeId;

impl Upgrade<'_> {
    /// Version 2 puts the value into an element of its own, and the meaning into a description.
    pub(super) fn contact_means(
        &mut self,
        node: NodeId,
        class: &'static str,
        value: &'static str,
        out: &mut Element,
    ) {
        self.notes(node, out);
        let mut means = Element::new(class);
        if self.document.local_name(node) == "Fax" {
            means.set("type", "fax");
        }
        for attribute in self.document.attributes(node) {
            let known = attribute.namespace.is_empty()
                && (attribute.local == "meaning"
                    || (attribute.local == "lang" && class == "PostalAddress"));
            if !known {
                self.lost_attribute(node, &attribute);
            }
        }
        let text = self.document.text_of(node);
        let mut inner = Element::with_text(value, trimmed(&text));
        if class == "PostalAddress" {
            self.language(node, &mut inner);
        }
        means.push(inner);
        if let Some(meaning) = self.document.attribute(node, "meaning") {
            means.push(Element::with_text("Description", meaning));
        }
        out.push(means);
    }

    /// RFC 5070 section 3.7.1: the registry is local where none is named. Version 2 has no default.
    pub(super) fn registry_handle(&mut self, node: NodeId, out: &mut Element) {
        let position = out.content.len();
        self.same(node, out);
        let Some(crate::convert::tree::Content::Element(handle)) = out.content.get_mut(position)
        else {
            return;
        };
        if handle.attribute("registry").is_none() {
            handle.set("registry", "local");
            let path = || self.document.xpath(node);
            self.report.note(Loss::Added, path, "", "registry=\"local\", the default of RFC 5070");
        }
    }
}
