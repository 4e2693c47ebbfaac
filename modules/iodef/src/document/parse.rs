//! The strict reader: tokens from quick-xml, and everything that they leave unchecked.

use quick_xml::errors::{Error as TokenError, IllFormedError, SyntaxError};
use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::attributes::{Tag, Written, check_name, check_reference, check_value, shorten};
use super::chars::{is_nc_name, is_space, split_name};
use super::declaration::{self, Declaration};
use super::duplicate;
use super::limits::{Failure, Limits, Stop};
use super::names::{NO_NAMESPACE, NameId, Names, NamespaceId};
use super::node::{NO_NAME, Node, NodeKind, narrow};
use super::scope::{Declared, Scope};
use super::survey::survey;
use crate::error::Fault;
use crate::order::find;

/// What is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A whole document.
    Document,
    /// Content of an element of this depth.
    Content {
        /// Index of the element.
        parent: u32,
        /// Elements that are open there, with it.
        depth: usize,
    },
}

/// An element whose end tag has not come yet.
struct Open {
    index: u32,
    bindings: usize,
}

/// Reads a document or content into nodes.
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    /// Offset of `text` in the whole text.
    pub(super) base: usize,
    /// Index that the first node gets.
    pub(super) first: usize,
    pub(super) part: Part,
    pub(super) scope: Scope,
    pub(super) names: &'a mut Names,
    pub(super) limits: &'a Limits,
    nodes: Vec<Node>,
    declared: Vec<Declared>,
    open: Vec<Open>,
    attributes: Vec<Written<'a>>,
    declaration: Option<Declaration>,
    /// Start of a run of text that has not ended.
    run: Option<usize>,
    has_brackets: bool,
    root_seen: bool,
}

/// What was read.
pub(super) struct Parsed {
    pub(super) nodes: Vec<Node>,
    /// By element.
    pub(super) declared: Vec<Declared>,
    pub(super) declaration: Option<Declaration>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(
        text: &'a str,
        part: Part,
        scope: Scope,
        names: &'a mut Names,
        limits: &'a Limits,
    ) -> Self {
        Self {
            text,
            base: 0,
            first: 0,
            part,
            scope,
            names,
            limits,
            nodes: Vec::new(),
            declared: Vec::new(),
            open: Vec::new(),
            attributes: Vec::new(),
            declaration: None,
            run: None,
            has_brackets: false,
            root_seen: false,
        }
    }

    /// Reads all of it.
    pub(super) fn run(mut self) -> Result<Parsed, Failure> {
        let survey = survey(self.text);
        self.has_brackets = survey.has_brackets;
        // Markup inside comments counts too: believe the count only as far as ordinary text goes.
        const OCTETS_PER_NODE: usize = 8;
        let expected = survey.nodes.min(self.text.len() / OCTETS_PER_NODE).saturating_add(2);
        self.nodes.reserve_exact(expected.min(self.limits.max_nodes));
        let read = self.read();
        let base = self.base;
        match (survey.character, read) {
            (Some((at, code)), Ok(())) => {
                Err((base.saturating_add(at), Fault::Character { code }.into()))
            }
            (Some((at, code)), Err((stop_at, _))) if at < stop_at => {
                Err((base.saturating_add(at), Fault::Character { code }.into()))
            }
            (_, Err((at, stop))) => Err((base.saturating_add(at), stop)),
            (None, Ok(())) => {
                let Self { nodes, declared, declaration, .. } = self;
                Ok(Parsed { nodes, declared, declaration })
            }
        }
    }

