//! Plugin configuration: the JSON that an operator writes, checked while it is read.
//!
//! `envoy-config/spnego/config.schema.json` and the table in the README beside it say the same.

use core::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kerberos::gss::ChannelBindings;
use serde::{Deserialize, Deserializer, de};
use zeroize::Zeroizing;

use super::glob::Glob;
use super::identity_headers::IdentityHeaders;

/// Most patterns of one list.
pub const MAX_PATTERNS: usize = 1024;
/// Most realms of one list.
pub const MAX_REALMS: usize = 256;
/// Largest `clock_skew_seconds`: an authenticator lives twice as long, and so does its replay tag.
pub const MAX_CLOCK_SKEW_SECONDS: u32 = 3600;
/// Largest `max_token_bytes`: base64 of it fits `max_request_headers_kb: 96`.
pub const MAX_TOKEN_BYTES: usize = 65_535;
/// Smallest `max_token_bytes`: no Kerberos token is shorter.
pub const MIN_TOKEN_BYTES: usize = 1024;
/// Most certificates of one listener.
pub const MAX_CERTIFICATES: usize = 64;
/// Largest `ticket_cache_entries`; an entry takes about three kilobytes.
pub const MAX_TICKET_CACHE_ENTRIES: usize = 65_536;
/// Most octets of a decoded keytab.
pub const MAX_KEYTAB_OCTETS: usize = 512 * 1024;
/// Most octets of the name of an environment variable.
const MAX_VARIABLE_NAME_OCTETS: usize = 128;

/// The configuration of one plugin.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Config {
    /// The keytab itself, in base64. Visible in `/config_dump`.
    pub keytab: Option<Keytab>,
    /// Name of the VM environment variable that holds the keytab in base64.
    #[serde(deserialize_with = "variable_name")]
    pub keytab_env: Option<String>,
    /// Which principals of the keytab may be used, as patterns on `name@REALM`.
    #[serde(deserialize_with = "patterns")]
    pub service_principals: Vec<Glob>,
    /// What happens to requests without a token.
    pub mode: Mode,
    /// Which RFC governs the negotiation.
    pub negotiation: Negotiation,
    /// Allowed mechanisms in the order of preference.
    #[serde(deserialize_with = "mechanisms")]
    pub mechanisms: Vec<Mechanism>,
    /// Largest difference between the client's clock and this host's, in seconds.
    #[serde(deserialize_with = "clock_skew")]
    pub clock_skew_seconds: u32,
    /// What happens after the replay cache was lost.
    pub replay_after_loss: ReplayAfterLoss,
    /// Who is admitted, as patterns on `name@REALM`; absent admits everyone who authenticates.
    #[serde(deserialize_with = "optional_patterns")]
    pub allow: Option<Vec<Glob>>,
    /// Who is refused even if `allow` names them.
    #[serde(deserialize_with = "patterns")]
    pub deny: Vec<Glob>,
    /// Which anonymous clients are admitted.
    pub anonymous: Anonymous,
    /// Whether anonymity is refused whatever `anonymous` says, because actions must be traceable.
    pub audit: bool,
    /// Names of the headers that carry the identity upstream.
    pub identity_headers: IdentityHeaders,
    /// Whether the principal is handed on without its realm.
    pub strip_realm: bool,
    /// Whether bit 14 of the ticket flags means anonymous, as in the draft before RFC 6112.
    pub draft08_anonymous_flag: bool,
    /// Whether a rejected client gets a KRB-ERROR where that helps it.
    pub error_token: bool,
    /// Largest token, in octets after base64.
    #[serde(deserialize_with = "token_bytes")]
    pub max_token_bytes: usize,
    /// What is asked of TLS channel bindings (RFC 5929, "extended protection").
    pub channel_binding: ChannelBinding,
    /// Whether a ticket that is bound to addresses is refused from another one. Only where the
    /// address that Envoy sees is the client's own.
    pub check_client_address: bool,
    /// Realms that a ticket may pass through where the KDC did not check its path.
    #[serde(deserialize_with = "realms")]
    pub transited_realms: Vec<String>,
    /// Decrypted tickets that each worker remembers; 0 remembers none.
    #[serde(deserialize_with = "ticket_cache_entries")]
    pub ticket_cache_entries: usize,
}

/// Two settings that contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfigConflict {
    /// Path below the root of the element to change; empty for the whole document.
    pub path: &'static str,
    /// What is wrong there.
    pub message: &'static str,
}

