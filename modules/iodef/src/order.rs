//! Sorting, look-up by text and search in text: one small copy of each in the code, whatever is sorted
//! or looked for. The generic ones of the standard library come once for every type, which a browser
//! has to load.

use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Numbers by text.
pub(crate) type Numbers = BTreeMap<Box<str>, u32>;

/// The indexes below `count` in the order that `compare` says; equal ones stay as they are.
fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut merged = Vec::with_capacity(count);
    let mut length = 1_usize;
    while length < count {
        for pair in order.chunks(length.saturating_mul(2)) {
            let (left, right) = pair.split_at(length.min(pair.len()));
            let (mut left, mut right) = (left.iter(), right.iter());
            let (mut first, mut second) = (left.next(), right.next());
            while let (Some(own), Some(other)) = (first, second) {
                if compare(*other, *own).is_lt() {
                    merged.push(*other);
                    second = right.next();
                } else {
                    merged.push(*own);
                    first = left.next();
                }
            }
            merged.extend(first.into_iter().chain(left));
            merged.extend(second.into_iter().chain(right));
        }
        std::mem::swap(&mut order, &mut merged);
        merged.clear();
        length = length.saturating_mul(2);
    }
    order
}

/// Sorts; equal items stay as they are.
pub(crate) fn sort<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = sorted(items.len(), &|one, other| match (items.get(one), items.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    });
    let mut waiting: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|index| waiting.get_mut(index)?.take()));
}

/// Where a text stands in another for the first time: for a few characters.
pub(crate) fn find(text: &str, wanted: &str) -> Option<usize> {
    let first = *wanted.as_bytes().first()?;
    let mut from = 0_usize;
    loop {
        let rest = text.as_bytes().get(from..)?;
        let at = memchr::memchr(first, rest)?;
        if rest.get(at..)?.starts_with(wanted.as_bytes()) {
            return Some(from.saturating_add(at));
        }
        from = from.saturating_add(at).saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{find, sort};

    proptest! {
        #[test]
        fn what_is_found_is_so_by_the_standard_library(
            text in "[ab\u{E9}]{0,9}", wanted in "[ab\u{E9}]{1,3}"
        ) {
            prop_assert_eq!(find(&text, &wanted), text.find(&wanted));
        }

        #[test]
        fn what_is_sorted_is_so_as_by_the_standard_library(
            mut items in prop::collection::vec((0..8_u8, any::<u16>()), 0..200)
        ) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort(&mut items, |one, other| one.0.cmp(&other.0));
            prop_assert_eq!(items, expected);
        }
    }
}
