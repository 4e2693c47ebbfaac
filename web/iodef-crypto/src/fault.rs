//! What is refused, as `iodef-wasm` says it.

use iodef::Error;
use iodef::signature::{KeyFault, SignatureFault};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsError, JsValue};

/// Why something was refused.
#[derive(Serialize)]
pub struct Fault {
    /// In words.
    pub message: String,
    /// The stable name that the interface looks its own words up by.
    pub code: &'static str,
}

impl Fault {
    /// A fault in these words.
    pub fn of(code: &'static str, message: impl Into<String>) -> Self {
        Self { message: message.into(), code }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error {
            Error::Signature(fault) => fault.into(),
            other => Self::of(other.code(), other.to_string()),
        }
    }
}

impl From<SignatureFault> for Fault {
    fn from(fault: SignatureFault) -> Self {
        let code = match &fault {
            SignatureFault::Key(KeyFault::Undecodable { .. }) => "undecodable",
            SignatureFault::Key(KeyFault::Passphrase) => "passphrase",
            SignatureFault::Key(KeyFault::Pkcs12(_)) => "pkcs12",
            SignatureFault::Key(KeyFault::Derivation { .. }) => "derivation",
            SignatureFault::Key(KeyFault::Algorithm { .. }) => "algorithm",
            SignatureFault::Key(KeyFault::OtherKey) => "other_key",
            SignatureFault::Signed => "signed",
            SignatureFault::Root { .. } => "root",
            SignatureFault::NotASignature(_) => "not_a_signature",
            SignatureFault::NotForThisKey => "not_for_this_key",
            SignatureFault::Sealed { .. } => "damaged",
            _ => "signature",
        };
        Self::of(code, fault.to_string())
    }
}

impl From<KeyFault> for Fault {
    fn from(fault: KeyFault) -> Self {
        SignatureFault::from(fault).into()
    }
}

impl From<Fault> for JsValue {
    fn from(fault: Fault) -> Self {
        answer(&fault).unwrap_or_else(|error| error)
    }
}

/// A value for JavaScript.
pub fn answer<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| JsError::new(&error.to_string()).into())
}
