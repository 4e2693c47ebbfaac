//! What was decoded, as a tree that prints as indented text and as JSON.
//!
//! A field has one name, the RFC's. JSON has it in snake_case.

use core::fmt::Display;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

/// Fields in their order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tree(Vec<(&'static str, Node)>);

/// The value of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A value in one line of text.
    Value {
        /// For people.
        text: String,
        /// For programs.
        json: Value,
    },
    /// Octets that could not be decoded, and why.
    Malformed(String),
    /// Values in their order.
    List(Vec<Node>),
    /// A structure.
    Tree(Tree),
}

impl Tree {
    /// Adds a field.
    #[must_use]
    pub fn with(mut self, name: &'static str, node: impl Into<Node>) -> Self {
        self.0.push((name, node.into()));
        self
    }

    /// Adds a field that may be absent, which leaves it out.
    #[must_use]
    pub fn with_optional(self, name: &'static str, node: Option<impl Into<Node>>) -> Self {
        match node {
            Some(node) => self.with(name, node),
            None => self,
        }
    }

    /// Adds the fields of another tree.
    #[must_use]
    pub fn with_all(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Whether everything in it could be decoded.
    pub fn is_decoded(&self) -> bool {
        self.0.iter().all(|(_, node)| node.is_decoded())
    }

    /// The JSON object.
    pub fn to_json(&self) -> Map<String, Value> {
        self.0.iter().map(|(name, node)| (snake_case(name), node.to_json())).collect()
    }

    /// Writes the fields, one a line, indented by two spaces for each level.
    ///
    /// # Errors
    /// Those of `output`.
    pub fn write(&self, output: &mut impl Write) -> io::Result<()> {
        self.write_at(output, "", "")
    }

    /// Writes the fields; `first` stands before the first and `indent` before all others.
    fn write_at(&self, output: &mut impl Write, first: &str, indent: &str) -> io::Result<()> {
        let mut before = first;
        for (name, node) in &self.0 {
            write!(output, "{before}{name}:")?;
            node.write_at(output, indent)?;
            before = indent;
        }
        Ok(())
    }
}

impl Node {
    /// A text.
    pub fn text(text: impl Display) -> Self {
        let text = text.to_string();
        Self::Value { json: Value::from(text.as_str()), text }
    }

    /// A number with a registered name.
    pub fn named(number: impl Into<i64>, name: &str) -> Self {
        let number = number.into();
        Self::Value {
            text: format!("{name} ({number})"),
            json: json!({ "number": number, "name": name }),
        }
    }

    /// The same value, said to be in a list for a reason.
    pub fn marked(&self, mark: &str) -> Self {
        match self {
            Self::Value { text, json } => {
                Self::Value { text: format!("{mark} {text}"), json: json!({ mark: json }) }
            }
            other => other.clone(),
        }
    }

    /// The length of octets that are not shown.
    pub fn octets(count: usize) -> Self {
        Self::Value { text: format!("{count} octets"), json: json!({ "octets": count }) }
    }

    /// Words, in one line of text.
    pub fn words<T: Into<String>>(words: impl IntoIterator<Item = T>) -> Self {
        let words: Vec<String> = words.into_iter().map(Into::into).collect();
        let text = if words.is_empty() { "none".to_owned() } else { words.join(", ") };
        Self::Value { text, json: Value::from(words) }
    }

    fn is_decoded(&self) -> bool {
        match self {
            Self::Value { .. } => true,
            Self::Malformed(_) => false,
            Self::List(nodes) => nodes.iter().all(Self::is_decoded),
            Self::Tree(tree) => tree.is_decoded(),
        }
    }

    fn to_json(&self) -> Value {
        match self {
            Self::Value { json, .. } => json.clone(),
            Self::Malformed(problem) => json!({ "malformed": problem }),
            Self::List(nodes) => nodes.iter().map(Self::to_json).collect(),
            Self::Tree(tree) => Value::Object(tree.to_json()),
        }
    }

    /// Writes what follows `name:`, with everything in further lines below `indent`.
    fn write_at(&self, output: &mut impl Write, indent: &str) -> io::Result<()> {
        let deeper = format!("{indent}  ");
        match self {
            Self::Value { text, .. } => writeln!(output, " {text}"),
            Self::Malformed(problem) => writeln!(output, " malformed: {problem}"),
            Self::List(nodes) if nodes.is_empty() => writeln!(output, " none"),
            Self::List(nodes) => {
                writeln!(output)?;
                nodes.iter().try_for_each(|node| node.write_item(output, &deeper))
            }
            Self::Tree(tree) => {
                writeln!(output)?;
                tree.write_at(output, &deeper, &deeper)
            }
        }
    }

