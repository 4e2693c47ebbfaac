//! Plugin configuration: JSON whose errors name the path of the offending element.

use serde::de::DeserializeOwned;

/// Most octets of a message that are kept: a message may quote the element it is about.
const MAX_MESSAGE_OCTETS: usize = 300;

/// What is wrong with a configuration, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("configuration at {path}: {message}")]
pub struct ConfigError {
    /// JSON path, such as `$.anonymous.realms[1]`; `$` is the whole document.
    pub path: String,
    /// What is wrong there.
    pub message: String,
}

impl ConfigError {
    /// `message` about the element at `path` below the root, such as `keytab`; the empty path is
    /// the whole document.
    #[must_use]
    pub fn at(path: &str, message: impl Into<String>) -> Self {
        let path = if path.is_empty() { String::from("$") } else { format!("$.{path}") };
        let mut message = message.into();
        if message.len() > MAX_MESSAGE_OCTETS {
            message.truncate(message.floor_char_boundary(MAX_MESSAGE_OCTETS));
            message.push_str("...");
        }
        Self { path, message }
    }
}

/// Reads one JSON document.
///
/// Types mark themselves `deny_unknown_fields`; each bound is checked where its value is read, so
/// that the path is known.
///
/// # Errors
///
/// The first [`ConfigError`] of the document: not UTF-8, not JSON, not a `T`, or octets after it.
pub fn parse_config<T: DeserializeOwned>(octets: &[u8]) -> Result<T, ConfigError> {
    let mut document = serde_json::Deserializer::from_slice(octets);
    let value = serde_path_to_error::deserialize(&mut document).map_err(|error| {
        let path = error.path().to_string();
        // `.` is the root; `?` is a place that the parser cannot name, as in a truncated document.
        let path = if matches!(path.as_str(), "." | "?") { "" } else { &path };
        ConfigError::at(path, error.inner().to_string())
    })?;
    document.end().map_err(|error| ConfigError::at("", error.to_string()))?;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Document {
        outer: Outer,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        numbers: Vec<u8>,
    }

    fn error(json: &str) -> (String, String) {
        let error = parse_config::<Document>(json.as_bytes()).unwrap_err();
        (error.path, error.message)
    }

    #[test]
    fn a_document_is_read() {
        let document = parse_config::<Document>(br#" {"outer": {"numbers": [1, 2]}} "#);
        assert_eq!(document, Ok(Document { outer: Outer { numbers: vec![1, 2] } }));
    }

    #[test]
    fn an_error_names_the_path_of_the_element() {
        let (path, message) = error(r#"{"outer": {"numbers": [1, 256]}}"#);
        assert_eq!(path, "$.outer.numbers[1]");
        assert!(message.contains("256"), "{message}");
    }

    #[test]
    fn an_unknown_field_is_refused_with_its_path() {
        let (path, message) = error(r#"{"outer": {"numbers": [], "extra": 1}}"#);
        assert_eq!(path, "$.outer.extra");
        assert!(message.contains("unknown field"), "{message}");
    }

    #[test]
    fn a_second_document_is_refused() {
        assert_eq!(error(r#"{"outer": {"numbers": []}} {}"#).0, "$");
    }

    #[test]
    fn nesting_is_bounded() {
        let (_, message) = error(&format!("{{\"outer\": {}", "[".repeat(100_000)));
        assert!(message.len() < 1000);
    }

    #[test]
    fn a_long_message_is_cut_at_a_character() {
        let cut = ConfigError::at("x", "ä".repeat(1000));
        assert!(cut.message.len() <= MAX_MESSAGE_OCTETS + 3);
        assert!(cut.message.ends_with("ä..."));
    }
}
