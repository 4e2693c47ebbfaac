//! Context flags: the service options that an initiator requests or asserts.

use core::fmt;

/// GSS-API context flags, with the bit values of the RFC 4121 section 4.1.1.1 checksum (0x8003).
///
/// The BIT STRING of RFC 4178 section 4.2.1 numbers them differently; see
/// [`ContextFlags::from_bit_string`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ContextFlags(pub u32);

impl ContextFlags {
    /// Delegate credentials.
    pub const DELEG: Self = Self(0x01);
    /// Authenticate the acceptor too.
    pub const MUTUAL: Self = Self(0x02);
    /// Detect replayed messages.
    pub const REPLAY: Self = Self(0x04);
    /// Detect messages out of sequence.
    pub const SEQUENCE: Self = Self(0x08);
    /// Offer confidentiality.
    pub const CONF: Self = Self(0x10);
    /// Offer integrity.
    pub const INTEG: Self = Self(0x20);
    /// Hide the initiator's name. RFC 4121 does not carry this one.
    pub const ANON: Self = Self(0x40);

    /// Reads the content octets of a `ContextFlags` BIT STRING (RFC 4178 section 4.2.1).
    ///
    /// Any number of bits is accepted, since DER cuts trailing zeros; `None` if the octet that
    /// counts the unused bits is missing or above 7.
    #[must_use]
    pub fn from_bit_string(content: &[u8]) -> Option<Self> {
        let (unused, octets) = content.split_first()?;
        if *unused > 7 || (octets.is_empty() && *unused > 0) {
            return None;
        }
        let bits = octets.first().copied().unwrap_or_default();
        let set = NAMED_BITS.iter().filter(|(mask, _, _)| bits & mask != 0);
        Some(set.fold(Self::default(), |flags, (_, flag, _)| flags.union(*flag)))
    }

    /// Writes the content octets of a `ContextFlags` BIT STRING in DER.
    #[must_use]
    pub fn to_bit_string(self) -> Vec<u8> {
        let set = NAMED_BITS.iter().filter(|(_, flag, _)| self.contains(*flag));
        match set.fold(0u8, |bits, (mask, _, _)| bits | mask) {
            0 => vec![0],
            bits => vec![u8::try_from(bits.trailing_zeros()).unwrap_or_default(), bits],
        }
    }

    /// Whether every flag of `other` is set.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The flags of either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The flags that one has and the other has not, among those that RFC 4121 carries.
    #[must_use]
    pub fn difference(self, other: Self) -> Self {
        Self((self.0 ^ other.0) & RFC_4121_FLAGS)
    }
}

/// The names of the flags that are set, joined by commas; `none` if there are none.
impl fmt::Display for ContextFlags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (_, _, name) in NAMED_BITS.iter().filter(|(_, flag, _)| self.contains(*flag)) {
            write!(f, "{separator}{name}")?;
            separator = ",";
        }
        if separator.is_empty() { f.write_str("none") } else { Ok(()) }
    }
}

/// The first octet of the BIT STRING, bit 0 first: mask, flag, name.
const NAMED_BITS: [(u8, ContextFlags, &str); 7] = [
    (0x80, ContextFlags::DELEG, "deleg"),
    (0x40, ContextFlags::MUTUAL, "mutual"),
    (0x20, ContextFlags::REPLAY, "replay"),
    (0x10, ContextFlags::SEQUENCE, "sequence"),
    (0x08, ContextFlags::ANON, "anon"),
    (0x04, ContextFlags::CONF, "conf"),
    (0x02, ContextFlags::INTEG, "integ"),
];

const RFC_4121_FLAGS: u32 = 0x3f;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bit_string_and_the_checksum_number_the_flags_differently() {
        // anonFlag is bit 4 of the BIT STRING, yet 0x40 among the GSS-API flags.
        assert_eq!(ContextFlags::from_bit_string(&[3, 0x08]), Some(ContextFlags::ANON));
        assert_eq!(ContextFlags::from_bit_string(&[2, 0x04]), Some(ContextFlags::CONF));
        assert_eq!(ContextFlags::from_bit_string(&[1, 0x02]), Some(ContextFlags::INTEG));
        assert_eq!(ContextFlags::from_bit_string(&[7, 0x80]), Some(ContextFlags::DELEG));
    }

    #[test]
    fn every_set_of_flags_survives_the_bit_string() {
        for bits in 0..0x80 {
            let flags = ContextFlags(bits);
            assert_eq!(ContextFlags::from_bit_string(&flags.to_bit_string()), Some(flags));
        }
    }

    #[test]
    fn trailing_zero_bits_are_cut_when_writing_and_optional_when_reading() {
        assert_eq!(ContextFlags::MUTUAL.to_bit_string(), [6, 0x40]);
        assert_eq!(ContextFlags::default().to_bit_string(), [0]);
        let full = ContextFlags::from_bit_string(&[0, 0x40, 0, 0, 0]);
        assert_eq!(full, Some(ContextFlags::MUTUAL));
        assert_eq!(ContextFlags::from_bit_string(&[]), None);
        assert_eq!(ContextFlags::from_bit_string(&[8, 0x40]), None);
        assert_eq!(ContextFlags::from_bit_string(&[1]), None);
    }

    #[test]
    fn the_difference_leaves_out_the_flag_that_the_checksum_does_not_carry() {
        let requested = ContextFlags(0x02 | 0x20 | 0x40);
        assert_eq!(requested.difference(ContextFlags(0x22)), ContextFlags::default());
        assert_eq!(requested.difference(ContextFlags(0x21)), ContextFlags(0x03));
        assert_eq!(requested.to_string(), "mutual,anon,integ");
        assert_eq!(ContextFlags::default().to_string(), "none");
    }
}