    fn write_item(&self, output: &mut impl Write, indent: &str) -> io::Result<()> {
        match self {
            Self::Tree(tree) => {
                tree.write_at(output, &format!("{indent}- "), &format!("{indent}  "))
            }
            node => {
                write!(output, "{indent}-")?;
                node.write_at(output, indent)
            }
        }
    }
}

impl From<Tree> for Node {
    fn from(tree: Tree) -> Self {
        Self::Tree(tree)
    }
}

impl From<bool> for Node {
    fn from(value: bool) -> Self {
        Self::Value { text: if value { "yes" } else { "no" }.to_owned(), json: value.into() }
    }
}

impl From<i64> for Node {
    fn from(number: i64) -> Self {
        Self::Value { text: number.to_string(), json: number.into() }
    }
}

/// Text from outside with everything escaped that is not printable, so that it cannot steer a
/// terminal.
pub fn printable(octets: &[u8]) -> String {
    let text = String::from_utf8_lossy(octets);
    let mut printable = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '\'' => printable.push(character),
            _ => printable.extend(character.escape_debug()),
        }
    }
    printable
}

/// `mechListMIC` as `mech_list_mic`, `AP-REQ` as `ap_req`.
fn snake_case(name: &str) -> String {
    let mut words = String::with_capacity(name.len());
    let mut after_small = false;
    for character in name.chars() {
        if after_small && character.is_ascii_uppercase() {
            words.push('_');
        }
        after_small = character.is_ascii_lowercase() || character.is_ascii_digit();
        words.push(match character {
            '-' | ' ' => '_',
            _ => character.to_ascii_lowercase(),
        });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Tree {
        Tree::default()
            .with("msg-type", 14)
            .with("mechTypes", Node::List(vec![Node::text("one"), Node::text("two")]))
            .with("caddr", Node::List(Vec::new()))
            .with_optional("absent", None::<i64>)
            .with(
                "authorization-data",
                Node::List(vec![Node::Tree(
                    Tree::default()
                        .with("ad-type", Node::named(1, "AD-IF-RELEVANT"))
                        .with("elements", Node::List(vec![Tree::default().with("x", true).into()])),
                )]),
            )
    }

    #[test]
    fn text_is_indented_by_structure() {
        let mut text = Vec::new();
        sample().write(&mut text).unwrap();
        assert_eq!(
            String::from_utf8(text).unwrap(),
            "msg-type: 14\n\
             mechTypes:\n  - one\n  - two\n\
             caddr: none\n\
             authorization-data:\n  - ad-type: AD-IF-RELEVANT (1)\n    elements:\n      - x: yes\n"
        );
    }

    #[test]
    fn json_has_the_names_in_snake_case() {
        assert_eq!(
            Value::Object(sample().to_json()),
            json!({
                "msg_type": 14,
                "mech_types": ["one", "two"],
                "caddr": [],
                "authorization_data": [{
                    "ad_type": { "number": 1, "name": "AD-IF-RELEVANT" },
                    "elements": [{ "x": true }],
                }],
            })
        );
        assert_eq!(snake_case("mechListMIC"), "mech_list_mic");
        assert_eq!(snake_case("AP-REQ"), "ap_req");
    }

    #[test]
    fn a_malformed_part_is_found_at_any_depth() {
        assert!(sample().is_decoded());
        let part = Tree::default().with("part", Node::Malformed("cut short".into()));
        let deep = sample().with("list", Node::List(vec![part.into()]));
        assert!(!deep.is_decoded());
        assert_eq!(deep.to_json()["list"], json!([{ "part": { "malformed": "cut short" } }]));
    }

    #[test]
    fn what_could_steer_a_terminal_is_escaped() {
        assert_eq!(printable(b"it's \x1b[0m \"\xff\""), "it's \\u{1b}[0m \"\u{fffd}\"");
        assert_eq!(printable("a\u{202e}b\nc".as_bytes()), "a\\u{202e}b\\nc");
    }
}
