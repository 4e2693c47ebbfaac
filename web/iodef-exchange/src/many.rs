//! Several documents at once: merged, or counted.

use iodef::Error;
use iodef::convert::{self, Merged, Report, Statistics};
use iodef::document::{Document, Limits};
use iodef::structure::IODEF_1;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::answer::{answer, refusal, refused};

/// The most documents that are merged at once.
pub const MAX_DOCUMENTS: usize = 200;

/// The most octets of all documents that are merged.
pub const MAX_OCTETS: usize = 64 << 20;

/// Documents that become one.
#[wasm_bindgen]
#[derive(Default)]
pub struct Collection {
    documents: Vec<Document>,
    sources: Vec<Source>,
    octets: usize,
}

/// What a document was before it was one of version 2.
#[derive(Serialize)]
struct Source {
    kind: Kind,
    report: Report,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Xml2,
    Xml1,
    Json,
}

#[derive(Serialize)]
struct Joined {
    #[serde(flatten)]
    merged: Merged,
    sources: Vec<Source>,
}

#[wasm_bindgen]
impl Collection {
    /// No documents yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more: XML of version 1 or 2, or RFC 8727 JSON.
    ///
    /// # Errors
    /// What cannot be read, and more than the limits.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.octets = self.octets.saturating_add(bytes.len());
        if self.documents.len() >= MAX_DOCUMENTS || self.octets > MAX_OCTETS {
            return Err(refused(
                "too_many_documents",
                "these documents are too many, or too large",
            ));
        }
        let (document, source) = read(bytes)?;
        self.documents.push(document);
        self.sources.push(source);
        Ok(())
    }

    /// All of them as one.
    ///
    /// # Errors
    /// Documents without an incident.
    pub fn merge(self) -> Result<JsValue, JsValue> {
        let merged = convert::merge(&self.documents).map_err(|error| refusal(&error, ""))?;
        answer(&Joined { merged, sources: self.sources })
    }
}

/// Figures over documents that are looked at one after another, however many there are.
#[wasm_bindgen]
#[derive(Default)]
pub struct Counter {
    statistics: Statistics,
}

#[wasm_bindgen]
impl Counter {
    /// Nothing is counted yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts one more: XML of version 1 or 2, or RFC 8727 JSON.
    ///
    /// # Errors
    /// What cannot be read; it is not counted.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        let (document, _) = read(bytes)?;
        self.statistics.add(&document);
        Ok(())
    }

    /// The figures.
    ///
    /// # Errors
    /// An answer that JavaScript cannot hold.
    pub fn figures(&self) -> Result<JsValue, JsValue> {
        answer(&self.statistics)
    }
}

/// A document of version 2, from what a person may have.
fn read(bytes: &[u8]) -> Result<(Document, Source), JsValue> {
    let first = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let is_json = first.trim_ascii_start().starts_with(b"{");
    if is_json {
        let text = core::str::from_utf8(first)
            .map_err(|_| refused("json_encoding", "this JSON is not written in UTF-8"))?;
        let converted = convert::json::import(text).map_err(|error| refusal(&error, text))?;
        return converted_from(Kind::Json, converted);
    }
    let read = |error: Error| refusal(&error, "");
    let document = Document::parse(bytes, &Limits::default()).map_err(read)?;
    if document.namespace(document.root()) != IODEF_1 {
        return Ok((document, Source { kind: Kind::Xml2, report: Report::default() }));
    }
    converted_from(Kind::Xml1, convert::v1::to_v2(&document).map_err(read)?)
}

fn converted_from(
    kind: Kind,
    converted: convert::Converted,
) -> Result<(Document, Source), JsValue> {
    let document = Document::from_text(converted.text, &Limits::default())
        .map_err(|error| refusal(&error, ""))?;
    Ok((document, Source { kind, report: converted.report }))
}
