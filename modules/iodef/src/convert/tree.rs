//! A small tree to build documents in, and its writer.

pub(crate) use crate::structure::{
    IODEF_1, IODEF_2, IODEF_ENUM as ENUM, IODEF_SCI as SCI, XMLDSIG as DS,
};

use crate::escape::{escape_attribute, escape_text};
use crate::order::sort;

/// The name of an element that is written as its content alone.
pub(crate) const MARKUP_ONLY: &str = "";

/// An element that is being built. Its name is written as it is, prefix and all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) content: Vec<Content>,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Element(Element),
    /// Character data, not escaped yet.
    Text(String),
    /// Well-formed markup that is written as it is.
    Markup(String),
    /// A comment or processing instruction, which gets a line of its own between elements.
    Note(String),
}

impl Element {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// An element that holds only text.
    pub(crate) fn with_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut element = Self::new(name);
        element.push_text(text);
        element
    }

    pub(crate) fn push(&mut self, child: Self) {
        self.content.push(Content::Element(child));
    }

    pub(crate) fn push_text(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.content.push(Content::Text(text));
        }
    }

    pub(crate) fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let (name, value) = (name.into(), value.into());
        match self.attributes.iter_mut().find(|(other, _)| *other == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name, value)),
        }
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) | Content::Markup(_) | Content::Note(_) => None,
        })
    }

    /// Puts the children into the order of `names`, where names of one rank are separated by `|`;
    /// children that are not listed go last, and notes stay before the element that they stood
    /// before.
    pub(crate) fn sort_children(&mut self, names: &[&str]) {
        let rank = |content: &Content| match content {
            Content::Element(element) => {
                names.iter().position(|group| group.split('|').any(|name| name == element.name))
            }
            Content::Text(_) | Content::Markup(_) | Content::Note(_) => None,
        };
        let mut ranked: Vec<(usize, Content)> = Vec::new();
        let mut following = usize::MAX;
        for content in core::mem::take(&mut self.content).into_iter().rev() {
            let own = match &content {
                Content::Note(_) => following,
                _ => rank(&content).unwrap_or(usize::MAX),
            };
            following = own;
            ranked.push((own, content));
        }
        ranked.reverse();
        sort(&mut ranked, |one, other| one.0.cmp(&other.0));
        self.content = ranked.into_iter().map(|(_, content)| content).collect();
    }

    /// Whether the content is written without added white space.
    fn is_inline(&self) -> bool {
        self.content.iter().any(|content| matches!(content, Content::Text(_) | Content::Markup(_)))
    }

    fn write(&self, depth: usize, text: &mut String) {
        if self.name == MARKUP_ONLY {
            return self.write_content(depth, text);
        }
        text.push('<');
        text.push_str(&self.name);
        for (name, value) in &self.attributes {
            text.push(' ');
            text.push_str(name);
            text.push_str("=\"");
            escape_attribute(value, text);
            text.push('"');
        }
        if self.content.is_empty() {
            return text.push_str("/>");
        }
        text.push('>');
        self.write_content(depth, text);
        text.push_str("</");
        text.push_str(&self.name);
        text.push('>');
    }

    fn write_content(&self, depth: usize, text: &mut String) {
        let inline = self.is_inline();
        let inner = depth.saturating_add(1);
        for content in &self.content {
            if !inline {
                line(inner, text);
            }
            match content {
                Content::Element(element) => element.write(inner, text),
                Content::Text(data) => escape_text(data, text),
                Content::Markup(markup) | Content::Note(markup) => text.push_str(markup),
            }
        }
        if !inline {
            line(depth, text);
        }
    }
}

fn line(depth: usize, text: &mut String) {
    text.push('\n');
    text.extend(core::iter::repeat_n("  ", depth));
}

/// A whole document: declaration, notes before and after, and the document element.
pub(crate) fn write_document(before: &[String], root: &Element, after: &[String]) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    for note in before {
        text.push_str(note);
        text.push('\n');
    }
    root.write(0, &mut text);
    text.push('\n');
    for note in after {
        text.push_str(note);
        text.push('\n');
    }
    text
}

/// White space of XML 1.0 section 2.3.
pub(crate) const fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | '\r')
}

/// The text without white space around it.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(is_space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_as_it_is_and_elements_get_lines() {
        let mut root = Element::new("a");
        root.set("b", "\"<\n&>");
        root.push(Element::with_text("c", " 1 < 2\r"));
        root.content.push(Content::Note("<!--n-->".into()));
        root.push(Element::new("d"));
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
            <a b=\"&quot;&lt;&#10;&amp;>\">\n  <c> 1 &lt; 2&#13;</c>\n  <!--n-->\n  <d/>\n</a>\n";
        assert_eq!(write_document(&[], &root, &[]), expected);
    }

    #[test]
    fn sorting_is_stable_and_takes_notes_along() {
        let mut root = Element::new("a");
        for name in ["z", "y", "x", "y"] {
            root.content.push(Content::Note(format!("<!--{name}-->")));
            root.push(Element::new(name));
        }
        root.sort_children(&["x", "w|y"]);
        let order = write_document(&[], &root, &[]).replace("\n  ", "");
        let (_, order) = order.split_once('\n').unwrap();
        let expected = "<a><!--x--><x/><!--y--><y/><!--y--><y/><!--z--><z/>\n</a>\n";
        assert_eq!(order, expected);
    }
}
