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

fn tests_in(folder: &Path, extension: &str) -> BTreeSet<String> {
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
                found.extend(names(&fs::read_to_string(&path).unwrap()));
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
    let mut tests = tests_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rfc3067"), "rs");
    tests.extend(tests_in(&project().join("web/tests"), "ts"));
    assert_eq!(names(&list), tests);
}
