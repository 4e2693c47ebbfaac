//! `edgewarden token explain` on input that is no token, or nearly one.

use super::realm::Realm;
use super::run::{KeytabFile, Run, run, run_with_input};
use super::tokens::{AT, base64};

fn explain(keytab: &KeytabFile, token: &[u8]) -> Run {
    let arguments = ["token", "explain", "--keytab", keytab.path(), "--at", AT, "-"];
    let run = run_with_input(&arguments, base64(token).as_bytes());
    assert!(!run.errors.contains("panicked"), "{run:?}");
    run
}

#[test]
fn every_truncation_of_a_good_token_is_refused_or_undecodable() {
    let mut realm = Realm::new();
    let token = realm.first_token();
    let file = KeytabFile::of(&realm.keytab());
    for end in 0..token.len() {
        let run = explain(&file, &token[..end]);
        assert!([1, 2].contains(&run.status), "{end}: {run:?}");
    }
    assert_eq!(explain(&file, &token).status, 0);
}

#[test]
fn a_changed_octet_never_ends_the_program_in_another_way() {
    let mut realm = Realm::new();
    let token = realm.first_token();
    let file = KeytabFile::of(&realm.keytab());
    for (position, mask) in (0..token.len()).zip([0x01, 0x80, 0x20, 0xff, 0x04].into_iter().cycle())
    {
        let mut changed = token.clone();
        changed[position] ^= mask;
        let run = explain(&file, &changed);
        assert!((0..=2).contains(&run.status), "{position}: {run:?}");
    }
}

#[test]
fn garbage_is_undecodable_and_the_message_says_what_was_expected() {
    for (token, expected) in [
        ("Negotiate", "[negotiate_empty]"),
        ("", "[negotiate_empty]"),
        ("Basic YWxpY2U6c2VjcmV0", "[not_negotiate]"),
        ("?!", "give the value of the header"),
        ("Negotiate ?!", "[negotiate_base64]"),
        ("AAAA", "[token_tag]"),
        ("YA", "[token_truncated]"),
        ("bgIwAA", "[malformed]"),
        ("YIL/////", "[token_truncated]"),
    ] {
        let run = run(&["token", "explain", token]);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{token:?}: {run:?}");
        assert!(run.errors.starts_with("edgewarden: "), "{token:?}: {run:?}");
        assert!(run.errors.contains(expected), "{token:?}: {run:?}");
        assert!(!run.errors.contains("YWxpY2U6"), "{token:?}: {run:?}");
    }
}

#[test]
fn an_endless_input_is_cut_off() {
    let run = run_with_input(&["token", "explain", "-"], &vec![b'A'; (1 << 20) + 1]);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("standard input is longer than 1048576 octets"), "{run:?}");
}

#[test]
fn octets_that_are_no_text_are_no_token() {
    let run = run_with_input(&["token", "explain", "-"], &[0xff, 0xfe, 0x00]);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
}

#[test]
fn a_keytab_that_cannot_be_read_ends_the_command() {
    let token = base64(&Realm::new().first_token());
    let run = run(&["token", "explain", "--keytab", "/nowhere/keytab", &token]);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
    assert!(run.errors.contains("/nowhere/keytab"), "{}", run.errors);
}
