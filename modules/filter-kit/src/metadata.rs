//! Route metadata as Envoy hands it to a module: a map of pairs, whose values have no types of
//! their own. Text comes as it is, a boolean as one octet, a list as the names of pairs without
//! values, a map as pairs again. The type that is read decides what a value is.

use core::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::{ConfigError, decode_pairs};

/// Reads the settings in the metadata of a route.
///
/// Types mark themselves `deny_unknown_fields`, as for [`parse_config`](crate::parse_config).
/// Numbers are not supported: Envoy makes them floating-point.
///
/// # Errors
///
/// The first [`ConfigError`].
pub fn parse_metadata<T: DeserializeOwned>(octets: &[u8]) -> Result<T, ConfigError> {
    serde_path_to_error::deserialize(Value(octets.to_vec())).map_err(|error| {
        let path = error.path().to_string();
        ConfigError::at(if path == "." { "" } else { &path }, error.inner().to_string())
    })
}

/// One value, of whatever type is asked for.
struct Value(Vec<u8>);

#[derive(Debug)]
struct Problem(String);

impl Value {
    fn text(&self) -> Result<&str, Problem> {
        core::str::from_utf8(&self.0).map_err(|_| Problem("not a string".to_owned()))
    }

    fn pairs(&self) -> Result<Vec<(Self, Self)>, Problem> {
        let pairs = decode_pairs(&self.0).map_err(|_| Problem("not a list or a map".to_owned()))?;
        Ok(pairs
            .into_iter()
            .map(|(name, value)| (Self(name.to_vec()), Self(value.to_vec())))
            .collect())
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Problem> {
        Err(Problem("of a type that route metadata cannot hold".to_owned()))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.0.as_slice() {
            [0] => visitor.visit_bool(false),
            [1] => visitor.visit_bool(true),
            _ => Err(Problem("not a boolean".to_owned())),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let variant: StrDeserializer<'_, Problem> = self.text()?.into_deserializer();
        visitor.visit_enum(variant)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        let elements = self.pairs()?.into_iter().map(|(element, value)| {
            if value.0.is_empty() { Ok(element) } else { Err(Problem("not a list".to_owned())) }
        });
        let elements = elements.collect::<Result<Vec<_>, _>>()?;
        visitor.visit_seq(SeqDeserializer::new(elements.into_iter()))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_map(MapDeserializer::new(self.pairs()?.into_iter()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.deserialize_map(visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char bytes byte_buf unit unit_struct tuple
        tuple_struct ignored_any
    }
}

impl IntoDeserializer<'_, Problem> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for Problem {}

impl de::Error for Problem {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::encode_pairs;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Settings {
        mode: Option<Mode>,
        allow: Option<Vec<String>>,
        audit: Option<bool>,
        anonymous: Option<Anonymous>,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Anonymous {
        realms: Vec<String>,
        forward: bool,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Mode {
        Require,
    }

    fn refused(pairs: &[(&[u8], &[u8])]) -> String {
        parse_metadata::<Settings>(&encode_pairs(pairs)).unwrap_err().to_string()
    }

    #[test]
    fn every_type_is_read_as_envoy_encodes_it() {
        let allow = encode_pairs(&[(b"*@R", b""), (b"bob@S", b"")]);
        let realms = encode_pairs(&[(b"R", b"")]);
        let anonymous = encode_pairs(&[(b"realms", &realms), (b"forward", b"\x01")]);
        let settings = encode_pairs(&[
            (b"mode", b"require"),
            (b"allow", &allow),
            (b"audit", b"\x00"),
            (b"anonymous", &anonymous),
        ]);
        let expected = Settings {
            mode: Some(Mode::Require),
            allow: Some(vec!["*@R".to_owned(), "bob@S".to_owned()]),
            audit: Some(false),
            anonymous: Some(Anonymous { realms: vec!["R".to_owned()], forward: true }),
        };
        assert_eq!(parse_metadata(&settings), Ok(expected));
    }

    #[test]
    fn no_octets_are_no_settings_and_an_empty_list() {
        assert_eq!(parse_metadata(b""), Ok(Settings::default()));
        let empty = parse_metadata::<Settings>(&encode_pairs(&[(b"allow", b"")])).unwrap();
        assert_eq!(empty.allow, Some(Vec::new()));
    }

    #[test]
    fn a_refusal_names_the_path() {
        assert!(refused(&[(b"Audit", b"\x01")]).contains("unknown field `Audit`"));
        assert!(refused(&[(b"audit", b"true")]).contains("$.audit: not a boolean"));
        assert!(refused(&[(b"mode", b"on")]).contains("$.mode: unknown variant"));
        assert!(refused(&[(b"allow", b"*@R")]).contains("$.allow: not a list"));
        let anonymous = encode_pairs(&[(b"realm", b"R")]);
        let error = refused(&[(b"anonymous", &anonymous)]);
        assert!(error.contains("$.anonymous") && error.contains("unknown field"), "{error}");
        let twice = refused(&[(b"audit", b"\x01"), (b"audit", b"\x00")]);
        assert!(twice.contains("duplicate field `audit`"), "{twice}");
    }
}
