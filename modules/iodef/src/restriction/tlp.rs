//! The Traffic Light Protocol 2.0 of FIRST, and the tokens that stand for it in a document.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::rank::{EXT_VALUE, Rank};

/// What `ext-restriction` says for the label that RFC 7970 has no token for.
const AMBER_STRICT: &str = "amber+strict";

/// A label of TLP 2.0, from everybody to nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tlp {
    /// No limit.
    #[serde(rename = "TLP:CLEAR")]
    Clear,
    /// The community.
    #[serde(rename = "TLP:GREEN")]
    Green,
    /// The organization and its clients, as far as they need to know.
    #[serde(rename = "TLP:AMBER")]
    Amber,
    /// The organization only.
    #[serde(rename = "TLP:AMBER+STRICT")]
    AmberStrict,
    /// The persons who receive it.
    #[serde(rename = "TLP:RED")]
    Red,
}

impl Tlp {
    /// The label of a `restriction` and the `ext-restriction` beside it; `default`, and an extension
    /// other than `amber+strict`, have none.
    #[must_use]
    pub fn of(token: &str, extension: Option<&str>) -> Option<Self> {
        if let Some(extension) = extension {
            let is_strict = token == EXT_VALUE && extension.eq_ignore_ascii_case(AMBER_STRICT);
            return is_strict.then_some(Self::AmberStrict);
        }
        Rank::of_token(token).map(|rank| match rank {
            Rank::Public => Self::Clear,
            Rank::Partner => Self::Green,
            Rank::NeedToKnow => Self::Amber,
            Rank::Private => Self::Red,
        })
    }

    /// The `restriction` and `ext-restriction` that say this label.
    #[must_use]
    pub fn tokens(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Clear => ("white", None),
            Self::Green => ("green", None),
            Self::Amber => ("amber", None),
            Self::AmberStrict => (EXT_VALUE, Some(AMBER_STRICT)),
            Self::Red => ("red", None),
        }
    }

    /// The label as TLP 2.0 writes it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Clear => "TLP:CLEAR",
            Self::Green => "TLP:GREEN",
            Self::Amber => "TLP:AMBER",
            Self::AmberStrict => "TLP:AMBER+STRICT",
            Self::Red => "TLP:RED",
        }
    }
}

impl fmt::Display for Tlp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// The text is no label of TLP.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no label of TLP 2.0: clear, green, amber, amber+strict or red")]
pub struct UnknownLabel;

impl FromStr for Tlp {
    type Err = UnknownLabel;

    /// Reads a label in any case, with or without `TLP:`; `white` is the `CLEAR` of TLP 1.
    fn from_str(label: &str) -> Result<Self, UnknownLabel> {
        let label = label.trim().to_ascii_lowercase();
        Ok(match label.strip_prefix("tlp:").unwrap_or(&label).trim() {
            "clear" | "white" => Self::Clear,
            "green" => Self::Green,
            "amber" => Self::Amber,
            AMBER_STRICT => Self::AmberStrict,
            "red" => Self::Red,
            _ => return Err(UnknownLabel),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Tlp; 5] = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red];

    #[test]
    fn every_label_comes_back_from_its_tokens_and_from_its_text() {
        for label in ALL {
            let (token, extension) = label.tokens();
            assert_eq!(Tlp::of(token, extension), Some(label));
            assert_eq!(label.to_string().parse(), Ok(label));
            assert_eq!(label.label().trim_start_matches("TLP:").to_lowercase().parse(), Ok(label));
            assert_eq!(serde_json::to_string(&label).unwrap(), format!("\"{label}\""));
        }
        assert!(ALL.is_sorted());
    }

    #[test]
    fn the_words_of_the_rfc_have_a_label() {
        for (token, label) in [
            ("public", Tlp::Clear),
            ("partner", Tlp::Green),
            ("need-to-know", Tlp::Amber),
            ("private", Tlp::Red),
        ] {
            assert_eq!(Tlp::of(token, None), Some(label));
        }
    }

    #[test]
    fn what_is_arranged_elsewhere_has_no_label() {
        assert_eq!(Tlp::of("default", None), None);
        assert_eq!(Tlp::of("ext-value", None), None);
        assert_eq!(Tlp::of("ext-value", Some("club")), None);
        assert_eq!(Tlp::of("amber", Some("amber+strict")), None);
        assert_eq!("TLP:PURPLE".parse::<Tlp>(), Err(UnknownLabel));
    }
}
