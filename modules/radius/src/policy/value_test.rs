//! Tests of the values of attributes.

use core::net::IpAddr;

use super::config::{RangeConfig, TestConfig};
use super::error::{PolicyError, PolicyProblem};
use super::guard;
use super::pattern::{Glob, Pattern, at_most};
use super::{MAX_LIST, view};
use crate::attribute::{Attributes, Reference};
use crate::dictionary::{self, DataType, Value};

/// A test of the values of one attribute.
#[derive(Debug)]
pub(super) struct AttributeTest {
    pub reference: Reference,
    test: ValueTest,
}

/// A test of one value.
#[derive(Debug)]
enum ValueTest {
    Present(bool),
    OneOf(Vec<Value>),
    Glob(Glob),
    Regex(Pattern),
    Range { min: u64, max: u64 },
    Network(Network),
}

/// Addresses that begin with the same bits.
#[derive(Debug, Clone, Copy)]
struct Network {
    address: IpAddr,
    length: u8,
}

impl AttributeTest {
    /// Reads a test that is written at `path`.
    pub fn new(config: &TestConfig, path: &str) -> Result<Self, PolicyError> {
        let at = |key: &str, problem| PolicyError::new(format!("{path}.{key}"), problem);
        let reference = guard::reference(&config.name).map_err(|problem| at("name", problem))?;
        let TestConfig { present, equals, one_of, glob, regex, range, network, .. } = config;
        let mut tests = Vec::new();
        if let Some(present) = present {
            tests.push(ValueTest::Present(*present));
        }
        if let Some(text) = equals {
            let value = parse(&reference, text).map_err(|problem| at("equals", problem))?;
            tests.push(ValueTest::OneOf(vec![value]));
        }
        if let Some(texts) = one_of {
            tests.push(one_of_test(&reference, texts, &format!("{path}.one_of"))?);
        }
        if let Some(text) = glob {
            let glob = Glob::new(text).map_err(|problem| at("glob", problem))?;
            tests.push(ValueTest::Glob(glob));
        }
        if let Some(text) = regex {
            let pattern = Pattern::new(text).map_err(|problem| at("regex", problem))?;
            tests.push(ValueTest::Regex(pattern));
        }
        if let Some(range) = range {
            let range = range_test(&reference, range).map_err(|problem| at("range", problem))?;
            tests.push(range);
        }
        if let Some(text) = network {
            let network =
                Network::new(&reference, text).map_err(|problem| at("network", problem))?;
            tests.push(ValueTest::Network(network));
        }
        let (Some(test), true) = (tests.pop(), tests.is_empty()) else {
            let tests = "present, equals, one_of, glob, regex, range and network";
            return Err(PolicyError::new(path, PolicyProblem::ExactlyOne(tests)));
        };
        if !matches!(test, ValueTest::Present(_)) {
            guard::check_readable(&reference).map_err(|problem| at("name", problem))?;
        }
        Ok(Self { reference, test })
    }

    /// Whether the attributes have a value that meets the test.
    pub fn is_met_by(&self, attributes: &Attributes) -> bool {
        match self.test {
            ValueTest::Present(present) => attributes.contains(&self.reference) == present,
            _ => attributes.all(&self.reference).iter().any(|octets| self.is_met_by_value(octets)),
        }
    }

    /// Whether one value meets the test.
    pub fn is_met_by_value(&self, octets: &[u8]) -> bool {
        let text = || view::text(&self.reference, octets);
        let value = || view::value(&self.reference, octets);
        match &self.test {
            ValueTest::Present(present) => *present,
            ValueTest::OneOf(values) => value().is_some_and(|value| values.contains(&value)),
            ValueTest::Glob(glob) => text().is_some_and(|text| glob.is_met_by(&text)),
            ValueTest::Regex(pattern) => text().is_some_and(|text| pattern.is_met_by(&text)),
            ValueTest::Range { min, max } => match value() {
                Some(Value::Integer(number)) => (*min..=*max).contains(&number),
                Some(Value::Time(seconds)) => (*min..=*max).contains(&u64::from(seconds)),
                _ => false,
            },
            ValueTest::Network(network) => value().is_some_and(|value| network.holds(&value)),
        }
    }
}

