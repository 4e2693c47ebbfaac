//! `edgewarden iodef sign`.

use std::io::Write;

use iodef::document::{Document, Limits};
use iodef::signature::{Signer, jws, sign_detached, sign_enveloped};

use super::args::SignArguments;
use super::keys::{KeyFile, certificate, failed};
use crate::Outcome;
use crate::error::Error;
use crate::{input, time};

/// Signs a document.
///
/// # Errors
/// What cannot be read or signed; [`Error::Write`].
pub fn sign(arguments: &SignArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let file = KeyFile::read(&arguments.key)?;
    let key = file.signing()?;
    let given = arguments.certificate.as_deref().map(certificate).transpose()?;
    let signed_at = time::rfc3339(time::now());
    let certificate = given.as_ref().or(file.certificate.as_ref());
    let signer = Signer { key: &key, certificate, signed_at: &signed_at };
    let octets = input::read_public(&arguments.file, Limits::MAX_BYTES)?;
    let name = input::name(&arguments.file);
    let in_document = |source| Error::Iodef { name: name.clone(), source: Box::new(source) };
    let signed = if arguments.detached {
        let uri = arguments.file.file_name().map(|name| name.to_string_lossy().into_owned());
        sign_detached(&octets, &uri.unwrap_or_default(), &signer).map_err(in_document)?
    } else if let Some(json) = json(&octets) {
        jws::sign(json, &signer).map_err(failed(&name))?
    } else {
        let document = Document::parse(&octets, &Limits::default()).map_err(in_document)?;
        sign_enveloped(&document, &signer).map_err(in_document)?
    };
    output.write_all(signed.as_bytes())?;
    Ok(Outcome::Good)
}

/// The text, if it is that of a JSON object; a byte order mark is no part of it (RFC 8259 section 8.1).
fn json(octets: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(octets).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.trim_start().starts_with('{').then_some(text)
}
