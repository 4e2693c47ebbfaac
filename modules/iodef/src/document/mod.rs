//! The lossless document: the source text, and a tree of spans over it.
//!
//! Nothing is copied out of the text and nothing in it is ever rewritten but by
//! [`Document::splice`], so that comments, order, prefixes, quoting, line ends and white space
//! survive every edit elsewhere octet for octet.
//!
//! ```
//! use iodef::document::{Document, Limits};
//!
//! let mut document = Document::parse(b"<a b = '1'><c>x</c><!-- kept --></a>", &Limits::default())?;
//! let c = document.elements(document.root()).next().unwrap();
//! assert_eq!(document.xpath(c), "/a/c[1]");
//! document.splice(document.content_span(c).unwrap(), "y &amp; z")?;
//! assert_eq!(document.text(), "<a b = '1'><c>y &amp; z</c><!-- kept --></a>");
//! # Ok::<(), iodef::Error>(())
//! ```

mod attributes;
mod chars;
mod declaration;
mod duplicate;
mod encoding;
mod limits;
mod names;
mod node;
mod parse;
mod path;
mod position;
mod references;
mod scope;
mod splice;
mod survey;
mod walk;

use std::borrow::Cow;
use std::ops::Range;

pub use attributes::Attribute;
pub use chars::is_nc_name;
pub(crate) use chars::{is_char, is_q_name as is_qualified_name};
pub use declaration::Declaration;
pub use encoding::Origin;
pub use limits::Limits;
pub use names::{ExpandedName, NameId, XML_NAMESPACE, XMLNS_NAMESPACE};
pub use node::{NodeId, NodeKind};
pub use position::Position;
pub use splice::Change;
pub use walk::{Children, Descendants, Elements};

use crate::error::{Error, Fault};
use attributes::Tag;
pub(crate) use attributes::Written;
use encoding::BOM;
use limits::{Failure, Stop};
use names::Names;
use node::Node;
use parse::{Parsed, Parser, Part};
use position::Positions;
use scope::{Declared, Scope};

/// A well-formed XML document (XML 1.0 fifth edition, Namespaces in XML 1.0) without a document
/// type declaration.
#[derive(Debug, Clone)]
pub struct Document {
    text: String,
    nodes: Vec<Node>,
    /// The document element.
    root: NodeId,
    /// The namespace declarations, by element.
    declared: Vec<Declared>,
    names: Names,
    limits: Limits,
    origin: Origin,
    declaration: Option<Declaration>,
    positions: Positions,
}

/// Reads a whole document.
fn read(text: &str, names: &mut Names, limits: &Limits) -> Result<Parsed, Failure> {
    let base = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let rest = text.get(base..).unwrap_or("");
    if rest.starts_with(BOM) {
        // The tokenizer would take it for a mark again.
        return Err((base, Fault::TextOutside.into()));
    }
    let mut parser = Parser::new(rest, Part::Document, Scope::default(), names, limits);
    parser.base = base;
    parser.run()
}

/// The error for a failure at an offset of this text.
fn failed(text: &str, (at, stop): Failure) -> Error {
    let place = position::place(text, at);
    match stop {
        Stop::Fault(fault) => Error::Malformed { place, fault },
        Stop::TooLarge { what, found, limit } => Error::TooLarge { place, what, found, limit },
    }
}

impl Document {
    /// Reads a document: UTF-8, with or without a byte order mark, or UTF-16 told by its mark or its
    /// declaration.
    ///
    /// # Errors
    /// What is not well-formed, with its place; a document type declaration; another encoding; a
    /// limit that is passed.
    pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Self, Error> {
        let (text, origin) = encoding::decode(bytes, limits)?;
        Self::build(text, origin, limits)
    }

    /// Reads a document that the caller has decoded. A declaration that names another encoding is
    /// made to name UTF-8.
    ///
    /// # Errors
    /// As [`Self::parse`], but for encodings.
    pub fn from_text(text: String, limits: &Limits) -> Result<Self, Error> {
        let (text, origin) = encoding::decoded(text, limits)?;
        Self::build(text, origin, limits)
    }

