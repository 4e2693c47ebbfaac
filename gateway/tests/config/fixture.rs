//! A directory with what a configuration refers to.

use std::path::PathBuf;
use std::time::Duration;

use gateway::config::{Config, ConfigError, Resolved, Surroundings};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose, SanType,
};
use rustls::pki_types::CertificateDer;
use tempfile::TempDir;

/// The time of these tests: in November 2026.
pub const NOW: Duration = Duration::from_secs(1_795_000_000);

pub const LISTENERS: &str =
    r#"listeners = [{ name = "auth", transport = "udp", address = "127.0.0.1:1812" }]"#;
pub const CLIENTS: &str = r#"clients = [{ name = "nas", networks = ["192.0.2.0/24"], secret = "canary-secret-of-a-nas" }]"#;

/// The least that a configuration needs, with nothing behind it.
pub fn minimal() -> String {
    format!(
        "{LISTENERS}\n{CLIENTS}\nmodule = {{ path = \"module.wasm\", configuration = \"radius.json\" }}\n"
    )
}

/// A directory, removed when the test ends.
pub struct Place {
    directory: TempDir,
}

impl Place {
    /// With a module and its configuration.
    pub fn new() -> Self {
        let place = Self { directory: TempDir::new().unwrap() };
        place.write("module.wasm", b"\0asm\x01\0\0\0");
        place.write("radius.json", b"{}");
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub fn write(&self, name: &str, octets: &[u8]) {
        std::fs::write(self.path(name), octets).unwrap();
    }

    pub fn resolve(&self, toml: &str) -> Result<Resolved, ConfigError> {
        self.resolve_at(toml, NOW)
    }

    pub fn resolve_at(&self, toml: &str, now: Duration) -> Result<Resolved, ConfigError> {
        let variable = |name: &str| (name == "RADIUS_SECRET").then(|| "canary-environment".into());
        let directory = self.directory.path().to_owned();
        let surroundings = Surroundings { directory, variable: &variable, now };
        Resolved::new(&Config::parse(toml)?, &surroundings)
    }

    /// Writes the certificate and the key of a new authority, and returns it.
    pub fn authority(&self, name: &str) -> Authority {
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        params.distinguished_name.push(DnType::CommonName, name);
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        self.write(&format!("{name}.pem"), issuer.pem().as_bytes());
        Authority { issuer }
    }

    /// Writes a certificate and its key, and returns the certificate.
    pub fn certificate(
        &self,
        name: &str,
        authority: &Authority,
        common_name: &str,
        names: &[SanType],
    ) -> CertificateDer<'static> {
        let mut params = CertificateParams::new([]).unwrap();
        params.distinguished_name.push(DnType::CommonName, common_name);
        params.subject_alt_names = names.to_vec();
        params.extended_key_usages =
            vec![ExtendedKeyUsagePurpose::ClientAuth, ExtendedKeyUsagePurpose::ServerAuth];
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &authority.issuer).unwrap();
        self.write(&format!("{name}.pem"), certificate.pem().as_bytes());
        self.write(&format!("{name}.key"), key.serialize_pem().as_bytes());
        certificate.der().clone()
    }
}

/// Who issues certificates.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

pub fn dns(name: &str) -> SanType {
    SanType::DnsName(name.try_into().unwrap())
}
