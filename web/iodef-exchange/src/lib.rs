//! What the editor loads when a document goes out or comes in: redaction, RFC 8727 JSON, version 1,
//! comparison, merge, split, statistics. A module of its own, so that the first load does without.
//!
//! Every function takes the text of a document and keeps nothing.

mod answer;
mod audience;
mod many;

use iodef::document::{Document, Limits};
use iodef::restriction::{self, Audience, Marking, Tlp};
use iodef::{convert, editor};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::answer::{answer, answered, refusal, refused};
pub use crate::many::{Collection, Counter};

/// The document as an audience may see it, with what was done to it. Elements of the classes in
/// `without` go too, where they need not stand.
///
/// # Errors
/// An unknown label, or nothing left for this audience.
#[wasm_bindgen]
pub fn redact(text: String, audience: JsValue, without: Vec<String>) -> Result<JsValue, JsValue> {
    let audience = match audience.as_string() {
        Some(label) => Audience::of_tlp(
            label
                .parse::<Tlp>()
                .map_err(|_| refused("unknown_label", "there is no such label of TLP 2.0"))?,
        ),
        None => serde_wasm_bindgen::from_value(audience)?,
    };
    answered(audience::fit(&read(text)?, &audience, without))
}

/// The edit that gives an element a restriction, or takes it, and what else that means: `token` is one
/// of RFC 7970, or becomes an `ext-restriction`.
///
/// # Errors
/// No such element, or nothing at or above it that can carry a restriction.
#[wasm_bindgen]
pub fn mark(text: String, path: &str, token: Option<String>) -> Result<JsValue, JsValue> {
    let document = read(text)?;
    let path: editor::Path =
        path.parse().map_err(|fault: editor::EditFault| refusal(&fault.into(), ""))?;
    let node = path.find(&document).map_err(|fault| refusal(&fault.into(), ""))?;
    let marking = match token {
        Some(token) => Marking::of(&token),
        None => Marking { token: None, extension: None },
    };
    answered(restriction::mark(&document, node, &marking))
}

/// The document as RFC 8727 JSON, with what that cannot hold.
///
/// # Errors
/// A document that is not version 2.
#[wasm_bindgen(js_name = exportJson)]
pub fn export_json(text: String) -> Result<JsValue, JsValue> {
    answered(convert::json::export(&read(text)?))
}

/// RFC 8727 JSON as a document.
///
/// # Errors
/// What is not such JSON, with its place.
#[wasm_bindgen(js_name = importJson)]
pub fn import_json(text: &str) -> Result<JsValue, JsValue> {
    match convert::json::import(text) {
        Ok(converted) => answer(&converted),
        Err(error) => Err(refusal(&error, text)),
    }
}

/// A document of version 1 as one of version 2, with each lossy step.
///
/// # Errors
/// A document that is not version 1.
#[wasm_bindgen(js_name = convertV1)]
pub fn convert_v1(text: String) -> Result<JsValue, JsValue> {
    answered(convert::v1::to_v2(&read(text)?))
}

/// One document for each incident, with what each of them refers to in another.
///
/// # Errors
/// A document that is not version 2, or has no incident.
#[wasm_bindgen]
pub fn split(text: String) -> Result<JsValue, JsValue> {
    answered(convert::split(&read(text)?))
}

/// What changed from another document to this one.
///
/// # Errors
/// Another document that cannot be parsed.
#[wasm_bindgen]
pub fn compare(text: String, before: &[u8]) -> Result<JsValue, JsValue> {
    let before =
        Document::parse(before, &Limits::default()).map_err(|error| refusal(&error, ""))?;
    answer(&convert::compare(&before, &read(text)?))
}

fn read(text: String) -> Result<Document, JsValue> {
    Document::from_text(text, &Limits::default()).map_err(|error| refusal(&error, ""))
}
