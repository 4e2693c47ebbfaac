//! Content models as particles, and what they become: members and an automaton.

use crate::automaton::{Automaton, Fragment, Nfa};
use crate::model::{Member, Name, Type, Wildcard};

/// A particle without its occurrence.
#[derive(Clone, Debug)]
pub enum Term {
    /// An element; a local one has its type.
    Element(Name, Option<Box<Type>>),
    /// A wildcard.
    Any(Wildcard),
    /// One after the other.
    Sequence(Vec<Particle>),
    /// One of them.
    Choice(Vec<Particle>),
}

/// A term and how often it occurs.
#[derive(Clone, Debug)]
pub struct Particle {
    /// What occurs.
    pub term: Term,
    /// Whether it may be absent.
    pub optional: bool,
    /// Whether it may occur without bound.
    pub unbounded: bool,
}

/// Compiles a content model.
pub fn compile(particle: Option<&Particle>) -> (Vec<Member>, Option<Wildcard>, Automaton) {
    let mut symbols = Symbols::default();
    if let Some(particle) = particle {
        symbols.collect(particle, None);
    }
    let mut nfa = Nfa::new(symbols.members.len() + 1);
    let fragment = match particle {
        Some(particle) => symbols.build(&mut nfa, particle),
        None => nfa.empty(),
    };
    let automaton =
        nfa.determine(fragment, symbols.members.len() + usize::from(symbols.wildcard.is_some()));
    let mut members = symbols.members;
    describe(&mut members, &automaton);
    (members, symbols.wildcard, automaton)
}

/// Fills in how often each member may occur, which the automaton knows.
pub fn describe(members: &mut [Member], automaton: &Automaton) {
    for (symbol, member) in members.iter_mut().enumerate() {
        member.required = automaton.requires(symbol);
        member.repeated = automaton.repeats(symbol);
    }
}

#[derive(Default)]
struct Symbols {
    members: Vec<Member>,
    wildcard: Option<Wildcard>,
    groups: u8,
}

impl Symbols {
    fn collect(&mut self, particle: &Particle, group: Option<u8>) {
        match &particle.term {
            Term::Element(name, local) => {
                match self.members.iter().find(|member| member.name == *name) {
                    Some(known) => assert_eq!(known.local, *local, "{name:?} has two types"),
                    None => self.members.push(Member {
                        name: name.clone(),
                        local: local.clone(),
                        group,
                        required: false,
                        repeated: false,
                    }),
                }
            }
            Term::Any(wildcard) => {
                assert!(self.wildcard.is_none_or(|known| known == *wildcard), "two wildcards");
                self.wildcard = Some(*wildcard);
            }
            Term::Sequence(particles) => {
                for particle in particles {
                    self.collect(particle, group);
                }
            }
            Term::Choice(particles) => {
                let own = self.groups;
                self.groups += 1;
                for particle in particles {
                    self.collect(particle, Some(own));
                }
            }
        }
    }

    fn build(&self, nfa: &mut Nfa, particle: &Particle) -> Fragment {
        let inner = match &particle.term {
            Term::Element(name, _) => {
                let symbol = self.members.iter().position(|member| member.name == *name);
                nfa.symbol(symbol.unwrap())
            }
            Term::Any(_) => nfa.symbol(self.members.len()),
            Term::Sequence(particles) => {
                let mut whole = nfa.empty();
                for particle in particles {
                    let part = self.build(nfa, particle);
                    whole = nfa.concatenate(whole, part);
                }
                whole
            }
            Term::Choice(particles) => {
                let parts: Vec<Fragment> =
                    particles.iter().map(|particle| self.build(nfa, particle)).collect();
                nfa.either(&parts)
            }
        };
        nfa.occurs(inner, particle.optional, particle.unbounded)
    }
}
