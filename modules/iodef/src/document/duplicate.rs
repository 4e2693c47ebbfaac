//! Attributes that stand twice in one tag.

use super::names::NamespaceId;
use crate::order::sort;

/// An attribute: its namespace, its name in it, its place, and its name as written.
pub(super) type Expanded<'a> = (Option<NamespaceId>, &'a str, usize, &'a str);

/// Attributes that are compared each with each.
const FEW: usize = 16;

/// An attribute whose name another one before it has: its place, and its name as written.
pub(super) fn find(mut all: Vec<Expanded<'_>>) -> Option<(usize, &str)> {
    let is_same = |one: &Expanded<'_>, other: &Expanded<'_>| (one.0, one.1) == (other.0, other.1);
    let repeated = if all.len() <= FEW {
        let mut numbered = all.iter().enumerate();
        numbered.find(|(number, own)| all.iter().take(*number).any(|one| is_same(one, own)))
    } else {
        sort(&mut all, Ord::cmp);
        let pairs = all.iter().zip(all.iter().skip(1)).enumerate();
        let mut same = pairs.filter(|(_, (one, own))| is_same(one, own));
        same.next().map(|(number, (_, own))| (number, own))
    };
    repeated.map(|(_, (_, _, at, name))| (*at, *name))
}
