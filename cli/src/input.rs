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
    let name = name(path);
    let octets = if path.as_os_str() == STANDARD_INPUT {
        read_up_to(io::stdin().lock(), limit)
    } else {
        File::open(path).and_then(|file| read_up_to(file, limit))
    };
    let octets = octets.map_err(|source| Error::Read { name: name.clone(), source })?;
    if octets.len() > limit {
        return Err(Error::TooLong { name, limit });
    }
    Ok(octets)
}

/// How messages call an input.
pub fn name(path: &Path) -> String {
    if path.as_os_str() == STANDARD_INPUT {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

/// One octet more than `limit` tells that there are too many.
fn read_up_to(reader: impl Read, limit: usize) -> io::Result<Zeroizing<Vec<u8>>> {
    let most = limit.saturating_add(1);
    // With the full capacity the buffer never moves and leaves no secret behind.
    let mut octets = Zeroizing::new(Vec::with_capacity(most));
    reader.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut octets)?;
    Ok(octets)
}
