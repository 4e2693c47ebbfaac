//! Canonical forms: the examples of the recommendations, subtrees, and what is left out.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

mod cost;

use cost::linear;
use iodef::canonical::Canonical;
use iodef::document::{Document, Limits, NodeId};

fn document(text: &str) -> Document {
    Document::parse(text.as_bytes(), &Limits::default()).unwrap()
}

/// The first element of this name.
fn find(document: &Document, name: &str) -> NodeId {
    document.descendants(document.root()).find(|node| document.local_name(*node) == name).unwrap()
}

fn exclusive(prefixes: &[&str]) -> Canonical {
    let prefixes = prefixes.iter().map(|prefix| (*prefix).to_owned()).collect();
    Canonical { exclusive: Some(prefixes), ..Canonical::default() }
}

#[test]
fn c14n_3_1_comments_and_instructions_outside_the_document_element() {
    let document = document(
        "<?xml version=\"1.0\"?>\n\n<?xml-stylesheet   href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n\n\
         <doc>Hello, world!<!-- Comment 1 --></doc>\n\n<?pi-without-data     ?>\n\n<!-- Comment 2 -->\n\n\
         <!-- Comment 3 -->\n",
    );
    let top = document.document_node();
    assert_eq!(
        Canonical::inclusive().write(&document, top),
        "<?xml-stylesheet href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n<doc>Hello, world!</doc>\n\
         <?pi-without-data?>"
    );
    assert_eq!(
        Canonical { comments: true, ..Canonical::inclusive() }.write(&document, top),
        "<?xml-stylesheet href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n\
         <doc>Hello, world!<!-- Comment 1 --></doc>\n<?pi-without-data?>\n<!-- Comment 2 -->\n\
         <!-- Comment 3 -->"
    );
}

#[test]
fn c14n_3_3_start_and_end_tags() {
    let document = document(
        "<doc>\n   <e1   />\n   <e3   name = \"elem3\"   id=\"elem3\"   />\n   \
         <e5 a:attr=\"out\" b:attr=\"sorted\" attr2=\"all\" attr=\"I'm\"\n      \
         xmlns:b=\"http://www.ietf.org\"\n      xmlns:a=\"http://www.w3.org\"\n      \
         xmlns=\"http://example.org\"/>\n   <e6 xmlns=\"\" xmlns:a=\"http://www.w3.org\">\n      \
         <e7 xmlns=\"http://www.ietf.org\">\n         <e8 xmlns=\"\" xmlns:a=\"http://www.w3.org\">\n            \
         <e9 xmlns=\"\" xmlns:a=\"http://www.ietf.org\"/>\n         </e8>\n      </e7>\n   </e6>\n</doc>",
    );
    assert_eq!(
        Canonical::inclusive().write(&document, document.document_node()),
        "<doc>\n   <e1></e1>\n   <e3 id=\"elem3\" name=\"elem3\"></e3>\n   \
         <e5 xmlns=\"http://example.org\" xmlns:a=\"http://www.w3.org\" xmlns:b=\"http://www.ietf.org\" \
         attr=\"I'm\" attr2=\"all\" b:attr=\"sorted\" a:attr=\"out\"></e5>\n   \
         <e6 xmlns:a=\"http://www.w3.org\">\n      <e7 xmlns=\"http://www.ietf.org\">\n         \
         <e8 xmlns=\"\">\n            <e9 xmlns:a=\"http://www.ietf.org\"></e9>\n         </e8>\n      </e7>\n   \
         </e6>\n</doc>"
    );
}

#[test]
fn a_subtree_takes_the_namespaces_and_xml_attributes_around_it() {
    // Exclusive XML Canonicalization 1.0 section 2.2.
    let document = document(
        "<n0:pdu xmlns:n0='http://a.example' xml:lang='en' xml:space='preserve'>\
         <n1:elem2 xmlns:n1='http://b.example' xml:lang='de'><n3:stuff xmlns:n3='ftp://example.org'/>\
         </n1:elem2></n0:pdu>",
    );
    let elem2 = find(&document, "elem2");
    assert_eq!(
        Canonical::inclusive().write(&document, elem2),
        "<n1:elem2 xmlns:n0=\"http://a.example\" xmlns:n1=\"http://b.example\" xml:lang=\"de\" \
         xml:space=\"preserve\"><n3:stuff xmlns:n3=\"ftp://example.org\"></n3:stuff></n1:elem2>"
    );
    assert_eq!(
        Canonical::exclusive().write(&document, elem2),
        "<n1:elem2 xmlns:n1=\"http://b.example\" xml:lang=\"de\"><n3:stuff xmlns:n3=\"ftp://example.org\">\
         </n3:stuff></n1:elem2>"
    );
    assert_eq!(
        exclusive(&["n0"]).write(&document, find(&document, "stuff")),
        "<n3:stuff xmlns:n0=\"http://a.example\" xmlns:n3=\"ftp://example.org\"></n3:stuff>"
    );
}

#[test]
fn the_default_namespace_is_kept_when_the_prefix_list_names_it() {
    let document = document("<p:a xmlns:p='urn:p' xmlns='urn:d'><p:b><p:c/></p:b></p:a>");
    let b = find(&document, "b");
    assert_eq!(
        exclusive(&["#default"]).write(&document, b),
        "<p:b xmlns=\"urn:d\" xmlns:p=\"urn:p\"><p:c></p:c></p:b>"
    );
    assert_eq!(exclusive(&[]).write(&document, b), "<p:b xmlns:p=\"urn:p\"><p:c></p:c></p:b>");
}

#[test]
fn a_listed_prefix_that_is_declared_again_is_written_again() {
    let document = document(
        "<a xmlns:p='urn:1'><b><c xmlns:p='urn:2' xmlns:q='urn:q'><d/></c><e xmlns:p='urn:1'/></b></a>",
    );
    assert_eq!(
        exclusive(&["p"]).write(&document, find(&document, "b")),
        "<b xmlns:p=\"urn:1\"><c xmlns:p=\"urn:2\"><d></d></c><e></e></b>"
    );
}

#[test]
fn a_long_prefix_list_is_not_read_for_every_element() {
    const MANY: usize = 20_000;
    let document = document(&format!("<a xmlns:p='urn:p'>{}</a>", "<b/>".repeat(MANY)));
    let written = linear(|| exclusive(&vec!["p"; MANY]).write(&document, document.document_node()));
    assert_eq!(written, format!("<a xmlns:p=\"urn:p\">{}</a>", "<b></b>".repeat(MANY)));
}

#[test]
fn a_subtree_can_be_left_out() {
    let document =
        document("<a><b/>text<s:Signature xmlns:s='urn:s'><s:x/></s:Signature>\n<c/></a>");
    let signature = find(&document, "Signature");
    let form = Canonical { without: Some(signature), ..Canonical::exclusive() };
    assert_eq!(form.write(&document, document.root()), "<a><b></b>text\n<c></c></a>");
    assert_eq!(form.write(&document, signature), "");
}
