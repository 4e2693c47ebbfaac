//! An authority, and the certificates of servers and clients of RADIUS/TLS.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls::client::Resumption;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use tempfile::TempDir;

use super::link::TlsClient;
use crate::{Failure, Result, scratch};

/// Signs certificates; its own is `ca.pem` in a directory of its own.
#[derive(Debug)]
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    directory: TempDir,
}

/// A certificate with its key, in files.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The certificate, PEM.
    pub certificate: PathBuf,
    /// Its key, PEM.
    pub key: PathBuf,
    /// The certificate of the authority, PEM.
    pub authority: PathBuf,
}

impl Authority {
    /// A new authority.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when its file cannot be written.
    pub fn new() -> Result<Self> {
        let directory = scratch("certificates")?;
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "test authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = KeyPair::generate().map_err(failure)?;
        let certificate = params.self_signed(&key).map_err(failure)?;
        std::fs::write(directory.path().join("ca.pem"), certificate.pem())?;
        Ok(Self { issuer: Issuer::new(params, key), directory })
    }

    /// A certificate for a server or a client with this name, as common name and as DNS name.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when its files cannot be written.
    pub fn issue(&self, name: &str) -> Result<Identity> {
        self.issue_for(name, &[name.to_owned()])
    }

    /// A certificate with this name as common name, and without other names.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when its files cannot be written.
    pub fn issue_by_common_name(&self, name: &str) -> Result<Identity> {
        self.issue_for(name, &[])
    }

    fn issue_for(&self, name: &str, dns_names: &[String]) -> Result<Identity> {
        let mut params = CertificateParams::new(dns_names).map_err(failure)?;
        params.distinguished_name.push(DnType::CommonName, name);
        params.key_usages =
            vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::KeyEncipherment];
        params.extended_key_usages =
            vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
        let key = KeyPair::generate().map_err(failure)?;
        let certificate = params.signed_by(&key, &self.issuer).map_err(failure)?;
        let identity = Identity {
            certificate: self.path(&format!("{name}.pem")),
            key: self.path(&format!("{name}.key")),
            authority: self.path("ca.pem"),
        };
        std::fs::write(&identity.certificate, certificate.pem())?;
        std::fs::write(&identity.key, key.serialize_pem())?;
        Ok(identity)
    }

    /// The certificate of the authority, PEM.
    #[must_use]
    pub fn certificate(&self) -> PathBuf {
        self.path("ca.pem")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }
}

impl Identity {
    /// A client with this certificate, for a server of the same authority with this name.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the files are not as they should be.
    pub fn client(&self, server_name: &str) -> Result<TlsClient> {
        let (chain, key) = self.load()?;
        let mut config = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(failure)?
            .with_root_certificates(roots(&self.authority)?)
            .with_client_auth_cert(chain, key)
            .map_err(failure)?;
        // radsecproxy 1.9.2 breaks a handshake that resumes a session.
        config.resumption = Resumption::disabled();
        Ok(TlsClient { config: Arc::new(config), server_name: server_name.to_owned() })
    }

    /// A server with this certificate that asks its clients for one of the same authority.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the files are not as they should be.
    pub fn server_config(&self) -> Result<Arc<ServerConfig>> {
        let (chain, key) = self.load()?;
        let roots = Arc::new(roots(&self.authority)?);
        let verifier = WebPkiClientVerifier::builder_with_provider(roots, provider())
            .build()
            .map_err(failure)?;
        let config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(failure)?
            .with_client_cert_verifier(verifier)
            .with_single_cert(chain, key)
            .map_err(failure)?;
        Ok(Arc::new(config))
    }

    fn load(&self) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)> {
        let certificate = CertificateDer::from_pem_file(&self.certificate).map_err(failure)?;
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(failure)?;
        Ok((vec![certificate], key))
    }
}

/// Named, because several providers may be linked, and none is the default then.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

fn roots(authority: &Path) -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(authority).map_err(failure)?).map_err(failure)?;
    Ok(roots)
}

fn failure(error: impl std::fmt::Display) -> Failure {
    Failure::new(error.to_string())
}
