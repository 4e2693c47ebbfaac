//! PKCS#12 (RFC 7292), as far as a file with one key and its certificates needs it: PBES2 inside, and a
//! code of authentication from the passphrase. What only old programs write (RC2, Triple DES) is
//! refused. A crate that writes such files too would add a third to what a browser loads.

use hmac::digest::block_api::BlockSizeUser;
use hmac::{Hmac, KeyInit as _, Mac as _};
use pkcs8::der::{Decode as _, Tag};
use pkcs8::pkcs5::EncryptionScheme;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use super::der::{EXPLICIT_0, IMPLICIT_0, Reader};
use super::derivation::{MAX_ROUNDS, check_derivation};
use super::fault::KeyFault;

/// Most parts of a file, and most bags of a part.
const MAX_PARTS: usize = 64;

/// `1.2.840.113549.1.7.1`
const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
/// `1.2.840.113549.1.7.6`
const ENCRYPTED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 6];
/// `1.2.840.113549.1.12.10.1`, before the number of a kind of bag.
const BAGS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12, 10, 1];
const KEY_BAG: u8 = 1;
const SHROUDED_KEY_BAG: u8 = 2;
const CERTIFICATE_BAG: u8 = 3;
/// `1.2.840.113549.1.9.22.1`
const X509_CERTIFICATE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 22, 1];
/// `1.3.14.3.2.26`
const SHA1: &[u8] = &[0x2b, 14, 3, 2, 26];
/// `2.16.840.1.101.3.4.2`, before the number of a digest.
const SHA2: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2];

/// Whether a code of authentication is that of these octets.
macro_rules! authentic {
    ($digest:ty, $secret:expr, $salt:expr, $rounds:expr, $octets:expr, $code:expr) => {
        Hmac::<$digest>::new_from_slice(&derived::<$digest>($secret, $salt, $rounds))
            .is_ok_and(|mac| mac.chain_update($octets).verify_slice($code).is_ok())
    };
}

/// What a PKCS#12 file holds.
#[derive(Default)]
pub struct Pkcs12Contents {
    /// PKCS#8, still under the passphrase if it was.
    pub key: Option<Zeroizing<Vec<u8>>>,
    /// X.509, the one of the key among them.
    pub certificates: Vec<Vec<u8>>,
}

/// Whether a file is PKCS#12: a DER sequence that begins with version 3 (RFC 7292 section 4).
#[must_use]
pub fn is_pkcs12(octets: &[u8]) -> bool {
    Reader::new(octets)
        .enter(Tag::Sequence)
        .and_then(|mut file| file.take(Tag::Integer))
        .is_some_and(|version| version == [3])
}

/// Reads a file whose code of authentication is right; without a passphrase the empty one protects it.
///
/// # Errors
/// When it is none, is protected in a way that is not read, or by another passphrase.
pub fn read_pkcs12(octets: &[u8], passphrase: &str) -> Result<Pkcs12Contents, KeyFault> {
    let mut file = Reader::new(octets).enter(Tag::Sequence).ok_or_else(broken)?;
    file.take(Tag::Integer).ok_or_else(broken)?;
    let safe = data(&mut file)?;
    authenticate(&mut file, safe, passphrase)?;
    let mut contents = Pkcs12Contents::default();
    let mut parts = Reader::new(safe).enter(Tag::Sequence).ok_or_else(broken)?;
    for _ in 0..MAX_PARTS {
        let Some(mut part) = parts.enter(Tag::Sequence) else { return Ok(contents) };
        let kind = part.take(Tag::ObjectIdentifier).ok_or_else(broken)?;
        let mut content = part.enter(EXPLICIT_0).ok_or_else(broken)?;
        match kind {
            DATA => contents.bags(content.take(Tag::OctetString).ok_or_else(broken)?)?,
            ENCRYPTED_DATA => contents.bags(&decrypted(&mut content, passphrase)?)?,
            // Under the public key of somebody else.
            _ => {}
        }
    }
    Err(broken())
}

impl Pkcs12Contents {
    fn bags(&mut self, octets: &[u8]) -> Result<(), KeyFault> {
        let mut bags = Reader::new(octets).enter(Tag::Sequence).ok_or_else(broken)?;
        for _ in 0..MAX_PARTS {
            let Some(mut bag) = bags.enter(Tag::Sequence) else { return Ok(()) };
            let kind = bag.take(Tag::ObjectIdentifier).ok_or_else(broken)?;
            let value = bag.take(EXPLICIT_0).ok_or_else(broken)?;
            match kind.strip_prefix(BAGS) {
                Some([KEY_BAG | SHROUDED_KEY_BAG]) if self.key.is_none() => {
                    self.key = Some(Zeroizing::new(value.to_vec()));
                }
                Some([CERTIFICATE_BAG]) => self.certificates.extend(certificate(value)),
                _ => {}
            }
        }
        Err(broken())
    }
}

