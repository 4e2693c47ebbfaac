//! JSON to XML.

use super::map::{self, IMPACT, IMPACTS, Shape, Slot, UID_REF};
use super::text::{Kind, Value, parse, place};
use crate::Error;
use crate::convert::fault::{ConvertFault, JsonFault};
use crate::convert::report::{Converted, Loss, Report};
use crate::convert::tree::{DS, ENUM, Element, IODEF_1, IODEF_2, SCI, write_document};
use crate::document::is_char;
use crate::order::sort;
use crate::structure::{Class, Member, SCHEMA_LOCATION, Schema, XSI};

/// Writes a JSON document of RFC 8727 as a document of version 2.
///
/// # Errors
/// [`ConvertFault::Json`] with the place and, for what is JSON but not of RFC 8727, the JSON path:
/// members that a class does not have, values of the wrong type, other versions.
pub fn import(text: &str) -> Result<Converted, Error> {
    let value = parse(text)?;
    let mut import = Import { text, path: Vec::new(), report: Report::default(), used: [false; 3] };
    let mut root = Element::new("IODEF-Document");
    if let Some(class) = Schema::Text.root() {
        root = import.element(&value, class, "IODEF-Document", None)?;
    }
    root.set("xmlns", IODEF_2);
    for (namespace, used) in [DS, ENUM, SCI].iter().zip(import.used) {
        if used {
            let prefix = map::prefix(namespace).trim_end_matches(':');
            root.set(format!("xmlns:{prefix}"), *namespace);
        }
    }
    root.set("xmlns:xsi", XSI);
    // RFC 7970 section 4.2 asks for it.
    root.set("xsi:schemaLocation", SCHEMA_LOCATION);
    Ok(Converted { text: write_document(&[], &root, &[]), report: import.report })
}

/// A step of a JSON path.
#[derive(Debug, Clone)]
enum Step {
    Name(String),
    Index(usize),
}

pub(super) struct Import<'t> {
    text: &'t str,
    path: Vec<Step>,
    pub(super) report: Report,
    /// Whether elements of the signature, enumeration and structured information namespaces occur.
    used: [bool; 3],
}

/// The parts of an element as they gather, by their place in the class.
#[derive(Default)]
struct Gathered {
    parts: Vec<(usize, Element)>,
}

impl Gathered {
    fn add(&mut self, rank: usize, element: Element) {
        self.parts.push((rank, element));
    }

    /// Puts an element into the deleted class around it, which is there once.
    fn add_wrapped(&mut self, rank: usize, wrapper: &str, element: Element) {
        match self.parts.iter_mut().rev().find(|(other, _)| *other == rank) {
            Some((_, outer)) => outer.push(element),
            None => {
                let mut outer = Element::new(wrapper);
                outer.push(element);
                self.add(rank, outer);
            }
        }
    }
}

