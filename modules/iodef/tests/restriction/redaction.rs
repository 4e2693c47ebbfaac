//! What an audience gets.

use iodef::document::Document;
use iodef::restriction::{Audience, Levels, Rank, Reason, Redacted, Tlp, redact};

use crate::{document, parse};

const CONTACT: &str =
    r#"<Contact role="creator" type="organization"><ContactName>CSIRT</ContactName></Contact>"#;

fn incident(attributes: &str, content: &str) -> String {
    incident_with(attributes, CONTACT, content)
}

fn incident_with(attributes: &str, contact: &str, content: &str) -> String {
    format!(
        "<Incident purpose=\"reporting\" {attributes}>\
         <IncidentID name=\"csirt.example.com\">189493</IncidentID>\
         <GenerationTime>2015-10-02T11:18:00-05:00</GenerationTime>{contact}{content}</Incident>"
    )
}

fn for_audience(document: &Document, highest: Rank) -> Redacted {
    let audience = Audience::new(highest);
    let redacted = redact(document, &audience).unwrap();
    let result = parse(&redacted.text);
    let levels = Levels::new(&result, &audience.mapping);
    for node in result.descendants(result.root()).filter(|node| result.is_element(*node)) {
        assert!(levels.get(node).rank <= highest, "{} in {}", result.xpath(node), redacted.text);
    }
    let again = redact(&result, &audience).unwrap();
    assert_eq!(again.text, redacted.text, "redacted twice");
    redacted
}

fn reasons(redacted: &Redacted) -> Vec<(&str, Reason)> {
    let removed = redacted.report.removed.iter();
    removed.map(|it| (it.xpath.rsplit('/').next().unwrap(), it.reason)).collect()
}

#[test]
fn what_is_above_the_level_goes_and_the_rest_stays() {
    let document = document(&incident(
        r#"restriction="green""#,
        r#"<EventData restriction="green"><Flow>
             <System category="source" restriction="red"><Node><Address category="ipv4-addr">192.0.2.1</Address></Node></System>
             <System category="target"><Node><Address category="ipv4-addr">192.0.2.2</Address></Node></System>
           </Flow></EventData>"#,
    ));
    let redacted = for_audience(&document, Rank::Partner);
    assert!(!redacted.text.contains("192.0.2.1") && redacted.text.contains("192.0.2.2"));
    assert!(redacted.text.contains("189493") && redacted.text.contains("CSIRT"));
    assert_eq!(reasons(&redacted), [("System[1]", Reason::AboveLevel)]);
    assert_eq!(redacted.report.removed[0].level.token, "red");
}

#[test]
fn an_element_that_requires_what_has_gone_goes_too() {
    let document = document(&incident(
        r#"restriction="green""#,
        r#"<EventData restriction="green"><Flow><System restriction="red"><Node><Address category="asn">64496</Address></Node></System></Flow></EventData>"#,
    ));
    let redacted = for_audience(&document, Rank::Partner);
    assert!(!redacted.text.contains("EventData"), "{}", redacted.text);
    assert_eq!(reasons(&redacted), [("EventData[1]", Reason::Incomplete)]);
}

