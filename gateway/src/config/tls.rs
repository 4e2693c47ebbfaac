//! TLS with certificates at both ends (RFC 6614): versions 1.2 and 1.3, RADIUS/1.0 inside.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rustls::client::Resumption;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::danger::ClientCertVerifier;
use rustls::server::{NoServerSessionStorage, WebPkiClientVerifier};
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use serde::Deserialize;
use x509_parser::parse_x509_certificate;

use super::error::{ConfigError, ConfigProblem, Warning};
use super::files::Surroundings;

/// Most octets of a file with certificates or a key.
const MAX_FILE_OCTETS: u64 = 4 << 20;

/// RADIUS with the shared secret `radsec` (draft-ietf-radext-radiusv11-11 section 3.1). A peer that
/// says nothing speaks it as well; one that only has `radius/1.1` is refused by TLS.
const ALPN: &[u8] = b"radius/1.0";

/// How long before its end a certificate is worth a warning.
const EXPIRY_NOTICE: Duration = Duration::from_secs(30 * 86_400);

/// The certificates of a listener, and whom it trusts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListenerTlsConfig {
    /// The file of its certificate with those behind it, PEM.
    pub certificate: PathBuf,
    /// The file of its key, PEM.
    pub key: PathBuf,
    /// The file of the certificates that clients are issued by, PEM.
    pub client_ca: PathBuf,
}

/// The certificates for a server, and whom it must have its own from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerTlsConfig {
    /// The file of the certificates that the server's is issued by, PEM.
    pub ca: PathBuf,
    /// The file of our certificate with those behind it, PEM.
    pub certificate: PathBuf,
    /// The file of its key, PEM.
    pub key: PathBuf,
    /// The name that the server's certificate must have: a dNSName or an address. The address of
    /// the server if absent.
    pub server_name: Option<String>,
}

/// Who issues certificates of clients.
#[derive(Debug, Clone)]
pub(super) struct Issuer {
    roots: Vec<CertificateDer<'static>>,
    verifier: Arc<dyn ClientCertVerifier>,
}

impl Issuer {
    /// From the file at `path`.
    pub(super) fn read(
        path: &str,
        file: &Path,
        surroundings: &Surroundings<'_>,
    ) -> Result<Self, ConfigError> {
        let roots = certificates(path, file, surroundings)?;
        Self::new(roots).map_err(|error| tls(path, &surroundings.path(file), error))
    }

    fn new(roots: Vec<CertificateDer<'static>>) -> Result<Self, String> {
        let store = store(&roots)?;
        let verifier = WebPkiClientVerifier::builder_with_provider(store, provider())
            .build()
            .map_err(|error| error.to_string())?;
        Ok(Self { roots, verifier })
    }

    /// Whether it has issued the first of these certificates, with the others as intermediates.
    pub(super) fn has_issued(&self, chain: &[CertificateDer<'_>], now: Duration) -> bool {
        let Some((end, intermediates)) = chain.split_first() else { return false };
        let now = UnixTime::since_unix_epoch(now);
        self.verifier.verify_client_cert(end, intermediates, now).is_ok()
    }
}

/// What a listener presents, and a verifier that lets everybody in whom its issuer or one of
/// `others` has issued: which of them it must be is known when the client is.
pub(super) fn listener(
    at: &str,
    config: &ListenerTlsConfig,
    others: &[Issuer],
    surroundings: &Surroundings<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<(Arc<ServerConfig>, Issuer), ConfigError> {
    let path = format!("{at}.certificate");
    let own = certificates(&path, &config.certificate, surroundings)?;
    note_expiry(&path, &own, surroundings.now, warnings);
    let key = key(&format!("{at}.key"), &config.key, surroundings)?;
    let issuer = Issuer::read(&format!("{at}.client_ca"), &config.client_ca, surroundings)?;
    let roots = others.iter().flat_map(|other| &other.roots).chain(&issuer.roots).cloned();
    let file = surroundings.path(&config.certificate);
    let everybody = Issuer::new(roots.collect()).map_err(|error| tls(at, &file, error))?;
    let mut made = ServerConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&TLS13, &TLS12])
        .and_then(|builder| {
            builder.with_client_cert_verifier(everybody.verifier).with_single_cert(own, key)
        })
        .map_err(|error| tls(&path, &file, error))?;
    made.alpn_protocols = vec![ALPN.to_vec()];
    // A session that is resumed would not be verified again after a reload.
    made.session_storage = Arc::new(NoServerSessionStorage {});
    made.send_tls13_tickets = 0;
    Ok((Arc::new(made), issuer))
}

