//! The (Type, Length, Value) sequences of attributes, of Vendor-Specific attributes and of the
//! "tlv" data type (RFC 6929 section 2.3).

use core::ops::Range;

use super::edit::Edit;
use super::{Attribute, write};
use crate::error::{Error, Reason};

/// Reads a sequence up to its end, or up to the first Length that cannot be.
#[derive(Clone)]
pub(crate) struct Tlvs<'a> {
    rest: &'a [u8],
}

impl<'a> Tlvs<'a> {
    /// At the start of `octets`.
    pub(crate) fn new(octets: &'a [u8]) -> Self {
        Self { rest: octets }
    }

    /// Whether everything was read: what was read is well-formed.
    pub(crate) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }
}

impl<'a> Iterator for Tlvs<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        let [number, length, ..] = *self.rest else { return None };
        let length = usize::from(length);
        let value = self.rest.get(2..length)?;
        self.rest = self.rest.get(length..)?;
        Some(Attribute { number, value })
    }
}

/// What a sequence of members belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Vendor-Specific: RFC 2865 section 5.26 allows members without a value.
    Vendor,
    /// The "tlv" data type: RFC 6929 section 2.3 does not.
    Tlv,
}

/// Whether `octets` are filled by at least one member.
pub(crate) fn is_well_formed(octets: &[u8], level: Level) -> bool {
    let mut tlvs = Tlvs::new(octets);
    let allows = |member: Attribute<'_>| level == Level::Vendor || !member.value.is_empty();
    tlvs.by_ref().all(allows) && tlvs.is_at_end() && !octets.is_empty()
}

/// Finds the values below `path` in `octets`: their places, in order.
///
/// With an empty path `octets` are the value. A level that is not well-formed has no values.
pub(super) fn find(
    octets: &[u8],
    level: Level,
    path: &[u8],
    base: usize,
    found: &mut Vec<Range<usize>>,
) {
    let Some((first, path)) = path.split_first() else {
        found.push(base..base.saturating_add(octets.len()));
        return;
    };
    if !is_well_formed(octets, level) {
        return;
    }
    let mut at = base;
    for member in Tlvs::new(octets) {
        let value_at = at.saturating_add(2);
        if member.number == *first {
            find(member.value, Level::Tlv, path, value_at, found);
        }
        at = value_at.saturating_add(member.value.len());
    }
}

/// Gives the values below `path` in `octets` to `edit`, and says what becomes of `octets`.
pub(super) fn edit(
    octets: &[u8],
    level: Level,
    path: &[u8],
    edit_value: &mut dyn FnMut(&[u8]) -> Edit,
) -> Result<Edit, Error> {
    let Some((first, path)) = path.split_first() else { return Ok(edit_value(octets)) };
    if !is_well_formed(octets, level) {
        return Ok(Edit::Keep);
    }
    let mut changed = false;
    let mut out = Vec::with_capacity(octets.len());
    for member in Tlvs::new(octets) {
        let result = match member.number == *first {
            true => edit(member.value, Level::Tlv, path, edit_value)?,
            false => Edit::Keep,
        };
        changed |= result != Edit::Keep;
        match result {
            Edit::Keep => write(&mut out, member.number, &[member.value])?,
            Edit::Remove => {}
            Edit::Replace(value) if value.is_empty() => return Err(Reason::ValueEmpty.into()),
            Edit::Replace(value) => write(&mut out, member.number, &[&value])?,
        }
    }
    Ok(match (changed, out.is_empty()) {
        (false, _) => Edit::Keep,
        (true, true) => Edit::Remove,
        (true, false) => Edit::Replace(out),
    })
}

/// `value` inside of one member for each number of `path`.
pub(super) fn wrap(path: &[u8], value: &[u8]) -> Result<Vec<u8>, Error> {
    let mut octets = value.to_vec();
    for number in path.iter().rev() {
        if octets.is_empty() {
            return Err(Reason::ValueEmpty.into());
        }
        let mut outer = Vec::with_capacity(octets.len().saturating_add(2));
        write(&mut outer, *number, &[&octets])?;
        octets = outer;
    }
    Ok(octets)
}
