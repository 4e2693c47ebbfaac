//! The session as JavaScript calls it.

use std::time::Duration;

use iodef::document::{Document, Limits, NodeId, Origin};
use iodef::profile::Profile;
use iodef::structure::{Class, IODEF_2, Schema};
use iodef::validation::{Options, Validation};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use crate::asked::{Wish, wish};
use crate::broken::Broken;
use crate::fault::Fault;
use crate::form::Source;
use crate::held::{Done, Held, TextEdit};
use crate::marks::{Marks, Shown};
use crate::path::{node_at, path_of};
use crate::shift::Shift;
use crate::typing::Typing;
use crate::{outline, search, timeline, tree};

/// Hits of one search.
const MAX_HITS: usize = 500;
/// Levels of an outline in one answer.
const MAX_OUTLINE_DEPTH: u32 = 16;

/// One document.
#[wasm_bindgen]
#[derive(Default)]
pub struct Session {
    pub(crate) held: Option<Held>,
    /// The source, while it cannot be parsed.
    pub(crate) broken: Option<Broken>,
    pub(crate) typing: Typing,
    pub(crate) options: Options,
    version: u32,
}

#[derive(Serialize)]
struct State<'s> {
    version: u32,
    parsed: bool,
    /// Whether the counts are those of a check, or there is nothing to check.
    checked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<&'s Fault>,
    errors: usize,
    warnings: usize,
    infos: usize,
    can_undo: bool,
    can_redo: bool,
    profile: Profile,
    title: String,
    /// Whether it is of version 1 (RFC 5070), which is read and converted, and not edited.
    version1: bool,
}

#[derive(Serialize)]
struct Opened<'s> {
    kind: &'static str,
    notes: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'s Fault>,
    state: State<'s>,
}

#[derive(Serialize)]
struct Applied<'s> {
    state: State<'s>,
    changed: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    shifts: Vec<Shift>,
    edits: Vec<TextEdit>,
}

#[derive(Serialize)]
struct Span {
    from: usize,
    to: usize,
}

