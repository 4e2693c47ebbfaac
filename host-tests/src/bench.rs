//! What the benches share: clocks and what the kernel says of a peer, samples, and the report.

mod measure;
mod process;
mod report;

pub use measure::{Samples, processor_time};
pub use process::{pin, pin_thread, processor_seconds, resident_octets};
pub use report::{Aim, Report};