fn certificate(bag: &[u8]) -> Option<Vec<u8>> {
    let mut bag = Reader::new(bag).enter(Tag::Sequence)?;
    (bag.take(Tag::ObjectIdentifier)? == X509_CERTIFICATE).then_some(())?;
    Some(bag.enter(EXPLICIT_0)?.take(Tag::OctetString)?.to_vec())
}

/// The octets of a ContentInfo that is neither encrypted nor signed.
fn data<'d>(reader: &mut Reader<'d>) -> Result<&'d [u8], KeyFault> {
    let mut info = reader.enter(Tag::Sequence).ok_or_else(broken)?;
    if info.take(Tag::ObjectIdentifier) != Some(DATA) {
        return Err(KeyFault::Pkcs12("protected by a public key"));
    }
    let content = info.enter(EXPLICIT_0);
    content.and_then(|mut content| content.take(Tag::OctetString)).ok_or_else(broken)
}

fn decrypted(content: &mut Reader<'_>, passphrase: &str) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
    let parts = content.enter(Tag::Sequence).and_then(|mut encrypted| {
        encrypted.take(Tag::Integer)?;
        let mut info = encrypted.enter(Tag::Sequence)?;
        info.take(Tag::ObjectIdentifier)?;
        Some((info.whole(Tag::Sequence)?, info.take(IMPLICIT_0)?))
    });
    let (scheme, octets) = parts.ok_or_else(broken)?;
    let scheme = EncryptionScheme::from_der(scheme)
        .map_err(|_| KeyFault::Pkcs12("encrypted in a way that only old programs use"))?;
    check_derivation(&scheme)?;
    scheme.decrypt(passphrase, octets).map(Zeroizing::new).map_err(wrong)
}

/// Checks the code of authentication: a wrong passphrase shows itself here first.
fn authenticate(file: &mut Reader<'_>, safe: &[u8], passphrase: &str) -> Result<(), KeyFault> {
    let Some(mut mac) = file.enter(Tag::Sequence) else {
        return Err(KeyFault::Pkcs12("without a code of authentication"));
    };
    let parts = mac.enter(Tag::Sequence).and_then(|mut info| {
        let algorithm = info.enter(Tag::Sequence)?.take(Tag::ObjectIdentifier)?;
        Some((algorithm, info.take(Tag::OctetString)?, mac.take(Tag::OctetString)?))
    });
    let (algorithm, code, salt) = parts.ok_or_else(broken)?;
    let rounds = mac.take(Tag::Integer).map_or(Some(1), number).ok_or_else(broken)?;
    if !(1..=MAX_ROUNDS).contains(&rounds) {
        return Err(KeyFault::Derivation { asked: format!("{rounds} rounds") });
    }
    let secret = secret(passphrase);
    let right = match (algorithm, algorithm.strip_prefix(SHA2)) {
        (SHA1, _) => authentic!(Sha1, &secret, salt, rounds, safe, code),
        (_, Some([1])) => authentic!(Sha256, &secret, salt, rounds, safe, code),
        (_, Some([2])) => authentic!(Sha384, &secret, salt, rounds, safe, code),
        (_, Some([3])) => authentic!(Sha512, &secret, salt, rounds, safe, code),
        _ => return Err(KeyFault::Pkcs12("authenticated in another way")),
    };
    if right { Ok(()) } else { Err(KeyFault::Passphrase) }
}

/// The passphrase in UTF-16 with a zero at its end (RFC 7292 appendix B.1).
fn secret(passphrase: &str) -> Zeroizing<Vec<u8>> {
    let units = passphrase.encode_utf16().chain([0]);
    Zeroizing::new(units.flat_map(u16::to_be_bytes).collect())
}

/// The key of authentication (RFC 7292 appendix B.2), which is as long as one digest.
fn derived<D: Digest + BlockSizeUser>(
    secret: &[u8],
    salt: &[u8],
    rounds: u32,
) -> Zeroizing<Vec<u8>> {
    /// Diversifier of keys for authentication.
    const AUTHENTICATION: u8 = 3;
    let block = D::block_size();
    let filled = |part: &[u8]| -> Vec<u8> {
        let length = part.len().div_ceil(block).saturating_mul(block);
        part.iter().copied().cycle().take(length).collect()
    };
    let mut digest = D::new();
    digest.update(vec![AUTHENTICATION; block]);
    digest.update(filled(salt));
    digest.update(Zeroizing::new(filled(secret)).as_slice());
    let mut key = Zeroizing::new(digest.finalize().to_vec());
    for _ in 1..rounds {
        key = Zeroizing::new(D::digest(&*key).to_vec());
    }
    key
}

fn number(octets: &[u8]) -> Option<u32> {
    let unsigned = octets.strip_prefix(&[0]).unwrap_or(octets);
    (unsigned.len() <= 4)
        .then(|| unsigned.iter().fold(0, |sum, octet| (sum << 8) | u32::from(*octet)))
}

fn broken() -> KeyFault {
    KeyFault::Undecodable {
        expected: "a PKCS#12 file",
        detail: "its elements are not nested as in RFC 7292 section 4".to_owned(),
    }
}

fn wrong<E>(_: E) -> KeyFault {
    KeyFault::Passphrase
}
