//! Reads schema files into the model, for the part of XML Schema 1.0 that they use.

use std::collections::BTreeMap;

use crate::model::{
    Attribute, Enumeration, Name, Named, SchemaSet, SimpleType, Type, Value, Wildcard, XSD,
};
use crate::particle::{self, Particle, Term};
use crate::xml::Element;

/// Reads files of one set; a later declaration replaces an earlier one of its name.
pub fn read(files: &[Element]) -> SchemaSet {
    let mut reader = Reader::default();
    for file in files {
        let namespace = file.attribute("targetNamespace").unwrap_or("");
        for child in &file.children {
            if let Some(name) = child.attribute("name") {
                let key = (kind(child), Name::new(namespace, name));
                reader.declared.insert(key, child.clone());
            }
        }
    }
    reader.set()
}

fn kind(declaration: &Element) -> &'static str {
    match declaration.local.as_str() {
        "element" => "element",
        "attribute" => "attribute",
        "complexType" | "simpleType" => "type",
        "attributeGroup" => "attributeGroup",
        other => panic!("a global <{other}>"),
    }
}

#[derive(Default)]
struct Reader {
    declared: BTreeMap<(&'static str, Name), Element>,
}

/// A complex type before its content is compiled.
#[derive(Default)]
struct Draft {
    text: Option<SimpleType>,
    mixed: bool,
    attributes: Vec<Attribute>,
    particle: Option<Particle>,
    base: Option<Name>,
}

impl Reader {
    fn set(&self) -> SchemaSet {
        let mut set = SchemaSet::default();
        for ((kind, name), declaration) in &self.declared {
            match *kind {
                "element" => {
                    set.elements.insert(name.clone(), self.element_type(declaration, name));
                }
                "attribute" => {
                    set.attributes
                        .insert(name.clone(), self.attribute(declaration, name, &name.local));
                }
                "type" if declaration.local == "simpleType" => {
                    let simple = self.simple(declaration, &name.local);
                    set.types.insert(name.clone(), Named::Simple(simple));
                }
                "type" => {
                    let draft = self.draft(declaration, name);
                    let base = draft.base.clone();
                    set.types.insert(name.clone(), Named::Complex(finished(draft), base));
                }
                _ => {}
            }
        }
        set
    }

    fn element_type(&self, declaration: &Element, name: &Name) -> Type {
        let mut result = if let Some(complex) = declaration.named("complexType").next() {
            finished(self.draft(complex, name))
        } else if let Some(named) = declaration.qualified("type") {
            match self.declared.get(&("type", named.clone())) {
                Some(complex) if complex.local == "complexType" => {
                    finished(self.draft(complex, &named))
                }
                _ => text_only(self.simple_named(&named)),
            }
        } else {
            any_type()
        };
        for key in declaration.named("key") {
            result.one_of = Some(one_of(key));
        }
        result
    }

    fn draft(&self, complex: &Element, owner: &Name) -> Draft {
        let mixed = |element: &Element| element.attribute("mixed") == Some("true");
        let mut draft = Draft { mixed: mixed(complex), ..Draft::default() };
        for child in &complex.children {
            match child.local.as_str() {
                "simpleContent" => draft = self.derived(child, owner, true),
                "complexContent" => {
                    draft = self.derived(child, owner, false);
                    draft.mixed |= mixed(complex) || mixed(child);
                }
                _ => self.part(&mut draft, child, owner),
            }
        }
        draft
    }

    /// The content of a type by itself, or what a derivation adds.
    fn part(&self, draft: &mut Draft, child: &Element, owner: &Name) {
        match child.local.as_str() {
            "sequence" | "choice" => {
                let own = self.particle(child, owner);
                draft.particle = Some(match draft.particle.take() {
                    Some(base) => once(Term::Sequence(vec![base, own])),
                    None => own,
                });
            }
            "attribute" => self.add_attribute(&mut draft.attributes, child, owner),
            "annotation" => {}
            other => panic!("<{other}> in a complex type"),
        }
    }

    fn derived(&self, content: &Element, owner: &Name, simple: bool) -> Draft {
        let derivation = content.children.iter().find(|child| child.local != "annotation").unwrap();
        let base = derivation.qualified("base").unwrap();
        let mut draft = match self.declared.get(&("type", base.clone())) {
            Some(complex) if complex.local == "complexType" => self.draft(complex, &base),
            _ => Draft { text: Some(self.simple_named(&base)), ..Draft::default() },
        };
        assert_eq!(simple, draft.text.is_some(), "{owner:?}");
        if derivation.local == "restriction" {
            draft.particle = None;
            draft.mixed = false;
        }
        for child in &derivation.children {
            self.part(&mut draft, child, owner);
        }
        draft.base = Some(base);
        draft
    }

    fn add_attribute(&self, attributes: &mut Vec<Attribute>, child: &Element, owner: &Name) {
        let attribute = match child.qualified("ref") {
            Some(reference) => {
                let global = &self.declared[&("attribute", reference.clone())];
                self.attribute(global, &reference, &reference.local)
            }
            None => {
                let local = child.attribute("name").unwrap();
                let name = Name::new("", local);
                self.attribute(child, &name, &format!("{}-{local}", owner.local))
            }
        };
        attributes.retain(|known| known.name != attribute.name);
        if child.attribute("use") != Some("prohibited") {
            attributes.push(attribute);
        }
    }

