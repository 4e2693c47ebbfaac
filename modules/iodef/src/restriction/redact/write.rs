//! Writing what stays.

use super::super::Audience;
use super::invisible;
use super::plan::{Fate, Plan};
use super::report::{Hidden, Redacted, Removed, Report};
use super::text::{is_blank, is_unseen, prefixes, prose, value};
use super::withheld::{self, WITHHELD};
use crate::document::{Attribute, Children, Document, NodeId, NodeKind};
use crate::escape::{escape_attribute, escape_text};
use crate::structure::{Class, IODEF_2};

/// Members whose text is evidence, in which every character may matter.
const EVIDENCE: [&str; 20] = [
    "AdditionalData",
    "ApplicationHeaderField",
    "BulkObservableList",
    "DetectionConfiguration",
    "EmailBody",
    "EmailFrom",
    "EmailHeaderField",
    "EmailHeaders",
    "EmailMessage",
    "EmailSubject",
    "EmailTo",
    "EmailX-Mailer",
    "FileName",
    "FileProperties",
    "FuzzyHashValue",
    "KeyName",
    "KeyValue",
    "RecordItem",
    "RecordPattern",
    "Value",
];

/// Spaces for each level.
const INDENT: usize = 2;

/// Most levels that are indented: white space must not outweigh the document.
const MAX_INDENTED: usize = 32;

pub(super) fn write(document: &Document, audience: &Audience, plan: Plan) -> Redacted {
    let mut writer = Writer {
        document,
        audience,
        plan: &plan,
        used: used_declarations(document, audience, &plan),
        out: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"),
        report: Report::default(),
        open: Vec::new(),
        declaration: 0,
        placeholders: 0,
    };
    for child in document.children(document.document_node()) {
        writer.count_hidden(child);
    }
    writer.element(document.root());
    writer.out.push('\n');
    Redacted { text: writer.out, report: writer.report }
}

/// An element whose end tag is still to come.
struct Open<'d> {
    node: NodeId,
    children: Children<'d>,
    /// Whether its children stand on lines of their own.
    lines: bool,
    /// Members that are still to be replaced.
    withheld: &'d [&'static str],
    class: Option<Class>,
    /// Whether its text has been written, which comments may have cut into several nodes.
    has_text: bool,
}

struct Writer<'d> {
    document: &'d Document,
    audience: &'d Audience,
    plan: &'d Plan,
    /// Which namespace declarations are needed, in the order in which they are written.
    used: Vec<bool>,
    out: String,
    report: Report,
    open: Vec<Open<'d>>,
    /// Declarations that have been seen.
    declaration: usize,
    /// Members that have been replaced.
    placeholders: usize,
}

impl<'d> Writer<'d> {
    /// Writes an element, and everything in it.
    fn element(&mut self, root: NodeId) {
        self.start(root);
        while let Some(mut open) = self.open.pop() {
            match open.children.next() {
                Some(child) => {
                    self.withheld_before(&mut open, Some(child));
                    self.open.push(open);
                    self.child(child);
                }
                None => {
                    self.withheld_before(&mut open, None);
                    self.end(&open);
                }
            }
        }
    }

    fn child(&mut self, child: NodeId) {
        match self.document.kind(child) {
            NodeKind::Element => match self.plan.fate(child) {
                Fate::Drop(reason) => {
                    let (document, plan) = (self.document, self.plan);
                    self.report.removed(|| Removed {
                        xpath: document.xpath(child),
                        reason,
                        level: plan.levels.get(child).clone(),
                    });
                }
                Fate::Keep | Fate::Shell => {
                    self.new_line();
                    self.start(child);
                }
            },
            NodeKind::Text | NodeKind::CData => self.text(child),
            _ => self.count_hidden(child),
        }
    }

    fn count_hidden(&mut self, node: NodeId) {
        let Hidden { comments, processing_instructions, .. } = &mut self.report.hidden;
        let counter = match self.document.kind(node) {
            NodeKind::Comment => comments,
            NodeKind::ProcessingInstruction => processing_instructions,
            NodeKind::Text | NodeKind::CData => {
                return self.report.invisible(invisible::count(&self.document.value(node)), 0);
            }
            _ => return,
        };
        *counter = counter.saturating_add(1);
    }

    /// A line for the next child of the innermost open element, if its children have lines.
    fn new_line(&mut self) {
        if self.open.last().is_some_and(|open| open.lines) {
            self.line_at(self.open.len());
        }
    }

    fn line_at(&mut self, depth: usize) {
        self.out.push('\n');
        self.out.extend(core::iter::repeat_n(' ', depth.min(MAX_INDENTED).saturating_mul(INDENT)));
    }

