//! `edgewarden-gateway`
fn main() {}
