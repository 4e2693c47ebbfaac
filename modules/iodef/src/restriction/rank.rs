//! The order of the disclosure guidelines, and what a token of a document comes to in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The token under which the levels of RFC 7970 section 5.1.1 extensions are written.
pub(crate) const EXT_VALUE: &str = "ext-value";
/// The `ext-restriction` that marks an extension as internal: see [`Audience`](super::Audience).
pub const INTERNAL: &str = "internal";
/// Most octets of a token that a [`Mapping`] knows.
const MAX_TOKEN_OCTETS: usize = 256;
/// Most tokens of a [`Mapping`].
const MAX_TOKENS: usize = 64;

/// How far a piece of a document may go (RFC 7970 section 3.3.1), from everybody to nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// `public` or `white`.
    Public,
    /// `partner` or `green`.
    Partner,
    /// `need-to-know` or `amber`.
    NeedToKnow,
    /// `private` or `red`, and everything that cannot be compared with the others.
    Private,
}

impl Rank {
    /// Every rank, from everybody to nobody.
    pub const ALL: [Self; 4] = [Self::Public, Self::Partner, Self::NeedToKnow, Self::Private];

    /// The token of the `restriction` attribute, not as a colour.
    #[must_use]
    pub fn token(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Partner => "partner",
            Self::NeedToKnow => "need-to-know",
            Self::Private => "private",
        }
    }

    /// The rank of a token that has one by the RFC.
    #[must_use]
    pub fn of_token(token: &str) -> Option<Self> {
        Some(match token {
            "public" | "white" => Self::Public,
            "partner" | "green" => Self::Partner,
            "need-to-know" | "amber" => Self::NeedToKnow,
            "private" | "red" => Self::Private,
            _ => return None,
        })
    }
}

/// What tokens are taken for that the RFC does not put into the order: `default`, whose meaning the
/// parties arrange, the text of an `ext-restriction`, and values registered since. A token that is
/// not here is [`Rank::Private`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<String, Rank>", into = "BTreeMap<String, Rank>")]
pub struct Mapping(BTreeMap<String, Rank>);

/// Why a token cannot be mapped.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MappingError {
    /// The RFC says what it means.
    #[error("`{0}` has its place in the order already")]
    Known(String),
    /// It marks what must not leave the team.
    #[error("`internal` marks what stays inside; it cannot be mapped")]
    Internal,
    /// It is longer than any token.
    #[error("a token of {found} octets is longer than {limit}")]
    TooLong {
        /// Octets that it has.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// There are more than anybody needs.
    #[error("more than {0} tokens")]
    TooMany(usize),
}

/// What counts of a token: neither white space around it nor more than shows that it is none that
/// anybody can have arranged.
pub(crate) fn token(text: &str) -> String {
    let text = text.trim();
    text.get(..text.floor_char_boundary(MAX_TOKEN_OCTETS.saturating_add(4)))
        .unwrap_or(text)
        .to_owned()
}

impl Mapping {
    /// Takes `token` for `rank` from now on.
    ///
    /// # Errors
    /// [`MappingError`].
    pub fn map(&mut self, token: &str, rank: Rank) -> Result<(), MappingError> {
        let token = token.trim();
        if Rank::of_token(token).is_some() {
            return Err(MappingError::Known(token.to_owned()));
        }
        if token == INTERNAL {
            return Err(MappingError::Internal);
        }
        if token.len() > MAX_TOKEN_OCTETS {
            return Err(MappingError::TooLong { found: token.len(), limit: MAX_TOKEN_OCTETS });
        }
        if self.0.len() >= MAX_TOKENS && !self.0.contains_key(token) {
            return Err(MappingError::TooMany(MAX_TOKENS));
        }
        self.insert(token, rank);
        Ok(())
    }

    /// The same of a token that is known to be possible.
    pub(super) fn insert(&mut self, token: &str, rank: Rank) {
        self.0.insert(token.to_owned(), rank);
    }

    /// The rank of a `restriction` and the `ext-restriction` beside it.
    #[must_use]
    pub fn rank(&self, token: &str, extension: Option<&str>) -> Rank {
        let token = match (token, extension) {
            (EXT_VALUE, Some(extension)) => extension,
            // RFC 7970 section 5.1.1: the one has a meaning only together with the other.
            (_, Some(_)) => return Rank::Private,
            (token, None) => match Rank::of_token(token) {
                Some(rank) => return rank,
                None => token,
            },
        };
        self.0.get(token).copied().unwrap_or(Rank::Private)
    }
}

impl TryFrom<BTreeMap<String, Rank>> for Mapping {
    type Error = MappingError;

    fn try_from(tokens: BTreeMap<String, Rank>) -> Result<Self, MappingError> {
        let mut mapping = Self::default();
        for (token, rank) in tokens {
            mapping.map(&token, rank)?;
        }
        Ok(mapping)
    }
}

impl From<Mapping> for BTreeMap<String, Rank> {
    fn from(mapping: Mapping) -> Self {
        mapping.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_the_words_of_the_first_version() {
        for (token, colour) in [
            ("public", "white"),
            ("partner", "green"),
            ("need-to-know", "amber"),
            ("private", "red"),
        ] {
            assert_eq!(Rank::of_token(token), Rank::of_token(colour));
            assert_eq!(Rank::of_token(token).unwrap().token(), token);
        }
        assert!(Rank::ALL.is_sorted());
    }

    #[test]
    fn what_cannot_be_compared_is_private_unless_it_is_mapped() {
        let mut mapping = Mapping::default();
        for (token, extension) in [
            ("default", None),
            ("ext-value", None),
            ("ext-value", Some("club")),
            ("registered-later", None),
            ("Public", None),
            ("", None),
        ] {
            assert_eq!(mapping.rank(token, extension), Rank::Private, "{token} {extension:?}");
        }
        mapping.map("default", Rank::Partner).unwrap();
        mapping.map("club", Rank::NeedToKnow).unwrap();
        assert_eq!(mapping.rank("default", None), Rank::Partner);
        assert_eq!(mapping.rank("ext-value", Some("club")), Rank::NeedToKnow);
    }

    #[test]
    fn an_extension_beside_a_token_of_the_rfc_does_not_relax_it() {
        let mapping = Mapping::default();
        assert_eq!(mapping.rank("public", Some("amber+strict")), Rank::Private);
    }

    #[test]
    fn an_extension_that_is_spelt_like_a_token_is_still_an_extension() {
        assert_eq!(Mapping::default().rank("ext-value", Some("public")), Rank::Private);
    }

    #[test]
    fn a_mapping_cannot_change_the_rfc_or_let_internal_out() {
        let mut mapping = Mapping::default();
        assert_eq!(mapping.map("red", Rank::Public), Err(MappingError::Known("red".into())));
        assert_eq!(mapping.map(" internal ", Rank::Public), Err(MappingError::Internal));
        let long = "x".repeat(MAX_TOKEN_OCTETS + 1);
        assert!(matches!(mapping.map(&long, Rank::Public), Err(MappingError::TooLong { .. })));
        let tokens: BTreeMap<String, Rank> =
            (0..=MAX_TOKENS).map(|n| (n.to_string(), Rank::Public)).collect();
        assert_eq!(Mapping::try_from(tokens), Err(MappingError::TooMany(MAX_TOKENS)));
        assert!(serde_json::from_str::<Mapping>(r#"{"red": "public"}"#).is_err());
        let read: Mapping = serde_json::from_str(r#"{"default": "need-to-know"}"#).unwrap();
        assert_eq!(read.rank("default", None), Rank::NeedToKnow);
    }
}
