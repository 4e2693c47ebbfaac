//! Commands as replacements of text.

use super::command::{Command, Path, Splice};
use super::layout::{self, Lines};
use super::{EditFault, escape, template};
use crate::document::{Document, NodeId, NodeKind, is_qualified_name};
use crate::structure::Schema;

/// What a command comes to.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Replacements in the order in which they are done: those that stand later in the text first,
    /// so that each range is one of the text as it is.
    pub(super) splices: Vec<Splice>,
    pub(super) created: Option<Path>,
}

impl Plan {
    fn one(document: &Document, range: std::ops::Range<usize>, new: String) -> Self {
        Self { splices: vec![Splice::new(document, range, new)], created: None }
    }

    fn creating(self, path: Path) -> Self {
        Self { created: Some(path), ..self }
    }
}

/// What a command other than a group comes to in this document.
pub(super) fn plan(
    document: &Document,
    schema: Schema,
    command: &Command,
) -> Result<Plan, EditFault> {
    match command {
        Command::SetText { path, text } => set_text(document, path.find(document)?, text),
        Command::SetAttribute { path, name, value } => {
            set_attribute(document, path.find(document)?, name, value.as_deref())
        }
        Command::Insert { parent, index, xml } => {
            let node = parent.find(document)?;
            let index = (*index).min(document.elements(node).count());
            Ok(insert(document, node, index, xml).creating(parent.child(index)))
        }
        Command::InsertClass { parent, class, text, attributes } => {
            let node = parent.find(document)?;
            let given = template::Given { text: text.as_deref(), attributes };
            let (index, xml) = template::element(document, node, schema, class, &given)?;
            Ok(insert(document, node, index, &xml).creating(parent.child(index)))
        }
        Command::Remove { path } => remove(document, path.find(document)?),
        Command::Move { path, by } => shift(document, path.find(document)?, *by),
        Command::ReplaceText { from, to, text } => {
            if document.text().get(*from..*to).is_none() {
                return Err(EditFault::Range { start: *from, end: *to });
            }
            Ok(Plan::one(document, *from..*to, text.clone()))
        }
        Command::Group { .. } => Ok(Plan::default()),
    }
}

/// Replaces the text and the CDATA sections of an element; comments and processing instructions
/// among them stay.
fn set_text(document: &Document, node: NodeId, text: &str) -> Result<Plan, EditFault> {
    let name = document.qualified_name(node);
    if document.elements(node).next().is_some() {
        return Err(EditFault::HoldsElements { name: name.to_owned() });
    }
    let line_end = layout::line_end(document);
    if *document.text_of(node) == *text {
        return Ok(Plan::default());
    }
    let written = escape::text(text, line_end)?;
    let Some(content) = document.content_span(node) else {
        let tag = document.start_tag_span(node);
        return Ok(Plan::one(
            document,
            open(document, node)..tag.end,
            format!(">{written}</{name}>"),
        ));
    };
    let is_text =
        |child: &NodeId| matches!(document.kind(*child), NodeKind::Text | NodeKind::CData);
    let mut texts = document.children(node).filter(is_text);
    let Some(first) = texts.next() else {
        return Ok(Plan::one(document, content.start..content.start, written));
    };
    let mut plan = Plan::default();
    for other in texts {
        plan.splices.push(Splice::new(document, document.span(other), String::new()));
    }
    plan.splices.reverse();
    let whole = document.span(first);
    let kept = match document.kind(first) {
        NodeKind::CData => escape::cdata(text, line_end)?,
        _ => None,
    };
    plan.splices.push(match kept {
        Some(inside) => Splice::new(document, whole, format!("<![CDATA[{inside}]]>")),
        None => Splice::new(document, whole, written),
    });
    Ok(plan)
}

/// Where the end of a tag, `>` or `/>`, begins, with the white space before it.
fn open(document: &Document, node: NodeId) -> usize {
    let tag = document.start_tag_span(node);
    let written = document.slice(tag.clone());
    let inside = written.strip_suffix('>').unwrap_or(written);
    let inside = inside.strip_suffix('/').unwrap_or(inside);
    tag.start.saturating_add(inside.trim_end().len())
}

