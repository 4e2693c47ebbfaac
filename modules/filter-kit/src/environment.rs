//! Environment variables of the VM.
//!
//! `std::env` is empty on the module's target, so the block is read from the host directly.

use zeroize::Zeroizing;

/// Most octets of an environment block that is read: a keytab in base64 has its place, a runaway
/// environment has not.
#[cfg(target_arch = "wasm32")]
const MAX_BLOCK_OCTETS: usize = 1024 * 1024;

/// The value of a VM environment variable, or `None` when the VM has none of that name.
///
/// Envoy fixes the environment of a VM when its process starts.
///
/// # Errors
///
/// A [`HostError`](crate::HostError) when the host refuses, or when its block exceeds one MiB.
#[cfg(target_arch = "wasm32")]
pub fn environment_variable(name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, crate::HostError> {
    Ok(find(&crate::raw::environment_block(MAX_BLOCK_OCTETS)?, name.as_bytes()))
}

/// Finds `name` in a block of `NAME=value` entries, each ended by 0x00.
#[cfg_attr(not(any(test, target_arch = "wasm32")), expect(dead_code, reason = "needs a host"))]
fn find(block: &[u8], name: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    block
        .split(|octet| *octet == 0)
        .filter_map(|entry| entry.strip_prefix(name))
        .find_map(|rest| rest.strip_prefix(b"="))
        .map(|value| Zeroizing::new(value.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &[u8] = b"KEYTAB_OLD=1\0KEYTAB=BQI=\0EMPTY=\0KEYTAB=second\0";

    #[test]
    fn the_first_variable_of_exactly_that_name_is_found() {
        assert_eq!(find(BLOCK, b"KEYTAB").unwrap().as_slice(), b"BQI=");
        assert_eq!(find(BLOCK, b"EMPTY").unwrap().as_slice(), b"");
    }

    #[test]
    fn a_prefix_of_a_name_and_a_value_are_not_names() {
        for name in [&b"KEY"[..], b"KEYTAB_", b"BQI", b"MISSING"] {
            assert_eq!(find(BLOCK, name), None);
        }
    }
}
