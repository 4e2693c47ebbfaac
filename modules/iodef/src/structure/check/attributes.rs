//! Attributes of one element.

use std::borrow::Cow;

use super::super::class::{AttributeDecl, Class, DataType};
use super::super::lexical::is_space;
use super::super::tables::{Base, Constraint, GLOBAL_ATTRIBUTES, NAMED_TYPES, NONE, NamedRow};
use super::super::{Schema, XSI, tables};
use super::{Report, Subject};
use crate::document::{Document, NodeId};
use crate::registry::Registry;
use crate::rules::Read;

/// Namespace of the built-in types.
const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// Checks the attributes, and returns the class that `xsi:type` makes of the declared one.
pub(super) fn check(
    subject: &Subject<'_>,
    declared: Class,
    schema: Schema,
    report: &mut Report<'_, '_>,
) -> Class {
    let mut class = declared;
    // XML Schema part 1 section 2.6: these attributes stand on any element, and may decide the class.
    for attribute in subject.attributes {
        if is_instance(attribute) {
            class = instance(subject, attribute, class, schema, report);
        }
    }
    let numbers = class.attribute_numbers();
    let mut seen = 0_u64;
    for attribute in subject.attributes {
        if is_instance(attribute) {
            continue;
        }
        let is_it = |number: u8| AttributeDecl(number).is(&attribute.namespace, attribute.local);
        let found = (0_u32..)
            .zip(numbers)
            .find_map(|(place, number)| is_it(*number).then_some((place, AttributeDecl(*number))));
        match found {
            Some((place, declaration)) => {
                seen |= 1_u64.checked_shl(place).unwrap_or_default();
                value(subject, declaration, attribute, report);
            }
            None if class.any_attribute() => {
                let global = GLOBAL_ATTRIBUTES.get(schema.index()).copied().unwrap_or_default();
                let mut numbers = global.iter().filter_map(|number| u8::try_from(*number).ok());
                if let Some(number) = numbers.find(|number| is_it(*number)) {
                    value(subject, AttributeDecl(number), attribute, report);
                }
            }
            None => {
                let name = qualified(attribute);
                report.error(
                    "xsd-unknown-attribute",
                    attribute.span.clone(),
                    &[("name", &name), ("element", subject.name())],
                );
            }
        }
    }
    let has = |wanted: u16| {
        (0_u32..).zip(numbers).any(|(place, number)| {
            let is_it = AttributeDecl(*number).row().is_some_and(|row| row.name == wanted);
            is_it && seen & 1_u64.checked_shl(place).unwrap_or_default() != 0
        })
    };
    let tag = || subject.document.start_tag_span(subject.node);
    for (place, number) in (0_u32..).zip(numbers) {
        let declaration = AttributeDecl(*number);
        if declaration.required() && seen & 1_u64.checked_shl(place).unwrap_or_default() == 0 {
            let args = [("name", declaration.name()), ("element", subject.name())];
            report.error("xsd-missing-attribute", tag(), &args);
        }
    }
    if let Some([first, second]) = class.row.one_of
        && has(first) == has(second)
    {
        let args = [
            ("element", subject.name()),
            ("first", tables::local(first)),
            ("second", tables::local(second)),
        ];
        report.error("xsd-one-of", tag(), &args);
    }
    class
}

/// The class that `xsi:type` makes of the declared one, without a report.
pub(super) fn effective(
    document: &Document,
    node: NodeId,
    declared: Class,
    schema: Schema,
) -> Class {
    let value = document.attribute_ns(node, XSI, "type");
    value.and_then(|value| typed(document, node, &value, declared, schema)).unwrap_or(declared)
}

/// One of the attributes that stand on any element.
fn instance(
    subject: &Subject<'_>,
    attribute: &Read<'_>,
    class: Class,
    schema: Schema,
    report: &mut Report<'_, '_>,
) -> Class {
    let element = subject.name();
    match attribute.local {
        "schemaLocation" | "noNamespaceSchemaLocation" => class,
        "type" => {
            let value = &*attribute.value;
            let typed = typed(subject.document, subject.node, value, class, schema);
            typed.unwrap_or_else(|| {
                let args = [("element", element), ("type", value)];
                report.error("xsd-type", attribute.span.clone(), &args);
                class
            })
        }
        // No element of these schemas may be nil.
        "nil" if class.name != NONE => {
            report.error("xsd-nil", attribute.span.clone(), &[("element", element)]);
            class
        }
        "nil" => class,
        _ if class.any_attribute() => class,
        _ => {
            let name = qualified(attribute);
            let args = [("name", &*name), ("element", element)];
            report.error("xsd-unknown-attribute", attribute.span.clone(), &args);
            class
        }
    }
}

