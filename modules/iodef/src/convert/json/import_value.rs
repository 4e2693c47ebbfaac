//! Attributes and texts from JSON.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::import::Import;
use super::map::{self, Scalar, Shape};
use super::text::{Kind, Value};
use crate::Error;
use crate::convert::fault::JsonFault;
use crate::convert::fragment;
use crate::convert::report::Loss;
use crate::convert::tree::{Content, DS, Element, MARKUP_ONLY, is_space};
use crate::document::{Document, Limits, XML_NAMESPACE};
use crate::structure::Class;

impl Import<'_> {
    pub(super) fn is_attribute(&self, class: Class, name: &str) -> bool {
        class.attribute(name).is_some() && map::has_attribute(class, name)
    }

    /// The attributes of a class, in its order.
    pub(super) fn attributes(
        &mut self,
        object: &Value,
        members: &[(String, Value)],
        class: Class,
        element: &mut Element,
    ) -> Result<(), Error> {
        let own = |name: &str| members.iter().find(|(member, _)| member == name).map(|m| &m.1);
        for decl in class.attributes() {
            let name = decl.name();
            if !map::has_attribute(class, name) {
                continue;
            }
            let Some(value) = own(name) else {
                if name == "version" && class.name() == "IODEF-Document" {
                    let (class, name) = (class.name().to_owned(), name.to_owned());
                    return Err(self.fault(object, JsonFault::MissingMember { class, name }));
                }
                continue;
            };
            let text = self
                .member(name, |import| import.scalar(value, Scalar::of(decl.data_type().base())))?;
            let qualified = if decl.namespace() == XML_NAMESPACE {
                format!("xml:{name}")
            } else {
                name.to_owned()
            };
            element.set(qualified, map::value_to_xml(class.name(), name, &text));
        }
        self.version(own("version"), class, element)?;
        restore_values(class, element);
        Ok(())
    }

    /// RFC 8727 section 4.1 writes the version 2.0, RFC 7970 section 3.1 writes it 2.00.
    fn version(
        &mut self,
        version: Option<&Value>,
        class: Class,
        element: &mut Element,
    ) -> Result<(), Error> {
        let Some(value) = version.filter(|_| class.name() == "IODEF-Document") else {
            return Ok(());
        };
        match element.attribute("version") {
            Some("2.0" | "2.00") => element.set("version", "2.00"),
            seen => {
                let seen = seen.unwrap_or_default().to_owned();
                return self.member("version", |import| {
                    Err(import.fault(value, JsonFault::Version { seen }))
                });
            }
        }
        Ok(())
    }

    pub(super) fn string(&mut self, value: &Value) -> Result<String, Error> {
        match &value.kind {
            Kind::String(text) => Ok(self.clean(text)),
            _ => Err(self.wrong_type(value, "a string")),
        }
    }

    pub(super) fn scalar(&mut self, value: &Value, scalar: Scalar) -> Result<String, Error> {
        match (scalar, &value.kind) {
            (Scalar::Text | Scalar::Token, _) => self.string(value),
            (Scalar::Real, Kind::Number(number)) => Ok(number.clone()),
            (Scalar::Real, _) => Err(self.wrong_type(value, "a number")),
            (Scalar::Integer, Kind::Number(number)) => match whole(number) {
                Some(whole) => Ok(whole.to_owned()),
                None => Err(self.wrong_type(value, "a whole number without exponent")),
            },
            (Scalar::Integer, _) => Err(self.wrong_type(value, "a whole number")),
        }
    }

    /// The text of an object, whose attributes the element has already.
    pub(super) fn text_value(
        &mut self,
        value: &Value,
        element: &Element,
        shape: Shape,
    ) -> Result<String, Error> {
        let scalar = if let Shape::TextObject(_, scalar) = shape { scalar } else { Scalar::Text };
        let text = self.scalar(value, scalar)?;
        // RFC 8727 demands a number, and 0 is written where the rating says it in words.
        let is_in_words =
            element.name == "Confidence" && element.attribute("rating") != Some("numeric");
        Ok(if is_in_words && text == "0" { String::new() } else { text })
    }

    /// RFC 8727 section 3.2: a string is in English.
    pub(super) fn multilingual(
        &mut self,
        value: &Value,
        class: Class,
        name: &str,
        lang: Option<&str>,
    ) -> Result<Element, Error> {
        if !matches!(value.kind, Kind::String(_)) {
            return match &value.kind {
                Kind::Object(_) => self.object(value, class, name, lang),
                _ => Err(self.wrong_type(value, "a string or an object")),
            };
        }
        let mut element = Element::with_text(name, self.string(value)?);
        if lang != Some("en") {
            let version_2 = class.attribute("translation-id").is_some();
            element.set(if version_2 { "xml:lang" } else { "lang" }, "en");
        }
        Ok(element)
    }

    /// RFC 8727 sections 2.2.4 and 2.2.6.
    pub(super) fn extension(
        &mut self,
        value: &Value,
        class: Class,
        name: &str,
    ) -> Result<Element, Error> {
        let mut element = self.object(value, class, name, None)?;
        let software = class.name() == "SoftwareReference";
        if element.attribute("dtype") != Some("xml") && !software {
            return Ok(element);
        }
        let [Content::Text(text)] = element.content.as_slice() else { return Ok(element) };
        // Text that is no markup stays text.
        if let Some(markup) = markup(text).filter(|_| !software || text.contains('<')) {
            element.content = vec![Content::Markup(markup)];
        } else if !software {
            let path = self.path();
            self.report.note(Loss::Spelling, || path, text, "text, because it is not markup");
        }
        Ok(element)
    }

    fn octets(&mut self, value: &Value, expected: &'static str) -> Result<String, Error> {
        let text = self.string(value)?;
        let packed: String = text.chars().filter(|char| !is_space(*char)).collect();
        let octets = STANDARD.decode(packed).ok().and_then(|octets| String::from_utf8(octets).ok());
        octets.ok_or_else(|| self.fault(value, JsonFault::Base64 { expected }))
    }

    /// RFC 8727 section 3.2.
    pub(super) fn bytes(&mut self, value: &Value, class: Class) -> Result<Element, Error> {
        const EXPECTED: &str = "an element of XML signatures";
        if let Kind::String(text) = &value.kind
            && text.contains(':')
            && class.attribute("Algorithm").is_some()
        {
            // Some writers give the identifier of the algorithm itself; base64 has no colon.
            let mut element = Element::new(format!("ds:{}", class.name()));
            element.set("xmlns:ds", DS);
            element.set("Algorithm", self.clean(text));
            return Ok(element);
        }
        let text = self.octets(value, EXPECTED)?;
        let document = Document::from_text(text, &Limits::default());
        let document = document
            .ok()
            .filter(|document| {
                let root = document.root();
                (document.namespace(root), document.local_name(root)) == (DS, class.name())
            })
            .ok_or_else(|| self.fault(value, JsonFault::Base64 { expected: EXPECTED }))?;
        let mut element = Element::new(MARKUP_ONLY);
        let markup = document.slice(document.span(document.root())).to_owned();
        element.content.push(Content::Markup(markup));
        Ok(element)
    }

    /// RFC 8727 section 2.2.5.
    pub(super) fn raw_data(&mut self, value: &Value, name: &str) -> Result<Element, Error> {
        const EXPECTED: &str = "markup";
        let text = self.octets(value, EXPECTED)?;
        let markup = markup(&text)
            .ok_or_else(|| self.fault(value, JsonFault::Base64 { expected: EXPECTED }))?;
        let mut element = Element::new(name);
        // RFC 7203 section 4.4.
        element.set("dtype", "xml");
        if !markup.is_empty() {
            element.content.push(Content::Markup(markup));
        }
        Ok(element)
    }
}

