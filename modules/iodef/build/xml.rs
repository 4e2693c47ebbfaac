//! The schema files as trees, with the namespaces that are in scope for names in attribute values.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::model::Name;

/// An element of a schema file.
#[derive(Clone)]
pub struct Element {
    /// Its name in the namespace of schemas.
    pub local: String,
    attributes: BTreeMap<String, String>,
    namespaces: BTreeMap<String, String>,
    /// Its element children.
    pub children: Vec<Element>,
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The value of an attribute as a qualified name.
    pub fn qualified(&self, attribute: &str) -> Option<Name> {
        let value = self.attribute(attribute)?;
        let (prefix, local) = value.split_once(':').unwrap_or(("", value));
        let namespace = match prefix {
            "xml" => "http://www.w3.org/XML/1998/namespace",
            _ => self.namespaces.get(prefix).map_or("", String::as_str),
        };
        Some(Name::new(namespace, local))
    }

    /// The children of this name.
    pub fn named<'a>(&'a self, local: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.local == local)
    }
}

/// Reads a schema file.
pub fn parse(text: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => open.push(element(&tag, open.last())?),
            Event::Empty(tag) => {
                let parent = open.last_mut().ok_or("an empty schema")?;
                let child = element(&tag, Some(&*parent))?;
                parent.children.push(child);
            }
            Event::End(_) => {
                let closed = open.pop().ok_or("an end without a start")?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(closed),
                    None => return Ok(closed),
                }
            }
            Event::Eof => return Err("the schema ends early".to_owned()),
            _ => {}
        }
    }
}

fn element(tag: &BytesStart<'_>, parent: Option<&Element>) -> Result<Element, String> {
    let mut namespaces = parent.map(|parent| parent.namespaces.clone()).unwrap_or_default();
    let mut attributes = BTreeMap::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?
            .into_owned();
        let key = attribute.key.0;
        if key == "xmlns" {
            namespaces.insert(String::new(), value);
        } else if let Some(prefix) = key.strip_prefix("xmlns:") {
            namespaces.insert(prefix.to_owned(), value);
        } else {
            attributes.insert(key.to_owned(), value);
        }
    }
    let name = tag.name().0;
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    if namespaces.get(prefix).map(String::as_str) != Some("http://www.w3.org/2001/XMLSchema") {
        return Err(format!("<{name}> is not in the namespace of schemas"));
    }
    Ok(Element { local: local.to_owned(), attributes, namespaces, children: Vec::new() })
}
