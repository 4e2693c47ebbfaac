//! Sections 6.1 to 6.15, 6.19 and 6.20: what a report says.

use std::collections::{BTreeMap, BTreeSet};

use iodef::convert::json;
use iodef::editor::{Command, identifier};
use iodef::profile::Profile;
use iodef::structure::{Class, Schema};
use iodef::value::timestamp::Timestamp;
use rand_core::SeedableRng as _;

use super::support::{REPORT, breaks, edit, parse, path, rules, with};

const INCIDENT: &str = "<Incident purpose=\"reporting\" status=\"new\" restriction=\"green\">";

#[test]
fn rfc3067_6_1_identifiers_are_there_and_unique() {
    breaks(
        "3067-6.1",
        Profile::Strict3067,
        " restriction=\"green\">\n    <IncidentID",
        ">\n    <IncidentID",
    );
    breaks("xsd-missing-attribute", Profile::Common, " purpose=\"reporting\"", "");
    let mut random = chacha20::ChaCha20Rng::seed_from_u64(7);
    let made: BTreeSet<String> = (0..1_000_000).map(|_| identifier(&mut random)).collect();
    assert_eq!(made.len(), 1_000_000);
}

#[test]
fn rfc3067_6_2_attack_types_come_from_lists_and_new_ones_are_named() {
    breaks("xsd-enumeration", Profile::Common, "type=\"availability-service\"", "type=\"flood\"");
    let pair = rules(&with("type=\"availability-service\"", "type=\"ext-value\""), Profile::Common);
    assert_ne!(pair, rules(&parse(REPORT), Profile::Common));
    let named = with("type=\"availability-service\"", "type=\"ext-value\" ext-type=\"flood\"");
    let list = "version=\"2.00\" private-enum-name=\"csirt.example.com\" private-enum-id=\"1\"";
    let named = parse(&named.text().replacen("version=\"2.00\"", list, 1));
    assert_eq!(rules(&named, Profile::Common), rules(&parse(REPORT), Profile::Common));
}

#[test]
fn rfc3067_6_3_advisories_are_referred_to_by_registry_and_id() {
    let document = parse(REPORT);
    let reference = document.resolve("/IODEF-Document/Incident/Method/Reference").unwrap();
    let id =
        document.descendants(reference).find(|node| document.local_name(*node) == "ID").unwrap();
    assert_eq!(document.text_of(id), "CVE-2024-3094");
    let broken = rules(&with("specIndex=\"1\"", "specIndex=\"99999\""), Profile::Common);
    assert_ne!(broken, rules(&document, Profile::Common));
}

/// Steps inside steps, each with its own method and systems, and a pattern of several observables.
const STEPS: &str = "<EventData restriction=\"green\"><Description>Second the shop.</Description>\
    <Method><Reference><URL>https://example.com/tool</URL></Reference><Description>A tool for floods.</Description></Method>\
    <Flow><System category=\"source\"><Node><Address category=\"ipv4-addr\">192.0.2.11</Address></Node></System></Flow>\
    <EventData restriction=\"green\"><Description>First the resolver.</Description>\
    <Flow><System category=\"intermediate\"><Node><Address category=\"ipv4-addr\">192.0.2.53</Address></Node></System></Flow>\
    </EventData></EventData>";
const PATTERN: &str = "<Indicator><IndicatorID name=\"csirt.example.com\" version=\"1\">i-2</IndicatorID>\
    <StartTime>2026-03-02T07:50:00+01:00</StartTime><EndTime>2026-04-02T07:50:00+02:00</EndTime>\
    <IndicatorExpression operator=\"and\"><ObservableReference uid-ref=\"o-1\"/>\
    <IndicatorExpression operator=\"not\"><Observable><Address category=\"ipv4-addr\">192.0.2.12</Address></Observable></IndicatorExpression>\
    </IndicatorExpression></Indicator>";

