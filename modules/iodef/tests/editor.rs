//! Commands: what they change, and that they change nothing else.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

use std::collections::{BTreeMap, HashSet};

use chacha20::ChaCha20Rng;
use iodef::document::{Document, Limits, NodeKind, is_nc_name};
use iodef::editor::{Command, Editor, Path, identifier};
use iodef::registry::Registry;
use iodef::structure::{Class, Schema, allowed_children, check};
use proptest::prelude::*;
use rand_core::SeedableRng;

fn editor(text: &str) -> Editor {
    let document = Document::parse(text.as_bytes(), &Limits::default()).unwrap();
    Editor::new(document, Schema::Common)
}

fn command(json: serde_json::Value) -> Command {
    serde_json::from_value(json).unwrap()
}

/// Applies a command, takes it back and does it again.
fn edited(text: &str, json: serde_json::Value) -> String {
    let mut editor = editor(text);
    editor.apply(&command(json), &mut |_, _, _| {}).unwrap();
    let after = editor.document().text().to_owned();
    if after != text {
        editor.undo(&mut |_, _, _| {}).unwrap();
        assert_eq!(editor.document().text(), text);
        editor.redo(&mut |_, _, _| {}).unwrap();
    }
    assert_eq!(editor.document().text(), after);
    assert!(!editor.can_redo());
    after
}

fn refused(text: &str, json: serde_json::Value) -> &'static str {
    let mut editor = editor(text);
    let error = editor.apply(&command(json), &mut |_, _, _| {}).unwrap_err();
    assert_eq!(editor.document().text(), text);
    assert!(!editor.can_undo());
    error.code()
}

macro_rules! edits {
    ($($name:ident: $before:expr, $command:tt => $after:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(edited($before, serde_json::json!($command)), $after);
        }
    )*};
}