    fn start(&mut self, node: NodeId) {
        let (document, plan) = (self.document, self.plan);
        self.out.push('<');
        self.name(node);
        let class = plan.class(document, node);
        self.declarations(node);
        match class {
            Some(class) if plan.fate(node) == Fate::Shell => self.shell_attributes(node, class),
            _ => document.attributes(node).for_each(|attribute| self.attribute(node, &attribute)),
        }
        let withheld = plan.withheld(node);
        // That of a shell is not written.
        let has_text = plan.fate(node) != Fate::Shell
            && document.children(node).any(|child| is_seen_text(document, node, child));
        let has_elements = |node: NodeId| {
            document.elements(node).any(|child| !matches!(plan.fate(child), Fate::Drop(_)))
        };
        let has_elements = has_elements(node) || !withheld.is_empty();
        if !has_elements && !has_text {
            self.out.push_str("/>");
            self.report_inside(node);
            return;
        }
        self.out.push('>');
        let is_mixed = document.elements(node).next().is_some() && has_text;
        let lines = has_elements && !is_mixed && self.open.last().is_none_or(|open| open.lines);
        let children = document.children(node);
        self.open.push(Open { node, children, lines, withheld, class, has_text: false });
    }

    /// What goes from an element of which nothing is left but its tag.
    fn report_inside(&mut self, node: NodeId) {
        for child in self.document.children(node) {
            match self.document.kind(child) {
                NodeKind::Element => self.child(child),
                _ => self.count_hidden(child),
            }
        }
    }

    fn end(&mut self, open: &Open<'_>) {
        if open.lines {
            self.line_at(self.open.len());
        }
        self.out.push_str("</");
        self.name(open.node);
        self.out.push('>');
    }

    fn name(&mut self, node: NodeId) {
        let prefix = self.document.prefix(node);
        if !prefix.is_empty() {
            self.out.push_str(prefix);
            self.out.push(':');
        }
        self.out.push_str(self.document.local_name(node));
    }

    fn declarations(&mut self, node: NodeId) {
        for (prefix, uri) in self.document.namespace_declarations(node) {
            let is_used = self.used.get(self.declaration).copied().unwrap_or(true);
            self.declaration = self.declaration.saturating_add(1);
            match (is_used, prefix) {
                (false, _) => {
                    let count = &mut self.report.hidden.namespaces;
                    *count = count.saturating_add(1);
                }
                (true, "") => self.write_attribute("xmlns", &uri),
                (true, prefix) => self.write_attribute(&format!("xmlns:{prefix}"), &uri),
            }
        }
    }

    fn attribute(&mut self, node: NodeId, attribute: &Attribute<'_>) {
        let Some(written) = self.plan.value(self.document, self.audience, node, attribute) else {
            let count = &mut self.report.hidden.foreign_attributes;
            *count = count.saturating_add(1);
            return;
        };
        let name = attribute.qualified_name();
        let is_iodef = self.document.namespace(node) == IODEF_2;
        // A level must not become another one.
        if is_iodef && !matches!(&*name, "restriction" | "ext-restriction") {
            let stripped = invisible::strip(&written);
            self.report.invisible(stripped.removed, stripped.kept);
            self.write_attribute(&name, &value(&stripped.text));
        } else {
            self.report.invisible(0, invisible::count(&written));
            let seen = if is_iodef { value(&written) } else { written };
            self.write_attribute(&name, &seen);
        }
    }

    fn write_attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape_attribute(value, &mut self.out);
        self.out.push('"');
    }

    /// What an element must say that says nothing of its own: its restriction, because what stands in
    /// for its members is fit for the audience, its language, which others inherit, and what its class
    /// requires.
    fn shell_attributes(&mut self, node: NodeId, class: Class) {
        let document = self.document;
        for declaration in class.attributes() {
            match declaration.name() {
                "restriction" => self.write_attribute("restriction", self.audience.highest.token()),
                "lang" => {
                    let language = document
                        .attributes(node)
                        .find(|attribute| attribute.local == "lang" && attribute.prefix == "xml");
                    if let Some(language) =
                        language.as_ref().and_then(|it| primary_language(it.raw))
                    {
                        self.write_attribute("xml:lang", language);
                    }
                }
                name if declaration.required() => {
                    let Some((value, extension)) = withheld::attribute(declaration) else {
                        continue;
                    };
                    self.write_attribute(name, value);
                    if let Some(extension) = extension {
                        self.write_attribute(extension, WITHHELD);
                    }
                    self.report.generalised(name, || document.xpath(node));
                }
                _ => {}
            }
        }
    }

    /// Writes the members to be replaced whose place is before a child, or at the end.
    fn withheld_before(&mut self, open: &mut Open<'d>, child: Option<NodeId>) {
        let (document, plan) = (self.document, self.plan);
        let Some(class) = open.class else { return };
        let place = |name: &str| class.members().position(|member| member.name() == name);
        let limit = match child {
            None => None,
            Some(child) if document.kind(child) != NodeKind::Element => return,
            Some(child) if matches!(plan.fate(child), Fate::Drop(_)) => return,
            Some(child) => place(document.local_name(child)),
        };
        while let Some((next, rest)) = open.withheld.split_first() {
            if limit.is_some_and(|limit| place(next).is_some_and(|place| place >= limit)) {
                return;
            }
            open.withheld = rest;
            let depth = self.open.len().saturating_add(1);
            if open.lines {
                self.line_at(depth);
            }
            self.placeholders = self.placeholders.saturating_add(1);
            let prefix = document.prefix(open.node);
            let member = withheld::Member { name: next, prefix, number: self.placeholders };
            member.start(&mut self.out);
            if member.has_description() {
                if open.lines {
                    self.line_at(depth.saturating_add(1));
                }
                member.describe(&mut self.out);
                if open.lines {
                    self.line_at(depth);
                }
            }
            member.end(&mut self.out);
            let node = open.node;
            self.report.generalised(next, || document.xpath(node));
        }
    }

    fn text(&mut self, node: NodeId) {
        let document = self.document;
        let Some(open) = self.open.last_mut() else { return };
        if self.plan.fate(open.node) == Fate::Shell {
            return;
        }
        if open.lines {
            return self.count_hidden(node);
        }
        if stays_as_it_is(document, open.node) {
            let text = document.value(node);
            self.report.invisible(0, invisible::count(&text));
            escape_text(&text, &mut self.out);
        } else if !open.has_text {
            open.has_text = true;
            let text = document.text_of(open.node);
            let is_prose =
                open.class.is_some_and(|class| class.attribute("translation-id").is_some());
            let stripped = invisible::strip(&text);
            self.report.invisible(stripped.removed, stripped.kept);
            let seen = if is_prose { prose(&stripped.text) } else { value(&stripped.text) };
            escape_text(&seen, &mut self.out);
        }
    }
}

