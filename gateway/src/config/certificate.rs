//! Which certificates are those of a client (RFC 6614 section 2.3 and 2.4).

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;

use rustls::pki_types::CertificateDer;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use x509_parser::prelude::{GeneralName, X509Certificate};

use super::error::{ConfigError, count};
use super::hex;

/// Most values of one kind.
const MAX_VALUES: usize = 256;

/// Most names of a certificate in a log line, and the longest.
const MAX_SHOWN: usize = 4;
const MAX_SHOWN_OCTETS: usize = 64;

/// What a certificate must have. Each kind that is given must be met by one of its values.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CertificateConfig {
    /// dNSNames: `nas.example.org`, or `*.example.org` for one label in front of it.
    pub san_dns: Vec<String>,
    /// iPAddresses.
    pub san_ip: Vec<IpAddr>,
    /// Common names, written like `san_dns`. They count only if the certificate has no alternative
    /// names.
    pub cn: Vec<String>,
    /// SHA-256 of the whole certificate, 64 hexadecimal digits, with or without colons.
    pub fingerprint_sha256: Vec<String>,
    /// The file of the certificates that it is issued by, PEM, instead of the listener's.
    pub ca: Option<PathBuf>,
}

/// A [`CertificateConfig`] that is ready for certificates.
#[derive(Debug, Clone, Default)]
pub(super) struct CertificateTest {
    dns: Vec<String>,
    addresses: Vec<IpAddr>,
    common_names: Vec<String>,
    fingerprints: Vec<[u8; 32]>,
}

/// What identifies the holder of a certificate.
#[derive(Debug, Clone, Default)]
pub(super) struct Identity {
    dns: Vec<String>,
    addresses: Vec<IpAddr>,
    has_alternative_names: bool,
    common_names: Vec<String>,
    fingerprint: [u8; 32],
}

impl CertificateConfig {
    /// `at` is its path.
    pub(super) fn resolve(&self, at: &str) -> Result<CertificateTest, ConfigError> {
        for (field, found) in [
            ("san_dns", self.san_dns.len()),
            ("san_ip", self.san_ip.len()),
            ("cn", self.cn.len()),
            ("fingerprint_sha256", self.fingerprint_sha256.len()),
        ] {
            count(&format!("{at}.{field}"), found, 0, MAX_VALUES)?;
        }
        let has_alternative_names = !self.san_dns.is_empty() || !self.san_ip.is_empty();
        if has_alternative_names && !self.cn.is_empty() {
            let text = "no certificate meets it together with san_dns or san_ip: a common name \
                        counts only without alternative names";
            return Err(ConfigError::value(format!("{at}.cn"), text));
        }
        Ok(CertificateTest {
            dns: patterns(&format!("{at}.san_dns"), &self.san_dns)?,
            addresses: self.san_ip.iter().map(IpAddr::to_canonical).collect(),
            common_names: patterns(&format!("{at}.cn"), &self.cn)?,
            fingerprints: fingerprints(at, &self.fingerprint_sha256)?,
        })
    }
}

fn patterns(path: &str, texts: &[String]) -> Result<Vec<String>, ConfigError> {
    for (number, text) in texts.iter().enumerate() {
        let rest = text.strip_prefix("*.").unwrap_or(text);
        if rest.is_empty() || rest.contains('*') {
            let text = "a `*` can only be the whole leftmost label";
            return Err(ConfigError::value(format!("{path}[{number}]"), text));
        }
    }
    Ok(texts.iter().map(|text| text.to_ascii_lowercase()).collect())
}

fn fingerprints(at: &str, texts: &[String]) -> Result<Vec<[u8; 32]>, ConfigError> {
    let read = |(number, text): (usize, &String)| {
        let octets = hex::decode(text).and_then(|octets| <[u8; 32]>::try_from(octets).ok());
        octets.ok_or_else(|| {
            let path = format!("{at}.fingerprint_sha256[{number}]");
            ConfigError::value(path, "it is not SHA-256: 32 octets in hexadecimal")
        })
    };
    texts.iter().enumerate().map(read).collect()
}

impl CertificateTest {
    /// Whether the certificate meets it.
    ///
    /// # Errors
    /// Why not, for the operator.
    pub(super) fn check(&self, identity: &Identity) -> Result<(), &'static str> {
        let is_any = |patterns: &[String], names: &[String]| {
            names.iter().any(|name| patterns.iter().any(|pattern| meets(pattern, name)))
        };
        if !self.fingerprints.is_empty() && !self.fingerprints.contains(&identity.fingerprint) {
            return Err("its SHA-256 is none of fingerprint_sha256");
        }
        if !self.dns.is_empty() && !is_any(&self.dns, &identity.dns) {
            return Err("none of its dNSNames meets san_dns");
        }
        let is_known = |address| self.addresses.contains(address);
        if !self.addresses.is_empty() && !identity.addresses.iter().any(is_known) {
            return Err("none of its iPAddresses is in san_ip");
        }
        if self.common_names.is_empty() {
            return Ok(());
        }
        match identity.has_alternative_names {
            true => Err("it has alternative names, so that its CN does not count"),
            false if is_any(&self.common_names, &identity.common_names) => Ok(()),
            false => Err("its CN does not meet cn"),
        }
    }
}

/// Whether a name meets a pattern in lower case. Its `*` stands for one label, not for the `*` of a
/// certificate for several names.
fn meets(pattern: &str, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    match pattern.strip_prefix("*.") {
        None => pattern == name,
        Some(parent) => name
            .split_once('.')
            .is_some_and(|(label, rest)| rest == parent && !label.is_empty() && label != "*"),
    }
}

