//! `edgewarden iodef merge` and `split`.

use std::fs::OpenOptions;
use std::io::{self, Write};

use iodef::convert;
use iodef::document::Document;

use super::args::{MergeArguments, SplitArguments};
use super::source::Source;
use super::{tell_lossy, write_json};
use crate::Outcome;
use crate::error::Error;

/// Makes one document of several.
///
/// # Errors
/// What cannot be read or merged; [`Error::Write`].
pub fn merge(arguments: &MergeArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let mut names = Vec::new();
    let mut documents: Vec<Document> = Vec::new();
    for file in &arguments.files {
        let source = Source::read_as_version_2(file)?;
        tell_lossy(&source.name, &source.lossy)?;
        names.push(source.name);
        documents.push(source.document);
    }
    let merged = convert::merge(&documents)
        .map_err(|error| Error::Iodef { name: names.join(", "), source: Box::new(error) })?;
    let has_conflicts = !merged.conflicts.is_empty();
    if arguments.json {
        write_json(&merged, output)?;
    } else {
        output.write_all(merged.text.as_bytes())?;
        let mut errors = io::stderr().lock();
        for conflict in &merged.conflicts {
            let name = names.get(conflict.document).map_or("", String::as_str);
            let (kept, other) = (&conflict.kept, &conflict.other);
            writeln!(errors, "{name}: {}: kept {kept:?}, not {other:?}", conflict.xpath)?;
        }
        if merged.omitted > 0 {
            writeln!(errors, "{} more conflicts", merged.omitted)?;
        }
        drop(errors);
        tell_lossy("merged", &merged.report)?;
    }
    Ok(if has_conflicts { Outcome::Refused } else { Outcome::Good })
}

/// Makes one document of each incident.
///
/// # Errors
/// What cannot be read; a file that exists or cannot be written; [`Error::Write`].
pub fn split(arguments: &SplitArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let source = Source::read_as_version_2(&arguments.file)?;
    tell_lossy(&source.name, &source.lossy)?;
    let parts = convert::split(&source.document)
        .map_err(|error| Error::Iodef { name: source.name, source: Box::new(error) })?;
    let refers = parts.iter().any(|part| !part.report.is_empty());
    if let Some(folder) = &arguments.into {
        for (number, part) in (1_usize..).zip(&parts) {
            let path = folder.join(format!("{number}.xml"));
            let name = path.display().to_string();
            let create = OpenOptions::new().write(true).create_new(true).open(&path);
            create
                .and_then(|mut file| file.write_all(part.text.as_bytes()))
                .map_err(|source| Error::WriteFile { name: name.clone(), source })?;
            writeln!(output, "{name}")?;
            tell_lossy(&name, &part.report)?;
        }
    } else {
        write_json(&parts, output)?;
    }
    Ok(if refers { Outcome::Refused } else { Outcome::Good })
}
