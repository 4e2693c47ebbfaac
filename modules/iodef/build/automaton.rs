//! Finite automata of content models: built, determined, intersected, minimised.

use std::collections::{BTreeMap, BTreeSet};

/// A deterministic automaton whose every state can reach an accepting one. State 0 is the start.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Automaton {
    /// For each state the next state by symbol.
    pub next: Vec<Vec<Option<usize>>>,
    /// The accepting states.
    pub accepting: Vec<bool>,
}

/// A piece of an automaton under construction.
#[derive(Clone, Copy)]
pub struct Fragment {
    start: usize,
    end: usize,
}

/// A nondeterministic automaton under construction.
pub struct Nfa {
    symbols: usize,
    empty: Vec<Vec<usize>>,
    steps: Vec<Option<(usize, usize)>>,
}

impl Nfa {
    /// An automaton over this many symbols.
    pub fn new(symbols: usize) -> Self {
        Self { symbols, empty: Vec::new(), steps: Vec::new() }
    }

    fn state(&mut self) -> usize {
        self.empty.push(Vec::new());
        self.steps.push(None);
        self.empty.len() - 1
    }

    /// Accepts nothing but the empty content.
    pub fn empty(&mut self) -> Fragment {
        let state = self.state();
        Fragment { start: state, end: state }
    }

    /// Accepts one symbol.
    pub fn symbol(&mut self, symbol: usize) -> Fragment {
        assert!(symbol < self.symbols);
        let (start, end) = (self.state(), self.state());
        self.steps[start] = Some((symbol, end));
        Fragment { start, end }
    }

    /// One after the other.
    pub fn concatenate(&mut self, first: Fragment, second: Fragment) -> Fragment {
        self.empty[first.end].push(second.start);
        Fragment { start: first.start, end: second.end }
    }

    /// One of them.
    pub fn either(&mut self, parts: &[Fragment]) -> Fragment {
        let (start, end) = (self.state(), self.state());
        for part in parts {
            self.empty[start].push(part.start);
            self.empty[part.end].push(end);
        }
        Fragment { start, end }
    }

    /// The fragment with an occurrence.
    pub fn occurs(&mut self, part: Fragment, optional: bool, unbounded: bool) -> Fragment {
        let (start, end) = (self.state(), self.state());
        self.empty[start].push(part.start);
        self.empty[part.end].push(end);
        if optional {
            self.empty[start].push(end);
        }
        if unbounded {
            self.empty[part.end].push(part.start);
        }
        Fragment { start, end }
    }

    fn closure(&self, states: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        let mut pending: Vec<usize> = states.into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(state) = pending.pop() {
            if seen.insert(state) {
                pending.extend(&self.empty[state]);
            }
        }
        seen
    }

    /// The smallest deterministic automaton of the fragment, over the first `symbols` symbols.
    pub fn determine(&self, fragment: Fragment, symbols: usize) -> Automaton {
        explore(
            self.closure([fragment.start]),
            symbols,
            |set, symbol| {
                let after = self.closure(set.iter().filter_map(|state| match self.steps[*state] {
                    Some((on, next)) if on == symbol => Some(next),
                    _ => None,
                }));
                (!after.is_empty()).then_some(after)
            },
            |set| set.contains(&fragment.end),
        )
    }
}

/// Follows `step` from `start` and minimises what it finds.
fn explore<S: Clone + Ord>(
    start: S,
    symbols: usize,
    step: impl Fn(&S, usize) -> Option<S>,
    accepts: impl Fn(&S) -> bool,
) -> Automaton {
    let mut states = vec![start.clone()];
    let mut numbers = BTreeMap::from([(start, 0)]);
    let mut next: Vec<Vec<Option<usize>>> = Vec::new();
    while next.len() < states.len() {
        let state = states[next.len()].clone();
        let mut row = Vec::new();
        for symbol in 0..symbols {
            row.push(step(&state, symbol).map(|after| {
                *numbers.entry(after.clone()).or_insert_with(|| {
                    states.push(after);
                    states.len() - 1
                })
            }));
        }
        next.push(row);
    }
    let accepting = states.iter().map(accepts).collect();
    Automaton { next, accepting }.trimmed().minimised()
}

