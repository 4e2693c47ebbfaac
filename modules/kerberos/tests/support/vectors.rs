//! Reads the files under `tests/vectors/`.
//!
//! A file is a list of records with an empty line between them. A record is a list of
//! `name = value` lines; an indented line continues the value before it. A value is hexadecimal,
//! `"text"`, or a decimal number (the reader of the field knows). `#` starts a comment line.

use std::collections::BTreeMap;

/// One record of a vector file.
pub struct Vector(BTreeMap<String, Value>);

struct Value {
    text: String,
    octets: Vec<u8>,
}

/// The records of a vector file, at least one.
pub fn parse(file: &str) -> Vec<Vector> {
    let mut vectors = Vec::new();
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in file.lines().chain([""]).filter(|line| !line.starts_with('#')) {
        if line.is_empty() {
            if !fields.is_empty() {
                vectors.push(Vector::new(std::mem::take(&mut fields)));
            }
        } else if line.starts_with(' ') {
            fields.last_mut().expect("a value to continue").1.push_str(line);
        } else {
            let (name, value) = line.split_once('=').expect("name = value");
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    assert!(!vectors.is_empty(), "no vectors in the file");
    vectors
}

impl Vector {
    fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields.into_iter().map(|(name, text)| (name, Value::new(text))).collect())
    }

    /// The octets of a hexadecimal or quoted value.
    pub fn octets(&self, name: &str) -> &[u8] {
        &self.value(name).octets
    }

    /// A decimal value.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> T {
        self.value(name).text.parse().ok().expect("a number")
    }

    fn value(&self, name: &str) -> &Value {
        self.0.get(name).unwrap_or_else(|| panic!("no field {name}"))
    }
}

impl Value {
    fn new(text: String) -> Self {
        let octets = match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            Some(quoted) => quoted.as_bytes().to_vec(),
            None => hex(&text),
        };
        Self { text, octets }
    }
}

/// The octets of hexadecimal digits with any white space; a decimal number has an odd reading
/// that nobody asks for.
pub fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().filter_map(|digit| digit.to_digit(16)).collect();
    digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |octet, digit| octet << 4 | digit) as u8)
        .collect()
}
