//! Header maps, as octets.

use crate::{HostError, Pair, Status, decode_pairs, encode_pairs, raw};

/// A header map of the current HTTP stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderMap {
    /// Headers of the request, with the pseudo-headers `:method`, `:path` and `:authority`.
    Request,
    /// Trailers of the request, in the callback for them only.
    RequestTrailers,
    /// Headers of the response, with the pseudo-header `:status`.
    Response,
}

impl HeaderMap {
    /// Every line of the map: duplicates apart and in order. Envoy gives names in lower case and
    /// joins, before any filter sees them, the lines of the few headers it keeps inline.
    ///
    /// # Errors
    ///
    /// A [`HostError`] when the map is not available.
    pub fn lines(self) -> Result<Lines, HostError> {
        raw::header_pairs(self.number()).map(Lines)
    }

    /// Makes these lines the whole map, pseudo-headers included. Where several lines change, it
    /// costs one crossing to the host and not one for each.
    ///
    /// # Errors
    ///
    /// A [`HostError`] when the map cannot be written in the running callback.
    pub fn replace(self, lines: &[Pair<'_>]) -> Result<(), HostError> {
        raw::set_header_pairs(self.number(), &encode_pairs(lines))
    }

    /// Adds a line and leaves the others.
    ///
    /// # Errors
    ///
    /// A [`HostError`] when the map cannot be written in the running callback.
    pub fn add(self, name: &str, value: &[u8]) -> Result<(), HostError> {
        raw::add_header(self.number(), name.as_bytes(), value)
    }

    /// Removes every line named `name`, which is octets because a client chooses it.
    ///
    /// # Errors
    ///
    /// A [`HostError`] when the map cannot be written in the running callback.
    pub fn remove(self, name: &[u8]) -> Result<(), HostError> {
        absent_if_not_found(raw::remove_header(self.number(), name)).map(|_| ())
    }

    /// The number of the map in the ABI.
    fn number(self) -> u32 {
        match self {
            Self::Request => 0,
            Self::RequestTrailers => 1,
            Self::Response => 2,
        }
    }
}

/// The lines of a header map.
pub struct Lines(Vec<u8>);

impl Lines {
    /// Names and values.
    ///
    /// # Errors
    ///
    /// A [`HostError`] when there are more than [`decode_pairs`] reads.
    pub fn pairs(&self) -> Result<Vec<Pair<'_>>, HostError> {
        decode_pairs(&self.0).map_err(|_| HostError {
            call: "proxy_get_header_map_pairs",
            status: Status::Undecodable,
        })
    }
}

fn absent_if_not_found<T>(result: Result<T, HostError>) -> Result<Option<T>, HostError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(HostError { status: Status::NotFound, .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
