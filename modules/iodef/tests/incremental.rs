//! Validation that follows edits finds what a whole validation finds.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests fail the test"
)]

use std::sync::LazyLock;

use iodef::diagnostic::Diagnostic;
use iodef::document::{Document, Limits, NodeId};
use iodef::profile::Profile;
use iodef::validation::{Options, Validation, validate};
use proptest::prelude::*;

const BASE: &str = include_str!("rules/base.xml");

/// What an edit may insert between elements.
const ELEMENTS: [&str; 22] = [
    "",
    "<!-- x -->",
    " text ",
    "<Description>Etwas</Description>",
    "<EventData><Flow><System category=\"target\"><Node><Address>192.0.2.1</Address></Node></System></Flow></EventData>",
    "<EventData restriction=\"green\"/>",
    "<Contact role=\"creator\" type=\"person\"><Contact role=\"tech\" type=\"person\"><Email><EmailTo>a@example.com</EmailTo></Email></Contact></Contact>",
    "<AdditionalData dtype=\"string\" name=\"3067-6.6-waiver\">Nobody</AdditionalData>",
    "<AdditionalData dtype=\"xml\"><a xmlns=\"urn:a\"><Nothing xmlns=\"urn:ietf:params:xml:ns:iodef-2.0\" observable-id=\"o-1\"/></a></AdditionalData>",
    "<Indicator><IndicatorID name=\"a.example.com\" version=\"1\">i-2</IndicatorID><IndicatorReference uid-ref=\"i-1\"/></Indicator>",
    "<Indicator><IndicatorID name=\"a\" version=\"1\">i-1</IndicatorID><ObservableReference uid-ref=\"o-1\"/></Indicator>",
    "<IndicatorReference uid-ref=\"i-2\"/>",
    "<IndicatorExpression operator=\"xor\"><ObservableReference uid-ref=\"i-1\"/></IndicatorExpression>",
    "<ObservableReference uid-ref=\"o-2\"/>",
    "<System observable-id=\"o-2\"><Node/></System>",
    "<Incident purpose=\"other\"><IncidentID name=\"csirt.example.com\">2026-0042</IncidentID><Observable><Incident purpose=\"watch\"/></Observable></Incident>",
    "<AlternativeID><IncidentID name=\"csirt.example.com\">1</IncidentID></AlternativeID>",
    "<History><HistoryItem action=\"other\"><DateTime>2026-03-02T10:10:00</DateTime></HistoryItem></History>",
    "<EndTime>2025-01-01T00:00:00Z</EndTime>",
    "<Confidence rating=\"numeric\">high</Confidence>",
    "<Assessment><SystemImpact type=\"ext-value\"/></Assessment>",
    "<x:y xmlns:x=\"urn:x\" x:z=\"1\"/>",
];

/// What an edit may put in the place of attribute values and texts.
const VALUES: [&str; 12] = [
    "",
    "ext-value",
    "o-1",
    "i-1",
    "other",
    "source",
    "csirt.example.com",
    "2026-03-02T07:50:00+01:00",
    "3067-6.6-waiver",
    "&#xE4;\u{1F600}",
    "string",
    "2026-0042",
];

#[derive(Debug, Clone)]
enum Edit {
    Insert { at: usize, what: usize },
    Fragment { at: usize, which: usize },
    Remove { at: usize },
    Attribute { at: usize, which: usize, value: usize },
    AddAttribute { at: usize, which: usize, value: usize },
    RemoveAttribute { at: usize, which: usize },
    Text { at: usize, value: usize },
    Rename { at: usize, to: usize },
    Raw { at: usize, length: usize, what: usize },
}

const NAMES: [&str; 9] = [
    "xml:lang",
    "ext-type",
    "restriction",
    "observable-id",
    "action",
    "private-enum-name",
    "xmlns",
    "xmlns:enum",
    "role",
];
const CLASSES: [&str; 6] =
    ["EventData", "Contact", "Description", "Observable", "IncidentID", "Nothing"];

