//! A packet's attributes as lines of text.

use core::fmt;

use super::{DataType, definition, has_recommended_format};
use crate::attribute::{
    Attribute, Attributes, Level, Reference, Root, Tlvs, carriers, is_well_formed, with_starts,
};

/// One line for each value, as `Name:Tag = value`. Hidden values are not shown, members have lines
/// of their own, and what is in several attributes has one line, where its first attribute is.
impl fmt::Display for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (start, attribute) in with_starts(self.as_bytes()) {
            let whole = Reference::standard(attribute.number);
            match definition(&whole).map(|known| known.data_type) {
                Some(DataType::Vsa) => write_vendor_specific(f, attribute)?,
                Some(DataType::Concat) => write_carrier(f, self, start, whole.root(), attribute)?,
                Some(DataType::Extended | DataType::LongExtended) => {
                    let number = attribute.value.first().copied().unwrap_or_default();
                    let root = Root::Extended { container: attribute.number, number };
                    write_carrier(f, self, start, root, attribute)?;
                }
                _ => write_value(f, &whole, attribute.value)?,
            }
        }
        Ok(())
    }
}

fn write_vendor_specific(f: &mut fmt::Formatter<'_>, attribute: Attribute<'_>) -> fmt::Result {
    if let Some((id, members)) = attribute.value.split_first_chunk() {
        let vendor = u32::from_be_bytes(*id);
        if has_recommended_format(vendor) && is_well_formed(members, Level::Vendor) {
            return Tlvs::new(members).try_for_each(|member| {
                write_value(f, &Reference::vendor(vendor, member.number), member.value)
            });
        }
    }
    write_value(f, &Reference::standard(attribute.number), attribute.value)
}

/// Writes what the attribute at `start` and others carry together, or the attribute itself if it
/// is an invalid one.
fn write_carrier(
    f: &mut fmt::Formatter<'_>,
    attributes: &Attributes,
    start: usize,
    root: Root,
    attribute: Attribute<'_>,
) -> fmt::Result {
    let mut carriers = carriers(attributes.as_bytes(), root).into_iter();
    let Some(carrier) = carriers.find(|carrier| carrier.starts.contains(&start)) else {
        return write_value(f, &Reference::standard(attribute.number), attribute.value);
    };
    if carrier.starts.first() != Some(&start) {
        return Ok(());
    }
    let is_evs = definition(&Reference::new(root)).is_some_and(|d| d.data_type == DataType::Evs);
    match (root, &*carrier.payload) {
        (Root::Extended { container, .. }, [a, b, c, d, number, value @ ..])
            if is_evs && !value.is_empty() =>
        {
            let vendor = u32::from_be_bytes([*a, *b, *c, *d]);
            let root = Root::ExtendedVendor { container, vendor, number: *number };
            write_value(f, &Reference::new(root), value)
        }
        (_, payload) => write_value(f, &Reference::new(root), payload),
    }
}

fn write_value(f: &mut fmt::Formatter<'_>, reference: &Reference, octets: &[u8]) -> fmt::Result {
    let known = definition(reference);
    if known.is_some_and(|known| known.data_type == DataType::Tlv)
        && is_well_formed(octets, Level::Tlv)
        && Tlvs::new(octets).all(|member| reference.nested(member.number).is_some())
    {
        let nested = Tlvs::new(octets)
            .filter_map(|member| Some((reference.nested(member.number)?, member.value)));
        for (reference, value) in nested {
            write_value(f, &reference, value)?;
        }
        return Ok(());
    }
    let tag = known.and_then(|known| known.tag(octets)).filter(|tag| *tag != 0);
    let reference = reference.with_tag(tag);
    match known.and_then(|known| known.hiding) {
        Some(_) => writeln!(f, "{reference} = <hidden, {} octets>", octets.len()),
        None => writeln!(f, "{reference} = {}", reference.print(octets)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(octets: &[u8]) -> String {
        Attributes::parse(octets).unwrap().to_string()
    }

    #[test]
    fn members_have_lines_of_their_own() {
        assert_eq!(
            lines(&[
                241, 15, 5, 1, 6, 0, 0, 0, 2, 2, 6, 0, 0, 0, 9, 241, 10, 26, 0, 0, 0, 9, 4, 7, 8
            ]),
            "IP-Port-Type = 2\nIP-Port-Limit = 9\nAttr-241.26.9.4 = 0x0708\n"
        );
        assert_eq!(lines(&[26, 9, 0, 0, 0, 9, 1, 3, b'a']), "Cisco-AVPair = a\n");
        assert_eq!(lines(&[26, 9, 0, 0, 0, 9, 99, 3, 1]), "Attr-26.9.99 = 0x01\n");
    }

    #[test]
    fn what_is_in_several_attributes_has_one_line() {
        assert_eq!(
            lines(&[79, 3, 1, 1, 3, b'a', 79, 3, 2]),
            "EAP-Message = 0x0102\nUser-Name = a\n"
        );
        assert_eq!(
            lines(&[&[245, 255, 4, 0x80][..], &[1; 251], &[245, 5, 4, 0, 2]].concat()),
            format!("Attr-245.4 = 0x{}02\n", "01".repeat(251))
        );
    }

    #[test]
    fn invalid_attributes_are_shown_as_they_are() {
        assert_eq!(
            lines(&[26, 4, 0, 9, 241, 2, 245, 5, 4, 0x80, 2, 4, 3, 1, 17, 3, 0]),
            "Vendor-Specific = 0x0009\nExtended-Attribute-1 = 0x\n\
             Extended-Attribute-5 = 0x048002\nNAS-IP-Address = 0x01\nAttr-17 = 0x00\n"
        );
    }
}
