//! Source that somebody types: what cannot be parsed is kept until it can.

use std::ops::Range;

use crate::fault::Fault;
use crate::held::{Done, Held, parse};
use crate::session::Session;
use crate::typing::Splice;
use crate::utf16::Offsets;

/// The source, while it cannot be parsed.
pub(crate) struct Broken {
    pub(crate) text: String,
    pub(crate) fault: Fault,
}

impl Session {
    /// Source that cannot be parsed is kept beside the last document that could.
    pub(crate) fn replace_source(&mut self, from: usize, to: usize, text: &str) -> Done {
        if let (None, Some(held)) = (&self.broken, &mut self.held) {
            let range = held.octets(from, to);
            if let Ok(done) = held.replace(range, text) {
                self.typing.forget();
                return done;
            }
        }
        let mut source = self.take_source();
        let offsets = Offsets::new(&source);
        let range = offsets.octet(&source, from)..offsets.octet(&source, to.max(from));
        let splice = Splice::of(&source, range, text);
        splice.apply(&mut source);
        let done = self.try_source(source);
        match self.broken {
            Some(_) => self.typing.typed(splice),
            None => self.typing.forget(),
        }
        done
    }

    /// Takes back what was typed last into source that cannot be parsed.
    pub(crate) fn undo_typing(&mut self) -> Option<Done> {
        self.broken.as_ref()?;
        match self.typing.back() {
            Some(splice) => Some(self.retype(&splice)),
            // It was more than is kept: the document is what could be parsed.
            None => self.held.is_some().then(|| self.restore()),
        }
    }

    /// Types it again.
    pub(crate) fn redo_typing(&mut self) -> Option<Done> {
        let splice = self.typing.again()?;
        Some(self.retype(&splice))
    }

    fn retype(&mut self, splice: &Splice) -> Done {
        let mut source = self.take_source();
        let edit = splice.apply(&mut source);
        Done { edits: vec![edit], ..self.try_source(source) }
    }

    fn restore(&mut self) -> Done {
        let broken = self.take_source();
        self.typing.forget();
        let whole = Splice::of(&broken, 0..broken.len(), &self.text());
        Done { edits: vec![whole.apply(&mut broken.clone())], ..Done::default() }
    }

    fn take_source(&mut self) -> String {
        match self.broken.take() {
            Some(broken) => broken.text,
            None => self.text(),
        }
    }

    fn try_source(&mut self, source: String) -> Done {
        if self.held.as_ref().is_some_and(|held| held.document().text() == source) {
            return Done::default();
        }
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

#[cfg(test)]
mod tests {
    use iodef::document::{Document, Limits};

    use super::*;

    const GOOD: &str = "<IODEF-Document version=\"2.00\" xmlns=\"urn:ietf:params:xml:ns:iodef-2.0\">\
        <Incident></Incident></IODEF-Document>";

    fn session(text: &str) -> Session {
        let mut session = Session::default();
        match Document::parse(text.as_bytes(), &Limits::default()) {
            Ok(document) => session.held = Some(Held::new(document, session.options.clone())),
            Err(error) => {
                let fault = Fault::new(&error, text);
                session.broken = Some(Broken { text: text.to_owned(), fault });
            }
        }
        session
    }

    /// As the source view follows it.
    fn follow(view: &mut String, done: Option<Done>) -> bool {
        let Some(done) = done else { return false };
        for edit in done.edits {
            let units: Vec<u16> = view.encode_utf16().collect();
            let (before, rest) = units.split_at(edit.from);
            let (_, after) = rest.split_at(edit.to.checked_sub(edit.from).unwrap());
            let inserted: Vec<u16> = edit.insert.encode_utf16().collect();
            *view = String::from_utf16(&[before, &inserted, after].concat()).unwrap();
        }
        true
    }

    #[test]
    fn lines_that_were_typed_before_an_end_tag_are_taken_back_one_by_one_and_done_again() {
        let mut session = session(GOOD);
        let at = GOOD.find("</Incident>").unwrap();
        let mut typed = 0;
        for text in ["<Desc", "ription>", "\n\u{1f600}", " one", "\ntwo"] {
            session.replace_source(at + typed, at + typed, text);
            typed += text.encode_utf16().count();
        }
        let all = session.text();
        let mut view = all.clone();
        for expected in ["<Description>\n\u{1f600} one", "<Description>", ""] {
            let undone = session.undo_typing();
            assert!(follow(&mut view, undone));
            assert_eq!(
                session.text(),
                GOOD.replace("</Incident>", &format!("{expected}</Incident>"))
            );
            assert_eq!(view, session.text());
        }
        assert!(session.broken.is_none() && session.undo_typing().is_none());
        for _ in 0..3 {
            assert!(session.typing.can_redo());
            let redone = session.redo_typing();
            assert!(follow(&mut view, redone));
            assert_eq!(view, session.text());
        }
        assert_eq!(session.text(), all);
        assert!(session.broken.is_some() && session.redo_typing().is_none());
    }

    #[test]
    fn a_file_that_was_opened_broken_has_its_steps() {
        let broken = "<IODEF-Document>";
        let mut session = session(broken);
        assert!(session.undo_typing().is_none());
        session.replace_source(0, 1, "");
        assert!(session.undo_typing().is_some());
        assert_eq!((session.text().as_str(), session.broken.is_some()), (broken, true));
        assert!(session.redo_typing().is_some());
        assert_eq!(session.text(), "IODEF-Document>");
    }

    #[test]
    fn what_can_be_parsed_again_is_one_step_of_the_document() {
        let mut session = session(GOOD);
        let at = GOOD.find("</Incident>").unwrap();
        session.replace_source(at, at, "<Description>");
        session.replace_source(at + 13, at + 13, "</Description>");
        assert!(session.broken.is_none() && !session.typing.can_undo());
        assert!(session.held.as_mut().unwrap().undo().is_some());
        assert_eq!(session.text(), GOOD);
    }
}
