//! Asks the linker for a stack of half a megabyte, which no document needs: what lies behind it then has
//! addresses of three octets in the code instead of four.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32") {
        println!("cargo::rustc-link-arg-cdylib=-zstack-size=524288");
    }
}
