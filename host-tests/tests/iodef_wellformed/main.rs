//! The W3C conformance suite of XML, and libxml2: what is well-formed is read, what is not is
//! refused, and the canonical forms agree.
mod forms;
mod oracle;
mod suite;

use iodef::canonical::Canonical;
use iodef::document::{Document, Limits};
use iodef::{Error, Fault};

use suite::{Case, Kind};

/// Documents without a document type declaration that are accepted at least.
const MIN_ACCEPTED: usize = 70;
/// Documents that are refused at least.
const MIN_REFUSED: usize = 1_900;

/// Documents that are accepted at least when their document type declaration is gone.
const MIN_THEN_ACCEPTED: usize = 1_200;
/// Documents that are refused at least even then.
const MIN_STILL_REFUSED: usize = 450;

/// Documents on which libxml2 is no measure, and why.
const NO_MEASURE: [(&str, &str); 3] = [
    ("rmt-ns10-004", "a relative namespace name: libxml2 warns, and has no canonical form of it"),
    ("rmt-ns10-005", "the same"),
    (
        "rmt-ns10-012",
        "spaces in a namespace name: libxml2 calls it an error, Namespaces in XML 1.0 sets no rule \
         for what stands in the attribute",
    ),
];

fn read(octets: &[u8]) -> Result<Document, Error> {
    Document::parse(octets, &Limits::default())
}

fn canonical(document: &Document) -> String {
    Canonical { comments: true, ..Canonical::inclusive() }.write(document, document.document_node())
}

/// Reads a document that must be well-formed, and compares its canonical form.
fn accept(case: &Case, octets: &[u8], problems: &mut Vec<String>) -> bool {
    match read(octets) {
        Err(error) => {
            problems.push(format!("{}: refused: {error}", case.id));
            false
        }
        Ok(document) => {
            let ours = canonical(&document);
            match oracle::canonical(octets) {
                Ok(theirs) if theirs == ours => {}
                Ok(theirs) => problems.push(format!(
                    "{}: canonical forms differ\n  ours   {ours:?}\n  theirs {theirs:?}",
                    case.id
                )),
                Err(complaint) => problems.push(format!("{}: libxml2: {complaint}", case.id)),
            }
            true
        }
    }
}

#[test]
fn the_suite_is_read_and_refused_as_it_says() {
    let (mut accepted, mut refused) = (0, 0);
    let mut problems = Vec::new();
    for case in suite::cases() {
        if !case.is_for_fifth_edition() {
            continue;
        }
        let octets = case.octets();
        if suite::without_doctype(&octets).is_some() {
            match read(&octets) {
                Ok(_) => problems.push(format!("{}: read with its DOCTYPE", case.id)),
                Err(Error::Malformed { fault: Fault::Doctype, .. }) => refused += 1,
                // What is wrong before the declaration is seen first.
                Err(_) if case.kind == Kind::NotWellFormed => refused += 1,
                Err(Error::Unsupported(_)) => refused += 1,
                Err(error) => problems.push(format!("{}: not for its DOCTYPE: {error}", case.id)),
            }
            continue;
        }
        match case.kind {
            Kind::NotWellFormed => match read(&octets) {
                Ok(_) => problems.push(format!("{}: read, but is not well-formed", case.id)),
                Err(_) => refused += 1,
            },
            Kind::WellFormed => accepted += usize::from(accept(&case, &octets, &mut problems)),
            Kind::Error => {}
        }
    }
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
    assert!(accepted >= MIN_ACCEPTED, "{accepted} accepted");
    assert!(refused >= MIN_REFUSED, "{refused} refused");
    println!("{accepted} accepted with the same canonical form, {refused} refused");
}

#[test]
fn without_their_doctype_the_rest_is_read_and_refused_as_libxml2_does() {
    let (mut accepted, mut refused) = (0, 0);
    let mut problems = Vec::new();
    for case in suite::cases() {
        if !case.is_for_fifth_edition() {
            continue;
        }
        let Some(octets) = suite::without_doctype(&case.octets()) else { continue };
        if NO_MEASURE.iter().any(|(id, _)| *id == case.id) {
            assert!(read(&octets).is_ok(), "{}", case.id);
            continue;
        }
        let theirs = oracle::is_well_formed(&octets);
        match (read(&octets), theirs) {
            (Ok(_), Ok(())) => accepted += usize::from(accept(&case, &octets, &mut problems)),
            (Err(_), Err(_)) => refused += 1,
            (Err(Error::Unsupported(_)), Ok(())) => refused += 1,
            (Ok(_), Err(complaint)) => {
                problems.push(format!("{}: read, libxml2 says {complaint}", case.id));
            }
            (Err(error), Ok(())) => {
                problems.push(format!("{}: libxml2 reads it, we say {error}", case.id));
            }
        }
    }
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
    assert!(accepted >= MIN_THEN_ACCEPTED && refused >= MIN_STILL_REFUSED, "{accepted}, {refused}");
    println!("{accepted} accepted with the same canonical form, {refused} refused");
}
