//! The semantic rules: what the texts demand that no schema says.
//!
//! `rules.toml` lists them, with the function that checks each. A function belongs to the elements
//! in its row's `on`; it may look at its element, at everything below it and at the names and
//! attributes of its ancestors, but never at siblings: that is for a rule of the parent. Rules of
//! the whole document work on [`facts`].

mod actions;
mod address;
mod at_least_one;
mod components;
mod confidence;
mod content;
mod element;
mod enumerations;
mod expression;
mod extension;
mod facts;
mod findings;
mod hash;
mod identity;
mod language;
mod notices;
mod observables;
mod pairs;
mod people;
mod references;
mod root;
mod service;
mod strict;
mod table;
mod times;

pub(crate) use element::{Element, Read, Surroundings};
pub(crate) use facts::{Fact, Facts, What, collect};
pub(crate) use findings::{Counts, Findings, Kept};
pub(crate) use table::{CHECKS, Check, Run, id};
pub use table::{Fix, Rule, RuleId, Scope, rules};