#[test]
fn rfc3067_6_4_an_attack_is_described_in_detail() {
    let detailed = edit(REPORT, |document| {
        let insert = |xpath: &str, index: usize, xml: &str| Command::Insert {
            parent: path(document, xpath),
            index,
            xml: xml.to_owned(),
        };
        let incident = document.resolve("/IODEF-Document/Incident").unwrap();
        let is_event = |node| document.local_name(node) == "EventData";
        let behind = document.elements(incident).position(is_event).unwrap() + 1;
        vec![
            insert("/IODEF-Document/Incident/IndicatorData", 1, PATTERN),
            insert("/IODEF-Document/Incident", behind, STEPS),
        ]
    });
    let before = rules(&parse(REPORT), Profile::Common);
    assert_eq!(rules(&parse(&detailed), Profile::Common), before);
    let read = parse(&json::import(&json::export(&parse(&detailed)).unwrap().text).unwrap().text);
    for (xpath, text) in [
        ("EventData[2]/Method/Description", "A tool for floods."),
        ("EventData[2]/EventData/Description", "First the resolver."),
        ("EventData[2]/EventData/Flow/System/Node/Address", "192.0.2.53"),
        (
            "IndicatorData/Indicator[2]/IndicatorExpression/IndicatorExpression/Observable/Address",
            "192.0.2.12",
        ),
    ] {
        for document in [&parse(&detailed), &read] {
            let found = document.resolve(&format!("/IODEF-Document/Incident/{xpath}"));
            assert_eq!(found.map(|node| document.text_of(node)).as_deref(), Some(text), "{xpath}");
        }
    }
    for (part, wrong) in [
        ("operator=\"not\"", "operator=\"nand\""),
        ("uid-ref=\"o-1\"", "uid-ref=\"o-9\""),
        ("category=\"intermediate\"", "category=\"stepping stone\""),
        ("<Description>A tool for floods.</Description>", "<Step>A tool for floods.</Step>"),
        (">192.0.2.53<", ">192.0.2.530<"),
    ] {
        assert!(detailed.contains(part), "{part}");
        let broken = rules(&parse(&detailed.replace(part, wrong)), Profile::Common);
        assert_ne!(broken, before, "{part}");
    }
}

#[test]
fn rfc3067_6_5_evidence_is_held_by_its_digest() {
    let record = "<Record><RecordData><FileData><File><FileName>mail.eml</FileName><HashData scope=\"file-contents\"><Hash><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>LCa0a2j/xo/5m0U8HTBBNBNCLXBkg7+g+YpeiGJm564=</ds:DigestValue></Hash></HashData></File></FileData></RecordData></Record>";
    let place = "<Expectation action=\"block-host\" restriction=\"green\"/>";
    let document = with(place, &format!("{place}{record}"));
    let before = rules(&parse(REPORT), Profile::Common);
    assert_eq!(rules(&document, Profile::Common), before);
    let short =
        parse(&document.text().replace("LCa0a2j/xo/5m0U8HTBBNBNCLXBkg7+g+YpeiGJm564=", "LCa0"));
    assert_ne!(rules(&short, Profile::Common), before);
}

#[test]
fn rfc3067_6_6_attacker_and_victim_are_described() {
    breaks("3067-6.6", Profile::Strict3067, "category=\"target\"", "category=\"sensor\"");
}

#[test]
fn rfc3067_6_7_each_kind_of_address_is_checked_as_what_it_is() {
    let before = rules(&parse(REPORT), Profile::Common);
    for (category, good, bad) in [
        ("ipv4-addr", "192.0.2.1", "192.0.2.256"),
        ("ipv6-addr", "2001:db8::1", "192.0.2.1"),
        ("ipv4-net", "192.0.2.0/24", "192.0.2.0/33"),
        ("mac", "00:00:5e:00:53:01", "00:00:5e:00:53"),
        ("asn", "64496", "4294967296"),
        ("e-mail", "a@example.com", "a@"),
    ] {
        let replaced = |address: &str| {
            let address = format!("<Address category=\"{category}\">{address}</Address>");
            rules(
                &with("<Address category=\"ipv4-addr\">192.0.2.10</Address>", &address),
                Profile::Common,
            )
        };
        assert_eq!(replaced(good), before, "{category} {good}");
        assert_ne!(replaced(bad), before, "{category} {bad}");
    }
}

#[test]
fn rfc3067_6_8_the_creator_is_named() {
    breaks("3067-6.8", Profile::Strict3067, "role=\"creator\"", "role=\"tech\"");
}

#[test]
fn rfc3067_6_9_the_impact_is_stated() {
    let text = REPORT.to_owned();
    let start = text.find("<Assessment").unwrap();
    let end = text.find("</Assessment>").unwrap() + "</Assessment>".len();
    breaks("3067-6.9", Profile::Strict3067, &text[start..end], "");
}

