//! New elements: what a class must hold, where its parent takes it.

use std::collections::BTreeMap;

use super::layout::{self, Lines};
use super::{EditFault, escape};
use crate::document::{Document, NodeId};
use crate::structure::{
    AttributeDecl, Class, IODEF_ENUM, IODEF_SCI, Member, Schema, XMLDSIG, allowed_children,
    shortest_content,
};

/// Required members in required members.
const MAX_DEPTH: usize = 8;

/// What the person has given for the new element.
pub(super) struct Given<'g> {
    pub(super) text: Option<&'g str>,
    pub(super) attributes: &'g BTreeMap<String, String>,
}

/// The index among the element children where a new element of this class belongs, and its markup.
pub(super) fn element(
    document: &Document,
    parent: NodeId,
    schema: Schema,
    class: &str,
    given: &Given<'_>,
) -> Result<(usize, String), EditFault> {
    let refused = || EditFault::NotAllowed {
        class: class.to_owned(),
        parent: document.qualified_name(parent).to_owned(),
        schema: schema.name(),
    };
    let allowed = allowed_children(document, parent, schema)
        .into_iter()
        .find(|allowed| allowed.member.name() == class)
        .ok_or_else(refused)?;
    let index = allowed.last().ok_or_else(refused)?;
    let lines = match document.elements(parent).next() {
        // The line that its neighbours have.
        Some(sibling) => layout::before(document, sibling)
            .map(|line| Lines { child: line.to_owned(), end: line.to_owned() }.deeper(document)),
        None => Lines::of(document, parent).map(|lines| lines.deeper(document)),
    };
    let mut writer = Writer { document, parent, out: String::new() };
    writer.write(allowed.member, lines.as_ref(), Some(given), 0)?;
    Ok((index, writer.out))
}

struct Writer<'d> {
    document: &'d Document,
    parent: NodeId,
    out: String,
}

impl Writer<'_> {
    fn write(
        &mut self,
        member: Member,
        lines: Option<&Lines>,
        given: Option<&Given<'_>>,
        depth: usize,
    ) -> Result<(), EditFault> {
        let (name, declaration) = self.name(member.namespace(), member.name());
        self.out.push('<');
        self.out.push_str(&name);
        if let Some(declaration) = declaration {
            self.attribute(&declaration, member.namespace())?;
        }
        let class = member.class();
        self.attributes(class, given)?;
        if let Some(text) = given.and_then(|given| given.text) {
            let line_end = layout::line_end(self.document);
            self.out.push('>');
            self.out.push_str(&escape::text(text, line_end)?);
            self.out.push_str(&format!("</{name}>"));
            return Ok(());
        }
        let required: Vec<Member> = match class {
            Some(class) if depth < MAX_DEPTH => shortest_content(class),
            _ => Vec::new(),
        };
        if required.is_empty() {
            // A text that is still to be written has its place between two tags.
            let holds_text = class.is_some_and(|class| class.text().is_some() || class.mixed());
            self.out.push_str(&if holds_text { format!("></{name}>") } else { "/>".to_owned() });
            return Ok(());
        }
        self.out.push('>');
        let deeper = lines.map(|lines| lines.deeper(self.document));
        for member in required {
            self.out.push_str(lines.map_or("", |lines| &lines.child));
            self.write(member, deeper.as_ref(), None, depth.saturating_add(1))?;
        }
        self.out.push_str(lines.map_or("", |lines| &lines.end));
        self.out.push_str(&format!("</{name}>"));
        Ok(())
    }

    /// A name as the document writes names of this namespace, and the attribute that declares its
    /// prefix if none is declared.
    fn name(&self, namespace: &str, local: &str) -> (String, Option<String>) {
        let document = self.document;
        let qualify = |prefix: &str| match prefix {
            "" => local.to_owned(),
            prefix => format!("{prefix}:{local}"),
        };
        if document.namespace(self.parent) == namespace {
            return (qualify(document.prefix(self.parent)), None);
        }
        let in_scope = document.namespaces_in_scope(self.parent);
        if let Some((prefix, _)) = in_scope.iter().find(|(_, uri)| *uri == namespace) {
            return (qualify(prefix), None);
        }
        let usual = match namespace {
            IODEF_ENUM => "enum",
            IODEF_SCI => "sci",
            XMLDSIG => "ds",
            _ => "",
        };
        if usual.is_empty() || in_scope.iter().any(|(prefix, _)| *prefix == usual) {
            return (local.to_owned(), Some("xmlns".to_owned()));
        }
        (qualify(usual), Some(format!("xmlns:{usual}")))
    }

    /// The attributes given, in the order of the schema, and those that can have one value only.
    fn attributes(
        &mut self,
        class: Option<Class>,
        given: Option<&Given<'_>>,
    ) -> Result<(), EditFault> {
        let none = BTreeMap::new();
        let given = given.map_or(&none, |given| given.attributes);
        let mut written = Vec::new();
        for declared in class.into_iter().flat_map(Class::attributes) {
            let name = match declared.namespace() {
                "" => declared.name().to_owned(),
                _ => format!("xml:{}", declared.name()),
            };
            let value = given.get(&name).map(String::as_str).or_else(|| start(class, declared));
            if let Some(value) = value {
                self.attribute(&name, value)?;
            }
            written.push(name);
        }
        for (name, value) in given.iter().filter(|(name, _)| !written.contains(name)) {
            self.attribute(name, value)?;
        }
        Ok(())
    }

    fn attribute(&mut self, name: &str, value: &str) -> Result<(), EditFault> {
        let value = escape::attribute(value, '"')?;
        self.out.push_str(&format!(" {name}=\"{value}\""));
        Ok(())
    }
}

/// What an attribute begins with: the only value it can have, or what RFC 3067 section 6.1 wants
/// written.
fn start(class: Option<Class>, declared: AttributeDecl) -> Option<&'static str> {
    if declared.required() && declared.fixed().is_some() {
        return declared.fixed();
    }
    let is_incident = class.is_some_and(|class| class.name() == "Incident");
    if is_incident && declared.name() == "restriction" { declared.default() } else { None }
}