/// Values that only XML has come back from the extension that held them.
fn restore_values(class: Class, element: &mut Element) {
    for decl in class.attributes() {
        let name = decl.name();
        let extension = format!("ext-{name}");
        if element.attribute(name) != Some(map::extended(name)) {
            continue;
        }
        let Some(value) = element.attribute(&extension).map(str::to_owned) else { continue };
        if map::is_xml_value(class.name(), name, &value) {
            element.attributes.retain(|(attribute, _)| *attribute != extension);
            element.set(name, value);
        }
    }
}

/// A whole number as XML writes it: a fraction of zeros is none.
fn whole(number: &str) -> Option<&str> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let plain = fraction.bytes().all(|octet| octet == b'0') && !whole.contains(['e', 'E']);
    plain.then_some(whole)
}

/// Markup that can stand inside an element of IODEF: its elements without prefix are in no
/// namespace unless they say so.
fn markup(text: &str) -> Option<String> {
    let wrapped = Document::from_text(format!("<x>{text}</x>"), &Limits::default()).ok()?;
    let root = wrapped.root();
    let mut markup = String::new();
    for child in wrapped.children(root) {
        let span = wrapped.slice(wrapped.span(child));
        let unprefixed = || {
            let mut below = wrapped.descendants(child).filter(|node| wrapped.is_element(*node));
            below.any(|node| wrapped.prefix(node).is_empty())
        };
        let declares =
            || wrapped.namespace_declarations(child).any(|(prefix, _)| prefix.is_empty());
        if wrapped.is_element(child) && !declares() && unprefixed() {
            markup.push_str(&fragment::inserted(&wrapped, child, span, " xmlns=\"\""));
        } else {
            markup.push_str(span);
        }
    }
    Some(markup)
}
