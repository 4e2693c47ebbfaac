//! Version 1 to version 2.

use std::fs;
use std::path::Path;

use iodef::convert::{Converted, Loss, MAX_DEPTH, v1};
use iodef::document::{Document, Limits};
use iodef::structure::{IODEF_1, IODEF_2};

use crate::support::{errors, parse, texts};

fn examples() -> Vec<(String, Document)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/convert/v1");
    let mut files: Vec<_> =
        fs::read_dir(directory).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), parse(&fs::read_to_string(path).unwrap()))).collect()
}

fn converted(name: &str) -> Converted {
    let (_, document) = examples().into_iter().find(|(other, _)| other == name).unwrap();
    v1::to_v2(&document).unwrap()
}

fn unindented(text: &str) -> String {
    text.lines().map(str::trim_start).collect()
}

#[test]
fn every_example_becomes_valid_for_all_receivers() {
    assert!(examples().len() >= 2);
    for (name, document) in examples() {
        let converted = v1::to_v2(&document).unwrap();
        let found = errors(&parse(&converted.text));
        assert!(found.is_empty(), "{name}: {found:#?}\n{}", converted.text);
    }
}

#[test]
fn no_text_and_no_value_of_version_1_is_missing() {
    for (name, document) in examples() {
        let converted = v1::to_v2(&document).unwrap();
        let new = parse(&converted.text);
        let kept = texts(&new);
        let reported: Vec<_> = converted.report.steps.iter().map(|s| s.original.clone()).collect();
        for text in texts(&document) {
            let found = kept.iter().any(|other| other.contains(&text))
                || reported.iter().any(|other| other.contains(&text));
            // The version, the namespaces of the schemas, and the identifiers that say there is none.
            let expected = ["1.00", "0", "urn:ietf:params:xml:schema:iodef-1.0"];
            assert!(found || expected.contains(&&*text), "{name}: {text:?}\n{}", converted.text);
        }
    }
}

#[test]
fn comments_and_instructions_stay_where_they_stood() {
    let text = converted("worm.xml").text;
    let order = [
        "<!-- a worm",
        "<IODEF-Document",
        "<!-- privileges were",
        "<Assessment>",
        "httpd",
        "</IODEF-Document>",
        "<!-- end -->",
    ];
    let places: Vec<_> = order.iter().map(|part| text.find(part).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}\n{text}");
    assert!(text.contains("<!-- more of it -->\n          <RecordItem dtype=\"url\">"));
    let text = converted("every_class.xml").text;
    assert!(text.contains("<?report tool=\"old\"?>\n<IODEF-Document"));
    assert!(text.contains("+01:00<!-- local --></ReportTime>"));
}

#[test]
fn times_keep_their_form() {
    let text = converted("every_class.xml").text;
    for time in [
        "<StartTime>2005-12-31T23:59:59-05:00<",
        "<EndTime>2006-01-01T00:00:00.123456+14:00<",
        "<GenerationTime>2006-01-02T01:02:03+01:00<",
    ] {
        assert!(text.contains(time), "{time}\n{text}");
    }
}

