//! What RFC 3067 demands, by the numbers of its sections. `docs/rfc3067.md` lists the tests, those in
//! the browser included, and `listed` compares the list with what is there.

mod content;
mod format;
mod listed;
mod protection;
mod support;
