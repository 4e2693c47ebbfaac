//! The file that `rlm_detail` writes: a line with the time, one line with a tab for each attribute,
//! an empty line.

use std::io::ErrorKind;
use std::path::Path;

use crate::Result;

/// One accounting record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetailRecord(Vec<(String, String)>);

impl DetailRecord {
    /// The first value of an attribute as FreeRADIUS prints it, without quotes.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values(name).into_iter().next()
    }

    /// All values of an attribute in order.
    #[must_use]
    pub fn values(&self, name: &str) -> Vec<&str> {
        let named = self.0.iter().filter(|(found, _)| found == name);
        named.map(|(_, value)| value.as_str()).collect()
    }
}

/// The records of a file that may not exist yet.
pub(super) fn read(file: &Path) -> Result<Vec<DetailRecord>> {
    match std::fs::read(file) {
        Ok(octets) => Ok(parse(&String::from_utf8_lossy(&octets))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// The records that are whole.
fn parse(text: &str) -> Vec<DetailRecord> {
    let mut blocks: Vec<&str> = text.split("\n\n").collect();
    // What comes after the last empty line is not whole.
    blocks.pop();
    blocks
        .into_iter()
        .map(|block| DetailRecord(block.lines().filter_map(attribute).collect()))
        .collect()
}

fn attribute(line: &str) -> Option<(String, String)> {
    let (name, value) = line.strip_prefix('\t')?.split_once(" = ")?;
    let unquoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    Some((name.to_owned(), unquoted.unwrap_or(value).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_until_the_last_that_is_whole() {
        let text = "Sun Nov 22 17:00:00 2026\n\tAcct-Session-Id = \"one\"\n\tClass = 0x31\n\
                    \tClass = 0x32\n\tAcct-Status-Type = Start\n\n\
                    Sun Nov 22 17:00:01 2026\n\tAcct-Session-Id = \"two\"\n\n\
                    Sun Nov 22 17:00:02 2026\n\tAcct-Sess";
        let records = parse(text);
        assert_eq!(records.len(), 2);
        assert_eq!(records[0].value("Acct-Session-Id"), Some("one"));
        assert_eq!(records[0].values("Class"), ["0x31", "0x32"]);
        assert_eq!(records[0].value("Acct-Status-Type"), Some("Start"));
        assert_eq!(records[1].value("Acct-Session-Id"), Some("two"));
    }
}
