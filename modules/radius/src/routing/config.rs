//! The routing table as it is written in JSON.

use serde::Deserialize;

use crate::nai::ChecksConfig;

/// Realm routing: how names are read, and where they go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoutingConfig {
    /// How User-Names are read.
    #[serde(default)]
    pub nai: NaiConfig,
    /// The realms for which this proxy is the other realm of `homerealm!user@otherrealm`, as exact
    /// realms or subrealms. It turns such names into `user@homerealm` before it routes and forwards
    /// them (RFC 7542 section 3.3.1).
    #[serde(default)]
    pub decorated_realms: Vec<String>,
    /// The routes. Their order matters only among regular expressions and among attributes.
    pub routes: Vec<RouteConfig>,
}

/// How User-Names are read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NaiConfig {
    /// The characters that end a prefix realm, `\` if absent. Each is one ASCII character out of
    /// ``\ / % : ; | & # $ ^``.
    pub prefix_delimiters: Vec<String>,
    /// Which names of Access-Requests are refused.
    pub checks: ChecksConfig,
}

/// One route: a condition, and what to do with what meets it.
///
/// A route forwards to `pool`, or to `access_pool` and `accounting_pool`, or it rejects.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteConfig {
    /// The condition.
    #[serde(rename = "match")]
    pub condition: MatchConfig,
    /// The pool for authentication and accounting.
    pub pool: Option<String>,
    /// The pool for authentication.
    pub access_pool: Option<String>,
    /// The pool for accounting. With `reject` it takes the Accounting-Requests, which must not be
    /// refused (RFC 2607 section 5.2).
    pub accounting_pool: Option<String>,
    /// Rejects Access-Requests.
    pub reject: Option<RejectConfig>,
    /// Forwards the User-Name without the realm that met the condition.
    #[serde(default)]
    pub strip_realm: bool,
}

/// A rejection.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RejectConfig {
    /// Text for the user, at most 253 octets. It is not sent inside EAP (RFC 3579 section 2.6.5).
    pub reply_message: Option<String>,
}

/// The condition of a route.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchConfig {
    /// Everything that no other route takes, also requests without User-Name.
    Default,
    /// A User-Name without a realm in either form.
    NoRealm,
    /// The realm after `@`:
    /// - `example.org`: that realm;
    /// - `*.example.org`: the realms below it, one or more labels deeper, without itself;
    /// - `.example.org`: that realm and all below it;
    /// - `*`: every realm.
    Realm(String),
    /// The realm before a prefix delimiter: one name, or `*` for every one.
    PrefixRealm(String),
    /// A regular expression that the whole realm after `@` meets, in either case of ASCII letters.
    RealmRegex(String),
    /// A numbered realm (RFC 2865 section 2.3).
    Numbered(NumberedConfig),
    /// The value of an attribute.
    Attribute(AttributeConfig),
}

/// A numbered realm: a telephone number that begins with certain digits.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberedConfig {
    /// The attribute with the number, `Called-Station-Id` if absent.
    #[serde(default = "called_station_id")]
    pub attribute: String,
    /// The digits that the number begins with, at most 32.
    pub prefix: String,
}

/// A condition on the text of an attribute; of several with that name, any may meet it.
///
/// Exactly one of the tests is given. The case of letters counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttributeConfig {
    /// The name in the dictionary, or a name that the host of this table defines, such as `client`.
    pub name: String,
    /// The whole value.
    pub equals: Option<String>,
    /// The beginning of the value.
    pub starts_with: Option<String>,
    /// The end of the value.
    pub ends_with: Option<String>,
    /// A regular expression that the whole value meets.
    pub regex: Option<String>,
}

impl Default for NaiConfig {
    fn default() -> Self {
        Self { prefix_delimiters: [String::from("\\")].into(), checks: ChecksConfig::default() }
    }
}

fn called_station_id() -> String {
    String::from("Called-Station-Id")
}
