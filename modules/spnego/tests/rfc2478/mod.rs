//! RFC 2478, the named mode.

mod appendix_a;
mod section_2_2;
mod section_3_2_1;
mod section_3_2_2;
mod section_4;
