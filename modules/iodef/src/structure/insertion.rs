//! What may be inserted into an element, and where.

use std::ops::Range;

use super::Schema;
use super::check::class_of;
use super::class::{Class, Member, bit};
use super::tables;
use crate::document::{Document, NodeId};

/// A member that may be inserted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// What may be inserted.
    pub member: Member,
    /// The gaps among the element children that it may go into; gap 0 is before the first child.
    pub gaps: Vec<Range<usize>>,
}

impl Allowed {
    /// The last gap, where an editor appends.
    #[must_use]
    pub fn last(&self) -> Option<usize> {
        self.gaps.last().and_then(|gaps| gaps.end.checked_sub(1))
    }
}

/// The members that may be inserted among the children of an element. Required members may still be
/// missing after it; children that stand where they must not are passed over.
#[must_use]
pub fn allowed_children(document: &Document, node: NodeId, schema: Schema) -> Vec<Allowed> {
    let Some(class) = class_of(document, node, schema) else { return Vec::new() };
    let symbols: Vec<Option<u8>> = document
        .elements(node)
        .map(|child| {
            let name = tables::name(document.namespace(child), document.local_name(child))?;
            class.symbol_of(name).map(|(symbol, _)| symbol)
        })
        .collect();
    let ways = Ways::new(class);
    let before = ways.forward(&symbols);
    let after = ways.backward(&symbols);
    (0..)
        .zip(class.members())
        .filter_map(|(symbol, member)| {
            let mut gaps: Vec<Range<usize>> = Vec::new();
            let mut fits = Last::of(|(before, after)| ways.step(before, symbol) & after != 0);
            for (gap, (before, after)) in before.iter().zip(&after).enumerate() {
                if !fits.get((*before, *after)) {
                    continue;
                }
                match gaps.last_mut() {
                    Some(last) if last.end == gap => last.end = gap.saturating_add(1),
                    _ => gaps.push(gap..gap.saturating_add(1)),
                }
            }
            (!gaps.is_empty()).then_some(Allowed { member, gaps })
        })
        .collect()
}

/// The shortest content that a class accepts, of its members alone; where there are several, that of
/// the members that may be empty themselves, and of those the ones that the schema names first.
#[must_use]
pub fn shortest_content(class: Class) -> Vec<Member> {
    let (first, others): (Vec<_>, Vec<_>) =
        (0..).zip(class.members()).partition(|(_, member)| may_be_empty(*member));
    let mut reached: Vec<(u8, Vec<Member>)> = vec![(0, Vec::new())];
    let mut next = 0;
    while let Some((state, content)) = reached.get(next).cloned() {
        if class.accepts(state) {
            return content;
        }
        for (symbol, member) in first.iter().chain(&others) {
            let Some(after) = class.step(state, *symbol) else { continue };
            if !reached.iter().any(|(known, _)| *known == after) {
                let mut content = content.clone();
                content.push(*member);
                reached.push((after, content));
            }
        }
        next = next.saturating_add(1);
    }
    // What no members satisfy is left to the person.
    Vec::new()
}

/// Whether it asks neither for an attribute nor for a member.
fn may_be_empty(member: Member) -> bool {
    member.class().is_none_or(|class| {
        class.accepts(0) && !class.attributes().any(|attribute| attribute.required())
    })
}

/// The last answer of a function: in long runs of the same element the question is the same.
struct Last<Q, A, F> {
    of: F,
    known: Option<(Q, A)>,
}

impl<Q: Copy + PartialEq, A: Copy, F: Fn(Q) -> A> Last<Q, A, F> {
    fn of(of: F) -> Self {
        Self { of, known: None }
    }

    fn get(&mut self, question: Q) -> A {
        match self.known {
            Some((known, answer)) if known == question => answer,
            _ => {
                let answer = (self.of)(question);
                self.known = Some((question, answer));
                answer
            }
        }
    }
}

/// The ways through the content of a class when members may be missing.
struct Ways {
    class: Class,
    reached: Vec<u64>,
}

impl Ways {
    fn new(class: Class) -> Self {
        let reached =
            (0..class.row.states).map(|state| class.reach(bit(state), |_| true)).collect();
        Self { class, reached }
    }

    fn states(&self) -> impl Iterator<Item = (u8, u64)> {
        (0..).zip(self.reached.iter().copied())
    }

    /// The states after a symbol, before which members may be missing.
    fn step(&self, states: u64, symbol: u8) -> u64 {
        let from = self
            .states()
            .filter(|(state, _)| states & bit(*state) != 0)
            .fold(0, |set, (_, reached)| set | reached);
        self.states()
            .filter(|(state, _)| from & bit(*state) != 0)
            .filter_map(|(state, _)| self.class.step(state, symbol))
            .fold(0, |set, next| set | bit(next))
    }

    /// For each gap the states in which the children before it leave the content.
    fn forward(&self, symbols: &[Option<u8>]) -> Vec<u64> {
        let mut states = 1;
        let mut all = vec![states];
        let mut step = Last::of(|(states, symbol)| self.step(states, symbol));
        for symbol in symbols {
            let next = symbol.map_or(0, |symbol| step.get((states, symbol)));
            if next != 0 {
                states = next;
            }
            all.push(states);
        }
        all
    }

    /// For each gap the states from which the children after it can follow.
    fn backward(&self, symbols: &[Option<u8>]) -> Vec<u64> {
        let mut states = self.states().fold(0, |set, (state, _)| set | bit(state));
        let mut all = vec![states];
        let mut step = Last::of(|(states, symbol)| {
            let lands = |state: &u8| {
                self.class.step(*state, symbol).is_some_and(|next| states & bit(next) != 0)
            };
            let sources =
                (0..self.class.row.states).filter(lands).fold(0, |set, state| set | bit(state));
            self.states()
                .filter(|(_, reached)| reached & sources != 0)
                .fold(0, |set, (state, _)| set | bit(state))
        });
        for symbol in symbols.iter().rev() {
            let before = symbol.map_or(0, |symbol| step.get((states, symbol)));
            if before != 0 {
                states = before;
            }
            all.push(states);
        }
        all.reverse();
        all
    }
}