impl Identity {
    /// Of a certificate; none if it cannot be read.
    pub(super) fn of(certificate: &CertificateDer<'_>) -> Option<Self> {
        let (_, parsed) = x509_parser::parse_x509_certificate(certificate).ok()?;
        let fingerprint = Sha256::digest(certificate.as_ref()).into();
        let mut identity = Self { fingerprint, ..Self::default() };
        identity.read_names(&parsed)?;
        Some(identity)
    }

    fn read_names(&mut self, certificate: &X509Certificate<'_>) -> Option<()> {
        let common_names = certificate.subject().iter_common_name();
        self.common_names =
            common_names.filter_map(|name| name.as_str().ok()).map(ToOwned::to_owned).collect();
        let Some(extension) = certificate.subject_alternative_name().ok()? else { return Some(()) };
        self.has_alternative_names = true;
        for name in &extension.value.general_names {
            match name {
                GeneralName::DNSName(name) => self.dns.push((*name).to_owned()),
                GeneralName::IPAddress(octets) => self.addresses.extend(address(octets)),
                _ => {}
            }
        }
        Some(())
    }
}

fn address(octets: &[u8]) -> Option<IpAddr> {
    let four = <[u8; 4]>::try_from(octets).map(IpAddr::from).ok();
    let sixteen = || <[u8; 16]>::try_from(octets).map(IpAddr::from).ok();
    four.or_else(sixteen).map(|address| address.to_canonical())
}

/// For a log line: whoever holds the certificate has chosen the names.
impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |name: &String| -> String {
            name.chars().take(MAX_SHOWN_OCTETS).collect::<String>().escape_default().to_string()
        };
        let names = self.common_names.iter().map(|name| format!("CN {}", short(name)));
        let names = names.chain(self.dns.iter().map(|name| format!("DNS {}", short(name))));
        let names = names.chain(self.addresses.iter().map(|address| format!("IP {address}")));
        for name in names.take(MAX_SHOWN) {
            write!(f, "{name}, ")?;
        }
        write!(f, "SHA-256 {}", hex::encode(&self.fingerprint))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(dns: &[&str], common_names: &[&str]) -> Identity {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Identity {
            dns: owned(dns),
            has_alternative_names: !dns.is_empty(),
            common_names: owned(common_names),
            ..Identity::default()
        }
    }

    fn resolved(toml: &str) -> Result<CertificateTest, ConfigError> {
        let config: CertificateConfig = toml::from_str(toml).unwrap();
        config.resolve("clients[0].certificate")
    }

    #[test]
    fn a_wildcard_stands_for_one_leftmost_label() {
        let test = resolved(r#"san_dns = ["*.example.org", "gw.example.net"]"#).unwrap();
        for (name, is_met) in [
            ("nas.example.org", true),
            ("NAS.Example.ORG", true),
            ("gw.example.net", true),
            ("example.org", false),
            (".example.org", false),
            ("*.example.org", false),
            ("a.nas.example.org", false),
            ("nas.example.org.", false),
            ("nas.example.net", false),
        ] {
            assert_eq!(test.check(&identity(&[name], &[])).is_ok(), is_met, "{name}");
        }
        for bad in ["*", "*.", "n*.example.org", "nas.*.org", "*.*.org", ""] {
            let refused = resolved(&format!("san_dns = [{bad:?}]")).unwrap_err();
            assert_eq!(refused.path, "clients[0].certificate.san_dns[0]", "{bad}");
        }
    }

    #[test]
    fn a_common_name_counts_only_without_alternative_names() {
        let test = resolved(r#"cn = ["nas.example.org"]"#).unwrap();
        assert!(test.check(&identity(&[], &["nas.example.org"])).is_ok());
        assert!(test.check(&identity(&[], &["other.example.org"])).is_err());
        let both = identity(&["other.example.org"], &["nas.example.org"]);
        assert!(test.check(&both).unwrap_err().contains("alternative names"));
        let never = resolved("cn = [\"a\"]\nsan_dns = [\"b\"]").unwrap_err();
        assert_eq!(never.path, "clients[0].certificate.cn");
    }

    #[test]
    fn each_kind_that_is_given_must_be_met() {
        let print = "ab".repeat(32);
        let test = resolved(&format!(
            "san_dns = [\"a.example\"]\nsan_ip = [\"192.0.2.1\"]\nfingerprint_sha256 = [{print:?}]"
        ))
        .unwrap();
        let mut whole = identity(&["a.example"], &[]);
        whole.addresses.push([192, 0, 2, 1].into());
        whole.fingerprint = [0xab; 32];
        assert!(test.check(&whole).is_ok());
        let without_name = Identity { dns: Vec::new(), ..whole.clone() };
        let without_address = Identity { addresses: Vec::new(), ..whole.clone() };
        let another = Identity { fingerprint: [0; 32], ..whole };
        for (identity, word) in
            [(without_name, "san_dns"), (without_address, "san_ip"), (another, "fingerprint")]
        {
            assert!(test.check(&identity).unwrap_err().contains(word), "{word}");
        }
    }

    #[test]
    fn a_fingerprint_may_have_colons() {
        let print = vec!["AB"; 32].join(":");
        assert!(resolved(&format!("fingerprint_sha256 = [{print:?}]")).is_ok());
        let refused = resolved("fingerprint_sha256 = [\"abcd\"]").unwrap_err();
        assert_eq!(refused.path, "clients[0].certificate.fingerprint_sha256[0]");
    }

    #[test]
    fn a_log_line_shows_names_short_and_escaped() {
        let long = "x".repeat(200);
        let shown = identity(&["evil\nline", &long], &[]).to_string();
        assert!(!shown.contains('\n') && shown.len() < 250, "{shown}");
    }
}
