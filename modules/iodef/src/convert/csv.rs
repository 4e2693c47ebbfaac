//! Indicators as a table for spreadsheets and blocklists (RFC 4180).
//!
//! What a spreadsheet would run has an apostrophe before it instead (RFC 3067 section 5.1 asks for
//! ordinary tools): at the beginning of a cell, and wherever a cell begins for a reader that takes
//! something else than the comma for the separator, to whom quotes inside a line are text.

use std::collections::BTreeMap;
use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::paths::Paths;
use super::report::cut;
use super::split::{incidents_of, is};
use super::tree::{DS, trimmed};
use crate::document::{Document, NodeId};
use crate::restriction::token;
use crate::structure::IODEF_2;

/// The columns.
pub const COLUMNS: [&str; 11] = [
    "incident",
    "indicator",
    "type",
    "value",
    "role",
    "restriction",
    "start",
    "end",
    "confidence",
    "description",
    "path",
];

/// The most rows of one table.
pub const MAX_ROWS: usize = 1_000_000;

/// The most octets of one table: rows that do not fit are omitted too.
pub const MAX_OCTETS: usize = 64 << 20;

/// The most characters of what every row of an indicator repeats.
pub const MAX_REPEATED_CHARS: usize = 1_000;

/// With what a formula begins, in ASCII and in full width.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What some readers take for the end of a cell.
const SEPARATORS: [char; 5] = [';', '|', '\t', '\r', '\n'];

/// Whether spreadsheets take a formula behind this character for one.
fn is_passed_over(character: char) -> bool {
    let is_unseen = matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    let is_space = character.is_whitespace() && !SEPARATORS.contains(&character);
    is_unseen || is_space || matches!(character, '"' | '\'')
}

/// A table of what a receiver can look for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Table {
    /// The text, with a line of column names first, and lines that end with CR LF.
    pub text: String,
    /// How many rows there are.
    pub rows: usize,
    /// How many further rows did not fit into [`MAX_ROWS`] and [`MAX_OCTETS`].
    pub omitted: usize,
}

/// Makes a table of the bulk observables, addresses, domains, hashes, mail addresses, registry keys
/// and URLs of a document of version 2.
#[must_use]
pub fn indicators_csv(document: &Document) -> Table {
    let mut table = Table { text: String::new(), rows: 0, omitted: 0 };
    table.line(COLUMNS);
    let paths = Paths::new(document);
    let mut writer = Writer { document, table: &mut table, levels: BTreeMap::new(), paths };
    for incident in incidents_of(document) {
        let id = document.elements(incident).find(|node| is(document, *node, "IncidentID"));
        let id = id.map(|node| {
            let name = document.attribute(node, "name").unwrap_or_default();
            repeated(&format!("{name}/{}", trimmed(&document.text_of(node))))
        });
        writer.incident(incident, &id.unwrap_or_default());
    }
    table
}

impl Table {
    /// A line, unless the table is full.
    fn row(&mut self, cells: [&str; COLUMNS.len()]) {
        let before = self.text.len();
        if self.omitted == 0 && self.rows < MAX_ROWS {
            self.line(cells);
            if self.text.len() <= MAX_OCTETS {
                self.rows = self.rows.saturating_add(1);
                return;
            }
            self.text.truncate(before);
        }
        self.omitted = self.omitted.saturating_add(1);
    }

    fn line(&mut self, cells: [&str; COLUMNS.len()]) {
        for (position, text) in cells.into_iter().enumerate() {
            if position > 0 {
                self.text.push(',');
            }
            cell(text, &mut self.text);
        }
        self.text.push_str("\r\n");
    }
}

/// Writes a cell so that a spreadsheet shows it and does not run it.
fn cell(text: &str, line: &mut String) {
    let text = inert(text);
    let is_quoted =
        |character: char| SEPARATORS.contains(&character) || matches!(character, ',' | '"' | '\'');
    if text.contains(is_quoted) || text.starts_with(' ') || text.ends_with(' ') {
        line.push('"');
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(&text);
    }
}