    fn build(text: String, origin: Origin, limits: &Limits) -> Result<Self, Error> {
        let mut limits = limits.clone();
        // Nodes hold 32-bit offsets and indexes.
        limits.max_bytes = limits.max_bytes.min(i32::MAX as usize);
        limits.max_nodes = limits.max_nodes.min(i32::MAX as usize);
        if text.len() > limits.max_bytes {
            return Err(encoding::too_large(text.len(), &limits));
        }
        let mut names = Names::new();
        match read(&text, &mut names, &limits) {
            Ok(Parsed { nodes, declared, declaration }) => Ok(Self {
                text,
                root: node::root(&nodes),
                nodes,
                declared,
                names,
                limits,
                origin,
                declaration,
                positions: Positions::default(),
            }),
            Err(failure) => Err(failed(&text, failure)),
        }
    }

    /// The whole text, with its byte order mark if it has one.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is saved: the text in UTF-8.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.text.clone().into_bytes()
    }

    /// What the input was; anything but [`Origin::Utf8`] is saved in another encoding than it had.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The limits it was read with, which hold for edits too.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The XML declaration.
    #[must_use]
    pub fn declaration(&self) -> Option<&Declaration> {
        self.declaration.as_ref()
    }

    fn node(&self, node: NodeId) -> Option<&Node> {
        self.nodes.get(node.index())
    }

    /// What the node is.
    #[must_use]
    pub fn kind(&self, node: NodeId) -> NodeKind {
        self.node(node).map_or(NodeKind::Document, |node| node.kind)
    }

    /// Whether the node is an element.
    #[must_use]
    pub fn is_element(&self, node: NodeId) -> bool {
        self.kind(node) == NodeKind::Element
    }

    /// The name of an element, as an index of [`Self::names`]. Nodes that are not elements have an
    /// index that no name has.
    #[must_use]
    pub fn name_id(&self, node: NodeId) -> NameId {
        self.node(node).map_or(node::NO_NAME, |node| node.name)
    }

    /// The expanded names of elements of the document, now or before an edit, each once. Indexes keep
    /// their meaning through edits.
    #[must_use]
    pub fn names(&self) -> &[ExpandedName] {
        self.names.all()
    }

    /// The namespace name of an element, or nothing.
    #[must_use]
    pub fn namespace(&self, node: NodeId) -> &str {
        self.names.get(self.name_id(node)).map_or("", |name| &name.namespace)
    }

    /// Whether the node is an element in the namespace of IODEF version 2.
    pub(crate) fn is_iodef(&self, node: NodeId) -> bool {
        self.names.is_iodef(self.name_id(node))
    }

    /// The local part of an element's name, or the target of a processing instruction.
    #[must_use]
    pub fn local_name(&self, node: NodeId) -> &str {
        match self.kind(node) {
            NodeKind::ProcessingInstruction => self.instruction(node).0,
            _ => self.names.get(self.name_id(node)).map_or("", |name| &name.local),
        }
    }

    /// The prefix of an element as written, or nothing.
    #[must_use]
    pub fn prefix(&self, node: NodeId) -> &str {
        chars::split_name(self.qualified_name(node)).0
    }

    /// The name of an element as written.
    #[must_use]
    pub fn qualified_name(&self, node: NodeId) -> &str {
        if self.is_element(node) { Tag::new(self.slice(self.start_tag_span(node))).0 } else { "" }
    }

    /// Part of the text.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// The namespace that a prefix is bound to at an element; the empty prefix asks for the default
    /// namespace.
    #[must_use]
    pub fn resolve_prefix(&self, node: NodeId, prefix: &str) -> Option<Cow<'_, str>> {
        if prefix == "xml" {
            return Some(Cow::Borrowed(XML_NAMESPACE));
        }
        let declaring = self.ancestors(node).filter(|around| self.declares(*around));
        let declared = declaring
            .flat_map(|around| self.declared_by(around))
            .find(|declared| *declared.prefix == *prefix);
        match declared {
            Some(declared) => Some(Cow::Borrowed(self.names.uri(declared.namespace))),
            None if prefix.is_empty() => Some(Cow::Borrowed("")),
            None => None,
        }
    }

    /// Whether the start tag of an element declares a namespace.
    fn declares(&self, node: NodeId) -> bool {
        self.node(node).is_some_and(|node| node.declares)
    }

    fn declared_by(&self, node: NodeId) -> impl Iterator<Item = &Declared> {
        let from = self.declared.partition_point(|declared| declared.node < node.0);
        let declared = self.declared.iter().skip(from);
        declared.take_while(move |declared| declared.node == node.0)
    }

    /// The namespaces in scope at an element: prefix and namespace name, each prefix once, the
    /// innermost declarations first. The prefix `xml` and an undeclared default are left out.
    #[must_use]
    pub fn namespaces_in_scope(&self, node: NodeId) -> Vec<(&str, Cow<'_, str>)> {
        let mut scope: Vec<(&str, Cow<'_, str>)> = Vec::new();
        for ancestor in self.ancestors(node) {
            for (prefix, uri) in self.namespace_declarations(ancestor) {
                if !scope.iter().any(|(bound, _)| *bound == prefix) {
                    scope.push((prefix, uri));
                }
            }
        }
        scope.retain(|(prefix, uri)| *prefix != "xml" && !(prefix.is_empty() && uri.is_empty()));
        scope
    }

    /// The attributes of an element as written, with its namespace declarations.
    pub(crate) fn written_attributes(&self, node: NodeId) -> impl Iterator<Item = Written<'_>> {
        let mut tag = self.tag(node);
        // The tag was found well-formed when it was read.
        core::iter::from_fn(move || tag.as_mut()?.read().ok().flatten())
    }

    /// The tag of an element behind its name, if it may have attributes.
    fn tag(&self, node: NodeId) -> Option<Tag<'_>> {
        let found = self.node(node).filter(|found| found.kind == NodeKind::Element)?;
        let name = self.names.get(found.name).map_or(0, |name| name.local.len());
        // The shortest attribute needs a space, a letter, `=` and two quotes.
        let length = found.tag_end.saturating_sub(found.start) as usize;
        if length < name.saturating_add("< a=''>".len()) {
            return None;
        }
        Some(Tag::new(self.text.get(found.start as usize..found.tag_end as usize)?).1)
    }

    /// The namespace declarations of an element itself: prefix, or nothing for the default, and
    /// namespace name.
    pub fn namespace_declarations(
        &self,
        node: NodeId,
    ) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let written = self.declares(node).then(|| self.written_attributes(node));
        written.into_iter().flatten().filter_map(|attribute| {
            let prefix = attribute.declares()?;
            Some((prefix, attribute.value()))
        })
    }

    /// The attributes of an element as written, without its namespace declarations.
    pub fn attributes(&self, node: NodeId) -> impl Iterator<Item = Attribute<'_>> {
        let mut tag = self.tag(node);
        core::iter::from_fn(move || {
            while let Ok(Some(written)) = tag.as_mut()?.read() {
                if written.declares().is_none() {
                    return Some(self.read_attribute(node, &written));
                }
            }
            None
        })
    }

    fn read_attribute<'d>(&'d self, node: NodeId, written: &Written<'d>) -> Attribute<'d> {
        let start = self.span(node).start;
        let (prefix, local) = chars::split_name(written.name);
        let namespace = match prefix {
            "" => Cow::Borrowed(""),
            prefix => self.resolve_prefix(node, prefix).unwrap_or_default(),
        };
        let name_at = start.saturating_add(written.name_at);
        let from = start.saturating_add(written.raw_at);
        let to = from.saturating_add(written.raw.len());
        Attribute {
            prefix,
            local,
            namespace,
            raw: written.raw,
            span: name_at..to.saturating_add(1),
            value_span: from..to,
        }
    }

    /// The value of the attribute with this name in no namespace.
    #[must_use]
    pub fn attribute(&self, node: NodeId, local: &str) -> Option<Cow<'_, str>> {
        let written = self.written_attributes(node).find(|written| written.name == local)?;
        Some(written.value())
    }

    /// The value of the attribute with this expanded name.
    #[must_use]
    pub fn attribute_ns(&self, node: NodeId, namespace: &str, local: &str) -> Option<Cow<'_, str>> {
        if namespace.is_empty() {
            return self.attribute(node, local);
        }
        self.written_attributes(node).find_map(|written| {
            let (prefix, name) = chars::split_name(written.name);
            let matches = name == local
                && !prefix.is_empty()
                && self.resolve_prefix(node, prefix).is_some_and(|uri| uri == namespace);
            matches.then(|| written.value())
        })
    }

    /// The character data of an element's own text and CDATA children, joined; the value of any
    /// other node. Line ends are normalised and references resolved.
    #[must_use]
    pub fn text_of(&self, node: NodeId) -> Cow<'_, str> {
        if !self.is_element(node) {
            return self.value(node);
        }
        let mut joined = Cow::Borrowed("");
        for child in self.children(node) {
            if matches!(self.kind(child), NodeKind::Text | NodeKind::CData) {
                let value = self.value(child);
                if joined.is_empty() {
                    joined = value;
                } else {
                    joined.to_mut().push_str(&value);
                }
            }
        }
        joined
    }

    /// The value of a text, CDATA section, comment or processing instruction; nothing for others.
    #[must_use]
    pub fn value(&self, node: NodeId) -> Cow<'_, str> {
        let raw = self.slice(self.span(node));
        let inside = |open: &str, close: &str| {
            raw.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).unwrap_or("")
        };
        let verbatim = references::Form::Verbatim;
        match self.kind(node) {
            NodeKind::Text => references::value(raw, references::Form::Text),
            NodeKind::CData => references::value(inside("<![CDATA[", "]]>"), verbatim),
            NodeKind::Comment => references::value(inside("<!--", "-->"), verbatim),
            NodeKind::ProcessingInstruction => {
                references::value(self.instruction(node).1, verbatim)
            }
            NodeKind::Document | NodeKind::Element => Cow::Borrowed(""),
        }
    }

    /// Target and data of a processing instruction, as written.
    fn instruction(&self, node: NodeId) -> (&str, &str) {
        let raw = self.slice(self.span(node));
        let raw = raw.strip_prefix("<?").and_then(|rest| rest.strip_suffix("?>")).unwrap_or("");
        let space: fn(char) -> bool = |c| u8::try_from(c).is_ok_and(chars::is_space);
        match raw.split_once(space) {
            Some((target, data)) => (target, data.trim_start_matches(space)),
            None => (raw, ""),
        }
    }

    /// Where the node is in the text.
    #[must_use]
    pub fn span(&self, node: NodeId) -> Range<usize> {
        self.node(node).map_or(0..0, |node| node.start as usize..node.end as usize)
    }

    /// Where the start tag or the empty-element tag of an element is.
    #[must_use]
    pub fn start_tag_span(&self, node: NodeId) -> Range<usize> {
        self.node(node).map_or(0..0, |node| node.start as usize..node.tag_end as usize)
    }

    /// Where the content of an element is, between its tags; `None` for `<a/>`.
    #[must_use]
    pub fn content_span(&self, node: NodeId) -> Option<Range<usize>> {
        let found = self.node(node).filter(|node| node.kind == NodeKind::Element)?;
        let (from, to) = (found.tag_end as usize, found.end as usize);
        // An end tag holds no other "<".
        let end_tag = self.text.get(from..to)?.rfind('<')?;
        Some(from..from.saturating_add(end_tag))
    }

    /// The line and column of an offset.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.positions.at(&self.text, offset)
    }
}
