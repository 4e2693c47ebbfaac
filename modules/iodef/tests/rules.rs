//! Both documents of every row of `rules.toml`, under every profile.

#![expect(clippy::panic, reason = "helpers of tests fail the test")]

use std::collections::{BTreeMap, BTreeSet};

use iodef::document::{Document, Limits};
use iodef::profile::Profile;
use iodef::registry::Registry;
use iodef::rules::{Rule, rules};
use iodef::structure::{self, Class, IODEF_2, Schema};
use iodef::text::{Messages, languages, message_id};
use iodef::validation::{Options, Report, validate};

#[path = "rule_documents/mod.rs"]
mod rule_documents;

use rule_documents::{BASE, Edit, Row, edited, rows};

fn report(row: &Row, edits: &[Edit], profile: Profile) -> Report {
    let document = Document::from_text(edited(&row.id, edits), &Limits::default())
        .unwrap_or_else(|error| panic!("{}: {error}", row.id));
    let options = Options {
        profile,
        now: row.options.now.map(std::time::Duration::from_secs),
        received: row.options.received,
        ..Options::default()
    };
    validate(&document, &options)
}

fn ids(report: &Report) -> BTreeSet<String> {
    report.diagnostics.iter().map(|diagnostic| diagnostic.rule.to_owned()).collect()
}

#[test]
fn the_base_document_is_clean_under_every_profile() {
    let document = Document::from_text(BASE.to_owned(), &Limits::default()).unwrap();
    for profile in Profile::ALL {
        let report = validate(&document, &Options { profile, ..Options::default() });
        assert_eq!(report.diagnostics, [], "{profile:?}");
    }
}

