//! Shared secrets: from the configuration itself, from a file or from the environment.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use radius::crypto::Secret;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

use super::error::{ConfigError, ConfigProblem, Warning};
use super::files::Surroundings;

/// Most octets of a file with a secret.
const MAX_FILE_OCTETS: u64 = 4_096;

/// RFC 2865 section 3: "it is preferred that the secret be at least 16 octets".
const PREFERRED_OCTETS: usize = 16;

/// A secret as it is written: wiped when dropped, never printed.
#[derive(Clone)]
pub struct SecretText(Zeroizing<String>);

/// The three ways to give a secret.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given<'a> {
    pub secret: &'a Option<SecretText>,
    pub secret_file: &'a Option<PathBuf>,
    pub secret_env: &'a Option<String>,
}

impl Given<'_> {
    /// The secret that is given; none if it is given in no way. `at` is the path of the element that
    /// has it.
    pub(super) fn resolve(
        self,
        at: &str,
        surroundings: &Surroundings<'_>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Option<Arc<Secret>>, ConfigError> {
        let (path, octets) = match (self.secret, self.secret_file, self.secret_env) {
            (None, None, None) => return Ok(None),
            (Some(SecretText(text)), None, None) => {
                (format!("{at}.secret"), Zeroizing::new(text.as_bytes().to_vec()))
            }
            (None, Some(file), None) => {
                let path = format!("{at}.secret_file");
                let octets = surroundings.read(&path, file, MAX_FILE_OCTETS)?;
                (path, without_line_end(&octets))
            }
            (None, None, Some(name)) => {
                let path = format!("{at}.secret_env");
                let text = (surroundings.variable)(name).map(Zeroizing::new);
                let missing = || ConfigProblem::NoVariable(name.clone());
                let text = text.ok_or_else(|| ConfigError::new(path.as_str(), missing()))?;
                (path, Zeroizing::new(text.as_bytes().to_vec()))
            }
            _ => {
                let text = "only one of secret, secret_file and secret_env can be given";
                return Err(ConfigError::value(at, text));
            }
        };
        let secret = Secret::new(&octets).map_err(|error| ConfigError::refused(&path, error))?;
        if octets.len() < PREFERRED_OCTETS {
            let text = "a secret of less than 16 octets can be guessed from captured packets";
            warnings.push(Warning { path, text: text.to_owned() });
        }
        Ok(Some(Arc::new(secret)))
    }
}

/// A file that an editor has made ends in a line end that is not meant.
fn without_line_end(octets: &[u8]) -> Zeroizing<Vec<u8>> {
    let octets = octets.strip_suffix(b"\n").unwrap_or(octets);
    Zeroizing::new(octets.strip_suffix(b"\r").unwrap_or(octets).to_vec())
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretText")
    }
}

impl<'de> Deserialize<'de> for SecretText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SecretVisitor)
    }
}

/// Reads a text. What is something else is not quoted in the error.
struct SecretVisitor;

const NOT_A_TEXT: &str = "a secret is a text";

impl<'de> Visitor<'de> for SecretVisitor {
    type Value = SecretText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(NOT_A_TEXT)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<SecretText, E> {
        Ok(SecretText(Zeroizing::new(text.to_owned())))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<SecretText, E> {
        Ok(SecretText(Zeroizing::new(text)))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<SecretText, E> {
        Err(E::custom(NOT_A_TEXT))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<SecretText, E> {
        Err(E::custom(NOT_A_TEXT))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<SecretText, E> {
        Err(E::custom(NOT_A_TEXT))
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<SecretText, E> {
        Err(E::custom(NOT_A_TEXT))
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<SecretText, E> {
        Err(E::custom(NOT_A_TEXT))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<SecretText, E> {
        Err(E::custom(NOT_A_TEXT))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<SecretText, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Err(A::Error::custom(NOT_A_TEXT))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SecretText, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Err(A::Error::custom(NOT_A_TEXT))
    }
}
