//! RFC 4559, the HTTP Negotiate scheme.

mod section_5;
