//! The preset `filter_username` against the program that it is named after.

use radius::nai::{Checks, ChecksConfig, Nai, Preset};

use crate::support::{unhex, vectors};

#[test]
fn names_are_refused_as_freeradius_refuses_them() {
    let checks =
        Checks::new(&ChecksConfig { preset: Preset::FilterUsername, ..ChecksConfig::default() });
    for line in vectors("freeradius-3.2.1-filter-username.txt") {
        let (name, answer) = line.split_once(' ').unwrap();
        let name = unhex(name);
        let violation = checks.first_violation(&Nai::parse(&name, b"\\").unwrap());
        let ours = violation.map_or("accept".to_owned(), |violation| {
            format!("reject {}", violation.code().strip_prefix("nai_").unwrap())
        });
        assert_eq!(ours, answer, "{}", name.escape_ascii());
    }
}
