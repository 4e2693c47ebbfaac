//! Merging and splitting.

use iodef::convert::{Loss, merge, split};
use iodef::restriction::{Audience, Rank, redact};

use crate::cost::linear;
use crate::support::{errors, incident, parse, report};

fn merged(texts: &[&str]) -> iodef::convert::Merged {
    let documents: Vec<_> = texts.iter().map(|text| parse(text)).collect();
    merge(&documents).unwrap()
}

fn item(time: &str, text: &str) -> String {
    format!(
        "<HistoryItem action=\"investigate\"><DateTime>{time}</DateTime><Description>{text}</Description></HistoryItem>"
    )
}

fn with_history(items: &[String]) -> String {
    report(&[incident("1", &format!("<History>\n  {}\n</History>", items.join("\n  ")))])
}

/// RFC 3067 section 4.2: a document is taken apart and put together again.
#[test]
fn rfc3067_4_2_three_incidents_are_split_and_merged_without_a_difference() {
    let text = format!(
        "{}<?b c?>\n",
        report(&[incident("1", ""), incident("2", "<!-- in two -->"), incident("3", "")]).replace("<IODEF-Document ", "<!-- a -->\n<IODEF-Document ").replace(
            "</IODEF-Document>",
            "<!-- d -->\n<AdditionalData dtype='string' meaning='x' observable-id=\"all\">y</AdditionalData> </IODEF-Document>"
        )
    );
    let document = parse(&text);
    let parts = split(&document).unwrap();
    assert_eq!(parts.len(), 3);
    for (place, part) in parts.iter().enumerate() {
        assert!(errors(&parse(&part.text)).is_empty(), "{:#?}", errors(&parse(&part.text)));
        assert!(part.report.is_empty());
        assert_eq!(part.text.matches("<Incident ").count(), 1);
        assert!(part.text.contains(&format!(">{}</IncidentID>", place + 1)));
    }
    let texts: Vec<_> = parts.iter().map(|part| part.text.as_str()).collect();
    let whole = merged(&texts);
    assert_eq!(whole.text, text);
    assert!(whole.conflicts.is_empty() && whole.report.is_empty(), "{whole:#?}");
}

#[test]
fn a_reference_into_another_part_is_reported() {
    let data = |id: &str| {
        format!("<EventData observable-id=\"{id}\"><Description>x</Description></EventData>")
    };
    let indicator = "<IndicatorData><Indicator><IndicatorID name=\"a.example\" version=\"1\">i1</IndicatorID>\
        <ObservableReference uid-ref=\"one\"/></Indicator></IndicatorData>";
    let document = parse(&report(&[incident("1", &data("one")), incident("2", indicator)]));
    let parts = split(&document).unwrap();
    assert!(parts[0].report.is_empty());
    assert_eq!(parts[1].report.steps[0].what, Loss::Reference);
    assert_eq!(parts[1].report.steps[0].original, "one");
}

#[test]
fn histories_of_the_same_incident_are_joined_in_the_order_of_time() {
    let old = [item("2020-01-01T10:00:00+02:00", "a"), item("2020-01-03T00:00:00Z", "c")];
    let first = with_history(&old);
    let second = with_history(&[
        item("2020-01-02T00:00:00Z", "b"),
        old[0].clone(),
        item("2020-01-01T08:00:00.5Z", "a and a half second"),
        item("2020-01-04T00:00:00Z", "d"),
    ]);
    let third =
        with_history(&[item("2020-01-02T12:00:00Z", "b2"), item("2020-01-02T00:00:00Z", "b")]);
    let result = merged(&[&first, &second, &third]);
    let order: Vec<_> = ["a<", "a and a half", ">b<", ">b2<", ">c<", ">d<"]
        .iter()
        .map(|text| result.text.find(text).unwrap_or_else(|| panic!("{text}\n{}", result.text)))
        .collect();
    assert!(order.is_sorted(), "{order:?}\n{}", result.text);
    assert_eq!(result.text.matches("<HistoryItem").count(), 6);
    for item in &old {
        assert!(result.text.contains(item.as_str()), "old items stay as they are");
    }
    assert!(result.conflicts.is_empty(), "{:#?}", result.conflicts);
    assert!(errors(&parse(&result.text)).is_empty(), "{}", result.text);
}