/// How a server is reached by TLS. `address` is the name that it has if none is configured.
pub(super) fn server(
    at: &str,
    config: &ServerTlsConfig,
    address: std::net::IpAddr,
    surroundings: &Surroundings<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<(Arc<ClientConfig>, ServerName<'static>), ConfigError> {
    let path = format!("{at}.ca");
    let roots = certificates(&path, &config.ca, surroundings)?;
    let store = store(&roots).map_err(|error| tls(&path, &surroundings.path(&config.ca), error))?;
    let path = format!("{at}.certificate");
    let own = certificates(&path, &config.certificate, surroundings)?;
    note_expiry(&path, &own, surroundings.now, warnings);
    let key = key(&format!("{at}.key"), &config.key, surroundings)?;
    let mut made = ClientConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&TLS13, &TLS12])
        .and_then(|builder| builder.with_root_certificates(store).with_client_auth_cert(own, key))
        .map_err(|error| tls(&path, &surroundings.path(&config.certificate), error))?;
    made.alpn_protocols = vec![ALPN.to_vec()];
    made.resumption = Resumption::disabled();
    let name = match config.server_name.clone() {
        None => ServerName::from(address),
        Some(name) => ServerName::try_from(name).map_err(|_| {
            ConfigError::value(format!("{at}.server_name"), "it is no name of a server")
        })?,
    };
    Ok((Arc::new(made), name))
}

fn certificates(
    path: &str,
    file: &Path,
    surroundings: &Surroundings<'_>,
) -> Result<Vec<CertificateDer<'static>>, ConfigError> {
    let octets = surroundings.read(path, file, MAX_FILE_OCTETS)?;
    let error = |error: &dyn std::fmt::Display| tls(path, &surroundings.path(file), error);
    let found: Vec<_> = CertificateDer::pem_slice_iter(&octets)
        .collect::<Result<_, _>>()
        .map_err(|found| error(&found))?;
    match found.is_empty() {
        true => Err(error(&"there is no certificate in it")),
        false => Ok(found),
    }
}

fn key(
    path: &str,
    file: &Path,
    surroundings: &Surroundings<'_>,
) -> Result<PrivateKeyDer<'static>, ConfigError> {
    let octets = surroundings.read(path, file, MAX_FILE_OCTETS)?;
    PrivateKeyDer::from_pem_slice(&octets)
        .map_err(|_| tls(path, &surroundings.path(file), "there is no private key in it"))
}

fn store(roots: &[CertificateDer<'static>]) -> Result<Arc<RootCertStore>, String> {
    let mut store = RootCertStore::empty();
    for root in roots {
        store.add(root.clone()).map_err(|error| error.to_string())?;
    }
    Ok(Arc::new(store))
}

fn note_expiry(
    path: &str,
    chain: &[CertificateDer<'_>],
    now: Duration,
    warnings: &mut Vec<Warning>,
) {
    let Some(Ok((_, own))) = chain.first().map(|own| parse_x509_certificate(own)) else { return };
    let end = u64::try_from(own.validity().not_after.timestamp()).unwrap_or_default();
    let text = match Duration::from_secs(end).checked_sub(now) {
        None => "the certificate has expired".to_owned(),
        Some(left) if left < EXPIRY_NOTICE => {
            format!("the certificate expires within {} days", left.as_secs().div_ceil(86_400))
        }
        Some(_) => return,
    };
    warnings.push(Warning { path: path.to_owned(), text });
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

fn tls(path: &str, file: &Path, error: impl std::fmt::Display) -> ConfigError {
    let problem = ConfigProblem::Tls { file: file.to_owned(), error: error.to_string() };
    ConfigError::new(path, problem)
}
