//! Commands as splices of the text, with undo and redo.

use std::collections::BTreeMap;
use std::ops::Range;

use iodef::document::{Change, Document, NodeId};
use iodef::structure::{Class, Schema, class_of};
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::path::{child, node_at, path_of};

/// A change that a person asked for.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Command {
    /// Replaces the text of an element.
    SetText { path: String, text: String },
    /// Sets an attribute, or removes it.
    SetAttribute { path: String, name: String, value: Option<String> },
    /// Inserts markup among the elements of a parent.
    Insert { parent: String, index: usize, xml: String },
    /// Inserts a new element where the schema's order has it.
    InsertClass {
        parent: String,
        class: String,
        #[serde(default)]
        text: Option<String>,
        #[serde(default)]
        attributes: BTreeMap<String, String>,
    },
    /// Removes an element.
    Remove { path: String },
    /// Moves an element among its siblings of the same name.
    Move { path: String, by: i32 },
    /// Replaces text by UTF-16 offsets.
    ReplaceText { from: usize, to: usize, text: String },
    /// Several, as one step of the history.
    Group { commands: Vec<Command> },
}

/// How the element children of one element changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// The element.
    pub parent: String,
    /// The first child that changed.
    pub at: usize,
    /// Children that are gone.
    pub removed: usize,
    /// Children that came.
    pub inserted: usize,
}

/// One replacement in the text, and back.
#[derive(Debug, Clone)]
pub struct Splice {
    /// Octets of the text before it.
    pub range: Range<usize>,
    /// What stood there.
    pub old: String,
    /// What stands there now.
    pub new: String,
}

impl Splice {
    /// The splice that takes this one back.
    pub fn inverse(&self) -> Self {
        let end = self.range.start.saturating_add(self.new.len());
        Self { range: self.range.start..end, old: self.new.clone(), new: self.old.clone() }
    }
}

/// The replacement that a simple command comes to, and the path of what it makes.
pub fn splice_of(document: &Document, schema: Schema, command: &Command) -> Result<(Range<usize>, String, Option<String>), Fault> {
    let found = |path: &str| node_at(document, path).ok_or_else(Fault::no_such_element);
    match command {
        Command::SetText { path, text } => {
            let node = found(path)?;
            let text = escaped(text, false);
            Ok(match document.content_span(node) {
                Some(span) => (span, text, None),
                None => {
                    let tag = document.start_tag_span(node);
                    let name = document.qualified_name(node);
                    let from = document.slice(tag.clone()).trim_end_matches("/>").trim_end().len();
                    (tag.start.saturating_add(from)..tag.end, format!(">{text}</{name}>"), None)
                }
            })
        }
        Command::SetAttribute { path, name, value } => {
            let node = found(path)?;
            let attribute = document.attributes(node).find(|attribute| {
                *name == if attribute.prefix.is_empty() { attribute.local.to_owned() } else { format!("{}:{}", attribute.prefix, attribute.local) }
            });
            Ok(match (attribute, value) {
                (Some(attribute), Some(value)) => (attribute.value_span, escaped(value, true), None),
                (Some(attribute), None) => {
                    let before = document.slice(0..attribute.span.start).trim_end().len();
                    (before..attribute.span.end, String::new(), None)
                }
                (None, Some(value)) => {
                    let tag = document.start_tag_span(node);
                    let written = document.slice(tag.clone());
                    let end = written.trim_end_matches('>').trim_end_matches('/').trim_end().len();
                    let at = tag.start.saturating_add(end);
                    (at..at, format!(" {name}=\"{}\"", escaped(value, true)), None)
                }
                (None, None) => (0..0, String::new(), None),
            })
        }
        Command::Insert { parent, index, xml } => Ok(inserted(document, found(parent)?, parent, *index, xml)),
        Command::InsertClass { parent, class, text, attributes } => {
            let node = found(parent)?;
            let index = place(document, node, schema, class);
            let prefix = document.prefix(node);
            let name = if prefix.is_empty() { class.clone() } else { format!("{prefix}:{class}") };
            let mut xml = format!("<{name}");
            for (name, value) in attributes {
                xml.push_str(&format!(" {name}=\"{}\"", escaped(value, true)));
            }
            match text {
                Some(text) => xml.push_str(&format!(">{}</{name}>", escaped(text, false))),
                None => xml.push_str("/>"),
            }
            Ok(inserted(document, node, parent, index, &xml))
        }
        Command::Remove { path } => {
            let span = document.span(found(path)?);
            let before = document.slice(0..span.start).trim_end_matches([' ', '\t', '\r', '\n']).len();
            Ok((before..span.end, String::new(), None))
        }
        Command::Move { path, by } => {
            let node = found(path)?;
            let parent = document.parent(node).ok_or_else(Fault::no_such_element)?;
            let like: Vec<NodeId> = document.elements(parent).filter(|each| document.name_id(*each) == document.name_id(node)).collect();
            let at = like.iter().position(|each| *each == node).unwrap_or_default();
            let to = i64::try_from(at).unwrap_or_default().saturating_add(i64::from(*by));
            let other = usize::try_from(to).ok().and_then(|to| like.get(to)).copied().ok_or_else(Fault::no_such_element)?;
            let (first, second) = if other < node { (other, node) } else { (node, other) };
            let (a, b) = (document.span(first), document.span(second));
            let text = format!("{}{}{}", document.slice(b.clone()), document.slice(a.end..b.start), document.slice(a.clone()));
            Ok((a.start..b.end, text, Some(path_of(document, other))))
        }
        Command::ReplaceText { .. } | Command::Group { .. } => Err(Fault::no_such_element()),
    }
}