#[wasm_bindgen]
impl Session {
    /// A session without a document yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens the bytes of an XML file. What cannot be parsed is kept as source, with its fault. With
    /// `later`, it is checked when [`Self::check`] asks for it. It is judged at `now`, in seconds
    /// since the Unix epoch. `received_by` a team, which is empty when it is not known, it came from
    /// another one unless its incidents bear the name of that team.
    ///
    /// # Errors
    /// An answer that JavaScript cannot hold.
    pub fn open(
        &mut self,
        bytes: &[u8],
        later: Option<bool>,
        now: Option<u32>,
        received_by: Option<String>,
    ) -> Result<JsValue, JsValue> {
        self.options.now = now.map(|seconds| Duration::from_secs(seconds.into()));
        self.options.received = received_by.is_some();
        let mut notes = Vec::new();
        let (kind, held, broken) = match Document::parse(bytes, &Limits::default()) {
            Ok(document) => {
                if document.origin() != Origin::Utf8 {
                    notes.push("note-saved-as-utf8");
                }
                self.options.received = received_by.is_some_and(|team| !is_of(&document, &team));
                let mut held = Held::new(document, self.options.clone());
                if later != Some(true) {
                    held.check();
                }
                (if held.is_version1() { "xml1" } else { "xml2" }, Some(held), None)
            }
            Err(error) => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                let fault = Fault::new(&error, &text);
                ("broken", None, Some(Broken { text, fault }))
            }
        };
        self.version = self.version.saturating_add(1);
        self.held = held;
        self.broken = broken;
        self.typing.forget();
        let error = self.broken.as_ref().map(|broken| &broken.fault);
        answer(&Opened { kind, notes, error, state: self.state_now() })
    }

    /// Checks the document, if that has waited.
    ///
    /// # Errors
    /// An answer that JavaScript cannot hold.
    pub fn check(&mut self) -> Result<JsValue, JsValue> {
        if let Some(held) = &mut self.held {
            held.check();
        }
        self.state()
    }

    /// The source as it is now.
    #[must_use]
    pub fn text(&self) -> String {
        match (&self.broken, &self.held) {
            (Some(broken), _) => broken.text.clone(),
            (None, Some(held)) => held.document().text().to_owned(),
            (None, None) => String::new(),
        }
    }

    /// What is saved.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.text().into_bytes()
    }

    /// What every answer says about the document as a whole.
    ///
    /// # Errors
    /// An answer that JavaScript cannot hold.
    pub fn state(&self) -> Result<JsValue, JsValue> {
        answer(&self.state_now())
    }

    /// The form of an element. Members come at every level; the interface chooses by theirs.
    ///
    /// # Errors
    /// No document, or no such element.
    pub fn form(&self, path: &str, _level: JsValue) -> Result<JsValue, JsValue> {
        let (held, node) = self.element(path)?;
        answer(&self.with_source(held, |source| source.form(node)))
    }

    /// Elements of one member, from a position on.
    ///
    /// # Errors
    /// No document, or no such element.
    pub fn members(
        &self,
        path: &str,
        name: &str,
        from: usize,
        count: usize,
    ) -> Result<JsValue, JsValue> {
        let (held, node) = self.element(path)?;
        answer(&self.with_source(held, |source| source.members(node, name, from, count)))
    }

    /// The outline of an element, to a depth, with so many elements of each at most.
    ///
    /// # Errors
    /// No document, or no such element.
    pub fn outline(
        &self,
        path: &str,
        depth: u32,
        limit: Option<usize>,
    ) -> Result<JsValue, JsValue> {
        let (held, node) = self.element(path)?;
        let marks = Marks::new(held.follower.validation.as_ref());
        answer(&outline::of(
            held.document(),
            &marks,
            node,
            path.to_owned(),
            (depth.min(MAX_OUTLINE_DEPTH), limit.unwrap_or(usize::MAX)),
        ))
    }

    /// Does what a command says.
    ///
    /// # Errors
    /// What the document cannot be after it; nothing has changed then.
    pub fn apply(&mut self, command: JsValue) -> Result<JsValue, JsValue> {
        let done = match wish(&command).map_err(|fault| refusal(&fault))? {
            Wish::Source { from, to, text } => self.replace_source(from, to, &text),
            Wish::Edit(command) => {
                if self.broken.is_some() {
                    return Err(refusal(&Fault::no_document()));
                }
                let held = self.held.as_mut().ok_or_else(|| refusal(&Fault::no_document()))?;
                let done = held.apply(&command).map_err(|fault| refusal(&fault))?;
                self.typing.forget();
                done
            }
        };
        self.applied(done)
    }

    /// The next command begins a step of its own.
    #[wasm_bindgen(js_name = endStep)]
    pub fn end_step(&mut self) {
        if let Some(held) = &mut self.held {
            held.end_step();
        }
    }

    /// Takes the last change back; undefined when there is none.
    ///
    /// # Errors
    /// An answer that JavaScript cannot hold.
    pub fn undo(&mut self) -> Result<JsValue, JsValue> {
        if let Some(done) = self.undo_typing() {
            return self.applied(done);
        }
        if self.broken.is_some() {
            return Ok(JsValue::NULL);
        }
        match self.held.as_mut().and_then(Held::undo) {
            Some(done) => {
                self.typing.stepped_back();
                self.applied(done)
            }
            None => Ok(JsValue::NULL),
        }
    }

    /// Does again what was undone; null when there is nothing.
    ///
    /// # Errors
    /// An answer that JavaScript cannot hold.
    pub fn redo(&mut self) -> Result<JsValue, JsValue> {
        if let Some(done) = self.redo_typing() {
            return self.applied(done);
        }
        if self.broken.is_some() {
            return Ok(JsValue::NULL);
        }
        match self.held.as_mut().and_then(Held::redo) {
            Some(done) => {
                self.typing.stepped_on();
                self.applied(done)
            }
            None => Ok(JsValue::NULL),
        }
    }

    /// Diagnostics in document order.
    ///
    /// # Errors
    /// An answer that JavaScript cannot hold.
    pub fn diagnostics(&self, from: usize, count: usize) -> Result<JsValue, JsValue> {
        let Some(held) = &self.held else { return answer(&Vec::<Shown>::new()) };
        let shown: Vec<Shown> = held
            .follower
            .validation
            .iter()
            .flat_map(Validation::diagnostics)
            .skip(from)
            .take(count)
            .map(|diagnostic| Shown::new(held.document(), &held.follower.offsets, diagnostic))
            .collect();
        answer(&shown)
    }

    /// Checks against another profile.
    ///
    /// # Errors
    /// An unknown name.
    pub fn profile(&mut self, name: &str) -> Result<JsValue, JsValue> {
        let profile = Profile::from_name(name)
            .ok_or_else(|| refusal(&Fault::of("unknown_profile", "there is no such profile")))?;
        self.options.profile = profile;
        if let Some(held) = &mut self.held {
            held.set_options(self.options.clone());
        }
        self.state()
    }

    /// Places where a text stands.
    ///
    /// # Errors
    /// An answer that JavaScript cannot hold.
    pub fn search(&self, query: &str, limit: usize) -> Result<JsValue, JsValue> {
        let Some(held) = &self.held else { return answer(&Vec::<search::Hit>::new()) };
        answer(&search::find(held.document(), &held.follower.offsets, query, limit.min(MAX_HITS)))
    }

    /// Where an element stands in the source.
    ///
    /// # Errors
    /// No document, or no such element.
    pub fn locate(&self, path: &str) -> Result<JsValue, JsValue> {
        let (held, node) = self.element(path)?;
        let (span, text) = (held.document().span(node), held.document().text());
        answer(&Span {
            from: held.follower.offsets.units(text, span.start),
            to: held.follower.offsets.units(text, span.end),
        })
    }

    /// The element at an offset of the source.
    #[wasm_bindgen(js_name = pathAt)]
    #[must_use]
    pub fn path_at(&self, offset: usize) -> String {
        let Some(held) = &self.held else { return String::new() };
        let octet = held.follower.offsets.octet(held.document().text(), offset);
        path_of(held.document(), held.document().node_at_offset(octet))
    }

    /// The path of an XPath that a diagnostic gave.
    #[must_use]
    pub fn resolve(&self, xpath: &str) -> Option<String> {
        let held = self.held.as_ref()?;
        held.document().resolve(xpath).map(|node| path_of(held.document(), node))
    }

    /// Whether RFC 7970 has the class, with the attribute unless that is empty.
    #[must_use]
    pub fn knows(&self, class: &str, attribute: &str) -> bool {
        let class = Class::global(Schema::Text, IODEF_2, class);
        class.is_some_and(|class| attribute.is_empty() || class.attribute(attribute).is_some())
    }

    /// The source of an element.
    ///
    /// # Errors
    /// No document, or no such element.
    pub fn xml(&self, path: &str) -> Result<String, JsValue> {
        let (held, node) = self.element(path)?;
        Ok(held.document().slice(held.document().span(node)).to_owned())
    }

    /// An element with all that is in it.
    ///
    /// # Errors
    /// No document, no such element, or too much of it.
    pub fn tree(&self, path: &str) -> Result<JsValue, JsValue> {
        let (held, node) = self.element(path)?;
        answer(&tree::of(held.document(), node, path).map_err(|fault| refusal(&fault))?)
    }

    /// The times of the document.
    ///
    /// # Errors
    /// An answer that JavaScript cannot hold.
    pub fn timeline(&self) -> Result<JsValue, JsValue> {
        answer(&self.held.as_ref().map(|held| timeline::of(held.document())).unwrap_or_default())
    }
}