impl Automaton {
    /// Whether no accepting state can be reached without the symbol.
    pub fn requires(&self, symbol: usize) -> bool {
        self.requires_one_of(&[symbol])
    }

    fn requires_one_of(&self, symbols: &[usize]) -> bool {
        !self.accepts_some() || {
            let reached = self.reachable(0, |symbol| !symbols.contains(&symbol));
            !reached.iter().any(|state| self.accepting[*state])
        }
    }

    /// Whether the symbol can occur twice.
    pub fn repeats(&self, symbol: usize) -> bool {
        self.reachable(0, |_| true).iter().any(|state| {
            self.next[*state][symbol].is_some_and(|after| {
                self.reachable(after, |_| true)
                    .iter()
                    .any(|later| self.next[*later][symbol].is_some())
            })
        })
    }

    /// Whether the symbol can occur at all.
    pub fn uses(&self, symbol: usize) -> bool {
        self.next.iter().any(|row| row[symbol].is_some())
    }

    /// Whether any content is accepted.
    pub fn accepts_some(&self) -> bool {
        self.accepting.contains(&true)
    }

    fn reachable(&self, from: usize, on: impl Fn(usize) -> bool) -> BTreeSet<usize> {
        let mut pending = vec![from];
        let mut seen = BTreeSet::new();
        while let Some(state) = pending.pop() {
            if seen.insert(state) {
                let row = self.next[state].iter().enumerate();
                pending.extend(row.filter(|(symbol, _)| on(*symbol)).filter_map(|(_, next)| *next));
            }
        }
        seen
    }

    /// Without the steps after which nothing is accepted.
    fn trimmed(mut self) -> Self {
        let alive: Vec<bool> = (0..self.next.len())
            .map(|state| self.reachable(state, |_| true).iter().any(|end| self.accepting[*end]))
            .collect();
        for row in &mut self.next {
            for step in row {
                *step = step.filter(|next| alive[*next]);
            }
        }
        self
    }

    /// Moore's partition refinement, with states numbered in the order of discovery.
    fn minimised(self) -> Self {
        let mut block: Vec<usize> =
            self.accepting.iter().map(|accepts| usize::from(*accepts)).collect();
        loop {
            let mut numbers = BTreeMap::new();
            let refined: Vec<usize> = (0..block.len())
                .map(|state| {
                    let row: Vec<Option<usize>> =
                        self.next[state].iter().map(|next| next.map(|next| block[next])).collect();
                    let fresh = numbers.len();
                    *numbers.entry((block[state], row)).or_insert(fresh)
                })
                .collect();
            let done = numbers.len() == block.iter().collect::<BTreeSet<_>>().len();
            block = refined;
            if done {
                break;
            }
        }
        let symbols = self.next.first().map_or(0, Vec::len);
        let representative = |number: usize| block.iter().position(|own| *own == number).unwrap();
        let mut order = vec![block[0]];
        let mut next = Vec::new();
        while next.len() < order.len() {
            let state = representative(order[next.len()]);
            let mut row = Vec::new();
            for symbol in 0..symbols {
                row.push(self.next[state][symbol].map(|after| {
                    let number = block[after];
                    order.iter().position(|own| *own == number).unwrap_or_else(|| {
                        order.push(number);
                        order.len() - 1
                    })
                }));
            }
            next.push(row);
        }
        let accepting =
            order.iter().map(|number| self.accepting[representative(*number)]).collect();
        Self { next, accepting }
    }

    /// What both accept. `symbols` pairs the symbols of the two.
    pub fn intersection(&self, other: &Self, symbols: &[(usize, usize)]) -> Self {
        explore(
            (0, 0),
            symbols.len(),
            |(own, others), symbol| {
                let (left, right) = symbols[symbol];
                Some((self.next[*own][left]?, other.next[*others][right]?))
            },
            |(own, others)| self.accepting[*own] && other.accepting[*others],
        )
    }

    /// With only these symbols, none of which may be needed by the others.
    pub fn restricted(&self, symbols: &[usize]) -> Self {
        explore(
            0,
            symbols.len(),
            |state, symbol| self.next[*state][symbols[symbol]],
            |state| self.accepting[*state],
        )
    }
}
