//! Conversions of whatever there is: what they write reads again, and says the same.

use iodef::convert::{Filter, compare, filter, indicators_csv, json, merge, split, statistics, v1};
use iodef::document::{Document, Limits};

/// Between two documents of one input.
const SEPARATOR: &str = "\u{1}";

/// The input is a text of JSON, or documents with a separator between them.
pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    imported(&text);
    let limits = Limits { max_depth: 200, ..Limits::default() };
    let documents: Vec<Document> = text
        .split(SEPARATOR)
        .take(4)
        .filter_map(|text| Document::from_text(text.to_owned(), &limits).ok())
        .collect();
    for document in &documents {
        upgraded(document);
        exported(document);
        parts(document);
        assert!(compare(document, document).list.is_empty());
    }
    merged(&documents);
    if let [before, after, ..] = documents.as_slice() {
        let found = compare(before, after);
        for difference in &found.list {
            let (old, new) = (&difference.before_xpath, &difference.after_xpath);
            assert!(!old.is_empty() || !new.is_empty(), "{difference:?}");
        }
    }
    let figures = statistics(&documents);
    assert_eq!(figures.documents + figures.skipped, documents.len() as u64);
}

/// What is written is read; a nesting that grew beyond the limit of documents is none of ours.
fn read(text: &str) -> Document {
    Document::from_text(text.to_owned(), &Limits::default())
        .unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What was imported and goes back is the same JSON from then on.
fn imported(text: &str) {
    let converted = match json::import(text) {
        Ok(converted) => converted,
        Err(error) => {
            assert!(!error.to_string().is_empty() && !error.code().is_empty());
            return;
        }
    };
    let document = read(&converted.text);
    let first = json::export(&document).expect("a document of version 2");
    let again = json::import(&first.text).unwrap_or_else(|error| panic!("{error}\n{}", first.text));
    let second = json::export(&read(&again.text)).expect("a document of version 2");
    assert_eq!(first.text, second.text);
}

fn exported(document: &Document) {
    let Ok(converted) = json::export(document) else { return };
    if let Ok(back) = json::import(&converted.text) {
        read(&back.text);
    }
}

/// Version 1 becomes version 2, which is not converted again.
fn upgraded(document: &Document) {
    let Ok(converted) = v1::to_v2(document) else { return };
    let new = read(&converted.text);
    assert!(v1::to_v2(&new).is_err());
    let lost = converted.report.steps.iter().all(|step| !step.to_string().is_empty());
    assert!(lost);
}

/// The parts of a document are the document again; a filter that asks for nothing changes nothing.
fn parts(document: &Document) {
    let table = indicators_csv(document);
    for line in table.text.split("\r\n") {
        assert!(!line.starts_with(['=', '+', '-', '@', '\t']), "{line}");
    }
    if let Ok(kept) = filter(document, &Filter::default()) {
        assert_eq!(kept.text, document.text());
    }
    let without = Filter { without: vec!["Address".into(), "Contact".into()], ..Filter::default() };
    if let Ok(kept) = filter(document, &without) {
        read(&kept.text);
    }
    let Ok(parts) = split(document) else { return };
    let parts: Vec<Document> = parts.iter().map(|part| read(&part.text)).collect();
    let whole = merge(&parts).expect("at least one incident");
    // Incidents with the same identifier are one incident afterwards.
    if whole.text.matches("Incident").count() == document.text().matches("Incident").count()
        && whole.report.is_empty()
        && whole.conflicts.is_empty()
    {
        let found = compare(document, &read(&whole.text));
        assert!(found.list.is_empty(), "{found:?}");
    }
}

fn merged(documents: &[Document]) {
    let Ok(result) = merge(documents) else { return };
    let whole = read(&result.text);
    let again = merge(&[whole]).expect("it has incidents");
    assert_eq!(again.text, result.text, "one document is merged already");
}
