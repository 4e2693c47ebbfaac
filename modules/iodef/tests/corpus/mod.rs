//! Documents in which every element, attribute and enumeration value stands in an accepted and in a
//! refused one, made from the tables of a schema. The same for the same tables every time.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests"
)]
#![allow(dead_code, reason = "each test that includes the corpus uses a part of it")]

mod families;
mod islands;
mod mutation;
pub mod shape;
pub mod tree;
pub mod values;

use std::collections::BTreeSet;

use iodef::structure::Schema;

/// A document of the corpus.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The schema that it was made for; the versions 2 are for each other too.
    pub schema: Schema,
    /// Its text.
    pub text: String,
}

/// The documents made for a schema.
pub fn cases(schema: Schema) -> Vec<Case> {
    let shapes = shape::Shapes::new(schema);
    let mut cases = Vec::new();
    let mut add = |name: String, text: String| cases.push(Case { name, schema, text });
    families::members(&shapes, &mut add);
    families::attributes(&shapes, &mut add);
    families::values(&shapes, &mut add);
    families::text(&shapes, &mut add);
    islands::add(&shapes, &mut add);
    mutation::add(&shapes, &mut add);
    cases
}

/// The documents for both schemas of version 2, each text once.
pub fn version_2() -> Vec<Case> {
    let mut seen = BTreeSet::new();
    let mut all = cases(Schema::A);
    all.extend(cases(Schema::B));
    all.retain(|case| seen.insert(case.text.clone()));
    all
}