fn one_of_test(
    reference: &Reference,
    texts: &[String],
    path: &str,
) -> Result<ValueTest, PolicyError> {
    if texts.is_empty() {
        return Err(PolicyError::new(path, PolicyProblem::Empty));
    }
    at_most(texts.len(), MAX_LIST).map_err(|problem| PolicyError::new(path, problem))?;
    let parse = |(position, text): (usize, &String)| {
        let at = |problem| PolicyError::new(format!("{path}[{position}]"), problem);
        parse(reference, text).map_err(at)
    };
    Ok(ValueTest::OneOf(texts.iter().enumerate().map(parse).collect::<Result<_, _>>()?))
}

/// A value of the data type of the attribute.
fn parse(reference: &Reference, text: &str) -> Result<Value, PolicyProblem> {
    match dictionary::definition(reference) {
        Some(definition) => definition.parse(text).map_err(PolicyProblem::Attribute),
        None => reference.encode_text(text).map(Value::Octets).map_err(PolicyProblem::Attribute),
    }
}

fn range_test(reference: &Reference, range: &RangeConfig) -> Result<ValueTest, PolicyProblem> {
    let is_number = matches!(
        data_type(reference),
        Some(
            DataType::Byte
                | DataType::Short
                | DataType::Integer
                | DataType::Integer64
                | DataType::Time
        )
    );
    if !is_number {
        return Err(not_for_type(reference, "number"));
    }
    let RangeConfig { min, max } = *range;
    if min.is_none() && max.is_none() {
        return Err(PolicyProblem::Empty);
    }
    let (min, max) = (min.unwrap_or(0), max.unwrap_or(u64::MAX));
    if min > max {
        return Err(PolicyProblem::OutOfRange { found: min, min: 0, max });
    }
    Ok(ValueTest::Range { min, max })
}

fn not_for_type(reference: &Reference, test: &'static str) -> PolicyProblem {
    PolicyProblem::TestNotForType { attribute: reference.to_string(), test }
}

fn data_type(reference: &Reference) -> Option<DataType> {
    dictionary::definition(reference).map(|definition| definition.data_type)
}

impl Network {
    fn new(reference: &Reference, text: &str) -> Result<Self, PolicyProblem> {
        let network =
            Self::parse(text).ok_or_else(|| PolicyProblem::BadNetwork(text.to_owned()))?;
        match (data_type(reference), network.address) {
            (Some(DataType::Ipv4Address | DataType::Ipv4Prefix), IpAddr::V4(_))
            | (Some(DataType::Ipv6Address | DataType::Ipv6Prefix), IpAddr::V6(_)) => Ok(network),
            (_, IpAddr::V4(_)) => Err(not_for_type(reference, "IPv4 address")),
            (_, IpAddr::V6(_)) => Err(not_for_type(reference, "IPv6 address")),
        }
    }

    /// Bits beyond the length must be zero, because a network with others is a slip of the pen.
    fn parse(text: &str) -> Option<Self> {
        let (address, length) = text.split_once('/')?;
        let (address, length): (IpAddr, u8) = (address.parse().ok()?, length.parse().ok()?);
        let network = Self { address, length };
        let is_whole = length <= width(address) && bits(address) == network.first_bits(address);
        is_whole.then_some(network)
    }

    fn holds(&self, value: &Value) -> bool {
        let (address, length): (IpAddr, u8) = match value {
            Value::Ipv4Address(address) => ((*address).into(), 32),
            Value::Ipv6Address(address) => ((*address).into(), 128),
            Value::Ipv4Prefix(address, length) => ((*address).into(), *length),
            Value::Ipv6Prefix(address, length) => ((*address).into(), *length),
            _ => return false,
        };
        address.is_ipv4() == self.address.is_ipv4()
            && length >= self.length
            && self.first_bits(address) == bits(self.address)
    }

    /// The bits of an address that the length counts, the others zero.
    fn first_bits(&self, address: IpAddr) -> u128 {
        let others = u128::MAX.checked_shr(u32::from(self.length)).unwrap_or(0);
        bits(address) & !others
    }
}

/// The bits of an address, from the most significant on.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(u32::from(address)) << 96,
        IpAddr::V6(address) => address.into(),
    }
}

fn width(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}
