//! What the RFCs say, section by section, and what FreeRADIUS made of them.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

#[path = "support/packets.rs"]
mod packets;
#[path = "../../kerberos/tests/support/vectors.rs"]
#[allow(dead_code, reason = "each core uses a part")]
mod vectors;

mod freeradius {
    mod conversations;
}
mod rfc2548 {
    mod section_2_4;
}
mod rfc2865 {
    mod section_3;
    mod section_5_2;
    mod section_5_26;
    mod section_5_3;
    mod section_5_33;
    mod section_7;
}
mod rfc2866 {
    mod section_3;
}
mod rfc2868 {
    mod section_3;
    mod section_3_5;
}
mod rfc3162 {
    mod section_2;
}
mod rfc3579 {
    mod section_2_6;
    mod section_3_1;
    mod section_3_2;
}
mod rfc5176 {
    mod section_3_4;
}
mod rfc5997 {
    mod section_6;
}
mod rfc6929 {
    mod section_2;
    mod section_9;
}
mod rfc9765 {
    mod sealed;
    mod section_4;
    mod section_5;
}
