//! Profiles: what a document is checked against.

use serde::{Deserialize, Serialize};

use crate::structure::Schema;

/// What a document is checked against: who has to accept it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// The text of RFC 7970, where it and its schema differ.
    Rfc7970,
    /// The schema as RFC 7970 section 8 publishes it, and what its text demands beyond it.
    SchemaA,
    /// The schema as its authors corrected it, and what the text demands beyond it.
    SchemaB,
    /// The text of RFC 7970, and what RFC 3067 demands of the format that RFC 7970 leaves open.
    Strict3067,
    /// What every receiver accepts: valid under the text and under both schemas.
    #[default]
    Common,
}

impl Profile {
    /// All profiles, in the order of the columns of severities.
    pub const ALL: [Self; 5] =
        [Self::Rfc7970, Self::SchemaA, Self::SchemaB, Self::Strict3067, Self::Common];

    /// The name as in `rules.toml`, on the command line and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rfc7970 => "rfc7970",
            Self::SchemaA => "schema_a",
            Self::SchemaB => "schema_b",
            Self::Strict3067 => "strict3067",
            Self::Common => "common",
        }
    }

    /// The schema that structure is checked against.
    pub const fn schema(self) -> Schema {
        match self {
            Self::Rfc7970 | Self::Strict3067 => Schema::Text,
            Self::SchemaA => Schema::A,
            Self::SchemaB => Schema::B,
            Self::Common => Schema::Common,
        }
    }

    /// The profile of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }
}
