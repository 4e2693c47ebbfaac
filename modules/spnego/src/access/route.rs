//! Settings of one route: `filter_metadata.spnego` in the route's metadata.

use serde::Deserialize;

use super::config::{Anonymous, Mode, optional_patterns};
use super::glob::Glob;

/// What a route may replace of the plugin's configuration. An unknown key is an error, because a
/// misspelt `audit` must not pass.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RouteSettings {
    /// In place of `mode`.
    pub mode: Option<Mode>,
    /// In place of `allow`.
    #[serde(deserialize_with = "optional_patterns")]
    pub allow: Option<Vec<Glob>>,
    /// In place of `deny`.
    #[serde(deserialize_with = "optional_patterns")]
    pub deny: Option<Vec<Glob>>,
    /// In place of `anonymous`.
    pub anonymous: Option<Anonymous>,
    /// In place of `audit`.
    pub audit: Option<bool>,
    /// In place of `strip_realm`.
    pub strip_realm: Option<bool>,
}
