//! Plugin configuration: the JSON that an operator writes, checked while it is read.
//!
//! `envoy-config/iodef/config.schema.json` and the table in the README beside it say the same.

use core::fmt;

use serde::{Deserialize, Deserializer, de};

use crate::profile::Profile;
use crate::registry::Additions;
use crate::restriction::{Mapping, Rank};
use crate::signature::{Certificate, Contact, ContactBook};

/// `max_bytes` unless configured.
pub const MAX_BYTES_DEFAULT: usize = 1 << 20;
/// Smallest `max_bytes`: no report is shorter than this limit would have to be.
pub const MIN_BYTES: usize = 1024;
/// Largest `max_bytes`: a VM needs several times as much memory.
pub const MAX_BYTES: usize = 16 << 20;
/// Largest `max_diagnostics`.
pub const MAX_LISTED: usize = 200;
/// Most `trusted_certificates`.
pub const MAX_CERTIFICATES: usize = 64;
/// Longest name of a header, and longest tag of a language.
const MAX_NAME_OCTETS: usize = 128;

/// The configuration of one plugin.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Config {
    /// What a report has to be valid under.
    pub profile: Profile,
    /// Most octets of a body.
    #[serde(deserialize_with = "max_bytes")]
    pub max_bytes: usize,
    /// What happens to a report that is not valid.
    pub on_invalid: OnInvalid,
    /// The header that tells the upstream what was found; the client's own is removed.
    #[serde(deserialize_with = "header_name")]
    pub summary_header: String,
    /// The highest restriction that a report may hold; none for any.
    #[serde(deserialize_with = "rank")]
    pub highest_restriction: Option<Rank>,
    /// What is taken for a restriction that RFC 7970 does not put into the order.
    pub restriction_mapping: Mapping,
    /// Whether a report has to be signed, as a whole and by a key of `trusted_certificates`.
    pub require_signature: bool,
    /// The certificates whose keys are trusted, and for which domain.
    #[serde(deserialize_with = "certificates")]
    pub trusted_certificates: ContactBook,
    /// Most diagnostics of an answer.
    #[serde(deserialize_with = "max_diagnostics")]
    pub max_diagnostics: usize,
    /// Language of the messages in an answer.
    #[serde(deserialize_with = "language")]
    pub language: String,
    /// Values that were registered after the schemas were written.
    pub registry: Additions,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            profile: Profile::Common,
            max_bytes: MAX_BYTES_DEFAULT,
            on_invalid: OnInvalid::Refuse,
            summary_header: "x-iodef-validation".to_owned(),
            highest_restriction: None,
            restriction_mapping: Mapping::default(),
            require_signature: false,
            trusted_certificates: ContactBook::default(),
            max_diagnostics: 20,
            language: "en".to_owned(),
            registry: Additions::default(),
        }
    }
}

/// What happens to a report that is not valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnInvalid {
    /// It is answered with 422 and the diagnostics.
    Refuse,
    /// It goes on, and the summary header says what it is.
    Pass,
}

/// A setting that cannot work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigConflict {
    /// Path below the root of the element to change.
    pub path: &'static str,
    /// What is wrong there.
    pub message: String,
}

/// What a route may replace: `filter_metadata.iodef` in its metadata. An unknown key is an error,
/// because a misspelt restriction must not pass.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RouteSettings {
    /// Whether bodies are checked at all.
    pub check: Option<bool>,
    /// In place of `profile`.
    pub profile: Option<Profile>,
    /// In place of `on_invalid`.
    pub on_invalid: Option<OnInvalid>,
    /// In place of `require_signature`.
    pub require_signature: Option<bool>,
    /// In place of `highest_restriction`.
    #[serde(deserialize_with = "rank")]
    pub highest_restriction: Option<Rank>,
}

/// What holds for one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Whether its body is checked at all.
    pub check: bool,
    /// What its report has to be valid under.
    pub profile: Profile,
    /// What happens if it is not.
    pub on_invalid: OnInvalid,
    /// Whether it has to be signed.
    pub require_signature: bool,
    /// The highest restriction that it may hold.
    pub highest_restriction: Option<Rank>,
}

impl Policy {
    /// That of the plugin.
    #[must_use]
    pub fn of_plugin(config: &Config) -> Self {
        Self {
            check: true,
            profile: config.profile,
            on_invalid: config.on_invalid,
            require_signature: config.require_signature,
            highest_restriction: config.highest_restriction,
        }
    }