edits! {
    text_is_escaped: "<a><b>x</b></a>",
        {"do": "set_text", "path": "0", "text": "1 < 2 & ]]> \" '"}
        => "<a><b>1 &lt; 2 &amp; ]]&gt; \" '</b></a>";
    text_of_an_empty_tag: "<a><b k='1' /></a>", {"do": "set_text", "path": "0", "text": "x"}
        => "<a><b k='1'>x</b></a>";
    text_has_the_line_ends_of_its_document: "<a>\r\n<b/></a>",
        {"do": "set_text", "path": "0", "text": "one\ntwo\rthree"}
        => "<a>\r\n<b>one\r\ntwo&#13;three</b></a>";
    text_leaves_comments_where_they_are: "<a><b>x<!-- c -->y<?p?><![CDATA[z]]></b></a>",
        {"do": "set_text", "path": "0", "text": "new"} => "<a><b>new<!-- c --><?p?></b></a>";
    text_stays_a_cdata_section: "<a><b><![CDATA[<x>]]></b></a>",
        {"do": "set_text", "path": "0", "text": "<y> & z"} => "<a><b><![CDATA[<y> & z]]></b></a>";
    text_that_a_cdata_section_cannot_hold: "<a><b><![CDATA[<x>]]></b></a>",
        {"do": "set_text", "path": "0", "text": "]]>"} => "<a><b>]]&gt;</b></a>";
    text_that_is_there_already: "<a><b>&#x41;<![CDATA[B]]></b></a>",
        {"do": "set_text", "path": "0", "text": "AB"} => "<a><b>&#x41;<![CDATA[B]]></b></a>";
    text_of_a_comment_only: "<a><b><!-- c --></b></a>", {"do": "set_text", "path": "0", "text": "x"}
        => "<a><b>x<!-- c --></b></a>";
    attribute_keeps_its_quotes: "<a k = 'v'  l=\"w\"/>",
        {"do": "set_attribute", "path": "", "name": "k", "value": "it's \"<&>\n"}
        => "<a k = 'it&apos;s \"&lt;&amp;&gt;&#10;'  l=\"w\"/>";
    attribute_is_added_after_the_last: "<a\n   k='v'\n   l='w' />",
        {"do": "set_attribute", "path": "", "name": "m", "value": "x"}
        => "<a\n   k='v'\n   l='w'\n   m=\"x\" />";
    attribute_is_added_after_declarations: "<a xmlns='urn:a'>t</a>",
        {"do": "set_attribute", "path": "", "name": "xml:lang", "value": "en"}
        => "<a xmlns='urn:a' xml:lang=\"en\">t</a>";
    attribute_is_removed: "<a k='v' l='w'/>",
        {"do": "set_attribute", "path": "", "name": "k", "value": null} => "<a l='w'/>";
    attribute_that_is_not_there: "<a/>",
        {"do": "set_attribute", "path": "", "name": "k", "value": null} => "<a/>";
    inserted_first: "<a>\n\t<b/>\n</a>", {"do": "insert", "parent": "", "index": 0, "xml": "<n/>"}
        => "<a>\n\t<n/>\n\t<b/>\n</a>";
    inserted_between: "<a>\r\n  <b/><!-- of b -->\r\n  <c/>\r\n</a>",
        {"do": "insert", "parent": "", "index": 1, "xml": "<n/>"}
        => "<a>\r\n  <b/>\r\n  <n/><!-- of b -->\r\n  <c/>\r\n</a>";
    inserted_last: "<a>\n  <b/>\n</a>", {"do": "insert", "parent": "", "index": 9, "xml": "<n/>"}
        => "<a>\n  <b/>\n  <n/>\n</a>";
    inserted_in_one_line: "<a><b/></a>", {"do": "insert", "parent": "", "index": 1, "xml": "<n/>"}
        => "<a><b/><n/></a>";
    inserted_in_an_empty_tag: "<a>\n    <b/>\n</a>",
        {"do": "insert", "parent": "0", "index": 0, "xml": "<n/>"}
        => "<a>\n    <b>\n        <n/>\n    </b>\n</a>";
    inserted_in_blank_content: "<a>\n <b>\n </b>\n</a>",
        {"do": "insert", "parent": "0", "index": 0, "xml": "<n/>"}
        => "<a>\n <b>\n  <n/>\n </b>\n</a>";
    removed_with_its_line: "<a>\n  <b/>\n\n  <c/>\n</a>", {"do": "remove", "path": "1"}
        => "<a>\n  <b/>\n\n</a>";
    removed_in_a_line: "<a><b/> <c/></a>", {"do": "remove", "path": "1"} => "<a><b/> </a>";
    moved_down: "<a>\n <b>1</b>\n <!-- x -->\n <b>2</b> <c/>\n <b>3</b></a>",
        {"do": "move", "path": "0", "by": 2}
        => "<a>\n <b>2</b>\n <!-- x -->\n <b>3</b> <c/>\n <b>1</b></a>";
    moved_up: "<a><b>1</b><b>2</b><b>3</b></a>", {"do": "move", "path": "2", "by": -1}
        => "<a><b>1</b><b>3</b><b>2</b></a>";
    several_are_one_step: "<a><b/><c/></a>", {"do": "group", "commands": [
            {"do": "remove", "path": "1"}, {"do": "set_text", "path": "0", "text": "x"},
            {"do": "insert", "parent": "", "index": 1, "xml": "<d/>"}]}
        => "<a><b>x</b><d/></a>";
}

#[test]
fn what_cannot_be_done_says_why_and_changes_nothing() {
    let text = "<a><b>x</b><c/></a>";
    let cases = [
        (serde_json::json!({"do": "set_text", "path": "0/1", "text": ""}), "edit_no_element"),
        (serde_json::json!({"do": "set_text", "path": "", "text": "x"}), "edit_holds_elements"),
        (serde_json::json!({"do": "set_text", "path": "0", "text": "x\u{1}"}), "edit_character"),
        (serde_json::json!({"do": "set_text", "path": "0", "text": "\u{FFFE}"}), "edit_character"),
        (
            serde_json::json!({"do": "set_attribute", "path": "", "name": "k", "value": "\u{0}"}),
            "edit_character",
        ),
        (
            serde_json::json!({"do": "set_attribute", "path": "", "name": "a b", "value": ""}),
            "edit_attribute_name",
        ),
        (
            serde_json::json!({"do": "set_attribute", "path": "", "name": "xmlns:p", "value": "u"}),
            "edit_attribute_name",
        ),
        (
            serde_json::json!({"do": "set_attribute", "path": "", "name": "p:k", "value": ""}),
            "prefix",
        ),
        (serde_json::json!({"do": "insert", "parent": "", "index": 0, "xml": "<n>"}), "end_tag"),
        (serde_json::json!({"do": "remove", "path": ""}), "edit_root"),
        (serde_json::json!({"do": "move", "path": "", "by": 1}), "edit_root"),
        (serde_json::json!({"do": "move", "path": "0", "by": 1}), "edit_move"),
        (serde_json::json!({"do": "replace_text", "from": 2, "to": 99, "text": ""}), "edit_range"),
        (
            serde_json::json!({"do": "insert_class", "parent": "", "class": "Contact"}),
            "edit_not_allowed",
        ),
        (
            serde_json::json!({"do": "group", "commands": [
                {"do": "remove", "path": "1"}, {"do": "remove", "path": "1"}]}),
            "edit_no_element",
        ),
    ];
    for (json, code) in cases {
        assert_eq!(refused(text, json.clone()), code, "{json}");
    }
}