#[test]
fn rfc3067_6_10_confidence_is_never_dropped_and_the_refusing_receiver_is_named() {
    let impact = "<SystemImpact type=\"availability-service\" severity=\"medium\"/>";
    let document = with(impact, &format!("{impact}<Confidence rating=\"high\"/>"));
    let before = rules(&parse(REPORT), Profile::SchemaA);
    assert_eq!(rules(&document, Profile::SchemaA), before);
    assert_ne!(rules(&document, Profile::SchemaB), rules(&parse(REPORT), Profile::SchemaB));
    let options = iodef::validation::Options::default();
    let report = iodef::validation::validate(&document, &options);
    let named = report.diagnostics.iter().any(|found| {
        found.args.iter().any(|(name, value)| *name == "refused_by" && !value.is_empty())
    });
    assert!(named, "{:?}", report.diagnostics);
}

#[test]
fn rfc3067_6_11_what_others_did_stays_when_an_action_is_added() {
    let text = edit(REPORT, |document| {
        let parent = path(document, "/IODEF-Document/Incident/History");
        vec![Command::Insert {
            parent,
            index: 1,
            xml: "<HistoryItem action=\"block-host\"><DateTime>2026-03-02T11:00:00+01:00</DateTime></HistoryItem>".into(),
        }]
    });
    let old = &REPORT[REPORT.find("<HistoryItem").unwrap()..REPORT.find("</HistoryItem>").unwrap()];
    assert!(text.contains(old));
    assert_eq!(text.matches("<HistoryItem").count(), 2);
    // Who hands a report on that others numbered, and leaves their history out, is told so.
    let id = "<IncidentID name=\"csirt.example.com\">2026-0042</IncidentID>";
    let theirs =
        "<AlternativeID><IncidentID name=\"csirt.example.org\">7</IncidentID></AlternativeID>";
    let history =
        &REPORT[REPORT.find("    <History>").unwrap()..REPORT.find("  </Incident>").unwrap()];
    let without = |text: &str| parse(&text.replacen(id, &format!("{id}{theirs}"), 1));
    assert!(!rules(&without(REPORT), Profile::Strict3067).contains(&"3067-6.11"));
    let cut = without(&REPORT.replacen(history, "", 1));
    assert!(rules(&cut, Profile::Strict3067).contains(&"3067-6.11"));
}

#[test]
fn rfc3067_6_12_the_stages_have_times_in_their_order() {
    let before = rules(&parse(REPORT), Profile::Common);
    let turned = with(
        "<EndTime>2026-03-02T09:40:00+01:00</EndTime>",
        "<EndTime>2026-03-02T06:40:00+01:00</EndTime>",
    );
    assert_ne!(rules(&turned, Profile::Common), before);
    breaks(
        "3067-6.12",
        Profile::Strict3067,
        "<DetectTime>2026-03-02T08:15:00+01:00</DetectTime>\n    <StartTime>2026-03-02T07:50:00+01:00</StartTime>\n    <EndTime>2026-03-02T09:40:00+01:00</EndTime>\n    <ReportTime>2026-03-02T10:05:00+01:00</ReportTime>",
        "",
    );
}

#[test]
fn rfc3067_6_13_local_time_keeps_its_offset_and_needs_one() {
    let text = edit(REPORT, |document| {
        let path = path(document, "/IODEF-Document/Incident/StartTime");
        vec![Command::SetText { path, text: "2015-07-18T09:00:00-05:00".into() }]
    });
    assert!(text.contains("<StartTime>2015-07-18T09:00:00-05:00</StartTime>"));
    breaks(
        "3067-6.13",
        Profile::Strict3067,
        "2026-03-02T07:50:00+01:00</StartTime>",
        "2026-03-02T07:50:00</StartTime>",
    );
}

#[test]
fn rfc3067_6_14_years_beyond_2038_and_before_1970_are_times() {
    for time in [
        "9999-12-31T23:59:59Z",
        "2038-01-19T03:14:08Z",
        "-0001-01-01T00:00:00Z",
        "12026-01-01T00:00:00Z",
    ] {
        assert!(Timestamp::parse(time).is_ok(), "{time}");
    }
    let later = Timestamp::parse("2038-01-19T03:14:08Z").unwrap();
    let earlier = Timestamp::parse("2038-01-19T03:14:07Z").unwrap();
    assert_eq!(later.compare(&earlier), Some(std::cmp::Ordering::Greater));
}

