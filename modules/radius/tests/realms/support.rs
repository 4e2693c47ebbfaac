//! Tables and requests in few words.

use std::fs;
use std::path::Path;

use radius::routing::{
    AttributeTexts, ConfigError, Decision, Explanation, Kind, Names, Request, Route, RoutingConfig,
    RoutingTable,
};
use serde_json::Value;

/// Attributes that a table of these tests may name.
const ATTRIBUTES: [&str; 7] = [
    "Called-Station-Id",
    "EAP-Message",
    "NAS-Identifier",
    "NAS-IP-Address",
    "Operator-Name",
    "User-Name",
    "client",
];

/// A table in which every pool of one letter, `home` and `home-accounting` exist.
pub fn load(config: &Value) -> Result<RoutingTable, ConfigError> {
    let config: RoutingConfig = serde_json::from_value(config.clone()).unwrap();
    let pool = |name: &str| name.len() == 1 || name.starts_with("home");
    let attribute = |name: &str| {
        let known = ATTRIBUTES.into_iter().find(|known| known.eq_ignore_ascii_case(name))?;
        Some(known.to_owned())
    };
    RoutingTable::new(&config, &Names { pool: &pool, attribute: &attribute })
}

pub fn table(config: &Value) -> RoutingTable {
    load(config).unwrap()
}

/// Name and text of attributes.
pub struct Attributes<'a>(pub &'a [(&'a str, &'a str)]);

impl AttributeTexts for Attributes<'_> {
    fn for_each(&self, name: &str, visit: &mut dyn FnMut(&[u8])) {
        for (_, text) in self.0.iter().filter(|(other, _)| *other == name) {
            visit(text.as_bytes());
        }
    }
}

/// The route of an Access-Request without other attributes.
pub fn route<'t>(table: &'t RoutingTable, user_name: &str) -> Option<Route<'t>> {
    forwarded(access(table, user_name))
}

pub fn access<'t>(table: &'t RoutingTable, user_name: &str) -> Decision<'t> {
    decide(table, Kind::Access, Some(user_name), &[])
}

pub fn accounting<'t>(table: &'t RoutingTable, user_name: &str) -> Decision<'t> {
    decide(table, Kind::Accounting, Some(user_name), &[])
}

pub fn decide<'t>(
    table: &'t RoutingTable,
    kind: Kind,
    user_name: Option<&str>,
    attributes: &[(&str, &str)],
) -> Decision<'t> {
    explain(table, kind, user_name, attributes).decision
}

/// Explains, and sees that the strongest candidate is the route that is decided.
pub fn explain<'t>(
    table: &'t RoutingTable,
    kind: Kind,
    user_name: Option<&str>,
    attributes: &[(&str, &str)],
) -> Explanation<'t> {
    let attributes = Attributes(attributes);
    let user_name = user_name.map(str::as_bytes);
    let explanation = table.explain(&Request { kind, user_name, attributes: &attributes });
    if let Decision::Forward(route) = &explanation.decision {
        assert_eq!(explanation.candidates[0].path, route.path);
    }
    explanation
}

pub fn forwarded(decision: Decision<'_>) -> Option<Route<'_>> {
    match decision {
        Decision::Forward(route) => Some(route),
        Decision::Refuse(_) => None,
    }
}

/// The pool of a decision, or the code of its refusal.
pub fn outcome<'t>(decision: &Decision<'t>) -> &'t str {
    match decision {
        Decision::Forward(route) => route.pool,
        Decision::Refuse(refusal) => refusal.code(),
    }
}

/// The lines of a vector file without its comments.
pub fn vectors(file: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(file);
    let text = fs::read_to_string(path).unwrap();
    let lines: Vec<String> =
        text.lines().filter(|line| !line.starts_with("# ")).map(str::to_owned).collect();
    assert!(!lines.is_empty(), "{file}");
    lines
}

pub fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    let octet = |pair: &[u8]| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(octet).collect()
}
