//! `edgewarden iodef redact`.

use std::io::{self, Write};

use iodef::restriction::{self, Reason, Report};

use super::args::RedactArguments;
use super::source::Source;
use super::{counted, tell_lossy, write_json};
use crate::Outcome;
use crate::error::Error;

/// Makes a document fit for an audience.
///
/// # Errors
/// What cannot be read, or of which nothing is left; [`Error::Write`].
pub fn redact(arguments: &RedactArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let audience = arguments.audience()?;
    let source = Source::read_as_version_2(&arguments.file)?;
    let redacted = restriction::redact(&source.document, &audience)
        .map_err(|error| Error::Iodef { name: source.name.clone(), source: Box::new(error) })?;
    tell_lossy(&source.name, &source.lossy)?;
    if arguments.json {
        write_json(&redacted, output)?;
    } else {
        output.write_all(redacted.text.as_bytes())?;
        tell(&source.name, &redacted.report, &mut io::stderr().lock())?;
    }
    Ok(Outcome::Good)
}

fn tell(name: &str, report: &Report, output: &mut impl Write) -> io::Result<()> {
    for removed in &report.removed {
        let why = match removed.reason {
            Reason::AboveLevel => "above the level",
            Reason::Internal => "an internal extension",
            Reason::Signature => "a signature over what is changed",
            Reason::Dangling => "refers to what is gone",
            Reason::Incomplete => "not complete without what is gone",
        };
        let extension = removed.level.extension.as_deref();
        let extension = extension.map(|extension| format!(" {extension}")).unwrap_or_default();
        let token = &removed.level.token;
        writeln!(output, "{name}: {} ({token}{extension}) left out: {why}", removed.xpath)?;
    }
    for generalised in &report.generalised {
        writeln!(output, "{name}: {} says `withheld` in {}", generalised.xpath, generalised.name)?;
    }
    let left = report.removed_count.saturating_sub(report.removed.len());
    let left =
        left.saturating_add(report.generalised_count.saturating_sub(report.generalised.len()));
    if left > 0 {
        writeln!(output, "{name}: {left} more")?;
    }
    let hidden = report.hidden;
    let counts = [
        (report.removed_count, "element"),
        (hidden.comments, "comment"),
        (hidden.processing_instructions, "processing instruction"),
        (hidden.namespaces, "namespace"),
        (hidden.foreign_attributes, "foreign attribute"),
        (hidden.invisible, "invisible character"),
    ];
    let counts: Vec<String> = counts.iter().map(|(number, one)| counted(*number, one)).collect();
    writeln!(output, "{name}: left out {}", counts.join(", "))?;
    if report.invisible_left > 0 {
        let left = counted(report.invisible_left, "invisible character");
        writeln!(output, "{name}: {left} left in evidence, extensions and scripts that need them")?;
    }
    Ok(())
}
