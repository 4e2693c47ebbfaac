//! `edgewarden iodef stats`.

use std::io::{self, Write};

use iodef::convert::Statistics;
use serde_json::Value;

use super::args::StatsArguments;
use super::source::Source;
use super::write_json;
use crate::Outcome;
use crate::error::Error;

/// Counts what is in documents.
///
/// # Errors
/// What cannot be read; [`Error::Write`].
pub fn stats(arguments: &StatsArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let mut statistics = Statistics::default();
    for file in &arguments.files {
        statistics.add(&Source::read_as_version_2(file)?.document);
    }
    if arguments.json {
        write_json(&statistics, output)?;
    } else {
        write_table(&serde_json::to_value(&statistics).map_err(io::Error::from)?, 0, output)?;
    }
    Ok(if statistics.skipped > 0 { Outcome::Refused } else { Outcome::Good })
}

/// One line for each figure, those of a group indented below its name.
fn write_table(value: &Value, depth: usize, output: &mut impl Write) -> io::Result<()> {
    const INDENT: &str = "  ";
    for (name, value) in value.as_object().into_iter().flatten() {
        let indent = INDENT.repeat(depth);
        match value {
            Value::Object(group) if group.is_empty() => {}
            Value::Object(_) => {
                writeln!(output, "{indent}{}", name.replace('_', " "))?;
                write_table(value, depth.saturating_add(1), output)?;
            }
            figure => writeln!(output, "{indent}{name}: {figure}")?,
        }
    }
    Ok(())
}