/// The class with a type given by name, if that type is derived from the declared one.
fn typed(
    document: &Document,
    node: NodeId,
    name: &str,
    declared: Class,
    schema: Schema,
) -> Option<Class> {
    let name = name.trim_matches(is_space);
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    let namespace = document.resolve_prefix(node, prefix)?;
    if namespace == XSD {
        // The values of these types are not looked at: only elements that no schema knows have them.
        if Base::is_other_built_in(local) {
            return declared.any_attribute().then_some(declared);
        }
        let base = Base::built_in(local)?;
        let is_derived = declared.any_attribute()
            || declared.text().is_some_and(|text| {
                declared.attributes().len() == 0 && base.derives_from(text.base())
            });
        let number = tables::BUILT_IN.iter().find(|(known, _)| *known == base)?.1;
        return Class::of_type(schema, declared.name, number).filter(|_| is_derived);
    }
    let rows = NAMED_TYPES.get(schema.index())?;
    let row_of = |wanted: u16| rows.iter().find(|row| row.name == wanted);
    let named = row_of(tables::name(&namespace, local)?)?;
    let class = Class::of_type(schema, declared.name, named.type_row)?;
    let mut is_derived = declared.any_attribute();
    let mut ancestor: Option<&NamedRow> = Some(named);
    while let Some(row) = ancestor.filter(|_| !is_derived) {
        is_derived = row.type_row == declared.number;
        ancestor = row_of(row.base);
    }
    // A value may be of a stricter type, or one with attributes.
    let has_stricter_text = || match (class.text(), declared.text()) {
        (Some(own), Some(text)) => {
            declared.attributes().len() == 0 && own.base().derives_from(text.base())
        }
        _ => false,
    };
    (is_derived || has_stricter_text()).then_some(class)
}

/// The value of a declared attribute.
fn value(
    subject: &Subject<'_>,
    declaration: AttributeDecl,
    attribute: &Read<'_>,
    report: &mut Report<'_, '_>,
) {
    let value = &*attribute.value;
    let data_type = declaration.data_type();
    let span = attribute.value_span.clone();
    if let Err(rule) = matches(data_type, value, subject.registry) {
        let name = data_type.enumeration().map_or(data_type.base().name(), |own| own.name());
        let args = [
            ("name", declaration.name()),
            ("element", subject.name()),
            ("value", value),
            ("type", name),
        ];
        report.error(rule, span, &args);
        return;
    }
    let fixed = declaration.row().filter(|row| row.constraint == Constraint::Fixed);
    if let Some(row) = fixed
        && collapsed(data_type.base(), value) != tables::text(row.value)
    {
        let args = [
            ("name", declaration.name()),
            ("element", subject.name()),
            ("value", value),
            ("fixed", tables::text(row.value)),
        ];
        report.error("xsd-fixed", span, &args);
        return;
    }
    if let Some(identities) = report.identities.as_deref_mut() {
        identities.add(data_type.base(), collapsed(data_type.base(), value), subject.node, span);
    }
}

/// Whether a value is one of the type, or the rule that says why not.
pub(super) fn matches(
    data_type: DataType,
    value: &str,
    registry: &Registry,
) -> Result<(), &'static str> {
    let base = data_type.base();
    match data_type.enumeration() {
        None if base.accepts(value) => Ok(()),
        None => Err("xsd-datatype"),
        Some(enumeration) => {
            let value = collapsed(base, value);
            let is_listed =
                enumeration.contains(value) || registry.has_addition(enumeration.name(), value);
            if is_listed { Ok(()) } else { Err("xsd-enumeration") }
        }
    }
}

/// The value without the white space that the type does not count.
pub(super) fn collapsed(base: Base, value: &str) -> &str {
    if base.collapses() { value.trim_matches(is_space) } else { value }
}

/// Whether it is one of the attributes that stand on any element.
fn is_instance(attribute: &Read<'_>) -> bool {
    !attribute.prefix.is_empty() && attribute.namespace == XSI
}

fn qualified<'a>(attribute: &Read<'a>) -> Cow<'a, str> {
    match attribute.prefix {
        "" => Cow::Borrowed(attribute.local),
        prefix => Cow::Owned(format!("{prefix}:{}", attribute.local)),
    }
}
