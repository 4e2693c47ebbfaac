//! Writes the typed overlay: a struct for each class, a method for each attribute and member, an enum
//! for each enumeration; and for the test a call of each of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::model::{Attribute, Name, SchemaSet, Type};

const V2: &str = "urn:ietf:params:xml:ns:iodef-2.0";
const V1: &str = "urn:ietf:params:xml:ns:iodef-1.0";
const SCI: &str = "urn:ietf:params:xml:ns:iodef-sci-1.0";

/// The modules and the namespaces of their classes.
const MODULES: [(&str, &str); 5] = [
    ("v2", V2),
    ("v1", V1),
    ("enumeration", "urn:ietf:params:xml:ns:iodef-enum-1.0"),
    ("sci", SCI),
    ("xmldsig", "http://www.w3.org/2000/09/xmldsig#"),
];

/// What the classes of a name have in any schema.
#[derive(Default)]
struct Shape {
    has_text: bool,
    attributes: BTreeMap<Name, Option<String>>,
    members: BTreeMap<Name, bool>,
}

/// Classes by name, and the values of enumerations by module and name.
#[derive(Default)]
struct Shapes {
    classes: BTreeMap<Name, Shape>,
    enumerations: BTreeMap<(&'static str, String), BTreeSet<String>>,
}

/// The source texts of the overlay and of its calls.
pub fn generate(sets: &[&SchemaSet]) -> (String, String) {
    let mut shapes = Shapes::default();
    for set in sets {
        for (name, own) in &set.elements {
            shapes.add(name, own);
        }
    }
    let mut overlay = String::new();
    let mut calls = String::new();
    for (module, namespace) in MODULES {
        shapes.module(module, namespace, &mut overlay, &mut calls).unwrap();
    }
    let calls = format!(
        "fn call(document: &Document, node: NodeId, namespace: &str, class: &str, what: &str) -> Option<String> {{\n\
         match (namespace, class, what) {{\n{calls}_ => panic!(\"no accessor of {{what}} in {{class}}\"),\n}}\n}}\n"
    );
    (overlay, calls)
}

impl Shapes {
    fn add(&mut self, name: &Name, own: &Type) {
        let shape = self.classes.entry(name.clone()).or_default();
        shape.has_text |= own.text.is_some() || own.mixed;
        for attribute in &own.attributes {
            let enumeration = attribute.data_type.enumeration.as_ref();
            shape
                .attributes
                .insert(attribute.name.clone(), enumeration.map(|own| own.name.clone()));
        }
        for member in &own.members {
            *shape.members.entry(member.name.clone()).or_default() |= member.repeated;
        }
        for Attribute { data_type, .. } in &own.attributes {
            if let Some(enumeration) = &data_type.enumeration {
                let key = (enumeration_module(&name.namespace), enumeration.name.clone());
                self.enumerations
                    .entry(key)
                    .or_default()
                    .extend(enumeration.values.iter().cloned());
            }
        }
        for member in &own.members {
            if let Some(local) = &member.local {
                self.add(&member.name, local);
            }
        }
    }

