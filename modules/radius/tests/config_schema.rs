//! `config.schema.json` says what the types of this crate say.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs,
    reason = "tests"
)]

use std::collections::BTreeSet;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng as _;
use radius::filter::Config;
use radius::filter::connection::Listener;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../../../envoy-config/radius/config.schema.json");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

/// `value` at a path of keys and positions of an otherwise minimal configuration.
fn document(path: &[&str], value: &Value) -> Value {
    let element = path.iter().rev().fold(value.clone(), |inner, key| match key.parse::<usize>() {
        Ok(_) => json!([inner]),
        Err(_) => json!({ *key: inner }),
    });
    let mut document = element.as_object().unwrap().clone();
    document.entry("pools").or_insert(json!({"home": {"cluster": "home"}}));
    Value::Object(document)
}

/// What is needed beside the element at `parents`.
fn with_required(mut document: Value) -> Value {
    if let Some(routing) = document.get_mut("routing").and_then(Value::as_object_mut) {
        routing.entry("routes").or_insert(json!([]));
    }
    if let Some(ticks) = document.pointer_mut("/envoy/f_ticks").and_then(Value::as_object_mut) {
        for key in ["visited_country", "visited_institution"] {
            ticks.entry(key).or_insert(json!("DE"));
        }
    }
    if let Some(cache) = document.pointer_mut("/envoy/reject_cache").and_then(Value::as_object_mut)
    {
        cache.entry("lifetime_seconds").or_insert(json!(10));
    }
    document
}

fn read(document: &Value) -> Result<Config, String> {
    let config: Config =
        serde_json::from_value(document.clone()).map_err(|error| error.to_string())?;
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    Listener::new(&config, None, [0; 8], &mut rng).map_err(|error| error.to_string())?;
    Ok(config)
}

/// The keys, or the variants, that the type at a path takes, from the refusal of another one.
fn keys_of_type(parents: &[&str]) -> BTreeSet<String> {
    let path = [parents, &["?"]].concat();
    let error = serde_json::from_value::<Config>(document(&path, &json!(0))).unwrap_err();
    let error = error.to_string();
    let (_, expected) =
        error.split_once("expected ").unwrap_or_else(|| panic!("{path:?}: {error}"));
    expected.split('`').skip(1).step_by(2).map(String::from).collect()
}

/// The schema of the element at a path, with references and alternatives resolved.
fn at<'s>(schema: &'s Value, path: &[&str]) -> &'s Value {
    path.iter().fold(schema, |outer, key| {
        let outer = objects(schema, outer);
        let inner = match key.parse::<usize>() {
            Ok(_) => &outer["items"],
            Err(_) => outer["properties"].get(*key).unwrap_or(&outer["additionalProperties"]),
        };
        assert!(inner.is_object(), "{path:?}");
        resolved(schema, inner)
    })
}

