//! The list of `docs/rfc3067.md` against the tests that there are.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The numbered requirements of RFC 3067.
const REQUIREMENTS: [&str; 26] = [
    "3.1", "4.1", "4.2", "4.3", "5.1", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "6.8",
    "6.9", "6.10", "6.11", "6.12", "6.13", "6.14", "6.15", "6.16", "6.17", "6.18", "6.19", "6.20",
    "7.1",
];

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Names that begin with `rfc3067_` and have more than a number, in a text.
fn names(text: &str) -> BTreeSet<String> {
    text.split(|character: char| !character.is_ascii_alphanumeric() && character != '_')
        .filter(|word| {
            word.strip_prefix("rfc3067_").is_some_and(|rest| rest.contains(char::is_alphabetic))
        })
        .map(str::to_owned)
        .collect()
}

/// The tests of a file in Rust: functions that carry `#[test]` and are not ignored.
fn tests_in_rust(text: &str) -> BTreeSet<String> {
    let mut is_test = false;
    let mut found = BTreeSet::new();
    for line in text.lines().map(str::trim) {
        match line.strip_prefix("fn ") {
            Some(rest) if is_test => found.extend(named(rest, '(')),
            _ => {}
        }
        is_test = line == "#[test]";
    }
    found
}

/// The tests of a file in TypeScript that are not skipped.
fn tests_in_typescript(text: &str) -> BTreeSet<String> {
    let lines = text.lines().map(str::trim_start);
    lines
        .filter_map(|line| line.strip_prefix("test('"))
        .flat_map(|rest| named(rest, '\''))
        .collect()
}

/// The name before a sign, if it is one of a requirement.
fn named(text: &str, end: char) -> Option<String> {
    let (name, _) = text.split_once(end)?;
    (names(name) == BTreeSet::from([name.to_owned()])).then(|| name.to_owned())
}

fn tests_in(
    folder: &Path,
    extension: &str,
    tests_of: fn(&str) -> BTreeSet<String>,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension)
                && !path.ends_with("listed.rs")
            {
                found.extend(tests_of(&fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

#[test]
fn the_list_names_each_requirement_and_each_test_and_nothing_else() {
    let list = fs::read_to_string(project().join("docs/rfc3067.md")).unwrap();
    for requirement in REQUIREMENTS {
        let row = list.lines().find(|line| line.starts_with(&format!("| {requirement} |")));
        let row = row.unwrap_or_else(|| panic!("{requirement} has no row"));
        let prefix = format!("rfc3067_{}_", requirement.replace('.', "_"));
        assert!(
            names(row).iter().any(|name| name.starts_with(&prefix)),
            "{requirement} has no test"
        );
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rfc3067");
    let mut tests = tests_in(&folder, "rs", tests_in_rust);
    tests.extend(tests_in(&project().join("web/tests"), "ts", tests_in_typescript));
    assert_eq!(names(&list), tests);
}

#[test]
fn a_name_in_a_comment_is_no_test() {
    let rust = "// rfc3067_9_1_a\n#[test]\nfn rfc3067_9_2_b() {\nfn rfc3067_9_3_c() {\n#[test]\n#[ignore]\nfn rfc3067_9_4_d() {";
    assert_eq!(tests_in_rust(rust), BTreeSet::from(["rfc3067_9_2_b".to_owned()]));
    let typescript = "// test('rfc3067_9_1_a'\n  test('rfc3067_9_2_b', () => {\ntest.skip('rfc3067_9_3_c', () => {";
    assert_eq!(tests_in_typescript(typescript), BTreeSet::from(["rfc3067_9_2_b".to_owned()]));
}
