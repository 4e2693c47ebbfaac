//! Values: from the octets of the wire to a typed value and to text, and back.

use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr};

use super::definition::{DataType, Definition};
use super::{definition, text, time};
use crate::attribute::{MAX_TAG, Reference};
use crate::error::{Error, Misconfigured, Problem};

/// A value of one of the data types of RFC 8044.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// Text, string, concat and everything with members: the octets of the wire.
    Octets(Vec<u8>),
    /// Numbers of 8, 16, 32 and 64 bits.
    Integer(u64),
    /// Seconds since the Unix epoch.
    Time(u32),
    /// IPv4 address.
    Ipv4Address(Ipv4Addr),
    /// IPv6 address.
    Ipv6Address(Ipv6Addr),
    /// Address and length of a prefix. Bits beyond the length are zero.
    Ipv4Prefix(Ipv4Addr, u8),
    /// Address and length of a prefix. Bits beyond the length are zero.
    Ipv6Prefix(Ipv6Addr, u8),
    /// Interface identifier (RFC 3162 section 2.2).
    InterfaceId([u8; 8]),
    /// IEEE 802 address.
    Ethernet([u8; 6]),
}

impl Definition {
    /// Reads the octets of the wire: the tag, if there is one, and the value.
    ///
    /// # Errors
    /// [`Error::Malformed`] if they are not of the data type.
    pub fn decode(&self, octets: &[u8]) -> Result<(Option<u8>, Value), Error> {
        if self.tagged && self.hiding.is_some() && octets.is_empty() {
            let problem = Problem::Truncated { needed: 1, found: 0 };
            return Err(Error::malformed(self.name, problem));
        }
        let tag = self.tag(octets);
        let value = match (tag, octets) {
            (Some(_), [_, value @ ..]) => value,
            _ => octets,
        };
        let malformed = |problem| Error::malformed(self.name, problem);
        if self.tagged && self.data_type == DataType::Integer {
            let [high, middle, low] = *value else {
                return Err(malformed(Problem::Length { needed: 4, found: octets.len() }));
            };
            return Ok((tag, Value::Integer(u32::from_be_bytes([0, high, middle, low]).into())));
        }
        Ok((tag, Value::decode(self.data_type, value).map_err(malformed)?))
    }

    /// The octets of the wire. A tagged attribute without a tag has tag 0.
    ///
    /// # Errors
    /// [`Misconfigured::Value`] if the value is not of the data type or does not fit.
    pub fn encode(&self, tag: Option<u8>, value: &Value) -> Result<Vec<u8>, Error> {
        let octets = value.encode(self.data_type).ok_or_else(|| self.refused())?;
        if !self.tagged {
            return Ok(octets);
        }
        let mut tagged = vec![tag.unwrap_or(0)];
        match (self.data_type, octets.as_slice()) {
            (DataType::Integer, [0, value @ ..]) => tagged.extend_from_slice(value),
            (DataType::Integer, _) => return Err(self.refused()),
            // A text without a tag has no Tag field, unless its first octet looks like one.
            (_, text) if tag.is_none() && self.hiding.is_none() && !begins_like_a_tag(text) => {
                return Ok(octets);
            }
            _ => tagged.extend_from_slice(&octets),
        }
        Ok(tagged)
    }

    /// Reads a value from text: a name or a number, an address, a prefix, a time, a text with
    /// `\xHH` for octets, or `0x` and digits for octets.
    ///
    /// # Errors
    /// [`Misconfigured::Value`].
    pub fn parse(&self, text: &str) -> Result<Value, Error> {
        let named = self.values.iter().find(|(_, name)| name.eq_ignore_ascii_case(text));
        if let Some((number, _)) = named {
            return Ok(Value::Integer(u64::from(*number)));
        }
        let value = Value::parse(self.data_type, text).ok_or_else(|| self.refused())?;
        // Sees that a number fits.
        value.encode(self.data_type).ok_or_else(|| self.refused()).map(|_| value)
    }

    /// A value as text that [`Self::parse`] reads.
    #[must_use]
    pub fn print(&self, value: &Value) -> String {
        if let Value::Integer(number) = value {
            let named = self.values.iter().find(|(named, _)| u64::from(*named) == *number);
            if let Some((_, name)) = named {
                return (*name).to_owned();
            }
        }
        match value {
            Value::Octets(octets) if self.data_type == DataType::Text => text::print(octets),
            value => value.to_string(),
        }
    }

    fn refused(&self) -> Error {
        let expected = match self.data_type {
            _ if !self.values.is_empty() => "one of its names or a number",
            DataType::Integer if self.tagged => "a number of 24 bits",
            data_type => data_type.expected(),
        };
        Misconfigured::Value { attribute: self.name.to_owned(), expected }.into()
    }
}

