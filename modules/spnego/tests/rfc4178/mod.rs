//! RFC 4178, the default mode.

mod appendix_b;
mod appendix_c;
mod appendix_d;
mod section_3_1;
mod section_3_2;
mod section_4_2_1;
mod section_4_2_2;
mod section_5;
mod section_5_order;
mod section_6;