#[test]
fn what_a_person_types_is_one_step() {
    let mut editor = editor("<a><b/></a>");
    for text in ["h", "he", "hel", "he", "hello"] {
        let command = Command::SetText { path: Path(vec![0]), text: text.to_owned() };
        editor.apply(&command, &mut |_, _, _| {}).unwrap();
    }
    for (at, text) in [(6, "1"), (7, "2"), (8, "3")] {
        let command = Command::ReplaceText { from: at, to: at, text: text.to_owned() };
        editor.apply(&command, &mut |_, _, _| {}).unwrap();
    }
    let backspace = Command::ReplaceText { from: 5, to: 9, text: String::new() };
    assert_eq!(editor.document().text(), "<a><b>123hello</b></a>");
    assert!(editor.apply(&backspace, &mut |_, _, _| {}).is_err());
    editor.undo(&mut |_, _, _| {}).unwrap();
    assert_eq!(editor.document().text(), "<a><b>hello</b></a>");
    assert_eq!(editor.undo(&mut |_, _, _| {}).unwrap().len(), 1);
    assert_eq!(editor.document().text(), "<a><b/></a>");
    assert!(!editor.can_undo());
    editor.redo(&mut |_, _, _| {}).unwrap();
    editor.redo(&mut |_, _, _| {}).unwrap();
    assert_eq!(editor.document().text(), "<a><b>123hello</b></a>");
}

#[test]
fn an_observer_sees_every_replacement_also_of_a_command_that_fails() {
    let text = "<a><b/><c/></a>";
    let mut editor = editor(text);
    let mut mirror = text.to_owned();
    let json = serde_json::json!({"do": "group", "commands": [
        {"do": "set_text", "path": "1", "text": "x"}, {"do": "remove", "path": "7"}]});
    let mut count = 0;
    let outcome = editor.apply(&command(json), &mut |document, splice, change| {
        mirror.replace_range(splice.range.clone(), &splice.new);
        assert_eq!(mirror, document.text());
        assert_eq!(change.removed, splice.range);
        count += 1;
    });
    assert!(outcome.is_err());
    assert_eq!((mirror.as_str(), count), (text, 2));
}

const IODEF: &str = "urn:ietf:params:xml:ns:iodef-2.0";

#[test]
fn a_class_is_inserted_where_the_schema_has_it_with_what_it_must_hold() {
    let before = format!(
        "<i:IODEF-Document version=\"2.00\" xmlns:i=\"{IODEF}\">\n\t<i:Incident purpose=\"reporting\">\n\t\t\
         <i:IncidentID name=\"a.example\">1</i:IncidentID>\n\t\t<i:Contact/>\n\t</i:Incident>\n\
         </i:IODEF-Document>"
    );
    let generation = edited(
        &before,
        serde_json::json!({"do": "insert_class", "parent": "0", "class": "GenerationTime",
            "text": "2026-11-25T12:00:00Z"}),
    );
    assert!(
        generation.contains(
            "1</i:IncidentID>\n\t\t<i:GenerationTime>2026-11-25T12:00:00Z</i:GenerationTime>\n\t\t<i:Contact/>"
        ),
        "{generation}"
    );
    let incident = edited(
        &before,
        serde_json::json!({"do": "insert_class", "parent": "", "class": "Incident",
            "attributes": {"xml:lang": "en", "purpose": "mitigation"}}),
    );
    assert_eq!(
        incident,
        before.replace(
            "\n</i:IODEF-Document>",
            "\n\t<i:Incident purpose=\"mitigation\" xml:lang=\"en\" restriction=\"private\">\n\t\t\
             <i:IncidentID></i:IncidentID>\n\t\t<i:GenerationTime></i:GenerationTime>\n\t\t<i:Contact/>\
             \n\t</i:Incident>\n</i:IODEF-Document>"
        )
    );
}

