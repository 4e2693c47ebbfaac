//! Generates the tables of the crate from its data files.

use std::path::PathBuf;
use std::{env, error};

#[path = "build/rules.rs"]
mod rules;

fn main() -> Result<(), Box<dyn error::Error>> {
    let crate_dir = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    rules::generate(&crate_dir, &PathBuf::from(env::var("OUT_DIR")?))
}
