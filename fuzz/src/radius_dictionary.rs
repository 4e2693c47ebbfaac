//! Names and values as text: what is printed reads back.

use radius::attribute::Reference;
use radius::dictionary;

use crate::input::Input;

/// A text behind its length that is a reference, then the octets of a value and a text of one.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let name = String::from_utf8_lossy(input.short()).into_owned();
    let octets = input.short();
    let text = String::from_utf8_lossy(input.rest()).into_owned();
    let reference = match Reference::parse(&name) {
        Ok(reference) => reference,
        Err(error) => {
            assert!(!error.code().is_empty() && !error.to_string().is_empty());
            return;
        }
    };
    assert_eq!(Reference::parse(&reference.to_string()), Ok(reference));

    let printed = reference.print(octets);
    assert!(!printed.chars().any(char::is_control), "{printed:?}");
    if let Ok(encoded) = reference.encode_text(&text) {
        let shown = reference.print(&encoded);
        assert_eq!(reference.encode_text(&shown), Ok(encoded), "{shown:?}");
    }
    let Some(definition) = dictionary::definition(&reference) else { return };
    if let Ok((tag, value)) = definition.decode(octets) {
        let shown = definition.print(&value);
        assert_eq!(definition.parse(&shown).as_ref(), Ok(&value), "{shown:?}");
        let encoded = definition.encode(tag, &value).expect("what is read can be written");
        assert_eq!(definition.decode(&encoded), Ok((tag, value)));
    }
}