    /// The same with the settings of a route.
    #[must_use]
    pub fn on_route(self, settings: &RouteSettings) -> Self {
        Self {
            check: settings.check.unwrap_or(self.check),
            profile: settings.profile.unwrap_or(self.profile),
            on_invalid: settings.on_invalid.unwrap_or(self.on_invalid),
            require_signature: settings.require_signature.unwrap_or(self.require_signature),
            highest_restriction: settings.highest_restriction.or(self.highest_restriction),
        }
    }
}

fn max_bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    bounded(usize::deserialize(deserializer)?, MIN_BYTES, MAX_BYTES)
}

fn max_diagnostics<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    bounded(usize::deserialize(deserializer)?, 1, MAX_LISTED)
}

fn bounded<E: de::Error>(number: usize, least: usize, most: usize) -> Result<usize, E> {
    match (least..=most).contains(&number) {
        true => Ok(number),
        false => Err(E::custom(format!("{number} is not within {least} to {most}"))),
    }
}

fn certificates<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ContactBook, D::Error> {
    let list: Vec<Trusted> = Vec::deserialize(deserializer)?;
    if list.len() > MAX_CERTIFICATES {
        return Err(de::Error::custom(format!("more than {MAX_CERTIFICATES} certificates")));
    }
    let contacts = list.into_iter().map(|Trusted { certificate, domain }| Contact {
        name: certificate.0.subject().to_owned(),
        domain,
        sha256: certificate.0.fingerprint(),
    });
    Ok(ContactBook { contacts: contacts.collect() })
}

/// A certificate, and the domain whose reports it may sign; any if none is named.
struct Trusted {
    certificate: Pem,
    domain: Option<String>,
}

impl<'de> Deserialize<'de> for Trusted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TrustedVisitor)
    }
}

struct TrustedVisitor;

impl<'de> de::Visitor<'de> for TrustedVisitor {
    type Value = Trusted;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a certificate in PEM, or an object with `certificate` and `domain`")
    }

    fn visit_str<E: de::Error>(self, pem: &str) -> Result<Trusted, E> {
        let certificate = Pem::try_from(pem.to_owned()).map_err(E::custom)?;
        Ok(Trusted { certificate, domain: None })
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Trusted, A::Error> {
        let OfDomain { certificate, domain } =
            OfDomain::deserialize(de::value::MapAccessDeserializer::new(map))?;
        Ok(Trusted { certificate, domain: Some(domain) })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfDomain {
    certificate: Pem,
    domain: String,
}

/// A certificate in PEM.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Pem(Certificate);

impl TryFrom<String> for Pem {
    type Error = String;

    fn try_from(pem: String) -> Result<Self, String> {
        if !pem.contains("-----BEGIN CERTIFICATE-----") {
            return Err("not a certificate in PEM".to_owned());
        }
        Certificate::read(pem.as_bytes()).map(Self).map_err(|error| error.to_string())
    }
}

fn header_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let name = String::deserialize(deserializer)?;
    let is_token =
        |octet: u8| octet.is_ascii_lowercase() || octet.is_ascii_digit() || octet == b'-';
    // Envoy's own names begin with a colon, and it matches in lower case.
    match (1..=MAX_NAME_OCTETS).contains(&name.len()) && name.bytes().all(is_token) {
        true => Ok(name),
        false => Err(de::Error::custom("not a header name of lower-case letters, digits and `-`")),
    }
}

fn language<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let tag = String::deserialize(deserializer)?;
    let is_tag = |octet: u8| octet.is_ascii_alphanumeric() || octet == b'-';
    match (1..=MAX_NAME_OCTETS).contains(&tag.len()) && tag.bytes().all(is_tag) {
        true => Ok(tag),
        false => Err(de::Error::custom("not a language tag")),
    }
}

/// A level by any token that RFC 7970 puts into the order.
fn rank<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Rank>, D::Error> {
    let token = String::deserialize(deserializer)?;
    let expected = "public, partner, need-to-know, private, or white, green, amber, red";
    Rank::of_token(&token)
        .map(Some)
        .ok_or_else(|| de::Error::custom(format!("expected {expected}")))
}
