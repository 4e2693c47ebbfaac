//! Reading and editing by [`Reference`].

use std::borrow::Cow;

use zeroize::Zeroizing;

use super::carrier::{self, carriers, is_concatenated, with_starts};
use super::{Attributes, Reference, tlv, write};
use crate::dictionary;
use crate::error::Error;

/// What becomes of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// It stays.
    Keep,
    /// It goes, and so do attributes that carried nothing else.
    Remove,
    /// It becomes these octets.
    Replace(Vec<u8>),
}

/// Values are the octets of the wire: those of a tagged attribute begin with their tag, those of
/// concatenated and fragmented attributes are put together.
impl Attributes {
    /// The first value.
    #[must_use]
    pub fn first(&self, reference: &Reference) -> Option<Cow<'_, [u8]>> {
        if let Some(number) = reference.plain_number().filter(|number| !is_concatenated(*number)) {
            let attribute = self.iter().find(|attribute| attribute.number == number)?;
            return Some(Cow::Borrowed(attribute.value));
        }
        self.all(reference).into_iter().next()
    }

    /// Whether there is a value.
    #[must_use]
    pub fn contains(&self, reference: &Reference) -> bool {
        self.first(reference).is_some()
    }

    /// All values in order.
    #[must_use]
    pub fn all(&self, reference: &Reference) -> Vec<Cow<'_, [u8]>> {
        let path = reference.path_in_payload();
        let mut values = Vec::new();
        let mut places = Vec::new();
        for carrier in carriers(self.as_bytes(), reference.root()) {
            places.clear();
            tlv::find(&carrier.payload, reference.root().level(), &path, 0, &mut places);
            for place in places.drain(..) {
                let value = match &carrier.payload {
                    Cow::Borrowed(payload) => Cow::Borrowed(payload.get(place).unwrap_or_default()),
                    Cow::Owned(payload) => {
                        Cow::Owned(payload.get(place).unwrap_or_default().to_vec())
                    }
                };
                if matches_tag(reference, &value) {
                    values.push(value);
                }
            }
        }
        values
    }

    /// Appends a value in attributes of its own.
    ///
    /// # Errors
    /// [`Reason::ValueTooLong`](crate::Reason::ValueTooLong),
    /// [`Reason::ValueEmpty`](crate::Reason::ValueEmpty),
    /// [`Reason::PacketTooLong`](crate::Reason::PacketTooLong) or
    /// [`Reason::TooManyAttributes`](crate::Reason::TooManyAttributes); nothing has changed then.
    pub fn add(&mut self, reference: &Reference, value: &[u8]) -> Result<(), Error> {
        let payload = Zeroizing::new(tlv::wrap(&reference.path_in_payload(), value)?);
        let mut octets = Zeroizing::new(Vec::with_capacity(payload.len().saturating_add(8)));
        carrier::encode(&mut octets, reference.root(), &payload)?;
        self.append(octets)
    }

    /// Puts `value` in the place of the first value and removes the others; appends it if there is
    /// none.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub fn replace(&mut self, reference: &Reference, value: &[u8]) -> Result<(), Error> {
        let mut new = Some(value.to_vec());
        self.rewrite(reference, |_| match new.take() {
            Some(value) => Edit::Replace(value),
            None => Edit::Remove,
        })?;
        match new {
            Some(value) => self.add(reference, &value),
            None => Ok(()),
        }
    }

    /// Removes every value and says how many there were.
    pub fn remove(&mut self, reference: &Reference) -> usize {
        if let Some(number) = reference.plain_number().filter(|number| !is_concatenated(*number)) {
            return self.retain(|attribute| attribute.number != number);
        }
        let mut removed: usize = 0;
        let removing = self.rewrite(reference, |_| {
            removed = removed.saturating_add(1);
            Edit::Remove
        });
        // Removing makes nothing longer.
        removing.map_or(0, |()| removed)
    }

    /// Gives every value to `edit` in order.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub fn rewrite(
        &mut self,
        reference: &Reference,
        edit: impl FnMut(&[u8]) -> Edit,
    ) -> Result<(), Error> {
        if let Some(rewritten) = self.rewritten(reference, edit)? {
            *self = rewritten;
        }
        Ok(())
    }

    /// What these become when every value is given to `edit`; none if they stay.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub(crate) fn rewritten(
        &self,
        reference: &Reference,
        mut edit: impl FnMut(&[u8]) -> Edit,
    ) -> Result<Option<Self>, Error> {
        let path = reference.path_in_payload();
        let mut edit_tagged = |value: &[u8]| match matches_tag(reference, value) {
            true => edit(value),
            false => Edit::Keep,
        };
        // What each attribute of a changed carrier becomes, by the place where it begins.
        let mut changes: Vec<(usize, Vec<u8>)> = Vec::new();
        for carrier in carriers(self.as_bytes(), reference.root()) {
            let mut octets = Vec::new();
            match tlv::edit(&carrier.payload, reference.root().level(), &path, &mut edit_tagged)? {
                Edit::Keep => continue,
                Edit::Remove => {}
                Edit::Replace(payload) => {
                    carrier::encode(&mut octets, reference.root(), &payload)?;
                }
            }
            for start in carrier.starts {
                changes.push((start, core::mem::take(&mut octets)));
            }
        }
        if changes.is_empty() {
            return Ok(None);
        }
        changes.sort_by_key(|(start, _)| *start);
        let mut changes = changes.into_iter().peekable();
        let mut out = Vec::with_capacity(self.as_bytes().len());
        for (start, attribute) in with_starts(self.as_bytes()) {
            match changes.next_if(|(changed, _)| *changed == start) {
                Some((_, octets)) => out.extend(octets),
                None => write(&mut out, attribute.number, &[attribute.value])?,
            }
        }
        let mut rewritten = Self::new();
        rewritten.become_octets(out)?;
        Ok(Some(rewritten))
    }
}

/// Whether the tag of `value` is the one that is asked for. Tag 0 asks for those without a tag.
fn matches_tag(reference: &Reference, value: &[u8]) -> bool {
    let Some(wanted) = reference.tag() else { return true };
    let found = dictionary::definition(reference).and_then(|definition| definition.tag(value));
    found.unwrap_or(0) == wanted
}