#[test]
fn a_new_class_begins_with_what_may_be_empty() {
    let flow = format!(
        "<IODEF-Document xmlns=\"{IODEF}\"><Incident><EventData><Flow/></EventData><IndicatorData>\
         <Indicator/></IndicatorData></Incident></IODEF-Document>"
    );
    for (parent, class, expected) in [
        // An address is a text; a domain wants a name and two attributes.
        ("0/0/0", "System", "<System><Node><Address></Address></Node></System>"),
        // Not with another expression in it.
        (
            "0/1/0",
            "IndicatorExpression",
            "<IndicatorExpression><Observable/></IndicatorExpression>",
        ),
    ] {
        let after = edited(
            &flow,
            serde_json::json!({"do": "insert_class", "parent": parent, "class": class}),
        );
        assert!(after.contains(expected), "{after}");
    }
}

#[test]
fn a_member_of_another_namespace_brings_its_declaration() {
    let before = format!("<Method xmlns=\"{IODEF}\"/>");
    let after = edited(
        &format!(
            "<IODEF-Document xmlns=\"{IODEF}\"><Incident><Assessment/>{before}</Incident></IODEF-Document>"
        ),
        serde_json::json!({"do": "insert_class", "parent": "0/1", "class": "Vulnerability"}),
    );
    assert!(
        after.contains("<sci:Vulnerability xmlns:sci=\"urn:ietf:params:xml:ns:iodef-sci-1.0\""),
        "{after}"
    );
}

/// Fills a document with one of everything that may stand anywhere.
#[test]
fn every_class_can_be_inserted_wherever_it_is_allowed() {
    let registry = Registry::default();
    let mut seen = HashSet::new();
    let mut stack = vec![format!("<IODEF-Document xmlns=\"{IODEF}\" version=\"2.00\"/>")];
    let mut paths = vec![Path::default()];
    while let (Some(text), Some(path)) = (stack.pop(), paths.pop()) {
        let document = Document::parse(text.as_bytes(), &Limits::default()).unwrap();
        let node = path.find(&document).unwrap();
        for allowed in allowed_children(&document, node, Schema::Common) {
            let class = allowed.member.name();
            let parent = document.local_name(node).to_owned();
            if !seen.insert((parent.clone(), class)) {
                continue;
            }
            let mut editor = editor(&text);
            let command = Command::InsertClass {
                parent: path.clone(),
                class: class.to_owned(),
                text: None,
                attributes: BTreeMap::new(),
            };
            let applied = editor
                .apply(&command, &mut |_, _, _| {})
                .unwrap_or_else(|error| panic!("{class} in {parent}: {error}"));
            let after = editor.document();
            let created = applied.created.unwrap();
            let new = created.find(after).unwrap();
            assert_eq!(after.local_name(new), class);
            assert_eq!(after.namespace(new), allowed.member.namespace());
            check(after, Schema::Common, &registry, &mut |found: iodef::diagnostic::Diagnostic| {
                let structural = ["xsd-unexpected-element", "xsd-unknown-attribute", "xsd-root"];
                assert!(!structural.contains(&found.rule), "{class} in {parent}: {found:?}");
                let inside = found.node >= new && found.node < after.subtree_end(new);
                assert!(
                    !(inside && found.rule == "xsd-missing-element"),
                    "{class} in {parent}: {found:?}\n{}",
                    after.text()
                );
            });
            stack.push(after.text().to_owned());
            paths.push(created);
        }
    }
    let classes = Class::all(Schema::Common).filter(|class| class.namespace() == IODEF).count();
    assert!(seen.len() > classes, "{} of {classes}", seen.len());
}

