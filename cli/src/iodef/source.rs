//! Documents as they are on disk.

use std::path::Path;

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
}

impl Format {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xml2 => "xml2",
            Self::Xml1 => "xml1",
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
    /// Its content.
    pub document: Document,
}

impl Source {
    /// Reads a file, or standard input for `-`.
    ///
    /// # Errors
    /// What cannot be read, or is not well-formed.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let octets = input::read_public(path, Limits::MAX_BYTES)?;
        let name = input::name(path);
        match Document::parse(&octets, &Limits::default()) {
            Ok(document) => {
                let is_version_1 = document.namespace(document.root()) == IODEF_1;
                let format = if is_version_1 { Format::Xml1 } else { Format::Xml2 };
                Ok(Self { name, format, document })
            }
            Err(source) => Err(Error::Iodef { name, source: Box::new(source) }),
        }
    }
}