impl Session {
    fn element(&self, path: &str) -> Result<(&Held, NodeId), JsValue> {
        let held = self.held.as_ref().ok_or_else(|| refusal(&Fault::no_document()))?;
        let node =
            node_at(held.document(), path).ok_or_else(|| refusal(&Fault::no_such_element()))?;
        Ok((held, node))
    }

    fn with_source<T>(&self, held: &Held, ask: impl FnOnce(&Source<'_>) -> T) -> T {
        let marks = Marks::new(held.follower.validation.as_ref());
        ask(&Source {
            document: held.document(),
            offsets: &held.follower.offsets,
            marks: &marks,
            registry: &self.options.registry,
            profile: self.options.profile,
        })
    }

    pub(crate) fn applied(&mut self, done: Done) -> Result<JsValue, JsValue> {
        self.version = self.version.saturating_add(1);
        let Done { changed, created, shifts, edits } = done;
        answer(&Applied { state: self.state_now(), changed, created, shifts, edits })
    }

    fn state_now(&self) -> State<'_> {
        let (mut errors, mut warnings, mut infos) = (0_usize, 0_usize, 0_usize);
        let mut title = String::new();
        let (mut can_undo, mut can_redo, mut version1) = (false, false, false);
        if let Some(held) = &self.held {
            let validation = held.follower.validation.iter();
            for diagnostic in validation.flat_map(Validation::diagnostics) {
                let counter = match diagnostic.severity {
                    iodef::diagnostic::Severity::Error => &mut errors,
                    iodef::diagnostic::Severity::Warning => &mut warnings,
                    iodef::diagnostic::Severity::Info => &mut infos,
                };
                *counter = counter.saturating_add(1);
            }
            (can_undo, can_redo) = held.history();
            title = title_of(held.document());
            version1 = held.is_version1();
        }
        State {
            version: self.version,
            parsed: self.held.is_some() && self.broken.is_none(),
            checked: self.held.as_ref().is_none_or(|held| held.follower.validation.is_some()),
            fault: self.broken.as_ref().map(|broken| &broken.fault),
            errors,
            warnings,
            infos,
            can_undo: match self.broken {
                Some(_) => self.held.is_some() || self.typing.can_undo(),
                None => can_undo,
            },
            can_redo: self.typing.can_redo() || (can_redo && self.broken.is_none()),
            profile: self.options.profile,
            title,
            version1,
        }
    }
}

/// The identifier of each incident.
fn identifiers(document: &Document) -> impl Iterator<Item = Option<NodeId>> {
    let named = move |node: NodeId, name: &'static str| {
        document.elements(node).filter(move |each| document.local_name(*each) == name)
    };
    named(document.root(), "Incident").map(move |incident| named(incident, "IncidentID").next())
}

/// Whether all its incidents bear the name of a team.
fn is_of(document: &Document, team: &str) -> bool {
    let bears = |id: NodeId| {
        document.attribute(id, "name").is_some_and(|name| name.trim().eq_ignore_ascii_case(team))
    };
    !team.is_empty() && identifiers(document).all(|id| id.is_some_and(bears))
}

/// The first identifier of an incident, with who gave it.
fn title_of(document: &Document) -> String {
    let Some(id) = identifiers(document).next().flatten() else { return String::new() };
    let name = document.attribute(id, "name").unwrap_or_default();
    format!("{name} {}", document.text_of(id).trim()).trim().to_owned()
}

pub(crate) fn answer<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| JsError::new(&error.to_string()).into())
}

pub(crate) fn refusal(fault: &Fault) -> JsValue {
    answer(fault).unwrap_or_else(|error| error)
}
