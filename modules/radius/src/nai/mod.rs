//! User-Names read as Network Access Identifiers (RFC 7542).
//!
//! [`Nai::parse`] finds the parts by which a proxy routes. It takes every User-Name: RFC 7542
//! section 2.6.1 forbids to fail an authentication only because the name is not an NAI. Which names
//! are refused all the same is configuration: see [`Checks`].
//!
//! Realms compare without regard to the case of ASCII letters; every other octet compares as it
//! was received (RFC 7542 section 3: a proxy does not know the locale of the sender).
//!
//! Deviations:
//! - Names are not normalised to NFC before the comparison (RFC 7542 section 3 says SHOULD), and
//!   realms are not converted between U-labels and A-labels. A table that serves clients which
//!   send several forms of a realm lists each form.
//! - In a username a backslash escapes the character after it, as in RFC 4282: the grammar of RFC
//!   7542 section 2.2 has no backslash, but its examples and section 3.3.1 do.

mod check;
mod realm_pattern;

use crate::{Error, Problem};

pub use check::{Check, Checks, ChecksConfig, Preset, Violation};
pub(crate) use realm_pattern::is_below;
pub use realm_pattern::{RealmPattern, RealmPatternError};

/// The longest User-Name in octets: what fits in one attribute (RFC 7542 section 2.3).
pub const MAX_USER_NAME_OCTETS: usize = 253;

/// The parts of one User-Name. They borrow from it, and hold what was received, unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nai<'a> {
    text: &'a [u8],
    local: &'a [u8],
    realm: Option<&'a [u8]>,
    prefix: Option<(&'a [u8], &'a [u8])>,
}

impl<'a> Nai<'a> {
    /// Splits a User-Name at its last `@`, and what is before it at the first of
    /// `prefix_delimiters`.
    ///
    /// # Errors
    /// `Malformed` if the name is empty (RFC 2865 section 5.1) or longer than
    /// [`MAX_USER_NAME_OCTETS`].
    pub fn parse(text: &'a [u8], prefix_delimiters: &[u8]) -> Result<Self, Error> {
        if text.is_empty() {
            return Err(Error::malformed("User-Name", Problem::Truncated { needed: 1, found: 0 }));
        }
        if text.len() > MAX_USER_NAME_OCTETS {
            let (found, limit) = (text.len(), MAX_USER_NAME_OCTETS);
            return Err(Error::malformed("User-Name", Problem::TooLarge { found, limit }));
        }
        let mut parts = text.rsplitn(2, |octet| *octet == b'@');
        let (local, realm) = match (parts.next(), parts.next()) {
            (Some(realm), Some(local)) => (local, Some(realm).filter(|realm| !realm.is_empty())),
            _ => (text, None),
        };
        let prefix = split_prefix(local, prefix_delimiters);
        Ok(Self { text, local, realm, prefix })
    }

    /// The whole User-Name.
    #[must_use]
    pub fn text(&self) -> &'a [u8] {
        self.text
    }

    /// What is before the last `@`, or the whole name; empty in `@realm` (RFC 7542 section 2.4).
    #[must_use]
    pub fn local_part(&self) -> &'a [u8] {
        self.local
    }

    /// What follows the last `@`; none if that is nothing.
    #[must_use]
    pub fn realm(&self) -> Option<&'a [u8]> {
        self.realm
    }

    /// The realm of the prefix forms `REALM\user` and `realm/user`.
    #[must_use]
    pub fn prefix_realm(&self) -> Option<&'a [u8]> {
        self.prefix.map(|(realm, _)| realm)
    }

    /// The User-Name without `@realm`; none if it has no realm, or if nothing would be left.
    #[must_use]
    pub fn without_realm(&self) -> Option<Vec<u8>> {
        (self.realm.is_some() && !self.local.is_empty()).then(|| self.local.to_vec())
    }

    /// The User-Name without its prefix realm; none if it has no such, or if nothing would be left.
    #[must_use]
    pub fn without_prefix_realm(&self) -> Option<Vec<u8>> {
        let (_, user) = self.prefix?;
        let mut name = user.to_vec();
        name.extend(self.text.get(self.local.len()..)?);
        (!name.is_empty()).then_some(name)
    }

    /// The name after one step of `homerealm!user@otherrealm` towards home: `user@homerealm` (RFC
    /// 7542 section 3.3.1). Of several `!` the first counts, so that `a!b!user@c` visits c, a, b.
    ///
    /// None if there is no realm, no `!` that is not escaped, or no `utf8-realm` before the first:
    /// then the `!` is part of the username.
    #[must_use]
    pub fn undecorated(&self) -> Option<Vec<u8>> {
        self.realm?;
        let (home_realm, rest) = self.local.split_at_checked(unescaped_bang(self.local)?)?;
        if !is_utf8_realm(home_realm) {
            return None;
        }
        let mut name = rest.get(1..)?.to_vec();
        name.push(b'@');
        name.extend(home_realm);
        Some(name)
    }
}

