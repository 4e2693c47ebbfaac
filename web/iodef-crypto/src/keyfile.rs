//! Key files: PKCS#8 as the core reads it, and PKCS#12 around it.

use iodef::signature::{Certificate, PublicKey, is_pkcs12, read_pkcs12};
use zeroize::Zeroizing;

use crate::certificate::{MAX_KEY_OCTETS, too_long};
use crate::fault::Fault;

/// A key file as it is, decoded from PKCS#12 if it was one. Wiped when dropped.
pub struct KeyFile {
    /// PKCS#8.
    pub octets: Zeroizing<Vec<u8>>,
    passphrase: Option<Zeroizing<Vec<u8>>>,
    certificates: Vec<Certificate>,
}

impl KeyFile {
    /// Takes the octets of a file.
    pub fn read(octets: Vec<u8>, passphrase: Option<Vec<u8>>) -> Result<Self, Fault> {
        let octets = Zeroizing::new(octets);
        let passphrase = passphrase.map(Zeroizing::new).filter(|text| !text.is_empty());
        if octets.len() > MAX_KEY_OCTETS {
            return Err(too_long());
        }
        let plain = Self { octets, passphrase, certificates: Vec::new() };
        if is_pkcs12(&plain.octets) { plain.unpacked() } else { Ok(plain) }
    }

    /// The passphrase of the PKCS#8 key.
    pub fn passphrase(&self) -> Result<Option<&str>, Fault> {
        let text = self.passphrase.as_deref().map(|octets| std::str::from_utf8(octets));
        text.transpose().map_err(|_| Fault::of("passphrase", "the passphrase is not UTF-8"))
    }

    /// The certificate of this key, if it came in the file.
    pub fn certificate(self, key: &PublicKey) -> Option<Certificate> {
        self.certificates.into_iter().find(|certificate| certificate.public_key() == key)
    }

    fn unpacked(self) -> Result<Self, Fault> {
        let contents = read_pkcs12(&self.octets, self.passphrase()?.unwrap_or_default())?;
        let octets = contents
            .key
            .ok_or_else(|| Fault::of("undecodable", "the PKCS#12 file holds no private key"))?;
        let certificates = contents.certificates.iter();
        // Those of others may have keys that are not used here.
        let certificates = certificates.filter_map(|found| Certificate::read(found).ok()).collect();
        // Without a passphrase, the empty one protects the key.
        Ok(Self { octets, passphrase: Some(self.passphrase.unwrap_or_default()), certificates })
    }
}

#[cfg(test)]
mod tests {
    use iodef::signature::PrivateKey;

    use super::*;

    const AES: &[u8] = include_bytes!("../tests/files/aes.p12");
    const SHA512: &[u8] = include_bytes!("../tests/files/sha512.p12");
    const PLAIN: &[u8] = include_bytes!("../tests/files/plain.p12");
    const LEGACY: &[u8] = include_bytes!("../tests/files/legacy.p12");
    const PASSPHRASE: &str = "pässword";

    fn file(octets: &[u8], passphrase: &str) -> Result<KeyFile, &'static str> {
        KeyFile::read(octets.to_vec(), Some(passphrase.as_bytes().to_vec()))
            .map_err(|fault| fault.code)
    }

    /// The subject of the certificate that came with the key.
    fn subject(file: KeyFile) -> String {
        let key = PrivateKey::from_pkcs8(&file.octets, file.passphrase().ok().unwrap()).unwrap();
        file.certificate(&key.public_key()).unwrap().subject().to_owned()
    }

    #[test]
    fn key_and_certificate_of_openssl_are_read() {
        for octets in [AES, SHA512] {
            assert_eq!(subject(file(octets, PASSPHRASE).unwrap()), "CN=Example CSIRT");
        }
        assert_eq!(subject(file(PLAIN, "").unwrap()), "CN=Example CSIRT");
    }

    #[test]
    fn a_wrong_passphrase_and_old_encryption_are_told_apart() {
        assert_eq!(file(AES, "password").err(), Some("passphrase"));
        assert_eq!(file(AES, "").err(), Some("passphrase"));
        assert_eq!(file(LEGACY, PASSPHRASE).err(), Some("pkcs12"));
    }

    #[test]
    fn a_file_that_was_changed_or_cut_gives_no_other_key() {
        let whole = file(AES, PASSPHRASE).unwrap();
        for at in 0..AES.len() {
            let mut changed = AES.to_vec();
            changed[at] ^= 1;
            for octets in [changed.as_slice(), &AES[..at]] {
                let Ok(found) = file(octets, PASSPHRASE) else { continue };
                let same = found.octets == whole.octets;
                let no_key = PrivateKey::from_pkcs8(&found.octets, Some(PASSPHRASE)).is_err();
                assert!(same || no_key, "octet {at}");
            }
        }
    }
}
