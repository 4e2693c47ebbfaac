//! The answer to a request that is refused.

use serde_json::{Map, Value, json};

use super::verdict::Refusal;
use crate::error::Error;
use crate::text::Messages;
use crate::validation::Report;

/// Most octets of an answer; diagnostics that do not fit are only counted.
pub const MAX_ANSWER_BYTES: usize = 64 << 10;

/// Octets of an answer beside its diagnostics.
const FRAME_BYTES: usize = 1 << 10;

/// Most characters of the message about a place in the text.
const MAX_MESSAGE_CHARS: usize = 400;

/// Code and message.
pub(super) fn plain(refusal: &Refusal) -> String {
    json!({ "code": refusal.code(), "message": refusal.to_string() }).to_string()
}

/// What is wrong with a body that cannot be read, and where.
pub(super) fn malformed(refusal: &Refusal, error: &Error) -> String {
    let message: String = error.to_string().chars().take(MAX_MESSAGE_CHARS).collect();
    let place = error.place();
    json!({
        "code": refusal.code(),
        "message": message,
        "error": error.code(),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
    })
    .to_string()
}

/// The report of validation, with each message in words, as far as it fits.
pub(super) fn invalid(refusal: &Refusal, report: Report, messages: &Messages) -> String {
    let mut room = MAX_ANSWER_BYTES.saturating_sub(FRAME_BYTES);
    let mut listed = Vec::new();
    let count = report.diagnostics.len();
    for found in &report.diagnostics {
        let mut fields = json!(found);
        if let Value::Object(fields) = &mut fields {
            let message = messages.message(found.rule, &found.args);
            fields.insert("message".to_owned(), message.into());
        }
        let length = fields.to_string().len().saturating_add(1);
        let Some(left) = room.checked_sub(length) else { break };
        room = left;
        listed.push(fields);
    }
    let cut = report.cut.saturating_add(count.saturating_sub(listed.len()));
    let frame = json!(Report { diagnostics: Vec::new(), cut, ..report });
    let mut answer = Map::new();
    answer.insert("code".into(), refusal.code().into());
    answer.insert("message".into(), refusal.to_string().into());
    if let Value::Object(fields) = frame {
        answer.extend(fields);
    }
    answer.insert("diagnostics".into(), listed.into());
    Value::Object(answer).to_string()
}