/// The text with an apostrophe before everything that would be run.
fn inert(text: &str) -> String {
    let mut inert = String::with_capacity(text.len());
    for (place, part) in text.split_inclusive(SEPARATORS).enumerate() {
        let seen = part.trim_start_matches(is_passed_over);
        if seen.starts_with(FORMULA) || (place == 0 && seen.starts_with(['\t', '\r', '\n'])) {
            inert.push('\'');
        }
        inert.push_str(part);
    }
    inert
}

/// What many rows say, in its first characters.
fn repeated(text: &str) -> String {
    cut(trimmed(text), MAX_REPEATED_CHARS)
}

/// What is the same for all rows of an indicator.
#[derive(Default)]
struct Around {
    indicator: String,
    start: String,
    end: String,
    confidence: String,
    description: String,
    role: String,
}

struct Writer<'d> {
    document: &'d Document,
    table: &'d mut Table,
    /// The restriction that is written nearest above a node.
    levels: BTreeMap<NodeId, Rc<str>>,
    paths: Paths<'d>,
}

impl Writer<'_> {
    fn incident(&mut self, incident: NodeId, id: &str) {
        let document = self.document;
        let mut around: Vec<(NodeId, Around)> = Vec::new();
        for node in document.descendants(incident).filter(|node| document.is_element(*node)) {
            self.level(node);
            self.paths.enter(node);
            while around.last().is_some_and(|(end, _)| node >= *end) {
                around.pop();
            }
            if document.namespace(node) != IODEF_2 {
                continue;
            }
            match document.local_name(node) {
                "Indicator" => around.push((document.subtree_end(node), self.around(node))),
                "System" => {
                    let role = document.attribute(node, "category").unwrap_or_default();
                    let mut inside = Around { role: repeated(&role), ..Around::default() };
                    if let Some((_, outer)) = around.last() {
                        inside.indicator.clone_from(&outer.indicator);
                        inside.start.clone_from(&outer.start);
                        inside.end.clone_from(&outer.end);
                        inside.confidence.clone_from(&outer.confidence);
                        inside.description.clone_from(&outer.description);
                    }
                    around.push((document.subtree_end(node), inside));
                }
                _ => {
                    let none = Around::default();
                    let around = around.last().map_or(&none, |(_, around)| around);
                    self.rows(node, id, around);
                }
            }
        }
    }

    /// The nearest restriction above; the default of an incident is private (RFC 7970 section 3.2).
    fn level(&mut self, node: NodeId) {
        let own = self.document.attribute(node, "restriction").map(|own| {
            let extended = match trimmed(&own) {
                "ext-value" => self.document.attribute(node, "ext-restriction").unwrap_or_default(),
                _ => own,
            };
            Rc::from(token(&extended))
        });
        let above =
            || self.document.parent(node).and_then(|parent| self.levels.get(&parent)).cloned();
        let level = own.or_else(above).unwrap_or_else(|| "private".into());
        self.levels.insert(node, level);
    }

    fn around(&self, indicator: NodeId) -> Around {
        let document = self.document;
        let mut around = Around::default();
        for child in document.elements(indicator) {
            let text = repeated(&document.text_of(child));
            match document.local_name(child) {
                "IndicatorID" => around.indicator = text,
                "StartTime" => around.start = text,
                "EndTime" => around.end = text,
                "Description" if around.description.is_empty() => around.description = text,
                "Confidence" => {
                    let rating = document.attribute(child, "rating").unwrap_or_default();
                    around.confidence = if text.is_empty() { repeated(&rating) } else { text };
                }
                _ => {}
            }
        }
        around
    }

    fn rows(&mut self, node: NodeId, id: &str, around: &Around) {
        let Some((kind, text)) = observables(self.document, node) else { return };
        let level = self.levels.get(&node).map_or("", |level| &**level);
        let path = if self.table.omitted > 0 { String::new() } else { self.paths.last() };
        let Around { indicator, start, end, confidence, description, role } = around;
        let mut row = |value: &str| {
            self.table.row([
                id,
                indicator,
                &kind,
                value,
                role,
                level,
                start,
                end,
                confidence,
                description,
                &path,
            ]);
        };
        if self.document.local_name(node) == "BulkObservableList" {
            text.lines().map(trimmed).filter(|line| !line.is_empty()).for_each(row);
        } else {
            row(&text);
        }
    }
}

