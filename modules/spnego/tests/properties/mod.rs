//! What holds over whole families of tokens, peers and attackers.

mod der;
mod model;
mod robustness;