#[test]
fn each_rule_fires_on_its_failing_document_and_on_nothing_else() {
    let mut wrong = Vec::new();
    for row in rows() {
        let rule = Rule::named(&row.id).unwrap();
        let mut others = BTreeSet::new();
        for profile in Profile::ALL {
            let mut found = ids(&report(&row, &row.failing, profile));
            let is_on = rule.severity(profile).is_some();
            if found.remove(&row.id) != is_on {
                wrong.push(format!(
                    "{} {}: fires: {}, others {found:?}",
                    row.id,
                    profile.name(),
                    !is_on
                ));
            }
            others.extend(found);
            others.extend(ids(&report(&row, &row.passing, profile)).into_iter().map(|id| {
                if id == row.id {
                    wrong.push(format!("{id} {}: fires on passing", profile.name()));
                }
                id
            }));
        }
        others.remove(&row.id);
        if others != row.also {
            wrong.push(format!("{}: also {others:?}", row.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_diagnostic_stands_where_its_rule_says_and_has_its_severity() {
    let known: BTreeMap<&str, &Rule> = rules().iter().map(|rule| (rule.id, rule)).collect();
    for row in rows() {
        let rule = known[row.id.as_str()];
        // Alternatives, their last element each; `*` is any.
        let places: Vec<&str> = rule
            .xpath
            .split('|')
            .map(|path| {
                let path = path.trim().split(['@', '[']).next().unwrap_or_default();
                path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
            })
            .collect();
        for profile in Profile::ALL {
            for diagnostic in report(&row, &row.failing, profile).diagnostics {
                if diagnostic.rule != row.id {
                    continue;
                }
                assert_eq!(Some(diagnostic.severity), rule.severity(profile), "{}", row.id);
                let step = diagnostic.xpath.rsplit('/').next().unwrap_or_default();
                let name = step.split('[').next().unwrap_or_default();
                assert!(
                    places.contains(&name) || places.contains(&"*"),
                    "{}: {name} is not in {places:?}",
                    row.id
                );
                assert!(
                    diagnostic.line >= 1
                        && diagnostic.column >= 1
                        && diagnostic.start <= diagnostic.end
                );
            }
        }
    }
}

/// What a message of a rule does not say for want of an argument is left as `{ $name }`.
#[test]
fn each_diagnostic_has_a_message_and_all_that_it_names() {
    for language in languages() {
        let messages = Messages::new(language);
        let mut unsaid: BTreeSet<&str> = rules().iter().map(|rule| rule.id).collect();
        for row in rows() {
            for profile in Profile::ALL {
                for diagnostic in report(&row, &row.failing, profile).diagnostics {
                    let message = messages.message(diagnostic.rule, &diagnostic.args);
                    assert_ne!(message, diagnostic.rule, "{language}");
                    assert!(!message.contains("{ $"), "{language}: {}: {message}", diagnostic.rule);
                    let fix = messages.fix(diagnostic.rule, &diagnostic.args);
                    assert!(
                        !fix.is_some_and(|fix| fix.contains("{ $")),
                        "{language}: {}",
                        diagnostic.rule
                    );
                    unsaid.remove(diagnostic.rule);
                }
            }
        }
        assert_eq!(unsaid, BTreeSet::new(), "{language}");
    }
}

#[test]
fn each_rule_that_can_be_repaired_says_how() {
    let english = include_str!("../locales/en/rules.ftl");
    for rule in rules() {
        let message = message_id(rule.id);
        let after = english
            .split(&format!("\n{message} = "))
            .nth(1)
            .unwrap_or_else(|| panic!("{}", rule.id));
        let says = after.lines().nth(1).is_some_and(|line| line.starts_with("    .fix = "));
        assert_eq!(says, rule.id != "executable-content", "{}", rule.id);
    }
}

/// Documents that break structure, one for each of its rules.
const STRUCTURE: [(&str, &str, &str); 14] = [
    ("xsd-root", "<IODEF-Document ", "<Incident "),
    ("xsd-unexpected-element", "<History>", "<Flow/><History>"),
    ("xsd-missing-element", "<IncidentID name=\"csirt.example.com\">2026-0042</IncidentID>", ""),
    ("xsd-unexpected-text", "<History>", "text<History>"),
    ("xsd-unknown-attribute", "<History>", "<History colour=\"red\">"),
    ("xsd-missing-attribute", " role=\"creator\"", ""),
    ("xsd-enumeration", "role=\"creator\"", "role=\"author\""),
    ("xsd-datatype", "<Port>443<", "<Port>https<"),
    ("xsd-fixed", "version=\"2.00\"", "version=\"2.0\""),
    (
        "xsd-one-of",
        "</IndicatorData>",
        "<Indicator><IndicatorID name=\"a.example.com\" version=\"1\">i-2</IndicatorID>\
         <IndicatorReference/></Indicator></IndicatorData>",
    ),
    ("xsd-type", "<History>", "<History xsi:type=\"x\">"),
    ("xsd-nil", "<History>", "<History xsi:nil=\"true\">"),
    ("xsd-id-duplicate", ">i-1<", ">o-1<"),
    (
        "xsd-idref",
        "</IndicatorData>",
        "<Indicator><IndicatorID name=\"a.example.com\" version=\"1\">i-2</IndicatorID>\
         <ObservableReference uid-ref=\"o-9\"/></Indicator></IndicatorData>",
    ),
];

#[test]
fn each_rule_of_structure_has_a_message_and_all_that_it_names() {
    for language in languages() {
        let messages = Messages::new(language);
        for (rule, find, with) in STRUCTURE {
            assert_eq!(BASE.matches(find).count(), 1, "{rule}");
            let mut text = BASE.replace(find, with);
            if rule == "xsd-root" {
                text = text.replace("</IODEF-Document>", "</Incident>");
            }
            let document = Document::from_text(text, &Limits::default()).unwrap();
            let mut found = Vec::new();
            for schema in [Schema::Text, Schema::Common] {
                let registry = Registry::default();
                structure::check(&document, schema, &registry, &mut |diagnostic| {
                    found.push(diagnostic);
                });
            }
            found.retain(|diagnostic| diagnostic.rule == rule);
            assert!(!found.is_empty(), "{rule} does not fire");
            for diagnostic in found {
                let args = diagnostic.args.into_iter().collect();
                let fix = messages.fix(rule, &args).unwrap_or_default();
                for words in [messages.message(rule, &args), fix] {
                    assert!(words != rule && !words.contains("{ $"), "{language}: {words}");
                }
            }
        }
    }
}

/// RFC 7970 section 5.1.1, for every pair that schema A has.
#[test]
fn every_extensible_attribute_and_its_extension_need_each_other() {
    let mut names = BTreeSet::new();
    let mut pairs = 0;
    for class in Class::all(Schema::A).filter(|class| class.namespace() == IODEF_2) {
        for declaration in class.attributes() {
            let Some(extension) = declaration.extension() else { continue };
            let (class, attribute) = (class.name(), declaration.name());
            pairs += 1;
            names.insert(attribute);
            for (written, expected) in [
                (format!("{attribute}=\"ext-value\""), Some("ext-value-without-ext")),
                (
                    format!("{attribute}=\"ext-value\" {extension}=\" \""),
                    Some("ext-value-without-ext"),
                ),
                (format!("{extension}=\"x\""), Some("ext-without-ext-value")),
                (format!("{attribute}=\"other\" {extension}=\"x\""), Some("ext-without-ext-value")),
                (format!("{attribute}=\"ext-value\" {extension}=\"x\""), None),
            ] {
                let xml = format!("<{class} xmlns=\"{IODEF_2}\" {written}/>");
                let document = Document::from_text(xml, &Limits::default()).unwrap();
                let report = validate(&document, &Options::default());
                let found: Vec<&str> = report
                    .diagnostics
                    .iter()
                    .map(|diagnostic| diagnostic.rule)
                    .filter(|rule| rule.starts_with("ext-"))
                    .collect();
                assert_eq!(found, Vec::from_iter(expected), "{class} {written}");
            }
        }
    }
    assert_eq!(names.len(), 23);
    assert!(pairs >= 59, "{pairs}");
}
