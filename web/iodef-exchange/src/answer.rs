//! Answers and refusals as JavaScript reads them.

use iodef::Error;
use iodef::convert::ConvertFault;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsError, JsValue};

/// Why something was refused, as `iodef-wasm` says it.
#[derive(Serialize)]
struct Fault {
    message: String,
    code: &'static str,
    line: usize,
    column: usize,
    /// In UTF-16 units where the text is known, else in octets.
    offset: usize,
}

pub(crate) fn answered<T: Serialize>(result: Result<T, Error>) -> Result<JsValue, JsValue> {
    match result {
        Ok(value) => answer(&value),
        Err(error) => Err(refusal(&error, "")),
    }
}

pub(crate) fn answer<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| JsError::new(&error.to_string()).into())
}

/// A refusal of the core, about a text.
pub(crate) fn refusal(error: &Error, text: &str) -> JsValue {
    let place = error.place().unwrap_or_default();
    let message = match error {
        // The place is said beside it.
        Error::Malformed { fault, .. } => fault.to_string(),
        Error::Convert(ConvertFault::Json { path, fault, .. }) if path.is_empty() => {
            fault.to_string()
        }
        Error::Convert(ConvertFault::Json { path, fault, .. }) => format!("{path}: {fault}"),
        other => other.to_string(),
    };
    let before = text.get(..place.offset).map(|before| before.encode_utf16().count());
    let offset = before.filter(|_| !text.is_empty()).unwrap_or(place.offset);
    let fault =
        Fault { message, code: error.code(), line: place.line, column: place.column, offset };
    answer(&fault).unwrap_or_else(|error| error)
}

pub(crate) fn refused(code: &'static str, message: &str) -> JsValue {
    let fault = Fault { message: message.to_owned(), code, line: 0, column: 0, offset: 0 };
    answer(&fault).unwrap_or_else(|error| error)
}