impl Config {
    /// Checks what no single element can say.
    ///
    /// # Errors
    /// The first [`ConfigConflict`].
    pub fn check(&self) -> Result<(), ConfigConflict> {
        let conflict = |path, message| Err(ConfigConflict { path, message });
        let bindings = &self.channel_binding;
        match (&self.keytab, &self.keytab_env) {
            (None, None) => conflict("", "one of keytab and keytab_env is required"),
            (Some(_), Some(_)) => {
                conflict("keytab_env", "keytab is there as well; give one of the two")
            }
            _ if bindings.mode != ChannelBindingMode::Off
                && bindings.server_certificates.is_empty() =>
            {
                conflict("channel_binding.server_certificates", "needed unless mode is off")
            }
            _ => Ok(()),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            keytab: None,
            keytab_env: None,
            service_principals: Glob::new("HTTP/*").into_iter().collect(),
            mode: Mode::Require,
            negotiation: Negotiation::Rfc4178,
            mechanisms: vec![Mechanism::Kerberos],
            clock_skew_seconds: 300,
            replay_after_loss: ReplayAfterLoss::AcceptNewer,
            allow: None,
            deny: Vec::new(),
            anonymous: Anonymous::default(),
            audit: false,
            identity_headers: IdentityHeaders::default(),
            strip_realm: false,
            draft08_anonymous_flag: false,
            error_token: true,
            max_token_bytes: 49_152,
            channel_binding: ChannelBinding::default(),
            check_client_address: false,
            transited_realms: Vec::new(),
            ticket_cache_entries: 1024,
        }
    }
}

/// The octets of a keytab: wiped when dropped, never printed.
#[derive(Clone)]
pub struct Keytab(Zeroizing<Vec<u8>>);

impl Keytab {
    /// Decodes the base64 of a keytab; white space around and inside it does not matter.
    ///
    /// # Errors
    ///
    /// What is wrong with it, never what it holds.
    pub fn from_base64(text: &[u8]) -> Result<Self, &'static str> {
        let compact: Zeroizing<Vec<u8>> =
            Zeroizing::new(text.iter().copied().filter(|c| !c.is_ascii_whitespace()).collect());
        // Four characters stand for three octets.
        if compact.len().div_euclid(4) > MAX_KEYTAB_OCTETS.div_euclid(3) {
            return Err("the keytab is larger than 512 KiB");
        }
        match STANDARD.decode(compact.as_slice()) {
            Ok(octets) if octets.is_empty() => Err("the keytab is empty"),
            Ok(octets) => Ok(Self(Zeroizing::new(octets))),
            Err(_) => Err("the keytab is not base64"),
        }
    }

    /// The octets of the keytab file.
    #[must_use]
    pub fn as_octets(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Keytab {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keytab({} octets)", self.0.len())
    }
}

impl<'de> Deserialize<'de> for Keytab {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        Self::from_base64(text.as_bytes()).map_err(de::Error::custom)
    }
}

/// What happens to requests without a token. Identity headers of the client are removed in every
/// mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// They are answered with 401.
    Require,
    /// They pass without identity; a token that is offered must be good.
    Optional,
    /// All requests pass without identity.
    Off,
}

/// Which RFC governs the negotiation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Negotiation {
    /// RFC 2478, for clients that know nothing else.
    Rfc2478,
    /// RFC 4178, as every living client speaks it.
    Rfc4178,
}

/// A GSS-API mechanism that this filter can accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mechanism {
    /// Kerberos 5, RFC 4121.
    Kerberos,
}

/// What happens to authenticators after the replay cache was lost (RFC 4120 section 3.2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplayAfterLoss {
    /// All are accepted.
    Accept,
    /// Those stamped after the loss are accepted.
    AcceptNewer,
    /// None is accepted until the clock skew has passed.
    Refuse,
}

/// Which anonymous clients are admitted (RFC 8062). None by default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Anonymous {
    /// Whether clients of the anonymous realm are admitted, whom no KDC has authenticated.
    pub unauthenticated: bool,
    /// Realms whose members are admitted with their names hidden. Exact names, no patterns.
    #[serde(deserialize_with = "realms")]
    pub realms: Vec<String>,
    /// Whether groups of the ticket are handed on; they may reveal who the client is.
    pub forward_groups: bool,
}

/// What is asked of TLS channel bindings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChannelBinding {
    /// Whether bindings are compared, and whether they must be there.
    pub mode: ChannelBindingMode,
    /// The certificates that clients of this listener see, in PEM.
    #[serde(deserialize_with = "certificates")]
    pub server_certificates: Vec<ChannelBindings>,
}