fn resolved<'s>(schema: &'s Value, value: &'s Value) -> &'s Value {
    match value["$ref"].as_str() {
        Some(reference) => schema.pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

/// Of several forms, the one that is an object.
fn objects<'s>(schema: &'s Value, value: &'s Value) -> &'s Value {
    let value = resolved(schema, value);
    let forms = value["oneOf"].as_array();
    forms.and_then(|forms| forms.iter().find(|form| form["type"] == "object")).unwrap_or(value)
}

/// Every key of an object, and the texts that stand alone.
fn keys_of_schema(schema: &Value, path: &[&str]) -> BTreeSet<String> {
    let element = at(schema, path);
    let mut keys: BTreeSet<String> =
        objects(schema, element)["properties"].as_object().unwrap().keys().cloned().collect();
    for form in element["oneOf"].as_array().into_iter().flatten() {
        let texts = form["enum"].as_array().into_iter().flatten();
        keys.extend(texts.map(|text| text.as_str().unwrap().to_owned()));
    }
    keys
}

/// The objects whose keys are all that there is at the top.
const OBJECTS: [&[&str]; 28] = [
    &[],
    &["pools", "home"],
    &["routing"],
    &["routing", "nai"],
    &["routing", "nai", "checks"],
    &["routing", "routes", "0"],
    &["routing", "routes", "0", "match"],
    &["routing", "routes", "0", "match", "numbered"],
    &["routing", "routes", "0", "match", "attribute"],
    &["routing", "routes", "0", "reject"],
    &["policy"],
    &["policy", "challenges"],
    &["policy", "requests", "0"],
    &["policy", "requests", "0", "match"],
    &["policy", "requests", "0", "match", "attribute"],
    &["policy", "requests", "0", "match", "attribute", "range"],
    &["policy", "requests", "0", "match", "schedule"],
    &["policy", "requests", "0", "match", "schedule", "windows", "0"],
    &["policy", "requests", "0", "actions", "0", "drop"],
    &["policy", "requests", "0", "actions", "0", "challenge"],
    &["policy", "requests", "0", "actions", "0", "challenge", "answer"],
    &["policy", "requests", "0", "actions", "0", "add"],
    &["policy", "requests", "0", "actions", "0", "remove_tunnels"],
    &["policy", "requests", "0", "actions", "0", "set_vlan"],
    &["policy", "requests", "0", "actions", "0", "allow"],
    &["policy", "requests", "0", "actions", "0", "rewrite"],
    &["envoy"],
    &["envoy", "f_ticks"],
];

#[test]
fn the_schema_and_the_types_have_the_same_keys() {
    let schema = schema();
    for path in OBJECTS {
        assert_eq!(keys_of_schema(&schema, path), keys_of_type(path), "{path:?}");
    }
    let actions = ["policy", "requests", "0", "actions", "0"];
    let mut actions_of_type = keys_of_type(&actions);
    // Refused with an explanation, so that the schema does not offer it.
    assert!(actions_of_type.remove("accept"));
    assert_eq!(keys_of_schema(&schema, &actions), actions_of_type);
}

/// Every property with a value of its own, by its path.
fn leaves<'s>(schema: &'s Value, path: &[&'s str], found: &mut Vec<(Vec<&'s str>, &'s Value)>) {
    for (key, property) in at(schema, path)["properties"].as_object().unwrap() {
        let path = [path, &[key.as_str()]].concat();
        if property["type"] == "object" && property.get("properties").is_some() {
            leaves(schema, &path, found);
        } else {
            found.push((path, property));
        }
    }
}

fn all_leaves(schema: &Value) -> Vec<(Vec<&str>, &Value)> {
    let mut found = Vec::new();
    leaves(schema, &[], &mut found);
    found
}

#[test]
fn every_default_of_the_schema_is_the_default_of_the_type() {
    let schema = schema();
    let mut defaults = 0;
    for (path, property) in all_leaves(&schema) {
        let Some(default) = property.get("default") else { continue };
        let given = with_required(document(&path, default));
        let mut absent = given.clone();
        let (key, parents) = path.split_last().unwrap();
        let pointer: String = parents.iter().map(|parent| format!("/{parent}")).collect();
        absent.pointer_mut(&pointer).unwrap().as_object_mut().unwrap().remove(*key);
        assert_eq!(read(&given).unwrap(), read(&absent).unwrap(), "{path:?}");
        defaults += 1;
    }
    assert_eq!(defaults, 18);
}

#[test]
fn every_value_of_an_enumeration_is_read_and_no_other() {
    let schema = schema();
    let mut values = 0;
    for (path, property) in all_leaves(&schema) {
        let of_items = property["items"].get("enum");
        let Some(list) = property.get("enum").or(of_items).and_then(Value::as_array) else {
            continue;
        };
        for value in list {
            let value = if of_items.is_some() { json!([value]) } else { value.clone() };
            let document = with_required(document(&path, &value));
            let read = serde_json::from_value::<Config>(document);
            assert!(read.is_ok(), "{path:?}: {value}");
            values += 1;
        }
        let document = with_required(document(&path, &json!("?")));
        assert!(serde_json::from_value::<Config>(document).is_err(), "{path:?}");
    }
    assert!(values >= 30, "{values}");
}

#[test]
fn the_bounds_of_the_schema_are_those_of_the_types() {
    let schema = schema();
    let mut bounds = 0;
    for (path, property) in all_leaves(&schema) {
        let (Some(least), Some(most)) =
            (property["minimum"].as_i64(), property["maximum"].as_i64())
        else {
            continue;
        };
        for (value, accepted) in
            [(least - 1, false), (least, true), (most, true), (most + 1, false)]
        {
            let document = with_required(document(&path, &json!(value)));
            assert_eq!(read(&document).is_ok(), accepted, "{path:?}: {value}");
        }
        bounds += 1;
    }
    assert_eq!(bounds, 5);
}