#[test]
fn rfc3067_6_15_the_granularity_of_a_time_is_kept() {
    for time in ["2026-03-02T07:50:00.123456+01:00", "2026-03-02T07:50:00+01:00"] {
        let document = with(
            "<StartTime>2026-03-02T07:50:00+01:00</StartTime>",
            &format!("<StartTime>{time}</StartTime>"),
        );
        assert_eq!(
            rules(&document, Profile::Common),
            rules(&parse(REPORT), Profile::Common),
            "{time}"
        );
        let json = json::export(&document).unwrap().text;
        let back = json::import(&json).unwrap().text;
        assert!(back.contains(&format!("<StartTime>{time}</StartTime>")), "{back}");
        let text = edit(REPORT, |document| {
            let path = path(document, "/IODEF-Document/Incident/StartTime");
            vec![Command::SetText { path, text: time.into() }]
        });
        assert_eq!(text, document.text());
    }
    // A microsecond counts.
    let interval = |start: &str, end: &str| {
        let report = with("2026-03-02T07:50:00+01:00</StartTime>", start);
        rules(&parse(&report.text().replacen("2026-03-02T09:40:00+01:00", end, 1)), Profile::Common)
    };
    let start = "2026-03-02T07:50:00.123456+01:00</StartTime>";
    assert_eq!(
        interval(start, "2026-03-02T08:15:00+01:00"),
        rules(&parse(REPORT), Profile::Common)
    );
    assert!(interval(start, "2026-03-02T07:50:00.123455+01:00").contains(&"end-before-start"));
    assert!(!interval(start, "2026-03-02T07:50:00.123457+01:00").contains(&"end-before-start"));
}

#[test]
fn rfc3067_6_19_an_extension_survives_and_says_how_to_read_it() {
    let island = "<AdditionalData dtype=\"xml\" meaning=\"IDMEF alert\"><a:Alert xmlns:a='urn:example:a' a:x = '1'><!--k--></a:Alert ></AdditionalData>";
    let place = "  </Incident>";
    let text = with(place, &format!("{island}{place}")).text().to_owned();
    let edited = edit(&text, |document| {
        let path = path(document, "/IODEF-Document/Incident/Description");
        vec![Command::SetText { path, text: "Another".into() }]
    });
    assert!(edited.contains(island));
    breaks(
        "3067-6.19",
        Profile::Strict3067,
        place,
        &format!("<AdditionalData dtype=\"string\">x</AdditionalData>{place}"),
    );
}

#[test]
fn rfc3067_6_20_each_rule_says_what_is_wrong_in_words() {
    let document =
        with(INCIDENT, "<Incident purpose=\"complaint\" status=\"new\" restriction=\"green\">");
    let report = iodef::validation::validate(&document, &iodef::validation::Options::default());
    assert!(!report.diagnostics.is_empty());
    for found in &report.diagnostics {
        let args = found.args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let message = iodef::text::message(found.rule, &args, "en");
        assert!(message.contains(' ') && !message.contains("{ $"), "{}: {message}", found.rule);
        assert!(!message.contains(found.rule), "{message}");
        assert!(message.contains("complaint"), "what was seen is said: {message}");
    }
    // Every class of the report has a name, a definition and its section; so has every attribute or
    // its class, and every value of a list has a name.
    let document = parse(REPORT);
    for node in document.descendants(document.root()).filter(|node| document.is_element(*node)) {
        let name = document.local_name(node);
        let Some(class) = Class::global(Schema::Text, document.namespace(node), name) else {
            continue;
        };
        let term = term(&format!("class-{name}"));
        let words = |label: &str| term.get(label).map_or(0, |text| text.split(' ').count());
        assert!(words("") >= 1 && words("help") >= 3 && words("section") == 1, "{name} {term:?}");
        for attribute in document.attributes(node) {
            let Some(declared) = class.attribute(attribute.local) else { continue };
            let own = self::term(&format!("attr-{name}-{}", attribute.local));
            let shared = self::term(&format!("attr-{}", attribute.local));
            assert!(!own.is_empty() || !shared.is_empty(), "{name} {}", attribute.local);
            let Some(list) = declared.enumeration() else { continue };
            for value in list.values() {
                let ids = [format!("value-{}-{value}", list.name()), format!("value-{value}")];
                assert!(ids.iter().any(|id| !self::term(id).is_empty()), "{ids:?}");
            }
        }
    }
}

/// The English words for a name of the format, by their attribute.
fn term(id: &str) -> BTreeMap<&'static str, &'static str> {
    let mut lines = include_str!("../../locales/en/terms.ftl").lines();
    let Some(text) = lines.find_map(|line| line.strip_prefix(id)?.strip_prefix(" = ")) else {
        return BTreeMap::new();
    };
    let attributes = lines.map_while(|line| line.strip_prefix("    .")?.split_once(" = "));
    core::iter::once(("", text)).chain(attributes).collect()
}