fn set_attribute(
    document: &Document,
    node: NodeId,
    name: &str,
    value: Option<&str>,
) -> Result<Plan, EditFault> {
    let is_declaration = name == "xmlns" || name.starts_with("xmlns:");
    if is_declaration || !is_qualified_name(name) {
        return Err(EditFault::AttributeName { name: name.to_owned() });
    }
    let mut last = None;
    for attribute in document.attributes(node) {
        if attribute.qualified_name() == name {
            let Some(value) = value else {
                let before = document.slice(0..attribute.span.start).trim_end().len();
                return Ok(Plan::one(document, before..attribute.span.end, String::new()));
            };
            if attribute.value() == value {
                return Ok(Plan::default());
            }
            let end = attribute.value_span.end;
            let quote = if document.slice(end..end.saturating_add(1)) == "'" { '\'' } else { '"' };
            return Ok(Plan::one(document, attribute.value_span, escape::attribute(value, quote)?));
        }
        last = Some(attribute);
    }
    let Some(value) = value else { return Ok(Plan::default()) };
    let written = escape::attribute(value, '"')?;
    // On a line of its own where the attribute before it is.
    let (at, space) = match last {
        Some(last) => {
            let before = document.slice(0..last.span.start);
            let space = before.trim_end().len()..before.len();
            (last.span.end, document.slice(space))
        }
        None => (open(document, node), " "),
    };
    Ok(Plan::one(document, at..at, format!("{space}{name}=\"{written}\"")))
}

/// Inserts markup after `index` element children, on lines as its neighbours have them.
fn insert(document: &Document, node: NodeId, index: usize, xml: &str) -> Plan {
    let elements: Vec<NodeId> = document.elements(node).take(index.max(1)).collect();
    let index = index.min(elements.len());
    if let Some(previous) = index.checked_sub(1).and_then(|place| elements.get(place)) {
        let line = layout::before(document, *previous).unwrap_or("");
        let end = document.span(*previous).end;
        return Plan::one(document, end..end, format!("{line}{xml}"));
    }
    let Some(content) = document.content_span(node) else {
        let name = document.qualified_name(node);
        let range = open(document, node)..document.start_tag_span(node).end;
        let written = match Lines::of(document, node) {
            Some(Lines { child, end }) => format!(">{child}{xml}{end}</{name}>"),
            None => format!(">{xml}</{name}>"),
        };
        return Plan::one(document, range, written);
    };
    if let Some(next) = elements.first() {
        let line = layout::before(document, *next).unwrap_or("");
        return Plan::one(document, content.start..content.start, format!("{line}{xml}"));
    }
    let lines =
        Lines::of(document, node).filter(|_| layout::is_blank(document.slice(content.clone())));
    match lines {
        Some(Lines { child, end }) => Plan::one(document, content, format!("{child}{xml}{end}")),
        None => Plan::one(document, content.end..content.end, xml.to_owned()),
    }
}

/// Removes an element, with its line if it has one to itself.
fn remove(document: &Document, node: NodeId) -> Result<Plan, EditFault> {
    if node == document.root() {
        return Err(EditFault::Root);
    }
    let span = document.span(node);
    let line = layout::before(document, node).map_or(0, str::len);
    Ok(Plan::one(document, span.start.saturating_sub(line)..span.end, String::new()))
}

/// Moves an element among those of its name: they change places, what stands between them stays.
fn shift(document: &Document, node: NodeId, by: i32) -> Result<Plan, EditFault> {
    let name = document.qualified_name(node);
    let Some(parent) = document.parent(node).filter(|parent| document.is_element(*parent)) else {
        return Err(EditFault::Root);
    };
    let id = document.name_id(node);
    let mut like: Vec<NodeId> =
        document.elements(parent).filter(|each| document.name_id(*each) == id).collect();
    let from = like.iter().position(|each| *each == node).unwrap_or_default();
    let by = isize::try_from(by).unwrap_or_default();
    let to = from.checked_add_signed(by).filter(|to| *to < like.len());
    let Some(to) = to else { return Err(EditFault::Move { name: name.to_owned() }) };
    let places: Vec<_> = like.iter().map(|each| document.span(*each)).collect();
    let target = like.get(to).copied().unwrap_or(node);
    let moved = like.remove(from);
    like.insert(to, moved);
    let (first, last) = (from.min(to), from.max(to));
    let mut text = String::new();
    let mut done = places.get(first).map_or(0, |place| place.start);
    let start = done;
    for (place, element) in places.iter().zip(&like).take(last.saturating_add(1)).skip(first) {
        text.push_str(document.slice(done..place.start));
        text.push_str(document.slice(document.span(*element)));
        done = place.end;
    }
    Ok(Plan::one(document, start..done, text).creating(Path::of(document, target)))
}
