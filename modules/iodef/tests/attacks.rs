//! Hostile documents: a clear error that names the limit, and no more memory than the input is worth.
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

use std::fmt::Write;

use cost::linear;
use iodef::Error;
use iodef::document::{Document, Limits, Origin};

fn parse(text: &str) -> Result<Document, Error> {
    Document::parse(text.as_bytes(), &Limits::default())
}

/// The limit that was passed, and what there is too much of.
fn too_large(text: &str) -> (&'static str, usize) {
    match parse(text) {
        Err(Error::TooLarge { what, limit, found, .. }) => {
            assert!(found > limit);
            (what, limit)
        }
        other => panic!("{:?}", other.map(|document| document.node_count())),
    }
}

#[test]
fn entity_bombs_and_external_entities_are_refused_unread() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n\
                <lolz>&b;</lolz>";
    let external = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><x>&f;</x>";
    let parameter = "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://a.example/\"> %p;]><x/>";
    for text in
        [bomb, external, parameter, "<!doctype html><html/>", "<a/><!DOCTYPE a>", "<!DOCTYPE"]
    {
        let error = parse(text).unwrap_err();
        assert_eq!(error.code(), "doctype", "{text}");
        assert!(error.place().is_some());
    }
    let place = parse(bomb).unwrap_err().place().unwrap();
    assert_eq!((place.line, place.column, place.offset), (2, 1, 22));
    assert_eq!(parse("<x>&f;</x>").unwrap_err().code(), "reference");
}

#[test]
fn a_hundred_megabytes_are_refused_before_they_are_read() {
    let text = format!("<a>{}</a>", " ".repeat(100_000_000));
    assert_eq!(too_large(&text), ("octets of input", Limits::MAX_BYTES));
    let mut document = parse("<a/>").unwrap();
    let error = document.splice(0..4, &text).unwrap_err();
    assert_eq!(error.code(), "too_large");
    assert_eq!(document.text(), "<a/>");
}

#[test]
fn deep_nesting_costs_no_stack() {
    let deep = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    assert_eq!(too_large(&deep(100_000)), ("elements open at once", Limits::MAX_DEPTH));
    let document = parse(&deep(Limits::MAX_DEPTH)).unwrap();
    let last = document.descendants(document.root()).last().unwrap();
    assert_eq!(document.path_of(last).len(), Limits::MAX_DEPTH - 1);
    assert_eq!(document.resolve(&document.xpath(last)), Some(last));
    // An edit cannot go deeper either.
    let mut edited = document.clone();
    let tag = edited.start_tag_span(last).end;
    assert_eq!(edited.splice(tag..tag, "<b/>").unwrap_err().code(), "too_large");
    let unlimited = Limits { max_depth: usize::MAX, ..Limits::default() };
    let text = deep(200_000);
    let document = Document::parse(text.as_bytes(), &unlimited).unwrap();
    let form = iodef::canonical::Canonical::inclusive();
    assert_eq!(form.write(&document, document.document_node()), text);
}

#[test]
fn ten_thousand_attributes() {
    let mut text = String::from("<a");
    for number in 0..10_000 {
        write!(text, " a{number}=''").unwrap();
    }
    text.push_str("/>");
    assert_eq!(too_large(&text), ("attributes of one element", Limits::MAX_ATTRIBUTES));
}

#[test]
fn long_names_many_names_and_many_namespaces() {
    let long = "n".repeat(Limits::MAX_NAME_BYTES + 1);
    let name = ("octets in a name", Limits::MAX_NAME_BYTES);
    assert_eq!(too_large(&format!("<{long}/>")), name);
    assert_eq!(too_large(&format!("<a {long}=''/>")), name);
    assert_eq!(too_large(&format!("<a><?{long}?></a>")), name);
    let mut many = String::from("<a>");
    for number in 0..70_000 {
        write!(many, "<n{number}/>").unwrap();
    }
    many.push_str("</a>");
    assert_eq!(too_large(&many), ("distinct names", Limits::MAX_NAMES));
    let mut nested = String::new();
    for number in 0..300 {
        write!(nested, "<a xmlns:p{number}='urn:{number}'>").unwrap();
    }
    assert_eq!(
        too_large(&nested),
        ("namespace declarations in scope", Limits::MAX_NAMESPACES_IN_SCOPE)
    );
}

