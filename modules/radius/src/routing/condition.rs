//! What one route asks of a request. Each condition can be asked alone, which defines what the
//! index of all of them must find.

use core::cmp::Reverse;
use core::fmt;

use regex_lite::Regex;

use crate::nai::{Nai, is_below};

/// The texts of a request's attributes.
///
/// Functions that take a name and a visitor implement it, so that routing depends on no codec.
pub trait AttributeTexts {
    /// Calls `visit` with the text of each attribute of that name, in the order of the packet.
    ///
    /// The names are those that [`Names::attribute`](super::Names::attribute) returned.
    fn for_each(&self, name: &str, visit: &mut dyn FnMut(&[u8]));
}

impl<F: Fn(&str, &mut dyn FnMut(&[u8]))> AttributeTexts for F {
    fn for_each(&self, name: &str, visit: &mut dyn FnMut(&[u8])) {
        self(name, visit);
    }
}

/// What conditions are asked about.
pub(super) struct Subject<'a> {
    /// Whether there is a User-Name.
    named: bool,
    /// In lower case.
    pub realm: Option<Vec<u8>>,
    /// In lower case.
    pub prefix_realm: Option<Vec<u8>>,
    pub attributes: &'a dyn AttributeTexts,
}

/// One compiled condition. Realms are in lower case.
#[derive(Debug)]
pub(super) enum Condition {
    Attribute { name: String, test: Test },
    Numbered { attribute: String, prefix: String },
    Realm(String),
    Below(String),
    AtOrBelow(String),
    PrefixRealm(String),
    RealmRegex(Pattern),
    AnyRealm,
    AnyPrefixRealm,
    NoRealm,
    Default,
}

#[derive(Debug)]
pub(super) enum Test {
    Equals(String),
    StartsWith(String),
    EndsWith(String),
    Regex(Pattern),
}

/// A regular expression with the text that it was written as.
#[derive(Debug)]
pub(super) struct Pattern {
    pub text: String,
    pub regex: Regex,
}

/// How strongly a route that matches claims a request. The least wins; among equals the route that
/// is written first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Precedence {
    /// An attribute has the value.
    Attribute,
    /// The number begins with that many digits; more are stronger.
    Numbered(Reverse<usize>),
    /// The realm itself, or the longest subrealm: that many labels are the same; more are stronger.
    Realm(Reverse<usize>, RealmKind),
    /// The prefix realm.
    PrefixRealm,
    /// The realm meets a regular expression.
    RealmRegex,
    /// There is a realm.
    AnyRealm,
    /// There is a prefix realm.
    AnyPrefixRealm,
    /// There is a User-Name, and no realm.
    NoRealm,
    /// There is a request.
    Default,
}

/// How a realm pattern is written. With equally many labels the first is stronger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RealmKind {
    /// `example.org`
    Exact,
    /// `*.example.org`
    Below,
    /// `.example.org`
    AtOrBelow,
}

impl<'a> Subject<'a> {
    pub(super) fn new(nai: Option<&Nai<'_>>, attributes: &'a dyn AttributeTexts) -> Self {
        Self {
            named: nai.is_some(),
            realm: nai.and_then(Nai::realm).map(<[u8]>::to_ascii_lowercase),
            prefix_realm: nai.and_then(Nai::prefix_realm).map(<[u8]>::to_ascii_lowercase),
            attributes,
        }
    }

    pub(super) fn has_no_realm(&self) -> bool {
        self.named && self.realm.is_none() && self.prefix_realm.is_none()
    }

    /// The digits of every value of the attribute that is a number.
    pub(super) fn numbers(&self, attribute: &str) -> Vec<Vec<u8>> {
        let mut numbers = Vec::new();
        self.attributes.for_each(attribute, &mut |text| numbers.extend(digits(text)));
        numbers
    }
}

impl Condition {
    pub(super) fn is_met_by(&self, subject: &Subject<'_>) -> bool {
        let realm = subject.realm.as_deref();
        match self {
            Self::Attribute { name, test } => {
                let mut met = false;
                subject.attributes.for_each(name, &mut |text| met |= test.is_met_by(text));
                met
            }
            Self::Numbered { attribute, prefix } => subject
                .numbers(attribute)
                .iter()
                .any(|number| number.starts_with(prefix.as_bytes())),
            Self::Realm(name) => realm == Some(name.as_bytes()),
            Self::Below(name) => realm.is_some_and(|realm| is_below(realm, name)),
            Self::AtOrBelow(name) => {
                realm.is_some_and(|realm| realm == name.as_bytes() || is_below(realm, name))
            }
            Self::PrefixRealm(name) => subject.prefix_realm.as_deref() == Some(name.as_bytes()),
            Self::RealmRegex(pattern) => realm.is_some_and(|realm| pattern.is_met_by(realm)),
            Self::AnyRealm => realm.is_some(),
            Self::AnyPrefixRealm => subject.prefix_realm.is_some(),
            Self::NoRealm => subject.has_no_realm(),
            Self::Default => true,
        }
    }

