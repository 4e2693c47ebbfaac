//! The words for refusals, `locales/en/faults.ftl`: each code has one, each word has a code.
#![allow(clippy::panic, reason = "a test that panics has failed")]

use std::collections::BTreeSet;

const ENGLISH: &str = include_str!("../locales/en/faults.ftl");

/// Where `code()` names them, as `=> "code"`.
const SOURCES: [&str; 3] = [
    include_str!("../src/error.rs"),
    include_str!("../src/editor/fault.rs"),
    include_str!("../src/convert/fault.rs"),
];

/// Those of the session in the browser: `web/iodef-wasm` and `web/src/session`.
const SESSION: [&str; 6] =
    ["no_such_element", "no_document", "readonly", "closed", "stopped", "worker"];

fn codes() -> BTreeSet<&'static str> {
    let named = SOURCES
        .into_iter()
        .flat_map(str::lines)
        .filter_map(|line| line.split_once("=> \"")?.1.split_once('"'))
        .map(|(code, _)| code);
    named.chain(SESSION).collect()
}

#[test]
fn every_refusal_has_a_word_and_every_word_a_refusal() {
    let words: BTreeSet<_> = ENGLISH
        .lines()
        .filter_map(|line| line.strip_prefix("fault-")?.split_once(" = "))
        .map(|(code, _)| code)
        .collect();
    assert_eq!(codes(), words);
    assert!(words.len() > 50, "{}", words.len());
}
