//! The ways to name realms in a configuration.

use super::is_dotted_labels;

/// Which realms are meant. Names are in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RealmPattern {
    /// `*`: every realm.
    Any,
    /// `example.org`
    Exact(String),
    /// `*.example.org`: the realms below it, without itself.
    Below(String),
    /// `.example.org`: that realm and all below it.
    AtOrBelow(String),
}

/// Why a text is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RealmPatternError {
    /// No realm can have this name.
    #[error("it is no realm, nor *, *.realm or .realm")]
    NotARealm,
    /// Everything below a single label is more than an operator can speak for (RFC 7542 section 3).
    #[error("everything below a single label is more than an operator can speak for")]
    SingleLabel,
}

impl RealmPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// A [`RealmPatternError`].
    pub fn parse(text: &str) -> Result<Self, RealmPatternError> {
        if text == "*" {
            return Ok(Self::Any);
        }
        let lower = text.to_ascii_lowercase();
        let (name, make): (&str, fn(String) -> Self) = if let Some(name) = lower.strip_prefix("*.")
        {
            (name, Self::Below)
        } else if let Some(name) = lower.strip_prefix('.') {
            (name, Self::AtOrBelow)
        } else {
            (&lower, Self::Exact)
        };
        if !is_dotted_labels(name.as_bytes()) {
            return Err(RealmPatternError::NotARealm);
        }
        if name != lower && !name.contains('.') {
            return Err(RealmPatternError::SingleLabel);
        }
        Ok(make(name.to_owned()))
    }

    /// Whether a realm is meant. Realms compare without regard to the case of ASCII letters.
    #[must_use]
    pub fn is_met_by(&self, realm: &[u8]) -> bool {
        match self {
            Self::Any => true,
            Self::Exact(name) => realm.eq_ignore_ascii_case(name.as_bytes()),
            Self::Below(name) => is_below(realm, name),
            Self::AtOrBelow(name) => {
                realm.eq_ignore_ascii_case(name.as_bytes()) || is_below(realm, name)
            }
        }
    }
}

/// Whether a realm is one or more labels below another.
pub(crate) fn is_below(realm: &[u8], name: &str) -> bool {
    let at = realm.len().saturating_sub(name.len());
    let (front, back) = realm.split_at_checked(at).unwrap_or_default();
    front.ends_with(b".") && back.eq_ignore_ascii_case(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meets(pattern: &str, realm: &str) -> bool {
        RealmPattern::parse(pattern).unwrap().is_met_by(realm.as_bytes())
    }

    #[test]
    fn patterns_are_met_at_dots_and_in_either_case() {
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
        for text in ["", ".", "*.", "**", "*org", "a..b", "a b", "a@b", "-a.b"] {
            assert_eq!(RealmPattern::parse(text), Err(RealmPatternError::NotARealm), "{text}");
        }
        for text in [".org", "*.org"] {
            assert_eq!(RealmPattern::parse(text), Err(RealmPatternError::SingleLabel), "{text}");
        }
    }
}