    pub(super) fn precedence(&self) -> Precedence {
        match self {
            Self::Attribute { .. } => Precedence::Attribute,
            Self::Numbered { prefix, .. } => Precedence::Numbered(Reverse(prefix.len())),
            Self::Realm(name) => Precedence::Realm(labels(name), RealmKind::Exact),
            Self::Below(name) => Precedence::Realm(labels(name), RealmKind::Below),
            Self::AtOrBelow(name) => Precedence::Realm(labels(name), RealmKind::AtOrBelow),
            Self::PrefixRealm(_) => Precedence::PrefixRealm,
            Self::RealmRegex(_) => Precedence::RealmRegex,
            Self::AnyRealm => Precedence::AnyRealm,
            Self::AnyPrefixRealm => Precedence::AnyPrefixRealm,
            Self::NoRealm => Precedence::NoRealm,
            Self::Default => Precedence::Default,
        }
    }

    /// Whether the condition names the realm after `@`.
    pub(super) fn is_on_realm(&self) -> bool {
        matches!(
            self,
            Self::Realm(_)
                | Self::Below(_)
                | Self::AtOrBelow(_)
                | Self::RealmRegex(_)
                | Self::AnyRealm
        )
    }

    /// Whether the condition names the prefix realm.
    pub(super) fn is_on_prefix_realm(&self) -> bool {
        matches!(self, Self::PrefixRealm(_) | Self::AnyPrefixRealm)
    }
}

impl Test {
    pub(super) fn is_met_by(&self, text: &[u8]) -> bool {
        match self {
            Self::Equals(value) => text == value.as_bytes(),
            Self::StartsWith(value) => text.starts_with(value.as_bytes()),
            Self::EndsWith(value) => text.ends_with(value.as_bytes()),
            Self::Regex(pattern) => pattern.is_met_by(text),
        }
    }

    /// Whether every text that meets `other` is sure to meet this.
    pub(super) fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::StartsWith(start), Self::Equals(value) | Self::StartsWith(value)) => {
                value.starts_with(start)
            }
            (Self::EndsWith(end), Self::Equals(value) | Self::EndsWith(value)) => {
                value.ends_with(end)
            }
            (Self::Regex(pattern), Self::Equals(value)) => pattern.is_met_by(value.as_bytes()),
            _ => false,
        }
    }
}

impl Pattern {
    fn is_met_by(&self, text: &[u8]) -> bool {
        core::str::from_utf8(text).is_ok_and(|text| self.regex.is_match(text))
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attribute { name, test } => write!(f, "attribute {name} {test}"),
            Self::Numbered { attribute, prefix } => write!(f, "numbered {attribute} {prefix}"),
            Self::Realm(name) => write!(f, "realm {name}"),
            Self::Below(name) => write!(f, "realm *.{name}"),
            Self::AtOrBelow(name) => write!(f, "realm .{name}"),
            Self::PrefixRealm(name) => write!(f, "prefix_realm {name:?}"),
            Self::RealmRegex(pattern) => write!(f, "realm_regex {:?}", pattern.text),
            Self::AnyRealm => f.write_str("realm *"),
            Self::AnyPrefixRealm => f.write_str("prefix_realm *"),
            Self::NoRealm => f.write_str("no_realm"),
            Self::Default => f.write_str("default"),
        }
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Equals(value) => write!(f, "equals {value:?}"),
            Self::StartsWith(value) => write!(f, "starts_with {value:?}"),
            Self::EndsWith(value) => write!(f, "ends_with {value:?}"),
            Self::Regex(pattern) => write!(f, "regex {:?}", pattern.text),
        }
    }
}

impl fmt::Display for Precedence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attribute => f.write_str("attribute"),
            Self::Numbered(Reverse(digits)) => write!(f, "numbered realm, {digits} digits"),
            Self::Realm(_, RealmKind::Exact) => f.write_str("exact realm"),
            Self::Realm(Reverse(labels), _) => write!(f, "subrealm, {labels} labels"),
            Self::PrefixRealm => f.write_str("prefix realm"),
            Self::RealmRegex => f.write_str("regular expression on the realm"),
            Self::AnyRealm => f.write_str("any realm"),
            Self::AnyPrefixRealm => f.write_str("any prefix realm"),
            Self::NoRealm => f.write_str("no realm"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// The most digits of a number, above the 15 of E.164 with any prefix that is dialled before it.
pub(super) const MAX_NUMBER_DIGITS: usize = 32;

/// The digits of a telephone number, without `+` and the usual separators; none if the text holds
/// anything else, as the MAC address and SSID in the Called-Station-Id of an access point do.
fn digits(text: &[u8]) -> Option<Vec<u8>> {
    let text = text.strip_prefix(b"+").unwrap_or(text);
    let is_separator = |octet: &u8| b" -.()".contains(octet);
    if !text.iter().all(|octet| octet.is_ascii_digit() || is_separator(octet)) {
        return None;
    }
    let digits: Vec<u8> = text.iter().copied().filter(u8::is_ascii_digit).collect();
    (1..=MAX_NUMBER_DIGITS).contains(&digits.len()).then_some(digits)
}

fn labels(name: &str) -> Reverse<usize> {
    Reverse(name.split('.').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_without_its_separators() {
        assert_eq!(
            digits(b"+49 (30) 12-34.5"),
            Some(b"4930123".iter().copied().chain(*b"45").collect())
        );
        assert_eq!(digits(b"00-10-20-30-40-50:eduroam"), None);
        assert_eq!(digits(b"49+30"), None);
        assert_eq!(digits(b"+"), None);
        assert_eq!(digits(&[b'1'; MAX_NUMBER_DIGITS + 1]), None);
    }
}
