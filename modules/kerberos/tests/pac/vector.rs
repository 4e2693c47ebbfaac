//! Reads the files of `tests/vectors/pac`, and makes PACs out of parts.

use std::path::Path;

/// A vector file: `name: value` lines, then `pac:` and the PAC in hex. `#` starts a comment.
pub struct Vector {
    fields: Vec<(String, String)>,
    pub pac: Vec<u8>,
}

impl Vector {
    pub fn load(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/pac").join(name);
        let text = std::fs::read_to_string(path).unwrap();
        let lines = text.lines().map(|line| line.split('#').next().unwrap());
        let mut fields = Vec::new();
        let mut digits = String::new();
        let mut in_pac = false;
        for line in lines.filter(|line| !line.trim().is_empty()) {
            match line.split_once(':') {
                Some(("pac", "")) => in_pac = true,
                Some((name, value)) => fields.push((name.to_owned(), value.trim().to_owned())),
                None => {
                    assert!(in_pac, "hex before `pac:`");
                    digits.extend(line.split_whitespace());
                }
            }
        }
        Self { fields, pac: hex(&digits) }
    }

    /// The values of the fields with this name, in the order of the file.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let named = self.fields.iter().filter(|(field, _)| field == name);
        named.map(|(_, value)| value.as_str()).collect()
    }

    /// The value of the field with this name.
    pub fn one(&self, name: &str) -> &str {
        let values = self.all(name);
        assert_eq!(values.len(), 1, "{name}");
        values[0]
    }
}

pub fn hex(digits: &str) -> Vec<u8> {
    assert!(digits.len().is_multiple_of(2));
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
        .collect()
}

/// A PAC of these buffers, each a type and its content, padded to eight octets.
pub fn pac_of(buffers: &[(u32, &[u8])]) -> Vec<u8> {
    let mut table = u32::try_from(buffers.len()).unwrap().to_le_bytes().to_vec();
    table.extend(0_u32.to_le_bytes());
    let contents_at = 8 + 16 * buffers.len();
    let mut contents = Vec::new();
    for (buffer_type, content) in buffers {
        table.extend(buffer_type.to_le_bytes());
        table.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        table.extend(u64::try_from(contents_at + contents.len()).unwrap().to_le_bytes());
        contents.extend(*content);
        contents.resize(contents.len().next_multiple_of(8), 0);
    }
    table.extend(contents);
    table
}

/// Writes a 32-bit number over four octets.
pub fn put(octets: &mut [u8], at: usize, number: u32) {
    octets[at..at + 4].copy_from_slice(&number.to_le_bytes());
}