/// Whether channel bindings are compared, and whether they must be there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelBindingMode {
    /// Not compared.
    #[default]
    Off,
    /// Every client must send the right ones.
    Required,
    /// Compared if the client sends them or says that it can.
    WhenSupported,
}

fn certificates<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<ChannelBindings>, D::Error> {
    let list: Vec<Certificate> = bounded(Vec::deserialize(deserializer)?, MAX_CERTIFICATES)?;
    Ok(list.into_iter().map(|certificate| certificate.0).collect())
}

/// The bindings of one certificate in PEM.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Certificate(ChannelBindings);

impl TryFrom<String> for Certificate {
    type Error = String;

    fn try_from(pem: String) -> Result<Self, String> {
        const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
        const END: &str = "-----END CERTIFICATE-----";
        let body = pem.trim().strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END));
        let base64: String = body
            .ok_or("not one certificate in PEM")?
            .chars()
            .filter(|c| !c.is_ascii_whitespace())
            .collect();
        let der = STANDARD.decode(base64).map_err(|_| "the PEM is not base64")?;
        ChannelBindings::of_certificate(&der).map(Self).map_err(|error| error.to_string())
    }
}

fn variable_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?;
    let usable = (1..=MAX_VARIABLE_NAME_OCTETS).contains(&name.len())
        && name.bytes().all(|octet| octet.is_ascii_graphic() && octet != b'=');
    if usable { Ok(Some(name)) } else { Err(de::Error::custom("not a name of a variable")) }
}

fn patterns<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Glob>, D::Error> {
    bounded(Vec::deserialize(deserializer)?, MAX_PATTERNS)
}

pub(super) fn optional_patterns<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<Glob>>, D::Error> {
    patterns(deserializer).map(Some)
}

fn realms<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    bounded(Vec::deserialize(deserializer)?, MAX_REALMS)
}

fn bounded<T, E: de::Error>(list: Vec<T>, most: usize) -> Result<Vec<T>, E> {
    if list.len() > most {
        return Err(E::custom(format!("{} elements, at most {most} are allowed", list.len())));
    }
    Ok(list)
}

fn mechanisms<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Mechanism>, D::Error> {
    let list = Vec::deserialize(deserializer)?;
    match list.as_slice() {
        [] => Err(de::Error::custom("at least one mechanism is needed")),
        [Mechanism::Kerberos] => Ok(list),
        _ => Err(de::Error::custom("a mechanism is listed twice")),
    }
}

fn clock_skew<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    within(u32::deserialize(deserializer)?, 1, MAX_CLOCK_SKEW_SECONDS)
}

fn token_bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    within(usize::deserialize(deserializer)?, MIN_TOKEN_BYTES, MAX_TOKEN_BYTES)
}

fn ticket_cache_entries<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    within(usize::deserialize(deserializer)?, 0, MAX_TICKET_CACHE_ENTRIES)
}

