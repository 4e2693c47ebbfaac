//! The tree over a document: spans, names, values, positions and paths.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

use iodef::document::{Document, Limits, NodeKind, Origin};

const REPORT: &str = "\u{FEFF}<?xml version='1.0' encoding='UTF-8'?>\r\n\
    <!-- before -->\r\n\
    <i:IODEF-Document xmlns:i=\"urn:i\" xmlns:x=\"urn:x\" version = '2.00'>\r\n  \
      <i:Incident purpose='a&#x20;b\tc'>\r\n    <i:D xml:lang=\"en\">one &amp; <![CDATA[<two>]]>\r\nthree</i:D>\r\n    \
      <x:e a='1' x:a='2'/><y xmlns='urn:y'/><i:D/></i:Incident>\r\n</i:IODEF-Document><?pi  data ?>\r\n";

fn document(text: &str) -> Document {
    Document::parse(text.as_bytes(), &Limits::default()).unwrap()
}

#[test]
fn names_values_and_spans_are_those_of_the_text() {
    let document = document(REPORT);
    assert_eq!(document.text(), REPORT);
    assert_eq!(document.to_bytes(), REPORT.as_bytes());
    assert_eq!(document.origin(), Origin::Utf8);
    assert_eq!(document.declaration().unwrap().encoding.as_deref(), Some("UTF-8"));
    let root = document.root();
    assert_eq!((document.namespace(root), document.local_name(root)), ("urn:i", "IODEF-Document"));
    assert_eq!((document.prefix(root), document.qualified_name(root)), ("i", "i:IODEF-Document"));
    assert_eq!(document.attribute(root, "version").unwrap(), "2.00");
    let incident = document.elements(root).next().unwrap();
    assert_eq!(document.attribute(incident, "purpose").unwrap(), "a b c");
    let elements: Vec<_> = document.elements(incident).collect();
    let [d, e, y, empty] = elements[..] else { panic!("four elements") };
    assert_eq!(document.text_of(d), "one & <two>\nthree");
    let xml = "http://www.w3.org/XML/1998/namespace";
    assert_eq!(document.attribute_ns(d, xml, "lang").unwrap(), "en");
    assert_eq!(document.attribute_ns(e, "urn:x", "a").unwrap(), "2");
    assert_eq!(document.attribute(e, "a").unwrap(), "1");
    assert_eq!(document.attributes(e).count(), 2);
    let attribute = document.attributes(e).next().unwrap();
    assert_eq!(&document.text()[attribute.span], "a='1'");
    assert_eq!(&document.text()[attribute.value_span], "1");
    assert_eq!(document.namespace(y), "urn:y");
    assert_eq!(document.content_span(empty), None);
    assert_eq!(document.name_id(d), document.name_id(empty));
    assert_eq!(document.content_span(d).map(|span| document.text()[span].len()), Some(34));
    assert_eq!(document.namespaces_in_scope(y).len(), 3);
    let pi = document.children(document.document_node()).last().unwrap();
    assert_eq!(document.kind(pi), NodeKind::ProcessingInstruction);
    assert_eq!((document.local_name(pi), &*document.value(pi)), ("pi", "data "));
}

#[test]
fn every_node_is_found_again_by_its_xpath_path_and_offset() {
    let document = document(REPORT);
    let paths: Vec<String> =
        document.descendants(document.root()).map(|node| document.xpath(node)).collect();
    assert!(paths.contains(&"/IODEF-Document/Incident[1]/D[2]".to_owned()), "{paths:?}");
    assert!(paths.contains(&"/IODEF-Document/Incident[1]/x:e[1]".to_owned()));
    assert!(paths.contains(&"/IODEF-Document/Incident[1]/Q{urn:y}y[1]".to_owned()));
    for node in document.descendants(document.document_node()) {
        let xpath = document.xpath(node);
        assert_eq!(document.resolve(&xpath), Some(node), "{xpath}");
        if document.is_element(node) {
            assert_eq!(document.node_at(&document.path_of(node)), Some(node), "{xpath}");
        }
        if node != document.document_node() {
            assert_eq!(document.node_at_offset(document.span(node).start), node, "{xpath}");
        }
        for child in document.children(node) {
            assert_eq!(document.parent(child), Some(node));
        }
    }
    assert_eq!(document.resolve("/IODEF-Document/Incident[2]"), None);
}

#[test]
fn positions_count_lines_and_characters() {
    let text = format!("<a>\r\n\u{E9}x\ry{}\n<b/></a>", " ".repeat(5000));
    let document = document(&text);
    let b = document.elements(document.root()).next().unwrap();
    let at = |offset| {
        let position = document.position(offset);
        (position.line, position.column)
    };
    assert_eq!(at(0), (1, 1));
    assert_eq!(at(text.find('x').unwrap()), (2, 2));
    assert_eq!(at(text.find('y').unwrap()), (3, 1));
    assert_eq!(at(document.span(b).start), (4, 1));
    assert_eq!(at(text.len()), (4, 9));
}

#[test]
fn an_edit_that_is_refused_changes_nothing() {
    let mut document = document("<a><b>x</b></a>");
    let error = document.splice(6..7, "</c>").unwrap_err();
    assert_eq!(error.code(), "end_tag");
    assert_eq!(document.text(), "<a><b>x</b></a>");
    document.splice(6..7, "y&lt;").unwrap();
    assert_eq!(document.text(), "<a><b>y&lt;</b></a>");
    let b = document.elements(document.root()).next().unwrap();
    assert_eq!(document.text_of(b), "y<");
}
