//! XML to JSON and back.

use iodef::Error;
use iodef::convert::{ConvertFault, Converted, JsonFault, Loss, MAX_DEPTH, json};

use crate::support::{errors, incident, parse, report};

fn exported(xml: &str) -> (serde_json::Value, Converted) {
    let converted = json::export(&parse(xml)).unwrap();
    (serde_json::from_str(&converted.text).unwrap(), converted)
}

fn fault(text: &str) -> (String, JsonFault) {
    match json::import(text).unwrap_err() {
        Error::Convert(ConvertFault::Json { path, fault, .. }) => (path, fault),
        other => panic!("{other}"),
    }
}

const MINIMAL: &str = r#"{"version": "2.0", "lang": "en", "Incident": [{
    "purpose": "reporting", "restriction": "private",
    "IncidentID": {"id": "492382", "name": "csirt.example.com"},
    "GenerationTime": "2015-07-18T09:00:00-05:00",
    "Contact": [{"type": "organization", "role": "creator",
                 "Email": [{"EmailTo": "contact@csirt.example.com"}]}]}]}"#;

/// RFC 8727 section 4.1.
#[test]
fn the_minimal_example_becomes_a_document_for_all_receivers() {
    let converted = json::import(MINIMAL).unwrap();
    assert!(converted.report.is_empty());
    let document = parse(&converted.text);
    assert!(errors(&document).is_empty(), "{:#?}", errors(&document));
    assert!(converted.text.contains("version=\"2.00\" xml:lang=\"en\""));
    let (json, _) = exported(&converted.text);
    assert_eq!(json, serde_json::from_str::<serde_json::Value>(MINIMAL).unwrap());
}

/// RFC 8727 section 3.2.
#[test]
fn texts_keep_their_language() {
    let body = "<Description>plain</Description>";
    for (language, written) in [("en", "\"plain\""), ("de", "{\"value\":\"plain\"}")] {
        let xml = report(&[incident("1", body)])
            .replace("xml:lang=\"en\"", &format!("xml:lang=\"{language}\""));
        let (json, converted) = exported(&xml);
        assert_eq!(json["Incident"][0]["Description"][0].to_string(), written);
        let back = json::import(&converted.text).unwrap().text;
        assert!(back.contains("<Description>plain</Description>"), "{back}");
    }
    let german = MINIMAL
        .replace("\"lang\": \"en\"", "\"lang\": \"de\"")
        .replace("\"Contact\"", "\"Description\": [\"text\"], \"Contact\"");
    let xml = json::import(&german).unwrap().text;
    assert!(
        xml.contains("<Description xml:lang=\"en\">text</Description>"),
        "a plain string is English"
    );
}

#[test]
fn groups_and_restrictions_of_classes_that_json_lacks_are_reported() {
    let system = |address: &str| {
        format!(
            "<System category=\"source\"><Node><Address category=\"ipv4-addr\">{address}</Address></Node></System>"
        )
    };
    let body = format!(
        "<EventData><Flow>{}</Flow><Flow>{}</Flow><Record restriction=\"private\"><RecordData><RecordItem dtype=\"string\" meaning=\"m\">x</RecordItem></RecordData>\
         <RecordData restriction=\"public\"><RecordItem dtype=\"string\" meaning=\"m\">y</RecordItem></RecordData></Record></EventData>",
        system("192.0.2.1"),
        system("192.0.2.2")
    );
    let (json, converted) = exported(&report(&[incident("1", &body)]));
    let event = &json["Incident"][0]["EventData"][0];
    assert_eq!(event["System"].as_array().unwrap().len(), 2);
    assert_eq!(event["RecordData"][0]["restriction"], "private", "no wider than it was");
    assert_eq!(event["RecordData"][1]["restriction"], "public");
    let steps = &converted.report.steps;
    assert!(
        steps.iter().any(|step| step.what == Loss::Grouping && step.xpath.ends_with("/Flow[2]"))
    );
    assert!(
        steps.iter().any(|step| step.what == Loss::Restriction
            && step.xpath.ends_with("/Record[1]/@restriction"))
    );
    let back = json::import(&converted.text).unwrap().text;
    assert_eq!(back.matches("<Flow>").count(), 1);
}