#[test]
fn a_history_that_is_not_in_the_order_of_time_stays_as_it_is() {
    let day = |day: u32| item(&format!("2020-01-0{day}T00:00:00Z"), &format!("day {day}"));
    let first = with_history(&[day(3), day(1), day(6)]);
    let result = merged(&[&first, &with_history(&[day(5), day(2), day(7), day(3)])]);
    let days: Vec<&str> =
        result.text.split("day ").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    // Each goes before the first item that is later.
    assert_eq!(days, ["2", "3", "1", "5", "6", "7"], "{}", result.text);
}

#[test]
fn contradictions_are_listed_and_the_first_is_kept() {
    let first = report(&[incident("1", "<Description>one</Description>")]);
    let second = first
        .replace("purpose=\"reporting\"", "purpose=\"mitigation\" status=\"new\"")
        .replace("2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z")
        .replace("restriction=\"private\"", "restriction=\"public\"")
        .replace("<Description>one<", "<Description>two<");
    let result = merged(&[&first, &second]);
    let found: Vec<_> =
        result.conflicts.iter().map(|c| (c.xpath.as_str(), c.other.as_str())).collect();
    assert!(found.contains(&("/IODEF-Document/Incident[1]/@purpose", "mitigation")), "{found:?}");
    assert!(found.contains(&("/IODEF-Document/Incident[1]/@restriction", "public")));
    assert!(
        found
            .iter()
            .any(|(path, other)| path.ends_with("/GenerationTime[1]") && other.contains("2021"))
    );
    assert_eq!(found.len(), 3);
    assert!(
        result.text.contains("purpose=\"reporting\"") && result.text.contains("status=\"new\"")
    );
    assert!(result.text.contains(">2020-01-01T00:00:00Z<") && !result.text.contains("2021"));
    assert!(result.text.contains(">one<") && result.text.contains(">two<"), "both descriptions");
    assert!(errors(&parse(&result.text)).is_empty(), "{}", result.text);
}

/// What the second document says to fewer people stays with them.
fn what_partners_see(first: &str, second: &str) -> (iodef::convert::Merged, String) {
    let result = merged(&[first, second]);
    let document = parse(&result.text);
    assert!(errors(&document).is_empty(), "{}", result.text);
    let seen = redact(&document, &Audience::new(Rank::Partner));
    (result, seen.map(|redacted| redacted.text).unwrap_or_default())
}

#[test]
fn what_is_added_keeps_the_restriction_that_it_inherited() {
    let event =
        "<EventData restriction=\"partner\"><Description>for partners</Description></EventData>";
    let contact =
        "<Contact role=\"tech\" type=\"person\"><ContactName>Second</ContactName></Contact>";
    let first =
        report(&[incident("1", event)]).replace("restriction=\"private\"", "restriction=\"green\"");
    let second =
        report(&[incident("1", "")]).replace("</Contact>", &format!("</Contact>{contact}"));
    for restriction in ["restriction=\"red\"", "restriction=\"amber\"", ""] {
        let second = second.replace("restriction=\"private\"", restriction);
        let (result, seen) = what_partners_see(&first, &second);
        assert!(result.text.contains("Second") && !seen.contains("Second"), "{}", result.text);
        assert!(seen.contains("for partners"), "{seen}");
        let line = result.conflicts.iter().find(|it| it.xpath.ends_with("/@restriction"));
        assert_eq!(line.unwrap().kept, "green");
        assert_eq!(result.report.steps[0].what, Loss::Restriction);
    }
    let public = second.replace("restriction=\"private\"", "restriction=\"public\"");
    let (result, seen) = what_partners_see(&first, &public);
    assert!(seen.contains("Second") && result.report.is_empty(), "{seen}");
}

#[test]
fn the_class_around_says_it_for_what_cannot_say_it() {
    let first =
        report(&[incident("1", "")]).replace("restriction=\"private\"", "restriction = 'green'");
    let second = report(&[incident("1", "<Description>for few</Description>")])
        .replace("restriction=\"private\"", "restriction=\"red\" status=\"new\"");
    let (result, seen) = what_partners_see(&first, &second);
    assert!(result.text.contains("for few") && !seen.contains("for few"), "{}", result.text);
    assert!(result.text.contains("<Incident restriction=\"red\""), "{}", result.text);
    assert!(!result.text.contains("green"), "{}", result.text);
    let step = &result.report.steps[0];
    assert_eq!(
        (step.what, step.xpath.as_str()),
        (Loss::Restriction, "1: /IODEF-Document/Incident[1]/Description[1]")
    );
    assert_eq!(step.kept_as, "/IODEF-Document/Incident[1] restriction=\"red\"");
    let status = result.conflicts.iter().find(|it| it.xpath.ends_with("/@status")).unwrap();
    assert_eq!((status.kept.as_str(), status.other.as_str()), ("", "new"));
}

