//! Principal names: the text of a name reads back as the name, and breaks no line of a log.

use kerberos::Principal;
use kerberos::principal::NT_PRINCIPAL;

use crate::input::Input;

/// After one octet the input is a text, or the parts of a name.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    if input.bit() {
        let Ok(text) = core::str::from_utf8(input.rest()) else { return };
        let Ok(principal) = Principal::parse(text) else { return };
        reads_back(&principal);
    } else {
        let realm = input.short().to_vec();
        let mut components = vec![input.short().to_vec()];
        while !input.is_empty() {
            components.push(input.short().to_vec());
        }
        let principal = Principal { realm, components, name_type: NT_PRINCIPAL };
        if principal.check_bounds().is_ok() {
            reads_back(&principal);
        }
    }
}

fn reads_back(principal: &Principal) {
    let text = principal.to_string();
    assert!(!text.chars().any(char::is_control), "{text:?}");
    let read = Principal::parse(&text).expect("the text of a name is a name");
    assert!(read.same_name(principal), "{text:?} reads as {read:?}");
    let name = principal.without_realm().to_string();
    assert!(text.starts_with(&name));
}