fn inserted(document: &Document, node: NodeId, parent: &str, index: usize, xml: &str) -> (Range<usize>, String, Option<String>) {
    let depth = document.ancestors(node).filter(|each| document.is_element(*each)).count();
    let indent = format!("\n{}", "  ".repeat(depth));
    let created = Some(child(parent, index));
    let Some(content) = document.content_span(node) else {
        let tag = document.start_tag_span(node);
        let from = document.slice(tag.clone()).trim_end_matches("/>").trim_end().len();
        let outer = format!("\n{}", "  ".repeat(depth.saturating_sub(1)));
        return (tag.start.saturating_add(from)..tag.end, format!(">{indent}{xml}{outer}</{}>", document.qualified_name(node)), created);
    };
    let before = index.checked_sub(1).and_then(|index| document.elements(node).nth(index));
    let at = before.map_or(content.start, |before| document.span(before).end);
    let mut text = format!("{indent}{xml}");
    if document.slice(content).trim().is_empty() && before.is_none() {
        text.push('\n');
        text.push_str(&"  ".repeat(depth.saturating_sub(1)));
    }
    (at..at, text, created)
}

/// Where a new element of a class stands among the elements of a parent.
fn place(document: &Document, node: NodeId, schema: Schema, name: &str) -> usize {
    let order: Vec<&str> = class_of(document, node, schema).map(|class: Class| class.members().map(|member| member.name()).collect()).unwrap_or_default();
    let rank = |name: &str| order.iter().position(|each| *each == name).unwrap_or(usize::MAX);
    let own = rank(name);
    document.elements(node).take_while(|each| rank(document.local_name(*each)) <= own).count()
}

fn escaped(text: &str, attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' | '\t' if attribute => out.push_str(&format!("&#{};", u32::from(character))),
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
    out
}

/// How the element children of the innermost element around a change are different.
pub fn shift_of(document: &Document, change: &Change, before: (usize, usize)) -> Option<Shift> {
    let parent = change.reparsed;
    let (count, at) = before;
    let now = document.elements(parent).count();
    let (removed, inserted) = if now >= count { (0, now.saturating_sub(count)) } else { (count.saturating_sub(now), 0) };
    (removed != inserted).then(|| Shift { parent: path_of(document, parent), at, removed, inserted })
}