#[test]
fn a_required_member_that_is_withheld_says_so() {
    let contact = CONTACT.replace("<Contact ", r#"<Contact restriction="red" "#);
    let document =
        document(&incident_with(r#"restriction="public" observable-id="o-1""#, &contact, ""));
    let redacted = for_audience(&document, Rank::NeedToKnow);
    assert!(redacted.text.contains(r#"<Contact role="ext-value" ext-role="withheld""#));
    assert!(redacted.text.contains(r#"observable-id="o-1""#));
    assert_eq!(redacted.report.generalised[0].name, "Contact");
    assert_eq!(redacted.report.generalised[0].xpath, "/IODEF-Document/Incident[1]");
}

#[test]
fn a_shell_is_left_around_what_is_relaxed_and_says_nothing_else() {
    let document = document(&incident(
        r#"status="forwarded" xml:lang="de-x-hidden" observable-id="o-1""#,
        r#"<EventData restriction="green"><Description>seen</Description></EventData>"#,
    ));
    let redacted = for_audience(&document, Rank::Partner);
    for gone in ["reporting", "forwarded", "189493", "2015", "CSIRT", "o-1", "hidden"] {
        assert!(!redacted.text.contains(gone), "{gone} in {}", redacted.text);
    }
    assert!(redacted.text.contains(
        r#"<Incident purpose="ext-value" ext-purpose="withheld" xml:lang="de" restriction="partner">"#
    ), "{}", redacted.text);
    assert!(redacted.text.contains("<Description>seen</Description>"));
    let order = ["<IncidentID", "<GenerationTime", "<Contact", "<EventData"];
    let places: Vec<usize> = order.iter().map(|tag| redacted.text.find(tag).unwrap()).collect();
    assert!(places.is_sorted());
}

#[test]
fn nothing_left_is_an_error_and_not_an_empty_document() {
    let document = document(&incident("", ""));
    let error = redact(&document, &Audience::new(Rank::NeedToKnow)).unwrap_err();
    assert_eq!(error.code(), "nothing_left");
    assert!(error.to_string().contains("need-to-know"), "{error}");
    assert!(redact(&document, &Audience::new(Rank::Private)).is_ok());
}

#[test]
fn version_one_is_to_be_converted_first() {
    let v1 = parse(r#"<IODEF-Document version="1.00" xmlns="urn:ietf:params:xml:ns:iodef-1.0"/>"#);
    assert_eq!(redact(&v1, &Audience::new(Rank::Private)).unwrap_err().code(), "not_version_2");
}

#[test]
fn hidden_channels_are_closed() {
    let content = "<Description>a  \t b<!--c4--> CDATA&#100;  \n\n\n e </Description>\
                   <Discovery   source='av'\t></Discovery>";
    let incident = incident(r#"restriction="public""#, content);
    let incident = incident.replace("<!", "\u{1}").replace("</", "\u{2}").replace('<', "<i:");
    let incident = incident.replace('\u{1}', "<!").replace('\u{2}', "</i:");
    let text = format!(
        "<!--c1--><?p1 hidden?><i:IODEF-Document  version='2.00'\n\txml:lang=\"en\"\n\
         xmlns:i='urn:ietf:params:xml:ns:iodef-2.0' xmlns:un='urn:unused'>  \t <?p2?>{}<!--c2-->\
         </i:IODEF-Document>\n<!--c3-->",
        incident.replace("CDATA", "<![CDATA[<c]]>"),
    );
    let redacted = for_audience(&parse(&text), Rank::Public);
    for gone in ["c1", "c2", "c3", "c4", "p1", "p2", "urn:unused", "CDATA", "&#100;", "  \t"] {
        assert!(!redacted.text.contains(gone), "{gone} in {}", redacted.text);
    }
    let expected = "<i:Description>a b &lt;cd\n\ne</i:Description>";
    assert!(redacted.text.contains(expected), "{}", redacted.text);
    let hidden = redacted.report.hidden;
    assert_eq!((hidden.comments, hidden.processing_instructions, hidden.namespaces), (4, 2, 1));
}

#[test]
fn characters_that_nobody_sees_go_unless_they_do_something_or_are_evidence() {
    let document = document(&incident(
        "restriction=\"public\" ext-status=\"a\u{e0041}\u{200b}b\"",
        "<Description>o\u{200b}n\u{202e}e\u{feff}</Description><Description>\u{200b} \u{2060}</Description>\
         <Description>می\u{200c}خواهم</Description>\
         <AdditionalData dtype=\"string\">x\u{200b}y</AdditionalData>\
         <AdditionalData dtype=\"xml\"><x:a xmlns:x=\"urn:x\" t=\"\u{feff}\">v\u{2060}w</x:a></AdditionalData>",
    ));
    let redacted = for_audience(&document, Rank::Public);
    for seen in ["ext-status=\"ab\"", ">one<", "<Description/>", "می\u{200c}خواهم", "x\u{200b}y"]
    {
        assert!(redacted.text.contains(seen), "{seen} in {}", redacted.text);
    }
    assert!(redacted.text.contains("t=\"\u{feff}\">v\u{2060}w<"), "{}", redacted.text);
    assert_eq!((redacted.report.hidden.invisible, redacted.report.invisible_left), (7, 4));
}

#[test]
fn a_level_with_invisible_characters_does_not_become_another() {
    let content =
        "<EventData restriction=\"pub\u{200b}lic\"><Description>unseen</Description></EventData>";
    let document = document(&incident(r#"restriction="public""#, content));
    assert!(!for_audience(&document, Rank::NeedToKnow).text.contains("unseen"));
    let all = for_audience(&document, Rank::Private).text;
    assert!(all.contains("restriction=\"pub\u{200b}lic\""), "{all}");
}

#[test]
fn evidence_keeps_its_white_space_and_foreign_elements_their_text() {
    let document = document(&incident(
        r#"restriction="public""#,
        "<AdditionalData dtype=\"xml\"><x:a xmlns:x=\"urn:x\" xmlns:q=\"urn:q\" t=\"q:name\">one  <x:b/> two</x:a></AdditionalData>\
         <AdditionalData dtype=\"string\">a  b\n\n\nc</AdditionalData>",
    ));
    let redacted = for_audience(&document, Rank::Public);
    assert!(redacted.text.contains("one  <x:b/> two"), "{}", redacted.text);
    assert!(redacted.text.contains("a  b\n\n\nc"));
    assert!(redacted.text.contains("xmlns:q"), "a value may be a qualified name");
}

#[test]
fn foreign_attributes_go_by_choice() {
    let document = document(&incident(
        r#"restriction="public""#,
        r#"<AdditionalData dtype="xml"><x:a xmlns:x="urn:x" t="note"/></AdditionalData>"#,
    ));
    let mut audience = Audience::new(Rank::Public);
    assert!(redact(&document, &audience).unwrap().text.contains("note"));
    audience.strip_foreign_attributes = true;
    let redacted = redact(&document, &audience).unwrap();
    assert!(!redacted.text.contains("note") && redacted.text.contains("x:a"));
    assert_eq!(redacted.report.hidden.foreign_attributes, 1);
}

#[test]
fn attributes_of_the_document_element_say_nothing_of_what_is_above_the_level() {
    let with = |second: &str| {
        parse(&format!(
            "<IODEF-Document version=\"2.00\" xml:lang=\"en\" format-id=\"f\" xmlns=\"urn:ietf:params:xml:ns:iodef-2.0\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:x=\"urn:x\" xml:base=\"file:///home/alice/\" \
             xsi:schemaLocation=\"urn:ietf:params:xml:ns:iodef-2.0 file:///home/alice/case-4711.xsd\" \
             secret=\"informant\" x:note=\"informant\">{}{}</IODEF-Document>",
            incident("restriction=\"public\" x:note=\"on the incident\"", ""),
            incident(second, "")
        ))
    };
    let redacted = for_audience(&with("restriction=\"private\""), Rank::Public);
    for gone in ["alice", "4711", "informant", "xml:base"] {
        assert!(!redacted.text.contains(gone), "{gone} in {}", redacted.text);
    }
    let root = "<IODEF-Document xmlns=\"urn:ietf:params:xml:ns:iodef-2.0\" \
        xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:x=\"urn:x\" version=\"2.00\" xml:lang=\"en\" \
        format-id=\"f\" xsi:schemaLocation=\"urn:ietf:params:xml:ns:iodef-2.0 urn:ietf:params:xml:schema:iodef-2.0\">";
    assert!(redacted.text.contains(root), "{}", redacted.text);
    assert!(redacted.text.contains("on the incident"), "{}", redacted.text);
    assert_eq!(redacted.report.hidden.foreign_attributes, 3);

    let all_public = with("restriction=\"public\"");
    let redacted = for_audience(&all_public, Rank::Public);
    assert!(redacted.text.contains("x:note=\"informant\""), "{}", redacted.text);
    assert!(!redacted.text.contains("4711"), "{}", redacted.text);
    let mut audience = Audience::new(Rank::Public);
    audience.strip_foreign_attributes = true;
    let stripped = redact(&all_public, &audience).unwrap().text;
    assert!(!stripped.contains("note") && !stripped.contains("alice"), "{stripped}");
}

#[test]
fn internal_extensions_stay_inside_even_where_all_may_be_seen() {
    let document = document(&incident(
        "",
        r#"<AdditionalData dtype="string" restriction="ext-value" ext-restriction="internal">marked</AdditionalData>
           <AdditionalData dtype="string" name="ticket">named</AdditionalData>
           <AdditionalData dtype="xml"><t:t xmlns:t="urn:ticket">by namespace</t:t></AdditionalData>
           <AdditionalData dtype="string" name="other">stays</AdditionalData>"#,
    ));
    let mut audience = Audience::new(Rank::Private);
    audience.internal = vec!["ticket".into(), "urn:ticket".into()];
    let redacted = redact(&document, &audience).unwrap();
    for gone in ["marked", "named", "by namespace"] {
        assert!(!redacted.text.contains(gone), "{gone}");
    }
    assert!(redacted.text.contains("stays"));
    assert_eq!(reasons(&redacted).len(), 3);
    assert!(reasons(&redacted).iter().all(|(_, reason)| *reason == Reason::Internal));
    audience.keep_internal = true;
    assert!(redact(&document, &audience).unwrap().text.contains("marked"));
}

#[test]
fn signatures_go_and_are_reported() {
    let document = document(&incident(
        r#"restriction="public""#,
        r#"<AdditionalData dtype="xml"><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></AdditionalData>"#,
    ));
    let redacted = for_audience(&document, Rank::Public);
    assert!(!redacted.text.contains("Signature"));
    assert_eq!(reasons(&redacted), [("AdditionalData[1]", Reason::Signature)]);
}

#[test]
fn references_to_what_has_gone_go_with_what_needs_them() {
    let document = document(&incident(
        r#"restriction="green""#,
        r#"<RelatedActivity><IncidentID name="csirt.example.com">2</IncidentID><URL>http://x.example</URL></RelatedActivity>
           <IndicatorData>
             <Indicator restriction="red"><IndicatorID name="a.example" version="1">i-1</IndicatorID>
               <Observable><System observable-id="o-1"><Node><Address category="asn">1</Address></Node></System></Observable></Indicator>
             <Indicator><IndicatorID name="a.example" version="1">i-2</IndicatorID><ObservableReference uid-ref="o-1"/></Indicator>
             <Indicator><IndicatorID name="a.example" version="1">i-3</IndicatorID><IndicatorReference uid-ref="i-2"/></Indicator>
             <Indicator><IndicatorID name="a.example" version="1">i-4</IndicatorID><IndicatorReference euid-ref="far" version="1"/></Indicator>
           </IndicatorData>"#,
    ).replace("</Incident>", "</Incident><Incident purpose=\"other\"><IncidentID name=\"csirt.example.com\">2</IncidentID><GenerationTime>2015-10-02T11:18:00Z</GenerationTime></Incident>"));
    let redacted = for_audience(&document, Rank::Partner);
    for gone in ["i-1", "o-1", "i-2", "i-3", ">2<"] {
        assert!(!redacted.text.contains(gone), "{gone} in {}", redacted.text);
    }
    assert!(redacted.text.contains("i-4") && redacted.text.contains("http://x.example"));
    let dangling =
        reasons(&redacted).into_iter().filter(|(_, reason)| *reason == Reason::Dangling).count();
    assert_eq!(dangling, 1, "{:?}", reasons(&redacted));
}

#[test]
fn a_long_chain_of_references_falls_whole() {
    let indicators: String = (1..200)
        .map(|n| {
            let level = if n == 1 { r#" restriction="red""# } else { "" };
            format!(
                r#"<Indicator{level}><IndicatorID name="a.example" version="1">i-{n}</IndicatorID><IndicatorReference uid-ref="i-{}"/></Indicator>"#,
                n - 1
            )
        })
        .collect();
    let text =
        incident(r#"restriction="green""#, &format!("<IndicatorData>{indicators}</IndicatorData>"));
    let redacted = for_audience(&document(&text), Rank::Partner);
    assert!(!redacted.text.contains("IndicatorReference"));
}

#[test]
fn a_part_of_an_expression_is_not_shown_for_the_whole() {
    let document = document(&incident(
        r#"restriction="green""#,
        r#"<IndicatorData><Indicator><IndicatorID name="a.example" version="1">i-1</IndicatorID><IndicatorExpression operator="and">
             <Observable restriction="red"><Address category="asn">64496</Address></Observable>
             <Observable><Address category="asn">64497</Address></Observable>
           </IndicatorExpression></Indicator></IndicatorData>"#,
    ));
    let redacted = for_audience(&document, Rank::Partner);
    assert!(!redacted.text.contains("6449"), "{}", redacted.text);
}

#[test]
fn amber_strict_is_for_its_own_audience() {
    let content = r#"<EventData restriction="ext-value" ext-restriction="amber+strict"><Description>unseen</Description></EventData>"#;
    let document = document(&incident(r#"restriction="amber""#, content));
    for (label, seen) in [(Tlp::Amber, false), (Tlp::AmberStrict, true), (Tlp::Red, true)] {
        let redacted = redact(&document, &Audience::of_tlp(label)).unwrap();
        assert_eq!(redacted.text.contains("unseen"), seen, "{label}");
    }
}

#[test]
fn an_audience_is_read_from_json() {
    let audience: Audience =
        serde_json::from_str(r#"{"highest": "need-to-know", "mapping": {"default": "partner"}}"#)
            .unwrap();
    assert_eq!(audience.highest, Rank::NeedToKnow);
    assert!(serde_json::from_str::<Audience>(r#"{"highest": "amber"}"#).is_err());
    assert!(serde_json::from_str::<Audience>(r#"{"highest": "public", "x": 1}"#).is_err());
}