#[test]
fn the_number_of_nodes_is_limited() {
    let limits = Limits { max_nodes: 1_000, ..Limits::default() };
    let text = format!("<a>{}</a>", "<b/>".repeat(2_000));
    let error = Document::parse(text.as_bytes(), &limits).unwrap_err();
    assert_eq!(error.code(), "too_large");
    let few = format!("<a>{}</a>", "<b/>".repeat(997));
    let mut document = Document::parse(few.as_bytes(), &limits).unwrap();
    document.splice(3..3, "<b/>").unwrap();
    assert_eq!(document.splice(3..3, "<b/>").unwrap_err().code(), "too_large");
    assert_eq!(document.node_count(), 1_000);
}

#[test]
fn markup_that_is_none_takes_no_memory_for_nodes() {
    let text = format!("<a><![CDATA[{}]]></a>", "<".repeat(1_000_000));
    let document = parse(&text).unwrap();
    assert_eq!(document.node_count(), 3);
    assert_eq!(document.text_of(document.root()).len(), 1_000_000);
}

#[test]
fn encodings_are_named_where_they_are_not_read() {
    let legacy = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE4</a>";
    let error = Document::parse(legacy, &Limits::default()).unwrap_err();
    assert_eq!(error.code(), "unsupported_encoding");
    assert!(error.to_string().contains("ISO-8859-1"));
    // Decoded by the caller, it is read, and says what it is saved as.
    let text = "<?xml version='1.0' encoding='ISO-8859-1'?><a>\u{E4}</a>".to_owned();
    let document = Document::from_text(text, &Limits::default()).unwrap();
    assert_eq!(document.origin(), Origin::Decoded);
    assert_eq!(document.text(), "<?xml version='1.0' encoding='UTF-8'?><a>\u{E4}</a>");
    for (little, origin) in [(true, Origin::Utf16LittleEndian), (false, Origin::Utf16BigEndian)] {
        let text = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>\u{20AC}\u{1F600}</a>";
        let order = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        let octets: Vec<u8> = text.encode_utf16().flat_map(order).collect();
        let document = Document::parse(&octets, &Limits::default()).unwrap();
        assert_eq!(document.origin(), origin);
        assert_eq!(
            document.text(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>\u{20AC}\u{1F600}</a>"
        );
        // Without the mark the declaration tells.
        let unmarked = Document::parse(&octets[2..], &Limits::default()).unwrap();
        assert_eq!(unmarked.text(), document.text());
    }
    let cases: [(&[u8], &str); 7] = [
        (b"<a>\xC3</a>", "encoding"),
        (b"\xFF\xFE<\0a", "encoding"),
        (b"\xFF\xFE\0\xD8<\0", "encoding"),
        (b"<?xml version='1.0' encoding='UTF-16'?><a/>", "encoding_mismatch"),
        (b"\xFF\xFE\0\0<\0\0\0", "unsupported_encoding"),
        (b"\x4C\x6F\xA7\x94", "unsupported_encoding"),
        (b"", "no_element"),
    ];
    for (octets, code) in cases {
        let error = Document::parse(octets, &Limits::default()).unwrap_err();
        assert_eq!(error.code(), code, "{octets:?}");
    }
}

#[test]
fn a_long_prolog_does_not_make_places_dear() {
    let prolog = "<?a?>".repeat(100_000);
    let text = format!("{prolog}<a xmlns:f='urn:f'>{}</a>", "<f:b/>".repeat(5_000));
    let document = parse(&text).unwrap();
    let last = document.elements(document.root()).last().unwrap();
    linear(|| {
        for _ in 0..20 {
            assert_eq!(document.xpath(last), "/a/f:b[5000]");
        }
    });
}

#[test]
fn the_document_element_is_known_after_every_edit() {
    let mut document = parse("<!-- a --><b><c/></b><!-- d -->").unwrap();
    document.splice(0..10, "<?x?><!-- a -->").unwrap();
    assert_eq!(document.local_name(document.root()), "b");
    document.splice(0..15, "").unwrap();
    assert_eq!(document.local_name(document.root()), "b");
    document.splice(0..3, "<?x?><b>").unwrap();
    let c = document.elements(document.root()).next().unwrap();
    assert_eq!(document.xpath(c), "/b/c[1]");
}

#[test]
fn prefixes_of_attributes_do_not_read_the_tags_around_them_again() {
    let long = "v".repeat(400_000);
    let mut text = format!("<a x='{long}' xmlns:q='u'><b");
    for number in 0..250 {
        write!(text, " q:a{number}=''").unwrap();
    }
    text.push_str("/>");
    text.push_str(&"<c q:d=''/>".repeat(40_000));
    text.push_str("</a>");
    let document = parse(&text).unwrap();
    let prefixed = linear(|| {
        let nodes = document.descendants(document.root());
        let attributes = nodes.flat_map(|node| document.attributes(node));
        attributes.filter(|attribute| attribute.namespace == "u").count()
    });
    assert_eq!(prefixed, 40_250);
}
