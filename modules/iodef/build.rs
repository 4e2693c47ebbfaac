//! Compiles the schemas in `schemas/` to the tables that validation, forms and the typed overlay
//! read.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a schema that this compiler does not understand must stop the build"
)]

use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "build/automaton.rs"]
mod automaton;
#[path = "build/emit.rs"]
mod emit;
#[path = "build/intersection.rs"]
mod intersection;
#[path = "build/model.rs"]
mod model;
#[path = "build/overlay.rs"]
mod overlay;
#[path = "build/particle.rs"]
mod particle;
#[path = "build/pool.rs"]
mod pool;
#[path = "build/reader.rs"]
mod reader;
#[path = "build/rules.rs"]
mod rules;
#[path = "build/xml.rs"]
mod xml;

use model::SchemaSet;

/// The files that both versions 2.0 import.
const IMPORTED: [&str; 5] = [
    "xml.xsd",
    "xmldsig-core-schema.xsd",
    "iodef-enum-1.0.xsd",
    "iodef-1.0.xsd",
    "iodef-sci-1.0.xsd",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=schemas");
    let crate_dir = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap());
    let output = PathBuf::from(env::var("OUT_DIR").unwrap());
    rules::generate(&crate_dir, &output).unwrap_or_else(|error| panic!("rules.toml: {error}"));
    let schemas = crate_dir.join("schemas");
    let published = set(&schemas, &["iodef-2.0.xsd"]);
    let corrected = set(&schemas, &["iodef-2.0-corrected.xsd"]);
    let text = set(&schemas, &["iodef-2.0-corrected.xsd", "iodef-2.0-text.xsd"]);
    let version1 = reader::read(&[document(&schemas, "iodef-1.0.xsd")]);
    let common = intersection::of_sets(&intersection::of_sets(&text, &published), &corrected);
    let (types, calls) = overlay::generate(&[&text, &published, &corrected, &version1]);
    fs::write(output.join("overlay.rs"), types).unwrap();
    fs::write(output.join("overlay_calls.rs"), calls).unwrap();
    // The order is that of `Schema` in src/structure/mod.rs.
    let sets = [text, published, corrected, common, version1];
    fs::write(output.join("tables.rs"), emit::tables(&sets)).unwrap();
}

/// A version 2.0 with all that it imports; later files override declarations of earlier ones.
fn set(directory: &Path, files: &[&str]) -> SchemaSet {
    let documents: Vec<xml::Element> =
        IMPORTED.iter().chain(files).map(|name| document(directory, name)).collect();
    reader::read(&documents)
}

fn document(directory: &Path, name: &str) -> xml::Element {
    let text = fs::read_to_string(directory.join(name)).unwrap();
    xml::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}
