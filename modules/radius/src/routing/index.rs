//! Finds the strongest route of many at once: realms by a trie of labels from the right, everything
//! else by sorted maps, and only regular expressions one by one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Rule;
use super::condition::{Condition, Subject, Test};

/// Positions of rules, by what a request must have to meet them.
#[derive(Debug, Default)]
pub(super) struct Index {
    attributes: BTreeMap<String, AttributeIndex>,
    numbers: BTreeMap<String, NumberIndex>,
    realms: RealmTrie,
    prefix_realms: BTreeMap<Vec<u8>, usize>,
    realm_regexes: Vec<usize>,
    any_realm: Option<usize>,
    any_prefix_realm: Option<usize>,
    no_realm: Option<usize>,
    default: Option<usize>,
}

/// Realm patterns by their labels, the last label first.
#[derive(Debug, Default)]
pub(super) struct RealmTrie {
    children: BTreeMap<Vec<u8>, RealmTrie>,
    exact: Option<usize>,
    below: Option<usize>,
    at_or_below: Option<usize>,
}

/// The tests of one attribute.
#[derive(Debug, Default)]
struct AttributeIndex {
    equals: BTreeMap<Vec<u8>, usize>,
    others: Vec<usize>,
}

/// The numbered realms in one attribute, by their digits.
#[derive(Debug, Default)]
struct NumberIndex(BTreeMap<Vec<u8>, usize>);

impl Index {
    pub(super) fn new(rules: &[Rule]) -> Self {
        let mut index = Self::default();
        for (position, rule) in rules.iter().enumerate() {
            index.insert(&rule.condition, position);
        }
        index
    }

    /// The strongest rule whose condition the subject meets: see [`super`] for the order.
    pub(super) fn find(&self, subject: &Subject<'_>, rules: &[Rule]) -> Option<usize> {
        let is_met = |position: &usize| {
            rules.get(*position).is_some_and(|rule| rule.condition.is_met_by(subject))
        };
        let realm = subject.realm.as_deref();
        let prefix_realm = subject.prefix_realm.as_deref();
        self.attributes
            .iter()
            .filter_map(|(name, tests)| tests.find(name, subject, is_met))
            .min()
            .or_else(|| self.by_number(subject))
            .or_else(|| self.realms.find(realm?))
            .or_else(|| self.prefix_realms.get(prefix_realm?).copied())
            .or_else(|| self.realm_regexes.iter().copied().find(is_met))
            .or_else(|| realm.and(self.any_realm))
            .or_else(|| prefix_realm.and(self.any_prefix_realm))
            .or_else(|| self.no_realm.filter(|_| subject.has_no_realm()))
            .or(self.default)
    }

    fn by_number(&self, subject: &Subject<'_>) -> Option<usize> {
        let found = self.numbers.iter().filter_map(|(name, index)| index.find(name, subject));
        found.min().map(|(_, position)| position)
    }

    fn insert(&mut self, condition: &Condition, position: usize) {
        match condition {
            Condition::Attribute { name, test } => {
                self.attributes.entry(name.clone()).or_default().insert(test, position);
            }
            Condition::Numbered { attribute, prefix } => {
                let numbers = self.numbers.entry(attribute.clone()).or_default();
                numbers.0.insert(prefix.clone().into(), position);
            }
            Condition::Realm(_) | Condition::Below(_) | Condition::AtOrBelow(_) => {
                self.realms.insert(condition, position);
            }
            Condition::PrefixRealm(name) => {
                self.prefix_realms.insert(name.clone().into(), position);
            }
            Condition::RealmRegex(_) => self.realm_regexes.push(position),
            Condition::AnyRealm => self.any_realm = Some(position),
            Condition::AnyPrefixRealm => self.any_prefix_realm = Some(position),
            Condition::NoRealm => self.no_realm = Some(position),
            Condition::Default => self.default = Some(position),
        }
    }
}

impl RealmTrie {
    /// Puts a realm pattern in; other conditions are not for this trie.
    pub(super) fn insert(&mut self, condition: &Condition, position: usize) {
        match condition {
            Condition::Realm(name) => self.node(name).exact = Some(position),
            Condition::Below(name) => self.node(name).below = Some(position),
            Condition::AtOrBelow(name) => self.node(name).at_or_below = Some(position),
            _ => {}
        }
    }

    /// The pattern that shares the most labels with a realm in lower case.
    pub(super) fn find(&self, realm: &[u8]) -> Option<usize> {
        let mut node = self;
        let mut found = None;
        for label in realm.rsplit(|octet| *octet == b'.') {
            found = node.below.or(node.at_or_below).or(found);
            match node.children.get(label) {
                Some(child) => node = child,
                None => return found,
            }
        }
        node.exact.or(node.at_or_below).or(found)
    }

    fn node(&mut self, realm: &str) -> &mut Self {
        let labels = realm.as_bytes().rsplit(|octet| *octet == b'.');
        labels.fold(self, |node, label| node.children.entry(label.to_vec()).or_default())
    }
}

impl AttributeIndex {
    fn insert(&mut self, test: &Test, position: usize) {
        match test {
            Test::Equals(value) => {
                self.equals.insert(value.clone().into(), position);
            }
            _ => self.others.push(position),
        }
    }

    fn find(
        &self,
        name: &str,
        subject: &Subject<'_>,
        is_met: impl Fn(&usize) -> bool,
    ) -> Option<usize> {
        let mut found = self.others.iter().copied().find(is_met);
        subject.attributes.for_each(name, &mut |text| {
            found = self.equals.get(text).copied().into_iter().chain(found).min();
        });
        found
    }
}

impl NumberIndex {
    /// The rule with the most digits that a number of the request begins with, after that count.
    fn find(&self, attribute: &str, subject: &Subject<'_>) -> Option<(Reverse<usize>, usize)> {
        let longest = |number: &Vec<u8>| {
            (1..=number.len()).rev().find_map(|digits| {
                let position = self.0.get(number.get(..digits)?)?;
                Some((Reverse(digits), *position))
            })
        };
        subject.numbers(attribute).iter().filter_map(longest).min()
    }
}