#[test]
fn numbers_keep_their_digits() {
    let body = |value: &str| {
        format!(
            "<EventData><Flow><System category=\"source\"><Node><Address category=\"asn\">1</Address><Counter type=\"average\" unit=\"byte\">{value}</Counter></Node></System></Flow></EventData>"
        )
    };
    for (written, read) in [
        ("0.10", "0.10"),
        ("+07.50", "7.50"),
        (".5", "0.5"),
        ("1E400", "1E400"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ] {
        let converted = json::export(&parse(&report(&[incident("1", &body(written))]))).unwrap();
        assert!(
            converted.text.contains(&format!("\"value\": {read},")),
            "{written}: {}",
            converted.text
        );
        assert_eq!(
            converted.report.steps.iter().any(|step| step.what == Loss::Spelling),
            written != read
        );
    }
    let converted = json::export(&parse(&report(&[incident("1", &body("INF"))]))).unwrap();
    assert!(
        converted
            .report
            .steps
            .iter()
            .any(|step| step.what == Loss::Number && step.original == "INF")
    );
    let precise = MINIMAL.replace("\"Contact\"", "\"Method\": [{\"Reference\": [{\"ReferenceName\": {\"specIndex\": 90071992547409931, \"ID\": \"x\"}}]}], \"Contact\"");
    assert!(json::import(&precise).unwrap().text.contains("specIndex=\"90071992547409931\""));
}

#[test]
fn comments_and_foreign_attributes_are_reported() {
    let xml =
        report(&[incident("1", "<!-- secret -->")]).replace("<Contact ", "<?go now?><Contact ");
    let (_, converted) = exported(&xml);
    let kinds: Vec<_> = converted.report.steps.iter().map(|step| step.what).collect();
    assert!(
        kinds.contains(&Loss::Comment)
            && kinds.contains(&Loss::ProcessingInstruction)
            && kinds.contains(&Loss::Attribute)
    );
    assert!(!converted.text.contains("secret"));
}

#[test]
fn every_operand_keeps_its_confidence() {
    let observable = |id: &str| {
        format!("<Observable><Address category=\"ipv4-addr\">{id}</Address></Observable>")
    };
    let body = format!(
        "<IndicatorData><Indicator><IndicatorID name=\"a.example\" version=\"1\">i</IndicatorID><IndicatorExpression operator=\"or\">{}<Confidence rating=\"high\"/>{}<Confidence rating=\"low\"/></IndicatorExpression></Indicator></IndicatorData>",
        observable("192.0.2.1"),
        observable("192.0.2.2")
    );
    let (json, converted) = exported(&report(&[incident("1", &body)]));
    let operands =
        &json["Incident"][0]["Indicator"][0]["IndicatorExpression"]["IndicatorExpression"];
    assert_eq!(operands[0]["Confidence"], serde_json::json!({"value": 0, "rating": "high"}));
    assert_eq!(operands[1]["Observable"][0]["Address"]["value"], "192.0.2.2");
    let back = json::import(&converted.text).unwrap().text;
    assert!(
        back.contains("<Confidence rating=\"high\"/>")
            && back.contains("<Confidence rating=\"low\"/>")
    );
}

#[test]
fn what_is_not_of_the_format_is_refused_with_its_path() {
    let with = |from: &str, to: &str| MINIMAL.replace(from, to);
    let (path, found) = fault(&with("\"purpose\"", "\"colour\": 1, \"purpose\""));
    assert_eq!(path, "$.Incident[0].colour");
    assert_eq!(found, JsonFault::UnknownMember { class: "Incident".into(), name: "colour".into() });
    let (path, found) = fault(&with("\"creator\"", "7"));
    assert_eq!(
        (path.as_str(), found),
        (
            "$.Incident[0].Contact[0].role",
            JsonFault::Type { found: "a number", expected: "a string" }
        )
    );
    let (path, _) = fault(&with("[{\"EmailTo\": \"contact@csirt.example.com\"}]", "{}"));
    assert_eq!(path, "$.Incident[0].Contact[0].Email");
    let (path, found) = fault(&with("\"2.0\"", "\"3.0\""));
    assert_eq!((path.as_str(), found), ("$.version", JsonFault::Version { seen: "3.0".into() }));
    let (path, _) = fault("[]");
    assert_eq!(path, "$");
    assert!(matches!(fault("{}").1, JsonFault::MissingMember { .. }));
    assert!(matches!(fault("{").1, JsonFault::Syntax { .. }));
    let error =
        json::import(&with("\"purpose\": \"reporting\",", "\"purpose\": null,")).unwrap_err();
    assert_eq!(error.code(), "json_type");
    assert_eq!(error.place().unwrap().line, 2);
}

#[test]
fn hostile_texts_are_bounded() {
    let levels = json::MAX_DEPTH * 2;
    let deep = format!("{}{}", "{\"EventData\":[".repeat(levels), "]}".repeat(levels));
    let bound = "more than 128 arrays and objects inside each other";
    assert_eq!(fault(&deep).1.to_string(), bound);
    let many = format!("[{}0]", "0,".repeat(json::MAX_VALUES));
    assert!(matches!(fault(&many).1, JsonFault::TooLarge { what: "values", .. }));
    let control = MINIMAL.replace("\"492382\"", "\"a\\u0000b\"");
    let converted = json::import(&control).unwrap();
    assert_eq!(converted.report.steps[0].what, Loss::Character);
    assert!(converted.text.contains(">a\u{fffd}b</IncidentID>"));
    let script = MINIMAL.replace("\"492382\"", "\"<script>&]]>\"");
    assert!(
        json::import(&script).unwrap().text.contains(">&lt;script&gt;&amp;]]&gt;</IncidentID>")
    );
}

#[test]
fn version_1_is_refused() {
    let document = parse("<IODEF-Document xmlns=\"urn:ietf:params:xml:ns:iodef-1.0\"/>");
    assert_eq!(json::export(&document).unwrap_err().code(), "convert_version");
}

#[test]
fn a_confidence_of_zero_is_a_number_where_the_rating_is_one() {
    let confidence = |rating: &str| {
        let assessment = format!(
            "\"Assessment\": [{{\"Confidence\": {{\"rating\": \"{rating}\", \"value\": 0}}}}], \"Contact\""
        );
        json::import(&MINIMAL.replace("\"Contact\"", &assessment)).unwrap().text
    };
    assert!(confidence("numeric").contains("<Confidence rating=\"numeric\">0</Confidence>"));
    assert!(confidence("low").contains("<Confidence rating=\"low\"/>"));
}

/// An incident whose events are inside each other; with the document and the incident, two more levels.
fn nested_events(levels: usize) -> String {
    let (open, close) = ("<EventData>".repeat(levels), "</EventData>".repeat(levels));
    report(&[incident("1", &format!("{open}<Description>x</Description>{close}"))])
}

#[test]
fn what_is_deeper_than_json_may_be_is_refused() {
    // The description is the innermost element.
    let deepest = nested_events(MAX_DEPTH - 3);
    let json = json::export(&parse(&deepest)).unwrap().text;
    let back = json::import(&json).unwrap().text;
    assert_eq!(back.matches("<EventData>").count(), MAX_DEPTH - 3);
    let error = json::export(&parse(&nested_events(MAX_DEPTH - 2))).unwrap_err();
    assert_eq!(error.code(), "convert_too_large");
    assert!(error.to_string().contains("more than 64 elements"), "{error}");
    // What is not of IODEF stays markup.
    let (open, close) = ("<a>".repeat(500), "</a>".repeat(500));
    let foreign = format!(
        "<AdditionalData dtype=\"xml\" meaning=\"m\"><x:a xmlns:x=\"urn:x\" xmlns=\"urn:a\">{open}{close}</x:a></AdditionalData>"
    );
    assert!(json::export(&parse(&report(&[incident("1", &foreign)]))).is_ok());
    let arrays = format!("{}{}", "[".repeat(200), "]".repeat(200));
    assert_eq!(json::import(&arrays).unwrap_err().code(), "json_too_large");
}
