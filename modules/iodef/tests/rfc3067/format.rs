//! Sections 3.1 to 5.1 and 7.1: what the format as a whole must be.

use iodef::canonical::Canonical;
use iodef::convert::{indicators_csv, json, merge, split, statistics};
use iodef::document::{Document, Limits, NodeId};
use iodef::editor::Command;
use iodef::profile::Profile;
use iodef::registry::Registry;
use iodef::restriction::{Audience, Levels, Mapping, Marking, Rank, effective, mark, redact};

use super::support::{REPORT, edit, found, parse, path, rules, with};

#[test]
fn rfc3067_3_1_published_formats_are_written_and_nothing_private() {
    let document = parse(REPORT);
    let json = json::export(&document).unwrap();
    let value: serde_json::Value = serde_json::from_str(&json.text).unwrap();
    assert_eq!(value["version"], "2.0");
    let back = parse(&json::import(&json.text).unwrap().text);
    let known = |node| {
        let namespace = back.namespace(node);
        namespace.starts_with("urn:ietf:params:xml:ns:iodef")
            || namespace.starts_with("http://www.w3.org/")
    };
    assert!(back.descendants(back.root()).filter(|node| back.is_element(*node)).all(known));
}

#[test]
fn rfc3067_4_1_text_in_any_language_and_encoding_survives() {
    let texts = ["Überlastung", "هجوم حجب الخدمة", "サービス妨害"];
    let descriptions: String = ["de", "ar", "ja"]
        .iter()
        .zip(texts)
        .map(|(tag, text)| {
            format!("<Description xml:lang=\"{tag}\" translation-id=\"1\">{text}</Description>")
        })
        .collect();
    let text =
        with("<Description>A flood of packets against the web shop.</Description>", &descriptions)
            .text()
            .to_owned();
    assert_eq!(rules(&parse(&text), Profile::Common), rules(&parse(REPORT), Profile::Common));
    let octets: Vec<u8> = [0xFEFF_u16]
        .into_iter()
        .chain(text.replace("UTF-8", "UTF-16").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let document = Document::parse(&octets, &Limits::default()).unwrap();
    for text in texts {
        assert!(document.text().contains(text));
    }
}

#[test]
fn rfc3067_4_2_parts_are_taken_apart_counted_and_joined_again() {
    let second =
        REPORT.replace("2026-0042", "2026-0043").replace("i-1", "i-2").replace("o-1", "o-2");
    let merged = merge(&[parse(REPORT), parse(&second)]).unwrap();
    assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    let document = parse(&merged.text);
    let parts: Vec<Document> =
        split(&document).unwrap().iter().map(|part| parse(&part.text)).collect();
    assert_eq!(parts.len(), 2);
    let again = parse(&merge(&parts).unwrap().text);
    let canonical = |document: &Document| Canonical::exclusive().write(document, document.root());
    let squeeze = |text: String| text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(squeeze(canonical(&again)), squeeze(canonical(&document)));
    let counted = serde_json::to_string(&statistics([&document])).unwrap();
    assert!(counted.contains("\"incidents\":2"), "{counted}");
    for personal in ["Example CSIRT", "contact@", "192.0.2.10"] {
        assert!(!counted.contains(personal), "{personal} in {counted}");
    }
}

#[test]
fn rfc3067_4_3_every_element_has_a_level_and_its_carrier_can_raise_it() {
    let document = parse(REPORT);
    let levels = Levels::new(&document, &Mapping::default());
    let incident = document.resolve("/IODEF-Document/Incident").unwrap();
    for node in document.descendants(incident).filter(|node| document.is_element(*node)) {
        let xpath = document.xpath(node);
        assert_eq!(levels.get(node).rank, Rank::Partner, "{xpath}");
        // Whatever it takes: the element is private then, where it stands or where it went.
        let marked = mark(&document, node, &Marking::of("red")).unwrap();
        let after = parse(&edit(REPORT, |_| vec![marked.command]));
        let levels = Levels::new(&after, &Mapping::default());
        let is_same = |other: &NodeId| {
            after.slice(after.span(*other)) == document.slice(document.span(node))
                || after.xpath(*other) == xpath
        };
        let mut found = after.descendants(after.root()).filter(is_same);
        assert!(found.any(|found| levels.get(found).rank == Rank::Private), "{xpath}");
        let seen = redact(&after, &Audience::new(Rank::Partner)).map(|redacted| redacted.text);
        let text = document.text_of(node);
        let is_one = REPORT.matches(&*text).count() == 1;
        assert!(!is_one || !seen.unwrap_or_default().contains(&*text), "{xpath}");
    }
    let system = "/IODEF-Document/Incident/EventData/Flow/System[1]";
    let text = edit(REPORT, |document| {
        let path = path(document, system);
        vec![Command::SetAttribute { path, name: "restriction".into(), value: Some("red".into()) }]
    });
    let marked = parse(&text);
    let rank =
        |xpath: &str| effective(&marked, marked.resolve(xpath).unwrap(), &Mapping::default()).rank;
    assert_eq!(
        rank("/IODEF-Document/Incident/EventData/Flow/System[1]/Node/Address"),
        Rank::Private
    );
    assert_eq!(
        rank("/IODEF-Document/Incident/EventData/Flow/System[2]/Node/Address"),
        Rank::Partner
    );
}

#[test]
fn rfc3067_5_1_indicators_open_in_ordinary_tools_and_are_no_formulas() {
    let document = with(
        "192.0.2.10</Address></Node>\n          </System>",
        "=cmd|'/C calc'!A0</Address></Node>\n          </System>",
    );
    let table = indicators_csv(&document);
    assert!(table.rows >= 1, "{}", table.text);
    // RFC 4180: each line ends with CR LF and has as many cells as the first.
    let lines: Vec<&str> = table.text.split("\r\n").collect();
    assert_eq!(lines.len(), table.rows + 2, "{}", table.text);
    assert_eq!(lines.last(), Some(&""));
    let columns = lines[0].split(',').count();
    assert!(
        lines[1..=table.rows].iter().all(|line| line.split(',').count() == columns),
        "{lines:?}"
    );
    for line in lines {
        for cell in line.split(',') {
            let first = cell.trim_start_matches('"').chars().next();
            assert!(!matches!(first, Some('=' | '+' | '-' | '@')), "{line}");
        }
    }
    assert!(table.text.contains("'=cmd"), "{}", table.text);
}

#[test]
fn rfc3067_7_1_a_value_that_is_registered_later_needs_no_new_program() {
    let document = with("role=\"creator\"", "role=\"press\"");
    let before = found(&document, Profile::Rfc7970, Registry::default());
    assert!(before.contains(&"xsd-enumeration"), "{before:?}");
    let registry = Registry::default()
        .with_additions(r#"{"Contact-role": {"press": "Answers questions of journalists."}}"#)
        .unwrap();
    let after = found(&document, Profile::Rfc7970, registry);
    assert!(!after.contains(&"xsd-enumeration"), "{after:?}");
}
