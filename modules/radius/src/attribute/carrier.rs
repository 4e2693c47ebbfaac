//! Carriers: the attributes of the wire that together carry one payload.

use std::borrow::Cow;

use super::{Attribute, MAX_VALUE_OCTETS, Root, Tlvs, write};
use crate::dictionary::{self, DataType};
use crate::error::{Error, Reason};

/// Type of Vendor-Specific (RFC 2865 section 5.26), and Extended-Type of the same meaning.
pub(super) const VENDOR_SPECIFIC: u8 = 26;

/// The M flag of the Long Extended Type (RFC 6929 section 2.2).
const MORE: u8 = 0x80;

/// The attributes at `starts`, which carry one payload together.
pub(crate) struct Carrier<'a> {
    /// Where in the buffer each of the attributes begins, in order; at least one.
    pub(crate) starts: Vec<usize>,
    /// What they carry, without the headers of `root`.
    pub(crate) payload: Cow<'a, [u8]>,
}

/// Every carrier of `root` in `octets`, in order of their first attributes.
pub(crate) fn carriers(octets: &[u8], root: Root) -> Vec<Carrier<'_>> {
    match root {
        Root::Standard(number) if is_concatenated(number) => concatenated(octets, number),
        Root::Standard(number) => standard(octets, number),
        Root::Vendor { vendor, .. } => vendor_specific(octets, vendor),
        Root::Extended { container, number } => extended(octets, container, number),
        Root::ExtendedVendor { container, vendor, number } => {
            let carriers = extended(octets, container, VENDOR_SPECIFIC);
            carriers.into_iter().filter_map(|carrier| of_vendor(carrier, vendor, number)).collect()
        }
    }
}

/// The numbers that lead from the payload of `root` to its value.
pub(super) fn first_member(root: Root) -> Option<u8> {
    match root {
        Root::Vendor { number, .. } => Some(number),
        Root::Standard(_) | Root::Extended { .. } | Root::ExtendedVendor { .. } => None,
    }
}

/// Writes the attributes that carry `payload`.
///
/// # Errors
/// [`Reason::ValueTooLong`] if it does not fit, [`Reason::ValueEmpty`] where RFC 6929 forbids it.
pub(super) fn encode(out: &mut Vec<u8>, root: Root, payload: &[u8]) -> Result<(), Error> {
    match root {
        Root::Standard(number) if is_concatenated(number) => {
            let mut chunks = payload.chunks(MAX_VALUE_OCTETS);
            // An empty EAP-Message is the EAP-Start of RFC 3579 section 2.1.
            write(out, number, &[chunks.next().unwrap_or_default()])?;
            chunks.try_for_each(|chunk| write(out, number, &[chunk]))
        }
        Root::Standard(number) => write(out, number, &[payload]),
        Root::Vendor { vendor, .. } => encode_vendor_specific(out, vendor, payload),
        Root::Extended { container, number } => encode_extended(out, container, number, payload),
        Root::ExtendedVendor { container, vendor, number } => {
            let header = [&vendor.to_be_bytes()[..], &[number]].concat();
            if payload.is_empty() {
                return Err(Reason::ValueEmpty.into());
            }
            encode_extended(out, container, VENDOR_SPECIFIC, &[&header, payload].concat())
        }
    }
}

/// Each attribute with the place where it begins.
pub(crate) fn with_starts(octets: &[u8]) -> impl Iterator<Item = (usize, Attribute<'_>)> {
    Tlvs::new(octets).scan(0_usize, |at, attribute| {
        let start = *at;
        *at = start.saturating_add(attribute.value.len()).saturating_add(2);
        Some((start, attribute))
    })
}

/// Whether the attributes of this Type are pieces of one value.
pub(super) fn is_concatenated(number: u8) -> bool {
    dictionary::standard(number).is_some_and(|definition| definition.data_type == DataType::Concat)
}

fn standard(octets: &[u8], number: u8) -> Vec<Carrier<'_>> {
    with_starts(octets)
        .filter(|(_, attribute)| attribute.number == number)
        .map(|(start, attribute)| Carrier {
            starts: vec![start],
            payload: Cow::Borrowed(attribute.value),
        })
        .collect()
}

fn concatenated(octets: &[u8], number: u8) -> Vec<Carrier<'_>> {
    let mut parts = standard(octets, number).into_iter();
    let Some(mut whole) = parts.next() else { return Vec::new() };
    for part in parts {
        whole.starts.extend(part.starts);
        whole.payload.to_mut().extend_from_slice(&part.payload);
    }
    vec![whole]
}

