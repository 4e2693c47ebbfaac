//! `edgewarden iodef convert`.

use std::io::Write;

use iodef::convert::{self, Converted, Report};
use iodef::structure::IODEF_2;

use super::args::{ConvertArguments, Target};
use super::source::{Format, Source};
use super::{tell_lossy, write_json};
use crate::Outcome;
use crate::error::Error;

/// Converts a document.
///
/// # Errors
/// What cannot be read or converted; [`Error::Write`].
pub fn convert(arguments: &ConvertArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let source = Source::read_as_version_2(&arguments.file)?;
    let name = source.name.clone();
    convert::check_root(&source.document, IODEF_2)
        .map_err(|error| Error::Iodef { name: name.clone(), source: Box::new(error) })?;
    let mut converted = match (arguments.to, source.format) {
        (Target::Xml, _) => {
            Converted { text: source.document.text().to_owned(), report: Report::default() }
        }
        (Target::Json, _) => convert::json::export(&source.document)
            .map_err(|error| Error::Iodef { name: name.clone(), source: Box::new(error) })?,
        (Target::Csv, Format::Xml2 | Format::Xml1 | Format::Json) => {
            let table = convert::indicators_csv(&source.document);
            let report = Report { omitted: table.omitted, ..Report::default() };
            Converted { text: table.text, report }
        }
    };
    converted.report.steps.splice(0..0, source.lossy.steps);
    converted.report.omitted = converted.report.omitted.saturating_add(source.lossy.omitted);
    let outcome = if converted.report.is_empty() { Outcome::Good } else { Outcome::Refused };
    if arguments.json {
        write_json(&converted, output)?;
    } else {
        output.write_all(converted.text.as_bytes())?;
        tell_lossy(&name, &converted.report)?;
    }
    Ok(outcome)
}
