//! Clocks that are put forward and back.

use std::time::Duration;

use radius::schedule::{Schedule, ScheduleConfig};
use serde_json::{Value, json};

fn schedule(zone: &str, windows: Value) -> Schedule {
    let config: ScheduleConfig =
        serde_json::from_value(json!({"zone": zone, "windows": windows})).unwrap();
    Schedule::new(&config).unwrap()
}

/// Minutes after a midnight in Berlin at which the schedule is open, as first and last of each run.
fn open_minutes(schedule: &Schedule, midnight: u64, minutes: u64) -> Vec<(u64, u64)> {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for minute in 0..minutes {
        if schedule.is_open(Duration::from_secs(midnight + minute * 60)) {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == minute => *last = minute,
                _ => runs.push((minute, minute)),
            }
        }
    }
    runs
}

/// 2027-03-28 00:00 in Berlin, a day of 23 hours: 02:00 becomes 03:00.
const FORWARD: u64 = 1_806_188_400;
/// 2027-10-31 00:00 in Berlin, a day of 25 hours: 03:00 becomes 02:00.
const BACK: u64 = 1_824_933_600;

#[test]
fn a_window_inside_of_the_hour_that_is_skipped_is_not_open_that_day() {
    let skipped = schedule("Europe/Berlin", json!([{"from": "02:15", "to": "02:45"}]));
    assert_eq!(open_minutes(&skipped, FORWARD, 23 * 60), []);
    assert_eq!(open_minutes(&skipped, FORWARD + 23 * 3600, 24 * 60), [(135, 164)]);
}

#[test]
fn a_window_around_the_hour_that_is_skipped_is_an_hour_shorter() {
    let around = schedule("Europe/Berlin", json!([{"from": "01:30", "to": "04:00"}]));
    assert_eq!(open_minutes(&around, FORWARD, 23 * 60), [(90, 179)]);
}

#[test]
fn a_window_inside_of_the_hour_that_is_repeated_is_open_twice() {
    let repeated = schedule("Europe/Berlin", json!([{"from": "02:15", "to": "02:45"}]));
    assert_eq!(open_minutes(&repeated, BACK, 25 * 60), [(135, 164), (195, 224)]);
}

#[test]
fn a_window_around_the_hour_that_is_repeated_is_an_hour_longer() {
    let around = schedule("Europe/Berlin", json!([{"from": "01:30", "to": "04:00"}]));
    assert_eq!(open_minutes(&around, BACK, 25 * 60), [(90, 299)]);
}

#[test]
fn the_day_is_the_one_in_the_zone() {
    // 2027-01-03, a Sunday, 23:30 in UTC.
    let now = Duration::from_secs(1_799_019_000);
    let monday = json!([{"days": ["mon"], "from": "00:00", "to": "24:00"}]);
    assert!(!schedule("Etc/UTC", monday.clone()).is_open(now));
    assert!(schedule("Europe/Berlin", monday.clone()).is_open(now));
    assert!(!schedule("America/New_York", monday.clone()).is_open(now));
    assert!(schedule("CET-1CEST,M3.5.0,M10.5.0/3", monday).is_open(now));
}

#[test]
fn any_of_several_windows_suffices() {
    let windows = json!([
        {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "to": "18:00"},
        {"days": ["sun"], "from": "22:00", "to": "02:00"},
    ]);
    let hours = schedule("Etc/UTC", windows);
    // From 2027-01-03 00:00 in UTC, a Sunday, for two days.
    let runs = open_minutes(&hours, 1_798_934_400, 2 * 24 * 60);
    assert_eq!(runs, [(1320, 1559), (1920, 2519)]);
}

#[test]
fn changes_that_no_rule_describes_are_known() {
    // Morocco: an hour ahead of UTC in January 2026, UTC in Ramadan from 2026-02-15.
    let noon = schedule("Africa/Casablanca", json!([{"from": "12:00", "to": "12:01"}]));
    assert_eq!(open_minutes(&noon, 1_767_225_600, 24 * 60), [(660, 660)]);
    assert_eq!(open_minutes(&noon, 1_771_200_000, 24 * 60), [(720, 720)]);
    // On that day 03:00 becomes 02:00, which is 02:00 in UTC.
    let two = schedule("Africa/Casablanca", json!([{"from": "02:00", "to": "02:01"}]));
    assert_eq!(open_minutes(&two, 1_771_113_600, 24 * 60), [(60, 60), (120, 120)]);
}

#[test]
fn schedules_that_cannot_work_are_refused_with_their_path() {
    let refused = |config: Value| {
        let config: ScheduleConfig = serde_json::from_value(config).unwrap();
        let error = Schedule::new(&config).unwrap_err();
        let code = error.code();
        (error.path, code)
    };
    let window = json!({"from": "08:00", "to": "18:00"});
    let zone = refused(json!({"zone": "Europe/Atlantis", "windows": [window]}));
    assert_eq!(zone, ("zone".to_owned(), "schedule_unknown_zone"));
    let none = refused(json!({"zone": "Europe/Berlin", "windows": []}));
    assert_eq!(none, ("windows".to_owned(), "schedule_windows"));
    let bad = json!({"from": "08:00", "to": "25:00"});
    let time = refused(json!({"zone": "Europe/Berlin", "windows": [window, bad]}));
    assert_eq!(time, ("windows[1].to".to_owned(), "schedule_bad_time"));
    let unknown = json!({"zone": "Europe/Berlin", "windows": [], "days": []});
    assert!(serde_json::from_value::<ScheduleConfig>(unknown).is_err());
}
