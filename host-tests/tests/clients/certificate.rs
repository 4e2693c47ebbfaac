//! A self-made certificate for localhost, by `openssl`.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use host_tests::{run, scratch};
use tempfile::TempDir;

const LIMIT: Duration = Duration::from_secs(60);

/// A certificate and its key, in files.
pub struct Certificate {
    pub chain: PathBuf,
    pub key: PathBuf,
    _directory: TempDir,
}

impl Certificate {
    /// A new certificate with a P-384 key, signed with this digest.
    pub fn new(digest: &str) -> Self {
        let directory = scratch("certificate").unwrap();
        let (chain, key) = (directory.path().join("chain.pem"), directory.path().join("key.pem"));
        let mut command = Command::new("openssl");
        command.args(["req", "-x509", "-batch", "-nodes", "-days", "2", "-newkey", "ec"]);
        command.args(["-pkeyopt", "ec_paramgen_curve:secp384r1", &format!("-{digest}")]);
        command.args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]);
        command.arg("-keyout").arg(&key).arg("-out").arg(&chain);
        run(command, b"", LIMIT).unwrap().successful("openssl").unwrap();
        Self { chain, key, _directory: directory }
    }

    /// The setting of the filter that demands the bindings of this certificate.
    pub fn channel_binding(&self, mode: &str) -> String {
        let pem = std::fs::read_to_string(&self.chain).unwrap().replace('\n', "\\n");
        format!(r#""channel_binding": {{"mode": "{mode}", "server_certificates": ["{pem}"]}}"#)
    }
}
