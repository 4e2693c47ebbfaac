//! Conditions on the realm of a User-Name.

use super::error::PolicyProblem;
use super::pattern::at_most;
use crate::nai::{Nai, is_dotted_labels};
use crate::routing::MAX_VALUE_OCTETS;

/// Which realms meet a condition. Names are in lower case.
#[derive(Debug, Clone)]
pub(super) enum RealmTest {
    Any,
    Exact(String),
    Below(String),
    AtOrBelow(String),
}

impl RealmTest {
    pub fn new(text: &str) -> Result<Self, PolicyProblem> {
        at_most(text.len(), MAX_VALUE_OCTETS)?;
        if text == "*" {
            return Ok(Self::Any);
        }
        let lower = text.to_ascii_lowercase();
        let (name, test): (&str, fn(String) -> Self) = match lower.strip_prefix('*') {
            Some(below) => (below.strip_prefix('.').unwrap_or_default(), Self::Below),
            None => match lower.strip_prefix('.') {
                Some(name) => (name, Self::AtOrBelow),
                None => (&lower, Self::Exact),
            },
        };
        let is_alone = !name.contains('.') && lower != name;
        if is_alone || !is_dotted_labels(name.as_bytes()) {
            return Err(PolicyProblem::BadRealm(text.to_owned()));
        }
        Ok(test(name.to_owned()))
    }

    /// Realms compare without regard to the case of ASCII letters.
    pub fn is_met_by(&self, realm: &[u8]) -> bool {
        let is_below = |name: &str| {
            let at = realm.len().saturating_sub(name.len());
            let (front, back) = realm.split_at_checked(at).unwrap_or_default();
            front.ends_with(b".") && back.eq_ignore_ascii_case(name.as_bytes())
        };
        match self {
            Self::Any => true,
            Self::Exact(name) => realm.eq_ignore_ascii_case(name.as_bytes()),
            Self::Below(name) => is_below(name),
            Self::AtOrBelow(name) => realm.eq_ignore_ascii_case(name.as_bytes()) || is_below(name),
        }
    }
}

/// The local part and the realm of a User-Name.
pub(super) fn parts(user_name: &[u8]) -> Option<(&[u8], Option<&[u8]>)> {
    let nai = Nai::parse(user_name, &[]).ok()?;
    Some((nai.local_part(), nai.realm()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meets(test: &str, realm: &str) -> bool {
        RealmTest::new(test).unwrap().is_met_by(realm.as_bytes())
    }

    #[test]
    fn realms_are_met_as_in_routing() {
        assert!(meets("Example.org", "eXample.ORG"));
        assert!(!meets("example.org", "x.example.org"));
        assert!(meets("*.example.org", "x.y.Example.org"));
        assert!(!meets("*.example.org", "example.org"));
        assert!(!meets("*.example.org", "badexample.org"));
        assert!(meets(".example.org", "example.org"));
        assert!(meets(".example.org", "x.example.org"));
        assert!(!meets(".example.org", "badexample.org"));
        assert!(meets("*", "anything"));
        assert!(meets("localhost", "LOCALHOST"));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", ".", "*.", "**", "*org", ".org", "*.org", "a..b", "a b", "a@b", "-a.b"] {
            assert!(RealmTest::new(text).is_err(), "{text}");
        }
        assert!(RealmTest::new(&"a".repeat(254)).is_err());
    }

    #[test]
    fn a_name_has_parts() {
        assert_eq!(parts(b"fred@example.org"), Some((&b"fred"[..], Some(&b"example.org"[..]))));
        assert_eq!(parts(b"fred"), Some((&b"fred"[..], None)));
        assert_eq!(parts(b""), None);
    }
}
