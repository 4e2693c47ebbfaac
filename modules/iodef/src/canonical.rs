//! Canonical XML 1.0 and Exclusive XML Canonicalization 1.0, over the same tree that is edited.
//!
//! # Covered
//! - Canonical XML 1.0 (W3C, 2001) and Exclusive XML Canonicalization 1.0 (W3C, 2002), each with and
//!   without comments, InclusiveNamespaces PrefixList; a whole document or the subtree of one
//!   element, and the omission of a subtree, which is what the enveloped-signature transform does.
//!
//! # Omitted
//! - Document subsets that are not a subtree.
//! - Canonical XML 1.1.
//! - The failure on relative namespace names, which are canonicalized as they are.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::document::{Document, NodeId, NodeKind};

/// Which canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Canonical {
    /// Whether comments are part of it.
    pub comments: bool,
    /// Exclusive: only the namespaces that are visibly used, and those of these prefixes
    /// (`#default` for the default namespace). Otherwise inclusive.
    pub exclusive: Option<Vec<String>>,
    /// An element that is left out with all that it holds: a signature inside what it signs.
    pub without: Option<NodeId>,
}

impl Canonical {
    /// Canonical XML 1.0 without comments.
    #[must_use]
    pub fn inclusive() -> Self {
        Self::default()
    }

    /// Exclusive XML Canonicalization 1.0 without comments, with an empty PrefixList.
    #[must_use]
    pub fn exclusive() -> Self {
        Self { exclusive: Some(Vec::new()), ..Self::default() }
    }

    /// The canonical form of a document, for its document node, or of the subtree of an element.
    #[must_use]
    pub fn write(&self, document: &Document, node: NodeId) -> String {
        let mut writer = Writer {
            form: self,
            document,
            out: String::with_capacity(document.span(node).len()),
            scope: Bindings::default(),
            rendered: Bindings::default(),
            open: Vec::new(),
        };
        writer.subtree(node);
        writer.out
    }
}

/// Prefixes with what they are bound to, the innermost last.
#[derive(Default)]
struct Bindings<'d> {
    values: BTreeMap<&'d str, Vec<Cow<'d, str>>>,
    log: Vec<&'d str>,
}

impl<'d> Bindings<'d> {
    fn get(&self, prefix: &str) -> Option<&Cow<'d, str>> {
        self.values.get(prefix)?.last()
    }

    fn bind(&mut self, prefix: &'d str, value: Cow<'d, str>) {
        self.values.entry(prefix).or_default().push(value);
        self.log.push(prefix);
    }

    fn truncate(&mut self, length: usize) {
        while self.log.len() > length {
            if let Some(values) = self.log.pop().and_then(|prefix| self.values.get_mut(prefix)) {
                values.pop();
            }
        }
    }
}

/// An element whose end tag is still to be written.
struct Open<'d> {
    name: &'d str,
    end: NodeId,
    scope: usize,
    rendered: usize,
}

struct Writer<'d, 'f> {
    form: &'f Canonical,
    document: &'d Document,
    out: String,
    /// The namespaces in scope.
    scope: Bindings<'d>,
    /// Those that the output has declared.
    rendered: Bindings<'d>,
    open: Vec<Open<'d>>,
}

