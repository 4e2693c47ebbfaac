//! What goes out and comes in: redaction, RFC 8727 JSON, version 1.

use iodef::document::Limits;
use iodef::restriction::{Audience, Tlp, redact};
use iodef::{convert, document::Document};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::fault::Fault;
use crate::session::{Session, answer, refusal};

/// For whom: a label of TLP 2.0, or what is said one by one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Recipient {
    Label(String),
    Described(Audience),
}

#[wasm_bindgen]
impl Session {
    /// The document as an audience may see it, with what was done to it.
    ///
    /// # Errors
    /// No document, an unknown label, or nothing left for this audience.
    pub fn redact(&self, audience: JsValue) -> Result<JsValue, JsValue> {
        let audience = match serde_wasm_bindgen::from_value(audience)? {
            Recipient::Described(audience) => audience,
            Recipient::Label(label) => {
                let label = label.parse::<Tlp>().map_err(|_| {
                    refusal(&Fault::of("unknown_label", "there is no such label of TLP 2.0"))
                })?;
                Audience::of_tlp(label)
            }
        };
        answered(redact(self.document()?, &audience))
    }

    /// The document as RFC 8727 JSON, with what that cannot hold.
    ///
    /// # Errors
    /// No document, or one that is not version 2.
    #[wasm_bindgen(js_name = exportJson)]
    pub fn export_json(&self) -> Result<JsValue, JsValue> {
        answered(convert::json::export(self.document()?))
    }

    /// RFC 8727 JSON as a document.
    ///
    /// # Errors
    /// What is not such JSON.
    #[wasm_bindgen(js_name = importJson)]
    pub fn import_json(&self, text: &str) -> Result<JsValue, JsValue> {
        answered(convert::json::import(text))
    }

    /// A document of version 1 as one of version 2, with each lossy step.
    ///
    /// # Errors
    /// No document, or one that is not version 1.
    #[wasm_bindgen(js_name = convertV1)]
    pub fn convert_v1(&self) -> Result<JsValue, JsValue> {
        answered(convert::v1::to_v2(self.document()?))
    }

    /// What changed from another document to this one.
    ///
    /// # Errors
    /// No document, or another one that cannot be parsed.
    pub fn compare(&self, before: &[u8]) -> Result<JsValue, JsValue> {
        let before = other(before)?;
        answer(&convert::compare(&before, self.document()?))
    }
}

/// Reads the bytes of another file.
pub(crate) fn other(bytes: &[u8]) -> Result<Document, JsValue> {
    Document::parse(bytes, &Limits::default()).map_err(|error| refusal(&Fault::new(&error, "")))
}

pub(crate) fn answered<T: Serialize>(result: Result<T, iodef::Error>) -> Result<JsValue, JsValue> {
    match result {
        Ok(value) => answer(&value),
        Err(error) => Err(refusal(&Fault::new(&error, ""))),
    }
}
