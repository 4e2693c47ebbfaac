//! Reading files and standard input, with a bound on their length.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use zeroize::Zeroizing;

use crate::error::Error;

/// The argument that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// The octets of a file, or of standard input for `-`: at most `limit` of them, wiped when
/// dropped.
pub fn read(path: &Path, limit: usize) -> Result<Zeroizing<Vec<u8>>, Error> {
    // With the full capacity the buffer never moves and leaves no secret behind.
    let mut octets = Zeroizing::new(Vec::with_capacity(limit.saturating_add(1)));
    read_into(&mut octets, path, limit)?;
    Ok(octets)
}

/// The same of what holds no secret and may be large.
pub fn read_public(path: &Path, limit: usize) -> Result<Vec<u8>, Error> {
    let mut octets = Vec::new();
    read_into(&mut octets, path, limit)?;
    Ok(octets)
}

/// One octet more than `limit` tells that there are too many.
fn read_into(octets: &mut Vec<u8>, path: &Path, limit: usize) -> Result<(), Error> {
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read = if path.as_os_str() == STANDARD_INPUT {
        io::stdin().lock().take(most).read_to_end(octets)
    } else {
        File::open(path).and_then(|file| file.take(most).read_to_end(octets))
    };
    read.map_err(|source| Error::Read { name: name(path), source })?;
    match octets.len() > limit {
        true => Err(Error::TooLong { name: name(path), limit }),
        false => Ok(()),
    }
}

/// How messages call an input.
pub fn name(path: &Path) -> String {
    if path.as_os_str() == STANDARD_INPUT {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}