    fn attribute(&self, declaration: &Element, name: &Name, anonymous: &str) -> Attribute {
        let data_type = match declaration.qualified("type") {
            Some(named) => self.simple_named(&named),
            None => self.simple(declaration.named("simpleType").next().unwrap(), anonymous),
        };
        let value = match (declaration.attribute("default"), declaration.attribute("fixed")) {
            (Some(value), None) => Some(Value::Default(value.to_owned())),
            (None, Some(value)) => Some(Value::Fixed(value.to_owned())),
            (None, None) => None,
            (Some(_), Some(_)) => panic!("{name:?} has a default and a fixed value"),
        };
        let required = declaration.attribute("use") == Some("required");
        Attribute { name: name.clone(), data_type, required, value }
    }

    fn simple_named(&self, name: &Name) -> SimpleType {
        if name.namespace == XSD {
            return SimpleType { base: name.local.clone(), enumeration: None };
        }
        let declaration = &self.declared[&("type", name.clone())];
        self.simple(declaration, &name.local)
    }

    fn simple(&self, declaration: &Element, name: &str) -> SimpleType {
        if declaration.named("union").next().is_some() {
            return SimpleType { base: derived(name), enumeration: None };
        }
        let restriction = declaration.named("restriction").next().unwrap();
        let mut result = self.simple_named(&restriction.qualified("base").unwrap());
        let values: Vec<String> = restriction
            .named("enumeration")
            .map(|value| value.attribute("value").unwrap().to_owned())
            .collect();
        if !values.is_empty() {
            result.enumeration = Some(Enumeration { name: name.to_owned(), values });
        }
        if restriction.children.iter().any(|facet| facet.local != "enumeration") {
            assert!(result.enumeration.is_none(), "{name} has an enumeration and another facet");
            result.base = derived(name);
        }
        result
    }

    fn particle(&self, element: &Element, owner: &Name) -> Particle {
        let children =
            || element.children.iter().map(|child| self.particle(child, owner)).collect();
        let term = match element.local.as_str() {
            "sequence" => Term::Sequence(children()),
            "choice" => Term::Choice(children()),
            "element" => match element.qualified("ref") {
                Some(name) => Term::Element(name, None),
                None => {
                    // Every file here says elementFormDefault="qualified".
                    let name = Name::new(&owner.namespace, element.attribute("name").unwrap());
                    let local = self.element_type(element, &name);
                    Term::Element(name, Some(Box::new(local)))
                }
            },
            "any" => Term::Any(Wildcard {
                other: match element.attribute("namespace") {
                    Some("##other") => true,
                    Some("##any") | None => false,
                    Some(other) => panic!("a wildcard for {other}"),
                },
                strict: element.attribute("processContents") != Some("lax"),
            }),
            other => panic!("<{other}> in a content model"),
        };
        let optional = match element.attribute("minOccurs") {
            Some("0") => true,
            Some("1") | None => false,
            Some(other) => panic!("minOccurs={other}"),
        };
        let unbounded = match element.attribute("maxOccurs") {
            Some("unbounded") => true,
            Some("1") | None => false,
            Some(other) => panic!("maxOccurs={other}"),
        };
        Particle { term, optional, unbounded }
    }
}

/// The names under which `DataType` knows what these types add to the built-in ones.
fn derived(name: &str) -> String {
    match name {
        "PositiveFloatType" | "PortlistType" | "TimezoneType" | "RealOrEmptyType" => {
            name.to_owned()
        }
        other => panic!("the facets of {other} are not known"),
    }
}

/// An identity constraint that these schemas use to ask for one of two attributes of the element.
fn one_of(key: &Element) -> (String, String) {
    let selector = key.named("selector").next().and_then(|part| part.attribute("xpath"));
    assert_eq!(selector, Some("."));
    let field = key.named("field").next().and_then(|part| part.attribute("xpath")).unwrap();
    let (first, second) = field.split_once('|').unwrap();
    (first.strip_prefix('@').unwrap().to_owned(), second.strip_prefix('@').unwrap().to_owned())
}

fn once(term: Term) -> Particle {
    Particle { term, optional: false, unbounded: false }
}

fn finished(draft: Draft) -> Type {
    let (members, wildcard, content) = particle::compile(draft.particle.as_ref());
    Type {
        text: draft.text,
        mixed: draft.mixed,
        any_attribute: false,
        attributes: draft.attributes,
        members,
        wildcard,
        content,
        one_of: None,
    }
}

/// The type of elements that hold a value and nothing else.
pub fn text_only(data_type: SimpleType) -> Type {
    finished(Draft { text: Some(data_type), ..Draft::default() })
}

/// The type of an element that is declared without one.
pub fn any_type() -> Type {
    let wildcard = Wildcard { other: false, strict: false };
    let any = Particle { term: Term::Any(wildcard), optional: true, unbounded: true };
    let draft = Draft { mixed: true, particle: Some(any), ..Draft::default() };
    Type { any_attribute: true, ..finished(draft) }
}
