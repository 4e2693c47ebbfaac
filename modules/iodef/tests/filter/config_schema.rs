//! `config.schema.json` says what the types of this crate say.

use std::collections::BTreeSet;

use iodef::filter::{Config, Filter};
use serde_json::{Map, Value, json};

const SCHEMA: &str = include_str!("../../../../envoy-config/iodef/config.schema.json");

fn properties() -> Map<String, Value> {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    schema["properties"].as_object().unwrap().clone()
}

fn read(key: &str, value: &Value) -> Result<Config, String> {
    let config: Config =
        serde_json::from_value(json!({ key: value })).map_err(|error| error.to_string())?;
    let again: Config =
        serde_json::from_value(json!({ key: value })).map_err(|error| error.to_string())?;
    Filter::new(again).map_err(|conflict| conflict.message)?;
    Ok(config)
}

#[test]
fn the_schema_and_the_types_have_the_same_keys() {
    let error = serde_json::from_value::<Config>(json!({"?": 0})).unwrap_err().to_string();
    let (_, expected) = error.split_once("expected ").unwrap();
    let keys: BTreeSet<String> = expected.split('`').skip(1).step_by(2).map(String::from).collect();
    assert_eq!(properties().keys().cloned().collect::<BTreeSet<_>>(), keys);
}

#[test]
fn every_default_of_the_schema_is_the_default_of_the_type() {
    let untouched = format!("{:?}", Config::default());
    let mut defaults = 0;
    for (key, property) in properties() {
        if let Some(default) = property.get("default") {
            assert_eq!(format!("{:?}", read(&key, default).unwrap()), untouched, "{key}");
            defaults += 1;
        }
    }
    assert_eq!(defaults, 10);
}

#[test]
fn every_value_of_an_enumeration_is_read_and_no_other() {
    for (key, property) in properties() {
        let Some(values) = property.get("enum").and_then(Value::as_array) else { continue };
        for value in values {
            assert!(read(&key, value).is_ok(), "{key}: {value}");
        }
        assert!(read(&key, &json!("?")).is_err(), "{key}");
    }
}

#[test]
fn the_bounds_of_the_schema_are_those_of_the_types() {
    for (key, property) in properties() {
        let (Some(least), Some(most)) = (property.get("minimum"), property.get("maximum")) else {
            continue;
        };
        let (least, most) = (least.as_i64().unwrap(), most.as_i64().unwrap());
        for (value, accepted) in
            [(least - 1, false), (least, true), (most, true), (most + 1, false)]
        {
            assert_eq!(read(&key, &json!(value)).is_ok(), accepted, "{key}: {value}");
        }
    }
}

#[test]
fn names_and_objects_are_read_as_the_schema_has_them() {
    for (key, value, accepted) in [
        ("summary_header", json!("a".repeat(128)), true),
        ("summary_header", json!("a".repeat(129)), false),
        ("summary_header", json!("A"), false),
        ("summary_header", json!(""), false),
        ("language", json!("de-AT"), true),
        ("language", json!(""), false),
        ("language", json!("a b"), false),
        ("restriction_mapping", json!({"default": "partner"}), true),
        ("restriction_mapping", json!({"default": "green"}), false),
        ("registry", json!({"Contact-role": {"press": "x"}}), true),
        ("registry", json!({"Contact-role": {"press": 1}}), false),
    ] {
        assert_eq!(read(key, &value).is_ok(), accepted, "{key}: {value}");
    }
}