    fn module(
        &self,
        module: &str,
        namespace: &str,
        output: &mut String,
        calls: &mut String,
    ) -> std::fmt::Result {
        writeln!(output, "/// Classes and enumerations of the namespace `{namespace}`.")?;
        writeln!(output, "pub mod {module} {{")?;
        writeln!(output, "use std::borrow::Cow;\nuse super::View;")?;
        for ((own, name), values) in &self.enumerations {
            if *own == module {
                enumeration(output, name, values)?;
            }
        }
        for (name, shape) in self.classes.iter().filter(|(name, _)| name.namespace == namespace) {
            class(output, calls, module, name, shape)?;
        }
        writeln!(output, "}}")
    }
}

fn class(
    output: &mut String,
    calls: &mut String,
    module: &str,
    name: &Name,
    shape: &Shape,
) -> std::fmt::Result {
    let (local, namespace) = (&name.local, &name.namespace);
    let own = pascal(local);
    writeln!(output, "super::class_type!({own}, {namespace:?}, {local:?});")?;
    writeln!(output, "impl<'d> {own}<'d> {{")?;
    let mut call = |what: &str, expression: String| {
        writeln!(
            calls,
            "({namespace:?}, {local:?}, {what:?}) => {{ let own = overlay::{module}::{own}::of(document, node)?; {expression} }}"
        )
    };
    if shape.has_text {
        writeln!(
            output,
            "/// Its text.\n#[must_use] pub fn text(self) -> Cow<'d, str> {{ self.0.text() }}"
        )?;
        call("text()", "Some(own.text().into_owned())".to_owned())?;
    }
    let member_names: BTreeSet<String> =
        shape.members.keys().map(|name| snake(&name.local)).collect();
    for (attribute, enumeration) in &shape.attributes {
        let mut method = snake(&attribute.local);
        if member_names.contains(&method) {
            method.push_str("_attribute");
        }
        let what = format!("@{}", attribute.local);
        writeln!(output, "/// The attribute `{}`.", attribute.local)?;
        match enumeration {
            Some(enumeration) => {
                let own_type = path(enumeration_module(namespace), module, enumeration);
                writeln!(
                    output,
                    "#[must_use] pub fn {method}(self) -> Option<{own_type}<'d>> {{ {own_type}::read(self.0, {:?}) }}",
                    attribute.local
                )?;
                call(&what, format!("own.{method}().map(|value| format!(\"{{value:?}}\"))"))?;
            }
            None => {
                writeln!(
                    output,
                    "#[must_use] pub fn {method}(self) -> Option<Cow<'d, str>> {{ self.0.attribute({:?}, {:?}) }}",
                    attribute.namespace, attribute.local
                )?;
                call(&what, format!("own.{method}().map(String::from)"))?;
            }
        }
    }
    for (member, repeated) in &shape.members {
        let method = snake(&member.local);
        let path = path(module_of(&member.namespace), module, &member.local);
        writeln!(output, "/// The members `{}`.", member.local)?;
        if *repeated {
            writeln!(
                output,
                "pub fn {method}(self) -> impl Iterator<Item = {path}<'d>> {{ self.0.members().filter_map(|(document, node)| {path}::of(document, node)) }}"
            )?;
            call(
                &member.local,
                format!("own.{method}().next().map(|own| own.element().index().to_string())"),
            )?;
        } else {
            writeln!(
                output,
                "#[must_use] pub fn {method}(self) -> Option<{path}<'d>> {{ self.0.members().find_map(|(document, node)| {path}::of(document, node)) }}"
            )?;
            call(
                &member.local,
                format!("own.{method}().map(|own| own.element().index().to_string())"),
            )?;
        }
    }
    writeln!(output, "}}")
}

fn enumeration(output: &mut String, name: &str, values: &BTreeSet<String>) -> std::fmt::Result {
    let own = pascal(name);
    let listed: Vec<String> = values
        .iter()
        .filter(|value| *value != "ext-value")
        .map(|value| format!("{} = {value:?}", pascal(value)))
        .collect();
    writeln!(output, "super::value_type!({own}, {name:?}, {});", listed.join(", "))
}

/// Where the enumerations of classes of a namespace are.
fn enumeration_module(namespace: &str) -> &'static str {
    // RFC 7203 builds upon the types of version 1.
    module_of(if namespace == SCI { V1 } else { namespace })
}

fn module_of(namespace: &str) -> &'static str {
    MODULES.iter().find(|(_, own)| *own == namespace).unwrap().0
}

/// A type of one module as another writes it.
fn path(module: &str, from: &str, name: &str) -> String {
    if module == from { pascal(name) } else { format!("super::{module}::{}", pascal(name)) }
}

/// The words of a name; runs of capitals are one.
fn words(name: &str) -> Vec<String> {
    let characters: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = vec![String::new()];
    for (index, character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| characters[before]);
        let begins = character.is_ascii_uppercase()
            && (before.is_some_and(|before| before.is_ascii_lowercase())
                || (before.is_some_and(|before| before.is_ascii_alphanumeric())
                    && characters.get(index + 1).is_some_and(char::is_ascii_lowercase)));
        if !character.is_ascii_alphanumeric() || begins {
            words.push(String::new());
        }
        if character.is_ascii_alphanumeric() {
            words.last_mut().unwrap().push(character.to_ascii_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn snake(name: &str) -> String {
    let name = words(name).join("_");
    if matches!(name.as_str(), "type" | "virtual") { format!("{name}_") } else { name }
}

fn pascal(name: &str) -> String {
    let mut result = String::new();
    for word in words(name) {
        let mut characters = word.chars();
        result.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        result.extend(characters);
    }
    match result.as_str() {
        "Self" => "SelfValue".to_owned(),
        _ if result.starts_with(|first: char| first.is_ascii_digit()) => format!("Version{result}"),
        _ => result,
    }
}
