//! `edgewarden iodef validate`.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use iodef::Place;
use iodef::diagnostic::{Diagnostic, Severity};
use iodef::registry::{Additions, MAX_ADDITIONS_BYTES, Registry};
use iodef::structure::{self, Schema};
use iodef::text::Messages;
use iodef::validation::{self, Located, Options, Report};
use serde_json::{Map, Value, json};

use super::args::ValidateArguments;
use super::source::{Format, Source};
use super::{counted, one_line};
use crate::error::Error;
use crate::{Outcome, input, time};

/// What stands in the place of a profile for version 1.
const RFC_5070: &str = "rfc5070";

/// Checks documents.
///
/// # Errors
/// A registry that cannot be read; [`Error::Write`].
pub fn validate(arguments: &ValidateArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let options = Options {
        profile: arguments.profile,
        registry: Arc::new(registry(&arguments.registry)?),
        now: Some(time::now()),
        received: arguments.received,
        max_diagnostics: arguments.max_diagnostics,
    };
    let messages = Messages::new(&arguments.language);
    let mut outcome = Outcome::Good;
    let mut documents = Vec::new();
    for file in &arguments.files {
        let read = Source::read(file);
        let checked = read.map(|source| (check(&source, &options), source));
        outcome = outcome.or_worse(match &checked {
            Err(_) => Outcome::Undecodable,
            Ok((report, _)) if !report.valid => Outcome::Refused,
            Ok(_) => Outcome::Good,
        });
        match (arguments.json, &checked) {
            (true, Ok((report, source))) => documents.push(as_json(source, report, &messages)?),
            (true, Err(error)) => documents.push(error_as_json(file, error)),
            (false, Ok((report, source))) => write_text(source, report, &messages, output)?,
            (false, Err(error)) => write_error(file, error, output)?,
        }
    }
    if arguments.json {
        serde_json::to_writer_pretty(&mut *output, &json!({ "documents": documents }))
            .map_err(io::Error::from)?;
        writeln!(output)?;
    }
    Ok(outcome)
}

/// The registries with the additions of these files.
pub fn registry(files: &[std::path::PathBuf]) -> Result<Registry, Error> {
    files.iter().try_fold(Registry::default(), |registry, file| {
        let octets = input::read_public(file, MAX_ADDITIONS_BYTES)?;
        let problem = |problem: String| Error::Registry { name: input::name(file), problem };
        let text = String::from_utf8(octets).map_err(|error| problem(error.to_string()))?;
        let additions: Additions =
            toml::from_str(&text).map_err(|error| problem(error.to_string()))?;
        registry.with(additions).map_err(|error| problem(error.to_string()))
    })
}

fn check(source: &Source, options: &Options) -> Report {
    match source.format {
        Format::Xml2 | Format::Json => validation::validate(&source.document, options),
        Format::Xml1 => check_version_1(source, options),
    }
}

/// What the schema of RFC 5070 says. The rules are those of version 2.
fn check_version_1(source: &Source, options: &Options) -> Report {
    let mut found: Vec<Diagnostic> = Vec::new();
    structure::check(&source.document, Schema::V1, &options.registry, &mut |it| found.push(it));
    found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.rule));
    let count = |severity| found.iter().filter(|it| it.severity == severity).count();
    let listed = found.iter().take(options.max_diagnostics);
    Report {
        profile: options.profile,
        valid: count(Severity::Error) == 0,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        infos: count(Severity::Info),
        cut: found.len().saturating_sub(options.max_diagnostics),
        diagnostics: listed.map(|it| Located::new(&source.document, it)).collect(),
    }
}

fn profile(source: &Source, report: &Report) -> &'static str {
    match source.format {
        Format::Xml2 | Format::Json => report.profile.name(),
        Format::Xml1 => RFC_5070,
    }
}

fn write_text(
    source: &Source,
    report: &Report,
    messages: &Messages,
    output: &mut impl Write,
) -> io::Result<()> {
    let name = &source.name;
    for found in &report.diagnostics {
        let (line, column) = (found.line, found.column);
        let (severity, rule) = (severity(found.severity), found.rule);
        let message = one_line(&messages.message(rule, &found.args));
        match source.format {
            // The lines are those of the XML, which nobody has seen.
            Format::Json => {
                writeln!(output, "{name}: {severity} {rule} {}: {message}", found.xpath)?
            }
            _ => writeln!(output, "{name}:{line}:{column}: {severity} {rule} {message}")?,
        }
    }
    if report.cut > 0 {
        writeln!(output, "{name}: {} more", report.cut)?;
    }
    let valid = if report.valid { "valid" } else { "not valid" };
    writeln!(
        output,
        "{name}: {valid} under {}: {}, {}, {}",
        profile(source, report),
        counted(report.errors, "error"),
        counted(report.warnings, "warning"),
        counted(report.infos, "notice"),
    )
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn as_json(source: &Source, report: &Report, messages: &Messages) -> Result<Value, Error> {
    let mut document = Map::new();
    document.insert("file".into(), source.name.as_str().into());
    document.insert("format".into(), source.format.name().into());
    let report_as_json = serde_json::to_value(report).map_err(io::Error::from)?;
    if let Value::Object(fields) = report_as_json {
        document.extend(fields);
    }
    document.insert("profile".into(), profile(source, report).into());
    let listed = document.get_mut("diagnostics").and_then(Value::as_array_mut);
    for (json, found) in listed.into_iter().flatten().zip(&report.diagnostics) {
        if let Value::Object(fields) = json {
            fields.insert("message".into(), messages.message(found.rule, &found.args).into());
        }
    }
    Ok(document.into())
}

fn error_as_json(file: &Path, error: &Error) -> Value {
    let Error::Iodef { source, .. } = error else {
        let message = error.to_string();
        return json!({ "file": input::name(file), "error": { "code": "not_read", "message": message } });
    };
    let (code, message) = (source.code(), without_place(source));
    let fields = match source.place() {
        Some(Place { line, column, .. }) => {
            json!({ "code": code, "message": message, "line": line, "column": column })
        }
        None => json!({ "code": code, "message": message }),
    };
    json!({ "file": input::name(file), "error": fields })
}

fn write_error(file: &Path, error: &Error, output: &mut impl Write) -> io::Result<()> {
    let name = input::name(file);
    match error {
        Error::Iodef { source, .. } => match source.place() {
            Some(place) => {
                let (line, column) = (place.line, place.column);
                let (code, message) = (source.code(), without_place(source));
                writeln!(output, "{name}:{line}:{column}: error {code} {message}")
            }
            None => writeln!(output, "{name}: error {} {source}", source.code()),
        },
        other => writeln!(output, "{name}: error {other}"),
    }
}

/// The message of an error whose place is written beside it.
fn without_place(error: &iodef::Error) -> String {
    let message = error.to_string();
    let place = error.place().map(|place| format!("{place}: ")).unwrap_or_default();
    message.strip_prefix(&place).unwrap_or(&message).to_owned()
}
