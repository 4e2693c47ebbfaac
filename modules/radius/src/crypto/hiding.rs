//! Hiding of values with MD5: RFC 2865 section 5.2, RFC 2868 section 3.5, RFC 2548 section 2.4.

use zeroize::Zeroizing;

use super::Secret;
use crate::error::{Error, Problem, Reason};
use crate::packet::Authenticator;

/// Largest User-Password (RFC 2865 section 5.2).
pub const MAX_PASSWORD_OCTETS: usize = 128;

/// Largest value that is hidden with a salt: what fits into one attribute as whole blocks.
pub const MAX_SALTED_OCTETS: usize = 239;

/// Octets of a block.
const BLOCK: usize = 16;

/// Hides a password, which is padded with zeros to whole blocks, at least one.
///
/// # Errors
/// [`Reason::ValueTooLong`] above [`MAX_PASSWORD_OCTETS`].
pub(super) fn hide_password(
    password: &[u8],
    secret: &Secret,
    authenticator: &Authenticator,
) -> Result<Vec<u8>, Error> {
    if password.len() > MAX_PASSWORD_OCTETS {
        let found = password.len();
        return Err(Reason::ValueTooLong { found, limit: MAX_PASSWORD_OCTETS }.into());
    }
    Ok(hide(&[password], secret, &[authenticator]))
}

/// The password with its padding.
///
/// # Errors
/// [`Error::Malformed`] unless there are 16 to 128 octets in whole blocks.
pub(super) fn reveal_password(
    hidden: &[u8],
    secret: &Secret,
    authenticator: &Authenticator,
    name: &'static str,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    if hidden.len() > MAX_PASSWORD_OCTETS {
        let problem = Problem::TooLarge { found: hidden.len(), limit: MAX_PASSWORD_OCTETS };
        return Err(Error::malformed(name, problem));
    }
    reveal(hidden, secret, &[authenticator], name)
}

/// The salt, and the value with its length in front, hidden.
///
/// # Errors
/// [`Reason::ValueTooLong`] above [`MAX_SALTED_OCTETS`].
pub(super) fn hide_salted(
    value: &[u8],
    salt: [u8; 2],
    secret: &Secret,
    authenticator: &Authenticator,
) -> Result<Vec<u8>, Error> {
    let too_long = Reason::ValueTooLong { found: value.len(), limit: MAX_SALTED_OCTETS };
    let length = match u8::try_from(value.len()) {
        Ok(length) if value.len() <= MAX_SALTED_OCTETS => length,
        _ => return Err(too_long.into()),
    };
    let hidden = hide(&[&[length], value], secret, &[authenticator, &salt]);
    Ok([&salt[..], &hidden].concat())
}

/// The value without length and padding.
///
/// The high bit of the salt is not asked for: it is the sender's to keep salts apart.
///
/// # Errors
/// [`Error::Malformed`] unless there are a salt and whole blocks,
/// [`Reason::HiddenAttributeUnreadable`] if the length exceeds the octets.
pub(super) fn reveal_salted(
    hidden: &[u8],
    secret: &Secret,
    authenticator: &Authenticator,
    name: &'static str,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let (salt, blocks) = hidden.split_first_chunk::<2>().ok_or_else(|| {
        Error::malformed(name, Problem::Truncated { needed: 2, found: hidden.len() })
    })?;
    let plain = reveal(blocks, secret, &[authenticator, salt], name)?;
    let value = plain.split_first().and_then(|(length, rest)| rest.get(..usize::from(*length)));
    match value {
        Some(value) => Ok(Zeroizing::new(value.to_vec())),
        None => Err(Reason::HiddenAttributeUnreadable { attribute: name }.into()),
    }
}

/// The chain of the RFCs over `parts`, padded with zeros to whole blocks, at least one.
fn hide(parts: &[&[u8]], secret: &Secret, seed: &[&[u8]]) -> Vec<u8> {
    let mut octets = parts.concat();
    let blocks = octets.len().div_ceil(BLOCK).max(1);
    octets.resize(blocks.saturating_mul(BLOCK), 0);
    let mut hidden = None;
    for block in octets.as_chunks_mut::<BLOCK>().0 {
        xor(block, &key(secret, seed, hidden));
        hidden = Some(*block);
    }
    octets
}

/// The same chain backwards.
fn reveal(
    hidden: &[u8],
    secret: &Secret,
    seed: &[&[u8]],
    name: &'static str,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut octets = Zeroizing::new(hidden.to_vec());
    let (blocks, rest) = octets.as_chunks_mut::<BLOCK>();
    if blocks.is_empty() || !rest.is_empty() {
        let problem = Problem::Value("hidden value is not of whole blocks of 16 octets");
        return Err(Error::malformed(name, problem));
    }
    let mut hidden = None;
    for block in blocks {
        let next = *block;
        xor(block, &key(secret, seed, hidden));
        hidden = Some(next);
    }
    Ok(octets)
}

/// What a block is hidden with: it depends on the hidden block before it, or on the seed.
fn key(secret: &Secret, seed: &[&[u8]], before: Option<[u8; BLOCK]>) -> Zeroizing<[u8; BLOCK]> {
    match before {
        Some(block) => secret.md5_before(&[&block]),
        None => secret.md5_before(seed),
    }
}

fn xor(block: &mut [u8; BLOCK], key: &[u8; BLOCK]) {
    block.iter_mut().zip(key).for_each(|(octet, key)| *octet ^= key);
}
