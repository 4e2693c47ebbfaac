//! The set that accepts what two sets accept.

use crate::model::{Attribute, Enumeration, Member, Named, SchemaSet, SimpleType, Type, Value};
use crate::particle::describe;

/// The intersection of two sets: what both declare, as strict as the stricter.
pub fn of_sets(first: &SchemaSet, second: &SchemaSet) -> SchemaSet {
    let mut result = SchemaSet::default();
    for (name, own) in &first.elements {
        if let Some(other) = second.elements.get(name) {
            result.elements.insert(name.clone(), of_types(own, other));
        }
    }
    for (name, own) in &first.attributes {
        if let Some(other) = second.attributes.get(name) {
            result.attributes.insert(name.clone(), of_attributes(own, other));
        }
    }
    for (name, own) in &first.types {
        match (own, second.types.get(name)) {
            (Named::Complex(own, base), Some(Named::Complex(other, _))) => {
                let both = Named::Complex(of_types(own, other), base.clone());
                result.types.insert(name.clone(), both);
            }
            (Named::Simple(own), Some(Named::Simple(other))) => {
                result.types.insert(name.clone(), Named::Simple(of_values(own, other)));
            }
            _ => {}
        }
    }
    result
}

fn of_types(first: &Type, second: &Type) -> Type {
    if first == second {
        return first.clone();
    }
    let attributes = first
        .attributes
        .iter()
        .filter_map(|own| {
            let other = second.attributes.iter().find(|other| other.name == own.name)?;
            Some(of_attributes(own, other))
        })
        .collect();
    let text = match (&first.text, &second.text) {
        (Some(own), Some(other)) => Some(of_values(own, other)),
        // Empty content has no value in common with a type of values that is not empty.
        (Some(_), None) | (None, Some(_)) => Some(nothing()),
        (None, None) => None,
    };
    let mut symbols = Vec::new();
    let mut members = Vec::new();
    for (symbol, own) in first.members.iter().enumerate() {
        let other = second.members.iter().position(|other| other.name == own.name);
        if let Some(other) = other {
            let local = match (&own.local, &second.members[other].local) {
                (None, None) => None,
                (Some(own), Some(other)) => Some(Box::new(of_types(own, other))),
                _ => panic!("{:?} is local in one schema alone", own.name),
            };
            symbols.push((symbol, other));
            members.push(Member { local, ..own.clone() });
        }
    }
    assert_eq!(first.wildcard, second.wildcard);
    if first.wildcard.is_some() {
        symbols.push((first.members.len(), second.members.len()));
    }
    let content = first.content.intersection(&second.content, &symbols);
    assert!(content.accepts_some(), "no content is common to {first:?} and {second:?}");
    let used: Vec<usize> = (0..symbols.len()).filter(|symbol| content.uses(*symbol)).collect();
    let content = content.restricted(&used);
    let mut members: Vec<Member> = members
        .into_iter()
        .enumerate()
        .filter(|(symbol, _)| used.contains(symbol))
        .map(|(_, member)| member)
        .collect();
    describe(&mut members, &content);
    Type {
        text,
        mixed: first.mixed && second.mixed,
        any_attribute: first.any_attribute && second.any_attribute,
        attributes,
        members,
        wildcard: first.wildcard,
        content,
        one_of: first.one_of.clone().or_else(|| second.one_of.clone()),
    }
}

fn of_attributes(first: &Attribute, second: &Attribute) -> Attribute {
    let value = match (&first.value, &second.value) {
        (Some(Value::Fixed(own)), Some(Value::Fixed(other))) => {
            assert_eq!(own, other);
            first.value.clone()
        }
        (fixed @ Some(Value::Fixed(_)), _) | (_, fixed @ Some(Value::Fixed(_))) => fixed.clone(),
        (own, other) if own == other => own.clone(),
        _ => None,
    };
    Attribute {
        name: first.name.clone(),
        data_type: of_values(&first.data_type, &second.data_type),
        required: first.required || second.required,
        value,
    }
}

/// The type that has no value.
fn nothing() -> SimpleType {
    SimpleType { base: "nothing".to_owned(), enumeration: None }
}

fn of_values(first: &SimpleType, second: &SimpleType) -> SimpleType {
    if first == second {
        return first.clone();
    }
    let base = match (first.base.as_str(), second.base.as_str()) {
        (own, other) if own == other => own.to_owned(),
        ("RealOrEmptyType", other @ ("float" | "PositiveFloatType"))
        | (other @ ("float" | "PositiveFloatType"), "RealOrEmptyType") => other.to_owned(),
        ("float", "PositiveFloatType") | ("PositiveFloatType", "float") => {
            "PositiveFloatType".to_owned()
        }
        ("nothing", _) | (_, "nothing") => "nothing".to_owned(),
        (own, other) => panic!("what {own} and {other} have in common is not known"),
    };
    let enumeration = match (&first.enumeration, &second.enumeration) {
        (Some(own), Some(other)) => Some(Enumeration {
            name: own.name.clone(),
            values: own
                .values
                .iter()
                .filter(|value| other.values.contains(value))
                .cloned()
                .collect(),
        }),
        (own, None) | (None, own) => own.clone(),
    };
    SimpleType { base, enumeration }
}