/// Whether the text of an element stays character by character.
fn stays_as_it_is(document: &Document, node: NodeId) -> bool {
    document.namespace(node) != IODEF_2 || EVIDENCE.contains(&document.local_name(node))
}

/// Whether a child of a node is text of which something is seen.
fn is_seen_text(document: &Document, node: NodeId, child: NodeId) -> bool {
    if !matches!(document.kind(child), NodeKind::Text | NodeKind::CData) {
        return false;
    }
    let text = document.value(child);
    if stays_as_it_is(document, node) { !is_blank(&text) } else { !is_unseen(&text) }
}

/// The first subtag of a language, if it is one that exists in two or three letters.
fn primary_language(language: &str) -> Option<&str> {
    let primary = language.split('-').next()?;
    let is_language =
        matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_alphabetic());
    is_language.then_some(primary)
}

/// Which declarations are needed by names, values and texts that stay, in document order.
fn used_declarations(document: &Document, audience: &Audience, plan: &Plan) -> Vec<bool> {
    let mut declarations = Declarations::default();
    let mut node = document.root();
    let end = document.subtree_end(node);
    while node < end {
        declarations.leave(node);
        match document.kind(node) {
            NodeKind::Element if matches!(plan.fate(node), Fate::Drop(_)) => {
                node = document.subtree_end(node);
                continue;
            }
            NodeKind::Element => {
                for (prefix, _) in document.namespace_declarations(node) {
                    declarations.declare(document.subtree_end(node), prefix);
                }
                declarations.needed(document.prefix(node));
                if plan.fate(node) == Fate::Keep {
                    for attribute in document.attributes(node) {
                        let Some(value) = plan.value(document, audience, node, &attribute) else {
                            continue;
                        };
                        declarations.needed_by_name(attribute.prefix);
                        prefixes(&value).for_each(|prefix| declarations.needed(prefix));
                    }
                }
            }
            NodeKind::Text | NodeKind::CData => {
                prefixes(&document.value(node)).for_each(|prefix| declarations.needed(prefix));
            }
            _ => {}
        }
        node = NodeId::from_index(node.index().saturating_add(1));
    }
    declarations.used
}

/// The declarations in scope at a place, and which of all have been used.
#[derive(Default)]
struct Declarations<'d> {
    /// Where the scope ends, the prefix, and its place in `used`.
    scope: Vec<(NodeId, &'d str, usize)>,
    used: Vec<bool>,
}

impl<'d> Declarations<'d> {
    fn leave(&mut self, node: NodeId) {
        while self.scope.pop_if(|(end, _, _)| *end <= node).is_some() {}
    }

    fn declare(&mut self, end: NodeId, prefix: &'d str) {
        self.scope.push((end, prefix, self.used.len()));
        self.used.push(false);
    }

    /// The names of attributes without prefix are in no namespace.
    fn needed_by_name(&mut self, prefix: &str) {
        if !prefix.is_empty() {
            self.needed(prefix);
        }
    }

    fn needed(&mut self, prefix: &str) {
        let declared = self.scope.iter().rev().find(|(_, declared, _)| *declared == prefix);
        if let Some(used) = declared.and_then(|(_, _, place)| self.used.get_mut(*place)) {
            *used = true;
        }
    }
}
