//! The one error of the hostcalls.

use core::fmt;

/// A status other than `OK`, by the numbers of the proxy-wasm ABI 0.2.1 and, for the three WASI
/// calls, of WASI preview 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// The name is not there.
    NotFound,
    /// An argument is out of range, or the resource does not exist in this callback.
    BadArgument,
    /// The host could not serialize what it returns.
    SerializationFailure,
    /// The host could not read what it was given.
    ParseFailure,
    /// The module passed an address that the host cannot reach.
    InvalidMemoryAccess,
    /// The queue holds nothing.
    Empty,
    /// Another VM wrote the value first.
    CasMismatch,
    /// The host failed.
    InternalFailure,
    /// The host does not implement the call.
    Unimplemented,
    /// What the host returned cannot be decoded.
    Undecodable,
    /// A number that the ABI does not define.
    Other(u32),
}

impl Status {
    /// The status of a proxy-wasm call, or `None` for `OK`.
    #[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "only hostcalls return it"))]
    pub(crate) fn from_abi(number: u32) -> Option<Self> {
        Some(match number {
            0 => return None,
            1 => Self::NotFound,
            2 => Self::BadArgument,
            3 => Self::SerializationFailure,
            4 => Self::ParseFailure,
            6 => Self::InvalidMemoryAccess,
            7 => Self::Empty,
            8 => Self::CasMismatch,
            10 => Self::InternalFailure,
            12 => Self::Unimplemented,
            other => Self::Other(other),
        })
    }
}

/// A hostcall that did not succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{call}: {status}")]
pub struct HostError {
    /// Name of the import, as in the ABI.
    pub call: &'static str,
    /// What the host answered.
    pub status: Status,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::BadArgument => f.write_str("bad argument"),
            Self::SerializationFailure => f.write_str("serialization failure"),
            Self::ParseFailure => f.write_str("parse failure"),
            Self::InvalidMemoryAccess => f.write_str("invalid memory access"),
            Self::Empty => f.write_str("empty"),
            Self::CasMismatch => f.write_str("compare-and-swap mismatch"),
            Self::InternalFailure => f.write_str("internal failure"),
            Self::Unimplemented => f.write_str("unimplemented"),
            Self::Undecodable => f.write_str("returned octets that cannot be decoded"),
            Self::Other(number) => write!(f, "status {number}"),
        }
    }
}
