//! PRF+ and KRB-FX-CF2 (RFC 6113 section 5.1).

use zeroize::Zeroizing;

use super::key::{Key, prf};

/// PRF+ (RFC 6113 section 5.1): `len` octets that depend on the key and on `shared_info`.
#[must_use]
pub fn prf_plus(key: &Key, shared_info: &[u8], len: u8) -> Zeroizing<Vec<u8>> {
    let len = usize::from(len);
    let block_len = key.encryption_type().prf_len();
    let mut output = Zeroizing::new(Vec::with_capacity(len.saturating_add(block_len)));
    let mut input = [&[0], shared_info].concat();
    // The output has at most 255 octets, so the counter does not reach 255.
    for counter in 1..=u8::MAX {
        if output.len() >= len {
            break;
        }
        if let Some(first) = input.first_mut() {
            *first = counter;
        }
        output.extend_from_slice(&prf(key, &input));
    }
    output.truncate(len);
    output
}

/// KRB-FX-CF2 (RFC 6113 section 5.1): combines two keys, also of different encryption types, into
/// one of the encryption type of `key1`.
///
/// `pepper1` and `pepper2` must differ, or equal keys cancel out.
#[must_use]
pub fn fx_cf2(key1: &Key, key2: &Key, pepper1: &[u8], pepper2: &[u8]) -> Key {
    let enctype = key1.encryption_type();
    let len = enctype.key_len() as u8;
    let octets1 = prf_plus(key1, pepper1, len);
    let octets2 = prf_plus(key2, pepper2, len);
    Key::generate(enctype, |octets| {
        for ((octet, one), two) in octets.iter_mut().zip(octets1.iter()).zip(octets2.iter()) {
            *octet = one ^ two;
        }
    })
}
