//! The lossless document: the source text, and a tree of spans over it.