#[test]
fn identifiers_that_meet_give_way_with_their_references() {
    let body = |text: &str| {
        format!(
            "<EventData observable-id=\"e\"><Description>{text}</Description></EventData>\
             <IndicatorData><Indicator><IndicatorID name=\"a.example\" version=\"1\">i</IndicatorID>\
             <ObservableReference uid-ref=\"e\"/></Indicator></IndicatorData>"
        )
    };
    let texts = [report(&[incident("1", &body("x"))]), report(&[incident("2", &body("y"))])];
    let result = merged(&[&texts[0], &texts[1]]);
    let found = errors(&parse(&result.text));
    assert!(found.is_empty(), "{found:#?}\n{}", result.text);
    assert!(
        result.text.contains("observable-id=\"e-1\"") && result.text.contains("uid-ref=\"e-1\"")
    );
    assert!(result.text.contains(">i-1</IndicatorID>"));
    assert_eq!(result.report.steps.iter().filter(|s| s.what == Loss::Identifier).count(), 2);
}

#[test]
fn prefixes_and_languages_of_another_document_come_along() {
    let first = report(&[incident("1", "")]);
    let second = "<i:IODEF-Document xmlns:i=\"urn:ietf:params:xml:ns:iodef-2.0\" xmlns:x=\"urn:x\" version=\"2.00\" xml:lang=\"ja\">\
        <i:Incident purpose=\"watch\"><i:IncidentID name=\"b.example\">9</i:IncidentID>\
        <i:GenerationTime>2020-01-01T00:00:00Z</i:GenerationTime>\
        <i:Contact role=\"creator\" type=\"person\"><i:ContactName>N</i:ContactName></i:Contact>\
        <i:AdditionalData dtype=\"xml\" meaning=\"m\"><x:y/></i:AdditionalData></i:Incident></i:IODEF-Document>";
    let result = merged(&[&first, second]);
    let document = parse(&result.text);
    assert!(errors(&document).is_empty(), "{:#?}\n{}", errors(&document), result.text);
    let incident = document.elements(document.root()).nth(1).unwrap();
    assert_eq!(document.namespace(incident), "urn:ietf:params:xml:ns:iodef-2.0");
    assert!(result.text.contains("xml:lang=\"ja\""));
}

#[test]
fn no_order_of_members_is_broken_by_three_documents() {
    let texts = [
        report(&[incident("1", "")]),
        report(&[incident(
            "1",
            "<History><HistoryItem action=\"other\"><DateTime>2020-01-01T00:00:00Z</DateTime><Description>h</Description></HistoryItem></History>",
        )]),
        report(&[incident("1", "<EventData><Description>late</Description></EventData>")]),
        report(&[incident("1", "<EventData><Description>late</Description></EventData>")]),
    ];
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    let result = merged(&texts);
    assert!(errors(&parse(&result.text)).is_empty(), "{}", result.text);
    assert_eq!(result.text.matches(">late<").count(), 1);
}

#[test]
fn nothing_to_merge_or_split_is_an_error() {
    let empty = parse("<IODEF-Document xmlns=\"urn:ietf:params:xml:ns:iodef-2.0\"/>");
    assert_eq!(split(&empty).unwrap_err().code(), "convert_nothing");
    assert_eq!(merge(&[empty]).unwrap_err().code(), "convert_nothing");
    assert_eq!(merge(&[]).unwrap_err().code(), "convert_nothing");
}

#[test]
fn the_same_domain_in_capitals_is_the_same_incident() {
    let first = report(&[incident("1", "")]);
    let second = first.replace("name=\"csirt.example.org\"", "name=\"CSIRT.Example.ORG\"");
    let result = merged(&[&first, &second]);
    assert_eq!(result.text.matches("<Incident ").count(), 1, "{}", result.text);
    assert!(errors(&parse(&result.text)).is_empty(), "{}", result.text);
}

