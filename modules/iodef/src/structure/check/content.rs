//! Content of one element: text, and children one step at a time.

use super::super::class::{Class, bit};
use super::super::lexical::is_space;
use super::attributes::{collapsed, matches};
use super::{Report, Subject};
use crate::document::{NodeId, NodeKind};
use crate::structure::is_sealed;

/// Checks the content of an element of this class.
pub(super) fn check(subject: &Subject<'_>, class: Class, report: &mut Report<'_, '_>) {
    if class.text().is_some() {
        text_only(subject, class, report);
    } else {
        members(subject, class, report);
    }
}

/// Content that is a value.
fn text_only(subject: &Subject<'_>, class: Class, report: &mut Report<'_, '_>) {
    let Some(data_type) = class.text() else { return };
    for child in subject.document.elements(subject.node) {
        let args = [
            ("name", subject.document.local_name(child)),
            ("element", subject.name()),
            ("expected", ""),
        ];
        report.error("xsd-unexpected-element", subject.document.start_tag_span(child), &args);
    }
    let text = subject.document.text_of(subject.node);
    let span = match subject.document.content_span(subject.node) {
        Some(span) if !span.is_empty() => span,
        _ => subject.document.start_tag_span(subject.node),
    };
    match matches(data_type, &text, subject.registry) {
        Ok(()) => {
            if let Some(identities) = report.identities.as_deref_mut() {
                let value = collapsed(data_type.base(), &text);
                identities.add(data_type.base(), value, subject.node, span);
            }
        }
        Err(rule) => {
            let name = data_type.enumeration().map_or(data_type.base().name(), |own| own.name());
            let element = subject.name();
            let args = [("name", element), ("element", element), ("value", &*text), ("type", name)];
            report.error(rule, span, &args);
        }
    }
}

/// Content that is members, with text between them where it is mixed.
fn members(subject: &Subject<'_>, class: Class, report: &mut Report<'_, '_>) {
    let is_empty = class.symbols() == 0;
    let mut at = Place { state: 0, sealed: false };
    let mut has_text = class.mixed();
    for child in subject.document.children(subject.node) {
        match subject.document.kind(child) {
            NodeKind::Text | NodeKind::CData if !has_text => {
                let raw = subject.document.slice(subject.document.span(child));
                if !is_empty && is_blank(raw) {
                    continue;
                }
                let text = subject.document.value(child);
                // Empty content holds no character at all, other content may be indented.
                if !text.is_empty() && (is_empty || text.contains(|character| !is_space(character)))
                {
                    let args = [("element", subject.name()), ("text", &*text)];
                    report.error("xsd-unexpected-text", subject.document.span(child), &args);
                    has_text = true;
                }
            }
            NodeKind::Element if is_sealed(subject.document, child) => {
                let args = [("element", subject.name())];
                let span = subject.document.start_tag_span(child);
                report.info("sealed", child, span, &args);
                at.sealed = true;
            }
            NodeKind::Element => at.state = step(subject, class, at, child, report),
            _ => {}
        }
    }
    let sealed_rest = at.sealed && class.states_from(at.state).any(|state| class.accepts(state));
    if !class.accepts(at.state) && !sealed_rest {
        let expected = needed(class, at.state, None);
        let args = [("element", subject.name()), ("expected", &*expected)];
        report.error("xsd-missing-element", subject.document.start_tag_span(subject.node), &args);
    }
}

/// Whether it is nothing but white space, as written.
fn is_blank(raw: &str) -> bool {
    for byte in raw.as_bytes() {
        if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
            return false;
        }
    }
    true
}

/// How far the content is.
#[derive(Clone, Copy)]
struct Place {
    state: u8,
    /// A sealed element stood before: it may be any that could have stood there.
    sealed: bool,
}

/// The state after a child; on an error the state in which most of the rest makes sense.
fn step(
    subject: &Subject<'_>,
    class: Class,
    Place { state, sealed }: Place,
    child: NodeId,
    report: &mut Report<'_, '_>,
) -> u8 {
    let symbol = symbol(subject, class, child);
    if let Some(next) = symbol.and_then(|symbol| class.step(state, symbol)) {
        return next;
    }
    let span = subject.document.start_tag_span(child);
    let element = subject.name();
    let later = symbol.and_then(|symbol| {
        let found = class.states_from(state).find_map(|later| class.step(later, symbol))?;
        Some((symbol, found))
    });
    match later {
        Some((_, next)) if sealed => next,
        Some((symbol, next)) => {
            let expected = needed(class, state, Some(symbol));
            report.error(
                "xsd-missing-element",
                span,
                &[("element", element), ("expected", &*expected)],
            );
            next
        }
        None => {
            let expected = names(
                class,
                (0..class.symbols()).filter(|symbol| class.step(state, *symbol).is_some()),
            );
            let name = subject.document.local_name(child);
            let args = [("name", name), ("element", element), ("expected", &*expected)];
            report.error("xsd-unexpected-element", span, &args);
            state
        }
    }
}

/// The symbol of a child: a member, or the wildcard where that takes it.
fn symbol(subject: &Subject<'_>, class: Class, child: NodeId) -> Option<u8> {
    let name = subject.names.of(subject.document, child);
    if let Some((symbol, _)) = name.and_then(|name| class.symbol_of(name)) {
        return Some(symbol);
    }
    let row = class.row;
    let namespace = || subject.document.namespace(child);
    let is_taken = row.wildcard
        && (!row.other || !(namespace().is_empty() || namespace() == class.namespace()))
        && (!row.strict || name.is_some_and(|name| Class::of_name(class.schema, name).is_some()));
    is_taken.then_some(row.member_count)
}

/// The members without which the content cannot go on from a state, to a symbol or to its end; of a
/// choice all that would do.
fn needed(class: Class, state: u8, before: Option<u8>) -> String {
    let is_goal = |state: u8| match before {
        Some(symbol) => class.step(state, symbol).is_some(),
        None => class.accepts(state),
    };
    let on_all_ways = |avoided: u8| {
        let reached = class.reach(bit(state), |symbol| symbol != avoided);
        !(0..class.row.states).any(|state| reached & bit(state) != 0 && is_goal(state))
    };
    let required: Vec<u8> = (0..class.symbols()).filter(|symbol| on_all_ways(*symbol)).collect();
    if required.is_empty() {
        return names(
            class,
            (0..class.symbols()).filter(|symbol| class.step(state, *symbol).is_some()),
        );
    }
    names(class, required.into_iter())
}

/// Names of symbols, separated by spaces.
fn names(class: Class, symbols: impl Iterator<Item = u8>) -> String {
    let mut all = String::new();
    for symbol in symbols {
        if !all.is_empty() {
            all.push(' ');
        }
        let member = class.members().nth(usize::from(symbol));
        all.push_str(member.map_or("*", |member| member.name()));
    }
    all
}
