//! Key files: PKCS#8 and PKCS#12. What is read out of a file was in it, and nothing is read where the
//! code of authentication is wrong.

use hmac::{Hmac, KeyInit as _, Mac as _};
use iodef::signature::{KeyFault, PrivateKey, read_pkcs12};
use sha2::{Digest as _, Sha256};

const SEQUENCE: u8 = 0x30;
const OCTETS: u8 = 4;
const VERSION: &[u8] = &[2, 1, 3];
const DATA: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
const SHA256: &[u8] = &[6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
const SALT: &[u8] = b"saltsalt";

/// The input is a file, and the content of one that is well protected by the empty passphrase.
pub fn check(data: &[u8]) {
    if PrivateKey::from_pkcs8(data, Some("")).is_ok() {
        return;
    }
    if let Ok(contents) = read_pkcs12(data, "") {
        bounded(&contents, data);
    }
    let right = code(data);
    if let Ok(contents) = read_pkcs12(&file(data, &right), "") {
        bounded(&contents, data);
    }
    let mut wrong = right;
    wrong[data.len() % right.len()] ^= 1;
    let refused = read_pkcs12(&file(data, &wrong), "").map(|_| "read");
    assert_eq!(refused, Err(KeyFault::Passphrase));
}

fn bounded(contents: &iodef::signature::Pkcs12Contents, data: &[u8]) {
    let key = contents.key.as_ref().map_or(0, |key| key.len());
    let certificates = contents.certificates.iter().map(Vec::len).sum::<usize>();
    assert!(key + certificates <= data.len(), "{key} and {certificates} octets");
}

/// A file around this content, derived by one round of SHA-256.
fn file(content: &[u8], code: &[u8]) -> Vec<u8> {
    let data = [DATA, &element(0xa0, &element(OCTETS, content))].concat();
    let algorithm = element(SEQUENCE, &[SHA256, &[5, 0]].concat());
    let digest = element(SEQUENCE, &[algorithm, element(OCTETS, code)].concat());
    let mac = element(SEQUENCE, &[digest, element(OCTETS, SALT)].concat());
    element(SEQUENCE, &[VERSION, &element(SEQUENCE, &data), &mac].concat())
}

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("inputs are short").to_be_bytes();
    let start = length.iter().position(|octet| *octet != 0).unwrap_or(3);
    let length = &length[start..];
    match length {
        [short @ 0..0x80] => [&[tag, *short], content].concat(),
        long => [&[tag, 0x80 | long.len() as u8], long, content].concat(),
    }
}

/// RFC 7292 appendix B.2 with the identifier 3 of authentication and the empty passphrase, which is
/// two octets of zero.
fn code(content: &[u8]) -> [u8; 32] {
    let salt: Vec<u8> = SALT.iter().copied().cycle().take(64).collect();
    let key = Sha256::digest([&[3; 64], salt.as_slice(), &[0; 64]].concat());
    let mac = Hmac::<Sha256>::new_from_slice(&key).expect("any length is one");
    mac.chain_update(content).finalize().into_bytes().into()
}
