//! Channel bindings (RFC 2743 section 1.1.6, RFC 4121 section 4.1.1.2, RFC 5929).

use md5::{Digest, Md5};
use rasn::prelude::*;
use rasn::types::{Any, BitString, ObjectIdentifier};
use sha2::{Sha256, Sha384, Sha512};

use crate::asn1::decode;
use crate::{Error, Problem};

/// Channel bindings without addresses: the application data alone, as HTTP clients send them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelBindings {
    application_data: Vec<u8>,
}

impl ChannelBindings {
    /// The `tls-server-end-point` binding (RFC 5929 section 4) of a server certificate, given the
    /// hash of its DER encoding: SHA-256, or the hash of the certificate's signature algorithm if
    /// that is a stronger one than MD5 and SHA-1.
    #[must_use]
    pub fn tls_server_end_point(certificate_hash: &[u8]) -> Self {
        let mut application_data = b"tls-server-end-point:".to_vec();
        application_data.extend_from_slice(certificate_hash);
        Self { application_data }
    }

    /// The `tls-server-end-point` binding of a server certificate in DER (RFC 5929 section 4.1).
    ///
    /// # Errors
    /// [`Error::Malformed`] for octets that are no certificate, and for a signature algorithm
    /// whose hash RFC 5929 does not define a binding for, such as Ed25519 or RSASSA-PSS.
    pub fn of_certificate(der: &[u8]) -> Result<Self, Error> {
        let certificate: Certificate = decode("certificate", der)?;
        let algorithm: &[u32] = &certificate.signature_algorithm.algorithm;
        let hash = HASHES.iter().find(|(oids, _)| oids.contains(&algorithm));
        let (_, hash) = hash.ok_or_else(|| {
            let problem = "no channel binding is defined for its signature algorithm";
            Error::malformed("certificate", Problem::Value(problem))
        })?;
        Ok(Self::tls_server_end_point(&hash(der)))
    }

    /// The `Bnd` field of the 0x8003 checksum: MD5 over address types, lengths and data.
    #[must_use]
    pub fn hash(&self) -> [u8; 16] {
        let length = u32::try_from(self.application_data.len()).unwrap_or(u32::MAX);
        let mut md5 = Md5::new();
        // Initiator and acceptor address: type GSS_C_AF_UNSPEC (0), length 0.
        md5.update([0; 16]);
        md5.update(length.to_le_bytes());
        md5.update(&self.application_data);
        md5.finalize().into()
    }
}

/// `Certificate` (RFC 5280 section 4.1), as far as a binding needs it.
#[derive(AsnType, Decode)]
struct Certificate {
    #[expect(dead_code, reason = "only its place matters")]
    tbs_certificate: Any,
    signature_algorithm: AlgorithmIdentifier,
    #[expect(dead_code, reason = "only its place matters")]
    signature_value: BitString,
}

#[derive(AsnType, Decode)]
struct AlgorithmIdentifier {
    algorithm: ObjectIdentifier,
    #[expect(dead_code, reason = "only its place matters")]
    parameters: Option<Any>,
}

type Hash = fn(&[u8]) -> Vec<u8>;

/// Signature algorithms by the hash of their binding: SHA-256 also in place of MD5 and SHA-1.
const HASHES: [(&[&[u32]], Hash); 3] = [
    (
        &[
            &[1, 2, 840, 113_549, 1, 1, 4],  // md5WithRSAEncryption
            &[1, 2, 840, 113_549, 1, 1, 5],  // sha1WithRSAEncryption
            &[1, 2, 840, 10045, 4, 1],       // ecdsa-with-SHA1
            &[1, 2, 840, 113_549, 1, 1, 11], // sha256WithRSAEncryption
            &[1, 2, 840, 10045, 4, 3, 2],    // ecdsa-with-SHA256
        ],
        |der| Sha256::digest(der).to_vec(),
    ),
    (
        &[
            &[1, 2, 840, 113_549, 1, 1, 12], // sha384WithRSAEncryption
            &[1, 2, 840, 10045, 4, 3, 3],    // ecdsa-with-SHA384
        ],
        |der| Sha384::digest(der).to_vec(),
    ),
    (
        &[
            &[1, 2, 840, 113_549, 1, 1, 13], // sha512WithRSAEncryption
            &[1, 2, 840, 10045, 4, 3, 4],    // ecdsa-with-SHA512
        ],
        |der| Sha512::digest(der).to_vec(),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_covers_addresses_lengths_and_data() {
        let bindings = ChannelBindings::tls_server_end_point(&[0xaa; 32]);
        let mut expected = vec![0; 16];
        expected.extend_from_slice(&53u32.to_le_bytes());
        expected.extend_from_slice(b"tls-server-end-point:");
        expected.extend_from_slice(&[0xaa; 32]);
        let expected: [u8; 16] = Md5::digest(&expected).into();
        assert_eq!(bindings.hash(), expected);
        assert_ne!(ChannelBindings::tls_server_end_point(&[0xab; 32]).hash(), expected);
    }
}
