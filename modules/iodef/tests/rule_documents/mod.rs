//! The documents of the rows of `rules.toml`: those that fail a rule, and the nearest that pass it.
#![allow(clippy::panic, clippy::unwrap_used, reason = "helpers of tests fail the test")]
#![allow(dead_code, reason = "each test that includes them uses a part of them")]

use std::collections::BTreeSet;

use iodef::document::{Document, Limits, NodeId};
use serde::Deserialize;

/// A document that no rule finds anything in.
pub const BASE: &str = include_str!("../rules/base.xml");

#[derive(Deserialize)]
struct File {
    rule: Vec<Row>,
}

#[derive(Deserialize)]
pub struct Row {
    pub id: String,
    pub failing: Vec<Edit>,
    pub passing: Vec<Edit>,
    #[serde(default)]
    pub also: BTreeSet<String>,
    #[serde(default)]
    pub options: RowOptions,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RowOptions {
    pub now: Option<u64>,
    pub received: bool,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Edit {
    Replace { replace: String, with: String },
    Append { append: String, xml: String },
    Before { before: String, xml: String },
    After { after: String, xml: String },
    Find { find: String, with: String },
}

/// The base document after edits.
pub fn edited(id: &str, edits: &[Edit]) -> String {
    let mut text = BASE.to_owned();
    for edit in edits {
        let document = Document::from_text(text.clone(), &Limits::default())
            .unwrap_or_else(|error| panic!("{id}: {error}\n{text}"));
        let place = |xpath: &str| -> NodeId {
            let absolute = if xpath.starts_with('/') {
                xpath.to_owned()
            } else {
                format!("/IODEF-Document/{xpath}")
            };
            document.resolve(&absolute).unwrap_or_else(|| panic!("{id}: no {absolute}"))
        };
        match edit {
            Edit::Replace { replace, with } => {
                text.replace_range(document.span(place(replace)), with);
            }
            Edit::Append { append, xml } => {
                let content = document.content_span(place(append));
                text.insert_str(content.unwrap_or_else(|| panic!("{id}: empty {append}")).end, xml);
            }
            Edit::Before { before, xml } => {
                text.insert_str(document.span(place(before)).start, xml);
            }
            Edit::After { after, xml } => text.insert_str(document.span(place(after)).end, xml),
            Edit::Find { find, with } => {
                assert_eq!(text.matches(find.as_str()).count(), 1, "{id}: {find:?}");
                text = text.replace(find, with);
            }
        }
    }
    text
}

pub fn rows() -> Vec<Row> {
    toml::from_str::<File>(include_str!("../../rules.toml")).unwrap().rule
}
