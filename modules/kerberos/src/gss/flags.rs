//! Context flags as the 0x8003 checksum carries them (RFC 4121 section 4.1.1.1).

use core::ops::BitOr;

/// A set of context flags.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GssFlags(pub u32);

impl GssFlags {
    /// `GSS_C_DELEG_FLAG`: a credential is delegated.
    pub const DELEG: Self = Self(0x01);
    /// `GSS_C_MUTUAL_FLAG`: the acceptor authenticates itself too.
    pub const MUTUAL: Self = Self(0x02);
    /// `GSS_C_REPLAY_FLAG`: replayed per-message tokens are detected.
    pub const REPLAY: Self = Self(0x04);
    /// `GSS_C_SEQUENCE_FLAG`: per-message tokens out of sequence are detected.
    pub const SEQUENCE: Self = Self(0x08);
    /// `GSS_C_CONF_FLAG`: confidentiality is available.
    pub const CONF: Self = Self(0x10);
    /// `GSS_C_INTEG_FLAG`: integrity is available.
    pub const INTEG: Self = Self(0x20);

    /// Whether every flag of `other` is set.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl BitOr for GssFlags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
