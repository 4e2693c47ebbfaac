//! What the editor loads when a document goes out or comes in: redaction, RFC 8727 JSON, version 1,
//! comparison. A module of its own, so that the first load does without.
//!
//! Every function takes the text of a document and keeps nothing.

use iodef::document::{Document, Limits};
use iodef::restriction::{Audience, Tlp};
use iodef::{Error, convert, restriction};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

/// For whom: a label of TLP 2.0, or what is said one by one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Recipient {
    Label(String),
    Described(Audience),
}

/// Why something was refused, as `iodef-wasm` says it.
#[derive(Serialize)]
struct Fault {
    message: String,
    code: &'static str,
    line: usize,
    column: usize,
    offset: usize,
}

/// The document as an audience may see it, with what was done to it.
///
/// # Errors
/// An unknown label, or nothing left for this audience.
#[wasm_bindgen]
pub fn redact(text: String, audience: JsValue) -> Result<JsValue, JsValue> {
    let audience = match serde_wasm_bindgen::from_value(audience)? {
        Recipient::Described(audience) => audience,
        Recipient::Label(label) => {
            Audience::of_tlp(label.parse::<Tlp>().map_err(|_| unknown_label())?)
        }
    };
    answered(restriction::redact(&read(text)?, &audience))
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
/// What is not such JSON.
#[wasm_bindgen(js_name = importJson)]
pub fn import_json(text: &str) -> Result<JsValue, JsValue> {
    answered(convert::json::import(text))
}

/// A document of version 1 as one of version 2, with each lossy step.
///
/// # Errors
/// A document that is not version 1.
#[wasm_bindgen(js_name = convertV1)]
pub fn convert_v1(text: String) -> Result<JsValue, JsValue> {
    answered(convert::v1::to_v2(&read(text)?))
}

/// What changed from another document to this one.
///
/// # Errors
/// Another document that cannot be parsed.
#[wasm_bindgen]
pub fn compare(text: String, before: &[u8]) -> Result<JsValue, JsValue> {
    let before = Document::parse(before, &Limits::default()).map_err(|error| refusal(&error))?;
    answer(&convert::compare(&before, &read(text)?))
}

fn read(text: String) -> Result<Document, JsValue> {
    Document::from_text(text, &Limits::default()).map_err(|error| refusal(&error))
}

fn answered<T: Serialize>(result: Result<T, Error>) -> Result<JsValue, JsValue> {
    match result {
        Ok(value) => answer(&value),
        Err(error) => Err(refusal(&error)),
    }
}

fn answer<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| JsError::new(&error.to_string()).into())
}

fn refusal(error: &Error) -> JsValue {
    let place = error.place().unwrap_or_default();
    let message = error.to_string();
    let fault = Fault {
        message,
        code: error.code(),
        line: place.line,
        column: place.column,
        offset: place.offset,
    };
    answer(&fault).unwrap_or_else(|error| error)
}

fn unknown_label() -> JsValue {
    let message = "there is no such label of TLP 2.0".to_owned();
    let fault = Fault { message, code: "unknown_label", line: 0, column: 0, offset: 0 };
    answer(&fault).unwrap_or_else(|error| error)
}