/// The type of what can be looked for, in the words of BulkObservable (RFC 7970 section 3.29.3.1), and
/// its text: a list has one on each line.
fn observables(document: &Document, node: NodeId) -> Option<(String, String)> {
    let text = || trimmed(&document.text_of(node)).to_owned();
    let attribute = |name: &str, default: &str| {
        let value = document.attribute(node, name).map(|value| trimmed(&value).to_owned());
        match value.as_deref() {
            None => default.to_owned(),
            Some("ext-value") => {
                let extended = document.attribute(node, &format!("ext-{name}"));
                trimmed(&extended.unwrap_or_default()).to_owned()
            }
            Some(value) => value.to_owned(),
        }
    };
    let parent = document.parent(node).filter(|parent| document.is_element(*parent));
    let inside = |class: &str| parent.is_some_and(|parent| is(document, parent, class));
    let (kind, text) = match document.local_name(node) {
        "Address" => (attribute("category", "ipv6-addr"), text()),
        "Name" if inside("DomainData") => ("domain-name".into(), text()),
        "EmailTo" | "EmailFrom" if inside("EmailData") => ("e-mail".into(), text()),
        "EmailSubject" => ("email-subject".into(), text()),
        "EmailX-Mailer" => ("email-x-mailer".into(), text()),
        "FileName" => ("file-path".into(), text()),
        "KeyName" => ("windows-reg-key".into(), text()),
        "URL" if inside("RecordData") || inside("File") => ("url".into(), text()),
        "Hash" => hash(document, node)?,
        "BulkObservableList" => {
            let kind = parent.and_then(|parent| {
                let kind = document.attribute(parent, "type")?;
                let kind = trimmed(&kind).to_owned();
                let extended = document.attribute(parent, "ext-type").unwrap_or_default();
                Some(if kind == "ext-value" { extended.into_owned() } else { kind })
            });
            (kind.unwrap_or_default(), text())
        }
        _ => return None,
    };
    Some((repeated(&kind), text))
}

/// A hash in hexadecimal digits, as blocklists have it, with the name of its algorithm, which is the end
/// of its identifier.
fn hash(document: &Document, node: NodeId) -> Option<(String, String)> {
    let child = |name: &str| {
        document
            .elements(node)
            .find(|child| document.namespace(*child) == DS && document.local_name(*child) == name)
    };
    let algorithm =
        child("DigestMethod").and_then(|method| document.attribute(method, "Algorithm"));
    let algorithm = algorithm.unwrap_or_default();
    let name = algorithm.rsplit(['#', '/']).next().unwrap_or_default();
    let text = document.text_of(child("DigestValue")?);
    let octets = text.split_ascii_whitespace().collect::<String>();
    let shown = match STANDARD.decode(octets) {
        Ok(octets) => octets.iter().map(|octet| format!("{octet:02x}")).collect(),
        Err(_) => trimmed(&text).to_owned(),
    };
    Some((format!("file-hash {name}"), shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_do_not_run() {
        let written = |text: &str| {
            let mut line = String::new();
            cell(text, &mut line);
            line
        };
        assert_eq!(written("=1+1"), "\"'=1+1\"");
        assert_eq!(written("+49"), "\"'+49\"");
        assert_eq!(written("-2"), "\"'-2\"");
        assert_eq!(written("@x"), "\"'@x\"");
        assert_eq!(written("\t=1"), "\"'\t'=1\"");
        assert_eq!(written("\r=1"), "\"'\r'=1\"");
        assert_eq!(written("x;=1"), "\"x;'=1\"");
        assert_eq!(written("a,\"b\"\n"), "\"a,\"\"b\"\"\n\"");
        assert_eq!(written("192.0.2.1"), "192.0.2.1");
    }
}
