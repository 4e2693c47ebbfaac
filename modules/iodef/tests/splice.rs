//! Edits: a document after an edit is the document that its text reads as.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

use std::ops::Range;

use iodef::document::{Change, Document, Limits};
use proptest::prelude::*;

/// All that can be seen of a document.
fn view(document: &Document) -> Vec<String> {
    document
        .descendants(document.document_node())
        .map(|node| {
            let attributes: Vec<_> = document
                .attributes(node)
                .map(|attribute| (attribute.namespace.clone().into_owned(), attribute.span.clone()))
                .collect();
            format!(
                "{:?} {:?} {{{}}}{} {:?} {:?} {:?} {:?} {:?} {:?}",
                node,
                document.kind(node),
                document.namespace(node),
                document.qualified_name(node),
                document.parent(node),
                document.subtree_end(node),
                document.span(node),
                document.start_tag_span(node),
                document.position(document.span(node).end),
                attributes
            )
        })
        .collect()
}

/// What an edit elsewhere leaves as it is.
fn identities(document: &Document) -> Vec<String> {
    let identity = |node| {
        format!(
            "{:?} {{{}}}{}",
            document.kind(node),
            document.namespace(node),
            document.qualified_name(node)
        )
    };
    document.descendants(document.document_node()).map(identity).collect()
}

/// Edits, and checks the outcome against a fresh reading of the same text.
fn check(document: &mut Document, range: Range<usize>, replacement: &str) -> Option<Change> {
    let mut text = document.text().to_owned();
    text.replace_range(range.clone(), replacement);
    let before = view(document);
    let old = identities(document);
    let names = document.names().len();
    match (
        document.splice(range.clone(), replacement),
        Document::parse(text.as_bytes(), &Limits::default()),
    ) {
        (Ok(change), Ok(fresh)) => {
            assert_eq!(document.text(), fresh.text());
            assert_eq!(view(document), view(&fresh), "{range:?} {replacement:?}");
            assert_eq!(
                before.len() + change.nodes_inserted,
                document.node_count() + change.nodes_removed
            );
            let after = identities(document);
            let old = &old;
            let kept = change.first.index();
            assert_eq!(old[..kept], after[..kept]);
            let tail = old.len() - kept - change.nodes_removed;
            assert_eq!(old[old.len() - tail..], after[after.len() - tail..]);
            Some(change)
        }
        (Err(error), Err(expected)) => {
            assert_eq!(error, expected);
            assert_eq!(view(document), before);
            assert_eq!(document.names().len(), names);
            None
        }
        (spliced, fresh) => panic!("{range:?} {replacement:?}: {spliced:?} but {fresh:?}"),
    }
}

const TEXT: &str = "<?xml version=\"1.0\"?><r xmlns=\"urn:r\" xmlns:p=\"urn:p\">\r\n\
    <a k=\"v\" p:k='w'>one<!-- c -->two<![CDATA[three]]></a><b/><p:c><d>x</d>tail</p:c>]]&gt;\r\n\
    <e xmlns=\"urn:e\"><f/></e><?pi?></r><!-- after -->";

#[test]
fn an_edit_touches_only_the_smallest_part_that_can_hold_it() {
    let cases: [(&str, &str, &str, usize, usize); 11] = [
        ("x</d>", "yy&amp;</d>", "/r/p:c[1]/d[1]", 1, 1),
        ("x</d>", "</d>", "/r/p:c[1]/d[1]", 1, 0),
        ("<b/>", "<b/><n/>", "/r", 0, 1),
        ("k=\"v\"", "k=\"v2\" l=''", "/r/a[1]", 1, 1),
        ("<b/>", "", "/r", 1, 0),
        ("<!-- c -->", "", "/r/a[1]", 3, 1),
        ("three", "3", "/r/a[1]", 2, 2),
        ("<f/>", "<f></f>", "/r/Q{urn:e}e[1]", 1, 1),
        ("xmlns=\"urn:e\"", "xmlns=\"urn:g\"", "/r", 3, 3),
        ("version", "version ", "/", 18, 18),
        ("urn:p", "urn:q", "/", 18, 18),
    ];
    for (from, to, reparsed, removed, inserted) in cases {
        let mut document = Document::parse(TEXT.as_bytes(), &Limits::default()).unwrap();
        // Replace no more than what differs.
        let start = TEXT.find(from).unwrap();
        let same = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
        let tail = from
            .bytes()
            .skip(same)
            .rev()
            .zip(to.bytes().skip(same).rev())
            .take_while(|(a, b)| a == b)
            .count();
        let range = start + same..start + from.len() - tail;
        let change = check(&mut document, range, &to[same..to.len() - tail]).unwrap();
        assert_eq!(document.xpath(change.reparsed), reparsed, "{from} -> {to}");
        assert_eq!(
            (change.nodes_removed, change.nodes_inserted),
            (removed, inserted),
            "{from} -> {to}"
        );
    }
}

