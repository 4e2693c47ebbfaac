//! Small trees that are easy to change, and their text.

use std::fmt::Write as _;

use iodef::structure::{IODEF_1, IODEF_ENUM, IODEF_SCI, Schema, XML, XMLDSIG};

/// An element under construction.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    pub namespace: String,
    pub local: String,
    /// Namespace, local name, value.
    pub attributes: Vec<(String, String, String)>,
    pub children: Vec<Piece>,
}

/// A child.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Element(Tree),
    Text(String),
    /// Written as it is.
    Raw(String),
}

impl Tree {
    pub fn new(namespace: &str, local: &str) -> Self {
        Self {
            namespace: namespace.to_owned(),
            local: local.to_owned(),
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    pub fn set(&mut self, namespace: &str, local: &str, value: &str) {
        self.attributes
            .retain(|(own, name, _)| (own.as_str(), name.as_str()) != (namespace, local));
        self.attributes.push((namespace.to_owned(), local.to_owned(), value.to_owned()));
    }

    /// The whole document with this root.
    pub fn document(&self, schema: Schema) -> String {
        let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        self.write(&mut text, schema, true);
        text.push('\n');
        text
    }

    fn write(&self, text: &mut String, schema: Schema, is_root: bool) {
        let name = qualified(&self.namespace, &self.local, schema);
        write!(text, "<{name}").unwrap();
        if is_root {
            write!(text, " xmlns=\"{}\"", schema.namespace()).unwrap();
            for (prefix, namespace) in PREFIXES {
                if namespace != schema.namespace() && namespace != XML {
                    write!(text, " xmlns:{prefix}=\"{namespace}\"").unwrap();
                }
            }
        }
        for (namespace, local, value) in &self.attributes {
            let name = match namespace.as_str() {
                "" => local.clone(),
                other => qualified(other, local, schema),
            };
            write!(text, " {name}=\"{}\"", escaped(value, true)).unwrap();
        }
        if self.children.is_empty() {
            text.push_str("/>");
            return;
        }
        text.push('>');
        for child in &self.children {
            match child {
                Piece::Element(element) => element.write(text, schema, false),
                Piece::Text(value) => text.push_str(&escaped(value, false)),
                Piece::Raw(raw) => text.push_str(raw),
            }
        }
        write!(text, "</{name}>").unwrap();
    }

    /// Every element of the tree by the indexes that lead to it.
    pub fn paths(&self) -> Vec<Vec<usize>> {
        let mut all = vec![Vec::new()];
        let mut next = 0;
        while next < all.len() {
            let path = all[next].clone();
            for (index, child) in self.at(&path).children.iter().enumerate() {
                if matches!(child, Piece::Element(_)) {
                    all.push([path.clone(), vec![index]].concat());
                }
            }
            next += 1;
        }
        all
    }

    pub fn at(&self, path: &[usize]) -> &Self {
        path.iter().fold(self, |tree, index| match &tree.children[*index] {
            Piece::Element(element) => element,
            other => panic!("{other:?} is not an element"),
        })
    }

    pub fn at_mut(&mut self, path: &[usize]) -> &mut Self {
        path.iter().fold(self, |tree, index| match &mut tree.children[*index] {
            Piece::Element(element) => element,
            other => panic!("{other:?} is not an element"),
        })
    }
}

/// A namespace that no schema knows.
pub const FOREIGN: &str = "urn:x";

const PREFIXES: [(&str, &str); 8] = [
    ("x", FOREIGN),
    ("iodef1", IODEF_1),
    ("enum", IODEF_ENUM),
    ("sci", IODEF_SCI),
    ("ds", XMLDSIG),
    ("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ("xs", "http://www.w3.org/2001/XMLSchema"),
    ("xml", XML),
];

/// The name with the prefix that documents of the schema have for its namespace.
fn qualified(namespace: &str, local: &str, schema: Schema) -> String {
    if namespace == schema.namespace() {
        return local.to_owned();
    }
    match PREFIXES.iter().find(|(_, own)| *own == namespace) {
        Some((prefix, _)) => format!("{prefix}:{local}"),
        None => panic!("{namespace} has no prefix"),
    }
}

fn escaped(text: &str, is_attribute: bool) -> String {
    let mut result = String::new();
    for character in text.chars() {
        match character {
            '&' => result.push_str("&amp;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '"' if is_attribute => result.push_str("&quot;"),
            '\n' | '\t' | '\r' => write!(result, "&#{};", u32::from(character)).unwrap(),
            other => result.push(other),
        }
    }
    result
}
