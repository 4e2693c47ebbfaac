//! Filtering, figures, tables and differences.

use iodef::convert::{
    Change, Filter, Loss, MAX_LABELS, MAX_OCTETS, MAX_REPEATED_CHARS, compare, filter,
    indicators_csv, statistics,
};
use iodef::restriction::{Audience, Rank};

use crate::cost::linear;
use crate::support::{errors, incident, parse, report, texts};

fn rich() -> String {
    let first = "<Description>first</Description>\
        <EventData observable-id=\"old\"><StartTime>2019-01-01T00:00:00Z</StartTime><EndTime>2019-01-02T00:00:00Z</EndTime>\
        <Flow><System category=\"source\" observable-id=\"sys\" restriction=\"public\"><Node><Address category=\"ipv4-addr\" observable-id=\"addr\">192.0.2.77</Address></Node></System></Flow></EventData>\
        <EventData observable-id=\"new\"><DetectTime>2020-06-01T00:00:00+02:00</DetectTime>\
        <Contact role=\"irt\" type=\"person\"><ContactName>Jane Doe</ContactName><Email><EmailTo>jane@example.org</EmailTo></Email><Telephone><TelephoneNumber>+49123456</TelephoneNumber></Telephone></Contact>\
        </EventData>\
        <IndicatorData><Indicator><IndicatorID name=\"csirt.example.org\" version=\"1\">i1</IndicatorID><Description>to the old</Description>\
        <ObservableReference uid-ref=\"old\"/></Indicator>\
        <Indicator restriction=\"public\"><IndicatorID name=\"csirt.example.org\" version=\"1\">i2</IndicatorID><StartTime>2020-05-01T00:00:00Z</StartTime><Observable restriction=\"public\">\
        <BulkObservable type=\"user-name\"><BulkObservableList>evil.example\n =cmd.example\n</BulkObservableList></BulkObservable></Observable></Indicator></IndicatorData>\
        <History><HistoryItem action=\"investigate\"><DateTime>2019-01-03T00:00:00Z</DateTime></HistoryItem></History>";
    let assessed = "<Assessment occurrence=\"actual\"><IncidentCategory>malicious code</IncidentCategory><IncidentCategory>mail to jane@example.org</IncidentCategory><IncidentCategory>Joe Bloggs</IncidentCategory>\
        <SystemImpact type=\"availability-service\" severity=\"high\" completion=\"succeeded\"/><BusinessImpact type=\"ext-value\" ext-type=\"Joe Bloggs\"/></Assessment>";
    let second = incident("2", "")
        .replace("<Contact ", &format!("{assessed}<Contact "))
        .replace("2020-01-01", "2020-02-01");
    report(&[incident("1", first), second])
}

fn filtered(filter_: &Filter) -> iodef::convert::Filtered {
    let result = filter(&parse(&rich()), filter_).unwrap();
    let found = errors(&parse(&result.text));
    assert!(found.is_empty(), "{found:#?}\n{}", result.text);
    result
}

