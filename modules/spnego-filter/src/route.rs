//! Settings of one route: `filter_metadata.spnego` in the route's metadata.
//!
//! Envoy hands the metadata over as a map of pairs: text as it is, a boolean as one octet, a list
//! as the names of pairs without values, a map as pairs again.

use std::collections::BTreeSet;

use filter_kit::{ConfigError, Pair, decode_pairs};
use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::{Error as ValueError, StrDeserializer};

use crate::config::{Anonymous, MAX_PATTERNS, MAX_REALMS, Mode};
use crate::glob::Glob;

/// What a route may replace of the plugin's configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RouteSettings {
    /// In place of `mode`.
    pub mode: Option<Mode>,
    /// In place of `allow`.
    pub allow: Option<Vec<Glob>>,
    /// In place of `deny`.
    pub deny: Option<Vec<Glob>>,
    /// In place of `anonymous`.
    pub anonymous: Option<Anonymous>,
    /// In place of `audit`.
    pub audit: Option<bool>,
    /// In place of `strip_realm`.
    pub strip_realm: Option<bool>,
}

impl RouteSettings {
    /// Reads the settings as the host encodes them.
    ///
    /// # Errors
    ///
    /// The first [`ConfigError`]; an unknown key is one, because a misspelt `audit` must not pass.
    pub fn decode(octets: &[u8]) -> Result<Self, ConfigError> {
        let mut settings = Self::default();
        for (key, value) in map("", octets)? {
            match key.as_str() {
                "mode" => settings.mode = Some(mode(&value)?),
                "allow" => settings.allow = Some(patterns("allow", &value)?),
                "deny" => settings.deny = Some(patterns("deny", &value)?),
                "anonymous" => settings.anonymous = Some(anonymous(&value)?),
                "audit" => settings.audit = Some(boolean("audit", &value)?),
                "strip_realm" => settings.strip_realm = Some(boolean("strip_realm", &value)?),
                unknown => return Err(unknown_key("", unknown)),
            }
        }
        Ok(settings)
    }
}

fn mode(value: &[u8]) -> Result<Mode, ConfigError> {
    let name: StrDeserializer<'_, ValueError> = text("mode", value)?.into_deserializer();
    Mode::deserialize(name).map_err(|error| ConfigError::at("mode", error.to_string()))
}

fn anonymous(value: &[u8]) -> Result<Anonymous, ConfigError> {
    let mut anonymous = Anonymous::default();
    for (key, value) in map("anonymous", value)? {
        let path = format!("anonymous.{key}");
        match key.as_str() {
            "unauthenticated" => anonymous.unauthenticated = boolean(&path, &value)?,
            "realms" => anonymous.realms = list(&path, &value, MAX_REALMS)?,
            "forward_groups" => anonymous.forward_groups = boolean(&path, &value)?,
            unknown => return Err(unknown_key("anonymous.", unknown)),
        }
    }
    Ok(anonymous)
}

fn patterns(path: &str, value: &[u8]) -> Result<Vec<Glob>, ConfigError> {
    let patterns = list(path, value, MAX_PATTERNS)?;
    let compiled = patterns.into_iter().enumerate().map(|(index, pattern)| {
        Glob::new(&pattern)
            .map_err(|error| ConfigError::at(&format!("{path}[{index}]"), error.to_string()))
    });
    compiled.collect()
}

fn list(path: &str, value: &[u8], most: usize) -> Result<Vec<String>, ConfigError> {
    let pairs = pairs(path, value)?;
    if pairs.len() > most {
        let message = format!("{} elements, at most {most} are allowed", pairs.len());
        return Err(ConfigError::at(path, message));
    }
    let elements = pairs.iter().map(|(element, value)| {
        if value.is_empty() {
            Ok(text(path, element)?.to_owned())
        } else {
            Err(ConfigError::at(path, "not a list of strings"))
        }
    });
    elements.collect()
}

fn map(path: &str, value: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ConfigError> {
    let mut seen = BTreeSet::new();
    let entries = pairs(path, value)?.into_iter().map(|(key, value)| {
        let key = text(path, &key)?.to_owned();
        if seen.insert(key.clone()) {
            Ok((key, value))
        } else {
            Err(ConfigError::at(path, format!("key {key} is given twice")))
        }
    });
    entries.collect()
}

fn pairs(path: &str, value: &[u8]) -> Result<Vec<Pair>, ConfigError> {
    decode_pairs(value).map_err(|_| ConfigError::at(path, "not of the expected type"))
}

fn boolean(path: &str, value: &[u8]) -> Result<bool, ConfigError> {
    match value {
        [0] => Ok(false),
        [1] => Ok(true),
        _ => Err(ConfigError::at(path, "not a boolean")),
    }
}

fn text<'a>(path: &str, value: &'a [u8]) -> Result<&'a str, ConfigError> {
    core::str::from_utf8(value).map_err(|_| ConfigError::at(path, "not a string"))
}

fn unknown_key(parent: &str, key: &str) -> ConfigError {
    ConfigError::at(&format!("{parent}{key}"), "unknown key")
}

#[cfg(test)]
mod tests {
    use filter_kit::encode_pairs;

    use super::*;

    fn refused(pairs: &[(&[u8], &[u8])]) -> String {
        RouteSettings::decode(&encode_pairs(pairs)).unwrap_err().to_string()
    }

    #[test]
    fn every_setting_is_read_as_envoy_encodes_it() {
        let allow = encode_pairs(&[(b"*@R", b""), (b"bob@S", b"")]);
        let realms = encode_pairs(&[(b"R", b"")]);
        let anonymous = encode_pairs(&[(b"unauthenticated", b"\x01"), (b"realms", &realms)]);
        let settings = RouteSettings::decode(&encode_pairs(&[
            (b"mode", b"optional"),
            (b"allow", &allow),
            (b"deny", b""),
            (b"anonymous", &anonymous),
            (b"audit", b"\x01"),
            (b"strip_realm", b"\x00"),
        ]));
        let expected = RouteSettings {
            mode: Some(Mode::Optional),
            allow: Some(vec![Glob::new("*@R").unwrap(), Glob::new("bob@S").unwrap()]),
            deny: Some(Vec::new()),
            anonymous: Some(Anonymous {
                unauthenticated: true,
                realms: vec!["R".into()],
                forward_groups: false,
            }),
            audit: Some(true),
            strip_realm: Some(false),
        };
        assert_eq!(settings, Ok(expected));
    }

    #[test]
    fn no_settings_change_nothing() {
        assert_eq!(RouteSettings::decode(b""), Ok(RouteSettings::default()));
    }

    #[test]
    fn a_refusal_names_the_path() {
        assert!(refused(&[(b"Audit", b"\x01")]).contains("$.Audit: unknown key"));
        assert!(refused(&[(b"audit", b"true")]).contains("$.audit: not a boolean"));
        assert!(refused(&[(b"mode", b"on")]).contains("$.mode: unknown variant"));
        assert!(refused(&[(b"allow", b"*@R")]).contains("$.allow: not of the expected type"));
        let anonymous = encode_pairs(&[(b"realm", b"R")]);
        assert!(refused(&[(b"anonymous", &anonymous)]).contains("$.anonymous.realm: unknown key"));
        let empty_pattern = encode_pairs(&[(b"a", b""), (b"", b"")]);
        assert!(refused(&[(b"deny", &empty_pattern)]).contains("$.deny[1]: "));
        assert!(refused(&[(b"audit", b"\x01"), (b"audit", b"\x00")]).contains("given twice"));
    }
}