impl<'d> Writer<'d, '_> {
    fn subtree(&mut self, top: NodeId) {
        let document = self.document;
        let mut outer: Vec<NodeId> = document.ancestors(top).skip(1).collect();
        outer.reverse();
        for ancestor in &outer {
            self.declare(*ancestor);
        }
        let end = document.subtree_end(top);
        let mut node = top;
        while node < end {
            self.close(node);
            if self.form.without == Some(node) {
                node = document.subtree_end(node);
                continue;
            }
            match document.kind(node) {
                NodeKind::Document => {}
                NodeKind::Element => self.start(node, node == top),
                NodeKind::Text | NodeKind::CData => {
                    escape_text(&document.value(node), &mut self.out);
                }
                NodeKind::Comment if !self.form.comments => {}
                NodeKind::Comment => {
                    self.apart(node, |out| {
                        out.push_str("<!--");
                        out.push_str(&document.value(node));
                        out.push_str("-->");
                    });
                }
                NodeKind::ProcessingInstruction => self.apart(node, |out| {
                    let data = document.value(node);
                    out.push_str("<?");
                    out.push_str(document.local_name(node));
                    if !data.is_empty() {
                        out.push(' ');
                        out.push_str(&data);
                    }
                    out.push_str("?>");
                }),
            }
            node = document.next_in_order(node);
        }
        self.close(end);
    }

    /// Writes a comment or processing instruction; outside the document element it has a line of
    /// its own.
    fn apart(&mut self, node: NodeId, write: impl FnOnce(&mut String)) {
        let outside = self.document.parent(node) == Some(NodeId::DOCUMENT);
        let after = node > self.document.root();
        if outside && after {
            self.out.push('\n');
        }
        write(&mut self.out);
        if outside && !after {
            self.out.push('\n');
        }
    }

    /// Writes the end tags of the elements that end before a node.
    fn close(&mut self, node: NodeId) {
        while let Some(open) = self.open.pop_if(|open| open.end <= node) {
            self.out.push_str("</");
            self.out.push_str(open.name);
            self.out.push('>');
            self.scope.truncate(open.scope);
            self.rendered.truncate(open.rendered);
        }
    }

    /// Takes the declarations of an element into scope.
    fn declare(&mut self, node: NodeId) {
        for (prefix, uri) in self.document.namespace_declarations(node) {
            self.scope.bind(prefix, uri);
        }
    }

    fn start(&mut self, node: NodeId, is_top: bool) {
        let document = self.document;
        let name = document.qualified_name(node);
        let open = Open {
            name,
            end: document.subtree_end(node),
            scope: self.scope.log.len(),
            rendered: self.rendered.log.len(),
        };
        self.declare(node);
        let attributes = self.attributes(node, is_top);
        self.out.push('<');
        self.out.push_str(name);
        for (prefix, uri) in self.namespaces(node, is_top, &attributes) {
            self.out.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
            self.out.push_str(prefix);
            self.out.push_str("=\"");
            escape_attribute(&uri, &mut self.out);
            self.out.push('"');
            self.rendered.bind(prefix, uri);
        }
        for attribute in attributes {
            self.out.push(' ');
            self.out.push_str(attribute.name);
            self.out.push_str("=\"");
            escape_attribute(&attribute.value, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        self.open.push(open);
    }

    /// The attributes in canonical order: by namespace name, then by local name.
    fn attributes(&self, node: NodeId, is_top: bool) -> Vec<Attribute<'d>> {
        let mut attributes: Vec<Attribute<'d>> =
            self.document.written_attributes(node).filter_map(|at| self.attribute(at)).collect();
        if is_top && self.form.exclusive.is_none() {
            // Canonical XML 1.0 section 2.4: a subtree keeps the xml: attributes around it.
            for ancestor in self.document.ancestors(node).skip(1) {
                for written in self.document.written_attributes(ancestor) {
                    if written.name.starts_with("xml:")
                        && !attributes.iter().any(|own| own.name == written.name)
                    {
                        attributes.extend(self.attribute(written));
                    }
                }
            }
        }
        attributes.sort_unstable_by(|one, other| {
            (&one.namespace, one.local).cmp(&(&other.namespace, other.local))
        });
        attributes
    }

    fn attribute(&self, written: crate::document::Written<'d>) -> Option<Attribute<'d>> {
        if written.declares().is_some() {
            return None;
        }
        let (prefix, local) = written.name.split_once(':').unwrap_or(("", written.name));
        let namespace = match prefix {
            "" => Cow::Borrowed(""),
            "xml" => Cow::Borrowed(crate::document::XML_NAMESPACE),
            prefix => self.scope.get(prefix).cloned().unwrap_or_default(),
        };
        Some(Attribute { namespace, local, prefix, name: written.name, value: written.value() })
    }

    /// The namespace declarations that the output needs at an element, by prefix.
    fn namespaces(
        &self,
        node: NodeId,
        is_top: bool,
        attributes: &[Attribute<'d>],
    ) -> Vec<(&'d str, Cow<'d, str>)> {
        // What was declared further out has been written there.
        let mut prefixes: Vec<&'d str> = if is_top {
            self.scope.values.keys().copied().collect()
        } else {
            self.document.namespace_declarations(node).map(|(prefix, _)| prefix).collect()
        };
        if let Some(listed) = &self.form.exclusive {
            prefixes.retain(|prefix| {
                let name = if prefix.is_empty() { "#default" } else { prefix };
                listed.iter().any(|listed| listed == name)
            });
            let used = attributes.iter().map(|attribute| attribute.prefix);
            prefixes.extend(used.filter(|prefix| !prefix.is_empty()));
            prefixes.push(self.document.prefix(node));
        }
        prefixes.sort_unstable();
        prefixes.dedup();
        let needed = prefixes
            .into_iter()
            .filter(|prefix| *prefix != "xml")
            .map(|prefix| (prefix, self.scope.get(prefix).cloned().unwrap_or_default()));
        needed
            .filter(|(prefix, uri)| {
                self.rendered.get(prefix).map_or("", |rendered| rendered) != &**uri
            })
            .collect()
    }
}

struct Attribute<'d> {
    namespace: Cow<'d, str>,
    local: &'d str,
    prefix: &'d str,
    name: &'d str,
    value: Cow<'d, str>,
}

/// Canonical XML 1.0 section 2.3, text nodes.
fn escape_text(value: &str, out: &mut String) {
    escape(value, out, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    });
}

/// Canonical XML 1.0 section 2.3, attribute nodes.
fn escape_attribute(value: &str, out: &mut String) {
    escape(value, out, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'"' => Some("&quot;"),
        b'\t' => Some("&#x9;"),
        b'\n' => Some("&#xA;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    });
}

fn escape(value: &str, out: &mut String, replaced: impl Fn(u8) -> Option<&'static str>) {
    let mut from = 0_usize;
    for (at, byte) in value.bytes().enumerate() {
        if let Some(reference) = replaced(byte) {
            out.push_str(value.get(from..at).unwrap_or(""));
            out.push_str(reference);
            from = at.saturating_add(1);
        }
    }
    out.push_str(value.get(from..).unwrap_or(""));
}