impl Import<'_> {
    /// The current JSON path.
    pub(super) fn path(&self) -> String {
        let mut path = String::from("$");
        for step in &self.path {
            match step {
                Step::Name(name) => {
                    path.push('.');
                    path.push_str(name);
                }
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }

    pub(super) fn fault(&self, value: &Value, fault: JsonFault) -> Error {
        let place = place(self.text, value.offset);
        ConvertFault::Json { place, path: self.path(), fault }.into()
    }

    pub(super) fn wrong_type(&self, value: &Value, expected: &'static str) -> Error {
        self.fault(value, JsonFault::Type { found: value.kind.name(), expected })
    }

    /// Does something one step further down the path.
    fn under<T>(
        &mut self,
        step: Step,
        inside: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.path.push(step);
        let result = inside(self);
        self.path.pop();
        result
    }

    pub(super) fn member<T>(
        &mut self,
        name: &str,
        inside: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.under(Step::Name(name.to_owned()), inside)
    }

    /// Each item of an array.
    fn items(
        &mut self,
        value: &Value,
        mut each: impl FnMut(&mut Self, &Value) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Kind::Array(items) = &value.kind else {
            return Err(self.wrong_type(value, "an array"));
        };
        for (index, item) in items.iter().enumerate() {
            self.under(Step::Index(index), |import| each(import, item))?;
        }
        Ok(())
    }

    /// Replaces what XML cannot hold (XML 1.0 section 2.2).
    pub(super) fn clean(&mut self, text: &str) -> String {
        if text.chars().all(|char| is_char(u32::from(char))) {
            return text.to_owned();
        }
        let shown = text.escape_default().to_string();
        let path = self.path();
        self.report.note(Loss::Character, || path, &shown, "U+FFFD");
        text.chars().map(|char| if is_char(u32::from(char)) { char } else { '\u{fffd}' }).collect()
    }

    /// The name of a member's elements, with its prefix declared.
    fn name_of(&mut self, member: Member) -> String {
        let namespaces = [DS, ENUM, SCI];
        for (namespace, used) in namespaces.iter().zip(&mut self.used) {
            *used |= *namespace == member.namespace();
        }
        format!("{}{}", map::prefix(member.namespace()), member.name())
    }

    /// One element from its JSON.
    pub(super) fn element(
        &mut self,
        value: &Value,
        class: Class,
        name: &str,
        lang: Option<&str>,
    ) -> Result<Element, Error> {
        match Shape::of(class) {
            Shape::Scalar(scalar) => Ok(Element::with_text(name, self.scalar(value, scalar)?)),
            Shape::MultiLingual => self.multilingual(value, class, name, lang),
            Shape::Bytes => self.bytes(value, class),
            Shape::RawData => self.raw_data(value, name),
            Shape::Extension => self.extension(value, class, name),
            Shape::TextObject(..) | Shape::Object => self.object(value, class, name, lang),
        }
    }

    /// An object with attributes, text and elements.
    pub(super) fn object(
        &mut self,
        value: &Value,
        class: Class,
        name: &str,
        lang: Option<&str>,
    ) -> Result<Element, Error> {
        let Kind::Object(members) = &value.kind else {
            return Err(self.wrong_type(value, "an object"));
        };
        let own = members.iter().find(|(name, _)| name == "lang").map(|(_, value)| &value.kind);
        let lang = match own {
            Some(Kind::String(own)) if class.attribute("lang").is_some() => Some(own.as_str()),
            _ => lang,
        };
        let mut element = Element::new(name);
        self.attributes(value, members, class, &mut element)?;
        let shape = Shape::of(class);
        let mut gathered = Gathered::default();
        for (name, value) in members {
            if self.is_attribute(class, name) {
                continue;
            }
            self.member(name, |import| {
                if shape.value_name() == Some(name) {
                    let text = import.text_value(value, &element, shape)?;
                    element.push_text(text);
                    return Ok(());
                }
                import.part(name, value, class, lang, &mut gathered)
            })?;
        }
        sort(&mut gathered.parts, |one, other| one.0.cmp(&other.0));
        for (_, part) in gathered.parts {
            element.push(part);
        }
        Ok(element)
    }

    /// One member that is an element in XML.
    fn part(
        &mut self,
        name: &str,
        value: &Value,
        class: Class,
        lang: Option<&str>,
        gathered: &mut Gathered,
    ) -> Result<(), Error> {
        if name == IMPACT && class.name() == "Assessment" {
            return self.impacts(value, class, lang, gathered);
        }
        if name == UID_REF
            && let Some((rank, list)) = map::uid_ref(class)
        {
            let mut reference = |import: &mut Self, value: &Value| {
                let mut element = Element::new("ObservableReference");
                element.set(UID_REF, import.string(value)?);
                gathered.add(rank, element);
                Ok(())
            };
            return if list { self.items(value, reference) } else { reference(self, value) };
        }
        let reference_1 = class.namespace() == IODEF_1;
        if reference_1 && name == "ReferenceName" {
            return self.reference_name_1(value, class, gathered);
        }
        let slot = map::slots(class).filter(|slot| !map::is_reference_name_1(slot.outer));
        let Some(slot) = slot.into_iter().find(|slot| slot.name == name) else {
            let (class, name) = (class.name().to_owned(), name.to_owned());
            return Err(self.fault(value, JsonFault::UnknownMember { class, name }));
        };
        let mut one =
            |import: &mut Self, value: &Value| import.slot(value, class, &slot, lang, gathered);
        if slot.list { self.items(value, one) } else { one(self, value) }
    }

    fn slot(
        &mut self,
        value: &Value,
        class: Class,
        slot: &Slot,
        lang: Option<&str>,
        gathered: &mut Gathered,
    ) -> Result<(), Error> {
        let Some(inner) = slot.inner.class() else { return Ok(()) };
        let mut name = self.name_of(slot.inner);
        // Where RFC 7203 has a reference of version 1, its first description is its name.
        if class.namespace() == IODEF_1 && slot.name == "Description" {
            let named = gathered.parts.iter().any(|(_, part)| part.name == "ReferenceName");
            if !named {
                name = "ReferenceName".to_owned();
                let element = self.element(value, inner, &name, Some("en"))?;
                gathered.add(0, element);
                return Ok(());
            }
        }
        // RelatedActivity has texts without a language in JSON only.
        let lang = if map::is_plain(class, slot.inner.name()) { Some("en") } else { lang };
        let mut element = self.element(value, inner, &name, lang)?;
        if slot.inner.namespace() == IODEF_1 && class.namespace() != IODEF_1 {
            element.set("xmlns", IODEF_1);
        }
        if slot.wrapped() {
            gathered.add_wrapped(slot.rank, slot.outer.name(), element);
        } else {
            gathered.add(slot.rank, element);
        }
        Ok(())
    }

    /// RFC 8727 section 6: each item has one impact; the JSON Schema allows several in one.
    fn impacts(
        &mut self,
        value: &Value,
        class: Class,
        lang: Option<&str>,
        gathered: &mut Gathered,
    ) -> Result<(), Error> {
        let first = class.members().position(|member| map::is_impact(class, member.name()));
        let rank = first.unwrap_or_default();
        self.items(value, |import, item| {
            let Kind::Object(members) = &item.kind else {
                return Err(import.wrong_type(item, "an object"));
            };
            for (name, value) in members {
                let impact = IMPACTS.iter().find(|impact| *impact == name);
                let impact = impact.and_then(|name| class.member(IODEF_2, name)?.class());
                import.member(name, |import| {
                    let Some(impact) = impact else {
                        let (class, name) = (IMPACT.to_owned(), name.clone());
                        return Err(import.fault(value, JsonFault::UnknownMember { class, name }));
                    };
                    let element = import.element(value, impact, name, lang)?;
                    gathered.add(rank, element);
                    Ok(())
                })?;
            }
            Ok(())
        })
    }

    /// A registered name (RFC 7495) where XML has a reference of version 1: its text is what is
    /// kept.
    fn reference_name_1(
        &mut self,
        value: &Value,
        class: Class,
        gathered: &mut Gathered,
    ) -> Result<(), Error> {
        let enumeration = Class::global(Schema::Text, ENUM, "ReferenceName");
        let Some(registered) = enumeration else { return Ok(()) };
        let element = self.object(value, registered, "ReferenceName", None)?;
        let text = element.elements().next().map(|id| id.content.clone()).unwrap_or_default();
        let index = element.attribute("specIndex").unwrap_or_default().to_owned();
        let path = self.path();
        self.report.note(Loss::Attribute, || format!("{path}.specIndex"), &index, "");
        let mut name = Element::new("ReferenceName");
        name.content = text;
        debug_assert_eq!(class.name(), "Reference");
        gathered.add(0, name);
        Ok(())
    }
}
