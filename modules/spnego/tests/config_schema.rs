//! `config.schema.json` says what the types of this crate say.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use spnego::access::Config;

const SCHEMA: &str = include_str!("../../../envoy-config/spnego/config.schema.json");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

/// `value` as the element at `path` of an otherwise minimal configuration.
fn parse(path: &[&str], value: &Value) -> Result<Config, String> {
    let element = path.iter().rev().fold(value.clone(), |inner, key| json!({ *key: inner }));
    let mut document = element.as_object().unwrap().clone();
    if !document.contains_key("keytab") && !document.contains_key("keytab_env") {
        document.insert("keytab".into(), json!("BQI="));
    }
    let text = Value::Object(document).to_string();
    let config: Config = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    config.check().map_err(|conflict| conflict.message.to_owned())?;
    Ok(config)
}

/// The keys that an object takes, from the refusal of one that it does not take.
fn keys_of_type(parents: &[&str]) -> BTreeSet<String> {
    let path = [parents, &["?"]].concat();
    // The list is cut in a long message, so the serde error itself is asked for it.
    let element = path.iter().rev().fold(json!(0), |inner, key| json!({ *key: inner }));
    let error = serde_json::from_value::<Config>(element).unwrap_err().to_string();
    let (_, expected) = error.split_once("expected ").unwrap();
    expected.split('`').skip(1).step_by(2).map(String::from).collect()
}

fn properties<'a>(schema: &'a Value, parents: &[&str]) -> &'a Map<String, Value> {
    let object = parents.iter().fold(schema, |outer, key| &outer["properties"][*key]);
    object["properties"].as_object().unwrap()
}

#[test]
fn the_schema_and_the_types_have_the_same_keys() {
    let schema = schema();
    for parents in [&[][..], &["anonymous"], &["channel_binding"], &["identity_headers"]] {
        let keys: BTreeSet<String> = properties(&schema, parents).keys().cloned().collect();
        assert_eq!(keys, keys_of_type(parents), "{parents:?}");
    }
}

#[test]
fn every_default_of_the_schema_is_the_default_of_the_type() {
    let schema = schema();
    let untouched = format!("{:?}", parse(&[], &json!({})).unwrap());
    let mut defaults = 0;
    for parents in [&[][..], &["anonymous"], &["channel_binding"], &["identity_headers"]] {
        for (key, property) in properties(&schema, parents) {
            if let Some(default) = property.get("default") {
                let path = [parents, &[key.as_str()]].concat();
                let config = parse(&path, default).unwrap();
                assert_eq!(format!("{config:?}"), untouched, "{path:?}");
                defaults += 1;
            }
        }
    }
    assert_eq!(defaults, 30);
}

#[test]
fn every_value_of_an_enumeration_is_read() {
    for (key, property) in properties(&schema(), &[]) {
        for value in property.get("enum").and_then(Value::as_array).into_iter().flatten() {
            assert!(parse(&[key], value).is_ok(), "{key}: {value}");
        }
    }
}

#[test]
fn the_bounds_of_the_schema_are_those_of_the_types() {
    for (key, property) in properties(&schema(), &[]) {
        let (Some(least), Some(most)) = (property.get("minimum"), property.get("maximum")) else {
            continue;
        };
        let (least, most) = (least.as_i64().unwrap(), most.as_i64().unwrap());
        for (value, accepted) in
            [(least - 1, false), (least, true), (most, true), (most + 1, false)]
        {
            assert_eq!(parse(&[key], &json!(value)).is_ok(), accepted, "{key}: {value}");
        }
    }
}
