//! The times of a document in one list, and its history (RFC 3067 section 6.12).

use iodef::document::{Document, NodeId};
use iodef::value::timestamp::Timestamp;
use serde::Serialize;

use crate::path::path_of;
use crate::summary::{self, Summary};

/// A time that the document names.
#[derive(Debug, Serialize)]
pub struct Entry {
    path: String,
    class: String,
    value: String,
    instant: Option<f64>,
    /// The class that has the time, and what that is about.
    parent: String,
    summary: Summary,
}

/// Every element that holds a time, in the order of the document.
pub fn of(document: &Document) -> Vec<Entry> {
    let is_time = |node: &NodeId| {
        let name = document.local_name(*node);
        document.is_element(*node)
            && (name.ends_with("Time") || name.starts_with("Date") || name.ends_with("Date"))
    };
    document
        .descendants(document.root())
        .filter(is_time)
        .map(|node| {
            let parent = document.parent(node).unwrap_or(node);
            let value = document.text_of(node).trim().to_owned();
            Entry {
                path: path_of(document, node),
                class: document.local_name(node).to_owned(),
                instant: instant(&value),
                parent: document.local_name(parent).to_owned(),
                summary: summary::of(document, parent),
                value,
            }
        })
        .collect()
}

/// Seconds since the Unix epoch of an `xs:dateTime` with an offset. A `f64` holds them to the
/// microsecond beyond the year 9999; the value itself stays text.
fn instant(value: &str) -> Option<f64> {
    let timestamp = Timestamp::parse_with_offset(value).ok()?;
    #[expect(
        clippy::cast_precision_loss,
        reason = "the seconds of a million years are exact in f64"
    )]
    let seconds = timestamp.unix_seconds() as f64;
    let fraction = timestamp
        .fraction
        .bytes()
        .rev()
        .fold(0.0, |behind, digit| (f64::from(digit.wrapping_sub(b'0')) + behind) / 10.0);
    Some(seconds + fraction)
}

#[cfg(test)]
mod tests {
    use super::instant;

    #[test]
    fn instants_know_their_offset_and_go_beyond_2038() {
        assert_eq!(instant("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(instant("2015-07-18T09:00:00-05:00"), Some(1_437_228_000.0));
        assert_eq!(instant("2038-01-19T03:14:08Z"), Some(2_147_483_648.0));
        assert_eq!(instant("9999-12-31T23:59:59Z"), Some(253_402_300_799.0));
        assert_eq!(instant("1970-01-01T00:00:01.625Z"), Some(1.625));
        assert_eq!(instant("2015-07-18T09:00:00"), None);
        assert_eq!(instant("tomorrow"), None);
    }
}
