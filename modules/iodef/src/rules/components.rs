//! Strongly connected components of a directed graph.

/// The component of each vertex: two have the same number if each leads to the other.
///
/// Tarjan's algorithm (1972) with its own stack, in linear time.
pub(super) fn of(edges: &[Vec<usize>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let mut walk = Walk {
        order: vec![UNSEEN; edges.len()],
        low: vec![UNSEEN; edges.len()],
        component: vec![UNSEEN; edges.len()],
        stack: Vec::new(),
        seen: 0,
        closed: 0,
    };
    for root in 0..edges.len() {
        if walk.order.get(root) != Some(&UNSEEN) {
            continue;
        }
        walk.enter(root);
        let mut path = vec![(root, edges.get(root).into_iter().flatten())];
        while let Some((vertex, targets)) = path.last_mut() {
            let vertex = *vertex;
            match targets.next() {
                Some(target) if walk.order.get(*target) == Some(&UNSEEN) => {
                    walk.enter(*target);
                    path.push((*target, edges.get(*target).into_iter().flatten()));
                }
                Some(target) => {
                    if walk.component.get(*target) == Some(&UNSEEN) {
                        walk.lower(vertex, walk.order.get(*target).copied());
                    }
                }
                None => {
                    path.pop();
                    if let Some((parent, _)) = path.last() {
                        walk.lower(*parent, walk.low.get(vertex).copied());
                    }
                    walk.leave(vertex);
                }
            }
        }
    }
    walk.component
}

struct Walk {
    order: Vec<usize>,
    low: Vec<usize>,
    component: Vec<usize>,
    stack: Vec<usize>,
    seen: usize,
    closed: usize,
}

impl Walk {
    fn enter(&mut self, vertex: usize) {
        set(&mut self.order, vertex, self.seen);
        set(&mut self.low, vertex, self.seen);
        self.seen = self.seen.saturating_add(1);
        self.stack.push(vertex);
    }

    fn lower(&mut self, vertex: usize, to: Option<usize>) {
        if let (Some(low), Some(to)) = (self.low.get_mut(vertex), to) {
            *low = to.min(*low);
        }
    }

    /// Closes the component whose first vertex this is.
    fn leave(&mut self, vertex: usize) {
        if self.low.get(vertex) != self.order.get(vertex) {
            return;
        }
        while let Some(member) = self.stack.pop() {
            set(&mut self.component, member, self.closed);
            if member == vertex {
                break;
            }
        }
        self.closed = self.closed.saturating_add(1);
    }
}

fn set(values: &mut [usize], index: usize, value: usize) {
    if let Some(slot) = values.get_mut(index) {
        *slot = value;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::of;

    #[test]
    fn a_long_circle_is_one_component() {
        let count = 100_000;
        let edges: Vec<Vec<usize>> = (0..count).map(|vertex| vec![(vertex + 1) % count]).collect();
        assert!(of(&edges).iter().all(|component| *component == 0));
    }

    proptest! {
        #[test]
        fn two_share_a_component_if_each_reaches_the_other(
            edges in prop::collection::vec(prop::collection::vec(0..8_usize, 0..4), 8)
        ) {
            let mut reach = [[false; 8]; 8];
            for (from, targets) in edges.iter().enumerate() {
                reach[from][from] = true;
                for to in targets {
                    reach[from][*to] = true;
                }
            }
            for middle in 0..8 {
                for from in 0..8 {
                    for to in 0..8 {
                        reach[from][to] |= reach[from][middle] && reach[middle][to];
                    }
                }
            }
            let component = of(&edges);
            for from in 0..8 {
                for to in 0..8 {
                    let is_mutual = reach[from][to] && reach[to][from];
                    prop_assert_eq!(component[from] == component[to], is_mutual);
                }
            }
        }
    }
}