impl Reference {
    /// The octets of the wire for a value written as text, with the tag of this reference: what
    /// [`Attributes::add`](crate::attribute::Attributes::add) and
    /// [`Attributes::replace`](crate::attribute::Attributes::replace) take.
    ///
    /// # Errors
    /// [`Misconfigured::Value`].
    pub fn encode_text(&self, text: &str) -> Result<Vec<u8>, Error> {
        if let Some(definition) = definition(self) {
            return definition.encode(self.tag(), &definition.parse(text)?);
        }
        let value = Value::parse(DataType::String, text);
        value.and_then(|value| value.encode(DataType::String)).ok_or_else(|| {
            let expected = DataType::String.expected();
            Misconfigured::Value { attribute: self.to_string(), expected }.into()
        })
    }

    /// The octets of the wire as text, without their tag; `0x` and digits if they are not of the
    /// data type or have none.
    #[must_use]
    pub fn print(&self, octets: &[u8]) -> String {
        let known = definition(self);
        match known.and_then(|known| Some((known, known.decode(octets).ok()?.1))) {
            Some((known, value)) => known.print(&value),
            None => text::print_hexadecimal(octets),
        }
    }
}

impl DataType {
    fn expected(self) -> &'static str {
        match self {
            Self::Integer => "a number of 32 bits",
            Self::Integer64 => "a number of 64 bits",
            Self::Short => "a number of 16 bits",
            Self::Byte => "a number of 8 bits",
            Self::Time => "a time such as 2026-11-22T17:00:00Z, or seconds since the epoch",
            Self::Ipv4Address => "an IPv4 address",
            Self::Ipv6Address => "an IPv6 address",
            Self::Ipv4Prefix => "an IPv4 prefix such as 192.0.2.0/24",
            Self::Ipv6Prefix => "an IPv6 prefix such as 2001:db8::/32",
            Self::InterfaceId => "an interface identifier such as 0:0:0:1",
            Self::Ethernet => "an address such as 02:00:00:00:00:01",
            Self::Text => "a text with \\xHH for other octets",
            _ => "a text with \\xHH for other octets, or 0x and digits",
        }
    }
}

impl Value {
    fn decode(data_type: DataType, octets: &[u8]) -> Result<Self, Problem> {
        Ok(match data_type {
            DataType::Byte => Self::Integer(u8::from_be_bytes(*exactly(octets)?).into()),
            DataType::Short => Self::Integer(u16::from_be_bytes(*exactly(octets)?).into()),
            DataType::Integer => Self::Integer(u32::from_be_bytes(*exactly(octets)?).into()),
            DataType::Integer64 => Self::Integer(u64::from_be_bytes(*exactly(octets)?)),
            DataType::Time => Self::Time(u32::from_be_bytes(*exactly(octets)?)),
            DataType::Ipv4Address => Self::Ipv4Address((*exactly::<4>(octets)?).into()),
            DataType::Ipv6Address => Self::Ipv6Address((*exactly::<16>(octets)?).into()),
            DataType::Ipv4Prefix => {
                let [_, length, a, b, c, d] = *exactly(octets)?;
                // The upper two bits of the length are reserved.
                let length = length & 0x3f;
                let address = Ipv4Addr::new(a, b, c, d);
                check_prefix(u128::from(u32::from(address)) << 96, length, 32)?;
                Self::Ipv4Prefix(address, length)
            }
            DataType::Ipv6Prefix => {
                let [_, length, prefix @ ..] = octets else {
                    return Err(Problem::Truncated { needed: 2, found: octets.len() });
                };
                let mut address = [0; 16];
                let Some(front) = address.get_mut(..prefix.len()) else {
                    return Err(Problem::TooLarge { found: octets.len(), limit: 18 });
                };
                front.copy_from_slice(prefix);
                let address = Ipv6Addr::from(address);
                check_prefix(address.into(), *length, 128)?;
                if prefix.len() < octets_of_prefix(*length) {
                    return Err(Problem::Value("prefix is longer than its octets"));
                }
                Self::Ipv6Prefix(address, *length)
            }
            DataType::InterfaceId => Self::InterfaceId(*exactly(octets)?),
            DataType::Ethernet => Self::Ethernet(*exactly(octets)?),
            _ => Self::Octets(octets.to_vec()),
        })
    }

    /// `None` if the value is not of the data type or does not fit.
    fn encode(&self, data_type: DataType) -> Option<Vec<u8>> {
        Some(match (data_type, self) {
            (DataType::Byte, Self::Integer(number)) => vec![u8::try_from(*number).ok()?],
            (DataType::Short, Self::Integer(number)) => {
                u16::try_from(*number).ok()?.to_be_bytes().to_vec()
            }
            (DataType::Integer, Self::Integer(number)) => {
                u32::try_from(*number).ok()?.to_be_bytes().to_vec()
            }
            (DataType::Integer64, Self::Integer(number)) => number.to_be_bytes().to_vec(),
            (DataType::Time, Self::Time(seconds)) => seconds.to_be_bytes().to_vec(),
            (DataType::Ipv4Address, Self::Ipv4Address(address)) => address.octets().to_vec(),
            (DataType::Ipv6Address, Self::Ipv6Address(address)) => address.octets().to_vec(),
            (DataType::Ipv4Prefix, Self::Ipv4Prefix(address, length)) => {
                let address = address.octets();
                let bits = u128::from(u32::from_be_bytes(address)) << 96;
                check_prefix(bits, *length, 32).ok()?;
                [&[0, *length][..], &address].concat()
            }
            (DataType::Ipv6Prefix, Self::Ipv6Prefix(address, length)) => {
                check_prefix((*address).into(), *length, 128).ok()?;
                let address = address.octets();
                [&[0, *length], address.get(..octets_of_prefix(*length))?].concat()
            }
            (DataType::InterfaceId, Self::InterfaceId(octets)) => octets.to_vec(),
            (DataType::Ethernet, Self::Ethernet(octets)) => octets.to_vec(),
            (data_type, Self::Octets(octets)) if data_type.is_octets() => octets.clone(),
            _ => return None,
        })
    }

