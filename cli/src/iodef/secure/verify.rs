//! `edgewarden iodef verify`.

use std::io::{self, Write};

use iodef::document::{Document, Limits};
use iodef::signature::{
    Certificate, ContactBook, Standing, TimeFault, Verification, Verified, jws, verify_detached,
};

use super::args::VerifyArguments;
use super::keys::{certificate, failed};
use crate::Outcome;
use crate::error::Error;
use crate::iodef::one_line;
use crate::{input, time};

/// Longest contact book, in octets.
const MAX_BOOK_OCTETS: usize = 16 * 1024 * 1024;

/// Says what the signatures of a document are worth.
///
/// # Errors
/// What cannot be read; [`Error::Write`].
pub fn verify(arguments: &VerifyArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let book = book(arguments)?;
    let octets = input::read_public(&arguments.file, Limits::MAX_BYTES)?;
    let name = input::name(&arguments.file);
    let verification = judge(arguments, &octets, &name, &book)?;
    if arguments.json {
        serde_json::to_writer_pretty(&mut *output, &verification).map_err(io::Error::from)?;
        writeln!(output)?;
    } else {
        tell(&name, &verification, output)?;
    }
    Ok(if verification.standing == Standing::Trusted { Outcome::Good } else { Outcome::Refused })
}

fn judge(
    arguments: &VerifyArguments,
    octets: &[u8],
    name: &str,
    book: &ContactBook,
) -> Result<Verification, Error> {
    let now = Some(time::now());
    if let Some(path) = &arguments.signature {
        let signature = parse(&input::read_public(path, Limits::MAX_BYTES)?, &input::name(path))?;
        let in_signature =
            |source| Error::Iodef { name: input::name(path), source: Box::new(source) };
        return verify_detached(&signature, octets, book, now).map_err(in_signature);
    }
    match std::str::from_utf8(octets) {
        Ok(text) if !text.trim_start_matches('\u{feff}').trim_start().starts_with('<') => {
            let opened = jws::verify(text, book, now).map_err(failed(name))?;
            let standing = opened.verified.standing;
            Ok(Verification { standing, signatures: vec![opened.verified] })
        }
        _ => Ok(iodef::signature::verify(&parse(octets, name)?, book, now)),
    }
}

fn parse(octets: &[u8], name: &str) -> Result<Document, Error> {
    Document::parse(octets, &Limits::default())
        .map_err(|source| Error::Iodef { name: name.to_owned(), source: Box::new(source) })
}

fn book(arguments: &VerifyArguments) -> Result<ContactBook, Error> {
    let mut book = match &arguments.contacts {
        Some(path) => {
            let octets = input::read_public(path, MAX_BOOK_OCTETS)?;
            serde_json::from_slice(&octets).map_err(|error| Error::Key {
                name: input::name(path),
                problem: error.to_string(),
            })?
        }
        None => ContactBook::default(),
    };
    let trusted: Vec<Certificate> =
        arguments.trust.iter().map(|path| certificate(path)).collect::<Result<_, _>>()?;
    book.contacts.extend(ContactBook::of_certificates(&trusted).contacts);
    Ok(book)
}

fn tell(name: &str, verification: &Verification, output: &mut impl Write) -> io::Result<()> {
    for signature in &verification.signatures {
        tell_one(name, signature, output)?;
    }
    let sentence = match verification.standing {
        Standing::Trusted => "trusted: signed as a whole by a key that is known",
        Standing::OtherDomain => "not trusted: signed by a team that is known for another domain",
        Standing::OutOfTime => "not trusted: the time speaks against the signature",
        Standing::Unknown => {
            "not trusted: signed by a key that nobody named with --trust or --contacts"
        }
        Standing::Partial => "not trusted: the signature covers a part only",
        Standing::Invalid => "not trusted: a signature is not right",
        Standing::Unsigned => "not trusted: there is no signature",
    };
    writeln!(output, "{name}: {sentence}")
}

fn tell_one(name: &str, signature: &Verified, output: &mut impl Write) -> io::Result<()> {
    if let Some(problem) = &signature.problem {
        return writeln!(output, "{name}: {}", one_line(problem));
    }
    let contact = signature.contact.as_ref().map(|contact| contact.name.as_str());
    let signer = contact.or(signature.subject.as_deref()).unwrap_or("a key without a certificate");
    writeln!(output, "{name}: signed by {}, {}", one_line(signer), signature.algorithm)?;
    if let Some(sha256) = &signature.sha256 {
        writeln!(output, "{name}: SHA-256 of certificate or key {sha256}")?;
    }
    if let Some(signed_at) = &signature.signed_at {
        writeln!(output, "{name}: signed at {}", one_line(signed_at))?;
    }
    if let Some(fault) = signature.time_fault {
        let sentence = match fault {
            TimeFault::Future => "that time is to come",
            TimeFault::AtSigning => "the certificate was not valid at that time",
            TimeFault::Now => "the certificate is not valid now",
        };
        writeln!(output, "{name}: {sentence}")?;
    }
    let domain = signature.contact.as_ref().and_then(|contact| contact.domain.as_deref());
    if let (Some(false), Some(domain)) = (signature.domain_matches, domain) {
        writeln!(
            output,
            "{name}: the team is known for {}, which is not in every IncidentID",
            one_line(domain)
        )?;
    }
    writeln!(output, "{name}: covers {}", one_line(&signature.covered.join(", ")))
}
