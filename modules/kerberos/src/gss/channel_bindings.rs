//! Channel bindings (RFC 2743 section 1.1.6, RFC 4121 section 4.1.1.2, RFC 5929).

use md5::{Digest, Md5};

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