#[test]
fn the_example_is_valid() {
    let found = errors(&parse(&rich()));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn an_empty_filter_keeps_every_octet() {
    let result = filtered(&Filter::default());
    assert_eq!(result.text, rich());
    assert!(result.report.is_empty());
}

#[test]
fn incidents_are_kept_by_identifier() {
    let result = filtered(&Filter { incidents: vec!["2".into()], ..Filter::default() });
    assert!(!result.text.contains(">1</IncidentID>") && result.text.contains(">2</IncidentID>"));
    let none = Filter { incidents: vec!["3".into()], ..Filter::default() };
    assert_eq!(filter(&parse(&rich()), &none).unwrap_err().code(), "convert_nothing");
}

#[test]
fn classes_go_and_what_is_required_stays() {
    let result =
        filtered(&Filter { without: vec!["Contact".into(), "System".into()], ..Filter::default() });
    assert!(!result.text.contains("Jane Doe") && !result.text.contains("192.0.2.77"));
    assert!(!result.text.contains("<Flow"), "a Flow without System cannot be");
    assert_eq!(result.text.matches("<Contact ").count(), 2, "each incident must have one");
    let steps = |what| result.report.steps.iter().filter(|step| step.what == what).count();
    assert_eq!(steps(Loss::Required), 2);
    let only = filtered(&Filter { only: vec!["IndicatorData".into()], ..Filter::default() });
    assert!(!only.text.contains("<EventData") && only.text.contains(">i2<"));
    assert!(!only.text.contains(">i1<"), "it referred to an event");
    assert!(
        only.report.steps.iter().any(|step| step.what == Loss::Reference && step.original == "old")
    );
}

#[test]
fn an_interval_keeps_what_it_touches_and_repairs_references() {
    let bounds = |from: &str, until: &str| Filter {
        from: Some(from.to_owned()).filter(|from| !from.is_empty()),
        until: Some(until.to_owned()).filter(|until| !until.is_empty()),
        ..Filter::default()
    };
    let late = filtered(&bounds("2020-01-01", ""));
    assert!(!late.text.contains("\"old\"") && late.text.contains("\"new\""));
    assert!(!late.text.contains(">i1<") && late.text.contains(">i2<"));
    assert!(!late.text.contains("<History"), "its only item is older");
    let early = filtered(&bounds("", "2020-01-15"));
    assert!(early.text.contains("\"old\"") && !early.text.contains("\"new\""));
    assert!(!early.text.contains(">i2<") && !early.text.contains(">2</IncidentID>"));
    let wrong = filter(&parse(&rich()), &bounds("yesterday", "")).unwrap_err();
    assert_eq!(wrong.code(), "convert_interval");
}

#[test]
fn an_audience_sees_what_redaction_leaves() {
    let shown = rich()
        .replace("restriction=\"private\"", "restriction=\"public\"")
        .replace(
            "<EventData observable-id=\"old\">",
            "<EventData observable-id=\"old\" restriction=\"public\">",
        )
        .replace(
            "<EventData observable-id=\"new\">",
            "<EventData observable-id=\"new\" restriction=\"private\">",
        );
    let everyone = Filter { audience: Some(Audience::new(Rank::Public)), ..Filter::default() };
    let result = filter(&parse(&shown), &everyone).unwrap();
    assert!(!result.text.contains("Jane Doe") && result.text.contains("192.0.2.77"));
    assert!(result.redaction.is_some_and(|report| report.removed_count > 0));
}

#[test]
fn figures_name_no_person_and_no_host() {
    let document = parse(&rich());
    let figures = statistics([&document, &document]);
    assert_eq!((figures.documents, figures.incidents, figures.indicators), (2, 4, 4));
    assert_eq!(figures.purposes["reporting"], 4);
    assert_eq!(figures.months["2020-01"], 2);
    assert_eq!(figures.months["2020-02"], 2);
    assert_eq!(figures.categories["malicious-code"], 2);
    assert_eq!(figures.categories["(other)"], 4);
    assert_eq!(figures.system_impacts["availability-service"], 2);
    assert_eq!(figures.business_impacts["ext: (other)"], 2);
    assert_eq!(figures.systems["source"], 2);
    assert_eq!(figures.addresses["ipv4-addr"], 2);
    let json = serde_json::to_string(&figures).unwrap();
    let class_of = |text: &str| {
        text.contains('@')
            || text.contains('.')
            || text.chars().filter(char::is_ascii_digit).count() > 2
    };
    for leaf in texts(&document).into_iter().filter(|leaf| leaf.len() > 2) {
        assert!(!class_of(&leaf) || !json.contains(&leaf), "{leaf} in {json}");
    }
    for secret in ["Jane", "jane", "Bloggs", "Team", "csirt", "192.0", "evil", "+49", "i1"] {
        assert!(!json.contains(secret), "{secret} in {json}");
    }
}

#[test]
fn figures_are_bounded() {
    let incidents: Vec<String> = (0..MAX_LABELS + 20)
        .map(|n| {
            incident(&n.to_string(), "")
                .replace("2020-01-", &format!("{:04}-{:02}-", 1900 + n / 12, 1 + n % 12))
        })
        .collect();
    let figures = statistics([&parse(&report(&incidents))]);
    assert_eq!(figures.months.len(), MAX_LABELS + 1);
    assert_eq!(figures.months["(other)"], 20);
}

#[test]
fn the_table_of_indicators_has_a_row_for_each_value_and_runs_nothing() {
    let table = indicators_csv(&parse(&rich()));
    let rows: Vec<_> = table.text.split("\r\n").collect();
    assert_eq!(
        rows[0],
        "incident,indicator,type,value,role,restriction,start,end,confidence,description,path"
    );
    assert_eq!(table.rows, 3);
    assert!(
        rows.iter()
            .any(|row| row.starts_with("csirt.example.org/1,,ipv4-addr,192.0.2.77,source,public,"))
    );
    assert!(rows.iter().any(|row| row.starts_with(
        "csirt.example.org/1,i2,user-name,evil.example,,public,2020-05-01T00:00:00Z,"
    )));
    assert!(
        rows.iter()
            .any(|row| row.starts_with("csirt.example.org/1,i2,user-name,\"'=cmd.example\","))
    );
}

#[test]
fn hashes_are_written_as_blocklists_have_them() {
    let data = "<EventData><Record><RecordData><FileData><File><HashData scope=\"file-contents\"><Hash>\
        <ds:DigestMethod xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\
        <ds:DigestValue xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=</ds:DigestValue>\
        </Hash></HashData></File></FileData></RecordData></Record></EventData>";
    let table = indicators_csv(&parse(&report(&[incident("1", data)])));
    // Of nothing, as sha256sum prints it.
    let digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert!(table.text.contains(&format!("file-hash sha256,{digest},")), "{}", table.text);
}

#[test]
fn every_path_of_the_table_leads_to_its_value() {
    let address = |n: usize, namespace: &str| {
        format!("<Address{namespace} category=\"ipv4-addr\">192.0.2.{n}</Address>")
    };
    let iodef = " xmlns=\"urn:ietf:params:xml:ns:iodef-2.0\"";
    let content = format!(
        "<EventData><Flow><System><Node>{}{}</Node></System><System><Node>{}</Node></System></Flow></EventData>\
         <AdditionalData dtype=\"xml\" meaning=\"m\"><x:a xmlns:x=\"urn:1\"/><b xmlns=\"urn:3\"/><x:a xmlns:x=\"urn:2\">{}</x:a>\
         <b xmlns=\"urn:4\"/><b xmlns=\"urn:3\">{}</b></AdditionalData>",
        address(1, ""),
        address(2, ""),
        address(3, ""),
        address(4, iodef),
        address(5, iodef)
    );
    let document = parse(&report(&[incident("1", ""), incident("2", &content)]));
    let table = indicators_csv(&document);
    assert_eq!(table.rows, 5);
    for (line, n) in table.text.split_terminator("\r\n").skip(1).zip(1..) {
        let path = line.rsplit(',').next().unwrap();
        let node = document.resolve(path).unwrap();
        assert_eq!(document.text_of(node), format!("192.0.2.{n}"), "{line}");
        assert_eq!(document.xpath(node), path);
    }
}

#[test]
fn the_table_stays_in_proportion_to_the_document() {
    let list = "x\n".repeat(20_000);
    let indicator = format!(
        "<IndicatorData><Indicator><IndicatorID name=\"a.example\" version=\"1\">i</IndicatorID>\
         <Description>{}</Description><Observable><BulkObservable type=\"user-name\">\
         <BulkObservableList>{list}</BulkObservableList></BulkObservable></Observable></Indicator></IndicatorData>",
        "d".repeat(20_000)
    );
    let document = parse(&report(&[incident("1", &indicator)]));
    let table = indicators_csv(&document);
    assert_eq!((table.rows, table.omitted), (20_000, 0));
    assert!(table.text.len() < 20_000 * 1_400, "{}", table.text.len());
    assert!(table.text.contains(&format!(",{}\u{2026},", "d".repeat(MAX_REPEATED_CHARS))));

    let more = report(&[incident("1", &indicator.replace(&list, &"x\n".repeat(80_000)))]);
    let table = indicators_csv(&parse(&more));
    assert!(table.text.len() <= MAX_OCTETS && table.omitted > 0, "{}", table.text.len());
    assert_eq!(table.rows + table.omitted, 80_000);
}

#[test]
fn many_values_side_by_side_take_linear_time() {
    const MANY: usize = 100_000;
    let addresses = "<Address category=\"asn\">1</Address>".repeat(MANY);
    let event =
        format!("<EventData><Flow><System><Node>{addresses}</Node></System></Flow></EventData>");
    let document = parse(&report(&[incident("1", &event)]));
    let table = linear(|| indicators_csv(&document));
    assert_eq!(table.rows, MANY);
    assert!(table.text.ends_with("/Node[1]/Address[100000]\r\n"));
}

/// The cells that a reader of this separator sees, as RFC 4180 has them: quotes count at the
/// beginning of a cell only.
fn cells(text: &str, separator: char) -> Vec<String> {
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut is_quoted, mut characters) = (false, text.chars().peekable());
    while let Some(character) = characters.next() {
        match character {
            '"' if is_quoted && characters.peek() == Some(&'"') => cell.extend(characters.next()),
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() => is_quoted = true,
            '\r' | '\n' if !is_quoted => cells.push(core::mem::take(&mut cell)),
            other if other == separator && !is_quoted => cells.push(core::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    cells.push(cell);
    cells
}

/// The table of one indicator with this description.
fn described(text: &str) -> String {
    let indicator = format!(
        "<IndicatorData><Indicator><IndicatorID name=\"a.example\" version=\"1\">i</IndicatorID><Description>{text}</Description>\
         <Observable><Address category=\"ipv4-addr\">192.0.2.1</Address></Observable></Indicator></IndicatorData>"
    );
    indicators_csv(&parse(&report(&[incident("1", &indicator)]))).text
}

#[test]
fn no_reader_of_the_table_sees_a_formula_whatever_it_takes_for_a_separator() {
    const SIGNS: [&str; 8] = ["=", "+", "-", "@", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}"];
    const BEFORE: [&str; 8] =
        ["", " ", "\"", "'", "\u{200b}", "\u{feff}", "\u{a0}", "\" '\u{2060}"];
    for sign in SIGNS {
        for before in BEFORE {
            for around in ["", "x;", "x|", "x;y\";", "x&#9;", "x&#13;", "x\n", "x,"] {
                let text =
                    described(&format!("{around}{before}{sign}cmd|&apos; /C calc&apos;!A0;y"));
                assert!(text.contains("calc"), "{text}");
                for separator in [',', ';', '|', '\t'] {
                    for cell in cells(&text, separator) {
                        let unseen =
                            |c: char| c.is_whitespace() || "\"\u{200b}\u{feff}\u{2060}".contains(c);
                        let seen = cell.trim_start_matches(unseen);
                        assert!(
                            !SIGNS.iter().any(|sign| seen.starts_with(sign)),
                            "{separator:?} {cell:?} in {text}"
                        );
                    }
                }
            }
        }
    }
    assert!(described("a-b; c=d").contains("\"a-b; c=d\""));
}

#[test]
fn differences_are_added_removed_changed_and_moved() {
    let before = parse(&rich());
    assert!(compare(&before, &before).list.is_empty());
    let text = rich()
        .replace("purpose=\"reporting\" restriction=\"private\">\n    <IncidentID name=\"csirt.example.org\">1<", "purpose=\"watch\" restriction=\"private\" status=\"new\">\n    <IncidentID name=\"csirt.example.org\">1<")
        .replace("<Description>first</Description>", "<Description>second</Description><!-- why -->")
        .replace(" severity=\"high\"", "")
        .replace("</HistoryItem></History>", "</HistoryItem><HistoryItem action=\"other\"><DateTime>2021-01-01T00:00:00Z</DateTime></HistoryItem></History>");
    let found = compare(&before, &parse(&text)).list;
    let has = |kind: Change, path: &str, old: &str, new: &str| {
        found.iter().any(|each| {
            let xpath =
                if kind == Change::Removed { &each.before_xpath } else { &each.after_xpath };
            each.kind == kind && xpath == path && each.before == old && each.after.starts_with(new)
        })
    };
    let one = "/IODEF-Document/Incident[1]";
    assert!(has(Change::Changed, &format!("{one}/@purpose"), "reporting", "watch"), "{found:#?}");
    assert!(has(Change::Added, &format!("{one}/@status"), "", "new"));
    assert!(has(Change::Changed, &format!("{one}/Description[1]"), "first", "second"));
    assert!(has(Change::Added, &format!("{one}/comment()[1]"), "", "<!-- why -->"));
    assert!(has(
        Change::Removed,
        "/IODEF-Document/Incident[2]/Assessment[1]/SystemImpact[1]/@severity",
        "high",
        ""
    ));
    assert!(has(Change::Added, &format!("{one}/History[1]/HistoryItem[2]"), "", "<HistoryItem"));
    assert_eq!(found.len(), 6, "{found:#?}");
    let parts: Vec<_> =
        iodef::convert::split(&before).unwrap().into_iter().map(|part| parse(&part.text)).collect();
    let mut swapped = parts;
    swapped.reverse();
    let swapped = parse(&iodef::convert::merge(&swapped).unwrap().text);
    let moved = compare(&before, &swapped).list;
    assert!(moved.iter().all(|each| each.kind == Change::Moved) && moved.len() == 1, "{moved:#?}");
}

#[test]
fn a_long_list_is_compared_in_time() {
    let list = |order: &mut dyn Iterator<Item = usize>| {
        let items: String = order.map(|n| format!("<Description>{n}</Description>")).collect();
        parse(&report(&[incident("1", &items)]))
    };
    let (a, b) = (list(&mut (0..50_000)), list(&mut (0..50_000).rev()));
    let found = compare(&a, &b);
    assert_eq!(found.list.len() + found.omitted, 49_999);
}
