//! XML of RFC 7970 to JSON of RFC 8727, and back.
//!
//! - A text without `xml:lang` becomes a plain string only where the language around it is "en",
//!   which is what RFC 8727 section 3.2 lets a reader assume of one; elsewhere it is an object without
//!   `lang`, and a plain string that is read there gets `xml:lang="en"`.
//! - The value of an extension of dtype "xml" is its markup, each element with the namespace
//!   declarations that it needs.
//! - `Signature`, `X509Data`, `DigestMethod` and `CanonicalizationMethod` are the octets of the
//!   element in base64; `DigestValue` is base64 in both forms.
//! - `Confidence` must have a number in JSON. Where the rating is not numeric that is 0, which a
//!   reader ignores (RFC 7970 section 3.12.5).
//! - In an IndicatorExpression of several operands, an operand with its own Confidence becomes an
//!   expression of its own, because JSON has one Confidence for all.
//! - The restriction of a Record is written to each RecordData that has none.

mod export;
mod export_value;
mod import;
mod import_value;
mod map;
mod text;

pub(crate) use text::is_json;

pub use export::export;
pub use import::import;
pub use text::{MAX_BYTES, MAX_DEPTH, MAX_VALUES};