fn vendor_specific(octets: &[u8], vendor: u32) -> Vec<Carrier<'_>> {
    if !dictionary::has_recommended_format(vendor) {
        return Vec::new();
    }
    let mut carriers = standard(octets, VENDOR_SPECIFIC);
    carriers.retain_mut(|carrier| {
        let Cow::Borrowed(value) = carrier.payload else { return false };
        let Some((id, payload)) = value.split_first_chunk() else { return false };
        carrier.payload = Cow::Borrowed(payload);
        u32::from_be_bytes(*id) == vendor
    });
    carriers
}

/// Fragments of one value need not be contiguous (RFC 6929 section 2.2), but no other value of the
/// same Type may come between them.
fn extended(octets: &[u8], container: u8, number: u8) -> Vec<Carrier<'_>> {
    let mut whole: Vec<Carrier<'_>> = Vec::new();
    let mut open: Option<(u8, Carrier<'_>)> = None;
    let of_type = with_starts(octets).filter(|(_, attribute)| attribute.number == container);
    for (start, attribute) in of_type {
        let Some((extended_type, more, data)) = fragment(attribute) else {
            open = None;
            continue;
        };
        let mut carrier = match open.take() {
            Some((of, mut carrier)) if of == extended_type => {
                carrier.starts.push(start);
                carrier.payload.to_mut().extend_from_slice(data);
                carrier
            }
            _ => Carrier { starts: vec![start], payload: Cow::Borrowed(data) },
        };
        if more {
            open = Some((extended_type, carrier));
        } else if extended_type == number {
            carrier.starts.shrink_to_fit();
            whole.push(carrier);
        }
    }
    whole
}

/// Extended-Type, M flag and data of one attribute, unless it is an invalid attribute.
fn fragment(attribute: Attribute<'_>) -> Option<(u8, bool, &[u8])> {
    let (extended_type, more, data) = match *attribute.value {
        [extended_type, flags, ref data @ ..] if is_long(attribute.number) => {
            (extended_type, flags & MORE != 0, data)
        }
        [extended_type, ref data @ ..] if !is_long(attribute.number) => {
            (extended_type, false, data)
        }
        _ => return None,
    };
    // Only a full attribute may be followed by more.
    let is_valid = !data.is_empty() && (!more || attribute.value.len() == MAX_VALUE_OCTETS);
    is_valid.then_some((extended_type, more, data))
}

fn of_vendor(mut carrier: Carrier<'_>, vendor: u32, number: u8) -> Option<Carrier<'_>> {
    let (id, rest) = carrier.payload.split_first_chunk()?;
    let (evs_type, value) = rest.split_first()?;
    if u32::from_be_bytes(*id) != vendor || *evs_type != number || value.is_empty() {
        return None;
    }
    carrier.payload = match carrier.payload {
        Cow::Borrowed(payload) => Cow::Borrowed(payload.get(5..)?),
        Cow::Owned(payload) => Cow::Owned(payload.get(5..)?.to_vec()),
    };
    Some(carrier)
}

/// One attribute, or as many as there must be to carry all members.
fn encode_vendor_specific(out: &mut Vec<u8>, vendor: u32, payload: &[u8]) -> Result<(), Error> {
    const LIMIT: usize = MAX_VALUE_OCTETS - 4;
    let mut pending: &[u8] = payload;
    let mut fits: usize = 0;
    for member in Tlvs::new(payload) {
        let size = member.value.len().saturating_add(2);
        if size > LIMIT {
            return Err(Reason::ValueTooLong { found: member.value.len(), limit: LIMIT - 2 }.into());
        }
        if fits.saturating_add(size) > LIMIT {
            let (full, other) = pending.split_at(fits.min(pending.len()));
            write(out, VENDOR_SPECIFIC, &[&vendor.to_be_bytes(), full])?;
            pending = other;
            fits = 0;
        }
        fits = fits.saturating_add(size);
    }
    write(out, VENDOR_SPECIFIC, &[&vendor.to_be_bytes(), pending])
}

fn encode_extended(
    out: &mut Vec<u8>,
    container: u8,
    number: u8,
    payload: &[u8],
) -> Result<(), Error> {
    if payload.is_empty() {
        return Err(Reason::ValueEmpty.into());
    }
    if !is_long(container) {
        return write(out, container, &[&[number], payload]);
    }
    let mut chunks = payload.chunks(MAX_VALUE_OCTETS - 2).peekable();
    while let Some(chunk) = chunks.next() {
        let flags = if chunks.peek().is_some() { MORE } else { 0 };
        write(out, container, &[&[number, flags], chunk])?;
    }
    Ok(())
}

/// Whether a Type from 241 to 246 has the Long Extended Type format.
fn is_long(container: u8) -> bool {
    matches!(container, 245 | 246)
}
