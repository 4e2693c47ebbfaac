//! `edgewarden iodef seal` and `open`.

use std::io::Write;

use iodef::document::NodeId;

use super::args::{OpenArguments, SealArguments};
use super::keys::{KeyFile, certificate};
use crate::Outcome;
use crate::error::Error;
use crate::iodef::source::Source;
use crate::iodef::tell_lossy;
use crate::random;

/// Seals elements for receivers.
///
/// # Errors
/// What cannot be read, found or sealed; [`Error::Write`].
pub fn seal(arguments: &SealArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let source = Source::read(&arguments.file)?;
    let receivers =
        arguments.to.iter().map(|path| certificate(path)).collect::<Result<Vec<_>, _>>()?;
    let nodes: Vec<NodeId> = arguments
        .xpath
        .iter()
        .map(|xpath| {
            source
                .document
                .resolve(xpath)
                .ok_or_else(|| Error::NoElement { name: source.name.clone(), xpath: xpath.clone() })
        })
        .collect::<Result<_, _>>()?;
    let mut random = random::generator()?;
    let sealed = iodef::encryption::seal(&source.document, &nodes, &receivers, &mut random)
        .map_err(|error| Error::Iodef { name: source.name.clone(), source: Box::new(error) })?;
    tell_lossy(&source.name, &source.lossy)?;
    output.write_all(sealed.as_bytes())?;
    Ok(Outcome::Good)
}

/// Opens what was sealed for a key.
///
/// # Errors
/// What cannot be read or opened; [`Error::Write`].
pub fn open(arguments: &OpenArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let source = Source::read(&arguments.file)?;
    let key = KeyFile::read(&arguments.key)?.opening()?;
    let opened = iodef::encryption::open(&source.document, &key)
        .map_err(|error| Error::Iodef { name: source.name.clone(), source: Box::new(error) })?;
    output.write_all(opened.as_bytes())?;
    Ok(Outcome::Good)
}