fn within<T: PartialOrd + fmt::Display, E: de::Error>(value: T, least: T, most: T) -> Result<T, E> {
    if value < least || value > most {
        return Err(E::custom(format!("{value} is not within {least} to {most}")));
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Result<Config, String> {
        let mut document = serde_json::Deserializer::from_str(json);
        let config: Config = serde_path_to_error::deserialize(&mut document)
            .map_err(|error| format!("at {}: {}", error.path(), error.inner()))?;
        config.check().map_err(|conflict| format!("at {}: {}", conflict.path, conflict.message))?;
        Ok(config)
    }

    fn parsed(json: &str) -> Config {
        parse(json).unwrap()
    }

    fn refused(json: &str) -> String {
        parse(json).unwrap_err()
    }

    #[test]
    fn a_keytab_alone_is_a_configuration_with_the_documented_defaults() {
        let config = parsed(r#"{"keytab": "BQI="}"#);
        assert_eq!(config.keytab.unwrap().as_octets(), [5, 2]);
        assert!(config.service_principals[0].matches("HTTP/www.a.test@A.TEST"));
        assert_eq!(config.mode, Mode::Require);
        assert_eq!(config.negotiation, Negotiation::Rfc4178);
        assert_eq!(config.mechanisms, [Mechanism::Kerberos]);
        assert_eq!(config.clock_skew_seconds, 300);
        assert_eq!(config.replay_after_loss, ReplayAfterLoss::AcceptNewer);
        assert_eq!((config.allow, config.deny.len()), (None, 0));
        assert_eq!(config.anonymous, Anonymous::default());
        assert_eq!((config.audit, config.strip_realm), (false, false));
        assert_eq!((config.draft08_anonymous_flag, config.error_token), (false, true));
        assert_eq!(config.max_token_bytes, 49_152);
    }

    #[test]
    fn every_key_is_read() {
        let config = parsed(
            r#"{"keytab_env": "KEYTAB", "service_principals": ["HTTP/a@R"], "mode": "optional",
                "negotiation": "rfc2478", "mechanisms": ["kerberos"], "clock_skew_seconds": 60,
                "replay_after_loss": "refuse", "allow": ["*@R"], "deny": ["mallory@*"],
                "anonymous": {"unauthenticated": true, "realms": ["R"], "forward_groups": true},
                "audit": true, "identity_headers": {"principal": "X-User"}, "strip_realm": true,
                "draft08_anonymous_flag": true, "error_token": false, "max_token_bytes": 12000}"#,
        );
        assert_eq!(config.keytab_env.as_deref(), Some("KEYTAB"));
        assert_eq!((config.mode, config.negotiation), (Mode::Optional, Negotiation::Rfc2478));
        assert_eq!(config.clock_skew_seconds, 60);
        assert_eq!(config.replay_after_loss, ReplayAfterLoss::Refuse);
        assert!(config.allow.unwrap()[0].matches("alice@R"));
        assert!(config.deny[0].matches("mallory@R"));
        assert!(config.anonymous.unauthenticated && config.anonymous.forward_groups);
        assert_eq!(config.anonymous.realms, ["R"]);
        assert_eq!(config.identity_headers.principal(), "x-user");
        assert!(config.audit && config.strip_realm && config.draft08_anonymous_flag);
        assert!(!config.error_token);
        assert_eq!(config.max_token_bytes, 12_000);
    }

    #[test]
    fn a_refusal_names_the_json_path() {
        for (path, json) in [
            ("", r#"{}"#),
            ("keytab_env", r#"{"keytab": "BQI=", "keytab_env": "K"}"#),
            ("keytab_env", r#"{"keytab_env": "A=B"}"#),
            ("keytab", r#"{"keytab": "not base64!"}"#),
            ("keytab", r#"{"keytab": ""}"#),
            ("realm", r#"{"keytab": "BQI=", "realm": "R"}"#),
            ("mode", r#"{"keytab": "BQI=", "mode": "on"}"#),
            ("mechanisms", r#"{"keytab": "BQI=", "mechanisms": []}"#),
            ("mechanisms[0]", r#"{"keytab": "BQI=", "mechanisms": ["ntlm"]}"#),
            ("clock_skew_seconds", r#"{"keytab": "BQI=", "clock_skew_seconds": 0}"#),
            ("clock_skew_seconds", r#"{"keytab": "BQI=", "clock_skew_seconds": 3601}"#),
            ("max_token_bytes", r#"{"keytab": "BQI=", "max_token_bytes": 65536}"#),
            ("allow[1]", r#"{"keytab": "BQI=", "allow": ["*", ""]}"#),
            ("anonymous.realms[0]", r#"{"keytab": "BQI=", "anonymous": {"realms": [1]}}"#),
            ("anonymous.realm", r#"{"keytab": "BQI=", "anonymous": {"realm": []}}"#),
            (
                "identity_headers.realm",
                r#"{"keytab": "BQI=", "identity_headers": {"realm": "a b"}}"#,
            ),
        ] {
            let error = refused(json);
            assert!(error.contains(&format!("at {path}: ")), "{json}: {error}");
        }
    }

    #[test]
    fn neither_an_error_nor_the_debug_text_shows_the_keytab() {
        let secret = "c2VjcmV0LWtleS1vY3RldHM";
        assert!(!refused(&format!(r#"{{"keytab": "{secret}!"}}"#)).contains("c2Vj"));
        let shown = format!("{:?}", parsed(&format!(r#"{{"keytab": "{secret}="}}"#)));
        assert!(shown.contains("Keytab(17 octets)"), "{shown}");
    }

    #[test]
    fn a_keytab_may_be_wrapped_over_lines() {
        assert_eq!(Keytab::from_base64(b" BQ\nI=\r\n").unwrap().as_octets(), [5, 2]);
    }

    #[test]
    fn a_list_is_bounded() {
        let patterns = vec!["\"*\""; MAX_PATTERNS + 1].join(",");
        let error = refused(&format!(r#"{{"keytab": "BQI=", "deny": [{patterns}]}}"#));
        assert!(error.contains("at deny: 1025 elements"), "{error}");
    }
}