#[test]
fn classes_that_changed_become_what_section_4_4_says() {
    let text = unindented(&converted("every_class.xml").text);
    for part in [
        "version=\"2.00\" xml:lang=\"de\" format-id=\"liste-7\"",
        "<Name>irc.example.org</Name><DateDomainWasChecked>2006-01-01T01:01:03-05:00<",
        "<NodeRole category=\"ext-value\" ext-category=\"bot\"><Description xml:lang=\"en\">bot host<",
        "<Service ip-protocol=\"17\">",
        "<Address category=\"ipv6-net\" vlan-name=\"v\" vlan-num=\"7\">",
        "<Telephone type=\"fax\"><TelephoneNumber>+49 1 3</TelephoneNumber>",
        "<PAddress xml:lang=\"de\">Weg 1$Ort</PAddress><Description>Sitz</Description>",
        "<EmailTo>press@example.org</EmailTo><Description>day and night</Description>",
        "<SystemImpact severity=\"high\" completion=\"succeeded\" type=\"ext-value\" ext-type=\"extortion\">",
        "<BusinessImpact severity=\"high\" type=\"extortion\"/>",
        "<IncidentCategory>crypto-mining</IncidentCategory>",
        "<Counter type=\"average\" unit=\"byte\" duration=\"second\">10000</Counter>",
        "<Counter type=\"ext-value\" ext-type=\"count\" unit=\"packet\">1E3</Counter>",
        "<enum:ReferenceName specIndex=\"1\">",
        "<Description xml:lang=\"de\">Werkzeug X</Description>",
        "<Description>vendor: ACME; name: named; version: 9</Description>",
        "<RegistryHandle registry=\"local\">",
        "<IncidentID name=\"csirt.example.net\" restriction=\"public\">A-1<",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(converted("worm.xml").text.contains("<Address category=\"ipv4-addr\">192.0.2.200<"));
}

#[test]
fn what_has_no_class_is_kept_in_additional_data_and_reported() {
    let Converted { text, report } = converted("every_class.xml");
    assert!(text.contains("<AdditionalData name=\"iodef-1.0:stray\" dtype=\"xml\""));
    assert!(
        text.contains("<x:stray xmlns:x=\"urn:example:x\" y=\"1\">kept</x:stray></AdditionalData>")
    );
    assert!(text.contains("name=\"iodef-1.0:Node/DateTime\""));
    assert!(
        text.contains(
            "<x:a xmlns:i=\"urn:ietf:params:xml:ns:iodef-1.0\" xmlns:x=\"urn:example:x\" b=\"1\">"
        ) || text.contains(
            "<x:a xmlns:x=\"urn:example:x\" xmlns:i=\"urn:ietf:params:xml:ns:iodef-1.0\" b=\"1\">"
        ),
        "{text}"
    );
    let steps = |what: Loss| report.steps.iter().filter(|step| step.what == what).count();
    assert_eq!(steps(Loss::Added), 2, "GenerationTime and the registry");
    assert_eq!(steps(Loss::Element), 2, "the stray element and the time of a node without name");
    assert_eq!(steps(Loss::Enumeration), 1, "ipv6-net-mask");
    assert_eq!(steps(Loss::Number), 1, "a counter of double precision");
    assert_eq!(steps(Loss::Grouping), 1, "the description before the references");
    assert_eq!(report.omitted, 0);
    assert!(report.steps.iter().all(|step| step.xpath.starts_with("/")));
}

#[test]
fn confidence_is_never_dropped() {
    let source = |rating: &str, text: &str| {
        format!(
            "<IODEF-Document xmlns='{IODEF_1}' version='1.00' lang='en'><Incident purpose='other'>\
             <Assessment><Impact/><Confidence rating='{rating}'>{text}</Confidence></Assessment>\
             </Incident></IODEF-Document>"
        )
    };
    let numeric = v1::to_v2(&parse(&source("numeric", "0.7"))).unwrap();
    assert!(numeric.text.contains("<Confidence rating=\"numeric\">0.7</Confidence>"));
    let words = v1::to_v2(&parse(&source("high", "rather sure"))).unwrap();
    assert!(words.text.contains("<Confidence rating=\"high\"/>"));
    assert!(words.text.contains(
        "meaning=\"Value of IODEF version 1 that version 2 has no class for\">rather sure<"
    ));
}

#[test]
fn other_documents_are_refused() {
    let document = parse(&format!("<IODEF-Document xmlns='{IODEF_2}' version='2.00'/>"));
    let error = v1::to_v2(&document).unwrap_err();
    assert_eq!(error.code(), "convert_version");
    assert!(error.to_string().contains(IODEF_1));
}

#[test]
fn what_is_inside_each_other_is_converted_down_to_a_limit() {
    let with = |levels: usize| {
        let (open, close) = ("<EventData>".repeat(levels), "</EventData>".repeat(levels));
        parse(&format!(
            "<IODEF-Document xmlns='{IODEF_1}'><Incident purpose='other'>{open}{close}</Incident></IODEF-Document>"
        ))
    };
    let levels = MAX_DEPTH - 2;
    let converted = v1::to_v2(&with(levels)).unwrap();
    assert_eq!(converted.text.matches("<EventData").count(), levels);
    for deeper in [levels + 1, Limits::MAX_DEPTH - 2] {
        let error = v1::to_v2(&with(deeper)).unwrap_err();
        assert_eq!(error.code(), "convert_too_large");
        assert!(error.to_string().contains("more than 64 elements"), "{error}");
    }
}

/// What becomes of a node of version 1, which has to be valid.
fn node(content: &str) -> String {
    let text = format!(
        "<IODEF-Document xmlns=\"{IODEF_1}\" version=\"1.00\" lang=\"en\"><Incident purpose=\"reporting\">\
         <IncidentID name=\"csirt.example.com\">1</IncidentID>\
         <ReportTime>2001-09-13T23:19:24+00:00</ReportTime>\
         <Assessment><Impact completion=\"failed\" type=\"admin\"/></Assessment>\
         <Contact role=\"creator\" type=\"organization\"><ContactName>a</ContactName></Contact>\
         <EventData><Flow><System category=\"source\"><Node>{content}</Node></System></Flow></EventData>\
         </Incident></IODEF-Document>"
    );
    let text = v1::to_v2(&parse(&text)).unwrap().text;
    assert_eq!(errors(&parse(&text)), Vec::<String>::new(), "{text}");
    unindented(&text)
}

#[test]
fn addresses_and_names_of_nodes_become_what_version_2_can_hold() {
    let mask = node("<Address category=\"ipv6-net-mask\">2001:db8::/ffff:ffff::</Address>");
    assert!(mask.contains("<Address category=\"ipv6-net\">2001:db8::/32</Address>"), "{mask}");
    let name = node("<NodeName>192.0.2.1</NodeName><NodeName>2001:db8::1</NodeName>");
    assert!(name.contains("<Address category=\"ipv4-addr\">192.0.2.1</Address>"), "{name}");
    assert!(name.contains("<Address category=\"ipv6-addr\">2001:db8::1</Address>"), "{name}");
    let words = node("<NodeName>mail server</NodeName><NodeName>in room 7</NodeName>");
    let address =
        "<Address category=\"ext-value\" ext-category=\"node-name\">mail server</Address>";
    assert!(words.contains(address), "{words}");
    assert!(words.contains("<Description>in room 7</Description>"), "{words}");
}