/// RFC 7970 section 3.29.1: the version tells states of one indicator apart.
#[test]
fn another_version_of_an_indicator_is_a_contradiction() {
    let body = "<IndicatorData><Indicator><IndicatorID name=\"a.example\" version=\"1\">i</IndicatorID>\
        <Description>x</Description><Observable><Address category=\"asn\">1</Address></Observable></Indicator></IndicatorData>";
    let first = report(&[incident("1", body)]);
    let second = first.replace("version=\"1\"", "version=\"2\"");
    let result = merged(&[&first, &second]);
    assert_eq!(result.text.matches("<Indicator>").count(), 1, "{}", result.text);
    let found: Vec<_> =
        result.conflicts.iter().map(|c| (c.xpath.as_str(), c.other.as_str())).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0.contains("IndicatorID[1]") && found[0].1.contains('2'), "{found:?}");
}

#[test]
fn many_additions_are_merged_in_linear_time() {
    const MANY: usize = 100_000;
    let first = report(&[incident("1", "<EventData><Description>x</Description></EventData>")]);
    let events: String = (0..MANY)
        .map(|n| format!("<!--{n}--><EventData><Description>{n}</Description></EventData>"))
        .collect();
    let second = report(&[incident("1", &events)]);
    let documents = [parse(&first), parse(&second)];
    let result = linear(|| merge(&documents).unwrap());
    assert_eq!(result.text.matches("<EventData>").count(), MANY + 1);
    let note = format!("<!--{}-->", MANY - 1);
    assert!(result.text.find(&note) < result.text.find(&format!(">{}<", MANY - 1)));
}

#[test]
fn many_incidents_with_one_identifier_are_joined_in_linear_time() {
    const MANY: usize = 20_000;
    let events: String = (0..MANY)
        .map(|n| format!("<!--{n}--><EventData><Description>{n}</Description></EventData>"))
        .collect();
    let items: String = (0..MANY).map(|n| item("2020-01-01T00:00:00Z", &n.to_string())).collect();
    let first = report(&[incident("1", &format!("{events}<History>{items}</History>"))]);
    let incidents: Vec<String> = (0..MANY)
        .map(|n| {
            let item = item("2020-01-02T00:00:00Z", &format!("second {n}"));
            incident("1", &format!("<EventData><Description>second {n}</Description></EventData><History>{item}</History>"))
        })
        .collect();
    let documents = [parse(&first), parse(&report(&incidents))];
    let result = linear(|| merge(&documents).unwrap());
    assert_eq!(result.text.matches("<EventData>").count(), 2 * MANY);
    assert_eq!(result.text.matches("<HistoryItem").count(), 2 * MANY);
}

#[test]
fn many_added_attributes_and_conflicts_are_merged_in_linear_time() {
    const MANY: usize = 100_000;
    let indicators = |status: &str, text: &str| {
        let all: String = (0..MANY)
            .map(|n| {
                format!(
                    "<Indicator{status}><IndicatorID name=\"a.example\" version=\"1\">i{n}</IndicatorID>\
                     <StartTime>{text}</StartTime><Observable/></Indicator>"
                )
            })
            .collect();
        report(&[incident("1", &format!("<IndicatorData>{all}</IndicatorData>"))])
    };
    let documents = [
        parse(&indicators("", "2020-01-01T00:00:00Z")),
        parse(&indicators(" x-note=\"n\"", "2020-01-02T00:00:00Z")),
    ];
    let result = linear(|| merge(&documents).unwrap());
    assert_eq!(result.conflicts.len() + result.omitted, MANY);
    assert_eq!(result.text.matches("<Indicator x-note=\"n\">").count(), MANY);
}

#[test]
fn long_white_space_is_not_repeated_before_everything_that_is_added() {
    let first = report(&[incident("1", "")]).replacen(
        "<IncidentID",
        &format!("{}<IncidentID", " ".repeat(20_000)),
        1,
    );
    let descriptions: String =
        (0..1_000).map(|n| format!("<Description>{n}</Description>")).collect();
    let result = merged(&[&first, &report(&[incident("1", &descriptions)])]);
    assert!(result.text.len() < 200_000, "{}", result.text.len());
    assert_eq!(result.text.matches("<Description>").count(), 1_000);
}