/// Whether the octets are a `utf8-realm` of RFC 7542 section 2.2: at least two labels of letters,
/// digits, non-ASCII characters and inner hyphens, joined by dots.
#[must_use]
pub fn is_utf8_realm(octets: &[u8]) -> bool {
    octets.contains(&b'.') && is_dotted_labels(octets)
}

/// As [`is_utf8_realm`], with a single label allowed.
fn is_dotted_labels(octets: &[u8]) -> bool {
    core::str::from_utf8(octets).is_ok() && octets.split(|octet| *octet == b'.').all(is_label)
}

fn is_label(label: &[u8]) -> bool {
    label.first().is_some_and(|octet| is_rtext(*octet))
        && label.last().is_some_and(|octet| is_rtext(*octet))
        && label.iter().all(|octet| is_rtext(*octet) || *octet == b'-')
}

/// An octet of `utf8-rtext`, in octets that are UTF-8.
fn is_rtext(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || !octet.is_ascii()
}

fn split_prefix<'a>(local: &'a [u8], delimiters: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let mut parts = local.splitn(2, |octet| delimiters.contains(octet));
    let realm = parts.next().filter(|realm| !realm.is_empty())?;
    Some((realm, parts.next()?))
}

fn unescaped_bang(local: &[u8]) -> Option<usize> {
    let mut escaped = false;
    local.iter().position(|octet| {
        let found = *octet == b'!' && !escaped;
        escaped = *octet == b'\\' && !escaped;
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nai(text: &str) -> Nai<'_> {
        Nai::parse(text.as_bytes(), b"\\/").unwrap()
    }

    #[test]
    fn the_realm_follows_the_last_at() {
        assert_eq!(nai("fred@example.org").realm(), Some(&b"example.org"[..]));
        assert_eq!(nai("fred@a@b").realm(), Some(&b"b"[..]));
        assert_eq!(nai("fred@a@b").local_part(), b"fred@a");
        assert_eq!(nai("fred").realm(), None);
        assert_eq!(nai("fred@").realm(), None);
        assert_eq!(nai("fred@").local_part(), b"fred");
    }

    #[test]
    fn a_realm_alone_has_an_empty_local_part() {
        assert_eq!(nai("@example.org").local_part(), b"");
        assert_eq!(nai("@example.org").realm(), Some(&b"example.org"[..]));
        assert_eq!(nai("@example.org").without_realm(), None);
    }

    #[test]
    fn prefix_forms_are_split_at_the_first_delimiter() {
        assert_eq!(nai("CORP\\fred").prefix_realm(), Some(&b"CORP"[..]));
        assert_eq!(nai("corp/dept/fred").prefix_realm(), Some(&b"corp"[..]));
        assert_eq!(nai("corp/dept/fred").without_prefix_realm(), Some(b"dept/fred".to_vec()));
        assert_eq!(nai("\\(fred\\)@example.org").prefix_realm(), None);
        assert_eq!(Nai::parse(b"corp/fred", b"\\").unwrap().prefix_realm(), None);
    }

    #[test]
    fn a_name_with_both_realms_loses_only_the_one_that_is_stripped() {
        let both = nai("CORP\\fred@example.org");
        assert_eq!(both.without_prefix_realm(), Some(b"fred@example.org".to_vec()));
        assert_eq!(both.without_realm(), Some(b"CORP\\fred".to_vec()));
        assert_eq!(nai("CORP\\").without_prefix_realm(), None);
    }

    #[test]
    fn names_of_no_octets_and_of_too_many_are_malformed() {
        assert_eq!(Nai::parse(b"", b"").unwrap_err().code(), "malformed");
        assert!(Nai::parse(&[b'a'; MAX_USER_NAME_OCTETS], b"").is_ok());
        let error = Nai::parse(&[b'a'; MAX_USER_NAME_OCTETS + 1], b"").unwrap_err();
        assert_eq!(error.to_string(), "malformed User-Name: 254 exceeds the limit of 253");
    }
}