    /// Offsets of failures are those in `self.text`.
    fn read(&mut self) -> Result<(), Failure> {
        if self.part == Part::Document {
            self.push(0, NodeKind::Document, 0)?;
            if let Some(node) = self.nodes.first_mut() {
                node.end = narrow(self.base.saturating_add(self.text.len()));
            }
        }
        let mut reader = Reader::from_str(self.text);
        loop {
            let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let at = usize::try_from(reader.error_position()).unwrap_or(start);
                    return Err(self.token_failure(start, at, &error));
                }
            };
            let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let raw = self.text.get(start..end).unwrap_or("");
            match event {
                Event::Text(_) => {
                    self.text(raw, start)?;
                    continue;
                }
                Event::GeneralRef(name) => {
                    check_reference(raw, &name).map_err(|fault| (start, fault.into()))?;
                    if self.is_outside() {
                        return Err((start, Fault::TextOutside.into()));
                    }
                    self.run.get_or_insert(start);
                    continue;
                }
                _ => self.end_run(start)?,
            }
            match event {
                Event::Start(_) => self.start_tag(raw, start, end, false)?,
                Event::Empty(_) => self.start_tag(raw, start, end, true)?,
                Event::End(_) => self.end_tag(raw, start, end)?,
                Event::CData(_) => {
                    if self.is_outside() {
                        return Err((start, Fault::TextOutside.into()));
                    }
                    self.leaf(start, end, NodeKind::CData)?;
                }
                Event::Comment(_) => self.comment(raw, start, end)?,
                Event::PI(_) => self.instruction(raw, start, end)?,
                Event::Decl(_) => {
                    if self.part != Part::Document || start > 0 {
                        return Err((start, Fault::DeclarationPlace.into()));
                    }
                    let at = self.base.saturating_add(start);
                    let declaration =
                        declaration::read(raw, at).map_err(|fault| (start, fault.into()))?;
                    self.declaration = Some(declaration);
                }
                Event::DocType(_) => return Err((start, Fault::Doctype.into())),
                Event::Eof => break,
                Event::Text(_) | Event::GeneralRef(_) => {}
            }
        }
        if let Some(open) = self.open.last() {
            let node = self.nodes.get((open.index as usize).saturating_sub(self.first));
            let start = node.map_or(0, |node| (node.start as usize).saturating_sub(self.base));
            let (name, _) = Tag::new(self.text.get(start..).unwrap_or(""));
            return Err((start, Fault::UnclosedElement { name: shorten(name) }.into()));
        }
        if self.part == Part::Document {
            if !self.root_seen {
                return Err((self.text.len(), Fault::NoElement.into()));
            }
            let size = narrow(self.nodes.len());
            if let Some(node) = self.nodes.first_mut() {
                node.size = size;
            }
        }
        Ok(())
    }

    /// Whether this is before or after the document element.
    fn is_outside(&self) -> bool {
        self.part == Part::Document && self.open.is_empty()
    }

    /// Adds a node, and returns its index in the whole document.
    fn push(&mut self, start: usize, kind: NodeKind, end: usize) -> Result<u32, Failure> {
        let index = self.first.saturating_add(self.nodes.len());
        if index >= self.limits.max_nodes {
            return Err((
                start,
                Stop::TooLarge {
                    what: "nodes (elements, texts, comments)",
                    found: index.saturating_add(1),
                    limit: self.limits.max_nodes,
                },
            ));
        }
        let parent = match (self.open.last(), self.part) {
            (Some(open), _) => open.index,
            (None, Part::Content { parent, .. }) => parent,
            (None, Part::Document) => 0,
        };
        let end = narrow(self.base.saturating_add(end));
        self.nodes.push(Node {
            start: narrow(self.base.saturating_add(start)),
            tag_end: end,
            end,
            parent,
            size: 1,
            name: NO_NAME,
            kind,
            declares: false,
        });
        Ok(narrow(index))
    }

    fn leaf(&mut self, start: usize, end: usize, kind: NodeKind) -> Result<(), Failure> {
        self.push(start, kind, end).map(|_| ())
    }

    fn text(&mut self, raw: &str, start: usize) -> Result<(), Failure> {
        if raw.is_empty() {
            return Ok(());
        }
        if self.is_outside() {
            return match raw.bytes().position(|byte| !is_space(byte)) {
                Some(at) => Err((start.saturating_add(at), Fault::TextOutside.into())),
                None => Ok(()),
            };
        }
        if self.has_brackets
            && let Some(at) = find(raw, "]]>")
        {
            return Err((start.saturating_add(at), Fault::CdataEnd.into()));
        }
        self.run.get_or_insert(start);
        Ok(())
    }

    fn end_run(&mut self, end: usize) -> Result<(), Failure> {
        match self.run.take() {
            Some(start) => self.leaf(start, end, NodeKind::Text),
            None => Ok(()),
        }
    }

    fn comment(&mut self, raw: &str, start: usize, end: usize) -> Result<(), Failure> {
        let inside = raw.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        let Some(inside) = inside else {
            return Err((start, Fault::DoubleHyphen.into()));
        };
        let double = match find(inside, "--") {
            Some(at) => Some(at),
            None if inside.ends_with('-') => inside.len().checked_sub(1),
            None => None,
        };
        if let Some(at) = double {
            let at = start.saturating_add("<!--".len()).saturating_add(at);
            return Err((at, Fault::DoubleHyphen.into()));
        }
        self.leaf(start, end, NodeKind::Comment)
    }

    fn instruction(&mut self, raw: &str, start: usize, end: usize) -> Result<(), Failure> {
        let inside = raw.strip_prefix("<?").and_then(|rest| rest.strip_suffix("?>")).unwrap_or("");
        let length = inside.bytes().position(is_space).unwrap_or(inside.len());
        let target = inside.get(..length).unwrap_or("");
        if target.eq_ignore_ascii_case("xml") {
            return Err((start, Fault::DeclarationPlace.into()));
        }
        if !is_nc_name(target) {
            let fault = Fault::Name {
                what: "processing instruction",
                seen: shorten(target),
                expected: "a name without \":\" right after <?",
            };
            return Err((start, fault.into()));
        }
        self.check_length(target, start)?;
        self.leaf(start, end, NodeKind::ProcessingInstruction)
    }

    fn check_length(&self, name: &str, at: usize) -> Result<(), Failure> {
        if name.len() > self.limits.max_name_bytes {
            let stop = Stop::TooLarge {
                what: "octets in a name",
                found: name.len(),
                limit: self.limits.max_name_bytes,
            };
            return Err((at, stop));
        }
        Ok(())
    }

    fn start_tag(
        &mut self,
        raw: &'a str,
        start: usize,
        end: usize,
        empty: bool,
    ) -> Result<(), Failure> {
        let (name, tag) = Tag::new(raw);
        let outer = match self.part {
            Part::Document => 0,
            Part::Content { depth, .. } => depth,
        };
        let depth = self.open.len().saturating_add(outer).saturating_add(1);
        if depth > self.limits.max_depth {
            let limit = self.limits.max_depth;
            return Err((
                start,
                Stop::TooLarge { what: "elements open at once", found: depth, limit },
            ));
        }
        if self.is_outside() {
            if self.root_seen {
                return Err((start, Fault::SecondElement { seen: shorten(name) }.into()));
            }
            self.root_seen = true;
        }
        self.check_length(name, start)?;
        check_name("element", name).map_err(|fault| (start, fault.into()))?;
        let bindings = self.scope.len();
        self.read_attributes(tag, start)?;
        let declares = self.declare(start)?;
        let (prefix, local) = split_name(name);
        let namespace = self.resolve(prefix, start)?;
        let id = self.name(namespace, local, start)?;
        self.check_attributes(start)?;
        let index = self.push(start, NodeKind::Element, end)?;
        if let Some(node) = self.nodes.last_mut() {
            node.name = id;
            node.declares = declares;
        }
        if declares {
            self.declared.extend(self.scope.since(bindings, index));
        }
        if empty {
            self.scope.truncate(bindings);
        } else {
            self.open.push(Open { index, bindings });
        }
        Ok(())
    }

    fn end_tag(&mut self, raw: &str, start: usize, end: usize) -> Result<(), Failure> {
        let Some(open) = self.open.pop() else {
            let seen = raw.strip_prefix("</").and_then(|rest| rest.strip_suffix('>')).unwrap_or("");
            return Err((start, Fault::StrayEndTag { seen: shorten(seen.trim_end()) }.into()));
        };
        self.scope.truncate(open.bindings);
        let count = self.first.saturating_add(self.nodes.len());
        let size = count.saturating_sub(open.index as usize);
        let index = (open.index as usize).saturating_sub(self.first);
        if let Some(node) = self.nodes.get_mut(index) {
            node.end = narrow(self.base.saturating_add(end));
            node.size = narrow(size);
        }
        Ok(())
    }

    /// Reads the attributes of a tag at `start`, and checks each by itself.
    fn read_attributes(&mut self, mut tag: Tag<'a>, start: usize) -> Result<(), Failure> {
        self.attributes.clear();
        let shift = |(at, fault): (usize, Fault)| (start.saturating_add(at), Stop::from(fault));
        while let Some(attribute) = tag.read().map_err(shift)? {
            let at = start.saturating_add(attribute.name_at);
            if self.attributes.len() >= self.limits.max_attributes {
                let stop = Stop::TooLarge {
                    what: "attributes of one element",
                    found: self.attributes.len().saturating_add(1),
                    limit: self.limits.max_attributes,
                };
                return Err((at, stop));
            }
            self.check_length(attribute.name, at)?;
            check_name("attribute", attribute.name).map_err(|fault| (at, fault.into()))?;
            check_value(&attribute).map_err(shift)?;
            self.attributes.push(attribute);
        }
        Ok(())
    }

    /// Takes the namespace declarations of a tag into scope; says whether there were any.
    fn declare(&mut self, start: usize) -> Result<bool, Failure> {
        let mut any = false;
        for attribute in &self.attributes {
            if let Some(prefix) = attribute.declares() {
                any = true;
                let at = start.saturating_add(attribute.name_at);
                self.scope.declare(prefix, attribute, self.names).map_err(|stop| (at, stop))?;
            }
        }
        Ok(any)
    }

    fn resolve(&self, prefix: &str, at: usize) -> Result<NamespaceId, Failure> {
        self.scope.get(prefix).ok_or_else(|| (at, Fault::Prefix { prefix: shorten(prefix) }.into()))
    }

    fn name(&mut self, namespace: NamespaceId, local: &str, at: usize) -> Result<NameId, Failure> {
        self.names.name(namespace, local).ok_or((
            at,
            Stop::TooLarge {
                what: "distinct names",
                found: Limits::MAX_NAMES.saturating_add(1),
                limit: Limits::MAX_NAMES,
            },
        ))
    }

    /// Checks prefixes of attributes, and that none stands twice.
    fn check_attributes(&self, start: usize) -> Result<(), Failure> {
        if self.attributes.len() < 2 && !self.attributes.iter().any(|a| a.name.contains(':')) {
            return Ok(());
        }
        let mut expanded = Vec::with_capacity(self.attributes.len());
        for attribute in &self.attributes {
            let at = start.saturating_add(attribute.name_at);
            let (prefix, local) = split_name(attribute.name);
            let namespace = match prefix {
                _ if attribute.declares().is_some() => None,
                "" => Some(NO_NAMESPACE),
                prefix => Some(self.resolve(prefix, at)?),
            };
            // A declaration is told apart by its whole name.
            let local = if namespace.is_none() { attribute.name } else { local };
            expanded.push((namespace, local, at, attribute.name));
        }
        match duplicate::find(expanded) {
            None => Ok(()),
            Some((at, name)) => Err((at, Fault::DuplicateAttribute { name: shorten(name) }.into())),
        }
    }

    /// What the tokenizer refused, in the words of this core.
    fn token_failure(&self, start: usize, at: usize, error: &TokenError) -> Failure {
        let rest = self.text.get(start..).unwrap_or("");
        let unclosed = |what, expected| Fault::Unclosed { what, expected };
        let fault = match error {
            TokenError::Syntax(syntax) => match syntax {
                SyntaxError::UnclosedPI => unclosed("a processing instruction", "?>"),
                SyntaxError::UnclosedXmlDecl => unclosed("the XML declaration", "?>"),
                SyntaxError::UnclosedComment => unclosed("a comment", "-->"),
                SyntaxError::UnclosedDoctype => Fault::Doctype,
                SyntaxError::UnclosedCData => unclosed("a CDATA section", "]]>"),
                SyntaxError::UnclosedTag => unclosed("a tag", ">"),
                SyntaxError::UnclosedSingleQuotedAttributeValue => {
                    unclosed("the value of an attribute", "'")
                }
                SyntaxError::UnclosedDoubleQuotedAttributeValue => {
                    unclosed("the value of an attribute", "\"")
                }
                SyntaxError::InvalidBangMarkup => Fault::Markup,
            },
            TokenError::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                Fault::EndTag { seen: shorten(found), expected: shorten(expected) }
            }
            TokenError::IllFormed(IllFormedError::UnmatchedEndTag(seen)) => {
                Fault::StrayEndTag { seen: shorten(seen) }
            }
            TokenError::IllFormed(IllFormedError::MissingDoctypeName) => Fault::Doctype,
            TokenError::IllFormed(IllFormedError::DoubleHyphenInComment) => Fault::DoubleHyphen,
            TokenError::IllFormed(IllFormedError::UnclosedReference) => {
                let end = rest.bytes().skip(1).position(|byte| matches!(byte, b'&' | b'<'));
                let end = end.map_or(rest.len(), |length| length.saturating_add(1));
                Fault::Reference { seen: shorten(rest.get(..end).unwrap_or("&")) }
            }
            _ => Fault::Markup,
        };
        (at.max(start), fault.into())
    }
}
