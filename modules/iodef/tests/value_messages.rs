//! Every reason why a check refuses a string has its words in English.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

use std::collections::BTreeMap;

use iodef::text::Messages;
use iodef::value::{Part, Problem};

#[test]
fn each_reason_is_told_in_words() {
    let messages = Messages::new("en");
    let problems = [
        Problem::Empty,
        Problem::Character('\u{202e}'),
        Problem::Missing(Part::At),
        Problem::Repeated(Part::Group),
        Problem::Range { least: 0, greatest: 255 },
        Problem::LeadingZero,
        Problem::TooLong { limit: 63 },
        Problem::Length { expected: 32, found: 16 },
        Problem::Unbalanced('('),
        Problem::Reversed,
        Problem::NotCanonical,
        Problem::OtherVersion,
        Problem::NotNetwork,
        Problem::NoSuchDate,
        Problem::LeapSecond,
        Problem::NoOffset,
        Problem::NothingToRepeat,
        Problem::UnknownName,
        Problem::NotPunycode,
        Problem::NumericTopLevel,
        Problem::Escape('d'),
        Problem::Uneven { expected: 2, found: 3 },
        Problem::Malformed,
    ];
    for problem in problems {
        let mut args: BTreeMap<&'static str, String> = problem.figures().into_iter().collect();
        args.insert("found", "SEEN".to_owned());
        args.insert("reason", problem.code().to_owned());
        let text = messages.message("url", &args);
        assert!(text.starts_with("“SEEN” is no URL: "), "{text}");
        assert!(
            !text.contains('{') && !text.ends_with(&format!(": {}", problem.code())),
            "{problem:?}: {text}"
        );
    }
    let args = BTreeMap::from([
        ("found", "x".to_owned()),
        ("reason", "missing".to_owned()),
        ("part", "at".to_owned()),
    ]);
    assert_eq!(messages.message("url", &args), "“x” is no URL: the @ is missing");
}

#[test]
fn each_part_is_told_in_words() {
    let messages = Messages::new("en");
    for part in [
        Part::At,
        Part::LocalPart,
        Part::Domain,
        Part::Label,
        Part::SecondLabel,
        Part::Scheme,
        Part::Number,
        Part::Group,
        Part::DoubleColon,
        Part::Prefix,
        Part::Mask,
        Part::Digit,
        Part::Octet,
        Part::Subtype,
        Part::Subtag,
        Part::Date,
        Part::Time,
        Part::Operand,
        Part::Hive,
        Part::Field,
        Part::Component,
        Part::Close,
        Part::Line,
    ] {
        let name = format!("part-{}", part.code());
        assert_ne!(messages.message(&name, &BTreeMap::new()), name);
    }
}
