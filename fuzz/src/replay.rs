//! Replays what the fuzzer found. Each core includes this file in its tests.

use std::fs;
use std::path::Path;

/// Gives every file of `tests/regressions/TARGET/` to the oracle of that target.
pub fn replay(target: &str, oracle: fn(&[u8])) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regressions").join(target);
    let entries = fs::read_dir(&directory).expect("a directory for each target");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "no inputs in {}", directory.display());
    for file in files {
        println!("{}", file.display());
        oracle(&fs::read(&file).expect("an input"));
    }
}