/// The elements in the edits of `rules.toml`: what every rule speaks of.
fn fragments() -> &'static [String] {
    static FRAGMENTS: LazyLock<Vec<String>> = LazyLock::new(|| {
        fn collect(value: &toml::Value, into: &mut Vec<String>) {
            match value {
                toml::Value::String(text) if text.starts_with('<') && text.ends_with('>') => {
                    into.push(text.clone());
                }
                toml::Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
                toml::Value::Table(table) => table.values().for_each(|item| collect(item, into)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        collect(&toml::from_str(include_str!("../rules.toml")).unwrap(), &mut found);
        assert!(found.len() > 200);
        found
    });
    &FRAGMENTS
}

fn edits() -> impl Strategy<Value = Edit> {
    let at = any::<usize>;
    let value = || 0..VALUES.len();
    prop_oneof![
        1 => (at(), 0..ELEMENTS.len()).prop_map(|(at, what)| Edit::Insert { at, what }),
        3 => (at(), at()).prop_map(|(at, which)| Edit::Fragment { at, which }),
        1 => at().prop_map(|at| Edit::Remove { at }),
        1 => (at(), at(), value()).prop_map(|(at, which, value)| Edit::Attribute { at, which, value }),
        1 => (at(), 0..NAMES.len(), value()).prop_map(|(at, which, value)| Edit::AddAttribute {
            at,
            which,
            value
        }),
        1 => (at(), at()).prop_map(|(at, which)| Edit::RemoveAttribute { at, which }),
        1 => (at(), value()).prop_map(|(at, value)| Edit::Text { at, value }),
        1 => (at(), 0..CLASSES.len()).prop_map(|(at, to)| Edit::Rename { at, to }),
        1 => (at(), 0..30_usize, 0..ELEMENTS.len()).prop_map(|(at, length, what)| Edit::Raw {
            at,
            length,
            what
        }),
    ]
}

/// The octets that an edit replaces, and what comes in their place; `None` where it does not fit.
fn place(document: &Document, edit: &Edit) -> Option<(std::ops::Range<usize>, String)> {
    let elements: Vec<NodeId> = document
        .descendants(document.document_node())
        .filter(|node| document.is_element(*node))
        .collect();
    let element = |at: usize| elements[at % elements.len()];
    let attribute = |at: usize, which: usize| {
        let all: Vec<_> = document.attributes(element(at)).collect();
        (!all.is_empty()).then(|| all[which % all.len()].clone())
    };
    let name_end = |node: NodeId| {
        document.start_tag_span(node).start + 1 + document.qualified_name(node).len()
    };
    match *edit {
        Edit::Insert { at, what } => {
            let start = document.span(element(at)).start;
            Some((start..start, ELEMENTS[what].to_owned()))
        }
        // In the place of an element of that name, where the rule of the fragment can speak.
        Edit::Fragment { at, which } => {
            let fragments = fragments();
            let xml = fragments[which % fragments.len()].clone();
            let name = xml[1..].split([' ', '>', '/']).next().unwrap_or_default();
            let same: Vec<NodeId> = elements
                .iter()
                .copied()
                .filter(|node| document.qualified_name(*node) == name)
                .collect();
            let replaced = if same.is_empty() { element(at) } else { same[at % same.len()] };
            Some((document.span(replaced), xml))
        }
        Edit::Remove { at } => Some((document.span(element(at)), String::new())),
        Edit::Attribute { at, which, value } => {
            Some((attribute(at, which)?.value_span, VALUES[value].to_owned()))
        }
        Edit::AddAttribute { at, which, value } => {
            let end = name_end(element(at));
            Some((end..end, format!(" {}=\"{}\"", NAMES[which], VALUES[value])))
        }
        Edit::RemoveAttribute { at, which } => Some((attribute(at, which)?.span, String::new())),
        Edit::Text { at, value } => {
            let content = document.content_span(element(at))?;
            document
                .elements(element(at))
                .next()
                .is_none()
                .then(|| (content, VALUES[value].to_owned()))
        }
        Edit::Rename { at, to } => {
            let node = element(at);
            let inner = document.content_span(node)?;
            let text = document.text();
            let tag = &text[name_end(node)..document.start_tag_span(node).end];
            let name = CLASSES[to];
            Some((document.span(node), format!("<{name}{tag}{}</{name}>", &text[inner])))
        }
        Edit::Raw { at, length, what } => {
            let start = at % document.text().len();
            let end = (start + length).min(document.text().len());
            Some((start..end, ELEMENTS[what].to_owned()))
        }
    }
}

fn all(validation: &Validation) -> Vec<Diagnostic> {
    validation.diagnostics().cloned().collect()
}

proptest! {
    #[test]
    fn diagnostics_after_edits_are_those_of_a_whole_validation(
        edits in prop::collection::vec(edits(), 1..12),
        profile in prop::sample::select(&Profile::ALL[..]),
    ) {
        let mut document = Document::from_text(BASE.to_owned(), &Limits::default()).unwrap();
        let options = Options { profile, ..Options::default() };
        let mut validation = Validation::new(&document, options.clone());
        for edit in edits {
            let Some((range, text)) = place(&document, &edit) else { continue };
            if document.text().get(range.clone()).is_none() {
                continue;
            }
            let Ok(change) = document.splice(range, &text) else { continue };
            validation.apply(&document, &change);
            let whole = Validation::new(&document, options.clone());
            prop_assert_eq!(all(&validation), all(&whole), "{:?} {:?}\n{}", edit, change, document.text());
            let report = validation.report(&document);
            prop_assert_eq!(&report, &validate(&document, &options));
            prop_assert_eq!(report.errors + report.warnings + report.infos, all(&whole).len());
        }
    }
}

#[test]
fn a_report_is_cut_and_counts_what_it_does_not_list() {
    let many = "<EventData restriction=\"green\"/>".repeat(50);
    let text = BASE.replace("<IndicatorData>", &format!("{many}<IndicatorData>"));
    let document = Document::from_text(text, &Limits::default()).unwrap();
    let options = Options { max_diagnostics: 7, ..Options::default() };
    let report = validate(&document, &options);
    assert_eq!((report.errors, report.diagnostics.len(), report.cut), (50, 7, 43));
    assert_eq!(Validation::new(&document, options).report(&document), report);
}