    fn parse(data_type: DataType, text: &str) -> Option<Self> {
        Some(match data_type {
            DataType::Byte | DataType::Short | DataType::Integer | DataType::Integer64 => {
                Self::Integer(match text.strip_prefix("0x") {
                    Some(digits) => u64::from_str_radix(digits, 16).ok()?,
                    None => text.parse().ok()?,
                })
            }
            DataType::Time => Self::Time(time::parse(text)?),
            DataType::Ipv4Address => Self::Ipv4Address(text.parse().ok()?),
            DataType::Ipv6Address => Self::Ipv6Address(text.parse().ok()?),
            DataType::Ipv4Prefix => {
                let (address, length) = text.split_once('/')?;
                Self::Ipv4Prefix(address.parse().ok()?, length.parse().ok()?)
            }
            DataType::Ipv6Prefix => {
                let (address, length) = text.split_once('/')?;
                Self::Ipv6Prefix(address.parse().ok()?, length.parse().ok()?)
            }
            DataType::InterfaceId => Self::InterfaceId(parse_interface_id(text)?),
            DataType::Ethernet => Self::Ethernet(parse_ethernet(text)?),
            DataType::Text => Self::Octets(text::parse(text)?),
            _ if text.starts_with("0x") => Self::Octets(text::parse_hexadecimal(text)?),
            _ => Self::Octets(text::parse(text)?),
        })
    }
}

impl DataType {
    fn is_octets(self) -> bool {
        !matches!(
            self,
            Self::Byte
                | Self::Short
                | Self::Integer
                | Self::Integer64
                | Self::Time
                | Self::Ipv4Address
                | Self::Ipv6Address
                | Self::Ipv4Prefix
                | Self::Ipv6Prefix
                | Self::InterfaceId
                | Self::Ethernet
        )
    }
}

/// Without the names of numbers: [`Definition::print`] knows them.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Octets(octets) => f.write_str(&text::print_hexadecimal(octets)),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Time(seconds) => f.write_str(&time::print(*seconds)),
            Self::Ipv4Address(address) => write!(f, "{address}"),
            Self::Ipv6Address(address) => write!(f, "{address}"),
            Self::Ipv4Prefix(address, length) => write!(f, "{address}/{length}"),
            Self::Ipv6Prefix(address, length) => write!(f, "{address}/{length}"),
            Self::InterfaceId(octets) => {
                let groups =
                    octets.as_chunks::<2>().0.iter().map(|group| u16::from_be_bytes(*group));
                let groups: Vec<String> = groups.map(|group| format!("{group:x}")).collect();
                f.write_str(&groups.join(":"))
            }
            Self::Ethernet(octets) => {
                let octets: Vec<String> =
                    octets.iter().map(|octet| format!("{octet:02x}")).collect();
                f.write_str(&octets.join(":"))
            }
        }
    }
}

fn begins_like_a_tag(text: &[u8]) -> bool {
    text.first().is_some_and(|first| *first <= MAX_TAG)
}

fn exactly<const N: usize>(octets: &[u8]) -> Result<&[u8; N], Problem> {
    octets.try_into().map_err(|_| Problem::Length { needed: N, found: octets.len() })
}

/// Refuses a length above `limit`, and bits beyond the length (RFC 8044 sections 3.10 and 3.11).
/// The bits of the address are the most significant ones.
fn check_prefix(bits: u128, length: u8, limit: u8) -> Result<(), Problem> {
    if length > limit {
        return Err(Problem::TooLarge { found: length.into(), limit: limit.into() });
    }
    if bits.checked_shl(length.into()).unwrap_or(0) != 0 {
        return Err(Problem::Value("bits beyond the length of the prefix are set"));
    }
    Ok(())
}

fn octets_of_prefix(length: u8) -> usize {
    usize::from(length).div_ceil(8)
}

fn parse_interface_id(text: &str) -> Option<[u8; 8]> {
    let mut id = [0; 8];
    let mut groups = text.split(':');
    for place in id.as_chunks_mut::<2>().0 {
        *place = u16::from_str_radix(groups.next()?, 16).ok()?.to_be_bytes();
    }
    groups.next().is_none().then_some(id)
}

fn parse_ethernet(text: &str) -> Option<[u8; 6]> {
    let mut address = [0; 6];
    let mut octets = text.split([':', '-']);
    for place in &mut address {
        let digits = octets.next().filter(|digits| digits.len() == 2)?;
        *place = u8::from_str_radix(digits, 16).ok()?;
    }
    octets.next().is_none().then_some(address)
}
