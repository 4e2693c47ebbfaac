//! What went wrong in a peer or with it.

use std::fmt;

/// A sentence for whoever runs the tests.
#[derive(Clone, PartialEq, Eq)]
pub struct Failure(String);

/// The result of everything that starts or asks a peer.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure with this description.
    pub fn new(description: impl Into<String>) -> Self {
        Self(description.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

// `unwrap` in a test and `main` print the Debug text, which must be readable then.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}
