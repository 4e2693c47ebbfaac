//! The headers that carry the identity upstream, and their removal from a client's request.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

/// Most octets of a header name.
const MAX_NAME_OCTETS: usize = 128;

/// Names that would break the request or the authentication itself.
const RESERVED: [&str; 8] = [
    "authorization",
    "connection",
    "content-length",
    "cookie",
    "host",
    "proxy-authorization",
    "te",
    "transfer-encoding",
];

/// The names of the identity headers, in lower case and all different.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Names")]
pub struct IdentityHeaders(Names);

impl IdentityHeaders {
    /// Carries the principal.
    #[must_use]
    pub fn principal(&self) -> &str {
        &self.0.principal
    }

    /// Carries the principal without its realm, if the realm is that of the service.
    #[must_use]
    pub fn local_name(&self) -> &str {
        &self.0.local_name
    }

    /// Carries the realm of the principal.
    #[must_use]
    pub fn realm(&self) -> &str {
        &self.0.realm
    }

    /// Carries the groups of the principal.
    #[must_use]
    pub fn groups(&self) -> &str {
        &self.0.groups
    }

    /// Carries the mechanism that authenticated the client.
    #[must_use]
    pub fn mechanism(&self) -> &str {
        &self.0.mechanism
    }

    /// Carries how the negotiation was protected.
    #[must_use]
    pub fn protection(&self) -> &str {
        &self.0.protection
    }

    /// Carries the class of an anonymous client.
    #[must_use]
    pub fn anonymous(&self) -> &str {
        &self.0.anonymous
    }

    /// Carries the pseudonymous identifier of an anonymous client's ticket.
    #[must_use]
    pub fn pseudonym(&self) -> &str {
        &self.0.pseudonym
    }

    /// Whether a backend could take the header `name` for one of these.
    ///
    /// Backends that see headers as CGI variables (RFC 3875 section 4.1.18) cannot tell `X_A` from
    /// `X-A`, and some fold every octet that is no letter or digit, so all such octets are equal
    /// here, as are upper and lower case.
    #[must_use]
    pub fn covers(&self, name: &[u8]) -> bool {
        self.0.all().iter().any(|own| folds_to(name, own.as_bytes()))
    }
}

/// The names as they are configured.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Names {
    #[serde(deserialize_with = "header_name")]
    principal: String,
    #[serde(deserialize_with = "header_name")]
    local_name: String,
    #[serde(deserialize_with = "header_name")]
    realm: String,
    #[serde(deserialize_with = "header_name")]
    groups: String,
    #[serde(deserialize_with = "header_name")]
    mechanism: String,
    #[serde(deserialize_with = "header_name")]
    protection: String,
    #[serde(deserialize_with = "header_name")]
    anonymous: String,
    #[serde(deserialize_with = "header_name")]
    pseudonym: String,
}

impl Names {
    fn all(&self) -> [&str; 8] {
        [
            &self.principal,
            &self.local_name,
            &self.realm,
            &self.groups,
            &self.mechanism,
            &self.protection,
            &self.anonymous,
            &self.pseudonym,
        ]
    }
}

impl Default for Names {
    fn default() -> Self {
        Self {
            principal: "x-auth-principal".into(),
            local_name: "x-auth-local-name".into(),
            realm: "x-auth-realm".into(),
            groups: "x-auth-groups".into(),
            mechanism: "x-auth-mechanism".into(),
            protection: "x-auth-protection".into(),
            anonymous: "x-auth-anonymous".into(),
            pseudonym: "x-auth-pseudonym".into(),
        }
    }
}

impl TryFrom<Names> for IdentityHeaders {
    type Error = String;

    fn try_from(names: Names) -> Result<Self, String> {
        let mut seen: Vec<&str> = Vec::new();
        for name in names.all() {
            if seen.iter().any(|earlier| folds_to(name.as_bytes(), earlier.as_bytes())) {
                return Err(format!("{name} is given twice, or differs in punctuation only"));
            }
            seen.push(name);
        }
        Ok(Self(names))
    }
}

/// A field name of RFC 9110 section 5.1, in lower case.
fn header_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let name = String::deserialize(deserializer)?.to_ascii_lowercase();
    let token = |c: u8| c.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&c);
    if name.is_empty() || name.len() > MAX_NAME_OCTETS || !name.bytes().all(token) {
        return Err(D::Error::custom("not a header name"));
    }
    if RESERVED.contains(&name.as_str()) {
        return Err(D::Error::custom(format!("{name} cannot carry an identity")));
    }
    Ok(name)
}

fn folds_to(name: &[u8], own: &[u8]) -> bool {
    name.len() == own.len() && name.iter().zip(own).all(|(a, b)| fold(*a) == fold(*b))
}

fn fold(octet: u8) -> u8 {
    if octet.is_ascii_alphanumeric() { octet.to_ascii_lowercase() } else { b'-' }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Result<IdentityHeaders, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn every_spelling_that_a_backend_could_confuse_is_covered() {
        let headers = IdentityHeaders::default();
        for name in [
            "x-auth-principal",
            "X-Auth-Principal",
            "x_auth_principal",
            "X_AUTH-principal",
            "x.auth.principal",
            "x-auth_local-name",
            "x_auth_anonymous",
        ] {
            assert!(headers.covers(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn other_headers_are_left_alone() {
        let headers = IdentityHeaders::default();
        for name in ["x-auth-principal2", "x-auth", "authorization", ":path", "", "xxauth-realm"] {
            assert!(!headers.covers(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn a_name_can_be_changed_and_is_kept_in_lower_case() {
        let headers = parse(r#"{"principal": "X-Remote-User"}"#).unwrap();
        assert_eq!(headers.principal(), "x-remote-user");
        assert_eq!(headers.realm(), "x-auth-realm");
        assert!(headers.covers(b"X_Remote_User"));
        assert!(!headers.covers(b"x-auth-principal"));
    }

    #[test]
    fn names_that_cannot_work_are_refused() {
        for json in [
            r#"{"principal": ""}"#,
            r#"{"principal": "a:b"}"#,
            r#"{"principal": ":path"}"#,
            r#"{"principal": "Authorization"}"#,
            r#"{"principal": "x-auth_realm"}"#,
            r#"{"user": "x"}"#,
        ] {
            assert!(parse(json).is_err(), "{json}");
        }
    }
}