#[test]
fn rfc3067_6_1_identifiers_are_names_and_unique_in_a_million() {
    let mut rng = ChaCha20Rng::seed_from_u64(7);
    let mut seen = HashSet::new();
    for _ in 0..1_000_000 {
        let name = identifier(&mut rng);
        assert!(is_nc_name(&name));
        assert!(seen.insert(name));
    }
}

/// Documents with everything that an edit must leave as it is.
const KEPT: &str = "\u{FEFF}<?xml version='1.0' encoding='utf-8' standalone='yes'?>\r\n<!-- 1 --><?p  q ?>\r\n\
    <i:IODEF-Document\r\n\txmlns:i='urn:ietf:params:xml:ns:iodef-2.0' version = \"2.00\" xmlns:x='urn:x'>\r\n\
    <!-- 2 --> <i:Incident purpose='reporting' x:own=\"&#x9;\"><i:IncidentID name='a'>&#49;</i:IncidentID >\r\n\
    \t<i:Description xml:lang='en'>a &amp;<![CDATA[ b ]]></i:Description><x:island a='b' >\
    text<i:nested/>&gt;</x:island>\r\n</i:Incident>\n</i:IODEF-Document>\r\n<!-- 3 -->\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn an_edit_changes_only_what_it_is_about_and_can_be_taken_back(
        edits in prop::collection::vec((0_usize..64, 0_usize..6, "\\PC{0,5}|[<&>\"'\\]\r\n\t]{0,4}"), 1..8)
    ) {
        let mut editor = editor(KEPT);
        let mut states = vec![KEPT.to_owned()];
        for (place, kind, value) in edits {
            let before = editor.document().clone();
            let elements: Vec<_> = before.descendants(before.root()).filter(|n| before.is_element(*n)).collect();
            let node = elements[place % elements.len()];
            let path = Path::of(&before, node);
            let command = match kind {
                0 | 1 => Command::SetText { path: path.clone(), text: value.clone() },
                2 => Command::SetAttribute { path: path.clone(), name: "xml:lang".to_owned(), value: Some(value.clone()) },
                3 => Command::SetAttribute { path: path.clone(), name: "name".to_owned(), value: None },
                4 => Command::Insert { parent: path.clone(), index: place % 3, xml: "<new xmlns='urn:n'/>".to_owned() },
                _ => Command::Remove { path: path.clone() },
            };
            editor.end_step();
            let Ok(applied) = editor.apply(&command, &mut |_, _, _| {}) else {
                prop_assert_eq!(editor.document().text(), before.text());
                continue;
            };
            let after = editor.document();
            match kind {
                0 | 1 => prop_assert_eq!(after.text_of(node), value),
                2 => prop_assert_eq!(after.attribute_ns(node, iodef::document::XML_NAMESPACE, "lang").unwrap(), value),
                3 => prop_assert_eq!(after.attribute(node, "name"), None),
                _ => {}
            }
            // Whatever stands outside the element, and its comments, are the same octets.
            let comments = |document: &Document| -> Vec<String> {
                let kept = |n: &iodef::document::NodeId| matches!(document.kind(*n), NodeKind::Comment | NodeKind::ProcessingInstruction);
                document.descendants(document.document_node()).filter(kept).map(|n| document.slice(document.span(n)).to_owned()).collect()
            };
            if kind != 5 {
                prop_assert_eq!(comments(&before), comments(after));
            }
            let span = before.span(node);
            let line = before.text()[..span.start].trim_end_matches([' ', '\t', '\r', '\n']).len();
            let start = if kind == 5 { line } else { span.start };
            prop_assert_eq!(&before.text()[..start], &after.text()[..start]);
            let tail = &before.text()[span.end..];
            prop_assert!(after.text().ends_with(tail));
            if !applied.splices.is_empty() {
                states.push(after.text().to_owned());
            }
        }
        let last = states.pop().unwrap();
        for state in states.iter().rev() {
            let undone = editor.undo(&mut |_, _, _| {});
            prop_assert!(undone.is_some());
            prop_assert_eq!(editor.document().text(), state);
        }
        prop_assert!(!editor.can_undo());
        while editor.redo(&mut |_, _, _| {}).is_some() {}
        prop_assert_eq!(editor.document().text(), last);
    }
}
