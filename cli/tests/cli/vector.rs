//! Reads the files of `tests/vectors`.

use std::path::Path;

/// The text of a file.
pub fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// What a real client sent to a real service, and the keytab of that service.
pub struct MitCurl {
    /// Seconds since the Unix epoch at which the token was sent.
    pub at: String,
    pub keytab: Vec<u8>,
    pub header: String,
}

impl MitCurl {
    pub fn load() -> Self {
        let text = text("mit-curl.txt");
        let mut fields = std::collections::BTreeMap::<&str, Vec<&str>>::new();
        let mut current = "";
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            match line.split_once(':') {
                Some((name, value)) => {
                    current = name;
                    fields.entry(name).or_default().push(value.trim());
                }
                None => fields.get_mut(current).unwrap().push(line.trim()),
            }
        }
        let joined = |name: &str| fields[name].concat();
        Self {
            at: joined("at"),
            keytab: hex(&joined("keytab")),
            header: joined("header").replacen("Negotiate", "Negotiate ", 1),
        }
    }
}

/// The octets of hexadecimal digits.
pub fn hex(digits: &str) -> Vec<u8> {
    assert!(digits.len().is_multiple_of(2));
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
        .collect()
}
