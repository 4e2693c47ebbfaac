//! Attributes and texts as JSON.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::export::{Export, Members, of, string};
use super::map::{self, Scalar};
use super::text::{Kind, Value, number_length};
use crate::convert::fragment;
use crate::convert::report::Loss;
use crate::convert::tree::trimmed;
use crate::document::{NodeId, NodeKind};
use crate::structure::{AttributeDecl, Base, Class};

/// RFC 8727 section 3.2: the largest number that every reader of JSON holds exactly.
const EXACT: u64 = 1 << 53;

impl Export<'_> {
    /// The attributes of an element, in the order of its class.
    pub(super) fn attributes(&mut self, node: NodeId, class: Class) -> Members {
        let document = self.document;
        let mut values: Vec<Option<Members>> = Vec::new();
        values.resize_with(class.attributes().len(), || None);
        for attribute in document.attributes(node) {
            let namespace = &*attribute.namespace;
            let found = class
                .attributes()
                .enumerate()
                .find(|(_, decl)| (decl.name(), decl.namespace()) == (attribute.local, namespace));
            let Some((place, decl)) = found.filter(|_| map::has_attribute(class, attribute.local))
            else {
                self.lost_attribute(node, &attribute);
                continue;
            };
            let members = self.attribute(node, class, decl, &attribute.value());
            if let Some(value) = values.get_mut(place) {
                *value = Some(members);
            }
        }
        let root = document.root() == node;
        let mut members: Members = values.into_iter().flatten().flatten().collect();
        if root {
            // RFC 8727 section 4.1 writes the version so.
            members.retain(|(name, _)| name != "version");
            members.insert(0, ("version".to_owned(), string("2.0")));
        }
        // A value that was moved to an extension stands before one that was there.
        for at in (0..members.len()).rev() {
            let Some((name, _)) = members.get(at) else { continue };
            let first = members.iter().position(|(other, _)| other == name);
            if first != Some(at) {
                let (name, value) = members.remove(at);
                let path = || format!("{}/@{name}", document.xpath(node));
                let value =
                    if let Kind::String(value) = value.kind { value } else { String::new() };
                self.report.note(Loss::Attribute, path, &value, "");
            }
        }
        members
    }

    fn attribute(
        &mut self,
        node: NodeId,
        class: Class,
        decl: AttributeDecl,
        value: &str,
    ) -> Members {
        let name = decl.name();
        let document = self.document;
        let path = || format!("{}/@{name}", document.xpath(node));
        let scalar = Scalar::of(decl.data_type().base());
        if matches!(scalar, Scalar::Integer | Scalar::Real) {
            let number = self.number(value, scalar, &path);
            return number.map(|number| (name.to_owned(), number)).into_iter().collect();
        }
        if decl.enumeration().is_none() && name != "SpecID" {
            let value = if scalar == Scalar::Text { value } else { trimmed(value) };
            return vec![(name.to_owned(), string(value))];
        }
        let value = trimmed(value);
        let extension = format!("ext-{name}");
        match map::value_to_json(class.name(), name, value) {
            Ok(renamed) => {
                let listed = decl.enumeration().is_none_or(|list| list.contains(value));
                if renamed != value {
                    self.report.note(Loss::Enumeration, path, value, renamed);
                } else if !listed {
                    // A value that was registered since (RFC 7970 section 10.2), or a wrong one.
                    self.report.note(Loss::Enumeration, path, value, "the same value, unlisted");
                }
                vec![(name.to_owned(), string(renamed))]
            }
            Err(value) => {
                let extended = map::extended(name);
                self.report.note(Loss::Enumeration, path, value, format!("{extension}: {value}"));
                vec![(name.to_owned(), string(extended)), (extension, string(value))]
            }
        }
    }

    /// A number as it is written, or as JSON writes it.
    fn number(&mut self, text: &str, scalar: Scalar, path: &dyn Fn() -> String) -> Option<Value> {
        let written = trimmed(text);
        let Some(number) = json_number(written, scalar) else {
            self.report.note(Loss::Number, path, written, "");
            return None;
        };
        let exact = number.parse::<i64>().is_ok_and(|value| value.unsigned_abs() <= EXACT);
        if scalar == Scalar::Integer && !exact {
            let kept = "the same digits, which a reader may round";
            self.report.note(Loss::Number, path, written, kept);
        } else if number != written {
            self.report.note(Loss::Spelling, path, written, number.clone());
        }
        Some(of(Kind::Number(number)))
    }

    /// A text by itself.
    pub(super) fn scalar(&mut self, node: NodeId, scalar: Scalar) -> Option<Value> {
        let document = self.document;
        let text = self.text(node);
        let path = || document.xpath(node);
        match scalar {
            Scalar::Text => Some(string(text)),
            Scalar::Token => Some(string(self.token(node, &text))),
            Scalar::Integer | Scalar::Real => self.number(&text, scalar, &path),
        }
    }

    /// RFC 8727 section 2.1: a time is of RFC 3339, which has an offset; XML may leave it out.
    fn token(&mut self, node: NodeId, text: &str) -> String {
        let text = trimmed(text);
        let document = self.document;
        let class = Class::global(
            crate::structure::Schema::Text,
            document.namespace(node),
            document.local_name(node),
        );
        let is_time = class.and_then(Class::text).is_some_and(|text| text.base() == Base::DateTime);
        let zoned =
            text.ends_with('Z')
                || text.len().checked_sub(6).and_then(|at| text.get(at..)).is_some_and(|zone| {
                    zone.starts_with(['+', '-']) && zone.get(3..4) == Some(":")
                });
        if is_time && !zoned {
            let kept = "the same text, which is not a time of RFC 3339";
            self.report.note(Loss::Spelling, || document.xpath(node), text, kept);
        }
        text.to_owned()
    }

    /// The text of an element; what else is in it is reported.
    fn text(&mut self, node: NodeId) -> String {
        let document = self.document;
        for child in document.children(node) {
            if !matches!(document.kind(child), NodeKind::Text | NodeKind::CData) {
                self.note_any(child);
            }
        }
        document.text_of(node).into_owned()
    }

    /// RFC 8727 section 2.2.2.
    pub(super) fn multilingual(
        &mut self,
        node: NodeId,
        class: Class,
        lang: Option<&str>,
        plain: bool,
    ) -> Value {
        let attributes = self.attributes(node, class);
        let text = self.text(node);
        if plain {
            let attribute_free = attributes.is_empty();
            for (name, value) in attributes {
                let Kind::String(value) = value.kind else { continue };
                let prefix = if name == "lang" { "xml:" } else { "" };
                let path = || format!("{}/@{prefix}{name}", self.document.xpath(node));
                self.report.note(Loss::Language, path, &value, "");
            }
            if attribute_free && lang != Some("en") {
                let path = || self.document.xpath(node);
                self.report.note(Loss::Language, path, lang.unwrap_or_default(), "");
            }
            return string(text);
        }
        if attributes.is_empty() && lang == Some("en") {
            return string(text);
        }
        let mut members = vec![("value".to_owned(), string(text))];
        members.extend(attributes);
        of(Kind::Object(members))
    }

    /// An object with a text: IncidentID, Counter, Address and others.
    pub(super) fn text_object(
        &mut self,
        node: NodeId,
        class: Class,
        name: &'static str,
        scalar: Scalar,
    ) -> Option<Value> {
        let mut members = self.attributes(node, class);
        self.required(node, class, &mut members);
        let value = if class.name() == "Confidence" {
            self.confidence(node)
        } else {
            self.scalar(node, scalar)?
        };
        members.insert(0, (name.to_owned(), value));
        Some(of(Kind::Object(members)))
    }

    /// JSON requires a number; 0 stands for none, so that 0 itself is written 0.0.
    fn confidence(&mut self, node: NodeId) -> Value {
        let document = self.document;
        let text = self.text(node);
        let path = || document.xpath(node);
        if trimmed(&text).is_empty() {
            let rating = document.attribute(node, "rating").unwrap_or_default();
            // Where the rating says that there is a number, 0 is read as one.
            let what = if trimmed(&rating) == "numeric" { Loss::Number } else { Loss::Added };
            self.report.note(what, path, &rating, "the rating, with the number 0");
            return of(Kind::Number("0".to_owned()));
        }
        match self.number(&text, Scalar::Real, &path) {
            Some(Value { kind: Kind::Number(number), .. }) if number == "0" => {
                self.report.note(Loss::Spelling, path, "0", "0.0");
                of(Kind::Number("0.0".to_owned()))
            }
            Some(number) => number,
            None => of(Kind::Number("0".to_owned())),
        }
    }

    /// RFC 8727 sections 2.2.4 and 2.2.6.
    pub(super) fn extension(&mut self, node: NodeId, class: Class) -> Value {
        let document = self.document;
        let attributes = self.attributes(node, class);
        let xml = document.attribute(node, "dtype").is_some_and(|dtype| trimmed(&dtype) == "xml");
        let elements = document.elements(node).next().is_some();
        let value = if xml || elements {
            if !xml && class.name() != "SoftwareReference" {
                let path = || document.xpath(node);
                self.report.note(Loss::Element, path, "", "its markup as text");
            }
            fragment::content(document, node, &[])
        } else {
            self.text(node)
        };
        let mut members = Members::new();
        if !(value.is_empty() && class.name() == "SoftwareReference") {
            members.push(("value".to_owned(), string(value)));
        }
        members.extend(attributes);
        of(Kind::Object(members))
    }

    /// RFC 8727 section 3.2.
    pub(super) fn bytes(&mut self, node: NodeId) -> Value {
        string(STANDARD.encode(fragment::element(self.document, node, &[])))
    }

    /// RFC 8727 section 2.2.5.
    pub(super) fn raw_data(&mut self, node: NodeId, class: Class) -> Value {
        for attribute in self.document.attributes(node) {
            // It is xml in every RawData (RFC 7203 section 4.4).
            if attribute.local != "dtype" || !attribute.namespace.is_empty() {
                self.lost_attribute(node, &attribute);
            }
        }
        debug_assert_eq!(class.name(), "RawData");
        string(STANDARD.encode(fragment::content(self.document, node, &[])))
    }
}

/// A number of XML Schema as JSON writes it: the same text where that is possible.
fn json_number(text: &str, scalar: Scalar) -> Option<String> {
    let is_json = |text: &str| !text.is_empty() && number_length(text.as_bytes()) == text.len();
    let is_whole = |text: &str| !text.contains(['.', 'e', 'E']);
    if is_json(text) && (scalar == Scalar::Real || is_whole(text)) {
        return Some(text.to_owned());
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let exponent = digits.find(['e', 'E']).unwrap_or(digits.len());
    let (mantissa, exponent) = digits.split_at_checked(exponent)?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    let number = format!("{sign}{whole}{point}{fraction}{exponent}");
    (is_json(&number) && (scalar == Scalar::Real || is_whole(&number))).then_some(number)
}
