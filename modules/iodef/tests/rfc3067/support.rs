//! A report that keeps every rule, and what is found when it does not.

use std::sync::Arc;

use iodef::document::{Document, Limits};
use iodef::editor::{Command, Editor, Path};
use iodef::profile::Profile;
use iodef::registry::Registry;
use iodef::structure::Schema;
use iodef::validation::{Options, validate};

pub const REPORT: &str = include_str!("../rules/base.xml");

pub fn parse(text: &str) -> Document {
    Document::from_text(text.to_owned(), &Limits::default()).unwrap()
}

/// The report with one part replaced, which must be there.
pub fn with(part: &str, replacement: &str) -> Document {
    assert!(REPORT.contains(part), "{part}");
    parse(&REPORT.replacen(part, replacement, 1))
}

/// The rules that a document breaks under a profile.
pub fn rules(document: &Document, profile: Profile) -> Vec<&'static str> {
    found(document, profile, Registry::default())
}

pub fn found(document: &Document, profile: Profile, registry: Registry) -> Vec<&'static str> {
    let options = Options { profile, registry: Arc::new(registry), ..Options::default() };
    validate(document, &options).diagnostics.iter().map(|diagnostic| diagnostic.rule).collect()
}

/// The report breaks `rule` when `part` is replaced, and not before.
pub fn breaks(rule: &str, profile: Profile, part: &str, replacement: &str) {
    let before = rules(&parse(REPORT), profile);
    assert!(!before.contains(&rule), "{rule} before");
    let after = rules(&with(part, replacement), profile);
    assert!(after.contains(&rule), "{rule} is not among {after:?}");
}

/// An editor over a text, and the element at an XPath.
pub fn edit(text: &str, commands: impl FnOnce(&Document) -> Vec<Command>) -> String {
    let document = parse(text);
    let commands = commands(&document);
    let mut editor = Editor::new(document, Schema::Common);
    for command in commands {
        editor.apply(&command, &mut |_, _, _| {}).unwrap();
    }
    editor.into_document().text().to_owned()
}

pub fn path(document: &Document, xpath: &str) -> Path {
    Path::of(document, document.resolve(xpath).unwrap_or_else(|| panic!("{xpath}")))
}
