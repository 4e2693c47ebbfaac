//! Source that somebody types: what cannot be parsed is kept until it can.

use std::ops::Range;

use wasm_bindgen::prelude::JsValue;

use crate::fault::Fault;
use crate::held::{Done, Held, TextEdit, parse};
use crate::session::Session;
use crate::utf16::Offsets;

/// The source, while it cannot be parsed.
pub(crate) struct Broken {
    pub(crate) text: String,
    pub(crate) fault: Fault,
}

impl Session {
    /// Source that cannot be parsed is kept beside the last document that could.
    pub(crate) fn replace_source(&mut self, from: usize, to: usize, text: &str) -> Done {
        let mut source = match (self.broken.take(), &mut self.held) {
            (None, Some(held)) => {
                let range = held.octets(from, to);
                match held.replace(range.clone(), text) {
                    Ok(done) => return done,
                    Err(_) => {
                        let mut source = held.document().text().to_owned();
                        source.replace_range(range, text);
                        return self.try_source(source);
                    }
                }
            }
            (Some(broken), _) => broken.text,
            (None, None) => String::new(),
        };
        let offsets = Offsets::new(&source);
        let range = offsets.octet(&source, from)..offsets.octet(&source, to.max(from));
        source.replace_range(range, text);
        self.try_source(source)
    }

    fn try_source(&mut self, source: String) -> Done {
        let document = match parse(&source) {
            Ok(document) => document,
            Err(error) => {
                let fault = Fault::new(&error, &source);
                self.broken = Some(Broken { text: source, fault });
                return Done::default();
            }
        };
        let Some(held) = &mut self.held else {
            let mut held = Held::new(document, self.options.clone());
            held.check();
            self.held = Some(held);
            return Done::default();
        };
        let (range, new) = difference(held.document().text(), &source);
        match held.replace(range, &new) {
            Ok(mut done) => {
                // The source view has it already.
                done.edits.clear();
                done
            }
            Err(fault) => {
                self.broken = Some(Broken { text: source, fault });
                Done::default()
            }
        }
    }

    pub(crate) fn restored(&mut self) -> Result<JsValue, JsValue> {
        let Some(broken) = self.broken.take() else { return Ok(JsValue::NULL) };
        let text = self.text();
        let offsets = Offsets::new(&broken.text);
        let all = offsets.units(&broken.text, broken.text.len());
        let done =
            Done { edits: vec![TextEdit { from: 0, to: all, insert: text }], ..Done::default() };
        self.applied(done)
    }
}

/// What is different between two texts: the octets of the first, and what stands there in the second.
fn difference(old: &str, new: &str) -> (Range<usize>, String) {
    let prefix = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let prefix = (0..=prefix)
        .rev()
        .find(|at| old.is_char_boundary(*at) && new.is_char_boundary(*at))
        .unwrap_or_default();
    let (rest_old, rest_new) =
        (old.get(prefix..).unwrap_or_default(), new.get(prefix..).unwrap_or_default());
    let suffix =
        rest_old.bytes().rev().zip(rest_new.bytes().rev()).take_while(|(a, b)| a == b).count();
    let suffix = (0..=suffix)
        .rev()
        .find(|back| {
            rest_old.len().checked_sub(*back).is_some_and(|at| rest_old.is_char_boundary(at))
                && rest_new.len().checked_sub(*back).is_some_and(|at| rest_new.is_char_boundary(at))
        })
        .unwrap_or_default();
    let end = old.len().saturating_sub(suffix);
    let new_end = rest_new.len().saturating_sub(suffix);
    (prefix..end, rest_new.get(..new_end).unwrap_or_default().to_owned())
}
