//! Documents as they are on disk.

use std::path::Path;

use encoding_rs::Encoding;
use iodef::Unsupported;
use iodef::convert::{self, Report};
use iodef::document::{Document, Limits};
use iodef::structure::IODEF_1;

use crate::error::Error;
use crate::input;

/// In what form a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// XML of RFC 7970.
    Xml2,
    /// XML of RFC 5070.
    Xml1,
    /// JSON of RFC 8727.
    Json,
}

impl Format {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xml2 => "xml2",
            Self::Xml1 => "xml1",
            Self::Json => "json",
        }
    }
}

/// A document and where it came from.
#[derive(Debug)]
pub struct Source {
    /// How messages call it.
    pub name: String,
    /// Its form.
    pub format: Format,
    /// Its content; of JSON, the XML that it stands for.
    pub document: Document,
    /// What that XML could not hold as it was.
    pub lossy: Report,
}

impl Source {
    /// Reads a file, or standard input for `-`. What begins as an object is JSON.
    ///
    /// # Errors
    /// What cannot be read, or is not well-formed.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let octets = input::read_public(path, Limits::MAX_BYTES)?;
        let name = input::name(path);
        Self::decode(&name, &octets).map_err(|source| Error::Iodef { name, source: source.into() })
    }

    /// Reads a file, and makes version 2 of version 1.
    ///
    /// # Errors
    /// What cannot be read or is not well-formed.
    pub fn read_as_version_2(path: &Path) -> Result<Self, Error> {
        let source = Self::read(path)?;
        match source.format {
            Format::Xml2 | Format::Json => Ok(source),
            Format::Xml1 => source.into_version_2(),
        }
    }

    fn decode(name: &str, octets: &[u8]) -> Result<Self, iodef::Error> {
        let name = name.to_owned();
        let text = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(octets);
        if text.trim_ascii_start().starts_with(b"{") {
            // What is not UTF-8 is not JSON, and is reported as text that ends too early.
            let text = text.utf8_chunks().next().map_or("", |chunk| chunk.valid());
            let converted = convert::json::import(text)?;
            let document = Document::from_text(converted.text, &Limits::default())?;
            let lossy = converted.report;
            return Ok(Self { name, format: Format::Json, document, lossy });
        }
        let document = match Document::parse(octets, &Limits::default()) {
            Err(error) => legacy(octets, error)?,
            Ok(document) => document,
        };
        let is_version_1 = document.namespace(document.root()) == IODEF_1;
        let format = if is_version_1 { Format::Xml1 } else { Format::Xml2 };
        Ok(Self { name, format, document, lossy: Report::default() })
    }

    fn into_version_2(self) -> Result<Self, Error> {
        let convert = |document: &Document| {
            let converted = convert::v1::to_v2(document)?;
            let document = Document::from_text(converted.text, &Limits::default())?;
            Ok((document, converted.report))
        };
        match convert(&self.document) {
            Ok((document, lossy)) => Ok(Self { document, lossy, ..self }),
            Err(source) => Err(Error::Iodef { name: self.name, source: Box::new(source) }),
        }
    }
}

/// A document in an encoding that the core does not have, decoded here; the first error where its
/// declaration names none that is known, or that of other octets.
fn legacy(octets: &[u8], error: iodef::Error) -> Result<Document, iodef::Error> {
    let iodef::Error::Unsupported(Unsupported::Encoding { name }) = &error else {
        return Err(error);
    };
    let text = Encoding::for_label(name.as_bytes())
        .and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(octets));
    text.map_or(Err(error), |text| Document::from_text(text.into_owned(), &Limits::default()))
}