#[test]
fn a_bad_edit_of_a_deep_document_is_refused() {
    let depth = 900;
    let text = format!("{}{}{}", "<a>".repeat(depth), "x".repeat(200_000), "</a>".repeat(depth));
    let mut document = Document::parse(text.as_bytes(), &Limits::default()).unwrap();
    let at = text.find('x').unwrap();
    // Not tried once for each of the elements around it.
    assert!(document.splice(at..at, "<").is_err());
    assert_eq!(document.text(), text);
}

fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "",
        "x",
        "<",
        ">",
        "&",
        "&amp;",
        "&#13;",
        "]]",
        "]]>",
        "]",
        "<n/>",
        "<n>",
        "</n>",
        "</a>",
        "<a>",
        "<!--",
        "-->",
        "<!-- c -->",
        "<![CDATA[",
        "]]>",
        "<![CDATA[z]]>",
        "<?q?>",
        "<?xml version='1.0'?>",
        "\r",
        "\n",
        " y='1'",
        " k='2'",
        "=\"",
        "\"",
        "'",
        "/",
        " xmlns='urn:z'",
        " xmlns:p='urn:p'",
        "p:",
        "\u{FEFF}",
        "\u{E9}",
        "\u{1}",
        "<!DOCTYPE r>",
        "<p:n p:x=''/>",
        "--",
        "</r>",
        "<r/>",
    ];
    proptest::sample::select(PIECES).prop_map(str::to_owned)
}

#[test]
fn positions_follow_edits_of_a_long_text() {
    let line = "<a>\u{E9}\u{E9}</a>\r\n<b/>\r<c>          </c>\n";
    let text = format!("<r>{}</r>", line.repeat(400));
    let mut document = Document::parse(text.as_bytes(), &Limits::default()).unwrap();
    let mut at = 11;
    for (round, replacement) in ["", "\n", "x", "\r", "<n>\r\n</n>", &"y\n".repeat(9000), "\u{E9}"]
        .iter()
        .cycle()
        .take(60)
        .enumerate()
    {
        let mut start = (at * 7919 + round) % document.text().len();
        at = start + 1;
        while !document.text().is_char_boundary(start) {
            start -= 1;
        }
        let mut end = start + round % 3;
        while !document.text().is_char_boundary(end) {
            end += 1;
        }
        assert!(document.position(start).line > 0);
        if document.splice(start..end, replacement).is_ok() {
            let fresh = Document::parse(document.text().as_bytes(), &Limits::default()).unwrap();
            for offset in (0..document.text().len()).step_by(211) {
                assert_eq!(document.position(offset), fresh.position(offset), "{round} {offset}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn after_any_edits_the_document_is_what_its_text_reads_as(
        edits in prop::collection::vec((0.0..1.0_f64, 0_usize..12, piece(), piece()), 1..12)
    ) {
        let mut document = Document::parse(TEXT.as_bytes(), &Limits::default()).unwrap();
        for (place, length, one, two) in edits {
            let text = document.text();
            let mut start = (text.len() as f64 * place) as usize;
            while !text.is_char_boundary(start) { start -= 1; }
            let mut end = (start + length).min(text.len());
            while !text.is_char_boundary(end) { end += 1; }
            check(&mut document, start..end, &format!("{one}{two}"));
        }
    }
}
